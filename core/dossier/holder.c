#include "dossier/holder.h"

#include "account/delegation.h"
#include "org/org.h"

#include <string.h>

/* ---- organisations ---- */

bool holder_org_fits(const struct dossier *d, enum role role, const char *org)
{
    switch (role) {
    case ROLE_DIVISION_HEAD:
    case ROLE_SPECIALIST:
        return org_is_within(org, d->division != NULL ? d->division : d->agency);
    case ROLE_DIRECTOR:
    case ROLE_CLERK:
        return org_is_within(org, d->agency);
    case ROLE_COMMITTEE:
        return org_is_within(d->agency, org);
    case ROLE_ONE_STOP_OFFICER: /* the service centre is beside the agency; a dossier may have been handed in elsewhere */
    case ROLE_FEE_CLERK:
    case ROLE_POSTAL_AGENT:
    case ROLE_CONTROLLER:
    case ROLE_UNIT_ADMIN:
        return org_same_top(org, d->agency) || org_same_top(org, d->intake_org);
    case ROLE_APPLICANT:
    case ROLE_COORDINATING_AGENCY: /* asked by name: consultation.h */
    case ROLE_SYSTEM_ADMIN:
        return true;
    case ROLE_COUNT:
        break;
    }
    must(false);
    return false;
}

bool holder_has_step(const struct dossier *d, const char *org)
{
    bool counter = d->step_role == ROLE_ONE_STOP_OFFICER;
    return holder_org_fits(d, (enum role)d->step_role, org) && (!counter || org_same_top(org, dossier_place(d)));
}

/* ---- the holder ---- */

/* Who filed; and for what was handed in at the counter or by post, the counter where the applicant comes again. */
static bool speaks_for_applicant(const struct dossier *d, const struct actor *actor)
{
    bool by_hand = strcmp(d->channel, "counter") == 0 || strcmp(d->channel, "postal") == 0;
    return strcmp(d->applicant, actor->account) == 0 ||
           (by_hand && strcmp(actor->role, role_code(ROLE_ONE_STOP_OFFICER)) == 0 && org_same_top(actor->org, dossier_place(d)));
}

static const char *step_problem(const struct dossier *d, const struct actor *actor)
{
    if (d->step_role < 0 || strcmp(role_code((enum role)d->step_role), actor->role) != 0) {
        return "dossier.not_your_seat";
    }
    if (!holder_has_step(d, actor->org)) {
        return "dossier.not_your_agency";
    }
    if (d->step_account != NULL && strcmp(d->step_account, actor->account) != 0) {
        return "dossier.not_yours";
    }
    return NULL;
}

/* Who passed the dossier on to the step in hand; NULL if it came here another way. */
static const char *sender_of(const struct held *h)
{
    for (size_t i = 0; i < h->step_count; i++) {
        if (h->steps[i].no == h->d->step) {
            return h->steps[i].sender;
        }
    }
    return NULL;
}

const char *holder_problem(const struct held *h, const struct actor *actor, const struct transition *t)
{
    const char *sender;
    int role = role_find(actor->role);
    switch (t->holder) {
    case HOLDER_APPLICANT:
        return speaks_for_applicant(h->d, actor) ? NULL : "dossier.not_your_dossier";
    case HOLDER_OFFICE: /* the act's roles decide */
        return role >= 0 && holder_org_fits(h->d, (enum role)role, actor->org) ? NULL : "dossier.not_your_agency";
    case HOLDER_SENDER:
        sender = sender_of(h);
        return sender != NULL && strcmp(sender, actor->account) == 0 ? NULL : "dossier.not_sender";
    case HOLDER_STEP:
        return step_problem(h->d, actor);
    }
    must(false);
    return NULL;
}

static bool read_absent(struct op *op, struct db *db, struct standing *s)
{
    struct delegation *list = NULL;
    size_t count = 0;
    if (s->read) {
        return true;
    }
    if (!delegation_to(op, db, s->actor->account, &list, &count)) {
        return false;
    }
    struct actor *absent = arena_array(op->arena, count, sizeof *absent);
    for (size_t i = 0; i < count; i++) {
        absent[i] = (struct actor){list[i].from_account, list[i].from_name, s->actor->role, list[i].from_org};
    }
    s->absent = absent;
    s->absent_count = count;
    s->read = true;
    return true;
}

bool standing_problem(struct op *op, struct db *db, struct standing *standing, const struct held *h, const struct transition *t,
                      const char **problem, const char **behalf)
{
    *behalf = NULL;
    *problem = holder_problem(h, standing->actor, t);
    bool same_role = h->d->step_role >= 0 && strcmp(role_code((enum role)h->d->step_role), standing->actor->role) == 0;
    if (*problem == NULL || t->holder == HOLDER_APPLICANT || (t->holder == HOLDER_STEP && !same_role)) {
        return true;
    }
    if (!read_absent(op, db, standing)) {
        return false;
    }
    for (size_t i = 0; i < standing->absent_count; i++) {
        if (holder_problem(h, &standing->absent[i], t) == NULL) {
            *problem = NULL;
            *behalf = standing->absent[i].account;
            return true;
        }
    }
    return true;
}
