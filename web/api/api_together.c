/* Several people on one dossier: who shows it now, what the others changed, and what each has begun to write (together/act_draft.h). */
#include "account/role.h"
#include "act/act.h"
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_attempt.h"
#include "api/view_changes.h"
#include "api/view_inside.h"
#include "audit/audit.h"
#include "base/text.h"
#include "dossier/dossier.h"
#include "together/act_draft.h"

#include <stddef.h>
#include <string.h>

struct presence_input {
    const char *screen, *dialog;
    bool leave;
};
struct changes_input {
    int64_t since, generation;
};
struct draft_input {
    const struct json *fields;
    int64_t seen_act;
};
static const struct field presence_fields[] = {
    {.name = "screen", .kind = FIELD_TEXT, .offset = offsetof(struct presence_input, screen), .flags = FIELD_REQUIRED, .min = 8, .max = DESK_SCREEN_MAX,
     .help = "the window's own name, made by the caller"},
    {.name = "dialog", .kind = FIELD_TEXT, .offset = offsetof(struct presence_input, dialog), .max = 60,
     .help = "act whose dialog is being filled in: dossier.appraise"},
    {.name = "leave", .kind = FIELD_BOOL, .offset = offsetof(struct presence_input, leave), .help = "the window shows it no more"},
};
static const struct field changes_fields[] = {
    {.name = "since", .kind = FIELD_INT, .offset = offsetof(struct changes_input, since), .max = JSON_INT_MAX,
     .help = "number of the last act that was seen: `act` of the dossier as it was read"},
    {.name = "generation", .kind = FIELD_INT, .offset = offsetof(struct changes_input, generation), .max = JSON_INT_MAX,
     .help = "of the world when it was read; another one is 409 world.rewound"},
};
static const struct field draft_fields[] = {
    {.name = "fields", .kind = FIELD_JSON, .offset = offsetof(struct draft_input, fields), .flags = FIELD_REQUIRED | FIELD_PERSONAL,
     .help = "an object: the dialog as it stands"},
    {.name = "seen_act", .kind = FIELD_INT, .offset = offsetof(struct draft_input, seen_act), .max = JSON_INT_MAX},
};
const struct record presence_body = RECORD("presence_note", struct presence_input, presence_fields);
const struct record changes_query = RECORD("changes_query", struct changes_input, changes_fields);
const struct record act_draft_body = RECORD("act_draft_save", struct draft_input, draft_fields);

/* The dossier of the path, if the seat may see it. */
static bool take(struct op *op, struct request *r, struct view *view, struct view_look *look, struct dossier *d)
{
    struct visit *v = visit_of(r);
    struct view_subject s;
    const struct actor *actor = app_seat_actor(op, v);
    if (op_failed(op) || !dossier_get(op, play_db(v->play), request_int(r, "dossier"), d)) {
        return false;
    }
    *look = app_look(v, actor);
    *view = view_of(look);
    return view_take(op, view, d, &s) && view_read_accounts(op, view);
}

static const char *act_name(struct op *op, const char *act)
{
    const char *name = act == NULL ? NULL : text_in(op->lang, "act", act);
    return name != NULL ? name : act;
}

/* ---- who shows it ---- */

static void put_window(struct op *op, struct json_out *out, const struct view *view, const struct desk_window *w, const struct request *r, const char *screen)
{
    const struct account *seat = view_account(view, w->seat);
    bool me = strcmp(w->person, r->person->id) == 0;
    json_open_object(out, NULL);
    json_put_text(out, "name", w->name);
    json_put_text(out, "seat", w->seat);
    json_put_text(out, "seat_name", seat == NULL ? w->seat : seat->name);
    json_put_text(out, "role_name", seat == NULL ? "" : view_role_name(op, role_code((enum role)seat->role)));
    json_put_instant(out, "since", w->since);
    json_put_text(out, "dialog", w->act);
    json_put_text(out, "dialog_name", act_name(op, w->act));
    json_put_bool(out, "me", me);
    json_put_bool(out, "here", me && screen != NULL && strcmp(w->screen, screen) == 0);
    json_close_object(out);
}

/* An applicant learns of its own windows only: who of the office looks at a dossier is the office's. */
static bool put_presence(struct op *op, struct request *r, const char *screen)
{
    struct visit *v = visit_of(r);
    struct view view;
    struct view_look look;
    struct dossier d;
    struct desk_window *list = NULL;
    if (!take(op, r, &view, &look, &d)) {
        return false;
    }
    bool applicant = look.actor != NULL && strcmp(look.actor->role, role_code(ROLE_APPLICANT)) == 0;
    size_t count = desk_list(op, ground_desk(v->ground), world_id(v->world), d.id, ground_now(v->ground), &list);
    json_put_text(&r->out, "version", arena_printf(op->arena, "%lld.%lld", (long long)world_generation(v->world), (long long)d.version));
    json_put_int(&r->out, "act", world_act(v->world));
    json_open_array(&r->out, "people");
    for (size_t i = 0; i < count; i++) {
        if (!applicant || strcmp(list[i].person, r->person->id) == 0) {
            put_window(op, &r->out, &view, &list[i], r, screen);
        }
    }
    json_close_array(&r->out);
    return !op_failed(op);
}

bool get_presence(struct op *op, struct request *r)
{
    return put_presence(op, r, NULL);
}

bool note_presence(struct op *op, struct request *r)
{
    const struct presence_input *in = r->body;
    struct visit *v = visit_of(r);
    if (!v->owner) {
        return fail(op, E_MISSING, "world.missing", "world", world_id(v->world), NULL);
    }
    if (in->dialog != NULL && act_find(in->dialog) == NULL) {
        return fail_field(op, E_INPUT, "dialog", "act.unknown", "act", in->dialog, NULL);
    }
    struct desk_window w = {.world = world_id(v->world), .dossier = request_int(r, "dossier"), .person = r->person->id, .screen = in->screen,
                            .name = r->person->name, .seat = v->seat, .act = in->dialog};
    if (in->leave) {
        desk_leave(ground_desk(v->ground), &w);
    } else if (v->seat != NULL) {
        struct dossier d;
        if (!dossier_get(op, play_db(v->play), w.dossier, &d)) {
            return false;
        }
        desk_note(ground_desk(v->ground), &w, ground_now(v->ground));
    }
    return put_presence(op, r, in->screen);
}

/* ---- what the others changed ---- */

bool get_changes(struct op *op, struct request *r)
{
    const struct changes_input *in = r->query;
    struct visit *v = visit_of(r);
    struct dossier d;
    const struct actor *actor = app_seat_actor(op, v);
    if (in->generation > 0 && in->generation != world_generation(v->world)) {
        return fail(op, E_CONFLICT, "world.rewound", NULL);
    }
    if (op_failed(op) || !dossier_get(op, play_db(v->play), request_int(r, "dossier"), &d)) {
        return false;
    }
    struct view_look look = app_look(v, actor);
    json_put_text(&r->out, "version", arena_printf(op->arena, "%lld.%lld", (long long)world_generation(v->world), (long long)d.version));
    return view_dossier_changes(op, &r->out, &look, &d, in->since);
}

/* ---- drafts ---- */

/* "request-supplement" -> "dossier.request_supplement" */
static const char *act_of(struct op *op, const struct request *r)
{
    char *act = arena_printf(op->arena, "dossier.%s", request_text(r, "act"));
    for (char *p = act; *p != '\0'; p++) {
        *p = *p == '-' ? '_' : *p;
    }
    if (act_find(act) == NULL) {
        (void)fail(op, E_MISSING, "act.unknown", "act", act, NULL);
        return NULL;
    }
    return act;
}

/* Whose draft the path means: that of the seat in hand. */
static bool own_draft(struct op *op, struct request *r, struct act_draft *out)
{
    struct visit *v = visit_of(r);
    struct dossier d;
    const char *act = act_of(op, r);
    if (act == NULL) {
        return false;
    }
    if (!v->owner) {
        return fail(op, E_MISSING, "world.missing", "world", world_id(v->world), NULL);
    }
    if (v->seat == NULL) {
        return fail(op, E_STATE, "seat.none", NULL);
    }
    if (!dossier_get(op, play_db(v->play), request_int(r, "dossier"), &d)) {
        return false;
    }
    *out = (struct act_draft){.account = v->seat, .dossier = d.id, .act = act, .person = r->person->id, .filed_at = d.submitted_at,
                              .generation = world_generation(v->world), .last_act = world_act(v->world)};
    return true;
}

bool put_act_draft(struct op *op, struct request *r)
{
    const struct draft_input *in = r->body;
    struct visit *v = visit_of(r);
    struct act_draft draft;
    struct instant now = ground_now(v->ground);
    if (!visit_must_run(op, v) || !own_draft(op, r, &draft)) {
        return false;
    }
    draft.data = in->fields;
    draft.seen_act = in->seen_act;
    if (!act_draft_save(op, ground_lab(v->ground), world_id(v->world), &draft, now)) {
        return false;
    }
    json_put_instant(&r->out, "saved_at", now);
    return true;
}

bool delete_act_draft(struct op *op, struct request *r)
{
    struct act_draft draft;
    struct visit *v = visit_of(r);
    return own_draft(op, r, &draft) && act_draft_remove(op, ground_lab(v->ground), world_id(v->world), &draft);
}

/* One's own; and those of who had the dossier before, for who holds it by name now. Done is what the record says was done since. */
static bool is_shown(struct op *op, const struct visit *v, const struct dossier *d, const struct act_draft *draft, bool *shown)
{
    bool own = v->seat != NULL && strcmp(draft->account, v->seat) == 0;
    bool taken = !own && v->seat != NULL && d->step_account != NULL && strcmp(d->step_account, v->seat) == 0;
    bool done = false;
    *shown = v->owner && (own || taken) && instant_compare(draft->filed_at, d->submitted_at) == 0;
    if (!*shown || draft->generation != world_generation(v->world)) {
        return true;
    }
    struct act_row like = {.name = draft->act, .account = draft->account, .dossier = d->id};
    if (!audit_has_acted(op, play_db(v->play), draft->last_act, &like, &done)) {
        return false;
    }
    *shown = !done;
    return true;
}

static void put_draft(struct op *op, struct request *r, const struct view *view, const struct act_draft *draft)
{
    const struct visit *v = visit_of(r);
    json_open_object(&r->out, NULL);
    json_put_text(&r->out, "act", draft->act);
    json_put_text(&r->out, "act_name", act_name(op, draft->act));
    json_put_text(&r->out, "account", draft->account);
    json_put_text(&r->out, "account_name", view_account_name(view, draft->account));
    json_put_text(&r->out, "person_name", draft->name);
    json_put_bool(&r->out, "mine", v->seat != NULL && strcmp(draft->account, v->seat) == 0);
    json_put_bool(&r->out, "rewound", draft->generation != world_generation(v->world));
    json_put_int(&r->out, "seen_act", draft->seen_act);
    json_put_instant(&r->out, "saved_at", draft->saved_at);
    json_put_node(&r->out, "fields", draft->data);
    json_close_object(&r->out);
}

bool get_act_drafts(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    struct view view;
    struct view_look look;
    struct dossier d;
    struct act_draft *list = NULL;
    size_t count = 0;
    if (!take(op, r, &view, &look, &d) || !act_draft_list(op, ground_lab(v->ground), world_id(v->world), d.id, &list, &count)) {
        return false;
    }
    json_open_array(&r->out, "drafts");
    for (size_t i = 0; i < count; i++) {
        bool shown = false;
        if (!is_shown(op, v, &d, &list[i], &shown)) {
            return false;
        }
        if (shown) {
            put_draft(op, r, &view, &list[i]);
        }
    }
    json_close_array(&r->out);
    return true;
}
