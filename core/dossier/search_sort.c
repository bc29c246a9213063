/* Orders that no index gives: what the query finds is read whole, up to a limit, and sorted. A page goes on after so many rows, so
 * what changes in between may be seen twice or not at all, as in any list that is sorted anew. */
#include "base/viet.h"
#include "dossier/search.h"

#include <stdlib.h>
#include <string.h>

static const char *const sort_codes[] = {
#define X(sort, code) code,
    SEARCH_SORTS(X)
#undef X
};
const struct choices search_sort_choices = {sort_codes, SORT_COUNT};

/* One of what is sorted. */
struct sorted {
    struct dossier d;
    int64_t key, last; /* `last` where keys are the same */
    const char *text;
};

static int compare_sorted(const void *left, const void *right)
{
    const struct sorted *a = left, *b = right;
    int order = a->text == NULL ? 0 : strcmp(a->text, b->text);
    order = order == 0 ? (a->key > b->key) - (a->key < b->key) : order;
    return order == 0 ? (a->last > b->last) - (a->last < b->last) : order;
}

static void give_key(struct op *op, struct sorted *one, enum search_sort sort)
{
    struct instant due = dossier_running_to(&one->d);
    one->last = sort == SORT_NEWEST ? -one->d.id : one->d.id;
    switch (sort) {
    case SORT_NEWEST:
        one->key = -one->d.submitted_at.ms;
        break;
    case SORT_OLDEST:
        one->key = one->d.submitted_at.ms;
        break;
    case SORT_DUE:
        one->key = instant_is_none(due) ? INT64_MAX : due.ms;
        break;
    case SORT_OWNER:
        one->text = viet_fold(op->arena, json_get_text(one->d.owner, "name", ""));
        break;
    case SORT_COUNT:
        must(false);
    }
}

/* Reads all that the query finds and sorts it; a page goes on after so many rows. */
bool search_sorted(struct op *op, struct db *db, const struct search_query *query, struct search_page *out)
{
    struct search_query whole = *query;
    int64_t *found = arena_array(op->arena, SEARCH_SORT_MAX, sizeof *found);
    size_t count = 0, from = query->after.id == 0 ? 0 : (size_t)query->after.key;
    bool more = false;
    whole.after = (struct search_after){0, 0};
    whole.limit = SEARCH_SORT_MAX;
    if (!search_ids(op, db, &whole, found, &count, &more)) {
        return false;
    }
    if (more) {
        return fail_field(op, E_LIMIT, "sort", "search.sort_too_many", "max", arena_int(op->arena, SEARCH_SORT_MAX), NULL);
    }
    *out = (struct search_page){.rows = arena_array(op->arena, query->limit, sizeof *out->rows)};
    struct sorted *rows = arena_array(op->arena, count, sizeof *rows);
    enum search_sort sort = (enum search_sort)choice_find(&search_sort_choices, query->sort);
    for (size_t i = 0; i < count; i++) {
        if (!dossier_get(op, db, found[i], &rows[i].d)) {
            return false;
        }
        give_key(op, &rows[i], sort);
    }
    qsort(rows, count, sizeof *rows, compare_sorted);
    for (size_t i = from; i < count && out->count < query->limit; i++) {
        out->rows[out->count++] = rows[i].d;
    }
    out->more = from + out->count < count;
    out->next = (struct search_after){(int64_t)(from + out->count), out->count == 0 ? 0 : out->rows[out->count - 1].id};
    return true;
}
