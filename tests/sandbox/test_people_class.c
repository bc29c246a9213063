/* Classes: joining, numbering, coming back, release, capacity, announcements. */
#include "sandbox/labs.h"

#include "people/return_code.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void a_new_class_has_a_code_that_can_be_read_aloud(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    const struct classroom *c = lab.class;
    assert_int_equal(strlen(c->code), 7);
    assert_int_equal(c->code[3], '-');
    assert_null(strpbrk(c->code, "01ILOUilou"));
    assert_true(c->open);
    assert_int_equal(c->trainees, 0);
    assert_int_equal(c->capacity, CLASS_CAPACITY);
    assert_int_equal(c->exercises.count, 2);
    assert_string_equal(c->exercises.items[0], "mot");
    assert_string_equal(c->exercises.items[1], "hai");
    lab_close(&lab);
}

static void a_trainee_joins_with_code_and_name_and_is_signed_in(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const struct welcome *w = classroom_join(op, lab.store, lab.class->code, "  Nguyễn  Văn An", lab.now);
    want(&lab.place, w != NULL);
    assert_string_equal(w->person.name, "Nguyễn Văn An");
    assert_int_equal(w->person.role, ROLE_TRAINEE);
    assert_int_equal(w->classroom->id, lab.class->id);
    assert_int_equal(w->classroom->trainees, 1);
    const struct session *s = session_find(op, lab.store, w->token, lab.now);
    want(&lab.place, s != NULL);
    assert_string_equal(s->person, w->person.id);
    assert_string_equal(s->name, "Nguyễn Văn An");
    assert_int_equal(s->class_id, lab.class->id);
    assert_string_equal(s->class_name, "Lớp một cửa 1");
    bool in = false;
    want(&lab.place, classroom_has_person(op, lab.store, lab.class->id, w->person.id, &in));
    assert_true(in);
    want(&lab.place, classroom_has_person(op, lab.store, lab.class->id, lab.trainer->id, &in));
    assert_false(in);
    lab_close(&lab);
}

static void the_code_may_be_typed_in_any_case_with_or_without_the_hyphen(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    char lower[CLASS_CODE_TEXT], plain[CLASS_CODE_TEXT];
    for (int i = 0; i < CLASS_CODE_TEXT; i++) {
        lower[i] = (char)tolower((unsigned char)lab.class->code[i]);
    }
    memcpy(plain, lower, 3);
    memcpy(plain + 3, lower + 4, 4);
    want(&lab.place, classroom_join(op, lab.store, lower, "Một", lab.now) != NULL);
    want(&lab.place, classroom_join(op, lab.store, plain, "Hai", lab.now) != NULL);
    want(&lab.place, classroom_join(op, lab.store, arena_printf(op->arena, " %s ", lab.class->code), "Ba", lab.now) != NULL);
    static const char *const wrong[] = {"222-222", "", "K7M", "K7M-2QFF", "K7M-2Q1", "K7M-2QO", NULL, "'; DROP"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        want_failure(&lab.place, classroom_join(op, lab.store, wrong[i], "Bốn", lab.now) != NULL, E_MISSING,
                     "class.unknown_code");
    }
    want_failure(&lab.place, classroom_join(op, lab.store, lab.class->code, "An\tB", lab.now) != NULL, E_INPUT, "name.control");
    lab_close(&lab);
}

static void equal_names_get_a_number(void **state)
{
    static const struct {
        const char *typed, *shown;
    } cases[] = {
        {"Nguyễn Văn An", "Nguyễn Văn An"},
        {"Nguyễn Văn An", "Nguyễn Văn An (2)"},
        {" Nguyễn  Văn An ", "Nguyễn Văn An (3)"},
        {"Nguye\xCC\x82\xCC\x83n Va\xCC\x86n An", "Nguyễn Văn An (4)"},
        {"Nguyễn Vân An", "Nguyễn Vân An"}, /* another name */
        {"Lê Bình (2)", "Lê Bình (2)"},     /* somebody typed the number */
        {"Lê Bình", "Lê Bình"},
        {"Lê Bình", "Lê Bình (3)"},
        {"Lê Bình (2)", "Lê Bình (2) (2)"},
    };
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct welcome *w = classroom_join(op, lab.store, lab.class->code, cases[i].typed, lab.now);
        want(&lab.place, w != NULL);
        assert_string_equal(w->person.name, cases[i].shown);
    }
    const struct classroom_new other = {.name = "Lớp khác", .owner = lab.trainer->id};
    const struct classroom *c = classroom_add(op, lab.store, &other, lab.now);
    want(&lab.place, c != NULL);
    const struct welcome *w = classroom_join(op, lab.store, c->code, "Nguyễn Văn An", lab.now);
    want(&lab.place, w != NULL);
    assert_string_equal(w->person.name, "Nguyễn Văn An"); /* each class counts for itself */
    lab_close(&lab);
}

/* ---- return codes ---- */

static void the_words_of_return_codes_are_distinct_and_plain(void **state)
{
    (void)state;
    for (size_t i = 0; i < RETURN_WORD_COUNT; i++) {
        size_t len = strlen(return_words[i]);
        assert_in_range(len, 2, 7);
        assert_int_equal(strspn(return_words[i], "abcdefghijklmnopqrstuvwxyz"), len);
        if (i > 0 && strcmp(return_words[i - 1], return_words[i]) >= 0) {
            fail_msg("%s does not come after %s", return_words[i], return_words[i - 1]);
        }
    }
}

static void every_word_of_the_list_comes_up(void **state)
{
    struct place p;
    static int seen[RETURN_WORD_COUNT];
    int missing = 0;
    (void)state;
    place_open(&p);
    for (int i = 0; i < 8000; i++) { /* 32,000 words: one of 1,024 is missed with e^-31 */
        char *code = arena_strdup(p.op.arena, return_code_make(&p.op)), *rest = NULL;
        for (char *w = strtok_r(code, " ", &rest); w != NULL; w = strtok_r(NULL, " ", &rest)) {
            for (size_t k = 0; k < RETURN_WORD_COUNT; k++) {
                if (strcmp(return_words[k], w) == 0) {
                    seen[k]++;
                    break;
                }
            }
        }
    }
    for (size_t k = 0; k < RETURN_WORD_COUNT; k++) {
        missing += seen[k] == 0 ? 1 : 0;
    }
    assert_int_equal(missing, 0);
    place_close(&p);
}

static void a_return_code_is_read_as_people_write_it(void **state)
{
    static const struct {
        const char *typed, *read;
    } cases[] = {
        {"ban cam muoi trang", "ban cam muoi trang"},
        {"  Ban, Cam, Mười; ", NULL},
        {"Bàn Cam MUỐI trắng", "ban cam muoi trang"},
        {"ban-cam-muoi-trang", "ban cam muoi trang"},
        {" ban,  cam ,muoi.trang. ", "ban cam muoi trang"},
        {"đan cam muoi trang", "dan cam muoi trang"},
        {"ban cam muoi", NULL},
        {"ban cam muoi trang to", NULL},
        {"ban cam muoi tr4ng", NULL},
        {"", NULL},
        {NULL, NULL},
        {"\xFF\xFE a b c", NULL},
    };
    struct place p;
    (void)state;
    place_open(&p);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *read = return_code_clean(&p.op, cases[i].typed);
        if ((read == NULL) != (cases[i].read == NULL) || (read != NULL && strcmp(read, cases[i].read) != 0)) {
            fail_msg("%s was read as %s", cases[i].typed, read == NULL ? "nothing" : read);
        }
    }
    char *huge = calloc(1, 100001);
    memset(huge, 'a', 100000);
    assert_null(return_code_clean(&p.op, huge));
    free(huge);
    place_close(&p);
}

static void the_return_code_brings_the_same_person_back(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    want_failure(&lab.place, classroom_return(op, lab.store, "ban cam muoi trang", lab.now) != NULL, E_AUTH,
                 "class.unknown_return_code"); /* before anybody has joined */
    (void)classroom_join(op, lab.store, lab.class->code, "Lê Bình", lab.now)->person;
    const struct welcome *w = classroom_join(op, lab.store, lab.class->code, "Lê Bình", lab.now);
    want(&lab.place, w != NULL);
    lab_reopen(&lab);
    const struct welcome *back = classroom_return(op, lab.store, w->return_code, lab.now);
    want(&lab.place, back != NULL);
    assert_string_equal(back->person.id, w->person.id);
    assert_string_equal(back->person.name, "Lê Bình (2)");
    assert_int_equal(back->classroom->id, lab.class->id);
    assert_null(back->return_code);
    assert_string_not_equal(back->token, w->token);
    assert_non_null(session_find(op, lab.store, back->token, lab.now));
    assert_non_null(session_find(op, lab.store, w->token, lab.now)); /* two devices, one person */
    want_failure(&lab.place, classroom_return(op, lab.store, "ban cam muoi trang", lab.now) != NULL, E_AUTH,
                 "class.unknown_return_code");
    lab_close(&lab);
}

static void the_words_of_a_person_confirm_that_person_and_open_nothing(void **state)
{
    struct lab lab;
    int64_t refused = 0;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const struct welcome *a = classroom_join(op, lab.store, lab.class->code, "Lê Bình", lab.now);
    const struct welcome *b = classroom_join(op, lab.store, lab.class->code, "Vũ Cảnh", lab.now);
    want(&lab.place, a != NULL && b != NULL);
    want(&lab.place, classroom_confirm(op, lab.store, a->person.id, a->return_code, lab.now));
    static const char *const wrong[] = {"ban cam muoi trang", "mot hai", ""};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        want_failure(&lab.place, classroom_confirm(op, lab.store, a->person.id, wrong[i], lab.now), E_FORBIDDEN, "class.not_your_code");
    }
    want_failure(&lab.place, classroom_confirm(op, lab.store, a->person.id, b->return_code, lab.now), E_FORBIDDEN, "class.not_your_code");
    want(&lab.place, classroom_refusals(op, lab.store, 0, lab.now, &refused));
    assert_int_equal(refused, 3);
    want(&lab.place, classroom_refusals(op, lab.store, lab.class->id, lab.now, &refused));
    assert_int_equal(refused, 1); /* words that are somebody's of this class */
    const char *fresh = classroom_release(op, lab.store, lab.class->id, a->person.id, lab.now);
    want(&lab.place, fresh != NULL);
    want_failure(&lab.place, classroom_confirm(op, lab.store, a->person.id, a->return_code, lab.now), E_FORBIDDEN, "class.not_your_code");
    want(&lab.place, classroom_confirm(op, lab.store, a->person.id, fresh, lab.now));
    lab_close(&lab);
}

static void a_release_gives_a_new_code_and_ends_the_old_one_and_its_sessions(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const struct welcome *w = classroom_join(op, lab.store, lab.class->code, "Lê Bình", lab.now);
    want(&lab.place, w != NULL);
    assert_non_null(session_find(op, lab.store, w->token, lab.now));
    const char *code = classroom_release(op, lab.store, lab.class->id, w->person.id, lab.now);
    want(&lab.place, code != NULL);
    assert_null(session_find(op, lab.store, w->token, lab.now));
    want_failure(&lab.place, classroom_return(op, lab.store, w->return_code, lab.now) != NULL, E_AUTH,
                 "class.unknown_return_code");
    const struct welcome *back = classroom_return(op, lab.store, code, lab.now);
    want(&lab.place, back != NULL);
    assert_string_equal(back->person.id, w->person.id);
    want_failure(&lab.place, classroom_release(op, lab.store, lab.class->id, lab.trainer->id, lab.now) != NULL, E_MISSING,
                 "class.unknown_person");
    want_failure(&lab.place, classroom_release(op, lab.store, 99, w->person.id, lab.now) != NULL, E_MISSING,
                 "class.unknown_person");
    struct enrolment *roster = NULL;
    size_t count = 0;
    want(&lab.place, classroom_roster(op, lab.store, lab.class->id, &roster, &count));
    assert_int_equal(count, 1);
    assert_string_equal(roster[0].name, "Lê Bình");
    assert_int_equal(roster[0].released_at.ms, lab.now.ms);
    assert_int_equal(roster[0].seen_at.ms, lab.now.ms);
    lab_close(&lab);
}

/* ---- limits ---- */

static void a_full_class_takes_nobody_in(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const struct classroom_new small = {.name = "Lớp nhỏ", .owner = lab.trainer->id, .capacity = 2};
    const struct classroom *c = classroom_add(op, lab.store, &small, lab.now);
    want(&lab.place, c != NULL);
    want(&lab.place, classroom_join(op, lab.store, c->code, "Một", lab.now) != NULL);
    want(&lab.place, classroom_join(op, lab.store, c->code, "Hai", lab.now) != NULL);
    want_failure(&lab.place, classroom_join(op, lab.store, c->code, "Ba", lab.now) != NULL, E_LIMIT, "class.full");
    assert_int_equal(classroom_get(op, lab.store, c->id)->trainees, 2);
    const struct classroom_new huge = {.name = "Lớp to", .owner = lab.trainer->id, .capacity = CLASS_CAPACITY + 1};
    want_failure(&lab.place, classroom_add(op, lab.store, &huge, lab.now) != NULL, E_INPUT, "field.range");
    lab_close(&lab);
}

static void a_closed_class_takes_nobody_in_but_its_people_come_back(void **state)
{
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const struct welcome *w = classroom_join(op, lab.store, lab.class->code, "Một", lab.now);
    want(&lab.place, w != NULL);
    want(&lab.place, classroom_close(op, lab.store, lab.class->id, lab.now));
    want(&lab.place, classroom_close(op, lab.store, lab.class->id, instant_add(lab.now, 1000)));
    const struct classroom *c = classroom_get(op, lab.store, lab.class->id);
    assert_false(c->open);
    assert_int_equal(c->closed_at.ms, lab.now.ms);
    want_failure(&lab.place, classroom_join(op, lab.store, lab.class->code, "Hai", lab.now) != NULL, E_STATE, "class.closed");
    want(&lab.place, classroom_return(op, lab.store, w->return_code, lab.now) != NULL);
    want_failure(&lab.place, classroom_close(op, lab.store, 99, lab.now), E_MISSING, "class.unknown");
    lab_close(&lab);
}

static void refusals_are_counted_by_class_for_a_day(void **state)
{
    struct lab lab;
    int64_t n = 0;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    for (int i = 0; i < 3; i++) {
        want_failure(&lab.place, classroom_join(op, lab.store, "222-222", "Một", lab.now) != NULL, E_MISSING,
                     "class.unknown_code");
    }
    want_failure(&lab.place, classroom_return(op, lab.store, "mot hai ba bon", lab.now) != NULL, E_AUTH,
                 "class.unknown_return_code");
    want_failure(&lab.place, classroom_return(op, lab.store, "abc", lab.now) != NULL, E_AUTH, "class.unknown_return_code");
    want(&lab.place, classroom_close(op, lab.store, lab.class->id, lab.now));
    want_failure(&lab.place, classroom_join(op, lab.store, lab.class->code, "Hai", lab.now) != NULL, E_STATE, "class.closed");
    want(&lab.place, classroom_refusals(op, lab.store, 0, lab.now, &n));
    assert_int_equal(n, 5);
    want(&lab.place, classroom_refusals(op, lab.store, lab.class->id, lab.now, &n));
    assert_int_equal(n, 1);
    want(&lab.place, classroom_refusals(op, lab.store, 0, instant_add(lab.now, MS_DAY), &n));
    assert_int_equal(n, 0);
    lab_close(&lab);
}

static void what_makes_no_class_is_refused_by_field(void **state)
{
    static const char *const twice[] = {"mot", "hai", "mot"}, *const empty[] = {""};
    struct lab lab;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const char *many[CLASS_EXERCISES_MAX + 1];
    for (int i = 0; i <= CLASS_EXERCISES_MAX; i++) {
        many[i] = arena_printf(op->arena, "bai-%d", i);
    }
    struct classroom_new ask = {.name = "Lớp", .owner = lab.trainer->id, .exercises = twice, .exercise_count = 3};
    want_failure(&lab.place, classroom_add(op, lab.store, &ask, lab.now) != NULL, E_INPUT, "class.exercise_twice");
    ask.exercises = empty;
    ask.exercise_count = 1;
    want_failure(&lab.place, classroom_add(op, lab.store, &ask, lab.now) != NULL, E_INPUT, "class.exercise_form");
    ask.exercises = many;
    ask.exercise_count = CLASS_EXERCISES_MAX + 1;
    want_failure(&lab.place, classroom_add(op, lab.store, &ask, lab.now) != NULL, E_INPUT, "class.too_many_exercises");
    ask.exercise_count = CLASS_EXERCISES_MAX;
    want(&lab.place, classroom_add(op, lab.store, &ask, lab.now) != NULL);
    ask.name = "  ";
    want_failure(&lab.place, classroom_add(op, lab.store, &ask, lab.now) != NULL, E_INPUT, "field.required");
    ask.name = "Lớp\x01";
    want_failure(&lab.place, classroom_add(op, lab.store, &ask, lab.now) != NULL, E_INPUT, "field.control");
    ask.name = "Lớp";
    ask.owner = "pnone";
    want_failure(&lab.place, classroom_add(op, lab.store, &ask, lab.now) != NULL, E_MISSING, "person.unknown");
    lab_close(&lab);
}

/* ---- changes ---- */

static void every_change_that_a_board_shows_raises_the_revision(void **state)
{
    static const char *const one[] = {"mot"};
    struct lab lab;
    int64_t before = 0, after = 0, id = 0;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    int64_t class = lab.class->id;
    want(&lab.place, classroom_revision(op, lab.store, class, &before));
    const struct welcome *w = classroom_join(op, lab.store, lab.class->code, "Một", lab.now);
    want(&lab.place, w != NULL && classroom_revision(op, lab.store, class, &after));
    assert_true(after > before);
    before = after;
    want(&lab.place, classroom_announce(op, lab.store, class, lab.trainer->id, "Nghỉ 10 phút", lab.now, &id));
    want(&lab.place, classroom_revision(op, lab.store, class, &after));
    assert_true(after > before);
    before = after;
    want(&lab.place, classroom_set_exercises(op, lab.store, class, one, 1));
    want(&lab.place, classroom_revision(op, lab.store, class, &after));
    assert_true(after > before);
    before = after;
    want(&lab.place, classroom_release(op, lab.store, class, w->person.id, lab.now) != NULL);
    want(&lab.place, person_erase(op, lab.store, w->person.id, lab.now));
    want(&lab.place, classroom_revision(op, lab.store, class, &after));
    assert_true(after >= before + 2);
    before = after;
    want(&lab.place, classroom_close(op, lab.store, class, lab.now));
    want(&lab.place, classroom_revision(op, lab.store, class, &after));
    assert_true(after > before);
    want_failure(&lab.place, classroom_revision(op, lab.store, 99, &after), E_MISSING, "class.unknown");
    want_failure(&lab.place, classroom_set_exercises(op, lab.store, 99, one, 1), E_MISSING, "class.unknown");
    lab_close(&lab);
}

static void an_announcement_is_heard_until_the_next(void **state)
{
    struct lab lab;
    int64_t first = 0, second = 0;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    int64_t class = lab.class->id;
    assert_null(classroom_announcement(op, lab.store, class));
    assert_false(op_failed(op));
    want(&lab.place, classroom_announce(op, lab.store, class, lab.trainer->id, "  Nghỉ 10 phút\n", lab.now, &first));
    want(&lab.place, classroom_announce(op, lab.store, class, lab.trainer->id, "Làm tiếp\nbước hai", lab.now, &second));
    assert_true(second > first);
    const struct announcement *a = classroom_announcement(op, lab.store, class);
    want(&lab.place, a != NULL);
    assert_int_equal(a->id, second);
    assert_string_equal(a->text, "Làm tiếp\nbước hai");
    struct announcement *all = NULL;
    size_t count = 0;
    want(&lab.place, classroom_announcements(op, lab.store, class, &all, &count));
    assert_int_equal(count, 2);
    assert_string_equal(all[1].text, "Nghỉ 10 phút");
    want_failure(&lab.place, classroom_announce(op, lab.store, class, lab.trainer->id, " ", lab.now, &first), E_INPUT,
                 "field.required");
    char *long_text = calloc(1, CLASS_ANNOUNCEMENT_MAX + 2);
    memset(long_text, 'a', CLASS_ANNOUNCEMENT_MAX + 1);
    want_failure(&lab.place, classroom_announce(op, lab.store, class, lab.trainer->id, long_text, lab.now, &first), E_INPUT,
                 "class.text_too_long");
    free(long_text);
    want_failure(&lab.place, classroom_announce(op, lab.store, 99, lab.trainer->id, "Alo", lab.now, &first), E_MISSING,
                 "class.unknown");
    lab_close(&lab);
}

static void a_trainer_sees_own_classes_and_a_trainee_the_ones_joined(void **state)
{
    struct lab lab;
    const char *password = NULL;
    struct classroom *list = NULL;
    size_t count = 0;
    (void)state;
    lab_open_class(&lab);
    struct op *op = &lab.place.op;
    const struct person hoa = {.role = ROLE_TRAINER, .name = "Lê Hoa", .username = "hoa"};
    const struct person *other = person_add_staff(op, lab.store, &hoa, NULL, lab.now, &password);
    want(&lab.place, other != NULL);
    const struct classroom_new ask = {.name = "Lớp của Hoa", .owner = other->id};
    want(&lab.place, classroom_add(op, lab.store, &ask, lab.now) != NULL);
    want(&lab.place, classroom_list(op, lab.store, other->id, &list, &count));
    assert_int_equal(count, 1);
    assert_string_equal(list[0].name, "Lớp của Hoa");
    assert_int_equal(list[0].exercises.count, 0);
    want(&lab.place, classroom_list(op, lab.store, NULL, &list, &count));
    assert_int_equal(count, 2);
    const struct welcome *w = classroom_join(op, lab.store, lab.class->code, "Một", lab.now);
    want(&lab.place, w != NULL);
    want(&lab.place, classroom_list_of_person(op, lab.store, w->person.id, &list, &count));
    assert_int_equal(count, 1);
    assert_int_equal(list[0].id, lab.class->id);
    assert_string_equal(list[0].code, lab.class->code);
    lab_close(&lab);
}

static void the_demo_class_is_one_and_keeps_its_people(void **state)
{
    static const char *const first[] = {"mot"}, *const then[] = {"mot", "hai"};
    struct lab lab;
    const char *password = NULL;
    (void)state;
    lab_open(&lab);
    struct op *op = &lab.place.op;
    want_failure(&lab.place, classroom_ensure_demo(op, lab.store, first, 1, lab.now) != NULL, E_MISSING, "person.unknown");
    want(&lab.place, person_ensure_demo(op, lab.store, lab.now, &password));
    const struct classroom *a = classroom_ensure_demo(op, lab.store, first, 1, lab.now);
    want(&lab.place, a != NULL);
    want(&lab.place, classroom_join(op, lab.store, a->code, "Một", lab.now) != NULL);
    const struct classroom *same = classroom_ensure_demo(op, lab.store, first, 1, lab.now);
    want(&lab.place, same != NULL);
    assert_int_equal(same->revision, a->revision + 1); /* the join alone */
    const struct classroom *b = classroom_ensure_demo(op, lab.store, then, 2, lab.now);
    want(&lab.place, b != NULL);
    assert_int_equal(b->id, a->id);
    assert_string_equal(b->code, a->code);
    assert_int_equal(b->trainees, 1);
    assert_int_equal(b->exercises.count, 2);
    want(&lab.place, classroom_close(op, lab.store, a->id, lab.now));
    want(&lab.place, classroom_ensure_demo(op, lab.store, then, 2, lab.now) != NULL);
    assert_true(classroom_get(op, lab.store, a->id)->open);
    struct classroom *list = NULL;
    size_t count = 0;
    want(&lab.place, classroom_list(op, lab.store, NULL, &list, &count));
    assert_int_equal(count, 1);
    lab_close(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_class_has_a_code_that_can_be_read_aloud),
        cmocka_unit_test(a_trainee_joins_with_code_and_name_and_is_signed_in),
        cmocka_unit_test(the_code_may_be_typed_in_any_case_with_or_without_the_hyphen),
        cmocka_unit_test(equal_names_get_a_number),
        cmocka_unit_test(the_words_of_return_codes_are_distinct_and_plain),
        cmocka_unit_test(every_word_of_the_list_comes_up),
        cmocka_unit_test(a_return_code_is_read_as_people_write_it),
        cmocka_unit_test(the_return_code_brings_the_same_person_back),
        cmocka_unit_test(the_words_of_a_person_confirm_that_person_and_open_nothing),
        cmocka_unit_test(a_release_gives_a_new_code_and_ends_the_old_one_and_its_sessions),
        cmocka_unit_test(a_full_class_takes_nobody_in),
        cmocka_unit_test(a_closed_class_takes_nobody_in_but_its_people_come_back),
        cmocka_unit_test(refusals_are_counted_by_class_for_a_day),
        cmocka_unit_test(what_makes_no_class_is_refused_by_field),
        cmocka_unit_test(every_change_that_a_board_shows_raises_the_revision),
        cmocka_unit_test(an_announcement_is_heard_until_the_next),
        cmocka_unit_test(a_trainer_sees_own_classes_and_a_trainee_the_ones_joined),
        cmocka_unit_test(the_demo_class_is_one_and_keeps_its_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
