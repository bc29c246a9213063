/* port: all that the core may ask of the world outside: what time it is, chance, and a courier.
 * A production office gets the system clock, the kernel and libcurl; the drill ground gives a virtual clock, a seeded
 * generator and simulators. Core cannot tell. */
#ifndef BASE_PORT_H
#define BASE_PORT_H

#include "base/instant.h"

#include <stddef.h>

struct clock_port {
    struct instant (*now)(void *self);
    void *self;
};
struct entropy_port {
    void (*fill)(void *self, void *out, size_t n);
    void *self;
};
/* What the outbox hands over; the courier decides how it travels. Answer comes back as an act of its own. */
struct courier_port {
    void (*nudge)(void *self); /* a message was committed to the outbox */
    void *self;
};
struct ports {
    struct clock_port clock;
    struct entropy_port entropy;
    struct courier_port courier;
};

/* The system clock and the kernel's randomness; the courier does nothing. */
struct ports ports_system(void);

#endif
