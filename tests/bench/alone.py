"""What somebody without our engines would run: `python -m tests.bench.alone FOLDER DOCUMENT...`.

Reading, mapping and checks are the same; all else is rdflib, owlrl and pySHACL as their manuals have it: the ontology parsed by rdflib,
the closure of plan and terms by owlrl, pySHACL with the schemes as its ontology graph, Turtle by rdflib.
"""

import json
import logging
import sys
import warnings
from pathlib import Path

import pyshacl
from owlrl import DeductiveClosure
from owlrl.OWLRL import OWLRL_Semantics
from rdflib import Graph
from tests.bench.timing import ROOT

from shisaku.graph.mapping import to_graph
from shisaku.pipeline import Context, read
from shisaku.project import Project
from shisaku.rdf.namespaces import DEFAULT_BASE, PlanIris
from shisaku.shacl.validation import check


def main(folder: Path, documents: list[Path]) -> None:
    """Builds all, and prints how many nodes the reports have."""
    logging.disable()
    warnings.simplefilter("ignore")
    project = Project(ROOT)
    context = Context.of(project)
    terms, vocabularies, shapes = (_parsed(paths) for paths in (project.terms, project.vocabularies, project.shapes))
    schemes = terms + vocabularies
    folder.mkdir(parents=True, exist_ok=True)
    told = 0
    for document in documents:
        plan = read(document, context)
        iris = PlanIris(DEFAULT_BASE, plan.source.description.id)
        made = to_graph(plan, iris, context.ontology.vocabulary, context.ontology.version)
        graph = made.asserted + made.reconstructed
        closed = graph + terms
        DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closed)  # type: ignore[no-untyped-call]
        _, report, _ = pyshacl.validate(closed, shacl_graph=shapes, ont_graph=schemes, inference="none")
        assert isinstance(report, Graph)
        told += len(report) + len(check(graph, context.schemes, context.checks))
        graph.serialize(folder / f"{iris.plan_id}.ttl", format="turtle")
    print(json.dumps({"told": told}))


def _parsed(paths: "tuple[Path, ...] | list[Path]") -> Graph:
    whole = Graph()
    for path in paths:
        whole.parse(path, format="turtle")
    return whole


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
