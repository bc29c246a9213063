/* The press: fonts and templates, loaded once, and the lock around them.
 *
 * Pango's font map may be used by one thread at a time, and opening it costs far more than drawing a page. So there is one
 * press for the program, behind one mutex: the only changing thing of this module that outlives an operation. It sees its
 * own four font files and nothing of the system's font settings, so that the same data gives the same bytes on every
 * machine. The letters are those of Times New Roman in measure, as NĐ 30/2020/NĐ-CP asks. */
#include "form/form.h"

#include "base/embedded.h"
#include "base/text.h"
#include "form/fields.h"
#include "form/layout.h"
#include "form/paint.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* fontconfig keeps offsets where others keep pointers; a leak checker takes what it holds for lost. */
#if defined(__SANITIZE_ADDRESS__)
#define LEAKS_ARE_CHECKED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LEAKS_ARE_CHECKED 1
#endif
#endif
#ifdef LEAKS_ARE_CHECKED
#include <sanitizer/lsan_interface.h>
#define LEAKS_LOOK_AWAY() __lsan_disable()
#define LEAKS_LOOK_AGAIN() __lsan_enable()
#else
#define LEAKS_LOOK_AWAY() (void)0
#define LEAKS_LOOK_AGAIN() (void)0
#endif

#define PRESS_MEMORY ((size_t)4 << 20)
#define FORMS_MAX 16
#define FONTS_WAIT_MS 5000

extern const struct embedded_file form_templates[];
extern const int form_templates_count;

static struct press {
    pthread_mutex_t lock;
    bool ready;
    bool will_forget; /* at the end of the program, so that a leak checker sees none of it */
    struct arena *arena; /* templates */
    PangoFontMap *fonts;
    PangoContext *context;
    const struct template *templates[FORMS_MAX]; /* by place in form_all */
} press = {.lock = PTHREAD_MUTEX_INITIALIZER};

static bool load_fonts(struct op *op)
{
    static const char *const files[] = {FORM_FONT_FILES};
    FcConfig *config;
    bool good = true;

    LEAKS_LOOK_AWAY();
    config = FcConfigCreate();
    for (size_t i = 0; good && i < sizeof files / sizeof files[0]; i++)
        good = FcConfigAppFontAddFile(config, (const FcChar8 *)files[i]) || fail_broken(op, "no font file %s", files[i]);
    LEAKS_LOOK_AGAIN();
    if (good) {
        press.fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(press.fonts), config);
        pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(press.fonts), 72);
    }
    FcConfigDestroy(config);
    return good;
}

static void open_context(void)
{
    PangoFontDescription *font = pango_font_description_from_string(FORM_FONT_FAMILY);
    cairo_font_options_t *options = cairo_font_options_create();

    press.context = pango_font_map_create_context(press.fonts);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(press.context, options);
    pango_context_set_round_glyph_positions(press.context, FALSE);
    pango_context_set_language(press.context, pango_language_from_string("vi"));
    pango_context_set_base_dir(press.context, PANGO_DIRECTION_LTR);
    pango_context_set_font_description(press.context, font);
    cairo_font_options_destroy(options);
    pango_font_description_free(font);
}

static const struct embedded_file *template_file(const char *code)
{
    for (int i = 0; i < form_templates_count; i++)
        if (strncmp(form_templates[i].name, "form", 4) == 0 && strncmp(form_templates[i].name + 4, code, 2) == 0)
            return &form_templates[i];
    return NULL;
}

static bool load_templates(struct op *op)
{
    size_t count;
    const struct form *forms = form_every(&count);

    must(count <= FORMS_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct embedded_file *file = template_file(forms[i].code);

        if (!file)
            return fail_broken(op, "form %s has no template", forms[i].code);
        press.templates[i] = template_parse(op, &forms[i], (const char *)file->bytes, file->len);
        if (!press.templates[i])
            return false;
    }
    return true;
}

/* A thread of Pango's sorts fonts and keeps the font map while it does, also when the page has long been drawn. */
static bool wait_for_fonts(void)
{
    for (int waited = 0; waited < FONTS_WAIT_MS; waited++) {
        if (g_atomic_int_get(&G_OBJECT(press.fonts)->ref_count) == 1)
            return true;
        g_usleep(1000);
    }
    return false;
}

/* False if somebody else still has the fonts. */
static bool forget(void)
{
    bool all = true;

    if (press.context)
        g_object_unref(press.context);
    if (press.fonts) {
        all = wait_for_fonts();
        g_object_unref(press.fonts);
    }
    if (press.arena)
        arena_close(press.arena);
    press.context = NULL;
    press.fonts = NULL;
    press.arena = NULL;
    press.ready = false;
    return all;
}

/* With the lock held. */
static bool prepare(struct op *op)
{
    struct op load;

    if (press.ready)
        return true;
    press.arena = arena_open(PRESS_MEMORY);
    op_init(&load, press.arena, op->id, op->lang);
    if (load_fonts(&load) && load_templates(&load)) {
        open_context();
        press.ready = true;
        if (!press.will_forget)
            press.will_forget = atexit(form_forget) == 0;
        return true;
    }
    (void)fail_broken(op, "%s", load.error.cause ? load.error.cause : "form press");
    (void)forget();
    return false;
}

bool form_prepare(struct op *op)
{
    bool good;

    pthread_mutex_lock(&press.lock);
    good = prepare(op);
    pthread_mutex_unlock(&press.lock);
    return good;
}

void form_forget(void)
{
    pthread_mutex_lock(&press.lock);
    if (forget()) { /* cairo aborts where a font is still in use */
        cairo_debug_reset_static_data();
        FcFini();
    }
    pthread_mutex_unlock(&press.lock);
}

/* With the lock held. */
static bool print(struct op *op, const struct form *form, const struct json *data, const void **bytes, size_t *len)
{
    size_t count;
    struct sheet sheet;
    struct paint_about about = {form->title, json_get_text(data, "dossier_code", ""), json_get_text(data, "issued_at", "")};
    bool good;

    if (!prepare(op) || !layout_form(op, press.context, press.templates[form - form_all(&count)], data, &sheet))
        return false;
    good = paint_pdf(op, press.context, &sheet, &about, bytes, len);
    sheet_close(&sheet);
    return good;
}

bool form_draw(struct op *op, const char *code, const struct json *data, const void **bytes, size_t *len)
{
    const struct form *form = form_find(code);
    bool good;

    if (!form)
        return fail(op, E_MISSING, "form.unknown", "code", code, NULL);
    if (!fields_check(op, form, data))
        return false;
    pthread_mutex_lock(&press.lock);
    good = print(op, form, data, bytes, len);
    pthread_mutex_unlock(&press.lock);
    return good;
}

static bool add_copy(struct op *op, const struct form_copy *copy, const struct paint_about *about, struct painting **painting)
{
    size_t count;
    struct sheet sheet;
    const struct form *form = form_find(copy->code);

    if (!form)
        return fail(op, E_MISSING, "form.unknown", "code", copy->code, NULL);
    if (!fields_check(op, form, copy->data) || !prepare(op) ||
        !layout_form(op, press.context, press.templates[form - form_all(&count)], copy->data, &sheet))
        return false;
    if (!*painting)
        *painting = paint_begin(op, press.context, sheet.width, sheet.height, about, FORM_BUNDLE_MAX);
    paint_sheet(*painting, &sheet);
    sheet_close(&sheet);
    return true;
}

/* The press is given back between two forms: others print too. */
bool form_draw_bundle(struct op *op, const struct form_copy *copies, size_t count, const void **bytes, size_t *len)
{
    struct painting *painting = NULL;
    struct paint_about about = {.title = text_get(LANG_VI, "form.bundle"), .subject = ""};
    bool good = true;

    must(count > 0);
    about.date = json_get_text(copies[0].data, "issued_at", "");
    for (size_t i = 0; good && i < count; i++) {
        pthread_mutex_lock(&press.lock);
        good = add_copy(op, &copies[i], &about, &painting);
        pthread_mutex_unlock(&press.lock);
    }
    pthread_mutex_lock(&press.lock);
    good = painting != NULL && paint_end(painting, bytes, len);
    pthread_mutex_unlock(&press.lock);
    return good;
}
