/* office: one running copy of the core. One database, three ports, one writer's lock.
 *
 * An operation is one actor doing one thing to one office: office_begin takes the lock, opens the transaction and sets
 * op->now from the clock port; audit_note writes events inside it; office_commit writes the act's row of the audit chain,
 * sets user_version to the act's number and commits; office_end rolls back unless committed and gives the lock back.
 * office_commit refuses (must) an operation that changed rows but noted no event.
 *
 * An ACT is one committed operation. It has a number (1, 2, 3 … without gaps in one office), a name (`dossier.accept`), an
 * actor, an office instant and a real instant, and one or more EVENTS (`dossier.accepted`) with their data as JSON. */
#ifndef OFFICE_OFFICE_H
#define OFFICE_OFFICE_H

#include "base/port.h"
#include "db/db.h"

struct office;

/* Who acts: a seat's account inside the office. */
struct actor {
    const char *account; /* account id, e.g. "mc" */
    const char *name;    /* display name */
    const char *role;    /* role code, e.g. "one-stop-officer" */
    const char *org;     /* organisation code, e.g. "H37.T01" */
};

/* Takes over an open database (closed by office_close). */
struct office *office_open(struct db *db, struct ports ports);
void office_close(struct office *office);
struct db *office_db(struct office *office);
const struct ports *office_ports(const struct office *office);

/* Begin an act (writing) or a look (reading). `act` is the dotted name; actor may be NULL for looks. The lock is recursive
 * in nothing: one operation at a time. On failure nothing is held. */
MUST_USE bool office_begin_act(struct op *op, struct office *office, const char *act, const struct actor *actor);
MUST_USE bool office_begin_look(struct op *op, struct office *office);
/* The same when the caller already holds the office's lock (sandbox/world does). */
void office_lock(struct office *office);
void office_unlock(struct office *office);
MUST_USE bool office_commit(struct op *op, struct office *office);
void office_end(struct office *office);
const struct actor *office_actor(const struct office *office);
/* The number the act in hand will have; outside an act: the last committed. */
int64_t office_act_number(const struct office *office);

#endif
