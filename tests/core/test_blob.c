/* Files taken into the blob store. */
#include "document/blob.h"

#include "support/check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    struct op op;
    char folder[64];
    const char *body;
    size_t len, at;
    bool late; /* the line is dead after what is there, else it just ends */
};

static long read_memory(struct op *op, void *self, void *out, size_t n)
{
    struct fixture *f = self;
    size_t left = f->len - f->at;
    if (left == 0 && f->late) {
        (void)fail(op, E_INPUT, "test.late", NULL);
        return -1;
    }
    n = n < left ? n : left;
    n = n < 1000 ? n : 1000;
    memcpy(out, f->body + f->at, n);
    f->at += n;
    return (long)n;
}

static int open_fixture(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct arena *arena = arena_open((size_t)32 << 20);
    op_init(&f->op, arena, "test", LANG_VI);
    (void)snprintf(f->folder, sizeof f->folder, "/tmp/thao-upload-XXXXXX");
    *state = f;
    return mkdtemp(f->folder) != NULL ? 0 : -1;
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;
    char command[100];
    (void)snprintf(command, sizeof command, "rm -r %s", f->folder);
    int removed = system(command);
    arena_close(f->op.arena);
    free(f);
    return removed;
}

/* Received and kept. */
static bool send_file(struct fixture *f, const char *body, size_t len, struct blob *out)
{
    op_clear(&f->op);
    f->body = body;
    f->len = len;
    f->at = 0;
    return blob_receive(&f->op, f->folder, &(struct blob_source){(int64_t)len, read_memory, f}, out) &&
           blob_keep(&f->op, f->folder, out);
}

/* Files lying in <folder>/<name>. */
static int count_in(struct fixture *f, const char *name)
{
    int n = 0;
    DIR *dir = opendir(arena_printf(f->op.arena, "%s/%s", f->folder, name));
    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        n += e->d_name[0] != '.';
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
    return n;
}

#define PDF "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"

static void a_file_lies_under_its_hash_once_and_can_be_read_again(void **state)
{
    struct fixture *f = *state;
    struct blob first, second;
    assert_true(send_file(f, PDF, sizeof PDF - 1, &first));
    assert_string_equal(first.type->mime, "application/pdf");
    assert_int_equal(first.size, sizeof PDF - 1);
    assert_true(send_file(f, PDF, sizeof PDF - 1, &second));
    assert_string_equal(first.sha256, second.sha256);
    assert_int_equal(count_in(f, arena_strndup(f->op.arena, first.sha256, 2)), 1);
    assert_int_equal(count_in(f, "incoming"), 0);
    int64_t size;
    int file = blob_open(&f->op, f->folder, first.sha256, &size);
    char back[sizeof PDF];
    assert_int_equal(read(file, back, sizeof back), size);
    assert_memory_equal(back, PDF, sizeof PDF - 1);
    (void)close(file);
}

static void what_a_file_is_comes_from_its_bytes(void **state)
{
    static const struct {
        const char *name, *bytes;
        size_t len;
        bool good;
    } cases[] = {
        {"png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde", 33, true},
        {"jpeg", "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 20, true},
        {"xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ho-so/>", 46, true},
        {"html", "<!doctype html><html><script>alert(1)</script></html>", 53, false},
        {"svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>", 55, false},
        {"program", "\x7f\x45LF\2\1\1\0\0\0\0\0\0\0\0\0\2\0>\0\1\0\0\0", 24, false},
        {"zip", "PK\3\4\x14\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0a", 31, false},
        {"text", "xin chao", 8, false},
        {"noise", "\1\2\3\4\5", 5, false},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct blob got;
        if (send_file(f, cases[i].bytes, cases[i].len, &got) != cases[i].good) {
            fail_msg("%s: %s", cases[i].name, f->op.error.key);
        }
        if (!cases[i].good) {
            assert_string_equal(f->op.error.key, "upload.type");
        }
        assert_int_equal(count_in(f, "incoming"), 0);
    }
}

static void a_file_that_breaks_off_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    struct blob got;
    for (int late = 0; late <= 1; late++) {
        op_clear(&f->op);
        f->body = PDF;
        f->len = sizeof PDF - 1;
        f->at = 0;
        f->late = late == 1;
        assert_false(blob_receive(&f->op, f->folder, &(struct blob_source){100000, read_memory, f}, &got));
        assert_string_equal(f->op.error.key, late == 1 ? "test.late" : "upload.short");
        assert_int_equal(count_in(f, "incoming"), 0);
        assert_int_equal(count_in(f, ""), 1); /* incoming itself */
    }
}

static void what_is_not_kept_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    struct blob got;
    f->body = PDF;
    f->len = sizeof PDF - 1;
    assert_true(blob_receive(&f->op, f->folder, &(struct blob_source){sizeof PDF - 1, read_memory, f}, &got));
    assert_int_equal(count_in(f, "incoming"), 1);
    blob_drop(&got);
    blob_drop(&got);
    assert_int_equal(count_in(f, "incoming"), 0);
    assert_int_equal(count_in(f, ""), 1);
    f->at = 0;
    assert_true(blob_receive(&f->op, f->folder, &(struct blob_source){sizeof PDF - 1, read_memory, f}, &got));
    blob_sweep(f->folder); /* as at the next start, after a crash */
    assert_int_equal(count_in(f, "incoming"), 0);
}

static void too_much_and_nothing_are_refused_before_a_byte_is_read(void **state)
{
    struct fixture *f = *state;
    struct blob got;
    assert_false(send_file(f, PDF, 0, &got));
    assert_string_equal(f->op.error.key, "upload.empty");
    assert_false(send_file(f, PDF, BLOB_MAX + 1, &got));
    assert_string_equal(f->op.error.key, "upload.too_large");
    assert_int_equal(f->at, 0);
}

static void only_a_hash_opens_a_blob(void **state)
{
    static const char *const names[] = {"", "..", "../../etc/passwd", "incoming",
                                        "0000000000000000000000000000000000000000000000000000000000000000"};
    struct fixture *f = *state;
    int64_t size;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        op_clear(&f->op);
        assert_int_equal(blob_open(&f->op, f->folder, names[i], &size), -1);
        assert_int_equal(f->op.error.code, E_MISSING);
    }
}

static void a_store_that_cannot_be_written_is_our_fault(void **state)
{
    struct fixture *f = *state;
    struct blob got;
    char gone[80];
    (void)snprintf(gone, sizeof gone, "%s/not/there", f->folder);
    assert_false(blob_receive(&f->op, gone, &(struct blob_source){5, read_memory, f}, &got));
    assert_int_equal(f->op.error.code, E_BROKEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_lies_under_its_hash_once_and_can_be_read_again, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(what_a_file_is_comes_from_its_bytes, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_file_that_breaks_off_leaves_nothing, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(what_is_not_kept_leaves_nothing, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(too_much_and_nothing_are_refused_before_a_byte_is_read, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(only_a_hash_opens_a_blob, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_store_that_cannot_be_written_is_our_fault, open_fixture, close_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
