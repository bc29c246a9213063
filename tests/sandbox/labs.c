#include "sandbox/labs.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

const char *lab_path(struct lab *lab)
{
    return place_path(&lab->place, "lab.db");
}

void lab_open(struct lab *lab)
{
    memset(lab, 0, sizeof *lab);
    place_open(&lab->place);
    lab->now = NOON;
    lab_reopen(lab);
}

void lab_reopen(struct lab *lab)
{
    store_close(lab->store);
    lab->store = store_open(&lab->place.op, lab_path(lab));
    want(&lab->place, lab->store != NULL);
}

void lab_open_class(struct lab *lab)
{
    static const struct person lan = {.role = ROLE_TRAINER, .name = "Trần Thị Lan", .username = "lan"};
    static const char *const exercises[] = {"mot", "hai"};
    const char *password = NULL;
    lab_open(lab);
    lab->trainer = person_add_staff(&lab->place.op, lab->store, &lan, "mat khau cua lan", lab->now, &password);
    want(&lab->place, lab->trainer != NULL);
    const struct classroom_new ask = {.name = "Lớp một cửa 1", .owner = lab->trainer->id, .exercises = exercises,
                                      .exercise_count = 2};
    lab->class = classroom_add(&lab->place.op, lab->store, &ask, lab->now);
    want(&lab->place, lab->class != NULL);
}

void lab_close(struct lab *lab)
{
    store_close(lab->store);
    place_close(&lab->place);
}

static void *hand_loop(void *arg)
{
    struct hand *hand = arg;
    hand->ok = hand->run(hand);
    return NULL;
}

bool all_hands(struct lab *lab, int count, bool (*run)(struct hand *hand), void *arg)
{
    struct hand *hands = calloc((size_t)count, sizeof *hands);
    pthread_t *threads = calloc((size_t)count, sizeof *threads);
    bool ok = true;
    for (int i = 0; i < count; i++) {
        hands[i] = (struct hand){.lab = lab, .number = i, .run = run, .arg = arg};
        op_init(&hands[i].op, arena_open((size_t)16 << 20), "hand", LANG_EN);
        must(pthread_create(&threads[i], NULL, hand_loop, &hands[i]) == 0);
    }
    for (int i = 0; i < count; i++) {
        must(pthread_join(threads[i], NULL) == 0);
        if (!hands[i].ok && op_failed(&hands[i].op)) {
            print_error("hand %d: %s, cause %s\n", i, hands[i].op.error.key,
                        hands[i].op.error.cause == NULL ? "-" : hands[i].op.error.cause);
        }
        ok = ok && hands[i].ok;
        arena_close(hands[i].op.arena);
    }
    free(threads);
    free(hands);
    return ok;
}
