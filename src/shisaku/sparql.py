"""SPARQL 1.1 on Oxigraph: queries and their answers.

Chosen because its joins are planned: questions that pair entries by label, which rdflib does not finish, take milliseconds.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

import pyoxigraph as ox

from shisaku.errors import Message, OntologyError
from shisaku.guard import refuse_nesting, refuse_service
from shisaku.query_errors import syntax_report, what_is_wrong
from shisaku.query_text import bound, declared, form_of
from shisaku.rdf.rdf_files import bytes_of, format_of, parsed

Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple
Row = tuple[Term | None, ...]
Value = str | int | float | bool | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NEVER = re.compile(r"(?!)")
_DECIMAL = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_DOUBLE = re.compile(rf"{_DECIMAL}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_WHOLE = re.compile(r"[+-]?[0-9]{1,4000}")
"""Python reads no integer of more than 4300 digits."""
_VALUES: dict[str, tuple[re.Pattern[str], Callable[[str], Value]]] = {
    _XSD + "boolean": (re.compile("true|false|1|0"), lambda text: text in ("true", "1")),
    _XSD + "decimal": (re.compile(_DECIMAL), float),
    _XSD + "double": (_DOUBLE, float),
    _XSD + "float": (_DOUBLE, float),
    **{
        f"{_XSD}{name}": (_WHOLE, int)
        for name in (
            "integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger", "long", "int", "short",
            "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
        )
    },
}  # fmt: skip
"""How literals of a datatype are written, and what makes Python's values of them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a SELECT query."""

    variables: tuple[str, ...]
    """Names of the columns, without the question mark."""
    rows: tuple[Row, ...]
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


class QueryService(Protocol):
    """What answers SPARQL: a store here, or a server elsewhere."""

    def query(self, query: str, bindings: Mapping[str, Term] | None = None, name: str = "query") -> Result:
        """The answer to a query of any form, its variables bound to terms beforehand; `name` is the file it came from."""


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


class TripleStore:
    """Triples in memory, all in one default graph whatever graph they came in, or in the graph that they are loaded into."""

    def __init__(
        self,
        store: ox.Store | None = None,
        asked: Sequence[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None,
        prefixes: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._store = ox.Store() if store is None else store
        self._prefixes = dict(prefixes)
        """What is advised where a query uses a prefix that it does not declare; those of files that are loaded besides."""
        self._asked = None if asked is None else list(asked)
        """The graphs whose triples queries are asked over; None for the default graph."""

    def load_file(self, path: Path, graph: str = "") -> None:
        """Add the triples of an RDF file, the format told by its ending. Raises InputError with the place of a mistake."""
        rdf_format = format_of(path)
        self._load(bytes_of(path), path, rdf_format, graph)

    def load(self, data: bytes, path: Path, graph: str = "") -> None:
        """Add the triples of an RDF file that holds `data`. Raises InputError with the place of a mistake."""
        self._load(data, path, format_of(path), graph)

    def _load(self, data: bytes, path: Path, rdf_format: ox.RdfFormat, graph: str) -> None:
        quads, prefixes = parsed(data, str(path), rdf_format, path.resolve().as_uri())
        self._prefixes = prefixes | self._prefixes
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        self._store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, name) for q in quads)

    def load_ntriples(self, text: str, graph: str = "") -> None:
        """Add triples given as N-Triples, to the default graph or to the one named."""
        name = ox.NamedNode(graph) if graph else None
        self._store.bulk_load(text.encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=name)

    def __len__(self) -> int:
        return len(self._store)

    def query(self, query: str, bindings: Mapping[str, Term] | None = None, name: str = "query") -> Result:
        """The answer to a query of any form, its variables bound to terms beforehand.

        Raises OntologyError with line, column and caret where it is not SPARQL; `name` is the file it came from.
        """
        try:
            found = evaluate(self._store, query, bindings or {}, name, self._prefixes, default_graph=self._asked)
            return _result(found, query)
        except (RuntimeError, ValueError, OSError) as error:
            ja, en = f"{name}: この問いには答えられません（{error}）。", f"{name}: this query cannot be answered ({error})."
            raise OntologyError(Message(ja, en)) from error

    def select(self, query: str, bindings: Mapping[str, Term] | None = None, name: str = "query") -> Answer:
        """The answer to a SELECT query. Raises OntologyError as `query` does, and where it is of another form."""
        answer = self.query(query, bindings, name)
        if not isinstance(answer, Answer):
            raise OntologyError(Message(f"{name}: SELECT ではありません。", f"{name}: not a SELECT query."))
        return answer


def evaluate(
    store: ox.Store, query: str, bindings: Mapping[str, Term], name: str, prefixes: Mapping[str, str], **over: Any
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """What the store answers, its variables bound to terms beforehand; `over` names the graphs, as `ox.Store.query` has it.

    SELECT is given the terms beside its text (SPARQL SEP-0007), which the engine does for no other form. Raises OntologyError with
    the place where the query is refused or no SPARQL, RuntimeError, ValueError or OSError where it cannot be answered, as do the
    solutions while they are read.
    """
    refuse_service(query, name)
    refuse_nesting(query, name)
    beside = form_of(query) == "SELECT"
    substitutions = {ox.Variable(key): value for key, value in bindings.items()} if beside else {}
    text = query if beside else bound(query, bindings)
    try:
        return store.query(text, substitutions=substitutions or None, **over)
    except SyntaxError as error:
        raise query_error(name, query, error, prefixes) from error


def terms_of(values: Mapping[str, str]) -> dict[str, Term]:
    """Terms by name, each given as N-Triples has it. Raises SyntaxError where one is none."""
    lines = "".join(f"<urn:name:{name}> <urn:is> {term} .\n" for name, term in values.items())
    quads = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
    return {str(quad.subject.value).removeprefix("urn:name:"): quad.object for quad in quads}


def answer_of(data: bytes) -> Answer:
    """The answer to a SELECT query in the SPARQL 1.1 results format JSON. Raises SyntaxError or ValueError where it is none."""
    answer = result_of(data)
    if not isinstance(answer, Answer):
        raise ValueError("not the answer to a SELECT query")
    return answer


def result_of(data: bytes) -> Answer | bool:
    """The answer to a SELECT or ASK query in the SPARQL 1.1 results format JSON. Raises SyntaxError or ValueError where it is none."""
    found = _result(ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON), "")
    assert not isinstance(found, Triples)
    return found


def triples_of_answer(data: bytes, query: str) -> Triples:
    """The answer to a CONSTRUCT or DESCRIBE query in N-Triples or Turtle. Raises SyntaxError where it is none."""
    return Triples.of((quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)), query)


def refuse_mistakes(query: str, name: str) -> None:
    """Raise OntologyError with the place where a query is no SPARQL 1.1; `name` is the file it came from."""
    evaluate(ox.Store(), query, {}, name, {})


def _result(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, query: str) -> Result:
    """All of the answer at once, as solutions are made while they are read and each may raise."""
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    if isinstance(found, ox.QueryTriples):
        return Triples.of(found, query)
    variables = tuple(variable.value for variable in found.variables)
    return Answer(variables, tuple(tuple(row[variable] for variable in variables) for row in found))


def query_error(name: str, query: str, error: SyntaxError, prefixes: Mapping[str, str]) -> OntologyError:
    """What is wrong with a query that Oxigraph does not take, with its place; in Oxigraph's words only where nothing better is known.

    `prefixes` are those that may be advised.
    """
    return OntologyError(*(what_is_wrong(name, query, str(error.msg), prefixes) or syntax_report(name, query, error)))


def integer(value: int) -> ox.Literal:
    """An xsd:integer."""
    return ox.Literal(str(value), datatype=ox.NamedNode(_XSD + "integer"))


def decimal(value: str) -> ox.Literal:
    """An xsd:decimal."""
    return ox.Literal(value, datatype=ox.NamedNode(_XSD + "decimal"))


def string(value: str) -> ox.Literal:
    """An xsd:string."""
    return ox.Literal(value)


def iri(value: str) -> ox.NamedNode:
    """An IRI; raises ValueError where it is none."""
    return ox.NamedNode(value)


def plain(term: Term | None) -> str:
    """The text of a term: an IRI bare, a literal's value, a blank node as `_:name`, a triple in its signs, nothing for None."""
    if term is None:
        return ""
    if isinstance(term, ox.Triple):
        return f"<<( {term} )>>"
    return str(term) if isinstance(term, ox.BlankNode) else str(term.value)


def python_value(term: Term | None) -> Value:
    """The term as Python's own value: whole numbers int, other numbers float, truth values bool, the rest text.

    A literal that is not written as its datatype demands (XSD 1.1 Part 2, 3.3 and 3.4) is text.
    """
    if not isinstance(term, ox.Literal):
        return None if term is None else plain(term)
    written, made = _VALUES.get(term.datatype.value, (_NEVER, str))
    return made(term.value) if written.fullmatch(term.value) else term.value
