/* Every rule is a check that comes before the change and is the same for the trial. Days are compared as ISO texts. */
#include "org/edit.h"

#include "account/role.h"
#include "audit/note.h"
#include "base/text.h"
#include "core_sql.h"

#include <stddef.h>
#include <string.h>

#define F(type, member, extra, bytes)                                                                                  \
    {                                                                                                                  \
        .name = #member, .kind = FIELD_TEXT, .offset = offsetof(struct type, member), .flags = extra, .max = bytes     \
    }
#define DAY(type, member, extra)                                                                                       \
    {                                                                                                                  \
        .name = #member, .kind = FIELD_DAY, .offset = offsetof(struct type, member), .flags = extra                    \
    }
static const struct field add_fields[] = {
    F(org_add_input, code, FIELD_REQUIRED, 40), F(org_add_input, name_vi, FIELD_REQUIRED, 300), F(org_add_input, name_en, 0, 300),
    F(org_add_input, kind, FIELD_REQUIRED, 20), F(org_add_input, parent, FIELD_REQUIRED, 40),   DAY(org_add_input, open_on, 0),
    F(org_add_input, place, 0, 100),            F(org_add_input, address, 0, 300),              F(org_add_input, phone, 0, 40),
    F(org_add_input, email, 0, 100),
};
const struct record org_add_record = RECORD("org_add", struct org_add_input, add_fields);
static const struct field change_fields[] = {
    F(org_change_input, org, FIELD_REQUIRED, 40), F(org_change_input, name_vi, 0, 300), F(org_change_input, name_en, 0, 300),
    F(org_change_input, place, 0, 100),           F(org_change_input, address, 0, 300), F(org_change_input, phone, 0, 40),
    F(org_change_input, email, 0, 100),           F(org_change_input, reason, FIELD_REQUIRED, 500),
};
const struct record org_change_record = RECORD("org_change", struct org_change_input, change_fields);
static const struct field close_fields[] = {
    F(org_close_input, org, FIELD_REQUIRED, 40), DAY(org_close_input, on, FIELD_REQUIRED), F(org_close_input, successor, 0, 40),
    F(org_close_input, reason, FIELD_REQUIRED, 500),
};
const struct record org_close_record = RECORD("org_close", struct org_close_input, close_fields);
static const struct field reopen_fields[] = {F(org_reopen_input, org, FIELD_REQUIRED, 40), F(org_reopen_input, reason, FIELD_REQUIRED, 500)};
const struct record org_reopen_record = RECORD("org_reopen", struct org_reopen_input, reopen_fields);
static const struct field move_fields[] = {
    F(org_move_input, org, FIELD_REQUIRED, 40),
    F(org_move_input, parent, FIELD_REQUIRED, 40),
    F(org_move_input, code, FIELD_REQUIRED, 40),
    F(org_move_input, reason, FIELD_REQUIRED, 500),
};
const struct record org_move_record = RECORD("org_move", struct org_move_input, move_fields);

/* ---- who may ---- */

static bool has_role(const struct actor *actor, enum role role)
{
    return strcmp(actor->role, role_code(role)) == 0;
}

bool org_may_add_below(const struct actor *actor, const char *code)
{
    return has_role(actor, ROLE_SYSTEM_ADMIN) || (has_role(actor, ROLE_UNIT_ADMIN) && org_is_within(code, actor->org));
}

bool org_may_edit(const struct actor *actor, const char *code)
{
    return org_may_add_below(actor, code);
}

/* Its own organisation a unit's administrator renames, but neither closes nor moves. */
bool org_may_end(const struct actor *actor, const char *code)
{
    return org_may_edit(actor, code) && (has_role(actor, ROLE_SYSTEM_ADMIN) || strcmp(code, actor->org) != 0);
}

static bool take(struct op *op, struct db *db, const struct actor *actor, const char *code, bool to_end, struct org *out)
{
    return org_get(op, db, code, out) &&
           ((to_end ? org_may_end(actor, code) : org_may_edit(actor, code)) ||
            fail_field(op, E_FORBIDDEN, "org", "org.not_yours", "org", code, "own", actor->org, NULL));
}

/* ---- what hangs on it ---- */

bool org_use_of(struct op *op, struct db *db, const char *code, struct day day, struct org_use *out)
{
    struct stmt *s = db_use(op, db, &sql_org_use);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "code", code);
    bind_day(s, "day", day);
    *out = (struct org_use){.code = code};
    if (stmt_row(s)) {
        out->accounts = col_int(s, "accounts");
        out->open_dossiers = col_int(s, "open_dossiers");
        out->units = col_int(s, "units");
    }
    return stmt_done(s);
}

bool org_uses(struct op *op, struct db *db, struct org_use **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_org_uses);
    if (s == NULL) {
        return false;
    }
    *out = arena_array(op->arena, ORG_USES_MAX, sizeof **out);
    *count = 0;
    while (*count < ORG_USES_MAX && stmt_row(s)) {
        (*out)[(*count)++] = (struct org_use){.code = col_text(s, "code"), .accounts = col_int(s, "accounts"),
                                              .open_dossiers = col_int(s, "open_dossiers")};
    }
    return stmt_done(s);
}

/* ---- codes and kinds ---- */

const char *const *org_kinds_below(const char *kind)
{
    static const char *const ministry[] = {"unit", "department", "one-stop", "room", NULL};
    static const char *const province[] = {"department", "one-stop", "unit", "room", NULL};
    static const char *const unit[] = {"room", "one-stop", "unit", NULL};
    static const char *const one_stop[] = {"room", NULL};
    static const char *const none[] = {NULL};
    if (strcmp(kind, "ministry") == 0) {
        return ministry;
    }
    if (strcmp(kind, "province") == 0 || strcmp(kind, "committee") == 0) {
        return province;
    }
    if (strcmp(kind, "department") == 0 || strcmp(kind, "unit") == 0) {
        return unit;
    }
    return strcmp(kind, "one-stop") == 0 ? one_stop : none;
}

static bool check_kind(struct op *op, const char *kind, const struct org *parent)
{
    for (const char *const *k = org_kinds_below(parent->kind); *k != NULL; k++) {
        if (strcmp(*k, kind) == 0) {
            return true;
        }
    }
    return fail_more(op, "kind", "org.bad_kind", "parent", parent->code, NULL);
}

/* T and two or three digits. */
static bool is_training_part(const char *part)
{
    size_t n = part[0] == 'T' ? strspn(part + 1, "0123456789") : 0;
    return (n == 2 || n == 3) && part[n + 1] == '\0';
}

static int levels_of(const char *code)
{
    int n = 1;
    for (; *code != '\0'; code++) {
        n += *code == '.';
    }
    return n;
}

static bool find_code(struct op *op, struct db *db, const char *code, bool *found)
{
    struct stmt *s = db_use(op, db, &sql_org_get);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "code", code);
    *found = stmt_row(s);
    return stmt_done(s);
}

static bool check_code(struct op *op, struct db *db, const char *code, const struct org *parent)
{
    size_t n = strlen(parent->code);
    const char *part = strncmp(code, parent->code, n) == 0 && code[n] == '.' ? code + n + 1 : NULL;
    bool there = false;
    if (part == NULL || strchr(part, '.') != NULL) {
        return fail_more(op, "code", "org.code_parent", "parent", parent->code, NULL);
    }
    if (!is_training_part(part)) {
        bool looks_real = part[0] != '\0' && strspn(part, "0123456789") == strlen(part);
        return fail_more(op, "code", looks_real ? "org.real_code" : "org.bad_code", "code", code, "parent", parent->code, NULL);
    }
    if (levels_of(code) > ORG_LEVELS_MAX) {
        return fail_more(op, "code", "org.too_deep", "max", arena_int(op->arena, ORG_LEVELS_MAX), NULL);
    }
    struct op own; /* what has been found wrong so far is no reason not to look */
    op_init(&own, op->arena, op->id, op->lang);
    if (!find_code(&own, db, code, &there)) {
        return fail_broken(op, "organisations cannot be read");
    }
    return !there || fail_more(op, "code", "org.taken", "code", code, NULL);
}

/* ---- days ---- */

static const char *today_of(struct op *op)
{
    char text[DAY_TEXT];
    return arena_strdup(op->arena, day_format(instant_day(op->now), text));
}

static const char *day_text(struct op *op, struct day day)
{
    char text[DAY_TEXT];
    return arena_strdup(op->arena, day_format(day, text));
}

/* ---- adding ---- */

static bool check_parent(struct op *op, const struct org *parent, const char *open_on)
{
    if (parent->close_on != NULL && strcmp(parent->close_on, open_on) < 0) {
        return fail_more(op, "parent", "org.parent_closed", "org", parent->code, "day", text_day(op, parent->close_on), NULL);
    }
    return strcmp(parent->open_on, open_on) <= 0 ||
           fail_more(op, "open_on", "org.before_parent", "org", parent->code, "day", text_day(op, parent->open_on), NULL);
}

static bool check_contacts(struct op *op, const char *name_vi, const char *phone, const char *email)
{
    bool ok = true;
    if (name_vi != NULL && strchr("=+-@", name_vi[0]) != NULL) {
        ok = fail_more(op, "name_vi", "account.formula", NULL);
    }
    if (phone != NULL && strspn(phone, "0123456789 .()+-") != strlen(phone)) {
        ok = fail_more(op, "phone", "org.bad_phone", NULL);
    }
    const char *at = email == NULL ? NULL : strchr(email, '@');
    if (email != NULL && (at == NULL || at == email || strchr(at, '.') == NULL || strpbrk(email, " ,;") != NULL)) {
        ok = fail_more(op, "email", "org.bad_email", NULL);
    }
    return ok;
}

bool org_add_one(struct op *op, struct office *office, const void *input)
{
    const struct org_add_input *in = input;
    const struct actor *actor = office_actor(office);
    struct org parent;
    struct audit_words n;
    if (!org_get(op, office_db(office), in->parent, &parent)) {
        return false;
    }
    if (!org_may_add_below(actor, in->parent)) {
        return fail_field(op, E_FORBIDDEN, "parent", "org.not_yours", "org", in->parent, "own", actor->org, NULL);
    }
    const char *open_on = in->open_on.n == 0 ? today_of(op) : day_text(op, in->open_on);
    bool ok = check_kind(op, in->kind, &parent);
    ok = check_code(op, office_db(office), in->code, &parent) && ok;
    ok = check_parent(op, &parent, open_on) && ok;
    ok = check_contacts(op, in->name_vi, in->phone, in->email) && ok;
    struct org org = {.code = in->code, .name_vi = in->name_vi, .name_en = in->name_en == NULL ? in->name_vi : in->name_en, .kind = in->kind,
                      .parent = in->parent, .open_on = open_on, .certainty = "invented",
                      .place = in->place == NULL ? parent.place : in->place, .address = in->address, .phone = in->phone, .email = in->email};
    if (!ok || !org_add(op, office_db(office), &org)) {
        return false;
    }
    struct json_out *out = audit_words_begin(op, &n);
    json_put_text(out, "org", org.code);
    json_put_text(out, "org_name", org.name_vi);
    json_put_text(out, "open_on", open_on);
    return audit_words_end(op, office, &n, "org.added");
}

/* ---- names and addresses ---- */

static bool replace(const char **field, const char *with)
{
    bool changes = with != NULL && (*field == NULL || strcmp(*field, with) != 0);
    *field = changes ? with : *field;
    return changes;
}

bool org_change(struct op *op, struct office *office, const void *input)
{
    const struct org_change_input *in = input;
    struct org org;
    struct audit_words n;
    if (!take(op, office_db(office), office_actor(office), in->org, false, &org) ||
        !check_contacts(op, in->name_vi, in->phone, in->email)) {
        return false;
    }
    const char *before = org.name_vi;
    bool changes = replace(&org.name_vi, in->name_vi);
    changes = replace(&org.name_en, in->name_en) || changes;
    changes = replace(&org.place, in->place) || changes;
    changes = replace(&org.address, in->address) || changes;
    changes = replace(&org.phone, in->phone) || changes;
    changes = replace(&org.email, in->email) || changes;
    if (!changes) {
        return fail_field(op, E_STATE, "org", "org.nothing_changes", "org", org.name_vi, NULL);
    }
    struct json_out *out = audit_words_begin(op, &n);
    json_put_text(out, "org", org.code);
    json_put_text(out, "name_before", before);
    json_put_text(out, "org_name", org.name_vi);
    json_put_text(out, "reason", in->reason);
    return org_save(op, office_db(office), &org) && audit_words_end(op, office, &n, "org.changed");
}

/* ---- closing ---- */

static bool check_successor(struct op *op, struct db *db, const struct org *closing, const char *code, const char *on)
{
    struct org org;
    struct op own;
    op_init(&own, op->arena, op->id, op->lang);
    if (!org_get(&own, db, code, &org)) {
        return fail_more(op, "successor", "org.unknown", "org", code, NULL);
    }
    bool open = org.close_on == NULL || strcmp(org.close_on, on) > 0;
    return (open && !org_is_within(code, closing->code)) || fail_more(op, "successor", "org.bad_successor", "org", code, NULL);
}

static bool check_close(struct op *op, struct db *db, const struct org *org, const struct org_close_input *in, const struct org_use *use)
{
    const char *on = day_text(op, in->on);
    bool ok = true;
    if (org->close_on != NULL) {
        return fail_more(op, "org", "org.is_closed", "org", org->code, "day", text_day(op, org->close_on), NULL);
    }
    if (strcmp(on, org->open_on) < 0) {
        ok = fail_more(op, "on", "org.dates_cross", "day", text_day(op, org->open_on), NULL);
    } else if (strcmp(on, today_of(op)) < 0) {
        ok = fail_more(op, "on", "org.close_past", NULL);
    }
    if (use->units > 0) {
        ok = fail_more(op, "org", "org.has_units", "units", arena_int(op->arena, use->units), "org", org->code, NULL);
    }
    return (in->successor == NULL || check_successor(op, db, org, in->successor, on)) && ok;
}

static bool prepare_close(struct op *op, struct db *db, const struct actor *actor, const struct org_close_input *in, struct org *org,
                          struct org_use *use)
{
    return take(op, db, actor, in->org, true, org) && org_use_of(op, db, in->org, in->on, use) && check_close(op, db, org, in, use);
}

bool org_close_try(struct op *op, struct db *db, const struct actor *actor, const struct org_close_input *in, struct org_use *use)
{
    struct org org;
    *use = (struct org_use){.code = in->org};
    return prepare_close(op, db, actor, in, &org, use);
}

bool org_close(struct op *op, struct office *office, const void *input)
{
    const struct org_close_input *in = input;
    struct org org;
    struct org_use use;
    struct audit_words n;
    if (!prepare_close(op, office_db(office), office_actor(office), in, &org, &use)) {
        return false;
    }
    org.close_on = day_text(op, in->on);
    org.replaced_by = in->successor;
    struct json_out *out = audit_words_begin(op, &n);
    json_put_text(out, "org", org.code);
    json_put_text(out, "close_on", org.close_on);
    json_put_text(out, "successor", in->successor);
    json_put_int(out, "accounts", use.accounts);
    json_put_int(out, "open_dossiers", use.open_dossiers);
    json_put_text(out, "reason", in->reason);
    return org_save(op, office_db(office), &org) && audit_words_end(op, office, &n, "org.closed");
}

/* A closing taken back: also after its day, as long as no other code took its place. */
bool org_reopen(struct op *op, struct office *office, const void *input)
{
    const struct org_reopen_input *in = input;
    struct org org, parent;
    struct audit_words n;
    if (!take(op, office_db(office), office_actor(office), in->org, true, &org)) {
        return false;
    }
    if (org.close_on == NULL) {
        return fail_field(op, E_STATE, "org", "org.is_open", "org", org.code, NULL);
    }
    if (org.replaced_by != NULL) {
        return fail_field(op, E_STATE, "org", "org.replaced", "org", org.code, "successor", org.replaced_by, NULL);
    }
    if (org.parent != NULL && !org_get(op, office_db(office), org.parent, &parent)) {
        return false;
    }
    if (org.parent != NULL && parent.close_on != NULL) {
        return fail_field(op, E_STATE, "org", "org.parent_closed", "org", parent.code, "day", text_day(op, parent.close_on), NULL);
    }
    org.close_on = NULL;
    struct json_out *out = audit_words_begin(op, &n);
    json_put_text(out, "org", org.code);
    json_put_text(out, "reason", in->reason);
    return org_save(op, office_db(office), &org) && audit_words_end(op, office, &n, "org.reopened");
}

/* ---- moving ---- */

static bool check_move(struct op *op, struct db *db, const struct actor *actor, const struct org *org, const struct org_move_input *in,
                       const struct org_use *use)
{
    struct org parent;
    struct op own;
    const char *today = today_of(op);
    bool ok = true;
    op_init(&own, op->arena, op->id, op->lang);
    if (!org_get(&own, db, in->parent, &parent)) {
        return fail_more(op, "parent", "org.unknown", "org", in->parent, NULL);
    }
    if (!org_may_add_below(actor, in->parent)) {
        ok = fail_more(op, "parent", "org.not_yours", "org", in->parent, "own", actor->org, NULL);
    }
    if (org_is_within(in->parent, org->code) || (org->parent != NULL && strcmp(org->parent, in->parent) == 0)) {
        ok = fail_more(op, "parent", "org.same_parent", "org", org->code, NULL);
    }
    if (!org_is_open(org, today) || strcmp(org->open_on, today) >= 0) {
        ok = fail_more(op, "org", "org.not_movable", "org", org->code, NULL);
    }
    if (use->units > 0) {
        ok = fail_more(op, "org", "org.has_units", "units", arena_int(op->arena, use->units), "org", org->code, NULL);
    }
    if (use->open_dossiers > 0) {
        ok = fail_more(op, "org", "org.has_dossiers", "dossiers", arena_int(op->arena, use->open_dossiers), "org", org->code, NULL);
    }
    ok = check_kind(op, org->kind, &parent) && ok;
    ok = check_parent(op, &parent, today) && ok;
    return check_code(op, db, in->code, &parent) && ok;
}

static bool prepare_move(struct op *op, struct db *db, const struct actor *actor, const struct org_move_input *in, struct org *org,
                         struct org_use *use)
{
    return take(op, db, actor, in->org, true, org) && org_use_of(op, db, in->org, instant_day(op->now), use) &&
           check_move(op, db, actor, org, in, use);
}

bool org_move_try(struct op *op, struct db *db, const struct actor *actor, const struct org_move_input *in, struct org_use *use)
{
    struct org org;
    *use = (struct org_use){.code = in->org};
    return prepare_move(op, db, actor, in, &org, use);
}

static bool move_accounts(struct op *op, struct db *db, const char *from, const char *to)
{
    struct stmt *s = db_use(op, db, &sql_org_move_accounts);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "from", from);
    bind_text(s, "to", to);
    return stmt_run(s, NULL);
}

bool org_move(struct op *op, struct office *office, const void *input)
{
    const struct org_move_input *in = input;
    struct db *db = office_db(office);
    struct org org;
    struct org_use use;
    struct audit_words n;
    if (!prepare_move(op, db, office_actor(office), in, &org, &use)) {
        return false;
    }
    struct org next = org;
    next.code = in->code;
    next.parent = in->parent;
    next.open_on = today_of(op);
    next.certainty = "invented";
    org.close_on = day_text(op, day_add(instant_day(op->now), -1));
    org.replaced_by = next.code;
    if (!org_add(op, db, &next) || !org_save(op, db, &org) || !move_accounts(op, db, org.code, next.code)) {
        return false;
    }
    struct json_out *out = audit_words_begin(op, &n);
    json_put_text(out, "org", org.code);
    json_put_text(out, "to_org", next.code);
    json_put_int(out, "accounts", use.accounts);
    json_put_text(out, "reason", in->reason);
    return audit_words_end(op, office, &n, "org.moved");
}
