/* What the law gives a person: a copy of everything held about them, and the right to be forgotten. Declared in person.h.
 *
 * Erasing takes away what says who somebody was (name, user name, password, return codes, sessions, and what they typed into
 * sentences of the history) and leaves what says how an exercise went, so that the results of a class stay true. */
#include "people/person.h"

#include "lab_sql.h"
#include "people/session.h"

#define EXPIRED_AT_ONCE ((size_t)100)
#define EXPORT_MAX ((size_t)16 * 1024 * 1024)

struct ask {
    const char *id;
    struct instant now, before;
    size_t max, count;
    const char **ids;
    struct strbuf text;
};

/* ---- export ---- */

enum column_kind { TEXT, NUMBER, BOOLEAN, INSTANT, JSON };
struct column {
    const char *name;
    enum column_kind kind;
};
struct section {
    const char *key;
    const struct sql *sql;
    struct column columns[18];
};

static const struct section sections[] = {
    {"enrolments",
     &sql_person_export_enrolments,
     {{"class_id", NUMBER}, {"class_name", TEXT}, {"shown", TEXT}, {"joined_at", INSTANT}, {"released_at", INSTANT}}},
    {"sessions",
     &sql_person_export_sessions,
     {{"id", TEXT}, {"created_at", INSTANT}, {"seen_at", INSTANT}, {"expires_at", INSTANT}, {"revoked_at", INSTANT}}},
    {"announcements",
     &sql_person_export_announcements,
     {{"id", NUMBER}, {"class_id", NUMBER}, {"text", TEXT}, {"at", INSTANT}}},
    {"attempts",
     &sql_person_export_attempts,
     {{"id", TEXT}, {"class_id", NUMBER}, {"exercise", TEXT}, {"world_id", TEXT}, {"state", TEXT}, {"started_at", INSTANT},
      {"finished_at", INSTANT}, {"points", NUMBER}, {"max_points", NUMBER}, {"passed", BOOLEAN}, {"mistakes", NUMBER},
      {"critical_mistakes", NUMBER}, {"hints", NUMBER}, {"rewinds", NUMBER}, {"last_act_at", INSTANT}, {"progress", JSON}}},
    {"history",
     &sql_person_export_history,
     {{"attempt_id", TEXT}, {"kind", TEXT}, {"real_at", INSTANT}, {"office_at", INSTANT}, {"generation", NUMBER},
      {"act", NUMBER}, {"event_seq", NUMBER}, {"step", TEXT}, {"check_id", TEXT}, {"verdict", TEXT}, {"text_key", TEXT},
      {"args", JSON}}},
    {"companions",
     &sql_person_export_companions,
     {{"attempt_id", TEXT}, {"seat", TEXT}, {"joined_at", INSTANT}, {"left_at", INSTANT}}},
    {"drafts",
     &sql_person_export_drafts,
     {{"world_id", TEXT}, {"dossier", NUMBER}, {"act", TEXT}, {"saved_at", INSTANT}, {"data", JSON}}},
};

static void put_column(struct stmt *s, struct json_out *out, const struct column *c)
{
    switch (c->kind) {
    case TEXT:
        json_put_text(out, c->name, col_text(s, c->name));
        break;
    case NUMBER:
        json_put_int(out, c->name, col_int(s, c->name));
        break;
    case BOOLEAN:
        json_put_bool(out, c->name, col_bool(s, c->name));
        break;
    case INSTANT:
        json_put_instant(out, c->name, col_instant(s, c->name));
        break;
    case JSON:
        json_put_raw(out, c->name, col_is_null(s, c->name) ? "{}" : col_text(s, c->name));
        break;
    }
}

static bool put_section(struct op *op, struct db *db, const char *id, const struct section *section, struct json_out *out)
{
    struct stmt *s = db_use(op, db, section->sql);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", id);
    json_open_array(out, section->key);
    while (stmt_row(s)) {
        json_open_object(out, NULL);
        for (const struct column *c = section->columns; c->name != NULL; c++) {
            put_column(s, out, c);
        }
        json_close_object(out);
    }
    json_close_array(out);
    return stmt_done(s);
}

static void put_person(struct json_out *out, const struct person *person)
{
    json_put_text(out, "id", person->id);
    json_put_text(out, "role", person_role_text(person->role));
    json_put_text(out, "name", person->name);
    json_put_text(out, "username", person->username);
    json_put_text(out, "org", person->org);
    json_put_instant(out, "created_at", person->created_at);
    json_put_instant(out, "seen_at", person->seen_at);
    json_put_instant(out, "disabled_at", person->disabled_at);
    json_put_instant(out, "erased_at", person->erased_at);
}

static bool export_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct json_out out;
    const struct person *person = person_get_in(op, db, ask->id);
    if (person == NULL) {
        return false;
    }
    strbuf_init(&ask->text, op->arena, EXPORT_MAX);
    json_begin(&out, &ask->text);
    json_open_object(&out, NULL);
    put_person(&out, person);
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        if (!put_section(op, db, ask->id, &sections[i], &out)) {
            return false;
        }
    }
    json_close_object(&out);
    return !ask->text.overflow || fail(op, E_LIMIT, "person.export_too_big", NULL);
}

const char *person_export(struct op *op, struct store *store, const char *id)
{
    struct ask ask = {.id = id};
    return lab_read(op, store, export_closure, &ask) ? ask.text.data : NULL;
}

/* ---- erasure ---- */

static bool run_for(struct op *op, struct db *db, const struct sql *sql, const char *id)
{
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", id);
    return stmt_run(s, NULL);
}

static bool erase_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    if (person_get_in(op, db, ask->id) == NULL) {
        return false;
    }
    struct stmt *s = db_use(op, db, &sql_person_erase);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "now", ask->now);
    bind_text(s, "id", ask->id);
    return stmt_run(s, NULL) && run_for(op, db, &sql_person_erase_enrolments, ask->id) &&
           run_for(op, db, &sql_person_erase_sessions, ask->id) && run_for(op, db, &sql_person_erase_history, ask->id) &&
           run_for(op, db, &sql_person_erase_drafts, ask->id) &&
           run_for(op, db, &sql_person_erase_touch_classes, ask->id);
}

bool person_erase(struct op *op, struct store *store, const char *id, struct instant now)
{
    struct ask ask = {.id = id, .now = now};
    bool ok = lab_write(op, store, erase_closure, &ask);
    session_forget_person(store, id);
    return ok;
}

/* ---- retention ---- */

static bool expired_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_person_list_expired);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "before", ask->before);
    bind_int(s, "max", (int64_t)ask->max);
    while (stmt_row(s)) {
        ask->ids[ask->count++] = col_text(s, "id");
    }
    return stmt_done(s);
}

bool person_list_expired(struct op *op, struct store *store, struct instant before, size_t max, const char ***out,
                         size_t *count)
{
    struct ask ask = {.before = before, .max = max, .ids = arena_array(op->arena, max, sizeof *ask.ids)};
    bool ok = lab_read(op, store, expired_closure, &ask);
    *out = ask.ids;
    *count = ask.count;
    return ok;
}

bool person_erase_expired(struct op *op, struct store *store, struct instant now, int64_t keep_ms, int64_t *count)
{
    *count = 0;
    for (;;) {
        const char **ids = NULL;
        size_t n = 0;
        if (!person_list_expired(op, store, instant_add(now, -keep_ms), EXPIRED_AT_ONCE, &ids, &n)) {
            return false;
        }
        for (size_t i = 0; i < n; i++) {
            if (!person_erase(op, store, ids[i], now)) {
                return false;
            }
            ++*count;
        }
        if (n < EXPIRED_AT_ONCE) {
            return true;
        }
    }
}
