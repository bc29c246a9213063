/* An act is the atom. Its events are counted one by one (judge_test.c); then, once, the checks are weighed
 * (judge_weigh.c) and settled: what became certain becomes a verdict, steps close, the next ones open with this act behind
 * them, so that no act counts for two steps in a row. Time is the other thing that decides: before an act is looked at,
 * every limit that ran out before it is settled at its own moment, in order, so it does not matter whether somebody looked
 * at the clock in between.
 *
 * A step is done when all its checks are PASS, MET or HOLDS and at least one is PASS or MET; then MET and HOLDS pass. */
#include "exercise/judge_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const verdict_texts[] = {
#define X(verdict, text) text,
    VERDICTS(X)
#undef X
};

const char *verdict_text(enum verdict verdict)
{
    return verdict_texts[verdict];
}

const char *step_state_text(enum step_state state)
{
    static const char *const texts[] = {"not_reached", "open", "done", "failed"};
    return texts[state];
}

static void note(struct feeding *f, struct judge_change change)
{
    if (f->changes.count == f->cap) {
        f->cap = f->cap == 0 ? 16 : f->cap * 2;
        struct judge_change *items = arena_array(f->op->arena, f->cap, sizeof *items);
        if (f->changes.count > 0) {
            memcpy(items, f->changes.items, f->changes.count * sizeof *items);
        }
        f->changes.items = items;
    }
    f->changes.items[f->changes.count++] = change;
}

/* ---- opening ---- */

static size_t count_bytes(const struct exercise *ex)
{
    return sizeof(struct judge) + ex->test_count * (sizeof(struct tracker) + sizeof(int)) +
           ex->check_count * sizeof(struct check_state) + ex->step_count * sizeof(struct step_run) +
           ex->mistake_count * sizeof(struct mistake_state) + ex->field_check_count * sizeof(struct field_state) +
           ex->slot_count * sizeof(struct slot_state) + ex->hint_count * sizeof(int) + ex->dossier_count * sizeof(int64_t) + 128;
}

/* The next piece of the judge's one block, aligned. */
static void *piece(char **at, size_t count, size_t size)
{
    uintptr_t here = ((uintptr_t)*at + 15u) & ~(uintptr_t)15u;
    *at = (char *)here + count * size;
    return (void *)here;
}

static void lay_out(struct judge *j, char *at)
{
    const struct exercise *ex = j->ex;
    j->trackers = piece(&at, ex->test_count, sizeof *j->trackers);
    j->checks = piece(&at, ex->check_count, sizeof *j->checks);
    j->steps = piece(&at, ex->step_count, sizeof *j->steps);
    j->mistakes = piece(&at, ex->mistake_count, sizeof *j->mistakes);
    j->fields = piece(&at, ex->field_check_count, sizeof *j->fields);
    j->slots = piece(&at, ex->slot_count, sizeof *j->slots);
    j->dossiers = piece(&at, ex->dossier_count, sizeof *j->dossiers);
    j->mistake_of = piece(&at, ex->test_count, sizeof *j->mistake_of);
    j->seen = piece(&at, ex->hint_count, sizeof *j->seen);
    must((size_t)(at - (char *)j) <= j->bytes);
}

static void map_mistakes(struct judge *j)
{
    for (size_t t = 0; t < j->ex->test_count; t++) {
        j->mistake_of[t] = -1;
        j->trackers[t].due = INSTANT_NONE;
    }
    for (size_t s = 0; s < j->ex->step_count; s++) {
        const struct exercise_step *step = &j->ex->steps[s];
        for (size_t m = 0; m < step->mistake_count; m++) {
            for (size_t k = 0; k < step->mistakes[m].sees_count; k++) {
                j->mistake_of[step->mistakes[m].sees[k]->index] = step->mistakes[m].index;
            }
        }
    }
}

static void open_step(struct feeding *f, int index, struct moment at)
{
    struct judge *j = f->j;
    j->steps[index] = (struct step_run){.state = STEP_OPEN, .opened = at};
    for (size_t t = 0; t < j->ex->test_count; t++) {
        const struct event_test *test = j->ex->tests[t];
        if (test->step == index && span_is_set(&test->within)) {
            j->trackers[t].due = span_end(f->op, j->calendar, at.at, &test->within);
        }
    }
    const struct exercise_step *step = &j->ex->steps[index];
    for (size_t c = 0; c < step->check_count; c++) {
        struct check_state *check = &j->checks[step->first_check + (int)c];
        check->verdict = check->verdict == VERDICT_NOT_REACHED ? VERDICT_WAITING : check->verdict;
    }
    note(f, (struct judge_change){.kind = CHANGE_STEP, .step = index, .check = -1, .mistake = -1, .state = STEP_OPEN,
                                  .seq = at.seq, .act = at.act, .at = at.at});
}

static bool may_open(const struct judge *j, int index)
{
    const struct exercise_step *step = &j->ex->steps[index];
    if (j->steps[index].state != STEP_NOT_REACHED) {
        return false;
    }
    for (size_t i = 0; i < step->after_count; i++) {
        enum step_state before = step->after[i] < 0 ? STEP_NOT_REACHED : j->steps[step->after[i]].state;
        if (before != STEP_DONE && before != STEP_FAILED) {
            return false;
        }
    }
    return true;
}

static bool open_steps(struct feeding *f, struct moment at)
{
    bool opened = false;
    for (size_t s = 0; s < f->j->ex->step_count; s++) {
        if (may_open(f->j, (int)s)) {
            open_step(f, (int)s, at);
            opened = true;
        }
    }
    return opened;
}

struct judge *judge_open(const struct exercise *exercise, const struct judge_start *start)
{
    size_t bytes = count_bytes(exercise) + 16 * 10;
    must(bytes <= JUDGE_BYTES_MAX);
    struct judge *j = calloc(1, bytes);
    must(j != NULL);
    j->ex = exercise;
    j->calendar = start->calendar != NULL ? start->calendar : calendar_builtin();
    j->bytes = bytes;
    j->last = (struct moment){start->seq, start->act, start->at};
    lay_out(j, (char *)(j + 1));
    map_mistakes(j);
    for (size_t c = 0; c < exercise->check_count; c++) {
        j->checks[c] = (struct check_state){.verdict = VERDICT_NOT_REACHED, .at = INSTANT_NONE};
    }
    for (size_t s = 0; s < exercise->step_count; s++) {
        j->steps[s].opened.at = INSTANT_NONE;
    }
    struct arena *arena = arena_open(1024u * 1024u);
    struct op op;
    op_init(&op, arena, "judge", LANG_VI);
    struct feeding f = {.op = &op, .j = j};
    (void)open_steps(&f, j->last);
    arena_close(arena);
    return j;
}

void judge_close(struct judge *judge)
{
    free(judge);
}

size_t judge_bytes(const struct judge *judge)
{
    return judge->bytes;
}

/* ---- settling ---- */

static void decide(struct feeding *f, int step, int check, enum verdict verdict, struct moment when)
{
    struct check_state *c = &f->j->checks[check];
    if (c->verdict == verdict) {
        return;
    }
    *c = (struct check_state){verdict, when.seq, when.act, when.at};
    note(f, (struct judge_change){.kind = CHANGE_VERDICT, .step = step, .check = check, .mistake = -1, .verdict = verdict,
                                  .seq = when.seq, .act = when.act, .at = when.at});
}

static void set_state(struct feeding *f, int step, enum step_state state, struct moment when)
{
    if (f->j->steps[step].state != state) {
        f->j->steps[step].state = state;
        note(f, (struct judge_change){.kind = CHANGE_STEP, .step = step, .check = -1, .mistake = -1, .state = state,
                                      .seq = when.seq, .act = when.act, .at = when.at});
    }
}

static bool is_final(enum verdict verdict)
{
    return verdict != VERDICT_WAITING && verdict != VERDICT_NOT_REACHED;
}

/* How one check weighs: its verdict if it has one. */
static struct outcome weigh_check(const struct judge *j, int check, const struct want *want)
{
    switch (j->checks[check].verdict) {
    case VERDICT_PASS:
    case VERDICT_WAIVED:
        return (struct outcome){.weight = PASS};
    case VERDICT_FAIL:
        return (struct outcome){.weight = FAIL};
    case VERDICT_MISSED:
        return (struct outcome){.weight = MISSED};
    case VERDICT_AUTHOR_ERROR:
        return (struct outcome){.weight = ERROR};
    case VERDICT_WAITING:
    case VERDICT_NOT_REACHED:
    case VERDICT_SKIPPED:
    case VERDICT_CANCELLED:
        break;
    }
    return judge_weigh(j, want);
}

/* A comparison of two known values that does not hold, when all else is fulfilled, will not come to hold. */
static bool give_up_fields(struct judge *j, const struct exercise_step *step)
{
    bool earned = false, any = false;
    for (size_t c = 0; c < step->check_count; c++) {
        const struct want *want = step->checks[c].want;
        enum weight weight = weigh_check(j, step->first_check + (int)c, want).weight;
        bool false_field = want->kind == WANT_FIELD && weight == WAIT && j->fields[want->field_index].known_false;
        if (!false_field && (weight == WAIT || weight == FAIL || weight == MISSED)) {
            return false;
        }
        any = any || false_field;
        earned = earned || weight == PASS || weight == MET;
    }
    for (size_t c = 0; any && earned && c < step->check_count; c++) {
        const struct want *want = step->checks[c].want;
        if (want->kind == WANT_FIELD && j->fields[want->field_index].known_false) {
            j->fields[want->field_index].failed = !j->fields[want->field_index].passed;
        }
    }
    return any && earned;
}

/* What is certain becomes a verdict. Answers the step's new state. */
static enum step_state weigh_step(struct feeding *f, int index)
{
    const struct exercise_step *step = &f->j->ex->steps[index];
    bool closed = true, earned = false, lost = false;
    for (size_t c = 0; c < step->check_count; c++) {
        int check = step->first_check + (int)c;
        struct outcome o = weigh_check(f->j, check, step->checks[c].want);
        if (!is_final(f->j->checks[check].verdict) && o.weight >= PASS) {
            static const enum verdict verdicts[] = {[PASS] = VERDICT_PASS, [FAIL] = VERDICT_FAIL, [MISSED] = VERDICT_MISSED,
                                                    [ERROR] = VERDICT_AUTHOR_ERROR};
            decide(f, index, check, verdicts[o.weight], o.when);
        }
        closed = closed && o.weight != WAIT;
        earned = earned || o.weight == PASS || o.weight == MET || o.weight == ERROR;
        lost = lost || o.weight == FAIL || o.weight == MISSED;
    }
    return lost ? STEP_FAILED : closed && earned ? STEP_DONE : STEP_OPEN;
}

static void close_step(struct feeding *f, int index, struct moment now)
{
    const struct exercise_step *step = &f->j->ex->steps[index];
    for (size_t c = 0; c < step->check_count; c++) {
        int check = step->first_check + (int)c;
        if (!is_final(f->j->checks[check].verdict)) {
            struct outcome o = judge_weigh(f->j, step->checks[c].want);
            decide(f, index, check, VERDICT_PASS, o.weight == MET ? o.when : now);
        }
    }
}

static bool settle_step(struct feeding *f, int index, struct moment now)
{
    struct step_run *run = &f->j->steps[index];
    const struct exercise_step *step = &f->j->ex->steps[index];
    if (run->state != STEP_OPEN && run->state != STEP_FAILED) {
        return false;
    }
    for (size_t c = 0; c < step->check_count; c++) {
        judge_look_at_fields(f, step->checks[c].want, now);
    }
    (void)give_up_fields(f->j, step);
    enum step_state before = run->state, state = weigh_step(f, index);
    if (state == STEP_DONE) {
        close_step(f, index, now);
    }
    set_state(f, index, state, now);
    return state != before;
}

/* Until nothing moves any more: a step that closes may open one that is fulfilled already. */
static void settle(struct feeding *f, struct moment now)
{
    bool moved = true;
    while (moved) {
        moved = false;
        for (size_t s = 0; s < f->j->ex->step_count; s++) {
            moved = settle_step(f, (int)s, now) || moved;
        }
        moved = open_steps(f, now) || moved;
    }
}

/* ---- time ---- */

/* The limit that runs out first, before `now`; NULL if none. */
static struct tracker *first_late(struct judge *j, struct instant now)
{
    struct tracker *found = NULL;
    for (size_t t = 0; t < j->ex->test_count; t++) {
        struct tracker *own = &j->trackers[t];
        const struct event_test *test = j->ex->tests[t];
        bool open = j->steps[test->step].state == STEP_OPEN || j->steps[test->step].state == STEP_FAILED;
        if (open && !own->late && own->count < test->least && !instant_is_none(own->due) &&
            instant_compare(own->due, now) < 0 && (found == NULL || instant_compare(own->due, found->due) < 0)) {
            found = own;
        }
    }
    return found;
}

static void pass_time(struct feeding *f, struct instant now)
{
    struct judge *j = f->j;
    struct tracker *late;
    while ((late = first_late(j, now)) != NULL) {
        late->late = true;
        settle(f, (struct moment){0, j->last.act, late->due});
    }
    if (instant_is_none(j->last.at) || instant_compare(now, j->last.at) > 0) {
        j->last.at = now;
    }
}

/* ---- events ---- */

static void bind_dossier(struct judge *j, struct judged_event *e)
{
    if (e->event->dossier == 0 || strcmp(e->event->name, "dossier.filed") != 0) {
        return;
    }
    int d = exercise_find_dossier(j->ex, json_get_text(judged_data(e), "alias", NULL));
    if (d >= 0 && j->dossiers[d] == 0) {
        j->dossiers[d] = e->event->dossier;
    }
}

static void count_mistake(struct feeding *f, int mistake, int step, const struct event *e)
{
    struct mistake_state *m = &f->j->mistakes[mistake];
    if (m->count > 0 && m->first.seq == e->seq) {
        return; /* one event that two of its tests see */
    }
    m->count++;
    if (m->count == 1) {
        m->first = (struct moment){e->seq, e->act, e->at};
        note(f, (struct judge_change){.kind = CHANGE_MISTAKE, .step = step, .check = -1, .mistake = mistake, .seq = e->seq,
                                      .act = e->act, .at = e->at});
    }
}

static void count_hints(struct judge *j, const char *event)
{
    for (size_t s = 0; s < j->ex->step_count; s++) {
        const struct exercise_step *step = &j->ex->steps[s];
        for (size_t h = 0; j->steps[s].state != STEP_NOT_REACHED && h < step->hint_count; h++) {
            if (step->hints[h].seen != NULL && strcmp(step->hints[h].seen, event) == 0) {
                j->seen[step->first_hint + (int)h]++;
            }
        }
    }
}

void judge_note_refusal(struct judge *judge, enum error_code code)
{
    char name[64];
    (void)snprintf(name, sizeof name, JUDGE_REFUSAL "%s", error_code_name(code));
    count_hints(judge, name);
}

static void feed_one(struct feeding *f, const struct event *event)
{
    struct judge *j = f->j;
    struct judged_event e = {.event = event, .op = f->op};
    bind_dossier(j, &e);
    if (j->ex->slot_count > 0) {
        judge_keep_fields(j, &e);
    }
    for (size_t t = 0; t < j->ex->test_count; t++) {
        const struct event_test *test = j->ex->tests[t];
        if (strcmp(test->name, event->name) != 0 || j->steps[test->step].state == STEP_DONE) {
            continue;
        }
        if (judge_try_test(j, test, &e) && j->mistake_of[t] >= 0) {
            count_mistake(f, j->mistake_of[t], test->step, event);
        }
    }
    count_hints(j, event->name);
    j->last.seq = event->seq;
    j->last.act = event->act;
}

static void begin(struct feeding *f, struct op *op, struct judge *j)
{
    *f = (struct feeding){.op = op, .j = j};
}

static bool answer(struct feeding *f, struct judge_changes *changes)
{
    if (changes != NULL) {
        *changes = f->changes;
    }
    return !op_failed(f->op);
}

bool judge_feed(struct op *op, struct judge *judge, const struct event *events, size_t count,
                const struct judge_fields *fields, struct judge_changes *changes)
{
    struct feeding f;
    begin(&f, op, judge);
    for (size_t i = 0; i < count && !judge->finished; i++) {
        if (events[i].seq <= judge->last.seq) {
            continue;
        }
        if (events[i].act != judge->last.act) {
            pass_time(&f, events[i].at);
        }
        feed_one(&f, &events[i]);
        bool last = i + 1 == count;
        if (last || events[i + 1].act != events[i].act) {
            f.fields = last ? fields : NULL;
            settle(&f, judge->last);
        }
    }
    return answer(&f, changes);
}

size_t judge_whole_acts(const struct event *events, size_t count, size_t most)
{
    size_t whole = count;
    while (count == most && whole > 0 && events[whole - 1].act == events[count - 1].act) {
        whole--;
    }
    return whole > 0 ? whole : count;
}

bool judge_clock(struct op *op, struct judge *judge, struct instant now, struct judge_changes *changes)
{
    struct feeding f;
    begin(&f, op, judge);
    if (!judge->finished) {
        pass_time(&f, now);
    }
    return answer(&f, changes);
}

/* The step a check belongs to. */
static int step_of(const struct exercise *ex, int check)
{
    int found = 0;
    for (size_t s = 0; s < ex->step_count; s++) {
        found = check >= ex->steps[s].first_check && ex->steps[s].check_count > 0 ? (int)s : found;
    }
    return found;
}

bool judge_waive(struct op *op, struct judge *judge, int check, struct judge_changes *changes)
{
    struct feeding f;
    begin(&f, op, judge);
    if (check < 0 || (size_t)check >= judge->ex->check_count) {
        return fail(op, E_MISSING, "exercise.unknown_check", NULL);
    }
    struct moment now = {0, judge->last.act, judge->last.at};
    decide(&f, step_of(judge->ex, check), check, VERDICT_WAIVED, now);
    settle(&f, now);
    return answer(&f, changes);
}

bool judge_author_error(struct op *op, struct judge *judge, int step, struct judge_changes *changes)
{
    struct feeding f;
    begin(&f, op, judge);
    must(step >= 0 && (size_t)step < judge->ex->step_count);
    const struct exercise_step *s = &judge->ex->steps[step];
    struct moment now = {0, judge->last.act, judge->last.at};
    for (size_t c = 0; c < s->check_count; c++) {
        if (!is_final(judge->checks[s->first_check + (int)c].verdict)) {
            decide(&f, step, s->first_check + (int)c, VERDICT_AUTHOR_ERROR, now);
        }
    }
    judge->steps[step].broken = true;
    settle(&f, now);
    return answer(&f, changes);
}

bool judge_finish(struct op *op, struct judge *judge, enum judge_ending ending, struct judge_changes *changes)
{
    static const enum verdict verdicts[] = {[ENDED_BY_TRAINEE] = VERDICT_SKIPPED, [ENDED_TIME_OVER] = VERDICT_MISSED,
                                            [ENDED_CANCELLED] = VERDICT_CANCELLED};
    struct feeding f;
    begin(&f, op, judge);
    for (size_t s = 0; s < judge->ex->step_count && !judge->finished; s++) {
        const struct exercise_step *step = &judge->ex->steps[s];
        for (size_t c = 0; c < step->check_count; c++) {
            if (judge->checks[step->first_check + (int)c].verdict == VERDICT_WAITING) {
                decide(&f, (int)s, step->first_check + (int)c, verdicts[ending], (struct moment){0, judge->last.act, judge->last.at});
            }
        }
    }
    judge->finished = true;
    return answer(&f, changes);
}
