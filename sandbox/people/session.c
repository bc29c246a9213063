/* A session is proved by its token alone; the table knows only the token's SHA-256, so a copy of lab.db opens no session. */
#include "people/session.h"

#include "base/log.h"
#include "lab/rows.h"
#include "lab/session_cache.h"
#include "lab_sql.h"

#include <string.h>

#define ROW struct session
static const struct choices role_choices = {person_role_codes, PERSON_ROLE_COUNT};
static const struct field session_fields[] = {
    COLUMN(FIELD_TEXT, ROW, id),
    COLUMN(FIELD_TEXT, ROW, csrf),
    COLUMN(FIELD_TEXT, ROW, person),
    COLUMN(FIELD_TEXT, ROW, name),
    {"role", FIELD_CHOICE, offsetof(ROW, role), 0, 0, 0, &role_choices, NULL},
    COLUMN(FIELD_TEXT, ROW, org),
    COLUMN(FIELD_INT, ROW, class_id),
    COLUMN(FIELD_TEXT, ROW, class_name),
    COLUMN(FIELD_INSTANT, ROW, created_at),
    COLUMN(FIELD_INSTANT, ROW, seen_at),
    COLUMN(FIELD_INSTANT, ROW, expires_at),
};
static const struct record session_record = RECORD("session", ROW, session_fields);

struct ask {
    const char *person, *id;
    int64_t class_id, count;
    struct instant now;
    struct digest token;
    const char *secret; /* the token itself, answered once */
    const struct session *session;
    struct rows rows;
};

/* ---- opening ---- */

static bool read_session(struct op *op, struct db *db, const struct digest *token, struct instant now,
                         const struct session **out)
{
    const void *row = NULL;
    struct stmt *s = db_use(op, db, &sql_session_find);
    if (s != NULL) {
        bind_blob(s, "token", token->bytes, DIGEST_BYTES);
        bind_instant(s, "now", now);
        bind_instant(s, "idle_since", instant_add(now, -SESSION_IDLE_MS));
    }
    bool ok = row_read(op, s, &session_record, &row);
    *out = row;
    return ok;
}

static bool touch_person(struct op *op, struct db *db, const char *person, struct instant now)
{
    struct stmt *s = db_use(op, db, &sql_person_touch);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "now", now);
    bind_text(s, "id", person);
    return stmt_run(s, NULL);
}

const struct session *session_open_in(struct op *op, struct db *db, const char *person, int64_t class_id, struct instant now,
                                      const char **token)
{
    const struct person *who = person_get_in(op, db, person);
    if (who == NULL) {
        return NULL;
    }
    if (!instant_is_none(who->disabled_at) || !instant_is_none(who->erased_at)) {
        (void)fail(op, E_FORBIDDEN, "person.disabled", NULL);
        return NULL;
    }
    *token = random_token(arena_alloc(op->arena, SESSION_TOKEN_TEXT), 32);
    struct digest hash = digest_of(*token, strlen(*token));
    struct stmt *s = db_use(op, db, &sql_session_add);
    if (s == NULL) {
        return NULL;
    }
    bind_blob(s, "token", hash.bytes, DIGEST_BYTES);
    bind_text(s, "id", lab_id(op, 's'));
    bind_text(s, "person", person);
    bind_class(s, "class", class_id);
    bind_text(s, "csrf", random_token(arena_alloc(op->arena, SESSION_TOKEN_TEXT), 32));
    bind_instant(s, "now", now);
    bind_instant(s, "expires_at", instant_add(now, SESSION_LIFE_MS));
    const struct session *session = NULL;
    if (!stmt_run(s, NULL) || !touch_person(op, db, person, now) || !read_session(op, db, &hash, now, &session)) {
        return NULL;
    }
    return session;
}

static bool open_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    ask->session = session_open_in(op, db, ask->person, ask->class_id, ask->now, &ask->secret);
    return ask->session != NULL;
}

const struct session *session_open(struct op *op, struct store *store, const char *person, int64_t class_id,
                                   struct instant now, const char **token)
{
    struct ask ask = {.person = person, .class_id = class_id, .now = now};
    *token = NULL;
    if (!lab_write(op, store, open_closure, &ask)) {
        return NULL;
    }
    *token = ask.secret;
    return ask.session;
}

/* ---- finding, on every request ---- */

/* A session as one run of bytes: the cache keeps no pointers. Texts follow in the order of the record. */
struct flat {
    int64_t class_id, created_at, seen_at, expires_at;
    int role;
    bool in_class, has_org;
    char id[LAB_ID_TEXT], person[LAB_ID_TEXT], csrf[SESSION_TOKEN_TEXT];
    char org[40], name[368], class_name[484];
};
_Static_assert(sizeof(struct flat) <= SESSION_CACHE_BODY, "a session fits into the cache");

static bool copy_text(char *to, size_t size, const char *from)
{
    size_t n = from == NULL ? 0 : strlen(from);
    if (n >= size) {
        return false;
    }
    memcpy(to, from == NULL ? "" : from, n + 1);
    return true;
}

static bool flatten(const struct session *s, struct flat *f)
{
    *f = (struct flat){.class_id = s->class_id, .created_at = s->created_at.ms, .seen_at = s->seen_at.ms,
                       .expires_at = s->expires_at.ms, .role = (int)s->role, .in_class = s->class_name != NULL,
                       .has_org = s->org != NULL};
    return copy_text(f->id, sizeof f->id, s->id) && copy_text(f->person, sizeof f->person, s->person) &&
           copy_text(f->csrf, sizeof f->csrf, s->csrf) && copy_text(f->org, sizeof f->org, s->org) &&
           copy_text(f->name, sizeof f->name, s->name) && copy_text(f->class_name, sizeof f->class_name, s->class_name);
}

static const struct session *unfold(struct op *op, const struct flat *f)
{
    struct session *s = arena_alloc(op->arena, sizeof *s);
    *s = (struct session){.class_id = f->class_id, .created_at = {f->created_at}, .seen_at = {f->seen_at},
                          .expires_at = {f->expires_at}, .role = (enum person_role)f->role};
    s->id = arena_strdup(op->arena, f->id);
    s->person = arena_strdup(op->arena, f->person);
    s->csrf = arena_strdup(op->arena, f->csrf);
    s->name = arena_strdup(op->arena, f->name);
    s->org = f->has_org ? arena_strdup(op->arena, f->org) : NULL;
    s->class_name = f->in_class ? arena_strdup(op->arena, f->class_name) : NULL;
    return s;
}

static bool find_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    return read_session(op, db, &ask->token, ask->now, &ask->session);
}

static bool touch_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_session_touch);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "now", ask->now);
    bind_blob(s, "token", ask->token.bytes, DIGEST_BYTES);
    return stmt_run(s, NULL) && touch_person(op, db, ask->person, ask->now);
}

static bool is_over(const struct session *s, struct instant now)
{
    return now.ms >= s->expires_at.ms || now.ms - s->seen_at.ms >= SESSION_IDLE_MS;
}

static void keep(struct store *store, const struct digest *token, const struct session *session, struct instant now,
                 uint64_t epoch)
{
    struct flat flat;
    if (flatten(session, &flat)) {
        session_cache_put(store_sessions(store), token, session->person, now, epoch, &flat, sizeof flat);
    }
}

/* Writes "last seen" down once in a while. That it could not be written does not turn the person away. */
static const struct session *touch(struct op *op, struct store *store, struct ask *ask, uint64_t epoch)
{
    struct session *seen = arena_alloc(op->arena, sizeof *seen);
    *seen = *ask->session;
    ask->person = seen->person;
    if (lab_write(op, store, touch_closure, ask)) {
        seen->seen_at = ask->now;
        keep(store, &ask->token, seen, ask->now, epoch);
    } else {
        log_failure(op, "session.touch");
        op_clear(op);
    }
    return seen;
}

const struct session *session_find(struct op *op, struct store *store, const char *token, struct instant now)
{
    if (op_failed(op) || token == NULL || strnlen(token, SESSION_TOKEN_TEXT) != SESSION_TOKEN_TEXT - 1) {
        return NULL;
    }
    struct session_cache *cache = store_sessions(store);
    struct ask ask = {.now = now, .token = digest_of(token, SESSION_TOKEN_TEXT - 1)};
    struct flat flat;
    uint64_t epoch = session_cache_epoch(cache);
    if (session_cache_get(cache, &ask.token, now, SESSION_CACHE_MS, &flat, sizeof flat)) {
        ask.session = unfold(op, &flat);
    } else if (!lab_read(op, store, find_closure, &ask)) {
        return NULL;
    } else if (ask.session != NULL) {
        keep(store, &ask.token, ask.session, now, epoch);
    }
    if (ask.session == NULL || is_over(ask.session, now)) {
        return NULL;
    }
    bool stale = now.ms - ask.session->seen_at.ms >= SESSION_TOUCH_MS;
    return stale ? touch(op, store, &ask, epoch) : ask.session;
}

/* ---- ending ---- */

static bool revoke_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_session_revoke);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "now", ask->now);
    bind_blob(s, "token", ask->token.bytes, DIGEST_BYTES);
    return stmt_run(s, NULL);
}

bool session_revoke(struct op *op, struct store *store, const char *token, struct instant now)
{
    if (token == NULL || strnlen(token, SESSION_TOKEN_TEXT) != SESSION_TOKEN_TEXT - 1) {
        return !op_failed(op);
    }
    struct ask ask = {.now = now, .token = digest_of(token, SESSION_TOKEN_TEXT - 1)};
    bool ok = lab_write(op, store, revoke_closure, &ask);
    session_cache_forget(store_sessions(store), &ask.token);
    return ok;
}

static bool revoke_id_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_session_person_of_id);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", ask->id);
    ask->person = stmt_row(s) ? col_text(s, "person") : NULL;
    if (!stmt_done(s)) {
        return false;
    }
    if (ask->person == NULL) {
        return fail(op, E_MISSING, "session.unknown", NULL);
    }
    s = db_use(op, db, &sql_session_revoke_id);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "now", ask->now);
    bind_text(s, "id", ask->id);
    return stmt_run(s, NULL);
}

bool session_revoke_id(struct op *op, struct store *store, const char *id, struct instant now)
{
    struct ask ask = {.id = id, .now = now};
    bool ok = lab_write(op, store, revoke_id_closure, &ask);
    if (ask.person != NULL) {
        session_forget_person(store, ask.person);
    }
    return ok;
}

bool session_revoke_person_in(struct op *op, struct db *db, const char *person, struct instant now, int64_t *count)
{
    struct stmt *s = db_use(op, db, &sql_session_revoke_person);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "now", now);
    bind_text(s, "person", person);
    return stmt_run(s, count);
}

void session_forget_person(struct store *store, const char *person)
{
    session_cache_forget_person(store_sessions(store), person);
}

static bool revoke_person_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    return session_revoke_person_in(op, db, ask->person, ask->now, &ask->count);
}

bool session_revoke_person(struct op *op, struct store *store, const char *person, struct instant now, int64_t *count)
{
    struct ask ask = {.person = person, .now = now};
    bool ok = lab_write(op, store, revoke_person_closure, &ask);
    session_forget_person(store, person);
    if (count != NULL) {
        *count = ask.count;
    }
    return ok;
}

/* ---- lists and cleaning ---- */

static bool list_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_session_list);
    if (s != NULL) {
        bind_text(s, "person", ask->person);
        bind_instant(s, "now", ask->now);
        bind_instant(s, "idle_since", instant_add(ask->now, -SESSION_IDLE_MS));
    }
    return rows_read(op, s, &session_record, &ask->rows);
}

bool session_list(struct op *op, struct store *store, const char *person, struct instant now, struct session **out,
                  size_t *count)
{
    struct ask ask = {.person = person, .now = now};
    bool ok = lab_read(op, store, list_closure, &ask);
    *out = ask.rows.items;
    *count = ask.rows.count;
    return ok;
}

static bool purge_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_session_purge);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "ended_before", instant_add(ask->now, -SESSION_LIFE_MS));
    return stmt_run(s, &ask->count);
}

bool session_purge(struct op *op, struct store *store, struct instant now, int64_t *count)
{
    struct ask ask = {.now = now};
    bool ok = lab_write(op, store, purge_closure, &ask);
    *count = ask.count;
    return ok;
}
