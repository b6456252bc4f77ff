"""Names and definitions of terms, in the language of the page, else in the other."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDFS, SKOS
from rdflib.term import Node

from shisaku.messages import LANGUAGES, Language
from shisaku.sparql.rdf_terms import Term, plain

_NAMES = (SKOS.prefLabel, RDFS.label, DCTERMS.title)
_JAPANESE = re.compile(r"[々〆ぁ-ゖァ-ヺーｦ-ﾝ㐀-鿿豈-﫿\U00020000-\U0003ffff]")
_QUOTED = re.compile(f"({_JAPANESE.pattern}(?:[\u3001-\u303f\uff01-\uff9f・ー]*{_JAPANESE.pattern})*)")
"""Japanese text, from the first to the last kana or kanji with only Japanese punctuation in between."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their language."""

    text: str
    """The words."""
    lang: Language
    """`ja`, `en`, or empty for numbers and names of terms."""

    @property
    def runs(self) -> tuple[tuple[str, Language], ...]:
        """The words split by language: Japanese quotes within other words are separate."""
        if self.lang == "ja":
            return ((self.text, "ja"),)
        pieces = _QUOTED.split(self.text)
        return tuple((piece, "ja" if n % 2 else self.lang) for n, piece in enumerate(pieces) if piece)


@dataclass(frozen=True, slots=True)
class Ref:
    """Name and link of a term or resource."""

    iri: str
    """Its IRI."""
    name: Text
    """Its label, else its short name."""
    code: str
    """Its prefixed or short name."""
    target: str
    """Path of its page below the folder of a language; empty for a term of others."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A property with its values, or with its subjects."""

    property: Ref
    """The property."""
    values: tuple[Ref | Text, ...]
    """Its values, or its subjects for references to a resource."""


def text_of(literal: object) -> Text:
    """Return the literal's words; without a language tag, kana and kanji mean Japanese."""
    words = str(literal)
    tagged = getattr(literal, "language", None)
    return Text(words, tagged or ("ja" if _JAPANESE.search(words) else ""))


def text_of_term(term: Term | None) -> Text:
    """Return the words of a literal in an answer."""
    words = text_of(plain(term))
    return Text(words.text, getattr(term, "language", None) or words.lang)


def texts(graph: Graph, subject: Node, properties: Iterable[URIRef], lang: Language) -> tuple[Text, ...]:
    """Return the values of the first of the properties that `subject` has, in `lang` or else in any language."""
    for property_ in properties:
        found = sorted((text_of(o) for o in graph.objects(subject, property_) if isinstance(o, Literal)), key=_order)
        fitting = tuple(t for t in found if t.lang == lang)
        if found:
            return fitting or tuple(found)
    return ()


def text(graph: Graph, subject: Node, properties: Iterable[URIRef], lang: Language) -> Text | None:
    """Return the first of `texts`."""
    return next(iter(texts(graph, subject, properties, lang)), None)


def value_of(graph: Graph, subject: Node, property_: URIRef) -> str:
    """Return the value of a property, the first by text of several; empty if there is none."""
    return str(min(graph.objects(subject, property_), default="", key=str))


def name_of(graph: Graph, term: Node, lang: Language) -> Text | None:
    """Return the label of a term."""
    return text(graph, term, _NAMES, lang)


def compact(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return the IRI as a prefixed name (longest namespace first) if a prefix matches, else unchanged."""
    fitting = [(len(ns), name, ns) for name, ns in prefixes.items() if iri.startswith(ns) and len(iri) > len(ns)]
    if not fitting:
        return iri
    _, name, namespace = max(fitting)
    return f"{name}:{iri[len(namespace) :]}"


def natural(value: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts `measure/2` before `measure/10`."""
    pieces = re.split(r"([0-9]+)", value)
    return tuple((0, int(p), "") if p.isascii() and p.isdecimal() else (1, 0, p) for p in pieces)


def _order(text: Text) -> tuple[int, str]:
    return (LANGUAGES.index(text.lang) if text.lang in LANGUAGES else len(LANGUAGES), text.text)
