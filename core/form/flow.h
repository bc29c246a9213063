/* flow: the pen that goes down the pages. Shapes text, places lines, starts pages, moves what does not fit. */
#ifndef FORM_FLOW_H
#define FORM_FLOW_H

#include "form/fill.h"
#include "form/sheet.h"

struct flow {
    struct op *op;
    PangoContext *context;
    const struct template *template;
    const struct json *data;
    struct sheet *sheet;
    struct page *page;       /* the last one */
    double left, width;      /* where text may stand now */
    double y;                /* next free height */
    double top, bottom;      /* of every page */
    bool fixed;              /* inside columns: no new page, running past the bottom is seen by the caller */
};

/* Opens the sheet with its first page. */
void flow_open(struct flow *flow);
/* False with E_LIMIT "form.too_large" past FORM_PAGES_MAX. */
MUST_USE bool flow_new_page(struct flow *flow);
/* A shaped text, owned by the sheet. `size` in points, `width` in points. */
PangoLayout *flow_shape(struct flow *flow, const char *markup, enum text_role role, double size, double width);
/* Makes the lines of a centred text about equally long. */
void flow_balance(PangoLayout *layout);
double flow_height(PangoLayout *layout);
/* Places a shaped text line by line at the pen, over as many pages as it takes. */
MUST_USE bool flow_text(struct flow *flow, PangoLayout *layout);
/* Places lines of a layout from line `from` on at x,y as long as they end above `limit`; gives the first line not placed
 * and in *used the height taken. */
int flow_lines(struct flow *flow, PangoLayout *layout, int from, double x, double y, double limit, double *used);
void flow_rule(struct flow *flow, double x, double y, double w, double h);
struct mark *flow_mark(struct flow *flow, enum mark_kind kind, double x, double y, double w, double h);
/* Moves the marks placed since `since` (a saved page->tail) to a new page, what stood at from_y to its top. */
MUST_USE bool flow_carry(struct flow *flow, struct mark **since, double from_y);

/* A table of the template, at the pen. */
MUST_USE bool table_place(struct flow *flow, const struct item *item);

#endif
