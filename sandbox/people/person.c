/* People and their passwords. Hashing takes 35 ms, so it is always done before or after a closure, never inside one: the
 * writer's thread serves everybody. */
#include "people/person.h"

#include "account/password.h"
#include "base/viet.h"
#include "lab/rows.h"
#include "lab_sql.h"
#include "people/session.h"

#include <string.h>

const char *const person_role_codes[PERSON_ROLE_COUNT] = {
#define X(role, text) text,
    PERSON_ROLES(X)
#undef X
};
static const struct choices role_choices = {person_role_codes, PERSON_ROLE_COUNT};

#define ROW struct person
static const struct field person_fields[] = {
    COLUMN(FIELD_TEXT, ROW, id),
    {"role", FIELD_CHOICE, offsetof(ROW, role), 0, 0, 0, &role_choices, NULL},
    COLUMN(FIELD_TEXT, ROW, name),
    COLUMN(FIELD_TEXT, ROW, username),
    COLUMN(FIELD_TEXT, ROW, org),
    COLUMN(FIELD_INSTANT, ROW, created_at),
    COLUMN(FIELD_INSTANT, ROW, seen_at),
    COLUMN(FIELD_INSTANT, ROW, disabled_at),
    COLUMN(FIELD_INSTANT, ROW, erased_at),
};
static const struct record person_record = RECORD("person", ROW, person_fields);

const char *person_role_text(enum person_role role)
{
    return person_role_codes[role];
}

bool person_role_parse(const char *text, enum person_role *out)
{
    int i = choice_find(&role_choices, text);
    if (i < 0) {
        return false;
    }
    *out = (enum person_role)i;
    return true;
}

/* ---- names ---- */

/* Characters that are not seen, or that turn the text around: a name made of them would imitate another on the board. */
static bool is_invisible(uint32_t c)
{
    return c == 0xAD || c == 0x34F || c == 0x61C || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE000 && c <= 0xF8FF) ||
           c >= 0xE0000;
}

/* Next code point of text known to be UTF-8. */
static uint32_t next_point(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;
    int extra = s[0] >= 0xF0 ? 3 : s[0] >= 0xE0 ? 2 : s[0] >= 0xC0 ? 1 : 0;
    uint32_t c = extra == 0 ? s[0] : s[0] & (0x3Fu >> extra);
    for (int i = 1; i <= extra; i++) {
        c = c << 6 | (s[i] & 0x3Fu);
    }
    *p += extra + 1;
    return c;
}

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xC0;
}

static bool refuse_name(struct op *op, const char *key)
{
    return fail_field(op, E_INPUT, "name", key, "min", arena_printf(op->arena, "%d", PERSON_NAME_MIN), "max",
                      arena_printf(op->arena, "%d", PERSON_NAME_MAX), NULL);
}

static bool check_points(struct op *op, const char *name)
{
    bool letter = false;
    for (const char *p = name; *p != '\0';) {
        uint32_t c = next_point(&p);
        if (c < 0x20 || (c >= 0x7F && c <= 0x9F) || is_invisible(c)) {
            return refuse_name(op, "name.control");
        }
        letter = letter || is_letter(c);
    }
    return letter || refuse_name(op, "name.no_letter");
}

/* Trims, and makes every run of spaces (also non-breaking ones) a single space, in place. */
static void squeeze(char *text)
{
    char *out = text;
    bool space = true;
    for (const char *p = text; *p != '\0';) {
        const char *start = p;
        uint32_t c = next_point(&p);
        bool blank = c == ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000;
        if (blank && !space) {
            *out++ = ' ';
        }
        for (; !blank && start < p; start++) {
            *out++ = *start;
        }
        space = blank;
    }
    if (out > text && out[-1] == ' ') {
        out--;
    }
    *out = '\0';
}

const char *person_clean_name(struct op *op, const char *name)
{
    if (op_failed(op)) {
        return NULL;
    }
    size_t len = name == NULL ? 0 : strnlen(name, 8 * PERSON_NAME_MAX + 1);
    const char *nfc = len > 8 * PERSON_NAME_MAX || len == 0 ? NULL : viet_nfc(op->arena, name, len);
    if (nfc == NULL) {
        (void)refuse_name(op, len == 0 ? "name.too_short" : len > 8 * PERSON_NAME_MAX ? "name.too_long" : "name.control");
        return NULL;
    }
    char *text = arena_strdup(op->arena, nfc);
    squeeze(text);
    size_t points = viet_length(text);
    bool good = points < PERSON_NAME_MIN   ? refuse_name(op, "name.too_short")
                : points > PERSON_NAME_MAX ? refuse_name(op, "name.too_long")
                                           : check_points(op, text);
    return good ? text : NULL;
}

/* Lower case, [a-z0-9._-], 2 characters at least; NULL if it cannot be one. */
static const char *clean_username(struct op *op, const char *username)
{
    size_t len = username == NULL ? 0 : strnlen(username, PERSON_USERNAME_MAX + 1);
    if (len < 2 || len > PERSON_USERNAME_MAX) {
        return NULL;
    }
    char *out = arena_strdup(op->arena, username);
    for (char *p = out; *p != '\0'; p++) {
        if (*p >= 'A' && *p <= 'Z') {
            *p = (char)(*p - 'A' + 'a');
        }
        if (!((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == '.' || *p == '_' || *p == '-')) {
            return NULL;
        }
    }
    return out;
}

/* ---- reading ---- */

struct ask {
    const char *id, *username, *password, *hash;
    struct instant now, at;
    size_t max;
    struct person *staff;
    const struct person *person;
    struct rows rows;
};

const struct person *person_get_in(struct op *op, struct db *db, const char *id)
{
    const void *row = NULL;
    struct stmt *s = db_use(op, db, &sql_person_get);
    if (s != NULL) {
        bind_text(s, "id", id);
    }
    if (row_read(op, s, &person_record, &row) && row == NULL) {
        (void)fail(op, E_MISSING, "person.unknown", NULL);
    }
    return row;
}

static bool get_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    ask->person = person_get_in(op, db, ask->id);
    return ask->person != NULL;
}

const struct person *person_get(struct op *op, struct store *store, const char *id)
{
    struct ask ask = {.id = id};
    return lab_read(op, store, get_closure, &ask) ? ask.person : NULL;
}

/* Reads person and hash by user name; both NULL if there is none. */
static bool find_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_person_find_username);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "username", ask->username);
    if (stmt_row(s)) {
        struct person *person = arena_alloc(op->arena, sizeof *person);
        col_record(s, &person_record, person);
        ask->person = person;
        ask->hash = col_text(s, "password");
    }
    return stmt_done(s);
}

const struct person *person_find_username(struct op *op, struct store *store, const char *username)
{
    struct ask ask = {.username = clean_username(op, username)};
    return ask.username != NULL && lab_read(op, store, find_closure, &ask) ? ask.person : NULL;
}

static bool list_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    return rows_read(op, db_use(op, db, &sql_person_list_staff), &person_record, &ask->rows);
}

bool person_list_staff(struct op *op, struct store *store, struct person **out, size_t *count)
{
    struct ask ask = {0};
    bool ok = lab_read(op, store, list_closure, &ask);
    *out = ask.rows.items;
    *count = ask.rows.count;
    return ok;
}

/* ---- adding ---- */

bool person_add_in(struct op *op, struct db *db, const struct person *person, const char *hash, bool *added)
{
    struct stmt *s = db_use(op, db, &sql_person_add);
    if (s == NULL) {
        return false;
    }
    int64_t rows = 0;
    bind_text(s, "id", person->id);
    bind_text(s, "role", person_role_text(person->role));
    bind_text(s, "name", person->name);
    bind_text(s, "username", person->username);
    bind_text(s, "password", hash);
    bind_text(s, "org", person->org);
    bind_instant(s, "now", person->created_at);
    bool ok = stmt_run(s, &rows);
    *added = rows > 0;
    return ok;
}

static bool add_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    bool added = false;
    if (!person_add_in(op, db, ask->staff, ask->hash, &added)) {
        return false;
    }
    return added || fail_field(op, E_CONFLICT, "username", "person.username_taken", "username", ask->staff->username, NULL);
}

const struct person *person_add_staff(struct op *op, struct store *store, const struct person *staff, const char *password,
                                      struct instant now, const char **out_password)
{
    struct person *person = arena_alloc(op->arena, sizeof *person);
    *out_password = NULL;
    *person = (struct person){.id = lab_id(op, 'p'), .role = staff->role, .org = staff->org, .created_at = now,
                              .seen_at = INSTANT_NONE, .disabled_at = INSTANT_NONE, .erased_at = INSTANT_NONE};
    person->name = person_clean_name(op, staff->name);
    person->username = clean_username(op, staff->username);
    if (person->name != NULL && person->username == NULL) {
        (void)fail_field(op, E_INPUT, "username", "person.username_form", NULL);
    }
    if (person->role == ROLE_TRAINEE) {
        (void)fail_field(op, E_INPUT, "role", "person.role_not_staff", NULL);
    }
    if (op_failed(op)) {
        return NULL;
    }
    const char *secret = password != NULL ? password : password_generate(op);
    struct ask ask = {.staff = person, .hash = password_hash(op, store_passwords(store), secret)};
    if (ask.hash == NULL || !lab_write(op, store, add_closure, &ask)) {
        return NULL;
    }
    *out_password = secret;
    return person;
}

bool person_ensure_demo(struct op *op, struct store *store, struct instant now, const char **out_password)
{
    static const struct person demo = {.role = ROLE_TRAINER, .name = "Giảng viên", .username = PERSON_DEMO_TRAINER};
    *out_password = NULL;
    if (person_find_username(op, store, PERSON_DEMO_TRAINER) != NULL) {
        return true;
    }
    if (!op_failed(op) && person_add_staff(op, store, &demo, NULL, now, out_password) != NULL) {
        return true;
    }
    if (op->error.code == E_CONFLICT) { /* somebody else was quicker: it is there, which is all that was asked */
        op_clear(op);
        return true;
    }
    return false;
}

/* ---- passwords ---- */

static bool note_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    bool good = !instant_is_none(ask->at);
    struct stmt *s = db_use(op, db, good ? &sql_person_note_sign_in : &sql_person_note_failure);
    if (s == NULL) {
        return false;
    }
    if (good) {
        bind_instant(s, "now", ask->at);
    }
    bind_text(s, "id", ask->person->id);
    return stmt_run(s, NULL);
}

const struct person *person_sign_in(struct op *op, struct store *store, const char *username, const char *password,
                                    struct instant now)
{
    struct ask ask = {.username = clean_username(op, username), .at = INSTANT_NONE};
    bool matches = false;
    if (ask.username != NULL && !lab_read(op, store, find_closure, &ask)) {
        return NULL;
    }
    if (!password_verify(op, store_passwords(store), ask.hash, password == NULL ? "" : password, &matches)) {
        return NULL;
    }
    bool disabled = matches && ask.person != NULL && !instant_is_none(ask.person->disabled_at);
    ask.at = matches && !disabled ? now : INSTANT_NONE;
    if (ask.person != NULL && !disabled && !lab_write(op, store, note_closure, &ask)) {
        return NULL;
    }
    if (!matches) {
        (void)fail(op, E_AUTH, "person.wrong_password", NULL);
    } else if (disabled) {
        (void)fail(op, E_FORBIDDEN, "person.disabled", NULL);
    }
    return matches && !disabled ? ask.person : NULL;
}

static bool set_password_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    int64_t changed = 0;
    struct stmt *s = db_use(op, db, &sql_person_set_password);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "password", ask->hash);
    bind_text(s, "id", ask->id);
    if (!stmt_run(s, &changed)) {
        return false;
    }
    if (changed == 0) {
        return fail(op, E_MISSING, "person.unknown", NULL);
    }
    return session_revoke_person_in(op, db, ask->id, ask->now, NULL);
}

static bool set_password(struct op *op, struct store *store, const char *id, const char *password, struct instant now)
{
    struct ask ask = {.id = id, .now = now, .hash = password_hash(op, store_passwords(store), password)};
    bool ok = ask.hash != NULL && lab_write(op, store, set_password_closure, &ask);
    session_forget_person(store, id);
    return ok;
}

static bool read_hash_closure(struct op *op, struct db *db, void *arg)
{
    struct ask *ask = arg;
    struct stmt *s = db_use(op, db, &sql_person_password);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "id", ask->id);
    ask->hash = stmt_row(s) ? col_text(s, "password") : NULL;
    return stmt_done(s);
}

bool person_change_password(struct op *op, struct store *store, const char *id, const char *old, const char *password,
                            struct instant now)
{
    struct ask ask = {.id = id};
    bool matches = false;
    if (!password_check_rules(op, password) || !lab_read(op, store, read_hash_closure, &ask) ||
        !password_verify(op, store_passwords(store), ask.hash, old, &matches)) {
        return false;
    }
    if (!matches) {
        return fail_field(op, E_AUTH, "old", "person.wrong_password", NULL);
    }
    return set_password(op, store, id, password, now);
}

const char *person_reset(struct op *op, struct store *store, const char *username, struct instant now)
{
    const struct person *person = person_find_username(op, store, username);
    if (person == NULL) {
        (void)fail(op, E_MISSING, "person.unknown", NULL);
        return NULL;
    }
    const char *password = password_generate(op);
    return set_password(op, store, person->id, password, now) ? password : NULL;
}

static bool disable_closure(struct op *op, struct db *db, void *arg)
{
    const struct ask *ask = arg;
    int64_t changed = 0;
    struct stmt *s = db_use(op, db, &sql_person_set_disabled);
    if (s == NULL) {
        return false;
    }
    bind_instant(s, "at", ask->at);
    bind_text(s, "id", ask->id);
    if (!stmt_run(s, &changed)) {
        return false;
    }
    if (changed == 0) {
        return fail(op, E_MISSING, "person.unknown", NULL);
    }
    return instant_is_none(ask->at) || session_revoke_person_in(op, db, ask->id, ask->now, NULL);
}

bool person_set_disabled(struct op *op, struct store *store, const char *id, bool disabled, struct instant now)
{
    struct ask ask = {.id = id, .now = now, .at = disabled ? now : INSTANT_NONE};
    bool ok = lab_write(op, store, disable_closure, &ask);
    session_forget_person(store, id);
    return ok;
}
