/* bench_files: many attachments in and out over HTTP, each its own bytes, and the same bytes put into plain files and read back, as
 * careful programs do (hashed, written beside, synced, renamed; read).
 *
 * Every client is a trainee with a world of their own whose dossiers get up to FILES_EACH files each. Every file that comes out is
 * compared by SHA-256 with what went in. Resident memory of the server is read when a tenth is in, when all is in and when all is out. */
#ifndef CLI_BENCH_FILES_H
#define CLI_BENCH_FILES_H

#include "cli/bench.h"

#define BENCH_FILES_EACH 90 /* files of one dossier; DOCUMENT_MAX is 100 */

struct bench_files_plan {
    const char *program, *shipped, *folder; /* as in struct bench_acts_plan */
    int files, size;                        /* how many, of how many bytes each */
    int clients;                            /* threads, and threads of the server */
};
struct bench_files_side {
    double seconds, cpu; /* of the one who keeps the files */
    struct bench_series latency;
};
struct bench_files {
    struct bench_files_plan plan;
    struct bench_files_side in, out, plain_in, plain_out;
    int64_t resident_tenth, resident_in, resident_out, resident_peak; /* bytes, of the server */
    int equal;   /* files that came out as they went in */
    int64_t kept; /* files in the server's store at the end; those half received count too */
};

MUST_USE bool bench_files_run(struct op *op, const struct bench_files_plan *plan, struct bench_files *out);

#endif
