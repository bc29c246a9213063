/* effect: which open dossiers would be due at another time, by another calendar: what a change would do, or what a change that was made
 * has not yet done. Reads only.
 *
 * 1. A dossier is listed if the due instant worked out anew differs from the recorded one: the term once accepted, before that the limit
 *    for accepting.
 * 2. Pauses, restarts and extensions are worked out with it (dossier/clock.h). A term that stands still now is not judged: it is
 *    counted in `left_out`, never guessed; so is the limit for accepting after a supplement. */
#ifndef DOSSIER_EFFECT_H
#define DOSSIER_EFFECT_H

#include "calendar/edit.h"

#define EFFECT_MAX 2000 /* open dossiers looked at */

enum effect_kind { EFFECT_ACCEPTANCE, EFFECT_TERM };
struct effect {
    int64_t dossier;
    const char *code; /* NULL before acceptance */
    const char *owner, *procedure, *agency;
    enum effect_kind kind;
    struct instant from, to; /* recorded; by the calendar asked about */
};
struct effects {
    struct effect *items;
    size_t count;
    size_t looked_at; /* open dossiers */
    size_t left_out;  /* with a history of their own */
};
struct recompute_input {
    const char *reason;
};
extern const struct record recompute_record;
/* The act deadline.recompute: every open limit that does not agree with the calendar as it stands, each with a row of deadline_change
 * and an event of its own; a unit-admin's are those of its own agency. E_STATE "deadline.nothing_to_recompute". */
MUST_USE bool deadline_recompute(struct op *op, struct office *office, const void *input);

/* `change` NULL: by the calendar as it stands. */
MUST_USE bool effect_list(struct op *op, struct db *db, const struct calendar_change *change, struct effects *out);

#endif
