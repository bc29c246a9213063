/* check: the completeness check (kiểm tra tính đầy đủ, hợp lệ của hồ sơ), component by component, kept in the record: what the next
 * officer sees, what the supplement request names, what acceptance asks about.
 *
 * Law: Decree 118/2025 as amended by 309/2026, Art. 17 k2: what is missing or wrong is told at one time, in full. */
#ifndef DOSSIER_CHECK_H
#define DOSSIER_CHECK_H

#include "base/record.h"
#include "office/office.h"

#define CHECK_ITEMS_MAX 50
#define CHECK_REMARK_MAX 500

struct dossier_check_input {
    int64_t dossier;
    const struct json *items; /* array of {code, result: enough | missing | wrong, remark}; the others stay as they were */
};
extern const struct record dossier_check_record, dossier_check_body;

/* E_INPUT "component.unknown", "check.remark" (wrong needs one), "check.not_provided" (enough, but nothing was handed in); fields
 * are items.<index>/<member>. */
MUST_USE bool dossier_check_components(struct op *op, struct office *office, const void *input);

#endif
