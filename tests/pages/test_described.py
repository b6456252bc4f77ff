"""How the data are described: VoID and DCAT, CSV on the Web, SHACL executables, schema.org, sitemap; every figure recomputed."""

import json
import re
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from csvw import CSVW
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, RDFS, VOID
from tests.pages.conftest import URL
from tests.pages.redirects import followed, rules

from shisaku.cli import main
from shisaku.messages import LANGUAGES
from shisaku.pages.data_site import DataSite
from shisaku.pages.page import Asset, Page
from shisaku.pages.rendering import render
from shisaku.pipeline import Build
from shisaku.project import Project
from shisaku.rdf.namespaces import SH
from shisaku.rdf.quads import ntriples
from shisaku.rdf.rdf_files import ntriples_of
from shisaku.sparql.questions import ask

SPDX = Namespace("http://spdx.org/rdf/terms#")
PLAN = URIRef("https://w3id.org/shisaku/id/soumu-2021")
DATASET = PLAN + "/dataset"


@pytest.fixture(scope="module")
def site(data_site: DataSite) -> DataSite:
    return data_site


@pytest.fixture(scope="module")
def files(made: list[Page | Asset]) -> dict[str, str]:
    return {one.path: one.text for one in made if isinstance(one, Asset)}


@pytest.fixture(scope="module")
def described(files: dict[str, str]) -> Graph:
    return Graph().parse(data=files["data/description.ttl"], format="turtle")


# -- VoID and DCAT -----------------------------------------------------------------------------------------------------


def test_the_description_that_is_kept_is_that_of_the_graphs_of_today(
    project: Project, files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    kept = (project.root / "data" / "description.ttl").read_text(encoding="utf-8")
    assert kept == files["data/description.ttl"]
    assert main(["describe"]) == 0
    assert capsys.readouterr().out == kept


@pytest.mark.parametrize(
    ("property_", "asked"),
    [
        (VOID.triples, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        (VOID.distinctSubjects, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        (VOID.distinctObjects, "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
        (VOID.classes, "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s a ?o }"),
        (VOID.properties, "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        (
            VOID.entities,
            f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER (STRSTARTS(STR(?s), "{PLAN.rsplit("/", 1)[0]}/")) }}',
        ),
    ],
    ids=lambda value: value.rpartition("#")[2] if isinstance(value, URIRef) else "",
)
def test_a_figure_is_what_sparql_counts(property_: URIRef, asked: str, described: Graph, site: DataSite) -> None:
    (row,) = site.dataset.graph.query(asked)
    assert [int(str(value)) for value in described.objects(DATASET, property_)] == [int(str(row[0]))]  # type: ignore[index]


def test_the_parts_by_class_and_property_add_up(described: Graph, site: DataSite) -> None:
    graph = site.dataset.graph
    by_class = {
        described.value(p, VOID["class"]): described.value(p, VOID.entities)
        for p in described.objects(DATASET, VOID.classPartition)
    }
    assert {c: int(str(n)) for c, n in by_class.items()} == Counter(graph.objects(None, RDF.type))
    parts = described.objects(DATASET, VOID.propertyPartition)
    by_property = {described.value(p, VOID.property): int(str(described.value(p, VOID.triples))) for p in parts}
    assert by_property == Counter(graph.predicates())
    assert sum(by_property.values()) == len(graph)


def test_sizes_and_digests_are_those_of_the_files_which_all_say_the_graph(
    described: Graph, files: dict[str, str], site: DataSite, project: Project
) -> None:
    found = list(described.objects(DATASET, DCAT.distribution))
    assert len(found) == 3
    for distribution in found:
        url = described.value(distribution, DCAT.downloadURL)
        content = files[str(url).removeprefix("https://w3id.org/shisaku/")].encode()
        assert int(str(described.value(distribution, DCAT.byteSize))) == len(content)
        checksum = described.value(distribution, SPDX.checksum)
        assert str(described.value(checksum, SPDX.checksumValue)) == sha256(content).hexdigest()
        assert (DATASET, VOID.dataDump, url) in described
    assert files["data/soumu-2021.ttl"] == project.graph("soumu-2021").read_text(encoding="utf-8")
    for ending in ("ttl", "jsonld", "nt"):
        said = ntriples_of(files[f"data/soumu-2021.{ending}"].encode(), ending, f".{ending}", "https://example.org/")[0]
        assert set(said.splitlines()) == set(ntriples(site.dataset.graph).splitlines())


def test_licence_provenance_publisher_of_the_source_and_period_are_told(described: Graph) -> None:
    source = described.value(DATASET, DCTERMS.source)
    assert str(described.value(DATASET, DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
    assert str(described.value(source, DCTERMS.license)) == "https://www.soumu.go.jp/menu_kyotsuu/policy/tyosaku.html"
    publisher = described.value(source, DCTERMS.publisher)
    assert {str(name) for name in described.objects(publisher, RDFS.label)} == {
        "総務省", "Ministry of Internal Affairs and Communications",
    }  # fmt: skip
    period = described.value(DATASET, DCTERMS.temporal)
    assert [str(described.value(period, p)) for p in (DCAT.startDate, DCAT.endDate)] == ["2021-04-01", "2022-03-31"]
    assert str(described.value(source, DCAT.downloadURL) or described.value(source, DCAT.accessURL)).endswith("000705100.pdf")
    assert not [term for triple in described for term in triple if type(term).__name__ == "BNode"]


# -- questions ---------------------------------------------------------------------------------------------------------


def test_the_query_of_each_executable_answers_as_the_question_does(site: DataSite, files: dict[str, str]) -> None:
    for question in site.reference.questions:
        graph = Graph().parse(data=files[f"question/{question.name}.ttl"], format="turtle")
        iri = URIRef(f"https://w3id.org/shisaku/question/{question.name}")
        assert set(graph.objects(iri, RDF.type)) == {SH.SPARQLExecutable, SH.SPARQLSelectExecutable}
        assert {label.language for label in graph.objects(iri, RDFS.label) if hasattr(label, "language")} == {"ja", "en"}
        text = str(graph.value(iri, SH.select))
        told = site.reference.store.select(text, {}, question.name).without_parameters()
        answer = ask(site.reference.store, question)
        assert (told.variables, told.rows) == (answer.variables, answer.rows), question.name
        declared = {str(graph.value(p, SH.prefix)) for p in graph.objects(graph.value(iri, SH.prefixes), SH.declare)}
        assert declared == set(re.findall(r"^PREFIX ([\w.-]*):", text, re.MULTILINE))


def test_every_table_is_as_its_metadata_say(files: dict[str, str], tmp_path: Path) -> None:
    tables = [path for path in files if path.endswith(".csv")]
    for path in (*tables, *(f"{path}-metadata.json" for path in tables)):
        (tmp_path / Path(path).name).write_text(files[path], encoding="utf-8")
    assert len(tables) > 70
    for path in tables:
        assert CSVW(str(tmp_path / f"{Path(path).name}-metadata.json"), validate=True).is_valid, path


def test_a_table_that_is_not_as_its_metadata_say_is_found(files: dict[str, str], tmp_path: Path) -> None:
    name = "how-many-measures-has-each-pillar.csv"
    (tmp_path / f"{name}-metadata.json").write_text(files[f"question/{name}-metadata.json"], encoding="utf-8")
    (tmp_path / name).write_text(files[f"question/{name}"].replace(",1,", ",one,", 1), encoding="utf-8")
    with pytest.raises(UserWarning, match="Invalid column value"):
        assert CSVW(str(tmp_path / f"{name}-metadata.json"), validate=True).is_valid


# -- pages -------------------------------------------------------------------------------------------------------------


def _linked(made: list[Page | Asset], path: str, lang: str = "ja") -> Any:
    page = next(one for one in made if isinstance(one, Page) and (one.lang, one.path) == (lang, path))
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', render(page), re.DOTALL)
    assert found is not None
    return json.loads(found.group(1))


def test_the_page_of_a_plan_is_a_dataset_with_its_files(made: list[Page | Asset], files: dict[str, str]) -> None:
    told = _linked(made, "id/soumu-2021.html")
    assert (told["@type"], told["@id"]) == ("Dataset", str(DATASET))
    assert told["isBasedOn"]["url"] == "https://www.soumu.go.jp/main_content/000705100.pdf"
    assert told["temporalCoverage"] == "2021-04-01/2022-03-31"
    for file in told["distribution"]:
        content = files[file["contentUrl"].removeprefix("https://w3id.org/shisaku/")].encode()
        assert (file["contentSize"], file["sha256"]) == (f"{len(content)} B", sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("path", "type_", "iri"),
    [
        ("index.html", "DataCatalog", "https://w3id.org/shisaku/dataset"),
        ("vocabulary/topics.html", "DefinedTermSet", "https://w3id.org/shisaku/topics"),
        ("vocabulary/topics/5g.html", "DefinedTerm", "https://w3id.org/shisaku/topic/5g"),
        ("class/Measure.html", "DefinedTerm", "https://w3id.org/shisaku/ontology#Measure"),
    ],
)
def test_a_page_says_what_it_is_about_in_the_words_of_schema_org(
    made: list[Page | Asset], path: str, type_: str, iri: str
) -> None:
    for lang in LANGUAGES:
        told = _linked(made, path, lang)
        assert (told["@type"], told["@id"]) == (type_, iri)
        assert told["name"]


def test_the_page_of_a_component_tells_its_path(made: list[Page | Asset], soumu: Build) -> None:
    second = next(m for m in soumu.plan.measures if m.key == "measure/6").initiatives[1]
    steps = _linked(made, f"id/soumu-2021/{second.key}.html")["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3, 4, 5]
    assert [step["item"].removeprefix(str(PLAN)) for step in steps[:2]] == ["", "/pillar/1"]


def test_the_sitemap_lists_every_page_in_each_language_and_robots_names_it(
    made: list[Page | Asset], files: dict[str, str]
) -> None:
    root = ElementTree.fromstring(files["sitemap.xml"])
    listed = [str(e.text) for e in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert sorted(listed) == sorted(f"{URL}{page.lang}/{page.path}" for page in made if isinstance(page, Page))
    assert f"Sitemap: {URL}sitemap.xml" in files["robots.txt"]


def test_the_context_is_published_as_it_is(project: Project, files: dict[str, str]) -> None:
    assert json.loads(files["context.jsonld"]) == json.loads(project.context.read_text(encoding="utf-8"))


# -- redirects ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json, text/html;q=0.5", "jsonld"),
        ("application/n-triples", "nt"),
        ("*/*", "ttl"),
    ],
)
def test_the_redirects_of_w3id_lead_every_iri_to_a_file_of_the_site(
    accept: str, ending: str, made: list[Page | Asset], site: DataSite, project: Project
) -> None:
    written = {one.path if isinstance(one, Asset) else f"{one.lang}/{one.path}" for one in made} | {""}
    own = "https://w3id.org/shisaku/"
    names = {str(t).partition("#")[0] for triple in site.dataset.graph for t in triple if str(t).startswith(own)}
    names |= {iri.partition("#")[0] for iri in site.reference.own_addresses}
    names |= {f"{own}question/{question.name}" for question in site.reference.questions}
    names |= {f"{own}{path}" for path in ("dataset", "data/soumu-2021.nt", "context.jsonld", "shapes", "rule/reading/no-title")}
    listed = rules(project.ontology / "w3id" / ".htaccess")
    assert len(names) > 1000
    for lang in LANGUAGES:
        for name in sorted(names):
            there = followed(listed, name.removeprefix(own), {"Accept": accept, "Accept-Language": f"{lang},de;q=0.5"})
            assert there is not None, name
            path, _, fragment = there.removeprefix("https://example.org/shisaku/").partition("#")
            assert path in written, (name, there)
            known = site.dataset.addresses.get(name)
            if known is not None:
                target = known if ending == "html" else known.partition("#")[0].replace(".html", f".{ending}")
                assert path == (f"{lang}/{target.partition('#')[0]}" if ending == "html" else target), name
                assert not fragment or fragment == target.partition("#")[2]
