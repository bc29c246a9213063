/* bar: the bar code of a dossier code (Code 128, set B; ISO/IEC 15417). */
#ifndef FORM_BAR_H
#define FORM_BAR_H

#include "base/op.h"

#include <stdint.h>

#define BAR_TEXT_MAX 48 /* bytes */
#define BAR_QUIET 10    /* modules of light on either side that readers need */

struct bar {
    int count;             /* elements: bar, space, bar, …, bar */
    const uint8_t *widths; /* modules of each element */
    int modules;           /* their sum */
};

/* Errors: E_INPUT "bar.text" (empty, too long, or not printable ASCII). */
MUST_USE bool bar_encode(struct op *op, const char *text, struct bar *out);

#endif
