/* Programs are run one after the other, as user postgres where we are root (PostgreSQL refuses root). The durations are psql's own
 * \timing, so starting psql is not counted. The cluster is stopped and its folder removed whatever happens. */
#include "cli/bench_postgres.h"

#include "base/strbuf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define VERSIONS "/usr/lib/postgresql"
#define OUTPUT_MAX ((size_t)1 << 20)

struct cluster {
    const char *bin;    /* folder of initdb */
    const char *folder; /* of the cluster */
    uid_t uid;          /* whom to become; 0 = stay */
    gid_t gid;
};

/* The newest version's folder of programs; NULL if there is none. */
static const char *find_programs(struct op *op, const char **version)
{
    int best = 0;
    DIR *dir = opendir(VERSIONS);
    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        int number = (int)strtol(e->d_name, NULL, 10);
        if (number > best && access(arena_printf(op->arena, VERSIONS "/%s/bin/initdb", e->d_name), X_OK) == 0) {
            best = number;
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
    *version = arena_printf(op->arena, "%d", best);
    return best == 0 ? NULL : arena_printf(op->arena, VERSIONS "/%d/bin", best);
}

static void become(const struct cluster *c, const char *output)
{
    int out = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (out < 0 || in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0) {
        _exit(126);
    }
    if (c->uid != 0 && (setgroups(0, NULL) != 0 || setgid(c->gid) != 0 || setuid(c->uid) != 0)) {
        _exit(126);
    }
    if (chdir("/") != 0) {
        _exit(126);
    }
}

/* Runs a program of the package to its end; what it said is in `output`. */
static bool run(struct op *op, const struct cluster *c, const char *program, const char *const *args, const char *output)
{
    const char *path = arena_printf(op->arena, "%s/%s", c->bin, program);
    int status = -1;
    pid_t pid = fork();
    if (pid == 0) {
        become(c, output);
        (void)execv(path, (char *const *)args);
        _exit(127);
    }
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return (pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
           fail_broken(op, "%s ended with status %d, see %s", program, status, output);
}

static bool start(struct op *op, const struct cluster *c, const char *output)
{
    const char *data = arena_printf(op->arena, "%s/data", c->folder);
    const char *init[] = {"initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", NULL};
    const char *options = arena_printf(op->arena, "-c listen_addresses= -c unix_socket_directories=%s", c->folder);
    const char *log = arena_printf(op->arena, "%s/log", c->folder);
    const char *go[] = {"pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start", NULL};
    return run(op, c, "initdb", init, output) && run(op, c, "pg_ctl", go, output);
}

static bool stop(struct op *op, const struct cluster *c, const char *output)
{
    const char *data = arena_printf(op->arena, "%s/data", c->folder);
    const char *args[] = {"pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", NULL};
    return run(op, c, "pg_ctl", args, output);
}

/* Runs statements, one file, with \timing; the answer is what psql printed. */
static const char *ask(struct op *op, const struct cluster *c, const char *database, const char *script, const char *output)
{
    const char *file = arena_printf(op->arena, "%s.in", output);
    FILE *f = fopen(file, "we");
    if (f == NULL || fputs(script, f) == EOF || fclose(f) != 0 || chmod(file, 0644) != 0) {
        (void)fail_broken(op, "writing %s: %s", file, strerror(errno));
        return NULL;
    }
    const char *args[] = {"psql", "-X", "-q", "-h", c->folder, "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1",
                          "-f", file, NULL};
    if (!run(op, c, "psql", args, output)) {
        return NULL;
    }
    char *text = arena_alloc(op->arena, OUTPUT_MAX);
    f = fopen(output, "re");
    size_t n = f == NULL ? 0 : fread(text, 1, OUTPUT_MAX - 1, f);
    if (f != NULL) {
        (void)fclose(f);
    }
    text[n] = '\0';
    return text;
}

/* The words are PostgreSQL's, not our database's. */
static bool make_template(struct op *op, const struct cluster *c, int golden_mb, const char *output)
{
    const char *script = arena_printf(op->arena,
                                      "\\c postgres\nCREATE DATABASE golden;\n\\c golden\n"
                                      "SET search_path = public; SELECT i AS id, lpad((i * 7919::bigint)::text, 900, '0')"
                                      " AS body, 0 AS weight INTO page FROM generate_series(1, %d) AS i;\n"
                                      "SET search_path = public; ALTER TABLE page ADD PRIMARY KEY (id);\nCHECKPOINT;\n",
                                      golden_mb * 1010);
    return ask(op, c, "postgres", script, output) != NULL;
}

static bool measure(struct op *op, const struct cluster *c, const char *strategy, int rounds, struct bench_series *out,
                    const char *output)
{
    struct strbuf script;
    strbuf_init(&script, op->arena, OUTPUT_MAX);
    strbuf_puts(&script, "SET client_min_messages = error;\n");
    for (int i = 0; i < rounds; i++) {
        strbuf_printf(&script, "\\timing off\nDROP DATABASE IF EXISTS world;\n\\timing on\n"
                               "CREATE DATABASE world TEMPLATE golden STRATEGY %s;\n", strategy);
    }
    const char *text = ask(op, c, "postgres", script.data, output);
    bench_series_open(op, out, (size_t)rounds);
    for (const char *at = text; at != NULL && (at = strstr(at, "Time: ")) != NULL; at += 6) {
        if (out->count < out->max) {
            bench_note(out, strtod(at + 6, NULL));
        }
    }
    return text != NULL && (out->count == out->max || fail_broken(op, "psql printed %zu durations", out->count));
}

static void remove_all(struct op *op, const char *folder)
{
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) {
            remove_all(op, arena_printf(op->arena, "%s/%s", folder, e->d_name));
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
    (void)remove(folder);
}

static bool choose_user(struct op *op, struct cluster *c)
{
    if (getuid() != 0) {
        return true;
    }
    const struct passwd *user = getpwnam("postgres");
    if (user == NULL) {
        return fail_broken(op, "there is no user postgres");
    }
    c->uid = user->pw_uid;
    c->gid = user->pw_gid;
    return true;
}

bool bench_postgres_run(struct op *op, int golden_mb, int rounds, struct bench_postgres *out)
{
    struct cluster c = {0};
    char folder[] = "/tmp/thao-pg-XXXXXX";
    *out = (struct bench_postgres){.golden_mb = golden_mb};
    c.bin = find_programs(op, &out->version);
    if (c.bin == NULL) {
        return true;
    }
    out->present = true;
    c.folder = mkdtemp(folder);
    if (c.folder == NULL || !choose_user(op, &c) || (c.uid != 0 && chown(c.folder, c.uid, c.gid) != 0)) {
        return fail_broken(op, "making a folder for PostgreSQL: %s", strerror(errno));
    }
    const char *output = arena_printf(op->arena, "%s.out", folder);
    bool ok = start(op, &c, output);
    if (ok) {
        ok = make_template(op, &c, golden_mb, output) && measure(op, &c, "wal_log", rounds, &out->wal_log, output) &&
             measure(op, &c, "file_copy", rounds, &out->file_copy, output);
        struct op closing; /* stopping must be tried after a failure too */
        op_init(&closing, op->arena, op->id, op->lang);
        bool stopped = stop(&closing, &c, output);
        ok = ok && (stopped || fail_broken(op, "PostgreSQL did not stop"));
    }
    if (ok) {
        (void)unlink(output);
        (void)unlink(arena_printf(op->arena, "%s.in", output));
    }
    remove_all(op, c.folder);
    return ok;
}
