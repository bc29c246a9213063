#include "world/clock.h"

#include "world_sql.h"

#include <stddef.h>
#include <string.h>

static const char *const mode_codes[] = {"frozen", "rate", "real"};
const struct choices clock_mode_choices = {mode_codes, 3};

static const struct field clock_fields[] = {
    {.name = "office_at", .kind = FIELD_INSTANT, .offset = offsetof(struct world_clock, office_at)},
    {.name = "mode", .kind = FIELD_CHOICE, .offset = offsetof(struct world_clock, mode), .choices = &clock_mode_choices},
    {.name = "rate", .kind = FIELD_INT, .offset = offsetof(struct world_clock, rate)},
};
static const struct record clock_record = RECORD("world_clock", struct world_clock, clock_fields);

static const char *const due_kind_codes[] = {"bot", "limit"};
const struct choices due_kind_choices = {due_kind_codes, 2};

static const struct field due_fields[] = {
    {.name = "id", .kind = FIELD_INT, .offset = offsetof(struct due_item, id)},
    {.name = "at", .kind = FIELD_INSTANT, .offset = offsetof(struct due_item, at)},
    {.name = "kind", .kind = FIELD_CHOICE, .offset = offsetof(struct due_item, kind), .choices = &due_kind_choices},
    {.name = "seat", .kind = FIELD_TEXT, .offset = offsetof(struct due_item, seat)},
    {.name = "dossier", .kind = FIELD_INT, .offset = offsetof(struct due_item, dossier)},
    {.name = "step", .kind = FIELD_INT, .offset = offsetof(struct due_item, step)},
};
static const struct record due_record = RECORD("due_item", struct due_item, due_fields);

bool clock_get(struct op *op, struct db *db, struct world_clock *out)
{
    struct stmt *s = db_use(op, db, &sql_clock_get);
    if (s == NULL) {
        return false;
    }
    if (stmt_row(s)) {
        col_record(s, &clock_record, out);
    } else {
        (void)fail_broken(op, "the world has no clock");
    }
    return stmt_done(s);
}

static bool put_record(struct op *op, struct db *db, const struct sql *sql, const struct record *record, const void *data)
{
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, record, data);
    return stmt_run(s, NULL);
}

bool clock_put(struct op *op, struct db *db, const struct world_clock *clock)
{
    return put_record(op, db, &sql_clock_put, &clock_record, clock);
}

struct instant clock_after(const struct world_clock *clock, const struct calendar *calendar, int64_t real_ms)
{
    must(real_ms >= 0);
    switch ((enum clock_mode)clock->mode) {
    case CLOCK_FROZEN:
        return clock->office_at;
    case CLOCK_REAL:
        return instant_add(clock->office_at, real_ms);
    case CLOCK_RATE:
        return real_ms == 0 ? clock->office_at : calendar_add_working(calendar, clock->office_at, real_ms * clock->rate);
    }
    must(false);
    return clock->office_at;
}

bool due_add(struct op *op, struct db *db, const struct due_item *item)
{
    return put_record(op, db, &sql_due_add, &due_record, item);
}

bool due_next(struct op *op, struct db *db, struct due_item *out, bool *found)
{
    struct stmt *s = db_use(op, db, &sql_due_next);
    if (s == NULL) {
        return false;
    }
    *found = stmt_row(s);
    if (*found) {
        col_record(s, &due_record, out);
    }
    return stmt_done(s);
}

bool due_list(struct op *op, struct db *db, struct instant until, size_t max, struct due_item **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_due_list);
    if (s == NULL) {
        return false;
    }
    *out = arena_array(op->arena, max, sizeof **out);
    *count = 0;
    bind_instant(s, "until", until);
    bind_int(s, "max", (int64_t)max);
    while (*count < max && stmt_row(s)) {
        col_record(s, &due_record, &(*out)[(*count)++]);
    }
    return stmt_done(s);
}

static bool run_with_int(struct op *op, struct db *db, const struct sql *sql, const char *name, int64_t value)
{
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    bind_int(s, name, value);
    return stmt_run(s, NULL);
}

bool due_remove(struct op *op, struct db *db, int64_t id)
{
    return run_with_int(op, db, &sql_due_remove, "id", id);
}

bool due_remove_dossier(struct op *op, struct db *db, int64_t dossier)
{
    return run_with_int(op, db, &sql_due_remove_dossier, "dossier", dossier);
}

bool staged_has(struct op *op, struct db *db, const char *step, size_t item, bool *out)
{
    struct stmt *s = db_use(op, db, &sql_staged_list);
    if (s == NULL) {
        return false;
    }
    *out = false;
    while (stmt_row(s)) {
        *out = *out || (col_int(s, "item") == (int64_t)item && strcmp(col_text(s, "step"), step) == 0);
    }
    return stmt_done(s);
}

bool staged_add(struct op *op, struct db *db, const char *step, size_t item)
{
    struct stmt *s = db_use(op, db, &sql_staged_add);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "step", step);
    bind_int(s, "item", (int64_t)item);
    return stmt_run(s, NULL);
}
