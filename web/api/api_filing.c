/* Filing: what can be filed and by whom, and drafts. Filing itself is an act on a dossier: api_dossier.c. */
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_filing.h"

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
    if (!seat_look(op, r, &actor, &look) || !draft_list(op, office_db(look.office), actor.account, &list, &count)) {
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
