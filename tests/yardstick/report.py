"""Figures as a table on the screen, as JSON, and as the tables of docs/reading.md."""

import json
import re
from pathlib import Path
from typing import Any

from rich.table import Table

ROWS = {
    "exact": "exact plans",
    "measures": "measures under the right pillar and group",
    "parent Pillar": "right parents: pillars",
    "parent MeasureGroup": "right parents: groups",
    "parent Measure": "right parents: measures",
    "parent Initiative": "right parents: entries",
    "labels": "labels",
    "numbers": "printed numbers",
    "marks": "marks",
    "amounts": "sums",
    "departments": "departments",
    "tags": "tags",
    "references": "cross-references",
    "passages": "purposes and descriptions, by their words",
    "purposes": "purposes under the right pillar",
    "restatements": "restatements",
    "title": "titles",
    "nothing claimed": "texts that are no plan, and taken for none",
}
"""What is counted, by its name in figures.json."""
FIGURES_FILE = Path("docs/reading/figures.json")
PLOT_FILE = Path("docs/reading/reliability.svg")
PAGE = Path("docs/reading.md")
_MADE = re.compile(r"(?<=<!-- figures -->\n).*(?=<!-- end of figures -->)", re.DOTALL)


def rows(figures: dict[str, dict[str, Any]]) -> list[list[str]]:
    """A line a figure, a column a kind."""
    kinds = list(figures.values())
    found = [["documents", *(str(kind["documents"]) for kind in kinds)]]
    for name, title in ROWS.items():
        shares = [kind["shares"].get(name) for kind in kinds]
        if any(shares):
            found.append([title, *(_share(share) for share in shares)])
    found.append(["likeness of trees (TEDS)", *(f"{kind['teds']:.3f}" for kind in kinds)])
    for name in ("measures", "components"):
        for title in ("right of sure", "sure of right"):
            shares = [kind[f"calibration of {name}"][title] for kind in kinds]
            words = "right, of {} at 0.9 or more" if title == "right of sure" else "at 0.9 or more, of right {}"
            found.append([words.format(name), *(_share(share) for share in shares)])
    found.append(["characters lost", *(str(kind["lost"]) for kind in kinds)])
    if all("cost" in kind for kind in kinds):
        costs = {size: [f"{kind['cost'][size]:.1f}" for kind in kinds] for size in ("1", "4")}
        found += [[f"processor seconds for {size} MB", *cells] for size, cells in costs.items()]
    return found


def _share(pair: list[int] | None) -> str:
    """A share of which 1 means all and nothing less."""
    if not pair or not pair[1]:
        return "–"
    share = pair[0] / pair[1]
    return "1" if pair[0] == pair[1] else f"{min(share, 0.9999):.4f}" if share > 0.9995 else f"{share:.3f}"


def table(figures: dict[str, dict[str, Any]]) -> Table:
    """The figures for the screen."""
    shown = Table(title="What is read right, by kind of document")
    shown.add_column("")
    for kind in figures:
        shown.add_column(kind, justify="right")
    for row in rows(figures):
        shown.add_row(*row)
    return shown


def markdown(figures: dict[str, dict[str, Any]]) -> str:
    """The figures, and how sure the reader was, as tables of a page."""
    lines = ["", f"| | {' | '.join(figures)} |", "|---|" + "---:|" * len(figures)]
    lines += [f"| {' | '.join(row)} |" for row in rows(figures)]
    lines += [
        "",
        "How often a measure's place is right, by the confidence that the reader gives it: right ones of all in the bin.",
        "",
    ]
    kinds = {kind: found["calibration of measures"]["bins"] for kind, found in figures.items()}
    lines += [f"| confidence | {' | '.join(kinds)} |", "|---|" + "---:|" * len(kinds)]
    for at, (low, high, *_) in enumerate(next(iter(kinds.values()))):
        cells = [f"{bins[at][3]} of {bins[at][2]}" if bins[at][2] else "–" for bins in kinds.values()]
        lines.append(f"| {low} to {'' if high == 1 else 'below '}{high} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", ""])


def write(figures: dict[str, dict[str, Any]], root: Path) -> None:
    """Write the figures' file and put the tables into the page."""
    path = root / FIGURES_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_json(figures), encoding="utf-8")
    page = root / PAGE
    page.write_text(with_tables(page.read_text(encoding="utf-8"), figures), encoding="utf-8")


def with_tables(page: str, figures: dict[str, dict[str, Any]]) -> str:
    """The page with the tables of those figures in their place."""
    return _MADE.sub(lambda _: markdown(figures), page)


def load(root: Path) -> dict[str, dict[str, Any]]:
    """The figures as they were last written."""
    found: dict[str, dict[str, Any]] = json.loads((root / FIGURES_FILE).read_text(encoding="utf-8"))
    return found


def _json(figures: dict[str, dict[str, Any]]) -> str:
    """JSON whose innermost lists are on one line."""
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    return re.sub(r"\[[^\[\]{}]*\]", lambda found: re.sub(r"\s+", " ", found.group()), text) + "\n"
