/* libqrencode finds the modules; here they become what the screens, the terminal and the painter need.
 *
 * The SVG joins the dark modules of a row into runs, so that a code of 33x33 modules is a few kilobytes. On a terminal two
 * rows share a line; light modules are drawn and dark ones left out, because most terminals are dark. */
#include "form/qr.h"

#include "base/strbuf.h"

#include <qrencode.h>
#include <string.h>

#define SVG_MAX (256u * 1024u)

bool qr_encode(struct op *op, const char *text, struct qr *out)
{
    size_t len = strlen(text), count;
    uint8_t *cells;
    QRcode *code;

    if (len == 0)
        return fail(op, E_INPUT, "qr.empty", NULL);
    if (len > QR_TEXT_MAX)
        return fail(op, E_LIMIT, "qr.too_long", "max", arena_printf(op->arena, "%d", QR_TEXT_MAX), NULL);
    code = QRcode_encodeData((int)len, (const unsigned char *)text, 0, QR_ECLEVEL_M);
    if (!code)
        return fail_broken(op, "qrencode refused %zu bytes", len);
    count = (size_t)code->width * (size_t)code->width;
    cells = arena_alloc(op->arena, count);
    for (size_t i = 0; i < count; i++)
        cells[i] = code->data[i] & 1;
    *out = (struct qr){code->width, cells};
    QRcode_free(code);
    return true;
}

const char *qr_svg(struct op *op, const char *text)
{
    struct strbuf b;
    struct qr qr;

    if (!qr_encode(op, text, &qr))
        return NULL;
    strbuf_init(&b, op->arena, SVG_MAX);
    strbuf_printf(&b,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%d %d %d %d\" role=\"img\""
                  " shape-rendering=\"crispEdges\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#fff\"/>"
                  "<path fill=\"#000\" d=\"",
                  -QR_QUIET, -QR_QUIET, qr.size + 2 * QR_QUIET, qr.size + 2 * QR_QUIET, -QR_QUIET, -QR_QUIET,
                  qr.size + 2 * QR_QUIET, qr.size + 2 * QR_QUIET);
    for (int y = 0; y < qr.size; y++)
        for (int x = 0, run; x < qr.size; x += run + 1) {
            for (run = 0; qr_is_dark(&qr, x + run, y); run++) {
            }
            if (run)
                strbuf_printf(&b, "M%d %dh%dv1h-%dz", x, y, run, run);
        }
    strbuf_puts(&b, "\"/></svg>");
    must(!b.overflow);
    return b.data;
}

const char *qr_terminal(struct op *op, const char *text)
{
    static const char *const blocks[2][2] = {{" ", "▄"}, {"▀", "█"}}; /* [upper light][lower light] */
    struct strbuf b;
    struct qr qr;
    int quiet = QR_QUIET / 2;

    if (!qr_encode(op, text, &qr))
        return NULL;
    strbuf_init(&b, op->arena, SVG_MAX);
    for (int y = -quiet; y < qr.size + quiet; y += 2) {
        for (int x = -quiet; x < qr.size + quiet; x++)
            strbuf_puts(&b, blocks[!qr_is_dark(&qr, x, y)][y + 1 < qr.size + quiet && !qr_is_dark(&qr, x, y + 1)]);
        strbuf_putc(&b, '\n');
    }
    must(!b.overflow);
    return b.data;
}
