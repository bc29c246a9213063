#include "exercise/bot.h"

#include "account/account.h"
#include "audit/audit.h"
#include "base/digest.h"
#include "dossier/consultation.h"
#include "catalogue/catalogue.h"
#include "dossier/dossier.h"
#include "dossier/work.h"
#include "payment/payment.h"
#include "org/org.h"

#include <string.h>

#define MINUTE_AT_LEAST MS_MINUTE
#define SLOW_FACTOR 3
#define FEE_GUESS 500000 /* đồng, where the catalogue does not know the amount */

static bool is_bot(const struct cast_member *m)
{
    return m->kind != PERSONA_TRAINEE;
}

/* Does this bot hold the dossier now? Applicants hold it while a supplement is awaited. */
static bool holds(const struct cast_member *m, const struct dossier *d)
{
    if (d->state == DOSSIER_AWAITING_SUPPLEMENT) {
        return strcmp(m->id, d->applicant) == 0;
    }
    if (d->step_role == ROLE_APPLICANT) {
        return strcmp(m->id, d->applicant) == 0;
    }
    if (strcmp(d->financial, "due") == 0) {
        return m->role != NULL && strcmp(m->role, role_code(ROLE_FEE_CLERK)) == 0; /* the money is waited for */
    }
    if (d->step_role < 0 || m->role == NULL || strcmp(m->role, role_code((enum role)d->step_role)) != 0) {
        return false;
    }
    if (m->agency != NULL && !holder_org_fits(d, (enum role)d->step_role, m->agency)) {
        return false; /* of another agency or division */
    }
    return d->step_account == NULL || strcmp(d->step_account, m->id) == 0;
}

/* An agency that was asked has something to do beside whoever holds the step. */
static bool is_asked(struct op *op, struct db *db, const struct cast_member *m, int64_t dossier, bool *out)
{
    struct account a;
    struct consultation open;
    *out = false;
    if (m->role == NULL || strcmp(m->role, role_code(ROLE_COORDINATING_AGENCY)) != 0) {
        return true;
    }
    if (!account_get(op, db, m->id, &a) || !consultation_open(op, db, dossier, a.org, &open)) {
        return false;
    }
    *out = open.id != 0;
    return true;
}

/* A number drawn from what identifies this act, in [0, span]. */
static int64_t draw(const struct exercise *e, const struct cast_member *m, const struct dossier *d, int64_t act, int64_t span)
{
    struct digest_state s;
    uint64_t v = 0;
    digest_begin(&s);
    digest_add_int(&s, e->seed);
    digest_add_text(&s, m->id);
    digest_add_int(&s, d->id);
    digest_add_int(&s, d->step);
    digest_add_int(&s, act);
    struct digest done = digest_end(&s);
    memcpy(&v, done.bytes, sizeof v);
    return span <= 0 ? 0 : (int64_t)(v % ((uint64_t)span + 1));
}

static struct instant when(struct op *op, struct office *office, const struct exercise *e, const struct cast_member *m,
                           const struct dossier *d)
{
    int64_t pace = m->pace_least_ms + draw(e, m, d, office_act_number(office), m->pace_most_ms - m->pace_least_ms);
    if (m->mood == MOOD_SLOW) {
        pace *= SLOW_FACTOR;
    }
    if (pace < MINUTE_AT_LEAST) {
        pace = MINUTE_AT_LEAST;
    }
    if (m->any_hours) {
        return instant_add(op->now, pace);
    }
    const struct calendar *calendar = work_calendar(op, office, d->agency);
    return calendar == NULL ? op->now : calendar_add_working(calendar, op->now, pace);
}

bool bot_plan(struct op *op, struct office *office, const struct exercise *exercise, const struct dossier *d)
{
    for (size_t i = 0; i < exercise->cast_count; i++) {
        const struct cast_member *m = &exercise->cast[i];
        bool asked = false;
        if (is_bot(m) && d->state == DOSSIER_IN_HANDLING && !is_asked(op, office_db(office), m, d->id, &asked)) {
            return false;
        }
        if (is_bot(m) && (asked || holds(m, d))) {
            struct due_item item = {.at = when(op, office, exercise, m, d), .kind = DUE_BOT, .seat = m->id, .dossier = d->id,
                                    .step = d->step};
            return !op_failed(op) && due_add(op, office_db(office), &item);
        }
    }
    return true;
}

/* ---- what a good officer does ---- */

struct moment {
    struct op *op;
    struct db *db;
    const struct cast_member *bot;
    const struct dossier *d;
    struct json_out *out; /* the input object is open */
};

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
        json_put_text(m->out, "summary", eligible ? "Dự thảo Tờ trình và Giấy chứng nhận." : "Dự thảo công văn từ chối.");
        return "dossier.draft";
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

static const char *choose(struct moment *m, enum step_kind kind)
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

static const char *give_opinion(struct moment *m)
{
    json_put_bool(m->out, "agrees", true);
    json_put_text(m->out, "answer", "Nhất trí với nội dung xin ý kiến.");
    return "dossier.give_opinion";
}

static bool actor_of(struct op *op, struct db *db, const char *account, struct actor *out)
{
    struct account a;
    if (!account_get(op, db, account, &a)) {
        return false;
    }
    *out = (struct actor){a.id, a.name, role_code((enum role)a.role), a.org};
    return true;
}

bool bot_move(struct op *op, struct office *office, const struct exercise *exercise, const struct due_item *item,
              struct bot_move *out)
{
    struct dossier d;
    enum step_kind kind;
    struct strbuf b;
    struct json_out json;
    struct db *db = office_db(office);
    int seat = exercise_find_cast(exercise, item->seat);
    *out = (struct bot_move){0};
    if (seat < 0 || !dossier_get(op, db, item->dossier, &d)) {
        return !op_failed(op);
    }
    bool asked = false;
    if (!holds(&exercise->cast[seat], &d) && (!is_asked(op, db, &exercise->cast[seat], d.id, &asked) || !asked)) {
        return !op_failed(op);
    }
    if (!work_kind(op, db, &d, &kind) || !actor_of(op, db, item->seat, &out->actor)) {
        return false;
    }
    strbuf_init(&b, op->arena, 16384);
    json_begin(&json, &b);
    json_open_object(&json, NULL);
    json_put_int(&json, "dossier", d.id);
    struct moment m = {op, db, &exercise->cast[seat], &d, &json};
    const char *name = asked ? give_opinion(&m) : choose(&m, kind);
    json_close_object(&json);
    if (op_failed(op)) {
        return false;
    }
    out->name = name;
    out->input = name == NULL ? NULL : json_parse(op, b.data, b.len);
    return !op_failed(op);
}
