/* Papers that an applicant got and files it sent, over all its dossiers: what a person keeps in one place, and need not hand in twice. */
#include "api/view_inside.h"
#include "api/view_track.h"
#include "base/text.h"
#include "document/document.h"
#include "dossier/result.h"
#include "form/form.h"
#include "payment/payment.h"

#include <string.h>

/* Forms 06 and 07 are the office's own. */
static bool is_for_applicant(const char *form)
{
    return strcmp(form, "06") != 0 && strcmp(form, "07") != 0;
}

struct paper {
    const char *kind; /* result | form | receipt */
    const char *title, *number, *url; /* url NULL: nothing to download */
    struct instant at;
    const char *status; /* of a result: valid, corrected …; else NULL */
};

static void put_paper(struct op *op, struct json_out *out, const struct view_procedure *p, const struct dossier *d,
                      const struct paper *paper)
{
    json_open_object(out, NULL);
    json_put_text(out, "kind", paper->kind);
    json_put_text(out, "title", paper->title);
    json_put_text(out, "number", paper->number);
    json_put_instant(out, "at", paper->at);
    json_put_text(out, "url", paper->url);
    json_put_text(out, "status_name", paper->status);
    json_put_int(out, "dossier", d->id);
    json_put_text(out, "code", d->code);
    json_put_text(out, "procedure", view_pick(op, p->version.name_vi, p->version.name_en));
    json_close_object(out);
}

static bool put_forms(struct op *op, struct json_out *out, const struct view *v, const struct view_procedure *p, const struct dossier *d)
{
    struct form_issue *list = NULL;
    size_t count = 0;
    if (!paper_list(op, v->db, d->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_for_applicant(list[i].form)) {
            struct paper paper = {"form", text_in(op->lang, "form.title", list[i].form), view_form_number(op, list[i].form, list[i].number, list[i].unit_code),
                                  arena_printf(op->arena, "/api/worlds/%s/forms/%lld/pdf", v->look->world, (long long)list[i].id),
                                  list[i].issued_at, NULL};
            put_paper(op, out, p, d, &paper);
        }
    }
    return true;
}

static bool put_receipts(struct op *op, struct json_out *out, const struct view *v, const struct view_procedure *p, const struct dossier *d)
{
    struct payment *rows = NULL;
    size_t count = 0;
    int64_t last = 0;
    if (!payment_list(op, v->db, d->id, &rows, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (rows[i].request != last && !instant_is_none(rows[i].paid_at)) {
            struct paper paper = {"receipt", text_get(op->lang, "papers.receipt"), rows[i].receipt_number,
                                  arena_printf(op->arena, "/api/worlds/%s/dossiers/%lld/receipts/%lld/pdf", v->look->world,
                                               (long long)d->id, (long long)rows[i].request),
                                  rows[i].paid_at, NULL};
            put_paper(op, out, p, d, &paper);
        }
        last = rows[i].request;
    }
    return true;
}

/* What was decided, once it is in the applicant's hands. */
static bool put_results(struct op *op, struct json_out *out, const struct view *v, const struct view_procedure *p, const struct dossier *d)
{
    struct result *list = NULL;
    size_t count = 0;
    if (d->state != DOSSIER_RETURNED) {
        return true;
    }
    if (!result_list(op, v->db, d->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!instant_is_none(list[i].issued_at)) {
            struct paper paper = {"result", list[i].title, list[i].symbol, NULL, list[i].issued_at,
                                  text_in(op->lang, "papers.status", list[i].status)};
            put_paper(op, out, p, d, &paper);
        }
    }
    return true;
}

static const char *component_name(struct op *op, const struct view_procedure *p, const char *code)
{
    for (size_t i = 0; i < p->component_count; i++) {
        if (strcmp(p->components[i].code, code) == 0) {
            return view_pick(op, p->components[i].name_vi, p->components[i].name_en);
        }
    }
    return code;
}

static bool put_files(struct op *op, struct json_out *out, const struct view *v, const struct view_procedure *p, const struct dossier *d)
{
    struct document *list = NULL;
    size_t count = 0;
    if (!document_list(op, v->db, d->id, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!instant_is_none(list[i].removed_at)) {
            continue;
        }
        json_open_object(out, NULL);
        json_put_int(out, "document", list[i].id);
        json_put_text(out, "file_name", list[i].file_name);
        json_put_int(out, "size", list[i].size);
        json_put_instant(out, "added_at", list[i].added_at);
        json_put_text(out, "component", list[i].component);
        json_put_text(out, "component_name", component_name(op, p, list[i].component));
        json_put_int(out, "dossier", d->id);
        json_put_text(out, "code", d->code);
        json_put_text(out, "url", arena_printf(op->arena, "/api/worlds/%s/dossiers/%lld/documents/%lld/file", v->look->world,
                                               (long long)d->id, (long long)list[i].id));
        json_close_object(out);
    }
    return true;
}

static bool put_received(struct op *op, struct json_out *out, const struct view *v, const struct view_procedure *p, const struct dossier *d)
{
    return put_results(op, out, v, p, d) && put_receipts(op, out, v, p, d) && put_forms(op, out, v, p, d);
}

typedef bool (*put_fn)(struct op *op, struct json_out *out, const struct view *v, const struct view_procedure *p, const struct dossier *d);

static bool put_each(struct op *op, struct json_out *out, struct view *v, const struct search_page *page, const char *key, put_fn put)
{
    json_open_array(out, key);
    for (size_t i = 0; i < page->count; i++) {
        const struct view_procedure *p = view_procedure_of(op, v, page->rows[i].procedure_version);
        if (p == NULL || !put(op, out, v, p, &page->rows[i])) {
            return false;
        }
    }
    json_close_array(out);
    return true;
}

bool view_papers(struct op *op, struct json_out *out, const struct view_look *look)
{
    struct view v = view_of(look);
    struct search_page page = {0};
    bool applicant = look->actor != NULL && strcmp(look->actor->role, role_code(ROLE_APPLICANT)) == 0;
    struct search_query q = {.view = SEARCH_APPLICANT, .account = applicant ? look->actor->account : "", .limit = SEARCH_PAGE_MAX};
    if (applicant && !search_page(op, v.db, &q, &page)) {
        return false;
    }
    return put_each(op, out, &v, &page, "papers", put_received) && put_each(op, out, &v, &page, "files", put_files);
}
