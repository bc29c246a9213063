"""api: the server as a child process and a person's client of it, with the standard library alone.

Everything goes to 127.0.0.1. A Client keeps its cookie and CSRF token, so it outlives a server that was killed.
"""
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def binary(presets=("release", "dev")):
    named = os.environ.get("THAO_BINARY")
    if named:
        return named
    for preset in presets:
        path = ROOT / "build" / preset / "thaotruong"
        if path.exists():
            return str(path)
    raise SystemExit("no thaotruong built: run scripts/build")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One run of the product over `data`. The log of every run is appended to <data>.log."""

    def __init__(self, data, args=(), program=None, port=None):
        self.data, self.args, self.program = data, list(args), program or binary()
        self.port = port or free_port()
        self.log_path = f"{data}.log"
        self.process = None

    def start(self, patience=60):
        began = time.monotonic()
        with open(self.log_path, "ab") as log:
            self.log_from = log.tell()
            self.process = subprocess.Popen(
                [self.program, "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}", *self.args],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        while time.monotonic() - began < patience:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended at start with {self.process.returncode}\n{self.log()[-3000:]}")
            try:
                # it says how to get in just after it begins to answer
                if Client(self.port).get("/api/info")[0] == 200 and "class code" in self.log():
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.02)
        raise RuntimeError(f"no answer within {patience} s\n{self.log()[-3000:]}")

    def log(self):
        """What this run has said so far."""
        return pathlib.Path(self.log_path).read_bytes()[self.log_from:].decode(errors="replace")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, patience=30):
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError(f"the server did not end within {patience} s") from None
        if code != 0:
            raise RuntimeError(f"the server ended with {code}\n{self.log()[-3000:]}")


class Client:
    def __init__(self, port, lang="en", timeout=30):
        self.port, self.lang, self.timeout = port, lang, timeout
        self.cookie = self.csrf = None
        self.in_flight = False  # a request is written and its answer not read yet

    def call(self, method, path, body=None, headers=None):
        """(status, headers, decoded body). A broken connection is an OSError or http.client.HTTPException."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            sent = {"Accept-Language": self.lang, "Origin": f"http://127.0.0.1:{self.port}", **(headers or {})}
            if self.cookie:
                sent["Cookie"] = self.cookie
            if method != "GET":
                sent["Content-Type"] = "application/json"
                if self.csrf:
                    sent["X-CSRF-Token"] = self.csrf
            data = None if body is None else json.dumps(body).encode()
            if method != "GET" and data is None:
                data = b"{}"
            connection.connect()
            connection.request(method, path, data, sent)
            self.in_flight = True
            response = connection.getresponse()
            raw = response.read()
            self.in_flight = False
            for value in response.headers.get_all("Set-Cookie") or []:
                self.cookie = value.split(";")[0]
            if "json" in (response.getheader("Content-Type") or ""):
                raw = json.loads(raw)
                if isinstance(raw, dict) and raw.get("csrf"):
                    self.csrf = raw["csrf"]
            return response.status, response.headers, raw
        finally:
            connection.close()

    def get(self, path, headers=None):
        status, _, body = self.call("GET", path, headers=headers)
        return status, body

    def must(self, method, path, body=None, headers=None):
        status, _, answer = self.call(method, path, body, headers)
        if status >= 300:
            raise RuntimeError(f"{method} {path} answered {status}: {answer}")
        return answer


def demo(server):
    """Trainer's user name and password and the class code, as a server prints them at its first start."""
    text = server.log()
    password, code = re.search(r"password:\s+(\S+)", text), re.search(r"class code:\s+(\S+)", text)
    if not (password and code):
        raise RuntimeError(f"no demo trainer or class code in the log:\n{text[-2000:]}")
    return "giangvien", password.group(1), code.group(1)
