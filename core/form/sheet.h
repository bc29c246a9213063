/* sheet: laid-out pages, ready to paint. What layout.c writes and paint.c reads.
 *
 * All lengths are points (1/72 inch), y downwards from the upper left corner of the paper. */
#ifndef FORM_SHEET_H
#define FORM_SHEET_H

#include "form/bar.h"
#include "form/qr.h"

#include <pango/pango.h>

#define POINTS_PER_MM (72.0 / 25.4)

enum mark_kind { MARK_TEXT, MARK_RULE, MARK_QR, MARK_BAR };

struct mark {
    enum mark_kind kind;
    double x, y;           /* TEXT: start of the base line; else the upper left corner */
    double w, h;           /* RULE: from x,y to x+w,y+h; QR, BAR: size */
    PangoLayoutLine *line; /* TEXT; owned by the sheet's layouts */
    struct qr qr;
    struct bar bar;
    struct mark *next;
};

struct page {
    struct mark *first;
    struct mark **tail;
    struct page *next;
};

struct sheet {
    double width, height; /* of the paper */
    struct page *first;
    int count;
    GPtrArray *layouts; /* keeps the lines of text alive; sheet_close frees it */
};

void sheet_close(struct sheet *sheet);

#endif
