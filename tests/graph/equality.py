"""Whether the compiled rules and the reference make the same of ontologies and data; `python -m tests.graph.equality` tries thousands.

Everything is drawn from a seed: ontologies of any axioms that the rules cover, data that break them, and the same over our own
ontology with axioms dropped or changed.
"""

import sys
from random import Random

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node
from tests.yardstick.generator import KINDS, TESTS, generate

from shisaku.errors import OntologyError
from shisaku.graph.mapping import to_graph
from shisaku.model.source import Description, Source
from shisaku.owl.rl.inference import infer
from shisaku.owl.syntax import CHARACTERISTICS
from shisaku.pipeline import Context
from shisaku.rdf.namespaces import DEFAULT_BASE, PlanIris
from shisaku.reading.reader import read

EX = Namespace("http://example.org/")
NAMES: list[Node] = [EX[name] for name in "abcd"]
PROPERTIES: list[Node] = [EX[name] for name in "pqrs"]
CLASSES: list[Node] = [EX[name] for name in "ABCD"]
LITERALS: list[Node] = [
    Literal("one"), Literal("one", lang="en"), Literal("1", datatype=XSD.integer), Literal("1", datatype=XSD.string),
    Literal("true", datatype=XSD.boolean), Literal("2", datatype=XSD.positiveInteger),
]  # fmt: skip
DATATYPES: list[Node] = [XSD.integer, XSD.string, XSD.decimal, XSD.boolean, RDFS.Literal]
_CHANGED = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, OWL.disjointWith)
Triple = tuple[Node, Node, Node]


def difference(data: Graph, terms: Graph) -> list[str]:
    """What only one of the engines says; nothing where both say the same."""
    ours, reference = infer(data, terms), infer(data, terms, "reference")
    reported = [{finding.message.verbatim("en") for finding in made.contradictions} for made in (ours, reference)]
    triples = [{" ".join(term.n3() for term in triple) for triple in made.inferred} for made in (ours, reference)]
    both = [triples[0] | reported[0], triples[1] | reported[1]]
    return sorted(
        [f"only compiled: {one}" for one in both[0] - both[1]] + [f"only reference: {one}" for one in both[1] - both[0]]
    )


def ontology(random: Random, axioms: int) -> Graph:
    """Random axioms, each of a form that the rules cover where it stands."""
    graph = Graph()
    kinds = (_of_classes, _of_properties, _characteristic, _expression, _list)
    for _ in range(axioms):
        random.choice(kinds)(random, graph)
    for c in CLASSES:
        if random.random() < 0.5:
            graph.add((c, RDF.type, OWL.Class))
    return graph


def facts(random: Random, count: int) -> Graph:
    """Random data over the same names."""
    graph = Graph()
    for _ in range(count):
        graph.add(_fact(random))
    if random.random() < 0.1:
        _apart(random, graph)
    return graph


def generated(seed: int, context: Context) -> Graph:
    """The graph of an invented document."""
    sample = generate(sorted(KINDS)[seed % len(KINDS)], TESTS[seed])
    source = Source(sample.text, f"{seed}.txt", Description(f"invented-{seed}"), "", "utf-8")
    plan = read(source, context.ontology.vocabulary)
    iris = PlanIris(DEFAULT_BASE, plan.source.description.id)
    graphs = to_graph(plan, iris, context.ontology.vocabulary, context.ontology.version)
    return graphs.asserted + graphs.reconstructed


def spoilt(data: Graph, random: Random, faults: int = 12) -> Graph:
    """The data with triples whose subject, value or class was exchanged for that of another, so that much of it clashes."""
    whole = Graph() + data
    triples = sorted(data)
    kinds = sorted(set(data.objects(None, RDF.type)), key=str)
    named = [triple for triple in triples if isinstance(triple[2], URIRef)]
    for _ in range(faults):
        (s, p, o), (other, _, value) = random.choice(named), random.choice(named)
        chance = random.random()
        if chance < 0.3:
            whole.add((s, RDF.type, random.choice(kinds)))
        elif chance < 0.6:
            whole.add((s, p, value if p != RDF.type else o))
        elif chance < 0.8:
            whole.add((other, p, s if p != RDF.type else o))
        else:
            whole.remove((s, p, o))
    return whole


def mutated(terms: Graph, random: Random, changes: int = 4) -> Graph:
    """The ontology without some axioms, and with others about other terms."""
    whole = Graph() + terms
    axioms = sorted(triple for triple in terms if triple[1] in _CHANGED and all(isinstance(term, URIRef) for term in triple))
    for _ in range(changes):
        (s, p, o), (other, _, _) = random.choice(axioms), random.choice(axioms)
        whole.remove((s, p, o))
        if random.random() < 0.5:
            same_kind = [axiom for axiom in axioms if axiom[1] == p]
            whole.add((other if p == RDF.type else random.choice(same_kind)[0], p, o))
    return whole


def _fact(random: Random) -> Triple:
    s, chance = random.choice(NAMES), random.random()
    if chance < 0.3:
        return s, RDF.type, random.choice([*CLASSES, OWL.Nothing] if chance < 0.02 else CLASSES)
    if chance < 0.36:
        return s, random.choice([OWL.sameAs, OWL.differentFrom]), random.choice(NAMES)
    return s, random.choice(PROPERTIES), random.choice(LITERALS if chance < 0.5 else NAMES)


def _apart(random: Random, graph: Graph) -> None:
    node, items = BNode(), BNode()
    Collection(graph, items, random.sample(NAMES, 3))
    graph.add((node, RDF.type, OWL.AllDifferent))
    graph.add((node, random.choice([OWL.members, OWL.distinctMembers]), items))


def _of_classes(random: Random, graph: Graph) -> None:
    predicate = random.choice([RDFS.subClassOf, RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith, OWL.complementOf])
    one, other = random.sample(CLASSES, 2)
    if predicate == OWL.complementOf:
        node = BNode()
        graph.add((one, RDFS.subClassOf, node))
        one = node
    graph.add((one, predicate, other))


def _of_properties(random: Random, graph: Graph) -> None:
    predicate = random.choice(
        [RDFS.subPropertyOf, OWL.inverseOf, OWL.equivalentProperty, OWL.propertyDisjointWith, RDFS.domain, RDFS.range]
    )
    ranges = CLASSES + DATATYPES if predicate == RDFS.range else CLASSES
    graph.add(
        (random.choice(PROPERTIES), predicate, random.choice(ranges if predicate in (RDFS.domain, RDFS.range) else PROPERTIES))
    )


def _characteristic(random: Random, graph: Graph) -> None:
    graph.add((random.choice(PROPERTIES), RDF.type, random.choice(sorted(set(CHARACTERISTICS) - {OWL.ReflexiveProperty}))))


def _expression(random: Random, graph: Graph) -> None:
    """A restriction, below or above a class as its kind allows."""
    node, named, chance = BNode(), random.choice(CLASSES), random.random()
    graph.add((node, OWL.onProperty, random.choice(PROPERTIES)))
    if chance < 0.3:
        graph.add((node, OWL.someValuesFrom, random.choice([*CLASSES, OWL.Thing])))
        graph.add((node, RDFS.subClassOf, named))
        return
    if chance < 0.5:
        graph.add((node, OWL.hasValue, random.choice(NAMES + LITERALS)))
        one, other = random.sample([node, named], 2)
        graph.add((one, random.choice([RDFS.subClassOf, OWL.equivalentClass]), other))
        return
    if chance < 0.7:
        graph.add((node, OWL.allValuesFrom, random.choice(CLASSES + DATATYPES)))
    else:
        most = Literal(str(random.choice([0, 1, 1])), datatype=XSD.nonNegativeInteger)
        counted = chance > 0.85
        graph.add((node, OWL.maxQualifiedCardinality if counted else OWL.maxCardinality, most))
        if counted:
            graph.add((node, OWL.onClass, random.choice([*CLASSES, OWL.Thing])))
    graph.add((named, RDFS.subClassOf, node))


def _list(random: Random, graph: Graph) -> None:
    """An axiom with a list."""
    node, items, chance = BNode(), BNode(), random.random()
    if chance < 0.4:
        Collection(graph, items, random.choices(PROPERTIES, k=random.choice([2, 2, 3])))
        graph.add((random.choice(PROPERTIES), OWL.propertyChainAxiom, items))
    elif chance < 0.6:
        of_classes = random.random() < 0.6
        Collection(graph, items, random.sample(CLASSES if of_classes else PROPERTIES, 3))
        graph.add((node, RDF.type, OWL.AllDisjointClasses if of_classes else OWL.AllDisjointProperties))
        graph.add((node, OWL.members, items))
    elif chance < 0.7:
        _apart(random, graph)
    elif chance < 0.9:
        Collection(graph, items, random.sample(CLASSES, 2))
        graph.add((node, random.choice([OWL.unionOf, OWL.intersectionOf]), items))
        graph.add((node, RDFS.subClassOf, random.choice(CLASSES)))
    else:
        Collection(graph, items, random.sample(NAMES, 2))
        graph.add((node, OWL.oneOf, items))
        graph.add((node, RDFS.subClassOf, random.choice(CLASSES)))


def main(count: int) -> None:
    """Tries that many ontologies with data; prints every seed at which the engines disagree."""
    refused, wrong, by_reference = 0, 0, 0
    for seed in range(count):
        random = Random(seed)
        terms, data = ontology(random, random.randint(1, 8)), facts(random, random.randint(1, 8))
        try:
            by_reference += infer(data, terms).notes != ()
            found = difference(data, terms)
        except OntologyError:
            refused += 1
            continue
        if found:
            wrong += 1
            print(seed, *found[:4], sep="\n  ")
    print(f"{count} tried, {refused} refused, {by_reference} by the reference alone, {wrong} differ")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
