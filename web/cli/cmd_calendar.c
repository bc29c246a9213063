/* cmd_calendar: due dates and days off on the command line.
 *
 * The batch form is what the deadline rules are measured and checked with, so it does nothing per line but read, compute
 * and write, and stops at the first line that is wrong. */
#include "cli/cmd_calendar.h"

#include "base/text.h"
#include "calendar/deadline.h"
#include "calendar/explain.h"
#include "calendar/replay.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BATCH_LINE_MAX 1000
#define LINE_ARENA ((size_t)1 << 20)
#define COMMAND_ARENA ((size_t)64 << 20)
#define EXIT_USAGE 2

struct options {
    const char *from, *term, *year;
    bool explain, batch;
};

static bool usage(struct op *op)
{
    return fail(op, E_INPUT, "cli.calendar.usage", NULL);
}

/* The error on standard error: `field: sentence`. */
static int complain(struct op *op)
{
    const char *field = op->error.field;
    fprintf(stderr, "%s%s%s\n", field != NULL ? field : "", field != NULL ? ": " : "", text_error(op));
    return EXIT_USAGE;
}

/* The language first, so that every complaint is in it. */
static void read_lang(struct op *op, int argc, char **argv)
{
    for (int i = 1; i + 1 < argc; i++) {
        if (strcmp(argv[i], "--lang") == 0) {
            op->lang = strcmp(argv[i + 1], "en") == 0 ? LANG_EN : LANG_VI;
        }
    }
}

static bool read_options(struct op *op, int argc, char **argv, struct options *out)
{
    const char *lang = "vi";
    const struct {
        const char *name;
        const char **value;
    } valued[] = {{"--from", &out->from}, {"--term", &out->term}, {"--year", &out->year}, {"--lang", &lang}};
    *out = (struct options){0};
    for (int i = 2; i < argc; i++) {
        const char **value = NULL;
        for (size_t k = 0; k < sizeof valued / sizeof valued[0]; k++) {
            value = strcmp(argv[i], valued[k].name) == 0 ? valued[k].value : value;
        }
        if (strcmp(argv[i], "--explain") == 0) {
            out->explain = true;
        } else if (strcmp(argv[i], "--batch") == 0) {
            out->batch = true;
        } else if (value == NULL) {
            return fail_field(op, E_INPUT, argv[i], "cli.calendar.unknown_option", NULL);
        } else if (i + 1 == argc) {
            return fail_field(op, E_INPUT, argv[i], "cli.calendar.no_value", NULL);
        } else {
            *value = argv[++i];
        }
    }
    if (strcmp(lang, "vi") != 0 && strcmp(lang, "en") != 0) {
        return fail_field(op, E_INPUT, "--lang", "cli.calendar.lang", NULL);
    }
    return true;
}

static bool read_from(struct op *op, const char *text, struct instant *out)
{
    return instant_parse(text, out) || fail_field(op, E_INPUT, "from", "field.instant", NULL);
}

/* ---- due ---- */

static bool due_one(struct op *op, const struct options *o)
{
    char text[INSTANT_TEXT];
    struct instant from;
    struct term term;
    struct deadline deadline;
    if (o->from == NULL || o->term == NULL) {
        return usage(op);
    }
    if (!read_from(op, o->from, &from) || !term_parse(op, o->term, &term) ||
        !deadline_due(op, calendar_builtin(), from, term, o->explain, &deadline)) {
        return false;
    }
    puts(instant_format(deadline.due, text));
    for (size_t i = 0; i < deadline.line_count; i++) {
        const struct deadline_line *line = &deadline.lines[i];
        puts(text_format(op->arena, op->lang, line->key, line->args, line->arg_count));
    }
    return true;
}

/* A line of the batch: FROM, TERM, then what happened to it, each behind a tab: `pause FROM TO`, `restart FROM TO`, `extend DUE`, and how
 * the calendar differs from the built-in one: `off DAY` (closed), `on DAY` (worked). */
struct batch_case {
    struct instant from;
    struct term term;
    struct deadline_turn turns[DEADLINE_TURNS_MAX];
    size_t turn_count;
    struct calendar_day edits[BATCH_LINE_MAX / 8];
    size_t edit_count;
};

static bool read_edit(const char *text, enum day_kind kind, struct batch_case *out)
{
    struct calendar_day *row = &out->edits[out->edit_count];
    *row = (struct calendar_day){.kind = kind, .name_vi = "", .name_en = "", .source = "", .certainty = "projected"};
    return day_parse(text, &row->day) && ++out->edit_count > 0;
}

static bool read_turn(enum turn_kind kind, char *text, struct batch_case *out)
{
    char *space = strchr(text, ' ');
    struct deadline_turn *t = &out->turns[out->turn_count];
    if (out->turn_count == DEADLINE_TURNS_MAX || (space == NULL) != (kind == TURN_EXTENSION)) {
        return false;
    }
    *t = (struct deadline_turn){.kind = kind, .due = INSTANT_NONE};
    out->turn_count++;
    if (kind == TURN_EXTENSION) {
        return instant_parse(text, &t->due);
    }
    *space = '\0';
    return instant_parse(text, &t->from) && instant_parse(space + 1, &t->to);
}

static bool read_change(char *text, struct batch_case *out)
{
    static const struct {
        const char *word;
        enum turn_kind turn;
    } turns[] = {{"pause ", TURN_PAUSE}, {"restart ", TURN_RESTART}, {"extend ", TURN_EXTENSION}};
    for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++) {
        if (strncmp(text, turns[i].word, strlen(turns[i].word)) == 0) {
            return read_turn(turns[i].turn, text + strlen(turns[i].word), out);
        }
    }
    if (strncmp(text, "off ", 4) == 0) {
        return read_edit(text + 4, DAY_HOLIDAY, out);
    }
    return strncmp(text, "on ", 3) == 0 && read_edit(text + 3, DAY_MAKE_UP, out);
}

static bool is_edited(const struct batch_case *c, struct day d)
{
    for (size_t i = 0; i < c->edit_count; i++) {
        if (c->edits[i].day.n == d.n) {
            return true;
        }
    }
    return false;
}

/* The built-in calendar with the edits instead of its own rows for those days. */
static const struct calendar *edited_calendar(struct op *op, const struct batch_case *c)
{
    size_t count, kept = 0;
    if (c->edit_count == 0) {
        return calendar_builtin();
    }
    const struct calendar_day *rows = calendar_exceptions(calendar_builtin(), day_from(1970, 1, 1), day_from(2199, 12, 31), &count);
    struct calendar_day *all = arena_array(op->arena, count + c->edit_count, sizeof *all);
    for (size_t i = 0; i < count; i++) {
        if (!is_edited(c, rows[i].day)) {
            all[kept++] = rows[i];
        }
    }
    memcpy(all + kept, c->edits, c->edit_count * sizeof *all);
    return calendar_build(op, "edited", all, kept + c->edit_count, NULL);
}

static bool read_case(struct op *op, char *line, struct batch_case *out)
{
    char *next = strchr(line, '\t');
    *out = (struct batch_case){.turn_count = 0};
    if (next == NULL) {
        return fail_field(op, E_INPUT, "stdin", "cli.calendar.batch_line", NULL);
    }
    *next++ = '\0';
    char *more = strchr(next, '\t');
    if (more != NULL) {
        *more++ = '\0';
    }
    if (!read_from(op, line, &out->from) || !term_parse(op, next, &out->term)) {
        return false;
    }
    while (more != NULL) {
        char *field = more;
        more = strchr(field, '\t');
        if (more != NULL) {
            *more++ = '\0';
        }
        if (!read_change(field, out)) {
            return fail_field(op, E_INPUT, "stdin", "cli.calendar.batch_line", NULL);
        }
    }
    return true;
}

/* One line of the batch, without its end. */
static bool batch_line(struct op *op, char *line)
{
    char text[INSTANT_TEXT];
    struct batch_case c;
    struct deadline deadline;
    if (!read_case(op, line, &c)) {
        return false;
    }
    const struct calendar *calendar = edited_calendar(op, &c);
    if (calendar == NULL || !deadline_replay(op, calendar, c.from, c.term, c.turns, c.turn_count, false, &deadline)) {
        return false;
    }
    fputs(instant_format(deadline.due, text), stdout);
    putchar('\n');
    return true;
}

/* Each line has memory of its own; what is wrong with it is said by the caller's operation. */
static bool batch_in_arena(struct op *op, char *line)
{
    struct op own;
    struct arena *arena = arena_open(LINE_ARENA);
    op_init(&own, arena, op->id, op->lang);
    bool ok = batch_line(&own, line);
    if (!ok) {
        op->error.code = own.error.code;
        op->error.key = own.error.key;
        op->error.field = own.error.field == NULL ? NULL : arena_strdup(op->arena, own.error.field);
        for (int i = 0; i < own.error.arg_count; i++) {
            op->error.args[i] = (struct error_arg){own.error.args[i].name, arena_strdup(op->arena, own.error.args[i].value)};
        }
        op->error.arg_count = own.error.arg_count;
    }
    arena_close(arena);
    return ok;
}

static bool due_batch(struct op *op)
{
    char line[BATCH_LINE_MAX + 2];
    for (long number = 1; fgets(line, sizeof line, stdin) != NULL; number++) {
        size_t length = strcspn(line, "\n");
        bool whole = line[length] == '\n' || feof(stdin);
        line[length] = '\0';
        bool ok = whole ? batch_in_arena(op, line) : fail_field(op, E_INPUT, "stdin", "cli.calendar.batch_line", NULL);
        if (!ok) {
            fprintf(stderr, "%ld: ", number);
            return false;
        }
    }
    return !ferror(stdin) || fail_broken(op, "standard input: %s", strerror(errno));
}

/* ---- show ---- */

static bool read_year(struct op *op, const char *text, int *out)
{
    char *end;
    errno = 0;
    long year = text == NULL ? 0 : strtol(text, &end, 10);
    if (text == NULL || errno != 0 || *end != '\0' || year < 1970 || year > 2199) {
        return fail_field(op, E_INPUT, "--year", "cli.calendar.year", NULL);
    }
    *out = (int)year;
    return true;
}

static const char *sentence(struct op *op, const char *key, const char *name, const char *value)
{
    struct error_arg arg = {name, value};
    return text_format(op->arena, op->lang, key, &arg, 1);
}

static bool show(struct op *op, const struct options *o)
{
    const struct calendar *c = calendar_builtin();
    int year = 0;
    size_t count;
    char text[DAY_TEXT];
    if (!read_year(op, o->year, &year)) {
        return false;
    }
    const struct calendar_day *rows = calendar_exceptions(c, day_from(year, 1, 1), day_from(year, 12, 31), &count);
    for (size_t i = 0; i < count; i++) {
        const char *kind = arena_printf(op->arena, "calendar.kind.%s", day_kind_text(rows[i].kind));
        const char *weekday = arena_printf(op->arena, "calendar.weekday.%d", day_weekday(rows[i].day));
        const char *certainty = arena_printf(op->arena, "calendar.certainty.%s", rows[i].certainty);
        printf("%s\t%s\t%s\t%s\t%s\t%s\n", day_format(rows[i].day, text), text_get(op->lang, weekday),
               text_get(op->lang, kind), op->lang == LANG_VI ? rows[i].name_vi : rows[i].name_en, rows[i].source,
               text_get(op->lang, certainty));
    }
    int64_t working = calendar_count_working_days(c, day_from(year, 1, 1), day_from(year + 1, 1, 1));
    puts(sentence(op, "cli.calendar.working_days", "count", arena_printf(op->arena, "%lld", (long long)working)));
    if (count == 0) {
        puts(sentence(op, "deadline.line.no_data", "years", arena_printf(op->arena, "%d", year)));
    }
    puts(sentence(op, "cli.calendar.version", "version", calendar_version(c)));
    return true;
}

static bool run(struct op *op, int argc, char **argv)
{
    struct options o;
    read_lang(op, argc, argv);
    if (argc < 2) {
        return usage(op);
    }
    if (!read_options(op, argc, argv, &o)) {
        return false;
    }
    if (strcmp(argv[1], "show") == 0) {
        return show(op, &o);
    }
    if (strcmp(argv[1], "due") != 0) {
        return usage(op);
    }
    return o.batch ? due_batch(op) : due_one(op, &o);
}

int cmd_calendar(int argc, char **argv)
{
    struct op op;
    struct arena *arena = arena_open(COMMAND_ARENA);
    op_init(&op, arena, "cli", LANG_VI);
    int status = run(&op, argc, argv) ? EXIT_SUCCESS : complain(&op);
    if (fflush(stdout) != 0) {
        perror("stdout");
        status = EXIT_FAILURE;
    }
    arena_close(arena);
    return status;
}
