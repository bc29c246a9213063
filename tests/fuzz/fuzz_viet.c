/* Any bytes: either not UTF-8, or NFC is a fixed point and so is folding. */
#include "base/must.h"
#include "base/viet.h"
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (len > 64 * 1024) {
        return 0;
    }
    struct arena *arena = arena_open(64u << 20);
    const char *nfc = viet_nfc(arena, (const char *)bytes, len);
    must((nfc != NULL) == viet_is_valid((const char *)bytes, len));
    if (nfc != NULL) {
        const char *again = viet_nfc(arena, nfc, strlen(nfc));
        must(again != NULL && strcmp(nfc, again) == 0);
        must(viet_length(nfc) <= strlen(nfc));
        const char *fold = viet_fold(arena, nfc);
        must(fold != NULL && strcmp(fold, viet_fold(arena, fold)) == 0);
    }
    arena_close(arena);
    return 0;
}
