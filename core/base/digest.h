/* digest: SHA-256, random tokens, constant-time comparison. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DIGEST_BYTES 32
#define DIGEST_TEXT 65 /* 64 hex digits and NUL */

struct digest {
    uint8_t bytes[DIGEST_BYTES];
};
struct digest_state {
    _Alignas(16) unsigned char opaque[208];
};

void digest_begin(struct digest_state *s);
void digest_add(struct digest_state *s, const void *bytes, size_t n);
/* Adds an 8-byte length, then the bytes: fields cannot run into each other. NULL differs from "". */
void digest_add_text(struct digest_state *s, const char *text);
void digest_add_int(struct digest_state *s, int64_t value);
struct digest digest_end(struct digest_state *s);
struct digest digest_of(const void *bytes, size_t n);
const char *digest_format(const struct digest *d, char *out); /* lower-case hex */
bool digest_parse(const char *text, struct digest *out);
bool digest_equal(const struct digest *a, const struct digest *b); /* constant time */

/* Kernel randomness (not an office's entropy port): for session tokens and codes of the lab. */
void random_fill(void *out, size_t n);
/* URL-safe text of `bytes` random bytes; out has room for bytes*4/3+2. */
const char *random_token(char *out, size_t bytes);

#endif
