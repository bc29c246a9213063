/* synth: invented identities, from reserved ranges that no live system accepts: enterprise codes and personal ids begin with
 * 00, phones with 0900 000, mail ends in .example.vn. The same seed and id give the same identity. */
#ifndef EXERCISE_SYNTH_H
#define EXERCISE_SYNTH_H

#include "exercise/exercise.h"

/* What the exercise says, else what the seed makes; `kind` is used where the exercise says nothing. */
const char *synth_text(struct op *op, const struct exercise *exercise, const struct cast_member *member,
                       const struct identity *said, const char *kind);

#endif
