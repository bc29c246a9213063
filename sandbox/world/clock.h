/* clock: the time of a world, and what will happen in it.
 *
 * 1. Office time moves forward only; back only by rewind. It is stored with every act and rewound with it.
 * 2. Modes: frozen (stands still until somebody moves it), rate (office seconds per real second, working time only: closed hours
 *    are skipped, while a person looks on and nobody has acted for CLOCK_QUIET_MS), real (as the wall clock runs).
 * 3. A due item is a bot's next act, or a limit of a dossier that passes: then the office itself acts. Items are done in the order (office ms, id), each at its own moment, each its own act. */
#ifndef WORLD_CLOCK_H
#define WORLD_CLOCK_H

#include "calendar/calendar.h"
#include "db/db.h"

#define CLOCK_QUIET_MS (5 * MS_SECOND)
/* A screen polls every five seconds; a longer silence means that nobody looks on. */
#define CLOCK_PRESENCE_MS (15 * MS_SECOND)
#define CLOCK_RATE_MAX 3600

enum clock_mode { CLOCK_FROZEN, CLOCK_RATE, CLOCK_REAL };
extern const struct choices clock_mode_choices;

struct world_clock {
    struct instant office_at;
    int mode; /* enum clock_mode */
    int64_t rate;
};
MUST_USE bool clock_get(struct op *op, struct db *db, struct world_clock *out);
/* Inside an act. */
MUST_USE bool clock_put(struct op *op, struct db *db, const struct world_clock *clock);
/* Where office time stands after `real_ms` of watched real time. */
struct instant clock_after(const struct world_clock *clock, const struct calendar *calendar, int64_t real_ms);

enum due_kind { DUE_BOT, DUE_LIMIT };
extern const struct choices due_kind_choices;

struct due_item {
    int64_t id;
    struct instant at;
    int kind;         /* enum due_kind */
    const char *seat; /* account of the bot; of a limit, that of the office itself */
    int64_t dossier;
    int64_t step;
};
MUST_USE bool due_add(struct op *op, struct db *db, const struct due_item *item);
/* *found tells whether there is one. */
MUST_USE bool due_next(struct op *op, struct db *db, struct due_item *out, bool *found);
/* Items due by `until`, in order, at most `max`. */
MUST_USE bool due_list(struct op *op, struct db *db, struct instant until, size_t max, struct due_item **out, size_t *count);
MUST_USE bool due_remove(struct op *op, struct db *db, int64_t id);
MUST_USE bool due_remove_dossier(struct op *op, struct db *db, int64_t dossier);

/* What of an exercise's `given` has been set up in this world. */
MUST_USE bool staged_has(struct op *op, struct db *db, const char *step, size_t item, bool *out);
MUST_USE bool staged_add(struct op *op, struct db *db, const char *step, size_t item);

#endif
