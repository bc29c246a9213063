#include "sandbox/one_world.h"

#include <sqlite3.h>

void one_world_open_store(struct one_world *f)
{
    f->store = world_store_open(&f->p.op, f->p.folder, &(struct world_store_options){.tick_ms = 60000});
    want(&f->p, f->store != NULL);
}

int one_world_set_up(void **state)
{
    static struct one_world f;
    place_open(&f.p);
    one_world_open_store(&f);
    golden_build(&f.p, place_path(&f.p, "new.db"), 60);
    f.golden = world_store_add_golden(&f.p.op, f.store, place_path(&f.p, "new.db"));
    want(&f.p, f.golden != NULL && world_create(&f.p.op, f.store, "w1", f.golden));
    *state = &f;
    return 0;
}

int one_world_tear_down(void **state)
{
    struct one_world *f = *state;
    world_store_close(f->store);
    place_close(&f->p);
    return 0;
}

/* One act, acknowledged; false when it failed. */
bool one_world_try_act(struct op *op, struct world_store *store, const char *id)
{
    struct world *w = world_get(op, store, id);
    if (w == NULL) {
        return false;
    }
    bool ok = act_write(op, world_db(w), world_act(w) + 1) && world_committed(op, w, (struct instant){world_act(w) + 1});
    world_put(w);
    return ok;
}

void one_world_acts(struct one_world *f, int count)
{
    for (int i = 0; i < count; i++) {
        want(&f->p, one_world_try_act(&f->p.op, f->store, "w1"));
    }
}

struct digest one_world_digest(struct one_world *f)
{
    struct digest d;
    want(&f->p, world_digest(&f->p.op, f->store, "w1", &d, NULL));
    return d;
}

int64_t one_world_act(struct one_world *f)
{
    struct world *w = world_get(&f->p.op, f->store, "w1");
    want(&f->p, w != NULL);
    int64_t n = world_act(w);
    world_put(w);
    return n;
}

void one_world_is(struct one_world *f, const struct digest *expected)
{
    struct digest d = one_world_digest(f);
    assert_digest_equal(&d, expected);
}

const char *one_world_log(struct one_world *f)
{
    return place_path(&f->p, "worlds/w1/1.0.gwal");
}
const char *one_world_index(struct one_world *f)
{
    return place_path(&f->p, "worlds/w1/1.0.gidx");
}

void one_world_is_whole(struct one_world *f)
{
    struct world *w = world_get(&f->p.op, f->store, "w1");
    sqlite3_stmt *s;
    want(&f->p, w != NULL);
    want(&f->p, db_script(&f->p.op, world_db(w), "INSERT INTO search (search) VALUES ('integrity-check')"));
    assert_int_equal(sqlite3_prepare_v2(db_handle(world_db(w)), "SELECT count(*), (SELECT n FROM tally WHERE name = 'notes')"
                                        " FROM note", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(s, 0), sqlite3_column_int(s, 1));
    (void)sqlite3_finalize(s);
    (void)sqlite3_set_authorizer(db_handle(world_db(w)), NULL, NULL); /* which refuses every pragma */
    assert_int_equal(sqlite3_prepare_v2(db_handle(world_db(w)), "PRAGMA integrity_check", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(s, 0), "ok");
    (void)sqlite3_finalize(s);
    world_put(w);
    want(&f->p, world_rest(&f->p.op, f->store, "w1"));
}
