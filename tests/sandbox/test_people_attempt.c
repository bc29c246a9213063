/* Attempts: history that only grows, a mark that only moves forward, boards and results that agree with both. */
#include "sandbox/labs.h"

#include "lab/register.h"
#include "lab_sql.h"
#include "people/attempt.h"

#include <stdlib.h>
#include <string.h>

#define DIGEST "00000000000000000000000000000000000000000000000000000000000000aa"

struct trainee {
    const struct welcome *w;
    const struct attempt *attempt;
};

static const struct attempt *begin(struct lab *lab, const char *person, const char *exercise, bool *created)
{
    struct op *op = &lab->place.op;
    const struct attempt_new ask = {.person = person, .class_id = lab->class->id, .exercise = exercise,
                                    .exercise_digest = DIGEST, .world = lab_id(op, 'w'), .golden = DIGEST,
                                    .max_points = 100, .pass_points = 70};
    return attempt_begin(op, lab->store, &ask, lab->now, created);
}

static struct trainee trainee_with_attempt(struct lab *lab, const char *name)
{
    bool created = false;
    struct trainee t;
    t.w = classroom_join(&lab->place.op, lab->store, lab->class->code, name, lab->now);
    want(&lab->place, t.w != NULL);
    t.attempt = begin(lab, t.w->person.id, "mot", &created);
    want(&lab->place, t.attempt != NULL);
    assert_true(created);
    return t;
}

static struct history_entry entry(enum history_kind kind, int64_t generation, int64_t seq, const char *check)
{
    return (struct history_entry){.kind = kind, .real_at = NOON, .office_at = INSTANT_NONE, .generation = generation,
                                  .act = seq, .event_seq = seq, .step = "tiep-nhan", .check = check,
                                  .verdict = kind == HISTORY_VERDICT ? "pass" : NULL, .text_key = "k"};
}

static struct attempt_progress progress(int64_t generation, int64_t seq, int64_t points)
{
    return (struct attempt_progress){.generation = generation, .act = seq, .event_seq = seq, .points = points,
                                     .max_points = 100, .passed = points >= 70, .office_at = INSTANT_NONE,
                                     .progress = points > 0 ? "{\"steps\":[1]}" : "{}"};
}

static const struct attempt *again(struct lab *lab, const struct trainee *t)
{
    const struct attempt *a = attempt_get(&lab->place.op, lab->store, t->attempt->id);
    want(&lab->place, a != NULL);
    return a;
}

static void an_attempt_begins_with_its_world_in_the_register(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct trainee t = trainee_with_attempt(&lab, "Nguyễn Văn An");
    const struct attempt *a = t.attempt;
    assert_int_equal(a->id[0], 'a');
    assert_string_equal(a->state, "running");
    assert_string_equal(a->name, "Nguyễn Văn An");
    assert_string_equal(a->progress, "{}");
    assert_int_equal(a->max_points, 100);
    assert_true(instant_is_none(a->finished_at));
    assert_true(instant_is_none(a->last_act_at));
    const struct world_row *w = world_row_get(op, lab.store, a->world);
    want(&lab.place, w != NULL);
    assert_string_equal(w->attempt, a->id);
    assert_string_equal(w->exercise, "mot");
    assert_string_equal(w->person, t.w->person.id);
    assert_int_equal(w->class_id, lab.class->id);
    const struct attempt *found = attempt_find_world(op, lab.store, a->world);
    want(&lab.place, found != NULL);
    assert_string_equal(found->id, a->id);
    assert_null(attempt_find_world(op, lab.store, "wnone"));
    assert_false(op_failed(op));
    want_failure(&lab.place, attempt_get(op, lab.store, "anone") != NULL, E_MISSING, "attempt.unknown");
    lab_close(&lab);
}

static void beginning_twice_gives_the_attempt_that_is_running(void **state)
{
    struct lab lab;
    bool created = true;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct trainee t = trainee_with_attempt(&lab, "An");
    const struct attempt *b = begin(&lab, t.w->person.id, "mot", &created);
    want(&lab.place, b != NULL);
    assert_false(created);
    assert_string_equal(b->id, t.attempt->id);
    struct world_row *worlds = NULL;
    size_t count = 0;
    want(&lab.place, world_row_list(op, lab.store, NULL, lab.class->id, &worlds, &count));
    assert_int_equal(count, 1); /* the second world was not entered */
    want(&lab.place, attempt_finish(op, lab.store, t.attempt->id, lab.now));
    const struct attempt *c = begin(&lab, t.w->person.id, "mot", &created);
    want(&lab.place, c != NULL);
    assert_true(created);
    assert_string_not_equal(c->id, t.attempt->id);
    lab_close(&lab);
}

static bool begin_at_once(struct hand *hand)
{
    struct lab *lab = hand->lab;
    bool created = false;
    const struct attempt_new ask = {.person = hand->arg, .class_id = lab->class->id, .exercise = "mot",
                                    .exercise_digest = DIGEST, .world = lab_id(&hand->op, 'w'), .golden = DIGEST};
    return attempt_begin(&hand->op, lab->store, &ask, lab->now, &created) != NULL;
}

static void a_double_click_begins_one_attempt(void **state)
{
    struct lab lab;
    struct attempt *list = NULL;
    size_t count = 0;
    (void)state;
    lab_open_class(&lab);
    const struct welcome *w = classroom_join(&lab.place.op, lab.store, lab.class->code, "An", lab.now);
    want(&lab.place, w != NULL);
    assert_true(all_hands(&lab, 16, begin_at_once, (void *)(uintptr_t)w->person.id));
    want(&lab.place, attempt_list(&lab.place.op, lab.store, w->person.id, 0, &list, &count));
    assert_int_equal(count, 1);
    lab_close(&lab);
}

static void only_who_is_in_an_open_class_begins_an_assigned_exercise(void **state)
{
    struct lab lab;
    bool created = false;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const struct welcome *w = classroom_join(op, lab.store, lab.class->code, "An", lab.now);
    want(&lab.place, w != NULL);
    want_failure(&lab.place, begin(&lab, w->person.id, "ba", &created) != NULL, E_FORBIDDEN, "class.exercise_not_assigned");
    want_failure(&lab.place, begin(&lab, lab.trainer->id, "mot", &created) != NULL, E_MISSING, "class.unknown_person");
    want_failure(&lab.place, begin(&lab, "pnone", "mot", &created) != NULL, E_MISSING, "person.unknown");
    want(&lab.place, classroom_close(op, lab.store, lab.class->id, lab.now));
    want_failure(&lab.place, begin(&lab, w->person.id, "mot", &created) != NULL, E_STATE, "class.closed");
    /* alone, outside any class, a trainer may try any exercise */
    const struct attempt_new alone = {.person = lab.trainer->id, .exercise = "ba", .exercise_digest = DIGEST,
                                      .world = lab_id(op, 'w'), .golden = DIGEST};
    const struct attempt *a = attempt_begin(op, lab.store, &alone, lab.now, &created);
    want(&lab.place, a != NULL);
    assert_int_equal(a->class_id, 0);
    assert_string_equal(a->name, "Trần Thị Lan");
    lab_close(&lab);
}

static void what_the_judge_says_twice_is_recorded_once(void **state)
{
    struct lab lab;
    int64_t added = 0;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct trainee t = trainee_with_attempt(&lab, "An");
    const struct history_entry e[] = {entry(HISTORY_VERDICT, 1, 7, "c1"), entry(HISTORY_VERDICT, 1, 7, "c2"),
                                      entry(HISTORY_MISTAKE, 1, 7, "c1")};
    struct attempt_progress p = progress(1, 7, 40);
    want(&lab.place, attempt_record(op, lab.store, t.attempt->id, &p, e, 3, lab.now, &added));
    assert_int_equal(added, 3);
    for (int i = 0; i < 3; i++) {
        want(&lab.place, attempt_record(op, lab.store, t.attempt->id, &p, e, 3, instant_add(lab.now, 1000), &added));
        assert_int_equal(added, 0);
    }
    struct history_entry *list = NULL;
    size_t count = 0;
    want(&lab.place, attempt_history(op, lab.store, t.attempt->id, &list, &count));
    assert_int_equal(count, 3);
    assert_int_equal(list[0].kind, HISTORY_VERDICT);
    assert_string_equal(list[0].check, "c1");
    assert_string_equal(list[0].verdict, "pass");
    assert_string_equal(list[0].step, "tiep-nhan");
    assert_string_equal(list[0].text_args, "{}");
    assert_int_equal(list[2].kind, HISTORY_MISTAKE);
    const struct attempt *a = again(&lab, &t);
    assert_int_equal(a->mistakes, 1);
    assert_int_equal(a->points, 40);
    assert_int_equal(a->judged_seq, 7);
    assert_int_equal(a->last_act_at.ms, lab.now.ms); /* the repetition changed nothing */
    /* the same event in another generation is another event */
    want(&lab.place, attempt_record(op, lab.store, t.attempt->id, NULL, &(struct history_entry){0}, 0, lab.now, &added));
    const struct history_entry rewound = entry(HISTORY_VERDICT, 2, 7, "c1");
    want(&lab.place, attempt_record(op, lab.store, t.attempt->id, NULL, &rewound, 1, lab.now, &added));
    assert_int_equal(added, 1);
    lab_close(&lab);
}

static void the_judges_mark_only_moves_forward(void **state)
{
    static const struct {
        int64_t generation, seq, points, kept;
        const char *label;
    } cases[] = {
        {1, 5, 20, 20, "first"},
        {1, 9, 40, 40, "further"},
        {1, 7, 99, 40, "an older event of the same generation"},
        {1, 9, 99, 40, "the same event"},
        {2, 3, 10, 10, "a rewind goes on in a new generation, and may have fewer points"},
        {1, 50, 99, 10, "a late answer from before the rewind"},
        {2, 4, 30, 30, "and forward again"},
    };
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct trainee t = trainee_with_attempt(&lab, "An");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct attempt_progress p = progress(cases[i].generation, cases[i].seq, cases[i].points);
        want(&lab.place, attempt_record(&lab.place.op, lab.store, t.attempt->id, &p, NULL, 0, lab.now, NULL));
        const struct attempt *a = again(&lab, &t);
        if (a->points != cases[i].kept) {
            fail_msg("%s: %d points", cases[i].label, (int)a->points);
        }
    }
    lab_close(&lab);
}

static void history_survives_a_rewind_and_counts_what_was_made(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct trainee t = trainee_with_attempt(&lab, "An");
    struct history_entry e[6] = {entry(HISTORY_MISTAKE, 1, 3, "nhan-khi-thieu"), entry(HISTORY_HINT, 1, 0, "1"),
                                 entry(HISTORY_REWIND, 2, 0, NULL), entry(HISTORY_SEAT, 2, 0, "tp"),
                                 entry(HISTORY_RESET, 3, 0, NULL), entry(HISTORY_SEAT, 3, 0, "mc")};
    e[0].critical = true;
    e[0].text_args = "{\"name\":\"x\"}";
    e[1].amount = 3;
    struct attempt_progress p = progress(3, 1, 0);
    want(&lab.place, attempt_record(op, lab.store, t.attempt->id, &p, e, 6, lab.now, NULL));
    const struct attempt *a = again(&lab, &t);
    assert_int_equal(a->mistakes, 1);
    assert_int_equal(a->critical_mistakes, 1);
    assert_int_equal(a->hints, 1);
    assert_int_equal(a->rewinds, 2);
    assert_string_equal(a->seat, "mc");
    assert_int_equal(a->points, 0);
    assert_int_equal(a->generation, 3);
    struct history_entry *list = NULL;
    size_t count = 0;
    want(&lab.place, attempt_history(op, lab.store, t.attempt->id, &list, &count));
    assert_int_equal(count, 6);
    assert_true(list[0].critical);
    assert_string_equal(list[0].text_args, "{\"name\":\"x\"}");
    assert_int_equal(list[1].amount, 3);
    assert_true(instant_is_none(list[0].office_at));
    lab_close(&lab);
}

static bool try_statement(struct op *op, struct db *db, void *arg)
{
    const struct sql tampering = {.name = "tampering", .text = arg, .slot = 900, .writes = true};
    struct stmt *s = db_use(op, db, &tampering);
    return s != NULL && stmt_run(s, NULL);
}

static void history_cannot_be_changed_or_deleted_by_any_statement(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct trainee t = trainee_with_attempt(&lab, "An");
    const struct history_entry e = entry(HISTORY_MISTAKE, 1, 3, "m");
    want(&lab.place, attempt_record(op, lab.store, t.attempt->id, NULL, &e, 1, lab.now, NULL));
    static const char change[] = "UPDATE history SET verdict = 'pass'", removal[] = "DELETE FROM history";
    want_failure(&lab.place, lab_write(op, lab.store, try_statement, (void *)(uintptr_t)change), E_BROKEN, "error.broken");
    want_failure(&lab.place, lab_write(op, lab.store, try_statement, (void *)(uintptr_t)removal), E_BROKEN, "error.broken");
    assert_int_equal(again(&lab, &t)->mistakes, 1);
    lab_close(&lab);
}

static void a_finished_attempt_takes_corrections_only(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct trainee t = trainee_with_attempt(&lab, "An");
    struct attempt_progress p = progress(1, 5, 60);
    want(&lab.place, attempt_record(op, lab.store, t.attempt->id, &p, NULL, 0, lab.now, NULL));
    want(&lab.place, attempt_finish(op, lab.store, t.attempt->id, lab.now));
    want(&lab.place, attempt_finish(op, lab.store, t.attempt->id, instant_add(lab.now, MS_HOUR)));
    const struct attempt *a = again(&lab, &t);
    assert_string_equal(a->state, "finished");
    assert_int_equal(a->finished_at.ms, lab.now.ms);
    p = progress(1, 6, 90);
    want_failure(&lab.place, attempt_record(op, lab.store, t.attempt->id, &p, NULL, 0, lab.now, NULL), E_STATE,
                 "attempt.finished");
    struct history_entry waive = entry(HISTORY_WAIVE, 1, 0, "c1");
    waive.verdict = "waived";
    p = progress(1, 5, 70);
    p.correction = true;
    want(&lab.place, attempt_record(op, lab.store, t.attempt->id, &p, &waive, 1, lab.now, NULL));
    a = again(&lab, &t);
    assert_int_equal(a->points, 70);
    assert_true(a->passed);
    struct history_entry *list = NULL;
    size_t count = 0;
    want(&lab.place, attempt_history(op, lab.store, t.attempt->id, &list, &count));
    assert_int_equal(count, 2); /* finish once, waive once */
    assert_int_equal(list[0].kind, HISTORY_FINISH);
    assert_int_equal(list[1].kind, HISTORY_WAIVE);
    lab_close(&lab);
}

static void progress_that_is_too_long_is_refused_before_it_is_stored(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct trainee t = trainee_with_attempt(&lab, "An");
    char *text = calloc(1, ATTEMPT_PROGRESS_MAX + 2);
    memset(text, ' ', ATTEMPT_PROGRESS_MAX + 1);
    text[0] = '{';
    struct attempt_progress p = progress(1, 5, 60);
    p.progress = text;
    want_failure(&lab.place, attempt_record(&lab.place.op, lab.store, t.attempt->id, &p, NULL, 0, lab.now, NULL), E_BROKEN,
                 "error.broken");
    free(text);
    lab_close(&lab);
}

static void the_board_shows_everybody_with_the_latest_attempt(void **state)
{
    struct lab lab;
    bool created = false;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct trainee an = trainee_with_attempt(&lab, "An"), binh = trainee_with_attempt(&lab, "Binh");
    want(&lab.place, classroom_join(op, lab.store, lab.class->code, "Chi", lab.now) != NULL);
    struct attempt_progress p = progress(1, 5, 80);
    p.seat = "mc";
    p.office_at = instant_add(lab.now, MS_DAY);
    const struct history_entry e = entry(HISTORY_MISTAKE, 1, 5, "m");
    want(&lab.place, attempt_record(op, lab.store, an.attempt->id, &p, &e, 1, instant_add(lab.now, 1000), NULL));
    /* Binh finished one, began again, and that one was taken away */
    want(&lab.place, attempt_record(op, lab.store, binh.attempt->id, &p, NULL, 0, lab.now, NULL));
    want(&lab.place, attempt_finish(op, lab.store, binh.attempt->id, lab.now));
    const struct attempt *second = begin(&lab, binh.w->person.id, "mot", &created);
    want(&lab.place, second != NULL);
    want(&lab.place, attempt_abandon(op, lab.store, second->id, lab.now));

    struct board_row *rows = NULL;
    size_t count = 0;
    want(&lab.place, attempt_board(op, lab.store, lab.class->id, "mot", &rows, &count));
    assert_int_equal(count, 3);
    assert_string_equal(rows[0].name, "An");
    assert_string_equal(rows[0].attempt, an.attempt->id);
    assert_string_equal(rows[0].world, an.attempt->world);
    assert_string_equal(rows[0].progress, "{\"steps\":[1]}");
    assert_string_equal(rows[0].seat, "mc");
    assert_int_equal(rows[0].points, 80);
    assert_true(rows[0].passed);
    assert_int_equal(rows[0].mistakes, 1);
    assert_int_equal(rows[0].last_act_at.ms, lab.now.ms + 1000);
    assert_int_equal(rows[0].office_at.ms, lab.now.ms + MS_DAY);
    assert_string_equal(rows[1].attempt, binh.attempt->id);
    assert_string_equal(rows[1].state, "finished");
    assert_string_equal(rows[2].name, "Chi");
    assert_null(rows[2].attempt);
    assert_null(rows[2].state);
    assert_null(rows[2].progress);
    assert_true(instant_is_none(rows[2].last_act_at));
    want(&lab.place, attempt_board(op, lab.store, lab.class->id, "hai", &rows, &count));
    assert_int_equal(count, 3);
    assert_null(rows[0].attempt);

    struct attempt *latest = NULL;
    want(&lab.place, attempt_list_class(op, lab.store, lab.class->id, "mot", &latest, &count));
    assert_int_equal(count, 2);
    assert_string_equal(latest[1].id, binh.attempt->id);
    want(&lab.place, attempt_list(op, lab.store, binh.w->person.id, lab.class->id, &latest, &count));
    assert_int_equal(count, 1); /* the abandoned one counts nowhere */
    assert_string_equal(latest[0].id, binh.attempt->id);
    lab_close(&lab);
}

static void practising_again_leaves_the_first_attempt_in_the_list(void **state)
{
    struct lab lab;
    struct attempt *list = NULL;
    size_t count = 0;
    bool created = false;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct trainee an = trainee_with_attempt(&lab, "An");
    (void)trainee_with_attempt(&lab, "Binh");
    want(&lab.place, attempt_finish(op, lab.store, an.attempt->id, lab.now));
    const struct attempt *again = begin(&lab, an.w->person.id, "mot", &created);
    want(&lab.place, again != NULL);
    assert_true(created);
    want(&lab.place, begin(&lab, an.w->person.id, "hai", &created) != NULL);
    want(&lab.place, attempt_list_class(op, lab.store, lab.class->id, "mot", &list, &count));
    assert_int_equal(count, 3);
    assert_string_equal(list[0].id, an.attempt->id);
    assert_string_equal(list[0].state, "finished");
    assert_string_equal(list[1].id, again->id);
    want(&lab.place, attempt_list_class(op, lab.store, lab.class->id, NULL, &list, &count));
    assert_int_equal(count, 4);
    lab_close(&lab);
}

static void the_results_have_a_row_for_each_person_and_exercise(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct trainee an = trainee_with_attempt(&lab, "An");
    (void)trainee_with_attempt(&lab, "Binh");
    struct attempt_progress p = progress(1, 5, 80);
    const struct history_entry e[] = {entry(HISTORY_HINT, 1, 0, "0"), entry(HISTORY_REWIND, 2, 0, NULL)};
    want(&lab.place, attempt_record(op, lab.store, an.attempt->id, &p, e, 2, lab.now, NULL));
    want(&lab.place, attempt_finish(op, lab.store, an.attempt->id, instant_add(lab.now, MS_HOUR)));
    struct result_row *rows = NULL;
    size_t count = 0;
    want(&lab.place, attempt_results(op, lab.store, lab.class->id, &rows, &count));
    assert_int_equal(count, 4);
    assert_string_equal(rows[0].name, "An");
    assert_string_equal(rows[0].exercise, "mot");
    assert_string_equal(rows[0].state, "finished");
    assert_int_equal(rows[0].points, 80);
    assert_int_equal(rows[0].pass_points, 70);
    assert_int_equal(rows[0].hints, 1);
    assert_int_equal(rows[0].rewinds, 1);
    assert_int_equal(rows[0].attempts, 1);
    assert_int_equal(rows[0].finished_at.ms, lab.now.ms + MS_HOUR);
    assert_string_equal(rows[1].exercise, "hai");
    assert_string_equal(rows[1].state, "not_begun");
    assert_int_equal(rows[1].attempts, 0);
    assert_string_equal(rows[2].name, "Binh");
    assert_string_equal(rows[2].state, "running");
    lab_close(&lab);
}

static void each_record_raises_the_revision_of_its_class_and_a_repetition_does_not(void **state)
{
    struct lab lab;
    int64_t before = 0, after = 0;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct trainee t = trainee_with_attempt(&lab, "An");
    struct attempt_progress p = progress(1, 5, 80);
    want(&lab.place, classroom_revision(op, lab.store, lab.class->id, &before));
    want(&lab.place, attempt_record(op, lab.store, t.attempt->id, &p, NULL, 0, lab.now, NULL));
    want(&lab.place, classroom_revision(op, lab.store, lab.class->id, &after));
    assert_int_equal(after, before + 1);
    want(&lab.place, attempt_record(op, lab.store, t.attempt->id, &p, NULL, 0, lab.now, NULL));
    want(&lab.place, classroom_revision(op, lab.store, lab.class->id, &after));
    assert_int_equal(after, before + 1);
    lab_close(&lab);
}

/* Everybody's judge at once, each repeating itself: nothing lost, nothing doubled. */
static bool judge(struct hand *hand)
{
    const char *const *ids = hand->arg;
    bool ok = true;
    for (int64_t seq = 1; ok && seq <= 10; seq++) {
        const struct history_entry e = entry(HISTORY_VERDICT, 1, seq, "c");
        struct attempt_progress p = progress(1, seq, seq * 10);
        for (int twice = 0; ok && twice < 2; twice++) {
            ok = attempt_record(&hand->op, hand->lab->store, ids[hand->number / 2], &p, &e, 1, hand->lab->now, NULL);
        }
    }
    return ok;
}

static void two_judges_of_each_of_sixteen_attempts_record_the_same_once(void **state)
{
    struct lab lab;
    const char *ids[16];
    (void)state;
    lab_open_class(&lab);
    for (int i = 0; i < 16; i++) {
        ids[i] = trainee_with_attempt(&lab, "An").attempt->id;
    }
    assert_true(all_hands(&lab, 32, judge, ids));
    for (int i = 0; i < 16; i++) {
        struct history_entry *list = NULL;
        size_t count = 0;
        want(&lab.place, attempt_history(&lab.place.op, lab.store, ids[i], &list, &count));
        assert_int_equal(count, 10);
        assert_int_equal(attempt_get(&lab.place.op, lab.store, ids[i])->points, 100);
    }
    lab_close(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_attempt_begins_with_its_world_in_the_register),
        cmocka_unit_test(beginning_twice_gives_the_attempt_that_is_running),
        cmocka_unit_test(a_double_click_begins_one_attempt),
        cmocka_unit_test(only_who_is_in_an_open_class_begins_an_assigned_exercise),
        cmocka_unit_test(what_the_judge_says_twice_is_recorded_once),
        cmocka_unit_test(the_judges_mark_only_moves_forward),
        cmocka_unit_test(history_survives_a_rewind_and_counts_what_was_made),
        cmocka_unit_test(history_cannot_be_changed_or_deleted_by_any_statement),
        cmocka_unit_test(a_finished_attempt_takes_corrections_only),
        cmocka_unit_test(progress_that_is_too_long_is_refused_before_it_is_stored),
        cmocka_unit_test(the_board_shows_everybody_with_the_latest_attempt),
        cmocka_unit_test(practising_again_leaves_the_first_attempt_in_the_list),
        cmocka_unit_test(the_results_have_a_row_for_each_person_and_exercise),
        cmocka_unit_test(each_record_raises_the_revision_of_its_class_and_a_repetition_does_not),
        cmocka_unit_test(two_judges_of_each_of_sixteen_attempts_record_the_same_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
