"""The reference pages: complete, well formed, linked, readable without scripts, true to the data, the same every time."""

import csv
import re
import sys
from collections import Counter
from contextlib import redirect_stderr
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from io import StringIO
from itertools import pairwise
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS
from tests.pages.pages_read import Element, Reader, reached, read

from shisaku.cli import main
from shisaku.export.answer_tables import answer_text
from shisaku.messages import Language
from shisaku.pages import rendering
from shisaku.pages.query_view import tabled
from shisaku.pages.reference import ReferenceData
from shisaku.pages.term_labels import Text
from shisaku.pages.term_reader import TermReader
from shisaku.project import Project
from shisaku.sparql.answers import answer_of
from shisaku.sparql.questions import ask, store_of

LANGUAGES = ("ja", "en")
in_each_language = pytest.mark.parametrize("lang", LANGUAGES)


@in_each_language
def test_every_own_term_and_concept_has_a_page_under_its_name(
    lang: str, reference: ReferenceData, pages: dict[str, Reader]
) -> None:
    concepts = [concept for scheme in reference.schemes for concept in reference.concepts(scheme)]
    assert len(reference.classes) >= 18
    assert len(reference.properties) >= 37
    assert len(concepts) >= 250
    for term in (*reference.classes, *reference.properties, *concepts):
        page = pages[f"{lang}/{reference.addresses[str(term)]}"]
        assert str(term) in [code.words() for code in page.elements("code")]


def test_no_two_terms_share_a_page_even_where_case_does_not_count(reference: ReferenceData) -> None:
    paths = [path.casefold() for path in reference.addresses.values()]
    assert len(set(paths)) == len(paths)


@in_each_language
def test_every_question_check_and_rule_has_a_page_with_its_whole_text(
    lang: str, reference: ReferenceData, pages: dict[str, Reader]
) -> None:
    for kind, queries in (("question", reference.questions), ("check", reference.checks), ("rule", reference.rules)):
        assert queries
        for query in queries:
            page = pages[f"{lang}/{kind}/{query.name}.html"]
            (h1,) = page.elements("h1")
            assert h1.words() == (query.summary.verbatim("ja") if lang == "ja" else query.summary.verbatim("en"))
            assert query.text.strip() in [pre.words().strip() for pre in page.elements("pre")]


@in_each_language
def test_every_page_is_there_in_both_languages_and_says_so(lang: str, pages: dict[str, Reader]) -> None:
    other = "en" if lang == "ja" else "ja"
    mine = {path.removeprefix(f"{lang}/") for path in pages if path.startswith(f"{lang}/")}
    assert {f"{other}/{path}" for path in mine} <= set(pages)
    for path in mine:
        page = pages[f"{lang}/{path}"]
        named = {link.attributes["hreflang"] for link in page.elements("link") if "hreflang" in link.attributes}
        assert named == set(LANGUAGES)
        assert page.elements("html")[0].attributes["lang"] == lang


def test_every_page_is_well_formed(pages: dict[str, Reader]) -> None:
    assert {path: page.faults for path, page in pages.items() if page.faults} == {}
    for path, page in pages.items():
        ids = [element.attributes["id"] for element in page.all if "id" in element.attributes]
        assert [one for one, number in Counter(ids).items() if number > 1] == [], path


def test_every_page_has_a_title_one_heading_landmarks_and_a_way_past_the_navigation(pages: dict[str, Reader]) -> None:
    for path, page in pages.items():
        assert page.elements("title")[0].words().strip(), path
        assert len(page.elements("h1")) == 1, path
        (main_,) = page.elements("main")
        first = page.elements("a")[0]
        assert first.attributes == {"class": "skip", "href": f"#{main_.attributes['id']}"}, path


def test_headings_go_down_one_level_at_a_time(pages: dict[str, Reader]) -> None:
    for path, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.elements("h1", "h2", "h3", "h4")]
        assert levels[0] == 1, path
        assert all(below - above <= 1 for above, below in pairwise(levels)), path


def test_titles_tell_pages_of_a_kind_apart(pages: dict[str, Reader]) -> None:
    for kind in ("class", "property", "question", "check", "rule"):
        titles = [page.elements("title")[0].words() for path, page in pages.items() if path.startswith(f"en/{kind}/")]
        assert len(set(titles)) == len(titles), kind


def test_every_table_has_a_caption_and_says_what_its_headers_head(pages: dict[str, Reader]) -> None:
    for path, page in pages.items():
        for table in page.elements("table"):
            assert table.children[0].tag == "caption", path
            assert all(cell.attributes.get("scope") in ("col", "row") for cell in table.find("th")), path


def test_nothing_runs_and_nothing_is_fetched_from_elsewhere(pages: dict[str, Reader], site: Path) -> None:
    for path, page in pages.items():
        assert page.elements("script", "iframe", "object", "embed", "img", "style", "base") == [], path
        assert [e for e in page.all if any(name.startswith("on") or name == "style" for name in e.attributes)] == [], path
        for link in page.elements("link"):
            assert not urlsplit(link.attributes["href"]).netloc, path
    style = (site / "style.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import", style)


def test_every_link_and_fragment_lands(pages: dict[str, Reader], site: Path) -> None:
    ids = {path: {element.attributes.get("id") for element in page.all} for path, page in pages.items()}
    astray = set()
    for path, page in pages.items():
        for element in page.elements("a", "link"):
            link = urlsplit(element.attributes["href"])
            if link.scheme:
                continue
            there = normpath(str(PurePosixPath(path).parent / unquote(link.path))) if link.path else path
            landed = (site / there).is_file() and (not link.fragment or unquote(link.fragment) in ids[there])
            astray |= set() if landed else {(path, element.attributes["href"])}
    assert astray == set()


def test_what_refers_by_an_id_refers_to_one_that_is_there(pages: dict[str, Reader]) -> None:
    for path, page in pages.items():
        ids = {element.attributes.get("id") for element in page.all}
        named = {one for e in page.all for one in e.attributes.get("aria-labelledby", "").split()}
        assert named <= ids, path


def test_every_page_is_reached_from_the_front_page(pages: dict[str, Reader]) -> None:
    assert set(pages) - reached(pages, "index.html") == set()


@pytest.fixture(scope="module")
def by_the_command(project: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The pages as the command writes them, and what it says."""
    folder, told = tmp_path_factory.mktemp("command") / "out", StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stderr(told):
        patch.chdir(project.root)
        assert main(["docs", "-o", str(folder)]) == 0
    return folder, told.getvalue()


def test_the_same_project_gives_the_same_bytes(site: Path, by_the_command: tuple[Path, str]) -> None:
    assert _digests(by_the_command[0]) == _digests(site)


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@in_each_language
def test_a_question_s_page_and_its_csv_hold_the_answer(
    lang: str, reference: ReferenceData, pages: dict[str, Reader], site: Path
) -> None:
    for question in reference.questions:
        answer = ask(reference.store, question)
        wanted = [answer.variables, *answer.texts()]
        told = (site / "question" / f"{question.name}.csv").read_text(encoding="utf-8")
        assert [tuple(row) for row in csv.reader(StringIO(told))] == wanted
        tables = [t for t in pages[f"{lang}/question/{question.name}.html"].elements("table") if t.attributes.get("class")]
        assert [_rows(table) for table in tables] == ([wanted] if answer.rows else [])


def test_over_the_plans_that_answers_are_expected_of_the_pages_say_what_is_expected(
    reference: ReferenceData, project: Project
) -> None:
    expecting = replace(reference, store=store_of(project, project.expected_graphs or project.graphs))
    expected = [question for question in reference.questions if project.expected(question.name).is_file()]
    assert len(expected) >= 60
    for question in expected:
        wanted = project.expected(question.name).read_text(encoding="utf-8")
        answer = ask(expecting.store, question, question.defaults)
        table = tabled(expecting, answer, "ja")
        rows = [list(table.columns), *([cell.value for cell in row] for row in table.rows)]
        assert list(csv.reader(StringIO(answer_text(answer, "csv")))) == rows == list(csv.reader(StringIO(wanted))), question.name


@pytest.mark.parametrize(("lang", "called"), [("ja", "取組"), ("en", "initiative")])
def test_in_an_answer_an_own_term_is_called_what_people_call_it_and_keeps_its_iri(
    reference: ReferenceData, lang: Language, called: str
) -> None:
    iri = "https://w3id.org/shisaku/ontology#Initiative"
    answer = answer_of(
        f'{{"head":{{"vars":["c"]}},"results":{{"bindings":[{{"c":{{"type":"uri","value":"{iri}"}}}}]}}}}'.encode()
    )
    ((cell,),) = tabled(reference, answer, lang).rows
    assert (cell.value, cell.shown, cell.target) == (iri, Text(called, lang), "class/Initiative.html")


def _rows(table: Element) -> list[tuple[str, ...]]:
    """The table as text; of what is shown shortened, the value."""
    return [tuple(map(_value, (*row.find("th"), *row.find("td")))) for row in table.find("tr")]


def _value(cell: Element) -> str:
    data = cell.find("data")
    return data[0].attributes["value"] if data else cell.words()


def test_japanese_on_an_english_page_is_marked_as_such(pages: dict[str, Reader]) -> None:
    japanese = re.compile(r"[ぁ-んァ-ヶ一-龠]")
    unmarked = {
        (path, words)
        for path, page in pages.items()
        for element, words in page.strings
        if path.startswith("en/") and japanese.search(words) and _language(element) != "ja" and not _is_plain(element)
    }
    assert unmarked == set()


def _language(element: Element) -> str:
    here: Element | None = element
    while here is not None and "lang" not in here.attributes:
        here = here.parent
    return "" if here is None else here.attributes["lang"]


def _is_plain(element: Element) -> bool:
    """Whether it is within a text for programs, or the title of the page, which holds no elements."""
    return element.tag in ("pre", "code", "title") or (element.parent is not None and _is_plain(element.parent))


def test_shisaku_docs_writes_the_pages_and_says_how_many(by_the_command: tuple[Path, str]) -> None:
    folder, told = by_the_command
    assert f"{sum(1 for _ in folder.rglob('*.html'))} pages" in told


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(
    garden: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(garden.parent)
    (tmp_path / "taken").write_text("a file\n", encoding="utf-8")
    assert main(["--lang", "ja", "docs", "-o", str(tmp_path / "taken")]) == 2
    told = capsys.readouterr().err
    assert "書けません" in told
    assert "Traceback" not in told


def test_where_jinja_is_not_installed_the_command_says_how_to_get_it(
    garden: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(garden.parent)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    rendering._environment.cache_clear()
    assert main(["docs", "-o", str(tmp_path)]) == 2
    assert "pip install 'shisaku[site]'" in capsys.readouterr().err


def test_wider_classes_come_nearest_first_and_by_iri_whatever_order_a_graph_gives(reference: ReferenceData) -> None:
    base = "https://example.org/garden#"
    pairs = [("Shrub", "Rose"), ("Plant", "Shrub"), ("Being", "Plant"), ("Crop", "Rose"), ("Asset", "Crop"), ("Plant", "Crop")]
    expected = [f"{base}{name}" for name in ("Crop", "Shrub", "Asset", "Plant", "Being")]
    for order in (pairs, pairs[::-1]):
        graph = Graph()
        for wider, narrower in order:
            graph.add((URIRef(base + narrower), RDFS.subClassOf, URIRef(base + wider)))
        terms = TermReader(reference, "en")
        terms.graph = graph
        assert [str(one) for one in terms.ancestors(URIRef(f"{base}Rose"))] == expected


# -- an ontology of somebody else's ------------------------------------------------------------------------------------


def test_any_ontology_gets_pages_without_questions_shapes_or_vocabularies(garden: Path) -> None:
    assert {path.name for path in (garden / "en" / "class").iterdir()} == {"Plant.html", "Tree.html"}
    menu = read(garden / "en" / "index.html").elements("nav")[0].words()
    assert "Rules" in menu
    assert "Questions" not in menu
    assert "Shapes" not in menu


def test_markup_in_the_words_of_a_term_is_shown_not_obeyed(garden: Path) -> None:
    page = read(garden / "en" / "class" / "Plant.html")
    assert "Grows <b>& blooms</b>." in [p.words() for p in page.elements("p")]
    assert page.elements("b") == []


def test_a_term_without_a_name_in_one_language_is_called_by_the_other_one(garden: Path) -> None:
    (h1,) = read(garden / "en" / "class" / "Tree.html").elements("h1")
    assert (h1.words(), h1.attributes["lang"]) == ("木", "ja")


def test_a_term_without_any_name_is_called_by_its_short_one(garden: Path) -> None:
    (h1,) = read(garden / "ja" / "property" / "shadedBy.html").elements("h1")
    assert h1.words() == "garden:shadedBy"


def test_a_term_says_whether_it_is_in_use_and_since_when(garden: Path) -> None:
    tree, plant = (read(garden / "en" / "class" / f"{name}.html").elements("dl")[0].words() for name in ("Tree", "Plant"))
    assert "deprecated, not to be used any more (Version 3.1)" in tree
    assert re.search(r"Since version\s+2\.0", tree)
    assert "in use (Version 3.1)" in plant
    assert "Since version" not in plant


def test_every_page_names_the_version_of_shisaku_that_made_it_whatever_that_of_the_ontology(garden: Path) -> None:
    for page in ("index.html", "class/Tree.html", "property/shades.html"):
        (footer,) = read(garden / "en" / page).elements("footer")
        assert footer.words().strip() == f"Garden. Made by shisaku {version('shisaku')}"


def test_a_term_leads_to_the_line_that_defines_it(garden: Path) -> None:
    links = [a.attributes["href"] for a in read(garden / "ja" / "class" / "Tree.html").elements("a")]
    assert "../file/garden.ttl.html#L10" in links
    spans = {
        span.attributes.get("id"): span.words() for span in read(garden / "ja" / "file" / "garden.ttl.html").elements("span")
    }
    assert spans["L10"].startswith("garden:Tree a owl:Class")


def test_examples_of_a_class_are_its_instances_those_of_narrower_classes_included(garden: Path) -> None:
    (table,) = [t for t in read(garden / "ja" / "class" / "Plant.html").elements("table") if "実際" in t.words()]
    assert [cell.words().split() for cell in table.find("th") if cell.attributes["scope"] == "row"] == [
        ["羊歯", "https://example.org/fern"],
        ["樫", "https://example.org/oak"],
    ]


def test_examples_of_a_property_that_nobody_states_follow_from_the_axioms(garden: Path) -> None:
    page = read(garden / "en" / "property" / "shadedBy.html")
    (table,) = [t for t in page.elements("table") if "Examples" in t.words()]
    (row,) = [row for row in table.find("tr") if row.find("td")]
    assert row.find("th")[0].words().split() == ["羊歯", "https://example.org/fern"]
    assert row.find("td")[0].words().split() == ["樫", "https://example.org/oak"]
    assert "These follow from the axioms." in [p.words() for p in page.elements("p")]


def test_questions_stand_under_what_their_tags_are_called(pages: dict[str, Reader], reference: ReferenceData) -> None:
    listed = (question for question in reference.questions if question.name not in reference.lacks)
    used = {query.tags[0] for query in (*listed, *reference.checks, *reference.rules)}
    japanese = [
        heading.words() for kind in ("questions", "checks", "rules") for heading in pages[f"ja/{kind}.html"].elements("h2")
    ]
    english = [
        heading.words() for kind in ("questions", "checks", "rules") for heading in pages[f"en/{kind}.html"].elements("h2")
    ]
    assert set(english) == used | {"Questions without an answer in these data"}
    assert "構造" in japanese
    assert not any(heading.isascii() for heading in japanese)


def test_questions_without_an_answer_stand_apart_with_the_reason(pages: dict[str, Reader], reference: ReferenceData) -> None:
    assert "which-budgets-are-largest" in reference.lacks
    lines = " ".join(pages["en/questions.html"].root.words().split())
    apart = lines.index("Questions without an answer in these data")
    for question in reference.questions:
        assert (lines.index(question.summary.verbatim("en")) > apart) == (question.name in reference.lacks), question.name
    assert "Which budgets are largest?: The data have no budgets." in lines[apart:]


def test_a_question_is_answered_with_values_that_the_data_have(pages: dict[str, Reader], reference: ReferenceData) -> None:
    name = "which-measures-are-on-a-topic"
    assert reference.values[name] == {"topic": "デジタル・ガバメント"}
    words = pages[f"ja/question/{name}.html"].root.words()
    assert f"shisaku query {name} --set 'topic=デジタル・ガバメント'" in words
    assert len(reference.answers[name].rows) > 0
