/* The catalogue's files.
 *
 * A folder is walked in the order of names. Every row is read by an operation of its own, so that what is wrong with one row
 * stops nothing: its field errors become findings and the row is kept with what could be read, lest one error call out ten
 * others about things that "are not there". */
#include "catalogue/catalogue_rows.h"

#include "base/digest.h"
#include "base/text.h"
#include "base/viet.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct rule {
    enum severity severity;
    const char *code;
};
static const struct rule rules[RULE_COUNT] = {
#define X(rule, severity, code) [rule] = {severity, code},
    CATALOGUE_RULES(X)
#undef X
};

enum severity catalogue_rule_severity(enum catalogue_rule rule)
{
    return rules[rule].severity;
}
const char *catalogue_rule_code(enum catalogue_rule rule)
{
    return rules[rule].code;
}

static const char *sentence(struct op *op, const char *part, const struct catalogue_finding *f)
{
    const char *key = arena_printf(op->arena, "catalogue.%s.%s", part, rules[f->rule].code);
    return text_format(op->arena, op->lang, key, f->args, f->arg_count);
}
const char *catalogue_finding_says(struct op *op, const struct catalogue_finding *f)
{
    return sentence(op, "rule", f);
}
const char *catalogue_finding_cure(struct op *op, const struct catalogue_finding *f)
{
    return sentence(op, "cure", f);
}

/* ---- growing lists ---- */

static void *grow(struct arena *a, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return items;
    }
    *capacity = *capacity == 0 ? 64 : *capacity * 2;
    void *wider = arena_array(a, *capacity, size);
    if (count > 0) {
        memcpy(wider, items, count * size);
    }
    return wider;
}

static struct catalogue_finding *new_finding(struct catalogue *c, enum catalogue_rule rule,
                                             const struct catalogue_at *at, const char *field)
{
    c->findings = grow(c->op->arena, c->findings, c->finding_count, &c->finding_capacity, sizeof *c->findings);
    struct catalogue_finding *f = &c->findings[c->finding_count++];
    f->rule = rule;
    f->file = at->file;
    f->row = at->row;
    f->field = field;
    return f;
}

void catalogue_find(struct catalogue *c, enum catalogue_rule rule, const struct catalogue_at *at, const char *field,
                    ...)
{
    struct catalogue_finding *f = new_finding(c, rule, at, field == NULL ? NULL : arena_strdup(c->op->arena, field));
    va_list pairs;
    va_start(pairs, field);
    for (const char *name = va_arg(pairs, const char *); name != NULL; name = va_arg(pairs, const char *)) {
        const char *value = va_arg(pairs, const char *);
        must(f->arg_count < ERROR_ARGS_MAX);
        f->args[f->arg_count].name = name;
        f->args[f->arg_count++].value = value == NULL ? "" : arena_strdup(c->op->arena, value);
    }
    va_end(pairs);
}

void catalogue_init(struct catalogue *c, struct op *op)
{
    *c = (struct catalogue){.op = op};
}

static void *add_row(struct catalogue *c, enum catalogue_list list)
{
    struct catalogue_rows *rows = &c->lists[list];
    rows->items = grow(c->op->arena, rows->items, rows->count, &rows->capacity, sizeof *rows->items);
    return rows->items[rows->count++] = arena_alloc(c->op->arena, catalogue_list_types[list].size);
}

/* ---- rows ---- */

/* What tells one row from another: the first of these members that it has. */
static const char *row_name(const struct json *node)
{
    static const char *const keys[] = {"code", "old_code", "procedure", "name_vi"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const char *text = json_get_text(node, keys[i], NULL);
        if (text != NULL) {
            return text;
        }
    }
    return "";
}

static void field_errors(struct catalogue *c, const struct op *row, const struct catalogue_at *at)
{
    if (row->error.fields == NULL && op_failed(row)) {
        catalogue_find(c, RULE_FIELD, at, NULL, "what",
                       text_format(c->op->arena, c->op->lang, row->error.key, row->error.args, row->error.arg_count),
                       NULL);
    }
    for (const struct field_error *e = row->error.fields; e != NULL; e = e->next) {
        catalogue_find(c, RULE_FIELD, at, e->field, "what",
                       text_format(c->op->arena, c->op->lang, e->key, e->args, e->arg_count), NULL);
    }
}

static void *read_row(struct catalogue *c, enum catalogue_list list, const struct catalogue_at *at)
{
    const struct catalogue_list_type *type = &catalogue_list_types[list];
    struct op row;
    void *out = add_row(c, list);
    op_init(&row, c->op->arena, c->op->id, c->op->lang);
    if (!record_from_json(&row, type->record, at->node, (char *)out + type->offset)) {
        field_errors(c, &row, at);
    }
    struct catalogue_at *where = out; /* every row begins with it */
    *where = *at;
    where->order = ++c->rows;
    return out;
}

static struct catalogue_at place(struct catalogue *c, const struct catalogue_at *around, const char *key, size_t number,
                                 const struct json *node)
{
    const char *name = row_name(node);
    const char *inside = around->row == NULL ? "" : arena_printf(c->op->arena, "%s, ", around->row);
    const char *label = name[0] == '\0' ? "" : arena_printf(c->op->arena, " (%s)", name);
    return (struct catalogue_at){around->file, arena_printf(c->op->arena, "%s%s %zu%s", inside, key, number, label),
                                 node, 0};
}

/* True if there is something to walk. */
static bool is_list(struct catalogue *c, const struct catalogue_at *at, const char *key, const struct json *node)
{
    if (node == NULL || node->kind == JSON_NULL) {
        return false;
    }
    if (node->kind != JSON_ARRAY) {
        catalogue_find(c, RULE_LIST, at, key, "list", key, NULL);
        return false;
    }
    return true;
}

/* The rows of a list inside the row `around`; each row's parent is set through `set`. */
static void read_inside(struct catalogue *c, enum catalogue_list list, const struct catalogue_at *around,
                        const struct json *node, void (*set)(void *row, const void *parent, size_t number),
                        const void *parent)
{
    const char *key = catalogue_list_types[list].key;
    size_t number = 0;
    if (!is_list(c, around, key, node)) {
        return;
    }
    for (const struct json *n = node->first; n != NULL; n = n->next) {
        struct catalogue_at at = place(c, around, key, ++number, n);
        set(read_row(c, list, &at), parent, number);
    }
}

static void set_clock(void *row, const void *parent, size_t number)
{
    (void)number;
    ((struct catalogue_clock *)row)->procedure = ((const struct catalogue_procedure *)parent)->code;
}
static void set_fee(void *row, const void *parent, size_t number)
{
    (void)number;
    ((struct catalogue_fee *)row)->procedure = ((const struct catalogue_procedure *)parent)->code;
}
static void set_component(void *row, const void *parent, size_t number)
{
    (void)number;
    ((struct catalogue_component *)row)->procedure = ((const struct catalogue_procedure *)parent)->code;
}
static void set_step(void *row, const void *parent, size_t number)
{
    ((struct catalogue_step *)row)->workflow = parent;
    ((struct catalogue_step *)row)->no = (int64_t)number;
}
static void set_part(void *row, const void *parent, size_t number)
{
    (void)number;
    ((struct catalogue_part *)row)->procedure = ((const struct catalogue_complete *)parent)->file.code;
}
static void set_own_step(void *row, const void *parent, size_t number)
{
    set_part(row, parent, number);
    ((struct catalogue_part *)row)->table = parent;
}
static void set_case(void *row, const void *parent, size_t number)
{
    (void)number;
    ((struct catalogue_case *)row)->procedure = parent;
}
static void set_case_step(void *row, const void *parent, size_t number)
{
    (void)number;
    ((struct catalogue_part *)row)->procedure = ((const struct catalogue_case *)parent)->procedure->file.code;
    ((struct catalogue_part *)row)->table = parent;
}

static void read_parts(struct catalogue *c, enum catalogue_list list, const struct catalogue_at *at, const void *row)
{
    if (list == LIST_PROCEDURES) {
        const struct catalogue_procedure *p = row;
        read_inside(c, LIST_CLOCKS, at, p->clocks, set_clock, p);
        read_inside(c, LIST_FEES, at, p->fees, set_fee, p);
        read_inside(c, LIST_COMPONENTS, at, p->components, set_component, p);
    } else if (list == LIST_WORKFLOWS) {
        read_inside(c, LIST_STEPS, at, ((const struct catalogue_workflow *)row)->steps, set_step, row);
    } else if (list == LIST_COMPLETE) {
        const struct catalogue_complete *p = row;
        read_inside(c, LIST_COMPLETE_COMPONENTS, at, p->file.components, set_part, p);
        size_t before = c->lists[LIST_COMPLETE_CASES].count;
        read_inside(c, LIST_COMPLETE_STEPS, at, p->file.steps, set_own_step, p);
        read_inside(c, LIST_COMPLETE_EFORMS, at, p->file.eforms, set_part, p);
        read_inside(c, LIST_COMPLETE_RULES, at, p->file.rules, set_part, p);
        read_inside(c, LIST_COMPLETE_CASES, at, p->file.variants, set_case, p);
        for (size_t i = before; i < c->lists[LIST_COMPLETE_CASES].count; i++) {
            const struct catalogue_case *v = c->lists[LIST_COMPLETE_CASES].items[i];
            read_inside(c, LIST_COMPLETE_STEPS, &v->at, v->file.steps, set_case_step, v);
        }
    }
}

/* ---- files ---- */

static int find_top_list(const char *key)
{
    for (int i = 0; i < LIST_COUNT; i++) {
        if (catalogue_list_types[i].top && strcmp(catalogue_list_types[i].key, key) == 0) {
            return i;
        }
    }
    return -1;
}

static void read_top(struct catalogue *c, const struct catalogue_at *file, const struct json *member)
{
    int list = find_top_list(member->key);
    size_t number = 0;
    if (list < 0) {
        catalogue_find(c, RULE_LIST, file, member->key, "list", member->key, NULL);
        return;
    }
    if (!is_list(c, file, member->key, member)) {
        return;
    }
    for (const struct json *n = member->first; n != NULL; n = n->next) {
        struct catalogue_at at = place(c, file, member->key, ++number, n);
        read_parts(c, (enum catalogue_list)list, &at, read_row(c, (enum catalogue_list)list, &at));
    }
}

void catalogue_read_version(struct catalogue *c, const char *file, const struct json *version, const struct json *fees)
{
    struct catalogue_at at = {file, arena_printf(c->op->arena, "(%s)", row_name(version)), version, 0};
    const struct catalogue_complete *p = read_row(c, LIST_COMPLETE, &at);
    struct catalogue_procedure owner = {.code = p->file.code};
    read_parts(c, LIST_COMPLETE, &at, p);
    read_inside(c, LIST_FEES, &at, fees, set_fee, &owner);
}

void catalogue_take_rows(struct catalogue *c, enum catalogue_list list, const char *file, void *rows, size_t count)
{
    size_t size = catalogue_list_types[list].size;
    for (size_t i = 0; i < count; i++) {
        void *row = add_row(c, list);
        memcpy(row, (const char *)rows + i * size, size);
        *(struct catalogue_at *)row = (struct catalogue_at){.file = file, .row = catalogue_list_types[list].key, .order = ++c->rows};
    }
}

static void read_document(struct catalogue *c, const struct catalogue_at *file)
{
    const struct json *root = file->node;
    if (root->kind != JSON_OBJECT) {
        catalogue_find(c, RULE_LIST, file, NULL, "list", "[…]", NULL);
    } else if (json_get(root, "code") != NULL && json_get(root, "steps") != NULL) {
        struct catalogue_at at = {file->file, arena_printf(c->op->arena, "(%s)", row_name(root)), root, 0};
        read_parts(c, LIST_COMPLETE, &at, read_row(c, LIST_COMPLETE, &at));
    } else {
        for (const struct json *m = root->first; m != NULL; m = m->next) {
            read_top(c, file, m);
        }
    }
}

static void read_file(struct catalogue *c, const char *path, const char *name)
{
    struct catalogue_at file = {.file = name};
    struct op one;
    FILE *f = fopen(path, "rb");
    op_init(&one, c->op->arena, c->op->id, c->op->lang);
    if (f == NULL) {
        catalogue_find(c, RULE_FILE, &file, NULL, "what", text_get(c->op->lang, "catalogue.unreadable"), NULL);
        return;
    }
    char *text = malloc(JSON_BYTES_MAX + 1);
    must(text != NULL);
    size_t len = fread(text, 1, JSON_BYTES_MAX + 1, f);
    (void)fclose(f);
    file.node = json_parse(&one, text, len);
    free(text);
    c->files++;
    if (file.node == NULL) {
        catalogue_find(c, RULE_FILE, &file, NULL, "what", text_error(&one), NULL);
    } else {
        read_document(c, &file);
    }
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}
static int is_shown(const struct dirent *d)
{
    return d->d_name[0] != '.';
}

static void read_folder(struct catalogue *c, const char *path, const char *below, int depth);

static void read_entry(struct catalogue *c, const char *folder, const char *below, const char *name, int depth)
{
    struct stat st;
    const char *path = arena_printf(c->op->arena, "%s/%s", folder, name);
    const char *shown = arena_printf(c->op->arena, "%s%s", below, name);
    size_t n = strlen(name);
    if (stat(path, &st) != 0) {
        return;
    }
    if (S_ISDIR(st.st_mode) && depth < CATALOGUE_DEPTH_MAX) {
        read_folder(c, path, arena_printf(c->op->arena, "%s/", shown), depth + 1);
    } else if (S_ISREG(st.st_mode) && n > 5 && strcmp(name + n - 5, ".json") == 0) {
        if (c->files == CATALOGUE_FILES_MAX) {
            struct catalogue_at at = {.file = shown};
            catalogue_find(c, RULE_FILE, &at, NULL, "what", text_get(c->op->lang, "catalogue.too_many_files"), NULL);
            return;
        }
        read_file(c, path, shown);
    }
}

static void read_folder(struct catalogue *c, const char *path, const char *below, int depth)
{
    struct dirent **entries = NULL;
    int count = scandir(path, &entries, is_shown, by_name);
    for (int i = 0; i < count; i++) {
        read_entry(c, path, below, entries[i]->d_name, depth);
        free(entries[i]);
    }
    free(entries);
}

bool catalogue_read(struct catalogue *c, const char *folder)
{
    struct stat st;
    if (stat(folder, &st) != 0 || !S_ISDIR(st.st_mode)) {
        return fail(c->op, E_MISSING, "catalogue.no_folder", "folder", folder, NULL);
    }
    read_folder(c, folder, "", 0);
    return true;
}

static void digest_file(const char *path, const char *name, struct digest_state *digest)
{
    char part[4096];
    size_t n;
    FILE *f = fopen(path, "rb");
    digest_add_text(digest, name);
    while (f != NULL && (n = fread(part, 1, sizeof part, f)) > 0) {
        digest_add(digest, part, n);
    }
    if (f != NULL) {
        (void)fclose(f);
    }
}

static void digest_folder(struct op *op, const char *folder, struct digest_state *digest, int depth)
{
    struct dirent **entries = NULL;
    int count = depth > CATALOGUE_DEPTH_MAX ? 0 : scandir(folder, &entries, is_shown, by_name);
    for (int i = 0; i < count; i++) {
        struct stat st;
        const char *path = arena_printf(op->arena, "%s/%s", folder, entries[i]->d_name);
        if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
            digest_folder(op, path, digest, depth + 1);
        } else {
            digest_file(path, entries[i]->d_name, digest);
        }
        free(entries[i]);
    }
    free(entries);
}

void catalogue_add_digest(struct op *op, const char *folder, struct digest_state *digest)
{
    digest_folder(op, folder, digest, 0);
}

/* ---- what the checks share ---- */

bool catalogue_term(struct catalogue *c, const char *text, struct term *out, bool *months)
{
    struct op one;
    int n = 0, end = 0;
    op_init(&one, c->op->arena, c->op->id, c->op->lang);
    *months = sscanf(text, "%d month%n", &n, &end) == 1 && n > 0 && end > 0 &&
              (text[end] == '\0' || strcmp(text + end, "s") == 0);
    return *months || term_parse(&one, text, out);
}

const char *catalogue_name_key(struct catalogue *c, const char *name)
{
    static const char before[] = "thu tuc ";
    char *key = arena_strdup(c->op->arena, viet_fold(c->op->arena, name));
    size_t n = strlen(key);
    while (n > 0 && strchr(" .-;", key[n - 1]) != NULL) {
        key[--n] = '\0';
    }
    return strncmp(key, before, sizeof before - 1) == 0 ? key + sizeof before - 1 : key;
}

void **catalogue_sorted(struct catalogue *c, enum catalogue_list list, int (*order)(const void *, const void *))
{
    const struct catalogue_rows *rows = &c->lists[list];
    void **sorted = arena_array(c->op->arena, rows->count + 1, sizeof *sorted);
    if (rows->count > 0) {
        memcpy(sorted, rows->items, rows->count * sizeof *sorted);
        qsort(sorted, rows->count, sizeof *sorted, order);
    }
    return sorted;
}

/* ---- checking ---- */

static int procedure_order(const void *a, const void *b)
{
    const struct catalogue_procedure *const *x = a, *const *y = b;
    const char *p = (*x)->code, *q = (*y)->code;
    int order = strcmp(p == NULL ? "" : p, q == NULL ? "" : q);
    return order != 0 ? order : ((*x)->at.order > (*y)->at.order) - ((*x)->at.order < (*y)->at.order);
}
static int replacement_order(const void *a, const void *b)
{
    const struct catalogue_replacement *const *x = a, *const *y = b;
    const char *p = (*x)->old_code, *q = (*y)->old_code;
    return strcmp(p == NULL ? "" : p, q == NULL ? "" : q);
}

const struct catalogue_procedure *catalogue_procedure_find(const struct catalogue *c, const char *code)
{
    const struct catalogue_procedure key = {.code = code}, *wanted = &key;
    const struct catalogue_rows *rows = &c->lists[LIST_PROCEDURES];
    size_t low = 0, high = rows->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (procedure_order(&rows->items[middle], &wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const struct catalogue_procedure *p = low < rows->count ? rows->items[low] : NULL;
    return p != NULL && p->code != NULL && strcmp(p->code, code) == 0 ? p : NULL;
}

const struct catalogue_replacement *catalogue_replacement_find(const struct catalogue *c, const char *old_code)
{
    const struct catalogue_replacement key = {.old_code = old_code}, *wanted = &key;
    const struct catalogue_rows *rows = &c->lists[LIST_REPLACEMENTS];
    void **found =
        rows->count == 0 ? NULL : bsearch(&wanted, rows->items, rows->count, sizeof *rows->items, replacement_order);
    return found == NULL ? NULL : *found;
}

void catalogue_check(struct catalogue *c)
{
    c->lists[LIST_PROCEDURES].items = catalogue_sorted(c, LIST_PROCEDURES, procedure_order);
    c->lists[LIST_REPLACEMENTS].items = catalogue_sorted(c, LIST_REPLACEMENTS, replacement_order);
    catalogue_check_fields(c);
    catalogue_check_links(c);
    catalogue_check_workflows(c);
    catalogue_check_eforms(c);
    catalogue_check_published(c);
}
