"""Pitfalls of the OOPS! catalogue and criteria of FOOPS!, as far as files can show them; each test is named by what it checks.

What cannot be computed here stands in NOT_COMPUTED with the reason; a test holds that nothing of either list is left out.
Sources: the OOPS! pitfall catalogue (P01 to P41, oops.linkeddata.es) and the FOOPS! metrics (w3id.org/foops).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from shisaku.owl.consistency import hermit
from shisaku.owl.consistency.hermit import HermitState
from shisaku.owl.consistency.theory import Theory
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import ONTOLOGY, SHISAKU

FOLDER = Path(__file__).resolve().parent.parent.parent / "ontology"
VANN = "http://purl.org/vocab/vann/"
STATUS = URIRef("http://purl.org/ontology/bibo/status")
NO_JAVA = pytest.mark.skipif(hermit.missing() is not None, reason=f"HermiT cannot run: {hermit.missing()} is not installed")
NOT_COMPUTED = {
    "P01": "whether a class is used in several senses is for a reader to say",
    "P09": "what of the domain is missing is for a reader to say",
    "P14": "owl:allValuesFrom is not used: P24 holds that no class is put together of others",
    "P15": "negation is not used, as for P14",
    "P16": "no class is defined by others, as for P14, so that none can stand where a defined one should",
    "P17": "whether a hierarchy is specialized too far is for a reader to say",
    "P18": "whether a domain or range is too narrow is for a reader to say; test_legal_data.py has data that must fit",
    "P37": "needs the network; the redirects are not requested yet (ontology/w3id/README.md)",
    "PURL1": "needs the registry of persistent names; w3id.org has not been asked yet",
    "URI1": "needs the network",
    "VER2": "needs the network; the redirect of the version IRI is held in test_w3id.py",
    "FIND2": "needs prefix.cc or LOV, where the prefix is entered once the IRI resolves",
    "FIND3": "needs LOV",
    "FIND_3_BIS": "needs LOV",
    "CN1": "needs the network; the redirects choose by what is accepted (test_w3id.py)",
    "DOC1": "needs the network; `shisaku docs` writes the pages",
    "HTTP1": "needs the network; FOOPS! only looks whether the scheme is http or https, as P36 does here",
    "OM4.2": "needs the network, to see whether the licence resolves",
}
"""Pitfalls and criteria that no test here decides, and why."""
PITFALLS = [f"P{number:02}" for number in range(1, 42)]
"""The catalogue of OOPS!."""
CRITERIA = [
    "PURL1", "URI1", "URI2", "VER1", "VER2", "FIND1", "FIND2", "FIND3", "FIND_3_BIS", "OM1", "OM2", "OM3", "OM4.1", "OM4.2",
    "OM5.1", "OM5.2", "VOC1", "VOC2", "VOC3", "VOC4", "RDF1", "DOC1", "CN1", "HTTP1",
]  # fmt: skip
"""The metrics of FOOPS!."""
WITHOUT_INVERSE = {
    "a shortcut, or derived by a chain: what it is derived from has inverses": {
        "inPillar", "inMeasure", "inPlan", "crossReferencesMeasure", "crossReferencesPillar", "coversTopic", "alignsWith",
        "continues", "descendsFrom", "basis", "evidenceSpan", "rival",
    },
    "leads to what is not ours to describe: a concept, an agent, whatever is referred to": {
        "componentKind", "planKind", "adoptionStatus", "passageKind", "markCategory", "responsibilityRole", "responsibleParty",
        "indicatorKind", "desiredDirection", "valueKind", "comparator", "budgetKind", "fundingSource", "status", "referenceKind",
        "refersTo", "datePrecision", "hasTopic", "mentionsTopic", "unreadReason", "layer", "restatementKind", "successionKind",
        "evidenceKind",
    },
    "leads to what belongs to one thing only and carries its IRI: it is found from that thing": {
        "hasPassage", "hasDescription", "hasDetail", "hasResponsibility", "hasTargetGroup", "hasIndicator", "hasValue",
        "hasBudgetFigure", "hasReference", "hasPeriod", "hasDeadline", "hasEvidence", "rejectedAlternative", "hasMark", "markOf",
    },
    "says where something is printed: a place has no need to know who is printed at it": {
        "quotedFrom", "withinSpan", "pageRegion", "evidencePlace", "describedIn",
    },
    "belongs to a conclusion: what is concluded of something is asked by concludedOf": {
        "concludedOf", "concludedValue", "places", "under", "identifies", "original", "predecessor", "movedFrom", "movedTo",
    },
    "leads to what many share: a period, a series, a project, the element that an indicator serves": {
        "forPeriod", "inSeries", "leadsTo", "sheetOf", "implements",
    },
}  # fmt: skip
"""Object properties without an inverse, by the reason (P13)."""


@pytest.fixture(scope="module")
def terms() -> Graph:
    return load_turtle(FOLDER / "shisaku.ttl")


def ours(node: Node) -> bool:
    return str(node).startswith(str(SHISAKU))


def name(node: Node) -> str:
    return str(node)[len(str(SHISAKU)) :]


def own(terms: Graph, *kinds: URIRef) -> set[Node]:
    """Own terms of those kinds."""
    return {s for kind in kinds for s in terms.subjects(RDF.type, kind) if ours(s)}


def classes(terms: Graph) -> set[Node]:
    return own(terms, OWL.Class)


def properties(terms: Graph) -> set[Node]:
    return own(terms, OWL.ObjectProperty, OWL.DatatypeProperty)


def every(terms: Graph) -> set[Node]:
    return own(terms, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def texts(terms: Graph, term: Node, predicate: URIRef, language: str) -> list[str]:
    return [str(o) for o in terms.objects(term, predicate) if isinstance(o, Literal) and o.language == language]


def label(terms: Graph, term: Node, language: str) -> str:
    (found,) = texts(terms, term, RDFS.label, language)
    return found


def above(terms: Graph, term: Node, predicate: URIRef) -> set[Node]:
    """What is above a term, without itself unless it leads back."""
    return {o for direct in terms.objects(term, predicate) for o in terms.transitive_objects(direct, predicate) if o is not None}


def disjoint_pairs(terms: Graph) -> set[frozenset[Node]]:
    found = {frozenset(pair) for pair in terms.subject_objects(OWL.disjointWith)}
    for node in terms.subjects(RDF.type, OWL.AllDisjointClasses):
        for head in terms.objects(node, OWL.members):
            members = list(Collection(terms, head))
            found |= {frozenset((a, b)) for a in members for b in members if a != b}
    return found


def exclude(terms: Graph, one: Node, other: Node) -> bool:
    """Whether two classes are disjoint, by themselves or by what is above them."""
    pairs = disjoint_pairs(terms)
    lines = [{term, *above(terms, term, RDFS.subClassOf)} for term in (one, other)]
    return any(frozenset((a, b)) in pairs for a in lines[0] for b in lines[1])


# -- each pitfall as what is found wrong: nothing in the ontology, something in a spoilt copy of it ------------------------

Check = Callable[[Graph], Iterator[object]]


def synonyms_as_classes(terms: Graph) -> Iterator[object]:
    """P02: classes that are equivalent to, or also called like, another class of ours."""
    yield from ((s, o) for s, o in terms.subject_objects(OWL.equivalentClass) if ours(s) and ours(o))
    called: Counter[tuple[str, str]] = Counter()
    for term in classes(terms):
        for language in ("ja", "en"):
            words = {*texts(terms, term, RDFS.label, language), *texts(terms, term, SKOS.altLabel, language)}
            called.update((word.casefold(), language) for word in words)
    yield from (word for word, times in called.items() if times > 1)


def is_as_a_relation(terms: Graph) -> Iterator[object]:
    """P03: a relation that says what rdf:type, rdfs:subClassOf or owl:sameAs say."""
    for term in properties(terms):
        if re.fullmatch(r"(is|isA|isAn|isKindOf|typeOf|kindOf|instanceOf|subClassOf|sameAs)", name(term), re.IGNORECASE):
            yield term


def unconnected(terms: Graph) -> Iterator[object]:
    """P04: a class or property that no axiom relates to another term."""
    relations = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf)
    for term in classes(terms) | properties(terms):
        linked = {o for p in relations for o in terms.objects(term, p)} | {s for p in relations for s in terms.subjects(p, term)}
        if not linked - {term}:
            yield term


def wrong_inverses(terms: Graph) -> Iterator[object]:
    """P05: an inverse whose domain and range are not the other's range and domain."""
    for one, other in terms.subject_objects(OWL.inverseOf):
        ends = [tuple(set(terms.objects(term, end)) for end in (RDFS.domain, RDFS.range)) for term in (one, other)]
        if ends[0] != ends[1][::-1]:
            yield one, other


def circles(terms: Graph) -> Iterator[object]:
    """P06: a class or property that is above itself."""
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        yield from (term for term in set(terms.subjects(predicate)) if term in above(terms, term, predicate))


def merged_concepts(terms: Graph) -> Iterator[object]:
    """P07: a class whose name speaks of two things."""
    for term in classes(terms):
        if re.search(r"(?<=[a-z])(And|Or)(?=[A-Z])", name(term)) or re.search(r"\b(and|or)\b|/", label(terms, term, "en")):
            yield term
        if re.search("・|または|および|又は|及び", label(terms, term, "ja")):
            yield term


def missing_annotations(terms: Graph) -> Iterator[object]:
    """P08: no label or definition in one of the languages."""
    for term in every(terms):
        for predicate in (RDFS.label, SKOS.definition, SKOS.example):
            for language in ("ja", "en"):
                if not texts(terms, term, predicate, language):
                    yield term, predicate, language


def missing_disjointness(terms: Graph) -> Iterator[object]:
    """P10: two classes right below one class of ours, of which neither is below the other, that do not exclude each other."""
    may_overlap = {frozenset((SHISAKU.RestatedComponent, level)) for level in LEVELS}
    for parent in classes(terms):
        children = [child for child in terms.subjects(RDFS.subClassOf, parent) if ours(child)]
        for one in children:
            for other in children:
                nested = one in above(terms, other, RDFS.subClassOf) or other in above(terms, one, RDFS.subClassOf)
                if one == other or nested or frozenset((one, other)) in may_overlap:
                    continue
                if not exclude(terms, one, other):
                    yield one, other


LEVELS = [SHISAKU[level] for level in ("Pillar", "MeasureGroup", "Measure", "Initiative")]
"""What stands at a level of the plan; any of them may be restated."""


def missing_domain_or_range(terms: Graph) -> Iterator[object]:
    """P11: a property without one of the two."""
    for term in properties(terms):
        yield from ((term, end) for end in (RDFS.domain, RDFS.range) if (term, end, None) not in terms)


def undeclared_equivalent_properties(terms: Graph) -> Iterator[object]:
    """P12: two properties of one name, or of one definition, that are not said to be the same."""
    called = Counter(label(terms, term, "en").casefold().removeprefix("has ") for term in properties(terms))
    yield from (word for word, times in called.items() if times > 1)


def inverse_not_declared(terms: Graph) -> Iterator[object]:
    """P13: an object property without inverse that no reason excuses, and a reason that excuses nothing."""
    with_inverse = {term for pair in terms.subject_objects(OWL.inverseOf) for term in pair}
    bare = {name(term) for term in own(terms, OWL.ObjectProperty) - with_inverse}
    excused = [one for reason in WITHOUT_INVERSE.values() for one in reason]
    yield from bare ^ set(excused)
    yield from (one for one, times in Counter(excused).items() if times > 1)


def built_classes(terms: Graph) -> Iterator[object]:
    """P24: a class that is put together of others; there is none, so that none can contain itself."""
    builders = (OWL.equivalentClass, OWL.unionOf, OWL.intersectionOf, OWL.complementOf, OWL.oneOf, OWL.onProperty)
    yield from (triple for p in builders for triple in terms.triples((None, p, None)))


def several_domains_or_ranges(terms: Graph) -> Iterator[object]:
    """P19: several domains or ranges, which hold all at once."""
    for term in properties(terms):
        yield from ((term, end) for end in (RDFS.domain, RDFS.range) if len(list(terms.objects(term, end))) > 1)


def swapped_annotations(terms: Graph) -> Iterator[object]:
    """P20: a definition that is no longer than the label, a label that is a sentence, an example that is the definition."""
    for term in every(terms):
        for language, longest in (("ja", 14), ("en", 36)):
            called = label(terms, term, language)
            for definition in texts(terms, term, SKOS.definition, language):
                if len(definition) <= len(called) or definition.rstrip("。.").casefold() == called.casefold():
                    yield term, definition
                if definition in texts(terms, term, SKOS.example, language):
                    yield term, definition
            if len(called) > longest or called.endswith(("。", ".")):
                yield term, called


def miscellaneous_classes(terms: Graph) -> Iterator[object]:
    """P21: a class for what is left over."""
    yield from (term for term in classes(terms) if re.search(r"^(Other|Misc|Unknown|General)(?![a-z])", name(term)))


def naming(terms: Graph) -> Iterator[object]:
    """P22: names in camel case, classes with a capital letter first, properties without; no two that differ by case alone."""
    for term in every(terms):
        first = "[A-Z]" if (term, RDF.type, OWL.Class) in terms else "[a-z]"
        if not re.fullmatch(f"{first}[A-Za-z0-9]*", name(term)):
            yield term
    for kind in (classes(terms), every(terms) - classes(terms)):
        counted = Counter(name(term).casefold() for term in kind)
        yield from (word for word, times in counted.items() if times > 1)


def own_datatypes(terms: Graph) -> Iterator[object]:
    """P23: a datatype or class of ours for what OWL has a datatype for."""
    yield from terms.subjects(RDF.type, RDFS.Datatype)
    yield from (term for term in classes(terms) if re.search(r"(Date|Number|String|Text|Boolean|Integer)$", name(term)) and term not in
                {SHISAKU.SourceText, SHISAKU.UnreadText})  # fmt: skip


def inverse_of_itself(terms: Graph) -> Iterator[object]:
    """P25: a property that is declared its own inverse."""
    yield from (s for s, o in terms.subject_objects(OWL.inverseOf) if s == o)


def inverse_of_symmetric(terms: Graph) -> Iterator[object]:
    """P26: an inverse of a symmetric property."""
    symmetric = set(terms.subjects(RDF.type, OWL.SymmetricProperty))
    yield from (pair for pair in terms.subject_objects(OWL.inverseOf) if symmetric & set(pair))


def equivalences_of_properties(terms: Graph) -> Iterator[object]:
    """P27: equivalent properties; there are none, so that none can be wrong."""
    yield from terms.subject_objects(OWL.equivalentProperty)


def wrong_symmetry(terms: Graph) -> Iterator[object]:
    """P28: a symmetric property that does not begin where it ends."""
    for term in terms.subjects(RDF.type, OWL.SymmetricProperty):
        if set(terms.objects(term, RDFS.domain)) != set(terms.objects(term, RDFS.range)):
            yield term


def wrong_transitivity(terms: Graph) -> Iterator[object]:
    """P29: a transitive property whose range and domain have nothing in common, so that it never goes on."""
    for term in terms.subjects(RDF.type, OWL.TransitiveProperty):
        for domain in terms.objects(term, RDFS.domain):
            for range_ in terms.objects(term, RDFS.range):
                comparable = domain in {range_, *above(terms, range_, RDFS.subClassOf)} or range_ in above(
                    terms, domain, RDFS.subClassOf
                )
                if not comparable:
                    yield term


def undeclared_equivalent_classes(terms: Graph) -> Iterator[object]:
    """P30: a class that is called, but for case, like one of another vocabulary that is declared here, and is not below it."""
    foreign = {re.split("[#/]", str(s))[-1].casefold(): s for s in terms.subjects(RDF.type, OWL.Class) if not ours(s)}
    for term in classes(terms):
        other = foreign.get(name(term).casefold())
        if other is not None and other not in above(terms, term, RDFS.subClassOf):
            yield term, other


def equivalences_of_classes(terms: Graph) -> Iterator[object]:
    """P31: equivalent classes; there are none, so that none can be wrong."""
    yield from terms.subject_objects(OWL.equivalentClass)


def shared_labels(terms: Graph) -> Iterator[object]:
    """P32: a label of several terms."""
    for language in ("ja", "en"):
        counted = Counter(label(terms, term, language).casefold() for term in every(terms))
        yield from (word for word, times in counted.items() if times > 1)


def chains_of_one(terms: Graph) -> Iterator[object]:
    """P33: a chain with a single property, which rdfs:subPropertyOf says."""
    yield from (s for s, head in terms.subject_objects(OWL.propertyChainAxiom) if len(list(Collection(terms, head))) < 2)


def untyped(terms: Graph) -> Iterator[object]:
    """P34, P35: something used as a class or as a property that is not declared as one."""
    builtin = (str(RDF), str(RDFS), str(OWL), str(XSD))
    declared = {kind: set(terms.subjects(RDF.type, kind)) for kind in
                (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)}  # fmt: skip
    used: set[Node] = {o for p in (RDFS.subClassOf, RDFS.domain) for o in terms.objects(None, p)}
    used |= {o for s in declared[OWL.ObjectProperty] for o in terms.objects(s, RDFS.range)}
    used |= {o for _, o in terms.subject_objects(RDF.type)}
    yield from (term for term in used - declared[OWL.Class] if not str(term).startswith(builtin) and not isinstance(term, BNode))
    as_property = {*terms.predicates(), *terms.objects(None, RDFS.subPropertyOf), *terms.objects(None, OWL.inverseOf)}
    as_property |= {part for head in terms.objects(None, OWL.propertyChainAxiom) for part in Collection(terms, head)}
    known = set().union(*(found for kind, found in declared.items() if kind != OWL.Class))
    yield from (term for term in as_property - known if not str(term).startswith(builtin))


def file_extension(terms: Graph) -> Iterator[object]:
    """P36: a name of the ontology that ends like a file, or is no https IRI."""
    for header in terms.subjects(RDF.type, OWL.Ontology):
        if re.search(r"\.(owl|rdf|ttl|n3|nt|xml|jsonld)$", str(header)) or not str(header).startswith("https://"):
            yield header


def no_header(terms: Graph) -> Iterator[object]:
    """P38: not exactly one owl:Ontology."""
    headers = list(terms.subjects(RDF.type, OWL.Ontology))
    if headers != [ONTOLOGY]:
        yield headers


def ambiguous_namespace(terms: Graph) -> Iterator[object]:
    """P39: no namespace, or one that is not that of the terms."""
    if [str(o) for o in terms.objects(ONTOLOGY, URIRef(f"{VANN}preferredNamespaceUri"))] != [str(SHISAKU)]:
        yield "preferredNamespaceUri"
    if str(SHISAKU) != f"{ONTOLOGY}#":
        yield "namespace"


def hijacked(terms: Graph) -> Iterator[object]:
    """P40: a term of another vocabulary that it does not have, or of which something is stated here."""
    listed = {s for file in (FOLDER / "imports").glob("*.ttl") for s in load_turtle(file).subjects()}
    outside = "https://w3id.org/shisaku/"
    builtin = (str(RDF), str(RDFS), str(OWL), str(XSD))
    for s, p, o in terms:
        if isinstance(s, URIRef) and not str(s).startswith(outside):
            if p != RDF.type:
                yield s, p, o
            if s not in listed:
                yield s
        for term in (p, o):
            iri = isinstance(term, URIRef) and not str(term).startswith((outside, *builtin, "https://creativecommons.org/"))
            if iri and term not in listed:
                yield term


def no_licence(terms: Graph) -> Iterator[object]:
    """P41, OM4.1: no licence, or one that is not an IRI."""
    licences = list(terms.objects(ONTOLOGY, DCTERMS.license))
    if len(licences) != 1 or not isinstance(licences[0], URIRef):
        yield licences


def lacking(terms: Graph, *predicates: URIRef) -> Iterator[object]:
    """Metadata that the header does not have."""
    yield from (predicate for predicate in predicates if (ONTOLOGY, predicate, None) not in terms)


def ids_differ(terms: Graph) -> Iterator[object]:
    """URI2: terms that say another ontology defines them, or none."""
    yield from (term for term in every(terms) if list(terms.objects(term, RDFS.isDefinedBy)) != [ONTOLOGY])


def version_iri(terms: Graph) -> Iterator[object]:
    """VER1: no version IRI, or one that is the ontology itself or does not carry the version."""
    found = list(terms.objects(ONTOLOGY, OWL.versionIRI))
    version = terms.value(ONTOLOGY, OWL.versionInfo)
    if len(found) != 1 or found[0] == ONTOLOGY or not str(found[0]).endswith(f"/{version}"):
        yield found


def prefix(terms: Graph) -> Iterator[object]:
    """FIND1: no preferred prefix."""
    yield from lacking(terms, URIRef(f"{VANN}preferredNamespacePrefix"))


def minimum_metadata(terms: Graph) -> Iterator[object]:
    """OM1: title, description, licence, version IRI, creator, namespace."""
    wanted = (DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionIRI, DCTERMS.creator)
    yield from lacking(terms, *wanted, URIRef(f"{VANN}preferredNamespaceUri"))
    yield from (p for p in (DCTERMS.title, DCTERMS.description) if not texts(terms, ONTOLOGY, p, "en"))


def recommended_metadata(terms: Graph) -> Iterator[object]:
    """OM2: prefix, version, day of creation, citation."""
    wanted = (OWL.versionInfo, DCTERMS.created, DCTERMS.bibliographicCitation)
    yield from lacking(terms, *wanted, URIRef(f"{VANN}preferredNamespacePrefix"))


def detailed_metadata(terms: Graph) -> Iterator[object]:
    """OM3: publisher, status, day of issue, earlier version, (in)compatibility, day of change; without a DOI, a logo or a source."""
    yield from lacking(terms, DCTERMS.publisher, STATUS, DCTERMS.issued, OWL.priorVersion, OWL.incompatibleWith, DCTERMS.modified)


def basic_provenance(terms: Graph) -> Iterator[object]:
    """OM5.1: who made it, as an agent that is described, and when."""
    yield from lacking(terms, DCTERMS.creator, DCTERMS.created)
    for maker in terms.objects(ONTOLOGY, DCTERMS.creator):
        if not isinstance(maker, URIRef) or (maker, RDFS.label, None) not in terms:
            yield maker


def detailed_provenance(terms: Graph) -> Iterator[object]:
    """OM5.2: day of issue and publisher."""
    yield from lacking(terms, DCTERMS.issued, DCTERMS.publisher)


def metadata_vocabularies(terms: Graph) -> Iterator[object]:
    """VOC1: a property of the header that is our own."""
    yield from (p for p in terms.predicates(ONTOLOGY) if ours(p))


def reuse(terms: Graph) -> Iterator[object]:
    """VOC2: fewer than five vocabularies of others that classes or properties are built on."""
    found = {re.sub(r"[^#/]*$", "", str(o)) for p in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.range) for s, o in
             terms.subject_objects(p) if ours(s) and not ours(o)} - {str(XSD), str(RDF)}  # fmt: skip
    if len(found) < 5:
        yield found


def labels(terms: Graph) -> Iterator[object]:
    """VOC3: a term without a label."""
    yield from (term for term in every(terms) if (term, RDFS.label, None) not in terms)


def definitions(terms: Graph) -> Iterator[object]:
    """VOC4: a term without a definition."""
    yield from (term for term in every(terms) if (term, SKOS.definition, None) not in terms)


HEAD = """
@prefix : <https://w3id.org/shisaku/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix vann: <http://purl.org/vocab/vann/> . @prefix bibo: <http://purl.org/ontology/bibo/> .
"""
TIDE = ':Tide a owl:Class ; rdfs:label "潮"@ja , "tide"@en .'
ONTO = "<https://w3id.org/shisaku/ontology>"
CHECKS: dict[str, tuple[Check, str]] = {
    "P02": (synonyms_as_classes, ':Pillar skos:altLabel "measure"@en .'),
    "P03": (is_as_a_relation, ":isA a owl:ObjectProperty ."),
    "P04": (unconnected, TIDE),
    "P05": (wrong_inverses, ":restatedBy rdfs:domain :Pillar ."),
    "P06": (circles, ":PlanElement rdfs:subClassOf :Pillar ."),
    "P07": (merged_concepts, ':TideAndEbb a owl:Class ; rdfs:label "潮"@ja , "tide"@en .'),
    "P08": (missing_annotations, ":Tide a owl:Class ."),
    "P10": (missing_disjointness, ":Tide a owl:Class ; rdfs:subClassOf :PlanDetail ."),
    "P11": (missing_domain_or_range, ":flows a owl:ObjectProperty ; rdfs:domain :Pillar ."),
    "P12": (undeclared_equivalent_properties, ':hasUnit a owl:DatatypeProperty ; rdfs:label "単位名"@ja , "has unit"@en .'),
    "P13": (inverse_not_declared, ":flows a owl:ObjectProperty ."),
    "P19": (several_domains_or_ranges, ":tag rdfs:domain :Mark ."),
    "P20": (swapped_annotations, ':Tide a owl:Class ; rdfs:label "満ち引き"@ja , "tide"@en ; skos:definition "潮"@ja .'),
    "P21": (miscellaneous_classes, ":OtherPart a owl:Class ."),
    "P22": (naming, ":plan_part a owl:Class ."),
    "P23": (own_datatypes, ":PrintedDate a owl:Class ."),
    "P24": (built_classes, ":Pillar owl:equivalentClass [ a owl:Class ; owl:unionOf ( :Pillar :Measure ) ] ."),
    "P25": (inverse_of_itself, ":restates owl:inverseOf :restates ."),
    "P26": (inverse_of_symmetric, ":restates a owl:SymmetricProperty ."),
    "P27": (equivalences_of_properties, ":tag owl:equivalentProperty :unit ."),
    "P28": (wrong_symmetry, ":hasMark a owl:SymmetricProperty ."),
    "P29": (wrong_transitivity, ":markOf a owl:TransitiveProperty ."),
    "P30": (undeclared_equivalent_classes, ":Agent a owl:Class ."),
    "P31": (equivalences_of_classes, ":Pillar owl:equivalentClass :Measure ."),
    "P32": (shared_labels, ':Tide a owl:Class ; rdfs:label "柱"@ja , "tide"@en .'),
    "P33": (chains_of_one, ":tagged owl:propertyChainAxiom ( :hasPart ) ."),
    "P34": (untyped, ":Pillar rdfs:subClassOf :Tide ."),
    "P35": (untyped, ":Pillar :floods :Measure ."),
    "P36": (file_extension, "<https://w3id.org/shisaku/ontology.ttl> a owl:Ontology ."),
    "P38": (no_header, "<https://w3id.org/shisaku/other> a owl:Ontology ."),
    "P39": (ambiguous_namespace, f'{ONTO} vann:preferredNamespaceUri "https://example.org/" .'),
    "P40": (hijacked, "prov:Entity rdfs:subClassOf prov:Agent ."),
    "P41": (no_licence, f'{ONTO} dcterms:license "free" .'),
    "OM4.1": (no_licence, f'{ONTO} dcterms:license "free" .'),
    "URI2": (ids_differ, ":Pillar rdfs:isDefinedBy prov:Entity ."),
    "VER1": (version_iri, f"{ONTO} owl:versionIRI {ONTO} ."),
    "OM5.1": (basic_provenance, f'{ONTO} dcterms:creator "somebody" .'),
    "VOC1": (metadata_vocabularies, f"{ONTO} :tag 'x' ."),
    "VOC3": (labels, ":Tide a owl:Class ."),
    "VOC4": (definitions, TIDE),
}
"""What is checked, and what breaks it when it is added."""
TAKEN_AWAY: dict[str, tuple[Check, URIRef]] = {
    "FIND1": (prefix, URIRef(f"{VANN}preferredNamespacePrefix")),
    "OM1": (minimum_metadata, DCTERMS.description),
    "OM2": (recommended_metadata, DCTERMS.bibliographicCitation),
    "OM3": (detailed_metadata, STATUS),
    "OM5.2": (detailed_provenance, DCTERMS.publisher),
    "VOC2": (reuse, RDFS.subClassOf),
}
"""What is checked, and what breaks it when it is taken away."""
ELSEWHERE = {"RDF1": "test_the_ontology_is_there_in_rdf"}
"""Criteria that a test of this file decides by itself."""


@pytest.mark.parametrize("identifier", CHECKS)
def test_the_ontology_has_no_such_pitfall_and_one_would_be_seen(identifier: str, terms: Graph) -> None:
    check, spoiling = CHECKS[identifier]
    assert list(check(terms)) == []
    assert list(check(terms + Graph().parse(data=HEAD + spoiling, format="turtle")))


@pytest.mark.parametrize("identifier", TAKEN_AWAY)
def test_the_ontology_has_what_is_asked_for_and_its_lack_would_be_seen(identifier: str, terms: Graph) -> None:
    check, predicate = TAKEN_AWAY[identifier]
    assert list(check(terms)) == []
    poorer = terms + Graph()
    poorer.remove((None, predicate, None))
    assert list(check(poorer))


def test_the_ontology_is_there_in_rdf(terms: Graph) -> None:
    """RDF1: it can be read as Turtle, and says the same as RDF/XML and N-Triples."""
    for form in ("xml", "nt"):
        again = Graph().parse(data=terms.serialize(format=form, encoding="utf-8"), format=form)
        assert len(again) == len(terms), form
        assert set(again.subjects(RDF.type, OWL.Class)) == set(terms.subjects(RDF.type, OWL.Class)), form


def test_nothing_of_either_catalogue_is_left_out() -> None:
    decided = {*CHECKS, *TAKEN_AWAY, *ELSEWHERE}
    assert decided.isdisjoint(NOT_COMPUTED)
    assert decided | set(NOT_COMPUTED) == {*PITFALLS, *CRITERIA}
    assert all(reason for reason in NOT_COMPUTED.values())


def test_the_documentation_lists_what_is_not_decided() -> None:
    rows = re.findall(r"^\| ([A-Z][^|]*) \|", (FOLDER.parent / "docs" / "pitfalls.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {one for row in rows[1:] for one in row.split(", ")} == set(NOT_COMPUTED)


@NO_JAVA
def test_no_class_is_impossible_to_be_in(terms: Graph) -> None:
    """Behind P05, P10, P19 and P29: what is wrong with them shows as a class that nothing can be in."""
    verdict = hermit.ask(Theory(terms).whole, 120)
    assert (verdict.state, verdict.unsatisfiable) == (HermitState.CONSISTENT, ())
