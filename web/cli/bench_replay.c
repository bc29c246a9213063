/* SQLite tells of every statement that begins (sqlite3_trace_v2) and can print it with its values. The values are read back out
 * of that print, beside the statement's own text: where the one has a parameter, the other has a literal. Programs of triggers are told of
 * too, as comments: they belong to their statement. */
#include "cli/bench_replay.h"

#include "base/digest.h"
#include "db/db.h"
#include "world/store.h"

#include <ctype.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SQL_MAX 256
#define VALUES_MAX 48
#define STEPS_MAX 512 /* statements of one act */
#define REAL_AT ":real_at"
#define VERSION "PRAGMA user_version="
#define LOOP_ARENA ((size_t)16 << 20)

struct value {
    enum { VALUE_NULL, VALUE_INT, VALUE_TEXT, VALUE_REAL_AT } kind;
    int parameter;
    const char *name; /* without the colon */
    int64_t number; /* of a text: its bytes */
    const char *text;
};
struct step {
    int sql;         /* -1: sets the version to `version` */
    int64_t version;
    bool inside;     /* of the transaction, with BEGIN and COMMIT */
    struct value *values;
    int count;
};
struct act_steps {
    struct step *steps;
    int count;
};
struct bench_script {
    struct op *op;
    const char *sql[SQL_MAX];
    int sql_count;
    struct act_steps *acts;
    int act_count, acts_max;
    bool in_transaction;
    const char *wrong; /* what was not understood */
};

/* ---- recording ---- */

struct bench_script *bench_script_new(struct op *op, int acts_max)
{
    struct bench_script *s = arena_alloc(op->arena, sizeof *s);
    s->op = op;
    s->acts_max = acts_max;
    s->acts = arena_array(op->arena, (size_t)acts_max, sizeof *s->acts);
    return s;
}

void bench_script_next_act(struct bench_script *s)
{
    must(s->act_count < s->acts_max);
    s->acts[s->act_count++].steps = arena_array(s->op->arena, STEPS_MAX, sizeof(struct step));
}

static int find_sql(struct bench_script *s, const char *text)
{
    for (int i = 0; i < s->sql_count; i++) {
        if (strcmp(s->sql[i], text) == 0) {
            return i;
        }
    }
    must(s->sql_count < SQL_MAX);
    s->sql[s->sql_count] = arena_strdup(s->op->arena, text);
    return s->sql_count++;
}

/* A literal as sqlite3_expanded_sql prints it; moves past it. */
static bool read_literal(struct bench_script *s, const char **p, struct value *v)
{
    if (strncmp(*p, "NULL", 4) == 0) {
        v->kind = VALUE_NULL;
        *p += 4;
        return true;
    }
    if (**p == '\'') {
        char *out = arena_alloc(s->op->arena, strlen(*p));
        size_t n = 0;
        for (const char *q = *p + 1;; q++) {
            if (*q == '\'' && *++q != '\'') {
                *p = q;
                break;
            }
            if (*q == '\0') {
                return false;
            }
            out[n++] = *q;
        }
        *v = (struct value){.kind = VALUE_TEXT, .parameter = v->parameter, .name = v->name, .number = (int64_t)n, .text = out};
        return true;
    }
    char *end = NULL;
    v->kind = VALUE_INT;
    v->number = strtoll(*p, &end, 10);
    bool ok = end != *p && *end != '.' && *end != 'e';
    *p = end;
    return ok;
}

static size_t parameter_length(const char *p)
{
    size_t n = 1;
    while (isalnum((unsigned char)p[n]) || p[n] == '_') {
        n++;
    }
    return n;
}

/* Text in quotes is the same in both. */
static size_t skip_quoted(const char *p)
{
    const char *end = strchr(p + 1, '\'');
    return end == NULL ? strlen(p) : (size_t)(end - p) + 1;
}

static bool read_values(struct bench_script *s, sqlite3_stmt *stmt, const char *text, const char *expanded, struct step *step)
{
    const char *e = expanded;
    step->values = arena_array(s->op->arena, VALUES_MAX, sizeof *step->values);
    for (const char *t = text; *t != '\0';) {
        if (*t != ':') {
            size_t n = *t == '\'' ? skip_quoted(t) : 1;
            if (strncmp(t, e, n) != 0) {
                return false;
            }
            t += n;
            e += n;
            continue;
        }
        char name[64];
        size_t n = parameter_length(t);
        must(n < sizeof name && step->count < VALUES_MAX);
        memcpy(name, t, n);
        name[n] = '\0';
        struct value *v = &step->values[step->count++];
        v->parameter = sqlite3_bind_parameter_index(stmt, name);
        v->name = arena_strdup(s->op->arena, name + 1);
        if (v->parameter == 0 || !read_literal(s, &e, v)) {
            return false;
        }
        if (strcmp(name, REAL_AT) == 0) {
            v->kind = VALUE_REAL_AT;
        }
        t += n;
    }
    return *e == '\0';
}

static void add_step(struct bench_script *s, sqlite3_stmt *stmt, const char *text)
{
    struct act_steps *act = &s->acts[s->act_count - 1];
    must(act->count < STEPS_MAX);
    struct step *step = &act->steps[act->count++];
    if (strncmp(text, VERSION, strlen(VERSION)) == 0) {
        *step = (struct step){.sql = -1, .version = atoll(text + strlen(VERSION)), .inside = true};
        return;
    }
    s->in_transaction = s->in_transaction || strncmp(text, "BEGIN", 5) == 0;
    step->inside = s->in_transaction;
    s->in_transaction = s->in_transaction && strcmp(text, "COMMIT") != 0;
    step->sql = find_sql(s, text);
    char *expanded = sqlite3_expanded_sql(stmt);
    if (expanded == NULL || !read_values(s, stmt, text, expanded, step)) {
        s->wrong = s->sql[step->sql];
    }
    sqlite3_free(expanded);
}

static int on_statement(unsigned event, void *self, void *stmt, void *unexpanded)
{
    struct bench_script *s = self;
    const char *text = sqlite3_sql(stmt);
    bool is_trigger = strncmp(unexpanded, "--", 2) == 0;
    if (event == SQLITE_TRACE_STMT && s->act_count > 0 && !is_trigger && text != NULL) {
        add_step(s, stmt, text);
    }
    return 0;
}

void bench_script_listen(struct bench_script *s, struct db *db)
{
    must(sqlite3_trace_v2(db_handle(db), SQLITE_TRACE_STMT, on_statement, s) == SQLITE_OK);
}

bool bench_script_end(struct op *op, struct bench_script *s, struct db *db)
{
    (void)sqlite3_trace_v2(db_handle(db), 0, NULL, NULL);
    return s->wrong == NULL || fail_broken(op, "not understood: %s", s->wrong);
}

double bench_script_statements(const struct bench_script *s, bool inside_only)
{
    int n = 0;
    for (int i = 0; i < s->act_count; i++) {
        for (int k = 0; k < s->acts[i].count; k++) {
            n += !inside_only || s->acts[i].steps[k].inside;
        }
    }
    return s->act_count == 0 ? 0 : (double)n / s->act_count;
}

static void put_values(struct json_out *out, const struct step *step)
{
    json_open_object(out, NULL);
    for (int i = 0; i < step->count; i++) {
        const struct value *v = &step->values[i];
        bool seen = false;
        for (int k = 0; k < i; k++) {
            seen = seen || step->values[k].parameter == v->parameter;
        }
        if (!seen && v->kind == VALUE_TEXT) {
            json_put_text(out, v->name, arena_strndup(out->buf->arena, v->text, (size_t)v->number));
        } else if (!seen && v->kind == VALUE_NULL) {
            json_put_null(out, v->name);
        } else if (!seen) {
            json_put_int(out, v->name, v->number);
        }
    }
    if (step->sql < 0) {
        json_put_int(out, "version", step->version);
    }
    json_close_object(out);
}

static void put_step(struct json_out *out, const struct step *step)
{
    json_open_array(out, NULL);
    json_put_int(out, NULL, step->sql);
    if (step->count > 0 || step->sql < 0) {
        put_values(out, step);
    }
    json_close_array(out);
}

void bench_script_put(struct json_out *out, const struct bench_script *s)
{
    json_open_object(out, NULL);
    json_open_array(out, "sql");
    for (int i = 0; i < s->sql_count; i++) {
        json_put_text(out, NULL, s->sql[i]);
    }
    json_close_array(out);
    json_open_array(out, "acts");
    for (int i = 0; i < s->act_count; i++) {
        json_open_array(out, NULL);
        for (int k = 0; k < s->acts[i].count; k++) {
            put_step(out, &s->acts[i].steps[k]);
        }
        json_close_array(out);
    }
    json_close_array(out);
    json_close_object(out);
}

/* ---- the loop ---- */

struct bench_loop {
    struct bench_replay r;
    sqlite3_stmt **prepared; /* [world * sql_count + sql] */
};
struct runner {
    const struct bench_replay *r;
    sqlite3_stmt **prepared;
    int first, from, acts;
    double *ms;
    size_t count;
    int64_t read;  /* bytes and numbers of rows, so that reading is not for nothing */
    char why[300]; /* "" = all went well */
};

static bool bind(sqlite3_stmt *h, const struct step *step, const int64_t *real_at)
{
    bool ok = true;
    for (int i = 0; i < step->count && ok; i++) {
        const struct value *v = &step->values[i];
        switch (v->kind) {
        case VALUE_NULL:
            ok = sqlite3_bind_null(h, v->parameter) == SQLITE_OK;
            break;
        case VALUE_INT:
            ok = sqlite3_bind_int64(h, v->parameter, v->number) == SQLITE_OK;
            break;
        case VALUE_REAL_AT:
            ok = sqlite3_bind_int64(h, v->parameter, real_at != NULL ? *real_at : v->number) == SQLITE_OK;
            break;
        case VALUE_TEXT:
            ok = sqlite3_bind_text(h, v->parameter, v->text, (int)v->number, SQLITE_STATIC) == SQLITE_OK;
            break;
        }
    }
    return ok;
}

static int64_t read_row(sqlite3_stmt *h)
{
    int64_t sum = 0;
    for (int i = 0; i < sqlite3_column_count(h); i++) {
        if (sqlite3_column_type(h, i) == SQLITE_TEXT) {
            sum += sqlite3_column_blob(h, i) != NULL ? sqlite3_column_bytes(h, i) : 0; /* without the copy that a text would cost */
        } else {
            sum += sqlite3_column_int64(h, i);
        }
    }
    return sum;
}

static bool run_step(struct op *op, struct runner *u, struct db *db, int world, const struct step *step, const int64_t *real_at)
{
    const struct bench_script *s = u->r->script;
    if (step->sql < 0) {
        return db_set_version(op, db, step->version);
    }
    sqlite3_stmt **h = &u->prepared[world * s->sql_count + step->sql];
    int rc = SQLITE_OK;
    if (*h == NULL) {
        rc = sqlite3_prepare_v3(db_handle(db), s->sql[step->sql], -1, SQLITE_PREPARE_PERSISTENT, h, NULL);
    }
    if (rc == SQLITE_OK && bind(*h, step, real_at)) {
        while ((rc = sqlite3_step(*h)) == SQLITE_ROW) {
            u->read += read_row(*h);
        }
        (void)sqlite3_reset(*h);
    }
    return rc == SQLITE_DONE || fail_broken(op, "%s: %s", s->sql[step->sql], sqlite3_errmsg(db_handle(db)));
}

static bool run_act(struct op *op, struct runner *u, int world, int act)
{
    const struct bench_replay *r = u->r;
    const struct act_steps *a = &r->script->acts[act];
    const int64_t *real_at = r->real_at == NULL ? NULL : &r->real_at[world * r->script->act_count + act];
    struct world *w = world_get(op, r->store, arena_printf(op->arena, "%s-%d", r->prefix, world));
    bool ok = w != NULL;
    for (int i = 0; ok && i < a->count; i++) {
        if (a->steps[i].inside || !r->inside_only) {
            ok = run_step(op, u, world_db(w), world, &a->steps[i], real_at);
        }
    }
    ok = ok && world_committed(op, w, INSTANT_NONE);
    world_put(w);
    return ok;
}

static void *runner_loop(void *self)
{
    struct runner *u = self;
    const struct bench_replay *r = u->r;
    struct arena *arena = arena_open(LOOP_ARENA);
    for (int act = u->from; act < u->from + u->acts; act++) {
        for (int world = u->first; world < r->worlds && u->why[0] == '\0'; world += r->threads) {
            struct op op;
            arena_reset(arena);
            op_init(&op, arena, "bench", LANG_VI);
            double start = bench_now();
            if (!run_act(&op, u, world, act)) {
                (void)snprintf(u->why, sizeof u->why, "%s", op.error.cause == NULL ? op.error.key : op.error.cause);
            }
            u->ms[u->count++] = bench_now() - start;
        }
    }
    arena_close(arena);
    return NULL;
}

static bool create_worlds(struct op *op, const struct bench_replay *r, const char *golden)
{
    for (int i = 0; i < r->worlds; i++) {
        const char *id = arena_printf(op->arena, "%s-%d", r->prefix, i);
        struct world *w = world_create(op, r->store, id, golden) ? world_get(op, r->store, id) : NULL;
        if (w == NULL) {
            return false;
        }
        world_put(w);
    }
    return true;
}

static size_t slots_of(const struct bench_replay *r)
{
    return (size_t)r->worlds * (size_t)r->script->sql_count;
}

struct bench_loop *bench_loop_open(struct op *op, const struct bench_replay *r, const char *golden)
{
    if (!create_worlds(op, r, golden)) {
        return NULL;
    }
    struct bench_loop *loop = calloc(1, sizeof *loop);
    must(loop != NULL);
    loop->r = *r;
    loop->prepared = calloc(slots_of(r) + 1, sizeof(sqlite3_stmt *));
    must(loop->prepared != NULL);
    return loop;
}

void bench_loop_close(struct bench_loop *loop)
{
    if (loop == NULL) {
        return;
    }
    for (size_t i = 0; i < slots_of(&loop->r); i++) {
        (void)sqlite3_finalize(loop->prepared[i]);
    }
    free(loop->prepared);
    free(loop);
}

static void end_runner(struct op *op, struct runner *u, struct bench_measured *out)
{
    for (size_t k = 0; k < u->count; k++) {
        bench_note(&out->latency, u->ms[k]);
    }
    if (u->why[0] != '\0') {
        (void)fail_broken(op, "%s", u->why);
    }
    free(u->ms);
}

bool bench_loop_run(struct op *op, struct bench_loop *loop, int from, int acts, struct bench_measured *out)
{
    const struct bench_replay *r = &loop->r;
    struct runner *all = calloc((size_t)r->threads, sizeof *all);
    pthread_t *threads = calloc((size_t)r->threads, sizeof *threads);
    must(all != NULL && threads != NULL && from + acts <= r->script->act_count);
    double cpu = bench_cpu_now(), start = bench_now();
    for (int i = 0; i < r->threads; i++) {
        all[i] = (struct runner){.r = r, .prepared = loop->prepared, .first = i, .from = from, .acts = acts};
        all[i].ms = calloc((size_t)r->worlds * (size_t)acts + 1, sizeof(double));
        must(all[i].ms != NULL && pthread_create(&threads[i], NULL, runner_loop, &all[i]) == 0);
    }
    for (int i = 0; i < r->threads; i++) {
        must(pthread_join(threads[i], NULL) == 0);
    }
    out->seconds += (bench_now() - start) / 1e3;
    out->cpu += bench_cpu_now() - cpu;
    for (int i = 0; i < r->threads; i++) {
        end_runner(op, &all[i], out);
    }
    free(threads);
    free(all);
    return !op_failed(op);
}
