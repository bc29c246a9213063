#include "exercise/synth.h"

#include "base/digest.h"

#include <string.h>

static const char *const company_kinds[] = {"Công ty Cổ phần", "Công ty TNHH", "Công ty TNHH Một thành viên"};
static const char *const company_names[] = {"Công nghệ Sao Khuê",  "Giống cây trồng Mẫu Sơn", "Hồi Xứ Lạng",    "Vật liệu mới Kỳ Cùng",
                                            "Cơ điện Bắc Sơn",     "Nông nghiệp số Chi Lăng", "Dược liệu Đồng Mỏ", "Phần mềm Tam Thanh"};
static const char *const families[] = {"Nguyễn", "Trần", "Hoàng", "Nông", "Vi", "Lý", "Chu", "Đặng", "Lương", "Bế"};
static const char *const middles_f[] = {"Thị", "Thu", "Ngọc", "Thanh", "Minh"};
static const char *const middles_m[] = {"Văn", "Đức", "Quang", "Minh", "Hữu"};
static const char *const given_f[] = {"Hoa", "Trang", "Lan", "Hạnh", "Dung", "Thảo", "Yến"};
static const char *const given_m[] = {"Thái", "Minh", "Quân", "Dũng", "Sơn", "Tuấn", "Đạt"};
static const char *const streets[] = {"đường Trần Đăng Ninh", "đường Bắc Sơn", "đường Phai Vệ", "đường Lê Lợi", "đường Tam Thanh"};

static uint64_t draw(const struct exercise *e, const char *id, const char *what)
{
    struct digest_state s;
    uint64_t v = 0;
    digest_begin(&s);
    digest_add_int(&s, e->seed);
    digest_add_text(&s, id);
    digest_add_text(&s, what);
    struct digest d = digest_end(&s);
    memcpy(&v, d.bytes, sizeof v);
    return v;
}

#define PICK(list, v) ((list)[(v) % (sizeof(list) / sizeof((list)[0]))])

static const char *person_name(struct op *op, uint64_t v)
{
    bool woman = (v & 1) != 0;
    return arena_printf(op->arena, "%s %s %s", PICK(families, v >> 1), woman ? PICK(middles_f, v >> 9) : PICK(middles_m, v >> 9),
                        woman ? PICK(given_f, v >> 17) : PICK(given_m, v >> 17));
}

const char *synth_text(struct op *op, const struct exercise *exercise, const struct cast_member *member,
                       const struct identity *said, const char *kind)
{
    if (said->text != NULL) {
        return said->text;
    }
    if (said->synth != NULL) {
        kind = said->synth;
    }
    uint64_t v = draw(exercise, member->id, kind);
    if (strcmp(kind, "company") == 0) {
        return arena_printf(op->arena, "%s %s", PICK(company_kinds, v), PICK(company_names, v >> 8));
    }
    if (strcmp(kind, "enterprise_code") == 0) {
        return arena_printf(op->arena, "00%08llu", (unsigned long long)(v % 100000000));
    }
    if (strcmp(kind, "personal_id") == 0) {
        return arena_printf(op->arena, "000%09llu", (unsigned long long)(v % 1000000000));
    }
    if (strcmp(kind, "phone") == 0) {
        return arena_printf(op->arena, "0900000%03llu", (unsigned long long)(v % 1000));
    }
    if (strcmp(kind, "email") == 0) {
        return arena_printf(op->arena, "%s%llu@tap-huan.example.vn", member->id, (unsigned long long)(v % 100));
    }
    if (strcmp(kind, "address") == 0) {
        return arena_printf(op->arena, "Số %llu, %s, tỉnh Lạng Sơn", (unsigned long long)(v % 200 + 1), PICK(streets, v >> 8));
    }
    return person_name(op, v);
}
