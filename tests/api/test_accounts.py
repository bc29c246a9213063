"""The accounts desk over HTTP: kept by the administrators of the organisation, one at a time or from a table, all or none."""
import io
import re
import unicodedata
import zipfile

from client import Trainee, new_key
from testing import Cases, refused, same, test
from xlsx import DAY, workbook

NEW = {"id": "moi", "name": "Người Mới", "role": "specialist", "org": "H37.T01.T11"}
TABLE = "Mã tài khoản;Họ và tên;Vai trò;Đơn vị\n"


def begin(server, seat="qtdv"):
    return Trainee(server).join().begin().freeze().sit(seat)


def act(person, verb, body):
    return person.post(f"{person.at}/accounts/{verb}", body, {"If-Match": person.tag(), "Idempotency-Key": new_key()})


def account(person, name):
    return next((one for one in person.must("GET", person.at + "/accounts")["accounts"] if one["id"] == name), None)


def trial(person, table, sheet=""):
    """A table as it would be sent: CSV text or the bytes of a workbook."""
    body = table.encode() if isinstance(table, str) else table
    return person.send("POST", person.at + "/accounts/try" + sheet, body, {"Content-Type": "application/octet-stream"})


def tried(person, table, sheet=""):
    answer = trial(person, table, sheet)
    same(answer.status, 200, repr(answer)[:400])
    return answer.json


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
    refused(person.send("PUT", person.at + "/seat", {"seat": "tp"}), 403, "seat.locked")
    same(act(person, "enable", {"account": "tp", "reason": "Trở lại làm việc"}).status, 200)
    person.sit("tp")


@test
def a_table_is_tried_with_every_error_by_row_and_column_and_added_whole_or_not_at_all(server):
    person = begin(server)
    before = person.digest()
    said = tried(person, TABLE + 'an.nv;"Nguyễn Văn ""An""";Chuyên viên thụ lý;H37.T01.T11\r\nbinh;;thủ kho;H37\r\nan.nv;+1;clerk;H37.T01\r\n')
    same((said["good"], said["bad"]), (1, 2), "counts")
    same([one["line"] for one in said["rows"]], [2, 3, 4], "lines")
    same((said["rows"][0]["name"], said["rows"][0]["role"]), ('Nguyễn Văn "An"', "specialist"), "quotes, and a role by its name")
    same([sorted(one["column"] for one in row["errors"]) for row in said["rows"]], [[], ["name", "org", "role"], ["id", "name"]], "columns at fault")
    day = tried(person, TABLE + "ngay;20/11/2026;clerk;H37.T01\r\n")["rows"][0]
    same([one["column"] for one in day["errors"]], ["name"], "a day is no name")
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
        answer = trial(person, text)
        cases.check(answer.key == key, key, repr(answer)[:300])
    same(act(person, "import", {"rows": []}).status, 400)
    same(act(person, "import", {"rows": "x"}).status, 400)
    same(act(person, "import", {"rows": [{"id": "a", "password": "x"}]}).status, 400)
    cases.check(trial(person, "id,name,role,org\nan,Nguy\ufffdn,clerk,H37").key == "roster.not_utf8", "not UTF-8")
    cases.check(trial(person, "id,name,role,org\nan,Nguyễn,clerk,H37".encode("utf-16")).key == "roster.not_utf8", "UTF-16")
    cases.check(trial(person, "x" * (256 * 1024 + 1)).key == "roster.too_big", "too large")
    cases.check(trial(person, b"x" * ((2 << 20) + 1)).status == 413, "far too large")
    same(tried(person, "\ufefforg\trole\tname\tid\nH37.T01\tclerk\tVăn Thư Hai\tvt2\n")["good"], 1, "tabs, another order, a mark")
    cases.end(9)


HEAD = ["STT", "Họ và tên", "Mã tài khoản", "Vai trò", "Đơn vị"]
GOOD = [[1, "Trần Bình", "tran.binh", "Chuyên viên thụ lý", "H37.T01.T11"], [2, "Lê Chi", "le.chi", "Văn thư", "H37.T01"]]


@test
def a_workbook_is_read_as_people_keep_it(server):
    person, cases = begin(server), Cases()
    nfd = unicodedata.normalize("NFD", "Nguyễn Thị Ánh")
    rows = [["DANH SÁCH CÁN BỘ, CÔNG CHỨC"], [], HEAD, GOOD[0], [], [None, "\ufeff " + nfd + "\u00a0", 20001, "clerk", "Sở Khoa học và Công nghệ tỉnh Lạng Sơn"]]
    for shared in (True, False):
        said = tried(person, workbook({"Ghi chú": [["Tệp nội bộ"]], "Cán bộ": rows}, shared=shared))
        cases.check((said["format"], said["sheet"], said["sheets"], said["header_line"]) == ("xlsx", "Cán bộ", ["Ghi chú", "Cán bộ"], 3), f"where, shared {shared}", repr(said)[:300])
        cases.check((said["good"], said["bad"], [row["line"] for row in said["rows"]]) == (2, 0, [4, 6]), f"rows, shared {shared}", repr(said)[:900])
        cases.check((said["rows"][1]["name"], said["rows"][1]["id"], said["rows"][1]["org"]) == ("Nguyễn Thị Ánh", "20001", "H37.T01"), f"texts, shared {shared}", repr(said)[:900])
    cases.check(trial(person, workbook({"Một": [["x"]], "Hai": [HEAD, GOOD[0]]}), "?sheet=M%E1%BB%99t").key == "roster.no_header", "the sheet asked for", "read another")
    cases.check(tried(person, workbook({"A": [HEAD, GOOD[0]], "B": [HEAD, *GOOD]}), "?sheet=B")["good"] == 2, "the second sheet", "not read")
    cases.check(trial(person, workbook({"A": [HEAD]}), "?sheet=Z").key == "roster.no_sheet", "no such sheet", "read")
    cases.end(9)


@test
def what_is_hidden_in_a_workbook_is_marked_and_counted(server):
    person, cases = begin(server), Cases()
    said = tried(person, workbook({"A": [HEAD, GOOD[0], [], GOOD[1]]}, hidden=(4, "E")))
    cases.check((said["hidden_rows"], said["hidden_columns"]) == (1, ["org"]), "counts", repr(said)[:600])
    cases.check([(row["line"], row["hidden"], row["good"]) for row in said["rows"]] == [(2, False, True), (4, True, True)], "rows", repr(said)[:900])
    said = tried(person, workbook({"A": [HEAD, *GOOD]}, hidden=("A", 1, 9)))
    cases.check((said["hidden_rows"], said["hidden_columns"]) == (0, []), "a header and columns that are not asked for", repr(said)[:600])
    said = tried(person, "id,name,role,org\nan-le,Lê An,clerk,H37.T01\n")
    cases.check((said["hidden_rows"], said["hidden_columns"], said["rows"][0]["hidden"]) == (0, [], False), "a CSV text hides nothing", repr(said)[:600])
    cases.end(4)


@test
def errors_in_a_workbook_name_cell_rule_and_cure(server):
    person = begin(server)
    before = person.digest()
    said = tried(person, workbook({"A": [HEAD, [1, "Trần Bình", (DAY, 46346), "Văn thư", "H37.T01"], [2, "=cmd()", "Có Dấu", "thủ kho", "H99"], [3, None, 1.5, "Văn thư", "H37.T01"]]}))
    same((said["good"], said["bad"]), (0, 3), "counts")
    same(said["rows"][0]["errors"], [{"column": "id", "place": "C2", "detail": "Ô chứa ngày tháng (2026-11-20), không phải văn bản: bảng tính đã tự đổi nội dung gõ vào.",
                                      "cure": "Định dạng cột là Văn bản (Text) rồi gõ lại."}], "a date")
    same([(one["column"], one["place"]) for one in said["rows"][1]["errors"]], [("id", "C3"), ("name", "B3"), ("role", "D3"), ("org", "E3")], "places")
    same([(one["column"], one["place"]) for one in said["rows"][2]["errors"]], [("id", "C4"), ("name", "B4")], "places of the last")
    same([one["cure"] is None for row in said["rows"] for one in row["errors"]], [False] * 7, "cures")
    same(person.digest(), before, "a trial changes nothing")


@test
def a_workbook_once_right_is_added_in_one_act(server):
    person = begin(server)
    acts = person.look()["act"]
    said = tried(person, workbook({"A": [HEAD, *GOOD]}))
    rows = [{name: row[name] for name in ("id", "name", "role", "org")} for row in said["rows"]]
    same(act(person, "import", {"rows": rows}).status, 200)
    same(person.look()["act"], acts + 1, "one act")
    same(account(person, "le.chi")["role_name"], "Văn thư")
    again = tried(person, workbook({"A": [HEAD, *GOOD]}))
    same([one["errors"][0]["column"] for one in again["rows"]], ["id", "id"], "they are there now")


@test
def hostile_workbooks_are_refused_and_say_why(server):
    person, cases = begin(server), Cases()
    good = workbook({"A": [HEAD, *GOOD]})
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for info in zipfile.ZipFile(io.BytesIO(good)).infolist():
            z.writestr(info.filename, zipfile.ZipFile(io.BytesIO(good)).read(info) if "sheet1" not in info.filename else b"<worksheet>" + b" " * (200 << 20))
    cases_of = [("bomb", bomb.getvalue(), "workbook.inflated"), ("cut", good[:-30], "workbook.not_xlsx"), ("old", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook.old"),
                ("a ZIP of something else", workbook({"A": [HEAD]}).replace(b"officeDocument", b"officeDocumenX") or b"", None),
                ("too many rows", workbook({"A": [HEAD] + [[i, f"Người {i}", f"nv{i}", "Văn thư", "H37.T01"] for i in range(501)]}), "roster.too_many"),
                ("empty", b"", "roster.no_header")]
    docx = io.BytesIO()
    with zipfile.ZipFile(docx, "w") as z:
        z.writestr("word/document.xml", "<w/>")
    cases_of[3] = ("a document", docx.getvalue(), "workbook.not_xlsx")
    for label, body, key in cases_of:
        answer = trial(person, body)
        cases.check(answer.key == key and answer.status in (400, 413, 422), label, repr(answer)[:300])
    cases.end(6)


@test
def the_template_can_be_filled_in_and_read_back(server):
    person = begin(server)
    for lang, heads, name, first in (("vi", ("Mã tài khoản", "Họ và tên", "Vai trò", "Mã đơn vị"), "Danh mục", "Công chức Bộ phận Một cửa"),
                                     ("en", ("Account ID", "Full name", "Role", "Unit"), "Lists", "One-stop officer")):
        answer = person.send("GET", f"{person.at}/accounts/template.xlsx?lang={lang}")
        same(answer.status, 200, repr(answer)[:200])
        with zipfile.ZipFile(io.BytesIO(answer.body)) as z:
            strings = z.read("xl/sharedStrings.xml").decode()
            sheet, lists = z.read("xl/worksheets/sheet1.xml").decode(), z.read("xl/worksheets/sheet2.xml").decode()
            text = [re.sub("<[^>]+>", "", one) for one in re.findall(r"<si>(.*?)</si>", strings, re.S)]
        assert all(one in strings for one in heads), strings[:500]
        choices = re.findall(r'<dataValidation [^>]*sqref="([A-Z]+\d+:[A-Z]+\d+)"[^>]*><formula1>\'([^\']+)\'!\$([A-Z])\$2:\$[A-Z]\$(\d+)</formula1>', sheet)
        same([(one[0], one[1], one[2]) for one in choices], [("C4:C503", name, "A"), ("D4:D503", name, "C")], "a drop-down of roles and one of units, for every row")
        assert sheet.index("</sheetData>") < sheet.index("<dataValidations") < sheet.index("<pageMargins"), "where the schema wants them"
        for place, column, last in ((one[0], one[2], int(one[3])) for one in choices):
            rows = [int(number) for number in re.findall(rf'<c r="{column}(\d+)"', lists)]
            same((min(rows), max(rows), len(rows)), (1, last, last), f"{place} offers the whole list")
        same(text[int(re.search(r'<c r="A2"[^>]*><v>(\d+)</v>', lists).group(1))], first, "the first role")
        assert "H37.T01.T11" in strings and "G06" not in strings.replace("G06.", ""), "the units this administrator keeps"
        refused(trial(person, answer.body), 400, "roster.empty")
    refused(person.copy_for_call().send("GET", person.sit("mc").at + "/accounts/template.xlsx"), 403, "account.keepers_only")


@test
def the_last_administrator_stays(server):
    person = begin(server, "qtht")
    refused(act(person, "disable", {"account": "qtdv", "reason": "Nghỉ"}), 409, "account.last_admin")
    refused(act(person, "move", {"account": "qtdv", "role": "clerk", "reason": "Điều động"}), 409, "account.last_admin")
    same(act(person, "add", NEW | {"role": "unit-admin", "org": "H37.T01"}).status, 200)
    same(act(person, "disable", {"account": "qtdv", "reason": "Nghỉ"}).status, 200, "another one is there now")


@test
def rights_are_those_of_the_table_of_acts(server):
    person = begin(server)
    said = person.must("GET", person.at + "/rights")
    of = {one["act"]: one for one in said["acts"]}
    same(of["dossier.accept"]["roles"], ["one-stop-officer", "specialist"])
    same(of["calendar.add_day"]["roles"], ["system-admin"])
    same(of["org.close"]["roles"], ["unit-admin", "system-admin"])
    same([one["code"] for one in said["roles"] if one["yours"]], ["unit-admin"])
    same({one["code"]: one["accounts"] for one in said["roles"]}["specialist"], 2)
    for seat, name, body in (("ks", "add", NEW), ("vt", "add", NEW)):
        person.sit(seat)
        allowed = person.must("GET", person.at + "/rights")
        mine = next(one["code"] for one in allowed["roles"] if one["yours"])
        assert mine not in of["account." + name]["roles"], mine
        refused(act(person, name, body), 403, "act.forbidden")


@test
def a_configuration_that_cannot_work_is_seen(server):
    person = begin(server, "qtht")
    rules = lambda: [one["rule"] for one in person.must("GET", person.at + "/setup-check")["findings"]]  # noqa: E731
    before = rules()
    assert "room_no_head" not in before and "no_unit_admin" not in before, before
    same(act(person, "move", {"account": "tp", "role": "specialist", "reason": "Thử cấu hình"}).status, 200)
    said = person.must("GET", person.at + "/setup-check")
    found = {one["rule"]: one for one in said["findings"]}
    same(found["room_no_head"]["org"], "H37.T01.T11")
    same(found["role_nobody"]["role"], "division-head")
    assert said["errors"] >= 2 and "1." in found["role_nobody"]["text"], said
    same(act(person, "move", {"account": "tp", "role": "division-head", "reason": "Trở lại"}).status, 200)
    same(rules(), before, "mended")


@test
def a_closed_cast_stays_closed(server):
    person = begin(server)
    same(act(person, "add", NEW).status, 200)
    refused(person.send("PUT", person.at + "/seat", {"seat": "moi"}), 403, "seat.cast_only")
    refused(person.send("PUT", person.at + "/seat", {"seat": "khong-co"}), 403, "seat.cast_only")
    refused(person.send("PUT", person.at + "/seat", {"seat": "dn"}), 403, "seat.not_for_people")
    said = person.must("GET", person.at + "/seats")
    same((said["open"], "moi" in [one["id"] for one in said["seats"]]), (False, False))
    same(person.must("GET", person.of)["open_seats"], False)


@test
def in_an_open_office_an_added_account_is_sat_in_and_acts_by_its_role(server):
    person = Trainee(server).join(name="Người Thực Hành").begin("thuc-hanh-tu-do", "qtht").freeze()
    same(person.must("GET", person.at + "/seats")["open"], True)
    before = person.look()["act"]
    same(act(person, "add", {"id": "mc.moi", "name": "Hoàng Thị Mới", "role": "one-stop-officer", "org": "H37.T02"}).status, 200)
    seat = next(one for one in person.must("GET", person.at + "/seats")["seats"] if one["id"] == "mc.moi")
    same((seat["role"], seat["org_name"] is not None, seat["locked"], seat["kind"]), ("one-stop-officer", True, False, "trainee"))
    person.sit("mc.moi")
    same(person.look()["seat"]["id"], "mc.moi")
    assert "mc.moi" in [one["id"] for one in person.must("GET", person.of)["seats"]], "the seat in hand is among the attempt's"
    refused(act(person, "add", NEW), 403, "act.forbidden")
    number = person.of_procedure("1.014391")
    same(person.act("accept", {}, number).status, 200, "it accepts a dossier")
    same(person.must("GET", f"{person.at}/dossiers/{number}/history")["history"][-1]["who"], "Hoàng Thị Mới")
    refused(person.act("assign", {"account": "cv"}, number), 403, "act.forbidden")
    person.sit("qtht")
    same(act(person, "disable", {"account": "mc.moi", "reason": "Thôi việc"}).status, 200)
    refused(person.send("PUT", person.at + "/seat", {"seat": "mc.moi"}), 403, "seat.locked")
    same(next(one for one in person.must("GET", person.at + "/seats")["seats"] if one["id"] == "mc.moi")["locked"], True)
    same(act(person, "enable", {"account": "mc.moi"}).status, 200)
    person.sit("mc.moi")
    person.moved("rewind", {"act": before})
    same(person.look()["seat"], None, "nobody sits in an account that is not there any more")
    person.sit("qtht")
    refused(person.send("PUT", person.at + "/seat", {"seat": "mc.moi"}), 404, "account.unknown")
