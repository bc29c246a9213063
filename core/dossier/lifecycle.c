/* The life of a dossier (the picture of every row: `thaotruong lifecycle --mermaid`):
 *
 *   file ──► filed ──accept──► accepted ──hand over──► in handling ──…steps…──► completed ──return──► returned
 *             │ ▲ │                                     │   ▲  │ ▲
 *             │ │ └─refuse intake─► intake refused       │   └──┘ │ send back
 *   request   │ │ supplement                             │        │ supplement: the term runs from zero, or on
 *   supplement▼ │                                        ▼        │
 *        awaiting supplement ◄── sign notice (form 02) ── notice drafted ── sign notice (form 04): one new date
 *             │ silence                                  │ sign notice (form 05)
 *             ▼                                          ▼
 *          stopped ◄───────── stop (form 05) ───────────── also while a fee or, once accepted, a supplement is awaited
 *   before a decision: request withdrawal ──► withdrawal requested ──confirm (form 05)──► withdrawn, or refused: back
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
#define PAYING DOSSIER_AWAITING_PAYMENT
#define HANDLING DOSSIER_IN_HANDLING
#define ASKED_BACK DOSSIER_WITHDRAWAL_REQUESTED

/* clang-format off */
static const struct transition table[] = {
    /* from              kind           act                           to                      move          holder            clock               form  article */
    {FILED,              STEP_INTAKE,   "dossier.accept",             DOSSIER_ACCEPTED,       MOVE_STAY,    HOLDER_STEP,      CLOCK_START,        "01", "NĐ 118/2025/NĐ-CP Điều 17 khoản 3 (NĐ 309/2026/NĐ-CP); TT 03/2025 Mẫu 01"},
    {FILED,              STEP_INTAKE,   "dossier.transfer",           FILED,                  MOVE_STAY,    HOLDER_STEP,      CLOCK_INTAKE_START, NULL, "NĐ 118/2025/NĐ-CP Điều 14 khoản 4, Điều 17 khoản 3 (NĐ 309/2026/NĐ-CP)"},
    {FILED,              STEP_INTAKE,   "dossier.check_components",   FILED,                  MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 17 khoản 2 (NĐ 309/2026/NĐ-CP)"},
    {FILED,              STEP_INTAKE,   "dossier.request_supplement", WAITING,                MOVE_STAY,    HOLDER_STEP,      CLOCK_INTAKE_STOP,  "02", "NĐ 118/2025/NĐ-CP Điều 11, Điều 17 khoản 2a; NQ 66.7/2025; TT 03/2025 Mẫu 02"},
    {FILED,              STEP_INTAKE,   "dossier.refuse_intake",      DOSSIER_INTAKE_REFUSED, MOVE_END,     HOLDER_STEP,      CLOCK_INTAKE_STOP,  "03", "NĐ 118/2025/NĐ-CP Điều 17; TT 03/2025 Mẫu 03"},
    {FILED,              STEP_INTAKE,   "dossier.request_payment",    PAYING,                 MOVE_STAY,    HOLDER_STEP,      CLOCK_INTAKE_STOP,  NULL, "NĐ 118/2025/NĐ-CP Điều 17; NĐ 224/2026/NĐ-CP Điều 15 (thu trước)"},
    {PAYING,             STEP_INTAKE,   "dossier.confirm_payment",    FILED,                  MOVE_STAY,    HOLDER_OFFICE,    CLOCK_INTAKE_START, NULL, "NĐ 224/2026/NĐ-CP Điều 15"},
    {PAYING,             STEP_INTAKE,   "dossier.claim_payment",      PAYING,                 MOVE_STAY,    HOLDER_APPLICANT, CLOCK_NONE,         NULL, "NĐ 224/2026/NĐ-CP Điều 15"},
    {PAYING,             STEP_INTAKE,   "dossier.refuse_claim",       PAYING,                 MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 224/2026/NĐ-CP Điều 15"},
    {WAITING,            STEP_INTAKE,   "dossier.supplement",         FILED,                  MOVE_STAY,    HOLDER_APPLICANT, CLOCK_INTAKE_START, NULL, "NĐ 118/2025/NĐ-CP Điều 17 khoản 2a"},
    {DOSSIER_ACCEPTED,   STEP_INTAKE,   "dossier.hand_over",          HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         "06", "NĐ 118/2025/NĐ-CP Điều 18 khoản 2"},
    {HANDLING,           STEP_ASSIGN,   "dossier.assign",             HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_ASSIGN,    "dossier.send_back",          HANDLING,               MOVE_BACK,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_APPRAISE, "dossier.appraise",           HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_APPRAISE, "dossier.draft",              HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP"},
    {HANDLING,           STEP_APPRAISE, "dossier.submit",             HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP"},
    {HANDLING,           STEP_APPRAISE, "dossier.request_payment",    PAYING,                 MOVE_STAY,    HOLDER_STEP,      CLOCK_PAUSE,        NULL, "NĐ 118/2025/NĐ-CP Điều 18; NĐ 224/2026/NĐ-CP Điều 15 (thu sau)"},
    {PAYING,             STEP_APPRAISE, "dossier.confirm_payment",    HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_RESUME,       NULL, "NĐ 224/2026/NĐ-CP Điều 15"},
    {PAYING,             STEP_APPRAISE, "dossier.claim_payment",      PAYING,                 MOVE_STAY,    HOLDER_APPLICANT, CLOCK_NONE,         NULL, "NĐ 224/2026/NĐ-CP Điều 15"},
    {PAYING,             STEP_APPRAISE, "dossier.refuse_claim",       PAYING,                 MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 224/2026/NĐ-CP Điều 15"},
    {HANDLING,           STEP_REVIEW,   "dossier.initial",            HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP"},
    {HANDLING,           STEP_APPRAISE,  "dossier.send_back",          HANDLING,               MOVE_BACK,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_REVIEW,   "dossier.send_back",          HANDLING,               MOVE_BACK,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP"},
    {HANDLING,           STEP_SIGN,     "dossier.approve",            HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP"},
    {HANDLING,           STEP_SIGN,     "dossier.send_back",          HANDLING,               MOVE_BACK,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP"},
    {HANDLING,           STEP_ISSUE,    "dossier.number",             HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP"},
    {HANDLING,           STEP_ISSUE,    "dossier.issue",              HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP"},
    {HANDLING,           STEP_ISSUE,     "dossier.send_back",          HANDLING,               MOVE_BACK,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP"},
    {HANDLING,           STEP_DECIDE,   "dossier.decide",             DOSSIER_COMPLETED,      MOVE_ADVANCE, HOLDER_STEP,      CLOCK_STOP,         NULL, "NĐ 118/2025/NĐ-CP Điều 19"},
    {HANDLING,           STEP_DECIDE,    "dossier.send_back",          HANDLING,               MOVE_BACK,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP"},
    {FILED,              STEP_INTAKE,   "dossier.change_variant",     FILED,                  MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 17"},
    {FILED,              STEP_APPRAISE, "dossier.accept",             DOSSIER_ACCEPTED,       MOVE_STAY,    HOLDER_STEP,      CLOCK_START,        "01", "NĐ 118/2025/NĐ-CP Điều 17 khoản 3 (NĐ 309/2026/NĐ-CP); TT 03/2025 Mẫu 01"},
    {FILED,              STEP_APPRAISE, "dossier.refuse_intake",      DOSSIER_INTAKE_REFUSED, MOVE_END,     HOLDER_STEP,      CLOCK_INTAKE_STOP,  "03", "NĐ 118/2025/NĐ-CP Điều 17; TT 03/2025 Mẫu 03"},
    {DOSSIER_ACCEPTED,   STEP_APPRAISE, "dossier.appraise",           HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         "06", "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_COUNCIL,  "dossier.complete_step",      HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 268/2025/NĐ-CP; NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_OPINION,  "dossier.complete_step",      HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_INSPECT,  "dossier.complete_step",      HANDLING,               MOVE_ADVANCE, HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_APPLICANT, "dossier.explain",           HANDLING,               MOVE_ADVANCE, HOLDER_APPLICANT, CLOCK_NONE,         NULL, "NĐ 268/2025/NĐ-CP"},
    {HANDLING,           STEP_APPRAISE, "dossier.request_opinion",    HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_OPINION,  "dossier.request_opinion",    HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_ANY,      "dossier.give_opinion",       HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_ANY,      "dossier.open",               HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "TT 03/2025 Mẫu 06"},
    {HANDLING,           STEP_ANY,      "dossier.recall",             HANDLING,               MOVE_BACK,    HOLDER_SENDER,    CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_ANY,      "dossier.reassign",           HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_ANY,      "dossier.take_over",          HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_ANY,      "dossier.add_participant",    HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_ANY,      "dossier.remove_participant", HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,           STEP_ANY,      "dossier.contribute",         HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18"},
    {DOSSIER_COMPLETED,  STEP_RETURN,   "dossier.request_payment",    DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 20; thông tư phí của lĩnh vực"},
    {DOSSIER_COMPLETED,  STEP_RETURN,   "dossier.confirm_payment",    DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 224/2026/NĐ-CP Điều 15"},
    {DOSSIER_COMPLETED,  STEP_ANY,      "dossier.claim_payment",      DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_APPLICANT, CLOCK_NONE,         NULL, "NĐ 224/2026/NĐ-CP Điều 15"},
    {DOSSIER_COMPLETED,  STEP_RETURN,   "dossier.refuse_claim",       DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 224/2026/NĐ-CP Điều 15"},
    {DOSSIER_COMPLETED,  STEP_RETURN,   "dossier.return_result",      DOSSIER_RETURNED,       MOVE_END,     HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 20, Điều 22"},
    {DOSSIER_COMPLETED,  STEP_RETURN,   "dossier.hand_to_post",       DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 20"},
    {DOSSIER_COMPLETED,  STEP_ANY,      "dossier.post_delivered",     DOSSIER_RETURNED,       MOVE_END,     HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 20"},
    {DOSSIER_COMPLETED,  STEP_ANY,      "dossier.post_came_back",     DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 20"},
    /* the papers of the decision: signed by who decides, sealed by the clerk; later ones are about an earlier one */
    {DOSSIER_COMPLETED,  STEP_ANY,      "dossier.seal_result",        DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP (vào số, ký số cơ quan)"},
    {DOSSIER_RETURNED,   STEP_ANY,      "dossier.seal_result",        DOSSIER_RETURNED,       MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP (vào số, ký số cơ quan)"},
    {DOSSIER_COMPLETED,  STEP_ANY,      "dossier.correct_result",     DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP Điều 18"},
    {DOSSIER_RETURNED,   STEP_ANY,      "dossier.correct_result",     DOSSIER_RETURNED,       MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP Điều 18"},
    {DOSSIER_COMPLETED,  STEP_ANY,      "dossier.reissue_result",     DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP Điều 18"},
    {DOSSIER_RETURNED,   STEP_ANY,      "dossier.reissue_result",     DOSSIER_RETURNED,       MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP Điều 18"},
    {DOSSIER_COMPLETED,  STEP_ANY,      "dossier.revoke_result",      DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP Điều 18"},
    {DOSSIER_RETURNED,   STEP_ANY,      "dossier.revoke_result",      DOSSIER_RETURNED,       MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP Điều 18"},
    {DOSSIER_RETURNED,   STEP_ANY,      "dossier.archive",            DOSSIER_RETURNED,       MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 13/2023/TT-BNV; Luật Lưu trữ 33/2024"},
    {DOSSIER_RETURNED,   STEP_ANY,      "dossier.rate",               DOSSIER_RETURNED,       MOVE_STAY,    HOLDER_APPLICANT, CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP; chín tiêu chí theo TT 01/2018/TT-VPCP"},
    /* a notice is drafted by who has the dossier in hand and signed by who answers for it */
    {HANDLING,           STEP_APPRAISE, "dossier.draft_supplement",   HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 11, Điều 18; TT 03/2025 Mẫu 02"},
    {HANDLING,           STEP_APPRAISE, "dossier.draft_stop",         HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Mẫu 05"},
    {HANDLING,           STEP_ANY,      "dossier.draft_apology",      HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 18; TT 03/2025 Mẫu 04"},
    {HANDLING,           STEP_ANY,      "dossier.sign_notice",        WAITING,                MOVE_STAY,    HOLDER_STEP,      CLOCK_PAUSE,        "02", "NĐ 118/2025/NĐ-CP Điều 11; TT 03/2025 Mẫu 02"},
    {HANDLING,           STEP_ANY,      "dossier.sign_notice",        HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         "04", "NĐ 118/2025/NĐ-CP Điều 18; TT 03/2025 Mẫu 04"},
    {HANDLING,           STEP_ANY,      "dossier.sign_notice",        DOSSIER_STOPPED,        MOVE_END,     HOLDER_STEP,      CLOCK_STOP,         "05", "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Mẫu 05"},
    {HANDLING,           STEP_ANY,      "dossier.reject_notice",      HANDLING,               MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 30/2020/NĐ-CP"},
    {WAITING,            STEP_APPRAISE, "dossier.supplement",         HANDLING,               MOVE_STAY,    HOLDER_APPLICANT, CLOCK_RESUME,       NULL, "NĐ 118/2025/NĐ-CP Điều 11, Điều 17 khoản 2a"},
    /* the office stops by itself */
    {DOSSIER_ACCEPTED,   STEP_ANY,      "dossier.stop",               DOSSIER_STOPPED,        MOVE_END,     HOLDER_OFFICE,    CLOCK_STOP,         "05", "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Mẫu 05"},
    {HANDLING,           STEP_ANY,      "dossier.stop",               DOSSIER_STOPPED,        MOVE_END,     HOLDER_OFFICE,    CLOCK_STOP,         "05", "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Mẫu 05"},
    {WAITING,            STEP_APPRAISE, "dossier.stop",               DOSSIER_STOPPED,        MOVE_END,     HOLDER_OFFICE,    CLOCK_STOP,         "05", "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Mẫu 05"},
    {PAYING,             STEP_ANY,      "dossier.stop",               DOSSIER_STOPPED,        MOVE_END,     HOLDER_OFFICE,    CLOCK_STOP,         "05", "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Mẫu 05"},
    /* the applicant asks for the dossier back: only before there is a decision */
    {FILED,              STEP_ANY,      "dossier.request_withdrawal", ASKED_BACK,             MOVE_STAY,    HOLDER_APPLICANT, CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Điều 7"},
    {WAITING,            STEP_ANY,      "dossier.request_withdrawal", ASKED_BACK,             MOVE_STAY,    HOLDER_APPLICANT, CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Điều 7"},
    {PAYING,             STEP_ANY,      "dossier.request_withdrawal", ASKED_BACK,             MOVE_STAY,    HOLDER_APPLICANT, CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Điều 7"},
    {DOSSIER_ACCEPTED,   STEP_ANY,      "dossier.request_withdrawal", ASKED_BACK,             MOVE_STAY,    HOLDER_APPLICANT, CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Điều 7"},
    {HANDLING,           STEP_ANY,      "dossier.request_withdrawal", ASKED_BACK,             MOVE_STAY,    HOLDER_APPLICANT, CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Điều 7"},
    {ASKED_BACK,         STEP_ANY,      "dossier.confirm_withdrawal", DOSSIER_WITHDRAWN,      MOVE_END,     HOLDER_STEP,      CLOCK_STOP,         "05", "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Điều 7, Mẫu 05"},
    {ASKED_BACK,         STEP_ANY,      "dossier.refuse_withdrawal",  DOSSIER_BEFORE,         MOVE_STAY,    HOLDER_STEP,      CLOCK_NONE,         NULL, "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Điều 7"},
    /* what the applicant owes has not come in its time: the world's clock does this, no seat */
    {WAITING,            STEP_ANY,      "dossier.lapse",              DOSSIER_STOPPED,        MOVE_END,     HOLDER_OFFICE,    CLOCK_STOP,         "05", "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Mẫu 05"},
    {HANDLING,           STEP_APPLICANT, "dossier.lapse",             DOSSIER_STOPPED,        MOVE_END,     HOLDER_OFFICE,    CLOCK_STOP,         "05", "NĐ 118/2025/NĐ-CP Điều 21; TT 03/2025 Mẫu 05"},
    /* watched over while an officer has it: nothing moves; a report may come late */
    {FILED,               STEP_ANY,      "dossier.nudge",              FILED,                  MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {FILED,               STEP_ANY,      "dossier.direct",             FILED,                  MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {DOSSIER_ACCEPTED,    STEP_ANY,      "dossier.nudge",              DOSSIER_ACCEPTED,       MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {DOSSIER_ACCEPTED,    STEP_ANY,      "dossier.direct",             DOSSIER_ACCEPTED,       MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,            STEP_ANY,      "dossier.nudge",              HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,            STEP_ANY,      "dossier.direct",             HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {ASKED_BACK,          STEP_ANY,      "dossier.nudge",              ASKED_BACK,             MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {ASKED_BACK,          STEP_ANY,      "dossier.direct",             ASKED_BACK,             MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {DOSSIER_COMPLETED,   STEP_ANY,      "dossier.nudge",              DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {DOSSIER_COMPLETED,   STEP_ANY,      "dossier.direct",             DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {FILED,               STEP_ANY,      "dossier.report",             FILED,                  MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {WAITING,             STEP_ANY,      "dossier.report",             WAITING,                MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {PAYING,              STEP_ANY,      "dossier.report",             PAYING,                 MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {ASKED_BACK,          STEP_ANY,      "dossier.report",             ASKED_BACK,             MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {DOSSIER_ACCEPTED,    STEP_ANY,      "dossier.report",             DOSSIER_ACCEPTED,       MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {HANDLING,            STEP_ANY,      "dossier.report",             HANDLING,               MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {DOSSIER_COMPLETED,   STEP_ANY,      "dossier.report",             DOSSIER_COMPLETED,      MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {DOSSIER_RETURNED,    STEP_ANY,      "dossier.report",             DOSSIER_RETURNED,       MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {DOSSIER_INTAKE_REFUSED, STEP_ANY,      "dossier.report",             DOSSIER_INTAKE_REFUSED, MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {DOSSIER_STOPPED,     STEP_ANY,      "dossier.report",             DOSSIER_STOPPED,        MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {DOSSIER_WITHDRAWN,   STEP_ANY,      "dossier.report",             DOSSIER_WITHDRAWN,      MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "TT 21/2023 (TT 11/2025): điều hành; NĐ 118/2025/NĐ-CP Điều 18"},
    {DOSSIER_INTAKE_REFUSED, STEP_ANY,  "dossier.refund",             DOSSIER_INTAKE_REFUSED, MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "Luật Phí và lệ phí 97/2015; NĐ 118/2025/NĐ-CP Điều 21"},
    {DOSSIER_STOPPED,    STEP_ANY,      "dossier.refund",             DOSSIER_STOPPED,        MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "Luật Phí và lệ phí 97/2015; NĐ 118/2025/NĐ-CP Điều 21"},
    {DOSSIER_WITHDRAWN,  STEP_ANY,      "dossier.refund",             DOSSIER_WITHDRAWN,      MOVE_STAY,    HOLDER_OFFICE,    CLOCK_NONE,         NULL, "Luật Phí và lệ phí 97/2015; NĐ 118/2025/NĐ-CP Điều 21"},
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

bool lifecycle_is_notice(const struct transition *t)
{
    return strcmp(t->act, "dossier.sign_notice") == 0 || strcmp(t->act, "dossier.reject_notice") == 0;
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

/* What the national portal is told. */
static const int portal_status[DOSSIER_STATE_COUNT] = {
    [DOSSIER_FILED] = 1,
    [DOSSIER_ACCEPTED] = 2,
    [DOSSIER_INTAKE_REFUSED] = 3,
    [DOSSIER_IN_HANDLING] = 4,
    [DOSSIER_AWAITING_SUPPLEMENT] = 5,
    [DOSSIER_AWAITING_PAYMENT] = 6,
    [DOSSIER_WITHDRAWAL_REQUESTED] = 7,
    [DOSSIER_STOPPED] = 8,
    [DOSSIER_WITHDRAWN] = 8,
    [DOSSIER_COMPLETED] = 9,
    [DOSSIER_RETURNED] = 10,
};

int lifecycle_portal_status(enum dossier_state state)
{
    must((int)state >= 0 && state < DOSSIER_STATE_COUNT && portal_status[state] > 0);
    return portal_status[state];
}
