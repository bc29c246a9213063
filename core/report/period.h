/* period: Biểu II.06a, "Tình hình, kết quả giải quyết TTHC tại cơ quan, đơn vị trực tiếp giải quyết" (TT 02/2017/TT-VPCP, TT 01/2020/TT-VPCP;
 * domain.md §6.1), of one agency over a range of days, by field, from the counters.
 *
 * Always: received = done + open ((3) = (7) + (11)); what is carried over is what was accepted before the range and had not ended then.
 * Overdue means past the due instant; on the day itself it is on time. What ended by stopping or withdrawal counts where it ended. */
#ifndef REPORT_PERIOD_H
#define REPORT_PERIOD_H

#include "db/db.h"

struct period_row {
    const char *field;                                  /* (2); NULL in the row of totals */
    int64_t received, received_online, received_direct; /* (3) = (4) + (5) + (6) */
    int64_t carried_over;                               /* (6) */
    int64_t done, done_early, done_on_time, done_overdue; /* (7) = (8) + (9) + (10) */
    int64_t open, open_in_time, open_overdue;           /* (11) = (12) + (13), at the end of the last day */
};
extern const struct record period_row_record;

/* Periods the law knows (NĐ 09/2019 Art. 12): from the 15th to the 14th. */
#define PERIOD_KINDS(X)                                                                                            \
    X(PERIOD_MONTH, "month")                                                                                       \
    X(PERIOD_QUARTER, "quarter")                                                                                   \
    X(PERIOD_HALF, "half")                                                                                         \
    X(PERIOD_NINE_MONTHS, "nine_months")                                                                           \
    X(PERIOD_YEAR, "year")
enum period_kind {
#define X(kind, code) kind,
    PERIOD_KINDS(X)
#undef X
};
extern const struct choices period_kind_choices;
struct period {
    struct day first, last;
};
/* The period of that kind in which the day falls: a quarter is 15/12–14/3 …, a half 15/12–14/6 or 15/6–14/12, nine months and a year from
 * 15/12 (a day after the nine months have passed answers those of its year). */
struct period period_of(enum period_kind kind, struct day day);

/* One row for each field that has anything to tell, then the totals: *rows[count - 1]. E_INPUT "period.order" if it ends before it begins. */
MUST_USE bool period_report(struct op *op, struct db *db, const char *agency, struct period period, struct period_row **rows,
                            size_t *count);

/* An agency of which anything has been counted. */
struct period_agency {
    const char *code, *name_vi, *name_en;
};
/* Those whose figures an organisation may read: its own, those below it, and the one it is a part of; `org` NULL = all. By code. */
MUST_USE bool period_agencies(struct op *op, struct db *db, const char *org, struct period_agency **out, size_t *count);

#endif
