"""Components of a table while they are built, and the values that they become."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shisaku.messages import Message
from shisaku.model.details import NO_DETAILS, Details, Kind
from shisaku.model.plan import Evidence
from shisaku.reading.fields.stretch import FieldContext
from shisaku.reading.found import Found
from shisaku.reading.tables.cell_labels import Habit, Raw, habit_of, labelled
from shisaku.reading.tables.cell_text import CellText
from shisaku.reading.tables.columns import Column
from shisaku.reading.tables.header_words import HeaderWords, bare
from shisaku.reading.tables.row_values import added

EMPTY = 0.5
"""Share of what is sure of a class that is left where nothing is under it."""


@dataclass(slots=True)
class ComponentDraft:
    """A component in the making."""

    column: str
    """What its label is printed in: labels of one column are printed alike."""
    raw: Raw
    """Its words."""
    head: Column | None = None
    """The column."""
    number: CellText | None = None
    """What the column of numbers prints for it."""
    details: Details = NO_DETAILS
    """What the columns beside it print."""
    children: "list[ComponentDraft]" = field(default_factory=list)
    """What is under it."""
    placed: float = 1.0
    """How sure its place is."""
    why: Evidence | None = None
    """What its place rests on."""
    proven: Evidence | None = None
    """What bears out that it is a component."""
    exists: float = 1.0
    """How sure it is that it is one, given what the table is."""
    classes: bool = False
    """Whether it only classes what is under it."""

    @property
    def certainty(self) -> float:
        """How sure it is that it is a component, given what the table is: a class of nothing hardly is one."""
        return self.exists if self.children or not self.classes else self.exists * EMPTY


def found_of(roots: Sequence[ComponentDraft], exists: float, vocabulary: HeaderWords, context: FieldContext) -> tuple[Found, ...]:
    """The components of a table as values; `exists` is how sure it is that the table holds components."""
    every = list(_walk(roots))
    by_column: dict[str, list[Raw]] = {}
    for node in every:
        by_column.setdefault(node.column, []).append(node.raw)
    habits = {column: habit_of(raws) for column, raws in by_column.items()}
    return tuple(_found(node, habits, exists, vocabulary, context) for node in roots)


def _walk(roots: Sequence[ComponentDraft]) -> Sequence[ComponentDraft]:
    found: list[ComponentDraft] = []
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        found.append(node)
        stack.extend(reversed(node.children))
    return found


def _found(
    node: ComponentDraft, habits: dict[str, Habit], exists: float, vocabulary: HeaderWords, context: FieldContext
) -> Found:
    made = labelled(node.raw, habits[node.column], node.number, context)
    details = added(made.details, node.details)
    kind = _kind(node.head, vocabulary)
    if kind is not None and details.kind is None:
        details = replace(details, kind=kind)
    heading = node.head.words if node.head is not None and node.head.words else None
    basis = [one for one in (node.proven, node.why) if one is not None]
    if heading is not None and node.head is not None and node.head.trust >= 0.75:
        basis.append(Evidence("column-heading", Message("reading-column-headed", heading=heading.text), heading.span))
    sure = 1 - (1 - exists) / 2 if node.proven is not None else exists
    children = tuple(_found(child, habits, exists, vocabulary, context) for child in node.children)
    return Found(
        made.label,
        made.span,
        made.printed,
        made.marks,
        details,
        children,
        round(sure * node.certainty, 4),
        node.placed,
        tuple(basis),
        made.restated,
    )


def _kind(column: Column | None, vocabulary: HeaderWords) -> Kind | None:
    """What the head of a column calls what is in it."""
    if column is None or not column.words:
        return None
    found = vocabulary.match("kind", column.words.text)
    return Kind(found.concept, bare(column.words.text)) if found.trust > 0.8 else None
