"""The ontology as it is on disk: loaded once, told clearly when a file of it is broken."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL
from rdflib.plugins.parsers.notation3 import BadSyntax

from shisaku.errors import Message, OntologyError, Place
from shisaku.graph.namespaces import ONTOLOGY
from shisaku.graph.vocabulary import Vocabulary


@dataclass(frozen=True)
class Ontology:
    """Our terms, the SKOS schemes and the shapes."""

    terms: Graph
    """ontology/shisaku.ttl: classes, properties and their axioms."""
    schemes: Graph
    """Terms and SKOS schemes together: what data refer to."""
    shapes: Graph
    """The SHACL shapes."""
    vocabulary: Vocabulary
    """Topics and mark categories, ready to be looked up."""

    @property
    def version(self) -> URIRef:
        """The version IRI (owl:versionIRI)."""
        found = self.terms.value(ONTOLOGY, OWL.versionIRI)
        if found is None:
            raise OntologyError(Message("オントロジーに owl:versionIRI がありません。", "The ontology has no owl:versionIRI."))
        return URIRef(str(found))


def load_ontology(schemes: Iterable[Path], shapes: Path) -> Ontology:
    """The ontology from its files, `schemes` with the terms first. Raises OntologyError with the place where a file is broken."""
    terms, *others = [load_turtle(path) for path in schemes]
    whole = terms
    for other in others:
        whole = whole + other
    return Ontology(terms, whole, load_turtle(shapes), Vocabulary.of(whole))


def load_turtle(path: Path) -> Graph:
    """The triples of one Turtle file. Raises OntologyError with line, column and caret where it is not Turtle."""
    try:
        text = path.read_text(encoding="utf-8")
        return Graph().parse(data=text, format="turtle", publicID=path.resolve().as_uri())
    except OSError as error:
        raise OntologyError(Message(f"{path}: 読めません（{error.strerror}）。", f"{path}: cannot be read ({error.strerror}).")) from error
    except UnicodeDecodeError as error:
        raise OntologyError(Message(f"{path}: UTF-8 ではありません。", f"{path}: is not UTF-8.")) from error
    except BadSyntax as error:
        raise OntologyError(*_broken(path, text, error)) from error


def _broken(path: Path, text: str, error: BadSyntax) -> tuple[Message, Place]:
    """What rdflib says, at the place it means, without its bytes dump."""
    before = error._str[: error._i].decode("utf-8", "replace") if isinstance(error._str, bytes) else error._str[: error._i]
    line, start = before.count("\n") + 1, before.rfind("\n") + 1
    reason = str(error._why)
    message = Message(f"Turtle として読めません（{reason}）。", f"not valid Turtle ({reason}).")
    lines = text.split("\n")
    return message, Place(str(path), line, len(before) - start + 1, lines[min(line, len(lines)) - 1])
