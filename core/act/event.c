/* Every dossier event also carries "code" once the dossier has one. `timing` is how the step that ended stood against its due
 * time (early | on_time | overdue; none where the step does not count). */
#include "act/event.h"

#include <string.h>

#define MOVE "step", "to_step", "timing", "note", "behalf"

static const struct event_def events[] = {
    {"dossier.filed", {"procedure", "owner", "channel", "components", "acceptance_due_at", "alias", "agency", "intake_org", "submitter", "delivery", "sets"}},
    {"draft.saved", {"draft", "procedure"}},
    {"draft.discarded", {"draft"}},
    {"draft.file_added", {"draft", "component", "file_name", "size", "sha256"}},
    {"draft.file_removed", {"draft", "component", "file_name", "size", "sha256"}},
    {"dossier.components_checked", {"enough", "missing", "wrong"}},
    {"dossier.transferred", {"from", "org", "org_name", "acceptance_due_at", "note"}},
    {"dossier.accepted", {"code", "missing", "missing_components", "due_at", "step", "timing", "note"}},
    {"dossier.supplement_requested", {"components", "reason", "times", "limit_at", "kind", "note"}},
    {"dossier.supplemented", {"code", "components", "acceptance_due_at", "due_at"}},
    {"dossier.intake_refused", {"reason"}},
    {"dossier.handed_over", {"code", MOVE, "to_role", "division", "after_15h", "hand_over_due_at"}},
    {"dossier.assigned", {"code", MOVE, "account"}},
    {"dossier.appraised", {"code", "eligible", "opinion", "behalf"}},
    {"dossier.drafted", {"code", "kind", "summary", "behalf"}},
    {"dossier.submitted", {"code", MOVE, "kind"}},
    {"dossier.initialled", {"code", MOVE}},
    {"dossier.approved", {"code", MOVE}},
    {"dossier.sent_back", {"code", MOVE, "reason", "to_role"}},
    {"dossier.step_completed", {"code", MOVE, "step_kind"}},
    {"dossier.explained", {"code", MOVE, "text", "due_at"}},
    {"dossier.variant_changed", {"code", "variant", "reason", "behalf"}},
    {"dossier.opinion_requested", {"code", "org", "number", "question", "answer_at", "behalf"}},
    {"dossier.opinion_given", {"code", "org", "number", "agrees", "answer", "answered", "behalf"}},
    {"dossier.recalled", {"code", MOVE, "reason", "to_role"}},
    {"dossier.opened", {"code", "at_step", "behalf"}},
    {"dossier.reassigned", {"code", "account", "from_account", "reason", "behalf"}},
    {"dossier.taken_over", {"code", "account", "from_account", "reason", "behalf"}},
    {"dossier.participant_added", {"code", "account", "participation", "note", "behalf"}},
    {"dossier.participant_removed", {"code", "account", "participation", "note", "behalf"}},
    {"dossier.contributed", {"code", "opinion", "behalf"}},
    {"dossier.nudged", {"code", "to_role", "account", "note", "behalf"}},
    {"dossier.directed", {"code", "to_role", "account", "text", "report_at", "behalf"}},
    {"dossier.reported", {"code", "direction", "account", "report", "reported", "behalf"}},
    {"dossier.numbered", {"code", "number", "behalf"}},
    {"dossier.number_voided", {"code", "number", "reason", "behalf"}},
    {"dossier.issued", {"code", MOVE, "number"}},
    {"dossier.completed", {"code", MOVE, "outcome"}},
    {"dossier.returned", {"code", "by", "timing", "note", "step", "receiver", "identity", "behalf"}},
    {"result.issued", {"code", "result", "number", "paper", "issued", "org"}},
    {"result.corrected", {"code", "result", "replaces", "content", "reason"}},
    {"result.revoked", {"code", "result", "replaces", "reason"}},
    {"result.reissued", {"code", "result", "replaces", "content", "reason"}},
    {"dossier.handed_to_post", {"code", "tracking_number", "note", "behalf"}},
    {"dossier.post_came_back", {"code", "reason"}},
    {"dossier.archived", {"code", "retention", "note"}},
    {"dossier.rated", {"code", "total", "most", "scored", "comment"}},
    {"delegation.granted", {"delegation", "account", "to_account", "from_at", "to_at", "reason"}},
    {"delegation.revoked", {"delegation", "account", "to_account", "from_at", "to_at", "reason"}},
    {"account.work_handed_over", {"from_account", "to_account", "dossiers", "reason"}},
    {"dossier.notice_drafted", {"code", "kind", "reason", "components", "new_due_at", "to_role"}},
    {"dossier.notice_rejected", {"code", "kind", "reason"}},
    {"dossier.extended", {"code", "kind", "reason", "due_before_at", "due_at", "note"}},
    {"dossier.stopped", {"code", MOVE, "kind", "reason"}},
    {"dossier.withdrawal_requested", {"code", "reason"}},
    {"dossier.withdrawn", {"code", MOVE}},
    {"dossier.withdrawal_refused", {"code", "reason"}},
    {"dossier.lapsed", {"code", "step", "timing", "owed", "limit_at"}},
    {"form01.issued", {"number", "code", "form"}},
    {"form02.issued", {"number", "code", "form"}},
    {"form03.issued", {"number", "code", "form"}},
    {"form04.issued", {"number", "code", "form"}},
    {"form05.issued", {"number", "code", "form"}},
    {"form06.opened", {"number", "code", "form"}},
    {"dossier.payment_requested", {"code", "stage", "amount", "amount_text", "note"}},
    {"dossier.payment_confirmed", {"code", "receipt", "method", "items", "note", "acceptance_due_at", "due_at"}},
    {"dossier.payment_claimed", {"code", "reference"}},
    {"dossier.payment_claim_refused", {"code", "reason"}},
    {"dossier.refunded", {"code", "reason"}},
    {"document.added", {"code", "document", "component", "file_name", "size", "sha256", "digitised"}},
    {"document.removed", {"code", "document", "component", "file_name", "size", "sha256", "digitised", "reason"}},
    {"document.reused", {"code", "document", "component", "file_name", "size", "sha256", "digitised"}},
    {"document.digitised_marked", {"code", "document", "component", "file_name", "digitised", "mark_before", "mark", "source", "reason"}},
    {"form.printed", {"form", "id", "number"}},
    {"register.issued", {"register", "form", "number", "first_day", "last_day", "entries"}},
    {"calendar.day_added", {"day", "kind", "name", "source"}},
    {"calendar.day_removed", {"day", "kind", "name", "reason"}},
    {"procedure.draft_opened", {"procedure"}},
    {"procedure.draft_saved", {"procedure", "revision", "section"}},
    {"procedure.draft_undone", {"procedure", "revision", "section"}},
    {"procedure.draft_redone", {"procedure", "revision", "section"}},
    {"procedure.draft_discarded", {"procedure"}},
    {"procedure.published", {"procedure", "number", "day", "changes", "open"}},
    {"procedure.taken_back", {"procedure", "number", "day", "previous", "reason"}},
    {"procedure.first_drafted", {"procedure"}},
    {"procedure.first_published", {"procedure", "number", "day"}},
    {"procedure.first_taken_back", {"procedure", "number", "day", "reason"}},
    {"account.added", {"account", "to_role", "org"}},
    {"account.disabled", {"account", "reason"}},
    {"account.enabled", {"account", "reason"}},
    {"account.moved", {"account", "to_role", "org", "reason"}},
    {"account.imported", {"count", "accounts"}},
    {"org.added", {"org", "org_name", "open_on"}},
    {"org.changed", {"org", "name_before", "org_name", "reason"}},
    {"org.closed", {"org", "close_on", "successor", "accounts", "open_dossiers", "reason"}},
    {"org.reopened", {"org", "reason"}},
    {"org.moved", {"org", "to_org", "accounts", "reason"}},
    {"deadline.recomputed", {"code", "kind", "before_at", "after_at", "reason"}},
    {"calendar.hours_set", {"org", "hours"}},
    {"view.saved", {"view", "name"}},
    {"view.removed", {"view", "name"}},
    {"bot.passed", {"seat", "dossier", "why"}},
    {"clock.moved", {"from", "to", "mode", "rate"}},
};

const struct event_def *event_def_at(size_t index)
{
    return index < sizeof events / sizeof events[0] ? &events[index] : NULL;
}

const struct event_def *event_def_find(const char *name)
{
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        if (strcmp(events[i].name, name) == 0) {
            return &events[i];
        }
    }
    return NULL;
}
