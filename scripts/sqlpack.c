/* sqlpack: checks every named statement against the migrated schema and writes them as C.
 *
 * Usage: sqlpack GENDIR PREFIX FIRST_SLOT base SQL... schema SQL... statements SQL...
 *   base        migrations of the layers below: applied, not written
 *   schema      this layer's migrations NNNN_name.sql, in order: applied and written as PREFIX_migrations
 *   statements  files of `-- name: noun_verb` followed by one statement ending in `;`
 * Writes GENDIR/PREFIX_sql.h and .c. A statement that does not prepare, has a positional parameter, asks for time or chance,
 * or stands twice breaks the build. */
#include <ctype.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STATEMENTS_MAX 1024
#define FILES_MAX 128

struct statement {
    char *name;
    char *text;
    int writes;
    char **names[2]; /* of parameters (without the colon) and columns, in order */
    int counts[2];
};
static struct statement statements[STATEMENTS_MAX];
static int statement_count;
static const char *schema_files[FILES_MAX];
static int schema_count;
static int problems;

static char *slurp(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        fprintf(stderr, "sqlpack: cannot open %s\n", path);
        exit(1);
    }
    size_t cap = 1 << 16, n = 0;
    char *text = malloc(cap);
    for (;;) {
        n += fread(text + n, 1, cap - n - 1, f);
        if (n < cap - 1) {
            break;
        }
        text = realloc(text, cap *= 2);
    }
    text[n] = '\0';
    (void)fclose(f);
    return text;
}

static void apply(sqlite3 *db, const char *path)
{
    char *text = slurp(path), *error = NULL;
    if (sqlite3_exec(db, text, NULL, NULL, &error) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", path, error);
        exit(1);
    }
    free(text);
}

static char *copy(const char *text)
{
    char *out = malloc(strlen(text) + 1);
    return strcpy(out, text);
}

/* Names that C finds parameters and columns by. */
static void keep_names(struct statement *s, sqlite3_stmt *stmt)
{
    s->counts[0] = sqlite3_bind_parameter_count(stmt);
    s->counts[1] = sqlite3_column_count(stmt);
    for (int k = 0; k < 2; k++) {
        s->names[k] = malloc((size_t)(s->counts[k] + 1) * sizeof(char *));
        for (int i = 0; i < s->counts[k]; i++) {
            const char *name = k == 0 ? sqlite3_bind_parameter_name(stmt, i + 1) : sqlite3_column_name(stmt, i);
            s->names[k][i] = copy(name == NULL ? "" : k == 0 ? name + 1 : name);
        }
    }
}

static int contains_word(const char *text, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = text; (p = strstr(p, word)) != NULL; p += n) {
        int before = p > text && (isalnum((unsigned char)p[-1]) || p[-1] == '_');
        if (!before) {
            return 1;
        }
    }
    return 0;
}

static void check(sqlite3 *db, const char *path, struct statement *s)
{
    static const char *const banned[] = {"CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "random(", "randomblob(",
                                         "date('now", "datetime(", "strftime(", "julianday(", "unixepoch("};
    sqlite3_stmt *stmt = NULL;
    const char *tail = NULL;
    if (sqlite3_prepare_v2(db, s->text, -1, &stmt, &tail) != SQLITE_OK) {
        fprintf(stderr, "%s: %s: %s\n", path, s->name, sqlite3_errmsg(db));
        problems++;
        return;
    }
    while (tail != NULL && isspace((unsigned char)*tail)) {
        tail++;
    }
    if (tail != NULL && *tail != '\0') {
        fprintf(stderr, "%s: %s: more than one statement\n", path, s->name);
        problems++;
    }
    s->writes = !sqlite3_stmt_readonly(stmt);
    keep_names(s, stmt);
    for (int i = 1; i <= sqlite3_bind_parameter_count(stmt); i++) {
        const char *name = sqlite3_bind_parameter_name(stmt, i);
        if (name == NULL || name[0] != ':') {
            fprintf(stderr, "%s: %s: parameter %d has no :name\n", path, s->name, i);
            problems++;
        }
    }
    for (size_t i = 0; i < sizeof banned / sizeof banned[0]; i++) {
        if (contains_word(s->text, banned[i])) {
            fprintf(stderr, "%s: %s: asks for time or chance (%s); bind it instead\n", path, s->name, banned[i]);
            problems++;
        }
    }
    (void)sqlite3_finalize(stmt);
}

static void add_statement(sqlite3 *db, const char *path, char *name, char *text)
{
    for (int i = 0; i < statement_count; i++) {
        if (strcmp(statements[i].name, name) == 0) {
            fprintf(stderr, "%s: statement %s stands twice\n", path, name);
            problems++;
            return;
        }
    }
    if (statement_count == STATEMENTS_MAX) {
        fprintf(stderr, "sqlpack: more than %d statements\n", STATEMENTS_MAX);
        exit(1);
    }
    struct statement *s = &statements[statement_count++];
    s->name = name;
    s->text = text;
    check(db, path, s);
}

static void read_statements(sqlite3 *db, const char *path)
{
    static const char mark[] = "-- name:";
    char *text = slurp(path);
    char *p = strstr(text, mark);
    while (p != NULL) {
        char *name = p + strlen(mark);
        while (*name == ' ') {
            name++;
        }
        char *end = name + strcspn(name, " \r\n");
        char *body = *end == '\0' ? end : end + 1;
        *end = '\0';
        char *next = strstr(body, mark);
        if (next != NULL) {
            next[-1] = '\0';
        }
        add_statement(db, path, name, body);
        p = next;
    }
}

static void put_c_text(FILE *out, const char *s)
{
    int in_comment = 0;
    fputc('"', out);
    for (; *s != '\0'; s++) {
        if (s[0] == '-' && s[1] == '-') {
            in_comment = 1;
        }
        if (*s == '\n') {
            in_comment = 0;
            fputs("\\n\"\n    \"", out);
        } else if (in_comment) {
            continue;
        } else if (*s == '"' || *s == '\\' || *s == '?') { /* ? because of trigraphs */
            fprintf(out, "\\%c", *s);
        } else if (*s != '\r') {
            fputc(*s, out);
        }
    }
    fputc('"', out);
}

static void put_names(FILE *out, const struct statement *s, int kind)
{
    static const char *const suffix[] = {"binds", "columns"};
    fprintf(out, "static const char *const %s_%s[] = {", s->name, suffix[kind]);
    for (int i = 0; i < s->counts[kind]; i++) {
        put_c_text(out, s->names[kind][i]);
        fputs(", ", out);
    }
    fputs("0};\n", out);
}

static FILE *open_out(const char *dir, const char *prefix, const char *suffix)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s%s", dir, prefix, suffix);
    FILE *f = fopen(path, "w");
    if (f == NULL) {
        fprintf(stderr, "sqlpack: cannot write %s\n", path);
        exit(1);
    }
    return f;
}

static void write_header(const char *dir, const char *prefix, int first)
{
    FILE *out = open_out(dir, prefix, "_sql.h");
    fprintf(out, "/* Written by scripts/sqlpack. */\n#pragma once\n#include \"db/db.h\"\n#include \"db/migrate.h\"\n\n");
    for (int i = 0; i < statement_count; i++) {
        fprintf(out, "extern const struct sql sql_%s;\n", statements[i].name);
    }
    fprintf(out, "extern const struct schema %s_schema;\n", prefix);
    fprintf(out, "extern const struct sql *const %s_statements[];\n", prefix);
    fprintf(out, "#define %s_statement_count %d\n#define %s_first_slot %d\n", prefix, statement_count, prefix, first);
    (void)fclose(out);
}

static void write_body(const char *dir, const char *prefix, int first)
{
    FILE *out = open_out(dir, prefix, "_sql.c");
    fprintf(out, "/* Written by scripts/sqlpack. */\n#include \"%s_sql.h\"\n\n", prefix);
    for (int i = 0; i < statement_count; i++) {
        const struct statement *s = &statements[i];
        put_names(out, s, 0);
        put_names(out, s, 1);
        fprintf(out, "const struct sql sql_%s = {.name = \"%s\", .slot = %d, .writes = %s,\n", s->name, s->name, first + i,
                s->writes ? "true" : "false");
        fprintf(out, "    .binds = %s_binds, .bind_count = %d, .columns = %s_columns, .column_count = %d, .text =\n    ", s->name,
                s->counts[0], s->name, s->counts[1]);
        put_c_text(out, statements[i].text);
        fputs("};\n", out);
    }
    fprintf(out, "const struct sql *const %s_statements[] = {", prefix);
    for (int i = 0; i < statement_count; i++) {
        fprintf(out, "&sql_%s, ", statements[i].name);
    }
    fprintf(out, "0};\nstatic const struct migration migrations[] = {\n");
    for (int i = 0, last = 0; i < schema_count; i++) {
        const char *base = strrchr(schema_files[i], '/');
        base = base == NULL ? schema_files[i] : base + 1;
        if (atoi(base) <= last) { /* the last one's number is the version of the whole */
            fprintf(stderr, "%s: migrations stand in the order of their numbers\n", base);
            exit(1);
        }
        last = atoi(base);
        fprintf(out, "    {.number = %d, .name = \"%s\", .text =\n    ", atoi(base), base);
        char *text = slurp(schema_files[i]);
        put_c_text(out, text);
        free(text);
        fputs("},\n", out);
    }
    fprintf(out, "    {0, 0, 0},\n};\nconst struct schema %s_schema = {\"%s\", migrations, %d};\n", prefix, prefix,
            schema_count);
    (void)fclose(out);
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fprintf(stderr, "usage: sqlpack GENDIR PREFIX FIRST_SLOT base SQL... schema SQL... statements SQL...\n");
        return 2;
    }
    sqlite3 *db = NULL;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK ||
        sqlite3_exec(db, "PRAGMA trusted_schema = OFF", NULL, NULL, NULL) != SQLITE_OK) { /* as db_open has it */
        return 1;
    }
    const char *section = "base";
    for (int i = 4; i < argc; i++) {
        if (strcmp(argv[i], "base") == 0 || strcmp(argv[i], "schema") == 0 || strcmp(argv[i], "statements") == 0) {
            section = argv[i];
        } else if (strcmp(section, "statements") == 0) {
            read_statements(db, argv[i]);
        } else {
            apply(db, argv[i]);
            if (strcmp(section, "schema") == 0 && schema_count < FILES_MAX) {
                schema_files[schema_count++] = argv[i];
            }
        }
    }
    if (problems == 0) {
        write_header(argv[1], argv[2], atoi(argv[3]));
        write_body(argv[1], argv[2], atoi(argv[3]));
    }
    (void)sqlite3_close(db);
    return problems == 0 ? 0 : 1;
}
