/* The life of a dossier, main line and first exceptions:
 *
 *   file ──► filed ──accept──► accepted ──hand over──► in handling ──…steps…──► completed ──return──► returned
 *             │ ▲ │                                     │   ▲  │
 *             │ │ └─refuse intake─► intake refused       │   └──┘ send back
 *   request   │ │ supplement                             └ assign · appraise · draft · submit · initial · approve ·
 *   supplement▼ │                                          number · issue · decide
 *        awaiting supplement
 *
 * The term starts at acceptance, not at filing (Decree 118/2025 Art. 17.3 as amended by 309/2026). A refusal on the merits is a
 * result like any other: it is drafted, signed and returned. Other exceptions of the law get rows here, not code elsewhere. */
#include "dossier/lifecycle.h"

#include <string.h>

static const char *const state_codes[] = {
#define X(state, code) [state] = code,
    DOSSIER_STATES(X)
#undef X
};
const struct choices dossier_state_choices = {state_codes, sizeof state_codes / sizeof state_codes[0]};

#define FILED DOSSIER_FILED
#define WAITING DOSSIER_AWAITING_SUPPLEMENT
#define HANDLING DOSSIER_IN_HANDLING

/* clang-format off */
static const struct transition table[] = {
    /* from              kind           act                           to                      move          holder            clock               form  article */
    {FILED,              STEP_INTAKE,   "dossier.accept",             DOSSIER_ACCEPTED,       MOVE_STAY,    HOLDER_STEP,      CLOCK_START,        "01", "NĐ 118/2025 Đ17 k3 (NĐ 309/2026); TT 03/2025 Mẫu 01"},
    {FILED,              STEP_INTAKE,   "dossier.request_supplement", WAITING,                MOVE_STAY,    HOLDER_STEP,      CLOCK_INTAKE_STOP,  "02", "NĐ 118/2025 Đ11, Đ17 k2a; NQ 66.7/2025; TT 03/2025 Mẫu 02"},
    {FILED,              STEP_INTAKE,   "dossier.refuse_intake",      DOSSIER_INTAKE_REFUSED, MOVE_END,     HOLDER_STEP,      CLOCK_INTAKE_STOP,  "03", "NĐ 118/2025 Đ17; TT 03/2025 Mẫu 03"},
    {WAITING,            STEP_INTAKE,   "dossier.supplement",         FILED,                  MOVE_STAY,    HOLDER_APPLICANT, CLOCK_INTAKE_START, NULL, "NĐ 118/2025 Đ17 k2a"},
    {DOSSIER_ACCEPTED,   STEP_INTAKE,   "dossier.hand_over",          HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         "06", "NĐ 118/2025 Đ18 k2"},
    {HANDLING,           STEP_ASSIGN,   "dossier.assign",             HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025 Đ18"},
    {HANDLING,           STEP_APPRAISE, "dossier.appraise",           HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025 Đ18"},
    {HANDLING,           STEP_APPRAISE, "dossier.draft",              HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020"},
    {HANDLING,           STEP_APPRAISE, "dossier.submit",             HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020"},
    {HANDLING,           STEP_REVIEW,   "dossier.initial",            HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020"},
    {HANDLING,           STEP_REVIEW,   "dossier.send_back",          HANDLING,               MOVE_BACK,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020"},
    {HANDLING,           STEP_SIGN,     "dossier.approve",            HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020"},
    {HANDLING,           STEP_SIGN,     "dossier.send_back",          HANDLING,               MOVE_BACK,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020"},
    {HANDLING,           STEP_ISSUE,    "dossier.number",             HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020"},
    {HANDLING,           STEP_ISSUE,    "dossier.issue",              HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020"},
    {HANDLING,           STEP_DECIDE,   "dossier.decide",             DOSSIER_COMPLETED,      MOVE_ADVANCE, HOLDER_STEP,      CLOCK_STOP,         NULL, "NĐ 118/2025 Đ19"},
    {HANDLING,           STEP_ANY,      "dossier.open",               HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "TT 03/2025 Mẫu 06"},
    {HANDLING,           STEP_ANY,      "dossier.recall",             HANDLING,               MOVE_BACK,    HOLDER_SENDER,    CLOCK_NONE,         NULL, "NĐ 118/2025 Đ18"},
    {HANDLING,           STEP_ANY,      "dossier.reassign",           HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 118/2025 Đ18"},
    {HANDLING,           STEP_ANY,      "dossier.add_participant",    HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 118/2025 Đ18"},
    {HANDLING,           STEP_ANY,      "dossier.remove_participant", HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 118/2025 Đ18"},
    {HANDLING,           STEP_ANY,      "dossier.contribute",         HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 118/2025 Đ18"},
    {DOSSIER_COMPLETED,  STEP_RETURN,   "dossier.return_result",      DOSSIER_RETURNED,       MOVE_END,     HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025 Đ20, Đ22"},
};
/* clang-format on */

const struct transition *lifecycle_at(size_t index)
{
    return index < sizeof table / sizeof table[0] ? &table[index] : NULL;
}

bool lifecycle_applies(const struct transition *t, enum dossier_state state, enum step_kind kind)
{
    return t->from == state && (t->kind == kind || t->kind == STEP_ANY);
}

const struct transition *lifecycle_find(enum dossier_state from, enum step_kind kind, const char *act)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const struct transition *t = &table[i];
        if (lifecycle_applies(t, from, kind) && strcmp(t->act, act) == 0) {
            return t;
        }
    }
    return NULL;
}

int lifecycle_portal_status(enum dossier_state state)
{
    switch (state) {
    case DOSSIER_FILED:
        return 1;
    case DOSSIER_AWAITING_SUPPLEMENT:
        return 5;
    case DOSSIER_AWAITING_PAYMENT:
        return 6;
    case DOSSIER_WITHDRAWAL_REQUESTED:
        return 7;
    case DOSSIER_ACCEPTED:
        return 2;
    case DOSSIER_IN_HANDLING:
        return 4;
    case DOSSIER_COMPLETED:
        return 9;
    case DOSSIER_RETURNED:
        return 10;
    case DOSSIER_INTAKE_REFUSED:
        return 3;
    case DOSSIER_STOPPED:
        return 8;
    case DOSSIER_WITHDRAWN:
        return 8;
    case DOSSIER_STATE_COUNT:
        break;
    }
    must(false);
    return 0;
}
