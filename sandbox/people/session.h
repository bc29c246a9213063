/* session: the cookie of a person at the drill ground.
 *
 * The token is 32 random bytes, given once; lab.db keeps only its SHA-256. Each session has its own CSRF token. A session
 * ends when idle for SESSION_IDLE_MS, SESSION_LIFE_MS after it began whatever happens, or when revoked. session_find runs on
 * every request: it answers from memory for SESSION_CACHE_MS, then from a reader; a revocation made through this process
 * holds at once, one made elsewhere within SESSION_CACHE_MS. "Last seen" is written at most every SESSION_TOUCH_MS. */
#ifndef PEOPLE_SESSION_H
#define PEOPLE_SESSION_H

#include "people/person.h"

#define SESSION_IDLE_MS (12 * MS_HOUR)
#define SESSION_LIFE_MS (7 * MS_DAY)
#define SESSION_TOUCH_MS (5 * MS_MINUTE)
#define SESSION_CACHE_MS (15 * MS_SECOND)
#define SESSION_TOKEN_TEXT 44 /* 43 URL-safe characters and NUL */

struct session {
    const char *id;     /* "s…": names the session in lists; is no proof of anything */
    const char *csrf;   /* 43 URL-safe characters */
    const char *person; /* "p…" */
    const char *name;   /* how the person is shown: in a class, with the number */
    enum person_role role;
    const char *org;        /* organisation code, or NULL */
    int64_t class_id;       /* 0 = none (staff) */
    const char *class_name; /* NULL = none */
    struct instant created_at, seen_at, expires_at; /* real; expires_at is the absolute end */
};

/* Opens a session of the person (class_id 0 for staff). *token is what goes into the cookie; it is kept nowhere.
 * E_MISSING "person.unknown", E_FORBIDDEN "person.disabled". classroom_join and classroom_return open theirs themselves. */
MUST_USE const struct session *session_open(struct op *op, struct store *store, const char *person, int64_t class_id,
                                            struct instant now, const char **token);
/* The same inside a closure of lab_write. */
MUST_USE const struct session *session_open_in(struct op *op, struct db *db, const char *person, int64_t class_id,
                                               struct instant now, const char **token);

/* Who comes with this token? NULL without failure: nobody (unknown, ended, revoked, malformed or NULL token). */
const struct session *session_find(struct op *op, struct store *store, const char *token, struct instant now);

/* Ends the session of this token; an unknown one is no failure. */
MUST_USE bool session_revoke(struct op *op, struct store *store, const char *token, struct instant now);
/* Ends one session by its id. E_MISSING "session.unknown". */
MUST_USE bool session_revoke_id(struct op *op, struct store *store, const char *id, struct instant now);
/* Ends all sessions of a person; `count` (NULL allowed) = how many. */
MUST_USE bool session_revoke_person(struct op *op, struct store *store, const char *person, struct instant now,
                                    int64_t *count);
/* Inside a closure; the caller must call session_forget_person after lab_write came back. */
MUST_USE bool session_revoke_person_in(struct op *op, struct db *db, const char *person, struct instant now,
                                       int64_t *count);
void session_forget_person(struct store *store, const char *person);

/* Living sessions of a person, newest first. */
MUST_USE bool session_list(struct op *op, struct store *store, const char *person, struct instant now,
                           struct session **out, size_t *count);
/* Deletes the rows of sessions that ended more than SESSION_LIFE_MS ago. */
MUST_USE bool session_purge(struct op *op, struct store *store, struct instant now, int64_t *count);

#endif
