/* The catalogue: for every seat, and for whoever looks on. */
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_catalogue.h"

#include <stddef.h>
#include <string.h>

/* A choice of the filter that may also be "unknown": the value after the last. */
#define X(value, code) code,
static const char *const level_words[] = {LEVELS(X) "unknown"};
static const char *const service_words[] = {SERVICES(X) "unknown"};
#undef X
static const struct choices levels = {level_words, LEVEL_COUNT + 1}, services = {service_words, SERVICE_COUNT + 1};

static const struct field browse_members[] = {
    {.name = "q", .kind = FIELD_TEXT, .offset = offsetof(struct browse_filter, q), .max = 200,
     .help = "words of code, name or unit, without accents, in any order; an old code finds its successor"},
    {.name = "field", .kind = FIELD_TEXT, .offset = offsetof(struct browse_filter, field), .max = 60},
    {.name = "level", .kind = FIELD_CHOICE, .offset = offsetof(struct browse_filter, level), .choices = &levels},
    {.name = "service", .kind = FIELD_CHOICE, .offset = offsetof(struct browse_filter, service), .choices = &services},
    {.name = "known", .kind = FIELD_CHOICE, .offset = offsetof(struct browse_filter, known), .choices = &completeness_choices},
    {.name = "open", .kind = FIELD_BOOL, .offset = offsetof(struct browse_filter, open), .help = "only those this office opens"},
};
const struct record catalogue_query = RECORD("catalogue_query", struct browse_filter, browse_members);

struct page_input {
    const char *code;
};
static const struct field page_members[] = {
    {.name = "code", .kind = FIELD_TEXT, .offset = offsetof(struct page_input, code), .flags = FIELD_REQUIRED, .max = 60},
};
const struct record catalogue_page_query = RECORD("catalogue_page_query", struct page_input, page_members);

bool get_catalogue(struct op *op, struct request *r)
{
    struct view_look look = world_look(visit_of(r), NULL);
    return view_catalogue(op, &r->out, &look, r->query);
}

bool get_catalogue_page(struct op *op, struct request *r)
{
    const struct page_input *in = r->query;
    struct view_look look = world_look(visit_of(r), NULL);
    return view_catalogue_page(op, &r->out, &look, in->code);
}

struct bpmn_input {
    const char *code, *table, *lang;
};
static const struct field bpmn_members[] = {
    {.name = "code", .kind = FIELD_TEXT, .offset = offsetof(struct bpmn_input, code), .flags = FIELD_REQUIRED, .max = 60},
    {.name = "table", .kind = FIELD_TEXT, .offset = offsetof(struct bpmn_input, table), .flags = FIELD_REQUIRED, .max = 20,
     .help = "key of a step table of the procedure's page"},
    {.name = "lang", .kind = FIELD_TEXT, .offset = offsetof(struct bpmn_input, lang), .max = 2,
     .help = "vi or en: a link that is followed sends the browser's languages, not the page's"},
};
const struct record bpmn_query = RECORD("bpmn_query", struct bpmn_input, bpmn_members);

bool get_bpmn(struct op *op, struct request *r)
{
    const struct bpmn_input *in = r->query;
    struct view_look look = world_look(visit_of(r), NULL);
    struct strbuf document;
    if (in->lang != NULL) {
        op->lang = strcmp(in->lang, "en") == 0 ? LANG_EN : LANG_VI;
    }
    if (!view_bpmn(op, &look, in->code, in->table, &document)) {
        return false;
    }
    exchange_set(r->exchange, "Content-Disposition",
                 arena_printf(op->arena, "attachment; filename=\"%s-%s.bpmn\"", in->code, in->table));
    exchange_answer(r->exchange, 200, "application/xml", document.data, document.len);
    return true;
}
