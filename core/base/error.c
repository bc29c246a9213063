#include "base/error.h"

#include <string.h>

static const char *const code_texts[] = {
#define X(code, text) [code] = text,
    ERROR_CODES(X)
#undef X
};
static const char *const code_names[] = {
#define X(code, text) [code] = #code,
    ERROR_CODES(X)
#undef X
};

const char *error_code_text(enum error_code code)
{
    return code_texts[code];
}

const char *error_code_name(enum error_code code)
{
    return code_names[code];
}

bool error_code_find(const char *name, enum error_code *out)
{
    for (size_t i = 0; i < sizeof code_names / sizeof code_names[0]; i++) {
        if (strcmp(code_names[i], name) == 0) {
            *out = (enum error_code)i;
            return true;
        }
    }
    return false;
}
