#include "dossier/saved_view.h"

#include "audit/note.h"
#include "core_sql.h"

#include <stddef.h>
#include <string.h>

static const char *const list_codes[] = {"queue", "all", "shared", "followed", "waiting", "directed"};
const struct choices saved_list_choices = {list_codes, sizeof list_codes / sizeof list_codes[0]};

#define FILTER(k, field_, ...)                                                                                         \
    {                                                                                                                  \
        .name = #field_, .kind = k, .offset = offsetof(struct view_save_input, filter.field_), __VA_ARGS__             \
    }
static const struct field save_fields[] = {
    {.name = "name", .kind = FIELD_TEXT, .offset = offsetof(struct view_save_input, name), .flags = FIELD_REQUIRED, .max = SAVED_NAME_MAX},
    FILTER(FIELD_CHOICE, view, .choices = &saved_list_choices),
    FILTER(FIELD_TEXT, q, .max = SEARCH_TEXT_MAX),
    FILTER(FIELD_CHOICE, state, .choices = &dossier_state_choices),
    FILTER(FIELD_CHOICE, timing, .choices = &search_timing_choices),
    FILTER(FIELD_CHOICE, part, .choices = &part_choices),
    FILTER(FIELD_CHOICE, sort, .choices = &search_sort_choices),
    FILTER(FIELD_TEXT, handler, .max = SEARCH_HANDLER_MAX),
    FILTER(FIELD_DAY, from, .help = "filed from this day on"),
    FILTER(FIELD_DAY, to, .help = "filed up to this day, included"),
    {.name = "shared", .kind = FIELD_BOOL, .offset = offsetof(struct view_save_input, shared),
     .help = "lend it to all accounts of the same organisation"},
};
const struct record view_save_record = RECORD("view_save", struct view_save_input, save_fields);
static const struct field remove_fields[] = {
    {.name = "view", .kind = FIELD_INT, .offset = offsetof(struct view_remove_input, view), .flags = FIELD_REQUIRED, .min = 1, .max = JSON_INT_MAX},
};
const struct record view_remove_record = RECORD("view_remove", struct view_remove_input, remove_fields);

#define F(k, field_)                                                                                                   \
    {                                                                                                                  \
        .name = #field_, .kind = k, .offset = offsetof(struct saved_view, field_)                                      \
    }
static const struct field row_fields[] = {
    F(FIELD_INT, id), F(FIELD_TEXT, account), F(FIELD_TEXT, account_name), F(FIELD_TEXT, name),
    F(FIELD_JSON, filter), F(FIELD_BOOL, shared), F(FIELD_INSTANT, saved_at),
};
static const struct record row_record = RECORD("saved_view", struct saved_view, row_fields);

static bool note(struct op *op, struct office *office, const char *event, int64_t id, const char *name)
{
    struct audit_words w;
    struct json_out *out = audit_words_begin(op, &w);
    json_put_int(out, "view", id);
    json_put_text(out, "name", name);
    return audit_words_end(op, office, &w, event);
}

static void put_choice(struct json_out *out, const char *name, const struct choices *choices, int value)
{
    if (value >= 0) {
        json_put_text(out, name, choices->codes[value]);
    }
}

static void put_day(struct json_out *out, const char *name, struct day day)
{
    if (day.n != 0) {
        json_put_day(out, name, day);
    }
}

static const char *filter_text(struct op *op, const struct saved_filter *f)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, 2000);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    put_choice(&out, "view", &saved_list_choices, f->view);
    if (f->q != NULL && f->q[0] != '\0') {
        json_put_text(&out, "q", f->q);
    }
    put_choice(&out, "state", &dossier_state_choices, f->state);
    put_choice(&out, "timing", &search_timing_choices, f->timing);
    put_choice(&out, "part", &part_choices, f->part);
    put_choice(&out, "sort", &search_sort_choices, f->sort);
    if (f->handler != NULL && f->handler[0] != '\0') {
        json_put_text(&out, "handler", f->handler);
    }
    put_day(&out, "from", f->from);
    put_day(&out, "to", f->to);
    json_close_object(&out);
    return b.data;
}

static bool check_count(struct op *op, struct db *db, const char *account, const char *name)
{
    struct stmt *s = db_use(op, db, &sql_saved_view_count);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "account", account);
    bind_text(s, "name", name);
    int64_t count = stmt_row(s) ? col_int(s, "n") : 0;
    return stmt_done(s) && (count < SAVED_VIEWS_MAX || fail(op, E_LIMIT, "view.too_many", "max", arena_int(op->arena, SAVED_VIEWS_MAX), NULL));
}

bool view_save(struct op *op, struct office *office, const void *input)
{
    const struct view_save_input *in = input;
    const struct actor *actor = office_actor(office);
    const char *filter = filter_text(op, &in->filter);
    struct db *db = office_db(office);
    if (strcmp(filter, "{}") == 0) {
        return fail_field(op, E_INPUT, "view", "view.any", NULL);
    }
    struct search_query query = {.view = SEARCH_ALL};
    if (!search_check_handler(op, db, in->filter.handler) || !search_filed(op, db, in->filter.from, in->filter.to, &query) ||
        !check_count(op, db, actor->account, in->name)) {
        return false;
    }
    struct stmt *s = db_use(op, db, &sql_saved_view_put);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "account", actor->account);
    bind_text(s, "org", actor->org);
    bind_text(s, "name", in->name);
    bind_text(s, "filter", filter);
    bind_int(s, "shared", in->shared);
    bind_instant(s, "now", op->now);
    int64_t id = stmt_row(s) ? col_int(s, "id") : 0;
    return stmt_done(s) && note(op, office, "view.saved", id, in->name);
}

bool view_remove(struct op *op, struct office *office, const void *input)
{
    const struct view_remove_input *in = input;
    struct stmt *s = db_use(op, office_db(office), &sql_saved_view_remove);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", in->view);
    bind_text(s, "account", office_actor(office)->account);
    const char *name = stmt_row(s) ? arena_strdup(op->arena, col_text(s, "name")) : NULL;
    if (!stmt_done(s)) {
        return false;
    }
    return name == NULL ? fail_field(op, E_MISSING, "view", "view.unknown", NULL) : note(op, office, "view.removed", in->view, name);
}

bool saved_views(struct op *op, struct db *db, const char *account, const char *org, struct saved_view **out, size_t *count)
{
    struct stmt *s = db_use(op, db, &sql_saved_view_list);
    void *rows = NULL;
    if (s == NULL) {
        return false;
    }
    bind_text(s, "account", account);
    bind_text(s, "org", org);
    bind_int(s, "max", SAVED_LIST_MAX);
    bool ok = stmt_records(s, &row_record, SAVED_LIST_MAX, &rows, count);
    *out = rows;
    return ok;
}
