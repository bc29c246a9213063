#include "base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void strbuf_init(struct strbuf *b, struct arena *arena, size_t max)
{
    *b = (struct strbuf){.arena = arena, .max = max, .cap = 64};
    b->data = arena_bytes(arena, b->cap);
    b->data[0] = '\0';
}

/* Makes room for n more bytes and the NUL; false past the ceiling. */
static bool make_room(struct strbuf *b, size_t n)
{
    if (b->overflow || n > b->max || b->len > b->max - n) {
        b->overflow = true;
        return false;
    }
    if (b->len + n + 1 > b->cap) {
        size_t cap = b->cap * 2;
        while (cap < b->len + n + 1) {
            cap *= 2;
        }
        char *data = arena_bytes(b->arena, cap);
        memcpy(data, b->data, b->len + 1);
        b->data = data;
        b->cap = cap;
    }
    return true;
}

void strbuf_add(struct strbuf *b, const void *bytes, size_t n)
{
    if (make_room(b, n)) {
        memcpy(b->data + b->len, bytes, n);
        b->len += n;
        b->data[b->len] = '\0';
    }
}

char *strbuf_room(struct strbuf *b, size_t n)
{
    if (!make_room(b, n)) {
        return NULL;
    }
    char *at = b->data + b->len;
    b->len += n;
    b->data[b->len] = '\0';
    return at;
}

void strbuf_puts(struct strbuf *b, const char *s)
{
    strbuf_add(b, s, strlen(s));
}

void strbuf_putc(struct strbuf *b, char c)
{
    if (b->len + 1 < b->cap && b->len < b->max && !b->overflow) {
        b->data[b->len++] = c;
        b->data[b->len] = '\0';
    } else {
        strbuf_add(b, &c, 1);
    }
}

void strbuf_puts_xml(struct strbuf *b, const char *s)
{
    for (; *s != '\0'; s++) {
        switch (*s) {
        case '&': strbuf_puts(b, "&amp;"); break;
        case '<': strbuf_puts(b, "&lt;"); break;
        case '>': strbuf_puts(b, "&gt;"); break;
        case '"': strbuf_puts(b, "&quot;"); break;
        default: strbuf_putc(b, (unsigned char)*s < 0x20 ? ' ' : *s);
        }
    }
}

void strbuf_printf(struct strbuf *b, const char *format, ...)
{
    char small[256];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n < 0) {
        b->overflow = true;
    } else if ((size_t)n < sizeof small) {
        strbuf_add(b, small, (size_t)n);
    } else if (make_room(b, (size_t)n)) {
        va_start(args, format);
        (void)vsnprintf(b->data + b->len, (size_t)n + 1, format, args);
        va_end(args);
        b->len += (size_t)n;
    }
}
