/* How a pause ends depends on why it began: waiting for a supplement restarts the term where the procedure says so, everything
 * else (payment, the applicant's own step) shifts it. The kind is fixed when the pause opens and stands in its row, so a later
 * change of the procedure changes nothing.
 *
 * The promise and the law are two things: original_due_at stays; reports may count against either. */
#include "dossier/clock.h"

#include "core_sql.h"
#include "dossier/filing.h"

#include <stddef.h>
#include <string.h>

#define CHANGES_MAX DEADLINE_TURNS_MAX

static const char *const kind_codes[] = {
#define X(kind, code) [kind] = code,
    TURN_KINDS(X)
#undef X
};
static const struct choices kinds = {kind_codes, sizeof kind_codes / sizeof kind_codes[0]};

#define F(kind_, field_)                                                                                               \
    {                                                                                                                  \
        .name = #field_, .kind = kind_, .offset = offsetof(struct deadline_change, field_)                             \
    }
static const struct field fields[] = {
    F(FIELD_INT, no),
    {.name = "kind", .kind = FIELD_CHOICE, .offset = offsetof(struct deadline_change, kind), .choices = &kinds},
    F(FIELD_INSTANT, from_at),
    F(FIELD_INSTANT, to_at),
    F(FIELD_TEXT, reason),
    F(FIELD_TEXT, by),
    F(FIELD_INT, document),
    F(FIELD_INSTANT, due_before),
    F(FIELD_INSTANT, due_after),
};
static const struct record change_record = RECORD("deadline_change", struct deadline_change, fields);

const char *clock_kind_code(int kind)
{
    return kind_codes[kind];
}

/* ---- rows ---- */

bool clock_changes(struct op *op, struct db *db, int64_t dossier, struct deadline_change **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_deadline_changes);
    void *rows = NULL;
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", dossier);
    bool ok = stmt_records(s, &change_record, CHANGES_MAX, &rows, count);
    *out = rows;
    return ok;
}

static bool add_change(struct op *op, struct work *w, struct deadline_change *change)
{
    struct stmt *s = db_use(op, w->db, &sql_deadline_change_add);
    if (s == NULL) {
        return false;
    }
    change->reason = w->reason == NULL ? "" : w->reason;
    change->by = w->actor->account;
    bind_record(s, op, &change_record, change);
    bind_int(s, "dossier", w->d.id);
    bind_null(s, "document");
    return stmt_run(s, NULL);
}

static bool close_change(struct op *op, struct work *w, struct instant due_after)
{
    struct stmt *s = db_use(op, w->db, &sql_deadline_change_close);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w->d.id);
    bind_instant(s, "to_at", op->now);
    bind_instant(s, "due_after", due_after);
    return stmt_run(s, NULL);
}

bool clock_document(struct op *op, struct work *w, int64_t form_issue)
{
    struct stmt *s = db_use(op, w->db, &sql_deadline_change_document);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w->d.id);
    bind_int(s, "document", form_issue);
    return stmt_run(s, NULL);
}

/* ---- limits that start ---- */

bool clock_start_intake(struct op *op, struct office *office, struct dossier *d, struct term term)
{
    const struct calendar *c = work_calendar(op, office, d->agency);
    struct deadline due;
    if (c == NULL || !deadline_due(op, c, op->now, term, false, &due)) {
        return false;
    }
    d->acceptance_due_at = due.due;
    d->step_due_at = due.due;
    d->soon_at = deadline_soon(c, op->now, due.due, calendar_working_between(c, op->now, due.due));
    return true;
}

/* The working time of the whole term as promised: what "20 % of the limit" is of. */
bool clock_start_term(struct op *op, struct work *w)
{
    const struct calendar *c = work_calendar(op, w->office, w->d.agency);
    if (c == NULL) {
        return false;
    }
    int64_t whole = calendar_working_between(c, w->d.accepted_at, w->d.original_due_at);
    w->d.soon_at = deadline_soon(c, op->now, w->d.due_at, whole);
    return true;
}

bool clock_wait(struct op *op, struct work *w)
{
    struct procedure_version version;
    struct term silence;
    struct deadline limit;
    const struct calendar *c = work_calendar(op, w->office, w->d.agency);
    if (c == NULL || !procedure_version_get(op, w->db, w->d.procedure_version, &version) ||
        !term_parse(op, version.silence_text, &silence) || !deadline_due(op, c, op->now, silence, false, &limit)) {
        return false;
    }
    w->d.limit_at = limit.due;
    return true;
}

/* ---- steps that remain ---- */

static bool remains(const struct work *w, const struct dossier_step *s)
{
    return s->no >= w->d.step && w->d.step > 0 && !instant_is_none(s->due_at);
}

static bool put_due(struct op *op, struct work *w, struct dossier_step *s, struct instant due)
{
    s->due_at = due;
    if (s->no == w->d.step) {
        w->d.step_due_at = due;
    }
    return dossier_put_step(op, w->db, s);
}

static bool shift_steps(struct op *op, struct work *w, const struct calendar *c, struct instant paused)
{
    for (size_t i = 0; i < w->step_count; i++) {
        struct deadline due;
        if (remains(w, &w->steps[i]) && (!deadline_resume(op, c, w->steps[i].due_at, paused, op->now, false, &due) ||
                                         !put_due(op, w, &w->steps[i], due.due))) {
            return false;
        }
    }
    return true;
}

/* The whole of the new term among the steps that remain, by their shares. */
static bool spread_steps(struct op *op, struct work *w, const struct calendar *c, struct instant due)
{
    struct procedure_step *steps = NULL;
    size_t count = 0;
    int64_t sum = 0;
    if (!procedure_steps(op, w->db, w->d.procedure_version, &steps, &count)) {
        return false;
    }
    must(count == w->step_count);
    int64_t *shares = arena_array(op->arena, count, sizeof *shares);
    struct instant *dues = arena_array(op->arena, count, sizeof *dues);
    for (size_t i = 0; i < count; i++) {
        shares[i] = remains(w, &w->steps[i]) ? steps[i].share_milli : 0;
        sum += shares[i];
    }
    if (sum == 0) {
        return true;
    }
    if (!deadline_steps(op, c, op->now, due, shares, count, dues, false, NULL)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (shares[i] > 0 && !put_due(op, w, &w->steps[i], dues[i])) {
            return false;
        }
    }
    return true;
}

/* In proportion between now and the end of the term; a step that is overdue stays so. The steps due with the term stay so. */
static bool stretch_steps(struct op *op, struct work *w, const struct calendar *c, struct instant before, struct instant after)
{
    int64_t old = calendar_working_between(c, op->now, before), new = calendar_working_between(c, op->now, after);
    for (size_t i = 0; i < w->step_count; i++) {
        struct dossier_step *s = &w->steps[i];
        if (!remains(w, s) || instant_compare(s->due_at, op->now) <= 0) {
            continue;
        }
        struct instant due = after;
        if (instant_compare(s->due_at, before) != 0 && old > 0) {
            int64_t part = calendar_working_between(c, op->now, s->due_at);
            int64_t worked = new / old * part + new % old * part / old;
            due = calendar_add_working(c, op->now, worked - worked % MS_MINUTE);
        }
        if (!put_due(op, w, s, due)) {
            return false;
        }
    }
    return true;
}

/* ---- standing still and running on ---- */

static bool pause_term(struct op *op, struct work *w, enum turn_kind kind)
{
    w->d.paused_at = op->now;
    if (instant_is_none(w->d.accepted_at)) {
        return true; /* no term yet: the limit for accepting is what stands still */
    }
    struct deadline_change change = {.kind = (int)kind, .from_at = op->now, .to_at = INSTANT_NONE, .due_before = w->d.due_at,
                                     .due_after = INSTANT_NONE};
    return add_change(op, w, &change);
}

/* Why the term stands still is in its open row. */
static bool open_kind(struct op *op, struct work *w, int *kind)
{
    struct deadline_change *list = NULL;
    size_t count = 0;
    if (!clock_changes(op, w->db, w->d.id, &list, &count)) {
        return false;
    }
    for (size_t i = count; i-- > 0;) {
        if (instant_is_none(list[i].to_at)) {
            *kind = list[i].kind;
            return true;
        }
    }
    return fail_broken(op, "dossier %lld stands still, but no row says since when", (long long)w->d.id);
}

static bool restart_term(struct op *op, struct work *w, const struct calendar *c)
{
    struct procedure_version version;
    struct deadline due;
    if (!procedure_version_get(op, w->db, w->d.procedure_version, &version) ||
        !deadline_due(op, c, op->now, version.term, false, &due)) {
        return false;
    }
    w->d.due_at = due.due;
    return spread_steps(op, w, c, due.due);
}

static bool shift_term(struct op *op, struct work *w, const struct calendar *c)
{
    struct deadline due;
    if (!deadline_resume(op, c, w->d.due_at, w->d.paused_at, op->now, false, &due)) {
        return false;
    }
    w->d.due_at = due.due;
    return shift_steps(op, w, c, w->d.paused_at);
}

static bool resume_intake(struct op *op, struct work *w)
{
    struct procedure_version version;
    w->d.paused_at = INSTANT_NONE;
    return procedure_version_get(op, w->db, w->d.procedure_version, &version) &&
           clock_start_intake(op, w->office, &w->d, filing_intake_term(&w->d, &version));
}

static bool resume_term(struct op *op, struct work *w)
{
    int kind = TURN_PAUSE;
    const struct calendar *c = work_calendar(op, w->office, w->d.agency);
    if (instant_is_none(w->d.paused_at)) {
        return true;
    }
    if (instant_is_none(w->d.accepted_at)) {
        return resume_intake(op, w);
    }
    if (c == NULL || !open_kind(op, w, &kind) ||
        !(kind == TURN_RESTART ? restart_term(op, w, c) : shift_term(op, w, c))) {
        return false;
    }
    w->d.paused_at = INSTANT_NONE;
    return close_change(op, w, w->d.due_at) && clock_start_term(op, w);
}

/* The dossier is over: nothing stands still any more. */
static bool stop_term(struct op *op, struct work *w)
{
    bool open = !instant_is_none(w->d.paused_at) && !instant_is_none(w->d.accepted_at);
    w->d.paused_at = INSTANT_NONE;
    return !open || close_change(op, w, w->d.due_at);
}

bool clock_turn(struct op *op, struct work *w)
{
    struct procedure_version version;
    switch (w->t->clock) {
    case CLOCK_NONE:
    case CLOCK_START:
        return true;
    case CLOCK_INTAKE_START:
        w->d.paused_at = INSTANT_NONE;
        return true;
    case CLOCK_INTAKE_STOP: /* a refusal ends it; waiting stands still */
        w->d.paused_at = w->d.state == DOSSIER_INTAKE_REFUSED ? INSTANT_NONE : op->now;
        return true;
    case CLOCK_PAUSE:
        if (!procedure_version_get(op, w->db, w->d.procedure_version, &version)) {
            return false;
        }
        return pause_term(op, w, w->d.state == DOSSIER_AWAITING_SUPPLEMENT && version.supplement_restarts ? TURN_RESTART : TURN_PAUSE);
    case CLOCK_RESUME:
        return resume_term(op, w);
    case CLOCK_STOP:
        return stop_term(op, w);
    }
    must(false);
    return false;
}

/* ---- the applicant's own step ---- */

bool clock_enter_applicant_step(struct op *op, struct work *w)
{
    struct procedure_step *steps = NULL;
    size_t count = 0;
    struct term term;
    struct deadline limit;
    const struct calendar *c = work_calendar(op, w->office, w->d.agency);
    if (c == NULL || !procedure_steps(op, w->db, w->d.procedure_version, &steps, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (steps[i].no != w->d.step || steps[i].limit_term == NULL || steps[i].on_limit == NULL) {
            continue;
        }
        if (!term_parse(op, steps[i].limit_term, &term) || !deadline_due(op, c, op->now, term, false, &limit)) {
            return false;
        }
        w->d.limit_at = limit.due;
    }
    w->reason = "applicant_step";
    return pause_term(op, w, TURN_PAUSE);
}

bool clock_leave_applicant_step(struct op *op, struct work *w)
{
    w->d.limit_at = INSTANT_NONE;
    return resume_term(op, w);
}

/* ---- a new date ---- */

bool clock_extend(struct op *op, struct work *w, struct instant due)
{
    const struct calendar *c = work_calendar(op, w->office, w->d.agency);
    struct deadline_change change = {.kind = TURN_EXTENSION, .from_at = op->now, .to_at = op->now, .due_before = w->d.due_at,
                                     .due_after = due};
    if (c == NULL || !add_change(op, w, &change) || !stretch_steps(op, w, c, w->d.due_at, due)) {
        return false;
    }
    w->d.due_at = due;
    w->d.extensions++;
    return clock_start_term(op, w);
}

/* ---- worked out anew ---- */

bool clock_due_now(struct op *op, struct office *office, const struct dossier *d, bool explain, struct deadline *out)
{
    struct procedure_version version;
    struct deadline_change *list = NULL;
    struct deadline_turn turns[CHANGES_MAX];
    size_t count = 0;
    const struct calendar *c = work_calendar(op, office, d->agency);
    if (c == NULL || !procedure_version_get(op, office_db(office), d->procedure_version, &version) ||
        !clock_changes(op, office_db(office), d->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        turns[i] = (struct deadline_turn){(enum turn_kind)list[i].kind, list[i].from_at, list[i].to_at, list[i].due_after};
    }
    return deadline_replay(op, c, d->accepted_at, version.term, turns, count, explain, out);
}

bool clock_due_by(struct op *op, struct db *db, const struct calendar *c, const struct dossier *d, bool *paused, struct deadline *out)
{
    struct procedure_version version;
    struct deadline_change *list = NULL;
    struct deadline_turn turns[CHANGES_MAX];
    size_t count = 0;
    *paused = !instant_is_none(d->paused_at);
    if (!procedure_version_get(op, db, d->procedure_version, &version)) {
        return false;
    }
    if (instant_is_none(d->accepted_at)) {
        *paused |= d->supplements > 0;
        return deadline_due(op, c, d->submitted_at, filing_intake_term(d, &version), false, out);
    }
    if (!clock_changes(op, db, d->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        turns[i] = (struct deadline_turn){(enum turn_kind)list[i].kind, list[i].from_at, list[i].to_at, list[i].due_after};
    }
    return deadline_replay(op, c, d->accepted_at, version.term, turns, count, false, out);
}

static void recompute_intake(struct work *w, const struct calendar *c, struct instant due)
{
    w->d.acceptance_due_at = due;
    w->d.step_due_at = due;
    w->d.soon_at = deadline_soon(c, w->d.submitted_at, due, calendar_working_between(c, w->d.submitted_at, due));
}

bool clock_recompute(struct op *op, struct work *w, bool *changed)
{
    struct deadline due;
    bool paused = false, filed = instant_is_none(w->d.accepted_at);
    const struct calendar *c = work_calendar(op, w->office, w->d.agency);
    if (c == NULL || !clock_due_by(op, w->db, c, &w->d, &paused, &due)) {
        return false;
    }
    struct instant before = filed ? w->d.acceptance_due_at : w->d.due_at;
    *changed = !paused && instant_compare(before, due.due) != 0;
    if (!*changed) {
        return true;
    }
    struct deadline_change change = {.kind = TURN_RECOMPUTE, .from_at = op->now, .to_at = op->now, .due_before = before,
                                     .due_after = due.due};
    if (!add_change(op, w, &change)) {
        return false;
    }
    if (filed) {
        recompute_intake(w, c, due.due);
        return true;
    }
    w->d.due_at = due.due;
    return stretch_steps(op, w, c, before, due.due) && clock_start_term(op, w);
}
