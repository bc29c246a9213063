/* xlsx_file: workbooks for tests, made of the parts given: a ZIP in memory. */
#ifndef TESTS_XLSX_FILE_H
#define TESTS_XLSX_FILE_H

#include "base/arena.h"

#include <stdbool.h>

struct xlsx_part {
    const char *name;
    const void *bytes;
    size_t len; /* 0 = strlen(bytes) */
};
/* A ZIP of the parts as they are; `deflate` false: stored. Lives in the arena. */
const char *xlsx_zip(struct arena *arena, const struct xlsx_part *parts, size_t count, bool deflate, size_t *len);
/* A workbook of one sheet, named "Danh sách": `rows` stands inside sheetData; the others are whole parts, NULL = without. */
const char *xlsx_one(struct arena *arena, const char *rows, const char *strings, const char *styles, size_t *len);

#endif
