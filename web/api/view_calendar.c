#include "api/view_calendar.h"

#include "api/view_inside.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "core_sql.h"
#include "org/org.h"

#include <string.h>

static const char *kind_name(struct op *op, enum day_kind kind)
{
    return text_get(op->lang, arena_printf(op->arena, "calendar.kind.%s", day_kind_text(kind)));
}

static void put_days(struct op *op, struct json_out *out, const struct calendar *c, int year, struct instant now)
{
    size_t count = 0;
    const struct calendar_day *days = calendar_exceptions(c, day_from(year, 1, 1), day_from(year, 12, 31), &count);
    json_open_array(out, "days");
    for (size_t i = 0; i < count; i++) {
        json_open_object(out, NULL);
        json_put_day(out, "day", days[i].day);
        json_put_text(out, "weekday", text_get(op->lang, arena_printf(op->arena, "weekday.%d", day_weekday(days[i].day))));
        json_put_text(out, "kind", day_kind_text(days[i].kind));
        json_put_text(out, "kind_name", kind_name(op, days[i].kind));
        json_put_text(out, "name", view_pick(op, days[i].name_vi, days[i].name_en));
        json_put_text(out, "source", days[i].source);
        json_put_text(out, "certainty", days[i].certainty);
        json_put_bool(out, "past", days[i].day.n < instant_day(now).n);
        json_close_object(out);
    }
    json_close_array(out);
}

static void put_sessions(struct op *op, struct json_out *out, const struct office_hours *hours)
{
    struct text_list list = calendar_sessions(op, hours);
    json_open_array(out, "sessions");
    for (size_t i = 0; i < list.count; i++) {
        json_put_text(out, NULL, list.items[i]);
    }
    json_close_array(out);
}

static bool is_admin(const struct actor *actor)
{
    return actor != NULL && strcmp(actor->role, role_code(ROLE_SYSTEM_ADMIN)) == 0;
}

/* The agency, the seat's own organisation, and whoever has hours of its own. */
static bool put_hours_of(struct op *op, struct json_out *out, struct db *db, const char *code, const struct actor *actor)
{
    struct org org;
    struct office_hours own;
    const struct calendar *c = calendar_load(op, db, code);
    if (c == NULL || !org_get(op, db, code, &org) || !calendar_own_hours(op, db, code, &own)) {
        return false;
    }
    size_t n = actor == NULL ? 0 : strlen(actor->org);
    bool mine = actor != NULL && strcmp(actor->role, role_code(ROLE_UNIT_ADMIN)) == 0 && strncmp(code, actor->org, n) == 0 &&
                (code[n] == '\0' || code[n] == '.');
    json_open_object(out, NULL);
    json_put_text(out, "org", code);
    json_put_text(out, "name", view_pick(op, org.name_vi, org.name_en));
    put_sessions(op, out, calendar_hours(c));
    json_put_bool(out, "own", own.count > 0);
    json_put_bool(out, "may_set", mine || is_admin(actor));
    json_close_object(out);
    return true;
}

#define ORGS_MAX 60

/* Organisations of the seats and of the open dossiers, and those with hours of their own. */
static bool put_hours(struct op *op, struct json_out *out, struct db *db, const struct actor *actor)
{
    const char *codes[ORGS_MAX];
    size_t count = 0;
    struct stmt *s = db_use(op, db, &sql_calendar_working_orgs);
    while (s != NULL && count < ORGS_MAX && stmt_row(s)) {
        codes[count++] = col_text(s, "org");
    }
    bool ok = s != NULL && stmt_done(s);
    json_open_array(out, "hours");
    for (size_t i = 0; ok && i < count; i++) {
        ok = put_hours_of(op, out, db, codes[i], actor);
    }
    json_close_array(out);
    return ok;
}

bool view_calendar(struct op *op, struct json_out *out, const struct view_look *look, int year)
{
    struct db *db = office_db(look->office);
    const struct calendar *c = calendar_load(op, db, "");
    if (c == NULL) {
        return false;
    }
    int now = 0, month = 0, dom = 0;
    day_parts(instant_day(look->now), &now, &month, &dom);
    year = year == 0 ? now : year;
    json_put_int(out, "year", year);
    json_put_bool(out, "known", calendar_has_year(c, year));
    json_put_bool(out, "may_edit", is_admin(look->actor));
    put_days(op, out, c, year, look->now);
    return put_hours(op, out, db, look->actor);
}

bool view_effect(struct op *op, struct json_out *out, const struct view_look *look, const struct calendar_change *change)
{
    struct effects e;
    if (!effect_list(op, office_db(look->office), change, &e)) {
        return false;
    }
    json_open_array(out, "dossiers");
    for (size_t i = 0; i < e.count; i++) {
        const struct effect *d = &e.items[i];
        json_open_object(out, NULL);
        json_put_int(out, "id", d->dossier);
        json_put_text(out, "code", d->code);
        json_put_text(out, "owner_name", d->owner);
        json_put_text(out, "procedure", d->procedure);
        json_put_text(out, "kind", d->kind == EFFECT_TERM ? "term" : "acceptance");
        json_put_instant(out, "from", d->from);
        json_put_instant(out, "to", d->to);
        json_close_object(out);
    }
    json_close_array(out);
    json_put_int(out, "looked_at", (int64_t)e.looked_at);
    json_put_int(out, "left_out", (int64_t)e.left_out);
    return true;
}
