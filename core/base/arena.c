/* An arena is a chain of blocks; some are kept across resets, so that a worker that answers one request after the other does not ask the
 * heap each time. With sanitizers every allocation gets a block of its own. */
#include "base/arena.h"

#include "base/must.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)16 * 1024)
#define KEPT_BLOCKS 8
#define ALIGN sizeof(max_align_t)

struct block {
    struct block *next;
    size_t size; /* usable bytes */
    size_t used;
    max_align_t data[];
};
struct arena {
    struct block *head;  /* block being filled */
    struct block *spare; /* empty blocks of BLOCK_SIZE */
    int spares;
    size_t used;
    size_t max;
};

static struct block *block_new(size_t size)
{
    struct block *b = malloc(sizeof *b + size);
    must(b != NULL); /* out of memory: inputs are capped, so this is the machine's end */
    b->next = NULL;
    b->size = size;
    b->used = 0;
    return b;
}

struct arena *arena_open(size_t max)
{
    struct arena *a = malloc(sizeof *a);
    must(a != NULL);
    *a = (struct arena){.max = max};
    return a;
}

static void free_chain(struct block *b)
{
    while (b != NULL) {
        struct block *next = b->next;
        free(b);
        b = next;
    }
}

void arena_reset(struct arena *a)
{
    struct block *b = a->head;
    while (b != NULL) {
        struct block *next = b->next;
        bool keep = b->size == BLOCK_SIZE && a->spares < KEPT_BLOCKS;
#ifdef THAO_SANITIZED
        keep = false;
#endif
        if (keep) {
            b->next = a->spare;
            b->used = 0;
            a->spare = b;
            a->spares++;
        } else {
            free(b);
        }
        b = next;
    }
    a->head = NULL;
    a->used = 0;
}

void arena_close(struct arena *a)
{
    if (a != NULL) {
        free_chain(a->head);
        free_chain(a->spare);
        free(a);
    }
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}

#ifndef THAO_SANITIZED
static void add_block(struct arena *a, size_t need)
{
    struct block *b = a->spare;
    if (need <= BLOCK_SIZE && b != NULL) {
        a->spare = b->next;
        a->spares--;
    } else {
        b = block_new(need > BLOCK_SIZE ? need : BLOCK_SIZE);
    }
    b->next = a->head;
    a->head = b;
}
#endif

void *arena_bytes(struct arena *a, size_t size)
{
    must(size <= a->max && a->used <= a->max - size);
    a->used += size;
#ifdef THAO_SANITIZED
    struct block *own = block_new(size == 0 ? 1 : size);
    own->next = a->head;
    a->head = own;
    return own->data;
#else
    size_t need = (size + ALIGN - 1) / ALIGN * ALIGN;
    if (need == 0) {
        need = ALIGN;
    }
    if (a->head == NULL || a->head->size - a->head->used < need) {
        add_block(a, need);
    }
    void *p = (char *)a->head->data + a->head->used;
    a->head->used += need;
    return p;
#endif
}

void *arena_alloc(struct arena *a, size_t size)
{
    void *p = arena_bytes(a, size);
    memset(p, 0, size);
    return p;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    must(size == 0 || count <= SIZE_MAX / size);
    return arena_alloc(a, count * size);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    char *copy = arena_bytes(a, n + 1);
    memcpy(copy, s, n);
    copy[n] = '\0';
    return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

char *arena_int(struct arena *a, int64_t value)
{
    char text[24], *p = text + sizeof text;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        *--p = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0) {
        *--p = '-';
    }
    return arena_strndup(a, p, (size_t)(text + sizeof text - p));
}

/* Most texts are short: they are printed once, to the stack, and copied. */
char *arena_vprintf(struct arena *a, const char *format, va_list args)
{
    char small[256];
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, again);
    va_end(again);
    must(n >= 0);
    if ((size_t)n < sizeof small) {
        return arena_strndup(a, small, (size_t)n);
    }
    char *out = arena_bytes(a, (size_t)n + 1);
    must(vsnprintf(out, (size_t)n + 1, format, args) == n);
    return out;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *out = arena_vprintf(a, format, args);
    va_end(args);
    return out;
}
