/* What was typed is one of three things: the beginning of a code (a letter, two digits, then a point or a hyphen), the running
 * number at its end (six digits or more, of which the last six count), or words. Words go to the index quoted, one by one, so nothing
 * typed is ever read as its query language. */
#include "dossier/search.h"

#include "base/viet.h"
#include "core_sql.h"

#include <stddef.h>
#include <string.h>

#define NUMBER_DIGITS 6
#define PREFIX_LEAST 2 /* letters; shorter beginnings are taken as whole words */

/* ---- what was typed ---- */

enum typed { TYPED_NOTHING, TYPED_CODE, TYPED_NUMBER, TYPED_WORDS };
struct typed_text {
    enum typed kind;
    const char *from, *past; /* CODE */
    const char *number;      /* NUMBER */
    const char *words;       /* WORDS */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word_char(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z');
}

static bool looks_like_code(const char *folded)
{
    return folded[0] >= 'a' && folded[0] <= 'z' && is_digit(folded[1]) && is_digit(folded[2]) && (folded[3] == '.' || folded[3] == '-');
}

static bool all_digits(const char *folded)
{
    return *folded != '\0' && strspn(folded, "0123456789") == strlen(folded);
}

static const char *upper(struct op *op, const char *folded)
{
    char *out = arena_strdup(op->arena, folded);
    for (char *p = out; *p != '\0'; p++) {
        *p = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
    }
    return out;
}

/* "cong" "ty" "sao"* : all of them, the last one as a beginning. Text outside a-z and 0-9 stands between words. */
static const char *quote_words(struct op *op, const char *folded, bool prefix)
{
    struct strbuf b;
    size_t words = 0, len = 0;
    strbuf_init(&b, op->arena, 4 * SEARCH_TEXT_MAX + 64);
    for (const char *p = folded; *p != '\0' && words < SEARCH_WORDS_MAX; p += len) {
        p += strcspn(p, "abcdefghijklmnopqrstuvwxyz0123456789");
        for (len = 0; is_word_char(p[len]);) {
            len++;
        }
        if (len > 0) {
            bool last = prefix && p[len] == '\0' && len >= PREFIX_LEAST;
            strbuf_printf(&b, "%s\"%.*s\"%s", words++ > 0 ? " " : "", (int)len, p, last ? "*" : "");
        }
    }
    return b.len == 0 ? NULL : b.data;
}

static struct typed_text read_typed(struct op *op, const char *q)
{
    const char *folded = q == NULL ? "" : viet_fold(op->arena, q);
    size_t len = strlen(folded);
    if (len == 0) {
        return (struct typed_text){.kind = TYPED_NOTHING};
    }
    if (looks_like_code(folded)) {
        const char *from = upper(op, folded);
        return (struct typed_text){.kind = TYPED_CODE, .from = from, .past = arena_printf(op->arena, "%s~", from)};
    }
    if (all_digits(folded) && len == NUMBER_DIGITS) {
        return (struct typed_text){.kind = TYPED_NUMBER, .number = folded};
    }
    return (struct typed_text){.kind = TYPED_WORDS, .words = quote_words(op, folded, true)};
}

static bool check_typed(struct op *op, const struct typed_text *t)
{
    return t->kind != TYPED_WORDS || t->words != NULL || fail_field(op, E_INPUT, "q", "search.nothing", NULL);
}

/* ---- which statement ---- */

static const struct sql *page_statement(const struct search_query *q, const struct typed_text *t)
{
    switch (t->kind) {
    case TYPED_CODE:
        return &sql_search_code;
    case TYPED_NUMBER:
        return &sql_search_number;
    case TYPED_WORDS:
        return &sql_search_words;
    case TYPED_NOTHING:
        break;
    }
    if (q->view == SEARCH_QUEUE) {
        return &sql_search_queue;
    }
    if (q->view == SEARCH_APPLICANT) {
        return &sql_search_applicant;
    }
    return q->state == NULL ? &sql_search_all : &sql_search_state;
}

static const struct sql *count_statement(const struct search_query *q, const struct typed_text *t)
{
    if (t->kind == TYPED_WORDS) {
        return q->view == SEARCH_ALL && q->state == NULL ? &sql_search_only_words_count : &sql_search_words_count;
    }
    if (q->view == SEARCH_QUEUE) {
        return &sql_search_queue_count;
    }
    if (q->view == SEARCH_APPLICANT) {
        return &sql_search_applicant_count;
    }
    return q->state == NULL ? &sql_search_all_count : &sql_search_state_count;
}

/* Binds whatever of the query the statement has a parameter for. */
static void bind_if(struct stmt *s, const struct sql *sql, const char *name, const char *value)
{
    for (int i = 0; i < sql->bind_count; i++) {
        if (strcmp(sql->binds[i], name) == 0) {
            bind_text(s, name, value);
        }
    }
}

static void bind_int_if(struct stmt *s, const struct sql *sql, const char *name, int64_t value)
{
    for (int i = 0; i < sql->bind_count; i++) {
        if (strcmp(sql->binds[i], name) == 0) {
            bind_int(s, name, value);
        }
    }
}

static void bind_query(struct stmt *s, const struct sql *sql, const struct search_query *q, const struct typed_text *t)
{
    bind_if(s, sql, "role", q->view == SEARCH_QUEUE ? q->role : NULL);
    bind_if(s, sql, "account", q->account);
    bind_if(s, sql, "applicant", q->view == SEARCH_APPLICANT ? q->account : NULL);
    bind_if(s, sql, "state", q->state);
    bind_if(s, sql, "words", t->words);
    bind_if(s, sql, "from", t->from);
    bind_if(s, sql, "past", t->past);
    bind_if(s, sql, "number", t->number);
    bind_int_if(s, sql, "after_key", q->after.id == 0 ? INT64_MIN : q->after.key);
    bind_int_if(s, sql, "after_id", q->after.id);
    bind_int_if(s, sql, "before", q->after.id == 0 ? INT64_MAX : q->after.id);
}

/* ---- pages ---- */

bool search_page(struct op *op, struct db *db, const struct search_query *query, struct search_page *out)
{
    struct typed_text typed = read_typed(op, query->q);
    must(query->limit >= 1 && query->limit <= SEARCH_PAGE_MAX);
    *out = (struct search_page){.rows = arena_array(op->arena, query->limit, sizeof *out->rows)};
    if (!check_typed(op, &typed)) {
        return false;
    }
    const struct sql *sql = page_statement(query, &typed);
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    bind_query(s, sql, query, &typed);
    bind_int(s, "max", (int64_t)query->limit + 1);
    while (out->count < query->limit && stmt_row(s)) {
        col_record(s, &dossier_record, &out->rows[out->count++]);
        out->next.key = col_int(s, "key");
    }
    bool one_way = typed.kind == TYPED_CODE || typed.kind == TYPED_NUMBER; /* few: one page is all */
    out->more = out->count == query->limit && !one_way && stmt_row(s);
    out->next.id = out->count == 0 ? 0 : out->rows[out->count - 1].id;
    return stmt_done(s);
}

bool search_count(struct op *op, struct db *db, const struct search_query *query, int64_t cap, int64_t *out)
{
    struct typed_text typed = read_typed(op, query->q);
    if (!check_typed(op, &typed)) {
        return false;
    }
    if (typed.kind == TYPED_CODE || typed.kind == TYPED_NUMBER) {
        struct search_query all = *query;
        struct search_page page;
        all.after = (struct search_after){0, 0};
        all.limit = SEARCH_PAGE_MAX;
        *out = 0;
        if (!search_page(op, db, &all, &page)) {
            return false;
        }
        *out = (int64_t)page.count;
        return true;
    }
    const struct sql *sql = count_statement(query, &typed);
    struct stmt *s = db_use(op, db, sql);
    if (s == NULL) {
        return false;
    }
    bind_query(s, sql, query, &typed);
    bind_int(s, "max", cap + 1);
    *out = stmt_row(s) ? col_int(s, "count") : 0;
    *out = *out > cap ? cap + 1 : *out;
    return stmt_done(s);
}

/* ---- indexing ---- */

bool search_add(struct op *op, struct db *db, const struct dossier *d, const char *procedure_name)
{
    const char *text = arena_printf(op->arena, "%s %s %s %s %s", json_get_text(d->owner, "name", ""), json_get_text(d->owner, "id_no", ""),
                                    json_get_text(d->owner, "phone", ""), d->procedure, procedure_name);
    struct stmt *s = db_use(op, db, &sql_search_add);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", d->id);
    bind_text(s, "words", viet_fold(op->arena, text));
    return stmt_run(s, NULL);
}
