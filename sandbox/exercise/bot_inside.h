/* bot_inside: what the files of bot*.c share. Not for others: see bot.h. bot.c says who acts and when, bot_choice.c what an officer does,
 * bot_rating.c what an applicant says of the service, bot_report.c what an officer says of what it was directed to do. */
#ifndef EXERCISE_BOT_INSIDE_H
#define EXERCISE_BOT_INSIDE_H

#include "dossier/dossier.h"
#include "exercise/exercise.h"
#include "office/office.h"

/* A bot before a dossier: it chooses an act and writes its input. */
struct moment {
    struct op *op;
    struct db *db;
    const struct cast_member *bot;
    const struct dossier *d;
    struct json_out *out; /* the input object is open */
    int64_t direction;    /* to report on; else 0 */
    bool in_hand;         /* the dossier waits for this bot */
};

/* Each answers the act, its input written; NULL where there is none, or on failure. */
const char *bot_choose(struct moment *m, enum step_kind kind);
const char *bot_give_opinion(struct moment *m);
const char *bot_contribute(struct moment *m);
const char *bot_rate(struct moment *m);
const char *bot_report(struct moment *m);

/* Does the bot owe a rating: did it file the dossier, was the result returned, does its author let it rate, has it not yet? */
MUST_USE bool bot_owes_rating(struct op *op, struct db *db, const struct cast_member *m, const struct dossier *d, bool *out);

/* The report that the bot owes next: not before `since`, and at its pace but no later than `until` (NONE = no such bound). */
struct bot_report {
    int64_t direction; /* 0 = it owes none */
    struct instant since, until;
};
MUST_USE bool bot_owes_report(struct op *op, struct office *office, const struct cast_member *m, const struct dossier *d, bool in_hand,
                              struct bot_report *out);

#endif
