/* The items of a template, one after the other, at the pen.
 *
 * Columns (head, signatures) are placed first and measured after: if they ran past the bottom they are carried to a new
 * page as a whole. If a page cannot hold them the form is refused. */
#include "form/layout.h"

#include "form/fields.h"
#include "form/flow.h"

#define BEFORE_PARA 2.5       /* points above a paragraph */
#define MODULE_MM 0.30        /* widest module of a bar code */
#define BAR_SHRINK 0.96

static bool place_items(struct flow *flow, const struct item *first);

static double size_of(const struct flow *flow, enum text_role role)
{
    double size = flow->template->size;

    if (role == TEXT_TITLE)
        return size + 1;
    return role == TEXT_NOTE ? size - 2 : size;
}

static bool place_markup(struct flow *flow, const char *markup, enum text_role role)
{
    PangoLayout *layout = flow_shape(flow, markup, role, size_of(flow, role), flow->width);

    if (role == TEXT_PARA || role == TEXT_TITLE)
        flow->y += BEFORE_PARA;
    flow_balance(layout);
    return flow_text(flow, layout);
}

static bool place_list(struct flow *flow, const struct item *item)
{
    const struct json *list = json_get(flow->data, item->field->name);
    size_t i = 1;

    for (const struct json *n = list ? list->first : NULL; n; n = n->next, i++) {
        const char *text = fill_escape(flow->op, fill_clean(flow->op, n->text, false));

        if (!place_markup(flow, arena_printf(flow->op->arena, "%zu. %s", i, text), TEXT_PARA))
            return false;
    }
    return true;
}

/* Columns begin at the same height; the tallest says where it goes on. */
static bool place_columns(struct flow *flow, const struct item *item)
{
    struct mark **since = flow->page->tail;
    double start = flow->y, end = start, left = flow->left;

    for (int i = 0; i < item->column_count; i++) {
        struct flow inner = *flow;

        inner.fixed = true;
        inner.left = left;
        inner.width = flow->width * item->columns[i].width / 100;
        left += inner.width;
        if (!place_items(&inner, item->columns[i].items))
            return false;
        end = inner.y > end ? inner.y : end;
    }
    if (end > flow->bottom) {
        if (end - start > flow->bottom - flow->top)
            return fail(flow->op, E_LIMIT, "form.too_large", NULL);
        if (!flow_carry(flow, since, start))
            return false;
        end += flow->top - start;
    }
    flow->y = end;
    return true;
}

/* New page if less than `height` is left; nothing inside columns, which are carried as a whole. */
static bool need(struct flow *flow, double height)
{
    return flow->fixed || flow->y + height <= flow->bottom || flow_new_page(flow);
}

static bool place_bar(struct flow *flow, const struct item *item)
{
    const char *code = fill_clean(flow->op, json_get_text(flow->data, item->field->name, ""), false);
    double module = MODULE_MM * POINTS_PER_MM, height = item->number * POINTS_PER_MM, width;
    struct bar bar;

    if (!bar_encode(flow->op, code, &bar) || !need(flow, height))
        return false;
    if (module * (bar.modules + 2 * BAR_QUIET) > flow->width)
        module = flow->width * BAR_SHRINK / (bar.modules + 2 * BAR_QUIET);
    width = module * bar.modules;
    flow_mark(flow, MARK_BAR, flow->left + (flow->width - width) / 2, flow->y, width, height)->bar = bar;
    flow->y += height;
    return true;
}

static bool place_qr(struct flow *flow, const struct item *item)
{
    const char *code = fill_clean(flow->op, json_get_text(flow->data, item->field->name, ""), false);
    double side = item->number * POINTS_PER_MM;
    struct qr qr;

    if (!qr_encode(flow->op, code, &qr) || !need(flow, side))
        return false;
    flow_mark(flow, MARK_QR, flow->left + (flow->width - side) / 2, flow->y, side, side)->qr = qr;
    flow->y += side;
    return true;
}

static bool place_rule(struct flow *flow, const struct item *item)
{
    double width = flow->width * item->number / 100;

    flow_rule(flow, flow->left + (flow->width - width) / 2, flow->y + 2, width, 0);
    flow->y += 5;
    return true;
}

static bool place_item(struct flow *flow, const struct item *item)
{
    struct filling with = {flow->data, NULL, 0};

    switch (item->kind) {
    case ITEM_TEXT:
        return place_markup(flow, fill_text(flow->op, item->text, &with), item->role);
    case ITEM_RULE:
        return place_rule(flow, item);
    case ITEM_SPACE:
        flow->y += item->number * POINTS_PER_MM;
        return true;
    case ITEM_NEED:
        return need(flow, item->number * POINTS_PER_MM);
    case ITEM_BAR:
        return place_bar(flow, item);
    case ITEM_QR:
        return place_qr(flow, item);
    case ITEM_LIST:
        return place_list(flow, item);
    case ITEM_COLUMNS:
        return place_columns(flow, item);
    case ITEM_TABLE:
        return table_place(flow, item);
    }
    return false;
}

static bool place_items(struct flow *flow, const struct item *first)
{
    for (const struct item *item = first; item; item = item->next) {
        if (item->guard && field_given(item->guard, flow->data) == item->guard_absent)
            continue;
        if (!place_item(flow, item))
            return false;
    }
    return true;
}

bool layout_form(struct op *op, PangoContext *context, const struct template *template, const struct json *data,
                 struct sheet *out)
{
    struct flow flow = {.op = op, .context = context, .template = template, .data = data, .sheet = out};

    flow_open(&flow);
    if (place_items(&flow, template->items))
        return true;
    sheet_close(out);
    return false;
}
