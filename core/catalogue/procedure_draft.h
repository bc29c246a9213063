/* procedure_draft: a procedure's next version, while it is being written, and its publication. The acts are procedure_edit.h.
 *
 * Law: NĐ 63/2010 Art. 15 (what a published procedure says), NĐ 118/2025; a dossier keeps the version in force when it was filed.
 *
 * 1. A procedure has one draft at most: a copy of its newest version as one document (procedure_document.h), or what the catalogue says of one that
 *    this office does not open yet (procedure_first.h), saved by revision. Every
 *    saved edit can be taken back and done again until the draft is published or discarded; saving after taking back forgets what was
 *    taken back. DRAFT_REVISIONS_MAX revisions are kept, the oldest go first. A revision's number is never given twice, so whoever saves
 *    over a draft that moved is told.
 * 2. A draft may be wrong in every way but its shape; it is published only without errors (procedure_check.h).
 * 3. Publishing writes the rows of a new version, ends the one before on the day before (a first version adds the procedure
 *    itself), and ends, drops or adds fee rows so that
 *    from the first day on those of the draft are in force and until then those that were.
 * 4. No dossier changes its version. So the first day lies after the filing of every dossier there is, and after the first day of
 *    the version before; a day that has passed is allowed where nobody filed since. One whose day has not come can be taken back
 *    (procedure_takeback.h). */
#ifndef CATALOGUE_PROCEDURE_DRAFT_H
#define CATALOGUE_PROCEDURE_DRAFT_H

#include "catalogue/procedure_change.h"
#include "catalogue/procedure_check.h"
#include "catalogue/procedure_edit.h"

#define DRAFT_REVISIONS_MAX 100

struct procedure_draft {
    const char *procedure;
    int64_t revision;
    int64_t based_on, based_on_number; /* id and number of the version it was copied from; 0 = the first version */
    const struct json *document;
    const char *section; /* what the last edit touched first; NULL = nothing was edited yet */
    const char *by;      /* account */
    struct instant at;
    bool can_undo, can_redo;
};
/* *found false: there is none. */
MUST_USE bool procedure_draft_find(struct op *op, struct db *db, const char *procedure, bool *found, struct procedure_draft *out);
/* E_MISSING "procedure.no_draft". */
MUST_USE bool procedure_draft_get(struct op *op, struct db *db, const char *procedure, struct procedure_draft *out);
/* All drafts of the office, by procedure, without their documents. */
MUST_USE bool procedure_draft_list(struct op *op, struct db *db, struct procedure_draft **out, size_t *count);

/* What a publication has to respect, and what it leaves as it is. */
struct procedure_standing {
    int64_t number;      /* of the newest version */
    struct day earliest; /* first day on which a new version may begin */
    bool filed;          /* has anything been filed? Then at `filed_at` last */
    struct instant filed_at;
    int64_t open;        /* dossiers not ended: they keep their versions */
};
MUST_USE bool procedure_standing(struct op *op, struct db *db, const char *procedure, struct procedure_standing *out);
/* How many dossiers a version has, and how many of them have not ended. */
struct procedure_use {
    int64_t version, filed, open;
};
MUST_USE bool procedure_uses(struct op *op, struct db *db, const char *procedure, struct procedure_use **out, size_t *count);

/* The differences of two versions by number; 0 = the draft. The draft of a first version differs from nothing (before and after are 0): its
 * main facts. E_MISSING "procedure.no_version", "procedure.no_draft". */
MUST_USE bool procedure_difference(struct op *op, struct db *db, const char *procedure, int64_t before, int64_t after,
                                   struct procedure_changes *out);

/* Inside: the draft of that revision, for procedure_publish.c; and the event of an act about a procedure. */
MUST_USE bool draft_at(struct op *op, struct db *db, const char *procedure, int64_t revision, struct procedure_draft *out);
MUST_USE bool draft_drop(struct op *op, struct db *db, const char *procedure);
/* Inside: begins the draft of a procedure that has none with `document` and `based_on`, and notes it. */
MUST_USE bool draft_begin(struct op *op, struct office *office, struct procedure_draft *d);

#endif
