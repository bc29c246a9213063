/* Joining under stress: many at once, more than there is room for, and broken off at every step. */
#include "sandbox/labs.h"

#include "base/log.h"

#include <stdio.h>
#include <string.h>

/* ---- all at once ---- */

#define CROWD 64
struct crowd {
    char shown[CROWD][400], token[CROWD][SESSION_TOKEN_TEXT], code[CROWD][64];
};

static bool join_as_an(struct hand *hand)
{
    struct crowd *crowd = hand->arg;
    const struct welcome *w = classroom_join(&hand->op, hand->lab->store, hand->lab->class->code, "Nguyễn Văn An",
                                             hand->lab->now);
    if (w == NULL) {
        return false;
    }
    strcpy(crowd->shown[hand->number], w->person.name);
    strcpy(crowd->token[hand->number], w->token);
    strcpy(crowd->code[hand->number], w->return_code);
    return true;
}

static void sixty_four_people_of_one_name_join_at_once(void **state)
{
    static struct crowd crowd;
    bool seen[CROWD + 1] = {false};
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    struct store_figures before = store_figures(lab.store);
    assert_true(all_hands(&lab, CROWD, join_as_an, &crowd));
    struct store_figures after = store_figures(lab.store);
    print_message("%d joins in %d commits\n", (int)(after.closures - before.closures), (int)(after.commits - before.commits));
    assert_int_equal(after.closures - before.closures, CROWD);
    for (int i = 0; i < CROWD; i++) {
        int number = 1;
        const char *rest = crowd.shown[i] + strlen("Nguyễn Văn An");
        assert_true(*rest == '\0' || sscanf(rest, " (%d)", &number) == 1);
        assert_in_range(number, 1, CROWD);
        assert_false(seen[number]);
        seen[number] = true;
    }
    struct enrolment *roster = NULL;
    size_t count = 0;
    want(&lab.place, classroom_roster(op, lab.store, lab.class->id, &roster, &count));
    assert_int_equal(count, CROWD);
    lab_reopen(&lab);
    for (int i = 0; i < CROWD; i++) {
        assert_non_null(session_find(op, lab.store, crowd.token[i], lab.now));
        const struct welcome *back = classroom_return(op, lab.store, crowd.code[i], lab.now);
        want(&lab.place, back != NULL);
        assert_string_equal(back->person.name, crowd.shown[i]);
    }
    lab_close(&lab);
}

static bool join_or_full(struct hand *hand)
{
    const char *name = arena_printf(hand->op.arena, "Người %d", hand->number);
    const struct welcome *w = classroom_join(&hand->op, hand->lab->store, hand->arg, name, hand->lab->now);
    return w != NULL || (hand->op.error.code == E_LIMIT && strcmp(hand->op.error.key, "class.full") == 0);
}

static void a_class_never_holds_more_than_its_capacity(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const struct classroom_new small = {.name = "Lớp nhỏ", .owner = lab.trainer->id, .capacity = 10};
    const struct classroom *c = classroom_add(op, lab.store, &small, lab.now);
    want(&lab.place, c != NULL);
    assert_true(all_hands(&lab, 32, join_or_full, (void *)(uintptr_t)c->code));
    assert_int_equal(classroom_get(op, lab.store, c->id)->trainees, 10);
    lab_close(&lab);
}

/* ---- broken in the middle ---- */

/* Interrupts the writer's connection once, after so many steps of SQLite's machine. 0 = not at all. */
static int trip(void *self)
{
    int *left = self;
    return *left > 0 && --*left == 0;
}

static bool set_trap(struct op *op, struct db *db, void *left)
{
    (void)op;
    sqlite3_progress_handler(db_handle(db), 1, left == NULL ? NULL : trip, left);
    return true;
}

static bool take_digest(struct op *op, struct db *db, void *out)
{
    return db_digest(op, db, out, NULL);
}

static void a_join_that_breaks_off_anywhere_leaves_the_lab_as_it_was(void **state)
{
    static int left;
    struct lab lab;
    struct digest before, after;
    int broken = 0, joined = 0;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    want(&lab.place, classroom_join(op, lab.store, lab.class->code, "Người Đầu", lab.now) != NULL);
    want(&lab.place, lab_write(op, lab.store, set_trap, &left));
    log_set_level(LOG_SILENT);
    for (int at = 1; joined == 0; at += 1 + at / 100) {
        want(&lab.place, lab_read(op, lab.store, take_digest, &before));
        left = at;
        const struct welcome *w = classroom_join(op, lab.store, lab.class->code, "Nguyễn Văn An", lab.now);
        joined += left > 0 ? 1 : 0; /* the trap lay behind the end */
        assert_int_equal(w != NULL, left > 0);
        left = 0;
        op_clear(op);
        want(&lab.place, lab_read(op, lab.store, take_digest, &after));
        assert_int_equal(digest_equal(&before, &after), w == NULL);
        broken += w == NULL ? 1 : 0;
    }
    log_set_level(LOG_INFO);
    print_message("broken off at %d places\n", broken);
    assert_true(broken > 100);
    assert_int_equal(classroom_get(op, lab.store, lab.class->id)->trainees, 2);
    want(&lab.place, lab_write(op, lab.store, set_trap, NULL));
    lab_close(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sixty_four_people_of_one_name_join_at_once),
        cmocka_unit_test(a_class_never_holds_more_than_its_capacity),
        cmocka_unit_test(a_join_that_breaks_off_anywhere_leaves_the_lab_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
