/* The workbook is made by libxlsxwriter, which writes to a file: a temporary one, read back and removed. Texts go through
 * write_string only, so nothing in them can become a formula. The cells to fill in are formatted as text, so that no program takes
 * a code for a date; roles and units are listed on a sheet of their own, which their drop-downs offer (roster_choices.h). */
#include "account/roster.h"

#include "account/roster_choices.h"
#include "base/text.h"
#include "org/org.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define HEAD_ROW 2 /* rows above: mark, what to do */
#define FILE_BYTES_MAX (1 << 20)
#define GUIDE_LINES 6

struct making {
    struct op *op;
    struct db *db;
    const struct actor *actor;
    lxw_workbook *book;
    lxw_format *mark, *head, *text;
    size_t roles, orgs;    /* rows of the lists, with their heads */
    lxw_error error;       /* the first one */
};

static void note(struct making *m, lxw_error error)
{
    if (m->error == LXW_NO_ERROR) {
        m->error = error;
    }
}

static void put(struct making *m, lxw_worksheet *sheet, lxw_row_t row, int column, const char *text, lxw_format *format)
{
    note(m, worksheet_write_string(sheet, row, (lxw_col_t)column, text, format));
}

static const char *say(const struct making *m, const char *key)
{
    return text_get(m->op->lang, key);
}

static lxw_worksheet *add_sheet(struct making *m, const char *key)
{
    lxw_worksheet *sheet = workbook_add_worksheet(m->book, say(m, key));
    if (sheet == NULL) {
        note(m, LXW_ERROR_PARAMETER_VALIDATION);
    }
    return sheet;
}

static void put_table(struct making *m, lxw_worksheet *sheet)
{
    static const double widths[ACCOUNT_COLUMNS] = {24, 36, 36, 24};
    put(m, sheet, 0, 0, say(m, "roster.template.mark"), m->mark);
    put(m, sheet, 1, 0, say(m, "roster.template.lead"), NULL);
    for (int i = 0; i < ACCOUNT_COLUMNS; i++) {
        note(m, worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], m->text));
        put(m, sheet, HEAD_ROW, i, say(m, arena_printf(m->op->arena, "roster.column.%s", account_columns[i])), m->head);
    }
    worksheet_freeze_panes(sheet, HEAD_ROW + 1, 0);
}

/* A: roles this administrator may give; C, D: units it keeps. */
static bool put_lists(struct making *m, lxw_worksheet *sheet)
{
    struct org *orgs = NULL;
    size_t count = 0;
    char today[DAY_TEXT];
    lxw_row_t roles = 0, row = 0;
    if (!org_list(m->op, m->db, &orgs, &count)) {
        return false;
    }
    (void)day_format(instant_day(m->op->now), today);
    note(m, worksheet_set_column(sheet, 0, 0, 36, NULL));
    note(m, worksheet_set_column(sheet, 2, 2, 20, NULL));
    note(m, worksheet_set_column(sheet, 3, 3, 60, NULL));
    put(m, sheet, 0, 0, say(m, "roster.column.role"), m->head);
    put(m, sheet, 0, 2, say(m, "roster.column.org"), m->head);
    put(m, sheet, 0, 3, say(m, "roster.template.org_name"), m->head);
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (account_may_give(m->actor, role)) {
            put(m, sheet, ++roles, 0, say(m, arena_printf(m->op->arena, "role.%s", role_code((enum role)role))), NULL);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (account_may_keep(m->actor, orgs[i].code) && org_is_open(&orgs[i], today)) {
            put(m, sheet, ++row, 2, orgs[i].code, m->text);
            put(m, sheet, row, 3, m->op->lang == LANG_VI ? orgs[i].name_vi : orgs[i].name_en, NULL);
        }
    }
    m->roles = (size_t)roles + 1;
    m->orgs = (size_t)row + 1;
    return true;
}

static void put_guide(struct making *m, lxw_worksheet *sheet)
{
    note(m, worksheet_set_column(sheet, 0, 0, 110, NULL));
    put(m, sheet, 0, 0, say(m, "roster.template.mark"), m->mark);
    for (int i = 1; i <= GUIDE_LINES; i++) {
        put(m, sheet, (lxw_row_t)i + 1, 0, say(m, arena_printf(m->op->arena, "roster.template.guide.%d", i)), NULL);
    }
}

static void set_formats(struct making *m)
{
    m->mark = workbook_add_format(m->book);
    format_set_bold(m->mark);
    format_set_font_color(m->mark, 0xC00000);
    m->head = workbook_add_format(m->book);
    format_set_bold(m->head);
    format_set_bg_color(m->head, 0xE7EEF7);
    format_set_border(m->head, LXW_BORDER_THIN);
    m->text = workbook_add_format(m->book);
    format_set_num_format(m->text, "@");
}

static bool write_book(struct making *m, const char *path)
{
    m->book = workbook_new(path);
    if (m->book == NULL) {
        return fail_broken(m->op, "xlsxwriter: no workbook");
    }
    set_formats(m);
    lxw_worksheet *table = add_sheet(m, "roster.template.sheet"), *lists = add_sheet(m, "roster.template.lists"),
                  *guide = add_sheet(m, "roster.template.guide");
    bool ok = table != NULL && lists != NULL && guide != NULL && put_lists(m, lists);
    if (ok) {
        put_table(m, table);
        put_guide(m, guide);
    }
    note(m, workbook_close(m->book));
    return !op_failed(m->op) && (m->error == LXW_NO_ERROR || fail_broken(m->op, "xlsxwriter: %s", lxw_strerror(m->error)));
}

static bool put_choices(struct making *m, const char *path)
{
    const struct roster_choice list[] = {
        {'C', say(m, "roster.template.lists"), 'A', m->roles, say(m, "roster.column.role"), say(m, "roster.template.pick_role")},
        {'D', say(m, "roster.template.lists"), 'C', m->orgs, say(m, "roster.column.org"), say(m, "roster.template.pick_org")},
    };
    return roster_put_choices(m->op, path, HEAD_ROW + 2, HEAD_ROW + 1 + ROSTER_ROWS_MAX, list, sizeof list / sizeof list[0]);
}

static bool read_back(struct op *op, const char *path, const void **bytes, size_t *len)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    off_t size = fd < 0 ? -1 : lseek(fd, 0, SEEK_END);
    bool ok = size > 0 && size <= FILE_BYTES_MAX;
    if (ok) {
        char *out = arena_alloc(op->arena, (size_t)size);
        *bytes = out;
        *len = (size_t)size;
        ok = pread(fd, out, *len, 0) == (ssize_t)size;
    }
    if (fd >= 0) {
        (void)close(fd);
    }
    return ok || fail_broken(op, "the workbook of %lld bytes cannot be read back", (long long)size);
}

bool roster_template(struct op *op, struct db *db, const struct actor *actor, const void **bytes, size_t *len)
{
    const char *folder = getenv("TMPDIR");
    char *path = arena_printf(op->arena, "%s/thao-roster-XXXXXX", folder != NULL && *folder != '\0' ? folder : "/tmp");
    struct making m = {.op = op, .db = db, .actor = actor};
    int fd = mkstemp(path);
    if (fd < 0) {
        return fail_broken(op, "no temporary file %s", path);
    }
    (void)close(fd);
    bool ok = write_book(&m, path) && put_choices(&m, path) && read_back(op, path, bytes, len);
    (void)unlink(path);
    return ok;
}
