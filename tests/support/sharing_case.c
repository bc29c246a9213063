#include "support/sharing_case.h"

#include "account/account.h"
#include "audit/audit.h"
#include "org/org.h"
#include "support/check.h"

#include <string.h>

static void add_org(struct office_fixture *f, const char *code, const char *name, const char *kind, const char *parent)
{
    struct org org = {.code = code, .name_vi = name, .name_en = name, .kind = kind, .parent = parent, .open_on = "2025-03-01",
                      .certainty = "invented"};
    assert_true(org_add(&f->op, office_db(f->office), &org));
}

static void add_account(struct office_fixture *f, const char *id, enum role role, const char *org)
{
    struct account a = {.id = id, .name = id, .role = (int)role, .org = org, .active = true};
    assert_true(account_add(&f->op, office_db(f->office), &a));
}

/* Two divisions in the department, and another department in the province. */
int sharing_open(void **state)
{
    static struct office_fixture f;
    office_fixture_open(&f);
    add_org(&f, "H37.T01.T12", "Phòng Đổi mới sáng tạo", "room", "H37.T01");
    add_org(&f, "H37.T09", "Sở Tài chính tỉnh Lạng Sơn", "department", "H37");
    add_account(&f, "tp2", ROLE_DIVISION_HEAD, "H37.T01.T12");
    add_account(&f, "cv3", ROLE_SPECIALIST, "H37.T01.T12");
    add_account(&f, "ld2", ROLE_DIRECTOR, "H37.T01");
    add_account(&f, "tpk", ROLE_DIVISION_HEAD, "H37.T09");
    add_account(&f, "tc", ROLE_COORDINATING_AGENCY, "H37.T09");
    add_account(&f, "xd", ROLE_COORDINATING_AGENCY, "H37.T02");
    add_account(&f, "qt", ROLE_UNIT_ADMIN, "H37.T01");
    *state = &f;
    return 0;
}
int sharing_close(void **state)
{
    office_fixture_close(*state);
    return 0;
}

struct dossier sharing_dossier(struct office_fixture *f, int64_t id)
{
    struct dossier d;
    assert_true(dossier_get(&f->op, office_db(f->office), id, &d));
    return d;
}

struct dossier_step sharing_step(struct office_fixture *f, int64_t no)
{
    struct dossier_step *rows = NULL;
    size_t count = 0;
    assert_true(dossier_steps(&f->op, office_db(f->office), 1, &rows, &count));
    assert_true((size_t)no <= count);
    return rows[no - 1];
}

void sharing_at(struct office_fixture *f, const char *instant)
{
    assert_true(instant_parse(instant, &f->now));
}

/* The data of the newest event of that name. */
const struct json *sharing_newest(struct office_fixture *f, const char *name)
{
    struct event *events = NULL;
    size_t count = 0;
    assert_true(audit_dossier_events(&f->op, office_db(f->office), 1, &events, &count));
    for (size_t i = count; i-- > 0;) {
        if (strcmp(events[i].name, name) == 0) {
            return office_fixture_json(f, events[i].data);
        }
    }
    fail_msg("no event %s", name);
    return NULL;
}

void sharing_hand_over(struct office_fixture *f)
{
    ACT("dn", "dossier.file", COMPLETE);
    ACT("mc", "dossier.accept", D1);
    ACT("mc", "dossier.hand_over", T11);
}

void sharing_assign(struct office_fixture *f)
{
    sharing_hand_over(f);
    ACT("tp", "dossier.assign", "{\"dossier\":1,\"account\":\"cv\"}");
}
