/* The organisations desk: the tree with what hangs on each code, closings and moves tried before they are done (org/edit.h). */
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "exercise/stage.h"
#include "org/edit.h"

#include <string.h>

/* The seat, if somebody sits and the attempt runs. */
static bool who_asks(struct op *op, struct visit *v, struct actor *actor, bool *sits)
{
    *sits = v->seat != NULL && v->owner && visit_is_running(v);
    op->now = play_clock(v->play)->office_at;
    return !*sits || play_actor(op, v->play, v->seat, actor);
}

static const char *state_of(const struct org *org, const char *today)
{
    if (strcmp(org->open_on, today) > 0) {
        return "not_yet";
    }
    return org->close_on == NULL ? "open" : strcmp(org->close_on, today) < 0 ? "closed" : "closing";
}

static const char *kind_name(struct op *op, const char *kind)
{
    return text_get(op->lang, arena_printf(op->arena, "org.kind.%s", kind));
}

static void put_names(struct op *op, struct json_out *out, const struct org *org, const char *today)
{
    json_put_text(out, "code", org->code);
    json_put_text(out, "name", view_pick(op, org->name_vi, org->name_en));
    json_put_text(out, "name_vi", org->name_vi);
    json_put_text(out, "name_en", org->name_en);
    json_put_text(out, "kind", org->kind);
    json_put_text(out, "kind_name", kind_name(op, org->kind));
    json_put_text(out, "parent", org->parent);
    json_put_text(out, "open_on", org->open_on);
    json_put_text(out, "close_on", org->close_on);
    json_put_text(out, "replaced_by", org->replaced_by);
    json_put_text(out, "state", state_of(org, today));
    json_put_text(out, "certainty", org->certainty);
    json_put_text(out, "place", org->place);
    json_put_text(out, "address", org->address);
    json_put_text(out, "phone", org->phone);
    json_put_text(out, "email", org->email);
}

static const struct org_use *use_of(const struct org_use *uses, size_t count, const char *code)
{
    static const struct org_use none = {0};
    for (size_t i = 0; i < count; i++) {
        if (strcmp(uses[i].code, code) == 0) {
            return &uses[i];
        }
    }
    return &none;
}

static void put_org(struct op *op, struct json_out *out, const struct org *org, const struct org_use *use, const struct actor *actor,
                    const char *today)
{
    bool is_open = org_is_open(org, today);
    json_open_object(out, NULL);
    put_names(op, out, org, today);
    json_put_int(out, "accounts", use->accounts);
    json_put_int(out, "open_dossiers", use->open_dossiers);
    json_put_bool(out, "may_edit", actor != NULL && org_may_edit(actor, org->code));
    json_put_bool(out, "may_add", actor != NULL && is_open && org_may_add_below(actor, org->code) && *org_kinds_below(org->kind) != NULL);
    json_put_bool(out, "may_end", actor != NULL && org_may_end(actor, org->code));
    json_open_array(out, "kinds_below");
    for (const char *const *k = org_kinds_below(org->kind); *k != NULL; k++) {
        json_put_text(out, NULL, *k);
    }
    json_close_array(out);
    json_close_object(out);
}

static void put_kinds(struct op *op, struct json_out *out)
{
    static const char *const kinds[] = {"ministry", "unit", "province", "department", "room", "one-stop", "committee"};
    json_open_array(out, "kinds");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "code", kinds[i]);
        json_put_text(out, "name", kind_name(op, kinds[i]));
        json_close_object(out);
    }
    json_close_array(out);
}

bool get_orgs(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    struct db *db = play_db(v->play);
    struct actor actor;
    struct org *list = NULL;
    struct org_use *uses = NULL;
    size_t count = 0, use_count = 0;
    const char *agency = NULL;
    char today[DAY_TEXT];
    bool sits = false;
    if (!who_asks(op, v, &actor, &sits) || !org_list(op, db, &list, &count) || !org_uses(op, db, &uses, &use_count) ||
        !stage_agency(op, db, &agency)) {
        return false;
    }
    (void)day_format(instant_day(op->now), today);
    json_put_text(&r->out, "today", today);
    json_put_text(&r->out, "agency", agency);
    json_put_text(&r->out, "own_org", sits ? actor.org : NULL);
    json_put_bool(&r->out, "may_edit", sits && org_may_edit(&actor, actor.org));
    put_kinds(op, &r->out);
    json_open_array(&r->out, "orgs");
    for (size_t i = 0; i < count; i++) {
        put_org(op, &r->out, &list[i], use_of(uses, use_count, list[i].code), sits ? &actor : NULL, today);
    }
    json_close_array(&r->out);
    return true;
}

/* ---- trying ---- */

struct effect {
    struct op own; /* what is wrong is part of the answer, not its failure */
    struct org_use use;
    struct actor actor;
};

static bool begin(struct op *op, struct request *r, struct effect *e)
{
    bool sits = false;
    if (!who_asks(op, visit_of(r), &e->actor, &sits)) {
        return false;
    }
    op_init(&e->own, op->arena, op->id, op->lang);
    e->own.now = op->now;
    return sits || fail(op, E_STATE, "seat.none", NULL);
}

static void put_problem(struct json_out *out, const char *field, const char *detail)
{
    json_open_object(out, NULL);
    json_put_text(out, "field", field);
    json_put_text(out, "detail", detail);
    json_close_object(out);
}

static void put_effect(struct op *op, struct json_out *out, struct effect *e, const char *const *lines, size_t count)
{
    const struct error *error = &e->own.error;
    json_put_bool(out, "may", !op_failed(&e->own));
    json_put_int(out, "accounts", e->use.accounts);
    json_put_int(out, "open_dossiers", e->use.open_dossiers);
    json_put_int(out, "units", e->use.units);
    json_open_array(out, "lines");
    for (size_t i = 0; i < count; i++) {
        json_put_text(out, NULL, lines[i]);
    }
    json_close_array(out);
    json_open_array(out, "problems");
    for (const struct field_error *f = error->fields; f != NULL; f = f->next) {
        put_problem(out, f->field, text_format(op->arena, op->lang, f->key, f->args, f->arg_count));
    }
    if (op_failed(&e->own) && error->fields == NULL) {
        put_problem(out, error->field, text_error(&e->own));
    }
    json_close_array(out);
}

static const char *counted(struct op *op, int64_t n, const char *some, const char *none)
{
    return n > 0 ? view_say(op, some, "n", view_number(op, n), NULL) : text_get(op->lang, none);
}

bool post_try_close(struct op *op, struct request *r)
{
    const struct org_close_input *in = r->body;
    struct effect e;
    const char *lines[4];
    size_t n = 0;
    char day[DAY_TEXT];
    if (!begin(op, r, &e)) {
        return false;
    }
    if (!org_close_try(&e.own, play_db(visit_of(r)->play), &e.actor, in, &e.use) && e.own.error.code == E_BROKEN) {
        return fail_broken(op, "%s", e.own.error.cause == NULL ? "org" : e.own.error.cause);
    }
    lines[n++] = view_say(op, "org.effect.after", "day", text_day(op, day_format(in->on, day)), "org", in->org, NULL);
    lines[n++] = counted(op, e.use.accounts, "org.effect.accounts", "org.effect.no_accounts");
    lines[n++] = counted(op, e.use.open_dossiers, "org.effect.dossiers", "org.effect.no_dossiers");
    if (in->successor != NULL) {
        lines[n++] = view_say(op, "org.effect.successor", "org", in->successor, NULL);
    }
    put_effect(op, &r->out, &e, lines, n);
    return true;
}

bool post_try_move(struct op *op, struct request *r)
{
    const struct org_move_input *in = r->body;
    struct effect e;
    const char *lines[3];
    if (!begin(op, r, &e)) {
        return false;
    }
    if (!org_move_try(&e.own, play_db(visit_of(r)->play), &e.actor, in, &e.use) && e.own.error.code == E_BROKEN) {
        return fail_broken(op, "%s", e.own.error.cause == NULL ? "org" : e.own.error.cause);
    }
    lines[0] = view_say(op, "org.effect.move_code", "org", in->org, NULL);
    lines[1] = e.use.accounts == 0 ? text_get(op->lang, "org.effect.no_accounts")
                                   : view_say(op, "org.effect.move_accounts", "n", view_number(op, e.use.accounts), "org", in->code, NULL);
    lines[2] = counted(op, e.use.open_dossiers, "org.effect.dossiers", "org.effect.no_dossiers");
    put_effect(op, &r->out, &e, lines, e.use.open_dossiers > 0 ? 2 : 3);
    return true;
}
