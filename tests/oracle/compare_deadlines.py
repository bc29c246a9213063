#!/usr/bin/env python3
"""Random deadlines: the program's answers against the oracle's.

compare_deadlines.py --data vn.tsv [--count N] [--seed S] [--walked N] [--rows] -- COMMAND…

Two in five cases have turns (pauses, restarts, an extension), one in eight a calendar of its own (days closed or worked).

COMMAND is `thaotruong calendar due --batch`; plant_deadlines.py shows that this comparison notices errors.

Cases crowd around what goes wrong: openings, closings, noon, a millisecond to either side, the days before and after
every exception, whole and fractional terms, terms of years. The same seed gives the same cases. The first cases are the
nine vectors of the rules, with the answers written by hand.
"""
import argparse
import datetime
import random
import subprocess
import sys
import time

import deadline_oracle
from deadline_oracle import HOUR, MINUTE, UNITS, Oracle, text_of

VECTORS = [
    ("2026-11-20T16:10", "8 workhours", "2026-11-23T16:10:00+07:00"),
    ("2026-11-21T21:05", "8 workhours", "2026-11-23T17:00:00+07:00"),
    ("2026-11-23T14:00", "8 workhours", "2026-11-25T14:00:00+07:00"),
    ("2026-11-20T09:20", "10 workdays", "2026-12-07T09:20:00+07:00"),
    ("2026-11-20T09:20", "15 days", "2026-12-07T09:20:00+07:00"),
    ("2026-11-20T17:30", "10 workdays", "2026-12-08T08:00:00+07:00"),
    ("2026-08-27T15:30", "5 workdays", "2026-09-08T15:30:00+07:00"),
    ("2026-08-21T10:00", "3 workdays", "2026-08-25T10:00:00+07:00"),
    ("2027-01-25T10:00", "15 workdays", "2027-02-22T10:00:00+07:00"),
]
EDGES = [hour * HOUR for hour in (0, 8, 12, 13, 17)]
FROM_DAY = datetime.date(2024, 12, 20).toordinal()
TO_DAY = datetime.date(2028, 3, 10).toordinal()


def draw_day(rng, near):
    if rng.random() < 0.5:
        return rng.randrange(FROM_DAY, TO_DAY)
    return rng.choice(near) + rng.randrange(-9, 3)


def draw_time(rng):
    kind = rng.random()
    if kind < 0.3:
        return max(0, rng.choice(EDGES) + rng.choice((0, 0, -1, 1, -1000, 1000, -MINUTE, MINUTE)))
    if kind < 0.8:
        return rng.randrange(24 * 60) * MINUTE
    if kind < 0.9:
        return rng.randrange(24 * 3600) * 1000
    return rng.randrange(24 * HOUR)


def draw_term(rng):
    unit = rng.choice(UNITS)
    kind = rng.random()
    if kind < 0.6:
        milli = rng.randint(1, 60 if unit != "workhours" else 100) * 1000
    elif kind < 0.75:
        milli = rng.randint(1, 120) * 500
    elif kind < 0.95:
        milli = rng.randint(1, 40_000)
    else:
        milli = rng.choice((1, 999, 1000, 1001, 8000, 10_000_000, rng.randint(1, 10_000_000)))
    return milli, unit


def term_text(milli, unit):
    whole, part = divmod(milli, 1000)
    return f"{whole}.{part:03d}".rstrip("0").rstrip(".") + " " + unit


def from_text(rng, ordinal, ms):
    """The instant in one of the notations the program must read."""
    if rng.random() < 0.1:  # in UTC
        utc = ms - 7 * HOUR
        return text_of(ordinal + utc // (24 * HOUR), utc % (24 * HOUR)).removesuffix("+07:00") + "Z"
    text = text_of(ordinal, ms)
    if rng.random() < 0.5:
        text = text.removesuffix("+07:00")
        if text.endswith(":00") and rng.random() < 0.8:
            text = text[:-3]
    return text


def draw_turns(rng, start):
    """Pauses and restarts one after the other, sometimes with an extension; each begins a while after the one before."""
    turns, at = [], start
    while len(turns) < 5 and rng.random() < 0.6:
        begin = (at[0] + datetime.timedelta(days=rng.choice((0, 0, 1, 2, 5, rng.randrange(40)))), draw_time(rng))
        if begin < at:
            begin = at
        end = (begin[0] + datetime.timedelta(days=rng.choice((0, 1, 3, 4, rng.randrange(60)))), draw_time(rng))
        end = max(begin, end)
        kind = rng.choice(("pause", "pause", "pause", "restart", "extend"))
        turns.append((kind, begin, end) if kind != "extend" else (kind, None, end))
        at = begin if kind == "extend" else end
    return turns


def draw_edits(rng, ordinal):
    """Days near the start that are closed or worked against the built-in calendar: {day: works}."""
    return {datetime.date.fromordinal(ordinal + rng.randrange(0, 45)): rng.random() < 0.4 for _ in range(rng.randint(1, 4))}


def turn_text(rng, turn):
    kind, begin, end = turn
    instants = " ".join(from_text(rng, at[0].toordinal(), at[1]) for at in (begin, end) if at)
    return f"\t{kind} {instants}"


def cases_of(oracle, count, seed):
    """(ordinal, ms, milli, unit, line, turns, edits) of each case."""
    rng = random.Random(seed)
    near = [day.toordinal() for day in sorted(oracle.exceptions)]
    for _ in range(count):
        ordinal, ms = draw_day(rng, near), draw_time(rng)
        milli, unit = draw_term(rng)
        turns = draw_turns(rng, (datetime.date.fromordinal(ordinal), ms)) if rng.random() < 0.65 else []
        edits = draw_edits(rng, ordinal) if rng.random() < 0.125 else {}
        line = from_text(rng, ordinal, ms) + "\t" + term_text(milli, unit)
        line += "".join(turn_text(rng, turn) for turn in turns)
        line += "".join(f"\t{'on' if works else 'off'} {day.isoformat()}" for day, works in edits.items())
        yield ordinal, ms, milli, unit, line, turns, edits


def answers_of(command, lines):
    run = subprocess.run(command, input="".join(line + "\n" for line in lines), capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"{command[0]} ended with {run.returncode}: {run.stderr.strip()}")
    return run.stdout.split("\n")[:-1]


def differences(oracle, cases, answers):
    """(line, answer, oracle's answer) of each case that differs."""
    for (ordinal, ms, milli, unit, line, turns, edits), answer in zip(cases, answers):
        own = oracle.edited(edits) if edits else oracle
        wanted = text_of(*own.replay(datetime.date.fromordinal(ordinal), ms, milli, unit, turns))
        if answer != wanted:
            yield line, answer, wanted


def walked_differ(oracle, cases):
    """The two readings of the rules must be one; terms of years are left out of the walk, it would take too long."""
    for ordinal, ms, milli, unit, line, turns, edits in cases:
        if milli > (300_000 if unit == "workhours" else 1_000_000):
            continue
        day = datetime.date.fromordinal(ordinal)
        own = oracle.edited(edits)
        walked_day, walked_ms = own.walk_replay(day, ms, milli, unit, turns)
        listed = own.replay(day, ms, milli, unit, turns)
        if (walked_day.toordinal(), walked_ms) != listed:
            yield line, text_of(*listed), text_of(walked_day.toordinal(), walked_ms)


def vectors_differ(answers):
    for (start, term, wanted), answer in zip(VECTORS, answers):
        if answer != wanted:
            yield f"{start}\t{term}", answer, wanted


def complain(what, found, limit=10):
    found = list(found)
    for line, got, wanted in found[:limit]:
        print(f"{what}: {line!r}: {got}, wanted {wanted}")
    if len(found) > limit:
        print(f"{what}: and {len(found) - limit} more")
    return len(found)


def rows_without_notice(data, oracle, cases, answers):
    """Days of the data file that nobody would miss: with such a row passed over the oracle still agrees with the program."""
    for day, works in oracle.exceptions.items():
        if works == (day.isoweekday() <= 5):
            continue  # a holiday on a weekend has a name but changes nothing
        if not any(differences(Oracle(data, leave_out=day), cases, answers)):
            yield day.isoformat(), "missed by no case", "a case that needs it"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--walked", type=int, default=200, help="cases that are walked minute by minute as well")
    parser.add_argument("--rows", action="store_true", help="show that every row of the data file matters to some case")
    parser.add_argument("command", nargs="+")
    args = parser.parse_args()

    oracle = deadline_oracle.Oracle(args.data)
    cases = list(cases_of(oracle, args.count, args.seed))
    start = time.monotonic()
    answers = answers_of(args.command, ["\t".join(v[:2]) for v in VECTORS] + [case[4] for case in cases])
    seconds = time.monotonic() - start
    if len(answers) != len(VECTORS) + len(cases):
        sys.exit(f"{len(answers)} answers to {len(VECTORS) + len(cases)} questions")
    vectors, answers = answers[: len(VECTORS)], answers[len(VECTORS) :]
    wrong = complain("vector", vectors_differ(vectors))
    wrong += complain("program against oracle", differences(oracle, cases, answers))
    wrong += complain("list against walk", walked_differ(oracle, cases[: args.walked]))
    if args.rows:
        wrong += complain("row", rows_without_notice(args.data, oracle, cases, answers))
    print(f"{len(VECTORS)} vectors, {len(cases)} cases (seed {args.seed}), {min(args.walked, len(cases))} walked, "
          f"{wrong} wrong; the program took {seconds:.2f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
