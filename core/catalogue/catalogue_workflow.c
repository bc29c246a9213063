/* Step tables: of the provinces, and of the complete procedures with their cases. The steps that count add up to the printed term;
 * what the applicant does is never counted; a step that ends the procedure by itself says when; a dossier can get through a complete
 * table, and each step is done by a role that may. And the e-forms of the complete procedures:
 * each can be published. */
#include "account/role.h"
#include "base/text.h"
#include "catalogue/browse.h"
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

/* Who may do a step of that kind: what the acts of dossier/lifecycle.c allow (a test holds them together). */
#define ONE(role) ROLE_BIT(role)
#define OFFICERS                                                                                                       \
    (ONE(ROLE_ONE_STOP_OFFICER) | ONE(ROLE_DIVISION_HEAD) | ONE(ROLE_SPECIALIST) | ONE(ROLE_DIRECTOR) |                \
     ONE(ROLE_COMMITTEE) | ONE(ROLE_CLERK))
static const unsigned kind_roles[] = {
    [STEP_INTAKE] = ONE(ROLE_ONE_STOP_OFFICER) | ONE(ROLE_SPECIALIST),
    [STEP_ASSIGN] = ONE(ROLE_DIVISION_HEAD),
    [STEP_APPRAISE] = OFFICERS,
    [STEP_REVIEW] = ONE(ROLE_DIVISION_HEAD),
    [STEP_SIGN] = ONE(ROLE_DIRECTOR) | ONE(ROLE_COMMITTEE),
    [STEP_ISSUE] = ONE(ROLE_CLERK),
    [STEP_DECIDE] = ONE(ROLE_DIRECTOR) | ONE(ROLE_COMMITTEE),
    [STEP_RETURN] = ONE(ROLE_ONE_STOP_OFFICER) | ONE(ROLE_SPECIALIST),
    [STEP_COUNCIL] = OFFICERS,
    [STEP_OPINION] = OFFICERS,
    [STEP_INSPECT] = OFFICERS,
    [STEP_APPLICANT] = ONE(ROLE_APPLICANT),
};
unsigned step_kind_roles(int kind)
{
    return kind_roles[kind];
}

static void check_choice(struct catalogue *c, const struct catalogue_at *at, const char *field, const char *value, const char *choices)
{
    size_t n = value == NULL ? 0 : strlen(value);
    const char *found = value == NULL ? NULL : strstr(choices, value);
    if (value == NULL || (n > 0 && found != NULL && (found == choices || found[-1] == ' ') && (found[n] == ',' || found[n] == '\0'))) {
        return;
    }
    struct error_arg arg = {"choices", choices};
    catalogue_find(c, RULE_FIELD, at, field, "what", text_format(c->op->arena, c->op->lang, "field.choice", &arg, 1), NULL);
}

static void check_own_step(struct catalogue *c, const struct catalogue_part *p)
{
    const struct procedure_step *s = &p->of.step;
    if (s->kind < 0 || s->role < 0) {
        return; /* not read: told already */
    }
    if (s->kind == STEP_APPLICANT && s->share_milli != 0) {
        catalogue_find(c, RULE_APPLICANT, &p->at, "share_milli", "days", days(c, s->share_milli), NULL);
    }
    if (s->on_limit != NULL && s->limit_term == NULL) {
        catalogue_find(c, RULE_LIMIT, &p->at, "limit_term", NULL);
    }
    check_choice(c, &p->at, "on_limit", s->on_limit, "stop");
    if ((kind_roles[s->kind] & ROLE_BIT((unsigned)s->role)) == 0) {
        catalogue_find(c, RULE_STEP_ROLE, &p->at, "role", "role", arena_printf(c->op->arena, "@role.%s", role_choices.codes[s->role]), "kind",
                       arena_printf(c->op->arena, "@catalogue.step.%s", step_kind_choices.codes[s->kind]), NULL);
    }
}

/* A dossier enters at the first step, is decided once, and leaves at the last. */
struct frame {
    size_t count, decisions, appraisals, misplaced;
    int last, before_last;
};

static void frame_add(struct frame *f, const struct catalogue_part *p)
{
    int kind = p->of.step.kind;
    f->misplaced += (f->count > 0 && kind == STEP_INTAKE) || (f->count > 0 && f->last == STEP_RETURN) ||
                    (f->count == 0 && kind != STEP_INTAKE && kind != STEP_APPRAISE);
    f->decisions += kind == STEP_DECIDE;
    f->appraisals += kind == STEP_APPRAISE && f->decisions == 0;
    f->before_last = f->last;
    f->last = kind;
    f->count++;
}
static bool frame_holds(const struct frame *f)
{
    return f->count >= 3 && f->misplaced == 0 && f->decisions == 1 && f->appraisals > 0 && f->last == STEP_RETURN && f->before_last == STEP_DECIDE;
}

static void check_table(struct catalogue *c, const void *table, const struct catalogue_at *at, const char *term)
{
    const struct catalogue_rows *steps = &c->lists[LIST_COMPLETE_STEPS];
    struct frame frame = {.last = -1, .before_last = -1};
    int64_t sum = 0;
    for (size_t i = 0; i < steps->count; i++) {
        const struct catalogue_part *p = steps->items[i];
        if (p->table == table) {
            sum += p->of.step.share_milli;
            frame_add(&frame, p);
            check_own_step(c, p);
        }
    }
    if (frame.count == 0) {
        catalogue_find(c, RULE_NO_STEPS, at, "steps", NULL);
        return;
    }
    check_sum(c, at, "steps", term, sum);
    if (!frame_holds(&frame)) {
        catalogue_find(c, RULE_FRAME, at, "steps", NULL);
    }
}

/* Months are for the catalogue alone: the deadline engine does not count them. */
static void check_counted(struct catalogue *c, const struct catalogue_at *at, const char *field, const char *text)
{
    struct term term;
    bool months = false;
    if (text != NULL && catalogue_term(c, text, &term, &months) && months) {
        catalogue_find(c, RULE_TERM, at, field, "text", text, NULL);
    }
}

static void check_complete(struct catalogue *c, const struct catalogue_complete *p)
{
    check_table(c, p, &p->at, p->file.term);
    check_counted(c, &p->at, "term", p->file.term);
    check_counted(c, &p->at, "intake", p->file.intake);
    check_counted(c, &p->at, "silence_term", p->file.silence_term);
    check_choice(c, &p->at, "supplement_policy", p->file.supplement_policy, "restart, pause");
    check_choice(c, &p->at, "fee_stage", p->file.fee_stage, "first, after, release");
    if (p->file.code != NULL && catalogue_procedure_find(c, p->file.code) == NULL) {
        catalogue_find(c, RULE_UNKNOWN, &p->at, "code", "text", p->file.code, NULL);
    }
    if (p->file.replaced_by != NULL && p->file.code != NULL && strcmp(p->file.replaced_by, p->file.code) == 0) {
        catalogue_find(c, RULE_LOOP, &p->at, "replaced_by", "code", p->file.code, NULL);
    } else if (p->file.replaced_by != NULL && catalogue_procedure_find(c, p->file.replaced_by) == NULL) {
        catalogue_find(c, RULE_UNKNOWN, &p->at, "replaced_by", "text", p->file.replaced_by, NULL);
    }
}

/* The usual case wherever there is no other is the version's own table. */
static void check_not_own(struct catalogue *c, const struct catalogue_case *v)
{
    if (v->file.province == NULL && v->file.code != NULL && strcmp(v->file.code, VARIANT_STANDARD) == 0) {
        catalogue_find(c, RULE_TWICE, &v->at, "code", "text", v->file.code, "file", v->procedure->at.file, "row", "steps", NULL);
    }
}

static void check_complete_all(struct catalogue *c)
{
    for (size_t i = 0; i < c->lists[LIST_COMPLETE].count; i++) {
        check_complete(c, c->lists[LIST_COMPLETE].items[i]);
    }
    for (size_t i = 0; i < c->lists[LIST_COMPLETE_CASES].count; i++) {
        const struct catalogue_case *v = c->lists[LIST_COMPLETE_CASES].items[i];
        check_table(c, v, &v->at, v->file.term);
        check_counted(c, &v->at, "term", v->file.term);
        check_not_own(c, v);
    }
    for (size_t i = 0; i < c->lists[LIST_COMPLETE_COMPONENTS].count; i++) {
        const struct catalogue_part *p = c->lists[LIST_COMPLETE_COMPONENTS].items[i];
        check_choice(c, &p->at, "kind", p->of.component.kind, "original, copy, certified-copy, electronic");
        check_choice(c, &p->at, "handling", p->of.component.handling, "file, show, opinion, secret");
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

/* Reports count by the name of the field, so a playable version says it as the catalogue does. NULL: it does, or nothing is known. */
static const char *another_field(const struct catalogue *c, const struct catalogue_complete *p)
{
    const struct catalogue_procedure *row = p->file.code == NULL ? NULL : catalogue_procedure_find(c, p->file.code);
    for (size_t i = 0; row != NULL && row->field != NULL && p->file.field != NULL && i < c->lists[LIST_FIELDS].count; i++) {
        const struct catalogue_field *f = c->lists[LIST_FIELDS].items[i];
        if (f->code != NULL && f->name_vi != NULL && strcmp(f->code, row->field) == 0) {
            return strcmp(f->name_vi, p->file.field) == 0 ? NULL : f->name_vi;
        }
    }
    return NULL;
}

static void check_field(struct catalogue *c, const struct catalogue_complete *p)
{
    const char *name = another_field(c, p);
    if (name != NULL) {
        catalogue_find(c, RULE_COMPLETE_FIELD, &p->at, "field", "text", p->file.field, "name", name, NULL);
    }
}

void catalogue_check_workflows(struct catalogue *c)
{
    check_workflow_sums(c);
    check_complete_all(c);
    for (size_t i = 0; i < c->lists[LIST_COMPLETE].count; i++) {
        const struct catalogue_complete *p = c->lists[LIST_COMPLETE].items[i];
        bool said = false;
        check_field(c, p);
        struct term term;
        bool months = false, is_term = p->file.term != NULL && catalogue_term(c, p->file.term, &term, &months);
        if (p->file.code != NULL && is_term && !agrees(c, p, &said) && said) {
            catalogue_find(c, RULE_COMPLETE_TERM, &p->at, "term", "term", browse_term(c->op, p->file.term), NULL);
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
