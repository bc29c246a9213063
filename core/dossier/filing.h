/* filing: a dossier comes into being. Online and at a kiosk the applicant files, at the counter the one-stop officer enters what is
 * handed over, by post the postal agent does.
 *
 * 1. The owner (chủ hồ sơ) is whose matter it is; the submitter (người nộp) hands it in, and is kept only where somebody else
 *    than the owner does, with the paper that authorises it.
 * 2. The account that filed follows the dossier. What an officer enters follows the applicant's account with the submitter's or
 *    the owner's number, if the office knows one, else the officer's own.
 * 3. Where the competent agency is of another province or ministry than the one-stop unit, the dossier is received there for it
 *    (non-territorial), if the procedure allows that: dossier/transfer.h.
 * 4. Online and at a kiosk the procedure's e-forms are filled in, all of them; at a counter and by post the declaration may be on paper.
 * 5. Files attached to the draft (document/draft_file.h) come along: their components are handed in.
 *
 * Law: Decree 118/2025 as amended by 309/2026, Art. 6 (authorisation), 14 (where), 17; Resolution 66.7/2025 (8 working hours online, one
 * working day at the counter and by post). */
#ifndef DOSSIER_FILING_H
#define DOSSIER_FILING_H

#include "base/record.h"
#include "calendar/deadline.h"
#include "dossier/dossier.h"
#include "office/office.h"

#define FILING_SETS_MAX 20

enum channel { CHANNEL_ONLINE, CHANNEL_COUNTER, CHANNEL_POSTAL, CHANNEL_KIOSK };
extern const struct choices filing_channel_choices;
extern const struct choices delivery_choices; /* electronic | counter | postal */

struct dossier_file_input {
    const char *procedure;
    const char *agency;             /* competent agency */
    int channel;                    /* enum channel */
    struct text_list components;    /* codes handed in */
    const char *alias;              /* for exercises; may be NULL */
    const char *variant;            /* the case (trường hợp); NULL = the standard one of the agency's province */
    const struct json *owner;       /* party; NULL = the applicant who files */
    const struct json *submitter;   /* party, at the counter and by post; NULL = the owner */
    const char *proxy_paper;        /* where owner and submitter differ */
    int64_t sets;                   /* 0 = one */
    int delivery;                   /* of delivery_choices; -1 = electronic */
    const char *delivery_address;   /* by post; NULL = the owner's address */
    const struct json *form;        /* filled e-forms: dossier/declaration.h; NULL = on paper (not online nor at a kiosk) */
    int64_t draft;                  /* of the same account, gone with the filing; 0 = none */
};
extern const struct record dossier_file_record;

/* Somebody on a dossier: name, kind (citizen | business | agency | other), id_no, address, phone, email. */
extern const struct record party_record;

/* E_FORBIDDEN "filing.channel_role"; E_MISSING "procedure.unknown", "org.unknown", "draft.unknown"; E_INPUT with fields
 * (owner/name …, form/<code> "declaration.missing" …, "component.unknown", "filing.proxy_paper", "filing.delivery_address"); E_STATE "filing.territorial". */
MUST_USE bool dossier_file(struct op *op, struct office *office, const void *input);

/* How long accepting, sending back or refusing may take: what the procedure says online, at kiosks and for what another counter
 * passed on; one working day at the counter and by post. */
struct term filing_intake_term(const struct dossier *d, const struct procedure_version *version);

#endif
