/* api_report: what every report for a period starts with: who may read it, which period, which agency. */
#ifndef API_API_REPORT_H
#define API_API_REPORT_H

#include "api/api_look.h"
#include "report/period.h"

struct report {
    struct view_look look;
    const char *kind; /* code of the period's kind, or "range" */
    struct period period;
    struct day until; /* the last day counted: the period's, or today where it has not ended */
    struct period_agency *agencies;
    size_t agency_count;
    const struct period_agency *agency; /* chosen, or the first */
};

/* From a query of record period_query. E_FORBIDDEN "report.forbidden"; E_INPUT "field.required", "period.order",
 * "report.range_too_long"; E_MISSING "report.no_agency". */
MUST_USE bool report_take(struct op *op, struct request *r, struct report *report);
/* kind, from, to, until, agency, agencies, made_at. */
void report_put_head(struct op *op, struct json_out *out, const struct report *report);
/* The seat may read reports of the office. E_FORBIDDEN "report.forbidden". */
MUST_USE bool report_may_read(struct op *op, const struct actor *actor);
/* The seat may read the registers of the office. E_FORBIDDEN "result.register_forbidden". */
MUST_USE bool register_may_read(struct op *op, const struct actor *actor);
const char *report_day_text(struct op *op, struct day day);
/* dd/mm/yyyy */
const char *report_vn_day(struct op *op, struct day day);
/* A cell of a CSV file (RFC 4180), quoted, and what follows it. Text that a table would take for a formula is made harmless. */
void report_put_cell(struct strbuf *b, const char *text, const char *end);

#endif
