"""Whether both engines make the same of the project with one fault in it: `python -m tests.graph.mutants [SHARE] [SEED]`.

Faults are those of `tests.mutation`: a triple of the ontology, its vocabularies, the shapes or a graph deleted, exchanged, retyped or
misspelt. Triples, contradictions and results are compared; what a fault cannot change is not asked again. A fault may make an axiom or
a shape that is not covered, which is refused and counted.
"""

import logging
import sys
import warnings
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import Graph
from tests.graph.agreement import ROOT, broken_sample, difference, is_covered
from tests.graph.equality import difference as difference_in_inference
from tests.mutation.judging import PLAN
from tests.mutation.mutants import Mutant, mutants

from shisaku.errors import OntologyError
from shisaku.owl.rl.inference import infer
from shisaku.project import Project
from shisaku.rdf.graph_files import load_turtle
from shisaku.shacl.validation import PreparedSchemes, Shapes


@dataclass(frozen=True)
class Unspoilt:
    """The files that mutants are made of, read once."""

    project: Project
    """Where they lie."""

    @cached_property
    def graphs(self) -> dict[Path, Graph]:
        """Ontology, vocabularies, shapes."""
        project = self.project
        return {path: load_turtle(path) for path in (*project.terms, *project.vocabularies, *project.shapes)}

    @cached_property
    def sample(self) -> Graph:
        """A small plan with forty faults, which the mutants of everything but data are asked about."""
        return broken_sample(load_turtle(self.project.root / "tests" / "ontology" / "clean.ttl"))

    @cached_property
    def closed_sample(self) -> Graph:
        """The same with what follows."""
        return self.sample + infer(self.sample, self.together(self.project.terms)).inferred

    def together(self, paths: tuple[Path, ...], mutant: Mutant | None = None) -> Graph:
        """The triples of those files, one of them spoilt."""
        whole = Graph()
        for path in paths:
            whole += parsed(mutant) if mutant is not None and path == self.project.root / mutant.file else self.graphs[path]
        return whole


def parsed(mutant: Mutant) -> Graph:
    """The file with the fault."""
    return Graph().parse(data=mutant.text, format="nt")


def disagreement(mutant: Mutant, unspoilt: Unspoilt) -> tuple[str, list[str]]:
    """How far the compiled engine went (`both`, `validation`: it left inference to the reference, ...), and what it says otherwise."""
    project = unspoilt.project
    path = project.root / mutant.file
    terms = unspoilt.together(project.terms, mutant)
    shapes = Shapes(unspoilt.together(project.shapes, mutant))
    whole, reported, went = unspoilt.closed_sample, [], ["inference", "validation"]
    is_data = path not in unspoilt.graphs
    if path in project.terms or is_data:
        data = parsed(mutant) if is_data else unspoilt.sample
        try:
            made = infer(data, terms)
            whole = data + made.inferred
            if made.notes:
                went.remove("inference")
            else:
                reported += difference_in_inference(data, terms)
        except OntologyError as error:
            return "refused", [] if "RDF list" in error.message.verbatim("en") else [error.message.verbatim("en")]
    if is_covered(shapes):
        schemes = PreparedSchemes(unspoilt.together((*project.terms, *project.vocabularies), mutant))
        try:
            reported += [str(found) for found in difference(whole, schemes, shapes) if found]
        except OntologyError as error:
            reported.append(f"the reference alone: {error.message.verbatim('en')}")
    else:
        went.remove("validation")
    return " and ".join(went) or "nothing", reported


def main(share: float, seed: int) -> int:
    """Asks both engines about that share of the mutants; prints what they disagree on, and how many."""
    unspoilt, counted, wrong = Unspoilt(Project(ROOT)), Counter[str](), 0
    logging.disable()
    warnings.simplefilter("ignore")  # rdflib tells of literals that are none, and goes on
    for file, number in PLAN.items():
        for mutant in mutants(ROOT, file, max(1, round(number * share)), seed):
            went, reported = disagreement(mutant, unspoilt)
            counted[f"{file}: {went}"] += 1
            if reported:
                wrong += 1
                print(mutant.file, mutant.kind, mutant.before, "->", mutant.after, *reported[:4], sep="\n  ", flush=True)
    print(*(f"{number} {what} compiled" for what, number in counted.items()), f"{wrong} differ", sep="\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, int(sys.argv[2]) if len(sys.argv) > 2 else 1) > 0)
