/* One part of the package is read, gets its <dataValidations> where the schema wants them (after the rows, before the margins), and takes
 * the place of the old one. */
#include "account/roster_choices.h"

#include "base/strbuf.h"
#include "sheet/package.h"

#include <string.h>

#define SHEET "xl/worksheets/sheet1.xml"
#define SHEET_MAX ((size_t)1 << 20)

/* A sheet's name in a formula: in quotes, its own quotes twice. */
static void put_sheet(struct op *op, struct strbuf *b, const char *sheet)
{
    struct strbuf doubled;
    strbuf_init(&doubled, op->arena, 200);
    for (const char *p = sheet; *p != '\0'; p++) {
        strbuf_puts(&doubled, *p == '\'' ? "''" : (char[]){*p, '\0'});
    }
    strbuf_puts_xml(b, doubled.data);
}

static void put_choice(struct op *op, struct strbuf *b, const struct roster_choice *c, size_t first, size_t last)
{
    strbuf_puts(b, "<dataValidation type=\"list\" errorStyle=\"warning\" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\" promptTitle=\"");
    strbuf_puts_xml(b, c->title);
    strbuf_puts(b, "\" prompt=\"");
    strbuf_puts_xml(b, c->message);
    strbuf_puts(b, arena_printf(op->arena, "\" sqref=\"%c%zu:%c%zu\"><formula1>'", c->column, first, c->column, last));
    put_sheet(op, b, c->sheet);
    strbuf_puts(b, arena_printf(op->arena, "'!$%c$2:$%c$%zu</formula1></dataValidation>", c->from, c->from, c->last));
}

static const char *with_choices(struct op *op, const char *sheet, size_t first, size_t last, const struct roster_choice *list, size_t count)
{
    struct strbuf b;
    size_t n = 0;
    const char *end = strstr(sheet, "</sheetData>");
    if (end == NULL) {
        (void)fail_broken(op, "no rows in %s", SHEET);
        return NULL;
    }
    end += strlen("</sheetData>");
    for (size_t i = 0; i < count; i++) {
        n += list[i].last >= 2;
    }
    strbuf_init(&b, op->arena, SHEET_MAX);
    strbuf_add(&b, sheet, (size_t)(end - sheet));
    if (n > 0) {
        strbuf_puts(&b, arena_printf(op->arena, "<dataValidations count=\"%zu\">", n));
        for (size_t i = 0; i < count; i++) {
            if (list[i].last >= 2) {
                put_choice(op, &b, &list[i], first, last);
            }
        }
        strbuf_puts(&b, "</dataValidations>");
    }
    strbuf_puts(&b, end);
    if (b.overflow) {
        (void)fail_broken(op, "%s is too long", SHEET);
        return NULL;
    }
    return b.data;
}

struct putting {
    size_t first, last;
    const struct roster_choice *list;
    size_t count;
};

static const char *change(struct op *op, void *self, const char *text)
{
    const struct putting *p = self;
    return with_choices(op, text, p->first, p->last, p->list, p->count);
}

bool roster_put_choices(struct op *op, const char *path, size_t first, size_t last, const struct roster_choice *list, size_t count)
{
    struct putting p = {first, last, list, count};
    return package_change(op, path, SHEET, change, &p);
}
