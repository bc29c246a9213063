#include "dossier/search_typed.h"

#include "base/strbuf.h"
#include "base/viet.h"
#include "dossier/search.h"

#include <string.h>

#define NUMBER_DIGITS 6
#define PREFIX_LEAST 2 /* letters; shorter beginnings are taken as whole words */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word_char(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z');
}

static bool looks_like_code(const char *folded)
{
    return folded[0] >= 'a' && folded[0] <= 'z' && is_digit(folded[1]) && is_digit(folded[2]) && (folded[3] == '.' || folded[3] == '-');
}

static bool all_digits(const char *folded)
{
    return *folded != '\0' && strspn(folded, "0123456789") == strlen(folded);
}

/* "261120-060117": the day and the running number, as people read them off the receipt; `number` is its last six digits. */
static bool looks_like_ending(const char *folded, size_t len)
{
    size_t day = strspn(folded, "0123456789"), number = folded[day] == '-' ? strspn(folded + day + 1, "0123456789") : 0;
    return day == NUMBER_DIGITS && number >= NUMBER_DIGITS && day + 1 + number == len;
}

/* "12/gcn-skhcn", from the stroke on: after a day ("12/11/2026") comes a digit. */
static bool looks_like_symbol(const char *folded)
{
    size_t number = strspn(folded, "0123456789");
    return number > 0 && folded[number] == '/' && (folded[number + 1] == '\0' || (folded[number + 1] >= 'a' && folded[number + 1] <= 'z'));
}

static const char *upper(struct op *op, const char *folded)
{
    char *out = arena_strdup(op->arena, folded);
    for (char *p = out; *p != '\0'; p++) {
        *p = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
    }
    return out;
}

/* "cong" "ty" "sao"* : all of them, the last one as a beginning. Text outside a-z and 0-9 stands between words. */
static const char *quote_words(struct op *op, const char *folded, bool prefix)
{
    struct strbuf b;
    size_t words = 0, len = 0;
    strbuf_init(&b, op->arena, 4 * SEARCH_TEXT_MAX + 64);
    for (const char *p = folded; *p != '\0' && words < SEARCH_WORDS_MAX; p += len) {
        p += strcspn(p, "abcdefghijklmnopqrstuvwxyz0123456789");
        for (len = 0; is_word_char(p[len]);) {
            len++;
        }
        if (len > 0) {
            bool last = prefix && p[len] == '\0' && len >= PREFIX_LEAST;
            strbuf_printf(&b, "%s\"%.*s\"%s", words++ > 0 ? " " : "", (int)len, p, last ? "*" : "");
        }
    }
    return b.len == 0 ? NULL : b.data;
}

struct typed_text typed_read(struct op *op, const char *q)
{
    const char *folded = q == NULL ? "" : viet_fold(op->arena, q);
    size_t len = strlen(folded);
    if (len == 0) {
        return (struct typed_text){.kind = TYPED_NOTHING};
    }
    if (looks_like_code(folded)) {
        const char *from = upper(op, folded);
        return (struct typed_text){.kind = TYPED_CODE, .from = from, .past = arena_printf(op->arena, "%s~", from)};
    }
    if (all_digits(folded) && len == NUMBER_DIGITS) {
        return (struct typed_text){.kind = TYPED_NUMBER, .number = folded, .ending = folded};
    }
    if (looks_like_ending(folded, len)) {
        return (struct typed_text){.kind = TYPED_NUMBER, .number = folded + len - NUMBER_DIGITS, .ending = arena_printf(op->arena, "-%s", folded)};
    }
    if (looks_like_symbol(folded)) {
        return (struct typed_text){.kind = TYPED_SYMBOL, .from = folded, .past = arena_printf(op->arena, "%s~", folded)};
    }
    return (struct typed_text){.kind = TYPED_WORDS, .words = quote_words(op, folded, true)};
}

const char *typed_match(struct op *op, const char *q)
{
    return quote_words(op, viet_fold(op->arena, q), true);
}
