#include "dossier/prefill.h"

#include "dossier/declaration.h"

#include <string.h>

/* ---- the fields of a schema that have x-prefill ---- */

struct place {
    const char *pointer, *path;
};
struct places {
    struct arena *arena;
    const struct json *root;
    struct place items[PREFILL_MAX];
    size_t count;
};

/* "#/$defs/name" of the same document; the node itself where there is no $ref. */
static const struct json *resolved(const struct places *p, const struct json *node)
{
    static const char defs[] = "#/$defs/";
    const char *ref = json_get_text(node, "$ref", NULL);
    if (ref == NULL || strncmp(ref, defs, sizeof defs - 1) != 0) {
        return node;
    }
    return json_get(json_get(p->root, "$defs"), ref + sizeof defs - 1);
}

static void add_place(struct places *p, const char *pointer, const char *path)
{
    for (size_t i = 0; i < p->count; i++) {
        if (strcmp(p->items[i].pointer, pointer) == 0) {
            return;
        }
    }
    if (p->count < PREFILL_MAX) {
        p->items[p->count++] = (struct place){pointer, path};
    }
}

static void walk(struct places *p, const struct json *node, const char *pointer, int depth);

/* Subschemas about the same place. */
static void walk_beside(struct places *p, const struct json *node, const char *pointer, int depth)
{
    const struct json *all = json_get(node, "allOf");
    for (const struct json *n = all == NULL ? NULL : all->first; n != NULL; n = n->next) {
        walk(p, n, pointer, depth + 1);
    }
    walk(p, json_get(node, "then"), pointer, depth + 1);
    walk(p, json_get(node, "else"), pointer, depth + 1);
}

static void walk(struct places *p, const struct json *node, const char *pointer, int depth)
{
    const char *path = json_get_text(node, "x-prefill", NULL);
    if (node == NULL || depth > PREFILL_DEPTH_MAX) {
        return;
    }
    const struct json *target = resolved(p, node);
    path = path != NULL ? path : json_get_text(target, "x-prefill", NULL);
    if (path != NULL) {
        add_place(p, pointer, path);
        return;
    }
    if (target != node) {
        walk(p, target, pointer, depth + 1);
    }
    const struct json *properties = json_get(node, "properties");
    for (const struct json *n = properties == NULL ? NULL : properties->first; n != NULL; n = n->next) {
        walk(p, n, eform_pointer_add(p->arena, pointer, n->key), depth + 1);
    }
    walk_beside(p, node, pointer, depth);
}

static struct places *places_of(struct op *op, const struct json *schema)
{
    struct places *p = arena_alloc(op->arena, sizeof *p);
    *p = (struct places){.arena = op->arena, .root = schema};
    walk(p, schema, "", 0);
    return p;
}

/* ---- values ---- */

/* What stands at a pointer of names (no list on the way); NULL if nothing does, or nothing worth offering. */
static const struct json *value_at(struct arena *arena, const struct json *data, const char *pointer)
{
    const struct json *node = data;
    while (node != NULL && *pointer == '/') {
        const struct json *next = NULL;
        size_t n = strcspn(pointer + 1, "/");
        for (const struct json *c = node->kind == JSON_OBJECT ? node->first : NULL; c != NULL && next == NULL; c = c->next) {
            const char *token = eform_pointer_add(arena, "", c->key);
            next = strlen(token) == n + 1 && strncmp(token, pointer, n + 1) == 0 ? c : NULL;
        }
        node = next;
        pointer += n + 1;
    }
    bool empty = node == NULL || node->kind == JSON_NULL || (node->kind == JSON_TEXT && node->text[0] == '\0');
    return empty ? NULL : node;
}

static const struct json *of_person(const struct account *person, const char *path)
{
    static const char prefix[] = "person.";
    const struct json *value =
        strncmp(path, prefix, sizeof prefix - 1) == 0 ? json_get(person->person, path + sizeof prefix - 1) : NULL;
    return value == NULL || value->kind != JSON_TEXT || value->text[0] == '\0' ? NULL : value;
}

/* One earlier declaration gives what the form still lacks. */
static void offer_of(struct op *op, const struct declaration *d, const struct places *wanted, struct prefill *offers)
{
    const struct places *had = places_of(op, d->schema);
    for (size_t i = 0; i < wanted->count; i++) {
        for (size_t k = 0; k < had->count && offers[i].value == NULL; k++) {
            if (strcmp(had->items[k].path, wanted->items[i].path) == 0) {
                offers[i].value = value_at(op->arena, d->data, had->items[k].pointer);
                offers[i].dossier = d->dossier;
                offers[i].at = d->at;
            }
        }
    }
}

static bool name_dossiers(struct op *op, struct db *db, struct prefill *offers, size_t count)
{
    struct dossier d = {0};
    for (size_t i = 0; i < count; i++) {
        if (offers[i].dossier == 0) {
            continue;
        }
        if (d.id != offers[i].dossier && !dossier_get(op, db, offers[i].dossier, &d)) {
            return false;
        }
        offers[i].dossier_code = d.code;
    }
    return true;
}

bool prefill_of(struct op *op, struct db *db, const struct account *person, const struct procedure_eform *form,
                struct prefill **out, size_t *count)
{
    const struct places *wanted = places_of(op, form->schema);
    struct prefill *offers = arena_array(op->arena, wanted->count + 1, sizeof *offers);
    struct declaration *earlier = NULL;
    size_t earlier_count = 0;
    *out = offers;
    *count = 0;
    if (person->person == NULL) {
        return true;
    }
    for (size_t i = 0; i < wanted->count; i++) {
        offers[i] = (struct prefill){.pointer = wanted->items[i].pointer, .path = wanted->items[i].path,
                                     .value = of_person(person, wanted->items[i].path), .at = INSTANT_NONE};
    }
    if (!declaration_earlier(op, db, person->id, PREFILL_EARLIER_MAX, &earlier, &earlier_count)) {
        return false;
    }
    for (size_t i = 0; i < earlier_count; i++) {
        offer_of(op, &earlier[i], wanted, offers);
    }
    for (size_t i = 0; i < wanted->count; i++) {
        if (offers[i].value != NULL) {
            offers[(*count)++] = offers[i];
        }
    }
    return name_dossiers(op, db, offers, *count);
}

/* ---- examples ---- */

static const struct json *identity_at(const struct places *places, const struct account *person, const char *pointer)
{
    for (size_t i = 0; i < places->count; i++) {
        if (strcmp(places->items[i].pointer, pointer) == 0) {
            return of_person(person, places->items[i].path);
        }
    }
    return NULL;
}

/* The example again, with the identity's values in it; it adds no member. */
static void put_example(struct json_out *out, const char *key, const struct json *node, const char *pointer,
                        const struct places *places, const struct account *person)
{
    const struct json *own = identity_at(places, person, pointer);
    if (own != NULL || node->kind != JSON_OBJECT) {
        json_put_node(out, key, own != NULL ? own : node);
        return;
    }
    json_open_object(out, key);
    for (const struct json *c = node->first; c != NULL; c = c->next) {
        put_example(out, c->key, c, eform_pointer_add(places->arena, pointer, c->key), places, person);
    }
    json_close_object(out);
}

/* NULL without failure if no example fits. */
static const struct json *fitting_example(struct op *op, const struct account *person, const struct procedure_eform *form)
{
    const struct places *places = places_of(op, form->schema);
    const struct eform *compiled = eform_compile(op, form->schema);
    const struct json *list = json_get(form->schema, "examples");
    for (const struct json *n = list == NULL || compiled == NULL ? NULL : list->first; n != NULL; n = n->next) {
        struct op inner; /* whether it fits is a question, not a failure */
        struct strbuf b;
        struct json_out out;
        op_init(&inner, op->arena, op->id, op->lang);
        strbuf_init(&b, op->arena, JSON_BYTES_MAX);
        json_begin(&out, &b);
        put_example(&out, NULL, n, "", places, person);
        const struct json *data = json_parse(op, b.data, b.len);
        if (data == NULL || eform_validate(&inner, compiled, data, NULL)) {
            return data;
        }
    }
    return NULL;
}

bool prefill_examples(struct op *op, struct db *db, const struct account *person, int64_t version, const struct json **out)
{
    struct procedure_eform *forms = NULL;
    size_t count = 0;
    struct strbuf b;
    struct json_out all;
    *out = NULL;
    if (!procedure_eforms(op, db, version, &forms, &count)) {
        return false;
    }
    strbuf_init(&b, op->arena, JSON_BYTES_MAX);
    json_begin(&all, &b);
    json_open_object(&all, NULL);
    for (size_t i = 0; i < count; i++) {
        const struct json *data = fitting_example(op, person, &forms[i]);
        if (data == NULL) {
            return !op_failed(op);
        }
        json_put_node(&all, forms[i].code, data);
    }
    json_close_object(&all);
    *out = count == 0 ? NULL : json_parse(op, b.data, b.len);
    return !op_failed(op);
}
