#!/usr/bin/env python3
"""The picture that `thaotruong lifecycle` draws: written beside the build, and held against arrows written by hand.

picture_lifecycle.py BINARY OUT      writes OUT.mmd and OUT.dot (and OUT.svg where Graphviz is installed)
"""
import pathlib
import re
import shutil
import subprocess
import sys

# Where each act that changes the state may lead, from the rules that tests/expected/lifecycle.tsv tells in words.
ARROWS = {
    "filed": {"accepted", "awaiting_supplement", "intake_refused", "withdrawal_requested"},
    "awaiting_supplement": {"filed", "in_handling", "stopped", "withdrawal_requested"},
    "awaiting_payment": {"filed", "in_handling", "stopped", "withdrawal_requested"},
    "accepted": {"in_handling", "stopped", "withdrawal_requested"},
    "in_handling": {"completed", "awaiting_supplement", "stopped", "withdrawal_requested"},
    "withdrawal_requested": {"withdrawn", "before"},
    "completed": {"returned"},
}


def main():
    binary, out = sys.argv[1], pathlib.Path(sys.argv[2])
    drawn = {}
    for notation, suffix in (("--mermaid", ".mmd"), ("--dot", ".dot")):
        text = subprocess.run([binary, "lifecycle", notation], check=True, capture_output=True, text=True).stdout
        out.with_suffix(suffix).write_text(text, encoding="utf-8")
        drawn[suffix] = {tuple(pair) for pair in re.findall(r"^  (\w+) -+> (\w+)", text, re.M)}
    if shutil.which("dot"):
        subprocess.run(["dot", "-Tsvg", "-o", out.with_suffix(".svg"), out.with_suffix(".dot")], check=True)
    wrong = []
    if drawn[".mmd"] != drawn[".dot"]:
        wrong.append(f"the two notations differ: {sorted(drawn['.mmd'] ^ drawn['.dot'])}")
    for begin, ends in ARROWS.items():
        missing = sorted(end for end in ends if (begin, end) not in drawn[".dot"])
        if missing:
            wrong.append(f"{begin}: no arrow to {missing}")
    for begin in ("returned", "intake_refused", "stopped", "withdrawn"):
        onward = sorted(end for start, end in drawn[".dot"] if start == begin and end != begin)
        if onward:
            wrong.append(f"{begin} is over, but leads to {onward}")
    print("\n".join(wrong) or f"{len(drawn['.dot'])} arrows in {out.with_suffix('.mmd')}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
