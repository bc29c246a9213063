/* Validation: nodes and instance are walked together, each subschema at each place costing steps of a budget, so that no schema
 * and no instance can keep a thread. Errors are kept in the run's own memory until the end, because alternatives take theirs
 * back; what remains is copied into the operation. */
#include "base/text.h"
#include "base/viet.h"
#include "catalogue/eform_parts.h"

#include <stdio.h>
#include <string.h>

#define SCRATCH_MAX ((size_t)256 << 20)
#define MARK_PIECE 2048 /* words */
#define FRAMES_MAX 512
#define TOLD_TEXT_MAX (256u * 1024u) /* bytes of all pointers told */
#define NAME_MAX_SHOWN 80            /* code points of a name in a sentence */
#define ARG_MAX_SHOWN 300
#define ERROR_STEPS 64

bool eform_stop(struct eform_run *run, const char *key)
{
    run->stopped = true;
    return fail(run->op, E_LIMIT, key, NULL);
}

bool eform_spend(struct eform_run *run, size_t steps)
{
    if (run->stopped) {
        return false;
    }
    if (steps > (size_t)run->work) {
        run->work = 0;
        return eform_stop(run, "eform.work_limit");
    }
    run->work -= (int64_t)steps;
    return true;
}

/* ---- telling ---- */

const char *eform_quoted(struct arena *arena, const char *text, size_t max)
{
    size_t n = 0;
    const char *p = text;
    while (*p != '\0' && n <= max) {
        n += ((unsigned char)*p & 0xC0) != 0x80;
        p += n <= max ? 1 : 0;
    }
    return *p == '\0' ? text : arena_printf(arena, "%s…", arena_strndup(arena, text, (size_t)(p - text)));
}

/* What the reader calls the place: the title of the subschema that speaks, or of the first that was asked about it, or the name. */
static const char *field_name(struct eform_run *run, const struct eform_node *node, const struct eform_place *at)
{
    const char *title = node == NULL || node->schema->kind != JSON_OBJECT ? NULL : eform_title(node->schema, run->op->lang);
    if (title == NULL && at->node != NULL && at->node->schema->kind == JSON_OBJECT) {
        title = eform_title(at->node->schema, run->op->lang);
    }
    if (title != NULL) {
        return eform_quoted(run->scratch, title, NAME_MAX_SHOWN);
    }
    if (at->up == NULL) {
        return "@eform.whole";
    }
    if (at->key != NULL) {
        return eform_quoted(run->scratch, at->key, NAME_MAX_SHOWN);
    }
    struct error_arg number = {"number", arena_printf(run->scratch, "%zu", at->index + 1)};
    return text_format(run->scratch, run->op->lang, "eform.item", &number, 1);
}

static struct eform_error *tell(struct eform_run *run, const struct eform_node *node, const char *keyword, const char *member,
                                const struct eform_place *at, const char *key)
{
    if (run->quiet > 0 || !eform_spend(run, ERROR_STEPS)) {
        return NULL;
    }
    if (run->count == EFORM_ERRORS_MAX || run->text > TOLD_TEXT_MAX) {
        run->more = true;
        return NULL;
    }
    const char *pointer = eform_place_pointer(run->scratch, at);
    const char *schema = eform_node_pointer(run->scratch, node, member, NULL);
    size_t length = strlen(pointer) + strlen(schema);
    if (!eform_spend(run, length / 8)) {
        return NULL;
    }
    run->text += length;
    struct eform_error *e = &run->errors[run->count++];
    *e = (struct eform_error){.pointer = pointer, .schema = schema, .keyword = keyword, .key = key, .arg_count = 1};
    e->args[0] = (struct error_arg){"field", field_name(run, node, at)};
    return e;
}

static void add_arg(struct eform_run *run, struct eform_error *e, const char *name, const char *value)
{
    e->args[e->arg_count++] = (struct error_arg){name, eform_quoted(run->scratch, value, ARG_MAX_SHOWN)};
}

bool eform_say(struct eform_run *run, const struct eform_rule *rule, const struct eform_place *at, const char *key,
               const char *name, const char *value)
{
    struct eform_error *e = tell(run, rule->owner, rule->keyword->name, rule->keyword->name, at, key);
    if (e != NULL && name != NULL) {
        add_arg(run, e, name, value);
    }
    return false;
}

bool eform_say_missing(struct eform_run *run, const struct eform_rule *rule, const struct eform_place *at, const char *key,
                       const char *member, const char *title)
{
    struct eform_error *e = tell(run, rule->owner, rule->keyword->name, rule->keyword->name, at, key);
    if (e != NULL) {
        add_arg(run, e, "name", title);
        e->member = member;
    }
    return false;
}

bool eform_say_count(struct eform_run *run, const struct eform_rule *rule, const struct eform_place *at, const char *key,
                     size_t limit, size_t found)
{
    struct eform_error *e = tell(run, rule->owner, rule->keyword->name, rule->keyword->name, at, key);
    if (e != NULL) {
        add_arg(run, e, "limit", arena_printf(run->scratch, "%zu", limit));
        add_arg(run, e, "found", arena_printf(run->scratch, "%zu", found));
    }
    return false;
}

/* ---- applying ---- */

/* Marks are a pile in pieces; a piece that is left behind ends with the run, and is paid for. */
static uint64_t *push_marks(struct eform_run *run, size_t words)
{
    if (run->marks_used + words > run->marks_size) {
        size_t piece = words * 8 < MARK_PIECE ? MARK_PIECE : words * 8;
        if (!eform_spend(run, piece / 4)) {
            return NULL;
        }
        run->marks = arena_array(run->scratch, piece, sizeof *run->marks);
        run->marks_size = piece;
        run->marks_used = 0;
    }
    if (!eform_spend(run, words / 16)) {
        return NULL;
    }
    uint64_t *marks = run->marks + run->marks_used;
    memset(marks, 0, words * sizeof *marks);
    run->marks_used += words;
    return marks;
}

static bool check_rules(struct eform_run *run, struct eform_frame *frame)
{
    unsigned kind = 1u << frame->at->value->kind;
    for (const struct eform_rule *rule = frame->node->rules; rule != NULL; rule = rule->next) {
        if ((rule->keyword->kinds & kind) == 0) {
            continue;
        }
        if (!rule->keyword->check(run, rule, frame)) {
            frame->fits = false;
            if (run->quiet > 0 || run->stopped) {
                break;
            }
        }
    }
    return frame->fits;
}

static bool apply_rules(struct eform_run *run, const struct eform_node *node, const struct eform_place *at, uint64_t *marks)
{
    struct eform_frame frame = {.node = node, .at = at, .fits = true};
    uint64_t *const pile = run->marks;
    const size_t used = run->marks_used, size = run->marks_size;
    size_t words = (at->value->count + 63) / 64;
    if (words > 0 && (run->form->tracks || node->marks)) {
        frame.marks = push_marks(run, words);
        if (frame.marks == NULL) {
            return false;
        }
    }
    bool fits = check_rules(run, &frame);
    /* While errors are told, what a failed subschema looked at is not told again as unknown. */
    for (size_t i = 0; marks != NULL && frame.marks != NULL && (fits || run->quiet == 0) && i < words; i++) {
        marks[i] |= frame.marks[i];
    }
    if (pile != NULL) {
        run->marks = pile;
        run->marks_size = size;
    }
    run->marks_used = pile != NULL ? used : 0;
    return fits;
}

bool eform_apply(struct eform_run *run, const struct eform_node *node, const struct eform_place *at, uint64_t *marks)
{
    if (!eform_spend(run, 1)) {
        return false;
    }
    if (node->always) {
        return true;
    }
    if (node->never) {
        (void)tell(run, node, node->keyword == NULL ? "false" : node->keyword, NULL, at, "eform.never");
        return false;
    }
    if (run->frames >= FRAMES_MAX) {
        return eform_stop(run, "eform.too_deep");
    }
    run->frames++;
    bool fits = apply_rules(run, node, at, marks);
    run->frames--;
    return fits;
}

bool eform_apply_quietly(struct eform_run *run, const struct eform_node *node, const struct eform_place *at, uint64_t *marks)
{
    run->quiet++;
    bool fits = eform_apply(run, node, at, marks);
    run->quiet--;
    return fits;
}

/* ---- the whole ---- */

static const char *kept(struct op *op, const char *text)
{
    return arena_strdup(op->arena, text);
}

/* Out of the run's memory into the operation's, as a list and as field errors. */
static void keep(struct eform_run *run, struct eform_errors *out)
{
    struct op *op = run->op;
    must(run->count > 0);
    struct eform_error *items = arena_array(op->arena, run->count + 1, sizeof *items);
    char count[24];
    (void)snprintf(count, sizeof count, "%zu%s", run->count, run->more ? "+" : "");
    (void)fail_field(op, E_INPUT, run->errors[0].pointer, "eform.invalid", "count", count, NULL);
    struct field_error **end = &op->error.fields;
    for (size_t i = 0; i < run->count; i++) {
        struct eform_error *e = &items[i];
        struct field_error *f = arena_alloc(op->arena, sizeof *f);
        *e = run->errors[i];
        e->pointer = kept(op, e->pointer);
        e->schema = kept(op, e->schema);
        e->member = e->member == NULL ? NULL : kept(op, e->member);
        for (int k = 0; k < e->arg_count; k++) {
            e->args[k].value = kept(op, e->args[k].value);
        }
        *f = (struct field_error){.field = e->pointer, .key = e->key, .arg_count = e->arg_count};
        memcpy(f->args, e->args, sizeof f->args);
        *end = f;
        end = &f->next;
    }
    if (out != NULL) {
        *out = (struct eform_errors){.items = items, .count = run->count, .more = run->more};
    }
}

bool eform_validate(struct op *op, const struct eform *form, const struct json *instance, struct eform_errors *out)
{
    struct arena *scratch = arena_open(SCRATCH_MAX);
    struct eform_run *run = arena_alloc(scratch, sizeof *run);
    *run = (struct eform_run){.op = op, .scratch = scratch, .form = form, .work = EFORM_WORK_MAX};
    const struct eform_place whole = {.index = EFORM_NO_INDEX, .value = instance, .node = form->root};
    if (out != NULL) {
        *out = (struct eform_errors){0};
    }
    bool fits = eform_apply(run, form->root, &whole, NULL) && !run->stopped;
    if (!fits && !run->stopped) {
        keep(run, out);
    }
    arena_close(scratch);
    return fits;
}

const char *eform_error_place(struct op *op, const struct eform_error *error)
{
    return error->member == NULL ? error->pointer : eform_pointer_add(op->arena, error->pointer, error->member);
}

const char *eform_error_text(struct op *op, const struct eform_error *error)
{
    return text_format(op->arena, op->lang, error->key, error->args, error->arg_count);
}
