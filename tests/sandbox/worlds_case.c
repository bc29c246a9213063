#include "sandbox/worlds_case.h"

void case_open(struct worlds_case *f, const struct world_store_options *options)
{
    f->store = world_store_open(&f->p.op, f->p.folder, options);
    want(&f->p, f->store != NULL);
}

int case_set_up(void **state)
{
    static struct worlds_case f;
    place_open(&f.p);
    case_open(&f, &(struct world_store_options){.fold_frames = 150, .tick_ms = 20});
    golden_build(&f.p, place_path(&f.p, "new.db"), 120);
    f.golden = world_store_add_golden(&f.p.op, f.store, place_path(&f.p, "new.db"));
    want(&f.p, f.golden != NULL);
    f.golden = arena_strdup(f.p.op.arena, f.golden);
    *state = &f;
    return 0;
}

int case_tear_down(void **state)
{
    struct worlds_case *f = *state;
    world_store_close(f->store);
    place_close(&f->p);
    return 0;
}

void case_reopen(struct worlds_case *f, const struct world_store_options *options)
{
    world_store_close(f->store);
    case_open(f, options);
}

void case_create(struct worlds_case *f, const char *id)
{
    want(&f->p, world_create(&f->p.op, f->store, id, f->golden));
}

struct world *case_get(struct worlds_case *f, const char *id)
{
    struct world *w = world_get(&f->p.op, f->store, id);
    want(&f->p, w != NULL);
    return w;
}

/* The next act, acknowledged. */
void case_act(struct worlds_case *f, struct world *w)
{
    int64_t number = world_act(w) + 1;
    want(&f->p, act_write(&f->p.op, world_db(w), number));
    want(&f->p, world_committed(&f->p.op, w, (struct instant){number * 1000}));
    assert_int_equal(world_act(w), number);
}

void case_acts(struct worlds_case *f, const char *id, int count)
{
    struct world *w = case_get(f, id);
    for (int i = 0; i < count; i++) {
        case_act(f, w);
    }
    world_put(w);
}

struct digest case_digest(struct worlds_case *f, const char *id)
{
    struct digest d;
    int tables = 0;
    want(&f->p, world_digest(&f->p.op, f->store, id, &d, &tables));
    assert_true(tables >= 4);
    return d;
}

void case_digest_is(struct worlds_case *f, const char *id, const struct digest *expected)
{
    struct digest d = case_digest(f, id);
    assert_digest_equal(&d, expected);
}

void case_has_no(struct worlds_case *f, const char *id, enum error_code code, const char *key)
{
    want_failure(&f->p, world_get(&f->p.op, f->store, id) != NULL, code, key);
}
