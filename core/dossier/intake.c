#include "dossier/intake.h"

#include "account/account.h"
#include "audit/audit.h"
#include "calendar/deadline.h"
#include "dossier/clock.h"
#include "dossier/code.h"
#include "dossier/paper.h"
#include "dossier/search.h"
#include "dossier/work.h"

#include <stddef.h>
#include <string.h>

static const char *const channel_codes[] = {"online", "counter", "postal", "kiosk"};
static const struct choices channel_choices = {channel_codes, 4};

#define F(type, k, field, extra, most)                                                                                 \
    {                                                                                                                  \
        .name = #field, .kind = k, .offset = offsetof(struct type, field), .flags = extra, .max = most                 \
    }
#define ID(type) F(type, FIELD_INT, dossier, FIELD_REQUIRED, JSON_INT_MAX)
static const struct field file_fields[] = {
    F(dossier_file_input, FIELD_TEXT, procedure, FIELD_REQUIRED, 40),
    F(dossier_file_input, FIELD_TEXT, agency, FIELD_REQUIRED, 40),
    {.name = "channel", .kind = FIELD_CHOICE, .offset = offsetof(struct dossier_file_input, channel),
     .flags = FIELD_REQUIRED, .choices = &channel_choices},
    F(dossier_file_input, FIELD_TEXT_LIST, components, 0, 50),
    F(dossier_file_input, FIELD_TEXT, alias, 0, 40),
};
static const struct field accept_fields[] = {
    ID(dossier_accept_input),
    F(dossier_accept_input, FIELD_BOOL, confirm_missing, 0, 0),
    F(dossier_accept_input, FIELD_TEXT, note, 0, 1000),
};
static const struct field request_fields[] = {
    ID(dossier_supplement_request_input),
    F(dossier_supplement_request_input, FIELD_TEXT_LIST, components, FIELD_REQUIRED, 50),
    {.name = "reason", .kind = FIELD_TEXT, .offset = offsetof(struct dossier_supplement_request_input, reason),
     .flags = FIELD_REQUIRED, .min = 10, .max = 2000},
};
static const struct field supplement_fields[] = {
    ID(dossier_supplement_input),
    F(dossier_supplement_input, FIELD_TEXT_LIST, components, FIELD_REQUIRED, 50),
};
static const struct field reason_fields[] = {
    ID(dossier_reason_input),
    {.name = "reason", .kind = FIELD_TEXT, .offset = offsetof(struct dossier_reason_input, reason),
     .flags = FIELD_REQUIRED, .min = 10, .max = 2000},
};
static const struct field note_fields[] = {
    ID(dossier_note_input),
    F(dossier_note_input, FIELD_TEXT, note, 0, 1000),
};
const struct record dossier_file_record = RECORD("dossier_file", struct dossier_file_input, file_fields);
const struct record dossier_accept_record = RECORD("dossier_accept", struct dossier_accept_input, accept_fields);
const struct record dossier_supplement_request_record =
    RECORD("dossier_supplement_request", struct dossier_supplement_request_input, request_fields);
const struct record dossier_supplement_record =
    RECORD("dossier_supplement", struct dossier_supplement_input, supplement_fields);
const struct record dossier_reason_record = RECORD("dossier_reason", struct dossier_reason_input, reason_fields);
const struct record dossier_note_record = RECORD("dossier_note", struct dossier_note_input, note_fields);

/* The same without the dossier (first field), for callers that name it elsewhere. */
const struct record dossier_accept_body = RECORD("dossier_accept_body", struct dossier_accept_input, (*(const struct field(*)[sizeof accept_fields / sizeof accept_fields[0] - 1])&accept_fields[1]));
const struct record dossier_supplement_request_body = RECORD("dossier_supplement_request_body", struct dossier_supplement_request_input, (*(const struct field(*)[sizeof request_fields / sizeof request_fields[0] - 1])&request_fields[1]));
const struct record dossier_supplement_body = RECORD("dossier_supplement_body", struct dossier_supplement_input, (*(const struct field(*)[sizeof supplement_fields / sizeof supplement_fields[0] - 1])&supplement_fields[1]));
const struct record dossier_reason_body = RECORD("dossier_reason_body", struct dossier_reason_input, (*(const struct field(*)[sizeof reason_fields / sizeof reason_fields[0] - 1])&reason_fields[1]));
const struct record dossier_note_body = RECORD("dossier_note_body", struct dossier_note_input, (*(const struct field(*)[sizeof note_fields / sizeof note_fields[0] - 1])&note_fields[1]));

static void put_list(struct json_out *out, const char *key, const struct text_list *list)
{
    json_open_array(out, key);
    for (size_t i = 0; i < list->count; i++) {
        json_put_text(out, NULL, list->items[i]);
    }
    json_close_array(out);
}

static bool contains(const struct text_list *list, const char *code)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], code) == 0) {
            return true;
        }
    }
    return false;
}

/* Every code asked for must be one of the procedure's components. */
static bool check_codes(struct op *op, const struct text_list *codes, const struct procedure_component *parts, size_t count)
{
    for (size_t i = 0; i < codes->count; i++) {
        bool known = false;
        for (size_t k = 0; k < count && !known; k++) {
            known = strcmp(codes->items[i], parts[k].code) == 0;
        }
        if (!known) {
            return fail_field(op, E_INPUT, arena_printf(op->arena, "components.%zu", i), "component.unknown", "component",
                              codes->items[i], NULL);
        }
    }
    return true;
}

/* ---- filing ---- */

static bool add_components(struct op *op, struct db *db, int64_t dossier, const struct text_list *provided,
                           const struct procedure_component *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct dossier_component c = {.dossier = dossier, .code = parts[i].code, .provided_at = INSTANT_NONE};
        if (contains(provided, parts[i].code)) {
            c.provided_at = op->now;
            c.file_name = arena_printf(op->arena, "%s.pdf", parts[i].code);
        }
        if (!dossier_put_component(op, db, &c)) {
            return false;
        }
    }
    return true;
}

static bool note_filed(struct op *op, struct office *office, const struct dossier_file_input *in, const struct dossier *d)
{
    struct work w = {.office = office, .db = office_db(office), .d = *d};
    work_data(op, &w);
    json_put_text(&w.out, "procedure", in->procedure);
    json_put_text(&w.out, "owner", json_get_text(d->owner, "name", ""));
    json_put_text(&w.out, "channel", d->channel);
    put_list(&w.out, "components", &in->components);
    json_put_instant(&w.out, "acceptance_due_at", d->acceptance_due_at);
    json_put_text(&w.out, "alias", in->alias);
    return work_note(op, &w, "dossier.filed");
}

bool dossier_file(struct op *op, struct office *office, const void *input)
{
    const struct dossier_file_input *in = input;
    const struct actor *actor = office_actor(office);
    struct db *db = office_db(office);
    struct account applicant;
    struct procedure_version version;
    struct procedure_component *parts = NULL;
    struct procedure_step *steps = NULL;
    size_t part_count = 0, step_count = 0;
    if (!account_get(op, db, actor->account, &applicant) ||
        !procedure_version_on(op, db, in->procedure, instant_day(op->now), &version) ||
        !procedure_components(op, db, version.id, &parts, &part_count) ||
        !procedure_steps(op, db, version.id, &steps, &step_count) ||
        !check_codes(op, &in->components, parts, part_count)) {
        return false;
    }
    if (applicant.person == NULL || step_count == 0) {
        return fail_broken(op, "applicant %s has no identity, or procedure %s no steps", actor->account, in->procedure);
    }
    struct dossier d = {.alias = in->alias, .procedure = in->procedure, .procedure_version = version.id, .agency = in->agency,
                        .intake_org = in->agency, .delivery_wanted = "electronic",
                        .channel = channel_codes[in->channel], .applicant = actor->account, .owner = applicant.person,
                        .state = DOSSIER_FILED, .step = steps[0].no, .step_role = steps[0].role, .submitted_at = op->now};
    if (!clock_start_intake(op, office, &d, version.intake) || !dossier_add(op, db, &d) ||
        !search_add(op, db, &d, version.name_vi) ||
        !add_components(op, db, d.id, &in->components, parts, part_count)) {
        return false;
    }
    office_about(office, d.id);
    return note_filed(op, office, in, &d);
}

/* ---- acceptance ---- */

struct parts {
    struct procedure_component *wanted;
    size_t wanted_count;
    struct dossier_component *have;
    size_t have_count;
};

static bool read_parts(struct op *op, const struct work *w, struct parts *p)
{
    return procedure_components(op, w->db, w->d.procedure_version, &p->wanted, &p->wanted_count) &&
           dossier_components(op, w->db, w->d.id, &p->have, &p->have_count);
}

static struct dossier_component *part_of(const struct parts *p, const char *code)
{
    for (size_t i = 0; i < p->have_count; i++) {
        if (strcmp(p->have[i].code, code) == 0) {
            return &p->have[i];
        }
    }
    return NULL;
}

/* What the law requires and the dossier lacks. */
static struct text_list missing_of(struct op *op, const struct parts *p)
{
    struct text_list missing = {.items = arena_array(op->arena, p->wanted_count, sizeof(char *))};
    for (size_t i = 0; i < p->wanted_count; i++) {
        const struct dossier_component *c = part_of(p, p->wanted[i].code);
        if (p->wanted[i].required && (c == NULL || instant_is_none(c->provided_at))) {
            missing.items[missing.count++] = p->wanted[i].code;
        }
    }
    return missing;
}

static const char *names_of(struct op *op, const struct parts *p, const struct text_list *codes)
{
    struct strbuf b;
    strbuf_init(&b, op->arena, 4000);
    for (size_t i = 0; i < p->wanted_count; i++) {
        if (contains(codes, p->wanted[i].code)) {
            strbuf_printf(&b, "%s%s", b.len > 0 ? "; " : "", op->lang == LANG_VI ? p->wanted[i].name_vi : p->wanted[i].name_en);
        }
    }
    return b.data;
}

static bool confirm_missing(struct op *op, struct work *w, const struct parts *p, const struct text_list *missing)
{
    for (size_t i = 0; i < missing->count; i++) {
        struct dossier_component *c = part_of(p, missing->items[i]);
        c->confirmed_missing = true;
        if (!dossier_put_component(op, w->db, c)) {
            return false;
        }
    }
    return true;
}

/* Due date of the whole and of each step; the step rows come into being here. */
static bool set_deadlines(struct op *op, struct work *w)
{
    struct procedure_version version;
    struct procedure_step *steps = NULL;
    struct deadline due;
    const struct calendar *calendar = work_calendar(op, w->office, w->d.agency);
    if (calendar == NULL || !procedure_version_get(op, w->db, w->d.procedure_version, &version) ||
        !procedure_steps(op, w->db, version.id, &steps, &w->step_count) ||
        !deadline_due(op, calendar, op->now, version.term, false, &due)) {
        return false;
    }
    int64_t *shares = arena_array(op->arena, w->step_count, sizeof *shares);
    struct instant *step_due = arena_array(op->arena, w->step_count, sizeof *step_due);
    for (size_t i = 0; i < w->step_count; i++) {
        shares[i] = steps[i].share_milli;
    }
    if (!deadline_steps(op, calendar, op->now, due.due, shares, w->step_count, step_due, false, NULL)) {
        return false;
    }
    w->steps = arena_array(op->arena, w->step_count, sizeof *w->steps);
    for (size_t i = 0; i < w->step_count; i++) {
        w->steps[i] = (struct dossier_step){.dossier = w->d.id, .no = steps[i].no, .kind = steps[i].kind, .role = steps[i].role,
                                            .started_at = i == 0 ? op->now : INSTANT_NONE, .opened_at = INSTANT_NONE,
                                            .due_at = step_due[i],
                                            .finished_at = INSTANT_NONE, .account = i == 0 ? w->actor->account : NULL};
        if (!dossier_put_step(op, w->db, &w->steps[i])) {
            return false;
        }
    }
    w->d.due_at = due.due;
    w->d.original_due_at = due.due;
    w->d.step_due_at = step_due[0];
    return clock_start_term(op, w);
}

static bool note_accepted(struct op *op, struct work *w, const struct dossier_accept_input *in, const struct text_list *missing)
{
    work_data(op, w);
    json_put_int(&w->out, "missing", (int64_t)missing->count);
    put_list(&w->out, "missing_components", missing);
    json_put_instant(&w->out, "due_at", w->d.due_at);
    json_put_int(&w->out, "step", w->d.step);
    json_put_text(&w->out, "timing", timing_of(op->now, w->d.acceptance_due_at));
    json_put_text(&w->out, "note", in->note);
    return work_note(op, w, "dossier.accepted");
}

bool dossier_accept(struct op *op, struct office *office, const void *input)
{
    const struct dossier_accept_input *in = input;
    struct work w;
    struct parts p;
    if (!work_take(op, office, in->dossier, "dossier.accept", &w) || !read_parts(op, &w, &p)) {
        return false;
    }
    struct text_list missing = missing_of(op, &p);
    if (missing.count > 0 && !in->confirm_missing) {
        return fail_field(op, E_STATE, "confirm_missing", "dossier.components_missing", "missing", names_of(op, &p, &missing),
                          NULL);
    }
    w.d.accepted_at = op->now;
    return confirm_missing(op, &w, &p, &missing) && dossier_code_next(op, w.db, w.d.agency, op->now, &w.d.code) &&
           set_deadlines(op, &w) && work_move(op, &w) && work_save(op, &w) && note_accepted(op, &w, in, &missing) &&
           paper_issue_receipt(op, &w);
}

/* ---- supplement and refusal ---- */

bool intake_may_request(struct op *op, struct work *w, const struct text_list *components)
{
    struct parts p;
    struct procedure_version version;
    if (!read_parts(op, w, &p) || !check_codes(op, components, p.wanted, p.wanted_count) ||
        !procedure_version_get(op, w->db, w->d.procedure_version, &version)) {
        return false;
    }
    if (w->d.supplements >= version.supplement_max) {
        return fail(op, E_STATE, "dossier.supplement_limit", "max",
                    arena_printf(op->arena, "%lld", (long long)version.supplement_max), NULL);
    }
    return true;
}

bool intake_mark_requested(struct op *op, struct work *w, const struct text_list *components)
{
    struct parts p;
    if (!read_parts(op, w, &p)) {
        return false;
    }
    for (size_t i = 0; i < components->count; i++) {
        struct dossier_component *c = part_of(&p, components->items[i]);
        c->requested = true;
        if (!dossier_put_component(op, w->db, c)) {
            return false;
        }
    }
    return true;
}

bool dossier_request_supplement(struct op *op, struct office *office, const void *input)
{
    const struct dossier_supplement_request_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.request_supplement", &w) ||
        !intake_may_request(op, &w, &in->components) || !intake_mark_requested(op, &w, &in->components)) {
        return false;
    }
    w.d.supplements++;
    if (!work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    put_list(&w.out, "components", &in->components);
    json_put_text(&w.out, "reason", in->reason);
    json_put_int(&w.out, "times", w.d.supplements);
    json_put_instant(&w.out, "limit_at", w.d.limit_at);
    return work_note(op, &w, "dossier.supplement_requested") &&
           paper_issue_supplement(op, &w, &in->components, in->reason, NULL);
}

static bool take_parts(struct op *op, struct work *w, const struct parts *p, const struct text_list *components)
{
    struct text_list owed = {.items = arena_array(op->arena, p->have_count + 1, sizeof(char *))};
    for (size_t i = 0; i < p->have_count; i++) {
        struct dossier_component *c = &p->have[i];
        if (!contains(components, c->code)) {
            if (c->requested) {
                owed.items[owed.count++] = c->code;
            }
            continue;
        }
        c->provided_at = op->now;
        c->file_name = arena_printf(op->arena, "%s.pdf", c->code);
        c->requested = false;
        if (!dossier_put_component(op, w->db, c)) {
            return false;
        }
    }
    if (owed.count > 0 && w->t->clock == CLOCK_RESUME) {
        return fail_field(op, E_INPUT, "components", "dossier.supplement_incomplete", "missing", names_of(op, p, &owed), NULL);
    }
    return true;
}

bool dossier_supplement(struct op *op, struct office *office, const void *input)
{
    const struct dossier_supplement_input *in = input;
    struct work w;
    struct parts p;
    struct procedure_version version;
    if (!work_take(op, office, in->dossier, "dossier.supplement", &w) || !read_parts(op, &w, &p) ||
        !check_codes(op, &in->components, p.wanted, p.wanted_count) ||
        !procedure_version_get(op, w.db, w.d.procedure_version, &version) || !take_parts(op, &w, &p, &in->components)) {
        return false;
    }
    bool intake = w.t->clock == CLOCK_INTAKE_START;
    if ((intake && !clock_start_intake(op, office, &w.d, version.intake)) || !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    put_list(&w.out, "components", &in->components);
    json_put_instant(&w.out, intake ? "acceptance_due_at" : "due_at", intake ? w.d.acceptance_due_at : w.d.due_at);
    return work_note(op, &w, "dossier.supplemented");
}

bool dossier_refuse_intake(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reason_input *in = input;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.refuse_intake", &w) || !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "reason", in->reason);
    return work_note(op, &w, "dossier.intake_refused") && paper_issue_refusal(op, &w, in->reason);
}
