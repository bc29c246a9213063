#include "dossier/control_sheets.h"

#include "core_sql.h"
#include "dossier/paper.h"

#include <string.h>

static bool read_rows(struct op *op, struct db *db, const struct control_sheets_query *query, struct control_sheet *list, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_control_sheets);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "from", query->from);
    bind_instant(s, "past", query->past);
    bind_text(s, "field", query->field);
    bind_text(s, "top", query->top);
    bind_int(s, "max", CONTROL_SHEETS_MAX + 1);
    while (stmt_row(s)) {
        list[(*count)++] = (struct control_sheet){
            .issue = col_int(s, "issue"),
            .number = col_int(s, "number"),
            .code = col_text(s, "code"),
            .procedure_name = col_text(s, "procedure_name"),
            .owner = col_text(s, "owner"),
            .lead_agency = col_text(s, "lead_agency"),
            .accepted_at = col_instant(s, "accepted_at"),
            .due_at = col_instant(s, "due_at"),
        };
    }
    return stmt_done(s);
}

bool control_sheets_read(struct op *op, struct db *db, const struct control_sheets_query *query, struct control_sheet **out,
                         size_t *count)
{
    struct control_sheet *list = arena_array(op->arena, CONTROL_SHEETS_MAX + 1, sizeof *list);
    *out = list;
    *count = 0;
    if (!read_rows(op, db, query, list, count)) {
        return false;
    }
    for (size_t i = 0; i < *count && i < CONTROL_SHEETS_MAX; i++) {
        struct form_issue issue = {0};
        if (!paper_get(op, db, list[i].issue, &issue) || (list[i].data = paper_data(op, db, &issue)) == NULL) {
            return false;
        }
    }
    return true;
}

static int64_t late_steps(const struct json *handovers)
{
    int64_t late = 0;
    for (const struct json *n = handovers == NULL ? NULL : handovers->first; n != NULL; n = n->next) {
        late += strcmp(json_get_text(n, "result", ""), "Quá hạn") == 0;
    }
    return late;
}

void control_sheets_put_rows(struct op *op, struct json_out *out, const struct control_sheet *list, size_t count)
{
    json_open_array(out, "rows");
    for (size_t i = 0; i < count; i++) {
        const struct json *handovers = json_get(list[i].data, "handovers");
        json_open_object(out, NULL);
        json_put_text(out, "dossier_code", list[i].code);
        json_put_text(out, "sheet", arena_int(op->arena, list[i].number));
        json_put_text(out, "procedure_name", list[i].procedure_name);
        json_put_text(out, "owner_name", list[i].owner);
        json_put_text(out, "lead_agency", list[i].lead_agency);
        json_put_instant(out, "received_at", list[i].accepted_at);
        json_put_instant(out, "due_at", list[i].due_at);
        json_put_text(out, "moves", arena_int(op->arena, handovers == NULL ? 0 : (int64_t)handovers->count));
        json_put_text(out, "late", arena_int(op->arena, late_steps(handovers)));
        json_close_object(out);
    }
    json_close_array(out);
}

void control_sheets_put(struct json_out *out, const struct control_sheet *list, size_t count)
{
    json_open_array(out, "sheets");
    for (size_t i = 0; i < count; i++) {
        json_put_node(out, NULL, list[i].data);
    }
    json_close_array(out);
}
