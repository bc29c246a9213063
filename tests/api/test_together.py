"""Several people in one world and on one dossier: companions, presence, what others changed, drafts, taking over, opening late."""
from client import ASK, Client, Trainee, new_key, walk
from testing import refused, same, test

REASON = {"reason": "Đồng nghiệp họp đột xuất"}
APPRAISED = {"eligible": True, "opinion": "Hồ sơ đủ điều kiện"}
DRAFT = {"eligible": "yes", "opinion": "Đang soạn dở"}


def invited(owner):
    return owner.must("POST", owner.of + "/team")["code"]


def in_a_class(server, name):
    """A trainee in a class of its own, with the exercise begun: names are not numbered there."""
    staff = Client(server).sign_in("trainer")
    owner = Trainee(server)
    owner.room = staff.must("POST", "/api/classes", {"name": "Lớp hai người", "exercises": ["bai-thu"]})["code"]
    return owner.join(owner.room, name).begin().freeze()


def accompany(server, owner, name="Trần Thị Bình", code=None):
    """Another trainee of the class, in the owner's world."""
    mate = Trainee(server).join(owner.room, name)
    said = mate.must("POST", "/api/my/accompanied", {"code": code or invited(owner)})
    mate.attempt, mate.world = said["attempt"], said["world"]
    mate.at, mate.of, mate.full, mate.less = owner.at, owner.of, owner.full, owner.less
    return mate


def on(who, number, rest):
    return f"{who.at}/dossiers/{number}/{rest}"


def two_on_one(server):
    """The specialist and a co-handler, the dossier with the first."""
    owner = in_a_class(server, "Nguyễn Văn An")
    walk(owner, until="assign")
    owner.sit("tp").did("add-participant", {"account": "cv2", "kind": "co_handler"})
    owner.sit("cv")
    return owner, accompany(server, owner).sit("cv2")


def drafts(who, number=None):
    return who.must("GET", on(who, number or who.full, "act-drafts"))["drafts"]


def keep(who, act="appraise", fields=DRAFT, seen=1):
    return who.must("PUT", on(who, who.full, f"act-drafts/{act}"), {"fields": fields, "seen_act": seen})


@test
def a_colleague_let_in_by_code_acts_in_a_seat_of_its_own_and_nothing_more(server):
    owner, mate = two_on_one(server)
    same([(c["name"], c["seat"]) for c in owner.must("GET", owner.of + "/team")["companions"]], [("Trần Thị Bình", "cv2")])
    mine, theirs = owner.must("GET", owner.of), mate.must("GET", mate.of)
    same((mine["seat"], mine["own"], theirs["seat"], theirs["own"]), ("cv", True, "cv2", False))
    same({s["id"]: s["taken_by"] for s in theirs["seats"] if s["taken_by"]}, {"cv": "Nguyễn Văn An"})
    mate.did("contribute", {"opinion": "Nhất trí với dự thảo"})
    same(owner.dossier()["version"], mate.dossier()["version"])
    refused(mate.send("PUT", mate.at + "/seat", {"seat": "cv"}), 409, "seat.taken")
    refused(owner.send("PUT", owner.at + "/seat", {"seat": "cv2"}), 409, "seat.taken")
    world = {"If-Match": mate.tag()}
    for method, path, body in (("POST", mate.at + "/rewind", {"act": 1}), ("POST", mate.at + "/reset", {}), ("POST", mate.at + "/undo-rewind", {}),
                               ("POST", mate.at + "/clock", {"next": True}), ("POST", mate.of + "/finish", {}), ("POST", mate.of + "/hints/tiep-nhan/1", {}),
                               ("POST", mate.of + "/team", {}), ("DELETE", mate.of + "/team", None)):
        refused(mate.send(method, path, body, world), 403, "together.owner_only", path)
    same(owner.look()["generation"], 1)


@test
def a_code_lets_in_only_colleagues_of_the_class_and_only_while_it_stands(server):
    owner = Trainee(server).join(name="Chủ bài").begin()
    code = invited(owner)
    refused(owner.send("POST", "/api/my/accompanied", {"code": code}), 409, "together.own")
    staff = Client(server).sign_in("trainer")
    other = staff.must("POST", "/api/classes", {"name": "Lớp khác", "exercises": ["bai-thu"]})["code"]
    stranger = Trainee(server).join(other, "Người Lạ")
    refused(stranger.send("POST", "/api/my/accompanied", {"code": code}), 404, "together.unknown_code")
    refused(stranger.get(owner.at), 404, "world.missing")
    again = invited(owner)
    assert again != code, "a new code ends the old one"
    late = Trainee(server).join(name="Đến Muộn")
    refused(late.send("POST", "/api/my/accompanied", {"code": code}), 404, "together.unknown_code")
    late.must("POST", "/api/my/accompanied", {"code": again.lower().replace("-", " ")})
    same([a["attempt"] for a in late.must("GET", "/api/my")["accompanied"]], [owner.attempt])
    owner.must("DELETE", owner.of + "/team")
    same(owner.must("GET", owner.of + "/team")["code"], None)
    refused(Trainee(server).join(name="Muộn Nữa").send("POST", "/api/my/accompanied", {"code": again}), 404, "together.unknown_code")


@test
def at_most_seven_play_along_and_who_is_asked_to_leave_is_out(server):
    owner = in_a_class(server, "Chủ bài")
    code = invited(owner)
    mates = [accompany(server, owner, f"Bạn {n}", code) for n in range(7)]
    eighth = Trainee(server).join(owner.room, "Người thứ tám")
    refused(eighth.send("POST", "/api/my/accompanied", {"code": code}), 413, "together.full")
    owner.must("DELETE", f"{owner.of}/team/{mates[0].person}")
    refused(mates[0].get(owner.at), 404, "world.missing")
    refused(mates[0].get(owner.of), 404, "attempt.unknown")
    refused(mates[1].send("DELETE", f"{owner.of}/team/{mates[2].person}"), 403, "together.owner_only")
    mates[1].must("DELETE", f"{owner.of}/team/{mates[1].person}")
    refused(mates[1].get(owner.at), 404, "world.missing")
    eighth.must("POST", "/api/my/accompanied", {"code": code})
    owner.must("POST", owner.of + "/finish")
    refused(Trainee(server).join(owner.room, "Sau khi nộp").send("POST", "/api/my/accompanied", {"code": code}), 409, "attempt.finished")


@test
def each_window_on_a_dossier_is_seen_with_its_seat_and_its_dialog_until_it_leaves(server):
    owner, mate = two_on_one(server)
    number = owner.full

    def note(who, screen, **more):
        return who.must("PUT", on(who, number, "presence"), {"screen": screen, **more})
    note(owner, "cua-so-an-1", dialog="dossier.appraise")
    seen = note(mate, "cua-so-binh")
    same([(p["name"], p["seat"], p["dialog"], p["me"], p["here"]) for p in seen["people"]],
         [("Nguyễn Văn An", "cv", "dossier.appraise", False, False), ("Trần Thị Bình", "cv2", None, True, True)])
    same(seen["version"], f'{mate.look()["generation"]}.{mate.dossier()["version"]}')
    note(owner, "cua-so-an-2")
    same([(p["me"], p["here"]) for p in note(owner, "cua-so-an-1")["people"]], [(True, True), (False, False), (True, False)])
    same(owner.must("GET", on(owner, owner.less, "presence"))["people"], [])  # another dossier
    note(owner, "cua-so-an-1", leave=True)
    same(len(mate.must("GET", on(mate, number, "presence"))["people"]), 2)
    refused(owner.send("PUT", on(owner, number, "presence"), {"screen": "cua-so-an-1", "dialog": "khong.co"}), 400, "act.unknown")
    refused(owner.send("PUT", on(owner, number, "presence"), {"screen": "ngan"}), 400, "input.invalid")
    act = owner.look()["act"]
    note(owner, "cua-so-an-1")
    same(owner.look()["act"], act, "looking is no act")


@test
def what_another_did_is_told_fact_by_fact_with_both_values(server):
    owner, mate = two_on_one(server)
    owner.did("appraise", APPRAISED)
    seen = owner.dossier()
    tag = owner.tag(owner.full)
    mate.did("take-over", REASON)
    mate.did("appraise", {"eligible": False, "opinion": "Trụ sở chưa hợp lệ"})
    answer = owner.post(on(owner, owner.full, "draft"), {"kind": "grant", "summary": "Trình cấp giấy chứng nhận"}, {"If-Match": tag, "Idempotency-Key": new_key()})
    refused(answer, 409, "dossier.stale")
    said = owner.get(on(owner, owner.full, "changes"), since=seen["act"], generation=1).json
    facts = {c["fact"]: (c["before_value"], c["after_value"]) for c in said["changes"] if not c["key"]}
    same(facts, {"holder": ("cv", "cv2"), "handler": ("cv", "cv2"), "eligible": ("yes", "no"), "opinion": ("Hồ sơ đủ điều kiện", "Trụ sở chưa hợp lệ")})
    words = {c["fact"]: (c["name"], c["before"], c["after"]) for c in said["changes"]}
    same(words["eligible"], ("Kết luận thẩm định", "Đủ điều kiện", "Không đủ điều kiện"))
    same([e["event"] for e in said["events"]], ["dossier.taken_over", "dossier.appraised"])
    same(said["version"], f'1.{owner.dossier()["version"]}')
    same(owner.get(on(owner, owner.full, "changes"), since=said["act"]).json["changes"], [])
    refused(owner.get(on(owner, owner.full, "changes"), since=1, generation=9), 409, "world.rewound")
    owner.lang = "en"
    english = owner.get(on(owner, owner.full, "changes"), since=seen["act"]).json
    same([c["name"] for c in english["changes"] if c["fact"] == "eligible"], ["Conclusion of the appraisal"])


@test
def a_draft_outlives_others_acts_and_a_rewind_and_ends_with_its_act(server):
    owner, mate = two_on_one(server)
    saved = owner.look()["act"]
    keep(owner)
    same([(d["act"], d["mine"], d["fields"]) for d in drafts(owner)], [("dossier.appraise", True, DRAFT)])
    same(owner.look()["act"], saved, "keeping a draft is no act")
    same(drafts(mate), [], "nobody else's business")
    mate.did("contribute", {"opinion": "Nhất trí với dự thảo"})
    same(len(drafts(owner)), 1)
    owner.moved("rewind", {"act": saved})
    same([(d["fields"], d["rewound"]) for d in drafts(owner)], [(DRAFT, True)])
    keep(owner, fields={"opinion": "Viết lại"})
    same([(d["fields"], d["rewound"]) for d in drafts(owner)], [({"opinion": "Viết lại"}, False)])
    owner.did("appraise", APPRAISED)
    same(drafts(owner), [], "its act is done")
    keep(owner, "draft")
    owner.must("DELETE", on(owner, owner.full, "act-drafts/draft"))
    same(drafts(owner), [])


@test
def who_takes_a_dossier_over_sees_the_draft_that_was_left_and_its_writer_keeps_it(server):
    owner, mate = two_on_one(server)
    keep(owner)
    mate.did("take-over", REASON)
    same([(d["account"], d["person_name"], d["mine"]) for d in drafts(mate)], [("cv", "Nguyễn Văn An", False)])
    same([d["mine"] for d in drafts(owner)], [True])
    refused(owner.act("appraise", APPRAISED), 403, "dossier.not_yours")
    same([p["account"] for p in mate.dossier()["participants"]], ["cv"])
    keep(mate, fields={"opinion": "Của Bình"})
    owner.did("take-over", REASON)
    same(sorted((d["account"], d["mine"]) for d in drafts(owner)), [("cv", True), ("cv2", False)])
    same([d["mine"] for d in drafts(mate)], [True])
    trainer = Client(server).sign_in("operator")
    same(trainer.must("GET", on(owner, owner.full, "act-drafts"))["drafts"], [], "a trainer reads no drafts")


@test
def drafts_have_limits(server):
    owner = Trainee(server).join().begin()
    path = on(owner, owner.full, "act-drafts/accept")
    refused(owner.send("PUT", path, {"fields": [1]}), 400, "draft.object")
    refused(owner.send("PUT", path, {"fields": {"note": "x" * 17000}}), 413, "draft.too_big")
    refused(owner.send("PUT", on(owner, owner.full, "act-drafts/khong-co"), {"fields": {}}), 404, "act.unknown")
    refused(owner.send("PUT", on(owner, 99, "act-drafts/accept"), {"fields": {}}), 404, "dossier.unknown")
    owner.must("POST", owner.of + "/finish")
    refused(owner.send("PUT", path, {"fields": {}}), 409, "attempt.finished")


@test
def opening_again_late_or_after_a_rewind_is_calm_and_changes_nothing(server):
    owner = Trainee(server).join().begin().freeze()
    walk(owner, until="assign")
    path = on(owner, owner.full, "open")
    owner.sit("tp")
    same(owner.must("POST", path)["opened"], False, "it has gone on to the specialist")
    version = owner.dossier()["version"]
    act = owner.sit("cv").look()["act"]
    first = owner.must("POST", path, {}, {"If-Match": '"1.1"'})  # whatever version the screen had
    same((first["opened"], first["act"]), (True, act + 1))
    for _ in range(3):
        same(owner.must("POST", path), {"opened": False, "act": act + 1})
    same(owner.dossier()["version"], version)
    owner.moved("rewind", {"act": act})
    same(owner.must("POST", path, {}, {"If-Match": '"1.5"'})["opened"], False, "asked before the rewind")
    same(owner.must("POST", path)["opened"], True)


@test
def a_companion_is_not_told_to_hand_in_or_to_move_the_clock(server):
    owner = in_a_class(server, "Nguyễn Văn An")
    mate = accompany(server, owner)
    own, with_owner = owner.get(owner.of)["next"]["text"], mate.get(owner.of)["next"]["text"]
    same(with_owner, own, "an exercise step is everybody's")
    walk(owner)
    owner.sit("mc").did("request-supplement", ASK, owner.less)
    same(owner.get(owner.of)["next"]["step"], None)
    assert "Hãy nộp bài" in owner.get(owner.of)["next"]["text"], owner.get(owner.of)["next"]
    told = mate.get(owner.of)["next"]["text"]
    assert "Nguyễn Văn An nộp bài" in told and "Hãy nộp" not in told, told
    assert mate.post(owner.of + "/finish").status in (403, 404)
    owner.must("POST", owner.of + "/finish")
    for one in (owner, mate):
        same(one.get(owner.of)["next"]["text"], "Bài đã nộp. Hãy xem kết quả của bài.")
