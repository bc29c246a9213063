#include "dossier/delivery.h"

#include "core_sql.h"
#include "dossier/result.h"
#include "dossier/work.h"
#include "payment/payment.h"

#include <stddef.h>
#include <string.h>

static const char *const by_codes[] = {"electronic", "counter"};
static const struct choices by_choices = {by_codes, 2};
static const char *const identity_codes[] = {"receipt", "identity_paper", "authorisation"};
static const struct choices identity_choices = {identity_codes, 3};
static const char *const retention_codes[] = {"permanent", "70", "50", "20", "10", "5"};
static const struct choices retention_choices = {retention_codes, 6};

#define F(type, field_, kind_, ...)                                                                                    \
    {                                                                                                                  \
        .name = #field_, .kind = kind_, .offset = offsetof(struct type, field_), __VA_ARGS__                           \
    }
#define ID(type) F(type, dossier, FIELD_INT, .flags = FIELD_REQUIRED, .max = JSON_INT_MAX)
static const struct field return_fields[] = {
    ID(dossier_return_input),
    F(dossier_return_input, by, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = &by_choices),
    F(dossier_return_input, receiver, FIELD_TEXT, .flags = FIELD_PERSONAL, .max = 200, .help = "at the counter: who takes it"),
    F(dossier_return_input, identity, FIELD_CHOICE, .choices = &identity_choices, .help = "at the counter: how it was told who that is"),
    F(dossier_return_input, identity_number, FIELD_TEXT, .flags = FIELD_PERSONAL, .max = 60, .help = "of the paper shown"),
    {.name = "signed", .kind = FIELD_BOOL, .offset = offsetof(struct dossier_return_input, signed_for),
     .help = "at the counter: who takes it has signed for it"},
    F(dossier_return_input, note, FIELD_TEXT, .max = 1000),
};
static const struct field post_fields[] = {
    ID(dossier_post_input),
    F(dossier_post_input, tracking_number, FIELD_TEXT, .flags = FIELD_REQUIRED, .min = 4, .max = 40),
    F(dossier_post_input, note, FIELD_TEXT, .max = 1000),
};
static const struct field delivered_fields[] = {
    ID(dossier_delivered_input),
    F(dossier_delivered_input, receiver, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .max = 200),
    F(dossier_delivered_input, note, FIELD_TEXT, .max = 1000),
};
static const struct field archive_fields[] = {
    ID(dossier_archive_input),
    F(dossier_archive_input, retention, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = &retention_choices, .help = "years, or permanent"),
    F(dossier_archive_input, note, FIELD_TEXT, .max = 1000),
};
const struct record dossier_return_record = RECORD("dossier_return", struct dossier_return_input, return_fields);
const struct record dossier_post_record = RECORD("dossier_post", struct dossier_post_input, post_fields);
const struct record dossier_delivered_record = RECORD("dossier_delivered", struct dossier_delivered_input, delivered_fields);
const struct record dossier_archive_record = RECORD("dossier_archive", struct dossier_archive_input, archive_fields);

/* The same without the dossier (first field), for callers that name it elsewhere. */
const struct record dossier_return_body = RECORD("dossier_return_body", struct dossier_return_input, (*(const struct field(*)[sizeof return_fields / sizeof return_fields[0] - 1])&return_fields[1]));
const struct record dossier_post_body = RECORD("dossier_post_body", struct dossier_post_input, (*(const struct field(*)[sizeof post_fields / sizeof post_fields[0] - 1])&post_fields[1]));
const struct record dossier_delivered_body = RECORD("dossier_delivered_body", struct dossier_delivered_input, (*(const struct field(*)[sizeof delivered_fields / sizeof delivered_fields[0] - 1])&delivered_fields[1]));
const struct record dossier_archive_body = RECORD("dossier_archive_body", struct dossier_archive_input, (*(const struct field(*)[sizeof archive_fields / sizeof archive_fields[0] - 1])&archive_fields[1]));

static const struct field row_fields[] = {
    F(delivery, id, FIELD_INT),         F(delivery, dossier, FIELD_INT),           F(delivery, way, FIELD_TEXT),
    F(delivery, at, FIELD_INSTANT),     F(delivery, by, FIELD_TEXT),               F(delivery, tracking_number, FIELD_TEXT),
    F(delivery, receiver, FIELD_TEXT),  F(delivery, identity, FIELD_TEXT),         F(delivery, identity_number, FIELD_TEXT),
    {.name = "signed", .kind = FIELD_BOOL, .offset = offsetof(struct delivery, signed_for)},
    F(delivery, ended_at, FIELD_INSTANT), F(delivery, outcome, FIELD_TEXT),        F(delivery, reason, FIELD_TEXT),
};
static const struct record row_record = RECORD("delivery", struct delivery, row_fields);
static const struct field archive_row[] = {
    F(archive, dossier, FIELD_INT),    F(archive, archived_at, FIELD_INSTANT), F(archive, archived_by, FIELD_TEXT),
    F(archive, retention, FIELD_TEXT), F(archive, note, FIELD_TEXT),
};
static const struct record archive_record = RECORD("archive", struct archive, archive_row);

/* ---- rows ---- */

bool delivery_list(struct op *op, struct db *db, int64_t dossier, struct delivery **out, size_t *count)
{
    void *rows = NULL;
    struct stmt *s = db_use(op, db, &sql_delivery_list);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", dossier);
    bool ok = stmt_records(s, &row_record, DELIVERIES_MAX, &rows, count);
    *out = rows;
    return ok;
}

static bool add_row(struct op *op, struct work *w, struct delivery *row)
{
    struct stmt *s = db_use(op, w->db, &sql_delivery_add);
    if (s == NULL) {
        return false;
    }
    row->dossier = w->d.id;
    row->at = op->now;
    row->by = w->actor->account;
    bind_record(s, op, &row_record, row);
    return stmt_run(s, NULL);
}

static bool end_row(struct op *op, struct work *w, const char *outcome, const char *receiver, const char *reason)
{
    struct stmt *s = db_use(op, w->db, &sql_delivery_end);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "dossier", w->d.id);
    bind_instant(s, "ended_at", op->now);
    bind_text(s, "outcome", outcome);
    bind_text(s, "receiver", receiver);
    bind_text(s, "reason", reason);
    return stmt_run(s, NULL);
}

/* ---- handing over ---- */

static bool check_release(struct op *op, const struct work *w)
{
    struct procedure_version version;
    if (!procedure_version_get(op, w->db, w->d.procedure_version, &version)) {
        return false;
    }
    const char *unpaid = payment_release_problem(&w->d, version.fee_stage);
    return unpaid == NULL || fail(op, E_STATE, unpaid, NULL);
}

static bool given(const char *text)
{
    return text != NULL && *text != '\0';
}

/* Who takes it, how that is known, and that it was signed for: all that is missing is said at once. */
static bool check_receiver(struct op *op, const struct dossier_return_input *in)
{
    bool good = given(in->receiver) || fail_more(op, "receiver", "field.required", NULL);
    good = (in->identity >= 0 || fail_more(op, "identity", "field.required", NULL)) && good;
    bool numbered = in->identity > 0; /* the receipt has the dossier's own number */
    good = (!numbered || given(in->identity_number) || fail_more(op, "identity_number", "delivery.number", NULL)) && good;
    return (in->signed_for || fail_more(op, "signed", "delivery.sign", NULL)) && good;
}

static bool returned(struct op *op, struct work *w, const char *by, const char *receiver, const char *note)
{
    w->d.returned_at = op->now;
    w->d.returned_by = by;
    w->d.delivery = "returned";
    if (!work_move(op, w) || !work_save(op, w)) {
        return false;
    }
    work_data(op, w);
    json_put_text(&w->out, "by", by);
    json_put_text(&w->out, "receiver", receiver);
    json_put_text(&w->out, "note", note);
    return true;
}

bool dossier_return_result(struct op *op, struct office *office, const void *input)
{
    const struct dossier_return_input *in = input;
    bool counter = strcmp(by_codes[in->by], "counter") == 0;
    struct work w;
    if (!work_take(op, office, in->dossier, "dossier.return_result", &w) || !check_release(op, &w) ||
        (counter && !check_receiver(op, in))) {
        return false;
    }
    struct delivery row = {.way = by_codes[in->by], .ended_at = op->now, .outcome = "delivered"};
    if (counter) {
        row.receiver = in->receiver;
        row.identity = identity_codes[in->identity];
        row.identity_number = given(in->identity_number) ? in->identity_number : NULL;
        row.signed_for = in->signed_for;
    }
    if (!add_row(op, &w, &row) || !returned(op, &w, row.way, row.receiver, in->note)) {
        return false;
    }
    json_put_text(&w.out, "identity", row.identity);
    return work_note(op, &w, "dossier.returned");
}

bool dossier_hand_to_post(struct op *op, struct office *office, const void *input)
{
    const struct dossier_post_input *in = input;
    struct work w;
    struct delivery *list = NULL;
    size_t count = 0;
    if (!work_take(op, office, in->dossier, "dossier.hand_to_post", &w) || !check_release(op, &w) ||
        !delivery_list(op, w.db, in->dossier, &list, &count)) {
        return false;
    }
    if (count >= DELIVERIES_MAX) {
        return fail(op, E_LIMIT, "delivery.too_many", "max", arena_int(op->arena, DELIVERIES_MAX), NULL);
    }
    struct delivery row = {.way = "postal", .tracking_number = in->tracking_number, .ended_at = INSTANT_NONE};
    w.d.delivery = "handed_to_post";
    if (!work_move(op, &w) || !work_hold(op, &w) || !work_save(op, &w) || !add_row(op, &w, &row)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "tracking_number", in->tracking_number);
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.handed_to_post");
}

/* ---- what the post says ---- */

static bool take_posted(struct op *op, struct office *office, int64_t dossier, const char *act, struct work *w)
{
    if (!work_take(op, office, dossier, act, w)) {
        return false;
    }
    return strcmp(w->d.delivery, "handed_to_post") == 0 || fail(op, E_STATE, "delivery.not_posted", NULL);
}

bool dossier_post_delivered(struct op *op, struct office *office, const void *input)
{
    const struct dossier_delivered_input *in = input;
    struct work w;
    if (!take_posted(op, office, in->dossier, "dossier.post_delivered", &w) || !end_row(op, &w, "delivered", in->receiver, NULL)) {
        return false;
    }
    return returned(op, &w, "postal", in->receiver, in->note) && work_note(op, &w, "dossier.returned");
}

bool dossier_post_came_back(struct op *op, struct office *office, const void *input)
{
    const struct dossier_reason_input *in = input;
    struct work w;
    if (!take_posted(op, office, in->dossier, "dossier.post_came_back", &w) || !end_row(op, &w, "came_back", NULL, in->reason)) {
        return false;
    }
    w.d.delivery = "waiting";
    if (!work_move(op, &w) || !work_hold(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "reason", in->reason);
    return work_note(op, &w, "dossier.post_came_back");
}

/* ---- the archive ---- */

bool archive_find(struct op *op, struct db *db, int64_t dossier, struct archive *out, bool *found)
{
    struct stmt *s = db_use(op, db, &sql_archive_get);
    if (s == NULL) {
        return false;
    }
    *out = (struct archive){0};
    bind_int(s, "dossier", dossier);
    *found = stmt_row(s);
    if (*found) {
        col_record(s, &archive_record, out);
    }
    return stmt_done(s);
}

const char *archive_problem(const struct dossier *d, const struct actor *actor, const struct result *list, size_t count)
{
    bool specialist = strcmp(actor->role, role_code(ROLE_SPECIALIST)) == 0;
    if (specialist && (d->handler == NULL || strcmp(d->handler, actor->account) != 0)) {
        return "archive.not_yours";
    }
    if (!instant_is_none(d->archived_at)) {
        return "archive.once";
    }
    return result_to_seal(list, count) != NULL ? "result.seal_first" : NULL;
}

bool dossier_archive(struct op *op, struct office *office, const void *input)
{
    const struct dossier_archive_input *in = input;
    struct work w;
    struct result *list = NULL;
    size_t count = 0;
    if (!work_take(op, office, in->dossier, "dossier.archive", &w) || !result_list(op, w.db, in->dossier, &list, &count)) {
        return false;
    }
    const char *problem = archive_problem(&w.d, w.actor, list, count);
    if (problem != NULL) {
        return fail(op, strcmp(problem, "archive.not_yours") == 0 ? E_FORBIDDEN : E_STATE, problem, NULL);
    }
    w.d.archived_at = op->now;
    struct archive row = {in->dossier, op->now, w.actor->account, retention_codes[in->retention], in->note};
    struct stmt *s = db_use(op, w.db, &sql_archive_add);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &archive_record, &row);
    if (!stmt_run(s, NULL) || !work_move(op, &w) || !work_save(op, &w)) {
        return false;
    }
    work_data(op, &w);
    json_put_text(&w.out, "retention", row.retention);
    json_put_text(&w.out, "note", in->note);
    return work_note(op, &w, "dossier.archived");
}
