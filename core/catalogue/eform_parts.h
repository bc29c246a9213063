/* eform_parts: what the files of eform share. A schema becomes nodes (one per subschema), a node a list of rules in the order of
 * the table of keywords; validation walks nodes and instance together. Everyone outside uses eform.h. */
#ifndef CATALOGUE_EFORM_PARTS_H
#define CATALOGUE_EFORM_PARTS_H

#include "catalogue/eform.h"

#define EFORM_NO_INDEX SIZE_MAX

/* ---- compiled ---- */

struct eform_keyword;
struct eform_rule;
struct eform_pattern;
struct eform_reader;
struct eform_run;
struct eform_frame;
struct eform_place;

typedef bool (*eform_format_fn)(const char *text);

struct eform_node {
    const struct json *schema;
    const struct eform_node *up;  /* the subschema around it; NULL at the root */
    const char *keyword;          /* the keyword of `up` it stands under */
    const char *key;              /* and the member there, if that is an object of subschemas */
    size_t index;                 /* or the place, if it is a list; else EFORM_NO_INDEX */
    bool always, never;           /* true, false */
    bool marks;                   /* keeps account of what was looked at, for additional* and unevaluated* */
    const struct eform_rule *rules;
    const struct eform_rule **end; /* while compiling */
    int height;                    /* while looking for loops: 0 unseen, -1 under way */
    struct eform_node *next;       /* all nodes of the form */
};

struct eform_member {
    const char *name; /* of a property; the text of a pattern */
    const struct eform_node *node;
    const struct eform_pattern *pattern;
    const struct json *names; /* dependentRequired: list of text */
};

struct eform_rule {
    const struct eform_keyword *keyword;
    const struct eform_node *owner;
    const struct json *value; /* as written */
    const struct eform_rule *next;
    double number;
    size_t count;
    unsigned types; /* bits of enum json_kind, and EFORM_INTEGER */
    const struct eform_node *node;
    struct eform_member *members; /* of `properties` sorted by name, else in order */
    size_t member_count;
    const struct eform_pattern *pattern;
    eform_format_fn format;
};
#define EFORM_INTEGER (1u << 16)

struct eform_keyword {
    const char *name;
    unsigned kinds; /* kinds of instance it speaks about */
    /* Reads the keyword's value into the rule; says what is wrong with eform_bad(). */
    void (*read)(struct eform_reader *reader, struct eform_rule *rule);
    /* True if the value fits; false after eform_say(). NULL: a keyword that only helps others. */
    bool (*check)(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame);
};
extern const struct eform_keyword eform_keywords[];
extern const size_t eform_keyword_count;
const struct eform_keyword *eform_keyword_find(const char *name);
/* The node's rule of that keyword, or NULL. */
const struct eform_rule *eform_rule_of(const struct eform_node *node, const char *keyword);

struct eform {
    const struct eform_node *root;
    bool tracks; /* some unevaluated* is in it: every node keeps marks */
};

/* ---- compiling ---- */

struct eform_anchor {
    const char *name;
    const struct eform_node *node;
    struct eform_anchor *next;
};

struct eform_reader {
    struct op *op;
    struct eform *form;
    const struct json *root;
    struct eform_node *nodes, **end;
    size_t node_count;
    struct eform_node **by_schema; /* sorted by address of the schema */
    struct eform_anchor *anchors;
    int faults;
};

/* RFC 6901: of a subschema and up to two further tokens (NULL: none); of a place in the instance. */
const char *eform_node_pointer(struct arena *arena, const struct eform_node *node, const char *a, const char *b);
const char *eform_place_pointer(struct arena *arena, const struct eform_place *at);
/* One fault at a keyword of `owner`; `name` NULL for a sentence without argument. */
void eform_bad(struct eform_reader *reader, const struct eform_rule *rule, const char *key, const char *name, const char *value);
/* The same at any place below the schema of `node`: `a` and `b` are further tokens, NULL if none. */
void eform_bad_at(struct eform_reader *reader, const struct eform_node *node, const char *a, const char *b, const char *key,
                  const char *name, const char *value);
/* A subschema under rule's keyword; NULL after a fault. */
const struct eform_node *eform_read_node(struct eform_reader *reader, struct eform_rule *rule, const struct json *schema,
                                         const char *key, size_t index);
/* Annotations and display hints: false if `member` is none (then it is nobody's); faults are said. */
bool eform_read_hint(struct eform_reader *reader, const struct eform_node *node, const struct json *member);
/* Every $ref to its node, and no way round in a circle without going down in the instance. */
void eform_resolve(struct eform_reader *reader);
/* A pattern, or NULL with *why = key of the sentence. */
const struct eform_pattern *eform_pattern_compile(struct arena *arena, const char *text, const char **why);
/* True if the text is an ECMAScript pattern as eform_pattern_compile reads them. */
bool eform_pattern_is_valid(const char *text);
/* NULL if there is no such format. */
eform_format_fn eform_format_find(const char *name);
/* Names of all formats, separated by ", ". */
const char *eform_format_names(struct arena *arena);
/* A property's name for display: its title in the reader's language, or NULL. */
const char *eform_title(const struct json *schema, enum lang lang);

/* ---- validating ---- */

/* The way down the instance, on the stack. */
struct eform_place {
    const struct eform_place *up;
    const char *key; /* member, or NULL */
    size_t index;
    const struct json *value;
    const struct eform_node *node; /* the subschema that gave it a title, or NULL */
};
struct eform_frame {
    const struct eform_node *node;
    const struct eform_place *at;
    uint64_t *marks; /* one bit per child of the value, set when a subschema looked at it; NULL if nobody asks */
    bool fits;       /* nothing of this node has failed yet */
};

struct eform_run {
    struct op *op;         /* errors go into its arena */
    struct arena *scratch; /* ends with the validation */
    const struct eform *form;
    int64_t work;  /* steps left */
    int refs;      /* $ref under way */
    int frames;    /* subschemas under way */
    int quiet;     /* > 0: nobody wants to hear errors */
    bool stopped;  /* ran out: op has failed */
    uint64_t *marks;
    size_t marks_used, marks_size;
    void *match;        /* of eform_pattern.c */
    struct eform_error errors[EFORM_ERRORS_MAX];
    size_t count, text;
    bool more;
};

/* Takes steps; false when they ran out (then op has failed). */
bool eform_spend(struct eform_run *run, size_t steps);
/* Runs out at once. */
bool eform_stop(struct eform_run *run, const char *key);
/* Tells an error; false. `name` NULL for a sentence without argument. */
bool eform_say(struct eform_run *run, const struct eform_rule *rule, const struct eform_place *at, const char *key,
               const char *name, const char *value);
/* The same of a member that is not there. */
bool eform_say_missing(struct eform_run *run, const struct eform_rule *rule, const struct eform_place *at, const char *key,
                       const char *member, const char *title);
bool eform_say_count(struct eform_run *run, const struct eform_rule *rule, const struct eform_place *at, const char *key,
                     size_t limit, size_t found);
/* At most `max` code points of a text, then "…". */
const char *eform_quoted(struct arena *arena, const char *text, size_t max);
/* The value at `at` against a subschema; what it looked at is added to `marks` (NULL allowed). */
bool eform_apply(struct eform_run *run, const struct eform_node *node, const struct eform_place *at, uint64_t *marks);
bool eform_apply_quietly(struct eform_run *run, const struct eform_node *node, const struct eform_place *at, uint64_t *marks);
bool eform_pattern_matches(struct eform_run *run, const struct eform_pattern *pattern, const char *text);
/* Equal as JSON values: numbers by value, objects in any order. */
bool eform_equal(struct eform_run *run, const struct json *a, const struct json *b);
/* True if a/b is a whole number, in decimal; b > 0. */
bool eform_is_multiple(double a, double b);
const char *eform_number_text(struct arena *arena, double number);

static inline bool eform_is_marked(const uint64_t *marks, size_t i)
{
    return (marks[i / 64] >> (i % 64) & 1) != 0;
}
static inline void eform_mark(uint64_t *marks, size_t i)
{
    if (marks != NULL) {
        marks[i / 64] |= UINT64_C(1) << (i % 64);
    }
}

/* ---- the checks that hold no subschema (eform_check.c), and those that do (eform_apply.c) ---- */

typedef bool (*eform_check_fn)(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame);
#define EFORM_CHECKS(X)                                                                                                      \
    X(type) X(enum) X(const) X(multiple_of) X(minimum) X(exclusive_minimum) X(maximum) X(exclusive_maximum) X(min_length)    \
    X(max_length) X(pattern) X(format) X(required) X(dependent_required) X(min_properties) X(max_properties) X(min_items)    \
    X(max_items) X(unique_items) X(properties) X(pattern_properties) X(additional_properties) X(property_names)              \
    X(prefix_items) X(items) X(contains) X(ref) X(all_of) X(any_of) X(one_of) X(not) X(if) X(dependent_schemas)              \
    X(unevaluated_items) X(unevaluated_properties)
#define X(name) bool eform_check_##name(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame);
EFORM_CHECKS(X)
#undef X

#endif
