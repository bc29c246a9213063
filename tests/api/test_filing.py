"""Filing over HTTP: what may be sent, what must be refused, and that one key files once."""
from client import Trainee, new_key
from stage import COUNTER, DRAFT, PARTY
from testing import Cases, refused, same, test


def file(trainee, body, key=None):
    return trainee.post(trainee.at + "/dossiers", body, {"If-Match": trainee.tag(), "Idempotency-Key": key or new_key()})


def draft(trainee, body, path="/drafts"):
    return trainee.post(trainee.at + path, body, {"If-Match": trainee.tag(), "Idempotency-Key": new_key()})


@test
def bad_input_is_refused_by_field_and_changes_nothing(server):
    trainee = Trainee(server).join().begin().freeze()
    digest, cases = trainee.digest(), Cases()
    wrong = [
        ({**COUNTER, "channel": "online"}, 403, "filing.channel_role"),
        ({**COUNTER, "channel": "fax"}, 400, "input.invalid"),
        ({**COUNTER, "procedure": "9.999999"}, 404, "procedure.unknown"),
        ({**COUNTER, "agency": "H99"}, 404, "org.unknown"),
        ({**COUNTER, "components": ["la"]}, 400, "component.unknown"),
        ({**COUNTER, "owner": None}, 400, "input.invalid"),
        ({**COUNTER, "owner": {**PARTY, "id_no": "abc"}}, 400, "input.invalid"),
        ({**COUNTER, "submitter": {**PARTY, "id_no": "000000000002"}}, 400, "input.invalid"),
        ({**COUNTER, "sets": 21}, 400, "input.invalid"),
        ({**COUNTER, "draft": 7}, 404, "draft.unknown"),
        ({**COUNTER, "form": {"la": {}}}, 400, "input.invalid"),
        ({**COUNTER, "unknown": 1}, 400, "input.invalid"),
    ]
    for body, status, key in wrong:
        answer = file(trainee, body)
        cases.check((answer.status, answer.key) == (status, key), str(body)[-80:], f"want {status} {key}, got {answer!r}")
    cases.check(trainee.digest() == digest, "refused filings", "the world changed")
    cases.end(len(wrong) + 1)


@test
def one_key_files_once(server):
    trainee = Trainee(server).join().begin().freeze()
    key, tag = new_key(), trainee.tag()
    headers = {"If-Match": tag, "Idempotency-Key": key}
    first = trainee.post(trainee.at + "/dossiers", COUNTER, headers)
    again = trainee.post(trainee.at + "/dossiers", COUNTER, headers)
    same((first.status, again.status), (201, 201))
    same(first.json["dossier"]["id"], again.json["dossier"]["id"])
    refused(trainee.post(trainee.at + "/dossiers", {**COUNTER, "sets": 2}, headers), 409, "idempotency.mismatch")


@test
def a_draft_is_kept_resumed_and_gone_when_filed(server):
    trainee = Trainee(server).join().begin().freeze()
    number = draft(trainee, DRAFT).json["draft"]["id"]
    same(draft(trainee, {**DRAFT, "draft": number}).json["draft"]["id"], number)
    same(len(trainee.must("GET", trainee.at + "/drafts")["drafts"]), 1)
    trainee.sit("mc2")
    same(trainee.must("GET", trainee.at + "/drafts")["drafts"], [])
    refused(draft(trainee, {"draft": number}, "/drafts/discard"), 404, "draft.unknown")
    trainee.sit("mc")
    same(file(trainee, {**COUNTER, "draft": number}).status, 201)
    same(trainee.must("GET", trainee.at + "/drafts")["drafts"], [])


@test
def what_one_counter_received_is_not_in_the_queue_of_another(server):
    trainee = Trainee(server).join().begin().freeze()
    number = file(trainee.sit("mc2"), COUNTER).json["dossier"]["id"]
    queue = lambda view: {d["id"] for d in trainee.must("GET", f"{trainee.at}/dossiers?view={view}")["dossiers"]}  # noqa: E731
    same((queue("queue"), queue("all")), ({number}, {number}))
    assert number not in queue_of(trainee, "mc", queue)
    trainee.sit("mc2").did("check-components", {"items": [{"code": c, "result": "enough"} for c in COUNTER["components"]]}, number)
    trainee.did("transfer", {}, number)
    same((queue("queue"), queue("all")), (set(), {number}))
    assert number in queue_of(trainee, "mc", queue)


def queue_of(trainee, seat, queue):
    trainee.sit(seat)
    return queue("queue")


@test
def what_is_told_before_filing_names_each_case_with_its_term(server):
    trainee = Trainee(server).join().begin("thuc-hanh-tu-do", "dn")
    told = lambda code: trainee.must("GET", trainee.at + f"/filing/procedure?code={code}")
    same((told("1.014438")["term"], told("1.014438")["cases"]), ("15 ngày", [{"name": "Có hội đồng tư vấn công nhận", "term": "27 ngày"}]))
    same(told("1.014445")["cases"], [])  # the other table of that procedure is another province's
