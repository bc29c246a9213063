#include "dossier/parts.h"

#include <string.h>

#define NAMES_MAX 4000

bool parts_read(struct op *op, const struct work *w, struct parts *out)
{
    return procedure_components(op, w->db, w->d.procedure_version, &out->wanted, &out->wanted_count) &&
           dossier_components(op, w->db, w->d.id, &out->have, &out->have_count);
}

struct dossier_component *parts_find(const struct parts *p, const char *code)
{
    for (size_t i = 0; i < p->have_count; i++) {
        if (strcmp(p->have[i].code, code) == 0) {
            return &p->have[i];
        }
    }
    return NULL;
}

bool parts_is_good(const struct dossier_component *c)
{
    return c != NULL && !instant_is_none(c->provided_at) && (c->checked == NULL || strcmp(c->checked, "enough") == 0);
}

struct text_list parts_missing(struct op *op, const struct parts *p)
{
    struct text_list missing = {.items = arena_array(op->arena, p->wanted_count, sizeof(char *))};
    for (size_t i = 0; i < p->wanted_count; i++) {
        if (p->wanted[i].required && !parts_is_good(parts_find(p, p->wanted[i].code))) {
            missing.items[missing.count++] = p->wanted[i].code;
        }
    }
    return missing;
}

const char *parts_names(struct op *op, const struct parts *p, const struct text_list *codes)
{
    struct strbuf b;
    strbuf_init(&b, op->arena, NAMES_MAX);
    for (size_t i = 0; i < p->wanted_count; i++) {
        if (text_list_has(codes, p->wanted[i].code)) {
            strbuf_printf(&b, "%s%s", b.len > 0 ? "; " : "", op->lang == LANG_VI ? p->wanted[i].name_vi : p->wanted[i].name_en);
        }
    }
    return b.data;
}

bool parts_check_codes(struct op *op, const struct text_list *codes, const struct procedure_component *wanted, size_t count)
{
    for (size_t i = 0; i < codes->count; i++) {
        bool known = false;
        for (size_t k = 0; k < count && !known; k++) {
            known = strcmp(codes->items[i], wanted[k].code) == 0;
        }
        if (!known) {
            return fail_field(op, E_INPUT, arena_printf(op->arena, "components.%zu", i), "component.unknown", "component",
                              codes->items[i], NULL);
        }
    }
    return true;
}

bool text_list_has(const struct text_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], text) == 0) {
            return true;
        }
    }
    return false;
}

void json_put_list(struct json_out *out, const char *key, const struct text_list *list)
{
    json_open_array(out, key);
    for (size_t i = 0; i < list->count; i++) {
        json_put_text(out, NULL, list->items[i]);
    }
    json_close_array(out);
}
