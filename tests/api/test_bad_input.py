"""Whatever comes from outside is refused with a status, a key, the field, and a sentence in both languages, and changes nothing."""
import json
import re

from client import ASK, LINE, Client, Trainee, new_key, walk
from testing import Cases, refused, same, table, test

PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I)
MEGABYTE = 1024 * 1024


def sentences(problem):
    return [problem["title"], problem["detail"]] + [f["detail"] for f in problem["fields"]]


def both_languages(person, method, path, body=None, headers=None):
    """The same call in Vietnamese and in English; answers the Vietnamese answer and what is wrong with the words."""
    wrong, answers = [], {}
    for lang in ("vi", "en"):
        answer = answers[lang] = person.copy_for_call(lang).send(method, path, body, headers, keep_cookie=True)
        if answer.key is None:
            return answer, ["no problem"]
        for sentence in sentences(answer.json):
            if not sentence or sentence == answer.key or PLACEHOLDER.search(sentence):
                wrong.append(f"no finished sentence in {lang}: {sentence!r}")
            elif (lang == "vi") != bool(VIETNAMESE.search(sentence)) and not sentence.isascii():
                wrong.append(f"not {lang}: {sentence!r}")
        if lang == "vi" and not VIETNAMESE.search(answer["detail"]):
            wrong.append(f"not Vietnamese: {answer['detail']!r}")
    vi, en = answers["vi"], answers["en"]
    if (vi.status, vi.key) != (en.status, en.key):
        wrong.append(f"differs by language: {en!r}")
    if vi["detail"] == en["detail"]:
        wrong.append(f"the same in both languages: {vi['detail']!r}")
    return vi, wrong


def fields(answer):
    said = {f["field"]: f["key"] for f in answer["fields"]}
    return said or ({answer["field"]: answer.key} if answer["field"] else {})


class World:
    """A trainee with a world, and proof that a refusal left it alone."""

    def __init__(self, server):
        self.owner = Trainee(server).join(name="Người Nhập").begin().freeze()
        self.before = (self.owner.digest(), self.owner.look()["version"])
        self.cases = Cases()

    def refuses(self, label, method, path, body, status, key, field=None, headers=None):
        answer, wrong = both_languages(self.owner, method, path, body, headers)
        self.cases.check((answer.status, answer.key) == (status, key), label, f"want {status} {key}, got {answer!r}")
        self.cases.check(not wrong, label, "; ".join(wrong))
        if field is not None and answer.key == key:
            self.cases.check(field in fields(answer).items(), label, f"want field {field}, got {fields(answer)}")
        now = (self.owner.digest(), self.owner.look()["version"])
        self.cases.check(now == self.before, label, "the world changed")

    def end(self, at_least):
        self.cases.end(at_least)

    def guarded(self, number=None):
        return {"If-Match": self.owner.tag(number or self.owner.full), "Idempotency-Key": new_key()}


@test
def json_that_is_none_is_refused(server):
    world = World(server)
    path = f"{world.owner.at}/dossiers/{world.owner.full}/accept"
    bodies = [
        ("one byte over a megabyte", b'{"note":"' + b"x" * (MEGABYTE - 10) + b'"}', 413, "request.too_large"),
        ("not JSON", b"note=x", 400, "json.syntax"), ("half of it", b'{"note":"x"', 400, "json.syntax"),
        ("something behind it", b'{"note":"x"} x', 400, "json.syntax"), ("two of them", b"{}{}", 400, "json.syntax"),
        ("a comma too many", b'{"note":"x",}', 400, "json.syntax"), ("single quotes", b"{'note':'x'}", 400, "json.syntax"),
        ("a comment", b'{/* */"note":"x"}', 400, "json.syntax"), ("NaN", b'{"note":NaN}', 400, "json.syntax"),
        ("65 levels", b'{"note":' + b"[" * 65 + b"]" * 65 + b"}", 413, "json.too_deep"),
        ("a hundred thousand levels", b"[" * 100000, 413, "json.too_deep"),
        ("a key twice", b'{"note":"a","note":"b"}', 400, "json.duplicate_key"),
        ("a key twice, once in disguise", b'{"note":"a","n\\u006fte":"b"}', 400, "json.duplicate_key"),
        ("a NUL byte", b'{"note":"a\x00b"}', 400, "json.nul"), ("a NUL in disguise", b'{"note":"a\\u0000b"}', 400, "json.nul"),
        ("half a letter", b'{"note":"\xc3"}', 400, "json.utf8"), ("an overlong letter", b'{"note":"\xc0\xaf"}', 400, "json.utf8"),
        ("a surrogate", b'{"note":"\xed\xa0\x80"}', 400, "json.utf8"), ("UTF-16", '{"note":"x"}'.encode("utf-16"), 400, "json.nul"),
        ("a control character", b'{"note":"a\x01b"}', 400, "json.control"),
        ("a list", b"[]", 400, "json.not_object"), ("a text", b'"x"', 400, "json.not_object"),
        ("null", b"null", 400, "json.not_object"),
        ("201 keys", json.dumps({f"k{i}": 1 for i in range(201)}).encode(), 413, "json.too_many_keys"),
        ("a number past all bounds", b'{"note":1e999}', 400, "json.number"),
    ]
    for label, body, status, key in bodies:
        world.refuses(label, "POST", path, body, status, key, headers=world.guarded())
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx",
                 "application/json; charset=latin1", "", None):
        headers = world.guarded() | {"Content-Type": kind}
        world.refuses(f"Content-Type {kind}", "POST", path, b'{"note":"x"}', 415, "request.media_type", headers=headers)
    world.end(90)


@test
def a_body_of_exactly_a_megabyte_is_read(server):
    world = World(server)
    body = b'{"note":"x"}'
    body += b" " * (MEGABYTE - len(body))
    answer = world.owner.post(f"{world.owner.at}/dossiers/{world.owner.full}/accept", body, world.guarded())
    same(answer.status, 200, repr(answer))


@test
def what_does_not_fit_its_field_is_refused_by_name(server):
    world = World(server)
    owner = world.owner
    dossier = f"{owner.at}/dossiers/{owner.full}/"
    long_ = {"note": "x" * 1001}
    acts = [
        ("an unknown key", "accept", {"noet": "x"}, "noet", "field.unknown"),
        ("the key in capitals", "accept", {"Note": "x"}, "Note", "field.unknown"),
        ("the dossier in the body", "accept", {"dossier": owner.less}, "dossier", "field.unknown"),
        ("a number for a text", "accept", {"note": 5}, "note", "field.text"),
        ("a list for a text", "accept", {"note": ["x"]}, "note", "field.text"),
        ("an object for a text", "accept", {"note": {"x": 1}}, "note", "field.text"),
        ("a text for a bool", "accept", {"confirm_missing": "true"}, "confirm_missing", "field.boolean"),
        ("a number for a bool", "accept", {"confirm_missing": 1}, "confirm_missing", "field.boolean"),
        ("too long a text", "accept", long_, "note", "field.too_long"),
        ("too long in bytes", "accept", {"note": "ư" * 501}, "note", "field.too_long"),
        ("no reason", "refuse-intake", {}, "reason", "field.required"),
        ("an empty reason", "refuse-intake", {"reason": "  "}, "reason", "field.required"),
        ("null for a reason", "refuse-intake", {"reason": None}, "reason", "field.required"),
        ("too short a reason", "refuse-intake", {"reason": "Thiếu"}, "reason", "field.too_short"),
        ("too long a reason", "refuse-intake", {"reason": "x" * 2001}, "reason", "field.too_long"),
        ("a text for a list", "request-supplement", ASK | {"components": "giay-de-nghi"}, "components", "field.list"),
        ("an empty list", "request-supplement", ASK | {"components": []}, "components", "field.required"),
        ("too long a list", "request-supplement", ASK | {"components": ["a"] * 51}, "components", "field.too_many"),
        ("a number in a list", "request-supplement", ASK | {"components": ["a", 1]}, "components.1", "field.text"),
        ("an empty text in a list", "request-supplement", ASK | {"components": ["a", ""]}, "components.1", "field.required"),
        ("a choice that is none", "return-result", {"by": "pigeon"}, "by", "field.choice"),
        ("a number for a choice", "return-result", {"by": 1}, "by", "field.choice"),
        ("no choice", "decide", {}, "outcome", "field.required"),
        ("an opinion of no length", "appraise", {"eligible": True, "opinion": "Được"}, "opinion", "field.too_short"),
        ("no eligibility", "appraise", {"opinion": "Đủ điều kiện cấp"}, "eligible", "field.required"),
    ]
    for label, verb, body, field, key in acts:
        world.refuses(f"{verb}: {label}", "POST", dossier + verb, body, 400, "input.invalid", (field, key), world.guarded())
    matched = lambda: {"If-Match": owner.tag()}  # noqa: E731
    others = [
        ("seat", "PUT", "/seat", {"seat": ""}, "seat", "field.required"), ("seat", "PUT", "/seat", {"seat": "x" * 41}, "seat", "field.too_long"),
        ("rewind", "POST", "/rewind", {}, "act", "field.required"), ("rewind", "POST", "/rewind", {"act": -1}, "act", "field.range"),
        ("rewind", "POST", "/rewind", {"act": 1.5}, "act", "field.integer"), ("rewind", "POST", "/rewind", {"act": "3"}, "act", "field.integer"),
        ("clock", "POST", "/clock", {"mode": "fast"}, "mode", "field.choice"), ("clock", "POST", "/clock", {"rate": 3601}, "rate", "field.range"),
        ("clock", "POST", "/clock", {"rate": -1}, "rate", "field.range"), ("clock", "POST", "/clock", {"next": "yes"}, "next", "field.boolean"),
        ("reset", "POST", "/reset", {"act": 3}, "act", "field.unknown"), ("undo", "POST", "/undo-rewind", {"x": 1}, "x", "field.unknown"),
    ]
    for label, method, path, body, field, key in others:
        world.refuses(f"{label} {body}", method, owner.at + path, body, 400, "input.invalid", (field, key), matched())
    world.end(110)


@test
def all_fields_that_are_wrong_are_named_at_once(server):
    world = World(server)
    answer = world.owner.act("appraise", {"eligible": "ja", "opinion": 7, "more": 1})
    same(fields(answer), {"eligible": "field.boolean", "opinion": "field.text", "more": "field.unknown"})


@test
def a_clock_goes_where_there_is_time(server):
    world = World(server)
    matched = lambda: {"If-Match": world.owner.tag()}  # noqa: E731
    at = world.owner.at + "/clock"
    for jump in ("tomorrow", "+2", "2 days ago", "+0 workdays", "+-1 workdays", "2026-13-01T08:00", "+99999 workdays", "+1 fortnights",
                 "2026-11-25T25:00", "+1.2345 workdays", "2999-01-01T08:00", "9999-12-31T23:59"):
        world.refuses(f"jump {jump}", "POST", at, {"jump": jump}, 400, "clock.jump_invalid", ("jump", "clock.jump_invalid"), matched())
    world.refuses("into the past", "POST", at, {"jump": "2026-11-19T08:00"}, 400, "clock.backwards", ("jump", "clock.backwards"), matched())
    for far in ("2199-12-31T23:59", "2100-01-01T08:00", "2036-11-21T08:00", "+9999 workdays"):
        world.refuses(f"to {far}", "POST", at, {"jump": far}, 400, "clock.too_far", ("jump", "clock.too_far"), matched())
    world.refuses("to nothing", "POST", at, {}, 400, "clock.nothing_asked", None, matched())
    world.refuses("to the next of nothing", "POST", at, {"next": True}, 409, "clock.nothing_next", None, matched())
    for to in ("tomorrow", "", "+0 workdays"):
        answer = world.owner.get(world.owner.at + "/clock/preview", to=to)
        same((answer.status, list(fields(answer))), (400, ["to"]), to)
    world.end(40)


@test
def at_the_end_of_time_the_office_still_answers(server):
    """Two years at a time until the calendar ends: then a sentence, never a crash."""
    owner = Trainee(server).join().begin()
    owner.freeze()
    for year in range(2028, 2099, 2):
        owner.moved("clock", {"jump": f"{year}-11-20T08:00"})
    owner.moved("clock", {"jump": "2099-12-31T16:00"})
    refused(owner.move("clock", {"jump": "+1 workdays"}), 400, "clock.too_far")
    owner.moved("clock", {"mode": "rate", "rate": 3600})
    answer = owner.act("accept")
    assert answer.status < 500, answer
    for path in (owner.at, owner.of, owner.at + "/dossiers", owner.at + "/clock/preview?to=%2B100%20workdays"):
        assert owner.get(path).status < 500, path


@test
def a_query_is_read_as_strictly_as_a_body(server):
    world = World(server)
    at = world.owner.at + "/dossiers"
    for label, query, status, key, field in [
        ("an unknown key", "?vieww=all", 400, "input.invalid", ("vieww", "field.unknown")),
        ("a key without value", "?x", 400, "input.invalid", ("x", "field.unknown")),
        ("a choice that is none", "?view=mine", 400, "input.invalid", ("view", "field.choice")),
        ("a state that is none", "?state=lost", 400, "input.invalid", ("state", "field.choice")),
        ("too long a search", "?q=" + "x" * 201, 400, "input.invalid", ("q", "field.too_long")),
        ("a key twice", "?view=all&view=all", 400, "json.duplicate_key", None),
        ("a NUL", "?q=%00", 400, "request.target", None), ("half an escape", "?q=%4", 400, "request.target", None),
        ("no UTF-8", "?q=%ff", 400, "request.target", None), ("too many", "?" + "&".join(f"k{i}=1" for i in range(40)), 413, "request.query_too_long", None),
        ("too long", "?q=" + "x" * 5000, 414, "request.target_too_long", None),
    ]:
        world.refuses(label, "GET", at + query, None, status, key, field)
    world.refuses("a query where none is taken", "GET", world.owner.at + "?x=1", None, 400, "input.invalid", ("x", "field.unknown"))
    world.end(30)


@test
def hostile_paths_lead_nowhere(server):
    world = World(server)
    owner = world.owner
    at = owner.at
    nowhere = [
        "/api/worlds", "/api/worlds/", "/api", "/api/", "/api/worlds//acts", at + "/", at + "/acts/", at + "/ACTS", "/api//info",
        "/api/worlds/../info", "/api/worlds/%2e%2e/info", "/api/info%2f", at + "%2facts", "/api/worlds/" + owner.world.upper(),
        "/api/worlds/" + "a" * 65, "/api/worlds/a.b", "/api/worlds/a%20b", "/api/worlds/%C3%A1", "/api/worlds/'or'1'='1",
        at + "/dossiers/0", at + "/dossiers/-1", at + "/dossiers/01", at + "/dossiers/1e3", at + "/dossiers/+1", at + "/dossiers/1.0",
        at + "/dossiers/9999999999999999", at + "/dossiers/%31x", "/api/info/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p", at + "/acts;x=1",
    ]
    for path in nowhere:
        world.refuses(path, "GET", path, None, 404, "request.no_such_path")
    for path in ("/api/worlds/%00", "/api/worlds/%zz/acts", "/api/%ff", "/api/worlds/a%0d%0ab"):
        world.refuses(path, "GET", path, None, 400, "request.target")
    world.refuses("too long", "GET", "/api/worlds/" + "a" * 4100, None, 414, "request.target_too_long")
    unknown = [("/api/worlds/" + "a" * 64, "world.missing"), ("/api/worlds/wr00000000000000000", "world.missing"),
               ("/api/attempts/a0000000000000000", "attempt.unknown"), (at + "/dossiers/999999999999999", "dossier.unknown"),
               (at + "/dossiers/999", "dossier.unknown"), (at + "/forms/999/pdf", "form.issue_unknown")]
    for path, key in unknown:
        world.refuses(path, "GET", path, None, 404, key)
    world.refuses("a print of no form", "POST", at + "/forms/999/print", {}, 404, "form.issue_unknown", headers={"Idempotency-Key": new_key()})
    world.refuses("an act on no dossier", "POST", at + "/dossiers/99/accept", {}, 404, "dossier.unknown", headers=world.guarded())
    world.refuses("a hint of no step", "POST", owner.of + "/hints/khong-co/1", {}, 404, "hint.unknown")
    world.refuses("a hint of no number", "POST", owner.of + "/hints/tiep-nhan/99", {}, 404, "hint.unknown")
    world.end(100)


@test
def every_path_takes_its_methods_and_no_other(server):
    cases = Cases()
    guest = Client(server)
    allowed = {}
    for row in table("authority"):
        allowed.setdefault(row["path"], set()).update({row["method"]} | ({"HEAD"} if row["method"] == "GET" else set()))
    for path, methods in allowed.items():
        address = path
        for number in ("dossier", "form", "class", "index", "document", "request", "delegation", "draft", "result", "register"):
            address = address.replace("{%s}" % number, "1")
        address = address.replace("{", "").replace("}", "")
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"):
            answer = guest.send(method, address)
            label = f"{method} {path}"
            if method in methods:
                cases.check(answer.status not in (405, 501), label, repr(answer))
            elif method in ("TRACE", "CONNECT", "BREW", "get"):
                cases.check(answer.status in (400, 405, 501), label, repr(answer))
            else:
                said = set(answer.headers.get("Allow", "").split(", "))
                cases.check(answer.status == 405 and said == methods, label, f"{answer!r} Allow {said}")
                cases.check(answer.headers.get("Access-Control-Allow-Methods") is None, label, "answers CORS")
    cases.end(len(allowed) * 11)


@test
def head_answers_like_get_without_the_body(server):
    cases = Cases()
    owner = Trainee(server).join().begin().freeze()
    owner.did("accept")
    form = owner.dossier()["forms"][0]["id"]
    for path in ("/api/info", "/api/openapi.json", "/api/my", owner.of, owner.at, owner.at + "/acts", owner.at + "/dossiers",
                 f"{owner.at}/dossiers/{owner.full}", f"{owner.at}/dossiers/{owner.full}/history", f"{owner.at}/forms/{form}/pdf", "/api/worlds/wxyz", "/api/classes", "/api/nothing"):
        head, get = owner.send("HEAD", path), owner.send("GET", path)
        cases.check((head.status, head.body) == (get.status, b""), path, repr(head))
        for name in ("Content-Type", "ETag", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options"):
            cases.check(head.headers.get(name) == get.headers.get(name), f"{path} {name}", f"{head.headers.get(name)} != {get.headers.get(name)}")
        near = abs(int(head.headers["Content-Length"]) - int(get.headers["Content-Length"]))
        cases.check(near < 40, path, "another length")  # an idle second or an operation's name may differ
    cases.end(80)


@test
def a_session_that_is_none_opens_nothing(server):
    cases = Cases()
    owner = Trainee(server).join().begin()
    gone = owner.copy_for_call()
    token = owner.cookie
    for label, cookie in [("forged", "A" * 43), ("cut", token[:-1]), ("longer", token + "A"), ("changed", ("A" if token[0] != "A" else "B") + token[1:]),
                          ("empty", ""), ("huge", "A" * 200), ("odd", "../../etc/passwd"), ("quoted", f'"{token}"')]:
        answer = Client(server).send("GET", owner.at, headers={"Cookie": f"thao_session={cookie}"})
        cases.check((answer.status, answer.key) == (401, "guard.sign_in"), label, repr(answer))
    twice = Client(server).send("GET", owner.at, headers={"Cookie": f"thao_session={token}; thao_session={token}"})
    cases.check((twice.status, twice.key) == (401, "guard.sign_in"), "twice", repr(twice))
    mate = Trainee(server).join()
    mixed = owner.copy_for_call()
    mixed.csrf = mate.csrf
    cases.check(mixed.post("/api/my/attempts", {"exercise": "bai-thu"}).key == "guard.csrf", "a token of another session")
    owner.must("DELETE", "/api/session")
    for person in (gone, owner):
        refused(person.get("/api/my"), 401, "guard.sign_in", "after signing out")
    same(gone.must("GET", "/api/session")["signed_in"], False)
    back = Client(server)
    said = back.must("POST", "/api/return", {"return_code": owner.return_code})
    same(said["person"]["id"], owner.person)
    same(back.get(owner.at).status, 200)
    cases.end(10)


@test
def the_words_that_bring_back_are_read_kindly_and_only_those(server):
    owner = Trainee(server).join(name="Đỗ Thị Trở Lại")
    words = owner.return_code.split(" ")
    for typed in (" ".join(words), "-".join(words), ", ".join(words), "  ".join(words).upper()):
        same(Client(server).must("POST", "/api/return", {"return_code": typed})["person"]["id"], owner.person, typed)
    for typed in (" ".join(words[:3]), " ".join(reversed(words)), "a b c d", " ".join(words + words)):
        refused(Client(server).post("/api/return", {"return_code": typed}), 401, "class.unknown_return_code", typed)


@test
def names_are_cleaned_and_imitations_refused(server):
    cases = Cases()
    for name, key in [("A", "name.too_short"), ("", "field.required"), ("x" * 81, "name.too_long"), ("12345", "name.no_letter"),
                      ("An\u202eNguyễn", "name.control"), ("An\u200bNguyễn", "name.control"), ("An\tNguyễn\x01", "field.control")]:
        answer = Client(server).post("/api/join", {"code": server.code, "name": name})
        said = answer.json
        keys = {said["key"]} | {f["key"] for f in said["fields"]}
        cases.check(answer.status == 400 and key in keys, repr(name), repr(answer))
    first = Trainee(server).join(name="  Bùi   Văn  Trùng ")
    again = Trainee(server).join(name="Bùi Văn Trùng")
    shown = [p.must("GET", "/api/my")["person"]["name"] for p in (first, again)]
    cases.check(shown[0] == "Bùi Văn Trùng" and shown[1] != shown[0] and shown[1].startswith("Bùi Văn Trùng"), "equal names", str(shown))
    decomposed = Trainee(server).join(name="Bu\u0300i Va\u0306n Tru\u0300ng")
    cases.check(decomposed.must("GET", "/api/my")["person"]["name"] not in shown, "the same name, decomposed")
    cases.end(8)


@test
def a_stale_version_is_a_conflict_that_says_so(server):
    world = World(server)
    owner = world.owner
    path = f"{owner.at}/dossiers/{owner.full}/"
    generation = owner.look()["generation"]
    for version in (0, 2, 99):
        world.refuses(f"version {version}", "POST", path + "accept", {}, 409, "dossier.stale",
                      headers={"If-Match": f'"{generation}.{version}"', "Idempotency-Key": new_key()})
    world.refuses("another generation", "POST", path + "accept", {}, 409, "world.rewound",
                  headers={"If-Match": f'"{generation + 1}.1"', "Idempotency-Key": new_key()})
    for what, body in (("clock", {"jump": "+1 workdays"}),):
        world.refuses(f"{what} on an act that is gone", "POST", f"{owner.at}/{what}", body, 409, "world.stale",
                      headers={"If-Match": f'"{generation}.{owner.look()["act"] - 1}"'})
    for version in (0, owner.look()["act"] - 1, owner.look()["act"] + 1):
        world.refuses(f"clock at act {version}", "POST", f"{owner.at}/clock", {"mode": "real"}, 409, "world.stale",
                      headers={"If-Match": f'"{generation}.{version}"'})
    for what, body in (("rewind", {"act": 2}), ("reset", {}), ("undo-rewind", {}), ("clock", {"next": True})):
        world.refuses(f"{what} of another generation", "POST", f"{owner.at}/{what}", body, 409, "world.rewound",
                      headers={"If-Match": f'"{generation + 1}.{owner.look()["act"]}"'})
    world.end(20)


@test
def the_same_request_sent_twice_is_done_once(server):
    owner = Trainee(server).join().begin().freeze()
    headers = {"If-Match": owner.tag(owner.full), "Idempotency-Key": new_key()}
    path = f"{owner.at}/dossiers/{owner.full}/accept"
    first = owner.post(path, {"note": "một"}, headers)
    digest = owner.digest()
    for _ in range(3):
        again = owner.post(path, {"note": "một"}, headers)
        same((again.status, again["act"], again["version"]), (200, first["act"], first["version"]))
    same(owner.digest(), digest, "nothing was done twice")
    refused(owner.post(path, {"note": "hai"}, headers), 409, "idempotency.mismatch", "another body")
    refused(owner.post(path.replace("accept", "hand-over"), {}, headers), 409, "idempotency.mismatch", "another act")
    other = f"{owner.at}/dossiers/{owner.less}/accept"
    refused(owner.post(other, {"note": "một"}, headers), 409, "idempotency.mismatch", "another dossier")
    same(owner.digest(), digest, "a mismatch changes nothing")
    mate = Trainee(server).join().begin().freeze()
    same(mate.post(f"{mate.at}/dossiers/{mate.full}/accept", {"note": "một"}, headers).status, 200, "keys are a world's own")


@test
def a_key_of_another_generation_is_never_replayed(server):
    owner = Trainee(server).join().begin().freeze()
    start = owner.look()["act"]
    keys = {}
    for seat, verb, body in LINE[:3]:
        owner.sit(seat)
        keys[verb] = new_key()
        owner.must("POST", f"{owner.at}/dossiers/{owner.full}/{verb}", body, {"If-Match": owner.tag(owner.full), "Idempotency-Key": keys[verb]})
    owner.moved("rewind", {"act": start + 2})  # assign is taken back, hand-over is not
    digest = owner.digest()
    tag = owner.tag(owner.full)
    for seat, verb, body in LINE[:3]:
        owner.sit(seat)
        answer = owner.post(f"{owner.at}/dossiers/{owner.full}/{verb}", body, {"If-Match": tag, "Idempotency-Key": keys[verb]})
        refused(answer, 409, "idempotency.rewound", verb)
    same(owner.digest(), digest, "nothing was done")
    same(owner.did("assign", {"account": "cv"})["act"], start + 3, "a fresh key goes on")


@test
def an_old_key_sent_with_its_old_tag_hears_of_the_rewind(server):
    owner = Trainee(server).join().begin().freeze()
    headers = {"If-Match": owner.tag(owner.full), "Idempotency-Key": new_key()}
    path = f"{owner.at}/dossiers/{owner.full}/accept"
    same(owner.post(path, {}, headers).status, 200)
    owner.moved("reset")
    refused(owner.post(path, {}, headers), 409, "world.rewound")


@test
def printing_twice_with_one_key_prints_once(server):
    owner = Trainee(server).join().begin().freeze()
    owner.did("accept")
    form = owner.dossier()["forms"][0]
    print_ = lambda key: owner.post(f"{owner.at}/forms/{form['id']}/print", {}, {"Idempotency-Key": key})  # noqa: E731
    key = new_key()
    same(print_(key).status, 200)
    act = owner.look()["act"]
    same((print_(key).status, owner.look()["act"]), (200, act))
    first = owner.get(form["url"]).body
    same(first[:5], b"%PDF-")
    walk(owner, until="assign", after="accept")
    same(print_(new_key()).status, 200)
    same(owner.get(form["url"]).body == first, True, "a reprint is the first print, byte for byte")


@test
def class_calls_name_what_is_wrong(server):
    trainer = Client(server).sign_in("trainer")
    said = trainer.must("POST", "/api/classes", {"name": "Lớp nhập", "exercises": ["bai-thu"]})
    owner = Trainee(server).join(said["code"]).begin().freeze()
    at = f"/api/classes/{said['id']}"
    before = owner.digest()
    cases = Cases()
    for label, path, body, status, key, field in [
        ("no name", "/api/classes", {"exercises": ["bai-thu"]}, 400, "input.invalid", "name"),
        ("a name of one letter", "/api/classes", {"name": "L", "exercises": ["bai-thu"]}, 400, "input.invalid", "name"),
        ("a name of blanks", "/api/classes", {"name": "   ", "exercises": ["bai-thu"]}, 400, "input.invalid", "name"),
        ("too long a name", "/api/classes", {"name": "x" * 481, "exercises": ["bai-thu"]}, 400, "input.invalid", "name"),
        ("no exercise", "/api/classes", {"name": "Lớp", "exercises": []}, 400, "input.invalid", "exercises"),
        ("an exercise that is none", "/api/classes", {"name": "Lớp", "exercises": ["khong-co"]}, 400, "class.no_such_exercise", "exercises.0"),
        ("an exercise twice", "/api/classes", {"name": "Lớp", "exercises": ["bai-thu", "bai-thu"]}, 400, "class.exercise_twice", "exercises"),
        ("51 exercises", "/api/classes", {"name": "Lớp", "exercises": ["bai-thu"] * 51}, 400, "input.invalid", "exercises"),
        ("an empty announcement", at + "/announcements", {"text": " "}, 400, "input.invalid", "text"),
        ("too long an announcement", at + "/announcements", {"text": "x" * 501}, 400, "class.text_too_long", "text"),
        ("persons as text", at + "/reset", {"persons": owner.person}, 400, "input.invalid", "persons"),
        ("a person who is not in the class", at + "/reset", {"persons": ["p0000000000000000"]}, 404, "class.unknown_person", "persons.0"),
        ("nobody at all", at + "/reset", {"persons": []}, 400, "input.invalid", "persons"),
        ("rewind to nowhere", at + "/rewind", {}, 400, "field.required", "step"),
        ("rewind to a step that is none", at + "/rewind", {"step": "khong-co"}, 400, "class.no_such_step", "step"),
        ("rewind to act -1", at + "/rewind", {"act": -1}, 400, "input.invalid", "act"),
        ("a clock without hands", at + "/clock", {}, 400, "clock.nothing_asked", None),
        ("a jump to never", at + "/clock", {"jump": "never"}, 400, "clock.jump_invalid", "jump"),
        ("waive nothing", f"{at}/attempts/{owner.attempt}/waive", {}, 400, "input.invalid", "step"),
        ("waive without reason", f"{at}/attempts/{owner.attempt}/waive", {"step": "bo-sung", "check": "1"}, 400, "input.invalid", "reason"),
        ("waive a check that is none", f"{at}/attempts/{owner.attempt}/waive", {"step": "bo-sung", "check": "9", "reason": "Lỗi của bài"}, 400, "class.no_such_check", "check"),
        ("waive in no attempt", f"{at}/attempts/a0000000000000000/waive", {"step": "bo-sung", "check": "1", "reason": "Lỗi của bài"}, 404, "attempt.unknown", None),
        ("release nobody", f"{at}/persons/p0000000000000000/release", {}, 404, "class.unknown_person", None),
        ("a board of no exercise", at + "/board?exercise=khong-co", None, 404, "exercise.unknown", "exercise"),
    ]:
        answer, wrong = both_languages(trainer, "POST" if body is not None else "GET", path, body)
        cases.check((answer.status, answer.key) == (status, key), label, f"want {status} {key}, got {answer!r}")
        cases.check(not wrong, label, "; ".join(wrong))
        if field and answer.key == key:
            cases.check(field in fields(answer), label, f"want field {field}, got {fields(answer)}")
    cases.check(owner.digest() == before, "after all of them", "the world changed")
    cases.end(60)
    foreign = Trainee(server).join().begin()
    refused(trainer.post(f"{at}/attempts/{foreign.attempt}/waive", {"step": "bo-sung", "check": "1", "reason": "Lỗi của bài"}), 404, "attempt.unknown")


@test
def what_is_not_assigned_or_not_there_cannot_be_begun(server):
    trainer = Client(server).sign_in("trainer")
    code = trainer.must("POST", "/api/classes", {"name": "Một bài", "exercises": ["bai-thu"]})["code"]
    trainee = Trainee(server).join(code)
    refused(trainee.post("/api/my/attempts", {"exercise": "ho-so-dau-tien"}), 403, "class.exercise_not_assigned")
    answer = trainee.post("/api/my/attempts", {"exercise": "khong-co"})
    refused(answer, 404, "exercise.unknown")
    assert "khong-co" in answer["detail"] and "file" not in answer["detail"], answer
    refused(trainee.post("/api/my/attempts", {"exercise": "../../etc/passwd"}), 404, "exercise.unknown")


@test
def guessed_join_codes_are_stopped_and_the_hall_goes_on(server):
    guesser, hall = "127.0.0.2", "127.0.0.1"
    statuses = [Client(server, guesser).post("/api/join", {"code": f"AAA-{i:03d}", "name": "Kẻ Đoán"}).status for i in range(130)]
    same(set(statuses), {404, 429}, "unknown codes, then too often")
    assert 100 <= statuses.index(429) <= 115, statuses.index(429)
    answer, wrong = both_languages(Client(server, guesser), "POST", "/api/join", {"code": server.code, "name": "Kẻ Đoán"})
    same((answer.status, answer.key, wrong), (429, "guard.too_often", []), "not even with the right code")
    assert int(answer.headers["Retry-After"]) > 0
    for i in range(60):
        Trainee(server, hall).join(name=f"Học viên {i}")
    refused(Client(server, hall).post("/api/join", {"code": "AAA-AAA", "name": "Gõ Nhầm"}), 404, "class.unknown_code", "one who mistypes")
    Trainee(server, hall).join(name="Gõ Lại Đúng")
    words = [Client(server, guesser).post("/api/return", {"return_code": f"a b c {i}"}).status for i in range(20)]
    same(words[-1], 429, "return codes are guessed from the same bucket")


@test
def guessed_passwords_are_stopped_and_tell_nothing(server):
    guesser = "127.0.0.3"
    known = [Client(server, guesser).post("/api/session", {"username": "trainer", "password": f"sai-{i}"}) for i in range(5)]
    unknown = [Client(server, guesser).post("/api/session", {"username": "ai-do", "password": f"sai-{i}"}) for i in range(5)]
    same({(a.status, a.key, a["detail"]) for a in known} == {(a.status, a.key, a["detail"]) for a in unknown}, True, "known or not, the same words")
    same((known[0].status, known[0].key), (401, "person.wrong_password"))
    answer = Client(server, guesser).post("/api/session", {"username": "trainer", "password": server.passwords["trainer"]})
    refused(answer, 429, "guard.too_often", "not even with the right one")
    Client(server, "127.0.0.4").sign_in("trainer")
