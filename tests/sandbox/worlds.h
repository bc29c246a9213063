/* worlds: what the tests of sandbox/world share: a temporary folder, a golden file with content, acts with known effect. */
#ifndef TESTS_WORLDS_H
#define TESTS_WORLDS_H

#include "base/digest.h"
#include "base/op.h"
#include "db/db.h"
#include "support/check.h"

/* An operation and a folder of its own. */
struct place {
    struct op op;
    char folder[64];
};
void place_open(struct place *p);
void place_close(struct place *p); /* removes the folder with all that is in it */
const char *place_path(struct place *p, const char *name);
/* Prints the failure of the operation, if any, and fails the test unless `ok`. */
void want(struct place *p, bool ok);
/* The operation failed, with this code and key; forgets it. */
void want_failure(struct place *p, bool ok, enum error_code code, const char *key);

/* Builds a golden file: tables with triggers and a full-text index, `rows` rows in the largest, act number 0. */
void golden_build(struct place *p, const char *path, int rows);
/* One act: about a dozen pages, deterministic by its number. Commits with that user_version. false: the operation failed. */
bool act_write(struct op *op, struct db *db, int64_t number);
struct digest state_digest(struct place *p, struct db *db);
void assert_digest_equal(const struct digest *a, const struct digest *b);

/* Whole files. */
unsigned char *file_read(const char *path, size_t *n); /* free() it */
void file_write(const char *path, const void *bytes, size_t n);
/* A small generator, so that random tests repeat. The seed is not 0. */
uint32_t chance(uint32_t *seed);

#endif
