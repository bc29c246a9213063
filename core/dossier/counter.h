/* counter: how many dossiers did what on which day, kept while acts happen.
 *
 * What a dossier counts for follows from its row alone (counter_facts): accepting it, its due date, how it ended. Each save of a
 * dossier moves the counters by the difference between what it counted for before and after, in the same transaction, so:
 * 1. The counters are equal to a recount of all dossiers, always (counter_recount says so or not).
 * 2. A report of a period reads as many rows as the period has days or months, however many dossiers there are.
 * Measures are those of Biểu II.06 (TT 02/2017, 01/2020/TT-VPCP; domain.md §6.1, §6.2) and two that tell what was overdue at the end
 * of any day: `due` counts on the day of the due date; `settled` on the later of the days on which it was due and ended. */
#ifndef DOSSIER_COUNTER_H
#define DOSSIER_COUNTER_H

#include "dossier/dossier.h"

/*        measure                  code */
#define COUNTER_MEASURES(X)                                                                                        \
    X(COUNT_RECEIVED_ONLINE, "received_online")   /* accepted, filed online or at a kiosk */                       \
    X(COUNT_RECEIVED_DIRECT, "received_direct")   /* accepted, brought or posted */                                \
    X(COUNT_DONE_EARLY, "done_early")             /* ended on a day before it was due */                           \
    X(COUNT_DONE_ON_TIME, "done_on_time")         /* ended on the day it was due, not after the hour */            \
    X(COUNT_DONE_OVERDUE, "done_overdue")                                                                          \
    X(COUNT_DUE, "due")                                                                                            \
    X(COUNT_SETTLED, "settled")
enum counter_measure {
#define X(measure, code) measure,
    COUNTER_MEASURES(X)
#undef X
        COUNTER_MEASURE_COUNT
};
extern const struct choices counter_measure_choices;

struct counter_fact {
    enum counter_measure measure;
    struct day day;
};
#define COUNTER_FACTS_MAX 4
/* What the dossier counts for as it stands; nothing before acceptance. Answers how many. */
size_t counter_facts(const struct dossier *d, struct counter_fact out[COUNTER_FACTS_MAX]);

/* The reporting month a day belongs to, "M2026-11" for 15 October to 14 November; `out` has COUNTER_BUCKET_TEXT bytes. */
#define COUNTER_BUCKET_TEXT 24
const char *counter_month(struct day d, char *out);
/* The first day of a reporting month. */
struct day counter_month_first(const char *bucket);

/* Inside an act: from `before` (NULL: a new dossier) to `after`. Writes nothing if it counts for the same. */
MUST_USE bool counter_move(struct op *op, struct db *db, const struct dossier *before, const struct dossier *after);

/* Are the counters what a recount of every dossier gives? E_BROKEN "counter.differs". Reads everything. */
MUST_USE bool counter_recount(struct op *op, struct db *db);

#endif
