/* strbuf: growing text in an arena, with a ceiling. Past the ceiling nothing more is written and
 * `overflow` is set; the caller turns that into E_LIMIT. Always NUL-terminated. */
#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include "base/arena.h"

#include <stdbool.h>

struct strbuf {
    struct arena *arena;
    char *data;
    size_t len;
    size_t cap;
    size_t max; /* ceiling for len */
    bool overflow;
};

void strbuf_init(struct strbuf *b, struct arena *arena, size_t max);
void strbuf_add(struct strbuf *b, const void *bytes, size_t n);
/* Grows by n bytes that the caller writes at once; NULL past the ceiling. */
char *strbuf_room(struct strbuf *b, size_t n);
void strbuf_puts(struct strbuf *b, const char *s);
void strbuf_putc(struct strbuf *b, char c);
/* For text and attributes of XML: & < > " as entities, control characters as spaces. */
void strbuf_puts_xml(struct strbuf *b, const char *s);
void strbuf_printf(struct strbuf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
