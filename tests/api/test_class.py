"""What a trainer does to a class: watches, announces, moves worlds, lets go, hands out results, closes."""
import csv
import io
import re
import time
import zipfile

from client import ASK, Client, Trainee, walk
from testing import refused, same, test

WAIVE = {"step": "bo-sung", "check": "1", "reason": "Lỗi của bài tập"}


class Room:
    """A class of the trainer with trainees who have begun."""

    def __init__(self, server, *names, exercises=("bai-thu",)):
        self.server = server
        self.trainer = Client(server).sign_in("trainer")
        said = self.trainer.must("POST", "/api/classes", {"name": "Lớp thử", "exercises": list(exercises)})
        self.at, self.code = f"/api/classes/{said['id']}", said["code"]
        self.people = [Trainee(server).join(self.code, name).begin(exercises[0]).freeze() for name in names]

    def post(self, what, body=None):
        return self.trainer.must("POST", f"{self.at}/{what}", body)

    def board(self, **query):
        return self.trainer.must("GET", self.at + "/board" + ("?exercise=" + query["exercise"] if query else ""))

    def row(self, trainee, **query):
        return next(row for row in self.board(**query)["rows"] if row["person"]["id"] == trainee.person)

    def waive(self, trainee, **changed):
        return self.trainer.post(f"{self.at}/attempts/{trainee.attempt}/waive", WAIVE | changed)


def done(answer):
    return {one["person"]: one["ok"] or one["problem"]["key"] for one in answer["done"]}


@test
def the_board_shows_where_everybody_is(server):
    room = Room(server, "An", "Bình")
    an, binh = room.people
    chi = Trainee(server).join(room.code, "Chi")
    an.did("accept")
    binh.did("refuse-intake", {"reason": "Không thuộc thẩm quyền"})
    board = room.board()
    same([step["id"] for step in board["steps"]], ["tiep-nhan", "bo-sung"])
    same([row["person"]["name"] for row in board["rows"]], ["An", "Bình", "Chi"])
    row = room.row(an)
    same([(s["id"], s["state"], s["earned"]) for s in row["steps"]], [("tiep-nhan", "done", 60), ("bo-sung", "open", 0)])
    same((row["score"]["points"], row["mistakes"], row["online"], row["seat"], row["generation"]), (60, 0, True, "mc", 1))
    same((row["acts"], row["world"], row["attempt"]), (an.look()["act"], an.world, an.attempt))
    same((room.row(binh)["mistakes"], room.row(binh)["score"]["points"]), (1, 0))
    late = room.row(chi)
    same((late["attempt"], late["world"], late["steps"], late["idle_seconds"]), (None, None, [], None))
    an.moved("reset")
    same((room.row(an)["generation"], room.row(an)["acts"], room.row(an)["score"]["points"]), (2, an.look()["act"], 0))
    an.must("POST", an.of + "/finish")
    same(room.row(an)["state"], "finished")


@test
def being_idle_is_the_trainees_own(server):
    """Neither the trainer's look nor the trainer's reset nor a bot makes somebody busy or present."""
    room = Room(server, "An")
    an = room.people[0]
    an.did("accept")
    time.sleep(2.2)
    assert room.row(an)["idle_seconds"] >= 2, room.row(an)
    room.trainer.must("GET", an.of)
    room.trainer.must("GET", an.at + "/dossiers")
    assert room.row(an)["idle_seconds"] >= 2, "looking on is not acting"
    an.must("GET", an.of)
    assert room.row(an)["idle_seconds"] >= 2, "polling is not acting"
    room.post("clock", {"jump": "+1 workdays"})
    assert room.row(an)["idle_seconds"] >= 2, "the trainer's act is not the trainee's"
    room.post("reset")
    assert room.row(an)["idle_seconds"] >= 2, "nor is the trainer's reset"
    an.did("accept")
    assert room.row(an)["idle_seconds"] < 2, room.row(an)


@test
def a_class_is_reset_as_a_whole_or_by_name(server):
    room = Room(server, "An", "Bình", "Chi")
    an, binh, chi = room.people
    fresh = Trainee(server).join().begin().digest()
    for person in room.people:
        walk(person, until="assign")
    others = [(p.digest(), p.look()["generation"]) for p in (binh, chi)]
    same(done(room.post("reset", {"persons": [an.person]})), {an.person: True})
    same((an.digest(), an.look()["generation"]), (fresh, 2))
    same([(p.digest(), p.look()["generation"]) for p in (binh, chi)], others, "the others go on")
    refused(an.act("accept", **{"If-Match": '"1.1"'}), 409, "world.rewound", "a screen that does not know it yet")
    chi.must("POST", chi.of + "/finish")
    same(done(room.post("reset", {"persons": None})), {an.person: True, binh.person: True}, "everybody who is under way")
    same([p.digest() for p in (an, binh)], [fresh, fresh])
    same((chi.digest(), chi.look()["generation"]), others[1], "a finished one is left alone")
    same(done(room.post("reset", {"persons": [chi.person]})), {chi.person: "class.nothing_running"})
    kinds = [h["kind"] for h in an.get(an.of + "/debrief")["history"]]
    same(kinds.count("reset"), 2, "history tells")


@test
def a_class_is_rewound_to_an_act_or_to_a_step(server):
    room = Room(server, "An", "Bình", exercises=["ho-so-dau-tien"])
    an, binh = room.people
    digests = {}
    for person in room.people:
        person.did("request-supplement", ASK, person.less)
        walk(person, until="hand-over")
        digests[person.person] = (person.look()["act"], person.digest())
        walk(person, until="submit", after="hand-over")
    same(done(room.post("rewind", {"step": "phan-cong"})), {an.person: True, binh.person: True})
    for person in room.people:
        same((person.look()["act"], person.digest()), digests[person.person], "just before the step was begun")
        same(person.get(person.of)["next"]["step"], "phan-cong")
    act = an.look()["act"] - 1
    same(done(room.post("rewind", {"persons": [an.person], "act": act})), {an.person: True})
    same((an.look()["act"], binh.look()["act"]), (act, act + 1))
    same(done(room.post("rewind", {"step": "tra-ket-qua"})), {an.person: "class.step_not_reached", binh.person: "class.step_not_reached"})
    same(done(room.post("rewind", {"act": 999})), {an.person: "world.no_such_act", binh.person: "world.no_such_act"})


@test
def the_clocks_of_a_class_move_together(server):
    room = Room(server, "An", "Bình")
    an, binh = room.people
    an.did("request-supplement", ASK, an.less)
    same(done(room.post("clock", {"jump": "2026-11-23T08:00"})), {an.person: True, binh.person: True})
    same([p.look()["clock"]["now"][:16] for p in room.people], ["2026-11-23T08:00"] * 2)
    same(an.dossier(an.less)["state"], "filed", "what fell due on the way is done: the business supplemented")
    same(done(room.post("clock", {"jump": "2026-11-20T08:00"})), {an.person: "clock.backwards", binh.person: "clock.backwards"})
    same(done(room.post("clock", {"persons": [binh.person], "mode": "rate", "rate": 120})), {binh.person: True})
    same([(p.look()["clock"]["mode"], p.look()["clock"]["rate"]) for p in room.people], [("frozen", 60), ("rate", 120)])


@test
def an_announcement_reaches_everybody_at_the_next_poll(server):
    room = Room(server, "An", "Bình")
    an, binh = room.people
    other = Trainee(server).join().begin()
    same(an.get(an.of)["announcement"], None)
    first = room.post("announcements", {"text": "Còn mười phút"})["id"]
    said = room.post("announcements", {"text": "Còn <b>năm</b> phút"})["id"]
    assert said > first
    for person in (an, binh):
        same(person.get(person.of)["announcement"]["id"], said)
        same(person.get("/api/my")["announcement"]["text"], "Còn <b>năm</b> phút", "text, as it was typed")
    same(other.get(other.of)["announcement"], None, "another class hears nothing")


@test
def a_waived_check_counts_and_stays_waived(server):
    room = Room(server, "An")
    an = room.people[0]
    an.did("accept")
    answer = room.waive(an)
    same(answer.status, 200, repr(answer))
    same([(v["step"], v["check"], v["verdict"]) for v in answer["verdicts"]], [("bo-sung", "1", "waived")])

    def holds(label, points=100):
        attempt = an.get(an.of).json
        same([c["verdict"] for s in attempt["steps"] if s["id"] == "bo-sung" for c in s["checks"]], ["waived"], label)
        same((attempt["score"]["points"], room.row(an)["score"]["points"]), (points, points), label)
    holds("at once, on the board too")
    an.moved("rewind", {"act": an.look()["act"] - 1})
    holds("after a rewind", 40)
    an.did("accept")
    holds("and on from there")
    an.moved("reset")
    holds("after a reset", 40)
    an.moved("undo-rewind")
    holds("after the undo")
    entry = next(h for h in an.get(an.of + "/debrief")["history"] if h["kind"] == "waive")
    same((entry["step"], entry["check"], entry["verdict"]), ("bo-sung", "1", "waived"))
    same(room.waive(an).status, 200, "twice is once")
    same([h["kind"] for h in an.get(an.of + "/debrief")["history"]].count("waive"), 1)


@test
def a_waiver_after_the_end_corrects_the_result(server):
    room = Room(server, "An")
    an = room.people[0]
    an.did("accept")
    an.must("POST", an.of + "/finish")
    same((room.row(an)["score"]["points"], room.row(an)["score"]["passed"]), (60, False))
    same(room.waive(an).status, 200)
    same((room.row(an)["score"]["points"], room.row(an)["score"]["passed"]), (100, True))
    same(an.get(an.of + "/debrief")["attempt"]["score"]["points"], 100)


@test
def a_waived_check_opens_what_comes_after_it(server):
    room = Room(server, "An", exercises=["ho-so-dau-tien"])
    an = room.people[0]
    an.did("accept")
    refused(room.waive(an, step="chuyen", check="9"), 400, "class.no_such_check")
    answer = room.waive(an, step="chuyen", check="1")
    same(answer.status, 200, repr(answer))
    steps = lambda: {s["id"]: s["state"] for s in an.get(an.of)["steps"]}  # noqa: E731
    same((steps()["chuyen"], steps()["phan-cong"]), ("done", "open"))
    walk(an, until="assign", after="accept")
    same(steps()["phan-cong"], "done")
    act = an.look()["act"]
    walk(an, until="submit", after="assign")
    before = an.get(an.of).json
    an.moved("rewind", {"act": act})
    an.moved("undo-rewind")
    same([(s["id"], s["state"]) for s in an.get(an.of)["steps"]], [(s["id"], s["state"]) for s in before["steps"]],
         "judged anew, in the order in which things happened")


@test
def what_was_missed_can_be_let_go(server):
    room = Room(server, "An", exercises=["ho-so-dau-tien"])
    an = room.people[0]
    an.moved("clock", {"jump": "+2 workdays"})
    verdict = lambda: an.get(an.of)["steps"][0]["checks"][0]["verdict"]  # noqa: E731
    same(verdict(), "missed", "the limit for accepting has passed")
    an.did("accept")
    same((verdict(), an.get(an.of)["score"]["points"]), ("missed", 0))
    same(room.waive(an, step="tiep-nhan", check="1").status, 200)
    same((verdict(), an.get(an.of)["score"]["points"], room.row(an)["score"]["points"]), ("waived", 15, 15))


@test
def a_hint_costs_once_and_at_once(server):
    room = Room(server, "An")
    an = room.people[0]
    hints = lambda: an.get(an.of)["steps"][0]["hints"]  # noqa: E731
    same([(h["text"], h["cost"], h["available"]) for h in hints()], [(None, 0, True), (None, 7, True)])
    an.must("POST", an.of + "/hints/tiep-nhan/1")
    said = an.must("POST", an.of + "/hints/tiep-nhan/2")
    same((said["text"], said["cost"]), ("Bấm “Tiếp nhận”.", 7))
    an.must("POST", an.of + "/hints/tiep-nhan/2")
    same([h["text"] for h in hints()], ["Mở hồ sơ đủ thành phần.", "Bấm “Tiếp nhận”."])
    an.did("accept")
    same((an.get(an.of)["score"]["points"], room.row(an)["score"]["points"]), (53, 53))
    an.did("request-supplement", ASK, an.less)
    same(room.row(an)["score"]["points"], 93)
    an.moved("reset")
    same(an.get(an.of)["score"]["hint_cost"], 7, "a rewind does not give it back")
    an.moved("undo-rewind")
    late = Room(server, "Bình")
    binh = late.people[0]
    binh.did("accept")
    binh.moved("rewind", {"act": binh.look()["act"] - 1})
    binh.must("POST", binh.of + "/hints/tiep-nhan/2")
    same(late.row(binh)["score"]["points"], binh.get(binh.of)["score"]["points"], "the board knows without another act")
    binh.did("accept")
    same(late.row(binh)["score"]["points"], 53)


def parsed_csv(answer):
    same(answer.headers["Content-Type"], "text/csv; charset=utf-8")
    assert "attachment" in answer.headers["Content-Disposition"]
    text = answer.body.decode("utf-8-sig")
    assert answer.body.startswith(b"\xef\xbb\xbf") and text.count("\r\n") == text.count("\n"), "RFC 4180 with a mark"
    return list(csv.reader(io.StringIO(text)))


def results_of(room):
    lines = parsed_csv(room.trainer.get(room.at + "/results.csv"))
    head = next(i for i, line in enumerate(lines) if "Học viên" in line or "Họ và tên" in line)
    return lines, [dict(zip(lines[head], line)) for line in lines[head + 1:] if len(line) > 3]


@test
def results_tell_of_everybody_and_every_exercise(server):
    room = Room(server, "An", "=1+1 Bình", exercises=["bai-thu", "ho-so-dau-tien"])
    an, binh = room.people
    Trainee(server).join(room.code, "Chi")
    an.must("POST", an.of + "/hints/tiep-nhan/2")
    an.did("accept")
    an.did("request-supplement", ASK, an.less)
    an.must("POST", an.of + "/finish")
    an.begin("ho-so-dau-tien")
    binh.did("refuse-intake", {"reason": "Không thuộc thẩm quyền"})
    binh.moved("reset")
    lines, rows = results_of(room)
    assert any("TẬP HUẤN" in cell.upper() for line in lines for cell in line), "it says that it is a training copy"
    name, exercise = list(rows[0])[:2] if "Mẫu" not in list(rows[0])[0] else list(rows[0])[1:3]
    told = {(row[name], row[exercise]) for row in rows}
    same(told, {(n, e) for n in ("An", "'=1+1 Bình", "Chi") for e in ("Bài thử", "Hồ sơ đầu tiên")}, "everybody × every exercise, no formula")
    values = lambda who, what: list(next(row for row in rows if row[name] == who and row[exercise] == what).values())  # noqa: E731
    assert "93" in values("An", "Bài thử"), values("An", "Bài thử")
    assert any("Chưa" in cell for cell in values("Chi", "Bài thử")), values("Chi", "Bài thử")
    english = parsed_csv(room.trainer.copy_for_call("en").get(room.at + "/results.csv"))
    assert english[0] != lines[0] or english[1] != lines[1], "headings in the language asked for"


@test
def the_workbook_holds_the_same(server):
    room = Room(server, "An", "=cmd|'/c calc'!A1 Bình")
    an, binh = room.people
    an.did("accept")
    binh.did("refuse-intake", {"reason": "Không thuộc thẩm quyền"})
    answer = room.trainer.get(room.at + "/results.xlsx")
    same(answer.headers["Content-Type"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    book = zipfile.ZipFile(io.BytesIO(answer.body))
    same(book.testzip(), None)
    sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    same(len(sheets), 3, "results, steps, mistakes")
    texts = "".join(book.read(sheet).decode() for sheet in sheets)
    for wanted in ("An", "Bài thử", "Tiếp nhận", "Hồ sơ này thuộc thẩm quyền của Sở."):
        assert wanted in texts, wanted
    for sheet in sheets:
        assert not re.search(r"<f[ >]", book.read(sheet).decode()), "no formula anywhere"


@test
def a_closed_class_takes_nobody_in_and_lets_nobody_begin(server):
    room = Room(server, "An")
    an = room.people[0]
    waiting = Trainee(server).join(room.code, "Chờ")
    same(room.post("close")["state"], "closed")
    same(room.post("close")["state"], "closed", "closing twice is closing once")
    refused(Client(server).post("/api/join", {"code": room.code, "name": "Muộn"}), 409, "class.closed")
    refused(waiting.post("/api/my/attempts", {"exercise": "bai-thu"}), 409, "class.closed")
    an.did("accept")
    same(room.row(an)["score"]["points"], 60, "who is under way finishes")
    same(Client(server).post("/api/return", {"return_code": waiting.return_code}).status, 200, "and may look back")


@test
def a_released_trainee_comes_back_with_new_words_only(server):
    room = Room(server, "An", "Bình")
    an, binh = room.people
    binhs = room.trainer.get(room.at)["persons"]
    same({p["id"]: p["return_code_released"] for p in binhs}[an.person], False)
    words = room.post(f"persons/{an.person}/release")["return_code"]
    assert words != an.return_code and len(words.split()) == 4
    refused(an.get("/api/my"), 401, "guard.sign_in", "the old session has ended")
    refused(Client(server).post("/api/return", {"return_code": an.return_code}), 401, "class.unknown_return_code")
    same(Client(server).must("POST", "/api/return", {"return_code": words})["person"]["id"], an.person)
    same(binh.get("/api/my").status, 200, "nobody else is sent out")
    foreign = Trainee(server).join()
    refused(room.trainer.post(f"{room.at}/persons/{foreign.person}/release"), 404, "class.unknown_person")


@test
def a_trainer_reads_the_worlds_of_the_class_and_moves_them_in_time(server):
    room = Room(server, "An")
    an = room.people[0]
    an.did("accept")
    look = room.trainer.must("GET", an.at)
    same(look["read_only"], True)
    same([a["act"] for a in room.trainer.must("GET", f"{an.at}/dossiers/{an.full}")["actions"]], [], "no seat, no actions")
    tag = f'"{look["generation"]}.{look["act"]}"'
    moved = room.trainer.post(an.at + "/clock", {"jump": "+1 workdays"}, {"If-Match": tag})
    same(moved.status, 200, repr(moved))
    look = moved["world"]
    back = room.trainer.post(an.at + "/rewind", {"act": look["act"] - 1}, {"If-Match": f'"{look["version"]}"'})
    same(back.status, 200, repr(back))
    same(an.look()["generation"], 2)


@test
def the_way_in_is_shown_as_text_and_as_a_picture(server):
    room = Room(server, "An")
    said = room.trainer.must("GET", room.at)
    same(said["code"], room.code)
    assert all(url.endswith("/?join=" + room.code) for url in said["join_urls"]) and said["join_urls"], said
    svg = room.trainer.get(room.at + "/qr.svg")
    same(svg.headers["Content-Type"], "image/svg+xml")
    assert svg.body.startswith(b"<svg") or b"<svg" in svg.body[:200], svg.body[:200]
    for typed in (room.code.lower(), room.code.replace("-", ""), f" {room.code} ", room.code.replace("-", " ")):
        same(Client(server).must("POST", "/api/join", {"code": typed, "name": "Gõ Kiểu Khác"})["class"]["name"], "Lớp thử", typed)
