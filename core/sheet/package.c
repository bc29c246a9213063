/* Inflating goes hand in hand with parsing: a piece is inflated, counted and parsed, so a bomb is refused after the piece that went
 * too far, whatever its directory promised. */
#include "sheet/package.h"

#include <expat.h>
#include <string.h>
#include <zip.h>

#define PIECE 16384

struct package {
    zip_t *zip;
    int64_t inflated; /* of all parts read so far */
    size_t began;     /* bytes of the arena that were taken when it was opened */
};

bool package_is(const void *bytes, size_t len)
{
    return len >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0;
}

bool package_is_compound(const void *bytes, size_t len)
{
    return len >= 8 && memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0;
}

static struct package *refuse(struct op *op, zip_source_t *source, zip_error_t *error)
{
    (void)fail_field(op, E_INPUT, "file", "workbook.not_xlsx", NULL);
    zip_source_free(source);
    zip_error_fini(error);
    return NULL;
}

struct package *package_open(struct op *op, const void *bytes, size_t len)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes, len, 0, &error);
    if (source == NULL) {
        return refuse(op, NULL, &error);
    }
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (zip == NULL) {
        return refuse(op, source, &error);
    }
    zip_error_fini(&error);
    if (zip_get_num_entries(zip, 0) > PACKAGE_ENTRIES_MAX) {
        zip_discard(zip);
        (void)fail_field(op, E_LIMIT, "file", "workbook.entries", "max", arena_int(op->arena, PACKAGE_ENTRIES_MAX), NULL);
        return NULL;
    }
    struct package *p = arena_alloc(op->arena, sizeof *p);
    p->zip = zip;
    p->began = arena_used(op->arena);
    return p;
}

void package_close(struct package *p)
{
    if (p != NULL && p->zip != NULL) {
        zip_discard(p->zip);
        p->zip = NULL;
    }
}

/* Names of parts are the same in small and capital letters (ISO/IEC 29500-2, 6.2.2.3). */
static zip_int64_t locate(const struct package *p, const char *part)
{
    zip_int64_t exact = zip_name_locate(p->zip, part, 0);
    return exact >= 0 ? exact : zip_name_locate(p->zip, part, ZIP_FL_NOCASE);
}

bool package_has(const struct package *p, const char *part)
{
    return locate(p, part) >= 0;
}

bool package_fits(struct op *op, const struct package *p)
{
    return arena_used(op->arena) - p->began <= PACKAGE_MEMORY_MAX ||
           fail_field(op, E_LIMIT, "file", "workbook.memory", "max", arena_int(op->arena, (int64_t)(PACKAGE_MEMORY_MAX >> 20)), NULL);
}

/* ---- parsing ---- */

struct parsing {
    struct op *op;
    const struct package *package;
    const struct package_reader *reader;
    XML_Parser parser;
    const char *part;
    int depth;
};

static const char *local_name(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon == NULL ? name : colon + 1;
}

const char *package_attribute(const char *const *attributes, const char *name)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        if (strcmp(local_name(attributes[i]), name) == 0) {
            return attributes[i + 1];
        }
    }
    return NULL;
}

static void stop(struct parsing *p)
{
    must(op_failed(p->op));
    (void)XML_StopParser(p->parser, XML_FALSE);
}

/* expat may tell of one more end after it was stopped. */
static void XMLCALL on_open(void *self, const XML_Char *name, const XML_Char **attributes)
{
    struct parsing *p = self;
    if (op_failed(p->op)) {
        return;
    }
    bool goes_on = ++p->depth <= PACKAGE_DEPTH_MAX || fail_field(p->op, E_LIMIT, "file", "workbook.deep", "part", p->part, NULL);
    goes_on = goes_on && package_fits(p->op, p->package) &&
              (p->reader->open == NULL || p->reader->open(p->op, p->reader->self, local_name(name), (const char *const *)attributes));
    if (!goes_on) {
        stop(p);
    }
}

static void XMLCALL on_close(void *self, const XML_Char *name)
{
    struct parsing *p = self;
    if (op_failed(p->op)) {
        return;
    }
    p->depth--;
    if (p->reader->close != NULL && !p->reader->close(p->op, p->reader->self, local_name(name))) {
        stop(p);
    }
}

static void XMLCALL on_text(void *self, const XML_Char *bytes, int len)
{
    struct parsing *p = self;
    if (p->reader->text != NULL && !op_failed(p->op) && !p->reader->text(p->op, p->reader->self, bytes, (size_t)len)) {
        stop(p);
    }
}

static void XMLCALL on_doctype(void *self, const XML_Char *name, const XML_Char *system, const XML_Char *public, int inside)
{
    struct parsing *p = self;
    (void)name;
    (void)system;
    (void)public;
    (void)inside;
    if (!op_failed(p->op)) {
        (void)fail_field(p->op, E_INPUT, "file", "workbook.doctype", "part", p->part, NULL);
        stop(p);
    }
}

static bool parse_piece(struct parsing *p, const char *bytes, zip_int64_t n)
{
    if (XML_Parse(p->parser, bytes, (int)n, n == 0) != XML_STATUS_ERROR) {
        return true;
    }
    return op_failed(p->op)
               ? false
               : fail_field(p->op, E_INPUT, "file", "workbook.broken", "part", p->part, "line",
                            arena_int(p->op->arena, (int64_t)XML_GetCurrentLineNumber(p->parser)), NULL);
}

static bool too_much(const struct package *p, int64_t part, zip_uint64_t packed)
{
    return part > PACKAGE_PART_MAX || p->inflated > PACKAGE_INFLATED_MAX ||
           (part > PACKAGE_RATIO_FROM && (zip_uint64_t)part / PACKAGE_RATIO_MAX > packed);
}

static bool read_open(struct parsing *p, struct package *package, zip_file_t *file, zip_uint64_t packed)
{
    char piece[PIECE];
    int64_t total = 0;
    for (;;) {
        zip_int64_t n = zip_fread(file, piece, sizeof piece);
        if (n < 0) {
            return fail_field(p->op, E_INPUT, "file", "workbook.broken", "part", p->part, "line", "0", NULL);
        }
        total += n;
        package->inflated += n;
        if (too_much(package, total, packed)) {
            return fail_field(p->op, E_LIMIT, "file", "workbook.inflated", "part", p->part, NULL);
        }
        if (!parse_piece(p, piece, n) || n == 0) {
            return !op_failed(p->op);
        }
    }
}

static bool read_parsed(struct parsing *p, struct package *package, zip_uint64_t index, zip_uint64_t packed)
{
    zip_file_t *file = zip_fopen_index(package->zip, index, 0);
    if (file == NULL) {
        return fail_field(p->op, E_INPUT, "file", "workbook.broken", "part", p->part, "line", "0", NULL);
    }
    p->parser = XML_ParserCreate(NULL);
    must(p->parser != NULL);
    XML_SetUserData(p->parser, p);
    XML_SetElementHandler(p->parser, on_open, on_close);
    XML_SetCharacterDataHandler(p->parser, on_text);
    XML_SetStartDoctypeDeclHandler(p->parser, on_doctype);
    bool ok = read_open(p, package, file, packed);
    XML_ParserFree(p->parser);
    (void)zip_fclose(file);
    return ok;
}

bool package_read(struct op *op, struct package *p, const char *part, const struct package_reader *reader)
{
    struct parsing parsing = {.op = op, .package = p, .reader = reader, .part = part};
    zip_stat_t stat;
    zip_int64_t index = locate(p, part);
    if (index < 0) {
        return fail_field(op, E_INPUT, "file", "workbook.no_part", "part", part, NULL);
    }
    if (zip_stat_index(p->zip, (zip_uint64_t)index, 0, &stat) != 0) {
        return fail_field(op, E_INPUT, "file", "workbook.broken", "part", part, "line", "0", NULL);
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
        return fail_field(op, E_INPUT, "file", "workbook.locked", NULL);
    }
    return read_parsed(&parsing, p, (zip_uint64_t)index, stat.comp_size);
}

/* ---- a part of a file of our own ---- */

/* The part's text in the arena; NULL on failure. */
static const char *part_text(struct op *op, zip_t *z, const char *part, zip_uint64_t index)
{
    struct zip_stat st;
    zip_file_t *f = zip_stat_index(z, index, 0, &st) == 0 && st.size < (zip_uint64_t)PACKAGE_PART_MAX ? zip_fopen_index(z, index, 0) : NULL;
    if (f == NULL) {
        (void)fail_broken(op, "%s: %s", part, zip_strerror(z));
        return NULL;
    }
    char *text = arena_alloc(op->arena, (size_t)st.size + 1);
    bool ok = zip_fread(f, text, st.size) == (zip_int64_t)st.size;
    (void)zip_fclose(f);
    text[st.size] = '\0';
    if (!ok) {
        (void)fail_broken(op, "%s cannot be read", part);
    }
    return ok ? text : NULL;
}

/* `text` lives until the archive is closed. */
static bool put_part(struct op *op, zip_t *z, const char *part, zip_uint64_t index, const char *text)
{
    zip_source_t *source = zip_source_buffer(z, text, strlen(text), 0);
    if (source != NULL && zip_file_replace(z, index, source, 0) == 0) {
        return true;
    }
    zip_source_free(source);
    return fail_broken(op, "%s: %s", part, zip_strerror(z));
}

bool package_change(struct op *op, const char *path, const char *part, package_change_fn change, void *self)
{
    int error = 0;
    zip_t *z = zip_open(path, 0, &error);
    if (z == NULL) {
        return fail_broken(op, "libzip: error %d", error);
    }
    zip_int64_t at = zip_name_locate(z, part, 0);
    const char *before = at < 0 ? NULL : part_text(op, z, part, (zip_uint64_t)at), *after = before == NULL ? NULL : change(op, self, before);
    if (after == NULL || !put_part(op, z, part, (zip_uint64_t)at, after)) {
        zip_discard(z);
        return op_failed(op) ? false : fail_broken(op, "there is no %s", part);
    }
    if (zip_close(z) != 0) {
        (void)fail_broken(op, "libzip: %s", zip_strerror(z));
        zip_discard(z);
        return false;
    }
    return true;
}
