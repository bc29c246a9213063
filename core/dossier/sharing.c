#include "dossier/sharing.h"

#include "audit/note.h"
#include "core_sql.h"
#include "dossier/oversight.h"
#include "dossier/work.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define PARTICIPANTS_MAX 50

static const char *const kind_codes[] = {"co_handler", "follower"};
static const struct choices kind_choices = {kind_codes, 2};

#define F(type, field_, kind_, ...)                                                                                    \
    {                                                                                                                  \
        .name = #field_, .kind = kind_, .offset = offsetof(struct type, field_), __VA_ARGS__                           \
    }
#define ID(type) F(type, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX)
static const struct field reassign_fields[] = {
    ID(dossier_reassign_input),
    F(dossier_reassign_input, account, FIELD_TEXT, .flags = FIELD_REQUIRED, .max = 40),
    F(dossier_reassign_input, reason, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 1000),
};
static const struct field take_over_fields[] = {
    ID(dossier_take_over_input),
    F(dossier_take_over_input, reason, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 1000),
};
static const struct field participant_fields[] = {
    ID(dossier_participant_input),
    F(dossier_participant_input, account, FIELD_TEXT, .flags = FIELD_REQUIRED, .max = 40),
    F(dossier_participant_input, kind, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = &kind_choices),
    F(dossier_participant_input, note, FIELD_TEXT, .max = 1000),
};
static const struct field remove_fields[] = {
    ID(dossier_remove_participant_input),
    F(dossier_remove_participant_input, account, FIELD_TEXT, .flags = FIELD_REQUIRED, .max = 40),
    F(dossier_remove_participant_input, note, FIELD_TEXT, .max = 1000),
};
static const struct field contribute_fields[] = {
    ID(dossier_contribute_input),
    F(dossier_contribute_input, opinion, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 4000),
};
static const struct field work_fields[] = {
    F(account_hand_over_work_input, from_account, FIELD_TEXT, .flags = FIELD_REQUIRED, .max = 40),
    F(account_hand_over_work_input, to_account, FIELD_TEXT, .flags = FIELD_REQUIRED, .max = 40),
    F(account_hand_over_work_input, reason, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 1000),
};
const struct record dossier_reassign_record = RECORD("dossier_reassign", struct dossier_reassign_input, reassign_fields);
const struct record dossier_take_over_record = RECORD("dossier_take_over", struct dossier_take_over_input, take_over_fields);
const struct record dossier_take_over_body = RECORD("dossier_take_over_body", struct dossier_take_over_input, (*(const struct field(*)[1])&take_over_fields[1]));
const struct record dossier_participant_record = RECORD("dossier_participant_add", struct dossier_participant_input, participant_fields);
const struct record dossier_remove_participant_record = RECORD("dossier_participant_remove", struct dossier_remove_participant_input, remove_fields);
const struct record dossier_contribute_record = RECORD("dossier_contribute", struct dossier_contribute_input, contribute_fields);
const struct record account_hand_over_work_record = RECORD("account_hand_over_work", struct account_hand_over_work_input, work_fields);
const struct record dossier_reassign_body = RECORD("dossier_reassign_body", struct dossier_reassign_input, (*(const struct field(*)[2])&reassign_fields[1]));
const struct record dossier_participant_body = RECORD("dossier_participant_add_body", struct dossier_participant_input, (*(const struct field(*)[3])&participant_fields[1]));
const struct record dossier_remove_participant_body = RECORD("dossier_participant_remove_body", struct dossier_remove_participant_input, (*(const struct field(*)[2])&remove_fields[1]));
const struct record dossier_contribute_body = RECORD("dossier_contribute_body", struct dossier_contribute_input, (*(const struct field(*)[1])&contribute_fields[1]));

/* ---- reading ---- */

#define P(kind_, name_)                                                                                                \
    {                                                                                                                  \
        .name = #name_, .kind = kind_, .offset = offsetof(struct dossier_participant, name_)                           \
    }
static const struct field row_fields[] = {
    P(FIELD_INT, dossier), P(FIELD_TEXT, account), P(FIELD_TEXT, name),
    P(FIELD_TEXT, role),   P(FIELD_TEXT, kind),    P(FIELD_INSTANT, added_at),
};
static const struct record row_record = RECORD("dossier_participant", struct dossier_participant, row_fields);

bool dossier_participants(struct op *op, struct db *db, int64_t dossier, struct dossier_participant **out, size_t *count)
{
    void *rows = NULL;
    struct stmt *s = db_use(op, db, &sql_dossier_participants);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", dossier);
    bool ok = stmt_records(s, &row_record, PARTICIPANTS_MAX, &rows, count);
    *out = rows;
    return ok;
}

bool dossier_participations(struct op *op, struct db *db, const char *account, int64_t *co_handled, int64_t *followed)
{
    struct stmt *s = db_use(op, db, &sql_participations);
    if (s == NULL) {
        return false;
    }
    *co_handled = *followed = 0;
    bind_text(s, "account", account);
    while (stmt_row(s)) {
        *(strcmp(col_text(s, "kind"), "co_handler") == 0 ? co_handled : followed) = col_int(s, "dossiers");
    }
    return stmt_done(s);
}

bool account_open_work(struct op *op, struct db *db, const char *account, int64_t **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_open_work);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "account", account);
    *out = arena_array(op->arena, WORK_MAX, sizeof **out);
    *count = 0;
    while (stmt_row(s)) {
        if (*count == WORK_MAX) {
            (void)fail(op, E_LIMIT, "work.too_much", "max", arena_int(op->arena, WORK_MAX), NULL);
            break;
        }
        (*out)[(*count)++] = col_int(s, "id");
    }
    return stmt_done(s);
}

static const struct dossier_participant *find(const struct dossier_participant *list, size_t count, const char *account)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].account, account) == 0) {
            return &list[i];
        }
    }
    return NULL;
}

/* ---- another specialist ---- */

/* Handler, holder of the step in hand and its row, from one account to another. */
static bool give(struct op *op, struct work *w, const char *from, const char *to)
{
    if (w->d.handler != NULL && strcmp(w->d.handler, from) == 0) {
        w->d.handler = to;
    }
    if (w->d.step_account == NULL || strcmp(w->d.step_account, from) != 0) {
        return true;
    }
    struct dossier_step *s = work_step(w, w->d.step);
    w->d.step_account = to;
    if (s == NULL) {
        return true;
    }
    s->account = to;
    s->opened_at = INSTANT_NONE;
    return dossier_put_step(op, w->db, s);
}

bool sharing_end_for_handler(struct op *op, struct work *w)
{
    const char *kind = NULL;
    struct stmt *s = db_use(op, w->db, &sql_participant_end);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w->d.id);
    bind_text(s, "account", w->d.handler);
    if (stmt_row(s)) {
        kind = col_text(s, "kind");
    }
    if (!stmt_done(s) || kind == NULL) {
        return !op_failed(op);
    }
    w->left_step = 0; /* what was left has been told by the event before */
    work_data(op, w);
    json_put_text(&w->out, "account", w->d.handler);
    json_put_text(&w->out, "participation", kind);
    return work_note(op, w, "dossier.participant_removed");
}

static bool note_given(struct op *op, struct work *w, const char *from, const char *to, const char *reason)
{
    if (!work_save(op, w)) {
        return false;
    }
    work_data(op, w);
    json_put_text(&w->out, "account", to);
    json_put_text(&w->out, "from_account", from);
    json_put_text(&w->out, "reason", reason);
    return work_note(op, w, "dossier.reassigned") && (w->d.handler == NULL || sharing_end_for_handler(op, w));
}

static bool check_specialist(struct op *op, const struct dossier *d, const struct account *to)
{
    if (to->role != ROLE_SPECIALIST || !to->active) {
        return fail_field(op, E_INPUT, "account", "dossier.assign_role", "account", to->name, NULL);
    }
    if (!holder_org_fits(d, ROLE_SPECIALIST, to->org)) {
        return fail_field(op, E_INPUT, "account", "dossier.assign_division", "account", to->name, NULL);
    }
    return true;
}

bool dossier_reassign(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reassign_input *in = input;
    struct work w;
    struct account to;
    if (!work_take(op, office, in->dossier, "dossier.reassign", &w) || !account_get(op, w.db, in->account, &to) ||
        !check_specialist(op, &w.d, &to)) {
        return false;
    }
    if (w.d.handler == NULL) {
        return fail(op, E_STATE, "dossier.not_assigned", NULL);
    }
    if (strcmp(w.d.handler, in->account) == 0) {
        return fail_field(op, E_STATE, "account", "dossier.same_handler", "account", to.name, NULL);
    }
    const char *from = w.d.handler;
    return give(op, &w, from, in->account) && note_given(op, &w, from, in->account, in->reason);
}

/* ---- taking over ---- */

const char *take_over_problem(const struct dossier *d, const struct dossier_participant *list, size_t count, const char *account, bool *forbidden)
{
    const struct dossier_participant *p = find(list, count, account);
    *forbidden = false;
    if (d->handler == NULL) {
        return "dossier.not_assigned";
    }
    if (d->step_role != ROLE_SPECIALIST || d->step_account == NULL) {
        return "take_over.elsewhere";
    }
    if (strcmp(d->step_account, account) == 0) {
        return "take_over.yours";
    }
    *forbidden = p == NULL || strcmp(p->kind, kind_codes[0]) != 0;
    return *forbidden ? "participant.not_co_handler" : NULL;
}

/* Whom the dossier was taken from works along in the place of who took it. */
static bool change_places(struct op *op, struct db *db, int64_t dossier, const char *from, const char *to)
{
    struct dossier_participant *list = NULL;
    size_t count = 0;
    struct stmt *s = db_use(op, db, &sql_participant_remove);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", dossier);
    bind_text(s, "account", to);
    if (!stmt_run(s, NULL) || !dossier_participants(op, db, dossier, &list, &count)) {
        return false;
    }
    if (find(list, count, from) != NULL) {
        return true;
    }
    s = db_use(op, db, &sql_participant_put);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", dossier);
    bind_text(s, "account", from);
    bind_text(s, "kind", kind_codes[0]);
    bind_text(s, "added_by", to);
    bind_instant(s, "now", op->now);
    return stmt_run(s, NULL);
}

bool dossier_take_over(struct op *op, struct office *office, const void *input)
{
    const struct dossier_take_over_input *in = input;
    struct work w;
    struct dossier_participant *list = NULL;
    size_t count = 0;
    bool forbidden = false;
    if (!work_take(op, office, in->dossier, "dossier.take_over", &w) || !dossier_participants(op, w.db, in->dossier, &list, &count)) {
        return false;
    }
    const char *to = w.actor->account, *problem = take_over_problem(&w.d, list, count, to, &forbidden);
    if (problem != NULL) {
        return fail(op, forbidden ? E_FORBIDDEN : E_STATE, problem, NULL);
    }
    const char *from = w.d.step_account;
    w.d.handler = to; /* also where somebody else's step came back to a stand-in */
    if (!give(op, &w, from, to) || !change_places(op, w.db, in->dossier, from, to) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "account", to);
    json_put_text(&w.out, "from_account", from);
    json_put_text(&w.out, "reason", in->reason);
    return work_note(op, &w, "dossier.taken_over");
}

/* ---- all the work of one ---- */

static bool check_hand_over(struct op *op, const struct actor *actor, const struct account *from, const struct account *to)
{
    int role = role_find(actor->role);
    bool admin = role == ROLE_UNIT_ADMIN || role == ROLE_SYSTEM_ADMIN;
    if (!admin && !org_is_within(from->org, actor->org)) {
        return fail(op, E_FORBIDDEN, "work.not_yours", "account", from->name, NULL);
    }
    if (strcmp(from->id, to->id) == 0) {
        return fail_field(op, E_INPUT, "to_account", "delegation.self", NULL);
    }
    if (from->role != to->role) {
        return fail_field(op, E_INPUT, "to_account", "delegation.role", "account", to->name, "role",
                          arena_printf(op->arena, "@role.%s", role_code((enum role)from->role)), NULL);
    }
    return to->active || fail_field(op, E_INPUT, "to_account", "delegation.inactive", "account", to->name, NULL);
}

static bool hand_over_one(struct op *op, struct office *office, const struct account_hand_over_work_input *in, int64_t id,
                          const struct account *to)
{
    struct work w;
    if (!work_load(op, office, id, &w)) {
        return false;
    }
    if (!holder_org_fits(&w.d, (enum role)to->role, to->org)) {
        return fail(op, E_STATE, "work.other_division", "account", to->name, "code", w.d.code == NULL ? "" : w.d.code, NULL);
    }
    return give(op, &w, in->from_account, in->to_account) && note_given(op, &w, in->from_account, in->to_account, in->reason);
}

/* What the leaver took part in, and was to report on; *moved tells how much. */
static bool move_parts(struct op *op, struct db *db, const struct account_hand_over_work_input *in, int64_t *moved)
{
    static const struct sql *const statements[] = {&sql_participants_raise, &sql_participants_move, &sql_participants_leave};
    if (!oversight_move(op, db, in->from_account, in->to_account, moved)) {
        return false;
    }
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        int64_t rows = 0;
        struct stmt *s = db_use(op, db, statements[i]);
        if (s == NULL) {
            return false;
        }
        bind_text(s, "from_account", in->from_account);
        if (statements[i] != &sql_participants_leave) {
            bind_text(s, "to_account", in->to_account);
        }
        if (!stmt_run(s, &rows)) {
            return false;
        }
        *moved += rows;
    }
    return true;
}

static bool note_work(struct op *op, struct office *office, const struct account_hand_over_work_input *in, size_t dossiers)
{
    struct audit_words w;
    struct json_out *out = audit_words_begin(op, &w);
    json_put_text(out, "from_account", in->from_account);
    json_put_text(out, "to_account", in->to_account);
    json_put_int(out, "dossiers", (int64_t)dossiers);
    json_put_text(out, "reason", in->reason);
    return audit_words_end(op, office, &w, "account.work_handed_over");
}

bool account_hand_over_work(struct op *op, struct office *office, const void *input)
{
    const struct account_hand_over_work_input *in = input;
    struct db *db = office_db(office);
    struct account from, to;
    int64_t *ids = NULL, moved = 0;
    size_t count = 0;
    if (!account_get(op, db, in->from_account, &from) || !account_get(op, db, in->to_account, &to) ||
        !check_hand_over(op, office_actor(office), &from, &to) || !account_open_work(op, db, in->from_account, &ids, &count) ||
        !move_parts(op, db, in, &moved)) {
        return false;
    }
    if (count == 0 && moved == 0) {
        return fail(op, E_STATE, "work.nothing", "account", from.name, NULL);
    }
    if (!note_work(op, office, in, count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!hand_over_one(op, office, in, ids[i], &to)) {
            return false;
        }
    }
    return true;
}

/* ---- working along ---- */

bool sharing_may_arrange(const struct dossier *d, const struct actor *actor)
{
    return strcmp(actor->role, role_code(ROLE_DIVISION_HEAD)) == 0 ||
           (d->handler != NULL && strcmp(d->handler, actor->account) == 0);
}

/* The dossier, if the actor (or the one it stands in for) may say who takes part. */
static bool take_to_arrange(struct op *op, struct office *office, int64_t dossier, const char *act, struct work *w)
{
    if (!work_take(op, office, dossier, act, w)) {
        return false;
    }
    return sharing_may_arrange(&w->d, w->actor) || fail(op, E_FORBIDDEN, "participant.not_yours", NULL);
}

static bool note_participant(struct op *op, struct work *w, const char *event, const char *account, const char *kind, const char *note)
{
    if (!work_save(op, w)) {
        return false;
    }
    work_data(op, w);
    json_put_text(&w->out, "account", account);
    json_put_text(&w->out, "participation", kind);
    json_put_text(&w->out, "note", note);
    return work_note(op, w, event);
}

/* An officer of the agency, of any division. */
static bool check_participant(struct op *op, const struct dossier *d, const struct account *a)
{
    bool officer = a->role == ROLE_SPECIALIST || a->role == ROLE_DIVISION_HEAD || a->role == ROLE_DIRECTOR || a->role == ROLE_CLERK;
    if (!officer || !a->active || !org_is_within(a->org, d->agency)) {
        return fail_field(op, E_INPUT, "account", "participant.not_officer", "account", a->name, NULL);
    }
    if (d->handler != NULL && strcmp(d->handler, a->id) == 0) {
        return fail_field(op, E_STATE, "account", "participant.handler", "account", a->name, NULL);
    }
    return true;
}

bool dossier_add_participant(struct op *op, struct office *office, const void *input)
{
    const struct dossier_participant_input *in = input;
    struct work w;
    struct account a;
    struct dossier_participant *list = NULL;
    size_t count = 0;
    if (!take_to_arrange(op, office, in->dossier, "dossier.add_participant", &w) || !account_get(op, w.db, in->account, &a) ||
        !check_participant(op, &w.d, &a) || !dossier_participants(op, w.db, in->dossier, &list, &count)) {
        return false;
    }
    if (find(list, count, in->account) != NULL) {
        return fail_field(op, E_STATE, "account", "participant.there", "account", a.name, NULL);
    }
    if (count == PARTICIPANTS_MAX) {
        return fail(op, E_LIMIT, "participant.too_many", "max", arena_int(op->arena, PARTICIPANTS_MAX), NULL);
    }
    struct stmt *s = db_use(op, w.db, &sql_participant_put);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", in->dossier);
    bind_text(s, "account", in->account);
    bind_text(s, "kind", kind_codes[in->kind]);
    bind_text(s, "added_by", w.actor->account);
    bind_instant(s, "now", op->now);
    return stmt_run(s, NULL) && note_participant(op, &w, "dossier.participant_added", in->account, kind_codes[in->kind], in->note);
}

bool dossier_remove_participant(struct op *op, struct office *office, const void *input)
{
    const struct dossier_remove_participant_input *in = input;
    struct work w;
    struct dossier_participant *list = NULL;
    size_t count = 0;
    if (!take_to_arrange(op, office, in->dossier, "dossier.remove_participant", &w) ||
        !dossier_participants(op, w.db, in->dossier, &list, &count)) {
        return false;
    }
    const struct dossier_participant *p = find(list, count, in->account);
    if (p == NULL) {
        return fail_field(op, E_STATE, "account", "participant.unknown", "account", in->account, NULL);
    }
    struct stmt *s = db_use(op, w.db, &sql_participant_remove);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", in->dossier);
    bind_text(s, "account", in->account);
    return stmt_run(s, NULL) && note_participant(op, &w, "dossier.participant_removed", in->account, p->kind, in->note);
}

bool dossier_contribute(struct op *op, struct office *office, const void *input)
{
    const struct dossier_contribute_input *in = input;
    struct work w;
    struct dossier_participant *list = NULL;
    size_t count = 0;
    if (!work_take(op, office, in->dossier, "dossier.contribute", &w) ||
        !dossier_participants(op, w.db, in->dossier, &list, &count)) {
        return false;
    }
    const struct dossier_participant *p = find(list, count, w.actor->account);
    if (p == NULL || strcmp(p->kind, "co_handler") != 0) {
        return fail(op, E_FORBIDDEN, "participant.not_co_handler", NULL);
    }
    if (!work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "opinion", in->opinion);
    return work_note(op, &w, "dossier.contributed");
}
