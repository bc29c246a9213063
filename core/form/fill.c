/* From data to text.
 *
 * Everything a citizen typed passes here before it is shaped. What could disturb the page, or show one thing and mean
 * another (right-to-left overrides, zero-width signs, towers of combining marks), is taken out; letters of any script stay,
 * those the font lacks are drawn as boxes. Then the text is escaped, so that it cannot become markup. */
#include "form/fill.h"

#include "base/strbuf.h"
#include "form/fields.h"

#include <string.h>
#include <utf8proc.h>

#define MARKS_MAX 3
#define MARKUP_MAX (256u * 1024u) /* escaping makes text at most six times as long */

enum sign { SIGN_KEEP, SIGN_MARK, SIGN_BREAK, SIGN_BLANK, SIGN_DROP };

static enum sign sign_of(utf8proc_int32_t c)
{
    static const enum sign signs[UTF8PROC_CATEGORY_CO + 1] = {
        [UTF8PROC_CATEGORY_CN] = SIGN_DROP,  [UTF8PROC_CATEGORY_CC] = SIGN_DROP,  [UTF8PROC_CATEGORY_CF] = SIGN_DROP,
        [UTF8PROC_CATEGORY_CS] = SIGN_DROP,  [UTF8PROC_CATEGORY_CO] = SIGN_DROP,  [UTF8PROC_CATEGORY_MN] = SIGN_MARK,
        [UTF8PROC_CATEGORY_ME] = SIGN_MARK,  [UTF8PROC_CATEGORY_ZL] = SIGN_BREAK, [UTF8PROC_CATEGORY_ZP] = SIGN_BREAK,
        [UTF8PROC_CATEGORY_ZS] = SIGN_BLANK,
    };

    if (c == '\n' || c == '\r')
        return SIGN_BREAK;
    return c == '\t' ? SIGN_BLANK : signs[utf8proc_category(c)];
}

static void add_blank(struct strbuf *b, bool line_end)
{
    if (b->len == 0)
        return;
    if (b->data[b->len - 1] == ' ' && line_end)
        b->data[b->len - 1] = '\n';
    else if (b->data[b->len - 1] != ' ' && b->data[b->len - 1] != '\n')
        strbuf_putc(b, line_end ? '\n' : ' ');
}

const char *fill_clean(struct op *op, const char *text, bool lines)
{
    struct strbuf b;
    size_t left = strlen(text);
    int marks = 0;

    strbuf_init(&b, op->arena, left + 1);
    while (left) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)left, &c);
        enum sign sign;

        must(n > 0);
        sign = sign_of(c);
        marks = sign == SIGN_MARK ? marks + 1 : 0;
        if (sign == SIGN_BREAK || sign == SIGN_BLANK)
            add_blank(&b, sign == SIGN_BREAK && lines);
        else if (sign == SIGN_KEEP || (sign == SIGN_MARK && marks <= MARKS_MAX))
            strbuf_add(&b, text, (size_t)n);
        text += n;
        left -= (size_t)n;
    }
    while (b.len && (b.data[b.len - 1] == ' ' || b.data[b.len - 1] == '\n'))
        b.data[--b.len] = '\0';
    return b.data;
}

const char *fill_upper(struct op *op, const char *text)
{
    struct strbuf b;
    size_t left = strlen(text);

    strbuf_init(&b, op->arena, 3 * left + 1);
    while (left) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)left, &c);
        utf8proc_uint8_t out[4];

        must(n > 0);
        strbuf_add(&b, out, (size_t)utf8proc_encode_char(utf8proc_toupper(c), out));
        text += n;
        left -= (size_t)n;
    }
    return b.data;
}

const char *fill_instant(struct op *op, struct instant t, enum value_format format)
{
    int64_t minutes = instant_time_of_day(t) / MS_MINUTE;
    int year, month, dom, hour = (int)(minutes / 60), minute = (int)(minutes % 60);
    const char *date;

    day_parts(instant_day(t), &year, &month, &dom);
    /* NĐ 30/2020: a zero before days below 10 and the months 1 and 2. */
    date = arena_printf(op->arena, month <= 2 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d", dom, month,
                        year);
    if (format == VALUE_DATE)
        return date;
    if (format == VALUE_LONG)
        return arena_printf(op->arena, "%02d giờ %02d phút, %s", hour, minute, date);
    if (format == VALUE_SLASH)
        return arena_printf(op->arena, "%02d giờ %02d phút, ngày %02d/%02d/%d", hour, minute, dom, month, year);
    return arena_printf(op->arena, "%02d:%02d %02d/%02d/%d", hour, minute, dom, month, year);
}

static const char *value_text(struct op *op, const struct piece *piece, const struct json *node)
{
    struct instant t;
    const char *text;

    switch (piece->field->kind) {
    case FORM_COUNT:
        return arena_printf(op->arena, "%02d", (int)node->integer);
    case FORM_INSTANT:
        must(instant_parse(node->text, &t));
        return fill_instant(op, t, piece->format);
    case FORM_LINE:
    case FORM_LONG:
    case FORM_CODE:
        text = fill_clean(op, node->text, piece->field->kind == FORM_LONG);
        return piece->format == VALUE_UPPER ? fill_upper(op, text) : text;
    case FORM_LIST:
    case FORM_ROWS:
        break;
    }
    return "";
}

const char *fill_escape(struct op *op, const char *text)
{
    struct strbuf b;

    strbuf_init(&b, op->arena, MARKUP_MAX);
    for (; *text; text++) {
        if (*text == '&')
            strbuf_puts(&b, "&amp;");
        else if (*text == '<')
            strbuf_puts(&b, "&lt;");
        else if (*text == '>')
            strbuf_puts(&b, "&gt;");
        else
            strbuf_putc(&b, *text);
    }
    must(!b.overflow);
    return b.data;
}

static void add_value(struct op *op, struct strbuf *b, const struct piece *piece, const struct filling *with)
{
    const struct json *object = piece->in_row ? with->row : with->data;

    if (field_given(piece->field, object))
        strbuf_puts(b, fill_escape(op, value_text(op, piece, json_get(object, piece->field->name))));
    else if (piece->dots)
        strbuf_puts(b, FILL_DOTS);
}

const char *fill_text(struct op *op, const struct piece *first, const struct filling *with)
{
    struct strbuf b;

    strbuf_init(&b, op->arena, MARKUP_MAX);
    for (const struct piece *p = first; p; p = p->next) {
        if (p->literal)
            strbuf_puts(&b, p->literal);
        else if (p->format == VALUE_ORDINAL)
            strbuf_printf(&b, "%zu", with->ordinal);
        else
            add_value(op, &b, p, with);
    }
    must(!b.overflow);
    return b.data;
}
