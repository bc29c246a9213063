#include "dossier/consultation.h"

#include "calendar/deadline.h"
#include "core_sql.h"
#include "dossier/work.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define CONSULTATIONS_MAX 50
#define ANSWER_MILLI_DAYS 5000 /* to answer, where the letter says nothing: ours */

#define F(type, field_, kind_, ...)                                                                                    \
    {                                                                                                                  \
        .name = #field_, .kind = kind_, .offset = offsetof(struct type, field_), __VA_ARGS__                           \
    }
static const struct field request_fields[] = {
    F(dossier_request_opinion_input, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
    F(dossier_request_opinion_input, org, FIELD_TEXT, .flags = FIELD_REQUIRED, .max = 40),
    F(dossier_request_opinion_input, question, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 4000),
    F(dossier_request_opinion_input, due_at, FIELD_INSTANT),
};
static const struct field give_fields[] = {
    F(dossier_give_opinion_input, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
    F(dossier_give_opinion_input, agrees, FIELD_BOOL, .flags = FIELD_REQUIRED),
    F(dossier_give_opinion_input, answer, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 4000),
};
const struct record dossier_request_opinion_record = RECORD("dossier_request_opinion", struct dossier_request_opinion_input, request_fields);
const struct record dossier_give_opinion_record = RECORD("dossier_give_opinion", struct dossier_give_opinion_input, give_fields);
const struct record dossier_request_opinion_body = RECORD("dossier_request_opinion_body", struct dossier_request_opinion_input, (*(const struct field(*)[3])&request_fields[1]));
const struct record dossier_give_opinion_body = RECORD("dossier_give_opinion_body", struct dossier_give_opinion_input, (*(const struct field(*)[2])&give_fields[1]));

static const struct field row_fields[] = {
    F(consultation, id, FIELD_INT),           F(consultation, dossier, FIELD_INT),          F(consultation, to_org, FIELD_TEXT),
    F(consultation, org_vi, FIELD_TEXT),      F(consultation, org_en, FIELD_TEXT),          F(consultation, number, FIELD_TEXT),
    F(consultation, asked_by, FIELD_TEXT),    F(consultation, asked_at, FIELD_INSTANT),     F(consultation, question, FIELD_TEXT),
    F(consultation, due_at, FIELD_INSTANT),   F(consultation, answered_at, FIELD_INSTANT),  F(consultation, answered_by, FIELD_TEXT),
    F(consultation, answer, FIELD_TEXT),      F(consultation, agrees, FIELD_BOOL),
};
static const struct record row_record = RECORD("consultation", struct consultation, row_fields);

/* ---- reading ---- */

bool consultations(struct op *op, struct db *db, int64_t dossier, struct consultation **out, size_t *count)
{
    void *rows = NULL;
    struct stmt *s = db_use(op, db, &sql_consultations);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", dossier);
    bool ok = stmt_records(s, &row_record, CONSULTATIONS_MAX, &rows, count);
    *out = rows;
    return ok;
}

bool consultation_asked(struct op *op, struct db *db, int64_t dossier, const char *org, bool *out)
{
    struct consultation *list = NULL;
    size_t count = 0;
    *out = false;
    if (!consultations(op, db, dossier, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        *out = *out || strcmp(list[i].to_org, org) == 0;
    }
    return true;
}

bool consultation_open(struct op *op, struct db *db, int64_t dossier, const char *org, struct consultation *out)
{
    struct consultation *list = NULL;
    size_t count = 0;
    *out = (struct consultation){0};
    if (!consultations(op, db, dossier, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (instant_is_none(list[i].answered_at) && strcmp(list[i].to_org, org) == 0) {
            *out = list[i];
        }
    }
    return true;
}

bool consultation_awaited(struct op *op, struct db *db, int64_t dossier, struct consultation *out)
{
    struct consultation *list = NULL;
    size_t count = 0;
    *out = (struct consultation){0};
    if (!consultations(op, db, dossier, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (instant_is_none(list[i].answered_at) && instant_compare(op->now, list[i].due_at) <= 0) {
            *out = list[i];
        }
    }
    return true;
}

/* ---- asking ---- */

static bool answer_by(struct op *op, const struct work *w, const struct dossier_request_opinion_input *in, struct instant *out)
{
    struct deadline due;
    *out = in->due_at;
    if (instant_is_none(in->due_at)) {
        const struct calendar *calendar = work_calendar(op, w->office, w->d.agency);
        if (calendar == NULL || !deadline_due(op, calendar, op->now, (struct term){TERM_WORKDAYS, ANSWER_MILLI_DAYS}, false, &due)) {
            return false;
        }
        *out = instant_compare(due.due, w->d.due_at) > 0 ? w->d.due_at : due.due;
    }
    bool fits = instant_compare(*out, op->now) > 0 && instant_compare(*out, w->d.due_at) <= 0;
    return fits || fail_field(op, E_INPUT, "due_at", "consultation.due", NULL);
}

static bool letter_number(struct op *op, const struct work *w, const char **out)
{
    int y, m, d;
    int64_t next = 0;
    struct org agency;
    day_parts(instant_day(op->now), &y, &m, &d);
    if (!org_get(op, w->db, w->d.agency, &agency) ||
        !series_next(op, w->db, arena_printf(op->arena, "letter:%s:%d", w->d.agency, y), &next)) {
        return false;
    }
    *out = arena_printf(op->arena, "%lld/%s-XYK", (long long)next, org_abbreviation(op, agency.name_vi));
    return true;
}

static bool add(struct op *op, struct work *w, const struct dossier_request_opinion_input *in, const char *number, struct instant due)
{
    struct stmt *s = db_use(op, w->db, &sql_consultation_add);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w->d.id);
    bind_text(s, "to_org", in->org);
    bind_text(s, "number", number);
    bind_text(s, "asked_by", w->actor->account);
    bind_instant(s, "now", op->now);
    bind_text(s, "question", in->question);
    bind_instant(s, "due_at", due);
    return stmt_run(s, NULL) && work_move(op, w) && work_save(op, w);
}

bool dossier_request_opinion(struct op *op, struct office *office, const void *input)
{
    const struct dossier_request_opinion_input *in = input;
    struct work w;
    struct org org;
    struct consultation open;
    struct instant due;
    const char *number = NULL;
    if (!work_take(op, office, in->dossier, "dossier.request_opinion", &w) || !org_get(op, w.db, in->org, &org) ||
        !consultation_open(op, w.db, in->dossier, in->org, &open)) {
        return false;
    }
    if (org_is_within(in->org, w.d.agency)) {
        return fail_field(op, E_INPUT, "org", "consultation.own_agency", NULL);
    }
    if (open.id != 0) {
        return fail_field(op, E_STATE, "org", "consultation.asked", "number", open.number, NULL);
    }
    if (!answer_by(op, &w, in, &due) || !letter_number(op, &w, &number) || !add(op, &w, in, number, due)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "org", org.name_vi);
    json_put_text(&w.out, "number", number);
    json_put_text(&w.out, "question", in->question);
    json_put_instant(&w.out, "answer_at", due);
    return work_note(op, &w, "dossier.opinion_requested");
}

/* ---- answering ---- */

bool dossier_give_opinion(struct op *op, struct office *office, const void *input)
{
    const struct dossier_give_opinion_input *in = input;
    struct work w;
    struct consultation open;
    struct stmt *s = NULL;
    if (!work_take(op, office, in->dossier, "dossier.give_opinion", &w) ||
        !consultation_open(op, w.db, in->dossier, w.actor->org, &open)) {
        return false;
    }
    if (open.id == 0) {
        return fail(op, E_FORBIDDEN, "consultation.not_asked", NULL);
    }
    if ((s = db_use(op, w.db, &sql_consultation_answer)) == NULL) {
        return false;
    }
    bind_int(s, "id", open.id);
    bind_text(s, "answered_by", w.actor->account);
    bind_instant(s, "now", op->now);
    bind_text(s, "answer", in->answer);
    bind_int(s, "agrees", in->agrees ? 1 : 0);
    if (!stmt_run(s, NULL) || !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "org", open.org_vi);
    json_put_text(&w.out, "number", open.number);
    json_put_bool(&w.out, "agrees", in->agrees);
    json_put_text(&w.out, "answer", in->answer);
    json_put_text(&w.out, "answered", timing_of(op->now, open.due_at));
    return work_note(op, &w, "dossier.opinion_given");
}
