"""Every state of a dossier × every act × every seat over HTTP, against tests/expected/lifecycle.tsv."""
from client import APOLOGY, ASK, STOP, SUPPLEMENT, WITHDRAW, Trainee, walk
from stage import BODIES
from testing import Cases, refused, same, table, test

ROWS = table("lifecycle")
SEATS = ["mc", "tp", "cv", "cv2", "ld", "vt", "ub"]


def seats(text):
    return set(text.split()) - {"-"}


TASK = {row["act"]: seats(row["seats"]) for row in ROWS if row["kind"] == "task"}
MAY = {(row["state"], row["act"]): seats(row["seats"]) for row in ROWS if row["kind"] == "may"}
ORDER = {(row["state"], row["act"]): seats(row["seats"]) for row in ROWS if row["kind"] == "order"}
STATES = sorted({row["state"] for row in ROWS if row["kind"] == "may"})
BY_VERB = {"accepted": "accept", "handed-over": "hand-over", "assigned": "assign", "appraised": "appraise", "drafted": "draft",
           "submitted": "submit", "initialled": "initial", "approved": "approve", "numbered": "number", "issued": "issue",
           "completed": "decide", "returned": "return-result"}
IN_STATE = {"filed": "filed", "filed-incomplete": "filed", "awaiting-supplement": "awaiting_supplement", "supplemented": "filed",
            "accepted": "accepted", "completed": "completed", "returned": "returned", "intake-refused": "intake_refused",
            "awaiting-in-handling": "awaiting_supplement", "stopped": "stopped", "withdrawn": "withdrawn",
            "withdrawal-requested": "withdrawal_requested", "posted": "completed", "revoked": "returned", "archived": "returned"}
NOTICES = {"supplement-drafted": ("draft-supplement", SUPPLEMENT), "apology-drafted": ("draft-apology", APOLOGY),
           "stop-drafted": ("draft-stop", STOP), "awaiting-in-handling": ("draft-supplement", SUPPLEMENT),
           "extended": ("draft-apology", APOLOGY), "stopped": ("draft-stop", STOP)}


def reach_notice(trainee, state):
    walk(trainee, until="assign")
    trainee.sit("cv").did(*NOTICES[state])
    if not state.endswith("-drafted"):
        trainee.sit("tp" if state == "awaiting-in-handling" else "ld").did("sign-notice")
    return trainee.full


def reach_withdrawal(trainee, state):
    """The dossier of a seat for people: the machine never asks for its own back."""
    trainee.sit("nn").did("request-withdrawal", WITHDRAW, trainee.own)
    if state == "withdrawn":
        trainee.sit("mc").did("confirm-withdrawal", {}, trainee.own)
    return trainee.own


def reach_after_decision(trainee, state):
    walk(trainee, until="decide" if state == "posted" else "return-result")
    seat, verb = {"posted": ("mc", "hand-to-post"), "revoked": ("ub", "revoke-result"), "archived": ("mc", "archive")}[state]
    trainee.sit(seat).did(verb, BODIES[verb])
    return trainee.full


def reach(trainee, state):
    """Brings a dossier into the state; answers its number."""
    if state == "filed-incomplete":
        return trainee.less
    if state in ("posted", "revoked", "archived"):
        return reach_after_decision(trainee, state)
    if state in NOTICES:
        return reach_notice(trainee, state)
    if state.startswith("withdraw"):
        return reach_withdrawal(trainee, state)
    if state in ("awaiting-supplement", "supplemented"):
        trainee.sit("mc").did("request-supplement", ASK, trainee.less)
        if state == "supplemented":
            trainee.moved("clock", {"next": True})  # the business answers
        return trainee.less
    if state == "intake-refused":
        trainee.sit("mc").did("refuse-intake", BODIES["refuse-intake"])
    elif state.startswith("sent-back"):
        walk(trainee, until="submit" if state.endswith("b3") else "initial")
        trainee.sit("tp" if state.endswith("b3") else "ld").did("send-back", BODIES["send-back"])
    elif state != "filed":
        walk(trainee, until=BY_VERB[state])
    return trainee.full


def wanted(state, act, seat):
    """200, 403 or 409, from the table alone."""
    if seat not in TASK[act]:
        return 403
    if seat in MAY.get((state, act), set()):
        return 200
    if seat in ORDER.get((state, act), set()):
        return 409
    return 403 if (state, act) in MAY or (state, act) in ORDER else 409


def body_of(state, act):
    if act == "accept" and state == "filed-incomplete":
        return {"confirm_missing": True}
    if act == "reissue-result" and state == "revoked":
        return BODIES[act] | {"cause": "wrong"}
    return BODIES[act]


@test
def every_state_allows_each_seat_exactly_what_the_table_says(server):
    cases = Cases()
    for state in STATES:
        trainee = Trainee(server).join(name="Người Thử").begin().freeze()
        number = reach(trainee, state)
        same(trainee.dossier(number)["state"], IN_STATE.get(state, "in_handling"), state)
        act_then, digest = trainee.look()["act"], trainee.digest()
        for act in TASK:
            for seat in SEATS:
                trainee.sit(seat)
                answer = trainee.act(act, body_of(state, act), number)
                want = 200 if act == "open" else wanted(state, act, seat)
                cases.check(answer.status == want, f"{state}: {act} by {seat}", f"want {want}, got {answer!r}")
                if act == "open":  # late is no mistake: what the table says is who really opens it
                    cases.check(answer.json["opened"] == (wanted(state, act, seat) == 200), f"{state}: open by {seat}", repr(answer))
                if answer.status == 200 and (act != "open" or answer.json["opened"]):
                    trainee.moved("rewind", {"act": act_then})
                else:
                    cases.check(trainee.look()["act"] == act_then, f"{state}: {act} by {seat}", "a refused act was committed")
        cases.check(trainee.digest() == digest, state, "refused acts and rewinds left something behind")
    cases.end(len(STATES) * len(TASK) * len(SEATS))


@test
def what_the_screen_offers_as_free_is_what_the_server_allows(server):
    cases = Cases()
    for state in STATES:
        trainee = Trainee(server).join(name="Người Xem").begin().freeze()
        number = reach(trainee, state)
        for seat in SEATS:
            trainee.sit(seat)
            shown = trainee.dossier(number)["actions"]
            free = {a["act"].removeprefix("dossier.").replace("_", "-") for a in shown if a["blocked"] is None}
            want = {act for act in TASK if wanted(state, act, seat) == 200} - {"open"}  # the screen opens by itself
            cases.check(free == want, f"{state} seen by {seat}", f"offered {sorted(free)}, allowed {sorted(want)}")
            for action in shown:
                cases.check(action["blocked"] is None or len(action["blocked"]) > 20, f"{state} by {seat}", f"no reason: {action}")
    cases.end(len(STATES) * len(SEATS))


@test
def nobody_sits_where_the_machine_plays_and_nobody_acts_without_a_seat(server):
    trainee = Trainee(server).join().begin(seat=None)
    refused(trainee.act("accept"), 409, "seat.none")
    refused(trainee.send("PUT", trainee.at + "/seat", {"seat": "dn"}), 403, "seat.not_for_people")
    refused(trainee.send("PUT", trainee.at + "/seat", {"seat": "khong-co"}), 403, "seat.cast_only")
    trainee.begin("ho-so-dau-tien", None)
    refused(trainee.send("PUT", trainee.at + "/seat", {"seat": "ub"}), 403, "seat.not_for_people")


@test
def the_term_starts_at_acceptance_and_stands_still_nowhere_on_the_main_line(server):
    trainee = Trainee(server).join().begin().freeze()
    filed = trainee.dossier()
    same((filed["due_at"], filed["code"]), (None, None), "before acceptance")
    due = trainee.did("accept")["dossier"]["due_at"]
    assert due.startswith("2026-12-07"), due  # 15 days from 20/11 is Saturday 05/12: the next working day (domain.md 2.5)
    for done in walk(trainee, after="accept"):
        same(done["dossier"]["due_at"], due)
    same(trainee.dossier()["original_due_at"], due)


@test
def each_paper_is_issued_by_its_act(server):
    """Forms 01 and 06 on the main line, 02 with the request, 03 with the refusal (TT 03/2025/TT-VPCP)."""
    trainee = Trainee(server).join().begin().freeze()
    forms = lambda number: [f["form"] for f in trainee.dossier(number)["forms"]]  # noqa: E731
    trainee.did("accept")
    same(forms(trainee.full), ["01"])
    trainee.did("hand-over")
    same(forms(trainee.full), ["01", "06"])
    trainee.did("request-supplement", ASK, trainee.less)
    same(forms(trainee.less), ["02"])
    trainee.moved("reset")
    trainee.did("refuse-intake", BODIES["refuse-intake"])
    same(forms(trainee.full), ["03"])


@test
def a_supplement_while_handled_restarts_the_term_and_both_due_dates_are_shown(server):
    trainee = Trainee(server).join().begin().freeze()
    walk(trainee, until="assign", number=trainee.own)
    before = trainee.sit("cv").dossier(trainee.own)
    trainee.did("draft-supplement", SUPPLEMENT, trainee.own)
    done = trainee.sit("tp").did("sign-notice", {}, trainee.own)["dossier"]
    same([f["form"] for f in done["forms"]], ["01", "06", "02"])
    same(done["interruption"]["kind"], "supplement")
    assert done["interruption"]["closes_at"].startswith("2026-12-14"), done["interruption"]  # fifteen working days from 20/11
    same((done["timing"], done["step_due_at"]), ("none", None), "nothing runs")
    trainee.moved("clock", {"jump": "2026-12-01T10:00:00+07:00"})
    refused(trainee.sit("nn").act("supplement", {"components": ["giay-de-nghi"]}, trainee.own), 400, "dossier.supplement_incomplete")
    done = trainee.did("supplement", {"components": SUPPLEMENT["components"]}, trainee.own)["dossier"]
    same((done["state"], done["interruption"]), ("in_handling", None))
    same(done["original_due_at"], before["due_at"])
    assert done["due_at"].startswith("2026-12-16T10:00"), done["due_at"]  # fifteen days from zero
    refused(trainee.sit("cv").act("draft-supplement", SUPPLEMENT, trainee.own), 409, "dossier.supplement_limit")


@test
def silence_closes_the_dossier_at_its_own_moment(server):
    trainee = Trainee(server).join().begin().freeze()
    trainee.sit("mc").did("request-supplement", ASK, trainee.own)
    shown = trainee.must("GET", trainee.at + "/clock/preview?to=next")["items"][0]
    assert shown["at"].startswith("2026-12-14") and "đóng" in shown["what"], shown
    moved = trainee.moved("clock", {"jump": "2026-12-31T10:00:00+07:00"})
    assert any(item["at"].startswith("2026-12-14") for item in moved["done"]), moved["done"]
    ended = trainee.dossier(trainee.own)
    same((ended["state"], ended["ended_at"], [f["form"] for f in ended["forms"]]), ("stopped", shown["at"], ["02", "05"]))


@test
def a_withdrawal_is_the_applicants_to_ask_for_and_the_counters_to_decide(server):
    trainee = Trainee(server).join().begin().freeze()
    refused(trainee.sit("mc").act("request-withdrawal", WITHDRAW, trainee.own), 403, "dossier.not_your_dossier")
    same(trainee.sit("nn").get(f"{trainee.at}/dossiers/{trainee.full}").key, "dossier.unknown")
    asked = trainee.did("request-withdrawal", WITHDRAW, trainee.own)["dossier"]
    assert WITHDRAW["reason"] in asked["interruption"]["text"], asked["interruption"]
    listed = trainee.sit("mc").must("GET", trainee.at + "/dossiers")["dossiers"]
    assert any(d["id"] == trainee.own and d["mine"] for d in listed), "not in the counter's queue"
    same(trainee.did("refuse-withdrawal", {"reason": "Người đề nghị không phải chủ hồ sơ"}, trainee.own)["dossier"]["state"], "filed")


@test
def what_was_handed_in_at_the_counter_is_asked_back_there(server):
    trainee = Trainee(server).join().begin().freeze()
    asked = trainee.sit("mc").did("request-withdrawal", WITHDRAW)["dossier"]
    same((asked["state"], asked["statuses"]["portal"]["code"]), ("withdrawal_requested", "7"))
    done = trainee.did("confirm-withdrawal", {})["dossier"]
    same((done["state"], [f["form"] for f in done["forms"]]), ("withdrawn", ["05"]))


@test
def who_has_it_in_hand_sends_it_back_as_far_as_the_counter(server):
    """Not for this division, not for this officer, a form that the clerk's office does not pass, a draft that the committee does not sign."""
    back = {"reason": "Không thuộc lĩnh vực của phòng"}
    trainee = Trainee(server).join().begin().freeze()
    walk(trainee, until="hand-over")
    same(trainee.sit("tp").did("send-back", back)["dossier"]["state"], "accepted")
    trainee.sit("mc").did("hand-over", {})
    trainee.sit("tp").did("assign", {"account": "cv"})
    sent = trainee.sit("cv").did("send-back", back)["dossier"]
    same(sent["step"]["no"], 2)
    trainee.sit("tp").did("assign", {"account": "cv2"})
    trainee.sit("cv2").did("appraise", BODIES["appraise"])
    refused(trainee.sit("cv").act("appraise", BODIES["appraise"]), 403, "dossier.not_yours")
    other = Trainee(server).join(name="Người Khác").begin().freeze()
    number = lambda: next(a["blocked"] for a in other.dossier()["actions"] if a["act"] == "dossier.number")  # noqa: E731
    walk(other, until="number")
    first = number()
    other.did("issue")
    other.sit("ub").did("send-back", {**back, "to_step": 3})
    walk(other, after="assign", until="number")
    assert any(c.isdigit() for c in first) and number() != first, "what is submitted anew has a number of its own"


@test
def who_signs_reads_what_was_worked_out_and_who_has_it_again_reads_why(server):
    trainee = Trainee(server).join().begin().freeze()
    same(trainee.dossier(trainee.own)["work"], None)
    walk(trainee, until="submit", number=trainee.own)
    work = trainee.sit("tp").dossier(trainee.own)["work"]
    same((work["eligible"], work["opinion"], work["kind"], work["summary"], work["number"], work["sent_back"]),
         (True, BODIES["appraise"]["opinion"], "grant", BODIES["draft"]["summary"], None, None))
    back = trainee.did("send-back", {"reason": "Thiếu căn cứ pháp lý"}, trainee.own)["dossier"]["work"]["sent_back"]
    same(back["reason"], "Thiếu căn cứ pháp lý")
    same(trainee.sit("cv").dossier(trainee.own)["work"]["sent_back"], back)
    same(trainee.did("submit", None, trainee.own)["dossier"]["work"]["sent_back"], None, "it has gone on")
    same(trainee.sit("nn").dossier(trainee.own)["work"], None, "not the applicant's")
    at = f"{trainee.at}/dossiers/{trainee.own}"
    told = trainee.must("GET", at + "/history")["history"]
    assert {"dossier.accepted", "dossier.handed_over"} <= {one["event"] for one in told}, told
    assert not [one for one in told if "Thiếu căn cứ" in one["text"] or one["event"] in ("dossier.appraised", "dossier.drafted")], told
    assert any(one["event"] == "dossier.sent_back" for one in trainee.sit("cv").must("GET", at + "/history")["history"])


@test
def what_was_received_after_15_goes_the_next_working_day_and_later_is_told(server):
    trainee = Trainee(server).join().begin().freeze()
    told = lambda: next(one["text"] for one in trainee.must("GET", f"{trainee.at}/dossiers/{trainee.full}/history")["history"]  # noqa: E731
                        if one["event"] == "dossier.handed_over")
    accepted = trainee.did("accept")["dossier"]
    assert accepted["hand_over_due_at"].startswith("2026-11-20T17:00") and not accepted["hand_over_slow"], accepted
    act = trainee.look()["act"]
    same(trainee.did("hand-over")["dossier"]["hand_over_due_at"], None)
    assert "15 giờ" not in told() and "chậm" not in told(), told()
    trainee.moved("rewind", {"act": act})
    trainee.moved("clock", {"jump": "2026-11-23T08:10:00+07:00"})
    assert trainee.dossier()["hand_over_slow"]
    trainee.did("hand-over")
    assert "Chuyển chậm" in told() and "20/11/2026 17:00" in told(), told()
    trainee.moved("reset")
    trainee.moved("clock", {"jump": "2026-11-20T15:30:00+07:00"})
    assert trainee.did("accept")["dossier"]["hand_over_due_at"].startswith("2026-11-23T08:00")
    trainee.moved("clock", {"jump": "2026-11-23T08:10:00+07:00"})
    assert not trainee.dossier()["hand_over_slow"]
    trainee.did("hand-over")
    assert "sau 15 giờ" in told() and "chậm" not in told(), told()


@test
def a_draft_follows_the_appraisal(server):
    trainee = Trainee(server).join().begin().freeze()
    walk(trainee, until="appraise")
    refused(trainee.act("draft", {"kind": "refuse", "summary": "Công văn từ chối"}), 400, "dossier.draft_contradicts")
    trainee.did("appraise", {"eligible": False, "opinion": "Chưa đủ điều kiện"})
    refused(trainee.act("draft", BODIES["draft"]), 400, "dossier.draft_contradicts")
    trainee.did("draft", {"kind": "refuse", "summary": "Công văn từ chối"})
    trainee.did("appraise", BODIES["appraise"])
    refused(trainee.act("submit"), 409, "dossier.no_draft")


@test
def an_incomplete_dossier_is_accepted_only_by_saying_so(server):
    trainee = Trainee(server).join().begin().freeze()
    problem = refused(trainee.act("accept", {}, trainee.less), 409, "dossier.components_missing")
    same(problem["field"], "confirm_missing")
    assert "Phương án sản xuất" in problem["detail"], problem
    refused(trainee.act("accept", {"confirm_missing": False}, trainee.less), 409, "dossier.components_missing")
    done = trainee.did("accept", {"confirm_missing": True}, trainee.less)
    same([m["id"] for m in done["mistakes"]], ["nhan-khi-thieu"])


@test
def only_a_case_officer_is_assigned(server):
    trainee = Trainee(server).join().begin().freeze()
    walk(trainee, until="hand-over")
    trainee.sit("tp")
    for account, status, key in (("mc", 400, "dossier.assign_role"), ("tp", 400, "dossier.assign_role"),
                                 ("khong-co", 404, "account.unknown"), ("he-thong", 404, "account.unknown")):
        refused(trainee.act("assign", {"account": account}), status, key, account)
    same(trainee.did("assign", {"account": "cv2"})["dossier"]["steps"][2]["account_name"],
         trainee.sit("cv2").look()["seat"]["name"])


@test
def what_is_not_needed_at_once_is_asked_for_by_itself(server):
    """History, control sheet and deadline are addresses of their own: they follow every act and carry the dossier's version."""
    trainee = Trainee(server).join().begin().freeze()
    at = f"{trainee.at}/dossiers/{trainee.full}"
    done = trainee.did("accept", {"note": "Đủ thành phần"})
    same({"history", "control_sheet", "deadline"} & (done["dossier"].keys() | trainee.dossier().keys()), set(), "not in the dossier")
    same(done["dossier"]["act"], done["act"])
    history = trainee.get(at + "/history")
    same([line["event"] for line in history["history"]], ["dossier.filed", "dossier.accepted", "form01.issued"])
    same(history["history"][-1]["act"], done["act"])
    same(history.headers["ETag"], f'"{done["version"]}"')
    same(trainee.get(at + "/deadline")["lines"][-1]["at"], done["dossier"]["due_at"])
    same(len(trainee.get(at + "/deadline")["steps_lines"]), 8)
    same(trainee.get(at + "/control-sheet")["control_sheet"], [])
    trainee.did("hand-over")
    same(trainee.get(at + "/history")["history"][-1]["event"], "form06.opened")
    same([[line[one] for one in ("giao", "from_unit", "nhan", "to_unit")] for line in trainee.get(at + "/control-sheet")["control_sheet"]],
         [["Công chức Bộ phận Một cửa", "Trung tâm Phục vụ hành chính công tỉnh Lạng Sơn",
           "Lãnh đạo phòng", "Phòng Quản lý công nghệ và Tiêu chuẩn đo lường"]])
    for section in ("history", "control-sheet", "deadline"):
        refused(trainee.get(f"{trainee.at}/dossiers/99/{section}"), 404, "dossier.unknown", section)
