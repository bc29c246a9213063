/* blob: bytes kept by their SHA-256: attachments, printed forms, receipts, results. <folder>/<aa>/<sha256>, once each however many
 * worlds mention them; only `thaotruong gc` deletes.
 *
 * 1. A name in the store always holds the whole file of that hash: bytes go to a temporary file, are hashed on the way, synced and
 *    renamed. What is left in incoming/ after a crash belongs to nobody and is swept at the next start.
 * 2. What a file is comes from its bytes (libmagic), never from its name or from what the sender says.
 * 3. Memory does not grow with the file: it is read in pieces of 16 KB.
 * 4. Who may read a blob is decided by the row that mentions it; knowing the hash is no permission. */
#ifndef DOCUMENT_BLOB_H
#define DOCUMENT_BLOB_H

#include "base/digest.h"
#include "base/op.h"

#define BLOB_MAX ((size_t)10 << 20)      /* bytes of one file that is sent in */
#define BLOB_READ_MAX ((size_t)16 << 20) /* bytes of one that is read into memory */

/* Kinds of files that are taken. */
struct blob_type {
    const char *mime;
    const char *extensions; /* ".pdf " each with a blank behind */
    bool shown;             /* a browser may show it by itself; else it is only handed out */
};
const struct blob_type *blob_type_find(const char *mime); /* NULL: not taken */
const struct blob_type *blob_type_at(size_t index);       /* NULL past the end */

/* Where the bytes come from. */
struct blob_source {
    int64_t length; /* declared: so many bytes, no more */
    /* Up to n bytes into out: how many; 0: there are no more; -1: the operation has failed. */
    long (*read)(struct op *op, void *self, void *out, size_t n);
    void *self;
};
/* A file on its way in. */
struct blob {
    char sha256[DIGEST_TEXT];
    int64_t size; /* bytes */
    const struct blob_type *type;
    char *temporary; /* where it lies until it is kept; NULL = kept, or dropped */
};
/* Takes the bytes, hashes and sniffs them, and makes them durable under a temporary name. A failure leaves nothing behind. E_INPUT
 * "upload.empty", "upload.type", "upload.short"; E_LIMIT "upload.too_large"; E_BROKEN (disk). */
MUST_USE bool blob_receive(struct op *op, const char *folder, const struct blob_source *source, struct blob *out);
/* Gives it its name. To be called in the transaction that mentions it, before its commit. */
MUST_USE bool blob_keep(struct op *op, const char *folder, struct blob *blob);
/* Forgets what was not kept. Idempotent. */
void blob_drop(struct blob *blob);

/* Keeps bytes that are in memory. */
MUST_USE bool blob_write(struct op *op, const char *folder, const void *bytes, size_t len, struct digest *out);
/* Reads all of it. E_MISSING "blob.missing"; E_BROKEN if the bytes are not what their name says. */
MUST_USE bool blob_read(struct op *op, const char *folder, const char *sha256, const void **bytes, size_t *len);
/* Opens it for streaming. -1: E_MISSING "blob.missing". */
MUST_USE int blob_open(struct op *op, const char *folder, const char *sha256, int64_t *size);

/* Removes what uploads cut off by a crash left behind. Only while nobody else uses the folder. */
void blob_sweep(const char *folder);

#endif
