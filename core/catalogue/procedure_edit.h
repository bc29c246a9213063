/* procedure_edit: the acts by which the system administrator writes and publishes a procedure's next version. What always holds:
 * procedure_draft.h. */
#ifndef CATALOGUE_PROCEDURE_EDIT_H
#define CATALOGUE_PROCEDURE_EDIT_H

#include "base/record.h"
#include "office/office.h"

struct procedure_draft_input {
    const char *procedure;
};
struct procedure_save_input {
    const char *procedure;
    int64_t revision; /* that was read */
    const struct json *document;
};
struct procedure_revision_input {
    const char *procedure;
    int64_t revision;
};
struct procedure_publish_input {
    const char *procedure;
    int64_t revision;
    struct day effective_from;
};
struct procedure_take_back_input {
    const char *procedure;
    int64_t number; /* of the version that was published for a later day */
    const char *reason;
    bool keep; /* its text becomes the draft again */
};
extern const struct record procedure_draft_record, procedure_save_record, procedure_revision_record, procedure_publish_record,
    procedure_take_back_record;

/* E_MISSING "procedure.not_open" (neither this office nor its catalogue knows it), "procedure.no_draft"; E_STATE "procedure.draft_there",
 * "procedure.draft_unchanged", "procedure.nothing_to_undo", "procedure.nothing_to_redo", "procedure.draft_has_errors",
 * "procedure.nothing_changed"; E_CONFLICT "procedure.draft_moved"; E_INPUT "procedure.draft_shape", "procedure.too_early",
 * "procedure.too_early_filed", "procedure.too_early_first",
 * "procedure.ends_before"; E_LIMIT "procedure.draft_too_big". */
MUST_USE bool procedure_open_draft(struct op *op, struct office *office, const void *input);
MUST_USE bool procedure_save_draft(struct op *op, struct office *office, const void *input);
MUST_USE bool procedure_undo_draft(struct op *op, struct office *office, const void *input);
MUST_USE bool procedure_redo_draft(struct op *op, struct office *office, const void *input);
MUST_USE bool procedure_discard_draft(struct op *op, struct office *office, const void *input);
MUST_USE bool procedure_publish(struct op *op, struct office *office, const void *input);
/* procedure_takeback.h. E_MISSING "procedure.no_version"; E_STATE "procedure.take_back_followed", "procedure.take_back_shipped",
 * "procedure.take_back_begun", "procedure.take_back_filed", "procedure.take_back_drafted". */
MUST_USE bool procedure_take_back(struct op *op, struct office *office, const void *input);

#endif
