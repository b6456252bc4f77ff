"""JSON-LD 1.1, nested as the plan is: pillars in the plan, measures in their pillar, entries in their measure.

A resource is written out at its first mention; further mentions are its IRI. Resources that point to another one (parts,
marks, placements) is nested by a reverse term of the context (W3C JSON-LD 1.1, 4.8).

The key of a term is its local name, unless that is a common word: `passageText` for shisaku:text. So a document reads without
the ontology beside it, and our context can be combined with others that have `text`, `status` or `description` of their own.
"""

import json
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, OWL, PROV, RDF, RDFS, SKOS, VOID, XSD

from shisaku.project import Project
from shisaku.rdf.plan_order import PlanOrder
from shisaku.rdf.quads import Triple

Json = dict[str, Any]

_SHISAKU = "https://w3id.org/shisaku/ontology#"
_OA = "http://www.w3.org/ns/oa#"
_ORG = "http://www.w3.org/ns/org#"
_REVERSE = {
    "parts": "directPartOf",
    "marks": "markOf",
    "placement": "places",
    "identification": "identifies",
    "mentions": "withinSpan",
}
"""Reverse terms, which nest a resource in the one that it points to."""
_TREE = ("parts", "marks")
"""The terms among them that make the plan's tree."""
_TEXTS = {"label": RDFS.label, "prefLabel": SKOS.prefLabel, "comment": RDFS.comment, "title": DCTERMS.title}
_LINKS = {
    "publisher": DCTERMS.publisher,
    "source": DCTERMS.source,
    "license": DCTERMS.license,
    "conformsTo": DCTERMS.conformsTo,
    "temporal": DCTERMS.temporal,
    "spatial": DCTERMS.spatial,
    "isPartOf": DCTERMS.isPartOf,
    "isReplacedBy": DCTERMS.isReplacedBy,
    "mediaType": DCAT.mediaType,
    "downloadURL": DCAT.downloadURL,
    "accessURL": DCAT.accessURL,
    "inDataset": VOID.inDataset,
    "used": PROV.used,
    "wasAssociatedWith": PROV.wasAssociatedWith,
    "wasDerivedFrom": PROV.wasDerivedFrom,
    "wasGeneratedBy": PROV.wasGeneratedBy,
    "inScheme": SKOS.inScheme,
    "hasSource": URIRef(_OA + "hasSource"),
    "hasSelector": URIRef(_OA + "hasSelector"),
}
_VALUES = {
    "notation": (SKOS.notation, XSD.string),
    "issued": (DCTERMS.issued, XSD.string),
    "startDate": (DCAT.startDate, XSD.date),
    "endDate": (DCAT.endDate, XSD.date),
    "deprecated": (OWL.deprecated, XSD.boolean),
    "start": (URIRef(_OA + "start"), XSD.nonNegativeInteger),
    "end": (URIRef(_OA + "end"), XSD.nonNegativeInteger),
    "exact": (URIRef(_OA + "exact"), XSD.string),
    "prefix": (URIRef(_OA + "prefix"), XSD.string),
    "suffix": (URIRef(_OA + "suffix"), XSD.string),
    "value": (RDF.value, XSD.string),
    "identifier": (URIRef(_ORG + "identifier"), XSD.string),
}
_CLASSES = (
    {"Dataset": str(DCAT), "FormalOrganization": _ORG, "ConceptScheme": str(SKOS)}
    | dict.fromkeys(("Activity", "Agent", "SoftwareAgent"), str(PROV))
    | dict.fromkeys(("TextPositionSelector", "TextQuoteSelector", "FragmentSelector"), _OA)
)
_KEYS = {
    "account": "budgetAccount",
    "amount": "moneyAmount",
    "approximate": "isApproximate",
    "basis": "conclusionBasis",
    "comparator": "valueComparator",
    "continues": "continuesElement",
    "cumulative": "isCumulative",
    "currency": "moneyCurrency",
    "department": "departmentName",
    "description": "descriptionText",
    "edition": "printedEdition",
    "identifies": "identifiedComponent",
    "implements": "implementsComponent",
    "layer": "graphLayer",
    "lexicon": "lexiconName",
    "original": "identifiedOriginal",
    "places": "placedComponent",
    "rival": "rejectedValue",
    "status": "reportedStatus",
    "tag": "printedTag",
    "text": "passageText",
    "under": "placedUnder",
    "unit": "indicatorUnit",
}
"""Keys of terms of the ontology whose local names are common words."""
_ANNOTATIONS = {"concludedProperty": "@id", "retrievedOn": str(XSD.date)}
"""Types of the values of annotation properties, which the ontology gives no range."""


def key_of(local_name: str) -> str:
    """The key of a term of the ontology in the context."""
    return _KEYS.get(local_name, local_name)


def read_context(project: Project) -> Json:
    """The context of a project; without a file of it, the common part, so that documents mean the same."""
    if not project.context.is_file():
        return context(Graph())
    found: Json = json.loads(project.context.read_text(encoding="utf-8"))
    return found


def context(terms: Graph) -> Json:
    """The context: every term of the ontology by its key, those of other vocabularies that the data use, reverse terms."""
    names: Json = {"@version": 1.1, "id": "@id", "type": "@type"}
    names |= {name: namespace + name for name, namespace in _CLASSES.items()}
    names |= {name: {"@id": str(iri), "@container": "@language"} for name, iri in _TEXTS.items()}
    names |= {name: {"@id": str(iri), "@type": "@id"} for name, iri in _LINKS.items()}
    names |= {name: _typed(iri, datatype) for name, (iri, datatype) in _VALUES.items()}
    for term in sorted({str(s) for s in terms.subjects() if str(s).startswith(_SHISAKU)}):
        names[key_of(term[len(_SHISAKU) :])] = _definition(terms, URIRef(term))
    names |= {name: {"@reverse": _SHISAKU + property_} for name, property_ in _REVERSE.items()}
    return {"@context": names}


def _definition(terms: Graph, term: URIRef) -> Json | str:
    """A term's definition: links, texts in a language, typed values; a class is its IRI alone."""
    if (term, RDF.type, OWL.ObjectProperty) in terms:
        return {"@id": str(term), "@type": "@id"}
    if (term, RDF.type, OWL.DatatypeProperty) in terms:
        datatype = URIRef(str(terms.value(term, RDFS.range, default=XSD.string)))
        return {"@id": str(term), "@container": "@language"} if datatype in _PLAIN else _typed(term, datatype)
    values = _ANNOTATIONS.get(str(term).removeprefix(_SHISAKU))
    return {"@id": str(term), "@type": values} if values else str(term)


_PLAIN = (RDF.PlainLiteral, RDF.langString)
"""Ranges of texts."""


def _typed(iri: URIRef, datatype: URIRef) -> Json:
    """A term whose values are written without their datatype; plain strings need none."""
    return {"@id": str(iri)} if datatype == XSD.string else {"@id": str(iri), "@type": str(datatype)}


def jsonld(triples: list[Triple], root: URIRef, names: Json) -> str:
    """The triples as one JSON-LD document whose first node is `root`, the plan; `names` is the context."""
    return json.dumps(_Nesting(triples, names).document(root), ensure_ascii=False, indent=1) + "\n"


class _Nesting:
    """Writes every subject out once, nested in the plan at its place."""

    def __init__(self, triples: list[Triple], names: Json) -> None:
        self.names = names
        self.terms = {_iri(value): name for name, value in names["@context"].items() if _iri(value)}
        self.order = list(names["@context"])
        self.ranks = PlanOrder(triples).ranks
        self.about: dict[Any, list[tuple[URIRef, Any]]] = {}
        self.pointing: dict[tuple[Any, str], list[Any]] = {}
        reversed_ = {URIRef(_SHISAKU + property_): name for name, property_ in _REVERSE.items()}
        for s, p, o in triples:
            if p in reversed_ and s != o:
                self.pointing.setdefault((o, reversed_[p]), []).append(s)
                self.about.setdefault(s, [])
            else:
                self.about.setdefault(s, []).append((p, o))
        # a component or mark is nested in what it is part of, not where it is first mentioned
        self.owners = {
            child: (owner, name) for (owner, name), children in self.pointing.items() if name in _TREE for child in children
        }
        self.written: set[Any] = set()

    def document(self, root: URIRef) -> Json:
        """The whole document."""
        nodes = [self._node(root)]
        owners = {owner for owner, _ in self.pointing}  # a resource with only parts as properties has no other place
        while left := sorted((owners | set(self.about)) - self.written, key=self._place):
            nodes.append(self._node(left[0]))
        return self.names | (nodes[0] if len(nodes) == 1 else {"@graph": nodes})

    def _node(self, subject: Any) -> Json:
        self.written.add(subject)
        node: Json = {"id": str(subject)}
        types = sorted(self.terms.get(str(o), str(o)) for p, o in self.about.get(subject, ()) if p == RDF.type)
        if types:
            node["type"] = types[0] if len(types) == 1 else types
        by_name: dict[str, list[Any]] = {}
        for p, o in self.about.get(subject, ()):
            if p != RDF.type:
                by_name.setdefault(self.terms.get(str(p), str(p)), []).append(o)
        order = self.order
        for name in sorted(by_name, key=lambda name: (order.index(name) if name in order else len(order), name)):
            node |= self._values(name, sorted(by_name[name], key=self._place))
        for name in _REVERSE:
            nested = sorted(self.pointing.get((subject, name), ()), key=self._place)
            if nested:
                node[name] = [self._reference(other, (subject, name)) for other in nested]
        return node

    def _reference(self, resource: Any, place: tuple[Any, str] | None = None) -> Json:
        """The resource written out, at its first mention and, if it has one, at its own `place` in the tree; else its IRI."""
        known = resource in self.written or (resource not in self.about and not self._has_parts(resource))
        elsewhere = self.owners.get(resource, place) != place
        return {"id": str(resource)} if known or elsewhere else self._node(resource)

    def _has_parts(self, resource: Any) -> bool:
        return any((resource, name) in self.pointing for name in _REVERSE)

    def _place(self, term: Any) -> tuple[int, tuple[Any, ...]]:
        """Sort key: resources of a plan in its order, all others behind them by IRI."""
        return self.ranks.get(str(term), len(self.ranks)), _natural(term)

    def _values(self, name: str, values: list[Any]) -> Json:
        """The values of one property under its key; those that do not fit a language map under its IRI."""
        definition = self.names["@context"].get(name, {})
        if isinstance(definition, dict) and definition.get("@container") == "@language":
            texts = [value for value in values if _is_text(value)]
            others = [self._value({}, value) for value in values if not _is_text(value)]
            found = {name: _by_language(texts)} if texts else {}
            return found | ({str(definition["@id"]): others} if others else {})
        written = [self._value(definition, value) for value in values]
        return {name: written[0] if len(written) == 1 else written}

    def _value(self, definition: Any, value: Any) -> Any:
        if not isinstance(value, Literal):
            reference = self._reference(value)
            return str(value) if len(reference) == 1 and isinstance(definition, dict) and definition else reference
        if value.language:
            return {"@value": str(value), "@language": value.language}
        datatype = None if value.datatype in (None, XSD.string) else str(value.datatype)
        expected = definition.get("@type") if isinstance(definition, dict) else None
        if datatype == expected:
            return {"true": True, "false": False}.get(str(value), str(value)) if datatype == str(XSD.boolean) else str(value)
        return {"@value": str(value)} | ({"@type": datatype} if datatype else {})


def _is_text(value: Any) -> bool:
    """Whether a value is words, in a language or none."""
    return isinstance(value, Literal) and value.datatype in (None, XSD.string)


def _by_language(values: list[Any]) -> Json:
    """A language map (W3C JSON-LD 1.1, 4.6.2): one text, or several in a list, for each language, `@none` for none."""
    texts: dict[str, list[str]] = {}
    for value in values:
        texts.setdefault(value.language or "@none", []).append(str(value))
    return {language: several[0] if len(several) == 1 else several for language, several in texts.items()}


def _iri(definition: Any) -> str | None:
    iri = definition.get("@id") if isinstance(definition, dict) else definition
    return iri if isinstance(iri, str) and ":" in iri else None


def _natural(term: Any) -> tuple[Any, ...]:
    """A key that is different for any two terms; `measure/9` comes before `measure/10`."""
    pieces = str(term).split("/")
    return tuple((0, int(p), "") if p.isascii() and p.isdecimal() else (1, 0, p) for p in pieces), repr(term)
