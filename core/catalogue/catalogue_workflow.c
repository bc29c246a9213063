/* Step tables: of the provinces, and of the complete procedures. The steps that count add up to the printed term; what the
 * applicant does is never counted; a step that ends the procedure by itself says when. And the e-forms of the complete procedures:
 * each can be published. */
#include "base/text.h"
#include "catalogue/catalogue_rows.h"

#include <string.h>

/* Milli-days of a term as a step table counts them; -1 for months, which no step table uses. */
static int64_t term_milli_days(struct catalogue *c, const char *text)
{
    struct term term;
    bool months = false;
    if (text == NULL || !catalogue_term(c, text, &term, &months) || months) {
        return -1;
    }
    return term.unit == TERM_WORKHOURS ? term.milli / 8 : term.milli;
}

static const char *days(struct catalogue *c, int64_t milli)
{
    return arena_printf(c->op->arena, "%g", (double)milli / 1000.0);
}

static void check_sum(struct catalogue *c, const struct catalogue_at *at, const char *field, const char *term,
                      int64_t sum)
{
    int64_t wanted = term_milli_days(c, term);
    if (wanted >= 0 && wanted != sum) {
        catalogue_find(c, RULE_SHARES, at, field, "sum", days(c, sum), "term", days(c, wanted), NULL);
    }
}

static void check_step(struct catalogue *c, const struct catalogue_step *s)
{
    if (s->kind == WORK_APPLICANT && s->share_milli != 0) {
        catalogue_find(c, RULE_APPLICANT, &s->at, "share_milli", "days", days(c, s->share_milli), NULL);
    }
    if (s->on_limit >= 0 && s->limit == NULL) {
        catalogue_find(c, RULE_LIMIT, &s->at, "limit", NULL);
    }
    if (s->share_milli < 0) {
        catalogue_find(c, RULE_TERM, &s->at, "share_milli", "text", days(c, s->share_milli), NULL);
    }
}

static void check_workflow_sums(struct catalogue *c)
{
    const struct catalogue_rows *steps = &c->lists[LIST_STEPS];
    size_t k = 0;
    for (size_t i = 0; i < c->lists[LIST_WORKFLOWS].count; i++) {
        const struct catalogue_workflow *w = c->lists[LIST_WORKFLOWS].items[i];
        int64_t sum = 0;
        for (; k < steps->count && ((const struct catalogue_step *)steps->items[k])->workflow == w; k++) {
            sum += ((const struct catalogue_step *)steps->items[k])->share_milli;
            check_step(c, steps->items[k]);
        }
        check_sum(c, &w->at, "steps", w->term, sum);
        if (w->procedure != NULL && catalogue_procedure_find(c, w->procedure) == NULL) {
            catalogue_find(c, RULE_UNKNOWN, &w->at, "procedure", "text", w->procedure, NULL);
        }
    }
}

/* Other cases and provinces of a complete procedure: each adds up to its own term. */
static void check_variants(struct catalogue *c, const struct catalogue_complete *p)
{
    for (const struct json *v = p->file.variants == NULL ? NULL : p->file.variants->first; v != NULL; v = v->next) {
        const struct json *steps = json_get(v, "steps");
        int64_t sum = 0;
        for (const struct json *s = steps == NULL ? NULL : steps->first; s != NULL; s = s->next) {
            sum += json_get_int(s, "share_milli", 0);
        }
        check_sum(c, &p->at, "variants", json_get_text(v, "term", NULL), sum);
    }
}

static void check_complete_sums(struct catalogue *c)
{
    const struct catalogue_rows *steps = &c->lists[LIST_COMPLETE_STEPS];
    size_t k = 0;
    for (size_t i = 0; i < c->lists[LIST_COMPLETE].count; i++) {
        const struct catalogue_complete *p = c->lists[LIST_COMPLETE].items[i];
        int64_t sum = 0;
        for (; k < steps->count && ((const struct catalogue_part *)steps->items[k])->procedure == p->file.code; k++) {
            sum += ((const struct catalogue_part *)steps->items[k])->of.step.share_milli;
        }
        check_sum(c, &p->at, "steps", p->file.term, sum);
        check_variants(c, p);
        if (p->file.code != NULL && catalogue_procedure_find(c, p->file.code) == NULL) {
            catalogue_find(c, RULE_UNKNOWN, &p->at, "code", "text", p->file.code, NULL);
        }
    }
}

/* The promised term of a complete procedure is one of the decision clocks of its catalogue row; *said: it has any with a term. */
static bool agrees(struct catalogue *c, const struct catalogue_complete *p, bool *said)
{
    for (size_t i = 0; i < c->lists[LIST_CLOCKS].count; i++) {
        const struct catalogue_clock *clock = c->lists[LIST_CLOCKS].items[i];
        if (clock->kind == CLOCK_DECISION && clock->term != NULL && clock->procedure != NULL &&
            strcmp(clock->procedure, p->file.code) == 0) {
            *said = true;
            if (strcmp(clock->term, p->file.term) == 0) {
                return true;
            }
        }
    }
    return false;
}

void catalogue_check_workflows(struct catalogue *c)
{
    check_workflow_sums(c);
    check_complete_sums(c);
    for (size_t i = 0; i < c->lists[LIST_COMPLETE].count; i++) {
        const struct catalogue_complete *p = c->lists[LIST_COMPLETE].items[i];
        bool said = false;
        if (p->file.code != NULL && p->file.term != NULL && !agrees(c, p, &said) && said) {
            catalogue_find(c, RULE_COMPLETE_TERM, &p->at, "term", "term", p->file.term, NULL);
        }
    }
}

void catalogue_check_eforms(struct catalogue *c)
{
    for (size_t i = 0; i < c->lists[LIST_COMPLETE_EFORMS].count; i++) {
        const struct catalogue_part *p = c->lists[LIST_COMPLETE_EFORMS].items[i];
        struct op one;
        op_init(&one, c->op->arena, c->op->id, c->op->lang);
        if (p->of.eform.schema == NULL || procedure_eform_compile(&one, &p->of.eform) != NULL) {
            continue;
        }
        for (const struct field_error *e = one.error.fields; e != NULL; e = e->next) {
            catalogue_find(c, RULE_EFORM, &p->at, "schema", "pointer", e->field[0] == '\0' ? "/" : e->field, "what",
                           text_format(c->op->arena, c->op->lang, e->key, e->args, e->arg_count), NULL);
        }
        if (one.error.fields == NULL) {
            catalogue_find(c, RULE_EFORM, &p->at, "schema", "pointer", "/", "what", text_error(&one), NULL);
        }
    }
}
