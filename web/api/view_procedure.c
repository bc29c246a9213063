/* Sentences come from core: what is wrong, how to put it right, what differs. Here they are only laid out. */
#include "api/view_procedure.h"

#include "act/act.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "api/view_catalogue.h"
#include "catalogue/bpmn.h"
#include "catalogue/procedure_draft.h"
#include "catalogue/procedure_rule.h"
#include "catalogue/procedure_takeback.h"
#include "org/org.h"

#include <string.h>

static bool may_edit(const struct view_look *look)
{
    int role = look->actor == NULL ? -1 : role_find(look->actor->role);
    return role >= 0 && (act_find("procedure.save_draft")->roles & ROLE_BIT((unsigned)role)) != 0;
}

static const char *today_of(struct op *op, const struct view_look *look)
{
    char text[DAY_TEXT];
    return arena_strdup(op->arena, day_format(instant_day(look->now), text));
}

/* ---- the list ---- */

static const struct procedure_draft *draft_of(const struct procedure_draft *list, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].procedure, code) == 0) {
            return &list[i];
        }
    }
    return NULL;
}

static void put_draft_head(struct op *op, struct json_out *out, struct view *v, const struct procedure_draft *d)
{
    if (d == NULL) {
        json_put_null(out, "draft");
        return;
    }
    json_open_object(out, "draft");
    json_put_int(out, "revision", d->revision);
    json_put_text(out, "by", view_account_name(v, d->by));
    json_put_instant(out, "at", d->at);
    json_close_object(out);
    (void)op;
}

/* In force on the day, else the newest. */
static const struct procedure_version *shown(const struct procedure_version *all, size_t count, const char *today)
{
    for (size_t i = 0; i < count; i++) {
        if (browse_in_force(all[i].effective_from, all[i].effective_to, today)) {
            return &all[i];
        }
    }
    return &all[0];
}

static void put_next(struct json_out *out, const struct procedure_version *newest, const char *today)
{
    if (strcmp(newest->effective_from, today) <= 0) {
        json_put_null(out, "next");
        return;
    }
    json_open_object(out, "next");
    json_put_int(out, "number", newest->number);
    json_put_text(out, "effective_from", newest->effective_from);
    json_close_object(out);
}

static const struct catalogue_field *field_of(const struct catalogue_field *fields, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(fields[i].code, code) == 0) {
            return &fields[i];
        }
    }
    return NULL;
}

/* What the catalogue knows and this office does not open: a first version can be written of it. */
static bool put_unopened(struct op *op, struct json_out *out, struct view *v, const struct procedure_draft *drafts, size_t draft_count)
{
    static const struct browse_filter every = {.level = -1, .service = -1, .known = -1};
    struct browse_counts counts;
    struct browse_line *lines = NULL;
    struct catalogue_field *fields = NULL;
    size_t count = 0, field_count = 0;
    if (!browse_procedures(op, v->db, &every, &lines, &count, &counts) || !browse_fields(op, v->db, &fields, &field_count)) {
        return false;
    }
    json_open_array(out, "unopened");
    for (size_t i = 0; i < count; i++) {
        const struct catalogue_field *field = field_of(fields, field_count, lines[i].field);
        if (lines[i].open) {
            continue;
        }
        json_open_object(out, NULL);
        json_put_text(out, "code", lines[i].code);
        json_put_text(out, "name", view_pick(op, lines[i].name_vi, lines[i].name_en));
        json_put_text(out, "field", field == NULL ? lines[i].field : view_pick(op, field->name_vi, field->name_en));
        json_put_text(out, "term", browse_term(op, lines[i].term));
        put_draft_head(op, out, v, draft_of(drafts, draft_count, lines[i].code));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

bool view_procedures(struct op *op, struct json_out *out, const struct view_look *look)
{
    struct view v = view_of(look);
    struct procedure_draft *drafts = NULL;
    const char **codes = NULL, *today = today_of(op, look);
    size_t draft_count = 0, code_count = 0;
    if (!view_read_accounts(op, &v) || !procedure_draft_list(op, v.db, &drafts, &draft_count) || !procedure_codes(op, v.db, &codes, &code_count)) {
        return false;
    }
    json_put_bool(out, "may_edit", may_edit(look));
    json_open_array(out, "procedures");
    for (size_t i = 0; i < code_count; i++) {
        struct procedure_version *all = NULL;
        size_t count = 0;
        if (!procedure_versions(op, v.db, codes[i], &all, &count)) {
            return false;
        }
        const struct procedure_version *now = count == 0 ? NULL : shown(all, count, today);
        if (now == NULL) {
            continue;
        }
        json_open_object(out, NULL);
        json_put_text(out, "code", codes[i]);
        json_put_text(out, "name", view_pick(op, now->name_vi, now->name_en));
        json_put_text(out, "field", now->field);
        json_put_int(out, "number", now->number);
        json_put_text(out, "term", explain_term(op, now->term));
        json_put_text(out, "effective_from", now->effective_from);
        json_put_text(out, "effective_to", now->effective_to);
        json_put_bool(out, "in_force", browse_in_force(now->effective_from, now->effective_to, today));
        json_put_int(out, "versions", (int64_t)count);
        put_next(out, &all[0], today);
        put_draft_head(op, out, &v, draft_of(drafts, draft_count, codes[i]));
        json_close_object(out);
    }
    json_close_array(out);
    return put_unopened(op, out, &v, drafts, draft_count);
}

/* ---- the editor ---- */

static void put_choices(struct op *op, struct json_out *out, const char *name, const struct choices *list, const char *family)
{
    json_open_array(out, name);
    for (int i = 0; i < list->count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "code", list->codes[i]);
        json_put_text(out, "name", text_get(op->lang, arena_printf(op->arena, "%s.%s", family, list->codes[i])));
        json_close_object(out);
    }
    json_close_array(out);
}

static void put_kinds(struct op *op, struct json_out *out)
{
    json_open_array(out, "kinds");
    for (int k = 0; k < step_kind_choices.count; k++) {
        json_open_object(out, NULL);
        json_put_text(out, "code", step_kind_choices.codes[k]);
        json_put_text(out, "name", text_get(op->lang, arena_printf(op->arena, "catalogue.step.%s", step_kind_choices.codes[k])));
        json_open_array(out, "roles");
        for (int r = 0; r < role_choices.count; r++) {
            if ((step_kind_roles(k) & ROLE_BIT((unsigned)r)) != 0) {
                json_put_text(out, NULL, role_choices.codes[r]);
            }
        }
        json_close_array(out);
        json_close_object(out);
    }
    json_close_array(out);
}

/* The rules of supplement and silence, and whose word they are where a version names no source. */
static void put_rule_words(struct op *op, struct json_out *out)
{
    json_open_array(out, "rules");
    for (int i = 0; i < PROCEDURE_RULE_COUNT; i++) {
        const char *code = procedure_rule_name((enum procedure_rule_code)i);
        json_open_object(out, NULL);
        json_put_text(out, "code", code);
        json_put_text(out, "name", text_in(op->lang, "catalogue.rule_name", code));
        json_put_text(out, "source", text_in(op->lang, "procedure.rule_source", code));
        json_close_object(out);
    }
    json_close_array(out);
}

/* What a step table of its own can be for: the first part of an agency's code. */
static bool put_provinces(struct op *op, struct json_out *out, struct db *db)
{
    struct org *list = NULL;
    size_t count = 0;
    if (!org_list(op, db, &list, &count)) {
        return false;
    }
    json_open_array(out, "provinces");
    for (size_t i = 0; i < count; i++) {
        if (strchr(list[i].code, '.') == NULL) {
            json_open_object(out, NULL);
            json_put_text(out, "code", list[i].code);
            json_put_text(out, "name", list[i].place != NULL ? list[i].place : view_pick(op, list[i].name_vi, list[i].name_en));
            json_close_object(out);
        }
    }
    json_close_array(out);
    return true;
}

static bool put_words(struct op *op, struct json_out *out, struct db *db)
{
    static const char *const policies[] = {"restart", "pause"}, *const stages[] = {"first", "after", "release"},
                             *const handlings[] = {"file", "show", "opinion", "secret"}, *const sure[] = {"found", "recalled", "inferred", "authored"};
    json_open_object(out, "words");
    put_kinds(op, out);
    put_choices(op, out, "roles", &role_choices, "role");
    put_choices(op, out, "policies", &(struct choices){policies, 2}, "procedure.supplement");
    put_choices(op, out, "fee_stages", &(struct choices){stages, 3}, "procedure.fee_stage");
    put_choices(op, out, "forms", &paper_form_choices, "catalogue.form");
    put_choices(op, out, "handlings", &(struct choices){handlings, 4}, "procedure.handling");
    put_choices(op, out, "certainties", &(struct choices){sure, 4}, "procedure.certainty");
    put_choices(op, out, "channels", &channel_choices, "catalogue.channel");
    put_rule_words(op, out);
    if (!put_provinces(op, out, db)) {
        return false;
    }
    json_close_object(out);
    return true;
}

static void put_changes_of(struct op *op, struct json_out *out, const struct procedure_changes *c)
{
    json_open_array(out, "changes");
    for (size_t i = 0; i < c->count; i++) {
        const char *section = change_section_choices.codes[c->items[i].section];
        json_open_object(out, NULL);
        json_put_text(out, "section", section);
        json_put_text(out, "section_name", text_get(op->lang, arena_printf(op->arena, "procedure.section.%s", section)));
        json_put_text(out, "text", c->items[i].says);
        json_close_object(out);
    }
    json_close_array(out);
}

static void put_findings(struct json_out *out, const struct procedure_finding *list, size_t count)
{
    json_open_array(out, "findings");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "severity", severity_choices.codes[list[i].severity]);
        json_put_text(out, "rule", list[i].rule);
        json_put_text(out, "place", list[i].place);
        json_put_text(out, "text", list[i].says);
        json_put_text(out, "cure", list[i].cure);
        json_close_object(out);
    }
    json_close_array(out);
    json_put_int(out, "errors", (int64_t)procedure_errors(list, count));
}

static bool put_draft(struct op *op, struct json_out *out, struct view *v, const struct procedure_draft *d)
{
    struct procedure_finding *findings = NULL;
    struct procedure_changes changes;
    size_t count = 0;
    if (!procedure_check(op, v->db, d->document, &findings, &count) ||
        !procedure_difference(op, v->db, d->procedure, d->based_on_number, 0, &changes)) {
        return false;
    }
    json_open_object(out, "draft");
    json_put_int(out, "revision", d->revision);
    json_put_int(out, "based_on", d->based_on_number);
    json_put_bool(out, "can_undo", d->can_undo);
    json_put_bool(out, "can_redo", d->can_redo);
    json_put_text(out, "by", view_account_name(v, d->by));
    json_put_instant(out, "at", d->at);
    json_put_node(out, "document", d->document);
    put_findings(out, findings, count);
    put_changes_of(op, out, &changes);
    json_close_object(out);
    return true;
}

/* What the desk is about: the versions of a procedure that this office opens, newest first, or none of one that its catalogue knows. */
struct subject {
    struct procedure_version *all;
    size_t count;
    const char *name_vi, *name_en, *field;
};

static bool subject_of(struct op *op, struct db *db, const char *code, struct subject *out)
{
    struct browse_page page;
    *out = (struct subject){.count = 0};
    if (!procedure_versions(op, db, code, &out->all, &out->count)) {
        return false;
    }
    if (out->count > 0) {
        out->name_vi = out->all[0].name_vi;
        out->name_en = out->all[0].name_en;
        out->field = out->all[0].field;
        return true;
    }
    if (!browse_page(op, db, code, &page)) {
        return false;
    }
    out->name_vi = page.procedure.name_vi;
    out->name_en = page.procedure.name_en;
    out->field = page.field.name_vi == NULL ? page.procedure.field : view_pick(op, page.field.name_vi, page.field.name_en);
    return true;
}

bool view_procedure_editor(struct op *op, struct json_out *out, const struct view_look *look, const char *code)
{
    struct view v = view_of(look);
    struct subject subject;
    struct procedure_draft draft;
    bool found = false;
    if (!view_read_accounts(op, &v) || !subject_of(op, v.db, code, &subject) || !procedure_draft_find(op, v.db, code, &found, &draft)) {
        return false;
    }
    json_put_bool(out, "may_edit", may_edit(look));
    json_put_text(out, "code", code);
    json_put_text(out, "name", view_pick(op, subject.name_vi, subject.name_en));
    json_put_text(out, "field", subject.field);
    json_put_int(out, "number", subject.count == 0 ? 0 : subject.all[0].number);
    if (!put_words(op, out, v.db)) {
        return false;
    }
    if (!found) {
        json_put_null(out, "draft");
        return true;
    }
    return put_draft(op, out, &v, &draft);
}

/* ---- versions ---- */

static const char *standing_of(const struct procedure_version *v, const char *today)
{
    return browse_in_force(v->effective_from, v->effective_to, today) ? "in_force" : strcmp(v->effective_from, today) > 0 ? "to_come" : "ended";
}

/* The fee rows that were, are or will be in force in a version's time. */
static bool put_fees(struct op *op, struct json_out *out, struct db *db, const struct procedure_version *p, const char *today)
{
    struct catalogue_fee *fees = NULL;
    size_t count = 0;
    if (!browse_fees(op, db, p->procedure, &fees, &count)) {
        return false;
    }
    json_open_array(out, "fees");
    for (size_t i = 0; i < count; i++) {
        if (browse_overlap(fees[i].effective_from, fees[i].effective_to, p->effective_from, p->effective_to)) {
            json_open_object(out, NULL);
            view_put_fee(op, out, &fees[i], today);
            json_close_object(out);
        }
    }
    json_close_array(out);
    return true;
}

/* For a version to come: may it be taken back, and why not. */
static bool put_take_back(struct op *op, struct json_out *out, struct db *db, const struct procedure_version *p, const char *today)
{
    const char *why = NULL;
    if (strcmp(p->effective_from, today) <= 0) {
        json_put_null(out, "take_back");
        return true;
    }
    if (!procedure_may_take_back(op, db, p->procedure, p->number, &why)) {
        return false;
    }
    json_open_object(out, "take_back");
    json_put_bool(out, "may", why == NULL);
    json_put_text(out, "why", why);
    json_close_object(out);
    return true;
}

static bool put_version(struct op *op, struct json_out *out, const struct view *v, const struct procedure_version *p, const struct procedure_use *use,
                        const char *today)
{
    json_open_object(out, NULL);
    json_put_int(out, "id", p->id);
    json_put_int(out, "number", p->number);
    json_put_text(out, "name", view_pick(op, p->name_vi, p->name_en));
    json_put_text(out, "term", explain_term(op, p->term));
    json_put_text(out, "effective_from", p->effective_from);
    json_put_text(out, "effective_to", p->effective_to);
    json_put_text(out, "standing", standing_of(p, today));
    json_put_text(out, "legal_basis", p->legal_basis);
    json_put_text(out, "certainty", p->certainty);
    json_put_text(out, "replaced_by", p->replaced_by);
    json_put_text(out, "published_by", view_account_name(v, p->published_by));
    json_put_instant(out, "published_at", p->published_at);
    json_put_int(out, "filed", use == NULL ? 0 : use->filed);
    json_put_int(out, "open", use == NULL ? 0 : use->open);
    if (!put_take_back(op, out, v->db, p, today) || !put_fees(op, out, v->db, p, today)) {
        return false;
    }
    json_close_object(out);
    return true;
}

bool view_procedure_versions(struct op *op, struct json_out *out, const struct view_look *look, const char *code)
{
    struct view v = view_of(look);
    struct subject subject;
    struct procedure_use *uses = NULL;
    size_t use_count = 0;
    const char *today = today_of(op, look);
    if (!view_read_accounts(op, &v) || !subject_of(op, v.db, code, &subject) || !procedure_uses(op, v.db, code, &uses, &use_count)) {
        return false;
    }
    json_open_array(out, "versions");
    for (size_t i = 0; i < subject.count; i++) {
        const struct procedure_use *use = NULL;
        for (size_t k = 0; k < use_count; k++) {
            use = uses[k].version == subject.all[i].id ? &uses[k] : use;
        }
        if (!put_version(op, out, &v, &subject.all[i], use, today)) {
            return false;
        }
    }
    json_close_array(out);
    return true;
}

/* `name` NULL: the version's own. */
static void put_table(struct json_out *out, const char *name, const struct json *holder)
{
    json_open_object(out, NULL);
    json_put_text(out, "name", name);
    json_put_text(out, "term", json_get_text(holder, "term", NULL));
    json_put_node(out, "steps", json_get(holder, "steps"));
    json_close_object(out);
}

bool view_procedure_tables(struct op *op, struct json_out *out, const struct view_look *look, const char *code)
{
    struct db *db = office_db(look->office);
    struct day today = instant_day(look->now);
    struct procedure_version version;
    if (!procedure_version_on(op, db, code, today, &version)) {
        return false;
    }
    const struct json *document = procedure_document_of(op, db, version.id, today, false);
    if (document == NULL) {
        return false;
    }
    const struct json *own = json_get(document, "version"), *variants = json_get(own, "variants");
    json_open_array(out, "tables");
    put_table(out, NULL, own);
    for (const struct json *one = variants == NULL ? NULL : variants->first; one != NULL; one = one->next) {
        put_table(out, view_pick(op, json_get_text(one, "name_vi", ""), json_get_text(one, "name_en", "")), one);
    }
    json_close_array(out);
    return true;
}

bool view_procedure_difference(struct op *op, struct json_out *out, const struct view_look *look, const char *code, int64_t before, int64_t after)
{
    struct db *db = office_db(look->office);
    struct procedure_changes changes;
    struct procedure_standing standing;
    struct subject subject;
    if (!subject_of(op, db, code, &subject) || !procedure_difference(op, db, code, before, after, &changes)) {
        return false;
    }
    put_changes_of(op, out, &changes);
    if (after != 0) {
        json_put_null(out, "publish");
        return true;
    }
    if (!procedure_standing(op, db, code, &standing)) {
        return false;
    }
    json_open_object(out, "publish");
    json_put_int(out, "number", standing.number + 1);
    json_put_day(out, "earliest", standing.earliest);
    json_put_day(out, "today", instant_day(look->now));
    json_put_int(out, "open", standing.open);
    json_put_instant(out, "filed_at", standing.filed_at);
    json_close_object(out);
    return true;
}

/* ---- trying ---- */

bool view_procedure_try(struct op *op, struct json_out *out, const struct view_look *look, const char *code, const char *form, const struct json *data)
{
    struct procedure_draft draft;
    struct procedure_document d;
    struct eform_errors errors = {0};
    struct op inner;
    const struct procedure_eform *found = NULL;
    if (!procedure_draft_get(op, office_db(look->office), code, &draft)) {
        return false;
    }
    procedure_document_read(op, draft.document, &d);
    for (size_t i = 0; i < d.eform_count; i++) {
        found = d.eforms[i].code != NULL && strcmp(d.eforms[i].code, form) == 0 ? &d.eforms[i] : found;
    }
    if (found == NULL || found->schema == NULL) {
        return fail_field(op, E_MISSING, "eform", "eform.unknown", "eform", form, NULL);
    }
    const struct eform *compiled = procedure_eform_compile(op, found);
    if (compiled == NULL) {
        return false;
    }
    op_init(&inner, op->arena, op->id, op->lang);
    bool fits = eform_validate(&inner, compiled, data, &errors);
    json_put_bool(out, "fits", fits);
    json_put_text(out, "text", fits ? text_get(op->lang, "declaration.fits") : text_error(&inner));
    json_open_array(out, "fields");
    for (size_t i = 0; i < errors.count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "field", arena_printf(op->arena, "form/%s%s", form, eform_error_place(op, &errors.items[i])));
        json_put_text(out, "key", errors.items[i].key);
        json_put_text(out, "detail", eform_error_text(op, &errors.items[i]));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

/* ---- BPMN ---- */

static struct browse_workflow table_of(struct op *op, const struct procedure_document *d, const struct document_table *t)
{
    bool own = t->file.code == NULL;
    struct browse_workflow w = {.steps = arena_array(op->arena, t->count + 1, sizeof *w.steps), .step_count = t->count};
    const char *certainty = own ? d->version.certainty : t->file.certainty;
    w.head = (struct catalogue_workflow){.procedure = d->version.code, .variant = own ? VARIANT_STANDARD : t->file.code,
        .name_vi = own ? d->version.name_vi : t->file.name_vi, .name_en = own ? d->version.name_en : t->file.name_en,
        .term = own ? d->version.term : t->file.term, .source = own ? d->version.legal_basis : t->file.source,
        .certainty = choice_find(&certainty_choices, certainty == NULL ? "" : certainty)};
    for (size_t i = 0; i < t->count; i++) {
        const struct procedure_step *s = &t->steps[i];
        w.steps[i] = (struct catalogue_step){.no = s->no, .name_vi = s->name_vi == NULL ? "" : s->name_vi, .name_en = s->name_en == NULL ? "" : s->name_en,
            .kind = s->kind, .role = s->role, .share_milli = s->share_milli, .limit = s->limit_term,
            .on_limit = s->on_limit == NULL ? -1 : ON_LIMIT_STOP, .certainty = w.head.certainty};
    }
    return w;
}

bool view_procedure_bpmn(struct op *op, const struct view_look *look, const char *code, int64_t table, struct strbuf *out)
{
    struct procedure_draft draft;
    struct procedure_document d;
    if (!procedure_draft_get(op, office_db(look->office), code, &draft)) {
        return false;
    }
    procedure_document_read(op, draft.document, &d);
    if (table < 0 || (size_t)table >= d.table_count) {
        return fail_field(op, E_MISSING, "table", "catalogue.no_table", NULL);
    }
    struct browse_workflow w = table_of(op, &d, &d.tables[table]);
    const char *name = view_pick(op, d.version.name_vi, d.version.name_en);
    struct bpmn_source source = {&w, code, name == NULL ? code : name, text_get(op->lang, "procedure.draft")};
    return bpmn_write(op, &source, out);
}
