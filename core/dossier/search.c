/* A list is one run along an index or several that are merged (a queue: what the account holds, what nobody holds yet, what those hold
 * for whom it stands in). Every run gives light rows; one predicate says whether a row
 * belongs, so a page, a count and a tally cannot disagree.
 *
 * What one officer handles is found state by state, in two ways. Who has many in a state is met often on the way through it, newest
 * first; where there are few, or none of late, they are taken from the index of handlers and put in order. Words are sought among all
 * that have them, newest first, or where that leads nowhere soon among the officer's own. */
#include "dossier/search.h"

#include "base/strbuf.h"
#include "base/viet.h"
#include "core_sql.h"
#include "dossier/holder.h"
#include "dossier/search_inside.h"
#include "org/org.h"

#include <stddef.h>
#include <string.h>

#define OWN_FEW 1000   /* so many of a handler in one state are put in order at once */
#define OWN_WORDS 100  /* so many are held against words, each by itself */
#define WORDS_MAX 8192  /* bytes of what one dossier is found by */
#define LOOK_MAX 5000  /* rows looked through for a handler who has more, before its own are put in order all the same */
_Static_assert(DOSSIER_STATE_COUNT <= RUNS_MAX, "a handler's dossiers are one run for each state");

static const char *const timing_codes[] = {
#define X(timing, code) code,
    SEARCH_TIMINGS(X)
#undef X
};
const struct choices search_timing_choices = {timing_codes, sizeof timing_codes / sizeof timing_codes[0]};

/* ---- runs ---- */

bool search_begin(struct op *op, struct db *db, const struct search_query *q, struct search *s)
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

bool search_is_by_limit(const struct search *s)
{
    return s->q->view == SEARCH_ALL && s->q->timing != NULL && s->typed.kind == TYPED_NOTHING;
}

bool search_may_own(const struct search *s)
{
    bool all = s->q->view == SEARCH_ALL && s->typed.kind == TYPED_NOTHING && !search_is_by_limit(s);
    return s->q->handler != NULL && (all || s->typed.kind == TYPED_WORDS);
}

static size_t all_runs(const struct search *s, struct run *runs)
{
    if (search_is_by_limit(s)) {
        runs[0] = (struct run){.sql = strcmp(s->q->timing, "overdue") == 0 ? &sql_search_overdue : &sql_search_due_soon};
    } else if (s->q->state != NULL) {
        runs[0] = (struct run){.sql = &sql_search_state, .state = s->q->state};
    } else {
        runs[0] = (struct run){.sql = &sql_search_all};
    }
    return 1;
}

static size_t handled_runs(const struct search *s, struct run *runs)
{
    size_t n = 0;
    for (unsigned i = 0; i < DOSSIER_STATE_COUNT; i++) {
        if ((s->has >> i & 1u) != 0) {
            bool few = (s->few >> i & 1u) != 0;
            runs[n++] = (struct run){.sql = few ? &sql_search_handled : &sql_search_state, .state = dossier_state_choices.codes[i]};
        }
    }
    return n;
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

size_t search_runs(const struct search *s, struct run *runs)
{
    static const struct sql *const typed[] = {NULL, &sql_search_code, &sql_search_number, &sql_search_symbol, &sql_search_words};
    if (s->own) {
        runs[0] = (struct run){.sql = &sql_search_handled_words, .state = s->q->state};
        return 1;
    }
    if (s->typed.kind != TYPED_NOTHING) {
        runs[0] = (struct run){.sql = typed[s->typed.kind]};
        return 1;
    }
    switch (s->q->view) {
    case SEARCH_QUEUE:
        return queue_runs(s, runs);
    case SEARCH_ALL:
        return search_may_own(s) ? handled_runs(s, runs) : all_runs(s, runs);
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

void search_bind_if(struct stmt *s, const struct sql *sql, const char *name, const char *value)
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

void search_bind_narrow(const struct search *s, struct stmt *stmt, const struct sql *sql)
{
    const struct search_query *q = s->q;
    int64_t past = q->past_id == 0 ? INT64_MAX : q->past_id;
    search_bind_if(stmt, sql, "handler", q->handler);
    bind_int_if(stmt, sql, "first", q->first_id);
    bind_int_if(stmt, sql, "before", q->after.id == 0 || q->after.id > past ? past : q->after.id);
}

struct stmt *search_start_run(const struct search *s, const struct run *run)
{
    const struct search_query *q = s->q;
    struct stmt *stmt = db_use(s->op, s->db, run->sql);
    if (stmt == NULL) {
        return NULL;
    }
    search_bind_if(stmt, run->sql, "role", q->role);
    search_bind_if(stmt, run->sql, "holder", run->holder);
    search_bind_if(stmt, run->sql, "account", q->account);
    search_bind_if(stmt, run->sql, "kind", run->kind);
    search_bind_if(stmt, run->sql, "org", q->org);
    search_bind_if(stmt, run->sql, "applicant", q->account);
    search_bind_if(stmt, run->sql, "state", run->state);
    search_bind_if(stmt, run->sql, "words", s->typed.words);
    search_bind_if(stmt, run->sql, "from", s->typed.from);
    search_bind_if(stmt, run->sql, "past", s->typed.past);
    search_bind_if(stmt, run->sql, "number", s->typed.number);
    search_bind_if(stmt, run->sql, "ending", s->typed.ending);
    bind_int_if(stmt, run->sql, "now", q->now.ms);
    bind_int_if(stmt, run->sql, "answered", q->view == SEARCH_CONSULTED);
    bind_int_if(stmt, run->sql, "after_key", q->after.id == 0 ? INT64_MIN : q->after.key);
    bind_int_if(stmt, run->sql, "after_id", q->after.id);
    search_bind_narrow(s, stmt, run->sql);
    return stmt;
}

bool search_next_light(struct stmt *s, struct light *row)
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

/* Handled, or held up: there will be a decision. */
static bool is_open(const struct dossier *d)
{
    return d->state == DOSSIER_IN_HANDLING || d->state == DOSSIER_AWAITING_SUPPLEMENT || d->state == DOSSIER_AWAITING_PAYMENT ||
           d->state == DOSSIER_WITHDRAWAL_REQUESTED;
}

/* Of those that are open elsewhere: the specialist's own, of the others what its organisation has to do with. */
static bool waits_elsewhere(const struct search *s, const struct dossier *d)
{
    const struct search_query *q = s->q;
    if (!is_open(d) || s->seat.role < 0 || in_queue(s, d)) {
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
    case SEARCH_ASKED: /* nobody waits for an opinion on what is decided or over */
        return is_open(d) && (s->typed.kind == TYPED_NOTHING || is_asked(s, d));
    case SEARCH_CONSULTED:
        return s->typed.kind == TYPED_NOTHING || is_asked(s, d);
    case SEARCH_ALL:
        break;
    }
    return true;
}

bool search_belongs(const struct search *s, const struct light *row)
{
    const struct search_query *q = s->q;
    if (q->state != NULL && strcmp(dossier_state_choices.codes[row->d.state], q->state) != 0) {
        return false;
    }
    if (row->id < q->first_id || (q->past_id != 0 && row->id >= q->past_id)) {
        return false;
    }
    if (q->handler != NULL && (row->d.handler == NULL || strcmp(row->d.handler, q->handler) != 0)) {
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
    bool by_due = (s->q->view == SEARCH_QUEUE && s->typed.kind == TYPED_NOTHING) || search_is_by_limit(s);
    return by_due ? a->key < b->key || (a->key == b->key && a->id < b->id) : a->id > b->id;
}

/* A page on its way. */
struct pile {
    struct found *page;
    size_t max, count;
    bool merge;
    size_t left; /* rows that may still be looked at */
};

/* Merges the run's first rows into the page in hand; a run's rows come in order, so it stops at the first that falls off the end. */
static bool merge_run(const struct search *s, const struct run *run, struct pile *p)
{
    struct stmt *stmt = search_start_run(s, run);
    struct light row;
    if (stmt == NULL) {
        return false;
    }
    while (p->left > 0 && search_next_light(stmt, &row)) {
        struct found one = {row.key, row.id};
        size_t at = p->count;
        p->left--;
        if (!search_belongs(s, &row)) {
            continue;
        }
        while (p->merge && at > 0 && comes_first(s, &one, &p->page[at - 1])) {
            at--;
        }
        if (at == p->max) {
            break;
        }
        p->count += p->count < p->max;
        memmove(&p->page[at + 1], &p->page[at], (p->count - at - 1) * sizeof *p->page);
        p->page[at] = one;
    }
    return stmt_done(stmt);
}

/* Of the handler, in the state or (NULL) in all; at most max + 1. */
static bool count_handled(const struct search *s, const char *state, int64_t max, int64_t *out)
{
    const struct sql *sql = state == NULL ? &sql_search_handled_count : &sql_search_handled_state_count;
    struct stmt *stmt = db_use(s->op, s->db, sql);
    if (stmt == NULL) {
        return false;
    }
    search_bind_narrow(s, stmt, sql);
    search_bind_if(stmt, sql, "state", state);
    bind_int(stmt, "max", max + 1);
    *out = stmt_row(stmt) ? col_int(stmt, "count") : 0;
    return stmt_done(stmt);
}

bool search_settle(struct search *s)
{
    int64_t count = 0;
    if (!search_may_own(s)) {
        return true;
    }
    if (s->typed.kind == TYPED_WORDS) {
        bool ok = count_handled(s, NULL, OWN_WORDS, &count);
        s->own = count <= OWN_WORDS;
        return ok;
    }
    for (unsigned i = 0; i < DOSSIER_STATE_COUNT; i++) {
        const char *state = dossier_state_choices.codes[i];
        if (s->q->state != NULL && strcmp(s->q->state, state) != 0) {
            continue;
        }
        if (!count_handled(s, state, OWN_FEW, &count)) {
            return false;
        }
        s->has |= (count > 0) * (1u << i);
        s->few |= (count <= OWN_FEW) * (1u << i);
    }
    return true;
}

static bool pile_up(const struct search *s, struct pile *p)
{
    struct run runs[RUNS_MAX];
    size_t n = search_runs(s, runs);
    p->count = 0;
    p->merge = n > 1;
    for (size_t i = 0; i < n; i++) {
        if (!merge_run(s, &runs[i], p)) {
            return false;
        }
    }
    return !op_failed(s->op);
}

/* May the handler's own lie far down the way that was settled: past everybody's dossiers, or past all that have the words? */
static bool is_long_way(const struct search *s)
{
    return (s->has & ~s->few) != 0 || (search_may_own(s) && s->typed.kind == TYPED_WORDS && !s->own);
}

/* One more than asked for tells whether there are more. */
static bool find(struct search *s, struct found **out, size_t *count, bool *more)
{
    struct pile p = {.page = arena_array(s->op->arena, s->q->limit + 2, sizeof **out), .max = s->q->limit + 1};
    if (!search_settle(s)) {
        return false;
    }
    bool far = is_long_way(s);
    p.left = far ? LOOK_MAX : SIZE_MAX;
    if (!pile_up(s, &p)) {
        return false;
    }
    if (far && p.left == 0) { /* the way past everybody's is given up */
        s->few = s->has;
        s->own = s->typed.kind == TYPED_WORDS;
        p.left = SIZE_MAX;
        if (!pile_up(s, &p)) {
            return false;
        }
    }
    *out = p.page;
    *more = p.count == p.max;
    *count = p.count - *more;
    return true;
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
    if (!search_begin(op, db, query, &s) || !find(&s, &found, &count, &out->more)) {
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
    if (!search_begin(op, db, query, &s) || !find(&s, &found, count, more)) {
        return false;
    }
    for (size_t i = 0; i < *count; i++) {
        out[i] = found[i].id;
    }
    return true;
}

/* ---- indexing ---- */

/* Not the address: half a province lives in "Lạng Sơn", and whoever is named so would drown in it. */
static void add_party(struct strbuf *text, const struct json *party)
{
    static const char *const facts[] = {"name", "id_no", "phone", "email"};
    for (size_t i = 0; party != NULL && i < sizeof facts / sizeof facts[0]; i++) {
        strbuf_printf(text, "%s ", json_get_text(party, facts[i], ""));
    }
}

bool search_add(struct op *op, struct db *db, const struct dossier *d, const char *procedure_name)
{
    struct strbuf text;
    strbuf_init(&text, op->arena, WORDS_MAX);
    add_party(&text, d->owner);
    add_party(&text, d->submitter);
    strbuf_printf(&text, "%s %s", d->procedure, procedure_name);
    struct stmt *s = db_use(op, db, &sql_search_add);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", d->id);
    bind_text(s, "words", viet_fold(op->arena, text.data));
    return stmt_run(s, NULL);
}
