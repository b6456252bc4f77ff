"""docs/mutants.md and docs/mutants.json: the score of each room, and the mutants of its sample that no test kills."""

import json
import math
from pathlib import Path

from .rooms import ROOMS, ROOT
from .running import Verdict

FILE = ROOT / "docs" / "mutants.json"
LEAST = 0.85
"""What each measured room is to reach."""


def interval(killed: int, count: int) -> tuple[float, float]:
    """Wilson's interval of 95 % for a share (Wilson 1927, J. Am. Stat. Assoc. 22)."""
    if not count:
        return 0.0, 1.0
    z, share = 1.96, killed / count
    middle, spread = share + z * z / (2 * count), z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - spread) / (1 + z * z / count), (middle + spread) / (1 + z * z / count)


def survivors(verdicts: list[Verdict]) -> list[dict[str, object]]:
    """What is kept of the mutants that no test kills."""
    return [
        {
            "file": str(v.mutant.path.relative_to(ROOT)),
            "line": v.mutant.line,
            "column": v.mutant.column,
            "before": v.mutant.before,
            "after": v.mutant.after,
            "tests": v.tests,
        }
        for v in verdicts
        if not v.killed
    ]


def record(room: str, seed: int, possible: int, verdicts: list[Verdict]) -> None:
    """Puts a room's result into docs/mutants.json, and writes docs/mutants.md."""
    rooms = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    killed = sum(v.killed for v in verdicts)
    rooms[room] = {
        "seed": seed,
        "possible": possible,
        "tried": len(verdicts),
        "killed": killed,
        "survivors": survivors(verdicts),
    }
    ordered = {name: rooms[name] for name in (r.name for r in ROOMS) if name in rooms}
    FILE.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (ROOT / "docs" / "mutants.md").write_text(page(ordered), encoding="utf-8")


def page(rooms: dict[str, dict[str, int]]) -> str:
    """The page, from what docs/mutants.json holds."""
    rows = []
    for name, found in rooms.items():
        low, high = interval(found["killed"], found["tried"])
        share = found["killed"] / found["tried"] if found["tried"] else 0.0
        rows.append(
            f"| {name} | {found['possible']} | {found['tried']} | {found['killed']} | {share:.3f} | {low:.2f} to {high:.2f} | {found['seed']} |"
        )
    return (Path(__file__).parent / "page.md").read_text(encoding="utf-8").replace("{rows}", "\n".join(rows))
