#!/usr/bin/env python3
"""Tests of the API over real HTTP, against the product's own binary.

run.py [MODULE…]     all of them, or those named: authority, lifecycle, bad_input, rewind …
run.py --prepare FOLDER      a first start, kept there: with THAO_API_START=FOLDER the modules' servers begin after it
run.py --list

A module is test_NAME.py; its tests are functions marked @test, named as sentences, each given the module's server (with a person of
every role). A module that says FIRST_START has a server that never ran before. Prints a line per test and ends with `N passed, N failed`.
"""
import importlib
import os
import pathlib
import sys
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

from server import Server  # noqa: E402
import testing  # noqa: E402


LONGEST = ("lifecycle", "authority", "restart")  # first, so that nobody waits for one of them at the end


def names():
    return sorted((path.stem.removeprefix("test_") for path in HERE.glob("test_*.py")), key=lambda name: (name not in LONGEST, name))


def run_one(name, fn, *args):
    began = time.monotonic()
    try:
        fn(*args)
    except Exception:  # a test may fail with anything
        print(f"FAIL  {time.monotonic() - began:6.2f}s  {name}", flush=True)
        print("".join("    " + line for line in traceback.format_exc().splitlines(keepends=True)[-30:]), flush=True)
        return False
    print(f"ok    {time.monotonic() - began:6.2f}s  {name}", flush=True)
    return True


def run_module(name):
    testing.tests.clear()
    module = importlib.import_module("test_" + name)
    results = []
    server = Server(name, sanitizer=getattr(module, "SANITIZER", ""))
    prepared = os.environ.get("THAO_API_START")
    try:
        begin(server, None if getattr(module, "FIRST_START", False) else prepared)
        for fn in list(testing.tests):
            results.append(run_one(fn.__name__, fn, server))
            if server.process is None or server.process.poll() is not None:
                print(f"FAIL  the server of {name} is gone:\n{server.err.read_text()[-3000:]}")
                return results + [False]
        results.append(run_one(f"the_server_of_{name}_logged_no_internal_error", no_failures, server))
        results.append(run_one(f"the_server_of_{name}_leaves_cleanly", server.stop))
    finally:
        server.end()
    return results


def begin(server, prepared):
    if prepared:
        server.take(pathlib.Path(prepared)).start()
        assert "Đang dựng" not in server.out.read_text(), "the prepared folder is of another binary: run --prepare again"
    else:
        server.add_staff().start()


def prepare(folder):
    server = Server("first")
    try:
        server.add_staff().start().stop()
        server.keep(folder)
    finally:
        server.end()
    return 0


def no_failures(server):
    assert server.failures() == [], "\n".join(server.failures()[:10])


def main(words):
    if words == ["--list"]:
        print("\n".join(names()))
        return 0
    if len(words) == 2 and words[0] == "--prepare":
        return prepare(pathlib.Path(words[1]))
    results = []
    for name in words or names():
        print(f"-- {name}")
        results += run_module(name)
    print(f"\n{sum(results)} passed, {results.count(False)} failed")
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
