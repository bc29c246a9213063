#include "ground/progress.h"

#include <string.h>

int64_t progress_earned(const struct judge *judge, int step)
{
    return judge_step(judge, step) == STEP_DONE ? judge_exercise(judge)->steps[step].points : 0;
}

static int64_t earned_in_all(const struct judge *judge, int64_t *max)
{
    const struct exercise *e = judge_exercise(judge);
    int64_t sum = 0;
    *max = 0;
    for (size_t i = 0; i < e->step_count; i++) {
        sum += progress_earned(judge, (int)i);
        *max += e->steps[i].points;
    }
    return sum;
}

/* What the mistakes that are still in the world's log cost; a critical one may fail the attempt. */
static int64_t cost_of_mistakes(const struct judge *judge, bool *critical)
{
    const struct exercise *e = judge_exercise(judge);
    int64_t cost = 0;
    *critical = false;
    for (size_t i = 0; i < e->step_count; i++) {
        for (size_t k = 0; k < e->steps[i].mistake_count; k++) {
            const struct mistake *m = &e->steps[i].mistakes[k];
            int64_t seq, act;
            struct instant at;
            if (judge_mistake(judge, m->index, &seq, &act, &at) > 0) {
                cost += m->cost;
                *critical = *critical || m->critical;
            }
        }
    }
    return cost;
}

static bool cost_of_hints(struct op *op, struct store *lab, const struct attempt *attempt, int64_t *cost)
{
    struct history_entry *list = NULL;
    size_t count = 0;
    *cost = 0;
    if (attempt == NULL || attempt->hints == 0) {
        return true;
    }
    if (!attempt_history(op, lab, attempt->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        *cost += list[i].kind == HISTORY_HINT ? list[i].amount : 0;
    }
    return true;
}

bool progress_points(struct op *op, struct store *lab, const struct judge *judge, const struct attempt *attempt,
                     struct progress_points *out)
{
    bool critical = false;
    int64_t hints = 0;
    const struct exercise *e = judge_exercise(judge);
    out->points = earned_in_all(judge, &out->max) - cost_of_mistakes(judge, &critical);
    if (!cost_of_hints(op, lab, attempt, &hints)) {
        return false;
    }
    out->points = out->points > hints ? out->points - hints : 0;
    out->pass = e->pass;
    out->passed = out->points >= e->pass && !(critical && e->critical_fails);
    return true;
}

static const char *steps_json(struct op *op, const struct judge *judge)
{
    const struct exercise *e = judge_exercise(judge);
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, ATTEMPT_PROGRESS_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_open_array(&out, "steps");
    for (size_t i = 0; i < e->step_count; i++) {
        json_open_object(&out, NULL);
        json_put_text(&out, "id", e->steps[i].id);
        json_put_text(&out, "state", step_state_text(judge_step(judge, (int)i)));
        json_put_int(&out, "earned", progress_earned(judge, (int)i));
        json_put_int(&out, "points", e->steps[i].points);
        json_close_object(&out);
    }
    json_close_array(&out);
    json_close_object(&out);
    return b.data;
}

bool progress_make(struct op *op, struct store *lab, struct resident *r, struct world *w, const struct attempt *attempt,
                   struct attempt_progress *out)
{
    struct judge *judge = play_judge(r->play);
    struct progress_points points;
    *out = (struct attempt_progress){.generation = world_generation(w), .act = world_act(w),
                                     .seat = r->seat[0] == '\0' ? NULL : r->seat,
                                     .office_at = play_clock(r->play)->office_at};
    if (judge == NULL) {
        return true;
    }
    if (!progress_points(op, lab, judge, attempt, &points)) {
        return false;
    }
    out->event_seq = judge_last_seq(judge);
    out->progress = steps_json(op, judge);
    out->points = points.points;
    out->max_points = points.max;
    out->passed = points.passed;
    return true;
}
