/* fuzz: what every target has: the function libFuzzer and replay.c call with bytes from outside. It returns 0; whatever
 * must not happen it says with must(), which ends the program. The bytes are not NUL-terminated. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#endif
