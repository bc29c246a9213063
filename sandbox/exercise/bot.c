#include "exercise/bot.h"

#include "account/account.h"
#include "account/delegation.h"
#include "audit/audit.h"
#include "base/digest.h"
#include "dossier/consultation.h"
#include "catalogue/catalogue.h"
#include "dossier/dossier.h"
#include "dossier/holder.h"
#include "dossier/sharing.h"
#include "dossier/transfer.h"
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

/* May somebody of this bot's role and organisation do the step in hand? */
static bool fits_step(struct op *op, struct db *db, const struct cast_member *m, const struct dossier *d)
{
    struct account a;
    if (d->step_role < 0 || m->role == NULL || strcmp(m->role, role_code((enum role)d->step_role)) != 0) {
        return false;
    }
    if (m->agency != NULL) {
        return holder_has_step(d, m->agency); /* not of another agency, division or counter */
    }
    bool elsewhere = !org_same_top(dossier_place(d), d->agency);
    return !elsewhere || (account_get(op, db, m->id, &a) && holder_has_step(d, a.org));
}

/* Does this bot hold the dossier now? Applicants hold it while a supplement is awaited. */
static bool holds(struct op *op, struct db *db, const struct cast_member *m, const struct dossier *d)
{
    if (d->state == DOSSIER_AWAITING_SUPPLEMENT || d->step_role == ROLE_APPLICANT) {
        return strcmp(m->id, d->applicant) == 0;
    }
    if (strcmp(d->financial, "due") == 0) {
        return m->role != NULL && strcmp(m->role, role_code(ROLE_FEE_CLERK)) == 0; /* the money is waited for */
    }
    return (d->step_account == NULL || strcmp(d->step_account, m->id) == 0) && fits_step(op, db, m, d);
}

/* ---- absence ---- */

/* Until when the bot is absent at that moment; NONE = it is there. */
static bool absent_until(struct op *op, struct db *db, const struct cast_member *m, struct instant at, struct instant *out)
{
    struct delegation *list = NULL;
    size_t count = 0;
    *out = INSTANT_NONE;
    if (!delegation_list(op, db, m->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool away = strcmp(list[i].from_account, m->id) == 0 && instant_compare(list[i].from_at, at) <= 0 &&
                    instant_compare(at, list[i].to_at) < 0;
        *out = away ? list[i].to_at : *out;
    }
    return true;
}

/* Since when the bot stands in for who has the dossier; NONE = it does not. */
static bool stands_in(struct op *op, struct db *db, const struct cast_member *m, const struct dossier *d, struct instant *since)
{
    struct delegation *list = NULL;
    size_t count = 0;
    *since = INSTANT_NONE;
    if (d->step_account == NULL || strcmp(d->step_account, m->id) == 0 || !fits_step(op, db, m, d)) {
        return !op_failed(op);
    }
    if (!delegation_list(op, db, m->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool covers = strcmp(list[i].to_account, m->id) == 0 && strcmp(list[i].from_account, d->step_account) == 0;
        *since = covers && instant_is_none(*since) ? list[i].from_at : *since;
    }
    return true;
}

/* ---- who is asked beside the holder ---- */

/* A co-handler that has not said anything yet. */
static bool owes_contribution(struct op *op, struct db *db, const struct cast_member *m, int64_t dossier, bool *out)
{
    struct dossier_participant *list = NULL;
    struct event *events = NULL;
    size_t count = 0, event_count = 0;
    int role = m->role == NULL ? -1 : role_find(m->role);
    *out = false;
    if (role != ROLE_SPECIALIST && role != ROLE_DIVISION_HEAD && role != ROLE_DIRECTOR && role != ROLE_CLERK) {
        return true; /* dossier/sharing.c: who may take part */
    }
    if (!dossier_participants(op, db, dossier, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        *out = *out || (strcmp(list[i].account, m->id) == 0 && strcmp(list[i].kind, "co_handler") == 0);
    }
    if (!*out) {
        return true;
    }
    if (!audit_dossier_events(op, db, dossier, &events, &event_count)) {
        return false;
    }
    for (size_t i = 0; i < event_count; i++) {
        *out = *out && !(strcmp(events[i].name, "dossier.contributed") == 0 && strcmp(events[i].account, m->id) == 0);
    }
    return true;
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

/* What a bot has to do with a dossier, and since when. */
enum bot_part { PART_NONE, PART_OPINION, PART_CONTRIBUTION, PART_STEP };
struct bot_task {
    enum bot_part part;
    struct instant since; /* NONE = already */
};

static bool task_of(struct op *op, struct db *db, const struct cast_member *m, const struct dossier *d, struct bot_task *out)
{
    bool asked = false, owes = false, handling = d->state == DOSSIER_IN_HANDLING;
    *out = (struct bot_task){PART_NONE, INSTANT_NONE};
    if (holds(op, db, m, d)) {
        out->part = PART_STEP;
        return true;
    }
    if (op_failed(op) || (handling && (!is_asked(op, db, m, d->id, &asked) || !owes_contribution(op, db, m, d->id, &owes)))) {
        return false;
    }
    if (asked || owes) {
        out->part = asked ? PART_OPINION : PART_CONTRIBUTION;
        return true;
    }
    if (!stands_in(op, db, m, d, &out->since)) {
        return false;
    }
    out->part = instant_is_none(out->since) ? PART_NONE : PART_STEP;
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

/* When the bot would do it: not before it stands in, and not while it is away itself. */
static bool when_free(struct op *op, struct office *office, const struct exercise *e, const struct cast_member *m, const struct dossier *d,
                      const struct bot_task *task, struct instant *at)
{
    struct instant back;
    *at = when(op, office, e, m, d);
    if (!instant_is_none(task->since) && instant_compare(*at, task->since) < 0) {
        *at = task->since;
    }
    if (!absent_until(op, office_db(office), m, *at, &back)) {
        return false;
    }
    *at = instant_is_none(back) ? *at : back;
    return !op_failed(op);
}

bool bot_plan(struct op *op, struct office *office, const struct exercise *exercise, const struct dossier *d)
{
    struct due_item first = {.seat = NULL};
    for (size_t i = 0; i < exercise->cast_count; i++) {
        const struct cast_member *m = &exercise->cast[i];
        struct bot_task task;
        struct instant at;
        if (!is_bot(m)) {
            continue;
        }
        if (!task_of(op, office_db(office), m, d, &task)) {
            return false;
        }
        bool just_spoke = task.part == PART_CONTRIBUTION && strcmp(office_actor(office)->account, m->id) == 0;
        if (task.part == PART_NONE || just_spoke) { /* the event of this very act is not to be read yet */
            continue;
        }
        if (!when_free(op, office, exercise, m, d, &task, &at)) {
            return false;
        }
        if (first.seat == NULL || instant_compare(at, first.at) < 0) {
            first = (struct due_item){.at = at, .kind = DUE_BOT, .seat = m->id, .dossier = d->id, .step = d->step};
        }
    }
    return first.seat == NULL || due_add(op, office_db(office), &first);
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

static const char *contribute(struct moment *m)
{
    json_put_text(m->out, "opinion", "Đã xem hồ sơ; nhất trí với hướng xử lý của chuyên viên thụ lý.");
    return "dossier.contribute";
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

/* What there is to do for it now; PART_NONE while it is away, or does not stand in yet. */
static bool task_now(struct op *op, struct db *db, const struct cast_member *m, const struct dossier *d, enum bot_part *out)
{
    struct bot_task task;
    struct instant back;
    if (!task_of(op, db, m, d, &task) || !absent_until(op, db, m, op->now, &back)) {
        return false;
    }
    bool early = !instant_is_none(task.since) && instant_compare(op->now, task.since) < 0;
    *out = early || !instant_is_none(back) ? PART_NONE : task.part;
    return true;
}

bool bot_move(struct op *op, struct office *office, const struct exercise *exercise, const struct due_item *item,
              struct bot_move *out)
{
    struct dossier d;
    enum step_kind kind;
    enum bot_part part;
    struct strbuf b;
    struct json_out json;
    struct db *db = office_db(office);
    int seat = exercise_find_cast(exercise, item->seat);
    *out = (struct bot_move){0};
    if (seat < 0 || !dossier_get(op, db, item->dossier, &d)) {
        return !op_failed(op);
    }
    if (!task_now(op, db, &exercise->cast[seat], &d, &part) || part == PART_NONE) {
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
    const char *name = part == PART_OPINION ? give_opinion(&m) : part == PART_CONTRIBUTION ? contribute(&m) : choose(&m, kind);
    json_close_object(&json);
    if (op_failed(op)) {
        return false;
    }
    out->name = name;
    out->input = name == NULL ? NULL : json_parse(op, b.data, b.len);
    return !op_failed(op);
}
