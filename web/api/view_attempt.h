/* view_attempt: an attempt as JSON: briefing, steps, checks with verdicts and reasons, hints, mistakes, score; and its debriefing. */
#ifndef API_VIEW_ATTEMPT_H
#define API_VIEW_ATTEMPT_H

#include "ground/ground.h"
#include "people/results.h"

/* Writes the members of ATTEMPT for the world in hand. */
MUST_USE bool view_attempt(struct op *op, struct json_out *out, struct visit *v);
/* "score". */
void view_score(struct op *op, struct json_out *out, struct visit *v);
/* "verdicts" and "mistakes": what a call changed. */
void put_changes(struct op *op, struct json_out *out, struct play *play, const struct play_news *news);
/* "history" and "totals" of the debriefing. */
MUST_USE bool view_history(struct op *op, struct json_out *out, struct visit *v);
/* One line of a class's results, from lab.db alone. `e` NULL: the exercise is no longer there. */
MUST_USE bool view_result(struct op *op, struct ground *g, const struct exercise *e, const struct attempt *a, struct results_row *out);

/* Who else plays in the world: no two people sit in one seat. */
struct companion;
struct seat_takers {
    struct companion *list;
    size_t count;
};
MUST_USE bool view_takers(struct op *op, struct visit *v, struct seat_takers *out);
/* The members of a seat. */
struct account;
void view_seat(struct op *op, struct json_out *out, struct visit *v, const struct seat_takers *takers, const struct account *account);

#endif
