"""The redirects that are asked of w3id.org: every IRI of the ontology and its schemes leads somewhere, as the README says."""

import re
from pathlib import Path

import pytest
from rdflib.namespace import OWL, RDF, SKOS
from tests.pages.redirects import followed, rules

from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import ONTOLOGY

FOLDER = Path(__file__).resolve().parent.parent.parent / "ontology"
README = (FOLDER / "w3id" / "README.md").read_text(encoding="utf-8")
OWN, HOST = "https://w3id.org/shisaku/", "https://example.org/shisaku/"
LISTED = rules(FOLDER / "w3id" / ".htaccess")
VOCABULARIES = [*FOLDER.glob("*.ttl"), *(FOLDER / "schemes").glob("*.ttl")]
SCHEMES = {
    str(scheme): sorted(str(concept) for concept in graph.subjects(SKOS.inScheme, scheme))
    for graph in map(load_turtle, VOCABULARIES)
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme)
}


def leads(iri: str, accept: str = "*/*") -> str | None:
    """Where an own IRI is redirected, below the host; None where it is not."""
    there = followed(LISTED, iri.removeprefix(OWN).partition("#")[0], {"Accept": accept, "Accept-Language": "ja"})
    return there and there.removeprefix(HOST)


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_a_scheme_and_each_of_its_concepts_lead_to_its_vocabulary(scheme: str) -> None:
    name = scheme.removeprefix(OWN)
    assert leads(scheme) == f"vocabulary/{name}.ttl"
    assert leads(scheme, "text/html") == f"ja/vocabulary/{name}.html"
    assert leads(f"{scheme}/0.2.0") == f"vocabulary/{name}.ttl"
    assert SCHEMES[scheme]
    for concept in SCHEMES[scheme]:
        assert leads(concept) == f"vocabulary/{name}/{concept.rpartition('/')[2]}.ttl", concept


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_the_readme_lists_the_scheme_with_what_its_concepts_lie_below(scheme: str) -> None:
    name, below = scheme.removeprefix(OWN), SCHEMES[scheme][0].removeprefix(OWN).rpartition("/")[0]
    assert re.search(rf"\| `{name}` \| `{below}/` \|", README), name


def test_versions_of_the_ontology_lead_to_files_and_its_header_to_pages() -> None:
    header = load_turtle(FOLDER / "shisaku.ttl")
    for predicate in (OWL.versionIRI, OWL.priorVersion):
        (version,) = header.objects(ONTOLOGY, predicate)
        assert leads(str(version)) == f"{version}.ttl".removeprefix(OWN)
    for name in ("ontology", "contributors"):
        assert leads(f"{OWN}{name}") == "file/ontology/shisaku.ttl"
        assert leads(f"{OWN}{name}", "text/html") == "ja/ontology.html"


@pytest.mark.parametrize("path", sorted((FOLDER / "profiles").glob("*.ttl")), ids=lambda path: path.stem)
def test_a_profile_leads_to_its_file_today_and_by_version(path: Path) -> None:
    graph = load_turtle(path)
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    for iri in (header, *graph.objects(header, OWL.versionIRI)):
        assert leads(str(iri)) == f"file/ontology/profiles/{path.name}"


@pytest.mark.parametrize(
    ("iri", "data", "page"),
    [
        ("profile/jp/0.2.0", "file/ontology/profiles/jp.ttl", "ja/shapes.html"),
        ("shapes/0.2.0", "file/ontology/shapes.ttl", "ja/shapes.html"),
        (
            "fiscal-year/jp/2021",
            "id/w3id.org/shisaku/fiscal-year/jp/2021.ttl",
            "ja/id/w3id.org/shisaku/fiscal-year/jp/2021.html",
        ),
        ("software/0.2.0", "id/w3id.org/shisaku/software/0.2.0.ttl", "ja/id/w3id.org/shisaku/software/0.2.0.html"),
        ("id/a/measure/3", "id/a/measure/3.ttl", "ja/id/a/measure/3.html"),
        ("id/a/text/0a1b2c3d", "id/a/text/0a1b2c3d.ttl", "ja/id/a/text/0a1b2c3d.html"),
        ("id/a/text/0a1b2c3d/1-2", "id/a/text/0a1b2c3d.ttl", "ja/id/a/text/0a1b2c3d.html#text-0a1b2c3d-1-2"),
        ("id/a/text/0a1b2c3d/1-2/quote", "id/a/text/0a1b2c3d.ttl", "ja/id/a/text/0a1b2c3d.html#text-0a1b2c3d-1-2-quote"),
        (
            "id/a/file/9f8e7d6c/page/2/1-2-3-4",
            "id/a/file/9f8e7d6c.ttl",
            "ja/id/a/file/9f8e7d6c.html#file-9f8e7d6c-page-2-1-2-3-4",
        ),
        ("id/a/measure/3/budget/abcdefgh", "id/a/measure/3.ttl", "ja/id/a/measure/3.html"),
        ("id/a/pillar/abcdefgh/indicator/abcdefgh/value/abcdefgh", "id/a/pillar/abcdefgh.ttl", "ja/id/a/pillar/abcdefgh.html"),
        ("id/a/period/abcdefgh", "id/a.ttl", "ja/id/a.html"),
        ("id/a/placement/measure/3", "id/a/measure/3.ttl", "ja/id/a/measure/3.html"),
        ("id/a/placement/measure/3/evidence/1", "id/a/measure/3.ttl", "ja/id/a/measure/3.html"),
        (
            "id/a/identification/initiative/b7d3f5a2/rejected/2",
            "id/a/initiative/b7d3f5a2.ttl",
            "ja/id/a/initiative/b7d3f5a2.html",
        ),
        (
            "id/a/succession/from/b/measure/3/evidence/1",
            "id/a/succession/from/b.ttl",
            "ja/id/a/succession/from/b.html#succession-from-b-measure-3",
        ),
    ],
)
def test_what_is_below_a_plan_leads_to_the_page_that_tells_of_it(iri: str, data: str, page: str) -> None:
    assert leads(OWN + iri) == data
    assert leads(OWN + iri, "text/html") == page


def test_what_is_not_ours_leads_nowhere() -> None:
    assert leads(f"{OWN}kind/") is None
    assert leads(f"{OWN}fiscal-year/2021") is None
    assert leads(f"{OWN}unheard-of") is None
