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
/* Ends the office but leaves the database open, to whoever gave it. */
void office_release(struct office *office);
struct db *office_db(struct office *office);
const struct ports *office_ports(const struct office *office);

/* What an act is, beside what it does. */
struct act_head {
    const char *name;            /* dossier.accept */
    const struct actor *actor;
    const char *idempotency_key; /* NULL = none */
    const char *request;         /* SHA-256 of the request as text, with a key only */
};

void office_lock(struct office *office);
void office_unlock(struct office *office);

/* Begin an act (writing) or a look (reading). The caller holds the lock. Sets op->now from the clock port; an office's clock
 * never runs backwards: an act is never earlier than the one before. On failure no transaction is open. */
MUST_USE bool office_begin_act(struct op *op, struct office *office, const struct act_head *head);
MUST_USE bool office_begin_look(struct op *op, struct office *office);
MUST_USE bool office_commit(struct op *op, struct office *office);
/* Rolls back unless committed. Always called. */
void office_end(struct office *office);

/* Many acts in one transaction, for filling an office: from office_begin_batch each act is written as always, but what is committed
 * is committed by office_end_batch, all of it. An act that fails takes the whole batch back (office_in_batch tells). The rows are
 * those of the same acts committed one by one, user_version included. */
MUST_USE bool office_begin_batch(struct op *op, struct office *office);
MUST_USE bool office_end_batch(struct op *op, struct office *office);
bool office_in_batch(const struct office *office);

/* The act in hand (must be inside one). */
const struct actor *office_actor(const struct office *office);
int64_t office_act_number(const struct office *office);
int64_t office_next_event(struct office *office);             /* hands out the next event number */
void office_about(struct office *office, int64_t dossier);    /* which dossier the act is about */
int64_t office_dossier(const struct office *office);
/* A value derived from the office's data that is dear to make (its calendar): kept until the office is closed or another is
 * attached. One per office; NULL if none. */
void office_attach(struct office *office, void *value, void (*free_value)(void *value));
void *office_attached(const struct office *office);

struct digest_state;
struct digest_state *office_chain(struct office *office);     /* the running digest of the act in hand */

#endif
