/* textpack: packs the sentences of all layers into one sorted table and refuses a key that one language lacks.
 * Usage: textpack OUT.c vi FILE... en FILE...        Lines: `key = sentence`, `#` comments, blank lines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ENTRIES_MAX 8192

struct entry {
    char *key;
    char *sentence[2];
};
static struct entry entries[ENTRIES_MAX];
static int count;
static int problems;

static struct entry *entry_of(const char *key)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(entries[i].key, key) == 0) {
            return &entries[i];
        }
    }
    if (count == ENTRIES_MAX) {
        fprintf(stderr, "textpack: more than %d keys\n", ENTRIES_MAX);
        exit(1);
    }
    entries[count].key = strdup(key);
    return &entries[count++];
}

static char *trim(char *s)
{
    while (*s == ' ' || *s == '\t') {
        s++;
    }
    size_t n = strlen(s);
    while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL) {
        s[--n] = '\0';
    }
    return s;
}

static void read_file(const char *path, int lang)
{
    FILE *f = fopen(path, "r");
    if (f == NULL) {
        fprintf(stderr, "textpack: cannot open %s\n", path);
        exit(1);
    }
    char line[8192];
    for (int no = 1; fgets(line, sizeof line, f) != NULL; no++) {
        char *text = trim(line);
        if (*text == '\0' || *text == '#') {
            continue;
        }
        char *equals = strstr(text, "=");
        if (equals == NULL) {
            fprintf(stderr, "%s:%d: no `=`\n", path, no);
            problems++;
            continue;
        }
        *equals = '\0';
        struct entry *e = entry_of(trim(text));
        if (e->sentence[lang] != NULL) {
            fprintf(stderr, "%s:%d: key %s stands twice\n", path, no, e->key);
            problems++;
        }
        e->sentence[lang] = strdup(trim(equals + 1));
    }
    (void)fclose(f);
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->key, ((const struct entry *)b)->key);
}

static void put_c_text(FILE *out, const char *s)
{
    fputc('"', out);
    for (; *s != '\0'; s++) {
        if (*s == '\\' && s[1] == 'n') {
            fputs("\\n", out);
            s++;
        } else if (*s == '"' || *s == '\\' || *s == '?') { /* ? because of trigraphs */
            fputc('\\', out);
            fputc(*s, out);
        } else if ((unsigned char)*s >= 0x80) {
            fprintf(out, "\\%03o", (unsigned)(unsigned char)*s);
        } else {
            fputc(*s, out);
        }
    }
    fputc('"', out);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: textpack OUT.c vi FILE... en FILE...\n");
        return 2;
    }
    int lang = 0;
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "vi") == 0) {
            lang = 0;
        } else if (strcmp(argv[i], "en") == 0) {
            lang = 1;
        } else {
            read_file(argv[i], lang);
        }
    }
    qsort(entries, (size_t)count, sizeof entries[0], by_key);
    for (int i = 0; i < count; i++) {
        for (int l = 0; l < 2; l++) {
            if (entries[i].sentence[l] == NULL) {
                fprintf(stderr, "textpack: key %s has no sentence in %s\n", entries[i].key, l == 0 ? "vi" : "en");
                problems++;
            }
        }
    }
    if (problems > 0) {
        return 1;
    }
    FILE *out = fopen(argv[1], "w");
    if (out == NULL) {
        fprintf(stderr, "textpack: cannot write %s\n", argv[1]);
        return 1;
    }
    fputs("#include \"base/text_table.h\"\n\nconst struct text_entry text_entries[] = {\n", out);
    for (int i = 0; i < count; i++) {
        fprintf(out, "    {\"%s\", {", entries[i].key);
        put_c_text(out, entries[i].sentence[0]);
        fputs(", ", out);
        put_c_text(out, entries[i].sentence[1]);
        fputs("}},\n", out);
    }
    fprintf(out, "};\nconst int text_entry_count = %d;\n", count);
    return fclose(out) == 0 ? 0 : 1;
}
