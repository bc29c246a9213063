/* search_inside: what lists (search.c) and their counts (search_count.c) share: runs along an index, and whether a row belongs. */
#ifndef DOSSIER_SEARCH_INSIDE_H
#define DOSSIER_SEARCH_INSIDE_H

#include "account/delegation.h"
#include "core_sql.h"
#include "dossier/search.h"
#include "dossier/search_typed.h"

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
    bool own;          /* words: the handler's own dossiers are held against them */
    bool cut;          /* a count: rows were left that were not looked at */
    unsigned has, few; /* bits of states: in which the handler has dossiers, and no more than can be put in order */
};
/* One run: the statement and what of it is not the query's. */
struct run {
    const struct sql *sql;
    const char *holder, *state, *kind;
};
#define RUNS_MAX 16

/* E_INPUT "search.nothing". */
MUST_USE bool search_begin(struct op *op, struct db *db, const struct search_query *q, struct search *s);
/* Of all dossiers, what is late or soon will be: a list in the order of the limits. */
bool search_is_by_limit(const struct search *s);
/* A list that may go along the index of its handler instead of past everybody's dossiers. */
bool search_may_own(const struct search *s);
/* At most RUNS_MAX. */
size_t search_runs(const struct search *s, struct run *runs);
MUST_USE struct stmt *search_start_run(const struct search *s, const struct run *run);
bool search_next_light(struct stmt *s, struct light *row);
bool search_belongs(const struct search *s, const struct light *row);
/* How many the handler has decides the way: sets `own`, `has` and `few`. */
MUST_USE bool search_settle(struct search *s);

/* Binds whatever of the query the statement has a parameter for. */
void search_bind_if(struct stmt *s, const struct sql *sql, const char *name, const char *value);
/* The same of what narrows every run: the handler and the ids between which the period lies. */
void search_bind_narrow(const struct search *s, struct stmt *stmt, const struct sql *sql);

#endif
