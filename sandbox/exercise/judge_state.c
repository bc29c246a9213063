/* How things stand: what others may ask of a judge. Nothing here changes it. */
#include "exercise/judge_inside.h"

struct check_state judge_check(const struct judge *judge, int check)
{
    must(check >= 0 && (size_t)check < judge->ex->check_count);
    return judge->checks[check];
}

enum step_state judge_step(const struct judge *judge, int step)
{
    must(step >= 0 && (size_t)step < judge->ex->step_count);
    return judge->steps[step].state;
}

struct instant judge_step_opened(const struct judge *judge, int step, int64_t *act)
{
    must(step >= 0 && (size_t)step < judge->ex->step_count);
    if (act != NULL) {
        *act = judge->steps[step].opened.act;
    }
    return judge->steps[step].state == STEP_NOT_REACHED ? INSTANT_NONE : judge->steps[step].opened.at;
}

int judge_mistake(const struct judge *judge, int mistake, int64_t *seq, int64_t *act, struct instant *at)
{
    must(mistake >= 0 && (size_t)mistake < judge->ex->mistake_count);
    const struct mistake_state *m = &judge->mistakes[mistake];
    if (m->count > 0) {
        if (seq != NULL) {
            *seq = m->first.seq;
        }
        if (act != NULL) {
            *act = m->first.act;
        }
        if (at != NULL) {
            *at = m->first.at;
        }
    }
    return m->count;
}

int judge_next_step(const struct judge *judge)
{
    for (size_t s = 0; s < judge->ex->step_count; s++) {
        if (judge->steps[s].state == STEP_OPEN) {
            return (int)s;
        }
    }
    return -1;
}

int64_t judge_dossier(const struct judge *judge, int dossier)
{
    return dossier >= 0 && (size_t)dossier < judge->ex->dossier_count ? judge->dossiers[dossier] : 0;
}

int judge_seen(const struct judge *judge, int step, int hint)
{
    must(step >= 0 && (size_t)step < judge->ex->step_count);
    const struct exercise_step *s = &judge->ex->steps[step];
    must(hint >= 0 && (size_t)hint < s->hint_count);
    return judge->seen[s->first_hint + hint];
}

int64_t judge_last_seq(const struct judge *judge)
{
    return judge->last.seq;
}

const struct exercise *judge_exercise(const struct judge *judge)
{
    return judge->ex;
}
