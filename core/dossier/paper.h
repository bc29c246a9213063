/* paper: the official forms a dossier gives rise to. The data is frozen when a form is issued (form/form.h says which fields);
 * the bytes are drawn at the first print and kept, so a reprint is the same paper. Form 06 grows: its rows come from the record.
 *
 * Numbers run per form and year from 1. Forms: TT 03/2025/TT-VPCP, Phụ lục I. */
#ifndef DOSSIER_PAPER_H
#define DOSSIER_PAPER_H

#include "audit/audit.h"
#include "dossier/work.h"

struct form_issue {
    int64_t id;
    int64_t dossier;
    const char *form; /* "01" … "07" */
    int64_t number;
    int64_t year;
    const char *unit_code; /* TTPVHCC | BPTNTKQ: how its number ends; NULL = not kept */
    struct instant issued_at;
    const char *issued_by; /* account */
    const struct json *data;
    const char *blob; /* SHA-256 of the first print; NULL = never printed */
    struct instant printed_at;
};

/* Inside an act; each notes formNN.issued (06: form06.opened). */
MUST_USE bool paper_issue_receipt(struct op *op, struct work *w);
/* `issue` (NULL allowed): id of the paper. */
MUST_USE bool paper_issue_supplement(struct op *op, struct work *w, const struct text_list *components, const char *reason,
                                     int64_t *issue);
/* After the new date stands in w->d.due_at; due_before is the old one. */
MUST_USE bool paper_issue_apology(struct op *op, struct work *w, const char *reason, struct instant due_before, int64_t *issue);
/* Form 05, whose body is inferred and says so. `reason` NULL: the words that belong to the cause. The office's own clock stops in two cases:
 * nothing came after a request for a supplement (SILENCE), or a step that is the applicant's own was not done in its time (STEP). */
enum paper_stop { PAPER_STOP_OFFICE, PAPER_STOP_WITHDRAWN, PAPER_STOP_SILENCE, PAPER_STOP_STEP };
MUST_USE bool paper_issue_stop(struct op *op, struct work *w, enum paper_stop cause, const char *reason);
MUST_USE bool paper_issue_refusal(struct op *op, struct work *w, const char *reason);
MUST_USE bool paper_open_control_sheet(struct op *op, struct work *w);

MUST_USE bool paper_list(struct op *op, struct db *db, int64_t dossier, struct form_issue **out, size_t *count);
/* E_MISSING "form.issue_unknown". */
MUST_USE bool paper_get(struct op *op, struct db *db, int64_t id, struct form_issue *out);
/* How the number of an issued form ends (unit_code); NULL if there is no such form, or it was not kept. */
MUST_USE bool paper_unit(struct op *op, struct db *db, const char *form, int64_t year, int64_t number, const char **out);
/* The data to draw: frozen, or for form 06 made from the record as it is now. */
MUST_USE const struct json *paper_data(struct op *op, struct db *db, const struct form_issue *issue);

struct form_print_input {
    int64_t form;     /* id of the issue */
    const char *blob; /* SHA-256 of the bytes, set by the caller that drew them */
};
extern const struct record form_print_record;
/* Records the first print. Noted as form.printed. A second print changes nothing but is noted too. */
MUST_USE bool form_print(struct op *op, struct office *office, const void *input);

#endif
