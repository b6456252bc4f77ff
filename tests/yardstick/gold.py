"""The gold of an invented document: a tree of nodes, and where each is printed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

PILLAR, GROUP, MEASURE, INITIATIVE = "Pillar", "MeasureGroup", "Measure", "Initiative"
KINDS_OF_NODE = (PILLAR, GROUP, MEASURE, INITIATIVE)
_OPEN, _CLOSE = 0xF0000, 0x100000
"""Private-use planes: placeholders for a node's first and last character while its text is put together."""


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as printed."""

    printed: str
    """As printed."""
    yen: int | None
    """What it comes to; None for 事項要求."""
    approximate: bool = False
    """Whether it says 約 or 程度."""


@dataclass(slots=True, eq=False)
class Node:
    """A component of the plan; `number` gives it its id once the tree is complete."""

    kind: str
    """One of `KINDS_OF_NODE`."""
    label: str
    """Its words."""
    printed: str = ""
    """Its number as printed."""
    marks: str = ""
    """Its marks as printed."""
    restates: "Node | None" = None
    """The entry that it repeats."""
    amount: Money | None = None
    """Its budget."""
    previous: Money | None = None
    """Last year's."""
    departments: tuple[str, ...] = ()
    """Who is in charge."""
    tags: tuple[str, ...] = ()
    """Notes on its kind, without brackets."""
    references: tuple[str, ...] = ()
    """Pointers to something else, without brackets."""
    description: list[str] = field(default_factory=list)
    """Paragraphs on it."""
    purposes: list[str] = field(default_factory=list)
    """Statements of what it is for."""
    children: "list[Node]" = field(default_factory=list)
    """What is under it, in order."""
    id: int = -1
    """Its place in a walk through the tree."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An invented document with its gold."""

    kind: str
    """Kind of document."""
    seed: int
    """What it was made from."""
    text: str
    """The document."""
    title: str
    """Its title without the edition; empty when it prints none."""
    purposes: tuple[str, ...]
    """Statements of the plan's own purpose."""
    parts: tuple[Node, ...]
    """What is under the plan itself."""
    spans: dict[int, tuple[int, int]]
    """By the id of a node: offsets of its first character and behind its last."""


def walk(parts: "tuple[Node, ...] | list[Node]") -> Iterator[tuple[Node, Node | None]]:
    """Every node with its parent, depth first."""
    stack: list[tuple[Node, Node | None]] = [(node, None) for node in reversed(parts)]
    while stack:
        node, parent = stack.pop()
        yield node, parent
        stack.extend((child, node) for child in reversed(node.children))


def number(parts: list[Node]) -> None:
    """Give every node its id."""
    for at, (node, _) in enumerate(walk(parts)):
        node.id = at


def held(node: Node, text: str) -> str:
    """`text`, its first and last character replaced by placeholders of the node."""
    return chr(_OPEN + node.id) + text + chr(_CLOSE + node.id)


def is_sign(character: str) -> bool:
    """Whether that is no printed character but a placeholder of `held`."""
    return ord(character) >= _OPEN


def sample(kind: str, seed: int, marked: str, parts: list[Node], title: str = "", purposes: tuple[str, ...] = ()) -> Sample:
    """The sample whose text is `marked` without its placeholders."""
    text: list[str] = []
    spans: dict[int, tuple[int, int]] = {}
    starts: dict[int, int] = {}
    at = 0
    for character in marked:
        code = ord(character)
        if code >= _CLOSE:
            spans[code - _CLOSE] = (starts[code - _CLOSE], at)
        elif code >= _OPEN:
            starts.setdefault(code - _OPEN, at)
        else:
            text.append(character)
            at += 1
    return Sample(kind, seed, "".join(text), title, purposes, tuple(parts), spans)
