/* template: the language in which the layout of a form is written, as data.
 *
 * A template is UTF-8 text, one directive per line, `#` starts a comment line, leading blanks mean nothing. Text may carry
 * pango markup (<b> <i> <u> <span size="…">) and fields in braces:
 *   {name}          the field; must be required, or stand in a line guarded by `if name`
 *   {name?}         an optional field; a dotted blank, as on paper, if it is not given
 *   {name|format}   upper  capitals                         09 giờ 20 phút, ngày 20 tháng 11 năm 2026  long
 *                   date   ngày 20 tháng 11 năm 2026        09 giờ 20 phút, ngày 20/11/2026            slash
 *                   short  09:20 20/11/2026
 *   {#} ordinal of the row or item    {/} line break
 * Days below 10 and the months 1 and 2 are written with a zero (NĐ 30/2020/NĐ-CP, Phụ lục I).
 *
 *   page portrait|landscape T R B L   paper A4 and its margins in mm
 *   size N                            size of the letters in points
 *   left|centre|right|para|note|title TEXT
 *   + TEXT                            goes on with the text before
 *   rule P                            a thin centred rule, P % of the width
 *   space MM  /  need MM              empty height / new page unless so much is left
 *   bar FIELD MM  /  qr FIELD MM      bar code (Code 128) of that height / QR code of that side, centred
 *   list FIELD                        the items of a list, numbered
 *   columns W W …  column …  end      side by side, widths in % ; never broken over pages
 *   table FIELD  col W ALIGN HEAD = TEXT  [split TEXT | TEXT]  group N HEAD  end
 *                                     a row per element; HEAD is repeated on every page; `split` adds two boxes under the
 *                                     text of the column before it; `group` heads the next N columns
 *   if FIELD DIRECTIVE                only if the field is given
 *   unless FIELD DIRECTIVE            only if it is not
 *
 * Always holds: a template that loads names only fields of its form, uses every one of them (fields of a table's rows
 * too), and cannot ask for a field that may be missing. */
#ifndef FORM_TEMPLATE_H
#define FORM_TEMPLATE_H

#include "form/form.h"

#define TEMPLATE_COLUMNS_MAX 12

enum value_format {
    VALUE_PLAIN,
    VALUE_UPPER,
    VALUE_LONG,
    VALUE_DATE,
    VALUE_SLASH,
    VALUE_SHORT,
    VALUE_ORDINAL /* {#} */
};

/* A run of literal markup (field NULL) or a field. */
struct piece {
    const char *literal;
    const struct form_field *field;
    enum value_format format;
    bool dots;   /* a dotted blank if not given */
    bool in_row; /* a field of the table's row, else of the form */
    struct piece *next;
};

enum text_role { TEXT_LEFT, TEXT_CENTRE, TEXT_RIGHT, TEXT_PARA, TEXT_NOTE, TEXT_TITLE };

enum item_kind { ITEM_TEXT, ITEM_RULE, ITEM_SPACE, ITEM_NEED, ITEM_BAR, ITEM_QR, ITEM_LIST, ITEM_COLUMNS, ITEM_TABLE };

/* A column of `columns` (items) or of `table` (the rest). */
struct column {
    double width; /* % of the width */
    struct item *items;
    enum text_role align; /* TEXT_LEFT, TEXT_CENTRE, TEXT_RIGHT */
    struct piece *head;
    struct piece *text;
    struct piece *split[2]; /* NULL if none */
    struct piece *group;    /* the same pointer in all columns of a group; NULL if none */
};

struct item {
    enum item_kind kind;
    enum text_role role;
    struct piece *text;
    const struct form_field *field; /* BAR, QR, LIST, TABLE */
    double number;                  /* RULE %, others mm */
    const struct form_field *guard; /* NULL: always */
    bool guard_absent;              /* only if the guard is not given */
    struct column *columns;
    int column_count;
    struct item *next;
};

struct template {
    const struct form *form;
    bool landscape;
    double top, right, bottom, left; /* mm */
    double size;                     /* pt */
    struct item *items;
};

/* Reads a template; it lives in the operation's arena. NULL on failure: E_BROKEN with "form 01, line 12: …". */
MUST_USE const struct template *template_parse(struct op *op, const struct form *form, const char *text, size_t len);

#endif
