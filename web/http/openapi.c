/* One walk over the rows for the paths, one over their records for the schemas. */
#include "http/openapi.h"

#include "base/embedded.h"
#include "http/guard.h"
#include "http/problem.h"
#include "http/shape.h"

#include <stdio.h>
#include <string.h>

#define RECORDS_MAX 200

extern const struct embedded_file answer_shapes[]; /* written by scripts/embed, a NUL after the bytes */

const char *openapi_shapes(void)
{
    return (const char *)answer_shapes[0].bytes;
}

struct writer {
    struct op *op;
    const struct openapi_source *source;
    const struct shape *shapes;
    struct json_out out;
    const struct record *records[RECORDS_MAX]; /* request bodies, once each */
    size_t record_count;
};

/* ---- records ---- */

static void put_type(struct json_out *out, const char *type, bool required)
{
    if (required) {
        json_put_text(out, "type", type);
        return;
    }
    json_open_array(out, "type");
    json_put_text(out, NULL, type);
    json_put_text(out, NULL, "null");
    json_close_array(out);
}

static void put_choices(struct json_out *out, const struct choices *choices, bool required)
{
    put_type(out, "string", required);
    json_open_array(out, "enum");
    for (int i = 0; i < choices->count; i++) {
        json_put_text(out, NULL, choices->codes[i]);
    }
    if (!required) {
        json_put_null(out, NULL);
    }
    json_close_array(out);
}

static void put_integer(struct json_out *out, const struct field *f, bool required)
{
    put_type(out, "integer", required);
    json_put_int(out, "minimum", f->min);
    json_put_int(out, "maximum", f->min == 0 && f->max == 0 ? JSON_INT_MAX : f->max);
}

static void put_list(struct json_out *out, const struct field *f, bool required)
{
    put_type(out, "array", required);
    json_put_int(out, "maxItems", f->max > 0 ? f->max : 100);
    json_open_object(out, "items");
    json_put_text(out, "type", "string");
    json_close_object(out);
}

/* The members of a field's schema. A missing member and null are the same to record_from_json. */
static void put_field(struct json_out *out, const struct field *f, bool required)
{
    switch (f->kind) {
    case FIELD_TEXT:
        put_type(out, "string", required);
        json_put_int(out, "maxLength", f->max > 0 ? f->max : 1000);
        if (f->min > 0 || required) {
            json_put_int(out, "minLength", f->min > 0 ? f->min : 1);
        }
        break;
    case FIELD_INT:
    case FIELD_DONG:
        put_integer(out, f, required);
        break;
    case FIELD_BOOL:
        put_type(out, "boolean", required);
        break;
    case FIELD_INSTANT:
    case FIELD_DAY:
        put_type(out, "string", required);
        json_put_text(out, "format", f->kind == FIELD_DAY ? "date" : "date-time");
        break;
    case FIELD_CHOICE:
        put_choices(out, f->choices, required);
        break;
    case FIELD_TEXT_LIST:
        put_list(out, f, required);
        break;
    case FIELD_JSON:
        break;
    }
    if (f->help != NULL) {
        json_put_text(out, "description", f->help);
    }
}

static bool is_required(const struct field *f)
{
    return (f->flags & FIELD_REQUIRED) != 0;
}

static void put_record(struct json_out *out, const struct record *record)
{
    json_open_object(out, record->name);
    json_put_text(out, "type", "object");
    json_put_bool(out, "additionalProperties", false);
    json_open_object(out, "properties");
    bool any_required = false;
    for (size_t i = 0; i < record->count; i++) {
        const struct field *f = &record->fields[i];
        if ((f->flags & FIELD_READONLY) == 0) {
            json_open_object(out, f->name);
            put_field(out, f, is_required(f));
            json_close_object(out);
            any_required = any_required || is_required(f);
        }
    }
    json_close_object(out);
    if (any_required) {
        json_open_array(out, "required");
        for (size_t i = 0; i < record->count; i++) {
            if (is_required(&record->fields[i]) && (record->fields[i].flags & FIELD_READONLY) == 0) {
                json_put_text(out, NULL, record->fields[i].name);
            }
        }
        json_close_array(out);
    }
    json_close_object(out);
}

/* ---- one row ---- */

static const char *reference(struct writer *w, const char *name)
{
    return arena_printf(w->op->arena, "#/components/schemas/%s", name);
}

/* "/api/a/{b:int}" as OpenAPI writes it: "/api/a/{b}". */
static const char *plain_path(struct writer *w, const char *pattern)
{
    struct strbuf b;
    strbuf_init(&b, w->op->arena, 400);
    while (*pattern != '\0') {
        if (strncmp(pattern, ":int}", 5) == 0) {
            pattern += 4;
        }
        strbuf_putc(&b, *pattern++);
    }
    return b.data;
}

/* "get_classes_class": the method and every word of the path. */
static const char *operation_id(struct writer *w, const struct route *row)
{
    struct strbuf b;
    strbuf_init(&b, w->op->arena, 400);
    for (const char *p = row->method; *p != '\0'; p++) {
        strbuf_putc(&b, (char)(*p | 0x20));
    }
    const char *path = plain_path(w, row->pattern) + strlen("/api");
    for (const char *p = path; *p != '\0'; p++) {
        if (*p != '{' && *p != '}') {
            strbuf_putc(&b, strchr("/-.", *p) != NULL ? '_' : *p);
        }
    }
    return b.data;
}

static void put_parameter(struct json_out *out, const char *name, const char *in, bool required)
{
    json_open_object(out, NULL);
    json_put_text(out, "name", name);
    json_put_text(out, "in", in);
    if (required) {
        json_put_bool(out, "required", true);
    }
}

static void put_path_parameters(struct writer *w, const char *pattern)
{
    struct json_out *out = &w->out;
    for (const char *p = strchr(pattern, '{'); p != NULL; p = strchr(p + 1, '{')) {
        size_t len = strcspn(p + 1, ":}");
        put_parameter(out, arena_strndup(w->op->arena, p + 1, len), "path", true);
        json_open_object(out, "schema");
        if (p[1 + len] == ':') {
            json_put_text(out, "type", "integer");
            json_put_int(out, "minimum", 1);
        } else {
            json_put_text(out, "type", "string");
            json_put_text(out, "pattern", "^[a-z0-9_-]{1,64}$");
        }
        json_close_object(out);
        json_close_object(out);
    }
}

static void put_header_parameter(struct json_out *out, const char *name, const char *pattern, const char *description)
{
    put_parameter(out, name, "header", true);
    json_put_text(out, "description", description);
    json_open_object(out, "schema");
    json_put_text(out, "type", "string");
    json_put_text(out, "pattern", pattern);
    json_close_object(out);
    json_close_object(out);
}

static void put_parameters(struct writer *w, const struct route *row)
{
    struct json_out *out = &w->out;
    json_open_array(out, "parameters");
    put_path_parameters(w, row->pattern);
    for (size_t i = 0; row->query != NULL && i < row->query->count; i++) {
        const struct field *f = &row->query->fields[i];
        put_parameter(out, f->name, "query", is_required(f));
        if (f->kind == FIELD_TEXT_LIST) {
            json_put_text(out, "style", "form");
            json_put_bool(out, "explode", false);
        }
        json_open_object(out, "schema");
        put_field(out, f, true);
        json_close_object(out);
        json_close_object(out);
    }
    if ((row->flags & ROUTE_IF_MATCH) != 0) {
        put_header_parameter(out, "If-Match", "^\"[0-9]+\\.[0-9]+\"$",
                             "\"<generation>.<version>\" this write was made against");
    }
    if ((row->flags & ROUTE_IDEMPOTENT) != 0) {
        put_header_parameter(out, "Idempotency-Key", "^[A-Za-z0-9_-]{8,64}$", "the same for every try of one act");
    }
    json_close_array(out);
}

static void put_body(struct writer *w, const struct route *row)
{
    struct json_out *out = &w->out;
    bool raw = (row->flags & (ROUTE_RAW_BODY | ROUTE_BYTES)) != 0;
    if (row->body == NULL && !raw) {
        return;
    }
    json_open_object(out, "requestBody");
    json_put_bool(out, "required", true);
    json_open_object(out, "content");
    json_open_object(out, raw ? "application/octet-stream" : "application/json");
    if (!raw) {
        json_open_object(out, "schema");
        json_put_text(out, "$ref", reference(w, row->body->name));
        json_close_object(out);
    }
    json_close_object(out);
    json_close_object(out);
    json_close_object(out);
}

static void put_good_answer(struct writer *w, const struct route *row)
{
    struct json_out *out = &w->out;
    const char *status = row->answer == NULL ? "204" : (row->flags & ROUTE_CREATES) != 0 ? "201" : "200";
    json_open_object(out, status);
    json_put_text(out, "description", row->answer == NULL ? "Done" : row->summary);
    if (row->answer != NULL) {
        bool is_type = strchr(row->answer, '/') != NULL;
        json_open_object(out, "content");
        json_open_object(out, is_type ? row->answer : "application/json");
        json_open_object(out, "schema");
        if (is_type) {
            json_put_text(out, "type", "string");
            if (strncmp(row->answer, "text/", 5) != 0 && strcmp(row->answer, "image/svg+xml") != 0) {
                json_put_text(out, "format", "binary");
            }
        } else {
            json_put_text(out, "$ref", reference(w, row->answer));
        }
        json_close_object(out);
        json_close_object(out);
        json_close_object(out);
    }
    json_close_object(out);
}

static void put_security(struct json_out *out, const struct route *row)
{
    json_open_array(out, "security");
    if (row->scope != SCOPE_PUBLIC) {
        json_open_object(out, NULL);
        json_open_array(out, "session");
        json_close_array(out);
        if (row->access == WRITE) {
            json_open_array(out, "csrf");
            json_close_array(out);
        }
        json_close_object(out);
        json_close_array(out);
        json_open_array(out, "x-roles");
        for (int role = 0; role < PERSON_ROLE_COUNT; role++) {
            if ((row->roles & FOR(role)) != 0) {
                json_put_text(out, NULL, person_role_text((enum person_role)role));
            }
        }
    }
    json_close_array(out);
    if (row->act != NULL) {
        json_put_text(out, "x-act", row->act);
    }
}

static void put_operation(struct writer *w, const struct route *row)
{
    struct json_out *out = &w->out;
    char method[8] = "";
    for (size_t i = 0; row->method[i] != '\0' && i < sizeof method - 1; i++) {
        method[i] = (char)(row->method[i] | 0x20);
    }
    const char *tag = row->pattern + strlen("/api/");
    json_open_object(out, method);
    json_put_text(out, "operationId", operation_id(w, row));
    json_put_text(out, "summary", row->summary);
    json_open_array(out, "tags");
    json_put_text(out, NULL, arena_strndup(w->op->arena, tag, strcspn(tag, "/")));
    json_close_array(out);
    put_parameters(w, row);
    put_body(w, row);
    json_open_object(out, "responses");
    put_good_answer(w, row);
    json_open_object(out, "default");
    json_put_text(out, "$ref", "#/components/responses/problem");
    json_close_object(out);
    json_close_object(out);
    put_security(out, row);
    json_close_object(out);
}

/* ---- the document ---- */

/* All rows of one path stand together, where the first of them is in the table. */
static void put_paths(struct writer *w)
{
    const struct openapi_source *s = w->source;
    json_open_object(&w->out, "paths");
    for (size_t i = 0; i < s->count; i++) {
        const char *path = plain_path(w, s->rows[i].pattern);
        bool is_first = true;
        for (size_t j = 0; j < i && is_first; j++) {
            is_first = strcmp(plain_path(w, s->rows[j].pattern), path) != 0;
        }
        if (!is_first) {
            continue;
        }
        json_open_object(&w->out, path);
        for (size_t j = i; j < s->count; j++) {
            if (strcmp(plain_path(w, s->rows[j].pattern), path) == 0) {
                put_operation(w, &s->rows[j]);
            }
        }
        json_close_object(&w->out);
    }
    json_close_object(&w->out);
}

static void put_key(struct json_out *out, const char *scheme, const char *in, const char *name)
{
    json_open_object(out, scheme);
    json_put_text(out, "type", "apiKey");
    json_put_text(out, "in", in);
    json_put_text(out, "name", name);
    json_close_object(out);
}

static const char problem_shapes[] =
    "problem = {type: text, title: text, status: int, code: text, key: text, detail: text, field: text?,\n"
    "  fields: [{field: text, key: text, detail: text}], operation: text}\n";

static bool put_components(struct writer *w)
{
    struct json_out *out = &w->out;
    const struct shape *problem = shape_parse(w->op, problem_shapes);
    if (problem == NULL) {
        return false;
    }
    json_open_object(out, "components");
    json_open_object(out, "securitySchemes");
    put_key(out, "session", "cookie", GUARD_COOKIE);
    put_key(out, "csrf", "header", "X-CSRF-Token");
    json_close_object(out);
    json_open_object(out, "responses");
    json_open_object(out, "problem");
    json_put_text(out, "description", "What went wrong, in the language of Accept-Language");
    json_open_object(out, "content");
    json_open_object(out, PROBLEM_TYPE);
    json_open_object(out, "schema");
    json_put_text(out, "$ref", "#/components/schemas/problem");
    for (int i = 0; i < 5; i++) {
        json_close_object(out);
    }
    json_open_object(out, "schemas");
    shape_put_all(out, problem);
    shape_put_all(out, w->shapes);
    for (size_t i = 0; i < w->record_count; i++) {
        put_record(out, w->records[i]);
    }
    json_close_object(out);
    json_close_object(out);
    return true;
}

/* Remembers the row's record; proves that its names are good. */
static bool note_row(struct writer *w, const struct route *row)
{
    bool is_shape = row->answer != NULL && strchr(row->answer, '/') == NULL;
    if (is_shape && shape_find(w->shapes, row->answer) == NULL) {
        return fail_broken(w->op, "row %s %s: no shape %s", row->method, row->pattern, row->answer);
    }
    if (row->body == NULL) {
        return true;
    }
    const char *name = row->body->name;
    if (shape_find(w->shapes, name) != NULL || strcmp(name, "problem") == 0) {
        return fail_broken(w->op, "%s is a record and a shape", name);
    }
    for (size_t i = 0; i < w->record_count; i++) {
        if (strcmp(w->records[i]->name, name) == 0) {
            return w->records[i]->fields == row->body->fields || fail_broken(w->op, "two records named %s", name);
        }
    }
    must(w->record_count < RECORDS_MAX);
    w->records[w->record_count++] = row->body;
    return true;
}

bool openapi_write(struct op *op, const struct openapi_source *source, struct strbuf *out)
{
    struct writer *w = arena_alloc(op->arena, sizeof *w);
    *w = (struct writer){.op = op, .source = source, .shapes = shape_parse(op, source->shapes)};
    if (w->shapes == NULL) {
        return false;
    }
    for (size_t i = 0; i < source->count; i++) {
        if (!note_row(w, &source->rows[i])) {
            return false;
        }
    }
    json_begin(&w->out, out);
    json_open_object(&w->out, NULL);
    json_put_text(&w->out, "openapi", "3.1.0");
    json_open_object(&w->out, "info");
    json_put_text(&w->out, "title", "Thao Trường");
    json_put_text(&w->out, "version", source->version);
    json_close_object(&w->out);
    put_paths(w);
    bool done = put_components(w);
    json_close_object(&w->out);
    return done && (!out->overflow || fail_broken(op, "the document is longer than its limit"));
}
