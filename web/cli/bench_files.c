/* In order: the office is staged with enough dossiers, the server is started, all clients send, all clients fetch, the server ends;
 * then as many threads do the same with plain files in the same folder. */
#include "cli/bench_files.h"

#include "base/digest.h"
#include "cli/bench_call.h"
#include "cli/bench_server.h"
#include "cli/bench_wire.h"
#include "http/guard.h"
#include "world/golden_vfs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define HEAD_MAX ((size_t)16 << 10) /* of an answer, before the file */
#define LIST_MAX ((size_t)1 << 20)
#define HEADERS 8

struct run {
    struct op *op;
    struct bench_files *out;
    const struct bench_files_plan *plan;
    const char *data, *scenarios, *plain;
    struct bench_seat *seats;
    struct bench_server server;
    int64_t resident_tenth;
};

/* What one client does; the files are numbered and client k has k, k + clients, … */
struct client {
    struct run *run;
    int number;
    bool (*one)(struct client *c, int file);
    struct wire wire;
    unsigned char *bytes;
    int64_t *ids;        /* of the documents, by the client's own count */
    char version[32];    /* of the dossier in hand */
    int dossier;
    double *ms;
    double cpu; /* seconds of keeping plain files; making and comparing bytes is not counted */
    int count, equal;
    char why[600]; /* "" = all went well */
};

/* ---- bytes ---- */

/* A training PDF of `size` bytes that no other number has. */
static void fill(unsigned char *bytes, int size, int file)
{
    uint64_t x = 0x9e3779b97f4a7c15u * ((uint64_t)file + 1);
    for (int i = 0; i + 8 <= size; i += 8) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        memcpy(bytes + i, &x, 8);
    }
    int n = snprintf((char *)bytes, (size_t)size, "%%PDF-1.7\n%% %08d\n", file);
    bytes[n] = '%';
    static const char end[6] = {'%', '%', 'E', 'O', 'F', '\n'};
    memcpy(bytes + size - sizeof end, end, sizeof end);
}

static int64_t resident(const struct run *r, const char *what)
{
    char path[64], line[256];
    long long kib = 0;
    (void)snprintf(path, sizeof path, "/proc/%ld/status", r->server.pid);
    FILE *f = fopen(path, "re");
    while (f != NULL && fgets(line, sizeof line, f) != NULL) {
        if (strncmp(line, what, strlen(what)) == 0) {
            kib = strtoll(line + strlen(what), NULL, 10);
        }
    }
    if (f != NULL) {
        (void)fclose(f);
    }
    return kib * 1024;
}

/* ---- over HTTP ---- */

static bool ask(struct client *c, const char *method, const char *path, const void *body, size_t length, struct wire_answer *answer)
{
    const struct bench_seat *seat = &c->run->seats[c->number];
    char cookie[128], version[48], key[32];
    (void)snprintf(cookie, sizeof cookie, GUARD_COOKIE "=%s", seat->token);
    (void)snprintf(version, sizeof version, "\"%s\"", c->version);
    (void)snprintf(key, sizeof key, "bench-file-%06d", c->count);
    struct header headers[HEADERS] = {{"Host", "127.0.0.1"}, {"Sec-Fetch-Site", "same-origin"}, {"Cookie", cookie},
                                      {"X-CSRF-Token", seat->csrf}, {"If-Match", version}, {"Idempotency-Key", key},
                                      {"Content-Type", "application/octet-stream"}};
    struct wire_call call = {method, path, headers, body == NULL ? 3 : 7, body == NULL ? "" : body, length};
    if (!wire_ask(&c->wire, &call, answer)) {
        (void)snprintf(c->why, sizeof c->why, "%s: %s", path, c->wire.why);
    }
    return c->why[0] == '\0';
}

static int dossier_of(int own)
{
    return own / BENCH_FILES_EACH + 1;
}

/* The answer says the dossier's new version, which the next act has to name. */
static bool send_file(struct client *c, int file)
{
    char path[200];
    struct wire_answer answer;
    int dossier = dossier_of(c->count);
    if (dossier != c->dossier) {
        c->dossier = dossier;
        (void)snprintf(c->version, sizeof c->version, "1.1");
    }
    fill(c->bytes, c->run->plan->size, file);
    (void)snprintf(path, sizeof path, "/api/worlds/%s/dossiers/%d/documents?component=giay-de-nghi&file_name=tep-%d.pdf",
                   c->run->seats[c->number].world, dossier, file);
    double start = bench_now();
    if (!ask(c, "POST", path, c->bytes, (size_t)c->run->plan->size, &answer)) {
        return false;
    }
    c->ms[c->count] = bench_now() - start;
    const char *at = strstr(answer.body, "\"version\":\"");
    if (at == NULL || sscanf(at + 11, "%30[0-9.]", c->version) != 1) {
        (void)snprintf(c->why, sizeof c->why, "no version in the answer to %s", path);
        return false;
    }
    if (c->number == 0 && c->count == c->run->plan->files / c->run->plan->clients / 10) {
        c->run->resident_tenth = resident(c->run, "VmRSS:");
    }
    return true;
}

/* The numbers of a dossier's documents, in the order in which they came. */
static bool list_files(struct client *c, int dossier)
{
    char path[200];
    struct wire_answer answer;
    struct op op;
    struct arena *arena = arena_open(LIST_MAX * 8);
    op_init(&op, arena, "bench", LANG_VI);
    (void)snprintf(path, sizeof path, "/api/worlds/%s/dossiers/%d/documents", c->run->seats[c->number].world, dossier);
    bool ok = ask(c, "GET", path, NULL, 0, &answer);
    const struct json *all = ok ? json_get(json_parse(&op, answer.body, answer.length), "documents") : NULL;
    int own = (dossier - 1) * BENCH_FILES_EACH;
    for (const struct json *d = all == NULL ? NULL : all->first; d != NULL; d = d->next) {
        const struct json *id = json_get(d, "id");
        must(id != NULL);
        c->ids[own++] = id->integer;
    }
    arena_close(arena);
    return ok;
}

static bool check(struct client *c, const void *got, size_t length, int file, const char *what)
{
    fill(c->bytes, c->run->plan->size, file);
    struct digest a = digest_of(got, length), b = digest_of(c->bytes, (size_t)c->run->plan->size);
    if (!digest_equal(&a, &b)) {
        (void)snprintf(c->why, sizeof c->why, "%s: other bytes than went in", what);
        return false;
    }
    c->equal++;
    return true;
}

static bool fetch_file(struct client *c, int file)
{
    char path[200];
    struct wire_answer answer;
    int dossier = dossier_of(c->count);
    if (c->count % BENCH_FILES_EACH == 0 && !list_files(c, dossier)) {
        return false;
    }
    (void)snprintf(path, sizeof path, "/api/worlds/%s/dossiers/%d/documents/%lld/file", c->run->seats[c->number].world, dossier,
                   (long long)c->ids[c->count]);
    double start = bench_now();
    if (!ask(c, "GET", path, NULL, 0, &answer)) {
        return false;
    }
    c->ms[c->count] = bench_now() - start;
    return check(c, answer.body, answer.length, file, path);
}

/* ---- plain files ---- */

static double thread_cpu(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool plain_failed(struct client *c, const char *path)
{
    (void)snprintf(c->why, sizeof c->why, "%s: %s", path, strerror(errno));
    return false;
}

static bool write_plain(struct client *c, int file)
{
    char half[300], whole[300], name[DIGEST_TEXT];
    int size = c->run->plan->size;
    fill(c->bytes, size, file);
    double start = bench_now(), cpu = thread_cpu();
    struct digest digest = digest_of(c->bytes, (size_t)size);
    must(digest_format(&digest, name)[0] != '\0');
    (void)snprintf(half, sizeof half, "%s/%d.half", c->run->plain, c->number);
    (void)snprintf(whole, sizeof whole, "%s/%d", c->run->plain, file);
    int fd = open(half, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool ok = fd >= 0 && write(fd, c->bytes, (size_t)size) == size && fsync(fd) == 0;
    ok = fd >= 0 && close(fd) == 0 && ok && rename(half, whole) == 0;
    c->ms[c->count] = bench_now() - start;
    c->cpu += thread_cpu() - cpu;
    return ok || plain_failed(c, whole);
}

static bool read_plain(struct client *c, int file)
{
    char whole[300];
    int size = c->run->plan->size;
    (void)snprintf(whole, sizeof whole, "%s/%d", c->run->plain, file);
    double start = bench_now(), cpu = thread_cpu();
    int fd = open(whole, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && read(fd, c->wire.text, (size_t)size) == size;
    ok = fd >= 0 && close(fd) == 0 && ok;
    c->ms[c->count] = bench_now() - start;
    c->cpu += thread_cpu() - cpu;
    return ok ? check(c, c->wire.text, (size_t)size, file, whole) : plain_failed(c, whole);
}

/* ---- all clients ---- */

static void *client_loop(void *self)
{
    struct client *c = self;
    for (int file = c->number; file < c->run->plan->files && c->one(c, file); file += c->run->plan->clients) {
        c->count++;
    }
    return NULL;
}

static int own_files(const struct run *r)
{
    return (r->plan->files + r->plan->clients - 1) / r->plan->clients;
}

static bool all_clients(struct run *r, struct client *all, bool (*one)(struct client *c, int file), struct bench_files_side *side)
{
    pthread_t threads[64];
    bool served = r->server.pid > 0;
    double cpu = served ? bench_server_cpu(&r->server) : 0, start = bench_now();
    bench_series_open(r->op, &side->latency, (size_t)r->plan->files);
    for (int i = 0; i < r->plan->clients; i++) {
        all[i].one = one;
        all[i].count = all[i].dossier = 0;
        all[i].cpu = 0;
        must(pthread_create(&threads[i], NULL, client_loop, &all[i]) == 0);
    }
    for (int i = 0; i < r->plan->clients; i++) {
        must(pthread_join(threads[i], NULL) == 0);
    }
    side->seconds = (bench_now() - start) / 1e3;
    side->cpu = served ? bench_server_cpu(&r->server) - cpu : 0;
    for (int i = 0; i < r->plan->clients; i++) {
        side->cpu += all[i].cpu;
        for (int k = 0; k < all[i].count; k++) {
            bench_note(&side->latency, all[i].ms[k]);
        }
        if (all[i].why[0] != '\0') {
            return fail_broken(r->op, "%s", all[i].why);
        }
    }
    return true;
}

static struct client *open_clients(struct run *r)
{
    struct client *all = arena_array(r->op->arena, (size_t)r->plan->clients, sizeof *all);
    for (int i = 0; i < r->plan->clients; i++) {
        all[i] = (struct client){.run = r, .number = i, .bytes = malloc((size_t)r->plan->size)};
        must(all[i].bytes != NULL);
        all[i].ms = arena_array(r->op->arena, (size_t)own_files(r), sizeof *all[i].ms);
        all[i].ids = arena_array(r->op->arena, (size_t)own_files(r) + BENCH_FILES_EACH, sizeof *all[i].ids);
        wire_open(&all[i].wire, r->server.port, true, (size_t)r->plan->size + LIST_MAX + HEAD_MAX);
    }
    return all;
}

static void close_clients(struct run *r, struct client *all)
{
    for (int i = 0; i < r->plan->clients; i++) {
        r->out->equal += all[i].equal;
        free(all[i].bytes);
        wire_close(&all[i].wire);
    }
}

/* ---- the whole ---- */

static bool stage(struct run *r)
{
    struct ground_options options = {.data = r->data, .scenarios = r->scenarios, .untested = true};
    struct ground *g = ground_open(r->op, &options);
    const char *code = g == NULL ? NULL : bench_class(r->op, g);
    bool ok = code != NULL;
    r->seats = arena_array(r->op->arena, (size_t)r->plan->clients, sizeof *r->seats);
    for (int i = 0; ok && i < r->plan->clients; i++) {
        ok = bench_take_seat(r->op, g, code, i + 1, &r->seats[i]);
    }
    ground_close(g);
    return ok;
}

static int64_t count_files(const char *folder)
{
    int64_t count = 0;
    DIR *d = opendir(folder);
    for (struct dirent *e = d == NULL ? NULL : readdir(d); e != NULL; e = readdir(d)) {
        char path[600];
        struct stat st;
        (void)snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (e->d_name[0] != '.' && lstat(path, &st) == 0) {
            count += S_ISDIR(st.st_mode) ? count_files(path) : 1;
        }
    }
    if (d != NULL) {
        (void)closedir(d);
    }
    return count;
}

static bool measure_served(struct run *r)
{
    struct bench_files *b = r->out;
    struct bench_server_options options = {.program = r->plan->program, .data = r->data, .scenarios = r->scenarios,
                                           .log = arena_printf(r->op->arena, "%s/serve.log", r->plan->folder),
                                           .threads = r->plan->clients, .behind_proxy = true};
    if (!bench_server_start(r->op, &options, &r->server)) {
        return false;
    }
    struct client *all = open_clients(r);
    bool ok = all_clients(r, all, send_file, &b->in);
    b->resident_tenth = r->resident_tenth;
    b->resident_in = resident(r, "VmRSS:");
    ok = ok && all_clients(r, all, fetch_file, &b->out);
    b->resident_out = resident(r, "VmRSS:");
    b->resident_peak = resident(r, "VmHWM:");
    close_clients(r, all);
    struct op own; /* a failure that came first is the one to tell */
    op_init(&own, r->op->arena, r->op->id, r->op->lang);
    bool ended = bench_server_stop(&own, &r->server);
    b->kept = count_files(arena_printf(r->op->arena, "%s/blobs", r->data));
    return ok && (ended || fail_broken(r->op, "%s", own.error.cause));
}

static bool measure_plain(struct run *r)
{
    r->plain = arena_printf(r->op->arena, "%s/plain", r->plan->folder);
    r->server = (struct bench_server){0};
    if (mkdir(r->plain, 0700) != 0) {
        return fail_broken(r->op, "making %s: %s", r->plain, strerror(errno));
    }
    struct client *all = open_clients(r);
    int equal = r->out->equal;
    bool ok = all_clients(r, all, write_plain, &r->out->plain_in) && all_clients(r, all, read_plain, &r->out->plain_out);
    close_clients(r, all);
    r->out->equal = equal;
    return ok;
}

bool bench_files_run(struct op *op, const struct bench_files_plan *plan, struct bench_files *out)
{
    struct run r = {.op = op, .out = out, .plan = plan};
    *out = (struct bench_files){.plan = *plan};
    r.data = arena_printf(op->arena, "%s/data", plan->folder);
    r.scenarios = arena_printf(op->arena, "%s/scenarios", plan->folder);
    int dossiers = dossier_of(own_files(&r) - 1), least = 16;
    struct bench_exercise exercise = {dossiers < least ? least : dossiers, "counter"};
    return golden_vfs_start(op) && bench_write_exercise(op, plan->folder, plan->shipped, &exercise) && stage(&r) && measure_served(&r) &&
           measure_plain(&r);
}
