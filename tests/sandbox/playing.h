/* playing: a world in play for the tests of it: an exercise staged into a plain file, acted in by its seats. */
#ifndef TESTS_PLAYING_H
#define TESTS_PLAYING_H

#include "dossier/dossier.h"
#include "exercise/play.h"

struct playing {
    struct op op;
    struct exercise *exercise;
    struct play *play;
    char path[64];
    int64_t real; /* ms of real time, moved by hand */
};

/* For cmocka_unit_test_setup_teardown: one at a time. */
int playing_open(void **state, const char *folder); /* of the exercise */
int playing_close(void **state);

/* An act of a seat; playing_act fails the test if it is refused. */
bool playing_try(struct playing *f, const char *seat, const char *name, const char *input, struct play_news *news);
void playing_act(struct playing *f, const char *seat, const char *name, const char *input);

/* What is due: how much, what comes next (false: nothing), and going there. */
int playing_items(struct playing *f);
bool playing_coming(struct playing *f, struct due_item *item);
void playing_go_on(struct playing *f);
struct dossier playing_dossier(struct playing *f, int64_t id);

#endif
