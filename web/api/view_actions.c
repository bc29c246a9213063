/* What may be done to a dossier now, and why the rest may not.
 *
 * The rows of the lifecycle for the state and the step it stands at are all that can happen. Each is free for this seat, or
 * blocked with a sentence: somebody else holds the step, or the act's own condition is not met. The conditions are those the
 * acts check themselves (dossier/intake.c, dossier/handling.c); the test of this file does every free act to prove that the
 * two agree. The primary act is the first free one that leads forward and has not been done. */
#include "act/act.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "dossier/ending.h"
#include "dossier/notice.h"
#include "catalogue/procedure_rule.h"
#include "catalogue/procedure_variant.h"
#include "dossier/delivery.h"
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

/* ---- who ---- */

bool view_may_ever(const struct actor *actor, const char *act)
{
    const struct act_def *def = act_find(act);
    int role = role_find(actor->role);
    return def != NULL && role >= 0 && (def->roles & ROLE_BIT((unsigned)role)) != 0;
}

/* Could the seat, or the one it stands in for, do this? `problem` as standing_problem says. */
static bool who_may(struct op *op, struct view *v, const struct held *h, const struct transition *t, const char **problem)
{
    const char *behalf = NULL;
    v->standing.actor = v->look->actor;
    return standing_problem(op, v->db, &v->standing, h, t, problem, &behalf);
}

/* The seat holds the step: whatever any seat of the office may do, or a sender, does not make it its own. */
bool view_is_mine(struct op *op, struct view *v, const struct dossier *d, const struct procedure_step *at)
{
    const struct actor *actor = v->look->actor;
    const struct held held = {.d = d};
    const struct transition *t;
    if (actor == NULL || at == NULL) {
        return false;
    }
    for (size_t i = 0; (t = lifecycle_at(i)) != NULL; i++) {
        /* The clerk seals and the post delivers without doing the step: it waits for them all the same (work_hold). */
        bool beside = t->from == DOSSIER_COMPLETED && t->holder == HOLDER_OFFICE && d->step_role == role_find(actor->role);
        bool waits_for_seat = t->holder == HOLDER_STEP || beside || (t->holder == HOLDER_APPLICANT && t->kind != STEP_ANY);
        const char *problem = NULL;
        if (waits_for_seat && work_is_open(d, (enum step_kind)at->kind, t) && view_may_ever(actor, t->act) &&
            who_may(op, v, &held, t, &problem) && problem == NULL) {
            return true;
        }
    }
    return false;
}

static const char *act_name(struct op *op, const char *act)
{
    return text_in(op->lang, "act", act);
}

/* NULL if this seat may do it. Whose it is says more than who may not, so that comes first. */
static const char *why_not_this_seat(struct op *op, struct view *v, const struct view_subject *s, const struct transition *t)
{
    const struct dossier *d = &s->d;
    const struct actor *actor = v->look->actor;
    const struct held held = {d, s->steps, s->step_count};
    const char *problem = NULL;
    if (!who_may(op, v, &held, t, &problem)) {
        return "";
    }
    if (problem != NULL && t->holder == HOLDER_APPLICANT && strcmp(actor->role, role_code(ROLE_APPLICANT)) != 0) {
        return view_say(op, "dossier.not_your_seat", "role", "@role.applicant", NULL);
    }
    if (problem != NULL) {
        const char *holder = d->step_role < 0 ? "" : role_code((enum role)d->step_role);
        const char *name = view_account_name(v, d->step_account);
        return view_say(op, problem, "role", arena_printf(op->arena, "@role.%s", holder), "account",
                        name == NULL ? "" : name, NULL);
    }
    if (!view_may_ever(actor, t->act)) {
        return view_say(op, "act.forbidden", "act", act_name(op, t->act), "role", view_role_name(op, actor->role),
                        NULL);
    }
    return NULL;
}

/* ---- conditions of the acts ---- */

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

static const struct dossier_component *part_of(const struct view_subject *s, const char *code)
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
        const struct dossier_component *c = part_of(s, p->code);
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
    {"dossier.issue", why_not_issue},       {"dossier.draft_supplement", why_not_supplement},
    {"dossier.draft_apology", why_not_apology}, {"dossier.sign_notice", why_not_sign},
    {"dossier.transfer", why_not_transfer},
    {"dossier.seal_result", why_not_seal}, {"dossier.correct_result", why_not_correct},
    {"dossier.revoke_result", why_not_revoke}, {"dossier.reissue_result", why_not_reissue},
    {"dossier.hand_to_post", why_not_return}, {"dossier.post_delivered", why_not_posted},
    {"dossier.post_came_back", why_not_posted}, {"dossier.archive", why_not_archive}, {"dossier.rate", why_not_rate},
    {"dossier.nudge", why_not_nudge}, {"dossier.send_back", why_not_send_back},
    {"dossier.stop", why_not_end}, {"dossier.confirm_withdrawal", why_not_end},
};

static const char *why_not(struct op *op, struct view *v, const struct view_subject *s, const struct transition *t)
{
    const char *seat = why_not_this_seat(op, v, s, t);
    if (seat != NULL) {
        return seat;
    }
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
        if (strcmp(conditions[i].act, t->act) == 0) {
            return conditions[i].why_not(op, v, s);
        }
    }
    return NULL;
}

/* ---- how an act looks ---- */

/* Against the applicant, or back. */
static bool is_danger(const struct transition *t)
{
    return t->move == MOVE_BACK || t->to == DOSSIER_INTAKE_REFUSED || t->to == DOSSIER_STOPPED ||
           t->to == DOSSIER_WITHDRAWN || t->to == DOSSIER_WITHDRAWAL_REQUESTED ||
           strcmp(t->act, "dossier.draft_stop") == 0 || strcmp(t->act, "dossier.revoke_result") == 0 || strcmp(t->act, "dossier.reject_notice") == 0 ||
           strcmp(t->act, "dossier.refuse_withdrawal") == 0 || strcmp(t->act, "dossier.refuse_claim") == 0;
}

/* An exception that this seat could never bring about is no news to it; nor is what only the office's own clock does. */
static bool is_shown(const struct view *v, const struct transition *t)
{
    bool exception = t->kind == STEP_ANY && t->holder != HOLDER_STEP;
    return act_find(t->act)->roles != ROLE_BIT(ROLE_SYSTEM_ADMIN) && (!exception || view_may_ever(v->look->actor, t->act));
}

/* May be done again, but is not what comes next. */
static bool is_done(const struct dossier *d, const char *act)
{
    return (strcmp(act, "dossier.check_components") == 0 && !transfer_is_due(d)) ||
           (strcmp(act, "dossier.appraise") == 0 && d->appraisal != NULL) ||
           (strcmp(act, "dossier.draft") == 0 && d->result_kind != NULL);
}

static bool needs_reason(const char *act)
{
    const struct record *input = act_find(act)->input;
    for (size_t i = 0; i < input->count; i++) {
        if (strcmp(input->fields[i].name, "reason") == 0) {
            return (input->fields[i].flags & FIELD_REQUIRED) != 0;
        }
    }
    return false;
}

/* What accepting this dossier would have to confirm as missing; null if nothing is. */
static void put_confirm(struct op *op, struct json_out *out, const struct view_subject *s)
{
    const struct procedure_component *missing[100];
    struct strbuf names;
    size_t count = 0;
    strbuf_init(&names, op->arena, 8000);
    for (size_t i = 0; i < s->procedure->component_count && count < 100; i++) {
        const struct procedure_component *c = &s->procedure->components[i];
        if (c->required && !parts_is_good(part_of(s, c->code))) {
            strbuf_printf(&names, "%s%s", count > 0 ? "; " : "", view_pick(op, c->name_vi, c->name_en));
            missing[count++] = c;
        }
    }
    if (count == 0) {
        json_put_null(out, "confirm");
        return;
    }
    json_open_object(out, "confirm");
    json_put_text(out, "text", view_say(op, "view.confirm_missing", "missing", names.data, NULL));
    json_open_array(out, "missing");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "code", missing[i]->code);
        json_put_text(out, "name", view_pick(op, missing[i]->name_vi, missing[i]->name_en));
        json_close_object(out);
    }
    json_close_array(out);
    json_close_object(out);
}

static void put_action(struct op *op, struct json_out *out, const struct view_subject *s, const struct transition *t,
                       const char *blocked, bool primary)
{
    json_open_object(out, NULL);
    json_put_text(out, "act", t->act);
    json_put_text(out, "name", act_name(op, t->act));
    json_put_bool(out, "primary", primary);
    json_put_bool(out, "danger", is_danger(t));
    json_put_bool(out, "reason_required", needs_reason(t->act));
    json_put_text(out, "input", t->act);
    json_put_text(out, "blocked", blocked);
    json_put_text(out, "article", t->article);
    if (blocked == NULL && strcmp(t->act, "dossier.accept") == 0) {
        put_confirm(op, out, s);
    } else {
        json_put_null(out, "confirm");
    }
    json_close_object(out);
}

/* Not everyday work: never what comes next. */
static bool is_aside(const char *act)
{
    static const char *const aside[] = {"dossier.recall", "dossier.request_opinion", "dossier.change_variant", "dossier.reassign", "dossier.take_over", "dossier.add_participant", "dossier.remove_participant",
                                        "dossier.correct_result", "dossier.reissue_result", "dossier.post_came_back", "dossier.nudge", "dossier.direct", "dossier.report"};
    for (size_t i = 0; i < sizeof aside / sizeof aside[0]; i++) {
        if (strcmp(aside[i], act) == 0) {
            return true;
        }
    }
    return false;
}

static void note_free(struct view_choices *may, const char *act)
{
    may->assign = may->assign || strcmp(act, "dossier.assign") == 0;
    may->reassign = may->reassign || strcmp(act, "dossier.reassign") == 0;
    may->change_variant = may->change_variant || strcmp(act, "dossier.change_variant") == 0;
    may->request_opinion = may->request_opinion || strcmp(act, "dossier.request_opinion") == 0;
    may->hand_over = may->hand_over || strcmp(act, "dossier.hand_over") == 0;
    may->add_participant = may->add_participant || strcmp(act, "dossier.add_participant") == 0;
}

/* Money is spoken of where there is some: not of a fee that this procedure does not have, or has elsewhere; the post while it has it; a
 * report where a direction waits for it; at the counter of asking back what was handed in there; and nobody is told of nudging oneself. */
static bool is_idle(const struct view *v, const struct view_subject *s, const char *act)
{
    bool by_hand = strcmp(s->d.channel, "counter") == 0 || strcmp(s->d.channel, "postal") == 0;
    if (strcmp(act, "dossier.request_withdrawal") == 0) {
        return !by_hand && strcmp(v->look->actor->role, role_code(ROLE_APPLICANT)) != 0;
    }
    if (strcmp(act, "dossier.nudge") == 0 || strcmp(act, "dossier.direct") == 0) {
        return oversight_problem(&s->d, v->look->actor) != NULL;
    }
    if (strcmp(act, "dossier.report") == 0) {
        return oversight_to_report(&s->d, v->look->actor, s->oversight, s->oversight_count, 0) == NULL;
    }
    const char *stage = s->procedure->version.fee_stage;
    bool none = strcmp(s->d.financial, "none") == 0;
    if (strncmp(act, "dossier.post_", 13) == 0) {
        return strcmp(s->d.delivery, "handed_to_post") != 0;
    }
    if (strcmp(act, "dossier.request_payment") == 0) {
        const char *problem = payment_request_problem(&s->d, stage);
        return problem != NULL && (stage == NULL || strncmp(problem, "payment.stage_", 14) == 0);
    }
    bool of_claim = strcmp(act, "dossier.claim_payment") == 0 || strcmp(act, "dossier.refuse_claim") == 0;
    if (of_claim) {
        return strcmp(s->d.financial, "due") != 0;
    }
    return none && (strcmp(act, "dossier.confirm_payment") == 0 || strcmp(act, "dossier.refund") == 0);
}

bool view_put_actions(struct op *op, struct json_out *out, struct view *v, const struct view_subject *s)
{
    const struct transition *t;
    struct view_choices may = {0};
    bool has_primary = false;
    json_open_array(out, "actions");
    for (size_t i = 0; (t = lifecycle_at(i)) != NULL; i++) {
        enum step_kind kind = s->at == NULL ? STEP_ANY : (enum step_kind)s->at->kind;
        bool offered = strcmp(t->act, "dossier.open") != 0 && work_is_open(&s->d, kind, t) && /* the screen opens by itself */
                       (strcmp(t->act, "dossier.transfer") != 0 || transfer_is_due(&s->d));
        if (v->look->actor == NULL || !offered || !is_shown(v, t) || is_idle(v, s, t->act)) {
            continue;
        }
        const char *blocked = why_not(op, v, s, t);
        bool primary = !has_primary && blocked == NULL && !is_danger(t) && !is_done(&s->d, t->act) && !is_aside(t->act);
        put_action(op, out, s, t, blocked, primary);
        has_primary = has_primary || primary;
        if (blocked == NULL) {
            note_free(&may, t->act);
        }
    }
    json_close_array(out);
    return !op_failed(op) && view_put_choices(op, out, v, s, &may);
}
