/* Tables: a box per cell, the head again on every page.
 *
 * A row stays whole if a page can hold it. A taller one is cut between lines: each cell remembers the first line not yet
 * placed. The two boxes of a `split` stand at the foot of their cell and come with its last part. */
#include "form/flow.h"

#define PAD_X 2.6
#define PAD_Y 2.0
#define LETTERS_LESS 2.0 /* points smaller than the text */
#define LEAST_ROOM 60.0  /* do not begin to cut a row in less than this */

struct cell {
    const struct column *column;
    double x, width;
    PangoLayout *text;
    int next; /* first line not yet placed */
    double left_over; /* height of the lines not yet placed */
    PangoLayout *split[2];
    double split_height;
};

struct table {
    struct flow *flow;
    const struct item *item;
    double head_height;
    double group_height; /* 0: the head has one level */
    PangoLayout *heads[TEMPLATE_COLUMNS_MAX];
    PangoLayout *groups[TEMPLATE_COLUMNS_MAX];
    struct cell cells[TEMPLATE_COLUMNS_MAX];
};

static double max2(double a, double b)
{
    return a > b ? a : b;
}

static double letters(const struct table *t)
{
    return t->flow->template->size - LETTERS_LESS;
}

static PangoLayout *shape_cell(struct table *t, const char *markup, enum text_role role, double width)
{
    return flow_shape(t->flow, markup, role, letters(t), max2(width - 2 * PAD_X, 8));
}

/* How many columns from i on share its group; 1 if it has none. */
static int group_span(const struct item *item, int i)
{
    int n = 1;

    while (item->columns[i].group && i + n < item->column_count && item->columns[i + n].group == item->columns[i].group)
        n++;
    return n;
}

static double span_width(const struct table *t, int i, int n)
{
    return t->cells[i + n - 1].x + t->cells[i + n - 1].width - t->cells[i].x;
}

static void shape_head(struct table *t)
{
    struct filling with = {t->flow->data, NULL, 0};
    double plain = 0, under = 0;

    for (int i = 0, n; i < t->item->column_count; i += n) {
        n = group_span(t->item, i);
        if (t->item->columns[i].group) {
            t->groups[i] = shape_cell(t, fill_text(t->flow->op, t->item->columns[i].group, &with), TEXT_CENTRE, span_width(t, i, n));
            t->group_height = max2(t->group_height, flow_height(t->groups[i]) + 2 * PAD_Y);
        }
        for (int k = i; k < i + n; k++) {
            double h;

            t->heads[k] = shape_cell(t, fill_text(t->flow->op, t->item->columns[k].head, &with), TEXT_CENTRE, t->cells[k].width);
            h = flow_height(t->heads[k]) + 2 * PAD_Y;
            if (t->item->columns[i].group)
                under = max2(under, h);
            else
                plain = max2(plain, h);
        }
    }
    t->head_height = max2(plain, t->group_height + under);
}

/* A text in the middle of a box. */
static void place_middle(struct table *t, PangoLayout *layout, double x, double y, double height)
{
    double used;

    (void)flow_lines(t->flow, layout, 0, x + PAD_X, y + max2((height - flow_height(layout)) / 2, 0), 1e9, &used);
}

static void place_head(struct table *t)
{
    struct flow *f = t->flow;
    double y = f->y, bottom = y + t->head_height;

    flow_rule(f, f->left, y, f->width, 0);
    flow_rule(f, f->left, bottom, f->width, 0);
    flow_rule(f, f->left + f->width, y, 0, t->head_height);
    for (int i = 0, n; i < t->item->column_count; i += n) {
        double over = t->groups[i] ? t->group_height : 0;

        n = group_span(t->item, i);
        if (t->groups[i]) {
            place_middle(t, t->groups[i], t->cells[i].x, y, over);
            flow_rule(f, t->cells[i].x, y + over, span_width(t, i, n), 0);
        }
        for (int k = i; k < i + n; k++) {
            flow_rule(f, t->cells[k].x, k == i ? y : y + over, 0, k == i ? t->head_height : t->head_height - over);
            place_middle(t, t->heads[k], t->cells[k].x, y + over, t->head_height - over);
        }
    }
    f->y = bottom;
}

static bool next_page(struct table *t)
{
    if (!flow_new_page(t->flow))
        return false;
    place_head(t);
    return true;
}

static void shape_row(struct table *t, const struct filling *with)
{
    for (int i = 0; i < t->item->column_count; i++) {
        struct cell *c = &t->cells[i];
        const struct column *column = &t->item->columns[i];

        c->text = shape_cell(t, fill_text(t->flow->op, column->text, with), column->align, c->width);
        c->next = 0;
        c->left_over = flow_height(c->text);
        c->split_height = 0;
        for (int k = 0; k < 2 && column->split[0]; k++) {
            c->split[k] = shape_cell(t, fill_text(t->flow->op, column->split[k], with), TEXT_CENTRE, c->width / 2);
            c->split_height = max2(c->split_height, flow_height(c->split[k]) + 2 * PAD_Y);
        }
    }
}

static double row_height(const struct table *t)
{
    double height = 0;

    for (int i = 0; i < t->item->column_count; i++)
        height = max2(height, t->cells[i].left_over + t->cells[i].split_height);
    return height + 2 * PAD_Y;
}

static void place_split(struct table *t, struct cell *c, double bottom)
{
    double y = bottom - c->split_height, used;

    flow_rule(t->flow, c->x, y, c->width, 0);
    flow_rule(t->flow, c->x + c->width / 2, y, 0, c->split_height);
    for (int k = 0; k < 2; k++)
        (void)flow_lines(t->flow, c->split[k], 0, c->x + k * c->width / 2 + PAD_X, y + PAD_Y, 1e9, &used);
}

/* Places what fits of the row into a box of that height; true if anything was placed. */
static bool place_part(struct table *t, double height, bool last)
{
    struct flow *f = t->flow;
    double y = f->y, used;
    bool progress = last;

    for (int i = 0; i < t->item->column_count; i++) {
        struct cell *c = &t->cells[i];
        int before = c->next;

        c->next = flow_lines(f, c->text, c->next, c->x + PAD_X, y + PAD_Y, y + height - PAD_Y, &used);
        c->left_over -= used;
        progress = progress || c->next > before;
        flow_rule(f, c->x, y, 0, height);
        if (last && c->split_height > 0)
            place_split(t, c, y + height);
    }
    flow_rule(f, f->left + f->width, y, 0, height);
    flow_rule(f, f->left, y + height, f->width, 0);
    f->y += height;
    return progress;
}

static bool place_row(struct table *t)
{
    struct flow *f = t->flow;
    double body = f->bottom - f->top - t->head_height;

    for (;;) {
        double rest = row_height(t), room = f->bottom - f->y;

        if (rest <= room) {
            (void)place_part(t, rest, true);
            return true;
        }
        if (rest > body && room > LEAST_ROOM && !place_part(t, room, false))
            return fail(f->op, E_LIMIT, "form.too_large", NULL);
        if (!next_page(t))
            return false;
    }
}

bool table_place(struct flow *flow, const struct item *item)
{
    struct table t = {.flow = flow, .item = item};
    const struct json *rows = json_get(flow->data, item->field->name);
    struct filling with = {flow->data, rows ? rows->first : NULL, 1};
    double x = flow->left;

    for (int i = 0; i < item->column_count; i++) {
        t.cells[i] = (struct cell){.column = &item->columns[i], .x = x, .width = flow->width * item->columns[i].width / 100};
        x += t.cells[i].width;
    }
    shape_head(&t);
    if (flow->bottom - flow->y < t.head_height + LEAST_ROOM && !flow_new_page(flow))
        return false;
    place_head(&t);
    for (; with.row; with.row = with.row->next, with.ordinal++) {
        shape_row(&t, &with);
        if (!place_row(&t))
            return false;
    }
    return true;
}
