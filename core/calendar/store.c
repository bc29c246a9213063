/* store: the calendar as rows of an office's database.
 *
 * An office may change its days and its hours (a provincial unit opens at seven), so they are data. The version of a
 * loaded calendar is a digest of what was read: two offices with the same rows have the same version, and a deadline
 * computed before a change can be told from one computed after it. */
#include "base/digest.h"
#include "calendar/edit.h"
#include "core_sql.h"

#include <string.h>

#define VERSION_BYTES 12 /* hex digits of the digest that make the version */

/* The current row of table calendar_day. */
static bool day_read(struct op *op, struct stmt *s, struct calendar_day *row)
{
    const char *kind = col_text(s, "kind");
    if (!day_kind_parse(kind, &row->kind)) {
        return fail_broken(op, "calendar_day.kind is '%s'", kind);
    }
    row->day = col_day(s, "day");
    row->name_vi = col_text(s, "name_vi");
    row->name_en = col_text(s, "name_en");
    row->source = col_text(s, "source");
    row->certainty = col_text(s, "certainty");
    return true;
}

/* All rows of table calendar_day in the operation's arena; NULL on failure. */
static struct calendar_day *days_read(struct op *op, struct db *db, size_t *count)
{
    size_t room = 64;
    struct calendar_day *days = arena_array(op->arena, room, sizeof *days);
    struct stmt *s = db_use(op, db, &sql_calendar_load_days);
    *count = 0;
    while (s != NULL && stmt_row(s)) {
        if (*count == room) {
            struct calendar_day *more = arena_array(op->arena, room * 2, sizeof *more);
            memcpy(more, days, room * sizeof *more);
            days = more;
            room *= 2;
        }
        if (*count == CALENDAR_DAYS_MAX) {
            fail_field(op, E_LIMIT, "calendar_day", "calendar.too_many_days", NULL);
            break;
        }
        if (!day_read(op, s, &days[*count])) {
            break;
        }
        ++*count;
    }
    return stmt_done(s) ? days : NULL;
}

/* The office's sessions; the default hours if there are no rows. */
static bool hours_read(struct op *op, struct db *db, const char *org, struct office_hours *out)
{
    struct stmt *s = db_use(op, db, &sql_calendar_load_hours);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "org", org);
    *out = (struct office_hours){.count = 0};
    while (stmt_row(s)) {
        if (out->count == OFFICE_SESSIONS_MAX) {
            fail_field(op, E_INPUT, "office_hours", "calendar.bad_hours", NULL);
            break;
        }
        out->session[out->count].from = col_int(s, "from_minute") * MS_MINUTE;
        out->session[out->count].to = col_int(s, "to_minute") * MS_MINUTE;
        out->count++;
    }
    if (out->count == 0) {
        *out = office_hours_default;
    }
    return stmt_done(s);
}

static const char *version_of(struct arena *a, const struct calendar_day *days, size_t count,
                              const struct office_hours *hours)
{
    char text[DIGEST_TEXT];
    struct digest_state state;
    digest_begin(&state);
    for (size_t i = 0; i < count; i++) {
        digest_add_int(&state, days[i].day.n);
        digest_add_int(&state, (int64_t)days[i].kind);
        digest_add_text(&state, days[i].name_vi);
        digest_add_text(&state, days[i].name_en);
        digest_add_text(&state, days[i].source);
        digest_add_text(&state, days[i].certainty);
    }
    for (int i = 0; i < hours->count; i++) {
        digest_add_int(&state, hours->session[i].from);
        digest_add_int(&state, hours->session[i].to);
    }
    struct digest digest = digest_end(&state);
    return arena_printf(a, "office-%.*s", VERSION_BYTES, digest_format(&digest, text));
}

/* The rows as they would be after the change. */
static struct calendar_day *apply_days(struct op *op, struct calendar_day *days, size_t *count, const struct calendar_change *change)
{
    struct calendar_day *out = arena_array(op->arena, *count + 1, sizeof *out);
    size_t n = 0;
    for (size_t i = 0; i < *count; i++) {
        if (!change->remove || days[i].day.n != change->day.day.n) {
            out[n++] = days[i];
        }
    }
    if (change->add) {
        out[n++] = change->day;
    }
    *count = n;
    return out;
}

/* The organisation's own hours after the change, or the default its rows fall back to. */
static bool apply_hours(struct op *op, struct db *db, const char *org, const struct calendar_change *change, struct office_hours *hours)
{
    if (change->org == NULL || strcmp(change->org, org) != 0) {
        return true;
    }
    if (change->hours != NULL) {
        *hours = *change->hours;
        return true;
    }
    return hours_read(op, db, "", hours);
}

const struct calendar *calendar_load_changed(struct op *op, struct db *db, const char *org, const struct calendar_change *change)
{
    size_t count;
    struct office_hours hours;
    struct calendar_day *days = days_read(op, db, &count);
    if (days == NULL || !hours_read(op, db, org, &hours)) {
        return NULL;
    }
    if (change != NULL) {
        days = apply_days(op, days, &count, change);
        if (!apply_hours(op, db, org, change, &hours)) {
            return NULL;
        }
    }
    return calendar_build(op, version_of(op->arena, days, count, &hours), days, count, &hours);
}

const struct calendar *calendar_load(struct op *op, struct db *db, const char *org)
{
    return calendar_load_changed(op, db, org, NULL);
}

bool calendar_store_day(struct op *op, struct db *db, const struct calendar_day *row)
{
    struct stmt *s = db_use(op, db, &sql_calendar_store_day);
    if (s == NULL) {
        return false;
    }
    bind_day(s, "day", row->day);
    bind_text(s, "kind", day_kind_text(row->kind));
    bind_text(s, "name_vi", row->name_vi);
    bind_text(s, "name_en", row->name_en);
    bind_text(s, "source", row->source);
    bind_text(s, "certainty", row->certainty);
    return stmt_run(s, NULL);
}

bool calendar_store(struct op *op, struct db *db, const struct calendar *c, const char *org)
{
    size_t count;
    const struct calendar_day *rows = calendar_exceptions(c, day_from(1970, 1, 1), day_from(2199, 12, 31), &count);
    for (size_t i = 0; i < count; i++) {
        if (!calendar_store_day(op, db, &rows[i])) {
            return false;
        }
    }
    return calendar_store_hours(op, db, org, calendar_hours(c));
}

bool calendar_store_hours(struct op *op, struct db *db, const char *org, const struct office_hours *hours)
{
    for (int i = 0; i < hours->count; i++) {
        struct stmt *s = db_use(op, db, &sql_calendar_store_hours);
        if (s == NULL) {
            return false;
        }
        bind_text(s, "org", org);
        bind_int(s, "session", i + 1);
        bind_int(s, "from_minute", hours->session[i].from / MS_MINUTE);
        bind_int(s, "to_minute", hours->session[i].to / MS_MINUTE);
        if (!stmt_run(s, NULL)) {
            return false;
        }
    }
    return true;
}
