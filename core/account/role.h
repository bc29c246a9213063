/* role: the seats of an office. Stored and exchanged as text codes. */
#ifndef ACCOUNT_ROLE_H
#define ACCOUNT_ROLE_H

#include "base/record.h"

/*        role                      code */
#define ROLES(X)                                                                                                   \
    X(ROLE_APPLICANT, "applicant")                       /* tổ chức, cá nhân nộp hồ sơ */                         \
    X(ROLE_ONE_STOP_OFFICER, "one-stop-officer")         /* công chức Bộ phận Một cửa */                          \
    X(ROLE_DIVISION_HEAD, "division-head")               /* lãnh đạo phòng */                                     \
    X(ROLE_SPECIALIST, "specialist")                     /* chuyên viên thụ lý */                                 \
    X(ROLE_DIRECTOR, "director")                         /* lãnh đạo Sở */                                        \
    X(ROLE_COMMITTEE, "committee")                       /* UBND tỉnh */                                          \
    X(ROLE_CLERK, "clerk")                               /* văn thư */                                            \
    X(ROLE_FEE_CLERK, "fee-clerk")                       /* kế toán, thu phí */                                   \
    X(ROLE_POSTAL_AGENT, "postal-agent")                 /* nhân viên bưu chính công ích */                       \
    X(ROLE_COORDINATING_AGENCY, "coordinating-agency")   /* cơ quan phối hợp */                                   \
    X(ROLE_CONTROLLER, "controller")                     /* kiểm soát TTHC */                                     \
    X(ROLE_UNIT_ADMIN, "unit-admin")                     /* quản trị đơn vị */                                    \
    X(ROLE_SYSTEM_ADMIN, "system-admin")                 /* quản trị hệ thống */

enum role {
#define X(role, code) role,
    ROLES(X)
#undef X
        ROLE_COUNT
};
#define ROLE_BIT(role) (1u << (role))

extern const struct choices role_choices;
const char *role_code(enum role role);
/* -1 if there is no such role. The sentence of a role is text key "role.<code>". */
int role_find(const char *code);

#endif
