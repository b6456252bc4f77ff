"""What holds of every format that states its structure, for plans made up at random and for what is no file of the format."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.documents import assert_sound, grid, printed, words
from tests.formats.plans import FORMATS, PLANS, Part, Plan

from shisaku.errors import InputError
from shisaku.model.document import Block, Document

SAMPLE: Plan = [
    Part("heading", "森の計画", 1),
    Part("paragraph", "森を守る。"),
    Part("item", "苗を育てる", 1),
    Part("item", "種を集める", 2),
    Part("table", rows=(("事業", "所管"), ("植樹", "緑地課"))),
    Part("heading", "A plan for the brook", 2),
]
MARKUP = st.lists(
    st.sampled_from(
        [
            "<h2>",
            "</h2>",
            "<p>",
            "</p>",
            "<ul>",
            "</ul>",
            "<ol>",
            "<li>",
            "</li>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<th>",
            "</tr>",
            "</td>",
            "<b>",
            "</b>",
            "<br>",
            "<nav>",
            "</nav>",
            "<dl>",
            "<dt>",
            "<dd>",
            "<caption>",
            "<pre>",
            "</pre>",
            "<a>",
            "</a>",
            "<p|hidden>",
            "<li|value=7>",
            "<td|colspan=3>",
            "<td|rowspan=0>",
            "<img|alt=図>",
            "<thead>",
            "<aside>",
            "<div|class=nav>",
            "<div>",
            "</div>",
            "<input|type=checkbox>",
            "森",
            "川を",
            "plan",
            "&lt;",
            "&amp;",
            "\u3000",
            "\n",
        ]
    ).map(lambda piece: piece.replace("|", " ")),
    max_size=40,
)
MARKS = st.lists(
    st.sampled_from(
        ["# ", "## ", "- ", "1. ", "2) ", "  ", "    ", "> ", "| ", " |", "---", "\n", "\n\n", "```", "**", "`", "[^1]", "[^1]: ", "[x] ", "<b>", "</b>",
         "<td>", "<table>", "森", "川を", "plan", "：", "\\", "  \n", "***", "===", "~~", "&amp;", "![", "](a)", "・", "\t", "+++", "{: .x}", "<!--", "-->"]
    ),
    max_size=40,
)  # fmt: skip


def structure(document: Document) -> list[tuple[str, int, object]]:
    """Kind, level and words of each block, and the rows of each table."""
    found: list[tuple[str, int, object]] = []
    for one in document.content:
        if isinstance(one, Block):
            found.append((one.kind, one.level, words(document, one)))
        else:
            found.append(("table", 0, tuple(map(tuple, grid(document, one)))))
    return found


def read_or_refused(read: Callable[[bytes, str], Document], data: bytes) -> None:
    """That bytes are a sound Document, or that a reader says in both languages why not."""
    refused = None
    try:
        assert_sound(read(data, "plan"))
    except InputError as error:
        refused = error
    assert refused is None or refused.message.verbatim("ja") != refused.message.verbatim("en")


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25)
@given(PLANS)
def test_all_words_are_read_in_order_and_the_same_each_time(name: str, plan: Plan) -> None:
    write, read = FORMATS[name]
    data = write(plan)
    document = read(data, "plan")
    assert_sound(document)
    assert (document.format, document) == (name, read(data, "plan"))
    expected = [text for part in plan for text in part.words]
    if name == "xml":
        found = [words(document, cell.blocks[0]) for cell in document.tables[0].cells if cell.row and not cell.column][:-1]
    else:
        found = [words(document, block) for block in document.blocks()]
    assert found == expected


@pytest.mark.parametrize("name", ["html", "markdown", "docx"])
@settings(max_examples=50)
@given(PLANS)
def test_structure_is_that_which_is_stated(name: str, plan: Plan) -> None:
    write, read = FORMATS[name]
    assert structure(read(write(plan), "plan")) == [(part.kind, part.level, part.rows or part.text) for part in plan]


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60)
@given(st.integers(0, 9_999), st.integers(0, 40), st.binary(max_size=8))
def test_a_file_that_is_cut_or_changed_is_refused_or_read_but_never_fails(name: str, at: int, length: int, other: bytes) -> None:
    write, read = FORMATS[name]
    whole = write(SAMPLE)
    at = at * len(whole) // 10_000
    broken = whole[:at] + other + whole[at + length :]
    read_or_refused(read, broken)


@pytest.mark.parametrize("name", FORMATS)
@given(st.binary(max_size=60))
def test_any_bytes_are_refused_or_read_but_never_fail(name: str, data: bytes) -> None:
    read_or_refused(FORMATS[name][1], data)


@settings(max_examples=300)
@given(MARKUP.map("".join))
def test_any_markup_is_a_sound_document(text: str) -> None:
    try:
        document = FORMATS["html"][1](text.encode(), "plan")
    except InputError:
        assert not {"森", "川を", "plan"} & set(re.split(r"<[^>]*>|[        assert not text.strip();]", text))
    else:
        assert_sound(document)
        assert document.text.count("森") + 100 * bool(document.skipped) >= text.count("森")


@settings(max_examples=300)
@given(MARKS.map("".join))
def test_any_marks_are_a_sound_document(text: str) -> None:
    document = FORMATS["markdown"][1](text.encode(), "plan")
    assert_sound(document)
    assert printed(document) == printed(FORMATS["markdown"][1](text.encode(), "plan"))
