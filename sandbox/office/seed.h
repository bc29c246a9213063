/* seed: fills a large office with dossiers that were really handled.
 *
 * Every dossier is filed, received, assigned, examined, signed and returned by acts (core/act), each at its own moment of a working
 * calendar, by the officers of a cast; what a good officer does at a step is the bots' knowledge (exercise/bot.h), with the variety
 * of an office: papers missing and supplemented, refusals on the merits, drafts sent back, work that is late. So the rows are those
 * that acts write, because acts wrote them; what makes it quick is that thousands share a transaction (office_begin_batch).
 *
 * The same plan gives the same rows (act.real_at apart), whatever the size of the batches. */
#ifndef OFFICE_SEED_H
#define OFFICE_SEED_H

#include "exercise/exercise.h"
#include "office/office.h"

#define SEED_OWNERS_MAX 2000
/* What is in hand at "now" was filed in the last days; before that, so long that what came earlier is done, nothing was. */
#define SEED_BACKLOG_DAYS 15
#define SEED_QUIET_DAYS 45

struct seed_plan {
    int64_t dossiers;
    int64_t backlog;         /* so many of them are filed in the last days: what is in hand does not follow the size of the office */
    int64_t pace;            /* work on what is no backlog takes so many times less, 1 or more: a larger office has more hands */
    int64_t chance;          /* seed of all that varies */
    struct instant from, to; /* first filing; the office's "now", at least 90 days later: what is not done by then stays open */
    int owners;              /* applicants, 1 … SEED_OWNERS_MAX */
    const char *golden;      /* scenarios/data/goldens/<name>.json: organisations, procedures, calendar */
    int64_t batch;           /* acts in one transaction; 1: each act its own */
    void (*progress)(void *self, int64_t dossiers); /* may be NULL */
    void *self;
};
struct seed_done {
    int64_t dossiers, acts, open; /* filed; all acts; not ended yet */
    struct instant now;           /* plan.to */
};

/* The office's cast and calendar: officers for every seat and the applicants, as an exercise without steps. Lives in the arena. */
MUST_USE const struct exercise *seed_cast(struct op *op, const struct seed_plan *plan);
/* A new office at `path` (must not exist), with its cast, empty of dossiers. `data`: the folder scenarios/data. */
MUST_USE bool seed_build(struct op *op, const struct seed_plan *plan, const char *data, const char *path);
/* Fills an office that seed_build made. `db` stays the caller's. On failure what whole batches wrote stays. */
MUST_USE bool seed_fill(struct op *op, struct db *db, const struct seed_plan *plan, struct seed_done *out);

#endif
