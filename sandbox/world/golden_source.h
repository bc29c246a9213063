/* golden_source: the golden files that worlds of this process may be opened over, each under the name of its content.
 *
 * Whoever verified a file publishes its descriptor, and from then on the bytes are read through that descriptor and no other: what lies on
 * the disk under the file's path may be replaced, what the worlds read is what was verified. May be called from any thread. */
#ifndef WORLD_GOLDEN_SOURCE_H
#define WORLD_GOLDEN_SOURCE_H

#include "base/op.h"

#include <stdint.h>

#define GOLDEN_NAME_MAX 64 /* bytes of the name of a published golden file: its SHA-256 in hex */

/* A published golden file. */
struct golden_source {
    struct golden_source *next;
    char name[GOLDEN_NAME_MAX + 1];
    int fd;            /* its own: read with offsets, never moved */
    int64_t size;      /* bytes */
    int publications;  /* golden_source_publish less golden_source_withdraw */
    int connections;   /* open databases over it */
};

/* Makes the file behind `fd` (owned from here on, also on failure) available under `name`. The same name may be published
 * several times; the first descriptor serves. `size` is what the verifier saw; another size now is E_BROKEN. */
MUST_USE bool golden_source_publish(struct op *op, const char *name, int fd, int64_t size);
/* Takes one publication back. Connections that are open keep reading; new ones are refused after the last. */
void golden_source_withdraw(const char *name);

/* For the VFS: the file under that name, for one connection more; NULL if nobody publishes it (any more). To be given back. */
struct golden_source *golden_source_take(const char *name);
void golden_source_give_back(struct golden_source *s);

#endif
