#include "api/app.h"

#include "account/account.h"
#include "api/view_attempt.h"
#include "base/digest.h"
#include "base/text.h"
#include "document/blob.h"
#include "dossier/dossier.h"
#include "people/classroom.h"
#include "people/session.h"

#include <string.h>

const char *exercise_title(const struct exercise *e, enum lang lang)
{
    return human_text(&e->title, lang);
}

void put_person(struct json_out *out, const char *key, const char *id, const char *name, enum person_role role)
{
    json_open_object(out, key);
    json_put_text(out, "id", id);
    json_put_text(out, "name", name);
    json_put_text(out, "role", person_role_text(role));
    json_close_object(out);
}

/* ---- who may see what ---- */

bool app_find_session(void *self, struct op *op, const char *token, struct guard_person *out)
{
    struct ground *g = self;
    const struct session *s = session_find(op, ground_lab(g), token, ground_now(g));
    if (s == NULL) {
        return false;
    }
    *out = (struct guard_person){s->person, s->name, s->role, s->csrf, s->org, s->class_id, s->class_name};
    return true;
}

/* A failure that tells nothing about what exists: it is not to be taken for "there is none". */
static bool is_trouble(const struct op *op)
{
    return op_failed(op) && op->error.code != E_MISSING;
}

static bool runs_class(struct op *op, struct request *r, int64_t class_id)
{
    if (r->person->role == ROLE_OPERATOR) {
        return true;
    }
    if (r->person->role != ROLE_TRAINER || class_id == 0) {
        return false;
    }
    const struct classroom *c = classroom_get(op, ground_lab(app_of(r)->ground), class_id);
    return c != NULL && strcmp(c->owner, r->person->id) == 0;
}

/* An attempt is its person's, and the trainer's who runs the class. */
static bool may_see(struct op *op, struct request *r, const char *person, int64_t class_id)
{
    return strcmp(person, r->person->id) == 0 || runs_class(op, r, class_id);
}

bool app_companion(struct op *op, struct request *r, const char *world, bool *found, const char **seat)
{
    *found = false;
    *seat = NULL;
    return r->person->role != ROLE_TRAINEE || companion_find(op, ground_lab(app_of(r)->ground), world, r->person->id, found, seat);
}

static long read_exchange(struct op *op, void *self, void *out, size_t n)
{
    return exchange_read(op, self, out, n);
}

/* A file is taken before the world is opened, so that nobody waits for somebody's slow line. */
static bool receive(struct op *op, struct request *r)
{
    struct exchange *x = r->exchange;
    if ((r->route->flags & ROUTE_RAW_BODY) == 0) {
        return true;
    }
    struct blob *blob = arena_alloc(op->arena, sizeof *blob);
    r->received = blob;
    return blob_receive(op, ground_blobs(app_of(r)->ground), &(struct blob_source){x->length, read_exchange, x}, blob);
}

static void drop_received(struct request *r)
{
    if (r->received != NULL) {
        blob_drop(r->received);
        r->received = NULL;
    }
}

bool app_enter(struct op *op, struct request *r)
{
    if (r->route->scope != SCOPE_WORLD) {
        return true;
    }
    struct ground *g = app_of(r)->ground;
    const char *world = request_text(r, "world");
    struct world_owner of;
    bool found = false, companion = false;
    const char *seat = NULL;
    bool known = ground_owner(op, g, world, &of, &found) && found && may_see(op, r, of.person, of.class_id);
    if (is_trouble(op)) {
        return false;
    }
    bool owner = known && strcmp(of.person, r->person->id) == 0;
    if (found && !known) {
        op_clear(op);
        if (!app_companion(op, r, world, &companion, &seat)) {
            return false;
        }
    }
    if (!(known || companion) || (r->route->act != NULL && !owner && !companion)) {
        op_clear(op);
        return fail(op, E_MISSING, "world.missing", "world", world, NULL);
    }
    struct visit *v = arena_alloc(op->arena, sizeof *v);
    if (!receive(op, r)) {
        return false;
    }
    bool in = companion ? ground_enter_companion(op, g, world, r->person->id, seat, v) : ground_enter(op, g, world, owner, v);
    if (!in) {
        drop_received(r);
        return false;
    }
    r->place = v;
    op->now = play_clock(v->play)->office_at; /* an office is looked at at its own moment: who stands in, who is absent */
    return true;
}

bool app_leave(struct op *op, struct request *r, bool done)
{
    drop_received(r);
    if (r->place != NULL) {
        ground_leave(op, r->place);
        r->place = NULL;
    }
    return done;
}

const struct classroom *app_class(struct op *op, struct request *r)
{
    int64_t id = request_int(r, "class");
    if (!runs_class(op, r, id)) {
        if (is_trouble(op)) {
            return NULL;
        }
        op_clear(op);
        (void)fail(op, E_MISSING, "class.unknown", NULL);
        return NULL;
    }
    return classroom_get(op, ground_lab(app_of(r)->ground), id);
}

const struct attempt *app_attempt(struct op *op, struct request *r)
{
    const char *id = request_text(r, "attempt");
    const struct attempt *a = attempt_get(op, ground_lab(app_of(r)->ground), id);
    bool companion = false;
    const char *seat = NULL;
    bool known = a != NULL && may_see(op, r, a->person, a->class_id);
    if (a != NULL && !known && !is_trouble(op)) {
        op_clear(op);
        known = app_companion(op, r, a->world, &companion, &seat) && companion;
    }
    if (!known) {
        if (is_trouble(op)) {
            return NULL;
        }
        op_clear(op);
        (void)fail(op, E_MISSING, "attempt.unknown", NULL);
        return NULL;
    }
    return a;
}

bool app_match_generation(struct op *op, struct request *r)
{
    if (r->match.given && r->match.generation != world_generation(visit_of(r)->world)) {
        return fail(op, E_CONFLICT, "world.rewound", NULL);
    }
    return true;
}

bool app_match_world(struct op *op, struct request *r)
{
    if (!app_match_generation(op, r)) {
        return false;
    }
    bool same = !r->match.given || r->match.version == world_act(visit_of(r)->world);
    return same || fail(op, E_CONFLICT, "world.stale", NULL);
}

bool app_unchanged(struct op *op, struct request *r, const char *parts)
{
    char text[DIGEST_TEXT];
    const char *all = arena_printf(op->arena, "%s %d %s", app_of(r)->version, (int)op->lang, parts);
    struct digest digest = digest_of(all, strlen(all));
    return request_unchanged_mark(r, arena_printf(op->arena, "%.24s", digest_format(&digest, text)));
}

/* ---- shared members ---- */

const char *due_item_text(struct op *op, struct play *play, const struct due_item *item)
{
    struct actor bot;
    struct dossier d;
    if (item->kind == (int)DUE_LIMIT) {
        if (!dossier_get(op, play_db(play), item->dossier, &d)) {
            return NULL;
        }
        const char *key = d.state == DOSSIER_AWAITING_SUPPLEMENT ? "clock.next.limit" : "clock.next.step";
        return text_format(op->arena, op->lang, key, (struct error_arg[]){{"name", json_get_text(d.owner, "name", "")}}, 1);
    }
    return !play_actor(op, play, item->seat, &bot)
               ? NULL
               : text_format(op->arena, op->lang, "clock.next.bot", (struct error_arg[]){{"name", bot.name}}, 1);
}

static void put_next_item(struct op *op, struct json_out *out, struct play *play)
{
    struct due_item item;
    bool found = false;
    const char *what = due_next(op, play_db(play), &item, &found) && found ? due_item_text(op, play, &item) : NULL;
    if (what == NULL) {
        op_clear(op);
        json_put_null(out, "next");
        return;
    }
    json_open_object(out, "next");
    json_put_instant(out, "at", item.at);
    json_put_text(out, "what", what);
    json_close_object(out);
}

void put_clock(struct op *op, struct json_out *out, const char *key, struct play *play)
{
    const struct world_clock *clock = play_clock(play);
    const struct calendar *calendar = play_calendar(play);
    json_open_object(out, key);
    json_put_instant(out, "now", clock->office_at);
    json_put_text(out, "mode", clock_mode_choices.codes[clock->mode]);
    json_put_int(out, "rate", clock->rate);
    put_next_item(op, out, play);
    bool working = calendar != NULL && instant_compare(calendar_next_open(calendar, clock->office_at), clock->office_at) == 0;
    json_put_bool(out, "working", working);
    json_put_text(out, "day_name",
                  text_get(op->lang, arena_printf(op->arena, "weekday.%d", day_weekday(instant_day(clock->office_at)))));
    json_close_object(out);
}

void put_world(struct op *op, struct request *r, const char *key)
{
    struct visit *v = visit_of(r);
    struct json_out *out = &r->out;
    struct actor actor;
    if (key != NULL) {
        json_open_object(out, key);
    }
    json_put_text(out, "id", world_id(v->world));
    json_put_int(out, "generation", world_generation(v->world));
    json_put_int(out, "act", world_act(v->world));
    json_put_text(out, "version", arena_printf(op->arena, "%lld.%lld", (long long)world_generation(v->world),
                                               (long long)world_act(v->world)));
    put_clock(op, out, "clock", v->play);
    if (v->seat != NULL && play_actor(op, v->play, v->seat, &actor)) {
        json_open_object(out, "seat");
        json_put_text(out, "id", actor.account);
        json_put_text(out, "name", actor.name);
        json_put_text(out, "role", actor.role);
        json_put_text(out, "org", actor.org);
        json_close_object(out);
    } else {
        json_put_null(out, "seat");
    }
    json_put_bool(out, "read_only", v->attempt == NULL || !v->owner || strcmp(v->attempt->state, "running") != 0);
    json_put_text(out, "attempt", v->attempt == NULL ? NULL : v->attempt->id);
    json_put_text(out, "exercise", v->attempt == NULL ? NULL : v->attempt->exercise);
    if (key != NULL) {
        json_close_object(out);
    }
}
