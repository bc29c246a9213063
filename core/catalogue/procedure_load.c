/* Procedures from their data files, and versions from published drafts: one reader, one writer of every row.
 *
 * A file is one procedure with its latest version; `earlier` holds the versions before, each with all that is a version's own. */
#include "catalogue/procedure.h"

#include "catalogue/procedure_eform.h"
#include "catalogue/procedure_inside.h"
#include "catalogue/procedure_rule.h"
#include "catalogue/procedure_variant.h"
#include "core_sql.h"

#include <stddef.h>
#include <string.h>

#define F(k, field, extra)                                                                                             \
    {                                                                                                                  \
        .name = #field, .kind = k, .offset = offsetof(struct procedure_file, field), .flags = extra                    \
    }
#define N(field_, least, most)                                                                                         \
    {                                                                                                                  \
        .name = #field_, .kind = FIELD_INT, .offset = offsetof(struct procedure_file, field_), .flags = FIELD_REQUIRED, \
        .min = least, .max = most                                                                                      \
    }
/* What is a version's own; `ends` says whether its last day has to be there. */
#define VERSION_FIELDS(ends)                                                                                           \
    N(number, 1, 999), F(FIELD_TEXT, effective_from, FIELD_REQUIRED), F(FIELD_TEXT, effective_to, ends),               \
        F(FIELD_TEXT, replaced_by, 0), F(FIELD_TEXT, term, FIELD_REQUIRED), F(FIELD_TEXT, intake, FIELD_REQUIRED),     \
        N(supplement_max, 0, 9), F(FIELD_TEXT, supplement_policy, 0), F(FIELD_TEXT, silence_term, 0),                  \
        F(FIELD_TEXT, fee_stage, 0), F(FIELD_TEXT, fee_text_vi, 0), F(FIELD_TEXT, fee_text_en, 0),                     \
        F(FIELD_TEXT, result_vi, FIELD_REQUIRED), F(FIELD_TEXT, result_en, FIELD_REQUIRED),                            \
        F(FIELD_TEXT, legal_basis, FIELD_REQUIRED), F(FIELD_BOOL, non_territorial, 0),                                 \
        F(FIELD_JSON, components, FIELD_REQUIRED), F(FIELD_JSON, steps, FIELD_REQUIRED), F(FIELD_JSON, eforms, 0),     \
        F(FIELD_JSON, variants, 0), F(FIELD_JSON, rules, 0)
static const struct field file_fields[] = {
    F(FIELD_TEXT, code, FIELD_REQUIRED),  F(FIELD_TEXT, name_vi, FIELD_REQUIRED),   F(FIELD_TEXT, name_en, FIELD_REQUIRED),
    F(FIELD_TEXT, field, FIELD_REQUIRED), F(FIELD_TEXT, level, 0),                  F(FIELD_TEXT, certainty, FIELD_REQUIRED),
    F(FIELD_TEXT, source, FIELD_REQUIRED), VERSION_FIELDS(0),                       F(FIELD_JSON, earlier, 0),
};
const struct record procedure_file_record = RECORD("procedure_file", struct procedure_file, file_fields);
static const struct field earlier_fields[] = {
    F(FIELD_TEXT, name_vi, 0), F(FIELD_TEXT, name_en, 0), F(FIELD_TEXT, source, 0), VERSION_FIELDS(FIELD_REQUIRED),
};
static const struct record earlier_record = RECORD("procedure_earlier", struct procedure_file, earlier_fields);

/* ---- rows ---- */

void procedure_bind_term(struct stmt *s, struct term term)
{
    bind_text(s, "term_unit", term_unit_choices.codes[term.unit]);
    bind_int(s, "term_milli", term.milli);
}

bool procedure_add(struct op *op, struct db *db, const struct procedure_file *f)
{
    struct stmt *s = db_use(op, db, &sql_procedure_add);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &procedure_file_record, f);
    return stmt_run(s, NULL);
}

struct terms {
    struct term term, intake, silence;
};

static bool add_row(struct op *op, struct db *db, const struct procedure_file *f, const struct terms *t, const char *by, int64_t *id)
{
    struct stmt *s = db_use(op, db, &sql_procedure_add_version);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &procedure_file_record, f);
    bind_text(s, "procedure", f->code);
    procedure_bind_term(s, t->term);
    bind_text(s, "intake_unit", term_unit_choices.codes[t->intake.unit]);
    bind_int(s, "intake_milli", t->intake.milli);
    bind_text(s, "published_by", by);
    bind_instant(s, "published_at", by == NULL ? INSTANT_NONE : op->now);
    if (stmt_row(s)) {
        *id = col_int(s, "id");
    }
    return stmt_done(s);
}

static bool add_components(struct op *op, struct db *db, const struct json *list, int64_t version)
{
    int64_t no = 0;
    for (const struct json *node = list->first; node != NULL; node = node->next) {
        struct procedure_component c;
        struct stmt *s = NULL;
        if (!record_from_json(op, &procedure_component_record, node, &c) || (s = db_use(op, db, &sql_procedure_add_component)) == NULL) {
            return false;
        }
        c.version = version;
        c.no = ++no;
        c.handling = c.handling == NULL ? "file" : c.handling;
        bind_record(s, op, &procedure_component_record, &c);
        if (!stmt_run(s, NULL)) {
            return false;
        }
    }
    return true;
}

/* The steps' shares are in days; a term in hours is eight to the day. */
static int64_t term_in_milli_days(struct term term)
{
    return term.unit == TERM_WORKHOURS ? term.milli / 8 : term.milli;
}

bool procedure_add_steps(struct op *op, struct db *db, const struct step_list *list)
{
    int64_t no = 0, sum = 0;
    for (const struct json *node = list->rows->first; node != NULL; node = node->next) {
        struct procedure_step p;
        struct stmt *s = NULL;
        if (!record_from_json(op, &procedure_step_record, node, &p) || (s = db_use(op, db, list->add)) == NULL) {
            return false;
        }
        p.version = list->owner;
        p.no = ++no;
        sum += p.share_milli;
        bind_record(s, op, &procedure_step_record, &p);
        if (!stmt_run(s, NULL)) {
            return false;
        }
    }
    return sum == term_in_milli_days(list->term) ||
           fail_field(op, E_INPUT, list->field, "procedure.shares", "procedure", list->procedure, "sum",
                      arena_printf(op->arena, "%g", (double)sum / 1000.0), "term", term_format(op->arena, list->term), NULL);
}

/* ---- a version ---- */

static bool read_terms(struct op *op, const struct procedure_file *f, struct terms *t)
{
    if (f->supplement_policy != NULL && strcmp(f->supplement_policy, "restart") != 0 && strcmp(f->supplement_policy, "pause") != 0) {
        return fail_field(op, E_INPUT, "supplement_policy", "field.choice", "choices", "restart, pause", NULL);
    }
    return term_parse(op, f->term, &t->term) && term_parse(op, f->intake, &t->intake) &&
           (f->silence_term == NULL || term_parse(op, f->silence_term, &t->silence));
}

bool procedure_add_version(struct op *op, struct db *db, const struct procedure_file *f, const char *published_by, int64_t *id)
{
    struct terms t;
    if (!read_terms(op, f, &t) || !add_row(op, db, f, &t, published_by, id)) {
        return false;
    }
    struct step_list steps = {&sql_procedure_add_step, f->steps, *id, t.term, "steps", f->code};
    return add_components(op, db, f->components, *id) && procedure_eform_load(op, db, f->eforms, *id) &&
           variants_load(op, db, f->variants, *id, f->code) && procedure_rules_load(op, db, f->rules, *id) &&
           procedure_add_steps(op, db, &steps);
}

bool procedure_load(struct op *op, struct db *db, const struct json *data)
{
    struct procedure_file f;
    int64_t id = 0;
    if (!record_from_json(op, &procedure_file_record, data, &f) || !procedure_add(op, db, &f) ||
        !procedure_add_version(op, db, &f, NULL, &id)) {
        return false;
    }
    for (const struct json *node = f.earlier == NULL ? NULL : f.earlier->first; node != NULL; node = node->next) {
        struct procedure_file earlier;
        if (!record_from_json(op, &earlier_record, node, &earlier)) {
            return false;
        }
        earlier.code = f.code;
        earlier.certainty = f.certainty;
        if (!procedure_add_version(op, db, &earlier, NULL, &id)) {
            return false;
        }
    }
    return true;
}
