/* dossier: one request of one applicant for one procedure, and how it stands.
 *
 * This module reads and writes rows; what may happen is lifecycle.h, how an act runs is work.h, the acts are intake.h and
 * handling.h. A dossier's code is given at acceptance and never changes. */
#ifndef DOSSIER_DOSSIER_H
#define DOSSIER_DOSSIER_H

#include "catalogue/procedure.h"
#include "dossier/lifecycle.h"
#include "office/office.h"

struct dossier {
    int64_t id;
    int64_t version;       /* counts changes; If-Match */
    const char *code;      /* H37.T01-261120-060001; NULL before acceptance */
    const char *alias;     /* how an exercise calls it; NULL = none */
    const char *procedure; /* procedure code */
    int64_t procedure_version; /* as taken: with its variant (catalogue/procedure_variant.h) */
    const char *agency;     /* competent agency */
    const char *intake_org; /* where it was handed in; the agency itself unless non-territorial */
    const char *channel;
    const char *applicant;    /* account */
    const struct json *owner; /* name, kind, id_no, address, phone, email */
    const struct json *submitter; /* as owner, and proxy_paper; NULL = the owner in person */
    int state;                /* enum dossier_state */
    const char *state_before; /* what an interruption goes back to; NULL = none is open */
    int64_t step;             /* 0 = ended */
    int step_role;            /* enum role; -1 = ended */
    const char *step_account;
    struct instant step_due_at;
    const char *division; /* the division that has it; NULL = not given to one */
    const char *handler; /* assigned specialist */
    const char *result_kind;
    const char *draft_summary;
    const struct json *appraisal; /* eligible, opinion */
    const char *submission_number;
    int64_t supplements; /* requests made */
    int64_t extensions;  /* apologies with a new date */
    struct instant submitted_at;
    struct instant acceptance_due_at;
    struct instant transferred_in_at; /* non-territorial: when the competent agency received it */
    struct instant accepted_at;
    struct instant transferred_at;
    struct instant due_at;
    struct instant original_due_at;
    struct instant paused_at; /* since when the term stands still; NONE = it runs */
    struct instant completed_at;
    struct instant returned_at;
    const char *returned_by;
    struct instant archived_at;
    const char *delivery_wanted; /* electronic | counter | postal */
    const char *financial;       /* none | due | paid | refunded */
    const char *delivery;        /* none | waiting | handed_to_post | returned */
    const char *sync;            /* none | pending | synced | failed */
    const struct json *notice;   /* drafted and not signed (dossier/notice.h); NULL = none */
    struct instant limit_at;     /* what the applicant owes closes the dossier if it has not come by then; NONE = nothing does */
    struct instant soon_at;      /* from when the running limit is due soon (dossier/clock.h) */
    struct instant ended_at;     /* ended without a result: refused at intake, stopped, withdrawn */
    int64_t sets;                /* số lượng hồ sơ (bộ) */
    const char *delivery_address; /* of delivery by post; else NULL */
    int64_t directed;             /* how many directions wait for a report, as last read: dossier/oversight.h alone writes it */
};
struct dossier_component {
    int64_t dossier;
    const char *code;
    struct instant provided_at; /* NONE = not provided */
    const char *file_name;
    bool confirmed_missing; /* accepted without it, knowingly */
    bool requested;         /* in the open supplement request */
    const char *checked;    /* enough | missing | wrong; NULL = not looked at since it was last handed in */
    const char *remark;     /* of the check, for the applicant */
    const char *checked_by; /* account */
    struct instant checked_at;
};
struct dossier_step {
    int64_t dossier;
    int64_t no;
    int kind; /* enum step_kind */
    int role; /* enum role */
    const char *account; /* who did it (or holds it) */
    const char *behalf;  /* for whom it was done, that one being absent; NULL = in own right */
    const char *sender;  /* who passed the dossier on to this step; NULL = it came here another way (sent back, taken back) */
    struct instant started_at;
    struct instant opened_at; /* when its holder first opened the dossier; NONE = not yet */
    struct instant due_at; /* NONE = does not count */
    struct instant finished_at;
    const char *outcome; /* early | on_time | overdue | sent_back */
};
extern const struct record dossier_record;

/* E_MISSING "dossier.unknown". */
MUST_USE bool dossier_get(struct op *op, struct db *db, int64_t id, struct dossier *out);
MUST_USE bool dossier_components(struct op *op, struct db *db, int64_t id, struct dossier_component **out, size_t *count);
MUST_USE bool dossier_steps(struct op *op, struct db *db, int64_t id, struct dossier_step **out, size_t *count);
/* id of the dossier an exercise calls so; 0 if none. */
MUST_USE bool dossier_find_alias(struct op *op, struct db *db, const char *alias, int64_t *id);

/* Where a dossier stands: with the organisation that received it until that has passed it on, then with the competent agency. */
const char *dossier_place(const struct dossier *dossier);
/* The limit that is running: for accepting while filed, the term while accepted, in handling or asked back; INSTANT_NONE while the
 * term stands still or none is. */
struct instant dossier_running_to(const struct dossier *dossier);

/* Inside an act. dossier_save fails with E_CONFLICT "dossier.stale" if the row has another version. */
MUST_USE bool dossier_add(struct op *op, struct db *db, struct dossier *dossier);
MUST_USE bool dossier_save(struct op *op, struct db *db, struct dossier *dossier);
MUST_USE bool dossier_put_component(struct op *op, struct db *db, const struct dossier_component *component);
MUST_USE bool dossier_put_step(struct op *op, struct db *db, const struct dossier_step *step);
/* The next number of a named series: 1, 2, 3 … */
MUST_USE bool series_next(struct op *op, struct db *db, const char *name, int64_t *out);

/* early | on_time | overdue (domain.md §6.2: the same day is on time); "none" where nothing is due. */
const char *timing_of(struct instant end, struct instant due);
/* The same for something still open: overdue, due_soon (from `soon` on; NONE = never), on_time; "none". */
const char *timing_open(struct instant now, struct instant due, struct instant soon);

#endif
