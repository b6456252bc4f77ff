"""Whether the terms are those recorded for their version: facts on the digest of the ontology, for the rule that compares them.

Beside the ontology's first file may lie `versions.csv`, one line a version:  version,sha256
"""

import csv
import hashlib
from collections.abc import Iterator
from io import StringIO

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF
from rdflib.term import Node

from shisaku.check.project_files import ONTOLOGY, SHAPES, VOCABULARIES, ProjectFiles
from shisaku.check.vocabulary_use import RULE
from shisaku.rdf.quads import Triple

NAME = "versions.csv"


def recorded(material: ProjectFiles) -> Iterator[Triple]:
    """Version and digest of the ontology, and every digest recorded for that version; nothing where there is no record."""
    terms = material.project.terms
    record = terms[0].parent / NAME if terms else None
    if record is None or not record.is_file():
        return
    ontology, relied_on = material.union(ONTOLOGY), material.union(ONTOLOGY, VOCABULARIES, SHAPES)
    rows = [row for row in csv.reader(StringIO(record.read_text(encoding="utf-8"))) if len(row) == 2]
    digest = digest_of(relied_on)
    for header in sorted(node for node in ontology.subjects(RDF.type, OWL.Ontology) if isinstance(node, URIRef)):
        version = str(ontology.value(header, OWL.versionInfo) or "")
        yield header, RULE.version, Literal(version)
        yield header, RULE.digest, Literal(digest)
        yield from (
            (header, RULE.recordedDigest, Literal(sha256)) for recorded_version, sha256 in rows if recorded_version == version
        )


def digest_of(ontology: Graph) -> str:
    """SHA-256 of what ontology, vocabularies and shapes say of everything but the ontology itself: its N-Triples sorted, blank nodes named after what they say.

    The header is left out, because it carries the version and the dates that change with every release.
    """
    headers = set(ontology.subjects(RDF.type, OWL.Ontology))
    lines = sorted(" ".join(_name(ontology, node, ()) for node in triple) for triple in ontology if triple[0] not in headers)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _name(graph: Graph, node: Node, above: tuple[Node, ...]) -> str:
    """A node in N-Triples; a blank one by the digest of its own statements, so that it is the same in every parse."""
    if not isinstance(node, BNode):
        return node.n3()
    if node in above:
        return "_:circle"
    said = sorted(f"{p.n3()} {_name(graph, o, (*above, node))}" for p, o in graph.predicate_objects(node))
    return f"_:{hashlib.sha256(' '.join(said).encode()).hexdigest()[:16]}"
