/* view_track: how a dossier stands, told to whoever waits for it. Portal statuses 1 to 10 in plain words, what happens next, who has it,
 * by when, and what happened so far; nothing of how officers work on it.
 *
 * Two tellings. To the one who filed it (and to officers): with reasons, references and the owner's name. To whoever holds the code (a
 * kiosk, a counter, without signing in): the same course without any of these; names are masked and what somebody wrote is left out
 * (Law on personal data protection 91/2025; what a receipt's holder needs is status, dates and the next step). */
#ifndef API_VIEW_TRACK_H
#define API_VIEW_TRACK_H

#include "api/view_dossier.h"

/* track. E_MISSING "dossier.unknown" for an applicant's seat that did not file it. */
MUST_USE bool view_dossier_track(struct op *op, struct json_out *out, const struct view_look *look, const struct dossier *d);
/* looked_up: by its code, for anybody. E_INPUT "dossier.code_shape"; E_MISSING "dossier.code_unknown". */
MUST_USE bool view_look_up(struct op *op, struct json_out *out, const struct view_look *look, const char *code);
/* papers: what the applicant's seat received of all it filed, newest first, and its own files. */
MUST_USE bool view_papers(struct op *op, struct json_out *out, const struct view_look *look);

/* The first letter of each word: "N*** V*** A***". */
const char *view_masked(struct op *op, const char *name);

#endif
