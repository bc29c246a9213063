/* E-forms of procedures: to be drawn, offered values included, and to be judged before anything is filed. */
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_eform.h"

#include <stddef.h>

struct procedure_input {
    const char *code;
};
struct check_input {
    const char *procedure;
    const struct json *form;
};
static const struct field procedure_members[] = {
    {.name = "code", .kind = FIELD_TEXT, .offset = offsetof(struct procedure_input, code), .flags = FIELD_REQUIRED, .max = 60},
};
static const struct field check_members[] = {
    {.name = "procedure", .kind = FIELD_TEXT, .offset = offsetof(struct check_input, procedure), .flags = FIELD_REQUIRED, .max = 60},
    {.name = "form", .kind = FIELD_JSON, .offset = offsetof(struct check_input, form), .flags = FIELD_REQUIRED | FIELD_PERSONAL,
     .help = "a member for each e-form, by its code"},
};
const struct record eform_procedure_query = RECORD("eform_procedure_query", struct procedure_input, procedure_members);
const struct record eform_check_body = RECORD("eform_check", struct check_input, check_members);

bool get_eforms(struct op *op, struct request *r)
{
    struct view_look look = world_look(visit_of(r), NULL);
    return view_eform_list(op, &r->out, &look);
}

bool get_procedure_eforms(struct op *op, struct request *r)
{
    const struct procedure_input *in = r->query;
    struct visit *v = visit_of(r);
    struct actor actor;
    if (v->seat != NULL && !play_actor(op, v->play, v->seat, &actor)) {
        return false;
    }
    struct view_look look = world_look(v, v->seat == NULL ? NULL : &actor);
    return view_procedure_eforms(op, &r->out, &look, in->code);
}

bool post_eform_check(struct op *op, struct request *r)
{
    const struct check_input *in = r->body;
    struct view_look look = world_look(visit_of(r), NULL);
    return view_eform_check(op, &r->out, &look, in->procedure, in->form);
}
