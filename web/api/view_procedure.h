/* view_procedure: procedures as the system administrator edits them (web/api/answers.shape: procedures, procedure_editor,
 * procedure_versions, procedure_tables, procedure_difference). Reads only; every seat may look, `may_edit` says who is let through by the acts. */
#ifndef API_VIEW_PROCEDURE_H
#define API_VIEW_PROCEDURE_H

#include "api/view_dossier.h"
#include "base/strbuf.h"

MUST_USE bool view_procedures(struct op *op, struct json_out *out, const struct view_look *look);
/* The draft with what is wrong in it and what it changes, and the words of the codes it is made of. A procedure that
 * the office does not open yet has no version and the number 0. E_MISSING "catalogue.unknown". */
MUST_USE bool view_procedure_editor(struct op *op, struct json_out *out, const struct view_look *look, const char *code);
MUST_USE bool view_procedure_versions(struct op *op, struct json_out *out, const struct view_look *look, const char *code);
/* The step tables of the version in force, its own and its cases', as they stand in a document: for a draft that takes one over.
 * E_MISSING "procedure.unknown". */
MUST_USE bool view_procedure_tables(struct op *op, struct json_out *out, const struct view_look *look, const char *code);
/* 0 = the draft, twice 0 = a first version, which differs from nothing; towards the draft also what a publication has to respect. */
MUST_USE bool view_procedure_difference(struct op *op, struct json_out *out, const struct view_look *look, const char *code,
                                        int64_t before, int64_t after);
/* Judges a declaration by an e-form of the draft (eform_check_answer). E_MISSING "eform.unknown". */
MUST_USE bool view_procedure_try(struct op *op, struct json_out *out, const struct view_look *look, const char *code, const char *form,
                                 const struct json *data);
/* The draft's step table (0 = its own, then its cases) as BPMN. E_MISSING "catalogue.no_table". */
MUST_USE bool view_procedure_bpmn(struct op *op, const struct view_look *look, const char *code, int64_t table, struct strbuf *out);

#endif
