/* Any bytes: refused with an error, or a document that written and read again is written the same. */
#include "base/json.h"
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open(64u << 20);
    struct op op;
    op_init(&op, arena, "fuzz", LANG_EN);
    const struct json *first = json_parse(&op, (const char *)bytes, len);
    must((first == NULL) == op_failed(&op));
    if (first != NULL) {
        const char *once = json_text(&op, first);
        must(once != NULL);
        const struct json *second = json_parse(&op, once, strlen(once));
        if (second != NULL) {
            const char *twice = json_text(&op, second);
            must(twice != NULL && strcmp(once, twice) == 0);
        } else {
            /* our own text is refused only where escaping made it longer than the ceiling */
            must(strlen(once) > JSON_BYTES_MAX);
        }
    }
    arena_close(arena);
    return 0;
}
