#!/usr/bin/env python3
"""Shows that the oracle notices: plants one error at a time in the arithmetic and demands that the comparison fails.

plant_deadlines.py --source DIR --build DIR --library libcore.a --cc CC [--sanitize S] [--count N]

Each planted error is a text that stands once in a source file and what it is replaced by. The spoilt file is compiled
under the build folder and linked in front of the library, so that no product file knows of it.
"""
import argparse
import pathlib
import subprocess
import sys

import compare_deadlines
from deadline_oracle import Oracle

CALENDAR = "core/calendar/calendar.c"
DEADLINE = "core/calendar/deadline.c"
REPLAY = "core/calendar/replay.c"
PLANTED = [
    ("the closing instant is still open", CALENDAR, "if (time < c->hours.session[i].to) {", "if (time <= c->hours.session[i].to) {"),
    ("a full day ends at the next opening", CALENDAR, "floor_div(end - 1, c->length)", "floor_div(end, c->length)"),
    ("a full session ends after lunch", CALENDAR, "if (worked <= session ||", "if (worked < session ||"),
    ("one working day too many", CALENDAR, "rank_of(c, day_add(d, 1)) + n - 1", "rank_of(c, day_add(d, 1)) + n"),
    ("the first day is counted", CALENDAR, "rank_of(c, day_add(d, 1)) + n - 1", "rank_of(c, d) + n - 1"),
    ("an exception counts from its own day", CALENDAR, "if (c->days[mid].day.n < d.n) {", "if (c->days[mid].day.n <= d.n) {"),
    ("a make-up day is never chosen", CALENDAR, "c->days[low].kind == DAY_MAKE_UP", "c->days[low].kind == DAY_WORKING"),
    ("the day after an exception is taken for it", CALENDAR, "+ c->shift[mid] <= k) {", "+ c->shift[mid] < k) {"),
    ("the week starts on Tuesday", CALENDAR, "#define MONDAY_BEFORE_EPOCH 3", "#define MONDAY_BEFORE_EPOCH 2"),
    ("an hour is a millisecond short", DEADLINE, "MS_HOUR / 1000 * term.milli", "MS_HOUR / 1000 * term.milli - 1"),
    ("the clock starts at receipt", DEADLINE, "instant start = calendar_next_open(c, from), due;", "instant start = from, due;"),
    ("calendar days do not roll forward", DEADLINE, "if (!calendar_is_working_day(c, d)) {\n        return",
     "if (d.n < 0) {\n        return"),
    ("the fraction of a day is lost", DEADLINE, "int64_t whole = milli / 1000, part = milli % 1000;", "int64_t whole = milli / 1000, part = 0;"),
    ("a pause counts from its end", DEADLINE, "calendar_add_working(c, resumed, calendar_working_between(c, paused, due))",
     "calendar_add_working(c, resumed, calendar_working_between(c, resumed, due))"),
    ("what had passed is shifted too", DEADLINE, "if (instant_compare(paused, due) < 0 &&", "if (instant_compare(due, paused) != 0 &&"),
    ("a pause at night moves the due date", DEADLINE, "calendar_working_between(c, paused, resumed) > 0", "instant_compare(resumed, paused) > 0"),
    ("a due date at an opening slips to the closing", DEADLINE, "if (is_opening(c, due)) {", "if (false && is_opening(c, due)) {"),
    ("a restart counts from the request", REPLAY, "deadline_due(op, c, t->to, term, explain, &stretch)",
     "deadline_due(op, c, t->from, term, explain, &stretch)"),
    ("a restart is taken for a pause", REPLAY, "ok = replay_restart(op, c, term, t, explain, out);", "ok = replay_pause(op, c, t, explain, out);"),
    ("a second turn is forgotten", REPLAY, "for (size_t i = 0; ok && i < count; i++) {", "for (size_t i = 0; ok && i < count && i < 1; i++) {"),
    ("an extension is forgotten", REPLAY, "            out->due = t->due;\n", ""),
    ("the third decimal is lost", DEADLINE, "scale > 1; (*p)++", "scale > 10; (*p)++"),
]


def compiled(args, folder, path, text):
    """The driver with `text` in place of the file at `path`."""
    spoilt, program = folder / pathlib.Path(path).name, folder / "driver"
    spoilt.write_text(text, encoding="utf-8")
    flags = ["-std=c17", "-D_POSIX_C_SOURCE=200809L", "-D_DEFAULT_SOURCE", "-O1"]
    if args.sanitize:
        flags.append(f"-fsanitize={args.sanitize}")
    source = args.source
    subprocess.run([args.cc, *flags, f"-I{source}/core", f"-I{source}/web", f"-I{args.build}/gen", "-o", program, spoilt,
                    source / "tests/web/calendar_driver.c", source / "web/cli/cmd_calendar.c", args.library, "-lm"], check=True)
    return [str(program), "calendar", "due", "--batch"]


def notices(command, oracle, cases):
    run = subprocess.run(command, input="".join(case[4] + "\n" for case in cases), capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return f"the program ended with {run.returncode}"
    answers = run.stdout.split("\n")[:-1]
    found = list(compare_deadlines.differences(oracle, cases, answers))
    return f"{len(found)} of {len(cases)} cases differ, first {found[0][0]!r}" if found else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--source", "--build", "--library"):
        parser.add_argument(name, type=pathlib.Path, required=True)
    parser.add_argument("--cc", required=True)
    parser.add_argument("--sanitize", default="")
    parser.add_argument("--count", type=int, default=3000)
    args = parser.parse_args()

    oracle = Oracle(args.source / "core/calendar/vn.tsv")
    cases = list(compare_deadlines.cases_of(oracle, args.count, seed=1))
    folder = args.build / "planted"
    folder.mkdir(exist_ok=True)
    unseen = 0
    sound = (args.source / CALENDAR).read_text(encoding="utf-8")
    seen = notices(compiled(args, folder, CALENDAR, sound), oracle, cases)
    if seen:
        sys.exit(f"without any planted error: {seen}")
    for what, path, old, new in PLANTED:
        text = (args.source / path).read_text(encoding="utf-8")
        if text.count(old) != 1:
            sys.exit(f"{what}: {old!r} stands {text.count(old)} times in {path}, not once")
        seen = notices(compiled(args, folder, path, text.replace(old, new)), oracle, cases)
        unseen += seen is None
        print(f"{what}: {seen or 'NOT NOTICED'}")
    print(f"{len(PLANTED)} planted errors, {unseen} not noticed")
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main())
