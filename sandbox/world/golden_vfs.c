/* SQLite asks a VFS for three things of a world: the database, its log, and whether a journal lies about. The database is
 * a `struct golden_file`, which reads a published golden file (golden_source.h) and refuses all else. The log is a `struct wal_file`, plain
 * reads and writes on a descriptor that holds a lock. The journal does not exist.
 *
 * Why each odd answer is what it is:
 *  - Writes to golden return SQLITE_IOERR_WRITE, never OK: a checkpoint that believed it had worked would drop the log.
 *  - xDelete fails for everything of a world: SQLite deletes the log of a database it finds empty.
 *  - Golden claims POWERSAFE_OVERWRITE: without it SQLite pads a commit to a sector with more frames that carry the commit
 *    flag, and one act would look like two. It does not claim IMMUTABLE, which would make the connection read-only.
 *  - Locks on golden are empty (nobody writes it); the lock that matters is flock on the log. It is given back before the
 *    descriptor is closed, because a child that was just forked may still hold a copy of the descriptor.
 *  - The log of a world nobody has written to need not exist (&later=1): it reads as empty, and the first write asks the world for
 *    a descriptor.
 *  - Method tables are version 1: no shared memory (the log's index lives in the heap under locking_mode=EXCLUSIVE), no
 *    memory mapping. */
#include "world/golden_vfs.h"

#include "world/golden_source.h"

#include <sqlite3.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define JULIAN_EPOCH_MS INT64_C(210866760000000) /* 1970-01-01 in milliseconds of the Julian day */

struct golden_file {
    sqlite3_file base;
    struct golden_source *source;
};
struct wal_file {
    sqlite3_file base;
    int fd;
    bool locked;
    bool failed;
    int (*make)(void *self); /* with fd -1: see golden_vfs_make_later */
    void *self;
};

/* The default VFS, set once by golden_vfs_start; and the clock of each thread. */
static pthread_mutex_t start_lock = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs *real_vfs;
static _Thread_local struct instant thread_clock = {INT64_MIN};

/* ---- bytes ---- */

static int read_at(int fd, void *out, int n, sqlite3_int64 offset)
{
    int got = 0;
    while (got < n) {
        ssize_t r = pread(fd, (char *)out + got, (size_t)(n - got), (off_t)(offset + got));
        if (r < 0 && errno == EINTR) {
            continue;
        }
        if (r < 0) {
            return SQLITE_IOERR_READ;
        }
        if (r == 0) {
            memset((char *)out + got, 0, (size_t)(n - got)); /* SQLite relies on zeros behind a short read */
            return SQLITE_IOERR_SHORT_READ;
        }
        got += (int)r;
    }
    return SQLITE_OK;
}

static int write_at(int fd, const void *bytes, int n, sqlite3_int64 offset)
{
    int put = 0;
    while (put < n) {
        ssize_t w = pwrite(fd, (const char *)bytes + put, (size_t)(n - put), (off_t)(offset + put));
        if (w < 0 && errno == EINTR) {
            continue;
        }
        if (w < 0 && errno != ENOSPC && errno != EDQUOT && errno != EFBIG) {
            return SQLITE_IOERR_WRITE;
        }
        if (w <= 0) {
            return SQLITE_FULL;
        }
        put += (int)w;
    }
    return SQLITE_OK;
}

/* ---- golden: the main database ---- */

static int golden_close(sqlite3_file *file)
{
    golden_source_give_back(((struct golden_file *)file)->source);
    return SQLITE_OK;
}
static int golden_read(sqlite3_file *file, void *out, int n, sqlite3_int64 offset)
{
    return read_at(((struct golden_file *)file)->source->fd, out, n, offset);
}
static int golden_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 offset)
{
    (void)file, (void)bytes, (void)n, (void)offset;
    return SQLITE_IOERR_WRITE;
}
static int golden_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    (void)file, (void)size;
    return SQLITE_IOERR_TRUNCATE;
}
static int golden_sync(sqlite3_file *file, int flags)
{
    (void)file, (void)flags;
    return SQLITE_OK; /* nothing was written */
}
static int golden_size(sqlite3_file *file, sqlite3_int64 *size)
{
    *size = ((struct golden_file *)file)->source->size;
    return SQLITE_OK;
}
static int no_lock(sqlite3_file *file, int level)
{
    (void)file, (void)level;
    return SQLITE_OK;
}
static int no_reserved_lock(sqlite3_file *file, int *out)
{
    (void)file;
    *out = 0;
    return SQLITE_OK;
}
static int no_control(sqlite3_file *file, int op, void *arg)
{
    (void)file, (void)op, (void)arg;
    return SQLITE_NOTFOUND;
}
static int sector_size(sqlite3_file *file)
{
    (void)file;
    return 4096;
}
static int powersafe(sqlite3_file *file)
{
    (void)file;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static const sqlite3_io_methods golden_methods = {
    .iVersion = 1,
    .xClose = golden_close,
    .xRead = golden_read,
    .xWrite = golden_write,
    .xTruncate = golden_truncate,
    .xSync = golden_sync,
    .xFileSize = golden_size,
    .xLock = no_lock,
    .xUnlock = no_lock,
    .xCheckReservedLock = no_reserved_lock,
    .xFileControl = no_control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = powersafe,
};

/* ---- the log ---- */

static int wal_close(sqlite3_file *file)
{
    struct wal_file *wal = (struct wal_file *)file;
    if (wal->locked) {
        flock(wal->fd, LOCK_UN);
    }
    if (wal->fd >= 0) {
        close(wal->fd);
    }
    return SQLITE_OK;
}
static int wal_read(sqlite3_file *file, void *out, int n, sqlite3_int64 offset)
{
    if (((struct wal_file *)file)->fd < 0) {
        memset(out, 0, (size_t)n);
        return SQLITE_IOERR_SHORT_READ;
    }
    return read_at(((struct wal_file *)file)->fd, out, n, offset);
}
/* The log comes into being with the first write. */
static int wal_make(struct wal_file *wal)
{
    int fd = wal->make == NULL ? -1 : wal->make(wal->self);
    if (fd < 0) {
        return wal->make != NULL && errno == ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    wal->fd = fd;
    wal->locked = flock(fd, LOCK_EX | LOCK_NB) == 0;
    return wal->locked ? SQLITE_OK : SQLITE_BUSY;
}
static int wal_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 offset)
{
    struct wal_file *wal = (struct wal_file *)file;
    int rc = wal->fd < 0 ? wal_make(wal) : SQLITE_OK;
    if (rc != SQLITE_OK) {
        wal->failed = true;
        return rc;
    }
    rc = wal->locked ? write_at(wal->fd, bytes, n, offset) : SQLITE_READONLY;
    wal->failed = wal->failed || rc != SQLITE_OK;
    return rc;
}
static int wal_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct wal_file *wal = (struct wal_file *)file;
    if (wal->fd < 0 && size == 0) {
        return SQLITE_OK;
    }
    int rc = wal->locked && ftruncate(wal->fd, (off_t)size) == 0 ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
    wal->failed = wal->failed || rc != SQLITE_OK;
    return rc;
}
static int wal_sync(sqlite3_file *file, int flags)
{
    struct wal_file *wal = (struct wal_file *)file;
    (void)flags;
    if (wal->fd < 0) {
        return SQLITE_OK;
    }
    int rc = fdatasync(wal->fd) == 0 ? SQLITE_OK : SQLITE_IOERR_FSYNC;
    wal->failed = wal->failed || rc != SQLITE_OK;
    return rc;
}
static int wal_size(sqlite3_file *file, sqlite3_int64 *size)
{
    struct stat st = {0};
    int fd = ((struct wal_file *)file)->fd;
    if (fd >= 0 && fstat(fd, &st) != 0) {
        return SQLITE_IOERR_FSTAT;
    }
    *size = st.st_size;
    return SQLITE_OK;
}

static const sqlite3_io_methods wal_methods = {
    .iVersion = 1,
    .xClose = wal_close,
    .xRead = wal_read,
    .xWrite = wal_write,
    .xTruncate = wal_truncate,
    .xSync = wal_sync,
    .xFileSize = wal_size,
    .xLock = no_lock,
    .xUnlock = no_lock,
    .xCheckReservedLock = no_reserved_lock,
    .xFileControl = no_control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = powersafe,
};

/* ---- names ---- */

/* What follows ".gwal" at the end of a path ("" for the world itself, "-wal", "-journal" …); NULL: not a world's name. */
static const char *world_suffix(const char *path)
{
    const char *base = strrchr(path, '/');
    const char *at = strstr(base == NULL ? path : base, ".gwal");
    if (at == NULL || (at[5] != '\0' && at[5] != '-')) {
        return NULL;
    }
    return at + 5;
}

static int open_golden(const char *name, sqlite3_file *file, int flags, int *out_flags)
{
    const char *golden = sqlite3_uri_parameter(name, "golden");
    struct golden_source *source = golden == NULL ? NULL : golden_source_take(golden);
    if (source == NULL) {
        return SQLITE_CANTOPEN;
    }
    struct golden_file *f = (struct golden_file *)file;
    *f = (struct golden_file){.base.pMethods = &golden_methods, .source = source};
    if (out_flags != NULL) {
        *out_flags = flags;
    }
    return SQLITE_OK;
}

static int open_wal(const char *name, sqlite3_file *file, int flags, int *out_flags)
{
    char path[4096];
    size_t len = strlen(name) - strlen("-wal");
    if (len >= sizeof path) {
        return SQLITE_CANTOPEN;
    }
    memcpy(path, name, len);
    path[len] = '\0';
    const char *mode = sqlite3_uri_parameter(sqlite3_filename_database(name), "mode");
    bool writable = mode == NULL || strcmp(mode, "ro") != 0;
    if (out_flags != NULL) {
        *out_flags = writable ? flags : (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    }
    if (sqlite3_uri_boolean(sqlite3_filename_database(name), "later", 0) != 0) {
        *(struct wal_file *)file = (struct wal_file){.base.pMethods = &wal_methods, .fd = -1};
        return SQLITE_OK;
    }
    int fd = open(path, (writable ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0) {
        return SQLITE_CANTOPEN;
    }
    if (writable && flock(fd, LOCK_EX | LOCK_NB) != 0) {
        close(fd);
        return SQLITE_BUSY;
    }
    *(struct wal_file *)file = (struct wal_file){.base.pMethods = &wal_methods, .fd = fd, .locked = writable};
    return SQLITE_OK;
}

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
    (void)vfs;
    file->pMethods = NULL;
    const char *suffix = name == NULL ? NULL : world_suffix(name);
    if (suffix == NULL) {
        return real_vfs->xOpen(real_vfs, name, file, flags, out_flags);
    }
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0 && suffix[0] == '\0') {
        return open_golden(name, file, flags, out_flags);
    }
    if ((flags & SQLITE_OPEN_WAL) != 0 && strcmp(suffix, "-wal") == 0) {
        return open_wal(name, file, flags, out_flags);
    }
    return SQLITE_CANTOPEN;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync_dir)
{
    (void)vfs;
    return world_suffix(name) != NULL ? SQLITE_IOERR_DELETE
                                      : real_vfs->xDelete(real_vfs, name, sync_dir);
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs;
    const char *suffix = world_suffix(name);
    if (suffix == NULL) {
        return real_vfs->xAccess(real_vfs, name, flags, out);
    }
    *out = suffix[0] == '\0' || strcmp(suffix, "-wal") == 0; /* the log is always there, a journal never */
    return SQLITE_OK;
}

static int vfs_full_pathname(sqlite3_vfs *vfs, const char *name, int n, char *out)
{
    (void)vfs;
    size_t len = strlen(name);
    if (name[0] == '/' && world_suffix(name) != NULL && len < (size_t)n) {
        memcpy(out, name, len + 1); /* a path of ours: the real VFS would look at every folder on the way */
        return SQLITE_OK;
    }
    return real_vfs->xFullPathname(real_vfs, name, n, out);
}

static void *vfs_dl_open(sqlite3_vfs *vfs, const char *name)
{
    (void)vfs, (void)name;
    return NULL; /* a world loads no extensions */
}
static void vfs_dl_error(sqlite3_vfs *vfs, int n, char *out)
{
    (void)vfs;
    sqlite3_snprintf(n, out, "no extensions");
}
static void (*vfs_dl_sym(sqlite3_vfs *vfs, void *handle, const char *symbol))(void)
{
    (void)vfs, (void)handle, (void)symbol;
    return NULL;
}
static void vfs_dl_close(sqlite3_vfs *vfs, void *handle)
{
    (void)vfs, (void)handle;
}
static int vfs_randomness(sqlite3_vfs *vfs, int n, char *out)
{
    (void)vfs;
    return real_vfs->xRandomness(real_vfs, n, out); /* the salts of logs: always the kernel's chance */
}
static int vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return real_vfs->xSleep(real_vfs, microseconds);
}
static int vfs_last_error(sqlite3_vfs *vfs, int n, char *out)
{
    (void)vfs;
    return real_vfs->xGetLastError(real_vfs, n, out);
}

/* ---- time ---- */

static int vfs_time_int64(sqlite3_vfs *vfs, sqlite3_int64 *out)
{
    (void)vfs;
    if (instant_is_none(thread_clock)) {
        return SQLITE_ERROR;
    }
    *out = thread_clock.ms + JULIAN_EPOCH_MS;
    return SQLITE_OK;
}
static int vfs_time(sqlite3_vfs *vfs, double *out)
{
    sqlite3_int64 ms;
    int rc = vfs_time_int64(vfs, &ms);
    if (rc == SQLITE_OK) {
        *out = (double)ms / 86400000.0;
    }
    return rc;
}

/* ---- public ---- */

/* Constant after registration; SQLite itself writes only its pNext. */
static sqlite3_vfs golden_vfs = {
    .iVersion = 2,
    .zName = GOLDEN_VFS,
    .xOpen = vfs_open,
    .xDelete = vfs_delete,
    .xAccess = vfs_access,
    .xFullPathname = vfs_full_pathname,
    .xDlOpen = vfs_dl_open,
    .xDlError = vfs_dl_error,
    .xDlSym = vfs_dl_sym,
    .xDlClose = vfs_dl_close,
    .xRandomness = vfs_randomness,
    .xSleep = vfs_sleep,
    .xCurrentTime = vfs_time,
    .xGetLastError = vfs_last_error,
    .xCurrentTimeInt64 = vfs_time_int64,
};

bool golden_vfs_start(struct op *op)
{
    pthread_mutex_lock(&start_lock);
    int rc = SQLITE_OK;
    if (real_vfs == NULL) {
        /* Both are refused when SQLite is already at work: that costs memory and time, not correctness. Counting its memory would make all
         * threads wait for one lock at each allocation. */
        (void)sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
        (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        rc = sqlite3_initialize();
        sqlite3_vfs *real = rc == SQLITE_OK ? sqlite3_vfs_find(NULL) : NULL;
        if (real != NULL) {
            int own = (int)(sizeof(struct wal_file) > sizeof(struct golden_file) ? sizeof(struct wal_file)
                                                                                 : sizeof(struct golden_file));
            golden_vfs.szOsFile = real->szOsFile > own ? real->szOsFile : own;
            golden_vfs.mxPathname = real->mxPathname;
            rc = sqlite3_vfs_register(&golden_vfs, 0);
            real_vfs = rc == SQLITE_OK ? real : NULL;
        }
    }
    bool started = real_vfs != NULL;
    pthread_mutex_unlock(&start_lock);
    return started || fail_broken(op, "golden VFS: sqlite says %d", rc);
}

const char *golden_vfs_uri(struct op *op, const char *wal_path, const char *name, unsigned flags)
{
    static const char hex[] = "0123456789ABCDEF";
    char *path = arena_alloc(op->arena, strlen(wal_path) * 3 + 1);
    char *at = path;
    for (const unsigned char *c = (const unsigned char *)wal_path; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
                     strchr("/._-", *c) != NULL;
        if (plain) {
            *at++ = (char)*c;
        } else {
            *at++ = '%';
            *at++ = hex[*c >> 4];
            *at++ = hex[*c & 15];
        }
    }
    return arena_printf(op->arena, "file:%s?golden=%s%s%s", path, name, (flags & GOLDEN_WRITE) != 0 ? "" : "&mode=ro",
                        (flags & GOLDEN_LOG_LATER) != 0 ? "&later=1" : "");
}

void golden_vfs_set_clock(struct instant now)
{
    thread_clock = now;
}

static struct wal_file *wal_of(struct sqlite3 *db)
{
    sqlite3_file *file = NULL;
    if (sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK || file == NULL ||
        file->pMethods != &wal_methods) {
        return NULL;
    }
    return (struct wal_file *)file;
}

void golden_vfs_make_later(struct sqlite3 *db, int (*make)(void *self), void *self)
{
    struct wal_file *wal = wal_of(db);
    must(wal != NULL);
    wal->make = make;
    wal->self = self;
}

int golden_vfs_wal_fd(struct sqlite3 *db)
{
    const struct wal_file *wal = wal_of(db);
    return wal == NULL ? -1 : wal->fd;
}

bool golden_vfs_wal_failed(struct sqlite3 *db)
{
    const struct wal_file *wal = wal_of(db);
    return wal != NULL && wal->failed;
}
