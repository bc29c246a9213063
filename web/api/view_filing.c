#include "api/view_filing.h"

#include "account/account.h"
#include "api/view_document.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "base/viet.h"
#include "calendar/explain.h"
#include "catalogue/procedure_variant.h"
#include "document/draft_file.h"
#include "org/org.h"

#include <string.h>

/* ---- who and where ---- */

/* Whose head sits in this office: there a dossier can be decided. */
static bool decides(const struct account *heads, size_t count, const char *org)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(heads[i].org, org) == 0) {
            return true;
        }
    }
    return false;
}

/* All organisations of the office, for their names and for whoever chooses where to file. */
static bool put_orgs(struct op *op, struct json_out *out, const struct view_look *look)
{
    struct org *list = NULL;
    struct account *heads = NULL;
    size_t count = 0, head_count = 0;
    if (!org_list(op, office_db(look->office), &list, &count) ||
        !account_list_by_role(op, office_db(look->office), ROLE_DIRECTOR, &heads, &head_count)) {
        return false;
    }
    json_open_array(out, "orgs");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "code", list[i].code);
        json_put_text(out, "name", view_pick(op, list[i].name_vi, list[i].name_en));
        json_put_text(out, "kind", list[i].kind);
        json_put_text(out, "place", list[i].place);
        json_put_bool(out, "decides", decides(heads, head_count, list[i].code));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

/* Synthetic identities an officer may choose from; an applicant sees only its own, who has no seat none. */
static bool put_applicants(struct op *op, struct json_out *out, const struct view_look *look)
{
    static const char *const members[] = {"name", "kind", "id_no", "address", "phone", "email"};
    struct account *list = NULL;
    size_t count = 0;
    bool applicant = look->actor != NULL && strcmp(look->actor->role, role_code(ROLE_APPLICANT)) == 0;
    if (!account_list_by_role(op, office_db(look->office), ROLE_APPLICANT, &list, &count)) {
        return false;
    }
    json_open_array(out, "applicants");
    for (size_t i = 0; i < count; i++) {
        if (list[i].person == NULL || look->actor == NULL || (applicant && strcmp(list[i].id, look->actor->account) != 0)) {
            continue;
        }
        json_open_object(out, NULL);
        json_put_text(out, "account", list[i].id);
        for (size_t k = 0; k < sizeof members / sizeof members[0]; k++) {
            json_put_text(out, members[k], json_get_text(list[i].person, members[k], k < 2 ? "" : NULL));
        }
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

/* ---- procedures ---- */

static void put_head(struct op *op, struct json_out *out, const struct procedure_version *p)
{
    json_put_text(out, "code", p->procedure);
    json_put_text(out, "name", view_pick(op, p->name_vi, p->name_en));
    json_put_text(out, "field", p->field);
    json_put_text(out, "level", p->level);
    json_put_text(out, "term", explain_term(op, p->term));
    json_put_text(out, "fee", view_pick(op, p->fee_text_vi, p->fee_text_en));
    json_put_text(out, "result", view_pick(op, p->result_vi, p->result_en));
    json_put_bool(out, "non_territorial", p->non_territorial);
}

/* Every word of q somewhere in code, name or field; accents do not matter. */
static bool fits(struct op *op, const struct procedure_version *p, const char *q)
{
    if (q == NULL || *q == '\0') {
        return true;
    }
    const char *hay = viet_fold(op->arena, arena_printf(op->arena, "%s %s %s %s", p->procedure, p->name_vi, p->name_en, p->field));
    char *word = arena_strdup(op->arena, viet_fold(op->arena, q)), *rest = NULL;
    for (word = strtok_r(word, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        if (strstr(hay, word) == NULL) {
            return false;
        }
    }
    return true;
}

bool view_filing(struct op *op, struct json_out *out, const struct view_look *look, const char *q)
{
    struct procedure_version *list = NULL;
    size_t count = 0;
    if (!procedure_list_on(op, office_db(look->office), instant_day(look->now), &list, &count)) {
        return false;
    }
    json_open_array(out, "procedures");
    for (size_t i = 0; i < count; i++) {
        if (fits(op, &list[i], q)) {
            json_open_object(out, NULL);
            put_head(op, out, &list[i]);
            json_close_object(out);
        }
    }
    json_close_array(out);
    return put_orgs(op, out, look) && put_applicants(op, out, look);
}

static void put_components(struct op *op, struct json_out *out, const struct procedure_component *list, size_t count)
{
    json_open_array(out, "components");
    for (size_t i = 0; i < count; i++) {
        const char *kind = arena_printf(op->arena, "component.kind.%s", list[i].kind);
        json_open_object(out, NULL);
        json_put_text(out, "code", list[i].code);
        json_put_text(out, "name", view_pick(op, list[i].name_vi, list[i].name_en));
        json_put_bool(out, "required", list[i].required);
        json_put_text(out, "kind_name", text_has(kind) ? text_get(op->lang, kind) : list[i].kind);
        json_put_text(out, "replaced_by_data", list[i].replaced_by_data);
        const char *problem = document_handling_problem(&list[i]);
        json_put_text(out, "no_file", problem == NULL ? NULL : view_say(op, problem, NULL));
        json_put_text(out, "certainty", list[i].certainty);
        json_close_object(out);
    }
    json_close_array(out);
}

static void put_steps(struct op *op, struct json_out *out, const struct procedure_step *list, size_t count)
{
    json_open_array(out, "steps");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_int(out, "no", list[i].no);
        json_put_text(out, "name", view_pick(op, list[i].name_vi, list[i].name_en));
        json_put_text(out, "role_name", view_role_name(op, role_code((enum role)list[i].role)));
        json_close_object(out);
    }
    json_close_array(out);
}

/* The cases that have a name and a term of their own wherever the procedure is done: which one it is turns out in handling. */
static bool put_cases(struct op *op, struct json_out *out, struct db *db, int64_t version)
{
    const struct procedure_variant *list = NULL;
    size_t count = 0;
    if (!procedure_variants(op, db, version, &list, &count)) {
        return false;
    }
    json_open_array(out, "cases");
    for (size_t i = 0; i < count; i++) {
        if (list[i].province == NULL) {
            json_open_object(out, NULL);
            json_put_text(out, "name", view_pick(op, list[i].name_vi, list[i].name_en));
            json_put_text(out, "term", explain_term(op, list[i].term));
            json_close_object(out);
        }
    }
    json_close_array(out);
    return true;
}

bool view_filing_procedure(struct op *op, struct json_out *out, const struct view_look *look, const char *code)
{
    struct db *db = office_db(look->office);
    struct procedure_version p;
    struct procedure_component *parts = NULL;
    struct procedure_step *steps = NULL;
    size_t part_count = 0, step_count = 0;
    if (!procedure_version_on(op, db, code, instant_day(look->now), &p) ||
        !procedure_components(op, db, p.id, &parts, &part_count) || !procedure_steps(op, db, p.id, &steps, &step_count)) {
        return false;
    }
    put_head(op, out, &p);
    json_put_text(out, "legal_basis", p.legal_basis);
    json_put_text(out, "certainty", p.certainty);
    json_put_text(out, "intake", explain_term(op, p.intake));
    put_components(op, out, parts, part_count);
    put_steps(op, out, steps, step_count);
    view_put_file_limits(out);
    return put_cases(op, out, db, p.id);
}

/* ---- drafts ---- */

static bool put_draft_files(struct op *op, struct json_out *out, const struct view_look *look, int64_t draft)
{
    struct document *list = NULL;
    size_t count = 0;
    if (!draft_files(op, office_db(look->office), draft, &list, &count)) {
        return false;
    }
    json_open_array(out, "files");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_int(out, "id", list[i].id);
        json_put_text(out, "component", list[i].component);
        json_put_text(out, "file_name", list[i].file_name);
        json_put_text(out, "media_type", list[i].media_type);
        json_put_int(out, "size", list[i].size);
        json_put_int(out, "digitised", list[i].digitised);
        json_put_text(out, "url", arena_printf(op->arena, "/api/worlds/%s/drafts/%lld/documents/%lld/file", look->world,
                                               (long long)draft, (long long)list[i].id));
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}

bool view_draft(struct op *op, struct json_out *out, const struct view_look *look, const struct draft *draft)
{
    struct procedure_version p;
    if (!procedure_version_on(op, office_db(look->office), draft->procedure, instant_day(look->now), &p)) {
        return false;
    }
    json_put_int(out, "id", draft->id);
    json_open_object(out, "procedure");
    json_put_text(out, "code", p.procedure);
    json_put_text(out, "name", view_pick(op, p.name_vi, p.name_en));
    json_close_object(out);
    json_put_node(out, "data", draft->data);
    json_put_instant(out, "saved_at", draft->saved_at);
    return put_draft_files(op, out, look, draft->id);
}

bool view_drafts(struct op *op, struct json_out *out, const struct view_look *look)
{
    struct draft *list = NULL;
    size_t count = 0;
    if (look->actor != NULL && !draft_list(op, office_db(look->office), look->actor->account, &list, &count)) {
        return false;
    }
    json_open_array(out, "drafts");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        if (!view_draft(op, out, look, &list[i])) {
            return false;
        }
        json_close_object(out);
    }
    json_close_array(out);
    return true;
}
