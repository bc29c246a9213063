/* The procedures' desk: reading for every seat of the world, editing by the acts of core/catalogue/procedure_draft.h. */
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_procedure.h"

#include <stddef.h>
#include <string.h>

struct code_input {
    const char *code;
};
struct difference_input {
    const char *code;
    int64_t before, after;
};
struct try_input {
    const char *procedure, *eform;
    const struct json *data;
};
struct table_input {
    const char *code;
    int64_t table;
    const char *lang;
};
#define CODE(type, member)                                                                                             \
    {                                                                                                                  \
        .name = #member, .kind = FIELD_TEXT, .offset = offsetof(struct type, member), .flags = FIELD_REQUIRED, .max = 60 \
    }
#define NUMBER(type, member, most, help_)                                                                              \
    {                                                                                                                  \
        .name = #member, .kind = FIELD_INT, .offset = offsetof(struct type, member), .max = most, .help = help_        \
    }
static const struct field code_members[] = {CODE(code_input, code)};
static const struct field difference_members[] = {CODE(difference_input, code), NUMBER(difference_input, before, 999, "number of a version; 0, with after 0 = nothing, for a first version"),
                                                  NUMBER(difference_input, after, 999, "number of a version; 0 = the draft")};
static const struct field try_members[] = {CODE(try_input, procedure), CODE(try_input, eform),
    {.name = "data", .kind = FIELD_JSON, .offset = offsetof(struct try_input, data), .flags = FIELD_REQUIRED, .help = "a declaration"}};
static const struct field table_members[] = {CODE(table_input, code), NUMBER(table_input, table, 20, "0 = the version's own table, then its cases"),
    {.name = "lang", .kind = FIELD_TEXT, .offset = offsetof(struct table_input, lang), .max = 2, .help = "vi or en"}};
const struct record procedure_query = RECORD("procedure_query", struct code_input, code_members);
const struct record procedure_difference_query = RECORD("procedure_difference_query", struct difference_input, difference_members);
const struct record procedure_try_body = RECORD("procedure_try_form", struct try_input, try_members);
const struct record procedure_bpmn_query = RECORD("procedure_bpmn_query", struct table_input, table_members);

/* The office as the seat sees it; whoever only looks on edits nothing. */
static bool look_of(struct op *op, struct request *r, struct view_look *out)
{
    struct visit *v = visit_of(r);
    *out = world_look(v, app_who_may(v, app_seat_actor(op, v)));
    op->now = out->now;
    return !op_failed(op);
}

bool get_procedures(struct op *op, struct request *r)
{
    struct view_look look;
    return look_of(op, r, &look) && view_procedures(op, &r->out, &look);
}

bool get_procedure_editor(struct op *op, struct request *r)
{
    const struct code_input *in = r->query;
    struct view_look look;
    return look_of(op, r, &look) && view_procedure_editor(op, &r->out, &look, in->code);
}

bool get_procedure_versions(struct op *op, struct request *r)
{
    const struct code_input *in = r->query;
    struct view_look look;
    return look_of(op, r, &look) && view_procedure_versions(op, &r->out, &look, in->code);
}

bool get_procedure_tables(struct op *op, struct request *r)
{
    const struct code_input *in = r->query;
    struct view_look look;
    return look_of(op, r, &look) && view_procedure_tables(op, &r->out, &look, in->code);
}

bool get_procedure_difference(struct op *op, struct request *r)
{
    const struct difference_input *in = r->query;
    struct view_look look;
    return look_of(op, r, &look) && view_procedure_difference(op, &r->out, &look, in->code, in->before, in->after);
}

bool post_procedure_try(struct op *op, struct request *r)
{
    const struct try_input *in = r->body;
    struct view_look look;
    return look_of(op, r, &look) && view_procedure_try(op, &r->out, &look, in->procedure, in->eform, in->data);
}

bool get_procedure_bpmn(struct op *op, struct request *r)
{
    const struct table_input *in = r->query;
    struct view_look look;
    struct strbuf document;
    if (in->lang != NULL) {
        op->lang = strcmp(in->lang, "en") == 0 ? LANG_EN : LANG_VI;
    }
    if (!look_of(op, r, &look) || !view_procedure_bpmn(op, &look, in->code, in->table, &document)) {
        return false;
    }
    exchange_set(r->exchange, "Content-Disposition", arena_printf(op->arena, "attachment; filename=\"%s-draft-%lld.bpmn\"", in->code, (long long)in->table));
    exchange_answer(r->exchange, 200, "application/xml", document.data, document.len);
    return true;
}
