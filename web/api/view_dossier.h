/* view_dossier: a dossier as the API answers it (web/api/answers.shape: dossier_summary, dossier, dossiers, acts), and the
 * sections that are read when somebody asks for them (dossier_history, dossier_control_sheet, dossier_deadline).
 *
 * Everything here reads and nothing writes. The caller stands inside an act or a look of the office (office_begin_look), so
 * that one answer shows one moment. Words are in the language of the operation; instants are ISO text with +07:00.
 *
 * 1. What this seat may do is asked of the same table and the same holder rule as the act itself (dossier/lifecycle.h,
 *    dossier/work.h): an act that is not blocked here succeeds with a good input.
 * 2. An applicant sees only what it filed: another dossier is E_MISSING "dossier.unknown".
 * 3. One query per kind of row, whatever the number of rows; names and procedures are kept for the length of a call. */
#ifndef API_VIEW_DOSSIER_H
#define API_VIEW_DOSSIER_H

#include "base/json.h"
#include "dossier/search.h"
#include "office/office.h"

#define VIEW_ACTS_MAX 500

/* Who looks at what, and when. */
struct view_look {
    struct office *office;
    const struct actor *actor; /* the seat; NULL = read only: nothing is mine, no actions */
    struct instant now;        /* office instant */
    const char *world;         /* id of the world, for the addresses of forms */
    int64_t act;               /* the world's last act */
};

/* Each writes members into an object that the caller has opened, not its braces. */

/* SUMMARY. `timing` is that of the running limit (accepting, then the term), or how the dossier ended against its term. */
MUST_USE bool view_summary(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d);
/* DOSSIER. E_MISSING "dossier.unknown". */
MUST_USE bool view_dossier(struct op *op, struct json_out *out, const struct view_look *look, int64_t id);
/* The same of one that has just been read. */
MUST_USE bool view_dossier_read(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d);
/* Sections of one that has just been read: what happened, in sentences; the hand-overs of form 06; its results
 * and how they reached who filed; why it is due when it is.
 * E_MISSING "dossier.unknown". */
typedef bool (*view_section_fn)(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d);
MUST_USE bool view_dossier_history(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d);
MUST_USE bool view_dossier_control_sheet(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d);
MUST_USE bool view_dossier_results(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d);
MUST_USE bool view_dossier_deadline(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d);
/* A page of dossiers, where it goes on, and counts: found (the query as it is); every state, overdue and due_soon (the query without
 * its state, timing and words); all; queue, shared and followed where there is a seat. Each count is at most VIEW_COUNT_CAP + 1, which
 * means "more than that". */
#define VIEW_COUNT_CAP 1000
MUST_USE bool view_dossiers(struct op *op, struct json_out *out, const struct view_look *look, const struct search_query *query);
/* The query as this seat may ask it now: an applicant sees only what it filed, a counter what it received and
 * what is decided in its province. */
struct search_query view_allowed(struct op *op, const struct view_look *look, const struct search_query *query);
/* acts: those with number > after, in order, at most max (1..VIEW_ACTS_MAX). */
MUST_USE bool view_acts(struct op *op, struct json_out *out, const struct view_look *look, int64_t after, size_t max);

/* What waits for a seat: steps that it holds or could take; for an applicant, what it filed; for a coordinating agency, what it was asked. */
struct search_query view_queue_query(const struct actor *actor);

#endif
