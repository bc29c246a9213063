/* Mutations: would the checks notice if the trainee did it otherwise? Each is the solution with one act spoiled, begun at the save
 * point before that act. What the office refuses is noticed: the trainee is told. What it accepts must cost points or be named. */
#include "exercise/selftest_inside.h"

#include "base/text.h"
#include "dossier/dossier.h"
#include "exercise/field.h"
#include "exercise/score.h"

#include <string.h>

#define MUTATIONS_OF_ACT_MAX 100
#define LATE MS_HOUR

enum mutation_kind { LEAVE_OUT, SWAP, OTHER_SEAT, OTHER_DOSSIER, OTHER_VALUE, ONE_HOUR_LATE };

struct mutation {
    enum mutation_kind kind;
    size_t item;          /* of the plan */
    const char *name;     /* "2 value kind=refuse" */
    const char *change;   /* what was done otherwise, as a sentence's part */
    struct action action; /* instead of the item's, for the last four kinds */
};
struct mutations {
    struct testing *t;
    struct mutation items[MUTATIONS_OF_ACT_MAX];
    size_t count;
};

enum fate { NOTICED_BY_OFFICE, NOTICED_BY_CHECKS, NOT_NOTICED, NOT_THERE };

/* ---- making them ---- */

static struct mutation *add(struct mutations *m, enum mutation_kind kind, size_t item, const char *detail, const char *key,
                            const char *what, const char *value)
{
    must(m->count < MUTATIONS_OF_ACT_MAX);
    struct arena *arena = m->t->op->arena;
    struct mutation *one = &m->items[m->count++];
    const struct walk_item *it = &m->t->plan.items[item];
    struct error_arg args[] = {{"what", what}, {"value", value}};
    *one = (struct mutation){.kind = kind, .item = item, .action = *it->action,
                             .name = arena_printf(arena, "%zu %s", it->place + 1, detail),
                             .change = text_format(arena, m->t->op->lang, key, args, 2)};
    return one;
}

static void add_seats(struct mutations *m, size_t item)
{
    const struct exercise *ex = m->t->ex;
    const struct action *a = m->t->plan.items[item].action;
    for (int i = 0; i < (int)ex->cast_count && m->count < MUTATIONS_OF_ACT_MAX; i++) {
        const char *id = ex->cast[i].id;
        if (i != a->seat && exercise_is_person(ex, i)) {
            struct mutation *one = add(m, OTHER_SEAT, item, arena_printf(m->t->op->arena, "seat %s", id), "selftest.change.seat", id, "");
            one->action.seat = i;
            one->action.seat_name = id;
        }
    }
}

static void add_dossiers(struct mutations *m, size_t item)
{
    const struct exercise *ex = m->t->ex;
    int own = m->t->plan.items[item].action->dossier;
    for (int i = 0; own >= 0 && i < (int)ex->dossier_count && m->count < MUTATIONS_OF_ACT_MAX; i++) {
        if (i != own && judge_dossier(play_judge(m->t->solved.play), i) > 0) {
            const char *name = ex->dossiers[i].name;
            struct mutation *one =
                add(m, OTHER_DOSSIER, item, arena_printf(m->t->op->arena, "on %s", name), "selftest.change.dossier", name, "");
            one->action.dossier = i;
            one->action.dossier_name = name;
        }
    }
}

/* The act's input with one member replaced by JSON text. */
static const struct json *with_member(struct op *op, const struct json *input, const char *member, const char *value)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, 64u * 1024u);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    for (const struct json *n = input->first; n != NULL; n = n->next) {
        if (strcmp(n->key, member) == 0) {
            json_put_raw(&out, member, value);
        } else {
            json_put_node(&out, n->key, n);
        }
    }
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

static void add_value(struct mutations *m, size_t item, const struct json *member, const char *shown, const char *json)
{
    struct op *op = m->t->op;
    if (m->count == MUTATIONS_OF_ACT_MAX) {
        return;
    }
    const char *detail = arena_printf(op->arena, "value %s%s", member->key, shown);
    struct mutation *one = add(m, OTHER_VALUE, item, detail, "selftest.change.value", member->key, shown);
    one->action.input = with_member(op, m->t->plan.items[item].action->input, member->key, json);
}

static const char *as_json(struct op *op, const char *text)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, 64u * 1024u);
    json_begin(&out, &b);
    json_put_text(&out, NULL, text);
    return b.data;
}

static void add_text(struct mutations *m, size_t item, const struct json *member, const char *text)
{
    struct op *op = m->t->op;
    add_value(m, item, member, arena_printf(op->arena, "=%s", text), as_json(op, text));
}

/* The list without one item (`without`), or with one more. */
static void add_list(struct mutations *m, size_t item, const struct json *member, const char *without, const char *more)
{
    struct op *op = m->t->op;
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, 64u * 1024u);
    json_begin(&out, &b);
    json_open_array(&out, NULL);
    for (const struct json *n = member->first; n != NULL; n = n->next) {
        if (without == NULL || strcmp(n->text, without) != 0) {
            json_put_text(&out, NULL, n->text);
        }
    }
    if (more != NULL) {
        json_put_text(&out, NULL, more);
    }
    json_close_array(&out);
    const char *shown = more != NULL ? arena_printf(op->arena, "+%s", more) : arena_printf(op->arena, "-%s", without);
    add_value(m, item, member, shown, b.data);
}

static bool list_has(const struct json *list, const char *text)
{
    for (const struct json *n = list->first; n != NULL; n = n->next) {
        if (n->kind == JSON_TEXT && strcmp(n->text, text) == 0) {
            return true;
        }
    }
    return false;
}

/* One item less; a list of components also with one more of the dossier's. */
static bool add_lists(struct mutations *m, size_t item, const struct json *member)
{
    struct testing *t = m->t;
    struct dossier_component *parts = NULL;
    size_t count = 0;
    int64_t dossier = judge_dossier(play_judge(t->solved.play), t->plan.items[item].action->dossier);
    for (const struct json *n = member->first; n != NULL; n = n->next) {
        if (n->kind == JSON_TEXT) {
            add_list(m, item, member, n->text, NULL);
        }
    }
    if (dossier == 0 || strcmp(member->key, "components") != 0) {
        return true;
    }
    if (!dossier_components(t->op, play_db(t->solved.play), dossier, &parts, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!list_has(member, parts[i].code)) {
            add_list(m, item, member, NULL, parts[i].code);
        }
    }
    return true;
}

/* Another seat of the cast where one is named; other text is for people to judge, so it is only left empty. */
static void add_texts(struct mutations *m, size_t item, const struct json *member)
{
    const struct exercise *ex = m->t->ex;
    bool seat = exercise_find_cast(ex, member->text) >= 0;
    for (size_t i = 0; seat && i < ex->cast_count; i++) {
        if (strcmp(ex->cast[i].id, member->text) != 0) {
            add_text(m, item, member, ex->cast[i].id);
        }
    }
    if (!seat && member->text[0] != '\0') {
        add_text(m, item, member, "");
    }
}

static bool add_values_of(struct mutations *m, size_t item, const struct field *f, const struct json *member)
{
    if (member->kind == JSON_BOOL) {
        add_value(m, item, member, member->boolean ? "=false" : "=true", member->boolean ? "false" : "true");
    } else if (member->kind == JSON_INT) {
        const char *next = selftest_number(m->t, member->integer + 1);
        add_value(m, item, member, arena_printf(m->t->op->arena, "=%s", next), next);
    } else if (member->kind == JSON_ARRAY) {
        return add_lists(m, item, member);
    } else if (member->kind == JSON_TEXT && f->kind == FIELD_CHOICE) {
        for (int i = 0; i < f->choices->count; i++) {
            if (strcmp(f->choices->codes[i], member->text) != 0) {
                add_text(m, item, member, f->choices->codes[i]);
            }
        }
    } else if (member->kind == JSON_TEXT && f->kind == FIELD_TEXT) {
        add_texts(m, item, member);
    }
    return true;
}

static bool add_values(struct mutations *m, size_t item)
{
    const struct action *a = m->t->plan.items[item].action;
    const struct act_def *def = act_find(a->name);
    for (const struct json *n = a->input == NULL ? NULL : a->input->first; n != NULL; n = n->next) {
        for (size_t i = 0; i < def->input->count; i++) {
            const struct field *f = &def->input->fields[i];
            if (strcmp(f->name, n->key) == 0 && !add_values_of(m, item, f, n)) {
                return false;
            }
        }
    }
    return true;
}

static bool has_next(const struct testing *t, size_t item)
{
    return item + 1 < t->plan.count && t->plan.items[item + 1].step == t->plan.items[item].step;
}

/* All mutations of one act. */
static bool make(struct mutations *m, size_t item)
{
    m->count = 0;
    add(m, LEAVE_OUT, item, "leave_out", "selftest.change.leave_out", "", "");
    if (has_next(m->t, item)) {
        add(m, SWAP, item, "swap", "selftest.change.swap", "", "");
    }
    add(m, ONE_HOUR_LATE, item, "late", "selftest.change.late", "", "");
    add_seats(m, item);
    add_dossiers(m, item);
    return add_values(m, item);
}

/* ---- the limit that is still open ---- */

struct limit {
    struct trial *trial;
    struct instant now, first;
};

static void consider(struct limit *l, struct instant at)
{
    if (!instant_is_none(at) && instant_compare(at, l->now) >= 0 &&
        (instant_is_none(l->first) || instant_compare(at, l->first) < 0)) {
        l->first = at;
    }
}

static const char *value_of(struct limit *l, const struct field_ref *field)
{
    struct field_source source = {play_db(l->trial->walk.play)};
    int64_t dossier = judge_dossier(play_judge(l->trial->walk.play), field->dossier);
    struct op op;
    op_init(&op, l->trial->arena, "limit", LANG_VI);
    return dossier == 0 ? NULL : field_text(&source, &op, dossier, field->path);
}

/* A time that is to come before another one, and has not come yet. */
static void look_at_field(struct limit *l, const struct want *w)
{
    struct instant at;
    if (w->op != FIELD_BEFORE || value_of(l, &w->field) != NULL) {
        return;
    }
    const char *right = w->other.path != NULL ? value_of(l, &w->other)
                        : w->value != NULL && w->value->kind == JSON_TEXT ? w->value->text : NULL;
    if (right != NULL && instant_parse(right, &at)) {
        consider(l, at);
    }
}

static void look_at(struct limit *l, const struct want *w, bool own_step)
{
    struct play *play = l->trial->walk.play;
    if (w->kind == WANT_FIELD) {
        look_at_field(l, w);
    } else if (own_step && w->kind == WANT_EVENT && span_is_set(&w->event->within)) {
        struct instant opened = judge_step_opened(play_judge(play), w->event->step, NULL);
        consider(l, span_end(&l->trial->op, play_calendar(play), opened, &w->event->within));
    }
    for (size_t i = 0; i < w->inner_count; i++) {
        look_at(l, w->inner[i], own_step);
    }
}

/* INSTANT_NONE: nothing asks for time. */
static struct instant first_limit(struct trial *trial, int step)
{
    const struct exercise *ex = trial->t->ex;
    struct limit l = {trial, play_clock(trial->walk.play)->office_at, INSTANT_NONE};
    for (size_t s = 0; s < ex->step_count; s++) {
        for (size_t k = 0; k < ex->steps[s].check_count; k++) {
            enum verdict v = judge_check(play_judge(trial->walk.play), ex->steps[s].first_check + (int)k).verdict;
            if (v == VERDICT_WAITING || v == VERDICT_NOT_REACHED) {
                look_at(&l, ex->steps[s].checks[k].want, (int)s == step && v == VERDICT_WAITING);
            }
        }
    }
    return l.first;
}

/* ---- running them ---- */

/* Does the spoiled act; *rest is where the solution goes on. False: refused or broken. */
static bool spoil(struct trial *trial, const struct mutation *m, size_t *rest)
{
    const struct walk_plan *plan = &trial->t->plan;
    int step = plan->items[m->item].step;
    struct play_news news = {0};
    *rest = m->item + 1;
    switch (m->kind) {
    case LEAVE_OUT:
        return true;
    case SWAP:
        *rest = m->item + 2;
        return walk_do(&trial->op, &trial->walk, step, plan->items[m->item + 1].action, &news) &&
               walk_do(&trial->op, &trial->walk, step, plan->items[m->item].action, &news);
    case OTHER_SEAT:
    case OTHER_DOSSIER:
    case OTHER_VALUE:
        return walk_do(&trial->op, &trial->walk, step, &m->action, &news);
    case ONE_HOUR_LATE:
        *rest = m->item;
        return play_jump(&trial->op, trial->walk.play, instant_add(first_limit(trial, step), LATE), &news);
    }
    must(false);
    return false;
}

/* Something has already cost points for good, or was named. */
static bool is_marked(struct trial *trial)
{
    const struct judge *judge = play_judge(trial->walk.play);
    for (size_t s = 0; s < trial->t->ex->step_count; s++) {
        if (judge_step(judge, (int)s) == STEP_FAILED) {
            return true;
        }
    }
    return score_of(judge, 0).mistakes > 0;
}

static bool run(struct testing *t, const struct mutation *m, enum fate *fate)
{
    struct trial trial;
    size_t rest = 0, done = 0;
    if (!trial_branch(t, t->before[m->item], &trial)) {
        return false;
    }
    bool ok = true;
    if (m->kind == ONE_HOUR_LATE && instant_is_none(first_limit(&trial, t->plan.items[m->item].step))) {
        *fate = NOT_THERE;
    } else {
        bool through = spoil(&trial, m, &rest);
        ok = through ? trial_solve(&trial, rest, t->plan.count, &done) : walk_is_refusal(&trial.op) || trial_broken(&trial);
        bool refused = !through || done < t->plan.count;
        *fate = is_marked(&trial) ? NOTICED_BY_CHECKS : refused ? NOTICED_BY_OFFICE
                : trial_is_perfect(&trial) ? NOT_NOTICED : NOTICED_BY_CHECKS;
    }
    trial_end(&trial);
    return ok;
}

static const struct excuse *find_excuse(const struct exercise_step *s, const char *mutation)
{
    for (size_t i = 0; i < s->excuse_count; i++) {
        if (strcmp(s->excuses[i].mutation, mutation) == 0) {
            return &s->excuses[i];
        }
    }
    return NULL;
}

static void report(struct testing *t, const struct mutation *m, enum fate fate)
{
    const struct walk_item *item = &t->plan.items[m->item];
    const struct exercise_step *s = &t->ex->steps[item->step];
    const struct excuse *excuse = find_excuse(s, m->name);
    const char *name = selftest_name(t, item->step, "%s", m->name);
    if (fate == NOT_THERE) {
        return;
    }
    t->report->by_office += fate == NOTICED_BY_OFFICE;
    t->report->by_checks += fate == NOTICED_BY_CHECKS;
    if (fate != NOT_NOTICED && excuse != NULL) {
        selftest_add(t, PART_MUTATIONS, CASE_FAILED, name, "excuse_idle", "mutation", m->name, NULL)->line = excuse->line;
    } else if (fate != NOT_NOTICED) {
        selftest_add(t, PART_MUTATIONS, CASE_PASSED, name, NULL, NULL);
    } else {
        struct selftest_case *c =
            selftest_add(t, PART_MUTATIONS, excuse == NULL ? CASE_UNNOTICED : CASE_EXCUSED, name,
                         excuse == NULL ? "unnoticed" : "excused", "step", s->id, "act", item->action->name, "change", m->change,
                         "mutation", m->name, "reason", excuse == NULL ? "" : excuse->reason, NULL);
        c->line = item->action->line;
    }
}

/* An excuse for something that is not tried at all. */
static void unknown_excuses(struct testing *t, size_t first)
{
    for (size_t s = 0; s < t->ex->step_count; s++) {
        for (size_t i = 0; i < t->ex->steps[s].excuse_count; i++) {
            const struct excuse *e = &t->ex->steps[s].excuses[i];
            const char *name = selftest_name(t, (int)s, "%s", e->mutation);
            bool found = false;
            for (size_t k = first; k < t->report->count; k++) {
                found = found || strcmp(t->report->cases[k].name, name) == 0;
            }
            if (!found) {
                selftest_add(t, PART_MUTATIONS, CASE_FAILED, name, "excuse_unknown", "mutation", e->mutation, NULL)->line = e->line;
            }
        }
    }
}

bool selftest_mutations(struct testing *t)
{
    struct mutations *m = arena_alloc(t->op->arena, sizeof *m);
    size_t first = t->report->count;
    m->t = t;
    if (!t->perfect) {
        selftest_add(t, PART_MUTATIONS, CASE_SKIPPED, "all", "not_solved", NULL);
        return true;
    }
    for (size_t item = 0; item < t->plan.count; item++) {
        if (t->plan.items[item].action->kind != ACTION_ACT) {
            continue;
        }
        if (!make(m, item)) {
            return false;
        }
        for (size_t i = 0; i < m->count; i++) {
            enum fate fate = NOT_THERE;
            if (!run(t, &m->items[i], &fate)) {
                return false;
            }
            report(t, &m->items[i], fate);
        }
    }
    unknown_excuses(t, first);
    return true;
}
