/* One heap of moments: each dossier under way has its next moment in it, and filings come from a line of their own. The earliest
 * moment is played, and what it leads to is put back. Memory follows the dossiers under way, not all of them.
 *
 * What varies is drawn from (chance, dossier, act): never from the order in which things happen. */
#include "office/seed.h"

#include "account/account.h"
#include "base/digest.h"
#include "catalogue/procedure.h"
#include "dossier/prefill.h"
#include "dossier/work.h"
#include "exercise/bot.h"
#include "exercise/stage.h"

#include <stdlib.h>
#include <string.h>

#define STEP_ARENA ((size_t)16 << 20)
#define SEED_PROCEDURES_MAX 32

/* Per thousand dossiers. */
#define PERMILLE_INCOMPLETE 80
#define PERMILLE_NOT_ELIGIBLE 40
#define PERMILLE_STRICT_HEAD 60

/* ---- the cast ---- */

static const struct {
    const char *id, *role;
    enum bot_mood mood;
} officers[] = {
    {"mc1", "one-stop-officer", MOOD_EVEN}, {"mc2", "one-stop-officer", MOOD_EVEN}, {"mc3", "one-stop-officer", MOOD_EVEN},
    {"tp1", "division-head", MOOD_EVEN},    {"tp2", "division-head", MOOD_SENDS_BACK_ONCE},
    {"cv01", "specialist", MOOD_EVEN},      {"cv02", "specialist", MOOD_EVEN},      {"cv03", "specialist", MOOD_EVEN},
    {"cv04", "specialist", MOOD_EVEN},      {"cv05", "specialist", MOOD_EVEN},      {"cv06", "specialist", MOOD_EVEN},
    {"cv07", "specialist", MOOD_EVEN},      {"cv08", "specialist", MOOD_EVEN},      {"cv09", "specialist", MOOD_EVEN},
    {"cv10", "specialist", MOOD_EVEN},      {"cv11", "specialist", MOOD_EVEN},      {"cv12", "specialist", MOOD_EVEN},
    {"ld1", "director", MOOD_EVEN},         {"vt1", "clerk", MOOD_EVEN},            {"ub1", "committee", MOOD_EVEN},
    {"kt1", "fee-clerk", MOOD_EVEN},        {"ks1", "controller", MOOD_EVEN},
};
#define OFFICERS (sizeof officers / sizeof officers[0])

static const char *const owner_names[] = {
    "Công ty Cổ phần Công nghệ Sao Khuê", "Công ty TNHH Cơ điện Bắc Sơn",      "Hợp tác xã Hồi Xứ Lạng",
    "Công ty TNHH Dược liệu Đồng Mỏ",     "Phòng khám Đa khoa Kỳ Lừa",         "Trung tâm Kiểm định Quyết Thắng",
    "Viện Nghiên cứu Ứng dụng Đông Bắc",  "Công ty Cổ phần Phần mềm Tam Thanh", "Nhà máy Xi măng Hồng Phong",
    "Trường Cao đẳng Kỹ thuật Chi Lăng",
};

static struct cast_member owner_of(struct op *op, int n)
{
    const char *name = owner_names[(size_t)n % (sizeof owner_names / sizeof owner_names[0])];
    return (struct cast_member){
        .id = arena_printf(op->arena, "o%04d", n), .kind = PERSONA_BUSINESS, .role = "applicant", .any_hours = true,
        .name = {.text = arena_printf(op->arena, "%s số %d", name, n + 1)},
        .id_no = {.text = arena_printf(op->arena, "00%08d", n + 1)},
        .phone = {.text = arena_printf(op->arena, "0900%06d", n + 1)},
    };
}

const struct exercise *seed_cast(struct op *op, const struct seed_plan *plan)
{
    must(plan->owners >= 1 && plan->owners <= SEED_OWNERS_MAX);
    struct cast_member *cast = arena_array(op->arena, OFFICERS + (size_t)plan->owners, sizeof *cast);
    for (size_t i = 0; i < OFFICERS; i++) {
        cast[i] = (struct cast_member){.id = officers[i].id, .kind = PERSONA_BOT, .role = officers[i].role, .mood = officers[i].mood};
    }
    for (int n = 0; n < plan->owners; n++) {
        cast[OFFICERS + (size_t)n] = owner_of(op, n);
    }
    struct exercise *e = arena_alloc(op->arena, sizeof *e);
    *e = (struct exercise){.id = "seed", .seed = plan->chance, .golden = plan->golden, .cast = cast,
                           .cast_count = OFFICERS + (size_t)plan->owners, .clock = {.start = plan->from, .mode = START_FROZEN, .rate = 1}};
    return e;
}

bool seed_build(struct op *op, const struct seed_plan *plan, const char *data, const char *path)
{
    const struct exercise *cast = seed_cast(op, plan);
    return stage_build(op, cast, data, path);
}

/* ---- what varies ---- */

struct seeding {
    const struct seed_plan *plan;
    const struct exercise *cast;
    struct office *office;
    struct instant now;
    const char *agency;
    const struct calendar *calendar;
    const char *procedures[SEED_PROCEDURES_MAX];
    size_t procedure_count;
    struct moment_heap *heap;
    struct seed_done done;
};

/* A number that belongs to this dossier, this act and this question. */
static uint64_t draw(const struct seeding *s, int64_t dossier, int64_t act, const char *what)
{
    struct digest_state d;
    uint64_t v = 0;
    digest_begin(&d);
    digest_add_int(&d, s->plan->chance);
    digest_add_int(&d, dossier);
    digest_add_int(&d, act);
    digest_add_text(&d, what);
    struct digest done = digest_end(&d);
    memcpy(&v, done.bytes, sizeof v);
    return v;
}

static bool happens(const struct seeding *s, int64_t dossier, const char *what, uint64_t permille)
{
    return draw(s, dossier, 0, what) % 1000 < permille;
}

/* ---- moments ---- */

struct moment {
    struct instant at;
    int64_t dossier, order, acts; /* acts done on it so far */
    int seat;                     /* index into the cast: who acts */
};
struct moment_heap {
    struct moment *items;
    size_t count, cap;
    int64_t order;
};

static bool is_before(const struct moment *a, const struct moment *b)
{
    int c = instant_compare(a->at, b->at);
    return c < 0 || (c == 0 && a->order < b->order);
}

static void heap_push(struct moment_heap *h, struct moment m)
{
    if (h->count == h->cap) {
        h->cap = h->cap == 0 ? 1024 : h->cap * 2;
        h->items = realloc(h->items, h->cap * sizeof *h->items);
        must(h->items != NULL);
    }
    m.order = h->order++;
    size_t i = h->count++;
    for (; i > 0 && is_before(&m, &h->items[(i - 1) / 2]); i = (i - 1) / 2) {
        h->items[i] = h->items[(i - 1) / 2];
    }
    h->items[i] = m;
}

static struct moment heap_pop(struct moment_heap *h)
{
    struct moment top = h->items[0], last = h->items[--h->count];
    size_t i = 0;
    for (size_t child = 1; child < h->count; child = 2 * i + 1) {
        child += child + 1 < h->count && is_before(&h->items[child + 1], &h->items[child]);
        if (!is_before(&h->items[child], &last)) {
            break;
        }
        h->items[i] = h->items[child];
        i = child;
    }
    h->items[i] = last;
    return top;
}

/* ---- one act ---- */

static bool perform(struct op *op, struct seeding *s, const struct actor *actor, const char *act, const struct json *input,
                    struct act_answer *answer)
{
    struct act_call call = {.name = act, .input = input, .version = -1};
    if (!act_perform(op, s->office, actor, &call, answer)) {
        return false;
    }
    s->done.acts++;
    return s->plan->batch <= 1 || s->done.acts % s->plan->batch != 0 ||
           (office_end_batch(op, s->office) && office_begin_batch(op, s->office));
}

/* Who acts next: who holds it by name, else one of the role; -1 if it has ended. */
static int next_seat(const struct seeding *s, const struct dossier *d, int64_t acts)
{
    bool theirs = d->state == DOSSIER_AWAITING_SUPPLEMENT || d->step_role == ROLE_APPLICANT;
    const char *account = theirs ? d->applicant : d->step_account;
    bool owed = strcmp(d->financial, "due") == 0;
    int role = owed ? (int)ROLE_FEE_CLERK : d->step_role;
    if (account != NULL && !owed) {
        return exercise_find_cast(s->cast, account);
    }
    if (d->step_role < 0) {
        return -1;
    }
    int candidates[OFFICERS], count = 0;
    for (size_t i = 0; i < OFFICERS; i++) {
        bool strict = officers[i].mood == MOOD_SENDS_BACK_ONCE;
        bool fits = strcmp(officers[i].role, role_code((enum role)role)) == 0;
        if (fits && strict == (role == ROLE_DIVISION_HEAD && happens(s, d->id, "strict", PERMILLE_STRICT_HEAD))) {
            candidates[count++] = (int)i;
        }
    }
    return count == 0 ? -1 : candidates[draw(s, d->id, acts, "who") % (uint64_t)count];
}

/* Working time until it is done: part of what the step is given, now and then more. */
static bool plan_next(struct op *op, struct seeding *s, int64_t dossier, int64_t acts)
{
    struct dossier d;
    struct procedure_step *steps = NULL;
    size_t count = 0;
    if (!dossier_get(op, office_db(s->office), dossier, &d) ||
        !procedure_steps(op, office_db(s->office), d.procedure_version, &steps, &count)) {
        return false;
    }
    int seat = next_seat(s, &d, acts);
    if (seat < 0) {
        s->done.open--;
        return true;
    }
    int64_t given = 8 * MS_HOUR;
    for (size_t i = 0; i < count; i++) {
        if (steps[i].no == d.step && steps[i].share_milli > 0) {
            given = steps[i].share_milli * 8 * MS_HOUR / 1000;
        }
    }
    uint64_t v = draw(s, dossier, acts, "when");
    int64_t pace = dossier <= s->plan->dossiers - s->plan->backlog ? s->plan->pace : 1; /* numbered as they are filed */
    int64_t part = (int64_t)(v % 1000);                     /* 0 … 0.999 of 90 % of it, */
    int64_t late = (v >> 20) % 100 < 3 ? 2 * given / pace : 0;     /* and three times in a hundred much later */
    int64_t wait = 5 * MS_MINUTE + given * part / 1000 * 9 / 10 / 2 / pace + late;
    heap_push(s->heap, (struct moment){calendar_add_working(s->calendar, s->now, wait), dossier, 0, acts, seat});
    return true;
}

/* All of them file online, with the e-forms filled in by their examples. */
static const struct json *file_input(struct op *op, struct seeding *s, int64_t n, const char *procedure, const struct account *owner)
{
    const struct json *forms = NULL;
    struct procedure_version version;
    struct procedure_component *parts = NULL;
    size_t count = 0;
    struct strbuf b;
    struct json_out out;
    if (!procedure_version_on(op, office_db(s->office), procedure, instant_day(s->now), &version) ||
        !procedure_components(op, office_db(s->office), version.id, &parts, &count) ||
        !prefill_examples(op, office_db(s->office), owner, version.id, &forms)) {
        return NULL;
    }
    strbuf_init(&b, op->arena, JSON_BYTES_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    json_put_text(&out, "procedure", procedure);
    json_put_text(&out, "agency", s->agency);
    json_put_text(&out, "channel", "online");
    json_open_array(&out, "components");
    bool lacks = happens(s, n, "incomplete", PERMILLE_INCOMPLETE);
    for (size_t i = 0; i < count; i++) {
        if (!(lacks && parts[i].required)) {
            json_put_text(&out, NULL, parts[i].code);
        }
        lacks = lacks && !parts[i].required; /* the first required one */
    }
    json_close_array(&out);
    if (forms != NULL) {
        json_put_node(&out, "form", forms);
    }
    json_close_object(&out);
    return json_parse(op, b.data, b.len);
}

static bool file_one(struct op *op, struct seeding *s, int64_t n)
{
    struct act_answer answer;
    struct account owner;
    const struct cast_member *m = &s->cast->cast[OFFICERS + draw(s, n, 0, "owner") % (uint64_t)s->plan->owners];
    const char *procedure = s->procedures[draw(s, n, 0, "procedure") % s->procedure_count];
    if (!account_get(op, office_db(s->office), m->id, &owner)) {
        return false;
    }
    const struct json *input = file_input(op, s, n, procedure, &owner);
    if (input == NULL) {
        return false;
    }
    struct actor actor = {owner.id, owner.name, role_code((enum role)owner.role), owner.org};
    if (!perform(op, s, &actor, "dossier.file", input, &answer)) {
        return false;
    }
    s->done.dossiers++;
    s->done.open++;
    if (s->plan->progress != NULL && s->done.dossiers % 10000 == 0) {
        s->plan->progress(s->plan->self, s->done.dossiers);
    }
    return plan_next(op, s, answer.dossier, 0);
}

/* Not every applicant is found eligible: the bot's opinion is turned round. */
static const struct json *with_opinion(struct op *op, const struct seeding *s, const struct bot_move *move, int64_t dossier)
{
    if (strcmp(move->name, "dossier.appraise") != 0 || !happens(s, dossier, "eligible", PERMILLE_NOT_ELIGIBLE)) {
        return move->input;
    }
    const char *text = arena_printf(op->arena, "{\"dossier\":%lld,\"eligible\":false,\"opinion\":\"Chưa đủ điều kiện theo quy định.\"}",
                                    (long long)dossier);
    return json_parse(op, text, strlen(text));
}

static bool play_moment(struct op *op, struct seeding *s, const struct moment *m)
{
    struct bot_move move;
    struct act_answer answer;
    struct due_item item = {.at = m->at, .seat = s->cast->cast[m->seat].id, .dossier = m->dossier};
    if (!bot_move(op, s->office, s->cast, &item, &move)) {
        return false;
    }
    if (move.name == NULL) {
        return fail_broken(op, "seat %s has nothing to do on dossier %lld", item.seat, (long long)m->dossier);
    }
    const struct json *input = with_opinion(op, s, &move, m->dossier);
    return input != NULL && perform(op, s, &move.actor, move.name, input, &answer) && plan_next(op, s, m->dossier, m->acts + 1);
}

/* ---- all of it ---- */

static struct instant now_of(void *self)
{
    return ((struct seeding *)self)->now;
}

/* Evenly, then nothing for a while, then as many a day as make the backlog. */
static struct instant filing_of(const struct seed_plan *plan, int64_t n)
{
    int64_t even = plan->dossiers - plan->backlog;
    struct instant turn = instant_add(plan->to, -SEED_BACKLOG_DAYS * MS_DAY), still = instant_add(turn, -SEED_QUIET_DAYS * MS_DAY);
    if (n < even) {
        return instant_add(plan->from, (still.ms - plan->from.ms) / even * n);
    }
    return instant_add(turn, (plan->to.ms - turn.ms) / plan->backlog * (n - even));
}

/* Procedures that an office of this cast can carry from filing to return. */
static bool find_procedures(struct op *op, struct seeding *s)
{
    const char **codes = NULL;
    size_t count = 0;
    if (!procedure_codes(op, office_db(s->office), &codes, &count)) {
        return false;
    }
    for (size_t i = 0; i < count && s->procedure_count < SEED_PROCEDURES_MAX; i++) {
        s->procedures[s->procedure_count++] = codes[i];
    }
    return s->procedure_count > 0 || fail_broken(op, "the office opens no procedure");
}

static bool run_line(struct op *op, struct seeding *s)
{
    struct arena *arena = arena_open(STEP_ARENA);
    bool ok = true;
    int64_t filed = 0;
    while (ok) {
        struct instant filing = filed < s->plan->dossiers ? filing_of(s->plan, filed) : s->plan->to;
        bool files = s->heap->count == 0 || instant_compare(filing, s->heap->items[0].at) <= 0;
        struct instant at = files ? filing : s->heap->items[0].at;
        if (instant_compare(at, s->plan->to) >= 0) {
            break;
        }
        struct op own;
        op_init(&own, arena, op->id, op->lang);
        s->now = at;
        if (files) {
            ok = file_one(&own, s, filed++);
        } else {
            struct moment m = heap_pop(s->heap);
            ok = play_moment(&own, s, &m);
        }
        if (!ok) {
            (void)fail_broken(op, "seed: %s %s", own.error.key, own.error.cause == NULL ? "" : own.error.cause);
        }
        arena_reset(arena);
    }
    arena_close(arena);
    return ok;
}

bool seed_fill(struct op *op, struct db *db, const struct seed_plan *plan, struct seed_done *out)
{
    must(plan->pace >= 1 && plan->backlog >= 1 && plan->backlog < plan->dossiers);
    struct moment_heap heap = {0};
    struct seeding s = {.plan = plan, .cast = seed_cast(op, plan), .now = plan->from, .heap = &heap, .done = {.now = plan->to}};
    bool ok = stage_agency(op, db, &s.agency);
    s.office = office_open(db, (struct ports){.clock = {now_of, &s}});
    s.calendar = ok ? work_calendar(op, s.office, s.agency) : NULL;
    office_lock(s.office);
    ok = s.calendar != NULL && find_procedures(op, &s) && (plan->batch <= 1 || office_begin_batch(op, s.office)) && run_line(op, &s);
    if (office_in_batch(s.office)) {
        ok = office_end_batch(op, s.office) && ok;
    }
    office_unlock(s.office);
    office_release(s.office);
    free(heap.items);
    *out = s.done;
    return ok;
}
