import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.counting import GROWTH, calls
from tests.regex_steps import steps

from shisaku.errors import SettingsError
from shisaku.model.source import Override
from shisaku.reading.opening import open_source
from shisaku.reading.overrides.source_settings import read_description
from shisaku.reading.tables.columns import ROLES


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "source.txt"
    path.write_text("Ⅰ 森\n", encoding="utf-8")
    return path


def settings(document: Path, text: str) -> Path:
    path = document.with_name("source.toml")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "column", "length", "message"),
    [
        ('title = "森"\n', 1, 1, 1, "id is missing."),
        (
            '\nid = "森"\n',
            2,
            1,
            2,
            "id must be lower-case ASCII letters, digits, hyphens, dots and underscores, a letter or digit at both ends.",
        ),
        (
            'id = "Forest"\n',
            1,
            1,
            2,
            "id must be lower-case ASCII letters, digits, hyphens, dots and underscores, a letter or digit at both ends.",
        ),
        (
            'id = "a/b"\n',
            1,
            1,
            2,
            "id must be lower-case ASCII letters, digits, hyphens, dots and underscores, a letter or digit at both ends.",
        ),
        ("id = 3\n", 1, 1, 2, "id must be of type str."),
        ('id = "a"\n  year = "2031"\n', 2, 3, 4, "year must be of type int."),
        ('id = "a"\nyear = true\n', 2, 1, 4, "year must be of type int."),
        ('id = "a"\nyear = 0\n', 2, 1, 4, "year must be a year of the Common Era."),
        ('id = "a"\nurl = "no iri"\n', 2, 1, 3, "url must be an IRI."),
        ('id = "a"\nlicence = "森林"\n', 2, 1, 7, "licence must be an IRI."),
        ('id = "a"\n\n[publisher]\n', 3, 2, 9, "publisher needs a name."),
        ('id = "a"\n[publisher]\nname = "森"\ncorporate_number = "12"\n', 4, 1, 16, "corporate_number must have 13 digits."),
    ],
)
def test_a_mistake_in_source_toml_is_reported_where_it_is(
    document: Path, text: str, line: int, column: int, length: int, message: str
) -> None:
    path = settings(document, text)
    with pytest.raises(SettingsError) as error:
        open_source(document)
    place = error.value.place
    assert place is not None
    assert (str(place), place.length) == (f"{path}:{line}:{column}", length)
    assert error.value.message.verbatim("en") == message


def test_an_unknown_key_is_reported_with_those_that_are_known(document: Path) -> None:
    path = settings(document, 'id = "a"\nyaer = 2031\n')
    with pytest.raises(SettingsError) as error:
        open_source(document)
    assert error.value.text("en").startswith(f"{path}:2:1: unknown key yaer (known: id, title, year, ")


def test_a_mistake_in_the_publisher_is_not_blamed_on_the_key_of_the_same_name(document: Path) -> None:
    path = settings(document, 'id = "a"\n[publisher]\nname = "森"\nid = "b"\n')
    with pytest.raises(SettingsError) as error:
        open_source(document)
    assert str(error.value.place) == f"{path}:4:1"


def test_a_caret_is_under_the_key(document: Path) -> None:
    path = settings(document, 'id = "a"\n  year = "2031"\n')
    with pytest.raises(SettingsError) as error:
        open_source(document)
    assert error.value.text("en") == f'{path}:2:3: year must be of type int.\n    year = "2031"\n    ^^^^'


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [('id = "a"\nyear = = 3\n', 2, 8), ('id = "a"\nid = "b"\n', 2, 9), ('id = "森', 1, 8)],
    ids=["not a value", "a key twice", "an open string"],
)
def test_invalid_toml_is_reported_at_its_place(document: Path, text: str, line: int, column: int) -> None:
    path = settings(document, text)
    with pytest.raises(SettingsError) as error:
        open_source(document)
    assert str(error.value.place) == f"{path}:{line}:{column}"
    assert "not valid TOML" in error.value.message.verbatim("en")


def test_settings_that_are_not_utf_8_are_reported(document: Path) -> None:
    document.with_name("source.toml").write_bytes('id = "森"'.encode("cp932"))
    with pytest.raises(SettingsError, match=r"source\.toml: is not UTF-8"):
        open_source(document)


@pytest.mark.parametrize("iri", ["https://example.org/a?b=c#d", "urn:example:plan", "HTTPS://example.org/%E6%A3%AE"])
def test_an_iri_is_taken_as_it_is(document: Path, iri: str) -> None:
    assert read_description(settings(document, f'id = "a"\nurl = "{iri}"\n')).url == iri


@pytest.mark.parametrize("character", [" ", "<", ">", '\\"', "{", "}", "|", "^", "`", "\\\\", "\\u0000", "森"])
def test_characters_that_would_break_an_iri_are_refused(document: Path, character: str) -> None:
    with pytest.raises(SettingsError, match="url must be an IRI"):
        read_description(settings(document, f'id = "a"\nurl = "https://example.org/{character}"\n'))


@pytest.mark.parametrize("identifier", ["", "-a", "a-", "a b", "a\\nb", "é", "a_"])
def test_an_identifier_that_would_not_do_in_an_iri_is_refused(document: Path, identifier: str) -> None:
    with pytest.raises(SettingsError, match="id must be"):
        read_description(settings(document, f'id = "{identifier}"\n'))


@pytest.mark.parametrize("name", ["klingon", "utf-7", "", "big5"])
def test_an_encoding_that_is_not_read_is_reported_with_those_that_are(document: Path, name: str) -> None:
    path = settings(document, f'id = "a"\nencoding = "{name}"\n')
    with pytest.raises(SettingsError) as error:
        read_description(path)
    assert error.value.text("en").startswith(f"{path}:2:1: unsupported encoding (supported: utf-8, ")


# -- overrides -----------------------------------------------------------------------------------------------------------


def test_every_kind_of_override_is_read_with_its_line(document: Path) -> None:
    toml = """\
id = "a"

[[override]]
measure = 6
under = "Ⅳ"

[[override]]
purpose = "森の"
under = "plan"

[[override]]
furniture = "禁無断転載"

[[override]]
entry = "苗木の配布"
measure = "林道"
restates = "苗木の"
"""
    assert read_description(settings(document, toml)).overrides == (
        Override("measure", "6", "Ⅳ", line=3, said='measure = 6, under = "Ⅳ"'),
        Override("purpose", "森の", "plan", line=7, said='purpose = "森の", under = "plan"'),
        Override("furniture", "禁無断転載", line=11, said='furniture = "禁無断転載"'),
        Override(
            "entry",
            "苗木の配布",
            restates="苗木の",
            measure="林道",
            line=14,
            said='entry = "苗木の配布", measure = "林道", restates = "苗木の"',
        ),
    )


@pytest.mark.parametrize(
    ("toml", "line", "column", "length", "message"),
    [
        (
            "[[override]]\n",
            2,
            3,
            8,
            "the override has no subject; add entry, furniture, purpose, group, line, table, region, pages or measure.",
        ),
        ('[[override]]\nunder = "Ⅰ"\n', 2, 3, 8, "the override has no subject"),
        ("[[override]]\nmeasure = 6\n", 3, 1, 7, "the override of measure changes nothing; add under."),
        ('[[override]]\nentry = "苗木"\n', 3, 1, 5, "the override of entry changes nothing; add under or restates."),
        ('[[override]]\nmeasure = 6\nunder = "Ⅰ"\nrestates = "苗"\n', 5, 1, 8, "restates can only be combined with entry."),
        ('[[override]]\nentry = "苗"\nunder = 1\nrestates = "木"\n', 5, 1, 8, "under and restates cannot be combined"),
        ('[[override]]\nmeasure = 6\ngroup = "木"\nunder = "Ⅰ"\n', 3, 1, 7, "an override cannot be about both group and measure"),
        ('[[override]]\nfurniture = "木"\nunder = "Ⅰ"\n', 4, 1, 5, "furniture cannot be combined with under"),
        ('[[override]]\nmeasure = 0\nunder = "Ⅰ"\n', 3, 1, 7, "the number in measure must be 1 to 9999."),
        ('[[override]]\nmeasure = 6.5\nunder = "Ⅰ"\n', 3, 1, 7, "measure must be of type int or str."),
        ('[[override]]\nmeasure = true\nunder = "Ⅰ"\n', 3, 1, 7, "measure must be of type int or str."),
        ('[[override]]\nmeasure = 6\nunder = " 　"\n', 4, 1, 5, "under is empty."),
        ('[[override]]\nmeasure = 6\nunder = "\\u200B"\n', 4, 1, 5, "under is empty."),
        ("[[override]]\nmesure = 6\n", 3, 1, 6, "unknown key mesure (known: measure, group, purpose, entry, furniture, "),
        ("[override]\nmeasure = 6\n", 2, 2, 8, "override must be given as tables, each with its own heading [[override]]."),
        ("override = 3\n", 2, 1, 8, "override must be given as tables, each with its own heading"),
        ("override = [3]\n", 2, 1, 8, "override must be given as tables, each with its own heading"),
        (
            'override = [{measure = 6, under = "Ⅰ"}, {measure = 7}]\n',
            2,
            42,
            7,
            "the override of measure changes nothing; add under.",
        ),
        ('[[override]]\nline = "林"\n', 3, 1, 4, "the override of line changes nothing; add level or none or under."),
        ('[[override]]\nline = "林"\nlevel = 0\n', 4, 1, 5, "level must be 1 to 9."),
        ('[[override]]\nline = "林"\nlevel = 1\nunder = "木"\n', 5, 1, 5, "level and under cannot be combined."),
        ('[[override]]\nline = "林"\nnone = false\n', 4, 1, 4, "none can only be true."),
        ('[[override]]\nline = "林"\nkind = "projects"\n', 4, 1, 4, "kind cannot be combined with line."),
        ('[[override]]\nline = " "\nnone = true\n', 3, 1, 4, "line is empty."),
        ("[[override]]\nline = 0\nnone = true\n", 3, 1, 4, "line numbers start at 1."),
        ("[[override]]\nmeasure = 6\nlevel = 1\n", 4, 1, 5, "level cannot be combined with measure."),
        ('[[override]]\nline = "林"\ntable = "木"\n', 4, 1, 5, "an override cannot be about both line and table"),
        ('[[override]]\ntable = "林"\n', 3, 1, 5, "the override of table changes nothing; add kind or columns."),
        ('[[override]]\ntable = "林"\nkind = "projekt"\n', 4, 1, 4, "unknown table kind projekt (known: projects, "),
        ('[[override]]\ntable = "林"\ncolumns = ["naem"]\n', 4, 1, 7, "unknown column naem (known: number, name, "),
        ('[[override]]\ntable = "林"\ncolumns = [""]\n', 4, 1, 7, "columns must name at least one column."),
        ('[[override]]\ntable = "林"\ncolumns = [1]\n', 4, 1, 7, "unknown column 1 "),
        (
            '[[override]]\nregion = ["林"]\nnone = true\n',
            3,
            1,
            6,
            "region must be the words that begin its first and last lines",
        ),
        (
            '[[override]]\nregion = ["林", 3]\nnone = true\n',
            3,
            1,
            6,
            "region must be the words that begin its first and last lines",
        ),
        (
            "[[override]]\nregion = [4, 3]\nnone = true\n",
            3,
            1,
            6,
            "the numbers in region must be 1 or more, the smaller one first.",
        ),
        ('[[override]]\nregion = ["林", "木"]\n', 3, 1, 6, "the override of region changes nothing; add none or plan."),
        (
            '[[override]]\npages = ["林", "木"]\nnone = true\n',
            3,
            1,
            5,
            "pages must be the first and the last page, as in [3, 7].",
        ),
        (
            '[[override]]\nline = "林"\nlevel = 1\n[[override]]\nline = "林"\nnone = true\n',
            6,
            1,
            4,
            'contradicts the override in line 2 (line = "林", level = 1); remove one of them.',
        ),
        (
            '[[override]]\nmeasure = 6\nunder = "Ⅰ"\n[[override]]\nmeasure = "６"\nunder = "Ⅱ"\n',
            6,
            1,
            7,
            'contradicts the override in line 2 (measure = 6, under = "Ⅰ"); remove one of them.',
        ),
    ],
)
def test_a_mistake_in_an_override_is_reported_where_it_is(
    document: Path, toml: str, line: int, column: int, length: int, message: str
) -> None:
    path = settings(document, 'id = "a"\n' + toml)
    with pytest.raises(SettingsError) as error:
        read_description(path)
    place = error.value.place
    assert place is not None
    assert (str(place), place.length) == (f"{path}:{line}:{column}", length)
    assert error.value.message.verbatim("en").startswith(message)
    assert error.value.message.verbatim("ja").endswith("。")


def test_a_repeated_override_is_no_contradiction(document: Path) -> None:
    toml = '[[override]]\nmeasure = 6\nunder = "Ⅰ"\n' * 2
    assert len(read_description(settings(document, 'id = "a"\n' + toml)).overrides) == 2


@pytest.mark.parametrize(
    "toml",
    [
        'title = """\n[[override]]\nmeasure = 1\n"""\n[[override]]\nbad = 1\n',
        "title = '''\n[[override]]\n'''\n[[ override ]] # [[override]]\n  bad = 1\n",
        '# [[override]]\n[["override"]]\n"bad" = 1\n',
        "[[override]]\r\nbad = [\r\n 1, # one ]\r\n 2]\r\n",
        '[[override]]\nmeasure = 1\nunder = "\\"]#"\n[[override]]\nbad . worse = 1979-05-27 07:32:00\n',
    ],
    ids=["a string of several lines", "a literal string", "quoted keys", "CRLF and an array", "a dotted key"],
)
def test_the_place_of_a_mistake_is_found_in_any_toml(document: Path, toml: str) -> None:
    document.with_name("source.toml").write_bytes(('id = "a"\n' + toml).encode())
    with pytest.raises(SettingsError, match="unknown key bad") as error:
        read_description(document.with_name("source.toml"))
    assert error.value.place is not None
    found = error.value.place
    assert found.text[found.column - 1 :].lstrip('"').startswith("bad")


@pytest.mark.parametrize(
    "toml",
    ["x = " + "[" * 5000 + "]" * 5000, "x = " + "{a=" * 3000 + "1" + "}" * 3000, "year = " + "9" * 5000, "a." * 5000 + "a = 1"],
    ids=["arrays", "tables", "digits", "dots"],
)
def test_toml_of_absurd_depth_or_size_is_a_mistake_like_any_other(document: Path, toml: str) -> None:
    with pytest.raises(SettingsError):
        read_description(settings(document, f'id = "a"\n{toml}\n'))


@pytest.mark.parametrize("cost", [calls, steps])
def test_the_cost_of_settings_is_in_line_with_their_size(document: Path, cost: Callable[[Callable[[], object]], int]) -> None:
    def of(count: int) -> int:
        heap = "".join(f'[[override]]\nmeasure = "{n}{"林" * 50}"\nunder = "Ⅰ"\n' for n in range(count))
        path = settings(document, 'id = "a"\n' + heap)
        return cost(lambda: read_description(path))

    few = of(100)
    assert of(400) <= 4 * GROWTH * few


def test_a_value_of_a_megabyte_is_read(document: Path) -> None:
    words = "林" * 350_000
    (override,) = read_description(settings(document, f'id = "a"\n[[override]]\nfurniture = "{words}"\n')).overrides
    assert override.names == words


def test_the_overrides_of_the_documentation_are_read(document: Path, root: Path) -> None:
    text = (root / "docs" / "overrides.md").read_text(encoding="utf-8")
    toml = text.split("```toml\n")[1].split("```")[0]
    found = read_description(settings(document, f'id = "a"\n\n{toml}')).overrides
    assert [override.kind for override in found] == ["measure", "group", "purpose", "entry", "entry", "furniture"]


def test_the_overrides_of_lines_tables_and_parts_in_the_documentation_are_read(document: Path, root: Path) -> None:
    text = (root / "docs" / "overrides.md").read_text(encoding="utf-8")
    toml = text.split("```toml\n")[2].split("```")[0]
    found = read_description(settings(document, f'id = "a"\n\n{toml}')).overrides
    assert [override.kind for override in found] == [
        "line",
        "line",
        "line",
        "line",
        "table",
        "table",
        "region",
        "region",
        "pages",
    ]


def test_the_columns_that_may_be_named_are_the_header_words_and_those_of_tables(root: Path) -> None:
    words = {
        name: set(
            re.findall(
                rf"^{prefix}:([a-z-]+) a skos:Concept", (root / "ontology" / "schemes" / name).read_text("utf-8"), re.MULTILINE
            )
        )
        for name, prefix in (("headers.ttl", "header"), ("tables.ttl", "table"))
    }
    assert words["headers.ttl"] <= set(ROLES)
    assert set(ROLES) - words["headers.ttl"] <= words["tables.ttl"]
