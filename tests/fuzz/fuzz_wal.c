/* Any bytes as a log, as a side-car and as a manifest. What the reader finds must hold together: frames in order, boundaries
 * that can be resumed at, and a squash of the last one that reads back as one transaction with the same act. The bytes are
 * tried as they are and with all checksums made right, or no input would ever get past the first frame. */
#include "base/digest.h"
#include "fuzz.h"
#include "world/manifest.h"
#include "world/savepoint.h"
#include "world/wal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *scratch_path(void)
{
    static char path[64];
    if (path[0] == '\0') {
        (void)snprintf(path, sizeof path, "/tmp/thao-fuzz-wal-%ld", (long)getpid());
    }
    return path;
}

static void check_squash(struct op *op, struct wal *wal, const struct wal_boundary *last)
{
    struct wal_boundary head, again;
    (void)unlink(scratch_path());
    bool ok = wal_squash(op, wal, last, scratch_path(), &head);
    must(ok || op_failed(op));
    if (!ok) { /* a last transaction that leaves no page at all */
        op_clear(op);
        return;
    }
    must(head.frames >= 1 && head.frames <= last->frames);
    struct wal *copy = wal_open(op, scratch_path());
    must(copy != NULL && wal_next_boundary(op, copy, &again));
    must(again.frames == head.frames && again.pages == last->pages && memcmp(again.check, head.check, 8) == 0);
    must(!wal_next_boundary(op, copy, &again) && !op_failed(op));
    wal_close(copy);
    (void)unlink(scratch_path());
}

static void try_log(struct op *op, const uint8_t *bytes, size_t len)
{
    struct wal *wal = wal_open_bytes(bytes, len);
    struct wal_boundary last = {0}, b;
    struct wal_frame frame;
    bool fits;
    uint32_t frames = 0;
    while (wal_next(op, wal, &frame)) {
        must(frame.number == ++frames && frame.page != 0);
        must(frame.data + WAL_PAGE_BYTES <= bytes + len);
    }
    must(wal_resume(op, wal, &last, &fits) && fits);
    while (wal_next_boundary(op, wal, &b)) {
        must(b.frames > last.frames && b.frames <= frames && b.pages != 0 && wal_bytes(b.frames) <= (int64_t)len);
        last = b;
    }
    must(!op_failed(op));
    if (last.frames > 0) {
        must(wal_resume(op, wal, &last, &fits) && fits);
        must(!wal_next_boundary(op, wal, &b));
        check_squash(op, wal, &last);
    }
    wal_close(wal);
}

static void try_manifest(struct op *op, const uint8_t *bytes, size_t len)
{
    struct act_place place;
    struct manifest *m = manifest_parse(op, (const char *)bytes, len);
    must((m == NULL) == op_failed(op));
    op_clear(op);
    if (m == NULL) {
        return;
    }
    const struct generation *g = manifest_active(m);
    must(g->segment_count > 0 && g->last_act == -1 && g->segments[g->segment_count - 1].last == -1);
    for (int64_t act = -1; act < 12; act++) { /* looking for an act ends, and in a place that is there */
        if (manifest_find(op, m, g->number, act, &place)) {
            must(place.segment < place.generation->segment_count);
            must(place.generation->segments[place.segment].base.act <= act);
        }
        op_clear(op);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_open((size_t)256 << 20);
    struct op op;
    op_init(&op, arena, "fuzz", LANG_EN);
    try_log(&op, bytes, len);
    uint8_t *sealed = malloc(len > 0 ? len : 1);
    must(sealed != NULL);
    memcpy(sealed, bytes, len);
    wal_seal(sealed, len);
    try_log(&op, sealed, len);
    try_manifest(&op, bytes, len);
    if (len >= DIGEST_TEXT) { /* the digest line made right too */
        char line[DIGEST_TEXT];
        memcpy(sealed, bytes, len);
        struct digest d = digest_of(sealed + DIGEST_TEXT, len - DIGEST_TEXT);
        memcpy(sealed, digest_format(&d, line), DIGEST_TEXT - 1);
        sealed[DIGEST_TEXT - 1] = '\n';
        try_manifest(&op, sealed, len);
    }
    free(sealed);
    struct savepoint_index index = savepoint_parse(&op, bytes, len);
    must(index.count <= index.slots && index.slots == len / 32);
    for (size_t i = 0; i < index.count; i++) {
        must(index.points[i].end.act > 0 && index.points[i].end.frames <= WAL_FRAMES_MAX);
    }
    arena_close(arena);
    return 0;
}
