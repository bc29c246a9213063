#include "api/api_clock.h"
#include "api/app.h"
#include "api/handlers.h"
#include "api/view_attempt.h"
#include "api/view_dossier.h"
#include "audit/audit.h"
#include "base/digest.h"
#include "base/text.h"
#include "calendar/deadline.h"

#include <stddef.h>
#include <string.h>

#define PREVIEW_MAX 200

struct seat_input {
    const char *seat;
};
struct rewind_input {
    int64_t act;
};
struct preview_input {
    const char *to;
};
static const struct field seat_fields[] = {
    {.name = "seat", .kind = FIELD_TEXT, .offset = offsetof(struct seat_input, seat), .flags = FIELD_REQUIRED, .max = 40},
};
static const struct field rewind_fields[] = {
    {.name = "act", .kind = FIELD_INT, .offset = offsetof(struct rewind_input, act), .flags = FIELD_REQUIRED,
     .max = JSON_INT_MAX, .help = "number of the act to go back to: the state right after it"},
};
static const struct field clock_fields[] = {
    {.name = "mode", .kind = FIELD_CHOICE, .offset = offsetof(struct clock_input, mode), .choices = &clock_mode_choices},
    {.name = "rate", .kind = FIELD_INT, .offset = offsetof(struct clock_input, rate), .min = 0, .max = CLOCK_RATE_MAX},
    {.name = "jump", .kind = FIELD_TEXT, .offset = offsetof(struct clock_input, jump), .max = 40,
     .help = "an instant, or a term such as +2 workdays"},
    {.name = "next", .kind = FIELD_BOOL, .offset = offsetof(struct clock_input, next)},
};
static const struct field preview_fields[] = {
    {.name = "to", .kind = FIELD_TEXT, .offset = offsetof(struct preview_input, to), .flags = FIELD_REQUIRED, .max = 40},
};
const struct record seat_body = RECORD("take_seat", struct seat_input, seat_fields);
const struct record rewind_body = RECORD("rewind", struct rewind_input, rewind_fields);
const struct record clock_body = RECORD("move_clock", struct clock_input, clock_fields);
const struct record preview_query = RECORD("clock_preview_query", struct preview_input, preview_fields);

bool get_world(struct op *op, struct request *r)
{
    const struct visit *v = visit_of(r);
    const char *parts = arena_printf(op->arena, "%lld %lld %lld %s %s %d", (long long)world_generation(v->world),
                                     (long long)world_act(v->world), (long long)(play_clock(v->play)->office_at.ms / MS_SECOND),
                                     v->seat == NULL ? "" : v->seat, v->attempt == NULL ? "" : v->attempt->state, v->owner);
    if (app_unchanged(op, r, parts)) {
        return true;
    }
    put_world(op, r, NULL);
    return !op_failed(op);
}

bool put_seat(struct op *op, struct request *r)
{
    const struct seat_input *in = r->body;
    if (!visit_sit(op, visit_of(r), in->seat)) {
        return false;
    }
    json_put_text(&r->out, "seat", in->seat);
    return true;
}

bool delete_seat(struct op *op, struct request *r)
{
    return visit_stand(op, visit_of(r));
}

static bool put_generations(struct op *op, struct request *r)
{
    struct world_generation *list = NULL;
    size_t count = 0;
    if (!world_generations(op, visit_of(r)->world, &list, &count)) {
        return false;
    }
    json_open_array(&r->out, "generations");
    for (size_t i = 0; i < count; i++) {
        json_open_object(&r->out, NULL);
        json_put_int(&r->out, "generation", list[i].number);
        json_put_int(&r->out, "from_act", list[i].from_act);
        json_put_int(&r->out, "acts", list[i].last_act);
        json_put_instant(&r->out, "at", list[i].made_at);
        json_put_text(&r->out, "why", generation_reason_text(list[i].why));
        json_close_object(&r->out);
    }
    json_close_array(&r->out);
    return true;
}

bool get_acts(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    json_put_int(&r->out, "generation", world_generation(v->world));
    json_put_int(&r->out, "first", visit_first_act(v));
    struct view_look look = {play_office(v->play), NULL, play_clock(v->play)->office_at, world_id(v->world), world_act(v->world)};
    int64_t last = world_act(v->world);
    return view_acts(op, &r->out, &look, last > VIEW_ACTS_MAX ? last - VIEW_ACTS_MAX : 0, VIEW_ACTS_MAX) &&
           put_generations(op, r);
}

static bool put_moved(struct op *op, struct request *r)
{
    put_world(op, r, NULL);
    return !op_failed(op);
}

bool post_rewind(struct op *op, struct request *r)
{
    const struct rewind_input *in = r->body;
    return app_match_generation(op, r) && visit_rewind(op, visit_of(r), in->act) && put_moved(op, r);
}

bool post_reset(struct op *op, struct request *r)
{
    return app_match_generation(op, r) && visit_reset(op, visit_of(r)) && put_moved(op, r);
}

bool post_undo_rewind(struct op *op, struct request *r)
{
    return app_match_generation(op, r) && visit_undo(op, visit_of(r)) && put_moved(op, r);
}

/* ---- clock ---- */

/* Where a jump leads: an instant, or a term from now on. `play` NULL: only whether it can be read. */
static bool clock_target(struct op *op, struct play *play, const char *field, const char *text, struct instant *out)
{
    struct term term;
    struct deadline due = {.due = INSTANT_NONE};
    if (instant_parse(text, out)) {
        return true;
    }
    if (text[0] == '+') {
        text++;
    }
    if (!term_parse(op, text, &term) ||
        (play != NULL && !deadline_due(op, play_calendar(play), play_clock(play)->office_at, term, false, &due))) {
        op_clear(op);
        return fail_field(op, E_INPUT, field, "clock.jump_invalid", NULL);
    }
    *out = due.due;
    return true;
}

bool clock_check(struct op *op, const struct clock_input *in)
{
    struct instant to;
    if (in->mode < 0 && in->rate == 0 && in->jump == NULL && !in->next) {
        return fail(op, E_INPUT, "clock.nothing_asked", NULL);
    }
    return in->jump == NULL || clock_target(op, NULL, "jump", in->jump, &to);
}

bool clock_move(struct op *op, struct visit *v, const struct clock_input *in)
{
    struct play_news news = {0};
    struct instant to;
    const struct world_clock *clock = play_clock(v->play);
    bool ok = visit_must_own(op, v) && visit_must_run(op, v) && clock_check(op, in);
    if (!ok) {
        return false;
    }
    if (in->mode >= 0 || in->rate > 0) {
        int mode = in->mode >= 0 ? in->mode : clock->mode;
        ok = play_set_clock(op, v->play, (enum clock_mode)mode, in->rate > 0 ? in->rate : clock->rate, &news);
    }
    if (ok && in->jump != NULL) {
        ok = clock_target(op, v->play, "jump", in->jump, &to) && play_jump(op, v->play, to, &news);
    }
    if (ok && in->next) {
        ok = play_next(op, v->play, &news);
    }
    visit_add(op, v, &news); /* what fell due before a failure stays done */
    v->acted = v->acted || ok;
    return ok;
}

static bool put_due_list(struct op *op, struct request *r, const char *key, struct instant to)
{
    struct due_item *items = NULL;
    size_t count = 0;
    struct play *play = visit_of(r)->play;
    if (!due_list(op, play_db(play), to, PREVIEW_MAX, &items, &count)) {
        return false;
    }
    json_open_array(&r->out, key);
    for (size_t i = 0; i < count; i++) {
        const char *what = due_item_text(op, play, &items[i]);
        if (what == NULL) {
            return false;
        }
        json_open_object(&r->out, NULL);
        json_put_instant(&r->out, "at", items[i].at);
        json_put_text(&r->out, "what", what);
        json_close_object(&r->out);
    }
    json_close_array(&r->out);
    return true;
}

bool get_clock_preview(struct op *op, struct request *r)
{
    const struct preview_input *in = r->query;
    struct play *play = visit_of(r)->play;
    struct instant to;
    if (strcmp(in->to, "next") == 0) {
        struct due_item item;
        bool found = false;
        if (!due_next(op, play_db(play), &item, &found)) {
            return false;
        }
        to = found ? item.at : play_clock(play)->office_at;
    } else if (!clock_target(op, play, "to", in->to, &to)) {
        return false;
    }
    json_put_instant(&r->out, "to", to);
    return put_due_list(op, r, "items", to);
}

/* What happened on the way: {at, what} for each act since. */
static bool put_acts_after(struct op *op, struct request *r, int64_t act)
{
    struct act_row *acts = NULL;
    size_t count = 0;
    struct play *play = visit_of(r)->play;
    if (!audit_acts(op, play_db(play), act, PREVIEW_MAX, &acts, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct actor who;
        bool known = play_actor(op, play, acts[i].account, &who);
        op_clear(op);
        json_open_object(&r->out, NULL);
        json_put_instant(&r->out, "at", acts[i].at);
        json_put_text(&r->out, "what",
                      arena_printf(op->arena, "%s%s%s", known ? who.name : "", known ? ": " : "",
                                   text_get(op->lang, arena_printf(op->arena, "act.%s", acts[i].name))));
        json_close_object(&r->out);
    }
    return true;
}

bool post_clock(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    int64_t before = world_act(v->world);
    if (!app_match_world(op, r) || !clock_move(op, v, r->body)) {
        return false;
    }
    put_world(op, r, "world");
    put_changes(op, &r->out, v->play, &v->news);
    json_open_array(&r->out, "done");
    bool ok = put_acts_after(op, r, before);
    json_close_array(&r->out);
    return ok;
}

bool get_digest(struct op *op, struct request *r)
{
    struct digest digest;
    char text[DIGEST_TEXT];
    int tables = 0;
    struct visit *v = visit_of(r);
    if (!world_digest_held(op, v->world, &digest, &tables)) {
        return false;
    }
    json_put_int(&r->out, "generation", world_generation(v->world));
    json_put_int(&r->out, "act", world_act(v->world));
    json_put_text(&r->out, "digest", digest_format(&digest, text));
    json_put_int(&r->out, "tables", tables);
    return true;
}
