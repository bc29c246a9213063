/* The debriefing: what happened when, in order, and what an attempt comes to; and the lines of a class's results. */
#include "api/app.h"
#include "api/view_attempt.h"
#include "base/text.h"
#include "exercise/hint.h"
#include "exercise/score.h"
#include "exercise/why.h"

#include <string.h>

/* What the entry is about: a check, a mistake or a seat; "" = nothing. */
static const char *subject_of(const struct history_entry *h)
{
    return h->check == NULL ? "" : h->check;
}

static const char *check_sentence(struct op *op, const struct exercise *e, const struct history_entry *h)
{
    int step = exercise_find_step(e, h->step);
    for (size_t i = 0; step >= 0 && i < e->steps[step].check_count; i++) {
        if (strcmp(e->steps[step].checks[i].id, subject_of(h)) == 0) {
            return check_text(op, e, step, &e->steps[step].checks[i]);
        }
    }
    return subject_of(h);
}

static const char *mistake_sentence(struct op *op, const struct exercise *e, const struct history_entry *h)
{
    int step = exercise_find_step(e, h->step);
    for (size_t i = 0; step >= 0 && i < e->steps[step].mistake_count; i++) {
        if (strcmp(e->steps[step].mistakes[i].id, subject_of(h)) == 0) {
            return human_text(&e->steps[step].mistakes[i].say, op->lang);
        }
    }
    return subject_of(h);
}

static const char *seat_sentence(struct op *op, const struct exercise *e, const struct history_entry *h)
{
    if (*subject_of(h) == '\0') {
        return text_get(op->lang, "history.kind.stood");
    }
    int seat = exercise_find_cast(e, subject_of(h));
    /* an account that an administrator added goes by its id */
    const char *name = seat < 0 || e->cast[seat].role == NULL ? subject_of(h) : arena_printf(op->arena, "@role.%s", e->cast[seat].role);
    return text_format(op->arena, op->lang, "history.kind.seat", (struct error_arg[]){{"seat", name}}, 1);
}

static const char *sentence(struct op *op, const struct exercise *e, const struct history_entry *h)
{
    const char *act = arena_printf(op->arena, "%lld", (long long)h->act);
    switch (h->kind) {
    case HISTORY_VERDICT:
    case HISTORY_WAIVE:
        return check_sentence(op, e, h);
    case HISTORY_MISTAKE:
        return mistake_sentence(op, e, h);
    case HISTORY_SEAT:
        return seat_sentence(op, e, h);
    case HISTORY_HINT:
    case HISTORY_REWIND:
    case HISTORY_RESET:
    case HISTORY_FINISH:
        return text_format(op->arena, op->lang, arena_printf(op->arena, "history.kind.%s", history_kind_text(h->kind)),
                           (struct error_arg[]){{"act", act}}, 1);
    }
    must(false);
    return "";
}

static void put_entry(struct op *op, struct json_out *out, const struct exercise *e, const struct history_entry *h)
{
    json_open_object(out, NULL);
    json_put_instant(out, "at", h->office_at);
    json_put_instant(out, "real_at", h->real_at);
    json_put_int(out, "generation", h->generation);
    json_put_int(out, "act", h->act);
    json_put_text(out, "kind", history_kind_text(h->kind));
    json_put_text(out, "step", h->step == NULL || *h->step == '\0' ? NULL : h->step);
    json_put_text(out, "check", h->check == NULL || *h->check == '\0' ? NULL : h->check);
    json_put_text(out, "verdict", h->verdict);
    json_put_bool(out, "critical", h->critical);
    json_put_text(out, "text", sentence(op, e, h));
    if (h->event_seq > 0) {
        json_put_int(out, "event", h->event_seq);
    } else {
        json_put_null(out, "event");
    }
    json_close_object(out);
}

bool view_history(struct op *op, struct json_out *out, struct visit *v)
{
    struct history_entry *list = NULL;
    size_t count = 0;
    const struct exercise *e = play_exercise(v->play);
    const struct attempt *a = v->attempt;
    if (!attempt_history(op, ground_lab(v->ground), a->id, &list, &count)) {
        return false;
    }
    json_open_array(out, "history");
    for (size_t i = 0; i < count; i++) {
        put_entry(op, out, e, &list[i]);
    }
    json_close_array(out);
    struct instant end = instant_is_none(a->finished_at) ? ground_now(v->ground) : a->finished_at;
    json_open_object(out, "totals");
    json_put_int(out, "acts", world_act(v->world));
    json_put_int(out, "rewinds", a->rewinds);
    json_put_int(out, "hints", a->hints);
    json_put_int(out, "mistakes", a->mistakes);
    json_put_int(out, "minutes", (end.ms - a->started_at.ms) / MS_MINUTE);
    json_close_object(out);
    return true;
}

/* ---- results ---- */

static void result_steps(struct op *op, const struct exercise *e, const struct attempt *a, struct results_row *out)
{
    const struct json *progress = json_parse(op, a->progress, strlen(a->progress));
    const struct json *steps = json_get(progress, "steps");
    struct results_step *rows = arena_array(op->arena, steps == NULL ? 0 : steps->count, sizeof *rows);
    for (const struct json *s = steps == NULL ? NULL : steps->first; s != NULL; s = s->next) {
        const char *id = json_get_text(s, "id", "");
        const char *state = json_get_text(s, "state", "");
        int i = e == NULL ? -1 : exercise_find_step(e, id);
        const char *title = i < 0 ? id : human_text(&e->steps[i].title, op->lang);
        rows[out->step_count++] = (struct results_step){
            *title == '\0' ? id : title,
            strcmp(state, "done") == 0 ? "pass" : strcmp(state, "failed") == 0 ? "fail" : NULL,
            json_get_int(s, "earned", 0), json_get_int(s, "points", 0)};
    }
    out->steps = rows;
}

static bool result_mistakes(struct op *op, struct ground *g, const struct exercise *e, const struct attempt *a,
                            struct results_row *out)
{
    struct history_entry *list = NULL;
    size_t count = 0;
    if (a->mistakes == 0 || e == NULL) {
        return true;
    }
    if (!attempt_history(op, ground_lab(g), a->id, &list, &count)) {
        return false;
    }
    struct results_mistake *rows = arena_array(op->arena, count, sizeof *rows);
    for (size_t i = 0; i < count && out->mistake_count < RESULTS_LINES_OF_ROW_MAX; i++) {
        if (list[i].kind == HISTORY_MISTAKE) {
            rows[out->mistake_count++] =
                (struct results_mistake){mistake_sentence(op, e, &list[i]), list[i].critical, list[i].real_at};
        }
    }
    out->mistakes = rows;
    return true;
}

bool view_result(struct op *op, struct ground *g, const struct exercise *e, const struct attempt *a, struct results_row *out)
{
    *out = (struct results_row){.person = a->name, .exercise = e == NULL ? a->exercise : exercise_title(e, op->lang),
                                .state = a->state, .earned = a->points, .points = a->max_points, .passed = a->passed,
                                .hints = a->hints, .rewinds = a->rewinds, .started_at = a->started_at,
                                .finished_at = a->finished_at};
    result_steps(op, e, a, out);
    return result_mistakes(op, g, e, a, out);
}
