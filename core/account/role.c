#include "account/role.h"

static const char *const codes[] = {
#define X(role, code) [role] = code,
    ROLES(X)
#undef X
};
const struct choices role_choices = {codes, ROLE_COUNT};

const char *role_code(enum role role)
{
    return codes[role];
}

int role_find(const char *code)
{
    return choice_find(&role_choices, code);
}
