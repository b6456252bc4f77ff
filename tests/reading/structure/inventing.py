"""Documents put together in a test, and the tree that is expected of them."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module

from tests.reading.tables.making import schemes, summary

from shisaku.formats.registry import recognise
from shisaku.formats.text_builder import BlockWords, CellWords, TextBuilder
from shisaku.model.country_profiles import Profile, profile_of
from shisaku.model.document import Block, Document
from shisaku.model.plan import Component, Plan
from shisaku.model.source import Description, PrintedLine, Source, Span
from shisaku.pipeline import Context as Project
from shisaku.project import find_project
from shisaku.reading.fields.stretch import FieldContext
from shisaku.reading.items.items import Item, items
from shisaku.reading.lexicon import Lexicon
from shisaku.reading.reader import read
from shisaku.reading.structure.structure_reader import StructureReading, read_structure
from shisaku.reading.tokens.lines import lines


@cache
def lexicon() -> Lexicon:
    """What words mean, as every build has it."""
    return Project.of(find_project()).ontology.vocabulary


def known(country: str = "jp") -> FieldContext:
    """What is known of a document of that country."""
    return FieldContext(schemes(), profile_of(country))


def document(*parts: BlockWords | Sequence[Sequence[str]], format: str = "docx") -> Document:
    """A document of these blocks, and of tables: rows of cells, the first of which heads the columns."""
    builder = TextBuilder(format)
    for part in parts:
        if isinstance(part, BlockWords):
            builder.add(part)
        else:
            builder.gap()
            builder.table([_cell(row, column, text) for row, line in enumerate(part) for column, text in enumerate(line)])
            builder.gap()
    return builder.document()


def _cell(row: int, column: int, text: str) -> CellWords:
    return CellWords(row, column, (BlockWords(text),) if text else (), header=row == 0)


def heading(text: str, level: int = 1) -> BlockWords:
    """A heading."""
    return BlockWords(text, "heading", level=level)


def item(text: str, level: int = 1, mark: str = "•") -> BlockWords:
    """An item of a list."""
    return BlockWords(text, "item", level=level, mark=mark)


def source(made: Document | str, name: str = "some.txt") -> Source:
    """A source that prints that: a Document, text, or the text of a format that the ending of `name` says."""
    if isinstance(made, str) and not name.endswith(".txt"):
        made = of_format(made.encode(), name)
    if isinstance(made, Document):
        return Source(made.text, name, Description("some"), "0" * 64, "utf-8", document=made)
    return Source(made, name, Description("some"), "0" * 64, "utf-8")


def of_format(data: bytes, name: str) -> Document:
    """What the format that the ending says makes of the bytes of a file."""
    module, _, function = recognise(data, name).format.reader.partition(":")
    found = getattr(import_module(module), function)(data, name)
    assert isinstance(found, Document)
    return found


def plan(made: Document | str, name: str = "some.txt", country: str = "jp") -> Plan:
    """The plan that is read in it."""
    return read(source(made, name), lexicon(), profile_of(country))


def learned(made: Document | str, name: str = "some.txt", profile: Profile | None = None) -> StructureReading:
    """What the learned reader makes of it, whether it is chosen or not."""
    return read_structure(source(made, name), lexicon(), profile or profile_of("jp"))


def pages(*lines: tuple[str, float]) -> tuple[str, tuple[PrintedLine, ...]]:
    """The text of a page of these lines with the size of their letters each, and where they are on it."""
    text, layout = "", []
    for at, (words, size) in enumerate(lines):
        span = Span(len(text), len(text) + len(words))
        layout.append(PrintedLine(span, 1, (50.0, 20.0 * at, 50.0 + size * len(words), 20.0 * at + size), at, size, False))
        text += words + "\n"
    return text, tuple(layout)


def items_of(made: Document | str, layout: Sequence[PrintedLine] = (), apart: Sequence[Span] = ()) -> tuple[Item, ...]:
    """The items of it."""
    document, text = (None, made) if isinstance(made, str) else (made, made.text)
    return items(document, text, lines(text), layout, lexicon(), apart)[0]


def tree(found: Plan) -> list[str]:
    """The components of a plan, indented, each with its number and what is printed beside it."""
    depth = {"plan": 0}
    made = []
    for part, parent in found.walk():
        depth[part.key] = depth.get(parent, 0) + 1
        made.append("  " * (depth[part.key] - 1) + line(part))
    return made


def line(part: Component) -> str:
    """A component with its number and what is printed beside it."""
    number = f"{part.printed} " if part.printed else ""
    return f"{number}{part.label}{summary(part.details)}"


def rules(found: Plan) -> list[str]:
    """The rules of its findings."""
    return [finding.rule for finding in found.findings]


def described(found: Plan, label: str) -> list[str]:
    """The prose of the component that is called so."""
    (part,) = (part for part, _ in found.walk() if part.label == label)
    return [passage.text for passage in part.details.description]


def assert_accounted_for(found: Plan) -> None:
    """Every character that is not white is in one place of the plan."""
    text = found.source.text
    claimed = [at for span in found.claimed() for at in range(span.start, span.end)]
    twice = {at for at in claimed if claimed.count(at) > 1} if len(claimed) != len(set(claimed)) else set()
    assert not twice, "".join(text[at] for at in sorted(twice))
    missing = {at for at, letter in enumerate(text) if not letter.isspace()} - set(claimed)
    assert not missing, "".join(text[at] for at in sorted(missing))


def blocks(made: Document) -> Iterator[str]:
    """The words of the blocks outside of tables."""
    for one in made.content:
        if isinstance(one, Block):
            yield made.text[one.span.start : one.span.end]
