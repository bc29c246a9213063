"""The catalogue over HTTP: 186 procedures, sifted, and all that is known of one; for every seat, and changing nothing."""
from client import Trainee
from testing import Cases, same, table, test

ROWS = table("catalogue_counts")


def begin(server):
    return Trainee(server).join().begin()


def lines(person, **query):
    answer = person.get(person.at + "/catalogue", **query)
    assert answer.status == 200, repr(answer)
    return answer.json


def page(person, code):
    answer = person.get(person.at + "/catalogue/procedure", code=code)
    assert answer.status == 200, repr(answer)
    return answer.json


@test
def the_office_knows_all_procedures_of_the_sector(server):
    said = lines(begin(server))
    same((said["total"], len(said["procedures"])), (186, 186), "procedures")
    for facet in ("fields", "levels", "services", "known"):
        same(sum(one["count"] for one in said[facet]), 186, facet)
    want = {(row["facet"], row["code"]): int(row["count"]) for row in ROWS}
    got = {(facet, one["code"]): one["count"] for facet in ("fields", "levels", "known") for one in said[facet]}
    same(got, want, "counts, equal to those of `thaotruong catalogue check`")


@test
def words_are_found_without_accents_in_any_order_and_by_old_codes(server):
    person, cases = begin(server), Cases()
    for q, code in (("doanh nghiep khoa hoc cong nghe giay chung nhan", "1.014445"), ("CÔNG NGHỆ Doanh Nghiệp khoa", "1.014445"),
                    ("1.014445", "1.014445"), ("2.002278", "1.014445"), ("x-quang", "2.002380"), ("dang ky nhan hieu", "T.dang-ky-nhan-hieu")):
        cases.check(code in [one["code"] for one in lines(person, q=q)["procedures"]], q, "not found")
    cases.check(lines(person, q="khong co thu tuc nay")["procedures"] == [], "nonsense", "found")
    cases.end(7)


@test
def conditions_sift_together_and_each_count_minds_the_others(server):
    person = begin(server)
    said = lines(person, field="buu-chinh", known="core")
    same({one["field"] for one in said["procedures"]} | {one["known"] for one in said["procedures"]}, {"buu-chinh", "core"}, "lines")
    counts = {one["code"]: one["count"] for one in said["fields"]}
    same(counts["tieu-chuan-do-luong"], 3, "another field with the same completeness")
    same(len(said["procedures"]), counts["buu-chinh"], "the field's own count")
    opened = lines(person, open="true")["procedures"]
    assert all(one["open"] for one in opened) and "1.014445" in [one["code"] for one in opened], opened


@test
def a_procedures_page_tells_what_is_known_and_how_surely(server):
    person = begin(server)
    said = page(person, "1.014445")
    same((said["field_name"], said["level"], said["known"]), ("Doanh nghiệp khoa học và công nghệ", "committee", "complete"), "head")
    same(said["service"], None, "provinces differ: nothing is invented")
    same([one["code"] for one in said["replaces"]], ["2.002278"], "replaces")
    decision = next(one for one in said["clocks"] if one["kind"] == "decision")
    same((decision["term"], decision["starts"]), ("15 ngày", "từ khi nhận đủ hồ sơ hợp lệ"), "term with its unit")
    provinces = {(one["province"], one["total_milli"], len(one["steps"])) for one in said["workflows"] if not one["own"]}
    same(provinces, {("H37", 15000, 8), ("H19", 15000, 5)}, "step tables side by side")
    same([one["key"][0] for one in said["workflows"] if one["own"]], ["v"] * len(said["versions"]), "the office's own versions")


@test
def fees_say_validity_and_channel_and_papers_what_replaced_them(server):
    person = begin(server)
    fees = [one for one in page(person, "T.dang-ky-nhan-hieu")["fees"] if one["code"] == "le-phi-nop-don"]
    online = {(one["effective_from"], one["effective_to"]): (one["text"], one["in_force"]) for one in fees if one["channel"] == "online"}
    same(online, {("2024-01-01", "2025-12-31"): ("75.000 đồng", False), ("2026-01-01", None): ("150.000 đồng", True)}, "online fees")
    papers = page(person, "1.010277")["components"]
    replaced = [one for one in papers if one["replaced_database"]]
    assert replaced and all(one["replaced_owner"] and one["replaced_basis"] for one in replaced), papers
    same(page(person, "T.dang-ky-nhan-hieu")["code_known"], False, "a training key is no code")
    person.lang = "en"
    same(page(person, "1.014445")["clocks"][0]["term"], "15 calendar days", "in English")


@test
def looking_up_changes_nothing_and_an_unknown_code_is_said_so(server):
    person = begin(server).freeze()
    before = person.digest()
    for seat in ("mc", "tp", "cv", "ld", "vt", "ub"):
        person.sit(seat)
        page(person, "1.014445")
        lines(person, q="x")
    same(person.digest(), before, "the world")
    answer = person.get(person.at + "/catalogue/procedure", code="9.999999")
    same((answer.status, answer.key), (404, "catalogue.unknown"), "unknown code")
    same(person.get(person.at + "/catalogue", level="village").status, 400, "unknown level")
