/* Statements are prepared once per connection and found by slot. Names of parameters and columns stand in struct sql (sqlpack
 * wrote them down) and are searched from where the last search ended, because callers bind and read in order: then each look-up is one
 * comparison. Which field of a record a column or parameter is, is found once and written down in the statement. */
#include "db/db_inside.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_FIRST 8 /* rows an array has room for at first; then it doubles */

/* Finalizes the statement that has not been used for longest. */
static void evict(struct db *db)
{
    int oldest = -1;
    for (int i = 0; i < db->slot_count; i++) {
        struct stmt *s = db->slots[i];
        if (s != NULL && !s->busy && (oldest < 0 || s->used < db->slots[oldest]->used)) {
            oldest = i;
        }
    }
    if (oldest >= 0) {
        (void)sqlite3_finalize(db->slots[oldest]->handle);
        free(db->slots[oldest]);
        db->slots[oldest] = NULL;
        db->cached--;
    }
}

/* Slots 0-2 belong to db.c itself; packed statements start at 8. */
static void grow_slots(struct db *db, int slot)
{
    int count = slot + 64;
    struct stmt **slots = realloc(db->slots, (size_t)count * sizeof *slots);
    must(slots != NULL);
    memset(slots + db->slot_count, 0, (size_t)(count - db->slot_count) * sizeof *slots);
    db->slots = slots;
    db->slot_count = count;
}

static struct stmt *prepare(struct op *op, struct db *db, const struct sql *sql)
{
    if (db->cached >= DB_CACHED) {
        evict(db);
    }
    struct stmt *s = calloc(1, sizeof *s + (size_t)(sql->column_count + sql->bind_count));
    must(s != NULL);
    int rc = sqlite3_prepare_v3(db->handle, sql->text, -1, SQLITE_PREPARE_PERSISTENT, &s->handle, NULL);
    if (rc != SQLITE_OK) {
        (void)db_fail(op, db, rc, sql->name);
        free(s);
        return NULL;
    }
    must(sqlite3_bind_parameter_count(s->handle) == sql->bind_count); /* written by hand without its names? */
    s->db = db;
    s->sql = sql;
    db->slots[sql->slot] = s;
    db->cached++;
    return s;
}

struct stmt *db_use(struct op *op, struct db *db, const struct sql *sql)
{
    if (op_failed(op)) {
        return NULL;
    }
    if (sql->slot >= db->slot_count) {
        grow_slots(db, sql->slot);
    }
    struct stmt *s = db->slots[sql->slot];
    if (s == NULL) {
        s = prepare(op, db, sql);
        if (s == NULL) {
            return NULL;
        }
    }
    must(s->sql == sql); /* two statements with one slot */
    must(!s->busy);
    s->busy = true;
    s->op = op;
    s->used = ++db->tick;
    s->next_bind = 1;
    s->next_column = 0;
    return s;
}

/* Index of `name` among the names, the search beginning at `from`; -1 if it is not there. */
static int find_name(const char *const *names, int count, int from, const char *name)
{
    for (int k = 0; k < count; k++) {
        int i = from + k < count ? from + k : from + k - count;
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

/* Index of the parameter, or 0. */
static int find_bind(struct stmt *s, const char *name)
{
    int i = find_name(s->sql->binds, s->sql->bind_count, s->next_bind - 1, name);
    if (i >= 0) {
        s->next_bind = i + 2 > s->sql->bind_count ? 1 : i + 2;
    }
    return i + 1;
}

static int bind_index(struct stmt *s, const char *name)
{
    int i = find_bind(s, name);
    must(i > 0); /* no such parameter */
    return i;
}

static void bind_text_at(struct stmt *s, int i, const char *text)
{
    must(sqlite3_bind_text(s->handle, i, text, -1, SQLITE_STATIC) == SQLITE_OK);
}
static void bind_int_at(struct stmt *s, int i, int64_t value)
{
    must(sqlite3_bind_int64(s->handle, i, value) == SQLITE_OK);
}

static void bind_instant_at(struct stmt *s, int i, struct instant t)
{
    must((instant_is_none(t) ? sqlite3_bind_null(s->handle, i) : sqlite3_bind_int64(s->handle, i, t.ms)) == SQLITE_OK);
}
static void bind_day_at(struct stmt *s, int i, struct day d)
{
    char text[DAY_TEXT];
    must(sqlite3_bind_text(s->handle, i, day_format(d, text), -1, SQLITE_TRANSIENT) == SQLITE_OK);
}

void bind_text(struct stmt *s, const char *name, const char *value)
{
    bind_text_at(s, bind_index(s, name), value);
}

void bind_int(struct stmt *s, const char *name, int64_t value)
{
    bind_int_at(s, bind_index(s, name), value);
}

void bind_bool(struct stmt *s, const char *name, bool value)
{
    bind_int(s, name, value ? 1 : 0);
}

void bind_null(struct stmt *s, const char *name)
{
    must(sqlite3_bind_null(s->handle, bind_index(s, name)) == SQLITE_OK);
}

void bind_instant(struct stmt *s, const char *name, struct instant t)
{
    bind_instant_at(s, bind_index(s, name), t);
}

void bind_day(struct stmt *s, const char *name, struct day d)
{
    bind_day_at(s, bind_index(s, name), d);
}

void bind_blob(struct stmt *s, const char *name, const void *bytes, size_t n)
{
    must(n <= INT32_MAX);
    must(sqlite3_bind_blob(s->handle, bind_index(s, name), bytes, (int)n, SQLITE_STATIC) == SQLITE_OK);
}

static const char *list_text(struct op *op, const struct text_list *list)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &b);
    json_open_array(&out, NULL);
    for (size_t i = 0; i < list->count; i++) {
        json_put_text(&out, NULL, list->items[i]);
    }
    json_close_array(&out);
    return b.data;
}

#define AT(type, base, field) ((type *)(void *)((char *)(base) + (field)->offset))
#define AT_CONST(type, base, field) ((const type *)(const void *)((const char *)(base) + (field)->offset))

#define NO_FIELD UINT8_MAX

/* The place of the record's field of that name; the search begins at *next, which then stands behind it. */
static uint8_t find_field(const struct record *record, size_t *next, const char *name)
{
    for (size_t k = 0; k < record->count; k++) {
        size_t i = *next + k < record->count ? *next + k : *next + k - record->count;
        if (strcmp(record->fields[i].name, name) == 0) {
            *next = i + 1 < record->count ? i + 1 : 0;
            return (uint8_t)i;
        }
    }
    return NO_FIELD;
}

static void find_fields(const struct record *record, const char *const *names, int count, uint8_t *out)
{
    size_t next = 0;
    must(record->count < NO_FIELD);
    for (int i = 0; i < count; i++) {
        out[i] = find_field(record, &next, names[i]);
    }
}

static void bind_field(struct stmt *s, struct op *op, const struct field *f, int i, const void *data)
{
    switch (f->kind) {
    case FIELD_TEXT:
        bind_text_at(s, i, *AT_CONST(char *, data, f));
        break;
    case FIELD_INT:
        bind_int_at(s, i, *AT_CONST(int64_t, data, f));
        break;
    case FIELD_DONG:
        bind_int_at(s, i, AT_CONST(struct dong, data, f)->amount);
        break;
    case FIELD_BOOL:
        bind_int_at(s, i, *AT_CONST(bool, data, f) ? 1 : 0);
        break;
    case FIELD_INSTANT:
        bind_instant_at(s, i, *AT_CONST(struct instant, data, f));
        break;
    case FIELD_DAY:
        bind_day_at(s, i, *AT_CONST(struct day, data, f));
        break;
    case FIELD_CHOICE: {
        int v = *AT_CONST(int, data, f);
        bind_text_at(s, i, v < 0 || v >= f->choices->count ? NULL : f->choices->codes[v]);
        break;
    }
    case FIELD_TEXT_LIST:
        bind_text_at(s, i, list_text(op, AT_CONST(struct text_list, data, f)));
        break;
    case FIELD_JSON: {
        const struct json *node = *AT_CONST(struct json *, data, f);
        bind_text_at(s, i, node == NULL ? NULL : json_text(op, node));
        break;
    }
    }
}

void bind_record(struct stmt *s, struct op *op, const struct record *record, const void *data)
{
    uint8_t *fields = s->fields + s->sql->column_count;
    if (s->binds_of != record) {
        find_fields(record, s->sql->binds, s->sql->bind_count, fields);
        s->binds_of = record;
    }
    for (int i = 0; i < s->sql->bind_count; i++) {
        if (fields[i] != NO_FIELD) {
            bind_field(s, op, &record->fields[fields[i]], i + 1, data);
        }
    }
}

bool stmt_row(struct stmt *s)
{
    if (op_failed(s->op)) {
        return false;
    }
    int rc = sqlite3_step(s->handle);
    if (rc == SQLITE_ROW) {
        s->next_column = 0;
        return true;
    }
    if (rc != SQLITE_DONE) {
        (void)db_fail(s->op, s->db, rc, s->sql->name);
    }
    return false;
}

bool stmt_done(struct stmt *s)
{
    if (s == NULL) {
        return false;
    }
    struct op *op = s->op;
    (void)sqlite3_reset(s->handle);
    (void)sqlite3_clear_bindings(s->handle);
    s->busy = false;
    s->op = NULL;
    return !op_failed(op);
}

bool stmt_run(struct stmt *s, int64_t *changed)
{
    while (stmt_row(s)) {
        /* RETURNING rows nobody asked for */
    }
    if (changed != NULL) {
        *changed = sqlite3_changes64(s->db->handle);
    }
    return stmt_done(s);
}

static int find_column(struct stmt *s, const char *name)
{
    int i = find_name(s->sql->columns, s->sql->column_count, s->next_column, name);
    if (i >= 0) {
        s->next_column = i + 1 < s->sql->column_count ? i + 1 : 0;
    }
    return i;
}

static int column_index(struct stmt *s, const char *name)
{
    int i = find_column(s, name);
    must(i >= 0); /* no such column */
    return i;
}

/* A text is taken as the bytes it is: asked for as text, SQLite would first make a copy of its own to put a NUL behind it. */
static const char *text_at(struct stmt *s, int i)
{
    if (sqlite3_column_type(s->handle, i) != SQLITE_TEXT) {
        const char *text = (const char *)sqlite3_column_text(s->handle, i);
        return text == NULL ? NULL : arena_strdup(s->op->arena, text);
    }
    const void *bytes = sqlite3_column_blob(s->handle, i);
    return arena_strndup(s->op->arena, bytes == NULL ? "" : bytes, (size_t)sqlite3_column_bytes(s->handle, i));
}

const char *col_text(struct stmt *s, const char *name)
{
    return text_at(s, column_index(s, name));
}

int64_t col_int(struct stmt *s, const char *name)
{
    return sqlite3_column_int64(s->handle, column_index(s, name));
}

bool col_bool(struct stmt *s, const char *name)
{
    return col_int(s, name) != 0;
}

bool col_is_null(struct stmt *s, const char *name)
{
    return sqlite3_column_type(s->handle, column_index(s, name)) == SQLITE_NULL;
}

static struct instant instant_of(struct stmt *s, int i)
{
    if (sqlite3_column_type(s->handle, i) == SQLITE_NULL) {
        return INSTANT_NONE;
    }
    return (struct instant){sqlite3_column_int64(s->handle, i)};
}

struct instant col_instant(struct stmt *s, const char *name)
{
    return instant_of(s, column_index(s, name));
}

static struct day day_of(struct stmt *s, int i)
{
    struct day d = {0};
    const char *text = (const char *)sqlite3_column_text(s->handle, i);
    must(text == NULL || day_parse(text, &d)); /* the schema's CHECK guards it */
    return d;
}

struct day col_day(struct stmt *s, const char *name)
{
    return day_of(s, column_index(s, name));
}

const void *col_blob(struct stmt *s, const char *name, size_t *n)
{
    int i = column_index(s, name);
    const void *bytes = sqlite3_column_blob(s->handle, i);
    *n = (size_t)sqlite3_column_bytes(s->handle, i);
    return bytes == NULL ? NULL : arena_strndup(s->op->arena, bytes, *n);
}

static void read_list(struct stmt *s, const char *text, struct text_list *out)
{
    const struct json *node = text == NULL ? NULL : json_parse(s->op, text, strlen(text));
    size_t n = node == NULL ? 0 : node->count;
    out->items = arena_array(s->op->arena, n, sizeof *out->items);
    for (const struct json *c = n == 0 ? NULL : node->first; c != NULL; c = c->next) {
        out->items[out->count++] = c->kind == JSON_TEXT ? c->text : "";
    }
}

static void read_column(struct stmt *s, const struct field *f, int i, void *out)
{
    switch (f->kind) {
    case FIELD_TEXT:
        *AT(const char *, out, f) = text_at(s, i);
        break;
    case FIELD_INT:
        *AT(int64_t, out, f) = sqlite3_column_int64(s->handle, i);
        break;
    case FIELD_DONG:
        AT(struct dong, out, f)->amount = sqlite3_column_int64(s->handle, i);
        break;
    case FIELD_BOOL:
        *AT(bool, out, f) = sqlite3_column_int64(s->handle, i) != 0;
        break;
    case FIELD_INSTANT:
        *AT(struct instant, out, f) = instant_of(s, i);
        break;
    case FIELD_DAY:
        *AT(struct day, out, f) = day_of(s, i);
        break;
    case FIELD_CHOICE: {
        const char *text = text_at(s, i);
        *AT(int, out, f) = text == NULL ? -1 : choice_find(f->choices, text);
        break;
    }
    case FIELD_TEXT_LIST:
        read_list(s, text_at(s, i), AT(struct text_list, out, f));
        break;
    case FIELD_JSON: {
        const char *text = text_at(s, i);
        *AT(const struct json *, out, f) = text == NULL ? NULL : json_parse(s->op, text, strlen(text));
        break;
    }
    }
}

void col_record(struct stmt *s, const struct record *record, void *out)
{
    if (s->columns_of != record) {
        find_fields(record, s->sql->columns, s->sql->column_count, s->fields);
        s->columns_of = record;
    }
    memset(out, 0, record->size);
    for (int i = 0; i < s->sql->column_count; i++) {
        if (s->fields[i] != NO_FIELD) {
            read_column(s, &record->fields[s->fields[i]], i, out);
        }
    }
}

bool stmt_records(struct stmt *s, const struct record *record, size_t max, void **out, size_t *count)
{
    struct arena *arena = s->op->arena;
    size_t cap = max < ROWS_FIRST ? max : ROWS_FIRST;
    *out = arena_bytes(arena, cap * record->size); /* col_record fills every byte */
    *count = 0;
    while (*count < max && stmt_row(s)) {
        if (*count == cap) {
            cap = cap * 2 < max ? cap * 2 : max;
            void *more = arena_bytes(arena, cap * record->size);
            memcpy(more, *out, *count * record->size);
            *out = more;
        }
        col_record(s, record, (char *)*out + record->size * (*count)++);
    }
    return stmt_done(s);
}
