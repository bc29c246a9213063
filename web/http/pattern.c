/* Patterns are walked in place, segment by segment; nothing is compiled, a table of a hundred rows is a few microseconds. */
#include "http/pattern.h"

#include "http/exchange.h"

#include <string.h>

#define ID_BYTES "abcdefghijklmnopqrstuvwxyz0123456789_-"
#define LITERAL_BYTES ID_BYTES "."
#define NAME_BYTES "abcdefghijklmnopqrstuvwxyz_"

/* One segment of a pattern. */
struct piece {
    const char *text;
    size_t len;
    bool is_param;
    bool is_int;
    size_t name_len; /* of a parameter */
};

/* The segment after *rest (which stands on its slash); false at the end. */
static bool next_piece(const char **rest, struct piece *out)
{
    if (**rest == '\0') {
        return false;
    }
    const char *p = *rest + 1;
    size_t len = strcspn(p, "/");
    *out = (struct piece){.text = p, .len = len, .is_param = len > 0 && *p == '{'};
    if (out->is_param) {
        out->is_int = len >= sizeof "{:int}" - 1 && memcmp(p + len - 5, ":int}", 5) == 0;
        out->name_len = len - (out->is_int ? sizeof "{:int}" : sizeof "{}") + 1;
    }
    *rest = p + len;
    return true;
}

bool path_split(struct arena *arena, const char *raw, struct path *out)
{
    out->count = 0;
    while (*raw != '\0') {
        size_t len = strcspn(raw + 1, "/");
        if (out->count == PATH_SEGMENTS_MAX) {
            return false;
        }
        const char *decoded = exchange_decode(arena, raw + 1, len, false);
        if (decoded == NULL) {
            return false;
        }
        out->segments[out->count++] = decoded;
        raw += 1 + len;
    }
    return out->count > 0;
}

static bool is_id(const char *text)
{
    size_t n = strspn(text, ID_BYTES);
    return n > 0 && n <= PATH_ID_MAX && text[n] == '\0';
}

static bool is_number(const char *text, int64_t *out)
{
    size_t n = strspn(text, "0123456789");
    if (n == 0 || n > 15 || text[n] != '\0' || *text == '0') {
        return false;
    }
    *out = 0;
    for (const char *p = text; *p != '\0'; p++) {
        *out = *out * 10 + (*p - '0');
    }
    return true;
}

/* Most rows are not the one: so literals are compared first, and what fills the parameters is looked at where they all agree. */
bool pattern_match(const char *pattern, const struct path *path, struct path_params *out)
{
    struct piece piece;
    bool is_int[PATH_PARAMS_MAX] = {false};
    size_t i = 0;
    out->count = 0;
    for (; next_piece(&pattern, &piece); i++) {
        if (i == path->count) {
            return false;
        }
        const char *text = path->segments[i];
        if (!piece.is_param) {
            if (strlen(text) != piece.len || memcmp(text, piece.text, piece.len) != 0) {
                return false;
            }
            continue;
        }
        is_int[out->count] = piece.is_int;
        out->items[out->count++] = (struct path_param){.name = piece.text + 1, .name_len = piece.name_len, .text = text};
    }
    bool ok = i == path->count;
    for (size_t k = 0; ok && k < out->count; k++) {
        ok = is_int[k] ? is_number(out->items[k].text, &out->items[k].number) : is_id(out->items[k].text);
    }
    return ok;
}

/* Could the literal fill the parameter? */
static bool fits(const struct piece *param, const struct piece *literal)
{
    char text[PATH_ID_MAX + 1] = "";
    int64_t number;
    if (literal->len > PATH_ID_MAX) {
        return false;
    }
    memcpy(text, literal->text, literal->len);
    text[literal->len] = '\0';
    return param->is_int ? is_number(text, &number) : is_id(text);
}

bool pattern_overlaps(const char *a, const char *b)
{
    struct piece pa, pb;
    while (*a != '\0' && *b != '\0') {
        (void)next_piece(&a, &pa);
        (void)next_piece(&b, &pb);
        if (pa.is_param && pb.is_param) {
            continue; /* a number is a text id too */
        }
        if (pa.is_param || pb.is_param) {
            if (!fits(pa.is_param ? &pa : &pb, pa.is_param ? &pb : &pa)) {
                return false;
            }
        } else if (pa.len != pb.len || memcmp(pa.text, pb.text, pa.len) != 0) {
            return false;
        }
    }
    return *a == *b;
}

static bool is_piece_valid(const struct piece *piece)
{
    if (!piece->is_param) {
        return piece->len > 0 && strspn(piece->text, LITERAL_BYTES) == piece->len;
    }
    return piece->len > 2 && piece->text[piece->len - 1] == '}' && piece->name_len > 0 &&
           strspn(piece->text + 1, NAME_BYTES) == piece->name_len;
}

bool pattern_is_valid(const char *pattern)
{
    struct piece piece;
    size_t params = 0, pieces = 0;
    if (*pattern != '/') {
        return false;
    }
    while (next_piece(&pattern, &piece)) {
        params += piece.is_param;
        pieces++;
        if (!is_piece_valid(&piece) || params > PATH_PARAMS_MAX || pieces > PATH_SEGMENTS_MAX) {
            return false;
        }
    }
    return true;
}

const struct path_param *path_param_find(const struct path_params *params, const char *name)
{
    for (size_t i = 0; i < params->count; i++) {
        const struct path_param *p = &params->items[i];
        if (strlen(name) == p->name_len && memcmp(name, p->name, p->name_len) == 0) {
            return p;
        }
    }
    return NULL;
}
