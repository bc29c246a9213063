#include "base/digest.h"

#include "base/must.h"

#include <sodium.h>
#include <string.h>

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct digest_state), "digest_state is too small");

static crypto_hash_sha256_state *state_of(struct digest_state *s)
{
    return (crypto_hash_sha256_state *)(void *)s->opaque;
}

void digest_begin(struct digest_state *s)
{
    must(crypto_hash_sha256_init(state_of(s)) == 0);
}

void digest_add(struct digest_state *s, const void *bytes, size_t n)
{
    must(crypto_hash_sha256_update(state_of(s), bytes, n) == 0);
}

void digest_add_int(struct digest_state *s, int64_t value)
{
    uint8_t le[8];
    uint64_t v = (uint64_t)value;
    for (int i = 0; i < 8; i++) {
        le[i] = (uint8_t)(v >> (8 * i));
    }
    digest_add(s, le, sizeof le);
}

void digest_add_text(struct digest_state *s, const char *text)
{
    if (text == NULL) {
        digest_add_int(s, -1);
        return;
    }
    size_t n = strlen(text);
    digest_add_int(s, (int64_t)n);
    digest_add(s, text, n);
}

struct digest digest_end(struct digest_state *s)
{
    struct digest d;
    must(crypto_hash_sha256_final(state_of(s), d.bytes) == 0);
    return d;
}

struct digest digest_of(const void *bytes, size_t n)
{
    struct digest_state s;
    digest_begin(&s);
    digest_add(&s, bytes, n);
    return digest_end(&s);
}

const char *digest_format(const struct digest *d, char *out)
{
    sodium_bin2hex(out, DIGEST_TEXT, d->bytes, DIGEST_BYTES);
    return out;
}

bool digest_parse(const char *text, struct digest *out)
{
    size_t n = 0;
    return strlen(text) == 2 * DIGEST_BYTES &&
           sodium_hex2bin(out->bytes, DIGEST_BYTES, text, 2 * DIGEST_BYTES, NULL, &n, NULL) == 0 && n == DIGEST_BYTES;
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
    return sodium_memcmp(a->bytes, b->bytes, DIGEST_BYTES) == 0;
}

void random_fill(void *out, size_t n)
{
    must(sodium_init() >= 0);
    randombytes_buf(out, n);
}

const char *random_token(char *out, size_t bytes)
{
    unsigned char raw[64];
    must(bytes <= sizeof raw);
    random_fill(raw, bytes);
    sodium_bin2base64(out, sodium_base64_encoded_len(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING), raw, bytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return out;
}
