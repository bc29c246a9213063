/* passing: a dossier on its way between officers. Handing it over, opening it, taking it back before it was opened, sending it back with a reason.
 *
 * 1. Opening changes nothing of the dossier (its version stays): it only ends the sender's right to take it back. It is done once a
 *    step; again, or after the dossier has gone on, there is nothing to do, and that is no mistake (dossier_is_to_open).
 * 2. A dossier is taken back by who passed it on, while the receiver has neither opened nor done anything.
 * 3. Sent back or taken back, the steps from there on are undone; the term runs on. Back at the counter it is handed over anew.
 *
 * Law: Decree 118/2025 Art. 18; Decree 30/2020; control sheet (form 06 of TT 03/2025). */
#ifndef DOSSIER_PASSING_H
#define DOSSIER_PASSING_H

#include "base/record.h"
#include "dossier/dossier.h"
#include "office/office.h"

struct dossier_hand_over_input {
    int64_t dossier;
    const char *note;
    const char *division; /* organisation code of the division that is to handle it; NULL = the only one there is */
};
struct dossier_open_input {
    int64_t dossier;
};
struct dossier_send_back_input {
    int64_t dossier;
    const char *reason;
    int64_t to_step; /* 0 = the one before */
};
extern const struct record dossier_hand_over_record, dossier_open_record, dossier_send_back_record;
/* The same without the dossier, for callers that name it elsewhere (the path of a request). */
extern const struct record dossier_hand_over_body, dossier_open_body, dossier_send_back_body;

struct calendar;
/* Until when what was accepted at `accepted` goes to the division (Decree 118/2025 Art. 18.2): received by 15:00, by the end of that working
 * day; later, or on a day of rest, at the opening of the next. */
struct instant hand_over_due(const struct calendar *c, struct instant accepted);
/* Did it go on a later day than it had to? */
bool hand_over_is_slow(struct instant due, struct instant at);
/* From the counter to the division that handles it; the first time it opens the control sheet (form 06), and the record says whether it
 * went in its time. E_INPUT "dossier.division_needed" where there are several, "dossier.division_unknown". */
MUST_USE bool dossier_hand_over(struct op *op, struct office *office, const void *input);
/* Would opening change anything now: does this actor hold the step, and has nobody opened it? Opening late is no mistake: whoever
 * only looks asks this first, and does nothing where the answer is no. */
MUST_USE bool dossier_is_to_open(struct op *op, struct db *db, const struct actor *actor, int64_t dossier, bool *out);
/* E_STATE "dossier.already_opened": an act that changes nothing is none. */
MUST_USE bool dossier_open(struct op *op, struct office *office, const void *input);
/* Input dossier_reason_record. E_STATE "dossier.opened_there". */
MUST_USE bool dossier_recall(struct op *op, struct office *office, const void *input);
/* The nearest earlier step of an officer's: where it goes unless said otherwise; 0 = there is none to send it back to. */
int64_t send_back_default(const struct dossier_step *steps, size_t count, int64_t at_step);
/* By who has the dossier in hand, from the division on: the head of a division it was not meant for, a case officer who should not have it,
 * who reviews or signs the draft, the clerk whom its form does not satisfy, who decides. E_INPUT "dossier.send_back_where": not an
 * earlier step of an officer's. */
MUST_USE bool dossier_send_back(struct op *op, struct office *office, const void *input);

#endif
