/* delivery: how the result reaches who filed, and what becomes of the dossier afterwards.
 *
 * By screen: the electronic copy goes to the data store of who filed. At the counter: who takes it shows the receipt (form 01), an
 * identity paper where that is lost, or the authorisation of who sent him (Decree 118/2025 Art. 6), and signs for it. By post: handed to
 * the post with a tracking number; the post then says that it was delivered (and the result is returned), or brings it back (and the
 * counter may try again, in whatever way). dossier.delivery moves none -> waiting -> handed_to_post -> returned; each try is a row.
 * Then the dossier is put into the archive (TT 13/2023/TT-BNV): how long it is kept is said by who archives it. */
#ifndef DOSSIER_DELIVERY_H
#define DOSSIER_DELIVERY_H

#include "base/record.h"
#include "office/office.h"

struct delivery {
    int64_t id;
    int64_t dossier;
    const char *way;  /* electronic | counter | postal */
    struct instant at;
    const char *by;   /* account that handed it over, to who filed or to the post */
    const char *tracking_number;
    const char *receiver; /* name of who took it */
    const char *identity; /* receipt | identity_paper | authorisation */
    const char *identity_number;
    bool signed_for;
    struct instant ended_at; /* NONE = with the post */
    const char *outcome;     /* delivered | came_back */
    const char *reason;      /* why it came back */
};
#define DELIVERIES_MAX 20
MUST_USE bool delivery_list(struct op *op, struct db *db, int64_t dossier, struct delivery **out, size_t *count);

struct dossier_return_input {
    int64_t dossier;
    int by; /* electronic | counter */
    const char *receiver;        /* counter: name */
    int identity;                /* counter: receipt | identity_paper | authorisation; -1 = unsaid */
    const char *identity_number; /* of the identity paper or the authorisation */
    bool signed_for;
    const char *note;
};
struct dossier_post_input {
    int64_t dossier;
    const char *tracking_number;
    const char *note;
};
struct dossier_delivered_input {
    int64_t dossier;
    const char *receiver;
    const char *note;
};
extern const struct record dossier_return_record, dossier_post_record, dossier_delivered_record;
/* The same without the dossier, for callers that name it elsewhere (the path of a request). */
extern const struct record dossier_return_body, dossier_post_body, dossier_delivered_body;

/* E_STATE "payment.unpaid_release"; E_INPUT "field.required", "delivery.number", "delivery.sign" at the counter. */
MUST_USE bool dossier_return_result(struct op *op, struct office *office, const void *input);
/* E_STATE "payment.unpaid_release"; E_LIMIT "delivery.too_many". */
MUST_USE bool dossier_hand_to_post(struct op *op, struct office *office, const void *input);
/* What the post says: by its agent, or entered at the counter. E_STATE "delivery.not_posted". */
MUST_USE bool dossier_post_delivered(struct op *op, struct office *office, const void *input);
MUST_USE bool dossier_post_came_back(struct op *op, struct office *office, const void *input);

/* ---- the archive ---- */

struct archive {
    int64_t dossier;
    struct instant archived_at;
    const char *archived_by; /* account */
    const char *retention;   /* permanent | years as digits */
    const char *note;
};
/* *found tells whether it is there. */
MUST_USE bool archive_find(struct op *op, struct db *db, int64_t dossier, struct archive *out, bool *found);

struct dossier_archive_input {
    int64_t dossier;
    int retention; /* permanent | 70 | 50 | 20 | 10 | 5: years */
    const char *note;
};
extern const struct record dossier_archive_record, dossier_archive_body;
/* The counter, or who handled it. E_STATE "archive.once", "result.seal_first"; E_FORBIDDEN "archive.not_yours". */
MUST_USE bool dossier_archive(struct op *op, struct office *office, const void *input);
struct result;
struct dossier;
/* Why this seat may not archive it, its result being returned: a message key, or NULL. */
const char *archive_problem(const struct dossier *d, const struct actor *actor, const struct result *list, size_t count);

#endif
