/* play: the solution of an exercise as a story. Every act stands with its office time and its seat; below it what it changed: checks
 * with the event that decided them, steps, dates of the dossier. Bots' acts stand where they fall due. Works in a temporary folder. */
#include "base/text.h"
#include "calendar/explain.h"
#include "cli/cli.h"
#include "cli/cmd.h"
#include "dossier/dossier.h"
#include "exercise/score.h"
#include "exercise/walk.h"
#include "exercise/why.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ARENA_MAX ((size_t)512 << 20)
#define ACTS_AT_ONCE 1000

struct story {
    struct op *op;
    const struct exercise *ex;
    struct walk walk;
    bool colours;
    int64_t told;                   /* the last act that was told */
    struct instant day;             /* of the last act told: a new day gets a heading */
    const char *dates[EXERCISE_DOSSIERS_MAX]; /* of each dossier, as told last */
};

static const char *paint(const struct story *s, const char *code, const char *text)
{
    return s->colours ? arena_printf(s->op->arena, "\x1b[%sm%s\x1b[0m", code, text) : text;
}

static const char *named(struct op *op, const char *prefix, const char *name)
{
    const char *key = arena_printf(op->arena, "%s%s", prefix, name);
    return text_has(key) ? text_get(op->lang, key) : name;
}

static const char *say(struct op *op, const char *key, const char *a, const char *b)
{
    struct error_arg args[] = {{"a", a}, {"b", b}};
    return text_format(op->arena, op->lang, key, args, 2);
}

static const char *step_title(const struct story *s, int step)
{
    const struct exercise_step *one = &s->ex->steps[step];
    const char *title = human_text(&one->title, s->op->lang);
    return title[0] == '\0' ? one->id : title;
}

/* "Công chức Một cửa (mc)", with a word for bots. */
static const char *actor_words(const struct story *s, const struct act_row *row)
{
    int seat = exercise_find_cast(s->ex, row->account);
    const char *role = named(s->op, "role.", row->role);
    if (seat < 0) {
        return text_get(s->op->lang, "play.ground");
    }
    const char *who = arena_printf(s->op->arena, "%s (%s)", role, row->account);
    return exercise_is_person(s->ex, seat) ? who : say(s->op, "play.bot", who, "");
}

static const char *dossier_words(const struct story *s, int64_t dossier)
{
    for (int d = 0; dossier > 0 && d < (int)s->ex->dossier_count; d++) {
        if (judge_dossier(play_judge(s->walk.play), d) == dossier) {
            return arena_printf(s->op->arena, " – %s", s->ex->dossiers[d].name);
        }
    }
    return "";
}

/* ---- what an act changed ---- */

static const char *event_of(struct story *s, int64_t seq)
{
    struct event *events = NULL;
    size_t count = 0;
    bool ok = seq > 0 && audit_events(s->op, play_db(s->walk.play), seq - 1, 1, &events, &count) && count == 1;
    return ok ? named(s->op, "event.", events[0].name) : NULL;
}

static void tell_verdict(struct story *s, const struct judge_change *c)
{
    const struct exercise_step *step = &s->ex->steps[c->step];
    const char *text = check_text(s->op, s->ex, c->step, &step->checks[c->check - step->first_check]);
    const char *event = event_of(s, c->seq);
    bool good = c->verdict == VERDICT_PASS || c->verdict == VERDICT_WAIVED;
    if (c->verdict == VERDICT_WAITING || c->verdict == VERDICT_NOT_REACHED) {
        return;
    }
    printf("          %s %s\n", good ? paint(s, "32", "✓") : paint(s, "31", "✗"), paint(s, good ? "32" : "31", text));
    if (event != NULL) {
        printf("            %s\n", paint(s, "2", say(s->op, "play.decided", event, arena_printf(s->op->arena, "%lld", (long long)c->act))));
    }
}

static void tell_change(struct story *s, const struct judge_change *c)
{
    const char *points = arena_printf(s->op->arena, "%d", score_of(play_judge(s->walk.play), 0).points);
    if (c->kind == CHANGE_VERDICT) {
        tell_verdict(s, c);
    } else if (c->kind == CHANGE_MISTAKE) {
        printf("          %s\n", paint(s, "31", text_get(s->op->lang, "play.mistake")));
    } else if (c->state == STEP_OPEN) {
        printf("          %s\n", say(s->op, "play.opens", step_title(s, c->step), ""));
    } else if (c->state == STEP_DONE) {
        printf("          %s\n", paint(s, "1;32", say(s->op, "play.done", step_title(s, c->step), points)));
    } else if (c->state == STEP_FAILED) {
        printf("          %s\n", paint(s, "31", say(s->op, "play.step_failed", step_title(s, c->step), "")));
    }
}

/* The date that runs for a dossier, whenever it has become another one. */
static void tell_dates(struct story *s)
{
    for (int d = 0; d < (int)s->ex->dossier_count; d++) {
        struct dossier row;
        int64_t id = judge_dossier(play_judge(s->walk.play), d);
        if (id == 0 || !dossier_get(s->op, play_db(s->walk.play), id, &row)) {
            op_clear(s->op);
            continue;
        }
        struct instant due = dossier_running_to(&row);
        const char *state = named(s->op, "dossier.state.", dossier_state_choices.codes[row.state]);
        const char *text = instant_is_none(due) ? say(s->op, "play.stands", s->ex->dossiers[d].name, state)
                                                : arena_printf(s->op->arena, "%s%s", say(s->op, "play.stands", s->ex->dossiers[d].name, state),
                                                               say(s->op, "play.until", explain_when(s->op, due), ""));
        if (s->dates[d] == NULL || strcmp(s->dates[d], text) != 0) {
            printf("          %s\n", paint(s, "36", text));
            s->dates[d] = text;
        }
    }
}

static void tell_act(struct story *s, const struct act_row *row)
{
    int64_t minute = instant_time_of_day(row->at) / MS_MINUTE;
    if (instant_is_none(s->day) || instant_day(s->day).n != instant_day(row->at).n) {
        printf("\n  %s\n", paint(s, "1", explain_date(s->op, instant_day(row->at))));
    }
    s->day = row->at;
    printf("  %02d:%02d %3lld  %s: %s%s\n", (int)(minute / 60), (int)(minute % 60), (long long)row->number, actor_words(s, row),
           paint(s, "1", named(s->op, "act.", row->name)), dossier_words(s, row->dossier));
}

/* All acts since the last one told, each with what it changed; then what time alone changed. */
static bool tell(struct story *s, const struct play_news *news)
{
    struct act_row *rows = NULL;
    size_t count = 0;
    if (!audit_acts(s->op, play_db(s->walk.play), s->told, ACTS_AT_ONCE, &rows, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        tell_act(s, &rows[i]);
        s->told = rows[i].number;
        for (size_t k = 0; k < news->count; k++) {
            if (news->items[k].act == rows[i].number) {
                tell_change(s, &news->items[k]);
            }
        }
    }
    for (size_t k = 0; k < news->count; k++) {
        if (count == 0 || news->items[k].act < rows[0].number) {
            tell_change(s, &news->items[k]);
        }
    }
    tell_dates(s);
    return true;
}

/* ---- the table at the end ---- */

static void pad(const char *text, int width)
{
    int shown = 0;
    for (const char *c = text; *c != '\0'; c++) {
        shown += ((unsigned char)*c & 0xc0u) != 0x80u;
    }
    printf("%s%*s", text, shown < width ? width - shown : 0, "");
}

static void table(struct story *s)
{
    const struct judge *judge = play_judge(s->walk.play);
    struct score score = score_of(judge, 0);
    printf("\n");
    for (int i = 0; i < (int)s->ex->step_count; i++) {
        const struct exercise_step *step = &s->ex->steps[i];
        enum step_state state = judge_step(judge, i);
        printf("  %s ", state == STEP_DONE ? paint(s, "32", "✓") : paint(s, "31", "✗"));
        pad(step_title(s, i), 52);
        pad(step->by < 0 ? "" : named(s->op, "role.", s->ex->cast[step->by].role), 26);
        printf("%3d/%d\n", score_step(judge, i), step->points);
    }
    printf("\n  %s\n", say(s->op, score.passed ? "play.passed" : "play.not_passed", arena_printf(s->op->arena, "%d", score.points),
                           arena_printf(s->op->arena, "%d", score.pass)));
}

/* ---- the story ---- */

static bool begin(struct story *s, struct walk_ground *ground, const char *data)
{
    struct play_news nothing = {0};
    const char *golden = walk_golden(s->op, ground, s->ex, data);
    if (golden == NULL || !walk_begin(s->op, ground, s->ex, golden, &s->walk)) {
        return false;
    }
    printf("%s\n%s\n", paint(s, "1", human_text(&s->ex->title, s->op->lang)),
           say(s->op, "play.begins", explain_when(s->op, play_clock(s->walk.play)->office_at), ""));
    if (!tell(s, &nothing)) {
        return false;
    }
    for (int i = 0; i < (int)s->ex->step_count; i++) {
        if (judge_step(play_judge(s->walk.play), i) == STEP_OPEN) {
            printf("          %s\n", say(s->op, "play.opens", step_title(s, i), ""));
        }
    }
    return true;
}

static bool go_through(struct story *s, struct walk_ground *ground, const char *data)
{
    struct walk_plan plan = walk_plan_of(s->op, s->ex);
    bool ok = begin(s, ground, data);
    for (size_t i = 0; ok && i < plan.count; i++) {
        struct play_news news;
        const struct walk_item *item = &plan.items[i];
        ok = walk_do(s->op, &s->walk, item->step, item->action, &news);
        if (!ok && walk_is_refusal(s->op)) {
            printf("  %s\n", paint(s, "31", say(s->op, "play.refused", item->action->name == NULL ? "jump" : item->action->name,
                                                text_error(s->op))));
        }
        ok = ok && tell(s, &news);
    }
    if (s->walk.world != NULL) {
        table(s);
    }
    return ok;
}

static int play(struct op *op, const char *scenarios, const char *said)
{
    struct story s = {.op = op, .day = INSTANT_NONE, .colours = isatty(STDOUT_FILENO) == 1};
    const char *folder = strchr(said, '/') == NULL ? arena_printf(op->arena, "%s/%s", scenarios, said) : said;
    struct exercise *exercise = exercise_load(op, folder);
    struct walk_ground *ground = exercise == NULL ? NULL : walk_ground_open(op);
    s.ex = exercise;
    bool ok = ground != NULL && go_through(&s, ground, arena_printf(op->arena, "%s/../data", folder));
    ok = ok && score_of(play_judge(s.walk.play), 0).passed;
    int status = ok ? 0 : op_failed(op) ? cli_failed(op, "play") : 1;
    walk_end(&s.walk);
    walk_ground_close(ground);
    exercise_close(exercise);
    return status;
}

int cmd_play(int argc, char **argv)
{
    const char *scenarios = NULL, *said = NULL;
    enum lang lang;
    struct cli_rest rest;
    const struct cli_option options[] = {{"scenarios", &scenarios, NULL}, {"lang", &said, NULL}, {NULL, NULL, NULL}};
    if (!cli_parse(argc, argv, options, &rest)) {
        return 2;
    }
    if (rest.count != 1 || !cli_lang(said, &lang)) {
        fprintf(stderr, "usage: thaotruong play ID|FOLDER [--lang vi|en] [--scenarios DIR]\n");
        return 2;
    }
    struct op op;
    struct arena *arena = arena_open(ARENA_MAX);
    op_init(&op, arena, "play", lang);
    int status = play(&op, cli_scenarios(&op, scenarios), rest.items[0]);
    arena_close(arena);
    return status;
}
