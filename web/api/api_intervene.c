/* What a trainer does to worlds of the class: one, some or all. Each world is visited on its own; one that fails does not stop the
 * others, and the answer says which. */
#include "api/api_clock.h"
#include "api/app.h"
#include "api/handlers.h"
#include "base/text.h"
#include "http/server.h"
#include "people/classroom.h"

#include <stddef.h>
#include <string.h>

struct reset_input {
    struct text_list persons;
};
struct rewind_input {
    struct text_list persons;
    const char *step;
    int64_t act;
};
struct class_clock_input {
    struct text_list persons;
    int mode;
    int64_t rate;
    const char *jump;
    bool next;
};
struct waive_input {
    const char *step, *check, *reason;
};
#define PERSONS(type)                                                                                                  \
    {                                                                                                                  \
        .name = "persons", .kind = FIELD_TEXT_LIST, .offset = offsetof(struct type, persons), .max = CLASS_CAPACITY,   \
        .help = "ids of persons; absent or null = everybody in the class"                                              \
    }
static const struct field reset_fields[] = {PERSONS(reset_input)};
static const struct field rewind_fields[] = {
    PERSONS(rewind_input),
    {.name = "step", .kind = FIELD_TEXT, .offset = offsetof(struct rewind_input, step), .max = 64,
     .help = "exercise step: back to just before it opened"},
    {.name = "act", .kind = FIELD_INT, .offset = offsetof(struct rewind_input, act), .max = JSON_INT_MAX},
};
static const struct field clock_fields[] = {
    PERSONS(class_clock_input),
    {.name = "mode", .kind = FIELD_CHOICE, .offset = offsetof(struct class_clock_input, mode), .choices = &clock_mode_choices},
    {.name = "rate", .kind = FIELD_INT, .offset = offsetof(struct class_clock_input, rate), .max = CLOCK_RATE_MAX},
    {.name = "jump", .kind = FIELD_TEXT, .offset = offsetof(struct class_clock_input, jump), .max = 40},
    {.name = "next", .kind = FIELD_BOOL, .offset = offsetof(struct class_clock_input, next)},
};
static const struct field waive_fields[] = {
    {.name = "step", .kind = FIELD_TEXT, .offset = offsetof(struct waive_input, step), .flags = FIELD_REQUIRED, .max = 64},
    {.name = "check", .kind = FIELD_TEXT, .offset = offsetof(struct waive_input, check), .flags = FIELD_REQUIRED, .max = 64},
    {.name = "reason", .kind = FIELD_TEXT, .offset = offsetof(struct waive_input, reason), .flags = FIELD_REQUIRED, .min = 5, .max = 500},
};
const struct record class_reset_body = RECORD("class_reset", struct reset_input, reset_fields);
const struct record class_rewind_body = RECORD("class_rewind", struct rewind_input, rewind_fields);
const struct record class_clock_body = RECORD("class_clock", struct class_clock_input, clock_fields);
const struct record waive_body = RECORD("waive", struct waive_input, waive_fields);

typedef bool (*intervene_fn)(struct op *op, struct visit *v, const void *input);

/* Persons, if any are said, are of the class. An empty list names nobody, and is no way to say everybody. */
static bool check_persons(struct op *op, struct request *r, const struct classroom *c, const struct text_list *persons)
{
    if (persons->items != NULL && persons->count == 0) {
        return fail_more(op, "persons", "field.required", NULL);
    }
    for (size_t i = 0; persons->items != NULL && i < persons->count; i++) {
        bool is_in = false;
        if (!classroom_has_person(op, ground_lab(app_of(r)->ground), c->id, persons->items[i], &is_in)) {
            return false;
        }
        if (!is_in) {
            return fail_field(op, E_MISSING, arena_printf(op->arena, "persons.%zu", i), "class.unknown_person", NULL);
        }
    }
    return true;
}

static bool is_named(const struct text_list *persons, const char *person)
{
    bool found = persons->count == 0;
    for (size_t i = 0; i < persons->count && !found; i++) {
        found = strcmp(persons->items[i], person) == 0;
    }
    return found;
}

static bool visit_one(struct op *op, struct ground *g, const char *world, intervene_fn fn, const void *input)
{
    struct visit v;
    if (!ground_enter(op, g, world, false, &v)) {
        return false;
    }
    bool ok = fn(op, &v, input);
    ground_leave(op, &v);
    return ok;
}

static bool is_running(const struct attempt *list, size_t count, const char *person)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].person, person) == 0 && strcmp(list[i].state, "running") == 0) {
            return true;
        }
    }
    return false;
}

/* Persons named who have nothing under way. */
static void put_idle(struct op *op, struct request *r, const struct text_list *persons, const struct attempt *list, size_t count)
{
    for (size_t i = 0; i < persons->count; i++) {
        if (!is_running(list, count, persons->items[i])) {
            json_open_object(&r->out, NULL);
            json_put_text(&r->out, "person", persons->items[i]);
            json_put_bool(&r->out, "ok", false);
            json_open_object(&r->out, "problem");
            json_put_text(&r->out, "key", "class.nothing_running");
            json_put_text(&r->out, "detail", text_get(op->lang, "class.nothing_running"));
            json_close_object(&r->out);
            json_close_object(&r->out);
        }
    }
}

/* Runs fn in the running attempts of the persons named and writes "done". */
static bool for_each(struct op *op, struct request *r, const struct text_list *persons, intervene_fn fn)
{
    struct ground *g = app_of(r)->ground;
    const struct classroom *c = app_class(op, r);
    struct attempt *list = NULL;
    size_t count = 0;
    if (c == NULL || !check_persons(op, r, c, persons) ||
        !attempt_list_class(op, ground_lab(g), c->id, NULL, &list, &count)) {
        return false;
    }
    json_open_array(&r->out, "done");
    put_idle(op, r, persons, list, count);
    for (size_t i = 0; i < count; i++) {
        if (!is_named(persons, list[i].person) || strcmp(list[i].state, "running") != 0) {
            continue;
        }
        struct op own;
        struct arena *arena = arena_open(SERVER_ARENA_MAX / 4);
        op_init(&own, arena, op->id, op->lang);
        bool ok = visit_one(&own, g, list[i].world, fn, r->body);
        json_open_object(&r->out, NULL);
        json_put_text(&r->out, "person", list[i].person);
        json_put_bool(&r->out, "ok", ok);
        if (!ok) {
            json_open_object(&r->out, "problem");
            json_put_text(&r->out, "key", own.error.key);
            json_put_text(&r->out, "detail", text_error(&own));
            json_close_object(&r->out);
        }
        json_close_object(&r->out);
        arena_close(arena);
    }
    json_close_array(&r->out);
    return true;
}

static bool reset_one(struct op *op, struct visit *v, const void *input)
{
    (void)input;
    return visit_reset(op, v);
}

bool post_class_reset(struct op *op, struct request *r)
{
    const struct reset_input *in = r->body;
    return for_each(op, r, &in->persons, reset_one);
}

static bool rewind_one(struct op *op, struct visit *v, const void *input)
{
    const struct rewind_input *in = input;
    int64_t act = in->act;
    if (in->step != NULL) {
        const struct exercise *e = play_exercise(v->play);
        int step = e == NULL ? -1 : exercise_find_step(e, in->step);
        if (step < 0) {
            return fail_field(op, E_INPUT, "step", "class.no_such_step", "step", in->step, NULL);
        }
        if (instant_is_none(judge_step_opened(play_judge(v->play), step, &act))) {
            return fail(op, E_STATE, "class.step_not_reached", NULL);
        }
    }
    if (act <= visit_first_act(v)) {
        return visit_reset(op, v);
    }
    return act == world_act(v->world) || visit_rewind(op, v, act);
}

/* Does any exercise of the class have such a step? */
static bool has_step(struct ground *g, const struct classroom *c, const char *step)
{
    for (size_t i = 0; i < c->exercises.count; i++) {
        const struct shelf_item *item = shelf_find(ground_shelf(g), c->exercises.items[i]);
        if (item != NULL && exercise_find_step(item->exercise, step) >= 0) {
            return true;
        }
    }
    return false;
}

bool post_class_rewind(struct op *op, struct request *r)
{
    const struct rewind_input *in = r->body;
    if (in->step == NULL && in->act == 0) {
        return fail_field(op, E_INPUT, "step", "field.required", NULL);
    }
    const struct classroom *c = app_class(op, r);
    if (c == NULL) {
        return false;
    }
    if (in->step != NULL && !has_step(app_of(r)->ground, c, in->step)) {
        return fail_field(op, E_INPUT, "step", "class.no_such_step", "step", in->step, NULL);
    }
    return for_each(op, r, &in->persons, rewind_one);
}

static bool clock_one(struct op *op, struct visit *v, const void *input)
{
    const struct class_clock_input *in = input;
    struct clock_input move = {in->mode, in->rate, in->jump, in->next};
    return clock_move(op, v, &move);
}

bool post_class_clock(struct op *op, struct request *r)
{
    const struct class_clock_input *in = r->body;
    const struct clock_input move = {in->mode, in->rate, in->jump, in->next};
    return clock_check(op, &move) && for_each(op, r, &in->persons, clock_one);
}

bool post_waive(struct op *op, struct request *r)
{
    const struct waive_input *in = r->body;
    struct ground *g = app_of(r)->ground;
    struct visit v;
    const struct classroom *c = app_class(op, r);
    const struct attempt *a = c == NULL ? NULL : app_attempt(op, r);
    if (a == NULL || a->class_id != c->id) {
        return op_failed(op) ? false : fail(op, E_MISSING, "attempt.unknown", NULL);
    }
    if (!ground_enter(op, g, a->world, false, &v)) {
        return false;
    }
    const struct exercise *e = play_exercise(v.play);
    int step = e == NULL ? -1 : exercise_find_step(e, in->step);
    int check = step < 0 ? -1 : exercise_find_check(e, step, in->check);
    bool ok = check >= 0 ? visit_waive(op, &v, check, in->reason)
                         : fail_field(op, E_INPUT, "check", "class.no_such_check", "check", in->check, NULL);
    if (ok) {
        put_changes(op, &r->out, v.play, &v.news);
    }
    ground_leave(op, &v);
    return ok;
}
