/* embed: turns files into C arrays. Usage: embed OUT.c SYMBOL ROOT FILE...
 * Writes `const struct embedded_file SYMBOL[]` with name (path below ROOT), bytes, length, and SYMBOL_count. After the bytes
 * of each file stands a NUL that the length does not count.
 * The struct is declared in gen/embedded.h style by the includer:
 *   struct embedded_file { const char *name; const unsigned char *bytes; size_t len; }; */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long put_bytes(FILE *out, const char *path, int index)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        fprintf(stderr, "embed: cannot open %s\n", path);
        exit(1);
    }
    /* A string compiles many times faster than a list of numbers; octal escapes have a fixed length. */
    fprintf(out, "static const unsigned char file_%d[] =", index);
    long n = 0;
    int c;
    while ((c = fgetc(f)) != EOF) {
        if (n % 64 == 0) {
            fputs(n == 0 ? "\n    \"" : "\"\n    \"", out);
        }
        if (c >= ' ' && c < 127 && c != '"' && c != '\\' && c != '?') {
            fputc(c, out);
        } else {
            fprintf(out, "\\%03o", (unsigned)c);
        }
        n++;
    }
    fputs(n == 0 ? " \"\";\n" : "\";\n", out);
    (void)fclose(f);
    return n;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: embed OUT.c SYMBOL ROOT FILE...\n");
        return 2;
    }
    FILE *out = fopen(argv[1], "w");
    if (out == NULL) {
        fprintf(stderr, "embed: cannot write %s\n", argv[1]);
        return 1;
    }
    size_t root = strlen(argv[3]);
    int files = argc - 4;
    long *lengths = calloc((size_t)files + 1, sizeof *lengths);
    if (lengths == NULL) {
        return 1;
    }
    fputs("#include \"base/embedded.h\"\n\n", out);
    for (int i = 0; i < files; i++) {
        lengths[i] = put_bytes(out, argv[4 + i], i);
    }
    fprintf(out, "const struct embedded_file %s[] = {\n", argv[2]);
    for (int i = 0; i < files; i++) {
        const char *name = argv[4 + i];
        if (strncmp(name, argv[3], root) == 0) {
            name += root;
            name += *name == '/';
        }
        fprintf(out, "    {\"%s\", file_%d, %ld},\n", name, i, lengths[i]);
    }
    fprintf(out, "    {0, 0, 0},\n};\nconst int %s_count = %d;\n", argv[2], files);
    free(lengths);
    return fclose(out) == 0 ? 0 : 1;
}
