/* handlers: every handler of the route table, by resource. Each calls the layer below and writes the members of its answer. */
#ifndef API_HANDLERS_H
#define API_HANDLERS_H

#include "http/router.h"

/* api_session.c */
bool get_info(struct op *op, struct request *r);
bool get_session(struct op *op, struct request *r);
bool post_join(struct op *op, struct request *r);
bool post_return(struct op *op, struct request *r);
bool post_kiosk_leave(struct op *op, struct request *r);
bool post_session(struct op *op, struct request *r);
bool delete_session(struct op *op, struct request *r);
bool get_openapi(struct op *op, struct request *r);
extern const struct record join_body, return_body, sign_in_body;

/* api_attempt.c */
bool get_my(struct op *op, struct request *r);
bool post_attempt(struct op *op, struct request *r);
bool get_attempt(struct op *op, struct request *r);
bool post_hint(struct op *op, struct request *r);
bool post_finish(struct op *op, struct request *r);
bool get_debrief(struct op *op, struct request *r);
extern const struct record attempt_body;

/* api_world.c */
bool get_world(struct op *op, struct request *r);
bool put_seat(struct op *op, struct request *r);
bool delete_seat(struct op *op, struct request *r);
bool get_acts(struct op *op, struct request *r);
bool post_rewind(struct op *op, struct request *r);
bool post_reset(struct op *op, struct request *r);
bool post_undo_rewind(struct op *op, struct request *r);
bool get_clock_preview(struct op *op, struct request *r);
bool post_clock(struct op *op, struct request *r);
bool get_digest(struct op *op, struct request *r);
extern const struct record seat_body, rewind_body, clock_body, preview_query;

/* api_sharing.c */
bool post_sharing(struct op *op, struct request *r);
bool post_revoke(struct op *op, struct request *r);
bool get_colleagues(struct op *op, struct request *r);
bool get_work(struct op *op, struct request *r);

/* api_team.c */
bool post_accompany(struct op *op, struct request *r);
bool get_team(struct op *op, struct request *r);
bool post_team(struct op *op, struct request *r);
bool delete_team(struct op *op, struct request *r);
bool delete_companion(struct op *op, struct request *r);
extern const struct record accompany_body;

/* api_together.c */
bool get_presence(struct op *op, struct request *r);
bool note_presence(struct op *op, struct request *r);
bool get_changes(struct op *op, struct request *r);
bool get_act_drafts(struct op *op, struct request *r);
bool put_act_draft(struct op *op, struct request *r);
bool delete_act_draft(struct op *op, struct request *r);
extern const struct record presence_body, changes_query, act_draft_body;

/* api_dossier.c */
bool get_dossiers(struct op *op, struct request *r);
bool get_dossier(struct op *op, struct request *r);
bool get_history(struct op *op, struct request *r);
bool get_control_sheet(struct op *op, struct request *r);
bool get_deadline(struct op *op, struct request *r);
bool get_declarations(struct op *op, struct request *r);
bool post_file(struct op *op, struct request *r);
bool post_act(struct op *op, struct request *r);
bool post_open(struct op *op, struct request *r);
bool post_print(struct op *op, struct request *r);
bool get_pdf(struct op *op, struct request *r);
extern const struct record dossiers_query;

/* api_desk.c */
bool get_desk(struct op *op, struct request *r);
/* api_bulk.c */
bool post_bulk(struct op *op, struct request *r);
bool post_bulk_try(struct op *op, struct request *r);
bool get_bulk_papers(struct op *op, struct request *r);
bool get_batch(struct op *op, struct request *r);
extern const struct record bulk_accept_body, bulk_hand_over_body, bulk_assign_body, bulk_return_body, bulk_recall_body, bulk_nudge_body, bulk_print_body;
extern const struct record bulk_accept_try_body, bulk_hand_over_try_body, bulk_assign_try_body, bulk_return_try_body, bulk_recall_try_body, bulk_nudge_try_body,
    bulk_print_try_body;
extern const struct record bulk_papers_query, batch_query;

/* api_document.c */
bool get_documents(struct op *op, struct request *r);
bool post_document(struct op *op, struct request *r);
bool post_upload(struct op *op, struct request *r);
bool get_document_file(struct op *op, struct request *r);
bool get_specimen(struct op *op, struct request *r);
extern const struct record document_query, upload_query, document_file_query;

/* api_filing.c */
bool get_filing(struct op *op, struct request *r);
bool get_filing_procedure(struct op *op, struct request *r);
bool get_drafts(struct op *op, struct request *r);
bool post_draft(struct op *op, struct request *r);
bool post_draft_discard(struct op *op, struct request *r);
bool post_draft_document(struct op *op, struct request *r);
bool post_draft_detach(struct op *op, struct request *r);
bool post_draft_reuse(struct op *op, struct request *r);
bool get_draft_file(struct op *op, struct request *r);
extern const struct record filing_query, filing_procedure_query;
/* api_citizen.c */
bool get_track(struct op *op, struct request *r);
bool get_look_up(struct op *op, struct request *r);
bool get_papers(struct op *op, struct request *r);
extern const struct record look_up_query;

/* api_payment.c */
bool get_payments(struct op *op, struct request *r);
bool get_receipt(struct op *op, struct request *r);

/* api_class.c */
bool get_classes(struct op *op, struct request *r);
bool post_class(struct op *op, struct request *r);
bool get_class(struct op *op, struct request *r);
bool get_qr(struct op *op, struct request *r);
bool get_board(struct op *op, struct request *r);
bool post_announcement(struct op *op, struct request *r);
bool post_close(struct op *op, struct request *r);
bool post_release(struct op *op, struct request *r);
bool get_results_csv(struct op *op, struct request *r);
bool get_results_xlsx(struct op *op, struct request *r);
bool get_exercises(struct op *op, struct request *r);
extern const struct record class_body, announcement_body, board_query;

/* api_intervene.c */
bool post_class_reset(struct op *op, struct request *r);
bool post_class_rewind(struct op *op, struct request *r);
bool post_class_clock(struct op *op, struct request *r);
bool post_waive(struct op *op, struct request *r);
extern const struct record class_reset_body, class_rewind_body, class_clock_body, waive_body;

/* api_eform.c */
bool get_eforms(struct op *op, struct request *r);
bool get_procedure_eforms(struct op *op, struct request *r);
bool post_eform_check(struct op *op, struct request *r);
extern const struct record eform_procedure_query, eform_check_body;

/* api_catalogue.c */
bool get_catalogue(struct op *op, struct request *r);
bool get_catalogue_page(struct op *op, struct request *r);
bool get_bpmn(struct op *op, struct request *r);
extern const struct record catalogue_query, catalogue_page_query, bpmn_query;

/* api_procedure.c */
bool get_procedures(struct op *op, struct request *r);
bool get_procedure_editor(struct op *op, struct request *r);
bool get_procedure_versions(struct op *op, struct request *r);
bool get_procedure_tables(struct op *op, struct request *r);
bool get_procedure_difference(struct op *op, struct request *r);
bool post_procedure_try(struct op *op, struct request *r);
bool get_procedure_bpmn(struct op *op, struct request *r);
extern const struct record procedure_query, procedure_difference_query, procedure_try_body, procedure_bpmn_query;

/* api_calendar.c */
bool get_calendar(struct op *op, struct request *r);
bool get_recompute(struct op *op, struct request *r);
bool post_try_add(struct op *op, struct request *r);
bool post_try_remove(struct op *op, struct request *r);
bool post_try_hours(struct op *op, struct request *r);
extern const struct record calendar_query;

/* api_office_act.c */
bool post_office_act(struct op *op, struct request *r);
/* api_report.c */
bool get_period_report(struct op *op, struct request *r);
bool get_period_report_csv(struct op *op, struct request *r);
extern const struct record period_query;

/* api_register.c */
bool get_registers(struct op *op, struct request *r);
bool get_register_pdf(struct op *op, struct request *r);
/* api_result.c */
bool get_dossier_results(struct op *op, struct request *r); /* in api_dossier.c, with its sections */
bool get_result_paper(struct op *op, struct request *r);
bool get_result_register(struct op *op, struct request *r);
bool get_result_register_csv(struct op *op, struct request *r);
extern const struct record result_query_record;
/* api_number.c */
bool get_submission_numbers(struct op *op, struct request *r);
extern const struct record numbers_query;
/* api_rating.c */
bool get_rating(struct op *op, struct request *r);
bool get_satisfaction(struct op *op, struct request *r);

/* api_account.c */
bool get_accounts(struct op *op, struct request *r);
bool post_try_accounts(struct op *op, struct request *r);
bool get_account_template(struct op *op, struct request *r);
extern const struct record account_try_query, account_template_query;

/* api_org.c */
bool get_orgs(struct op *op, struct request *r);
bool post_try_close(struct op *op, struct request *r);
bool post_try_move(struct op *op, struct request *r);

/* api_rights.c */
bool get_rights(struct op *op, struct request *r);
bool get_setup_check(struct op *op, struct request *r);

/* api_seat.c */
bool get_seats(struct op *op, struct request *r);

#endif
