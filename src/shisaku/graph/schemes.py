"""Concepts of the SKOS schemes, looked up by the words that a document prints: the cell 主管課 names the role `lead`.

A scheme is named by what its concepts lie below, https://w3id.org/shisaku/role/lead in `role`, and a concept by the end of its IRI.
Schemes and concepts of others, a country's own roles for instance, are named by their whole IRIs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from shisaku.graph.printed_forms import LABELS, whole_form
from shisaku.rdf.namespaces import local_name

_OWN = re.compile(r"https://w3id\.org/shisaku/([a-z-]+)/([a-z0-9-]+)")
"""IRI of a concept of this ontology: its scheme and its name."""
_IRI = re.compile(r"(?:https?://|urn:)\S+")
_PREFERRED_LANGUAGES = ("en", "ja")
"""Fallback languages of labels."""


@dataclass(frozen=True)
class Schemes:
    """Concept schemes, ready for look-up."""

    _forms: Mapping[str, Mapping[str, str]]
    """By scheme, the concept name of each printed form; forms in comparison form."""
    _labels: Mapping[tuple[str, str], Mapping[str, str]]
    """By scheme and concept, and for a whole IRI by "" and that, the preferred label in each language; "" for one without."""

    @classmethod
    def of(cls, graph: Graph) -> "Schemes":
        """The schemes in `graph`. Where two concepts of a scheme have the same form, it names the one whose IRI sorts first."""
        forms: dict[str, dict[str, str]] = {}
        labels: dict[tuple[str, str], dict[str, str]] = {}
        for concept, schemes in sorted(_concepts(graph).items()):
            called = _preferred(graph, concept)
            labels["", str(concept)] = called
            printed = sorted({whole_form(str(label)) for property_ in LABELS for label in graph.objects(concept, property_)})
            for scheme, name in _names(concept, schemes):
                labels[scheme, name] = called
                known = forms.setdefault(scheme, {})
                for form in printed:
                    if form:
                        known.setdefault(form, name)
        return cls(forms, labels)

    def find(self, scheme: str, printed: str) -> str:
        """The concept of a scheme that `printed` names as a whole, `lead` for 【主管課】; empty where none does. A whole IRI names itself."""
        word = printed.strip()
        return word if _IRI.fullmatch(word) else self._forms.get(scheme, {}).get(whole_form(word), "")

    def label(self, scheme: str, concept: str, lang: str) -> str:
        """The label of a concept in `lang`; else in English, Japanese or another language, or its own name."""
        called = self._labels.get(("" if _IRI.fullmatch(concept) else scheme, concept), {})
        name = next((called[language] for language in (lang, *_PREFERRED_LANGUAGES, *sorted(called)) if language in called), None)
        return local_name(URIRef(concept)) if name is None else name

    def names(self, scheme: str) -> tuple[str, ...]:
        """The concepts of a scheme, in the order of their IRIs; none where there is no such scheme."""
        return tuple(name for of, name in self._labels if of == scheme and of)


def _concepts(graph: Graph) -> dict[URIRef, list[str]]:
    """Each concept that has an IRI, with the IRIs of the schemes that it is in."""
    found: dict[URIRef, list[str]] = {}
    for concept, scheme in graph.subject_objects(SKOS.inScheme):
        if isinstance(concept, URIRef):
            found.setdefault(concept, []).append(str(scheme))
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        if isinstance(concept, URIRef):
            found.setdefault(concept, [])
    return found


def _names(concept: URIRef, schemes: list[str]) -> Iterator[tuple[str, str]]:
    """The names of a scheme under which the concept is found, and its own name there."""
    own = _OWN.fullmatch(concept)
    if own is not None:
        yield own[1], own[2]
    yield from ((scheme, str(concept)) for scheme in sorted(schemes))


def _preferred(graph: Graph, concept: URIRef) -> dict[str, str]:
    labels = sorted(
        (label.language or "", str(label)) for label in graph.objects(concept, SKOS.prefLabel) if isinstance(label, Literal)
    )
    return dict(reversed(labels))
