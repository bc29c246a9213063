/* A draft is kept as JSON with the dossier (dossier.notice): kind, form, reason, components, new_due_at, by, at. It is one at a
 * time, and it is gone when signed, rejected or when the dossier ends; what was drafted stays in the events. */
#include "dossier/notice.h"

#include "account/role.h"
#include "calendar/deadline.h"
#include "dossier/clock.h"
#include "dossier/paper.h"

#include <stddef.h>
#include <string.h>

#define NOTICE_MAX 16384
#define EXTENSIONS_MAX 1                                                   /* re-appointed at most once */
static const struct term notice_ahead = {TERM_WORKDAYS, 1000};             /* one working day before the due date */

static const struct notice_kind {
    const char *code, *form;
    enum role signer;
} kinds[] = {
    {"supplement", "02", ROLE_DIVISION_HEAD},
    {"apology", "04", ROLE_DIRECTOR},
    {"stop", "05", ROLE_DIRECTOR},
};

static const struct field apology_fields[] = {
    {.name = "dossier", .kind = FIELD_INT, .offset = offsetof(struct dossier_apology_input, dossier), .flags = FIELD_REQUIRED,
     .max = JSON_INT_MAX},
    {.name = "reason", .kind = FIELD_TEXT, .offset = offsetof(struct dossier_apology_input, reason), .flags = FIELD_REQUIRED,
     .min = 10, .max = 2000},
    {.name = "new_due", .kind = FIELD_INSTANT, .offset = offsetof(struct dossier_apology_input, new_due),
     .flags = FIELD_REQUIRED},
};
const struct record dossier_apology_record = RECORD("dossier_apology", struct dossier_apology_input, apology_fields);
const struct record dossier_apology_body = {"dossier_apology_body", sizeof(struct dossier_apology_input), &apology_fields[1],
                                            sizeof apology_fields / sizeof apology_fields[0] - 1};

static const struct notice_kind *kind_of(const struct json *notice)
{
    const char *code = json_get_text(notice, "kind", "");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].code, code) == 0) {
            return &kinds[i];
        }
    }
    return NULL;
}

int notice_signer(const struct json *notice)
{
    const struct notice_kind *k = notice == NULL ? NULL : kind_of(notice);
    return k == NULL ? -1 : (int)k->signer;
}

/* ---- drafting ---- */

static void put_components(struct json_out *out, const struct text_list *components)
{
    json_open_array(out, "components");
    for (size_t i = 0; i < components->count; i++) {
        json_put_text(out, NULL, components->items[i]);
    }
    json_close_array(out);
}

struct draft {
    const struct notice_kind *kind;
    const char *reason;
    const struct text_list *components; /* of a supplement */
    struct instant new_due;             /* of an apology; else NONE */
};

static void put_draft(struct json_out *out, const struct draft *draft)
{
    json_put_text(out, "kind", draft->kind->code);
    json_put_text(out, "reason", draft->reason);
    if (draft->components != NULL) {
        put_components(out, draft->components);
    }
    if (!instant_is_none(draft->new_due)) {
        json_put_instant(out, "new_due_at", draft->new_due);
    }
}

static const struct json *draft_json(struct op *op, const struct work *w, const struct draft *draft)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, NOTICE_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    put_draft(&out, draft);
    json_put_text(&out, "form", draft->kind->form);
    json_put_text(&out, "by", w->actor->account);
    json_put_instant(&out, "at", op->now);
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

static bool keep_draft(struct op *op, struct work *w, const struct draft *draft)
{
    w->d.notice = draft_json(op, w, draft);
    if (w->d.notice == NULL || !work_move(op, w) || !work_hold(op, w) || !work_save(op, w)) {
        return false;
    }
    work_data(op, w);
    put_draft(&w->out, draft);
    json_put_text(&w->out, "to_role", role_code(draft->kind->signer));
    return work_note(op, w, "dossier.notice_drafted");
}

bool dossier_draft_supplement(struct op *op, struct office *office, const void *input)
{
    const struct dossier_supplement_request_input *in = input;
    struct work w;
    return work_take(op, office, in->dossier, "dossier.draft_supplement", &w) &&
           intake_may_request(op, &w, &in->components) &&
           keep_draft(op, &w, &(struct draft){&kinds[0], in->reason, &in->components, INSTANT_NONE});
}

const char *notice_apology_problem(struct op *op, const struct calendar *c, const struct dossier *d, struct instant now)
{
    struct deadline ahead;
    if (d->extensions >= EXTENSIONS_MAX) {
        return "dossier.extension_limit";
    }
    if (!deadline_due(op, c, now, notice_ahead, false, &ahead) || instant_compare(ahead.due, d->due_at) > 0) {
        return "dossier.apology_too_late";
    }
    return NULL;
}

static bool check_apology(struct op *op, struct work *w, struct instant new_due)
{
    const struct calendar *c = work_calendar(op, w->office, w->d.agency);
    if (c == NULL) {
        return false;
    }
    const char *problem = notice_apology_problem(op, c, &w->d, op->now);
    if (problem != NULL) {
        return fail(op, E_STATE, problem, NULL);
    }
    if (instant_compare(new_due, w->d.due_at) <= 0) {
        return fail_field(op, E_INPUT, "new_due", "dossier.new_due_early", NULL);
    }
    /* a closing is working time's end: a minute before it the office is open */
    struct instant before = instant_add(new_due, -MS_MINUTE);
    if (instant_compare(calendar_next_open(c, before), before) != 0) {
        return fail_field(op, E_INPUT, "new_due", "dossier.new_due_closed", NULL);
    }
    return true;
}

bool dossier_draft_apology(struct op *op, struct office *office, const void *input)
{
    const struct dossier_apology_input *in = input;
    struct work w;
    return work_take(op, office, in->dossier, "dossier.draft_apology", &w) && check_apology(op, &w, in->new_due) &&
           keep_draft(op, &w, &(struct draft){&kinds[1], in->reason, NULL, in->new_due});
}

bool dossier_draft_stop(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reason_input *in = input;
    struct work w;
    return work_take(op, office, in->dossier, "dossier.draft_stop", &w) &&
           keep_draft(op, &w, &(struct draft){&kinds[2], in->reason, NULL, INSTANT_NONE});
}

/* ---- signing ---- */

/* The draft is not looked at again once the dossier has left the state in which it could be signed. */
struct signing {
    const struct notice_kind *kind;
    const char *reason;
    struct text_list components;
    struct instant new_due;
};

static bool read_draft(struct op *op, const struct json *notice, struct signing *s)
{
    const struct json *list = json_get(notice, "components");
    s->kind = kind_of(notice);
    s->reason = json_get_text(notice, "reason", "");
    s->new_due = INSTANT_NONE;
    if (s->kind == NULL) {
        return fail_broken(op, "a notice of no known kind");
    }
    if (list != NULL) {
        s->components.items = arena_array(op->arena, list->count, sizeof(char *));
        for (const struct json *n = list->first; n != NULL; n = n->next) {
            s->components.items[s->components.count++] = n->text;
        }
    }
    const char *due = json_get_text(notice, "new_due_at", NULL);
    return due == NULL || instant_parse(due, &s->new_due) || fail_broken(op, "notice: new_due_at is '%s'", due);
}

static bool take_effect(struct op *op, struct work *w, const struct signing *s)
{
    if (strcmp(s->kind->code, "supplement") == 0) {
        if (!intake_may_request(op, w, &s->components) || !intake_mark_requested(op, w, &s->components)) {
            return false;
        }
        w->d.supplements++;
    } else if (strcmp(s->kind->code, "apology") == 0 && !check_apology(op, w, s->new_due)) {
        return false;
    }
    w->d.notice = NULL;
    w->reason = s->reason;
    return work_move(op, w) && (instant_is_none(s->new_due) || clock_extend(op, w, s->new_due)) && work_hold(op, w) &&
           work_save(op, w);
}

static bool issue_form(struct op *op, struct work *w, const struct signing *s, struct instant due_before)
{
    int64_t issue = 0;
    if (strcmp(s->kind->code, "supplement") == 0) {
        return paper_issue_supplement(op, w, &s->components, s->reason, &issue) && clock_document(op, w, issue);
    }
    if (strcmp(s->kind->code, "apology") == 0) {
        return paper_issue_apology(op, w, s->reason, due_before, &issue) && clock_document(op, w, issue);
    }
    return paper_issue_stop(op, w, PAPER_STOP_OFFICE, s->reason);
}

static bool note_signed(struct op *op, struct work *w, const struct signing *s, struct instant due_before, const char *note)
{
    static const char *const events[] = {"dossier.supplement_requested", "dossier.extended", "dossier.stopped"};
    work_data(op, w);
    json_put_text(&w->out, "kind", s->kind->code);
    json_put_text(&w->out, "reason", s->reason);
    if (s->components.count > 0) {
        put_components(&w->out, &s->components);
        json_put_int(&w->out, "times", w->d.supplements);
        json_put_instant(&w->out, "limit_at", w->d.limit_at);
    }
    if (!instant_is_none(s->new_due)) {
        json_put_instant(&w->out, "due_before_at", due_before);
        json_put_instant(&w->out, "due_at", s->new_due);
    }
    json_put_text(&w->out, "note", note);
    return work_note(op, w, events[s->kind - kinds]);
}

bool dossier_sign_notice(struct op *op, struct office *office, const void *input)
{
    const struct dossier_note_input *in = input;
    struct work w;
    struct signing s = {0};
    if (!work_take(op, office, in->dossier, "dossier.sign_notice", &w) || !read_draft(op, w.d.notice, &s)) {
        return false;
    }
    struct instant due_before = w.d.due_at;
    return take_effect(op, &w, &s) && note_signed(op, &w, &s, due_before, in->note) && issue_form(op, &w, &s, due_before);
}

bool dossier_reject_notice(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reason_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.reject_notice", &w)) {
        return false;
    }
    const char *kind = json_get_text(w.d.notice, "kind", "");
    w.d.notice = NULL;
    if (!work_move(op, &w) || !work_hold(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "kind", kind);
    json_put_text(&w.out, "reason", in->reason);
    return work_note(op, &w, "dossier.notice_rejected");
}
