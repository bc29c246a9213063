/* cmd_catalogue: `thaotruong catalogue check [FOLDER] [--json] [--lang vi|en]`: is the catalogue in order?
 *
 * Without a folder the shipped data are checked: scenarios/data/catalogue and the playable procedures beside it. Prints how many
 * procedures there are by field, level and completeness, then every finding. Exit status 1 if one of them is an error. */
#include "base/text.h"
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
    const char *lang;
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
        const char *name = known_name(op, k);
        size_t shown = 0;
        for (const char *p = name; *p != '\0'; p++) {
            shown += ((unsigned char)*p & 0xC0) != 0x80;
        }
        printf("%*s%s", shown < 20 ? (int)(20 - shown) : 1, "", name);
    }
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

int cmd_catalogue(int argc, char **argv)
{
    struct op op;
    struct cli_rest rest;
    struct options o = {.lang = "vi"};
    const struct cli_option options[] = {{"lang", &o.lang, NULL}, {"json", NULL, &o.json}, {NULL, NULL, NULL}};
    struct arena *arena = arena_open(COMMAND_ARENA);
    int status = EXIT_USAGE;
    op_init(&op, arena, "cli", LANG_VI);
    if (cli_parse(argc, argv, options, &rest)) {
        op.lang = strcmp(o.lang, "en") == 0 ? LANG_EN : LANG_VI;
        if (strcmp(o.lang, "vi") != 0 && strcmp(o.lang, "en") != 0) {
            fprintf(stderr, "%s\n", text_get(op.lang, "cli.catalogue.lang"));
        } else if (rest.count < 1 || rest.count > 2 || strcmp(rest.items[0], "check") != 0) {
            fprintf(stderr, "%s\n", text_get(op.lang, "cli.catalogue.usage"));
        } else {
            status = check(&op, rest.count == 2 ? rest.items[1] : NULL, o.json);
        }
    }
    if (fflush(stdout) != 0) {
        perror("stdout");
        status = EXIT_FAILURE;
    }
    arena_close(arena);
    return status;
}
