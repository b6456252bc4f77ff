"""`python -m tests.mutation [SHARE]`: makes mutants of the project, asks the gate about each, writes docs/mutation.md and its list."""

import json
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from .judging import PLAN, copied, judged
from .mutants import Mutant, mutants
from .report import write

ROOT = Path(__file__).resolve().parents[2]
SEED = 1


@cache
def _copy() -> Path:
    """A copy of the project for this process."""
    folder = tempfile.TemporaryDirectory()
    _KEPT.append(folder)
    return copied(ROOT, Path(folder.name))


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
"""Folders that are removed when the process ends."""


def _task(task: Mutant) -> tuple[str, str]:
    return judged(task, _copy())


def main(share: float) -> None:
    """Run, and write what came of it."""
    tasks = [m for file, number in PLAN.items() for m in mutants(ROOT, file, max(1, round(number * share)), SEED)]
    began = time.monotonic()
    rows: list[dict[str, str]] = []
    with ProcessPoolExecutor(2) as pool:
        for number, (task, (rule, record)) in enumerate(zip(tasks, pool.map(_task, tasks), strict=True), start=1):
            rows.append(
                {"file": task.file, "kind": task.kind, "before": task.before, "after": task.after, "rule": rule, "record": record}
            )
            if not rule:
                print(
                    f"{number}/{len(tasks)} {time.monotonic() - began:.0f} s survived: {task.kind} {task.before} -> {task.after} [{record}]",
                    flush=True,
                )
    told = Counter((row["file"], bool(row["rule"]), bool(row["record"])) for row in rows)
    for file in PLAN:
        whole = sum(n for (f, _, _), n in told.items() if f == file)
        by_rule = sum(n for (f, rule, _), n in told.items() if f == file and rule)
        print(f"{file}: {by_rule} of {whole} by substance, {whole - told[file, False, False]} in all")
    (ROOT / "docs" / "mutation.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write(ROOT)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
