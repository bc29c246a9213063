/* worker: what the HTTP library does not give the threads it makes: a stack, and deadlines.
 *
 * The library compiles in stacks of 100 KiB, on which deep JSON kills the process, and it measures silence, never the whole
 * time: a peer that sends one byte every few seconds keeps a thread for ever. Neither can be set. So this file defines three
 * functions of the C library under their own names; the dynamic linker then gives them to the library too:
 *   pthread_attr_setstacksize  raises what is asked to WORKER_STACK,
 *   poll                       waits no longer than the thread's reading deadline, and fails once it has passed,
 *   send                       fails once the thread's writing deadline has passed.
 * Threads without a deadline notice nothing. worker_stack proves at start that the trick works. */
#ifndef HTTP_WORKER_H
#define HTTP_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WORKER_STACK ((size_t)1024 * 1024) /* bytes, least */

/* Bytes of stack of the calling thread. */
size_t worker_stack(void);
/* Deadlines of the calling thread, as worker_now_ms counts; 0 = none. Set only while the library reads or writes. */
void worker_read_until(int64_t deadline_ms);
void worker_write_until(int64_t deadline_ms);
/* Did the last wait under a reading deadline fail because of it? */
bool worker_was_late(void);
int64_t worker_now_ms(void); /* monotonic */

#endif
