/* The register of the numbers of submission notes. Who may read it is who may read the register of results. */
#include "account/role.h"
#include "api/api_report.h"
#include "api/handlers.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "dossier/numbering.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define PAGE 50

struct numbers_input {
    bool voided;
    int64_t before;
};
static const struct field numbers_members[] = {
    {.name = "voided", .kind = FIELD_BOOL, .offset = offsetof(struct numbers_input, voided), .help = "only those that were not used"},
    {.name = "before", .kind = FIELD_INT, .offset = offsetof(struct numbers_input, before), .max = JSON_INT_MAX, .help = "`after` of the page before"},
};
const struct record numbers_query = RECORD("numbers_query", struct numbers_input, numbers_members);

static void put_number(struct op *op, struct json_out *out, const struct view *v, const struct number_line *n)
{
    const char *status = number_status_choices.codes[number_status_of(n)];
    json_open_object(out, NULL);
    json_put_int(out, "id", n->id);
    json_put_text(out, "number", n->symbol);
    json_put_text(out, "agency_name", view_pick(op, n->agency_vi, n->agency_en));
    json_put_int(out, "dossier", n->dossier);
    json_put_text(out, "code", n->code);
    json_put_text(out, "owner_name", n->owner);
    json_put_text(out, "status", status);
    json_put_text(out, "status_name", text_in(op->lang, "number.status", status));
    json_put_instant(out, "given_at", n->given_at);
    json_put_text(out, "given_by", view_account_name(v, n->given_by));
    json_put_instant(out, "issued_at", n->issued_at);
    json_put_instant(out, "voided_at", n->voided_at);
    json_put_text(out, "voided_by", n->voided_by == NULL ? NULL : view_account_name(v, n->voided_by));
    json_put_text(out, "reason", n->reason);
    json_close_object(out);
}

bool get_submission_numbers(struct op *op, struct request *r)
{
    struct visit *visit = visit_of(r);
    const struct numbers_input *in = r->query;
    const struct actor *actor = app_seat_actor(op, visit);
    struct view_look look = app_look(visit, actor);
    struct number_query query = {.voided = in->voided, .before = in->before, .limit = PAGE};
    struct number_line *lines = NULL;
    size_t count = 0;
    bool more = false;
    if (op_failed(op) || (visit->owner && !register_may_read(op, actor))) {
        return false;
    }
    if (visit->owner && strcmp(actor->role, role_code(ROLE_ONE_STOP_OFFICER)) == 0) {
        query.concerns = org_top(op, actor->org);
    }
    struct view v = view_of(&look);
    if (!view_read_accounts(op, &v) || !number_page(op, v.db, &query, &lines, &count, &more)) {
        return false;
    }
    json_open_array(&r->out, "numbers");
    for (size_t i = 0; i < count; i++) {
        put_number(op, &r->out, &v, &lines[i]);
    }
    json_close_array(&r->out);
    json_put_bool(&r->out, "more", more);
    json_put_text(&r->out, "after", more ? view_number(op, lines[count - 1].id) : NULL);
    return true;
}
