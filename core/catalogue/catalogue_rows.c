/* Records and code tables of the catalogue's rows. */
#include "catalogue/catalogue_rows.h"
#include "account/role.h"

#include <stddef.h>

#define CODES(name, ...)                                                                                               \
    static const char *const name##_codes[] = {__VA_ARGS__};                                                           \
    const struct choices name##_choices = {name##_codes, sizeof name##_codes / sizeof name##_codes[0]}
#define X(value, code) code,
CODES(level, LEVELS(X));
CODES(service, SERVICES(X));
CODES(clock, CLOCKS(X));
CODES(fee_basis, FEE_BASES(X));
CODES(channel, CHANNELS(X));
CODES(paper_form, PAPER_FORMS(X));
CODES(workflow_step, WORKFLOW_STEPS(X));
CODES(standing, STANDINGS(X));
CODES(certainty, CERTAINTIES(X));
CODES(completeness, COMPLETENESS(X));
#undef X
static const char *const severity_codes[] = {
    [SEVERITY_ERROR] = "error", [SEVERITY_WARNING] = "warning", [SEVERITY_NOTE] = "note"};
const struct choices severity_choices = {severity_codes, SEVERITY_COUNT};
static const char *const on_limit_codes[] = {[ON_LIMIT_STOP] = "stop"};
const struct choices on_limit_choices = {on_limit_codes, 1};
static const char *const org_kind_codes[] = {"ministry", "unit",     "province", "department",
                                             "room",     "one-stop", "committee"};
const struct choices org_kind_choices = {org_kind_codes, sizeof org_kind_codes / sizeof org_kind_codes[0]};

#define F(type, k, field, extra)                                                                                       \
    {                                                                                                                  \
        .name = #field, .kind = k, .offset = offsetof(struct type, field), .flags = extra                              \
    }
#define LONG(type, field, extra)                                                                                       \
    {                                                                                                                  \
        .name = #field, .kind = FIELD_TEXT, .offset = offsetof(struct type, field), .flags = extra, .max = 4000        \
    }
#define CHOICE(type, field, table, extra)                                                                              \
    {                                                                                                                  \
        .name = #field, .kind = FIELD_CHOICE, .offset = offsetof(struct type, field), .flags = extra,                  \
        .choices = &table                                                                                              \
    }
#define MUST FIELD_REQUIRED
#define OF FIELD_READONLY /* set from the row around it */

static const struct field field_fields[] = {
    F(catalogue_field, FIELD_TEXT, code, MUST),
    F(catalogue_field, FIELD_TEXT, name_vi, MUST),
    F(catalogue_field, FIELD_TEXT, name_en, MUST),
};
static const struct record field_record = RECORD("catalogue_field", struct catalogue_field, field_fields);

static const struct field procedure_fields[] = {
    F(catalogue_procedure, FIELD_TEXT, code, MUST),
    F(catalogue_procedure, FIELD_TEXT, twin, 0),
    LONG(catalogue_procedure, name_vi, MUST),
    F(catalogue_procedure, FIELD_TEXT, name_en, 0),
    F(catalogue_procedure, FIELD_TEXT, field, MUST),
    CHOICE(catalogue_procedure, field_certainty, certainty_choices, 0),
    CHOICE(catalogue_procedure, level, level_choices, 0),
    F(catalogue_procedure, FIELD_TEXT, level_text, 0),
    CHOICE(catalogue_procedure, service, service_choices, 0),
    F(catalogue_procedure, FIELD_TEXT, unit, 0),
    F(catalogue_procedure, FIELD_TEXT, result_vi, 0),
    F(catalogue_procedure, FIELD_TEXT, result_en, 0),
    LONG(catalogue_procedure, legal_basis, 0),
    F(catalogue_procedure, FIELD_TEXT, effective_from, 0),
    F(catalogue_procedure, FIELD_TEXT, effective_to, 0),
    CHOICE(catalogue_procedure, certainty, certainty_choices, MUST),
    LONG(catalogue_procedure, source, MUST),
    LONG(catalogue_procedure, note, 0),
    F(catalogue_procedure, FIELD_JSON, clocks, 0),
    F(catalogue_procedure, FIELD_JSON, fees, 0),
    F(catalogue_procedure, FIELD_JSON, components, 0),
};
static const struct record procedure_record =
    RECORD("catalogue_procedure", struct catalogue_procedure, procedure_fields);

static const struct field clock_fields[] = {
    F(catalogue_clock, FIELD_TEXT, procedure, OF),   CHOICE(catalogue_clock, kind, clock_choices, MUST),
    F(catalogue_clock, FIELD_TEXT, term, 0),         F(catalogue_clock, FIELD_TEXT, starts, 0),
    F(catalogue_clock, FIELD_INT, rounds, 0),        F(catalogue_clock, FIELD_TEXT, name_vi, 0),
    F(catalogue_clock, FIELD_TEXT, name_en, 0),      F(catalogue_clock, FIELD_TEXT, effective_from, 0),
    F(catalogue_clock, FIELD_TEXT, effective_to, 0), CHOICE(catalogue_clock, certainty, certainty_choices, MUST),
    F(catalogue_clock, FIELD_TEXT, source, MUST),
};
static const struct record clock_record = RECORD("catalogue_clock", struct catalogue_clock, clock_fields);

static const struct field fee_fields[] = {
    F(catalogue_fee, FIELD_TEXT, procedure, OF),
    F(catalogue_fee, FIELD_TEXT, code, MUST),
    F(catalogue_fee, FIELD_TEXT, name_vi, MUST),
    F(catalogue_fee, FIELD_TEXT, name_en, 0),
    CHOICE(catalogue_fee, basis, fee_basis_choices, MUST),
    F(catalogue_fee, FIELD_DONG, amount, 0),
    F(catalogue_fee, FIELD_DONG, amount_min, 0),
    F(catalogue_fee, FIELD_DONG, amount_max, 0),
    F(catalogue_fee, FIELD_INT, rate_milli, 0),
    F(catalogue_fee, FIELD_TEXT, item_vi, 0),
    F(catalogue_fee, FIELD_TEXT, item_en, 0),
    CHOICE(catalogue_fee, channel, channel_choices, MUST),
    F(catalogue_fee, FIELD_TEXT, effective_from, 0),
    F(catalogue_fee, FIELD_TEXT, effective_to, 0),
    CHOICE(catalogue_fee, certainty, certainty_choices, MUST),
    F(catalogue_fee, FIELD_TEXT, source, MUST),
};
static const struct record fee_record = RECORD("catalogue_fee", struct catalogue_fee, fee_fields);

static const struct field component_fields[] = {
    F(catalogue_component, FIELD_TEXT, procedure, OF),
    F(catalogue_component, FIELD_TEXT, code, MUST),
    F(catalogue_component, FIELD_TEXT, name_vi, MUST),
    F(catalogue_component, FIELD_TEXT, name_en, 0),
    CHOICE(catalogue_component, form, paper_form_choices, 0),
    F(catalogue_component, FIELD_TEXT, condition_vi, 0),
    F(catalogue_component, FIELD_TEXT, replaced_database, 0),
    F(catalogue_component, FIELD_TEXT, replaced_owner, 0),
    F(catalogue_component, FIELD_TEXT, replaced_basis, 0),
    CHOICE(catalogue_component, certainty, certainty_choices, MUST),
    F(catalogue_component, FIELD_TEXT, source, MUST),
};
static const struct record component_record =
    RECORD("catalogue_component", struct catalogue_component, component_fields);

static const struct field org_fields[] = {
    F(catalogue_org, FIELD_TEXT, code, MUST),    F(catalogue_org, FIELD_TEXT, name_vi, MUST),
    F(catalogue_org, FIELD_TEXT, name_en, MUST), CHOICE(catalogue_org, kind, org_kind_choices, MUST),
    F(catalogue_org, FIELD_TEXT, parent, 0),     F(catalogue_org, FIELD_TEXT, open_on, MUST),
    F(catalogue_org, FIELD_TEXT, close_on, 0),   F(catalogue_org, FIELD_TEXT, successor, 0),
    F(catalogue_org, FIELD_TEXT, province, 0),   F(catalogue_org, FIELD_TEXT, place, 0),
    F(catalogue_org, FIELD_TEXT, address, 0),    CHOICE(catalogue_org, certainty, certainty_choices, MUST),
    F(catalogue_org, FIELD_TEXT, source, MUST),
};
static const struct record org_record_of_catalogue = RECORD("catalogue_org", struct catalogue_org, org_fields);

static const struct field replacement_fields[] = {
    F(catalogue_replacement, FIELD_TEXT, old_code, MUST),
    F(catalogue_replacement, FIELD_TEXT, new_code, 0),
    F(catalogue_replacement, FIELD_TEXT, name_vi, 0),
    CHOICE(catalogue_replacement, certainty, certainty_choices, MUST),
    F(catalogue_replacement, FIELD_TEXT, source, MUST),
};
static const struct record replacement_record =
    RECORD("catalogue_replacement", struct catalogue_replacement, replacement_fields);

static const struct field workflow_fields[] = {
    F(catalogue_workflow, FIELD_TEXT, procedure, MUST),
    F(catalogue_workflow, FIELD_TEXT, province, 0),
    F(catalogue_workflow, FIELD_TEXT, variant, MUST),
    F(catalogue_workflow, FIELD_TEXT, name_vi, MUST),
    F(catalogue_workflow, FIELD_TEXT, name_en, MUST),
    F(catalogue_workflow, FIELD_TEXT, term, MUST),
    CHOICE(catalogue_workflow, certainty, certainty_choices, MUST),
    F(catalogue_workflow, FIELD_TEXT, source, MUST),
    F(catalogue_workflow, FIELD_TEXT, note, 0),
    F(catalogue_workflow, FIELD_JSON, steps, MUST),
};
static const struct record workflow_record = RECORD("catalogue_workflow", struct catalogue_workflow, workflow_fields);

static const struct field step_fields[] = {
    F(catalogue_step, FIELD_TEXT, name_vi, MUST),
    F(catalogue_step, FIELD_TEXT, name_en, MUST),
    CHOICE(catalogue_step, kind, workflow_step_choices, MUST),
    CHOICE(catalogue_step, role, role_choices, MUST),
    F(catalogue_step, FIELD_INT, share_milli, MUST),
    F(catalogue_step, FIELD_TEXT, limit, 0),
    CHOICE(catalogue_step, on_limit, on_limit_choices, 0),
    CHOICE(catalogue_step, certainty, certainty_choices, MUST),
};
static const struct record step_record = RECORD("catalogue_step", struct catalogue_step, step_fields);

static const struct field publication_fields[] = {
    F(catalogue_publication, FIELD_TEXT, decision, MUST),
    F(catalogue_publication, FIELD_TEXT, province, MUST),
    F(catalogue_publication, FIELD_TEXT, published_on, MUST),
    F(catalogue_publication, FIELD_TEXT, code, MUST),
    F(catalogue_publication, FIELD_TEXT, name_vi, MUST),
    CHOICE(catalogue_publication, service, service_choices, 0),
    CHOICE(catalogue_publication, standing, standing_choices, MUST),
    F(catalogue_publication, FIELD_TEXT, term, 0),
    F(catalogue_publication, FIELD_JSON, shares_milli, 0),
    LONG(catalogue_publication, legal_basis, 0),
    CHOICE(catalogue_publication, certainty, certainty_choices, MUST),
    F(catalogue_publication, FIELD_TEXT, source, MUST),
    LONG(catalogue_publication, note, 0),
};
static const struct record publication_record =
    RECORD("catalogue_publication", struct catalogue_publication, publication_fields);

const struct catalogue_list_type catalogue_list_types[LIST_COUNT] = {
    [LIST_FIELDS] = {"fields", &field_record, sizeof(struct catalogue_field), 0, true},
    [LIST_PROCEDURES] = {"procedures", &procedure_record, sizeof(struct catalogue_procedure), 0, true},
    [LIST_CLOCKS] = {"clocks", &clock_record, sizeof(struct catalogue_clock), 0, false},
    [LIST_FEES] = {"fees", &fee_record, sizeof(struct catalogue_fee), 0, false},
    [LIST_COMPONENTS] = {"components", &component_record, sizeof(struct catalogue_component), 0, false},
    [LIST_ORGS] = {"organisations", &org_record_of_catalogue, sizeof(struct catalogue_org), 0, true},
    [LIST_REPLACEMENTS] = {"replacements", &replacement_record, sizeof(struct catalogue_replacement), 0, true},
    [LIST_WORKFLOWS] = {"workflows", &workflow_record, sizeof(struct catalogue_workflow), 0, true},
    [LIST_STEPS] = {"steps", &step_record, sizeof(struct catalogue_step), 0, false},
    [LIST_PUBLICATIONS] = {"publications", &publication_record, sizeof(struct catalogue_publication), 0, true},
    [LIST_COMPLETE] = {"complete", &procedure_file_record, sizeof(struct catalogue_complete),
                       offsetof(struct catalogue_complete, file), false},
    [LIST_COMPLETE_CASES] = {"variants", &variant_file_record, sizeof(struct catalogue_case),
                             offsetof(struct catalogue_case, file), false},
    [LIST_COMPLETE_COMPONENTS] = {"components", &procedure_component_record, sizeof(struct catalogue_part),
                                  offsetof(struct catalogue_part, of), false},
    [LIST_COMPLETE_STEPS] = {"steps", &procedure_step_record, sizeof(struct catalogue_part),
                             offsetof(struct catalogue_part, of), false},
    [LIST_COMPLETE_EFORMS] = {"eforms", &procedure_eform_record, sizeof(struct catalogue_part),
                              offsetof(struct catalogue_part, of), false},
    [LIST_COMPLETE_RULES] = {"rules", &procedure_rule_file_record, sizeof(struct catalogue_part),
                             offsetof(struct catalogue_part, of), false},
};
