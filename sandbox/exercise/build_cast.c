/* The cast: who plays, as whom, and what bots are like. What a member may not say of itself is the author's error, named here. */
#include "exercise/build.h"
#include "script/load.h"

#include <string.h>

#define PACE_LEAST_MS (30 * MS_MINUTE)
#define PACE_MOST_MS (2 * MS_HOUR)

static int choice_of(const char *const *codes, int count, const char *code, int fallback)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(codes[i], code) == 0) {
            return i;
        }
    }
    return fallback;
}

static const char *const mood_codes[] = {
#define X(mood, text) text,
    BOT_MOODS(X)
#undef X
};
static const char *const persona_codes[] = {
#define X(kind, text) text,
    PERSONA_KINDS(X)
#undef X
};
static const char *const rates_codes[] = {
#define X(how, text) text,
    BOT_RATES(X)
#undef X
};
static const char *const reports_codes[] = {
#define X(when, text) text,
    BOT_REPORTS(X)
#undef X
};
#define COUNT_OF(array) ((int)(sizeof(array) / sizeof((array)[0])))

static struct identity identity_of(const struct json *node, const char *key)
{
    const struct json *value = json_get(node, key);
    if (value != NULL && value->kind == JSON_TEXT) {
        return (struct identity){.text = value->text};
    }
    return (struct identity){.synth = json_get_text(value, "what", NULL)};
}

/* What only some say: who filed, of the service; an officer, of what it was directed to do. */
static void rates_and_reports(struct build *b, const struct json *node, struct cast_member *m, bool applicant)
{
    m->rates = (enum bot_rates)choice_of(rates_codes, COUNT_OF(rates_codes), json_get_text(node, "rates", ""), RATES_NOT);
    if (m->rates != RATES_NOT && !applicant) {
        (void)script_problem(b->op, b->ex->file_name, m->line, "rates_who", NULL);
    }
    const char *reports = json_get_text(node, "reports", NULL);
    m->reports = (enum bot_reports)choice_of(reports_codes, COUNT_OF(reports_codes), reports == NULL ? "" : reports, REPORTS_IN_TIME);
    if (reports != NULL && m->kind != PERSONA_BOT) {
        (void)script_problem(b->op, b->ex->file_name, m->line, "reports_who", NULL);
    }
}

static void build_member(struct build *b, const struct json *node, struct cast_member *m)
{
    *m = (struct cast_member){.id = json_get_text(node, "key", ""), .agency = json_get_text(node, "agency", NULL),
                              .pace_least_ms = PACE_LEAST_MS, .pace_most_ms = PACE_MOST_MS, .line = build_line(node)};
    m->kind = (enum persona_kind)choice_of(persona_codes, COUNT_OF(persona_codes), json_get_text(node, "who", ""), PERSONA_BOT);
    bool applicant = m->kind == PERSONA_BUSINESS || m->kind == PERSONA_CITIZEN;
    m->role = json_get_text(node, "role", applicant ? "applicant" : NULL);
    m->name = identity_of(node, "name");
    m->id_no = identity_of(node, "id");
    m->phone = identity_of(node, "phone");
    m->email = identity_of(node, "email");
    m->address = identity_of(node, "address");
    const char *pace = json_get_text(node, "pace", NULL);
    if (pace != NULL && !span_parse_range(&b->inner, pace, &m->pace_least_ms, &m->pace_most_ms)) {
        (void)script_problem(b->op, b->ex->file_name, m->line, "bad_span", "text", pace, NULL);
    }
    m->any_hours = strcmp(json_get_text(node, "hours", "office"), "always") == 0;
    m->mood = (enum bot_mood)choice_of(mood_codes, COUNT_OF(mood_codes), json_get_text(node, "mood", "even"), MOOD_EVEN);
    m->takeover = json_get_bool(node, "takeover", false);
    rates_and_reports(b, node, m, applicant);
    if (m->mood == MOOD_STRICT || m->mood == MOOD_FORGETS_SIGNATURE) {
        build_use(b, m->mood == MOOD_STRICT ? "mood = \"strict\"" : "mood = \"forgets_signature\"", m->line);
    }
    if (m->takeover) {
        build_use(b, "takeover", m->line);
    }
}

void build_cast(struct build *b, const struct json *list)
{
    struct cast_member *cast = arena_array(b->inner.arena, build_count(list) + 1, sizeof *cast);
    for (const struct json *n = build_first(list); n != NULL; n = n->next) {
        build_member(b, n, &cast[b->ex->cast_count++]);
    }
    b->ex->cast = cast;
}
