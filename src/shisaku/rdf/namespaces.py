"""Every IRI: the ontology's, the vocabularies', and those of a plan's resources. No other module composes IRIs."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rdflib import Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, OWL, PROV, RDF, RDFS, SKOS, VOID, XSD

from shisaku.model.details import FiscalYear, Purpose
from shisaku.model.digests import digest
from shisaku.model.plan import Component, Plan
from shisaku.model.source import Publisher, Span

_KEPT = 16_384
"""Terms in the cache: more than a large plan and the ontology have together."""


@lru_cache(_KEPT)
def named(iri: str) -> URIRef:
    """The term of an IRI, always the same object: identical terms compare without a call."""
    return URIRef(iri)


class CachedNamespace(Namespace):
    """A namespace that caches its names."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = self.__dict__[name] = named(f"{self}{name}")
        return made


ONTOLOGY = URIRef("https://w3id.org/shisaku/ontology")
SHISAKU = CachedNamespace("https://w3id.org/shisaku/ontology#")
SHAPES = CachedNamespace("https://w3id.org/shisaku/shapes#")
TOPIC = CachedNamespace("https://w3id.org/shisaku/topic/")
TOPICS = URIRef("https://w3id.org/shisaku/topics")
CATEGORY = CachedNamespace("https://w3id.org/shisaku/mark-category/")
CATEGORIES = URIRef("https://w3id.org/shisaku/mark-categories")
CONCEPTS = "https://w3id.org/shisaku/"
"""Base of the concepts of the schemes."""
RESTATEMENT = CachedNamespace("https://w3id.org/shisaku/restatement-kind/")
SUCCESSION = CachedNamespace("https://w3id.org/shisaku/succession-kind/")
BASIS = CachedNamespace("https://w3id.org/shisaku/basis/")
LAYER = CachedNamespace("https://w3id.org/shisaku/layer/")
RULE = CachedNamespace("https://w3id.org/shisaku/rule/")
OA = CachedNamespace("http://www.w3.org/ns/oa#")
ORG = CachedNamespace("http://www.w3.org/ns/org#")
SH = CachedNamespace("http://www.w3.org/ns/shacl#")

DEFAULT_BASE = "https://w3id.org/shisaku/id/"
"""Base of the IRIs of plans."""
DATASET_ONTOLOGY = URIRef("https://w3id.org/shisaku/dataset/ontology")
"""Named graph of the ontology and its vocabularies in the store of a dataset."""

ASSERTED, RECONSTRUCTED, INFERRED, REPORT = "asserted", "reconstructed", "inferred", "report"
LAYERS = (ASSERTED, RECONSTRUCTED, INFERRED, REPORT)
"""The named graphs of a plan."""
PUBLISHED = "published"
"""Asserted and reconstructed layer in one graph, as Turtle has them, where a server holds a published Turtle file."""

_SCHEMES = [
    "kind",
    "plan-kind",
    "adoption-status",
    "passage-kind",
    "role",
    "precision",
    "indicator-kind",
    "direction",
    "comparator",
    "value-kind",
    "status",
    "budget-kind",
    "funding-source",
    "reference-kind",
    "restatement-kind",
    "succession-kind",
    "layer",
]
"""Schemes whose concepts have the prefix of the same name."""
PREFIXES: dict[str, str] = {
    "shisaku": str(SHISAKU),
    "topic": str(TOPIC),
    "category": str(CATEGORY),
    "basis": str(BASIS),
    **{name: f"{CONCEPTS}{name}/" for name in _SCHEMES},
    "dcat": str(DCAT),
    "dcterms": str(DCTERMS),
    "oa": str(OA),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "sh": str(SH),
    "skos": str(SKOS),
    "void": str(VOID),
    "xsd": str(XSD),
}
"""Prefixes under which IRIs are written."""


_SHORT = 8
"""Hexadecimal digits of a digest in an IRI."""


@dataclass(frozen=True, slots=True)
class PlanIris:
    """The IRIs of one plan and of everything below it; ASCII only."""

    base: str
    """Base of plan IRIs; ends in a slash."""
    plan_id: str
    """Identifier of the plan."""
    text_id: str = ""
    """First digits of the digest of the text; empty where no text was read."""
    file_id: str = ""
    """First digits of the digest of the file."""

    @property
    def plan(self) -> URIRef:
        """The plan itself."""
        return named(f"{self.base}{self.plan_id}")

    def of(self, key: str) -> URIRef:
        """The component, purpose, or other resource with that key; the plan for the empty key."""
        return named(f"{self.base}{self.plan_id}/{key}") if key else self.plan

    @classmethod
    def of_plan(cls, base: str, plan: Plan) -> "PlanIris":
        """The IRIs of a plan that was read."""
        source = plan.source
        return cls(base, source.description.id, source.text_sha256[:_SHORT], source.sha256[:_SHORT])

    @property
    def text(self) -> URIRef:
        """The text that the plan was read from."""
        return self.of(f"text/{self.text_id}")

    @property
    def file(self) -> URIRef:
        """The file that the text was taken from."""
        return self.of(f"file/{self.file_id}")

    @property
    def legend(self) -> URIRef:
        """The plan's marks."""
        return self.of("legend")

    @property
    def reading(self) -> URIRef:
        """The activity of reading it."""
        return self.of("reading")

    @property
    def dataset(self) -> URIRef:
        """The published description of the graph."""
        return self.of("dataset")

    def span(self, span: Span) -> URIRef:
        """A stretch of the text."""
        return self.of(f"text/{self.text_id}/{span.start}-{span.end}")

    def region(self, page: int, rectangle: str) -> URIRef:
        """A rectangle, as its fragment has it, on a page of the file."""
        return self.of(f"file/{self.file_id}/page/{page}/{rectangle.replace(',', '-')}")

    def mark(self, symbol: str) -> URIRef:
        """A mark, by its code point."""
        return self.of("mark/" + "-".join(f"{ord(letter):x}" for letter in symbol))

    def detail(self, owner: str, name: str, *content: str) -> URIRef:
        """A detail of the element of that key, by the name of its kind and its content."""
        return self.of(f"{owner}/{name}/{digest(*content)}".lstrip("/"))

    def placement(self, key: str) -> URIRef:
        """The placement of the component with that key."""
        return self.of(f"placement/{key}")

    def identification(self, key: str) -> URIRef:
        """The identification of the original of that restated entry."""
        return self.of(f"identification/{key}")

    def comparison(self, older: str) -> URIRef:
        """The activity of comparing the plan with its older edition of that identifier; its successions have IRIs below it."""
        return self.of(f"succession/from/{older}")

    def graph(self, layer: str) -> URIRef:
        """The named graph of a layer."""
        return self.of(f"graph/{layer}")

    def organization(self, publisher: Publisher) -> URIRef:
        """The publisher: by its IRI or corporate number where it has one, else by its name below this plan."""
        if publisher.iri:
            return URIRef(publisher.iri)
        if publisher.corporate_number:
            return URIRef(f"{self.base}organization/{publisher.corporate_number}")
        return self.of(f"publisher/{digest(publisher.name)}")


def push_state(base: str) -> URIRef:
    """The named graph in which a server stores the state of pushes of the plans below `base`."""
    return URIRef(f"{base}push-state")


def merged_graph(base: str) -> URIRef:
    """The named graph in which a server stores all that queries run over, each triple once."""
    return URIRef(f"{base}push-state/published")


def staging(base: str, run: str, number: int) -> URIRef:
    """The named graph in which a graph is staged by one run of a push, counted from 1."""
    return URIRef(f"{base}push-state/staging/{run}/{number}")


def concept(scheme: str, name: str) -> URIRef | None:
    """The concept `name` of a scheme, whose concepts are below `scheme`; a whole IRI is returned as it is; None for no name."""
    if not name:
        return None
    return URIRef(name) if ":" in name else named(f"{CONCEPTS}{scheme}/{name}")


def fiscal_year(year: FiscalYear) -> URIRef:
    """The fiscal year of a country."""
    return named(f"{CONCEPTS}fiscal-year/{year.country}/{year.year}")


def software(version: str) -> URIRef:
    """This program, in a version."""
    return named(f"{CONCEPTS}software/{version}")


def class_of(component: Component | Purpose) -> URIRef:
    """The class of a component or purpose; its Python class carries the same name."""
    return SHISAKU[type(component).__name__]


def local_name(iri: URIRef) -> str:
    """The local part of an IRI, behind its hash or last slash."""
    return str(iri).rpartition("#")[2].rpartition("/")[2]
