/* A dossier as the API answers it: the summary, the list with its counts, and what a desk needs of one dossier at once, put
 * together from the parts of view_actions.c and view_steps.c. Its sections are in view_history.c and view_deadline.c.
 *
 * What runs is told apart from what is recorded: while the applicant is asked for a supplement nothing runs, so no limit is
 * shown, though the row still holds the old one. */
#include "api/view_inside.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "dossier/passing.h"
#include "dossier/work.h"
#include "org/org.h"

#include <stdarg.h>
#include <string.h>

/* ---- words and names ---- */

#define SAY_ARGS_MAX 12

const char *view_say(struct op *op, const char *key, ...)
{
    struct error_arg args[SAY_ARGS_MAX];
    int count = 0;
    va_list list;
    va_start(list, key);
    for (const char *name; (name = va_arg(list, const char *)) != NULL;) {
        must(count < SAY_ARGS_MAX);
        args[count++] = (struct error_arg){name, va_arg(list, const char *)};
    }
    va_end(list);
    return text_format(op->arena, op->lang, key, args, count);
}

const char *view_number(struct op *op, int64_t n)
{
    return arena_int(op->arena, n);
}

const char *view_role_name(struct op *op, const char *role_code)
{
    const char *name = text_in(op->lang, "role", role_code);
    return name != NULL ? name : role_code;
}

const char *view_timing_name(struct op *op, const char *timing)
{
    return text_in(op->lang, "timing", timing);
}

/* ---- what a call keeps ---- */

struct view view_of(const struct view_look *look)
{
    return (struct view){.look = look, .db = office_db(look->office)};
}

const struct view_procedure *view_procedure_of(struct op *op, struct view *v, int64_t version)
{
    for (const struct view_procedure *p = v->procedures; p != NULL; p = p->next) {
        if (p->version.id == version) {
            return p;
        }
    }
    struct view_procedure *p = arena_alloc(op->arena, sizeof *p);
    if (!procedure_version_get(op, v->db, version, &p->version) ||
        !procedure_components(op, v->db, version, &p->components, &p->component_count) ||
        !procedure_steps(op, v->db, version, &p->steps, &p->step_count)) {
        return NULL;
    }
    p->next = v->procedures;
    v->procedures = p;
    return p;
}

const struct procedure_step *view_step_at(const struct view_procedure *p, const struct dossier *d)
{
    for (size_t i = 0; i < p->step_count; i++) {
        if (p->steps[i].no == d->step) {
            return &p->steps[i];
        }
    }
    return NULL;
}

bool view_read_accounts(struct op *op, struct view *v)
{
    return v->accounts != NULL || account_list(op, v->db, &v->accounts, &v->account_count);
}

const struct account *view_account(const struct view *v, const char *id)
{
    size_t low = 0, high = v->account_count;
    while (id != NULL && low < high) {
        size_t mid = low + (high - low) / 2;
        int order = strcmp(id, v->accounts[mid].id);
        if (order == 0) {
            return &v->accounts[mid];
        }
        if (order < 0) {
            high = mid;
        } else {
            low = mid + 1;
        }
    }
    return NULL;
}

const char *view_account_name(const struct view *v, const char *id)
{
    const struct account *a = view_account(v, id);
    return a == NULL ? id : a->name;
}

/* ---- summary ---- */

bool view_is_applicant(const struct actor *actor)
{
    return actor != NULL && strcmp(actor->role, role_code(ROLE_APPLICANT)) == 0;
}

static bool is_asked_agency(const struct actor *actor)
{
    return actor != NULL && strcmp(actor->role, role_code(ROLE_COORDINATING_AGENCY)) == 0;
}

static const char *timing_now(const struct dossier *d, struct instant now)
{
    struct instant end = instant_is_none(d->completed_at) ? d->ended_at : d->completed_at;
    return instant_is_none(end) ? timing_open(now, dossier_running_to(d), d->soon_at) : timing_of(end, d->due_at);
}

/* The step it stands at, and who holds it there: while a notice is to be signed or a withdrawal checked, that is not who does the step. */
static void put_step(struct op *op, struct json_out *out, const struct dossier *d, const struct procedure_step *at)
{
    if (at == NULL) {
        json_put_null(out, "step");
        return;
    }
    const char *role = role_code((enum role)(d->step_role < 0 ? at->role : d->step_role));
    json_open_object(out, "step");
    json_put_int(out, "no", at->no);
    json_put_text(out, "name", view_pick(op, at->name_vi, at->name_en));
    json_put_text(out, "role", role);
    json_put_text(out, "role_name", view_role_name(op, role));
    json_close_object(out);
}

/* All of SUMMARY but `procedure`, of which DOSSIER tells more. */
static void put_summary(struct op *op, struct json_out *out, struct view *v, const struct dossier *d,
                        const struct procedure_step *at)
{
    const char *state = dossier_state_choices.codes[d->state];
    bool waits = d->state == DOSSIER_AWAITING_SUPPLEMENT;
    json_put_int(out, "id", d->id);
    json_put_text(out, "code", d->code);
    json_put_text(out, "owner_name", json_get_text(d->owner, "name", ""));
    json_put_text(out, "state", state);
    json_put_text(out, "state_name", text_in(op->lang, "dossier.state", state));
    put_step(op, out, d, at);
    json_put_instant(out, "due_at", d->due_at);
    json_put_instant(out, "step_due_at", waits ? INSTANT_NONE : d->step_due_at);
    json_put_text(out, "timing", timing_now(d, v->look->now));
    json_put_text(out, "financial", d->financial);
    json_put_int(out, "version", d->version);
    json_put_bool(out, "mine", view_is_mine(op, v, d, at));
    json_put_instant(out, "submitted_at", d->submitted_at);
}

static bool summary(struct op *op, struct json_out *out, struct view *v, const struct dossier *d)
{
    const struct view_procedure *p = view_procedure_of(op, v, d->procedure_version);
    if (p == NULL) {
        return false;
    }
    put_summary(op, out, v, d, view_step_at(p, d));
    json_open_object(out, "procedure");
    json_put_text(out, "code", d->procedure);
    json_put_text(out, "name", view_pick(op, p->version.name_vi, p->version.name_en));
    json_close_object(out);
    return true;
}

bool view_summary(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d)
{
    struct view v = view_of(look);
    return summary(op, out, &v, d);
}

/* ---- list ---- */

struct search_query view_queue_query(const struct actor *actor)
{
    struct search_query q = {.view = SEARCH_QUEUE, .role = actor->role, .account = actor->account, .org = actor->org};
    if (view_is_applicant(actor)) {
        q.view = SEARCH_APPLICANT;
    } else if (is_asked_agency(actor)) {
        q.view = SEARCH_ASKED;
    } else if (strcmp(actor->role, role_code(ROLE_FEE_CLERK)) == 0) {
        q.view = SEARCH_OWED;
    }
    return q;
}

static bool put_count(struct op *op, struct json_out *out, const struct view *v, const char *key, struct search_query q)
{
    int64_t count = 0;
    if (!search_count(op, v->db, &q, VIEW_COUNT_CAP, &count)) {
        return false;
    }
    json_put_int(out, key, count);
    return true;
}

/* What waits for the seat, and where it takes part. Its desk asks for its whole queue: `whole` is that already. */
static bool put_seat_counts(struct op *op, struct json_out *out, const struct view *v, const struct search_query *asked, int64_t whole)
{
    struct search_query q = view_queue_query(v->look->actor);
    bool of_desk = asked->view == q.view && asked->concerns == NULL && asked->applicant == NULL && asked->handler == NULL &&
                   asked->first_id == 0 && asked->past_id == 0;
    if ((!of_desk || whole < 0) && !search_count(op, v->db, &q, VIEW_COUNT_CAP, &whole)) {
        return false;
    }
    json_put_int(out, "queue", whole);
    q.view = SEARCH_SHARED;
    if (!put_count(op, out, v, "shared", q)) {
        return false;
    }
    q.view = SEARCH_FOLLOWED;
    return put_count(op, out, v, "followed", q);
}

static bool put_counts(struct op *op, struct json_out *out, const struct view *v, const struct search_query *q)
{
    struct search_tally tally;
    const struct actor *actor = v->look->actor;
    struct search_query all = {.view = SEARCH_ALL, .concerns = q->concerns};
    if (q->applicant != NULL) {
        all = (struct search_query){.view = SEARCH_APPLICANT, .account = q->applicant};
    } else if (is_asked_agency(actor)) {
        all = (struct search_query){.view = SEARCH_CONSULTED, .org = actor->org};
    }
    if (!search_tally(op, v->db, q, VIEW_COUNT_CAP, &tally)) {
        return false;
    }
    int64_t found = tally.whole; /* unless something narrows it */
    bool narrowed = q->state != NULL || q->timing != NULL || q->part != NULL || q->q != NULL;
    bool more = tally.more;
    if ((narrowed || found < 0) && !search_count_at_least(op, v->db, q, VIEW_COUNT_CAP, &found, &more)) {
        return false;
    }
    json_open_object(out, "counts");
    json_put_int(out, "found", found);
    json_put_int(out, "found_more", more); /* 1: not all were looked at, there are as many or more */
    if (!put_count(op, out, v, "all", all)) {
        return false;
    }
    for (int i = 0; i < DOSSIER_STATE_COUNT; i++) {
        json_put_int(out, dossier_state_choices.codes[i], tally.states[i]);
    }
    json_put_int(out, "overdue", tally.overdue);
    json_put_int(out, "due_soon", tally.due_soon);
    if (actor != NULL && !put_seat_counts(op, out, v, q, tally.whole)) {
        return false;
    }
    json_close_object(out);
    return true;
}

struct search_query view_allowed(struct op *op, const struct view_look *look, const struct search_query *query)
{
    struct search_query q = *query;
    q.now = look->now;
    if (view_is_applicant(look->actor)) {
        q.applicant = look->actor->account;
        q.account = q.applicant;
        q.view = q.view == SEARCH_ALL ? SEARCH_APPLICANT : q.view;
    } else if (is_asked_agency(look->actor)) {
        q.org = look->actor->org;
        q.view = q.view == SEARCH_ALL ? SEARCH_CONSULTED : q.view;
    } else if (look->actor != NULL && strcmp(look->actor->role, role_code(ROLE_ONE_STOP_OFFICER)) == 0) {
        q.concerns = org_top(op, look->actor->org); /* the register of a counter: what it received, what is decided there */
    }
    return q;
}

bool view_dossiers(struct op *op, struct json_out *out, const struct view_look *look, const struct search_query *query)
{
    struct view v = view_of(look);
    struct search_query q = view_allowed(op, look, query);
    struct search_page page;
    if (!search_page(op, v.db, &q, &page)) {
        return false;
    }
    json_open_array(out, "dossiers");
    for (size_t i = 0; i < page.count; i++) {
        json_open_object(out, NULL);
        if (!summary(op, out, &v, &page.rows[i])) {
            return false;
        }
        json_close_object(out);
    }
    json_close_array(out);
    json_put_bool(out, "more", page.more);
    json_put_text(out, "after", page.more ? arena_printf(op->arena, "%lld.%lld", (long long)page.next.key, (long long)page.next.id) : NULL);
    return put_counts(op, out, &v, &q);
}

/* ---- one dossier, with its rows ---- */

bool view_take(struct op *op, struct view *v, const struct dossier *d, struct view_subject *s)
{
    const struct actor *actor = v->look->actor;
    *s = (struct view_subject){.d = *d};
    if (view_is_applicant(actor) && strcmp(d->applicant, actor->account) != 0) {
        return fail(op, E_MISSING, "dossier.unknown", "dossier", view_number(op, d->id), NULL);
    }
    if (is_asked_agency(actor)) { /* sees what it was asked about */
        bool asked = false;
        if (!consultation_asked(op, v->db, d->id, actor->org, &asked)) {
            return false;
        }
        if (!asked) {
            return fail(op, E_MISSING, "dossier.unknown", "dossier", view_number(op, d->id), NULL);
        }
    }
    s->procedure = view_procedure_of(op, v, d->procedure_version);
    s->at = s->procedure == NULL ? NULL : view_step_at(s->procedure, d);
    return s->procedure != NULL;
}

bool view_read_steps(struct op *op, const struct view *v, struct view_subject *s)
{
    return dossier_steps(op, v->db, s->d.id, &s->steps, &s->step_count);
}

bool view_read_events(struct op *op, const struct view *v, struct view_subject *s)
{
    if (!audit_dossier_events(op, v->db, s->d.id, &s->events, &s->event_count)) {
        return false;
    }
    s->data = arena_array(op->arena, s->event_count, sizeof *s->data);
    for (size_t i = 0; i < s->event_count; i++) {
        s->data[i] = json_parse(op, s->events[i].data, strlen(s->events[i].data));
        if (s->data[i] == NULL) {
            return false;
        }
    }
    return true;
}

static bool read_rows(struct op *op, struct view *v, struct view_subject *s)
{
    if (!instant_is_none(s->d.transferred_at) &&
        (!dossier_participants(op, v->db, s->d.id, &s->participants, &s->participant_count) ||
         !consultations(op, v->db, s->d.id, &s->consultations, &s->consultation_count))) {
        return false;
    }
    return view_read_accounts(op, v) && view_read_events(op, v, s) && view_read_oversight(op, v, s) && view_read_steps(op, v, s) &&
           dossier_components(op, v->db, s->d.id, &s->components, &s->component_count);
}

/* ---- what a desk needs at once ---- */

static void put_procedure(struct op *op, struct json_out *out, const struct procedure_version *p)
{
    json_open_object(out, "procedure");
    json_put_text(out, "code", p->procedure);
    json_put_text(out, "name", view_pick(op, p->name_vi, p->name_en));
    json_open_object(out, "term");
    json_put_text(out, "text", explain_term(op, p->term));
    json_close_object(out);
    json_put_text(out, "variant", p->variant == NULL ? NULL : view_pick(op, p->variant_name_vi, p->variant_name_en));
    json_put_text(out, "result", view_pick(op, p->result_vi, p->result_en));
    json_put_text(out, "legal_basis", p->legal_basis);
    json_put_text(out, "certainty", p->certainty);
    json_close_object(out);
}

static void put_party(struct json_out *out, const char *key, const struct json *party)
{
    static const char *const may_miss[] = {"id_no", "address", "phone", "email"};
    json_open_object(out, key);
    json_put_text(out, "name", json_get_text(party, "name", ""));
    json_put_text(out, "kind", json_get_text(party, "kind", ""));
    for (size_t i = 0; i < sizeof may_miss / sizeof may_miss[0]; i++) {
        json_put_text(out, may_miss[i], json_get_text(party, may_miss[i], NULL));
    }
    json_close_object(out);
}

/* The owner, and who handed it in where that is somebody else, with the paper that authorises it. */
static void put_parties(struct json_out *out, const struct dossier *d)
{
    put_party(out, "owner", d->owner);
    if (d->submitter == NULL) {
        json_put_null(out, "submitter");
    } else {
        put_party(out, "submitter", d->submitter);
    }
    json_put_text(out, "proxy_paper", json_get_text(d->submitter, "proxy_paper", NULL));
}

/* The four statuses are apart: how the matter stands, the money, the handing over, the exchange with the portal. */
static void put_statuses(struct op *op, struct json_out *out, const struct dossier *d)
{
    const char *portal = view_number(op, lifecycle_portal_status((enum dossier_state)d->state));
    json_open_object(out, "statuses");
    json_put_text(out, "business", dossier_state_choices.codes[d->state]);
    json_put_text(out, "financial", d->financial);
    json_put_text(out, "delivery", d->delivery);
    json_put_text(out, "sync", d->sync);
    json_open_object(out, "portal");
    json_put_text(out, "code", portal);
    json_put_text(out, "name", text_in(op->lang, "portal.status", portal));
    json_close_object(out);
    json_close_object(out);
}

/* Only while it waits to be handed over for the first time. */
static bool put_hand_over(struct op *op, struct json_out *out, const struct view *v, const struct dossier *d)
{
    struct instant due = INSTANT_NONE;
    if (d->state == DOSSIER_ACCEPTED && instant_is_none(d->transferred_at)) {
        const struct calendar *c = work_calendar(op, v->look->office, d->agency);
        if (c == NULL) {
            return false;
        }
        due = hand_over_due(c, d->accepted_at);
    }
    json_put_instant(out, "hand_over_due_at", due);
    json_put_bool(out, "hand_over_slow", !instant_is_none(due) && hand_over_is_slow(due, v->look->now));
    return true;
}

static void put_dates(struct json_out *out, const struct dossier *d)
{
    bool waits = d->state == DOSSIER_AWAITING_SUPPLEMENT;
    json_put_text(out, "channel", d->channel);
    json_put_text(out, "agency", d->agency);
    json_put_text(out, "intake_org", d->intake_org);
    json_put_instant(out, "transferred_in_at", d->transferred_in_at);
    json_put_int(out, "sets", d->sets);
    json_put_text(out, "delivery_wanted", d->delivery_wanted);
    json_put_text(out, "delivery_address", d->delivery_address);
    json_put_instant(out, "accepted_at", d->accepted_at);
    json_put_instant(out, "original_due_at", d->original_due_at);
    json_put_instant(out, "completed_at", d->completed_at);
    json_put_instant(out, "returned_at", d->returned_at);
    json_put_instant(out, "acceptance_due_at", waits ? INSTANT_NONE : d->acceptance_due_at);
}

bool view_dossier(struct op *op, struct json_out *out, const struct view_look *look, int64_t id)
{
    struct dossier d;
    return dossier_get(op, office_db(look->office), id, &d) && view_dossier_read(op, out, look, &d);
}

bool view_dossier_read(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d)
{
    struct view v = view_of(look);
    struct view_subject s;
    if (!view_take(op, &v, d, &s) || !read_rows(op, &v, &s)) {
        return false;
    }
    put_summary(op, out, &v, &s.d, s.at);
    put_procedure(op, out, &s.procedure->version);
    put_parties(out, &s.d);
    put_dates(out, &s.d);
    if (!put_hand_over(op, out, &v, &s.d)) {
        return false;
    }
    put_statuses(op, out, &s.d);
    json_put_int(out, "act", look->act);
    view_put_components(op, out, &s);
    view_put_steps(op, out, &v, &s);
    view_put_participants(op, out, &v, &s);
    view_put_oversight(op, out, &v, &s);
    view_put_work(op, out, &v, &s);
    return view_put_interruption(op, out, &v, &s) && view_put_actions(op, out, &v, &s) && view_put_forms(op, out, &v, &s);
}
