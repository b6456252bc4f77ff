"""SPARQL 1.1 on Oxigraph: the one room that knows pyoxigraph.

Chosen because its joins are planned: questions that pair entries by label, which rdflib does not finish, take milliseconds.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import pyoxigraph as ox

from shisaku.errors import InputError, Message, OntologyError, Place
from shisaku.guard import refuse_nesting, refuse_service
from shisaku.query_errors import what_is_wrong

Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple
Row = tuple[Term | None, ...]
Value = str | int | float | bool | None
T = TypeVar("T")

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
_PLACE = re.compile(r"(?:.*\b)?error at (?P<line>[0-9]+):(?P<column>[0-9]+):?\s*")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_LONGEST_EXPECTED, _MOST_EXPECTED = 60, 5
_EXPECTED = re.compile(r'"[^\w\s"]+"|\b[A-Z]{2,}\b')
"""Signs and keywords among what Oxigraph says that it expected."""
ENDINGS = tuple(_FORMATS)
"""Endings of the RDF files that are read."""


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

    def without_parameters(self) -> "Answer":
        """The answer without the columns that only carry the parameters (their names begin with `_`)."""
        kept = [i for i, name in enumerate(self.variables) if not name.startswith("_")]
        return Answer(tuple(self.variables[i] for i in kept), tuple(tuple(row[i] for i in kept) for row in self.rows))


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
        rdf_format = _format_of(path)
        self._load(_bytes_of(path), path, rdf_format, graph)

    def load(self, data: bytes, path: Path, graph: str = "") -> None:
        """Add the triples of an RDF file that holds `data`. Raises InputError with the place of a mistake."""
        self._load(data, path, _format_of(path), graph)

    def _load(self, data: bytes, path: Path, rdf_format: ox.RdfFormat, graph: str) -> None:
        quads, prefixes = _parsed(data, str(path), rdf_format, path.resolve().as_uri())
        self._prefixes = prefixes | self._prefixes
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        self._store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, name) for q in quads)

    def load_ntriples(self, text: str, graph: str = "") -> None:
        """Add triples given as N-Triples, to the default graph or to the one named."""
        name = ox.NamedNode(graph) if graph else None
        self._store.bulk_load(text.encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=name)

    def __len__(self) -> int:
        return len(self._store)

    def select(self, query: str, bindings: Mapping[str, Term] | None = None, name: str = "query") -> Answer:
        """The answer to a SELECT query, its variables bound to terms beforehand (SPARQL SEP-0007, not pasted into the text).

        Raises OntologyError with line, column and caret where it is not SPARQL; `name` is the file it came from.
        """
        refuse_service(query, name)
        refuse_nesting(query, name)
        substitutions = {ox.Variable(key): value for key, value in (bindings or {}).items()}
        try:
            answer = _answered(self._store.query(query, substitutions=substitutions or None, default_graph=self._asked))
        except SyntaxError as error:
            raise query_error(name, query, error, self._prefixes) from error
        except (RuntimeError, ValueError, OSError) as error:
            ja, en = f"{name}: この問いには答えられません（{error}）。", f"{name}: this query cannot be answered ({error})."
            raise OntologyError(Message(ja, en)) from error
        if answer is None:
            raise OntologyError(Message(f"{name}: SELECT ではありません。", f"{name}: not a SELECT query."))
        return answer


def ntriples_of(data: bytes, name: str, ending: str, base: str) -> tuple[str, dict[str, str]]:
    """RDF as N-Triples, whatever graph its triples are in, and its prefixes; relative IRIs are resolved against `base`.

    Blank nodes get names that no other text has. Raises InputError with the place of a mistake; `name` is what the user calls it.
    """
    quads, prefixes = _parsed(data, name, _FORMATS[ending], base, rename_blank_nodes=True)
    text = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
    return text.decode(), prefixes


def triples_of(
    path: Path, iri: Callable[[str], T], blank: Callable[[str], T], literal: Callable[[str, str | None, str | None], T]
) -> Iterator[tuple[T, T, T]]:
    """The triples of an RDF file, their terms made by `iri`, `blank` (of a name that no other file has) and `literal`.

    `literal` is given text, language and datatype, which is None for a plain string. Raises InputError with the place of a mistake.
    """
    for s, p, o, _ in quads_of(path, iri, blank, literal):
        yield s, p, o


def quads_of(
    path: Path, iri: Callable[[str], T], blank: Callable[[str], T], literal: Callable[[str, str | None, str | None], T]
) -> Iterator[tuple[T, T, T, str]]:
    """The same with the name of their graph, empty for the default graph. Raises InputError with the place of a mistake."""

    def made(term: Term) -> T:
        if isinstance(term, ox.Literal):
            datatype = term.datatype.value
            return literal(term.value, term.language, None if term.language or datatype == _XSD + "string" else datatype)
        if isinstance(term, ox.Triple):
            ja, en = (
                f"{path}: 三つ組を項とするもの（RDF 1.2）は扱えません。",
                f"{path}: triples as terms (RDF 1.2) are not handled.",
            )
            raise InputError(Message(ja, en))
        return iri(term.value) if isinstance(term, ox.NamedNode) else blank(term.value)

    base = path.resolve().as_uri()
    for quad in _parsed(_bytes_of(path), str(path), _format_of(path), base, rename_blank_nodes=True)[0]:
        graph = quad.graph_name
        name = "" if isinstance(graph, ox.DefaultGraph) else str(graph.value)
        yield made(quad.subject), made(quad.predicate), made(quad.object), name


def canonical_graphs(data: bytes, name: str, ending: str, base: str) -> dict[str, str]:
    """RDF as canonical N-Triples, sorted, by the IRI of its named graph (empty for the default graph).

    Blank nodes are named as RDFC-1.0 names them (W3C Recommendation 2024), so that equal graphs give equal text whoever wrote them.
    Raises InputError with the place of a mistake; `name` is what the user calls it.
    """
    graphs: dict[str, list[ox.Quad]] = {}
    for quad in _parsed(data, name, _FORMATS[ending], base)[0]:
        graph = quad.graph_name
        graphs.setdefault("" if isinstance(graph, ox.DefaultGraph) else str(graph.value), []).append(quad)
    return {graph: _canonical(quads) for graph, quads in graphs.items()}


def canonical_ntriples(paths: Iterable[Path]) -> str:
    """The triples of RDF files together, as canonical N-Triples. Raises InputError where a file cannot be read."""
    quads: list[ox.Quad] = []
    for path in paths:
        data = _bytes_of(path)
        quads += _parsed(data, str(path), _format_of(path), path.resolve().as_uri(), rename_blank_nodes=True)[0]
    return _canonical(quads)


def _canonical(quads: list[ox.Quad]) -> str:
    triples = [quad.triple for quad in quads]
    if any(isinstance(term, ox.BlankNode) for triple in triples for term in (triple.subject, triple.object)):
        dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        triples = [quad.triple for quad in dataset]
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    # Lines end at a line feed only: other characters that Python takes for line ends stand unescaped in literals.
    return "".join(sorted({f"{line}\n" for line in text.decode().split("\n") if line}))


def by_value(triples: str) -> frozenset[str]:
    """The lines of N-Triples with one spelling for each value, that of Oxigraph: `0.970` as 0.97, xsd:positiveInteger as xsd:integer.

    Servers keep values, not spellings, so that what they give back is the same only so far.
    """
    store = ox.Store()
    store.load(triples.encode(), format=ox.RdfFormat.N_TRIPLES)
    return frozenset((store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b"").decode().split("\n"))


def terms_of(values: Mapping[str, str]) -> dict[str, Term]:
    """Terms by name, each given as N-Triples has it. Raises SyntaxError where one is none."""
    lines = "".join(f"<urn:name:{name}> <urn:is> {term} .\n" for name, term in values.items())
    quads = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
    return {str(quad.subject.value).removeprefix("urn:name:"): quad.object for quad in quads}


def answer_of(data: bytes) -> Answer:
    """The answer to a SELECT query in the SPARQL 1.1 results format JSON. Raises SyntaxError or ValueError where it is none."""
    answer = _answered(ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON))
    if answer is None:
        raise ValueError("not the answer to a SELECT query")
    return answer


def _answered(found: object) -> Answer | None:
    """All solutions at once, as they are made while they are read and each may raise; None where the query asked for others."""
    if not isinstance(found, ox.QuerySolutions):
        return None
    variables = tuple(variable.value for variable in found.variables)
    return Answer(variables, tuple(tuple(row[variable] for variable in variables) for row in found))


def _parsed(
    data: bytes, name: str, rdf_format: ox.RdfFormat, base: str, rename_blank_nodes: bool = False
) -> tuple[list[ox.Quad], dict[str, str]]:
    """The quads of an RDF text, and its prefixes."""
    try:
        parser = ox.parse(
            data.removeprefix(b"\xef\xbb\xbf"), format=rdf_format, base_iri=base, rename_blank_nodes=rename_blank_nodes
        )
        return list(parser), parser.prefixes
    except SyntaxError as error:
        raise InputError(*syntax_report(name, data.decode("utf-8", "replace"), error)) from error


def _format_of(path: Path) -> ox.RdfFormat:
    """The RDF format that the ending of a file tells. Raises InputError where it tells none."""
    found = _FORMATS.get(path.suffix.lower())
    if found is None:
        known = ", ".join(sorted(_FORMATS))
        raise InputError(
            Message(f"{path}: 形式がわかりません（使えるのは {known}）。", f"{path}: unknown format (known: {known}).")
        )
    return found


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        ja, en = f"{path}: 読めません（{error.strerror}）。", f"{path}: cannot be read ({error.strerror})."
        raise InputError(Message(ja, en)) from error


def query_error(name: str, query: str, error: SyntaxError, prefixes: Mapping[str, str]) -> OntologyError:
    """What is wrong with a query that Oxigraph does not take, with its place; in Oxigraph's words only where nothing better is known.

    `prefixes` are those that may be advised.
    """
    return OntologyError(*(what_is_wrong(name, query, str(error.msg), prefixes) or syntax_report(name, query, error)))


def syntax_report(name: str, text: str, error: SyntaxError) -> tuple[Message, Place | None]:
    """What Oxigraph says of a syntax error, with its place."""
    reason = str(error.msg).rstrip(".")
    number, column = error.lineno, error.offset
    told = _PLACE.match(reason)
    if number is None and told is not None:
        number, column, reason = int(told["line"]), int(told["column"]), reason[told.end() :]
    if reason.startswith("expected ") and ("[" in reason or len(reason) > _LONGEST_EXPECTED):  # in the words of its grammar
        signs = _EXPECTED.findall(reason)
        reason = f"expected {' or '.join(signs)}" if signs and len(signs) <= _MOST_EXPECTED else "something else is expected here"
    if number is None:
        return Message(f"{name}: 構文の誤りです（{reason}）。", f"{name}: syntax error ({reason})."), None
    message = Message(f"構文の誤りです（{reason}）。", f"syntax error ({reason}).")
    lines = text.split("\n")
    number = min(number, len(lines))
    line = lines[number - 1]
    return message, Place(name, number, min(column or 1, len(line) + 1), line)


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
    """The text of a term: an IRI bare, a literal's value, nothing for None."""
    return "" if term is None else str(term.value) if not isinstance(term, ox.Triple) else str(term)


def python_value(term: Term | None) -> Value:
    """The term as Python's own value: whole numbers int, other numbers float, truth values bool, the rest text."""
    if not isinstance(term, ox.Literal):
        return None if term is None else plain(term)
    datatype = term.datatype.value.removeprefix(_XSD)
    if datatype == "boolean":
        return term.value in ("true", "1")
    if datatype.lower().endswith("integer"):
        return int(term.value)
    return float(term.value) if datatype in ("decimal", "double", "float") else term.value


def result_text(answer: Answer, form: str) -> str:
    """The answer in a SPARQL 1.1 result format: `json`, `xml`, `csv` or `tsv` (W3C Recommendations 2013)."""
    formats = {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
    }
    store = ox.Store()
    names = [f"?{name}" for name in answer.variables]
    rows = " ".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in answer.rows)
    solutions = store.query(f"SELECT {' '.join(names)} WHERE {{ VALUES ({' '.join(names)}) {{ {rows} }} }}")
    assert isinstance(solutions, ox.QuerySolutions)
    return (solutions.serialize(format=formats[form]) or b"").decode()
