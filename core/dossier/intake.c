#include "dossier/intake.h"

#include "account/account.h"
#include "audit/audit.h"
#include "calendar/deadline.h"
#include "catalogue/procedure_rule.h"
#include "dossier/clock.h"
#include "dossier/code.h"
#include "dossier/filing.h"
#include "dossier/paper.h"
#include "dossier/parts.h"
#include "dossier/transfer.h"
#include "payment/payment.h"

#include <stddef.h>
#include <string.h>


#define F(type, k, field, extra, most)                                                                                 \
    {                                                                                                                  \
        .name = #field, .kind = k, .offset = offsetof(struct type, field), .flags = extra, .max = most                 \
    }
#define ID(type) F(type, FIELD_INT, dossier, FIELD_REQUIRED, JSON_INT_MAX)
static const struct field accept_fields[] = {
    ID(dossier_accept_input),
    F(dossier_accept_input, FIELD_BOOL, confirm_missing, 0, 0),
    F(dossier_accept_input, FIELD_TEXT, note, 0, 1000),
};
static const struct field request_fields[] = {
    ID(dossier_supplement_request_input),
    F(dossier_supplement_request_input, FIELD_TEXT_LIST, components, FIELD_REQUIRED, 50),
    {.name = "reason", .kind = FIELD_TEXT, .offset = offsetof(struct dossier_supplement_request_input, reason),
     .flags = FIELD_REQUIRED, .min = 10, .max = 2000},
};
static const struct field supplement_fields[] = {
    ID(dossier_supplement_input),
    F(dossier_supplement_input, FIELD_TEXT_LIST, components, FIELD_REQUIRED, 50),
};
static const struct field reason_fields[] = {
    ID(dossier_reason_input),
    {.name = "reason", .kind = FIELD_TEXT, .offset = offsetof(struct dossier_reason_input, reason),
     .flags = FIELD_REQUIRED, .min = 10, .max = 2000},
};
static const struct field note_fields[] = {
    ID(dossier_note_input),
    F(dossier_note_input, FIELD_TEXT, note, 0, 1000),
};
const struct record dossier_accept_record = RECORD("dossier_accept", struct dossier_accept_input, accept_fields);
const struct record dossier_supplement_request_record =
    RECORD("dossier_supplement_request", struct dossier_supplement_request_input, request_fields);
const struct record dossier_supplement_record =
    RECORD("dossier_supplement", struct dossier_supplement_input, supplement_fields);
const struct record dossier_reason_record = RECORD("dossier_reason", struct dossier_reason_input, reason_fields);
const struct record dossier_note_record = RECORD("dossier_note", struct dossier_note_input, note_fields);

/* The same without the dossier (first field), for callers that name it elsewhere. */
const struct record dossier_accept_body = RECORD("dossier_accept_body", struct dossier_accept_input, (*(const struct field(*)[sizeof accept_fields / sizeof accept_fields[0] - 1])&accept_fields[1]));
const struct record dossier_supplement_request_body = RECORD("dossier_supplement_request_body", struct dossier_supplement_request_input, (*(const struct field(*)[sizeof request_fields / sizeof request_fields[0] - 1])&request_fields[1]));
const struct record dossier_supplement_body = RECORD("dossier_supplement_body", struct dossier_supplement_input, (*(const struct field(*)[sizeof supplement_fields / sizeof supplement_fields[0] - 1])&supplement_fields[1]));
const struct record dossier_reason_body = RECORD("dossier_reason_body", struct dossier_reason_input, (*(const struct field(*)[sizeof reason_fields / sizeof reason_fields[0] - 1])&reason_fields[1]));
const struct record dossier_note_body = RECORD("dossier_note_body", struct dossier_note_input, (*(const struct field(*)[sizeof note_fields / sizeof note_fields[0] - 1])&note_fields[1]));

/* ---- acceptance ---- */

static bool confirm_missing(struct op *op, struct work *w, const struct parts *p, const struct text_list *missing)
{
    for (size_t i = 0; i < missing->count; i++) {
        struct dossier_component *c = parts_find(p, missing->items[i]);
        c->confirmed_missing = true;
        if (!dossier_put_component(op, w->db, c)) {
            return false;
        }
    }
    return true;
}

/* Due date of the whole and of each step; the step rows come into being here. */
static bool set_deadlines(struct op *op, struct work *w)
{
    struct procedure_version version;
    struct procedure_step *steps = NULL;
    struct deadline due;
    const struct calendar *calendar = work_calendar(op, w->office, w->d.agency);
    if (calendar == NULL || !procedure_version_get(op, w->db, w->d.procedure_version, &version) ||
        !procedure_steps(op, w->db, version.id, &steps, &w->step_count) ||
        !deadline_due(op, calendar, op->now, version.term, false, &due)) {
        return false;
    }
    int64_t *shares = arena_array(op->arena, w->step_count, sizeof *shares);
    struct instant *step_due = arena_array(op->arena, w->step_count, sizeof *step_due);
    for (size_t i = 0; i < w->step_count; i++) {
        shares[i] = steps[i].share_milli;
    }
    if (!deadline_steps(op, calendar, op->now, due.due, shares, w->step_count, step_due, false, NULL)) {
        return false;
    }
    w->steps = arena_array(op->arena, w->step_count, sizeof *w->steps);
    for (size_t i = 0; i < w->step_count; i++) {
        w->steps[i] = (struct dossier_step){.dossier = w->d.id, .no = steps[i].no, .kind = steps[i].kind, .role = steps[i].role,
                                            .started_at = i == 0 ? op->now : INSTANT_NONE, .opened_at = INSTANT_NONE,
                                            .due_at = step_due[i],
                                            .finished_at = INSTANT_NONE, .account = i == 0 ? w->actor->account : NULL};
        if (!dossier_put_step(op, w->db, &w->steps[i])) {
            return false;
        }
    }
    w->d.due_at = due.due;
    w->d.original_due_at = due.due;
    w->d.step_due_at = step_due[0];
    return clock_start_term(op, w);
}

static bool note_accepted(struct op *op, struct work *w, const struct dossier_accept_input *in, const struct text_list *missing)
{
    work_data(op, w);
    json_put_int(&w->out, "missing", (int64_t)missing->count);
    json_put_list(&w->out, "missing_components", missing);
    json_put_instant(&w->out, "due_at", w->d.due_at);
    json_put_int(&w->out, "step", w->d.step);
    json_put_text(&w->out, "timing", timing_of(op->now, w->d.acceptance_due_at));
    json_put_text(&w->out, "note", in->note);
    return work_note(op, w, "dossier.accepted");
}

bool dossier_accept(struct op *op, struct office *office, const void *input)
{
    const struct dossier_accept_input *in = input;
    struct work w;
    struct parts p;
    struct procedure_version version; /* kept with the connection: no statement */
    if (!work_take(op, office, in->dossier, "dossier.accept", &w) || !parts_read(op, &w, &p) ||
        !procedure_version_get(op, w.db, w.d.procedure_version, &version)) {
        return false;
    }
    if (transfer_is_due(&w.d)) {
        return fail(op, E_STATE, "transfer.first", NULL);
    }
    const char *unpaid = payment_accept_problem(&w.d, version.fee_stage);
    if (unpaid != NULL) {
        return fail(op, E_STATE, unpaid, NULL);
    }
    struct text_list missing = parts_missing(op, &p);
    if (missing.count > 0 && !in->confirm_missing) {
        return fail_field(op, E_STATE, "confirm_missing", "dossier.components_missing", "missing", parts_names(op, &p, &missing),
                          NULL);
    }
    w.d.accepted_at = op->now;
    return confirm_missing(op, &w, &p, &missing) && dossier_code_next(op, w.db, w.d.agency, op->now, &w.d.code) &&
           set_deadlines(op, &w) && work_move(op, &w) && work_save(op, &w) && note_accepted(op, &w, in, &missing) &&
           paper_issue_receipt(op, &w);
}

/* ---- supplement and refusal ---- */

bool intake_may_request(struct op *op, struct work *w, const struct text_list *components)
{
    struct parts p;
    struct procedure_version version;
    if (!parts_read(op, w, &p) || !parts_check_codes(op, components, p.wanted, p.wanted_count) ||
        !procedure_version_get(op, w->db, w->d.procedure_version, &version)) {
        return false;
    }
    if (w->d.supplements >= version.supplement_max) {
        const char *source = procedure_rule_source(op, w->db, version.base, RULE_SUPPLEMENT_MAX);
        return source != NULL && fail(op, E_STATE, "dossier.supplement_limit", "max",
                                      arena_printf(op->arena, "%lld", (long long)version.supplement_max), "source", source, NULL);
    }
    return true;
}

bool intake_mark_requested(struct op *op, struct work *w, const struct text_list *components)
{
    struct parts p;
    if (!parts_read(op, w, &p)) {
        return false;
    }
    for (size_t i = 0; i < components->count; i++) {
        struct dossier_component *c = parts_find(&p, components->items[i]);
        c->requested = true;
        if (!dossier_put_component(op, w->db, c)) {
            return false;
        }
    }
    return true;
}

bool dossier_request_supplement(struct op *op, struct office *office, const void *input)
{
    const struct dossier_supplement_request_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.request_supplement", &w) ||
        !intake_may_request(op, &w, &in->components) || !intake_mark_requested(op, &w, &in->components)) {
        return false;
    }
    w.d.supplements++;
    if (!work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_list(&w.out, "components", &in->components);
    json_put_text(&w.out, "reason", in->reason);
    json_put_int(&w.out, "times", w.d.supplements);
    json_put_instant(&w.out, "limit_at", w.d.limit_at);
    return work_note(op, &w, "dossier.supplement_requested") &&
           paper_issue_supplement(op, &w, &in->components, in->reason, NULL);
}

static bool take_parts(struct op *op, struct work *w, const struct parts *p, const struct text_list *components)
{
    struct text_list owed = {.items = arena_array(op->arena, p->have_count + 1, sizeof(char *))};
    for (size_t i = 0; i < p->have_count; i++) {
        struct dossier_component *c = &p->have[i];
        if (!text_list_has(components, c->code)) {
            if (c->requested) {
                owed.items[owed.count++] = c->code;
            }
            continue;
        }
        c->provided_at = op->now;
        c->file_name = arena_printf(op->arena, "%s.pdf", c->code);
        c->requested = false;
        c->checked = NULL; /* another paper: to be looked at again */
        c->remark = NULL;
        c->checked_by = NULL;
        c->checked_at = INSTANT_NONE;
        if (!dossier_put_component(op, w->db, c)) {
            return false;
        }
    }
    if (owed.count > 0 && w->t->clock == CLOCK_RESUME) {
        return fail_field(op, E_INPUT, "components", "dossier.supplement_incomplete", "missing", parts_names(op, p, &owed), NULL);
    }
    return true;
}

bool dossier_supplement(struct op *op, struct office *office, const void *input)
{
    const struct dossier_supplement_input *in = input;
    struct work w;
    struct parts p;
    struct procedure_version version;
    if (!work_take(op, office, in->dossier, "dossier.supplement", &w) || !parts_read(op, &w, &p) ||
        !parts_check_codes(op, &in->components, p.wanted, p.wanted_count) ||
        !procedure_version_get(op, w.db, w.d.procedure_version, &version) || !take_parts(op, &w, &p, &in->components)) {
        return false;
    }
    bool intake = w.t->clock == CLOCK_INTAKE_START;
    if ((intake && !clock_start_intake(op, office, &w.d, filing_intake_term(&w.d, &version))) || !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_list(&w.out, "components", &in->components);
    json_put_instant(&w.out, intake ? "acceptance_due_at" : "due_at", intake ? w.d.acceptance_due_at : w.d.due_at);
    return work_note(op, &w, "dossier.supplemented");
}

bool dossier_refuse_intake(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reason_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.refuse_intake", &w) || !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "reason", in->reason);
    return work_note(op, &w, "dossier.intake_refused") && paper_issue_refusal(op, &w, in->reason);
}
