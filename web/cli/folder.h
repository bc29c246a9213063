/* folder: a command about a data folder, run by whoever owns the folder.
 *
 * One process owns a data folder. If that is a running server, the command's words are handed to it through the socket
 * <data>/control and it runs the command between requests; else the command takes the folder's lock and runs here. Either way the
 * same function runs and the same words are printed, so an operator need not stop a class to give somebody a new password.
 *
 * The socket belongs to the user who runs the server (mode 0600; the kernel's word for who asks is checked as well). A request is
 * the words, each ended by a zero byte, at most FOLDER_REQUEST_MAX bytes; the answer is one byte of exit status and the text. */
#ifndef CLI_FOLDER_H
#define CLI_FOLDER_H

#include "base/op.h"
#include "lab/store.h"
#include "world/store.h"

#include <stdio.h>

#define FOLDER_REQUEST_MAX 4096 /* bytes of all words */
#define FOLDER_ANSWER_MAX ((size_t)16 << 20)

struct folder {
    const char *data;           /* the folder */
    struct store *lab;
    struct world_store *worlds;
    FILE *out;                  /* what the command says */
};
/* One command with its words (argv[0] its own name), which were looked through before: it reads them again and acts. Answers the
 * exit status. A failure is left in `op`. */
typedef int (*folder_fn)(struct op *op, struct folder *folder, int argc, char **argv);
struct folder_command {
    const char *name;
    folder_fn run;
    bool creates; /* may be run on a folder without data yet */
};
extern const struct folder_command folder_commands[];
extern const size_t folder_command_count;

/* Has the words run by the folder's server, or here. Prints; answers the exit status. */
int folder_run(const char *data, int argc, char **argv);

/* ---- the server's side ---- */

struct folder_door;
/* Listens on <data>/control. The folder's members outlive it. NULL on failure (E_BROKEN). */
MUST_USE struct folder_door *folder_door_open(struct op *op, const struct folder *folder);
void folder_door_close(struct folder_door *door); /* NULL allowed */

#endif
