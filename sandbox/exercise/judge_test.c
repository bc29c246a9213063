/* One event against one test. All differences are looked for, not only the first, because the nearest event is the one that
 * differs least, and the trainee is told every way in which it differed. */
#include "exercise/judge_inside.h"

#include "base/viet.h"

#include <stdio.h>
#include <string.h>

/* How far each difference puts an event away. Another dossier is another matter. */
static const int weights[] = {[DIFFERS_BY] = 1,    [DIFFERS_WITH] = 1,  [DIFFERS_LATE] = 1,
                              [DIFFERS_ORDER] = 1, [DIFFERS_EARLY] = 2, [DIFFERS_DOSSIER] = 4};

const struct json *judged_data(struct judged_event *e)
{
    if (!e->parsed) {
        struct op inner;
        op_init(&inner, e->op->arena, e->op->id, e->op->lang);
        const char *text = e->event->data == NULL ? "{}" : e->event->data;
        e->data = json_parse(&inner, text, strlen(text));
        e->parsed = true;
    }
    return e->data;
}

/* "owner.kind" -> the member of the member. */
static const struct json *member(const struct json *data, const char *path)
{
    char name[100];
    while (data != NULL) {
        const char *dot = strchr(path, '.');
        size_t n = dot == NULL ? strlen(path) : (size_t)(dot - path);
        if (n >= sizeof name) {
            return NULL;
        }
        memcpy(name, path, n);
        name[n] = '\0';
        data = json_get(data, name);
        if (dot == NULL) {
            return data;
        }
        path = dot + 1;
    }
    return NULL;
}

static bool list_has(const struct json *list, const struct json *item)
{
    for (const struct json *i = list->first; i != NULL; i = i->next) {
        if (i->kind == JSON_TEXT && item->kind == JSON_TEXT && strcmp(i->text, item->text) == 0) {
            return true;
        }
        if (i->kind == JSON_INT && item->kind == JSON_INT && i->integer == item->integer) {
            return true;
        }
    }
    return false;
}

static bool has_all(const struct json *list, const struct json *items)
{
    for (const struct json *i = items->first; i != NULL; i = i->next) {
        if (!list_has(list, i)) {
            return false;
        }
    }
    return true;
}

static bool equal_constant(const struct json *node, const struct condition *c)
{
    if (c->numeric) {
        return (node->kind == JSON_INT || node->kind == JSON_REAL) && !(node->real < c->number) && !(node->real > c->number);
    }
    if (c->value == NULL || node->kind != c->value->kind) {
        return false;
    }
    return node->kind == JSON_TEXT   ? strcmp(node->text, c->value->text) == 0
           : node->kind == JSON_BOOL ? node->boolean == c->value->boolean
                                     : node->kind == JSON_NULL;
}

static bool compare_number(const struct json *node, const struct condition *c)
{
    double n;
    if (node->kind == JSON_INT || node->kind == JSON_REAL) {
        n = node->real;
    } else if (node->kind == JSON_ARRAY) {
        n = (double)node->count; /* a list is compared by its length */
    } else {
        return false;
    }
    switch (c->op) {
    case IS_LESS:
        return n < c->number;
    case IS_AT_MOST:
        return n <= c->number;
    case IS_MORE:
        return n > c->number;
    case IS_AT_LEAST:
        return n >= c->number;
    case IS_EQUAL:
    case IS_SET:
    case HAS_ALL:
    case IS_NOT:
        break;
    }
    return false;
}

bool judge_condition_holds(const struct condition *c, const struct json *data, const struct json **actual)
{
    const struct json *node = member(data, c->path);
    *actual = node;
    if (node == NULL) {
        return c->op == IS_NOT;
    }
    switch (c->op) {
    case IS_EQUAL:
        return equal_constant(node, c);
    case IS_NOT:
        return !equal_constant(node, c);
    case IS_SET:
        return node->kind == JSON_ARRAY && has_all(node, c->value) && has_all(c->value, node);
    case HAS_ALL:
        return node->kind == JSON_ARRAY && c->value != NULL && has_all(node, c->value);
    case IS_LESS:
    case IS_AT_MOST:
    case IS_MORE:
    case IS_AT_LEAST:
        return compare_number(node, c);
    }
    return false;
}

/* Cut at a character boundary. */
static void copy_cut(char *out, size_t size, const char *text)
{
    size_t n = viet_fits(text, size - 1);
    memcpy(out, text, n);
    out[n] = '\0';
}

static void differ(struct near *near, enum difference_kind kind, size_t condition, const char *actual)
{
    near->weight += weights[kind];
    if (near->count < JUDGE_NEAR_MAX) {
        struct difference *d = &near->differences[near->count];
        d->kind = (unsigned char)kind;
        d->condition = (unsigned char)condition;
        copy_cut(d->actual, sizeof d->actual, actual == NULL ? "" : actual);
        near->count++;
    }
}

static bool other_dossier(const struct judge *j, const struct event_test *t, const struct event *e)
{
    if (t->dossier < 0) {
        return t->dossier_name != NULL; /* a name nobody knows */
    }
    if (e->dossier == 0 && t->dossier_name == NULL) {
        return false; /* an event about no dossier, and none was asked for by name */
    }
    return j->dossiers[t->dossier] == 0 || e->dossier != j->dossiers[t->dossier];
}

/* A member as people read it: lists without brackets. */
static const char *member_words(struct op *op, const struct json *node)
{
    if (node == NULL || node->kind != JSON_ARRAY) {
        return node == NULL ? "" : node->kind == JSON_TEXT ? node->text : json_text(op, node);
    }
    struct strbuf b;
    strbuf_init(&b, op->arena, 2000);
    for (const struct json *i = node->first; i != NULL; i = i->next) {
        strbuf_puts(&b, i == node->first ? "" : ", ");
        strbuf_puts(&b, member_words(op, i->kind == JSON_ARRAY ? NULL : i));
    }
    return b.data;
}

static void compare_data(const struct event_test *t, struct judged_event *e, struct near *near)
{
    for (size_t i = 0; i < t->with_count; i++) {
        const struct json *actual;
        if (!judge_condition_holds(&t->with[i], judged_data(e), &actual)) {
            differ(near, DIFFERS_WITH, i, member_words(e->op, actual));
        }
    }
}

/* All ways in which the event is not the one. */
static void compare(const struct judge *j, const struct event_test *t, struct judged_event *e, struct near *near)
{
    const struct event *event = e->event;
    const struct tracker *own = &j->trackers[t->index];
    const struct step_run *step = &j->steps[t->step];
    *near = (struct near){.seq = event->seq, .act = event->act};
    if (other_dossier(j, t, event)) {
        differ(near, DIFFERS_DOSSIER, 0, "");
    }
    if (!t->whole_attempt && (step->state == STEP_NOT_REACHED || event->act <= step->opened.act)) {
        differ(near, DIFFERS_EARLY, 0, "");
    }
    if (t->by_name != NULL && (event->account == NULL || strcmp(event->account, t->by_name) != 0)) {
        differ(near, DIFFERS_BY, 0, event->account);
    }
    compare_data(t, e, near);
    if (!instant_is_none(own->due) && instant_compare(event->at, own->due) > 0) {
        char text[INSTANT_TEXT];
        differ(near, DIFFERS_LATE, 0, instant_format(event->at, text));
    }
    if (t->after != NULL) {
        const struct tracker *before = &j->trackers[t->after->index];
        if (before->count == 0 || before->first.seq >= event->seq) {
            differ(near, DIFFERS_ORDER, 0, "");
        }
    }
}

bool judge_try_test(struct judge *j, const struct event_test *t, struct judged_event *e)
{
    struct tracker *own = &j->trackers[t->index];
    struct near near;
    compare(j, t, e, &near);
    if (near.weight > 0) {
        if (own->count == 0 && (own->near.seq == 0 || near.weight <= own->near.weight)) {
            own->near = near;
        }
        return false;
    }
    struct moment now = {e->event->seq, e->event->act, e->event->at};
    own->count++;
    own->near = (struct near){0};
    if (own->first.seq == 0) {
        own->first = now;
    }
    if (own->count == (t->least > 1 ? t->least : 1)) {
        own->reached = now;
    }
    if (t->most >= 0 && own->count == t->most + 1) {
        own->exceeded = now;
    }
    return true;
}

/* ---- fields ---- */

/* Members of event data that are fields of the dossier of the same name. */
static const char *const carried[] = {"due_at", "acceptance_due_at", "code", "procedure", "channel"};
/* Events whose time is a field. */
static const struct {
    const char *event, *path;
} times[] = {{"dossier.filed", "dossier.submitted_at"},
             {"dossier.accepted", "dossier.accepted_at"},
             {"dossier.handed_over", "dossier.transferred_at"},
             {"dossier.completed", "dossier.completed_at"},
             {"dossier.returned", "dossier.returned_at"}};

static void keep(struct slot_state *slot, const char *text)
{
    slot->known = true;
    copy_cut(slot->text, sizeof slot->text, text);
}

static void keep_carried(struct slot_state *slot, const char *path, struct judged_event *e)
{
    for (size_t i = 0; i < sizeof carried / sizeof carried[0]; i++) {
        if (strncmp(path, "dossier.", 8) == 0 && strcmp(path + 8, carried[i]) == 0) {
            const char *text = json_get_text(judged_data(e), carried[i], NULL);
            if (text != NULL) {
                keep(slot, text);
            }
        }
    }
}

void judge_keep_fields(struct judge *j, struct judged_event *e)
{
    const struct event *event = e->event;
    char text[INSTANT_TEXT];
    for (size_t s = 0; s < j->ex->slot_count; s++) {
        const struct field_ref *field = &j->ex->slots[s];
        if (field->dossier < 0 || event->dossier == 0 || j->dossiers[field->dossier] != event->dossier) {
            continue;
        }
        keep_carried(&j->slots[s], field->path, e);
        for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
            if (strcmp(event->name, times[i].event) == 0 && strcmp(field->path, times[i].path) == 0) {
                keep(&j->slots[s], instant_format(event->at, text));
            }
        }
    }
}
