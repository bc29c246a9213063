#include "exercise/due.h"

#include "base/text.h"
#include "dossier/dossier.h"
#include "dossier/sharing.h"
#include "dossier/work.h"

#include <string.h>

static const char lapse_act[] = "dossier.lapse";

/* Does the lifecycle close a dossier that stands like this when its limit passes? */
static bool may_lapse(struct op *op, struct db *db, const struct dossier *d)
{
    enum step_kind kind;
    return d->step > 0 && work_kind(op, db, d, &kind) && lifecycle_find((enum dossier_state)d->state, kind, lapse_act) != NULL;
}

static bool plan_limit(struct op *op, struct office *office, const struct dossier *d)
{
    if (instant_is_none(d->limit_at) || !may_lapse(op, office_db(office), d)) {
        return !op_failed(op);
    }
    struct due_item item = {.at = instant_compare(d->limit_at, op->now) > 0 ? d->limit_at : op->now, .kind = DUE_LIMIT,
                            .seat = DUE_OFFICE_ACCOUNT, .dossier = d->id, .step = d->step};
    return due_add(op, office_db(office), &item);
}

bool due_plan(struct op *op, struct office *office, const struct exercise *exercise, int64_t dossier)
{
    struct dossier d;
    struct db *db = office_db(office);
    if (!due_remove_dossier(op, db, dossier) || !dossier_get(op, db, dossier, &d)) {
        return false;
    }
    return (exercise == NULL || bot_plan(op, office, exercise, &d)) && plan_limit(op, office, &d);
}

/* Acts about no single dossier that give work to others. */
static bool moves_work(const char *act)
{
    return strcmp(act, "account.hand_over_work") == 0 || strcmp(act, "delegation.grant") == 0 || strcmp(act, "delegation.revoke") == 0;
}

/* Whoever of the cast now has what an absent or a leaving officer had goes on with it. */
static bool plan_work(struct op *op, struct office *office, const struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->cast_count; i++) {
        int64_t *ids = NULL;
        size_t count = 0;
        if (exercise->cast[i].role == NULL || strcmp(exercise->cast[i].role, role_code(ROLE_APPLICANT)) == 0) {
            continue;
        }
        if (!account_open_work(op, office_db(office), exercise->cast[i].id, &ids, &count)) {
            return false;
        }
        for (size_t k = 0; k < count; k++) {
            if (!due_plan(op, office, exercise, ids[k])) {
                return false;
            }
        }
    }
    return true;
}

bool due_plan_act(struct op *op, struct office *office, const struct exercise *exercise, const char *act)
{
    int64_t dossier = office_dossier(office);
    if (exercise != NULL && act != NULL && moves_work(act)) {
        return plan_work(op, office, exercise);
    }
    return dossier == 0 || due_plan(op, office, exercise, dossier);
}

static bool lapse_move(struct op *op, struct db *db, const struct due_item *item, struct bot_move *out)
{
    struct dossier d;
    *out = (struct bot_move){0};
    if (!dossier_get(op, db, item->dossier, &d)) {
        return false;
    }
    if (!may_lapse(op, db, &d)) {
        return !op_failed(op);
    }
    const char *input = arena_printf(op->arena, "{\"dossier\":%lld}", (long long)d.id);
    out->name = lapse_act;
    out->input = json_parse(op, input, strlen(input));
    out->actor = (struct actor){DUE_OFFICE_ACCOUNT, text_get(LANG_VI, "account.he-thong"), role_code(ROLE_SYSTEM_ADMIN), d.agency};
    return out->input != NULL;
}

bool due_move(struct op *op, struct office *office, const struct exercise *exercise, const struct due_item *item,
              struct bot_move *out)
{
    if (item->kind == (int)DUE_LIMIT) {
        return lapse_move(op, office_db(office), item, out);
    }
    if (exercise == NULL) {
        *out = (struct bot_move){0};
        return true;
    }
    return bot_move(op, office, exercise, item, out);
}
