/* cmd_bench_files: `thaotruong bench files`: attachments in and out over HTTP, beside the same bytes in plain files.
 *
 * Options: --files N (default 10000), --size BYTES (1048576), --clients N (4; threads of the server too), --folder PATH (where to
 * measure, a new folder in TMPDIR by default; twice files × size must fit), --scenarios PATH, --json, --quick (200 files), --lang vi|en.
 * Exit status: 0 every file came out as it went in, none is left half received, and memory stayed flat: from the first tenth to the
 * end the server grew by less than BENCH_FILES_GROWTH; 1 otherwise or a failure; 2 wrong usage. */
#ifndef CLI_CMD_BENCH_FILES_H
#define CLI_CMD_BENCH_FILES_H

#define BENCH_FILES_GROWTH ((int64_t)32 << 20) /* bytes */

int cmd_bench_files(int argc, char **argv);

#endif
