/* Patterns: read as ECMAScript, run by PCRE2. The only file that sees PCRE2.
 *
 * A hostile pattern is met on two sides. Backtracking: match() is called with a small limit first and, when that is reached, with
 * a larger one, each time paying the steps of the last, so that the work of a validation bounds it. Plain scanning from every
 * start of a long text, which PCRE2 does not count: paid in advance by the square of the length. All of PCRE2's memory is arena. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "catalogue/eform_ecma.h"
#include "catalogue/eform_parts.h"

#include <pcre2.h>
#include <string.h>

#define TRANSLATED_MAX (64u * 1024u)
#define COMPILED_MAX (256u * 1024u)
#define HEAP_KIB 8192u

struct eform_pattern {
    pcre2_code *code;
    bool anchored;
};

static void *take_memory(size_t size, void *arena)
{
    return arena_alloc(arena, size);
}

static void leave_memory(void *memory, void *arena)
{
    (void)memory; /* it ends with the arena */
    (void)arena;
}

static const char *compile(struct arena *arena, const char *translated, struct eform_pattern *out)
{
    int error;
    PCRE2_SIZE at;
    size_t size = 0;
    uint32_t options = 0;
    pcre2_general_context *memory = pcre2_general_context_create(take_memory, leave_memory, arena);
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    (void)pcre2_set_parens_nest_limit(context, 100);
    out->code = pcre2_compile((PCRE2_SPTR)translated, PCRE2_ZERO_TERMINATED,
                              PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_AUTO_CAPTURE, &error, &at, context);
    if (out->code == NULL || pcre2_pattern_info(out->code, PCRE2_INFO_SIZE, &size) != 0 || size > COMPILED_MAX ||
        pcre2_pattern_info(out->code, PCRE2_INFO_ALLOPTIONS, &options) != 0) {
        return "eform.pattern.too_rich";
    }
    out->anchored = (options & PCRE2_ANCHORED) != 0;
    return NULL;
}

const struct eform_pattern *eform_pattern_compile(struct arena *arena, const char *text, const char **why)
{
    struct strbuf translated;
    struct eform_pattern *out = arena_alloc(arena, sizeof *out);
    if (strlen(text) > EFORM_PATTERN_MAX) {
        *why = "eform.pattern.too_long";
        return NULL;
    }
    strbuf_init(&translated, arena, TRANSLATED_MAX);
    strbuf_puts(&translated, "");
    *why = eform_ecma_translate(text, &translated);
    if (*why == NULL) {
        *why = translated.overflow ? "eform.pattern.too_rich" : compile(arena, translated.data, out);
    }
    return *why == NULL ? out : NULL;
}

bool eform_pattern_is_valid(const char *text)
{
    return strlen(text) <= EFORM_PATTERN_MAX && eform_ecma_translate(text, NULL) == NULL;
}

/* What one validation needs to match with; made when first asked for. */
struct match {
    pcre2_match_context *context;
    pcre2_match_data *data;
};

static struct match *match_of(struct eform_run *run)
{
    if (run->match == NULL) {
        struct match *m = arena_alloc(run->scratch, sizeof *m);
        pcre2_general_context *memory = pcre2_general_context_create(take_memory, leave_memory, run->scratch);
        m->context = pcre2_match_context_create(memory);
        m->data = pcre2_match_data_create(1, memory);
        (void)pcre2_set_heap_limit(m->context, HEAP_KIB);
        run->match = m;
    }
    return run->match;
}

bool eform_pattern_matches(struct eform_run *run, const struct eform_pattern *pattern, const char *text)
{
    static const uint32_t limits[] = {500, 10000, 300000};
    size_t len = strlen(text);
    struct match *m = match_of(run);
    if (!eform_spend(run, 1 + len / 64 + (pattern->anchored ? 0 : len / 16 * (len / 64)))) {
        return false;
    }
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        (void)pcre2_set_match_limit(m->context, limits[i]);
        int found = pcre2_match(pattern->code, (PCRE2_SPTR)text, len, 0, PCRE2_NO_UTF_CHECK, m->data, m->context);
        if (found >= 0 || found == PCRE2_ERROR_NOMATCH) {
            return found >= 0;
        }
        if (found != PCRE2_ERROR_MATCHLIMIT) {
            return eform_stop(run, "eform.pattern_limit");
        }
        if (!eform_spend(run, limits[i])) {
            return false;
        }
    }
    return eform_stop(run, "eform.pattern_limit");
}
