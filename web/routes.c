/* The whole API. One row, one promise: who may call, what it takes, what it answers. Office acts name their act: the office's own
 * table (core/act/act.c) and the lifecycle decide what a seat may do. */
#include "routes.h"

#include "api/handlers.h"
#include "document/document.h"
#include "document/draft_file.h"
#include "document/mark.h"
#include "account/roster.h"
#include "calendar/edit.h"
#include "catalogue/procedure_edit.h"
#include "dossier/effect.h"
#include "dossier/check.h"
#include "dossier/draft.h"
#include "dossier/filing.h"
#include "dossier/handling.h"
#include "account/delegation.h"
#include "dossier/intake.h"
#include "dossier/consultation.h"
#include "dossier/oversight.h"
#include "dossier/council.h"
#include "dossier/passing.h"
#include "dossier/delivery.h"
#include "dossier/rating.h"
#include "dossier/result.h"
#include "dossier/saved_view.h"
#include "dossier/tracking.h"
#include "dossier/sharing.h"
#include "dossier/notice.h"
#include "dossier/transfer.h"
#include "org/edit.h"
#include "payment/claim.h"
#include "payment/payment.h"

#define TRAINEE FOR(ROLE_TRAINEE)
#define TRAINER (FOR(ROLE_TRAINER) | FOR(ROLE_OPERATOR))
#define BOTH (TRAINEE | TRAINER)
#define GUARDED (ROUTE_IF_MATCH | ROUTE_IDEMPOTENT)

#define W "/api/worlds/{world}"
#define D W "/dossiers/{dossier:int}"
#define C "/api/classes/{class:int}"

/* An office act on a dossier. */
#define ACT(path, act_, body_, summary_)                                                                               \
    {.method = "POST", .pattern = D path, .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = act_,        \
     .body = &body_, .handler = post_act, .summary = summary_, .answer = "act_answer", .flags = GUARDED}
/* An office act that is about no dossier. If-Match holds the world's tag: only its generation is asked for. */
#define OFFICE_ACT(path, act_, body_, summary_)                                                                        \
    {.method = "POST", .pattern = W path, .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = act_,        \
     .body = &body_, .handler = post_office_act, .summary = summary_, .answer = "office_act_answer", .flags = GUARDED}
/* An office act on many dossiers, and what it would answer for each. */
#define BULK(verb_, act_, name_, summary_)                                                                             \
    {.method = "POST", .pattern = W "/bulk/" verb_, .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE,           \
     .act = act_, .body = &bulk_##name_##_body, .handler = post_bulk, .summary = summary_, .answer = "bulk_done",      \
     .flags = GUARDED},                                                                                                \
    {.method = "POST", .pattern = W "/bulk/" verb_ "/try", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE,    \
     .act = act_, .body = &bulk_##name_##_try_body, .handler = post_bulk_try,                                          \
     .summary = summary_ ": what would come of it; changes nothing", .answer = "bulk_tried"}
#define GET_(pattern_, scope_, roles_, handler_, answer_, summary_, ...)                                               \
    {.method = "GET", .pattern = pattern_, .scope = scope_, .roles = roles_, .access = READ, .handler = handler_,      \
     .summary = summary_, .answer = answer_, __VA_ARGS__}
#define POST_(pattern_, scope_, roles_, handler_, answer_, summary_, ...)                                              \
    {.method = "POST", .pattern = pattern_, .scope = scope_, .roles = roles_, .access = WRITE, .handler = handler_,    \
     .summary = summary_, .answer = answer_, __VA_ARGS__}

/* clang-format off */
const struct route routes[] = {
    /* ---- the front door ---- */
    GET_("/api/info",         SCOPE_PUBLIC, 0, get_info,    "info",    "What this server is", .flags = 0),
    GET_("/api/openapi.json", SCOPE_PUBLIC, 0, get_openapi, "application/json", "This document", .flags = 0),
    GET_("/api/session",      SCOPE_PUBLIC, 0, get_session, "session", "Who is signed in, and the CSRF token", .flags = 0),
    POST_("/api/join",        SCOPE_PUBLIC, 0, post_join,   "joined",    "Join a class with its code and a name", .body = &join_body, .limit = LIMIT_JOIN),
    POST_("/api/return",      SCOPE_PUBLIC, 0, post_return, "returned",  "Come back with the return code", .body = &return_body, .limit = LIMIT_JOIN),
    POST_("/api/session",     SCOPE_PUBLIC, 0, post_session, "signed_in", "Sign in with user name and password (staff)", .body = &sign_in_body, .limit = LIMIT_SIGN_IN),
    {.method = "DELETE", .pattern = "/api/session", .scope = SCOPE_SIGNED_IN, .roles = FOR_ANYONE, .access = WRITE, .handler = delete_session, .summary = "Sign out"},

    /* ---- a trainee's exercises ---- */
    GET_("/api/my",                          SCOPE_LAB, TRAINEE, get_my,       "my",              "My class and its exercises", .flags = 0),
    POST_("/api/my/attempts",                SCOPE_LAB, TRAINEE, post_attempt, "attempt_started", "Start (or go on with) an exercise in a private world", .body = &attempt_body),
    GET_("/api/attempts/{attempt}",          SCOPE_LAB, BOTH,    get_attempt,  "attempt",         "Briefing, steps, checks and score", .flags = 0),
    POST_("/api/attempts/{attempt}/hints/{step}/{index:int}", SCOPE_LAB, TRAINEE, post_hint, "hint_taken", "Take a hint", .flags = 0),
    POST_("/api/attempts/{attempt}/finish",  SCOPE_LAB, TRAINEE, post_finish,  "debrief",         "End the attempt", .flags = 0),
    {.method = "POST", .pattern = "/api/my/kiosk/leave", .scope = SCOPE_LAB, .roles = TRAINEE, .access = WRITE, .body = &return_body, .handler = post_kiosk_leave, .summary = "May the kiosk be left? Only with the return code of the person who opened it", .limit = LIMIT_KIOSK},
    /* several people in one world: whose attempt it is lets colleagues of the class in by a code */
    POST_("/api/my/accompanied",             SCOPE_LAB, TRAINEE, post_accompany, "attempt_started", "Play along in a colleague's attempt, by its code", .body = &accompany_body, .limit = LIMIT_JOIN),
    GET_("/api/attempts/{attempt}/team",     SCOPE_LAB, BOTH,    get_team,     "team",            "Who plays along, and the code that lets in", .flags = 0),
    POST_("/api/attempts/{attempt}/team",    SCOPE_LAB, TRAINEE, post_team,    "team",            "Make a code that lets colleagues of the class in; the one before ends", .flags = 0),
    {.method = "DELETE", .pattern = "/api/attempts/{attempt}/team", .scope = SCOPE_LAB, .roles = TRAINEE, .access = WRITE, .handler = delete_team, .summary = "Let nobody else in"},
    {.method = "DELETE", .pattern = "/api/attempts/{attempt}/team/{person}", .scope = SCOPE_LAB, .roles = TRAINEE, .access = WRITE, .handler = delete_companion, .summary = "Ask a companion to leave, or leave"},
    GET_("/api/attempts/{attempt}/debrief",  SCOPE_LAB, BOTH,    get_debrief,  "debrief",         "Verdicts with evidence, and the history", .flags = 0),

    /* ---- a world ---- */
    GET_(W,                     SCOPE_WORLD, BOTH,    get_world,  "world",       "The world: generation, clock, seat", .flags = 0),
    {.method = "PUT", .pattern = W "/seat", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .body = &seat_body, .handler = put_seat, .summary = "Take a seat", .answer = "seat_taken"},
    {.method = "DELETE", .pattern = W "/seat", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .handler = delete_seat, .summary = "Leave the seat: nobody sits any more (a kiosk between two people)"},
    GET_(W "/acts",             SCOPE_WORLD, BOTH,    get_acts,   "acts",        "Every act, and the generations", .flags = 0),
    GET_(W "/digest",           SCOPE_WORLD, BOTH,    get_digest, "world_digest", "SHA-256 over every row of every table", .flags = 0),
    POST_(W "/rewind",          SCOPE_WORLD, BOTH,    post_rewind, "world",      "Go back to the state after an act", .body = &rewind_body, .flags = ROUTE_IF_MATCH),
    POST_(W "/reset",           SCOPE_WORLD, BOTH,    post_reset,  "world",      "Begin again", .flags = ROUTE_IF_MATCH),
    POST_(W "/undo-rewind",     SCOPE_WORLD, BOTH,    post_undo_rewind, "world", "Take the last rewind or reset back", .flags = ROUTE_IF_MATCH),
    GET_(W "/clock/preview",    SCOPE_WORLD, BOTH,    get_clock_preview, "clock_preview", "What would happen until then", .query = &preview_query),
    POST_(W "/clock",           SCOPE_WORLD, BOTH,    post_clock, "clock_moved", "Set or move the clock", .body = &clock_body, .flags = ROUTE_IF_MATCH),

    /* ---- dossiers in a world ---- */
    GET_(W "/dossiers",         SCOPE_WORLD, BOTH,    get_dossiers, "dossiers", "The seat's queue, or all", .query = &dossiers_query),
    GET_(D,                     SCOPE_WORLD, BOTH,    get_dossier,  "dossier",  "A dossier and what may be done with it", .flags = 0),
    GET_(D "/history",          SCOPE_WORLD, BOTH,    get_history,  "dossier_history", "What happened to it, in sentences", .flags = 0),
    GET_(D "/control-sheet",    SCOPE_WORLD, BOTH,    get_control_sheet, "dossier_control_sheet", "Its hand-overs (form 06)", .flags = 0),
    GET_(D "/deadline",         SCOPE_WORLD, BOTH,    get_deadline, "dossier_deadline", "Why it is due when it is, line by line", .flags = 0),
    {.method = "POST", .pattern = W "/dossiers", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "dossier.file", .body = &dossier_file_record, .handler = post_file, .summary = "File a dossier: online or at a kiosk by the applicant, at the counter, by post", .answer = "act_answer", .flags = GUARDED | ROUTE_CREATES},
    ACT("/check-components",   "dossier.check_components",   dossier_check_body,              "Record the completeness check, component by component"),
    ACT("/transfer",           "dossier.transfer",           dossier_transfer_body,           "Pass on to the competent agency (non-territorial)"),
    ACT("/accept",             "dossier.accept",             dossier_accept_body,             "Accept: code, term, receipt (form 01)"),
    ACT("/request-supplement", "dossier.request_supplement", dossier_supplement_request_body, "Ask once for what is missing (form 02)"),
    ACT("/supplement",         "dossier.supplement",         dossier_supplement_body,         "Provide what was asked for"),
    ACT("/refuse-intake",      "dossier.refuse_intake",      dossier_reason_body,             "Refuse to receive (form 03)"),
    ACT("/hand-over",          "dossier.hand_over",          dossier_hand_over_body,          "Hand over for handling (opens form 06)"),
    ACT("/assign",             "dossier.assign",             dossier_assign_body,             "Assign to a specialist"),
    ACT("/appraise",           "dossier.appraise",           dossier_appraise_body,           "Record the appraisal"),
    ACT("/draft",              "dossier.draft",              dossier_draft_body,              "Draft the submission note and the result"),
    ACT("/submit",             "dossier.submit",             dossier_note_body,               "Submit upward"),
    ACT("/initial",            "dossier.initial",            dossier_note_body,               "Initial and pass to the director"),
    ACT("/approve",            "dossier.approve",            dossier_note_body,               "Approve the submission note"),
    ACT("/send-back",          "dossier.send_back",          dossier_send_back_body,          "Send back to an earlier step"),
    ACT("/complete-step",      "dossier.complete_step",      dossier_complete_step_body,      "A council, an opinion, an inspection is done"),
    ACT("/explain",            "dossier.explain",            dossier_explain_body,            "Explain or complete as the council concluded"),
    ACT("/change-variant",     "dossier.change_variant",     dossier_change_variant_body,     "Take another case of the procedure"),
    ACT("/request-opinion",    "dossier.request_opinion",    dossier_request_opinion_body,    "Ask another agency for its opinion"),
    ACT("/give-opinion",       "dossier.give_opinion",       dossier_give_opinion_body,       "The agency that was asked answers"),
    ACT("/recall",             "dossier.recall",             dossier_reason_body,             "Take back what was not opened yet"),
    {.method = "POST", .pattern = D "/open", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "dossier.open", .body = &dossier_open_body, .handler = post_open, .summary = "The holder has opened it; again, late or by another nothing changes, and that is no error", .answer = "opened"},
    /* several people on one dossier */
    GET_(D "/presence", SCOPE_WORLD, BOTH, get_presence, "presence", "Who shows it now", .flags = 0),
    {.method = "PUT", .pattern = D "/presence", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .body = &presence_body, .handler = note_presence, .summary = "This window shows it; answers who else does", .answer = "presence"},
    GET_(D "/changes", SCOPE_WORLD, BOTH, get_changes, "dossier_changes", "What others did since an act, fact by fact", .query = &changes_query),
    GET_(D "/act-drafts", SCOPE_WORLD, BOTH, get_act_drafts, "act_drafts", "What the seat began to write in dialogs, and what those wrote who had the dossier before", .flags = 0),
    {.method = "PUT", .pattern = D "/act-drafts/{act}", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .body = &act_draft_body, .handler = put_act_draft, .summary = "Keep what was typed into an act's dialog", .answer = "act_draft_saved"},
    {.method = "DELETE", .pattern = D "/act-drafts/{act}", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .handler = delete_act_draft, .summary = "Throw it away"},
    ACT("/take-over",          "dossier.take_over",          dossier_take_over_body,          "Take over from the specialist who has it"),
    ACT("/reassign",           "dossier.reassign",           dossier_reassign_body,           "Give to another specialist"),
    ACT("/add-participant",    "dossier.add_participant",    dossier_participant_body,        "Add a co-handler or a follower"),
    ACT("/remove-participant", "dossier.remove_participant", dossier_remove_participant_body, "Remove a co-handler or a follower"),
    ACT("/contribute",         "dossier.contribute",         dossier_contribute_body,         "A co-handler's opinion"),
    ACT("/nudge",              "dossier.nudge",              dossier_nudge_body,              "Urge on whoever has the dossier"),
    ACT("/direct",             "dossier.direct",             dossier_direct_body,             "Say what is to be done, and by when to report"),
    ACT("/report",             "dossier.report",             dossier_report_body,             "Report on a direction"),
    ACT("/number",             "dossier.number",             dossier_note_body,               "Number the submission note"),
    ACT("/issue",              "dossier.issue",              dossier_note_body,               "Issue the submission note"),
    ACT("/decide",             "dossier.decide",             dossier_decide_body,             "Issue the result"),
    ACT("/return-result",      "dossier.return_result",      dossier_return_body,             "Return the result"),
    ACT("/seal-result",        "dossier.seal_result",        dossier_note_body,               "Number and seal the result that was signed"),
    ACT("/correct-result",     "dossier.correct_result",     dossier_correct_result_body,     "Correct how an issued result is written"),
    ACT("/revoke-result",      "dossier.revoke_result",      dossier_reason_body,             "Revoke an issued result"),
    ACT("/reissue-result",     "dossier.reissue_result",     dossier_reissue_result_body,     "Issue a result anew"),
    ACT("/hand-to-post",       "dossier.hand_to_post",       dossier_post_body,               "Hand the result to the post"),
    ACT("/post-delivered",     "dossier.post_delivered",     dossier_delivered_body,          "The post has delivered the result"),
    ACT("/post-came-back",     "dossier.post_came_back",     dossier_reason_body,             "The post brings the result back"),
    ACT("/archive",            "dossier.archive",            dossier_archive_body,            "Put the dossier into the archive"),
    GET_(D "/results",          SCOPE_WORLD, BOTH, get_dossier_results, "dossier_results", "Its result and what became of it, how it was delivered, the archive", .flags = 0),
    GET_(D "/results/{result:int}/pdf", SCOPE_WORLD, BOTH, get_result_paper, "application/pdf", "A sealed result as PDF", .flags = 0),
    GET_(W "/results",          SCOPE_WORLD, BOTH, get_result_register, "result_register", "The register of results, page by page", .query = &result_query_record),
    GET_(W "/submission-numbers", SCOPE_WORLD, BOTH, get_submission_numbers, "submission_numbers", "The register of the numbers of submission notes, page by page", .query = &numbers_query),
    GET_(W "/results.csv",      SCOPE_WORLD, BOTH, get_result_register_csv, "text/csv", "The same as CSV", .query = &result_query_record),
    GET_(D "/rating",           SCOPE_WORLD, BOTH, get_rating, "rating", "The nine indicators, and what who filed said of them", .flags = 0),
    ACT("/rate",               "dossier.rate",               dossier_rate_body,               "Rate the service, once, after the result was returned"),
    GET_(D "/documents",        SCOPE_WORLD, BOTH, get_documents, "documents", "Files of a dossier, what may be attached to which component and why not", .flags = 0),
    {.method = "POST", .pattern = D "/documents", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "document.add", .query = &document_query, .handler = post_document, .summary = "Attach a file (the body is the file, at most 10 MB) to a component", .answer = "act_answer", .flags = GUARDED | ROUTE_RAW_BODY},
    GET_(D "/documents/{document:int}/file", SCOPE_WORLD, BOTH, get_document_file, "application/octet-stream", "The file itself", .query = &document_file_query),
    GET_(D "/components/{component}/specimen", SCOPE_WORLD, BOTH, get_specimen, "application/pdf", "A drawn stand-in for a paper that was filed without a file", .flags = 0),
    ACT("/remove-document",    "document.remove",            document_remove_body,            "Take back a file; it stays in the record"),
    ACT("/reuse-document",     "document.reuse",             document_reuse_body,             "Take a file of another dossier of the same owner"),
    ACT("/mark-digitised",     "document.mark_digitised",    document_mark_body,              "Put right how a file was digitised"),
    {.method = "POST", .pattern = W "/uploads", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "document.add", .query = &upload_query, .handler = post_upload, .summary = "Send a file in before its dossier is filed", .answer = "upload", .flags = ROUTE_IDEMPOTENT | ROUTE_RAW_BODY},
    ACT("/draft-supplement",   "dossier.draft_supplement",   dossier_supplement_request_body, "Draft a request for a supplement while handled (form 02)"),
    ACT("/draft-apology",      "dossier.draft_apology",      dossier_apology_body,            "Draft the apology with a new date (form 04)"),
    ACT("/draft-stop",         "dossier.draft_stop",         dossier_reason_body,             "Draft the notice that handling stops (form 05)"),
    ACT("/sign-notice",        "dossier.sign_notice",        dossier_note_body,               "Sign the notice that waits: it takes effect"),
    ACT("/reject-notice",      "dossier.reject_notice",      dossier_reason_body,             "Reject the notice that waits"),
    ACT("/stop",               "dossier.stop",               dossier_reason_body,             "Stop handling (form 05)"),
    ACT("/request-withdrawal", "dossier.request_withdrawal", dossier_reason_body,             "Ask for the dossier back"),
    ACT("/confirm-withdrawal", "dossier.confirm_withdrawal", dossier_note_body,               "Confirm the withdrawal (form 05)"),
    ACT("/refuse-withdrawal",  "dossier.refuse_withdrawal",  dossier_reason_body,             "Refuse the withdrawal"),
    GET_(D "/payments",        SCOPE_WORLD, BOTH, get_payments, "payments", "Fees in force for a dossier, what was asked for and what was paid", .flags = 0),
    GET_(D "/receipts/{request:int}/pdf", SCOPE_WORLD, BOTH, get_receipt, "application/pdf", "The receipt of a payment", .flags = 0),
    ACT("/request-payment",    "dossier.request_payment",    dossier_request_payment_body,    "Ask for a fee"),
    ACT("/claim-payment",      "dossier.claim_payment",      dossier_claim_payment_body,      "Say that the fee is paid, with the number of the transfer"),
    ACT("/refuse-claim",       "dossier.refuse_claim",       dossier_reason_body,             "The money said to be paid is not there"),
    ACT("/confirm-payment",    "dossier.confirm_payment",    dossier_confirm_payment_body,    "Take the money"),
    ACT("/refund",             "dossier.refund",             dossier_reason_body,             "Give the money back"),
    {.method = "POST", .pattern = W "/delegations", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "delegation.grant", .body = &delegation_grant_record, .handler = post_sharing, .summary = "Let another of the same role stand in during an absence", .answer = "shared", .flags = ROUTE_IDEMPOTENT},
    {.method = "POST", .pattern = W "/delegations/{delegation:int}/revoke", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "delegation.revoke", .body = &delegation_revoke_body, .handler = post_revoke, .summary = "End a delegation early", .answer = "shared", .flags = ROUTE_IDEMPOTENT},
    {.method = "POST", .pattern = W "/hand-over-work", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "account.hand_over_work", .body = &account_hand_over_work_record, .handler = post_sharing, .summary = "Hand over all open work of one who leaves", .answer = "shared", .flags = ROUTE_IDEMPOTENT},
    GET_(W "/colleagues", SCOPE_WORLD, BOTH, get_colleagues, "colleagues", "Officers, and who stands in for whom", .flags = 0),
    GET_(W "/colleagues/{account}/work", SCOPE_WORLD, BOTH, get_work, "work", "Open work of an officer: what handing over would move", .flags = 0),
    {.method = "POST", .pattern = W "/forms/{form:int}/print", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "form.print", .handler = post_print, .summary = "Print an issued form: the first print fixes its bytes", .answer = "form_printed", .flags = ROUTE_IDEMPOTENT},
    GET_(W "/forms/{form:int}/pdf", SCOPE_WORLD, BOTH, get_pdf, "application/pdf", "An issued form as PDF", .flags = 0),

    GET_(W "/desk", SCOPE_WORLD, BOTH, get_desk, "desk", "The seat's work queues with their counts, its saved views, and what it may do to many dossiers at once", .flags = 0),
    OFFICE_ACT("/views/save",   "view.save",   view_save_record,   "Keep a filter of the list under a name, own or lent to the organisation"),
    OFFICE_ACT("/views/remove", "view.remove", view_remove_record, "Remove a view of one's own"),
    /* ---- many dossiers at once: each its own act ---- */
    BULK("accept",        "dossier.accept",        accept,    "Accept many dossiers"),
    BULK("hand-over",     "dossier.hand_over",     hand_over, "Hand many dossiers over"),
    BULK("assign",        "dossier.assign",        assign,    "Assign many dossiers to one specialist"),
    BULK("return-result", "dossier.return_result", return,    "Return many results"),
    BULK("recall",        "dossier.recall",        recall,    "Take back many that were not opened yet"),
    BULK("nudge",         "dossier.nudge",         nudge,     "Nudge about many dossiers"),
    BULK("print",         "form.print",            print,     "Print the chosen forms of many dossiers"),
    GET_(W "/bulk/papers.pdf", SCOPE_WORLD, BOTH, get_bulk_papers, "application/pdf", "Issued forms one after the other in one PDF", .query = &bulk_papers_query),
    GET_("/api/batches", SCOPE_LAB, TRAINEE, get_batch, "batch", "How far a batch of mine has come; 0 of 0 where none is known", .query = &batch_query),

    GET_(D "/declarations",     SCOPE_WORLD, BOTH,    get_declarations, "dossier_declarations", "What was filled into its e-forms", .flags = 0),
    /* ---- e-forms ---- */
    GET_(W "/eforms",           SCOPE_WORLD, BOTH,    get_eforms,   "eform_list", "The procedures that have e-forms", .flags = 0),
    GET_(W "/eforms/procedure", SCOPE_WORLD, BOTH,    get_procedure_eforms, "procedure_eforms", "A procedure's e-forms, with what is offered to the seat", .query = &eform_procedure_query),
    POST_(W "/eforms/check",    SCOPE_WORLD, BOTH,    post_eform_check, "eform_check_answer", "Judge a declaration without filing it", .body = &eform_check_body),
    /* ---- filing ---- */
    GET_(W "/filing",           SCOPE_WORLD, BOTH, get_filing,           "filing",           "What can be filed, where, and by whom", .query = &filing_query),
    GET_(W "/filing/procedure", SCOPE_WORLD, BOTH, get_filing_procedure, "filing_procedure", "What a procedure asks for", .query = &filing_procedure_query),
    GET_(W "/drafts",           SCOPE_WORLD, BOTH, get_drafts,           "drafts",           "The seat's drafts", .flags = 0),
    {.method = "POST", .pattern = W "/drafts", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "draft.save", .body = &draft_save_record, .handler = post_draft, .summary = "Keep what was begun to be filed", .answer = "draft_saved", .flags = GUARDED},
    {.method = "POST", .pattern = W "/drafts/discard", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "draft.discard", .body = &draft_record, .handler = post_draft_discard, .summary = "Throw a draft away", .answer = "draft_discarded", .flags = GUARDED},

    {.method = "POST", .pattern = W "/drafts/{draft:int}/documents", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "draft.attach", .query = &document_query, .handler = post_draft_document, .summary = "Attach a file (the body is the file, at most 10 MB) to a component of what is being filed", .answer = "draft_saved", .flags = GUARDED | ROUTE_RAW_BODY},
    GET_(W "/drafts/{draft:int}/documents/{document:int}/file", SCOPE_WORLD, BOTH, get_draft_file, "application/octet-stream", "A file of the seat's draft", .flags = 0),
    {.method = "POST", .pattern = W "/drafts/detach", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "draft.detach", .body = &draft_detach_record, .handler = post_draft_detach, .summary = "Take a file away from a draft", .answer = "draft_saved", .flags = GUARDED},
    {.method = "POST", .pattern = W "/drafts/reuse", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .act = "draft.reuse", .body = &draft_reuse_record, .handler = post_draft_reuse, .summary = "Take one's own file of an earlier dossier", .answer = "draft_saved", .flags = GUARDED},
    /* ---- for whoever waits ---- */
    GET_(D "/track",            SCOPE_WORLD, BOTH, get_track,   "track",     "How a dossier stands, in plain words, and what happened to it", .flags = 0),
    GET_(W "/look-up",          SCOPE_WORLD, BOTH, get_look_up, "looked_up", "How the dossier of a code stands, without personal data: for kiosks and counters", .query = &look_up_query, .limit = LIMIT_LOOK_UP),
    GET_(W "/papers",           SCOPE_WORLD, BOTH, get_papers,  "papers",    "Papers the applicant's seat received, and its own files", .flags = 0),

    /* ---- the catalogue, for every seat ---- */
    GET_(W "/catalogue",           SCOPE_WORLD, BOTH, get_catalogue,      "catalogue",      "The sector's procedures, sifted", .query = &catalogue_query),
    GET_(W "/catalogue/procedure", SCOPE_WORLD, BOTH, get_catalogue_page, "catalogue_page", "All that is known of a procedure", .query = &catalogue_page_query),
    GET_(W "/catalogue/bpmn",      SCOPE_WORLD, BOTH, get_bpmn,           "application/xml", "A step table as BPMN 2.0", .query = &bpmn_query),

    /* ---- the procedures desk ---- */
    GET_(W "/procedures",            SCOPE_WORLD, BOTH, get_procedures,           "procedures",           "What this office opens, its versions in force and to come, and drafts", .flags = 0),
    GET_(W "/procedures/editor",     SCOPE_WORLD, BOTH, get_procedure_editor,     "procedure_editor",     "A procedure's draft: the document, what is wrong in it, what it changes", .query = &procedure_query),
    GET_(W "/procedures/versions",   SCOPE_WORLD, BOTH, get_procedure_versions,   "procedure_versions",   "All versions, and how many dossiers each has", .query = &procedure_query),
    GET_(W "/procedures/tables",     SCOPE_WORLD, BOTH, get_procedure_tables,     "procedure_tables",     "The step tables of the version in force", .query = &procedure_query),
    GET_(W "/procedures/difference", SCOPE_WORLD, BOTH, get_procedure_difference, "procedure_difference", "What differs between two versions, in plain sentences", .query = &procedure_difference_query),
    GET_(W "/procedures/bpmn",       SCOPE_WORLD, BOTH, get_procedure_bpmn,       "application/xml",      "A step table of the draft as BPMN 2.0", .query = &procedure_bpmn_query),
    POST_(W "/procedures/try-form",  SCOPE_WORLD, TRAINEE, post_procedure_try,    "eform_check_answer",   "Judge a declaration by an e-form of the draft; changes nothing", .body = &procedure_try_body),
    OFFICE_ACT("/procedures/open-draft",    "procedure.open_draft",    procedure_draft_record,    "Begin a procedure's next version"),
    OFFICE_ACT("/procedures/save-draft",    "procedure.save_draft",    procedure_save_record,     "Save an edit of the draft"),
    OFFICE_ACT("/procedures/undo-draft",    "procedure.undo_draft",    procedure_revision_record, "Take the last edit back"),
    OFFICE_ACT("/procedures/redo-draft",    "procedure.redo_draft",    procedure_revision_record, "Do again what was taken back"),
    OFFICE_ACT("/procedures/discard-draft", "procedure.discard_draft", procedure_draft_record,    "Throw the draft away"),
    OFFICE_ACT("/procedures/publish",       "procedure.publish",       procedure_publish_record,  "Publish the draft from a day on"),
    OFFICE_ACT("/procedures/take-back",     "procedure.take_back",     procedure_take_back_record, "Take back a version whose day has not come"),

    /* ---- the accounts desk ---- */
    GET_(W "/accounts",       SCOPE_WORLD, BOTH,    get_accounts,      "accounts",      "Accounts of the office, and which of them this seat keeps", .flags = 0),
    {.method = "POST", .pattern = W "/accounts/try", .scope = SCOPE_WORLD, .roles = TRAINEE, .access = WRITE, .query = &account_try_query, .handler = post_try_accounts, .summary = "What a table (the body: .xlsx or CSV) would add, every error by row and column; changes nothing", .answer = "account_table", .flags = ROUTE_BYTES, .body_max = ROSTER_FILE_MAX},
    GET_(W "/accounts/template.xlsx", SCOPE_WORLD, TRAINEE, get_account_template, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "An empty table to fill in, with lists of roles and units", .query = &account_template_query),
    GET_(W "/rights",         SCOPE_WORLD, BOTH,    get_rights,        "rights",        "Which role may do what, from the table of acts", .flags = 0),
    GET_(W "/setup-check",    SCOPE_WORLD, BOTH,    get_setup_check,   "setup_check",   "What looks wrong in accounts and organisations", .flags = 0),
    GET_(W "/seats",          SCOPE_WORLD, BOTH,    get_seats,         "seats",         "Accounts that can be sat in: the cast, and in an open office every active account", .flags = 0),
    OFFICE_ACT("/accounts/add",     "account.add",     account_row_record,     "Add an account"),
    OFFICE_ACT("/accounts/disable", "account.disable", account_disable_record, "Disable an account that holds no open work"),
    OFFICE_ACT("/accounts/enable",  "account.enable",  account_enable_record,  "Enable a disabled account"),
    OFFICE_ACT("/accounts/move",    "account.move",    account_move_record,    "Change an account's role or organisation"),
    OFFICE_ACT("/accounts/import",  "account.import",  account_import_record,  "Add many accounts, all or none"),

    /* ---- the organisations desk ---- */
    GET_(W "/orgs",            SCOPE_WORLD, BOTH,    get_orgs,       "orgs",       "Organisations with their codes, what hangs on each, and what this seat may change", .flags = 0),
    POST_(W "/orgs/try-close", SCOPE_WORLD, TRAINEE, post_try_close, "org_effect", "What closing a code would bear on; changes nothing", .body = &org_close_record),
    POST_(W "/orgs/try-move",  SCOPE_WORLD, TRAINEE, post_try_move,  "org_effect", "What moving a unit would bear on; changes nothing", .body = &org_move_record),
    OFFICE_ACT("/orgs/add",    "org.add",    org_add_record,    "Open a unit or a room below an organisation"),
    OFFICE_ACT("/orgs/change", "org.change", org_change_record, "Rename an organisation, change its address"),
    OFFICE_ACT("/orgs/close",  "org.close",  org_close_record,  "Close an identification code after a day"),
    OFFICE_ACT("/orgs/reopen", "org.reopen", org_reopen_record, "Take a closing back"),
    OFFICE_ACT("/orgs/move",   "org.move",   org_move_record,   "Move a unit below another: a new code, the accounts with it"),

    /* ---- the calendar desk ---- */
    GET_(W "/calendar",             SCOPE_WORLD, BOTH,    get_calendar,    "calendar",        "A year's exceptions, office hours, and what this seat may change", .query = &calendar_query),
    GET_(W "/calendar/recompute",   SCOPE_WORLD, BOTH,    get_recompute,   "calendar_effect", "Open dossiers whose due time is not that of the calendar as it stands", .flags = 0),
    POST_(W "/calendar/try-add",    SCOPE_WORLD, TRAINEE, post_try_add,    "calendar_effect", "What adding the day would do to open dossiers; changes nothing", .body = &calendar_add_record),
    POST_(W "/calendar/try-remove", SCOPE_WORLD, TRAINEE, post_try_remove, "calendar_effect", "What taking the day out would do; changes nothing", .body = &calendar_remove_record),
    POST_(W "/calendar/try-hours",  SCOPE_WORLD, TRAINEE, post_try_hours,  "calendar_effect", "What other office hours would do; changes nothing", .body = &calendar_hours_record),
    OFFICE_ACT("/calendar/add-day",    "calendar.add_day",    calendar_add_record,    "Add a holiday, a day in lieu or a make-up day"),
    OFFICE_ACT("/calendar/remove-day", "calendar.remove_day", calendar_remove_record, "Take an exception out of the calendar"),
    OFFICE_ACT("/calendar/recompute",  "deadline.recompute", recompute_record,      "Work out anew the limits that do not agree with the calendar"),
    OFFICE_ACT("/calendar/set-hours",  "calendar.set_hours",  calendar_hours_record,  "Set an organisation's office hours"),
    /* ---- registers ---- */
    GET_(W "/registers",           SCOPE_WORLD, BOTH, get_registers,      "registers",       "Registers of a period that were issued: dossiers (form 07), control sheets (form 06)", .flags = 0),
    GET_(W "/registers/{register:int}/pdf", SCOPE_WORLD, BOTH, get_register_pdf, "application/pdf", "A register as PDF, always the same", .flags = 0),
    OFFICE_ACT("/registers",           "register.issue",      register_issue_record,  "Issue the register of dossiers (form 07) of a period, or their control sheets (form 06)"),
    /* ---- reports, for the seats that watch over the work ---- */
    GET_(W "/reports/period",     SCOPE_WORLD, BOTH, get_period_report,     "period_report", "Form II.06a: dossiers received, settled and open in a period, by field", .query = &period_query),
    GET_(W "/reports/satisfaction", SCOPE_WORLD, BOTH, get_satisfaction,    "satisfaction_report", "Satisfaction in a period: how often each indicator was given each score", .query = &period_query),
    GET_(W "/reports/period.csv", SCOPE_WORLD, BOTH, get_period_report_csv, "text/csv",      "The same as CSV", .query = &period_query),

    /* ---- a trainer's classes ---- */
    GET_("/api/exercises",        SCOPE_LAB, TRAINER, get_exercises,  "exercises", "Exercises that can be assigned", .flags = 0),
    GET_("/api/classes",          SCOPE_LAB, TRAINER, get_classes,    "classes",   "My classes", .flags = 0),
    POST_("/api/classes",         SCOPE_LAB, TRAINER, post_class,     "class",     "Open a class", .body = &class_body),
    GET_(C,                       SCOPE_LAB, TRAINER, get_class,      "class",     "A class and its people", .flags = 0),
    GET_(C "/qr.svg",             SCOPE_LAB, TRAINER, get_qr,         "image/svg+xml", "QR code of the join address", .flags = 0),
    GET_(C "/board",              SCOPE_LAB, TRAINER, get_board,      "board",     "Every trainee and every step, live", .query = &board_query),
    POST_(C "/announcements",     SCOPE_LAB, TRAINER, post_announcement, "announced", "Say something to the class", .body = &announcement_body),
    POST_(C "/reset",             SCOPE_LAB, TRAINER, post_class_reset,  "done_for_each", "Reset the worlds of some or all", .body = &class_reset_body),
    POST_(C "/rewind",            SCOPE_LAB, TRAINER, post_class_rewind, "done_for_each", "Rewind the worlds of some or all", .body = &class_rewind_body),
    POST_(C "/clock",             SCOPE_LAB, TRAINER, post_class_clock,  "done_for_each", "Move the clocks of some or all", .body = &class_clock_body),
    POST_(C "/close",             SCOPE_LAB, TRAINER, post_close,        "class",     "Close the class", .flags = 0),
    POST_(C "/persons/{person}/release", SCOPE_LAB, TRAINER, post_release, "released", "A new return code for a person", .flags = 0),
    POST_(C "/attempts/{attempt}/waive", SCOPE_LAB, TRAINER, post_waive, "waived",   "Let a check go, with a reason", .body = &waive_body),
    GET_(C "/results.csv",        SCOPE_LAB, TRAINER, get_results_csv,  "text/csv", "Results as CSV", .flags = 0),
    GET_(C "/results.xlsx",       SCOPE_LAB, TRAINER, get_results_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Results as a workbook", .flags = 0),
};
/* clang-format on */
const size_t route_count = sizeof routes / sizeof routes[0];
