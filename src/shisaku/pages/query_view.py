"""Saved queries as pages show them: the text with its terms linked, the answer as cells of a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import URIRef

from shisaku.errors import Language
from shisaku.pages.reference import ReferenceData
from shisaku.pages.term_labels import Text, name_of, text_of_term
from shisaku.sparql.answers import Answer
from shisaku.sparql.query_terms import used_iris
from shisaku.sparql.rdf_terms import Term, plain, python_value
from shisaku.sparql.saved_query import SavedQuery

_KEYWORDS = re.compile(
    r"\b(?:PREFIX|SELECT|DISTINCT|WHERE|FILTER|OPTIONAL|UNION|MINUS|BIND|VALUES|GROUP|ORDER|HAVING|BY|ASC|DESC|AS|NOT|EXISTS|IN"
    r"|LIMIT|OFFSET|COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT|SEPARATOR|IF|COALESCE|BOUND|STRLEN|SUBSTR|STR|LANG|GRAPH)\b"
)
_VARIABLE = re.compile(r"[?$][A-Za-z_]\w*")
_MARKED = re.compile(f"(?P<keyword>{_KEYWORDS.pattern})|(?P<variable>{_VARIABLE.pattern})")


@dataclass(frozen=True, slots=True)
class QueryPiece:
    """A stretch of a query."""

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
    """The value as other programs have it: a whole IRI, a literal without its quotes."""
    shown: Text
    """What is shown of it."""
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
    """An answer as cells; own terms are called what people call them."""
    rows = tuple(tuple(_cell(reference, term, lang) for term in row) for row in answer.rows)
    return AnswerTable(answer.variables, rows)


def pieces(reference: ReferenceData, query: SavedQuery) -> tuple[QueryPiece, ...]:
    """The text of the query in pieces; together they are the file, letter by letter."""
    uses = {(use.place.line, use.place.column): use for use in used_iris(query.text, query.path.name)}
    found: list[QueryPiece] = []
    for number, line in enumerate(query.text.rstrip("\n").split("\n"), start=1):
        if line.startswith("#"):
            found.append(QueryPiece(line + "\n", "comment", ""))
            continue
        at = 0
        for (on, column), use in sorted(uses.items()):
            if on == number:
                found += _marked(line[at : column - 1])
                found.append(QueryPiece(use.text, "term", reference.addresses.get(use.iri, "")))
                at = column - 1 + len(use.text)
        found += _marked(line[at:] + "\n")
    return tuple(found)


def own_terms(reference: ReferenceData, query: SavedQuery) -> tuple[str, ...]:
    """IRIs of own terms that the query names, in the order in which it does."""
    named = (use.iri for use in used_iris(query.text, query.path.name))
    return tuple(dict.fromkeys(iri for iri in named if iri in reference.addresses))


def _marked(code: str) -> Iterator[QueryPiece]:
    at = 0
    for match in _MARKED.finditer(code):
        yield QueryPiece(code[at : match.start()], "", "")
        yield QueryPiece(match.group(), match.lastgroup or "", "")
        at = match.end()
    yield QueryPiece(code[at:], "", "")


def _cell(reference: ReferenceData, term: Term | None, lang: Language) -> AnswerCell:
    value = plain(term)
    if str(term).startswith("<"):  # an IRI, as N-Triples writes it
        called = name_of(reference.whole, URIRef(value), lang) if value in reference.own_addresses else None
        return AnswerCell(value, called or Text(reference.short(value), ""), reference.addresses.get(value, ""), False)
    number = isinstance(python_value(term), int | float)
    return AnswerCell(value, text_of_term(term), "", number)
