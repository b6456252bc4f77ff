"""Look-up in the SKOS schemes: topics by their printed forms, mark categories by the words of a legend.

A form is compared on normalised text (printed_forms.py), the longest form that fits at the leftmost place first; Latin letters and
digits at the edge of a form must be at the edge of a word ("AI" is not in "AIDS"). The words of a legend are compared as a whole.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, SKOS
from rdflib.term import Node

from shisaku.graph.printed_forms import LABELS, is_latin, normal_form, normalised, whole_form
from shisaku.graph.schemes import Schemes
from shisaku.messages import LANGUAGES, Message
from shisaku.model.source import Span
from shisaku.rdf.namespaces import CATEGORIES, SHISAKU, TOPICS, local_name


@dataclass(frozen=True, slots=True)
class Mention:
    """A topic in a text, with its place."""

    topic: URIRef
    """The topic."""
    span: Span
    """Where its form is printed, relative to the text that was searched."""


@dataclass(frozen=True)
class Vocabulary:
    """Topics and mark categories, ready for look-up."""

    forms: dict[str, URIRef]
    """Every form of every topic, normalised."""
    categories: dict[str, URIRef]
    """Every label of every mark category, normalised."""
    labels: dict[URIRef, Message]
    """Label of every topic."""
    broader: dict[URIRef, URIRef]
    """The wider topic of each topic that has one."""
    name: str
    """Name and version of the scheme of topics."""
    _by_letter: dict[str, tuple[str, ...]]
    _schemes: Schemes
    """All schemes, for look-up of printed words as a whole."""

    @classmethod
    def of(cls, schemes: Graph) -> "Vocabulary":
        """The topics and mark categories of `schemes`."""
        topics = _concepts(schemes.subjects(RDF.type, SHISAKU.Topic))
        forms = {form: topic for topic in topics for form in _forms(schemes, topic, normal_form)}
        ours = set(schemes.subjects(SKOS.inScheme, CATEGORIES))
        categories = _concepts({*ours, *(own for own, wider in schemes.subject_objects(SKOS.broader) if wider in ours)})
        labels = {form: category for category in categories for form in _forms(schemes, category, whole_form)}
        by_letter: dict[str, list[str]] = {}
        for form in sorted(forms, key=lambda form: (-len(form), form)):
            by_letter.setdefault(form[0], []).append(form)
        called = {topic: Message.of({lang: _label(schemes, topic, lang) for lang in LANGUAGES}) for topic in topics}
        broader = {topic: URIRef(str(wider)) for topic in topics if (wider := schemes.value(topic, SKOS.broader)) is not None}
        name = f"shisaku topics {schemes.value(TOPICS, OWL.versionInfo) or ''}".strip()
        longest = {letter: tuple(longest_first) for letter, longest_first in by_letter.items()}
        return cls(forms, labels, called, broader, name, longest, Schemes.of(schemes))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The topics mentioned in `text`, in order, none overlapping."""
        return tuple(self._mentions(text))

    def _mentions(self, text: str) -> Iterator[Mention]:
        letters, places = normalised(text)
        at = covered = 0
        while at < len(letters):
            form = next((f for f in self._by_letter.get(letters[at], ()) if _matches_at(letters, at, f)), None)
            if form is None or places[at][0] < covered:
                at += 1
                continue
            end = at + len(form)
            covered = places[end - 1][1]
            yield Mention(self.forms[form], Span(places[at][0], covered))
            at = end

    def concepts(self, text: str) -> dict[str, float]:
        """The topics mentioned in `text`, 1 for each mention, and their wider topics, half as much."""
        found: dict[str, float] = {}
        for mention in self.mentions(text):
            found[mention.topic] = found.get(mention.topic, 0.0) + 1.0
            wider = self.broader.get(mention.topic)
            while wider is not None:
                found[wider] = found.get(wider, 0.0) + 0.5
                wider = self.broader.get(wider)
        return found

    def label(self, concept: str) -> Message:
        """Label of a topic."""
        return self.labels[URIRef(concept)]

    def find(self, scheme: str, printed: str) -> str:
        """The concept of a scheme that `printed` names as a whole; see `Schemes.find`."""
        return self._schemes.find(scheme, printed)

    def category(self, meaning: str) -> URIRef | None:
        """The shared category of a legend's words."""
        return self.categories.get(whole_form(meaning))


def _concepts(nodes: Iterable[Node]) -> list[URIRef]:
    return sorted(URIRef(str(node)) for node in nodes)


def _forms(graph: Graph, concept: URIRef, compared: Callable[[str], str]) -> list[str]:
    forms = (compared(str(label)) for property_ in LABELS for label in graph.objects(concept, property_))
    return [form for form in forms if form]


def _label(graph: Graph, concept: URIRef, lang: str) -> str:
    """The preferred label in `lang`; the end of the IRI where there is none."""
    labels = (str(o) for o in graph.objects(concept, SKOS.prefLabel) if getattr(o, "language", None) == lang)
    return min(labels, default=local_name(concept))


def _matches_at(letters: str, at: int, form: str) -> bool:
    if not letters.startswith(form, at):
        return False
    end = at + len(form)
    cut_left = is_latin(form[0]) and at > 0 and is_latin(letters[at - 1])
    cut_right = is_latin(form[-1]) and end < len(letters) and is_latin(letters[end])
    return not cut_left and not cut_right
