#include "api/app.h"
#include "api/handlers.h"
#include "api/view_attempt.h"
#include "people/classroom.h"

#include <stddef.h>
#include <string.h>

struct attempt_input {
    const char *exercise;
};
static const struct field attempt_fields[] = {
    {.name = "exercise", .kind = FIELD_TEXT, .offset = offsetof(struct attempt_input, exercise), .flags = FIELD_REQUIRED, .max = 64},
};
const struct record attempt_body = RECORD("attempt_new", struct attempt_input, attempt_fields);

static void put_my_attempt(struct json_out *out, const struct attempt *list, size_t count, const char *exercise)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].exercise, exercise) == 0 && strcmp(list[i].state, "abandoned") != 0) {
            json_open_object(out, "attempt");
            json_put_text(out, "id", list[i].id);
            json_put_text(out, "state", list[i].state);
            json_open_object(out, "score");
            json_put_int(out, "points", list[i].points);
            json_put_int(out, "max", list[i].max_points);
            json_put_int(out, "pass", list[i].pass_points);
            json_put_bool(out, "passed", list[i].passed);
            json_close_object(out);
            json_close_object(out);
            return;
        }
    }
    json_put_null(out, "attempt");
}

static void put_my_exercise(struct op *op, struct request *r, const char *id, const struct attempt *list, size_t count)
{
    const struct shelf_item *item = shelf_find(ground_shelf(app_of(r)->ground), id);
    if (item == NULL) {
        return; /* taken off the shelf since it was assigned */
    }
    json_open_object(&r->out, NULL);
    json_put_text(&r->out, "id", id);
    json_put_text(&r->out, "title", exercise_title(item->exercise, op->lang));
    json_put_int(&r->out, "minutes", item->exercise->minutes);
    json_put_int(&r->out, "level", item->exercise->level);
    put_my_attempt(&r->out, list, count, id);
    json_close_object(&r->out);
}

/* Colleagues' attempts that the person plays along in. */
static bool put_accompanied(struct op *op, struct request *r, const struct classroom *c)
{
    struct accompanied *list = NULL;
    size_t count = 0;
    if (!companion_attempts(op, ground_lab(app_of(r)->ground), r->person->id, c->id, &list, &count)) {
        return false;
    }
    json_open_array(&r->out, "accompanied");
    for (size_t i = 0; i < count; i++) {
        const struct shelf_item *item = shelf_find(ground_shelf(app_of(r)->ground), list[i].exercise);
        json_open_object(&r->out, NULL);
        json_put_text(&r->out, "attempt", list[i].id);
        json_put_text(&r->out, "owner", list[i].owner);
        json_put_text(&r->out, "title", item == NULL ? list[i].exercise : exercise_title(item->exercise, op->lang));
        json_close_object(&r->out);
    }
    json_close_array(&r->out);
    return true;
}

static bool put_my_class(struct op *op, struct request *r, const struct classroom *c)
{
    struct store *lab = ground_lab(app_of(r)->ground);
    struct attempt *list = NULL;
    size_t count = 0;
    const struct announcement *a = classroom_announcement(op, lab, c->id);
    if (op_failed(op) || !attempt_list(op, lab, r->person->id, c->id, &list, &count)) {
        return false;
    }
    json_open_object(&r->out, "class");
    json_put_int(&r->out, "id", c->id);
    json_put_text(&r->out, "name", c->name);
    json_put_text(&r->out, "code", c->code);
    json_put_bool(&r->out, "open", c->open);
    json_close_object(&r->out);
    if (a == NULL) {
        json_put_null(&r->out, "announcement");
    } else {
        json_open_object(&r->out, "announcement");
        json_put_int(&r->out, "id", a->id);
        json_put_text(&r->out, "text", a->text);
        json_put_instant(&r->out, "at", a->at);
        json_close_object(&r->out);
    }
    json_open_array(&r->out, "exercises");
    for (size_t i = 0; i < c->exercises.count; i++) {
        put_my_exercise(op, r, c->exercises.items[i], list, count);
    }
    json_close_array(&r->out);
    return put_accompanied(op, r, c);
}

bool get_my(struct op *op, struct request *r)
{
    put_person(&r->out, "person", r->person->id, r->person->name, r->person->role);
    const struct classroom *c = classroom_get(op, ground_lab(app_of(r)->ground), r->person->class_id);
    return c != NULL && put_my_class(op, r, c);
}

bool post_attempt(struct op *op, struct request *r)
{
    const struct attempt_input *in = r->body;
    bool created = false;
    const struct attempt *a =
        ground_begin(op, app_of(r)->ground, r->person->id, r->person->class_id, in->exercise, &created);
    if (a == NULL) {
        return false;
    }
    json_put_text(&r->out, "attempt", a->id);
    json_put_text(&r->out, "world", a->world);
    r->status = created ? 201 : 200;
    return true;
}

/* Runs a view in the attempt's world. */
static bool in_world(struct op *op, struct request *r, bool (*fn)(struct op *op, struct request *r, struct visit *v))
{
    struct visit v;
    const struct attempt *a = app_attempt(op, r);
    bool companion = false;
    const char *seat = NULL;
    if (a == NULL) {
        return false;
    }
    bool owner = strcmp(a->person, r->person->id) == 0;
    if (!owner && !app_companion(op, r, a->world, &companion, &seat)) {
        return false;
    }
    if (r->route->access == WRITE && !owner && !companion) {
        return fail(op, E_MISSING, "attempt.unknown", NULL);
    }
    struct ground *g = app_of(r)->ground;
    if (companion ? !ground_enter_companion(op, g, a->world, r->person->id, seat, &v) : !ground_enter(op, g, a->world, owner, &v)) {
        return false;
    }
    bool ok = fn(op, r, &v);
    ground_leave(op, &v);
    return ok;
}

/* Hints open by real time; which are open is shown. */
static int open_hints(const struct visit *v)
{
    const struct exercise *e = play_exercise(v->play);
    int n = 0;
    for (size_t i = 0; e != NULL && i < e->step_count; i++) {
        for (size_t k = 0; k < e->steps[i].hint_count; k++) {
            n += visit_hint_is_open(v, (int)i, (int)k);
        }
    }
    return n;
}

/* All that the attempt's page shows, but for the seconds somebody has been idle. */
static const char *attempt_parts(struct op *op, const struct visit *v)
{
    struct attempt_mark mark;
    if (v->attempt == NULL || !attempt_marks(op, ground_lab(v->ground), v->attempt->id, &mark)) {
        return NULL;
    }
    return arena_printf(op->arena, "%lld %lld %lld %lld %lld %d %s %s %s %s %s", (long long)world_generation(v->world),
                        (long long)world_act(v->world), (long long)(play_clock(v->play)->office_at.ms / MS_SECOND),
                        (long long)mark.history, (long long)mark.announcement, open_hints(v), v->attempt->state,
                        v->seat == NULL ? "" : v->seat, v->owner_seat == NULL ? "" : v->owner_seat, mark.companions, v->attempt->name);
}

static bool put_attempt(struct op *op, struct request *r, struct visit *v)
{
    const char *parts = attempt_parts(op, v);
    if (parts != NULL && app_unchanged(op, r, parts)) {
        return true;
    }
    if (op_failed(op)) {
        return false;
    }
    return view_attempt(op, &r->out, v);
}

bool get_attempt(struct op *op, struct request *r)
{
    return in_world(op, r, put_attempt);
}

static bool take_hint(struct op *op, struct request *r, struct visit *v)
{
    const struct exercise *e = play_exercise(v->play);
    const char *text = NULL;
    int step = e == NULL ? -1 : exercise_find_step(e, request_text(r, "step"));
    int64_t hint = request_int(r, "index") - 1;
    if (step < 0 || hint < 0 || hint >= (int64_t)e->steps[step].hint_count) {
        return fail(op, E_MISSING, "hint.unknown", NULL);
    }
    if (!visit_hint(op, v, step, (int)hint, &text)) {
        return false;
    }
    json_put_text(&r->out, "text", text);
    json_put_int(&r->out, "cost", e->steps[step].hints[hint].cost);
    return true;
}

bool post_hint(struct op *op, struct request *r)
{
    return in_world(op, r, take_hint);
}

static bool put_debrief(struct op *op, struct request *r, struct visit *v)
{
    json_open_object(&r->out, "attempt");
    if (!view_attempt(op, &r->out, v)) {
        return false;
    }
    json_close_object(&r->out);
    return view_history(op, &r->out, v);
}

static bool finish(struct op *op, struct request *r, struct visit *v)
{
    return visit_finish(op, v) && put_debrief(op, r, v);
}

bool post_finish(struct op *op, struct request *r)
{
    return in_world(op, r, finish);
}

bool get_debrief(struct op *op, struct request *r)
{
    return in_world(op, r, put_debrief);
}
