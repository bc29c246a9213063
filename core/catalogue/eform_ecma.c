/* A reader by recursive descent over the grammar of patterns: Disjunction → Alternative → Term → Atom. It never looks at the
 * subject, only at the pattern, and writes as it goes. Groups nest at most GROUPS_DEEP. */
#include "catalogue/eform_ecma.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GROUPS_DEEP 30
#define REPEAT_MAX 1000 /* PCRE2 unrolls counted groups */

#define SPACES "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}"
#define NOT_SPACES                                                                                                            \
    "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}"   \
    "\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}"

struct reader {
    const char *p;
    struct strbuf *out;
    const char *why;
    int depth;
    const char *names[64]; /* of groups: a name may stand once */
    size_t lengths[64];
    int name_count;
};

static bool no(struct reader *r, const char *key)
{
    if (r->why == NULL) {
        r->why = key;
    }
    return false;
}

static void put(struct reader *r, const char *text)
{
    if (r->out != NULL) {
        strbuf_puts(r->out, text);
    }
}

static void put_code(struct reader *r, uint32_t code)
{
    if (r->out != NULL) {
        strbuf_printf(r->out, "\\x{%x}", (unsigned)code);
    }
}

/* The next code point of valid UTF-8; the reader moves on. */
static uint32_t take(struct reader *r)
{
    const unsigned char *s = (const unsigned char *)r->p;
    int more = s[0] < 0x80 ? 0 : s[0] < 0xE0 ? 1 : s[0] < 0xF0 ? 2 : 3;
    uint32_t code = more == 0 ? s[0] : s[0] & (0x3Fu >> more);
    for (int i = 1; i <= more; i++) {
        code = code << 6 | (s[i] & 0x3Fu);
    }
    r->p += more + 1;
    return code;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool take_hex(struct reader *r, int digits, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < digits; i++) {
        int d = hex_digit(*r->p);
        if (d < 0) {
            return no(r, "eform.pattern.escape");
        }
        *out = *out << 4 | (uint32_t)d;
        r->p++;
    }
    return true;
}

/* After \u: four digits, a surrogate pair of two such, or {…}. A lone surrogate can never match text. */
static bool take_unicode(struct reader *r, uint32_t *out)
{
    uint32_t low;
    if (*r->p == '{') {
        *out = 0;
        for (r->p++; *r->p != '}'; r->p++) {
            int d = hex_digit(*r->p);
            if (d < 0 || *out > 0x10FFFF) {
                return no(r, "eform.pattern.escape");
            }
            *out = *out << 4 | (uint32_t)d;
        }
        bool empty = r->p[-1] == '{';
        r->p++;
        return (!empty && *out <= 0x10FFFF && (*out < 0xD800 || *out > 0xDFFF)) || no(r, "eform.pattern.escape");
    }
    if (!take_hex(r, 4, out)) {
        return false;
    }
    if (*out < 0xD800 || *out > 0xDFFF) {
        return true;
    }
    if (*out > 0xDBFF || r->p[0] != '\\' || r->p[1] != 'u') {
        return no(r, "eform.pattern.escape");
    }
    r->p += 2;
    if (!take_hex(r, 4, &low) || low < 0xDC00 || low > 0xDFFF) {
        return no(r, "eform.pattern.escape");
    }
    *out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

/* After the backslash, when it stands for one character. */
static bool take_character_escape(struct reader *r, bool in_class, uint32_t *out)
{
    static const char control[] = "t\tn\nv\vf\fr\r";
    char c = *r->p;
    if (c == 'x' || c == 'u') {
        r->p++;
        return c == 'x' ? take_hex(r, 2, out) : take_unicode(r, out);
    }
    if (c == 'c') {
        char letter = r->p[1];
        if (!((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'))) {
            return no(r, "eform.pattern.escape");
        }
        *out = (uint32_t)letter & 31u;
        r->p += 2;
        return true;
    }
    for (size_t i = 0; control[i] != '\0'; i += 2) {
        if (c == control[i]) {
            *out = (uint32_t)control[i + 1];
            r->p++;
            return true;
        }
    }
    if (c == '0' && !(r->p[1] >= '0' && r->p[1] <= '9')) {
        *out = 0;
        r->p++;
        return true;
    }
    if (c == 'k' || (c >= '1' && c <= '9')) {
        return no(r, "eform.pattern.back_reference");
    }
    if (c == '\0' || strchr("^$\\.*+?()[]{}|/", c) == NULL) {
        if (!(in_class && c == '-')) {
            return no(r, "eform.pattern.escape");
        }
    }
    *out = (uint32_t)(unsigned char)c;
    r->p++;
    return true;
}

/* ---- \p{…} ---- */

static const char *const categories[][2] = {
    {"L", "Letter"}, {"Lu", "Uppercase_Letter"}, {"Ll", "Lowercase_Letter"}, {"Lt", "Titlecase_Letter"}, {"Lm", "Modifier_Letter"},
    {"Lo", "Other_Letter"}, {"M", "Mark"}, {"Mn", "Nonspacing_Mark"}, {"Mc", "Spacing_Mark"}, {"Me", "Enclosing_Mark"},
    {"N", "Number"}, {"Nd", "Decimal_Number"}, {"Nl", "Letter_Number"}, {"No", "Other_Number"}, {"P", "Punctuation"},
    {"Pc", "Connector_Punctuation"}, {"Pd", "Dash_Punctuation"}, {"Ps", "Open_Punctuation"}, {"Pe", "Close_Punctuation"},
    {"Pi", "Initial_Punctuation"}, {"Pf", "Final_Punctuation"}, {"Po", "Other_Punctuation"}, {"S", "Symbol"}, {"Sm", "Math_Symbol"},
    {"Sc", "Currency_Symbol"}, {"Sk", "Modifier_Symbol"}, {"So", "Other_Symbol"}, {"Z", "Separator"}, {"Zs", "Space_Separator"},
    {"Zl", "Line_Separator"}, {"Zp", "Paragraph_Separator"}, {"Cc", "Control"},
};
static const char *const scripts[] = {"Latin", "Han", "Greek", "Cyrillic", "Thai", "Lao", "Khmer", "Hangul", "Hiragana", "Katakana"};

static bool same(const char *text, size_t len, const char *name)
{
    return strlen(name) == len && memcmp(text, name, len) == 0;
}

/* After \p or \P: {Lu}, {Letter}, {General_Category=Lu}, {Script=Latin}. Writes the inside of PCRE2's \p{}. */
static bool take_property(struct reader *r, bool negated)
{
    const char *end = *r->p == '{' ? strchr(r->p, '}') : NULL;
    if (end == NULL) {
        return no(r, "eform.pattern.property");
    }
    const char *name = r->p + 1;
    const char *equals = memchr(name, '=', (size_t)(end - name));
    bool script = equals != NULL && (same(name, (size_t)(equals - name), "Script") || same(name, (size_t)(equals - name), "sc"));
    bool category = equals == NULL || same(name, (size_t)(equals - name), "General_Category") || same(name, (size_t)(equals - name), "gc");
    const char *value = equals == NULL ? name : equals + 1;
    size_t len = (size_t)(end - value);
    const char *found = NULL;
    for (size_t i = 0; category && i < sizeof categories / sizeof categories[0]; i++) {
        found = same(value, len, categories[i][0]) || same(value, len, categories[i][1]) ? categories[i][0] : found;
    }
    for (size_t i = 0; script && i < sizeof scripts / sizeof scripts[0]; i++) {
        found = same(value, len, scripts[i]) ? scripts[i] : found;
    }
    if (found == NULL) {
        return no(r, "eform.pattern.property");
    }
    put(r, negated ? "\\P{" : "\\p{");
    put(r, script ? "sc:" : "");
    put(r, found);
    put(r, "}");
    r->p = end + 1;
    return true;
}

/* ---- classes ---- */

/* After the backslash: \d \w \s and their opposites, \p. False without a fault if it is none of them. */
static bool take_class_escape(struct reader *r, bool in_class)
{
    static const struct {
        char letter;
        const char *inside, *alone;
    } sets[] = {
        {'d', "0-9", "[0-9]"},
        {'D', "\\x{0}-\\x{2f}\\x{3a}-\\x{10ffff}", "[^0-9]"},
        {'w', "A-Za-z0-9_", "[A-Za-z0-9_]"},
        {'W', "\\x{0}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{5e}\\x{60}\\x{7b}-\\x{10ffff}", "[^A-Za-z0-9_]"},
        {'s', SPACES, "[" SPACES "]"},
        {'S', NOT_SPACES, "[^" SPACES "]"},
    };
    char c = *r->p;
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        if (c == sets[i].letter) {
            put(r, in_class ? sets[i].inside : sets[i].alone);
            r->p++;
            return true;
        }
    }
    if (c == 'p' || c == 'P') {
        r->p++;
        return take_property(r, c == 'P');
    }
    return false;
}

/* One side of a range. A set cannot be one. */
static bool take_class_atom(struct reader *r, uint32_t *code, bool *is_set)
{
    *is_set = false;
    if (*r->p == '\0') {
        return no(r, "eform.pattern.class");
    }
    if (*r->p != '\\') {
        *code = take(r);
        return true;
    }
    r->p++;
    if (*r->p == 'b') {
        r->p++;
        *code = 8;
        return true;
    }
    if (take_class_escape(r, true)) {
        *is_set = true;
        return true;
    }
    return r->why == NULL && take_character_escape(r, true, code);
}

static bool take_class_member(struct reader *r)
{
    uint32_t from, to;
    bool from_is_set, to_is_set;
    if (!take_class_atom(r, &from, &from_is_set)) {
        return false;
    }
    if (r->p[0] != '-' || r->p[1] == ']') {
        if (!from_is_set) {
            put_code(r, from);
        }
        return true;
    }
    r->p++;
    if (!take_class_atom(r, &to, &to_is_set)) {
        return false;
    }
    if (from_is_set || to_is_set || from > to) {
        return no(r, "eform.pattern.class");
    }
    put_code(r, from);
    put(r, "-");
    put_code(r, to);
    return true;
}

static bool take_class(struct reader *r)
{
    bool negated = *r->p == '^';
    r->p += negated ? 1 : 0;
    if (*r->p == ']') {
        put(r, negated ? "[\\x{0}-\\x{10ffff}]" : "[^\\x{0}-\\x{10ffff}]");
        r->p++;
        return true;
    }
    put(r, negated ? "[^" : "[");
    while (*r->p != ']') {
        if (*r->p == '\0' || !take_class_member(r)) {
            return no(r, "eform.pattern.class");
        }
    }
    put(r, "]");
    r->p++;
    return true;
}

/* ---- terms ---- */

static bool take_number(struct reader *r, long *out)
{
    if (*r->p < '0' || *r->p > '9') {
        return false;
    }
    *out = 0;
    for (; *r->p >= '0' && *r->p <= '9'; r->p++) {
        *out = *out > REPEAT_MAX ? *out : *out * 10 + (*r->p - '0');
    }
    return true;
}

/* {n}, {n,}, {n,m} after an atom. */
static bool take_counts(struct reader *r)
{
    const char *start = r->p++;
    long from = 0, to;
    if (!take_number(r, &from)) {
        return no(r, "eform.pattern.repeat");
    }
    to = from;
    if (*r->p == ',') {
        r->p++;
        if (*r->p != '}' && !take_number(r, &to)) {
            return no(r, "eform.pattern.repeat");
        }
    }
    if (*r->p != '}' || from > REPEAT_MAX || to > REPEAT_MAX || from > to) {
        return no(r, "eform.pattern.repeat");
    }
    r->p++;
    for (; start < r->p; start++) {
        put(r, (char[]){*start, '\0'});
    }
    return true;
}

static bool take_repeat(struct reader *r, bool allowed)
{
    char c = *r->p;
    if (c != '*' && c != '+' && c != '?' && c != '{') {
        return true;
    }
    if (!allowed) {
        return no(r, "eform.pattern.repeat");
    }
    if (c == '{') {
        if (!take_counts(r)) {
            return false;
        }
    } else {
        put(r, (char[]){c, '\0'});
        r->p++;
    }
    if (*r->p == '?') {
        put(r, "?");
        r->p++;
    }
    return true;
}

static bool take_disjunction(struct reader *r);

/* (?<name>: the name goes, nobody asks for it; but it must be one, and stand once. */
static bool take_group_name(struct reader *r)
{
    const char *start = r->p;
    while ((*r->p >= 'a' && *r->p <= 'z') || (*r->p >= 'A' && *r->p <= 'Z') || *r->p == '_' || *r->p == '$' ||
           (r->p > start && *r->p >= '0' && *r->p <= '9')) {
        r->p++;
    }
    size_t len = (size_t)(r->p - start);
    if (len == 0 || *r->p != '>' || r->name_count == (int)(sizeof r->names / sizeof r->names[0])) {
        return no(r, "eform.pattern.group");
    }
    for (int i = 0; i < r->name_count; i++) {
        if (r->lengths[i] == len && memcmp(r->names[i], start, len) == 0) {
            return no(r, "eform.pattern.group");
        }
    }
    r->names[r->name_count] = start;
    r->lengths[r->name_count++] = len;
    r->p++;
    return true;
}

/* After "(": what kind, the inside, ")". Assertions cannot be repeated. */
static bool take_group(struct reader *r, bool *repeatable)
{
    static const char *const looks[] = {"?=", "?!", "?<=", "?<!"};
    const char *opening = "(?:";
    *repeatable = true;
    if (++r->depth > GROUPS_DEEP) {
        return no(r, "eform.pattern.too_rich");
    }
    if (*r->p == '?') {
        const char *look = NULL;
        for (size_t i = 0; i < 4; i++) {
            look = look == NULL && strncmp(r->p, looks[i], strlen(looks[i])) == 0 ? looks[i] : look;
        }
        if (look != NULL) {
            opening = look;
            *repeatable = false;
            r->p += strlen(look);
            put(r, "(");
        } else if (r->p[1] == ':') {
            r->p += 2;
        } else if (r->p[1] == '<') {
            r->p += 2;
            if (!take_group_name(r)) {
                return false;
            }
        } else {
            return no(r, "eform.pattern.group");
        }
    }
    put(r, opening);
    if (!take_disjunction(r)) {
        return false;
    }
    if (*r->p != ')') {
        return no(r, "eform.pattern.group");
    }
    r->p++;
    put(r, ")");
    r->depth--;
    return true;
}

static bool take_escape(struct reader *r, bool *repeatable)
{
    uint32_t code = 0;
    if (*r->p == 'b' || *r->p == 'B') {
        put(r, *r->p == 'b' ? "\\b" : "\\B");
        *repeatable = false;
        r->p++;
        return true;
    }
    if (take_class_escape(r, false)) {
        return true;
    }
    if (r->why != NULL || !take_character_escape(r, false, &code)) {
        return false;
    }
    put_code(r, code);
    return true;
}

static bool take_term(struct reader *r)
{
    bool repeatable = true;
    bool ok = true;
    char c = *r->p;
    if (strchr("*+?{}]", c) != NULL) {
        return no(r, strchr("*+?{", c) != NULL ? "eform.pattern.repeat" : "eform.pattern.escape");
    }
    if (c == '^' || c == '$') {
        put(r, c == '^' ? "^" : "\\z");
        repeatable = false;
        r->p++;
    } else if (c == '.') {
        put(r, "[^\\x{a}\\x{d}\\x{2028}\\x{2029}]");
        r->p++;
    } else if (c == '(') {
        r->p++;
        ok = take_group(r, &repeatable);
    } else if (c == '[') {
        r->p++;
        ok = take_class(r);
    } else if (c == '\\') {
        r->p++;
        ok = take_escape(r, &repeatable);
    } else {
        put_code(r, take(r));
    }
    return ok && take_repeat(r, repeatable);
}

static bool take_disjunction(struct reader *r)
{
    for (;;) {
        while (*r->p != '\0' && *r->p != '|' && *r->p != ')') {
            if (!take_term(r)) {
                return false;
            }
        }
        if (*r->p != '|') {
            return true;
        }
        put(r, "|");
        r->p++;
    }
}

const char *eform_ecma_translate(const char *pattern, struct strbuf *out)
{
    struct reader r = {.p = pattern, .out = out};
    if (take_disjunction(&r) && *r.p != '\0') {
        (void)no(&r, "eform.pattern.group");
    }
    return r.why;
}
