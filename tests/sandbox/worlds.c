#include "sandbox/worlds.h"

#include "base/text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void place_open(struct place *p)
{
    const char *base = getenv("TMPDIR");
    (void)snprintf(p->folder, sizeof p->folder, "%s/thao-world-XXXXXX", base == NULL || strlen(base) > 30 ? "/tmp" : base);
    assert_non_null(mkdtemp(p->folder));
    op_init(&p->op, arena_open((size_t)256 << 20), "test", LANG_EN);
}

/* A link is removed, never what it leads to. */
static void remove_tree(const char *path)
{
    char below[512];
    struct stat is;
    DIR *dir = lstat(path, &is) == 0 && S_ISDIR(is.st_mode) ? opendir(path) : NULL;
    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) {
            (void)snprintf(below, sizeof below, "%s/%s", path, e->d_name);
            remove_tree(below);
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
    assert_int_equal(remove(path), 0);
}

void place_close(struct place *p)
{
    remove_tree(p->folder);
    arena_close(p->op.arena);
}

const char *place_path(struct place *p, const char *name)
{
    return arena_printf(p->op.arena, "%s/%s", p->folder, name);
}

void want(struct place *p, bool ok)
{
    if (!ok || op_failed(&p->op)) {
        fail_msg("operation failed: %s, cause %s", p->op.error.key, p->op.error.cause == NULL ? "-" : p->op.error.cause);
    }
}

void want_failure(struct place *p, bool ok, enum error_code code, const char *key)
{
    assert_false(ok);
    assert_true(op_failed(&p->op));
    if (p->op.error.code != code || strcmp(p->op.error.key, key) != 0) {
        fail_msg("expected %s %s, got %s %s, cause %s", error_code_text(code), key, error_code_text(p->op.error.code),
                 p->op.error.key, p->op.error.cause == NULL ? "-" : p->op.error.cause);
    }
    assert_true(text_has(key));
    op_clear(&p->op);
}

static const char golden_sql[] =
    "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL, weight INTEGER NOT NULL) STRICT;"
    "CREATE TABLE tally (name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE trail (id INTEGER PRIMARY KEY, note INTEGER NOT NULL, what TEXT NOT NULL) STRICT;"
    "CREATE INDEX note_weight ON note (weight);"
    "CREATE VIRTUAL TABLE search USING fts5(body);"
    "INSERT INTO tally VALUES ('notes', 0), ('changes', 0);"
    "CREATE TRIGGER note_added AFTER INSERT ON note BEGIN"
    " UPDATE tally SET n = n + 1 WHERE name = 'notes';"
    " INSERT INTO trail (note, what) VALUES (new.id, 'added'); END;"
    "CREATE TRIGGER note_changed AFTER UPDATE ON note BEGIN"
    " UPDATE tally SET n = n + 1 WHERE name = 'changes';"
    " INSERT INTO trail (note, what) VALUES (new.id, 'changed'); END;";

void golden_build(struct place *p, const char *path, int rows)
{
    struct db *db = db_open(&p->op, path, &(struct db_options){.mode = DB_BUILD});
    want(p, db != NULL);
    want(p, db_script(&p->op, db, golden_sql));
    want(p, db_script(&p->op, db,
                      arena_printf(p->op.arena,
                                   "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                                   " INSERT INTO note (body, weight) SELECT 'ho so so ' || i || ' cua don vi ' ||"
                                   " (i * 7919 %% 1000), i * 31 %% 977 FROM n;"
                                   "INSERT INTO search (rowid, body) SELECT id, body FROM note;",
                                   rows)));
    db_close(db);
}

bool act_write(struct op *op, struct db *db, int64_t number)
{
    const char *sql = arena_printf(op->arena,
                                   "INSERT INTO note (body, weight) VALUES ('viec so %d', %d);"
                                   "INSERT INTO search (rowid, body) SELECT id, body FROM note ORDER BY id DESC LIMIT 1;"
                                   "UPDATE note SET weight = weight + %d WHERE id = 1 + %d %% (SELECT count(*) FROM note);",
                                   (int)number, (int)number % 977, (int)number, (int)number * 131);
    if (!db_begin(op, db, true)) {
        return false;
    }
    if (db_script(op, db, sql) && db_set_version(op, db, number) && db_commit(op, db)) {
        return true;
    }
    db_rollback(db);
    return false;
}

struct digest state_digest(struct place *p, struct db *db)
{
    struct digest d;
    want(p, db_digest(&p->op, db, &d, NULL));
    return d;
}

void assert_digest_equal(const struct digest *a, const struct digest *b)
{
    assert_memory_equal(a->bytes, b->bytes, DIGEST_BYTES);
}

unsigned char *file_read(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    *n = (size_t)ftell(f);
    rewind(f);
    unsigned char *bytes = malloc(*n + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *n, f), *n);
    (void)fclose(f);
    return bytes;
}

void file_write(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

uint32_t chance(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}
