/* shape: what answers look like, in a notation one can read, turned into JSON Schema for the OpenAPI document.
 *
 *   # a comment to the end of the line
 *   clock = {now: instant, mode: "frozen" | "rate" | "real", rate: int, next: {at: instant, what: text}?}
 *   dossier = summary & {owner: person, steps: [step], note?: text}
 *
 * A definition is a name, "=", a type. Types: text, int, real, bool, instant, day, any, the name of another definition, a
 * quoted word, [type], {member: type, …}, {*: type} for free keys. After a type "?" means it may be null; after a member's
 * name, that it may be missing. "|" is either, "&" is both. Members are separated by commas or line ends. */
#ifndef HTTP_SHAPE_H
#define HTTP_SHAPE_H

#include "base/json.h"

#define SHAPE_TEXT_MAX ((size_t)256 * 1024)
#define SHAPE_DEPTH_MAX 32

enum shape_kind {
    SHAPE_NAME,    /* a simple type or a definition */
    SHAPE_LITERAL, /* "word" */
    SHAPE_LIST,    /* [first] */
    SHAPE_OBJECT,  /* members in `first` */
    SHAPE_MAP,     /* {*: first} */
    SHAPE_EITHER,  /* any of `first` and its next ones */
    SHAPE_BOTH,    /* all of them */
};
struct shape {
    enum shape_kind kind;
    const char *text; /* of NAME and LITERAL */
    struct shape *first;
    struct shape *next; /* in a list of members or alternatives, or the next definition */
    const char *member; /* name of a member, or of a definition */
    bool may_miss;
    bool may_be_null;
    int line;
};

/* The definitions in order, in the arena; NULL: E_INPUT "shape.…" with the line. */
MUST_USE const struct shape *shape_parse(struct op *op, const char *text);
const struct shape *shape_find(const struct shape *definitions, const char *name);
/* Writes "<name>": schema for every definition. */
void shape_put_all(struct json_out *out, const struct shape *definitions);

#endif
