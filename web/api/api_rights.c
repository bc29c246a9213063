/* Rights: the table of acts by role, as it stands (core/act/act.c), and what looks wrong in the office (account/setup.h). */
#include "account/manage.h"
#include "account/setup.h"
#include "act/act.h"
#include "api/api_look.h"
#include "api/handlers.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "dossier/lifecycle.h"
#include "exercise/stage.h"

#include <string.h>

static void put_roles(struct op *op, struct json_out *out, const struct account *list, size_t count, const char *own)
{
    json_open_array(out, "roles");
    for (int role = 0; role < ROLE_COUNT; role++) {
        const char *code = role_code((enum role)role);
        int64_t n = 0;
        for (size_t i = 0; i < count; i++) {
            n += list[i].active && list[i].role == role;
        }
        json_open_object(out, NULL);
        json_put_text(out, "code", code);
        json_put_text(out, "name", view_role_name(op, code));
        json_put_int(out, "accounts", n);
        json_put_bool(out, "yours", own != NULL && strcmp(own, code) == 0);
        json_close_object(out);
    }
    json_close_array(out);
}

/* The article of the lifecycle's first row of an act; NULL: none names one. */
static const char *article_of(const char *act)
{
    for (size_t i = 0; lifecycle_at(i) != NULL; i++) {
        if (strcmp(lifecycle_at(i)->act, act) == 0 && lifecycle_at(i)->article != NULL) {
            return lifecycle_at(i)->article;
        }
    }
    return NULL;
}

/* What an act is about, in words: the part of its name before the dot. */
static const char *subject_name(struct op *op, const char *subject)
{
    const char *key = arena_printf(op->arena, "rights.subject.%s", subject);
    return text_get(op->lang, text_has(key) ? key : "rights.subject.other");
}

static void put_acts(struct op *op, struct json_out *out)
{
    json_open_array(out, "acts");
    for (size_t i = 0; act_at(i) != NULL; i++) {
        const struct act_def *act = act_at(i);
        json_open_object(out, NULL);
        json_put_text(out, "act", act->name);
        json_put_text(out, "name", text_get(op->lang, arena_printf(op->arena, "act.%s", act->name)));
        const char *subject = arena_printf(op->arena, "%.*s", (int)strcspn(act->name, "."), act->name);
        json_put_text(out, "subject", subject);
        json_put_text(out, "subject_name", subject_name(op, subject));
        json_open_array(out, "roles");
        for (int role = 0; role < ROLE_COUNT; role++) {
            if ((act->roles & ROLE_BIT((unsigned)role)) != 0) {
                json_put_text(out, NULL, role_code((enum role)role));
            }
        }
        json_close_array(out);
        json_put_text(out, "article", article_of(act->name));
        json_close_object(out);
    }
    json_close_array(out);
}

bool get_rights(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    const struct actor *actor = app_seat_actor(op, v);
    struct account *list = NULL;
    size_t count = 0;
    if (op_failed(op) || !account_list(op, play_db(v->play), &list, &count)) {
        return false;
    }
    put_roles(op, &r->out, list, count, actor == NULL ? NULL : actor->role);
    put_acts(op, &r->out);
    return true;
}

bool get_setup_check(struct op *op, struct request *r)
{
    struct visit *v = visit_of(r);
    struct db *db = play_db(v->play);
    struct setup_finding *list = NULL;
    const char *agency = NULL;
    size_t count = 0, errors = 0;
    op->now = play_clock(v->play)->office_at;
    if (!stage_agency(op, db, &agency) || !setup_check(op, db, agency, &list, &count)) {
        return false;
    }
    json_open_array(&r->out, "findings");
    for (size_t i = 0; i < count; i++) {
        const struct setup_finding *f = &list[i];
        const char *code = setup_rule_code(f->rule);
        json_open_object(&r->out, NULL);
        json_put_text(&r->out, "rule", code);
        json_put_text(&r->out, "severity", setup_rule_severity(f->rule));
        json_put_text(&r->out, "text", text_format(op->arena, op->lang, arena_printf(op->arena, "setup.rule.%s", code), f->args, f->arg_count));
        json_put_text(&r->out, "cure", text_format(op->arena, op->lang, arena_printf(op->arena, "setup.cure.%s", code), f->args, f->arg_count));
        json_put_text(&r->out, "org", f->org);
        json_put_text(&r->out, "account", f->account);
        json_put_text(&r->out, "role", f->role);
        json_close_object(&r->out);
        errors += strcmp(setup_rule_severity(f->rule), "error") == 0;
    }
    json_close_array(&r->out);
    json_put_int(&r->out, "errors", (int64_t)errors);
    json_put_int(&r->out, "warnings", (int64_t)(count - errors));
    return true;
}
