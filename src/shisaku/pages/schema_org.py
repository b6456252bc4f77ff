"""JSON-LD in schema.org terms for pages, read by search engines and catalogues of data sets."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDFS
from rdflib.term import Node

from shisaku.pages.dataset_description import Dump, catalogue_of, common_licence, dataset_of, root_of
from shisaku.pages.term_labels import Ref, Text, value_of
from shisaku.pages.term_reader import TermDescription

Json = dict[str, Any]


def script(thing: Json) -> str:
    """Return the text of an HTML data block, escaped so that no content ends it."""
    whole = {"@context": "https://schema.org/"} | {key: value for key, value in thing.items() if value not in (None, "", [])}
    return json.dumps(whole, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def catalogue(title: Text, description: str, graph: Graph, plans: Iterable[Ref]) -> Json:
    """Return the catalogue of all plans of a graph."""
    datasets = {ref: dataset_of(graph, URIRef(ref.iri)) for ref in plans}
    iri = catalogue_of(URIRef(ref.iri) for ref in datasets)
    listed = [{"@type": "Dataset", "@id": str(dataset), "name": ref.name.text} for ref, dataset in datasets.items()]
    about = {"@type": "DataCatalog", "@id": str(iri), "name": title.text, "inLanguage": title.lang, "description": description}
    return about | _licence(common_licence((graph,), datasets.values())) | {"dataset": listed}


def dataset(graph: Graph, plan: Ref, description: str, topics: Iterable[Ref], files: Iterable[Dump]) -> Json:
    """Return the data set of one plan."""
    iri = URIRef(plan.iri)
    source = graph.value(dataset_of(graph, iri), DCTERMS.source)
    based: Json = {"@type": "CreativeWork", "@id": str(source), "name": plan.name.text}
    for publisher in sorted(graph.objects(source, DCTERMS.publisher), key=str):
        names = sorted(str(name) for name in graph.objects(publisher, RDFS.label))
        based["publisher"] = {"@type": "GovernmentOrganization", "@id": str(publisher), "name": names}
    for key, properties in (("license", (DCTERMS.license,)), ("url", (DCAT.downloadURL, DCAT.accessURL))):
        found = sorted(str(o) for property_ in properties for o in graph.objects(source, property_))
        if found:
            based[key] = found[0]
    return {
        "@type": "Dataset",
        "@id": str(dataset_of(graph, iri)),
        "name": plan.name.text,
        "description": description,
        **_licence(graph.value(dataset_of(graph, iri), DCTERMS.license)),
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": str(catalogue_of((iri,)))},
        "isBasedOn": based,
        "temporalCoverage": next((_coverage(graph, period) for period in graph.objects(iri, DCTERMS.temporal)), ""),
        "keywords": [topic.name.text for topic in topics],
        "distribution": [_download(file, root_of((iri,))) for file in files],
    }


def _coverage(graph: Graph, period: Node) -> str:
    """A period as an ISO 8601 interval; its label if its days are unknown."""
    days = [value_of(graph, period, property_) for property_ in (DCAT.startDate, DCAT.endDate)]
    return "/".join(days) if all(days) else value_of(graph, period, RDFS.label)


def _licence(iri: Node | None) -> Json:
    """The licence, if stated."""
    return {} if iri is None else {"license": str(iri)}


def _download(file: Dump, root: str) -> Json:
    content = file.text.encode("utf-8")
    return {
        "@type": "DataDownload",
        "encodingFormat": file.media,
        "contentUrl": f"{root}data/{file.name}",
        "contentSize": f"{len(content)} B",
        "sha256": sha256(content).hexdigest(),
    }


def term_set(iri: str, name: Text, description: Iterable[Text]) -> Json:
    """Return a vocabulary."""
    return {"@type": "DefinedTermSet", "@id": iri, "name": name.text, "description": " ".join(text.text for text in description)}


def term(described: TermDescription, of: str) -> Json:
    """Return a class, property or concept, defined in the ontology or vocabulary `of`."""
    return {
        "@type": "DefinedTerm",
        "@id": described.ref.iri,
        "name": described.ref.name.text,
        "alternateName": [name.text for name in described.names],
        "termCode": described.ref.code,
        "description": " ".join(text.text for text in described.definitions),
        "inDefinedTermSet": of,
    }


def path(above: Iterable[Ref], here: Ref) -> Json:
    """Return the ancestors of a component."""
    steps = [{"@type": "ListItem", "item": one.iri, "name": one.name.text} for one in (*above, here)]
    return {"@type": "BreadcrumbList", "itemListElement": [step | {"position": n} for n, step in enumerate(steps, start=1)]}
