/* person: who comes to the drill ground: an account in lab.db, apart from the office accounts inside worlds.
 *
 * Trainees have a name and come by class code and return code (people/classroom). Staff (all other roles) sign in with a
 * user name and a password, kept as argon2id. Names are personal data: kept PERSON_KEEP_MONTHS after the person was last
 * seen, exportable and erasable per person; an erased person's attempts and history stay, without the name.
 *
 * Always: 1. a user name belongs to one person, in lower case. 2. A new password ends every session of its person.
 * 3. An erased or disabled person has no session and cannot come back. */
#ifndef PEOPLE_PERSON_H
#define PEOPLE_PERSON_H

#include "lab/store.h"

#define PERSON_NAME_MIN 2      /* code points */
#define PERSON_NAME_MAX 80     /* code points */
#define PERSON_USERNAME_MAX 40 /* [a-z0-9._-] */
#define PERSON_KEEP_MONTHS 24  /* default retention of names and scores, of 30.4375 days */
#define PERSON_KEEP_MS (PERSON_KEEP_MONTHS * (INT64_C(730) * MS_HOUR + MS_HOUR / 2))
#define PERSON_DEMO_TRAINER "giangvien"

/* Roles, in ascending order of nothing: a role is compared, never ordered. */
#define PERSON_ROLES(X)                                                                                            \
    X(ROLE_TRAINEE, "trainee")       /* practises */                                                              \
    X(ROLE_TRAINER, "trainer")       /* runs classes */                                                           \
    X(ROLE_AUTHOR, "author")         /* writes exercises */                                                       \
    X(ROLE_DEPARTMENT, "department") /* verifies before launch, for one department */                             \
    X(ROLE_MINISTRY, "ministry")     /* sees all departments */                                                   \
    X(ROLE_OPERATOR, "operator")     /* runs the installation */

enum person_role {
#define X(role, text) role,
    PERSON_ROLES(X)
#undef X
};
#define PERSON_ROLE_COUNT 6
extern const char *const person_role_codes[PERSON_ROLE_COUNT]; /* "trainee" …, by role */
const char *person_role_text(enum person_role role);
bool person_role_parse(const char *text, enum person_role *out);

struct person {
    const char *id; /* "p…" */
    enum person_role role;
    const char *name;     /* NFC, 2-80 code points */
    const char *username; /* NULL for trainees */
    const char *org;      /* organisation code of a department person, else NULL */
    struct instant created_at, seen_at; /* real; seen_at INSTANT_NONE = never signed in */
    struct instant disabled_at, erased_at; /* real; INSTANT_NONE = not */
};

/* NFC, trimmed, inner spaces squeezed; refuses fewer than 2 or more than 80 code points, control characters and invisible
 * or direction-changing characters, and a name without a letter. NULL: E_INPUT on field "name". */
MUST_USE const char *person_clean_name(struct op *op, const char *name);

/* Adds a staff person. `password` NULL: one is generated. The password in force is answered in *out_password once, and
 * kept nowhere. E_INPUT, E_CONFLICT "person.username_taken". */
MUST_USE const struct person *person_add_staff(struct op *op, struct store *store, const struct person *staff,
                                               const char *password, struct instant now, const char **out_password);
/* Inside a closure, the person as given (id, name and user name already clean); hash NULL for trainees. *added false: the
 * user name is taken. */
MUST_USE bool person_add_in(struct op *op, struct db *db, const struct person *person, const char *hash, bool *added);
/* The demo trainer "giangvien": *out_password is the generated password if it was created now, NULL if it was there. */
MUST_USE bool person_ensure_demo(struct op *op, struct store *store, struct instant now, const char **out_password);

/* NULL: E_MISSING "person.unknown". */
MUST_USE const struct person *person_get(struct op *op, struct store *store, const char *id);
/* The same inside a closure. */
MUST_USE const struct person *person_get_in(struct op *op, struct db *db, const char *id);
/* NULL without failure if there is none. */
const struct person *person_find_username(struct op *op, struct store *store, const char *username);
/* All staff (everyone but trainees, erased ones left out), by user name. */
MUST_USE bool person_list_staff(struct op *op, struct store *store, struct person **out, size_t *count);

/* Checks user name and password. NULL: E_AUTH "person.wrong_password" (the same for an unknown name, after the same
 * work), E_FORBIDDEN "person.disabled", E_BUSY "password.busy". Failures are counted on the person. */
MUST_USE const struct person *person_sign_in(struct op *op, struct store *store, const char *username,
                                             const char *password, struct instant now);
/* A person's own change of password: E_AUTH "person.wrong_password" if `old` is wrong. Ends all sessions. */
MUST_USE bool person_change_password(struct op *op, struct store *store, const char *id, const char *old,
                                     const char *password, struct instant now);
/* Generates a new password for a staff user name, ends all sessions; answers it once. NULL: E_MISSING "person.unknown". */
MUST_USE const char *person_reset(struct op *op, struct store *store, const char *username, struct instant now);
/* Disabling ends all sessions. */
MUST_USE bool person_set_disabled(struct op *op, struct store *store, const char *id, bool disabled, struct instant now);

/* Everything lab.db holds about the person as one JSON object (no secrets), in the arena. */
MUST_USE const char *person_export(struct op *op, struct store *store, const char *id);
/* Takes the name, user name, password, return codes and sessions away; scores and history stay, without a name.
 * Repeating it is no failure. */
MUST_USE bool person_erase(struct op *op, struct store *store, const char *id, struct instant now);
/* Erases every trainee not seen for `keep_ms` (usually PERSON_KEEP_MS); *count = how many. For a daily clean-up. */
MUST_USE bool person_erase_expired(struct op *op, struct store *store, struct instant now, int64_t keep_ms, int64_t *count);
/* Ids of trainees last seen before `before` and not erased yet, longest ago first, at most `max`. */
MUST_USE bool person_list_expired(struct op *op, struct store *store, struct instant before, size_t max,
                                  const char ***out, size_t *count);

#endif
