/* Rows of lab.db, each rule a condition of its statement or asked in the same closure. */
#include "together/companion.h"

#include "lab/rows.h"
#include "lab_sql.h"
#include "people/return_code.h"

#include <string.h>

#define CODE_TRIES 8 /* of 30^6 codes */

static const struct field companion_fields[] = {
    COLUMN(FIELD_TEXT, struct companion, person),
    COLUMN(FIELD_TEXT, struct companion, name),
    COLUMN(FIELD_TEXT, struct companion, seat),
    COLUMN(FIELD_INSTANT, struct companion, joined_at),
};
static const struct record companion_record = RECORD("companion", struct companion, companion_fields);
static const struct field accompanied_fields[] = {
    COLUMN(FIELD_TEXT, struct accompanied, id),
    COLUMN(FIELD_TEXT, struct accompanied, exercise),
    COLUMN(FIELD_TEXT, struct accompanied, state),
    COLUMN(FIELD_TEXT, struct accompanied, owner),
};
static const struct record accompanied_record = RECORD("accompanied", struct accompanied, accompanied_fields);

struct ask {
    const char *attempt, *person, *code, *seat, *world, *state;
    int64_t class_id;
    struct instant now;
    bool found;
    struct rows rows;
};

/* ---- the code ---- */

static bool find_code(struct op *op, struct db *db, struct ask *ask)
{
    struct stmt *s = db_use(op, db, &sql_invitation_find);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "code", ask->code);
    ask->found = stmt_row(s);
    if (ask->found) {
        ask->attempt = col_text(s, "attempt");
        ask->person = col_text(s, "person");
        ask->class_id = col_int(s, "class_id");
        ask->state = col_text(s, "state");
        ask->world = col_text(s, "world");
    }
    return stmt_done(s);
}

static bool open_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct ask other = {.found = true};
    for (int i = 0; i < CODE_TRIES && other.found; i++) {
        ask->code = join_code_make(op);
        other = (struct ask){.code = ask->code};
        if (!find_code(op, db, &other)) {
            return false;
        }
    }
    if (other.found) {
        return fail_broken(op, "no free invitation code in %d tries", CODE_TRIES);
    }
    struct stmt *s = db_use(op, db, &sql_invitation_put);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "attempt", ask->attempt);
    bind_text(s, "code", ask->code);
    bind_instant(s, "now", ask->now);
    return stmt_run(s, NULL);
}

const char *invitation_open(struct op *op, struct store *store, const char *attempt, struct instant now)
{
    struct ask ask = {.attempt = attempt, .now = now};
    return lab_write(op, store, open_closure, &ask) ? join_code_show(op, ask.code) : NULL;
}

static bool get_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_invitation_get);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "attempt", ask->attempt);
    ask->code = stmt_row(s) ? col_text(s, "code") : NULL;
    return stmt_done(s);
}

const char *invitation_get(struct op *op, struct store *store, const char *attempt)
{
    struct ask ask = {.attempt = attempt};
    return lab_read(op, store, get_closure, &ask) && ask.code != NULL ? join_code_show(op, ask.code) : NULL;
}

static bool close_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_invitation_close);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "attempt", ask->attempt);
    return stmt_run(s, NULL);
}

bool invitation_close(struct op *op, struct store *store, const char *attempt)
{
    struct ask ask = {.attempt = attempt};
    return lab_write(op, store, close_closure, &ask);
}

/* ---- coming and going ---- */

/* The board and the owner's page show who is in. */
static bool touch(struct op *op, struct db *db, const char *attempt)
{
    struct stmt *s = db_use(op, db, &sql_companion_touch_class);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "attempt", attempt);
    return stmt_run(s, NULL);
}

static bool unknown_code(struct op *op)
{
    return fail_field(op, E_MISSING, "code", "together.unknown_code", NULL);
}

static bool join_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct ask there = {.code = ask->code};
    int64_t added = 0;
    if (!find_code(op, db, &there)) {
        return false;
    }
    if (!there.found || there.class_id != ask->class_id || ask->class_id == 0) {
        return unknown_code(op);
    }
    if (strcmp(there.person, ask->person) == 0) {
        return fail(op, E_STATE, "together.own", NULL);
    }
    if (strcmp(there.state, "running") != 0) {
        return fail(op, E_STATE, "attempt.finished", NULL);
    }
    struct stmt *s = db_use(op, db, &sql_companion_put);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "attempt", there.attempt);
    bind_text(s, "person", ask->person);
    bind_instant(s, "now", ask->now);
    bind_int(s, "max", COMPANIONS_MAX);
    ask->attempt = there.attempt;
    ask->world = there.world;
    if (!stmt_run(s, &added)) {
        return false;
    }
    return (added > 0 || fail(op, E_LIMIT, "together.full", "max", arena_int(op->arena, COMPANIONS_MAX), NULL)) && touch(op, db, there.attempt);
}

bool companion_join(struct op *op, struct store *store, const struct companion_join *in, struct instant now, const char **attempt, const char **world)
{
    struct ask ask = {.code = join_code_clean(op, in->code), .person = in->person, .class_id = in->class_id, .now = now};
    if (ask.code == NULL) {
        return unknown_code(op);
    }
    if (!lab_write(op, store, join_closure, &ask)) {
        return false;
    }
    *attempt = ask.attempt;
    *world = ask.world;
    return true;
}

static bool change(struct op *op, struct db *db, struct ask *ask, const struct sql *sql)
{
    int64_t changed = 0;
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "attempt", ask->attempt);
    bind_text(s, "person", ask->person);
    if (ask->seat != NULL) {
        bind_text(s, "seat", ask->seat);
    } else {
        bind_instant(s, "now", ask->now);
    }
    return stmt_run(s, &changed) && (changed > 0 || fail(op, E_MISSING, "together.unknown_person", NULL));
}

static bool leave_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    return change(op, db, ask, &sql_companion_leave) && touch(op, db, ask->attempt);
}

bool companion_leave(struct op *op, struct store *store, const char *attempt, const char *person, struct instant now)
{
    struct ask ask = {.attempt = attempt, .person = person, .now = now};
    return lab_write(op, store, leave_closure, &ask);
}

static bool sit_closure(struct op *op, struct db *db, void *arg)
{
    return change(op, db, arg, &sql_companion_sit);
}

bool companion_sit(struct op *op, struct store *store, const char *attempt, const char *person, const char *seat)
{
    struct ask ask = {.attempt = attempt, .person = person, .seat = seat};
    return lab_write(op, store, sit_closure, &ask);
}

/* ---- looking ---- */

static bool list_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_companion_list);
    if (s != NULL) {
        bind_text(s, "attempt", ask->attempt);
    }
    return rows_read(op, s, &companion_record, &ask->rows);
}

bool companion_list(struct op *op, struct store *store, const char *attempt, struct companion **out, size_t *count)
{
    struct ask ask = {.attempt = attempt};
    bool ok = lab_read(op, store, list_closure, &ask);
    *out = ask.rows.items;
    *count = ask.rows.count;
    return ok;
}

static bool find_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_companion_find);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "world", ask->world);
    bind_text(s, "person", ask->person);
    ask->found = stmt_row(s);
    ask->seat = ask->found ? col_text(s, "seat") : NULL;
    return stmt_done(s);
}

bool companion_find(struct op *op, struct store *store, const char *world, const char *person, bool *found, const char **seat)
{
    struct ask ask = {.world = world, .person = person};
    bool ok = lab_read(op, store, find_closure, &ask);
    *found = ok && ask.found;
    *seat = ask.seat;
    return ok;
}

static bool attempts_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_companion_attempts);
    if (s != NULL) {
        bind_text(s, "person", ask->person);
        bind_int(s, "class_id", ask->class_id);
    }
    return rows_read(op, s, &accompanied_record, &ask->rows);
}

bool companion_attempts(struct op *op, struct store *store, const char *person, int64_t class_id, struct accompanied **out, size_t *count)
{
    struct ask ask = {.person = person, .class_id = class_id};
    bool ok = lab_read(op, store, attempts_closure, &ask);
    *out = ask.rows.items;
    *count = ask.rows.count;
    return ok;
}
