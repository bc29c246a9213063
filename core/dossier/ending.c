/* Every ending but the refusal at intake tells the applicant in form 05, whether the dossier had been accepted or not. */
#include "dossier/ending.h"

#include "dossier/numbering.h"
#include "dossier/paper.h"
#include "dossier/work.h"
#include "payment/claim.h"

#include <string.h>

/* ---- a fee that is due ---- */

const char *ending_problem(const struct dossier *d, const struct payment *rows, size_t count)
{
    bool due = strcmp(d->financial, "due") == 0;
    return due && claim_refuse_problem(d, rows, count) == NULL ? "payment.claim_waits" : NULL;
}

static bool check_fee(struct op *op, const struct work *w)
{
    struct payment *rows = NULL;
    size_t count = 0;
    if (strcmp(w->d.financial, "due") != 0) {
        return true;
    }
    if (!payment_list(op, w->db, w->d.id, &rows, &count)) {
        return false;
    }
    const char *problem = ending_problem(&w->d, rows, count);
    return problem == NULL || fail(op, E_STATE, problem, NULL);
}

/* Nobody owes for what is not going to be handled. */
static bool forgo_fee(struct op *op, struct work *w)
{
    if (!check_fee(op, w)) {
        return false;
    }
    if (strcmp(w->d.financial, "due") == 0) {
        w->d.financial = "none";
    }
    return true;
}

/* ---- stop ---- */

bool dossier_stop(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reason_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.stop", &w) || !forgo_fee(op, &w) || !number_void(op, &w, in->reason) ||
        !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "kind", "stop");
    json_put_text(&w.out, "reason", in->reason);
    return work_note(op, &w, "dossier.stopped") && paper_issue_stop(op, &w, PAPER_STOP_OFFICE, in->reason);
}

/* ---- withdrawal ---- */

bool dossier_request_withdrawal(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reason_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.request_withdrawal", &w) || !check_fee(op, &w) || !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "reason", in->reason);
    return work_note(op, &w, "dossier.withdrawal_requested");
}

/* What the applicant gave as the reason, from the latest request in the record. */
static const char *asked_reason(struct op *op, const struct work *w)
{
    struct event *events = NULL;
    size_t count = 0;
    if (!audit_dossier_events(op, w->db, w->d.id, &events, &count)) {
        return NULL;
    }
    for (size_t i = count; i-- > 0;) {
        if (strcmp(events[i].name, "dossier.withdrawal_requested") == 0) {
            const struct json *data = json_parse(op, events[i].data, strlen(events[i].data));
            return data == NULL ? NULL : json_get_text(data, "reason", "");
        }
    }
    (void)fail_broken(op, "dossier %lld is asked back, but no event says so", (long long)w->d.id);
    return NULL;
}

bool dossier_confirm_withdrawal(struct op *op, struct office *office, const void *input)
{
    const struct dossier_note_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.confirm_withdrawal", &w)) {
        return false;
    }
    const char *reason = asked_reason(op, &w);
    if (reason == NULL || !forgo_fee(op, &w) || !number_void(op, &w, reason) || !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.withdrawn") && paper_issue_stop(op, &w, PAPER_STOP_WITHDRAWN, reason);
}

bool dossier_refuse_withdrawal(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reason_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.refuse_withdrawal", &w) || !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "reason", in->reason);
    return work_note(op, &w, "dossier.withdrawal_refused");
}

/* ---- silence ---- */

/* What the notice says of a step of the applicant's own that was not done: its name and the moment until which it could be. */
static const char *step_reason(struct op *op, const struct work *w)
{
    struct procedure_step *steps = NULL;
    size_t count = 0, i = 0;
    int y, m, d;
    int64_t minutes = instant_time_of_day(w->d.limit_at) / MS_MINUTE;
    if (!procedure_steps(op, w->db, w->d.procedure_version, &steps, &count)) {
        return NULL;
    }
    while (i < count && steps[i].no != w->d.step) {
        i++;
    }
    if (i == count) {
        (void)fail_broken(op, "dossier %lld stands at step %lld, which its procedure does not have", (long long)w->d.id, (long long)w->d.step);
        return NULL;
    }
    day_parts(instant_day(w->d.limit_at), &y, &m, &d);
    return arena_printf(op->arena,
                        "Đến hết %02d giờ %02d phút, ngày %02d/%02d/%d, tổ chức, cá nhân chưa thực hiện phần việc của mình: “%s”; "
                        "hồ sơ chưa đủ căn cứ để tiếp tục giải quyết.",
                        (int)(minutes / 60), (int)(minutes % 60), d, m, y, steps[i].name_vi);
}

bool dossier_lapse(struct op *op, struct office *office, const void *input)
{
    const struct dossier_note_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.lapse", &w)) {
        return false;
    }
    if (instant_is_none(w.d.limit_at) || instant_compare(op->now, w.d.limit_at) < 0) {
        return fail(op, E_STATE, "dossier.limit_not_passed", NULL);
    }
    struct instant limit = w.d.limit_at;
    bool supplement = w.d.state == DOSSIER_AWAITING_SUPPLEMENT;
    const char *reason = supplement ? NULL : step_reason(op, &w);
    if (op_failed(op) || !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "owed", supplement ? "supplement" : "applicant_step");
    json_put_instant(&w.out, "limit_at", limit);
    return work_note(op, &w, "dossier.lapsed") && paper_issue_stop(op, &w, supplement ? PAPER_STOP_SILENCE : PAPER_STOP_STEP, reason);
}
