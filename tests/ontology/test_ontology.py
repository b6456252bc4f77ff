"""The ontology and its schemes: documented, used, inside OWL 2 RL, silent about other vocabularies' terms."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from shisaku.export import jsonld
from shisaku.graph.vocabulary import Vocabulary
from shisaku.owl.rl.inference import infer
from shisaku.pipeline import Build, Context
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import BASIS, CATEGORY, ONTOLOGY, PREFIXES, RESTATEMENT, SHISAKU, SUCCESSION, TOPIC

ROOT = Path(__file__).resolve().parent.parent.parent
ONTOLOGY_FOLDER = ROOT / "ontology"
EXAMPLE = Path(__file__).parent / "examples" / "strategy.ttl"
OWN = "https://w3id.org/shisaku/"
"""Where this project's own IRIs begin: those of the terms, and those of what the header speaks of."""
ALIGNMENTS = sorted((ONTOLOGY_FOLDER / "alignments").glob("*.ttl"))
SH = Namespace("http://www.w3.org/ns/shacl#")
VS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CLASSES = """
PlanElement: prov:Entity
PolicyPlan: PlanElement prov:Plan
PlanComponent: PlanElement
Pillar MeasureGroup Measure Initiative RestatedComponent: PlanComponent
RestatedInitiative: Initiative RestatedComponent
Passage: PlanElement
Purpose Description: Passage
Mark: PlanElement skos:Concept
PlanDetail: PlanElement
Responsibility TargetGroup Indicator IndicatorValue BudgetFigure StatusReport Reference: PlanDetail
Period: dcterms:PeriodOfTime
FiscalYear: Period
PrintedPeriod: PlanDetail Period
PlanSeries BudgetProject: prov:Entity
Topic: skos:Concept
SourceFile: prov:Entity dcat:Distribution
SourceText: prov:Entity
SourceRegion: oa:SpecificResource prov:Entity
TextSpan UnreadRegion: SourceRegion
Furniture UnreadText: TextSpan
Conclusion Evidence: prov:Entity
Placement Identification ComponentSuccession Correspondence RejectedConclusion: Conclusion
SourceDocument: prov:Entity
"""
"""Classes that other programs rely on, and what is directly above them."""
DISJOINT = """
Pillar MeasureGroup Measure Initiative
PolicyPlan PlanComponent Passage Mark PlanDetail
Purpose Description
Responsibility TargetGroup Indicator IndicatorValue BudgetFigure StatusReport Reference PrintedPeriod
FiscalYear PrintedPeriod
TextSpan UnreadRegion
Furniture UnreadText
Placement Identification ComponentSuccession Correspondence RejectedConclusion
PlanElement Topic SourceFile SourceText SourceRegion Conclusion Evidence PlanSeries BudgetProject FiscalYear
"""
"""Classes of which nothing is in two."""
PROPERTIES = """
partOf: PlanComponent PlanElement
hasPart: PlanElement PlanComponent
directPartOf: PlanComponent PlanElement < partOf
hasDirectPart: PlanElement PlanComponent < hasPart
inPillar: PlanComponent Pillar < partOf = directPartOf inPillar
inMeasure: PlanComponent Measure < partOf = directPartOf inMeasure
inPlan: PlanComponent PolicyPlan < partOf = directPartOf inPlan
ordinal: PlanElement xsd:positiveInteger
printedForm: PlanElement rdf:PlainLiteral
printedNumber: PlanComponent xsd:string < printedForm
printedMarks: PlanComponent xsd:string < printedForm
printedKind: PlanComponent rdf:PlainLiteral < printedForm
tag: PlanComponent rdf:PlainLiteral < printedForm
account: BudgetFigure rdf:PlainLiteral
edition: PolicyPlan rdf:PlainLiteral
componentKind: PlanComponent skos:Concept
planKind: PolicyPlan skos:Concept
adoptionStatus: PolicyPlan skos:Concept
inSeries: PolicyPlan PlanSeries
continues: PlanElement PlanElement < descendsFrom prov:wasRevisionOf = successorIn predecessor
descendsFrom: PlanElement PlanElement
successorIn: PlanElement ComponentSuccession
restates: PlanComponent PlanComponent < dcterms:references
restatedBy: PlanComponent PlanComponent
crossReferencesMeasure: PlanElement Measure = hasDirectPart restates inMeasure
crossReferencesPillar: PlanElement Pillar = hasPart restates inPillar
hasPassage: PlanElement Passage
hasPurpose: PlanElement Purpose < hasPassage
purposeOf: Purpose PlanElement
hasDescription: PlanElement Description < hasPassage
text: Passage rdf:PlainLiteral
passageKind: Passage skos:Concept
markOf: Mark PolicyPlan
hasMark: PlanComponent Mark
markCategory: Mark skos:Concept
hasDetail: PlanElement PlanDetail
forPeriod: PlanDetail Period
approximate: PlanDetail xsd:boolean
hasResponsibility: PlanElement Responsibility < hasDetail
responsibilityRole: Responsibility skos:Concept
responsibleParty: Responsibility prov:Agent
hasTargetGroup: PlanElement TargetGroup < hasDetail
hasIndicator: PlanElement Indicator < hasDetail
unit: Indicator rdf:PlainLiteral
indicatorKind: Indicator skos:Concept
desiredDirection: Indicator skos:Concept
cumulative: Indicator xsd:boolean
leadsTo: Indicator PlanElement
hasValue: Indicator IndicatorValue < hasDetail
valueKind: IndicatorValue skos:Concept
numericValue: IndicatorValue xsd:decimal
comparator: IndicatorValue skos:Concept
hasBudgetFigure: PlanElement BudgetFigure < hasDetail
hasBreakdown: BudgetFigure BudgetFigure < hasDetail
breakdownOf: BudgetFigure BudgetFigure
amount: BudgetFigure xsd:decimal
currency: BudgetFigure xsd:string
budgetKind: BudgetFigure skos:Concept
fundingSource: BudgetFigure skos:Concept
hasStatusReport: PlanElement StatusReport < hasDetail
reportsOn: StatusReport PlanElement
status: StatusReport skos:Concept
hasReference: PlanElement Reference < hasDetail
referenceKind: Reference skos:Concept
refersTo: Reference prov:Entity
alignsWith: PlanElement prov:Entity = hasReference refersTo
hasPeriod: PlanElement PrintedPeriod < hasDetail dcterms:temporal
hasDeadline: PlanElement PrintedPeriod < hasDetail
datePrecision: Period skos:Concept
projectId: BudgetProject xsd:string
sheetOf: PlanComponent BudgetProject
implements: BudgetProject PlanComponent
hasTopic: PlanElement skos:Concept < coversTopic
coversTopic: PlanElement skos:Concept = hasDirectPart coversTopic
mentionsTopic: TextSpan skos:Concept
withinSpan: TextSpan TextSpan
quotedFrom: PlanElement TextSpan
sourceText: SourceText xsd:string
characterCount: SourceText xsd:nonNegativeInteger
sha256: prov:Entity xsd:string
pageRegion: TextSpan SourceRegion
unreadReason: UnreadRegion skos:Concept
lexicon: prov:Activity xsd:string
layer: prov:Entity skos:Concept
concludedOf: Conclusion prov:Entity
concludedValue: Conclusion prov:Entity
places: Placement PlanElement < concludedOf
under: Placement PlanElement < concludedValue
identifies: Identification PlanComponent < concludedOf
original: Identification PlanComponent < concludedValue
restatementKind: Identification skos:Concept
predecessor: ComponentSuccession PlanElement < concludedValue
successor: ComponentSuccession PlanElement < concludedOf
successionKind: ComponentSuccession skos:Concept
movedFrom: ComponentSuccession PlanElement
movedTo: ComponentSuccession PlanElement
hasEvidence: Conclusion Evidence
evidenceKind: Evidence skos:Concept
evidencePlace: Evidence TextSpan
basis: Conclusion skos:Concept = hasEvidence evidenceKind
evidenceSpan: Conclusion TextSpan = hasEvidence evidencePlace
confidence: Conclusion xsd:decimal
rejectedAlternative: Conclusion RejectedConclusion
rival: Conclusion prov:Entity = rejectedAlternative concludedValue
describedIn: PlanElement TextSpan
description: PlanElement rdf:PlainLiteral
department: PlanComponent rdf:PlainLiteral
crossReference: PlanComponent rdf:PlainLiteral
budgetAmount: PlanComponent xsd:integer
printedBudgetAmount: PlanComponent xsd:string
approximateBudgetAmount: PlanComponent xsd:boolean
previousBudgetAmount: PlanComponent xsd:integer
printedPreviousBudgetAmount: PlanComponent xsd:string
approximatePreviousBudgetAmount: PlanComponent xsd:boolean
"""
"""Properties that other programs rely on: domain, range, < what is directly above, = the chain that they follow from."""
ANNOTATIONS = {"concludedProperty", "retrievedOn"}
"""Own annotation properties: their values, properties and days, are nothing that OWL 2 can reason with."""
INVERSES = {
    frozenset(pair.split())
    for pair in (
        "partOf hasPart",
        "directPartOf hasDirectPart",
        "restates restatedBy",
        "hasPurpose purposeOf",
        "hasBreakdown breakdownOf",
        "hasStatusReport reportsOn",
        "successorIn successor",
    )
}
"""Properties that are each other's inverse."""
CHARACTERISTICS_OF = {
    OWL.TransitiveProperty: {"partOf", "hasPart", "descendsFrom"},
    OWL.AsymmetricProperty: {"restates"},
    OWL.IrreflexiveProperty: {"restates"},
    OWL.FunctionalProperty: set(),
    OWL.InverseFunctionalProperty: set(),
    OWL.SymmetricProperty: set(),
}
"""Own properties by characteristic; none is functional, as documents do print two originals and two parents."""
REPLACED_BY = {
    "SourceDocument": "SourceText",
    "describedIn": "hasDescription",
    "description": "hasDescription",
    "department": "hasResponsibility",
    "crossReference": "hasReference",
    **dict.fromkeys(
        (
            "budgetAmount", "printedBudgetAmount", "approximateBudgetAmount", "previousBudgetAmount", "printedPreviousBudgetAmount",
            "approximatePreviousBudgetAmount",
        ),
        "hasBudgetFigure",
    ),
}  # fmt: skip
"""Deprecated terms, and what takes their place."""


@pytest.fixture(scope="module")
def terms() -> Graph:
    return load_turtle(ONTOLOGY_FOLDER / "shisaku.ttl")


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


def name(term: Node) -> str:
    """An own term as in this file; one of another vocabulary with its prefix."""
    if is_ours(term):
        return str(term)[len(str(SHISAKU)) :]
    found = [prefix for prefix, namespace in PREFIXES.items() if str(term).startswith(namespace)]
    return f"{found[0]}:{str(term)[len(PREFIXES[found[0]]) :]}"


def names(terms: Iterable[Node]) -> set[str]:
    return {name(term) for term in terms}


def of_kind(terms: Graph, *kinds: URIRef) -> set[str]:
    """Own terms of those kinds."""
    return {name(s) for kind in kinds for s in terms.subjects(RDF.type, kind) if is_ours(s)}


def lines(table: str) -> list[str]:
    return table.strip().split("\n")


# -- the terms ---------------------------------------------------------------------------------------------------------


def test_the_classes_are_those_that_other_programs_rely_on(terms: Graph) -> None:
    above = {
        one: set(rest.split()) for left, _, rest in (line.partition(": ") for line in lines(CLASSES)) for one in left.split()
    }
    assert of_kind(terms, OWL.Class) == set(above)
    for one, expected in above.items():
        assert names(terms.objects(SHISAKU[one], RDFS.subClassOf)) == expected, one


def test_the_properties_are_those_that_other_programs_rely_on(terms: Graph) -> None:
    seen = set()
    for line in lines(PROPERTIES):
        one, _, rest = line.partition(": ")
        rest, _, chain = rest.partition(" = ")
        ends, _, above = rest.partition(" < ")
        domain, range_ = ends.split()
        term = SHISAKU[one]
        seen.add(one)
        assert names(terms.objects(term, RDFS.domain)) == {domain}, one
        assert names(terms.objects(term, RDFS.range)) == {range_}, one
        assert names(terms.objects(term, RDFS.subPropertyOf)) == set(above.split()), one
        chains = [[name(part) for part in Collection(terms, head)] for head in terms.objects(term, OWL.propertyChainAxiom)]
        assert chains == ([chain.split()] if chain else []), one
    assert of_kind(terms, OWL.ObjectProperty, OWL.DatatypeProperty) == seen
    assert of_kind(terms, OWL.AnnotationProperty) == ANNOTATIONS


def test_nothing_is_in_two_classes_that_exclude_each_other(terms: Graph) -> None:
    stated = {frozenset(names(pair)) for pair in terms.subject_objects(OWL.disjointWith)}
    for node in terms.subjects(RDF.type, OWL.AllDisjointClasses):
        (head,) = terms.objects(node, OWL.members)
        stated.add(frozenset(names(Collection(terms, head))))
    assert stated == {frozenset(line.split()) for line in lines(DISJOINT)}


def test_inverses_and_characteristics_are_axioms(terms: Graph) -> None:
    assert {frozenset(names(pair)) for pair in terms.subject_objects(OWL.inverseOf)} == INVERSES
    for characteristic, expected in CHARACTERISTICS_OF.items():
        assert of_kind(terms, characteristic) == expected, characteristic


def test_every_term_has_one_label_and_one_definition_in_each_language(own: list[URIRef], terms: Graph) -> None:
    for term in own:
        assert languages(terms, term, RDFS.label) == ["en", "ja"], term
        assert languages(terms, term, SKOS.definition) == ["en", "ja"], term


def test_every_term_has_an_example_in_each_language_and_says_what_defines_it(own: list[URIRef], terms: Graph) -> None:
    for term in own:
        assert languages(terms, term, SKOS.example) == ["en", "ja"], term
        assert languages(terms, term, SKOS.scopeNote) in ([], ["en", "ja"]), term
        assert list(terms.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY], term


def test_every_term_says_how_settled_it_is(own: list[URIRef], terms: Graph) -> None:
    for term in own:
        expected = "archaic" if (term, OWL.deprecated, Literal(True)) in terms else "testing"
        assert [str(value) for value in terms.objects(term, VS.term_status)] == [expected], term


def test_a_deprecated_term_says_in_both_languages_what_to_write_instead(own: list[URIRef], terms: Graph) -> None:
    found = {name(s): name(o) for s, o in terms.subject_objects(DCTERMS.isReplacedBy)}
    assert found == REPLACED_BY
    assert set(terms.subjects(OWL.deprecated, Literal(True))) == {SHISAKU[one] for one in REPLACED_BY}
    for old, new in found.items():
        definitions = {value.language: str(value) for value in terms.objects(SHISAKU[old], SKOS.definition)}  # type: ignore[attr-defined]
        assert "代わりに" in definitions["ja"], old
        assert re.search(rf"\bUse {new}\b", definitions["en"]), old
        assert new in definitions["ja"], old
        assert SHISAKU[new] in own
        assert new not in REPLACED_BY


def test_no_two_terms_share_a_label_or_a_definition(own: list[URIRef], terms: Graph) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        counted = Counter(
            (str(value).casefold(), value.language)
            for term in own
            for value in terms.objects(term, predicate)
            if isinstance(value, Literal)
        )
        assert [value for value, times in counted.items() if times > 1] == []


def test_japanese_labels_of_properties_are_nouns(own: list[URIRef], terms: Graph) -> None:
    """No particle before or behind, no verb at the end."""
    fragment = re.compile(r"^[のをがにとへで]|[のをがにとへではも]$|(する|した|いる|ある|れる|られる|った|んだ|だ|です|ます|い)$")
    for term in own:
        if (term, RDF.type, OWL.Class) not in terms:
            (label,) = (str(value) for value in terms.objects(term, RDFS.label) if getattr(value, "language", "") == "ja")
            assert not fragment.search(label), (term, label)


def test_one_word_has_one_spelling_in_the_texts(own: list[URIRef], terms: Graph) -> None:
    for s, p, o in terms:
        if isinstance(o, Literal) and o.language == "ja":
            assert not re.search("又は|及び|若しくは|並びに|確からしさ", o), (s, p)


@pytest.mark.parametrize("one", ["tag", "hasMark", "status", "componentKind"])
def test_words_that_could_have_several_homes_are_told_where_they_belong(one: str, terms: Graph) -> None:
    homes = {"tag", "hasMark", "status", "componentKind"} - {one}
    for note in terms.objects(SHISAKU[one], SKOS.scopeNote):
        assert all(home in str(note) for home in homes), (one, note)
    assert languages(terms, SHISAKU[one], SKOS.scopeNote) == ["en", "ja"]


def test_every_subject_in_our_namespace_is_a_declared_class_or_property(own: list[URIRef], terms: Graph) -> None:
    assert {s for s in terms.subjects() if is_ours(s)} == set(own)


def test_every_term_is_used_by_a_query_a_shape_a_check_or_the_data(
    own: list[URIRef], terms: Graph, soumu: Build, context: Context
) -> None:
    files = [*(ROOT / "queries").glob("*.rq"), *(ONTOLOGY_FOLDER / "checks").glob("*.rq")]
    written = {found for file in files for found in re.findall(r"shisaku:([A-Za-z0-9]+)", file.read_text(encoding="utf-8"))}
    example = load_turtle(EXAMPLE)
    graphs = (soumu.graph, soumu.inferred, context.ontology.shapes, example, infer(example, terms).inferred)
    seen = {node for graph in graphs for triple in graph for node in triple}
    unused = [term for term in own if term not in seen and name(term) not in written and name(term) not in REPLACED_BY]
    assert unused == []


def test_the_header_says_which_version_this_is_and_what_came_before(terms: Graph) -> None:
    version = str(terms.value(ONTOLOGY, OWL.versionInfo))
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version)
    assert terms.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    rows = (ONTOLOGY_FOLDER / "versions.csv").read_text(encoding="utf-8").split()
    recorded = [row.partition(",")[0] for row in rows[1:]]
    assert recorded[-1] == version
    assert terms.value(ONTOLOGY, OWL.priorVersion) == URIRef(f"{ONTOLOGY}/{recorded[-2]}")
    assert terms.value(ONTOLOGY, OWL.incompatibleWith) == URIRef(f"{ONTOLOGY}/{recorded[-2]}")
    assert version in str(terms.value(ONTOLOGY, DCTERMS.bibliographicCitation))


def test_the_header_says_who_made_it_when_and_under_which_licence(terms: Graph) -> None:
    vann = Namespace("http://purl.org/vocab/vann/")
    contributors = URIRef("https://w3id.org/shisaku/contributors")
    assert terms.value(ONTOLOGY, DCTERMS.creator) == contributors == terms.value(ONTOLOGY, DCTERMS.publisher)
    assert (contributors, RDF.type, PROV.Agent) in terms
    assert languages(terms, contributors, RDFS.label) == ["en", "ja"]
    days = [terms.value(ONTOLOGY, when) for when in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified)]
    assert all(isinstance(day, Literal) and day.datatype == XSD.date for day in days)
    assert sorted(map(str, days)) == list(map(str, days))
    assert terms.value(ONTOLOGY, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert terms.value(ONTOLOGY, URIRef("http://purl.org/ontology/bibo/status")) == URIRef(
        "http://purl.org/ontology/bibo/status/draft"
    )
    assert str(terms.value(ONTOLOGY, vann.preferredNamespacePrefix)) == "shisaku"
    assert str(terms.value(ONTOLOGY, vann.preferredNamespaceUri)) == str(SHISAKU)
    for predicate in (DCTERMS.title, DCTERMS.description, RDFS.comment):
        assert languages(terms, ONTOLOGY, predicate) == ["en", "ja"], predicate


def test_the_header_is_made_of_annotations_only(terms: Graph) -> None:
    builtin = {RDF.type, OWL.versionIRI, OWL.versionInfo, OWL.priorVersion, OWL.incompatibleWith, RDFS.comment}
    declared = set(terms.subjects(RDF.type, OWL.AnnotationProperty))
    assert set(terms.predicates(ONTOLOGY)) - builtin <= declared


# -- what follows from what --------------------------------------------------------------------------------------------


def wider(terms: Graph, term: Node) -> set[Node]:
    """The class or datatype with all that is above it."""
    return {*terms.transitive_objects(term, RDFS.subClassOf), *({RDF.PlainLiteral} if term == XSD.string else ())}


def ends(terms: Graph, property_: Node) -> tuple[Node, Node]:
    (domain,), (range_,) = terms.objects(property_, RDFS.domain), terms.objects(property_, RDFS.range)
    return domain, range_


def test_domain_and_range_of_a_property_follow_from_those_above_it(terms: Graph) -> None:
    pairs = [(s, o) for s, o in terms.subject_objects(RDFS.subPropertyOf) if is_ours(o)]
    assert len(pairs) >= 29
    for below, above in pairs:
        for end, higher in zip(ends(terms, below), ends(terms, above), strict=True):
            assert higher in wider(terms, end), (below, above)


def test_domain_and_range_of_a_chain_follow_from_its_members(terms: Graph) -> None:
    chains = [(s, list(Collection(terms, head))) for s, head in terms.subject_objects(OWL.propertyChainAxiom)]
    assert len(chains) >= 11
    for whole, parts in chains:
        domain, range_ = ends(terms, whole)
        assert domain in wider(terms, ends(terms, parts[0])[0]), whole
        assert range_ in wider(terms, ends(terms, parts[-1])[1]), whole
        for here, there in pairwise(parts):
            meet, begin = ends(terms, here)[1], ends(terms, there)[0]
            assert begin in wider(terms, meet) or meet in wider(terms, begin), (whole, here, there)


def test_an_inverse_begins_where_the_other_ends(terms: Graph) -> None:
    for one, other in terms.subject_objects(OWL.inverseOf):
        assert ends(terms, one) == ends(terms, other)[::-1], one


def test_the_inverse_of_what_is_below_a_property_is_below_its_inverse(terms: Graph) -> None:
    """directPartOf is below partOf, so hasDirectPart is below hasPart, and so on."""
    inverse = {a: b for pair in INVERSES for a, b in permutations(pair)}
    for below, above in terms.subject_objects(RDFS.subPropertyOf):
        if name(below) in inverse and name(above) in inverse:
            assert (SHISAKU[inverse[name(below)]], RDFS.subPropertyOf, SHISAKU[inverse[name(above)]]) in terms, below


# -- what OWL 2 RL and OWL 2 DL allow ----------------------------------------------------------------------------------


def test_blank_nodes_are_only_lists_and_disjointness_axioms(terms: Graph) -> None:
    for node in {s for s in terms.subjects() if isinstance(s, BNode)}:
        assert RDF.first in set(terms.predicates(node)) or (node, RDF.type, OWL.AllDisjointClasses) in terms


@pytest.mark.parametrize("scheme", ["marks", "topics", "conclusions"])
def test_a_scheme_has_no_blank_node(scheme: str) -> None:
    graph = load_turtle(ONTOLOGY_FOLDER / f"{scheme}.ttl")
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
    """rdf:langString is none: the OWL API takes a property that has it as range for an object property."""
    allowed = {
        XSD.string,
        XSD.positiveInteger,
        XSD.nonNegativeInteger,
        XSD.integer,
        XSD.decimal,
        XSD.boolean,
        RDF.PlainLiteral,
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
        if isinstance(s, URIRef) and not is_ours(s) and not str(s).startswith(OWN):
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


def test_the_profile_of_the_house_keeps_each_property_to_one_of_our_schemes(terms: Graph, schemes: Graph) -> None:
    shapes = load_turtle(ONTOLOGY_FOLDER / "profiles" / "jp.ttl")
    of_node = {
        node: scheme
        for node, constraint in shapes.subject_objects(SH.property)
        if (constraint, SH.path, SKOS.inScheme) in shapes
        for scheme in shapes.objects(constraint, SH.hasValue)
    }
    of_property = {
        name(path): of_node[node]
        for constraint, node in shapes.subject_objects(SH.node)
        if node in of_node
        for path in shapes.objects(constraint, SH.path)
        if is_ours(path)
    }
    assert set(of_property.values()) <= set(schemes.objects(None, SKOS.inScheme))
    concept_valued = {name(term) for term in terms.subjects(RDFS.range, SKOS.Concept)}
    assert concept_valued - set(of_property) == {"hasTopic", "coversTopic", "mentionsTopic"}


def test_every_concept_of_the_bases_and_kinds_is_in_its_namespace(schemes: Graph) -> None:
    for scheme, prefix in (
        ("bases", BASIS),
        ("restatement-kinds", RESTATEMENT),
        ("succession-kinds", SUCCESSION),
        ("mark-categories", CATEGORY),
        ("topics", TOPIC),
    ):
        for concept in schemes.subjects(SKOS.inScheme, URIRef(f"https://w3id.org/shisaku/{scheme}")):
            assert str(concept).startswith(str(prefix))
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(concept)[len(str(prefix)) :]), concept


# -- alignments and the context ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def concepts() -> set[Node]:
    """Concepts of our own schemes."""
    files = [*ONTOLOGY_FOLDER.glob("*.ttl"), *(ONTOLOGY_FOLDER / "schemes").glob("*.ttl")]
    return {concept for file in files for concept in load_turtle(file).subjects(SKOS.inScheme)}


def test_there_are_alignments() -> None:
    assert {"stratml", "schema", "imi", "cpsv", "p-plan", "iao", "obeu"} == {path.stem for path in ALIGNMENTS}


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda path: path.stem)
def test_an_alignment_only_maps_terms_and_concepts_of_ours_and_says_nothing_of_others(
    path: Path, own: list[URIRef], concepts: set[Node]
) -> None:
    mappings = {SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
    graph = load_turtle(path)
    assert len(graph)
    for s, p, o in graph:
        assert s in own or s in concepts, s
        assert not is_ours(s) or name(s) not in REPLACED_BY, s
        assert p in mappings, p
        assert isinstance(o, URIRef)
        assert not str(o).startswith(OWN)


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda path: path.stem)
def test_an_alignment_says_what_was_looked_up_where(path: Path) -> None:
    head = path.read_text(encoding="utf-8").split("@prefix", 1)[0]
    for said in ("Vocabulary", "Namespace", "Licence", "Checked", "Not mapped"):
        assert re.search(rf"^# {said}", head, re.MULTILINE), said


def test_every_outside_term_of_an_alignment_is_listed_with_its_vocabulary() -> None:
    listed = {s for file in (ONTOLOGY_FOLDER / "imports").glob("*.ttl") for s in load_turtle(file).subjects()}
    assert {o for path in ALIGNMENTS for o in load_turtle(path).objects()} - listed == set()


def test_goals_and_objectives_of_stratml_are_kinds_not_levels() -> None:
    graph = load_turtle(ONTOLOGY_FOLDER / "alignments" / "stratml.ttl")
    stratml = "urn:ISO:std:iso:17469:tech:xsd:stratml_core#"
    assert set(graph.subjects(None, URIRef(f"{stratml}Goal"))) == {URIRef(f"{OWN}kind/goal")}
    assert set(graph.subjects(None, URIRef(f"{stratml}Objective"))) == {URIRef(f"{OWN}kind/objective")}
    assert not {SHISAKU[level] for level in ("Pillar", "MeasureGroup", "Measure", "Initiative")} & set(graph.subjects())


def test_the_json_ld_context_is_what_the_ontology_gives_today(terms: Graph) -> None:
    kept = json.loads((ONTOLOGY_FOLDER / "context.jsonld").read_text(encoding="utf-8"))
    assert kept == jsonld.context(terms)


def test_the_json_ld_context_names_every_term_of_the_ontology(own: list[URIRef]) -> None:
    keys = json.loads((ONTOLOGY_FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for term in own:
        definition = keys[jsonld.key_of(name(term))]
        assert (definition["@id"] if isinstance(definition, dict) else definition) == str(term)


def test_texts_of_the_ontology_carry_no_language_that_is_neither_japanese_nor_english(schemes: Graph) -> None:
    """Forms in which a concept is printed may be of any language."""
    texts = {
        o.language for _, p, o in schemes if isinstance(o, Literal) and o.language and p not in (SKOS.altLabel, SKOS.hiddenLabel)
    }
    assert texts == {"ja", "en"}
