/* Two tables: the facts (changes.h) and the rules, which say what each event makes of them. A rule takes a member of the event's data, or
 * a word of its own, as the new value; "" ends the fact. What a table cannot say is code below it: a step that is entered anew forgets its
 * draft, an interruption remembers what it interrupted, and the holder follows from step, handler and who did the step before. */
#include "dossier/changes.h"

#include "account/role.h"
#include "catalogue/procedure.h"
#include "dossier/dossier.h"

#include <string.h>

#define FACTS_MAX 2000 /* facts of one dossier that are told apart; later ones are not told */

static const struct {
    const char *code;
    enum fact_kind kind;
    enum fact_about about;
} facts_table[] = {
#define X(fact, code, kind, about) [fact] = {code, kind, about},
    DOSSIER_FACTS(X)
#undef X
};

const char *fact_code(enum dossier_fact fact)
{
    return facts_table[fact].code;
}

enum fact_kind fact_kind_of(enum dossier_fact fact)
{
    return facts_table[fact].kind;
}

enum fact_about fact_about_of(enum dossier_fact fact)
{
    return facts_table[fact].about;
}

struct rule {
    const char *event;
    enum dossier_fact fact;
    const char *value;  /* a word; "" = the fact ends; NULL = the member's value, if the member is there */
    const char *member; /* a list: the fact of each of its codes */
    const char *key;    /* member that says what the fact is about; NULL = the dossier (or the list's code) */
};

/* clang-format off */
static const struct rule rules[] = {
    {"dossier.filed",                FACT_STATE,          "filed", NULL, NULL},
    {"dossier.filed",                FACT_STEP,           "1", NULL, NULL},
    {"dossier.filed",                FACT_PLACE,          NULL, "intake_org", NULL},
    {"dossier.filed",                FACT_ACCEPTANCE_DUE, NULL, "acceptance_due_at", NULL},
    {"dossier.filed",                FACT_PROVIDED,       "yes", "components", NULL},
    {"dossier.components_checked",   FACT_CHECKED,        "enough", "enough", NULL},
    {"dossier.components_checked",   FACT_CHECKED,        "missing", "missing", NULL},
    {"dossier.components_checked",   FACT_CHECKED,        "wrong", "wrong", NULL},
    {"dossier.transferred",          FACT_PLACE,          NULL, "org", NULL},
    {"dossier.transferred",          FACT_ACCEPTANCE_DUE, NULL, "acceptance_due_at", NULL},
    {"dossier.accepted",             FACT_STATE,          "accepted", NULL, NULL},
    {"dossier.accepted",             FACT_CODE,           NULL, "code", NULL},
    {"dossier.accepted",             FACT_DUE,            NULL, "due_at", NULL},
    {"dossier.supplement_requested", FACT_STATE,          "awaiting_supplement", NULL, NULL},
    {"dossier.supplement_requested", FACT_REQUESTED,      "yes", "components", NULL},
    {"dossier.supplement_requested", FACT_LIMIT,          NULL, "limit_at", NULL},
    {"dossier.supplement_requested", FACT_NOTICE,         "", NULL, NULL},
    {"dossier.supplemented",         FACT_PROVIDED,       "yes", "components", NULL},
    {"dossier.supplemented",         FACT_REQUESTED,      "", "components", NULL},
    {"dossier.supplemented",         FACT_CHECKED,        "", "components", NULL},
    {"dossier.supplemented",         FACT_ACCEPTANCE_DUE, NULL, "acceptance_due_at", NULL},
    {"dossier.supplemented",         FACT_DUE,            NULL, "due_at", NULL},
    {"dossier.supplemented",         FACT_LIMIT,          "", NULL, NULL},
    {"dossier.intake_refused",       FACT_STATE,          "intake_refused", NULL, NULL},
    {"dossier.handed_over",          FACT_STATE,          "in_handling", NULL, NULL},
    {"dossier.handed_over",          FACT_DIVISION,       NULL, "division", NULL},
    {"dossier.assigned",             FACT_HANDLER,        NULL, "account", NULL},
    {"dossier.appraised",            FACT_STATE,          "in_handling", NULL, NULL},
    {"dossier.appraised",            FACT_ELIGIBLE,       NULL, "eligible", NULL},
    {"dossier.appraised",            FACT_OPINION,        NULL, "opinion", NULL},
    {"dossier.drafted",              FACT_RESULT_KIND,    NULL, "kind", NULL},
    {"dossier.drafted",              FACT_SUMMARY,        NULL, "summary", NULL},
    {"dossier.variant_changed",      FACT_VARIANT,        NULL, "variant", NULL},
    {"dossier.opinion_requested",    FACT_LETTER,         "waiting", NULL, "number"},
    {"dossier.opinion_given",        FACT_LETTER,         "answered", NULL, "number"},
    {"dossier.opinion_given",        FACT_ANSWER,         NULL, "answer", "number"},
    {"dossier.explained",            FACT_EXPLANATION,    NULL, "text", NULL},
    {"dossier.explained",            FACT_DUE,            NULL, "due_at", NULL},
    {"dossier.reassigned",           FACT_HANDLER,        NULL, "account", NULL},
    {"dossier.taken_over",           FACT_HANDLER,        NULL, "account", NULL},
    {"dossier.taken_over",           FACT_PARTICIPANT,    "", NULL, "account"},
    {"dossier.taken_over",           FACT_PARTICIPANT,    "co_handler", NULL, "from_account"},
    {"dossier.participant_added",    FACT_PARTICIPANT,    NULL, "participation", "account"},
    {"dossier.participant_removed",  FACT_PARTICIPANT,    "", NULL, "account"},
    {"dossier.contributed",          FACT_CONTRIBUTION,   NULL, "opinion", "@who"},
    {"dossier.numbered",             FACT_NUMBER,         NULL, "number", NULL},
    {"dossier.number_voided",        FACT_NUMBER,         "", NULL, NULL},
    {"dossier.completed",            FACT_STATE,          "completed", NULL, NULL},
    {"dossier.completed",            FACT_OUTCOME,        NULL, "outcome", NULL},
    {"dossier.completed",            FACT_DELIVERY,       "to_seal", NULL, NULL},
    {"result.issued",                FACT_RESULT,         NULL, "paper", "number"},
    {"dossier.handed_to_post",       FACT_DELIVERY,       "handed_to_post", NULL, NULL},
    {"dossier.post_came_back",       FACT_DELIVERY,       "waiting", NULL, NULL},
    {"dossier.archived",             FACT_ARCHIVED,       "yes", NULL, NULL},
    {"dossier.returned",             FACT_DELIVERY,       "returned", NULL, NULL},
    {"dossier.returned",             FACT_STATE,          "returned", NULL, NULL},
    {"dossier.returned",             FACT_RETURNED_BY,    NULL, "by", NULL},
    {"dossier.notice_drafted",       FACT_NOTICE,         NULL, "kind", NULL},
    {"dossier.notice_rejected",      FACT_NOTICE,         "", NULL, NULL},
    {"dossier.extended",             FACT_NOTICE,         "", NULL, NULL},
    {"dossier.extended",             FACT_DUE,            NULL, "due_at", NULL},
    {"dossier.stopped",              FACT_STATE,          "stopped", NULL, NULL},
    {"dossier.stopped",              FACT_NOTICE,         "", NULL, NULL},
    {"dossier.stopped",              FACT_LIMIT,          "", NULL, NULL},
    {"dossier.lapsed",               FACT_STATE,          "stopped", NULL, NULL},
    {"dossier.lapsed",               FACT_NOTICE,         "", NULL, NULL},
    {"dossier.lapsed",               FACT_LIMIT,          "", NULL, NULL},
    {"dossier.withdrawal_requested", FACT_STATE,          "withdrawal_requested", NULL, NULL},
    {"dossier.withdrawal_refused",   FACT_STATE,          "@before", NULL, NULL},
    {"dossier.withdrawn",            FACT_STATE,          "withdrawn", NULL, NULL},
    {"dossier.withdrawn",            FACT_NOTICE,         "", NULL, NULL},
    {"dossier.withdrawn",            FACT_LIMIT,          "", NULL, NULL},
    {"dossier.payment_requested",    FACT_FEE,            "due", NULL, NULL},
    {"dossier.payment_requested",    FACT_CLAIM,          "", NULL, NULL},
    {"dossier.payment_requested",    FACT_CLAIM_REFUSED,  "", NULL, NULL},
    {"dossier.payment_requested",    FACT_FEE_AMOUNT,     NULL, "amount_text", NULL},
    {"dossier.payment_claimed",      FACT_CLAIM,          NULL, "reference", NULL},
    {"dossier.payment_claimed",      FACT_CLAIM_REFUSED,  "", NULL, NULL},
    {"dossier.payment_claim_refused", FACT_CLAIM,         "", NULL, NULL},
    {"dossier.payment_claim_refused", FACT_CLAIM_REFUSED, NULL, "reason", NULL},
    {"dossier.payment_confirmed",    FACT_FEE,            "paid", NULL, NULL},
    {"dossier.payment_confirmed",    FACT_RECEIPT,        NULL, "receipt", NULL},
    {"dossier.payment_confirmed",    FACT_ACCEPTANCE_DUE, NULL, "acceptance_due_at", NULL},
    {"dossier.payment_confirmed",    FACT_DUE,            NULL, "due_at", NULL},
    {"dossier.refunded",             FACT_FEE,            "refunded", NULL, NULL},
    {"document.added",               FACT_FILE,           NULL, "file_name", "document"},
    {"document.reused",              FACT_FILE,           NULL, "file_name", "document"},
    {"document.removed",             FACT_FILE,           "", NULL, "document"},
    {"document.added",               FACT_DIGITISED,      NULL, "digitised", "document"},
    {"document.reused",              FACT_DIGITISED,      NULL, "digitised", "document"},
    {"document.digitised_marked",    FACT_DIGITISED,      NULL, "digitised", "document"},
    {"document.removed",             FACT_DIGITISED,      "", NULL, "document"},
};
/* Where the dossier ends no step is in hand. */
static const char *const endings[] = {"dossier.intake_refused", "dossier.returned", "dossier.stopped", "dossier.lapsed", "dossier.withdrawn"};
/* clang-format on */

/* ---- telling ---- */

struct standing_fact {
    struct fact fact;
    const struct event *last;
};
struct telling {
    struct op *op;
    struct standing_fact *list;
    size_t count;
    const struct procedure_step *steps;
    size_t step_count;
    int64_t step;                    /* 0 = none in hand */
    const char *step_account;        /* who holds it by name; NULL = whoever has the role */
    const char *signer;              /* role that a notice waits for; NULL = none waits */
    const char *interrupted;         /* state that an interruption goes back to */
    const char **done_by;            /* who left each step last, by number; room for step_count + 1 */
    const struct event *at;          /* the event in hand */
};

const char *facts_get(const struct facts *facts, enum dossier_fact fact, const char *key)
{
    for (size_t i = 0; i < facts->count; i++) {
        if (facts->items[i].fact == fact && strcmp(facts->items[i].key, key) == 0) {
            return facts->items[i].value;
        }
    }
    return NULL;
}

static struct standing_fact *standing_of(struct telling *t, enum dossier_fact fact, const char *key)
{
    for (size_t i = 0; i < t->count; i++) {
        if (t->list[i].fact.fact == fact && strcmp(t->list[i].fact.key, key) == 0) {
            return &t->list[i];
        }
    }
    return NULL;
}

static const char *value_of(struct telling *t, enum dossier_fact fact)
{
    const struct standing_fact *s = standing_of(t, fact, "");
    return s == NULL ? NULL : s->fact.value;
}

/* `value` NULL or "": it holds no more. It stays in the list, so that the event that ended it is known. */
static void set(struct telling *t, enum dossier_fact fact, const char *key, const char *value)
{
    struct standing_fact *s = standing_of(t, fact, key);
    const char *now = value == NULL || *value == '\0' ? NULL : value;
    if (s == NULL && (now == NULL || t->count == FACTS_MAX)) {
        return;
    }
    if (s == NULL) {
        s = &t->list[t->count++];
        *s = (struct standing_fact){.fact = {.fact = fact, .key = key}};
    }
    bool same = s->fact.value == NULL ? now == NULL : now != NULL && strcmp(s->fact.value, now) == 0;
    s->fact.value = now;
    s->last = same && s->last != NULL ? s->last : t->at;
}

static const char *word_of(struct telling *t, const struct json *n)
{
    switch (n->kind) {
    case JSON_TEXT:
        return n->text;
    case JSON_INT:
        return arena_int(t->op->arena, n->integer);
    case JSON_BOOL:
        return n->boolean ? "yes" : "no";
    case JSON_NULL:
    case JSON_REAL:
    case JSON_ARRAY:
    case JSON_OBJECT:
        return NULL;
    }
    must(false);
    return NULL;
}

/* ---- the rules ---- */

static const char *key_of(struct telling *t, const struct rule *r, const struct json *data)
{
    if (r->key == NULL) {
        return "";
    }
    if (strcmp(r->key, "@who") == 0) {
        return t->at->account;
    }
    const struct json *n = json_get(data, r->key);
    return n == NULL ? NULL : word_of(t, n);
}

static void apply_list(struct telling *t, const struct rule *r, const struct json *list)
{
    for (const struct json *n = list->first; n != NULL; n = n->next) {
        if (n->kind == JSON_TEXT) {
            set(t, r->fact, n->text, r->value);
        }
    }
}

/* An interruption remembers what it interrupts; one that interrupts another goes back to that one. */
static void set_state(struct telling *t, const char *state)
{
    static const char *const interruptions[] = {"awaiting_supplement", "awaiting_payment", "withdrawal_requested"};
    const char *from = value_of(t, FACT_STATE);
    if (strcmp(state, "@before") == 0) {
        set(t, FACT_STATE, "", t->interrupted);
        t->interrupted = NULL;
        return;
    }
    for (size_t i = 0; i < sizeof interruptions / sizeof interruptions[0]; i++) {
        if (strcmp(state, interruptions[i]) == 0) {
            t->interrupted = from;
        }
    }
    set(t, FACT_STATE, "", state);
}

static void apply_rule(struct telling *t, const struct rule *r, const struct json *data)
{
    const struct json *n = r->member == NULL ? NULL : json_get(data, r->member);
    const char *key = key_of(t, r, data);
    if (key == NULL || (r->member != NULL && (n == NULL || n->kind == JSON_NULL))) {
        return;
    }
    if (n != NULL && n->kind == JSON_ARRAY) {
        apply_list(t, r, n);
    } else if (r->fact == FACT_STATE) {
        set_state(t, r->value);
    } else {
        set(t, r->fact, key, r->value != NULL || n == NULL ? r->value : word_of(t, n));
    }
    if (fact_about_of(r->fact) == ABOUT_DOCUMENT) {
        struct standing_fact *s = standing_of(t, r->fact, key);
        if (s != NULL) {
            s->fact.label = json_get_text(data, "component", NULL);
        }
    }
}

/* ---- what rules cannot say ---- */

static const struct procedure_step *step_no(const struct telling *t, int64_t no)
{
    for (size_t i = 0; i < t->step_count; i++) {
        if (t->steps[i].no == no) {
            return &t->steps[i];
        }
    }
    return NULL;
}

static void forget_draft(struct telling *t, enum step_kind kind)
{
    static const enum dossier_fact drafted[] = {FACT_ELIGIBLE, FACT_OPINION, FACT_RESULT_KIND, FACT_SUMMARY};
    for (size_t i = 0; kind == STEP_APPRAISE && i < sizeof drafted / sizeof drafted[0]; i++) {
        set(t, drafted[i], "", NULL);
    }
    if (kind == STEP_ISSUE) {
        set(t, FACT_NUMBER, "", NULL);
    }
}

/* As work.c does it. */
static void go_back(struct telling *t, int64_t to, const struct procedure_step *s)
{
    bool assigned = true;
    for (int64_t no = to + 1; no <= t->step && no <= (int64_t)t->step_count; no++) {
        t->done_by[no] = NULL;
    }
    for (size_t i = 0; i < t->step_count; i++) {
        assigned = assigned && (t->steps[i].kind != STEP_ASSIGN || t->steps[i].no < to || t->steps[i].no >= t->step);
    }
    t->step_account = t->done_by[to] != NULL ? t->done_by[to] : s->role == ROLE_SPECIALIST ? value_of(t, FACT_HANDLER) : NULL;
    if (!assigned) {
        set(t, FACT_HANDLER, "", NULL);
    }
    if (s->kind == STEP_INTAKE) {
        set(t, FACT_STATE, "", "accepted");
        set(t, FACT_DIVISION, "", NULL);
    }
}

/* From one step to another: whoever left it did it, by name or for one who is absent. */
static void move_step(struct telling *t, const struct json *data)
{
    int64_t to = json_get_int(data, "to_step", 0);
    const struct procedure_step *s = step_no(t, to);
    if (s == NULL || to > (int64_t)t->step_count) {
        return;
    }
    if (to < t->step) {
        go_back(t, to, s);
    } else if (to > t->step) {
        t->done_by[t->step] = json_get_text(data, "behalf", t->at->account);
        t->step_account = s->role == ROLE_SPECIALIST ? value_of(t, FACT_HANDLER) : NULL;
        forget_draft(t, (enum step_kind)s->kind);
    }
    t->step = to;
    set(t, FACT_STEP, "", arena_int(t->op->arena, to));
}

static bool is_one_of(const char *name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, list[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* A specialist gave the dossier to another: where it lay with the one, it lies with the other. */
static void change_hands(struct telling *t, const struct json *data)
{
    const char *from = json_get_text(data, "from_account", NULL), *to = json_get_text(data, "account", NULL);
    if (from != NULL && to != NULL && t->step_account != NULL && strcmp(t->step_account, from) == 0) {
        t->step_account = to;
    }
}

/* A fee that comes first, or while the dossier is handled, interrupts; one that is asked for before the release does not. */
static void interrupt_for_fee(struct telling *t, const char *name)
{
    const char *state = value_of(t, FACT_STATE);
    if (state == NULL) {
        return;
    }
    if (strcmp(name, "dossier.payment_requested") == 0 && strcmp(state, "completed") != 0) {
        set_state(t, "awaiting_payment");
    } else if (strcmp(name, "dossier.payment_confirmed") == 0 && strcmp(state, "awaiting_payment") == 0) {
        set_state(t, "@before");
    }
}

static void recompute(struct telling *t, const struct json *data)
{
    bool term = strcmp(json_get_text(data, "kind", ""), "term") == 0;
    set(t, term ? FACT_DUE : FACT_ACCEPTANCE_DUE, "", json_get_text(data, "after_at", NULL));
}

/* What the applicant owed has come: to the counter before acceptance, to who handles it after. */
static void end_wait(struct telling *t)
{
    t->interrupted = NULL;
    set(t, FACT_STATE, "", value_of(t, FACT_CODE) == NULL ? "filed" : "in_handling");
}

static bool is(struct telling *t, enum dossier_fact fact, const char *value)
{
    const char *now = value_of(t, fact);
    return now != NULL && strcmp(now, value) == 0;
}

/* Whom it waits for besides who does the step: the counter while it is asked back, the clerk before the seal, the post, who signs a
 * notice. NULL if for nobody. */
static const char *waits_for(struct telling *t)
{
    if (is(t, FACT_STATE, "withdrawal_requested")) {
        return role_code(ROLE_ONE_STOP_OFFICER);
    }
    if (is(t, FACT_STATE, "completed") && is(t, FACT_DELIVERY, "to_seal")) {
        return role_code(ROLE_CLERK);
    }
    if (is(t, FACT_STATE, "completed") && is(t, FACT_DELIVERY, "handed_to_post")) {
        return role_code(ROLE_POSTAL_AGENT);
    }
    return t->signer;
}

static void tell_holder(struct telling *t)
{
    const struct procedure_step *s = step_no(t, t->step);
    const char *role = s == NULL ? NULL : waits_for(t), *account = NULL;
    if (s != NULL && role == NULL) {
        account = s->role == ROLE_SPECIALIST && value_of(t, FACT_HANDLER) != NULL && t->step_account == NULL ? value_of(t, FACT_HANDLER) : t->step_account;
        role = role_code((enum role)s->role);
    }
    set(t, FACT_HOLDER, "", account != NULL ? account : role == NULL ? NULL : arena_printf(t->op->arena, "@%s", role));
}

static void tell(struct telling *t, const struct event *e, const struct json *data)
{
    t->at = e;
    if (strcmp(e->name, "dossier.filed") == 0) {
        t->step = 1;
    }
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (strcmp(rules[i].event, e->name) == 0) {
            apply_rule(t, &rules[i], data);
        }
    }
    if (is_one_of(e->name, endings, sizeof endings / sizeof endings[0])) {
        t->step = 0;
        t->step_account = NULL;
        set(t, FACT_STEP, "", NULL);
    } else {
        move_step(t, data);
    }
    if (strcmp(e->name, "dossier.reassigned") == 0 || strcmp(e->name, "dossier.taken_over") == 0) {
        change_hands(t, data);
    } else if (strcmp(e->name, "deadline.recomputed") == 0) {
        recompute(t, data);
    } else if (strcmp(e->name, "dossier.supplemented") == 0) {
        end_wait(t);
    } else if (strcmp(e->name, "result.issued") == 0 && is(t, FACT_DELIVERY, "to_seal")) {
        set(t, FACT_DELIVERY, "", "waiting");
    }
    interrupt_for_fee(t, e->name);
    t->signer = value_of(t, FACT_NOTICE) == NULL ? NULL : strcmp(e->name, "dossier.notice_drafted") == 0 ? json_get_text(data, "to_role", NULL) : t->signer;
    tell_holder(t);
}

/* ---- public ---- */

static bool begin(struct op *op, struct db *db, const struct dossier *d, struct telling *t, struct event **events, size_t *count)
{
    struct procedure_step *steps = NULL;
    *t = (struct telling){.op = op, .list = arena_array(op->arena, FACTS_MAX, sizeof *t->list)};
    if (!procedure_steps(op, db, d->procedure_version, &steps, &t->step_count) || !audit_dossier_events(op, db, d->id, events, count)) {
        return false;
    }
    t->steps = steps;
    t->done_by = arena_array(op->arena, t->step_count + 2, sizeof *t->done_by);
    return true;
}

static bool tell_until(struct op *op, struct telling *t, const struct event *events, size_t count, int64_t last, size_t *told)
{
    for (; *told < count && events[*told].act <= last; (*told)++) {
        const struct json *data = json_parse(op, events[*told].data, strlen(events[*told].data));
        if (data == NULL) {
            return false;
        }
        tell(t, &events[*told], data);
    }
    return true;
}

static struct facts keep(struct op *op, const struct telling *t)
{
    struct facts out = {.items = arena_array(op->arena, t->count + 1, sizeof *out.items)};
    for (size_t i = 0; i < t->count; i++) {
        if (t->list[i].fact.value != NULL) {
            out.items[out.count++] = t->list[i].fact;
        }
    }
    return out;
}

bool dossier_facts(struct op *op, struct db *db, const struct dossier *d, int64_t last, struct facts *out)
{
    struct telling t;
    struct event *events = NULL;
    size_t count = 0, told = 0;
    if (!begin(op, db, d, &t, &events, &count) || !tell_until(op, &t, events, count, last, &told)) {
        return false;
    }
    *out = keep(op, &t);
    return true;
}

bool dossier_changes(struct op *op, struct db *db, const struct dossier *d, int64_t since, struct dossier_changes *out)
{
    struct telling t;
    struct event *events = NULL;
    size_t count = 0, told = 0;
    *out = (struct dossier_changes){0};
    if (!begin(op, db, d, &t, &events, &count) || !tell_until(op, &t, events, count, since, &told)) {
        return false;
    }
    const struct facts then = keep(op, &t);
    out->events = events + told;
    out->event_count = count - told;
    if (!tell_until(op, &t, events, count, INT64_MAX, &told)) {
        return false;
    }
    out->items = arena_array(op->arena, t.count + 1, sizeof *out->items);
    for (int fact = 0; fact < DOSSIER_FACT_COUNT; fact++) {
        for (size_t i = 0; i < t.count; i++) {
            const struct fact *f = &t.list[i].fact;
            const char *before = (int)f->fact == fact ? facts_get(&then, f->fact, f->key) : NULL;
            bool same = before == NULL ? f->value == NULL : f->value != NULL && strcmp(before, f->value) == 0;
            if ((int)f->fact == fact && !same) {
                out->items[out->count++] = (struct dossier_change){f->fact, f->key, f->label, before, f->value, t.list[i].last};
            }
        }
    }
    return true;
}
