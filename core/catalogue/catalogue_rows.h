/* catalogue_rows: what the files of the catalogue share, inside catalogue/ only. */
#ifndef CATALOGUE_CATALOGUE_ROWS_H
#define CATALOGUE_CATALOGUE_ROWS_H

#include "catalogue/catalogue.h"

struct catalogue_list_type {
    const char *key;
    const struct record *record; /* NULL: checked with its parent */
    size_t size;                 /* of the row struct */
    size_t offset;               /* of the record's struct inside it */
    bool top;                    /* may stand at the top of a file */
};
extern const struct catalogue_list_type catalogue_list_types[LIST_COUNT];

/* The notation of term.h, or months ("2 months"), which the deadline engine does not know: *months is set, *out is not. */
bool catalogue_term(struct catalogue *c, const char *text, struct term *out, bool *months);
/* Name as compared: folded, without "thủ tục" before it and a stop behind it. */
const char *catalogue_name_key(struct catalogue *c, const char *name);
/* Pointers to the list's rows in the given order, in the arena. */
void **catalogue_sorted(struct catalogue *c, enum catalogue_list list, int (*order)(const void *, const void *));
/* A code that the list of old codes names; NULL if none. */
const struct catalogue_replacement *catalogue_replacement_find(const struct catalogue *c, const char *old_code);

/* A complete procedure and fee rows of its own, as catalogue_read would take them from a file of that name. */
void catalogue_read_version(struct catalogue *c, const char *file, const struct json *version, const struct json *fees);
/* Rows that were read before (an array of the list's struct): copied, and said to stand in `file`. */
void catalogue_take_rows(struct catalogue *c, enum catalogue_list list, const char *file, void *rows, size_t count);

/* How much is known of each row of LIST_PROCEDURES, in their order; after catalogue_check. */
const enum completeness *catalogue_knowledge(struct catalogue *c);

void catalogue_check_fields(struct catalogue *c);
void catalogue_check_links(struct catalogue *c);
void catalogue_check_workflows(struct catalogue *c);
void catalogue_check_eforms(struct catalogue *c);
void catalogue_check_published(struct catalogue *c);

#endif
