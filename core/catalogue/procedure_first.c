#include "catalogue/procedure_first.h"

#include "base/text.h"
#include "calendar/explain.h"
#include "catalogue/browse.h"
#include "catalogue/procedure_rule.h"

#include <string.h>

#define SUPPLEMENT_DEFAULT 1 /* Decree 118/2025 Art. 11 */

/* ---- what the catalogue says ---- */

struct known {
    struct browse_page page;
    const char *today;
    const struct catalogue_clock *term, *supplement; /* NULL = not known, or more than one */
};

static bool is_counted(struct op *op, const char *text)
{
    struct op own; /* no term is an answer here */
    struct term term;
    op_init(&own, op->arena, op->id, op->lang);
    return term_parse(&own, text, &term);
}

/* The clock of the kind whose term holds today; NULL where there is none, or clocks of different terms. */
static const struct catalogue_clock *only_clock(struct op *op, const struct known *k, int kind)
{
    const struct catalogue_clock *found = NULL;
    for (size_t i = 0; i < k->page.clock_count; i++) {
        const struct catalogue_clock *c = &k->page.clocks[i];
        if (c->kind != kind || c->term == NULL || !browse_in_force(c->effective_from, c->effective_to, k->today)) {
            continue;
        }
        if (!is_counted(op, c->term) || (found != NULL && strcmp(found->term, c->term) != 0)) {
            return NULL;
        }
        found = found == NULL ? c : found;
    }
    return found;
}

static bool look_up(struct op *op, struct db *db, const char *procedure, struct known *k)
{
    char today[DAY_TEXT];
    *k = (struct known){.today = arena_strdup(op->arena, day_format(instant_day(op->now), today))};
    if (!browse_page(op, db, procedure, &k->page)) {
        if (op->error.code == E_MISSING) {
            op_clear(op);
            return fail_field(op, E_MISSING, "procedure", "procedure.not_open", "procedure", procedure, NULL);
        }
        return false;
    }
    k->term = only_clock(op, k, CLOCK_DECISION);
    k->supplement = only_clock(op, k, CLOCK_SUPPLEMENT);
    return true;
}

static const char *replaced_by(const struct known *k)
{
    for (size_t i = 0; i < k->page.link_count; i++) {
        if (strcmp(k->page.links[i].old_code, k->page.procedure.code) == 0) {
            return k->page.links[i].new_code;
        }
    }
    return NULL;
}

/* ---- the document ---- */

static void put_rule(struct json_out *out, enum procedure_rule_code rule, const struct catalogue_clock *c)
{
    json_open_object(out, NULL);
    json_put_text(out, "rule", procedure_rule_name(rule));
    json_put_text(out, "certainty", certainty_choices.codes[c->certainty]);
    json_put_text(out, "source", c->source);
    json_close_object(out);
}

static void put_rules(struct json_out *out, const struct known *k)
{
    const struct catalogue_clock *c = k->supplement;
    bool rounds = c != NULL && c->rounds > 0;
    json_put_int(out, "supplement_max", rounds ? c->rounds : SUPPLEMENT_DEFAULT);
    json_put_text(out, "supplement_policy", "restart");
    json_put_text(out, "silence_term", c == NULL ? "15 workdays" : c->term);
    json_open_array(out, "rules");
    if (rounds) {
        put_rule(out, RULE_SUPPLEMENT_MAX, c);
    }
    if (c != NULL) {
        put_rule(out, RULE_SILENCE_TERM, c);
    }
    json_close_array(out);
}

static const char *level_of(const struct catalogue_procedure *p)
{
    return p->level_text != NULL || p->level < 0 ? p->level_text : text_in(LANG_VI, "catalogue.level", level_choices.codes[p->level]);
}

static void put_head(struct op *op, struct json_out *out, const struct known *k)
{
    const struct catalogue_procedure *p = &k->page.procedure;
    struct error_arg source = {"source", p->source};
    json_put_text(out, "code", p->code);
    json_put_text(out, "name_vi", p->name_vi);
    json_put_text(out, "name_en", p->name_en);
    json_put_text(out, "field", k->page.field.name_vi != NULL ? k->page.field.name_vi : p->field);
    json_put_text(out, "level", level_of(p));
    json_put_text(out, "certainty", certainty_choices.codes[CERTAINTY_AUTHORED]);
    json_put_text(out, "source", text_format(op->arena, LANG_VI, "procedure.first.source", &source, 1));
    json_put_int(out, "number", 1);
    json_put_text(out, "effective_from", k->today);
    json_put_text(out, "effective_to", p->effective_to);
    json_put_text(out, "replaced_by", replaced_by(k));
    json_put_text(out, "term", k->term == NULL ? NULL : k->term->term);
    json_put_text(out, "intake", NULL);
    put_rules(out, k);
    json_put_text(out, "fee_stage", NULL);
    json_put_text(out, "fee_text_vi", NULL);
    json_put_text(out, "fee_text_en", NULL);
    json_put_text(out, "result_vi", p->result_vi);
    json_put_text(out, "result_en", p->result_en);
    json_put_text(out, "legal_basis", p->legal_basis);
    json_put_bool(out, "non_territorial", false);
}

static void put_paper(struct op *op, struct json_out *out, const struct catalogue_component *c)
{
    bool always = c->condition_vi == NULL;
    json_open_object(out, NULL);
    json_put_text(out, "code", c->code);
    json_put_text(out, "name_vi", always ? c->name_vi : arena_printf(op->arena, "%s (%s)", c->name_vi, c->condition_vi));
    json_put_text(out, "name_en", c->name_en);
    json_put_bool(out, "required", always && c->replaced_database == NULL);
    json_put_text(out, "kind", c->form < 0 ? NULL : paper_form_choices.codes[c->form]);
    json_put_text(out, "replaced_by_data", c->replaced_database);
    json_put_text(out, "certainty", certainty_choices.codes[c->certainty]);
    json_put_text(out, "source", c->source);
    json_put_text(out, "handling", "file");
    json_close_object(out);
}

const struct json *procedure_first_document(struct op *op, struct db *db, const char *procedure)
{
    static const char *const empty[] = {"steps", "eforms", "variants"};
    struct known k;
    struct strbuf text;
    struct json_out out;
    if (!look_up(op, db, procedure, &k)) {
        return NULL;
    }
    strbuf_init(&text, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &text);
    json_open_object(&out, NULL);
    json_open_object(&out, "version");
    put_head(op, &out, &k);
    json_open_array(&out, "components");
    for (size_t i = 0; i < k.page.component_count && i < DOCUMENT_ROWS_MAX; i++) {
        put_paper(op, &out, &k.page.components[i]);
    }
    json_close_array(&out);
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        json_open_array(&out, empty[i]);
        json_close_array(&out);
    }
    json_close_object(&out);
    if (!procedure_document_put_fees(op, &out, db, procedure, instant_day(op->now), true)) {
        return NULL;
    }
    json_close_object(&out);
    return json_parse(op, text.data, text.len);
}

/* ---- its main facts ---- */

static void tell_general(struct change_teller *t, const struct procedure_file *f)
{
    t->section = SECTION_GENERAL;
    change_tell(t, "procedure.first.begins", NULL);
    change_tell(t, "procedure.first.term", "term", browse_term(t->op, f->term), "intake", browse_term(t->op, f->intake), NULL);
    change_tell(t, "procedure.first.result", "result", change_pick(t->op, f->result_vi, f->result_en), NULL);
    change_tell(t, "procedure.first.legal_basis", "text", f->legal_basis, NULL);
}

static void tell_papers(struct change_teller *t, const struct procedure_document *d)
{
    size_t required = 0;
    t->section = SECTION_COMPONENTS;
    for (size_t i = 0; i < d->component_count; i++) {
        required += d->components[i].required;
    }
    change_tell(t, d->component_count == 0 ? "procedure.first.no_components" : "procedure.first.components", "count",
                arena_int(t->op->arena, (int64_t)d->component_count), "required", arena_int(t->op->arena, (int64_t)required), NULL);
}

static void tell_fees(struct change_teller *t, const struct procedure_document *d)
{
    t->section = SECTION_FEES;
    for (size_t i = 0; i < d->fee_count; i++) {
        const struct catalogue_fee *f = &d->fees[i];
        change_tell(t, "procedure.first.fee", "name", change_pick(t->op, f->name_vi, f->name_en), "amount", browse_fee(t->op, f), NULL);
    }
    if (d->fee_count == 0) {
        change_tell(t, "procedure.first.no_fees", NULL);
    }
}

static void tell_steps(struct change_teller *t, const struct procedure_document *d)
{
    int64_t sum = 0;
    t->section = SECTION_STEPS;
    for (size_t i = 0; i < d->tables[0].count; i++) {
        sum += d->tables[0].steps[i].share_milli;
    }
    change_tell(t, d->tables[0].count == 0 ? "procedure.first.no_steps" : "procedure.first.steps", "count",
                arena_int(t->op->arena, (int64_t)d->tables[0].count), "days", explain_milli(t->op, sum), NULL);
    for (size_t i = 1; i < d->table_count; i++) {
        const struct variant_file *v = &d->tables[i].file;
        change_tell(t, "procedure.change.case_added", "name", change_pick(t->op, v->name_vi, v->name_en), "term", browse_term(t->op, v->term), NULL);
    }
}

static void tell_eforms(struct change_teller *t, const struct procedure_document *d)
{
    t->section = SECTION_EFORMS;
    for (size_t i = 0; i < d->eform_count; i++) {
        change_tell(t, "procedure.first.eform", "name", change_pick(t->op, d->eforms[i].title_vi, d->eforms[i].title_en), NULL);
    }
    if (d->eform_count == 0) {
        change_tell(t, "procedure.first.no_eforms", NULL);
    }
}

void procedure_first_tell(struct op *op, const struct procedure_document *d, struct procedure_changes *out)
{
    struct change_teller t = {.op = op, .out = out};
    *out = (struct procedure_changes){.items = arena_array(op->arena, CHANGES_MAX, sizeof *out->items)};
    tell_general(&t, &d->version);
    tell_papers(&t, d);
    tell_fees(&t, d);
    tell_steps(&t, d);
    tell_eforms(&t, d);
}
