#include "lessons.h"

#include <stdio.h>
#include <string.h>

int lesson_set_up(void **state)
{
    struct lesson *l = test_calloc(1, sizeof *l);
    l->arena = arena_open(128u * 1024u * 1024u);
    op_init(&l->op, l->arena, "test", LANG_EN);
    (void)instant_parse("2026-11-20T08:00", &l->now);
    *state = l;
    return 0;
}

int lesson_tear_down(void **state)
{
    struct lesson *l = *state;
    judge_close(l->judge);
    exercise_close(l->ex);
    arena_close(l->arena);
    test_free(l);
    return 0;
}

void lesson_source(struct lesson *l, const char *source)
{
    exercise_close(l->ex);
    op_clear(&l->op);
    const struct json *tree = script_load(&l->op, "scenario.lua", source, strlen(source));
    l->ex = tree == NULL ? NULL : exercise_build(&l->op, "scenario.lua", tree, "Việc", "Task");
    if (l->ex == NULL) {
        for (const struct field_error *e = l->op.error.fields; e != NULL; e = e->next) {
            print_error("%s: %s\n", e->field, text_format(l->arena, LANG_EN, e->key, e->args, e->arg_count));
        }
        fail_msg("%s\n%s", text_error(&l->op), source);
    }
}

void lesson_steps(struct lesson *l, const char *steps)
{
    char source[16384];
    (void)snprintf(source, sizeof source,
                   "return scenario { id = 'x', rev = 1, title = L{ vi = 'Một', en = 'One' }, minutes = 5, level = 1, seed = 1,\n"
                   "clock = { start = '2026-11-20T08:00' }, cast = { dn = persona.business {},\n"
                   "mc = persona.trainee { role = 'one-stop-officer' }, tp = persona.trainee { role = 'division-head' },\n"
                   "ub = persona.bot { role = 'committee' } },\nsteps = { %s } }",
                   steps);
    lesson_source(l, source);
    lesson_judge(l);
}

void lesson_judge(struct lesson *l)
{
    judge_close(l->judge);
    struct judge_start start = {.at = l->now, .calendar = calendar_builtin()};
    l->judge = judge_open(l->ex, &start);
    l->count = l->fed = 0;
    l->act = 0;
}

void lesson_at(struct lesson *l, const char *instant)
{
    assert_true(instant_parse(instant, &l->now));
}

void lesson_act(struct lesson *l)
{
    l->act++;
}

void lesson_event(struct lesson *l, const char *account, const char *name, int64_t dossier, const char *data)
{
    assert_true(l->count < sizeof l->events / sizeof l->events[0]);
    l->events[l->count] = (struct event){.seq = (int64_t)l->count + 1, .act = l->act, .name = name, .dossier = dossier,
                                         .at = l->now, .act_name = "test.act", .account = account, .role = "", .data = data};
    l->count++;
}

void lesson_feed(struct lesson *l, const struct judge_fields *fields)
{
    assert_true(judge_feed(&l->op, l->judge, l->events + l->fed, l->count - l->fed, fields, &l->changes));
    l->fed = l->count;
}

void lesson_do(struct lesson *l, const char *account, const char *name, int64_t dossier, const char *data)
{
    lesson_act(l);
    lesson_event(l, account, name, dossier, data);
    lesson_feed(l, NULL);
}

const char *lesson_verdict(struct lesson *l, const char *step, const char *check)
{
    int number = exercise_find_check(l->ex, exercise_find_step(l->ex, step), check);
    assert_true(number >= 0);
    return verdict_text(judge_check(l->judge, number).verdict);
}

const char *lesson_state(struct lesson *l, const char *step)
{
    int index = exercise_find_step(l->ex, step);
    assert_true(index >= 0);
    return step_state_text(judge_step(l->judge, index));
}
