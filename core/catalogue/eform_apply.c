/* Checks that hold subschemas: of members and items (each a place further down) and at the same place (allOf, anyOf, $ref, …).
 *
 * Marks. `properties`, `patternProperties`, `additionalProperties`, `prefixItems`, `items`, `contains` and unevaluated* mark the
 * children they looked at in the marks of their frame; what stands at the same place adds its own when it fits. So
 * additionalProperties asks for what is not marked yet (nothing but its neighbours has marked before it), and unevaluated*, last,
 * for what nobody has marked. */
#include "catalogue/eform_parts.h"

#include <stdlib.h>
#include <string.h>

static struct eform_place child_place(const struct eform_frame *frame, const struct json *child, size_t index,
                                      const struct eform_node *node)
{
    const char *key = frame->at->value->kind == JSON_OBJECT ? child->key : NULL;
    return (struct eform_place){.up = frame->at, .key = key, .index = index, .value = child, .node = node};
}

/* A child against a subschema of `rule`; it is marked. A plain "false" speaks with the keyword's own sentence. */
static bool apply_child(struct eform_run *run, const struct eform_rule *rule, const struct eform_node *node,
                        const struct eform_frame *frame, const struct json *child, size_t index)
{
    const struct eform_place place = child_place(frame, child, index, node);
    eform_mark(frame->marks, index);
    if (node->never && rule->member_count == 0) {
        const char *key = child->key != NULL && frame->at->value->kind == JSON_OBJECT ? "eform.unknown_member" : "eform.unknown_item";
        return eform_spend(run, 1) && eform_say(run, rule, &place, key, NULL, NULL);
    }
    return eform_apply(run, node, &place, NULL);
}

/* ---- members ---- */

static int compare_to_member(const void *name, const void *member)
{
    return strcmp(name, ((const struct eform_member *)member)->name);
}

bool eform_check_properties(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    bool fits = eform_spend(run, frame->at->value->count);
    size_t i = 0;
    for (const struct json *c = frame->at->value->first; c != NULL && !run->stopped; c = c->next, i++) {
        const struct eform_member *m =
            bsearch(c->key, rule->members, rule->member_count, sizeof *rule->members, compare_to_member);
        if (m != NULL) {
            fits &= apply_child(run, rule, m->node, frame, c, i);
        }
    }
    return fits;
}

bool eform_check_pattern_properties(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    bool fits = true;
    for (size_t k = 0; k < rule->member_count; k++) {
        size_t i = 0;
        for (const struct json *c = frame->at->value->first; c != NULL && !run->stopped; c = c->next, i++) {
            if (eform_pattern_matches(run, rule->members[k].pattern, c->key)) {
                fits &= apply_child(run, rule, rule->members[k].node, frame, c, i);
            }
        }
    }
    return fits && !run->stopped;
}

/* Every child that is not marked yet. */
static bool apply_unmarked(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    bool fits = eform_spend(run, frame->at->value->count / 8);
    size_t i = 0;
    for (const struct json *c = frame->at->value->first; c != NULL && !run->stopped; c = c->next, i++) {
        if (!eform_is_marked(frame->marks, i)) {
            fits &= apply_child(run, rule, rule->node, frame, c, i);
        }
    }
    return fits;
}

bool eform_check_additional_properties(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    return apply_unmarked(run, rule, frame);
}

bool eform_check_unevaluated_properties(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    return apply_unmarked(run, rule, frame);
}

/* A name is a text at the place of its member. */
bool eform_check_property_names(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    bool fits = true;
    size_t i = 0;
    for (const struct json *c = frame->at->value->first; c != NULL && !run->stopped; c = c->next, i++) {
        const struct json name = {.kind = JSON_TEXT, .text = c->key};
        struct eform_place place = child_place(frame, c, i, NULL);
        place.value = &name;
        if (!eform_apply_quietly(run, rule->node, &place, NULL)) {
            fits = eform_say(run, rule, &place, "eform.propertyNames", NULL, NULL);
        }
    }
    return fits;
}

/* ---- items ---- */

bool eform_check_prefix_items(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    bool fits = true;
    size_t i = 0;
    for (const struct json *c = frame->at->value->first; c != NULL && i < rule->member_count && !run->stopped; c = c->next, i++) {
        fits &= apply_child(run, rule, rule->members[i].node, frame, c, i);
    }
    return fits;
}

bool eform_check_items(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    const struct eform_rule *prefix = eform_rule_of(frame->node, "prefixItems");
    bool fits = true;
    size_t i = 0;
    for (const struct json *c = frame->at->value->first; c != NULL && !run->stopped; c = c->next, i++) {
        if (prefix == NULL || i >= prefix->member_count) {
            fits &= apply_child(run, rule, rule->node, frame, c, i);
        }
    }
    return fits;
}

bool eform_check_unevaluated_items(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    return apply_unmarked(run, rule, frame);
}

bool eform_check_contains(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    const struct eform_rule *least = eform_rule_of(frame->node, "minContains");
    const struct eform_rule *most = eform_rule_of(frame->node, "maxContains");
    size_t found = 0;
    size_t i = 0;
    for (const struct json *c = frame->at->value->first; c != NULL && !run->stopped; c = c->next, i++) {
        const struct eform_place place = child_place(frame, c, i, rule->node);
        if (eform_apply_quietly(run, rule->node, &place, NULL)) {
            eform_mark(frame->marks, i);
            found++;
        }
    }
    if (run->stopped) {
        return false;
    }
    if (found < (least == NULL ? 1 : least->count)) {
        return eform_say_count(run, least == NULL ? rule : least, frame->at, "eform.contains", least == NULL ? 1 : least->count, found);
    }
    return most == NULL || found <= most->count || eform_say_count(run, most, frame->at, "eform.maxContains", most->count, found);
}

/* ---- at the same place ---- */

bool eform_check_ref(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    if (run->refs >= EFORM_REF_DEPTH) {
        return eform_stop(run, "eform.too_deep");
    }
    run->refs++;
    bool fits = eform_apply(run, rule->node, frame->at, frame->marks);
    run->refs--;
    return fits;
}

bool eform_check_all_of(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    bool fits = true;
    for (size_t i = 0; i < rule->member_count && !run->stopped && (fits || run->quiet == 0); i++) {
        fits &= eform_apply(run, rule->members[i].node, frame->at, frame->marks);
    }
    return fits && !run->stopped;
}

bool eform_check_not(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    bool fits = eform_apply_quietly(run, rule->node, frame->at, NULL);
    return !run->stopped && (!fits || eform_say(run, rule, frame->at, "eform.not", NULL, NULL));
}

bool eform_check_if(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    bool so = eform_apply_quietly(run, rule->node, frame->at, frame->marks);
    const struct eform_rule *branch = eform_rule_of(frame->node, so ? "then" : "else");
    return !run->stopped && (branch == NULL || eform_apply(run, branch->node, frame->at, frame->marks));
}

bool eform_check_dependent_schemas(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    bool fits = eform_spend(run, rule->member_count * (1 + frame->at->value->count / 16));
    for (size_t i = 0; i < rule->member_count && !run->stopped; i++) {
        if (json_get(frame->at->value, rule->members[i].name) != NULL) {
            fits &= eform_apply(run, rule->members[i].node, frame->at, frame->marks);
        }
    }
    return fits;
}

/* ---- alternatives ---- */

/* Errors of the nearest alternative so far, which stand in the run from `start` on. */
struct nearest {
    size_t start, count, distance;
    bool some;
    uint64_t *marks; /* what it looked at; NULL if nobody keeps marks */
};

static size_t text_of(const struct eform_run *run, size_t from)
{
    size_t bytes = 0;
    for (size_t i = from; i < run->count; i++) {
        bytes += strlen(run->errors[i].pointer) + strlen(run->errors[i].schema);
    }
    return bytes;
}

static size_t depth_of(const struct eform_place *at)
{
    size_t depth = 0;
    for (; at->up != NULL; at = at->up) {
        depth++;
    }
    return depth;
}

static size_t depth_of_pointer(const char *pointer)
{
    size_t depth = 0;
    for (; *pointer != '\0'; pointer++) {
        depth += *pointer == '/' ? 1 : 0;
    }
    return depth;
}

/* How far an alternative is: another type of the whole is further than another constant in it, that further than any slip. */
static size_t distance_from(const struct eform_run *run, size_t from, const struct eform_place *at)
{
    size_t sum = 0;
    size_t depth = from < run->count ? depth_of(at) : 0;
    for (size_t i = from; i < run->count; i++) {
        const char *keyword = run->errors[i].keyword;
        bool other_type = strcmp(keyword, "type") == 0 && depth_of_pointer(run->errors[i].pointer) == depth;
        sum += other_type ? 10000 : strcmp(keyword, "const") == 0 || strcmp(keyword, "enum") == 0 ? 300 : 1;
    }
    return sum;
}

static void forget_errors(struct eform_run *run, size_t from)
{
    run->text -= text_of(run, from);
    run->count = from;
}

/* The errors just told, from `from` on, either replace the nearest or are forgotten. */
static void keep_nearest(struct eform_run *run, struct nearest *nearest, size_t from, const struct eform_frame *frame, size_t words)
{
    size_t distance = distance_from(run, from, frame->at);
    size_t count = run->count - from;
    if (nearest->some && nearest->distance <= distance) {
        forget_errors(run, from);
        return;
    }
    struct eform_error *to = &run->errors[nearest->start];
    memmove(to, &run->errors[from], count * sizeof *to);
    nearest->count = count;
    nearest->distance = distance;
    nearest->some = true;
    run->count = nearest->start + count;
    if (words > 0) {
        memcpy(nearest->marks, frame->marks, words * sizeof *frame->marks);
    }
}

/* How many alternatives fit; when none does, the errors of the nearest remain, and so do its marks while errors are told. */
static size_t count_fitting(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame, size_t enough)
{
    struct nearest nearest = {.start = run->count};
    const bool more = run->more;
    size_t fitting = 0;
    size_t words = frame->marks == NULL ? 0 : (frame->at->value->count + 63) / 64;
    uint64_t *before = words == 0 ? NULL : arena_array(run->scratch, 2 * words, sizeof *before);
    nearest.marks = words == 0 ? NULL : before + words;
    for (size_t i = 0; i < rule->member_count && (fitting < enough || run->form->tracks) && eform_spend(run, words); i++) {
        size_t from = run->count;
        if (words > 0) {
            memcpy(before, frame->marks, words * sizeof *before);
        }
        bool fits = eform_apply(run, rule->members[i].node, frame->at, frame->marks);
        fitting += fits ? 1 : 0;
        if (fitting == 0) {
            keep_nearest(run, &nearest, from, frame, words);
        } else {
            forget_errors(run, nearest.start);
            run->more = more;
        }
        if (!fits && words > 0) {
            memcpy(frame->marks, before, words * sizeof *before);
        }
    }
    if (fitting == 0 && words > 0 && nearest.some && run->quiet == 0) {
        memcpy(frame->marks, nearest.marks, words * sizeof *before);
    }
    return run->stopped ? 0 : fitting;
}

/* None fits: the alternative's own error comes first, those of the nearest after it. */
static bool say_none(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame, size_t start)
{
    size_t before = run->count;
    (void)eform_say_count(run, rule, frame->at, "eform.none_fits", rule->member_count, 0);
    if (run->count > before) {
        struct eform_error own = run->errors[before];
        memmove(&run->errors[start + 1], &run->errors[start], (before - start) * sizeof own);
        run->errors[start] = own;
    }
    return false;
}

bool eform_check_any_of(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    size_t start = run->count;
    return count_fitting(run, rule, frame, 1) > 0 || (!run->stopped && say_none(run, rule, frame, start));
}

bool eform_check_one_of(struct eform_run *run, const struct eform_rule *rule, const struct eform_frame *frame)
{
    size_t start = run->count;
    size_t fitting = count_fitting(run, rule, frame, 2);
    if (fitting == 1 || run->stopped) {
        return fitting == 1;
    }
    return fitting == 0 ? say_none(run, rule, frame, start)
                        : eform_say_count(run, rule, frame->at, "eform.many_fit", rule->member_count, fitting);
}
