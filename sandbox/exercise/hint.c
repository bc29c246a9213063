#include "exercise/hint.h"

struct hint_state hint_state_of(const struct judge *judge, int step, int hint, int64_t real_ms)
{
    const struct exercise_step *s = &judge_exercise(judge)->steps[step];
    must(hint >= 0 && (size_t)hint < s->hint_count);
    const struct hint *h = &s->hints[hint];
    struct hint_state state = {.cost = h->cost, .wait_ms = -1};
    enum step_state open = judge_step(judge, step);
    if (open != STEP_OPEN && open != STEP_FAILED) {
        return state;
    }
    bool seen = h->seen != NULL && judge_seen(judge, step, hint) >= h->seen_count;
    bool timed = h->after_ms > 0 || h->seen == NULL;
    if (seen || (timed && real_ms >= h->after_ms)) {
        state.available = true;
        state.wait_ms = 0;
    } else if (timed) {
        state.wait_ms = h->after_ms - real_ms;
    }
    return state;
}

const char *hint_text(const struct exercise *exercise, int step, int hint, enum lang lang)
{
    must(step >= 0 && (size_t)step < exercise->step_count && hint >= 0 && (size_t)hint < exercise->steps[step].hint_count);
    return human_text(&exercise->steps[step].hints[hint].text, lang);
}
