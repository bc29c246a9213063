#include "api/view_track.h"

#include "api/view_inside.h"
#include "base/text.h"
#include "calendar/explain.h"
#include "dossier/code.h"
#include "org/org.h"
#include "payment/payment.h"

#include <string.h>

#define NAME_MAX 1000 /* bytes of a masked name */

/* ---- what happened, as far as it concerns whoever waits ---- */

/* Events that are told, and the portal status they brought about. 0: that of the state it came back to. */
static const struct {
    const char *event;
    int status;
} told[] = {
    {"dossier.filed", 1},
    {"dossier.transferred", 1},
    {"dossier.supplement_requested", 5},
    {"dossier.supplemented", 0},
    {"dossier.payment_requested", 6},
    {"dossier.payment_claimed", 6},
    {"dossier.payment_claim_refused", 6},
    {"dossier.payment_confirmed", 0},
    {"dossier.refunded", 8},
    {"dossier.intake_refused", 3},
    {"dossier.accepted", 2},
    {"dossier.handed_over", 4},
    {"dossier.explained", 4},
    {"dossier.extended", 4},
    {"dossier.withdrawal_requested", 7},
    {"dossier.withdrawal_refused", 0},
    {"dossier.withdrawn", 8},
    {"dossier.stopped", 8},
    {"dossier.lapsed", 8},
    {"dossier.completed", 9},
    {"dossier.returned", 10},
};

static int index_of(const char *event)
{
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        if (strcmp(told[i].event, event) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* To the minute: seconds are noise here. */
static const char *when(struct op *op, struct instant t)
{
    return explain_when(op, instant_add(t, -(t.ms % MS_MINUTE)));
}

/* What somebody wrote in it: a reason, a reference, an amount. NULL = nothing. */
static const char *remark(struct op *op, const struct json *data)
{
    static const char *const members[] = {"reason", "reference", "amount_text", "receipt"};
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        const char *text = json_get_text(data, members[i], NULL);
        if (text != NULL) {
            return view_say(op, arena_printf(op->arena, "track.remark.%s", members[i]), "text", text, NULL);
        }
    }
    return NULL;
}

/* A turn of the term says what it did to the day that was promised. */
static const char *dates(struct op *op, const struct json *data)
{
    struct instant before, after;
    if (!instant_parse(json_get_text(data, "due_before_at", ""), &before) || !instant_parse(json_get_text(data, "due_at", ""), &after)) {
        return NULL;
    }
    return view_say(op, "track.remark.dates", "before", when(op, before), "after", when(op, after), NULL);
}

static void put_lines(struct op *op, struct json_out *out, const struct view_subject *s, bool open)
{
    int back = 1; /* the status that an interruption goes back to */
    json_open_array(out, "lines");
    for (size_t i = 0; i < s->event_count; i++) {
        const struct event *e = &s->events[i];
        int at = index_of(e->name);
        if (at < 0) {
            continue;
        }
        int status = told[at].status == 0 ? back : told[at].status;
        if (status == 2 || status == 4 || status == 9) {
            back = status;
        }
        const char *number = view_number(op, status), *moved = dates(op, s->data[i]);
        json_open_object(out, NULL);
        json_put_instant(out, "at", e->at);
        json_put_int(out, "status", status);
        json_put_text(out, "status_name", text_in(op->lang, "portal.status", number));
        json_put_text(out, "title", text_get(op->lang, arena_printf(op->arena, "track.%s", e->name)));
        json_put_text(out, "text", moved != NULL ? moved : open ? remark(op, s->data[i]) : NULL);
        json_close_object(out);
    }
    json_close_array(out);
}

/* ---- where it stands ---- */

static bool is_claimed(struct op *op, const struct view *v, const struct dossier *d, bool *out)
{
    struct payment *rows = NULL;
    size_t count = 0;
    *out = false;
    if (strcmp(d->financial, "due") != 0) {
        return true;
    }
    if (!payment_list(op, v->db, d->id, &rows, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        *out = *out || (instant_is_none(rows[i].paid_at) && !instant_is_none(rows[i].claimed_at));
    }
    return true;
}

/* By when the next thing happens: NONE = no limit runs. */
static struct instant next_at(const struct dossier *d)
{
    switch ((enum dossier_state)d->state) {
    case DOSSIER_FILED:
        return d->acceptance_due_at;
    case DOSSIER_ACCEPTED:
    case DOSSIER_IN_HANDLING:
        return instant_is_none(d->limit_at) ? d->due_at : d->limit_at;
    case DOSSIER_AWAITING_SUPPLEMENT:
    case DOSSIER_AWAITING_PAYMENT:
        return d->limit_at;
    case DOSSIER_WITHDRAWAL_REQUESTED:
    case DOSSIER_COMPLETED:
    case DOSSIER_INTAKE_REFUSED:
    case DOSSIER_STOPPED:
    case DOSSIER_WITHDRAWN:
    case DOSSIER_RETURNED:
    case DOSSIER_STATE_COUNT:
        break;
    }
    return INSTANT_NONE;
}

/* The situation as the sentences know it: the state, and apart from it what is the applicant's own turn in handling and a claim. */
static const char *situation(const struct view_subject *s, bool claimed)
{
    if (claimed) {
        return "claimed";
    }
    if (s->d.state == DOSSIER_COMPLETED && strcmp(s->d.financial, "due") == 0) {
        return "unpaid_result";
    }
    if (s->d.state == DOSSIER_IN_HANDLING && s->at != NULL && s->at->kind == STEP_APPLICANT) {
        return "applicant_step";
    }
    return dossier_state_choices.codes[s->d.state];
}

/* Whose turn it is: the applicant's, or nobody's but the office's. */
static bool is_applicants_turn(const char *situation)
{
    static const char *const turns[] = {"awaiting_supplement", "awaiting_payment", "unpaid_result", "applicant_step"};
    for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++) {
        if (strcmp(situation, turns[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void put_situation(struct op *op, struct json_out *out, const struct view_subject *s, bool claimed)
{
    const char *at = situation(s, claimed);
    struct instant by = next_at(&s->d);
    bool limited = !instant_is_none(by);
    const char *open_key = arena_printf(op->arena, "track.next.%s.open", at);
    const char *next = !limited && text_has(open_key) ? open_key : arena_printf(op->arena, "track.next.%s", at);
    const char *step = s->at == NULL ? "…" : view_pick(op, s->at->name_vi, s->at->name_en);
    bool yours = is_applicants_turn(at), ended = s->d.step == 0;
    const char *role = s->d.step_role < 0 ? NULL : role_code((enum role)s->d.step_role);
    json_put_text(out, "what", view_say(op, arena_printf(op->arena, "track.what.%s", at), "step", step, NULL));
    json_put_text(out, "next", view_say(op, next, "by", limited ? when(op, by) : "…", NULL));
    json_put_instant(out, "next_at", by);
    json_put_bool(out, "yours", yours);
    json_put_text(out, "holder", ended ? NULL : view_role_name(op, yours ? role_code(ROLE_APPLICANT) : claimed ? role_code(ROLE_FEE_CLERK) : role));
    json_put_bool(out, "ended", ended);
}

static bool put_head(struct op *op, struct json_out *out, const struct view *v, const struct view_subject *s, bool open)
{
    const struct dossier *d = &s->d;
    const char *status = view_number(op, lifecycle_portal_status((enum dossier_state)d->state));
    const char *owner = json_get_text(d->owner, "name", "");
    struct org agency;
    if (!org_get(op, v->db, d->agency, &agency)) {
        return false;
    }
    json_put_text(out, "code", d->code);
    json_put_text(out, "owner", open ? owner : view_masked(op, owner));
    json_open_object(out, "procedure");
    json_put_text(out, "code", d->procedure);
    json_put_text(out, "name", view_pick(op, s->procedure->version.name_vi, s->procedure->version.name_en));
    json_close_object(out);
    json_put_text(out, "agency", view_pick(op, agency.name_vi, agency.name_en));
    json_put_text(out, "channel_name", text_in(op->lang, "channel", d->channel));
    json_put_text(out, "state", dossier_state_choices.codes[d->state]);
    json_put_int(out, "status", lifecycle_portal_status((enum dossier_state)d->state));
    json_put_text(out, "status_name", text_in(op->lang, "portal.status", status));
    return true;
}

static void put_dates(struct json_out *out, const struct dossier *d)
{
    bool moved = !instant_is_none(d->original_due_at) && instant_compare(d->original_due_at, d->due_at) != 0;
    json_put_instant(out, "submitted_at", d->submitted_at);
    json_put_instant(out, "accepted_at", d->accepted_at);
    json_put_instant(out, "due_at", d->due_at);
    json_put_instant(out, "original_due_at", moved ? d->original_due_at : INSTANT_NONE);
    json_put_bool(out, "apologised", d->extensions > 0);
    json_put_instant(out, "completed_at", d->completed_at);
    json_put_instant(out, "returned_at", d->returned_at);
    json_put_instant(out, "ended_at", d->ended_at);
    json_put_text(out, "delivery_wanted", d->delivery_wanted);
}

static bool put_track(struct op *op, struct json_out *out, struct view *v, struct view_subject *s, bool open)
{
    bool claimed = false;
    if (!view_read_events(op, v, s) || !is_claimed(op, v, &s->d, &claimed) || !put_head(op, out, v, s, open)) {
        return false;
    }
    put_situation(op, out, s, claimed);
    put_dates(out, &s->d);
    put_lines(op, out, s, open);
    return true;
}

bool view_dossier_track(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d)
{
    struct view v = view_of(look);
    struct view_subject s;
    return view_take(op, &v, d, &s) && put_track(op, out, &v, &s, true);
}

/* ---- for whoever holds the code ---- */

const char *view_masked(struct op *op, const char *name)
{
    struct strbuf b;
    bool begins = true;
    strbuf_init(&b, op->arena, NAME_MAX);
    for (const char *c = name; *c != '\0'; c++) {
        if (begins && *c != ' ') {
            size_t len = 1; /* a letter may be several bytes */
            while (((unsigned char)c[len] & 0xc0) == 0x80) {
                len++;
            }
            strbuf_puts(&b, b.len > 0 ? " " : "");
            strbuf_add(&b, c, len);
            strbuf_puts(&b, "***");
        }
        begins = *c == ' ';
    }
    return b.data;
}

/* An officer who may see it goes on to the dossier itself, and so does who filed it. */
static int64_t opens(const struct view_look *look, const struct dossier *d)
{
    const struct actor *a = look->actor;
    if (a == NULL || strcmp(a->role, role_code(ROLE_COORDINATING_AGENCY)) == 0) {
        return 0;
    }
    return strcmp(a->role, role_code(ROLE_APPLICANT)) != 0 || strcmp(a->account, d->applicant) == 0 ? d->id : 0;
}

bool view_look_up(struct op *op, struct json_out *out, const struct view_look *look, const char *text)
{
    struct view_look nobody = *look;
    struct dossier d;
    struct view_subject s;
    const char *code = NULL;
    int64_t id = 0;
    nobody.actor = NULL;
    struct view v = view_of(&nobody);
    if (!dossier_code_read(op, text, &code) || !dossier_find_code(op, v.db, code, &id) || !dossier_get(op, v.db, id, &d) ||
        !view_take(op, &v, &d, &s) || !put_track(op, out, &v, &s, false)) {
        return false;
    }
    int64_t there = opens(look, &d);
    if (there == 0) {
        json_put_null(out, "dossier");
    } else {
        json_put_int(out, "dossier", there);
    }
    return true;
}
