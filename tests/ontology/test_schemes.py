"""The concept schemes: complete, described in both languages, and without a printed form that names two concepts of one scheme."""

from collections import defaultdict
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
from rdflib.term import Node

from shisaku.graph.printed_forms import whole_form
from shisaku.graph.vocabulary import Vocabulary
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import CATEGORY
from shisaku.rdf.triples import graph_of

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
FILES = [FOLDER / "marks.ttl", FOLDER / "conclusions.ttl", *sorted((FOLDER / "schemes").glob("*.ttl"))]
BASE = "https://w3id.org/shisaku/"
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
FIXED = {
    "component-kinds": (
        "kind",
        "intended-result goal objective outcome milestone activity commitment action project output deliverable heading principle chapter",
    ),
    "plan-kinds": ("plan-kind", "strategy comprehensive-strategy action-plan budget-overview progress-report"),
    "adoption-statuses": ("adoption-status", "draft adopted revised"),
    "passage-kinds": ("passage-kind", "purpose vision mission value situation issue outline expected-result risk"),
    "roles": ("role", "performer lead joint support partner consulted"),
    "precisions": ("precision", "day month quarter year fiscal-year unspecified"),
    "indicator-kinds": ("indicator-kind", "input input-processing output-processing output outcome impact"),
    "directions": ("direction", "increase decrease maintain"),
    "comparators": ("comparator", "at-least at-most more-than less-than"),
    "value-kinds": ("value-kind", "baseline target result forecast"),
    "statuses": ("status", "planned new ongoing on-track delayed complete stopped continued"),
    "budget-kinds": ("budget-kind", "request initial supplementary carried-in carried-out reserve total executed"),
    "funding-sources": ("funding-source", "national-grant prefectural-grant bond general other"),
    "reference-kinds": (
        "reference-kind",
        "contributes-to legal-basis implements depends-on reports-on see-also broader-than narrower-than peer-to",
    ),
    "unread-reasons": ("unread-reason", "picture scan table unknown-words"),
    "layers": ("layer", "asserted reconstructed inferred report"),
    "header-words": (
        "header",
        "number name department budget last-year-budget funding-source deadline period indicator unit baseline target result status "
        "purpose description reference target-group note",
    ),
    "table-words": (
        "table-word",
        "account after before category change contents debt legend person quantity schedule subtotal thing total",
    ),
    "section-roles": ("section-role", "opens-components front-matter back-matter"),
    "wordings": ("wording", "action office state telling undertaking"),
    "unpriced-words": ("unpriced", "to-be-decided within-existing none"),
    "organ-words": ("organ", "short-name group"),
}
"""What other programs rely on: of each scheme, what its concepts lie below, and their names."""
BROADER = {
    "intended-result": "goal objective outcome milestone",
    "activity": "commitment action project",
    "output": "deliverable",
    "heading": "principle chapter",
}


@pytest.fixture(scope="module")
def schemes() -> Graph:
    return graph_of(*map(load_turtle, FILES))


def every_concept(schemes: Graph) -> set[Node]:
    return set(schemes.subjects(RDF.type, SKOS.Concept))


def languages(values: list[Node]) -> list[str]:
    return sorted(value.language or "" for value in values if isinstance(value, Literal))


@pytest.mark.parametrize("name", FIXED)
def test_the_names_that_other_programs_rely_on_are_there_and_no_others(name: str, schemes: Graph) -> None:
    below, concepts = FIXED[name]
    found = {str(concept) for concept in schemes.subjects(SKOS.inScheme, URIRef(BASE + name))}
    assert found == {f"{BASE}{below}/{concept}" for concept in concepts.split()}


def test_every_scheme_is_one_of_those_or_of_marks_or_conclusions(schemes: Graph) -> None:
    others = {"mark-categories", "restatement-kinds", "succession-kinds", "bases"}
    assert set(schemes.subjects(RDF.type, SKOS.ConceptScheme)) == {URIRef(BASE + name) for name in others | set(FIXED)}


def test_kinds_of_components_have_wider_kinds(schemes: Graph) -> None:
    pairs = {
        (URIRef(f"{BASE}kind/{narrow}"), URIRef(f"{BASE}kind/{wide}"))
        for wide, names in BROADER.items()
        for narrow in names.split()
    }
    assert {pair for pair in schemes.subject_objects(SKOS.broader) if "/kind/" in str(pair[0])} == pairs


def test_every_scheme_has_names_descriptions_a_licence_and_a_version(schemes: Graph) -> None:
    for scheme in schemes.subjects(RDF.type, SKOS.ConceptScheme):
        assert languages(list(schemes.objects(scheme, SKOS.prefLabel))) == ["en", "ja"], scheme
        assert languages(list(schemes.objects(scheme, DCTERMS.description))) == ["en", "ja"], scheme
        assert list(schemes.objects(scheme, DCTERMS.license)) == [LICENCE], scheme
        assert list(schemes.objects(scheme, OWL.versionInfo)) == [Literal("0.2.0")], scheme
        assert list(schemes.objects(scheme, OWL.versionIRI)) == [URIRef(f"{scheme}/0.2.0")], scheme


def test_every_concept_has_one_name_and_one_definition_in_each_language(schemes: Graph) -> None:
    for concept in every_concept(schemes):
        assert languages(list(schemes.objects(concept, SKOS.prefLabel))) == ["en", "ja"], concept
        assert languages(list(schemes.objects(concept, SKOS.definition))) == ["en", "ja"], concept
        assert len(list(schemes.objects(concept, SKOS.inScheme))) == 1, concept


def test_every_concept_of_the_schemes_is_printed_in_other_forms_in_both_languages(schemes: Graph) -> None:
    for name in set(FIXED) - {"layers"}:
        for concept in schemes.subjects(SKOS.inScheme, URIRef(BASE + name)):
            assert {"en", "ja"} <= set(languages(list(schemes.objects(concept, SKOS.altLabel)))), concept


def test_no_printed_form_names_two_concepts_of_one_scheme(schemes: Graph) -> None:
    owners: dict[tuple[Node, str], set[Node]] = defaultdict(set)
    for concept, scheme in schemes.subject_objects(SKOS.inScheme):
        for label in (label for property_ in LABELS for label in schemes.objects(concept, property_)):
            assert whole_form(str(label)), (concept, label)
            owners[scheme, whole_form(str(label))].add(concept)
    assert {form: found for form, found in owners.items() if len(found) > 1} == {}


def test_a_form_is_given_once_to_a_concept(schemes: Graph) -> None:
    for concept in every_concept(schemes):
        forms = [whole_form(str(label)) for property_ in LABELS[1:] for label in schemes.objects(concept, property_)]
        forms += {whole_form(str(label)) for label in schemes.objects(concept, SKOS.prefLabel)}
        assert sorted(forms) == sorted(set(forms)), concept


def test_top_concepts_are_those_without_a_wider_one(schemes: Graph) -> None:
    for scheme in schemes.subjects(RDF.type, SKOS.ConceptScheme):
        concepts = set(schemes.subjects(SKOS.inScheme, scheme))
        tops = {concept for concept in concepts if (concept, SKOS.broader, None) not in schemes}
        assert set(schemes.objects(scheme, SKOS.hasTopConcept)) == tops
        assert set(schemes.subjects(SKOS.topConceptOf, scheme)) == tops


def test_a_legend_of_budgets_and_one_of_supplementary_budgets_mean_two_things(schemes: Graph) -> None:
    words = Vocabulary.of(schemes)
    assert words.category("当初予算") == CATEGORY["initial-budget"]
    assert words.category("補正予算") == CATEGORY["supplementary-budget"]
    assert words.category("概算要求") == CATEGORY["budget-request"]
    assert words.category("予算関連") == CATEGORY["budget"]
    assert words.category("予　算") == CATEGORY["budget"]
    assert {*schemes.objects(CATEGORY["budget"], SKOS.narrower)} == {
        CATEGORY["initial-budget"],
        CATEGORY["supplementary-budget"],
        CATEGORY["budget-request"],
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_schemes_has_no_blank_node_and_only_languages_of_documents(path: Path) -> None:
    graph = load_turtle(path)
    assert len(graph)
    assert {type(node) for triple in graph for node in triple} == {URIRef, Literal}
    found = {node.language for node in graph.objects() if isinstance(node, Literal) and node.language}
    assert {"en", "ja"} <= found <= {"en", "ja", "de", "fr", "ko", "es", "pt"}
