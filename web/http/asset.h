/* asset: the screens, embedded in the binary.
 *
 * The build packs the built screens into one table (http/asset_pack.cmake): each file, and where it pays a gzip twin named
 * `<path>.gz`. Files whose name carries a hash (assets/name-<hash>.ext) are cached for ever; the others are asked for again
 * with their ETag. A path that is no file and looks like navigation (no dot in its last segment, and the browser wants HTML)
 * gets index.html: the screens route it. A build without screens says so in a plain page.
 *
 * Nothing is read from the disk, so no path can leave the table. */
#ifndef HTTP_ASSET_H
#define HTTP_ASSET_H

#include "base/embedded.h"
#include "http/exchange.h"

struct asset_set;

/* Prepares `count` embedded files for serving. Never NULL; the bytes must outlive it. */
struct asset_set *asset_open(const struct embedded_file *files, size_t count);
void asset_close(struct asset_set *set);
/* Answers a GET or HEAD outside /api. E_MISSING "request.no_such_page", E_INPUT "request.method_not_allowed". */
MUST_USE bool asset_answer(struct op *op, const struct asset_set *set, struct exchange *x);
/* MIME type after the file name's ending. */
const char *asset_type(const char *name);

/* The screens of this build. */
extern const struct embedded_file screens[];
extern const int screens_count;

#endif
