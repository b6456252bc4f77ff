"""Position of every statement of a Turtle file, so that a finding on a triple can point to its line.

rdflib's own parser runs underneath, so graph and positions come from one parse and agree on blank nodes. Only three productions
are overridden: a node, a collection, and the predicates and objects behind a subject.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, MutableSequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.plugins.parsers.notation3 import RDFSink, SinkParser
from rdflib.term import Node

from shisaku.errors import Place
from shisaku.rdf.graph_files import turtle_errors
from shisaku.rdf.rdf_files import parsed, readable

_BLANK = re.compile(r"(?:\s|#[^\n]*(?:\n|\Z))*")
_TOKEN = re.compile(
    r"""
      (?P<quote>'''|\"""|'|")(?:\\.|(?!(?P=quote))[^\\\n])*(?:(?P=quote)(?:@[\w-]+|\^\^(?:<[^>\n]*>|[^\s;,.<]+))?)?
    | <[^>\n]*>?
    | [\[(]
    | (?:\\.|%..|[^\s;,()\[\]"'<>\\\#])+
    """,
    re.VERBOSE,
)
"""One term on its first line: a literal with its tag, an IRI, an opening bracket, a name or a number."""


class TurtlePlaces:
    """The positions in one Turtle file."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.graph = Graph()
        """The triples of the file; its blank nodes are those that `place` accepts."""
        sink = _Sink(self.graph)
        parser = _Parser(sink, baseURI=path.resolve().as_uri(), turtle=True)
        parser.loadBuf(text)
        self.prefixes: dict[str, str] = dict(parser._bindings)
        """The prefixes that the file binds, with their namespaces."""
        for prefix, namespace in self.prefixes.items():
            self.graph.bind(prefix, namespace)
        self._sink = sink
        self._heads = {str(node): offset for node, offset in sink.heads.items()}

    def place(self, subject: Node | str, predicate: Node | str | None = None, value: Node | str | None = None) -> Place | None:
        """The place of that triple's object; else of its predicate; else of the first statement about `subject`.

        A plain string matches the IRI, or the literal, with that text. None where there is no statement about `subject`.
        """
        offset = self._heads.get(str(subject))
        if predicate is not None:
            offset = self._verbs.get((str(subject), str(predicate)), offset)
            if value is not None:
                found = self._objects.get((str(subject), str(predicate), _text(value)), ())
                offset = next((at for term, at in found if term == value), found[0][1] if found else offset)
        return None if offset is None else self._place(offset)

    def mention(self, iri: str) -> Place | None:
        """The place where an IRI is first a property or a value; None where it is neither."""
        offset = self._mentions.get(iri)
        return None if offset is None else self._place(offset)

    @cached_property
    def _objects(self) -> dict[tuple[str, str, str], list[tuple[Node, int]]]:
        """The offsets of objects by the texts of the three terms; literals of one text may differ in their tags."""
        found: dict[tuple[str, str, str], list[tuple[Node, int]]] = {}
        for s, p, o, _, at in self._sink.written():
            found.setdefault((str(s), str(p), _text(o)), []).append((o, at))
        return found

    @cached_property
    def _mentions(self) -> dict[str, int]:
        """The offset at which each IRI first is a property or an object."""
        found: dict[str, int] = {}
        for _, p, o, verb, at in self._sink.written():
            found.setdefault(str(p), verb)
            if isinstance(o, URIRef):
                found.setdefault(str(o), at)
        return found

    @cached_property
    def _verbs(self) -> dict[tuple[str, str], int]:
        """The offset at which each subject first has each predicate."""
        found: dict[tuple[str, str], int] = {}
        for s, p, _, at, _ in self._sink.written():
            found.setdefault((str(s), str(p)), at)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        """The offset of each line."""
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))][:-1]

    def _place(self, offset: int) -> Place:
        """The term behind `offset`, blanks and comments passed over."""
        behind = _BLANK.match(self.text, offset)
        at = behind.end() if behind else offset
        line = bisect_right(self._starts, at) - 1
        start = self._starts[line]
        end = self.text.find("\n", at)
        whole = self.text[start : end if end >= 0 else len(self.text)]
        token = _TOKEN.match(whole, at - start)
        return Place(str(self.path), line + 1, at - start + 1, whole, _length(token))


def turtle_places(path: Path) -> TurtlePlaces:
    """The positions in a Turtle file, and its graph. Raises OntologyError with the place where it is not Turtle."""
    with turtle_errors(path):
        parsed(*readable(path), path.resolve().as_uri())
        return TurtlePlaces(path, path.read_text(encoding="utf-8-sig"))


def _text(term: Node | str) -> str:
    """The text of a term; line ends normalised, as they are when the file is opened."""
    text = str(term)
    return text.replace("\r\n", "\n") if "\r" in text else text


def _length(token: re.Match[str] | None) -> int:
    """The length of a token without the full stop that ends the statement behind a name or a number."""
    if token is None:
        return 1
    return len(token.group()) if token["quote"] else max(1, len(token.group().rstrip(".")))


class _Sink(RDFSink):
    """Adds triples to a graph and records the position of each.

    Positions are stored in flat columns: a tuple a triple would slow down the garbage collector.
    """

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self.heads: dict[Node, int] = {}
        self._terms: list[Node] = []
        self._offsets = array("q")
        self._symbols: dict[str, URIRef] = {}

    def newSymbol(self, *args: str) -> URIRef:  # noqa: N802
        """The IRI, cached."""
        known = self._symbols.get(args[0])
        if known is None:
            known = self._symbols[args[0]] = URIRef(args[0])
        return known

    def written(self) -> Iterator[tuple[Node, Node, Node, int, int]]:
        """Triples, and where predicate and object are written (blanks and comments may come first)."""
        terms, offsets = iter(self._terms), iter(self._offsets)
        return zip(terms, terms, terms, offsets, offsets, strict=True)

    def write(self, subject: Any, predicate: Any, value: Any, verb: int, at: int) -> None:
        """Add one triple. Terms may be Python values of the parser: numbers, truth values, a pair for `a`."""
        s, p, o = (self.normalise(None, term) for term in (subject, predicate, value))
        self.graph.add((s, p, o))
        self._terms += (s, p, o)
        self._offsets.append(verb)
        self._offsets.append(at)

    def collection(self, items: list[tuple[Any, int]], opening: int, closing: int) -> Node:
        """Add the cells of a collection; each has the position of its item, the first that of the bracket."""
        cells = [self.newBlankNode() for _ in items]
        starts = [opening, *(at for _, at in items[1:])]
        rests = zip([*cells[1:], RDF.nil], [*(at for _, at in items[1:]), closing], strict=True)
        for cell, start, (item, at), (rest, behind) in zip(cells, starts, items, rests, strict=False):
            self.heads[cell] = start
            self.write(cell, RDF.first, item, at, at)
            self.write(cell, RDF.rest, rest, at, behind)
        return cells[0] if cells else RDF.nil


class _Parser(SinkParser):
    """rdflib's Turtle parser, recording the offsets of subjects, predicates and objects.

    As in rdflib, a production takes an offset and returns the one behind it, negative where it does not apply.
    """

    _store: _Sink

    def statement(self, argstr: str, i: int) -> int:
        """`subject predicateObjectList` (Turtle 6.5 [6])."""
        found: list[Any] = []
        j = self.object(argstr, i, found)
        if j < 0:
            return j
        self._store.heads.setdefault(found[0], i)
        return self.property_list(argstr, j, found[0])

    def node(self, argstr: str, i: int, res: MutableSequence[Any], subjectAlready: Node | None = None) -> int:  # noqa: N803
        """A term; collections and blank nodes with properties are recorded at their opening bracket."""
        i = self.skipSpace(argstr, i)
        if i < 0:
            return i
        if argstr[i] == "(":
            return self._collection(argstr, i, res)
        j = super().node(argstr, i, res, subjectAlready)
        if argstr[i] == "[":
            self._store.heads[res[-1]] = i
        return j

    def _collection(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:
        """`'(' object* ')'` (Turtle 6.5 [15])."""
        items: list[tuple[Any, int]] = []
        j = self.skipSpace(argstr, i + 1)
        while j >= 0 and argstr[j] != ")":
            found: list[Any] = []
            behind = self.item(argstr, j, found)
            if behind < 0:
                self.BadSyntax(argstr, j, "expected item in list or ')'")
            items.append((found[0], j))
            j = self.skipSpace(argstr, behind)
        if j < 0:
            self.BadSyntax(argstr, i, "needed ')', found end.")
        res.append(self._store.collection(items, i, j))
        return j + 1

    def property_list(self, argstr: str, i: int, subj: Node) -> int:
        """`verb objectList (';' (verb objectList)?)*` (Turtle 6.5 [7]); the punctuation behind it is left."""
        while True:
            i = self._past(argstr, i, "expected verb in property list")
            if argstr[i] == ";":
                i += 1
                continue
            verbs: list[tuple[str, Any]] = []
            at = self.verb(argstr, i, verbs)
            if at <= 0:
                return i
            values: list[Any] = []
            offsets: list[int] = []
            comma = True
            while comma:
                offsets.append(at)
                behind = self.object(argstr, at, values)
                if behind < 0:
                    self.BadSyntax(argstr, at, "objectList expected")
                at = self._past(argstr, behind, "object list not ended")
                comma = argstr[at] == ","
                at += comma
            for value, offset in zip(values, offsets, strict=True):
                self._store.write(subj, verbs[0][1], value, i, offset)
            if argstr[at] != ";":
                return at
            i = at + 1

    def _past(self, argstr: str, i: int, expected: str) -> int:
        """The offset of the next character that is no blank; at the end of the file there is none, which is an error."""
        j = self.skipSpace(argstr, i)
        if j < 0:
            self.BadSyntax(argstr, i, f"EOF found: {expected}")
        return j
