"""From a Markdown file to a Document: CommonMark with the tables and strikethrough of GitHub, HTML within, and YAML in front.

markdown-it turns the text into HTML, each element with its source lines, which is read as HTML; so a file that is half Markdown
and half HTML is one tree.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace

import yaml
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from shisaku.formats.decoding import decoded
from shisaku.formats.emphasis import as_in_japanese
from shisaku.formats.footnotes import with_notes, without_references
from shisaku.formats.html import tree
from shisaku.formats.markdown_repairs import repaired
from shisaku.formats.markup_blocks import MARK, Markup
from shisaku.formats.records import Record, append, flat, from_yaml, names_things
from shisaku.formats.states import LINES
from shisaku.formats.text_builder import TextBuilder, one_line
from shisaku.model.document import Document, DocumentPlace, Skipped

MOST_BYTES = 20_000_000
"""Bytes that are read; the rest is skipped as too large."""
MOST_FRONT = 300_000
"""Characters of front matter that are read."""
LONGEST_WORD = 30
"""Most characters of a word in a list that is a fact of the file, such as its tags."""
MOST_NESTED = 100
"""How deep quotations and lists may be nested; what is deeper is text of the last."""
_FRONT = re.compile(r"\A\s{0,3}(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])")
_BOX = re.compile(r"\[([ xX])\][ \u00a0]+")


def read(data: bytes, name: str) -> Document:
    """The Document of a Markdown file; `name` is its file's. Any text is valid Markdown."""
    builder = TextBuilder("markdown")
    text, encoding = decoded(data[:MOST_BYTES])
    if len(data) > MOST_BYTES:
        builder.skip(Skipped("too-large"))
    if "\ufffd" in text or "\x00" in text:
        builder.skip(Skipped("broken"))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    facts, records, body = _front_matter(text, builder)
    append(builder, records)
    builder.gap()
    root, whole = tree(html(body))
    if root is not None:
        Markup(builder, xpaths=False).read(root)
    if not whole and body.strip():
        builder.skip(Skipped("too-large"))
    by_name = {key.lower(): value for key, value in reversed(facts)}
    return builder.document(by_name.get("title", ""), by_name.get("lang", "") or by_name.get("language", ""), encoding, facts)


def html(text: str) -> str:
    """The HTML of a Markdown text; each element carries its lines."""
    # The parser drops what is nested deeper than its own limit, so the rule below must come first.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MOST_NESTED + 10}).enable(["table", "strikethrough"])
    parser.block.ruler.before("table", "deep", _deep)
    parser.use(as_in_japanese).use(with_notes)
    tokens = parser.parse(repaired(text))
    _prepare(tokens)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _deep(state: StateBlock, first: int, behind: int, silent: bool) -> bool:
    """Whether the lines from `first` on are nested too deep; if so they are one paragraph, up to the end of their container."""
    if state.level < MOST_NESTED:
        return False
    if silent:
        return True
    end = first + 1
    while end < behind and (state.isEmpty(end) or state.sCount[end] >= state.blkIndent):
        end += 1
    state.line = end
    state.push("paragraph_open", "p", 1).map = [first, end]
    words = state.push("inline", "", 0)
    words.content, words.map, words.children = state.getLines(first, end, state.blkIndent, False).strip(), [first, end], []
    state.push("paragraph_close", "p", -1)
    return True


def _prepare(tokens: Sequence[Token]) -> None:
    """Add the lines of each element, the marks of items, and ticked boxes; drop references to notes."""
    items: list[list[Token]] = []
    for at, token in enumerate(tokens):
        if token.type == "html_block" and token.map:
            token.content = _located(token.content, token.map[0])
        elif (token.map and token.nesting == 1) or (token.map and token.type in ("fence", "code_block")):
            token.attrSet(LINES, f"{token.map[0]},{token.map[1]}")
        if token.type == "ordered_list_open":
            items.append([])
        elif token.type == "ordered_list_close":
            _mark(items.pop())
        elif token.type == "list_item_open" and token.info:
            items[-1].append(token)
        elif token.type == "inline":
            _prepare_inline(tokens, at)


def _prepare_inline(tokens: Sequence[Token], at: int) -> None:
    children = tokens[at].children or []
    for child in children:
        if child.type == "text":
            child.content = without_references(child.content)
    if not children or children[0].type != "text":
        return
    first = children[0]
    if at > 1 and tokens[at - 2].type == "list_item_open" and (box := _BOX.match(first.content)):
        first.content = first.content[box.end() :]
        ticked = " checked" if box[1] in "xX" else ""
        children.insert(0, Token("html_inline", "", 0, content=f'<input type="checkbox"{ticked}>'))


def _mark(items: Sequence[Token]) -> None:
    """Set the marks of the items of a list: as typed, unless all are typed alike, which leaves the numbering to the renderer."""
    typed = [int(item.info) for item in items]
    if len(typed) > 1 and len(set(typed)) == 1:
        typed = [typed[0] + at for at in range(len(typed))]
    for item, number in zip(items, typed, strict=True):
        item.attrSet(MARK, f"{number}{item.markup}")


def _located(html: str, line: int) -> str:
    """Raw HTML whose elements carry their first line."""
    lines = html.split("\n")
    return "\n".join(_TAG.sub(rf"<\1 {LINES}={line + at},{line + at + 1}", one) for at, one in enumerate(lines))


def _front_matter(text: str, builder: TextBuilder) -> tuple[list[tuple[str, str]], list[Record], str]:
    """Front matter between lines of `---` (YAML) or `+++` (TOML): words by name, and records; and the text without it."""
    match = _FRONT.match(text)
    if match is None:
        return [], [], text
    lines = match.group().count("\n")
    first = text[: match.start(2)].count("\n")
    body = "\n" * lines + text[match.end() :]
    if len(match[2]) > MOST_FRONT:
        builder.skip(Skipped("too-large"))
        return [], [], body
    try:
        records = from_yaml(match[2], first) if match[1] == "---" else _from_toml(match[2], first, lines)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError):
        # Text between the lines that is no YAML or TOML is text, or damaged.
        return [], [], text
    if not records:
        return [], [], text
    facts: list[tuple[str, str]] = []
    printed: list[Record] = []
    for record in records:
        if words := _fact(record):
            facts.append((record.key, words))
        elif names_things(record):
            printed.append(record)
        else:
            facts.extend(flat(record))
    return facts, printed, body


def _fact(record: Record) -> str:
    """The words of a value, or of a list of single words; empty for others."""
    if not record.parts:
        return one_line(record.text)
    if all(
        part.member and not part.parts and len(part.text.split()) <= 1 and len(part.text) <= LONGEST_WORD for part in record.parts
    ):
        return ", ".join(part.text for part in record.parts)
    return ""


def _from_toml(text: str, first: int, behind: int) -> list[Record]:
    """The records of TOML, whose parser gives no lines of values: they are all of those from `first` to `behind`."""
    place = DocumentPlace(selector=f"line={first},{behind - 1}")
    return [
        _placed(record, place)
        for record in from_yaml(yaml.safe_dump(tomllib.loads(text), allow_unicode=True, sort_keys=False), 0)
    ]


def _placed(record: Record, place: DocumentPlace) -> Record:
    return replace(record, place=place, parts=tuple(_placed(part, place) for part in record.parts))
