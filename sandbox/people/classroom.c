/* The class itself: code, exercises, announcements. Who is in it is in enrolment.c. Every change that a screen can show raises
 * the class's revision in the same transaction, so a board can ask "anything new?" with one number. */
#include "people/classroom.h"

#include "base/viet.h"
#include "lab/rows.h"
#include "lab_sql.h"
#include "people/return_code.h"

#include <string.h>

#define CODE_TRIES 20 /* of 7.3e8 codes: a second try is rare, a third means something else is wrong */
#define EXERCISE_ID_MAX 100
#define DEMO_NAME "Lớp thực hành"

static const struct field class_fields[] = {
    COLUMN(FIELD_INT, struct classroom, id),
    COLUMN(FIELD_TEXT, struct classroom, name),
    COLUMN(FIELD_TEXT, struct classroom, code),
    COLUMN(FIELD_TEXT, struct classroom, owner),
    COLUMN(FIELD_INT, struct classroom, capacity),
    COLUMN(FIELD_INT, struct classroom, trainees),
    COLUMN(FIELD_TEXT_LIST, struct classroom, exercises),
    COLUMN(FIELD_INSTANT, struct classroom, opened_at),
    COLUMN(FIELD_INSTANT, struct classroom, closed_at),
    COLUMN(FIELD_INT, struct classroom, revision),
};
static const struct record class_record = RECORD("classroom", struct classroom, class_fields);

static const struct field announcement_fields[] = {
    COLUMN(FIELD_INT, struct announcement, id),
    COLUMN(FIELD_TEXT, struct announcement, text),
    COLUMN(FIELD_TEXT, struct announcement, author),
    COLUMN(FIELD_INSTANT, struct announcement, at),
};
static const struct record announcement_record = RECORD("announcement", struct announcement, announcement_fields);

struct ask {
    int64_t id, number;
    const char *person, *text;
    const struct classroom_new *class;
    bool demo;
    struct instant now;
    const struct classroom *found;
    const struct announcement *last;
    struct rows rows;
};

/* What the table does not hold as the struct shows it. */
static void finish_row(struct op *op, struct classroom *c)
{
    c->code = join_code_show(op, c->code);
    c->open = instant_is_none(c->closed_at);
}

/* ---- reading ---- */

const struct classroom *classroom_get_in(struct op *op, struct db *db, int64_t id)
{
    const void *row = NULL;
    struct stmt *s = db_use(op, db, &sql_class_get);
    if (s != NULL) {
        bind_int(s, "id", id);
    }
    if (!row_read(op, s, &class_record, &row)) {
        return NULL;
    }
    if (row == NULL) {
        (void)fail(op, E_MISSING, "class.unknown", NULL);
        return NULL;
    }
    struct classroom *c = arena_alloc(op->arena, sizeof *c);
    *c = *(const struct classroom *)row;
    finish_row(op, c);
    return c;
}

static bool get_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    ask->found = classroom_get_in(op, db, ask->id);
    return ask->found != NULL;
}

const struct classroom *classroom_get(struct op *op, struct store *store, int64_t id)
{
    struct ask ask = {.id = id};
    return lab_read(op, store, get_closure, &ask) ? ask.found : NULL;
}

static bool list_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, ask->number != 0 ? &sql_class_list_of_person : &sql_class_list);
    if (s != NULL) {
        bind_text(s, ask->number != 0 ? "person" : "owner", ask->person);
    }
    return rows_read(op, s, &class_record, &ask->rows);
}

static bool list(struct op *op, struct store *store, struct ask *ask, struct classroom **out, size_t *count)
{
    bool ok = lab_read(op, store, list_closure, ask);
    *out = ask->rows.items;
    *count = ask->rows.count;
    for (size_t i = 0; i < *count; i++) {
        finish_row(op, &(*out)[i]);
    }
    return ok;
}

bool classroom_list(struct op *op, struct store *store, const char *owner, struct classroom **out, size_t *count)
{
    struct ask ask = {.person = owner};
    return list(op, store, &ask, out, count);
}

bool classroom_list_of_person(struct op *op, struct store *store, const char *person, struct classroom **out, size_t *count)
{
    struct ask ask = {.person = person, .number = 1};
    return list(op, store, &ask, out, count);
}

static bool revision_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_class_revision);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", ask->id);
    ask->number = stmt_row(s) ? col_int(s, "revision") : 0;
    return stmt_done(s) && (ask->number > 0 || fail(op, E_MISSING, "class.unknown", NULL));
}

bool classroom_revision(struct op *op, struct store *store, int64_t id, int64_t *out)
{
    struct ask ask = {.id = id};
    bool ok = lab_read(op, store, revision_closure, &ask);
    *out = ask.number;
    return ok;
}

/* ---- opening and changing ---- */

static bool check_exercises(struct op *op, const char *const *exercises, size_t count)
{
    if (count > CLASS_EXERCISES_MAX) {
        return fail_field(op, E_INPUT, "exercises", "class.too_many_exercises", "max",
                          arena_printf(op->arena, "%d", CLASS_EXERCISES_MAX), NULL);
    }
    for (size_t i = 0; i < count; i++) {
        size_t len = exercises[i] == NULL ? 0 : strnlen(exercises[i], EXERCISE_ID_MAX + 1);
        if (len == 0 || len > EXERCISE_ID_MAX) {
            return fail_field(op, E_INPUT, "exercises", "class.exercise_form", NULL);
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(exercises[i], exercises[k]) == 0) {
                return fail_field(op, E_INPUT, "exercises", "class.exercise_twice", "exercise", exercises[i], NULL);
            }
        }
    }
    return true;
}

static bool write_exercises(struct op *op, struct db *db, int64_t id, const char *const *exercises, size_t count)
{
    struct stmt *s = db_use(op, db, &sql_class_exercise_clear);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    bool ok = stmt_run(s, NULL);
    for (size_t i = 0; ok && i < count; i++) {
        s = db_use(op, db, &sql_class_exercise_add);
        if (s == NULL) {
            return false;
        }
        bind_int(s, "id", id);
        bind_int(s, "position", (int64_t)i + 1);
        bind_text(s, "exercise", exercises[i]);
        ok = stmt_run(s, NULL);
    }
    return ok;
}

/* One try with one code; *id stays 0 if the code is taken. */
static bool try_add(struct op *op, struct db *db, const struct ask *ask, int64_t *id)
{
    struct stmt *s = db_use(op, db, &sql_class_add);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "name", ask->text);
    bind_text(s, "code", join_code_make(op));
    bind_text(s, "owner", ask->class->owner);
    bind_bool(s, "demo", ask->demo);
    bind_int(s, "capacity", ask->class->capacity == 0 ? CLASS_CAPACITY : ask->class->capacity);
    bind_instant(s, "now", ask->now);
    if (stmt_row(s)) {
        *id = col_int(s, "id");
    }
    return stmt_done(s);
}

static bool add_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    int64_t id = 0;
    if (person_get_in(op, db, ask->class->owner) == NULL) {
        return false;
    }
    for (int i = 0; i < CODE_TRIES && id == 0; i++) {
        if (!try_add(op, db, ask, &id)) {
            return false;
        }
    }
    if (id == 0) {
        return fail_broken(op, "no free class code in %d tries", CODE_TRIES);
    }
    if (!write_exercises(op, db, id, ask->class->exercises, ask->class->exercise_count)) {
        return false;
    }
    ask->found = classroom_get_in(op, db, id);
    return ask->found != NULL;
}

/* A text of 1 to max code points, NFC, without control characters except (in `lines`) line ends. */
static const char *clean_text(struct op *op, const char *field, const char *text, size_t max, bool lines)
{
    size_t len = text == NULL ? 0 : strnlen(text, 8 * max + 1);
    const char *nfc = len > 8 * max ? NULL : viet_nfc(op->arena, text == NULL ? "" : text, len);
    char *out = nfc == NULL ? NULL : arena_strdup(op->arena, nfc + strspn(nfc, " \t\r\n"));
    size_t n = out == NULL ? 0 : strlen(out);
    while (n > 0 && strchr(" \t\r\n", out[n - 1]) != NULL) {
        out[--n] = '\0';
    }
    if (n == 0 || viet_length(out) > max) {
        (void)fail_field(op, E_INPUT, field, n == 0 && len <= 8 * max ? "field.required" : "class.text_too_long", "max",
                         arena_printf(op->arena, "%zu", max), NULL);
        return NULL;
    }
    for (const char *p = out; *p != '\0'; p++) {
        bool line_end = *p == '\n' || *p == '\r' || *p == '\t';
        if (((unsigned char)*p < 0x20 && !(lines && line_end)) || *p == 0x7F) {
            (void)fail_field(op, E_INPUT, field, "field.control", NULL);
            return NULL;
        }
    }
    return out;
}

const struct classroom *classroom_add(struct op *op, struct store *store, const struct classroom_new *ask, struct instant now)
{
    struct ask add = {.class = ask, .now = now, .text = clean_text(op, "name", ask->name, CLASS_NAME_MAX, false)};
    if (add.text == NULL || !check_exercises(op, ask->exercises, ask->exercise_count)) {
        return NULL;
    }
    if (ask->capacity < 0 || ask->capacity > CLASS_CAPACITY) {
        (void)fail_field(op, E_INPUT, "capacity", "field.range", "min", "1", "max",
                         arena_printf(op->arena, "%d", CLASS_CAPACITY), NULL);
        return NULL;
    }
    return lab_write(op, store, add_closure, &add) ? add.found : NULL;
}

static bool touch(struct op *op, struct db *db, int64_t id)
{
    int64_t changed = 0;
    struct stmt *s = db_use(op, db, &sql_class_touch);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    return stmt_run(s, &changed) && (changed > 0 || fail(op, E_MISSING, "class.unknown", NULL));
}

static bool set_exercises_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    return touch(op, db, ask->id) && write_exercises(op, db, ask->id, ask->class->exercises, ask->class->exercise_count);
}

bool classroom_set_exercises(struct op *op, struct store *store, int64_t id, const char *const *exercises, size_t count)
{
    const struct classroom_new class = {.exercises = exercises, .exercise_count = count};
    struct ask ask = {.id = id, .class = &class};
    return check_exercises(op, exercises, count) && lab_write(op, store, set_exercises_closure, &ask);
}

static bool close_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_class_close);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "now", ask->now);
    bind_int(s, "id", ask->id);
    return stmt_run(s, NULL) && classroom_get_in(op, db, ask->id) != NULL;
}

bool classroom_close(struct op *op, struct store *store, int64_t id, struct instant now)
{
    struct ask ask = {.id = id, .now = now};
    return lab_write(op, store, close_closure, &ask);
}

/* ---- the demo class ---- */

static bool same_exercises(const struct classroom *c, const struct classroom_new *want)
{
    bool same = c->exercises.count == want->exercise_count;
    for (size_t i = 0; same && i < c->exercises.count; i++) {
        same = strcmp(c->exercises.items[i], want->exercises[i]) == 0;
    }
    return same;
}

static bool reopen_demo(struct op *op, struct db *db, int64_t id)
{
    struct stmt *s = db_use(op, db, &sql_class_reopen_demo);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    return stmt_run(s, NULL);
}

static bool demo_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    int64_t id = 0;
    if (!db_one_int(op, db, &sql_class_find_demo, &id)) {
        return false;
    }
    if (id == 0) {
        return add_closure(op, db, ask);
    }
    const struct classroom *there = reopen_demo(op, db, id) ? classroom_get_in(op, db, id) : NULL;
    if (there == NULL) {
        return false;
    }
    if (!same_exercises(there, ask->class) &&
        !(touch(op, db, id) && write_exercises(op, db, id, ask->class->exercises, ask->class->exercise_count))) {
        return false;
    }
    ask->found = classroom_get_in(op, db, id);
    return ask->found != NULL;
}

const struct classroom *classroom_ensure_demo(struct op *op, struct store *store, const char *const *exercises, size_t count,
                                              struct instant now)
{
    const struct person *trainer = person_find_username(op, store, PERSON_DEMO_TRAINER);
    if (trainer == NULL) {
        (void)fail(op, E_MISSING, "person.unknown", NULL);
        return NULL;
    }
    const struct classroom_new class = {.name = DEMO_NAME, .owner = trainer->id, .exercises = exercises,
                                        .exercise_count = count};
    struct ask ask = {.class = &class, .text = DEMO_NAME, .demo = true, .now = now};
    return check_exercises(op, exercises, count) && lab_write(op, store, demo_closure, &ask) ? ask.found : NULL;
}

/* ---- announcements ---- */

static bool announce_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    if (!touch(op, db, ask->id)) {
        return false;
    }
    struct stmt *s = db_use(op, db, &sql_announcement_add);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", ask->id);
    bind_text(s, "author", ask->person);
    bind_text(s, "text", ask->text);
    bind_instant(s, "now", ask->now);
    if (stmt_row(s)) {
        ask->number = col_int(s, "id");
    }
    return stmt_done(s);
}

bool classroom_announce(struct op *op, struct store *store, int64_t id, const char *author, const char *text,
                        struct instant now, int64_t *out)
{
    struct ask ask = {.id = id, .person = author, .now = now};
    ask.text = clean_text(op, "text", text, CLASS_ANNOUNCEMENT_MAX, true);
    bool ok = ask.text != NULL && lab_write(op, store, announce_closure, &ask);
    *out = ask.number;
    return ok;
}

static bool last_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    const void *row = NULL;
    struct stmt *s = db_use(op, db, &sql_announcement_last);
    if (s != NULL) {
        bind_int(s, "id", ask->id);
    }
    bool ok = row_read(op, s, &announcement_record, &row);
    ask->last = row;
    return ok;
}

const struct announcement *classroom_announcement(struct op *op, struct store *store, int64_t id)
{
    struct ask ask = {.id = id};
    return lab_read(op, store, last_closure, &ask) ? ask.last : NULL;
}

static bool announcements_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_announcement_list);
    if (s != NULL) {
        bind_int(s, "id", ask->id);
    }
    return rows_read(op, s, &announcement_record, &ask->rows);
}

bool classroom_announcements(struct op *op, struct store *store, int64_t id, struct announcement **out, size_t *count)
{
    struct ask ask = {.id = id};
    bool ok = lab_read(op, store, announcements_closure, &ask);
    *out = ask.rows.items;
    *count = ask.rows.count;
    return ok;
}
