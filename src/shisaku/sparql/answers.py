"""Answers to queries: rows of terms, yes or no, or triples."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from shisaku.sparql.query_text import declared
from shisaku.sparql.rdf_terms import Term, plain

Solution = tuple[Term | None, ...]
"""One row of an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a SELECT query."""

    variables: tuple[str, ...]
    """Names of the columns, without the question mark."""
    rows: tuple[Solution, ...]
    """One tuple a solution, terms in the order of the columns; None where unbound."""

    def texts(self) -> Iterator[tuple[str, ...]]:
        """The rows as plain text: IRIs bare, literals without language and datatype, unbound empty."""
        for row in self.rows:
            yield tuple(plain(term) for term in row)

    def renamed(self) -> "Answer":
        """The answer with its blank nodes named b0, b1, … in the order in which they come: engines name them anew each time."""
        names = BlankNames()
        return Answer(self.variables, tuple(tuple(term and names.rename(term) for term in row) for row in self.rows))

    def without_parameters(self) -> "Answer":
        """The answer without the columns that only carry the parameters (their names begin with `_`)."""
        kept = [i for i, name in enumerate(self.variables) if not name.startswith("_")]
        return Answer(tuple(self.variables[i] for i in kept), tuple(tuple(row[i] for i in kept) for row in self.rows))


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE query."""

    triples: tuple[ox.Triple, ...]
    """Each once, sorted; blank nodes are named b0, b1, … in the order in which they come."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Prefixes that the query declares, with their IRIs."""

    @classmethod
    def of(cls, triples: Iterable[ox.Triple], query: str) -> "Triples":
        """Those that an engine gives as the answer to `query`, in any order, some perhaps twice."""
        names = BlankNames()
        ordered = sorted(set(triples), key=lambda triple: str(_NAMELESS.rename(triple)))
        return cls(tuple(sorted((names.triple(triple) for triple in ordered), key=str)), declared(query))

    def ntriples(self) -> str:
        """As N-Triples."""
        return "".join(f"{triple} .\n" for triple in self.triples)


Result = Answer | bool | Triples
"""The answer to SELECT; to ASK; to CONSTRUCT or DESCRIBE."""


def size_of(result: Answer | Triples) -> int:
    """How many rows or triples an answer has."""
    return len(result.rows) if isinstance(result, Answer) else len(result.triples)


class BlankNames:
    """Names for blank nodes: b0, b1, … in the order in which they are met."""

    def __init__(self) -> None:
        self._names: dict[str, ox.BlankNode] = {}

    def rename(self, term: Term) -> Term:
        """The term with names of ours for its blank nodes."""
        if isinstance(term, ox.Triple):
            return self.triple(term)
        return self._name(term.value) if isinstance(term, ox.BlankNode) else term

    def triple(self, triple: ox.Triple) -> ox.Triple:
        """The triple with names of ours for its blank nodes."""
        subject = triple.subject
        about = self._name(subject.value) if isinstance(subject, ox.BlankNode) else subject
        return ox.Triple(about, triple.predicate, self.rename(triple.object))

    def _name(self, label: str) -> ox.BlankNode:
        return self._names.setdefault(label, ox.BlankNode(f"b{len(self._names)}"))


class _Nameless(BlankNames):
    """One name for all: what there is to sort by before there are names."""

    def _name(self, label: str) -> ox.BlankNode:
        return _BLANK


_BLANK = ox.BlankNode("b")
_NAMELESS = _Nameless()


def result_of_engine(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, query: str) -> Result:
    """All of the answer at once, as solutions are made while they are read and each may raise."""
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    if isinstance(found, ox.QueryTriples):
        return Triples.of(found, query)
    variables = tuple(variable.value for variable in found.variables)
    return Answer(variables, tuple(tuple(row[variable] for variable in variables) for row in found))


def answer_of(data: bytes) -> Answer:
    """The answer to a SELECT query in the SPARQL 1.1 results format JSON. Raises SyntaxError or ValueError where it is none."""
    answer = result_of(data)
    if not isinstance(answer, Answer):
        raise ValueError("not the answer to a SELECT query")
    return answer


def result_of(data: bytes) -> Answer | bool:
    """The answer to a SELECT or ASK query in the SPARQL 1.1 results format JSON. Raises SyntaxError or ValueError where it is none."""
    found = result_of_engine(ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON), "")
    assert not isinstance(found, Triples)
    return found


def triples_of_answer(data: bytes, query: str) -> Triples:
    """The answer to a CONSTRUCT or DESCRIBE query in N-Triples or Turtle. Raises SyntaxError where it is none."""
    return Triples.of((quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)), query)
