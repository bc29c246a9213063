"""Stopped and started again: nothing is lost, nobody is sent out, nothing secret is said twice."""
import socket
import sqlite3
import subprocess
import time

from client import ASK, Client, Trainee, walk
from server import binary
from testing import refused, same, test

FIRST_START = True  # nothing of another server


def restart(server):
    server.stop()
    server.start()


@test
def everything_is_as_it_was(server):
    code, password = server.code, server.said_password
    assert password, "the demo trainer's password is said at the first start"
    an, binh = Trainee(server).join(name="An").begin().freeze(), Trainee(server).join(name="Bình").begin()
    walk(an, until="submit")
    an.moved("rewind", {"act": an.look()["act"] - 2})
    an.sit("cv")
    binh.did("accept")
    binh.must("POST", binh.of + "/finish")
    demo = Client(server).sign_in("giangvien")
    staff = Client(server).sign_in("trainer")
    mine = staff.must("POST", "/api/classes", {"name": "Lớp bền", "exercises": ["bai-thu"]})
    clock = lambda a: {k: v for k, v in a.items() if k not in ("idle_seconds",)}  # noqa: E731
    before = [(p.digest(), p.look(), clock(p.get(p.of).json), p.get(p.of + "/debrief")["history"]) for p in (an, binh)]
    restart(server)
    same(server.code, code, "the class code on the board still holds")
    same(server.said_password, None, "no password is said again")
    after = [(p.digest(), p.look(), clock(p.get(p.of).json), p.get(p.of + "/debrief")["history"]) for p in (an, binh)]
    for was, now in zip(before, after):
        for one, other in zip(was, now):
            same(other, one)
    same(demo.get("/api/classes").status, 200, "staff are still signed in")
    same(staff.must("GET", f"/api/classes/{mine['id']}")["code"], mine["code"])
    Client(server).sign_in("giangvien")
    walk(an, until="submit", after="appraise")
    an.moved("undo-rewind")
    same(an.dossier()["state"], "in_handling", "generations are still there")


@test
def the_second_start_builds_nothing_and_is_quick(server):
    restart(server)
    said = server.out.read_text()
    assert "Đang dựng" not in said, said
    assert server.start_seconds < 5, server.start_seconds


@test
def a_waiver_and_a_finished_attempt_are_judged_the_same(server):
    trainer = Client(server).sign_in("trainer")
    said = trainer.must("POST", "/api/classes", {"name": "Lớp", "exercises": ["ho-so-dau-tien"]})
    an, binh = [Trainee(server).join(said["code"], name).begin("ho-so-dau-tien").freeze() for name in ("An", "Bình")]
    an.did("accept")
    trainer.must("POST", f"/api/classes/{said['id']}/attempts/{an.attempt}/waive", {"step": "chuyen", "check": "1", "reason": "Lỗi của bài"})
    walk(an, until="assign", after="accept")
    binh.did("accept")
    binh.must("POST", binh.of + "/finish")
    keep = lambda p: [(s["id"], s["state"], s["earned"], [c["verdict"] for c in s["checks"]]) for s in p.get(p.of)["steps"]]  # noqa: E731
    before = [keep(an), keep(binh)]
    assert ("chuyen", "done", 5, ["waived"]) in before[0] and before[0][3][1] == "done", before[0]
    restart(server)
    same([keep(an), keep(binh)], before)


@test
def a_key_is_remembered_across_a_restart(server):
    an = Trainee(server).join().begin().freeze()
    headers = {"If-Match": an.tag(an.full), "Idempotency-Key": "khoa-qua-khoi-dong-lai"}
    path = f"{an.at}/dossiers/{an.full}/accept"
    first = an.post(path, {}, headers)
    restart(server)
    same((an.post(path, {}, headers)["act"], an.look()["act"]), (first["act"], first["act"]))
    an.moved("reset")
    restart(server)
    refused(an.post(path, {}, {"If-Match": an.tag(an.full), "Idempotency-Key": headers["Idempotency-Key"]}), 409, "idempotency.rewound")


@test
def a_killed_server_loses_nothing_it_acknowledged(server):
    an = Trainee(server).join().begin().freeze()
    an.did("request-supplement", ASK, an.less)
    walk(an, until="assign")
    before = (an.digest(), an.look()["version"], an.get(an.of)["score"])
    server.process.kill()
    server.process.wait()
    server.process = None
    server.start()
    same((an.digest(), an.look()["version"], an.get(an.of)["score"]), before)
    walk(an, until="submit", after="assign")


@test
def sessions_end_when_they_are_too_old(server):
    """Idle for twelve hours, or seven days after they began whatever happens: the file is aged while the server is away."""
    idle, old, young = [Trainee(server).join(name=name) for name in ("Nghỉ Lâu", "Quá Hạn", "Còn Mới")]
    server.stop()
    with sqlite3.connect(server.data / "lab.db") as lab:
        def age(person, column, hours):
            lab.execute(f"UPDATE session SET {column} = {column} - ? WHERE person_id = ?", (hours * 3600 * 1000, person.person))
        age(idle, "seen_at", 13)
        age(idle, "created_at", 13)
        age(old, "created_at", 8 * 24)
        age(old, "expires_at", 8 * 24)
    lab.close()
    server.start()
    for person in (idle, old):
        refused(person.get("/api/my"), 401, "guard.sign_in")
        same(Client(server).post("/api/return", {"return_code": person.return_code}).status, 200, "the words still bring back")
    same(young.get("/api/my").status, 200)


@test
def commands_reach_the_folder_of_a_running_server(server):
    """A new password and the audit chain without stopping a class; the words are the same with and without a server."""
    signed_in = Client(server).sign_in("trainer")
    trainee = Trainee(server).join().begin()
    trainee.did("accept")
    before = server.passwords["trainer"]
    password = server.command("person", "reset", "trainer").stdout.strip()
    refused(signed_in.get("/api/classes"), 401, "guard.sign_in")
    refused(Client(server, "127.0.0.5").post("/api/session", {"username": "trainer", "password": before}), 401, "person.wrong_password")
    server.passwords["trainer"] = password
    Client(server).sign_in("trainer")
    beside = server.command("audit", "verify").stdout
    assert beside.rstrip().endswith(" 0 broken") and trainee.world + "\tok" in beside, beside
    trainee.did("hand-over")
    for words in (["person", "add", "trainer", "--role", "trainer"], ["person", "add", "moi", "--role", "vua"], ["person", "reset", "khong-ai"]):
        wrong = server.command(*words, ok=False)
        same((wrong.returncode, wrong.stdout), (1, ""), words)
        assert wrong.stderr.startswith("thaotruong person: "), wrong.stderr
    server.stop()
    assert not (server.data / "control").exists()
    same(server.command("audit", "verify").stdout.splitlines()[0].split("\t")[:2], beside.splitlines()[0].split("\t")[:2])
    server.start()


@test
def the_folder_of_a_server_answers_its_owner_alone_and_nothing_it_does_not_know(server):
    door = server.data / "control"
    same(oct(door.stat().st_mode & 0o777), "0o600")
    for asked in (b"", b"person", b"x" * 5000, b"serve\0", b"\0\0\0", b"person\0reset\0"):
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(20)
            caller.connect(str(door))
            caller.sendall(asked)
            caller.shutdown(socket.SHUT_WR)
            try:
                answer = caller.recv(100)
            except ConnectionResetError:
                answer = b""  # it closed without having read everything
            assert answer == b"" or answer[0] != 0, (asked[:20], answer)
    same(Client(server).get("/api/info").status, 200)


@test
def one_folder_has_one_server(server):
    second = subprocess.run([binary(), "serve", "--listen", "127.0.0.1:0", "--data", str(server.data)], capture_output=True, text=True, timeout=120)
    same(second.returncode, 1)
    assert second.stderr.strip(), second.stderr
    Client(server).sign_in("trainer")
    server.stop()
    password = server.command("person", "reset", "trainer").stdout.strip()
    taken = server.command("person", "add", "trainer", "--role", "trainer", ok=False)
    same(taken.returncode, 1)
    assert "trainer" in taken.stderr, taken.stderr
    for words in (["person", "add", "moi", "--role", "trainee"], ["person", "add", "moi", "--role", "vua"], ["person", "add", "X Y", "--role", "author"]):
        wrong = server.command(*words, ok=False)
        same((wrong.returncode, wrong.stdout), (1, ""), words)
    server.start()
    refused(Client(server, "127.0.0.5").post("/api/session", {"username": "trainer", "password": server.passwords["trainer"]}), 401, "person.wrong_password")
    server.passwords["trainer"] = password
    Client(server).sign_in("trainer")


@test
def the_clock_of_an_unwatched_world_stands(server):
    an = Trainee(server).join().begin()
    an.moved("clock", {"mode": "rate", "rate": 3600})
    now = an.look()["clock"]["now"]
    restart(server)
    time.sleep(1.5)
    same(an.look()["clock"]["now"][:19], now[:19], "nobody looked on")
