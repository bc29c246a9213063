/* One thing done to many dossiers (dossier/bulk.h). A try runs each act and takes it back, so what it says is what the act would
 * answer; a run does them one after the other, each its own commit, while the world is held, and answers for each. What failed does not
 * stop the rest. Each item has an arena of its own, so that five hundred need no more memory than one. */
#include "api/api_list.h"
#include "api/app.h"
#include "api/handlers.h"
#include "api/view_attempt.h"
#include "api/view_dossier.h"
#include "base/digest.h"
#include "base/log.h"
#include "base/text.h"
#include "document/blob.h"
#include "dossier/bulk.h"
#include "dossier/paper.h"
#include "form/form.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define ITEM_ARENA ((size_t)32 << 20)
#define FORMS_MAX 7   /* kinds of forms */
#define PAPERS_MAX 16 /* of one dossier; more are not printed at once */

/* ---- what is asked ---- */

struct bulk_body {
    const struct json *filter, *items;
    const char *note, *account, *division, *reason;
    struct text_list forms;
};
#define F(k, field, extra, most)                                                                                       \
    {                                                                                                                  \
        .name = #field, .kind = k, .offset = offsetof(struct bulk_body, field), .flags = extra, .max = most            \
    }
#define WHICH                                                                                                          \
    {.name = "filter", .kind = FIELD_JSON, .offset = offsetof(struct bulk_body, filter),                               \
     .help = "instead of items: what the list takes as its query (view, q, state, timing, part, handler, from, to)"},                           \
        {.name = "items", .kind = FIELD_JSON, .offset = offsetof(struct bulk_body, items),                             \
         .help = "[{dossier, version}]: at most 500 (100 for printing)"}
#define WHICH_FIELDS 2
#define NOTE F(FIELD_TEXT, note, 0, 1000)
static const struct field accept_fields[] = {WHICH, NOTE};
static const struct field hand_over_fields[] = {WHICH, F(FIELD_TEXT, division, 0, 40), NOTE};
static const struct field assign_fields[] = {WHICH, F(FIELD_TEXT, account, FIELD_REQUIRED, 40), NOTE};
static const struct field return_fields[] = {WHICH, NOTE};
static const struct field nudge_fields[] = {WHICH, NOTE};
static const struct field recall_fields[] = {
    WHICH,
    {.name = "reason", .kind = FIELD_TEXT, .offset = offsetof(struct bulk_body, reason), .flags = FIELD_REQUIRED, .min = 10, .max = 2000},
};
static const struct field print_fields[] = {
    WHICH,
    {.name = "forms", .kind = FIELD_TEXT_LIST, .offset = offsetof(struct bulk_body, forms), .flags = FIELD_REQUIRED, .max = FORMS_MAX,
     .help = "codes of the forms: 01 … 07"},
};
/* A try takes a filter or items, a run items only; the act takes the rest. */
#define SLICE(record_name, table, first)                                                                               \
    {                                                                                                                  \
        .name = record_name, .size = sizeof(struct bulk_body), .fields = &(table)[first],                              \
        .count = sizeof(table) / sizeof(table)[0] - (first)                                                            \
    }
#define BODIES(name)                                                                                                   \
    const struct record bulk_##name##_try_body = SLICE("bulk_" #name "_try", name##_fields, 0);                        \
    const struct record bulk_##name##_body = SLICE("bulk_" #name, name##_fields, 1);                                   \
    static const struct record name##_part = SLICE("bulk_" #name "_part", name##_fields, WHICH_FIELDS)
BODIES(accept);
BODIES(hand_over);
BODIES(assign);
BODIES(return);
BODIES(recall);
BODIES(nudge);
BODIES(print);

static const struct {
    const char *act;
    const struct record *part;
} parts[] = {
    {"dossier.accept", &accept_part}, {"dossier.hand_over", &hand_over_part},     {"dossier.assign", &assign_part},
    {"dossier.recall", &recall_part}, {"dossier.return_result", &return_part}, {"form.print", &print_part},
    {"dossier.nudge", &nudge_part},
};

static const struct field progress_fields[] = {
    {.name = "key", .kind = FIELD_TEXT, .offset = 0, .flags = FIELD_REQUIRED, .max = 64, .help = "the batch's Idempotency-Key"},
};
const struct record batch_query = {.name = "batch_query", .size = sizeof(const char *), .fields = progress_fields, .count = 1};

/* A batch on its way. */
struct batch {
    struct request *r;
    struct visit *v;
    const struct bulk_def *def;
    const struct bulk_body *in;
    const struct record *part;
    struct bulk_item *items;
    size_t count;
    bool more;           /* of a filter: there are others beyond the limit */
    struct bulk_key key; /* of a run */
    size_t at, paper;    /* the item in hand, and its paper: what its key counts by */
    bool run;
    struct arena *arena; /* of the item in hand */
    size_t good, papers;
    int64_t first_act, last_act;
};

/* Who may never do it is told so once, not of each dossier. */
static bool check_seat(struct op *op, struct batch *b)
{
    const struct actor *actor = app_seat_actor(op, b->v);
    const char *act = b->def->act;
    if (actor == NULL) {
        return !op_failed(op) && fail(op, E_STATE, "seat.none", NULL);
    }
    int role = role_find(actor->role);
    return (role >= 0 && (act_find(act)->roles & ROLE_BIT((unsigned)role)) != 0) ||
           fail(op, E_FORBIDDEN, "act.forbidden", "act", arena_printf(op->arena, "@act.%s", act), "role",
                arena_printf(op->arena, "@role.%s", actor->role), NULL);
}

/* Those of the list that the filter shows, with the versions they have now. */
static bool find_items(struct op *op, struct batch *b)
{
    struct list_input filter;
    struct search_query query;
    int64_t ids[BULK_MAX];
    const struct actor *actor = app_seat_actor(op, b->v);
    if (!record_from_json(op, &dossiers_query, b->in->filter, &filter) || !list_query(op, play_db(b->v->play), &filter, actor, &query)) {
        return false;
    }
    struct view_look look = app_look(b->v, actor);
    query.limit = b->def->max;
    query.sort = NULL;
    query = view_allowed(op, &look, &query);
    if (!search_ids(op, play_db(b->v->play), &query, ids, &b->count, &b->more)) {
        return false;
    }
    b->items = arena_array(op->arena, b->count + 1, sizeof *b->items);
    for (size_t i = 0; i < b->count; i++) {
        b->items[i].dossier = ids[i];
    }
    return b->count > 0 || fail_field(op, E_INPUT, "filter", "bulk.nothing", NULL);
}

static bool begin(struct op *op, struct request *r, struct batch *b)
{
    *b = (struct batch){.r = r, .v = visit_of(r), .def = bulk_find(r->route->act), .in = r->body};
    must(b->def != NULL);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        b->part = strcmp(parts[i].act, b->def->act) == 0 ? parts[i].part : b->part;
    }
    if (!visit_must_run(op, b->v) || !check_seat(op, b)) {
        return false;
    }
    bool listed = b->in->items != NULL && b->in->items->kind != JSON_NULL;
    if (b->in->filter == NULL || b->in->filter->kind == JSON_NULL) {
        return bulk_items(op, b->in->items, b->def->max, &b->items, &b->count);
    }
    return listed ? fail_field(op, E_INPUT, "filter", "bulk.both", NULL) : find_items(op, b);
}

/* ---- one of many ---- */

static const struct json *input_of(struct op *one, const struct batch *b, int64_t dossier)
{
    struct strbuf text;
    struct json_out out;
    strbuf_init(&text, one->arena, 32768);
    json_begin(&out, &text);
    json_open_object(&out, NULL);
    json_put_int(&out, "dossier", dossier);
    record_put_json(&out, b->part, b->in);
    if (strcmp(b->def->act, "dossier.return_result") == 0) {
        json_put_text(&out, "by", "electronic"); /* at the counter each one who takes a result shows who that is, and signs */
    }
    json_close_object(&out);
    return json_parse(one, text.data, text.len);
}

static bool is_print(const struct batch *b)
{
    return strcmp(b->def->act, "form.print") == 0;
}

static size_t keys_each(const struct batch *b)
{
    return is_print(b) ? PAPERS_MAX : 1;
}

static bool perform(struct op *op, struct op *one, struct batch *b, const struct json *input, int64_t version)
{
    struct act_answer answer;
    struct play_call call = {.seat = b->v->seat, .act = b->def->act, .input = input, .version = version > 0 ? version : -1};
    if (input == NULL) {
        return false;
    }
    if (!b->run) {
        return visit_try(one, b->v, &call);
    }
    call.idempotency_key = bulk_item_key(one, &b->key, b->at * keys_each(b) + b->paper);
    if (!visit_act_of_many(op, b->v, one, &call, &answer)) {
        return false;
    }
    b->first_act = b->first_act == 0 || answer.act < b->first_act ? answer.act : b->first_act;
    b->last_act = answer.act > b->last_act ? answer.act : b->last_act;
    return true;
}

/* Draws the paper if it was never printed, and notes the print. */
static bool print_one(struct op *op, struct op *one, struct batch *b, const struct form_issue *issue)
{
    struct digest digest = digest_of("", 0);
    char text[DIGEST_TEXT];
    const void *bytes = NULL;
    size_t len = 0;
    const struct json *data = NULL;
    struct form_issue whole; /* lists are without the data */
    bool draws = b->run && issue->blob == NULL;
    if (draws && (!paper_get(one, play_db(b->v->play), issue->id, &whole) ||
                  (data = paper_data(one, play_db(b->v->play), &whole)) == NULL || !form_draw(one, issue->form, data, &bytes, &len) ||
                  !blob_write(one, ground_blobs(b->v->ground), bytes, len, &digest))) {
        return false;
    }
    const char *input = arena_printf(one->arena, "{\"form\":%lld,\"blob\":\"%s\"}", (long long)issue->id,
                                     issue->blob != NULL ? issue->blob : digest_format(&digest, text));
    return perform(op, one, b, json_parse(one, input, strlen(input)), -1);
}

static bool is_chosen(const struct batch *b, const struct form_issue *issue)
{
    for (size_t i = 0; i < b->in->forms.count; i++) {
        if (strcmp(b->in->forms.items[i], issue->form) == 0) {
            return true;
        }
    }
    return false;
}

/* Every chosen form that the dossier has; their numbers go into the answer. */
static bool print_all(struct op *op, struct op *one, struct batch *b, int64_t dossier)
{
    struct form_issue *list = NULL;
    struct dossier d;
    size_t count = 0;
    b->paper = 0;
    if (!dossier_get(one, play_db(b->v->play), dossier, &d) || !paper_list(one, play_db(b->v->play), dossier, &list, &count)) {
        return false;
    }
    json_open_array(&b->r->out, "forms");
    for (size_t i = 0; i < count && b->paper < PAPERS_MAX && !op_failed(one); i++) {
        if (!is_chosen(b, &list[i])) {
            continue;
        }
        if (b->papers >= BULK_PRINT_MAX) {
            (void)fail(one, E_LIMIT, "bulk.too_many_forms", "max", arena_int(one->arena, BULK_PRINT_MAX), NULL);
        } else if (print_one(op, one, b, &list[i])) {
            json_put_int(&b->r->out, NULL, list[i].id);
            b->papers++;
            b->paper++;
        }
    }
    json_close_array(&b->r->out);
    return !op_failed(one) && (b->paper > 0 || fail(one, E_STATE, "bulk.no_form", NULL));
}

static bool do_one(struct op *op, struct op *one, struct batch *b, const struct bulk_item *item)
{
    if (is_print(b)) {
        return print_all(op, one, b, item->dossier);
    }
    json_open_array(&b->r->out, "forms");
    json_close_array(&b->r->out);
    return perform(op, one, b, input_of(one, b, item->dossier), item->version);
}

/* ---- what is answered ---- */

/* Which dossier it is, as it stands now; of one that does not exist its number only. */
static void put_which(struct op *one, struct json_out *out, struct batch *b, const struct bulk_item *item)
{
    struct dossier d;
    bool known = dossier_get(one, play_db(b->v->play), item->dossier, &d);
    op_clear(one);
    json_put_int(out, "dossier", item->dossier);
    json_put_int(out, "version", known ? d.version : item->version);
    json_put_text(out, "code", known ? d.code : NULL);
    json_put_text(out, "procedure", known ? d.procedure : NULL);
    json_put_text(out, "owner_name", known ? json_get_text(d.owner, "name", "") : NULL);
    json_put_text(out, "state_name", known ? text_in(one->lang, "dossier.state", dossier_state_choices.codes[d.state]) : NULL);
}

static void put_problem(struct op *one, struct json_out *out, const char *detail)
{
    if (!op_failed(one)) {
        json_put_null(out, "problem");
        return;
    }
    json_open_object(out, "problem");
    json_put_text(out, "code", error_code_text(one->error.code));
    json_put_text(out, "key", one->error.key);
    json_put_text(out, "detail", detail);
    json_put_text(out, "field", one->error.field);
    json_close_object(out);
}

/* The sentence of the failure: where fields are at fault, theirs. */
static const char *why(struct op *one)
{
    const struct field_error *f = one->error.fields;
    return f != NULL ? text_format(one->arena, one->lang, f->key, f->args, f->arg_count) : text_error(one);
}

static void put_item(struct op *op, struct batch *b, const struct bulk_item *item)
{
    struct json_out *out = &b->r->out;
    struct op one, look;
    arena_reset(b->arena);
    op_init(&one, b->arena, op->id, op->lang);
    op_init(&look, b->arena, op->id, op->lang);
    json_open_object(out, NULL);
    bool ok = do_one(op, &one, b, item);
    if (!ok && one.error.code == E_BROKEN) {
        log_failure(&one, "bulk.item");
    }
    json_put_text(out, "outcome", b->run ? (ok ? "done" : "failed") : ok ? "will" : "cannot");
    put_problem(&one, out, ok ? NULL : why(&one));
    put_which(&look, out, b, item);
    json_close_object(out);
    b->good += ok;
}

static void put_items(struct op *op, struct batch *b)
{
    struct batch_table *table = ground_batches(b->v->ground);
    b->arena = arena_open(ITEM_ARENA);
    json_open_array(&b->r->out, "items");
    for (size_t i = 0; i < b->count; i++) {
        b->at = i;
        put_item(op, b, &b->items[i]);
        if (b->run) {
            batch_note(table, b->r->person->id, b->r->idempotency_key, (struct batch_state){i + 1, b->count});
        }
    }
    json_close_array(&b->r->out);
    arena_close(b->arena);
}

static void put_head(struct op *op, struct batch *b)
{
    struct json_out *out = &b->r->out;
    json_put_text(out, "act", b->def->act);
    json_put_text(out, "act_name", text_in(op->lang, "act", b->def->act));
    json_put_bool(out, "recall", b->def->recall);
    json_put_text(out, "law", text_in(op->lang, "bulk.law", b->def->verb));
    json_put_int(out, "max", (int64_t)b->def->max);
    put_items(op, b);
    json_put_int(out, "good", (int64_t)b->good);
    json_put_int(out, "bad", (int64_t)(b->count - b->good));
}

bool post_bulk_try(struct op *op, struct request *r)
{
    struct batch b;
    if (!begin(op, r, &b)) {
        return false;
    }
    put_head(op, &b);
    json_put_bool(&r->out, "more", b.more);
    return !op_failed(op);
}

/* The keys of all its acts, so that a key used before a rewind, or for another batch, is refused before anything is done. */
static bool check_keys(struct op *op, struct batch *b)
{
    struct strbuf text;
    struct json_out out;
    strbuf_init(&text, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &text);
    json_open_object(&out, NULL);
    record_put_json(&out, b->r->route->body, b->in);
    json_close_object(&out);
    b->key = bulk_key(op, b->r->idempotency_key, b->def->act, text.data);
    for (size_t i = 0; i < b->count * keys_each(b); i++) {
        if (!visit_key(op, b->v, bulk_item_key(op, &b->key, i))) {
            return false;
        }
    }
    return bulk_key_check(op, play_db(b->v->play), &b->key);
}

bool post_bulk(struct op *op, struct request *r)
{
    struct batch b;
    if (!app_match_generation(op, r) || !begin(op, r, &b) || !check_keys(op, &b)) {
        return false;
    }
    b.run = true;
    batch_note(ground_batches(b.v->ground), r->person->id, r->idempotency_key, (struct batch_state){0, b.count});
    put_head(op, &b);
    if (b.first_act > 0) {
        json_open_object(&r->out, "undo");
        json_put_int(&r->out, "to_act", b.first_act - 1);
        json_put_int(&r->out, "last_act", b.last_act);
        json_close_object(&r->out);
    } else {
        json_put_null(&r->out, "undo");
    }
    put_changes(op, &r->out, b.v->play, &b.v->news);
    view_score(op, &r->out, b.v);
    return !op_failed(op);
}

bool get_batch(struct op *op, struct request *r)
{
    const char *const *key = r->query;
    struct batch_state state = {0, 0}; /* asked before it has begun, or somebody else's: nothing is known */
    (void)op;
    (void)batch_get(ground_batches(app_of(r)->ground), r->person->id, *key, &state);
    json_put_int(&r->out, "done", (int64_t)state.done);
    json_put_int(&r->out, "total", (int64_t)state.total);
    return true;
}

/* ---- the papers in one file ---- */

struct papers_query {
    const char *ids; /* "3,4,9" */
};
static const struct field papers_fields[] = {
    {.name = "ids", .kind = FIELD_TEXT, .offset = offsetof(struct papers_query, ids), .flags = FIELD_REQUIRED, .max = 1600,
     .help = "numbers of issued forms, with commas between: at most 100"},
};
const struct record bulk_papers_query = RECORD("bulk_papers_query", struct papers_query, papers_fields);

/* The next number of the list; 0 where there is none. */
static int64_t next_id(const char **p)
{
    char *end = NULL;
    if (**p < '0' || **p > '9') {
        return 0;
    }
    int64_t id = strtoll(*p, &end, 10);
    *p = *end == ',' ? end + 1 : end;
    return id;
}

static bool add_copy(struct op *op, struct db *db, int64_t id, struct form_copy *out)
{
    struct form_issue issue;
    if (!paper_get(op, db, id, &issue)) {
        return false;
    }
    *out = (struct form_copy){issue.form, paper_data(op, db, &issue)};
    return out->data != NULL;
}

bool get_bulk_papers(struct op *op, struct request *r)
{
    const struct papers_query *q = r->query;
    struct form_copy copies[BULK_PRINT_MAX];
    const void *bytes = NULL;
    size_t count = 0, len = 0;
    int64_t id;
    const char *p = q->ids;
    while ((id = next_id(&p)) > 0) {
        if (count == BULK_PRINT_MAX) {
            return fail_field(op, E_LIMIT, "ids", "bulk.too_many_forms", "max", arena_int(op->arena, BULK_PRINT_MAX), NULL);
        }
        if (!add_copy(op, play_db(visit_of(r)->play), id, &copies[count++])) {
            return false;
        }
    }
    if (count == 0 || *p != '\0') {
        return fail_field(op, E_INPUT, "ids", "field.integer", NULL);
    }
    if (!form_draw_bundle(op, copies, count, &bytes, &len)) {
        return false;
    }
    exchange_set(r->exchange, "Content-Disposition", "inline; filename=\"bieu-mau-da-chon.pdf\"");
    exchange_answer(r->exchange, 200, "application/pdf", bytes, len);
    return true;
}
