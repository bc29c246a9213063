#include "support/xlsx_file.h"

#include "base/must.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

const char *xlsx_zip(struct arena *arena, const struct xlsx_part *parts, size_t count, bool deflate, size_t *len)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &error);
    must(out != NULL);
    zip_source_keep(out);
    zip_t *zip = zip_open_from_source(out, ZIP_TRUNCATE, &error);
    must(zip != NULL);
    for (size_t i = 0; i < count; i++) {
        size_t n = parts[i].len > 0 ? parts[i].len : strlen(parts[i].bytes);
        zip_source_t *in = zip_source_buffer(zip, parts[i].bytes, n, 0);
        must(in != NULL);
        zip_int64_t at = zip_file_add(zip, parts[i].name, in, ZIP_FL_ENC_UTF_8);
        must(at >= 0 && zip_set_file_compression(zip, (zip_uint64_t)at, deflate ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0) == 0);
    }
    must(zip_close(zip) == 0 && zip_source_open(out) == 0);
    zip_stat_t stat;
    must(zip_source_stat(out, &stat) == 0);
    char *bytes = arena_alloc(arena, (size_t)stat.size + 1);
    must(zip_source_read(out, bytes, stat.size) == (zip_int64_t)stat.size);
    *len = (size_t)stat.size;
    zip_source_close(out);
    zip_source_free(out);
    zip_error_fini(&error);
    return bytes;
}

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define DOC "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

const char *xlsx_one(struct arena *arena, const char *rows, const char *strings, const char *styles, size_t *len)
{
    struct xlsx_part parts[] = {
        {"_rels/.rels", RELS "<Relationship Id=\"r1\" Type=\"" DOC "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>", 0},
        {"xl/workbook.xml", "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" DOC "\"><sheets><sheet name=\"Danh sách\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>", 0},
        {"xl/_rels/workbook.xml.rels",
         RELS "<Relationship Id=\"rId1\" Type=\"" DOC "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
              "<Relationship Id=\"rId2\" Type=\"" DOC "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
              "<Relationship Id=\"rId3\" Type=\"" DOC "/styles\" Target=\"/xl/styles.xml\"/></Relationships>", 0},
        {"xl/worksheets/sheet1.xml", arena_printf(arena, "<worksheet xmlns=\"" MAIN "\"><sheetData>%s</sheetData></worksheet>", rows), 0},
        {NULL, NULL, 0},
        {NULL, NULL, 0},
    };
    size_t count = 4;
    if (strings != NULL) {
        parts[count++] = (struct xlsx_part){"xl/sharedStrings.xml", strings, 0};
    }
    if (styles != NULL) {
        parts[count++] = (struct xlsx_part){"xl/styles.xml", styles, 0};
    }
    return xlsx_zip(arena, parts, count, true, len);
}
