#include "dossier/transfer.h"

#include "dossier/clock.h"
#include "dossier/filing.h"
#include "dossier/parts.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define F(k, field_, extra, most)                                                                                      \
    {                                                                                                                  \
        .name = #field_, .kind = k, .offset = offsetof(struct dossier_transfer_input, field_), .flags = extra, .max = most \
    }
static const struct field fields[] = {
    F(FIELD_INT, dossier, FIELD_REQUIRED, JSON_INT_MAX),
    F(FIELD_TEXT, org, 0, 40),
    F(FIELD_TEXT, note, 0, 1000),
};
const struct record dossier_transfer_record = RECORD("dossier_transfer", struct dossier_transfer_input, fields);
static const struct field body_fields[] = {
    F(FIELD_TEXT, org, 0, 40),
    F(FIELD_TEXT, note, 0, 1000),
};
const struct record dossier_transfer_body = RECORD("dossier_transfer_body", struct dossier_transfer_input, body_fields);

bool transfer_is_due(const struct dossier *d)
{
    return !org_same_top(dossier_place(d), d->agency);
}

/* What is passed on is complete and every paper of it was looked at: the competent agency cannot see the originals. */
static bool check_complete(struct op *op, const struct work *w)
{
    struct parts p;
    if (!parts_read(op, w, &p)) {
        return false;
    }
    struct text_list missing = parts_missing(op, &p);
    if (missing.count > 0) {
        return fail(op, E_STATE, "transfer.missing", "missing", parts_names(op, &p, &missing), NULL);
    }
    struct text_list unchecked = {.items = arena_array(op->arena, p.have_count + 1, sizeof(char *))};
    for (size_t i = 0; i < p.have_count; i++) {
        if (!instant_is_none(p.have[i].provided_at) && p.have[i].checked == NULL) {
            unchecked.items[unchecked.count++] = p.have[i].code;
        }
    }
    return unchecked.count == 0 || fail(op, E_STATE, "transfer.unchecked", "unchecked", parts_names(op, &p, &unchecked), NULL);
}

/* The officer may find that another agency is competent than the one named when it was filed. */
static bool choose_agency(struct op *op, struct work *w, const char *code)
{
    struct org org;
    if (code == NULL) {
        return true;
    }
    if (!org_get(op, w->db, code, &org) || !org_must_be_open(op, &org, "org")) {
        return false;
    }
    bool decides = strcmp(org.kind, "department") == 0 || strcmp(org.kind, "unit") == 0 || strcmp(org.kind, "ministry") == 0;
    if (!decides || org_same_top(code, w->d.intake_org)) {
        return fail_field(op, E_INPUT, "org", "transfer.org", "org", op->lang == LANG_VI ? org.name_vi : org.name_en, NULL);
    }
    w->d.agency = org.code;
    return true;
}

bool dossier_transfer(struct op *op, struct office *office, const void *input)
{
    const struct dossier_transfer_input *in = input;
    struct work w;
    struct org agency;
    struct procedure_version version;
    if (!work_take(op, office, in->dossier, "dossier.transfer", &w)) {
        return false;
    }
    if (!transfer_is_due(&w.d)) {
        return fail(op, E_STATE, "transfer.not_elsewhere", NULL);
    }
    if (!check_complete(op, &w) || !choose_agency(op, &w, in->org)) {
        return false;
    }
    w.d.transferred_in_at = op->now;
    if (!org_get(op, w.db, w.d.agency, &agency) || !procedure_version_get(op, w.db, w.d.procedure_version, &version) ||
        !clock_start_intake(op, office, &w.d, filing_intake_term(&w.d, &version))) {
        return false;
    }
    w.d.step_account = NULL;
    if (!work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "from", w.d.intake_org);
    json_put_text(&w.out, "org", w.d.agency);
    json_put_text(&w.out, "org_name", agency.name_vi);
    json_put_instant(&w.out, "acceptance_due_at", w.d.acceptance_due_at);
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.transferred");
}
