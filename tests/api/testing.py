"""What every module of tests shares: the mark of a test, and tables of cases whose failures are all told at once."""
import csv
import pathlib

EXPECTED = pathlib.Path(__file__).resolve().parents[1] / "expected"
tests = []


def test(fn):
    tests.append(fn)
    return fn


def same(got, want, label=""):
    assert got == want, f"{label}: got {got!r}, want {want!r}"


def refused(answer, status, key, label=""):
    assert (answer.status, answer.key) == (status, key), f"{label}: want {status} {key}, got {answer!r}"
    return answer.json


class Cases:
    """Collects what is wrong over a table; `end` fails with all of it."""

    def __init__(self):
        self.count, self.wrong = 0, []

    def check(self, ok, label, detail=""):
        self.count += 1
        if not ok:
            self.wrong.append(f"{label}: {detail}" if detail else label)

    def end(self, at_least):
        assert not self.wrong, f"{len(self.wrong)} of {self.count} wrong:\n" + "\n".join(self.wrong[:40])
        assert self.count >= at_least, f"only {self.count} cases were tried, at least {at_least} exist"


def table(name):
    """Rows of tests/expected/NAME.tsv as dicts; lines beginning with # are remarks."""
    with (EXPECTED / f"{name}.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader((line for line in lines if not line.startswith("#") and line.strip()), delimiter="\t"))
