"""Back to any act, to the start, and forth again: equal by digest, and nobody else notices."""
import random

from client import ASK, LINE, Trainee, walk
from testing import Cases, refused, same, test


def walk_noting(trainee):
    """The main line with the other dossier's request in between; the digest after every act, by its number."""
    digests = {trainee.look()["act"]: trainee.digest()}

    def note():
        digests[trainee.look()["act"]] = trainee.digest()
    trainee.sit("mc").did("request-supplement", ASK, trainee.less)
    note()
    for seat, verb, body in LINE:
        trainee.sit(seat).did(verb, body)
        note()
    trainee.moved("clock", {"next": True})
    note()
    form = trainee.dossier()["forms"][0]["id"]
    trainee.must("POST", f"{trainee.at}/forms/{form}/print", {}, {"Idempotency-Key": "in-mot-lan-thoi"})
    note()
    return digests


@test
def every_act_is_a_save_point_and_nobody_else_notices(server):
    an, binh = Trainee(server).join(name="An").begin().freeze(), Trainee(server).join(name="Bình").begin().freeze()
    walk(binh, until="assign")
    quiet = (binh.digest(), binh.look()["generation"], binh.look()["version"])
    digests = walk_noting(an)
    last = max(digests)
    same(len(digests), 16)
    same(len(set(digests.values())), 16, "every act changes something")
    acts = sorted(digests)
    random.Random(20261120).shuffle(acts)
    for act in acts:
        world = an.moved("rewind", {"act": act})
        same((world["act"], an.digest()), (act, digests[act]), f"rewound to act {act}")
        same(an.get(an.of)["act"], act)
        same((binh.digest(), binh.look()["generation"], binh.look()["version"]), quiet, "somebody else's world")
        an.moved("undo-rewind")
        same((an.look()["act"], an.digest()), (last, digests[last]), f"undone from act {act}")
    same(an.look()["generation"], 1 + 2 * len(acts), "every move is a generation")


@test
def going_back_step_by_step_and_on_from_there(server):
    an = Trainee(server).join().begin().freeze()
    digests = walk_noting(an)
    for act in sorted(digests, reverse=True):
        an.moved("rewind", {"act": act})
        same(an.digest(), digests[act], f"act {act}")
    walk(an, until="hand-over")
    same(an.dossier()["state"], "in_handling")


@test
def a_reset_world_is_as_new_and_as_everybody_elses(server):
    an = Trainee(server).join().begin()
    new = an.digest()
    same(Trainee(server).join().begin().digest(), new, "two fresh worlds are equal")
    walk(an)
    an.moved("reset")
    same(an.digest(), new)
    an.moved("undo-rewind")
    same(an.dossier()["state"], "returned")
    refused(an.move("undo-rewind"), 409, "world.nothing_to_undo")


@test
def undoing_goes_back_through_the_rewinds_one_by_one(server):
    an = Trainee(server).join().begin().freeze()
    digests = walk_noting(an)
    acts = sorted(digests)
    way = [acts[-1], acts[9], acts[6], acts[2], acts[0]]
    for act in way[1:]:
        an.moved("rewind", {"act": act})
    for act in reversed(way[:-1]):
        an.moved("undo-rewind")
        same((an.look()["act"], an.digest()), (act, digests[act]))
    refused(an.move("undo-rewind"), 409, "world.nothing_to_undo")


@test
def nothing_lies_before_the_first_act_or_behind_the_last(server):
    an = Trainee(server).join().begin().freeze()
    walk(an, until="hand-over")
    first, last, digest = an.get(an.at + "/acts")["first"], an.look()["act"], an.digest()
    for act in range(first):
        problem = refused(an.move("rewind", {"act": act}), 400, "world.before_start", act)
        same(problem["field"], "act")
        assert str(first) in problem["detail"], problem
    for act in (last + 1, last + 1000, 2**53 - 1):
        refused(an.move("rewind", {"act": act}), 404, "world.no_such_act", act)
    same((an.digest(), an.look()["generation"]), (digest, 1), "refusals begin no generation")
    refused(an.move("undo-rewind"), 409, "world.nothing_to_undo")
    an.moved("rewind", {"act": first})
    refused(an.move("rewind", {"act": last}), 404, "world.no_such_act", "what was taken back is gone until undone")


@test
def history_keeps_the_first_verdicts_and_shows_the_way_back(server):
    an = Trainee(server).join().begin().freeze()
    first = an.look()["act"]
    an.did("refuse-intake", {"reason": "Không thuộc thẩm quyền"})
    an.did("request-supplement", ASK, an.less)
    before = an.get(an.of).json
    same([m["id"] for m in before["mistakes"]], ["tu-choi"])
    an.moved("rewind", {"act": first})
    after = an.get(an.of).json
    same((after["mistakes"], after["score"]["points"], {c["verdict"] for s in after["steps"] for c in s["checks"]}), ([], 0, {"waiting"}))
    an.did("accept")
    same(an.get(an.of)["score"]["points"], 60, "a mistake that was rewound costs nothing")
    debrief = an.get(an.of + "/debrief").json
    lines = [(h["kind"], h["step"], h["check"], h["verdict"], h["generation"]) for h in debrief["history"] if h["kind"] != "seat"]
    same(lines, [("mistake", "tiep-nhan", "tu-choi", None, 1), ("verdict", "bo-sung", "1", "pass", 1), ("rewind", None, None, None, 2),
                 ("verdict", "tiep-nhan", "1", "pass", 2)])
    same(debrief["totals"]["rewinds"], 1)
    same(debrief["totals"]["mistakes"], 1, "what was made stays told")
    for entry in debrief["history"]:
        assert entry["text"] and "{" not in entry["text"], entry


@test
def a_verdict_comes_in_the_answer_to_the_act_that_earned_it(server):
    an = Trainee(server).join().begin().freeze()
    done = an.did("accept")
    same([(v["step"], v["check"], v["verdict"]) for v in done["verdicts"]], [("tiep-nhan", "1", "pass")])
    same(done["verdicts"][0]["event"]["act"], done["act"])
    same(done["score"]["points"], 60)
    an.moved("rewind", {"act": done["act"] - 1})
    again = an.did("accept")
    same([(v["step"], v["verdict"]) for v in again["verdicts"]], [("tiep-nhan", "pass")], "and again after a rewind")


@test
def the_seat_outlives_a_rewind_and_a_reset(server):
    an = Trainee(server).join().begin().freeze()
    an.did("accept")
    an.sit("tp")
    for what, body in (("rewind", {"act": an.look()["act"] - 1}), ("reset", {}), ("undo-rewind", {})):
        same(an.moved(what, body)["seat"]["id"], "tp", what)


@test
def a_finished_attempt_is_only_looked_at(server):
    an = Trainee(server).join().begin()
    an.did("accept")
    an.must("POST", f"{an.of}/hints/bo-sung/1", {}, want=(404,))
    debrief = an.must("POST", an.of + "/finish")
    same(debrief["attempt"]["state"], "finished")
    verdicts = {(s["id"], c["id"]): c["verdict"] for s in debrief["attempt"]["steps"] for c in s["checks"]}
    same(verdicts, {("tiep-nhan", "1"): "pass", ("bo-sung", "1"): "skipped"})
    same([h["kind"] for h in debrief["history"]].count("finish"), 1)
    digest, version = an.digest(), an.look()["version"]
    same(an.look()["read_only"], True)
    for label, answer in [
        ("act", an.act("hand-over")), ("act on the other", an.act("request-supplement", ASK, an.less)),
        ("clock", an.move("clock", {"jump": "+1 workdays"})), ("mode", an.move("clock", {"mode": "real"})),
        ("rewind", an.move("rewind", {"act": an.look()["act"] - 1})), ("reset", an.move("reset")), ("undo", an.move("undo-rewind")),
        ("seat", an.send("PUT", an.at + "/seat", {"seat": "tp"})), ("hint", an.post(f"{an.of}/hints/tiep-nhan/2")),
        ("print", an.post(f"{an.at}/forms/{an.dossier()['forms'][0]['id']}/print", {}, {"Idempotency-Key": "in-sau-khi-xong"})),
    ]:
        refused(answer, 409, "attempt.finished", label)
    same((an.digest(), an.look()["version"]), (digest, version), "the world stands still")
    same(an.must("POST", an.of + "/finish")["totals"], an.get(an.of + "/debrief")["totals"], "finishing twice is finishing once")
    same([h["kind"] for h in an.get(an.of + "/debrief")["history"]].count("finish"), 1)
    same(an.get(an.dossier()["forms"][0]["url"]).status, 200, "papers can be read")
    old = an.world
    an.begin()
    assert an.world != old, "the next attempt has a world of its own"
    an.did("accept")


@test
def the_time_line_names_every_act_and_generation(server):
    an = Trainee(server).join().begin().freeze()
    walk(an, until="assign")
    an.moved("rewind", {"act": an.look()["act"] - 2})
    an.moved("reset")
    said = an.get(an.at + "/acts").json
    same([(g["generation"], g["why"]) for g in said["generations"]], [(1, "created"), (2, "rewound"), (3, "reset")])
    same(said["generation"], 3)
    an.moved("undo-rewind")
    said = an.get(an.at + "/acts").json
    same([a["number"] for a in said["acts"]], list(range(1, an.look()["act"] + 1)))
    cases = Cases()
    for act in said["acts"]:
        cases.check(all(act[k] for k in ("name", "act_name", "who", "at", "text")), str(act))
        cases.check((act["role_name"] == "") == (act["name"] == "clock.move"), f"the office itself has no role: {act}")
    cases.end(3)
