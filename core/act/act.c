#include "act/act.h"

#include "audit/audit.h"
#include "base/digest.h"
#include "account/manage.h"
#include "calendar/edit.h"
#include "catalogue/procedure_edit.h"
#include "dossier/effect.h"
#include "core_sql.h"
#include "document/document.h"
#include "document/draft_file.h"
#include "document/mark.h"
#include "dossier/ending.h"
#include "dossier/check.h"
#include "dossier/draft.h"
#include "dossier/filing.h"
#include "dossier/handling.h"
#include "account/delegation.h"
#include "dossier/intake.h"
#include "dossier/notice.h"
#include "dossier/paper.h"
#include "dossier/rating.h"
#include "dossier/delivery.h"
#include "dossier/result.h"
#include "dossier/tracking.h"
#include "dossier/consultation.h"
#include "dossier/council.h"
#include "dossier/passing.h"
#include "dossier/saved_view.h"
#include "dossier/sharing.h"
#include "dossier/oversight.h"
#include "dossier/transfer.h"
#include "org/edit.h"
#include "payment/claim.h"
#include "payment/payment.h"

#include <string.h>

#define ONE(role) ROLE_BIT(role)
/* Procedures differ in who does a step (Đồng Nai: the specialist receives), so any officer's seat may try; the lifecycle
 * decides by who holds the step. */
#define OFFICERS                                                                                                       \
    (ONE(ROLE_ONE_STOP_OFFICER) | ONE(ROLE_DIVISION_HEAD) | ONE(ROLE_SPECIALIST) | ONE(ROLE_DIRECTOR) |                \
     ONE(ROLE_COMMITTEE) | ONE(ROLE_CLERK))
#define INTAKE (ONE(ROLE_ONE_STOP_OFFICER) | ONE(ROLE_SPECIALIST))
#define PROVIDERS (ONE(ROLE_APPLICANT) | INTAKE)
#define ARRANGERS (ONE(ROLE_DIVISION_HEAD) | ONE(ROLE_SPECIALIST))
#define CONTRIBUTORS (ARRANGERS | ONE(ROLE_DIRECTOR) | ONE(ROLE_CLERK))
#define ADMINS (ONE(ROLE_UNIT_ADMIN) | ONE(ROLE_SYSTEM_ADMIN))
#define MANAGERS (ADMINS | ONE(ROLE_DIVISION_HEAD) | ONE(ROLE_DIRECTOR))
#define STAFF (OFFICERS | ADMINS | ONE(ROLE_FEE_CLERK) | ONE(ROLE_CONTROLLER) | ONE(ROLE_COORDINATING_AGENCY))
#define SUPERIORS (ONE(ROLE_DIVISION_HEAD) | ONE(ROLE_DIRECTOR))
/* Online and at kiosks, at the counter, by post: dossier/filing.c says who by which. */
#define FILERS (ONE(ROLE_APPLICANT) | ONE(ROLE_ONE_STOP_OFFICER) | ONE(ROLE_POSTAL_AGENT))
/* Who filed at the counter or by post brings the rest there too. */
#define APPLICANT_OR_COUNTER (ONE(ROLE_APPLICANT) | ONE(ROLE_ONE_STOP_OFFICER))
/* What the post says, by its agent or entered where it was handed over. */
#define POSTERS (ONE(ROLE_POSTAL_AGENT) | INTAKE)
/* Who watches over the handling, and who may direct it (đôn đốc; chỉ đạo). */
#define WATCHERS (SUPERIORS | ONE(ROLE_CONTROLLER))
#define REPORTERS (OFFICERS | ONE(ROLE_POSTAL_AGENT))
#define DIRECTORS (ONE(ROLE_DIRECTOR) | ONE(ROLE_CONTROLLER))
#define SIGNERS (ONE(ROLE_DIRECTOR) | ONE(ROLE_COMMITTEE))

/* clang-format off */
static const struct act_def acts[] = {
    {"dossier.file",               FILERS,                  &dossier_file_record,               dossier_file,               {"dossier.filed"}, "File a dossier: online, at the counter, by post, at a kiosk"},
    {"draft.save",                 FILERS,                  &draft_save_record,                 draft_save,                 {"draft.saved"}, "Keep what was begun to be filed"},
    {"draft.discard",              FILERS,                  &draft_record,                      draft_discard,              {"draft.discarded"}, "Throw a draft away"},
    {"draft.attach",               APPLICANT_OR_COUNTER,    &draft_attach_record,               draft_attach,               {"draft.file_added"}, "Attach a file to what is being filed"},
    {"draft.detach",               APPLICANT_OR_COUNTER,    &draft_detach_record,               draft_detach,               {"draft.file_removed"}, "Take a file away from what is being filed"},
    {"draft.reuse",                ONE(ROLE_APPLICANT),     &draft_reuse_record,                draft_reuse,                {"draft.file_added"}, "Take one's own file of an earlier dossier"},
    {"dossier.check_components",   INTAKE,                  &dossier_check_record,              dossier_check_components,   {"dossier.components_checked"}, "Record the completeness check, component by component"},
    {"dossier.transfer",           ONE(ROLE_ONE_STOP_OFFICER), &dossier_transfer_record,        dossier_transfer,           {"dossier.transferred"}, "Pass a dossier received for another agency on to it (non-territorial)"},
    {"dossier.accept",             INTAKE,                  &dossier_accept_record,             dossier_accept,             {"dossier.accepted", "form01.issued"}, "Accept: code, term, receipt (form 01)"},
    {"dossier.request_supplement", INTAKE,                  &dossier_supplement_request_record, dossier_request_supplement, {"dossier.supplement_requested", "form02.issued"}, "Ask once for what is missing (form 02)"},
    {"dossier.supplement",         APPLICANT_OR_COUNTER,    &dossier_supplement_record,         dossier_supplement,         {"dossier.supplemented"}, "Provide what was asked for"},
    {"dossier.refuse_intake",      INTAKE,                  &dossier_reason_record,             dossier_refuse_intake,      {"dossier.intake_refused", "form03.issued"}, "Refuse to receive (form 03)"},
    {"dossier.hand_over",          INTAKE,                  &dossier_hand_over_record,             dossier_hand_over,          {"dossier.handed_over", "form06.opened"}, "Hand over for handling; opens the control sheet (form 06)"},
    {"dossier.assign",             ONE(ROLE_DIVISION_HEAD), &dossier_assign_record,             dossier_assign,             {"dossier.assigned", "dossier.participant_removed"}, "Assign to a specialist"},
    {"dossier.appraise",           OFFICERS,                &dossier_appraise_record,           dossier_appraise,           {"dossier.appraised", "form06.opened"}, "Record the appraisal"},
    {"dossier.draft",              OFFICERS,                &dossier_draft_record,              dossier_draft,              {"dossier.drafted"}, "Draft the submission note and the result"},
    {"dossier.submit",             OFFICERS,                &dossier_note_record,               dossier_submit,             {"dossier.submitted"}, "Submit upward"},
    {"dossier.initial",            ONE(ROLE_DIVISION_HEAD), &dossier_note_record,               dossier_initial,            {"dossier.initialled"}, "Initial and pass to the director"},
    {"dossier.approve",            SIGNERS,                 &dossier_note_record,               dossier_approve,            {"dossier.approved"}, "Approve and sign the submission note"},
    {"dossier.send_back",          OFFICERS,                &dossier_send_back_record,          dossier_send_back,          {"dossier.sent_back", "dossier.number_voided"}, "Send back to an earlier step, with a reason"},
    {"dossier.complete_step",      OFFICERS,                &dossier_complete_step_record,      dossier_complete_step,      {"dossier.step_completed"}, "A council, an opinion, an inspection is done"},
    {"dossier.explain",            APPLICANT_OR_COUNTER,    &dossier_explain_record,            dossier_explain,            {"dossier.explained"}, "The applicant explains or completes as the council concluded"},
    {"dossier.change_variant",     INTAKE,                  &dossier_change_variant_record,     dossier_change_variant,     {"dossier.variant_changed"}, "Take another case of the procedure, before acceptance"},
    {"dossier.request_opinion",    OFFICERS,                &dossier_request_opinion_record,    dossier_request_opinion,    {"dossier.opinion_requested"}, "Ask another agency for its opinion, by a day"},
    {"dossier.give_opinion",       ONE(ROLE_COORDINATING_AGENCY), &dossier_give_opinion_record, dossier_give_opinion,       {"dossier.opinion_given"}, "The agency that was asked answers"},
    {"dossier.recall",             OFFICERS,                &dossier_reason_record,             dossier_recall,             {"dossier.recalled"}, "Take back what was passed on and not yet opened"},
    {"dossier.open",               OFFICERS,                &dossier_open_record,               dossier_open,               {"dossier.opened"}, "The holder has opened it: it can no longer be taken back"},
    {"dossier.reassign",           ONE(ROLE_DIVISION_HEAD), &dossier_reassign_record,           dossier_reassign,           {"dossier.reassigned", "dossier.participant_removed"}, "Give to another specialist of the division"},
    {"dossier.take_over",          ONE(ROLE_SPECIALIST),    &dossier_take_over_record,          dossier_take_over,          {"dossier.taken_over"}, "Take over from the specialist who has it, as a co-handler, with a reason"},
    {"dossier.add_participant",    ARRANGERS,               &dossier_participant_record,        dossier_add_participant,    {"dossier.participant_added"}, "Add a co-handler or a follower"},
    {"dossier.remove_participant", ARRANGERS,               &dossier_remove_participant_record, dossier_remove_participant, {"dossier.participant_removed"}, "Remove a co-handler or a follower"},
    {"dossier.contribute",         CONTRIBUTORS,            &dossier_contribute_record,         dossier_contribute,         {"dossier.contributed"}, "A co-handler's opinion"},
    {"dossier.nudge",              WATCHERS,                &dossier_nudge_record,              dossier_nudge,              {"dossier.nudged"}, "Urge on whoever has the dossier"},
    {"dossier.direct",             DIRECTORS,               &dossier_direct_record,             dossier_direct,             {"dossier.directed"}, "Say what is to be done, and by when to report"},
    {"dossier.report",             REPORTERS,               &dossier_report_record,             dossier_report,             {"dossier.reported"}, "Report on a direction"},
    {"dossier.number",             ONE(ROLE_CLERK),         &dossier_note_record,               dossier_number,             {"dossier.numbered"}, "Give the submission note its number"},
    {"dossier.issue",              ONE(ROLE_CLERK),         &dossier_note_record,               dossier_issue,              {"dossier.issued"}, "Issue the submission note to the provincial committee"},
    {"dossier.decide",             SIGNERS,                 &dossier_decide_record,             dossier_decide,             {"dossier.completed", "result.issued"}, "Issue the result"},
    {"dossier.seal_result",        ONE(ROLE_CLERK),         &dossier_note_record,               dossier_seal_result,        {"result.issued"}, "Number and seal the result that was signed"},
    {"dossier.correct_result",     SIGNERS,                 &dossier_correct_result_record,     dossier_correct_result,     {"result.corrected", "result.issued"}, "Correct how an issued result is written"},
    {"dossier.revoke_result",      SIGNERS,                 &dossier_reason_record,             dossier_revoke_result,      {"result.revoked", "result.issued"}, "Revoke an issued result"},
    {"dossier.reissue_result",     SIGNERS,                 &dossier_reissue_result_record,     dossier_reissue_result,     {"result.reissued", "result.issued"}, "Issue a result anew in place of one that is lost, damaged or revoked"},
    {"dossier.return_result",      INTAKE,                  &dossier_return_record,             dossier_return_result,      {"dossier.returned"}, "Return the result to the applicant"},
    {"dossier.hand_to_post",       INTAKE,                  &dossier_post_record,               dossier_hand_to_post,       {"dossier.handed_to_post"}, "Hand the result to the post"},
    {"dossier.post_delivered",     POSTERS,                 &dossier_delivered_record,          dossier_post_delivered,     {"dossier.returned"}, "The post has delivered the result"},
    {"dossier.post_came_back",     POSTERS,                 &dossier_reason_record,             dossier_post_came_back,     {"dossier.post_came_back"}, "The post brings the result back"},
    {"dossier.archive",            INTAKE,                  &dossier_archive_record,            dossier_archive,            {"dossier.archived"}, "Put the dossier into the archive"},
    {"dossier.rate",               ONE(ROLE_APPLICANT),     &dossier_rate_record,               dossier_rate,               {"dossier.rated"}, "Rate the service by nine indicators, once, after the result was returned"},
    {"dossier.request_payment",    INTAKE,                  &dossier_request_payment_record,    dossier_request_payment,    {"dossier.payment_requested"}, "Ask for a fee by the catalogue's fee rows"},
    {"dossier.confirm_payment",    ONE(ROLE_FEE_CLERK),     &dossier_confirm_payment_record,    dossier_confirm_payment,    {"dossier.payment_confirmed"}, "Take the money; gives the receipt its number"},
    {"dossier.claim_payment",      ONE(ROLE_APPLICANT),     &dossier_claim_payment_record,      dossier_claim_payment,      {"dossier.payment_claimed"}, "Say that the fee is paid, with the number of the transfer"},
    {"dossier.refuse_claim",       ONE(ROLE_FEE_CLERK),     &dossier_reason_record,             dossier_refuse_claim,       {"dossier.payment_claim_refused"}, "The money said to be paid is not there"},
    {"dossier.refund",             ONE(ROLE_FEE_CLERK),     &dossier_reason_record,             dossier_refund,             {"dossier.refunded"}, "Give the money back"},
    {"document.add",               PROVIDERS,               &document_add_record,               document_add,               {"document.added"}, "Attach a file to a component"},
    {"document.remove",            PROVIDERS,               &document_remove_record,            document_remove,            {"document.removed"}, "Take back a file; it stays in the record"},
    {"document.reuse",             INTAKE,                  &document_reuse_record,             document_reuse,             {"document.reused"}, "Take a file of another dossier of the same owner"},
    {"document.mark_digitised",    INTAKE,                  &document_mark_record,              document_mark_digitised,    {"document.digitised_marked"}, "Put right by hand how a file was digitised, with a reason"},
    {"delegation.grant",           STAFF,                   &delegation_grant_record,           delegation_grant,           {"delegation.granted"}, "Let another of the same role stand in during an absence"},
    {"delegation.revoke",          STAFF,                   &delegation_revoke_record,          delegation_revoke,          {"delegation.revoked"}, "End a delegation early"},
    {"account.hand_over_work",     MANAGERS,                &account_hand_over_work_record,     account_hand_over_work,     {"account.work_handed_over", "dossier.reassigned", "dossier.participant_removed"}, "Hand over all open work of one who leaves, at once"},
    {"dossier.draft_supplement",   OFFICERS,                &dossier_supplement_request_record, dossier_draft_supplement, {"dossier.notice_drafted"}, "Draft a request for a supplement while the dossier is handled (form 02)"},
    {"dossier.draft_stop",         OFFICERS,                &dossier_reason_record,             dossier_draft_stop,         {"dossier.notice_drafted"}, "Draft the notice that handling stops (form 05)"},
    {"dossier.draft_apology",      OFFICERS,                &dossier_apology_record,            dossier_draft_apology,      {"dossier.notice_drafted"}, "Draft the apology with a new date (form 04)"},
    {"dossier.sign_notice",        SUPERIORS,               &dossier_note_record,               dossier_sign_notice,        {"dossier.supplement_requested", "dossier.extended", "dossier.stopped", "form02.issued", "form04.issued", "form05.issued"}, "Sign the notice that waits: it takes effect"},
    {"dossier.reject_notice",      SUPERIORS,               &dossier_reason_record,             dossier_reject_notice,      {"dossier.notice_rejected"}, "Reject the notice that waits, with a reason"},
    {"dossier.stop",               ONE(ROLE_DIRECTOR),      &dossier_reason_record,             dossier_stop,               {"dossier.stopped", "form05.issued", "dossier.number_voided"}, "Stop handling: force majeure and the like (form 05)"},
    {"dossier.request_withdrawal", APPLICANT_OR_COUNTER,    &dossier_reason_record,             dossier_request_withdrawal, {"dossier.withdrawal_requested"}, "Ask for the dossier back"},
    {"dossier.confirm_withdrawal", ONE(ROLE_ONE_STOP_OFFICER), &dossier_note_record,            dossier_confirm_withdrawal, {"dossier.withdrawn", "form05.issued", "dossier.number_voided"}, "Confirm the withdrawal (form 05)"},
    {"dossier.refuse_withdrawal",  ONE(ROLE_ONE_STOP_OFFICER), &dossier_reason_record,          dossier_refuse_withdrawal,  {"dossier.withdrawal_refused"}, "Refuse the withdrawal, with a reason"},
    {"dossier.lapse",              ONE(ROLE_SYSTEM_ADMIN),  &dossier_note_record,               dossier_lapse,              {"dossier.lapsed", "form05.issued"}, "Close a dossier whose applicant stayed silent: done by the office's clock, no seat does it"},
    {"calendar.add_day",           ONE(ROLE_SYSTEM_ADMIN),  &calendar_add_record,               calendar_add_day,           {"calendar.day_added"}, "Add a holiday, a day in lieu or a make-up day"},
    {"calendar.remove_day",        ONE(ROLE_SYSTEM_ADMIN),  &calendar_remove_record,            calendar_remove_day,        {"calendar.day_removed"}, "Take an exception out of the calendar"},
    {"procedure.open_draft",       ONE(ROLE_SYSTEM_ADMIN),  &procedure_draft_record,            procedure_open_draft,       {"procedure.draft_opened", "procedure.first_drafted"}, "Begin a procedure's next version as a copy of its newest, or its first from the catalogue"},
    {"procedure.save_draft",       ONE(ROLE_SYSTEM_ADMIN),  &procedure_save_record,             procedure_save_draft,       {"procedure.draft_saved"}, "Save an edit of the draft"},
    {"procedure.undo_draft",       ONE(ROLE_SYSTEM_ADMIN),  &procedure_revision_record,         procedure_undo_draft,       {"procedure.draft_undone"}, "Take the last edit of the draft back"},
    {"procedure.redo_draft",       ONE(ROLE_SYSTEM_ADMIN),  &procedure_revision_record,         procedure_redo_draft,       {"procedure.draft_redone"}, "Do again what was taken back"},
    {"procedure.discard_draft",    ONE(ROLE_SYSTEM_ADMIN),  &procedure_draft_record,            procedure_discard_draft,    {"procedure.draft_discarded"}, "Throw the draft away"},
    {"procedure.publish",          ONE(ROLE_SYSTEM_ADMIN),  &procedure_publish_record,          procedure_publish,          {"procedure.published", "procedure.first_published"}, "Publish the draft as a version, from a day on"},
    {"procedure.take_back",        ONE(ROLE_SYSTEM_ADMIN),  &procedure_take_back_record,        procedure_take_back,        {"procedure.taken_back", "procedure.draft_opened", "procedure.first_taken_back", "procedure.first_drafted"}, "Take back a version whose day has not come"},
    {"account.add",                ADMINS,                  &account_row_record,                account_add_one,            {"account.added"}, "Add an account"},
    {"account.disable",            ADMINS,                  &account_disable_record,            account_disable,            {"account.disabled"}, "Disable an account that holds no open work"},
    {"account.enable",             ADMINS,                  &account_enable_record,             account_enable,             {"account.enabled"}, "Enable a disabled account"},
    {"account.move",               ADMINS,                  &account_move_record,               account_move,               {"account.moved"}, "Change an account's role or organisation"},
    {"account.import",             ADMINS,                  &account_import_record,             account_import,             {"account.imported"}, "Add many accounts, all or none"},
    {"org.add",                    ADMINS,                  &org_add_record,                    org_add_one,                {"org.added"}, "Open a unit or a room below an organisation"},
    {"org.change",                 ADMINS,                  &org_change_record,                 org_change,                 {"org.changed"}, "Rename an organisation, change its address"},
    {"org.close",                  ADMINS,                  &org_close_record,                  org_close,                  {"org.closed"}, "Close an identification code after a day"},
    {"org.reopen",                 ADMINS,                  &org_reopen_record,                 org_reopen,                 {"org.reopened"}, "Take a closing back"},
    {"org.move",                   ADMINS,                  &org_move_record,                   org_move,                   {"org.moved"}, "Move a unit below another: a new code, the accounts with it"},
    {"deadline.recompute",         ADMINS,                  &recompute_record,                  deadline_recompute,         {"deadline.recomputed"}, "Work out anew the limits that do not agree with the calendar"},
    {"calendar.set_hours",         ADMINS,                  &calendar_hours_record,             calendar_set_hours,         {"calendar.hours_set"}, "Set an organisation's office hours"},
    {"register.issue",             ONE(ROLE_ONE_STOP_OFFICER), &register_issue_record,          register_issue,             {"register.issued"}, "Issue the register of dossiers (form 07) of a period, or their control sheets (form 06)"},
    {"view.save",                  STAFF | ONE(ROLE_POSTAL_AGENT), &view_save_record,           view_save,                  {"view.saved"}, "Keep a filter of the list under a name, own or lent to the organisation"},
    {"view.remove",                STAFF | ONE(ROLE_POSTAL_AGENT), &view_remove_record,         view_remove,                {"view.removed"}, "Remove a view of one's own"},
    {"form.print",                 OFFICERS,                &form_print_record,                 form_print,                 {"form.printed"}, "Print an issued form"},
};
/* clang-format on */

const struct act_def *act_at(size_t index)
{
    return index < sizeof acts / sizeof acts[0] ? &acts[index] : NULL;
}

const struct act_def *act_find(const char *name)
{
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        if (strcmp(acts[i].name, name) == 0) {
            return &acts[i];
        }
    }
    return NULL;
}

static const char *request_digest(struct op *op, const struct act_call *call)
{
    struct digest_state d;
    char text[DIGEST_TEXT];
    digest_begin(&d);
    digest_add_text(&d, call->name);
    digest_add_text(&d, call->input == NULL ? "" : json_text(op, call->input));
    struct digest done = digest_end(&d);
    return arena_strdup(op->arena, digest_format(&done, text));
}

/* Has this key been used? `found` tells; the same key for another request is a conflict. */
static bool find_repeat(struct op *op, struct db *db, const struct act_call *call, const char *request,
                        struct act_answer *out, bool *found)
{
    struct stmt *s = db_use(op, db, &sql_audit_find_key);
    if (s == NULL) {
        return false;
    }
    bind_text(s, "idempotency_key", call->idempotency_key);
    *found = stmt_row(s);
    if (*found) {
        *out = (struct act_answer){col_int(s, "number"), col_int(s, "dossier"), true};
        if (strcmp(col_text(s, "request"), request) != 0) {
            (void)fail(op, E_CONFLICT, "idempotency.mismatch", NULL);
        }
    }
    return stmt_done(s);
}

/* A dossier that does not exist is left to the act, which says so. */
static bool check_version(struct op *op, struct db *db, const struct act_call *call)
{
    int64_t id = json_get_int(call->input, "dossier", 0);
    if (call->version < 0 || id == 0) {
        return true;
    }
    struct stmt *s = db_use(op, db, &sql_dossier_version);
    if (s == NULL) {
        return false;
    }
    bind_int(s, "id", id);
    bool stale = stmt_row(s) && col_int(s, "version") != call->version;
    return stmt_done(s) && (!stale || fail(op, E_CONFLICT, "dossier.stale", NULL));
}

static bool run(struct op *op, struct office *office, const struct act_def *def, const struct act_call *call, const void *input,
                struct act_answer *out)
{
    if (!check_version(op, office_db(office), call) || !def->run(op, office, input)) {
        return false;
    }
    if (call->also != NULL && !call->also(op, office, call->self)) {
        return false;
    }
    *out = (struct act_answer){office_act_number(office), office_dossier(office), false};
    return call->try_only || office_commit(op, office); /* what is not committed is rolled back by office_end */
}

bool act_perform(struct op *op, struct office *office, const struct actor *actor, const struct act_call *call,
                 struct act_answer *out)
{
    const struct act_def *def = act_find(call->name);
    if (def == NULL) {
        return fail(op, E_MISSING, "act.unknown", "act", call->name, NULL);
    }
    int role = role_find(actor->role);
    if (role < 0 || (def->roles & ROLE_BIT((unsigned)role)) == 0) {
        return fail(op, E_FORBIDDEN, "act.forbidden", "act", arena_printf(op->arena, "@act.%s", call->name), "role",
                    arena_printf(op->arena, "@role.%s", actor->role), NULL);
    }
    void *input = arena_alloc(op->arena, def->input->size);
    if (!record_from_json(op, def->input, call->input, input)) {
        return false;
    }
    bool keyed = call->idempotency_key != NULL && !call->try_only;
    struct act_head head = {.name = call->name, .actor = actor, .idempotency_key = keyed ? call->idempotency_key : NULL};
    if (keyed) {
        head.request = request_digest(op, call);
    }
    if (!office_begin_act(op, office, &head)) {
        return false;
    }
    bool repeated = false;
    bool ok = !keyed || find_repeat(op, office_db(office), call, head.request, out, &repeated);
    if (ok && !repeated) {
        ok = run(op, office, def, call, input, out);
    }
    office_end(office);
    return ok;
}
