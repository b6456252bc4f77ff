"""Invented pairs of editions with gold: a plan, and the same plan as it may look a year later.

The older plan says what the yardstick's author writes. A year changes it, more in some pairs and less in others; every component
of the newer one knows what it comes from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.editions.editions_year import DEPARTMENTS, Part, Year, money, walk
from tests.yardstick.content import Author, overview, restate, share
from tests.yardstick.gold import GROUP, INITIATIVE, MEASURE, PILLAR, Node

from shisaku.editions.comparable_components import sides
from shisaku.model.details import LAST_YEAR, BudgetFigure, Details, Purpose, Responsibility
from shisaku.model.plan import Initiative, Measure, MeasureGroup, Pillar, Plan
from shisaku.model.source import Description, Source, Span
from shisaku.reading.lexicon import NO_LEXICON

Gold = frozenset[tuple[str, tuple[str, ...], tuple[str, ...]]]
"""Kind, keys in the older edition, keys in the newer one."""

DEV = range(200)
"""Seeds that weights and calibration are fitted on."""
FIGURES = range(500_000, 500_200)
"""Seeds that figures are made from."""
TESTS = range(700_000, 700_025)
"""Seeds of the tests."""

_ANYWHERE = ("相談体制の充実", "広報の充実", "進み具合の点検", "担い手の確保", "関係機関との連携")
"""Entries that stand under many measures in the same words."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two editions, and what became of everything."""

    old: Plan
    new: Plan
    gold: Gold


def pair(seed: int) -> Pair:
    """The pair of that seed."""
    random = Random(f"editions {seed}")
    author = Author(random)
    parts, purposes = _first(random, author)
    old = [_copied(node) for node in parts]
    for pillar, purpose in zip(old, purposes, strict=True):
        pillar.purpose = purpose if random.random() < 0.8 else ""
    if random.random() < 0.3:
        _padded(random, old)
    priced = random.random() < 0.4
    if priced:
        _priced(random, old)
    new = Year(random, author, priced).after(old)
    one, other = _plan(old, f"hajime-{seed}"), _plan(new, f"tsugi-{seed}")
    return Pair(one, other, gold(one, other, old, new))


def gold(one: Plan, other: Plan, old: list[Part], new: list[Part]) -> Gold:
    """What a person says who knows what was done."""
    heirs: dict[str, list[str]] = {part.key: [] for part in walk(old)}
    forebears: dict[str, list[str]] = {}
    for part in walk(new):
        forebears[part.key] = sorted({origin.key for origin in part.origins}, key=list(heirs).index)
        for key in forebears[part.key]:
            heirs[key].append(part.key)
    for pillar in walk(old):
        if pillar.purpose:
            heirs[f"purpose/{pillar.key.replace('/', '-')}"] = []
    for pillar in walk(new):
        if pillar.purpose:
            key = f"purpose/{pillar.key.replace('/', '-')}"
            origin = pillar.purpose_origin
            forebears[key] = [f"purpose/{origin.key.replace('/', '-')}"] if origin is not None and origin.purpose else []
            for forebear in forebears[key]:
                heirs[forebear].append(key)
    words = [{item.key: item.words for item in side.items} for side in sides(one, other, NO_LEXICON)]
    reported: set[tuple[str, tuple[str, ...], tuple[str, ...]]] = set()
    for key, found in heirs.items():
        if not found:
            reported.add(("dropped", (key,), ()))
        elif len(found) > 1:
            reported.add(("split", (key,), tuple(found)))
        elif forebears[found[0]] == [key]:
            reported.add(("continued" if words[0][key] == words[1][found[0]] else "renamed", (key,), (found[0],)))
    for key, found in forebears.items():
        if not found:
            reported.add(("new", (), (key,)))
        elif len(found) > 1:
            reported.add(("merged", tuple(found), (key,)))
    return frozenset(reported)


# -- the older edition -------------------------------------------------------------------------------------------------


def _first(random: Random, author: Author) -> tuple[list[Node], list[str]]:
    pillars = random.randint(2, 7)
    measures = random.randint(pillars + 2, pillars * 6)
    parts, purposes = overview(author, share(random, measures, pillars), random.choice((0.0, 0.3, 0.9)), ())
    restate(author, parts, random.randint(0, 3))
    if random.random() < 0.1:
        for node in _nodes(parts):
            if node.kind == MEASURE:
                node.children = []
    return parts, purposes


def _nodes(parts: list[Node]) -> Iterator[Node]:
    for node in parts:
        yield node
        yield from _nodes(node.children)


def _copied(node: Node) -> Part:
    return Part(node.kind, node.label, [_copied(child) for child in node.children], restated=node.restates is not None)


def _padded(random: Random, parts: list[Part]) -> None:
    """Entries that many measures have."""
    labels = random.sample(_ANYWHERE, random.randint(1, 3))
    for part in walk(parts):
        if part.kind == MEASURE and part.children and random.random() < 0.5:
            part.children.append(Part(INITIATIVE, random.choice(labels)))


def _priced(random: Random, parts: list[Part]) -> None:
    for part in walk(parts):
        if part.kind == MEASURE and random.random() < 0.7:
            part.department = random.choice(DEPARTMENTS)
        if part.kind == INITIATIVE and random.random() < 0.8:
            part.yen = money(random)


# -- printed -----------------------------------------------------------------------------------------------------------


class _Print:
    """The text of a plan, put together line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.length = 0
        self.counts = {PILLAR: 0, GROUP: 0, MEASURE: 0}

    def line(self, text: str) -> Span:
        start = self.length
        self.lines.append(text)
        self.length += len(text) + 1
        return Span(start, start + len(text))


def _plan(parts: list[Part], identifier: str) -> Plan:
    page = _Print()
    title = page.line("未来をひらくまちの計画")
    made = tuple(_component(page, part, "", at) for at, part in enumerate(parts, start=1))
    text = "\n".join(page.lines)
    source = Source(text, f"{identifier}.txt", Description(id=identifier), "ab" * 32, "utf-8")
    return Plan(source, "未来をひらくまちの計画", title, None, (), made, (), ())


def _component(page: _Print, part: Part, parent: str, ordinal: int) -> Pillar | MeasureGroup | Measure | Initiative:
    if part.kind == INITIATIVE:
        part.key = f"{parent}/initiative/{ordinal}"
        span = page.line(f"○{part.label}{'（再掲）' if part.restated else ''}")
        return Initiative(part.key, ordinal, "○", part.label, span, part.restated, details=_details(page, part))
    page.counts[part.kind] += 1
    count = page.counts[part.kind]
    part.key = f"{ {PILLAR: 'pillar', GROUP: 'group', MEASURE: 'measure'}[part.kind] }/{count}"
    span = page.line(f"{count} {part.label}")
    purposes = (Purpose(f"purpose/pillar-{count}", part.purpose, page.line(part.purpose)),) if part.purpose else ()
    inside = tuple(_component(page, child, part.key, at) for at, child in enumerate(part.children, start=1))
    if part.kind == PILLAR:
        return Pillar(part.key, count, str(count), part.label, span, inside, Details(purposes))  # type: ignore[arg-type]
    if part.kind == GROUP:
        return MeasureGroup(part.key, ordinal, part.label, span, inside)  # type: ignore[arg-type]
    return Measure(part.key, count, str(count), part.label, span, inside, _details(page, part))  # type: ignore[arg-type]


def _details(page: _Print, part: Part) -> Details:
    """Its sum, last year's beside it, and who is in charge."""
    sums = tuple(
        BudgetFigure(f"{yen:,}円", page.line(f"{yen:,}円"), Decimal(yen), when=when)
        for yen, when in ((part.yen, None), (part.previous, LAST_YEAR))
        if yen is not None
    )
    return Details(budget=sums, responsibilities=(Responsibility(part.department),) if part.department else ())
