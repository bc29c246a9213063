/* upload: a file sent as a raw body, taken into the blob store.
 *
 * Streamed to a temporary file in the store, hashed on the way, sniffed (never believed), synced, and renamed to
 * <folder>/<aa>/<sha256>, all before the act that mentions it commits. A file that is already there is kept: blobs are held
 * once, however many worlds mention them, and only `thaotruong gc` deletes. A failure leaves nothing behind.
 *
 * Who may download a blob is decided by the row that mentions it; knowing the hash is no permission. */
#ifndef HTTP_UPLOAD_H
#define HTTP_UPLOAD_H

#include "http/exchange.h"

#define UPLOAD_MAX ((size_t)10 << 20) /* bytes of one file */

struct upload {
    const char *sha256; /* 64 hex digits */
    int64_t size;       /* bytes */
    const char *type;   /* MIME type as sniffed */
};

/* `types`: MIME types allowed, NULL-ended; NULL = PDF, PNG, JPEG, Word and Excel. E_INPUT "upload.empty", "upload.type",
 * "request.body_…"; E_LIMIT "request.too_large"; E_BROKEN (disk). */
MUST_USE bool upload_receive(struct op *op, struct exchange *x, const char *folder, const char *const *types,
                             struct upload *out);
/* Opens a blob for exchange_answer_file. -1: E_MISSING "upload.unknown". */
MUST_USE int upload_open(struct op *op, const char *folder, const char *sha256, int64_t *size);

#endif
