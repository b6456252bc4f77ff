"""Description of the data in VoID (W3C Note 2011) and DCAT 3 (W3C Recommendation 2024): content, size, source and licence.

Figures are counted from the graphs; sizes and digests are those of the published files. There are no blank nodes.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, VOID, XSD
from rdflib.term import Node

from shisaku.export.jsonld import jsonld
from shisaku.messages import Message
from shisaku.pages.term_labels import compact
from shisaku.rdf.namespaces import DEFAULT_BASE, PREFIXES, SHISAKU
from shisaku.rdf.quads import Triple, ntriples
from shisaku.rdf.turtle_writer import TurtleWriter

SPDX = Namespace("http://spdx.org/rdf/terms#")
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = {"ja": "JPN", "en": "ENG"}
"""Names of languages in the EU's authority table, by their tags."""
_NAMESPACES = (str(SHISAKU), str(DCTERMS), str(PROV), "http://www.w3.org/ns/oa#", "http://www.w3.org/2004/02/skos/core#")


@dataclass(frozen=True, slots=True)
class Dump:
    """A whole graph as a file."""

    name: str
    """Its name below `data/`."""
    media: str
    """Its media type."""
    text: str
    """What is in it."""


def dumps(graph: Graph, turtle: str, context: Mapping[str, Any]) -> dict[URIRef, tuple[Dump, ...]]:
    """Return the files of each plan in a graph: `turtle` unchanged, and as JSON-LD and N-Triples."""
    triples = sorted(graph)
    found: dict[URIRef, tuple[Dump, ...]] = {}
    for plan in _plans(graph):
        name = _name(plan)
        found[plan] = (
            Dump(f"{name}.ttl", "text/turtle", turtle),
            Dump(f"{name}.jsonld", "application/ld+json", jsonld(triples, plan, dict(context))),
            Dump(f"{name}.nt", "application/n-triples", ntriples(triples)),
        )
    return found


def description(graphs: Iterable[tuple[Graph, str]], context: Mapping[str, Any]) -> str:
    """Return the description of graphs as Turtle; each graph has the text of its file."""
    triples: list[Triple] = []
    found = [(graph, plan, files) for graph, turtle in graphs for plan, files in dumps(graph, turtle, context).items()]
    for graph, plan, files in found:
        triples += _of_plan(graph, plan, files)
    parts = [dataset_of(graph, plan) for graph, plan, _ in found]
    triples += _of_all(parts, [plan for _, plan, _ in found], common_licence((graph for graph, _, _ in found), parts))
    prefixes = {name: iri for name, iri in PREFIXES.items() if name in _USED} | {"foaf": str(FOAF), "spdx": str(SPDX)}
    return TurtleWriter(prefixes).turtle(triples)


_USED = ("dcat", "dcterms", "oa", "org", "prov", "rdf", "rdfs", "shisaku", "skos", "void", "xsd")


def base_of(plan: URIRef) -> str:
    """The base of a plan's IRIs."""
    return str(plan).removesuffix(_name(plan))


def root_of(plans: Iterable[URIRef]) -> str:
    """Return the base of the IRIs of catalogue and files: that of the plans, without a final `id/`."""
    return min(map(base_of, plans), default=DEFAULT_BASE).removesuffix("id/")


def catalogue_of(plans: Iterable[URIRef]) -> URIRef:
    """Return the IRI of the catalogue of all plans."""
    return URIRef(f"{root_of(plans)}dataset")


def common_licence(graphs: Iterable[Graph], datasets: Iterable[URIRef]) -> URIRef | None:
    """Return the licence that all graphs state; None if they differ or one states none."""
    graphs = tuple(graphs)
    stated = {tuple(sorted({str(o) for graph in graphs for o in graph.objects(one, DCTERMS.license)})) for one in datasets}
    (licences,) = stated if len(stated) == 1 else ((),)
    return URIRef(licences[0]) if len(licences) == 1 else None


def _of_all(parts: Iterable[URIRef], plans: Collection[URIRef], licence: URIRef | None) -> Iterator[Triple]:
    """Description of the catalogue and of the description itself."""
    about, catalogue = URIRef(f"{root_of(plans)}data/description.ttl"), catalogue_of(plans)
    yield about, RDF.type, VOID.DatasetDescription
    yield about, FOAF.primaryTopic, catalogue
    yield catalogue, RDF.type, DCAT.Catalog
    yield catalogue, RDF.type, VOID.Dataset
    for lang, words in Message("pages-knowledge-graphs").in_each_language().items():
        yield catalogue, DCTERMS.title, Literal(words, lang=lang)
    if licence is not None:
        yield catalogue, DCTERMS.license, licence
    for base in sorted(set(map(base_of, plans))):
        yield catalogue, VOID.uriSpace, Literal(base)
    for part in sorted(parts):
        yield catalogue, DCAT.dataset, part
        yield catalogue, VOID.subset, part


def _of_plan(graph: Graph, plan: URIRef, files: tuple[Dump, ...]) -> Iterator[Triple]:
    """The description of the graph of one plan."""
    dataset = dataset_of(graph, plan)
    for type_ in (DCAT.Dataset, VOID.Dataset):
        yield dataset, RDF.type, type_
    for property_ in (DCTERMS.title, DCTERMS.license, DCTERMS.conformsTo, DCTERMS.source):
        for value in graph.objects(dataset, property_):
            yield dataset, property_, value
    for source in graph.objects(dataset, DCTERMS.source):
        yield dataset, PROV.wasDerivedFrom, source
        for property_ in _OF_SOURCE:
            yield from graph.triples((source, property_, None))
        for publisher in graph.objects(source, DCTERMS.publisher):
            yield from graph.triples((publisher, RDFS.label, None))
    for activity in graph.objects(dataset, PROV.wasGeneratedBy):
        yield dataset, PROV.wasGeneratedBy, activity
    yield dataset, FOAF.primaryTopic, plan
    tags = {label.language or "" for label in graph.objects(plan, RDFS.label) if isinstance(label, Literal)}
    for tag in sorted(tags & {*_LANGUAGES}):
        yield dataset, DCTERMS.language, URIRef(f"http://publications.europa.eu/resource/authority/language/{_LANGUAGES[tag]}")
    yield from _period(graph, plan, dataset)
    yield from _figures(graph, dataset, base_of(plan))
    yield dataset, VOID.uriSpace, Literal(f"{plan}/")
    yield dataset, VOID.exampleResource, plan
    for namespace in _NAMESPACES:
        yield dataset, VOID.vocabulary, URIRef(namespace)
    for file in files:
        yield from _distribution(dataset, file, root_of((plan,)), graph.value(dataset, DCTERMS.license))


_OF_SOURCE = (
    RDF.type, DCTERMS.license, DCTERMS.publisher, DCAT.mediaType, DCAT.downloadURL, DCAT.accessURL, SHISAKU.retrievedOn, SHISAKU.sha256,
)  # fmt: skip
"""Properties that are copied from the source file of a plan."""


def _period(graph: Graph, plan: URIRef, dataset: URIRef) -> Iterator[Triple]:
    """The fiscal year of a plan as the temporal coverage of the data."""
    for period in graph.objects(plan, DCTERMS.temporal):
        yield dataset, DCTERMS.temporal, period
        yield period, RDF.type, DCTERMS.PeriodOfTime
        for property_ in (RDFS.label, DCAT.startDate, DCAT.endDate):
            yield from graph.triples((period, property_, None))


def _figures(graph: Graph, dataset: URIRef, base: str) -> Iterator[Triple]:
    """Counts as VoID defines them, of the whole and by class and property."""
    classes = Counter(o for _, o in graph.subject_objects(RDF.type))
    properties = Counter(graph.predicates())
    entities = {s for s in graph.subjects() if str(s).startswith(base)}
    figures = {
        VOID.triples: len(graph),
        VOID.entities: len(entities),
        VOID.distinctSubjects: len(set(graph.subjects())),
        VOID.distinctObjects: len(set(graph.objects())),
        VOID.classes: len(classes),
        VOID.properties: len(properties),
    }
    for property_, number in figures.items():
        yield dataset, property_, _count(number)
    for class_, number in classes.items():
        part = _part(dataset, "class", class_)
        yield dataset, VOID.classPartition, part
        yield part, VOID["class"], class_
        yield part, VOID.entities, _count(number)
    for predicate, number in properties.items():
        part = _part(dataset, "property", predicate)
        yield dataset, VOID.propertyPartition, part
        yield part, VOID.property, predicate
        yield part, VOID.triples, _count(number)


def _distribution(dataset: URIRef, file: Dump, root: str, licence: Node | None) -> Iterator[Triple]:
    """A file with its URL, size and digest."""
    content = file.text.encode("utf-8")
    ending = file.name.rpartition(".")[2]
    here, checksum = URIRef(f"{dataset}#{ending}"), URIRef(f"{dataset}#{ending}-sha256")
    url = URIRef(f"{root}data/{file.name}")
    yield dataset, DCAT.distribution, here
    yield dataset, VOID.dataDump, url
    yield here, RDF.type, DCAT.Distribution
    yield here, DCAT.downloadURL, url
    yield here, DCAT.mediaType, URIRef(_MEDIA + file.media)
    yield here, DCAT.byteSize, _count(len(content), XSD.nonNegativeInteger)
    if licence is not None:
        yield here, DCTERMS.license, licence
    yield here, SPDX.checksum, checksum
    yield checksum, RDF.type, SPDX.Checksum
    yield checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256
    yield checksum, SPDX.checksumValue, Literal(sha256(content).hexdigest(), datatype=XSD.hexBinary)


def _count(number: int, datatype: URIRef = XSD.integer) -> Literal:
    return Literal(str(number), datatype=datatype)


def _part(dataset: URIRef, kind: str, term: Any) -> URIRef:
    """IRI of a partition: the term's prefixed name, or its IRI, with hyphens for characters not allowed in a fragment."""
    return URIRef(f"{dataset}#{kind}-{re.sub('[^A-Za-z0-9]+', '-', compact(str(term), PREFIXES))}")


def dataset_of(graph: Graph, plan: URIRef) -> URIRef:
    """The published description of a plan's graph."""
    return next((o for o in graph.objects(plan, VOID.inDataset) if isinstance(o, URIRef)), URIRef(f"{plan}/dataset"))


def _plans(graph: Graph) -> list[URIRef]:
    return sorted(s for s in graph.subjects(RDF.type, SHISAKU.PolicyPlan) if isinstance(s, URIRef))


def _name(plan: URIRef) -> str:
    return str(plan).rpartition("/")[2]
