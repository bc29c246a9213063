#include "dossier/effect.h"

#include "calendar/deadline.h"
#include "catalogue/procedure.h"
#include "core_sql.h"

#include <string.h>

/* The calendars of the agencies met so far. */
struct known {
    const char *agency;
    const struct calendar *calendar;
    struct known *next;
};
struct looking {
    struct op *op;
    struct db *db;
    const struct calendar_change *change;
    struct known *known;
};
struct open_row {
    struct effect effect;
    const char *agency;
    int64_t version;
    struct instant started;
    bool plain; /* nothing happened to the term since it began */
};

static const struct calendar *calendar_of(struct looking *l, const char *agency)
{
    for (struct known *k = l->known; k != NULL; k = k->next) {
        if (strcmp(k->agency, agency) == 0) {
            return k->calendar;
        }
    }
    struct known *k = arena_alloc(l->op->arena, sizeof *k);
    *k = (struct known){agency, calendar_load_changed(l->op, l->db, agency, l->change), l->known};
    if (k->calendar != NULL) {
        l->known = k;
    }
    return k->calendar;
}

static const char *name_of(struct op *op, const char *owner)
{
    const struct json *person = owner == NULL ? NULL : json_parse(op, owner, strlen(owner));
    return json_get_text(person, "name", "");
}

static struct open_row read_row(struct op *op, struct stmt *s)
{
    bool filed = strcmp(col_text(s, "state"), "filed") == 0;
    struct open_row r = {.agency = col_text(s, "agency"), .version = col_int(s, "procedure_version")};
    r.effect = (struct effect){.dossier = col_int(s, "id"), .code = col_text(s, "code"), .owner = name_of(op, col_text(s, "owner")),
                               .procedure = col_text(s, "procedure"), .kind = filed ? EFFECT_ACCEPTANCE : EFFECT_TERM};
    r.started = col_instant(s, filed ? "submitted_at" : "accepted_at");
    r.effect.from = col_instant(s, filed ? "acceptance_due_at" : "due_at");
    r.plain = filed ? col_int(s, "supplements") == 0
                    : instant_compare(r.effect.from, col_instant(s, "original_due_at")) == 0;
    return r;
}

static bool judge(struct looking *l, const struct open_row *r, struct effects *out)
{
    struct procedure_version version;
    struct deadline due;
    const struct calendar *calendar = calendar_of(l, r->agency);
    if (calendar == NULL || !procedure_version_get(l->op, l->db, r->version, &version) ||
        !deadline_due(l->op, calendar, r->started, r->effect.kind == EFFECT_TERM ? version.term : version.intake, false, &due)) {
        return false;
    }
    if (instant_compare(due.due, r->effect.from) != 0) {
        struct effect *e = &out->items[out->count++];
        *e = r->effect;
        e->to = due.due;
    }
    return true;
}

bool effect_list(struct op *op, struct db *db, const struct calendar_change *change, struct effects *out)
{
    struct looking l = {op, db, change, NULL};
    struct open_row *rows = arena_array(op->arena, EFFECT_MAX, sizeof *rows);
    struct stmt *s = db_use(op, db, &sql_effect_open);
    if (s == NULL) {
        return false;
    }
    *out = (struct effects){.items = arena_array(op->arena, EFFECT_MAX, sizeof *out->items)};
    bind_int(s, "max", EFFECT_MAX);
    while (out->looked_at < EFFECT_MAX && stmt_row(s)) {
        rows[out->looked_at++] = read_row(op, s);
    }
    bool ok = stmt_done(s);
    for (size_t i = 0; ok && i < out->looked_at; i++) {
        out->left_out += !rows[i].plain;
        ok = !rows[i].plain || judge(&l, &rows[i], out);
    }
    return ok;
}
