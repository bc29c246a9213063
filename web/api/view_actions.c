/* What may be done to a dossier now, and why the rest may not.
 *
 * The rows of the lifecycle for the state and the step it stands at are all that can happen. Each is free for this seat, or
 * blocked with a sentence: somebody else holds the step, or the act's own condition is not met (view_condition.c). The test of
 * this file does every free act to prove that it is. The primary act is the first free one that leads forward and has not been done. */
#include "act/act.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "dossier/oversight.h"
#include "dossier/parts.h"
#include "dossier/transfer.h"
#include "dossier/work.h"
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

static const char *why_not(struct op *op, struct view *v, const struct view_subject *s, const struct transition *t)
{
    const char *seat = why_not_this_seat(op, v, s, t);
    if (seat != NULL) {
        return seat;
    }
    return view_condition(op, v, s, t->act);
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
        if (c->required && !parts_is_good(view_part_of(s, c->code))) {
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
