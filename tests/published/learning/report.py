"""Figures of publishers left out, for the screen and for docs/reading.md."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import sqrt
from pathlib import Path

from ..measuring import Figures
from ..plot import reliability
from ..report import HEADS, PAGE, markdown
from ..scorer import SURE
from .left_out import OUTLINE, Claim, LeftOut

BINS = (0.0, 0.3, 0.5, 0.7, 0.9, 1.0)
"""Edges of the bins of confidence by kind of place; the last bin holds 1 as well."""
PLOT = Path("docs/reading/reliability-of-publishers.svg")
"""The plot of what is claimed against what is right."""
LEAST = 20
"""Components that a bin of a kind must hold to be listed."""
SHORT = ("found", "parent", "junk")
"""Figures of the learning curve and of features left out."""
_MADE = re.compile(r"(?<=<!-- publishers -->\n).*(?=<!-- end of publishers -->)", re.DOTALL)


def tables(found: LeftOut, spread: Mapping[str, float]) -> str:
    """Figures by format, micro and macro, and how often what is claimed of each kind of place is right."""
    all_figures = found.figures()
    made = []
    for mean, description in (("micro", "all components counted together"), ("macro", "the mean of the documents' shares")):
        rows = [["", "documents", *HEADS.values()]]
        rows += [
            [name, str(one.documents), *(_share(getattr(one, mean)(figure)) for figure in HEADS)]
            for name, one in all_figures.items()
        ]
        if mean == "micro":
            rows.insert(2, ["±", "", *(_share(spread.get(figure)) for figure in HEADS)])
        made += [f"Publishers left out, {description}:", "", *markdown(rows), ""]
    made += ["What is claimed to be right, by kind of place:", "", *markdown(claimed(found.claims)), ""]
    made += ["What is claimed of each kind of place, and how much of it is right:", "", *markdown(calibration(found.claims))]
    return "\n".join(made)


def claimed(claims: Iterable[Claim]) -> list[list[str]]:
    """By kind of place: how much of it is claimed to be right, with a confidence of 0.9 or more, what of that is, of how many publishers."""
    kinds: defaultdict[str, list[Claim]] = defaultdict(list)
    evidence: set[str] = set()
    for one in claims:
        evidence.add(evidence_of(one.kind))
        for kind in dict.fromkeys(("all", evidence_of(one.kind), one.kind)):
            kinds[kind].append(one)
    order = ["all", *sorted(evidence)]
    rows = [["place", "components", "right", "at 0.9 or more", "of these right", "publishers of these"]]
    for kind, members in sorted(kinds.items(), key=lambda one: (order.index(one[0]) if one[0] in order else len(order), one[0])):
        sure = [one for one in members if one.sure >= SURE]
        if len(members) >= LEAST or kind in order:
            cells = [_part(sum(one.right for one in members), len(members)), _part(len(sure), len(members))]
            cells += [_part(sum(one.right for one in sure), len(sure)), str(len({one.publisher for one in sure}))]
            rows.append([kind, str(len(members)), *cells])
    return rows


def evidence_of(kind: str) -> str:
    """What a kind of place rests on first of all."""
    if kind in (OUTLINE, "stated by elements"):
        return kind
    return "rows of tables" if kind.split()[0] in ("cells", "table") else "headings, items, lines"


def _part(count: int, total: int) -> str:
    return _share(count / total if total else None)


def calibration(claims: Iterable[Claim]) -> list[list[str]]:
    """By kind of place and bin of confidence: what is claimed on average, what is right, how many there are, of how many publishers."""
    bins: defaultdict[tuple[str, float, float], list[Claim]] = defaultdict(list)
    for one in claims:
        low, high = next((low, high) for low, high in pairwise(BINS) if one.sure < high or high == BINS[-1])
        for kind in ("all", one.kind):
            bins[kind, low, high].append(one)
    rows = [["place", "confidence", "claimed", "right", "components", "publishers"]]
    for (kind, low, high), members in sorted(bins.items(), key=lambda one: (one[0][0] != "all", one[0])):
        if len(members) >= LEAST or kind == "all":
            claimed, right = sum(one.sure for one in members) / len(members), sum(one.right for one in members) / len(members)
            publishers = len({one.publisher for one in members})
            span = f"{low} to {'' if high == BINS[-1] else 'below '}{high}"
            rows.append([kind, span, f"{claimed:.2f}", f"{right:.2f}", str(len(members)), str(publishers)])
    return rows


def spread(found: LeftOut, publishers: Mapping[str, str]) -> dict[str, float]:
    """Standard error of each figure, all components counted together, by leaving out one publisher after the other (jackknife)."""
    by_publisher: defaultdict[str, Figures] = defaultdict(Figures)
    for one in found.scored:
        by_publisher[publishers[one.name]].add(one)
    whole = found.figures()["all"].whole.counts
    errors = {}
    for figure in HEADS:
        shares = []
        for own in by_publisher.values():
            rest = Figures()
            rest.whole.counts.update(whole)
            rest.whole.counts.subtract(own.whole.counts)
            shares.append(rest.micro(figure))
        known = [share for share in shares if share is not None]
        if known:
            mean = sum(known) / len(known)
            errors[figure] = sqrt((len(known) - 1) / len(known) * sum((share - mean) ** 2 for share in known))
    return errors


def short(head: str, found: Sequence[tuple[str, Figures]]) -> str:
    """A few figures, micro and macro, a row for each of `found`."""
    rows = [[head, *SHORT, *(f"{figure}, macro" for figure in SHORT)]]
    for name, one in found:
        rows.append(
            [name, *(_share(one.micro(figure), 3) for figure in SHORT), *(_share(one.macro(figure), 3) for figure in SHORT)]
        )
    return "\n".join(markdown(rows))


def put_down(made: str, claims: Sequence[Claim], root: Path) -> None:
    """Put what was made into the page, and draw how often claims are right."""
    reliability(plotted(claims), root / PLOT, "components")
    page = root / PAGE
    page.write_text(_MADE.sub(lambda _: f"\n{made}\n\n", page.read_text(encoding="utf-8")), encoding="utf-8")


def plotted(claims: Iterable[Claim]) -> dict[str, list[tuple[float, float, int]]]:
    """Of each kind of evidence its bins of confidence: what is claimed on average, what is right, how many there are."""
    by_kind: defaultdict[str, list[Claim]] = defaultdict(list)
    for one in claims:
        by_kind[evidence_of(one.kind)].append(one)
    found: dict[str, list[tuple[float, float, int]]] = {}
    for kind, members in sorted(by_kind.items()):
        bins: defaultdict[int, list[Claim]] = defaultdict(list)
        for one in members:
            bins[min(9, int(10 * one.sure + 1e-9))].append(one)
        found[kind] = [
            (sum(one.sure for one in own) / len(own), sum(one.right for one in own) / len(own), len(own))
            for _, own in sorted(bins.items())
            if len(own) >= LEAST
        ]
    return found


def _share(share: float | None, digits: int = 2) -> str:
    return "–" if share is None else f"{share:.{digits}f}"
