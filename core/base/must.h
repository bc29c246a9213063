/* must: an assertion that stays on in every build. For programmer errors only, never for input. */
#ifndef BASE_MUST_H
#define BASE_MUST_H

__attribute__((noreturn)) void must_failed(const char *what, const char *file, int line);

#define must(cond) ((cond) ? (void)0 : must_failed(#cond, __FILE__, __LINE__))
#define MUST_USE __attribute__((warn_unused_result))

#endif
