"""Many at once: each in a world of their own, many in one world, a class joining, a trainer moving worlds under their feet."""
import threading

from client import ASK, LINE, Client, Trainee, new_key, walk
from testing import refused, same, test

WORLDS, CROWD, ROUNDS = 16, 8, 12


def together(jobs):
    """Runs them at the same moment; the first failure is told."""
    failures, start = [], threading.Barrier(len(jobs))

    def run(job):
        try:
            start.wait()
            job()
        except BaseException as failure:  # told below
            failures.append(failure)
    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@test
def sixteen_trainees_walk_their_own_worlds_at_once(server):
    people = [Trainee(server) for _ in range(WORLDS)]

    def whole_walk(person, number):
        person.join(name=f"Người {number}").begin().freeze()
        walk(person)
        act = person.look()["act"]
        digest = person.digest()
        person.moved("rewind", {"act": act - 5})
        person.moved("undo-rewind")
        same(person.digest(), digest, f"world of {number}")
    together([lambda p=p, i=i: whole_walk(p, i) for i, p in enumerate(people)])
    same({p.dossier()["state"] for p in people}, {"returned"})
    same({p.get(p.of)["score"]["points"] for p in people}, {60})
    same(len({p.world for p in people}), WORLDS)


@test
def of_eight_writers_in_one_world_one_wins_each_round_and_no_act_is_lost(server):
    an = Trainee(server).join().begin().freeze()
    first = an.look()["act"]
    wins, lock = [], threading.Lock()

    def press(seat_body, tag):
        verb, body = seat_body
        answer = an.post(f"{an.at}/dossiers/{an.full}/{verb}", body, {"If-Match": tag, "Idempotency-Key": new_key()})
        assert answer.status in (200, 409), answer
        if answer.status == 200:
            with lock:
                wins.append(answer["act"])
        else:
            assert answer.key in ("dossier.stale", "dossier.wrong_state"), answer
    for seat, verb, body in LINE[:ROUNDS]:
        an.sit(seat)
        tag = an.tag(an.full)
        before = len(wins)
        together([lambda: press((verb, body), tag)] * CROWD)
        same(len(wins), before + 1, f"{verb}: exactly one of {CROWD}")
    same(sorted(wins), list(range(first + 1, first + 1 + ROUNDS)), "numbers without a gap")
    same([a["number"] for a in an.get(an.at + "/acts")["acts"]], list(range(1, first + ROUNDS + 1)))


@test
def the_same_key_pressed_eight_times_at_once_is_one_act(server):
    an = Trainee(server).join().begin().freeze()
    headers = {"If-Match": an.tag(an.full), "Idempotency-Key": new_key()}
    answers = []
    together([lambda: answers.append(an.post(f"{an.at}/dossiers/{an.full}/accept", {}, headers))] * CROWD)
    same({(a.status, a["act"]) for a in answers}, {(200, an.look()["act"])})


@test
def beginning_eight_times_at_once_is_one_attempt(server):
    an = Trainee(server).join()
    answers = []
    together([lambda: answers.append(an.post("/api/my/attempts", {"exercise": "bai-thu"}))] * CROWD)
    same(sorted(a.status for a in answers), [200] * (CROWD - 1) + [201])
    same(len({(a["attempt"], a["world"]) for a in answers}), 1)


@test
def a_hall_joins_at_once_under_one_name(server):
    people = [Trainee(server) for _ in range(40)]
    together([lambda p=p: p.join(name="Nguyễn Văn Đông") for p in people])
    names = {p.must("GET", "/api/my")["person"]["name"] for p in people}
    same(len(names), 40, "every one of them can be told from the others")


@test
def worlds_moved_under_their_owners_feet_stay_whole(server):
    trainer = Client(server).sign_in("trainer")
    said = trainer.must("POST", "/api/classes", {"name": "Lớp động", "exercises": ["bai-thu"]})
    people = [Trainee(server).join(said["code"], f"Người {i}").begin().freeze() for i in range(8)]
    fresh = Trainee(server).join().begin().digest()
    stop = threading.Event()

    def work(person):
        while not stop.is_set():
            for verb, body, number in (("accept", {}, person.full), ("request-supplement", ASK, person.less), ("hand-over", {}, person.full)):
                answer = person.act(verb, body, number)
                assert answer.status == 200 or answer.key in ("world.rewound", "dossier.stale", "dossier.wrong_state", "dossier.supplement_limit"), answer
            for path in (person.of, person.at + "/dossiers", person.at + "/acts"):
                assert person.get(path).status == 200, path

    def move():
        try:
            for _ in range(6):
                for what, body in (("reset", {}), ("clock", {"jump": "+1 workdays"}), ("rewind", {"step": "tiep-nhan"})):
                    done = trainer.must("POST", f"/api/classes/{said['id']}/{what}", body)["done"]
                    same([one for one in done if not one["ok"]], [], what)
                trainer.must("GET", f"/api/classes/{said['id']}/board")
        finally:
            stop.set()
    together([lambda p=p: work(p) for p in people] + [move])
    trainer.must("POST", f"/api/classes/{said['id']}/reset")
    same({p.digest() for p in people}, {fresh})


@test
def an_owner_with_two_windows_is_told_of_the_other(server):
    an = Trainee(server).join().begin().freeze()
    tag = an.tag(an.full)
    other = Client(server)
    other.must("POST", "/api/return", {"return_code": an.return_code})
    path = f"{an.at}/dossiers/{an.full}/accept"
    same(other.post(path, {}, {"If-Match": tag, "Idempotency-Key": new_key()}).status, 200)
    refused(an.post(path, {}, {"If-Match": tag, "Idempotency-Key": new_key()}), 409, "dossier.stale")


@test
def afterwards_every_audit_chain_verifies(server):
    """Last in this module: it stops the server."""
    server.stop()
    said = server.command("audit", "verify").stdout
    last = said.strip().splitlines()[-1]
    assert last.endswith(" 0 broken"), last
    worlds, acts = int(last.split()[0]), int(last.split()[2])
    assert worlds >= WORLDS + 10 and acts > WORLDS * 10, last
    server.start()
