"""Position of the resources, properties and values in an RDF/XML file (W3C, RDF 1.1 XML Syntax, section 2), by the XML parser's own count.

Blank nodes have no name outside the parser that reads the triples, so a place is found for what has an IRI.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.parsers import expat

from rdflib.namespace import RDF

_RDF = str(RDF)
_SPACE = " "
_XML = "http://www.w3.org/XML/1998/namespace"
_NO_PROPERTIES = frozenset({"RDF", "ID", "about", "nodeID", "resource", "parseType", "datatype", "bagID", "aboutEach", "li"})

Position = tuple[int, int]
"""Line and column, both from 1."""


@dataclass
class XmlPositions:
    """Where an RDF/XML text has what."""

    subjects: dict[str, Position] = field(default_factory=dict)
    """The first element about each resource."""
    properties: dict[tuple[str, str], Position] = field(default_factory=dict)
    """The first element, or attribute, of each property of a resource."""
    values: dict[tuple[str, str, str], Position] = field(default_factory=dict)
    """The first place of each value of a property, by its IRI or its text."""
    mentions: dict[str, Position] = field(default_factory=dict)
    """The first place of each IRI that is a value, a type or a property."""
    prefixes: dict[str, str] = field(default_factory=dict)
    """Namespaces that the text declares."""


@dataclass
class _Element:
    """An open element: a node with its IRI, or a property with its subject."""

    base: str
    node: str | None = None
    """IRI of the node; None for a blank node, and for a property."""
    is_property: bool = False
    subject: str | None = None
    name: str = ""
    at: Position = (1, 1)
    text: list[str] = field(default_factory=list)
    opaque: bool = False
    """Whether what is within is a literal of XML."""


class _Reader:
    """Follows the stripes of nodes and properties."""

    def __init__(self, base: str) -> None:
        self.found = XmlPositions()
        self._open: list[_Element] = [_Element(base)]
        self.parser = expat.ParserCreate(namespace_separator=_SPACE)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartNamespaceDeclHandler = self._namespace

    def _namespace(self, prefix: str | None, iri: str | None) -> None:
        self.found.prefixes.setdefault(prefix or "", iri or "")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        within = self._open[-1]
        at = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        base = attributes.get(f"{_XML}{_SPACE}base", within.base)
        iri = name.replace(_SPACE, "")
        if within.opaque:
            self._open.append(_Element(base, opaque=True))
        elif iri == f"{_RDF}RDF":
            self._open.append(_Element(base))
        elif within.node is not None or (len(self._open) > 1 and self._is_blank_node(within)):
            self._property(iri, attributes, base, at)
        else:
            self._node(iri, attributes, base, at)

    @staticmethod
    def _is_blank_node(element: _Element) -> bool:
        return not element.is_property and element.name != ""

    def _node(self, iri: str, attributes: Mapping[str, str], base: str, at: Position) -> None:
        node = _named(attributes, base)
        within = self._open[-1]
        if node is not None:
            self.found.subjects.setdefault(node, at)
            if iri != f"{_RDF}Description":
                self._value(node, f"{_RDF}type", iri, at)
            self._attributes(node, attributes, at)
            if within.is_property and within.subject is not None:
                self._value(within.subject, within.name, node, at)
        self._open.append(_Element(base, node, name=iri))

    def _property(self, iri: str, attributes: Mapping[str, str], base: str, at: Position) -> None:
        subject = self._open[-1].node
        kind = attributes.get(f"{_RDF}{_SPACE}parseType")
        resource = attributes.get(f"{_RDF}{_SPACE}resource")
        self._mention(iri, at)
        if resource is not None:
            self._mention(urljoin(base, resource), at)
        if subject is not None:
            self.found.properties.setdefault((subject, iri), at)
            if resource is not None:
                self._value(subject, iri, urljoin(base, resource), at)
        if kind == "Resource":
            self._open.append(_Element(base, name=iri))
        else:
            self._open.append(_Element(base, None, True, subject, iri, at, opaque=kind == "Literal"))

    def _attributes(self, node: str, attributes: Mapping[str, str], at: Position) -> None:
        """Properties that are written as attributes of a node."""
        for name, value in attributes.items():
            namespace, _, local = name.rpartition(_SPACE)
            if namespace and namespace != _XML and not (namespace == _RDF and local in _NO_PROPERTIES):
                self._value(node, namespace + local, value, at)

    def _value(self, subject: str, name: str, value: str, at: Position) -> None:
        self.found.properties.setdefault((subject, name), at)
        self.found.values.setdefault((subject, name, value), at)
        self._mention(name, at)
        self._mention(value, at)

    def _mention(self, iri: str, at: Position) -> None:
        self.found.mentions.setdefault(iri, at)

    def _characters(self, text: str) -> None:
        self._open[-1].text.append(text)

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        if element.is_property and element.subject is not None and not element.opaque and element.text:
            self.found.values.setdefault((element.subject, element.name, "".join(element.text)), element.at)


def _named(attributes: Mapping[str, str], base: str) -> str | None:
    """IRI of a node; None if it is blank."""
    about, identifier = attributes.get(f"{_RDF}{_SPACE}about"), attributes.get(f"{_RDF}{_SPACE}ID")
    if about is not None:
        return urljoin(base, about)
    return None if identifier is None else f"{base.partition('#')[0]}#{identifier}"


def xml_positions(data: bytes, base: str) -> XmlPositions:
    """Return where an RDF/XML text has its resources; as far as it is well-formed. `base` is the IRI of its file."""
    reader = _Reader(base)
    with suppress(expat.ExpatError):  # the parser of the triples reports it
        reader.parser.Parse(data, True)
    return reader.found
