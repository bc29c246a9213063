#include "dossier/filing.h"

#include "catalogue/procedure_variant.h"

#include "account/account.h"
#include "document/draft_file.h"
#include "dossier/clock.h"
#include "dossier/declaration.h"
#include "dossier/draft.h"
#include "dossier/parts.h"
#include "dossier/search.h"
#include "org/org.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#define PARTY_MAX 8192
#define OTHER_CHANNELS ((struct term){TERM_WORKDAYS, 1000}) /* NQ 66.7/2025: counter and post, one working day */

static const char *const channel_codes[] = {"online", "counter", "postal", "kiosk"};
const struct choices filing_channel_choices = {channel_codes, 4};
static const char *const delivery_codes[] = {"electronic", "counter", "postal"};
const struct choices delivery_choices = {delivery_codes, 3};
static const char *const party_kinds[] = {"citizen", "business", "agency", "other"};
static const struct choices party_kind_choices = {party_kinds, 4};

/* Who files by which channel. */
static const enum role channel_roles[] = {[CHANNEL_ONLINE] = ROLE_APPLICANT, [CHANNEL_COUNTER] = ROLE_ONE_STOP_OFFICER,
                                          [CHANNEL_POSTAL] = ROLE_POSTAL_AGENT, [CHANNEL_KIOSK] = ROLE_APPLICANT};

struct party {
    const char *name;
    int kind;
    const char *id_no, *address, *phone, *email;
};
#define P(field_, extra, least, most)                                                                                  \
    {                                                                                                                  \
        .name = #field_, .kind = FIELD_TEXT, .offset = offsetof(struct party, field_), .flags = extra, .min = least, .max = most \
    }
static const struct field party_fields[] = {
    P(name, FIELD_REQUIRED | FIELD_PERSONAL, 2, 200),
    {.name = "kind", .kind = FIELD_CHOICE, .offset = offsetof(struct party, kind), .flags = FIELD_REQUIRED, .choices = &party_kind_choices},
    P(id_no, FIELD_REQUIRED | FIELD_PERSONAL, 9, 14),
    P(address, FIELD_PERSONAL, 0, 300),
    P(phone, FIELD_PERSONAL, 0, 20),
    P(email, FIELD_PERSONAL, 0, 100),
};
const struct record party_record = RECORD("party", struct party, party_fields);

#define F(k, field_, extra, most)                                                                                      \
    {                                                                                                                  \
        .name = #field_, .kind = k, .offset = offsetof(struct dossier_file_input, field_), .flags = extra, .max = most \
    }
static const struct field file_fields[] = {
    F(FIELD_TEXT, procedure, FIELD_REQUIRED, 40),
    F(FIELD_TEXT, agency, FIELD_REQUIRED, 40),
    {.name = "channel", .kind = FIELD_CHOICE, .offset = offsetof(struct dossier_file_input, channel),
     .flags = FIELD_REQUIRED, .choices = &filing_channel_choices},
    F(FIELD_TEXT_LIST, components, 0, 50),
    F(FIELD_TEXT, alias, 0, 40),
    F(FIELD_TEXT, variant, 0, 40),
    F(FIELD_JSON, owner, FIELD_PERSONAL, 0),
    F(FIELD_JSON, submitter, FIELD_PERSONAL, 0),
    F(FIELD_TEXT, proxy_paper, FIELD_PERSONAL, 300),
    F(FIELD_INT, sets, 0, FILING_SETS_MAX),
    {.name = "delivery", .kind = FIELD_CHOICE, .offset = offsetof(struct dossier_file_input, delivery), .choices = &delivery_choices},
    F(FIELD_TEXT, delivery_address, FIELD_PERSONAL, 300),
    F(FIELD_JSON, form, FIELD_PERSONAL, 0),
    F(FIELD_INT, draft, 0, JSON_INT_MAX),
};
const struct record dossier_file_record = RECORD("dossier_file", struct dossier_file_input, file_fields);

/* ---- owner and submitter ---- */

/* Digits, and the dash of a branch (0100000000-001). */
static bool is_number(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (!isdigit((unsigned char)*c) && *c != '-') {
            return false;
        }
    }
    return true;
}

/* Its field errors stand under the party's own name: owner/name. */
static bool read_party(struct op *op, const char *field, const struct json *node, struct party *out)
{
    struct op inner;
    op_init(&inner, op->arena, op->id, op->lang);
    bool ok = record_from_json(&inner, &party_record, node, out);
    if (ok && !is_number(out->id_no)) {
        ok = fail_more(&inner, "id_no", "filing.id_no", NULL);
    }
    for (const struct field_error *e = inner.error.fields; e != NULL; e = e->next) {
        (void)fail_more(op, arena_printf(op->arena, "%s/%s", field, e->field), e->key,
                        e->arg_count > 0 ? e->args[0].name : NULL, e->arg_count > 0 ? e->args[0].value : NULL,
                        e->arg_count > 1 ? e->args[1].name : NULL, e->arg_count > 1 ? e->args[1].value : NULL, NULL);
    }
    return ok || op_failed(op) ? ok : fail_more(op, field, inner.error.key, NULL);
}

static const struct json *party_json(struct op *op, const struct party *p, const char *proxy_paper)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, PARTY_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    record_put_json(&out, &party_record, p);
    if (proxy_paper != NULL) {
        json_put_text(&out, "proxy_paper", proxy_paper);
    }
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

struct parties {
    const struct json *owner;
    const struct json *submitter; /* NULL = the owner in person */
    struct party who;             /* who hands it in */
    struct party whose;
};

/* Who files for themselves names nobody; everybody else says whose dossier it is and by what paper they bring it. */
static bool read_parties(struct op *op, const struct dossier_file_input *in, const struct account *actor, struct parties *out)
{
    const struct json *who = actor->person != NULL ? actor->person : in->submitter != NULL ? in->submitter : in->owner;
    const struct json *whose = in->owner != NULL ? in->owner : actor->person;
    if (whose == NULL) {
        return fail_more(op, "owner", "field.required", NULL);
    }
    if (actor->person != NULL && in->submitter != NULL) {
        return fail_more(op, "submitter", "filing.submitter_self", NULL);
    }
    if (!read_party(op, actor->person != NULL || in->submitter != NULL ? "submitter" : "owner", who, &out->who) ||
        !read_party(op, "owner", whose, &out->whose)) {
        return false;
    }
    bool proxy = strcmp(out->who.id_no, out->whose.id_no) != 0;
    if (proxy && in->proxy_paper == NULL) {
        return fail_more(op, "proxy_paper", "filing.proxy_paper", NULL);
    }
    out->owner = party_json(op, &out->whose, NULL);
    out->submitter = proxy ? party_json(op, &out->who, in->proxy_paper) : NULL;
    return !op_failed(op);
}

/* The account that follows what an officer enters: of the submitter, else of the owner, else the officer's. */
static bool follower_of(struct op *op, struct db *db, const struct account *actor, const struct parties *p, const char **out)
{
    struct account *list = NULL;
    size_t count = 0;
    int best = 0;
    *out = actor->id;
    if (actor->person != NULL) {
        return true;
    }
    if (!account_list_by_role(op, db, ROLE_APPLICANT, &list, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const char *id_no = json_get_text(list[i].person, "id_no", "");
        int fits = strcmp(id_no, p->who.id_no) == 0 ? 2 : strcmp(id_no, p->whose.id_no) == 0 ? 1 : 0;
        if (fits > best) {
            best = fits;
            *out = list[i].id;
        }
    }
    return true;
}

/* ---- where ---- */

/* Online it goes straight to the competent agency; at a counter it is received where the officer sits. */
static bool choose_place(struct op *op, struct db *db, const struct dossier_file_input *in, const struct account *actor,
                         const struct procedure_version *version, struct dossier *d)
{
    struct org agency;
    if (!org_get(op, db, in->agency, &agency) || !org_must_be_open(op, &agency, "agency")) {
        return false;
    }
    d->agency = in->agency;
    d->intake_org = in->channel == CHANNEL_COUNTER ? actor->org : in->agency;
    if (!org_same_top(d->intake_org, d->agency) && !version->non_territorial) {
        return fail_field(op, E_STATE, "agency", "filing.territorial", "procedure", in->procedure, "agency",
                          op->lang == LANG_VI ? agency.name_vi : agency.name_en, NULL);
    }
    return true;
}

struct term filing_intake_term(const struct dossier *d, const struct procedure_version *version)
{
    bool by_hand = strcmp(d->channel, "counter") == 0 || strcmp(d->channel, "postal") == 0;
    return by_hand && instant_is_none(d->transferred_in_at) ? OTHER_CHANNELS : version->intake;
}

/* ---- delivery ---- */

static bool choose_delivery(struct op *op, const struct dossier_file_input *in, const struct parties *p, struct dossier *d)
{
    d->delivery_wanted = delivery_codes[in->delivery < 0 ? 0 : in->delivery];
    d->sets = in->sets == 0 ? 1 : in->sets;
    if (strcmp(d->delivery_wanted, "postal") != 0) {
        return true;
    }
    d->delivery_address = in->delivery_address != NULL ? in->delivery_address : p->whose.address;
    return d->delivery_address != NULL || fail_more(op, "delivery_address", "filing.delivery_address", NULL);
}

/* ---- filing ---- */

/* What was sent in with the draft. A component with a file is handed in, ticked or not. */
struct papers {
    struct document *files;
    size_t count;
};

static bool read_papers(struct op *op, struct db *db, const struct dossier_file_input *in, const char *account,
                        const struct procedure_component *parts, size_t count, struct papers *out)
{
    struct draft draft;
    *out = (struct papers){0};
    if (in->draft == 0) {
        return true;
    }
    if (!draft_get(op, db, account, in->draft, &draft) || !draft_files(op, db, in->draft, &out->files, &out->count)) {
        return false;
    }
    for (size_t i = 0; i < out->count; i++) { /* the draft may have been begun for another procedure */
        size_t k = 0;
        while (k < count && strcmp(parts[k].code, out->files[i].component) != 0) {
            k++;
        }
        if (k == count) {
            return fail_field(op, E_INPUT, "components", "component.unknown", "component", out->files[i].component, NULL);
        }
    }
    return true;
}

static const char *file_of(const struct papers *papers, const char *component)
{
    for (size_t i = 0; i < papers->count; i++) {
        if (strcmp(papers->files[i].component, component) == 0) {
            return papers->files[i].file_name;
        }
    }
    return NULL;
}

static bool add_components(struct op *op, struct db *db, int64_t dossier, const struct text_list *provided,
                           const struct papers *papers, const struct procedure_component *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct dossier_component c = {.dossier = dossier, .code = parts[i].code, .provided_at = INSTANT_NONE,
                                      .checked_at = INSTANT_NONE};
        const char *file = file_of(papers, parts[i].code);
        if (file != NULL || text_list_has(provided, parts[i].code)) {
            c.provided_at = op->now;
            c.file_name = file != NULL ? file : arena_printf(op->arena, "%s.pdf", parts[i].code);
        }
        if (!dossier_put_component(op, db, &c)) {
            return false;
        }
    }
    return true;
}

/* The codes handed in, by tick or by file. */
static void put_provided(struct json_out *out, const struct text_list *provided, const struct papers *papers,
                         const struct procedure_component *parts, size_t count)
{
    json_open_array(out, "components");
    for (size_t i = 0; i < count; i++) {
        if (file_of(papers, parts[i].code) != NULL || text_list_has(provided, parts[i].code)) {
            json_put_text(out, NULL, parts[i].code);
        }
    }
    json_close_array(out);
}

struct filed {
    const struct dossier_file_input *in;
    const struct procedure_component *parts;
    size_t part_count;
    struct papers papers;
};

static bool note_filed(struct op *op, struct office *office, const struct filed *f, const struct dossier *d)
{
    const struct dossier_file_input *in = f->in;
    struct work w = {.office = office, .db = office_db(office), .d = *d};
    work_data(op, &w);
    json_put_text(&w.out, "procedure", in->procedure);
    json_put_text(&w.out, "owner", json_get_text(d->owner, "name", ""));
    json_put_text(&w.out, "channel", d->channel);
    put_provided(&w.out, &in->components, &f->papers, f->parts, f->part_count);
    json_put_instant(&w.out, "acceptance_due_at", d->acceptance_due_at);
    json_put_text(&w.out, "alias", in->alias);
    json_put_text(&w.out, "agency", d->agency);
    json_put_text(&w.out, "intake_org", d->intake_org);
    json_put_text(&w.out, "submitter", json_get_text(d->submitter, "name", NULL));
    json_put_text(&w.out, "delivery", d->delivery_wanted);
    json_put_int(&w.out, "sets", d->sets);
    return work_note(op, &w, "dossier.filed");
}

static bool check_channel(struct op *op, const struct account *actor, int channel)
{
    if (actor->role == (int)channel_roles[channel]) {
        return true;
    }
    return fail_field(op, E_FORBIDDEN, "channel", "filing.channel_role", "channel",
                      arena_printf(op->arena, "@channel.%s", channel_codes[channel]), "role",
                      arena_printf(op->arena, "@role.%s", role_code(channel_roles[channel])), NULL);
}

/* What the procedure says of the new dossier; steps and components are those in force today. */
static bool begin_dossier(struct op *op, struct db *db, const struct dossier_file_input *in, const struct account *actor,
                          struct procedure_version *version, struct dossier *d)
{
    struct procedure_step *steps = NULL;
    size_t step_count = 0;
    if (!procedure_version_on(op, db, in->procedure, instant_day(op->now), version) ||
        !procedure_take(op, db, version->id, in->agency, in->variant, &version->id) ||
        !procedure_steps(op, db, version->id, &steps, &step_count) || !choose_place(op, db, in, actor, version, d)) {
        return false;
    }
    if (step_count == 0) {
        return fail_broken(op, "procedure %s has no steps", in->procedure);
    }
    d->alias = in->alias;
    d->procedure = in->procedure;
    d->procedure_version = version->id;
    d->channel = channel_codes[in->channel];
    d->state = DOSSIER_FILED;
    d->step = steps[0].no;
    d->step_role = steps[0].role;
    d->submitted_at = op->now;
    d->transferred_in_at = INSTANT_NONE;
    return true;
}

/* Nobody helps who files by screen: the procedure's e-forms are filled in then (Decree 118/2025 Art. 17). At a counter or by post the
 * declaration may be on paper. */
static bool declares_on_screen(int channel)
{
    return channel == CHANNEL_ONLINE || channel == CHANNEL_KIOSK;
}

/* Everything that belongs to the new dossier; the draft it came from is gone, its files are the dossier's. */
static bool add_all(struct op *op, struct office *office, const struct filed *f, struct dossier *d, const char *procedure_name)
{
    struct db *db = office_db(office);
    const struct dossier_file_input *in = f->in;
    return dossier_add(op, db, d) && search_add(op, db, d, procedure_name) &&
           add_components(op, db, d->id, &in->components, &f->papers, f->parts, f->part_count) &&
           declaration_put(op, db, d, in->form, in->form != NULL || declares_on_screen(in->channel)) &&
           (in->draft == 0 || draft_files_keep(op, db, in->draft, d->id)) && draft_done(op, office, in->draft);
}

bool dossier_file(struct op *op, struct office *office, const void *input)
{
    const struct dossier_file_input *in = input;
    struct db *db = office_db(office);
    struct account actor;
    struct parties parties;
    struct procedure_version version;
    struct procedure_component *parts = NULL;
    struct filed f = {.in = in};
    struct dossier d = {0};
    if (!account_get(op, db, office_actor(office)->account, &actor) || !check_channel(op, &actor, in->channel) ||
        !begin_dossier(op, db, in, &actor, &version, &d) ||
        !procedure_components(op, db, version.id, &parts, &f.part_count) || !parts_check_codes(op, &in->components, parts, f.part_count) ||
        !read_papers(op, db, in, actor.id, parts, f.part_count, &f.papers) || !read_parties(op, in, &actor, &parties) ||
        !choose_delivery(op, in, &parties, &d) || !follower_of(op, db, &actor, &parties, &d.applicant)) {
        return false;
    }
    f.parts = parts;
    d.owner = parties.owner;
    d.submitter = parties.submitter;
    if (!clock_start_intake(op, office, &d, filing_intake_term(&d, &version)) || !add_all(op, office, &f, &d, version.name_vi)) {
        return false;
    }
    office_about(office, d.id);
    return note_filed(op, office, &f, &d);
}
