/* What a check amounts to, from the counters of its tests. Weighing answers one of:
 *   WAIT   nothing yet            HOLDS  nothing against it yet (never, nope, count("==0"))
 *   MET    fulfilled, but one more event could undo it (count("==1"))
 *   PASS, FAIL, MISSED, ERROR     certain */
#include "exercise/judge_inside.h"

#include <stdlib.h>
#include <string.h>

static struct outcome weigh_event(const struct judge *j, const struct event_test *t)
{
    const struct tracker *own = &j->trackers[t->index];
    if (t->most >= 0 && own->count > t->most) {
        return (struct outcome){FAIL, own->exceeded};
    }
    if (own->count >= t->least) {
        return (struct outcome){t->most < 0 ? PASS : own->count == 0 ? HOLDS : MET, own->reached};
    }
    return own->late ? (struct outcome){MISSED, {0, 0, own->due}} : (struct outcome){.weight = WAIT};
}

static struct outcome weigh_never(const struct judge *j, const struct want *w)
{
    const struct tracker *event = &j->trackers[w->event->index];
    if (event->count == 0) {
        return (struct outcome){.weight = HOLDS};
    }
    const struct tracker *before = w->before == NULL ? NULL : &j->trackers[w->before->index];
    bool allowed = before != NULL && before->count > 0 && before->first.seq < event->first.seq;
    return (struct outcome){allowed ? HOLDS : FAIL, event->first};
}

static struct outcome weigh_field(const struct judge *j, const struct want *w)
{
    const struct field_state *state = &j->fields[w->field_index];
    enum weight weight = state->error ? ERROR : state->failed ? FAIL : state->passed ? PASS : WAIT;
    return (struct outcome){weight, state->when};
}

static struct outcome later(struct outcome a, struct outcome b)
{
    return b.when.seq > a.when.seq ? b : a;
}

static struct outcome weigh_all(const struct judge *j, const struct want *w)
{
    struct outcome latest = {.weight = HOLDS};
    bool counts[ERROR + 1] = {false};
    for (size_t i = 0; i < w->inner_count; i++) {
        struct outcome o = judge_weigh(j, w->inner[i]);
        if (o.weight == FAIL || o.weight == MISSED) {
            return o;
        }
        counts[o.weight] = true;
        latest = later(latest, o);
    }
    if (counts[ERROR]) {
        latest.weight = ERROR;
    } else if (counts[WAIT]) {
        latest.weight = WAIT;
    } else if (counts[MET] || (counts[PASS] && counts[HOLDS])) {
        latest.weight = MET;
    } else {
        latest.weight = counts[PASS] ? PASS : HOLDS;
    }
    return latest;
}

static struct outcome weigh_any(const struct judge *j, const struct want *w)
{
    static const enum weight order[] = {PASS, MET, HOLDS, ERROR, WAIT};
    struct outcome by_weight[ERROR + 1];
    bool counts[ERROR + 1] = {false};
    struct outcome last = {.weight = WAIT};
    for (size_t i = 0; i < w->inner_count; i++) {
        struct outcome o = judge_weigh(j, w->inner[i]);
        if (!counts[o.weight]) {
            by_weight[o.weight] = o;
            counts[o.weight] = true;
        }
        last = i == 0 ? o : later(last, o);
    }
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++) {
        if (counts[order[k]]) {
            return by_weight[order[k]];
        }
    }
    return last;
}

static struct outcome weigh_nope(const struct judge *j, const struct want *w)
{
    struct outcome o = w->inner_count == 0 ? (struct outcome){.weight = ERROR} : judge_weigh(j, w->inner[0]);
    switch (o.weight) {
    case PASS:
    case MET:
        o.weight = FAIL;
        break;
    case FAIL:
    case MISSED:
        o.weight = PASS;
        break;
    case HOLDS:
        o.weight = WAIT;
        break;
    case WAIT:
        o.weight = HOLDS;
        break;
    case ERROR:
        break;
    }
    return o;
}

struct outcome judge_weigh(const struct judge *j, const struct want *w)
{
    switch (w->kind) {
    case WANT_EVENT:
        return weigh_event(j, w->event);
    case WANT_FIELD:
        return weigh_field(j, w);
    case WANT_NEVER:
        return weigh_never(j, w);
    case WANT_ALL:
        return weigh_all(j, w);
    case WANT_ANY:
        return weigh_any(j, w);
    case WANT_NOPE:
        return weigh_nope(j, w);
    case WANT_ASK:
        break;
    }
    return (struct outcome){.weight = ERROR};
}

/* ---- fields ---- */

/* The value of a field: what events carried, else what the caller says. *known false: not to be had now. */
static const char *value_of(struct feeding *f, const struct field_ref *field, bool *known, bool *error)
{
    const struct slot_state *slot = &f->j->slots[field->slot];
    int64_t id = field->dossier < 0 ? 0 : f->j->dossiers[field->dossier];
    *known = slot->known;
    if (slot->known || f->fields == NULL || f->fields->field == NULL || id == 0) {
        return slot->known ? slot->text : NULL;
    }
    struct op inner;
    op_init(&inner, f->op->arena, f->op->id, f->op->lang);
    const char *text = f->fields->field(f->fields->self, &inner, id, field->path);
    if (op_failed(&inner)) {
        *error = true;
        return NULL;
    }
    *known = text != NULL;
    return text;
}

/* Instants as instants, numbers as numbers, everything else as text. */
static int compare_values(const char *a, const char *b)
{
    struct instant ta, tb;
    if (instant_parse(a, &ta) && instant_parse(b, &tb)) {
        return instant_compare(ta, tb);
    }
    char *end_a, *end_b;
    double na = strtod(a, &end_a), nb = strtod(b, &end_b);
    if (end_a != a && *end_a == '\0' && end_b != b && *end_b == '\0') {
        return (na > nb) - (na < nb);
    }
    return strcmp(a, b);
}

/* A constant as text. */
static const char *constant(struct op *op, const struct json *value)
{
    if (value == NULL) {
        return NULL;
    }
    return value->kind == JSON_TEXT ? value->text : json_text(op, value);
}

/* `*` stands for any text, `?` for one byte; the whole value must match. Linear in both, but for one `*` looked back to. */
static bool matches(const char *text, const char *rule)
{
    const char *star = NULL, *back = NULL;
    while (*text != '\0') {
        if (*rule == '*') {
            star = rule++;
            back = text;
        } else if (*rule == '?' || *rule == *text) {
            rule++;
            text++;
        } else if (star != NULL) {
            rule = star + 1;
            text = ++back;
        } else {
            return false;
        }
    }
    while (*rule == '*') {
        rule++;
    }
    return *rule == '\0';
}

static bool compare_fields(enum field_op op, const char *left, const char *right)
{
    switch (op) {
    case FIELD_EQUALS:
        return compare_values(left, right) == 0;
    case FIELD_AFTER:
        return compare_values(left, right) > 0;
    case FIELD_BEFORE:
        return compare_values(left, right) < 0;
    case FIELD_MATCHES:
        return matches(left, right);
    case FIELD_NO_TEST:
        break;
    }
    return false;
}

static void look_at_field(struct feeding *f, const struct want *w, struct moment now)
{
    struct field_state *state = &f->j->fields[w->field_index];
    if (state->passed || state->failed || state->error) {
        return;
    }
    bool known_left, known_right = true, error = w->op == FIELD_NO_TEST || (w->other.path == NULL && w->value == NULL);
    const char *left = value_of(f, &w->field, &known_left, &error);
    const char *right = w->other.path != NULL ? value_of(f, &w->other, &known_right, &error) : constant(f->op, w->value);
    state->error = error;
    if (error || !known_left || !known_right || left == NULL || right == NULL) {
        state->known_false = false;
        return;
    }
    state->passed = compare_fields(w->op, left, right);
    state->known_false = !state->passed && (w->op == FIELD_BEFORE || w->op == FIELD_AFTER);
    state->when = now;
}

void judge_look_at_fields(struct feeding *f, const struct want *w, struct moment now)
{
    if (w->kind == WANT_FIELD) {
        look_at_field(f, w, now);
    }
    for (size_t i = 0; i < w->inner_count; i++) {
        judge_look_at_fields(f, w->inner[i], now);
    }
}
