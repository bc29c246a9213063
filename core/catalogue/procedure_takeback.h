/* procedure_takeback: a version that was published for a later day is taken back before that day, as if it had not been published.
 *
 * 1. Only the newest version, only before its first day, only while nothing was filed under it and no draft was copied from it. So no
 *    dossier loses its version, and nothing that was ever in force disappears.
 *    A first version goes with the procedure itself: the office opens it no longer.
 * 2. The version before goes on to the day that it had; every fee row is as it was before the publication.
 * 3. What was written is not lost if it is wanted: the version's text becomes the draft again.
 * 4. Versions that came with the office's data are not taken back: nobody here published them. */
#ifndef CATALOGUE_PROCEDURE_TAKEBACK_H
#define CATALOGUE_PROCEDURE_TAKEBACK_H

#include "catalogue/procedure_draft.h"

/* Whether a version could be taken back now; *why: the sentence that refuses, in the operation's language, NULL if it could. */
MUST_USE bool procedure_may_take_back(struct op *op, struct db *db, const char *procedure, int64_t number, const char **why);

/* Inside, for procedure_publish.c: keeps with a new version what its publication changes. First the state before, as JSON in the
 * arena (NULL on failure), then with the version's id. */
MUST_USE const char *takeback_snapshot(struct op *op, struct db *db, const char *procedure);
MUST_USE bool takeback_keep(struct op *op, struct db *db, int64_t version, const char *snapshot);

#endif
