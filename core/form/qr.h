/* qr: QR codes (ISO/IEC 18004, level M, 8-bit) as modules, as SVG and as text for a terminal. */
#ifndef FORM_QR_H
#define FORM_QR_H

#include "base/op.h"

#include <stdint.h>

#define QR_TEXT_MAX 500 /* bytes */
#define QR_QUIET 4      /* modules of light around the code that readers need */

struct qr {
    int size;             /* modules on a side */
    const uint8_t *cells; /* size*size, row by row; 1 = dark */
};

/* Errors: E_INPUT "qr.empty", E_LIMIT "qr.too_long". */
MUST_USE bool qr_encode(struct op *op, const char *text, struct qr *out);
static inline bool qr_is_dark(const struct qr *qr, int x, int y)
{
    return x >= 0 && y >= 0 && x < qr->size && y < qr->size && qr->cells[y * qr->size + x] != 0;
}
/* A complete <svg> element with its quiet zone, scalable, one path, no style, no script; NULL on failure. */
MUST_USE const char *qr_svg(struct op *op, const char *text);
/* Half-block lines for a terminal of light letters on dark ground (the usual one), with the quiet zone; each line ends
 * with '\n'. NULL on failure. */
MUST_USE const char *qr_terminal(struct op *op, const char *text);

#endif
