#include "org/org.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "base/viet.h"
#include "core_sql.h"

#include <stddef.h>
#include <string.h>

#define ORGS_MAX 500
#define ABBREVIATION_MAX 60 /* bytes */

#define TEXT(field, extra)                                                                                             \
    {                                                                                                                  \
        .name = #field, .kind = FIELD_TEXT, .offset = offsetof(struct org, field), .flags = extra                      \
    }
static const struct field fields[] = {
    TEXT(code, FIELD_REQUIRED), TEXT(name_vi, FIELD_REQUIRED), TEXT(name_en, FIELD_REQUIRED), TEXT(kind, FIELD_REQUIRED),
    TEXT(parent, 0),            TEXT(open_on, FIELD_REQUIRED), TEXT(close_on, 0),             TEXT(certainty, FIELD_REQUIRED),
    TEXT(replaced_by, 0),       TEXT(place, 0),             TEXT(address, 0),           TEXT(phone, 0),                TEXT(email, 0),
};
const struct record org_record = RECORD("org", struct org, fields);

bool org_get(struct op *op, struct db *db, const char *code, struct org *out)
{
    struct stmt *s = db_use(op, db, &sql_org_get);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "code", code);
    if (stmt_row(s)) {
        col_record(s, &org_record, out);
    } else {
        (void)fail(op, E_MISSING, "org.unknown", "org", code, NULL);
    }
    return stmt_done(s);
}

bool org_put(struct op *op, struct db *db, const struct org *org)
{
    struct stmt *s = db_use(op, db, &sql_org_put);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &org_record, org);
    return stmt_run(s, NULL);
}

const char *org_top(struct op *op, const char *code)
{
    return arena_printf(op->arena, "%.*s", (int)strcspn(code, "."), code);
}

bool org_list(struct op *op, struct db *db, struct org **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_org_list);
    void *rows = NULL;
    bool ok = s != NULL && stmt_records(s, &org_record, ORGS_MAX, &rows, count);
    *out = rows;
    return ok;
}

bool org_add(struct op *op, struct db *db, const struct org *org)
{
    struct stmt *s = db_use(op, db, &sql_org_add);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &org_record, org);
    return stmt_run(s, NULL);
}

bool org_save(struct op *op, struct db *db, const struct org *org)
{
    struct stmt *s = db_use(op, db, &sql_org_save);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &org_record, org);
    return stmt_run(s, NULL);
}

bool org_is_open(const struct org *org, const char *day)
{
    return strcmp(org->open_on, day) <= 0 && (org->close_on == NULL || strcmp(org->close_on, day) >= 0);
}

bool org_must_be_open(struct op *op, const struct org *org, const char *field)
{
    char today[DAY_TEXT];
    const char *name = op->lang == LANG_VI ? org->name_vi : org->name_en;
    if (org_is_open(org, day_format(instant_day(op->now), today))) {
        return true;
    }
    bool closed = org->close_on != NULL && strcmp(org->close_on, today) < 0;
    const char *key = !closed ? "org.not_open_yet" : org->replaced_by != NULL ? "org.closed_replaced" : "org.closed_for_new";
    const char *day = closed ? org->close_on : org->open_on;
    return fail_field(op, E_STATE, field, key, "org", name, "code", org->code, "day", text_day(op, day), "successor",
                      org->replaced_by == NULL ? "" : org->replaced_by, NULL);
}

bool org_list_to_ask(struct op *op, struct db *db, struct day day, struct org **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_org_to_ask);
    if (s == NULL) {
        return false;
    }
    *out = arena_array(op->arena, ORG_ASK_MAX, sizeof **out);
    *count = 0;
    bind_day(s, "day", day);
    while (*count < ORG_ASK_MAX && stmt_row(s)) {
        (*out)[(*count)++] = (struct org){.code = col_text(s, "code"), .name_vi = col_text(s, "name_vi"), .name_en = col_text(s, "name_en")};
    }
    return stmt_done(s);
}

bool org_is_within(const char *code, const char *above)
{
    size_t n = strlen(above);
    return strncmp(code, above, n) == 0 && (code[n] == '\0' || code[n] == '.');
}

bool org_same_top(const char *a, const char *b)
{
    size_t n = strcspn(a, ".");
    return n == strcspn(b, ".") && strncmp(a, b, n) == 0;
}

/* ---- abbreviations ---- */

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

const char *org_abbreviation(struct op *op, const char *name_vi)
{
    struct strbuf b;
    strbuf_init(&b, op->arena, ABBREVIATION_MAX);
    for (const char *word = name_vi; *word != '\0' && !starts(word, "tỉnh") && !starts(word, "thành phố");) {
        size_t len = strcspn(word, " ");
        const char *folded = viet_fold(op->arena, word);
        if (starts(word, "Đ") || starts(word, "đ")) {
            strbuf_puts(&b, "Đ");
        } else if (!starts(word, "và ") && folded[0] >= 'a' && folded[0] <= 'z') {
            strbuf_putc(&b, (char)(folded[0] - 'a' + 'A'));
        }
        word += len + strspn(word + len, " ");
    }
    return b.len == 0 ? name_vi : b.data;
}
