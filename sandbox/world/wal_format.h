/* wal_format: the words and the checksum of SQLite's log, for the reader (wal.c) and the copier (wal_copy.c) only. */
#ifndef WORLD_WAL_FORMAT_H
#define WORLD_WAL_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WAL_MAGIC 0x377f0682u
#define WAL_VERSION 3007000u
#define WAL_ACT_OFFSET 60 /* user_version in page 1 */

static inline uint32_t be32(const uint8_t *b)
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}
static inline uint32_t le32(const uint8_t *b)
{
    return (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}
static inline void put_be32(uint8_t *b, uint32_t v)
{
    b[0] = (uint8_t)(v >> 24), b[1] = (uint8_t)(v >> 16), b[2] = (uint8_t)(v >> 8), b[3] = (uint8_t)v;
}
/* Carries `check` on over n bytes; n is a multiple of 8. */
static inline void wal_checksum(bool big, const uint8_t *bytes, size_t n, uint32_t check[2])
{
    uint32_t a = check[0], b = check[1];
    if (big) {
        for (size_t i = 0; i < n; i += 8) {
            a += be32(bytes + i) + b;
            b += be32(bytes + i + 4) + a;
        }
    } else {
        for (size_t i = 0; i < n; i += 8) {
            a += le32(bytes + i) + b;
            b += le32(bytes + i + 4) + a;
        }
    }
    check[0] = a, check[1] = b;
}

#endif
