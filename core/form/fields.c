/* What each form needs to know, and the check that it is told exactly that.
 *
 * The tables are the contract between the dossier, which freezes the data, and the templates, which may name nothing
 * else. A template that names an unknown field, or leaves a field of the table unused, does not load; data with an
 * unknown or missing member is not drawn. So a new field starts here. */
#include "form/fields.h"

#include <string.h>

/* clang-format off */
#define LINE(name, need, help) {name, FORM_LINE, need, NULL, 0, help}
#define HEAD \
    LINE("parent_agency", true, "Đơn vị chủ quản"), \
    LINE("agency", true, "Bộ phận Tiếp nhận và Trả kết quả / Trung tâm Phục vụ hành chính công"), \
    LINE("number", true, "Số"), \
    LINE("unit_code", true, "Chữ viết tắt của nơi lập"), \
    LINE("place", true, "Địa danh"), \
    {"issued_at", FORM_INSTANT, true, NULL, 0, "Ngày lập"}, \
    {"signature", FORM_LONG, false, NULL, 0, "Chữ ký số"}
#define CODE(need) {"dossier_code", FORM_CODE, need, NULL, 0, "Mã số hồ sơ"}
#define WHEN(name, need, help) {name, FORM_INSTANT, need, NULL, 0, help}
#define LONG(name, need, help) {name, FORM_LONG, need, NULL, 0, help}
#define LIST(name, need, help) {name, FORM_LIST, need, NULL, 0, help}
#define ROWS(name, need, table, help) {name, FORM_ROWS, need, table, COUNT(table), help}
#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct form_field fields_01[] = {
    HEAD, CODE(true),
    LINE("owner_name", true, "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức"),
    LINE("owner_id", false, "Số định danh cá nhân/tổ chức"),
    LINE("address", true, "Địa chỉ"),
    LINE("phone", false, "Số điện thoại"),
    LINE("email", false, "Email"),
    LINE("proxy_name", false, "Người nộp theo ủy quyền"),
    LINE("proxy_id", false, "Số định danh của người được ủy quyền"),
    LINE("proxy_address", false, "Địa chỉ của người được ủy quyền"),
    LINE("proxy_phone", false, "Số điện thoại của người được ủy quyền"),
    LINE("proxy_email", false, "Email của người được ủy quyền"),
    LINE("proxy_paper", false, "Giấy tờ ủy quyền"),
    LINE("request", true, "Nội dung yêu cầu giải quyết"),
    LIST("components", true, "Thành phần hồ sơ nộp"),
    {"sets", FORM_COUNT, true, NULL, 0, "Số lượng hồ sơ (bộ)"},
    LINE("time_limit", true, "Thời gian giải quyết theo quy định"),
    WHEN("received_at", true, "Thời gian nhận hồ sơ"),
    WHEN("due_at", true, "Thời gian trả kết quả"),
    LINE("result_place", true, "Đăng ký nhận kết quả tại"),
    LINE("book", false, "Sổ theo dõi hồ sơ, quyển số"),
    LINE("book_order", false, "Số thứ tự trong sổ"),
    LINE("submitter_name", true, "Người nộp hồ sơ"),
    LINE("officer_name", true, "Người tiếp nhận hồ sơ"),
};
static const struct form_field fields_02[] = {
    HEAD, CODE(false),
    LINE("owner_name", true, "Hồ sơ của"),
    LINE("request", true, "Nội dung yêu cầu giải quyết"),
    LINE("address", true, "Địa chỉ"),
    LINE("phone", false, "Số điện thoại"),
    LINE("email", false, "Email"),
    LIST("items", true, "Những nội dung phải hoàn thiện"),
    LONG("reason", true, "Lý do"),
    LINE("contact_name", true, "Người để liên hệ"),
    LINE("contact_phone", true, "Số điện thoại để liên hệ"),
    LINE("officer_name", true, "Người hướng dẫn"),
};
static const struct form_field fields_03[] = {
    HEAD, CODE(false),
    LINE("owner_name", true, "Tiếp nhận hồ sơ của"),
    LINE("owner_id", false, "Số định danh cá nhân/tổ chức"),
    LINE("address", true, "Địa chỉ"),
    LINE("phone", false, "Số điện thoại"),
    LINE("email", false, "Email"),
    LINE("request", true, "Nội dung yêu cầu giải quyết"),
    LONG("reason", true, "Lý do cụ thể"),
    LINE("submitter_name", false, "Người nộp hồ sơ"),
    LINE("officer_name", true, "Người tiếp nhận hồ sơ"),
};
static const struct form_field fields_04[] = {
    HEAD, CODE(true),
    LINE("recipient", true, "Kính gửi"),
    LINE("handling_agency", true, "Cơ quan, đơn vị giải quyết"),
    LINE("procedure_name", true, "Tên thủ tục hành chính"),
    LINE("owner_name", true, "Ông/Bà/Tổ chức"),
    LINE("owner_id", false, "Số định danh"),
    WHEN("received_at", true, "Ngày tiếp nhận"),
    WHEN("due_at", true, "Thời gian hẹn trả"),
    LONG("reason", true, "Lý do"),
    WHEN("new_due_at", true, "Thời gian trả mới"),
    LONG("signer_title", true, "Chức danh người ký"),
    LINE("signer_name", true, "Người ký"),
};
static const struct form_field fields_05[] = {
    HEAD, CODE(false),
    LINE("owner_name", true, "Ông/Bà/Tổ chức"),
    LINE("owner_id", false, "Số định danh"),
    LINE("address", false, "Địa chỉ"),
    LINE("phone", false, "Số điện thoại"),
    LINE("email", false, "Email"),
    LINE("request", true, "Nội dung yêu cầu giải quyết"),
    WHEN("received_at", true, "Thời gian tiếp nhận"),
    WHEN("due_at", false, "Thời gian hẹn trả"),
    LONG("basis", true, "Căn cứ dừng"),
    LONG("reason", true, "Lý do dừng"),
    WHEN("stopped_at", true, "Thời điểm dừng"),
    LIST("returned_papers", false, "Giấy tờ hoàn trả"),
    LINE("fee_note", false, "Phí, lệ phí"),
    LONG("signer_title", true, "Chức danh người ký"),
    LINE("signer_name", true, "Người ký"),
};
static const struct form_field columns_06[] = {
    LINE("from", true, "Giao"),
    LINE("to", true, "Nhận"),
    WHEN("at", true, "Thời gian giao nhận"),
    LINE("giver", false, "Người giao"),
    LINE("receiver", false, "Người nhận"),
    LINE("result", false, "Trước hạn/đúng hạn/quá hạn"),
    LINE("note", false, "Ghi chú"),
};
static const struct form_field fields_06[] = {
    HEAD, CODE(true),
    LINE("lead_agency", true, "Cơ quan (bộ phận) giải quyết"),
    LINE("co_agencies", false, "Cơ quan phối hợp giải quyết"),
    WHEN("received_at", true, "Ngày nhận"),
    WHEN("due_at", true, "Hẹn trả kết quả"),
    ROWS("handovers", true, columns_06, "Giao, nhận hồ sơ"),
};
static const struct form_field columns_07[] = {
    LINE("dossier_code", true, "Mã hồ sơ"),
    LINE("procedure_name", true, "Tên TTHC"),
    LINE("owner_name", true, "Tên tổ chức, cá nhân"),
    LINE("contact", true, "Địa chỉ/SĐT"),
    LINE("lead_agency", true, "Cơ quan chủ trì giải quyết"),
    WHEN("received_at", true, "Nhận hồ sơ"),
    WHEN("due_at", false, "Hẹn trả kết quả"),
    WHEN("returned_at", false, "Trả kết quả"),
    LINE("method", false, "Phương thức nhận kết quả"),
    LINE("signed", false, "Ký nhận"),
};
static const struct form_field fields_07[] = {
    HEAD,
    LINE("sector", true, "Lĩnh vực hoặc nhóm lĩnh vực"),
    LINE("period", true, "Kỳ theo dõi"),
    ROWS("rows", false, columns_07, "Các hồ sơ"),
};

static const struct form_field fields_GT[] = {
    CODE(false),
    LINE("component_name", true, "Tên giấy tờ"),
    LINE("kind", true, "Loại bản"),
    LINE("owner_name", true, "Chủ hồ sơ"),
    LINE("owner_id", false, "Số định danh"),
    LINE("address", false, "Địa chỉ"),
    LINE("procedure_code", true, "Mã thủ tục"),
    LINE("procedure_name", true, "Tên thủ tục"),
    WHEN("provided_at", true, "Thời điểm nộp"),
};
static const struct form_field items_BL[] = {
    LINE("name", true, "Khoản thu"),
    LINE("quantity", true, "Số lượng"),
    LINE("amount", true, "Thành tiền"),
};
static const struct form_field fields_BL[] = {
    LINE("agency", true, "Đơn vị thu"),
    LINE("number", true, "Số biên lai"),
    LINE("place", true, "Địa danh"),
    WHEN("issued_at", true, "Thời điểm thu"),
    CODE(false),
    LINE("payer", true, "Người nộp"),
    LINE("payer_id", false, "Số định danh"),
    LINE("address", false, "Địa chỉ"),
    ROWS("items", true, items_BL, "Các khoản thu"),
    LINE("total", true, "Tổng số tiền"),
    LINE("method", true, "Hình thức thanh toán"),
    LINE("clerk", true, "Người thu tiền"),
};
static const struct form_field fields_KQ[] = {
    LINE("agency", true, "Cơ quan ban hành"),
    LINE("number", true, "Số, ký hiệu"),
    LINE("place", true, "Địa danh"),
    WHEN("issued_at", true, "Ngày ban hành"),
    LINE("title", true, "Tên văn bản"),
    CODE(false),
    LINE("procedure_name", true, "Tên thủ tục"),
    LINE("procedure_code", true, "Mã thủ tục"),
    LINE("owner_name", true, "Tên tổ chức, cá nhân"),
    LINE("owner_id", false, "Số định danh"),
    LINE("address", false, "Địa chỉ"),
    LINE("replaces", false, "Số của văn bản được đính chính, thu hồi, cấp lại"),
    LONG("content", false, "Nội dung"),
    LONG("reason", false, "Lý do"),
    LINE("signer_title", true, "Chức danh người ký"),
    LINE("signer_name", true, "Người ký"),
    LONG("signature", true, "Chữ ký số cá nhân"),
    LONG("seal", true, "Chữ ký số của cơ quan"),
};
static const struct form_field rows_PK[] = {
    CODE(true),
    LINE("sheet", true, "Số phiếu kiểm soát"),
    LINE("procedure_name", true, "Tên TTHC"),
    LINE("owner_name", true, "Tên tổ chức, cá nhân"),
    LINE("lead_agency", true, "Cơ quan giải quyết"),
    WHEN("received_at", true, "Nhận hồ sơ"),
    WHEN("due_at", true, "Hẹn trả kết quả"),
    LINE("moves", true, "Số lần giao nhận"),
    LINE("late", true, "Số bước quá hạn"),
};
static const struct form_field fields_PK[] = {
    HEAD,
    LINE("sector", true, "Lĩnh vực"),
    LINE("period", true, "Kỳ theo dõi"),
    ROWS("rows", true, rows_PK, "Các phiếu"),
};
#define FORM(code, mark, inferred, title, table) {code, title, mark, inferred, table, COUNT(table)}
static const struct form forms[] = {
    FORM("01", "", false, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", fields_01),
    FORM("02", "PBS", false, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", fields_02),
    FORM("03", "PTC", false, "Phiếu từ chối tiếp nhận giải quyết hồ sơ", fields_03),
    FORM("04", "PXL", false, "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết", fields_04),
    FORM("05", "TB", true, "Thông báo dừng giải quyết hồ sơ", fields_05),
    FORM("06", "PKS", false, "Phiếu kiểm soát quá trình giải quyết hồ sơ", fields_06),
    FORM("07", "STD", false, "Sổ theo dõi hồ sơ", fields_07),
    /* Not forms of the circular: papers that an office draws beside them. */
    FORM("GT", "", true, "Giấy tờ trong hồ sơ (bản dựng cho tập huấn)", fields_GT),
    FORM("BL", "", true, "Biên lai thu phí, lệ phí (bản dựng cho tập huấn)", fields_BL),
    FORM("KQ", "", true, "Văn bản kết quả giải quyết thủ tục hành chính (bản dựng cho tập huấn)", fields_KQ),
    FORM("PK", "BKPKS", true, "Bảng kê phiếu kiểm soát quá trình giải quyết hồ sơ (bản dựng cho tập huấn)", fields_PK),
};
/* clang-format on */
#define OFFICIAL 7

const struct form *form_all(size_t *count)
{
    *count = OFFICIAL;
    return forms;
}

const struct form *form_every(size_t *count)
{
    *count = COUNT(forms);
    return forms;
}

const struct form *form_find(const char *code)
{
    for (size_t i = 0; i < COUNT(forms); i++)
        if (strcmp(forms[i].code, code) == 0)
            return &forms[i];
    return NULL;
}

const struct form_field *field_find(const struct form_field *fields, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, name) == 0)
            return &fields[i];
    return NULL;
}

static bool node_given(const struct json *node)
{
    if (!node || node->kind == JSON_NULL)
        return false;
    if (node->kind == JSON_TEXT)
        return node->text[strspn(node->text, " \t\r\n")] != '\0';
    return node->kind != JSON_ARRAY || node->count > 0;
}

bool field_given(const struct form_field *field, const struct json *object)
{
    return node_given(json_get(object, field->name));
}

/* Where a value stands; turned into "handovers.3.from" only when something is wrong there. */
struct place {
    const struct place *up;
    const char *name; /* NULL: the index */
    size_t index;
};

static const char *place_text(struct op *op, const struct place *at)
{
    const char *here = at->name ? at->name : arena_printf(op->arena, "%zu", at->index);

    return at->up ? arena_printf(op->arena, "%s.%s", place_text(op, at->up), here) : here;
}

static bool wrong(struct op *op, const struct place *at, const char *key)
{
    return fail_more(op, place_text(op, at), key, NULL);
}

static bool above(struct op *op, const struct place *at, const char *key, size_t max)
{
    return fail_more(op, place_text(op, at), key, "max", arena_printf(op->arena, "%zu", max), NULL);
}

static bool check_text(struct op *op, const struct place *at, const struct json *node, size_t max)
{
    if (node->kind != JSON_TEXT)
        return wrong(op, at, "form.field_kind");
    return strlen(node->text) <= max || above(op, at, "form.field_too_long", max);
}

static bool check_code(struct op *op, const struct place *at, const struct json *node)
{
    if (!check_text(op, at, node, FORM_CODE_MAX))
        return false;
    for (const char *c = node->text; *c; c++)
        if (*c < 0x20 || *c > 0x7e)
            return wrong(op, at, "form.field_kind");
    return true;
}

static bool check_instant(struct op *op, const struct place *at, const struct json *node)
{
    struct instant t;

    return (node->kind == JSON_TEXT && instant_parse(node->text, &t)) || wrong(op, at, "form.field_kind");
}

static bool check_count(struct op *op, const struct place *at, const struct json *node)
{
    return (node->kind == JSON_INT && node->integer >= 0 && node->integer <= 9999) ||
           wrong(op, at, "form.field_kind");
}

static bool check_object(struct op *op, const struct place *at, const struct form_field *fields, size_t count,
                         const struct json *object);

static bool check_array(struct op *op, const struct place *at, const struct form_field *field,
                        const struct json *node)
{
    size_t max = field->kind == FORM_LIST ? FORM_LIST_MAX : FORM_ROWS_MAX;
    struct place item = {at, NULL, 0};
    bool good = true;

    if (node->kind != JSON_ARRAY)
        return wrong(op, at, "form.field_kind");
    if (node->count > max)
        return above(op, at, "form.too_many_items", max);
    for (const struct json *n = node->first; n; n = n->next, item.index++) {
        if (field->kind == FORM_LIST)
            good = check_text(op, &item, n, FORM_LINE_MAX) && good;
        else
            good = check_object(op, &item, field->columns, field->column_count, n) && good;
    }
    return good;
}

static bool check_field(struct op *op, const struct place *at, const struct form_field *field,
                        const struct json *node)
{
    if (!node_given(node))
        return !field->required || wrong(op, at, "form.field_missing");
    switch (field->kind) {
    case FORM_LINE:
        return check_text(op, at, node, FORM_LINE_MAX);
    case FORM_LONG:
        return check_text(op, at, node, FORM_LONG_MAX);
    case FORM_CODE:
        return check_code(op, at, node);
    case FORM_COUNT:
        return check_count(op, at, node);
    case FORM_INSTANT:
        return check_instant(op, at, node);
    case FORM_LIST:
    case FORM_ROWS:
        return check_array(op, at, field, node);
    }
    return false;
}

static bool check_object(struct op *op, const struct place *at, const struct form_field *fields, size_t count,
                         const struct json *object)
{
    bool good = true;

    if (!object || object->kind != JSON_OBJECT)
        return at ? wrong(op, at, "form.field_kind") : fail_more(op, "", "form.field_kind", NULL);
    for (size_t i = 0; i < count; i++) {
        struct place member = {at, fields[i].name, 0};

        good = check_field(op, &member, &fields[i], json_get(object, fields[i].name)) && good;
    }
    for (const struct json *n = object->first; n; n = n->next) {
        struct place member = {at, n->key, 0};

        if (!field_find(fields, count, n->key))
            good = wrong(op, &member, "form.field_unknown");
    }
    return good;
}

bool fields_check(struct op *op, const struct form *form, const struct json *data)
{
    return check_object(op, NULL, form->fields, form->field_count, data);
}
