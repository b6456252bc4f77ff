"""Invented pairs of editions with gold: a plan, and the same plan as it may look a year later.

The older plan says what the yardstick's author writes. Then pillars, groups, measures and entries are kept, reworded, renamed,
split, merged, moved, dropped and added, more in some pairs and less in others; every new component knows what it comes from.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tests.yardstick.content import Author, overview, restate, share
from tests.yardstick.gold import GROUP, INITIATIVE, MEASURE, PILLAR, Node
from tests.yardstick.vocabulary import PLACES, SYNONYMS, WORKS, Field, Theme, fields

from shisaku.comparison.components import sides
from shisaku.plan import Amount, Details, Initiative, Measure, MeasureGroup, Pillar, Plan, Purpose
from shisaku.reading.lexicon import NO_LEXICON
from shisaku.source import Description, Source, Span

Gold = frozenset[tuple[str, tuple[str, ...], tuple[str, ...]]]
"""Kind, keys in the older edition, keys in the newer one."""

DEV = range(200)
"""Seeds that weights and calibration are fitted on."""
FIGURES = range(500_000, 500_200)
"""Seeds that figures are made from."""
TESTS = range(700_000, 700_040)
"""Seeds of the tests."""

_DEPARTMENTS = (
    "企画課",
    "防災課",
    "産業振興課",
    "健康福祉課",
    "学校教育課",
    "環境課",
    "道路河川課",
    "デジタル室",
    "水産林務課",
    "市民協働課",
)
_ANYWHERE = ("相談体制の充実", "広報の充実", "進み具合の点検", "担い手の確保", "関係機関との連携")
"""Entries that stand under many measures in the same words."""


@dataclass(slots=True, eq=False)
class Part:
    """A component of an invented edition, with what it comes from."""

    kind: str
    label: str
    children: "list[Part]" = field(default_factory=list)
    origins: "list[Part]" = field(default_factory=list)
    restated: bool = False
    purpose: str = ""
    purpose_origin: "Part | None" = None
    yen: int | None = None
    previous: int | None = None
    department: str = ""
    key: str = ""


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
    money = random.random() < 0.4
    if money:
        _priced(random, old)
    new = _Year(random, author, money).after(old)
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
    told: set[tuple[str, tuple[str, ...], tuple[str, ...]]] = set()
    for key, found in heirs.items():
        if not found:
            told.add(("dropped", (key,), ()))
        elif len(found) > 1:
            told.add(("split", (key,), tuple(found)))
        elif forebears[found[0]] == [key]:
            told.add(("continued" if words[0][key] == words[1][found[0]] else "renamed", (key,), (found[0],)))
    for key, found in forebears.items():
        if not found:
            told.add(("new", (), (key,)))
        elif len(found) > 1:
            told.add(("merged", tuple(found), (key,)))
    return frozenset(told)


def walk(parts: list[Part]) -> Iterator[Part]:
    """Every part, depth first."""
    for part in parts:
        yield part
        yield from walk(part.children)


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


def _sum(random: Random) -> int:
    return random.choice((random.randint(2, 900) * 100_000, random.choice((1, 2, 3, 5, 10, 20, 50, 100)) * 1_000_000))


def _priced(random: Random, parts: list[Part]) -> None:
    for part in walk(parts):
        if part.kind == MEASURE and random.random() < 0.7:
            part.department = random.choice(_DEPARTMENTS)
        if part.kind == INITIATIVE and random.random() < 0.8:
            part.yen = _sum(random)


# -- a year later ------------------------------------------------------------------------------------------------------


class _Year:
    """What a year does to a plan."""

    def __init__(self, random: Random, author: Author, money: bool) -> None:
        self.random, self.author, self.money = random, author, money
        self.unrest = random.choice((0.3, 0.7, 1.0, 1.0, 1.6))
        self.themes = [theme for one in fields() for theme in one.themes]
        self.prints_previous = random.random() < 0.4

    def happens(self, often: float) -> bool:
        return self.random.random() < often * self.unrest

    def after(self, old: list[Part]) -> list[Part]:
        """The parts of the newer edition."""
        new = [self.kept(pillar) for pillar in old if not self.happens(0.04)]
        self.pillars(new)
        for pillar in new:
            self.groups(pillar)
        places = [part for part in walk(new) if any(child.kind == MEASURE for child in part.children)]
        for place in places:
            self.measures(place, places)
        homes = [part for part in walk(new) if part.kind == MEASURE]
        with_entries = any(part.kind == INITIATIVE for part in walk(old))
        for measure in homes:
            if with_entries:
                self.entries(measure, homes)
        self.swap_names(homes)
        for pillar in new:
            self.purposes(pillar)
        return [pillar for pillar in new if pillar.children]

    def kept(self, part: Part) -> Part:
        """The part with everything under it, as it was."""
        copy = Part(part.kind, part.label, [self.kept(child) for child in part.children], [part], part.restated)
        copy.purpose, copy.purpose_origin, copy.department = part.purpose, part, part.department
        if part.yen is not None:
            copy.yen = part.yen if self.random.random() < 0.3 else _sum(self.random)
            copy.previous = part.yen if self.prints_previous else None
        if part.department and self.random.random() < 0.07:
            copy.department = self.random.choice(_DEPARTMENTS)
        return copy

    def pillars(self, new: list[Part]) -> None:
        random = self.random
        for pillar in new:
            if self.happens(0.12):
                pillar.label = self.reworded(pillar.label)
            elif self.happens(0.06):
                pillar.label = self.heading()
        if self.happens(0.12) and len(new) > 2:
            one, other = random.sample(new, 2)
            one.children += other.children
            one.origins += other.origins
            one.label = self.joined(one.label, other.label)
            new.remove(other)
        if self.happens(0.12):
            large = [pillar for pillar in new if len(pillar.children) >= 4]
            if large:
                self.halved(random.choice(large), new, self.heading())
        if self.happens(0.2):
            theme = random.choice(self.themes)
            measures = [self.fresh_measure(theme) for _ in range(random.randint(1, 3))]
            new.insert(random.randint(0, len(new)), Part(PILLAR, self.heading(), measures))
        if self.happens(0.15):
            random.shuffle(new)

    def groups(self, pillar: Part) -> None:
        for group in [child for child in pillar.children if child.kind == GROUP]:
            if self.happens(0.12):
                group.label = self.reworded(group.label)
            elif self.happens(0.06):
                at = pillar.children.index(group)
                pillar.children[at : at + 1] = group.children

    def measures(self, place: Part, places: list[Part]) -> None:
        random = self.random
        run = [child for child in place.children if child.kind == MEASURE]
        for measure in run:
            if measure not in place.children:
                continue
            if self.happens(0.05) and len(place.children) > 1:
                place.children.remove(measure)
            elif self.happens(0.14):
                measure.label = self.reworded(measure.label)
            elif self.happens(0.05):
                measure.label = self.author.measure(random.choice(self.themes))
            elif self.happens(0.05) and len(measure.children) >= 3:
                entry = random.choice(measure.children).label
                self.halved(
                    measure, place.children, random.choice((self.author.measure(random.choice(self.themes)), self.about(entry)))
                )
            elif self.happens(0.04) and len(place.children) > 1:
                other = random.choice(
                    [child for child in place.children if child is not measure and child.kind == MEASURE] or [measure]
                )
                if other is not measure:
                    self.merged(measure, other)
                    place.children.remove(other)
            elif self.happens(0.05) and len(places) > 1 and len(place.children) > 1:
                place.children.remove(measure)
                target = random.choice([other for other in places if other is not place])
                target.children.insert(random.randint(0, len(target.children)), measure)
        if self.happens(0.08):
            random.shuffle(place.children)
        while self.happens(0.25):
            theme = random.choice(self.themes)
            place.children.insert(random.randint(0, len(place.children)), self.fresh_measure(theme))

    def halved(self, part: Part, beside: list[Part], label: str) -> None:
        """A part of what stands under it becomes a part of its own, printed behind it or not."""
        count = len(part.children)
        cut = self.random.randint(max(1, count // 3), max(1, min(count - 1, count - count // 3)))
        rest = Part(part.kind, label, part.children[cut:], list(part.origins))
        rest.department = part.department
        part.children = part.children[:cut]
        if self.random.random() < 0.4:
            part.label = self.reworded(part.label)
        at = beside.index(part) + 1 if self.random.random() < 0.8 else self.random.randint(0, len(beside))
        beside.insert(at, rest)

    def merged(self, measure: Part, other: Part) -> None:
        measure.children += other.children
        measure.origins += other.origins
        joined = self.joined(measure.label, other.label)
        # of two that have nothing under them nobody could tell the merger by one of the names
        measure.label = self.random.choice((measure.label, joined, self.reworded(other.label))) if measure.children else joined

    def entries(self, measure: Part, homes: list[Part]) -> None:
        random = self.random
        for entry in list(measure.children):
            if entry not in measure.children or not entry.origins:
                continue
            if self.happens(0.09):
                measure.children.remove(entry)
            elif self.happens(0.15):
                entry.label = self.reworded(entry.label)
            elif self.happens(0.02) and not entry.restated:
                self.split_entry(measure, entry)
            elif self.happens(0.02) and not entry.restated:
                self.merge_entries(measure, entry)
            elif self.happens(0.03) and len(homes) > 1 and len(measure.children) > 1:
                measure.children.remove(entry)
                target = random.choice([other for other in homes if other is not measure])
                target.children.insert(random.randint(0, len(target.children)), entry)
        while self.happens(0.18):
            theme = random.choice(self.themes)
            measure.children.insert(random.randint(0, len(measure.children)), self.fresh_entry(theme))
        if self.happens(0.12):
            random.shuffle(measure.children)

    def split_entry(self, measure: Part, entry: Part) -> None:
        halves = _halves(entry.label)
        if halves is not None:
            at = measure.children.index(entry)
            measure.children[at : at + 1] = [Part(INITIATIVE, half, [], list(entry.origins)) for half in halves]

    def merge_entries(self, measure: Part, entry: Part) -> None:
        at = measure.children.index(entry)
        if at + 1 < len(measure.children) and not measure.children[at + 1].restated and measure.children[at + 1].origins:
            other = measure.children.pop(at + 1)
            entry.label = f"{entry.label}及び{other.label}"
            entry.origins += other.origins
            entry.previous = None

    def swap_names(self, homes: list[Part]) -> None:
        whole = [home for home in homes if len(home.children) >= 2 and len(home.origins) == 1]
        if self.happens(0.06) and len(whole) > 1:
            one, other = self.random.sample(whole, 2)
            one.label, other.label = other.label, one.label

    def purposes(self, pillar: Part) -> None:
        if pillar.purpose and self.happens(0.3):
            aim = self.random.choice([aim for one in fields() for aim in one.aims])
            pillar.purpose = self.random.choice(
                (pillar.purpose.replace("。", "ことを目指す。"), f"{aim}とともに、{pillar.purpose}")
            )
        elif not pillar.origins:
            field_ = self.random.choice(fields())
            pillar.purpose, pillar.purpose_origin = f"{self.random.choice(field_.aims)}。", None

    # -- words ---------------------------------------------------------------------------------------------------------

    def heading(self) -> str:
        one: Field = self.random.choice(fields())
        return self.author.once(self.random.choice(one.headings))

    def fresh_measure(self, theme: Theme) -> Part:
        entries = [self.fresh_entry(theme) for _ in range(self.random.randint(1, 4))]
        return Part(MEASURE, self.author.measure(theme), entries)

    def fresh_entry(self, theme: Theme) -> Part:
        return Part(INITIATIVE, self.author.entry(theme), yen=_sum(self.random) if self.money else None)

    def about(self, entry: str) -> str:
        """A heading for what an entry is about."""
        return self.author.once(f"{entry.rpartition('の')[0] or entry}に関する施策の{self.random.choice(WORKS)}")

    def joined(self, one: str, other: str) -> str:
        head, _, work = one.rpartition("の")
        tail, _, _ = other.rpartition("の")
        return f"{head}と{tail}の{work}" if head and tail else f"{one}と{other}"

    def reworded(self, label: str) -> str:
        """Other words for the same thing."""
        for _ in range(9):
            changed = self.random.choice(
                (self.other_work, self.other_work, self.with_place, self.with_more, self.paraphrased, self.turned, self.shorter)
            )(label)
            if changed != label:
                return self.author.once(changed)
        return self.author.once(f"新たな{label}")

    def other_work(self, label: str) -> str:
        head, _, work = label.rpartition("の")
        return f"{head}の{SYNONYMS.get(work) or self.random.choice(WORKS)}" if head else f"{label}の{self.random.choice(WORKS)}"

    def with_place(self, label: str) -> str:
        place = next((place for place in PLACES if label.startswith(place)), None)
        return label.removeprefix(place) if place else self.random.choice(PLACES) + label

    def with_more(self, label: str) -> str:
        head, _, work = label.rpartition("の")
        thing = self.random.choice(self.random.choice(self.themes).things)
        return f"{head}、{thing}等の{work}" if head else label

    def paraphrased(self, label: str) -> str:
        theme = next((theme for theme in self.themes if theme.name in label), None)
        return label.replace(theme.name, theme.paraphrase) if theme else label

    def turned(self, label: str) -> str:
        head, _, work = label.rpartition("の")
        one, joint, other = head.partition("と")
        return f"{other}と{one}の{work}" if joint and other else label

    def shorter(self, label: str) -> str:
        head, joint, _ = label.partition("及び")
        if joint:
            return head
        before, bracket, rest = label.partition("（")
        return before + rest.partition("）")[2] if bracket else label


def _halves(label: str) -> tuple[str, str] | None:
    """The two things that an entry names, each with the work."""
    one, joint, other = label.partition("及び")
    if joint and "の" in one and "の" in other:
        return one, other
    head, _, work = label.rpartition("の")
    first, comma, second = head.partition("、")
    return (f"{first}の{work}", f"{second.removesuffix('等')}の{work}") if comma and "（" not in label else None


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
    return Plan(source, "未来をひらくまちの計画", title, None, (), (), made, (), ())


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
        return Pillar(part.key, count, str(count), part.label, span, purposes, inside)  # type: ignore[arg-type]
    if part.kind == GROUP:
        return MeasureGroup(part.key, ordinal, part.label, span, inside)  # type: ignore[arg-type]
    return Measure(part.key, count, str(count), part.label, span, inside, _details(page, part))  # type: ignore[arg-type]


def _details(page: _Print, part: Part) -> Details:
    sums = [Amount(f"{yen:,}円", page.line(f"{yen:,}円"), yen) if yen is not None else None for yen in (part.yen, part.previous)]
    return Details(sums[0], sums[1], (part.department,) if part.department else ())
