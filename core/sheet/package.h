/* package: a file of the Open Packaging Conventions (a ZIP of XML parts, ISO/IEC 29500-2) as somebody sent it in: the parts are read
 * one by one, inflated and parsed in pieces of 16 KB. package.c is the only file that sees libzip and expat.
 *
 * 1. The bytes are an attacker's until the end: the number of entries, what may be inflated (of a part, of all parts, and against
 *    what lies packed), the depth of elements, what is kept in memory are bounded, and each bound refuses with its own reason.
 * 2. No DTD, so no entities but the five of XML; nothing outside the file is ever read.
 * 3. Of what was sent in nothing is written: neither to the file nor to disk. package_change is for files of our own making. */
#ifndef SHEET_PACKAGE_H
#define SHEET_PACKAGE_H

#include "base/op.h"

#define PACKAGE_ENTRIES_MAX 500
#define PACKAGE_PART_MAX ((int64_t)16 << 20)     /* bytes inflated of one part */
#define PACKAGE_INFLATED_MAX ((int64_t)32 << 20) /* bytes inflated of all parts that are read */
#define PACKAGE_RATIO_MAX 200                    /* inflated against packed, asked once a part is past PACKAGE_RATIO_FROM */
#define PACKAGE_RATIO_FROM ((int64_t)1 << 20)
#define PACKAGE_DEPTH_MAX 40
#define PACKAGE_MEMORY_MAX ((size_t)24 << 20) /* bytes of the operation's arena, from opening to closing: a request has 64 MB */

struct package;

/* Does it begin as a ZIP does? */
bool package_is(const void *bytes, size_t len);
/* As an old or an encrypted office file does (a compound file)? */
bool package_is_compound(const void *bytes, size_t len);

/* `bytes` must live until package_close. NULL: E_INPUT "workbook.not_xlsx", E_LIMIT "workbook.entries". */
MUST_USE struct package *package_open(struct op *op, const void *bytes, size_t len);
void package_close(struct package *p); /* NULL allowed */
bool package_has(const struct package *p, const char *part);
/* Has what was kept of the package so far stayed within PACKAGE_MEMORY_MAX? Asked at each element that is read; whoever makes more of
 * what was read asks too. E_LIMIT "workbook.memory". */
MUST_USE bool package_fits(struct op *op, const struct package *p);

/* What is told of a part, to the functions that are not NULL. Names of elements and attributes without prefix. A function that answers
 * false has failed. */
struct package_reader {
    bool (*open)(struct op *op, void *self, const char *name, const char *const *attributes); /* name, value, …, NULL */
    bool (*close)(struct op *op, void *self, const char *name);
    bool (*text)(struct op *op, void *self, const char *bytes, size_t len); /* in pieces of whole characters */
    void *self;
};
/* The value of an attribute by its name without prefix, or NULL. */
const char *package_attribute(const char *const *attributes, const char *name);

/* Parses a part. E_INPUT "workbook.no_part", "workbook.locked", "workbook.broken", "workbook.doctype"; E_LIMIT "workbook.inflated",
 * "workbook.deep", "workbook.memory". */
MUST_USE bool package_read(struct op *op, struct package *p, const char *part, const struct package_reader *reader);

/* Writes a part of the file at `path` anew: `change` answers its new text in the arena, NULL if it failed. The file is one that this
 * program has just made; it is replaced (a new inode), whole or not at all. Failures are E_BROKEN. */
typedef const char *(*package_change_fn)(struct op *op, void *self, const char *text);
MUST_USE bool package_change(struct op *op, const char *path, const char *part, package_change_fn change, void *self);

#endif
