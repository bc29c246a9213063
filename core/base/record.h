/* record: an entity's fields, declared once, walked by everyone.
 *
 * A record table names each field of a flat struct with its kind, place and flags. Generic walkers turn JSON into
 * the struct (collecting ALL field errors, refusing unknown keys) and the struct into JSON; core/db does rows.
 * Lists are arrays of records and are written by hand. */
#ifndef BASE_RECORD_H
#define BASE_RECORD_H

#include "base/json.h"

enum field_kind {
    FIELD_TEXT,      /* const char *         ; max = bytes */
    FIELD_INT,       /* int64_t              ; min..max */
    FIELD_BOOL,      /* bool */
    FIELD_INSTANT,   /* struct instant       ; ISO text in JSON, ms in SQL; INSTANT_NONE <-> null */
    FIELD_DAY,       /* struct day           ; ISO text in JSON and SQL */
    FIELD_DONG,      /* struct dong          ; integer đồng */
    FIELD_CHOICE,    /* int                  ; text code of a struct choices table */
    FIELD_TEXT_LIST, /* struct text_list     ; JSON array of text; in SQL a JSON text */
    FIELD_JSON,      /* const struct json *  ; any value; in SQL its text */
};

enum field_flags {
    FIELD_REQUIRED = 1, /* must be present and not empty */
    FIELD_PERSONAL = 2, /* masked in logs and recordings */
    FIELD_SECRET = 4,   /* never leaves: not in JSON, not in logs */
    FIELD_READONLY = 8, /* written to JSON, refused when read from JSON */
};

struct dong {
    int64_t amount; /* whole đồng */
};
struct text_list {
    const char **items;
    size_t count;
};
/* Text codes of an enum, index = value. */
struct choices {
    const char *const *codes;
    int count;
};

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;
    unsigned flags;
    int64_t min, max;              /* numbers: bounds; text: bytes (0 max = 1000); lists: items (0 = 100) */
    const struct choices *choices; /* FIELD_CHOICE */
    const char *help;              /* English, for OpenAPI; may be NULL */
};
struct record {
    const char *name; /* snake_case; name of the OpenAPI schema */
    size_t size;
    const struct field *fields;
    size_t count;
};

#define RECORD(record_name, type, table)                                                                           \
    {                                                                                                              \
        .name = record_name, .size = sizeof(type), .fields = table, .count = sizeof(table) / sizeof(table[0])      \
    }

/* Fills `out` (record->size bytes, zeroed first). Text is NFC, trimmed. On failure the operation holds every field
 * error. `node` NULL counts as an empty object. */
MUST_USE bool record_from_json(struct op *op, const struct record *record, const struct json *node, void *out);
/* Writes the members (not the braces). SECRET fields are left out. */
void record_put_json(struct json_out *out, const struct record *record, const void *data);
/* Code text -> index, or -1. */
int choice_find(const struct choices *choices, const char *code);

#endif
