"""The figures of all benches: docs/bench.json, docs/bench.md and docs/bench.svg made of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log10
from typing import Any, Protocol
from xml.sax.saxutils import escape

from tests.bench.timing import ROOT, machine

KEPT = ROOT / "docs" / "bench.json"
PAGE = ROOT / "docs" / "bench.md"
PICTURE = ROOT / "docs" / "bench.svg"
Section = Callable[[dict[str, Any]], list[str]]


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that is held to a bound."""

    what: str
    """What is measured."""
    bound: str
    """What it should be, in words."""
    value: float
    """What it is."""
    holds: bool
    """Whether it is so."""
    ratio: bool
    """Whether it says how many times more the others take, which the picture shows."""


def at_least(what: str, bound: float, value: float) -> Claim:
    """How many times more the others take, at least."""
    return Claim(what, f"at least {bound:g} times", value, value >= bound, True)


def at_most(what: str, bound: float, value: float) -> Claim:
    """A share, or a power, at most."""
    return Claim(what, f"at most {bound:g}", value, value <= bound, False)


class Bench(Protocol):
    """A module that measures one thing."""

    def measure(self) -> dict[str, Any]:
        """The figures."""

    def section(self, found: dict[str, Any]) -> list[str]:
        """What the page says of them."""

    def claims(self, found: dict[str, Any]) -> list[Claim]:
        """What is claimed of them."""


def keep(name: str, figures: dict[str, Any], benches: Mapping[str, Bench]) -> None:
    """Writes the figures of one bench beside those of the others, with the machine, and makes page and picture anew."""
    known = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    known[name] = {"machine": machine(), **figures}
    KEPT.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page_of(known, benches), encoding="utf-8")
    PICTURE.write_text(picture_of(claims_of(known, benches)), encoding="utf-8")


def claims_of(known: Mapping[str, Any], benches: Mapping[str, Bench]) -> list[Claim]:
    """The claims of all benches that have run."""
    return [claim for name, bench in benches.items() if name in known for claim in bench.claims(known[name])]


def page_of(known: Mapping[str, Any], benches: Mapping[str, Bench]) -> str:
    """The page."""
    lines = [
        "# What it costs",
        "",
        "Processor seconds (user and system) of child processes, medians, whatever is compared run by turns. Read ratios, not",
        "seconds: the machine may have had other work. `make bench` makes the figures anew; `docs/bench.json` holds them.",
        "",
        "![How many times longer the others take](bench.svg)",
        "",
        *table(
            ["claim", "bound", "measured", "holds"],
            [[c.what, c.bound, f"{c.value:.3g}", "yes" if c.holds else "**no**"] for c in claims_of(known, benches)],
        ),
    ]
    for name, bench in benches.items():
        if name in known:
            told = ", ".join(f"{key}: {value}" for key, value in known[name]["machine"].items())
            lines += ["", *bench.section(known[name]), "", f"Machine: {told}."]
    return "\n".join(lines) + "\n"


def picture_of(claims: list[Claim]) -> str:
    """A bar for each ratio, on a scale of powers of ten, as SVG; the line across a bar is its bound."""
    shown = [claim for claim in claims if claim.ratio]
    height = 30 * len(shown) + 20
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 {height}" font-family="sans-serif" font-size="14">',
        "<title>How many times longer the others take than shisaku</title>",
        f'<rect width="800" height="{height}" fill="#fff"/>',
    ]
    for number, claim in enumerate(shown):
        top, long = 30 * number + 10, _length(claim.value)
        bound = 330 + _length(float(claim.bound.split()[2]))
        lines += [
            f'<text x="320" y="{top + 16}" text-anchor="end">{escape(claim.what)}</text>',
            f'<rect x="330" y="{top}" width="{long}" height="22" fill="{"#2a7" if claim.holds else "#c52"}"/>',
            f'<path d="M{bound} {top - 3}v28" stroke="#000" stroke-width="2"/>',
            f'<text x="{max(330 + long, bound) + 6}" y="{top + 16}">{claim.value:.3g}</text>',
        ]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _length(value: float) -> int:
    """How long the bar of a ratio is: a thousand fills the width."""
    return round(130 * min(3.0, max(0.0, log10(value)))) if value > 0 else 0


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A table in Markdown, its first column to the left."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---", *["---:"] * (len(head) - 1)], *rows)]
