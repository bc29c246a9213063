/* eform_ecma: reads a pattern as ECMAScript does with flag u (ECMA-262 §22.2.1) and writes the same for PCRE2.
 *
 * Both sides of a form must take the same patterns and mean the same by them: the screens have only JavaScript's RegExp, the
 * server has PCRE2, and the two differ in `.`, `\s`, `\d` beside Unicode, `$`, empty classes, and in what they refuse. So whatever
 * is not in the grammar is refused here. Left out on purpose: back references (slow, and reset differently in loops), properties
 * that are not in the table of categories and scripts. */
#ifndef CATALOGUE_EFORM_ECMA_H
#define CATALOGUE_EFORM_ECMA_H

#include "base/strbuf.h"

/* Writes the translation into `out` (NULL: only asks). NULL if it is well formed, else the key of the sentence that says why not. */
const char *eform_ecma_translate(const char *pattern, struct strbuf *out);

#endif
