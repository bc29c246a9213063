/* text: message key -> sentence, in Vietnamese or English.
 *
 * Sentences live in <layer>/text/vi.txt and en.txt, lines `key = sentence with {placeholder}`; a build step packs
 * the files of all layers into one sorted table and fails if the key sets of the two languages differ. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/op.h"

/* The sentence, or the key itself if unknown. */
const char *text_get(enum lang lang, const char *key);
bool text_has(const char *key);
/* The sentence of "<family>.<code>", NULL if unknown. */
const char *text_in(enum lang lang, const char *family, const char *code);
/* The sentence with {name} replaced. A value "@key" stands for the sentence of that key ("@role.clerk"). */
const char *text_format(struct arena *a, enum lang lang, const char *key, const struct error_arg *args, int count);
/* The sentence of an operation's error in the operation's language. */
const char *text_error(struct op *op);
/* A day as people write it, "20/11/2026", from its ISO text; what is no such text, or NULL, as it is. */
const char *text_day(struct op *op, const char *iso);

#endif
