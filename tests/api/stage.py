"""A class with an owner, a mate and staff, an attempt brought to where a call makes sense, and that call."""
import urllib.parse

from client import APOLOGY, ASK, LINE, STOP, SUPPLEMENT, WITHDRAW, Client, Trainee, new_key, walk

ROLES = ["nobody", "owner", "mate", "trainer", "outsider", "author", "department", "ministry", "operator"]
STAFF_ROLES = ROLES[3:]
NEW = {"id": "moi", "name": "Người Mới", "role": "specialist", "org": "H37.T01.T11"}
DAY = {"day": "2026-12-24", "kind": "holiday", "name_vi": "Ngày nghỉ đột xuất", "source": "QĐ thử"}
DROP = {"day": "2026-11-24", "reason": "Ghi nhầm"}
HOURS = {"org": "H37.T01", "sessions": ["07:00-11:30", "13:30-17:00"]}
ABSENT = {"to_account": "cv2", "from_at": "2026-11-20T00:00:00+07:00", "to_at": "2026-11-28T00:00:00+07:00", "reason": "Nghỉ phép năm"}
BODIES = {verb: body for _, verb, body in LINE}
BODIES |= {"request-supplement": ASK, "refuse-intake": {"reason": "Không thuộc thẩm quyền"},
           "send-back": {"reason": "Đề nghị xem lại dự thảo"}, "supplement": {"components": ASK["components"]},
           "check-components": {"items": [{"code": "giay-de-nghi", "result": "enough"}]}, "transfer": {}}
BODIES |= {"recall": {"reason": "Chuyển nhầm, xin thu hồi"}, "open": {}, "reassign": {"account": "cv2", "reason": "Chuyên viên nghỉ ốm"},
           "add-participant": {"account": "ld", "kind": "follower"}, "remove-participant": {"account": "ld"},
           "contribute": {"opinion": "Nhất trí với dự thảo"}, "take-over": {"reason": "Đồng nghiệp họp đột xuất"},
           "change-variant": {"variant": "council", "reason": "Phải lập hội đồng tư vấn"},
           "request-opinion": {"org": "G06", "question": "Đề nghị cho ý kiến"},
           "give-opinion": {"agrees": True, "answer": "Nhất trí với dự thảo"}, "complete-step": {"note": "Đã họp, có biên bản"}, "explain": {"text": "Đã giải trình, hoàn thiện"}}
BODIES |= {"nudge": {}, "direct": {"text": "Đề nghị xử lý xong trong tuần này"}, "report": {"report": "Đã bố trí xử lý, xong trong tuần"}}
BEFORE = {verb: (LINE[i - 1][1] if i else None) for i, (_, verb, _) in enumerate(LINE)}
BEFORE |= {"request-supplement": None, "refuse-intake": None, "supplement": None, "check-components": None, "transfer": None, "send-back": "submit", "change-variant": None, "complete-step": "assign", "request-opinion": "assign", "give-opinion": None, "explain": None, "recall": "hand-over", "open": "hand-over",
           "reassign": "assign", "take-over": "assign", "add-participant": "assign", "remove-participant": "assign", "contribute": "assign",
           "nudge": "assign", "direct": "assign", "report": "assign"}
SEATS = {verb: seat for seat, verb, _ in LINE} | {"send-back": "tp", "open": "tp", "request-opinion": "cv", "reassign": "tp", "add-participant": "tp",
                                                     "remove-participant": "tp", "contribute": "ld", "take-over": "cv2", "nudge": "ld", "direct": "ld", "report": "cv"}
BODIES |= {"draft-supplement": SUPPLEMENT, "draft-apology": APOLOGY, "draft-stop": STOP, "sign-notice": {},
           "reject-notice": {"reason": "Nội dung này đã có trong hồ sơ"}, "stop": STOP, "request-withdrawal": WITHDRAW,
           "confirm-withdrawal": {}, "refuse-withdrawal": {"reason": "Người đề nghị không phải chủ hồ sơ"}}
BEFORE |= {verb: "assign" for verb in ("draft-supplement", "draft-apology", "draft-stop", "sign-notice", "reject-notice", "stop")}
BEFORE |= {verb: None for verb in ("request-withdrawal", "confirm-withdrawal", "refuse-withdrawal")}
SEATS |= {"sign-notice": "tp", "reject-notice": "tp", "stop": "ld", "request-withdrawal": "nn"}
SEATS |= {verb: "cv" for verb in ("draft-supplement", "draft-apology", "draft-stop")}
BODIES |= {"request-payment": {"fees": ["le-phi"]}, "confirm-payment": {"method": "cash"},
           "refund": {"reason": "Hồ sơ bị từ chối tiếp nhận"}}
BODIES |= {"rate": {"scores": {"attitude": 2, "total_time": 1, "feedback": None}, "comment": "Cán bộ hướng dẫn rõ ràng"}}
BODIES |= {"seal-result": {}, "correct-result": {"content": "Tên người đại diện: đọc là Nguyễn Thị Hoa", "reason": "Sai sót khi trình bày"},
           "revoke-result": {"reason": "Căn cứ cấp không còn"}, "reissue-result": {"cause": "lost", "reason": "Bị mất khi chuyển trụ sở"},
           "hand-to-post": {"tracking_number": "EA123456789VN"}, "post-delivered": {"receiver": "Lê Thị Hà"},
           "post-came-back": {"reason": "Không có người nhận"}, "archive": {"retention": "20"}}
BEFORE |= {"rate": "return-result", "archive": "return-result", "seal-result": None}
BEFORE |= {verb: "decide" for verb in ("correct-result", "revoke-result", "reissue-result", "hand-to-post", "post-delivered", "post-came-back")}
SEATS |= {"rate": "nn", "seal-result": "vt", "correct-result": "ub", "revoke-result": "ub", "reissue-result": "ub"}
# A procedure that the director decides, so that the clerk has something to seal.
DIRECTOR = [("mc", "accept", {"confirm_missing": True}), ("mc", "hand-over", {}), ("tp", "assign", {"account": "cv"}),
            ("cv", "appraise", {"eligible": True, "opinion": "Hồ sơ đủ điều kiện"}),
            ("cv", "draft", {"kind": "grant", "summary": "Cấp lại Giấy chứng nhận"}), ("cv", "submit", {}),
            ("tp", "initial", {}), ("ld", "decide", {"outcome": "granted"})]
BODIES |= {"claim-payment": {"reference": "FT26325000123"}, "refuse-claim": {"reason": "Chưa thấy tiền về tài khoản"}}
MONEY = ["request-payment", "claim-payment", "refuse-claim", "confirm-payment", "refund", "payments"]

PARTY = {"name": "Công ty Cổ phần Sao Khuê", "kind": "business", "id_no": "0000000001", "address": "Lạng Sơn"}
COUNTER = {"procedure": "1.014445", "agency": "H37.T01", "channel": "counter", "owner": PARTY,
           "components": ["giay-de-nghi", "xac-nhan-ket-qua", "phuong-an-san-xuat"]}
REGISTER = {"from": "2026-11-01", "to": "2026-11-30"}
DRAFT = {"procedure": "1.014445", "data": {"components": ["giay-de-nghi"]}}


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
FILE = {"component": "giay-de-nghi", "file_name": "Giấy đề nghị.pdf"}
BULK = {"accept": ("mc", None, {}), "hand-over": ("mc", "accept", {}), "assign": ("tp", "hand-over", {"account": "cv"}),
        "return-result": ("mc", "decide", {}), "recall": ("mc", "hand-over", {"reason": "Chuyển nhầm, xin thu hồi"}), "nudge": ("ld", "accept", {}),
        "print": ("mc", "accept", {"forms": ["01"]}), "papers.pdf": ("mc", "accept", {})}
BATCH_KEY = "mot-khoa-cua-ca-loat"


class Staff:
    """Signed in once; everybody else is new for each stage."""

    def __init__(self, server):
        self.server = server
        self.people = {name: Client(server).sign_in(name) for name in STAFF_ROLES}

    def open_class(self, exercise="bai-thu"):
        said = self.people["trainer"].must("POST", "/api/classes", {"name": "Lớp thử", "exercises": [exercise]})
        return said["id"], said["code"]
PROCEDURE = {"procedure": "1.014445"}
ROOM = {"code": "H37.T01.T21", "name_vi": "Phòng Chuyển đổi số", "kind": "room", "parent": "H37.T01"}
CLOSE = {"org": "H37.T02", "on": "2026-12-31", "reason": "Sắp xếp tổ chức bộ máy"}
MOVE = {"org": "H37.T01.T90", "parent": "H37.T02", "code": "H37.T02.T21", "reason": "Sắp xếp tổ chức bộ máy"}


class Stage:
    def __init__(self, staff, method, path):
        self.staff, self.server, self.method, self.path = staff, staff.server, method, path
        self.verb = path.rsplit("/", 1)[-1]
        self.is_act = method == "POST" and "/dossiers/{dossier}/" in path
        free = self.verb in MONEY or self.verb == "seal-result" or "/receipts/" in path  # a procedure with a fee, or that the director decides
        exercise = "thuc-hanh-tu-do" if free else "bai-thu"
        self.class_id, self.code = staff.open_class(exercise)
        self.owner = Trainee(self.server).join(self.code, "Trần Thị Chủ").begin(exercise)
        self.mate = Trainee(self.server).join(self.code, "Lê Văn Bạn")
        self.companion = None
        if path == "/api/my/accompanied" or "{person}" in path and "/team/" in path:
            self.invitation = self.owner.must("POST", self.owner.of + "/team")["code"]
        if "/team/{person}" in path:
            self.companion = Trainee(self.server).join(self.code, "Vũ Thị Cùng")
            self.companion.must("POST", "/api/my/accompanied", {"code": self.invitation})
        self.form = 1
        self.prepare()

    def prepare(self):
        owner = self.owner
        owner.freeze()
        if self.verb in MONEY or "/receipts/" in self.path:
            self.prepare_money()
        elif "/drafts/" in self.path and self.verb != "discard":
            self.prepare_draft()
        elif self.verb == "look-up":
            self.code_there = owner.did("accept")["dossier"]["code"]
        elif "document" in self.path or self.verb == "mark-digitised" or "/components/" in self.path:
            self.prepare_documents()
        elif "/bulk/" in self.path or self.path == "/api/batches":
            self.prepare_bulk()
        elif "/views/" in self.path:
            if self.verb == "remove":
                owner.must("POST", owner.at + "/views/save", {"name": "Quá hạn", "timing": "overdue"}, {"If-Match": owner.tag(), "Idempotency-Key": new_key()})
        elif self.is_act:
            if self.verb == "rate":
                owner.full = owner.own
            if self.verb == "seal-result":
                owner.full = owner.of_procedure("1.014390")
                for seat, verb, body in DIRECTOR:
                    owner.sit(seat).did(verb, body)
            if BEFORE[self.verb]:
                walk(owner, until=BEFORE[self.verb])
            if self.verb in ("remove-participant", "contribute"):
                owner.sit("tp").did("add-participant", BODIES["add-participant"] | {"kind": "co_handler"})
            if self.verb == "report":
                owner.sit("ld").did("direct", BODIES["direct"])
            if self.verb == "take-over":
                owner.sit("tp").did("add-participant", {"account": "cv2", "kind": "co_handler"})
            if self.verb.endswith("-notice"):
                owner.sit("cv").did("draft-supplement", SUPPLEMENT)
            if self.verb.endswith("-withdrawal"):
                owner.full = owner.own
            if self.verb in ("confirm-withdrawal", "refuse-withdrawal"):
                owner.sit("nn").did("request-withdrawal", WITHDRAW)
            if self.verb.startswith("post-"):
                owner.sit("mc").did("hand-to-post", BODIES["hand-to-post"])
            owner.sit(SEATS.get(self.verb, "mc"))
            if self.verb == "transfer":
                self.receive_elsewhere()
            elif self.verb == "supplement":
                owner.did("request-supplement", ASK)
        elif self.verb == "discard":
            owner.post(owner.at + "/drafts", DRAFT, {"If-Match": owner.tag(), "Idempotency-Key": new_key()})
        elif "/delegations" in self.path:
            owner.sit("cv")
            if self.verb == "revoke":
                owner.must("POST", owner.at + "/delegations", ABSENT, {"Idempotency-Key": new_key()})
        elif self.verb == "hand-over-work":
            walk(owner, until="assign")
            owner.sit("tp")
        elif "/registers" in self.path:
            owner.did("accept")
            if self.verb == "pdf":
                owner.must("POST", owner.at + "/registers", REGISTER, {"If-Match": owner.tag(), "Idempotency-Key": new_key()})
        elif "/results/{result}/" in self.path:
            walk(owner, until="decide")
        elif "/reports/" in self.path:
            owner.sit("ld")
        elif "/forms/" in self.path:
            owner.did("accept")
            self.form = owner.dossier()["forms"][0]["id"]
        elif "/accounts/" in self.path:
            owner.did("accept")
            owner.sit("qtht")
            if self.verb == "enable":
                owner.must("POST", owner.at + "/accounts/disable", {"account": "cv2", "reason": "Nghỉ"}, {"If-Match": owner.tag(), "Idempotency-Key": new_key()})
        elif "/orgs/" in self.path:
            owner.did("accept")
            owner.sit("qtht")
            if self.verb == "reopen":
                owner.must("POST", owner.at + "/orgs/close", CLOSE, {"If-Match": owner.tag(), "Idempotency-Key": new_key()})
        elif "/calendar/" in self.path:
            owner.did("accept")
            owner.sit("qtht")
            if self.verb == "recompute":
                owner.must("POST", owner.at + "/calendar/add-day", DAY | {"day": "2026-12-07"}, {"If-Match": owner.tag(), "Idempotency-Key": new_key()})
        elif "/procedures/" in self.path:
            owner.did("accept")
            self.prepare_edit()
        elif "/clock" in self.path:
            owner.did("request-supplement", ASK, owner.less)  # the business will answer: something is due
        elif self.verb == "undo-rewind":
            owner.did("accept")
            owner.moved("reset")
        elif "/hints/" not in self.path:
            owner.did("accept")
        self.act = owner.look()["act"]

    def prepare_money(self):
        owner = self.owner
        owner.full = owner.of_procedure("2.001209")
        if self.verb != "request-payment":
            owner.sit("mc").did("request-payment", BODIES["request-payment"])
        if self.verb in ("refund", "pdf"):
            owner.sit("kt").did("confirm-payment", BODIES["confirm-payment"])
        if self.verb == "refund":
            owner.sit("mc").did("refuse-intake", BODIES["refuse-intake"])
        if self.verb == "refuse-claim":
            owner.sit("dn2").did("claim-payment", BODIES["claim-payment"])
        owner.sit({"request-payment": "mc", "claim-payment": "dn2"}.get(self.verb, "kt"))

    def prepare_draft(self):
        """A draft of the owner with a file; to reuse one, a dossier with a file first."""
        owner = self.owner.sit("nn" if self.verb == "reuse" else "mc")
        on = lambda: {"If-Match": owner.tag(), "Idempotency-Key": new_key()}  # noqa: E731
        owner.must("POST", owner.at + "/drafts", DRAFT, on())
        if self.verb != "documents":
            answer = owner.send_in(PDF, owner.own, owner.at + "/drafts/1/documents", **FILE)
            assert answer.status == 200, repr(answer)
            self.document = answer["draft"]["files"][0]["id"]
        if self.verb == "reuse":
            filed = owner.must("GET", owner.at + f"/dossiers/{owner.own}/declarations")["declarations"]
            form = {one["code"]: one["data"] for one in filed}
            owner.must("POST", owner.at + "/dossiers", {key: value for key, value in COUNTER.items() if key != "owner"} | {"channel": "online", "draft": 1, "form": form}, on())
            owner.must("POST", owner.at + "/drafts", DRAFT, on())

    def bulk(self):
        return self.path.split("/bulk/")[1].split("/")[0]

    def items(self):
        return {"items": [{"dossier": self.owner.full, "version": self.owner.dossier()["version"]}]}

    def prepare_bulk(self):
        owner = self.owner
        if self.path == "/api/batches":
            owner.must("POST", owner.at + "/bulk/accept", self.items(), {"If-Match": owner.tag(), "Idempotency-Key": BATCH_KEY})
            return
        seat, before, _ = BULK[self.bulk()]
        if before:
            walk(owner, until=before)
        owner.sit(seat)
        if self.verb == "papers.pdf":
            self.form = owner.dossier()["forms"][0]["id"]

    def prepare_documents(self):
        owner = self.owner.sit("mc")
        if not self.path.endswith("/documents"):
            number = owner.less if self.verb == "reuse-document" else owner.full
            self.document = owner.attach(PDF, number=number, **FILE)

    def prepare_edit(self):
        """A draft with an edit of it; taken back for what does it again."""
        owner = self.owner.sit("qtht")

        def did(verb, body):
            owner.must("POST", f"{owner.at}/procedures/{verb}", PROCEDURE | body, {"If-Match": owner.tag(), "Idempotency-Key": new_key()})

        self.edited = None
        if self.verb != "open-draft":
            did("open-draft", {})
            self.edited = owner.must("GET", owner.at + "/procedures/editor?code=1.014445")["draft"]["document"]
        if self.verb in ("undo-draft", "redo-draft", "publish", "take-back"):
            self.edited["version"]["supplement_max"] = 2
            did("save-draft", {"revision": 1, "document": self.edited})
        if self.verb == "take-back":
            did("publish", {"revision": 2, "effective_from": "2027-01-04"})
        if self.verb == "redo-draft":
            did("undo-draft", {"revision": 2})
        if self.verb == "save-draft":
            self.edited["version"]["supplement_max"] = 3

    def receive_elsewhere(self):
        owner = self.owner.sit("mc2")
        said = owner.must("POST", owner.at + "/dossiers", COUNTER, {"If-Match": owner.tag(), "Idempotency-Key": new_key()})
        owner.full = said["dossier"]["id"]
        checks = [{"code": c, "result": "enough"} for c in COUNTER["components"]]
        owner.did("check-components", {"items": checks})

    def person(self, role):
        if role == "nobody":
            return Client(self.server)
        known = {"owner": self.owner, "mate": self.mate} | self.staff.people
        return known[role]

    def address(self):
        values = {"attempt": self.owner.attempt, "world": self.owner.world, "dossier": self.owner.full, "form": self.form, "document": getattr(self, "document", 1),
                  "component": "giay-de-nghi", "request": 1, "result": 1, "register": 1, "draft": 1,
                  "class": self.class_id, "person": self.companion.person if self.companion else self.owner.person, "act": "appraise", "step": "tiep-nhan", "index": 1, "delegation": 1, "account": "cv"}
        path = self.path
        for name, value in values.items():
            path = path.replace("{%s}" % name, str(value))
        if self.is_file():
            path += "?" + urllib.parse.urlencode(FILE if "/dossiers/" in path or "/drafts/" in path else {"file_name": FILE["file_name"]})
        queries = {"/bulk/papers.pdf": f"?ids={self.form}", "/api/batches": f"?key={BATCH_KEY}",
                   "/preview": "?to=next", "/catalogue/procedure": "?code=1.014445", "/eforms/procedure": "?code=1.014445", "/catalogue/bpmn": "?code=1.014445&table=v1",
                   "/filing/procedure": "?code=1.014445",
                   "/procedures/editor": "?code=1.014445", "/procedures/versions": "?code=1.014445", "/procedures/tables": "?code=1.014445", "/procedures/difference": "?code=1.014445&before=1&after=0",
                   "/procedures/bpmn": "?code=1.014445&table=0"}
        if self.verb == "look-up":
            path += "?code=" + self.code_there
        return path + next((query for end, query in queries.items() if self.path.endswith(end)), "")

    def body(self):
        by_path = {
            "/api/join": {"code": self.code, "name": "Phạm Văn Mới"},
            "/api/return": {"return_code": self.mate.return_code},
            "/api/my/kiosk/leave": {"return_code": self.mate.return_code},
            "/api/my/attempts": {"exercise": "bai-thu"},
            "/api/my/accompanied": {"code": getattr(self, "invitation", "")},
            "/api/worlds/{world}/dossiers/{dossier}/presence": {"screen": "man-hinh-1"},
            "/api/worlds/{world}/dossiers/{dossier}/act-drafts/{act}": {"fields": {"opinion": "Đang soạn"}, "seen_act": 1},
            "/api/worlds/{world}/dossiers": COUNTER,
            "/api/worlds/{world}/drafts": DRAFT,
            "/api/worlds/{world}/drafts/discard": {"draft": 1},
            "/api/worlds/{world}/drafts/detach": {"draft": 1, "document": getattr(self, "document", 1)},
            "/api/worlds/{world}/drafts/reuse": {"draft": 1, "component": "giay-de-nghi", "document": getattr(self, "document", 1)},
            "/api/worlds/{world}/seat": {"seat": "tp"},
            "/api/worlds/{world}/registers": REGISTER,
            "/api/worlds/{world}/eforms/check": {"procedure": "1.014445", "form": {}},
            "/api/worlds/{world}/delegations": ABSENT,
            "/api/worlds/{world}/hand-over-work": {"from_account": "cv", "to_account": "cv2", "reason": "Nghỉ hưu theo chế độ"},
            "/api/worlds/{world}/rewind": {"act": self.act - 1},
            "/api/worlds/{world}/clock": {"next": True},
            "/api/worlds/{world}/accounts/try": "id,name,role,org\nmoi,Người Mới,specialist,H37.T01.T11\n".encode(),
            "/api/worlds/{world}/orgs/add": ROOM, "/api/worlds/{world}/orgs/change": {"org": "H37.T01", "phone": "0200 111 222", "reason": "Đổi số"},
            "/api/worlds/{world}/orgs/close": CLOSE, "/api/worlds/{world}/orgs/try-close": CLOSE, "/api/worlds/{world}/orgs/reopen": {"org": "H37.T02", "reason": "Đóng nhầm"},
            "/api/worlds/{world}/orgs/move": MOVE, "/api/worlds/{world}/orgs/try-move": MOVE,
            "/api/worlds/{world}/accounts/add": NEW, "/api/worlds/{world}/accounts/import": {"rows": [NEW]},
            "/api/worlds/{world}/accounts/disable": {"account": "cv2", "reason": "Chuyển công tác"}, "/api/worlds/{world}/accounts/enable": {"account": "cv2"},
            "/api/worlds/{world}/accounts/move": {"account": "cv2", "role": "clerk", "reason": "Điều động"},
            "/api/worlds/{world}/calendar/recompute": {"reason": "Lịch đã đổi"}, "/api/worlds/{world}/calendar/try-add": DAY, "/api/worlds/{world}/calendar/add-day": DAY,
            "/api/worlds/{world}/calendar/try-remove": DROP, "/api/worlds/{world}/calendar/remove-day": DROP,
            "/api/worlds/{world}/calendar/try-hours": HOURS, "/api/worlds/{world}/calendar/set-hours": HOURS,
            "/api/worlds/{world}/procedures/try-form": {"procedure": "1.014445", "eform": "to-khai", "data": {}},
            "/api/worlds/{world}/procedures/open-draft": PROCEDURE, "/api/worlds/{world}/procedures/discard-draft": PROCEDURE,
            "/api/worlds/{world}/procedures/save-draft": PROCEDURE | {"revision": 1, "document": getattr(self, "edited", None)},
            "/api/worlds/{world}/procedures/undo-draft": PROCEDURE | {"revision": 2}, "/api/worlds/{world}/procedures/redo-draft": PROCEDURE | {"revision": 1},
            "/api/worlds/{world}/procedures/publish": PROCEDURE | {"revision": 2, "effective_from": "2027-01-04"},
            "/api/worlds/{world}/procedures/take-back": PROCEDURE | {"number": ((getattr(self, "edited", None) or {}).get("version") or {}).get("number", 1) + 1, "reason": "Công bố nhầm ngày"},
            "/api/classes": {"name": "Lớp mới", "exercises": ["bai-thu"]},
            "/api/classes/{class}/announcements": {"text": "Còn mười phút"},
            "/api/classes/{class}/rewind": {"act": self.act - 1},
            "/api/classes/{class}/clock": {"jump": "+1 workdays"},
            "/api/classes/{class}/attempts/{attempt}/waive": {"step": "bo-sung", "check": "1", "reason": "Lỗi của bài"},
        }
        if "/bulk/" in self.path:
            return self.items() | BULK[self.bulk()][2]
        if "/views/" in self.path:
            return {"view": 1} if self.verb == "remove" else {"name": "Quá hạn", "timing": "overdue"}
        if self.path == "/api/session" and self.method == "POST":
            return {"username": "trainer", "password": self.server.passwords["trainer"]}
        if self.is_file():
            return PDF
        if self.verb == "mark-digitised":
            return {"document": self.document, "digitised": 0, "reason": "Bản quét mờ, không đạt"}
        if self.verb in ("remove-document", "reuse-document"):
            return {"document": self.document} | ({"component": "giay-de-nghi"} if self.verb == "reuse-document" else {})
        if self.is_act:
            return BODIES[self.verb]
        return by_path.get(self.path, {})

    def headers(self, needs):
        out = {}
        if "match" in needs:
            out["If-Match"] = self.owner.tag(self.owner.full if "/dossiers/" in self.path else None)
        if "key" in needs:
            out["Idempotency-Key"] = new_key()
        return out

    def is_file(self):
        return self.method == "POST" and self.verb in ("documents", "uploads")

    def call(self, person, needs, body=None, **changed):
        headers = self.headers(needs) | changed
        return person.copy_for_call().send(self.method, self.address(), self.body() if body is None else body, headers,
                                           keep_cookie=True)
