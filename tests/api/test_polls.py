"""Polls answer 304 when there is nothing new, and never when there is."""
from client import ASK, Client, Trainee
from testing import Cases, same, test


class Poll:
    """One address polled like a screen does it: with the ETag of the last answer."""

    def __init__(self, person, path):
        self.person, self.path = person, path
        self.tag = None
        same(self.look().status, 200)

    def look(self, lang=None):
        headers = {"If-None-Match": self.tag} if self.tag else {}
        answer = self.person.copy_for_call(lang).send("GET", self.path, headers=headers)
        assert answer.status in (200, 304), answer
        assert answer.headers["ETag"], "every poll has a tag"
        if answer.status == 304:
            same((answer.body, answer.headers.get("Content-Type"), answer.headers["ETag"]), (b"", None, self.tag))
        self.tag = answer.headers["ETag"]
        return answer


def told(poll, label, cases):
    """Something has happened: the next poll says so, the one after it is quiet."""
    cases.check(poll.look().status == 200, label, "a change was not told")
    cases.check(poll.look().status == 304, label, "the same was told again")


def room(server):
    trainer = Client(server).sign_in("trainer")
    said = trainer.must("POST", "/api/classes", {"name": "Lớp hỏi", "exercises": ["bai-thu"]})
    return trainer, f"/api/classes/{said['id']}", said["code"]


@test
def an_attempt_is_sent_again_only_when_it_changed(server):
    trainer, at, code = room(server)
    an = Trainee(server).join(code, "An").begin().freeze()
    poll, cases = Poll(an, an.of), Cases()
    for _ in range(3):
        same(poll.look().status, 304)
    for label, change in [
        ("an act", lambda: an.did("accept")), ("a seat", lambda: an.sit("tp")), ("a hint", lambda: an.must("POST", an.of + "/hints/bo-sung/1", want=(200, 404))),
        ("the clock", lambda: an.moved("clock", {"jump": "+1 workdays"})), ("a mode", lambda: an.moved("clock", {"mode": "frozen", "rate": 5})),
        ("a rewind", lambda: an.moved("rewind", {"act": an.look()["act"] - 1})), ("an undo", lambda: an.moved("undo-rewind")),
        ("a reset", lambda: (an.moved("reset"), an.freeze())),  # the clock runs again after a reset
        ("a paid hint", lambda: an.must("POST", an.of + "/hints/tiep-nhan/2")),
        ("an announcement", lambda: trainer.must("POST", at + "/announcements", {"text": "Nghe đây"})),
        ("a waiver", lambda: trainer.must("POST", f"{at}/attempts/{an.attempt}/waive", {"step": "bo-sung", "check": "1", "reason": "Lỗi của bài"})),
        ("a class-wide reset", lambda: (trainer.must("POST", at + "/reset"), an.freeze())),
        ("the end", lambda: an.must("POST", an.of + "/finish")),
    ]:
        change()
        if label != "a hint":
            told(poll, label, cases)
        else:
            poll.look()
    same(poll.look("en").status, 200, "another language is another answer")
    cases.end(24)


@test
def somebody_elses_act_is_no_news_of_mine(server):
    _, _, code = room(server)
    an, binh = Trainee(server).join(code, "An").begin().freeze(), Trainee(server).join(code, "Bình").begin().freeze()
    poll = Poll(an, an.of)
    binh.did("accept")
    binh.moved("reset")
    same(poll.look().status, 304)


@test
def a_world_is_sent_again_only_when_it_changed(server):
    _, _, code = room(server)
    an = Trainee(server).join(code, "An").begin().freeze()
    poll, cases = Poll(an, an.at), Cases()
    same(poll.look().status, 304)
    an.did("accept")
    told(poll, "an act", cases)
    an.sit("tp")
    told(poll, "a seat", cases)
    an.moved("reset")
    an.freeze()  # the clock runs again after a reset
    told(poll, "a reset", cases)
    an.must("POST", an.of + "/finish")
    told(poll, "the end", cases)
    cases.end(8)


@test
def a_running_clock_is_told_and_a_frozen_one_is_not(server):
    _, _, code = room(server)
    an = Trainee(server).join(code, "An").begin()
    an.moved("clock", {"mode": "rate", "rate": 3600})
    poll = Poll(an, an.at)
    first = an.look()["clock"]["now"]
    told_again = any(poll.look().status == 200 for _ in range(200))
    assert told_again and an.look()["clock"]["now"] > first, "an hour a second shows"
    an.freeze()
    poll.look()
    same([poll.look().status for _ in range(5)], [304] * 5)


@test
def the_board_is_sent_again_only_when_it_changed(server):
    trainer, at, code = room(server)
    an = Trainee(server).join(code, "An").begin().freeze()
    poll, cases = Poll(trainer, at + "/board"), Cases()
    same(poll.look().status, 304)
    for label, change in [("an act", lambda: an.did("accept")), ("a newcomer", lambda: Trainee(server).join(code, "Mới")), ("a seat", lambda: an.sit("tp")),
                          ("a mistake", lambda: an.sit("mc").did("accept", {"confirm_missing": True}, an.less)),
                          ("a reset", lambda: (an.moved("reset"), an.freeze())), ("the end", lambda: an.must("POST", an.of + "/finish"))]:
        change()
        told(poll, label, cases)
    same(poll.look("en").status, 200)
    cases.end(12)


@test
def a_tag_is_matched_as_http_says(server):
    _, _, code = room(server)
    an = Trainee(server).join(code, "An").begin().freeze()
    tag = an.get(an.of).headers["ETag"]
    cases = Cases()
    for value, want in [(tag, 304), (f'"x", {tag}', 304), (f"W/{tag}", 304), (tag.strip('"'), 200), ('"x"', 200), ("", 200), ("*", 200), (tag[:-2] + '"', 200)]:
        answer = an.get(an.of, headers={"If-None-Match": value})
        cases.check(answer.status == want, value, repr(answer)[:80])
    cases.end(8)


@test
def a_tag_of_another_person_or_place_does_not_fit(server):
    """Equal marks in two worlds would be no harm to a browser, but two addresses never share an answer here."""
    _, _, code = room(server)
    an = Trainee(server).join(code, "An").begin().freeze()
    same(an.get(an.at, headers={"If-None-Match": an.get(an.of).headers["ETag"]}).status, 200)


@test
def what_a_dossier_shows_is_its_version(server):
    an = Trainee(server).join().begin().freeze()
    path = f"{an.at}/dossiers/{an.full}"
    same(an.get(path).headers["ETag"], '"1.1"')
    an.did("accept")
    same(an.get(path).headers["ETag"], '"1.2"')
    an.did("request-supplement", ASK, an.less)
    same(an.get(path).headers["ETag"], '"1.2"', "another dossier's act")
    an.moved("reset")
    same(an.get(path).headers["ETag"], '"2.1"')
