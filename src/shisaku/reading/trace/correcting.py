"""Lines for source.toml that correct what a line was taken for: ready to be pasted, the alternatives as comments."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from shisaku.messages import Message
from shisaku.model.plan import PLAN_KEY, Plan
from shisaku.reading.designation import PLAN_NAME as PLAN_NAME
from shisaku.reading.overrides.remedy import Remedies, toml_string
from shisaku.reading.structure.structure_reader import StructureReading
from shisaku.reading.text.characters import matching

_SHORT = (12, 20, 40)
"""Characters of words that may be enough to name a line."""
NO_REMEDY = Message.of("")
"""Of what can be corrected by no lines."""
_COMPONENTS = ("pillar", "group", "measure", "initiative")


class CorrectedTable(Protocol):
    """What is to be known of a table."""

    @property
    def name(self) -> str:
        """The words of its first cell."""

    @property
    def kind(self) -> str:
        """What it was taken for."""

    @property
    def columns(self) -> tuple[str, ...]:
        """What its columns hold."""


class Corrected(Protocol):
    """What is to be known of a line."""

    @property
    def line(self) -> int:
        """Its number."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def taken(self) -> str:
        """What it was taken for."""

    @property
    def depth(self) -> int:
        """How deep it is."""

    @property
    def level(self) -> int:
        """The level that it might be a component of."""

    @property
    def key(self) -> str:
        """Address of the component that it is."""

    @property
    def rival_name(self) -> str:
        """What it would be under otherwise."""

    @property
    def page(self) -> int:
        """Its page; 0 where there are none."""

    @property
    def table(self) -> CorrectedTable | None:
        """Where in a table it is."""


class Correcting:
    """How the lines of one document are corrected."""

    def __init__(self, plan: Plan, reading: StructureReading | None, words: Sequence[tuple[str, ...]]) -> None:
        """`reading`: that of the learned reader, where the plan is what it found; `words`: what each line may be named by."""
        self.plan, self.reading = plan, reading
        self.keys = {address: key for key, address in plan.addresses().items()}
        self.known = sorted((matching(word), at) for at, names in enumerate(words) for word in set(names))

    @cached_property
    def remedies(self) -> Remedies:
        """The lines for its components."""
        return Remedies(self.plan)

    def lines(self, one: Corrected, parent: str, is_item: bool) -> Message:
        """The lines for one line of the document; `parent`: key of what it is under, where it is a component."""
        if one.taken == "aside":
            return NO_REMEDY
        if one.key and self.reading is None:
            return self._placed(one, parent)
        if one.table is not None and one.taken not in _COMPONENTS:
            return _table(one.table, one.page)
        if not is_item and not one.key:
            return NO_REMEDY
        name = self._name(one, is_item)
        if not name:
            return NO_REMEDY
        if one.taken in _COMPONENTS:
            return _component(name, one, is_item)
        return _other(name, one)

    def _placed(self, one: Corrected, parent: str) -> Message:
        """Of a component that the learned reader did not find: the lines that fix its place."""
        lines = self.remedies.for_parent(self.keys[one.key], parent or PLAN_KEY)
        return Message.of(lines)

    def _name(self, one: Corrected, is_item: bool) -> str:
        """A TOML value that means this line and no other: as few of its words as do, else its number; empty where neither does."""
        words = one.text
        part = self.plan.find(self.keys.get(one.key, "")) if one.key else None
        if not is_item and part is not None:
            words = getattr(part, "label", words)
        for length in _SHORT:
            if self._count(words[:length]) == 1:
                return toml_string(words[:length].strip())
        if self._count(words, exactly=True) == 1 or self._count(words) == 1:
            return toml_string(words)
        return str(one.line) if is_item else ""

    def _count(self, words: str, exactly: bool = False) -> int:
        """Lines that begin with these words, or are just these."""
        expected = matching(words)
        found: set[int] = set()
        for place in range(bisect_left(self.known, (expected, -1)), len(self.known)):
            letters, at = self.known[place]
            if not letters.startswith(expected) or len(found) > 1:
                break
            if not exactly or letters == expected:
                found.add(at)
        return len(found) if expected else 0


def _component(name: str, one: Corrected, is_item: bool) -> Message:
    """Of what was taken for a component: that it is none, or where it belongs."""
    head = f"[[override]]\nline = {name}\nnone = true"
    under = toml_string(one.rival_name or PLAN_NAME)
    level = f"# level = {one.depth}" if is_item else ""
    lines = [Message("reading-remedy-no-component", head=head)]
    if level:
        lines.append(Message("reading-remedy-level", level=level))
    lines.append(Message("reading-remedy-under", under=under))
    return Message.joined(lines, "list-of-lines")


def _table(table: CorrectedTable, page: int) -> Message:
    """Of a cell: what its table is, and what its columns hold."""
    lines = ["[[override]]", f"table = {toml_string(table.name[: _SHORT[-1]])}"]
    lines += [f"page = {page}"] if page else []
    kind = "statistics" if table.kind in ("projects", "actions", "form") else "projects"
    columns = ", ".join(map(toml_string, table.columns))
    column_lines = [f"columns = [{columns}]"] if any(table.columns) else []
    return Message.joined((*lines, Message("reading-remedy-kind", kind=kind, now=table.kind), *column_lines), "list-of-lines")


def _other(name: str, one: Corrected) -> Message:
    """Of what was taken for none: that it is one."""
    head = f"[[override]]\nline = {name}\nlevel = {one.level}"
    return Message("reading-component-level-outermost", head=head)
