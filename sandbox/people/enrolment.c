/* Who is in a class: joining, coming back, the trainer's release. Declared in classroom.h.
 *
 * Joining is one closure: class found by code, name numbered, person, enrolment and session written. A refused join or return
 * is counted in a second, small closure of its own, because the first one was taken back. */
#include "people/classroom.h"

#include "base/log.h"
#include "lab/rows.h"
#include "lab_sql.h"
#include "people/return_code.h"

#include <string.h>

#define CODE_TRIES 8 /* of 2^40 return codes */

static const struct field enrolment_fields[] = {
    COLUMN(FIELD_TEXT, struct enrolment, person),
    COLUMN(FIELD_TEXT, struct enrolment, name),
    COLUMN(FIELD_INSTANT, struct enrolment, joined_at),
    COLUMN(FIELD_INSTANT, struct enrolment, seen_at),
    COLUMN(FIELD_INSTANT, struct enrolment, released_at),
};
static const struct record enrolment_record = RECORD("enrolment", struct enrolment, enrolment_fields);

struct ask {
    const char *code, *name, *person;
    int64_t class_id, number;
    const char *refused; /* kind of refusal, for the count */
    struct instant now;
    bool found;
    struct welcome *welcome;
    const char *return_code;
    struct rows rows;
};

/* ---- refusals ---- */

static bool refusal_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_refusal_note);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", ask->class_id);
    bind_text(s, "kind", ask->refused);
    bind_int(s, "hour", ask->now.ms / MS_HOUR);
    return stmt_run(s, NULL);
}

/* The operation has failed with what the caller shall read; the count must not hide it, nor fail it a second time. */
static void count_refusal(struct op *op, struct store *store, struct ask *ask)
{
    struct error shown = op->error;
    op_clear(op);
    if (!lab_write(op, store, refusal_closure, ask)) {
        log_failure(op, "class.refusal");
        op_clear(op);
    }
    op->error = shown;
}

static bool refusals_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_refusal_count);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", ask->class_id);
    bind_int(s, "since", ask->now.ms / MS_HOUR - 24);
    ask->number = stmt_row(s) ? col_int(s, "count") : 0;
    return stmt_done(s);
}

bool classroom_refusals(struct op *op, struct store *store, int64_t id, struct instant now, int64_t *out)
{
    struct ask ask = {.class_id = id, .now = now};
    bool ok = lab_read(op, store, refusals_closure, &ask);
    *out = ask.number;
    return ok;
}

/* ---- joining ---- */

static bool find_class(struct op *op, struct db *db, struct ask *ask)
{
    struct stmt *s = db_use(op, db, &sql_class_find_code);
    if (s == NULL) {
        return false;
    }
    bool open = false;
    bind_text(s, "code", ask->code);
    if (stmt_row(s)) {
        ask->class_id = col_int(s, "id");
        open = col_is_null(s, "closed_at");
    }
    if (!stmt_done(s)) {
        return false;
    }
    if (ask->class_id == 0) {
        ask->refused = "code";
        return fail_field(op, E_MISSING, "code", "class.unknown_code", NULL);
    }
    ask->refused = open ? "full" : "closed";
    return open || fail(op, E_STATE, "class.closed", NULL);
}

static bool is_shown_taken(struct op *op, struct db *db, int64_t id, const char *shown, bool *taken)
{
    struct stmt *s = db_use(op, db, &sql_enrolment_shown_taken);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    bind_text(s, "shown", shown);
    *taken = stmt_row(s);
    return stmt_done(s);
}

/* The number among equal names, and the name as it is shown. Somebody may have typed "An (2)" as a name: then the number goes
 * on until what is shown is free. */
static bool number_name(struct op *op, struct db *db, struct ask *ask, const char **shown)
{
    struct stmt *s = db_use(op, db, &sql_enrolment_next_number);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", ask->class_id);
    bind_text(s, "name", ask->name);
    ask->number = stmt_row(s) ? col_int(s, "number") : 1;
    bool ok = stmt_done(s), taken = ok;
    while (ok && taken) {
        *shown = ask->number == 1 ? ask->name : arena_printf(op->arena, "%s (%lld)", ask->name, (long long)ask->number);
        ok = is_shown_taken(op, db, ask->class_id, *shown, &taken);
        ask->number += taken ? 1 : 0;
    }
    return ok;
}

/* A return code that no one has, and its hash. */
static bool fresh_code(struct op *op, struct db *db, const char **code, struct digest *hash)
{
    struct digest key;
    if (!return_code_key(op, db, true, &key)) {
        return false;
    }
    for (int i = 0; i < CODE_TRIES; i++) {
        *code = return_code_make(op);
        *hash = return_code_hash(&key, *code);
        struct stmt *s = db_use(op, db, &sql_enrolment_find_return_code);
        if (s == NULL) {
            return false;
        }
        bind_blob(s, "return_code", hash->bytes, DIGEST_BYTES);
        bool taken = stmt_row(s);
        if (!stmt_done(s)) {
            return false;
        }
        if (!taken) {
            return true;
        }
    }
    return fail_broken(op, "no free return code in %d tries", CODE_TRIES);
}

static bool add_person(struct op *op, struct db *db, struct ask *ask)
{
    bool added = false;
    struct person *p = &ask->welcome->person;
    *p = (struct person){.id = lab_id(op, 'p'), .role = ROLE_TRAINEE, .name = ask->name, .created_at = ask->now,
                         .seen_at = ask->now, .disabled_at = INSTANT_NONE, .erased_at = INSTANT_NONE};
    return person_add_in(op, db, p, NULL, &added);
}

static bool enrol(struct op *op, struct db *db, struct ask *ask)
{
    const char *shown = NULL;
    struct digest hash;
    int64_t added = 0;
    if (!number_name(op, db, ask, &shown) || !fresh_code(op, db, &ask->return_code, &hash)) {
        return false;
    }
    struct stmt *s = db_use(op, db, &sql_enrolment_add);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "person", ask->welcome->person.id);
    bind_text(s, "name", ask->name);
    bind_int(s, "number", ask->number);
    bind_text(s, "shown", shown);
    bind_blob(s, "return_code", hash.bytes, DIGEST_BYTES);
    bind_instant(s, "now", ask->now);
    bind_int(s, "id", ask->class_id);
    if (!stmt_run(s, &added)) {
        return false;
    }
    ask->welcome->person.name = shown;
    return added > 0 || fail(op, E_LIMIT, "class.full", NULL);
}

static bool touch(struct op *op, struct db *db, int64_t id)
{
    struct stmt *s = db_use(op, db, &sql_class_touch);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    return stmt_run(s, NULL);
}

static bool open_session(struct op *op, struct db *db, struct ask *ask, const char *person)
{
    struct welcome *w = ask->welcome;
    w->session = session_open_in(op, db, person, ask->class_id, ask->now, &w->token);
    w->classroom = w->session == NULL ? NULL : classroom_get_in(op, db, ask->class_id);
    return w->classroom != NULL;
}

static bool join_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    if (!find_class(op, db, ask) || !add_person(op, db, ask) || !enrol(op, db, ask) || !touch(op, db, ask->class_id)) {
        return false;
    }
    ask->welcome->return_code = ask->return_code;
    return open_session(op, db, ask, ask->welcome->person.id);
}

const struct welcome *classroom_join(struct op *op, struct store *store, const char *code, const char *name,
                                     struct instant now)
{
    struct ask ask = {.now = now, .code = join_code_clean(op, code), .name = person_clean_name(op, name)};
    if (ask.name == NULL) {
        return NULL; /* a slip of the pen, not a guess: it is not counted */
    }
    ask.welcome = arena_alloc(op->arena, sizeof *ask.welcome);
    if (ask.code == NULL) {
        ask.refused = "code";
        (void)fail_field(op, E_MISSING, "code", "class.unknown_code", NULL);
    } else if (lab_write(op, store, join_closure, &ask)) {
        return ask.welcome;
    }
    if (ask.refused != NULL && op->error.code != E_BROKEN) {
        count_refusal(op, store, &ask);
    }
    return NULL;
}

/* ---- coming back ---- */

static bool find_code(struct op *op, struct db *db, struct ask *ask)
{
    struct digest key;
    ask->refused = "return_code";
    if (!return_code_key(op, db, false, &key)) {
        return fail_field(op, E_AUTH, "return_code", "class.unknown_return_code", NULL);
    }
    struct digest hash = return_code_hash(&key, ask->code);
    struct stmt *s = db_use(op, db, &sql_enrolment_find_return_code);
    if (s == NULL) {
        return false;
    }
    bind_blob(s, "return_code", hash.bytes, DIGEST_BYTES);
    if (stmt_row(s)) {
        ask->class_id = col_int(s, "class_id");
        ask->person = col_text(s, "person");
    }
    return stmt_done(s) &&
           (ask->person != NULL || fail_field(op, E_AUTH, "return_code", "class.unknown_return_code", NULL));
}

static bool return_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    if (!find_code(op, db, ask) || !open_session(op, db, ask, ask->person)) {
        return false;
    }
    const struct person *person = person_get_in(op, db, ask->person);
    if (person == NULL) {
        return false;
    }
    ask->welcome->person = *person;
    ask->welcome->person.name = ask->welcome->session->name;
    return true;
}

const struct welcome *classroom_return(struct op *op, struct store *store, const char *return_code, struct instant now)
{
    struct ask ask = {.now = now, .code = return_code_clean(op, return_code)};
    ask.welcome = arena_alloc(op->arena, sizeof *ask.welcome);
    if (ask.code == NULL) {
        ask.refused = "return_code";
        (void)fail_field(op, E_AUTH, "return_code", "class.unknown_return_code", NULL);
    } else if (lab_write(op, store, return_closure, &ask)) {
        return ask.welcome;
    }
    if (op->error.code == E_AUTH) {
        count_refusal(op, store, &ask);
    }
    return NULL;
}

static bool confirm_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    return find_code(op, db, ask);
}

bool classroom_confirm(struct op *op, struct store *store, const char *person, const char *return_code, struct instant now)
{
    struct ask ask = {.now = now, .code = return_code_clean(op, return_code), .refused = "return_code"};
    bool known = ask.code != NULL && lab_read(op, store, confirm_closure, &ask);
    if (known && strcmp(ask.person, person) == 0) {
        return true;
    }
    if (ask.code != NULL && !known && op->error.code != E_AUTH) {
        return false;
    }
    op_clear(op); /* whose words they are, or that they are nobody's, is not told apart */
    (void)fail_field(op, E_FORBIDDEN, "return_code", "class.not_your_code", NULL);
    count_refusal(op, store, &ask);
    return false;
}

/* ---- release ---- */

static bool release_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct digest hash;
    int64_t changed = 0;
    if (!fresh_code(op, db, &ask->return_code, &hash)) {
        return false;
    }
    struct stmt *s = db_use(op, db, &sql_enrolment_release);
    if (s == NULL) {
        return false;
    }
    bind_blob(s, "return_code", hash.bytes, DIGEST_BYTES);
    bind_instant(s, "now", ask->now);
    bind_int(s, "id", ask->class_id);
    bind_text(s, "person", ask->person);
    if (!stmt_run(s, &changed)) {
        return false;
    }
    if (changed == 0) {
        return fail(op, E_MISSING, "class.unknown_person", NULL);
    }
    return session_revoke_person_in(op, db, ask->person, ask->now, NULL) && touch(op, db, ask->class_id);
}

const char *classroom_release(struct op *op, struct store *store, int64_t id, const char *person, struct instant now)
{
    struct ask ask = {.class_id = id, .person = person, .now = now};
    bool ok = lab_write(op, store, release_closure, &ask);
    session_forget_person(store, person);
    return ok ? ask.return_code : NULL;
}

/* ---- the roster ---- */

static bool has_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_enrolment_has);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", ask->class_id);
    bind_text(s, "person", ask->person);
    ask->found = stmt_row(s);
    return stmt_done(s);
}

bool classroom_has_person(struct op *op, struct store *store, int64_t id, const char *person, bool *is_in)
{
    struct ask ask = {.class_id = id, .person = person};
    bool ok = lab_read(op, store, has_closure, &ask);
    *is_in = ok && ask.found;
    return ok;
}

static bool roster_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_enrolment_list);
    if (s != NULL) {
        bind_int(s, "id", ask->class_id);
    }
    return rows_read(op, s, &enrolment_record, &ask->rows);
}

bool classroom_roster(struct op *op, struct store *store, int64_t id, struct enrolment **out, size_t *count)
{
    struct ask ask = {.class_id = id};
    bool ok = lab_read(op, store, roster_closure, &ask);
    *out = ask.rows.items;
    *count = ask.rows.count;
    return ok;
}
