"""Named graphs in files, each with a hash that does not depend on how the file is written."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shisaku.errors import InputError
from shisaku.messages import Message
from shisaku.rdf.namespaces import PUBLISHED, PlanIris
from shisaku.rdf.rdf_files import canonical_graphs

_QUADS = (".nq", ".trig")
_TRIPLES = (".ttl", ".nt")
_PLAN = "https://w3id.org/shisaku/ontology#PolicyPlan"
_HEADS = (_PLAN, "http://www.w3.org/2002/07/owl#Ontology", "http://www.w3.org/2004/02/skos/core#ConceptScheme")
_TYPED = re.compile(
    rf"^<(?P<subject>[^>]+)> <http://www\.w3\.org/1999/02/22-rdf-syntax-ns#type> <(?P<type>{'|'.join(map(re.escape, _HEADS))})> \.$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class LocalGraph:
    """One named graph in a file; its triples are read again when they are sent."""

    iri: str
    """Its name."""
    path: Path
    """The file."""
    sha256: str
    """Of its canonical N-Triples: UTF-8, lines sorted, blank nodes named by RDFC-1.0."""
    triples: int
    """Number of its triples."""

    def text(self) -> str:
        """Its canonical N-Triples. Raises InputError where the file has changed since it was hashed."""
        found = named_graphs(self.path).get(self.iri, "")
        if sha256(found) != self.sha256:
            raise InputError(Message("remote-changed-while-pushed-run-command", path=self.path))
        return found


def sha256(triples: str) -> str:
    """The hash of canonical N-Triples."""
    return hashlib.sha256(triples.encode()).hexdigest()


def named_graphs(path: Path) -> dict[str, str]:
    """The canonical N-Triples of a file by graph name. Raises InputError where the file cannot be read or has no name.

    N-Quads and TriG name their graphs. A file of triples is the published graph of the plan in it, or is named as the ontology or
    the first concept scheme in it.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(Message("common-cannot-be-read", path=path, strerror=error.strerror)) from error
    graphs = canonical_graphs(data, str(path), path.suffix.lower(), path.resolve().as_uri())
    if path.suffix.lower() in _TRIPLES:
        return {_name(path, text): text for text in graphs.values()}
    if "" in graphs:
        raise InputError(Message("remote-some-triples-no-named-graph", path=path))
    return graphs


def _name(path: Path, text: str) -> str:
    typed = {(found["type"] != _PLAN, found["subject"]) for found in _TYPED.finditer(text)}
    if not typed:
        raise InputError(Message("remote-neither-plan-nor-ontology-nor", path=path))
    no_plan, name = min(typed)
    base, _, plan_id = name.rpartition("/")
    return name if no_plan else str(PlanIris(f"{base}/", plan_id).graph(PUBLISHED))


def files_of(source: Path) -> list[Path]:
    """The RDF files of a SOURCE: itself, or those in a folder.

    Raises InputError where there are none: an empty folder is more likely a mistake than a request to empty the server.
    """
    if not source.is_dir():
        if source.suffix.lower() in (*_QUADS, *_TRIPLES):
            return [source]
        known = ", ".join((*_QUADS, *_TRIPLES))
        raise InputError(Message("remote-cannot-pushed-what-can", source=source, known=known))
    found = sorted(path for path in source.iterdir() if path.suffix.lower() in (*_QUADS, *_TRIPLES) and path.name[0] != ".")
    if not found:
        raise InputError(Message("remote-there-no-graph-push", source=source))
    return found


def local_graphs(paths: Iterable[Path]) -> dict[str, LocalGraph]:
    """All graphs in files, by name. Raises InputError where two files hold the same graph."""
    found: dict[str, LocalGraph] = {}
    for path in paths:
        for iri, text in named_graphs(path).items():
            if iri in found:
                first = found[iri].path
                raise InputError(Message("remote-graph-well", path=path, iri=iri, first=first))
            found[iri] = LocalGraph(iri, path, sha256(text), text.count("\n"))
    return found
