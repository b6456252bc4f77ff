"""Whether both engines of validation find the same. `python -m tests.graph.agreement 500 7` compares 500 of each kind from seed 7.

Compared are focus node, path, component, severity, value and shape of every result, blank nodes as one, and how often each comes.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from rdflib import BNode, Graph
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node
from tests.graph.faults import faulty, shape_mutants
from tests.yardstick.generator import KINDS, generate
from tests.yardstick.measuring import reading

from shisaku.graph.mapping import to_graph
from shisaku.owl.rl.inference import Engine, infer
from shisaku.pipeline import Context
from shisaku.project import Project
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import DEFAULT_BASE, SHISAKU, PlanIris
from shisaku.shacl.not_covered import ShapeNotCoveredError
from shisaku.shacl.validation import PreparedSchemes, Shapes, results

ROOT = Path(__file__).resolve().parents[2]
Found = Counter[tuple[Node | str | None, ...]]


def found(data: Graph, schemes: PreparedSchemes, shapes: Shapes, engine: Engine) -> Found:
    """What the engine finds. Raises AssertionError where the compiled engine leaves it to the other."""
    made, reported = results(data, schemes, shapes, engine)
    assert reported == (), reported
    return Counter(tuple("[]" if isinstance(node, BNode) else node for node in result[:6]) for result in made)


def difference(data: Graph, schemes: PreparedSchemes, shapes: Shapes) -> tuple[Found, Found]:
    """What only the compiled engine finds, and what only the reference finds."""
    compiled, reference = (found(data, schemes, shapes, engine) for engine in ("compiled", "reference"))
    return compiled - reference, reference - compiled


def is_covered(shapes: Shapes) -> bool:
    """Whether the shapes can be compiled: a mutant may have lost what it cannot do without."""
    try:
        return bool(shapes.compiled.targeted)
    except ShapeNotCoveredError:
        return False


def hierarchy(context: Context) -> PreparedSchemes:
    """Of the terms the class hierarchy alone: what faults are judged against without a thousand topics each time."""
    kept = Graph()
    for s, p, o in context.ontology.schemes:
        if p == RDFS.subClassOf or (p == RDF.type and o == SHISAKU.Topic):
            kept.add((s, p, o))
    return PreparedSchemes(kept)


def generated(seed: int, context: Context) -> Graph:
    """What is asserted, concluded and inferred of an invented document."""
    plan = reading(generate(sorted(KINDS)[seed % len(KINDS)], seed))
    graphs = to_graph(plan, PlanIris(DEFAULT_BASE, f"plan-{seed}"), context.ontology.vocabulary, context.ontology.version)
    data = graphs.asserted + graphs.reconstructed
    return data + infer(data, context.ontology.terms).inferred


def broken_sample(clean: Graph) -> Graph:
    """The clean plan with forty faults: most shapes find something in it."""
    return faulty(clean, 40, Random(40))


def disagreements(number: int, seed: int, context: Context) -> Iterator[str]:
    """What the engines disagree on: `number` mutants of shapes, and as many spoilt plans, some of them generated."""
    clean = load_turtle(ROOT / "tests" / "ontology" / "clean.ttl")
    terms, shapes, random = hierarchy(context), Shapes(context.ontology.shapes), Random(seed)
    sample = broken_sample(clean)
    for done, mutant in shape_mutants(shapes.graph, number, random):
        spoilt = Shapes(mutant)
        differs = difference(sample, terms, spoilt) if is_covered(spoilt) else ()
        if any(differs):
            yield f"shape {done}: {differs}"
    for turn in range(number):
        plan = generated(seed * number + turn, context) if turn % 10 == 0 else clean
        differs = difference(faulty(plan, random.choice([1, 5, 40]), random), terms, shapes)
        if any(differs):
            yield f"data {turn}: {differs}"


if __name__ == "__main__":
    reported = list(disagreements(int(sys.argv[1]), int(sys.argv[2]), Context.of(Project(ROOT))))
    print("\n".join(reported) or "no disagreement")
    sys.exit(bool(reported))
