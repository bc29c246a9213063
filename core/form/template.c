/* Reading a template.
 *
 * One pass over the lines. A reader keeps where the next item goes and which block (columns or table) is open; blocks do
 * not nest, official papers need no more. Every directive is a row of a table and a function of a few lines. What can be
 * wrong with a template is found here, at load: unknown directives and fields, a field that may be missing where none is
 * allowed to be, formats that do not fit the kind, markup that does not parse, fields of the form that are never shown.
 * So drawing has nothing left to check. */
#include "form/template.h"

#include "form/fields.h"

#include <pango/pango.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct op *op;
    const struct form *form;
    struct template *out;
    int line;
    bool *used;                       /* per field of the form */
    const struct form_field *guard;   /* of the line being read */
    const struct form_field *row;     /* the ROWS field of the open table */
    bool *row_used;                   /* per column of it */
    struct item **tail;               /* where the next item goes */
    struct item *open;                /* the open columns or table */
    struct piece **text_end;          /* where `+` goes on */
    struct piece *group;              /* heading of the next columns of a table */
    int group_left;
    int column;                       /* of the open `columns` being filled; -1 before the first */
    double width_sum;
};

static bool bad(struct reader *r, const char *what, const char *detail)
{
    return fail_broken(r->op, "form %s, line %d: %s '%s'", r->form->code, r->line, what, detail);
}

/* Cuts the next word off; "" at the end of the line. */
static char *word(char **rest)
{
    char *start = *rest + strspn(*rest, " \t"), *end = start + strcspn(start, " \t");

    *rest = *end ? end + 1 : end;
    *rest += strspn(*rest, " \t");
    *end = '\0';
    return start;
}

static bool number(struct reader *r, const char *text, double max, double *out)
{
    char *end = NULL;

    *out = strtod(text, &end);
    if (end == text || *end || !(*out >= 0) || *out > max)
        return bad(r, "not a number in range", text);
    return true;
}

static const struct form_field *field_of_form(struct reader *r, const char *name)
{
    const struct form_field *field = field_find(r->form->fields, r->form->field_count, name);

    if (!field) {
        (void)bad(r, "unknown field", name);
        return NULL;
    }
    r->used[field - r->form->fields] = true;
    return field;
}

/* Inside a table names mean the row first. */
static const struct form_field *field_here(struct reader *r, const char *name, bool *in_row)
{
    const struct form_field *field = NULL;

    *in_row = false;
    if (r->row)
        field = field_find(r->row->columns, r->row->column_count, name);
    if (!field)
        return field_of_form(r, name);
    *in_row = true;
    r->row_used[field - r->row->columns] = true;
    return field;
}

static bool format_fits(enum form_kind kind, enum value_format format)
{
    if (kind == FORM_LIST || kind == FORM_ROWS)
        return false;
    if (kind == FORM_INSTANT)
        return format >= VALUE_LONG && format <= VALUE_SHORT;
    return format == VALUE_PLAIN || (format == VALUE_UPPER && kind != FORM_COUNT);
}

static bool read_format(struct reader *r, const char *name, enum value_format *out)
{
    static const char *const names[] = {[VALUE_PLAIN] = "plain", [VALUE_UPPER] = "upper", [VALUE_LONG] = "long",
                                        [VALUE_DATE] = "date",   [VALUE_SLASH] = "slash", [VALUE_SHORT] = "short"};

    for (int i = VALUE_PLAIN; i <= VALUE_SHORT; i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (enum value_format)i;
            return true;
        }
    return bad(r, "unknown format", name);
}

/* What stands between braces. */
static bool read_field(struct reader *r, char *name, struct piece *piece)
{
    char *bar = strchr(name, '|');
    size_t len;

    if (strcmp(name, "#") == 0) {
        piece->format = VALUE_ORDINAL;
        return r->row || bad(r, "ordinal outside a table", name);
    }
    if (strcmp(name, "/") == 0) {
        piece->literal = "\n";
        return true;
    }
    if (bar) {
        *bar = '\0';
        if (!read_format(r, bar + 1, &piece->format))
            return false;
    }
    len = strlen(name);
    if (len && name[len - 1] == '?') {
        piece->dots = true;
        name[len - 1] = '\0';
    }
    piece->field = field_here(r, name, &piece->in_row);
    if (!piece->field)
        return false;
    if (!format_fits(piece->field->kind, piece->format))
        return bad(r, "format does not fit field", name);
    if (!piece->field->required && !piece->dots && !piece->in_row && piece->field != r->guard)
        return bad(r, "field may be missing here", name);
    return true;
}

/* The markup with every field replaced by a letter must parse. */
static bool check_markup(struct reader *r, const struct piece *first)
{
    struct strbuf b;
    GError *error = NULL;

    strbuf_init(&b, r->op->arena, 64 * 1024);
    for (const struct piece *p = first; p; p = p->next)
        strbuf_puts(&b, p->literal ? p->literal : "x");
    if (pango_parse_markup(b.data, -1, 0, NULL, NULL, NULL, &error))
        return true;
    (void)bad(r, "markup", error->message);
    g_error_free(error);
    return false;
}

/* Cuts text into pieces and appends them at *end. */
static bool read_text(struct reader *r, char *text, struct piece **end)
{
    struct piece **first = end;

    while (*text) {
        struct piece *piece = arena_alloc(r->op->arena, sizeof *piece);
        size_t plain = strcspn(text, "{}");

        if (plain) {
            piece->literal = arena_strndup(r->op->arena, text, plain);
            text += plain;
        } else {
            char *close = *text == '{' ? strchr(text, '}') : NULL;

            if (!close)
                return bad(r, "stray brace", text);
            *close = '\0';
            if (!read_field(r, text + 1, piece))
                return false;
            text = close + 1;
        }
        *end = piece;
        end = &piece->next;
    }
    r->text_end = end;
    return check_markup(r, *first);
}

static struct item *add_item(struct reader *r, enum item_kind kind)
{
    struct item *item = arena_alloc(r->op->arena, sizeof *item);

    item->kind = kind;
    *r->tail = item;
    r->tail = &item->next;
    r->text_end = NULL;
    return item;
}

static bool read_page(struct reader *r, char *rest)
{
    const char *way = word(&rest);

    if (strcmp(way, "portrait") != 0 && strcmp(way, "landscape") != 0)
        return bad(r, "unknown paper", way);
    r->out->landscape = way[0] == 'l';
    return number(r, word(&rest), 60, &r->out->top) && number(r, word(&rest), 60, &r->out->right) &&
           number(r, word(&rest), 60, &r->out->bottom) && number(r, word(&rest), 60, &r->out->left);
}

static bool read_size(struct reader *r, char *rest)
{
    return number(r, word(&rest), 30, &r->out->size);
}

static bool read_role(struct reader *r, char *rest, enum text_role role)
{
    struct item *item = add_item(r, ITEM_TEXT);

    item->role = role;
    return read_text(r, rest, &item->text);
}

static bool read_left(struct reader *r, char *rest)
{
    return read_role(r, rest, TEXT_LEFT);
}
static bool read_centre(struct reader *r, char *rest)
{
    return read_role(r, rest, TEXT_CENTRE);
}
static bool read_right(struct reader *r, char *rest)
{
    return read_role(r, rest, TEXT_RIGHT);
}
static bool read_para(struct reader *r, char *rest)
{
    return read_role(r, rest, TEXT_PARA);
}
static bool read_note(struct reader *r, char *rest)
{
    return read_role(r, rest, TEXT_NOTE);
}
static bool read_title(struct reader *r, char *rest)
{
    return read_role(r, rest, TEXT_TITLE);
}

static bool read_more(struct reader *r, char *rest)
{
    char *text = arena_printf(r->op->arena, " %s", rest);

    if (!r->text_end)
        return bad(r, "nothing to go on with", rest);
    return read_text(r, text, r->text_end);
}

static bool read_rule(struct reader *r, char *rest)
{
    return number(r, word(&rest), 100, &add_item(r, ITEM_RULE)->number);
}
static bool read_space(struct reader *r, char *rest)
{
    return number(r, word(&rest), 100, &add_item(r, ITEM_SPACE)->number);
}
static bool read_need(struct reader *r, char *rest)
{
    return number(r, word(&rest), 200, &add_item(r, ITEM_NEED)->number);
}

static bool read_picture(struct reader *r, char *rest, enum item_kind kind)
{
    struct item *item = add_item(r, kind);
    const char *name = word(&rest);

    item->field = field_of_form(r, name);
    if (!item->field)
        return false;
    if (item->field->kind != FORM_CODE || (!item->field->required && item->field != r->guard))
        return bad(r, "not a code that is always given", name);
    return number(r, word(&rest), 60, &item->number);
}
static bool read_bar(struct reader *r, char *rest)
{
    return read_picture(r, rest, ITEM_BAR);
}
static bool read_qr(struct reader *r, char *rest)
{
    return read_picture(r, rest, ITEM_QR);
}

static bool read_list(struct reader *r, char *rest)
{
    struct item *item = add_item(r, ITEM_LIST);
    const char *name = word(&rest);

    item->field = field_of_form(r, name);
    return item->field && (item->field->kind == FORM_LIST || bad(r, "not a list", name));
}

static bool open_block(struct reader *r, enum item_kind kind)
{
    if (r->open)
        return bad(r, "block inside a block", "");
    r->open = add_item(r, kind);
    r->open->columns = arena_array(r->op->arena, TEMPLATE_COLUMNS_MAX, sizeof *r->open->columns);
    r->width_sum = 0;
    return true;
}

static bool read_columns(struct reader *r, char *rest)
{
    if (!open_block(r, ITEM_COLUMNS))
        return false;
    while (*rest) {
        if (r->open->column_count == TEMPLATE_COLUMNS_MAX)
            return bad(r, "too many columns", rest);
        struct column *c = &r->open->columns[r->open->column_count++];

        if (!number(r, word(&rest), 100, &c->width))
            return false;
        r->width_sum += c->width;
    }
    r->column = -1;
    return true;
}

static bool read_column(struct reader *r, char *rest)
{
    (void)rest;
    if (!r->open || r->open->kind != ITEM_COLUMNS || r->column + 1 >= r->open->column_count)
        return bad(r, "column without a place", "");
    r->tail = &r->open->columns[++r->column].items;
    r->text_end = NULL;
    return true;
}

static bool read_table(struct reader *r, char *rest)
{
    const char *name = word(&rest);

    if (!open_block(r, ITEM_TABLE))
        return false;
    r->open->field = field_of_form(r, name);
    if (!r->open->field)
        return false;
    if (r->open->field->kind != FORM_ROWS)
        return bad(r, "not a table", name);
    r->row = r->open->field;
    r->row_used = arena_array(r->op->arena, r->row->column_count, sizeof *r->row_used);
    r->group_left = 0;
    return true;
}

static bool read_align(struct reader *r, const char *name, enum text_role *out)
{
    static const char *const names[] = {[TEXT_LEFT] = "left", [TEXT_CENTRE] = "centre", [TEXT_RIGHT] = "right"};

    for (int i = TEXT_LEFT; i <= TEXT_RIGHT; i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (enum text_role)i;
            return true;
        }
    return bad(r, "unknown alignment", name);
}

static bool read_col(struct reader *r, char *rest)
{
    struct column *c;
    char *text = strstr(rest, " = ");

    if (!r->row || !text || r->open->column_count == TEMPLATE_COLUMNS_MAX)
        return bad(r, "col without a table, a text or a place", rest);
    *text = '\0';
    c = &r->open->columns[r->open->column_count++];
    if (!number(r, word(&rest), 100, &c->width) || !read_align(r, word(&rest), &c->align))
        return false;
    r->width_sum += c->width;
    if (r->group_left > 0) {
        c->group = r->group;
        r->group_left--;
    }
    return read_text(r, rest, &c->head) && read_text(r, text + 3, &c->text);
}

static bool read_split(struct reader *r, char *rest)
{
    char *second = strstr(rest, " | ");
    struct column *c;

    if (!r->row || !second || r->open->column_count == 0)
        return bad(r, "split without a column or a second text", rest);
    *second = '\0';
    c = &r->open->columns[r->open->column_count - 1];
    return read_text(r, rest, &c->split[0]) && read_text(r, second + 3, &c->split[1]);
}

static bool read_group(struct reader *r, char *rest)
{
    double count;

    if (!r->row || !number(r, word(&rest), TEMPLATE_COLUMNS_MAX, &count))
        return bad(r, "group without a table or a count", rest);
    r->group = NULL;
    r->group_left = (int)count;
    return read_text(r, rest, &r->group);
}

static bool read_end(struct reader *r, char *rest)
{
    (void)rest;
    if (!r->open)
        return bad(r, "end without a block", "");
    if (r->width_sum < 99.5 || r->width_sum > 100.5)
        return bad(r, "widths do not add up to 100", "");
    for (size_t i = 0; r->row && i < r->row->column_count; i++)
        if (!r->row_used[i])
            return bad(r, "table does not show", r->row->columns[i].name);
    r->tail = &r->open->next;
    r->open = NULL;
    r->row = NULL;
    r->text_end = NULL;
    return true;
}

static bool read_directive(struct reader *r, char *text);

static bool read_guarded(struct reader *r, char *rest, bool absent)
{
    struct item **place = r->tail;
    const struct form_field *guard = field_of_form(r, word(&rest));

    if (!guard)
        return false;
    if (guard->required || r->guard)
        return bad(r, "needless guard", guard->name);
    r->guard = absent ? NULL : guard;
    if (!read_directive(r, rest))
        return false;
    r->guard = NULL;
    if (!*place || r->tail == place)
        return bad(r, "nothing to guard", rest);
    (*place)->guard = guard;
    (*place)->guard_absent = absent;
    return true;
}
static bool read_if(struct reader *r, char *rest)
{
    return read_guarded(r, rest, false);
}
static bool read_unless(struct reader *r, char *rest)
{
    return read_guarded(r, rest, true);
}

static bool read_directive(struct reader *r, char *text)
{
    static const struct {
        const char *name;
        bool (*read)(struct reader *r, char *rest);
    } directives[] = {
        {"page", read_page},     {"size", read_size},       {"left", read_left},   {"centre", read_centre},
        {"right", read_right},   {"para", read_para},       {"note", read_note},   {"title", read_title},
        {"+", read_more},        {"rule", read_rule},       {"space", read_space}, {"need", read_need},
        {"bar", read_bar},       {"qr", read_qr},           {"list", read_list},   {"columns", read_columns},
        {"column", read_column}, {"table", read_table},     {"col", read_col},     {"split", read_split},
        {"group", read_group},   {"end", read_end},         {"if", read_if},       {"unless", read_unless},
    };
    const char *name = word(&text);

    for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++)
        if (strcmp(name, directives[i].name) == 0)
            return directives[i].read(r, text);
    return bad(r, "unknown directive", name);
}

static bool all_used(struct reader *r)
{
    if (r->open)
        return bad(r, "block is not closed", "");
    for (size_t i = 0; i < r->form->field_count; i++)
        if (!r->used[i])
            return bad(r, "template does not show", r->form->fields[i].name);
    return r->out->items || bad(r, "empty template", "");
}

static bool read_lines(struct reader *r, char *text)
{
    for (char *next; *text; text = next) {
        size_t len = strcspn(text, "\n");

        next = text + len + (text[len] != '\0');
        text[len] = '\0';
        r->line++;
        text += strspn(text, " \t");
        if (*text && *text != '#' && !read_directive(r, text))
            return false;
    }
    return all_used(r);
}

const struct template *template_parse(struct op *op, const struct form *form, const char *text, size_t len)
{
    struct reader r = {.op = op, .form = form};

    r.out = arena_alloc(op->arena, sizeof *r.out);
    r.out->form = form;
    r.out->top = r.out->bottom = 20;
    r.out->left = 30;
    r.out->right = 15;
    r.out->size = 13;
    r.used = arena_array(op->arena, form->field_count, sizeof *r.used);
    r.tail = &r.out->items;
    return read_lines(&r, arena_strndup(op->arena, text, len)) ? r.out : NULL;
}
