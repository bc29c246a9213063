"""The calendar desk over HTTP: tried first, then written; what was promised stays until it is recomputed."""
from client import Trainee, new_key
from testing import Cases, refused, same, test

HOLIDAY = {"day": "2026-12-07", "kind": "holiday", "name_vi": "Ngày nghỉ đột xuất", "source": "QĐ 1/QĐ-TTg"}


def begin(server, seat="qtht"):
    person = Trainee(server).join().begin().freeze()
    person.sit("mc")
    person.did("accept")
    return person.sit(seat)


def act(person, verb, body, **headers):
    return person.post(f"{person.at}/calendar/{verb}", body, {"If-Match": person.tag(), "Idempotency-Key": new_key(), **headers})


def moves(said):
    return {one["id"]: (one["kind"], one["from"][:16], one["to"][:16]) for one in said["dossiers"]}


@test
def a_day_is_tried_without_changing_anything_and_does_what_the_trial_said(server):
    person = begin(server)
    before, due = person.digest(), person.dossier()["due_at"]
    same(due[:16], "2026-12-07T08:00", "15 days from the 20th end on a Saturday")
    tried = person.must("POST", person.at + "/calendar/try-add", HOLIDAY)
    same(moves(tried), {person.full: ("term", "2026-12-07T08:00", "2026-12-08T08:00")}, "the trial")
    same(person.digest(), before, "a trial changes nothing")
    done = act(person, "add-day", HOLIDAY)
    same(done.status, 200, repr(done))
    same(moves(person.must("GET", person.at + "/calendar/recompute")), moves(tried), "what is now to be recomputed")
    same(person.dossier()["due_at"], due, "a promised date stays")
    listed = {one["day"]: one for one in person.must("GET", person.at + "/calendar?year=2026")["days"]}
    same((listed["2026-12-07"]["name"], listed["2026-12-07"]["certainty"]), ("Ngày nghỉ đột xuất", "authored"), "in the calendar")
    last = person.must("GET", person.at + "/acts")["acts"][-1]
    same((last["name"], last["who"] != ""), ("calendar.add_day", True), "in the record")
    assert "07/12/2026" in last["text"] and "QĐ 1/QĐ-TTg" in last["text"], last


@test
def dossiers_accepted_after_the_change_are_due_by_it(server):
    person = Trainee(server).join().begin().freeze().sit("qtht")
    same(act(person, "add-day", HOLIDAY).status, 200)
    person.sit("mc")
    person.did("accept")
    same(person.dossier()["due_at"][:16], "2026-12-08T08:00", "the new calendar")
    person.moved("rewind", {"act": person.look()["act"] - 2})
    same(person.must("GET", person.at + "/calendar/recompute")["dossiers"], [], "a rewind takes the day back")
    person.did("accept")
    same(person.dossier()["due_at"][:16], "2026-12-07T08:00", "the calendar before")


@test
def a_unit_keeps_its_own_hours_and_nobody_else_the_calendar(server):
    person, cases = begin(server, "qtdv"), Cases()
    hours = {"org": "H37.T01", "sessions": ["07:30-11:30", "13:30-17:00"]}
    said = person.must("GET", person.at + "/calendar")
    same(said["may_edit"], False, "days are the system administrator's")
    same({one["org"] for one in said["hours"] if one["may_set"]} >= {"H37.T01", "H37.T01.T11"}, True, "own organisation and rooms")
    same(act(person, "set-hours", hours).status, 200)
    same(next(one["sessions"] for one in person.must("GET", person.at + "/calendar")["hours"] if one["org"] == "H37.T01"), hours["sessions"])
    refused(act(person, "set-hours", hours | {"org": "H37"}), 403, "calendar.not_your_org")
    refused(person.post(person.at + "/calendar/try-hours", hours | {"org": "H37"}), 403, "calendar.not_your_org")
    for seat in ("mc", "tp", "cv", "ld", "vt", "ub", "ks"):
        person.sit(seat)
        cases.check(act(person, "add-day", HOLIDAY).key == "act.forbidden", seat, "may add a day")
        cases.check(act(person, "set-hours", hours).key == "act.forbidden", seat, "may set hours")
    cases.end(14)


@test
def a_repeated_call_writes_once(server):
    person = begin(server)
    headers = {"If-Match": person.tag(), "Idempotency-Key": new_key()}
    first = person.post(person.at + "/calendar/add-day", HOLIDAY, headers)
    again = person.post(person.at + "/calendar/add-day", HOLIDAY, headers)
    same((first.status, again.status, first["act"] == again["act"]), (200, 200, True))
    taken = refused(act(person, "add-day", HOLIDAY), 409, "calendar.day_taken")
    assert taken["detail"].startswith("Ngày thứ Hai 07/12/2026 đã có"), taken["detail"]


@test
def recomputing_is_an_act_of_its_own_told_in_each_dossiers_history(server):
    person = begin(server)
    refused(act(person, "recompute", {"reason": "Lịch đổi"}), 409, "deadline.nothing_to_recompute")
    same(act(person, "add-day", HOLIDAY).status, 200)
    same(act(person, "recompute", {"reason": "Nghỉ theo QĐ 1/QĐ-TTg"}).status, 200)
    dossier = person.dossier()
    same((dossier["due_at"][:16], dossier["original_due_at"][:16]), ("2026-12-08T08:00", "2026-12-07T08:00"), "due and promised")
    same(person.must("GET", person.at + "/calendar/recompute")["dossiers"], [], "all agree")
    person.moved("rewind", {"act": person.look()["act"] - 1})
    same(person.dossier()["due_at"][:16], "2026-12-07T08:00", "a rewind takes it back")
