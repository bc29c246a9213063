#include "view_case.h"

#include "account/account.h"
#include "http/shape.h"

#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANSWER_MAX ((size_t)1 << 20)

static const char *shape_text(struct op *op)
{
    FILE *file = fopen(TEST_SOURCE_DIR "/web/api/answers.shape", "rb");
    assert_non_null(file);
    char *text = arena_alloc(op->arena, SHAPE_TEXT_MAX);
    size_t n = fread(text, 1, SHAPE_TEXT_MAX - 1, file);
    (void)fclose(file);
    text[n] = '\0';
    return text;
}

int view_case_open(void **state)
{
    static struct view_case c;
    office_fixture_open(&c.f);
    c.shapes = shape_parse(&c.f.op, shape_text(&c.f.op));
    assert_non_null(c.shapes);
    *state = &c;
    return 0;
}

int view_case_close(void **state)
{
    office_fixture_close(&((struct view_case *)*state)->f);
    return 0;
}

void view_do(struct view_case *c, const char *account, const char *act, const char *input)
{
    if (!office_fixture_act(&c->f, account, act, input)) {
        fail_msg("%s by %s: %s", act, account, c->f.op.error.key);
    }
}

void view_at(struct view_case *c, const char *instant)
{
    assert_true(instant_parse(instant, &c->f.now));
}

void view_file(struct view_case *c, bool complete)
{
#define FILE_INPUT(more)                                                                                               \
    "{\"procedure\":\"1.014445\",\"agency\":\"H37.T01\",\"channel\":\"online\",\"components\":[\"giay-de-nghi\","      \
    "\"xac-nhan-ket-qua\"" more "]}"
    view_do(c, "dn", "dossier.file", complete ? FILE_INPUT(",\"phuong-an-san-xuat\"") : FILE_INPUT(""));
}

bool view_walk(struct view_case *c, int step)
{
    static const struct {
        const char *account, *act, *input;
    } line[] = {
        {"mc", "dossier.accept", "{\"dossier\":1,\"note\":\"Đủ thành phần\"}"},
        {"mc", "dossier.hand_over", "{\"dossier\":1}"},
        {"tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}"},
        {"cv", "dossier.appraise", "{\"dossier\":1,\"eligible\":true,\"opinion\":\"Hồ sơ đủ điều kiện\"}"},
        {"cv", "dossier.draft", "{\"dossier\":1,\"kind\":\"grant\",\"summary\":\"Trình cấp Giấy chứng nhận\"}"},
        {"cv", "dossier.submit", "{\"dossier\":1}"},
        {"tp", "dossier.initial", "{\"dossier\":1}"},
        {"ld", "dossier.approve", "{\"dossier\":1}"},
        {"vt", "dossier.number", "{\"dossier\":1}"},
        {"vt", "dossier.issue", "{\"dossier\":1}"},
        {"ub", "dossier.decide", "{\"dossier\":1,\"outcome\":\"granted\"}"},
        {"mc", "dossier.return_result", "{\"dossier\":1,\"by\":\"electronic\"}"},
    };
    if ((size_t)step >= sizeof line / sizeof line[0]) {
        return false;
    }
    view_do(c, line[step].account, line[step].act, line[step].input);
    return true;
}

/* ---- looking ---- */

struct view_look view_look_of(struct view_case *c, const char *account)
{
    struct op *op = &c->f.op;
    struct account a;
    struct actor *actor = NULL;
    op_clear(op);
    if (account != NULL) {
        actor = arena_alloc(op->arena, sizeof *actor);
        assert_true(account_get(op, office_db(c->f.office), account, &a));
        *actor = (struct actor){a.id, a.name, role_code((enum role)a.role), a.org};
    }
    return (struct view_look){.office = c->f.office, .actor = actor, .now = c->f.now, .world = "w1"};
}

static void begin(struct view_case *c, struct json_out *out, struct strbuf *b)
{
    strbuf_init(b, c->f.op.arena, ANSWER_MAX);
    json_begin(out, b);
    json_open_object(out, NULL);
    assert_true(office_begin_look(&c->f.op, c->f.office));
}

static const struct json *end(struct view_case *c, struct json_out *out, const struct strbuf *b, bool ok,
                              const char *shape)
{
    office_end(c->f.office);
    if (!ok) {
        fail_msg("no %s: %s", shape, c->f.op.error.key);
    }
    json_close_object(out);
    assert_false(b->overflow);
    const struct json *node = json_parse(&c->f.op, b->data, b->len); /* refuses a member written twice */
    if (node == NULL) {
        fail_msg("not JSON: %s", b->data);
    }
    view_fits(c, shape, node);
    return node;
}

const struct json *view_see(struct view_case *c, const char *account, int64_t dossier)
{
    struct view_look look = view_look_of(c, account);
    struct json_out out;
    struct strbuf b;
    begin(c, &out, &b);
    return end(c, &out, &b, view_dossier(&c->f.op, &out, &look, dossier), "dossier");
}

static view_section_fn section_of(const char *shape)
{
    static const struct {
        const char *shape;
        view_section_fn put;
    } sections[] = {{"dossier_history", view_dossier_history}, {"dossier_control_sheet", view_dossier_control_sheet}, {"dossier_deadline", view_dossier_deadline}};
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        if (strcmp(sections[i].shape, shape) == 0) {
            return sections[i].put;
        }
    }
    fail_msg("no section %s", shape);
    return NULL;
}

const struct json *view_see_section(struct view_case *c, const char *account, int64_t dossier, const char *shape)
{
    struct view_look look = view_look_of(c, account);
    struct dossier d;
    struct json_out out;
    struct strbuf b;
    begin(c, &out, &b);
    bool ok = dossier_get(&c->f.op, office_db(c->f.office), dossier, &d) && section_of(shape)(&c->f.op, &out, &look, &d);
    return end(c, &out, &b, ok, shape);
}

const struct json *view_see_list(struct view_case *c, const char *account, const struct search_query *query)
{
    struct view_look look = view_look_of(c, account);
    struct json_out out;
    struct strbuf b;
    begin(c, &out, &b);
    struct search_query whole = *query;
    whole.limit = whole.limit == 0 ? SEARCH_PAGE_MAX : whole.limit;
    return end(c, &out, &b, view_dossiers(&c->f.op, &out, &look, &whole), "dossiers");
}

const struct json *view_see_acts(struct view_case *c, int64_t after, size_t max)
{
    struct view_look look = view_look_of(c, NULL);
    struct json_out out;
    struct strbuf b;
    begin(c, &out, &b);
    bool ok = view_acts(&c->f.op, &out, &look, after, max);
    json_put_int(&out, "generation", 1); /* the world's part of the answer */
    json_put_int(&out, "first", 0);
    json_open_array(&out, "generations");
    json_close_array(&out);
    return end(c, &out, &b, ok, "acts");
}

/* ---- reading ---- */

const struct json *view_member(const struct json *node, const char *path)
{
    char name[64];
    for (const char *p = path; *p != '\0';) {
        size_t n = strcspn(p, ".");
        must(n < sizeof name);
        memcpy(name, p, n);
        name[n] = '\0';
        node = node != NULL && node->kind == JSON_ARRAY ? json_at(node, (size_t)strtoul(name, NULL, 10))
                                                        : json_get(node, name);
        if (node == NULL) {
            fail_msg("nothing at %s of %s", name, path);
        }
        p += n + (p[n] == '.');
    }
    return node;
}

const char *view_text(const struct json *node, const char *path)
{
    const struct json *m = view_member(node, path);
    if (m->kind != JSON_TEXT) {
        fail_msg("%s is no text", path);
    }
    return m->text;
}

const struct json *view_action(const struct json *dossier, const char *act)
{
    for (const struct json *n = view_member(dossier, "actions")->first; n != NULL; n = n->next) {
        if (strcmp(view_text(n, "act"), act) == 0) {
            return n;
        }
    }
    return NULL;
}

/* ---- shapes ---- */

static const struct shape *resolve(struct view_case *c, const struct shape *s)
{
    const struct shape *found = s->kind == SHAPE_NAME ? shape_find(c->shapes, s->text) : NULL;
    return found == NULL ? s : resolve(c, found);
}

/* Is the value of a member known to any part of the shape? Strict about names, not about values. */
static bool knows(struct view_case *c, const struct shape *shape, const struct json *node);

static bool knows_member(struct view_case *c, const struct shape *shape, const struct json *member)
{
    shape = resolve(c, shape);
    if (shape->kind == SHAPE_MAP) {
        return true;
    }
    for (const struct shape *m = shape->first; m != NULL; m = m->next) {
        if (shape->kind == SHAPE_BOTH
                ? knows_member(c, m, member)
                : shape->kind == SHAPE_OBJECT && strcmp(m->member, member->key) == 0 && knows(c, m, member)) {
            return true;
        }
    }
    return false;
}

static bool knows(struct view_case *c, const struct shape *shape, const struct json *node)
{
    shape = resolve(c, shape);
    for (const struct json *n = node->first; n != NULL; n = n->next) {
        bool known = node->kind == JSON_ARRAY ? shape->kind != SHAPE_LIST || knows(c, shape->first, n)
                                              : knows_member(c, shape, n);
        if (!known) {
            return false;
        }
    }
    return true;
}

static bool is_simple(const struct shape *s, const struct json *node)
{
    static const struct {
        const char *name;
        enum json_kind kind;
    } simple[] = {{"text", JSON_TEXT}, {"int", JSON_INT}, {"bool", JSON_BOOL}, {"instant", JSON_TEXT}};
    struct instant at;
    for (size_t i = 0; i < sizeof simple / sizeof simple[0]; i++) {
        if (strcmp(s->text, simple[i].name) == 0) {
            return node->kind == simple[i].kind && (strcmp(s->text, "instant") != 0 || instant_parse(node->text, &at));
        }
    }
    fail_msg("the shape says %s, which nothing here knows", s->text);
    return false;
}

static bool fits(struct view_case *c, const struct shape *s, const struct json *node, const char *where);

static bool misfit(const char *where, const char *what)
{
    print_error("%s: %s\n", where, what);
    return false;
}

static bool fits_object(struct view_case *c, const struct shape *s, const struct json *node, const char *where)
{
    for (const struct shape *m = s->first; m != NULL; m = m->next) {
        const struct json *member = json_get(node, m->member);
        const char *place = arena_printf(c->f.op.arena, "%s.%s", where, m->member);
        if (member == NULL ? !m->may_miss && !misfit(place, "missing") : !fits(c, m, member, place)) {
            return false;
        }
    }
    return true;
}

static bool fits_each(struct view_case *c, const struct shape *s, const struct json *node, const char *where)
{
    size_t i = 0;
    for (const struct json *n = node->first; n != NULL; n = n->next) {
        if (!fits(c, s, n, arena_printf(c->f.op.arena, "%s.%zu", where, i++))) {
            return false;
        }
    }
    return true;
}

static bool fits_some(const struct shape *s, const struct json *node)
{
    for (const struct shape *m = s->first; m != NULL; m = m->next) {
        if (node->kind == JSON_TEXT && m->kind == SHAPE_LITERAL && strcmp(m->text, node->text) == 0) {
            return true;
        }
    }
    return false;
}

static bool fits(struct view_case *c, const struct shape *shape, const struct json *node, const char *where)
{
    const struct shape *s = resolve(c, shape);
    /* "a" | "b"? : the last of a choice carries the mark */
    bool may_be_null = shape->may_be_null;
    for (const struct shape *m = s->kind == SHAPE_EITHER ? s->first : NULL; m != NULL; m = m->next) {
        may_be_null = may_be_null || m->may_be_null;
    }
    if (node->kind == JSON_NULL) {
        return may_be_null || misfit(where, "null");
    }
    switch (s->kind) {
    case SHAPE_NAME:
        return is_simple(s, node) || misfit(where, "another kind");
    case SHAPE_LITERAL:
    case SHAPE_EITHER:
        return fits_some(s, node) || misfit(where, "none of the words");
    case SHAPE_LIST:
        return node->kind == JSON_ARRAY ? fits_each(c, s->first, node, where) : misfit(where, "no list");
    case SHAPE_MAP:
        return node->kind == JSON_OBJECT ? fits_each(c, s->first, node, where) : misfit(where, "no object");
    case SHAPE_OBJECT:
        return node->kind == JSON_OBJECT ? fits_object(c, s, node, where) : misfit(where, "no object");
    case SHAPE_BOTH:
        for (const struct shape *m = s->first; m != NULL; m = m->next) {
            if (!fits(c, m, node, where)) {
                return false;
            }
        }
        return true;
    }
    return false;
}

void view_fits(struct view_case *c, const char *name, const struct json *node)
{
    const struct shape *shape = shape_find(c->shapes, name);
    assert_non_null(shape);
    if (!fits(c, shape, node, name)) {
        fail_msg("%s does not have its shape", name);
    }
    for (const struct json *n = node->first; n != NULL; n = n->next) {
        if (!knows_member(c, shape, n)) {
            fail_msg("%s.%s, or something in it, is not in its shape", name, n->key);
        }
    }
}
