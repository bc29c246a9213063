/* Papers of a decision: who signs, who seals, what becomes of the old ones; how they reach who filed; the archive. */
#include "dossier/result.h"

#include "account/account.h"
#include "dossier/delivery.h"
#include "dossier/result_register.h"
#include "dossier/tracking.h"
#include "form/form.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct json *read_data(struct office_fixture *f, const char *name)
{
    char path[1024];
    (void)snprintf(path, sizeof path, TEST_SOURCE_DIR "/scenarios/data/procedures/%s.json", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = arena_alloc(f->op.arena, 100000);
    size_t n = fread(text, 1, 99999, file);
    (void)fclose(file);
    text[n] = '\0';
    return office_fixture_json(f, text);
}

static int open_office(void **state)
{
    struct office_fixture *f = calloc(1, sizeof *f);
    struct account post = {.id = "bd", .name = "Lê Văn Phát", .role = ROLE_POSTAL_AGENT, .org = "H37.T01", .active = true};
    office_fixture_open(f);
    assert_true(account_add(&f->op, office_db(f->office), &post));
    assert_true(procedure_load(&f->op, office_db(f->office), read_data(f, "1.014390")));
    *state = f;
    return 0;
}

static void done(struct office_fixture *f, const char *account, const char *act, const char *rest)
{
    const char *input = arena_printf(f->op.arena, "{\"dossier\":1%s}", rest);
    if (!office_fixture_act(f, account, act, input)) {
        fail_msg("%s %s: %s", act, input, f->op.error.cause != NULL ? f->op.error.cause : f->op.error.key);
    }
}

static void refused(struct office_fixture *f, const char *account, const char *act, const char *rest, const char *key)
{
    if (office_fixture_act(f, account, act, arena_printf(f->op.arena, "{\"dossier\":1%s}", rest))) {
        fail_msg("%s by %s was not refused", act, account);
    }
    assert_string_equal(f->op.error.key, key);
}

static struct dossier one(struct office_fixture *f)
{
    struct dossier d;
    op_clear(&f->op);
    assert_true(dossier_get(&f->op, office_db(f->office), 1, &d));
    return d;
}

static struct result *papers(struct office_fixture *f, size_t want)
{
    struct result *list = NULL;
    size_t count = 0;
    op_clear(&f->op);
    assert_true(result_list(&f->op, office_db(f->office), 1, &list, &count));
    assert_int_equal(count, want);
    return list;
}

/* 1.014445 is decided by the provincial committee, 1.014390 by the director. */
static void play(struct office_fixture *f, bool committee, bool grants)
{
    const char *kind = grants ? "grant" : "refuse";
    const char *file = committee ? "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\"]}"
                                 : "{\"procedure\":\"1.014390\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"don-de-nghi\"]}";
    if (!office_fixture_act(f, "dn", "dossier.file", file)) {
        fail_msg("filing: %s %s", f->op.error.key, f->op.error.fields == NULL ? "" : f->op.error.fields->key);
    }
    done(f, "mc", "dossier.accept", ",\"confirm_missing\":true");
    done(f, "mc", "dossier.hand_over", "");
    done(f, "tp", "dossier.assign", ",\"account\":\"cv\"");
    done(f, "cv", "dossier.appraise", arena_printf(f->op.arena, ",\"eligible\":%s,\"opinion\":\"Đã xem xét hồ sơ\"", grants ? "true" : "false"));
    done(f, "cv", "dossier.draft", arena_printf(f->op.arena, ",\"kind\":\"%s\",\"summary\":\"Nội dung của kết quả\"", kind));
    done(f, "cv", "dossier.submit", "");
    done(f, "tp", "dossier.initial", "");
    if (committee) {
        done(f, "ld", "dossier.approve", "");
        done(f, "vt", "dossier.number", "");
        done(f, "vt", "dossier.issue", "");
    }
    done(f, committee ? "ub" : "ld", "dossier.decide", arena_printf(f->op.arena, ",\"outcome\":\"%s\"", grants ? "granted" : "refused"));
}

#define CORRECT ",\"content\":\"Tên người đại diện: đọc là Nguyễn Thị Hoa\",\"reason\":\"Sai sót khi trình bày\""
#define REASON ",\"reason\":\"Căn cứ cấp không còn\""

static void a_committees_decision_is_numbered_and_sealed_as_it_is_signed(void **state)
{
    struct office_fixture *f = *state;
    play(f, true, true);
    struct result *r = papers(f, 1);
    assert_string_equal(r->symbol, "1/GCN-UBND");
    assert_string_equal(r->status, "valid");
    assert_string_equal(r->org, "H37");
    assert_string_equal(r->signed_by, "ub");
    assert_string_equal(r->content, "Nội dung của kết quả");
    assert_int_equal(r->issued_at.ms, f->now.ms);
    assert_string_equal(one(f).delivery, "waiting");
    assert_int_equal(one(f).step_role, ROLE_ONE_STOP_OFFICER);
    refused(f, "vt", "dossier.seal_result", "", "result.none_to_seal");
}

static void a_directors_decision_waits_with_the_clerk_and_is_not_returned_before(void **state)
{
    struct office_fixture *f = *state;
    play(f, false, true);
    struct result *r = papers(f, 1);
    assert_string_equal(r->status, "signed");
    assert_null(r->symbol);
    assert_true(instant_is_none(r->issued_at));
    assert_null(result_in_force(r, 1));
    assert_int_equal(one(f).state, DOSSIER_COMPLETED);
    assert_int_equal(one(f).step_role, ROLE_CLERK);
    refused(f, "mc", "dossier.return_result", ",\"by\":\"electronic\"", "dossier.not_your_seat");
    refused(f, "mc", "dossier.hand_to_post", ",\"tracking_number\":\"EA123\"", "dossier.not_your_seat");
    refused(f, "ld", "dossier.revoke_result", REASON, "result.seal_first");
    refused(f, "mc", "dossier.seal_result", "", "act.forbidden");
    f->now = instant_add(f->now, MS_HOUR);
    done(f, "vt", "dossier.seal_result", "");
    r = papers(f, 1);
    assert_string_equal(r->symbol, "1/GCN-SKHCN");
    assert_string_equal(r->sealed_by, "vt");
    assert_int_equal(r->issued_at.ms, f->now.ms);
    assert_int_equal(one(f).step_role, ROLE_ONE_STOP_OFFICER);
    refused(f, "vt", "dossier.seal_result", "", "result.none_to_seal");
    done(f, "mc", "dossier.return_result", ",\"by\":\"electronic\"");
}

static void without_a_clerk_in_the_office_the_seal_is_the_signers(void **state)
{
    struct office_fixture *f = *state;
    assert_true(db_script(&f->op, office_db(f->office), "UPDATE account SET active = 0 WHERE id = 'vt';"));
    play(f, false, true);
    assert_string_equal(papers(f, 1)->status, "valid");
    assert_string_equal(papers(f, 1)->sealed_by, "ld");
}

static void a_refusal_is_a_letter_and_is_not_issued_again(void **state)
{
    struct office_fixture *f = *state;
    play(f, true, false);
    assert_string_equal(papers(f, 1)->symbol, "1/UBND-TTHC");
    assert_string_equal(papers(f, 1)->kind, "refuse");
    refused(f, "ub", "dossier.reissue_result", ",\"cause\":\"lost\",\"reason\":\"Bị mất\"", "result.refusal");
    done(f, "ub", "dossier.revoke_result", REASON);
}

static void only_who_issued_it_corrects_or_revokes_it(void **state)
{
    struct office_fixture *f = *state;
    play(f, true, true);
    refused(f, "ld", "dossier.correct_result", CORRECT, "result.not_issuer");
    refused(f, "ld", "dossier.revoke_result", REASON, "result.not_issuer");
    refused(f, "ld", "dossier.reissue_result", ",\"cause\":\"lost\",\"reason\":\"Bị mất\"", "result.not_issuer");
    refused(f, "vt", "dossier.revoke_result", REASON, "act.forbidden");
    assert_string_equal(papers(f, 1)->status, "valid");
}

static void a_correction_leaves_the_paper_in_force_and_marked(void **state)
{
    struct office_fixture *f = *state;
    play(f, true, true);
    done(f, "ub", "dossier.correct_result", CORRECT);
    struct result *r = papers(f, 2);
    assert_string_equal(r[0].status, "corrected");
    assert_string_equal(r[1].act, "correction");
    assert_string_equal(r[1].symbol, "1/UBND-TTHC");
    assert_int_equal(r[1].replaces, r[0].id);
    assert_ptr_equal(result_in_force(r, 2), &r[0]);
    done(f, "ub", "dossier.correct_result", CORRECT);
    assert_int_equal(papers(f, 3)[2].replaces, r[0].id);
}

static void what_was_revoked_is_issued_anew_as_wrong_and_in_no_other_way(void **state)
{
    struct office_fixture *f = *state;
    play(f, true, true);
    refused(f, "ub", "dossier.reissue_result", ",\"cause\":\"wrong\",\"reason\":\"Sai ngành nghề\"", "result.revoke_first");
    done(f, "ub", "dossier.revoke_result", REASON);
    struct result *r = papers(f, 2);
    assert_string_equal(r[0].status, "revoked");
    assert_string_equal(r[1].symbol, "1/QĐ-UBND");
    assert_null(result_in_force(r, 2));
    refused(f, "ub", "dossier.revoke_result", REASON, "result.none_in_force");
    refused(f, "ub", "dossier.correct_result", CORRECT, "result.none_in_force");
    refused(f, "ub", "dossier.reissue_result", ",\"cause\":\"lost\",\"reason\":\"Bị mất\"", "result.was_revoked");
    done(f, "ub", "dossier.reissue_result", ",\"cause\":\"wrong\",\"reason\":\"Sai ngành nghề\",\"content\":\"Ngành nghề đúng\"");
    r = papers(f, 3);
    assert_string_equal(r[0].status, "revoked");
    assert_string_equal(r[2].symbol, "2/GCN-UBND");
    assert_string_equal(r[2].content, "Ngành nghề đúng");
    assert_int_equal(r[2].replaces, r[0].id);
    assert_ptr_equal(result_in_force(r, 3), &r[2]);
}

static void one_that_is_lost_is_replaced_and_what_is_signed_changes_nothing_until_it_is_sealed(void **state)
{
    struct office_fixture *f = *state;
    play(f, false, true);
    done(f, "vt", "dossier.seal_result", "");
    done(f, "mc", "dossier.return_result", ",\"by\":\"electronic\"");
    done(f, "ld", "dossier.reissue_result", ",\"cause\":\"lost\",\"reason\":\"Bị mất khi chuyển trụ sở\"");
    struct result *r = papers(f, 2);
    assert_string_equal(r[0].status, "valid");
    assert_string_equal(r[1].status, "signed");
    refused(f, "ld", "dossier.revoke_result", REASON, "result.seal_first");
    refused(f, "mc", "dossier.archive", ",\"retention\":\"10\"", "result.seal_first");
    done(f, "vt", "dossier.seal_result", "");
    r = papers(f, 2);
    assert_string_equal(r[0].status, "replaced");
    assert_string_equal(r[1].symbol, "2/GCN-SKHCN");
    assert_string_equal(r[1].content, r[0].content);
    assert_int_equal(one(f).state, DOSSIER_RETURNED);
}

static void numbers_run_by_organisation_kind_and_year(void **state)
{
    struct office_fixture *f = *state;
    play(f, true, true);
    assert_true(instant_parse("2027-01-04T09:00", &f->now));
    done(f, "ub", "dossier.reissue_result", ",\"cause\":\"damaged\",\"reason\":\"Bị rách\"");
    assert_string_equal(papers(f, 2)[1].symbol, "1/GCN-UBND");
}

/* ---- delivery ---- */

static void what_is_missing_at_the_counter_is_said_at_once(void **state)
{
    struct office_fixture *f = *state;
    play(f, true, true);
    refused(f, "mc", "dossier.return_result", ",\"by\":\"counter\"", "input.invalid");
    size_t n = 0;
    for (const struct field_error *e = f->op.error.fields; e != NULL; e = e->next) {
        n++;
    }
    assert_int_equal(n, 3); /* who, by what paper, signed */
    refused(f, "mc", "dossier.return_result", ",\"by\":\"counter\",\"receiver\":\"Lê Thị Hà\",\"identity\":\"authorisation\",\"signed\":true",
            "input.invalid");
    assert_string_equal(f->op.error.fields->key, "delivery.number");
    refused(f, "mc", "dossier.return_result", ",\"by\":\"postal\"", "input.invalid");
    done(f, "mc", "dossier.return_result",
         ",\"by\":\"counter\",\"receiver\":\"Lê Thị Hà\",\"identity\":\"authorisation\",\"identity_number\":\"UQ 05/2026\",\"signed\":true");
    struct delivery *list = NULL;
    size_t count = 0;
    assert_true(delivery_list(&f->op, office_db(f->office), 1, &list, &count));
    assert_int_equal(count, 1);
    assert_string_equal(list->receiver, "Lê Thị Hà");
    assert_string_equal(list->identity, "authorisation");
    assert_true(list->signed_for);
    assert_string_equal(one(f).delivery, "returned");
    assert_string_equal(one(f).returned_by, "counter");
}

static void the_post_holds_it_until_it_is_delivered_or_comes_back(void **state)
{
    struct office_fixture *f = *state;
    struct delivery *list = NULL;
    size_t count = 0;
    play(f, true, true);
    refused(f, "bd", "dossier.post_delivered", ",\"receiver\":\"Lê Thị Hà\"", "delivery.not_posted");
    done(f, "mc", "dossier.hand_to_post", ",\"tracking_number\":\"EA123456789VN\"");
    assert_string_equal(one(f).delivery, "handed_to_post");
    assert_int_equal(one(f).state, DOSSIER_COMPLETED);
    assert_int_equal(one(f).step_role, ROLE_POSTAL_AGENT);
    refused(f, "mc", "dossier.return_result", ",\"by\":\"electronic\"", "dossier.not_your_seat");
    refused(f, "mc", "dossier.hand_to_post", ",\"tracking_number\":\"EA1\"", "input.invalid");
    f->now = instant_add(f->now, MS_DAY);
    done(f, "bd", "dossier.post_came_back", ",\"reason\":\"Không có người nhận\"");
    assert_string_equal(one(f).delivery, "waiting");
    assert_int_equal(one(f).step_role, ROLE_ONE_STOP_OFFICER);
    refused(f, "bd", "dossier.post_came_back", ",\"reason\":\"Không có người nhận\"", "delivery.not_posted");
    done(f, "mc", "dossier.hand_to_post", ",\"tracking_number\":\"EA987654321VN\"");
    done(f, "mc", "dossier.post_delivered", ",\"receiver\":\"Lê Thị Hà\""); /* the post's paper came to the counter */
    assert_int_equal(one(f).state, DOSSIER_RETURNED);
    assert_string_equal(one(f).returned_by, "postal");
    assert_true(delivery_list(&f->op, office_db(f->office), 1, &list, &count));
    assert_int_equal(count, 2);
    assert_string_equal(list[0].outcome, "came_back");
    assert_string_equal(list[0].reason, "Không có người nhận");
    assert_string_equal(list[1].outcome, "delivered");
    assert_string_equal(list[1].tracking_number, "EA987654321VN");
}

static void it_is_archived_once_by_the_counter_or_who_handled_it(void **state)
{
    struct office_fixture *f = *state;
    struct archive a;
    bool found = false;
    play(f, true, true);
    refused(f, "mc", "dossier.archive", ",\"retention\":\"20\"", "dossier.wrong_state");
    done(f, "mc", "dossier.return_result", ",\"by\":\"electronic\"");
    refused(f, "mc", "dossier.archive", ",\"retention\":\"21\"", "input.invalid");
    struct account other = {.id = "cv9", .name = "Hà Văn Chín", .role = ROLE_SPECIALIST, .org = "H37.T01", .active = true};
    op_clear(&f->op);
    assert_true(account_add(&f->op, office_db(f->office), &other));
    assert_false(office_fixture_act(f, "cv9", "dossier.archive", "{\"dossier\":1,\"retention\":\"20\"}"));
    done(f, "cv", "dossier.archive", ",\"retention\":\"permanent\",\"note\":\"Kho lưu trữ Sở\"");
    assert_false(instant_is_none(one(f).archived_at));
    assert_true(archive_find(&f->op, office_db(f->office), 1, &a, &found));
    assert_true(found);
    assert_string_equal(a.retention, "permanent");
    refused(f, "mc", "dossier.archive", ",\"retention\":\"20\"", "archive.once");
}

/* ---- the register ---- */

static size_t found(struct office_fixture *f, const struct result_query *query, struct result_line **lines)
{
    struct result_query q = *query;
    size_t count = 0;
    bool more = false;
    op_clear(&f->op);
    q.limit = q.limit == 0 ? 50 : q.limit;
    assert_true(result_page(&f->op, office_db(f->office), &q, lines, &count, &more));
    return count + (more ? 1000 : 0);
}

static void the_register_is_searched_without_accents_and_read_page_by_page(void **state)
{
    struct office_fixture *f = *state;
    struct result_line *lines = NULL;
    int64_t counts[RESULT_STATUS_COUNT];
    play(f, true, true);
    done(f, "ub", "dossier.correct_result", CORRECT);
    done(f, "ub", "dossier.revoke_result", REASON);
    assert_int_equal(found(f, &(struct result_query){0}, &lines), 3);
    assert_string_equal(lines[0].result.act, "revocation"); /* newest first */
    assert_string_equal(lines[2].result.status, "revoked");
    assert_non_null(lines[0].owner);
    assert_non_null(strstr(lines[0].code, "H37.T01-"));
    static const struct {
        const char *q;
        size_t want;
    } cases[] = {{"1/gcn", 1},         {"1/QĐ", 1},       {"1/qd-ubnd", 1}, {"1", 3},      {"2", 0},          {"1/%", 0},
                 {"doanh nghiep", 3},  {"không có", 0},   {"H37.T01", 3},   {"060001", 3}, {"060002", 0},     {"h37.t01-2611", 3}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t got = found(f, &(struct result_query){.q = cases[i].q}, &lines);
        if (got != cases[i].want) {
            fail_msg("“%s” finds %zu, not %zu", cases[i].q, got, cases[i].want);
        }
    }
    assert_int_equal(found(f, &(struct result_query){.status = "revoked"}, &lines), 1);
    assert_int_equal(found(f, &(struct result_query){.act = "correction"}, &lines), 1);
    assert_int_equal(found(f, &(struct result_query){.first = day_from(2026, 11, 21)}, &lines), 0);
    assert_int_equal(found(f, &(struct result_query){.first = day_from(2026, 11, 20), .last = day_from(2026, 11, 20)}, &lines), 3);
    assert_int_equal(found(f, &(struct result_query){.concerns = "H26"}, &lines), 0);
    assert_int_equal(found(f, &(struct result_query){.concerns = "H37"}, &lines), 3);
    assert_int_equal(found(f, &(struct result_query){.limit = 2}, &lines), 1002);
    assert_int_equal(found(f, &(struct result_query){.limit = 2, .before = lines[1].result.id}, &lines), 1);
    assert_true(result_tally(&f->op, office_db(f->office), &(struct result_query){0}, 1001, counts));
    assert_int_equal(counts[RESULT_VALID], 2);
    assert_int_equal(counts[RESULT_REVOKED], 1);
    assert_int_equal(counts[RESULT_SIGNED], 0);
    bool more = false;
    size_t count = 0;
    assert_false(result_page(&f->op, office_db(f->office), &(struct result_query){.q = "…", .limit = 1}, &lines, &count, &more));
    assert_string_equal(f->op.error.key, "search.nothing");
}

static void a_paper_is_drawn_only_when_it_is_sealed_and_always_the_same(void **state)
{
    struct office_fixture *f = *state;
    play(f, false, true);
    struct dossier d = one(f);
    assert_null(result_paper(&f->op, office_db(f->office), &d, papers(f, 1), NULL));
    assert_string_equal(f->op.error.key, "result.not_sealed");
    done(f, "vt", "dossier.seal_result", "");
    struct result *r = papers(f, 1);
    const struct json *data = result_paper(&f->op, office_db(f->office), &d, r, NULL);
    assert_non_null(data);
    assert_string_equal(json_get_text(data, "number", ""), "1/GCN-SKHCN");
    assert_string_equal(json_get_text(data, "signer_name", ""), "Đặng Đức Minh");
    const void *first = NULL, *again = NULL;
    size_t len = 0, len_again = 0;
    assert_true(form_draw(&f->op, "KQ", data, &first, &len));
    f->now = instant_add(f->now, MS_DAY);
    assert_true(form_draw(&f->op, "KQ", result_paper(&f->op, office_db(f->office), &d, papers(f, 1), NULL), &again, &len_again));
    assert_int_equal(len, len_again);
    assert_memory_equal(first, again, len);
}

/* ---- the register of dossiers, form 07 ---- */

static void a_register_of_dossiers_is_frozen_when_it_is_issued(void **state)
{
    struct office_fixture *f = *state;
    struct db *db = office_db(f->office);
    struct tracking *list = NULL;
    size_t count = 0, len = 0, len_again = 0;
    const void *first = NULL, *again = NULL;
    static const char november[] = "{\"from\":\"2026-11-01\",\"to\":\"2026-11-30\"}";
    assert_false(office_fixture_act(f, "mc", "register.issue", november));
    assert_string_equal(f->op.error.key, "register.empty");
    play(f, true, true);
    assert_false(office_fixture_act(f, "tp", "register.issue", november));
    assert_false(office_fixture_act(f, "mc", "register.issue", "{\"from\":\"2026-11-30\",\"to\":\"2026-11-01\"}"));
    assert_string_equal(f->op.error.key, "period.order");
    assert_false(office_fixture_act(f, "mc", "register.issue", "{\"from\":\"2026-11-01\",\"to\":\"2026-11-30\",\"field\":\"khong-co\"}"));
    assert_string_equal(f->op.error.key, "register.field");
    assert_false(office_fixture_act(f, "mc", "register.issue", "{\"from\":\"2026-11-21\",\"to\":\"2026-11-30\"}"));
    assert_string_equal(f->op.error.key, "register.empty");
    assert_true(office_fixture_act(f, "mc", "register.issue", november));
    assert_true(tracking_list(&f->op, db, "H37.T02", &list, &count));
    assert_int_equal(count, 1);
    assert_int_equal(list->entries, 1);
    assert_int_equal(list->number, 1); /* what was refused took no number */
    assert_true(tracking_list(&f->op, db, "H26.T02", &list, &count));
    assert_int_equal(count, 0);
    const struct json *data = tracking_data(&f->op, db, "H37.T02", 1);
    assert_non_null(data);
    assert_true(form_draw(&f->op, "07", data, &first, &len));
    done(f, "mc", "dossier.return_result",
         ",\"by\":\"counter\",\"receiver\":\"Lê Thị Hà\",\"identity\":\"receipt\",\"signed\":true");
    assert_true(form_draw(&f->op, "07", tracking_data(&f->op, db, "H37.T02", 1), &again, &len_again));
    assert_int_equal(len, len_again);
    assert_memory_equal(first, again, len);
    assert_true(office_fixture_act(f, "mc", "register.issue", november));
    const struct json *row = json_at(json_get(tracking_data(&f->op, db, NULL, 2), "rows"), 0);
    assert_string_equal(json_get_text(row, "method", ""), "Tại Bộ phận Một cửa");
    assert_string_equal(json_get_text(row, "signed", ""), "Đã ký");
    assert_null(tracking_data(&f->op, db, "H26.T02", 1));
    assert_string_equal(f->op.error.key, "register.unknown");
}

/* ---- the control sheets of a period, form 06 ---- */

static size_t draw_all(struct office_fixture *f, const struct json *data, const void **bytes)
{
    struct form_copy copies[3];
    const struct json *sheets = json_get(data, "sheets");
    size_t count = 0, len = 0;
    op_clear(&f->op);
    assert_non_null(sheets);
    assert_true(sheets->count < 3);
    copies[count++] = (struct form_copy){"PK", json_get(data, "cover")};
    for (const struct json *n = sheets->first; n != NULL; n = n->next) {
        copies[count++] = (struct form_copy){"06", n};
    }
    assert_true(form_draw_bundle(&f->op, copies, count, bytes, &len));
    return len;
}

static void the_control_sheets_of_a_period_lie_frozen_behind_their_list(void **state)
{
    struct office_fixture *f = *state;
    struct db *db = office_db(f->office);
    struct tracking *list = NULL;
    size_t count = 0;
    const void *first = NULL, *again = NULL;
    static const char november[] = "{\"form\":\"06\",\"from\":\"2026-11-01\",\"to\":\"2026-11-30\"}";
    assert_true(office_fixture_act(f, "dn", "dossier.file", "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\"]}"));
    done(f, "mc", "dossier.accept", ",\"confirm_missing\":true");
    assert_false(office_fixture_act(f, "mc", "register.issue", november));
    assert_string_equal(f->op.error.key, "register.no_sheets"); /* accepted, not handed over */
    done(f, "mc", "dossier.hand_over", "");
    done(f, "tp", "dossier.assign", ",\"account\":\"cv\"");
    assert_true(office_fixture_act(f, "mc", "register.issue", "{\"from\":\"2026-11-01\",\"to\":\"2026-11-30\"}"));
    assert_true(office_fixture_act(f, "mc", "register.issue", november));
    assert_true(tracking_list(&f->op, db, "H37.T02", &list, &count));
    assert_int_equal(count, 2);
    assert_string_equal(list[0].form, "06");
    assert_int_equal(list[0].number, 1); /* a series of its own */
    assert_string_equal(list[1].form, "07");
    const struct json *data = tracking_data(&f->op, db, "H37.T02", list[0].id);
    const struct json *row = json_at(json_get(json_get(data, "cover"), "rows"), 0);
    assert_string_equal(json_get_text(row, "sheet", ""), "1");
    assert_string_equal(json_get_text(row, "moves", ""), "2"); /* to the division, to the specialist */
    assert_string_equal(json_get_text(row, "late", ""), "0");
    const struct json *moves = json_get(json_at(json_get(data, "sheets"), 0), "handovers");
    assert_int_equal(moves->count, 2);
    assert_string_equal(json_get_text(json_at(moves, 0), "from", ""), "Trung tâm Phục vụ hành chính công tỉnh Lạng Sơn");
    assert_string_equal(json_get_text(json_at(moves, 0), "to", ""), "Phòng Quản lý công nghệ và Tiêu chuẩn đo lường");
    assert_string_equal(json_get_text(json_at(moves, 1), "to", ""), "Phòng Quản lý công nghệ và Tiêu chuẩn đo lường");
    size_t len = draw_all(f, data, &first);
    f->now.ms += 30 * MS_DAY; /* the specialist is late, and goes on */
    done(f, "cv", "dossier.appraise", ",\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"");
    done(f, "cv", "dossier.draft", ",\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"");
    done(f, "cv", "dossier.submit", "");
    assert_int_equal(draw_all(f, tracking_data(&f->op, db, "H37.T02", list[0].id), &again), len);
    assert_memory_equal(first, again, len);
    assert_true(office_fixture_act(f, "mc", "register.issue", november));
    data = tracking_data(&f->op, db, "H37.T02", 3);
    row = json_at(json_get(json_get(data, "cover"), "rows"), 0);
    assert_string_equal(json_get_text(row, "moves", ""), "3");
    assert_string_equal(json_get_text(row, "late", ""), "1");
    assert_string_equal(json_get_text(json_get(data, "cover"), "number", ""), "2");
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_office, office_fixture_teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_committees_decision_is_numbered_and_sealed_as_it_is_signed),
        T(a_directors_decision_waits_with_the_clerk_and_is_not_returned_before),
        T(without_a_clerk_in_the_office_the_seal_is_the_signers),
        T(a_refusal_is_a_letter_and_is_not_issued_again),
        T(only_who_issued_it_corrects_or_revokes_it),
        T(a_correction_leaves_the_paper_in_force_and_marked),
        T(what_was_revoked_is_issued_anew_as_wrong_and_in_no_other_way),
        T(one_that_is_lost_is_replaced_and_what_is_signed_changes_nothing_until_it_is_sealed),
        T(numbers_run_by_organisation_kind_and_year),
        T(what_is_missing_at_the_counter_is_said_at_once),
        T(the_post_holds_it_until_it_is_delivered_or_comes_back),
        T(it_is_archived_once_by_the_counter_or_who_handled_it),
        T(the_register_is_searched_without_accents_and_read_page_by_page),
        T(a_register_of_dossiers_is_frozen_when_it_is_issued),
        T(the_control_sheets_of_a_period_lie_frozen_behind_their_list),
        T(a_paper_is_drawn_only_when_it_is_sealed_and_always_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
