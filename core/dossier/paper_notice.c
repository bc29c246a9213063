/* The papers of the exceptions: supplement (02), apology (04), stop (05). Words that stand on a paper are Vietnamese whatever the
 * reader's language: a form is an official text. */
#include "account/account.h"
#include "dossier/paper_inside.h"

#include <string.h>

#define HEAD_TITLE "Thủ trưởng cơ quan, đơn vị"
#define COUNTER_TITLE "Bộ phận Tiếp nhận và Trả kết quả"
#define CLOCK_SIGNER "Hệ thống tự động thông báo"

/* Who the applicant is to turn to: the case officer once there is one. */
static const char *contact(struct op *op, const struct work *w)
{
    struct account handler;
    if (w->d.handler != NULL && account_get(op, w->db, w->d.handler, &handler)) {
        return handler.name;
    }
    return w->actor->name;
}

bool paper_issue_supplement(struct op *op, struct work *w, const struct text_list *components, const char *reason, int64_t *issue)
{
    struct paper p;
    if (!paper_begin(op, &p, w, "02")) {
        return false;
    }
    json_put_text(&p.out, "dossier_code", w->d.code);
    paper_put_owner(&p);
    paper_put_parts(&p, "items", components);
    json_put_text(&p.out, "reason", reason);
    json_put_text(&p.out, "contact_name", contact(op, w));
    json_put_text(&p.out, "contact_phone", paper_dotted(p.unit.phone != NULL ? p.unit.phone : p.agency.phone));
    json_put_text(&p.out, "officer_name", w->actor->name);
    if (op_failed(op) || !paper_write(op, &p, "02", "form02.issued", false)) {
        return false;
    }
    if (issue != NULL) {
        *issue = p.issue;
    }
    return true;
}

bool paper_issue_apology(struct op *op, struct work *w, const char *reason, struct instant due_before, int64_t *issue)
{
    struct paper p;
    const struct json *owner = w->d.owner;
    if (!paper_begin(op, &p, w, "04")) {
        return false;
    }
    json_put_text(&p.out, "dossier_code", w->d.code);
    json_put_text(&p.out, "recipient", json_get_text(owner, "name", "……"));
    json_put_text(&p.out, "handling_agency", p.agency.name_vi);
    json_put_text(&p.out, "procedure_name", p.version.name_vi);
    json_put_text(&p.out, "owner_name", json_get_text(owner, "name", "……"));
    json_put_text(&p.out, "owner_id", json_get_text(owner, "id_no", NULL));
    json_put_instant(&p.out, "received_at", w->d.accepted_at);
    json_put_instant(&p.out, "due_at", due_before);
    json_put_text(&p.out, "reason", reason);
    json_put_instant(&p.out, "new_due_at", w->d.due_at);
    json_put_text(&p.out, "signer_title", HEAD_TITLE);
    json_put_text(&p.out, "signer_name", w->actor->name);
    *issue = 0;
    if (!paper_write(op, &p, "04", "form04.issued", false)) {
        return false;
    }
    *issue = p.issue;
    return true;
}

/* ---- stop ---- */

static const struct stop_words {
    const char *basis, *reason, *title, *signer; /* NULL: said by the caller, or who acts */
} stop_words[] = {
    [PAPER_STOP_OFFICE] = {"Điều 21 Nghị định số 118/2025/NĐ-CP", NULL, HEAD_TITLE, NULL},
    [PAPER_STOP_WITHDRAWN] = {"Điều 21 Nghị định số 118/2025/NĐ-CP; Điều 7 Thông tư số 03/2025/TT-VPCP (tổ chức, cá nhân đề nghị rút hồ sơ)",
                              NULL, COUNTER_TITLE, NULL},
    [PAPER_STOP_SILENCE] = {"Điều 21 Nghị định số 118/2025/NĐ-CP",
                            "Quá thời hạn đã thông báo mà tổ chức, cá nhân chưa bổ sung, hoàn thiện hồ sơ theo yêu cầu.",
                            COUNTER_TITLE, CLOCK_SIGNER},
    [PAPER_STOP_STEP] = {"Điều 21 Nghị định số 118/2025/NĐ-CP", NULL, COUNTER_TITLE, CLOCK_SIGNER},
};

/* What was handed in on paper goes back; what was filed online stays with who filed it. */
static bool put_returned(struct op *op, struct paper *p)
{
    struct dossier_component *have = NULL;
    size_t count = 0;
    const char *channel = p->w->d.channel;
    if (strcmp(channel, "online") == 0 || strcmp(channel, "kiosk") == 0) {
        return true;
    }
    if (!dossier_components(op, p->w->db, p->w->d.id, &have, &count)) {
        return false;
    }
    struct text_list provided = {.items = arena_array(op->arena, count + 1, sizeof(char *))};
    for (size_t k = 0; k < p->part_count; k++) {
        for (size_t i = 0; i < count; i++) {
            if (!instant_is_none(have[i].provided_at) && strcmp(have[i].code, p->parts[k].code) == 0) {
                provided.items[provided.count++] = have[i].code;
            }
        }
    }
    if (provided.count > 0) {
        paper_put_parts(p, "returned_papers", &provided);
    }
    return true;
}

bool paper_issue_stop(struct op *op, struct work *w, enum paper_stop cause, const char *reason)
{
    struct paper p;
    const struct stop_words *words = &stop_words[cause];
    if (!paper_begin(op, &p, w, "05")) {
        return false;
    }
    json_put_text(&p.out, "dossier_code", w->d.code);
    paper_put_owner(&p);
    json_put_text(&p.out, "owner_id", json_get_text(w->d.owner, "id_no", NULL));
    json_put_instant(&p.out, "received_at", instant_is_none(w->d.accepted_at) ? w->d.submitted_at : w->d.accepted_at);
    json_put_instant(&p.out, "due_at", w->d.due_at);
    json_put_text(&p.out, "basis", words->basis);
    json_put_text(&p.out, "reason", reason == NULL ? words->reason : reason);
    json_put_instant(&p.out, "stopped_at", op->now);
    if (strcmp(w->d.financial, "paid") == 0) {
        json_put_text(&p.out, "fee_note", "phí, lệ phí đã nộp được xem xét hoàn trả theo quy định");
    }
    json_put_text(&p.out, "signer_title", words->title);
    json_put_text(&p.out, "signer_name", words->signer == NULL ? w->actor->name : words->signer);
    return put_returned(op, &p) && paper_write(op, &p, "05", "form05.issued", false);
}
