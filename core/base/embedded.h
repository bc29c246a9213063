/* embedded: a file that travels inside the binary (written by scripts/embed). */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
    const char *name; /* path below the embedded folder */
    const unsigned char *bytes;
    size_t len;
};

#endif
