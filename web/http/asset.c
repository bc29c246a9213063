/* The table is sorted once, then looked up by name: the request's path is decoded and compared, never opened. */
#include "http/asset.h"

#include "base/digest.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MARK_TEXT 20  /* room for a quoted ETag of 16 hex digits */
#define HASH_LENGTH 8 /* least length of a hash in a file name */

struct asset {
    const char *name;
    const struct embedded_file *plain;
    const struct embedded_file *gzip; /* NULL: not smaller */
    bool is_hashed;
    char mark[MARK_TEXT];
};
struct asset_set {
    struct asset *items;
    size_t count;
};

const char *asset_type(const char *name)
{
    static const struct {
        const char *ending, *type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".ttf", "font/ttf"},
        {".txt", "text/plain; charset=utf-8"},
        {".map", "application/json"},
        {".pdf", "application/pdf"},
        {".wasm", "application/wasm"},
    };
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(dot, types[i].ending) == 0) {
            return types[i].type;
        }
    }
    return "application/octet-stream";
}

/* "assets/name-Bx3f_9aQ.js": a dash, then at least eight letters, digits, - or _, then the ending. */
static bool is_hashed(const char *name)
{
    const char *dot = strrchr(name, '.');
    if (strncmp(name, "assets/", 7) != 0 || dot == NULL || dot - name < 7 + HASH_LENGTH + 1) {
        return false;
    }
    const char *hash = dot - HASH_LENGTH;
    for (const char *p = hash; p < dot; p++) {
        if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", *p) == NULL) {
            return false;
        }
    }
    return hash[-1] == '-';
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct asset *)a)->name, ((const struct asset *)b)->name);
}

static const struct asset *find(const struct asset_set *set, const char *name)
{
    struct asset key = {.name = name};
    return set->count == 0 ? NULL : bsearch(&key, set->items, set->count, sizeof key, by_name);
}

static bool is_twin(const char *name)
{
    size_t n = strlen(name);
    return n > 3 && strcmp(name + n - 3, ".gz") == 0;
}

static const struct embedded_file *twin_of(const struct embedded_file *files, size_t count, const char *name)
{
    size_t n = strlen(name);
    for (size_t i = 0; i < count; i++) {
        if (strncmp(files[i].name, name, n) == 0 && strcmp(files[i].name + n, ".gz") == 0) {
            return &files[i];
        }
    }
    return NULL;
}

struct asset_set *asset_open(const struct embedded_file *files, size_t count)
{
    struct asset_set *set = calloc(1, sizeof *set);
    must(set != NULL);
    set->items = calloc(count + 1, sizeof *set->items);
    must(set->items != NULL);
    for (size_t i = 0; i < count; i++) {
        if (is_twin(files[i].name)) {
            continue;
        }
        struct asset *asset = &set->items[set->count++];
        *asset = (struct asset){.name = files[i].name, .plain = &files[i], .is_hashed = is_hashed(files[i].name)};
        asset->gzip = twin_of(files, count, files[i].name);
        char hex[DIGEST_TEXT];
        struct digest digest = digest_of(files[i].bytes, files[i].len);
        (void)digest_format(&digest, hex);
        asset->mark[0] = '"';
        memcpy(asset->mark + 1, hex, 16);
        memcpy(asset->mark + 17, "\"", 2);
    }
    qsort(set->items, set->count, sizeof *set->items, by_name);
    return set;
}

void asset_close(struct asset_set *set)
{
    if (set != NULL) {
        free(set->items);
        free(set);
    }
}

/* Says Accept-Encoding gzip, and not with weight 0? */
static bool takes_gzip(const struct exchange *x)
{
    const char *list = exchange_header(x, "Accept-Encoding");
    while (list != NULL && *list != '\0') {
        list += strspn(list, " ,");
        size_t len = strcspn(list, ",");
        if (len >= 4 && strncasecmp(list, "gzip", 4) == 0) {
            const char *q = memchr(list, '=', len);
            return q == NULL || strtod(q + 1, NULL) > 0;
        }
        list += len;
    }
    return false;
}

static void answer_file(const struct asset *asset, struct exchange *x)
{
    const char *known = exchange_header(x, "If-None-Match");
    exchange_set(x, "ETag", asset->mark);
    exchange_set(x, "Cache-Control", asset->is_hashed ? "public, max-age=31536000, immutable" : "no-cache");
    if (asset->gzip != NULL) {
        exchange_set(x, "Vary", "Accept-Encoding");
    }
    if (known != NULL && strstr(known, asset->mark) != NULL) {
        exchange_answer(x, 304, NULL, "", 0);
        return;
    }
    const struct embedded_file *file = asset->plain;
    if (asset->gzip != NULL && takes_gzip(x)) {
        file = asset->gzip;
        exchange_set(x, "Content-Encoding", "gzip");
    }
    exchange_answer(x, 200, asset_type(asset->name), file->bytes, file->len);
}

/* A build without screens is whole for everything but people. */
static void answer_not_built(const struct op *op, struct exchange *x)
{
    const char *page =
        arena_printf(op->arena,
                     "<!doctype html>\n<html lang=\"%s\"><meta charset=\"utf-8\"><title>Thao Trường</title>\n"
                     "<h1>Thao Trường</h1>\n<p>%s</p>\n</html>\n",
                     op->lang == LANG_VI ? "vi" : "en", text_get(op->lang, "asset.not_built"));
    exchange_answer(x, 200, "text/html; charset=utf-8", page, strlen(page));
}

/* A page the screens route themselves: no file ending, and a browser that wants to show it. */
static bool is_navigation(const struct exchange *x, const char *name)
{
    const char *last = strrchr(name, '/');
    const char *accept = exchange_header(x, "Accept");
    bool has_ending = strchr(last != NULL ? last : name, '.') != NULL;
    return !has_ending && accept != NULL && (strstr(accept, "text/html") != NULL || strcmp(accept, "*/*") == 0);
}

bool asset_answer(struct op *op, const struct asset_set *set, struct exchange *x)
{
    if (strcmp(x->method, "GET") != 0 && strcmp(x->method, "HEAD") != 0) {
        exchange_set(x, "Allow", "GET, HEAD");
        return fail(op, E_INPUT, "request.method_not_allowed", "allowed", "GET, HEAD", NULL);
    }
    const char *name = exchange_decode(op->arena, x->path + 1, strlen(x->path + 1), false);
    if (name == NULL) {
        return fail(op, E_INPUT, "request.target", NULL);
    }
    const struct asset *asset = find(set, *name == '\0' ? "index.html" : name);
    if (asset == NULL && (*name == '\0' || is_navigation(x, name))) {
        asset = find(set, "index.html");
        if (asset == NULL) {
            answer_not_built(op, x);
            return true;
        }
    }
    if (asset == NULL) {
        return fail(op, E_MISSING, "request.no_such_page", NULL);
    }
    answer_file(asset, x);
    return true;
}
