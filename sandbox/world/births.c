/* The book is held in a small hash table and only ever appended to. Its lock is held over a write to the page cache, never over a sync,
 * but for the rare moment when the book is written anew. */
#include "world/births.h"

#include "base/digest.h"
#include "base/log.h"
#include "base/strbuf.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME "births.log"
#define BOOK_MAX ((size_t)256 << 20)
#define BUCKETS 1024
#define MARK 16 /* digits of the digest */
#define LINE_MAX_BYTES 256
#define PAST_MAX 4096 /* lines that speak of nothing any more before the book is written anew */

struct entry {
    struct entry *next;
    struct birth birth;
};
struct births {
    pthread_mutex_t lock;
    int fd;
    int64_t bytes;
    int64_t lines;
    int live;
    bool dirty;
    struct entry *buckets[BUCKETS];
    char folder[];
};

/* ---- the table ---- */

static struct entry **place_of(struct births *b, const char *id)
{
    uint32_t h = 2166136261u;
    for (const char *c = id; *c != '\0'; c++) {
        h = (h ^ (unsigned char)*c) * 16777619u;
    }
    struct entry **at = &b->buckets[h % BUCKETS];
    while (*at != NULL && strcmp((*at)->birth.id, id) != 0) {
        at = &(*at)->next;
    }
    return at;
}

static void put(struct births *b, const struct birth *birth)
{
    struct entry **at = place_of(b, birth->id);
    if (*at == NULL) {
        *at = calloc(1, sizeof **at);
        must(*at != NULL);
        b->live++;
    }
    (*at)->birth = *birth;
}

static void take(struct births *b, const char *id)
{
    struct entry **at = place_of(b, id), *e = *at;
    if (e != NULL) {
        *at = e->next;
        free(e);
        b->live--;
    }
}

/* ---- lines ---- */

static const char *mark_of(const char *text, size_t n, char *out)
{
    char digits[DIGEST_TEXT];
    struct digest d = digest_of(text, n);
    memcpy(out, digest_format(&d, digits), MARK);
    out[MARK] = '\0';
    return out;
}

/* Puts the mark before `text` and a newline behind it. */
static size_t seal(char *line, const char *text)
{
    char mark[MARK + 1];
    int n = snprintf(line, LINE_MAX_BYTES, "%s %s\n", mark_of(text, strlen(text), mark), text);
    must(n > 0 && n < LINE_MAX_BYTES);
    return (size_t)n;
}

static size_t born_line(char *line, const struct birth *birth)
{
    char text[LINE_MAX_BYTES - MARK - 2];
    int n = snprintf(text, sizeof text, "born %s %s %lld %lld %016llx %lld", birth->id, birth->golden,
                     (long long)birth->golden_bytes, (long long)birth->golden_act, (unsigned long long)birth->boot,
                     (long long)birth->made_at.ms);
    must(n > 0 && (size_t)n < sizeof text);
    return seal(line, text);
}

/* One line without its newline; false: not one of ours. */
static bool read_line(struct births *b, const char *line, size_t n)
{
    char text[LINE_MAX_BYTES], mark[MARK + 1], word[5];
    struct birth birth = {0};
    long long bytes, act, at;
    unsigned long long boot;
    if (n <= MARK + 1 || n >= sizeof text || memchr(line, '\0', n) != NULL ||
        strncmp(mark_of(line + MARK + 1, n - MARK - 1, mark), line, MARK) != 0) {
        return false;
    }
    memcpy(text, line + MARK + 1, n - MARK - 1);
    text[n - MARK - 1] = '\0';
    int got = sscanf(text, "%4s %40s %64s %lld %lld %llx %lld", word, birth.id, birth.golden, &bytes, &act, &boot, &at);
    if (got == 7 && strcmp(word, "born") == 0) {
        birth.golden_bytes = bytes;
        birth.golden_act = act;
        birth.boot = boot;
        birth.made_at.ms = at;
        put(b, &birth);
        return true;
    }
    if (got == 2 && (strcmp(word, "kept") == 0 || strcmp(word, "gone") == 0)) {
        take(b, birth.id);
        return true;
    }
    return false;
}

/* Answers whether every line was whole. */
static bool read_book(struct births *b, const char *bytes, size_t n)
{
    bool whole = true;
    for (size_t at = 0; at < n; b->lines++) {
        const char *end = memchr(bytes + at, '\n', n - at);
        size_t len = end == NULL ? n - at : (size_t)(end - bytes) - at;
        if (end == NULL || !read_line(b, bytes + at, len)) {
            whole = false;
            log_line(LOG_WARN, "births.line", "folder=%s byte=%zu: not whole, passed over", b->folder, at);
        }
        at += len + 1;
    }
    return whole;
}

/* ---- the file ---- */

static bool open_book(struct op *op, struct births *b)
{
    const char *path = arena_printf(op->arena, "%s/" NAME, b->folder);
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0) {
        return durable_fail(op, "opening", path);
    }
    if (b->fd >= 0) {
        close(b->fd);
    }
    b->fd = fd;
    b->bytes = (int64_t)lseek(fd, 0, SEEK_END);
    return b->bytes >= 0 || durable_fail(op, "opening", path);
}

/* Only those in it; on the disk when it returns. Locked. */
static bool rewrite(struct op *op, struct births *b)
{
    struct strbuf whole;
    char line[LINE_MAX_BYTES];
    strbuf_init(&whole, op->arena, BOOK_MAX);
    for (size_t i = 0; i < BUCKETS; i++) {
        for (const struct entry *e = b->buckets[i]; e != NULL; e = e->next) {
            strbuf_add(&whole, line, born_line(line, &e->birth));
        }
    }
    if (!durable_replace(op, b->folder, NAME, whole.len == 0 ? "" : whole.data, whole.len, DURABLE_NOW) || !open_book(op, b)) {
        return false;
    }
    b->lines = b->live;
    b->dirty = false;
    return true;
}

/* Appends whole or not at all. Locked. */
static bool append(struct op *op, struct births *b, const char *line, size_t n)
{
    ssize_t w;
    do {
        w = write(b->fd, line, n);
    } while (w < 0 && errno == EINTR);
    if (w == (ssize_t)n) {
        b->bytes += w;
        b->lines++;
        b->dirty = true;
        return true;
    }
    if (w >= 0) {
        errno = ENOSPC;
        if (ftruncate(b->fd, (off_t)b->bytes) != 0) {
            errno = EIO; /* half a line stays: what is appended to it is passed over with it, so nothing may be */
            close(b->fd);
            b->fd = -1;
        }
    }
    return durable_fail(op, "writing", b->folder);
}

struct births *births_open(struct op *op, const char *folder)
{
    size_t n = 0;
    struct births *b = calloc(1, sizeof *b + strlen(folder) + 1);
    must(b != NULL);
    memcpy(b->folder, folder, strlen(folder) + 1);
    b->fd = -1;
    must(pthread_mutex_init(&b->lock, NULL) == 0);
    const char *bytes = durable_read(op, arena_printf(op->arena, "%s/" NAME, folder), BOOK_MAX, &n);
    if (op_failed(op)) {
        births_close(b);
        return NULL;
    }
    bool whole = bytes == NULL || read_book(b, bytes, n);
    if (!(whole ? open_book(op, b) : rewrite(op, b))) {
        births_close(b);
        return NULL;
    }
    return b;
}

void births_close(struct births *b)
{
    if (b == NULL) {
        return;
    }
    for (size_t i = 0; i < BUCKETS; i++) {
        while (b->buckets[i] != NULL) {
            take(b, b->buckets[i]->birth.id);
        }
    }
    if (b->fd >= 0) {
        close(b->fd);
    }
    pthread_mutex_destroy(&b->lock);
    free(b);
}

/* ---- using it ---- */

bool births_add(struct op *op, struct births *b, const struct birth *birth)
{
    char line[LINE_MAX_BYTES];
    size_t n = born_line(line, birth);
    pthread_mutex_lock(&b->lock);
    bool ok = *place_of(b, birth->id) == NULL || fail(op, E_CONFLICT, "world.exists", NULL);
    ok = ok && append(op, b, line, n);
    if (ok) {
        put(b, birth);
    }
    pthread_mutex_unlock(&b->lock);
    return ok;
}

bool births_find(struct births *b, const char *id, struct birth *out)
{
    pthread_mutex_lock(&b->lock);
    const struct entry *e = *place_of(b, id);
    if (e != NULL && out != NULL) {
        *out = e->birth;
    }
    pthread_mutex_unlock(&b->lock);
    return e != NULL;
}

bool births_end(struct op *op, struct births *b, const char *id, enum birth_end end)
{
    char line[LINE_MAX_BYTES], text[8 + WORLD_ID_MAX];
    bool ok = true;
    pthread_mutex_lock(&b->lock);
    if (*place_of(b, id) != NULL) {
        (void)snprintf(text, sizeof text, "%s %s", end == BIRTH_KEPT ? "kept" : "gone", id);
        ok = append(op, b, line, seal(line, text));
        if (ok) {
            take(b, id);
        }
    }
    pthread_mutex_unlock(&b->lock);
    return ok;
}

bool births_sync(struct op *op, struct births *b)
{
    bool ok = true;
    pthread_mutex_lock(&b->lock);
    if (b->fd < 0 || b->lines > b->live + PAST_MAX) {
        ok = rewrite(op, b);
    }
    int fd = ok && b->dirty ? fcntl(b->fd, F_DUPFD_CLOEXEC, 0) : -1;
    bool due = ok && b->dirty;
    b->dirty = b->dirty && !due;
    pthread_mutex_unlock(&b->lock);
    if (due && (fd < 0 || fdatasync(fd) != 0)) {
        ok = durable_fail(op, "syncing", b->folder);
        pthread_mutex_lock(&b->lock);
        b->dirty = true;
        pthread_mutex_unlock(&b->lock);
    }
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

int births_count(struct births *b)
{
    pthread_mutex_lock(&b->lock);
    int n = b->live;
    pthread_mutex_unlock(&b->lock);
    return n;
}

struct manifest *birth_manifest(struct op *op, const struct birth *birth)
{
    struct manifest *m = arena_alloc(op->arena, sizeof *m);
    *m = (struct manifest){.golden = arena_strdup(op->arena, birth->golden),
                           .golden_bytes = birth->golden_bytes,
                           .golden_act = birth->golden_act,
                           .boot = birth->boot};
    struct generation *g = manifest_add(op, m);
    struct segment *s = g == NULL ? NULL : manifest_add_segment(op, m, g);
    must(s != NULL);
    g->why = GENERATION_CREATED;
    g->from_act = birth->golden_act;
    g->made_at = birth->made_at;
    s->base.act = birth->golden_act;
    return m;
}
