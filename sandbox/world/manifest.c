/* Numbers of a segment stand in an array [act, frames, check, check, last] so that long worlds keep small manifests. */
#include "world/manifest.h"

#include "base/digest.h"
#include "base/json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME "manifest"
#define OLD "manifest.old"
#define FORMAT 1
#define DIGEST_LINE DIGEST_TEXT /* 64 digits and a newline */

static const char *const reasons[] = {
#define X(code, text) text,
    GENERATION_REASONS(X)
#undef X
};

const char *generation_reason_text(enum generation_reason reason)
{
    return reasons[reason];
}

const char *segment_path(struct op *op, const char *folder, int64_t generation, size_t segment, const char *suffix)
{
    return arena_printf(op->arena, "%s/%lld.%zu%s", folder, (long long)generation, segment, suffix);
}

/* ---- reading ---- */

static bool damaged(struct op *op, const char *why)
{
    op_clear(op); /* the JSON reader speaks of the sender's mistakes; here there is no sender */
    (void)fail(op, E_BROKEN, "world.manifest_damaged", NULL);
    op->error.cause = why;
    return false;
}

static bool read_int(const struct json *node, const char *key, int64_t least, int64_t *out)
{
    const struct json *v = json_get(node, key);
    if (v == NULL || v->kind != JSON_INT || v->integer < least) {
        return false;
    }
    *out = v->integer;
    return true;
}

static bool read_segment(const struct json *node, struct segment *s)
{
    int64_t v[5] = {0};
    if (node->kind != JSON_ARRAY || node->count != 5) {
        return false;
    }
    size_t i = 0;
    for (const struct json *n = node->first; n != NULL; n = n->next, i++) {
        if (n->kind != JSON_INT) {
            return false;
        }
        v[i] = n->integer;
    }
    *s = (struct segment){
        .base = {.act = v[0], .frames = (uint32_t)v[1], .check = {(uint32_t)v[2], (uint32_t)v[3]}}, .last = v[4]};
    return v[0] >= 0 && v[0] <= INT32_MAX && v[1] >= 0 && v[1] <= WAL_FRAMES_MAX && v[2] >= 0 && v[2] <= UINT32_MAX &&
           v[3] >= 0 && v[3] <= UINT32_MAX && (v[4] == -1 || v[4] >= v[0]);
}

static bool read_segments(struct op *op, const struct json *node, bool active, struct generation *g)
{
    const struct json *list = json_get(node, "segments");
    if (list == NULL || list->kind != JSON_ARRAY || list->count == 0 || list->count > SEGMENTS_MAX) {
        return false;
    }
    g->segments = arena_array(op->arena, list->count, sizeof *g->segments);
    for (const struct json *n = list->first; n != NULL; n = n->next) {
        struct segment *s = &g->segments[g->segment_count++];
        bool open = active && n->next == NULL;
        if (!read_segment(n, s) || (s->last == -1) != open) {
            return false;
        }
        if (g->segment_count > 1 && s->base.act < s[-1].base.act) {
            return false;
        }
    }
    return true;
}

static bool read_generation(struct op *op, const struct json *node, bool active, struct generation *g)
{
    const char *why = json_get_text(node, "why", "");
    size_t reason = 0;
    while (reason < sizeof reasons / sizeof reasons[0] && strcmp(why, reasons[reason]) != 0) {
        reason++;
    }
    g->why = (enum generation_reason)reason;
    return reason < sizeof reasons / sizeof reasons[0] && read_int(node, "number", 1, &g->number) &&
           read_int(node, "parent", 0, &g->parent) && read_int(node, "from_act", 0, &g->from_act) &&
           read_int(node, "left", 0, &g->left) && read_int(node, "last_act", -1, &g->last_act) &&
           read_int(node, "made_at", INT64_MIN, &g->made_at.ms) && (g->last_act == -1) == active &&
           g->parent < g->number && g->left < g->number && read_segments(op, node, active, g);
}

static bool read_manifest(struct op *op, const struct json *node, struct manifest *m)
{
    int64_t format;
    struct digest d;
    m->golden = json_get_text(node, "golden", "");
    m->boot = strtoull(json_get_text(node, "boot", "0"), NULL, 16);
    const struct json *list = json_get(node, "generations");
    if (!read_int(node, "format", FORMAT, &format) || format != FORMAT || !digest_parse(m->golden, &d) ||
        !read_int(node, "golden_bytes", 1, &m->golden_bytes) || !read_int(node, "golden_act", 0, &m->golden_act) ||
        list == NULL || list->kind != JSON_ARRAY || list->count == 0 || list->count > GENERATIONS_MAX) {
        return false;
    }
    m->generations = arena_array(op->arena, list->count, sizeof *m->generations);
    size_t segments = 0;
    for (const struct json *n = list->first; n != NULL; n = n->next) {
        struct generation *g = &m->generations[m->count++];
        if (!read_generation(op, n, n->next == NULL, g) || (m->count > 1 && g->number <= g[-1].number)) {
            return false;
        }
        segments += g->segment_count;
    }
    return segments <= SEGMENTS_MAX;
}

struct manifest *manifest_parse(struct op *op, const char *bytes, size_t n)
{
    struct digest said, is;
    char digits[DIGEST_TEXT];
    if (n < DIGEST_LINE || n > MANIFEST_BYTES_MAX || bytes[DIGEST_LINE - 1] != '\n') {
        (void)damaged(op, "no digest line");
        return NULL;
    }
    memcpy(digits, bytes, DIGEST_TEXT - 1);
    digits[DIGEST_TEXT - 1] = '\0';
    is = digest_of(bytes + DIGEST_LINE, n - DIGEST_LINE);
    if (!digest_parse(digits, &said) || !digest_equal(&said, &is)) {
        (void)damaged(op, "digest differs");
        return NULL;
    }
    const struct json *node = json_parse(op, bytes + DIGEST_LINE, n - DIGEST_LINE);
    struct manifest *m = arena_alloc(op->arena, sizeof *m);
    if (node == NULL || node->kind != JSON_OBJECT || !read_manifest(op, node, m)) {
        (void)damaged(op, "contents");
        return NULL;
    }
    return m;
}

struct manifest *manifest_read(struct op *op, const char *folder)
{
    size_t n;
    char *bytes = durable_read(op, arena_printf(op->arena, "%s/" NAME, folder), MANIFEST_BYTES_MAX, &n);
    if (bytes == NULL || n == 0) {
        (void)fail(op, E_MISSING, "world.missing", NULL);
        return NULL;
    }
    return manifest_parse(op, bytes, n);
}

/* ---- writing ---- */

static void put_generation(struct json_out *out, const struct generation *g)
{
    json_open_object(out, NULL);
    json_put_int(out, "number", g->number);
    json_put_text(out, "why", reasons[g->why]);
    json_put_int(out, "parent", g->parent);
    json_put_int(out, "from_act", g->from_act);
    json_put_int(out, "left", g->left);
    json_put_int(out, "last_act", g->last_act);
    json_put_int(out, "made_at", g->made_at.ms);
    json_open_array(out, "segments");
    for (size_t i = 0; i < g->segment_count; i++) {
        const struct segment *s = &g->segments[i];
        json_open_array(out, NULL);
        json_put_int(out, NULL, s->base.act);
        json_put_int(out, NULL, s->base.frames);
        json_put_int(out, NULL, s->base.check[0]);
        json_put_int(out, NULL, s->base.check[1]);
        json_put_int(out, NULL, s->last);
        json_close_array(out);
    }
    json_close_array(out);
    json_close_object(out);
}

bool manifest_write(struct op *op, const char *folder, const struct manifest *m, enum durable_how how)
{
    struct strbuf body, whole;
    struct json_out out;
    char digits[DIGEST_TEXT];
    strbuf_init(&body, op->arena, MANIFEST_BYTES_MAX - DIGEST_LINE);
    json_begin(&out, &body);
    json_open_object(&out, NULL);
    json_put_int(&out, "format", FORMAT);
    json_put_text(&out, "golden", m->golden);
    json_put_int(&out, "golden_bytes", m->golden_bytes);
    json_put_int(&out, "golden_act", m->golden_act);
    json_put_text(&out, "boot", arena_printf(op->arena, "%016llx", (unsigned long long)m->boot));
    json_open_array(&out, "generations");
    for (size_t i = 0; i < m->count; i++) {
        put_generation(&out, &m->generations[i]);
    }
    json_close_array(&out);
    json_close_object(&out);
    if (body.overflow) {
        return fail(op, E_LIMIT, "world.too_many_generations", NULL);
    }
    struct digest d = digest_of(body.data, body.len);
    strbuf_init(&whole, op->arena, MANIFEST_BYTES_MAX);
    strbuf_puts(&whole, digest_format(&d, digits));
    strbuf_putc(&whole, '\n');
    strbuf_add(&whole, body.data, body.len);
    return durable_replace(op, folder, NAME, whole.data, whole.len, how);
}

/* ---- before and after ---- */

bool manifest_change(struct op *op, const char *folder, const struct manifest *m)
{
    const char *path = arena_printf(op->arena, "%s/" NAME, folder);
    if (link(path, arena_printf(op->arena, "%s/" OLD, folder)) != 0 && errno != EEXIST) {
        return durable_fail(op, "keeping", path);
    }
    return manifest_write(op, folder, m, DURABLE_LATER);
}

bool manifest_is_unsettled(struct op *op, const char *folder)
{
    return access(arena_printf(op->arena, "%s/" OLD, folder), F_OK) == 0;
}

void manifest_settle(struct op *op, const char *folder)
{
    (void)unlink(arena_printf(op->arena, "%s/" OLD, folder));
}

bool manifest_fall_back(struct op *op, const char *folder)
{
    const char *old = arena_printf(op->arena, "%s/" OLD, folder);
    return rename(old, arena_printf(op->arena, "%s/" NAME, folder)) == 0 ? durable_sync_folder(op, folder)
                                                                        : durable_fail(op, "renaming", old);
}

/* ---- changing and finding ---- */

struct generation *manifest_generation(const struct manifest *m, int64_t number)
{
    for (size_t i = 0; i < m->count; i++) {
        if (m->generations[i].number == number) {
            return &m->generations[i];
        }
    }
    return NULL;
}

struct generation *manifest_add(struct op *op, struct manifest *m)
{
    if (m->count >= GENERATIONS_MAX) {
        (void)fail(op, E_LIMIT, "world.too_many_generations", NULL);
        return NULL;
    }
    struct generation *grown = arena_array(op->arena, m->count + 1, sizeof *grown);
    if (m->count > 0) {
        memcpy(grown, m->generations, m->count * sizeof *grown);
    }
    m->generations = grown;
    struct generation *g = &grown[m->count];
    g->number = m->count == 0 ? 1 : g[-1].number + 1;
    g->last_act = -1;
    m->count++;
    return g;
}

struct segment *manifest_add_segment(struct op *op, struct manifest *m, struct generation *g)
{
    size_t all = 0;
    for (size_t i = 0; i < m->count; i++) {
        all += m->generations[i].segment_count;
    }
    if (all >= SEGMENTS_MAX) {
        (void)fail(op, E_LIMIT, "world.too_many_generations", NULL);
        return NULL;
    }
    struct segment *grown = arena_array(op->arena, g->segment_count + 1, sizeof *grown);
    if (g->segment_count > 0) {
        memcpy(grown, g->segments, g->segment_count * sizeof *grown);
    }
    g->segments = grown;
    struct segment *s = &grown[g->segment_count++];
    s->last = -1;
    return s;
}

bool manifest_find(struct op *op, const struct manifest *m, int64_t generation, int64_t act, struct act_place *out)
{
    const struct generation *g = manifest_generation(m, generation);
    while (g != NULL) {
        if (g->last_act != -1 && act > g->last_act) {
            break;
        }
        for (size_t i = g->segment_count; i > 0; i--) {
            const struct segment *s = &g->segments[i - 1];
            if (act >= s->base.act && (s->last == -1 || act <= s->last)) {
                *out = (struct act_place){.generation = g, .segment = i - 1};
                return true;
            }
        }
        g = g->parent == 0 || act > g->from_act ? NULL : manifest_generation(m, g->parent);
    }
    return fail(op, E_MISSING, "world.no_such_act", "act", arena_printf(op->arena, "%lld", (long long)act), NULL);
}
