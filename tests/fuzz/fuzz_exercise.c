/* Any bytes as an exercise. 'L' and Lua text: read (in this process, within small limits), and when it can be read, built,
 * linted and judged. 'J' and JSON: the tree as a broken child might answer it. Whatever comes, nothing but findings. */
#include "base/json.h"
#include "exercise/judge.h"
#include "exercise/lint.h"
#include "exercise/score.h"
#include "exercise/why.h"
#include "fuzz.h"
#include "script/read.h"

#include <string.h>

static const char *const datas[] = {"{}", "{\"alias\":\"du\",\"missing\":1,\"components\":[\"a\"]}", "{\"alias\":\"a\",\"due_at\":\"2026-12-07T09:00:00+07:00\"}"};

/* Events made of the names the exercise itself speaks of. */
static void judge_it(struct op *op, const struct exercise *ex)
{
    struct judge_start start = {.at = {INT64_C(1795136400000)}, .calendar = calendar_builtin()};
    struct judge *judge = judge_open(ex, &start);
    struct event events[64];
    size_t n = 0;
    for (size_t t = 0; n < 60 && t < 20; t++) {
        const char *name = ex->test_count == 0 ? "a.b" : ex->tests[t % ex->test_count]->name;
        const char *account = ex->cast_count == 0 ? "mc" : ex->cast[t % ex->cast_count].id;
        events[n] = (struct event){(int64_t)n + 1, (int64_t)n / 2 + 1, t == 0 ? "dossier.filed" : name, 7, start.at, "a.b", account, "", datas[t % 3]};
        n++;
    }
    must(judge_feed(op, judge, events, n, NULL, NULL));
    must(judge_clock(op, judge, instant_add(start.at, 40 * MS_DAY), NULL));
    for (size_t s = 0; s < ex->step_count; s++) {
        for (size_t c = 0; c < ex->steps[s].check_count; c++) {
            must(check_text(op, ex, (int)s, &ex->steps[s].checks[c]) != NULL);
            (void)check_why(op, judge, (int)s, ex->steps[s].first_check + (int)c);
        }
    }
    must(score_of(judge, 0).points >= 0);
    must(judge_finish(op, judge, ENDED_BY_TRAINEE, NULL));
    judge_close(judge);
}

static void build_it(struct op *op, const struct json *tree)
{
    struct exercise *ex = exercise_build(op, "scenario.lua", tree, NULL, NULL);
    must((ex == NULL) == op_failed(op));
    if (ex != NULL) {
        struct lint_report report;
        must(exercise_lint(op, ex, &report));
        for (size_t i = 0; i < report.count; i++) {
            must(lint_text(op, ex, &report.items[i]) != NULL);
        }
        judge_it(op, ex);
    }
    exercise_close(ex);
}

static void read_it(struct op *op, const char *source, size_t len)
{
    struct strbuf answer;
    strbuf_init(&answer, op->arena, SCRIPT_ANSWER_MAX);
    script_read("scenario.lua", source, len, (struct script_limits){1024 * 1024, 300000}, &answer);
    const struct json *root = json_parse(op, answer.data, answer.len);
    if (root == NULL) {
        must(op->error.code == E_LIMIT || op->error.code == E_INPUT); /* depth, keys that are equal after NFC */
        return;
    }
    const struct json *tree = json_get(root, "exercise"), *problems = json_get(root, "problems");
    must(problems != NULL && problems->kind == JSON_ARRAY);
    must(tree != NULL && (tree->kind == JSON_OBJECT || problems->count > 0));
    if (tree->kind == JSON_OBJECT) {
        build_it(op, tree);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (len == 0 || len > SCRIPT_SOURCE_MAX) {
        return 0;
    }
    struct arena *arena = arena_open(256u << 20);
    struct op op;
    op_init(&op, arena, "fuzz", LANG_EN);
    if (bytes[0] == 'J') {
        const struct json *tree = json_parse(&op, (const char *)bytes + 1, len - 1);
        if (tree != NULL) {
            build_it(&op, tree);
        }
    } else {
        char *source = arena_alloc(arena, len);
        memcpy(source, bytes + 1, len - 1);
        read_it(&op, source, len - 1);
    }
    arena_close(arena);
    return 0;
}
