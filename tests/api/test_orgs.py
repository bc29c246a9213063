"""The organisations desk over HTTP: codes that open and close, units added, renamed, moved; what is tried is what is done."""
from client import Trainee, new_key
from testing import Cases, refused, same, test

ROOM = {"code": "H37.T01.T21", "name_vi": "Phòng Chuyển đổi số", "kind": "room", "parent": "H37.T01"}
WHY = {"reason": "Sắp xếp tổ chức bộ máy"}


def begin(server, seat="qtht", exercise="bai-thu"):
    return Trainee(server).join().begin(exercise).freeze().sit(seat)


def act(person, verb, body, desk="orgs"):
    return person.post(f"{person.at}/{desk}/{verb}", body, {"If-Match": person.tag(), "Idempotency-Key": new_key()})


def done(person, verb, body, desk="orgs"):
    answer = act(person, verb, body, desk)
    same(answer.status, 200, f"{verb} {body}: {answer!r}")


def org(person, code):
    return next((one for one in person.must("GET", person.at + "/orgs")["orgs"] if one["code"] == code), None)


def tries(person, verb, body):
    before = person.digest()
    said = person.must("POST", f"{person.at}/orgs/try-{verb}", body)
    same(person.digest(), before, "a trial changes nothing")
    return said


@test
def a_unit_is_added_renamed_closed_and_opened_again_and_all_of_it_recorded(server):
    person = begin(server)
    done(person, "add", ROOM | {"address": "Số 1 đường Tập Huấn", "phone": "0200 000 001"})
    room = org(person, "H37.T01.T21")
    same((room["state"], room["open_on"], room["kind_name"], room["certainty"], room["parent"]), ("open", "2026-11-20", "Phòng", "invented", "H37.T01"))
    done(person, "change", {"org": ROOM["code"], "name_vi": "Phòng Đổi mới sáng tạo", "email": "phong@tap-huan.vn"} | WHY)
    same((org(person, ROOM["code"])["name"], org(person, ROOM["code"])["address"]), ("Phòng Đổi mới sáng tạo", "Số 1 đường Tập Huấn"))
    refused(act(person, "change", {"org": ROOM["code"], "name_vi": "Phòng Đổi mới sáng tạo"} | WHY), 409, "org.nothing_changes")
    done(person, "close", {"org": ROOM["code"], "on": "2026-11-30"} | WHY)
    same((org(person, ROOM["code"])["state"], org(person, ROOM["code"])["close_on"]), ("closing", "2026-11-30"))
    refused(act(person, "close", {"org": ROOM["code"], "on": "2026-12-30"} | WHY), 400, "input.invalid")
    done(person, "reopen", {"org": ROOM["code"]} | WHY)
    same(org(person, ROOM["code"])["state"], "open")
    refused(act(person, "reopen", {"org": ROOM["code"]} | WHY), 409, "org.is_open")
    names = [one["name"] for one in person.must("GET", person.at + "/acts")["acts"]][-4:]
    same(names, ["org.add", "org.change", "org.close", "org.reopen"], "the record")


@test
def bad_codes_kinds_and_days_are_refused_with_the_rule(server):
    person, cases = begin(server), Cases()
    for change, field, key in [
            ({"code": "H37.T01.21"}, "code", "org.real_code"), ({"code": "H37.T01.T1"}, "code", "org.bad_code"), ({"code": "H37.T01.T2134"}, "code", "org.bad_code"),
            ({"code": "H37.T01.t21"}, "code", "org.bad_code"), ({"code": "H37.T01."}, "code", "org.bad_code"), ({"code": "H37.T02.T21"}, "code", "org.code_parent"),
            ({"code": "H37.T01.T21.T22"}, "code", "org.code_parent"), ({"code": "H37.T011"}, "code", "org.code_parent"), ({"code": "H37.T01.T11"}, "code", "org.taken"),
            ({"kind": "ministry"}, "kind", "org.bad_kind"), ({"kind": "quầy"}, "kind", "org.bad_kind"), ({"parent": "H37.T01.T11", "code": "H37.T01.T11.T01"}, "kind", "org.bad_kind"),
            ({"open_on": "2020-01-01"}, "open_on", "org.before_parent"), ({"phone": "gọi tôi"}, "phone", "org.bad_phone"), ({"email": "ai đó"}, "email", "org.bad_email"),
            ({"name_vi": "=1+1"}, "name_vi", "account.formula")]:
        answer = act(person, "add", ROOM | change)
        cases.check(answer.status == 400 and (field, key) in [(one["field"], one["key"]) for one in answer["fields"]], str(change), repr(answer)[:300])
    for body, key in [(ROOM | {"open_on": "20/11/2026"}, "input.invalid"), ({"code": 5}, "input.invalid"), (ROOM | {"level": 3}, "input.invalid"), (ROOM | {"open_on": 5}, "input.invalid")]:
        cases.check(act(person, "add", body).key == key, str(body), "taken")
    cases.check(act(person, "add", ROOM | {"parent": "H99"}).key == "org.unknown", "no such parent", "taken")
    done(person, "add", ROOM)
    for body, key in [({"on": "2026-11-19"}, "org.dates_cross"), ({"org": "H37.T01.T11", "on": "2026-11-19"}, "org.close_past"), ({"org": "H37.T01", "on": "2026-12-01"}, "org.has_units"),
                      ({"on": "2026-12-01", "successor": "H37.T01.T99"}, "org.unknown"), ({"on": "2026-12-01", "successor": "H37.T01.T21"}, "org.bad_successor")]:
        answer = act(person, "close", {"org": ROOM["code"]} | body | WHY)
        cases.check(answer.status == 400 and answer["fields"][0]["key"] == key, str(body), repr(answer)[:300])
    cases.check(act(person, "close", {"org": ROOM["code"], "on": "2026-12-01"}).key == "input.invalid", "without a reason", "taken")
    cases.end(27)


@test
def a_unit_administrator_keeps_what_lies_below_its_own(server):
    person, cases = begin(server, "qtdv"), Cases()
    done(person, "add", ROOM)
    for verb, body in [("add", ROOM | {"parent": "H37", "code": "H37.T21", "kind": "department"}), ("close", {"org": "H37.T02", "on": "2026-12-01"} | WHY),
                       ("close", {"org": "H37.T01", "on": "2026-12-01"} | WHY), ("change", {"org": "G06", "name_vi": "x"} | WHY),
                       ("reopen", {"org": "H37.T02"} | WHY), ("move", {"org": "H37.T02", "parent": "G06", "code": "G06.T21"} | WHY)]:
        cases.check(act(person, verb, body).key == "org.not_yours", f"{verb} {body['org'] if 'org' in body else body['code']}", "done")
    done(person, "change", {"org": "H37.T01", "phone": "0200 123 456"} | WHY)  # its own address
    for seat in ("mc", "tp", "cv", "ld", "vt", "ub", "ks"):
        person.sit(seat)
        for verb, body in (("add", ROOM | {"code": "H37.T01.T13"}), ("close", {"org": ROOM["code"], "on": "2026-12-01"} | WHY)):
            cases.check(act(person, verb, body).key == "act.forbidden", f"{seat} {verb}", "may")
        cases.check(not any(one["may_edit"] or one["may_add"] or one["may_end"] for one in person.must("GET", person.at + "/orgs")["orgs"]), f"{seat} is offered nothing", "offered")
    cases.end(27)


@test
def closing_an_agency_says_what_it_bears_on_and_keeps_old_dossiers_going(server):
    person = begin(server, "qtht", "thuc-hanh-tu-do")
    room = org(person, "H37.T01.T11")
    said = tries(person, "close", {"org": "H37.T01.T11", "on": "2026-11-20", "reason": "-"})
    same((said["may"], said["accounts"], said["accounts"] == room["accounts"]), (True, 3, True), "accounts of the division: a head and two specialists")
    same(tries(person, "close", {"org": "H37.T01", "on": "2026-11-20", "reason": "-"})["may"], False, "a unit is open below it")
    done(person, "add", {"code": "H37.T21", "name_vi": "Sở Khoa học, Công nghệ và Chuyển đổi số", "kind": "department", "parent": "H37"})
    for below in [one["code"] for one in person.must("GET", person.at + "/orgs")["orgs"] if one["parent"] == "H37.T01"]:
        done(person, "close", {"org": below, "on": "2026-11-20"} | WHY)
    said = tries(person, "close", {"org": "H37.T01", "on": "2026-11-20", "successor": "H37.T21", "reason": "-"})
    open_now = org(person, "H37.T01")["open_dossiers"]
    same((said["may"], said["open_dossiers"], said["open_dossiers"] > 0), (True, open_now, True))
    assert f"{open_now} hồ sơ" in " ".join(said["lines"]) and "H37.T21" in " ".join(said["lines"]), said["lines"]
    done(person, "close", {"org": "H37.T01", "on": "2026-11-20", "successor": "H37.T21"} | WHY)
    number = person.of_procedure("1.014391")
    filing = {"procedure": "1.014391", "agency": "H37.T01", "channel": "online", "components": []}
    person.sit("dn")
    answer = person.post(person.at + "/dossiers", filing, {"If-Match": person.tag(), "Idempotency-Key": new_key()})
    assert answer.key != "org.closed_replaced", f"the closing day is its last: {answer!r}"
    person.moved("clock", {"jump": "2026-11-23T09:00"})
    answer = person.post(person.at + "/dossiers", filing, {"If-Match": person.tag(), "Idempotency-Key": new_key()})
    refused(answer, 409, "org.closed_replaced")
    assert "H37.T21" in answer["detail"], answer["detail"]
    person.sit("mc")
    same(person.act("accept", {}, number).status, 200, "what was filed before is accepted")
    assert person.dossier(number)["code"].startswith("H37.T01-"), "and keeps the old code"
    refused(person.act("hand-over", {"division": "H37.T01.T11"}, number), 400, "dossier.division_unknown")
    found = [one["rule"] for one in person.must("GET", person.at + "/setup-check")["findings"]]
    assert "closed_accounts" in found, found
    person.sit("qtht")
    refused(act(person, "reopen", {"org": "H37.T01"} | WHY), 409, "org.replaced")
    refused(act(person, "add", {"id": "moi", "name": "Mới", "role": "clerk", "org": "H37.T01"}, "accounts"), 400, "input.invalid")


@test
def a_unit_is_moved_with_its_accounts_under_a_new_code(server):
    person = begin(server, "qtht", "thuc-hanh-tu-do")
    body = {"org": "H37.T03", "parent": "G06", "code": "G06.T21"}
    said = tries(person, "move", body | {"reason": "-"})
    same((said["may"], said["accounts"]), (True, 1), repr(said))
    refused(act(person, "move", body | {"code": "G06.21"} | WHY), 400, "input.invalid")
    same(tries(person, "move", body | {"parent": "H37", "code": "H37.T31", "reason": "-"})["may"], False, "it is there already")
    done(person, "move", body | WHY)
    old, new = org(person, "H37.T03"), org(person, "G06.T21")
    same((old["state"], old["replaced_by"], old["close_on"], old["accounts"]), ("closed", "G06.T21", "2026-11-19", 0))
    same((new["state"], new["open_on"], new["parent"], new["accounts"], new["name"]), ("open", "2026-11-20", "G06", 1, old["name"]))
    listed = person.must("GET", person.at + "/accounts")["accounts"]
    same(next(one["org"] for one in listed if one["id"] == "ph"), "G06.T21")
    refused(act(person, "move", {"org": "G06.T21", "parent": "H37", "code": "H37.T31"} | WHY), 400, "input.invalid")
    busy = tries(person, "move", {"org": "H37.T01.T11", "parent": "G06", "code": "G06.T22", "reason": "-"})
    same((busy["may"], busy["problems"]), (True, []), "nothing was handed to the division yet")
    person.sit("mc")
    number = person.of_procedure("1.014391")
    person.did("accept", {}, number)
    person.did("hand-over", {}, number)
    person.sit("qtht")
    busy = tries(person, "move", {"org": "H37.T01.T11", "parent": "G06", "code": "G06.T22", "reason": "-"})
    same((busy["may"], busy["open_dossiers"], busy["problems"][0]["field"]), (False, 1, "org"))
