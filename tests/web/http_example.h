/* http_example: a small route table with one row of every kind, its handlers, and people who are signed in. Router, guard
 * and server are tested with it; it also shows how rows and handlers are written. */
#ifndef TESTS_HTTP_EXAMPLE_H
#define TESTS_HTTP_EXAMPLE_H

#include "http/router.h"

#define TRAINEE_TOKEN "trainee-token-0123456789"
#define TRAINER_TOKEN "trainer-token-0123456789"
#define TRAINEE_CSRF "csrf-of-the-trainee"
#define TRAINER_CSRF "csrf-of-the-trainer"

struct example {
    struct router router;
    struct guard *guard;
    struct asset_set *assets;
    int64_t now_ms;    /* the guard's clock, if `own_clock` */
    int entered, left; /* calls of enter and leave */
    bool refuse_enter, refuse_leave;
};

extern const struct route example_routes[];
extern const size_t example_route_count;
const char *example_shapes(void); /* of their answers */

void example_open(struct example *e, bool own_clock);
void example_close(struct example *e);

#endif
