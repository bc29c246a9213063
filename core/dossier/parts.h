/* parts: the components of a dossier beside those its procedure asks for. What intake, checking and passing on have in common. */
#ifndef DOSSIER_PARTS_H
#define DOSSIER_PARTS_H

#include "dossier/work.h"

struct parts {
    struct procedure_component *wanted; /* in the order of the procedure */
    size_t wanted_count;
    struct dossier_component *have;
    size_t have_count;
};

MUST_USE bool parts_read(struct op *op, const struct work *w, struct parts *out);
/* NULL if the dossier has no row of that code. */
struct dossier_component *parts_find(const struct parts *p, const char *code);
/* Handed in, and not found missing or wrong by the check. */
bool parts_is_good(const struct dossier_component *c);
/* Codes of what the law requires and the dossier lacks: not handed in, or found missing or wrong. */
struct text_list parts_missing(struct op *op, const struct parts *p);
/* Their names in the reader's language, "; " between them. */
const char *parts_names(struct op *op, const struct parts *p, const struct text_list *codes);
/* Every code must be one of the procedure's: E_INPUT "component.unknown" at components.<index>. */
MUST_USE bool parts_check_codes(struct op *op, const struct text_list *codes, const struct procedure_component *wanted, size_t count);

bool text_list_has(const struct text_list *list, const char *text);
void json_put_list(struct json_out *out, const char *key, const struct text_list *list);

#endif
