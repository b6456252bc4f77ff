"""The ontology and its schemes: documented, used, inside OWL 2 RL, silent about other vocabularies' terms."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from shisaku.graph.inference import infer
from shisaku.graph.namespaces import BASIS, CATEGORY, KIND, ONTOLOGY, SHISAKU, SUCCESSION, TOPIC
from shisaku.graph.ontology import load_turtle
from shisaku.graph.vocabulary import Vocabulary
from shisaku.pipeline import Build, Context
from shisaku.publish import jsonld

ROOT = Path(__file__).resolve().parent.parent.parent
ONTOLOGY_FOLDER = ROOT / "ontology"
ALIGNMENTS = sorted((ONTOLOGY_FOLDER / "alignments").glob("*.ttl"))
SH = Namespace("http://www.w3.org/ns/shacl#")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CHARACTERISTICS = {
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.TransitiveProperty,
    OWL.SymmetricProperty,
    OWL.AsymmetricProperty,
    OWL.IrreflexiveProperty,
}
FIXED_CLASSES = [
    "PolicyPlan",
    "PlanComponent",
    "Pillar",
    "MeasureGroup",
    "Measure",
    "Initiative",
    "RestatedInitiative",
    "Purpose",
    "Mark",
    "Topic",
    "SourceDocument",
    "TextSpan",
    "Placement",
    "Identification",
    "ComponentSuccession",
    "Conclusion",
    "PlanElement",
    "Furniture",
    "UnreadText",
]
FIXED_PROPERTIES = [
    "partOf",
    "hasPart",
    "directPartOf",
    "hasDirectPart",
    "inPillar",
    "inPlan",
    "ordinal",
    "printedNumber",
    "printedMarks",
    "hasMark",
    "markOf",
    "restates",
    "restatedBy",
    "restatementKind",
    "crossReferencesMeasure",
    "crossReferencesPillar",
    "hasPurpose",
    "purposeOf",
    "text",
    "hasTopic",
    "coversTopic",
    "mentionsTopic",
    "withinSpan",
    "quotedFrom",
    "places",
    "under",
    "basis",
    "confidence",
    "evidenceSpan",
    "rival",
    "identifies",
    "original",
    "predecessor",
    "successor",
    "successionKind",
    "movedFrom",
    "movedTo",
    "edition",
    "budgetAmount",
    "printedBudgetAmount",
    "approximateBudgetAmount",
    "previousBudgetAmount",
    "printedPreviousBudgetAmount",
    "approximatePreviousBudgetAmount",
    "department",
    "tag",
    "crossReference",
    "description",
    "describedIn",
    "sourceText",
    "characterCount",
    "sha256",
    "lexicon",
]


@pytest.fixture(scope="module")
def terms(context: Context) -> Graph:
    return context.ontology.terms


@pytest.fixture(scope="module")
def schemes(context: Context) -> Graph:
    return context.ontology.schemes


@pytest.fixture(scope="module")
def own(terms: Graph) -> list[URIRef]:
    """Classes and properties in the ontology's namespace."""
    found = {str(s) for kind in KINDS for s in terms.subjects(RDF.type, kind)}
    return [URIRef(term) for term in sorted(found) if term.startswith(str(SHISAKU))]


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    return sorted(getattr(value, "language", None) or "" for value in graph.objects(subject, predicate))


def is_ours(term: Node) -> bool:
    return str(term).startswith(str(SHISAKU))


# -- the terms ---------------------------------------------------------------------------------------------------------


def test_the_names_that_other_programs_rely_on_are_there(own: list[URIRef], terms: Graph) -> None:
    classes = {str(term)[len(str(SHISAKU)) :] for term in own if (term, RDF.type, OWL.Class) in terms}
    properties = {str(term)[len(str(SHISAKU)) :] for term in own} - classes
    assert set(FIXED_CLASSES) <= classes
    assert set(FIXED_PROPERTIES) <= properties


def test_every_term_has_one_label_and_one_definition_in_each_language(own: list[URIRef], terms: Graph) -> None:
    for term in own:
        assert languages(terms, term, RDFS.label) == ["en", "ja"], term
        assert languages(terms, term, SKOS.definition) == ["en", "ja"], term


def test_every_term_has_an_example_and_says_what_defines_it(own: list[URIRef], terms: Graph) -> None:
    for term in own:
        assert list(terms.objects(term, SKOS.example)), term
        assert list(terms.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY], term


def test_no_two_terms_share_a_label_or_a_definition(own: list[URIRef], terms: Graph) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        counted = Counter(value for term in own for value in terms.objects(term, predicate))
        assert [value for value, times in counted.items() if times > 1] == []


def test_every_subject_in_our_namespace_is_a_declared_class_or_property(own: list[URIRef], terms: Graph) -> None:
    assert {s for s in terms.subjects() if is_ours(s)} == set(own)


def test_every_term_is_used_by_a_query_a_shape_a_check_or_the_data(own: list[URIRef], soumu: Build, context: Context) -> None:
    files = [*(ROOT / "queries").glob("*.rq"), *(ONTOLOGY_FOLDER / "checks").glob("*.rq")]
    written = {name for file in files for name in re.findall(r"shisaku:([A-Za-z]+)", file.read_text(encoding="utf-8"))}
    graphs = (soumu.graph, soumu.inferred, context.ontology.shapes)
    seen = {node for graph in graphs for triple in graph for node in triple}
    unused = [term for term in own if term not in seen and str(term)[len(str(SHISAKU)) :] not in written]
    assert unused == []


def test_every_property_has_a_domain_and_a_range(own: list[URIRef], terms: Graph) -> None:
    for term in own:
        if (term, RDF.type, OWL.Class) not in terms:
            assert len(list(terms.objects(term, RDFS.domain))) == 1, term
            assert len(list(terms.objects(term, RDFS.range))) == 1, term


def test_the_header_names_the_version_the_licence_and_the_preferred_prefix(terms: Graph) -> None:
    vann = Namespace("http://purl.org/vocab/vann/")
    version = str(terms.value(ONTOLOGY, OWL.versionInfo))
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version)
    assert terms.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert terms.value(ONTOLOGY, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(terms.value(ONTOLOGY, vann.preferredNamespacePrefix)) == "shisaku"
    assert str(terms.value(ONTOLOGY, vann.preferredNamespaceUri)) == str(SHISAKU)
    assert languages(terms, ONTOLOGY, DCTERMS.title) == ["en", "ja"]


def test_each_restated_contract_of_the_hierarchy_is_an_axiom(terms: Graph) -> None:
    assert (SHISAKU.partOf, RDF.type, OWL.TransitiveProperty) in terms
    assert (SHISAKU.directPartOf, RDF.type, OWL.FunctionalProperty) in terms
    assert (SHISAKU.directPartOf, RDFS.subPropertyOf, SHISAKU.partOf) in terms
    for one, other in (
        ("partOf", "hasPart"),
        ("directPartOf", "hasDirectPart"),
        ("restates", "restatedBy"),
        ("hasPurpose", "purposeOf"),
    ):
        assert {(SHISAKU[one], SHISAKU[other]), (SHISAKU[other], SHISAKU[one])} & set(terms.subject_objects(OWL.inverseOf))
    for characteristic in (OWL.FunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty):
        assert (SHISAKU.restates, RDF.type, characteristic) in terms


# -- what OWL 2 RL and OWL 2 DL allow ----------------------------------------------------------------------------------


def test_blank_nodes_are_only_lists_inverse_properties_and_disjointness_axioms(terms: Graph) -> None:
    shapes = load_turtle(ONTOLOGY_FOLDER / "shapes.ttl")
    for graph in (terms, shapes):
        for node in {s for s in graph.subjects() if isinstance(s, BNode)}:
            predicates = set(graph.predicates(node))
            is_list = RDF.first in predicates
            is_path = predicates <= {SH.inversePath, SH.alternativePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath}
            is_disjointness = (node, RDF.type, OWL.AllDisjointClasses) in graph
            assert is_list or is_path or is_disjointness, predicates


@pytest.mark.parametrize("name", ["marks", "topics", "conclusions"])
def test_a_scheme_has_no_blank_node(name: str) -> None:
    graph = load_turtle(ONTOLOGY_FOLDER / f"{name}.ttl")
    assert not [triple for triple in graph if any(isinstance(node, BNode) for node in triple)]


def test_no_construct_outside_owl_2_rl_is_used(terms: Graph) -> None:
    forbidden = {
        OWL.unionOf, OWL.someValuesFrom, OWL.allValuesFrom, OWL.hasValue, OWL.hasSelf, OWL.oneOf, OWL.complementOf, OWL.intersectionOf,
        OWL.cardinality, OWL.minCardinality, OWL.maxCardinality, OWL.qualifiedCardinality, OWL.minQualifiedCardinality,
        OWL.maxQualifiedCardinality, OWL.hasKey, OWL.disjointUnionOf, OWL.onProperty, OWL.equivalentClass, OWL.onDatatype,
    }  # fmt: skip
    assert {p for p in terms.predicates() if p in forbidden} == set()
    assert (None, RDF.type, OWL.Restriction) not in terms
    assert (None, RDF.type, OWL.ReflexiveProperty) not in terms


def test_ranges_are_data_types_of_owl_2(terms: Graph) -> None:
    allowed = {
        XSD.string,
        XSD.positiveInteger,
        XSD.nonNegativeInteger,
        XSD.integer,
        XSD.decimal,
        XSD.boolean,
        RDF.PlainLiteral,
        RDF.langString,
    }
    for property_ in terms.subjects(RDF.type, OWL.DatatypeProperty):
        assert set(terms.objects(property_, RDFS.range)) <= allowed, property_


def test_no_property_is_both_an_object_and_a_datatype_property(terms: Graph) -> None:
    kinds: dict[Node, set[Node]] = defaultdict(set)
    for kind in KINDS:
        for term in terms.subjects(RDF.type, kind):
            kinds[term].add(kind)
    assert {term: found for term, found in kinds.items() if len(found) > 1} == {}


def test_transitive_and_chained_properties_are_neither_functional_nor_asymmetric_nor_irreflexive(terms: Graph) -> None:
    """OWL 2 DL: such characteristics are for simple properties only; a super-property of a non-simple one is not simple either."""
    composite = set(terms.subjects(RDF.type, OWL.TransitiveProperty)) | set(terms.subjects(OWL.propertyChainAxiom, None))
    changed = True
    while changed:
        above = {o for s in composite for o in terms.objects(s, RDFS.subPropertyOf)}
        inverse = {o for s in composite for o in (*terms.objects(s, OWL.inverseOf), *terms.subjects(OWL.inverseOf, s))}
        changed = not above | inverse <= composite
        composite |= above | inverse
    for characteristic in (
        OWL.FunctionalProperty,
        OWL.InverseFunctionalProperty,
        OWL.AsymmetricProperty,
        OWL.IrreflexiveProperty,
    ):
        assert composite & set(terms.subjects(RDF.type, characteristic)) == set()


def test_nothing_is_stated_about_terms_of_others_beyond_their_declaration(terms: Graph) -> None:
    declarations = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    for s, p, o in terms:
        if isinstance(s, URIRef) and not is_ours(s) and s != ONTOLOGY:
            assert p == RDF.type, (s, p, o)
            assert o in declarations, (s, p, o)


def test_lists_of_disjoint_classes_and_chains_hold_our_terms_only(terms: Graph) -> None:
    lists = [*terms.objects(None, OWL.members), *terms.objects(None, OWL.propertyChainAxiom)]
    assert len(lists) >= 6
    for members in lists:
        assert all(is_ours(member) for member in Collection(terms, members))


def test_every_foreign_term_that_an_axiom_or_the_data_use_is_declared(terms: Graph, soumu: Build) -> None:
    declared = {s for kind in KINDS for s in terms.subjects(RDF.type, kind)}
    builtin = (str(RDF), str(RDFS), str(OWL), str(XSD))
    used: set[Node] = set(soumu.graph.predicates()) | set(soumu.graph.objects(None, RDF.type))
    used |= {o for p in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range) for o in terms.objects(None, p)}
    assert {term for term in used - declared if not str(term).startswith(builtin)} == set()


def test_the_axioms_contradict_nothing_by_themselves(terms: Graph) -> None:
    assert infer(Graph(), terms).contradictions == ()


# -- the schemes -------------------------------------------------------------------------------------------------------


def test_there_are_at_least_sixty_topics(schemes: Graph) -> None:
    assert len(set(schemes.subjects(RDF.type, SHISAKU.Topic))) >= 60


def test_no_printed_form_belongs_to_two_topics(schemes: Graph) -> None:
    owners: dict[str, set[Node]] = defaultdict(set)
    for topic in schemes.subjects(RDF.type, SHISAKU.Topic):
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
            for label in schemes.objects(topic, predicate):
                (form,) = Vocabulary.of(_one_topic(label)).forms
                owners[form].add(topic)
    assert {form: found for form, found in owners.items() if len(found) > 1} == {}


def _one_topic(label: Node) -> Graph:
    graph = Graph()
    graph.add((TOPIC.one, RDF.type, SHISAKU.Topic))
    graph.add((TOPIC.one, SKOS.prefLabel, label))
    return graph


def test_no_wording_of_a_legend_belongs_to_two_categories(schemes: Graph) -> None:
    owners: dict[str, set[Node]] = defaultdict(set)
    for category in schemes.subjects(SKOS.inScheme, URIRef("https://w3id.org/shisaku/mark-categories")):
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
            for label in schemes.objects(category, predicate):
                owners[str(label).casefold()].add(category)
    assert {form: found for form, found in owners.items() if len(found) > 1} == {}


def test_every_concept_has_one_preferred_label_in_each_language_and_a_scheme(schemes: Graph) -> None:
    concepts = set(schemes.subjects(SKOS.inScheme, None))
    assert len(concepts) > 70
    for concept in concepts:
        assert languages(schemes, concept, SKOS.prefLabel) == ["en", "ja"], concept
        assert len(list(schemes.objects(concept, SKOS.inScheme))) == 1, concept


def test_no_two_concepts_of_a_scheme_share_a_preferred_label(schemes: Graph) -> None:
    for scheme in set(schemes.objects(None, SKOS.inScheme)):
        labels = Counter(
            label for concept in schemes.subjects(SKOS.inScheme, scheme) for label in schemes.objects(concept, SKOS.prefLabel)
        )
        assert [label for label, times in labels.items() if times > 1] == []


def test_broader_and_narrower_are_each_others_inverse_and_have_no_circle(schemes: Graph) -> None:
    broader = set(schemes.subject_objects(SKOS.broader))
    assert broader == {(o, s) for s, o in schemes.subject_objects(SKOS.narrower)}
    for concept, _ in broader:
        above: set[Node] = set()
        here = {concept}
        while here:
            here = {o for c in here for o in schemes.objects(c, SKOS.broader)} - above
            above |= here
        assert concept not in above, concept


def test_every_topic_leads_up_to_a_top_concept_of_its_scheme(schemes: Graph) -> None:
    tops = set(schemes.objects(URIRef("https://w3id.org/shisaku/topics"), SKOS.hasTopConcept))
    assert tops == set(schemes.subjects(SKOS.topConceptOf, URIRef("https://w3id.org/shisaku/topics")))
    for topic in schemes.subjects(RDF.type, SHISAKU.Topic):
        assert tops & set(schemes.transitive_objects(topic, SKOS.broader)), topic


def test_a_label_is_not_both_preferred_and_alternative(schemes: Graph) -> None:
    for concept in set(schemes.subjects(SKOS.inScheme, None)):
        labels = [set(schemes.objects(concept, p)) for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        assert not labels[0] & labels[1], concept
        assert not labels[0] & labels[2], concept
        assert not labels[1] & labels[2], concept


def listed(shapes: Graph, prefix: str) -> list[set[Node]]:
    """The members of every sh:in list that holds an IRI of that namespace."""
    lists = [set(Collection(shapes, node)) for node in shapes.objects(None, SH["in"])]
    return [members for members in lists if any(str(member).startswith(prefix) for member in members)]


@pytest.mark.parametrize(
    ("scheme", "prefix"),
    [
        ("https://w3id.org/shisaku/mark-categories", str(CATEGORY)),
        ("https://w3id.org/shisaku/bases", str(BASIS)),
        ("https://w3id.org/shisaku/restatement-kinds", str(KIND)),
        ("https://w3id.org/shisaku/succession-kinds", str(SUCCESSION)),
    ],
)
def test_a_shape_allows_exactly_the_concepts_of_the_scheme(scheme: str, prefix: str, schemes: Graph, context: Context) -> None:
    members = set(schemes.subjects(SKOS.inScheme, URIRef(scheme)))
    lists = listed(context.ontology.shapes, prefix)
    assert lists
    assert all(found == members for found in lists)


def test_every_concept_of_the_bases_and_kinds_is_in_its_namespace(schemes: Graph) -> None:
    for scheme, prefix in (
        ("bases", BASIS),
        ("restatement-kinds", KIND),
        ("succession-kinds", SUCCESSION),
        ("mark-categories", CATEGORY),
        ("topics", TOPIC),
    ):
        for concept in schemes.subjects(SKOS.inScheme, URIRef(f"https://w3id.org/shisaku/{scheme}")):
            assert str(concept).startswith(str(prefix))
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(concept)[len(str(prefix)) :]), concept


# -- alignments and the context ----------------------------------------------------------------------------------------


def test_there_are_alignments() -> None:
    assert {"stratml", "schema", "imi", "cpsv", "p-plan"} <= {path.stem for path in ALIGNMENTS}


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda path: path.stem)
def test_an_alignment_only_maps_our_terms_and_says_nothing_of_others(path: Path, own: list[URIRef]) -> None:
    mappings = {SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
    graph = load_turtle(path)
    assert len(graph)
    for s, p, o in graph:
        assert s in own, s
        assert p in mappings, p
        assert isinstance(o, URIRef)
        assert not str(o).startswith("https://w3id.org/shisaku/")


def test_the_json_ld_context_is_what_the_ontology_gives_today(terms: Graph) -> None:
    kept = json.loads((ONTOLOGY_FOLDER / "context.jsonld").read_text(encoding="utf-8"))
    assert kept == jsonld.context(terms)


def test_the_json_ld_context_names_every_term_of_the_ontology(own: list[URIRef]) -> None:
    names = json.loads((ONTOLOGY_FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for term in own:
        definition = names[str(term)[len(str(SHISAKU)) :]]
        assert (definition["@id"] if isinstance(definition, dict) else definition) == str(term)


def test_texts_of_the_ontology_carry_no_language_that_is_neither_japanese_nor_english(schemes: Graph) -> None:
    assert {o.language for o in schemes.objects() if isinstance(o, Literal) and o.language} == {"ja", "en"}
