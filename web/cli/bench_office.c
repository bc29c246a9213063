/* The office is a plain file as a shared office is (DB_SHARED: write-ahead log, synchronous FULL), filled by the seeder. The sizes
 * take turns, slice by slice: a machine that is slow for a while is slow for all of them. Within a slice each thing is done unmeasured
 * first, so that every size is measured with what it needs in memory. */
#include "cli/bench_office.h"

#include "account/account.h"
#include "act/act.h"
#include "api/view_dossier.h"
#include "dossier/counter.h"
#include "dossier/prefill.h"
#include "dossier/search.h"
#include "exercise/stage.h"
#include "office/seed.h"
#include "report/period.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE 50
#define CAP 1000
#define CACHE_KIB 65536
#define SEED_CACHE_KIB (4 << 20) /* while it is filled; the measuring has CACHE_KIB */
#define WARM_ACTS 2
#define SEED_OF_ONE 100000 /* dossiers a year that the seeded cast carries at an officer's pace */
#define BACKLOG 5000 /* in hand, whatever the size: how much work a seat has is not how large the office is */
#define FROM "2025-11-20T08:00"
#define TO "2026-11-20T08:00"

static const char *const queries[] = {
    "quyet thang", "Công ty", "co phan cong nghe sao khue", "ho", "doanh nghiep khoa hoc", "0900000007", "so 17", "060003", "H37.T01-260",
    "giay phep", "x-quang", "khong co ai ten nhu the",
};
#define QUERIES (sizeof queries / sizeof queries[0])

/* ks1 is the controller: its list is what is overdue, of the whole office. */
static const char *const seats[] = {"mc1", "cv03", "tp1", "vt1", "ks1"};
#define SEATS (sizeof seats / sizeof seats[0])

struct bench_run {
    const struct bench_office_plan *plan;
    int64_t dossiers;
    struct bench_office *out;
    const char *path;
    struct instant now;
    struct db *db;
    struct office *office;
    struct arena *arena; /* of one thing measured */
};

/* ---- the office ---- */

static void say_progress(void *self, int64_t dossiers)
{
    const struct bench_run *r = self;
    if (!r->plan->quiet) {
        fprintf(stderr, "\r%lld / %lld", (long long)dossiers, (long long)r->dossiers);
    }
}

static bool plan_of(struct bench_run *r, struct seed_plan *p)
{
    int64_t half = r->dossiers / 2;
    *p = (struct seed_plan){.dossiers = r->dossiers, .backlog = half < BACKLOG ? half : BACKLOG,
                            .pace = r->dossiers < SEED_OF_ONE ? 1 : r->dossiers / SEED_OF_ONE, .chance = 7, .owners = 500,
                            .golden = "so-khcn-thuc-hanh", .batch = 5000, .progress = say_progress, .self = r};
    return instant_parse(FROM, &p->from) && instant_parse(TO, &p->to);
}

static bool seed(struct op *op, struct bench_run *r)
{
    struct seed_plan plan;
    struct seed_done done;
    double began = bench_now();
    const char *half = arena_printf(op->arena, "%s.half", r->path);
    (void)unlink(half);
    must(plan_of(r, &plan));
    if (!seed_build(op, &plan, r->plan->data, half)) {
        return false;
    }
    struct db *db = db_open(op, half, &(struct db_options){.mode = DB_BUILD, .cache_kib = SEED_CACHE_KIB});
    bool ok = db != NULL && seed_fill(op, db, &plan, &done);
    db_close(db);
    r->out->seed_seconds = (bench_now() - began) / 1000;
    if (!r->plan->quiet) {
        fprintf(stderr, "\r%30s\r", "");
    }
    if (ok && rename(half, r->path) != 0) {
        return fail_broken(op, "%s cannot be renamed", half);
    }
    return ok;
}

static struct instant now_of(void *self)
{
    return ((struct bench_run *)self)->now;
}

static bool open_office(struct op *op, struct bench_run *r)
{
    r->db = db_open(op, r->path, &(struct db_options){.mode = DB_SHARED, .cache_kib = CACHE_KIB});
    if (r->db == NULL) {
        return false;
    }
    r->office = office_open(r->db, (struct ports){.clock = {now_of, r}});
    office_lock(r->office);
    return true;
}

static void close_office(struct bench_run *r)
{
    if (r->office != NULL) {
        office_unlock(r->office);
        office_close(r->office);
        r->office = NULL;
    }
}

/* ---- things people do ---- */

/* What the server answers: the first page of the seat's queue, with every count that stands beside it. */
static bool answer_queue(struct op *op, struct bench_run *r, int round, struct strbuf *text)
{
    struct account a;
    struct json_out out;
    struct search_query q = {.view = SEARCH_QUEUE, .limit = PAGE};
    if (!office_begin_look(op, r->office) || !account_get(op, r->db, seats[(size_t)round % SEATS], &a)) {
        return false;
    }
    struct actor actor = {a.id, a.name, role_code((enum role)a.role), a.org};
    if (a.role == ROLE_CONTROLLER) {
        q.view = SEARCH_ALL;
        q.timing = "overdue";
    }
    struct view_look look = {.office = r->office, .actor = &actor, .now = r->now};
    q.role = actor.role;
    q.account = actor.account;
    q.org = actor.org;
    strbuf_init(text, op->arena, JSON_BYTES_MAX);
    json_begin(&out, text);
    json_open_object(&out, NULL);
    bool ok = view_dossiers(op, &out, &look, &q);
    json_close_object(&out);
    return ok;
}

static bool look_at_queue(struct op *op, struct bench_run *r, int round)
{
    struct strbuf text;
    return answer_queue(op, r, round, &text);
}

/* What is measured is an answer: as many rows as it counts, a page at most, and not none at every seat. */
static bool check_queues(struct op *op, struct bench_run *r)
{
    int64_t rows_in_all = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < SEATS; i++) {
        struct strbuf text;
        const struct json *answer = answer_queue(op, r, (int)i, &text) ? json_parse(op, text.data, text.len) : NULL;
        office_end(r->office);
        const struct json *list = json_get(answer, "dossiers");
        int64_t found = json_get_int(json_get(answer, "counts"), "found", -1), rows = list == NULL ? -1 : (int64_t)list->count;
        rows_in_all += rows;
        ok = answer != NULL && (rows == (found < PAGE ? found : PAGE) || fail_broken(op, "%s: %lld rows of %lld", seats[i], (long long)rows, (long long)found));
    }
    return ok && (rows_in_all > 0 || fail_broken(op, "every queue is empty"));
}

static bool search_next(struct op *op, struct bench_run *r, int round)
{
    struct search_page page;
    int64_t count = 0;
    struct search_query q = {.view = SEARCH_ALL, .q = queries[(size_t)round % QUERIES], .limit = PAGE};
    return office_begin_look(op, r->office) && search_page(op, r->db, &q, &page) && search_count(op, r->db, &q, CAP, &count);
}

static bool report_between(struct op *op, struct bench_run *r, const char *first, const char *last)
{
    struct period period;
    struct period_row *rows = NULL;
    size_t count = 0;
    must(day_parse(first, &period.first) && day_parse(last, &period.last));
    return office_begin_look(op, r->office) && period_report(op, r->db, "H37.T01", period, &rows, &count);
}

static bool report_year(struct op *op, struct bench_run *r, int round)
{
    (void)round;
    return report_between(op, r, "2025-12-15", "2026-12-14");
}

static bool report_some_days(struct op *op, struct bench_run *r, int round)
{
    (void)round;
    return report_between(op, r, "2026-02-03", "2026-10-28");
}

static bool one_act(struct op *op, struct bench_run *r, const char *account, const char *act, const char *input, struct act_answer *answer)
{
    struct account a;
    const struct json *json = json_parse(op, input, strlen(input));
    if (json == NULL || !account_get(op, r->db, account, &a)) {
        return false;
    }
    struct actor actor = {a.id, a.name, role_code((enum role)a.role), a.org};
    struct act_call call = {.name = act, .input = json, .version = -1};
    return act_perform(op, r->office, &actor, &call, answer);
}

/* A new dossier, filed unmeasured; then it is accepted. */
static bool file_for_act(struct op *op, struct bench_run *r, int64_t *dossier)
{
    struct act_answer answer;
    struct account owner;
    struct procedure_version version;
    const struct json *forms = NULL;
    op->now = office_ports(r->office)->clock.now(office_ports(r->office)->clock.self);
    if (!account_get(op, r->db, "o0007", &owner) || !procedure_version_on(op, r->db, "1.014445", instant_day(op->now), &version) ||
        !prefill_examples(op, r->db, &owner, version.id, &forms)) {
        return false;
    }
    const char *input = arena_printf(op->arena,
                                     "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":"
                                     "[\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"],\"form\":%s}",
                                     forms == NULL ? "{}" : json_text(op, forms));
    if (!one_act(op, r, "o0007", "dossier.file", input, &answer)) {
        return false;
    }
    *dossier = answer.dossier;
    return true;
}

/* ---- measuring ---- */

typedef bool (*thing_fn)(struct op *op, struct bench_run *r, int round);

static int rounds_of_slice(struct bench_run *r)
{
    return (r->plan->rounds + r->plan->slices - 1) / r->plan->slices;
}

/* Rounds from `first` on; noted unless `series` is NULL. */
static bool do_looks(struct op *op, struct bench_run *r, thing_fn thing, int first, int count, struct bench_series *series)
{
    for (int i = first; i < first + count; i++) {
        struct op own;
        op_init(&own, r->arena, op->id, op->lang);
        double began = bench_now();
        bool ok = thing(&own, r, i);
        office_end(r->office);
        if (!ok) {
            return fail_broken(op, "%s %s", own.error.key, own.error.cause == NULL ? "" : own.error.cause);
        }
        if (series != NULL) {
            bench_note(series, bench_now() - began);
        }
        arena_reset(r->arena);
    }
    return true;
}

static bool measure_looks(struct op *op, struct bench_run *r, thing_fn thing, int slice, struct bench_series *series)
{
    int rounds = rounds_of_slice(r);
    return do_looks(op, r, thing, 0, (int)QUERIES, NULL) && do_looks(op, r, thing, slice * rounds, rounds, series);
}

/* Leaves the office open for what comes next. */
static bool measure_opening(struct op *op, struct bench_run *r)
{
    struct op own;
    op_init(&own, r->arena, op->id, op->lang);
    double began = bench_now();
    bool ok = open_office(&own, r) && look_at_queue(&own, r, 0);
    bench_note(&r->out->open, bench_now() - began);
    if (r->office != NULL) {
        office_end(r->office);
    }
    ok = ok || fail_broken(op, "%s %s", own.error.key, own.error.cause == NULL ? "" : own.error.cause);
    arena_reset(r->arena);
    return ok;
}

/* The kind `no` of a thing by itself. */
static bool measure_kind(struct op *op, struct bench_run *r, thing_fn thing, int no, struct bench_kind *kind)
{
    bench_series_open(op, &kind->series, 9);
    for (int i = 0; i < 9; i++) {
        struct op own;
        op_init(&own, r->arena, op->id, op->lang);
        double began = bench_now();
        bool ok = thing(&own, r, no);
        office_end(r->office);
        bench_note(&kind->series, bench_now() - began);
        arena_reset(r->arena);
        if (!ok) {
            return fail_broken(op, "%s alone", kind->name);
        }
    }
    return true;
}

static bool find_slowest(struct op *op, struct bench_run *r, thing_fn thing, const char *const *names, size_t count, struct bench_kind *slowest)
{
    for (size_t i = 0; i < count; i++) {
        struct bench_kind kind = {.name = names[i]};
        if (!measure_kind(op, r, thing, (int)i, &kind)) {
            return false;
        }
        if (i == 0 || bench_median(&kind.series) > bench_median(&slowest->series)) {
            *slowest = kind;
        }
    }
    return true;
}

static bool measure_slowest(struct op *op, struct bench_run *r)
{
    return find_slowest(op, r, search_next, queries, QUERIES, &r->out->slowest_query) &&
           find_slowest(op, r, look_at_queue, seats, SEATS, &r->out->slowest_seat);
}

static bool measure_acts(struct op *op, struct bench_run *r)
{
    for (int i = -WARM_ACTS; i < rounds_of_slice(r); i++) {
        struct op own;
        struct act_answer answer;
        int64_t dossier = 0;
        op_init(&own, r->arena, op->id, op->lang);
        bool ok = file_for_act(&own, r, &dossier);
        const char *input = arena_printf(r->arena, "{\"dossier\":%lld}", (long long)dossier);
        double began = bench_now();
        ok = ok && one_act(&own, r, "mc1", "dossier.accept", input, &answer);
        if (i >= 0) {
            bench_note(&r->out->act, bench_now() - began);
        }
        if (!ok) {
            return fail_broken(op, "%s %s", own.error.key, own.error.cause == NULL ? "" : own.error.cause);
        }
        arena_reset(r->arena);
    }
    return true;
}

/* Peak of resident memory since it was last asked for to forget it (Linux: clear_refs 5). */
static void forget_peak(void)
{
    FILE *f = fopen("/proc/self/clear_refs", "w");
    if (f != NULL) {
        (void)fputs("5", f);
        (void)fclose(f);
    }
}

static double peak_mib(void)
{
    char line[256];
    double kib = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f != NULL && fgets(line, sizeof line, f) != NULL) {
        if (strncmp(line, "VmHWM:", 6) == 0) {
            (void)sscanf(line + 6, "%lf", &kib);
        }
    }
    if (f != NULL) {
        (void)fclose(f);
    }
    return kib / 1024;
}

static bool recount(struct op *op, struct bench_run *r)
{
    double began = bench_now();
    bool ok = office_begin_look(op, r->office) && counter_recount(op, r->db);
    office_end(r->office);
    r->out->recount_seconds = (bench_now() - began) / 1000;
    return ok;
}

static bool count_up(struct op *op, struct bench_run *r)
{
    static const enum dossier_state ended[] = {DOSSIER_RETURNED, DOSSIER_INTAKE_REFUSED, DOSSIER_STOPPED, DOSSIER_WITHDRAWN};
    struct search_query all = {.view = SEARCH_ALL, .now = r->now};
    struct search_tally tally;
    struct stat st;
    bool ok = office_begin_look(op, r->office) && search_tally(op, r->db, &all, INT32_MAX, &tally) && db_version(op, r->db, &r->out->acts);
    office_end(r->office);
    for (int state = 0; ok && state < DOSSIER_STATE_COUNT; state++) {
        r->out->dossiers += tally.states[state];
    }
    r->out->open_dossiers = r->out->dossiers;
    for (size_t i = 0; ok && i < sizeof ended / sizeof ended[0]; i++) {
        r->out->open_dossiers -= tally.states[ended[i]];
    }
    r->out->file_mib = stat(r->path, &st) == 0 ? (double)st.st_size / 1048576 : 0;
    return ok;
}

static bool measure_slice(struct op *op, struct bench_run *r, int slice)
{
    struct bench_office *o = r->out;
    (void)malloc_trim(0); /* what the size before left is not this one's */
    forget_peak();
    bool ok = measure_opening(op, r) && (slice > 0 || (count_up(op, r) && check_queues(op, r) && measure_slowest(op, r))) &&
              measure_looks(op, r, look_at_queue, slice, &o->queue) && measure_looks(op, r, search_next, slice, &o->search) &&
              measure_looks(op, r, report_year, slice, &o->report) && measure_looks(op, r, report_some_days, slice, &o->report_days) &&
              measure_acts(op, r);
    double peak = peak_mib();
    o->peak_mib = peak > o->peak_mib ? peak : o->peak_mib;
    ok = ok && (slice < r->plan->slices - 1 || recount(op, r));
    close_office(r);
    return ok;
}

/* ---- a run ---- */

static bool begin_run(struct op *op, const struct bench_office_plan *plan, int no, struct bench_run *r, struct bench_office *out)
{
    *r = (struct bench_run){.plan = plan, .dossiers = plan->dossiers[no], .out = out, .arena = arena_open((size_t)64 << 20)};
    *out = (struct bench_office){0};
    must(instant_parse(TO, &r->now));
    r->path = arena_printf(op->arena, "%s/office-%lld.db", plan->folder, (long long)r->dossiers);
    size_t rounds = (size_t)rounds_of_slice(r) * (size_t)plan->slices;
    struct bench_series *all[] = {&out->queue, &out->search, &out->act, &out->report, &out->report_days};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        bench_series_open(op, all[i], rounds);
    }
    bench_series_open(op, &out->open, (size_t)plan->slices);
    out->reused = access(r->path, F_OK) == 0;
    return out->reused || seed(op, r);
}

bool bench_office_run(struct op *op, const struct bench_office_plan *plan, struct bench_office *out)
{
    struct bench_run runs[BENCH_OFFICE_SIZES] = {0};
    const int sizes = plan->sizes;
    bool ok = true;
    must(sizes >= 1 && sizes <= BENCH_OFFICE_SIZES);
    for (int i = 0; ok && i < sizes; i++) {
        ok = begin_run(op, plan, i, &runs[i], &out[i]);
    }
    for (int n = 0; ok && n < plan->slices * sizes; n++) {
        ok = measure_slice(op, &runs[n % sizes], n / sizes);
    }
    for (int i = 0; i < sizes; i++) {
        close_office(&runs[i]);
        if (runs[i].arena != NULL) {
            arena_close(runs[i].arena);
        }
    }
    return ok;
}
