#include "dossier/desk.h"

#include "account/role.h"

#include <string.h>

#define ONE(role) ROLE_BIT(role)
#define HANDLERS (ONE(ROLE_ONE_STOP_OFFICER) | ONE(ROLE_SPECIALIST) | ONE(ROLE_DIVISION_HEAD) | ONE(ROLE_DIRECTOR))
#define OFFICERS (HANDLERS | ONE(ROLE_COMMITTEE) | ONE(ROLE_CLERK))
#define WATCHERS (ONE(ROLE_CONTROLLER) | ONE(ROLE_UNIT_ADMIN) | ONE(ROLE_SYSTEM_ADMIN))

static const struct desk_queue table[] = {
    {"new", ONE(ROLE_ONE_STOP_OFFICER) | ONE(ROLE_SPECIALIST), SEARCH_QUEUE, PART_NEW, NULL},
    {"to_hand_over", ONE(ROLE_ONE_STOP_OFFICER), SEARCH_QUEUE, PART_TO_HAND_OVER, NULL},
    {"to_assign", ONE(ROLE_DIVISION_HEAD), SEARCH_QUEUE, PART_TO_ASSIGN, NULL},
    {"to_appraise", ONE(ROLE_SPECIALIST), SEARCH_QUEUE, PART_TO_APPRAISE, NULL},
    {"to_draft", ONE(ROLE_SPECIALIST), SEARCH_QUEUE, PART_TO_DRAFT, NULL},
    {"to_review", ONE(ROLE_DIVISION_HEAD), SEARCH_QUEUE, PART_TO_REVIEW, NULL},
    {"to_sign", ONE(ROLE_DIRECTOR) | ONE(ROLE_COMMITTEE), SEARCH_QUEUE, PART_TO_SIGN, NULL},
    {"notice", ONE(ROLE_DIRECTOR) | ONE(ROLE_DIVISION_HEAD), SEARCH_QUEUE, PART_NOTICE, NULL},
    {"to_number", ONE(ROLE_CLERK), SEARCH_QUEUE, PART_TO_NUMBER, NULL},
    {"withdrawal", ONE(ROLE_ONE_STOP_OFFICER), SEARCH_QUEUE, PART_WITHDRAWAL, NULL},
    {"to_return", ONE(ROLE_ONE_STOP_OFFICER), SEARCH_QUEUE, PART_TO_RETURN, NULL},
    {"owed", ONE(ROLE_FEE_CLERK), SEARCH_QUEUE, -1, NULL},
    {"asked", ONE(ROLE_COORDINATING_AGENCY), SEARCH_QUEUE, -1, NULL},
    {"directed", OFFICERS | ONE(ROLE_CONTROLLER), SEARCH_DIRECTED, -1, NULL},
    {"overdue", OFFICERS, SEARCH_QUEUE, -1, "overdue"},
    {"due_soon", OFFICERS, SEARCH_QUEUE, -1, "due_soon"},
    {"all_overdue", WATCHERS, SEARCH_ALL, -1, "overdue"},
    {"all_due_soon", WATCHERS, SEARCH_ALL, -1, "due_soon"},
    {"supplement", ONE(ROLE_ONE_STOP_OFFICER) | ONE(ROLE_SPECIALIST), SEARCH_QUEUE, PART_SUPPLEMENT, NULL},
    {"payment", ONE(ROLE_ONE_STOP_OFFICER) | ONE(ROLE_SPECIALIST), SEARCH_QUEUE, PART_PAYMENT, NULL},
    {"waiting", HANDLERS, SEARCH_WAITING, -1, NULL},
};
_Static_assert(sizeof table / sizeof table[0] <= DESK_QUEUES_MAX, "as many as callers have room for");

const struct desk_queue *desk_queue_at(size_t index)
{
    return index < sizeof table / sizeof table[0] ? &table[index] : NULL;
}

/* What a count of its own is made for: few, and only for the seats that have it. */
static bool count_apart(struct op *op, struct db *db, const struct desk_queue *d, const struct search_query *all, int64_t cap, int64_t *out)
{
    struct search_query q = *all;
    q.view = d->view == SEARCH_ALL ? all->view : d->view;
    q.timing = d->timing;
    return search_count(op, db, &q, cap, out);
}

static int64_t of_tally(const struct desk_queue *d, const struct search_tally *tally, int64_t whole)
{
    if (d->timing != NULL) {
        return strcmp(d->timing, "overdue") == 0 ? tally->overdue : tally->due_soon;
    }
    return d->part < 0 ? whole : tally->parts[d->part];
}

bool desk_counts(struct op *op, struct db *db, const struct search_query *own, const struct search_query *all, int role, int64_t cap,
                 int64_t *out)
{
    struct search_tally tally;
    int64_t whole = 0;
    if (!search_tally(op, db, own, cap, &tally)) {
        return false;
    }
    for (int i = 0; i < DOSSIER_STATE_COUNT; i++) {
        whole += tally.states[i];
    }
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        out[i] = -1;
        if (role < 0 || (table[i].roles & ROLE_BIT((unsigned)role)) == 0) {
            continue;
        }
        if (table[i].view == SEARCH_QUEUE) {
            out[i] = of_tally(&table[i], &tally, whole);
        } else if (!count_apart(op, db, &table[i], all, cap, &out[i])) {
            return false;
        }
    }
    return true;
}
