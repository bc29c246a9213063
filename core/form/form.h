/* form: the seven official forms of Thông tư 03/2025/TT-VPCP (Phụ lục I), drawn as PDF.
 *
 * A form is a row of the table in fields.c (code, name, fields) and a template in templates/form<code>.vi.txt, which is
 * data: see template.h for its language. Core/dossier freezes the data of a form as one JSON object whose members are
 * exactly the fields below, hands it to form_draw() once and keeps the bytes; a reprint hands out those bytes.
 *
 * Always holds:
 *  1. The same data gives the same bytes: no clock, no chance, no system font is asked.
 *  2. Every page says that it is a training copy. There is no switch for that.
 *  3. Unknown members, missing required ones and wrong kinds are refused; nothing is guessed.
 *  4. Hostile text (control characters, direction overrides, towers of marks, endless words) cannot leave its place.
 *
 * Forms exist in Vietnamese only: the law knows no other. Their names for the screens are the text keys
 * "form.title.01" ... "form.title.07" in both languages.
 *
 * Drawing is serialised by one lock inside (pango's font map is not thread-safe). Measured: 6 ms of CPU and 70 KB for one
 * page, half a second for a register of FORM_ROWS_MAX rows; at most 16 MB of the operation's arena. So draw when somebody
 * prints, and keep the bytes; keep the data from the start. */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include "base/json.h"

#define FORM_PDF_MAX (2u * 1024u * 1024u) /* bytes of one PDF */
#define FORM_BUNDLE_MAX (8u * 1024u * 1024u) /* bytes of one PDF that holds several forms */
#define FORM_PAGES_MAX 300
#define FORM_LINE_MAX 2000  /* bytes */
#define FORM_LONG_MAX 12000 /* bytes */
#define FORM_CODE_MAX 48    /* bytes */
#define FORM_LIST_MAX 200   /* items of a list */
#define FORM_ROWS_MAX 1000  /* rows of a table */

enum form_kind {
    FORM_LINE,    /* text, at most FORM_LINE_MAX bytes; line ends become spaces */
    FORM_LONG,    /* text, at most FORM_LONG_MAX bytes; line ends are kept */
    FORM_CODE,    /* printable ASCII, at most FORM_CODE_MAX bytes: goes into the bar code and the QR code */
    FORM_COUNT,   /* integer 0..9999, printed with at least two digits */
    FORM_INSTANT, /* ISO text as written by json_put_instant */
    FORM_LIST,    /* array of texts, at most FORM_LIST_MAX of FORM_LINE_MAX bytes */
    FORM_ROWS,    /* array of objects with the members in `columns`, at most FORM_ROWS_MAX */
};

struct form_field {
    const char *name;
    enum form_kind kind;
    bool required;                    /* must be present, not null and not empty; else it may be absent, null or "" */
    const struct form_field *columns; /* FORM_ROWS: fields of a row */
    size_t column_count;
    const char *help; /* what it is, in Vietnamese as on the paper */
};

struct form {
    const char *code;  /* "01" ... "07" */
    const char *title; /* exact name in the circular */
    const char *mark;  /* kind of number: "PBS" in Số …/PBS; "" if none */
    bool inferred;     /* the body was not found in a source and is our reading (Mẫu 05) */
    const struct form_field *fields;
    size_t field_count;
};

/* The fields, * = required. Head of every form ("head"):
 *   *parent_agency LINE   đơn vị chủ quản, in natural case ("Sở Khoa học và Công nghệ tỉnh Lạng Sơn"); printed in capitals
 *   *agency        LINE   Bộ phận Tiếp nhận và Trả kết quả / Trung tâm Phục vụ hành chính công …, natural case
 *   *number        LINE   the bare number ("117"); the form adds /PBS-BPTNTKQ and so on
 *   *unit_code     LINE   "BPTNTKQ" or "TTPVHCC"
 *   *place         LINE   địa danh ("Lạng Sơn")
 *   *issued_at     INSTANT
 *   signature      LONG   what a digital signature shows in place of ink ("Ký bởi: …\nThời gian ký: …")
 * 01  head + *dossier_code CODE, *owner_name, owner_id, *address, phone, email, proxy_name, proxy_id, proxy_address,
 *     proxy_phone, proxy_email, proxy_paper, *request, *components LIST, *sets COUNT, *time_limit, *received_at
 *     INSTANT, *due_at INSTANT, *result_place, book, book_order, *submitter_name, *officer_name
 * 02  head + dossier_code, *owner_name, *request, *address, phone, email, *items LIST, *reason LONG, *contact_name,
 *     *contact_phone, *officer_name
 * 03  head + dossier_code, *owner_name, owner_id, *address, phone, email, *request, *reason LONG, submitter_name,
 *     *officer_name
 * 04  head + *dossier_code, *recipient, *handling_agency, *procedure_name, *owner_name, owner_id, *received_at INSTANT,
 *     *due_at INSTANT, *reason LONG, *new_due_at INSTANT, *signer_title LONG, *signer_name
 * 05  head + *dossier_code, *owner_name, owner_id, address, phone, email, *request, *received_at INSTANT, due_at INSTANT,
 *     *basis LONG, *reason LONG, *stopped_at INSTANT, returned_papers LIST, fee_note, *signer_title LONG, *signer_name
 * 06  head + *dossier_code, *lead_agency, co_agencies LINE, *received_at INSTANT, *due_at INSTANT,
 *     *handovers ROWS {*from, *to, *at INSTANT, giver, receiver, result, note}; result is one of the sentences
 *     "Trước hạn", "Đúng hạn", "Quá hạn" or absent
 * 07  head + *sector LINE, *period LINE ("Tháng 11 năm 2026"), *rows ROWS {*dossier_code, *procedure_name, *owner_name,
 *     *contact, *lead_agency, *received_at INSTANT, due_at INSTANT, returned_at INSTANT, method, signed}; may be empty
 * Fields without a kind are LINE. fields.c is the table itself. */

/* The form, or NULL. Codes are "01" ... "07", and those of the papers drawn beside them: "GT" (a stand-in for a paper that was
 * filed without a file), "BL" (the receipt for a fee), "KQ" (a result), "PK" (the list in front of a period's control sheets). Their fields are in fields.c. */
const struct form *form_find(const char *code);
/* The seven forms in order of code. */
const struct form *form_all(size_t *count);

/* Draws the form. The bytes live in the operation's arena. Errors: E_MISSING "form.unknown"; E_INPUT "input.invalid" with
 * field errors "form.field_missing", "form.field_unknown", "form.field_kind", "form.field_too_long",
 * "form.too_many_items"; E_LIMIT "form.too_large" (pages or bytes); E_BROKEN (font or template at fault). */
MUST_USE bool form_draw(struct op *op, const char *code, const struct json *data, const void **bytes, size_t *len);

/* Several forms one after the other in one PDF, each with its own page numbers: for printing many at once. `count` >= 1. Errors as
 * above; E_LIMIT beyond FORM_BUNDLE_MAX. */
struct form_copy {
    const char *code;
    const struct json *data;
};
MUST_USE bool form_draw_bundle(struct op *op, const struct form_copy *copies, size_t count, const void **bytes, size_t *len);

/* Loads fonts and every template now, so that a defect shows at start and not at the first print. Idempotent. */
MUST_USE bool form_prepare(struct op *op);
/* Frees what form_prepare loaded; no form may be being drawn. For the end of a program. */
void form_forget(void);

#endif
