/* lab.db has one writer thread. Callers put a request into a queue and sleep; the writer takes what has gathered, runs every
 * closure in one transaction (each in a savepoint), commits once, and wakes them. While it waits for the disk the next group
 * gathers, so the cost of a durable commit is shared by as many as ask at the time, and nobody waits for a timer.
 *
 *   caller            writer
 *   lab_write ──► queue ──► BEGIN ─ SAVEPOINT fn RELEASE ─ SAVEPOINT fn … ─ COMMIT (fsync) ──► wake all
 *
 * A closure that fails is rolled back to its savepoint and the rest goes on. If SQLite itself gives the transaction up (disk
 * full, read error), everything of the group so far is told that it failed, for it has. If COMMIT fails, the rows are rolled
 * back here; after a crash the frames of such a commit may still be found in the log, which is why the contract says "may or
 * may not be there".
 *
 * The writer's connection makes the checkpoints too (SQLite before 3.51 can lose a commit when another connection checkpoints
 * while one writes): when the log is long, and when there is nothing to do. */
#include "lab/store.h"

#include "account/password.h"
#include "base/digest.h"
#include "base/log.h"
#include "lab/session_cache.h"
#include "lab_sql.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct request {
    struct op *op;
    lab_fn fn;
    void *arg;
    bool ok;
    sem_t done;
    struct request *next;
};
struct store {
    struct db *writer;
    struct db *readers[LAB_READERS];

    pthread_mutex_t pool_lock;
    pthread_cond_t pool_free;
    bool reader_busy[LAB_READERS];

    pthread_mutex_t queue_lock; /* guards the queue, stopping and figures */
    pthread_cond_t queue_filled;
    struct request *first, *last;
    bool stopping;
    struct store_figures figures;
    pthread_t thread;
    bool started;

    int wal_pages; /* writer thread only: pages in the log since the last complete checkpoint */
    struct password_queue *passwords;
    struct session_cache *sessions;
};

/* ---- the writer ---- */

static bool run(struct op *op, struct db *db, const struct sql *sql)
{
    struct stmt *s = db_use(op, db, sql);
    return s != NULL && stmt_run(s, NULL);
}

/* One closure in its savepoint. false: the writer's own operation failed, the transaction is unusable. */
static bool run_closure(struct op *own, struct db *db, struct request *r)
{
    if (!run(own, db, &sql_closure_begin)) {
        return false;
    }
    r->ok = r->fn(r->op, db, r->arg);
    must(r->ok == !op_failed(r->op)); /* a closure fails by fail() and only then */
    if (!db_in_transaction(db)) {
        return fail_broken(own, "the transaction was given up: %s", r->op->error.cause == NULL ? "" : r->op->error.cause);
    }
    return (r->ok || run(own, db, &sql_closure_take_back)) && run(own, db, &sql_closure_keep);
}

static void fail_group(const struct op *own, struct request *group)
{
    for (struct request *r = group; r != NULL; r = r->next) {
        if (r->ok) {
            r->ok = false;
            (void)fail_broken(r->op, "group commit: %s", own->error.cause == NULL ? own->error.key : own->error.cause);
        }
    }
}

/* Runs and commits a group. Requests that were not reached because the transaction broke are failed like the rest. */
static void commit_group(struct store *store, struct op *own, struct request *group)
{
    struct db *db = store->writer;
    for (struct request *r = group; r != NULL; r = r->next) {
        r->ok = true; /* until it fails */
    }
    bool good = db_begin(own, db, true);
    for (struct request *r = group; good && r != NULL; r = r->next) {
        good = run_closure(own, db, r);
    }
    if (!good || !db_commit(own, db)) {
        log_failure(own, "lab.commit");
        fail_group(own, group);
        db_rollback(db);
    }
}

/* Takes at most LAB_BATCH_MAX requests off the queue; the lock is held. */
static struct request *take_group(struct store *store, int64_t *count)
{
    struct request *group = store->first, *end = group;
    int64_t n = group == NULL ? 0 : 1;
    while (end != NULL && end->next != NULL && n < LAB_BATCH_MAX) {
        end = end->next;
        n++;
    }
    if (end != NULL) {
        store->first = end->next;
        end->next = NULL;
    }
    if (store->first == NULL) {
        store->last = NULL;
    }
    *count = n;
    return group;
}

static void wake_group(struct request *group)
{
    while (group != NULL) {
        struct request *next = group->next; /* the request is on its caller's stack: gone once posted */
        (void)sem_post(&group->done);
        group = next;
    }
}

static void count_group(struct store *store, const struct request *group, int64_t n)
{
    store->figures.closures += n;
    store->figures.commits++;
    if (n > store->figures.largest) {
        store->figures.largest = n;
    }
    for (const struct request *r = group; r != NULL; r = r->next) {
        store->figures.failed += r->ok ? 0 : 1;
    }
}

/* Readers only ever shorten what one round can copy; the next round copies the rest. */
static void checkpoint(struct store *store)
{
    int pages = 0, copied = 0;
    int rc = sqlite3_wal_checkpoint_v2(db_handle(store->writer), NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
    if (rc != SQLITE_OK) {
        log_line(LOG_ERROR, "lab.checkpoint", "rc=%d", rc);
    }
    store->wal_pages = rc == SQLITE_OK && copied >= pages ? 0 : 1;
    (void)pthread_mutex_lock(&store->queue_lock);
    store->figures.checkpoints++;
    (void)pthread_mutex_unlock(&store->queue_lock);
}

/* Never an error: a failing hook makes COMMIT report a failure although the commit is done. */
static int note_pages(void *self, sqlite3 *handle, const char *database, int pages)
{
    (void)handle;
    (void)database;
    ((struct store *)self)->wal_pages = pages;
    return SQLITE_OK;
}

/* Waits for work; the lock is held. NULL: stopping. Checkpoints when the wait gets long. */
static struct request *wait_group(struct store *store, int64_t *count)
{
    while (store->first == NULL && !store->stopping) {
        struct timespec until;
        (void)clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += LAB_IDLE_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        int rc = store->wal_pages > 0 ? pthread_cond_timedwait(&store->queue_filled, &store->queue_lock, &until)
                                      : pthread_cond_wait(&store->queue_filled, &store->queue_lock);
        if (rc == ETIMEDOUT && store->first == NULL && !store->stopping) {
            (void)pthread_mutex_unlock(&store->queue_lock);
            checkpoint(store);
            (void)pthread_mutex_lock(&store->queue_lock);
        }
    }
    return take_group(store, count);
}

static void *write_loop(void *self)
{
    struct store *store = self;
    struct arena *arena = arena_open((size_t)1 << 20);
    for (;;) {
        int64_t count = 0;
        (void)pthread_mutex_lock(&store->queue_lock);
        struct request *group = wait_group(store, &count);
        (void)pthread_mutex_unlock(&store->queue_lock);
        if (group == NULL) {
            break;
        }
        struct op own;
        arena_reset(arena);
        op_init(&own, arena, "lab.writer", LANG_EN);
        commit_group(store, &own, group);
        (void)pthread_mutex_lock(&store->queue_lock);
        count_group(store, group, count);
        (void)pthread_mutex_unlock(&store->queue_lock);
        wake_group(group);
        if (store->wal_pages > LAB_WAL_PAGES_MAX) {
            checkpoint(store);
        }
    }
    checkpoint(store);
    arena_close(arena);
    return NULL;
}

/* A closure that asks again would wait for itself. */
static bool is_writer(const struct store *store)
{
    return pthread_equal(pthread_self(), store->thread) != 0;
}

bool lab_write(struct op *op, struct store *store, lab_fn fn, void *arg)
{
    must(!is_writer(store));
    if (op_failed(op)) {
        return false;
    }
    struct request r = {.op = op, .fn = fn, .arg = arg};
    must(sem_init(&r.done, 0, 0) == 0);
    (void)pthread_mutex_lock(&store->queue_lock);
    must(!store->stopping);
    if (store->last == NULL) {
        store->first = &r;
    } else {
        store->last->next = &r;
    }
    store->last = &r;
    (void)pthread_cond_signal(&store->queue_filled);
    (void)pthread_mutex_unlock(&store->queue_lock);
    while (sem_wait(&r.done) != 0) {
        must(errno == EINTR);
    }
    (void)sem_destroy(&r.done);
    return r.ok;
}

/* ---- the readers ---- */

static int take_reader(struct store *store)
{
    (void)pthread_mutex_lock(&store->pool_lock);
    int found = -1;
    while (found < 0) {
        for (int i = 0; i < LAB_READERS && found < 0; i++) {
            if (!store->reader_busy[i]) {
                found = i;
            }
        }
        if (found < 0) {
            (void)pthread_cond_wait(&store->pool_free, &store->pool_lock);
        }
    }
    store->reader_busy[found] = true;
    (void)pthread_mutex_unlock(&store->pool_lock);
    return found;
}

static void give_reader(struct store *store, int i)
{
    (void)pthread_mutex_lock(&store->pool_lock);
    store->reader_busy[i] = false;
    (void)pthread_cond_signal(&store->pool_free);
    (void)pthread_mutex_unlock(&store->pool_lock);
}

bool lab_read(struct op *op, struct store *store, lab_fn fn, void *arg)
{
    must(!is_writer(store));
    if (op_failed(op)) {
        return false;
    }
    int i = take_reader(store);
    struct db *db = store->readers[i];
    bool ok = db_begin(op, db, false);
    if (ok) {
        ok = fn(op, db, arg);
        must(ok == !op_failed(op)); /* a closure fails by fail() and only then */
        db_rollback(db);
    }
    give_reader(store, i);
    return ok;
}

/* ---- opening ---- */

static bool sync_file(struct op *op, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return fail_broken(op, "open %s: %s", path, strerror(errno));
    }
    bool ok = fsync(fd) == 0 || fail_broken(op, "fsync %s: %s", path, strerror(errno));
    (void)close(fd);
    return ok;
}

static const char *folder_of(struct op *op, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? "." : arena_strndup(op->arena, path, (size_t)(slash - path) + 1);
}

/* A whole copy of the older file, durable before the first migration runs. */
static bool back_up(struct op *op, struct db *db, const char *path, int newest)
{
    const char *copy = arena_printf(op->arena, "%s.before-%04d", path, newest);
    if (unlink(copy) != 0 && errno != ENOENT) {
        return fail_broken(op, "unlink %s: %s", copy, strerror(errno));
    }
    sqlite3 *to = NULL;
    int rc = sqlite3_open_v2(copy, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    sqlite3_backup *backup = rc == SQLITE_OK ? sqlite3_backup_init(to, "main", db_handle(db), "main") : NULL;
    if (backup != NULL) {
        (void)sqlite3_backup_step(backup, -1);
        rc = sqlite3_backup_finish(backup);
    } else if (rc == SQLITE_OK) {
        rc = sqlite3_errcode(to);
    }
    bool ok = rc == SQLITE_OK || fail_broken(op, "backup to %s: %s", copy, sqlite3_errstr(rc));
    (void)sqlite3_close(to);
    return ok && sync_file(op, copy) && sync_file(op, folder_of(op, path));
}

static bool bring_up_to_date(struct op *op, struct db *db, const char *path, const struct schema *schema)
{
    int have = 0, newest = schema->migrations[schema->count - 1].number;
    if (!migrate_version(op, db, schema, &have)) {
        return false;
    }
    if (have > 0 && have < newest && !back_up(op, db, path, newest)) {
        return false;
    }
    return migrate(op, db, schema) && sync_file(op, folder_of(op, path));
}

static bool open_connections(struct op *op, struct store *store, const char *path, const struct schema *schema)
{
    static const struct db_options writing = {.mode = DB_SHARED, .cache_kib = 4096};
    static const struct db_options reading = {.mode = DB_READER, .cache_kib = 1024};
    store->writer = db_open(op, path, &writing);
    if (store->writer == NULL) {
        return false;
    }
    (void)sqlite3_wal_hook(db_handle(store->writer), note_pages, store); /* instead of automatic checkpoints */
    if (!bring_up_to_date(op, store->writer, path, schema)) {
        return false;
    }
    for (int i = 0; i < LAB_READERS; i++) {
        store->readers[i] = db_open(op, path, &reading);
        if (store->readers[i] == NULL) {
            return false;
        }
    }
    return true;
}

static void make_locks(struct store *store)
{
    pthread_condattr_t monotonic;
    must(pthread_condattr_init(&monotonic) == 0);
    must(pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) == 0);
    must(pthread_cond_init(&store->queue_filled, &monotonic) == 0);
    (void)pthread_condattr_destroy(&monotonic);
    must(pthread_cond_init(&store->pool_free, NULL) == 0);
    must(pthread_mutex_init(&store->queue_lock, NULL) == 0);
    must(pthread_mutex_init(&store->pool_lock, NULL) == 0);
}

struct store *store_open_as(struct op *op, const char *path, const struct schema *schema)
{
    struct store *store = calloc(1, sizeof *store);
    must(store != NULL);
    make_locks(store);
    if (!open_connections(op, store, path, schema)) {
        store_close(store);
        return NULL;
    }
    store->passwords = password_queue_open(PASSWORD_CONCURRENT);
    store->sessions = session_cache_open();
    must(pthread_create(&store->thread, NULL, write_loop, store) == 0);
    store->started = true;
    return store;
}

struct store *store_open(struct op *op, const char *path)
{
    return store_open_as(op, path, &lab_schema);
}

void store_close(struct store *store)
{
    if (store == NULL) {
        return;
    }
    if (store->started) {
        (void)pthread_mutex_lock(&store->queue_lock);
        store->stopping = true;
        (void)pthread_cond_signal(&store->queue_filled);
        (void)pthread_mutex_unlock(&store->queue_lock);
        (void)pthread_join(store->thread, NULL);
    }
    for (int i = 0; i < LAB_READERS; i++) {
        db_close(store->readers[i]);
    }
    db_close(store->writer); /* last: its close ends the log */
    session_cache_close(store->sessions);
    password_queue_close(store->passwords);
    (void)pthread_cond_destroy(&store->queue_filled);
    (void)pthread_cond_destroy(&store->pool_free);
    (void)pthread_mutex_destroy(&store->queue_lock);
    (void)pthread_mutex_destroy(&store->pool_lock);
    free(store);
}

/* ---- small things ---- */

struct store_figures store_figures(struct store *store)
{
    (void)pthread_mutex_lock(&store->queue_lock);
    struct store_figures figures = store->figures;
    (void)pthread_mutex_unlock(&store->queue_lock);
    return figures;
}

struct password_queue *store_passwords(struct store *store)
{
    return store->passwords;
}

struct session_cache *store_sessions(struct store *store)
{
    return store->sessions;
}

void bind_class(struct stmt *s, const char *name, int64_t class_id)
{
    if (class_id == 0) {
        bind_null(s, name);
    } else {
        bind_int(s, name, class_id);
    }
}

const char *lab_id(struct op *op, char letter)
{
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    uint8_t raw[16];
    char *id = arena_alloc(op->arena, LAB_ID_TEXT);
    random_fill(raw, sizeof raw);
    id[0] = letter;
    for (size_t i = 0; i < sizeof raw; i++) {
        id[i + 1] = digits[raw[i] % 32];
    }
    return id;
}
