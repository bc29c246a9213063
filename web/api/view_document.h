/* view_document: the files of a dossier as the API answers them (answers.shape: documents). Reads, writes nothing. */
#ifndef API_VIEW_DOCUMENT_H
#define API_VIEW_DOCUMENT_H

#include "api/view_dossier.h"
#include "document/document.h"

/* E_MISSING "dossier.unknown", also for an applicant whose dossier it is not. */
MUST_USE bool view_documents(struct op *op, struct json_out *out, const struct view_look *look, int64_t dossier);
/* The dossier, if this seat may see it. */
MUST_USE bool view_may_see(struct op *op, const struct view_look *look, int64_t dossier, struct dossier *out);
/* Members max_bytes and endings: what files may be. */
void view_put_file_limits(struct json_out *out);
/* Data of paper "GT": a stand-in for a component that was filed without a file. E_MISSING "document.unknown" if it was not filed,
 * E_INPUT "component.unknown". */
MUST_USE const struct json *view_specimen(struct op *op, const struct view_look *look, const struct dossier *d, const char *component);

#endif
