/* act_draft: what an officer has typed into the dialog of an act and not sent.
 *
 * 1. One for each office account, dossier and act of a world. It stands in lab.db, not in the world: saving it is no act, and neither a
 *    rewind nor somebody else's act takes it away.
 * 2. What is in it is the screen's; the server looks only at its size. It is personal, and goes with its writer (people/person.h).
 * 3. It ends when its act is done (the caller sees that in the record), when it is thrown away, or with the attempt. */
#ifndef TOGETHER_ACT_DRAFT_H
#define TOGETHER_ACT_DRAFT_H

#include "lab/store.h"

#define ACT_DRAFT_BYTES_MAX 16384
#define ACT_DRAFTS_MAX 200 /* of one world */

struct act_draft {
    const char *account; /* of the office: whose */
    int64_t dossier;
    const char *act;    /* dossier.appraise */
    const char *person; /* who wrote it */
    const char *name;   /* that person, as shown in the class */
    struct instant filed_at; /* office: of the dossier; another instant is another dossier that got the same number after a rewind */
    int64_t generation; /* of the world when it was saved */
    int64_t last_act;   /* its last act then */
    int64_t seen_act;   /* the last act that the writer had seen when beginning */
    const struct json *data; /* object */
    struct instant saved_at; /* real */
};

/* Adds or replaces. `draft->name` and `draft->saved_at` are not read. E_INPUT "draft.object"; E_LIMIT "draft.too_big", "act_draft.too_many". */
MUST_USE bool act_draft_save(struct op *op, struct store *store, const char *world, const struct act_draft *draft, struct instant now);
/* All of one dossier, newest first. */
MUST_USE bool act_draft_list(struct op *op, struct store *store, const char *world, int64_t dossier, struct act_draft **out, size_t *count);
/* None is no failure. */
MUST_USE bool act_draft_remove(struct op *op, struct store *store, const char *world, const struct act_draft *draft);
MUST_USE bool act_draft_clear(struct op *op, struct store *store, const char *world);

#endif
