#!/usr/bin/env python3
"""kills: `kill -9` at random moments under load; nothing acknowledged may be lost, no world damaged.

  kills.py [--rounds 20] [--clients 16] [--acts 50] [--seed N]
  kills.py --plant log|lab     cuts a world's log, or puts back an older lab.db, after the first kill: this must be noticed

Each round: every client acts over HTTP in a world of its own (dossiers through all their seats, clock jumps, resets) until
at least `acts` answers have come in the round; at a random moment after that the server is killed. After the next start:

1. every acknowledged act is in its world, under its number, and numbers have no gaps;
2. every world opens, in the generation acknowledged last (a reset that was under way may have happened or not);
3. an act whose answer the kill swallowed, sent again with the same key, happens exactly once;
4. every verdict that an answer carried is in the attempt, and reading the attempt again changes nothing;
and at the end `thaotruong audit verify` holds for every world.

Counted: kills that fell between a request and its answer; over the whole run at least half of the rounds must have some.
"""
import argparse
import http.client
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid

from api import Client, Server, binary, demo

BROKEN = (OSError, http.client.HTTPException)
BODIES = {
    "dossier.accept": lambda d: {"confirm_missing": True},
    "dossier.assign": lambda d: {"account": d["assignees"][0]["account"]},
    "dossier.appraise": lambda d: {"eligible": True, "opinion": "Đủ điều kiện"},
    "dossier.draft": lambda d: {"kind": "grant", "summary": "Dự thảo kết quả"},
    "dossier.decide": lambda d: {"outcome": "granted"},
    "dossier.return_result": lambda d: {"by": "electronic"},
    "dossier.supplement": lambda d: {"components": [c["code"] for c in d["components"] if not c["provided"]]},
}
# Acts that lead a dossier on to its end; the others are tried only where none of these is open.
FORWARD = ["accept", "hand_over", "assign", "appraise", "draft", "submit", "initial", "approve", "number", "issue", "decide", "return_result"]


class Trainee:
    """One person in one world, for the whole run; a thread of its own per round."""

    def __init__(self, number, port, seed):
        self.number, self.client = number, Client(port)
        self.random = random.Random(f"{seed}:{number}")
        self.attempt = self.world = None
        self.generation, self.last = None, 0
        self.acked = {}       # act number -> act name, of this generation
        self.verdicts = {}    # (step, check) -> verdict, of this generation
        self.pending = None   # (method, path, body, headers) of an act whose answer has not come
        self.seat = None
        self.refusals = []
        self.total = 0

    def join(self, code, exercise):
        self.client.must("POST", "/api/join", {"code": code, "name": f"Người thử {self.number}"})
        made = self.client.must("POST", "/api/my/attempts", {"exercise": exercise})
        self.attempt, self.world = made["attempt"], made["world"]
        self.seats = self.client.must("GET", f"/api/attempts/{self.attempt}")["seats"]
        self.look()

    def look(self):
        world = self.client.must("GET", f"/api/worlds/{self.world}")
        self.generation, self.act = world["generation"], world["act"]
        self.seat = world["seat"]["id"] if world["seat"] else None
        return world

    def write(self, method, path, body, version=None):
        """An act with its key. The request stays in `pending` until its answer is read."""
        headers = {"Idempotency-Key": str(uuid.uuid4()), "If-Match": f'"{self.generation}.{version if version is not None else self.act}"'}
        self.pending = (method, path, body, headers)
        status, _, answer = self.client.call(method, path, body, headers)
        self.pending = None
        return status, answer

    def note(self, name, answer):
        """An acknowledged act."""
        number = answer["act"] if "act" in answer else answer["world"]["act"]
        self.acked[number] = name
        self.act = max(self.act, number)
        self.total += 1
        for verdict in answer.get("verdicts", []):
            self.verdicts[verdict["step"], verdict["check"]] = verdict["verdict"]

    def reset(self):
        status, answer = self.write("POST", f"/api/worlds/{self.world}/reset", {})
        if status < 300:
            self.new_generation(answer)

    def new_generation(self, world):
        self.generation, self.act = world["generation"], world["act"]
        self.acked, self.verdicts = {}, {}
        self.seat = world["seat"]["id"] if world["seat"] else None

    def step(self):
        """One act, whatever is open to somebody in the world."""
        if self.random.random() < 0.04:
            status, answer = self.write("POST", f"/api/worlds/{self.world}/clock", {"jump": "+1 workhours"})
            if status < 300:
                self.act = max(self.act, answer["world"]["act"])
            return
        dossiers = self.client.must("GET", f"/api/worlds/{self.world}/dossiers?view=all")["dossiers"]
        self.random.shuffle(dossiers)
        for summary in dossiers:
            seat = self.seat_for(summary)
            if seat is None:
                continue
            if seat != self.seat:
                self.client.must("PUT", f"/api/worlds/{self.world}/seat", {"seat": seat})
                self.look()
            path = f"/api/worlds/{self.world}/dossiers/{summary['id']}"
            dossier = self.client.must("GET", path)
            open_acts = {a["act"]: a for a in dossier["actions"] if not a["blocked"]}
            name = next((f"dossier.{a}" for a in FORWARD if f"dossier.{a}" in open_acts), None)
            if name is None:
                continue
            body = BODIES.get(name, lambda d: {})(dossier)
            status, answer = self.write("POST", f"{path}/{name.split('.')[1].replace('_', '-')}", body, dossier["version"])
            if status < 300:
                self.note(name, answer)
                return
            self.refusals.append((name, status, answer))
            self.look()
        self.reset()

    def seat_for(self, summary):
        role = (summary.get("step") or {}).get("role")
        return next((s["id"] for s in self.seats if s["role"] == role), None)

    def round(self, counter, stop):
        def work():
            try:
                while not stop.is_set():
                    before = self.total
                    self.step()
                    counter.add(self.total - before)
            except BROKEN:
                pass
            except Exception as error:  # a wrong answer, not a broken connection
                counter.wrong(f"client {self.number}: {error!r}")
        self.client.in_flight = False
        self.thread = threading.Thread(target=work, daemon=True)
        self.thread.start()


class Counter:
    def __init__(self):
        self.lock, self.count, self.problems = threading.Lock(), 0, []

    def add(self, n):
        with self.lock:
            self.count += n

    def wrong(self, text):
        with self.lock:
            self.problems.append(text)


def acts_of(t):
    listed = t.client.must("GET", f"/api/worlds/{t.world}/acts")
    return listed["generation"], {a["number"]: a["name"] for a in listed["acts"]}


def check_world(t, problems):
    """All that must hold for one trainee's world after a kill; settles the act that was under way."""
    def wrong(text):
        problems.append(f"client {t.number} world {t.world}: {text}")

    generation, acts = acts_of(t)
    resetting = t.pending is not None and t.pending[1].endswith("/reset")
    if generation != t.generation and not resetting:
        return wrong(f"generation {generation}, acknowledged {t.generation}")
    if generation == t.generation:
        for number, name in t.acked.items():
            if acts.get(number) != name:
                wrong(f"acknowledged act {number} {name} is {acts.get(number)}")
        if acts and sorted(acts) != list(range(min(acts), max(acts) + 1)):
            wrong(f"gaps in the numbers of acts: {sorted(acts)}")
    settled = settle(t, generation, acts, wrong) if t.pending else "nothing"
    first = t.client.must("GET", f"/api/attempts/{t.attempt}")
    again = t.client.must("GET", f"/api/attempts/{t.attempt}")
    def verdicts(a):
        return {(s["id"], c["id"]): c["verdict"] for s in a["steps"] for c in s["checks"]}
    if verdicts(first) != verdicts(again):
        wrong("reading the attempt twice gives two sets of verdicts")
    for key, verdict in t.verdicts.items():
        if verdict in ("pass", "fail", "missed") and verdicts(first).get(key) != verdict:
            wrong(f"verdict {key} was {verdict}, is {verdicts(first).get(key)}")
    t.look()
    return settled


def check_or_tell(t, problems):
    try:
        return check_world(t, problems)
    except RuntimeError as error:
        problems.append(f"client {t.number} world {t.world}: {error}")
        return None


def settle(t, generation, acts, wrong):
    """The act whose answer was swallowed: sent again it must end up done exactly once."""
    method, path, body, headers = t.pending
    t.pending = None
    if path.endswith("/reset"):
        t.new_generation(t.client.must("GET", f"/api/worlds/{t.world}"))
        return "reset"
    was_there = max(acts, default=0) > max(t.acked, default=0) and max(acts, default=0) > t.act
    status, _, answer = t.client.call(method, path, body, headers)
    _, after = acts_of(t)
    grown = len(after) - len(acts)
    if status >= 300:
        wrong(f"repeating {path} with its key answered {status}: {answer}")
    elif was_there and grown != 0 and "clock" not in path:
        wrong(f"repeating {path} with its key did it again: {grown} acts more")
    elif path.endswith("/clock"):
        t.act = max(after, default=0)
    else:
        name = "dossier." + path.rsplit("/", 1)[1].replace("-", "_")
        if after.get(answer["act"]) != name:
            wrong(f"the answer names act {answer['act']}, which is {after.get(answer['act'])}")
        t.note(name, answer)
    return "was there" if was_there else "was not"


def plant(what, data, before):
    """Does what a server that forgets would have done."""
    if what == "log":
        log = max(pathlib.Path(data, "worlds").rglob("*.gwal"), key=lambda f: f.stat().st_size)
        with open(log, "r+b") as f:
            f.truncate(log.stat().st_size * 2 // 3)
    else:
        for name in ("lab.db-wal", "lab.db-shm", "lab.db"):
            pathlib.Path(data, name).unlink(missing_ok=True)
        for file in before.iterdir():
            shutil.copy(file, data)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--acts", type=int, default=50, help="acknowledged acts a round at least")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--plant", choices=("log", "lab"))
    args = parser.parse_args()
    print(f"seed {args.seed}")
    chance = random.Random(args.seed)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="thao-kills-"))
    data = str(folder / "var")
    server = Server(data)
    problems, starts, swallowed, mid_kills, acked = [], [], 0, 0, 0
    try:
        server.start()
        _, _, code = demo(server)
        trainees = [Trainee(n, server.port, args.seed) for n in range(args.clients)]
        first = Client(server.port)
        first.must("POST", "/api/join", {"code": code, "name": "Người xem"})
        exercise = first.must("GET", "/api/my")["exercises"][0]["id"]
        for t in trainees:
            t.join(code, exercise)
        before = folder / "before"
        before.mkdir()
        if args.plant == "lab":
            for file in pathlib.Path(data).glob("lab.db*"):
                shutil.copy(file, before)
        for number in range(1, args.rounds + 1):
            counter, stop = Counter(), threading.Event()
            for t in trainees:
                t.round(counter, stop)
            began = time.monotonic()
            while counter.count < args.acts and time.monotonic() - began < 60 and not counter.problems:
                time.sleep(0.002)
            time.sleep(chance.random() * 0.3)
            server.kill()
            if args.plant:
                plant(args.plant, data, before)
            under_way = sum(1 for t in trainees if t.client.in_flight and t.pending)
            stop.set()
            for t in trainees:
                t.thread.join(30)
            if counter.count < args.acts:
                problems.append(f"round {number}: only {counter.count} acts acknowledged in a minute")
            problems += counter.problems
            mid_kills += under_way > 0
            swallowed += under_way
            acked += counter.count
            starts.append(server.start())
            settled = [check_or_tell(t, problems) for t in trainees]
            print(f"round {number}: {counter.count} acts acknowledged, {under_way} requests under way at the kill "
                  f"({settled.count('was there')} had happened), up again in {starts[-1] * 1000:.0f} ms", flush=True)
            if problems:
                break
        server.stop()
        verify = subprocess.run([binary(), "audit", "verify", "--data", data], capture_output=True, text=True, timeout=300)
        worlds = sum(1 for t in trainees if t.world in verify.stdout)
        if verify.returncode != 0 or worlds != len(trainees):
            problems.append(f"audit verify: exit {verify.returncode}, {worlds} of {len(trainees)} worlds named\n{verify.stdout[-1500:]}{verify.stderr[-1500:]}")
        if mid_kills * 2 < args.rounds:
            problems.append(f"only {mid_kills} of {args.rounds} kills fell between a request and its answer")
    finally:
        if server.process and server.process.poll() is None:
            server.kill()
        refusals = {}
        for t in locals().get("trainees", []):
            for name, status, answer in t.refusals:
                key = f"{name} {status} {answer.get('key') if isinstance(answer, dict) else answer}"
                refusals[key] = refusals.get(key, 0) + 1
        for text, n in sorted(refusals.items(), key=lambda r: -r[1])[:10]:
            print(f"refused {n} times: {text}")
    print(f"{args.rounds} kills, {mid_kills} of them between a request and its answer, {swallowed} answers swallowed; "
          f"{acked} acts acknowledged, slowest start {max(starts, default=0) * 1000:.0f} ms; {len(problems)} problems")
    for problem in problems[:20]:
        print("PROBLEM", problem)
    if args.plant:
        shutil.rmtree(folder)
        print("noticed" if problems else "NOT noticed")
        return 0 if problems else 1
    if problems:
        print(f"data kept in {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
