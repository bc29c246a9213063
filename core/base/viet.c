#include "base/viet.h"

#include "base/must.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static bool is_tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Bytes of the character at `p` (Unicode 15, table 3-7), 0 if it is none. */
static size_t character(const unsigned char *p, size_t left)
{
    if (p[0] < 0x80) {
        return p[0] == 0 ? 0 : 1;
    }
    if (left < 2 || p[0] < 0xC2 || p[0] > 0xF4 || !is_tail(p[1])) {
        return 0;
    }
    if (p[0] < 0xE0) {
        return 2;
    }
    if (left < 3 || !is_tail(p[2]) || (p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F)) {
        return 0;
    }
    if (p[0] < 0xF0) {
        return 3;
    }
    bool ok = left >= 4 && is_tail(p[3]) && !(p[0] == 0xF0 && p[1] < 0x90) && !(p[0] == 0xF4 && p[1] > 0x8F);
    return ok ? 4 : 0;
}

/* Eight bytes of ASCII without NUL: no high bit, and no byte borrows when one is taken from each. */
static bool is_plain_ascii(const unsigned char *p)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return ((v | (v - ones)) & (ones * 0x80)) == 0;
}

bool viet_is_valid(const char *bytes, size_t len)
{
    const unsigned char *p = (const unsigned char *)bytes;
    for (size_t i = 0; i < len;) {
        if (len - i >= sizeof(uint64_t) && is_plain_ascii(p + i)) {
            i += sizeof(uint64_t);
            continue;
        }
        size_t n = character(p + i, len - i);
        if (n == 0) {
            return false;
        }
        i += n;
    }
    return true;
}

/* Only characters that are NFC whatever stands beside them, which is nearly all Vietnamese text: U+0001-02FF, U+1E00-1EFF and the
 * dashes, quotes and ellipsis of U+2010-2027. `text` is valid UTF-8. */
static bool is_plain_nfc(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0; i < len;) {
        if (p[i] < 0x80) {
            i++;
        } else if (p[i] < 0xCC) {
            i += 2;
        } else if ((p[i] == 0xE1 && p[i + 1] >= 0xB8 && p[i + 1] <= 0xBB) ||
                   (p[i] == 0xE2 && p[i + 1] == 0x80 && p[i + 2] >= 0x90 && p[i + 2] <= 0xA7)) {
            i += 3;
        } else {
            return false;
        }
    }
    return true;
}

static const char *map(struct arena *a, const char *text, size_t len, utf8proc_option_t options)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, &mapped, options);
    if (n < 0) {
        free(mapped);
        return NULL;
    }
    const char *out = arena_strndup(a, (const char *)mapped, (size_t)n);
    free(mapped);
    return out;
}

const char *viet_nfc_of_valid(struct arena *a, const char *text, size_t len)
{
    if (is_plain_nfc(text, len)) {
        return arena_strndup(a, text, len);
    }
    return map(a, text, len, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

const char *viet_nfc(struct arena *a, const char *text, size_t len)
{
    return viet_is_valid(text, len) ? viet_nfc_of_valid(a, text, len) : NULL;
}

/* đ does not decompose, so the folding of marks leaves it: U+0111 is C4 91. Spaces are squeezed on the way. */
const char *viet_fold(struct arena *a, const char *text)
{
    const char *folded = map(a, text, strlen(text),
                             UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_DECOMPOSE);
    if (folded == NULL) {
        folded = map(a, text, strlen(text), UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
    }
    if (folded == NULL) {
        return arena_strdup(a, "");
    }
    char *out = arena_alloc(a, strlen(folded) + 1);
    size_t n = 0;
    bool space = true;
    for (const char *p = folded; *p != '\0'; p++) {
        bool blank = *p == ' ' || *p == '\t' || *p == '\n' || *p == '\r';
        if (blank && space) {
            continue;
        }
        space = blank;
        if ((unsigned char)p[0] == 0xC4 && (unsigned char)p[1] == 0x91) {
            out[n++] = 'd';
            p++;
        } else {
            out[n++] = blank ? ' ' : *p;
        }
    }
    if (n > 0 && out[n - 1] == ' ') {
        n--;
    }
    out[n] = '\0';
    return out;
}

size_t viet_length(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        n += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return n;
}

size_t viet_fits(const char *text, size_t most)
{
    size_t n = strlen(text);
    if (n > most) {
        n = most;
        while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80) {
            n--;
        }
    }
    return n;
}
