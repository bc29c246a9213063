/* sharing_case: an office with two divisions in the department and another department in the province, and a dossier on its way there:
 * what tests of holding, sharing and asking others have in common. */
#ifndef SUPPORT_SHARING_CASE_H
#define SUPPORT_SHARING_CASE_H

#include "dossier/dossier.h"
#include "support/office_fixture.h"

#define ACT(account, name, input)                                                                                      \
    do {                                                                                                               \
        if (!office_fixture_act(f, account, name, input))                                                              \
            fail_msg("%s by %s: %s", name, account, f->op.error.key);                                                  \
    } while (0)
#define REFUSED(account, name, input, code_, key_)                                                                     \
    do {                                                                                                               \
        assert_false(office_fixture_act(f, account, name, input));                                                     \
        assert_string_equal(f->op.error.key, key_);                                                                    \
        assert_int_equal(f->op.error.code, code_);                                                                     \
        op_clear(&f->op);                                                                                              \
    } while (0)
#define COMPLETE                                                                                                       \
    "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":["                       \
    "\"giay-de-nghi\",\"xac-nhan-ket-qua\",\"phuong-an-san-xuat\"]}"
#define D1 "{\"dossier\":1}"
#define T11 "{\"dossier\":1,\"division\":\"H37.T01.T11\"}"
#define OPINION "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}"

/* Set-up and tear-down of a test; *state is the office_fixture. */
int sharing_open(void **state);
int sharing_close(void **state);
struct dossier sharing_dossier(struct office_fixture *f, int64_t id);
/* Of the first dossier. */
struct dossier_step sharing_step(struct office_fixture *f, int64_t no);
/* The data of its newest event of that name. */
const struct json *sharing_newest(struct office_fixture *f, const char *name);
void sharing_at(struct office_fixture *f, const char *instant);
/* Files the first dossier and hands it to the division; with a specialist. */
void sharing_hand_over(struct office_fixture *f);
void sharing_assign(struct office_fixture *f);

#endif
