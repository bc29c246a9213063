#include "audit/audit.h"

#include "audit/chain.h"
#include "core_sql.h"

#include <string.h>

bool audit_note(struct op *op, struct office *office, const char *name, int64_t dossier, const char *data)
{
    if (data == NULL) {
        data = "{}";
    }
    int64_t seq = office_next_event(office);
    chain_event(office_chain(office), seq, name, dossier, data);
    struct stmt *s = db_use(op, office_db(office), &sql_audit_add_event);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "seq", seq);
    bind_int(s, "act", office_act_number(office));
    bind_text(s, "name", name);
    if (dossier > 0) {
        bind_int(s, "dossier", dossier);
    }
    bind_text(s, "data", data);
    return stmt_run(s, NULL);
}

static struct event read_event(struct stmt *s)
{
    struct event e;
    e.seq = col_int(s, "seq");
    e.act = col_int(s, "act");
    e.name = col_text(s, "name");
    e.dossier = col_int(s, "dossier");
    e.data = col_text(s, "data");
    e.at = col_instant(s, "at");
    e.act_name = col_text(s, "act_name");
    e.account = col_text(s, "account");
    e.role = col_text(s, "role");
    return e;
}

/* Rows of a running statement into an array that doubles. */
static bool read_events(struct op *op, struct stmt *s, struct event **out, size_t *count)
{
    size_t cap = 16;
    *out = arena_array(op->arena, cap, sizeof **out);
    *count = 0;
    while (stmt_row(s)) {
        if (*count == cap) {
            struct event *more = arena_array(op->arena, cap * 2, sizeof *more);
            memcpy(more, *out, cap * sizeof *more);
            *out = more;
            cap *= 2;
        }
        (*out)[(*count)++] = read_event(s);
    }
    return stmt_done(s);
}

bool audit_events(struct op *op, struct db *db, int64_t after, size_t max, struct event **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_audit_events);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "after", after);
    bind_int(s, "max", (int64_t)max);
    return read_events(op, s, out, count);
}

bool audit_dossier_events(struct op *op, struct db *db, int64_t dossier, struct event **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_audit_dossier_events);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", dossier);
    return read_events(op, s, out, count);
}

bool audit_events_of_acts(struct op *op, struct db *db, int64_t after, int64_t last, struct event **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_audit_events_of_acts);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "after", after);
    bind_int(s, "last", last);
    return read_events(op, s, out, count);
}

bool audit_acts(struct op *op, struct db *db, int64_t after, size_t max, struct act_row **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_audit_acts);
    if (s == NULL) {
        return false;
    }
    *out = arena_array(op->arena, max, sizeof **out);
    *count = 0;
    bind_int(s, "after", after);
    bind_int(s, "max", (int64_t)max);
    while (*count < max && stmt_row(s)) {
        struct act_row *a = &(*out)[(*count)++];
        a->number = col_int(s, "number");
        a->name = col_text(s, "name");
        a->account = col_text(s, "account");
        a->role = col_text(s, "role");
        a->at = col_instant(s, "at");
        a->real_at = col_instant(s, "real_at");
        a->dossier = col_int(s, "dossier");
    }
    return stmt_done(s);
}

bool audit_has_acted(struct op *op, struct db *db, int64_t after, const struct act_row *like, bool *out)
{
    struct stmt *s = db_use(op, db, &sql_audit_has_acted);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "after", after);
    bind_text(s, "name", like->name);
    bind_text(s, "account", like->account);
    bind_int(s, "dossier", like->dossier);
    *out = stmt_row(s);
    return stmt_done(s);
}

bool audit_keys(struct op *op, struct db *db, size_t max, const char *const **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_audit_keys);
    if (s == NULL) {
        return false;
    }
    const char **keys = arena_array(op->arena, max, sizeof *keys);
    for (*count = 0; *count < max && stmt_row(s);) {
        keys[(*count)++] = col_text(s, "idempotency_key");
    }
    *out = keys;
    return stmt_done(s);
}

/* ---- verification ---- */

struct verifier {
    int64_t act;
    int64_t seq; /* last event seen */
    char hash[DIGEST_TEXT];
};

static bool add_events_of(struct op *op, struct db *db, struct verifier *v, struct digest_state *d)
{
    struct stmt *s = db_use(op, db, &sql_audit_act_events);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "act", v->act);
    bind_int(s, "after", v->seq);
    bool gap = false;
    while (stmt_row(s)) {
        int64_t seq = col_int(s, "seq");
        gap = gap || seq != v->seq + 1;
        v->seq = seq;
        chain_event(d, seq, col_text(s, "name"), col_int(s, "dossier"), col_text(s, "data"));
    }
    if (!stmt_done(s)) {
        return false;
    }
    return !gap || fail(op, E_BROKEN, "audit.broken", "act", arena_printf(op->arena, "%lld", (long long)v->act), NULL);
}

static bool verify_act(struct op *op, struct db *db, struct verifier *v, struct stmt *s)
{
    struct digest_state d;
    v->act++;
    const char *stored = col_text(s, "hash");
    bool fits = col_int(s, "number") == v->act;
    chain_begin(&d, v->hash, col_int(s, "number"), col_text(s, "name"), col_text(s, "account"), col_text(s, "role"),
                col_instant(s, "at"));
    if (!add_events_of(op, db, v, &d)) {
        return false;
    }
    struct digest hash = digest_end(&d);
    digest_format(&hash, v->hash);
    if (!fits || strcmp(stored, v->hash) != 0) {
        return fail(op, E_BROKEN, "audit.broken", "act", arena_printf(op->arena, "%lld", (long long)v->act), NULL);
    }
    return true;
}

bool audit_verify(struct op *op, struct db *db, int64_t *acts)
{
    struct verifier v = {0, 0, ""};
    struct stmt *s = db_use(op, db, &sql_audit_acts);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "after", 0);
    bind_int(s, "max", -1);
    while (stmt_row(s) && verify_act(op, db, &v, s)) {
        continue;
    }
    if (!stmt_done(s)) {
        return false;
    }
    int64_t events = 0;
    if (!db_one_int(op, db, &sql_audit_last_event, &events)) {
        return false;
    }
    if (events != v.seq) { /* events without an act */
        return fail(op, E_BROKEN, "audit.broken", "act", arena_printf(op->arena, "%lld", (long long)v.act + 1), NULL);
    }
    *acts = v.act;
    return true;
}
