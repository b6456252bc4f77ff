"""Which row is under which, in a document whose order is intact: inferred from the document itself.

Rows of one style (numbers of one kind, one mark, unnumbered headings of one form) are of one level. Style A is over style B
where B's numbers start anew after A, where a row of A is directly followed by one of B, and where A's numbers go on after B's. Only where
a document does not show it are the fewer rows over the more, and then the conventional order of numbering styles decides.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shisaku.model.source import Span
from shisaku.reading.outline.outline_rows import OutlineRow
from shisaku.reading.tokens.numbering import ORDINALS, RANK, Number

_STRONG = ORDINALS | {"roman", "bracketed", "circled", "compound", "half-bracketed", "decimal"}
"""Styles of which a number other than 1 may come first: of an excerpt."""
_SKIPPED = 3
"""Numbers that may be missing in a sequence."""


@dataclass
class NestedRow:
    """A row with what is under it."""

    row: OutlineRow
    """The row."""
    style: str
    """Its style."""
    children: list["NestedRow"] = field(default_factory=list)
    """Rows under it, in order."""
    passages: list[OutlineRow] = field(default_factory=list)
    """Prose under it, in order."""
    regular: bool = True
    """Whether its number is the one expected there."""


def nest(rows: Sequence[OutlineRow], headings: Sequence[str]) -> NestedRow:
    """A tree of all rows; its root, which is no row of the document, holds what is under nothing."""
    notes = _notes(rows)
    rows_of_figures = any(row.style == "decimal" and row.could_head for row in rows)
    styles = [
        heading or ("" if row.kind == "plain" or row.style in notes or _is_note(row, rows_of_figures) else row.style)
        for row, heading in zip(rows, headings, strict=True)
    ]
    order = {style: level for level, style in enumerate(_order(rows, styles))}
    root = NestedRow(OutlineRow("root", "", Span(0, 0), Span(0, 0), "", 0), "")
    stack = [root]
    last: dict[str, Number] = {}
    for row, style in zip(rows, styles, strict=True):
        if not style:
            stack[-1].passages.append(row)
            continue
        depth = len(stack)
        while depth > 1 and order[stack[depth - 1].style] > order[style]:
            depth -= 1
        sibling = stack[depth - 1] if depth > 1 and stack[depth - 1].style == style else None
        regular = row.number is None or _expected(row.number, sibling, last.get(style))
        if style not in last and row.number is not None and row.number.value > 1 and row.is_sentence:
            regular = False
        if not regular and not _in_list(row, stack[-1], style):
            stack[-1].passages.append(row)
            continue
        stack = stack[: depth - 1] if sibling else stack[:depth]
        node = NestedRow(row, style, regular=regular)
        stack[-1].children.append(node)
        stack.append(node)
        if row.number is not None:
            last[style] = row.number
    return root


def walk(node: NestedRow) -> Iterator[NestedRow]:
    """Every node under one, depth first, in order."""
    stack = list(reversed(node.children))
    while stack:
        found = stack.pop()
        yield found
        stack.extend(reversed(found.children))


def _notes(rows: Sequence[OutlineRow]) -> frozenset[str]:
    """Styles that number notes, and prose that begins with a figure: bare figures that never start at 1, or before sentences."""
    bare = [row for row in rows if row.number is not None and row.style == "decimal"]
    sentences = sum(1 for row in bare if row.is_sentence)
    values = [row.number.value for row in bare if row.number is not None and row.could_head]
    heading = sum(above.style == "decimal" != below.style for above, below in itertools.pairwise(rows))
    follow = len(values) > 1 and all(b == a + 1 for a, b in itertools.pairwise(values))
    starts = 1 in values or (not sentences and follow and heading > len(bare) / 2)
    return frozenset() if starts and sentences < len(bare) / 2 else frozenset({"decimal"})


def _is_note(row: OutlineRow, figures_head: bool) -> bool:
    """Whether a row is a sentence behind a bare figure, where such figures head something else."""
    return figures_head and row.style == "decimal" and row.is_sentence and not row.details.description


def _in_list(row: OutlineRow, above: NestedRow, style: str) -> bool:
    """Whether a row belongs to a list whose columns were mixed: it is directly behind one of its style."""
    return above.style == style and row.gap == 0 and not above.passages and not above.row.is_sentence and not row.is_sentence


def _expected(number: Number, sibling: NestedRow | None, last: Number | None) -> bool:
    """Whether `number` may be here: the next one, the first one, or, where numbers run on under new headings, the next of all."""
    before = sibling.row.number if sibling is not None else None
    if before is not None and _follows(before, number):
        return True
    if number.value == 1 or (sibling is None and last is not None and _follows(last, number)):
        return True
    return last is None and number.style in _STRONG


def _follows(before: Number, number: Number) -> bool:
    if before.outer != number.outer:
        return number.outer > before.outer
    return before.value < number.value <= before.value + _SKIPPED


def _order(rows: Sequence[OutlineRow], styles: Sequence[str]) -> list[str]:
    """The styles of a document from the outermost inwards."""
    over: dict[tuple[str, str], float] = defaultdict(float)
    counts = Counter(style for style in styles if style)
    first: dict[str, OutlineRow] = {}
    seen: list[tuple[OutlineRow, str]] = []
    last: dict[str, int] = {}
    listed: Counter[str] = Counter()
    direct = True
    for row, style in zip(rows, styles, strict=True):
        if not style:
            direct = False
            continue
        first.setdefault(style, row)
        if seen and seen[-1][1] != style:
            _weigh(over, seen, last.get(style), (row, style), direct)
        listed[style] += bool(seen) and seen[-1][1] == style
        last[style] = len(seen)
        seen.append((row, style))
        direct = not row.details.description
    for mark in (style for style in counts if first[style].kind == "marked" and listed[style] > counts[style] / 4):
        for heading in (style for style in counts if first[style].kind == "plain"):
            over[mark, heading] = 0.0  # a mark that comes in lists opens entries: what follows the last is not under it
    return _sorted(list(counts), over, counts, first)


def _sorted(
    styles: list[str], over: dict[tuple[str, str], float], counts: Counter[str], first: dict[str, OutlineRow]
) -> list[str]:
    """`styles` so that none is before one that is over it; where they go in circles, the one least under others first."""
    left, found = list(styles), []
    while left:
        under = {style: sum(_beats(other, style, over, counts, first) for other in left if other != style) for style in left}
        found.append(min(left, key=lambda style: (under[style], styles.index(style))))
        left.remove(found[-1])
    return found


def _weigh(
    over: dict[tuple[str, str], float],
    seen: Sequence[tuple[OutlineRow, str]],
    last: int | None,
    here: tuple[OutlineRow, str],
    direct: bool,
) -> None:
    """Count, for the styles of rows, that a row comes behind those `seen`, of which the `last` of its own style is known."""
    above, (row, style) = seen[-1], here
    if row.number is None or row.number.value == 1:
        over[above[1], style] += 2.0 if row.number is not None else float(direct)
        return
    if above[0].kind == "plain":
        over[above[1], style] += float(direct)
    elif above[0].number is None and len(seen) > 1 and seen[-2][1] == above[1]:
        over[style, above[1]] += 1.0
    met: set[str] = set()
    for between, other in seen[last + 1 :] if last is not None else ():
        if between.number is None or other in met:
            continue
        met.add(other)
        if between.number.value > 1:
            over[other, style] += 2.0
            return
        over[style, other] += 2.0


def _beats(
    style: str, other: str, over: dict[tuple[str, str], float], counts: Counter[str], first: dict[str, OutlineRow]
) -> bool:
    """Whether `style` is over `other`."""
    if style == "priced" or other == "priced":
        unnumbered = first[other if style == "priced" else style].kind == "plain"
        if unnumbered:
            return other == "priced"
    if style.startswith("heading") and other.startswith("heading"):
        return style > other
    if style.startswith("type") and other.startswith("type"):
        return first[style].size > first[other].size or (first[style].size == first[other].size and first[style].bold)
    here, there = over[style, other], over[other, style]
    if here != there or not here:
        return here > there
    return (counts[style], _rank(first[style])) < (counts[other], _rank(first[other]))


def _rank(row: OutlineRow) -> int:
    return RANK[row.number.style] if row.number is not None else len(RANK)
