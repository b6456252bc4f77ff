"""The site of the data: every IRI lands, every link lands, the data beside each page say what it says, the same every time."""

import csv
import json
import re
from collections import Counter
from hashlib import sha256
from io import StringIO
from itertools import combinations
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from rdflib import URIRef
from tests.pages.conftest import URL
from tests.pages.pages_read import Reader, pages_below, reached

from shisaku.cli import main
from shisaku.messages import LANGUAGES
from shisaku.pages.alternates import MEDIA_TYPES
from shisaku.pages.charts import chart
from shisaku.pages.component_tree import plan_tree
from shisaku.pages.data_site import DataSite
from shisaku.pages.matrix import matrix
from shisaku.pages.page import Asset, Page
from shisaku.pages.page_files import write, write_site
from shisaku.pages.plan_picture import NARROW, WIDE, Form, plan_picture, wrapped
from shisaku.pages.published_data import Naming
from shisaku.pages.query_view import AnswerCell, AnswerTable
from shisaku.pages.term_labels import Text
from shisaku.project import Project
from shisaku.rdf.quads import ntriples
from shisaku.rdf.rdf_files import ntriples_of
from shisaku.sparql.questions import ask

SVG = "{http://www.w3.org/2000/svg}"
OWN = "https://w3id.org/shisaku/"
forms = pytest.mark.parametrize("form", [WIDE, NARROW], ids=lambda form: form.name)


@pytest.fixture(scope="module")
def site(data_site: DataSite) -> DataSite:
    return data_site


@pytest.fixture(scope="module")
def folder(made: list[Page | Asset], tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site")
    assert write(made, place) == sum(1 for _ in place.rglob("*.html"))
    return place


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Reader]:
    return pages_below(folder)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_iri_of_the_data_lands_on_a_page_or_a_fragment(lang: str, site: DataSite, pages: dict[str, Reader]) -> None:
    naming = Naming(site.dataset, "ja" if lang == "ja" else "en")
    ids = {path: {e.attributes["id"] for e in page.all if "id" in e.attributes} for path, page in pages.items()}
    iris = {term for triple in site.dataset.graph for term in triple if isinstance(term, URIRef) and term.startswith(OWN)}
    assert len(iris) > 1000
    for iri in iris:
        path, _, fragment = naming.ref(iri).target.partition("#")
        assert f"{lang}/{path}" in pages, iri
        assert not fragment or fragment in ids[f"{lang}/{path}"], iri


def test_every_page_tells_its_own_iri(site: DataSite, pages: dict[str, Reader]) -> None:
    for iri in site.dataset.visited:
        for lang in LANGUAGES:
            page = pages[f"{lang}/{site.dataset.addresses[str(iri)]}"]
            assert str(iri) in [code.words() for code in page.elements("code")]


def test_every_link_and_fragment_lands(pages: dict[str, Reader], folder: Path) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    ids = {path: {element.attributes.get("id") for element in page.all} for path, page in pages.items()}
    astray = set()
    for path, page in pages.items():
        parent = PurePosixPath(path).parent
        for href in {element.attributes["href"] for element in page.elements("a", "link")}:
            link = urlsplit(href)
            if not link.scheme:
                there = normpath(str(parent / unquote(link.path))) if link.path else path
                if there not in files or (link.fragment and unquote(link.fragment) not in ids[there]):
                    astray.add((path, href))
    assert astray == set()


def test_every_page_is_reached_from_the_front_page(pages: dict[str, Reader]) -> None:
    assert set(pages) - reached(pages, "index.html") == set()


def test_every_page_is_well_formed_with_one_heading_and_no_id_twice(pages: dict[str, Reader]) -> None:
    for path, page in pages.items():
        assert page.faults == [], path
        ids = Counter(element.attributes["id"] for element in page.all if "id" in element.attributes)
        assert [one for one, number in ids.items() if number > 1] == [], path
        assert len(page.elements("h1")) == 1, path
        named = {
            one for e in page.all for key in ("aria-labelledby", "aria-describedby") for one in e.attributes.get(key, "").split()
        }
        assert named <= set(ids), path


def test_only_the_search_runs_a_script_and_nothing_is_fetched_from_elsewhere(pages: dict[str, Reader], folder: Path) -> None:
    scripts = {path: [e for e in page.elements("script") if "src" in e.attributes] for path, page in pages.items()}
    scripted = {path for path, found in scripts.items() if found}
    assert scripted == {"ja/search.html", "en/search.html"}
    for path, page in pages.items():
        blocks = [e for e in page.elements("script") if e not in scripts[path]]
        assert {e.attributes["type"] for e in blocks} <= {"application/ld+json"}, path  # data, which nothing runs
        assert page.elements("iframe", "object", "embed", "img", "style", "base") == [], path
        assert [e for e in page.all if any(name.startswith("on") or name == "style" for name in e.attributes)] == [], path
        for loaded in [e.attributes.get("href", "") for e in page.elements("link")] + [
            e.attributes["src"] for e in scripts[path]
        ]:
            assert not urlsplit(loaded).netloc, path
    assert not re.search(r"url\(|@import", (folder / "style.css").read_text(encoding="utf-8"))
    assert not re.search(r"fetch\(|import |https?:", (folder / "search.js").read_text(encoding="utf-8"))


def test_without_its_script_the_search_lists_every_component(site: DataSite, pages: dict[str, Reader]) -> None:
    for lang in LANGUAGES:
        links = {a.attributes["href"] for a in pages[f"{lang}/search.html"].elements("a")}
        for plan in site.dataset.plans:
            tree = plan_tree(Naming(site.dataset, "ja"), plan)
            assert {site.dataset.addresses[str(branch.iri)] for branch in tree.walk()} <= links


def test_the_three_forms_of_a_page_s_data_say_the_same_and_the_page_names_them(
    site: DataSite, pages: dict[str, Reader], folder: Path
) -> None:
    for iri in site.dataset.visited:
        stem = site.dataset.addresses[str(iri)].removesuffix(".html")
        said = [_said(folder / f"{stem}.{ending}") for ending in MEDIA_TYPES]
        assert said[0] == said[1] == said[2], iri
        assert said[0] >= set(ntriples(site.dataset.graph.triples((iri, None, None))).splitlines()), iri
        links = [e.attributes for e in pages[f"en/{stem}.html"].elements("link")]
        named = {link["type"] for link in links if link["rel"] == "alternate" and "type" in link}
        assert named == set(MEDIA_TYPES.values())


def test_the_data_of_all_pages_together_are_the_graph(site: DataSite, folder: Path) -> None:
    lines = {line for path in (folder / "id").rglob("*.nt") for line in path.read_text(encoding="utf-8").splitlines()}
    assert lines == set(ntriples(site.dataset.graph).splitlines())


def test_terms_have_their_data_beside_them_too(site: DataSite, folder: Path) -> None:
    for path in site.reference.own_addresses.values():
        assert all((folder / f"{path.removesuffix('.html')}.{ending}").is_file() for ending in MEDIA_TYPES), path
    said = [_said(folder / f"class/Measure.{ending}") for ending in MEDIA_TYPES]
    assert said[0] == said[1] == said[2]
    assert len(said[0]) > 3


def _said(path: Path) -> set[str]:
    """The triples of a file, one string each."""
    return set(ntriples_of(path.read_bytes(), path.name, path.suffix, "https://example.org/")[0].splitlines())


def test_the_same_graphs_give_the_same_bytes(project: Project, folder: Path, tmp_path: Path) -> None:
    write_site(project, tmp_path, url=URL)
    assert _digests(tmp_path) == _digests(folder)


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_question_is_answered_as_csv_and_json_alike(site: DataSite, folder: Path) -> None:
    for question in site.reference.questions:
        answer = ask(site.reference.store, question)
        told = list(csv.reader(StringIO((folder / f"question/{question.name}.csv").read_text(encoding="utf-8"))))
        assert told == [list(answer.variables), *map(list, answer.texts())]
        found = json.loads((folder / f"question/{question.name}.json").read_text(encoding="utf-8"))
        rows = [[row.get(name, {}).get("value", "") for name in found["head"]["vars"]] for row in found["results"]["bindings"]]
        assert rows == told[1:]


# -- pictures ----------------------------------------------------------------------------------------------------------


@forms
def test_the_picture_has_every_component_with_its_words_or_its_number(site: DataSite, form: Form) -> None:
    tree = plan_tree(Naming(site.dataset, "ja"), site.dataset.plans[0])
    drawn = plan_picture(tree, form)
    assert sorted(box.branch.iri for box in drawn.boxes) == sorted(b.iri for b in tree.walk() if b.kind != "plan")
    assert Counter(box.branch.kind for box in drawn.boxes) == {"pillar": 5, "group": 3, "measure": 20, "initiative": 61}
    for box in drawn.boxes:
        words = "".join(box.lines).replace(" ", "")
        branch = box.branch
        expected = f"{branch.number}{branch.marks}" if branch.kind == "initiative" else branch.name.text
        assert words == expected.replace(" ", "")


@forms
def test_no_two_boxes_of_the_picture_overlap_and_none_leaves_it(site: DataSite, form: Form) -> None:
    drawn = plan_picture(plan_tree(Naming(site.dataset, "ja"), site.dataset.plans[0]), form)
    for one, other in combinations(drawn.boxes, 2):
        apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
        assert apart, (one, other)
    assert all(box.x >= 0 and box.right <= form.edge and box.bottom < drawn.height for box in drawn.boxes)


@forms
def test_reasons_of_conclusions_fit_in_the_picture(site: DataSite, form: Form) -> None:
    for lang in LANGUAGES:
        drawn = plan_picture(plan_tree(Naming(site.dataset, lang), site.dataset.plans[0]), form)
        assert len(drawn.tips) == 23
        assert all(tip.y >= 0 and tip.x >= 0 and tip.x + tip.width <= drawn.width for tip in drawn.tips)


@forms
def test_an_arc_joins_each_restatement_with_its_original(site: DataSite, form: Form) -> None:
    drawn = plan_picture(plan_tree(Naming(site.dataset, "ja"), site.dataset.plans[0]), form)
    ends = {(branch.iri, original) for branch, _ in drawn.arcs for original in branch.restates}
    restates = URIRef("https://w3id.org/shisaku/ontology#restates")
    assert ends == set(site.dataset.graph.subject_objects(restates))
    assert len(drawn.arcs) == 4


def test_what_was_concluded_looks_different_and_says_why_to_who_cannot_see(site: DataSite, pages: dict[str, Reader]) -> None:
    places = URIRef("https://w3id.org/shisaku/ontology#places")
    placed = [o for o in site.dataset.graph.objects(None, places) if "/purpose/" not in str(o)]
    for lang in LANGUAGES:
        page = pages[f"{lang}/{site.dataset.addresses[str(site.dataset.plans[0])]}"]
        broken = [
            e for e in page.elements("rect") if "concluded" in e.attributes.get("class", "") and "box" in e.attributes["class"]
        ]
        badges = [e for e in page.elements("a") if e.attributes.get("class") == "badge"]
        assert len(badges) == 2 * len(placed)
        assert len(broken) == 2 * (len(placed) + 1)  # one is in the key of each picture
        assert all(len(badge.attributes["aria-label"]) > 20 for badge in badges)


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("あいうえお", 3, ("あいう", "えお")),
        ("five g network", 5, ("five g", "network")),
        ("", 5, ("",)),
        ("ABCDEFGHIJ", 3.2, ("ABCDE", "FGHIJ")),
    ],
)
def test_words_are_broken_where_they_may_be(words: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrapped(words, width) == lines


def test_the_matrix_counts_what_is_on_a_topic_in_a_measure(site: DataSite) -> None:
    naming = Naming(site.dataset, "en")
    found = matrix(naming, plan_tree(naming, site.dataset.plans[0]))
    assert len(found.measures) == 20
    (fiveg,) = (row for row in found.rows if row.topic.iri.endswith("/topic/5g"))
    assert fiveg.measures == sum(count > 0 for count in fiveg.counts)
    assert all(any(row.counts) for row in found.rows)


def test_a_chart_shows_what_is_counted_and_only_where_it_differs() -> None:
    def row(name: str, number: str) -> tuple[AnswerCell, ...]:
        return AnswerCell(name, Text(name, "ja"), "", False), AnswerCell(number, Text(number, ""), "", True)

    columns = ("pillar", "measures")
    drawn = chart(AnswerTable(columns, (row("柱", "4"), row("梁", "1"))))
    assert drawn is not None
    assert [(bar.label.text, bar.share) for bar in drawn.bars] == [("柱", 100.0), ("梁", 25.0)]
    assert chart(AnswerTable(columns, (row("柱", "4"), row("梁", "4")))) is None
    assert chart(AnswerTable(columns, (row("柱", "4"),))) is None
    assert chart(AnswerTable(("pillar", "ordinal"), (row("柱", "4"), row("梁", "1")))) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chart_is_to_be_taken_away_as_a_picture_that_says_what_it_shows(
    lang: str, site: DataSite, pages: dict[str, Reader], folder: Path
) -> None:
    titles = {question.name: question.summary.text("ja" if lang == "ja" else "en") for question in site.reference.questions}
    charted = 0
    for name, title in titles.items():
        figure = next((e for e in pages[f"{lang}/question/{name}.html"].elements("figure")), None)
        if figure is None:
            continue
        charted += 1
        (link,) = figure.find("a")
        assert link.attributes["href"] == f"{name}.svg"
        drawn = ElementTree.parse(folder / lang / "question" / f"{name}.svg").getroot()
        words = [e.text or "" for e in drawn.iter(f"{SVG}text")]
        assert drawn.findtext(f"{SVG}title") == title
        assert "".join(words).replace(" ", "").startswith(title.replace(" ", ""))
        assert any(name in line for line in words)
        bars = [e for e in drawn.iter(f"{SVG}rect") if "x" in e.attrib]
        values = [item.find("span")[-1].words() for item in figure.find("li")]
        assert len(bars) == len(values)
        lengths = [float(bar.attrib["width"]) for bar in bars]
        assert lengths == pytest.approx([max(lengths) * float(v) / max(map(float, values)) for v in values], abs=0.5)
        edges = [float(e.attrib[key]) for e in drawn.iter(f"{SVG}text") for key in ("x", "y")]
        assert min(edges) > 0
        assert max(edges) < max(float(drawn.attrib["width"]), float(drawn.attrib["height"]))
    assert charted >= 10


# -- the command -------------------------------------------------------------------------------------------------------


def test_shisaku_site_says_that_a_graph_is_missing(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project.root)
    assert main(["--lang", "ja", "site", "-o", str(tmp_path / "out"), "--data", str(tmp_path / "nothing.ttl")]) == 2
    told = capsys.readouterr().err
    assert "nothing.ttl" in told
    assert "Traceback" not in told
