"""Figures of invented and of real documents beside each other, for the screen and for docs/reading.md."""

import re
from collections.abc import Mapping
from pathlib import Path

from .measuring import Figures, calibration
from .scorer import SHARES

HEADS = {
    "found": "found",
    "parent": "parent",
    "level": "level",
    "sums": "sums",
    "owners": "owners",
    "deadlines": "dates",
    "junk": "junk",
    "right": "sure right",
    "honest": "honest",
    "needless": "needless",
    "title": "title",
}
"""Head of the column of each figure."""
PAGE = Path("docs/reading.md")
_MADE = re.compile(r"(?<=<!-- published -->\n).*(?=<!-- end of published -->)", re.DOTALL)


def tables(invented: Mapping[str, Figures], real: Mapping[str, Figures]) -> str:
    """All tables, as Markdown that can be read as it is."""
    found = []
    for name, description in (("micro", "all components counted together"), ("macro", "the mean of the documents' shares")):
        found += [
            f"Of {'invented / real' if real else 'invented'} documents, {description}:",
            "",
            *_table(invented, real, name),
            "",
        ]
    found += ["Right ones of the components, by the confidence that the reader gives their place:", ""]
    found += [*_calibration(invented, real), ""]
    return "\n".join(found)


def _table(invented: Mapping[str, Figures], real: Mapping[str, Figures], mean: str) -> list[str]:
    groups = [*invented, *(group for group in real if group not in invented)]
    rows = [["", "documents", *HEADS.values()]]
    for group in groups:
        sides = [invented.get(group)] + ([real.get(group)] if real else [])
        cells = [_beside([str(side.documents) if side else "–" for side in sides])]
        shares = [[_share(getattr(side, mean)(figure)) if side else "–" for side in sides] for figure in SHARES]
        rows.append([group, *cells, *map(_beside, shares)])
    return markdown(rows)


def _calibration(invented: Mapping[str, Figures], real: Mapping[str, Figures]) -> list[str]:
    sides = [("invented", invented), *([("real", real)] if real else [])]
    rows = [["confidence", *(name for name, _ in sides)]]
    bins = [calibration(side["all"].whole.claims) for _, side in sides]
    for at, (low, high, _, _) in enumerate(bins[0]):
        cells = [f"{side[at][3]} of {side[at][2]}{_percent(side[at][3], side[at][2])}" for side in bins]
        rows.append([f"{low} to {'' if high == 1 else 'below '}{high}", *cells])
    return markdown(rows)


def markdown(rows: list[list[str]]) -> list[str]:
    """The lines of a table whose first row are its heads; numbers to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows]
    rule = "|" + "|".join("-" * (width + 2) if at == 0 else "-" * (width + 1) + ":" for at, width in enumerate(widths)) + "|"
    return [lines[0], rule, *lines[1:]]


def _beside(cells: list[str]) -> str:
    return " / ".join(cells)


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def _percent(hits: int, total: int) -> str:
    return f" ({100 * hits / total:.0f} %)" if total else ""


def with_tables(page: str, made: str) -> str:
    """The page with these tables in their place."""
    return _MADE.sub(lambda _: f"\n{made}\n", page)
