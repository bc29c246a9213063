"""Many dossiers at once over HTTP: the try against the run, one bad item among good ones, one key, versions, limits, rewinding all of it."""
from client import ASK, Client, Trainee, new_key, walk
from stage import COUNTER
from testing import Cases, refused, same, test


def bulk(trainee, verb, body, key=None, **headers):
    return trainee.post(f"{trainee.at}/bulk/{verb}", body, {"If-Match": trainee.tag(), "Idempotency-Key": key or new_key(), **headers})


def attempt(trainee, verb, body):
    return trainee.must("POST", f"{trainee.at}/bulk/{verb}/try", body)


def items(trainee, *numbers):
    return [{"dossier": n, "version": trainee.dossier(n)["version"]} for n in numbers]


def outcomes(answer):
    return {one["dossier"]: (one["outcome"], (one["problem"] or {}).get("key")) for one in answer["items"]}


def begin(server, more=0):
    """An office with a complete dossier, a lacking one, one of a person, and more filed at the counter."""
    trainee = Trainee(server).join(name="Người Làm Nhiều").begin().freeze().sit("mc")
    extra = []
    for _ in range(more):
        said = trainee.must("POST", trainee.at + "/dossiers", COUNTER, {"If-Match": trainee.tag(), "Idempotency-Key": new_key()})
        extra.append(said["dossier"]["id"])
    return trainee, extra


@test
def a_try_answers_what_each_single_act_answers_and_changes_nothing(server):
    an, extra = begin(server, 2)
    an.did("accept", {}, extra[0])
    why = {"reason": "Chuyển nhầm, xin thu hồi"}
    for verb, body, its in (("accept", {}, {}), ("hand-over", {}, {}), ("return-result", {}, {"by": "electronic"}), ("recall", why, why)):
        numbers = [an.full, an.less, *extra]
        before = an.digest()
        tried = outcomes(attempt(an, verb, {"items": items(an, *numbers)} | body))
        same(an.digest(), before, f"{verb}: the try left something")
        act = an.look()["act"]
        for number in numbers:
            answer = an.act(verb, its, number)
            want = ("will", None) if answer.status == 200 else ("cannot", answer.key)
            same(tried[number], want, f"{verb} of {number}")
            if answer.status == 200:
                an.moved("rewind", {"act": act})


@test
def one_that_cannot_does_not_stop_the_others_and_the_verdict_is_in_the_answer(server):
    an, extra = begin(server, 2)
    numbers = [an.full, an.less, *extra]
    act, digest = an.look()["act"], an.digest()
    said = bulk(an, "accept", {"items": items(an, *numbers)}).json
    same(outcomes(said), {an.full: ("done", None), an.less: ("failed", "dossier.components_missing"), extra[0]: ("done", None), extra[1]: ("done", None)})
    same((said["good"], said["bad"]), (3, 1))
    assert any(v["verdict"] == "pass" for v in said["verdicts"]), said["verdicts"]
    same(an.look()["act"], act + 3, "three acts")
    same([a["name"] for a in an.must("GET", an.at + "/acts")["acts"]][-3:], ["dossier.accept"] * 3)
    same(said["undo"], {"to_act": act, "last_act": act + 3})
    for number in (an.full, *extra):
        same(an.dossier(number)["state"], "accepted")
        same([one["version"] for one in said["items"] if one["dossier"] == number], [an.dossier(number)["version"]], "the version as it is now")
    an.moved("rewind", {"act": said["undo"]["to_act"]})
    same(an.digest(), digest, "one rewind takes all of it back")


@test
def a_key_sent_again_does_nothing_twice_and_does_the_rest(server):
    an, extra = begin(server, 1)
    body = {"items": items(an, an.full, extra[0], an.less)}
    key = new_key()
    first = bulk(an, "accept", body, key).json
    act = an.look()["act"]
    again = bulk(an, "accept", body, key).json
    same(outcomes(again), outcomes(first))
    same(an.look()["act"], act, "nothing was done again")
    same(an.get("/api/batches", key=key).json, {"done": 3, "total": 3})
    refused(bulk(an, "accept", {"items": items(an, an.less)}, key), 409, "idempotency.mismatch")
    refused(bulk(an, "hand-over", body, key), 409, "idempotency.mismatch")
    refused(Client(server).sign_in("trainer").get("/api/batches", key=key), 403, "guard.role")
    same(Trainee(server).join(name="Người Khác").get("/api/batches", key=key).json, {"done": 0, "total": 0}, "others' is not told")
    an.moved("rewind", {"act": first["undo"]["to_act"]})
    refused(bulk(an, "accept", body, key), 409, "idempotency.rewound")
    same(an.look()["act"], first["undo"]["to_act"])


@test
def a_version_that_has_moved_on_fails_that_dossier_alone(server):
    an, extra = begin(server, 1)
    seen = items(an, an.full, extra[0])
    an.did("check-components", {"items": [{"code": "giay-de-nghi", "result": "enough"}]}, an.full)
    said = bulk(an, "accept", {"items": seen}).json
    same(outcomes(said), {an.full: ("failed", "dossier.stale"), extra[0]: ("done", None)})
    refused(bulk(an, "accept", {"items": seen}, **{"If-Match": '"9.1"'}), 409, "world.rewound")


@test
def what_cannot_be_a_batch_is_refused_whole_and_changes_nothing(server):
    an, _ = begin(server)
    good = items(an, an.full)
    before, cases = an.digest(), Cases()
    wrong = [
        ({}, 400, "input.invalid"), ({"items": []}, 400, "input.invalid"), ({"items": {}}, 400, "input.invalid"), ({"items": "1"}, 400, "input.invalid"),
        ({"items": [an.full]}, 400, "input.invalid"), ({"items": [{"dossier": an.full}]}, 400, "input.invalid"), ({"items": good * 2}, 400, "input.invalid"),
        ({"items": [{"dossier": 2 ** 53, "version": 1}]}, 400, None), ({"items": [{"dossier": -1, "version": 1}]}, 400, "input.invalid"),
        ({"items": good, "confirm_missing": True}, 400, "input.invalid"), ({"items": good, "filter": {}}, 400, "input.invalid"), ({"items": good, "note": "x" * 1001}, 400, "input.invalid"),
        ({"items": [{"dossier": n, "version": 1} for n in range(1, 502)]}, 400, "input.invalid"),
    ]
    for body, status, key in wrong:
        answer = bulk(an, "accept", body)
        cases.check(answer.status == status and (key is None or answer.key == key), str(body)[:60], repr(answer))
    tries = [({"filter": {"view": "elsewhere"}}, 400), ({"filter": {"q": "khong co ho so nao nhu vay"}}, 400), ({"filter": {"view": "queue"}, "items": good}, 400), ({"filter": 7}, 400)]
    for body, status in tries:
        answer = an.post(f"{an.at}/bulk/accept/try", body)
        cases.check(answer.status == status, str(body)[:60], repr(answer))
    refused(bulk(an.sit("vt"), "accept", {"items": good}), 403, "act.forbidden")
    refused(bulk(an.sit("mc"), "print", {"items": [{"dossier": n, "version": 1} for n in range(1, 102)], "forms": ["01"]}), 400, "input.invalid")
    refused(bulk(an, "return-result", {"items": good, "by": "counter"}), 400, "input.invalid", "each receiver signs: not in bulk")
    refused(bulk(an, "assign", {"items": good, "account": "cv"}), 403, "act.forbidden")
    refused(bulk(an, "recall", {"items": good, "reason": "x"}), 400, "input.invalid")
    refused(bulk(an, "refuse-intake", {"items": good}), 404, "request.no_such_path")
    same(outcomes(bulk(an, "accept", {"items": [{"dossier": 4711, "version": 1}]}).json), {4711: ("failed", "dossier.unknown")})
    same(an.digest(), before)
    cases.end(len(wrong) + len(tries))


@test
def a_filter_finds_what_the_list_shows(server):
    an, extra = begin(server, 3)
    listed = {one["id"] for one in an.must("GET", an.at + "/dossiers?view=queue&part=new")["dossiers"]}
    said = attempt(an, "accept", {"filter": {"view": "queue", "part": "new"}})
    same({one["dossier"] for one in said["items"]}, listed)
    same((said["more"], said["max"]), (False, 500))
    done = bulk(an, "accept", {"items": [{k: one[k] for k in ("dossier", "version")} for one in said["items"] if one["outcome"] == "will"]}).json
    same(done["good"], len(listed) - 1, "all but the lacking one")
    same({one["id"] for one in an.must("GET", an.at + "/dossiers?view=queue&part=to_hand_over")["dossiers"]}, listed - {an.less})


@test
def handler_and_days_of_filing_hold_for_the_list_and_for_what_is_done_by_its_filter(server):
    an, extra = begin(server, 3)
    for number in extra[:2]:
        walk(an, until="appraise", number=number)
    an.sit("tp")
    of = lambda query: an.must("GET", f"{an.at}/dossiers?{query}")
    same([one["account"] for one in an.must("GET", an.at + "/desk")["handlers"]], ["cv"])
    listed = of("view=all&handler=cv")
    same({one["id"] for one in listed["dossiers"]}, set(extra[:2]))
    same((listed["counts"]["found"], listed["counts"]["in_handling"], listed["counts"]["filed"]), (2, 2, 0))
    day = an.dossier(extra[0])["submitted_at"][:10]
    same({one["id"] for one in of(f"view=all&handler=cv&from={day}&to={day}")["dossiers"]}, set(extra[:2]))
    same(of("view=all&handler=cv&to=2020-01-01")["counts"]["found"], 0)
    said = attempt(an, "nudge", {"filter": {"view": "all", "handler": "cv", "from": day, "to": day}})
    same({one["dossier"] for one in said["items"]}, set(extra[:2]))
    for query, field in (("handler=nobody", ("handler", "account.unknown")), ("from=2026-12-02&to=2026-12-01", ("to", "period.order")), ("from=2026-02-30", ("from", "field.day"))):
        name, key = field
        for answer in (an.get(f"{an.at}/dossiers?{query}"), an.post(an.at + "/bulk/nudge/try", {"filter": dict(one.split("=") for one in query.split("&"))})):
            same((answer.status, [(one["field"], one["key"]) for one in answer.json["fields"]] or [(answer.json["field"], answer.key)]), (400, [(name, key)]), query)
    on = lambda: {"If-Match": an.tag(), "Idempotency-Key": new_key()}
    an.must("POST", an.at + "/views/save", {"name": "Của chuyên viên", "handler": "cv", "from": day}, on())
    same(an.must("GET", an.at + "/desk")["views"][0]["filter"], {"handler": "cv", "from": day})
    same(an.post(an.at + "/views/save", {"name": "Ngược", "from": day, "to": "2020-01-01"}, on()).json["field"], "to")
    same(an.post(an.at + "/views/save", {"name": "Ai", "handler": "nobody"}, on()).json["field"], "handler")


@test
def what_was_passed_on_is_recalled_until_it_is_opened(server):
    an, extra = begin(server, 1)
    numbers = [an.full, extra[0]]
    bulk(an, "accept", {"items": items(an, *numbers)})
    bulk(an, "hand-over", {"items": items(an, *numbers)})
    an.sit("tp")
    said = bulk(an, "assign", {"items": items(an, *numbers), "account": "cv"}).json
    same(said["good"], 2)
    same(said["recall"], True)
    an.sit("cv").did("open", {}, an.full)
    an.sit("tp")
    back = bulk(an, "recall", {"items": items(an, *numbers), "reason": "Phân công nhầm, xin thu hồi"}).json
    same(outcomes(back), {an.full: ("failed", "dossier.opened_there"), extra[0]: ("done", None)})


@test
def the_papers_of_many_come_in_one_file_and_each_print_is_recorded(server):
    an, extra = begin(server, 2)
    bulk(an, "accept", {"items": items(an, an.full, *extra)})
    tried = attempt(an, "print", {"items": items(an, an.full, an.less, *extra), "forms": ["01", "06"]})
    same(outcomes(tried)[an.less], ("cannot", "bulk.no_form"))
    same(tried["good"], 3)
    said = bulk(an, "print", {"items": items(an, an.full, *extra), "forms": ["01"]}).json
    same([one["problem"] for one in said["items"]], [None] * 3)
    forms = [form for one in said["items"] for form in one["forms"]]
    same(len(forms), 3)
    pdf = an.get(an.at + "/bulk/papers.pdf", ids=",".join(map(str, forms)))
    same(pdf.status, 200)
    assert pdf.body.startswith(b"%PDF-"), pdf.body[:20]
    one = an.get(f"{an.at}/forms/{forms[0]}/pdf")
    assert len(pdf.body) > len(one.body), "one after the other"
    assert an.dossier(extra[0])["forms"][0]["printed"], "printed"
    for ids, status in (("", 400), ("x", 400), ("1,", 200), ("99999", 404), (",".join(["1"] * 101), 413), ("1;2", 400)):
        same(an.get(an.at + "/bulk/papers.pdf", ids=ids).status, status, ids)


@test
def views_are_kept_under_names_and_lent_to_the_organisation(server):
    an, _ = begin(server)
    on = lambda: {"If-Match": an.tag(), "Idempotency-Key": new_key()}
    an.sit("cv").must("POST", an.at + "/views/save", {"name": "Trễ hạn", "timing": "overdue", "shared": True}, on())
    an.must("POST", an.at + "/views/save", {"name": "Riêng", "view": "all", "sort": "owner"}, on())
    views = an.must("GET", an.at + "/desk")["views"]
    same([(v["name"], v["own"], v["shared"]) for v in views], [("Riêng", True, False), ("Trễ hạn", True, True)])
    same(views[1]["filter"], {"timing": "overdue"})
    lent = an.sit("cv2").must("GET", an.at + "/desk")["views"]
    same([(v["name"], v["own"]) for v in lent], [("Trễ hạn", False)])
    refused(an.post(an.at + "/views/remove", {"view": lent[0]["id"]}, on()), 404, "view.unknown")
    same(an.sit("mc").must("GET", an.at + "/desk")["views"], [])
    refused(an.post(an.at + "/views/save", {"name": "Không có gì"}, on()), 400, "view.any")
    refused(an.sit("nn").post(an.at + "/views/save", {"name": "Của tôi", "view": "all"}, on()), 403, "act.forbidden")


@test
def a_desk_counts_what_its_lists_hold(server):
    an, extra = begin(server, 3)
    walk(an, until="assign", number=extra[0])
    an.sit("mc").did("request-supplement", ASK, an.less)
    cases = Cases()
    for seat in ("mc", "tp", "cv", "ld", "vt", "ks"):
        desk = an.sit(seat).must("GET", an.at + "/desk")
        assert desk["queues"], seat
        for queue in desk["queues"]:
            query = "&".join(f"{k}={queue[k]}" for k in ("view", "part", "timing") if queue[k])
            found = an.must("GET", f"{an.at}/dossiers?{query}")["counts"]["found"]
            cases.check(found == queue["count"], f"{seat}: {queue['code']}", f"{queue['count']} on the desk, {found} in the list")
    cases.end(20)


@test
def lists_are_sorted_as_asked(server):
    an, _ = begin(server, 2)
    by = {sort: [one["id"] for one in an.must("GET", f"{an.at}/dossiers?view=all&sort={sort}")["dossiers"]] for sort in ("newest", "oldest", "owner", "due")}
    names = [one["owner_name"] for one in an.must("GET", f"{an.at}/dossiers?view=all&sort=owner")["dossiers"]]
    same(by["newest"][0], max(by["newest"]))
    same(sorted(by["oldest"]), sorted(by["newest"]))
    same(len(set(map(tuple, by.values()))) > 1, True)
    same(names, sorted(names, key=str.casefold), "by name") if all(ord(c) < 128 for n in names for c in n) else None
    same(an.get(f"{an.at}/dossiers?sort=colour").status, 400)
