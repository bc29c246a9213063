#include "exercise/score.h"

int score_step(const struct judge *judge, int step)
{
    return judge_step(judge, step) == STEP_DONE ? judge_exercise(judge)->steps[step].points : 0;
}

static void add_mistakes(const struct judge *judge, const struct exercise_step *step, struct score *out)
{
    for (size_t m = 0; m < step->mistake_count; m++) {
        int64_t seq, act;
        struct instant at;
        if (judge_mistake(judge, step->mistakes[m].index, &seq, &act, &at) > 0) {
            out->mistakes++;
            out->critical_mistakes += step->mistakes[m].critical;
            out->mistake_cost += step->mistakes[m].cost;
        }
    }
}

struct score score_of(const struct judge *judge, int hint_cost)
{
    const struct exercise *ex = judge_exercise(judge);
    struct score score = {.hint_cost = hint_cost, .pass = ex->pass};
    for (size_t s = 0; s < ex->step_count; s++) {
        score.earned += score_step(judge, (int)s);
        score.max += ex->steps[s].points;
        add_mistakes(judge, &ex->steps[s], &score);
    }
    score.points = score.earned - score.hint_cost - score.mistake_cost;
    score.points = score.points < 0 ? 0 : score.points;
    score.passed = score.points >= score.pass && !(ex->critical_fails && score.critical_mistakes > 0);
    return score;
}
