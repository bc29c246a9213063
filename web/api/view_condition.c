/* The conditions that an act itself checks beside the lifecycle's row and the seat (dossier/intake.c, dossier/handling.c …), told before
 * it is tried. */
#include "api/view_inside.h"
#include "act/act.h"
#include "base/text.h"
#include "catalogue/procedure_rule.h"
#include "catalogue/procedure_variant.h"
#include "dossier/delivery.h"
#include "dossier/ending.h"
#include "dossier/notice.h"
#include "dossier/oversight.h"
#include "dossier/parts.h"
#include "dossier/passing.h"
#include "dossier/rating.h"
#include "dossier/result.h"
#include "dossier/transfer.h"
#include "dossier/work.h"
#include "payment/claim.h"
#include "payment/payment.h"

#include <string.h>

static const char *say(struct op *op, const char *key)
{
    return key == NULL ? NULL : view_say(op, key, NULL);
}

static const char *why_not_accept(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    if (transfer_is_due(&s->d)) {
        return view_say(op, "transfer.first", NULL);
    }
    const char *unpaid = payment_accept_problem(&s->d, s->procedure->version.fee_stage);
    if (unpaid != NULL) {
        return say(op, unpaid);
    }
    for (size_t i = 0; i < s->component_count; i++) {
        if (!instant_is_none(s->components[i].provided_at)) {
            return NULL;
        }
    }
    return view_say(op, "dossier.nothing_provided", NULL);
}

static const char *why_not_supplement(struct op *op, const struct view *v, const struct view_subject *s)
{
    int64_t max = s->procedure->version.supplement_max;
    if (s->d.supplements < max) {
        return NULL;
    }
    const char *source = procedure_rule_source(op, v->db, s->procedure->version.base, RULE_SUPPLEMENT_MAX);
    return source == NULL ? "" : view_say(op, "dossier.supplement_limit", "max", view_number(op, max), "source", source, NULL);
}

const struct dossier_component *view_part_of(const struct view_subject *s, const char *code)
{
    for (size_t i = 0; i < s->component_count; i++) {
        if (strcmp(s->components[i].code, code) == 0) {
            return &s->components[i];
        }
    }
    return NULL;
}

/* Complete, and every paper of it looked at. */
static const char *why_not_transfer(struct op *op, const struct view *v, const struct view_subject *s)
{
    struct strbuf missing, unchecked;
    (void)v;
    strbuf_init(&missing, op->arena, 8000);
    strbuf_init(&unchecked, op->arena, 8000);
    for (size_t i = 0; i < s->procedure->component_count; i++) {
        const struct procedure_component *p = &s->procedure->components[i];
        const struct dossier_component *c = view_part_of(s, p->code);
        bool provided = c != NULL && !instant_is_none(c->provided_at);
        struct strbuf *b = p->required && !parts_is_good(c) ? &missing : provided && c->checked == NULL ? &unchecked : NULL;
        if (b != NULL) {
            strbuf_printf(b, "%s%s", b->len > 0 ? "; " : "", view_pick(op, p->name_vi, p->name_en));
        }
    }
    if (missing.len > 0) {
        return view_say(op, "transfer.missing", "missing", missing.data, NULL);
    }
    return unchecked.len > 0 ? view_say(op, "transfer.unchecked", "unchecked", unchecked.data, NULL) : NULL;
}

static const char *why_not_assign(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)s;
    for (size_t i = 0; i < v->account_count; i++) {
        if (v->accounts[i].role == ROLE_SPECIALIST && v->accounts[i].active) {
            return NULL;
        }
    }
    return view_say(op, "view.no_specialist", NULL);
}

static const char *why_not_draft(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    return s->d.appraisal != NULL ? NULL : view_say(op, "dossier.not_appraised", NULL);
}

/* Inside a look the moment is the view's. */
static const char *awaited_answer(struct op *op, const struct view *v, const struct view_subject *s)
{
    for (size_t i = 0; i < s->consultation_count; i++) {
        const struct consultation *c = &s->consultations[i];
        if (instant_is_none(c->answered_at) && instant_compare(v->look->now, c->due_at) <= 0) {
            return view_say(op, "consultation.awaited", "org", view_pick(op, c->org_vi, c->org_en), "number", c->number, NULL);
        }
    }
    return NULL;
}

static const char *why_not_submit(struct op *op, const struct view *v, const struct view_subject *s)
{
    return s->d.result_kind != NULL ? awaited_answer(op, v, s) : view_say(op, "dossier.no_draft", NULL);
}

static const char *why_not_number(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    const char *number = s->d.submission_number;
    return number == NULL ? NULL : view_say(op, "dossier.already_numbered", "number", number, NULL);
}

static const char *why_not_issue(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    return s->d.submission_number != NULL ? NULL : view_say(op, "dossier.not_numbered", NULL);
}

static const char *why_not_recall(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    for (size_t i = 0; i < s->step_count; i++) {
        if (s->steps[i].no == s->d.step && !instant_is_none(s->steps[i].opened_at)) {
            return view_say(op, "dossier.opened_there", NULL);
        }
    }
    return NULL;
}

static const char *why_not_reassign(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    return s->d.handler != NULL ? NULL : view_say(op, "dossier.not_assigned", NULL);
}

static const char *why_not_give_opinion(struct op *op, const struct view *v, const struct view_subject *s)
{
    for (size_t i = 0; i < s->consultation_count; i++) {
        const struct consultation *c = &s->consultations[i];
        if (instant_is_none(c->answered_at) && strcmp(c->to_org, v->look->actor->org) == 0) {
            return NULL;
        }
    }
    return view_say(op, "consultation.not_asked", NULL);
}

static const char *why_not_change_variant(struct op *op, const struct view *v, const struct view_subject *s)
{
    struct procedure_case cases[PROCEDURE_CASES_MAX];
    size_t count = 0;
    if (!procedure_cases(op, v->db, s->d.procedure_version, s->d.agency, cases, &count)) {
        return "";
    }
    return count > 1 ? NULL : view_say(op, "dossier.one_variant", NULL);
}

static const char *why_not_arrange(struct op *op, const struct view *v, const struct view_subject *s)
{
    return sharing_may_arrange(&s->d, v->look->actor) ? NULL : view_say(op, "participant.not_yours", NULL);
}

static const char *why_not_remove(struct op *op, const struct view *v, const struct view_subject *s)
{
    const char *problem = why_not_arrange(op, v, s);
    return problem != NULL || s->participant_count > 0 ? problem : view_say(op, "view.no_participant", NULL);
}

static const char *why_not_take_over(struct op *op, const struct view *v, const struct view_subject *s)
{
    bool forbidden = false;
    return say(op, take_over_problem(&s->d, s->participants, s->participant_count, v->look->actor->account, &forbidden));
}

static const char *why_not_contribute(struct op *op, const struct view *v, const struct view_subject *s)
{
    bool takes_part = view_is_co_handler(s, v->look->actor->account);
    return takes_part ? NULL : view_say(op, "participant.not_co_handler", NULL);
}

static const char *why_not_apology(struct op *op, const struct view *v, const struct view_subject *s)
{
    const struct calendar *c = work_calendar(op, v->look->office, s->d.agency);
    const char *problem = c == NULL ? NULL : notice_apology_problem(op, c, &s->d, v->look->now);
    return problem == NULL ? NULL : view_say(op, problem, NULL);
}

/* Only the promise of a new date can have become impossible since the draft. */
static const char *why_not_sign(struct op *op, const struct view *v, const struct view_subject *s)
{
    return strcmp(json_get_text(s->d.notice, "kind", ""), "apology") == 0 ? why_not_apology(op, v, s) : NULL;
}

static const char *why_not_request_payment(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    return say(op, payment_request_problem(&s->d, s->procedure->version.fee_stage));
}

static const char *why_not_confirm_payment(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    return strcmp(s->d.financial, "due") == 0 ? NULL : say(op, "payment.nothing_due");
}

/* What the payer says stands with the payments, which only these two ask for. */
static const char *why_not_claim(struct op *op, const struct view *v, const struct view_subject *s)
{
    struct payment *rows = NULL;
    size_t count = 0;
    return payment_list(op, v->db, s->d.id, &rows, &count) ? say(op, claim_problem(&s->d, rows, count)) : "";
}

static const char *why_not_refuse_claim(struct op *op, const struct view *v, const struct view_subject *s)
{
    struct payment *rows = NULL;
    size_t count = 0;
    return payment_list(op, v->db, s->d.id, &rows, &count) ? say(op, claim_refuse_problem(&s->d, rows, count)) : "";
}

static const char *why_not_refund(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    return strcmp(s->d.financial, "paid") == 0 ? NULL : say(op, "payment.nothing_paid");
}

static const char *why_not_return(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    return say(op, payment_release_problem(&s->d, s->procedure->version.fee_stage));
}

/* ---- what comes after the decision ---- */

static const char *why_not_result(struct op *op, const struct view *v, const struct view_subject *s, const char *act)
{
    struct result *list = NULL;
    size_t count = 0;
    if (!result_list(op, v->db, s->d.id, &list, &count)) {
        return "";
    }
    const char *key = result_problem(act, v->look->actor, list, count);
    for (size_t i = count; key != NULL && i-- > 0;) {
        bool decision = strcmp(list[i].act, "issue") == 0 || strcmp(list[i].act, "reissue") == 0;
        if (decision && list[i].symbol != NULL) {
            return view_say(op, key, "org", view_pick(op, list[i].org_vi, list[i].org_en), "number", list[i].symbol, NULL);
        }
    }
    return say(op, key);
}

static const char *why_not_seal(struct op *op, const struct view *v, const struct view_subject *s)
{
    return why_not_result(op, v, s, "dossier.seal_result");
}

static const char *why_not_correct(struct op *op, const struct view *v, const struct view_subject *s)
{
    return why_not_result(op, v, s, "dossier.correct_result");
}

static const char *why_not_revoke(struct op *op, const struct view *v, const struct view_subject *s)
{
    return why_not_result(op, v, s, "dossier.revoke_result");
}

static const char *why_not_reissue(struct op *op, const struct view *v, const struct view_subject *s)
{
    return why_not_result(op, v, s, "dossier.reissue_result");
}

static const char *why_not_posted(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    return strcmp(s->d.delivery, "handed_to_post") == 0 ? NULL : say(op, "delivery.not_posted");
}

static const char *why_not_archive(struct op *op, const struct view *v, const struct view_subject *s)
{
    struct result *list = NULL;
    size_t count = 0;
    return result_list(op, v->db, s->d.id, &list, &count) ? say(op, archive_problem(&s->d, v->look->actor, list, count)) : "";
}

static const char *why_not_rate(struct op *op, const struct view *v, const struct view_subject *s)
{
    struct rating rating;
    bool found = false;
    return rating_find(op, v->db, s->d.id, &rating, &found) && found ? say(op, "rating.once") : NULL;
}

/* Does the step in hand have an earlier one of an officer's? */
static const char *why_not_send_back(struct op *op, const struct view *v, const struct view_subject *s)
{
    (void)v;
    return send_back_default(s->steps, s->step_count, s->d.step) > 0 ? NULL : view_say(op, "dossier.send_back_where", NULL);
}

static const char *why_not_end(struct op *op, const struct view *v, const struct view_subject *s)
{
    struct payment *rows = NULL;
    size_t count = 0;
    if (strcmp(s->d.financial, "due") != 0) {
        return NULL;
    }
    return payment_list(op, v->db, s->d.id, &rows, &count) ? say(op, ending_problem(&s->d, rows, count)) : "";
}

static const char *why_not_nudge(struct op *op, const struct view *v, const struct view_subject *s)
{
    return say(op, nudge_problem(&s->d, v->look->actor, s->oversight, s->oversight_count, v->look->now));
}

static const struct condition {
    const char *act;
    const char *(*why_not)(struct op *op, const struct view *v, const struct view_subject *s);
} conditions[] = {
    {"dossier.request_payment", why_not_request_payment}, {"dossier.confirm_payment", why_not_confirm_payment},
    {"dossier.claim_payment", why_not_claim}, {"dossier.refuse_claim", why_not_refuse_claim},
    {"dossier.refund", why_not_refund}, {"dossier.return_result", why_not_return},
    {"dossier.accept", why_not_accept}, {"dossier.request_supplement", why_not_supplement},
    {"dossier.assign", why_not_assign}, {"dossier.draft", why_not_draft},
    {"dossier.submit", why_not_submit}, {"dossier.number", why_not_number},
    {"dossier.issue", why_not_issue},   {"dossier.recall", why_not_recall},
    {"dossier.give_opinion", why_not_give_opinion}, {"dossier.change_variant", why_not_change_variant}, {"dossier.reassign", why_not_reassign}, {"dossier.add_participant", why_not_arrange},
    {"dossier.take_over", why_not_take_over}, {"dossier.remove_participant", why_not_remove}, {"dossier.contribute", why_not_contribute},
    {"dossier.draft_supplement", why_not_supplement},
    {"dossier.draft_apology", why_not_apology}, {"dossier.sign_notice", why_not_sign},
    {"dossier.transfer", why_not_transfer},
    {"dossier.seal_result", why_not_seal}, {"dossier.correct_result", why_not_correct},
    {"dossier.revoke_result", why_not_revoke}, {"dossier.reissue_result", why_not_reissue},
    {"dossier.hand_to_post", why_not_return}, {"dossier.post_delivered", why_not_posted},
    {"dossier.post_came_back", why_not_posted}, {"dossier.archive", why_not_archive}, {"dossier.rate", why_not_rate},
    {"dossier.nudge", why_not_nudge}, {"dossier.send_back", why_not_send_back},
    {"dossier.stop", why_not_end}, {"dossier.request_withdrawal", why_not_end}, {"dossier.confirm_withdrawal", why_not_end},
};

const char *view_condition(struct op *op, const struct view *v, const struct view_subject *s, const char *act)
{
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
        if (strcmp(conditions[i].act, act) == 0) {
            return conditions[i].why_not(op, v, s);
        }
    }
    return NULL;
}
