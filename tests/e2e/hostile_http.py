#!/usr/bin/env python3
"""Raw sockets against the real server: slow, greedy and lying clients.

hostile_http.py SERVER      starts SERVER (tests/web/http_example_server) on a free port of 127.0.0.1, as often as it needs

Two promises are tried above all: a connection never gets two answers, whatever is hidden in the bytes; and a client that
holds its connections open keeps nobody else from being served.
"""
import json
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
import unittest

SERVER = None
ANSWER = re.compile(rb"(?:^|(?<=\n)|(?<=}))HTTP/1\.[01] (\d{3})")


class Server:
    def __init__(self, *args):
        self.process = subprocess.Popen([SERVER, *map(str, args)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        return code

    def connect(self, timeout=20):
        s = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return s

    def say(self, data, timeout=20):
        """Everything the server answers until it closes."""
        with self.connect(timeout) as s:
            try:
                s.sendall(data)
            except OSError:
                pass
            return hear(s)


def hear(s):
    got = b""
    try:
        while piece := s.recv(65536):
            got += piece
    except ConnectionResetError:
        pass
    return got


def statuses(answer):
    return [int(m) for m in ANSWER.findall(answer)]


def get(path="/api/info", *headers):
    return ("\r\n".join([f"GET {path} HTTP/1.1", "Host: a", *headers]) + "\r\n\r\n").encode()


def post(path, body, *headers):
    head = "\r\n".join([f"POST {path} HTTP/1.1", "Host: a", "Content-Type: application/json", *headers])
    return (head + "\r\n\r\n").encode() + body


HIDDEN = b"GET /api/pdf HTTP/1.1\r\nHost: a\r\n\r\n"
CHUNKS = b"0\r\n\r\n"

# What is sent, and the statuses allowed for the ONE answer (empty: closing without a word is right too).
LIES = {
    "content length beside chunks": (post("/api/deep", CHUNKS + HIDDEN, f"Content-Length: {len(CHUNKS + HIDDEN)}", "Transfer-Encoding: chunked"), {400}),
    "chunks beside content length": (post("/api/deep", CHUNKS + HIDDEN, "Transfer-Encoding: chunked", "Content-Length: 4"), {400}),
    "chunks alone": (post("/api/deep", b"2\r\n{}\r\n" + CHUNKS + HIDDEN, "Transfer-Encoding: chunked"), {411}),
    "chunked twice": (post("/api/deep", CHUNKS + HIDDEN, "Transfer-Encoding: chunked", "Transfer-Encoding: identity"), {400, 411}),
    "chunked by another name": (post("/api/deep", CHUNKS + HIDDEN, "Transfer-Encoding: xchunked", "Content-Length: 2"), {400, 411}),
    "chunked with a tab": (post("/api/deep", CHUNKS + HIDDEN, "Transfer-Encoding:\tchunked", "Content-Length: 2"), {400, 411}),
    "two lengths": (post("/api/deep", b"{}" + HIDDEN, "Content-Length: 2", f"Content-Length: {2 + len(HIDDEN)}"), {400}),
    "the same length twice": (post("/api/deep", b"{}" + HIDDEN, "Content-Length: 2", "Content-Length: 2"), {400}),
    "a length list": (post("/api/deep", b"{}" + HIDDEN, "Content-Length: 2, 2"), {400}),
    "a length with a letter": (post("/api/deep", b"{}" + HIDDEN, "Content-Length: 2x"), {400}),
    "a length with a sign": (post("/api/deep", b"{}" + HIDDEN, "Content-Length: +2"), {400}),
    "a negative length": (post("/api/deep", b"{}" + HIDDEN, "Content-Length: -1"), {400, 411}),
    "a length beyond counting": (post("/api/deep", b"{}" + HIDDEN, "Content-Length: 99999999999999999999999"), {400, 413}),
    "a blank before the colon": (post("/api/deep", b"{}" + HIDDEN, "Content-Length : 2"), {200, 400}),
    "no length": (post("/api/deep", b"{}" + HIDDEN), {411}),
    "a body on GET": (get("/api/info", f"Content-Length: {len(HIDDEN)}") + HIDDEN, {400}),
    "two requests at once": (get() + HIDDEN, {200}),
    "two requests, keep-alive asked": (get("/api/info", "Connection: keep-alive") + HIDDEN, {200}),
    "a folded header": (get("/api/info", "X: a", " Content-Length: 5") + HIDDEN, {200, 400}),
    "bare line feeds": (b"GET /api/info HTTP/1.1\nHost: a\n\n" + HIDDEN, {200, 400}),
    "a bare carriage return": (b"GET /api/info HTTP/1.1\r\nHost: a\rX: b\r\n\r\n" + HIDDEN, {400}),
    "an early end": (b"\r\n\r\nGET /api/info HTTP/1.1\r\nHost: a\r\n\r\n" + HIDDEN, {200, 400}),
    "a NUL in a header": (b"GET /api/info HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n" + HIDDEN, {400}),
    "a NUL in the path": (b"GET /api/in\0fo HTTP/1.1\r\nHost: a\r\n\r\n" + HIDDEN, {400}),
    "an encoded NUL": (get("/api/info%00") + HIDDEN, {400}),
    "an encoded line end": (get("/api/info%0d%0aX:%20y") + HIDDEN, {400}),
    "bytes that are not UTF-8": (get("/api/info%ff") + HIDDEN, {400}),
    "two hosts": (get("/api/info", "Host: b") + HIDDEN, {400}),
    "no host": (b"GET /api/info HTTP/1.1\r\nX: y\r\n\r\n" + HIDDEN, {400}),
    "an absolute target": (b"GET http://a/api/info HTTP/1.1\r\nHost: a\r\n\r\n" + HIDDEN, {400}),
    "a star": (b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n" + HIDDEN, {400}),
    "no path": (b"GET  HTTP/1.1\r\nHost: a\r\n\r\n" + HIDDEN, {400, 505}),
    "an unknown method": (b"BREW /api/info HTTP/1.1\r\nHost: a\r\n\r\n" + HIDDEN, {400, 501}),
    "TRACE": (b"TRACE /api/info HTTP/1.1\r\nHost: a\r\n\r\n" + HIDDEN, {400, 501}),
    "CONNECT": (b"CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n" + HIDDEN, {400, 501}),
    "LOCK": (b"LOCK /api/info HTTP/1.1\r\nHost: a\r\n\r\n" + HIDDEN, {501}),
    "HTTP/0.9": (b"GET /api/info\r\n\r\n" + HIDDEN, {400}),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + HIDDEN, {400, 505}),
    "HTTP/3": (b"GET /api/info HTTP/3.0\r\nHost: a\r\n\r\n" + HIDDEN, {505}),
    "a websocket": (get("/api/info", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==") + HIDDEN, {200}),
    "a CORS preflight": (b"OPTIONS /api/join HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\nAccess-Control-Request-Method: POST\r\n\r\n" + HIDDEN, {405}),
    "65 headers": (get("/api/info", *[f"X-{i}: y" for i in range(64)]) + HIDDEN, {431}),
    "200 headers, a length last": (get("/api/info", *[f"X-{i}: y" for i in range(200)], "Content-Length: 50") + HIDDEN, {431}),
    "17 KB of headers": (get("/api/info", "X: " + "a" * 17000) + HIDDEN, {400, 431}),
    "5 KB of path": (get("/" + "a" * 5000) + HIDDEN, {414}),
    "noise": (bytes(range(256)) * 4, {400}),
    "another Expect": (post("/api/deep", b"{}", "Content-Length: 2", "Expect: gold"), {417}),
    "a folder above": (get("/../../etc/passwd") + HIDDEN, {404}),
    "a folder above, encoded": (get("/%2e%2e/%2e%2e/etc/passwd") + HIDDEN, {404}),
    "deep JSON": (post("/api/deep", b"[" * 2000 + b"]" * 2000, "Content-Length: 4000"), {413}),
}


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()

    @classmethod
    def tearDownClass(cls):
        code = cls.server.close()
        if code != 0:
            raise AssertionError(f"the server ended with {code}")

    def test_no_lie_gets_two_answers(self):
        for name, (data, allowed) in LIES.items():
            with self.subTest(name):
                answer = self.server.say(data)
                got = statuses(answer)
                self.assertLessEqual(len(got), 1, f"two answers: {answer[:2000]}")
                if got:
                    self.assertIn(got[0], allowed)
                    self.assertIn(b"Content-Security-Policy: default-src 'none'", answer)
                    self.assertIn(b"Connection: close", answer)
                    self.assertNotIn(b"Access-Control-Allow", answer)
                    self.assertNotIn(b"civetweb", answer.lower())
                else:
                    self.assertIn(name, ("a star", "an absolute target", "noise", "no path", "a bare carriage return"))

    def test_no_byte_by_byte_lie_gets_two_answers(self):
        for name in ("content length beside chunks", "two lengths", "two requests at once", "a folded header"):
            with self.subTest(name), self.server.connect() as s:
                try:
                    for byte in LIES[name][0]:
                        s.sendall(bytes([byte]))
                except OSError:
                    pass
                self.assertLessEqual(len(statuses(hear(s))), 1)

    def test_a_tls_client_is_turned_away(self):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        with self.server.connect() as s, self.assertRaises((ssl.SSLError, OSError)):
            context.wrap_socket(s)

    def test_a_refused_body_is_refused_in_words(self):
        body = b"{" + b" " * 5_000_000 + b"}"
        answer = self.server.say(post("/api/deep", body, f"Content-Length: {len(body)}"))
        self.assertEqual(statuses(answer), [413])
        self.assertEqual(json.loads(answer.split(b"\r\n\r\n", 1)[1])["key"], "request.too_large")

    def test_a_megabyte_of_json_is_taken_and_one_byte_more_is_not(self):
        for size, status in ((1024 * 1024, 200), (1024 * 1024 + 1, 413)):
            body = b'{"value":"' + b"a" * (size - 12) + b'"}'
            answer = self.server.say(post("/api/deep", body, f"Content-Length: {len(body)}"))
            self.assertEqual(statuses(answer), [status])

    def test_a_client_that_waits_to_be_asked_for_the_body_is_asked(self):
        with self.server.connect() as s:
            s.sendall(post("/api/deep", b"", "Content-Length: 11", "Expect: 100-continue"))
            self.assertEqual(s.recv(100), b"HTTP/1.1 100 Continue\r\n\r\n")
            s.sendall(b'{"value":1}')
            self.assertEqual(statuses(hear(s)), [200])
        with self.server.connect() as s:  # refused before the body: no nod
            s.sendall(post("/api/deep", b"", "Content-Length: 99999999", "Expect: 100-continue"))
            self.assertEqual(statuses(hear(s)), [413])

    def test_files_are_streamed_whole(self):
        answer = self.server.say(get("/api/file"))
        self.assertEqual(answer.split(b"\r\n\r\n", 1)[1], b"0123456789" * 100000)
        answer = self.server.say(get("/api/file").replace(b"GET", b"HEAD"))
        self.assertIn(b"Content-Length: 1000000", answer)
        self.assertTrue(answer.endswith(b"\r\n\r\n"))

    def test_silent_and_dripping_clients_keep_nobody_from_being_served(self):
        held = [self.server.connect(60) for _ in range(400)]
        stop = threading.Event()

        def drip():
            data = post("/api/deep", b"", "Content-Length: 1000")
            at = 0
            while not stop.wait(0.2):
                for i, s in enumerate(held[300:]):
                    byte = data[at:at + 1] if i % 2 and at < len(data) else b"a"
                    try:
                        s.sendall(byte if i % 2 else (b"GET /" + b"a" * 1000)[at:at + 1])
                    except OSError:
                        pass
                at += 1

        for s in held[301::2]:  # half of the dripping ones drip a body
            s.sendall(post("/api/deep", b"", "Content-Length: 1000"))
        thread = threading.Thread(target=drip)
        thread.start()
        try:
            slowest = 0
            for _ in range(30):
                start = time.monotonic()
                self.assertEqual(statuses(self.server.say(get())), [200])
                slowest = max(slowest, time.monotonic() - start)
                time.sleep(0.05)
            self.assertLess(slowest, 1)
            start = time.monotonic()
            for s in held[:300]:  # nothing was sent: closed without a word after five seconds
                self.assertEqual(hear(s), b"")
            self.assertLess(time.monotonic() - start, 8)
        finally:
            stop.set()
            thread.join()
            for s in held:
                s.close()

    def test_a_client_that_does_not_read_harms_nobody(self):
        held = [self.server.connect() for _ in range(50)]
        for s in held:
            s.sendall(get("/api/file"))
        start = time.monotonic()
        self.assertEqual(statuses(self.server.say(get())), [200])
        self.assertLess(time.monotonic() - start, 10)  # far below the deadline of those who do not read
        for s in held:
            s.close()


class Deadlines(unittest.TestCase):
    """The same with short deadlines, measured."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server(8, 700, 1500)

    @classmethod
    def tearDownClass(cls):
        code = cls.server.close()
        if code != 0:
            raise AssertionError(f"the server ended with {code}")

    def drip(self, first, every, at_most):
        """Sends a byte now and then; how long it lasted, and what came back."""
        with self.server.connect() as s:
            s.sendall(first)
            start = time.monotonic()
            s.settimeout(every)
            while time.monotonic() - start < at_most:
                try:
                    piece = s.recv(65536)
                except TimeoutError:
                    s.sendall(b"a")
                    continue
                lasted = time.monotonic() - start
                s.settimeout(20)
                return lasted, piece + hear(s)
            return time.monotonic() - start, b"never cut"

    def test_dripped_headers_are_cut_at_their_deadline(self):
        lasted, answer = self.drip(b"GET /", 0.1, 6)
        self.assertEqual(statuses(answer), [408])
        self.assertAlmostEqual(lasted, 0.7, delta=0.5)

    def test_a_dripped_body_is_cut_at_its_deadline(self):
        lasted, answer = self.drip(post("/api/deep", b"", "Content-Length: 1000"), 0.1, 8)
        self.assertEqual(statuses(answer), [408])
        self.assertAlmostEqual(lasted, 1.5, delta=0.6)

    def test_a_silent_body_is_cut_at_its_deadline(self):
        lasted, answer = self.drip(post("/api/deep", b"", "Content-Length: 1000"), 5, 8)
        self.assertEqual(statuses(answer), [408])
        self.assertLess(lasted, 2.5)

    def test_a_peer_that_hangs_up_in_the_body_is_let_go(self):
        with self.server.connect() as s:
            s.sendall(post("/api/deep", b"{", "Content-Length: 1000"))
            s.shutdown(socket.SHUT_WR)
            self.assertIn(statuses(hear(s)), ([], [400], [408]))


class BehindProxy(unittest.TestCase):
    """A proxy on this machine keeps its connections and is believed about its clients."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server(8, 0, 0, "behind_proxy")

    @classmethod
    def tearDownClass(cls):
        code = cls.server.close()
        if code != 0:
            raise AssertionError(f"the server ended with {code}")

    def test_a_clean_connection_serves_several_requests(self):
        with self.server.connect() as s:
            for _ in range(3):
                s.sendall(get())
                self.assertIn(b"Connection: keep-alive", s.recv(65536))
            s.sendall(post("/api/deep", b'{"value":1}', "Content-Length: 11"))
            self.assertIn(b"Connection: keep-alive", s.recv(65536))

    def test_a_refusal_ends_the_connection(self):
        answer = self.server.say(post("/api/deep", b"{}" + HIDDEN, "Content-Length: 2", "Content-Length: 2"))
        self.assertEqual(statuses(answer), [400])

    def test_the_client_is_the_last_one_the_proxy_names(self):
        answer = self.server.say(get("/api/info", "X-Forwarded-For: 6.6.6.6, 192.0.2.9", "X-Forwarded-Proto: https", "Connection: close"))
        self.assertIn(b'"remote":"192.0.2.9"', answer)
        self.assertIn(b"Strict-Transport-Security", answer)


if __name__ == "__main__":
    SERVER = sys.argv.pop(1)
    unittest.main(verbosity=2)
