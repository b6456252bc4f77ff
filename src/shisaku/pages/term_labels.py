"""Names and definitions of terms, in the language of the page or, where there are none, in the other."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDFS, SKOS
from rdflib.term import Node

from shisaku.errors import Language
from shisaku.sparql.rdf_terms import Term, plain

LANGUAGES: tuple[Language, ...] = ("ja", "en")
"""Languages that every page is made in, the first the one of the documents."""
_NAMES = (SKOS.prefLabel, RDFS.label, DCTERMS.title)
_JAPANESE = re.compile(r"[々〆ぁ-ゖァ-ヺーｦ-ﾝ㐀-鿿豈-﫿\U00020000-\U0003ffff]")
_QUOTED = re.compile(f"({_JAPANESE.pattern}(?:[\u3001-\u303f\uff01-\uff9f・ー]*{_JAPANESE.pattern})*)")
"""Japanese from the first kana or kanji to the last one that only signs of Japanese part from it."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words and the language they are in."""

    text: str
    """The words."""
    lang: Language
    """`ja`, `en`, or empty where they are of no language: numbers, names of terms."""

    @property
    def runs(self) -> tuple[tuple[str, Language], ...]:
        """The words in stretches of one language: what is quoted in Japanese within words of another is a stretch of its own."""
        if self.lang == "ja":
            return ((self.text, "ja"),)
        pieces = _QUOTED.split(self.text)
        return tuple((piece, "ja" if n % 2 else self.lang) for n, piece in enumerate(pieces) if piece)


@dataclass(frozen=True, slots=True)
class Ref:
    """A term or resource by its name, with the way to its page."""

    iri: str
    """Its IRI."""
    name: Text
    """What it is called; its short name where it has none."""
    code: str
    """Its prefixed or short name."""
    target: str
    """Path of its page below the folder of a language; empty for a term of others."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A property with its values, or with what has such a value."""

    property: Ref
    """The property."""
    values: tuple[Ref | Text, ...]
    """Its values, or the subjects of those that point here."""


def text_of(literal: object) -> Text:
    """The literal's words; where it has no language tag, kana and kanji show that they are Japanese."""
    words = str(literal)
    tagged = getattr(literal, "language", None)
    return Text(words, tagged or ("ja" if _JAPANESE.search(words) else ""))


def text_of_term(term: Term | None) -> Text:
    """The words of a literal in an answer."""
    words = text_of(plain(term))
    return Text(words.text, getattr(term, "language", None) or words.lang)


def texts(graph: Graph, subject: Node, properties: Iterable[URIRef], lang: Language) -> tuple[Text, ...]:
    """Values of the first of the properties that `subject` has, in `lang` or else in any language."""
    for property_ in properties:
        found = sorted((text_of(o) for o in graph.objects(subject, property_) if isinstance(o, Literal)), key=_order)
        fitting = tuple(t for t in found if t.lang == lang)
        if found:
            return fitting or tuple(found)
    return ()


def text(graph: Graph, subject: Node, properties: Iterable[URIRef], lang: Language) -> Text | None:
    """The first of `texts`."""
    return next(iter(texts(graph, subject, properties, lang)), None)


def value_of(graph: Graph, subject: Node, property_: URIRef) -> str:
    """The value of a property, the first by its text where there are several; empty where there is none."""
    return str(min(graph.objects(subject, property_), default="", key=str))


def name_of(graph: Graph, term: Node, lang: Language) -> Text | None:
    """What a person calls the term."""
    return text(graph, term, _NAMES, lang)


def compact(iri: str, prefixes: Mapping[str, str]) -> str:
    """The IRI as a prefixed name where a prefix fits, the longest namespace first; else as it is."""
    fitting = [(len(ns), name, ns) for name, ns in prefixes.items() if iri.startswith(ns) and len(iri) > len(ns)]
    if not fitting:
        return iri
    _, name, namespace = max(fitting)
    return f"{name}:{iri[len(namespace) :]}"


def natural(value: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts `measure/2` before `measure/10`."""
    pieces = re.split(r"([0-9]+)", value)
    return tuple((0, int(p), "") if p.isascii() and p.isdecimal() else (1, 0, p) for p in pieces)


def _order(text: Text) -> tuple[int, str]:
    return (LANGUAGES.index(text.lang) if text.lang in LANGUAGES else len(LANGUAGES), text.text)
