"""Plans of headings and lists: numbered, marked or neither, with owners, sums and deadlines beside or below their words."""

import re
from random import Random

from .author import Author, Part, walk
from .bank import Level, Outline, Topic
from .elements import Contents, Element, Heading, Item, Line, Note, Page, Paragraph, Title
from .gold import MEASURE
from .look import Look

_PLACE = re.compile(r"\{(\d)([a-z]?)\}")
_CIRCLED, _KANA, _ROMAN = "①②③④⑤⑥⑦⑧⑨⑩", "アイウエオカキクケコ", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_LATIN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def outlined(random: Random, author: Author, outline: Outline, look: Look) -> tuple[list[Element], list[Part], str]:
    """A plan in that habit: what it prints, what it says, its title."""
    return _Outlined(random, author, outline, look).made()


class _Outlined:
    """One plan, its habits drawn."""

    def __init__(self, random: Random, author: Author, outline: Outline, look: Look) -> None:
        self.random, self.author, self.outline, self.look = random, author, outline, look
        self.depth = len(outline.levels)
        self.gap = random.choice(("　", " ", ".")) if author.bank.language == "ja" else " "
        self.described = [random.random() < 0.4 for _ in outline.levels]
        lists = random.random() < 0.6
        self.listed = [
            (bool(level.mark) and at > 0) or (at == self.depth - 1 > 0 and lists) for at, level in enumerate(outline.levels)
        ]
        plain = not outline.fields and not outline.described
        self.owners = random.choice(("", "", "beside", "line")) if plain else ""
        self.dated = self.owners == "line" and random.random() < 0.5
        self.sums = random.choice(("beside", "line")) if plain and not self.owners and random.random() < 0.3 else ""
        self.roles = plain and self.depth > 1 and random.random() < 0.3
        self.measured = plain and self.depth > 1 and random.random() < 0.3
        self.noted = random.random() < 0.2
        self.order = random.sample(("owner", "deadline", "status", "reason"), 4)

    def made(self) -> tuple[list[Element], list[Part], str]:
        author, random = self.author, self.random
        title = author.once(author.bank.lists["titles"])
        if self.depth == 1:
            parts = [self.part(0, topic) for topic in self.spread(random.randint(4, 9))]
        else:
            parts = [self.part(0, topic) for topic in author.topics(random.randint(2, 4))]
        self.number(parts, ())
        elements: list[Element] = [Title(title)]
        if random.random() < 0.4:
            elements.append(Line(self.filled("issued")))
        if self.look.contents and self.depth > 1:
            elements += [*self.contents(parts), Page()]
        if random.random() < 0.6:
            elements.append(Paragraph(author.prose(random.choice(author.bank.topics), random.randint(2, 4))))
        for part in parts:
            elements += self.printed(part, 0)
        if random.random() < 0.4:
            elements.append(Note(self.filled("notes")))
        if random.random() < 0.25:
            elements.append(Line(self.filled("contacts")))
        return elements, parts, title

    def filled(self, name: str) -> str:
        """One of the words of that name."""
        return self.author.fill(self.random.choice(self.author.bank.lists[name]))

    def spread(self, count: int) -> list[Topic]:
        """That many topics, some of them again."""
        topics = self.author.topics(count)
        return [topics[at % len(topics)] for at in range(count)]

    def part(self, at: int, topic: Topic) -> Part:
        author, random, level = self.author, self.random, self.outline.levels[at]
        inner = at == self.depth - 1
        part = Part(level.kind, author.goal(topic) if at == 0 and not inner else author.label(topic), mark=level.mark)
        if not inner:
            part.children = [self.part(at + 1, topic) for _ in range(random.randint(1 if at else 2, 3 if self.depth > 3 else 4))]
        if inner and self.outline.fields:
            author.detailed(part, topic)
            part.amount = part.previous = None
            part.description = ""
        elif inner and self.owners:
            part.owner = author.owner()
            part.deadline = author.deadline() if self.dated else ""
        elif inner and self.sums:
            part.amount = author.amount()
        if (inner and self.outline.described) or (
            not self.listed[at] and self.described[at] and not self.outline.fields and level.number
        ):
            part.description = author.prose(topic, random.randint(1, 3))
        return part

    def number(self, parts: list[Part], above: tuple[int, ...]) -> None:
        """Give each its number as printed."""
        level = self.outline.levels[len(above)]
        for at, part in enumerate(parts, start=1):
            place = (*above, at)
            part.number = self.author.digits(_PLACE.sub(lambda found, place=place: _digit(place, found), level.number))  # type: ignore[misc]
            if part.children:
                self.number(part.children, place)

    def words(self, part: Part, level: Level, mark: bool = True) -> str:
        """Its line: number or mark, words, what is printed beside them."""
        author = self.author
        head = part.number + (level.after or self.gap) if part.number else part.mark if mark else ""
        tail = ""
        if part.owner and self.owners == "beside":
            tail = author.forms["bracketed"].format(owner=part.owner)
        elif part.amount is not None and self.sums == "beside":
            tail = f"　{author.sum(part.amount)}" if author.bank.language == "ja" else f" ({author.sum(part.amount)})"
        return f"{head}{part.label}{tail}"

    def printed(self, part: Part, at: int) -> list[Element]:
        level = self.outline.levels[at]
        deep = 1 + sum(self.listed[:at])
        if self.listed[at]:
            found: list[Element] = [Item(self.words(part, level, mark=False), deep, part.mark if not part.number else "")]
        else:
            found = [Heading(self.words(part, level), at + 1)]
        if part.description:
            found.append(Paragraph(part.description))
        if self.outline.fields or self.owners == "line":
            found += [self.field(name, getattr(part, name)) for name in self.order if getattr(part, name)]
        if part.amount is not None and self.sums == "line":
            found.append(self.field("sum", self.author.sum(part.amount)))
        if self.measured and part.level == MEASURE and self.random.random() < 0.5:
            found.append(Line(self.filled("indicators")))
        if self.roles and at == 0:
            found += [
                Heading(self.filled("situation"), 2),
                Paragraph(self.author.prose(self.random.choice(self.author.bank.topics), 2)),
            ]
            found.append(Heading(self.filled("direction"), 2))
        for child in part.children:
            found += self.printed(child, at + 1)
        if at == 0 and self.noted and self.random.random() < 0.5:
            found.append(Note(self.filled("notes")))
        return found

    def field(self, name: str, value: str) -> Line:
        head = self.author.fields[name] + self.author.forms["colons"]
        return Line(head + value, len(head.rstrip()))

    def contents(self, parts: list[Part]) -> list[Element]:
        """A contents page: headings of the two outer levels with their pages."""
        page, depth, found = 1, dict[int, int](), list[Element]()
        found.append(Heading(self.random.choice(self.author.bank.lists["contents"]), 1))
        for part, above in walk(parts):
            depth[id(part)] = at = 0 if above is None else depth[id(above)] + 1
            if at < 2 and not self.listed[at]:
                page += self.random.randint(0, 2)
                found.append(Contents(self.words(part, self.outline.levels[at]), at + 1, page))
        return found


def _digit(place: tuple[int, ...], found: "re.Match[str]") -> str:
    value, style = place[int(found[1]) - 1], found[2]
    if style == "c":
        return _CIRCLED[(value - 1) % 10]
    if style == "k":
        return _KANA[(value - 1) % 10]
    if style == "r":
        return _ROMAN[(value - 1) % 10]
    if style == "l":
        return _LATIN[(value - 1) % 10]
    if style == "u":
        return chr(64 + value)
    return str(value)
