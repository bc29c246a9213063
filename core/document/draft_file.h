/* draft_file: papers attached while a dossier is still being filled in. They belong to a draft (dossier/draft.h), nobody but its account
 * sees them, and they go where the draft goes: into the dossier when it is filed, away when it is discarded.
 *
 * 1. What may be attached is what the rules of document.h allow to be sent over the network; the file itself was taken by the store
 *    (document/blob.h), which has hashed and sniffed it.
 * 2. A component with a file counts as handed in when the draft is filed.
 * 3. A citizen's own file of an earlier dossier may be taken again instead of being sent anew (Decree 118/2025 Art. 4 k2a).
 *
 * The record says that a file came or went and its name, as it does for a dossier's. */
#ifndef DOCUMENT_DRAFT_FILE_H
#define DOCUMENT_DRAFT_FILE_H

#include "document/document.h"

#define DRAFT_FILES_MAX 40

struct draft_attach_input {
    int64_t draft;
    const char *component;
    const char *file_name;
    const char *media_type; /* these three as the store found them, never as the sender says */
    int64_t size;           /* bytes */
    const char *blob;
};
struct draft_detach_input {
    int64_t draft;
    int64_t document;
};
struct draft_reuse_input {
    int64_t draft;
    const char *component;
    int64_t document; /* of a dossier that the same account filed */
};
extern const struct record draft_attach_record, draft_detach_record, draft_reuse_record;

/* E_MISSING "draft.unknown"; E_INPUT "document.name", "document.ending", "component.unknown"; E_STATE "document.rule_show" and its
 * like; E_CONFLICT "document.same_name"; E_LIMIT "document.too_many". */
MUST_USE bool draft_attach(struct op *op, struct office *office, const void *input);
/* E_MISSING "draft.unknown", "document.unknown". */
MUST_USE bool draft_detach(struct op *op, struct office *office, const void *input);
/* E_MISSING "document.unknown" also for what somebody else filed. */
MUST_USE bool draft_reuse(struct op *op, struct office *office, const void *input);

/* In the order of adding. */
MUST_USE bool draft_files(struct op *op, struct db *db, int64_t draft, struct document **out, size_t *count);
/* Inside the act that files the draft: they are the dossier's now. */
MUST_USE bool draft_files_keep(struct op *op, struct db *db, int64_t draft, int64_t dossier);
/* Inside the act that discards it: gone. */
MUST_USE bool draft_files_drop(struct op *op, struct db *db, int64_t draft);

#endif
