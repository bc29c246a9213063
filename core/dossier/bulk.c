/* A key of a batch is kept in the acts themselves, so that a batch needs no table: "<of the key>-<of the request>-<place>", the first
 * two being shortened digests. A repeated request finds what it did and does the rest; another request under the same key is found by
 * the first part alone. */
#include "dossier/bulk.h"

#include "base/digest.h"
#include "core_sql.h"

#include <string.h>

#define KEY_PART 20 /* hex digits */

static const struct bulk_def table[] = {
    {"accept", "dossier.accept", BULK_MAX, false},
    {"hand-over", "dossier.hand_over", BULK_MAX, true},
    {"assign", "dossier.assign", BULK_MAX, true},
    {"return-result", "dossier.return_result", BULK_MAX, false},
    {"recall", "dossier.recall", BULK_MAX, false},
    {"nudge", "dossier.nudge", BULK_MAX, false},
    {"print", "form.print", BULK_PRINT_MAX, false},
};

const struct bulk_def *bulk_at(size_t index)
{
    return index < sizeof table / sizeof table[0] ? &table[index] : NULL;
}

const struct bulk_def *bulk_find(const char *act)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (strcmp(table[i].act, act) == 0) {
            return &table[i];
        }
    }
    return NULL;
}

/* ---- items ---- */

/* A whole number from 1 on; 0 and a field error otherwise. */
static int64_t positive(struct op *op, const struct json *item, size_t i, const char *name)
{
    const struct json *n = json_get(item, name);
    const char *field = arena_printf(op->arena, "items.%zu.%s", i, name);
    if (n == NULL || n->kind == JSON_NULL) {
        (void)fail_more(op, field, "field.required", NULL);
    } else if (n->kind != JSON_INT) {
        (void)fail_more(op, field, "field.integer", NULL);
    } else if (n->integer < 1 || n->integer > JSON_INT_MAX) {
        (void)fail_more(op, field, "field.range", "min", "1", "max", arena_int(op->arena, JSON_INT_MAX), NULL);
    } else {
        return n->integer;
    }
    return 0;
}

static bool read_item(struct op *op, const struct json *n, size_t i, struct bulk_item *out)
{
    if (n->kind != JSON_OBJECT) {
        return fail_more(op, arena_printf(op->arena, "items.%zu", i), "bulk.item", NULL);
    }
    for (const struct json *m = n->first; m != NULL; m = m->next) {
        if (strcmp(m->key, "dossier") != 0 && strcmp(m->key, "version") != 0) {
            (void)fail_more(op, arena_printf(op->arena, "items.%zu.%s", i, m->key), "field.unknown", NULL);
        }
    }
    *out = (struct bulk_item){positive(op, n, i, "dossier"), positive(op, n, i, "version")};
    return !op_failed(op);
}

static bool named_before(const struct bulk_item *items, size_t i)
{
    for (size_t j = 0; j < i; j++) {
        if (items[j].dossier == items[i].dossier) {
            return true;
        }
    }
    return false;
}

bool bulk_items(struct op *op, const struct json *list, size_t max, struct bulk_item **out, size_t *count)
{
    size_t i = 0;
    if (list == NULL || list->kind == JSON_NULL || (list->kind == JSON_ARRAY && list->count == 0)) {
        return fail_more(op, "items", "bulk.nothing", NULL);
    }
    if (list->kind != JSON_ARRAY) {
        return fail_more(op, "items", "field.list", NULL);
    }
    if (list->count > max) {
        return fail_more(op, "items", "bulk.too_many", "max", arena_int(op->arena, (int64_t)max), NULL);
    }
    *out = arena_array(op->arena, list->count, sizeof **out);
    for (const struct json *n = list->first; n != NULL; n = n->next, i++) {
        if (read_item(op, n, i, &(*out)[i]) && named_before(*out, i)) {
            (void)fail_more(op, arena_printf(op->arena, "items.%zu.dossier", i), "bulk.twice", NULL);
        }
    }
    *count = list->count;
    return !op_failed(op);
}

/* ---- the key ---- */

static const char *part(struct op *op, const char *first, const char *second)
{
    struct digest_state d;
    char text[DIGEST_TEXT];
    digest_begin(&d);
    digest_add_text(&d, first);
    digest_add_text(&d, second);
    struct digest done = digest_end(&d);
    return arena_strndup(op->arena, digest_format(&done, text), KEY_PART);
}

struct bulk_key bulk_key(struct op *op, const char *key, const char *act, const char *request)
{
    const char *of_key = part(op, "bulk", key);
    return (struct bulk_key){.from = arena_printf(op->arena, "%s-", of_key), .past = arena_printf(op->arena, "%s.", of_key),
                             .request = arena_printf(op->arena, "%s-%s-", of_key, part(op, act, request))};
}

const char *bulk_item_key(struct op *op, const struct bulk_key *key, size_t index)
{
    return arena_printf(op->arena, "%s%zu", key->request, index);
}

bool bulk_key_check(struct op *op, struct db *db, const struct bulk_key *key)
{
    struct stmt *s = db_use(op, db, &sql_bulk_key_used);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "from", key->from);
    bind_text(s, "past", key->past);
    if (stmt_row(s) && strncmp(col_text(s, "idempotency_key"), key->request, strlen(key->request)) != 0) {
        (void)fail(op, E_CONFLICT, "idempotency.mismatch", NULL);
    }
    return stmt_done(s);
}
