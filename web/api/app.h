/* app: what every handler can reach, and the few things handlers share. */
#ifndef API_APP_H
#define API_APP_H

#include "ground/ground.h"
#include "http/router.h"

#define APP_URLS_MAX 16

struct blob;

struct app {
    struct ground *ground;
    const char *urls[APP_URLS_MAX]; /* addresses under which people reach this server, best first; NULL past the last */
    const char *openapi;            /* the document, made at start */
    const char *version;
};
static inline struct app *app_of(const struct request *r)
{
    return r->app;
}
/* The visit that `enter` opened for a route of scope WORLD. */
static inline struct visit *visit_of(const struct request *r)
{
    return r->place;
}

/* The file that a route with a raw body brought. */
static inline struct blob *received_of(const struct request *r)
{
    return r->received;
}

/* Whose session is this cookie's? For the guard; `self` is the ground. */
bool app_find_session(void *self, struct op *op, const char *token, struct guard_person *out);

/* Router hooks: the world of {world} is opened for the person who may see it, and left. E_MISSING "world.unknown" for others'
 * worlds: who may not see it does not learn that it exists. Of a route with a raw body the file is received (document/blob.h)
 * before the world is opened, and dropped afterwards unless the handler's act kept it. */
MUST_USE bool app_enter(struct op *op, struct request *r);
MUST_USE bool app_leave(struct op *op, struct request *r, bool done);

/* The class {class:int} if the person may run it. E_MISSING "class.unknown" otherwise. */
MUST_USE const struct classroom *app_class(struct op *op, struct request *r);
/* The attempt {attempt} if the person may see it: its own, one it plays along in, one of a class it runs. */
MUST_USE const struct attempt *app_attempt(struct op *op, struct request *r);
/* Does the asker play along in somebody else's world (together/companion.h)? *seat: where it sits, NULL = nowhere yet. */
MUST_USE bool app_companion(struct op *op, struct request *r, const char *world, bool *found, const char **seat);
/* If-Match of a world's writes: the generation must be the world's. E_CONFLICT "world.rewound". */
MUST_USE bool app_match_generation(struct op *op, struct request *r);
/* The same, and the version its last act, for what depends on where the world stands. E_CONFLICT "world.stale". */
MUST_USE bool app_match_world(struct op *op, struct request *r);
/* Does the act of the request's row: the body is its input, with the dossier of the path (0: the act is about none). */
MUST_USE bool app_act(struct op *op, struct request *r, int64_t dossier, struct act_answer *out);
/* A poll: `parts` says all that the answer shows. Sets ETag, and answers whether the caller has just that already: then the
 * answer is a complete 304 and the handler returns true. */
bool app_unchanged(struct op *op, struct request *r, const char *parts);

void put_person(struct json_out *out, const char *key, const char *id, const char *name, enum person_role role);
/* What a due item will do, in words; NULL on failure. */
const char *due_item_text(struct op *op, struct play *play, const struct due_item *item);
void put_clock(struct op *op, struct json_out *out, const char *key, struct play *play);
void put_world(struct op *op, struct request *r, const char *key);
/* "verdicts" and "mistakes" of what a call changed. */
void put_changes(struct op *op, struct json_out *out, struct play *play, const struct play_news *news);
/* Title of an exercise in the language asked for. */
const char *exercise_title(const struct exercise *e, enum lang lang);

struct act_answer;
struct view_look;
/* The actor of the seat in hand; NULL without failure if nobody sits. */
const struct actor *app_seat_actor(struct op *op, struct visit *v);
/* Whoever only looks on (a trainer, or anybody once the attempt has ended) is offered nothing to do. */
const struct actor *app_who_may(const struct visit *v, const struct actor *actor);
struct view_look app_look(struct visit *v, const struct actor *actor);
/* act_answer of answers.shape. */
MUST_USE bool app_put_answer(struct op *op, struct request *r, const struct act_answer *answer);

#endif
