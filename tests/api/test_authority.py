"""Every route of the document × every role, and every write without what it needs, against tests/expected/authority.tsv."""
from client import Client, Trainee
from stage import ROLES, Staff, Stage
from testing import Cases, same, table, test

ROWS = table("authority")
MANY = len(ROWS) * len(ROLES)


def document(server):
    return Client(server).must("GET", "/api/openapi.json")["paths"]


@test
def every_route_of_the_document_has_a_row_and_every_row_a_route(server):
    routes = {(method.upper(), path) for path, methods in document(server).items() for method in methods}
    rows = [(row["method"], row["path"]) for row in ROWS]
    same(len(rows), len(set(rows)), "rows said twice")
    same(sorted(routes - set(rows)), [], "routes without a row")
    same(sorted(set(rows) - routes), [], "rows without a route")


@test
def the_document_says_of_each_route_which_headers_it_needs(server):
    cases = Cases()
    paths = document(server)
    for row in ROWS:
        operation = paths[row["path"]][row["method"].lower()]
        named = {p["name"] for p in operation.get("parameters", []) if p.get("in") == "header" and p.get("required")}
        want = {header for word, header in (("match", "If-Match"), ("key", "Idempotency-Key")) if word in row["needs"].split()}
        cases.check(named & {"If-Match", "Idempotency-Key"} == want, f"{row['method']} {row['path']}", f"{named} != {want}")
    cases.end(len(ROWS))


def fresh_person(stage, role):
    """Signing out ends the session: each its own."""
    if stage.path != "/api/session" or stage.method != "DELETE" or role == "nobody":
        return stage.person(role)
    if role in ("owner", "mate"):
        return Trainee(stage.server).join(stage.code, "Người ra về")
    return Client(stage.server).sign_in(role)


@test
def every_route_answers_every_role_as_the_matrix_says(server):
    cases, staff = Cases(), Staff(server)
    for row in ROWS:
        stage = Stage(staff, row["method"], row["path"])
        before = stage.owner.digest()
        for role in sorted(ROLES, key=lambda role: row[role] < "400"):  # refusals first: they change nothing
            needs = row["needs"].split()
            answer = stage.call(fresh_person(stage, role), needs)
            label = f"{row['method']} {row['path']} as {role}"
            cases.check(answer.status == int(row[role]), label, f"want {row[role]}, got {answer!r}")
            if answer.status >= 400:
                cases.check(stage.owner.digest() == before, label + " refused", "the world changed")
                cases.check(answer.key is not None, label + " refused", "no problem in the answer")
            elif row["method"] != "GET":
                stage = Stage(staff, row["method"], row["path"])
                before = stage.owner.digest()
    cases.end(MANY)


def writer(stage, row):
    """Somebody whom the row allows."""
    role = next(role for role in ["owner"] + ROLES if role != "nobody" and row[role] < "400" or row["needs"] == "open")
    return stage.person("nobody" if row["needs"] == "open" else role)


def without(row):
    """(what is missing, headers, status, key) for the row."""
    yield "a foreign Origin", {"Origin": "http://evil.example"}, 403, "guard.origin"
    yield "an Origin of another port", {"Origin": "http://127.0.0.1:1"}, 403, "guard.origin"
    yield "an Origin of null", {"Origin": "null"}, 403, "guard.origin"
    yield "Sec-Fetch-Site cross-site", {"Sec-Fetch-Site": "cross-site"}, 403, "guard.origin"
    yield "Sec-Fetch-Site same-site", {"Sec-Fetch-Site": "same-site"}, 403, "guard.origin"
    if "csrf" in row["needs"]:
        yield "no CSRF token", {"X-CSRF-Token": None}, 403, "guard.csrf"
        yield "an empty CSRF token", {"X-CSRF-Token": ""}, 403, "guard.csrf"
        yield "another CSRF token", {"X-CSRF-Token": "A" * 43}, 403, "guard.csrf"
    if "match" in row["needs"]:
        yield "no If-Match", {"If-Match": None}, 428, "request.if_match_missing"
        for wrong in ("*", "1.1", '"1"', '"1.1', '"01.1"', '"1.1", "1.2"', 'W/"1.1"', '"-1.1"', '"1.1.1"', '"9999999999999999.1"'):
            yield f"If-Match {wrong}", {"If-Match": wrong}, 400, "request.if_match"
        yield "If-Match of another generation", {"If-Match": '"77.3"'}, 409, "world.rewound"
    if "key" in row["needs"]:
        yield "no Idempotency-Key", {"Idempotency-Key": None}, 400, "request.idempotency_key"
        for wrong in ("", "short", "x" * 65, "with space in it", "dấu-tiếng-việt".encode().decode("latin-1")):
            yield f"Idempotency-Key {wrong!r}", {"Idempotency-Key": wrong}, 400, "request.idempotency_key"


@test
def every_write_without_what_it_needs_is_refused_and_changes_nothing(server):
    cases, staff = Cases(), Staff(server)
    writes = [row for row in ROWS if row["method"] != "GET" and (row["needs"] == "open" or any(row[role] < "400" for role in ROLES))]
    for row in writes:
        stage = Stage(staff, row["method"], row["path"])
        before = stage.owner.digest()
        for label, headers, status, key in without(row):
            answer = stage.call(writer(stage, row), row["needs"].split(), **headers)
            cases.check((answer.status, answer.key) == (status, key), f"{row['method']} {row['path']}, {label}", repr(answer))
        cases.check(stage.owner.digest() == before, f"{row['method']} {row['path']}", "the world changed")
        good = {"Origin": f"http://127.0.0.1:{server.port}", "Sec-Fetch-Site": "same-origin"}
        answer = stage.call(writer(stage, row), row["needs"].split(), **good)
        cases.check(answer.status < 300, f"{row['method']} {row['path']} with all it needs", repr(answer))
    cases.end(len(writes) * 5)


@test
def a_read_needs_no_token_and_minds_no_origin(server):
    cases, staff = Cases(), Staff(server)
    for row in ROWS:
        if row["method"] == "GET":
            stage = Stage(staff, row["method"], row["path"])
            role = next(role for role in ROLES if row[role] < "400")
            answer = stage.call(stage.person(role), [], Origin="http://evil.example")
            cases.check(answer.status == 200, row["path"], repr(answer))
            cases.check("Access-Control-Allow-Origin" not in answer.headers, row["path"], "lets foreign pages read")
    cases.end(40)
