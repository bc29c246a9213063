/* blob: bytes kept by their SHA-256 (printed forms): <folder>/<aa>/<sha256>. Written once, synced, renamed into place. */
#ifndef GROUND_BLOB_H
#define GROUND_BLOB_H

#include "base/digest.h"
#include "base/op.h"

#define BLOB_READ_MAX ((size_t)16 << 20)

MUST_USE bool blob_write(struct op *op, const char *folder, const void *bytes, size_t len, struct digest *out);
/* E_MISSING "blob.missing"; E_BROKEN if the bytes are not what their name says. */
MUST_USE bool blob_read(struct op *op, const char *folder, const char *name, const void **bytes, size_t *len);

#endif
