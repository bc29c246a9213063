/* Counts of lists: where an index alone can tell, by it; else by going through the list's own runs up to a cap. */
#include "dossier/search_inside.h"

#include <string.h>

/* Where an index alone can tell, without looking at a dossier. */
static const struct sql *quick_count(const struct search *s)
{
    const struct search_query *q = s->q;
    if (q->view != SEARCH_ALL || q->applicant != NULL || q->concerns != NULL || q->timing != NULL || q->part != NULL) {
        return NULL;
    }
    bool period = q->first_id > 1 || q->past_id != 0;
    if (s->typed.kind == TYPED_WORDS) {
        return q->state == NULL && q->handler == NULL && !period ? &sql_search_words_count : NULL;
    }
    if (s->typed.kind != TYPED_NOTHING) {
        return NULL;
    }
    if (q->handler != NULL) {
        return q->state == NULL ? &sql_search_handled_count : &sql_search_handled_state_count;
    }
    return q->state != NULL ? &sql_search_state_count : period ? &sql_search_period_count : &sql_search_all_count;
}

static bool count_quickly(const struct search *s, const struct sql *sql, int64_t cap, int64_t *out)
{
    struct stmt *stmt = db_use(s->op, s->db, sql);
    if (stmt == NULL) {
        return false;
    }
    search_bind_if(stmt, sql, "state", s->q->state);
    search_bind_if(stmt, sql, "words", s->typed.words);
    search_bind_narrow(s, stmt, sql);
    bind_int(stmt, "max", cap + 1);
    *out = stmt_row(stmt) ? col_int(stmt, "count") : 0;
    return stmt_done(stmt);
}

/* A handler's own are counted in whatever order they stand. */
static size_t counting_runs(struct search *s, struct run *runs)
{
    if (search_may_own(s) && s->typed.kind == TYPED_NOTHING) {
        runs[0] = (struct run){.sql = &sql_search_handled_any, .state = s->q->state};
        return 1;
    }
    return search_settle(s) ? search_runs(s, runs) : 0;
}

/* Goes through a run and gives each row that belongs to `take`, which says whether to go on. */
typedef bool (*take_fn)(const struct search *s, const struct light *row, void *self);
static bool each_row(struct search *s, take_fn take, void *self)
{
    struct run runs[RUNS_MAX];
    size_t n = counting_runs(s, runs), looked = 0, most = s->q->scan_max == 0 ? SEARCH_SCAN_MAX : s->q->scan_max;
    bool on = true;
    for (size_t i = 0; i < n && on; i++) {
        struct stmt *stmt = search_start_run(s, &runs[i]);
        struct light row;
        if (stmt == NULL) {
            return false;
        }
        while (on && search_next_light(stmt, &row)) {
            s->cut = looked++ == most;
            on = !s->cut && (!search_belongs(s, &row) || take(s, &row, self));
        }
        if (!stmt_done(stmt)) {
            return false;
        }
    }
    return !op_failed(s->op);
}

struct counted {
    int64_t count, max;
};

static bool count_one(const struct search *s, const struct light *row, void *self)
{
    struct counted *c = self;
    (void)s;
    (void)row;
    return ++c->count < c->max;
}

bool search_count_at_least(struct op *op, struct db *db, const struct search_query *query, int64_t cap, int64_t *out, bool *more)
{
    struct search s;
    struct search_query whole = *query;
    struct counted counted = {0, cap + 1};
    whole.after = (struct search_after){0, 0};
    *more = false;
    if (!search_begin(op, db, &whole, &s)) {
        return false;
    }
    const struct sql *quick = quick_count(&s);
    if (quick != NULL) {
        return count_quickly(&s, quick, cap, out);
    }
    bool ok = each_row(&s, count_one, &counted);
    *out = counted.count;
    *more = s.cut;
    return ok;
}

bool search_count(struct op *op, struct db *db, const struct search_query *query, int64_t cap, int64_t *out)
{
    bool more = false;
    return search_count_at_least(op, db, query, cap, out, &more);
}

struct tallied {
    struct search_tally *tally;
    int64_t count, max;
    bool states;
};

static bool tally_one(const struct search *s, const struct light *row, void *self)
{
    struct tallied *t = self;
    const char *timing = timing_open(s->q->now, row->running_to, row->d.soon_at);
    t->tally->states[row->d.state] += t->states;
    if (row->part >= 0) {
        t->tally->parts[row->part]++;
    }
    t->tally->overdue += strcmp(timing, "overdue") == 0;
    t->tally->due_soon += strcmp(timing, "due_soon") == 0;
    t->tally->whole++;
    return ++t->count < t->max;
}

/* Of all dossiers: each state by its index; what is late by the states in which a limit runs. */
static bool tally_all(struct op *op, struct db *db, const struct search_query *q, int64_t cap, struct search_tally *out)
{
    struct search_query one = *q;
    out->whole = -1;
    for (int state = 0; state < DOSSIER_STATE_COUNT; state++) {
        one.state = dossier_state_choices.codes[state];
        if (!search_count(op, db, &one, cap, &out->states[state])) {
            return false;
        }
    }
    one.state = NULL;
    one.timing = "overdue";
    if (!search_count(op, db, &one, cap, &out->overdue)) {
        return false;
    }
    one.timing = "due_soon";
    return search_count(op, db, &one, cap, &out->due_soon);
}

bool search_tally(struct op *op, struct db *db, const struct search_query *query, int64_t cap, struct search_tally *out)
{
    struct search s;
    struct search_query whole = *query;
    struct tallied t = {.tally = out, .max = cap + 1, .states = true};
    whole.after = (struct search_after){0, 0};
    whole.state = whole.timing = whole.q = whole.part = NULL;
    *out = (struct search_tally){.overdue = 0};
    if (whole.view == SEARCH_ALL && whole.applicant == NULL && whole.concerns == NULL) {
        return tally_all(op, db, &whole, cap, out);
    }
    bool ok = search_begin(op, db, &whole, &s) && each_row(&s, tally_one, &t);
    out->more = ok && s.cut;
    return ok;
}

