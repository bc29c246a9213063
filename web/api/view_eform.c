#include "api/view_eform.h"

#include "api/view_inside.h"
#include "base/text.h"
#include "dossier/declaration.h"
#include "dossier/prefill.h"

#include <string.h>

#define LIST_MAX 500

/* ---- which there are ---- */

bool view_eform_list(struct op *op, struct json_out *out, const struct view_look *look)
{
    struct procedure_eform_line *list = NULL;
    size_t count = 0;
    if (!procedure_eform_list(op, office_db(look->office), instant_day(look->now), LIST_MAX, &list, &count)) {
        return false;
    }
    json_open_array(out, "procedures");
    for (size_t i = 0; i < count; i++) {
        bool first = i == 0 || strcmp(list[i].procedure, list[i - 1].procedure) != 0;
        bool last = i + 1 == count || strcmp(list[i].procedure, list[i + 1].procedure) != 0;
        if (first) {
            json_open_object(out, NULL);
            json_put_text(out, "code", list[i].procedure);
            json_put_text(out, "name", view_pick(op, list[i].name_vi, list[i].name_en));
            json_open_array(out, "eforms");
        }
        json_open_object(out, NULL);
        json_put_text(out, "code", list[i].code);
        json_put_text(out, "title", view_pick(op, list[i].title_vi, list[i].title_en));
        json_put_text(out, "certainty", list[i].certainty);
        json_close_object(out);
        if (last) {
            json_close_array(out);
            json_close_object(out);
        }
    }
    json_close_array(out);
    return true;
}

/* ---- one procedure's ---- */

static const char *shown_day(struct op *op, struct instant at)
{
    char iso[DAY_TEXT];
    return text_day(op, day_format(instant_day(at), iso));
}

static const char *offer_text(struct op *op, const struct prefill *offer)
{
    if (offer->dossier == 0) {
        return text_get(op->lang, "prefill.person");
    }
    return offer->dossier_code == NULL
               ? view_say(op, "prefill.earlier", "day", shown_day(op, offer->at), NULL)
               : view_say(op, "prefill.earlier_code", "day", shown_day(op, offer->at), "code", offer->dossier_code, NULL);
}

static bool put_offers(struct op *op, struct json_out *out, struct db *db, const struct account *person,
                       const struct procedure_eform *form)
{
    struct prefill *offers = NULL;
    size_t count = 0;
    if (person != NULL && !prefill_of(op, db, person, form, &offers, &count)) {
        return false;
    }
    json_open_array(out, "prefill");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "pointer", offers[i].pointer);
        json_put_node(out, "value", offers[i].value);
        json_put_text(out, "from", offers[i].dossier == 0 ? "person" : "earlier");
        json_put_text(out, "text", offer_text(op, &offers[i]));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

static void put_head(struct op *op, struct json_out *out, const char *code, const char *title_vi, const char *title_en,
                     const char *certainty)
{
    json_put_text(out, "code", code);
    json_put_text(out, "title", view_pick(op, title_vi, title_en));
    json_put_text(out, "certainty", certainty);
}

bool view_procedure_eforms(struct op *op, struct json_out *out, const struct view_look *look, const char *procedure)
{
    struct db *db = office_db(look->office);
    struct procedure_version version;
    struct procedure_eform *forms = NULL;
    struct account person;
    size_t count = 0;
    if (!procedure_version_on(op, db, procedure, instant_day(look->now), &version) || !procedure_eforms(op, db, version.id, &forms, &count) ||
        (look->actor != NULL && !account_get(op, db, look->actor->account, &person))) {
        return false;
    }
    json_open_object(out, "procedure");
    json_put_text(out, "code", procedure);
    json_put_text(out, "name", view_pick(op, version.name_vi, version.name_en));
    json_close_object(out);
    json_put_int(out, "version", version.number);
    json_open_array(out, "eforms");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        put_head(op, out, forms[i].code, forms[i].title_vi, forms[i].title_en, forms[i].certainty);
        json_put_text(out, "source", forms[i].source);
        json_put_node(out, "schema", forms[i].schema);
        if (!put_offers(op, out, db, look->actor == NULL ? NULL : &person, &forms[i])) {
            return false;
        }
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

/* ---- judging before filing ---- */

bool view_eform_check(struct op *op, struct json_out *out, const struct view_look *look, const char *procedure,
                      const struct json *forms)
{
    struct procedure_version version;
    struct op inner;
    op_init(&inner, op->arena, op->id, op->lang);
    if (!procedure_version_on(op, office_db(look->office), procedure, instant_day(look->now), &version)) {
        return false;
    }
    bool fits = declaration_check(&inner, office_db(look->office), version.id, forms, true);
    if (!fits && inner.error.fields == NULL) { /* not the declaration's fault, or too much of it */
        op->error = inner.error;
        return false;
    }
    json_put_bool(out, "fits", fits);
    json_put_text(out, "text", fits ? text_get(op->lang, "declaration.fits") : text_error(&inner));
    json_open_array(out, "fields");
    for (const struct field_error *e = inner.error.fields; e != NULL; e = e->next) {
        json_open_object(out, NULL);
        json_put_text(out, "field", e->field);
        json_put_text(out, "key", e->key);
        json_put_text(out, "detail", text_format(op->arena, op->lang, e->key, e->args, e->arg_count));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

/* ---- what was declared ---- */

bool view_dossier_declarations(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d)
{
    struct view v = view_of(look);
    struct view_subject s;
    struct declaration *list = NULL;
    size_t count = 0;
    if (!view_take(op, &v, d, &s) || !declaration_list(op, v.db, d->id, &list, &count)) {
        return false;
    }
    json_open_array(out, "declarations");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        put_head(op, out, list[i].code, list[i].title_vi, list[i].title_en, list[i].certainty);
        json_put_int(out, "revision", list[i].revision);
        json_put_instant(out, "at", list[i].at);
        json_put_node(out, "schema", list[i].schema);
        json_put_node(out, "data", list[i].data);
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}
