/* bulk: one thing done to many dossiers. Each dossier is an act of its own: its own rules, version, events and place in the record
 * (NĐ 118/2025 Đ5: who handled which dossier when must be told for each). What a batch adds is here: which acts may be done so, how
 * many at once, how its dossiers are named, and one key for all of it. Nothing here says whether an act may be done: that is the act
 * itself, tried (act_call.try_only) or done.
 *
 * What was done is taken back as the law takes it back: what was passed on, one dossier after the other, while its receiver has not
 * opened it (dossier.recall). A receipt given, a result returned, a paper printed stay. */
#ifndef DOSSIER_BULK_H
#define DOSSIER_BULK_H

#include "base/json.h"
#include "db/db.h"

#define BULK_MAX 500       /* dossiers of one batch */
#define BULK_PRINT_MAX 100 /* papers of one print: they are drawn one after the other */

struct bulk_def {
    const char *verb; /* "hand-over": as in addresses */
    const char *act;  /* "dossier.hand_over" */
    size_t max;       /* dossiers at once */
    bool recall;      /* dossier.recall takes it back, while it has not been opened */
};
/* NULL past the end; NULL if the act is not done in bulk. The sentences on what the law lets be taken back: "bulk.law.<verb>". */
const struct bulk_def *bulk_at(size_t index);
const struct bulk_def *bulk_find(const char *act);

struct bulk_item {
    int64_t dossier;
    int64_t version; /* that the officer saw; the act is refused if it has another */
};
/* The members of [{"dossier": 1, "version": 3}, …]. E_INPUT with all field errors: "bulk.nothing", "bulk.too_many", "bulk.twice",
 * "bulk.item" …, each naming its place ("items.2.version"). */
MUST_USE bool bulk_items(struct op *op, const struct json *list, size_t max, struct bulk_item **out, size_t *count);

/* One key for a batch becomes one for each of its acts: from the key, the whole request and the place in it. */
struct bulk_key {
    const char *from;    /* what all keys of this key begin with, whatever the request */
    const char *past;
    const char *request; /* what all keys of this request begin with */
};
struct bulk_key bulk_key(struct op *op, const char *key, const char *act, const char *request);
const char *bulk_item_key(struct op *op, const struct bulk_key *key, size_t index);
/* E_CONFLICT "idempotency.mismatch" if the key has been used for another request. */
MUST_USE bool bulk_key_check(struct op *op, struct db *db, const struct bulk_key *key);

#endif
