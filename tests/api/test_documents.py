"""Files of a dossier over real HTTP: what is taken, what is refused and leaves nothing, who may read one, and that memory stays flat."""
import hashlib
import os
import pathlib
import socket
import time

from client import Trainee, new_key
from stage import FILE, PDF
from testing import Cases, refused, same, test

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde"
NAME = {"component": "giay-de-nghi"}
SANITIZER = "quarantine_size_mb=4:thread_local_quarantine_size_kb=64"  # what is freed leaves: memory is measured here


def begin(server, name="Nông Thị Quét"):
    return Trainee(server).join(name=name).begin().freeze()


def stored(server):
    """Names of all blobs, and of what lies in the way in."""
    blobs = server.data / "blobs"
    incoming = blobs / "incoming"
    names = {path.name for path in blobs.glob("??/*")}
    return names, (len(list(incoming.iterdir())) if incoming.exists() else 0)


@test
def a_file_goes_in_and_comes_out_byte_for_byte_with_safe_headers(server):
    mc = begin(server)
    number = mc.attach(PDF, component="giay-de-nghi", file_name="Giấy đề nghị (bản quét).pdf")
    row = mc.files()["documents"][0]
    same((row["file_name"], row["size"], row["digitised"], row["mine"], row["shown"]),
         ("Giấy đề nghị (bản quét).pdf", len(PDF), 1, True, True))
    same(row["sha256"], hashlib.sha256(PDF).hexdigest())
    got = mc.get(row["url"])
    same((got.status, got.body), (200, PDF))
    same(got.headers["Content-Type"], "application/pdf")
    same(got.headers["X-Content-Type-Options"], "nosniff")
    assert got.headers["Content-Disposition"].startswith("inline; filename=\"Gi"), got.headers["Content-Disposition"]
    assert "filename*=UTF-8''Gi%E1%BA%A5y%20" in got.headers["Content-Disposition"]
    assert mc.get(row["url"], download="true").headers["Content-Disposition"].startswith("attachment")
    mc.attach(PNG, component="giay-de-nghi", file_name="a.png")
    picture = mc.get(mc.files()["documents"][1]["url"])
    assert "sandbox" in picture.headers["Content-Security-Policy"], picture.headers["Content-Security-Policy"]
    history = mc.must("GET", f"{mc.at}/dossiers/{mc.full}/history")["history"][-1]["text"]
    assert "a.png" in history and "{" not in history, history
    same(number, row["id"])


@test
def what_is_refused_leaves_nothing_behind(server):
    mc = begin(server)
    mc.attach(b"%PDF-1.4\n1\n", file_name="co-roi.pdf", **NAME)
    before, version = stored(server), mc.dossier()["version"]
    cases = Cases()
    for label, body, query, status, key in [
            ("empty", b"", {"file_name": "a.pdf"}, 400, "upload.empty"),
            ("html", b"<!doctype html><script>alert(1)</script>", {"file_name": "a.pdf"}, 400, "upload.type"),
            ("svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", {"file_name": "a.png"}, 400, "upload.type"),
            ("program", b"\x7fELF\2\1\1" + b"\0" * 100, {"file_name": "a.pdf"}, 400, "upload.type"),
            ("wrong ending", PDF + b"2", {"file_name": "a.png"}, 400, "document.ending"),
            ("path", PDF + b"3", {"file_name": "../../../etc/cron.d/a.pdf"}, 400, "document.name"),
            ("backslash", PDF + b"4", {"file_name": "..\\a.pdf"}, 400, "document.name"),
            ("control", PDF + b"5", {"file_name": "a\x01.pdf"}, 400, None),
            ("turned", PDF + b"6", {"file_name": "a\u202efdp.pdf"}, 400, "document.name"),
            ("long", PDF + b"7", {"file_name": "a" * 300 + ".pdf"}, 400, None),
            ("same name", PDF + b"8", {"file_name": "co-roi.pdf"}, 409, "document.same_name"),
            ("no component", PDF + b"9", {"file_name": "a.pdf", "component": "khong-co"}, 400, "component.unknown"),
            ("not filed", PDF + b"10", {"file_name": "a.pdf", "component": "dang-ky-doanh-nghiep"}, 409, "document.not_provided")]:
        answer = mc.send_in(body, **(NAME | query))
        good = answer.status == status and key in (None, answer.key) and answer.key is not None
        cases.check(good, label, f"want {status} {key}, got {answer!r}")
        cases.check(stored(server) == before, label, "a file stayed behind")
    same(mc.dossier()["version"], version)
    cases.end(26)


@test
def too_large_is_refused_before_it_is_sent_and_a_cut_off_file_leaves_nothing(server):
    mc = begin(server)
    before = stored(server)
    for length, sent, want in [(11 << 20, 0, b" 413 "), (5 << 20, 1 << 20, None)]:
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as link:
            path = f"{mc.at}/dossiers/{mc.full}/documents?component=giay-de-nghi&file_name=a.pdf"
            link.sendall((f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nCookie: thao_session={mc.cookie}\r\n"
                          f"X-CSRF-Token: {mc.csrf}\r\nIf-Match: {mc.tag(mc.full)}\r\nIdempotency-Key: {new_key()}\r\n"
                          f"Content-Type: application/octet-stream\r\nContent-Length: {length}\r\n\r\n").encode())
            link.sendall(PDF + b"x" * (sent - len(PDF)) if sent else b"")
            if want:
                assert want in link.recv(400), "no clear refusal"
    for _ in range(100):
        if stored(server) == before:
            break
        time.sleep(0.05)
    same(stored(server), before, "what was cut off stayed behind")
    same(mc.files()["documents"], [])


@test
def a_repeat_with_the_same_key_attaches_once(server):
    mc = begin(server)
    headers = {"If-Match": mc.tag(mc.full), "Idempotency-Key": new_key(), "Content-Type": "application/octet-stream"}
    path = f"{mc.at}/dossiers/{mc.full}/documents?component=giay-de-nghi&file_name=a.pdf"
    for _ in range(2):
        same(mc.send("POST", path, PDF, headers).status, 200)
    same(len(mc.files()["documents"]), 1)
    same(stored(server)[1], 0)


@test
def a_hash_known_from_elsewhere_opens_nothing(server):
    mine, other = begin(server), begin(server, "Lý Văn Khác")
    mine.attach(PDF + b"rieng", file_name="rieng.pdf", **NAME)
    row = mine.files()["documents"][0]
    refused(other.get(row["url"]), 404, "world.missing")
    refused(other.get(row["url"].replace(mine.world, other.world)), 404, "document.unknown")
    refused(mine.get(row["url"].replace(f"/dossiers/{mine.full}/", f"/dossiers/{mine.less}/")), 404, "document.unknown")
    refused(mine.get(f"{mine.at}/dossiers/{mine.full}/documents/{row['sha256']}/file"), 404, "request.no_such_path")


@test
def a_file_taken_back_stays_in_the_record_and_its_name_is_free(server):
    mc = begin(server)
    number = mc.attach(PDF, **FILE)
    mc.did("remove-document", {"document": number, "reason": "Quét thiếu trang"})
    row = mc.files()["documents"][0]
    assert row["removed_at"] and row["removed_by"]
    same(mc.get(row["url"]).status, 200)
    mc.attach(PDF, **FILE)
    same(len(mc.files()["documents"]), 2)


@test
def a_rewind_takes_the_file_back_and_its_bytes_hurt_nobody(server):
    mc = begin(server)
    act = mc.look()["act"]
    mc.attach(PDF, **FILE)
    mc.moved("rewind", {"act": act})
    same(mc.files()["documents"], [])
    mc.attach(PDF, **FILE)
    same(mc.get(mc.files()["documents"][0]["url"]).body, PDF)


@test
def a_paper_filed_without_a_file_is_drawn_the_same_each_time(server):
    mc = begin(server)
    places = {one["code"]: one for one in mc.files()["components"]}
    first, again = mc.get(places["giay-de-nghi"]["specimen"]), mc.get(places["giay-de-nghi"]["specimen"])
    assert first.body.startswith(b"%PDF") and first.body == again.body
    same(places["dang-ky-doanh-nghiep"]["specimen"], None)
    refused(mc.get(f"{mc.at}/dossiers/{mc.full}/components/dang-ky-doanh-nghiep/specimen"), 404, "document.unknown")
    mc.attach(PDF, **FILE)
    same({one["code"]: one for one in mc.files()["components"]}["giay-de-nghi"]["specimen"], None)


@test
def what_is_filed_once_is_reused_for_the_next_dossier(server):
    mc = begin(server)
    number = mc.attach(PDF, number=mc.less, **FILE)
    offered = mc.files()["reusable"]
    same([one["document"] for one in offered], [number])
    mc.did("reuse-document", {"component": "giay-de-nghi", "document": number})
    same(mc.files()["documents"][0]["digitised"], 2)


@test
def an_officer_puts_right_how_a_file_was_digitised(server):
    mc = begin(server)
    mc.attach(PDF, **FILE)
    row = mc.files()["documents"][0]
    marks = {one["digitised"]: one for one in row["marks"]}
    same([number for number, one in marks.items() if one["why"] is None], [0, 2, 3])
    same((marks[2]["needs_source"], marks[0]["needs_source"]), (True, False))
    assert "đúng như vậy" in marks[1]["why"], marks[1]
    why = {"document": row["id"], "reason": "Bản quét mờ, không đọc được"}
    refused(mc.act("mark-digitised", why | {"digitised": 1}), 409, "document.mark_same")
    refused(mc.act("mark-digitised", why | {"digitised": 3}), 400, "document.mark_source")
    refused(mc.act("mark-digitised", why | {"digitised": 9}), 400, "input.invalid")
    mc.did("mark-digitised", why | {"digitised": 3, "source": "12/GCN-SKHCN"})
    same(mc.files()["documents"][0]["digitised"], 3)
    told = mc.must("GET", f"{mc.at}/dossiers/{mc.full}/history")["history"][-1]["text"]
    for words in ("số hóa tại Bộ phận Một cửa", "tái sử dụng từ kết quả khác", "12/GCN-SKHCN", "Bản quét mờ"):
        assert words in told, told
    mc.did("mark-digitised", why | {"digitised": 0})
    same(mc.files()["documents"][0]["digitised_name"], "Chưa số hóa")
    mc.did("accept")
    mc.did("hand-over", {})
    same(mc.files()["documents"][0]["marks"], [])
    refused(mc.act("mark-digitised", why | {"digitised": 1}), 409, "document.mark_not_now")


def resident_kb(server):
    for line in pathlib.Path(f"/proc/{server.process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0


@test
def many_files_pass_through_flat_memory(server):
    """THAO_ATTACHMENTS of 1 MB each, in and out (40 in the gate)."""
    many, size = int(os.environ.get("THAO_ATTACHMENTS", "40")), 1 << 20
    warm = max(10, many // 10)  # by then every thread has served and keeps what it needs
    people = [begin(server, f"Người Gửi {i}") for i in range((many + 79) // 80)]
    tail = bytes(range(256)) * (size // 256)
    after_warm = 0
    began = time.monotonic()
    for i in range(many):
        mc = people[i // 80]
        body = (PDF + f"{i:08d}".encode() + tail)[:size]
        mc.attach(body, component="giay-de-nghi", file_name=f"tep-{i}.pdf")
        if i == warm - 1:
            for row in mc.files()["documents"]:  # both ways
                mc.get(row["url"])
            after_warm = resident_kb(server)
    sent = time.monotonic() - began
    for i, mc in enumerate(people):
        for row in mc.files()["documents"]:
            got = mc.get(row["url"])
            same(hashlib.sha256(got.body).hexdigest(), row["sha256"])
    grown = resident_kb(server) - after_warm
    print(f"      {many} files of 1 MB in {sent:.1f} s; resident memory {after_warm // 1024} MB after {warm}, {grown // 1024} MB more at the end")
    assert grown < 12 * 1024 + 600 * len(people), f"memory grew by {grown} KB over {many} files"
    same(stored(server)[1], 0)
