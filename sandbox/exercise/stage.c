#include "exercise/stage.h"

#include "account/account.h"
#include "act/act.h"
#include "calendar/calendar.h"
#include "catalogue/catalogue.h"
#include "catalogue/procedure.h"
#include "core_sql.h"
#include "dossier/dossier.h"
#include "dossier/prefill.h"
#include "exercise/due.h"
#include "exercise/synth.h"
#include "org/org.h"
#include "world/clock.h"
#include "world_sql.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define CATALOGUE_ARENA ((size_t)256 << 20)
#define DATA_FILE_MAX JSON_BYTES_MAX
#define SESSIONS_MAX 4

/* ---- data files ---- */

static const char *read_text(struct op *op, const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        (void)fail(op, E_MISSING, "stage.data_missing", "file", path, NULL);
        return NULL;
    }
    char *text = arena_alloc(op->arena, DATA_FILE_MAX + 1);
    *len = fread(text, 1, DATA_FILE_MAX + 1, f);
    (void)fclose(f);
    if (*len > DATA_FILE_MAX) {
        (void)fail(op, E_LIMIT, "json.too_big", NULL);
        return NULL;
    }
    text[*len] = '\0';
    return text;
}

static const struct json *read_json(struct op *op, const char *path)
{
    size_t len = 0;
    const char *text = read_text(op, path, &len);
    return text == NULL ? NULL : json_parse(op, text, len);
}

static const char *golden_path(struct op *op, const char *data, const struct exercise *e)
{
    return arena_printf(op->arena, "%s/goldens/%s.json", data, e->golden);
}

static bool add_file(struct op *op, struct digest_state *d, const char *path)
{
    size_t len = 0;
    const char *text = read_text(op, path, &len);
    if (text == NULL) {
        return false;
    }
    digest_add_int(d, (int64_t)len);
    digest_add(d, text, len);
    return true;
}

static void add_schema(struct digest_state *d, const struct schema *schema)
{
    for (int i = 0; i < schema->count; i++) {
        digest_add_text(d, schema->migrations[i].text);
    }
}

const char *stage_key(struct op *op, const struct exercise *exercise, const char *data)
{
    struct digest_state d;
    char text[DIGEST_TEXT];
    const char *path = golden_path(op, data, exercise);
    const struct json *golden = read_json(op, path);
    digest_begin(&d);
    digest_add(&d, exercise->digest.bytes, DIGEST_BYTES);
    digest_add_text(&d, calendar_version(calendar_builtin()));
    add_schema(&d, &core_schema);
    add_schema(&d, &world_schema);
    if (golden == NULL || !add_file(op, &d, path)) {
        return NULL;
    }
    catalogue_add_digest(op, arena_printf(op->arena, "%s/catalogue", data), &d);
    const struct json *codes = json_get(golden, "procedures");
    for (const struct json *c = codes == NULL ? NULL : codes->first; c != NULL; c = c->next) {
        if (c->kind != JSON_TEXT || !add_file(op, &d, arena_printf(op->arena, "%s/procedures/%s.json", data, c->text))) {
            return NULL;
        }
    }
    struct digest done = digest_end(&d);
    return arena_strdup(op->arena, digest_format(&done, text));
}

/* ---- building ---- */

/* Everything known of the sector, where the data have it: the office looks it up, opens a few of it, and its organisations are
 * those of the country. */
static bool store_catalogue(struct op *op, struct db *db, const char *data)
{
    struct catalogue c;
    catalogue_init(&c, op);
    if (!catalogue_read(&c, arena_printf(op->arena, "%s/catalogue", data)) ||
        !catalogue_read(&c, arena_printf(op->arena, "%s/procedures", data))) {
        return false;
    }
    catalogue_check(&c);
    return catalogue_store(&c, db);
}

static bool add_catalogue(struct op *op, struct db *db, const char *data)
{
    struct op own;
    struct arena *arena = arena_open(CATALOGUE_ARENA);
    op_init(&own, arena, op->id, op->lang);
    bool none = access(arena_printf(op->arena, "%s/catalogue", data), F_OK) != 0; /* lessons without one */
    bool ok = none || store_catalogue(&own, db, data);
    if (!ok) {
        (void)fail(op, own.error.code, own.error.key, "file", own.error.arg_count > 0 ? own.error.args[0].value : "", NULL);
        op->error.cause = own.error.cause == NULL ? NULL : arena_strdup(op->arena, own.error.cause);
    }
    arena_close(arena);
    return ok;
}

static bool add_orgs(struct op *op, struct db *db, const struct json *golden)
{
    const struct json *list = json_get(golden, "orgs");
    for (const struct json *n = list == NULL ? NULL : list->first; n != NULL; n = n->next) {
        struct org org;
        if (!record_from_json(op, &org_record, n, &org) || !org_put(op, db, &org)) {
            return false;
        }
    }
    return true;
}

static bool add_procedures(struct op *op, struct db *db, const struct json *golden, const char *data)
{
    const struct json *codes = json_get(golden, "procedures");
    for (const struct json *c = codes == NULL ? NULL : codes->first; c != NULL; c = c->next) {
        const struct json *file = read_json(op, arena_printf(op->arena, "%s/procedures/%s.json", data, c->text));
        if (file == NULL || !procedure_load(op, db, file)) {
            return false;
        }
    }
    return true;
}

static bool read_hours(struct op *op, const struct json *golden, struct office_hours *out)
{
    const struct json *list = json_get(golden, "office_hours");
    *out = (struct office_hours){0};
    for (const struct json *s = list == NULL ? NULL : list->first; s != NULL; s = s->next) {
        const struct json *from = json_at(s, 0), *to = json_at(s, 1);
        if (out->count == SESSIONS_MAX || from == NULL || to == NULL || from->kind != JSON_INT || to->kind != JSON_INT) {
            return fail_field(op, E_INPUT, "office_hours", "stage.hours", NULL);
        }
        out->session[out->count].from = from->integer * MS_MINUTE;
        out->session[out->count++].to = to->integer * MS_MINUTE;
    }
    return true;
}

static bool add_calendar(struct op *op, struct db *db, const struct json *golden)
{
    struct office_hours hours;
    if (!read_hours(op, golden, &hours) || !calendar_store(op, db, calendar_builtin(), "")) {
        return false;
    }
    const char *agency = json_get_text(golden, "agency", "");
    return hours.count == 0 || calendar_store_hours(op, db, agency, &hours);
}

/* A seat that files as an organisation: its code is an enterprise's. */
static bool is_business(const struct cast_member *m)
{
    return m->kind == PERSONA_BUSINESS || (m->id_no.synth != NULL && strcmp(m->id_no.synth, "enterprise_code") == 0);
}

/* Identity of a played applicant, as the portal would hand it over. */
static const struct json *identity_of(struct op *op, const struct exercise *e, const struct cast_member *m, const char *name)
{
    struct strbuf b;
    struct json_out out;
    bool business = is_business(m);
    strbuf_init(&b, op->arena, 8192);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_text(&out, "name", name);
    json_put_text(&out, "kind", business ? "business" : "citizen");
    json_put_text(&out, "id_no", synth_text(op, e, m, &m->id_no, business ? "enterprise_code" : "personal_id"));
    json_put_text(&out, "address", synth_text(op, e, m, &m->address, "address"));
    json_put_text(&out, "phone", synth_text(op, e, m, &m->phone, "phone"));
    json_put_text(&out, "email", synth_text(op, e, m, &m->email, "email"));
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

static bool add_cast(struct op *op, struct db *db, const struct exercise *e, const struct json *golden)
{
    for (size_t i = 0; i < e->cast_count; i++) {
        const struct cast_member *m = &e->cast[i];
        const char *role = m->kind == PERSONA_BUSINESS || m->kind == PERSONA_CITIZEN ? "applicant" : m->role;
        bool applicant = role != NULL && strcmp(role, "applicant") == 0;
        const char *org = json_get_text(json_get(golden, "seats"), role == NULL ? "" : role, NULL);
        if (role == NULL || role_find(role) < 0 || (m->agency == NULL && org == NULL)) {
            return fail(op, E_INPUT, "stage.no_seat", "seat", m->id, NULL);
        }
        const char *kind = is_business(m) ? "company" : "person";
        const char *name = m->role != NULL && strcmp(m->role, "committee") == 0 && m->name.text == NULL && m->name.synth == NULL
                               ? "Ủy ban nhân dân tỉnh"
                               : synth_text(op, e, m, &m->name, kind);
        struct account a = {.id = m->id, .name = name, .role = role_find(role), .active = true,
                            .org = m->agency != NULL ? m->agency : org,
                            .person = applicant ? identity_of(op, e, m, name) : NULL};
        if (op_failed(op) || !account_add(op, db, &a)) {
            return false;
        }
    }
    return true;
}

static bool put_stage(struct op *op, struct db *db, const struct exercise *e, const struct json *golden)
{
    char digest[DIGEST_TEXT];
    struct stmt *s = db_use(op, db, &sql_stage_put);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "exercise", e->id);
    bind_text(s, "digest", digest_format(&e->digest, digest));
    bind_text(s, "agency", json_get_text(golden, "agency", NULL));
    return stmt_run(s, NULL);
}

static bool fill(struct op *op, struct db *db, const struct exercise *e, const char *data)
{
    const struct json *golden = read_json(op, golden_path(op, data, e));
    struct world_clock clock = {.office_at = e->clock.start, .rate = e->clock.rate < 1 ? 1 : e->clock.rate};
    clock.mode = e->clock.mode == START_FROZEN ? CLOCK_FROZEN : e->clock.mode == START_REAL ? CLOCK_REAL : CLOCK_RATE;
    return golden != NULL && db_begin(op, db, true) && add_catalogue(op, db, data) && add_orgs(op, db, golden) && add_procedures(op, db, golden, data) &&
           add_calendar(op, db, golden) && add_cast(op, db, e, golden) && clock_put(op, db, &clock) &&
           put_stage(op, db, e, golden) && db_commit(op, db);
}

static struct instant start_of(void *self)
{
    return ((const struct exercise *)self)->clock.start;
}

/* What a step sets up before its clock first moves; the rest is done in the world, in its order (play.c). */
static bool open_step(struct op *op, struct office *office, const struct exercise *e, size_t step)
{
    const struct action_list *given = &e->steps[step].given;
    for (size_t k = 0; k < given->count && given->items[k].kind != ACTION_JUMP; k++) {
        int64_t act = 0;
        if (!stage_given(op, office, e, (int)step, k, &act)) {
            return false;
        }
    }
    return true;
}

/* What the steps that are open from the start set up. */
static bool open_steps(struct op *op, struct office *office, const struct exercise *e)
{
    for (size_t i = 0; i < e->step_count; i++) {
        if (e->steps[i].after_count == 0 && !open_step(op, office, e, i)) {
            return false;
        }
    }
    return true;
}

static bool build(struct op *op, const struct exercise *e, const char *data, const char *path)
{
    struct db *db = db_open(op, path, &(struct db_options){.mode = DB_BUILD, .cache_kib = 4096});
    if (db == NULL) {
        return false;
    }
    if (!migrate(op, db, &core_schema) || !migrate(op, db, &world_schema) || !fill(op, db, e, data)) {
        db_rollback(db);
        db_close(db);
        return false;
    }
    struct exercise *self = NULL;
    memcpy(&self, &e, sizeof self); /* the port's self is not const */
    struct office *office = office_open(db, (struct ports){.clock = {start_of, self}});
    office_lock(office);
    bool ok = open_steps(op, office, e);
    ok = ok && db_script(op, db, "PRAGMA wal_checkpoint(TRUNCATE);");
    office_unlock(office);
    office_close(office);
    return ok;
}

bool stage_build(struct op *op, const struct exercise *exercise, const char *data, const char *path)
{
    if (access(path, F_OK) == 0) {
        return fail_broken(op, "%s is there already", path);
    }
    if (build(op, exercise, data, path)) {
        return true;
    }
    (void)unlink(path);
    (void)unlink(arena_printf(op->arena, "%s-wal", path));
    (void)unlink(arena_printf(op->arena, "%s-shm", path));
    return false;
}

/* ---- given ---- */

struct hook {
    const struct exercise *exercise;
    const char *step;
    size_t item;
};

static bool note_staged(struct op *op, struct office *office, void *self)
{
    const struct hook *hook = self;
    return staged_add(op, office_db(office), hook->step, hook->item) &&
           due_plan(op, office, hook->exercise, office_dossier(office));
}

bool stage_agency(struct op *op, struct db *db, const char **out)
{
    struct stmt *s = db_use(op, db, &sql_stage_get);
    if (s == NULL) {
        return false;
    }
    if (stmt_row(s)) {
        *out = col_text(s, "agency");
    } else {
        (void)fail_broken(op, "the world has no stage");
    }
    return stmt_done(s);
}

/* Everything the procedure requires, but what the exercise leaves out. */
static bool put_provided(struct op *op, struct db *db, struct json_out *out, const struct action *a)
{
    struct procedure_version version;
    struct procedure_component *parts = NULL;
    size_t count = 0;
    if (!procedure_version_on(op, db, a->name, instant_day(op->now), &version) ||
        !procedure_components(op, db, version.id, &parts, &count)) {
        return false;
    }
    json_open_array(out, "components");
    for (size_t i = 0; i < count; i++) {
        bool left_out = !parts[i].required;
        for (size_t k = 0; k < a->omit.count; k++) {
            left_out = left_out || strcmp(a->omit.items[k], parts[i].code) == 0;
        }
        if (!left_out) {
            json_put_text(out, NULL, parts[i].code);
        }
    }
    json_close_array(out);
    return true;
}

/* Who hands it in: over the counter the one-stop officer enters it, by post the postal agent, for the applicant; else the applicant. */
static bool who_files(struct op *op, struct db *db, const struct action *a, const struct account *applicant, struct account *out)
{
    const char *channel = a->channel == NULL ? "online" : a->channel;
    bool counter = strcmp(channel, "counter") == 0;
    struct account *list = NULL;
    size_t count = 0;
    *out = *applicant;
    if (!counter && strcmp(channel, "postal") != 0) {
        return true;
    }
    if (!account_list_by_role(op, db, counter ? ROLE_ONE_STOP_OFFICER : ROLE_POSTAL_AGENT, &list, &count)) {
        return false;
    }
    if (count == 0) {
        return fail(op, E_INPUT, "stage.no_seat", "seat", channel, NULL);
    }
    *out = list[0];
    return true;
}

/* Whoever files by screen has filled in the procedure's e-forms: with their examples, as itself. */
static bool put_declaration(struct op *op, struct db *db, struct json_out *out, const struct exercise *e, const struct action *a)
{
    struct procedure_version version;
    struct account person;
    const struct json *forms = NULL;
    bool by_screen = a->channel == NULL || strcmp(a->channel, "online") == 0 || strcmp(a->channel, "kiosk") == 0;
    if (a->seat < 0 || !by_screen) {
        return true;
    }
    if (!account_get(op, db, e->cast[a->seat].id, &person) || !procedure_version_on(op, db, a->name, instant_day(op->now), &version) ||
        !prefill_examples(op, db, &person, version.id, &forms)) {
        return false;
    }
    if (forms != NULL) {
        json_put_node(out, "form", forms);
    }
    return true;
}

static const struct json *file_input(struct op *op, struct office *office, const struct exercise *e, const struct action *a,
                                     const struct json *owner)
{
    struct strbuf b;
    struct json_out out;
    const char *agency = NULL;
    op->now = office_ports(office)->clock.now(office_ports(office)->clock.self);
    if (!stage_agency(op, office_db(office), &agency)) {
        return NULL;
    }
    strbuf_init(&b, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_text(&out, "procedure", a->name);
    json_put_text(&out, "agency", agency);
    json_put_text(&out, "channel", a->channel == NULL ? "online" : a->channel);
    json_put_text(&out, "alias", a->dossier < 0 ? NULL : e->dossiers[a->dossier].name);
    if (owner != NULL) {
        json_put_node(&out, "owner", owner);
    }
    if (!put_provided(op, office_db(office), &out, a) || !put_declaration(op, office_db(office), &out, e, a)) {
        return NULL;
    }
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

/* The act of an item, or NULL name where it is none. */
static bool act_of(struct op *op, struct office *office, const struct exercise *e, const struct action *a, const struct json *owner,
                   struct act_call *call)
{
    if (a->kind == ACTION_FILE) {
        call->name = "dossier.file";
        call->input = file_input(op, office, e, a, owner);
    } else if (a->kind == ACTION_ACT) {
        int64_t dossier = 0;
        if (a->dossier >= 0 && !dossier_find_alias(op, office_db(office), e->dossiers[a->dossier].name, &dossier)) {
            return false;
        }
        const char *text = exercise_act_input(op, a, dossier);
        call->name = a->name;
        call->input = json_parse(op, text, strlen(text));
    }
    return !op_failed(op);
}

bool stage_given(struct op *op, struct office *office, const struct exercise *exercise, int step, size_t item,
                 int64_t *act)
{
    const struct exercise_step *s = &exercise->steps[step];
    const struct action *a = &s->given.items[item];
    struct hook hook = {exercise, s->id, item};
    struct act_call call = {.version = -1, .also = note_staged, .self = &hook};
    struct act_answer answer;
    struct account account, filer;
    bool had = false;
    *act = 0;
    if (!staged_has(op, office_db(office), s->id, item, &had) || had) {
        return !op_failed(op);
    }
    if (a->kind != ACTION_FILE && a->kind != ACTION_ACT) {
        return true;
    }
    if (a->seat < 0 || !account_get(op, office_db(office), exercise->cast[a->seat].id, &account)) {
        return fail(op, E_INPUT, "stage.no_seat", "seat", a->seat_name == NULL ? "" : a->seat_name, NULL);
    }
    filer = account;
    if (a->kind == ACTION_FILE && !who_files(op, office_db(office), a, &account, &filer)) {
        return false;
    }
    if (!act_of(op, office, exercise, a, filer.id == account.id ? NULL : account.person, &call) || call.name == NULL) {
        return !op_failed(op);
    }
    account = filer;
    struct actor actor = {account.id, account.name, role_code((enum role)account.role), account.org};
    if (!act_perform(op, office, &actor, &call, &answer)) {
        return false;
    }
    *act = answer.act;
    return true;
}
