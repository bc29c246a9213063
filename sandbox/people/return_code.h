/* return_code: the four words that bring a trainee back, and the class code on the board.
 *
 * A return code is four of 1,024 words: 40 random bits. lab.db keeps its keyed hash (BLAKE2b, a random key of this lab), so
 * that it can be found without being readable. */
#ifndef PEOPLE_RETURN_CODE_H
#define PEOPLE_RETURN_CODE_H

#include "base/digest.h"
#include "db/db.h"

#define RETURN_WORD_COUNT 1024
#define RETURN_WORDS_IN_CODE 4
#define RETURN_CODE_INPUT_MAX 200 /* bytes of typed code that are looked at */
#define JOIN_CODE_LENGTH 6
#define JOIN_CODE_LETTERS "23456789ABCDEFGHJKMNPQRSTVWXYZ" /* none that is taken for another; 30^6 = 7.3e8 codes */

extern const char *const return_words[RETURN_WORD_COUNT];

/* A fresh code "ban cam muoi trang", in the arena. */
const char *return_code_make(struct op *op);
/* What was typed, brought to the form of return_code_make: no marks, lower case, single spaces; NULL if it is not four words
 * (no failure). */
const char *return_code_clean(struct op *op, const char *typed);
/* The lab's key, made at first use (only inside a writing closure: `make`). false without failure if there is none yet. */
MUST_USE bool return_code_key(struct op *op, struct db *db, bool make, struct digest *key);
struct digest return_code_hash(const struct digest *key, const char *code);

/* Six fresh characters, without the hyphen. */
const char *join_code_make(struct op *op);
/* "k7m 2qf" -> "K7M2QF"; NULL if it cannot be a code (no failure). */
const char *join_code_clean(struct op *op, const char *typed);
/* "K7M2QF" -> "K7M-2QF" */
const char *join_code_show(struct op *op, const char *code);

#endif
