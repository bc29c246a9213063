#include "account/setup.h"

#include "account/manage.h"
#include "core_sql.h"
#include "dossier/holder.h"
#include "org/org.h"

#include <stdarg.h>
#include <string.h>

static const char *const codes[] = {
#define X(rule, severity, code) code,
    SETUP_RULES(X)
#undef X
};
static const char *const severities[] = {
#define X(rule, severity, code) severity,
    SETUP_RULES(X)
#undef X
};

const char *setup_rule_code(enum setup_rule rule)
{
    return codes[rule];
}

const char *setup_rule_severity(enum setup_rule rule)
{
    return severities[rule];
}

struct checking {
    struct op *op;
    struct db *db;
    const char *agency;
    struct account *accounts; /* but applicants', disabled ones too */
    size_t account_count;
    struct setup_finding *found;
    size_t count;
};

/* Answers the finding to say more of, or one that nobody reads where there are too many. Pairs name, value …, NULL. */
static struct setup_finding *find(struct checking *c, enum setup_rule rule, ...) __attribute__((sentinel));
static struct setup_finding *find(struct checking *c, enum setup_rule rule, ...)
{
    va_list pairs;
    struct setup_finding *f = &c->found[c->count < SETUP_FINDINGS_MAX ? c->count++ : SETUP_FINDINGS_MAX];
    *f = (struct setup_finding){.rule = rule};
    va_start(pairs, rule);
    for (const char *name = va_arg(pairs, const char *); name != NULL; name = va_arg(pairs, const char *)) {
        must(f->arg_count < ERROR_ARGS_MAX);
        f->args[f->arg_count++] = (struct error_arg){name, va_arg(pairs, const char *)};
    }
    va_end(pairs);
    return f;
}

static const char *pick(const struct checking *c, const char *vi, const char *en)
{
    return c->op->lang == LANG_VI ? vi : en;
}

/* ---- roles ---- */

/* Would somebody take a step of that role for a dossier of the agency? */
static bool somebody_holds(const struct checking *c, int role)
{
    struct dossier d = {.agency = c->agency, .intake_org = c->agency};
    for (size_t i = 0; i < c->account_count; i++) {
        const struct account *a = &c->accounts[i];
        if (a->active && a->role == role && holder_org_fits(&d, (enum role)role, a->org)) {
            return true;
        }
    }
    return false;
}

static bool check_steps(struct checking *c)
{
    struct stmt *s = db_use(c->op, c->db, &sql_setup_step_roles);
    if (s == NULL) {
        return false;
    }
    bind_day(s, "day", instant_day(c->op->now));
    while (stmt_row(s)) {
        const char *code = col_text(s, "role");
        int role = role_find(code);
        if (role >= 0 && !somebody_holds(c, role)) {
            find(c, SETUP_ROLE_NOBODY, "role", arena_printf(c->op->arena, "@role.%s", code), "procedures",
                 arena_int(c->op->arena, col_int(s, "procedures")), "example", col_text(s, "example"), NULL)->role = code;
        }
    }
    return stmt_done(s);
}

/* ---- organisations ---- */

/* Officers of the organisation and the units below it who need somebody to sign, and whoever signs. */
static void check_director(struct checking *c, const char *code, const char *name)
{
    bool signs = false;
    int64_t officers = 0;
    for (size_t i = 0; i < c->account_count; i++) {
        const struct account *a = &c->accounts[i];
        if (a->active && org_is_within(a->org, code)) {
            signs = signs || a->role == ROLE_DIRECTOR;
            officers += a->role == ROLE_SPECIALIST || a->role == ROLE_DIVISION_HEAD;
        }
    }
    if (officers > 0 && !signs) {
        find(c, SETUP_AGENCY_NO_DIRECTOR, "org", name, "n", arena_int(c->op->arena, officers), NULL)->org = code;
    }
}

static void check_org(struct checking *c, struct stmt *s, const char *today)
{
    const char *code = col_text(s, "code"), *kind = col_text(s, "kind"), *close_on = col_text(s, "close_on"),
               *above = col_text(s, "parent_close_on"), *name = pick(c, col_text(s, "name_vi"), col_text(s, "name_en"));
    int64_t accounts = col_int(s, "accounts"), heads = col_int(s, "heads"), specialists = col_int(s, "specialists");
    bool closed = close_on != NULL && strcmp(close_on, today) < 0;
    if (closed && accounts > 0) {
        find(c, SETUP_CLOSED_ACCOUNTS, "org", name, "n", arena_int(c->op->arena, accounts), NULL)->org = code;
    }
    if (!closed && above != NULL && strcmp(above, today) < 0) {
        find(c, SETUP_PARENT_CLOSED, "org", name, NULL)->org = code;
    }
    if (strcmp(kind, "room") == 0 && specialists > 0 && heads == 0) {
        find(c, SETUP_ROOM_NO_HEAD, "org", name, "n", arena_int(c->op->arena, specialists), NULL)->org = code;
    }
    if (strcmp(kind, "room") == 0 && heads > 0 && specialists == 0) {
        find(c, SETUP_ROOM_NO_SPECIALIST, "org", name, NULL)->org = code;
    }
    if (strcmp(kind, "one-stop") == 0 && accounts > 0 && col_int(s, "officers") == 0) {
        find(c, SETUP_ONE_STOP_NO_OFFICER, "org", name, NULL)->org = code;
    }
    if (strcmp(kind, "department") == 0 || strcmp(kind, "unit") == 0) {
        check_director(c, code, name);
    }
}

static bool check_orgs(struct checking *c)
{
    char today[DAY_TEXT];
    struct stmt *s = db_use(c->op, c->db, &sql_setup_orgs);
    if (s == NULL) {
        return false;
    }
    (void)day_format(instant_day(c->op->now), today);
    bind_text(s, "day", today);
    while (stmt_row(s)) {
        check_org(c, s, today);
    }
    return stmt_done(s);
}

/* ---- accounts ---- */

static bool check_admins(struct checking *c)
{
    struct org agency;
    bool system = false, unit = false;
    for (size_t i = 0; i < c->account_count; i++) {
        const struct account *a = &c->accounts[i];
        system = system || (a->active && a->role == ROLE_SYSTEM_ADMIN);
        unit = unit || (a->active && a->role == ROLE_UNIT_ADMIN && org_is_within(c->agency, a->org));
    }
    if (!org_get(c->op, c->db, c->agency, &agency)) {
        return false;
    }
    if (!system) {
        (void)find(c, SETUP_NO_SYSTEM_ADMIN, NULL);
    }
    if (!unit) {
        find(c, SETUP_NO_UNIT_ADMIN, "org", pick(c, agency.name_vi, agency.name_en), NULL)->org = c->agency;
    }
    return true;
}

static void check_account(struct checking *c, size_t i)
{
    const struct account *a = &c->accounts[i];
    if (!a->active && a->open_dossiers > 0) {
        find(c, SETUP_LOCKED_WITH_WORK, "account", a->name, "n", arena_int(c->op->arena, a->open_dossiers), NULL)->account = a->id;
    }
    for (size_t k = 0; a->active && k < i; k++) {
        const struct account *b = &c->accounts[k];
        if (b->active && b->role == a->role && strcmp(b->org, a->org) == 0 && strcmp(b->name, a->name) == 0) {
            find(c, SETUP_ACCOUNT_TWICE, "account", a->name, "one", b->id, "other", a->id, NULL)->account = a->id;
            return;
        }
    }
}

/* Errors before warnings, each rule together; what was found first stays first. */
static struct setup_finding *sorted(struct checking *c)
{
    struct setup_finding *out = arena_array(c->op->arena, c->count + 1, sizeof *out);
    size_t n = 0;
    for (int rule = 0; rule < SETUP_RULE_COUNT; rule++) { /* the table has them in that order */
        for (size_t i = 0; i < c->count; i++) {
            if ((int)c->found[i].rule == rule) {
                out[n++] = c->found[i];
            }
        }
    }
    return out;
}

bool setup_check(struct op *op, struct db *db, const char *agency, struct setup_finding **out, size_t *count)
{
    struct checking c = {.op = op, .db = db, .agency = agency};
    c.found = arena_array(op->arena, SETUP_FINDINGS_MAX + 1, sizeof *c.found);
    if (!account_managed(op, db, &c.accounts, &c.account_count) || !check_steps(&c) || !check_orgs(&c) || !check_admins(&c)) {
        return false;
    }
    for (size_t i = 0; i < c.account_count; i++) {
        check_account(&c, i);
    }
    *out = sorted(&c);
    *count = c.count;
    return true;
}
