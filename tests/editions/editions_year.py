"""What a year does to an invented plan: components are kept, reworded, renamed, split, merged, moved, dropped and added."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tests.yardstick.content import Author
from tests.yardstick.gold import GROUP, INITIATIVE, MEASURE, PILLAR
from tests.yardstick.vocabulary import PLACES, SYNONYMS, WORKS, Field, Theme, fields

DEPARTMENTS = (
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


def walk(parts: list[Part]) -> Iterator[Part]:
    """Every part, depth first."""
    for part in parts:
        yield part
        yield from walk(part.children)


def money(random: Random) -> int:
    return random.choice((random.randint(2, 900) * 100_000, random.choice((1, 2, 3, 5, 10, 20, 50, 100)) * 1_000_000))


class Year:
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
            copy.yen = part.yen if self.random.random() < 0.3 else money(self.random)
            copy.previous = part.yen if self.prints_previous else None
        if part.department and self.random.random() < 0.07:
            copy.department = self.random.choice(DEPARTMENTS)
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
        return Part(INITIATIVE, self.author.entry(theme), yen=money(self.random) if self.money else None)

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
