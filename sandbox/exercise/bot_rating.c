/* An applicant's bot rates the service once its result is in its hands, where the author says how (rates = …). What a truthful one says
 * follows from what happened: the time it took, how often it was asked for more, what it had to do twice. */
#include "dossier/rating.h"
#include "exercise/bot_inside.h"

#include <string.h>

bool bot_owes_rating(struct op *op, struct db *db, const struct cast_member *m, const struct dossier *d, bool *out)
{
    struct rating rating;
    bool rated = false;
    *out = m->rates != RATES_NOT && d->state == DOSSIER_RETURNED && strcmp(m->id, d->applicant) == 0;
    if (!*out) {
        return true;
    }
    bool ok = rating_find(op, db, d->id, &rating, &rated);
    *out = ok && !rated;
    return ok;
}

/* Sooner than promised, on the day, or later: 2, 1, 0. */
static int in_time(const struct dossier *d)
{
    struct instant promised = instant_is_none(d->original_due_at) ? d->due_at : d->original_due_at;
    if (instant_is_none(d->completed_at) || instant_is_none(promised)) {
        return 1;
    }
    int32_t done = instant_day(d->completed_at).n, due = instant_day(promised).n;
    return done < due ? 2 : done == due ? 1 : 0;
}

static int truthful(const struct dossier *d, enum rating_indicator indicator)
{
    int again = (int)d->supplements;
    switch (indicator) {
    case RATING_TOTAL_TIME:
    case RATING_AGENCY_TIME:
        return in_time(d);
    case RATING_CONTACTS:
        return again == 0 ? 2 : again == 1 ? 1 : 0;
    case RATING_FEEDBACK:
        return -1; /* nothing was complained of */
    case RATING_ATTITUDE:
        return d->extensions > 0 && in_time(d) == 0 ? 1 : 2;
    case RATING_AGENCIES:
    case RATING_ONE_STOP:
    case RATING_PUBLICITY:
    case RATING_ONLINE:
    case RATING_INDICATOR_COUNT:
        return 2;
    }
    must(false);
    return 0;
}

static int score(const struct moment *m, enum rating_indicator indicator)
{
    switch (m->bot->rates) {
    case RATES_TRUTHFUL:
        return truthful(m->d, indicator);
    case RATES_DISSATISFIED:
        return indicator == RATING_ONE_STOP || indicator == RATING_PUBLICITY || indicator == RATING_ONLINE ? 1 : 0;
    case RATES_SATISFIED:
    case RATES_NOT:
        return 2;
    }
    must(false);
    return 0;
}

const char *bot_rate(struct moment *m)
{
    json_open_object(m->out, "scores");
    for (int i = 0; i < RATING_INDICATOR_COUNT; i++) {
        int points = score(m, (enum rating_indicator)i);
        if (points >= 0) {
            json_put_int(m->out, rating_indicator_choices.codes[i], points);
        }
    }
    json_close_object(m->out);
    if (m->bot->rates == RATES_DISSATISFIED) {
        json_put_text(m->out, "comment", "Phải chờ lâu và đi lại nhiều lần, chưa được hướng dẫn rõ ràng.");
    }
    return "dossier.rate";
}
