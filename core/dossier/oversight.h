/* oversight: who watches over the work urges it on, or directs what is to be done and is told what came of it.
 *
 * 1. A nudge (đôn đốc) goes to whoever has the dossier in hand; words are welcome, not asked for. The same person nudges about one dossier
 *    once a day at most (rule of ours: more is noise).
 * 2. A direction (chỉ đạo) says what is to be done and by when to report. It waits until it is reported on: by whom it was given to, or by
 *    whoever has the dossier now. It holds nothing up: a late report is a report.
 *    Who leaves and hands over all work hands over the directions too.
 * 3. Neither moves a dossier, its clock or its version. Nobody nudges or directs oneself, nor the applicant.
 *
 * Source: functions 7 "Điều hành: theo dõi, chỉ đạo" and 5 "nhắc việc" of TT 21/2023 as amended by TT 11/2025; the head answers for the
 * handling (Decree 118/2025 Art. 18). */
#ifndef DOSSIER_OVERSIGHT_H
#define DOSSIER_OVERSIGHT_H

#include "base/record.h"
#include "office/office.h"

#define OVERSIGHT_MAX 100 /* rows of a dossier */

struct oversight {
    int64_t id;
    int64_t dossier;
    const char *kind;       /* nudge | direction */
    int64_t step;           /* where the dossier stood; 0 before acceptance */
    const char *to_role;    /* code */
    const char *to_account; /* NULL: nobody of that role had taken it yet */
    const char *by_account;
    struct instant at;
    const char *text; /* NULL = without words */
    struct instant report_by;   /* of a direction */
    struct instant reported_at; /* NONE = not yet */
    const char *reported_by;
    const char *report;
};
/* In the order in which they came. */
MUST_USE bool oversight_list(struct op *op, struct db *db, int64_t dossier, struct oversight **out, size_t *count);
/* Is it a direction that waits for its report? */
bool oversight_waits(const struct oversight *o);

struct dossier;
struct actor;
/* Why the actor cannot nudge about, or direct, the dossier as it stands: a message key, or NULL. E_STATE "oversight.applicant" (it lies
 * with who filed it), "oversight.yourself"; of a nudge also "oversight.again". */
const char *oversight_problem(const struct dossier *d, const struct actor *actor);
const char *nudge_problem(const struct dossier *d, const struct actor *actor, const struct oversight *list, size_t count, struct instant now);
/* The direction that the actor reports on next, the oldest first: `id` of it where it is not 0; NULL if there is none. */
const struct oversight *oversight_to_report(const struct dossier *d, const struct actor *actor, const struct oversight *list, size_t count, int64_t id);

/* Inside account.hand_over_work: the directions that `from` was to report on wait for `to`; *moved tells how many. */
MUST_USE bool oversight_move(struct op *op, struct db *db, const char *from, const char *to, int64_t *moved);

struct dossier_nudge_input {
    int64_t dossier;
    const char *note;
};
struct dossier_direct_input {
    int64_t dossier;
    const char *text;
    struct instant due_at; /* to report by; NONE = two working days (made up for training) */
};
struct dossier_report_input {
    int64_t dossier;
    int64_t direction; /* 0 = the oldest that waits for the actor */
    const char *report;
};
extern const struct record dossier_nudge_record, dossier_direct_record, dossier_report_record;
/* The same without the dossier, for callers that name it elsewhere (the path of a request). */
extern const struct record dossier_nudge_body, dossier_direct_body, dossier_report_body;

/* As nudge_problem; E_LIMIT "oversight.too_many". */
MUST_USE bool dossier_nudge(struct op *op, struct office *office, const void *input);
/* As oversight_problem; E_INPUT "oversight.due"; E_LIMIT "oversight.too_many". */
MUST_USE bool dossier_direct(struct op *op, struct office *office, const void *input);
/* E_STATE "oversight.no_direction". */
MUST_USE bool dossier_report(struct op *op, struct office *office, const void *input);

#endif
