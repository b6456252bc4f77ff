"""Plans as tables: projects with sums under two rows of heads, actions with owner and deadline, bullets in cells."""

from random import Random

from .author import Author, Part
from .bank import Topic
from .elements import Cell, Element, Heading, Note, Paragraph, Table, Title
from .gold import MEASURE, PILLAR

_WEIGHTS = {
    "number": 0.5,
    "category": 1.4,
    "name": 2.6,
    "action": 3.2,
    "outline": 3.4,
    "owner": 1.5,
    "deadline": 1.3,
    "status": 1.1,
    "years": 0.6,
}
_HELD = ("owner", "deadline", "status")
"""What a table holds of a component only where it has a column for it."""
Made = tuple[list[Element], list[Part], str]


def projects(random: Random, author: Author) -> Made:
    """A table of what costs money."""
    columns = ["name", *random.sample(("outline", "owner"), random.randint(0, 2)), "sum"]
    if random.random() < 0.3 and len(columns) > 2:
        columns = [*columns[:-2], "sum", columns[-2]]
    return Tabled(random, author, columns).made()


def actions(random: Random, author: Author) -> Made:
    """A table of what is done by whom and when."""
    columns = ["action", *random.sample(("owner", "deadline", "status", "outline"), random.randint(2, 4))]
    if "deadline" not in columns and random.random() < 0.6:
        columns.append("years")
    return Tabled(random, author, columns).made()


def cells(random: Random, author: Author) -> Made:
    """A table of a row a goal, its actions as bullets in one cell."""
    return Tabled(
        random,
        author,
        ["action"],
        bullets=random.choice(("・", "○", "● ") if author.bank.language == "ja" else ("• ", "- ", "o ")),
    ).made()


class Tabled:
    """One table, its habits drawn."""

    def __init__(self, random: Random, author: Author, columns: list[str], bullets: str = "") -> None:
        self.random, self.author, self.bullets = random, author, bullets
        self.label = author.project if "sum" in columns else author.label
        self.groups = "merged" if bullets else random.choice(("merged", "merged", "band", "heading", "none"))
        self.columns = columns
        if random.random() < 0.5 and not bullets:
            self.columns = ["number", *self.columns]
        if self.groups == "merged":
            self.columns = ["category", *self.columns]
        self.two = "years" in columns or ("sum" in columns and random.random() < 0.6)
        self.previous = "sum" in columns and (self.two or random.random() < 0.3)
        self.unit = "sum" in columns and random.random() < 0.75
        self.total = "sum" in columns and random.random() < 0.5
        self.legend_line = random.choice(author.bank.lists["legends"]) if "status" in columns and random.random() < 0.4 else ""
        self.legend_first = random.random() < 0.5
        self.tick = random.choice(author.bank.lists["ticks"])
        self.heads = {name: random.choice(words) for name, words in author.bank.heads.items()}
        self.count = 0

    def made(self) -> Made:
        """What the document prints, what it says, its title."""
        random, author = self.random, self.author
        title = author.once(author.bank.lists["titles"])
        groups = [self.group(topic) for topic in author.topics(random.randint(2, 4))]
        elements: list[Element] = [Title(title)]
        if random.random() < 0.4:
            elements.append(Paragraph(author.prose(random.choice(author.bank.topics), 2)))
        if self.legend_line and self.legend_first:
            elements.append(Note(self.legend_line))
        if self.groups == "heading":
            for group in groups:
                elements += [Heading(group.label, 1), self.table([group])]
        else:
            elements.append(self.table(groups))
        if self.legend_line and not self.legend_first:
            elements.append(Note(self.legend_line))
        if random.random() < 0.4:
            elements.append(Note(author.fill(random.choice(author.bank.lists["notes"]))))
        parts = groups if self.groups != "none" else [part for group in groups for part in group.children]
        return elements, parts, title

    def group(self, topic: Topic) -> Part:
        group = Part(PILLAR, self.author.goal(topic))
        for _ in range(self.random.randint(1, 6)):
            part = self.author.detailed(Part(MEASURE, self.label(topic)), topic)
            if "sum" not in self.columns:
                part.amount = None
            if not self.previous:
                part.previous = None
            for name in _HELD:
                if name not in self.columns:
                    setattr(part, name, "")
            if self.legend_line:
                part.status = self.random.choice(self.author.bank.lists["symbols"])
            group.children.append(part)
        return group

    # -- printing ------------------------------------------------------------------------------------------------------

    def table(self, groups: list[Part]) -> Table:
        rows = self.head()
        heads = len(rows)
        width = sum(self.span(name) for name in self.columns)
        for group in groups:
            if self.bullets:
                rows.append([Cell(group.label), Cell("\n".join(self.bullets + part.label for part in group.children))])
                continue
            if self.groups == "band":
                rows.append([Cell(group.label, columns=width)])
            for at, part in enumerate(group.children):
                self.count += 1
                rows.append(self.row(part, group if at == 0 else None))
        if self.total:
            rows.append(self.totals([part for group in groups for part in group.children]))
        weights = [w for name in self.columns for w in [_WEIGHTS.get(name, 1.2)] * self.span(name)]
        return Table(tuple(map(tuple, rows)), heads, tuple(weights))

    def span(self, name: str) -> int:
        """Columns of the table that one of the document's is made of."""
        return 3 if name == "years" else 2 if name == "sum" and self.previous else 1

    def head(self) -> list[list[Cell]]:
        """One row of heads; or two, where sums of two years, or the years of a timeline, are under one head."""
        first, second = list[Cell](), list[Cell]()
        gap = "" if self.author.bank.language == "ja" else " "
        budget = self.heads["budget"] + (self.author.money.head if self.unit else "")
        for name in self.columns:
            if name == "sum" and self.two:
                first.append(Cell(budget, columns=2))
                second += [Cell(self.heads["sum"]), Cell(self.heads["previous"])]
            elif name == "sum":
                first.append(Cell(budget))
                first += [Cell(self.heads["previous"] + gap + self.heads["budget"])] * self.previous
            elif name == "years":
                first.append(Cell(self.heads[name], columns=3))
                second += map(Cell, self.author.bank.lists["span"])
            else:
                first.append(Cell(self.heads[name], rows=2 if self.two else 1))
        return [first, second] if self.two else [first]

    def row(self, part: Part, group: Part | None) -> list[Cell]:
        """The row of a component; the first of a group holds the group as well."""
        cells: list[Cell] = []
        for name in self.columns:
            if name == "category":
                cells += [] if group is None else [Cell(group.label, rows=len(group.children))]
            elif name == "sum":
                cells.append(self.money(part.amount))
                cells += [self.money(part.previous)] * self.previous
            elif name == "number":
                cells.append(Cell(self.author.digits(str(self.count)), number=self.count))
            elif name == "years":
                cells += [Cell(self.tick if self.random.random() < 0.6 else "") for _ in range(3)]
            else:
                words = {"name": part.label, "action": part.label, "outline": part.description}
                cells.append(Cell(words.get(name) or str(getattr(part, name, ""))))
        return cells

    def money(self, amount: int | None) -> Cell:
        """A sum, with its unit where the head of the column has none."""
        amount = amount or 0
        number = amount / 10 if self.author.money.decimals else amount
        return Cell(self.author.figure(amount), number=number) if self.unit else Cell(self.author.sum(amount))

    def totals(self, parts: list[Part]) -> list[Cell]:
        """A row that adds up the others, and is no component."""
        at = self.columns.index("sum")
        before = sum(self.span(name) for name in self.columns[:at])
        cells = [Cell(self.random.choice(self.author.bank.lists["totals"]), columns=before)]
        cells.append(self.money(sum(part.amount or 0 for part in parts)))
        if self.previous:
            cells.append(self.money(sum(part.previous or 0 for part in parts)))
        return cells + [Cell("") for _ in self.columns[at + 1 :]]
