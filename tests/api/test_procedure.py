"""The procedures' desk over HTTP: a draft, its edits taken back, what is wrong and what differs, and publication from a day on."""
import copy

from client import Trainee, new_key
from testing import Cases, refused, same, test

CODE = "1.014391"
SEATS_WITHOUT = ("mc", "tp", "cv", "ld", "vt", "ub", "ks", "qtdv")


def begin(server, seat="qtht"):
    return Trainee(server).join().begin("thuc-hanh-tu-do").freeze().sit(seat)


def act(person, verb, body, **headers):
    body = {"procedure": CODE} | body
    return person.post(f"{person.at}/procedures/{verb}", body, {"If-Match": person.tag(), "Idempotency-Key": new_key(), **headers})


def done(person, verb, body):
    answer = act(person, verb, body)
    same(answer.status, 200, f"{verb}: {answer!r}")


def editor(person, code=CODE):
    return person.must("GET", f"{person.at}/procedures/editor?code={code}")


def difference(person, before, after):
    return person.must("GET", f"{person.at}/procedures/difference?code={CODE}&before={before}&after={after}")


def edit(person, change):
    draft = editor(person)["draft"]
    document = copy.deepcopy(draft["document"])
    change(document)
    done(person, "save-draft", {"revision": draft["revision"], "document": document})


def shorten(document):
    document["version"]["term"] = "8 workdays"
    document["version"]["steps"][2]["share_milli"] = 3500


@test
def a_draft_is_written_looked_at_and_published_from_a_day_on(server):
    person = begin(server)
    same(editor(person)["draft"], None, "no draft yet")
    done(person, "open-draft", {})
    draft = editor(person)["draft"]
    same((draft["based_on"], draft["revision"], draft["can_undo"], draft["changes"], draft["errors"]), (2, 1, False, [], 0))
    edit(person, shorten)
    draft = editor(person)["draft"]
    same([(one["section"], one["text"]) for one in draft["changes"]], [
        ("general", "Thời hạn giải quyết giảm từ 10 ngày làm việc xuống 8 ngày làm việc."),
        ("steps", "Thời gian bước 3 “Thẩm định; dự thảo kết quả hoặc công văn từ chối” đổi từ 5,5 ngày thành 3,5 ngày.")])
    same([(one["severity"], one["rule"], one["place"]) for one in draft["findings"]], [("warning", "complete_term", "/version/term")])
    to = difference(person, 2, 0)
    same((to["changes"] == draft["changes"], to["publish"]["number"]), (True, 3))
    refused(act(person, "publish", {"revision": 2, "effective_from": "2025-11-18"}), 400, "procedure.too_early_filed")
    first = to["publish"]["earliest"] if to["publish"]["earliest"] > to["publish"]["today"] else to["publish"]["today"]
    done(person, "publish", {"revision": 2, "effective_from": first})
    same(editor(person)["draft"], None, "published")
    versions = person.must("GET", f"{person.at}/procedures/versions?code={CODE}")["versions"]
    same([one["number"] for one in versions], [3, 2, 1])
    same((versions[0]["effective_from"], versions[0]["term"], versions[0]["published_by"] is not None), (first, "8 ngày làm việc", True))
    same(versions[1]["effective_to"] < first, True, "the one before ends on the day before")
    same([one["text"] for one in difference(person, 2, 3)["changes"]], [one["text"] for one in to["changes"]])
    last = person.must("GET", person.at + "/acts")["acts"][-1]
    same((last["name"], "phiên bản 3 của thủ tục 1.014391" in last["text"]), ("procedure.publish", True), last["text"])
    person.moved("rewind", {"act": person.look()["act"] - 1})
    same(len(person.must("GET", f"{person.at}/procedures/versions?code={CODE}")["versions"]), 2, "a rewind takes the publication back")
    same(editor(person)["draft"]["revision"], 2, "and gives the draft back")


@test
def edits_are_taken_back_and_done_again_over_http(server):
    person = begin(server)
    done(person, "open-draft", {})
    edit(person, shorten)
    done(person, "undo-draft", {"revision": 2})
    same((editor(person)["draft"]["changes"], editor(person)["draft"]["can_redo"]), ([], True))
    refused(act(person, "undo-draft", {"revision": 1}), 409, "procedure.nothing_to_undo")
    done(person, "redo-draft", {"revision": 1})
    same(len(editor(person)["draft"]["changes"]), 2)
    refused(act(person, "redo-draft", {"revision": 2}), 409, "procedure.nothing_to_redo")
    refused(act(person, "save-draft", {"revision": 1, "document": editor(person)["draft"]["document"]}), 409, "procedure.draft_moved")
    done(person, "discard-draft", {})
    refused(act(person, "discard-draft", {}), 404, "procedure.no_draft")


@test
def an_unsupported_keyword_is_told_while_editing_and_keeps_it_from_publication(server):
    person = begin(server)
    done(person, "open-draft", {})

    def slip(document):
        document["version"]["eforms"][0]["schema"]["properties"]["cam_ket"]["contentEncoding"] = "base64"

    edit(person, slip)
    draft = editor(person)["draft"]
    wrong = [one for one in draft["findings"] if one["severity"] == "error"]
    same([(one["rule"], one["place"]) for one in wrong], [("eform", "/version/eforms/0/schema/properties/cam_ket/contentEncoding")])
    refused(act(person, "publish", {"revision": 2, "effective_from": "2027-01-04"}), 409, "procedure.draft_has_errors")
    refused(person.post(person.at + "/procedures/try-form", {"procedure": CODE, "eform": "to-khai", "data": {}}), 400, "eform.bad_schema")


@test
def an_e_form_of_the_draft_is_tried_with_its_example(server):
    person = begin(server)
    done(person, "open-draft", {})
    form = editor(person)["draft"]["document"]["version"]["eforms"][0]
    ask = {"procedure": CODE, "eform": form["code"]}
    said = person.must("POST", person.at + "/procedures/try-form", ask | {"data": form["schema"]["examples"][0]})
    same(said["fits"], True, said["text"])
    said = person.must("POST", person.at + "/procedures/try-form", ask | {"data": {}})
    same((said["fits"], said["fields"][0]["field"]), (False, "form/to-khai/to_chuc"))
    refused(person.post(person.at + "/procedures/try-form", ask | {"eform": "khong-co", "data": {}}), 404, "eform.unknown")


@test
def a_procedure_filed_today_changes_tomorrow_at_the_earliest_and_its_dossier_keeps_its_version(server):
    person = begin(server, "dn")
    papers = ["don-dang-ky", "quyet-dinh-thanh-lap", "ho-so-nguoi-dung-dau", "giay-to-tru-so"]
    example = None

    def file():
        nonlocal example
        forms = person.must("GET", f"{person.at}/eforms/procedure?code={CODE}")["eforms"]
        example = example or forms[0]["schema"]["examples"][0]
        said = person.post(person.at + "/dossiers", {"procedure": CODE, "agency": "H37.T01", "channel": "online", "components": papers, "form": {"to-khai": example}},
                           {"If-Match": person.tag(), "Idempotency-Key": new_key()})
        same(said.status, 201, repr(said))
        return said["dossier"]["id"]

    def accepted(number):
        person.full = number
        person.sit("mc").did("accept")
        return person.dossier()

    old = file()
    person.sit("qtht")
    done(person, "open-draft", {})
    edit(person, shorten)
    publish = difference(person, 2, 0)["publish"]
    same(publish["open"] >= 1 and publish["earliest"] > publish["today"], True, publish)
    refused(act(person, "publish", {"revision": 2, "effective_from": publish["today"]}), 400, "procedure.too_early_filed")
    done(person, "publish", {"revision": 2, "effective_from": publish["earliest"]})
    person.moved("clock", {"jump": "+1 workdays"})
    person.sit("dn")
    new = file()
    same((accepted(old)["procedure"]["term"]["text"], accepted(new)["procedure"]["term"]["text"]), ("10 ngày làm việc", "8 ngày làm việc"))


def versions_of(person):
    return person.must("GET", f"{person.at}/procedures/versions?code={CODE}")["versions"]


@test
def where_a_rule_comes_from_is_edited_told_and_published(server):
    person = begin(server)
    done(person, "open-draft", {})
    words = editor(person)["words"]["rules"]
    same([one["code"] for one in words], ["supplement_max", "supplement_policy", "silence_term"])
    same(words[0]["source"], "NĐ 118/2025/NĐ-CP Điều 11", "the default's words")

    def change(document):
        rules = document["version"]["rules"]
        same([one["rule"] for one in rules], ["supplement_max", "supplement_policy", "silence_term"], "copied from the version")
        rules[2] = {"rule": "silence_term", "certainty": "found", "source": "NĐ 262/2025 Điều 9"}

    edit(person, change)
    said = [one["text"] for one in editor(person)["draft"]["changes"]]
    same((len(said), "thành “NĐ 262/2025 Điều 9”" in said[0], "thành “đã có văn bản”" in said[1]), (2, True, True), said)
    done(person, "publish", {"revision": 2, "effective_from": "2027-01-04"})
    shown = {one["number"]: one["rules"] for one in person.must("GET", f"{person.at}/catalogue/procedure?code={CODE}")["versions"]}
    same((shown[3][2]["source"], shown[3][2]["certainty"], shown[2][2]["certainty"]), ("NĐ 262/2025 Điều 9", "found", "recalled"))


@test
def a_version_to_come_is_taken_back_and_its_text_is_the_draft_again(server):
    person = begin(server)
    done(person, "open-draft", {})
    edit(person, shorten)
    done(person, "publish", {"revision": 2, "effective_from": "2027-01-04"})
    rows = versions_of(person)
    same((rows[0]["take_back"], rows[1]["take_back"], rows[1]["effective_to"]), ({"may": True, "why": None}, None, "2027-01-03"))
    refused(act(person, "take-back", {"number": 3}), 400, "input.invalid")
    refused(act(person, "take-back", {"number": 2, "reason": "x"}), 409, "procedure.take_back_followed")
    refused(act(person, "take-back", {"number": 7, "reason": "x"}), 404, "procedure.no_version")
    done(person, "take-back", {"number": 3, "reason": "Công bố nhầm ngày", "keep": True})
    rows = versions_of(person)
    same(([one["number"] for one in rows], rows[0]["effective_to"]), ([2, 1], None), "the one before goes on without an end")
    draft = editor(person)["draft"]
    same((draft["based_on"], len(draft["changes"])), (2, 2), "nothing that was written is lost")
    last = person.must("GET", person.at + "/acts")["acts"][-1]
    same((last["name"], "phiên bản 2 tiếp tục áp dụng. Lý do: Công bố nhầm ngày" in last["text"]), ("procedure.take_back", True), last["text"])
    done(person, "publish", {"revision": draft["revision"], "effective_from": "2027-01-05"})
    done(person, "open-draft", {})
    same(versions_of(person)[0]["take_back"]["may"], False)
    refused(act(person, "take-back", {"number": 3, "reason": "x"}), 409, "procedure.take_back_drafted")
    person.moved("rewind", {"act": person.look()["act"] - 2})
    same([one["number"] for one in versions_of(person)], [2, 1], "a rewind to the taking back")


@test
def each_version_tells_the_fees_of_its_time(server):
    person = begin(server)
    fee = {"code": "phi", "name_vi": "Phí thẩm định", "name_en": "Appraisal fee", "basis": "fixed", "amount": 500000, "channel": "any", "certainty": "authored", "source": "dựng cho tập huấn"}
    done(person, "open-draft", {})
    edit(person, lambda document: document["fees"].append(fee))
    done(person, "publish", {"revision": 2, "effective_from": "2027-01-04"})
    done(person, "open-draft", {})
    edit(person, lambda document: document["fees"][-1].update(amount=400000))
    done(person, "publish", {"revision": 2, "effective_from": "2027-02-01"})
    told = {one["number"]: [(fee["text"], fee["effective_from"], fee["effective_to"]) for fee in one["fees"] if fee["code"] == "phi"] for one in versions_of(person)}
    same(told, {4: [("400.000 đồng", "2027-02-01", None)], 3: [("500.000 đồng", "2027-01-04", "2027-01-31")], 2: [], 1: []})
    page = person.must("GET", f"{person.at}/catalogue/procedure?code={CODE}")["fees"]
    same([(one["text"], one["versions"]) for one in page if one["code"] == "phi"], [("500.000 đồng", [3]), ("400.000 đồng", [4])])


@test
def only_the_system_administrator_edits_and_everybody_may_look(server):
    person, cases = begin(server), Cases()
    done(person, "open-draft", {})
    document = editor(person)["draft"]["document"]
    bodies = {"open-draft": {}, "save-draft": {"revision": 1, "document": document}, "undo-draft": {"revision": 1}, "redo-draft": {"revision": 1},
              "discard-draft": {}, "publish": {"revision": 1, "effective_from": "2027-01-04"}, "take-back": {"number": 2, "reason": "x"}}
    for seat in SEATS_WITHOUT:
        person.sit(seat)
        for verb, body in bodies.items():
            cases.check(act(person, verb, body).key == "act.forbidden", seat, verb)
        cases.check(editor(person)["may_edit"] is False, seat, "may look")
    cases.end(8 * len(SEATS_WITHOUT))


@test
def bad_input_is_refused_with_a_sentence(server):
    person, cases = begin(server), Cases()
    done(person, "open-draft", {})
    document = editor(person)["draft"]["document"]
    version = document["version"]
    shapes = ([], 3, "x", None, {}, {"version": []}, {"version": {"code": "1.014390"}}, {"version": version | {"steps": "x"}}, {"version": version | {"steps": [1]}},
              {"version": version | {"components": [{}] * 61}}, {"version": version, "fees": {}}, {"version": version, "fees": [], "more": 1},
              {"version": version | {"variants": [{"steps": [[]]}]}})
    for shape in shapes:
        answer = act(person, "save-draft", {"revision": 1, "document": shape})
        cases.check(answer.status in (400, 422) and len(answer["detail"]) > 10, repr(shape)[:60], repr(answer))
    for change in ({"term": 10}, {"term": "10 tuần"}, {"name_vi": "x" * 2000}, {"supplement_max": 99}, {"steps": [{}]}, {"eforms": [{"code": "A", "schema": []}]},
                   {"components": [{"code": 1}]}, {"steps": [{"kind": "x", "role": "x", "share_milli": -1}]}, {"variants": [{"code": "x", "steps": [{"kind": 3}]}]}, {"colour": 1}):
        draft = editor(person)["draft"]
        done(person, "save-draft", {"revision": draft["revision"], "document": {"version": version | change, "fees": []}})
        cases.check(editor(person)["draft"]["errors"] > 0, repr(change)[:60], "is kept and told")
    big = version | {"legal_basis": "x" * 500000}
    cases.check(act(person, "save-draft", {"revision": editor(person)["draft"]["revision"], "document": {"version": big, "fees": []}}).key == "procedure.draft_too_big", "too big", "")
    for path in ("editor?code=9.999999", "versions?code=9.999999", "difference?code=9.999999&before=1&after=2", "difference?code=1.014391&before=7&after=2",
                 "bpmn?code=1.014391&table=9", "bpmn?code=1.014390&table=0"):
        cases.check(person.get(f"{person.at}/procedures/{path}").status == 404, path, "is not there")
    cases.check(act(person, "publish", {"revision": 1, "effective_from": "mai"}).status in (400, 422), "no day", "")
    cases.end(len(shapes) + 10 + 1 + 6 + 1)


@test
def the_step_table_of_the_draft_goes_out_as_bpmn(server):
    person = begin(server)
    done(person, "open-draft", {})
    edit(person, shorten)
    answer = person.get(f"{person.at}/procedures/bpmn?code={CODE}&table=0&lang=vi")
    same((answer.status, answer.headers["Content-Type"].split(";")[0]), (200, "application/xml"))
    text = answer.body.decode()
    same(("3,5 ngày" in text, "bản nháp" in text, text.count("<bpmn:userTask") or text.count("<userTask")), (True, True, 6))


@test
def the_list_tells_versions_in_force_to_come_and_drafts(server):
    person = begin(server)
    rows = {one["code"]: one for one in person.must("GET", person.at + "/procedures")["procedures"]}
    same((rows[CODE]["number"], rows[CODE]["versions"], rows[CODE]["next"], rows[CODE]["draft"]), (2, 2, None, None))
    done(person, "open-draft", {})
    edit(person, shorten)
    same(person.must("GET", person.at + "/procedures")["procedures"][[one for one in sorted(rows)].index(CODE)]["draft"]["revision"], 2)
    done(person, "publish", {"revision": 2, "effective_from": "2027-01-04"})
    row = next(one for one in person.must("GET", person.at + "/procedures")["procedures"] if one["code"] == CODE)
    same((row["number"], row["next"]), (2, {"number": 3, "effective_from": "2027-01-04"}))


FIRST = "2.002384"
STEPS = [("Tiếp nhận hồ sơ", "Receive", "intake", "one-stop-officer", 500), ("Phân công xử lý", "Assign", "assign", "division-head", 500),
         ("Thẩm định, dự thảo kết quả", "Appraise, draft", "appraise", "specialist", 5500), ("Xem xét, trình Lãnh đạo Sở", "Review", "review", "division-head", 1500),
         ("Lãnh đạo Sở ký ban hành", "The director decides", "decide", "director", 2000), ("Trả kết quả", "Return the result", "return", "one-stop-officer", 0)]
OPENED = [("mc", "accept", {}), ("mc", "hand-over", {}), ("tp", "assign", {"account": "cv"}), ("cv", "appraise", {"eligible": True, "opinion": "Hồ sơ đủ điều kiện"}),
          ("cv", "draft", {"kind": "grant", "summary": "Cấp lại giấy phép"}), ("cv", "submit", {}), ("tp", "initial", {}), ("ld", "decide", {"outcome": "granted"}),
          ("vt", "seal-result", {}), ("mc", "return-result", {"by": "electronic"})]


def first_draft(person):
    done(person, "open-draft", {"procedure": FIRST})
    return editor(person, FIRST)["draft"]


def fill(document):
    """What the catalogue leaves empty."""
    version = document["version"]
    for name in [name for name, value in version.items() if value is None and name in ("name_en", "result_vi", "result_en", "legal_basis")]:
        version[name] = "Dựng cho tập huấn"
    version["intake"] = "8 workhours"
    for paper in version["components"]:
        paper.update({name: paper[name] or "copy" for name in ("kind",)} | {"name_en": paper["name_en"] or "Paper"})
    version["steps"] = [dict(zip(("name_vi", "name_en", "kind", "role", "share_milli"), step)) for step in STEPS]


def published_first(person, day):
    draft = first_draft(person)
    fill(draft["document"])
    done(person, "save-draft", {"procedure": FIRST, "revision": draft["revision"], "document": draft["document"]})
    draft = editor(person, FIRST)["draft"]
    same(draft["errors"], 0, [one["text"] + one["place"] for one in draft["findings"]])
    done(person, "publish", {"procedure": FIRST, "revision": draft["revision"], "effective_from": day})


@test
def the_step_tables_of_a_procedure_are_there_to_be_taken_over(server):
    person = begin(server)
    tables = person.must("GET", f"{person.at}/procedures/tables?code=1.014438")["tables"]
    same([(one["name"], one["term"], len(one["steps"])) for one in tables],
         [(None, "15 days", 8), ("Có hội đồng tư vấn công nhận", "27 days", 19), ("Quy trình thông thường", "27 days", 5)])
    done(person, "open-draft", {"procedure": "1.014438"})
    same(tables[0]["steps"], editor(person, "1.014438")["draft"]["document"]["version"]["steps"], "as a document has them")
    done(person, "discard-draft", {"procedure": "1.014438"})
    refused(person.get(f"{person.at}/procedures/tables?code={FIRST}"), 404, "procedure.unknown", "tables")


@test
def the_first_version_of_a_procedure_is_begun_from_the_catalogue(server):
    person = begin(server)
    rows = person.must("GET", person.at + "/procedures")
    row = next(one for one in rows["unopened"] if one["code"] == FIRST)
    same((row["term"], row["draft"], len(rows["unopened"]) + len(rows["procedures"])), ("10 ngày làm việc", None, 186))
    page = editor(person, FIRST)
    same((page["number"], page["draft"], page["name"] == row["name"], page["field"] == row["field"]), (0, None, True, True))
    same(person.must("GET", f"{person.at}/procedures/versions?code={FIRST}"), {"versions": []})
    draft = first_draft(person)
    version = draft["document"]["version"]
    same((draft["based_on"], version["term"], version["intake"], version["steps"], version["certainty"]), (0, "10 workdays", None, [], "authored"))
    same([one["text"] for one in draft["findings"] if one["rule"] == "no_steps"], ["Quy trình chưa có bước nào."])
    same(draft["changes"][0]["text"].startswith("Phiên bản đầu tiên"), True)
    refused(act(person, "publish", {"procedure": FIRST, "revision": 1, "effective_from": "2027-01-04"}), 409, "procedure.draft_has_errors")
    same(person.get(f"{person.at}/procedures/bpmn?code={FIRST}&table=0").status, 409, "a table without steps is no picture")
    plan = person.must("GET", f"{person.at}/procedures/difference?code={FIRST}&before=0&after=0")
    same((plan["publish"]["number"], plan["publish"]["earliest"] == plan["publish"]["today"], len(plan["changes"]) == len(draft["changes"])), (1, True, True))
    row = next(one for one in person.must("GET", person.at + "/procedures")["unopened"] if one["code"] == FIRST)
    same(row["draft"]["revision"], 1)
    done(person, "discard-draft", {"procedure": FIRST})
    same(editor(person, FIRST)["draft"], None)


@test
def a_first_version_is_published_filed_and_goes_through_its_steps(server):
    person = begin(server)
    papers = [one["code"] for one in first_draft(person)["document"]["version"]["components"]]
    today = person.must("GET", f"{person.at}/procedures/difference?code={FIRST}&before=0&after=0")["publish"]["today"]
    done(person, "discard-draft", {"procedure": FIRST})
    published_first(person, today)
    last = person.must("GET", person.at + "/acts")["acts"][-1]
    same((last["name"], f"phiên bản đầu tiên (số 1) của thủ tục {FIRST}" in last["text"]), ("procedure.publish", True), last["text"])
    rows = person.must("GET", person.at + "/procedures")
    same([one["number"] for one in rows["procedures"] if one["code"] == FIRST], [1])
    same([one for one in rows["unopened"] if one["code"] == FIRST], [])
    person.sit("dn")
    said = person.post(person.at + "/dossiers", {"procedure": FIRST, "agency": "H37.T01", "channel": "online", "components": papers},
                       {"If-Match": person.tag(), "Idempotency-Key": new_key()})
    same(said.status, 201, repr(said))
    person.full = said["dossier"]["id"]
    for seat, verb, body in OPENED:
        person.sit(seat).did(verb, body)
    same((person.dossier()["state"], person.dossier()["procedure"]["term"]["text"]), ("returned", "10 ngày làm việc"))
    person.sit("qtht")
    refused(act(person, "take-back", {"procedure": FIRST, "number": 1, "reason": "x"}), 409, "procedure.take_back_begun")


@test
def a_first_version_to_come_is_taken_back_with_the_procedure(server):
    person = begin(server)
    published_first(person, "2027-01-04")
    row = next(one for one in person.must("GET", person.at + "/procedures")["procedures"] if one["code"] == FIRST)
    same((row["in_force"], row["next"]), (False, {"number": 1, "effective_from": "2027-01-04"}))
    done(person, "take-back", {"procedure": FIRST, "number": 1, "reason": "Công bố nhầm ngày", "keep": True})
    last = person.must("GET", person.at + "/acts")["acts"][-1]
    same(("cơ quan không mở thủ tục này nữa" in last["text"], editor(person, FIRST)["draft"]["based_on"]), (True, 0), last["text"])
    same(FIRST in [one["code"] for one in person.must("GET", person.at + "/procedures")["unopened"]], True)
