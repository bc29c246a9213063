/* Several people in one world: who is let in by a code, drafts that stand outside the world, and who shows which dossier. */
#include "sandbox/labs.h"

#include "people/attempt.h"
#include "together/act_draft.h"
#include "together/companion.h"
#include "together/desk.h"

#include <string.h>

#define DIGEST "00000000000000000000000000000000000000000000000000000000000000aa"
#define FILED ((struct instant){INT64_C(1795140000000)})

struct room {
    struct lab lab;
    struct op *op;
    struct store *store;
    const struct attempt *attempt; /* of An */
    const char *an, *binh;
};

static const char *join(struct lab *lab, const char *name)
{
    const struct welcome *w = classroom_join(&lab->place.op, lab->store, lab->class->code, name, lab->now);
    want(&lab->place, w != NULL);
    return w->person.id;
}

static int set_up(void **state)
{
    static struct room r;
    bool created = false;
    lab_open_class(&r.lab);
    r.op = &r.lab.place.op;
    r.store = r.lab.store;
    r.an = join(&r.lab, "Nguyễn Văn An");
    r.binh = join(&r.lab, "Trần Thị Bình");
    const struct attempt_new ask = {.person = r.an, .class_id = r.lab.class->id, .exercise = "mot", .exercise_digest = DIGEST,
                                    .world = lab_id(r.op, 'w'), .golden = DIGEST, .max_points = 100, .pass_points = 70};
    r.attempt = attempt_begin(r.op, r.store, &ask, r.lab.now, &created);
    want(&r.lab.place, r.attempt != NULL);
    *state = &r;
    return 0;
}
static int tear_down(void **state)
{
    struct room *r = *state;
    lab_close(&r->lab);
    return 0;
}

static bool comes(struct room *r, const char *person, const char *code)
{
    const char *attempt = NULL, *world = NULL;
    const struct companion_join ask = {code, person, r->lab.class->id};
    return companion_join(r->op, r->store, &ask, r->lab.now, &attempt, &world);
}

static size_t companions(struct room *r, struct companion **list)
{
    size_t count = 0;
    want(&r->lab.place, companion_list(r->op, r->store, r->attempt->id, list, &count));
    return count;
}

/* ---- companions ---- */

static void a_colleague_comes_in_by_the_code_and_sits_somewhere(void **state)
{
    struct room *r = *state;
    struct companion *list = NULL;
    bool found = true;
    const char *seat = NULL, *attempt = NULL, *world = NULL;
    assert_null(invitation_get(r->op, r->store, r->attempt->id));
    const char *code = invitation_open(r->op, r->store, r->attempt->id, r->lab.now);
    want(&r->lab.place, code != NULL);
    assert_string_equal(invitation_get(r->op, r->store, r->attempt->id), code);
    want(&r->lab.place, companion_find(r->op, r->store, r->attempt->world, r->binh, &found, &seat));
    assert_false(found);
    const struct companion_join ask = {code, r->binh, r->lab.class->id};
    want(&r->lab.place, companion_join(r->op, r->store, &ask, r->lab.now, &attempt, &world));
    assert_string_equal(attempt, r->attempt->id);
    assert_string_equal(world, r->attempt->world);
    want(&r->lab.place, comes(r, r->binh, code)); /* again is no failure */
    want(&r->lab.place, companion_sit(r->op, r->store, attempt, r->binh, "cv2"));
    want(&r->lab.place, companion_find(r->op, r->store, world, r->binh, &found, &seat));
    assert_true(found);
    assert_string_equal(seat, "cv2");
    assert_int_equal(companions(r, &list), 1);
    assert_string_equal(list[0].name, "Trần Thị Bình");
    struct accompanied *mine = NULL;
    size_t count = 0;
    want(&r->lab.place, companion_attempts(r->op, r->store, r->binh, r->lab.class->id, &mine, &count));
    assert_int_equal(count, 1);
    assert_string_equal(mine[0].owner, "Nguyễn Văn An");
}

static void who_may_not_come_in_is_told_why(void **state)
{
    struct room *r = *state;
    struct place *p = &r->lab.place;
    const char *first = invitation_open(r->op, r->store, r->attempt->id, r->lab.now);
    const char *attempt = NULL, *world = NULL;
    want_failure(p, comes(r, r->an, first), E_STATE, "together.own");
    want_failure(p, comes(r, r->binh, "222-222"), E_MISSING, "together.unknown_code");
    want_failure(p, comes(r, r->binh, "không phải mã"), E_MISSING, "together.unknown_code");
    const struct companion_join elsewhere = {first, r->binh, r->lab.class->id + 1};
    want_failure(p, companion_join(r->op, r->store, &elsewhere, r->lab.now, &attempt, &world), E_MISSING, "together.unknown_code");
    const struct companion_join alone = {first, r->binh, 0};
    want_failure(p, companion_join(r->op, r->store, &alone, r->lab.now, &attempt, &world), E_MISSING, "together.unknown_code");
    const char *second = invitation_open(r->op, r->store, r->attempt->id, r->lab.now);
    want_failure(p, comes(r, r->binh, first), E_MISSING, "together.unknown_code");
    want(p, invitation_close(r->op, r->store, r->attempt->id));
    want_failure(p, comes(r, r->binh, second), E_MISSING, "together.unknown_code");
    const char *third = invitation_open(r->op, r->store, r->attempt->id, r->lab.now);
    want(p, attempt_finish(r->op, r->store, r->attempt->id, r->lab.now));
    want_failure(p, comes(r, r->binh, third), E_STATE, "attempt.finished");
}

static bool comes_in(struct hand *hand)
{
    struct room *r = hand->arg;
    const char *attempt = NULL, *world = NULL;
    const struct welcome *w = classroom_join(&hand->op, hand->lab->store, hand->lab->class->code, "Bạn Cùng Lớp", hand->lab->now);
    const char *code = invitation_get(&hand->op, hand->lab->store, r->attempt->id);
    if (w == NULL || code == NULL) {
        return false;
    }
    const struct companion_join ask = {code, w->person.id, hand->lab->class->id};
    bool in = companion_join(&hand->op, hand->lab->store, &ask, hand->lab->now, &attempt, &world);
    return in || strcmp(hand->op.error.key, "together.full") == 0;
}

static void never_more_than_seven_however_many_come_at_once(void **state)
{
    struct room *r = *state;
    struct companion *list = NULL;
    want(&r->lab.place, invitation_open(r->op, r->store, r->attempt->id, r->lab.now) != NULL);
    assert_true(all_hands(&r->lab, 12, comes_in, r));
    assert_int_equal(companions(r, &list), COMPANIONS_MAX);
    want(&r->lab.place, companion_leave(r->op, r->store, r->attempt->id, list[0].person, r->lab.now));
    want_failure(&r->lab.place, companion_leave(r->op, r->store, r->attempt->id, list[0].person, r->lab.now), E_MISSING, "together.unknown_person");
    want_failure(&r->lab.place, companion_sit(r->op, r->store, r->attempt->id, list[0].person, "cv"), E_MISSING, "together.unknown_person");
    want(&r->lab.place, comes(r, r->binh, invitation_get(r->op, r->store, r->attempt->id)));
    assert_int_equal(companions(r, &list), COMPANIONS_MAX);
}

static void who_comes_back_has_no_seat_any_more(void **state)
{
    struct room *r = *state;
    struct companion *list = NULL;
    const char *code = invitation_open(r->op, r->store, r->attempt->id, r->lab.now);
    want(&r->lab.place, comes(r, r->binh, code) && companion_sit(r->op, r->store, r->attempt->id, r->binh, "cv2"));
    want(&r->lab.place, companion_leave(r->op, r->store, r->attempt->id, r->binh, r->lab.now));
    assert_int_equal(companions(r, &list), 0);
    want(&r->lab.place, comes(r, r->binh, code));
    assert_int_equal(companions(r, &list), 1);
    assert_null(list[0].seat);
}

/* ---- drafts ---- */

static struct act_draft draft_of(struct room *r, const char *account, int64_t dossier, const char *text)
{
    return (struct act_draft){.account = account, .dossier = dossier, .act = "dossier.appraise", .person = r->an, .filed_at = FILED,
                              .generation = 1, .last_act = 7, .seen_act = 6, .data = json_parse(r->op, text, strlen(text))};
}

static bool save(struct room *r, const char *account, int64_t dossier, const char *text)
{
    struct act_draft d = draft_of(r, account, dossier, text);
    return act_draft_save(r->op, r->store, r->attempt->world, &d, r->lab.now);
}

static struct act_draft *drafts(struct room *r, int64_t dossier, size_t *count)
{
    struct act_draft *list = NULL;
    want(&r->lab.place, act_draft_list(r->op, r->store, r->attempt->world, dossier, &list, count));
    return list;
}

static void a_draft_is_one_for_each_account_dossier_and_act(void **state)
{
    struct room *r = *state;
    size_t count = 0;
    want(&r->lab.place, save(r, "cv", 1, "{\"opinion\":\"một\"}") && save(r, "cv", 1, "{\"opinion\":\"hai\"}"));
    want(&r->lab.place, save(r, "cv2", 1, "{\"opinion\":\"ba\"}") && save(r, "cv", 2, "{\"opinion\":\"bốn\"}"));
    struct act_draft *list = drafts(r, 1, &count);
    assert_int_equal(count, 2);
    for (size_t i = 0; i < count; i++) {
        bool mine = strcmp(list[i].account, "cv") == 0;
        assert_string_equal(json_get_text(list[i].data, "opinion", ""), mine ? "hai" : "ba");
        assert_string_equal(list[i].name, "Nguyễn Văn An");
        assert_int_equal(list[i].last_act, 7);
        assert_int_equal(instant_compare(list[i].filed_at, FILED), 0);
    }
    struct act_draft gone = draft_of(r, "cv", 1, "{}");
    want(&r->lab.place, act_draft_remove(r->op, r->store, r->attempt->world, &gone) && act_draft_remove(r->op, r->store, r->attempt->world, &gone));
    (void)drafts(r, 1, &count);
    assert_int_equal(count, 1);
    want(&r->lab.place, act_draft_clear(r->op, r->store, r->attempt->world));
    (void)drafts(r, 2, &count);
    assert_int_equal(count, 0);
}

static void drafts_are_bounded_in_size_and_number(void **state)
{
    struct room *r = *state;
    struct place *p = &r->lab.place;
    char big[ACT_DRAFT_BYTES_MAX + 20];
    memset(big, 'x', sizeof big);
    memcpy(big, "{\"a\":\"", 6);
    memcpy(big + sizeof big - 3, "\"}", 3);
    want_failure(p, save(r, "cv", 1, big), E_LIMIT, "draft.too_big");
    want_failure(p, save(r, "cv", 1, "[]"), E_INPUT, "draft.object");
    for (int64_t i = 1; i <= ACT_DRAFTS_MAX; i++) {
        want(p, save(r, "cv", i, "{}"));
    }
    want_failure(p, save(r, "cv", ACT_DRAFTS_MAX + 1, "{}"), E_LIMIT, "act_draft.too_many");
    want(p, save(r, "cv", 1, "{\"again\":1}")); /* one that is there may still change */
}

static void drafts_go_with_the_person_who_wrote_them(void **state)
{
    struct room *r = *state;
    size_t count = 0;
    want(&r->lab.place, save(r, "cv", 1, "{\"opinion\":\"Bà Nguyễn Thị Kín\"}"));
    const char *copy = person_export(r->op, r->store, r->an);
    want(&r->lab.place, copy != NULL);
    assert_non_null(strstr(copy, "Bà Nguyễn Thị Kín"));
    want(&r->lab.place, person_erase(r->op, r->store, r->an, r->lab.now));
    (void)drafts(r, 1, &count);
    assert_int_equal(count, 0);
}

/* ---- who shows what ---- */

static struct desk_window window(const char *person, const char *screen, const char *act)
{
    return (struct desk_window){.world = "w0000000000000001", .dossier = 3, .person = person, .screen = screen, .name = person, .seat = "cv", .act = act};
}

static void note(struct desk_table *t, const char *person, const char *screen, const char *act, int64_t ms)
{
    struct desk_window w = window(person, screen, act);
    desk_note(t, &w, (struct instant){ms});
}

static void windows_are_told_in_the_order_in_which_they_came_until_they_fall_silent(void **state)
{
    struct room *r = *state;
    struct desk_table *t = desk_open();
    struct desk_window *list = NULL;
    const int64_t start = 1000000;
    note(t, "pb", "cua-so-1", NULL, start + 5);
    note(t, "pa", "cua-so-1", NULL, start);
    note(t, "pa", "cua-so-2", "dossier.appraise", start + 9);
    struct instant now = {start + 10};
    assert_int_equal(desk_list(r->op, t, "w0000000000000001", 3, now, &list), 3);
    assert_string_equal(list[0].person, "pa");
    assert_string_equal(list[1].person, "pb");
    assert_null(list[1].act);
    assert_string_equal(list[2].act, "dossier.appraise");
    assert_int_equal(desk_list(r->op, t, "w0000000000000001", 4, now, &list), 0);
    assert_int_equal(desk_list(r->op, t, "w0000000000000002", 3, now, &list), 0);
    note(t, "pb", "cua-so-1", "dossier.draft", start + DESK_MS);
    now.ms = start + DESK_MS + 6; /* the first of pa has been silent too long; since when pb looks on has not changed */
    assert_int_equal(desk_list(r->op, t, "w0000000000000001", 3, now, &list), 2);
    assert_string_equal(list[0].person, "pb");
    assert_int_equal(list[0].since.ms, start + 5);
    assert_string_equal(list[0].act, "dossier.draft");
    struct desk_window gone = window("pb", "cua-so-1", NULL);
    desk_leave(t, &gone);
    desk_leave(t, &gone);
    assert_int_equal(desk_list(r->op, t, "w0000000000000001", 3, now, &list), 1);
    desk_close(t);
}

static void who_came_within_the_same_millisecond_stands_as_he_came(void **state)
{
    struct room *r = *state;
    struct desk_table *t = desk_open();
    struct desk_window *list = NULL;
    static const char *const screens[] = {"cua-so-1", "cua-so-2", "cua-so-3"};
    for (size_t i = 0; i < 3; i++) {
        note(t, "pa", screens[i], NULL, 1000000);
    }
    assert_int_equal(desk_list(r->op, t, "w0000000000000001", 3, (struct instant){1000001}, &list), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(list[i].screen, screens[i]);
    }
    desk_close(t);
}

static void the_table_holds_no_more_than_what_is_shown(void **state)
{
    struct room *r = *state;
    struct desk_table *t = desk_open();
    struct desk_window *list = NULL;
    for (int i = 0; i < 3 * DESK_WINDOWS_MAX; i++) {
        note(t, "pa", arena_printf(r->op->arena, "cua-so-%d", i), NULL, 1000);
    }
    assert_int_equal(desk_list(r->op, t, "w0000000000000001", 3, (struct instant){1000}, &list), DESK_WINDOWS_MAX);
    assert_int_equal(desk_size(t), DESK_WINDOWS_MAX);
    for (int i = 0; i < 20000; i++) { /* each call lets go of some that fell silent, wherever they are */
        struct desk_window w = window("pb", "cua-so-b", NULL);
        w.dossier = i + 10;
        desk_note(t, &w, (struct instant){1000 + DESK_MS + (int64_t)i * 100});
    }
    assert_true(desk_size(t) < 5000);
    desk_close(t);
}

static void a_name_too_long_is_cut_at_a_whole_letter(void **state)
{
    struct room *r = *state;
    struct desk_table *t = desk_open();
    struct desk_window *list = NULL, w = window("pa", "cua-so-1", NULL);
    char name[601] = "";
    for (int i = 0; i < 200; i++) {
        memcpy(name + 3 * i, "ạ", 3);
    }
    name[600] = '\0';
    w.name = name;
    desk_note(t, &w, (struct instant){1000});
    assert_int_equal(desk_list(r->op, t, "w0000000000000001", 3, (struct instant){1000}, &list), 1);
    size_t n = strlen(list[0].name);
    assert_true(n > 300 && n < 600 && n % 3 == 0);
    desk_close(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define ROOM_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
        ROOM_TEST(a_colleague_comes_in_by_the_code_and_sits_somewhere),
        ROOM_TEST(who_may_not_come_in_is_told_why),
        ROOM_TEST(never_more_than_seven_however_many_come_at_once),
        ROOM_TEST(who_comes_back_has_no_seat_any_more),
        ROOM_TEST(a_draft_is_one_for_each_account_dossier_and_act),
        ROOM_TEST(drafts_are_bounded_in_size_and_number),
        ROOM_TEST(drafts_go_with_the_person_who_wrote_them),
        ROOM_TEST(windows_are_told_in_the_order_in_which_they_came_until_they_fall_silent),
        ROOM_TEST(who_came_within_the_same_millisecond_stands_as_he_came),
        ROOM_TEST(the_table_holds_no_more_than_what_is_shown),
        ROOM_TEST(a_name_too_long_is_cut_at_a_whole_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
