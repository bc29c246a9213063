/* cmd_bench_worlds: `thaotruong bench worlds`: measures creating, opening, acting in, resetting and rewinding worlds, beside the
 * same reset by copying a file and, with --postgres, by CREATE DATABASE … TEMPLATE.
 *
 * Options: --json (one JSON object instead of a table), --postgres, --quick (one small golden file, few worlds),
 * --folder PATH (where to measure; default a folder in TMPDIR), --lang vi|en.
 * Exit status: 0 all measured and every bar kept; 1 a bar missed or a failure; 2 wrong usage. A build with sanitizers is not
 * held to the bars. */
#ifndef CLI_CMD_BENCH_WORLDS_H
#define CLI_CMD_BENCH_WORLDS_H

/* argv as main got it: options are looked for behind the command's words. */
int cmd_bench_worlds(int argc, char **argv);

#endif
