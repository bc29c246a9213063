/* classroom: a class: its code, its exercises, who is in it, and how they come and come back.
 *
 * A trainee joins with the class code and a name and gets a personal return code of four words, shown once; only that, or
 * the trainer's release, brings the same person back. Return codes are kept as a keyed hash (key in lab.db): they can be
 * found, not read.
 *
 * Always: 1. a class code names one class. 2. Within a class no two people are shown under the same name: the second
 * "Nguyễn Văn An" is "Nguyễn Văn An (2)". 3. A class never holds more than its capacity. 4. A release gives a new return
 * code, and the old code and all sessions of the person end in the same commit. 5. A closed class takes nobody in, but its
 * people may come back to read. */
#ifndef PEOPLE_CLASSROOM_H
#define PEOPLE_CLASSROOM_H

#include "people/session.h"

#define CLASS_NAME_MAX 120         /* code points */
#define CLASS_CAPACITY 1000        /* people in one class, at most */
#define CLASS_EXERCISES_MAX 50     /* exercises assigned to one class */
#define CLASS_ANNOUNCEMENT_MAX 500 /* code points */
#define CLASS_CODE_TEXT 8          /* "K7M-2QF" and NUL */
#define RETURN_CODE_WORDS 4

struct classroom {
    int64_t id;
    const char *name;
    const char *code;  /* "K7M-2QF" */
    const char *owner; /* person who opened it */
    bool open;
    int64_t capacity;
    int64_t trainees;           /* people in it now */
    struct text_list exercises; /* exercise ids, in order */
    struct instant opened_at, closed_at; /* real; closed_at INSTANT_NONE while open */
    int64_t revision; /* grows with every change a board or a trainee's page can show: roster, attempts, announcements */
};

/* One person in a class. */
struct enrolment {
    const char *person; /* "p…" */
    const char *name;   /* as shown, with the number */
    struct instant joined_at, seen_at; /* real; seen_at INSTANT_NONE = not since joining */
    struct instant released_at;        /* real; last release by the trainer, or INSTANT_NONE */
};

struct announcement {
    int64_t id;
    const char *text;
    const char *author; /* person id */
    struct instant at;  /* real */
};

/* What join and return answer. */
struct welcome {
    struct person person;
    const struct classroom *classroom;
    const char *return_code; /* "ban cam muoi trang": only from join and release, else NULL */
    const struct session *session;
    const char *token; /* for the cookie */
};

struct classroom_new {
    const char *name;
    const char *owner;              /* person id */
    const char *const *exercises;   /* ids, in order, no two equal */
    size_t exercise_count;
    int64_t capacity; /* 0 = CLASS_CAPACITY */
};

/* Opens a class under a fresh code. E_INPUT (name, exercises), E_MISSING "person.unknown". */
MUST_USE const struct classroom *classroom_add(struct op *op, struct store *store, const struct classroom_new *ask,
                                               struct instant now);
/* The demo class of the demo trainer, opened if it is not there; then with exactly these exercises. */
MUST_USE const struct classroom *classroom_ensure_demo(struct op *op, struct store *store, const char *const *exercises,
                                                       size_t count, struct instant now);
/* NULL: E_MISSING "class.unknown". */
MUST_USE const struct classroom *classroom_get(struct op *op, struct store *store, int64_t id);
/* The same inside a closure. */
MUST_USE const struct classroom *classroom_get_in(struct op *op, struct db *db, int64_t id);
/* Newest first; owner NULL = all. */
MUST_USE bool classroom_list(struct op *op, struct store *store, const char *owner, struct classroom **out,
                             size_t *count);
/* Classes of a trainee, newest first. */
MUST_USE bool classroom_list_of_person(struct op *op, struct store *store, const char *person, struct classroom **out,
                                       size_t *count);
/* Cheap: only the revision, for ETags. NULL class: E_MISSING "class.unknown". */
MUST_USE bool classroom_revision(struct op *op, struct store *store, int64_t id, int64_t *out);
/* true in *is_in if the person is enrolled in the class. */
MUST_USE bool classroom_has_person(struct op *op, struct store *store, int64_t id, const char *person, bool *is_in);
/* In the order given. E_INPUT on field "exercises": too many, empty, or two equal. */
MUST_USE bool classroom_set_exercises(struct op *op, struct store *store, int64_t id, const char *const *exercises,
                                      size_t count);
/* Closing twice is no failure. */
MUST_USE bool classroom_close(struct op *op, struct store *store, int64_t id, struct instant now);

/* By name as shown. */
MUST_USE bool classroom_roster(struct op *op, struct store *store, int64_t id, struct enrolment **out, size_t *count);

/* Takes a trainee in: person, enrolment and session in one commit. `code` in any case, with or without the hyphen.
 * E_MISSING "class.unknown_code" (field code), E_STATE "class.closed", E_LIMIT "class.full", E_INPUT (field name).
 * Refusals are counted (classroom_refusals). */
MUST_USE const struct welcome *classroom_join(struct op *op, struct store *store, const char *code, const char *name,
                                              struct instant now);
/* Brings a trainee back. The words in any case, with or without marks, separated by spaces, hyphens or commas.
 * E_AUTH "class.unknown_return_code", E_FORBIDDEN "person.disabled". Refusals are counted. */
MUST_USE const struct welcome *classroom_return(struct op *op, struct store *store, const char *return_code,
                                                struct instant now);
/* Are these the words of that very person? Nothing changes and no session is opened: a kiosk asks whoever wants to leave it.
 * E_FORBIDDEN "class.not_your_code" on field "return_code"; refusals are counted. */
MUST_USE bool classroom_confirm(struct op *op, struct store *store, const char *person, const char *return_code,
                                struct instant now);
/* A new return code for a person of the class (answered once, in the arena); old code and sessions end.
 * NULL: E_MISSING "class.unknown_person". */
MUST_USE const char *classroom_release(struct op *op, struct store *store, int64_t id, const char *person,
                                       struct instant now);

/* Says something to everyone in the class; answers its id in *out. E_INPUT on field "text". */
MUST_USE bool classroom_announce(struct op *op, struct store *store, int64_t id, const char *author, const char *text,
                                 struct instant now, int64_t *out);
/* The newest, or NULL without failure. */
const struct announcement *classroom_announcement(struct op *op, struct store *store, int64_t id);
/* All, newest first. */
MUST_USE bool classroom_announcements(struct op *op, struct store *store, int64_t id, struct announcement **out,
                                      size_t *count);

/* Refused joins and returns of the class in the last 24 hours (id 0: those that named no class: wrong codes). Guessing is
 * slowed down by the web guard; this is what a trainer or an operator sees of it. */
MUST_USE bool classroom_refusals(struct op *op, struct store *store, int64_t id, struct instant now, int64_t *out);

#endif
