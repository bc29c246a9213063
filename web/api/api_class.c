#include "api/app.h"
#include "api/handlers.h"
#include "base/text.h"
#include "api/view_attempt.h"
#include "form/qr.h"
#include "people/classroom.h"
#include "people/results.h"

#include <stddef.h>
#include <string.h>

#define ONLINE_MS (30 * MS_SECOND)

struct class_input {
    const char *name;
    struct text_list exercises;
};
struct announcement_input {
    const char *text;
};
struct board_input {
    const char *exercise;
};
static const struct field class_fields[] = {
    {.name = "name", .kind = FIELD_TEXT, .offset = offsetof(struct class_input, name), .flags = FIELD_REQUIRED, .min = 2, .max = 480},
    {.name = "exercises", .kind = FIELD_TEXT_LIST, .offset = offsetof(struct class_input, exercises), .flags = FIELD_REQUIRED,
     .max = CLASS_EXERCISES_MAX},
};
static const struct field announcement_fields[] = {
    {.name = "text", .kind = FIELD_TEXT, .offset = offsetof(struct announcement_input, text), .flags = FIELD_REQUIRED, .max = 2000},
};
static const struct field board_fields[] = {
    {.name = "exercise", .kind = FIELD_TEXT, .offset = offsetof(struct board_input, exercise), .max = 64},
};
const struct record class_body = RECORD("class_new", struct class_input, class_fields);
const struct record announcement_body = RECORD("announcement_new", struct announcement_input, announcement_fields);
const struct record board_query = RECORD("board_query", struct board_input, board_fields);

static void put_exercises(struct op *op, struct request *r, const struct text_list *ids)
{
    json_open_array(&r->out, "exercises");
    for (size_t i = 0; i < ids->count; i++) {
        const struct shelf_item *item = shelf_find(ground_shelf(app_of(r)->ground), ids->items[i]);
        json_open_object(&r->out, NULL);
        json_put_text(&r->out, "id", ids->items[i]);
        json_put_text(&r->out, "title", item == NULL ? ids->items[i] : exercise_title(item->exercise, op->lang));
        json_close_object(&r->out);
    }
    json_close_array(&r->out);
}

bool get_exercises(struct op *op, struct request *r)
{
    const struct shelf *shelf = ground_shelf(app_of(r)->ground);
    json_open_array(&r->out, "exercises");
    for (size_t i = 0; i < shelf_count(shelf); i++) {
        const struct exercise *e = shelf_at(shelf, i)->exercise;
        json_open_object(&r->out, NULL);
        json_put_text(&r->out, "id", e->id);
        json_put_text(&r->out, "title", exercise_title(e, op->lang));
        json_put_int(&r->out, "minutes", e->minutes);
        json_put_int(&r->out, "level", e->level);
        json_close_object(&r->out);
    }
    json_close_array(&r->out);
    return true;
}

bool get_classes(struct op *op, struct request *r)
{
    struct classroom *list = NULL;
    size_t count = 0;
    const char *owner = r->person->role == ROLE_OPERATOR ? NULL : r->person->id;
    if (!classroom_list(op, ground_lab(app_of(r)->ground), owner, &list, &count)) {
        return false;
    }
    json_open_array(&r->out, "classes");
    for (size_t i = 0; i < count; i++) {
        const struct classroom *c = &list[i];
        json_open_object(&r->out, NULL);
        json_put_int(&r->out, "id", c->id);
        json_put_text(&r->out, "name", c->name);
        json_put_text(&r->out, "code", c->code);
        json_put_text(&r->out, "state", c->open ? "open" : "closed");
        json_put_int(&r->out, "trainees", c->trainees);
        json_open_array(&r->out, "exercise_ids");
        for (size_t k = 0; k < c->exercises.count; k++) {
            json_put_text(&r->out, NULL, c->exercises.items[k]);
        }
        json_close_array(&r->out);
        json_put_instant(&r->out, "opened_at", c->opened_at);
        json_close_object(&r->out);
    }
    json_close_array(&r->out);
    return true;
}

static const char *join_url(struct op *op, const struct app *app, size_t i, const struct classroom *c)
{
    return arena_printf(op->arena, "%s/?join=%s", app->urls[i], c->code);
}

static bool put_class(struct op *op, struct request *r, const struct classroom *c)
{
    struct enrolment *people = NULL;
    size_t count = 0;
    const struct app *app = app_of(r);
    if (!classroom_roster(op, ground_lab(app->ground), c->id, &people, &count)) {
        return false;
    }
    json_put_int(&r->out, "id", c->id);
    json_put_text(&r->out, "name", c->name);
    json_put_text(&r->out, "code", c->code);
    json_open_array(&r->out, "join_urls");
    for (size_t i = 0; i < APP_URLS_MAX && app->urls[i] != NULL; i++) {
        json_put_text(&r->out, NULL, join_url(op, app, i, c));
    }
    json_close_array(&r->out);
    json_put_text(&r->out, "state", c->open ? "open" : "closed");
    put_exercises(op, r, &c->exercises);
    json_open_array(&r->out, "persons");
    for (size_t i = 0; i < count; i++) {
        json_open_object(&r->out, NULL);
        json_put_text(&r->out, "id", people[i].person);
        json_put_text(&r->out, "name", people[i].name);
        json_put_instant(&r->out, "last_seen", people[i].seen_at);
        json_put_bool(&r->out, "return_code_released", !instant_is_none(people[i].released_at));
        json_close_object(&r->out);
    }
    json_close_array(&r->out);
    return true;
}

bool post_class(struct op *op, struct request *r)
{
    const struct class_input *in = r->body;
    struct ground *g = app_of(r)->ground;
    for (size_t i = 0; i < in->exercises.count; i++) {
        if (shelf_find(ground_shelf(g), in->exercises.items[i]) == NULL) {
            return fail_field(op, E_INPUT, arena_printf(op->arena, "exercises.%zu", i), "class.no_such_exercise", "exercise",
                              in->exercises.items[i], NULL);
        }
    }
    struct classroom_new ask = {in->name, r->person->id, in->exercises.items, in->exercises.count, 0};
    const struct classroom *c = classroom_add(op, ground_lab(g), &ask, ground_now(g));
    r->status = 201;
    return c != NULL && put_class(op, r, c);
}

bool get_class(struct op *op, struct request *r)
{
    const struct classroom *c = app_class(op, r);
    return c != NULL && put_class(op, r, c);
}

bool get_qr(struct op *op, struct request *r)
{
    const struct classroom *c = app_class(op, r);
    const struct app *app = app_of(r);
    if (c == NULL) {
        return false;
    }
    const char *url = app->urls[0] == NULL ? c->code : join_url(op, app, 0, c);
    const char *svg = qr_svg(op, url);
    if (svg == NULL) {
        return false;
    }
    exchange_answer(r->exchange, 200, "image/svg+xml", svg, strlen(svg));
    return true;
}

/* ---- the board ---- */

/* A row as it stands now: what lab.db keeps, and what memory knows better. */
struct row_now {
    int64_t idle_seconds; /* -1: has done nothing yet */
    bool online;
    struct instant clock_now;
    int64_t act, generation;
};

static struct row_now row_now(const struct app *app, const struct board_row *row, struct instant now)
{
    struct presence p = {.seen_at = INSTANT_NONE, .acted_at = INSTANT_NONE, .office_at = INSTANT_NONE};
    if (row->world != NULL) {
        p = ground_presence(app->ground, row->world);
    }
    struct instant seen = instant_is_none(p.seen_at) ? row->seen_at : p.seen_at;
    struct instant acted = instant_is_none(p.acted_at) ? row->last_act_at : p.acted_at;
    bool newer = p.generation > row->generation || (p.generation == row->generation && p.act > row->act);
    return (struct row_now){.idle_seconds = instant_is_none(acted) ? -1 : (now.ms - acted.ms) / MS_SECOND,
                            .online = !instant_is_none(seen) && now.ms - seen.ms <= ONLINE_MS,
                            .clock_now = instant_is_none(p.office_at) ? row->office_at : p.office_at,
                            .act = newer ? p.act : row->act,
                            .generation = newer ? p.generation : row->generation};
}

/* What the seat does; an account that an administrator added goes by its id. */
static const char *seat_role(struct op *op, const struct exercise *e, const char *seat)
{
    int i = e == NULL || seat == NULL ? -1 : exercise_find_cast(e, seat);
    return i < 0 || e->cast[i].role == NULL ? seat : text_get(op->lang, arena_printf(op->arena, "role.%s", e->cast[i].role));
}

static void put_row(struct op *op, struct request *r, const struct board_row *row, const struct exercise *e,
                    const struct row_now *now)
{
    struct json_out *out = &r->out;
    json_open_object(out, NULL);
    json_open_object(out, "person");
    json_put_text(out, "id", row->person);
    json_put_text(out, "name", row->name);
    json_close_object(out);
    json_put_text(out, "attempt", row->attempt);
    json_put_text(out, "world", row->world);
    json_put_text(out, "state", row->state);
    json_put_text(out, "seat", row->seat);
    json_put_text(out, "seat_role", seat_role(op, e, row->seat));
    const struct json *progress = row->progress == NULL ? NULL : json_parse(op, row->progress, strlen(row->progress));
    const struct json *steps = json_get(progress, "steps");
    if (steps != NULL) {
        json_put_node(out, "steps", steps);
    } else {
        json_open_array(out, "steps");
        json_close_array(out);
    }
    json_open_object(out, "score");
    json_put_int(out, "points", row->points);
    json_put_int(out, "max", row->max_points == 0 ? 100 : row->max_points);
    json_put_bool(out, "passed", row->passed);
    json_close_object(out);
    json_put_int(out, "mistakes", row->mistakes);
    if (now->idle_seconds < 0) {
        json_put_null(out, "idle_seconds");
    } else {
        json_put_int(out, "idle_seconds", now->idle_seconds);
    }
    json_put_bool(out, "online", now->online);
    json_put_instant(out, "clock_now", now->clock_now);
    json_put_int(out, "acts", now->act);
    json_put_int(out, "generation", now->generation);
    json_close_object(out);
}

static void put_board_steps(struct op *op, struct request *r, const struct exercise *e)
{
    json_open_array(&r->out, "steps");
    for (size_t i = 0; e != NULL && i < e->step_count; i++) {
        const char *title = human_text(&e->steps[i].title, op->lang);
        json_open_object(&r->out, NULL);
        json_put_text(&r->out, "id", e->steps[i].id);
        json_put_text(&r->out, "title", *title == '\0' ? e->steps[i].id : title);
        json_close_object(&r->out);
    }
    json_close_array(&r->out);
}

/* All that the board shows; how long somebody has been idle in minutes, as the screens show it. */
static const char *board_parts(struct op *op, const struct board_row *rows, const struct row_now *now, size_t count,
                               const char *exercise, int64_t revision)
{
    struct strbuf b;
    strbuf_init(&b, op->arena, (size_t)1 << 20);
    strbuf_printf(&b, "%s %lld", exercise, (long long)revision);
    for (size_t i = 0; i < count; i++) {
        strbuf_printf(&b, " %s %d %lld %lld %lld %lld", rows[i].person, now[i].online,
                      (long long)(now[i].idle_seconds < 0 ? -1 : now[i].idle_seconds / 60),
                      (long long)(now[i].clock_now.ms / MS_SECOND), (long long)now[i].act, (long long)now[i].generation);
    }
    return b.data;
}

/* The exercise asked for, or the first: one of the class's. */
static const char *board_exercise(struct op *op, const struct classroom *c, const char *asked)
{
    if (asked == NULL) {
        return c->exercises.count > 0 ? c->exercises.items[0] : "";
    }
    for (size_t i = 0; i < c->exercises.count; i++) {
        if (strcmp(c->exercises.items[i], asked) == 0) {
            return asked;
        }
    }
    (void)fail_field(op, E_MISSING, "exercise", "exercise.unknown", "exercise", asked, NULL);
    return NULL;
}

bool get_board(struct op *op, struct request *r)
{
    const struct board_input *in = r->query;
    struct ground *g = app_of(r)->ground;
    const struct classroom *c = app_class(op, r);
    const char *exercise = c == NULL ? NULL : board_exercise(op, c, in->exercise);
    struct board_row *rows = NULL;
    size_t count = 0;
    if (exercise == NULL || !attempt_board(op, ground_lab(g), c->id, exercise, &rows, &count)) {
        return false;
    }
    struct instant at = ground_now(g);
    struct row_now *now = arena_array(op->arena, count, sizeof *now);
    for (size_t i = 0; i < count; i++) {
        now[i] = row_now(app_of(r), &rows[i], at);
    }
    if (app_unchanged(op, r, board_parts(op, rows, now, count, exercise, c->revision))) {
        return true;
    }
    const struct shelf_item *item = shelf_find(ground_shelf(g), exercise);
    json_put_instant(&r->out, "at", at);
    json_put_text(&r->out, "exercise", exercise);
    put_board_steps(op, r, item == NULL ? NULL : item->exercise);
    json_open_array(&r->out, "rows");
    for (size_t i = 0; i < count; i++) {
        put_row(op, r, &rows[i], item == NULL ? NULL : item->exercise, &now[i]);
    }
    json_close_array(&r->out);
    return !op_failed(op);
}

/* ---- what a trainer says and closes ---- */

bool post_announcement(struct op *op, struct request *r)
{
    const struct announcement_input *in = r->body;
    struct ground *g = app_of(r)->ground;
    const struct classroom *c = app_class(op, r);
    int64_t id = 0;
    if (c == NULL || !classroom_announce(op, ground_lab(g), c->id, r->person->id, in->text, ground_now(g), &id)) {
        return false;
    }
    json_put_int(&r->out, "id", id);
    return true;
}

bool post_close(struct op *op, struct request *r)
{
    struct ground *g = app_of(r)->ground;
    const struct classroom *c = app_class(op, r);
    return c != NULL && classroom_close(op, ground_lab(g), c->id, ground_now(g)) &&
           (c = classroom_get(op, ground_lab(g), c->id)) != NULL && put_class(op, r, c);
}

bool post_release(struct op *op, struct request *r)
{
    struct ground *g = app_of(r)->ground;
    const struct classroom *c = app_class(op, r);
    if (c == NULL) {
        return false;
    }
    const char *code = classroom_release(op, ground_lab(g), c->id, request_text(r, "person"), ground_now(g));
    json_put_text(&r->out, "return_code", code);
    return code != NULL;
}

/* ---- results ---- */

/* The person's lines for one exercise: each attempt, for practising again takes nothing away; or that it was not begun. */
static bool result_of(struct op *op, struct ground *g, const char *exercise, const struct enrolment *who,
                      const struct attempt *list, size_t count, struct results_row *rows, size_t *n)
{
    size_t before = *n;
    const struct shelf_item *item = shelf_find(ground_shelf(g), exercise);
    const struct exercise *e = item == NULL ? NULL : item->exercise;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].person, who->person) == 0 && !view_result(op, g, e, &list[i], &rows[(*n)++])) {
            return false;
        }
    }
    if (*n > before) {
        return true;
    }
    rows[(*n)++] = (struct results_row){.person = who->name, .exercise = e == NULL ? exercise : exercise_title(e, op->lang),
                                .points = 100, .started_at = INSTANT_NONE, .finished_at = INSTANT_NONE};
    return true;
}

/* Every person of the class × every exercise assigned, by exercise, then name. */
static bool make_results(struct op *op, struct request *r, const struct classroom *c, struct results *out)
{
    struct ground *g = app_of(r)->ground;
    struct enrolment *people = NULL;
    size_t count = 0, n = 0;
    if (!classroom_roster(op, ground_lab(g), c->id, &people, &count)) {
        return false;
    }
    size_t all = 0;
    struct attempt *any = NULL;
    if (!attempt_list_class(op, ground_lab(g), c->id, NULL, &any, &all)) {
        return false;
    }
    struct results_row *rows = arena_array(op->arena, count * c->exercises.count + all, sizeof *rows);
    for (size_t i = 0; i < c->exercises.count; i++) {
        struct attempt *list = NULL;
        size_t attempts = 0;
        if (!attempt_list_class(op, ground_lab(g), c->id, c->exercises.items[i], &list, &attempts)) {
            return false;
        }
        for (size_t k = 0; k < count; k++) {
            if (!result_of(op, g, c->exercises.items[i], &people[k], list, attempts, rows, &n)) {
                return false;
            }
        }
    }
    *out = (struct results){c->name, c->code, ground_now(g), rows, n};
    return true;
}

static bool send_results(struct op *op, struct request *r, const char *type, const char *ending,
                         bool (*draw)(struct op *, const struct results *, enum lang, const void **, size_t *))
{
    struct results results;
    const void *bytes = NULL;
    size_t len = 0;
    const struct classroom *c = app_class(op, r);
    if (c == NULL || !make_results(op, r, c, &results) || !draw(op, &results, op->lang, &bytes, &len)) {
        return false;
    }
    exchange_set(r->exchange, "Content-Disposition",
                 arena_printf(op->arena, "attachment; filename=\"ket-qua-%s.%s\"", c->code, ending));
    exchange_answer(r->exchange, 200, type, bytes, len);
    return true;
}

bool get_results_csv(struct op *op, struct request *r)
{
    return send_results(op, r, "text/csv; charset=utf-8", "csv", results_csv);
}

bool get_results_xlsx(struct op *op, struct request *r)
{
    return send_results(op, r, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", results_xlsx);
}
