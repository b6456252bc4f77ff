"""Plans as a sheet a project: a small table of fields, name of the field beside its value."""

from random import Random

from .author import Author, Part
from .elements import Cell, Element, Heading, Table, Title
from .gold import MEASURE, PILLAR

_FIELDS = ("owner", "deadline", "status", "sum", "outline")


def records(random: Random, author: Author) -> tuple[list[Element], list[Part], str]:
    """A sheet for each project, under headings or not."""
    title = author.once(author.bank.lists["titles"])
    fields = random.sample(_FIELDS, random.randint(3, 5))
    heads = {name: random.choice(words) for name, words in author.bank.heads.items()}
    wide, grouped = random.random() < 0.5, random.random() < 0.5
    elements: list[Element] = [Title(title)]
    groups = []
    for topic in author.topics(random.randint(2, 3)):
        group = Part(PILLAR, author.goal(topic))
        if grouped:
            elements.append(Heading(group.label, 1))
        for _ in range(random.randint(1, 3)):
            part = author.detailed(Part(MEASURE, author.project(topic)), topic)
            part.previous = None
            if "sum" not in fields:
                part.amount = None
            for name in ("owner", "deadline", "status"):
                if name not in fields:
                    setattr(part, name, "")
            group.children.append(part)
            elements.append(_record(author, part, heads, fields, wide))
        groups.append(group)
    parts = groups if grouped else [part for group in groups for part in group.children]
    return elements, parts, title


def _record(author: Author, part: Part, heads: dict[str, str], fields: list[str], wide: bool) -> Table:
    """Its fields below each other, or two beside each other."""
    values = {"outline": part.description, "sum": author.sum(part.amount or 0)}
    pairs = []
    for name in fields:
        value = values.get(name) or str(getattr(part, name, ""))
        pairs.append((Cell(heads["budget" if name == "sum" else name]), Cell(value)))
    if not wide:
        return Table(((Cell(heads["name"]), Cell(part.label)), *pairs), heads=0, weights=(1, 3))
    rows = [(Cell(heads["name"]), Cell(part.label, columns=3))]
    rows += [(*one, *other) for one, other in zip(pairs[::2], pairs[1::2], strict=False)]  # type: ignore[misc]
    if len(pairs) % 2:
        rows.append((pairs[-1][0], Cell(pairs[-1][1].text, columns=3)))
    return Table(tuple(rows), heads=0, weights=(1, 2, 1, 2))
