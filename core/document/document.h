/* document: a file attached to one of a dossier's components. The row says whose it is and what it is; the bytes are a blob.
 *
 * Who may add one (TT 03/2025/TT-VPCP Art. 5, Decree 118/2025 Art. 17):
 *  1. the applicant, while it is his to provide: a supplement is asked for, and only for what was asked;
 *  2. the seat that receives (the holder of the intake step), until the dossier is handed over: it digitises what was brought on paper.
 * What is not digitised (TT 03/2025 Art. 5 k2): dossiers filed online; papers that are only shown; opinions and answers given inside
 * the handling; secret papers. Papers to be shown and secret ones are not sent over the network by the applicant either.
 * A file that is removed stays in the record; its name can be used again. Two files of one component have different names.
 * `digitised` as the portal knows it: 0 no, 1 scanned here, 2 reused from another dossier's component, 3 reused from a result. */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "catalogue/procedure.h"
#include "dossier/dossier.h"

#define DOCUMENT_MAX 100       /* files of one dossier, removed ones included */
#define DOCUMENT_LOOSE_MAX 40  /* files an account holds that are attached to nothing yet */
#define DOCUMENT_NAME_MAX 200  /* bytes */

enum digitised { DIGITISED_NO, DIGITISED_SCANNED, DIGITISED_FROM_DOSSIER, DIGITISED_FROM_RESULT };

struct document {
    int64_t id;
    int64_t dossier;       /* 0 = attached to none yet */
    const char *component; /* NULL = attached to none yet */
    const char *file_name;
    const char *media_type; /* as sniffed */
    int64_t size;           /* bytes */
    const char *blob;       /* SHA-256 */
    int64_t digitised;      /* enum digitised */
    const char *added_by;   /* account */
    struct instant added_at;
    const char *removed_by;
    struct instant removed_at; /* NONE = it is there */
};

extern const struct record document_record;

/* E_MISSING "document.unknown". */
MUST_USE bool document_get(struct op *op, struct db *db, int64_t id, struct document *out);
/* Removed ones too, in the order of adding. */
MUST_USE bool document_list(struct op *op, struct db *db, int64_t dossier, struct document **out, size_t *count);

/* Files of other dossiers of the same owner, newest first, at most DOCUMENT_MAX: they need not be asked for again. */
MUST_USE bool document_reusable(struct op *op, struct db *db, const struct dossier *d, struct document **out, size_t *count);
/* What the account has sent in and attached to nothing yet. */
MUST_USE bool document_loose(struct op *op, struct db *db, const char *account, struct document **out, size_t *count);

/* Is this a name a file may have here, and does its ending say what the file is? E_INPUT "document.name", "document.ending". */
MUST_USE bool document_check_name(struct op *op, const char *file_name, const char *media_type);
/* Why such a paper is neither sent over the network nor scanned (TT 03/2025 Art. 5 k2): a message key, or NULL. */
const char *document_handling_problem(const struct procedure_component *component);
/* Why this seat may not attach a file to this component now: a message key, or NULL if it may. `at`: kind of the step it stands at;
 * `given`: the dossier's row of the component, NULL = none. *digitised says what an added file would be. */
const char *document_problem(const struct dossier *d, enum step_kind at, const struct procedure_component *component,
                             const struct dossier_component *given, const struct actor *actor, enum digitised *digitised);
/* Fails with such a key: E_FORBIDDEN where it says whose the dossier is, else E_STATE. */
bool document_refuse(struct op *op, const struct dossier *d, const char *key);
/* By the owner's identification; nobody is the same as one without. */
bool document_same_owner(const struct dossier *a, const struct dossier *b);

/* ---- acts ---- */

struct document_add_input {
    int64_t dossier;       /* 0 = not attached yet: document_attach does that when a dossier is filed */
    const char *component; /* with dossier */
    const char *file_name;
    const char *media_type; /* these three as the store found them, never as the sender says */
    int64_t size;
    const char *blob;
};
struct document_remove_input {
    int64_t dossier;
    int64_t document;
    const char *reason;
};
struct document_reuse_input {
    int64_t dossier;
    const char *component;
    int64_t document; /* of another dossier of the same owner */
};
extern const struct record document_add_record, document_remove_record, document_reuse_record;
/* The same without the dossier, for callers that name it elsewhere. */
extern const struct record document_remove_body, document_reuse_body;

/* E_INPUT "document.name", "document.ending", "component.unknown"; E_CONFLICT "document.same_name"; E_LIMIT "document.too_many"; else the keys
 * of document_problem as E_STATE or E_FORBIDDEN. */
MUST_USE bool document_add(struct op *op, struct office *office, const void *input);
/* Who added it may take it back while adding is still his. E_FORBIDDEN "document.not_yours". */
MUST_USE bool document_remove(struct op *op, struct office *office, const void *input);
/* Takes a file of another dossier of the same owner instead of asking for it again (NĐ 118/2025 Art. 4 k2a). E_FORBIDDEN
 * "document.other_owner". */
MUST_USE bool document_reuse(struct op *op, struct office *office, const void *input);

/* Inside the act that files a dossier: gives it a file sent in before by the same account. E_MISSING "document.unknown". */
MUST_USE bool document_attach(struct op *op, struct office *office, int64_t dossier, const char *component, int64_t document);

#endif
