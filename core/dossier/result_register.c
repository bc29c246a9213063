#include "dossier/result_register.h"

#include "base/viet.h"
#include "core_sql.h"
#include "dossier/search.h"
#include "dossier/search_typed.h"

#include <stddef.h>
#include <string.h>

#define SYMBOL_DIGITS 5 /* as many digits are a number of a paper; six are the running number of a dossier */

static const char *const status_codes[] = {
#define X(status, code) [status] = code,
    RESULT_STATUSES(X)
#undef X
};
const struct choices result_status_choices = {status_codes, RESULT_STATUS_COUNT};
static const char *const act_codes[] = {"issue", "correction", "revocation", "reissue"};
const struct choices result_act_choices = {act_codes, 4};

#define R(field_, kind_)                                                                                               \
    {                                                                                                                  \
        .name = #field_, .kind = kind_, .offset = offsetof(struct result_line, result.field_)                          \
    }
#define L(field_)                                                                                                      \
    {                                                                                                                  \
        .name = #field_, .kind = FIELD_TEXT, .offset = offsetof(struct result_line, field_)                            \
    }
static const struct field line_fields[] = {
    R(id, FIELD_INT),        R(dossier, FIELD_INT),    R(no, FIELD_INT),         R(act, FIELD_TEXT),    R(kind, FIELD_TEXT),
    R(title, FIELD_TEXT),    R(content, FIELD_TEXT),   R(org, FIELD_TEXT),       R(org_vi, FIELD_TEXT), R(org_en, FIELD_TEXT),
    R(signed_at, FIELD_INSTANT), R(signed_by, FIELD_TEXT), R(number, FIELD_INT), R(symbol, FIELD_TEXT), R(issued_at, FIELD_INSTANT),
    R(sealed_by, FIELD_TEXT), R(status, FIELD_TEXT),   R(replaces, FIELD_INT),   R(reason, FIELD_TEXT), L(code),
    L(owner),                L(procedure),             L(procedure_vi),          L(procedure_en),
};
static const struct record line_record = RECORD("result_line", struct result_line, line_fields);

/* ---- what was typed ---- */

struct paper_words {
    const char *symbol, *code; /* patterns of LIKE */
    const char *words;
};

/* Text from outside, harmless in a pattern. */
static const char *plain(struct op *op, const char *text)
{
    struct strbuf b;
    strbuf_init(&b, op->arena, 4 * SEARCH_TEXT_MAX);
    for (; *text != '\0'; text++) {
        if (strchr("\\%_", *text) != NULL) {
            strbuf_putc(&b, '\\');
        }
        strbuf_putc(&b, *text);
    }
    return b.len == 0 ? "" : b.data;
}

static bool read_typed(struct op *op, const char *q, struct paper_words *out)
{
    *out = (struct paper_words){0};
    const char *folded = q == NULL ? "" : viet_fold(op->arena, q);
    size_t len = strlen(folded), digits = strspn(folded, "0123456789");
    if (len == 0) {
        return true;
    }
    if (strchr(folded, '/') != NULL) {
        out->symbol = arena_printf(op->arena, "%s%%", plain(op, folded));
    } else if (digits == len && len <= SYMBOL_DIGITS) {
        out->symbol = arena_printf(op->arena, "%s/%%", folded);
    } else if (digits == len && len == SYMBOL_DIGITS + 1) {
        out->code = arena_printf(op->arena, "%%%s", folded);
    } else if (folded[0] >= 'a' && folded[0] <= 'z' && strspn(folded + 1, "0123456789") == 2 && strchr(".-", folded[3]) != NULL && len > 3) {
        out->code = arena_printf(op->arena, "%s%%", plain(op, folded));
    } else {
        out->words = typed_match(op, q);
        return out->words != NULL || fail_field(op, E_INPUT, "q", "search.nothing", NULL);
    }
    return true;
}

static void bind_query(struct stmt *s, const struct result_query *q, const struct paper_words *t)
{
    bind_text(s, "act", q->act);
    bind_instant(s, "from", q->first.n == 0 ? INSTANT_NONE : instant_at(q->first, 0));
    bind_instant(s, "past", q->last.n == 0 ? INSTANT_NONE : instant_at(day_add(q->last, 1), 0));
    bind_text(s, "symbol", t->symbol);
    bind_text(s, "code", t->code);
    bind_text(s, "words", t->words);
    bind_text(s, "concerns", q->concerns);
}

bool result_page(struct op *op, struct db *db, const struct result_query *query, struct result_line **out, size_t *count, bool *more)
{
    struct paper_words typed;
    void *rows = NULL;
    must(query->limit >= 1 && query->limit <= RESULT_PAGE_MAX);
    if (!read_typed(op, query->q, &typed)) {
        return false;
    }
    struct stmt *s = db_use(op, db, &sql_result_register);
    if (s == NULL) {
        return false;
    }
    bind_query(s, query, &typed);
    bind_text(s, "status", query->status);
    bind_int(s, "before", query->before == 0 ? INT64_MAX : query->before);
    bind_int(s, "max", (int64_t)query->limit + 1);
    bool ok = stmt_records(s, &line_record, query->limit + 1, &rows, count);
    *out = rows;
    *more = *count > query->limit;
    *count = *more ? query->limit : *count;
    return ok;
}

bool result_tally(struct op *op, struct db *db, const struct result_query *query, int64_t cap, int64_t counts[RESULT_STATUS_COUNT])
{
    struct paper_words typed;
    memset(counts, 0, RESULT_STATUS_COUNT * sizeof counts[0]);
    if (!read_typed(op, query->q, &typed)) {
        return false;
    }
    struct stmt *s = db_use(op, db, &sql_result_tally);
    if (s == NULL) {
        return false;
    }
    bind_query(s, query, &typed);
    bind_int(s, "max", cap);
    while (stmt_row(s)) {
        int status = choice_find(&result_status_choices, col_text(s, "status"));
        if (status >= 0) {
            counts[status] = col_int(s, "n");
        }
    }
    return stmt_done(s);
}
