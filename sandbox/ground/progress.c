#include "ground/progress.h"

#include <string.h>

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

bool progress_score(struct op *op, struct store *lab, const struct judge *judge, const struct attempt *attempt,
                    struct score *out)
{
    int64_t hints = 0;
    if (!cost_of_hints(op, lab, attempt, &hints)) {
        return false;
    }
    *out = score_of(judge, (int)hints);
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
        json_put_int(&out, "earned", score_step(judge, (int)i));
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
    struct score score;
    *out = (struct attempt_progress){.generation = world_generation(w), .act = world_act(w),
                                     .seat = r->seat[0] == '\0' ? NULL : r->seat,
                                     .office_at = play_clock(r->play)->office_at};
    if (judge == NULL) {
        return true;
    }
    if (!progress_score(op, lab, judge, attempt, &score)) {
        return false;
    }
    out->event_seq = judge_last_seq(judge);
    out->progress = steps_json(op, judge);
    out->points = score.points;
    out->max_points = score.max;
    out->passed = score.passed;
    return true;
}
