/* draft: what somebody began to file and left for later. A draft is not a dossier: it has no code, no limit and no state, nobody
 * else sees it, and what it holds is what the screen had, checked only when it is filed.
 *
 * Files attached while it was filled in (document/draft_file.h) go with it. The record says that a draft was saved or discarded, never
 * what was in it. */
#ifndef DOSSIER_DRAFT_H
#define DOSSIER_DRAFT_H

#include "base/record.h"
#include "office/office.h"

#define DRAFT_BYTES_MAX 65536
#define DRAFTS_MAX 20 /* of one account */

struct draft {
    int64_t id;
    const char *account;
    const char *procedure;
    const struct json *data;
    struct instant saved_at;
    int64_t act; /* that saved it last */
};
struct draft_save_input {
    int64_t draft; /* 0 = a new one */
    const char *procedure;
    const struct json *data; /* object */
};
struct draft_input {
    int64_t draft;
};
extern const struct record draft_save_record, draft_record;

/* E_MISSING "draft.unknown" (also for somebody else's), "procedure.unknown"; E_LIMIT "draft.too_big", "draft.too_many". */
MUST_USE bool draft_save(struct op *op, struct office *office, const void *input);
/* E_MISSING "draft.unknown". */
MUST_USE bool draft_discard(struct op *op, struct office *office, const void *input);

/* The account's own draft of that number. E_MISSING "draft.unknown" (also for somebody else's). */
MUST_USE bool draft_get(struct op *op, struct db *db, const char *account, int64_t id, struct draft *out);
/* The account's own, newest first. */
MUST_USE bool draft_list(struct op *op, struct db *db, const char *account, struct draft **out, size_t *count);
/* Inside the act that files it: gone. 0 = there is none. E_MISSING "draft.unknown". */
MUST_USE bool draft_done(struct op *op, struct office *office, int64_t draft);

#endif
