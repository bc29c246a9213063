#include "api/view_document.h"

#include "api/view_inside.h"
#include "base/text.h"
#include "document/blob.h"
#include "document/mark.h"
#include "dossier/work.h"

#include <string.h>

#define DATA_MAX 16384

bool view_may_see(struct op *op, const struct view_look *look, int64_t dossier, struct dossier *out)
{
    const struct actor *actor = look->actor;
    if (!dossier_get(op, office_db(look->office), dossier, out)) {
        return false;
    }
    if (actor != NULL && strcmp(actor->role, role_code(ROLE_APPLICANT)) == 0 && strcmp(out->applicant, actor->account) != 0) {
        return fail(op, E_MISSING, "dossier.unknown", "dossier", view_number(op, dossier), NULL);
    }
    return true;
}

/* ---- what may be attached where ---- */

struct filing {
    struct view view;
    const struct dossier *d;
    enum step_kind at;
    const struct view_procedure *procedure;
    struct dossier_component *given;
    size_t given_count;
    struct document *documents;
    size_t document_count;
};

static const struct dossier_component *given_of(const struct filing *f, const char *code)
{
    for (size_t i = 0; i < f->given_count; i++) {
        if (strcmp(f->given[i].code, code) == 0) {
            return &f->given[i];
        }
    }
    return NULL;
}

static const struct procedure_component *component_of(const struct filing *f, const char *code)
{
    for (size_t i = 0; i < f->procedure->component_count; i++) {
        if (strcmp(f->procedure->components[i].code, code) == 0) {
            return &f->procedure->components[i];
        }
    }
    return NULL;
}

static bool has_file(const struct filing *f, const char *code)
{
    for (size_t i = 0; i < f->document_count; i++) {
        if (instant_is_none(f->documents[i].removed_at) && strcmp(f->documents[i].component, code) == 0) {
            return true;
        }
    }
    return false;
}

/* The sentence, or NULL. */
static const char *why_not(struct op *op, const struct filing *f, const struct procedure_component *c)
{
    const struct actor *actor = f->view.look->actor;
    enum digitised digitised;
    const char *key = actor == NULL ? "document.not_now"
                                    : document_problem(f->d, f->at, c, given_of(f, c->code), actor, &digitised);
    const char *role = f->d->step_role < 0 ? "" : role_code((enum role)f->d->step_role);
    const char *holder = view_account_name(&f->view, f->d->step_account);
    return key == NULL ? NULL
                       : view_say(op, key, "role", arena_printf(op->arena, "@role.%s", role), "account",
                                  holder == NULL ? "" : holder, NULL);
}

static void put_components(struct op *op, struct json_out *out, const struct filing *f)
{
    json_open_array(out, "components");
    for (size_t i = 0; i < f->procedure->component_count; i++) {
        const struct procedure_component *c = &f->procedure->components[i];
        const struct dossier_component *given = given_of(f, c->code);
        const char *why = why_not(op, f, c);
        bool stands_in = given != NULL && !instant_is_none(given->provided_at) && !has_file(f, c->code);
        json_open_object(out, NULL);
        json_put_text(out, "code", c->code);
        json_put_bool(out, "may_add", why == NULL);
        json_put_text(out, "why", why);
        json_put_text(out, "specimen", stands_in ? arena_printf(op->arena, "/api/worlds/%s/dossiers/%lld/components/%s/specimen",
                                                                f->view.look->world, (long long)f->d->id, c->code)
                                                 : NULL);
        json_close_object(out);
    }
    json_close_array(out);
}

static bool put_reusable(struct op *op, struct json_out *out, const struct filing *f)
{
    const struct actor *actor = f->view.look->actor;
    struct document *list = NULL;
    size_t count = 0;
    bool officer = actor != NULL && strcmp(actor->role, role_code(ROLE_APPLICANT)) != 0;
    if (officer && f->at == STEP_INTAKE && !document_reusable(op, f->view.db, f->d, &list, &count)) {
        return false;
    }
    json_open_array(out, "reusable");
    for (size_t i = 0; i < count; i++) {
        struct dossier from;
        if (!dossier_get(op, f->view.db, list[i].dossier, &from)) {
            return false;
        }
        json_open_object(out, NULL);
        json_put_int(out, "document", list[i].id);
        json_put_text(out, "file_name", list[i].file_name);
        json_put_text(out, "component", list[i].component);
        json_put_text(out, "dossier", from.code != NULL ? from.code : view_number(op, from.id));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

/* ---- one file ---- */

static bool is_sent(const struct filing *f, const struct document *d)
{
    const struct account *by = view_account(&f->view, d->added_by);
    return by != NULL && by->role == ROLE_APPLICANT;
}

/* What it is called: a file that nobody digitised was sent by the applicant, or an officer took it out of the count. */
static const char *digitised_name(struct op *op, int64_t digitised, bool sent)
{
    return digitised == DIGITISED_NO && !sent ? text_get(op->lang, "document.digitised.none")
                                              : text_get(op->lang, arena_printf(op->arena, "document.digitised.%lld", (long long)digitised));
}

/* Ways in which the seat may mark it, and why not the others; empty where it may not mark it at all. */
static void put_marks(struct op *op, struct json_out *out, const struct filing *f, const struct document *d)
{
    const struct actor *actor = f->view.look->actor;
    const struct procedure_component *c = component_of(f, d->component);
    bool sent = is_sent(f, d), offered = false;
    const char *why[DIGITISED_FROM_RESULT + 1] = {0};
    for (int64_t i = DIGITISED_NO; i <= DIGITISED_FROM_RESULT && actor != NULL && c != NULL && instant_is_none(d->removed_at); i++) {
        why[i] = document_mark_problem(f->d, f->at, c, d, sent, actor, i);
        offered = offered || why[i] == NULL;
    }
    json_open_array(out, "marks");
    for (int64_t i = DIGITISED_NO; i <= DIGITISED_FROM_RESULT && offered && view_may_ever(actor, "document.mark_digitised"); i++) {
        json_open_object(out, NULL);
        json_put_int(out, "digitised", i);
        json_put_text(out, "name", digitised_name(op, i, sent));
        json_put_text(out, "why", why[i] == NULL ? NULL : view_say(op, why[i], NULL));
        json_put_bool(out, "needs_source", i == DIGITISED_FROM_DOSSIER || i == DIGITISED_FROM_RESULT);
        json_close_object(out);
    }
    json_close_array(out);
}

static void put_document(struct op *op, struct json_out *out, const struct filing *f, const struct document *d)
{
    const struct view *v = &f->view;
    const struct actor *actor = v->look->actor;
    const struct blob_type *type = blob_type_find(d->media_type);
    json_open_object(out, NULL);
    json_put_int(out, "id", d->id);
    json_put_text(out, "component", d->component);
    json_put_text(out, "file_name", d->file_name);
    json_put_text(out, "media_type", d->media_type);
    json_put_int(out, "size", d->size);
    json_put_int(out, "digitised", d->digitised);
    json_put_text(out, "digitised_name", digitised_name(op, d->digitised, is_sent(f, d)));
    json_put_text(out, "added_by", view_account_name(v, d->added_by));
    json_put_instant(out, "added_at", d->added_at);
    json_put_text(out, "removed_by", view_account_name(v, d->removed_by));
    json_put_instant(out, "removed_at", d->removed_at);
    json_put_bool(out, "mine", actor != NULL && strcmp(actor->account, d->added_by) == 0);
    json_put_bool(out, "shown", type != NULL && type->shown);
    json_put_text(out, "sha256", d->blob);
    json_put_text(out, "url", arena_printf(op->arena, "/api/worlds/%s/dossiers/%lld/documents/%lld/file", v->look->world,
                                           (long long)d->dossier, (long long)d->id));
    put_marks(op, out, f, d);
    json_close_object(out);
}

void view_put_file_limits(struct json_out *out)
{
    const struct blob_type *type;
    json_put_int(out, "max_bytes", (int64_t)BLOB_MAX);
    json_open_array(out, "endings");
    for (size_t i = 0; (type = blob_type_at(i)) != NULL; i++) {
        json_put_text(out, NULL, type->extensions);
    }
    json_close_array(out);
}

bool view_documents(struct op *op, struct json_out *out, const struct view_look *look, int64_t dossier)
{
    struct dossier d;
    struct filing f = {.view = view_of(look), .d = &d, .at = STEP_INTAKE};
    if (!view_may_see(op, look, dossier, &d) || !view_read_accounts(op, &f.view) || !work_kind(op, f.view.db, &d, &f.at) ||
        (f.procedure = view_procedure_of(op, &f.view, d.procedure_version)) == NULL ||
        !dossier_components(op, f.view.db, dossier, &f.given, &f.given_count) ||
        !document_list(op, f.view.db, dossier, &f.documents, &f.document_count)) {
        return false;
    }
    json_open_array(out, "documents");
    for (size_t i = 0; i < f.document_count; i++) {
        put_document(op, out, &f, &f.documents[i]);
    }
    json_close_array(out);
    put_components(op, out, &f);
    view_put_file_limits(out);
    return put_reusable(op, out, &f);
}

/* ---- a paper that was filed without a file ---- */

static const struct json *specimen_data(struct op *op, const struct dossier *d, const struct view_procedure *p,
                                        const struct procedure_component *c, struct instant provided_at)
{
    const char *kind_key = arena_printf(op->arena, "component.kind.%s", c->kind);
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, DATA_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_text(&out, "component_name", c->name_vi);
    json_put_text(&out, "kind", text_has(kind_key) ? text_get(LANG_VI, kind_key) : c->kind);
    json_put_text(&out, "owner_name", json_get_text(d->owner, "name", "……"));
    json_put_text(&out, "owner_id", json_get_text(d->owner, "id_no", NULL));
    json_put_text(&out, "address", json_get_text(d->owner, "address", NULL));
    json_put_text(&out, "procedure_code", p->version.procedure);
    json_put_text(&out, "procedure_name", p->version.name_vi);
    json_put_instant(&out, "provided_at", provided_at);
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

const struct json *view_specimen(struct op *op, const struct view_look *look, const struct dossier *d, const char *component)
{
    struct view v = view_of(look);
    struct dossier_component *given = NULL;
    size_t count = 0, k = 0;
    const struct view_procedure *p = view_procedure_of(op, &v, d->procedure_version);
    if (p == NULL || !dossier_components(op, v.db, d->id, &given, &count)) {
        return NULL;
    }
    while (k < p->component_count && strcmp(p->components[k].code, component) != 0) {
        k++;
    }
    for (size_t i = 0; i < count && k < p->component_count; i++) {
        if (strcmp(given[i].code, component) == 0 && !instant_is_none(given[i].provided_at)) {
            return specimen_data(op, d, p, &p->components[k], given[i].provided_at);
        }
    }
    (void)fail(op, E_MISSING, "document.unknown", NULL);
    return NULL;
}
