"""Inputs of a comparison: RDF files of any format, folders of them, standard input."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from rdflib import Graph
from rdflib.exceptions import ParserError

from shisaku.errors import InputError
from shisaku.formats.registry import ENDINGS as DOCUMENT_ENDINGS
from shisaku.formats.registry import is_document
from shisaku.messages import Message
from shisaku.rdf.rdf_files import ENDINGS, ntriples_of

DOCUMENT, GRAPH = "document", "graph"
"""Kinds of inputs: documents are compared with documents, graphs with graphs."""
STANDARD_INPUT = "-"
_BASE = "file:///"
"""Base of relative IRIs: the same for both versions, wherever they are, so that `<>` means the same in both."""


def kind_of(name: str) -> str:
    """`DOCUMENT` for a document of any format, `GRAPH` for RDF, a folder of it, or standard input. Raises InputError for anything else."""
    path = Path(name)
    if name == STANDARD_INPUT or path.is_dir():
        return GRAPH
    if not path.exists():
        raise InputError(Message("diff-does-not-exist", name=name))
    ending = path.suffix.lower()
    if is_document(path):
        return DOCUMENT
    if ending not in ENDINGS:
        known = ", ".join(dict.fromkeys((*ENDINGS, *DOCUMENT_ENDINGS)))
        raise InputError(Message("diff-not-format-compared-known", name=name, known=known))
    return GRAPH


def graph_of(name: str) -> Graph:
    """The triples of a file, of every RDF file in a folder and below, or of standard input; named graphs are merged.

    Raises InputError, with the place of an error, for unreadable input.
    """
    graph = Graph(bind_namespaces="none")
    if name == STANDARD_INPUT:
        data = sys.stdin.buffer.read()
        _add(graph, data, "<stdin>", _ending_of(data), _BASE)
        return graph
    path = Path(name)
    files = [path]
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())
        if not files:
            raise InputError(Message("diff-has-no-rdf-file", name=name))
    for file in files:
        base = _BASE + (quote(file.relative_to(path).as_posix()) if file != path else "")
        _add(graph, _read(file), str(file), file.suffix.lower(), base)
    return graph


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(Message("common-cannot-read", path=path, reason=reason)) from error


def _add(graph: Graph, data: bytes, name: str, ending: str, base: str) -> None:
    text, prefixes = ntriples_of(data, name, ending, base)
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace)
    try:
        with _values_as_they_are():
            graph.parse(data=text, format="nt")
    except ParserError as error:
        raise InputError(Message("diff-what-new-rdf-triple-terms", name=name)) from error


@contextmanager
def _values_as_they_are() -> Iterator[None]:
    """Silence rdflib about literals whose text does not fit their datatype: they are compared as text."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _ending_of(data: bytes) -> str:
    """The format of a text without a name, by its beginning; TriG, which includes Turtle and N-Triples, by default."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:200]
    if start.startswith((b"<?xml", b"<rdf:RDF", b"<!DOCTYPE", b"<!--")):
        return ".rdf"
    if start.startswith((b"{", b"[")) and start[1:].lstrip().startswith((b'"', b"{", b"}")):
        return ".jsonld"
    return ".nq" if _is_nquads(data) else ".trig"


def _is_nquads(data: bytes) -> bool:
    """Whether the first statement is one of N-Quads and not one of N-Triples."""
    first = next((line for line in data.splitlines() if line.strip() and not line.lstrip().startswith(b"#")), b"")
    return _parses(first, ".nq") and not _parses(first, ".nt")


def _parses(line: bytes, ending: str) -> bool:
    try:
        ntriples_of(line, "", ending, _BASE)
    except InputError:
        return False
    return True
