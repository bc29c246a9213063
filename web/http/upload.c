/* The order makes it safe to be killed at any point: a name in the store always holds the whole file of that hash. What is
 * left in incoming/ after a crash belongs to nobody. */
#include "http/upload.h"

#include "base/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE 16384

static const char *const default_types[] = {
    "application/pdf",
    "image/png",
    "image/jpeg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    NULL,
};

static bool failed_disk(struct op *op, const char *what)
{
    return fail_broken(op, "%s: %s", what, strerror(errno));
}

static bool make_folder(struct op *op, const char *path)
{
    return mkdir(path, 0700) == 0 || errno == EEXIST || failed_disk(op, "mkdir");
}

static bool write_all(struct op *op, int file, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t done = write(file, bytes, n);
        if (done < 0 && errno != EINTR) {
            return failed_disk(op, "write");
        }
        bytes += done > 0 ? done : 0;
        n -= done > 0 ? (size_t)done : 0;
    }
    return true;
}

/* The body into the file, and its hash. */
static bool take_body(struct op *op, struct exchange *x, int file, struct digest *digest)
{
    char piece[PIECE];
    struct digest_state state;
    digest_begin(&state);
    while (x->taken < x->length) {
        long n = exchange_read(op, x, piece, sizeof piece);
        if (n < 0 || !write_all(op, file, piece, (size_t)n)) {
            return false;
        }
        digest_add(&state, piece, (size_t)n);
    }
    *digest = digest_end(&state);
    return fsync(file) == 0 || failed_disk(op, "fsync");
}

/* What the bytes look like. A cookie per call: it belongs to one thread, and uploads are rare. */
static bool sniff(struct op *op, const char *path, const char *const *types, const char **out)
{
    magic_t magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF |
                               MAGIC_NO_CHECK_TOKENS | MAGIC_ERROR);
    if (magic == NULL || magic_load(magic, NULL) != 0) {
        magic_close(magic);
        return fail_broken(op, "libmagic has no data");
    }
    const char *type = magic_file(magic, path);
    *out = arena_strdup(op->arena, type != NULL ? type : "application/octet-stream");
    magic_close(magic);
    for (; *types != NULL; types++) {
        if (strcmp(*types, *out) == 0) {
            return true;
        }
    }
    return fail(op, E_INPUT, "upload.type", "type", *out, NULL);
}

/* Makes the rename last: a folder is synced like a file. */
static bool sync_folder(struct op *op, const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = folder >= 0 && fsync(folder) == 0;
    if (folder >= 0) {
        (void)close(folder);
    }
    return done || failed_disk(op, "fsync of a folder");
}

static bool settle(struct op *op, const char *folder, const char *temporary, const char *sha256)
{
    const char *shelf = arena_printf(op->arena, "%s/%.2s", folder, sha256);
    const char *path = arena_printf(op->arena, "%s/%s", shelf, sha256);
    if (!make_folder(op, shelf)) {
        return false;
    }
    if (rename(temporary, path) != 0) {
        return failed_disk(op, "rename");
    }
    return sync_folder(op, shelf) && sync_folder(op, folder);
}

bool upload_receive(struct op *op, struct exchange *x, const char *folder, const char *const *types, struct upload *out)
{
    if (x->length == 0) {
        return fail(op, E_INPUT, "upload.empty", NULL);
    }
    if (x->length > (int64_t)UPLOAD_MAX) {
        return fail(op, E_LIMIT, "request.too_large", "max", "10 MB", NULL);
    }
    const char *incoming = arena_printf(op->arena, "%s/incoming", folder);
    char *temporary = arena_printf(op->arena, "%s/XXXXXX", incoming);
    if (!make_folder(op, folder) || !make_folder(op, incoming)) {
        return false;
    }
    int file = mkstemp(temporary);
    if (file < 0) {
        return failed_disk(op, "mkstemp");
    }
    struct digest digest;
    char hex[DIGEST_TEXT];
    bool done = take_body(op, x, file, &digest);
    (void)close(file);
    if (done) {
        out->sha256 = arena_strdup(op->arena, digest_format(&digest, hex));
        out->size = x->length;
        done = sniff(op, temporary, types != NULL ? types : default_types, &out->type) &&
               settle(op, folder, temporary, out->sha256);
    }
    if (!done) {
        (void)unlink(temporary);
    }
    return done;
}

int upload_open(struct op *op, const char *folder, const char *sha256, int64_t *size)
{
    struct digest digest;
    struct stat about;
    int file = -1;
    if (digest_parse(sha256, &digest)) {
        file = open(arena_printf(op->arena, "%s/%.2s/%s", folder, sha256, sha256), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    }
    if (file < 0 || fstat(file, &about) != 0) {
        if (file >= 0) {
            (void)close(file);
        }
        (void)fail(op, E_MISSING, "upload.unknown", NULL);
        return -1;
    }
    *size = about.st_size;
    return file;
}
