/* viet: Vietnamese text. UTF-8 check, NFC, and the one folding function used by every search. */
#ifndef BASE_VIET_H
#define BASE_VIET_H

#include "base/arena.h"

#include <stdbool.h>

/* True if the bytes are valid UTF-8 without NUL. */
bool viet_is_valid(const char *bytes, size_t len);
/* NFC copy, or NULL if not valid UTF-8. */
const char *viet_nfc(struct arena *a, const char *text, size_t len);
/* The same of what is known to be valid. */
const char *viet_nfc_of_valid(struct arena *a, const char *text, size_t len);
/* Lower case, without marks, đ -> d, spaces squeezed: "Quyết  ĐỊNH" -> "quyet dinh". Input must be valid UTF-8. */
const char *viet_fold(struct arena *a, const char *text);
/* Number of code points. */
size_t viet_length(const char *text);
/* Bytes of the text, `most` or fewer: never half a character. */
size_t viet_fits(const char *text, size_t most);

#endif
