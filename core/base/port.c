#include "base/port.h"

#include "base/digest.h"

#include <time.h>

static struct instant system_now(void *self)
{
    (void)self;
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (struct instant){(int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000};
}

static void system_fill(void *self, void *out, size_t n)
{
    (void)self;
    random_fill(out, n);
}

static void no_nudge(void *self)
{
    (void)self;
}

struct ports ports_system(void)
{
    return (struct ports){
        .clock = {system_now, NULL}, .entropy = {system_fill, NULL}, .courier = {no_nudge, NULL}};
}
