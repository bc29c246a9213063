/* cmd_catalogue: `thaotruong catalogue check [FOLDER] [--json] [--lang vi|en]`: is the catalogue in order? And
 * `thaotruong catalogue bpmn CODE [--province H37] [--variant council] [--lang vi|en]`: a step table as BPMN 2.0, on standard output.
 *
 * Without a folder the shipped data are checked: scenarios/data/catalogue and the playable procedures beside it. Prints how many
 * procedures there are by field, level and completeness, then every finding. Exit status 1 if one of them is an error. */
#include "base/text.h"
#include "catalogue/bpmn.h"
#include "catalogue/catalogue.h"
#include "cli/cli.h"
#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMMAND_ARENA ((size_t)1 << 30)
#define REPORT_MAX ((size_t)64 << 20)
#define FIELD_WIDTH 56
#define EXIT_USAGE 2

struct options {
    const char *lang, *province, *variant;
    bool json;
};

static const char *number(struct op *op, size_t n)
{
    return arena_printf(op->arena, "%zu", n);
}

/* ---- for people ---- */

/* The text, then spaces up to the width in characters. */
static void put_padded(const char *text, size_t width)
{
    size_t shown = 0;
    for (const char *p = text; *p != '\0'; p++) {
        shown += ((unsigned char)*p & 0xC0) != 0x80;
    }
    printf("%s%*s", text, shown < width ? (int)(width - shown) : 0, "");
}

static void put_right(const char *text, size_t width)
{
    size_t shown = 0;
    for (const char *p = text; *p != '\0'; p++) {
        shown += ((unsigned char)*p & 0xC0) != 0x80;
    }
    printf("%*s%s", shown < width ? (int)(width - shown) : 1, "", text);
}

static const char *known_name(struct op *op, int k)
{
    return text_get(op->lang, arena_printf(op->arena, "catalogue.known.%s", completeness_choices.codes[k]));
}

static void put_counts(const char *name, const size_t *known)
{
    size_t sum = 0;
    printf("  ");
    put_padded(name, FIELD_WIDTH);
    for (int k = 0; k < KNOWN_COUNT; k++) {
        printf("%20zu", known[k]);
        sum += known[k];
    }
    printf("%8zu\n", sum);
}

static void print_fields(struct op *op, const struct catalogue_counts *n)
{
    printf("\n");
    put_padded(text_get(op->lang, "cli.catalogue.field"), FIELD_WIDTH + 2);
    for (int k = 0; k < KNOWN_COUNT; k++) {
        put_right(known_name(op, k), 20);
    }
    put_right(text_get(op->lang, "cli.catalogue.sum"), 8);
    printf("\n");
    for (size_t i = 0; i < n->field_count; i++) {
        const char *name = op->lang == LANG_VI ? n->fields[i].name_vi : n->fields[i].name_en;
        put_counts(name == NULL ? n->fields[i].code : name, n->fields[i].known);
    }
    put_counts(text_get(op->lang, "cli.catalogue.total"), n->known);
    printf("\n%s\n", text_get(op->lang, "cli.catalogue.level"));
    for (int i = 0; i <= LEVEL_COUNT; i++) {
        const char *code = i == LEVEL_COUNT ? "unknown" : level_choices.codes[i];
        printf("  ");
        put_padded(text_get(op->lang, arena_printf(op->arena, "catalogue.level.%s", code)), FIELD_WIDTH);
        printf("%20zu\n", n->levels[i]);
    }
    printf("\n");
}

static void print_finding(struct op *op, const struct catalogue_finding *f)
{
    const char *severity = severity_choices.codes[catalogue_rule_severity(f->rule)];
    printf("%s: %s%s%s%s%s: %s %s\n", text_get(op->lang, arena_printf(op->arena, "catalogue.severity.%s", severity)),
           f->file, f->row != NULL ? ": " : "", f->row != NULL ? f->row : "", f->field != NULL ? ": " : "",
           f->field != NULL ? f->field : "", catalogue_finding_says(op, f), catalogue_finding_cure(op, f));
}

static void print_report(struct catalogue *c, const struct catalogue_counts *n)
{
    struct op *op = c->op;
    struct error_arg read[] = {
        {"files", number(op, c->files)},
        {"procedures", number(op, n->procedures)},
        {"with_code", number(op, n->with_code)},
        {"keys", number(op, n->training_keys)},
        {"orgs", number(op, c->lists[LIST_ORGS].count)},
        {"workflows", number(op, c->lists[LIST_WORKFLOWS].count + c->lists[LIST_COMPLETE].count)}};
    struct error_arg found[] = {{"errors", number(op, n->findings[SEVERITY_ERROR])},
                                {"warnings", number(op, n->findings[SEVERITY_WARNING])},
                                {"notes", number(op, n->findings[SEVERITY_NOTE])}};
    puts(text_format(op->arena, op->lang, "cli.catalogue.read", read, 6));
    print_fields(op, n);
    for (int severity = 0; severity < SEVERITY_COUNT; severity++) {
        for (size_t i = 0; i < c->finding_count; i++) {
            if ((int)catalogue_rule_severity(c->findings[i].rule) == severity) {
                print_finding(op, &c->findings[i]);
            }
        }
    }
    puts(text_format(op->arena, op->lang, "cli.catalogue.count", found, 3));
}

/* ---- for programs ---- */

static void put_known(struct json_out *out, const size_t *known)
{
    for (int k = 0; k < KNOWN_COUNT; k++) {
        json_put_int(out, completeness_choices.codes[k], (int64_t)known[k]);
    }
}

static void put_json_counts(struct json_out *out, const struct catalogue *c, const struct catalogue_counts *n)
{
    json_put_int(out, "files", (int64_t)c->files);
    json_put_int(out, "procedures", (int64_t)n->procedures);
    json_put_int(out, "with_code", (int64_t)n->with_code);
    json_put_int(out, "training_keys", (int64_t)n->training_keys);
    json_open_array(out, "fields");
    for (size_t i = 0; i < n->field_count; i++) {
        json_open_object(out, NULL);
        json_put_text(out, "code", n->fields[i].code);
        put_known(out, n->fields[i].known);
        json_close_object(out);
    }
    json_close_array(out);
    json_open_object(out, "levels");
    for (int i = 0; i <= LEVEL_COUNT; i++) {
        json_put_int(out, i == LEVEL_COUNT ? "unknown" : level_choices.codes[i], (int64_t)n->levels[i]);
    }
    json_close_object(out);
    json_open_object(out, "known");
    put_known(out, n->known);
    json_close_object(out);
}

static bool print_json(struct catalogue *c, const struct catalogue_counts *n)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, c->op->arena, REPORT_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    put_json_counts(&out, c, n);
    json_open_array(&out, "findings");
    for (size_t i = 0; i < c->finding_count; i++) {
        const struct catalogue_finding *f = &c->findings[i];
        json_open_object(&out, NULL);
        json_put_text(&out, "severity", severity_choices.codes[catalogue_rule_severity(f->rule)]);
        json_put_text(&out, "rule", catalogue_rule_code(f->rule));
        json_put_text(&out, "file", f->file);
        json_put_text(&out, "row", f->row);
        json_put_text(&out, "field", f->field);
        json_put_text(&out, "says", catalogue_finding_says(c->op, f));
        json_put_text(&out, "cure", catalogue_finding_cure(c->op, f));
        json_close_object(&out);
    }
    json_close_array(&out);
    json_close_object(&out);
    if (b.overflow) {
        return fail(c->op, E_LIMIT, "json.too_big", NULL);
    }
    puts(b.data);
    return true;
}

/* ---- check ---- */

static bool read_all(struct catalogue *c, const char *folder)
{
    if (folder != NULL) {
        return catalogue_read(c, folder);
    }
    const char *data = cli_scenarios(c->op, NULL);
    return catalogue_read(c, arena_printf(c->op->arena, "%s/data/catalogue", data)) &&
           catalogue_read(c, arena_printf(c->op->arena, "%s/data/procedures", data));
}

static int check(struct op *op, const char *folder, bool json)
{
    struct catalogue c;
    struct catalogue_counts n;
    catalogue_init(&c, op);
    if (!read_all(&c, folder)) {
        return cli_failed(op, "catalogue");
    }
    catalogue_check(&c);
    catalogue_count_all(&c, &n);
    if (!json) {
        print_report(&c, &n);
    } else if (!print_json(&c, &n)) {
        return cli_failed(op, "catalogue");
    }
    return n.findings[SEVERITY_ERROR] > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* ---- bpmn ---- */

/* The steps of a playable procedure, as those of a published table. */
static void add_complete_steps(struct catalogue *c, const struct catalogue_complete *of, struct browse_workflow *out)
{
    const struct catalogue_rows *rows = &c->lists[LIST_COMPLETE_STEPS];
    out->steps = arena_array(c->op->arena, rows->count + 1, sizeof *out->steps);
    for (size_t i = 0; i < rows->count; i++) {
        const struct catalogue_part *part = rows->items[i];
        const struct procedure_step *s = &part->of.step;
        if (part->table == of) {
            int64_t no = (int64_t)out->step_count + 1;
            out->steps[out->step_count++] = (struct catalogue_step){.no = no, .name_vi = s->name_vi, .name_en = s->name_en,
                .kind = s->kind, .role = s->role, .share_milli = s->share_milli, .limit = s->limit_term,
                .on_limit = s->on_limit == NULL ? -1 : choice_find(&on_limit_choices, s->on_limit)};
        }
    }
}

static void add_steps(struct catalogue *c, struct browse_workflow *out, const struct catalogue_workflow *w)
{
    const struct catalogue_rows *rows = &c->lists[LIST_STEPS];
    out->head = *w;
    out->steps = arena_array(c->op->arena, rows->count + 1, sizeof *out->steps);
    for (size_t i = 0; i < rows->count; i++) {
        const struct catalogue_step *s = rows->items[i];
        if (s->workflow == w) {
            out->steps[out->step_count++] = *s;
        }
    }
}

static bool fits(const char *wanted, const char *is)
{
    return wanted == NULL || (is != NULL && strcmp(wanted, is) == 0);
}

/* The first published table that fits; without one asked for, the playable procedure's own. */
static bool find_table(struct catalogue *c, const char *code, const struct options *o, struct browse_workflow *out)
{
    const struct catalogue_rows *rows = &c->lists[LIST_WORKFLOWS];
    *out = (struct browse_workflow){.head = {.certainty = -1}};
    for (size_t i = 0; i < rows->count && out->step_count == 0; i++) {
        const struct catalogue_workflow *w = rows->items[i];
        if (w->procedure != NULL && strcmp(w->procedure, code) == 0 && fits(o->province, w->province) && fits(o->variant, w->variant)) {
            add_steps(c, out, w);
        }
    }
    for (size_t i = 0; out->step_count == 0 && o->province == NULL && o->variant == NULL && i < c->lists[LIST_COMPLETE].count; i++) {
        const struct catalogue_complete *of = c->lists[LIST_COMPLETE].items[i];
        const struct procedure_file *f = &of->file;
        if (f->code != NULL && strcmp(f->code, code) == 0) {
            add_complete_steps(c, of, out);
            out->head.term = f->term;
            out->head.source = f->source;
            out->head.certainty = choice_find(&certainty_choices, f->certainty);
        }
    }
    return out->step_count > 0 || fail(c->op, E_MISSING, "catalogue.no_steps", "procedure", code, NULL);
}

static const char *place_of(struct catalogue *c, const char *province)
{
    for (size_t i = 0; province != NULL && i < c->lists[LIST_ORGS].count; i++) {
        const struct catalogue_org *o = c->lists[LIST_ORGS].items[i];
        if (o->code != NULL && strcmp(o->code, province) == 0) {
            return o->place != NULL ? o->place : o->name_vi;
        }
    }
    return province;
}

static int bpmn(struct op *op, const char *code, const struct options *o)
{
    struct catalogue c;
    struct browse_workflow table;
    struct strbuf out;
    catalogue_init(&c, op);
    if (!read_all(&c, NULL)) {
        return cli_failed(op, "catalogue");
    }
    catalogue_check(&c);
    const struct catalogue_procedure *p = catalogue_procedure_find(&c, code);
    if (p == NULL) {
        (void)fail(op, E_MISSING, "catalogue.unknown", "procedure", code, NULL);
        return cli_failed(op, "catalogue");
    }
    if (!find_table(&c, code, o, &table)) {
        return cli_failed(op, "catalogue");
    }
    struct bpmn_source source = {&table, code, op->lang == LANG_EN && p->name_en != NULL ? p->name_en : p->name_vi,
                                 place_of(&c, table.head.province)};
    if (!bpmn_write(op, &source, &out)) {
        return cli_failed(op, "catalogue");
    }
    fputs(out.data, stdout);
    return EXIT_SUCCESS;
}

static int run(struct op *op, const struct options *o, const struct cli_rest *rest)
{
    bool is_check = rest->count >= 1 && strcmp(rest->items[0], "check") == 0 && o->province == NULL && o->variant == NULL;
    bool is_bpmn = rest->count == 2 && strcmp(rest->items[0], "bpmn") == 0 && !o->json;
    if (is_check && rest->count <= 2) {
        return check(op, rest->count == 2 ? rest->items[1] : NULL, o->json);
    }
    if (is_bpmn) {
        return bpmn(op, rest->items[1], o);
    }
    fprintf(stderr, "%s\n", text_get(op->lang, "cli.catalogue.usage"));
    return EXIT_USAGE;
}

int cmd_catalogue(int argc, char **argv)
{
    struct op op;
    struct cli_rest rest;
    struct options o = {.lang = "vi"};
    const struct cli_option options[] = {{"lang", &o.lang, NULL}, {"json", NULL, &o.json}, {"province", &o.province, NULL},
                                         {"variant", &o.variant, NULL}, {NULL, NULL, NULL}};
    struct arena *arena = arena_open(COMMAND_ARENA);
    int status = EXIT_USAGE;
    op_init(&op, arena, "cli", LANG_VI);
    if (cli_parse(argc, argv, options, &rest)) {
        if (!cli_lang(o.lang, &op.lang)) {
            fprintf(stderr, "%s\n", text_get(op.lang, "cli.catalogue.lang"));
        } else {
            status = run(&op, &o, &rest);
        }
    }
    if (fflush(stdout) != 0) {
        perror("stdout");
        status = EXIT_FAILURE;
    }
    arena_close(arena);
    return status;
}
