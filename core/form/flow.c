/* Marks are only ever added at the end of the last page, so "what was placed since" is the tail of a list: a block that
 * turns out too tall is cut off there and hung onto the next page. */
#include "form/flow.h"

#define LINE_SPACING 1.04f
#define FIRST_LINE_MM 10.0

void sheet_close(struct sheet *sheet)
{
    if (sheet->layouts)
        g_ptr_array_unref(sheet->layouts);
    sheet->layouts = NULL;
}

static void add_page(struct flow *flow)
{
    struct page *page = arena_alloc(flow->op->arena, sizeof *page);

    page->tail = &page->first;
    if (flow->page)
        flow->page->next = page;
    else
        flow->sheet->first = page;
    flow->page = page;
    flow->sheet->count++;
    flow->y = flow->top;
}

void flow_open(struct flow *flow)
{
    const struct template *t = flow->template;
    double w = (t->landscape ? 297.0 : 210.0) * POINTS_PER_MM, h = (t->landscape ? 210.0 : 297.0) * POINTS_PER_MM;

    *flow->sheet = (struct sheet){.width = w, .height = h, .layouts = g_ptr_array_new_with_free_func(g_object_unref)};
    flow->top = t->top * POINTS_PER_MM;
    flow->bottom = h - t->bottom * POINTS_PER_MM;
    flow->left = t->left * POINTS_PER_MM;
    flow->width = w - flow->left - t->right * POINTS_PER_MM;
    add_page(flow);
}

bool flow_new_page(struct flow *flow)
{
    must(!flow->fixed);
    if (flow->sheet->count == FORM_PAGES_MAX)
        return fail(flow->op, E_LIMIT, "form.too_large", NULL);
    add_page(flow);
    return true;
}

static void set_role(PangoLayout *layout, enum text_role role)
{
    bool para = role == TEXT_PARA;

    pango_layout_set_justify(layout, para);
    if (para)
        pango_layout_set_indent(layout, pango_units_from_double(FIRST_LINE_MM * POINTS_PER_MM));
    if (role == TEXT_CENTRE || role == TEXT_TITLE)
        pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    if (role == TEXT_RIGHT)
        pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
}

/* Words too long for a line are cut without a hyphen: in a code or an address it would be read as part of it. */
static void without_hyphens(PangoLayout *layout)
{
    PangoAttrList *given = pango_layout_get_attributes(layout);
    PangoAttrList *list = given ? pango_attr_list_copy(given) : pango_attr_list_new();

    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
}

PangoLayout *flow_shape(struct flow *flow, const char *markup, enum text_role role, double size, double width)
{
    PangoLayout *layout = pango_layout_new(flow->context);
    PangoFontDescription *font = pango_font_description_copy(pango_context_get_font_description(flow->context));

    g_ptr_array_add(flow->sheet->layouts, layout);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    if (role == TEXT_TITLE)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    if (role == TEXT_NOTE)
        pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, pango_units_from_double(width));
    pango_layout_set_line_spacing(layout, LINE_SPACING);
    set_role(layout, role);
    pango_layout_set_markup(layout, markup, -1);
    without_hyphens(layout);
    return layout;
}

void flow_balance(PangoLayout *layout)
{
    int lines = pango_layout_get_line_count(layout), full = pango_layout_get_width(layout), low = full / 2, high = full;

    if (lines < 2 || pango_layout_get_alignment(layout) != PANGO_ALIGN_CENTER)
        return;
    for (int step = 0; step < 8; step++) {
        int middle = low + (high - low) / 2;

        pango_layout_set_width(layout, middle);
        if (pango_layout_get_line_count(layout) > lines)
            low = middle;
        else
            high = middle;
    }
    pango_layout_set_width(layout, high);
}

double flow_height(PangoLayout *layout)
{
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    double height = 0;

    do {
        int y0, y1;

        pango_layout_iter_get_line_yrange(iter, &y0, &y1);
        height += pango_units_to_double(y1 - y0);
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
    return height;
}

struct mark *flow_mark(struct flow *flow, enum mark_kind kind, double x, double y, double w, double h)
{
    struct mark *mark = arena_alloc(flow->op->arena, sizeof *mark);

    *mark = (struct mark){.kind = kind, .x = x, .y = y, .w = w, .h = h};
    *flow->page->tail = mark;
    flow->page->tail = &mark->next;
    return mark;
}

void flow_rule(struct flow *flow, double x, double y, double w, double h)
{
    (void)flow_mark(flow, MARK_RULE, x, y, w, h);
}

static void place_line(struct flow *flow, PangoLayoutIter *iter, double x, double y)
{
    PangoRectangle logical;
    int y0, y1;
    struct mark *mark;

    pango_layout_iter_get_line_yrange(iter, &y0, &y1);
    pango_layout_iter_get_line_extents(iter, NULL, &logical);
    mark = flow_mark(flow, MARK_TEXT, x + pango_units_to_double(logical.x),
                     y + pango_units_to_double(pango_layout_iter_get_baseline(iter) - y0), 0, 0);
    mark->line = pango_layout_iter_get_line_readonly(iter);
}

static double line_height(PangoLayoutIter *iter)
{
    int y0, y1;

    pango_layout_iter_get_line_yrange(iter, &y0, &y1);
    return pango_units_to_double(y1 - y0);
}

bool flow_text(struct flow *flow, PangoLayout *layout)
{
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    double x = flow->left + (flow->width - pango_units_to_double(pango_layout_get_width(layout))) / 2;
    bool good = true;

    do {
        double h = line_height(iter);

        if (!flow->fixed && flow->y + h > flow->bottom)
            good = flow_new_page(flow);
        if (good) {
            place_line(flow, iter, x, flow->y);
            flow->y += h;
        }
    } while (good && pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
    return good;
}

int flow_lines(struct flow *flow, PangoLayout *layout, int from, double x, double y, double limit, double *used)
{
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    int line = 0;
    double start = y;

    do {
        double h = line_height(iter);

        if (line < from)
            continue;
        if (y + h > limit + 0.01)
            break;
        place_line(flow, iter, x, y);
        y += h;
        from++;
    } while (line++, pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
    *used = y - start;
    return from;
}

bool flow_carry(struct flow *flow, struct mark **since, double from_y)
{
    struct mark *moved = *since;
    struct page *old = flow->page;

    *since = NULL;
    old->tail = since;
    if (!flow_new_page(flow))
        return false;
    for (struct mark *m = moved; m; m = m->next)
        m->y += flow->top - from_y;
    *flow->page->tail = moved;
    while (*flow->page->tail)
        flow->page->tail = &(*flow->page->tail)->next;
    return true;
}
