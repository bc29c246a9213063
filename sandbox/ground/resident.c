#include "ground/resident.h"

#include "base/log.h"
#include "base/port.h"
#include "ground/progress.h"

#include <stdlib.h>
#include <string.h>

static void copy_id(char *out, size_t room, const char *id)
{
    size_t n = strlen(id);
    must(n < room);
    memcpy(out, id, n + 1);
}

struct resident *resident_new(struct play *play, const struct attempt *attempt)
{
    struct resident *r = calloc(1, sizeof *r);
    must(r != NULL);
    r->play = play;
    if (attempt != NULL) {
        copy_id(r->attempt, sizeof r->attempt, attempt->id);
        if (attempt->seat != NULL) {
            resident_sit(r, attempt->seat);
        }
    }
    return r;
}

void resident_sit(struct resident *r, const char *seat)
{
    copy_id(r->seat, sizeof r->seat, seat);
}

void resident_free(struct resident *r)
{
    if (r != NULL) {
        play_close(r->play);
        free(r);
    }
}

void resident_keep_clock(struct resident *r, struct store *lab)
{
    struct world_clock stored;
    struct instant now = play_clock(r->play)->office_at;
    if (r->attempt[0] == '\0' || r->generation == 0) {
        return;
    }
    struct arena *arena = arena_open((size_t)1 << 20);
    struct op op;
    op_init(&op, arena, "close", LANG_VI);
    if (!clock_get(&op, play_db(r->play), &stored) ||
        (instant_compare(now, stored.office_at) > 0 && !attempt_keep_clock(&op, lab, r->attempt, r->generation, r->act, now))) {
        log_failure(&op, "ground.keep_clock");
    }
    arena_close(arena);
}

/* A change as a row of history; false if it is none (a step's state is derived from its checks). */
static bool entry_of(const struct exercise *e, const struct judge_change *c, int64_t generation, struct instant real_now,
                     struct history_entry *out)
{
    const struct exercise_step *step = &e->steps[c->step];
    *out = (struct history_entry){.real_at = real_now, .office_at = c->at, .generation = generation, .act = c->act,
                                  .event_seq = c->seq, .step = step->id};
    switch (c->kind) {
    case CHANGE_VERDICT:
        out->kind = HISTORY_VERDICT;
        out->check = step->checks[c->check - step->first_check].id;
        out->verdict = verdict_text(c->verdict);
        return c->verdict != VERDICT_WAITING && c->verdict != VERDICT_NOT_REACHED;
    case CHANGE_MISTAKE:
        out->kind = HISTORY_MISTAKE;
        for (size_t i = 0; i < step->mistake_count; i++) {
            if (step->mistakes[i].index == c->mistake) {
                out->check = step->mistakes[i].id;
                out->critical = step->mistakes[i].critical;
                out->amount = step->mistakes[i].cost;
            }
        }
        return true;
    case CHANGE_STEP:
        return false;
    }
    must(false);
    return false;
}

bool resident_record(struct op *op, struct resident *r, struct store *lab, struct world *w, const struct attempt *attempt,
                     const struct judge_change *changes, size_t count, struct instant real_now)
{
    struct attempt_progress progress;
    struct history_entry *entries = arena_array(op->arena, count, sizeof *entries);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        n += entry_of(play_exercise(r->play), &changes[i], world_generation(w), real_now, &entries[n]);
    }
    return progress_make(op, lab, r, w, attempt, &progress) &&
           attempt_record(op, lab, attempt->id, &progress, entries, n, real_now, NULL);
}

/* ---- waivers ---- */

/* A waiver of an earlier generation holds from where each later one began, if that lies before it. */
static int64_t act_now(const struct world_generation *list, size_t count, const struct history_entry *h)
{
    int64_t act = h->act;
    for (size_t i = 0; i < count; i++) {
        if (list[i].number > h->generation && list[i].from_act < act) {
            act = list[i].from_act;
        }
    }
    return act;
}

static void insert_waiver(struct play_waiver *list, size_t *count, struct play_waiver one)
{
    size_t at = (*count)++;
    while (at > 0 && list[at - 1].act > one.act) {
        list[at] = list[at - 1];
        at--;
    }
    list[at] = one;
}

bool resident_waivers(struct op *op, struct store *lab, struct world *w, const struct attempt *attempt,
                      const struct exercise *e, struct play_waiver **out, size_t *count)
{
    struct history_entry *history = NULL;
    struct world_generation *generations = NULL;
    size_t n = 0, generation_count = 0;
    *count = 0;
    if (!attempt_history(op, lab, attempt->id, &history, &n) || !world_generations(op, w, &generations, &generation_count)) {
        return false;
    }
    *out = arena_array(op->arena, n, sizeof **out);
    for (size_t i = 0; i < n; i++) {
        int step = history[i].kind == HISTORY_WAIVE ? exercise_find_step(e, history[i].step) : -1;
        int check = step < 0 ? -1 : exercise_find_check(e, step, history[i].check);
        if (check >= 0) {
            insert_waiver(*out, count, (struct play_waiver){check, act_now(generations, generation_count, &history[i])});
        }
    }
    return true;
}

/* Acts up to this one were judged in the generation before. */
static int64_t inherited_act(struct op *op, struct world *w)
{
    struct world_generation *list = NULL;
    size_t count = 0;
    if (!world_generations(op, w, &list, &count)) {
        op_clear(op);
        return 0;
    }
    return count < 2 ? 0 : list[count - 1].from_act;
}

bool resident_catch_up(struct op *op, struct resident *r, struct store *lab, struct world *w, const struct attempt *attempt,
                       const struct judge_changes *changes)
{
    struct ports real = ports_system();
    struct judge *judge = play_judge(r->play);
    if (judge == NULL || strcmp(attempt->state, "running") != 0) {
        return true;
    }
    int64_t generation = world_generation(w);
    bool behind = attempt->judged_generation < generation ||
                  (attempt->judged_generation == generation && attempt->judged_seq < judge_last_seq(judge));
    if (!behind) {
        return true;
    }
    int64_t inherited = inherited_act(op, w);
    struct judge_change *fresh = arena_array(op->arena, changes->count, sizeof *fresh);
    size_t n = 0;
    for (size_t i = 0; i < changes->count; i++) {
        if (changes->items[i].act == 0 || changes->items[i].act > inherited) {
            fresh[n++] = changes->items[i];
        }
    }
    return resident_record(op, r, lab, w, attempt, fresh, n, real.clock.now(NULL));
}

bool resident_recall(struct op *op, struct resident *r, struct store *lab, const struct attempt *attempt)
{
    struct history_entry *list = NULL;
    struct judge_changes changes;
    size_t count = 0;
    struct judge *judge = play_judge(r->play);
    if (judge == NULL) {
        return true;
    }
    if (!attempt_history(op, lab, attempt->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct exercise *e = judge_exercise(judge);
        int step = list[i].kind == HISTORY_WAIVE ? exercise_find_step(e, list[i].step) : -1;
        int check = step < 0 ? -1 : exercise_find_check(e, step, list[i].check);
        if (check >= 0 && !judge_waive(op, judge, check, &changes)) {
            return false;
        }
    }
    return strcmp(attempt->state, "finished") != 0 || judge_finish(op, judge, ENDED_BY_TRAINEE, &changes);
}

bool resident_took_hint(struct op *op, struct store *lab, const struct attempt *attempt, const char *step, const char *hint,
                        bool *out)
{
    struct history_entry *list = NULL;
    size_t count = 0;
    *out = false;
    if (attempt == NULL || attempt->hints == 0) {
        return true;
    }
    if (!attempt_history(op, lab, attempt->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count && !*out; i++) {
        *out = list[i].kind == HISTORY_HINT && strcmp(list[i].step, step) == 0 && strcmp(list[i].check, hint) == 0;
    }
    return true;
}
