/* Names of the office: events with their members, acts with their inputs, seats with what their role may do. All of it is
 * asked of the office's own tables (act/act.h, act/event.h, the dossier's record), so lint cannot fall behind them. */
#include "account/role.h"
#include "act/act.h"
#include "act/event.h"
#include "base/text.h"
#include "dossier/dossier.h"
#include "exercise/judge.h"
#include "exercise/lint_inside.h"

#include <stdio.h>
#include <string.h>

#define INPUT_BYTES_MAX 512

/* ---- seats and roles ---- */

static unsigned role_bit_of(const struct exercise *ex, int seat)
{
    int role = seat < 0 || ex->cast[seat].role == NULL ? -1 : role_find(ex->cast[seat].role);
    return role < 0 ? 0 : ROLE_BIT((unsigned)role);
}

/* Roles whose acts may write the event; all ones where no act does (the clock writes it). */
static unsigned roles_that_cause(const char *event)
{
    unsigned roles = 0;
    const struct act_def *act;
    for (size_t i = 0; (act = act_at(i)) != NULL; i++) {
        for (size_t e = 0; e < ACT_EVENTS_MAX && act->events[e] != NULL; e++) {
            roles |= strcmp(act->events[e], event) == 0 ? act->roles : 0;
        }
    }
    return roles == 0 ? ~0u : roles;
}

/* Roles that some member of the cast who is no trainee has. */
static unsigned bot_roles(const struct exercise *ex)
{
    unsigned roles = 0;
    for (size_t i = 0; i < ex->cast_count; i++) {
        roles |= ex->cast[i].kind == PERSONA_TRAINEE ? 0 : role_bit_of(ex, (int)i);
    }
    return roles;
}

bool lint_bots_could(const struct exercise *ex, const struct want *w)
{
    bool could = true;
    switch (w->kind) {
    case WANT_EVENT:
        return !exercise_is_person(ex, w->event->by) && (roles_that_cause(w->event->name) & bot_roles(ex)) != 0;
    case WANT_ALL:
        for (size_t i = 0; i < w->inner_count; i++) {
            could = could && lint_bots_could(ex, w->inner[i]);
        }
        return could;
    case WANT_ANY:
        could = w->inner_count == 0;
        for (size_t i = 0; i < w->inner_count; i++) {
            could = could || lint_bots_could(ex, w->inner[i]);
        }
        return could;
    case WANT_ASK:
        return false;
    case WANT_FIELD:
    case WANT_NEVER:
    case WANT_NOPE:
        break;
    }
    return true;
}

/* ---- events ---- */

static bool about_dossier(const char *event)
{
    return strncmp(event, "dossier.", 8) == 0 || strncmp(event, "form", 4) == 0;
}

static bool event_has_field(const struct event_def *def, const char *path)
{
    size_t n = strcspn(path, ".");
    for (size_t i = 0; i < EVENT_FIELDS_MAX && def->fields[i] != NULL; i++) {
        if (strlen(def->fields[i]) == n && strncmp(def->fields[i], path, n) == 0) {
            return true;
        }
    }
    return false;
}

static const char *join(struct op *op, const char *const *names, size_t max)
{
    struct strbuf b;
    strbuf_init(&b, op->arena, 2000);
    for (size_t i = 0; i < max && names[i] != NULL; i++) {
        strbuf_puts(&b, i == 0 ? "" : ", ");
        strbuf_puts(&b, names[i]);
    }
    return b.data;
}

static void test_names(struct linting *l, const struct event_test *t, const struct event_def *def)
{
    for (size_t i = 0; i < t->with_count; i++) {
        if (!event_has_field(def, t->with[i].path)) {
            lint_error(l, t->line, "unknown_member", "name", t->with[i].path, "event", t->name, "known",
                       join(l->op, def->fields, EVENT_FIELDS_MAX), NULL);
        }
    }
    if (t->by_name != NULL && t->by < 0) {
        lint_error(l, t->line, "unknown_seat", "name", t->by_name, NULL);
    } else if (t->by >= 0 && (roles_that_cause(t->name) & role_bit_of(l->ex, t->by)) == 0) {
        lint_error(l, t->line, "seat_cannot_cause", "seat", t->by_name, "event", t->name, NULL);
    }
}

static void test_values(struct linting *l, const struct event_test *t)
{
    if (t->least < 0) {
        lint_error(l, t->line, "bad_count", "text", t->count_text, NULL);
    }
    if (span_is_set(&t->within) && t->within.working_ms == 0 && t->within.term.milli == 0) {
        lint_error(l, t->line, "bad_span", "text", t->within.text, NULL);
    }
    if (t->dossier_name != NULL && t->dossier < 0) {
        lint_error(l, t->line, "unknown_dossier", "name", t->dossier_name, NULL);
    } else if (t->dossier < 0 && l->ex->steps[t->step].dossier_unclear && about_dossier(t->name)) {
        lint_error(l, t->line, "dossier_unclear", "what", t->name, NULL);
    }
}

static bool is_refusal(const char *seen)
{
    enum error_code code;
    size_t n = sizeof JUDGE_REFUSAL - 1;
    return strncmp(seen, JUDGE_REFUSAL, n) == 0 && error_code_find(seen + n, &code);
}

void lint_tests(struct linting *l)
{
    for (size_t i = 0; i < l->ex->test_count; i++) {
        const struct event_test *t = l->ex->tests[i];
        const struct event_def *def = event_def_find(t->name);
        if (def == NULL) {
            lint_error(l, t->line, "unknown_event", "name", t->name, NULL);
        } else {
            test_names(l, t, def);
        }
        test_values(l, t);
    }
    for (size_t s = 0; s < l->ex->step_count; s++) {
        const struct exercise_step *step = &l->ex->steps[s];
        for (size_t h = 0; h < step->hint_count; h++) {
            const char *seen = step->hints[h].seen;
            if (seen != NULL && !is_refusal(seen) && event_def_find(seen) == NULL) {
                lint_error(l, step->hints[h].line, "unknown_event", "name", seen, NULL);
            }
        }
    }
}

/* ---- fields ---- */

static void one_field(struct linting *l, const struct exercise_step *step, const struct field_ref *f, int line)
{
    bool known = false;
    for (size_t i = 0; strncmp(f->path, "dossier.", 8) == 0 && i < dossier_record.count; i++) {
        known = known || strcmp(f->path + 8, dossier_record.fields[i].name) == 0;
    }
    if (!known) {
        lint_error(l, line, "unknown_field", "name", f->path, NULL);
    }
    if (f->dossier_name != NULL && f->dossier < 0) {
        lint_error(l, line, "unknown_dossier", "name", f->dossier_name, NULL);
    } else if (f->dossier < 0) {
        lint_error(l, line, step->dossier_unclear ? "dossier_unclear" : "no_dossier", "what", f->path, NULL);
    }
}

void lint_fields(struct linting *l, const struct exercise_step *step, const struct want *want)
{
    one_field(l, step, &want->field, want->line);
    if (want->op == FIELD_NO_TEST) {
        lint_error(l, want->line, "field_without_test", "name", want->field.path, NULL);
    }
    if (want->other.path != NULL) {
        one_field(l, step, &want->other, want->line);
    }
}

/* ---- acts ---- */

static const struct field *field_of(const struct record *record, const char *name)
{
    for (size_t i = 0; i < record->count; i++) {
        if (strcmp(record->fields[i].name, name) == 0) {
            return &record->fields[i];
        }
    }
    return NULL;
}

/* Reads the input as the act would, with some dossier in its place. */
static void act_input(struct linting *l, const struct action *a, const struct act_def *def)
{
    if (def->input == NULL) {
        return;
    }
    _Alignas(16) unsigned char data[INPUT_BYTES_MAX];
    must(def->input->size <= sizeof data);
    struct op inner;
    op_init(&inner, l->op->arena, l->op->id, l->op->lang);
    const char *text = exercise_act_input(&inner, a, field_of(def->input, "dossier") == NULL ? 0 : 1);
    const struct json *node = json_parse(&inner, text, strlen(text));
    if (node != NULL && record_from_json(&inner, def->input, node, data)) {
        return;
    }
    for (const struct field_error *e = inner.error.fields; e != NULL; e = e->next) {
        lint_error(l, a->line, "bad_input", "act", a->name, "field", e->field, "message",
                   text_format(l->op->arena, l->op->lang, e->key, e->args, e->arg_count), NULL);
    }
}

static void one_act(struct linting *l, const struct action *a, bool unclear)
{
    const struct act_def *def = act_find(a->name);
    if (a->seat < 0) {
        lint_error(l, a->line, "unknown_seat", "name", a->seat_name, NULL);
    }
    if (def == NULL) {
        lint_error(l, a->line, "unknown_act", "name", a->name, NULL);
        return;
    }
    if (a->seat >= 0 && (def->roles & role_bit_of(l->ex, a->seat)) == 0) {
        lint_error(l, a->line, "seat_cannot_do", "seat", a->seat_name, "act", a->name, NULL);
    }
    if (def->input != NULL && field_of(def->input, "dossier") != NULL && a->dossier < 0 && a->dossier_name == NULL) {
        lint_error(l, a->line, unclear ? "dossier_unclear" : "no_dossier", "what", a->name, NULL);
    }
    act_input(l, a, def);
}

static void one_file(struct linting *l, const struct action *a)
{
    const struct cast_member *m = a->seat < 0 ? NULL : &l->ex->cast[a->seat];
    if (m == NULL) {
        lint_error(l, a->line, "unknown_seat", "name", a->seat_name, NULL);
    } else if (m->role == NULL || strcmp(m->role, "applicant") != 0) {
        lint_error(l, a->line, "filer_no_applicant", "seat", a->seat_name, NULL);
    }
    if (a->name[0] == '\0') {
        lint_error(l, a->line, "key_missing", "key", "procedure", NULL);
    }
}

static void one_action(struct linting *l, const struct action *a, bool unclear)
{
    if (a->dossier_name != NULL && a->dossier < 0 && a->kind != ACTION_FILE) {
        lint_error(l, a->line, "unknown_dossier", "name", a->dossier_name, NULL);
    }
    switch (a->kind) {
    case ACTION_ACT:
        one_act(l, a, unclear);
        break;
    case ACTION_FILE:
        one_file(l, a);
        break;
    case ACTION_JUMP:
        if (!a->next && instant_is_none(a->to) && !span_is_set(&a->span)) {
            lint_error(l, a->line, "bad_jump", "text", a->jump_text, NULL);
        }
        break;
    case ACTION_WAIT_FOR:
        if (event_def_find(a->name) == NULL) {
            lint_error(l, a->line, "unknown_event", "name", a->name, NULL);
        }
        break;
    case ACTION_ANNOUNCE:
        if (a->text.vi == NULL || a->text.en == NULL) {
            lint_error(l, a->line, "language_missing", "what", "announce", "lang", a->text.vi == NULL ? "vi" : "en", NULL);
        }
        break;
    }
}

static void action_list(struct linting *l, const struct action_list *list, bool unclear)
{
    for (size_t i = 0; i < list->count; i++) {
        one_action(l, &list->items[i], unclear);
    }
}

void lint_actions(struct linting *l)
{
    for (size_t s = 0; s < l->ex->step_count; s++) {
        const struct exercise_step *step = &l->ex->steps[s];
        action_list(l, &step->given, step->dossier_unclear);
        action_list(l, &step->solve, step->dossier_unclear);
        for (size_t m = 0; m < step->mistake_count; m++) {
            action_list(l, &step->mistakes[m].acts, step->dossier_unclear);
        }
    }
    for (size_t i = 0; i < l->ex->at_count; i++) {
        one_action(l, &l->ex->at[i].action, false);
    }
}
