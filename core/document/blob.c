/* The order makes it safe to be killed at any point: a name in the store always holds the whole file of that hash. */
#include "document/blob.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE 16384
#define OFFICE "application/vnd.openxmlformats-officedocument."

static const struct blob_type types[] = {
    {"application/pdf", ".pdf ", true},
    {"image/png", ".png ", true},
    {"image/jpeg", ".jpg .jpeg ", true},
    {OFFICE "wordprocessingml.document", ".docx ", false},
    {OFFICE "spreadsheetml.sheet", ".xlsx ", false},
    {"text/xml", ".xml ", false},
};

const struct blob_type *blob_type_at(size_t index)
{
    return index < sizeof types / sizeof types[0] ? &types[index] : NULL;
}

const struct blob_type *blob_type_find(const char *mime)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(types[i].mime, mime) == 0) {
            return &types[i];
        }
    }
    return NULL;
}

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

/* ---- a file on its way in ---- */

/* The bytes into the file, and their hash. */
static bool take_bytes(struct op *op, const struct blob_source *source, int file, struct blob *out)
{
    char piece[PIECE];
    struct digest_state state;
    digest_begin(&state);
    out->size = 0;
    while (out->size < source->length) {
        int64_t left = source->length - out->size;
        long n = source->read(op, source->self, piece, left < PIECE ? (size_t)left : PIECE);
        if (n == 0) {
            return fail(op, E_INPUT, "upload.short", NULL);
        }
        if (n < 0 || !write_all(op, file, piece, (size_t)n)) {
            return false;
        }
        digest_add(&state, piece, (size_t)n);
        out->size += n;
    }
    struct digest digest = digest_end(&state);
    digest_format(&digest, out->sha256);
    return fsync(file) == 0 || failed_disk(op, "fsync");
}

/* What the bytes look like. A cookie per call: it belongs to one thread, and uploads are rare. */
static bool sniff(struct op *op, const char *path, const struct blob_type **out)
{
    magic_t magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF |
                               MAGIC_NO_CHECK_TOKENS | MAGIC_ERROR);
    if (magic == NULL || magic_load(magic, NULL) != 0) {
        magic_close(magic);
        return fail_broken(op, "libmagic has no data");
    }
    const char *type = magic_file(magic, path);
    const char *seen = arena_strdup(op->arena, type != NULL ? type : "application/octet-stream");
    magic_close(magic);
    *out = blob_type_find(seen);
    return *out != NULL || fail(op, E_INPUT, "upload.type", "type", seen, NULL);
}

bool blob_receive(struct op *op, const char *folder, const struct blob_source *source, struct blob *out)
{
    *out = (struct blob){0};
    if (source->length == 0) {
        return fail(op, E_INPUT, "upload.empty", NULL);
    }
    if (source->length > (int64_t)BLOB_MAX) {
        return fail(op, E_LIMIT, "upload.too_large", "max", "10 MB", NULL);
    }
    const char *incoming = arena_printf(op->arena, "%s/incoming", folder);
    if (!make_folder(op, folder) || !make_folder(op, incoming)) {
        return false;
    }
    out->temporary = arena_printf(op->arena, "%s/XXXXXX", incoming);
    int file = mkstemp(out->temporary);
    if (file < 0) {
        out->temporary = NULL;
        return failed_disk(op, "mkstemp");
    }
    bool done = take_bytes(op, source, file, out);
    (void)close(file);
    if (!done || !sniff(op, out->temporary, &out->type)) {
        blob_drop(out);
        return false;
    }
    return true;
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

static const char *shelf_of(struct op *op, const char *folder, const char *sha256)
{
    return arena_printf(op->arena, "%s/%.2s", folder, sha256);
}

bool blob_keep(struct op *op, const char *folder, struct blob *blob)
{
    if (blob->temporary == NULL) {
        return true;
    }
    const char *shelf = shelf_of(op, folder, blob->sha256);
    if (!make_folder(op, shelf)) {
        return false;
    }
    if (rename(blob->temporary, arena_printf(op->arena, "%s/%s", shelf, blob->sha256)) != 0) {
        return failed_disk(op, "rename");
    }
    blob->temporary = NULL;
    return sync_folder(op, shelf) && sync_folder(op, folder);
}

void blob_drop(struct blob *blob)
{
    if (blob->temporary != NULL) {
        (void)unlink(blob->temporary);
        blob->temporary = NULL;
    }
}

void blob_sweep(const char *folder)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/incoming", folder);
    DIR *incoming = opendir(path);
    for (struct dirent *e; incoming != NULL && (e = readdir(incoming)) != NULL;) {
        if (e->d_name[0] != '.') {
            (void)unlinkat(dirfd(incoming), e->d_name, 0);
        }
    }
    if (incoming != NULL) {
        (void)closedir(incoming);
    }
}

/* ---- bytes in memory ---- */

bool blob_write(struct op *op, const char *folder, const void *bytes, size_t len, struct digest *out)
{
    struct blob blob = {.size = (int64_t)len};
    const char *incoming = arena_printf(op->arena, "%s/incoming", folder);
    *out = digest_of(bytes, len);
    digest_format(out, blob.sha256);
    if (access(arena_printf(op->arena, "%s/%s", shelf_of(op, folder, blob.sha256), blob.sha256), F_OK) == 0) {
        return true;
    }
    if (!make_folder(op, folder) || !make_folder(op, incoming)) {
        return false;
    }
    blob.temporary = arena_printf(op->arena, "%s/XXXXXX", incoming);
    int file = mkstemp(blob.temporary);
    if (file < 0) {
        return failed_disk(op, "mkstemp");
    }
    bool done = write_all(op, file, bytes, len) && (fsync(file) == 0 || failed_disk(op, "fsync"));
    (void)close(file);
    done = done && blob_keep(op, folder, &blob);
    blob_drop(&blob);
    return done;
}

int blob_open(struct op *op, const char *folder, const char *sha256, int64_t *size)
{
    struct digest digest;
    struct stat about;
    int file = -1;
    if (digest_parse(sha256, &digest)) {
        file = open(arena_printf(op->arena, "%s/%s", shelf_of(op, folder, sha256), sha256), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    }
    if (file < 0 || fstat(file, &about) != 0) {
        if (file >= 0) {
            (void)close(file);
        }
        (void)fail(op, E_MISSING, "blob.missing", NULL);
        return -1;
    }
    *size = about.st_size;
    return file;
}

static bool read_all(struct op *op, int file, char *out, size_t n)
{
    for (size_t at = 0; at < n;) {
        ssize_t got = read(file, out + at, n - at);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return failed_disk(op, "read");
        }
        at += got > 0 ? (size_t)got : 0;
    }
    return true;
}

bool blob_read(struct op *op, const char *folder, const char *sha256, const void **bytes, size_t *len)
{
    int64_t size = 0;
    struct digest said, is;
    if (!digest_parse(sha256, &said)) {
        return fail_broken(op, "blob name %s", sha256);
    }
    int file = blob_open(op, folder, sha256, &size);
    if (file < 0) {
        return false;
    }
    if (size > (int64_t)BLOB_READ_MAX) {
        (void)close(file);
        return fail_broken(op, "blob %s is too long to be read", sha256);
    }
    char *text = arena_alloc(op->arena, (size_t)size + 1);
    bool done = read_all(op, file, text, (size_t)size);
    (void)close(file);
    *bytes = text;
    *len = (size_t)size;
    is = digest_of(text, (size_t)size);
    return done && (digest_equal(&said, &is) ||
                    fail_broken(op, "blob %s has other bytes than its name says", sha256));
}
