/* tracking: the register of dossiers (Sổ theo dõi hồ sơ, Mẫu 07 of TT 03/2025/TT-VPCP) for a period, as a paper; and the control sheets
 * (Mẫu 06) of the same dossiers, laid together behind a list (control_sheets.h).
 *
 * One register for a field or for all, of what the counters of a province accepted in those days, in that order. It is issued by the
 * one-stop unit, numbered within its year, and its data is frozen then: printed again it is the same paper, whatever happened since. */
#ifndef DOSSIER_TRACKING_H
#define DOSSIER_TRACKING_H

#include "base/record.h"
#include "office/office.h"

#define TRACKING_ROWS_MAX 500 /* dossiers of one register */
#define TRACKING_LIST_MAX 100

struct tracking {
    int64_t id;
    int64_t number;    /* runs for each of the two by itself */
    const char *form;  /* "06" | "07" */
    const char *org;   /* that issued it */
    const char *unit_code; /* how its number ends */
    const char *field; /* NULL = all */
    const char *field_vi, *field_en;
    struct day first_day, last_day;
    int64_t entries;
    struct instant issued_at;
    const char *issued_by; /* account */
};
/* Newest first; `org` NULL = of all. */
MUST_USE bool tracking_list(struct op *op, struct db *db, const char *org, struct tracking **out, size_t *count);
/* The data to draw: of form 07, or {"cover": of paper PK, "sheets": [of form 06 …]}. NULL on failure: E_MISSING "register.unknown". */
MUST_USE const struct json *tracking_data(struct op *op, struct db *db, const char *org, int64_t id);

struct register_issue_input {
    struct day from, to; /* both included */
    const char *field;   /* NULL = all */
    int form;            /* enum register_form; -1 = REGISTER_DOSSIERS */
};
enum register_form { REGISTER_DOSSIERS, REGISTER_CONTROL_SHEETS }; /* "07"; "06" */
extern const struct record register_issue_record;
/* E_INPUT "period.order", "register.field"; E_STATE "register.empty", "register.no_sheets"; E_LIMIT "register.too_many". */
MUST_USE bool register_issue(struct op *op, struct office *office, const void *input);

#endif
