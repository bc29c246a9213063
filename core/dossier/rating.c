/* A rating is answered indicator by indicator; what is not answered is left out of the row, so that counting needs no care. */
#include "dossier/rating.h"

#include "core_sql.h"
#include "dossier/work.h"

#include <stddef.h>
#include <string.h>

#define SCORES_BYTES_MAX 1000

static const char *const codes[] = {
#define X(indicator, code) [indicator] = code,
    RATING_INDICATORS(X)
#undef X
};
const struct choices rating_indicator_choices = {codes, RATING_INDICATOR_COUNT};

static const struct field rate_fields[] = {
    {.name = "dossier", .kind = FIELD_INT, .offset = offsetof(struct dossier_rate_input, dossier), .flags = FIELD_REQUIRED,
     .max = JSON_INT_MAX},
    {.name = "scores", .kind = FIELD_JSON, .offset = offsetof(struct dossier_rate_input, scores), .flags = FIELD_REQUIRED,
     .help = "an object: 0, 1 or 2 points, or null, by indicator (GET …/rating names them)"},
    {.name = "comment", .kind = FIELD_TEXT, .offset = offsetof(struct dossier_rate_input, comment), .max = 2000},
};
const struct record dossier_rate_record = RECORD("dossier_rate", struct dossier_rate_input, rate_fields);
const struct record dossier_rate_body = RECORD("dossier_rate_body", struct dossier_rate_input, (*(const struct field(*)[2])&rate_fields[1]));

#define F(k, field_)                                                                                                   \
    {                                                                                                                  \
        .name = #field_, .kind = k, .offset = offsetof(struct rating, field_)                                          \
    }
static const struct field row_fields[] = {
    F(FIELD_INT, dossier), F(FIELD_TEXT, agency), F(FIELD_INSTANT, rated_at), F(FIELD_TEXT, rated_by),
    F(FIELD_JSON, scores), F(FIELD_INT, total),   F(FIELD_INT, scored),       F(FIELD_TEXT, comment),
};
static const struct record row_record = RECORD("rating", struct rating, row_fields);

/* ---- reading ---- */

bool rating_find(struct op *op, struct db *db, int64_t dossier, struct rating *out, bool *found)
{
    struct stmt *s = db_use(op, db, &sql_rating_get);
    if (s == NULL) {
        return false;
    }
    *out = (struct rating){0};
    bind_int(s, "dossier", dossier);
    *found = stmt_row(s);
    if (*found) {
        col_record(s, &row_record, out);
    }
    return stmt_done(s);
}

int rating_score(const struct rating *rating, enum rating_indicator indicator)
{
    return (int)json_get_int(rating->scores, codes[indicator], -1);
}

/* ---- the act ---- */

static bool read_score(struct op *op, const struct json *node, int points[])
{
    int indicator = choice_find(&rating_indicator_choices, node->key);
    const char *field = arena_printf(op->arena, "scores.%s", node->key);
    if (indicator < 0) {
        return fail_more(op, field, "rating.unknown_indicator", "indicator", node->key, NULL);
    }
    if (node->kind == JSON_NULL) {
        return true;
    }
    if (node->kind != JSON_INT || node->integer < 0 || node->integer > RATING_SCORE_MOST) {
        return fail_more(op, field, "rating.score", NULL);
    }
    points[indicator] = (int)node->integer;
    return true;
}

static bool read_scores(struct op *op, const struct json *scores, int points[])
{
    if (scores->kind != JSON_OBJECT) {
        return fail_more(op, "scores", "rating.score", NULL);
    }
    bool good = true;
    for (const struct json *n = scores->first; n != NULL; n = n->next) {
        good = read_score(op, n, points) && good;
    }
    return good;
}

/* What was answered, in the order of the indicators. */
static bool sum_up(struct op *op, const int points[], struct rating *r)
{
    struct strbuf b;
    struct json_out out;
    strbuf_init(&b, op->arena, SCORES_BYTES_MAX);
    json_begin(&out, &b);
    json_open_object(&out, NULL);
    for (int i = 0; i < RATING_INDICATOR_COUNT; i++) {
        if (points[i] >= 0) {
            json_put_int(&out, codes[i], points[i]);
            r->total += points[i];
            r->scored++;
        }
    }
    json_close_object(&out);
    r->scores = json_parse(op, b.data, b.len);
    return r->scores != NULL && (r->scored > 0 || fail_field(op, E_INPUT, "scores", "rating.nothing", NULL));
}

static bool add_row(struct op *op, struct db *db, const struct rating *r)
{
    struct stmt *s = db_use(op, db, &sql_rating_add);
    if (s == NULL) {
        return false;
    }
    bind_record(s, op, &row_record, r);
    return stmt_run(s, NULL);
}

bool dossier_rate(struct op *op, struct office *office, const void *input)
{
    const struct dossier_rate_input *in = input;
    int points[RATING_INDICATOR_COUNT];
    struct work w;
    struct rating r;
    bool found = false;
    for (int i = 0; i < RATING_INDICATOR_COUNT; i++) {
        points[i] = -1;
    }
    if (!work_take(op, office, in->dossier, "dossier.rate", &w) || !rating_find(op, w.db, in->dossier, &r, &found)) {
        return false;
    }
    if (found) {
        return fail(op, E_STATE, "rating.once", NULL);
    }
    r = (struct rating){.dossier = in->dossier, .agency = w.d.agency, .rated_at = op->now, .rated_by = w.actor->account,
                        .comment = in->comment};
    if (!read_scores(op, in->scores, points) || !sum_up(op, points, &r) || !work_move(op, &w) || !work_save(op, &w) ||
        !add_row(op, w.db, &r)) {
        return false;
    }
    work_data(op, &w);
    json_put_int(&w.out, "total", r.total);
    json_put_int(&w.out, "most", r.scored * RATING_SCORE_MOST);
    json_put_int(&w.out, "scored", r.scored);
    json_put_text(&w.out, "comment", in->comment);
    return work_note(op, &w, "dossier.rated");
}

/* ---- a period ---- */

static void bind_period(struct stmt *s, const char *agency, struct period period)
{
    bind_text(s, "agency", agency);
    bind_instant(s, "from", instant_at(period.first, 0));
    bind_instant(s, "past", instant_at(day_add(period.last, 1), 0));
}

static bool count_ratings(struct op *op, struct db *db, const char *agency, struct period period, struct rating_totals *out)
{
    struct stmt *s = db_use(op, db, &sql_rating_count);
    if (s == NULL) {
        return false;
    }
    bind_period(s, agency, period);
    if (stmt_row(s)) {
        out->ratings = col_int(s, "n");
        out->comments = col_int(s, "comments");
    }
    return stmt_done(s);
}

bool rating_totals(struct op *op, struct db *db, const char *agency, struct period period, struct rating_totals *out)
{
    *out = (struct rating_totals){0};
    if (!count_ratings(op, db, agency, period, out)) {
        return false;
    }
    struct stmt *s = db_use(op, db, &sql_rating_tally);
    if (s == NULL) {
        return false;
    }
    bind_period(s, agency, period);
    while (stmt_row(s)) {
        int indicator = choice_find(&rating_indicator_choices, col_text(s, "indicator"));
        int64_t score = col_int(s, "score");
        if (indicator >= 0 && score >= 0 && score <= RATING_SCORE_MOST) {
            out->times[indicator][score] = col_int(s, "times");
        }
    }
    return stmt_done(s);
}

int64_t rating_mean_milli(const struct rating_totals *totals, enum rating_indicator indicator)
{
    int64_t answers = 0, points = 0;
    for (int score = 0; score <= RATING_SCORE_MOST; score++) {
        answers += totals->times[indicator][score];
        points += score * totals->times[indicator][score];
    }
    return answers == 0 ? -1 : (points * 1000 + answers / 2) / answers;
}

int64_t rating_sum_milli(const struct rating_totals *totals)
{
    int64_t sum = 0;
    for (int i = 0; i < RATING_INDICATOR_COUNT; i++) {
        int64_t mean = rating_mean_milli(totals, (enum rating_indicator)i);
        if (mean < 0) {
            return -1;
        }
        sum += mean;
    }
    return sum;
}

const char *rating_rank(int64_t sum_milli)
{
    static const struct {
        int64_t least;
        const char *code;
    } ranks[] = {{15000, "excellent"}, {12000, "good"}, {9000, "fair"}, {6000, "average"}};
    for (size_t i = 0; i < sizeof ranks / sizeof ranks[0]; i++) {
        if (sum_milli >= ranks[i].least) {
            return ranks[i].code;
        }
    }
    return "weak";
}
