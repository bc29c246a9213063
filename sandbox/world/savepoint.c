/* Two ways to the last good act. The quick one believes the side-car: its last record fits the log, so only what follows is
 * read (SQLite verifies the whole log a moment later, and world.c compares where SQLite arrived). The thorough one reads the
 * log from the start and holds every record against what it found; it is taken when the side-car is damaged or lacking, when
 * the last records do not fit, and after a reboot. */
#include "world/savepoint.h"

#include "world/durable.h"
#include "world/wal_format.h"

#include "base/digest.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RECORD 32
#define INDEX_MAX ((size_t)RECORD * WAL_FRAMES_MAX) /* every frame an act, or a mark now and then */

/* ---- records ---- */

static uint32_t crc32_of(const uint8_t *bytes, size_t n)
{
    uint32_t crc = 0xffffffffu;
    for (size_t i = 0; i < n; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (0xedb88320u & (0u - (crc & 1u)));
        }
    }
    return ~crc;
}

static void put_be64(uint8_t *b, uint64_t v)
{
    put_be32(b, (uint32_t)(v >> 32));
    put_be32(b + 4, (uint32_t)v);
}
static uint64_t be64(const uint8_t *b)
{
    return (uint64_t)be32(b) << 32 | be32(b + 4);
}

static void encode(uint8_t *r, uint64_t act, const struct wal_boundary *end, uint64_t time)
{
    put_be64(r, act);
    put_be32(r + 8, end->frames);
    put_be32(r + 12, end->check[0]);
    put_be32(r + 16, end->check[1]);
    put_be64(r + 20, time);
    put_be32(r + 28, crc32_of(r, 28));
}

static bool decode(const uint8_t *r, struct savepoint *out)
{
    uint64_t act = be64(r);
    *out = (struct savepoint){.end = {.frames = be32(r + 8), .check = {be32(r + 12), be32(r + 16)}, .act = (int64_t)act},
                              .at = {(int64_t)be64(r + 20)}};
    return be32(r + 28) == crc32_of(r, 28) && act <= INT32_MAX && out->end.frames <= WAL_FRAMES_MAX;
}

static bool write_record(int fd, uint32_t slot, const uint8_t *r)
{
    ssize_t w;
    do {
        w = pwrite(fd, r, RECORD, (off_t)slot * RECORD);
    } while (w < 0 && errno == EINTR);
    if (w >= 0 && w < RECORD) {
        errno = ENOSPC;
    }
    return w == RECORD;
}

bool savepoint_write(int fd, uint32_t slot, const struct savepoint *point)
{
    uint8_t r[RECORD];
    encode(r, (uint64_t)point->end.act, &point->end, (uint64_t)point->at.ms);
    return write_record(fd, slot, r);
}

bool savepoint_write_mark(int fd, uint32_t slot, const struct wal_boundary *durable, uint64_t boot)
{
    uint8_t r[RECORD];
    encode(r, 0, durable, boot);
    return write_record(fd, slot, r);
}

struct savepoint_index savepoint_parse(struct op *op, const void *bytes, size_t n)
{
    struct savepoint_index index = {.slots = (uint32_t)(n / RECORD)};
    index.points = arena_array(op->arena, index.slots == 0 ? 1 : index.slots, sizeof *index.points);
    for (uint32_t i = 0; i < index.slots; i++) {
        struct savepoint p;
        if (!decode((const uint8_t *)bytes + (size_t)i * RECORD, &p)) {
            index.damaged = true;
        } else if (p.end.act == 0) {
            index.mark = p;
            index.has_mark = true;
        } else {
            index.points[index.count++] = p;
        }
    }
    return index;
}

static bool load(struct op *op, const char *path, struct savepoint_index *out)
{
    size_t n = 0;
    struct stat st;
    if (stat(path, &st) == 0 && (uint64_t)st.st_size > INDEX_MAX) {
        *out = (struct savepoint_index){.damaged = true};
        return true;
    }
    char *bytes = durable_read(op, path, INDEX_MAX, &n);
    if (op_failed(op)) {
        return false;
    }
    *out = savepoint_parse(op, bytes, n);
    return true;
}

uint64_t savepoint_boot(void)
{
    char text[64] = "";
    FILE *f = fopen("/proc/sys/kernel/random/boot_id", "re");
    if (f == NULL) {
        return 0;
    }
    size_t n = fread(text, 1, sizeof text - 1, f);
    (void)fclose(f);
    struct digest d = digest_of(text, n);
    return be64(d.bytes) | 1;
}

/* ---- finding ---- */

static bool same_end(const struct wal_boundary *a, const struct wal_boundary *b)
{
    return a->frames == b->frames && a->check[0] == b->check[0] && a->check[1] == b->check[1];
}

/* Acts grow along a log; anything else ends what is readable. */
static bool next_point(struct op *op, struct wal *wal, const struct wal_boundary *last, struct savepoint *out)
{
    struct wal_boundary b;
    if (!wal_next_boundary(op, wal, &b) || b.act <= last->act) {
        return false;
    }
    b.pages = 0;
    *out = (struct savepoint){.end = b, .at = INSTANT_NONE};
    return true;
}

struct walk {
    struct savepoint *points; /* in the arena */
    size_t count, cap;
};

static void walk_add(struct op *op, struct walk *w, const struct savepoint *p)
{
    if (w->count == w->cap) {
        size_t cap = w->cap == 0 ? 64 : w->cap * 2;
        struct savepoint *grown = arena_array(op->arena, cap, sizeof *grown);
        if (w->count > 0) {
            memcpy(grown, w->points, w->count * sizeof *grown);
        }
        w->points = grown;
        w->cap = cap;
    }
    w->points[w->count++] = *p;
}

/* Stands behind the head of the log, having verified every byte before it; false without failure: the head is not there. */
static bool pass_head(struct op *op, struct wal *wal, const struct wal_boundary *base)
{
    bool fits;
    struct wal_boundary b;
    if (!wal_resume(op, wal, &(struct wal_boundary){.act = base->act}, &fits)) {
        return false;
    }
    return base->frames == 0 || (wal_next_boundary(op, wal, &b) && same_end(&b, base));
}

/* Everything readable from the start. `head` tells whether the log has its head at all. */
static bool walk_all(struct op *op, struct wal *wal, const struct wal_boundary *base, struct walk *w, bool *head)
{
    struct savepoint p = {.end = *base, .at = INSTANT_NONE}, next;
    *head = pass_head(op, wal, base);
    while (*head && next_point(op, wal, &p.end, &next)) {
        walk_add(op, w, &next);
        p = next;
    }
    return !op_failed(op);
}

/* ---- recovery ---- */

struct recovery {
    const struct segment_files *files;
    uint64_t boot;
    struct wal *wal;
    struct savepoint_index index;
    struct walk found;      /* acts the side-car lacks (quick) or all acts (thorough) */
    struct savepoint last;
    bool rewrite;           /* the side-car is written anew from `found` */
    int64_t missing;        /* first acknowledged act the log lacks; 0 = none */
    uint32_t missing_first; /* frames of it */
    bool headless;          /* the log lacks even what was synced before it came into use */
};

static bool quick(struct op *op, struct recovery *r, bool *done)
{
    const struct savepoint *last = r->index.count > 0 ? &r->index.points[r->index.count - 1] : NULL;
    const struct wal_boundary *from = last != NULL ? &last->end : &r->files->base;
    bool head, fits;
    *done = false;
    if (!wal_resume(op, r->wal, &r->files->base, &head) || !head) {
        return !op_failed(op);
    }
    if (!wal_resume(op, r->wal, from, &fits) || !fits) {
        return !op_failed(op);
    }
    r->last = last != NULL ? *last : (struct savepoint){.end = *from, .at = INSTANT_NONE};
    struct savepoint next;
    while (next_point(op, r->wal, &r->last.end, &next)) {
        walk_add(op, &r->found, &next);
        r->last = next;
    }
    *done = !r->index.has_mark || r->index.mark.end.frames <= r->last.end.frames;
    return !op_failed(op);
}

static void note_missing(struct recovery *r, const struct savepoint *p)
{
    if (r->missing == 0 || p->end.frames < r->missing_first) {
        r->missing = p->end.act == 0 ? r->last.end.act + 1 : p->end.act;
        r->missing_first = p->end.frames;
    }
}

static bool thorough(struct op *op, struct recovery *r)
{
    bool head;
    r->found = (struct walk){0};
    r->rewrite = true;
    if (!walk_all(op, r->wal, &r->files->base, &r->found, &head)) {
        return false;
    }
    r->last = (struct savepoint){.end = r->files->base, .at = INSTANT_NONE};
    r->headless = !head;
    if (!head) {
        note_missing(r, &r->last);
        return true;
    }
    size_t at = 0;
    for (size_t i = 0; i < r->index.count; i++) { /* records and finds both grow; each record must be among the finds */
        const struct savepoint *p = &r->index.points[i];
        while (at < r->found.count && r->found.points[at].end.frames < p->end.frames) {
            at++;
        }
        if (at < r->found.count && same_end(&r->found.points[at].end, &p->end)) {
            r->found.points[at].at = p->at;
        } else {
            note_missing(r, p);
        }
    }
    if (r->found.count > 0) {
        r->last = r->found.points[r->found.count - 1];
    }
    if (r->index.has_mark && r->index.mark.end.frames > r->last.end.frames) {
        note_missing(r, &r->index.mark);
    }
    return true;
}

/* Rule 2: what is missing is damage, unless the power failed after the last mark. */
static bool judge(struct op *op, const struct recovery *r, struct segment_state *out)
{
    if (r->missing == 0) {
        return true;
    }
    bool rebooted = r->index.has_mark && (uint64_t)r->index.mark.at.ms != r->boot;
    if (rebooted && !r->headless && r->missing_first > r->index.mark.end.frames && r->last.end.frames >= r->index.mark.end.frames) {
        out->lost = r->missing;
        log_line(LOG_WARN, "world.lost_to_power", "log=%s act=%lld", r->files->wal, (long long)r->missing);
        return true;
    }
    log_line(LOG_ERROR, "world.damaged", "log=%s first_missing_act=%lld readable_to=%lld", r->files->wal,
             (long long)r->missing, (long long)r->last.end.act);
    return fail(op, E_BROKEN, "world.damaged", "act", arena_printf(op->arena, "%lld", (long long)r->missing), NULL);
}

static bool cut_tail(struct op *op, const struct recovery *r)
{
    int64_t end = wal_bytes(r->last.end.frames);
    if (wal_size(r->wal) == end) {
        return true;
    }
    int fd = open(r->files->wal, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    bool ok = (fd >= 0 && ftruncate(fd, (off_t)end) == 0 && fsync(fd) == 0) || durable_fail(op, "cutting", r->files->wal);
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

/* Adds the found records, or writes the side-car anew. A side-car that cannot be written costs time later, not acts. */
static void write_index(const struct recovery *r, struct segment_state *out)
{
    out->slots = r->rewrite ? 0 : r->index.slots;
    if (!r->rewrite && r->found.count == 0) {
        return;
    }
    int fd = open(r->files->index, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (r->rewrite ? O_TRUNC : 0), 0640);
    bool ok = fd >= 0;
    if (ok && r->rewrite && r->index.has_mark && r->last.end.frames >= r->index.mark.end.frames) {
        ok = savepoint_write_mark(fd, out->slots++, &r->index.mark.end, (uint64_t)r->index.mark.at.ms);
    }
    for (size_t i = 0; ok && i < r->found.count; i++) {
        ok = savepoint_write(fd, out->slots++, &r->found.points[i]);
    }
    if (!ok) {
        log_line(LOG_WARN, "world.side_car", "file=%s: %s", r->files->index, strerror(errno));
    }
    if (fd >= 0) {
        close(fd);
    }
}

static bool recover(struct op *op, struct recovery *r, bool want_thorough, struct segment_state *out)
{
    bool done = false;
    bool rebooted = r->index.has_mark && (uint64_t)r->index.mark.at.ms != r->boot;
    if (!want_thorough && !r->index.damaged && !rebooted && !quick(op, r, &done)) {
        return false;
    }
    if (!done && !thorough(op, r)) {
        return false;
    }
    if (!judge(op, r, out) || !cut_tail(op, r)) {
        return false;
    }
    write_index(r, out);
    out->last = r->last;
    out->marked = r->index.has_mark && !rebooted;
    out->durable = out->marked ? r->index.mark.end.frames : rebooted ? r->last.end.frames : 0;
    return true;
}

bool savepoint_recover(struct op *op, const struct segment_files *files, uint64_t boot, bool want_thorough,
                       struct segment_state *out)
{
    struct recovery r = {.files = files, .boot = boot};
    *out = (struct segment_state){0};
    if (!load(op, files->index, &r.index)) {
        return false;
    }
    r.wal = wal_open(op, files->wal);
    bool ok = r.wal != NULL && recover(op, &r, want_thorough, out);
    wal_close(r.wal);
    return ok;
}

/* ---- looking up ---- */

static bool find_in_index(struct op *op, struct wal *wal, const char *path, int64_t act, struct savepoint *out, bool *found)
{
    struct savepoint_index index;
    *found = false;
    if (!load(op, path, &index)) {
        return false;
    }
    for (size_t i = index.count; i > 0 && !*found; i--) {
        if (index.points[i - 1].end.act == act) {
            *out = index.points[i - 1];
            if (!wal_resume(op, wal, &out->end, found)) {
                return false;
            }
        }
    }
    return true;
}

bool savepoint_find(struct op *op, const struct segment_files *files, int64_t act, struct savepoint *out)
{
    *out = (struct savepoint){.end = files->base, .at = INSTANT_NONE};
    if (act == files->base.act) {
        return true;
    }
    struct wal *wal = wal_open(op, files->wal);
    bool found = false;
    if (wal == NULL || !find_in_index(op, wal, files->index, act, out, &found)) {
        wal_close(wal);
        return false;
    }
    struct savepoint last = {.end = files->base, .at = INSTANT_NONE};
    bool walking = !found && pass_head(op, wal, &files->base);
    while (walking && next_point(op, wal, &last.end, out)) {
        last = *out;
        if (last.end.act >= act) {
            found = last.end.act == act;
            break;
        }
    }
    wal_close(wal);
    if (op_failed(op)) {
        return false;
    }
    return found ||
           fail(op, E_MISSING, "world.no_such_act", "act", arena_printf(op->arena, "%lld", (long long)act), NULL);
}

bool savepoint_salvage(struct op *op, const struct segment_files *files, struct savepoint *out)
{
    struct walk found = {0};
    bool head;
    struct wal *wal = wal_open(op, files->wal);
    if (wal == NULL || !walk_all(op, wal, &files->base, &found, &head)) {
        wal_close(wal);
        return false;
    }
    wal_close(wal);
    if (!head) {
        return fail(op, E_BROKEN, "world.log_damaged", NULL);
    }
    *out = found.count > 0 ? found.points[found.count - 1] : (struct savepoint){.end = files->base, .at = INSTANT_NONE};
    return true;
}

bool savepoint_has_head(struct op *op, const struct segment_files *files, bool *out)
{
    *out = false;
    if (access(files->wal, F_OK) != 0) {
        return true;
    }
    struct wal *wal = wal_open(op, files->wal);
    *out = wal != NULL && pass_head(op, wal, &files->base);
    wal_close(wal);
    return !op_failed(op);
}
