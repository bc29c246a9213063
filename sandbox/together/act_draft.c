#include "together/act_draft.h"

#include "lab/rows.h"
#include "lab_sql.h"

#include <string.h>

static const struct field draft_fields[] = {
    COLUMN(FIELD_TEXT, struct act_draft, account),   COLUMN(FIELD_INT, struct act_draft, dossier),
    COLUMN(FIELD_TEXT, struct act_draft, act),       COLUMN(FIELD_TEXT, struct act_draft, person),
    COLUMN(FIELD_TEXT, struct act_draft, name),      COLUMN(FIELD_INSTANT, struct act_draft, filed_at),
    COLUMN(FIELD_INT, struct act_draft, generation), COLUMN(FIELD_INT, struct act_draft, last_act),
    COLUMN(FIELD_INT, struct act_draft, seen_act),   COLUMN(FIELD_JSON, struct act_draft, data),
    COLUMN(FIELD_INSTANT, struct act_draft, saved_at),
};
static const struct record draft_record = RECORD("act_draft", struct act_draft, draft_fields);

struct ask {
    const char *world, *text;
    const struct act_draft *draft;
    int64_t dossier;
    struct instant now;
    struct rows rows;
};

static void bind_key(struct stmt *s, const struct ask *ask)
{
    bind_text(s, "world", ask->world);
    bind_text(s, "account", ask->draft->account);
    bind_int(s, "dossier", ask->draft->dossier);
    bind_text(s, "act", ask->draft->act);
}

static bool save_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    const struct act_draft *d = ask->draft;
    int64_t changed = 0;
    struct stmt *s = db_use(op, db, &sql_act_draft_put);
    if (s == NULL) {
        return false;
    }
    bind_key(s, ask);
    bind_text(s, "person", d->person);
    bind_instant(s, "filed_at", d->filed_at);
    bind_int(s, "generation", d->generation);
    bind_int(s, "last_act", d->last_act);
    bind_int(s, "seen_act", d->seen_act);
    bind_text(s, "data", ask->text);
    bind_instant(s, "now", ask->now);
    bind_int(s, "max", ACT_DRAFTS_MAX);
    return stmt_run(s, &changed) && (changed > 0 || fail(op, E_LIMIT, "act_draft.too_many", "max", arena_int(op->arena, ACT_DRAFTS_MAX), NULL));
}

bool act_draft_save(struct op *op, struct store *store, const char *world, const struct act_draft *draft, struct instant now)
{
    if (draft->data == NULL || draft->data->kind != JSON_OBJECT) {
        return fail_field(op, E_INPUT, "fields", "draft.object", NULL);
    }
    struct ask ask = {.world = world, .draft = draft, .text = json_text(op, draft->data), .now = now};
    if (strlen(ask.text) > ACT_DRAFT_BYTES_MAX) {
        return fail_field(op, E_LIMIT, "fields", "draft.too_big", NULL);
    }
    return lab_write(op, store, save_closure, &ask);
}

static bool list_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_act_draft_list);
    if (s != NULL) {
        bind_text(s, "world", ask->world);
        bind_int(s, "dossier", ask->dossier);
    }
    return rows_read(op, s, &draft_record, &ask->rows);
}

bool act_draft_list(struct op *op, struct store *store, const char *world, int64_t dossier, struct act_draft **out, size_t *count)
{
    struct ask ask = {.world = world, .dossier = dossier};
    bool ok = lab_read(op, store, list_closure, &ask);
    *out = ask.rows.items;
    *count = ask.rows.count;
    return ok;
}

static bool remove_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_act_draft_remove);
    if (s == NULL) {
        return false;
    }
    bind_key(s, ask);
    return stmt_run(s, NULL);
}

bool act_draft_remove(struct op *op, struct store *store, const char *world, const struct act_draft *draft)
{
    struct ask ask = {.world = world, .draft = draft};
    return lab_write(op, store, remove_closure, &ask);
}

static bool clear_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_act_draft_clear);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "world", ask->world);
    return stmt_run(s, NULL);
}

bool act_draft_clear(struct op *op, struct store *store, const char *world)
{
    struct ask ask = {.world = world};
    return lab_write(op, store, clear_closure, &ask);
}
