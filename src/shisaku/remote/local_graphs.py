"""Named graphs in files, each with a hash that does not depend on how the file is written."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shisaku.errors import InputError, Message
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
            ja = f"{self.path}: 送る間に変わりました。もう一度実行してください。"
            raise InputError(Message(ja, f"{self.path}: changed while it was pushed. Run the command again."))
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
        ja, en = f"{path}: 読めません（{error.strerror}）。", f"{path}: cannot be read ({error.strerror})."
        raise InputError(Message(ja, en)) from error
    graphs = canonical_graphs(data, str(path), path.suffix.lower(), path.resolve().as_uri())
    if path.suffix.lower() in _TRIPLES:
        return {_name(path, text): text for text in graphs.values()}
    if "" in graphs:
        ja, en = f"{path}: 名前付きグラフに属さないトリプルがあります。", f"{path}: some triples are in no named graph."
        raise InputError(Message(ja, en))
    return graphs


def _name(path: Path, text: str) -> str:
    typed = {(found["type"] != _PLAN, found["subject"]) for found in _TYPED.finditer(text)}
    if not typed:
        ja = f"{path}: 計画も、オントロジーも、概念体系もなく、グラフの名前が決まりません。N-Quads で渡してください。"
        en = f"{path}: neither a plan nor an ontology nor a concept scheme is in it to name its graph; give N-Quads instead."
        raise InputError(Message(ja, en))
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
        ja, en = f"{source}: 送れません（送れるのは {known}）。", f"{source}: cannot be pushed (what can: {known})."
        raise InputError(Message(ja, en))
    found = sorted(path for path in source.iterdir() if path.suffix.lower() in (*_QUADS, *_TRIPLES) and path.name[0] != ".")
    if not found:
        ja, en = f"{source}: 送るグラフがありません。", f"{source}: there is no graph in it to push."
        raise InputError(Message(ja, en))
    return found


def local_graphs(paths: Iterable[Path]) -> dict[str, LocalGraph]:
    """All graphs in files, by name. Raises InputError where two files hold the same graph."""
    found: dict[str, LocalGraph] = {}
    for path in paths:
        for iri, text in named_graphs(path).items():
            if iri in found:
                first = found[iri].path
                ja, en = f"{path}: グラフ <{iri}> は {first} にもあります。", f"{path}: the graph <{iri}> is in {first} as well."
                raise InputError(Message(ja, en))
            found[iri] = LocalGraph(iri, path, sha256(text), text.count("\n"))
    return found
