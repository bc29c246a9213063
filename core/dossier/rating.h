/* rating: what who filed says of the office once the result is in his hands.
 *
 * Nine indicators, each 2, 1 or 0 points or not answered, and a comment (scoring: TT 01/2018/TT-VPCP; nothing newer was found, and the
 * ranks are recalled, not found). Once for each dossier, after its result was returned, by who filed it and nobody else.
 * A period's totals count each indicator over those who answered it; the mean of all nine is ranked only where each was answered. */
#ifndef DOSSIER_RATING_H
#define DOSSIER_RATING_H

#include "base/record.h"
#include "office/office.h"
#include "report/period.h"

/*        indicator             code          its sentences: "rating.name.<code>", "rating.choice.<code>.<score>" */
#define RATING_INDICATORS(X)                                                                                       \
    X(RATING_TOTAL_TIME, "total_time")                                                                             \
    X(RATING_AGENCY_TIME, "agency_time")                                                                           \
    X(RATING_CONTACTS, "contacts")                                                                                 \
    X(RATING_AGENCIES, "agencies")                                                                                 \
    X(RATING_ONE_STOP, "one_stop")                                                                                 \
    X(RATING_PUBLICITY, "publicity")                                                                               \
    X(RATING_ATTITUDE, "attitude")                                                                                 \
    X(RATING_FEEDBACK, "feedback")                                                                                 \
    X(RATING_ONLINE, "online")
enum rating_indicator {
#define X(indicator, code) indicator,
    RATING_INDICATORS(X)
#undef X
        RATING_INDICATOR_COUNT
};
extern const struct choices rating_indicator_choices;
#define RATING_SCORE_MOST 2

struct rating {
    int64_t dossier;
    const char *agency; /* that handled it */
    struct instant rated_at;
    const char *rated_by;      /* account */
    const struct json *scores; /* indicator's code -> 0 | 1 | 2; what was not answered is not there */
    int64_t total;
    int64_t scored; /* indicators answered */
    const char *comment;
};
/* *found tells whether there is one. */
MUST_USE bool rating_find(struct op *op, struct db *db, int64_t dossier, struct rating *out, bool *found);
/* The score of an indicator; -1 = not answered. */
int rating_score(const struct rating *rating, enum rating_indicator indicator);

struct dossier_rate_input {
    int64_t dossier;
    const struct json *scores; /* {indicator: 0 | 1 | 2 | null}; at least one answered */
    const char *comment;
};
extern const struct record dossier_rate_record;
/* The same without the dossier, for callers that name it elsewhere (the path of a request). */
extern const struct record dossier_rate_body;
/* E_STATE "rating.once"; E_INPUT "rating.nothing", "rating.unknown_indicator", "rating.score". */
MUST_USE bool dossier_rate(struct op *op, struct office *office, const void *input);

/* ---- a period ---- */

struct rating_totals {
    int64_t ratings, comments;
    int64_t times[RATING_INDICATOR_COUNT][RATING_SCORE_MOST + 1]; /* how often it was given that score */
};
MUST_USE bool rating_totals(struct op *op, struct db *db, const char *agency, struct period period, struct rating_totals *out);
/* Thousandths of a point, 0..2000; -1 where nobody answered it. */
int64_t rating_mean_milli(const struct rating_totals *totals, enum rating_indicator indicator);
/* Sum of the nine means, 0..18000; -1 unless each was answered. */
int64_t rating_sum_milli(const struct rating_totals *totals);
/* excellent | good | fair | average | weak, of such a sum (recalled: 15, 12, 9 and 6 points). Its sentence: "rating.rank.<code>". */
const char *rating_rank(int64_t sum_milli);

#endif
