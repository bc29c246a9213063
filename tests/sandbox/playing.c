#include "playing.h"

#include "base/text.h"
#include "exercise/stage.h"
#include "support/check.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int playing_open(void **state, const char *folder)
{
    static struct playing f;
    op_init(&f.op, arena_open((size_t)256 << 20), "test", LANG_VI);
    (void)snprintf(f.path, sizeof f.path, "/tmp/thao-play-%d.db", (int)getpid());
    (void)unlink(f.path);
    f.exercise = exercise_load(&f.op, folder);
    assert_non_null(f.exercise);
    if (!stage_build(&f.op, f.exercise, TEST_SOURCE_DIR "/scenarios/data", f.path)) {
        fail_msg("%s (%s)", text_error(&f.op), f.op.error.cause == NULL ? "" : f.op.error.cause);
    }
    struct db *db = db_open(&f.op, f.path, &(struct db_options){.mode = DB_BUILD});
    assert_non_null(db);
    f.play = play_open(&f.op, db, f.exercise, NULL);
    assert_non_null(f.play);
    f.real = 1000000;
    *state = &f;
    return 0;
}

int playing_close(void **state)
{
    struct playing *f = *state;
    char name[80];
    play_close(f->play);
    exercise_close(f->exercise);
    arena_close(f->op.arena);
    (void)unlink(f->path);
    (void)snprintf(name, sizeof name, "%s-wal", f->path);
    (void)unlink(name);
    (void)snprintf(name, sizeof name, "%s-shm", f->path);
    (void)unlink(name);
    return 0;
}

bool playing_try(struct playing *f, const char *seat, const char *name, const char *input, struct play_news *news)
{
    struct act_answer answer;
    op_clear(&f->op);
    struct play_call call = {.seat = seat, .act = name, .input = json_parse(&f->op, input, strlen(input)), .version = -1};
    return play_act(&f->op, f->play, &call, (struct instant){f->real}, &answer, news);
}

void playing_act(struct playing *f, const char *seat, const char *name, const char *input)
{
    struct play_news news;
    if (!playing_try(f, seat, name, input, &news)) {
        fail_msg("%s: %s", name, f->op.error.key);
    }
}

int playing_items(struct playing *f)
{
    struct due_item *items = NULL;
    size_t count = 0;
    assert_true(due_list(&f->op, play_db(f->play), (struct instant){INT64_MAX}, 100, &items, &count));
    return (int)count;
}

bool playing_coming(struct playing *f, struct due_item *item)
{
    bool found = false;
    assert_true(due_next(&f->op, play_db(f->play), item, &found));
    return found;
}

void playing_go_on(struct playing *f)
{
    struct play_news news = {0};
    op_clear(&f->op);
    if (!play_next(&f->op, f->play, &news)) {
        fail_msg("nothing comes: %s", f->op.error.key);
    }
    assert_int_equal(news.due_done, 1);
}

struct dossier playing_dossier(struct playing *f, int64_t id)
{
    struct dossier d;
    assert_true(dossier_get(&f->op, play_db(f->play), id, &d));
    return d;
}
