"""Answers to queries: rows of terms, a truth value, or triples."""

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
        """Return the rows as plain text: IRIs bare, literals without language and datatype, unbound values empty."""
        for row in self.rows:
            yield tuple(plain(term) for term in row)

    def renamed(self) -> "Answer":
        """Return the answer with blank nodes named b0, b1, … in order of appearance: engines name them at random."""
        names = BlankNames()
        return Answer(self.variables, tuple(tuple(term and names.rename(term) for term in row) for row in self.rows))

    def without_parameters(self) -> "Answer":
        """Return the answer without the columns of parameters, whose names begin with `_`."""
        columns = [i for i, name in enumerate(self.variables) if not name.startswith("_")]
        return Answer(tuple(self.variables[i] for i in columns), tuple(tuple(row[i] for i in columns) for row in self.rows))


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE query."""

    triples: tuple[ox.Triple, ...]
    """Distinct and sorted; blank nodes are named b0, b1, … in order of appearance."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Prefixes that the query declares, with their IRIs."""

    @classmethod
    def of(cls, triples: Iterable[ox.Triple], query: str) -> "Triples":
        """Return the answer to `query` from the triples of an engine, in any order and perhaps repeated."""
        names = BlankNames()
        ordered = sorted(set(triples), key=lambda triple: str(_NAMELESS.rename(triple)))
        return cls(tuple(sorted((names.triple(triple) for triple in ordered), key=str)), declared(query))

    def ntriples(self) -> str:
        """Return the triples as N-Triples."""
        return "".join(f"{triple} .\n" for triple in self.triples)


Result = Answer | bool | Triples
"""Answer to SELECT, to ASK, or to CONSTRUCT and DESCRIBE."""


def size_of(result: Answer | Triples) -> int:
    """Return the number of rows or triples."""
    return len(result.rows) if isinstance(result, Answer) else len(result.triples)


class BlankNames:
    """Names for blank nodes: b0, b1, … in order of appearance."""

    def __init__(self) -> None:
        self._names: dict[str, ox.BlankNode] = {}

    def rename(self, term: Term) -> Term:
        """Return the term with its blank nodes renamed."""
        if isinstance(term, ox.Triple):
            return self.triple(term)
        return self._name(term.value) if isinstance(term, ox.BlankNode) else term

    def triple(self, triple: ox.Triple) -> ox.Triple:
        """Return the triple with its blank nodes renamed."""
        subject = triple.subject
        about = self._name(subject.value) if isinstance(subject, ox.BlankNode) else subject
        return ox.Triple(about, triple.predicate, self.rename(triple.object))

    def _name(self, label: str) -> ox.BlankNode:
        return self._names.setdefault(label, ox.BlankNode(f"b{len(self._names)}"))


class _Nameless(BlankNames):
    """One name for all blank nodes, to sort by before they have names."""

    def _name(self, label: str) -> ox.BlankNode:
        return _BLANK


_BLANK = ox.BlankNode("b")
_NAMELESS = _Nameless()


def result_of_engine(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, query: str) -> Result:
    """Return the whole answer of the engine; solutions are computed while they are read, so any of them may raise."""
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    if isinstance(found, ox.QueryTriples):
        return Triples.of(found, query)
    variables = tuple(variable.value for variable in found.variables)
    return Answer(variables, tuple(tuple(row[variable] for variable in variables) for row in found))


def answer_of(data: bytes) -> Answer:
    """Return the answer to a SELECT query from SPARQL 1.1 Query Results JSON. Raises SyntaxError or ValueError if it is malformed."""
    answer = result_of(data)
    if not isinstance(answer, Answer):
        raise ValueError("not the answer to a SELECT query")
    return answer


def result_of(data: bytes) -> Answer | bool:
    """Return the answer to SELECT or ASK from SPARQL 1.1 Query Results JSON. Raises SyntaxError or ValueError if it is malformed."""
    found = result_of_engine(ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON), "")
    assert not isinstance(found, Triples)
    return found


def triples_of_answer(data: bytes, query: str) -> Triples:
    """Return the answer to CONSTRUCT or DESCRIBE from N-Triples or Turtle. Raises SyntaxError if it is malformed."""
    return Triples.of((quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)), query)
