/* audit/note: the words of an event of an office's act (accounts, organisations, calendar), written field by field. Events of dossiers are
 * written by dossier/work.h, which adds where the dossier stands. */
#ifndef AUDIT_NOTE_H
#define AUDIT_NOTE_H

#include "base/json.h"
#include "office/office.h"

#define AUDIT_NOTE_MAX 65536 /* bytes of an event's data; a longer one fails event.too_big */

struct audit_words {
    struct strbuf data;
    struct json_out out;
};

/* Begins the object; the caller puts its fields into what this answers. The text lives in the operation's arena. */
struct json_out *audit_words_begin(struct op *op, struct audit_words *w);
/* Ends the object and notes it as the event `name` of the act in hand, about no dossier. */
MUST_USE bool audit_words_end(struct op *op, struct office *office, struct audit_words *w, const char *name);

#endif
