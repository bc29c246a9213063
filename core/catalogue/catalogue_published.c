/* What agencies printed, against the catalogue and against each other.
 *
 * Real decisions contradict themselves and each other: one code on two rows, a procedure under its neighbour's code, steps that do
 * not add up to the printed total; the same procedure toàn trình in one province and một phần in the next, 53 days here and 63
 * there, abolished here and still listed there. The first three can only be mistakes; the others are true and must be known. */
#include "catalogue/catalogue_rows.h"

#include "base/text.h"
#include "calendar/explain.h"

#include <stdlib.h>
#include <string.h>

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

/* By code, then province, then day, then reading. */
static int published_order(const void *a, const void *b)
{
    const struct catalogue_publication *x = *(void *const *)a, *y = *(void *const *)b;
    int order = strcmp(or_empty(x->code), or_empty(y->code));
    if (order == 0) {
        order = strcmp(or_empty(x->province), or_empty(y->province));
    }
    if (order == 0) {
        order = strcmp(or_empty(x->published_on), or_empty(y->published_on));
    }
    return order != 0 ? order : (x->at.order > y->at.order) - (x->at.order < y->at.order);
}

/* ---- one row ---- */

struct named {
    const char *key;
    const struct catalogue_procedure *procedure;
};

static int named_order(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->key, ((const struct named *)b)->key);
}

static struct named *names_of(struct catalogue *c)
{
    const struct catalogue_rows *rows = &c->lists[LIST_PROCEDURES];
    struct named *names = arena_array(c->op->arena, rows->count + 1, sizeof *names);
    for (size_t i = 0; i < rows->count; i++) {
        const struct catalogue_procedure *p = rows->items[i];
        names[i] = (struct named){p->name_vi == NULL ? "" : catalogue_name_key(c, p->name_vi), p};
    }
    qsort(names, rows->count, sizeof *names, named_order);
    return names;
}

static void check_name(struct catalogue *c, const struct catalogue_publication *p, const struct named *names)
{
    const struct catalogue_procedure *own = catalogue_procedure_find(c, p->code);
    struct named key = {catalogue_name_key(c, p->name_vi), NULL};
    if (own != NULL && own->name_vi != NULL && strcmp(catalogue_name_key(c, own->name_vi), key.key) == 0) {
        return;
    }
    const struct named *other = bsearch(&key, names, c->lists[LIST_PROCEDURES].count, sizeof *names, named_order);
    if (other != NULL && other->procedure->code != NULL) {
        catalogue_find(c, RULE_OTHERS_CODE, &p->at, "code", "code", p->code, "name", p->name_vi, "right",
                       other->procedure->code, NULL);
    } else if (own != NULL) {
        catalogue_find(c, RULE_NAME, &p->at, "name_vi", "name", p->name_vi, "right", own->name_vi, NULL);
    } else if (catalogue_replacement_find(c, p->code) == NULL) {
        catalogue_find(c, RULE_NOT_LISTED, &p->at, "code", "code", p->code, NULL);
    }
}

static void check_shares(struct catalogue *c, const struct catalogue_publication *p)
{
    struct term term;
    bool months = false;
    int64_t sum = 0;
    if (p->shares_milli == NULL || p->term == NULL || !catalogue_term(c, p->term, &term, &months) || months) {
        return;
    }
    for (const struct json *n = p->shares_milli->first; n != NULL; n = n->next) {
        if (n->kind != JSON_INT || n->integer < 0) {
            catalogue_find(c, RULE_TERM, &p->at, "shares_milli", "text", json_text(c->op, n), NULL);
            return;
        }
        sum += n->integer;
    }
    int64_t wanted = term.unit == TERM_WORKHOURS ? term.milli / 8 : term.milli;
    if (sum != wanted) {
        catalogue_find(c, RULE_SHARES, &p->at, "shares_milli", "sum",
                       arena_printf(c->op->arena, "%g", (double)sum / 1000.0), "term",
                       arena_printf(c->op->arena, "%g", (double)wanted / 1000.0), NULL);
    }
}

/* ---- rows of one code ---- */

/* One decision, one code, two names. */
static void check_clash(struct catalogue *c, const struct catalogue_publication *p,
                        const struct catalogue_publication *before)
{
    bool same = strcmp(or_empty(p->decision), or_empty(before->decision)) == 0;
    if (same && p->name_vi != NULL && before->name_vi != NULL &&
        strcmp(catalogue_name_key(c, p->name_vi), catalogue_name_key(c, before->name_vi)) != 0) {
        catalogue_find(c, RULE_CLASH, &p->at, "code", "code", p->code, "row", before->at.row, "name", before->name_vi,
                       NULL);
    }
}

/* As a person reads it; NULL if not printed. */
static const char *service_text(struct catalogue *c, const struct catalogue_publication *p)
{
    return p->service < 0 ? NULL
                          : text_get(c->op->lang, arena_printf(c->op->arena, "catalogue.service.%s",
                                                               service_choices.codes[p->service]));
}
static const char *term_text(struct catalogue *c, const struct catalogue_publication *p)
{
    struct term term;
    bool months = false;
    if (p->term == NULL || !catalogue_term(c, p->term, &term, &months)) {
        return NULL;
    }
    return months ? p->term : explain_term(c->op, term);
}

static const char *place_of(const struct catalogue *c, const char *code)
{
    for (size_t i = 0; i < c->lists[LIST_ORGS].count; i++) {
        const struct catalogue_org *o = c->lists[LIST_ORGS].items[i];
        if (o->code != NULL && code != NULL && strcmp(o->code, code) == 0 && o->place != NULL) {
            return o->place;
        }
    }
    return or_empty(code);
}

typedef const char *(*value_fn)(struct catalogue *c, const struct catalogue_publication *p);

/* One finding for a code whose rows do not all say the same, listing who says what; it stands at the first that differs. */
static void check_differing(struct catalogue *c, void **rows, size_t count, value_fn value, enum catalogue_rule rule,
                            const char *field)
{
    const struct catalogue_publication *first = NULL, *other = NULL;
    struct strbuf list;
    strbuf_init(&list, c->op->arena, 4000);
    for (size_t i = 0; i < count; i++) {
        const struct catalogue_publication *p = rows[i];
        const char *text = p->standing == STANDING_ABOLISHED ? NULL : value(c, p);
        if (text == NULL) {
            continue;
        }
        first = first == NULL ? p : first;
        other = other == NULL && strcmp(value(c, first), text) != 0 ? p : other;
        strbuf_printf(&list, "%s%s: %s", list.len > 0 ? "; " : "", place_of(c, p->province), text);
    }
    if (other != NULL) {
        catalogue_find(c, rule, &other->at, field, "code", other->code, "list", list.data, NULL);
    }
}

/* A code one agency abolished while another listed it as in force. Not if the lists are more than ninety days apart: that is a
 * change, not a contradiction. */
static void check_skew(struct catalogue *c, void **rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct catalogue_publication *kept = rows[i];
        for (size_t k = 0; k < count && kept->standing == STANDING_IN_FORCE; k++) {
            const struct catalogue_publication *gone = rows[k];
            struct day a, b;
            bool differ =
                gone->standing == STANDING_ABOLISHED && strcmp(or_empty(gone->province), or_empty(kept->province)) != 0;
            if (differ && day_parse(or_empty(kept->published_on), &a) && day_parse(or_empty(gone->published_on), &b) &&
                llabs((long long)a.n - (long long)b.n) <= 90) {
                catalogue_find(c, RULE_SKEW, &kept->at, "standing", "code", kept->code, "here",
                               place_of(c, kept->province), "there", place_of(c, gone->province), "day",
                               gone->published_on, NULL);
                break;
            }
        }
    }
}

void catalogue_check_published(struct catalogue *c)
{
    size_t count = c->lists[LIST_PUBLICATIONS].count;
    void **sorted = catalogue_sorted(c, LIST_PUBLICATIONS, published_order);
    struct named *names = names_of(c);
    for (size_t from = 0, to; from < count; from = to) {
        const struct catalogue_publication *first = sorted[from];
        for (to = from; to < count; to++) {
            const struct catalogue_publication *p = sorted[to];
            if (p->code == NULL || first->code == NULL || strcmp(p->code, first->code) != 0) {
                break;
            }
            if (p->name_vi != NULL) {
                check_name(c, p, names);
            }
            check_shares(c, p);
            if (to > from) {
                check_clash(c, p, sorted[to - 1]);
            }
        }
        to = to == from ? from + 1 : to; /* a row without a code stands alone */
        check_differing(c, sorted + from, to - from, service_text, RULE_SERVICE, "service");
        check_differing(c, sorted + from, to - from, term_text, RULE_TERMS, "term");
        check_skew(c, sorted + from, to - from);
    }
}
