/* Codes and their words side by side: the screen chooses by the code and shows the word. */
#include "api/view_catalogue.h"

#include "api/view_inside.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "catalogue/bpmn.h"
#include "catalogue/procedure_rule.h"
#include "org/org.h"

#include <stdlib.h>
#include <string.h>

static const char *word(struct op *op, const char *group, const char *code)
{
    return text_get(op->lang, arena_printf(op->arena, "catalogue.%s.%s", group, code == NULL ? "unknown" : code));
}

/* The code of a choice (null if unknown) and its word. */
static void put_choice(struct op *op, struct json_out *out, const char *name, const struct choices *choices, int value)
{
    const char *code = value < 0 ? NULL : choices->codes[value];
    json_put_text(out, name, code);
    json_put_text(out, arena_printf(op->arena, "%s_name", name), word(op, name, code));
}

static const char *pick(const struct op *op, const char *vi, const char *en)
{
    return op->lang == LANG_EN && en != NULL ? en : vi;
}

static bool is_code(const char *code)
{
    return strncmp(code, "T.", 2) != 0;
}

/* ---- the list ---- */

static void put_line(struct op *op, struct json_out *out, const struct browse_line *l)
{
    json_open_object(out, NULL);
    json_put_text(out, "code", l->code);
    json_put_bool(out, "code_known", is_code(l->code));
    json_put_text(out, "name", pick(op, l->name_vi, l->name_en));
    json_put_text(out, "field", l->field);
    put_choice(op, out, "level", &level_choices, l->level);
    put_choice(op, out, "service", &service_choices, l->service);
    put_choice(op, out, "known", &completeness_choices, l->known);
    json_put_text(out, "certainty", certainty_choices.codes[l->certainty]);
    json_put_text(out, "term", browse_term(op, l->term));
    json_put_text(out, "unit", l->unit);
    json_put_bool(out, "open", l->open);
    json_put_text(out, "twin", l->twin);
    json_put_text(out, "replaced_by", l->replaced_by);
    json_put_text(out, "effective_to", l->effective_to);
    json_close_object(out);
}

static void put_facet(struct json_out *out, const char *code, const char *name, size_t count)
{
    json_open_object(out, NULL);
    json_put_text(out, "code", code);
    json_put_text(out, "name", name);
    json_put_int(out, "count", (int64_t)count);
    json_close_object(out);
}

static void put_facets(struct op *op, struct json_out *out, const char *name, const char *group, const struct choices *choices,
                       const size_t *counts, bool unknown)
{
    json_open_array(out, name);
    for (int i = 0; i < choices->count; i++) {
        put_facet(out, choices->codes[i], word(op, group, choices->codes[i]), counts[i]);
    }
    if (unknown) {
        put_facet(out, "unknown", word(op, group, NULL), counts[choices->count]);
    }
    json_close_array(out);
}

bool view_catalogue(struct op *op, struct json_out *out, const struct view_look *look, const struct browse_filter *filter)
{
    struct db *db = office_db(look->office);
    struct browse_line *lines = NULL;
    struct catalogue_field *fields = NULL;
    struct browse_counts counts;
    size_t count = 0, field_count = 0;
    if (!browse_procedures(op, db, filter, &lines, &count, &counts) || !browse_fields(op, db, &fields, &field_count)) {
        return false;
    }
    json_open_array(out, "procedures");
    for (size_t i = 0; i < count; i++) {
        put_line(op, out, &lines[i]);
    }
    json_close_array(out);
    json_put_int(out, "total", (int64_t)counts.all);
    json_open_array(out, "fields");
    for (size_t i = 0; i < field_count; i++) {
        put_facet(out, fields[i].code, pick(op, fields[i].name_vi, fields[i].name_en), counts.fields[i]);
    }
    json_close_array(out);
    put_facets(op, out, "levels", "level", &level_choices, counts.levels, true);
    put_facets(op, out, "services", "service", &service_choices, counts.services, true);
    put_facets(op, out, "known", "known", &completeness_choices, counts.known, false);
    json_put_int(out, "open", (int64_t)counts.open);
    return true;
}

/* ---- one procedure ---- */

static void put_source(struct json_out *out, int certainty, const char *source)
{
    json_put_text(out, "certainty", certainty < 0 ? NULL : certainty_choices.codes[certainty]);
    json_put_text(out, "source", source);
}

static void put_validity(struct json_out *out, const char *from, const char *to, const char *today)
{
    json_put_text(out, "effective_from", from);
    json_put_text(out, "effective_to", to);
    json_put_bool(out, "in_force", browse_in_force(from, to, today));
}

static void put_head(struct op *op, struct json_out *out, const struct browse_page *p, const char *today)
{
    const struct catalogue_procedure *c = &p->procedure;
    json_put_text(out, "code", c->code);
    json_put_bool(out, "code_known", is_code(c->code));
    json_put_text(out, "name", pick(op, c->name_vi, c->name_en));
    json_put_text(out, "name_vi", c->name_vi);
    json_put_text(out, "field", c->field);
    json_put_text(out, "field_name", pick(op, p->field.name_vi, p->field.name_en));
    put_choice(op, out, "level", &level_choices, c->level);
    json_put_text(out, "level_text", c->level_text);
    put_choice(op, out, "service", &service_choices, c->service);
    put_choice(op, out, "known", &completeness_choices, p->known);
    json_put_text(out, "unit", c->unit);
    json_put_text(out, "result", pick(op, c->result_vi, c->result_en));
    json_put_text(out, "legal_basis", c->legal_basis);
    put_validity(out, c->effective_from, c->effective_to, today);
    put_source(out, c->certainty, c->source);
    json_put_text(out, "note", c->note);
    json_put_text(out, "twin", c->twin);
}

/* What took its place, and what it took the place of. */
static void put_links(struct json_out *out, const struct browse_page *p, const char *name, bool after)
{
    json_open_array(out, name);
    for (size_t i = 0; i < p->link_count; i++) {
        const struct catalogue_replacement *l = &p->links[i];
        bool is_old = strcmp(l->old_code, p->procedure.code) == 0;
        if (is_old == after) {
            json_open_object(out, NULL);
            json_put_text(out, "code", after ? l->new_code : l->old_code);
            json_put_text(out, "name", l->name_vi);
            put_source(out, l->certainty, l->source);
            json_close_object(out);
        }
    }
    json_close_array(out);
}

static void put_clocks(struct op *op, struct json_out *out, const struct browse_page *p, const char *today)
{
    json_open_array(out, "clocks");
    for (size_t i = 0; i < p->clock_count; i++) {
        const struct catalogue_clock *c = &p->clocks[i];
        json_open_object(out, NULL);
        json_put_text(out, "kind", clock_choices.codes[c->kind]);
        json_put_text(out, "kind_name", word(op, "clock", clock_choices.codes[c->kind]));
        json_put_text(out, "name", pick(op, c->name_vi, c->name_en));
        json_put_text(out, "term", browse_term(op, c->term));
        json_put_text(out, "starts", c->starts == NULL ? NULL : word(op, "starts", c->starts));
        json_put_int(out, "rounds", c->rounds);
        put_validity(out, c->effective_from, c->effective_to, today);
        put_source(out, c->certainty, c->source);
        json_close_object(out);
    }
    json_close_array(out);
}

void view_put_fee(struct op *op, struct json_out *out, const struct catalogue_fee *f, const char *today)
{
    json_put_text(out, "code", f->code);
    json_put_text(out, "name", pick(op, f->name_vi, f->name_en));
    json_put_text(out, "basis", fee_basis_choices.codes[f->basis]);
    json_put_text(out, "text", browse_fee(op, f));
    json_put_text(out, "channel", channel_choices.codes[f->channel]);
    json_put_text(out, "channel_name", word(op, "channel", channel_choices.codes[f->channel]));
    put_validity(out, f->effective_from, f->effective_to, today);
    put_source(out, f->certainty, f->source);
}

/* `versions`: those in whose time the row is, was or will be in force. */
static void put_fees(struct op *op, struct json_out *out, const struct browse_page *p, const char *today)
{
    json_open_array(out, "fees");
    for (size_t i = 0; i < p->fee_count; i++) {
        const struct catalogue_fee *f = &p->fees[i];
        json_open_object(out, NULL);
        view_put_fee(op, out, f, today);
        json_open_array(out, "versions");
        for (size_t k = 0; k < p->version_count; k++) {
            const struct procedure_version *v = &p->versions[k];
            if (browse_overlap(f->effective_from, f->effective_to, v->effective_from, v->effective_to)) {
                json_put_int(out, NULL, v->number);
            }
        }
        json_close_array(out);
        json_close_object(out);
    }
    json_close_array(out);
}

static void put_components(struct op *op, struct json_out *out, const struct browse_page *p)
{
    json_open_array(out, "components");
    for (size_t i = 0; i < p->component_count; i++) {
        const struct catalogue_component *c = &p->components[i];
        json_open_object(out, NULL);
        json_put_text(out, "code", c->code);
        json_put_text(out, "name", pick(op, c->name_vi, c->name_en));
        put_choice(op, out, "form", &paper_form_choices, c->form);
        json_put_text(out, "condition", c->condition_vi);
        json_put_text(out, "replaced_database", c->replaced_database);
        json_put_text(out, "replaced_owner", c->replaced_owner);
        json_put_text(out, "replaced_basis", c->replaced_basis);
        put_source(out, c->certainty, c->source);
        json_close_object(out);
    }
    json_close_array(out);
}

/* The province's short name (its địa danh); the code where the office knows none. */
static const char *province_name(struct op *op, struct db *db, const char *code)
{
    struct org org;
    struct op own;
    if (code == NULL) {
        return NULL;
    }
    op_init(&own, op->arena, op->id, op->lang);
    return org_get(&own, db, code, &org) ? (org.place != NULL ? org.place : pick(op, org.name_vi, org.name_en)) : code;
}

static void put_publications(struct op *op, struct json_out *out, struct db *db, const struct browse_page *p)
{
    json_open_array(out, "publications");
    for (size_t i = 0; i < p->publication_count; i++) {
        const struct catalogue_publication *l = &p->publications[i];
        json_open_object(out, NULL);
        json_put_text(out, "decision", l->decision);
        json_put_text(out, "province", l->province);
        json_put_text(out, "province_name", province_name(op, db, l->province));
        json_put_text(out, "published_on", l->published_on);
        json_put_text(out, "name", l->name_vi);
        put_choice(op, out, "service", &service_choices, l->service);
        put_choice(op, out, "standing", &standing_choices, l->standing);
        json_put_text(out, "term", browse_term(op, l->term));
        put_source(out, l->certainty, l->source);
        json_put_text(out, "note", l->note);
        json_close_object(out);
    }
    json_close_array(out);
}

/* ---- step tables: the provinces' and the office's own look the same ---- */

static void put_step(struct op *op, struct json_out *out, const struct catalogue_step *s)
{
    json_open_object(out, NULL);
    json_put_int(out, "no", s->no);
    json_put_text(out, "name", pick(op, s->name_vi, s->name_en));
    json_put_text(out, "kind", workflow_step_choices.codes[s->kind]);
    json_put_text(out, "kind_name", word(op, "step", workflow_step_choices.codes[s->kind]));
    json_put_text(out, "role", role_choices.codes[s->role]);
    json_put_text(out, "role_name", view_role_name(op, role_choices.codes[s->role]));
    json_put_int(out, "share_milli", s->share_milli);
    json_put_text(out, "share_text",
                  s->share_milli == 0 ? text_get(op->lang, "catalogue.not_counted")
                                      : view_say(op, "catalogue.days", "n", explain_milli(op, s->share_milli), NULL));
    json_put_text(out, "limit", browse_term(op, s->limit));
    json_put_bool(out, "stops", s->on_limit == ON_LIMIT_STOP);
    json_close_object(out);
}

static void put_table(struct op *op, struct json_out *out, const struct browse_workflow *w, const char *key, const char *province)
{
    int64_t total = 0;
    json_open_object(out, NULL);
    json_put_text(out, "key", key);
    json_put_text(out, "province", w->head.province);
    json_put_text(out, "province_name", province);
    json_put_bool(out, "own", key[0] == 'v');
    json_put_text(out, "variant", w->head.variant);
    json_put_text(out, "name", pick(op, w->head.name_vi, w->head.name_en));
    json_put_text(out, "term", browse_term(op, w->head.term));
    json_open_array(out, "steps");
    for (size_t i = 0; i < w->step_count; i++) {
        total += w->steps[i].share_milli;
        put_step(op, out, &w->steps[i]);
    }
    json_close_array(out);
    json_put_int(out, "total_milli", total);
    put_source(out, w->head.certainty, w->head.source);
    json_put_text(out, "note", w->head.note);
    json_close_object(out);
}

static bool put_tables(struct op *op, struct json_out *out, struct db *db, const struct browse_page *p)
{
    json_open_array(out, "workflows");
    for (size_t i = 0; i < p->version_count; i++) {
        struct browse_workflow own;
        if (!browse_own_workflow(op, db, &p->versions[i], &own)) {
            return false;
        }
        put_table(op, out, &own, arena_printf(op->arena, "v%lld", (long long)p->versions[i].id),
                  view_say(op, "catalogue.own_version", "n", view_number(op, p->versions[i].number), NULL));
    }
    for (size_t i = 0; i < p->workflow_count; i++) {
        const struct browse_workflow *w = &p->workflows[i];
        put_table(op, out, w, arena_printf(op->arena, "w%lld", (long long)w->head.id), province_name(op, db, w->head.province));
    }
    json_close_array(out);
    return true;
}

/* What the rule says, in words. */
static const char *rule_value(struct op *op, const struct procedure_version *v, enum procedure_rule_code rule)
{
    struct term term;
    switch (rule) {
    case RULE_SUPPLEMENT_MAX:
        return view_say(op, "catalogue.rule_times", "n", view_number(op, v->supplement_max), NULL);
    case RULE_SUPPLEMENT_POLICY:
        return text_get(op->lang, v->supplement_restarts ? "catalogue.rule_restart" : "catalogue.rule_pause");
    case RULE_SILENCE_TERM:
        return term_parse(op, v->silence_text, &term) ? explain_term(op, term) : "";
    case PROCEDURE_RULE_COUNT:
        break;
    }
    must(false);
    return "";
}

static bool put_rules(struct op *op, struct json_out *out, struct db *db, const struct procedure_version *v)
{
    struct procedure_rule rules[PROCEDURE_RULE_COUNT];
    if (!procedure_rules(op, db, v->base, rules)) {
        return false;
    }
    json_open_array(out, "rules");
    for (int i = 0; i < PROCEDURE_RULE_COUNT; i++) {
        const char *code = procedure_rule_name((enum procedure_rule_code)i);
        json_open_object(out, NULL);
        json_put_text(out, "rule", code);
        json_put_text(out, "name", word(op, "rule_name", code));
        json_put_text(out, "value", rule_value(op, v, (enum procedure_rule_code)i));
        json_put_text(out, "certainty", rules[i].certainty == NULL ? "authored" : rules[i].certainty);
        json_put_text(out, "source", rules[i].source == NULL ? text_in(op->lang, "procedure.rule_source", code) : rules[i].source);
        json_close_object(out);
    }
    json_close_array(out);
    return !op_failed(op);
}

static bool put_versions(struct op *op, struct json_out *out, struct db *db, const struct browse_page *p, const char *today)
{
    json_open_array(out, "versions");
    for (size_t i = 0; i < p->version_count; i++) {
        const struct procedure_version *v = &p->versions[i];
        json_open_object(out, NULL);
        json_put_int(out, "id", v->id);
        json_put_int(out, "number", v->number);
        json_put_text(out, "term", explain_term(op, v->term));
        json_put_text(out, "intake", explain_term(op, v->intake));
        json_put_int(out, "supplement_max", v->supplement_max);
        json_put_text(out, "fee", pick(op, v->fee_text_vi, v->fee_text_en));
        json_put_text(out, "legal_basis", v->legal_basis);
        put_validity(out, v->effective_from, v->effective_to, today);
        json_put_text(out, "certainty", v->certainty);
        if (!put_rules(op, out, db, v)) {
            return false;
        }
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

bool view_catalogue_page(struct op *op, struct json_out *out, const struct view_look *look, const char *code)
{
    struct db *db = office_db(look->office);
    struct browse_page page;
    char today[DAY_TEXT];
    if (!browse_page(op, db, code, &page)) {
        return false;
    }
    day_format(instant_day(look->now), today);
    put_head(op, out, &page, today);
    put_links(out, &page, "replaced_by", true);
    put_links(out, &page, "replaces", false);
    put_clocks(op, out, &page, today);
    put_fees(op, out, &page, today);
    put_components(op, out, &page);
    put_publications(op, out, db, &page);
    return put_versions(op, out, db, &page, today) && put_tables(op, out, db, &page);
}

/* ---- BPMN ---- */

/* The table of that key, and whose it is. */
static bool find_table(struct op *op, struct db *db, const struct browse_page *p, const char *key, struct browse_workflow *table,
                       const char **place)
{
    int64_t id = strtoll(key + 1, NULL, 10);
    for (size_t i = 0; key[0] == 'v' && i < p->version_count; i++) {
        if (p->versions[i].id == id) {
            *place = view_say(op, "catalogue.own_version", "n", view_number(op, p->versions[i].number), NULL);
            return browse_own_workflow(op, db, &p->versions[i], table);
        }
    }
    for (size_t i = 0; key[0] == 'w' && i < p->workflow_count; i++) {
        if (p->workflows[i].head.id == id) {
            *table = p->workflows[i];
            *place = province_name(op, db, table->head.province);
            return true;
        }
    }
    return fail_field(op, E_MISSING, "table", "catalogue.no_table", "procedure", p->procedure.code, "table", key, NULL);
}

bool view_bpmn(struct op *op, const struct view_look *look, const char *code, const char *key, struct strbuf *out)
{
    struct db *db = office_db(look->office);
    struct browse_page page;
    struct browse_workflow table = {.step_count = 0};
    const char *place = NULL;
    if (!browse_page(op, db, code, &page) || !find_table(op, db, &page, key, &table, &place)) {
        return false;
    }
    struct bpmn_source source = {&table, code, pick(op, page.procedure.name_vi, page.procedure.name_en), place};
    return bpmn_write(op, &source, out);
}
