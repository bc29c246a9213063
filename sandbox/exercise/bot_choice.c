/* What a good officer does at a step, varied by the bot's mood. */
#include "account/account.h"
#include "audit/audit.h"
#include "catalogue/catalogue.h"
#include "dossier/holder.h"
#include "dossier/transfer.h"
#include "exercise/bot_inside.h"
#include "org/org.h"
#include "payment/payment.h"

#include <string.h>

#define FEE_GUESS 500000 /* đồng, where the catalogue does not know the amount */

/* Components the procedure requires and the dossier lacks (or, with `requested`, those asked for); written as a list. */
static bool put_components(struct moment *m, bool requested, size_t *count)
{
    struct dossier_component *have = NULL;
    struct procedure_component *wanted = NULL;
    size_t have_count = 0, wanted_count = 0;
    if (!dossier_components(m->op, m->db, m->d->id, &have, &have_count) ||
        !procedure_components(m->op, m->db, m->d->procedure_version, &wanted, &wanted_count)) {
        return false;
    }
    json_open_array(m->out, "components");
    *count = 0;
    for (size_t i = 0; i < have_count; i++) {
        bool takes = requested && have[i].requested;
        for (size_t k = 0; k < wanted_count && !requested; k++) {
            takes = takes || (wanted[k].required && strcmp(wanted[k].code, have[i].code) == 0 &&
                              instant_is_none(have[i].provided_at));
        }
        if (takes) {
            json_put_text(m->out, NULL, have[i].code);
            (*count)++;
        }
    }
    json_close_array(m->out);
    return true;
}

static bool lacks_something(struct moment *m, bool *out)
{
    struct strbuf b;
    struct json_out scratch, *own = m->out;
    size_t count = 0;
    strbuf_init(&b, m->op->arena, 4096);
    json_begin(&scratch, &b);
    m->out = &scratch;
    bool ok = put_components(m, false, &count);
    m->out = own;
    *out = count > 0;
    return ok;
}

/* To the first division there is. */
static const char *hand_over(struct moment *m)
{
    struct account *heads = NULL;
    size_t count = 0;
    if (!account_list_by_role(m->op, m->db, ROLE_DIVISION_HEAD, &heads, &count)) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (org_is_within(heads[i].org, m->d->agency)) {
            json_put_text(m->out, "division", heads[i].org);
            break;
        }
    }
    return "dossier.hand_over";
}

/* Asks for the first fee in force; where something must be counted, for one of it. */
static const char *ask_for_fee(struct moment *m)
{
    struct catalogue_fee *fees = NULL;
    size_t count = 0;
    if (!payment_fees(m->op, m->db, m->d, &fees, &count) || count == 0) {
        return NULL;
    }
    bool fixed = fees[0].basis == FEE_FIXED, unknown = fees[0].basis == FEE_UNKNOWN;
    json_open_array(m->out, "fees");
    json_put_text(m->out, NULL, fixed     ? fees[0].code
                                : unknown ? arena_printf(m->op->arena, "%s:%d", fees[0].code, FEE_GUESS)
                                          : arena_printf(m->op->arena, "%s:1", fees[0].code));
    json_close_array(m->out);
    return "dossier.request_payment";
}

static bool fee_stage(struct moment *m, const char **out)
{
    struct procedure_version version;
    bool ok = procedure_version_get(m->op, m->db, m->d->procedure_version, &version);
    *out = ok ? version.fee_stage : NULL;
    return ok;
}

/* The clerk has it while its result waits for the seal, the post while it brings it. */
static const char *at_return(struct moment *m)
{
    const char *stage = NULL;
    if (strcmp(m->d->delivery, "none") == 0) {
        return "dossier.seal_result";
    }
    if (strcmp(m->d->delivery, "handed_to_post") == 0) {
        json_put_text(m->out, "receiver", json_get_text(m->d->owner, "name", ""));
        return "dossier.post_delivered";
    }
    if (!fee_stage(m, &stage)) {
        return NULL;
    }
    if (payment_release_problem(m->d, stage) != NULL) {
        return ask_for_fee(m);
    }
    json_put_text(m->out, "by", "electronic");
    return "dossier.return_result";
}

/* For an agency elsewhere: every paper is looked at, then it is passed on. */
static const char *pass_on(struct moment *m)
{
    struct dossier_component *have = NULL;
    size_t count = 0;
    bool unchecked = false;
    if (!dossier_components(m->op, m->db, m->d->id, &have, &count)) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        unchecked = unchecked || (!instant_is_none(have[i].provided_at) && have[i].checked == NULL);
    }
    if (!unchecked) {
        return "dossier.transfer";
    }
    json_open_array(m->out, "items");
    for (size_t i = 0; i < count; i++) {
        if (!instant_is_none(have[i].provided_at)) {
            json_open_object(m->out, NULL);
            json_put_text(m->out, "code", have[i].code);
            json_put_text(m->out, "result", "enough");
            json_close_object(m->out);
        }
    }
    json_close_array(m->out);
    return "dossier.check_components";
}

static const char *at_intake(struct moment *m)
{
    bool lacks = false;
    size_t count = 0;
    if (m->d->state == DOSSIER_ACCEPTED) {
        return hand_over(m);
    }
    if (!lacks_something(m, &lacks)) {
        return NULL;
    }
    if (!lacks && transfer_is_due(m->d)) {
        return pass_on(m);
    }
    if (!lacks) {
        const char *stage = NULL;
        if (!fee_stage(m, &stage)) {
            return NULL;
        }
        return payment_accept_problem(m->d, stage) == NULL ? "dossier.accept" : ask_for_fee(m);
    }
    if (m->d->supplements > 0) {
        json_put_text(m->out, "reason", "Hồ sơ không được bổ sung đầy đủ theo yêu cầu.");
        return "dossier.refuse_intake";
    }
    json_put_text(m->out, "reason", "Hồ sơ còn thiếu thành phần bắt buộc theo quy định.");
    return put_components(m, false, &count) ? "dossier.request_supplement" : NULL;
}

static const char *at_assign(struct moment *m)
{
    struct account *list = NULL;
    size_t count = 0;
    if (!account_list_by_role(m->op, m->db, ROLE_SPECIALIST, &list, &count) || count == 0) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (holder_org_fits(m->d, ROLE_SPECIALIST, list[i].org)) {
            json_put_text(m->out, "account", list[i].id);
            return "dossier.assign";
        }
    }
    return NULL;
}

/* What it is that the applicant asked for, as the procedure calls it. */
static const char *granting_draft(struct moment *m)
{
    struct procedure_version version;
    if (!procedure_version_get(m->op, m->db, m->d->procedure_version, &version)) {
        return NULL;
    }
    return arena_printf(m->op->arena, "Dự thảo Tờ trình và %s.", version.result_vi == NULL ? "kết quả giải quyết" : version.result_vi);
}

static const char *at_appraise(struct moment *m)
{
    if (m->d->appraisal == NULL) {
        json_put_bool(m->out, "eligible", true);
        json_put_text(m->out, "opinion", "Hồ sơ đủ điều kiện theo quy định.");
        return "dossier.appraise";
    }
    if (m->d->result_kind == NULL) {
        bool eligible = json_get_bool(m->d->appraisal, "eligible", true);
        json_put_text(m->out, "kind", eligible ? "grant" : "refuse");
        const char *summary = eligible ? granting_draft(m) : "Dự thảo công văn từ chối.";
        json_put_text(m->out, "summary", summary);
        return summary == NULL ? NULL : "dossier.draft";
    }
    return "dossier.submit";
}

/* A superior that sends back once does so the first time the dossier comes. */
static bool wants_to_send_back(struct moment *m)
{
    struct event *events = NULL;
    size_t count = 0;
    if (m->bot->mood != MOOD_SENDS_BACK_ONCE || !audit_dossier_events(m->op, m->db, m->d->id, &events, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(events[i].name, "dossier.sent_back") == 0 && strcmp(events[i].account, m->bot->id) == 0) {
            return false;
        }
    }
    return true;
}

static const char *superior(struct moment *m, const char *act)
{
    if (wants_to_send_back(m)) {
        json_put_text(m->out, "reason", "Đề nghị bổ sung căn cứ pháp lý trong Tờ trình.");
        return "dossier.send_back";
    }
    return act;
}

static const char *at_decide(struct moment *m)
{
    bool grants = m->d->result_kind == NULL || strcmp(m->d->result_kind, "grant") == 0;
    json_put_text(m->out, "outcome", grants ? "granted" : "refused");
    return "dossier.decide";
}

const char *bot_choose(struct moment *m, enum step_kind kind)
{
    size_t count = 0;
    if (m->d->state == DOSSIER_AWAITING_SUPPLEMENT) {
        return put_components(m, true, &count) && count > 0 ? "dossier.supplement" : NULL;
    }
    if (strcmp(m->d->financial, "due") == 0) {
        json_put_text(m->out, "method", "online");
        return "dossier.confirm_payment";
    }
    if (m->d->state == DOSSIER_WITHDRAWAL_REQUESTED) {
        return "dossier.confirm_withdrawal";
    }
    if (m->d->notice != NULL) {
        return "dossier.sign_notice";
    }
    if (m->d->state == DOSSIER_FILED) {
        return at_intake(m); /* whoever receives, whatever else is done at that step */
    }
    switch (kind) {
    case STEP_INTAKE:
        return at_intake(m);
    case STEP_ASSIGN:
        return at_assign(m);
    case STEP_APPRAISE:
        return at_appraise(m);
    case STEP_REVIEW:
        return superior(m, "dossier.initial");
    case STEP_SIGN:
        return superior(m, "dossier.approve");
    case STEP_ISSUE:
        return m->d->submission_number == NULL ? "dossier.number" : "dossier.issue";
    case STEP_DECIDE:
        return at_decide(m);
    case STEP_RETURN:
        return at_return(m);
    case STEP_COUNCIL:
        json_put_text(m->out, "note", "Đã hoàn thành công việc của hội đồng, có biên bản kèm theo.");
        return "dossier.complete_step";
    case STEP_OPINION:
        json_put_text(m->out, "note", "Đã tổng hợp ý kiến của các cơ quan phối hợp.");
        return "dossier.complete_step";
    case STEP_INSPECT:
        json_put_text(m->out, "note", "Đã kiểm tra thực tế, có biên bản kèm theo.");
        return "dossier.complete_step";
    case STEP_APPLICANT:
        json_put_text(m->out, "text", "Đã giải trình và hoàn thiện hồ sơ theo kết luận của hội đồng.");
        return "dossier.explain";
    }
    must(false);
    return NULL;
}

const char *bot_give_opinion(struct moment *m)
{
    json_put_bool(m->out, "agrees", true);
    json_put_text(m->out, "answer", "Nhất trí với nội dung xin ý kiến.");
    return "dossier.give_opinion";
}

const char *bot_contribute(struct moment *m)
{
    json_put_text(m->out, "opinion", "Đã xem hồ sơ; nhất trí với hướng xử lý của chuyên viên thụ lý.");
    return "dossier.contribute";
}
