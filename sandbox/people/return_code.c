/* Two kinds of code that people read aloud. Both are drawn from the kernel's randomness without bias: 1,024 words are ten bits
 * each; the 30 letters of a class code are drawn by throwing away bytes past the last full multiple. */
#include "people/return_code.h"

#include "base/viet.h"
#include "lab_sql.h"

#include <ctype.h>
#include <sodium.h>
#include <string.h>

_Static_assert(DIGEST_BYTES == crypto_generichash_BYTES, "the keyed hash fills a digest");

const char *return_code_make(struct op *op)
{
    uint8_t raw[2 * RETURN_WORDS_IN_CODE];
    const char *word[RETURN_WORDS_IN_CODE];
    random_fill(raw, sizeof raw);
    for (size_t i = 0; i < RETURN_WORDS_IN_CODE; i++) {
        word[i] = return_words[(raw[2 * i] * 256u + raw[2 * i + 1]) % RETURN_WORD_COUNT];
    }
    return arena_printf(op->arena, "%s %s %s %s", word[0], word[1], word[2], word[3]);
}

const char *return_code_clean(struct op *op, const char *typed)
{
    size_t len = typed == NULL ? 0 : strnlen(typed, RETURN_CODE_INPUT_MAX + 1);
    if (len == 0 || len > RETURN_CODE_INPUT_MAX || !viet_is_valid(typed, len)) {
        return NULL;
    }
    char *text = arena_strdup(op->arena, viet_fold(op->arena, typed));
    char *out = text;
    int words = 0;
    bool in_word = false;
    for (const char *p = text; *p != '\0'; p++) {
        if (*p >= 'a' && *p <= 'z') {
            if (!in_word && ++words > 1) {
                *out++ = ' ';
            }
            in_word = true;
            *out++ = *p;
        } else if (*p == ' ' || *p == '-' || *p == ',' || *p == '.') {
            in_word = false;
        } else {
            return NULL;
        }
    }
    *out = '\0';
    return words == RETURN_WORDS_IN_CODE ? text : NULL;
}

static bool key_add(struct op *op, struct db *db, struct digest *key)
{
    random_fill(key->bytes, DIGEST_BYTES);
    struct stmt *s = db_use(op, db, &sql_secret_add);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "name", "return_code");
    bind_blob(s, "value", key->bytes, DIGEST_BYTES);
    return stmt_run(s, NULL);
}

bool return_code_key(struct op *op, struct db *db, bool make, struct digest *key)
{
    struct stmt *s = db_use(op, db, &sql_secret_find);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "name", "return_code");
    bool found = stmt_row(s);
    if (found) {
        size_t n = 0;
        const void *bytes = col_blob(s, "value", &n);
        must(n == DIGEST_BYTES); /* the schema's CHECK guards it */
        memcpy(key->bytes, bytes, n);
    }
    if (!stmt_done(s)) {
        return false;
    }
    return found || (make && key_add(op, db, key));
}

struct digest return_code_hash(const struct digest *key, const char *code)
{
    struct digest out;
    must(crypto_generichash(out.bytes, DIGEST_BYTES, (const unsigned char *)code, strlen(code), key->bytes,
                            DIGEST_BYTES) == 0);
    return out;
}

const char *join_code_make(struct op *op)
{
    static const char letters[] = JOIN_CODE_LETTERS;
    const unsigned count = sizeof letters - 1;
    char *code = arena_alloc(op->arena, JOIN_CODE_LENGTH + 1);
    for (int i = 0; i < JOIN_CODE_LENGTH;) {
        uint8_t byte = 0;
        random_fill(&byte, 1);
        if (byte < 256 / count * count) {
            code[i++] = letters[byte % count];
        }
    }
    return code;
}

const char *join_code_clean(struct op *op, const char *typed)
{
    char *code = arena_alloc(op->arena, JOIN_CODE_LENGTH + 1);
    int n = 0;
    for (const char *p = typed == NULL ? "" : typed; *p != '\0'; p++) {
        if (*p == ' ' || *p == '-') {
            continue;
        }
        char upper = (char)toupper((unsigned char)*p);
        if (n == JOIN_CODE_LENGTH || strchr(JOIN_CODE_LETTERS, upper) == NULL) {
            return NULL;
        }
        code[n++] = upper;
    }
    return n == JOIN_CODE_LENGTH ? code : NULL;
}

const char *join_code_show(struct op *op, const char *code)
{
    must(strlen(code) == JOIN_CODE_LENGTH);
    return arena_printf(op->arena, "%.3s-%s", code, code + 3);
}
