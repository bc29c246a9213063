#include "dossier/handling.h"

#include "account/account.h"
#include "dossier/consultation.h"
#include "dossier/numbering.h"
#include "dossier/paper.h"
#include "dossier/result.h"
#include "dossier/sharing.h"
#include "dossier/work.h"

#include <stddef.h>
#include <string.h>

static const char *const kind_codes[] = {"grant", "refuse"};
static const struct choices kind_choices = {kind_codes, 2};
static const char *const outcome_codes[] = {"granted", "refused"};
static const struct choices outcome_choices = {outcome_codes, 2};

#define F(type, k, field, extra, most)                                                                                 \
    {                                                                                                                  \
        .name = #field, .kind = k, .offset = offsetof(struct type, field), .flags = extra, .max = most                 \
    }
#define ID(type) F(type, FIELD_INT, dossier, FIELD_REQUIRED, JSON_INT_MAX)
#define CHOICE(type, field, of)                                                                                        \
    {                                                                                                                  \
        .name = #field, .kind = FIELD_CHOICE, .offset = offsetof(struct type, field), .flags = FIELD_REQUIRED,         \
        .choices = &(of)                                                                                               \
    }
static const struct field assign_fields[] = {
    ID(dossier_assign_input),
    F(dossier_assign_input, FIELD_TEXT, account, FIELD_REQUIRED, 40),
    F(dossier_assign_input, FIELD_TEXT, note, 0, 1000),
};
static const struct field appraise_fields[] = {
    ID(dossier_appraise_input),
    F(dossier_appraise_input, FIELD_BOOL, eligible, FIELD_REQUIRED, 0),
    {.name = "opinion", .kind = FIELD_TEXT, .offset = offsetof(struct dossier_appraise_input, opinion),
     .flags = FIELD_REQUIRED, .min = 10, .max = 4000},
};
static const struct field draft_fields[] = {
    ID(dossier_draft_input),
    CHOICE(dossier_draft_input, kind, kind_choices),
    {.name = "summary", .kind = FIELD_TEXT, .offset = offsetof(struct dossier_draft_input, summary),
     .flags = FIELD_REQUIRED, .min = 10, .max = 2000},
};
static const struct field decide_fields[] = {
    ID(dossier_decide_input),
    CHOICE(dossier_decide_input, outcome, outcome_choices),
    F(dossier_decide_input, FIELD_TEXT, note, 0, 1000),
};
const struct record dossier_assign_record = RECORD("dossier_assign", struct dossier_assign_input, assign_fields);
const struct record dossier_appraise_record = RECORD("dossier_appraise", struct dossier_appraise_input, appraise_fields);
const struct record dossier_draft_record = RECORD("dossier_draft", struct dossier_draft_input, draft_fields);
const struct record dossier_decide_record = RECORD("dossier_decide", struct dossier_decide_input, decide_fields);

/* The same without the dossier (first field), for callers that name it elsewhere. */
const struct record dossier_assign_body = RECORD("dossier_assign_body", struct dossier_assign_input, (*(const struct field(*)[sizeof assign_fields / sizeof assign_fields[0] - 1])&assign_fields[1]));
const struct record dossier_appraise_body = RECORD("dossier_appraise_body", struct dossier_appraise_input, (*(const struct field(*)[sizeof appraise_fields / sizeof appraise_fields[0] - 1])&appraise_fields[1]));
const struct record dossier_draft_body = RECORD("dossier_draft_body", struct dossier_draft_input, (*(const struct field(*)[sizeof draft_fields / sizeof draft_fields[0] - 1])&draft_fields[1]));
const struct record dossier_decide_body = RECORD("dossier_decide_body", struct dossier_decide_input, (*(const struct field(*)[sizeof decide_fields / sizeof decide_fields[0] - 1])&decide_fields[1]));

/* Moves, saves and starts the event: what most acts have in common. */
static bool move_and_save(struct op *op, struct work *w)
{
    if (!work_move(op, w) || !work_save(op, w)) {
        return false;
    }
    work_data(op, w);
    return true;
}

bool dossier_assign(struct op *op, struct office *office, const void *input)
{
    const struct dossier_assign_input *in = input;
    struct work w;
    struct account to;
    if (!work_take(op, office, in->dossier, "dossier.assign", &w) || !account_get(op, w.db, in->account, &to)) {
        return false;
    }
    if (to.role != ROLE_SPECIALIST || !to.active) {
        return fail_field(op, E_INPUT, "account", "dossier.assign_role", "account", to.name, NULL);
    }
    if (!holder_org_fits(&w.d, ROLE_SPECIALIST, to.org)) {
        return fail_field(op, E_INPUT, "account", "dossier.assign_division", "account", to.name, NULL);
    }
    w.d.handler = in->account;
    w.d.division = to.org;
    if (!move_and_save(op, &w)) {
        return false;
    }
    json_put_text(&w.out, "account", in->account);
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.assigned") && sharing_end_for_handler(op, &w);
}

static const struct json *appraisal_json(struct op *op, const struct dossier_appraise_input *in)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, 16384);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_bool(&out, "eligible", in->eligible);
    json_put_text(&out, "opinion", in->opinion);
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

bool dossier_appraise(struct op *op, struct office *office, const void *input)
{
    const struct dossier_appraise_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.appraise", &w)) {
        return false;
    }
    w.d.appraisal = appraisal_json(op, in);
    w.d.result_kind = NULL; /* a new appraisal voids the draft */
    w.d.draft_summary = NULL;
    bool received = w.d.state == DOSSIER_ACCEPTED; /* who receives handles: nothing was handed over */
    if (received) {
        w.d.handler = w.d.step_account = w.actor->account;
        w.d.division = w.actor->org;
        w.d.transferred_at = op->now;
    }
    if (w.d.appraisal == NULL || !move_and_save(op, &w)) {
        return false;
    }
    json_put_bool(&w.out, "eligible", in->eligible);
    json_put_text(&w.out, "opinion", in->opinion);
    return work_note(op, &w, "dossier.appraised") && (!received || paper_open_control_sheet(op, &w));
}

bool dossier_draft(struct op *op, struct office *office, const void *input)
{
    const struct dossier_draft_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.draft", &w)) {
        return false;
    }
    if (w.d.appraisal == NULL) {
        return fail(op, E_STATE, "dossier.not_appraised", NULL);
    }
    bool grants = strcmp(kind_codes[in->kind], "grant") == 0;
    if (grants != json_get_bool(w.d.appraisal, "eligible", false)) {
        return fail_field(op, E_INPUT, "kind", "dossier.draft_contradicts", NULL);
    }
    w.d.result_kind = kind_codes[in->kind];
    w.d.draft_summary = in->summary;
    if (!move_and_save(op, &w)) {
        return false;
    }
    json_put_text(&w.out, "kind", w.d.result_kind);
    json_put_text(&w.out, "summary", in->summary);
    return work_note(op, &w, "dossier.drafted");
}

bool dossier_submit(struct op *op, struct office *office, const void *input)
{
    const struct dossier_note_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.submit", &w)) {
        return false;
    }
    if (w.d.result_kind == NULL) {
        return fail(op, E_STATE, "dossier.no_draft", NULL);
    }
    struct consultation awaited;
    if (!consultation_awaited(op, w.db, in->dossier, &awaited)) {
        return false;
    }
    if (awaited.id != 0) {
        return fail(op, E_STATE, "consultation.awaited", "org", awaited.org_vi, "number", awaited.number, NULL);
    }
    if (!move_and_save(op, &w)) {
        return false;
    }
    json_put_text(&w.out, "kind", w.d.result_kind);
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.submitted");
}

static bool simple_move(struct op *op, struct office *office, const struct dossier_note_input *in, const char *act,
                        const char *event)
{
    struct work w;
    if (!work_take(op, office, in->dossier, act, &w) || !move_and_save(op, &w)) {
        return false;
    }
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, event);
}

bool dossier_initial(struct op *op, struct office *office, const void *input)
{
    return simple_move(op, office, input, "dossier.initial", "dossier.initialled");
}

bool dossier_approve(struct op *op, struct office *office, const void *input)
{
    return simple_move(op, office, input, "dossier.approve", "dossier.approved");
}

bool dossier_number(struct op *op, struct office *office, const void *input)
{
    const struct dossier_note_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.number", &w)) {
        return false;
    }
    if (w.d.submission_number != NULL) {
        return fail(op, E_STATE, "dossier.already_numbered", "number", w.d.submission_number, NULL);
    }
    if (!number_give(op, &w) || !move_and_save(op, &w)) {
        return false;
    }
    json_put_text(&w.out, "number", w.d.submission_number);
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.numbered");
}

bool dossier_issue(struct op *op, struct office *office, const void *input)
{
    const struct dossier_note_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.issue", &w)) {
        return false;
    }
    if (w.d.submission_number == NULL) {
        return fail(op, E_STATE, "dossier.not_numbered", NULL);
    }
    if (!number_issue(op, &w) || !move_and_save(op, &w)) {
        return false;
    }
    json_put_text(&w.out, "number", w.d.submission_number);
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.issued");
}

bool dossier_decide(struct op *op, struct office *office, const void *input)
{
    const struct dossier_decide_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.decide", &w)) {
        return false;
    }
    w.d.completed_at = op->now;
    w.d.result_kind = kind_codes[in->outcome];
    if (!work_move(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "outcome", outcome_codes[in->outcome]);
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.completed") && result_sign(op, &w) && work_save(op, &w);
}
