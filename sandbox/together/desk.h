/* desk: who has which dossier open before them, per window, in memory only. Thread-safe.
 *
 * A window says every few seconds that it shows a dossier, and whether a dialog is being filled in; DESK_MS after it said so last it is
 * gone. Nothing of it is written anywhere: it is as true as a look over the shoulder, and no more. */
#ifndef TOGETHER_DESK_H
#define TOGETHER_DESK_H

#include "base/op.h"

#define DESK_MS (30 * MS_SECOND)
#define DESK_SCREEN_MAX 40   /* bytes of a window's own name */
#define DESK_WINDOWS_MAX 20  /* told of one dossier */

struct desk_window {
    const char *world;
    int64_t dossier;
    const char *person;
    const char *screen;  /* the window's own name, among the windows of that person */
    const char *name;    /* of the person */
    const char *seat;    /* office account */
    const char *act;     /* whose dialog is being filled in; NULL = none */
    struct instant since; /* real: shows the dossier without a break */
};
struct desk_table;

struct desk_table *desk_open(void);
void desk_close(struct desk_table *table);
/* The window shows the dossier now (`since` is not read). Texts longer than they can be are cut. */
void desk_note(struct desk_table *table, const struct desk_window *window, struct instant now);
void desk_leave(struct desk_table *table, const struct desk_window *window);
/* The windows that show the dossier, those there longest first, at most DESK_WINDOWS_MAX; in the operation's arena. */
size_t desk_list(struct op *op, struct desk_table *table, const char *world, int64_t dossier, struct instant now, struct desk_window **out);
/* How many windows are remembered, for tests: what has expired is let go as others come. */
size_t desk_size(struct desk_table *table);

#endif
