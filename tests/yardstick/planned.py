"""Plans in their printed order: nested headings in many styles, entries or paragraphs under them, contents, pages."""

from dataclasses import dataclass
from random import Random

from .content import Author
from .gold import GROUP, INITIATIVE, MEASURE, PILLAR, Node, Sample, held, number, sample, walk
from .pages import Layout, pages
from .printing import Numbering, full, numbering, width
from .prose import paragraph
from .vocabulary import Field, Theme

_LEVELS: dict[int, tuple[tuple[str, ...], ...]] = {
    1: (("decimal",), ("bare",), ("chapter",), ("circled",)),
    2: (
        *(("chapter", "decimal"), ("roman", "decimal"), ("decimal", "bracketed"), ("chapter", "section"), ("roman", "bracketed")),
        *(("chapter", "bare"), ("bare", "decimal"), ("decimal", "compound"), ("roman", "compound"), ("decimal", "circled")),
        *(("chapter", "marked"), ("marked", "decimal"), ("decimal", "half")),
    ),
    3: (
        *(("chapter", "section", "decimal"), ("chapter", "decimal", "bracketed"), ("roman", "decimal", "bracketed")),
        *(("decimal", "bracketed", "circled"), ("decimal", "compound", "bracketed"), ("decimal", "bracketed", "kana")),
        *(("chapter", "marked", "decimal"), ("roman", "marked", "decimal"), ("roman", "decimal", "bare")),
    ),
    4: (
        *(("chapter", "section", "decimal", "bracketed"), ("chapter", "decimal", "bracketed", "circled")),
        *(("roman", "decimal", "bracketed", "kana"), ("chapter", "decimal", "bracketed", "kana")),
    ),
    5: (("chapter", "section", "decimal", "bracketed", "circled"), ("chapter", "section", "decimal", "bracketed", "kana")),
}
"""Families of headings by how many levels there are, outermost first; `bare` and `marked` carry no number."""
_DEPTHS = {1: 2, 2: 9, 3: 6, 4: 3, 5: 1}
_ENTRY_MARKS = "・・・○●◆➢◎□"
_DEEPER = ("bracketed", "circled", "kana", "half")
_LEADERS = ("・", "…", ".", "‥", "･")


@dataclass(slots=True)
class _Style:
    """How headings of one level are printed."""

    family: str
    numbers: Numbering | None
    mark: str
    compound: str = ""


class _Plan:
    """One plan, its layout drawn."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.author = Author(random)
        depth = random.choices(list(_DEPTHS), list(_DEPTHS.values()))[0]
        families = random.choice(_LEVELS[depth])
        marks = random.sample("■◆●▲□◇", len(families))
        self.entry_mark = random.choice([mark for mark in _ENTRY_MARKS if mark not in marks])
        self.styles = [self.style(family, mark) for family, mark in zip(families, marks, strict=True)]
        self.kinds = [PILLAR, *[GROUP] * (depth - 2), MEASURE][-depth:] if depth > 1 else [MEASURE]
        self.runs_on = random.random() < 0.25
        free = [family for family in _DEEPER if family not in families and "half" not in families]
        self.entries = random.choices(("marked", "numbered" if free else "marked", "none"), (5, 2, 3))[0]
        self.entry_style = numbering(random, random.choice(free)) if free else None
        self.described = {kind: random.choice((0.0, 0.0, 0.5, 1.0)) for kind in (PILLAR, GROUP, MEASURE)}
        self.uneven = depth > 2 and random.random() < 0.15
        self.indented = random.random() < 0.3
        self.first_indent = random.choice(("　", "　", ""))
        self.left = random.randint(5, 60)
        self.total = 0

    def style(self, family: str, mark: str) -> _Style:
        if family in ("bare", "marked"):
            return _Style(family, None, mark + self.random.choice(("", " ", "　")) if family == "marked" else "")
        if family == "compound":
            return _Style(family, None, "", self.random.choice("－-ー―"))
        return _Style(family, numbering(self.random, family), "")

    # -- content -------------------------------------------------------------------------------------------------------

    def content(self) -> list[Node]:
        random = self.random
        parts: list[Node] = []
        fields = self.author.fields(random.randint(2, 7))
        if len(self.styles) == 1:
            themes = [theme for field in fields for theme in field.themes]
            parts = [self.measure(theme) for theme in themes[: random.randint(3, 12)]]
        else:
            for at, field in enumerate(fields):
                if self.left > 0:
                    share = max(1, self.left // (len(fields) - at))
                    parts.append(self.section(field, random.sample(field.themes, 4), 0, share))
        self.numbered(parts, 0, "")
        number(parts)
        return parts

    def section(self, field: Field, themes: list[Theme], level: int, share: int) -> Node:
        """A heading of that level with about as many measures under it as given."""
        random, kind = self.random, self.kinds[level]
        if kind == PILLAR:
            node = Node(kind, self.author.pillar(field, themes))
        else:
            node = Node(kind, self.author.group(themes[0]) if random.random() < 0.5 else self.author.measure(themes[0]))
        if random.random() < self.described[kind]:
            node.description = [paragraph(self.author, themes[0], random.randint(1, 3))]
        innermost = level + 2 == len(self.styles)
        count = min(share, random.randint(1, 6)) if innermost else min(share, random.randint(1, 3))
        for at in range(count):
            theme = themes[at % len(themes)]
            if innermost or (self.uneven and random.random() < 0.3):
                node.children.append(self.measure(theme))
                self.left -= 1
            else:
                node.children.append(
                    self.section(field, [theme, *random.sample(field.themes, 2)], level + 1, max(1, share // count))
                )
        return node

    def measure(self, theme: Theme) -> Node:
        random = self.random
        node = Node(MEASURE, self.author.measure(theme))
        if self.entries == "none":
            node.description = [paragraph(self.author, theme, random.randint(1, 4)) for _ in range(random.randint(1, 2))]
            return node
        if random.random() < self.described[MEASURE]:
            node.description = [paragraph(self.author, theme, random.randint(1, 3))]
        mark = self.entry_mark if self.entries == "marked" else ""
        node.children = [Node(INITIATIVE, self.author.entry(theme), marks=mark) for _ in range(random.randint(1, 6))]
        return node

    def numbered(self, nodes: list[Node], level: int, above: str) -> None:
        """Give headings and entries their numbers as printed."""
        for at, node in enumerate(nodes, start=1):
            if node.kind == INITIATIVE:
                if self.entries == "numbered" and self.entry_style is not None:
                    node.printed = self.entry_style.form(at).strip()
                continue
            style, value = self.styles[level], at
            if node.kind == MEASURE and level == len(self.styles) - 1:
                self.total += 1
                value = self.total if self.runs_on else at
            bare = ""
            if style.numbers is not None:
                value = min(value, style.numbers.most) if not self.runs_on else (value - 1) % style.numbers.most + 1
                node.printed = style.numbers.form(value).strip()
                bare = node.printed
            elif style.compound:
                bare = node.printed = f"{above}{style.compound}{at if above.isascii() else full(at)}"
            self.numbered(node.children, level + 1, bare)

    # -- printing ------------------------------------------------------------------------------------------------------

    def heading(self, node: Node, level: int) -> str:
        style = self.styles[level]
        if style.numbers is not None:
            separator = style.numbers.separator or (" " if node.label[0].isdigit() else "")
            return f"{node.printed}{separator}{node.label}"
        if style.compound:
            return f"{node.printed}　{node.label}"
        return f"{style.mark}{node.label}"

    def entry(self, node: Node) -> str:
        if self.entries == "numbered" and self.entry_style is not None:
            return f"{node.printed}{self.entry_style.separator or ' ' * node.label[0].isdigit()}{node.label}"
        return node.marks + node.label

    def paragraphs(self, parts: list[Node]) -> list[str]:
        found: list[str] = []
        level: dict[int, int] = {}
        for node, parent in walk(parts):
            level[node.id] = depth = 0 if parent is None else level[parent.id] + 1
            indent = "　" * depth if self.indented else ""
            if node.kind == INITIATIVE:
                found.append(indent + held(node, self.entry(node)))
                continue
            bare = self.styles[depth].family == "bare"
            found.append(("\n" if depth == 0 or bare else "") + indent + held(node, self.heading(node, depth)))
            texts = [("\n" if bare else "") + self.first_indent + text for text in node.description]
            found += texts
            if bare and not texts and node.children:
                found.append("")
        return found

    def contents(self, parts: list[Node]) -> list[str]:
        """A contents page with dot leaders."""
        random, leader = self.random, self.random.choice(_LEADERS)
        columns, page, level = 64, 1, dict[int, int]()
        lines = [random.choice(("目次", "目　次", "目 次"))]
        for node, parent in walk(parts):
            level[node.id] = depth = 0 if parent is None else level[parent.id] + 1
            if node.kind != INITIATIVE and depth < 2:
                page += random.randint(0, 2)
                words = "　" * depth + self.heading(node, depth)
                lines.append(words + " " + leader * max(3, (columns - width(words)) // max(1, width(leader))) + f" {page}")
        return lines


def planned(random: Random, seed: int) -> Sample:
    """A plan whose order is intact."""
    plan = _Plan(random)
    parts = plan.content()
    title, edition = plan.author.title()
    opening = [f"{title}（{edition}）" if random.random() < 0.6 else title]
    opening += random.choice(([], ["令和７年３月"], ["\n令和７年３月", "みどり県"]))
    if random.random() < 0.35:
        opening += ["\n" + line if at == 0 else line for at, line in enumerate(plan.contents(parts))]
    if random.random() < 0.3:
        theme = random.choice(plan.author.fields(1)[0].themes)
        opening.append("\n" + plan.first_indent + paragraph(plan.author, theme, 2))
    layout = Layout(random, random.randint(56, 90), title)
    return sample("plan", seed, pages(layout, [*opening, *plan.paragraphs(parts)]), parts, title)
