/* paper_inside: what the files of paper*.c share. Not for others: see paper.h. */
#ifndef DOSSIER_PAPER_INSIDE_H
#define DOSSIER_PAPER_INSIDE_H

#include "dossier/paper.h"
#include "org/org.h"

/* A form being written: its head is there, members may be put into `out`, paper_write issues it. */
struct paper {
    struct work *w;
    struct procedure_version version;
    struct procedure_component *parts;
    size_t part_count;
    struct org agency, unit;
    int64_t number;
    int year;
    int64_t issue; /* id, once written */
    struct strbuf buf;
    struct json_out out;
};

/* The head that every form has; takes the form's next number. */
MUST_USE bool paper_begin(struct op *op, struct paper *p, struct work *w, const char *form);
/* Freezes the data (grows: none is kept) and notes the event. */
MUST_USE bool paper_write(struct op *op, struct paper *p, const char *form, const char *event, bool grows);
/* owner_name, address, phone, email, request. */
void paper_put_owner(struct paper *p);
/* A list of the components' names. */
void paper_put_parts(struct paper *p, const char *key, const struct text_list *codes);
/* The text, or dots where there is none. */
const char *paper_dotted(const char *text);

#endif
