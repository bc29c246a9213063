#include "dossier/effect.h"

#include "account/role.h"
#include "core_sql.h"
#include "dossier/clock.h"

#include <stddef.h>
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

static bool is_open(const struct dossier *d)
{
    return d->state == DOSSIER_FILED || d->state == DOSSIER_ACCEPTED || d->state == DOSSIER_IN_HANDLING;
}

static bool judge(struct looking *l, const struct dossier *d, struct effects *out)
{
    struct deadline due;
    bool paused = false, filed = instant_is_none(d->accepted_at);
    const struct calendar *calendar = calendar_of(l, d->agency);
    if (calendar == NULL || !clock_due_by(l->op, l->db, calendar, d, &paused, &due)) {
        return false;
    }
    struct instant from = filed ? d->acceptance_due_at : d->due_at;
    out->left_out += paused;
    if (!paused && instant_compare(due.due, from) != 0) {
        out->items[out->count++] = (struct effect){.dossier = d->id, .code = d->code, .owner = json_get_text(d->owner, "name", ""),
                                                   .procedure = d->procedure, .agency = d->agency,
                                                   .kind = filed ? EFFECT_ACCEPTANCE : EFFECT_TERM, .from = from, .to = due.due};
    }
    return true;
}

bool effect_list(struct op *op, struct db *db, const struct calendar_change *change, struct effects *out)
{
    struct looking l = {op, db, change, NULL};
    int64_t *ids = arena_array(op->arena, EFFECT_MAX, sizeof *ids);
    size_t count = 0;
    struct stmt *s = db_use(op, db, &sql_effect_open);
    if (s == NULL) {
        return false;
    }
    *out = (struct effects){.items = arena_array(op->arena, EFFECT_MAX, sizeof *out->items)};
    bind_int(s, "max", EFFECT_MAX);
    while (count < EFFECT_MAX && stmt_row(s)) {
        ids[count++] = col_int(s, "id");
    }
    bool ok = stmt_done(s);
    for (size_t i = 0; ok && i < count; i++) {
        struct dossier d;
        ok = dossier_get(op, db, ids[i], &d) && (!is_open(&d) || judge(&l, &d, out));
        out->looked_at++;
    }
    return ok;
}

/* ---- the act ---- */

static const struct field recompute_fields[] = {
    {.name = "reason", .kind = FIELD_TEXT, .offset = offsetof(struct recompute_input, reason), .flags = FIELD_REQUIRED, .max = 500},
};
const struct record recompute_record = RECORD("deadline_recompute", struct recompute_input, recompute_fields);

/* The dossier's limit by the calendar, and what changed in its record. */
static bool recompute_one(struct op *op, struct office *office, const struct effect *e, const char *reason)
{
    struct work w;
    bool changed = false;
    if (!work_load(op, office, e->dossier, &w)) {
        return false;
    }
    w.reason = reason;
    if (!clock_recompute(op, &w, &changed) || !changed) {
        return !op_failed(op);
    }
    work_data(op, &w);
    json_put_text(&w.out, "kind", e->kind == EFFECT_TERM ? "term" : "acceptance");
    json_put_instant(&w.out, "before_at", e->from);
    json_put_instant(&w.out, "after_at", e->to);
    json_put_text(&w.out, "reason", reason);
    return work_note(op, &w, "deadline.recomputed") && work_save(op, &w);
}

static bool is_ours(const struct actor *actor, const struct effect *e)
{
    size_t n = strlen(actor->org);
    return strcmp(actor->role, role_code(ROLE_SYSTEM_ADMIN)) == 0 ||
           (strncmp(e->agency, actor->org, n) == 0 && (e->agency[n] == '\0' || e->agency[n] == '.'));
}

bool deadline_recompute(struct op *op, struct office *office, const void *input)
{
    const struct recompute_input *in = input;
    struct effects list;
    size_t done = 0;
    if (!effect_list(op, office_db(office), NULL, &list)) {
        return false;
    }
    for (size_t i = 0; i < list.count; i++) {
        if (is_ours(office_actor(office), &list.items[i])) {
            if (!recompute_one(op, office, &list.items[i], in->reason)) {
                return false;
            }
            done++;
        }
    }
    return done > 0 || fail(op, E_STATE, "deadline.nothing_to_recompute", NULL);
}
