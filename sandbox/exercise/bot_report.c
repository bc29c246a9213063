/* An officer's bot reports on what it was directed to do (dossier/oversight.h). One that reports in time does so at its pace once its part
 * is done; while it still has the dossier in hand, when three quarters of the working time it was given are over. One that reports late does
 * so a quarter of that time after the limit; one that never reports says nothing, and somebody has to ask. */
#include "account/account.h"
#include "act/act.h"
#include "dossier/holder.h"
#include "dossier/oversight.h"
#include "dossier/work.h"
#include "exercise/bot_inside.h"

#include <string.h>

/* Who was asked by name reports; where nobody was, whoever of that role. */
static bool is_for(const struct oversight *o, const struct account *a)
{
    return o->to_account != NULL ? strcmp(o->to_account, a->id) == 0 : strcmp(o->to_role, role_code((enum role)a->role)) == 0;
}

/* The direction of which the day comes first; NULL if there is none for this bot, or on failure. */
static const struct oversight *next_direction(struct op *op, struct db *db, const struct cast_member *m, const struct dossier *d)
{
    struct account a;
    struct oversight *list = NULL;
    const struct oversight *next = NULL;
    size_t count = 0;
    if (!account_get(op, db, m->id, &a) || !oversight_list(op, db, d->id, &list, &count)) {
        return NULL;
    }
    bool may = (act_find("dossier.report")->roles & ROLE_BIT((unsigned)a.role)) != 0 && holder_org_fits(d, (enum role)a.role, a.org);
    for (size_t i = 0; may && i < count; i++) {
        bool mine = oversight_waits(&list[i]) && is_for(&list[i], &a);
        next = mine && (next == NULL || instant_compare(list[i].report_by, next->report_by) < 0) ? &list[i] : next;
    }
    return next;
}

bool bot_owes_report(struct op *op, struct office *office, const struct cast_member *m, const struct dossier *d, bool in_hand,
                     struct bot_report *out)
{
    const struct oversight *o = NULL;
    const struct calendar *calendar;
    *out = (struct bot_report){0, INSTANT_NONE, INSTANT_NONE};
    if (d->directed == 0 || m->kind != PERSONA_BOT || m->reports == REPORTS_NEVER) {
        return true;
    }
    if ((o = next_direction(op, office_db(office), m, d)) == NULL || (calendar = work_calendar(op, office, d->agency)) == NULL) {
        return !op_failed(op);
    }
    int64_t given = calendar_working_between(calendar, o->at, o->report_by);
    out->direction = o->id;
    if (m->reports == REPORTS_LATE) {
        out->since = calendar_add_working(calendar, o->report_by, given / 4 > MS_MINUTE ? given / 4 : MS_MINUTE);
        return true;
    }
    out->until = calendar_add_working(calendar, o->at, given / 4 * 3);
    out->since = in_hand ? out->until : INSTANT_NONE;
    return true;
}

const char *bot_report(struct moment *m)
{
    json_put_int(m->out, "direction", m->direction);
    json_put_text(m->out, "report",
                  m->d->step == 0 ? "Đã thực hiện xong chỉ đạo; việc giải quyết hồ sơ đã kết thúc."
                  : m->in_hand    ? "Đang tập trung xử lý hồ sơ theo chỉ đạo; sẽ chuyển bước tiếp theo ngay khi xong."
                                  : "Đã thực hiện xong phần việc được giao theo chỉ đạo.");
    return "dossier.report";
}
