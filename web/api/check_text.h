/* check_text: a check as a sentence a trainee can read, made from the check itself unless its author wrote one. */
#ifndef API_CHECK_TEXT_H
#define API_CHECK_TEXT_H

#include "exercise/judge.h"

const char *check_text(struct op *op, const struct exercise *e, const struct want *want);
/* Why an open check has not been fulfilled yet; NULL if there is nothing to say. */
const char *check_why(struct op *op, const struct judge *judge, int check);

#endif
