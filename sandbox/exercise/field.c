#include "exercise/field.h"

#include "dossier/dossier.h"

#include <string.h>

static const char prefix[] = "dossier.";

const char *field_text(void *self, struct op *op, int64_t dossier, const char *path)
{
    const struct field_source *source = self;
    struct dossier d;
    struct strbuf b;
    struct json_out out;
    const char *name = strncmp(path, prefix, strlen(prefix)) == 0 ? path + strlen(prefix) : path;
    if (!dossier_get(op, source->db, dossier, &d)) {
        return NULL;
    }
    strbuf_init(&b, op->arena, 65536);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    record_put_json(&out, &dossier_record, &d);
    json_close_object(&out);
    const struct json *row = json_parse(op, b.data, b.len);
    const struct json *value = json_get(row, name);
    if (value == NULL) {
        (void)fail(op, E_MISSING, "exercise.no_such_field", "field", path, NULL);
        return NULL;
    }
    if (value->kind == JSON_NULL) {
        return NULL;
    }
    return value->kind == JSON_TEXT ? value->text : json_text(op, value);
}
