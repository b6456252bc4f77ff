"""What an invented plan says, before it is printed in any way: pillars, groups, measures and entries with their words."""

from random import Random

from .gold import GROUP, INITIATIVE, MEASURE, PILLAR, Node
from .vocabulary import PLACES, SYNONYMS, WORKS, Field, Theme, fields

_TRAPS = ("{year}年頃を見据えた{label}", "{year}年度までの{label}", "２１世紀型の{label}", "3つの柱による{label}")
"""Labels that begin with a digit."""


class Author:
    """Writes labels that are once in a document."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.used: set[str] = set()
        self.things: dict[str, list[str]] = {}

    def fields(self, count: int) -> list[Field]:
        """That many fields."""
        return self.random.sample(fields(), count)

    def work(self) -> str:
        """What is done."""
        return self.random.choice(WORKS)

    def thing(self, theme: Theme) -> str:
        """Something that a measure of the theme is about; each is given once before any is given with a place."""
        left = self.things.get(theme.name)
        if left is None:
            left = self.things[theme.name] = self.random.sample(theme.things, len(theme.things))
        return left.pop() if left else self.random.choice(PLACES) + self.random.choice(theme.things)

    def once(self, label: str) -> str:
        """`label`, with more words where it is taken."""
        while label in self.used:
            label = f"{self.random.choice(PLACES)}{label}"
        self.used.add(label)
        return label

    def entry(self, theme: Theme) -> str:
        """Words of an entry."""
        thing, work = self.thing(theme), self.work()
        others = self.random.sample([other for other in theme.things if other not in thing], 2)
        forms = (
            (11, f"{thing}の{work}"),
            (3, f"{self.random.choice(PLACES)}{thing}の{work}"),
            (2, f"{thing}、{others[0]}等の{work}"),
            (1, f"{thing}（{'、'.join(others)}等）の{work}"),
            (2, f"{theme.name}に関する{thing}の{work}"),
            (1, f"{thing}の{work}及び{others[1]}の{self.work()}"),
            (1, f"{thing}に係る「{theme.paraphrase}」の{work}"),
        )
        weights, labels = zip(*forms, strict=True)
        return self.once(self.random.choices(labels, weights)[0])

    def measure(self, theme: Theme) -> str:
        """Words of a measure's heading."""
        work, one, two = self.work(), *self.random.sample(theme.things, 2)
        forms = (
            (4, f"{theme.name}の{work}"),
            (4, f"{one}の{work}"),
            (3, f"{one}と{two}の{work}"),
            (2, f"{one}等による{theme.name}の{work}"),
            (1, f"{one}の{work}に向けた{theme.name}の{self.work()}"),
            (1, f"「{theme.paraphrase}」に資する{one}の{work}"),
            (1, f"「{one}」を支える{theme.name}の{work}"),
        )
        weights, labels = zip(*forms, strict=True)
        label = self.once(self.random.choices(labels, weights)[0])
        if self.random.random() < 0.05:
            trap = self.random.choice(_TRAPS)
            return self.once(trap.format(year=self.random.choice((2030, 2040, 2050)), label=label))
        return label

    def group(self, theme: Theme) -> str:
        """Words of a group's heading: the theme's own, or others."""
        name, paraphrase = theme.name, theme.paraphrase
        if self.random.random() < 0.05:
            return self.once(paraphrase)
        return self.once(self.random.choice((f"{name}の{self.work()}", f"{name}（{paraphrase}）", f"{name}～{paraphrase}～")))

    def pillar(self, field: Field, themes: list[Theme]) -> str:
        """Words of a pillar's heading: the field's own, or those of the themes under it."""
        heading = self.random.choice(field.headings)
        if self.random.random() < 0.22:
            return self.once(heading)
        names = "・".join(theme.name for theme in self.random.sample(themes, min(2, len(themes))))
        return self.once(self.random.choice((f"{names}の{self.work()}", f"{names}を通じた{heading}")))

    def purpose(self, field: Field, themes: list[Theme], measures: list[Node]) -> str:
        """A statement of what a pillar is for: it names its measures, its themes or things, or, seldom, only the aim."""
        aim, other = self.random.sample(field.aims, 2)
        if self.random.random() < 0.03:
            return f"{other}とともに、{aim}。"
        one, two = self.random.choice(themes), self.random.choice(themes)
        measure = self.random.choice(measures)
        named = self.random.choice([measure, *measure.children]).label
        return self.random.choice(
            (
                f"{one.name}{'、' + two.name if one is not two else ''}に取り組み、{aim}。",
                f"{aim}ため、{self.random.choice(one.things)}や{self.random.choice(two.things)}の{self.work()}を進める。",
                f"{named}などを通じて、{aim}。",
                f"「{one.paraphrase}」に加え、{two.name}に力を入れる。これにより、{aim}。",
            )
        )

    def title(self) -> tuple[str, str]:
        """A title and an edition."""
        field = self.random.choice(fields())
        year = self.random.randint(2, 12)
        edition = self.random.choice(
            (f"令和{year}年度重点施策", f"重点施策{2018 + year}", f"令和{year}年度版", f"{2018 + year}年度")
        )
        name = self.random.choice(("未来をひらく", "くらしを支える", "ともにつくる", "安心を広げる"))
        return f"{name}{self.random.choice(field.headings)}", edition


def share(random: Random, total: int, parts: int, least: int = 1) -> list[int]:
    """`total` shared out at random, at least that many to each."""
    shares = [least] * parts
    for _ in range(total - least * parts):
        shares[random.randrange(parts)] += 1
    return shares


def overview(author: Author, shares: list[int], grouped: float, marks: tuple[str, ...]) -> tuple[list[Node], list[str]]:
    """Pillars with their groups, measures and entries, as many measures under each as given; and a purpose for each."""
    random = author.random
    parts, purposes = [], []
    for field, count in zip(author.fields(len(shares)), shares, strict=True):
        themes = random.sample(field.themes, len(field.themes))
        pillar = Node(PILLAR, "")
        if count >= 4 and random.random() < grouped:
            groups = share(random, count, random.randint(2, min(4, count // 2)))
            for theme, size in zip(themes, groups, strict=False):
                run = [_measure(author, theme, marks) for _ in range(size)]
                pillar.children.append(Node(GROUP, author.group(theme), children=run))
            themes = themes[: len(groups)]
        else:
            themes = themes[:count]
            pillar.children = [_measure(author, themes[n * len(themes) // count], marks) for n in range(count)]
        pillar.label = author.pillar(field, themes)
        parts.append(pillar)
        purposes.append(author.purpose(field, themes, measures_of(pillar)))
    return parts, purposes


def _measure(author: Author, theme: Theme, marks: tuple[str, ...]) -> Node:
    count = author.random.choices((1, 2, 3, 4, 5, 6, 8), (3, 6, 6, 4, 2, 1, 0.3))[0]
    entries = [Node(INITIATIVE, author.entry(theme), marks=marks_of(author.random, marks)) for _ in range(count)]
    return Node(MEASURE, author.measure(theme), children=entries)


def marks_of(random: Random, marks: tuple[str, ...]) -> str:
    """The marks of an entry: mostly one, the first of them mostly."""
    if not marks:
        return ""
    count = 2 if len(marks) > 1 and random.random() < 0.12 else 1
    first = random.choices(marks, [4, 2, 1][: len(marks)])[0]
    return first + "".join(random.sample([mark for mark in marks if mark != first], count - 1))


def restate(author: Author, parts: list[Node], count: int) -> None:
    """Put entries under measures of other pillars that repeat one, word for word or in other words."""
    random = author.random
    places = [(pillar, measure) for pillar in parts for measure in measures_of(pillar)]
    for _ in range(count):
        home, source = random.choice(places)
        away = [measure for pillar, measure in places if pillar is not home]
        originals = [entry for entry in source.children if entry.restates is None]
        if not away or not originals:
            continue
        original, target = random.choice(originals), random.choice(away)
        label = reworded(random, original.label)
        if any(entry.label == label or entry.restates is original for entry in target.children):
            continue
        again = Node(INITIATIVE, label, marks=original.marks, restates=original)
        target.children.insert(random.randint(0, len(target.children)), again)


def reworded(random: Random, label: str) -> str:
    """`label` word for word, a fragment of it, or with another word for the work."""
    if random.random() < 0.5:
        return label
    if "（" in label and "）の" in label:
        inside, _, work = label.partition("（")[2].partition("）の")
        return f"{inside.split('、')[0]}の{work}"
    if "、" in label:
        return label.partition("、")[0] + "の" + label.rpartition("の")[2]
    if "及び" in label:
        return label.partition("及び")[0]
    head, _, work = label.rpartition("の")
    return f"{head}の{SYNONYMS.get(work, '一層の' + work)}" if head else label


def measures_of(node: Node) -> list[Node]:
    """The measures at or under it, in order."""
    return [node] if node.kind == MEASURE else [measure for child in node.children for measure in measures_of(child)]
