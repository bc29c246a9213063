/* calpack: turns core/calendar/vn.tsv into a C table, so that the calendar is part of the program.
 *
 * Usage: calpack vn.tsv out.h. A row that is malformed, out of order, doubled or of an unknown kind breaks the build, and
 * so does a make-up day on a weekday or a day in lieu on a weekend. Besides the rows it writes, for each row, how many
 * working days have been won or lost against the plain week so far. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_BYTES 1024
#define COLUMNS 6
#define ROWS_MAX 4000

struct state {
    const char *path;
    int line;
    FILE *out;
    char version[64];
    long last_day;
    int shift[ROWS_MAX];
    int rows;
};

static bool complain(const struct state *s, const char *what)
{
    fprintf(stderr, "%s:%d: %s\n", s->path, s->line, what);
    return false;
}

/* Days since 1970-01-01 of a proleptic Gregorian date. */
static long days_of(int year, int month, int dom)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    long y = year - 1;
    long days = y * 365 + y / 4 - y / 100 + y / 400 + before[month - 1] + dom - 1;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days + (leap && month > 2 ? 1 : 0) - 719162;
}

static bool day_of(const char *text, long *out)
{
    int year, month, dom, used = 0;
    if (strlen(text) != 10 || sscanf(text, "%4d-%2d-%2d%n", &year, &month, &dom, &used) != 3 || used != 10) {
        return false;
}
    if (year < 1970 || year > 2199 || month < 1 || month > 12 || dom < 1 || dom > 31) {
        return false;
}
    *out = days_of(year, month, dom);
    long next_month = month == 12 ? days_of(year + 1, 1, 1) : days_of(year, month + 1, 1);
    return *out < next_month;
}

static void put_text(FILE *out, const char *text)
{
    fputs(", \"", out);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\' || *text == '?') { /* ? because of trigraphs */
            fputc('\\', out);
}
        fputc(*text, out);
    }
    fputc('"', out);
}

static bool is_one_of(const char *text, const char *const *list)
{
    while (*list != NULL && strcmp(text, *list) != 0) {
        list++;
}
    return *list != NULL;
}

static bool row(struct state *s, char *columns[COLUMNS])
{
    static const char *const certainties[] = {"found", "recalled", "computed", "projected", NULL};
    long day;
    if (!day_of(columns[0], &day)) {
        return complain(s, "the day is not a date YYYY-MM-DD");
}
    if (s->rows > 0 && day <= s->last_day) {
        return complain(s, "the day is not after the row above");
}
    if (!is_one_of(columns[5], certainties)) {
        return complain(s, "certainty must be found, recalled, computed or projected");
}
    bool weekend = (day + 3) % 7 >= 5; /* day 0 was a Thursday */
    bool make_up = strcmp(columns[1], "make-up") == 0, lieu = strcmp(columns[1], "lieu") == 0;
    if (!make_up && !lieu && strcmp(columns[1], "holiday") != 0) {
        return complain(s, "kind must be holiday, lieu or make-up");
}
    if (make_up && !weekend) {
        return complain(s, "a make-up day must be a Saturday or Sunday");
}
    if (lieu && weekend) {
        return complain(s, "a day in lieu cannot be a Saturday or Sunday");
}
    if (s->rows == ROWS_MAX) {
        return complain(s, "too many rows");
}
    fprintf(s->out, "    {{%ld}, %s", day, make_up ? "DAY_MAKE_UP" : lieu ? "DAY_LIEU" : "DAY_HOLIDAY");
    for (int i = 2; i < COLUMNS; i++) {
        put_text(s->out, columns[i]);
}
    fputs("},\n", s->out);
    int before = s->rows > 0 ? s->shift[s->rows - 1] : 0;
    s->shift[s->rows++] = before + (make_up ? 1 : weekend ? 0 : -1);
    s->last_day = day;
    return true;
}

static bool line(struct state *s, char *text)
{
    size_t length = strcspn(text, "\n");
    if (text[length] != '\n') {
        return complain(s, "the line is too long or the last line has no end");
}
    text[length] = '\0';
    if (text[0] == '#') {
        sscanf(text, "# version: %63s", s->version);
        return true;
    }
    char *columns[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        columns[i] = text;
        text = strchr(text, '\t');
        if ((text == NULL) != (i == COLUMNS - 1) || columns[i][0] == '\0' || columns[i][0] == '\t') {
            return complain(s, "six columns with one tab between, none empty");
}
        if (text != NULL) {
            *text++ = '\0';
}
    }
    return row(s, columns);
}

static bool finish(struct state *s)
{
    if (s->version[0] == '\0' || s->rows == 0) {
        return complain(s, "no rows, or no line `# version: name`");
}
    fputs("};\nstatic const int32_t calendar_vn_shift[] = {", s->out);
    for (int i = 0; i < s->rows; i++) {
        fprintf(s->out, "%s%d,", i % 16 == 0 ? "\n    " : " ", s->shift[i]);
}
    fprintf(s->out, "\n};\n#define CALENDAR_VN_VERSION \"%s\"\n", s->version);
    return true;
}

static bool convert(struct state *s, FILE *in)
{
    char text[LINE_MAX_BYTES];
    fputs("/* Written by calpack from vn.tsv. */\nstatic const struct calendar_day calendar_vn_days[] = {\n", s->out);
    while (fgets(text, sizeof text, in) != NULL) {
        s->line++;
        if (!line(s, text)) {
            return false;
}
    }
    return finish(s);
}

int main(int argc, char **argv)
{
    static struct state s;
    if (argc != 3) {
        fputs("usage: calpack vn.tsv out.h\n", stderr);
        return 2;
    }
    FILE *in = fopen(argv[1], "r");
    s.path = argv[1];
    s.out = fopen(argv[2], "w");
    if (in == NULL || s.out == NULL) {
        perror(in == NULL ? argv[1] : argv[2]);
        return 1;
    }
    bool ok = convert(&s, in);
    fclose(in);
    ok = fclose(s.out) == 0 && ok;
    if (!ok) {
        remove(argv[2]);
}
    return ok ? 0 : 1;
}
