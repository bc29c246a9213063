"""The accounts desk over HTTP: kept by the administrators of the organisation, one at a time or from a table, all or none."""
from client import Trainee, new_key
from testing import Cases, refused, same, test

NEW = {"id": "moi", "name": "Người Mới", "role": "specialist", "org": "H37.T01.T11"}
TABLE = "Mã tài khoản;Họ và tên;Vai trò;Đơn vị\n"


def begin(server, seat="qtdv"):
    return Trainee(server).join().begin().freeze().sit(seat)


def act(person, verb, body):
    return person.post(f"{person.at}/accounts/{verb}", body, {"If-Match": person.tag(), "Idempotency-Key": new_key()})


def account(person, name):
    return next((one for one in person.must("GET", person.at + "/accounts")["accounts"] if one["id"] == name), None)


def tried(person, text):
    return person.must("POST", person.at + "/accounts/try", {"text": text})


@test
def an_account_is_added_moved_disabled_and_enabled_and_all_of_it_recorded(server):
    person = begin(server)
    same(act(person, "add", NEW).status, 200)
    same(account(person, "moi")["role_name"], "Chuyên viên thụ lý")
    same(act(person, "move", {"account": "moi", "role": "clerk", "org": "H37.T01", "reason": "Điều động"}).status, 200)
    same((account(person, "moi")["role"], account(person, "moi")["org"]), ("clerk", "H37.T01"))
    same(act(person, "disable", {"account": "moi", "reason": "Nghỉ việc"}).status, 200)
    same(account(person, "moi")["active"], False)
    refused(act(person, "disable", {"account": "moi", "reason": "Lần nữa"}), 409, "account.is_disabled")
    same(act(person, "enable", {"account": "moi"}).status, 200)
    names = [one["name"] for one in person.must("GET", person.at + "/acts")["acts"]][-4:]
    same(names, ["account.add", "account.move", "account.disable", "account.enable"], "the record")


@test
def a_unit_keeps_its_own_and_gives_no_administrators_role(server):
    person, cases = begin(server), Cases()
    for change, key in [({"org": "H37"}, "account.not_your_org"), ({"role": "system-admin"}, "account.role_not_yours"), ({"role": "unit-admin"}, "account.role_not_yours"),
                        ({"role": "applicant"}, "account.role_not_yours"), ({"org": "X1"}, "org.unknown"), ({"id": "cv"}, "account.taken"), ({"id": "Có dấu"}, "account.bad_id"),
                        ({"name": "=cmd|' /C calc'!A0"}, "account.formula"), ({"name": "@SUM(A1)"}, "account.formula"), ({"role": "boss"}, "account.bad_role")]:
        answer = act(person, "add", NEW | change)
        cases.check(answer.status == 400 and [one["key"] for one in answer["fields"]] == [key], str(change), repr(answer))
    for name, key in [("ub", "account.not_yours"), ("mc", "account.not_yours"), ("dn", "account.not_yours"), ("qtht", "account.not_yours"), ("qtdv", "account.not_yours")]:
        answer = act(person, "disable", {"account": name, "reason": "x"})
        cases.check((answer.status, answer.key) == (403, key), name, repr(answer))
    person.sit("qtht")
    same(act(person, "add", NEW | {"role": "unit-admin", "org": "H37"}).status, 200, "the system administrator may")
    refused(act(person, "disable", {"account": "qtht", "reason": "x"}), 409, "account.yourself")
    for seat in ("mc", "tp", "cv", "ld", "vt", "ub", "ks"):
        person.sit(seat)
        for verb, body in (("add", NEW | {"id": "khac"}), ("import", {"rows": [NEW]}), ("disable", {"account": "cv2", "reason": "x"})):
            cases.check(act(person, verb, body).key == "act.forbidden", f"{seat} {verb}", "may")
    cases.end(36)


@test
def who_holds_work_stays_and_who_is_disabled_does_nothing(server):
    person = begin(server, "mc")
    person.did("accept")
    person.did("hand-over")
    person.sit("tp")
    person.did("assign", {"account": "cv"})
    person.sit("qtdv")
    refused(act(person, "disable", {"account": "cv", "reason": "Nghỉ việc"}), 409, "account.has_work")
    refused(act(person, "move", {"account": "cv", "role": "clerk", "reason": "Điều động"}), 409, "account.has_work")
    same(act(person, "disable", {"account": "tp", "reason": "Nghỉ việc"}).status, 200)
    person.sit("tp")
    refused(person.act("send-back", {"reason": "Đề nghị xem lại dự thảo"}), 403, "account.disabled")


@test
def a_table_is_tried_with_every_error_by_row_and_column_and_added_whole_or_not_at_all(server):
    person = begin(server)
    before = person.digest()
    said = tried(person, TABLE + 'an.nv;"Nguyễn Văn ""An""";Chuyên viên thụ lý;H37.T01.T11\r\nbinh;;thủ kho;H37\r\nan.nv;+1;clerk;H37.T01\r\n')
    same((said["good"], said["bad"]), (1, 2), "counts")
    same([one["line"] for one in said["rows"]], [2, 3, 4], "lines")
    same((said["rows"][0]["name"], said["rows"][0]["role"]), ('Nguyễn Văn "An"', "specialist"), "quotes, and a role by its name")
    same([sorted(one["column"] for one in row["errors"]) for row in said["rows"]], [[], ["name", "org", "role"], ["id", "name"]], "columns at fault")
    same(person.digest(), before, "a trial changes nothing")
    rows = [{name: row[name] or "" for name in ("id", "name", "role", "org")} for row in said["rows"]]
    answer = act(person, "import", {"rows": rows})
    same(answer.status, 400, repr(answer))
    same({one["field"] for one in answer["fields"]}, {"rows.1.name", "rows.1.org", "rows.1.role", "rows.2.id", "rows.2.name"}, "named by row and column")
    same(person.digest(), before, "none was added")
    same(act(person, "import", {"rows": rows[:1] + [NEW]}).status, 200)
    same([account(person, name) is not None for name in ("an.nv", "moi", "binh")], [True, True, False])


@test
def bad_tables_are_refused_with_what_to_do(server):
    person, cases = begin(server), Cases()
    for text, key in [("a,b\n1,2\n", "roster.no_header"), (TABLE, "roster.empty"), (TABLE + '"x;y', "roster.quote"), (TABLE + "x" * 500 + ";a;b;c", "roster.quote"),
                      (TABLE + "x;a;b;c\n" * 501, "roster.too_many")]:
        answer = person.post(person.at + "/accounts/try", {"text": text})
        cases.check(answer.key == key, key, repr(answer)[:300])
    same(act(person, "import", {"rows": []}).status, 400)
    same(act(person, "import", {"rows": "x"}).status, 400)
    same(act(person, "import", {"rows": [{"id": "a", "password": "x"}]}).status, 400)
    cases.check(person.post(person.at + "/accounts/try", {"text": "id,name,role,org\nan,Nguy\ufffdn,clerk,H37"}).key == "roster.not_utf8", "not UTF-8")
    cases.check(person.post(person.at + "/accounts/try", {"text": "x" * (256 * 1024 + 1)}).key == "roster.too_big", "too large")
    same(tried(person, "\ufefforg\trole\tname\tid\nH37.T01\tclerk\tVăn Thư Hai\tvt2\n")["good"], 1, "tabs, another order, a mark")
    cases.end(7)
