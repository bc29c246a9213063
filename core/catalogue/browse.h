/* browse: the catalogue as people look through it: all procedures of the sector by field, level, service and how much is known, and
 * all that is known of one. Reads only, for every seat.
 *
 * 1. Words are compared without accents and in any order; an old code finds the procedure that replaced it.
 * 2. A line tells whether this office opens the procedure (catalogue/procedure.h): most are known and not opened.
 * 3. Unknown stays NULL or -1: whoever shows it says "chưa rõ". */
#ifndef CATALOGUE_BROWSE_H
#define CATALOGUE_BROWSE_H

#include "catalogue/catalogue.h"

#define BROWSE_LINES_MAX 2000 /* procedures of one catalogue */

struct browse_line {
    const char *code, *twin, *name_vi, *name_en, *field, *unit;
    int level;   /* enum catalogue_level, -1 unknown */
    int service; /* enum catalogue_service, -1 unknown or differs by province */
    int known;   /* enum completeness */
    int certainty;
    const char *term; /* of the decision, as catalogue_clock has it; NULL unknown */
    const char *effective_to, *replaced_by;
    const char *folded;
    bool open; /* this office opens it */
};
struct browse_filter {
    const char *q;     /* words; NULL = any */
    const char *field; /* code; NULL = any */
    int level;         /* -1 any, LEVEL_COUNT = unknown */
    int service;       /* -1 any, SERVICE_COUNT = unknown */
    int known;         /* -1 any */
    bool open;         /* only those this office opens */
};
#define SERVICE_COUNT 2

/* How many lines there are with each value, each counted with the other conditions of the filter standing. */
struct browse_counts {
    size_t all; /* without any condition */
    size_t levels[LEVEL_COUNT + 1], services[SERVICE_COUNT + 1], known[KNOWN_COUNT], open;
    size_t *fields; /* as browse_fields orders them */
};
MUST_USE bool browse_fields(struct op *op, struct db *db, struct catalogue_field **out, size_t *count);
/* The lines that fit: those of which most is known first, then by code. */
MUST_USE bool browse_procedures(struct op *op, struct db *db, const struct browse_filter *filter, struct browse_line **out,
                                size_t *count, struct browse_counts *counts);

/* Everything known of one procedure. Lists in the order of the decisions that published them. */
struct browse_workflow {
    struct catalogue_workflow head;
    struct catalogue_step *steps;
    size_t step_count;
};
struct browse_page {
    struct catalogue_procedure procedure;
    struct catalogue_field field;
    int known;
    struct catalogue_clock *clocks;
    struct catalogue_fee *fees; /* all, in force or not */
    struct catalogue_component *components;
    struct catalogue_replacement *links; /* with this code as old or as new one */
    struct catalogue_publication *publications;
    struct browse_workflow *workflows; /* of all provinces, those authored last */
    struct procedure_version *versions; /* this office's own, newest first; none = not opened here */
    size_t clock_count, fee_count, component_count, link_count, publication_count, workflow_count, version_count;
};
/* E_MISSING "catalogue.unknown". */
MUST_USE bool browse_page(struct op *op, struct db *db, const char *code, struct browse_page *out);

/* All fee rows of a procedure, in force or not, as they were added. */
MUST_USE bool browse_fees(struct op *op, struct db *db, const char *code, struct catalogue_fee **out, size_t *count);

/* The office's own step table of a version, in the form of the provinces'. */
MUST_USE bool browse_own_workflow(struct op *op, struct db *db, const struct procedure_version *version, struct browse_workflow *out);

/* The term as people read it: "15 ngày", "10 ngày làm việc", "2 tháng"; NULL for NULL, the text itself if it is none. */
const char *browse_term(struct op *op, const char *term);
/* A fee in words: what has to be paid. */
const char *browse_fee(struct op *op, const struct catalogue_fee *fee);
/* Does the row stand on that day? NULL bounds are open. */
bool browse_in_force(const char *from, const char *to, const char *day);
/* Do two times have a day in common? Both ends belong to them; NULL bounds are open. */
bool browse_overlap(const char *from, const char *to, const char *other_from, const char *other_to);

#endif
