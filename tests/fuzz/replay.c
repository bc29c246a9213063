/* replay: a fuzz target as a plain test. Every file of the corpus folder is tried whole and cut short at up to 64 places,
 * each in a buffer of its exact size so that the sanitizers see the first byte read past it. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX (4u << 20)
#define CUTS 64

static void try_exactly(const uint8_t *bytes, size_t len)
{
    uint8_t *own = malloc(len > 0 ? len : 1);
    if (own == NULL) {
        abort();
    }
    memcpy(own, bytes, len);
    (void)LLVMFuzzerTestOneInput(own, len);
    free(own);
}

static long try_file(const char *path, uint8_t *buffer)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        perror(path);
        exit(1);
    }
    size_t len = fread(buffer, 1, FILE_MAX, f);
    (void)fclose(f);
    size_t stride = len / CUTS + 1;
    long tried = 1;
    try_exactly(buffer, len);
    for (size_t cut = 0; cut < len; cut += stride) {
        try_exactly(buffer, cut);
        tried++;
    }
    return tried;
}

int main(int argc, char **argv)
{
    DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;
    uint8_t *buffer = malloc(FILE_MAX);
    if (dir == NULL || buffer == NULL) {
        fprintf(stderr, "usage: %s CORPUS-FOLDER\n", argv[0]);
        return 2;
    }
    long files = 0;
    long tried = 0;
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        char path[4096];
        if (e->d_name[0] == '.') {
            continue;
        }
        (void)snprintf(path, sizeof path, "%s/%s", argv[1], e->d_name);
        tried += try_file(path, buffer);
        files++;
    }
    (void)closedir(dir);
    free(buffer);
    printf("%ld files, %ld inputs\n", files, tried);
    return files > 0 ? 0 : 1;
}
