/* control_sheets: the control sheets (Phiếu kiểm soát quá trình giải quyết hồ sơ, Mẫu 06 of TT 03/2025/TT-VPCP) of a period, together.
 *
 * The circular knows the control sheet of one dossier. For a period they are laid together, those of the dossiers that the counters of a
 * province accepted in those days, in that order, behind a list of them (ours, marked as drawn up for training) that says how often
 * each was handed on and how many steps were late. What a sheet says is what the record says at the moment of issue; it is frozen then. */
#ifndef DOSSIER_CONTROL_SHEETS_H
#define DOSSIER_CONTROL_SHEETS_H

#include "base/json.h"
#include "db/db.h"

#define CONTROL_SHEETS_MAX 100 /* dossiers of one issue */

struct control_sheet {
    int64_t issue;  /* id of the issued form */
    int64_t number; /* of the sheet */
    const char *code, *procedure_name, *owner, *lead_agency;
    struct instant accepted_at, due_at;
    const struct json *data; /* to draw (form 06), as it stands now */
};
struct control_sheets_query {
    struct instant from, past; /* accepted at or after `from`, before `past` */
    const char *field;         /* of procedures; NULL = all */
    const char *top;           /* the province's code */
};
/* At most CONTROL_SHEETS_MAX + 1, so that more are noticed; with their data up to the maximum. */
MUST_USE bool control_sheets_read(struct op *op, struct db *db, const struct control_sheets_query *query, struct control_sheet **out,
                                  size_t *count);
/* Member "rows": a line of the list for each. */
void control_sheets_put_rows(struct op *op, struct json_out *out, const struct control_sheet *list, size_t count);
/* Member "sheets": the data of each. */
void control_sheets_put(struct json_out *out, const struct control_sheet *list, size_t count);

#endif
