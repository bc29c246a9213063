/* Files of a dossier. What is sent in was received before the world was opened (app_enter); here the act that mentions it runs, and
 * the file gets its name inside the act's transaction, so a refused act leaves nothing behind. */
#include "api/api_document.h"
#include "api/app.h"
#include "api/handlers.h"
#include "api/view_attempt.h"
#include "api/view_document.h"
#include "document/blob.h"
#include "form/form.h"

#include <stddef.h>
#include <string.h>

struct document_input {
    const char *component;
    const char *file_name;
};
struct file_input {
    bool download;
};
static const struct field document_fields[] = {
    {.name = "component", .kind = FIELD_TEXT, .offset = offsetof(struct document_input, component), .flags = FIELD_REQUIRED,
     .max = 60, .help = "code of the procedure's component"},
    {.name = "file_name", .kind = FIELD_TEXT, .offset = offsetof(struct document_input, file_name), .flags = FIELD_REQUIRED,
     .max = DOCUMENT_NAME_MAX},
};
static const struct field file_fields[] = {
    {.name = "download", .kind = FIELD_BOOL, .offset = offsetof(struct file_input, download),
     .help = "hand it out even where a browser could show it"},
};
const struct record document_query = RECORD("document_query", struct document_input, document_fields);
const struct record upload_query = RECORD("upload_query", struct document_input, (*(const struct field(*)[1])&document_fields[1]));
const struct record document_file_query = RECORD("document_file_query", struct file_input, file_fields);

bool get_documents(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    const struct actor *actor = app_seat_actor(op, v);
    if (op_failed(op)) {
        return false;
    }
    struct view_look look = app_look(v, app_who_may(v, actor));
    return view_documents(op, &r->out, &look, request_int(r, "dossier"));
}

/* ---- in ---- */

struct keeping {
    const char *folder;
    struct blob *blob;
};

static bool keep(struct op *op, void *self)
{
    const struct keeping *k = self;
    return blob_keep(op, k->folder, k->blob);
}

/* The input of document.add or draft.attach: `whose` names the dossier or the draft. */
static const struct json *add_input(struct op *op, struct request *r, const char *whose, int64_t id)
{
    const struct document_input *in = r->query;
    const struct blob *blob = received_of(r);
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, 8192);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_int(&out, whose, id);
    json_put_text(&out, "component", in->component);
    json_put_text(&out, "file_name", in->file_name);
    json_put_text(&out, "media_type", blob->type->mime);
    json_put_int(&out, "size", blob->size);
    json_put_text(&out, "blob", blob->sha256);
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

bool document_send(struct op *op, struct request *r, const char *whose, int64_t id, struct act_answer *answer)
{
    struct visit *v = visit_of(r);
    struct keeping keeping = {ground_blobs(v->ground), received_of(r)};
    if (!app_match_generation(op, r)) {
        return false;
    }
    if (v->seat == NULL) {
        return fail(op, E_STATE, "seat.none", NULL);
    }
    struct play_call call = {.seat = v->seat, .act = r->route->act, .input = add_input(op, r, whose, id),
                             .version = r->match.given ? r->match.version : -1, .idempotency_key = r->idempotency_key,
                             .settle = keep, .settle_self = &keeping};
    return call.input != NULL && visit_act(op, v, &call, answer);
}

bool post_document(struct op *op, struct request *r)
{
    struct act_answer answer;
    return document_send(op, r, "dossier", request_int(r, "dossier"), &answer) && app_put_answer(op, r, &answer);
}

bool post_upload(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    const struct document_input *in = r->query;
    const struct blob *blob = received_of(r);
    struct act_answer answer;
    struct document *list = NULL;
    size_t count = 0;
    if (!document_send(op, r, "dossier", 0, &answer) || !document_loose(op, play_db(v->play), v->seat, &list, &count)) {
        return false;
    }
    for (size_t i = count; i-- > 0;) { /* the newest of that name and content: the one just sent, also at a repeat */
        if (strcmp(list[i].blob, blob->sha256) == 0 && strcmp(list[i].file_name, in->file_name) == 0) {
            json_put_int(&r->out, "document", list[i].id);
            json_put_text(&r->out, "file_name", list[i].file_name);
            json_put_text(&r->out, "media_type", list[i].media_type);
            json_put_int(&r->out, "size", list[i].size);
            return true;
        }
    }
    return fail(op, E_MISSING, "document.unknown", NULL);
}

/* ---- out ---- */

/* RFC 6266: a plain name for old browsers, the true one in UTF-8 beside it. */
static const char *disposition(struct op *op, const char *how, const char *name)
{
    static const char hex[] = "0123456789ABCDEF";
    struct strbuf plain, full;
    strbuf_init(&plain, op->arena, DOCUMENT_NAME_MAX + 10);
    strbuf_init(&full, op->arena, (size_t)DOCUMENT_NAME_MAX * 3 + 10);
    for (const unsigned char *c = (const unsigned char *)name; *c != '\0'; c++) {
        bool safe = (*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') || *c == '.' || *c == '-' || *c == '_';
        strbuf_add(&plain, safe ? (const char *)c : "_", 1);
        if (safe) {
            strbuf_add(&full, (const char *)c, 1);
        } else {
            strbuf_add(&full, (const char[]){'%', hex[*c >> 4], hex[*c & 15]}, 3);
        }
    }
    return arena_printf(op->arena, "%s; filename=\"%s\"; filename*=UTF-8''%s", how, plain.data, full.data);
}

bool document_hand_out(struct op *op, struct request *r, const struct document *document, bool download)
{
    int64_t size = 0;
    int file = blob_open(op, ground_blobs(visit_of(r)->ground), document->blob, &size);
    if (file < 0) {
        return false;
    }
    const struct blob_type *type = blob_type_find(document->media_type);
    bool shown = type != NULL && type->shown && !download;
    exchange_answer_file(r->exchange, 200, type != NULL ? type->mime : "application/octet-stream", file, size);
    exchange_set(r->exchange, "Content-Disposition", disposition(op, shown ? "inline" : "attachment", document->file_name));
    r->exchange->strangers = true;
    return true;
}

bool get_document_file(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    const struct file_input *in = r->query;
    const struct actor *actor = app_seat_actor(op, v);
    struct view_look look = app_look(v, actor);
    struct dossier d;
    struct document document;
    if (op_failed(op) || !view_may_see(op, &look, request_int(r, "dossier"), &d) ||
        !document_get(op, play_db(v->play), request_int(r, "document"), &document)) {
        return false;
    }
    if (document.dossier != d.id) {
        return fail(op, E_MISSING, "document.unknown", NULL);
    }
    return document_hand_out(op, r, &document, in->download);
}

bool get_specimen(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    const struct actor *actor = app_seat_actor(op, v);
    struct view_look look = app_look(v, actor);
    const char *component = request_text(r, "component");
    struct dossier d;
    const void *bytes = NULL;
    size_t len = 0;
    if (op_failed(op) || !view_may_see(op, &look, request_int(r, "dossier"), &d)) {
        return false;
    }
    const struct json *data = view_specimen(op, &look, &d, component);
    if (data == NULL || !form_draw(op, "GT", data, &bytes, &len)) {
        return false;
    }
    exchange_set(r->exchange, "Content-Disposition", disposition(op, "inline", arena_printf(op->arena, "%s.pdf", component)));
    exchange_answer(r->exchange, 200, "application/pdf", bytes, len);
    return true;
}
