"""Records: names and values, lists of them, and nested ones, as YAML and XML hold them; and how they are printed.

Repeated flat records become a table with the names as its header; nested ones become items within items, each with its title as
words, its identifier as mark, and its other values as lines `name: value` below it.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as Collection
from dataclasses import dataclass
from itertools import groupby

import yaml

from shisaku.formats.text_builder import BlockWords, CellWords, TextBuilder
from shisaku.model.document import NO_PLACE, DocumentPlace, Skipped, Style

MOST_RECORDS = 200_000
"""Records that are printed; the rest is skipped as too large."""
MOST_DEPTH = 40
"""How deep records may nest; what is deeper is skipped as too large."""
_LABELS = (
    "title",
    "name",
    "label",
    "heading",
    "text",
    "statement",
    "description",
    "summary",
    "名称",
    "題名",
    "タイトル",
    "件名",
    "内容",
)
"""Usual names for the title of a record, the likeliest first."""
_IDENTIFIERS = frozenset(("id", "no", "number", "num", "code", "key", "identifier", "order", "番号", "コード"))
"""Usual names for its identifier."""
_MOST_KNOWN = 0.8
"""Least share of a column's references that lead to known identifiers; lists are published in part, and mistyped."""


@dataclass(frozen=True, slots=True)
class Record:
    """A name with a value: words, or parts."""

    key: str
    """Its name; empty for a member of a list."""
    text: str = ""
    """Its words, where it has no parts."""
    parts: tuple["Record", ...] = ()
    """Its parts, in order."""
    place: DocumentPlace = NO_PLACE
    """Where it is in the file."""
    member: bool = False
    """Whether it is one of several of a kind, and its name that of the kind."""

    def leaf(self, key: str) -> str:
        """The words of its part `key`; empty where it has none."""
        return next((part.text.strip() for part in self.parts if part.key == key and not part.parts), "")


def names_things(record: Record) -> bool:
    """Whether it has a list whose members have words as titles: a list of goals, not of pictures."""
    stack = [record]
    while stack:
        one = stack.pop()
        label = _label(one) if one.parts else one
        if one.member and label is not None and _is_wording(label):
            return True
        stack.extend(one.parts)
    return False


def flat(record: Record, key: str = "") -> Iterator[tuple[str, str]]:
    """Its words by the path of their names, as `image.name`."""
    path = ".".join(filter(None, (key, record.key)))
    if not record.parts and record.text.strip():
        yield path, record.text
    for part in record.parts:
        yield from flat(part, path)


def append(builder: TextBuilder, records: Sequence[Record]) -> None:
    """Append `records` to `builder`."""
    _Printer(builder).records(records, 0)


class _Printer:
    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._left = MOST_RECORDS

    def records(self, records: Sequence[Record], level: int) -> None:
        """Append siblings; `level` is that of items among them."""
        for _, same in groupby(records, key=lambda record: record.key):
            group = list(same)
            if self._left >= 0 and _is_table(group, level):
                self._table(group)
                continue
            for record in group:
                self._record(record, level)

    def _record(self, record: Record, level: int) -> None:
        self._left -= 1
        if self._left < 0 or level > MOST_DEPTH:
            if self._left == -1 or level > MOST_DEPTH:
                self._builder.skip(Skipped("too-large", record.place))
            return
        label, mark = _label(record), _identifier(record)
        style = Style(name=record.key)
        if not record.parts:
            if record.member:
                self._builder.add(BlockWords(record.text, "item", max(1, level), place=record.place, style=style))
            elif record.text.strip():
                self._builder.add(BlockWords(f"{record.key}: {record.text}", place=record.place, style=style))
        elif label is None or (label.parts and not record.member):
            self._collection(record, level)
        elif record.member or (mark is not None and level):
            self._builder.add(BlockWords(label.text, "item", max(1, level), mark.text if mark else "", label.place, style))
            self.records([part for part in record.parts if part is not label and part is not mark], max(1, level) + 1)
        else:
            words = f"{record.key}: {label.text}"
            self._builder.add(BlockWords(words, mark=mark.text if mark else "", place=label.place, style=style))
            self.records([part for part in record.parts if part is not label and part is not mark], level + 1)

    def _collection(self, record: Record, level: int) -> None:
        """Append a name with its members: a heading where it is outermost."""
        if record.key and not record.member:
            self._builder.gap()
            place, style = record.place, Style(name="key")
            self._builder.add(
                BlockWords(record.key, "paragraph" if level else "heading", 0 if level else 1, place=place, style=style)
            )
        self.records(record.parts, max(1, level))

    def _table(self, group: Sequence[Record]) -> None:
        keys = list(dict.fromkeys(part.key for record in group for part in record.parts if any(_leaves(part))))
        rows = group[: self._left // max(1, len(keys))]
        self._left -= len(rows) * len(keys)
        if len(rows) < len(group):
            self._builder.skip(Skipped("too-large", group[len(rows)].place))
        cells = [CellWords(0, column, (BlockWords(key),), header=True, place=group[0].place) for column, key in enumerate(keys)]
        for row, record in enumerate(rows, 1):
            by_key: dict[str, list[Record]] = {}
            for part in record.parts:
                by_key.setdefault(part.key, []).append(part)
            for column, key in enumerate(keys):
                parts = by_key.get(key, [])
                leaves = [leaf for part in parts for leaf in _leaves(part)]
                words = [BlockWords(leaf.text, place=leaf.place, style=Style(name=leaf.key)) for leaf in leaves]
                cells.append(CellWords(row, column, words, place=parts[0].place if parts else record.place))
        self._builder.table(cells, group[0].place, name=group[0].key)


def _is_table(group: Sequence[Record], level: int) -> bool:
    """Whether records are rows: they repeat, and are flat, or state by identifier which of them they belong to."""
    if len(group) < 2 or not all(record.parts for record in group):
        return False
    columns = {part.key for record in group for part in record.parts}
    if "" in columns or len(columns) < 2:
        return False
    if all(not part.parts for record in group for part in record.parts):
        return level <= 1 and len({column for column in columns if column.lower() not in _IDENTIFIERS}) > 1
    return _refers(group, columns)


def _refers(group: Sequence[Record], columns: Collection[str]) -> bool:
    """Whether a column names members of the group by their identifiers."""
    for name in (column for column in columns if column.lower() in _IDENTIFIERS):
        known = {record.leaf(name) for record in group} - {""}
        for other in sorted(columns - {name}) if len(known) > 1 else ():
            named = [record.leaf(other) for record in group if record.leaf(other)]
            if named and sum(name in known for name in named) >= _MOST_KNOWN * len(named):
                return True
    return False


def _label(record: Record) -> Record | None:
    """The part with the title of a record: by its name, else the first that is words and no number or code."""
    by_key = {part.key.lower(): part for part in reversed(record.parts) if not part.parts and part.text.strip()}
    for name in _LABELS:
        if name in by_key:
            return by_key[name]
    if not record.member:
        return None
    return next((part for part in record.parts if part.key and not part.parts and _is_wording(part)), None)


def _is_wording(part: Record) -> bool:
    text = part.text.strip()
    return part.key.lower() not in _IDENTIFIERS and any(map(str.isalpha, text)) and (" " in text or not text.isascii())


def _identifier(record: Record) -> Record | None:
    return next((part for part in record.parts if part.key.lower() in _IDENTIFIERS and not part.parts and part.text), None)


def _leaves(record: Record) -> Iterator[Record]:
    """The parts of a record that have words, in order."""
    stack = [record]
    while stack:
        one = stack.pop()
        if one.parts:
            stack.extend(reversed(one.parts))
        elif one.text.strip():
            yield one


# -- YAML --------------------------------------------------------------------------------------------------------------


def from_yaml(text: str, first: int) -> list[Record]:
    """The records of a mapping in YAML, none where it is no mapping; `first` is the line that it begins on, from 0.

    Raises yaml.YAMLError and RecursionError where it cannot be read.
    """
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.MappingNode):
        return []
    return list(_Yaml(first).mapping(node, 0))


class _Yaml:
    """Makes records of nodes; those that aliases repeat are made anew, up to a bound."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._left = MOST_RECORDS

    def mapping(self, node: yaml.MappingNode, depth: int) -> Iterator[Record]:
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield from self._record(key.value, value, False, depth)

    def _record(self, key: str, node: yaml.Node, member: bool, depth: int) -> Iterator[Record]:
        self._left -= 1
        if self._left < 0 or depth > MOST_DEPTH:
            return
        place = DocumentPlace(selector=f"line={self._first + node.start_mark.line},{self._first + _last(node) + 1}")
        if isinstance(node, yaml.ScalarNode):
            if node.tag != "tag:yaml.org,2002:null":
                yield Record(key, node.value, (), place, member)
        elif isinstance(node, yaml.MappingNode):
            yield Record(key, "", tuple(self.mapping(node, depth + 1)), place, member)
        elif isinstance(node, yaml.SequenceNode):
            parts = tuple(part for one in node.value for part in self._record("", one, True, depth + 1))
            yield Record(key, "", parts, place, member)


def _last(node: yaml.Node) -> int:
    """Line that a node ends on, from 0; the end mark of a block is at the head of the next."""
    end = node.end_mark
    return int(end.line if end.column or end.line == node.start_mark.line else end.line - 1)
