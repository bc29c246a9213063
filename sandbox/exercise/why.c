/* Sentences are put together from parts that stand in text/vi.txt and en.txt; names of events, roles, members and values come
 * from there too, and stay as the code has them where there is no text for them. */
#include "exercise/why.h"
#include "base/text.h"
#include "exercise/judge_inside.h"

#include <stdio.h>
#include <string.h>

/* One sentence with up to three arguments. */
struct parts {
    struct error_arg args[ERROR_ARGS_MAX];
    int count;
};
static void put(struct parts *p, const char *name, const char *value)
{
    must(p->count < ERROR_ARGS_MAX);
    p->args[p->count++] = (struct error_arg){name, value};
}

static const char *say(struct op *op, const char *key, const struct parts *p)
{
    return text_format(op->arena, op->lang, key, p->args, p->count);
}

/* Text of "<prefix><name>", or the name itself. */
static const char *named(struct op *op, const char *prefix, const char *name)
{
    const char *key = arena_printf(op->arena, "%s%s", prefix, name);
    return text_has(key) ? text_get(op->lang, key) : name;
}

static const char *event_name(struct op *op, const char *name)
{
    return arena_printf(op->arena, "“%s”", named(op, "event.", name));
}

/* A seat by its role; an account that is no seat of the cast by its id. */
static const char *seat_name(struct op *op, const struct exercise *ex, const char *account)
{
    int seat = exercise_find_cast(ex, account);
    const char *role = seat < 0 ? NULL : ex->cast[seat].role;
    return role == NULL ? account : named(op, "role.", role);
}

static const char *instant_words(struct op *op, struct instant t)
{
    int year, month, dom;
    day_parts(instant_day(t), &year, &month, &dom);
    int64_t minute = instant_time_of_day(t) / MS_MINUTE;
    return arena_printf(op->arena, "%02d:%02d %02d/%02d/%d", (int)(minute / 60), (int)(minute % 60), dom, month, year);
}

/* A value for people: dates as dates, known codes by their names. */
static const char *value_words(struct op *op, const char *text)
{
    struct instant t;
    if (text == NULL || text[0] == '\0') {
        return text_get(op->lang, "exercise.why.nothing");
    }
    return strlen(text) >= 16 && instant_parse(text, &t) ? instant_words(op, t) : named(op, "exercise.value.", text);
}

static const char *list_words(struct op *op, const struct json *list)
{
    struct strbuf b;
    strbuf_init(&b, op->arena, 2000);
    for (const struct json *i = list == NULL ? NULL : list->first; i != NULL; i = i->next) {
        strbuf_puts(&b, i == list->first ? "" : ", ");
        strbuf_puts(&b, i->kind == JSON_TEXT ? i->text : json_text(op, i));
    }
    return b.len == 0 ? text_get(op->lang, "exercise.why.nothing") : b.data;
}

static const char *wanted_words(struct op *op, const struct condition *c)
{
    static const char *const keys[] = {[IS_EQUAL] = "", [IS_SET] = "", [HAS_ALL] = "exercise.want.has",
                                       [IS_LESS] = "exercise.want.less", [IS_AT_MOST] = "exercise.want.at_most",
                                       [IS_MORE] = "exercise.want.more", [IS_AT_LEAST] = "exercise.want.at_least",
                                       [IS_NOT] = "exercise.want.not"};
    const char *value;
    if (c->numeric) {
        value = arena_printf(op->arena, "%.15g", c->number);
    } else if (c->op == IS_SET || c->op == HAS_ALL) {
        value = list_words(op, c->value);
    } else {
        value = c->value == NULL              ? ""
                : c->value->kind == JSON_TEXT ? value_words(op, c->value->text)
                                              : value_words(op, json_text(op, c->value));
    }
    struct parts p = {.count = 0};
    put(&p, "value", value);
    return keys[c->op][0] == '\0' ? value : say(op, keys[c->op], &p);
}

/* ---- what a check asks for ---- */

static const char *want_text(struct op *op, const struct exercise *ex, const struct want *w);

static void add_part(struct op *op, struct strbuf *b, const char *key, const char *name, const char *value)
{
    struct parts p = {.count = 0};
    put(&p, name, value);
    strbuf_puts(b, say(op, key, &p));
}

static const char *test_text(struct op *op, const struct exercise *ex, const struct event_test *t)
{
    struct strbuf b;
    strbuf_init(&b, op->arena, 4000);
    strbuf_puts(&b, event_name(op, t->name));
    if (t->by_name != NULL) {
        add_part(op, &b, "exercise.want.by", "seat", seat_name(op, ex, t->by_name));
    }
    for (size_t i = 0; i < t->with_count; i++) {
        struct parts p = {.count = 0};
        put(&p, "member", named(op, "exercise.member.", t->with[i].path));
        put(&p, "wanted", wanted_words(op, &t->with[i]));
        strbuf_puts(&b, say(op, "exercise.want.with", &p));
    }
    if (span_is_set(&t->within)) {
        add_part(op, &b, "exercise.want.within", "span", t->within.text);
    }
    if (t->count_text != NULL) {
        add_part(op, &b, "exercise.want.count", "count", t->count_text);
    }
    if (t->after != NULL) {
        add_part(op, &b, "exercise.want.after", "event", event_name(op, t->after->name));
    }
    return b.data;
}

static const char *field_name(struct op *op, const char *path)
{
    return named(op, "exercise.field.", path);
}

static const char *field_text(struct op *op, const struct want *w)
{
    static const char *const keys[] = {[FIELD_EQUALS] = "exercise.want.field_equals", [FIELD_AFTER] = "exercise.want.field_after",
                                       [FIELD_BEFORE] = "exercise.want.field_before",
                                       [FIELD_MATCHES] = "exercise.want.field_matches",
                                       [FIELD_NO_TEST] = "exercise.want.field_matches"};
    const char *constant = w->value == NULL ? "" : w->value->kind == JSON_TEXT ? w->value->text : json_text(op, w->value);
    struct parts p = {.count = 0};
    put(&p, "field", field_name(op, w->field.path));
    put(&p, "wanted", w->other.path != NULL ? field_name(op, w->other.path) : value_words(op, constant));
    return say(op, keys[w->op], &p);
}

static const char *inner_text(struct op *op, const struct exercise *ex, const struct want *w)
{
    struct strbuf b;
    strbuf_init(&b, op->arena, 8000);
    const char *between = text_get(op->lang, w->kind == WANT_ANY ? "exercise.want.or" : "exercise.want.and");
    for (size_t i = 0; i < w->inner_count; i++) {
        if (i > 0) {
            strbuf_putc(&b, ' ');
            strbuf_puts(&b, between);
            strbuf_putc(&b, ' ');
        }
        strbuf_puts(&b, want_text(op, ex, w->inner[i]));
    }
    return b.data;
}

static const char *want_text(struct op *op, const struct exercise *ex, const struct want *w)
{
    struct parts p = {.count = 0};
    if (w->say.vi != NULL || w->say.en != NULL) {
        return human_text(&w->say, op->lang);
    }
    switch (w->kind) {
    case WANT_EVENT:
        return test_text(op, ex, w->event);
    case WANT_FIELD:
        return field_text(op, w);
    case WANT_NEVER:
        put(&p, "event", test_text(op, ex, w->event));
        put(&p, "before", w->before == NULL ? "" : event_name(op, w->before->name));
        return say(op, w->before == NULL ? "exercise.want.never" : "exercise.want.never_before", &p);
    case WANT_NOPE:
        put(&p, "event", inner_text(op, ex, w));
        return say(op, "exercise.want.never", &p);
    case WANT_ALL:
    case WANT_ANY:
        return inner_text(op, ex, w);
    case WANT_ASK:
        break;
    }
    return "";
}

const char *check_text(struct op *op, const struct exercise *exercise, int step, const struct check *check)
{
    (void)step;
    return want_text(op, exercise, check->want);
}

/* ---- why not yet ---- */

static const char *difference_text(struct op *op, const struct judge *j, const struct event_test *t, const struct difference *d)
{
    static const char *const keys[] = {[DIFFERS_BY] = "exercise.why.by",       [DIFFERS_WITH] = "exercise.why.with",
                                       [DIFFERS_LATE] = "exercise.why.late",   [DIFFERS_ORDER] = "exercise.why.order",
                                       [DIFFERS_EARLY] = "exercise.why.early", [DIFFERS_DOSSIER] = "exercise.why.dossier"};
    struct parts p = {.count = 0};
    if (d->kind == DIFFERS_BY) {
        put(&p, "actual", seat_name(op, j->ex, d->actual));
        put(&p, "wanted", seat_name(op, j->ex, t->by_name));
    } else if (d->kind == DIFFERS_WITH) {
        put(&p, "member", named(op, "exercise.member.", t->with[d->condition].path));
        put(&p, "actual", value_words(op, d->actual));
        put(&p, "wanted", wanted_words(op, &t->with[d->condition]));
    } else if (d->kind == DIFFERS_LATE) {
        put(&p, "actual", value_words(op, d->actual));
        put(&p, "wanted", instant_words(op, j->trackers[t->index].due));
    } else if (d->kind == DIFFERS_ORDER) {
        put(&p, "event", event_name(op, t->after->name));
    }
    return say(op, keys[d->kind], &p);
}

static const char *near_text(struct op *op, const struct judge *j, const struct event_test *t, const struct near *near)
{
    struct strbuf b;
    strbuf_init(&b, op->arena, 4000);
    for (int i = 0; i < near->count; i++) {
        strbuf_puts(&b, i == 0 ? "" : "; ");
        strbuf_puts(&b, difference_text(op, j, t, &near->differences[i]));
    }
    struct parts p = {.count = 0};
    put(&p, "event", event_name(op, t->name));
    put(&p, "act", arena_printf(op->arena, "%lld", (long long)near->act));
    put(&p, "differences", b.data);
    return say(op, "exercise.why.nearest", &p);
}

static const char *test_why(struct op *op, const struct judge *j, const struct event_test *t)
{
    const struct tracker *own = &j->trackers[t->index];
    struct parts p = {.count = 0};
    if (own->count > 0 && own->count < t->least) {
        put(&p, "event", event_name(op, t->name));
        put(&p, "count", arena_printf(op->arena, "%d", own->count));
        put(&p, "wanted", arena_printf(op->arena, "%d", t->least));
        return say(op, "exercise.why.count", &p);
    }
    if (own->count >= t->least) {
        return say(op, "exercise.why.holds", &p);
    }
    if (own->near.seq > 0) {
        return near_text(op, j, t, &own->near);
    }
    put(&p, "event", event_name(op, t->name));
    return say(op, "exercise.why.no_event", &p);
}

static const char *field_why(struct op *op, const struct judge *j, const struct want *w)
{
    struct parts p = {.count = 0};
    const struct slot_state *slot = &j->slots[w->field.slot];
    put(&p, "field", field_name(op, w->field.path));
    put(&p, "actual", slot->known ? value_words(op, slot->text) : "");
    put(&p, "wanted", field_text(op, w));
    return say(op, slot->known ? "exercise.why.field" : "exercise.why.field_unknown", &p);
}

static const char *want_why(struct op *op, const struct judge *j, const struct want *w)
{
    struct parts none = {.count = 0};
    switch (w->kind) {
    case WANT_EVENT:
        return test_why(op, j, w->event);
    case WANT_FIELD:
        return field_why(op, j, w);
    case WANT_ALL:
    case WANT_ANY:
        for (size_t i = 0; i < w->inner_count; i++) {
            if (judge_weigh(j, w->inner[i]).weight == WAIT) {
                return want_why(op, j, w->inner[i]);
            }
        }
        break;
    case WANT_NEVER:
    case WANT_NOPE:
    case WANT_ASK:
        break;
    }
    return say(op, "exercise.why.holds", &none);
}

const char *check_why(struct op *op, const struct judge *judge, int step, int check)
{
    const struct exercise_step *s = &judge->ex->steps[step];
    int index = check - s->first_check;
    must(index >= 0 && (size_t)index < s->check_count);
    if (judge_check(judge, check).verdict != VERDICT_WAITING) {
        return NULL;
    }
    return want_why(op, judge, s->checks[index].want);
}
