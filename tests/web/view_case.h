/* view_case: an office in memory whose dossiers are looked at through web/api/view_dossier.h, and a reader of answers.shape. */
#ifndef TESTS_VIEW_CASE_H
#define TESTS_VIEW_CASE_H

#include "api/view_dossier.h"
#include "support/office_fixture.h"

struct view_case {
    struct office_fixture f;
    const struct shape *shapes;
};

int view_case_open(void **state);
int view_case_close(void **state);

/* Performs and must succeed. */
void view_do(struct view_case *c, const char *account, const char *act, const char *input);
void view_at(struct view_case *c, const char *instant);
/* Files a dossier as dn: complete, or without phuong-an-san-xuat. */
void view_file(struct view_case *c, bool complete);
/* One step of the main line after filing, 0 accept to 12 return; false past the end. */
bool view_walk(struct view_case *c, int step);

/* The answer as the seat sees it (NULL = read only), parsed and held against its shape. */
const struct json *view_see(struct view_case *c, const char *account, int64_t dossier);
/* A section of it, named by its shape ("dossier_history" …). */
const struct json *view_see_section(struct view_case *c, const char *account, int64_t dossier, const char *shape);
const struct json *view_see_list(struct view_case *c, const char *account, const struct search_query *query);
const struct json *view_see_acts(struct view_case *c, int64_t after, size_t max);
/* The look of a seat, for calls that are to fail. */
struct view_look view_look_of(struct view_case *c, const char *account);

/* "a.b.2.c" inside an answer; the test fails where there is no such member. */
const struct json *view_member(const struct json *node, const char *path);
const char *view_text(const struct json *node, const char *path);
/* The action of that name; NULL if there is none. */
const struct json *view_action(const struct json *dossier, const char *act);
/* Fails naming the first place where the answer and the shape differ. */
void view_fits(struct view_case *c, const char *shape, const struct json *node);

#endif
