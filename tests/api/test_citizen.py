"""Citizens on their own over HTTP: the e-form, files of a draft, the look-up by code, a fee said to be paid, the seat that is left."""
from client import Trainee, new_key
from stage import COUNTER, DRAFT, FILE, PDF
from testing import Cases, refused, same, test


def on(trainee):
    return {"If-Match": trainee.tag(), "Idempotency-Key": new_key()}


def begin(server, exercise="bai-thu", seat="nn"):
    return Trainee(server).join().begin(exercise).freeze().sit(seat)


def online(trainee, **more):
    """What a person files online, with the e-form of its own earlier dossier."""
    filed = trainee.must("GET", f"{trainee.at}/dossiers/{trainee.own}/declarations")["declarations"]
    body = {key: value for key, value in COUNTER.items() if key != "owner"}
    return body | {"channel": "online", "form": {one["code"]: one["data"] for one in filed}} | more


def send(trainee, draft, body, **query):
    return trainee.send_in(body, trainee.own, f"{trainee.at}/drafts/{draft}/documents", **(FILE | query))


@test
def filing_by_screen_without_the_e_form_is_refused_by_its_name(server):
    trainee = begin(server)
    digest, cases = trainee.digest(), Cases()
    body = online(trainee)
    for channel in ("online", "kiosk"):
        for form in ({}, None):
            given = {k: v for k, v in (body | {"channel": channel, "form": form}).items() if v is not None}
            answer = trainee.post(trainee.at + "/dossiers", given, on(trainee))
            fields = [one["field"] for one in answer.json.get("fields", [])]
            cases.check(answer.status == 400 and fields and fields[0].startswith("form/"), f"{channel} {form}", repr(answer))
    code = next(iter(body["form"]))
    broken = body | {"form": {code: {}}}
    answer = trainee.post(trainee.at + "/dossiers", broken, on(trainee))
    cases.check(answer.status == 400 and any(one["field"].startswith(f"form/{code}/") for one in answer["fields"]), "empty", repr(answer))
    cases.check(trainee.digest() == digest, "refused filings", "the world changed")
    same(trainee.post(trainee.at + "/dossiers", body | {"channel": "kiosk"}, on(trainee)).status, 201)
    cases.end(6)


@test
def files_of_a_draft_are_judged_leave_with_it_and_come_along_when_it_is_filed(server):
    trainee = begin(server)
    trainee.must("POST", trainee.at + "/drafts", DRAFT, on(trainee))
    cases = Cases()
    for label, body, query, status, key in [
            ("empty", b"", {}, 400, "upload.empty"), ("html", b"<!doctype html><script>1</script>", {}, 400, "upload.type"),
            ("ending", PDF, {"file_name": "a.png"}, 400, "document.ending"), ("path", PDF, {"file_name": "../a.pdf"}, 400, "document.name"),
            ("component", PDF, {"component": "khong-co"}, 400, "component.unknown")]:
        answer = send(trainee, 1, body, **query)
        cases.check((answer.status, answer.key) == (status, key), label, repr(answer))
    refused(send(trainee, 9, PDF), 404, "draft.unknown")
    draft = send(trainee, 1, PDF)["draft"]
    same([one["file_name"] for one in draft["files"]], [FILE["file_name"]])
    same(trainee.get(draft["files"][0]["url"]).body, PDF)
    refused(send(trainee, 1, PDF), 409, "document.same_name")
    refused(trainee.sit("mc").get(draft["files"][0]["url"]), 404, "draft.unknown")
    trainee.sit("nn")
    filed = trainee.must("POST", trainee.at + "/dossiers", online(trainee, components=[], draft=1), on(trainee))["dossier"]
    same([one["file_name"] for one in trainee.files(filed["id"])["documents"]], [FILE["file_name"]])
    same([one["code"] for one in filed["components"] if one["provided"]], [FILE["component"]])
    trainee.must("POST", trainee.at + "/drafts", DRAFT, on(trainee))
    left = send(trainee, 1, PDF)["draft"]["files"][0]
    trainee.must("POST", trainee.at + "/drafts/discard", {"draft": 1}, on(trainee))
    refused(trainee.get(left["url"]), 404, "draft.unknown")
    papers = trainee.must("GET", trainee.at + "/papers")
    same([one["file_name"] for one in papers["files"]], [FILE["file_name"]], "what was discarded is nobody's paper")
    cases.end(5)


@test
def a_code_shows_status_and_dates_and_nothing_of_a_person(server):
    trainee = begin(server, seat="mc")
    done = trainee.did("accept", {}, trainee.own)["dossier"]
    code, owner = done["code"], done["owner"]
    trainee.must("DELETE", trainee.at + "/seat")
    answer = trainee.get(trainee.at + "/look-up", code=f" {code.lower()} ")
    said = answer.json
    same((said["code"], said["status"], said["due_at"], said["dossier"]), (code, 2, done["due_at"], None))
    for word in (owner["name"], owner["id_no"], owner["address"], owner["phone"], owner["email"]):
        assert not word or word not in answer.body.decode(), word
    assert said["owner"].startswith(owner["name"][0] + "***"), said["owner"]
    assert all(line["text"] is None for line in said["lines"]), said["lines"]
    same(trainee.sit("mc").get(trainee.at + "/look-up", code=code)["dossier"], trainee.own)
    cases = Cases()
    for text, status, key in [("", 400, None), ("H37", 400, "dossier.code_shape"), (code + "x", 400, "dossier.code_shape"),
                              ("' OR 1=1 --", 400, "dossier.code_shape"), ("https://x/?c=" + code, 400, "dossier.code_shape"),
                              (code[:-4] + "9999", 404, "dossier.code_unknown"), ("A" * 101, 400, None)]:
        got = trainee.get(trainee.at + "/look-up", code=text)
        cases.check(got.status == status and key in (None, got.key), text[:30], repr(got))
    cases.end(7)


@test
def codes_are_not_gone_through_one_after_the_other(server):
    guesser, other = begin(server, seat="mc"), begin(server, seat="mc")
    code = guesser.did("accept", {}, guesser.own)["dossier"]["code"]
    there = guesser.at + "/look-up"
    statuses = [guesser.get(there, code=code if i % 2 else code[:-4] + f"{9000 + i}").status for i in range(40)]
    same(set(statuses), {200, 404, 429}, "hits and misses count alike, then too often")
    assert 20 <= statuses.index(429) <= 24, statuses
    answer = guesser.get(there, code=code)
    refused(answer, 429, "guard.look_up_too_often", "not even with the right code")
    assert "tra cứu quá nhiều mã hồ sơ" in answer["detail"] and int(answer.headers["Retry-After"]) > 0, answer
    english = guesser.copy_for_call("en").send("GET", there + "?code=" + code, keep_cookie=True)
    assert "too many dossier codes" in english["detail"], english
    same(guesser.get(f"{guesser.at}/dossiers/{guesser.own}").status, 200, "everything else goes on")
    mine = other.did("accept", {}, other.own)["dossier"]["code"]
    same(other.get(other.at + "/look-up", code=mine).status, 200, "another person at the same address")


@test
def a_kiosk_is_left_with_the_words_of_who_opened_it_and_they_are_not_guessed(server):
    owner, other, cases = begin(server), begin(server), Cases()
    digest = owner.digest()
    for words in ("ban cam muoi trang", other.return_code, "mot hai") * 3:
        answer = owner.post("/api/my/kiosk/leave", {"return_code": words})
        cases.check((answer.status, answer.key) == (403, "class.not_your_code"), words, repr(answer))
        cases.check(answer["field"] == "return_code", words, repr(answer))
    same(owner.post("/api/my/kiosk/leave", {"return_code": owner.return_code.upper().replace(" ", "-")}).status, 204, "typed in another way")
    answer = owner.post("/api/my/kiosk/leave", {"return_code": owner.return_code})
    refused(answer, 429, "guard.too_often", "the eleventh at once, not even with the right words")
    same(other.post("/api/my/kiosk/leave", {"return_code": other.return_code}).status, 204, "another person at the same address")
    same(owner.get(f"{owner.at}/dossiers/{owner.own}").status, 200, "everything else goes on")
    same(owner.digest(), digest, "asking changes nothing")
    cases.end(18)


@test
def who_left_the_seat_sees_nothing_of_it_and_nobody_follows_anothers_dossier(server):
    trainee = begin(server)
    trainee.must("POST", trainee.at + "/drafts", DRAFT, on(trainee))
    refused(trainee.get(f"{trainee.at}/dossiers/{trainee.full}/track"), 404, "dossier.unknown")
    same(trainee.must("GET", f"{trainee.at}/dossiers/{trainee.own}/track")["status"], 1)
    trainee.must("DELETE", trainee.at + "/seat")
    trainee.must("DELETE", trainee.at + "/seat")
    same(trainee.look()["seat"], None)
    same(trainee.must("GET", trainee.at + "/drafts")["drafts"], [])
    same(trainee.must("GET", trainee.at + "/papers"), {"papers": [], "files": []})
    same(trainee.must("GET", trainee.at + "/filing")["applicants"], [])
    refused(trainee.post(trainee.at + "/drafts", DRAFT, on(trainee)), 409, "seat.none")


@test
def a_fee_is_said_to_be_paid_by_its_payer_and_looked_for_by_the_fee_clerk(server):
    trainee = Trainee(server).join().begin("thuc-hanh-tu-do").freeze()
    number = trainee.of_procedure("2.001209")
    trainee.sit("mc").did("request-payment", {"fees": ["le-phi"]}, number)
    shown = trainee.sit("dn2").must("GET", f"{trainee.at}/dossiers/{number}/payments")
    assert "mô phỏng" in shown["instruction"]["bank"], shown["instruction"]
    for text in ("", "ab", "số 1234", "<b>1234</b>", "1" * 61):
        answer = trainee.act("claim-payment", {"reference": text}, number)
        same(answer.status, 400, text)
    trainee.sit("dn2").did("claim-payment", {"reference": "FT26325000123"}, number)
    refused(trainee.act("claim-payment", {"reference": "FT26325000123"}, number), 409, "payment.claimed_already")
    request = trainee.sit("kt").must("GET", f"{trainee.at}/dossiers/{number}/payments")["requests"][0]
    same((request["claim_reference"], request["paid_at"]), ("FT26325000123", None))
    trainee.did("refuse-claim", {"reason": "Chưa thấy tiền"}, number)
    refused(trainee.act("refuse-claim", {"reason": "Chưa thấy tiền"}, number), 409, "payment.not_claimed")
    same(trainee.did("confirm-payment", {"method": "transfer"}, number)["dossier"]["financial"], "paid")
    same(trainee.sit("dn2").must("GET", f"{trainee.at}/dossiers/{number}/payments")["instruction"], None)
