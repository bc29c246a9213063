/* Signing makes a row; sealing numbers it and lets it take effect on the row it is about. Both happen in one act where the seal is
 * in the hands of who signs. Kinds of paper are made from the beginning of their titles (Giấy chứng nhận: GCN); a letter carries TTHC where
 * the unit that drafted it would stand: ours, no source gives the symbols of these agencies. */
#include "dossier/result.h"

#include "account/account.h"
#include "base/viet.h"
#include "core_sql.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

static const char *const cause_codes[] = {"lost", "damaged", "wrong"};
static const struct choices cause_choices = {cause_codes, 3};

#define F(type, field_, kind_, ...)                                                                                    \
    {                                                                                                                  \
        .name = #field_, .kind = kind_, .offset = offsetof(struct type, field_), __VA_ARGS__                           \
    }
static const struct field correct_fields[] = {
    F(dossier_correct_result_input, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
    F(dossier_correct_result_input, content, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 2000),
    F(dossier_correct_result_input, reason, FIELD_TEXT, .flags = FIELD_REQUIRED, .max = 1000),
};
static const struct field reissue_fields[] = {
    F(dossier_reissue_result_input, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX),
    F(dossier_reissue_result_input, cause, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = &cause_choices),
    F(dossier_reissue_result_input, reason, FIELD_TEXT, .flags = FIELD_REQUIRED, .max = 1000),
    F(dossier_reissue_result_input, content, FIELD_TEXT, .max = 2000),
};
const struct record dossier_correct_result_record = RECORD("dossier_correct_result", struct dossier_correct_result_input, correct_fields);
const struct record dossier_reissue_result_record = RECORD("dossier_reissue_result", struct dossier_reissue_result_input, reissue_fields);
const struct record dossier_correct_result_body = RECORD("dossier_correct_result_body", struct dossier_correct_result_input, (*(const struct field(*)[2])&correct_fields[1]));
const struct record dossier_reissue_result_body = RECORD("dossier_reissue_result_body", struct dossier_reissue_result_input, (*(const struct field(*)[3])&reissue_fields[1]));

static const struct field row_fields[] = {
    F(result, id, FIELD_INT),           F(result, dossier, FIELD_INT),       F(result, no, FIELD_INT),         F(result, act, FIELD_TEXT),
    F(result, kind, FIELD_TEXT),        F(result, title, FIELD_TEXT),        F(result, content, FIELD_TEXT),   F(result, org, FIELD_TEXT),
    F(result, org_vi, FIELD_TEXT),      F(result, org_en, FIELD_TEXT),       F(result, signed_at, FIELD_INSTANT),
    F(result, signed_by, FIELD_TEXT),   F(result, number, FIELD_INT),        F(result, symbol, FIELD_TEXT),
    F(result, issued_at, FIELD_INSTANT), F(result, sealed_by, FIELD_TEXT),   F(result, status, FIELD_TEXT),
    F(result, replaces, FIELD_INT),     F(result, reason, FIELD_TEXT),
};
static const struct record row_record = RECORD("result", struct result, row_fields);

/* ---- reading ---- */

bool result_list(struct op *op, struct db *db, int64_t dossier, struct result **out, size_t *count)
{
    void *rows = NULL;
    struct stmt *s = db_use(op, db, &sql_result_list);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", dossier);
    bool ok = stmt_records(s, &row_record, RESULTS_MAX, &rows, count);
    *out = rows;
    return ok;
}

static bool is_decision(const struct result *r)
{
    return strcmp(r->act, "issue") == 0 || strcmp(r->act, "reissue") == 0;
}

static bool has_status(const struct result *r, const char *status)
{
    return strcmp(r->status, status) == 0;
}

/* The last decision that was issued, whatever became of it. */
static const struct result *last_decision(const struct result *list, size_t count)
{
    const struct result *found = NULL;
    for (size_t i = 0; i < count; i++) {
        found = is_decision(&list[i]) && !has_status(&list[i], "signed") ? &list[i] : found;
    }
    return found;
}

const struct result *result_in_force(const struct result *list, size_t count)
{
    const struct result *last = last_decision(list, count);
    return last != NULL && (has_status(last, "valid") || has_status(last, "corrected")) ? last : NULL;
}

const struct result *result_to_seal(const struct result *list, size_t count)
{
    return count > 0 && has_status(&list[count - 1], "signed") ? &list[count - 1] : NULL;
}

/* ---- symbols ---- */

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* "" = a letter. */
static const char *type_of(const struct result *r)
{
    static const char *const types[][2] = {{"Giấy chứng nhận", "GCN"}, {"Giấy phép", "GP"},   {"Giấy xác nhận", "GXN"}, {"Giấy công nhận", "GCN"},
                                           {"Quyết định", "QĐ"},       {"Thông báo", "TB"},  {"Chứng chỉ", "CC"},      {"Công văn", ""}};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (starts(r->title, types[i][0])) {
            return types[i][1];
        }
    }
    return "KQ";
}

static bool take_symbol(struct op *op, struct db *db, struct result *r)
{
    int year, m, d;
    const char *type = type_of(r), *org = org_abbreviation(op, r->org_vi);
    day_parts(instant_day(op->now), &year, &m, &d);
    if (!series_next(op, db, arena_printf(op->arena, "result:%s:%s:%d", r->org, type, year), &r->number)) {
        return false;
    }
    r->symbol = *type == '\0' ? arena_printf(op->arena, "%lld/%s-TTHC", (long long)r->number, org)
                              : arena_printf(op->arena, "%lld/%s-%s", (long long)r->number, type, org);
    return true;
}

/* ---- signing and sealing ---- */

static bool set_status(struct op *op, struct db *db, int64_t id, const char *status)
{
    struct stmt *s = db_use(op, db, &sql_result_set_status);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    bind_text(s, "status", status);
    return stmt_run(s, NULL);
}

/* What a paper does to the one it is about. One that was revoked stays so. */
static bool take_effect(struct op *op, struct db *db, const struct result *r, const struct result *about)
{
    if (about == NULL) {
        return true;
    }
    if (strcmp(r->act, "reissue") == 0) {
        return has_status(about, "revoked") || set_status(op, db, about->id, "replaced");
    }
    return set_status(op, db, about->id, strcmp(r->act, "revocation") == 0 ? "revoked" : "corrected");
}

static bool seal(struct op *op, struct work *w, struct result *r, const struct result *about)
{
    if (!take_symbol(op, w->db, r)) {
        return false;
    }
    r->issued_at = op->now;
    r->sealed_by = w->actor->account;
    struct stmt *s = db_use(op, w->db, &sql_result_seal);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &row_record, r);
    bind_text(s, "symbol_folded", viet_fold(op->arena, r->symbol));
    return stmt_run(s, NULL) && take_effect(op, w->db, r, about);
}

static bool note_issued(struct op *op, struct work *w, const struct result *r)
{
    work_data(op, w);
    json_put_int(&w->out, "result", r->id);
    json_put_text(&w->out, "number", r->symbol);
    json_put_text(&w->out, "paper", r->title);
    json_put_text(&w->out, "issued", r->act);
    json_put_text(&w->out, "org", r->org);
    return work_note(op, w, "result.issued");
}

/* Does somebody sit at the seal of the agency? */
static bool clerk_is_played(struct op *op, struct db *db, const char *agency, bool *out)
{
    struct account *list = NULL;
    size_t count = 0;
    *out = false;
    if (!account_list_by_role(op, db, ROLE_CLERK, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        *out = *out || org_is_within(list[i].org, agency);
    }
    return true;
}

/* Signed by who acts, for its organisation. `*sealed`: as it was signed. */
static bool sign(struct op *op, struct work *w, struct result *r, const struct result *about, bool *sealed)
{
    struct org org;
    bool clerk = false;
    if (!org_get(op, w->db, w->actor->org, &org) ||
        (strcmp(org.kind, "committee") != 0 && !clerk_is_played(op, w->db, w->d.agency, &clerk))) {
        return false;
    }
    r->dossier = w->d.id;
    r->org = org.code;
    r->org_vi = org.name_vi;
    r->org_en = org.name_en;
    r->signed_at = op->now;
    r->signed_by = w->behalf != NULL ? w->behalf : w->actor->account;
    struct stmt *s = db_use(op, w->db, &sql_result_add);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &row_record, r);
    if (r->replaces == 0) {
        bind_null(s, "replaces");
    }
    if (stmt_row(s)) {
        r->id = col_int(s, "id");
    }
    *sealed = !clerk;
    return stmt_done(s) && (clerk || seal(op, w, r, about));
}

bool result_sign(struct op *op, struct work *w)
{
    struct procedure_version version;
    bool sealed = false;
    if (!procedure_version_get(op, w->db, w->d.procedure_version, &version)) {
        return false;
    }
    bool grants = strcmp(w->d.result_kind, "grant") == 0;
    const char *granted = version.result_vi == NULL ? "Văn bản kết quả giải quyết thủ tục hành chính" : version.result_vi;
    struct result r = {.no = 1, .act = "issue", .kind = w->d.result_kind, .content = w->d.draft_summary,
                       .title = grants ? granted : "Công văn từ chối giải quyết thủ tục hành chính"};
    if (!sign(op, w, &r, NULL, &sealed)) {
        return false;
    }
    w->d.delivery = sealed ? "waiting" : "none";
    return work_hold(op, w) && (!sealed || note_issued(op, w, &r));
}

/* ---- the acts ---- */

const char *result_problem(const char *act, const struct actor *actor, const struct result *list, size_t count)
{
    const struct result *waits = result_to_seal(list, count), *last = last_decision(list, count);
    if (strcmp(act, "dossier.seal_result") == 0) {
        return waits != NULL ? NULL : "result.none_to_seal";
    }
    if (waits != NULL) {
        return "result.seal_first";
    }
    bool again = strcmp(act, "dossier.reissue_result") == 0;
    if (last != NULL && strcmp(last->org, actor->org) != 0) {
        return "result.not_issuer";
    }
    if (last == NULL || (!again && result_in_force(list, count) == NULL)) {
        return "result.none_in_force";
    }
    return again && strcmp(last->kind, "refuse") == 0 ? "result.refusal" : NULL;
}

struct papers {
    struct result *list;
    size_t count;
    const struct result *last; /* decision; NULL = none */
};

static bool take(struct op *op, struct office *office, int64_t dossier, const char *act, struct work *w, struct papers *p)
{
    if (!work_take(op, office, dossier, act, w) || !result_list(op, w->db, dossier, &p->list, &p->count)) {
        return false;
    }
    p->last = last_decision(p->list, p->count);
    const char *problem = result_problem(act, w->actor, p->list, p->count);
    if (problem == NULL) {
        return p->count < RESULTS_MAX || fail(op, E_LIMIT, "result.too_many", "max", arena_int(op->arena, RESULTS_MAX), NULL);
    }
    enum error_code code = strcmp(problem, "result.not_issuer") == 0 ? E_FORBIDDEN : E_STATE;
    return fail(op, code, problem, "org", p->last == NULL ? "" : p->last->org_vi, "number",
                p->last == NULL || p->last->symbol == NULL ? "" : p->last->symbol, NULL);
}

bool dossier_seal_result(struct op *op, struct office *office, const void *input)
{
    const struct dossier_note_input *in = input;
    struct work w;
    struct papers p;
    const struct result *about = NULL;
    if (!take(op, office, in->dossier, "dossier.seal_result", &w, &p) || !work_move(op, &w)) {
        return false;
    }
    struct result r = *result_to_seal(p.list, p.count);
    for (size_t i = 0; i < p.count; i++) {
        about = p.list[i].id == r.replaces ? &p.list[i] : about;
    }
    if (strcmp(w.d.delivery, "none") == 0) {
        w.d.delivery = "waiting";
    }
    return seal(op, &w, &r, about) && work_hold(op, &w) && work_save(op, &w) && note_issued(op, &w, &r);
}

/* A later paper about the last decision. */
static bool follow(struct op *op, struct work *w, const struct papers *p, struct result *r, const char *event)
{
    bool sealed = false;
    r->no = p->list[p->count - 1].no + 1;
    r->kind = p->last->kind;
    r->replaces = p->last->id;
    if (!work_move(op, w) || !sign(op, w, r, p->last, &sealed) || !work_save(op, w)) {
        return false;
    }
    work_data(op, w);
    json_put_int(&w->out, "result", r->id);
    json_put_text(&w->out, "replaces", p->last->symbol);
    json_put_text(&w->out, "content", r->content);
    json_put_text(&w->out, "reason", r->reason);
    return work_note(op, w, event) && (!sealed || note_issued(op, w, r));
}

bool dossier_correct_result(struct op *op, struct office *office, const void *input)
{
    const struct dossier_correct_result_input *in = input;
    struct work w;
    struct papers p;
    if (!take(op, office, in->dossier, "dossier.correct_result", &w, &p)) {
        return false;
    }
    struct result r = {.act = "correction", .content = in->content, .reason = in->reason,
                       .title = arena_printf(op->arena, "Công văn đính chính văn bản số %s", p.last->symbol)};
    return follow(op, &w, &p, &r, "result.corrected");
}

bool dossier_revoke_result(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reason_input *in = input;
    struct work w;
    struct papers p;
    if (!take(op, office, in->dossier, "dossier.revoke_result", &w, &p)) {
        return false;
    }
    struct result r = {.act = "revocation", .reason = in->reason,
                       .title = arena_printf(op->arena, "Quyết định thu hồi văn bản số %s", p.last->symbol)};
    return follow(op, &w, &p, &r, "result.revoked");
}

bool dossier_reissue_result(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reissue_result_input *in = input;
    struct work w;
    struct papers p;
    if (!take(op, office, in->dossier, "dossier.reissue_result", &w, &p)) {
        return false;
    }
    bool wrong = strcmp(cause_codes[in->cause], "wrong") == 0;
    if (wrong != has_status(p.last, "revoked")) {
        return fail_field(op, E_STATE, "cause", wrong ? "result.revoke_first" : "result.was_revoked", "number", p.last->symbol, NULL);
    }
    struct result r = {.act = "reissue", .content = in->content != NULL ? in->content : p.last->content, .reason = in->reason,
                       .title = p.last->title};
    return follow(op, &w, &p, &r, "result.reissued");
}
