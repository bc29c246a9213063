#include "base/error.h"

static const char *const code_texts[] = {
#define X(code, text) [code] = text,
    ERROR_CODES(X)
#undef X
};

const char *error_code_text(enum error_code code)
{
    return code_texts[code];
}
