#include "catalogue/procedure_rule.h"

#include "core_sql.h"

#include <stddef.h>

static const char *const rule_codes[] = {
#define X(rule, code) [rule] = code,
    PROCEDURE_RULES(X)
#undef X
};
static const struct choices rule_choices = {rule_codes, PROCEDURE_RULE_COUNT};
static const char *const certainty_codes[] = {"found", "recalled", "inferred", "authored"};
static const struct choices certainty_choices = {certainty_codes, sizeof certainty_codes / sizeof certainty_codes[0]};

static const struct field file_fields[] = {
    {.name = "rule", .kind = FIELD_CHOICE, .offset = offsetof(struct procedure_rule_file, rule), .flags = FIELD_REQUIRED, .choices = &rule_choices},
    {.name = "certainty", .kind = FIELD_CHOICE, .offset = offsetof(struct procedure_rule_file, certainty), .flags = FIELD_REQUIRED,
     .choices = &certainty_choices},
    {.name = "source", .kind = FIELD_TEXT, .offset = offsetof(struct procedure_rule_file, source), .flags = FIELD_REQUIRED, .max = 500},
};
const struct record procedure_rule_file_record = RECORD("procedure_rule", struct procedure_rule_file, file_fields);

const char *procedure_rule_name(enum procedure_rule_code rule)
{
    return rule_codes[rule];
}

bool procedure_rules(struct op *op, struct db *db, int64_t version, struct procedure_rule out[PROCEDURE_RULE_COUNT])
{
    struct stmt *s = db_use(op, db, &sql_rules);
    if (s == NULL) {
        return false;
    }
    for (int i = 0; i < PROCEDURE_RULE_COUNT; i++) {
        out[i] = (struct procedure_rule){.rule = i};
    }
    bind_int(s, "version", version);
    while (stmt_row(s)) {
        int rule = choice_find(&rule_choices, col_text(s, "rule"));
        must(rule >= 0); /* CHECK in the schema */
        out[rule].certainty = col_text(s, "certainty");
        out[rule].source = col_text(s, "source");
    }
    return stmt_done(s);
}

const char *procedure_rule_source(struct op *op, struct db *db, int64_t version, enum procedure_rule_code rule)
{
    struct procedure_rule rules[PROCEDURE_RULE_COUNT];
    if (!procedure_rules(op, db, version, rules)) {
        return NULL;
    }
    return rules[rule].source != NULL ? rules[rule].source : arena_printf(op->arena, "@procedure.rule_source.%s", rule_codes[rule]);
}

static bool add(struct op *op, struct db *db, const struct procedure_rule_file *f, int64_t version)
{
    struct stmt *s = db_use(op, db, &sql_rule_add);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "version", version);
    bind_text(s, "rule", rule_codes[f->rule]);
    bind_text(s, "certainty", certainty_codes[f->certainty]);
    bind_text(s, "source", f->source);
    return stmt_run(s, NULL);
}

bool procedure_rules_load(struct op *op, struct db *db, const struct json *list, int64_t version)
{
    bool seen[PROCEDURE_RULE_COUNT] = {false};
    for (const struct json *node = list == NULL ? NULL : list->first; node != NULL; node = node->next) {
        struct procedure_rule_file f;
        if (!record_from_json(op, &procedure_rule_file_record, node, &f)) {
            return false;
        }
        if (seen[f.rule]) {
            return fail_field(op, E_INPUT, "rules", "procedure.rule_twice", "rule", rule_codes[f.rule], NULL);
        }
        seen[f.rule] = true;
        if (!add(op, db, &f, version)) {
            return false;
        }
    }
    return true;
}
