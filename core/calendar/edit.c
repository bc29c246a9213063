/* The check comes before the change and is the same for the preview: what may be tried may be done. */
#include "calendar/edit.h"

#include "account/role.h"
#include "audit/note.h"
#include "calendar/explain.h"
#include "core_sql.h"
#include "dossier/work.h"
#include "org/org.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const char *const exception_codes[] = {"holiday", "lieu", "make-up"};
const struct choices calendar_exception_choices = {exception_codes, 3};
static const enum day_kind exceptions[] = {DAY_HOLIDAY, DAY_LIEU, DAY_MAKE_UP};

static const struct field add_fields[] = {
    {.name = "day", .kind = FIELD_DAY, .offset = offsetof(struct calendar_add_input, day), .flags = FIELD_REQUIRED},
    {.name = "kind", .kind = FIELD_CHOICE, .offset = offsetof(struct calendar_add_input, kind), .flags = FIELD_REQUIRED,
     .choices = &calendar_exception_choices},
    {.name = "name_vi", .kind = FIELD_TEXT, .offset = offsetof(struct calendar_add_input, name_vi), .flags = FIELD_REQUIRED, .max = 300},
    {.name = "name_en", .kind = FIELD_TEXT, .offset = offsetof(struct calendar_add_input, name_en), .max = 300},
    {.name = "source", .kind = FIELD_TEXT, .offset = offsetof(struct calendar_add_input, source), .flags = FIELD_REQUIRED, .max = 300,
     .help = "the law or decision that says so"},
};
const struct record calendar_add_record = RECORD("calendar_add_day", struct calendar_add_input, add_fields);
static const struct field remove_fields[] = {
    {.name = "day", .kind = FIELD_DAY, .offset = offsetof(struct calendar_remove_input, day), .flags = FIELD_REQUIRED},
    {.name = "reason", .kind = FIELD_TEXT, .offset = offsetof(struct calendar_remove_input, reason), .flags = FIELD_REQUIRED, .max = 500},
};
const struct record calendar_remove_record = RECORD("calendar_remove_day", struct calendar_remove_input, remove_fields);
static const struct field hours_fields[] = {
    {.name = "org", .kind = FIELD_TEXT, .offset = offsetof(struct calendar_hours_input, org), .flags = FIELD_REQUIRED, .max = 40},
    {.name = "sessions", .kind = FIELD_TEXT_LIST, .offset = offsetof(struct calendar_hours_input, sessions), .max = OFFICE_SESSIONS_MAX,
     .help = "08:00-12:00; none: back to the office's default"},
};
const struct record calendar_hours_record = RECORD("calendar_set_hours", struct calendar_hours_input, hours_fields);

/* ---- what is asked ---- */

static bool find_day(struct op *op, struct db *db, struct day day, bool *found, struct calendar_day *out)
{
    struct stmt *s = db_use(op, db, &sql_calendar_find_day);
    if (s == NULL) {
        return false;
    }
    bind_day(s, "day", day);
    *found = stmt_row(s);
    if (*found) {
        *out = (struct calendar_day){.day = day, .name_vi = col_text(s, "name_vi"), .name_en = col_text(s, "name_en"),
                                     .source = col_text(s, "source"), .certainty = col_text(s, "certainty")};
        must(day_kind_parse(col_text(s, "kind"), &out->kind)); /* CHECK in the schema */
    }
    return stmt_done(s);
}

static bool not_past(struct op *op, struct day day)
{
    return day.n >= instant_day(op->now).n || fail_field(op, E_INPUT, "day", "calendar.day_past", "day", explain_date(op, day), NULL);
}

bool calendar_change_add(struct op *op, struct db *db, const struct calendar_add_input *in, struct calendar_change *out)
{
    bool taken = false, weekend = day_weekday(in->day) > 5;
    struct calendar_day there;
    enum day_kind kind = exceptions[in->kind];
    if (!not_past(op, in->day) || !find_day(op, db, in->day, &taken, &there)) {
        return false;
    }
    if (taken) {
        return fail_field(op, E_STATE, "day", "calendar.day_taken", "day", explain_date(op, in->day), "name", there.name_vi, NULL);
    }
    if (kind == DAY_LIEU && weekend) {
        return fail_field(op, E_INPUT, "kind", "calendar.lieu_on_weekend", "day", explain_date(op, in->day), NULL);
    }
    if (kind == DAY_MAKE_UP && !weekend) {
        return fail_field(op, E_INPUT, "kind", "calendar.make_up_on_weekday", "day", explain_date(op, in->day), NULL);
    }
    *out = (struct calendar_change){.add = true, .day = {in->day, kind, in->name_vi, in->name_en != NULL ? in->name_en : in->name_vi,
                                                         in->source, "authored"}};
    return true;
}

bool calendar_change_remove(struct op *op, struct db *db, const struct calendar_remove_input *in, struct calendar_change *out)
{
    bool found = false;
    *out = (struct calendar_change){.remove = true};
    if (!not_past(op, in->day) || !find_day(op, db, in->day, &found, &out->day)) {
        return false;
    }
    return found || fail_field(op, E_MISSING, "day", "calendar.no_such_day", "day", explain_date(op, in->day), NULL);
}

static bool read_session(const char *text, int64_t *from, int64_t *to)
{
    int h1 = 0, m1 = 0, h2 = 0, m2 = 0, end = 0;
    bool read = strlen(text) == 11 && sscanf(text, "%2d:%2d-%2d:%2d%n", &h1, &m1, &h2, &m2, &end) == 4 && end == 11;
    *from = (h1 * 60 + m1) * MS_MINUTE;
    *to = (h2 * 60 + m2) * MS_MINUTE;
    return read && h1 < 24 && h2 < 24 && m1 < 60 && m2 < 60 && h1 >= 0 && m1 >= 0 && h2 >= 0 && m2 >= 0 && *to > *from;
}

/* An organisation keeps its own hours and those of the rooms below it. */
static bool is_within(const char *org, const char *whose)
{
    size_t n = strlen(whose);
    return strncmp(org, whose, n) == 0 && (org[n] == '\0' || org[n] == '.');
}

bool calendar_change_hours(struct op *op, struct db *db, const struct actor *actor, const struct calendar_hours_input *in,
                           struct calendar_change *out)
{
    struct org org;
    struct office_hours *hours = arena_alloc(op->arena, sizeof *hours);
    if (!org_get(op, db, in->org, &org)) {
        return false;
    }
    if (strcmp(actor->role, role_code(ROLE_SYSTEM_ADMIN)) != 0 && !is_within(in->org, actor->org)) {
        return fail_field(op, E_FORBIDDEN, "org", "calendar.not_your_org", "org", in->org, "own", actor->org, NULL);
    }
    for (size_t i = 0; i < in->sessions.count; i++) {
        int64_t from = 0, to = 0;
        if (i == OFFICE_SESSIONS_MAX || !read_session(in->sessions.items[i], &from, &to) ||
            (i > 0 && from <= hours->session[i - 1].to)) {
            return fail_field(op, E_INPUT, "sessions", "calendar.bad_hours", NULL);
        }
        hours->session[i].from = from;
        hours->session[i].to = to;
        hours->count++;
    }
    *out = (struct calendar_change){.org = in->org, .hours = hours->count == 0 ? NULL : hours};
    return true;
}

/* ---- the acts ---- */

static bool end_note(struct op *op, struct office *office, struct audit_words *w, const char *event)
{
    /* whoever has the calendar in hand reads it anew from the changed rows */
    work_forget_calendar(office);
    return audit_words_end(op, office, w, event);
}

static void put_day(struct json_out *out, const struct calendar_day *d)
{
    json_put_day(out, "day", d->day);
    json_put_text(out, "kind", day_kind_text(d->kind));
    json_put_text(out, "name", d->name_vi);
}

bool calendar_add_day(struct op *op, struct office *office, const void *input)
{
    struct calendar_change c;
    struct audit_words n;
    if (!calendar_change_add(op, office_db(office), input, &c) || !calendar_store_day(op, office_db(office), &c.day)) {
        return false;
    }
    put_day(audit_words_begin(op, &n), &c.day);
    json_put_text(&n.out, "source", c.day.source);
    return end_note(op, office, &n, "calendar.day_added");
}

bool calendar_remove_day(struct op *op, struct office *office, const void *input)
{
    const struct calendar_remove_input *in = input;
    struct calendar_change c;
    struct audit_words n;
    struct stmt *s = NULL;
    if (!calendar_change_remove(op, office_db(office), in, &c) ||
        (s = db_use(op, office_db(office), &sql_calendar_drop_day)) == NULL) {
        return false;
    }
    bind_day(s, "day", in->day);
    if (!stmt_run(s, NULL)) {
        return false;
    }
    put_day(audit_words_begin(op, &n), &c.day);
    json_put_text(&n.out, "reason", in->reason);
    return end_note(op, office, &n, "calendar.day_removed");
}

bool calendar_set_hours(struct op *op, struct office *office, const void *input)
{
    const struct calendar_hours_input *in = input;
    struct calendar_change c;
    struct audit_words n;
    struct stmt *s = NULL;
    if (!calendar_change_hours(op, office_db(office), office_actor(office), in, &c) ||
        (s = db_use(op, office_db(office), &sql_calendar_drop_hours)) == NULL) {
        return false;
    }
    bind_text(s, "org", in->org);
    if (!stmt_run(s, NULL) || (c.hours != NULL && !calendar_store_hours(op, office_db(office), in->org, c.hours))) {
        return false;
    }
    struct json_out *out = audit_words_begin(op, &n);
    json_put_text(out, "org", in->org);
    json_open_array(out, "hours");
    for (size_t i = 0; i < in->sessions.count; i++) {
        json_put_text(out, NULL, in->sessions.items[i]);
    }
    json_close_array(out);
    return end_note(op, office, &n, "calendar.hours_set");
}

/* ---- reading ---- */

struct text_list calendar_sessions(struct op *op, const struct office_hours *hours)
{
    struct text_list out = {arena_array(op->arena, OFFICE_SESSIONS_MAX, sizeof *out.items), (size_t)hours->count};
    for (int i = 0; i < hours->count; i++) {
        int from = (int)(hours->session[i].from / MS_MINUTE), to = (int)(hours->session[i].to / MS_MINUTE);
        out.items[i] = arena_printf(op->arena, "%02d:%02d-%02d:%02d", from / 60, from % 60, to / 60, to % 60);
    }
    return out;
}

bool calendar_own_hours(struct op *op, struct db *db, const char *org, struct office_hours *out)
{
    struct stmt *s = db_use(op, db, &sql_calendar_own_hours);
    if (s == NULL) {
        return false;
    }
    *out = (struct office_hours){.count = 0};
    bind_text(s, "org", org);
    while (out->count < OFFICE_SESSIONS_MAX && stmt_row(s)) {
        out->session[out->count].from = col_int(s, "from_minute") * MS_MINUTE;
        out->session[out->count++].to = col_int(s, "to_minute") * MS_MINUTE;
    }
    return stmt_done(s);
}
