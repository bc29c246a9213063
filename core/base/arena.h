/* arena: memory that ends with the operation it belongs to.
 *
 * Everything that core answers (text, rows, records) lives in the arena of the operation that asked
 * for it. Nobody frees a string. An arena has a ceiling; running past it is a defect of a missing
 * input limit, so it aborts the program rather than hand out NULL.
 *
 * In builds with sanitizers each allocation is its own malloc, so that overruns are seen. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Opens an arena that may hold at most `max` bytes. Never NULL. */
struct arena *arena_open(size_t max);
/* Forgets everything allocated so far, keeps some blocks (128 KiB at most) for reuse. */
void arena_reset(struct arena *a);
void arena_close(struct arena *a);
/* Bytes handed out since open or reset: for a bound on what an input unfolds to. */
size_t arena_used(const struct arena *a);

/* Zeroed memory, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);
/* The same, not zeroed: for bytes that are written at once. */
void *arena_bytes(struct arena *a, size_t size);
/* `count` zeroed elements; aborts on multiplication overflow. */
void *arena_array(struct arena *a, size_t count, size_t size);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
/* The number in decimal. */
char *arena_int(struct arena *a, int64_t value);
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list args);

#endif
