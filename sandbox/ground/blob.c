#include "ground/blob.h"

#include "world/durable.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *folder_of(struct op *op, const char *folder, const char *name)
{
    return arena_printf(op->arena, "%s/%.2s", folder, name);
}

bool blob_write(struct op *op, const char *folder, const void *bytes, size_t len, struct digest *out)
{
    char name[DIGEST_TEXT];
    *out = digest_of(bytes, len);
    digest_format(out, name);
    const char *place = folder_of(op, folder, name);
    if (access(arena_printf(op->arena, "%s/%s", place, name), F_OK) == 0) {
        return true;
    }
    if (mkdir(place, 0700) != 0 && errno != EEXIST) {
        return durable_fail(op, "mkdir", place);
    }
    return durable_replace(op, place, name, bytes, len, false);
}

bool blob_read(struct op *op, const char *folder, const char *name, const void **bytes, size_t *len)
{
    struct digest said, is;
    if (!digest_parse(name, &said)) {
        return fail_broken(op, "blob name %s", name);
    }
    const char *text = durable_read(op, arena_printf(op->arena, "%s/%s", folder_of(op, folder, name), name), BLOB_READ_MAX, len);
    if (text == NULL) {
        return op_failed(op) ? false : fail(op, E_MISSING, "blob.missing", NULL);
    }
    is = digest_of(text, *len);
    if (!digest_equal(&said, &is)) {
        return fail_broken(op, "blob %s has other bytes than its name says", name);
    }
    *bytes = text;
    return true;
}
