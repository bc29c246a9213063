/* Two documents side by side, section by section. Sentences take their values in the reader's language; where only the other language
 * of a text was changed, the other language is shown. */
#include "catalogue/procedure_change.h"

#include "account/role.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "catalogue/browse.h"
#include "catalogue/procedure_rule.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char *const section_codes[] = {
#define X(value, code) [value] = code,
    CHANGE_SECTIONS(X)
#undef X
};
const struct choices change_section_choices = {section_codes, SECTION_COUNT};

/* ---- telling ---- */

static void add(struct change_teller *t, const char *key, const char *says)
{
    if (t->out->count < CHANGES_MAX) {
        t->out->items[t->out->count++] = (struct procedure_change){t->section, key, says};
    } else {
        t->out->items[CHANGES_MAX - 1] = (struct procedure_change){t->section, "procedure.change.more", text_get(t->op->lang, "procedure.change.more")};
    }
}

void change_tell(struct change_teller *t, const char *key, ...)
{
    struct error_arg args[ERROR_ARGS_MAX];
    int count = 0;
    va_list pairs;
    va_start(pairs, key);
    for (const char *name = va_arg(pairs, const char *); name != NULL; name = va_arg(pairs, const char *)) {
        const char *value = va_arg(pairs, const char *);
        must(count < ERROR_ARGS_MAX);
        args[count++] = (struct error_arg){name, value == NULL || value[0] == '\0' ? "@procedure.change.nothing" : value};
    }
    va_end(pairs);
    const char *says = text_format(t->op->arena, t->op->lang, key, args, count);
    if (t->within != NULL) {
        struct error_arg in[] = {{"within", t->within}, {"what", says}};
        says = text_format(t->op->arena, t->op->lang, "procedure.change.within", in, 2);
    }
    add(t, key, says);
}

bool change_same(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}

const char *change_pick(const struct op *op, const char *vi, const char *en)
{
    const char *text = op->lang == LANG_EN && en != NULL && en[0] != '\0' ? en : vi;
    return text == NULL ? "" : text;
}

void change_tell_text(struct change_teller *t, const char *key, const char *name, const struct change_pair *p)
{
    const char *before = change_pick(t->op, p->before_vi, p->before_en), *after = change_pick(t->op, p->after_vi, p->after_en);
    if (change_same(p->before_vi, p->after_vi) && change_same(p->before_en, p->after_en)) {
        return;
    }
    if (change_same(before, after)) { /* the language that is not read */
        bool vi = t->op->lang == LANG_EN;
        before = vi ? p->before_vi : p->before_en;
        after = vi ? p->after_vi : p->after_en;
    }
    change_tell(t, key, "name", name, "from", before, "to", after, NULL);
}

/* ---- in general ---- */

static bool parse(struct op *op, const char *text, struct term *out)
{
    struct op own;
    op_init(&own, op->arena, op->id, op->lang);
    return text != NULL && term_parse(&own, text, out);
}

static void terms(struct change_teller *t, const char *before, const char *after)
{
    struct term a, b;
    if (change_same(before, after)) {
        return;
    }
    bool counted = parse(t->op, before, &a) && parse(t->op, after, &b) && a.unit == b.unit;
    const char *key = !counted ? "procedure.change.term" : b.milli < a.milli ? "procedure.change.term_shorter" : "procedure.change.term_longer";
    change_tell(t, key, "from", browse_term(t->op, before), "to", browse_term(t->op, after), NULL);
}

static void term_of(struct change_teller *t, const char *key, const char *before, const char *after)
{
    if (!change_same(before, after)) {
        change_tell(t, key, "from", browse_term(t->op, before), "to", browse_term(t->op, after), NULL);
    }
}

/* Codes of a choice, told by the sentences "<family>.<code>". */
static void choice(struct change_teller *t, const char *key, const char *name, const char *family, const char *before, const char *after)
{
    if (!change_same(before, after)) {
        change_tell(t, key, "name", name, "from", arena_printf(t->op->arena, "@%s.%s", family, before == NULL ? "none" : before), "to",
                    arena_printf(t->op->arena, "@%s.%s", family, after == NULL ? "none" : after), NULL);
    }
}

/* The row of a rule of supplement or silence; NULL: it is the default. */
static const struct json *rule_of(const struct procedure_file *f, const char *code)
{
    for (const struct json *n = f->rules == NULL ? NULL : f->rules->first; n != NULL; n = n->next) {
        if (change_same(json_get_text(n, "rule", NULL), code)) {
            return n;
        }
    }
    return NULL;
}

/* Where the rules come from; the order of the rows is no matter. */
static void rules(struct change_teller *t, const struct procedure_file *before, const struct procedure_file *after)
{
    for (int i = 0; i < PROCEDURE_RULE_COUNT; i++) {
        const char *code = procedure_rule_name((enum procedure_rule_code)i), *name = arena_printf(t->op->arena, "@catalogue.rule_name.%s", code);
        const char *none = arena_printf(t->op->arena, "@procedure.rule_source.%s", code);
        const struct json *a = rule_of(before, code), *b = rule_of(after, code);
        if ((a == NULL) != (b == NULL) || !change_same(json_get_text(a, "source", ""), json_get_text(b, "source", ""))) {
            change_tell(t, "procedure.change.rule_source", "name", name, "from", a == NULL ? none : json_get_text(a, "source", ""), "to",
                        b == NULL ? none : json_get_text(b, "source", ""), NULL);
        }
        if (a != NULL && b != NULL) {
            choice(t, "procedure.change.rule_certainty", name, "procedure.certainty", json_get_text(a, "certainty", NULL), json_get_text(b, "certainty", NULL));
        }
    }
}

static void policies(struct change_teller *t, const struct procedure_file *a, const struct procedure_file *b)
{
    static const char restart[] = "restart", silence[] = "15 workdays";
    if (a->supplement_max != b->supplement_max) {
        change_tell(t, "procedure.change.supplement_max", "from", arena_int(t->op->arena, a->supplement_max), "to",
                    arena_int(t->op->arena, b->supplement_max), NULL);
    }
    choice(t, "procedure.change.supplement_policy", NULL, "procedure.supplement", a->supplement_policy == NULL ? restart : a->supplement_policy,
           b->supplement_policy == NULL ? restart : b->supplement_policy);
    term_of(t, "procedure.change.silence_term", a->silence_term == NULL ? silence : a->silence_term, b->silence_term == NULL ? silence : b->silence_term);
    rules(t, a, b);
    choice(t, "procedure.change.fee_stage", NULL, "procedure.fee_stage", a->fee_stage, b->fee_stage);
    if (a->non_territorial != b->non_territorial) {
        change_tell(t, b->non_territorial ? "procedure.change.non_territorial_on" : "procedure.change.non_territorial_off", NULL);
    }
}

static void general(struct change_teller *t, const struct procedure_file *a, const struct procedure_file *b)
{
#define PAIR(member) &(struct change_pair){a->member##_vi, b->member##_vi, a->member##_en, b->member##_en}
#define PLAIN(member) &(struct change_pair){a->member, b->member, NULL, NULL}
    t->section = SECTION_GENERAL;
    change_tell_text(t, "procedure.change.name", NULL, PAIR(name));
    terms(t, a->term, b->term);
    term_of(t, "procedure.change.intake", a->intake, b->intake);
    policies(t, a, b);
    change_tell_text(t, "procedure.change.fee_text", NULL, PAIR(fee_text));
    change_tell_text(t, "procedure.change.result", NULL, PAIR(result));
    change_tell_text(t, "procedure.change.legal_basis", NULL, PLAIN(legal_basis));
    change_tell_text(t, "procedure.change.source", NULL, PLAIN(source));
    choice(t, "procedure.change.certainty", NULL, "procedure.certainty", a->certainty, b->certainty);
    if (!change_same(a->effective_to, b->effective_to)) {
        change_tell(t, b->effective_to == NULL ? "procedure.change.open_again" : "procedure.change.ends", "day", text_day(t->op, b->effective_to), NULL);
    }
    change_tell_text(t, "procedure.change.replaced_by", NULL, PLAIN(replaced_by));
}

/* ---- components ---- */

static const struct procedure_component *paper_of(const struct procedure_document *d, const char *code)
{
    for (size_t i = 0; i < d->component_count; i++) {
        if (change_same(d->components[i].code, code)) {
            return &d->components[i];
        }
    }
    return NULL;
}

static void paper(struct change_teller *t, const struct procedure_component *a, const struct procedure_component *b)
{
    const char *name = change_pick(t->op, b->name_vi, b->name_en);
    change_tell_text(t, "procedure.change.component_name", NULL, PAIR(name));
    if (a->required != b->required) {
        change_tell(t, b->required ? "procedure.change.component_required" : "procedure.change.component_optional", "name", name, NULL);
    }
    choice(t, "procedure.change.component_kind", name, "catalogue.form", a->kind, b->kind);
    choice(t, "procedure.change.component_handling", name, "procedure.handling", a->handling == NULL ? "file" : a->handling,
           b->handling == NULL ? "file" : b->handling);
    change_tell_text(t, "procedure.change.component_data", name, PLAIN(replaced_by_data));
    change_tell_text(t, "procedure.change.component_source", name, PLAIN(source));
    choice(t, "procedure.change.component_certainty", name, "procedure.certainty", a->certainty, b->certainty);
}

/* Do those that both have stand in another order? */
static bool reordered(const struct procedure_document *before, const struct procedure_document *after)
{
    size_t k = 0;
    for (size_t i = 0; i < before->component_count; i++) {
        if (paper_of(after, before->components[i].code) == NULL) {
            continue;
        }
        while (k < after->component_count && paper_of(before, after->components[k].code) == NULL) {
            k++;
        }
        if (k == after->component_count || !change_same(before->components[i].code, after->components[k++].code)) {
            return true;
        }
    }
    return false;
}

static void components(struct change_teller *t, const struct procedure_document *before, const struct procedure_document *after)
{
    t->section = SECTION_COMPONENTS;
    for (size_t i = 0; i < after->component_count; i++) {
        const struct procedure_component *b = &after->components[i], *a = paper_of(before, b->code);
        if (a != NULL) {
            paper(t, a, b);
        } else {
            change_tell(t, b->required ? "procedure.change.component_added" : "procedure.change.component_added_optional", "name",
                        change_pick(t->op, b->name_vi, b->name_en), NULL);
        }
    }
    for (size_t i = 0; i < before->component_count; i++) {
        const struct procedure_component *a = &before->components[i];
        if (paper_of(after, a->code) == NULL) {
            change_tell(t, "procedure.change.component_removed", "name", change_pick(t->op, a->name_vi, a->name_en), NULL);
        }
    }
    if (reordered(before, after)) {
        change_tell(t, "procedure.change.component_order", NULL);
    }
}

/* ---- fees ---- */

static bool same_fee(const struct catalogue_fee *f, const struct catalogue_fee *g)
{
    return change_same(g->code, f->code) && g->channel == f->channel;
}

static const struct catalogue_fee *exact_fee(const struct procedure_document *d, const struct catalogue_fee *f)
{
    for (size_t i = 0; i < d->fee_count; i++) {
        if (same_fee(f, &d->fees[i]) && change_same(d->fees[i].effective_from, f->effective_from)) {
            return &d->fees[i];
        }
    }
    return NULL;
}

/* The row of `d` that a row of `of` is taken for: of the same first day, else one of the same fee that no other row stands for. */
static const struct catalogue_fee *fee_of(const struct procedure_document *d, const struct procedure_document *of, const struct catalogue_fee *f)
{
    const struct catalogue_fee *found = exact_fee(d, f);
    for (size_t i = 0; found == NULL && i < d->fee_count; i++) {
        found = same_fee(f, &d->fees[i]) && exact_fee(of, &d->fees[i]) == NULL ? &d->fees[i] : NULL;
    }
    return found;
}

static const char *validity(struct op *op, const struct catalogue_fee *f)
{
    struct error_arg args[] = {{"from", f->effective_from == NULL ? "…" : text_day(op, f->effective_from)},
                               {"to", f->effective_to == NULL ? "…" : text_day(op, f->effective_to)}};
    return text_format(op->arena, op->lang, "procedure.change.validity", args, 2);
}

static void fees(struct change_teller *t, const struct procedure_document *before, const struct procedure_document *after)
{
    t->section = SECTION_FEES;
    for (size_t i = 0; i < after->fee_count; i++) {
        const struct catalogue_fee *b = &after->fees[i], *a = fee_of(before, after, b);
        const char *name = change_pick(t->op, b->name_vi, b->name_en), *amount = browse_fee(t->op, b);
        if (a == NULL) {
            change_tell(t, "procedure.change.fee_added", "name", name, "to", amount, "when", validity(t->op, b), NULL);
            continue;
        }
        change_tell_text(t, "procedure.change.fee_name", NULL, PAIR(name));
        change_tell_text(t, "procedure.change.fee_amount", name, &(struct change_pair){browse_fee(t->op, a), amount, NULL, NULL});
        change_tell_text(t, "procedure.change.fee_validity", name, &(struct change_pair){validity(t->op, a), validity(t->op, b), NULL, NULL});
        change_tell_text(t, "procedure.change.fee_source", name, PLAIN(source));
    }
    for (size_t i = 0; i < before->fee_count; i++) {
        const struct catalogue_fee *a = &before->fees[i];
        if (fee_of(after, before, a) == NULL) {
            change_tell(t, "procedure.change.fee_removed", "name", change_pick(t->op, a->name_vi, a->name_en), "from", browse_fee(t->op, a), NULL);
        }
    }
}

/* ---- steps ---- */

#define UNMATCHED SIZE_MAX
struct matching {
    size_t of_after[DOCUMENT_ROWS_MAX];  /* index of the step before, of each step after */
    size_t of_before[DOCUMENT_ROWS_MAX]; /* and the other way round */
};
enum likeness { SAME_NAME, SAME_WORK, SAME_KIND, LIKENESS_COUNT };

static bool alike(const struct procedure_step *a, const struct procedure_step *b, enum likeness how)
{
    switch (how) {
    case SAME_NAME:
        return change_same(a->name_vi, b->name_vi);
    case SAME_WORK:
        return a->kind == b->kind && a->role == b->role;
    case SAME_KIND:
        return a->kind == b->kind;
    case LIKENESS_COUNT:
        break;
    }
    return false;
}

static void match(const struct document_table *a, const struct document_table *b, struct matching *m)
{
    for (size_t i = 0; i < DOCUMENT_ROWS_MAX; i++) {
        m->of_after[i] = m->of_before[i] = UNMATCHED;
    }
    for (int how = SAME_NAME; how < (int)LIKENESS_COUNT; how++) {
        for (size_t i = 0; i < b->count; i++) {
            for (size_t k = 0; k < a->count && m->of_after[i] == UNMATCHED; k++) {
                if (m->of_before[k] == UNMATCHED && alike(&a->steps[k], &b->steps[i], (enum likeness)how)) {
                    m->of_after[i] = k;
                    m->of_before[k] = i;
                }
            }
        }
    }
}

/* Marks the steps after that stay in the longest row of steps whose order is as before; the others were moved. */
static void stay(const struct matching *m, size_t count, bool stays[DOCUMENT_ROWS_MAX])
{
    size_t length[DOCUMENT_ROWS_MAX], from[DOCUMENT_ROWS_MAX], best = UNMATCHED;
    for (size_t i = 0; i < count; i++) {
        stays[i] = false;
        length[i] = m->of_after[i] == UNMATCHED ? 0 : 1;
        from[i] = UNMATCHED;
        for (size_t k = 0; k < i && length[i] > 0; k++) {
            if (length[k] > 0 && m->of_after[k] < m->of_after[i] && length[k] + 1 > length[i]) {
                length[i] = length[k] + 1;
                from[i] = k;
            }
        }
        best = length[i] > 0 && (best == UNMATCHED || length[i] > length[best]) ? i : best;
    }
    for (size_t i = best; i != UNMATCHED; i = from[i]) {
        stays[i] = true;
    }
}

static const char *role_of(struct op *op, int role)
{
    return arena_printf(op->arena, "@role.%s", role_choices.codes[role < 0 ? 0 : role]);
}
static const char *time_of(struct op *op, int64_t milli)
{
    struct error_arg n = {"n", explain_milli(op, milli)};
    return milli == 0 ? text_get(op->lang, "catalogue.not_counted") : text_format(op->arena, op->lang, "catalogue.days", &n, 1);
}

static void step(struct change_teller *t, const struct procedure_step *a, const struct procedure_step *b)
{
    struct op *op = t->op;
    const char *name = change_pick(op, b->name_vi, b->name_en), *no = arena_int(op->arena, b->no);
    change_tell_text(t, "procedure.change.step_name", no, PAIR(name));
    if (a->kind != b->kind) {
        change_tell(t, "procedure.change.step_kind", "no", no, "name", name, "from",
                    arena_printf(op->arena, "@catalogue.step.%s", step_kind_choices.codes[a->kind]), "to",
                    arena_printf(op->arena, "@catalogue.step.%s", step_kind_choices.codes[b->kind]), NULL);
    }
    if (a->role != b->role) {
        change_tell(t, "procedure.change.step_role", "no", no, "name", name, "from", role_of(op, a->role), "to", role_of(op, b->role), NULL);
    }
    if (a->share_milli != b->share_milli) {
        change_tell(t, "procedure.change.step_time", "no", no, "name", name, "from", time_of(op, a->share_milli), "to", time_of(op, b->share_milli), NULL);
    }
    if (!change_same(a->limit_term, b->limit_term)) {
        change_tell(t, "procedure.change.step_limit", "no", no, "name", name, "from", browse_term(op, a->limit_term), "to", browse_term(op, b->limit_term), NULL);
    }
    if (!change_same(a->on_limit, b->on_limit)) {
        change_tell(t, b->on_limit == NULL ? "procedure.change.step_goes_on" : "procedure.change.step_stops", "no", no, "name", name, NULL);
    }
}

static void table(struct change_teller *t, const struct document_table *a, const struct document_table *b)
{
    struct matching m;
    bool stays[DOCUMENT_ROWS_MAX];
    match(a, b, &m);
    stay(&m, b->count, stays);
    for (size_t i = 0; i < b->count; i++) {
        const struct procedure_step *s = &b->steps[i];
        const char *name = change_pick(t->op, s->name_vi, s->name_en), *no = arena_int(t->op->arena, s->no);
        if (m.of_after[i] == UNMATCHED) {
            change_tell(t, "procedure.change.step_added", "no", no, "name", name, "role", role_of(t->op, s->role), "time", time_of(t->op, s->share_milli), NULL);
            continue;
        }
        if (!stays[i]) {
            change_tell(t, "procedure.change.step_moved", "name", name, "from", arena_int(t->op->arena, a->steps[m.of_after[i]].no), "to", no, NULL);
        }
        step(t, &a->steps[m.of_after[i]], s);
    }
    for (size_t k = 0; k < a->count; k++) {
        if (m.of_before[k] == UNMATCHED) {
            const struct procedure_step *s = &a->steps[k];
            change_tell(t, "procedure.change.step_removed", "no", arena_int(t->op->arena, s->no), "name", change_pick(t->op, s->name_vi, s->name_en), NULL);
        }
    }
}

static const struct document_table *case_of(const struct procedure_document *d, const struct variant_file *f)
{
    for (size_t i = 1; i < d->table_count; i++) {
        if (change_same(d->tables[i].file.code, f->code) && change_same(d->tables[i].file.province, f->province)) {
            return &d->tables[i];
        }
    }
    return NULL;
}

static void steps(struct change_teller *t, const struct procedure_document *before, const struct procedure_document *after)
{
    t->section = SECTION_STEPS;
    table(t, &before->tables[0], &after->tables[0]);
    for (size_t i = 1; i < after->table_count; i++) {
        const struct document_table *now = &after->tables[i], *then = case_of(before, &now->file);
        const struct variant_file *b = &now->file, *a = then == NULL ? NULL : &then->file;
        if (a == NULL) {
            change_tell(t, "procedure.change.case_added", "name", change_pick(t->op, b->name_vi, b->name_en), "term", browse_term(t->op, b->term), NULL);
            continue;
        }
        t->within = change_pick(t->op, b->name_vi, b->name_en);
        change_tell_text(t, "procedure.change.case_name", NULL, PAIR(name));
        terms(t, a->term, b->term);
        change_tell_text(t, "procedure.change.source", NULL, PLAIN(source));
        choice(t, "procedure.change.certainty", NULL, "procedure.certainty", a->certainty, b->certainty);
        table(t, then, now);
        t->within = NULL;
    }
    for (size_t i = 1; i < before->table_count; i++) {
        const struct variant_file *a = &before->tables[i].file;
        if (case_of(after, a) == NULL) {
            change_tell(t, "procedure.change.case_removed", "name", change_pick(t->op, a->name_vi, a->name_en), NULL);
        }
    }
}

/* ---- all of it ---- */

void procedure_compare(struct op *op, const struct procedure_document *before, const struct procedure_document *after,
                       struct procedure_changes *out)
{
    struct change_teller t = {.op = op, .out = out};
    *out = (struct procedure_changes){.items = arena_array(op->arena, CHANGES_MAX, sizeof *out->items)};
    general(&t, &before->version, &after->version);
    components(&t, before, after);
    fees(&t, before, after);
    steps(&t, before, after);
    t.section = SECTION_EFORMS;
    change_eforms(&t, before, after);
}
