"""Invented documents print what their gold has, are the same whenever they are made, and are of every kind."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from tests.npm.packages import NotToBeHadError

from shisaku.formats.registry import recognise
from shisaku.model.document import Document

from .bank import LANGUAGES, bank
from .elements import Cell, Table, Title
from .floors import few
from .kinds import DEV, FIGURES, KINDS, TESTS, Recipe, invent, printed
from .rendering.fixed_zip import MADE, fixed
from .rendering.formats import AT_HAND, FORMATS
from .rendering.wrapping import width, wrapped
from .scorer import plain

ROOT = Path(__file__).resolve().parents[2]
A_FEW = 3
LINES = 6
"""Lines that a cell of a PDF may be broken into; beside other cells, where no rule sets them apart."""
SMALL = [Recipe(one.kind, one.language, one.format, seed) for one in few() for seed in DEV[:1]]


def text_of(data: bytes, name: str) -> str:
    """What the format's reader extracts, numbers of its own lists behind it."""
    kind = recognise(data, name).format
    if not kind.reader:
        return data.decode()
    module, function = kind.reader.split(":")
    document = getattr(import_module(module), function)(data, name)
    assert isinstance(document, Document)
    return " ".join([document.text, *(block.mark for block in document.blocks())])


def pieces(words: str, text: str) -> int:
    """How many stretches of the text the words are made of, the longest first; more than there are letters where one is missing."""
    count = 0
    while words:
        end = next((end for end in range(len(words), 0, -1) if words[:end] in text), 0)
        if not end:
            return LINES + 1
        words, count = words[end:], count + 1
    return count


@pytest.mark.parametrize("recipe", SMALL, ids=lambda one: one.name)
def test_every_label_owner_and_deadline_is_printed(recipe: Recipe) -> None:
    made = invent(recipe)
    text = plain(text_of(made.data, recipe.name))
    for node in made.gold.nodes:
        for words in (node.label, node.number, node.department, node.deadline):
            assert pieces(plain(words), text) <= (LINES if recipe.name.endswith(".pdf") else 1)
    assert plain(made.gold.title) in text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gold_is_a_tree_of_labels_that_occur_once(kind: str, language: str) -> None:
    if language not in KINDS[kind].languages:
        return
    for seed in DEV[: 10 * A_FEW]:
        gold = invent(Recipe(kind, language, "text" if KINDS[kind].make is None else "html", seed)).gold
        labels = [node.label for node in gold.nodes]
        assert {node.parent for node in gold.nodes} <= {None, *labels}
        assert bool(labels) is KINDS[kind].plan
        if KINDS[kind].make is not None:
            assert len({plain(label) for label in labels}) == len(labels)


@pytest.mark.parametrize("seed", DEV[: 3 * A_FEW])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sum_of_the_gold_is_a_number_of_the_table_in_its_unit(language: str, seed: int) -> None:
    made, gold = printed(Recipe("projects", language, "xlsx", seed))
    cells = [cell for one in made.elements if isinstance(one, Table) for row in one.rows for cell in row]
    numbers = {int(re.sub(r"\D", "", plain(cell.text)) or 0) for cell in cells}
    units = {money.unit for money in bank(language).money}
    for node in gold.nodes:
        if node.sum is not None:
            assert {node.sum / unit for unit in units} & numbers


@pytest.mark.parametrize("form", AT_HAND)
def test_one_recipe_gives_the_same_bytes_and_another_seed_others(form: str) -> None:
    kind = next(name for name in KINDS if form in KINDS[name].formats)
    documents = [invent(Recipe(kind, "ja", form, seed)).data for seed in DEV[:A_FEW]]
    assert documents == [invent(Recipe(kind, "ja", form, seed)).data for seed in DEV[:A_FEW]]
    assert len(set(documents)) == A_FEW


@pytest.mark.parametrize("form", sorted(set(FORMATS) - set(AT_HAND)))
def test_a_program_beside_python_prints_the_same_bytes_where_it_is_there(form: str) -> None:
    recipe = Recipe("actions", "ja", form, DEV[0])
    try:
        made = invent(recipe)
    except NotToBeHadError as error:
        pytest.skip(str(error))
    assert made.data == invent(recipe).data
    text = plain(text_of(made.data, recipe.name))
    assert all(plain(node.label) in text for node in made.gold.nodes)


def test_archives_do_not_record_when_they_were_made() -> None:
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("docProps/core.xml", "<dcterms:modified a='b'>2031-01-02T03:04:05Z</dcterms:modified>")
    with zipfile.ZipFile(io.BytesIO(fixed(made.getvalue()))) as archive:
        assert archive.infolist()[0].date_time == MADE
        assert b"2031" not in archive.read("docProps/core.xml")


def test_documents_of_tests_and_figures_are_not_tuned_on() -> None:
    assert not set(DEV) & set(TESTS)
    assert not set(DEV) & set(FIGURES)
    assert not set(TESTS) & set(FIGURES)


def test_documents_differ_in_what_the_world_differs_in() -> None:
    looks = [printed(Recipe("goals", "ja", "text", seed))[0].look for seed in DEV[:40]]
    for name in (
        "wide",
        "running",
        "numbered",
        "contents",
        "airy",
        "ruled",
        "shaded",
        "frames",
        "artefacts",
        "landscape",
        "columned",
        "semantic",
    ):
        assert {getattr(look, name) for look in looks} == {True, False}
    assert len({look.margin for look in looks}) > 2
    tables = [
        one for seed in DEV[:40] for one in printed(Recipe("projects", "ja", "xlsx", seed))[0].elements if isinstance(one, Table)
    ]
    assert {table.heads for table in tables} == {1, 2}
    assert len({tuple(cell.text for cell in table.rows[0]) for table in tables}) > 20
    assert any(cell.rows > 1 for table in tables for row in table.rows[table.heads :] for cell in row)


def test_a_table_fills_its_grid() -> None:
    table = Table(((Cell("a", rows=2), Cell("b", columns=2)), (Cell("c"), Cell("d")), (Cell("e", columns=3),)))
    assert table.filled() == [["a", "b", ""], ["", "c", "d"], ["e", "", ""]]
    assert table.filled(repeat=True) == [["a", "b", "b"], ["a", "c", "d"], ["e", "e", "e"]]


@pytest.mark.parametrize(
    ("text", "spaced", "lines"),
    [
        ("  one two three", True, ["  one two", "    three"]),
        ("ひとつよ（ふた）", False, ["ひとつよ", "（ふた）"]),
        ("ひとつふた、みつ", False, ["ひとつふた、", "みつ"]),
    ],
)
def test_lines_break_where_printers_break_them(text: str, spaced: bool, lines: list[str]) -> None:
    assert wrapped(text, 10, spaced, "    " if spaced else "") == lines
    assert width("あa") == 3


def test_csv_that_prints_no_title_has_none_in_its_gold() -> None:
    for seed in DEV[:20]:
        made, gold = printed(Recipe("projects", "ja", "csv", seed))
        assert any(isinstance(one, Title) for one in made.elements) is bool(gold.title)


def test_the_page_names_every_kind_and_format() -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    assert [name for name in (*KINDS, *FORMATS) if f"| {name} |" not in page] == []
