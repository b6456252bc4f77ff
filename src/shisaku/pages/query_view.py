"""Saved queries on pages: the text with linked terms, the answer as cells of a table."""

from dataclasses import dataclass

from rdflib import URIRef

from shisaku.messages import Language
from shisaku.pages.reference import ReferenceData
from shisaku.pages.term_labels import Text, name_of, text_of_term
from shisaku.sparql.answers import Answer
from shisaku.sparql.query_terms import used_iris
from shisaku.sparql.rdf_terms import Term, plain, python_value
from shisaku.sparql.saved_query import SavedQuery
from shisaku.sparql.tokens import tokens

_KINDS = {"COMMENT": "comment", "WORD": "keyword", "VAR": "variable"}


@dataclass(frozen=True, slots=True)
class QueryPiece:
    """A part of the text of a query."""

    text: str
    """Its characters."""
    kind: str
    """`comment`, `keyword`, `variable`, `term`, or empty."""
    target: str
    """Path of the page of a term, empty where it has none."""


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """One value of an answer."""

    value: str
    """The value for other programs: a full IRI, a literal without quotes."""
    shown: Text
    """The text that is shown."""
    target: str
    """Path of the page of a term, empty where it has none."""
    number: bool
    """Whether it is a number."""


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """An answer."""

    columns: tuple[str, ...]
    """Names of the columns."""
    rows: tuple[tuple[AnswerCell, ...], ...]
    """The rows in the order of the answer."""


def tabled(reference: ReferenceData, answer: Answer, lang: Language) -> AnswerTable:
    """Return an answer as cells; own terms by their labels."""
    rows = tuple(tuple(_cell(reference, term, lang) for term in row) for row in answer.rows)
    return AnswerTable(answer.variables, rows)


def pieces(reference: ReferenceData, query: SavedQuery) -> tuple[QueryPiece, ...]:
    """Return the text of the query in pieces, which together are the whole file."""
    addresses = {use.token.start: reference.addresses.get(use.iri, "") for use in used_iris(query.text, query.path.name)}
    return tuple(
        QueryPiece(token.text, "term" if token.start in addresses else _KINDS.get(token.kind, ""), addresses.get(token.start, ""))
        for token in tokens(query.text.rstrip("\n") + "\n")
    )


def own_terms(reference: ReferenceData, query: SavedQuery) -> tuple[str, ...]:
    """Return the IRIs of own terms in the query, in order of appearance."""
    named = (use.iri for use in used_iris(query.text, query.path.name))
    return tuple(dict.fromkeys(iri for iri in named if iri in reference.addresses))


def _cell(reference: ReferenceData, term: Term | None, lang: Language) -> AnswerCell:
    value = plain(term)
    if str(term).startswith("<"):  # an IRI, as N-Triples writes it
        called = name_of(reference.whole, URIRef(value), lang) if value in reference.own_addresses else None
        return AnswerCell(value, called or Text(reference.short(value), ""), reference.addresses.get(value, ""), False)
    number = isinstance(python_value(term), int | float)
    return AnswerCell(value, text_of_term(term), "", number)
