#include "dossier/oversight.h"

#include "calendar/deadline.h"
#include "core_sql.h"
#include "dossier/work.h"

#include <stddef.h>
#include <string.h>

#define REPORT_MILLI_DAYS 2000 /* to report, where the direction says nothing: ours */

#define F(type, field_, kind_, ...)                                                                                    \
    {                                                                                                                  \
        .name = #field_, .kind = kind_, .offset = offsetof(struct type, field_), __VA_ARGS__                           \
    }
#define BODY(of, type, n) RECORD(of, struct type, (*(const struct field(*)[n])&type##_fields[1]))
static const struct field dossier_nudge_input_fields[] = {
    F(dossier_nudge_input, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
    F(dossier_nudge_input, note, FIELD_TEXT, .max = 1000),
};
static const struct field dossier_direct_input_fields[] = {
    F(dossier_direct_input, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
    F(dossier_direct_input, text, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 2000),
    F(dossier_direct_input, due_at, FIELD_INSTANT),
};
static const struct field dossier_report_input_fields[] = {
    F(dossier_report_input, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
    F(dossier_report_input, direction, FIELD_INT, .max = JSON_INT_MAX),
    F(dossier_report_input, report, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 2000),
};
const struct record dossier_nudge_record = RECORD("dossier_nudge", struct dossier_nudge_input, dossier_nudge_input_fields);
const struct record dossier_direct_record = RECORD("dossier_direct", struct dossier_direct_input, dossier_direct_input_fields);
const struct record dossier_report_record = RECORD("dossier_report", struct dossier_report_input, dossier_report_input_fields);
const struct record dossier_nudge_body = BODY("dossier_nudge_body", dossier_nudge_input, 1);
const struct record dossier_direct_body = BODY("dossier_direct_body", dossier_direct_input, 2);
const struct record dossier_report_body = BODY("dossier_report_body", dossier_report_input, 2);

static const struct field row_fields[] = {
    F(oversight, id, FIELD_INT),          F(oversight, dossier, FIELD_INT),        F(oversight, kind, FIELD_TEXT),
    F(oversight, step, FIELD_INT),        F(oversight, to_role, FIELD_TEXT),       F(oversight, to_account, FIELD_TEXT),
    F(oversight, by_account, FIELD_TEXT), F(oversight, at, FIELD_INSTANT),         F(oversight, text, FIELD_TEXT),
    F(oversight, report_by, FIELD_INSTANT), F(oversight, reported_at, FIELD_INSTANT), F(oversight, reported_by, FIELD_TEXT),
    F(oversight, report, FIELD_TEXT),
};
static const struct record row_record = RECORD("oversight", struct oversight, row_fields);

/* ---- reading ---- */

bool oversight_list(struct op *op, struct db *db, int64_t dossier, struct oversight **out, size_t *count)
{
    void *rows = NULL;
    struct stmt *s = db_use(op, db, &sql_oversight_list);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", dossier);
    bool ok = stmt_records(s, &row_record, OVERSIGHT_MAX, &rows, count);
    *out = rows;
    return ok;
}

bool oversight_waits(const struct oversight *o)
{
    return strcmp(o->kind, "direction") == 0 && instant_is_none(o->reported_at);
}

static bool has_it(const struct dossier *d, const struct actor *actor)
{
    return strcmp(role_code((enum role)d->step_role), actor->role) == 0 && holder_has_step(d, actor->org) &&
           (d->step_account == NULL || strcmp(d->step_account, actor->account) == 0);
}

const char *oversight_problem(const struct dossier *d, const struct actor *actor)
{
    if (d->step_role < 0 || d->step_role == ROLE_APPLICANT) {
        return "oversight.applicant";
    }
    return has_it(d, actor) ? "oversight.yourself" : NULL;
}

const char *nudge_problem(const struct dossier *d, const struct actor *actor, const struct oversight *list, size_t count, struct instant now)
{
    for (size_t i = 0; i < count; i++) {
        bool own = strcmp(list[i].kind, "nudge") == 0 && strcmp(list[i].by_account, actor->account) == 0;
        if (own && instant_day(list[i].at).n == instant_day(now).n) {
            return "oversight.again";
        }
    }
    return oversight_problem(d, actor);
}

const struct oversight *oversight_to_report(const struct dossier *d, const struct actor *actor, const struct oversight *list, size_t count, int64_t id)
{
    bool holds = d->step_role >= 0 && has_it(d, actor);
    for (size_t i = 0; i < count; i++) {
        const struct oversight *o = &list[i];
        bool given = o->to_account != NULL ? strcmp(o->to_account, actor->account) == 0 : strcmp(o->to_role, actor->role) == 0;
        if (oversight_waits(o) && (id == 0 || o->id == id) && (given || holds)) {
            return o;
        }
    }
    return NULL;
}

bool oversight_move(struct op *op, struct db *db, const char *from, const char *to, int64_t *moved)
{
    struct stmt *s = db_use(op, db, &sql_oversight_move);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "from_account", from);
    bind_text(s, "to_account", to);
    return stmt_run(s, moved);
}

/* ---- the acts ---- */

static bool take(struct op *op, struct office *office, int64_t dossier, const char *act, struct work *w, struct oversight **list, size_t *count)
{
    return work_take(op, office, dossier, act, w) && oversight_list(op, w->db, dossier, list, count);
}

static bool add(struct op *op, struct work *w, const char *kind, const char *text, struct instant report_by, size_t count)
{
    if (count >= OVERSIGHT_MAX) {
        return fail(op, E_LIMIT, "oversight.too_many", "max", arena_int(op->arena, OVERSIGHT_MAX), NULL);
    }
    struct stmt *s = db_use(op, w->db, &sql_oversight_add);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w->d.id);
    bind_text(s, "kind", kind);
    bind_int(s, "step", w->d.step);
    bind_text(s, "to_role", role_code((enum role)w->d.step_role));
    bind_text(s, "to_account", w->d.step_account);
    bind_text(s, "by_account", w->actor->account);
    bind_instant(s, "now", op->now);
    bind_text(s, "text", text);
    bind_instant(s, "report_by", report_by);
    return stmt_run(s, NULL);
}

/* How many directions wait stands with the dossier, so that lists find it. */
static bool recount(struct op *op, const struct work *w)
{
    struct stmt *s = db_use(op, w->db, &sql_oversight_count);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w->d.id);
    return stmt_run(s, NULL);
}

/* To whom it goes: the role, and the account where one has it. */
static void put_whom(struct op *op, struct work *w)
{
    work_data(op, w);
    json_put_text(&w->out, "to_role", role_code((enum role)w->d.step_role));
    if (w->d.step_account != NULL) {
        json_put_text(&w->out, "account", w->d.step_account);
    }
}

bool dossier_nudge(struct op *op, struct office *office, const void *input)
{
    const struct dossier_nudge_input *in = input;
    struct work w;
    struct oversight *list = NULL;
    size_t count = 0;
    if (!take(op, office, in->dossier, "dossier.nudge", &w, &list, &count)) {
        return false;
    }
    const char *problem = nudge_problem(&w.d, w.actor, list, count, op->now);
    if (problem != NULL) {
        return fail(op, E_STATE, problem, NULL);
    }
    if (!add(op, &w, "nudge", in->note, INSTANT_NONE, count)) {
        return false;
    }
    put_whom(op, &w);
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.nudged");
}

static bool report_by(struct op *op, const struct work *w, struct instant asked, struct instant *out)
{
    struct deadline due;
    const struct calendar *calendar = NULL;
    *out = asked;
    if (!instant_is_none(asked)) {
        return instant_compare(asked, op->now) > 0 || fail_field(op, E_INPUT, "due_at", "oversight.due", NULL);
    }
    if ((calendar = work_calendar(op, w->office, w->d.agency)) == NULL ||
        !deadline_due(op, calendar, op->now, (struct term){TERM_WORKDAYS, REPORT_MILLI_DAYS}, false, &due)) {
        return false;
    }
    *out = due.due;
    return true;
}

bool dossier_direct(struct op *op, struct office *office, const void *input)
{
    const struct dossier_direct_input *in = input;
    struct work w;
    struct oversight *list = NULL;
    size_t count = 0;
    struct instant until;
    if (!take(op, office, in->dossier, "dossier.direct", &w, &list, &count)) {
        return false;
    }
    const char *problem = oversight_problem(&w.d, w.actor);
    if (problem != NULL) {
        return fail(op, E_STATE, problem, NULL);
    }
    if (!report_by(op, &w, in->due_at, &until) || !add(op, &w, "direction", in->text, until, count) || !recount(op, &w)) {
        return false;
    }
    put_whom(op, &w);
    json_put_text(&w.out, "text", in->text);
    json_put_instant(&w.out, "report_at", until);
    return work_note(op, &w, "dossier.directed");
}

bool dossier_report(struct op *op, struct office *office, const void *input)
{
    const struct dossier_report_input *in = input;
    struct work w;
    struct oversight *list = NULL;
    size_t count = 0;
    if (!take(op, office, in->dossier, "dossier.report", &w, &list, &count)) {
        return false;
    }
    const struct oversight *o = oversight_to_report(&w.d, w.actor, list, count, in->direction);
    if (o == NULL) {
        return fail(op, E_STATE, "oversight.no_direction", NULL);
    }
    struct stmt *s = db_use(op, w.db, &sql_oversight_report);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", o->id);
    bind_text(s, "reported_by", w.actor->account);
    bind_instant(s, "now", op->now);
    bind_text(s, "report", in->report);
    if (!stmt_run(s, NULL) || !recount(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_int(&w.out, "direction", o->id);
    json_put_text(&w.out, "account", o->by_account);
    json_put_text(&w.out, "report", in->report);
    json_put_text(&w.out, "reported", timing_of(op->now, o->report_by));
    return work_note(op, &w, "dossier.reported");
}
