"""E-forms over HTTP: what a procedure asks for, what is offered to whom, and the server's judgement before anything is filed."""
import json
import pathlib

from client import Client, Trainee
from testing import Cases, refused, same, test

ROOT = pathlib.Path(__file__).resolve().parents[2]
DECLARED = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "tests/expected/declarations").glob("*.json")}


def practise(server, seat=None):
    """Free practice: every seat is a person's, the applicants' too, and the office opens several procedures."""
    return Trainee(server).join(name="Người Thực Hành").begin("thuc-hanh-tu-do", seat).freeze()


def forms(person, procedure):
    answer = person.get(person.at + "/eforms/procedure", code=procedure)
    assert answer.status == 200, repr(answer)
    return answer.json


def check(person, procedure, form):
    return person.post(person.at + "/eforms/check", {"procedure": procedure, "form": form})


@test
def the_office_lists_the_procedures_that_have_e_forms(server):
    person = practise(server)
    listed = person.must("GET", person.at + "/eforms")["procedures"]
    codes = [one["code"] for one in listed]
    same(codes, sorted(codes), "in order")
    assert {"1.014445", "2.002380", "2.002248"} <= set(codes), codes
    assert all(one["name"] and one["eforms"] and all(form["code"] and form["title"] for form in one["eforms"]) for one in listed), listed


@test
def every_e_form_comes_with_its_schema_and_says_that_it_was_authored(server):
    person, cases = practise(server), Cases()
    for one in person.must("GET", person.at + "/eforms")["procedures"]:
        said = forms(person, one["code"])
        same(said["procedure"]["code"], one["code"], "procedure")
        for form in said["eforms"]:
            cases.check(form["schema"]["type"] == "object", one["code"], "no schema")
            cases.check(form["certainty"] == "authored" and "tập huấn" in form["source"], one["code"], f"{form['certainty']} {form['source']}")
            cases.check(form["prefill"] == [], one["code"], "offered to nobody")
    cases.end(24)


@test
def an_applicant_is_offered_the_identity_of_its_account_and_an_officer_nothing(server):
    person = practise(server, "dn")
    offers = {one["pointer"]: one for one in forms(person, "1.014445")["eforms"][0]["prefill"]}
    world = person.look()
    same((offers["/doanh_nghiep/ten"]["from"], offers["/doanh_nghiep/ten"]["value"]), ("person", world["seat"]["name"]), "the name of who files")
    assert offers["/doanh_nghiep/ma_so"]["value"].isdigit() and "tài khoản" in offers["/doanh_nghiep/ma_so"]["text"], offers
    person.sit("mc")
    same(forms(person, "1.014445")["eforms"][0]["prefill"], [], "an officer")


@test
def the_server_judges_every_written_declaration_as_it_should(server):
    person, cases = practise(server), Cases()
    before = person.digest()
    open_here = {one["code"] for one in person.must("GET", person.at + "/eforms")["procedures"]}
    for procedure, file in DECLARED.items():
        for one in file["tests"] if procedure in open_here else []:
            said = check(person, procedure, {file["eform"]: one["data"]})
            label = f"{procedure}: {one['test']}"
            cases.check(said.status == 200 and said["fits"] == one["valid"], label, repr(said))
            cases.check(bool(said["fields"]) != one["valid"], label, repr(said))
            cases.check(all(f["field"].startswith(f"form/{file['eform']}") and f["detail"] and f["key"] for f in said["fields"]), label, repr(said))
    same(person.digest(), before, "judging changes nothing")
    cases.end(180)


@test
def every_error_stands_at_its_place_in_the_language_of_who_asks(server):
    person = practise(server, "dn")
    form = {"to-khai": {"doanh_nghiep": {"ten": ""}, "ket_qua": [{"nguon_goc": "van_bang"}], "duoi_5_nam": False}}
    said = check(person, "1.014445", form).json
    fields = {one["field"]: one for one in said["fields"]}
    for place, key in (("doanh_nghiep/ten", "eform.minLength"), ("doanh_nghiep/ma_so", "eform.required"), ("ket_qua/0/so_van_bang", "eform.required"),
                       ("ty_le", "eform.required"), ("cam_ket", "eform.required")):
        same(fields[f"form/to-khai/{place}"]["key"], key, place)
    assert "chỗ chưa đúng" in said["text"], said["text"]
    english = person.copy_for_call("en").send("POST", person.at + "/eforms/check", {"procedure": "1.014445", "form": form}, keep_cookie=True)
    same({one["field"] for one in english["fields"]}, set(fields), "the same places in English")
    assert all(one["detail"] != fields[one["field"]]["detail"] for one in english["fields"]), english


@test
def bad_input_is_refused_and_named(server):
    person, cases = practise(server, "dn"), Cases()
    path = person.at + "/eforms/check"
    for label, body, status, key in (
            ("no procedure", {"form": {}}, 400, "input.invalid"), ("no form", {"procedure": "1.014445"}, 400, "input.invalid"),
            ("a member too many", {"procedure": "1.014445", "form": {}, "more": 1}, 400, "input.invalid"),
            ("an unknown procedure", {"procedure": "9.999999", "form": {}}, 404, "procedure.unknown"),
            ("65 levels", b'{"procedure":"1.014445","form":' + b"[" * 65 + b"]" * 65 + b"}", 413, "json.too_deep"),
            ("two megabytes", {"procedure": "1.014445", "form": {"to-khai": {"x": "x" * 2000000}}}, 413, "request.too_large")):
        answer = person.send("POST", path, body)
        cases.check((answer.status, answer.key) == (status, key), label, repr(answer))
    for label, form, field, key in (
            ("a list", [1], "form", "declaration.object"), ("a text", "x", "form", "declaration.object"), ("nothing filled in", {}, "form/to-khai", "declaration.missing"),
            ("a form of another name", {"khac": {}}, "form/khac", "eform.unknown"), ("a form that is a number", {"to-khai": 3}, "form/to-khai", "eform.type"),
            ("a member the form does not know", {"to-khai": DECLARED["1.014445"]["tests"][0]["data"] | {"lạ~/": 1}}, "form/to-khai/lạ~0~1", "eform.unknown_member")):
        said = check(person, "1.014445", form)
        cases.check(said.status == 200 and not said["fits"] and (field, key) in {(f["field"], f["key"]) for f in said["fields"]}, label, repr(said))
    many = check(person, "1.014445", {"to-khai": {f"m{i}": i for i in range(190)}})
    cases.check(many.status == 200 and not many["fits"], "190 unknown members", repr(many)[:200])
    refused(person.get(person.at + "/eforms/procedure"), 400, "input.invalid", "no code")
    refused(person.get(person.at + "/eforms/procedure", code="9.999999"), 404, "procedure.unknown", "an unknown code")
    cases.end(13)


@test
def what_was_declared_is_read_with_the_dossier_and_offered_to_the_next_one(server):
    person = practise(server, "mc")
    listed = person.must("GET", person.at + "/dossiers?view=all")["dossiers"]
    one = next(one for one in listed if one["procedure"]["code"] == "1.014445")
    [said] = person.must("GET", f"{person.at}/dossiers/{one['id']}/declarations")["declarations"]
    same((said["code"], said["revision"], said["schema"]["type"]), ("to-khai", 1, "object"), "the declaration")
    same(said["data"]["doanh_nghiep"]["ten"], one["owner_name"], "declared by who filed")
    same(check(person, "1.014445", {"to-khai": said["data"]})["fits"], True, "it fits its form")
    person.sit("dn")
    offers = {offer["pointer"]: offer for offer in forms(person, "1.014446")["eforms"][0]["prefill"]}
    offer = offers["/doanh_nghiep/nguoi_dai_dien"]
    same((offer["from"], offer["value"]), ("earlier", said["data"]["doanh_nghiep"]["nguoi_dai_dien"]), "offered from the earlier one")
    assert "20/11/2026" in offer["text"], offer
    same(offers["/doanh_nghiep/ten"]["from"], "person", "the identity goes first")


@test
def a_dossier_filed_on_paper_has_no_declaration_and_others_dossiers_do_not_exist(server):
    person = Trainee(server).join(name="Người Giấy").begin()
    same(person.must("GET", f"{person.at}/dossiers/{person.full}/declarations"), {"declarations": []}, "filed at the counter")
    person = practise(server, "mc")
    refused(person.get(f"{person.at}/dossiers/999999/declarations"), 404, "dossier.unknown", "no such dossier")
    listed = person.must("GET", person.at + "/dossiers?view=all")["dossiers"]
    name = person.sit("dn").look()["seat"]["name"]
    for one in listed:
        answer = person.get(f"{person.at}/dossiers/{one['id']}/declarations")
        same(answer.status, 200 if one["owner_name"] == name else 404, f"{one['owner_name']} asked by {name}")
    assert len({one["owner_name"] for one in listed}) > 1, "dossiers of several applicants"
    other = Trainee(server).join(name="Người Khác")
    refused(other.get(f"{person.at}/eforms"), 404, "world.missing", "somebody else's world")
    refused(Client(server).get(f"{person.at}/eforms"), 401, "guard.sign_in", "nobody")
