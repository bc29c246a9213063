/* saved_view: a filter of the list of dossiers, kept under a name by an account: its own, or lent to all accounts of its organisation.
 *
 * What is kept is what was asked for, never what was found: whoever uses a lent view sees by it what its own seat may see. The record
 * says that a view was saved or removed, with its name. */
#ifndef DOSSIER_SAVED_VIEW_H
#define DOSSIER_SAVED_VIEW_H

#include "dossier/search.h"

#define SAVED_VIEWS_MAX 30  /* of one account */
#define SAVED_LIST_MAX 200  /* in one list: own and lent */
#define SAVED_NAME_MAX 120  /* bytes */

/* Which lists a filter may name: those a desk offers. */
extern const struct choices saved_list_choices; /* queue, all, shared, followed, waiting */

struct saved_filter {
    int view; /* of saved_list_choices; -1 = the seat's own */
    const char *q;
    int state, timing, part, sort; /* -1 = any, the list's own order */
    const char *handler;           /* NULL = anybody */
    struct day from, to;           /* filed; 0 = open */
};
struct saved_view {
    int64_t id;
    const char *account, *account_name; /* whose */
    const char *name;
    const struct json *filter; /* members of saved_filter in words, what is any left out */
    bool shared;
    struct instant saved_at;
};
struct view_save_input {
    const char *name;
    struct saved_filter filter;
    bool shared;
};
struct view_remove_input {
    int64_t view;
};
extern const struct record view_save_record, view_remove_record;

/* Acts. Saving under a name of one's own says it anew. E_INPUT "view.any" if the filter asks for nothing, what search_filed and
 * search_check_handler say; E_LIMIT "view.too_many". */
MUST_USE bool view_save(struct op *op, struct office *office, const void *input);
/* E_MISSING "view.unknown" (also for somebody else's). */
MUST_USE bool view_remove(struct op *op, struct office *office, const void *input);

/* The account's own by name, then what is lent to it. At most SAVED_LIST_MAX. */
MUST_USE bool saved_views(struct op *op, struct db *db, const char *account, const char *org, struct saved_view **out, size_t *count);

#endif
