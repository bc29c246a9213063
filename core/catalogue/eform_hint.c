/* What an e-form says beside its rules: annotations of the standard, and display hints under x-. Both are a fixed list with the
 * shape of each value, so that a slip of the pen in a hint is found when publishing, not by a citizen.
 *
 * x-title_vi, x-title_en, x-help_vi, x-help_en, x-placeholder_vi, x-placeholder_en, x-unit_vi, x-unit_en: texts. x-enum_vi,
 * x-enum_en: one text for each value of `enum`. x-widget: how to ask. x-order: names of `properties` in the order of the screen.
 * x-columns: 1 to 4. x-prefill: where the value comes from, a path of names (owner.full_name). x-source: article or document the
 * field comes from; x-certainty: how sure that is, as everywhere in the tree. */
#include "catalogue/eform_parts.h"

#include <string.h>

#define HINT_TEXT_MAX 2000

enum shape { ANY, TEXT, BOOLEAN, EXAMPLES, WIDGET, ORDER, COLUMNS, PREFILL, LABELS, CERTAINTY };

static const struct {
    const char *name;
    enum shape shape;
} hints[] = {
    {"title", TEXT},
    {"description", TEXT},
    {"default", ANY},
    {"examples", EXAMPLES},
    {"readOnly", BOOLEAN},
    {"writeOnly", BOOLEAN},
    {"deprecated", BOOLEAN},
    {"$comment", TEXT},
    {"x-title_vi", TEXT},
    {"x-title_en", TEXT},
    {"x-help_vi", TEXT},
    {"x-help_en", TEXT},
    {"x-placeholder_vi", TEXT},
    {"x-placeholder_en", TEXT},
    {"x-unit_vi", TEXT},
    {"x-unit_en", TEXT},
    {"x-enum_vi", LABELS},
    {"x-enum_en", LABELS},
    {"x-widget", WIDGET},
    {"x-order", ORDER},
    {"x-columns", COLUMNS},
    {"x-prefill", PREFILL},
    {"x-source", TEXT},
    {"x-certainty", CERTAINTY},
};

static const char *const widgets[] = {"text", "textarea", "number", "money", "date", "time", "date-time", "select", "radio",
                                      "checkbox", "checkboxes", "email", "phone", "address", "unit", "section", "table", "hidden", NULL};
static const char *const certainties[] = {"found", "recalled", "authored", "computed", "projected", NULL};

static bool is_one_of(const struct json *value, const char *const *names)
{
    for (; value->kind == JSON_TEXT && *names != NULL; names++) {
        if (strcmp(value->text, *names) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_text(const struct json *value)
{
    return value->kind == JSON_TEXT && strlen(value->text) <= HINT_TEXT_MAX;
}

static bool are_texts(const struct json *value)
{
    bool ok = value->kind == JSON_ARRAY;
    for (const struct json *c = value->first; ok && c != NULL; c = c->next) {
        ok = is_text(c);
    }
    return ok;
}

/* Every name is a property of the same schema, none twice. */
static bool is_order(const struct json *schema, const struct json *value)
{
    const struct json *properties = json_get(schema, "properties");
    bool ok = are_texts(value);
    for (const struct json *c = value->first; ok && c != NULL; c = c->next) {
        ok = json_get(properties, c->text) != NULL;
        for (const struct json *d = value->first; ok && d != c; d = d->next) {
            ok = strcmp(c->text, d->text) != 0;
        }
    }
    return ok && value->count <= 200;
}

/* Names of lower case letters, digits and _, with single dots between. */
static bool is_path(const struct json *value)
{
    bool ok = value->kind == JSON_TEXT && strlen(value->text) <= 100;
    char before = '.';
    for (const char *p = ok ? value->text : ""; ok && *p != '\0'; p++) {
        ok = (*p >= 'a' && *p <= 'z') || (before != '.' && ((*p >= '0' && *p <= '9') || *p == '_' || *p == '.'));
        before = *p;
    }
    return ok && before != '.';
}

static bool has_shape(const struct json *schema, const struct json *value, enum shape shape)
{
    const struct json *values = json_get(schema, "enum");
    switch (shape) {
    case ANY:
        return true;
    case TEXT:
        return is_text(value);
    case BOOLEAN:
        return value->kind == JSON_BOOL;
    case EXAMPLES:
        return value->kind == JSON_ARRAY;
    case WIDGET:
        return is_one_of(value, widgets);
    case ORDER:
        return is_order(schema, value);
    case COLUMNS:
        return value->kind == JSON_INT && value->integer >= 1 && value->integer <= 4;
    case PREFILL:
        return is_path(value);
    case LABELS:
        return are_texts(value) && values != NULL && values->count == value->count;
    case CERTAINTY:
        return is_one_of(value, certainties);
    }
    return false;
}

static const char *key_of(enum shape shape)
{
    static const char *const keys[] = {
        [ANY] = "eform.hint.text",       [TEXT] = "eform.hint.text",
        [BOOLEAN] = "eform.hint.boolean", [EXAMPLES] = "eform.hint.list",  [WIDGET] = "eform.hint.widget",
        [ORDER] = "eform.hint.order",    [COLUMNS] = "eform.hint.columns", [PREFILL] = "eform.hint.prefill",
        [LABELS] = "eform.hint.labels",  [CERTAINTY] = "eform.hint.certainty",
    };
    return keys[shape];
}

static const char *joined(struct arena *arena, const char *const *names)
{
    const char *all = *names;
    for (names++; *names != NULL; names++) {
        all = arena_printf(arena, "%s, %s", all, *names);
    }
    return all;
}

bool eform_read_hint(struct eform_reader *reader, const struct eform_node *node, const struct json *member)
{
    for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++) {
        if (strcmp(hints[i].name, member->key) != 0) {
            continue;
        }
        if (!has_shape(node->schema, member, hints[i].shape)) {
            const char *const *names = hints[i].shape == WIDGET ? widgets : certainties;
            eform_bad_at(reader, node, member->key, NULL, key_of(hints[i].shape), "names", joined(reader->op->arena, names));
        }
        return true;
    }
    return false;
}

const char *eform_title(const struct json *schema, enum lang lang)
{
    const char *title = json_get_text(schema, lang == LANG_VI ? "x-title_vi" : "x-title_en", NULL);
    return title != NULL ? title : json_get_text(schema, "title", NULL);
}
