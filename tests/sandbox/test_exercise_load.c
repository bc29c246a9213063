/* Loading an exercise from its folder: what the structs say, digests, and what is wrong with the files. */
#include "lessons.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST TEST_SOURCE_DIR "/scenarios/ho-so-dau-tien"

static void load(struct lesson *l, const char *folder)
{
    exercise_close(l->ex);
    op_clear(&l->op);
    l->ex = exercise_load(&l->op, folder);
}

static void the_first_exercise_says_what_its_file_says(void **state)
{
    struct lesson *l = *state;
    load(l, FIRST);
    assert_non_null(l->ex);
    const struct exercise *ex = l->ex;
    assert_string_equal(ex->id, "ho-so-dau-tien");
    assert_int_equal(ex->step_count, 9);
    assert_int_equal(ex->pass, 70);
    assert_true(ex->critical_fails);
    assert_int_equal(ex->dossier_count, 2);
    assert_string_equal(ex->dossiers[1].name, "thieu");
    assert_string_equal(ex->dossiers[1].action->omit.items[0], "phuong-an-san-xuat");
    assert_non_null(strstr(human_text(&ex->brief, LANG_VI), "# Hồ sơ đầu tiên"));
    assert_non_null(strstr(human_text(&ex->brief, LANG_EN), "# The first dossier"));
    const struct exercise_step *step = &ex->steps[exercise_find_step(ex, "phan-cong")];
    assert_string_equal(ex->cast[step->by].id, "tp");
    assert_int_equal(step->after[0], exercise_find_step(ex, "chuyen"));
    assert_int_equal(step->budget_ms, 3 * MS_MINUTE);
    /* the chain is about the complete dossier, by inheritance; the other step about its own */
    assert_int_equal(step->dossier, exercise_find_dossier(ex, "du"));
    assert_int_equal(ex->steps[exercise_find_step(ex, "bo-sung")].dossier, exercise_find_dossier(ex, "thieu"));
    assert_int_equal(step->solve.items[0].dossier, exercise_find_dossier(ex, "du"));
    assert_string_equal(exercise_act_input(&l->op, &step->solve.items[0], 7), "{\"dossier\":7,\"account\":\"cv\"}");
    assert_string_equal(exercise_act_input(&l->op, &ex->steps[0].solve.items[0], 0), "{}");
    char text[INSTANT_TEXT];
    assert_string_equal(instant_format(ex->clock.start, text), "2026-11-20T08:00:00+07:00");
}

static void bots_have_pace_hours_and_mood(void **state)
{
    struct lesson *l = *state;
    lesson_source(l, "return scenario { cast = { a = persona.bot { role = 'clerk' }, b = persona.bot { role = 'director', pace = '1h..3h', hours = 'always', mood = 'slow', takeover = true },"
                     " c = persona.citizen { name = 'Nguyễn Văn A', id = synth.personal_id() } } }");
    const struct cast_member *a = &l->ex->cast[exercise_find_cast(l->ex, "a")], *b = &l->ex->cast[exercise_find_cast(l->ex, "b")];
    const struct cast_member *c = &l->ex->cast[exercise_find_cast(l->ex, "c")];
    assert_int_equal(a->pace_least_ms, 30 * MS_MINUTE);
    assert_int_equal(b->pace_most_ms, 3 * MS_HOUR);
    assert_true(b->any_hours && b->takeover && b->mood == MOOD_SLOW && !a->any_hours);
    assert_string_equal(c->role, "applicant");
    assert_string_equal(c->name.text, "Nguyễn Văn A");
    assert_string_equal(c->id_no.synth, "personal_id");
    assert_int_equal(c->rates, RATES_NOT);
}

static void applicants_rate_where_their_author_says_how(void **state)
{
    struct lesson *l = *state;
    lesson_source(l, "return scenario { cast = { a = persona.business { name = synth.company(), rates = 'truthful' }, b = persona.citizen { name = synth.person(), rates = 'dissatisfied' } } }");
    assert_int_equal(l->ex->cast[exercise_find_cast(l->ex, "a")].rates, RATES_TRUTHFUL);
    assert_int_equal(l->ex->cast[exercise_find_cast(l->ex, "b")].rates, RATES_DISSATISFIED);
}

static void officers_report_where_their_author_says_how_else_in_time(void **state)
{
    struct lesson *l = *state;
    lesson_source(l, "return scenario { cast = { a = persona.bot { role = 'clerk' }, b = persona.bot { role = 'clerk', reports = 'late' }, c = persona.bot { role = 'clerk', reports = 'never' } } }");
    assert_int_equal(l->ex->cast[exercise_find_cast(l->ex, "a")].reports, REPORTS_IN_TIME);
    assert_int_equal(l->ex->cast[exercise_find_cast(l->ex, "b")].reports, REPORTS_LATE);
    assert_int_equal(l->ex->cast[exercise_find_cast(l->ex, "c")].reports, REPORTS_NEVER);
}

static void who_does_not_file_does_not_rate_and_who_is_no_officers_bot_does_not_report(void **state)
{
    static const struct {
        const char *cast, *problem; /* NULL: none */
    } cases[] = {
        {"a = persona.bot { role = 'clerk', rates = 'satisfied' }", "exercise.problem.rates_who"},
        {"a = persona.trainee { role = 'applicant', rates = 'truthful' }", "exercise.problem.rates_who"},
        {"a = persona.trainee { role = 'clerk', reports = 'late' }", "exercise.problem.reports_who"},
        {"a = persona.business { reports = 'in_time' }", "exercise.problem.reports_who"},
        {"a = persona.citizen { rates = 'satisfied' }, b = persona.bot { role = 'clerk', reports = 'in_time' }", NULL},
    };
    struct lesson *l = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *source = arena_printf(l->arena, "return scenario {\ncast = {\n%s } }", cases[i].cast);
        print_message("%s\n", cases[i].cast);
        op_clear(&l->op);
        const struct json *tree = script_load(&l->op, "scenario.lua", source, strlen(source));
        assert_non_null(tree);
        struct exercise *ex = exercise_build(&l->op, "scenario.lua", tree, NULL, NULL);
        if (cases[i].problem == NULL) {
            assert_non_null(ex);
            exercise_close(ex);
            continue;
        }
        assert_null(ex);
        assert_string_equal(l->op.error.key, "exercise.load");
        const struct field_error *first = l->op.error.fields;
        const char *sentence = text_format(l->arena, LANG_EN, first->key, first->args, first->arg_count);
        assert_non_null(strstr(sentence, text_get(LANG_EN, cases[i].problem)));
        assert_string_equal(l->op.error.fields->field, "scenario.lua:3");
    }
}

static void jumps_times_and_spans_are_understood(void **state)
{
    struct lesson *l = *state;
    lesson_source(l, "return scenario { clock = { start = '2026-11-20T08:00' }, cast = { mc = persona.trainee { role = 'one-stop-officer' } },"
                     "steps = { step 'a' { by = 'mc', solve = { jump('+9 workdays'), jump('next'), jump('2026-11-25T08:00'), jump('+8 workhours'), jump('9 workdays') } } },"
                     "at = { at('09:40', jump('next')), at('2026-11-23T10:00', jump('next')), at('25:00', jump('next')) } }");
    const struct action *a = l->ex->steps[0].solve.items;
    assert_int_equal(a[0].span.term.milli, 9000);
    assert_true(a[1].next);
    assert_false(instant_is_none(a[2].to));
    assert_int_equal(a[3].span.working_ms, 8 * MS_HOUR);
    assert_false(span_is_set(&a[4].span));
    char text[INSTANT_TEXT];
    assert_string_equal(instant_format(l->ex->at[0].at, text), "2026-11-20T09:40:00+07:00");
    assert_string_equal(instant_format(l->ex->at[1].at, text), "2026-11-23T10:00:00+07:00");
    assert_true(instant_is_none(l->ex->at[2].at));
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[300];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    (void)fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

static void the_digest_covers_all_three_files(void **state)
{
    struct lesson *l = *state;
    char folder[] = "/tmp/thao-exercise-XXXXXX";
    assert_non_null(mkdtemp(folder));
    static const char *const names[] = {"scenario.lua", "brief.vi.md", "brief.en.md"};
    struct digest seen[4];
    write_file(folder, names[0], "return scenario { id = 'x' }");
    load(l, folder);
    assert_non_null(l->ex);
    seen[0] = l->ex->digest;
    load(l, folder);
    assert_true(digest_equal(&seen[0], &l->ex->digest));
    for (size_t i = 0; i < 3; i++) {
        write_file(folder, names[i], i == 0 ? "return scenario { id = 'y' }" : "x");
        load(l, folder);
        assert_non_null(l->ex);
        seen[i + 1] = l->ex->digest;
        for (size_t k = 0; k <= i; k++) {
            assert_false(digest_equal(&seen[k], &l->ex->digest));
        }
    }
    for (size_t i = 0; i < 3; i++) {
        (void)unlink(arena_printf(l->arena, "%s/%s", folder, names[i]));
    }
    (void)rmdir(folder);
}

static void a_folder_without_a_file_is_no_exercise(void **state)
{
    struct lesson *l = *state;
    load(l, "/nowhere/at/all");
    assert_null(l->ex);
    assert_int_equal(l->op.error.code, E_MISSING);
}

static void too_many_of_anything_is_refused(void **state)
{
    struct lesson *l = *state;
    char *source = arena_alloc(l->arena, 60000);
    size_t n = (size_t)snprintf(source, 60000, "return scenario { cast = { mc = persona.trainee {} }, steps = {");
    for (int s = 0; s < 30; s++) {
        n += (size_t)snprintf(source + n, 60000 - n, "step 's%d' { by = 'mc', want = { ", s);
        for (int w = 0; w < 10; w++) {
            n += (size_t)snprintf(source + n, 60000 - n, "event('a.b'),");
        }
        n += (size_t)snprintf(source + n, 60000 - n, "} },");
    }
    (void)snprintf(source + n, 60000 - n, "} }");
    op_clear(&l->op);
    const struct json *tree = script_load(&l->op, "scenario.lua", source, strlen(source));
    assert_non_null(tree);
    assert_null(exercise_build(&l->op, "scenario.lua", tree, NULL, NULL));
    assert_string_equal(l->op.error.key, "exercise.load");
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv);
    if (child >= 0) {
        return child;
    }
#define T(name) cmocka_unit_test_setup_teardown(name, lesson_set_up, lesson_tear_down)
    const struct CMUnitTest tests[] = {
        T(the_first_exercise_says_what_its_file_says),
        T(bots_have_pace_hours_and_mood),
        T(applicants_rate_where_their_author_says_how),
        T(officers_report_where_their_author_says_how_else_in_time),
        T(who_does_not_file_does_not_rate_and_who_is_no_officers_bot_does_not_report),
        T(jumps_times_and_spans_are_understood),
        T(the_digest_covers_all_three_files),
        T(a_folder_without_a_file_is_no_exercise),
        T(too_many_of_anything_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
