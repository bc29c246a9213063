/* Satisfaction with one dossier, and of a period. All words of the nine indicators and of their points come from here, so that every
 * screen that asks (desk, portal, kiosk) asks the same. */
#include "account/role.h"
#include "api/api_report.h"
#include "api/handlers.h"
#include "api/view_document.h"
#include "api/view_inside.h"
#include "base/text.h"
#include "dossier/rating.h"

#include <string.h>

/* ---- one dossier ---- */

/* Why this seat may not rate it now; NULL if it may. The conditions are those of dossier_rate. */
static const char *why_not(struct op *op, const struct actor *actor, const struct dossier *d, bool rated)
{
    if (actor == NULL || strcmp(actor->role, role_code(ROLE_APPLICANT)) != 0) {
        return view_say(op, "dossier.not_your_seat", "role", "@role.applicant", NULL);
    }
    if (rated) {
        return text_get(op->lang, "rating.once");
    }
    return d->state == DOSSIER_RETURNED ? NULL : text_get(op->lang, "rating.not_returned");
}

static void put_choices(struct op *op, struct json_out *out, const char *code)
{
    json_open_array(out, "choices");
    for (int score = RATING_SCORE_MOST; score >= 0; score--) {
        json_open_object(out, NULL);
        json_put_int(out, "score", score);
        json_put_text(out, "text", text_get(op->lang, arena_printf(op->arena, "rating.choice.%s.%d", code, score)));
        json_close_object(out);
    }
    json_close_array(out);
}

static void put_indicators(struct op *op, struct json_out *out, const struct rating *rating)
{
    json_open_array(out, "indicators");
    for (int i = 0; i < RATING_INDICATOR_COUNT; i++) {
        const char *code = rating_indicator_choices.codes[i];
        int score = rating_score(rating, (enum rating_indicator)i);
        json_open_object(out, NULL);
        json_put_int(out, "no", i + 1);
        json_put_text(out, "code", code);
        json_put_text(out, "name", text_in(op->lang, "rating.name", code));
        if (score < 0) {
            json_put_null(out, "score");
        } else {
            json_put_int(out, "score", score);
        }
        put_choices(op, out, code);
        json_close_object(out);
    }
    json_close_array(out);
}

bool get_rating(struct op *op, struct request *r)
{
    struct visit *visit = visit_of(r);
    const struct actor *actor = app_seat_actor(op, visit);
    struct view_look look = app_look(visit, actor);
    struct view v = view_of(&look);
    struct dossier d;
    struct rating rating;
    bool rated = false;
    op->now = look.now;
    if (op_failed(op) || !view_may_see(op, &look, request_int(r, "dossier"), &d) || !rating_find(op, v.db, d.id, &rating, &rated) ||
        !view_read_accounts(op, &v)) {
        return false;
    }
    const char *why = why_not(op, look.actor, &d, rated);
    json_put_bool(&r->out, "may_rate", why == NULL);
    json_put_text(&r->out, "why", why);
    put_indicators(op, &r->out, &rating);
    json_put_instant(&r->out, "rated_at", rated ? rating.rated_at : INSTANT_NONE);
    json_put_text(&r->out, "rated_by", rated ? view_account_name(&v, rating.rated_by) : NULL);
    json_put_int(&r->out, "total", rating.total);
    json_put_int(&r->out, "most", rating.scored * RATING_SCORE_MOST);
    json_put_text(&r->out, "comment", rating.comment);
    return true;
}

/* ---- a period ---- */

static void put_mean(struct json_out *out, const char *key, int64_t milli)
{
    if (milli < 0) {
        json_put_null(out, key);
    } else {
        json_put_int(out, key, milli);
    }
}

static void put_totals(struct op *op, struct json_out *out, const struct rating_totals *t)
{
    static const char *const times[] = {"zeros", "ones", "twos"};
    json_open_array(out, "indicators");
    for (int i = 0; i < RATING_INDICATOR_COUNT; i++) {
        int64_t left = t->ratings;
        json_open_object(out, NULL);
        json_put_int(out, "no", i + 1);
        json_put_text(out, "code", rating_indicator_choices.codes[i]);
        json_put_text(out, "name", text_in(op->lang, "rating.name", rating_indicator_choices.codes[i]));
        for (int score = 0; score <= RATING_SCORE_MOST; score++) {
            json_put_int(out, times[score], t->times[i][score]);
            left -= t->times[i][score];
        }
        json_put_int(out, "unanswered", left);
        put_mean(out, "mean_milli", rating_mean_milli(t, (enum rating_indicator)i));
        json_close_object(out);
    }
    json_close_array(out);
}

bool get_satisfaction(struct op *op, struct request *r)
{
    struct report report;
    struct rating_totals totals;
    if (!report_take(op, r, &report) || !rating_totals(op, play_db(visit_of(r)->play), report.agency->code,
                                                       (struct period){report.period.first, report.until}, &totals)) {
        return false;
    }
    int64_t sum = rating_sum_milli(&totals);
    report_put_head(op, &r->out, &report);
    json_put_int(&r->out, "ratings", totals.ratings);
    json_put_int(&r->out, "comments", totals.comments);
    put_totals(op, &r->out, &totals);
    put_mean(&r->out, "sum_milli", sum);
    json_put_text(&r->out, "rank", sum < 0 ? NULL : rating_rank(sum));
    json_put_text(&r->out, "rank_name", sum < 0 ? NULL : text_in(op->lang, "rating.rank", rating_rank(sum)));
    return !op_failed(op);
}
