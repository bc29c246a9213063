/* A list is one run along an index or several that are merged (a queue: what the account holds, what nobody holds yet, what those hold
 * for whom it stands in). Every run gives light rows; one predicate says whether a row
 * belongs, so a page, a count and a tally cannot disagree. */
#include "dossier/search.h"

#include "account/delegation.h"
#include "base/viet.h"
#include "core_sql.h"
#include "dossier/holder.h"
#include "dossier/search_typed.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define SCAN_MAX 20000 /* rows one count looks at: more would cost more than anybody waits for a number */

static const char *const timing_codes[] = {
#define X(timing, code) code,
    SEARCH_TIMINGS(X)
#undef X
};
const struct choices search_timing_choices = {timing_codes, sizeof timing_codes / sizeof timing_codes[0]};

/* ---- runs ---- */

/* A row on its way along an index: what the conditions need of a dossier. Text lives until the next row. */
struct light {
    int64_t key, id;
    struct dossier d;
    int part;
    struct instant running_to; /* dossier_running_to */
};
/* Whose queue it is. */
struct seat {
    int role;
    struct delegation *absent; /* for whom the account stands in */
    size_t absent_count;
};
struct search {
    struct op *op;
    struct db *db;
    const struct search_query *q;
    struct typed_text typed;
    struct seat seat;
};
/* One run: the statement and what of it is not the query's. */
struct run {
    const struct sql *sql;
    const char *holder, *state, *kind;
};
#define RUNS_MAX 16

static bool begin_search(struct op *op, struct db *db, const struct search_query *q, struct search *s)
{
    *s = (struct search){.op = op, .db = db, .q = q, .typed = typed_read(op, q->q)};
    s->seat.role = q->role == NULL ? -1 : role_find(q->role);
    if (s->typed.kind == TYPED_WORDS && s->typed.words == NULL) {
        return fail_field(op, E_INPUT, "q", "search.nothing", NULL);
    }
    bool queue = q->view == SEARCH_QUEUE || q->view == SEARCH_WAITING || q->view == SEARCH_DIRECTED;
    return !queue || q->org == NULL || delegation_to(op, db, q->account, &s->seat.absent, &s->seat.absent_count);
}

static size_t queue_runs(const struct search *s, struct run *runs)
{
    size_t n = 0;
    runs[n++] = (struct run){.sql = &sql_search_held};
    runs[n++] = (struct run){.sql = &sql_search_held, .holder = s->q->account};
    for (size_t i = 0; i < s->seat.absent_count && n < RUNS_MAX; i++) {
        runs[n++] = (struct run){.sql = &sql_search_held, .holder = s->seat.absent[i].from_account};
    }
    return n;
}

/* Of all dossiers, what is late or soon will be: a list in the order of the limits. */
static bool is_by_limit(const struct search *s)
{
    return s->q->view == SEARCH_ALL && s->q->timing != NULL && s->typed.kind == TYPED_NOTHING;
}

static size_t all_runs(const struct search *s, struct run *runs)
{
    if (is_by_limit(s)) {
        runs[0] = (struct run){.sql = strcmp(s->q->timing, "overdue") == 0 ? &sql_search_overdue : &sql_search_due_soon};
    } else if (s->q->state != NULL) {
        runs[0] = (struct run){.sql = &sql_search_state, .state = s->q->state};
    } else {
        runs[0] = (struct run){.sql = &sql_search_all};
    }
    return 1;
}

/* What is open with others: of a specialist by its own index, of the others by the states. */
static size_t waiting_runs(const struct search *s, struct run *runs)
{
    static const enum dossier_state open[] = {DOSSIER_IN_HANDLING, DOSSIER_AWAITING_SUPPLEMENT, DOSSIER_AWAITING_PAYMENT,
                                              DOSSIER_WITHDRAWAL_REQUESTED};
    size_t n = 0;
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++) {
        runs[n++] = (struct run){.sql = s->seat.role == ROLE_SPECIALIST ? &sql_search_handler : &sql_search_state,
                                 .state = dossier_state_choices.codes[open[i]]};
    }
    return n;
}

static size_t runs_of(const struct search *s, struct run *runs)
{
    static const struct sql *const typed[] = {NULL, &sql_search_code, &sql_search_number, &sql_search_words};
    if (s->typed.kind != TYPED_NOTHING) {
        runs[0] = (struct run){.sql = typed[s->typed.kind]};
        return 1;
    }
    switch (s->q->view) {
    case SEARCH_QUEUE:
        return queue_runs(s, runs);
    case SEARCH_ALL:
        return all_runs(s, runs);
    case SEARCH_SHARED:
    case SEARCH_FOLLOWED:
        runs[0] = (struct run){.sql = &sql_search_participant, .kind = s->q->view == SEARCH_SHARED ? "co_handler" : "follower"};
        return 1;
    case SEARCH_APPLICANT:
        runs[0] = (struct run){.sql = &sql_search_applicant};
        return 1;
    case SEARCH_ASKED:
    case SEARCH_CONSULTED:
        runs[0] = (struct run){.sql = &sql_search_asked};
        return 1;
    case SEARCH_OWED:
        runs[0] = (struct run){.sql = &sql_search_owed};
        return 1;
    case SEARCH_DIRECTED:
        runs[0] = (struct run){.sql = &sql_search_directed};
        return 1;
    case SEARCH_WAITING:
        return waiting_runs(s, runs);
    }
    must(false);
    return 0;
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

static struct stmt *start_run(const struct search *s, const struct run *run)
{
    const struct search_query *q = s->q;
    struct stmt *stmt = db_use(s->op, s->db, run->sql);
    if (stmt == NULL) {
        return NULL;
    }
    bind_if(stmt, run->sql, "role", q->role);
    bind_if(stmt, run->sql, "holder", run->holder);
    bind_if(stmt, run->sql, "account", q->account);
    bind_if(stmt, run->sql, "kind", run->kind);
    bind_if(stmt, run->sql, "org", q->org);
    bind_if(stmt, run->sql, "applicant", q->account);
    bind_if(stmt, run->sql, "state", run->state);
    bind_if(stmt, run->sql, "words", s->typed.words);
    bind_if(stmt, run->sql, "from", s->typed.from);
    bind_if(stmt, run->sql, "past", s->typed.past);
    bind_if(stmt, run->sql, "number", s->typed.number);
    bind_if(stmt, run->sql, "ending", s->typed.ending);
    bind_int_if(stmt, run->sql, "now", q->now.ms);
    bind_int_if(stmt, run->sql, "answered", q->view == SEARCH_CONSULTED);
    bind_int_if(stmt, run->sql, "after_key", q->after.id == 0 ? INT64_MIN : q->after.key);
    bind_int_if(stmt, run->sql, "after_id", q->after.id);
    bind_int_if(stmt, run->sql, "before", q->after.id == 0 ? INT64_MAX : q->after.id);
    return stmt;
}

static bool next_light(struct stmt *s, struct light *row)
{
    if (!stmt_row(s)) {
        return false;
    }
    *row = (struct light){.id = col_int(s, "id")}; /* columns in the statement's order: each is found where the one before ended */
    row->key = col_int(s, "key");
    row->d.id = row->id;
    row->d.state = choice_find(&dossier_state_choices, col_text(s, "state"));
    row->d.agency = col_text(s, "agency");
    row->d.intake_org = col_text(s, "intake_org");
    row->d.division = col_text(s, "division");
    row->d.applicant = col_text(s, "applicant");
    const char *role = col_text(s, "step_role");
    row->d.step_role = role == NULL ? -1 : role_find(role);
    row->d.step_account = col_text(s, "step_account");
    row->running_to = col_instant(s, "running_to");
    row->d.soon_at = col_instant(s, "soon_at");
    row->d.transferred_in_at = col_instant(s, "transferred_in_at");
    row->d.financial = col_text(s, "financial");
    row->d.handler = col_text(s, "handler");
    const char *part = col_text(s, "part");
    row->part = part == NULL ? -1 : choice_find(&part_choices, part);
    return true;
}

/* ---- does it belong? ---- */

/* The rule of dossier/holder.h: the organisation has it, and it is the account's, nobody's, or that of one who is absent. */
static bool in_queue(const struct search *s, const struct dossier *d)
{
    const struct search_query *q = s->q;
    if (d->step_role < 0 || d->step_role != s->seat.role) {
        return false;
    }
    bool free = d->step_account == NULL;
    if ((free || strcmp(d->step_account, q->account) == 0) && (q->org == NULL || holder_has_step(d, q->org))) {
        return true;
    }
    for (size_t i = 0; i < s->seat.absent_count; i++) {
        const struct delegation *g = &s->seat.absent[i];
        if ((free || strcmp(d->step_account, g->from_account) == 0) && holder_has_step(d, g->from_org)) {
            return true;
        }
    }
    return false;
}

/* Of those that are open elsewhere: the specialist's own, of the others what its organisation has to do with. */
static bool waits_elsewhere(const struct search *s, const struct dossier *d)
{
    const struct search_query *q = s->q;
    bool open = d->state == DOSSIER_IN_HANDLING || d->state == DOSSIER_AWAITING_SUPPLEMENT || d->state == DOSSIER_AWAITING_PAYMENT ||
                d->state == DOSSIER_WITHDRAWAL_REQUESTED;
    if (!open || s->seat.role < 0 || in_queue(s, d)) {
        return false;
    }
    if (s->seat.role == ROLE_SPECIALIST) {
        return d->handler != NULL && strcmp(d->handler, q->account) == 0;
    }
    bool given = s->seat.role == ROLE_ONE_STOP_OFFICER || d->division != NULL; /* the counter passed it on; the others were given it */
    return q->org != NULL && given && holder_org_fits(d, (enum role)s->seat.role, q->org);
}

static bool participates(const struct search *s, const struct dossier *d)
{
    struct stmt *stmt = db_use(s->op, s->db, &sql_search_participates);
    const char *kind = s->q->view == SEARCH_SHARED ? "co_handler" : "follower";
    if (stmt == NULL) {
        return false;
    }
    bind_int(stmt, "dossier", d->id);
    bind_text(stmt, "account", s->q->account);
    bool yes = stmt_row(stmt) && strcmp(col_text(stmt, "kind"), kind) == 0;
    return stmt_done(stmt) && yes;
}

static bool is_asked(const struct search *s, const struct dossier *d)
{
    struct stmt *stmt = db_use(s->op, s->db, &sql_search_asks);
    if (stmt == NULL) {
        return false;
    }
    bind_int(stmt, "dossier", d->id);
    bind_text(stmt, "org", s->q->org);
    bind_int(stmt, "answered", s->q->view == SEARCH_CONSULTED);
    bool yes = stmt_row(stmt);
    return stmt_done(stmt) && yes;
}

/* Whom a direction was given to, or who has the dossier now, is to report; who directs and who watches sees them all. */
static bool is_directed(const struct search *s, const struct dossier *d)
{
    struct stmt *stmt = db_use(s->op, s->db, &sql_search_directions);
    bool watches = s->seat.role == ROLE_CONTROLLER || s->seat.role == ROLE_DIRECTOR, any = false, given = false;
    if (stmt == NULL) {
        return false;
    }
    bind_int(stmt, "dossier", d->id);
    bind_text(stmt, "account", s->q->account);
    bind_text(stmt, "role", s->q->role);
    while (stmt_row(stmt)) {
        any = true;
        given = given || col_int(stmt, "given") != 0;
    }
    return stmt_done(stmt) && any && (watches || given || in_queue(s, d));
}

/* What a run along the view's own index gives belongs to the view already, but for a queue's organisations. */
static bool in_view(const struct search *s, const struct dossier *d)
{
    switch (s->q->view) {
    case SEARCH_QUEUE:
        return in_queue(s, d);
    case SEARCH_APPLICANT:
        return strcmp(d->applicant, s->q->account) == 0;
    case SEARCH_SHARED:
    case SEARCH_FOLLOWED:
        return s->typed.kind == TYPED_NOTHING || participates(s, d);
    case SEARCH_OWED:
        return strcmp(d->financial, "due") == 0;
    case SEARCH_DIRECTED:
        return is_directed(s, d);
    case SEARCH_WAITING:
        return waits_elsewhere(s, d);
    case SEARCH_ASKED:
    case SEARCH_CONSULTED:
        return s->typed.kind == TYPED_NOTHING || is_asked(s, d);
    case SEARCH_ALL:
        break;
    }
    return true;
}

static bool belongs(const struct search *s, const struct light *row)
{
    const struct search_query *q = s->q;
    if (q->state != NULL && strcmp(dossier_state_choices.codes[row->d.state], q->state) != 0) {
        return false;
    }
    if (q->part != NULL && row->part != choice_find(&part_choices, q->part)) {
        return false;
    }
    if (q->timing != NULL && strcmp(timing_open(q->now, row->running_to, row->d.soon_at), q->timing) != 0) {
        return false;
    }
    if (q->concerns != NULL && !org_is_within(row->d.intake_org, q->concerns) && !org_is_within(row->d.agency, q->concerns)) {
        return false;
    }
    return (q->applicant == NULL || strcmp(row->d.applicant, q->applicant) == 0) && in_view(s, &row->d);
}

/* ---- pages ---- */

struct found {
    int64_t key, id;
};

static bool comes_first(const struct search *s, const struct found *a, const struct found *b)
{
    bool by_due = (s->q->view == SEARCH_QUEUE && s->typed.kind == TYPED_NOTHING) || is_by_limit(s);
    return by_due ? a->key < b->key || (a->key == b->key && a->id < b->id) : a->id > b->id;
}

/* Merges the run's first rows into the page in hand; a run's rows come in order, so it stops at the first that falls off the end. */
static bool merge_run(const struct search *s, const struct run *run, struct found *page, size_t max, size_t *count, bool merge)
{
    struct stmt *stmt = start_run(s, run);
    struct light row;
    if (stmt == NULL) {
        return false;
    }
    while (next_light(stmt, &row)) {
        struct found one = {row.key, row.id};
        size_t at = *count;
        if (!belongs(s, &row)) {
            continue;
        }
        while (merge && at > 0 && comes_first(s, &one, &page[at - 1])) {
            at--;
        }
        if (at == max) {
            break;
        }
        *count += *count < max;
        memmove(&page[at + 1], &page[at], (*count - at - 1) * sizeof *page);
        page[at] = one;
    }
    return stmt_done(stmt);
}

/* One more than asked for tells whether there are more. */
static bool find(const struct search *s, struct found **out, size_t *count, bool *more)
{
    struct run runs[RUNS_MAX];
    size_t n = runs_of(s, runs), max = s->q->limit + 1;
    *out = arena_array(s->op->arena, max + 1, sizeof **out);
    *count = 0;
    for (size_t i = 0; i < n; i++) {
        if (!merge_run(s, &runs[i], *out, max, count, n > 1)) {
            return false;
        }
    }
    *more = *count == max;
    *count -= *more;
    return !op_failed(s->op);
}

bool search_page(struct op *op, struct db *db, const struct search_query *query, struct search_page *out)
{
    struct search s;
    struct found *found = NULL;
    size_t count = 0;
    must(query->limit >= 1 && query->limit <= SEARCH_PAGE_MAX);
    *out = (struct search_page){.rows = arena_array(op->arena, query->limit, sizeof *out->rows)};
    if (query->sort != NULL) {
        return search_sorted(op, db, query, out);
    }
    if (!begin_search(op, db, query, &s) || !find(&s, &found, &count, &out->more)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!dossier_get(op, db, found[i].id, &out->rows[i])) {
            return false;
        }
        out->next = (struct search_after){found[i].key, found[i].id};
    }
    out->count = count;
    return true;
}

bool search_ids(struct op *op, struct db *db, const struct search_query *query, int64_t *out, size_t *count, bool *more)
{
    struct search s;
    struct found *found = NULL;
    must(query->limit >= 1 && query->limit <= SEARCH_IDS_MAX);
    if (!begin_search(op, db, query, &s) || !find(&s, &found, count, more)) {
        return false;
    }
    for (size_t i = 0; i < *count; i++) {
        out[i] = found[i].id;
    }
    return true;
}

/* ---- counts ---- */

/* Where an index alone can tell, without looking at a dossier. */
static const struct sql *quick_count(const struct search *s)
{
    const struct search_query *q = s->q;
    if (q->view != SEARCH_ALL || q->applicant != NULL || q->concerns != NULL || q->timing != NULL || q->part != NULL) {
        return NULL;
    }
    if (s->typed.kind == TYPED_WORDS) {
        return q->state == NULL ? &sql_search_words_count : NULL;
    }
    if (s->typed.kind != TYPED_NOTHING) {
        return NULL;
    }
    return q->state == NULL ? &sql_search_all_count : &sql_search_state_count;
}

static bool count_quickly(const struct search *s, const struct sql *sql, int64_t cap, int64_t *out)
{
    struct stmt *stmt = db_use(s->op, s->db, sql);
    if (stmt == NULL) {
        return false;
    }
    bind_if(stmt, sql, "state", s->q->state);
    bind_if(stmt, sql, "words", s->typed.words);
    bind_int(stmt, "max", cap + 1);
    *out = stmt_row(stmt) ? col_int(stmt, "count") : 0;
    return stmt_done(stmt);
}

/* Goes through a run and gives each row that belongs to `take`, which says whether to go on. */
typedef bool (*take_fn)(const struct search *s, const struct light *row, void *self);
static bool each_row(const struct search *s, take_fn take, void *self)
{
    struct run runs[RUNS_MAX];
    size_t n = runs_of(s, runs), looked = 0;
    bool on = true;
    for (size_t i = 0; i < n && on; i++) {
        struct stmt *stmt = start_run(s, &runs[i]);
        struct light row;
        if (stmt == NULL) {
            return false;
        }
        while (on && looked++ < SCAN_MAX && next_light(stmt, &row)) {
            on = !belongs(s, &row) || take(s, &row, self);
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

bool search_count(struct op *op, struct db *db, const struct search_query *query, int64_t cap, int64_t *out)
{
    struct search s;
    struct search_query whole = *query;
    struct counted counted = {0, cap + 1};
    whole.after = (struct search_after){0, 0};
    if (!begin_search(op, db, &whole, &s)) {
        return false;
    }
    const struct sql *quick = quick_count(&s);
    if (quick != NULL) {
        return count_quickly(&s, quick, cap, out);
    }
    bool ok = each_row(&s, count_one, &counted);
    *out = counted.count;
    return ok;
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
    return begin_search(op, db, &whole, &s) && each_row(&s, tally_one, &t);
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
