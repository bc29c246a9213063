/* The catalogue: for every seat, and for whoever looks on. */
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_catalogue.h"

#include <stddef.h>

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
