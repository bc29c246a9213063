"""One person's browser, as far as the API sees it: a cookie, a CSRF token, a language, an address."""
import http.client
import json
import urllib.parse
import uuid


def new_key():
    return uuid.uuid4().hex


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body) if self.body else None

    @property
    def key(self):
        kind = self.headers.get("Content-Type", "")
        return self.json.get("key") if kind.startswith("application/problem+json") else None

    def __getitem__(self, name):
        return self.json[name]

    def __repr__(self):
        return f"{self.status} {self.body[:600]!r}"


class Client:
    def __init__(self, server, source="127.0.0.1", lang="vi"):
        self.server, self.source, self.lang = server, source, lang
        self.cookie = self.csrf = None

    def copy_for_call(self, lang=None):
        """The same session elsewhere: what an answer does to cookies stays there."""
        other = Client(self.server, self.source, lang or self.lang)
        other.cookie, other.csrf = self.cookie, self.csrf
        return other

    def send(self, method, path, body=None, headers=None, keep_cookie=False):
        """`body` a dict or raw bytes. A header with value None is left out."""
        every = {"Accept-Language": self.lang}
        if method in ("POST", "PUT", "PATCH"):
            every["Content-Type"] = "application/json"
            body = json.dumps({} if body is None else body).encode() if not isinstance(body, bytes) else body
        elif not isinstance(body, bytes):
            body = None
        if self.cookie:
            every["Cookie"] = f"thao_session={self.cookie}"
        if self.csrf and method not in ("GET", "HEAD"):
            every["X-CSRF-Token"] = self.csrf
        every.update(headers or {})
        link = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60, source_address=(self.source, 0))
        try:
            link.request(method, path, body, {k: v for k, v in every.items() if v is not None})
            got = link.getresponse()
            answer = Answer(got.status, got.headers, got.read())
        finally:
            link.close()
        if not keep_cookie:
            self.take_cookie(answer)
        return answer

    def take_cookie(self, answer):
        said = answer.headers.get("Set-Cookie")
        if said and said.startswith("thao_session="):
            self.cookie = said.split(";")[0].split("=", 1)[1] or None
            body = answer.json or {}
            self.csrf = body.get("csrf") if self.cookie else None

    def get(self, path, **query):
        headers = query.pop("headers", None)
        words = urllib.parse.urlencode(query)
        return self.send("GET", path + ("?" + words if words else ""), headers=headers)

    def post(self, path, body=None, headers=None):
        return self.send("POST", path, body, headers)

    def must(self, method, path, body=None, headers=None, want=(200, 201, 204)):
        answer = self.send(method, path, body, headers)
        assert answer.status in want, f"{method} {path}: {answer!r}"
        return answer.json

    def sign_in(self, username):
        self.must("POST", "/api/session", {"username": username, "password": self.server.passwords[username]})
        return self


class Trainee(Client):
    """A trainee in a class, with an attempt and its private world."""

    def join(self, code=None, name="Nguyễn Văn An"):
        said = self.must("POST", "/api/join", {"code": code or self.server.code, "name": name}, want=(201,))
        self.person, self.return_code, self.class_id = said["person"]["id"], said["return_code"], said["class"]["id"]
        return self

    def begin(self, exercise="bai-thu", seat="mc"):
        said = self.must("POST", "/api/my/attempts", {"exercise": exercise})
        self.attempt, self.world = said["attempt"], said["world"]
        self.at, self.of = f"/api/worlds/{self.world}", f"/api/attempts/{self.attempt}"
        listed = self.must("GET", self.at + "/dossiers?view=all")["dossiers"]
        numbers = sorted(one["id"] for one in listed)  # in the order the lesson files them
        self.full, self.less = numbers[:2]
        self.own = numbers[2] if len(numbers) > 2 else None  # filed by a seat for people
        if seat:
            self.sit(seat)
        return self

    def sit(self, seat):
        self.must("PUT", self.at + "/seat", {"seat": seat})
        return self

    def look(self):
        return self.must("GET", self.at)

    def digest(self):
        return self.must("GET", self.at + "/digest")["digest"]

    def dossier(self, number=None):
        return self.must("GET", f"{self.at}/dossiers/{number or self.full}")

    def tag(self, number=None):
        """If-Match for an act on the dossier; without one, for an act on the world."""
        world = self.look()
        return f'"{world["generation"]}.{self.dossier(number)["version"] if number else world["act"]}"'

    def act(self, verb, body=None, number=None, **headers):
        number = number or self.full
        return self.post(f"{self.at}/dossiers/{number}/{verb}", body,
                         {"If-Match": self.tag(number), "Idempotency-Key": new_key(), **headers})

    def did(self, verb, body=None, number=None):
        answer = self.act(verb, body, number)
        assert answer.status == 200, f"{verb}: {answer!r}"
        return answer.json

    def send_in(self, body, number=None, path=None, **query):
        """A file, as a raw body."""
        number = number or self.full
        path = path or f"{self.at}/dossiers/{number}/documents"
        return self.send("POST", f"{path}?{urllib.parse.urlencode(query)}", body,
                         {"If-Match": self.tag(number), "Idempotency-Key": new_key(), "Content-Type": "application/octet-stream"})

    def attach(self, body, number=None, **query):
        answer = self.send_in(body, number, **query)
        assert answer.status == 200, repr(answer)
        return self.files(number)["documents"][-1]["id"]

    def of_procedure(self, code):
        listed = self.must("GET", self.at + "/dossiers?view=all")["dossiers"]
        return next(one["id"] for one in listed if one["procedure"]["code"] == code)

    def files(self, number=None):
        return self.must("GET", f"{self.at}/dossiers/{number or self.full}/documents")

    def move(self, what, body=None):
        """rewind, reset, undo-rewind, clock."""
        return self.post(f"{self.at}/{what}", body, {"If-Match": self.tag()})

    def moved(self, what, body=None):
        answer = self.move(what, body)
        assert answer.status == 200, f"{what} {body}: {answer!r}"
        return answer.json

    def freeze(self):
        self.moved("clock", {"mode": "frozen"})
        return self


# The main line of procedure 1.014445 with the seats of the test lesson: (seat, verb, body).
LINE = [
    ("mc", "accept", {}), ("mc", "hand-over", {}), ("tp", "assign", {"account": "cv"}),
    ("cv", "appraise", {"eligible": True, "opinion": "Hồ sơ đủ điều kiện"}),
    ("cv", "draft", {"kind": "grant", "summary": "Tờ trình cấp Giấy chứng nhận"}), ("cv", "submit", {}),
    ("tp", "initial", {}), ("ld", "approve", {}), ("vt", "number", {}), ("vt", "issue", {}),
    ("ub", "decide", {"outcome": "granted"}), ("mc", "return-result", {"by": "electronic"}),
]
ASK = {"components": ["phuong-an-san-xuat"], "reason": "Thiếu phương án sản xuất"}


# Exceptions while a dossier is handled.
SUPPLEMENT = {"components": ["phuong-an-san-xuat"], "reason": "Phương án chưa nêu nguồn công nghệ"}
APOLOGY = {"reason": "Chờ kết quả đo kiểm", "new_due": "2026-12-14T10:00:00+07:00"}
STOP = {"reason": "Phải dừng theo kết luận thanh tra"}
WITHDRAW = {"reason": "Doanh nghiệp không còn nhu cầu"}


def walk(trainee, until=None, after=None, number=None):
    """Does the main line up to and with `until`, from behind `after`; answers what was done."""
    done = []
    skipping = after is not None
    for seat, verb, body in LINE:
        if not skipping:
            trainee.sit(seat)
            done.append(trainee.did(verb, body, number))
        if verb == after:
            skipping = False
        if verb == until:
            break
    return done
