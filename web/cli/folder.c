/* The socket's path may be longer than sun_path: both sides reach it as /proc/self/fd/<folder>/control. A door serves one caller
 * at a time, with CALLER_SECONDS for its words; what a command says is gathered and sent when it has ended. */
#include "cli/folder.h"

#include "base/log.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/cmd.h"
#include "world/golden_vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define COMMAND_ARENA ((size_t)512 << 20)
#define CALLER_SECONDS 5
#define WORDS_MAX 32

const struct folder_command folder_commands[] = {
    {"person", person_in_folder, true},
    {"audit", audit_in_folder, false},
};
const size_t folder_command_count = sizeof folder_commands / sizeof folder_commands[0];

static const struct folder_command *find_command(const char *name)
{
    for (size_t i = 0; i < folder_command_count; i++) {
        if (strcmp(folder_commands[i].name, name) == 0) {
            return &folder_commands[i];
        }
    }
    return NULL;
}

/* The folder's descriptor in *dir (-1: no such folder) and the address of its socket. */
static struct sockaddr_un address_of(const char *data, int *dir)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    *dir = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    (void)snprintf(at.sun_path, sizeof at.sun_path, "/proc/self/fd/%d/control", *dir);
    return at;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);
        if (n <= 0) {
            return false;
        }
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

/* ---- asking ---- */

static int connect_to(const char *data)
{
    int dir = -1;
    struct sockaddr_un at = address_of(data, &dir);
    int fd = dir < 0 ? -1 : socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&at, sizeof at) != 0) {
        (void)close(fd);
        fd = -1;
    }
    if (dir >= 0) {
        (void)close(dir);
    }
    return fd;
}

static bool send_words(int fd, int argc, char **argv)
{
    for (int i = 0; i < argc; i++) {
        if (!write_all(fd, argv[i], strlen(argv[i]) + 1)) {
            return false;
        }
    }
    return shutdown(fd, SHUT_WR) == 0;
}

/* Passes the answer on; the exit status comes first. -1 if the server went away. */
static int pass_on(int fd)
{
    char buffer[4096];
    unsigned char status = 1;
    if (recv(fd, &status, 1, MSG_WAITALL) != 1) {
        return -1;
    }
    for (ssize_t n; (n = recv(fd, buffer, sizeof buffer, 0)) > 0;) {
        (void)fwrite(buffer, 1, (size_t)n, status == 0 ? stdout : stderr);
    }
    return status;
}

static bool ask_server(const char *data, int argc, char **argv, int *status)
{
    int fd = connect_to(data);
    if (fd < 0) {
        return false;
    }
    *status = send_words(fd, argc, argv) ? pass_on(fd) : -1;
    (void)close(fd);
    return *status >= 0;
}

/* ---- here ---- */

static void say_failure(struct op *op, FILE *out, const char *command)
{
    fprintf(out, "thaotruong %s: %s\n", command, text_error(op));
    for (const struct field_error *e = op->error.fields; e != NULL; e = e->next) {
        fprintf(out, "  %s: %s\n", e->field, text_format(op->arena, op->lang, e->key, e->args, e->arg_count));
    }
}

static int run_here(struct op *op, const struct folder_command *command, const char *data, int argc, char **argv)
{
    struct folder f = {.data = data, .out = stdout};
    if (golden_vfs_start(op) && (command->creates || cli_data(op, data))) {
        f.worlds = world_store_open(op, data, NULL);
    }
    f.lab = f.worlds == NULL ? NULL : store_open(op, arena_printf(op->arena, "%s/lab.db", data));
    int status = f.lab == NULL ? 1 : command->run(op, &f, argc, argv);
    store_close(f.lab);
    world_store_close(f.worlds);
    return op_failed(op) ? cli_failed(op, command->name) : status;
}

int folder_run(const char *data, int argc, char **argv)
{
    int status = 1;
    if (ask_server(data, argc, argv, &status)) {
        return status;
    }
    struct op op;
    struct arena *arena = arena_open(COMMAND_ARENA);
    op_init(&op, arena, argv[0], LANG_VI);
    status = run_here(&op, find_command(argv[0]), data, argc, argv);
    arena_close(arena);
    return status;
}

/* ---- being asked ---- */

struct folder_door {
    struct folder folder;
    int listening, wake[2];
    pthread_t thread;
};

static bool is_owner(int fd)
{
    struct ucred peer;
    socklen_t size = sizeof peer;
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && (peer.uid == geteuid() || peer.uid == 0);
}

/* The words of a request, in `buffer`; 0 if it is none. */
static int read_words(int fd, char *buffer, char **argv)
{
    size_t len = 0;
    int argc = 0;
    for (ssize_t n = 1; n > 0 && len < FOLDER_REQUEST_MAX; len += (size_t)n) {
        n = recv(fd, buffer + len, FOLDER_REQUEST_MAX - len, 0);
        if (n < 0) {
            return 0;
        }
    }
    if (len == 0 || len == FOLDER_REQUEST_MAX || buffer[len - 1] != '\0') {
        return 0;
    }
    for (char *p = buffer; p < buffer + len && argc < WORDS_MAX; p += strlen(p) + 1) {
        argv[argc++] = p;
    }
    return argc;
}

static int run_words(struct folder_door *door, int argc, char **argv, FILE *out)
{
    const struct folder_command *command = find_command(argv[0]);
    if (command == NULL) {
        return 2;
    }
    struct op op;
    struct arena *arena = arena_open(COMMAND_ARENA);
    op_init(&op, arena, "control", LANG_VI);
    struct folder f = door->folder;
    f.out = out;
    int status = command->run(&op, &f, argc, argv);
    if (op_failed(&op)) {
        say_failure(&op, out, command->name);
        status = 1;
    }
    log_line(LOG_INFO, "control.command", "command=%s status=%d", command->name, status);
    arena_close(arena);
    return status;
}

static void serve_one(struct folder_door *door, int fd)
{
    char buffer[FOLDER_REQUEST_MAX], *argv[WORDS_MAX + 1] = {0}, *said = NULL;
    size_t len = 0;
    const struct timeval patience = {CALLER_SECONDS, 0};
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    int argc = is_owner(fd) ? read_words(fd, buffer, argv) : 0;
    FILE *out = argc == 0 ? NULL : open_memstream(&said, &len);
    if (out == NULL) {
        return;
    }
    char status = (char)run_words(door, argc, argv, out);
    if (fclose(out) == 0 && write_all(fd, &status, 1)) {
        (void)write_all(fd, said, len < FOLDER_ANSWER_MAX ? len : FOLDER_ANSWER_MAX);
    }
    free(said);
}

static void *keep_door(void *arg)
{
    struct folder_door *door = arg;
    struct pollfd on[2] = {{.fd = door->listening, .events = POLLIN}, {.fd = door->wake[0], .events = POLLIN}};
    while (on[1].revents == 0) {
        if (poll(on, 2, -1) > 0 && (on[0].revents & POLLIN) != 0 && on[1].revents == 0) {
            int fd = accept(door->listening, NULL, NULL);
            if (fd >= 0) {
                serve_one(door, fd);
                (void)close(fd);
            }
        }
    }
    return NULL;
}

/* What is left of a server that was killed is removed: the folder's lock says that none runs. */
static int listen_at(const char *data)
{
    int dir = -1;
    struct sockaddr_un at = address_of(data, &dir);
    if (dir < 0) {
        return -1;
    }
    (void)unlinkat(dir, "control", 0);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool ok = fd >= 0 && fchmod(fd, 0600) == 0 && bind(fd, (const struct sockaddr *)&at, sizeof at) == 0 &&
              fchmodat(dir, "control", 0600, 0) == 0 && listen(fd, 8) == 0;
    (void)close(dir);
    if (!ok && fd >= 0) {
        (void)close(fd);
    }
    return ok ? fd : -1;
}

struct folder_door *folder_door_open(struct op *op, const struct folder *folder)
{
    struct folder_door *door = calloc(1, sizeof *door);
    must(door != NULL);
    door->folder = *folder;
    door->listening = listen_at(folder->data);
    if (door->listening < 0 || pipe(door->wake) != 0) {
        (void)fail_broken(op, "%s/control: %s", folder->data, strerror(errno));
        if (door->listening >= 0) {
            (void)close(door->listening);
        }
        free(door);
        return NULL;
    }
    must(pthread_create(&door->thread, NULL, keep_door, door) == 0);
    return door;
}

void folder_door_close(struct folder_door *door)
{
    if (door == NULL) {
        return;
    }
    (void)write(door->wake[1], "", 1);
    (void)pthread_join(door->thread, NULL);
    int dir = -1;
    (void)address_of(door->folder.data, &dir);
    if (dir >= 0) {
        (void)unlinkat(dir, "control", 0);
        (void)close(dir);
    }
    (void)close(door->listening);
    (void)close(door->wake[0]);
    (void)close(door->wake[1]);
    free(door);
}
