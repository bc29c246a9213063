/* sharing: one dossier, several officers. Giving it to another specialist, handing over all the work of one who leaves, working along
 * (co-handlers, who give an opinion) and following (who only read).
 *
 * 1. A dossier has one handler; co-handlers help, they never hold its step. A handler is neither its own co-handler nor a follower:
 *    whoever becomes the handler ceases to take part otherwise, and the record says so.
 * 2. Work stays within the agency; a dossier's specialist is one of the division that has it.
 * 3. Handing over all of somebody's work is one act: every dossier or none. What the leaver took part in the successor takes part in,
 *    as a co-handler if either was one, and the directions to report on (oversight.h) are the successor's; nothing open is left with the
 *    leaver. What has ended stays as it was.
 * 4. A dossier in a specialist's hands is taken over only by who works along on it as a co-handler, a specialist of the same division,
 *    with a reason; whom it is taken from works along from then on, and may take it back the same way (rule of ours).
 *
 * Law: Decree 118/2025 Art. 18 (the head of division assigns and answers for the handling). */
#ifndef DOSSIER_SHARING_H
#define DOSSIER_SHARING_H

#include "account/account.h"
#include "base/record.h"
#include "office/office.h"

struct dossier_participant {
    int64_t dossier;
    const char *account;
    const char *name; /* of the account */
    const char *role; /* its role code */
    const char *kind; /* co_handler | follower */
    struct instant added_at;
};
/* In the order in which they were added. */
MUST_USE bool dossier_participants(struct op *op, struct db *db, int64_t dossier, struct dossier_participant **out, size_t *count);

/* How many dossiers the account works along in, and follows. */
MUST_USE bool dossier_participations(struct op *op, struct db *db, const char *account, int64_t *co_handled, int64_t *followed);

/* Everything open that an account holds or handles: ids of dossiers, oldest first; at most WORK_MAX. */
#define WORK_MAX 500
MUST_USE bool account_open_work(struct op *op, struct db *db, const char *account, int64_t **out, size_t *count);

struct dossier_reassign_input {
    int64_t dossier;
    const char *account; /* a specialist of the division */
    const char *reason;
};
struct dossier_participant_input {
    int64_t dossier;
    const char *account;
    int kind; /* co_handler | follower */
    const char *note;
};
struct dossier_remove_participant_input {
    int64_t dossier;
    const char *account;
    const char *note;
};
struct dossier_contribute_input {
    int64_t dossier;
    const char *opinion;
};
struct dossier_take_over_input {
    int64_t dossier;
    const char *reason;
};
struct account_hand_over_work_input {
    const char *from_account;
    const char *to_account;
    const char *reason;
};
extern const struct record dossier_reassign_record, dossier_take_over_record, dossier_participant_record, dossier_remove_participant_record,
    dossier_contribute_record, account_hand_over_work_record;
/* The same without the dossier, for callers that name it elsewhere (the path of a request). */
extern const struct record dossier_reassign_body, dossier_take_over_body, dossier_participant_body, dossier_remove_participant_body, dossier_contribute_body;

struct work;
/* Inside an act that gave the dossier to a handler, after its event: the handler no longer takes part otherwise. Notes
 * dossier.participant_removed where it did. */
MUST_USE bool sharing_end_for_handler(struct op *op, struct work *w);

/* The head of the division gives the dossier to another of its specialists. E_STATE "dossier.not_assigned", "dossier.same_handler";
 * E_INPUT "dossier.assign_role", "dossier.assign_division". */
MUST_USE bool dossier_reassign(struct op *op, struct office *office, const void *input);
/* A co-handler takes the dossier from the specialist who has it. As take_over_problem. */
MUST_USE bool dossier_take_over(struct op *op, struct office *office, const void *input);
/* The head of the division or the handler. E_INPUT "participant.not_officer"; E_STATE "participant.there", "participant.handler",
 * "participant.unknown"; E_FORBIDDEN "participant.not_yours". */
MUST_USE bool dossier_add_participant(struct op *op, struct office *office, const void *input);
MUST_USE bool dossier_remove_participant(struct op *op, struct office *office, const void *input);
/* A co-handler's opinion. E_FORBIDDEN "participant.not_co_handler". */
MUST_USE bool dossier_contribute(struct op *op, struct office *office, const void *input);
/* All open work of one account to another of the same role. E_INPUT "delegation.self", "delegation.role", "delegation.inactive";
 * E_STATE "work.nothing", "dossier.assign_division"; E_FORBIDDEN "work.not_yours". */
MUST_USE bool account_hand_over_work(struct op *op, struct office *office, const void *input);

/* Why this actor, a specialist of its division, cannot take the dossier over: a message key, or NULL if it can. E_STATE
 * "dossier.not_assigned", "take_over.elsewhere", "take_over.yours"; E_FORBIDDEN "participant.not_co_handler" (*forbidden). */
struct dossier;
const char *take_over_problem(const struct dossier *d, const struct dossier_participant *list, size_t count, const char *account, bool *forbidden);

/* May this actor change who takes part? The head of the dossier's division, or its handler. */
bool sharing_may_arrange(const struct dossier *d, const struct actor *actor);

#endif
