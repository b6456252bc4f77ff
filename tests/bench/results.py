"""The figures of all benches: docs/bench.json, and docs/bench.md made of it."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.bench.timing import ROOT, machine

KEPT = ROOT / "docs" / "bench.json"
PAGE = ROOT / "docs" / "bench.md"
Section = Callable[[dict[str, Any]], list[str]]


def keep(name: str, figures: dict[str, Any], sections: Mapping[str, Section], kept: Path = KEPT, page: Path = PAGE) -> None:
    """Writes the figures of one bench beside those of the others, with the machine, and makes the page anew."""
    known = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    known[name] = {"machine": machine(), **figures}
    kept.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    page.write_text(page_of(known, sections), encoding="utf-8")


def page_of(known: dict[str, Any], sections: Mapping[str, Section]) -> str:
    """The page."""
    lines = [
        "# What it costs",
        "",
        "Processor seconds (user and system) of child processes, medians, whatever is compared run by turns. Read ratios, not",
        "seconds: the machine may have had other work. `make bench` makes the figures anew; `docs/bench.json` holds them.",
    ]
    for name, section in sections.items():
        if name in known:
            told = ", ".join(f"{key}: {value}" for key, value in known[name]["machine"].items())
            lines += ["", *section(known[name]), "", f"Machine: {told}."]
    return "\n".join(lines) + "\n"


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A table in Markdown, its first column to the left."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---", *["---:"] * (len(head) - 1)], *rows)]
