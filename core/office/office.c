/* The chain is fed while the act runs: office_begin_act starts a digest with the previous hash and the act's head, audit_note
 * adds each event, office_commit closes it into the act's row. So verifying needs nothing but the two tables. */
#include "office/office.h"

#include "audit/chain.h"
#include "base/digest.h"
#include "core_sql.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct office {
    struct db *db;
    struct ports ports;
    pthread_mutex_t lock;
    void *attached;
    void (*free_attached)(void *value);
    /* of the operation in hand */
    bool open;      /* a transaction is open */
    bool act;       /* … and it is an act */
    struct act_head head;
    struct digest_state chain;
    int64_t number;      /* of the act in hand */
    int64_t next_event;  /* number the next event gets */
    int64_t first_event; /* number of the act's first event */
    int64_t dossier;
    int64_t changes_before;
    /* of the batch in hand: where the chain stands, so that it need not be read again */
    bool batch;
    struct {
        int64_t number, event;
        struct instant at;
        char hash[DIGEST_TEXT];
    } tail;
};

struct office *office_open(struct db *db, struct ports ports)
{
    struct office *office = calloc(1, sizeof *office);
    must(office != NULL);
    office->db = db;
    office->ports = ports;
    must(pthread_mutex_init(&office->lock, NULL) == 0);
    return office;
}

void office_release(struct office *office)
{
    must(!office->open);
    office_attach(office, NULL, NULL);
    (void)pthread_mutex_destroy(&office->lock);
    free(office);
}

void office_close(struct office *office)
{
    if (office != NULL) {
        struct db *db = office->db;
        office_release(office);
        db_close(db);
    }
}

struct db *office_db(struct office *office)
{
    return office->db;
}

const struct ports *office_ports(const struct office *office)
{
    return &office->ports;
}

void office_attach(struct office *office, void *value, void (*free_value)(void *value))
{
    if (office->attached != NULL) {
        office->free_attached(office->attached);
    }
    office->attached = value;
    office->free_attached = free_value;
}

void *office_attached(const struct office *office)
{
    return office->attached;
}

void office_lock(struct office *office)
{
    must(pthread_mutex_lock(&office->lock) == 0);
}

void office_unlock(struct office *office)
{
    must(pthread_mutex_unlock(&office->lock) == 0);
}

/* Where the chain stands: number, hash and instant of the last act, and the last event. */
static bool read_tail(struct op *op, struct office *office)
{
    struct stmt *s = db_use(op, office->db, &sql_audit_last);
    if (s == NULL) {
        return false;
    }
    office->tail.number = 0;
    office->tail.event = 0;
    office->tail.at = INSTANT_NONE;
    office->tail.hash[0] = '\0';
    if (stmt_row(s)) {
        const char *hash = col_text(s, "hash");
        must(strlen(hash) < sizeof office->tail.hash); /* CHECK in the schema */
        office->tail.number = col_int(s, "number");
        office->tail.event = col_int(s, "seq");
        office->tail.at = col_instant(s, "at");
        memcpy(office->tail.hash, hash, strlen(hash) + 1);
    }
    return stmt_done(s);
}

static bool begin_writing(struct op *op, struct office *office)
{
    if (!db_begin(op, office->db, true)) {
        return false;
    }
    if (!read_tail(op, office)) {
        db_rollback(office->db);
        return false;
    }
    return true;
}

bool office_begin_act(struct op *op, struct office *office, const struct act_head *head)
{
    must(!office->open);
    op->now = office->ports.clock.now(office->ports.clock.self);
    if (!office->batch && !begin_writing(op, office)) {
        return false;
    }
    if (!instant_is_none(office->tail.at) && instant_compare(op->now, office->tail.at) < 0) {
        op->now = office->tail.at;
    }
    office->open = true;
    office->act = true;
    office->head = *head;
    office->dossier = 0;
    office->number = office->tail.number + 1;
    office->next_event = office->tail.event + 1;
    office->first_event = office->next_event;
    office->changes_before = db_changes(office->db);
    chain_begin(&office->chain, office->tail.hash, office->number, head->name, head->actor->account, head->actor->role, op->now);
    return true;
}

bool office_begin_batch(struct op *op, struct office *office)
{
    must(!office->open && !office->batch);
    office->batch = begin_writing(op, office);
    return office->batch;
}

bool office_end_batch(struct op *op, struct office *office)
{
    must(!office->open);
    if (!office->batch) {
        return fail_broken(op, "the batch was taken back when an act in it failed");
    }
    office->batch = false;
    if (!db_set_version(op, office->db, office->tail.number) || !db_commit(op, office->db)) {
        db_rollback(office->db);
        return false;
    }
    return true;
}

bool office_in_batch(const struct office *office)
{
    return office->batch;
}

bool office_begin_look(struct op *op, struct office *office)
{
    must(!office->open && !office->batch);
    op->now = office->ports.clock.now(office->ports.clock.self);
    if (!db_begin(op, office->db, false)) {
        return false;
    }
    office->open = true;
    office->act = false;
    return true;
}

static bool write_act(struct op *op, struct office *office)
{
    struct digest hash = digest_end(&office->chain);
    struct ports real = ports_system();
    struct stmt *s = db_use(op, office->db, &sql_audit_add_act);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "number", office->number);
    bind_text(s, "name", office->head.name);
    bind_text(s, "account", office->head.actor->account);
    bind_text(s, "role", office->head.actor->role);
    bind_instant(s, "at", op->now);
    bind_instant(s, "real_at", real.clock.now(NULL));
    bind_text(s, "idempotency_key", office->head.idempotency_key);
    bind_text(s, "request", office->head.request);
    if (office->dossier > 0) {
        bind_int(s, "dossier", office->dossier);
    }
    bind_text(s, "hash", digest_format(&hash, office->tail.hash));
    office->tail.number = office->number;
    office->tail.event = office->next_event - 1;
    office->tail.at = op->now;
    return stmt_run(s, NULL);
}

/* In a batch the transaction goes on, and its last act gives the database its number. */
static bool end_writing(struct op *op, struct office *office)
{
    return office->batch || (db_set_version(op, office->db, office->number) && db_commit(op, office->db));
}

bool office_commit(struct op *op, struct office *office)
{
    must(office->open);
    if (op_failed(op)) {
        return false;
    }
    if (office->act) {
        bool noted = office->next_event > office->first_event;
        must(noted || db_changes(office->db) == office->changes_before); /* rows changed and no event noted */
        must(noted);                                                     /* an act that did nothing is not an act */
        if (!write_act(op, office) || !end_writing(op, office)) {
            return false;
        }
    } else if (!db_commit(op, office->db)) {
        return false;
    }
    office->open = false;
    if (office->act && office->ports.courier.nudge != NULL) {
        office->ports.courier.nudge(office->ports.courier.self);
    }
    return true;
}

void office_end(struct office *office)
{
    if (office->open) {
        db_rollback(office->db);
        office->open = false;
        office->batch = false;
    }
    office->act = false;
}

const struct actor *office_actor(const struct office *office)
{
    must(office->open && office->act);
    return office->head.actor;
}

int64_t office_act_number(const struct office *office)
{
    must(office->open && office->act);
    return office->number;
}

int64_t office_next_event(struct office *office)
{
    must(office->open && office->act);
    return office->next_event++;
}

void office_about(struct office *office, int64_t dossier)
{
    office->dossier = dossier;
}

int64_t office_dossier(const struct office *office)
{
    return office->dossier;
}

struct digest_state *office_chain(struct office *office)
{
    must(office->open && office->act);
    return &office->chain;
}
