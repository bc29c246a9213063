/* exercise: what an exercise file says, as data.
 *
 * exercise_load reads scenarios/<id>/{scenario.lua, brief.vi.md, brief.en.md} through the confined child (script/load) and
 * turns the answer into the structs below. Words and their meaning: scenarios/README.md.
 *
 * 1. Everything lives in the exercise's own arena and never changes after loading: any number of threads may read it.
 * 2. Lists are arrays in the order of the file; what refers to something else refers by index, -1 = none.
 * 3. Loading succeeds only if the words are right; whether the exercise makes sense is lint's business (lint.h). An index
 *    that could not be resolved (a misspelt name) is -1 and the name is kept, so that lint can say so.
 * 4. Lines are lines of scenario.lua. */
#ifndef EXERCISE_EXERCISE_H
#define EXERCISE_EXERCISE_H

#include "base/digest.h"
#include "base/json.h"
#include "base/record.h"
#include "exercise/span.h"

#define EXERCISE_STEPS_MAX 40
#define EXERCISE_TESTS_MAX 250      /* event tests, wherever they stand */
#define EXERCISE_CHECKS_MAX 200
#define EXERCISE_FIELD_CHECKS_MAX 64
#define EXERCISE_MISTAKES_MAX 200
#define EXERCISE_DOSSIERS_MAX 100
#define EXERCISE_HINTS_MAX 200
#define EXERCISE_FIELDS_MAX 64      /* different (dossier, path) pairs in field checks */
#define EXERCISE_BRIEF_MAX (64u * 1024u)
#define EXERCISE_LEVEL_MAX 5        /* 1 = for beginners; the prelude allows no more */
#define EXERCISE_ALIAS_MAX 40       /* bytes of a dossier's name */

/* A text for people. Either may be NULL (lint reports it). */
struct human {
    const char *vi, *en;
    int line; /* 0 = the text is absent altogether */
};
/* In the language asked for, else in the other, else "". */
const char *human_text(const struct human *text, enum lang lang);

/*        mood                 text                    a bot's manner */
#define BOT_MOODS(X)                                                                                               \
    X(MOOD_EVEN, "even")                                                                                           \
    X(MOOD_SENDS_BACK_ONCE, "sends_back_once")                                                                     \
    X(MOOD_SLOW, "slow")                                                                                           \
    X(MOOD_STRICT, "strict")                                                                                       \
    X(MOOD_FORGETS_SIGNATURE, "forgets_signature")
enum bot_mood {
#define X(mood, text) mood,
    BOT_MOODS(X)
#undef X
};
/*        how                  text            what an applicant's bot says of the service once its result was returned */
#define BOT_RATES(X)                                                                                               \
    X(RATES_NOT, "")                                                                                               \
    X(RATES_TRUTHFUL, "truthful")                                                                                  \
    X(RATES_SATISFIED, "satisfied")                                                                                \
    X(RATES_DISSATISFIED, "dissatisfied")
enum bot_rates {
#define X(how, text) how,
    BOT_RATES(X)
#undef X
};
/*        when                 text            how a bot of the office reports on a direction (dossier/oversight.h) it was given */
#define BOT_REPORTS(X)                                                                                             \
    X(REPORTS_IN_TIME, "in_time")                                                                                  \
    X(REPORTS_LATE, "late")                                                                                        \
    X(REPORTS_NEVER, "never")
enum bot_reports {
#define X(when, text) when,
    BOT_REPORTS(X)
#undef X
};
#define PERSONA_KINDS(X)                                                                                           \
    X(PERSONA_BUSINESS, "business") /* an applicant played by a bot */                                            \
    X(PERSONA_CITIZEN, "citizen")   /* an applicant played by a bot */                                            \
    X(PERSONA_TRAINEE, "trainee")   /* a seat the trainee takes */                                                \
    X(PERSONA_BOT, "bot")           /* a seat of the office played by a bot */
enum persona_kind {
#define X(kind, text) kind,
    PERSONA_KINDS(X)
#undef X
};

/* An identity: given, or to be made from the seed in a reserved range. Both NULL = not said. */
struct identity {
    const char *text;
    const char *synth; /* "company", "enterprise_code", "person", "personal_id", "phone", "email", "address" */
};

/* A member of the cast. Its id is the account id in the world. */
struct cast_member {
    const char *id;
    enum persona_kind kind;
    const char *role;   /* role code; "applicant" for business and citizen; NULL = not said */
    const char *agency; /* organisation code, or NULL */
    struct identity name, id_no, phone, email, address;
    int64_t pace_least_ms, pace_most_ms; /* working time before a bot's next act; default 30m..2h */
    bool any_hours;                      /* acts outside office hours too */
    enum bot_mood mood;
    enum bot_rates rates; /* of business and citizen alone */
    enum bot_reports reports; /* of bots of the office alone; in time where nothing is said */
    bool takeover; /* the trainee may sit down here */
    int line;
};

enum action_kind { ACTION_ACT, ACTION_FILE, ACTION_JUMP, ACTION_WAIT_FOR, ACTION_ANNOUNCE };

/* Something that is done: by a bot (given, at), by the self-test (solve, mistakes). */
struct action {
    enum action_kind kind;
    int seat;               /* index into cast; -1 = none, or unknown (then seat_name is set) */
    const char *seat_name;
    const char *name;       /* ACT: act name; FILE: procedure code; WAIT_FOR: event name */
    int dossier;            /* ACT, WAIT_FOR: which dossier it is about; FILE: which it makes; -1 = none */
    const char *dossier_name;
    const struct json *input; /* ACT: object without "dossier", or NULL; FILE: form data, or NULL */
    struct text_list omit;    /* FILE: component codes left out */
    const char *channel;      /* FILE: online | counter | postal | kiosk */
    struct span span;         /* JUMP by a span */
    struct instant to;        /* JUMP to an instant; INSTANT_NONE otherwise */
    bool next;                /* JUMP "next": to the next due item */
    const char *jump_text;    /* JUMP as written; lint complains if neither of the three was understood */
    struct human text;        /* ANNOUNCE */
    int line;
};
struct action_list {
    const struct action *items;
    size_t count;
};

/* A dossier that some step's `given` files. Its name is the alias in the world. */
struct exercise_dossier {
    const char *name;
    int step;                   /* whose given files it */
    const struct action *action;
    int line;
};

enum condition_op { IS_EQUAL, IS_SET, HAS_ALL, IS_LESS, IS_AT_MOST, IS_MORE, IS_AT_LEAST, IS_NOT };
/* One member of with{…}: a member of the event's data. */
struct condition {
    const char *path; /* member name; dots lead into objects */
    enum condition_op op;
    const struct json *value; /* EQUAL, NOT: text, number, boolean; SET, HAS_ALL: array of texts */
    double number;            /* LESS … AT_LEAST, NOT with a number */
    bool numeric;
};

/* What an event must look like. `index` numbers the event tests of an exercise: the judge keeps one counter for each. */
struct event_test {
    int index;
    int step;         /* whose */
    const char *name; /* "dossier.accepted" */
    int by;           /* index into cast; -1 = anybody, or unknown (then by_name is set) */
    const char *by_name;
    int dossier; /* index into dossiers; -1 = any */
    const char *dossier_name; /* from :on(…), or NULL */
    const struct condition *with;
    size_t with_count;
    struct span within;       /* from the opening of the step */
    const struct event_test *after; /* must have happened before, or NULL */
    int least, most;          /* how many; most -1 = any number from least up */
    const char *count_text;   /* as written; NULL = not written; lint complains if least is -1 */
    bool whole_attempt;       /* counts since the attempt began, not since the step opened (an upper bound is given) */
    int line;
};

enum field_op { FIELD_EQUALS, FIELD_AFTER, FIELD_BEFORE, FIELD_MATCHES, FIELD_NO_TEST };
struct field_ref {
    const char *path; /* "dossier.due_at" */
    int dossier;      /* index into dossiers; -1 = unclear */
    const char *dossier_name;
    int slot;         /* index among the exercise's field slots */
};

enum want_kind { WANT_EVENT, WANT_FIELD, WANT_NEVER, WANT_ALL, WANT_ANY, WANT_NOPE, WANT_ASK };
struct want {
    enum want_kind kind;
    const struct event_test *event;  /* EVENT; NEVER: what must not happen */
    const struct event_test *before; /* NEVER: until this happens; NULL = ever */
    struct field_ref field;          /* FIELD */
    enum field_op op;
    const struct json *value;        /* FIELD: constant to compare with, NULL if other is set */
    struct field_ref other;          /* FIELD: path NULL if value is set */
    int field_index;                 /* FIELD: numbers the field checks of an exercise */
    const struct want *const *inner; /* ALL, ANY, NOPE */
    size_t inner_count;
    struct human say; /* the author's own sentence for it; may be absent */
    int line;
};
/* A top-level want of a step: what has a verdict. */
struct check {
    const char *id; /* "1", "2", … within the step */
    const struct want *want;
};

struct hint {
    struct human text;
    int64_t after_ms;  /* real time since the step opened; 0 = at once; -1 = not understood */
    const char *seen;  /* event name, or "error.E_STATE"; NULL = no such condition */
    int seen_count;
    int cost; /* points */
    int line;
};
struct mistake {
    const char *id;
    bool critical;
    int cost;                              /* points taken off when it is seen */
    struct action_list acts;               /* how it is made */
    const struct event_test *const *sees;  /* any of these shows it */
    size_t sees_count;
    struct human say;
    int index; /* numbers the mistakes of an exercise */
    int step;
    int line;
};
struct excuse {
    const char *mutation, *reason;
    int line;
};

struct exercise_step {
    const char *id;
    struct human title, goal; /* title may be absent */
    int by; /* index into cast; -1 = not said or unknown */
    const char *by_name;
    const int *after; /* indexes of the steps that must be closed first */
    size_t after_count;
    struct text_list after_names;
    int dossier;  /* which dossier its checks and acts are about unless they say; -1 = none or unclear */
    const char *dossier_name; /* from `on`, or NULL */
    bool dossier_unclear;     /* several come into question and none is named */
    int64_t budget_ms; /* real time; 0 = none; -1 = not understood */
    int points;
    struct action_list given, solve;
    const struct check *checks;
    size_t check_count;
    int first_check; /* number of its first check within the exercise */
    const struct hint *hints;
    size_t hint_count;
    int first_hint; /* number of its first hint within the exercise */
    const struct mistake *mistakes;
    size_t mistake_count;
    const struct excuse *excuses;
    size_t excuse_count;
    int line;
};

/* Something timed: at("09:40", …). */
struct timed {
    struct instant at; /* office time; INSTANT_NONE = not understood (then `text` says what was written) */
    const char *text;
    struct action action;
    int line;
};

enum clock_start_mode { START_RATE, START_FROZEN, START_REAL };
struct exercise_clock {
    struct instant start; /* office instant; INSTANT_NONE = not understood */
    enum clock_start_mode mode;
    int rate; /* office seconds per real second */
    const char *calendar;
    int line;
};

/* A use of one of the larger words (fault, ask, mix, class, acceptance, when, score.group, at, announce, mood, takeover): lint
 * knows which of them this version does not run yet. */
struct word_use {
    const char *word;
    int line;
};

struct exercise {
    const char *id;
    int64_t rev;
    struct human title;
    struct human brief; /* Markdown: brief.vi.md, brief.en.md */
    int minutes, level;
    int64_t seed;
    const char *track;  /* or NULL */
    const char *golden; /* name of the golden file */
    struct text_list covers;
    struct exercise_clock clock;
    const struct cast_member *cast;
    size_t cast_count;
    bool open_seats; /* seats = "office": people may sit in every officer's account, not the cast's alone */
    const struct exercise_step *steps;
    size_t step_count;
    const struct exercise_dossier *dossiers;
    size_t dossier_count;
    const struct timed *at;
    size_t at_count;
    int pass;                /* points */
    bool critical_fails;     /* a critical mistake fails the attempt */
    const struct event_test *const *tests; /* all event tests, by index */
    size_t test_count;
    const struct field_ref *slots; /* distinct fields that checks look at */
    size_t slot_count;
    size_t check_count, mistake_count, field_check_count, hint_count;
    const struct word_use *uses;
    size_t use_count;
    const char *folder;    /* as given to exercise_load */
    const char *file_name; /* "scenario.lua", for messages */
    struct digest digest;  /* of the three files */
    int line;              /* of scenario{…} */

    struct arena *arena; /* owns all of the above */
};

/* Reads and builds. NULL: E_MISSING "exercise.missing" (no such folder or file), E_LIMIT, E_INPUT "exercise.load" with all
 * problems as field errors (see script/load.h). Close with exercise_close. */
MUST_USE struct exercise *exercise_load(struct op *op, const char *folder);
/* From a tree that is already read (tests, recorder). Briefs may be NULL. The tree is copied. */
MUST_USE struct exercise *exercise_build(struct op *op, const char *file_name, const struct json *tree, const char *brief_vi,
                                         const char *brief_en);
void exercise_close(struct exercise *exercise); /* NULL allowed */

/* Indexes by name, or -1. */
int exercise_find_cast(const struct exercise *exercise, const char *id);
int exercise_find_step(const struct exercise *exercise, const char *id);
int exercise_find_dossier(const struct exercise *exercise, const char *name);
/* The number of a check within the exercise, from its step's index and its id; -1. */
int exercise_find_check(const struct exercise *exercise, int step, const char *id);
/* True if the seat is taken by a person. */
static inline bool exercise_is_person(const struct exercise *exercise, int seat)
{
    return seat >= 0 && exercise->cast[seat].kind == PERSONA_TRAINEE;
}

/* The input object of an act as JSON text for act_perform: what the exercise says plus "dossier" (left out if 0). */
const char *exercise_act_input(struct op *op, const struct action *action, int64_t dossier);

#endif
