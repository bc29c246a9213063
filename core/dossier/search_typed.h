/* search_typed: what was typed into a search, told apart. One of four things: the beginning of a code (a letter, two digits, then a
 * point or a hyphen), the running number at its end (six digits, with or without the day before it), the number and symbol of a result
 * (digits, a stroke, a letter: "12/GCN-SKHCN", or its beginning), or words. Words go to the index quoted, one by one, so nothing typed is
 * ever read as its query language. */
#ifndef DOSSIER_SEARCH_TYPED_H
#define DOSSIER_SEARCH_TYPED_H

#include "base/op.h"

enum typed { TYPED_NOTHING, TYPED_CODE, TYPED_NUMBER, TYPED_SYMBOL, TYPED_WORDS };
struct typed_text {
    enum typed kind;
    const char *from, *past; /* CODE, SYMBOL (folded) */
    const char *number, *ending; /* NUMBER: six digits; all of the code's end that was typed */
    const char *words;       /* WORDS */
};

/* NULL counts as empty. */
struct typed_text typed_read(struct op *op, const char *q);

/* What was typed, as the index of words reads it (dossier_text MATCH …): all of its words, the last one also as a beginning. NULL if it
 * holds no letter and no digit. For lists of other things that are found by their dossier's words. */
const char *typed_match(struct op *op, const char *q);

#endif
