/* bench_replay: the bare C loop: exactly the statements that acts executed on their world's connection, recorded once with the
 * values bound to them, and executed again in other worlds through the same store: prepared once for each connection, bound,
 * stepped to their end and read. No HTTP, no session, no rights, no judge, no JSON. */
#ifndef CLI_BENCH_REPLAY_H
#define CLI_BENCH_REPLAY_H

#include "cli/bench_call.h"

/* ---- recording ---- */

struct bench_script;
/* Lives in the operation's arena. */
struct bench_script *bench_script_new(struct op *op, int acts_max);
/* From here on the connection's statements belong to the next act. */
void bench_script_listen(struct bench_script *s, struct db *db);
void bench_script_next_act(struct bench_script *s);
/* E_BROKEN if a statement could not be understood. */
MUST_USE bool bench_script_end(struct op *op, struct bench_script *s, struct db *db);
/* Statements of one act on average: all of them, and those inside its transaction. */
double bench_script_statements(const struct bench_script *s, bool inside_only);
/* {"sql": [text], "acts": [[[sql, {name: value}]]]}; sql -1 sets the version, {"version": n}. */
void bench_script_put(struct json_out *out, const struct bench_script *s);

/* ---- the loop ---- */

struct bench_replay {
    const struct bench_script *script;
    struct world_store *store;
    const char *prefix;     /* worlds are <prefix>-0, <prefix>-1, … */
    int worlds, threads;
    const int64_t *real_at; /* [world * acts + act]: the one value that differs between two runs; NULL = as recorded */
    bool inside_only;       /* only what stands between BEGIN and COMMIT */
};
/* Creates the worlds and opens each; statements are prepared where they are first met. NULL on failure. */
struct bench_loop;
MUST_USE struct bench_loop *bench_loop_open(struct op *op, const struct bench_replay *r, const char *golden);
/* In every world `acts` acts after the first `from` ones, in order. Adds to `out`. */
MUST_USE bool bench_loop_run(struct op *op, struct bench_loop *loop, int from, int acts, struct bench_measured *out);
void bench_loop_close(struct bench_loop *loop); /* NULL allowed; before its store */

#endif
