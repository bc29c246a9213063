/* Registers of a period (form 07, and the control sheets, form 06): those issued, and their papers. Who may read them is who may read the register of results. */
#include "account/role.h"
#include "api/api_look.h"
#include "api/api_report.h"
#include "api/handlers.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "catalogue/browse.h"
#include "dossier/tracking.h"
#include "form/form.h"

#include <string.h>

static bool is_counter(const struct actor *actor)
{
    return actor != NULL && strcmp(actor->role, role_code(ROLE_ONE_STOP_OFFICER)) == 0;
}

/* A counter sees its own; the others of the office see all. */
static bool begin(struct op *op, struct request *r, struct view_look *look, const char **org)
{
    struct visit *visit = visit_of(r);
    const struct actor *actor = app_seat_actor(op, visit);
    *look = app_look(visit, actor);
    op->now = look->now;
    *org = visit->owner && is_counter(actor) ? actor->org : NULL;
    return !op_failed(op) && (!visit->owner || register_may_read(op, actor));
}

static bool put_fields(struct op *op, struct json_out *out, struct db *db)
{
    struct catalogue_field *fields = NULL;
    size_t count = 0;
    if (!browse_fields(op, db, &fields, &count)) {
        return false;
    }
    json_open_array(out, "fields");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "code", fields[i].code);
        json_put_text(out, "name", view_pick(op, fields[i].name_vi, fields[i].name_en));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

bool get_registers(struct op *op, struct request *r)
{
    struct view_look look;
    const char *org = NULL;
    struct tracking *list = NULL;
    size_t count = 0;
    if (!begin(op, r, &look, &org)) {
        return false;
    }
    struct view v = view_of(&look);
    if (!view_read_accounts(op, &v) || !tracking_list(op, v.db, org, &list, &count)) {
        return false;
    }
    json_put_bool(&r->out, "may_issue", is_counter(look.actor));
    json_open_array(&r->out, "registers");
    for (size_t i = 0; i < count; i++) {
        const struct tracking *t = &list[i];
        json_open_object(&r->out, NULL);
        json_put_int(&r->out, "id", t->id);
        bool sheets = strcmp(t->form, "06") == 0;
        json_put_text(&r->out, "form", t->form);
        json_put_text(&r->out, "form_name", text_in(op->lang, "form.title", t->form));
        json_put_text(&r->out, "number", view_form_number(op, sheets ? "PK" : t->form, t->number, t->unit_code));
        json_put_text(&r->out, "field_name", t->field == NULL ? NULL : view_pick(op, t->field_vi, t->field_en));
        json_put_text(&r->out, "from", report_day_text(op, t->first_day));
        json_put_text(&r->out, "to", report_day_text(op, t->last_day));
        json_put_int(&r->out, "entries", t->entries);
        json_put_instant(&r->out, "issued_at", t->issued_at);
        json_put_text(&r->out, "issued_by", view_account_name(&v, t->issued_by));
        json_put_text(&r->out, "url", arena_printf(op->arena, "/api/worlds/%s/registers/%lld/pdf", look.world, (long long)t->id));
        json_close_object(&r->out);
    }
    json_close_array(&r->out);
    return put_fields(op, &r->out, v.db);
}

/* Control sheets behind their list. */
static bool draw_sheets(struct op *op, const struct json *cover, const struct json *sheets, const void **bytes, size_t *len)
{
    struct form_copy *copies = arena_array(op->arena, sheets->count + 1, sizeof *copies);
    size_t count = 0;
    copies[count++] = (struct form_copy){"PK", cover};
    for (const struct json *n = sheets->first; n != NULL; n = n->next) {
        copies[count++] = (struct form_copy){"06", n};
    }
    return form_draw_bundle(op, copies, count, bytes, len);
}

bool get_register_pdf(struct op *op, struct request *r)
{
    struct view_look look;
    const char *org = NULL;
    const void *bytes = NULL;
    size_t len = 0;
    if (!begin(op, r, &look, &org)) {
        return false;
    }
    const struct json *data = tracking_data(op, play_db(visit_of(r)->play), org, request_int(r, "register"));
    if (data == NULL) {
        return false;
    }
    const struct json *sheets = json_get(data, "sheets"), *cover = sheets == NULL ? data : json_get(data, "cover");
    if (!(sheets == NULL ? form_draw(op, "07", data, &bytes, &len) : draw_sheets(op, cover, sheets, &bytes, &len))) {
        return false;
    }
    exchange_set(r->exchange, "Content-Disposition",
                 arena_printf(op->arena, "inline; filename=\"mau-%s-%s.pdf\"", sheets == NULL ? "07" : "06", json_get_text(cover, "number", "")));
    exchange_answer(r->exchange, 200, "application/pdf", bytes, len);
    return true;
}
