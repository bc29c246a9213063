/* Painting with cairo.
 *
 * What makes two runs differ is taken away: the only date in the file is the form's own, the letters come from the files
 * named in press.c, cairo numbers its objects in order. The mark across the page is drawn as outlines, not as text: it
 * cannot be selected away, and it does not stand between the words when the text is copied out. It is one object that all
 * pages show. The edge marks are text. */
#include "form/paint.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "form/form.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>

#define EDGE_SIZE 8.0    /* points, letters of the edge marks */
#define EDGE_MM 8.0      /* from the edge of the paper */
#define ACROSS_GREY 0.90
#define EDGE_GREY 0.35
#define RULE_WIDTH 0.6   /* points */

struct painter {
    struct op *op;
    const struct sheet *sheet;
    PangoContext *context;
    cairo_t *cr;
    cairo_surface_t *across;
};

static cairo_status_t write_bytes(void *closure, const unsigned char *bytes, unsigned int len)
{
    struct strbuf *b = closure;

    strbuf_add(b, bytes, len);
    return b->overflow ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static PangoLayout *shape(struct painter *p, const char *text, double size, PangoWeight weight)
{
    PangoLayout *layout = pango_layout_new(p->context);
    PangoFontDescription *font = pango_font_description_copy(pango_context_get_font_description(p->context));

    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, weight);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_text(layout, text, -1);
    return layout;
}

/* The mark from corner to corner, as outlines. */
static cairo_surface_t *across_page(struct painter *p)
{
    const struct sheet *s = p->sheet;
    cairo_rectangle_t paper = {0, 0, s->width, s->height};
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &paper);
    cairo_t *cr = cairo_create(surface);
    PangoLayout *layout = shape(p, text_get(LANG_VI, "form.mark.copy"), 24, PANGO_WEIGHT_BOLD);
    double length = hypot(s->width, s->height) * 0.8, scale;
    int w, h;

    pango_layout_get_size(layout, &w, &h);
    scale = length / pango_units_to_double(w);
    cairo_translate(cr, s->width / 2, s->height / 2);
    cairo_rotate(cr, -atan2(s->height, s->width));
    cairo_scale(cr, scale, scale);
    cairo_translate(cr, -pango_units_to_double(w) / 2, -pango_units_to_double(h) / 2);
    cairo_set_source_rgb(cr, ACROSS_GREY, ACROSS_GREY, ACROSS_GREY);
    pango_cairo_layout_path(cr, layout);
    cairo_fill(cr);
    g_object_unref(layout);
    cairo_destroy(cr);
    return surface;
}

enum edge { EDGE_LEFT, EDGE_CENTRE, EDGE_RIGHT };

static void edge_text(struct painter *p, const char *text, double y, enum edge at)
{
    PangoLayout *layout = shape(p, text, EDGE_SIZE, PANGO_WEIGHT_NORMAL);
    double w, x = EDGE_MM * 2 * POINTS_PER_MM;
    int units;

    pango_layout_get_size(layout, &units, NULL);
    w = pango_units_to_double(units);
    if (at == EDGE_CENTRE)
        x = (p->sheet->width - w) / 2;
    if (at == EDGE_RIGHT)
        x = p->sheet->width - x - w;
    cairo_set_source_rgb(p->cr, EDGE_GREY, EDGE_GREY, EDGE_GREY);
    cairo_move_to(p->cr, x, y);
    pango_cairo_show_layout(p->cr, layout);
    g_object_unref(layout);
}

static void edges(struct painter *p, int page)
{
    double foot = p->sheet->height - EDGE_MM * POINTS_PER_MM - EDGE_SIZE;
    const char *copy = text_get(LANG_VI, "form.mark.copy"), *practice = text_get(LANG_VI, "form.mark.environment");

    edge_text(p, practice, EDGE_MM * POINTS_PER_MM, EDGE_CENTRE);
    edge_text(p, copy, foot, EDGE_LEFT);
    edge_text(p, arena_printf(p->op->arena, "Trang %d/%d", page, p->sheet->count), foot, EDGE_RIGHT);
}

static void paint_qr(cairo_t *cr, const struct mark *m)
{
    const int quiet = QR_QUIET / 2; /* the paper around is white too */
    double cell = m->w / (m->qr.size + 2 * quiet);

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_rectangle(cr, m->x, m->y, m->w, m->h);
    cairo_fill(cr);
    cairo_set_source_rgb(cr, 0, 0, 0);
    for (int y = 0; y < m->qr.size; y++)
        for (int x = 0, run; x < m->qr.size; x += run + 1) {
            for (run = 0; qr_is_dark(&m->qr, x + run, y); run++) {
            }
            if (run)
                cairo_rectangle(cr, m->x + (x + quiet) * cell, m->y + (y + quiet) * cell, run * cell, cell);
        }
    cairo_fill(cr);
}

static void paint_bar(cairo_t *cr, const struct mark *m)
{
    double module = m->w / m->bar.modules, x = m->x;

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_rectangle(cr, m->x - BAR_QUIET * module, m->y, m->w + 2 * BAR_QUIET * module, m->h);
    cairo_fill(cr);
    cairo_set_source_rgb(cr, 0, 0, 0);
    for (int i = 0; i < m->bar.count; i++) {
        if (i % 2 == 0)
            cairo_rectangle(cr, x, m->y, m->bar.widths[i] * module, m->h);
        x += m->bar.widths[i] * module;
    }
    cairo_fill(cr);
}

static void paint_mark(cairo_t *cr, const struct mark *m)
{
    cairo_set_source_rgb(cr, 0, 0, 0);
    switch (m->kind) {
    case MARK_TEXT:
        cairo_move_to(cr, m->x, m->y);
        pango_cairo_show_layout_line(cr, m->line);
        return;
    case MARK_RULE:
        cairo_set_line_width(cr, RULE_WIDTH);
        cairo_set_line_cap(cr, CAIRO_LINE_CAP_SQUARE);
        cairo_move_to(cr, m->x, m->y);
        cairo_line_to(cr, m->x + m->w, m->y + m->h);
        cairo_stroke(cr);
        return;
    case MARK_QR:
        paint_qr(cr, m);
        return;
    case MARK_BAR:
        paint_bar(cr, m);
        return;
    }
}

static void paint_pages(struct painter *p)
{
    int number = 1;

    for (const struct page *page = p->sheet->first; page; page = page->next, number++) {
        cairo_set_source_surface(p->cr, p->across, 0, 0);
        cairo_paint(p->cr);
        edges(p, number);
        for (const struct mark *m = page->first; m; m = m->next)
            paint_mark(p->cr, m);
        cairo_show_page(p->cr);
    }
}

static void describe(cairo_surface_t *pdf, const struct paint_about *about)
{
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, about->title);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_SUBJECT, about->subject);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_KEYWORDS, text_get(LANG_VI, "form.mark.copy"));
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "Thao Trường");
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, about->date);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_MOD_DATE, about->date);
}

/* A PDF being written, sheet after sheet. */
struct painting {
    struct op *op;
    PangoContext *context;
    struct strbuf out;
    cairo_surface_t *pdf;
    cairo_t *cr;
};

struct painting *paint_begin(struct op *op, PangoContext *context, double width, double height, const struct paint_about *about,
                             size_t max)
{
    struct painting *p = arena_alloc(op->arena, sizeof *p);

    p->op = op;
    p->context = context;
    strbuf_init(&p->out, op->arena, max);
    p->pdf = cairo_pdf_surface_create_for_stream(write_bytes, &p->out, width, height);
    describe(p->pdf, about);
    p->cr = cairo_create(p->pdf);
    return p;
}

void paint_sheet(struct painting *painting, const struct sheet *sheet)
{
    struct painter p = {.op = painting->op, .sheet = sheet, .context = painting->context, .cr = painting->cr};

    cairo_pdf_surface_set_size(painting->pdf, sheet->width, sheet->height);
    p.across = across_page(&p);
    paint_pages(&p);
    cairo_surface_destroy(p.across);
}

bool paint_end(struct painting *p, const void **bytes, size_t *len)
{
    struct op *op = p->op;
    cairo_status_t status;

    cairo_destroy(p->cr);
    cairo_surface_finish(p->pdf);
    status = cairo_surface_status(p->pdf);
    cairo_surface_destroy(p->pdf);
    if (p->out.overflow)
        return fail(op, E_LIMIT, "form.too_large", NULL);
    if (op_failed(op))
        return false;
    if (status != CAIRO_STATUS_SUCCESS)
        return fail_broken(op, "cairo: %s", cairo_status_to_string(status));
    *bytes = p->out.data;
    *len = p->out.len;
    return true;
}

bool paint_pdf(struct op *op, PangoContext *context, const struct sheet *sheet, const struct paint_about *about,
               const void **bytes, size_t *len)
{
    struct painting *p = paint_begin(op, context, sheet->width, sheet->height, about, FORM_PDF_MAX);

    paint_sheet(p, sheet);
    return paint_end(p, bytes, len);
}
