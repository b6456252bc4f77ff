"""Digest of the ontology, and the digests recorded for its version: facts for the rule that compares them.

They are recorded in `versions.csv` in the folder of the ontology's first file, one line a version:  version,sha256
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


def recorded(project_files: ProjectFiles) -> Iterator[Triple]:
    """Return version and digest of the ontology, and the digests recorded for that version; nothing without `versions.csv`."""
    terms = project_files.project.terms
    record = terms[0].parent / NAME if terms else None
    if record is None or not record.is_file():
        return
    ontology, relied_on = project_files.union(ONTOLOGY), project_files.union(ONTOLOGY, VOCABULARIES, SHAPES)
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
    """Return the SHA-256 of ontology, vocabularies and shapes as sorted N-Triples, with blank nodes named by their content.

    The header is left out: its version and dates change with every release.
    """
    headers = set(ontology.subjects(RDF.type, OWL.Ontology))
    lines = sorted(" ".join(_name(ontology, node, ()) for node in triple) for triple in ontology if triple[0] not in headers)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _name(graph: Graph, node: Node, above: tuple[Node, ...]) -> str:
    """A node in N-Triples; a blank node by the digest of its statements, so that it is the same in every parse."""
    if not isinstance(node, BNode):
        return node.n3()
    if node in above:
        return "_:circle"
    contents = sorted(f"{p.n3()} {_name(graph, o, (*above, node))}" for p, o in graph.predicate_objects(node))
    return f"_:{hashlib.sha256(' '.join(contents).encode()).hexdigest()[:16]}"
