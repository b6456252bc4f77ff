"""docs/ontology-changes.md: what it lists is what the two versions differ in, and what it shows can be written as it says."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF

from shisaku.diff.changes import ChangeKind
from shisaku.owl.rl.inference import infer
from shisaku.pipeline import Context
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import PREFIXES, SHISAKU, local_name

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "ontology-changes.md").read_text(encoding="utf-8")
OLD = load_turtle(Path(__file__).with_name("ontology-0.1.1.ttl"))
EXAMPLES = re.findall(r"```turtle\n# (0\.1\.1|0\.2\.0)\n(.*?)```", PAGE, re.DOTALL)
PREFIXED = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in (PREFIXES | {"ex": "https://example.org/"}).items())
UNCHANGED = {"budgetAmount", "department", "description"}
"""Deprecated terms that data still carry as shortcuts."""


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_ontology_changes", ROOT / "docs" / "make_ontology_changes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def deprecated(context: Context) -> dict[str, str]:
    """Terms of 0.1.1 that are deprecated now, with what replaces them."""
    terms = context.ontology.terms
    return {local_name(s): local_name(o) for s, o in terms.subject_objects(DCTERMS.isReplacedBy) if (s, RDF.type, None) in OLD}  # type: ignore[arg-type]


def named(graph: Graph) -> set[str]:
    """Terms of ours that a graph uses, as properties or as classes."""
    used = set(graph.predicates()) | set(graph.objects(None, RDF.type))
    used |= set(graph.objects(None, SHISAKU.concludedProperty))
    return {local_name(term) for term in used if isinstance(term, URIRef) and term.startswith(SHISAKU)}


def test_the_list_is_what_shisaku_diff_finds(made: ModuleType) -> None:
    """Where this fails: python docs/make_ontology_changes.py, and see whether what is written by hand still holds."""
    assert PAGE.partition(made.BEGIN)[1] + PAGE.partition(made.BEGIN)[2] == made.listing()


def test_no_term_of_the_version_before_is_gone_or_has_another_name(made: ModuleType, context: Context) -> None:
    kinds = {change.kind for change in made.difference().changes if isinstance(change.resource, URIRef)}
    assert ChangeKind.REMOVED not in kinds
    assert ChangeKind.RENAMED not in kinds
    old = {s for s in OLD.subjects(RDF.type) if isinstance(s, URIRef) and s.startswith(SHISAKU)}
    assert len(old) > 60
    assert {term for term in old if (term, RDF.type, None) not in context.ontology.terms} == set()


def test_the_terms_before_are_those_of_that_version() -> None:
    assert {str(o) for o in OLD.objects(None, OWL.versionInfo)} == {"0.1.1"}
    assert (SHISAKU.inMeasure, None, None) not in OLD
    assert (SHISAKU.SourceDocument, RDF.type, OWL.Class) in OLD


def test_each_deprecated_term_has_a_row_with_what_replaces_it(deprecated: dict[str, str]) -> None:
    assert len(deprecated) >= 11
    rows = [line for line in PAGE.split("\n") if line.startswith("| `")]
    for old, new in deprecated.items():
        (row,) = [line for line in rows if f"`{old}`" in line.split("|")[1] and "](#" in line]
        assert f"`{new}`" in row.split("|")[2]


def test_each_row_leads_to_an_example_before_and_after() -> None:
    links = re.findall(r"\]\(#([^)]*)\) \|", PAGE)
    headings = {
        re.sub(r"[^\w\s-]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^### (.*)$", PAGE, re.MULTILINE)
    }
    assert len(links) > 10
    assert set(links) <= headings
    assert [version for version, _ in EXAMPLES] == ["0.1.1", "0.2.0"] * (len(EXAMPLES) // 2)
    assert len(EXAMPLES) // 2 == len(set(links))


@pytest.mark.parametrize("text", [text for version, text in EXAMPLES if version == "0.1.1"])
def test_an_example_before_is_made_of_terms_that_there_were(text: str) -> None:
    for term in named(Graph().parse(data=PREFIXED + text, format="turtle")):
        assert (SHISAKU[term], RDF.type, None) in OLD


@pytest.mark.parametrize("text", [text for version, text in EXAMPLES if version == "0.2.0"])
def test_an_example_after_is_made_of_terms_that_are_not_deprecated_and_contradicts_none_of_them(
    text: str, context: Context
) -> None:
    graph = Graph().parse(data=PREFIXED + text, format="turtle")
    terms = context.ontology.terms
    for term in named(graph):
        assert (SHISAKU[term], RDF.type, None) in terms
        assert (SHISAKU[term], OWL.deprecated, None) not in terms
    assert infer(graph, terms).contradictions == ()


def test_the_examples_show_every_deprecated_term_before_and_its_replacement_after(deprecated: dict[str, str]) -> None:
    graphs = [(version, named(Graph().parse(data=PREFIXED + text, format="turtle"))) for version, text in EXAMPLES]
    shown = {version: set().union(*(found for one, found in graphs if one == version)) for version in ("0.1.1", "0.2.0")}
    assert set(deprecated) <= shown["0.1.1"]
    assert set(deprecated.values()) <= shown["0.2.0"]


def test_the_page_names_the_deprecated_terms_that_data_still_have(deprecated: dict[str, str]) -> None:
    assert set(deprecated) >= UNCHANGED
    assert set(re.findall(r"Data still have `(\w+)`", PAGE)) == UNCHANGED
