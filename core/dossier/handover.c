#include "dossier/handover.h"

#include "account/account.h"
#include "audit/audit.h"
#include "base/text.h"
#include "org/org.h"

#include <string.h>

/* What is known while the events are followed. */
struct trail {
    struct db *db;
    const struct dossier *d;
    struct dossier_step *steps;
    size_t step_count;
    const char *counter;  /* organisation of whoever accepted */
    const char *division; /* that has it at this point */
};

static bool find_account(struct op *op, struct db *db, const char *id, struct account *out)
{
    if (id == NULL || !account_get(op, db, id, out)) {
        op_clear(op);
        return false;
    }
    return true;
}

static const char *name_of(struct op *op, struct db *db, const char *id)
{
    struct account a;
    return find_account(op, db, id, &a) ? a.name : NULL;
}

static const char *unit_of(struct op *op, const struct trail *t, const char *role, const char *account)
{
    struct account a;
    int as = role_find(role);
    if ((as == ROLE_DIVISION_HEAD || as == ROLE_SPECIALIST) && t->division != NULL) {
        return t->division;
    }
    if (find_account(op, t->db, account, &a)) {
        return a.org;
    }
    if (as == ROLE_ONE_STOP_OFFICER && t->counter != NULL) {
        return t->counter;
    }
    return as == ROLE_COMMITTEE ? org_top(op, t->d->agency) : t->d->agency;
}

/* "B thay A": the one who signs, for the one who is absent. */
static const char *said_for(struct op *op, const char *name, const char *absent)
{
    const struct error_arg args[] = {{"name", name == NULL ? "" : name}, {"absent", absent == NULL ? "" : absent}};
    return text_format(op->arena, op->lang, "account.behalf", args, 2);
}

static const struct dossier_step *step_no(const struct trail *t, int64_t no)
{
    return no > 0 && (size_t)no <= t->step_count ? &t->steps[no - 1] : NULL;
}

static void set_giver(struct op *op, const struct trail *t, const struct event *e, const struct json *data, struct handover *h)
{
    const struct dossier_step *left = step_no(t, json_get_int(data, "step", 0));
    const char *behalf = json_get_text(data, "behalf", NULL);
    if (strcmp(e->name, "dossier.recalled") == 0 && left != NULL) { /* taken back from there, unopened */
        h->from_role = role_code((enum role)left->role);
        h->from_unit = unit_of(op, t, h->from_role, NULL);
        return;
    }
    h->from_role = e->role;
    h->from_unit = unit_of(op, t, e->role, e->account);
    h->giver = name_of(op, t->db, e->account);
    if (behalf != NULL) {
        h->giver = said_for(op, h->giver, name_of(op, t->db, behalf));
    }
}

static void set_receiver(struct op *op, const struct trail *t, const struct event *e, const struct json *data, struct handover *h)
{
    const struct dossier_step *next = step_no(t, json_get_int(data, "to_step", 0));
    if (next == NULL) {
        return;
    }
    const char *account = strcmp(e->name, "dossier.assigned") == 0 ? json_get_text(data, "account", NULL) : next->account;
    h->to_role = role_code((enum role)next->role);
    h->to_unit = unit_of(op, t, h->to_role, account);
    h->receiver = name_of(op, t->db, account);
}

/* Handing over names the division; assigning gives it to the one of the specialist. */
static void note_division(struct op *op, struct trail *t, const struct event *e, const struct json *data)
{
    struct account to;
    t->division = json_get_text(data, "division", t->division);
    if (strcmp(e->name, "dossier.assigned") == 0 && find_account(op, t->db, json_get_text(data, "account", NULL), &to)) {
        t->division = to.org;
    }
}

/* A hand-over is an event that left a step; what others tell is remembered. */
static bool read_handover(struct op *op, struct trail *t, const struct event *e, struct handover *h)
{
    if (strncmp(e->name, "dossier.", 8) != 0) {
        return false;
    }
    if (strcmp(e->name, "dossier.accepted") == 0) {
        struct account officer;
        t->counter = find_account(op, t->db, e->account, &officer) ? officer.org : NULL;
        return false;
    }
    const struct json *data = json_parse(op, e->data, strlen(e->data));
    if (data == NULL || json_get_int(data, "step", 0) == 0 ||
        (json_get_int(data, "to_step", 0) == 0 && strcmp(e->name, "dossier.returned") != 0)) {
        return false;
    }
    *h = (struct handover){.at = e->at, .act = e->act_name, .timing = json_get_text(data, "timing", "none"),
                           .note = json_get_text(data, "note", json_get_text(data, "reason", NULL))};
    set_giver(op, t, e, data, h);
    note_division(op, t, e, data);
    set_receiver(op, t, e, data, h);
    return true;
}

bool handovers_read(struct op *op, struct db *db, const struct dossier *d, struct handover **out, size_t *count)
{
    struct event *events = NULL;
    struct trail trail = {.db = db, .d = d};
    size_t event_count = 0;
    if (!audit_dossier_events(op, db, d->id, &events, &event_count) || !dossier_steps(op, db, d->id, &trail.steps, &trail.step_count)) {
        return false;
    }
    *out = arena_array(op->arena, event_count, sizeof **out);
    *count = 0;
    for (size_t i = 0; i < event_count; i++) {
        if (read_handover(op, &trail, &events[i], &(*out)[*count])) {
            (*count)++;
        }
    }
    return !op_failed(op);
}
