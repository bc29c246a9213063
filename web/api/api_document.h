/* api_document: what handlers about files share. */
#ifndef API_API_DOCUMENT_H
#define API_API_DOCUMENT_H

#include "api/app.h"
#include "document/document.h"

/* Does the act of the request's row with the file that was received; `whose` ("dossier" or "draft") names what it is attached to. */
MUST_USE bool document_send(struct op *op, struct request *r, const char *whose, int64_t id, struct act_answer *answer);
/* The file as the answer: shown where a browser may show it, unless it is to be downloaded. */
MUST_USE bool document_hand_out(struct op *op, struct request *r, const struct document *document, bool download);

#endif
