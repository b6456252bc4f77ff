"""RDF files, read by Oxigraph: triples, canonical N-Triples, and the place of an error."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from shisaku.errors import InputError, Place
from shisaku.messages import Message
from shisaku.rdf.input_limits import refuse_harmful
from shisaku.rdf.owl_syntaxes import as_rdf_xml, owl_syntax

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
_BY_CONTENT = (".owl", ".ofn", ".omn", ".owx", ".obo")
"""Endings of ontologies in one of several formats, which their contents tell."""
ENDINGS = (*_FORMATS, *_BY_CONTENT)
"""Endings of the RDF files that are read."""
_XML = re.compile(rb"\s*(?:<\?xml|<!DOCTYPE|<!--|<rdf:RDF)")
_JSON = re.compile(rb"\s*[\[{]\s*[\[{\"\]}]")
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_ERROR_AT = re.compile(r"(?:.*\b)?error at (?P<line>[0-9]+):(?P<column>[0-9]+):?\s*")
_LONGEST_EXPECTED, _MOST_EXPECTED = 60, 5
_EXPECTED = re.compile(r'"[^\w\s"]+"|\b[A-Z]{2,}\b')
"""Signs and keywords among what Oxigraph says that it expected."""


def files_of(path: Path) -> tuple[Path, ...]:
    """The RDF file at a path, or those in the folder there, sorted. Raises InputError for a folder without any."""
    if not path.is_dir():
        return (path,)
    found = tuple(file for file in sorted(path.iterdir()) if file.suffix.lower() in ENDINGS)
    if not found:
        raise InputError(Message("rdf-there-no-rdf-file", path=path))
    return found


def ntriples_of(data: bytes, name: str, ending: str, base: str) -> tuple[str, dict[str, str]]:
    """RDF as N-Triples, without the names of graphs, and its prefixes; relative IRIs are resolved against `base`.

    Blank nodes get names that no other text has. Raises InputError with the place of an error; `name` is used in messages.
    """
    quads, prefixes = parsed(data, name, _FORMATS[ending], base, rename_blank_nodes=True)
    text = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
    return text.decode(), prefixes


def triples_of(
    path: Path, iri: Callable[[str], T], blank: Callable[[str], T], literal: Callable[[str, str | None, str | None], T]
) -> Iterator[tuple[T, T, T]]:
    """The triples of an RDF file, their terms made by `iri`, `blank` (of a unique name) and `literal`.

    `literal` is called with text, language and datatype, None for a plain string. Raises InputError with the place of an error.
    """
    for s, p, o, _ in quads_of(path, iri, blank, literal):
        yield s, p, o


def quads_of(
    path: Path, iri: Callable[[str], T], blank: Callable[[str], T], literal: Callable[[str, str | None, str | None], T]
) -> Iterator[tuple[T, T, T, str]]:
    """The same with the name of their graph, empty for the default graph. Raises InputError with the place of an error."""

    def made(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple) -> T:
        if isinstance(term, ox.Literal):
            datatype = term.datatype.value
            return literal(term.value, term.language, None if term.language or datatype == _STRING else datatype)
        if isinstance(term, ox.Triple):
            raise InputError(Message("rdf-triples-terms-rdf-not-handled", path=path))
        return iri(term.value) if isinstance(term, ox.NamedNode) else blank(term.value)

    base = path.resolve().as_uri()
    for quad in parsed(*readable(path), base, rename_blank_nodes=True)[0]:
        graph = quad.graph_name
        name = "" if isinstance(graph, ox.DefaultGraph) else str(graph.value)
        yield made(quad.subject), made(quad.predicate), made(quad.object), name


def canonical_graphs(data: bytes, name: str, ending: str, base: str) -> dict[str, str]:
    """RDF as canonical N-Triples, sorted, by the IRI of its named graph (empty for the default graph).

    Blank nodes are named as RDFC-1.0 names them (W3C Recommendation 2024), so that equal graphs give equal text.
    Raises InputError with the place of an error; `name` is used in messages.
    """
    graphs: dict[str, list[ox.Quad]] = {}
    for quad in parsed(data, name, _FORMATS[ending], base)[0]:
        graph = quad.graph_name
        graphs.setdefault("" if isinstance(graph, ox.DefaultGraph) else str(graph.value), []).append(quad)
    return {graph: _canonical(quads) for graph, quads in graphs.items()}


def canonical_ntriples(paths: Iterable[Path]) -> str:
    """The triples of RDF files together, as canonical N-Triples. Raises InputError where a file cannot be read."""
    quads: list[ox.Quad] = []
    for path in paths:
        quads += parsed(*readable(path), path.resolve().as_uri(), rename_blank_nodes=True)[0]
    return _canonical(quads)


def _canonical(quads: list[ox.Quad]) -> str:
    triples = [quad.triple for quad in quads]
    if any(isinstance(term, ox.BlankNode) for triple in triples for term in (triple.subject, triple.object)):
        dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        triples = [quad.triple for quad in dataset]
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    # Lines end at a line feed only: literals contain other unescaped characters that Python takes for line ends.
    return "".join(sorted({f"{line}\n" for line in text.decode().split("\n") if line}))


def by_value(triples: str) -> frozenset[str]:
    """The lines of N-Triples with one spelling for each value, that of Oxigraph: `0.970` is 0.97, xsd:positiveInteger is integer.

    Servers store values, not spellings, so that their answers are compared in this form.
    """
    store = ox.Store()
    store.load(triples.encode(), format=ox.RdfFormat.N_TRIPLES)
    return frozenset((store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b"").decode().split("\n"))


def parsed(
    data: bytes, name: str, rdf_format: ox.RdfFormat, base: str, rename_blank_nodes: bool = False
) -> tuple[list[ox.Quad], dict[str, str]]:
    """The quads of an RDF text, and its prefixes. Raises InputError with the place of an error, or of what no parser can take."""
    refuse_harmful(data, name, rdf_format)
    try:
        parser = ox.parse(
            data.removeprefix(b"\xef\xbb\xbf"), format=rdf_format, base_iri=base, rename_blank_nodes=rename_blank_nodes
        )
        return list(parser), parser.prefixes
    except SyntaxError as error:
        raise InputError(*syntax_report(name, data.decode("utf-8", "replace"), error)) from error
    except MemoryError as error:
        raise InputError(Message("rdf-term-too-long", name=name)) from error


def readable(path: Path, data: bytes | None = None) -> tuple[bytes, str, ox.RdfFormat]:
    """Return the text of an RDF file, its name and its format: by its ending, or by its contents where they may be of several.

    `data` is what it holds, if that is known. Ontologies in a syntax that is no RDF come as RDF/XML. Raises InputError if the file cannot
    be read or has an unknown ending.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(Message("rdf-unknown-format-known", path=path, known=", ".join(sorted(ENDINGS))))
    data = bytes_of(path) if data is None else data
    if ending in _FORMATS:
        return data, str(path), _FORMATS[ending]
    syntax = owl_syntax(data)
    if syntax is not None:
        return as_rdf_xml(data, syntax, str(path)), str(path), ox.RdfFormat.RDF_XML
    is_xml, is_json = _XML.match(data), _JSON.match(data)
    return data, str(path), ox.RdfFormat.RDF_XML if is_xml else ox.RdfFormat.JSON_LD if is_json else ox.RdfFormat.TURTLE


def bytes_of(path: Path) -> bytes:
    """Contents of a file. Raises InputError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(Message("common-cannot-be-read", path=path, strerror=error.strerror)) from error


def syntax_report(name: str, text: str, error: SyntaxError) -> tuple[Message, Place | None]:
    """Oxigraph's message about a syntax error, with its place."""
    reason = str(error.msg).rstrip(".")
    number, column = error.lineno, error.offset
    told = _ERROR_AT.match(reason)
    if number is None and told is not None:
        number, column, reason = int(told["line"]), int(told["column"]), reason[told.end() :]
    if reason.startswith("expected ") and ("[" in reason or len(reason) > _LONGEST_EXPECTED):  # in the words of its grammar
        signs = _EXPECTED.findall(reason)
        reason = f"expected {' or '.join(signs)}" if signs and len(signs) <= _MOST_EXPECTED else "something else is expected here"
    if number is None:
        return Message("rdf-syntax-error-name-reason", name=name, reason=reason), None
    message = Message("rdf-syntax-error", reason=reason)
    lines = text.split("\n")
    number = min(number, len(lines))
    line = lines[number - 1]
    return message, Place(name, number, min(column or 1, len(line) + 1), line)
