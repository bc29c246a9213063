/* The list is read whole and sifted here: it is a few hundred rows, and each count needs the other conditions but its own. */
#include "catalogue/browse.h"

#include "base/text.h"
#include "base/viet.h"
#include "calendar/explain.h"
#include "catalogue/catalogue_rows.h"
#include "core_sql.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 200
#define WORDS_MAX 12

/* ---- the list ---- */

#define LINE(k, member)                                                                                                \
    {                                                                                                                  \
        .name = #member, .kind = k, .offset = offsetof(struct browse_line, member)                                     \
    }
#define LINE_CHOICE(member, table)                                                                                     \
    {                                                                                                                  \
        .name = #member, .kind = FIELD_CHOICE, .offset = offsetof(struct browse_line, member), .choices = &table       \
    }
static const struct field line_fields[] = {
    LINE(FIELD_TEXT, code),         LINE(FIELD_TEXT, twin),
    LINE(FIELD_TEXT, name_vi),      LINE(FIELD_TEXT, name_en),
    LINE(FIELD_TEXT, field),        LINE(FIELD_TEXT, unit),
    LINE(FIELD_TEXT, term),         LINE(FIELD_TEXT, effective_to),
    LINE(FIELD_TEXT, replaced_by),  LINE(FIELD_TEXT, folded),
    LINE(FIELD_BOOL, open),         LINE_CHOICE(level, level_choices),
    LINE_CHOICE(service, service_choices), LINE_CHOICE(known, completeness_choices),
    LINE_CHOICE(certainty, certainty_choices),
};
static const struct record line_record = RECORD("browse_line", struct browse_line, line_fields);

bool browse_fields(struct op *op, struct db *db, struct catalogue_field **out, size_t *count)
{
    void *rows = NULL;
    struct stmt *s = db_use(op, db, &sql_browse_fields);
    bool ok = s != NULL && stmt_records(s, catalogue_list_types[LIST_FIELDS].record, ROWS_MAX, &rows, count);
    *out = rows;
    return ok;
}

struct words {
    const char *items[WORDS_MAX];
    size_t count;
};

static struct words words_of(struct op *op, const char *q)
{
    struct words w = {.count = 0};
    char *folded = q == NULL ? NULL : arena_strdup(op->arena, viet_fold(op->arena, q));
    char *rest = NULL;
    for (char *word = folded == NULL ? NULL : strtok_r(folded, " ", &rest); word != NULL && w.count < WORDS_MAX;
         word = strtok_r(NULL, " ", &rest)) {
        w.items[w.count++] = word;
    }
    return w;
}

static bool has_words(const struct browse_line *l, const struct words *w)
{
    for (size_t i = 0; i < w->count; i++) {
        if (strstr(l->folded, w->items[i]) == NULL) {
            return false;
        }
    }
    return true;
}

/* Which conditions a line meets: a bit each. */
enum { FITS_FIELD = 1, FITS_LEVEL = 2, FITS_SERVICE = 4, FITS_KNOWN = 8, FITS_OPEN = 16, FITS_ALL = 31 };

static unsigned fits(const struct browse_line *l, const struct browse_filter *f)
{
    int level = l->level < 0 ? (int)LEVEL_COUNT : l->level, service = l->service < 0 ? SERVICE_COUNT : l->service;
    return (f->field == NULL || strcmp(f->field, l->field) == 0 ? FITS_FIELD : 0U) |
           (f->level < 0 || f->level == level ? FITS_LEVEL : 0U) |
           (f->service < 0 || f->service == service ? FITS_SERVICE : 0U) |
           (f->known < 0 || f->known == l->known ? FITS_KNOWN : 0U) | (!f->open || l->open ? FITS_OPEN : 0U);
}

static bool but(unsigned met, unsigned one)
{
    return (met | one) == FITS_ALL;
}

static void count_line(const struct browse_line *l, unsigned met, const struct catalogue_field *fields, size_t field_count,
                       struct browse_counts *n)
{
    for (size_t i = 0; but(met, FITS_FIELD) && i < field_count; i++) {
        n->fields[i] += strcmp(fields[i].code, l->field) == 0;
    }
    if (but(met, FITS_LEVEL)) {
        n->levels[l->level < 0 ? (int)LEVEL_COUNT : l->level]++;
    }
    if (but(met, FITS_SERVICE)) {
        n->services[l->service < 0 ? SERVICE_COUNT : l->service]++;
    }
    if (but(met, FITS_KNOWN)) {
        n->known[l->known]++;
    }
    n->open += but(met, FITS_OPEN) && l->open;
}

bool browse_procedures(struct op *op, struct db *db, const struct browse_filter *filter, struct browse_line **out,
                       size_t *count, struct browse_counts *counts)
{
    void *rows = NULL;
    size_t all = 0, field_count = 0;
    struct catalogue_field *fields = NULL;
    struct stmt *s = NULL;
    if (!browse_fields(op, db, &fields, &field_count) || (s = db_use(op, db, &sql_browse_procedures)) == NULL ||
        !stmt_records(s, &line_record, BROWSE_LINES_MAX, &rows, &all)) {
        return false;
    }
    struct words words = words_of(op, filter->q);
    struct browse_line *lines = rows;
    *counts = (struct browse_counts){.all = all, .fields = arena_array(op->arena, field_count + 1, sizeof(size_t))};
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        unsigned met = fits(&lines[i], filter);
        if (has_words(&lines[i], &words)) {
            count_line(&lines[i], met, fields, field_count, counts);
            if (met == FITS_ALL) {
                lines[(*count)++] = lines[i];
            }
        }
    }
    *out = lines;
    return true;
}

/* ---- one procedure ---- */

static bool read_list(struct op *op, struct db *db, const struct sql *sql, const char *bind, const char *code,
                      const struct record *record, void **out, size_t *count)
{
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    bind_text(s, bind, code);
    return stmt_records(s, record, ROWS_MAX, out, count);
}

static bool read_head(struct op *op, struct db *db, const char *code, struct browse_page *out)
{
    struct catalogue_field *fields = NULL;
    size_t count = 0;
    struct stmt *s = db_use(op, db, &sql_browse_procedure);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "code", code);
    if (stmt_row(s)) {
        col_record(s, catalogue_list_types[LIST_PROCEDURES].record, &out->procedure);
    } else {
        (void)fail_field(op, E_MISSING, "code", "catalogue.unknown", "procedure", code, NULL);
    }
    if (!stmt_done(s) || !browse_fields(op, db, &fields, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(fields[i].code, out->procedure.field) == 0) {
            out->field = fields[i];
        }
    }
    s = db_use(op, db, &sql_browse_known);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "code", code);
    out->known = stmt_row(s) ? choice_find(&completeness_choices, col_text(s, "known")) : -1;
    return stmt_done(s);
}

static bool read_workflows(struct op *op, struct db *db, const char *code, struct browse_page *out)
{
    struct stmt *s = db_use(op, db, &sql_browse_workflows);
    if (s == NULL) {
        return false;
    }
    out->workflows = arena_array(op->arena, ROWS_MAX, sizeof *out->workflows);
    bind_text(s, "procedure", code);
    while (out->workflow_count < ROWS_MAX && stmt_row(s)) {
        struct catalogue_workflow *w = &out->workflows[out->workflow_count++].head;
        col_record(s, catalogue_list_types[LIST_WORKFLOWS].record, w);
        w->id = col_int(s, "id");
    }
    if (!stmt_done(s)) {
        return false;
    }
    for (size_t i = 0; i < out->workflow_count; i++) {
        struct browse_workflow *w = &out->workflows[i];
        if (!catalogue_steps_of(op, db, w->head.id, &w->steps, &w->step_count)) {
            return false;
        }
    }
    return true;
}

bool browse_fees(struct op *op, struct db *db, const char *code, struct catalogue_fee **out, size_t *count)
{
    void *fees = NULL;
    bool ok = read_list(op, db, &sql_browse_fees, "procedure", code, catalogue_list_types[LIST_FEES].record, &fees, count);
    *out = fees;
    return ok;
}

bool browse_page(struct op *op, struct db *db, const char *code, struct browse_page *out)
{
    void *clocks = NULL, *links = NULL, *publications = NULL;
    *out = (struct browse_page){.known = -1};
    bool ok = read_head(op, db, code, out) &&
              read_list(op, db, &sql_browse_clocks, "procedure", code, catalogue_list_types[LIST_CLOCKS].record, &clocks,
                        &out->clock_count) &&
              browse_fees(op, db, code, &out->fees, &out->fee_count) &&
              catalogue_components_of(op, db, code, &out->components, &out->component_count) &&
              read_list(op, db, &sql_browse_links, "code", code, catalogue_list_types[LIST_REPLACEMENTS].record, &links,
                        &out->link_count) &&
              read_list(op, db, &sql_browse_publications, "code", code, catalogue_list_types[LIST_PUBLICATIONS].record,
                        &publications, &out->publication_count) &&
              read_workflows(op, db, code, out) &&
              procedure_versions(op, db, code, &out->versions, &out->version_count);
    out->clocks = clocks;
    out->links = links;
    out->publications = publications;
    return ok;
}

/* Kinds of a playable step are those of a workflow, in the same order. */
_Static_assert((int)STEP_APPLICANT == (int)WORK_APPLICANT, "the kinds of steps differ");

bool browse_own_workflow(struct op *op, struct db *db, const struct procedure_version *version, struct browse_workflow *out)
{
    struct procedure_step *steps = NULL;
    size_t count = 0;
    if (!procedure_steps(op, db, version->id, &steps, &count)) {
        return false;
    }
    *out = (struct browse_workflow){.steps = arena_array(op->arena, count + 1, sizeof *out->steps), .step_count = count};
    out->head = (struct catalogue_workflow){.procedure = version->procedure, .variant = "standard", .name_vi = version->name_vi,
        .name_en = version->name_en, .term = term_format(op->arena, version->term), .source = version->legal_basis,
        .certainty = choice_find(&certainty_choices, version->certainty)};
    for (size_t i = 0; i < count; i++) {
        const struct procedure_step *s = &steps[i];
        out->steps[i] = (struct catalogue_step){.no = s->no, .name_vi = s->name_vi, .name_en = s->name_en, .kind = s->kind,
            .role = s->role, .share_milli = s->share_milli, .limit = s->limit_term, .on_limit = s->on_limit == NULL ? -1 : choice_find(&on_limit_choices, s->on_limit), .certainty = out->head.certainty};
    }
    return true;
}

/* ---- words ---- */

const char *browse_term(struct op *op, const char *term)
{
    struct op own;
    struct term t;
    char *end = NULL;
    if (term == NULL) {
        return NULL;
    }
    op_init(&own, op->arena, op->id, op->lang);
    if (term_parse(&own, term, &t)) {
        return explain_term(op, t);
    }
    long months = strtol(term, &end, 10);
    if (months > 0 && strncmp(end, " month", 6) == 0) {
        struct error_arg n = {"n", arena_int(op->arena, months)};
        return text_format(op->arena, op->lang, months == 1 ? "catalogue.month" : "catalogue.months", &n, 1);
    }
    return text_get(op->lang, "catalogue.no_term"); /* of a draft that is being written: a file with such a term is refused */
}

/* "1.500.000" in Vietnamese, "1,500,000" in English. */
static const char *grouped(struct op *op, int64_t amount)
{
    const char *digits = arena_int(op->arena, amount);
    size_t n = strlen(digits);
    char *out = arena_alloc(op->arena, n + n / 3 + 1), *p = out;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0) {
            *p++ = op->lang == LANG_VI ? '.' : ',';
        }
        *p++ = digits[i];
    }
    return out;
}

/* Bounds of a rate, or nothing. */
static const char *bounds(struct op *op, const struct catalogue_fee *f)
{
    struct error_arg args[] = {{"min", grouped(op, f->amount_min.amount)}, {"max", grouped(op, f->amount_max.amount)}};
    if (f->amount_min.amount == 0 && f->amount_max.amount == 0) {
        return "";
    }
    return text_format(op->arena, op->lang, f->amount_max.amount > 0 ? "catalogue.fee.between" : "catalogue.fee.at_least", args, 2);
}

const char *browse_fee(struct op *op, const struct catalogue_fee *f)
{
    const char *item = op->lang == LANG_EN && f->item_en != NULL ? f->item_en : f->item_vi;
    const char *key = arena_printf(op->arena, "catalogue.fee.%s", fee_basis_choices.codes[f->basis]);
    struct error_arg args[] = {{"amount", grouped(op, f->amount.amount)}, {"item", item == NULL ? "–" : item},
                               {"rate", explain_milli(op, f->rate_milli)}, {"bounds", bounds(op, f)}};
    return text_format(op->arena, op->lang, key, args, 4);
}

bool browse_in_force(const char *from, const char *to, const char *day)
{
    return (from == NULL || strcmp(from, day) <= 0) && (to == NULL || strcmp(to, day) >= 0);
}

bool browse_overlap(const char *from, const char *to, const char *other_from, const char *other_to)
{
    return (from == NULL || other_to == NULL || strcmp(from, other_to) <= 0) && (other_from == NULL || to == NULL || strcmp(other_from, to) <= 0);
}
