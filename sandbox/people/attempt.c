/* The record of attempts. The judge calls attempt_record after an act that changed a verdict, and again with the same entries
 * if the program died in between: the unique index passes over what is there, and the judge's mark only moves forward, so
 * saying a thing twice is saying it once. */
#include "people/attempt.h"

#include "lab/register.h"
#include "lab/rows.h"
#include "lab_sql.h"
#include "people/classroom.h"

#include <string.h>

static const char *const kind_codes[HISTORY_KIND_COUNT] = {
#define X(kind, text) text,
    HISTORY_KINDS(X)
#undef X
};
static const struct choices kind_choices = {kind_codes, HISTORY_KIND_COUNT};

const char *history_kind_text(enum history_kind kind)
{
    return kind_codes[kind];
}

#define ROW struct attempt
static const struct field attempt_fields[] = {
    COLUMN(FIELD_TEXT, ROW, id),
    COLUMN(FIELD_TEXT, ROW, person),
    COLUMN(FIELD_TEXT, ROW, name),
    COLUMN(FIELD_INT, ROW, class_id),
    COLUMN(FIELD_TEXT, ROW, exercise),
    COLUMN(FIELD_TEXT, ROW, exercise_digest),
    COLUMN(FIELD_TEXT, ROW, world),
    COLUMN(FIELD_TEXT, ROW, state),
    COLUMN(FIELD_INSTANT, ROW, started_at),
    COLUMN(FIELD_INSTANT, ROW, finished_at),
    COLUMN(FIELD_INT, ROW, judged_generation),
    COLUMN(FIELD_INT, ROW, judged_seq),
    COLUMN(FIELD_INT, ROW, points),
    COLUMN(FIELD_INT, ROW, max_points),
    COLUMN(FIELD_INT, ROW, pass_points),
    COLUMN(FIELD_BOOL, ROW, passed),
    COLUMN(FIELD_INT, ROW, mistakes),
    COLUMN(FIELD_INT, ROW, critical_mistakes),
    COLUMN(FIELD_INT, ROW, hints),
    COLUMN(FIELD_INT, ROW, rewinds),
    COLUMN(FIELD_TEXT, ROW, progress),
    COLUMN(FIELD_TEXT, ROW, seat),
    COLUMN(FIELD_INT, ROW, generation),
    COLUMN(FIELD_INT, ROW, act),
    COLUMN(FIELD_INSTANT, ROW, office_at),
    COLUMN(FIELD_INSTANT, ROW, last_act_at),
};
static const struct record attempt_row = RECORD("attempt", ROW, attempt_fields);

#define ENTRY struct history_entry
static const struct field history_fields[] = {
    COLUMN(FIELD_INT, ENTRY, id),
    {"kind", FIELD_CHOICE, offsetof(ENTRY, kind), 0, 0, 0, &kind_choices, NULL},
    COLUMN(FIELD_INSTANT, ENTRY, real_at),
    COLUMN(FIELD_INSTANT, ENTRY, office_at),
    COLUMN(FIELD_INT, ENTRY, generation),
    COLUMN(FIELD_INT, ENTRY, act),
    COLUMN(FIELD_INT, ENTRY, event_seq),
    COLUMN(FIELD_TEXT, ENTRY, step),
    {"check_id", FIELD_TEXT, offsetof(ENTRY, check), 0, 0, 0, NULL, NULL},
    COLUMN(FIELD_TEXT, ENTRY, verdict),
    COLUMN(FIELD_BOOL, ENTRY, critical),
    COLUMN(FIELD_INT, ENTRY, amount),
    COLUMN(FIELD_TEXT, ENTRY, text_key),
    {"args", FIELD_TEXT, offsetof(ENTRY, text_args), 0, 0, 0, NULL, NULL},
};
static const struct record history_row = RECORD("history_entry", ENTRY, history_fields);

struct ask {
    const char *id, *person, *exercise, *state;
    int64_t class_id, added;
    struct instant now;
    const struct attempt_new *begin;
    bool created;
    const struct attempt_progress *progress;
    const struct history_entry *entries;
    size_t count;
    const struct attempt *attempt;
    struct attempt_mark *mark;
    struct rows rows;
};

/* ---- reading ---- */

static const struct attempt *get_in(struct op *op, struct db *db, const char *id)
{
    const void *row = NULL;
    struct stmt *s = db_use(op, db, &sql_attempt_get);
    if (s != NULL) {
        bind_text(s, "id", id);
    }
    if (row_read(op, s, &attempt_row, &row) && row == NULL) {
        (void)fail(op, E_MISSING, "attempt.unknown", NULL);
    }
    return row;
}

static bool get_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    ask->attempt = get_in(op, db, ask->id);
    return ask->attempt != NULL;
}

const struct attempt *attempt_get(struct op *op, struct store *store, const char *id)
{
    struct ask ask = {.id = id};
    return lab_read(op, store, get_closure, &ask) ? ask.attempt : NULL;
}

static bool find_world_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_attempt_find_world);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "world", ask->id);
    const char *id = stmt_row(s) ? col_text(s, "id") : NULL;
    if (!stmt_done(s)) {
        return false;
    }
    ask->attempt = id == NULL ? NULL : get_in(op, db, id);
    return !op_failed(op);
}

const struct attempt *attempt_find_world(struct op *op, struct store *store, const char *world)
{
    struct ask ask = {.id = world};
    return lab_read(op, store, find_world_closure, &ask) ? ask.attempt : NULL;
}

static bool list_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, ask->person != NULL ? &sql_attempt_list : &sql_attempt_list_class);
    if (s != NULL && ask->person != NULL) {
        bind_text(s, "person", ask->person);
    } else if (s != NULL) {
        bind_text(s, "exercise", ask->exercise);
    }
    if (s != NULL) {
        bind_int(s, "class_id", ask->class_id);
    }
    return rows_read(op, s, &attempt_row, &ask->rows);
}

bool attempt_list(struct op *op, struct store *store, const char *person, int64_t class_id, struct attempt **out,
                  size_t *count)
{
    struct ask ask = {.person = person, .class_id = class_id};
    bool ok = lab_read(op, store, list_closure, &ask);
    *out = ask.rows.items;
    *count = ask.rows.count;
    return ok;
}

bool attempt_list_class(struct op *op, struct store *store, int64_t class_id, const char *exercise, struct attempt **out,
                        size_t *count)
{
    struct ask ask = {.exercise = exercise, .class_id = class_id};
    bool ok = lab_read(op, store, list_closure, &ask);
    *out = ask.rows.items;
    *count = ask.rows.count;
    return ok;
}

/* ---- beginning ---- */

static bool has(struct op *op, struct db *db, const struct sql *sql, int64_t class_id, const char *name, const char *value,
                bool *found)
{
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", class_id);
    bind_text(s, name, value);
    *found = stmt_row(s);
    return stmt_done(s);
}

/* In a class: open, the person is in it, the exercise is assigned. */
static bool check_class(struct op *op, struct db *db, const struct attempt_new *begin)
{
    bool enrolled = false, assigned = false;
    const struct classroom *c = classroom_get_in(op, db, begin->class_id);
    if (c == NULL || !has(op, db, &sql_enrolment_has, c->id, "person", begin->person, &enrolled) ||
        !has(op, db, &sql_class_exercise_has, c->id, "exercise", begin->exercise, &assigned)) {
        return false;
    }
    if (!enrolled) {
        return fail(op, E_MISSING, "class.unknown_person", NULL);
    }
    if (!c->open) {
        return fail(op, E_STATE, "class.closed", NULL);
    }
    return assigned || fail(op, E_FORBIDDEN, "class.exercise_not_assigned", "exercise", begin->exercise, NULL);
}

static bool find_running(struct op *op, struct db *db, const struct attempt_new *begin, const char **id)
{
    struct stmt *s = db_use(op, db, &sql_attempt_find_running);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "person", begin->person);
    bind_int(s, "class_id", begin->class_id);
    bind_text(s, "exercise", begin->exercise);
    *id = stmt_row(s) ? col_text(s, "id") : NULL;
    return stmt_done(s);
}

static bool add_rows(struct op *op, struct db *db, const struct ask *ask)
{
    const struct attempt_new *begin = ask->begin;
    const struct world_row world = {.id = begin->world, .golden = begin->golden, .person = begin->person,
                                    .class_id = begin->class_id, .created_at = ask->now};
    if (!world_note_in(op, db, &world)) {
        return false;
    }
    struct stmt *s = db_use(op, db, &sql_attempt_add);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", ask->id);
    bind_text(s, "person", begin->person);
    bind_class(s, "class", begin->class_id);
    bind_text(s, "exercise", begin->exercise);
    bind_text(s, "exercise_digest", begin->exercise_digest);
    bind_text(s, "world", begin->world);
    bind_instant(s, "now", ask->now);
    bind_int(s, "max_points", begin->max_points);
    bind_int(s, "pass_points", begin->pass_points);
    return stmt_run(s, NULL);
}

static bool touch_class(struct op *op, struct db *db, const char *id)
{
    struct stmt *s = db_use(op, db, &sql_attempt_touch_class);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", id);
    return stmt_run(s, NULL);
}

static bool begin_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    if (person_get_in(op, db, ask->begin->person) == NULL ||
        (ask->begin->class_id != 0 && !check_class(op, db, ask->begin)) ||
        !find_running(op, db, ask->begin, &ask->id)) {
        return false;
    }
    ask->created = ask->id == NULL;
    if (ask->created) {
        ask->id = lab_id(op, 'a');
        if (!add_rows(op, db, ask) || !touch_class(op, db, ask->id)) {
            return false;
        }
    }
    ask->attempt = get_in(op, db, ask->id);
    return ask->attempt != NULL;
}

const struct attempt *attempt_begin(struct op *op, struct store *store, const struct attempt_new *begin, struct instant now,
                                    bool *created)
{
    struct ask ask = {.begin = begin, .now = now};
    *created = false;
    if (!lab_write(op, store, begin_closure, &ask)) {
        return NULL;
    }
    *created = ask.created;
    return ask.attempt;
}

/* ---- recording ---- */

/* *id = 0 if the entry is there already. */
static bool add_entry(struct op *op, struct db *db, const char *attempt, const struct history_entry *e, int64_t *id)
{
    struct stmt *s = db_use(op, db, &sql_history_add);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "attempt", attempt);
    bind_text(s, "kind", history_kind_text(e->kind));
    bind_instant(s, "real_at", e->real_at);
    bind_instant(s, "office_at", e->office_at);
    bind_int(s, "generation", e->generation);
    bind_int(s, "act", e->act);
    bind_int(s, "event_seq", e->event_seq);
    bind_text(s, "step", e->step == NULL ? "" : e->step);
    bind_text(s, "check_id", e->check == NULL ? "" : e->check);
    bind_text(s, "verdict", e->verdict);
    bind_bool(s, "critical", e->critical);
    bind_int(s, "amount", e->amount);
    bind_text(s, "text_key", e->text_key);
    *id = stmt_row(s) ? col_int(s, "id") : 0;
    return stmt_done(s);
}

static bool add_args(struct op *op, struct db *db, int64_t id, const char *args)
{
    if (id == 0 || args == NULL || strcmp(args, "{}") == 0) {
        return true;
    }
    struct stmt *s = db_use(op, db, &sql_history_add_args);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    bind_text(s, "args", args);
    return stmt_run(s, NULL);
}

static bool add_entries(struct op *op, struct db *db, struct ask *ask)
{
    for (size_t i = 0; i < ask->count; i++) {
        int64_t id = 0;
        if (!add_entry(op, db, ask->id, &ask->entries[i], &id) || !add_args(op, db, id, ask->entries[i].text_args)) {
            return false;
        }
        ask->added += id == 0 ? 0 : 1;
    }
    if (ask->added == 0) {
        return true;
    }
    struct stmt *s = db_use(op, db, &sql_attempt_recount);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", ask->id);
    return stmt_run(s, NULL);
}

static bool move_mark(struct op *op, struct db *db, const struct ask *ask, int64_t *changed)
{
    const struct attempt_progress *p = ask->progress;
    struct stmt *s = db_use(op, db, p->correction ? &sql_attempt_correct : &sql_attempt_judge);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "generation", p->generation);
    bind_int(s, "event_seq", p->event_seq);
    bind_int(s, "points", p->points);
    bind_int(s, "max_points", p->max_points);
    bind_bool(s, "passed", p->passed);
    bind_text(s, "progress", p->progress);
    if (!p->correction) {
        bind_int(s, "act", p->act);
        bind_text(s, "seat", p->seat);
        bind_instant(s, "office_at", p->office_at);
        bind_instant(s, "now", ask->now);
    }
    bind_text(s, "id", ask->id);
    return stmt_run(s, changed);
}

static bool record_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    int64_t moved = 0;
    const struct attempt *attempt = get_in(op, db, ask->id);
    if (attempt == NULL) {
        return false;
    }
    bool correction = ask->progress != NULL && ask->progress->correction;
    if (strcmp(attempt->state, "running") != 0 && !correction) {
        return fail(op, E_STATE, "attempt.finished", NULL);
    }
    if (!add_entries(op, db, ask) || (ask->progress != NULL && !move_mark(op, db, ask, &moved))) {
        return false;
    }
    return (ask->added == 0 && moved == 0) || touch_class(op, db, ask->id);
}

bool attempt_record(struct op *op, struct store *store, const char *id, const struct attempt_progress *progress,
                    const struct history_entry *entries, size_t count, struct instant now, int64_t *added)
{
    struct ask ask = {.id = id, .progress = progress, .entries = entries, .count = count, .now = now};
    if (progress != NULL && progress->progress != NULL &&
        strnlen(progress->progress, ATTEMPT_PROGRESS_MAX + 1) > ATTEMPT_PROGRESS_MAX) {
        return fail_broken(op, "progress of attempt %s is over %d bytes", id, ATTEMPT_PROGRESS_MAX);
    }
    bool ok = lab_write(op, store, record_closure, &ask);
    if (added != NULL) {
        *added = ok ? ask.added : 0;
    }
    return ok;
}

static bool clock_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_attempt_keep_clock);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "generation", ask->progress->generation);
    bind_int(s, "act", ask->progress->act);
    bind_instant(s, "office_at", ask->progress->office_at);
    bind_text(s, "id", ask->id);
    return stmt_run(s, NULL);
}

bool attempt_keep_clock(struct op *op, struct store *store, const char *id, int64_t generation, int64_t act,
                        struct instant office_at)
{
    const struct attempt_progress at = {.generation = generation, .act = act, .office_at = office_at};
    struct ask ask = {.id = id, .progress = &at};
    return lab_write(op, store, clock_closure, &ask);
}

/* ---- ending ---- */

static bool end_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    int64_t changed = 0, id = 0;
    const struct attempt *attempt = get_in(op, db, ask->id);
    if (attempt == NULL) {
        return false;
    }
    struct stmt *s = db_use(op, db, &sql_attempt_end);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "state", ask->state);
    bind_instant(s, "now", ask->now);
    bind_text(s, "id", ask->id);
    if (!stmt_run(s, &changed) || changed == 0) {
        return !op_failed(op);
    }
    const struct history_entry finish = {.kind = HISTORY_FINISH, .real_at = ask->now, .office_at = attempt->office_at,
                                         .generation = attempt->generation, .act = attempt->act, .check = ask->state};
    return add_entry(op, db, ask->id, &finish, &id) && touch_class(op, db, ask->id);
}

bool attempt_finish(struct op *op, struct store *store, const char *id, struct instant now)
{
    struct ask ask = {.id = id, .state = "finished", .now = now};
    return lab_write(op, store, end_closure, &ask);
}

bool attempt_abandon(struct op *op, struct store *store, const char *id, struct instant now)
{
    struct ask ask = {.id = id, .state = "abandoned", .now = now};
    return lab_write(op, store, end_closure, &ask);
}

static bool marks_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_attempt_marks);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", ask->id);
    if (stmt_row(s)) {
        *ask->mark = (struct attempt_mark){col_int(s, "history"), col_int(s, "announcement"), col_text(s, "companions")};
    }
    return stmt_done(s);
}

bool attempt_marks(struct op *op, struct store *store, const char *id, struct attempt_mark *out)
{
    struct ask ask = {.id = id, .mark = out};
    *out = (struct attempt_mark){.companions = ""};
    return lab_read(op, store, marks_closure, &ask);
}

static bool history_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    if (get_in(op, db, ask->id) == NULL) {
        return false;
    }
    struct stmt *s = db_use(op, db, &sql_history_list);
    if (s != NULL) {
        bind_text(s, "id", ask->id);
        bind_int(s, "max", HISTORY_MAX);
    }
    return rows_read(op, s, &history_row, &ask->rows);
}

bool attempt_history(struct op *op, struct store *store, const char *id, struct history_entry **out, size_t *count)
{
    struct ask ask = {.id = id};
    bool ok = lab_read(op, store, history_closure, &ask);
    *out = ask.rows.items;
    *count = ask.rows.count;
    for (size_t i = 0; i < *count; i++) {
        (*out)[i].text_args = (*out)[i].text_args == NULL ? "{}" : (*out)[i].text_args;
    }
    return ok;
}
