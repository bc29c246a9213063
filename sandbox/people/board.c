/* What a trainer sees of a class: the live board and the results. Declared in attempt.h. Both are one statement each over what
 * attempt_record keeps; no world is opened for them. */
#include "people/attempt.h"

#include "lab/rows.h"
#include "lab_sql.h"

#define BOARD struct board_row
static const struct field board_fields[] = {
    COLUMN(FIELD_TEXT, BOARD, person),
    COLUMN(FIELD_TEXT, BOARD, name),
    COLUMN(FIELD_TEXT, BOARD, attempt),
    COLUMN(FIELD_TEXT, BOARD, world),
    COLUMN(FIELD_TEXT, BOARD, state),
    COLUMN(FIELD_INT, BOARD, points),
    COLUMN(FIELD_INT, BOARD, max_points),
    COLUMN(FIELD_BOOL, BOARD, passed),
    COLUMN(FIELD_INT, BOARD, mistakes),
    COLUMN(FIELD_INT, BOARD, critical_mistakes),
    COLUMN(FIELD_INT, BOARD, hints),
    COLUMN(FIELD_TEXT, BOARD, progress),
    COLUMN(FIELD_TEXT, BOARD, seat),
    COLUMN(FIELD_INT, BOARD, generation),
    COLUMN(FIELD_INT, BOARD, act),
    COLUMN(FIELD_INSTANT, BOARD, office_at),
    COLUMN(FIELD_INSTANT, BOARD, last_act_at),
    COLUMN(FIELD_INSTANT, BOARD, seen_at),
};
static const struct record board_record = RECORD("board_row", BOARD, board_fields);

#define RESULT struct result_row
static const struct field result_fields[] = {
    COLUMN(FIELD_TEXT, RESULT, person),
    COLUMN(FIELD_TEXT, RESULT, name),
    COLUMN(FIELD_TEXT, RESULT, exercise),
    COLUMN(FIELD_TEXT, RESULT, state),
    COLUMN(FIELD_INT, RESULT, points),
    COLUMN(FIELD_INT, RESULT, max_points),
    COLUMN(FIELD_INT, RESULT, pass_points),
    COLUMN(FIELD_BOOL, RESULT, passed),
    COLUMN(FIELD_INT, RESULT, mistakes),
    COLUMN(FIELD_INT, RESULT, critical_mistakes),
    COLUMN(FIELD_INT, RESULT, hints),
    COLUMN(FIELD_INT, RESULT, rewinds),
    COLUMN(FIELD_INSTANT, RESULT, started_at),
    COLUMN(FIELD_INSTANT, RESULT, finished_at),
    COLUMN(FIELD_INSTANT, RESULT, last_act_at),
    COLUMN(FIELD_INT, RESULT, attempts),
};
static const struct record result_record = RECORD("result_row", RESULT, result_fields);

struct ask {
    int64_t class_id;
    const char *exercise;
    struct rows rows;
};

static bool board_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_attempt_board);
    if (s != NULL) {
        bind_text(s, "exercise", ask->exercise);
        bind_int(s, "class_id", ask->class_id);
    }
    return rows_read(op, s, &board_record, &ask->rows);
}

bool attempt_board(struct op *op, struct store *store, int64_t class_id, const char *exercise, struct board_row **out,
                   size_t *count)
{
    struct ask ask = {.class_id = class_id, .exercise = exercise};
    bool ok = lab_read(op, store, board_closure, &ask);
    *out = ask.rows.items;
    *count = ask.rows.count;
    return ok;
}

static bool results_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_attempt_results);
    if (s != NULL) {
        bind_int(s, "class_id", ask->class_id);
    }
    return rows_read(op, s, &result_record, &ask->rows);
}

bool attempt_results(struct op *op, struct store *store, int64_t class_id, struct result_row **out, size_t *count)
{
    struct ask ask = {.class_id = class_id};
    bool ok = lab_read(op, store, results_closure, &ask);
    *out = ask.rows.items;
    *count = ask.rows.count;
    return ok;
}
