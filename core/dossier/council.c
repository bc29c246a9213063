#include "dossier/council.h"

#include "catalogue/procedure_variant.h"
#include "dossier/work.h"

#include <stddef.h>

#define F(type, field_, kind_, ...)                                                                                    \
    {                                                                                                                  \
        .name = #field_, .kind = kind_, .offset = offsetof(struct type, field_), __VA_ARGS__                           \
    }
#define ID(type) F(type, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX)
static const struct field complete_fields[] = {
    ID(dossier_complete_step_input),
    F(dossier_complete_step_input, note, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 4000),
};
static const struct field explain_fields[] = {
    ID(dossier_explain_input),
    F(dossier_explain_input, text, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 4000),
};
static const struct field variant_fields[] = {
    ID(dossier_change_variant_input),
    F(dossier_change_variant_input, variant, FIELD_TEXT, .flags = FIELD_REQUIRED, .max = 40),
    F(dossier_change_variant_input, reason, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 10, .max = 1000),
};
const struct record dossier_complete_step_record = RECORD("dossier_complete_step", struct dossier_complete_step_input, complete_fields);
const struct record dossier_explain_record = RECORD("dossier_explain", struct dossier_explain_input, explain_fields);
const struct record dossier_change_variant_record = RECORD("dossier_change_variant", struct dossier_change_variant_input, variant_fields);
const struct record dossier_complete_step_body = RECORD("dossier_complete_step_body", struct dossier_complete_step_input, (*(const struct field(*)[1])&complete_fields[1]));
const struct record dossier_explain_body = RECORD("dossier_explain_body", struct dossier_explain_input, (*(const struct field(*)[1])&explain_fields[1]));
const struct record dossier_change_variant_body = RECORD("dossier_change_variant_body", struct dossier_change_variant_input, (*(const struct field(*)[2])&variant_fields[1]));

bool dossier_complete_step(struct op *op, struct office *office, const void *input)
{
    const struct dossier_complete_step_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.complete_step", &w)) {
        return false;
    }
    const struct dossier_step *s = work_step(&w, w.d.step);
    const char *kind = s == NULL ? NULL : step_kind_choices.codes[s->kind];
    if (!work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "step_kind", kind);
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.step_completed");
}

bool dossier_explain(struct op *op, struct office *office, const void *input)
{
    const struct dossier_explain_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.explain", &w) || !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "text", in->text);
    json_put_instant(&w.out, "due_at", w.d.due_at); /* the time it took is not part of the term */
    return work_note(op, &w, "dossier.explained");
}

bool dossier_change_variant(struct op *op, struct office *office, const void *input)
{
    const struct dossier_change_variant_input *in = input;
    struct work w;
    struct procedure_step *steps = NULL;
    size_t count = 0;
    if (!work_take(op, office, in->dossier, "dossier.change_variant", &w)) {
        return false;
    }
    struct procedure_case cases[PROCEDURE_CASES_MAX];
    int64_t before = w.d.procedure_version;
    if (!procedure_cases(op, w.db, before, w.d.agency, cases, &count)) {
        return false;
    }
    if (count < 2) {
        return fail(op, E_STATE, "dossier.one_variant", NULL);
    }
    if (!procedure_take(op, w.db, before, w.d.agency, in->variant, &w.d.procedure_version) ||
        !procedure_steps(op, w.db, w.d.procedure_version, &steps, &count)) {
        return false;
    }
    if (w.d.procedure_version == before) {
        return fail_field(op, E_STATE, "variant", "dossier.same_variant", NULL);
    }
    must(count > 0); /* the loader refuses a table without steps: they add up to a term */
    w.d.step = steps[0].no;
    w.d.step_role = steps[0].role;
    if (!work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "variant", in->variant);
    json_put_text(&w.out, "reason", in->reason);
    return work_note(op, &w, "dossier.variant_changed");
}
