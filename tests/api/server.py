"""The product's own binary on a free loopback port, over a scratch data folder.

A server that dies, that a sanitizer complains about, or that does not leave within ten seconds of being asked is a failure.
"""
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
READY = "Dừng máy chủ"
STAFF = {"trainer": "trainer", "outsider": "trainer", "author": "author", "department": "department",
         "ministry": "ministry", "operator": "operator"}  # user name: role


def binary():
    """The sanitized build finds more; THAO_BINARY names another one."""
    named = os.environ.get("THAO_BINARY")
    for path in [pathlib.Path(named)] if named else [ROOT / "build" / p / "thaotruong" for p in ("dev", "release")]:
        if path.exists():
            return str(path.resolve())
    raise SystemExit("no thaotruong built: cmake --preset dev && cmake --build build/dev --target thaotruong")


def free_port():
    """Below the ports the kernel hands out for calls: nobody takes it while the server is still building its worlds."""
    while True:
        port = random.randrange(15000, 32000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def lessons(folder):
    """The shipped lessons and those of the tests, side by side."""
    folder.mkdir()
    for source in (ROOT / "scenarios", ROOT / "tests" / "api" / "lessons"):
        for entry in source.iterdir():
            if entry.is_dir():
                shutil.copytree(entry, folder / entry.name)
    return folder


class Server:
    def __init__(self, name, threads=32, sanitizer=""):
        """`sanitizer`: options of the address sanitizer for this server, after those of the run."""
        self.name, self.threads = name, threads
        self.environment = dict(os.environ, ASAN_OPTIONS=f"{os.environ.get('ASAN_OPTIONS', '')}:{sanitizer}".strip(":"))
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"thao-api-{name}-"))
        self.data = self.folder / "var"
        self.scenarios = lessons(self.folder / "scenarios")
        self.passwords = {}
        self.process = None
        self.starts = 0

    def keep(self, folder):
        """What a first start leaves: its worlds to begin with, its people. `take` begins there, which spares building them."""
        shutil.copytree(self.data, folder / "var")
        (folder / "passwords.json").write_text(json.dumps(self.passwords))

    def take(self, folder):
        shutil.copytree(folder / "var", self.data)
        self.passwords = json.loads((folder / "passwords.json").read_text())
        return self

    def command(self, *words, ok=True):
        done = subprocess.run([binary(), *words, "--data", str(self.data)], capture_output=True, text=True, timeout=120)
        if ok and done.returncode != 0:
            raise AssertionError(f"{' '.join(words)}: exit {done.returncode}: {done.stderr}")
        return done

    def add_staff(self):
        """Persons of every role, from the command line: before the start, the folder has one owner."""
        for username, role in STAFF.items():
            words = ["person", "add", username, "--role", role, "--name", username.capitalize()]
            self.passwords[username] = self.command(*words).stdout.strip()
        return self

    def start(self):
        self.port = free_port()
        self.starts += 1
        self.out = self.folder / f"out.{self.starts}"
        self.err = self.folder / f"err.{self.starts}"
        began = time.monotonic()
        self.process = subprocess.Popen(
            [binary(), "serve", "--data", str(self.data), "--listen", f"127.0.0.1:{self.port}", "--threads", str(self.threads),
             "--scenarios", str(self.scenarios)], stdout=self.out.open("w"), stderr=self.err.open("w"), stdin=subprocess.DEVNULL, env=self.environment)
        while READY not in self.out.read_text():
            if self.process.poll() is not None or time.monotonic() - began > 90:
                raise AssertionError(f"the server did not start: {self.out.read_text()}{self.err.read_text()}")
            time.sleep(0.02)
        self.start_seconds = time.monotonic() - began
        refused = [line for line in self.err.read_text().splitlines() if "exercise" in line]
        assert not refused, f"a lesson was refused: {refused}"
        said = self.out.read_text()
        self.code = re.search(r"class code:\s+(\S+)", said).group(1)
        password = re.search(r"password:\s+(\S+)", said)
        self.said_password = password.group(1) if password else None
        if password:
            self.passwords["giangvien"] = password.group(1)
        return self

    def stop(self):
        process, self.process = self.process, None
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            status = process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError("the server did not leave when asked") from None
        said = self.err.read_text()
        assert status == 0, f"exit status {status}: {said[-3000:]}"
        assert "Sanitizer" not in said and "runtime error" not in said, said[-3000:]

    def failures(self):
        """Lines of its log that tell of an internal error."""
        return [line for line in self.err.read_text().splitlines() if " error " in line or "http.failure" in line]

    def close(self):
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def end(self):
        """However it stands: killed if it still runs, its folder gone."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
        self.close()
