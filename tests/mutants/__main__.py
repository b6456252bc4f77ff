"""`python -m tests.mutants`: mutants of what changed since main; with `--room` a sample of a room, which `--write` puts into docs."""

import argparse
import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .making import Mutants, sample, statement_lines
from .report import LEAST, interval, record
from .rooms import ROOT, Room, room_named, room_of
from .running import OPTIONS, Trial, Verdict

Taken = list[tuple[Mutants, list[int]]]


def main() -> int:
    """Exit code: 0, or 1 where mutants survive of what changed or a room is below `LEAST`, 2 where nothing can be tried."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--room", help="a room of tests/mutants/rooms.py; without it, what changed since --base")
    parser.add_argument("--count", type=int, default=200, help="how many mutants at most of a room, or of what changed")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--jobs", type=int, default=1, help="how many at the same time")
    parser.add_argument("--base", default="main", help="branch that changes are counted from")
    parser.add_argument("--write", action="store_true", help="put the room's score into docs/mutants.md")
    given = parser.parse_args()
    try:
        verdicts_of_all: list[Verdict] = []
        plan = [_of_room(room_named(given.room), given.count, given.seed)] if given.room else _of_changes(given)
        for room, taken in plan:
            verdicts = _tried(room, taken, given.jobs)
            possible = sum(len(mutants) for mutants, _ in taken)
            _tell(room, possible, verdicts)
            if given.room and given.write:
                record(room.name, given.seed, possible, verdicts)
            verdicts_of_all += verdicts
    except (LookupError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 2
    survived = sum(not v.killed for v in verdicts_of_all)
    return int(survived > (1 - LEAST) * len(verdicts_of_all) if given.room else survived > 0)


def _of_room(room: Room, count: int, seed: int) -> tuple[Room, Taken]:
    modules = [Mutants(path) for path in room.sources()]
    return room, list(zip(modules, sample([len(m) for m in modules], count, seed), strict=True))


def _of_changes(given: argparse.Namespace) -> list[tuple[Room, Taken]]:
    """The mutants of every function, or statement outside of functions, that differs from the base."""
    rooms: dict[str, Taken] = {}
    for path, lines in _changed_lines(given.base).items():
        room = room_of(path)
        if room is None:
            continue
        mutants, places = Mutants(path), statement_lines(path.read_text(encoding="utf-8"))
        touched = {line for at in lines for part in places.get(at, ()) for line in part}
        rooms.setdefault(room.name, []).append((mutants, [n for n in range(len(mutants)) if mutants.line(n) in touched]))
    plan = []
    for name, taken in rooms.items():
        drawn = sample([len(numbers) for _, numbers in taken], given.count, given.seed)
        plan.append(
            (room_named(name), [(m, [numbers[i] for i in chosen]) for (m, numbers), chosen in zip(taken, drawn, strict=True)])
        )
    return plan


def _changed_lines(base: str) -> dict[Path, set[int]]:
    """The lines of each module that are new or other than where this branch left the base."""

    def git(*words: str) -> str:
        done = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        return done.stdout

    found: dict[Path, set[int]] = {}
    path = ROOT
    for line in git(
        "diff", "--unified=0", "--no-color", git("merge-base", base, "HEAD").strip(), "--", "src/shisaku"
    ).splitlines():
        if line.startswith("+++ "):
            path = ROOT / line.removeprefix("+++ b/")
        elif hunk := re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line):
            start, length = int(hunk[1]), int(hunk[2] or 1)
            found.setdefault(path, set()).update(range(start, start + length))
    return {path: lines for path, lines in found.items() if path.suffix == ".py" and path.exists() and lines}


def _tried(room: Room, taken: Taken, jobs: int) -> list[Verdict]:
    trial = Trial(room, taken, jobs)
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        pytest.main(
            [
                *OPTIONS,
                "--hypothesis-profile=mutants",
                *(["-k", f"not ({room.without})"] if room.without else []),
                *room.test_files(),
            ],
            plugins=[trial],
        )
    if trial.trouble:
        raise RuntimeError(f"{room.name}: {trial.trouble}")
    return trial.verdicts


def _tell(room: Room, possible: int, verdicts: list[Verdict]) -> None:
    for v in verdicts:
        if not v.killed:
            place = f"{v.mutant.path.relative_to(ROOT)}:{v.mutant.line}:{v.mutant.column}"
            print(f"{place}: survived {v.tests} tests: {v.mutant.before}  ->  {v.mutant.after}")
    killed = sum(v.killed for v in verdicts)
    low, high = interval(killed, len(verdicts))
    share = killed / len(verdicts) if verdicts else 1.0
    print(
        f"{room.name}: {killed} of {len(verdicts)} killed ({share:.3f}, 95 %: {low:.2f} to {high:.2f}), of {possible} possible",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
