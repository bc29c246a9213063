/* Filing: what can be filed and by whom, and drafts. Filing itself is an act on a dossier: api_dossier.c. */
#include "api/api_document.h"
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_filing.h"
#include "document/draft_file.h"

#include <stddef.h>

struct filing_input {
    const char *q;
};
static const struct field filing_fields[] = {
    {.name = "q", .kind = FIELD_TEXT, .offset = offsetof(struct filing_input, q), .max = 200, .help = "words of code, name or field, without accents"},
};
const struct record filing_query = RECORD("filing_query", struct filing_input, filing_fields);

struct procedure_input {
    const char *code;
};
static const struct field procedure_fields[] = {
    {.name = "code", .kind = FIELD_TEXT, .offset = offsetof(struct procedure_input, code), .flags = FIELD_REQUIRED, .max = 40},
};
const struct record filing_procedure_query = RECORD("filing_procedure_query", struct procedure_input, procedure_fields);

/* The office as the seat in hand sees it; NULL actor where nobody sits. */
static bool seat_look(struct op *op, struct request *r, struct actor *actor, struct view_look *out)
{
    struct visit *v = visit_of(r);
    if (v->seat != NULL && !play_actor(op, v->play, v->seat, actor)) {
        return false;
    }
    *out = world_look(v, v->seat == NULL ? NULL : actor);
    return true;
}

bool get_filing(struct op *op, struct request *r)
{
    const struct filing_input *in = r->query;
    struct actor actor;
    struct view_look look;
    return seat_look(op, r, &actor, &look) && view_filing(op, &r->out, &look, in->q);
}

bool get_filing_procedure(struct op *op, struct request *r)
{
    const struct procedure_input *in = r->query;
    struct view_look look = world_look(visit_of(r), NULL);
    return view_filing_procedure(op, &r->out, &look, in->code);
}

bool get_drafts(struct op *op, struct request *r)
{
    struct actor actor;
    struct view_look look;
    return seat_look(op, r, &actor, &look) && view_drafts(op, &r->out, &look);
}

/* The draft that the act saved; a later act may have saved it again when an old key is repeated: then the list says how it is. */
static bool put_saved(struct op *op, struct request *r, int64_t act)
{
    struct actor actor;
    struct view_look look;
    struct draft *list = NULL;
    size_t count = 0, i = 0;
    if (!seat_look(op, r, &actor, &look)) {
        return false;
    }
    must(look.actor != NULL); /* it acted */
    if (!draft_list(op, office_db(look.office), look.actor->account, &list, &count)) {
        return false;
    }
    while (i < count && list[i].act != act) {
        i++;
    }
    json_put_int(&r->out, "act", act);
    if (i == count) {
        json_put_null(&r->out, "draft");
        return true;
    }
    json_open_object(&r->out, "draft");
    bool ok = view_draft(op, &r->out, &look, &list[i]);
    json_close_object(&r->out);
    return ok;
}

bool post_draft(struct op *op, struct request *r)
{
    struct act_answer answer;
    return app_act(op, r, 0, &answer) && put_saved(op, r, answer.act);
}

bool post_draft_discard(struct op *op, struct request *r)
{
    struct act_answer answer;
    if (!app_act(op, r, 0, &answer)) {
        return false;
    }
    json_put_int(&r->out, "act", answer.act);
    return true;
}

/* ---- files of a draft ---- */

struct draft_path {
    struct actor actor;
    struct draft draft;
};

static bool draft_of_seat(struct op *op, struct request *r, int64_t id, struct draft_path *out)
{
    struct visit *v = visit_of(r);
    if (v->seat == NULL) {
        return fail(op, E_STATE, "seat.none", NULL);
    }
    return play_actor(op, v->play, v->seat, &out->actor) && draft_get(op, play_db(v->play), out->actor.account, id, &out->draft);
}

/* The draft as it is now, with its files. */
static bool put_draft(struct op *op, struct request *r, int64_t act, int64_t id)
{
    struct draft_path at;
    struct view_look look = world_look(visit_of(r), NULL);
    if (!draft_of_seat(op, r, id, &at)) {
        return false;
    }
    json_put_int(&r->out, "act", act);
    json_open_object(&r->out, "draft");
    bool ok = view_draft(op, &r->out, &look, &at.draft);
    json_close_object(&r->out);
    return ok;
}

bool post_draft_document(struct op *op, struct request *r)
{
    struct act_answer answer;
    int64_t id = request_int(r, "draft");
    return document_send(op, r, "draft", id, &answer) && put_draft(op, r, answer.act, id);
}

bool post_draft_detach(struct op *op, struct request *r)
{
    const struct draft_detach_input *in = r->body;
    struct act_answer answer;
    return app_act(op, r, 0, &answer) && put_draft(op, r, answer.act, in->draft);
}

bool post_draft_reuse(struct op *op, struct request *r)
{
    const struct draft_reuse_input *in = r->body;
    struct act_answer answer;
    return app_act(op, r, 0, &answer) && put_draft(op, r, answer.act, in->draft);
}

bool get_draft_file(struct op *op, struct request *r)
{
    struct draft_path at;
    struct document *list = NULL;
    size_t count = 0;
    int64_t id = request_int(r, "draft");
    if (!draft_of_seat(op, r, id, &at) || !draft_files(op, play_db(visit_of(r)->play), id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (list[i].id == request_int(r, "document")) {
            return document_hand_out(op, r, &list[i], false);
        }
    }
    return fail(op, E_MISSING, "document.unknown", NULL);
}
