/* The exercise is an ordinary one, read, checked and staged as any other. All its steps are open side by side. The
 * first ones hold the bulk of the dossiers; the others have one each, which are accepted at the end: so the judge has nearly all
 * its checks and mistakes to weigh at every act but the last few. */
#include "cli/bench_stage.h"

#include "people/classroom.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WATCHED 8 /* steps with a dossier of their own */
#define STEP_FILES_MAX 40 /* what one list of an exercise holds */
#define SOURCE_MAX ((size_t)60 << 10)
#define POINTS_WATCHED 10
#define POINTS_BULK (100 - WATCHED * POINTS_WATCHED)

/* ---- the exercise ---- */

static void put_head(struct strbuf *b)
{
    strbuf_puts(b, "return scenario {\n"
                   "  id = \"" BENCH_EXERCISE "\", rev = 1, minutes = 60, level = 1, seed = 20261120,\n"
                   "  title = L{ vi = \"Đo thao tác\", en = \"Acts measured\" },\n"
                   "  clock = { start = \"2026-11-20T08:00\", calendar = \"vn\", mode = \"frozen\" },\n"
                   "  world = { golden = \"so-khcn\" },\n"
                   "  cast = {\n"
                   "    dn = persona.business { name = synth.company(), id = synth.enterprise_code() },\n"
                   "    " BENCH_SEAT " = persona.trainee { role = \"one-stop-officer\" },\n"
                   "    tp = persona.trainee { role = \"division-head\" },\n"
                   "  },\n"
                   "  steps = {\n");
}

/* The dossiers first to last, at the counter of one step, which waits for the last of them. */
static void put_bulk(struct strbuf *b, const struct bench_exercise *e, int first, int last, int points)
{
    strbuf_printf(b, "    step \"hang-doi-%d\" {\n      by = \"mc\", points = %d, on = \"d%d\",\n", first, points, last);
    strbuf_puts(b, "      goal = L{ vi = \"Tiếp nhận mọi hồ sơ\", en = \"Accept every dossier\" },\n      given = {\n");
    for (int i = first; i <= last; i++) {
        strbuf_printf(b, "        file(\"dn\", \"1.014445\", { name = \"d%d\", channel = \"%s\" }),\n", i, e->channel);
    }
    strbuf_puts(b, "      },\n      want = { event(\"dossier.accepted\"):by(\"mc\"):within(\"8 workhours\") },\n");
    strbuf_printf(b, "      solve = { act(\"mc\", \"dossier.accept\"):on(\"d%d\") },\n    },\n", last);
}

static void put_watched(struct strbuf *b, const struct bench_exercise *e, int i)
{
    strbuf_printf(b,
                  "    step \"xem-%d\" {\n"
                  "      by = \"mc\", points = %d,\n"
                  "      goal = L{ vi = \"Tiếp nhận hồ sơ đủ thành phần\", en = \"Accept the complete dossier\" },\n"
                  "      given = { file(\"dn\", \"1.014445\", { name = \"x%d\", channel = \"%s\" }) },\n",
                  i, POINTS_WATCHED, i, e->channel);
    strbuf_puts(b, "      want = {\n"
                   "        event(\"dossier.accepted\"):by(\"mc\"):within(\"8 workhours\"):with{ missing = 0 },\n"
                   "        event(\"form01.issued\"),\n"
                   "        never(event(\"dossier.intake_refused\")),\n"
                   "      },\n"
                   "      mistakes = {\n"
                   "        mistake \"doi-bo-sung\" {\n"
                   "          acts = { act(\"mc\", \"dossier.request_supplement\",\n"
                   "            { components = { \"giay-de-nghi\" }, reason = \"Nộp lại giấy đề nghị\" }) },\n"
                   "          sees = event(\"dossier.supplement_requested\"):by(\"mc\"), cost = 2,\n"
                   "          say = L{ vi = \"Hồ sơ đã đủ thành phần.\", en = \"The dossier was complete.\" },\n"
                   "        },\n"
                   "        mistake \"tu-choi\" {\n"
                   "          acts = { act(\"mc\", \"dossier.refuse_intake\", { reason = \"Hồ sơ không đạt yêu cầu\" }) },\n"
                   "          sees = event(\"dossier.intake_refused\"):by(\"mc\"), cost = 2,\n"
                   "          say = L{ vi = \"Đã từ chối một hồ sơ đủ thành phần.\", en = \"A complete dossier was refused.\" },\n"
                   "        },\n"
                   "      },\n"
                   "      solve = { act(\"mc\", \"dossier.accept\") },\n"
                   "    },\n");
}

static bool write_file(struct op *op, const char *path, const char *text, size_t len)
{
    FILE *f = fopen(path, "we");
    bool ok = f != NULL && fwrite(text, 1, len, f) == len;
    if (f != NULL && fclose(f) != 0) {
        ok = false;
    }
    return ok || fail_broken(op, "writing %s: %s", path, strerror(errno));
}

static bool make_folder(struct op *op, const char *path)
{
    return mkdir(path, 0700) == 0 || errno == EEXIST || fail_broken(op, "making %s: %s", path, strerror(errno));
}

bool bench_write_exercise(struct op *op, const char *folder, const char *shipped, const struct bench_exercise *e)
{
    struct strbuf b;
    must(e->dossiers >= 2 * WATCHED && e->dossiers <= BENCH_ACTS_MAX);
    strbuf_init(&b, op->arena, SOURCE_MAX);
    put_head(&b);
    int bulk = e->dossiers - WATCHED, points = POINTS_BULK;
    for (int first = 1; first <= bulk; first += STEP_FILES_MAX) {
        int last = first + STEP_FILES_MAX - 1 < bulk ? first + STEP_FILES_MAX - 1 : bulk;
        put_bulk(&b, e, first, last, last == bulk ? points : 1);
        points--;
    }
    for (int i = 1; i <= WATCHED; i++) {
        put_watched(&b, e, i);
    }
    strbuf_puts(&b, "  },\n}\n");
    must(!b.overflow);
    const char *scenarios = arena_printf(op->arena, "%s/scenarios", folder);
    const char *own = arena_printf(op->arena, "%s/" BENCH_EXERCISE, scenarios);
    char *data = realpath(arena_printf(op->arena, "%s/data", shipped), NULL);
    if (data == NULL) {
        return fail_broken(op, "no exercises in %s: %s", shipped, strerror(errno));
    }
    bool ok = make_folder(op, scenarios) && make_folder(op, own) &&
              (symlink(data, arena_printf(op->arena, "%s/data", scenarios)) == 0 || fail_broken(op, "symlink: errno %d", errno)) &&
              write_file(op, arena_printf(op->arena, "%s/scenario.lua", own), b.data, b.len) &&
              write_file(op, arena_printf(op->arena, "%s/brief.vi.md", own), "# Đo\n", strlen("# Đo\n")) &&
              write_file(op, arena_printf(op->arena, "%s/brief.en.md", own), "# Measured\n", strlen("# Measured\n"));
    free(data);
    return ok;
}

/* ---- the people ---- */

const char *bench_class(struct op *op, struct ground *g)
{
    static const char *const exercises[] = {BENCH_EXERCISE};
    const char *password = NULL;
    if (shelf_find(ground_shelf(g), BENCH_EXERCISE) == NULL) {
        (void)fail_broken(op, "the exercise of the bench was left out");
        return NULL;
    }
    if (!person_ensure_demo(op, ground_lab(g), ground_now(g), &password)) {
        return NULL;
    }
    const struct classroom *c = classroom_ensure_demo(op, ground_lab(g), exercises, 1, ground_now(g));
    return c == NULL ? NULL : c->code;
}

static bool sit(struct op *op, struct ground *g, const char *world)
{
    struct visit v;
    if (!ground_enter(op, g, world, true, &v)) {
        return false;
    }
    bool ok = visit_sit(op, &v, BENCH_SEAT);
    ground_leave(op, &v);
    return ok;
}

bool bench_take_seat(struct op *op, struct ground *g, const char *class_code, int number, struct bench_seat *out)
{
    bool created = false;
    const char *name = arena_printf(op->arena, "Người đo %d", number);
    const struct welcome *w = classroom_join(op, ground_lab(g), class_code, name, ground_now(g));
    const struct attempt *a =
        w == NULL ? NULL : ground_begin(op, g, w->person.id, w->classroom->id, BENCH_EXERCISE, &created);
    if (a == NULL) {
        return false;
    }
    (void)snprintf(out->world, sizeof out->world, "%s", a->world);
    (void)snprintf(out->token, sizeof out->token, "%s", w->token);
    (void)snprintf(out->csrf, sizeof out->csrf, "%s", w->session->csrf);
    return sit(op, g, a->world);
}

struct bench_checks bench_checks_of(const struct exercise *e)
{
    struct bench_checks c = {.checks = (int)e->check_count, .tests = (int)e->test_count};
    c.mistakes = (int)e->mistake_count;
    return c;
}

bool bench_count_verdicts(struct op *op, struct ground *g, const struct bench_seat *seats, int count, int64_t *out)
{
    *out = 0;
    for (int i = 0; i < count; i++) {
        struct history_entry *list = NULL;
        size_t n = 0;
        const struct attempt *a = attempt_find_world(op, ground_lab(g), seats[i].world);
        if (a == NULL || !attempt_history(op, ground_lab(g), a->id, &list, &n)) {
            return false;
        }
        int64_t last = 0;
        for (size_t k = 0; k < n; k++) {
            bool verdict = list[k].kind == HISTORY_VERDICT && list[k].act != last;
            *out += verdict;
            last = verdict ? list[k].act : last;
        }
    }
    return true;
}
