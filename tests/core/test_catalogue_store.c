/* The shipped catalogue in an office's database, and the playable procedures. */
#include "catalogue/catalogue.h"
#include "core_sql.h"
#include "db/migrate.h"
#include "support/check.h"
#include "support/office_fixture.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#define SHIPPED TEST_SOURCE_DIR "/scenarios/data"

static struct op op;
static struct db *db;

static int open_case(void **state)
{
    (void)state;
    op_init(&op, arena_open((size_t)1 << 30), "test", LANG_VI);
    db = db_open(&op, ":memory:", &(struct db_options){.mode = DB_MEMORY});
    assert_non_null(db);
    assert_true(migrate(&op, db, &core_schema));
    assert_true(db_begin(&op, db, true));
    return 0;
}
static int close_case(void **state)
{
    (void)state;
    db_rollback(db);
    db_close(db);
    arena_close(op.arena);
    return 0;
}

static void done(bool ok)
{
    if (!ok) {
        fail_msg("%s %s %s", op.error.key == NULL ? "" : op.error.key, op.error.field == NULL ? "" : op.error.field,
                 op.error.cause == NULL ? "" : op.error.cause);
    }
}
static void store_shipped(void)
{
    struct catalogue c;
    catalogue_init(&c, &op);
    done(catalogue_read(&c, SHIPPED "/catalogue"));
    catalogue_check(&c);
    done(catalogue_store(&c, db));
}
static struct day day(const char *text)
{
    struct day d = {0};
    assert_true(day_parse(text, &d));
    return d;
}
static int64_t rows(const char *table)
{
    sqlite3_stmt *s = NULL;
    const char *text = arena_printf(op.arena, "SELECT count(*) FROM %s", table);
    assert_int_equal(sqlite3_prepare_v2(db_handle(db), text, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(s, 0);
    (void)sqlite3_finalize(s);
    return n;
}

static void everything_shipped_goes_into_the_database(void **state)
{
    (void)state;
    store_shipped();
    assert_int_equal(rows("catalogue_procedure"), 186);
    assert_int_equal(rows("catalogue_field"), 12);
    assert_int_equal(rows("catalogue_procedure WHERE certainty NOT IN ('found', 'recalled')"), 0);
    assert_int_equal(rows("catalogue_component WHERE replaced_database IS NOT NULL AND (replaced_owner IS NULL OR "
                          "replaced_basis IS NULL)"),
                     0);
    assert_int_equal(rows("(SELECT DISTINCT procedure FROM catalogue_component WHERE replaced_database IS NOT NULL)"),
                     127);
    assert_int_equal(rows("org WHERE kind = 'department'"), 34);
    assert_int_equal(rows("org_successor"), 30);
}

static void an_online_fee_was_halved_until_the_end_of_2025(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        enum catalogue_channel channel;
        int64_t amount;
    } cases[] = {{"2025-12-31", CHANNEL_ONLINE, 75000},
                 {"2026-01-01", CHANNEL_ONLINE, 150000},
                 {"2025-12-31", CHANNEL_COUNTER, 150000}};
    store_shipped();
    for (size_t i = 0; i < 3; i++) {
        struct catalogue_fee *fees = NULL;
        size_t count = 0;
        done(catalogue_fees_on(&op, db, "T.dang-ky-nhan-hieu", cases[i].channel, day(cases[i].day), &fees, &count));
        assert_int_equal(count, 2); /* and the examination fee for each class */
        assert_string_equal(fees[0].code, "le-phi-nop-don");
        assert_int_equal(fees[0].amount.amount, cases[i].amount);
        assert_int_equal(fees[1].basis, FEE_PER_ITEM);
        assert_string_equal(fees[1].item_en, "class of goods or services");
    }
}

static void a_paper_replaced_by_data_names_database_owner_and_article(void **state)
{
    (void)state;
    struct catalogue_component *papers = NULL;
    size_t count = 0;
    store_shipped();
    done(catalogue_components_of(&op, db, "1.010277", &papers, &count));
    assert_true(count >= 4);
    const struct catalogue_component *identity = NULL;
    for (size_t i = 0; i < count; i++) {
        identity = strcmp(papers[i].code, "can-cuoc-cong-dan") == 0 ? &papers[i] : identity;
    }
    assert_non_null(identity);
    assert_string_equal(identity->replaced_owner, "Bộ Công an");
    assert_string_equal(identity->replaced_database, "Cơ sở dữ liệu quốc gia về dân cư");
    assert_non_null(strstr(identity->replaced_basis, "STT 333; Nghị định số 63/2023/NĐ-CP, Khoản 2 Điều 6"));
}

static int64_t share_sum(const struct catalogue_workflow *w, size_t *steps, size_t *uncounted_applicant)
{
    struct catalogue_step *list = NULL;
    int64_t sum = 0;
    done(catalogue_steps_of(&op, db, w->id, &list, steps));
    *uncounted_applicant = 0;
    for (size_t i = 0; i < *steps; i++) {
        sum += list[i].share_milli;
        *uncounted_applicant +=
            list[i].kind == WORK_APPLICANT && list[i].share_milli == 0 && list[i].on_limit == ON_LIMIT_STOP;
    }
    return sum;
}

static void the_same_procedure_has_eight_steps_in_one_province_and_five_in_another(void **state)
{
    (void)state;
    static const struct {
        const char *procedure, *province, *variant;
        size_t steps, uncounted;
        int64_t days;
    } cases[] = {
        {"1.014445", "H37", "standard", 8, 0, 15}, {"1.014445", "H19", "standard", 5, 0, 15},
        {"1.014446", "H37", "standard", 8, 0, 10}, {"1.014444", "H37", "council", 14, 0, 28},
        {"1.014438", "H37", "council", 19, 1, 27}, {"1.014438", "H37", "standard", 8, 0, 15},
        {"1.014438", "H19", "standard", 5, 0, 27}, {"1.014451", "H37", "council", 24, 1, 63},
        {"1.014453", "H19", "standard", 4, 0, 40},
    };
    store_shipped();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct catalogue_workflow *list = NULL, *w = NULL;
        size_t count = 0, steps = 0, uncounted = 0;
        done(catalogue_workflows_of(&op, db, cases[i].procedure, cases[i].province, &list, &count));
        for (size_t k = 0; k < count; k++) {
            w = strcmp(list[k].variant, cases[i].variant) == 0 ? &list[k] : w;
        }
        if (w == NULL) {
            fail_msg("%s %s %s: no step table", cases[i].procedure, cases[i].province, cases[i].variant);
        }
        int64_t sum = share_sum(w, &steps, &uncounted);
        if (steps != cases[i].steps || uncounted != cases[i].uncounted || sum != cases[i].days * 1000) {
            fail_msg("%s %s %s: %zu steps, %zu uncounted, %lld", cases[i].procedure, cases[i].province,
                     cases[i].variant, steps, uncounted, (long long)sum);
        }
    }
}

static void a_catalogue_with_errors_is_not_stored(void **state)
{
    (void)state;
    struct catalogue c;
    catalogue_init(&c, &op);
    done(catalogue_read(&c, TEST_SOURCE_DIR "/tests/expected/catalogue/published"));
    catalogue_check(&c);
    assert_false(catalogue_store(&c, db));
    assert_string_equal(op.error.key, "catalogue.has_errors");
    assert_int_equal(rows("catalogue_procedure"), 0);
}

static const struct json *read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *text = arena_alloc(op.arena, 200000);
    size_t n = fread(text, 1, 200000, f);
    (void)fclose(f);
    const struct json *node = json_parse(&op, text, n);
    assert_non_null(node);
    return node;
}

static void load_all_playable(size_t *count)
{
    DIR *folder = opendir(SHIPPED "/procedures");
    assert_non_null(folder);
    *count = 0;
    for (struct dirent *e = readdir(folder); e != NULL; e = readdir(folder)) {
        size_t n = strlen(e->d_name);
        if (n > 5 && strcmp(e->d_name + n - 5, ".json") == 0) {
            done(procedure_load(&op, db, read_file(arena_printf(op.arena, SHIPPED "/procedures/%s", e->d_name))));
            (*count)++;
        }
    }
    (void)closedir(folder);
}

static void every_playable_procedure_loads(void **state)
{
    (void)state;
    size_t count = 0;
    load_all_playable(&count);
    assert_true(count >= 11);
}

/* From filing to return, each step done by the seat that the table names. */
static void play(struct office_fixture *f, const char *code, int dossier)
{
    struct procedure_version v;
    struct procedure_component *papers = NULL;
    struct strbuf b;
    size_t count = 0;
    const char *one = arena_printf(f->op.arena, "{\"dossier\":%d}", dossier);
    done(procedure_version_on(&f->op, office_db(f->office), code, instant_day(f->now), &v));
    done(procedure_components(&f->op, office_db(f->office), v.id, &papers, &count));
    strbuf_init(&b, f->op.arena, 4000);
    strbuf_printf(&b, "{\"procedure\":\"%s\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[", code);
    for (size_t i = 0, n = 0; i < count; i++) {
        if (papers[i].required) {
            strbuf_printf(&b, "%s\"%s\"", n++ > 0 ? "," : "", papers[i].code);
        }
    }
    strbuf_puts(&b, "]}");
    const char *const acts[][3] = {
        {"dn", "dossier.file", b.data},
        {"mc", "dossier.accept", one},
        {"mc", "dossier.hand_over", one},
        {"tp", "dossier.assign", arena_printf(f->op.arena, "{\"dossier\":%d,\"account\":\"cv\"}", dossier)},
        {"cv", "dossier.appraise",
         arena_printf(f->op.arena, "{\"dossier\":%d,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}", dossier)},
        {"cv", "dossier.draft",
         arena_printf(f->op.arena, "{\"dossier\":%d,\"kind\":\"grant\",\"summary\":\"Trình ký ban hành kết quả\"}",
                      dossier)},
        {"cv", "dossier.submit", one},
        {"tp", "dossier.initial", one},
        {"ld", "dossier.decide", arena_printf(f->op.arena, "{\"dossier\":%d,\"outcome\":\"granted\"}", dossier)},
        {"vt", "dossier.seal_result", one},
        {"mc", "dossier.return_result", arena_printf(f->op.arena, "{\"dossier\":%d,\"by\":\"electronic\"}", dossier)},
    };
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        if (!office_fixture_act(f, acts[i][0], acts[i][1], acts[i][2])) {
            fail_msg("%s: %s by %s: %s", code, acts[i][1], acts[i][0], f->op.error.key);
        }
        if (i == 0) { /* money is test_payment's subject; here it has been paid */
            done(db_script(&f->op, office_db(f->office), "UPDATE dossier SET financial = 'paid'"));
        }
    }
}

static void a_procedure_decided_by_one_unit_is_played_to_the_end(void **state)
{
    (void)state;
    static const char *const codes[] = {"1.003659", "1.010277", "1.011911", "1.013449", "1.014390",
                                        "1.014391", "2.001209", "2.002248", "2.002380"};
    struct office_fixture f;
    office_fixture_open(&f);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        const struct json *file = read_file(arena_printf(op.arena, SHIPPED "/procedures/%s.json", codes[i]));
        done(procedure_load(&f.op, office_db(f.office), file));
        play(&f, codes[i], (int)i + 1);
    }
    office_fixture_close(&f);
}

static void a_procedure_whose_term_was_cut_keeps_its_earlier_version(void **state)
{
    (void)state;
    size_t count = 0;
    struct procedure_version before, after;
    load_all_playable(&count);
    done(procedure_version_on(&op, db, "1.014391", day("2025-11-17"), &before));
    done(procedure_version_on(&op, db, "1.014391", day("2025-11-18"), &after));
    assert_string_equal(term_format(op.arena, before.term), "15 workdays");
    assert_string_equal(term_format(op.arena, after.term), "10 workdays");
    assert_int_equal(before.number, 1);
    assert_int_equal(after.number, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)
        CASE(everything_shipped_goes_into_the_database),
        CASE(an_online_fee_was_halved_until_the_end_of_2025),
        CASE(a_paper_replaced_by_data_names_database_owner_and_article),
        CASE(the_same_procedure_has_eight_steps_in_one_province_and_five_in_another),
        CASE(a_catalogue_with_errors_is_not_stored),
        CASE(every_playable_procedure_loads),
        CASE(a_procedure_decided_by_one_unit_is_played_to_the_end),
        CASE(a_procedure_whose_term_was_cut_keeps_its_earlier_version),
    };
    return cmocka_run_group_tests_name("catalogue store", tests, NULL, NULL);
}
