/* office_fixture: an office in memory with the shipped data, at a fixed instant, with one account per seat. */
#ifndef TESTS_OFFICE_FIXTURE_H
#define TESTS_OFFICE_FIXTURE_H

#include "act/act.h"

struct office_fixture {
    struct op op;
    struct office *office;
    struct instant now; /* what the clock port says */
};

/* The fixture opens at 2026-11-20T09:20. */
void office_fixture_open(struct office_fixture *f);
void office_fixture_close(struct office_fixture *f);
/* Performs an act as the account; the input is JSON text. True if done; else f->op holds the error (cleared at the next call). Filing by
 * screen without a word of e-forms fills them in with their examples (office_fixture_filing). */
bool office_fixture_act(struct office_fixture *f, const char *account, const char *act, const char *input);
/* The same with a version and a key. */
bool office_fixture_call(struct office_fixture *f, const char *account, const struct act_call *call, struct act_answer *out);
/* The input of dossier.file, with the examples of the e-forms where it files by screen and says nothing of them. */
const struct json *office_fixture_filing(struct office_fixture *f, const char *account, const char *input);
const struct json *office_fixture_json(struct office_fixture *f, const char *text);

/* Set-up and tear-down of a test that wants the fixture as it opens: *state is the fixture. */
int office_fixture_setup(void **state);
int office_fixture_teardown(void **state);
/* The act is done, or the test fails with the reason. */
void office_fixture_done(struct office_fixture *f, const char *account, const char *act, const char *input);

#endif
