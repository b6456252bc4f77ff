"""Each folder of tests/diff/graphs/ is two versions of a graph and what a person is told of them; its name is the claim.

`python -m tests.editions.test_graphs --accept` writes every expected.txt anew: review the diff.
"""

import random
import sys
from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from tests.counting import GROWTH, calls

from shisaku.diff.changes import Bump, Change, ChangeKind
from shisaku.diff.diff_inputs import graph_of
from shisaku.diff.diff_report import report
from shisaku.diff.graph_diff import compare
from shisaku.rdf.quads import Triple

CASES = sorted(path for path in Path(__file__).with_name("graphs").iterdir() if path.is_dir())
E = "https://example.org/x/"
STEADY = settings(derandomize=True, database=None)
"""The same examples each time."""


def reported(case: Path) -> str:
    return report(compare(graph_of(str(case / "old.ttl")), graph_of(str(case / "new.ttl"))), "text", "en")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_difference_is_what_a_person_sees(case: Path) -> None:
    assert reported(case) == (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_version_does_not_differ_from_itself(case: Path) -> None:
    for name in ("old.ttl", "new.ttl"):
        graph = graph_of(str(case / name))
        assert compare(graph, graph).changes == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_back_is_forth_inverted(case: Path) -> None:
    old, new = graph_of(str(case / "old.ttl")), graph_of(str(case / "new.ttl"))
    assert outline(compare(new, old).changes) == inverted(compare(old, new).changes)


# -- properties --------------------------------------------------------------------------------------------------------

_NAMES = [URIRef(f"{E}{name}") for name in ("ant", "bee", "cat", "dog", "eel", "fox")]
_PREDICATES = [RDF.type, RDFS.subClassOf, RDFS.label, SKOS.broader, SKOS.narrower, URIRef(E + "eats"), URIRef(E + "sees")]
_WORDS = [Literal("蟻", lang="ja"), Literal("犬のような生き物", lang="ja"), Literal("a bee"), Literal(3), Literal("")]
_BLANK = [BNode(name) for name in ("p", "q", "r")]
terms = st.sampled_from([*_NAMES, *_BLANK])
triples = st.tuples(terms, st.sampled_from(_PREDICATES), st.one_of(terms, st.sampled_from(_WORDS)))
ground = st.tuples(
    st.sampled_from(_NAMES), st.sampled_from(_PREDICATES), st.one_of(st.sampled_from(_NAMES), st.sampled_from(_WORDS))
)


def graph(of: Iterable[Triple]) -> Graph:
    made = Graph(bind_namespaces="none")
    for triple in of:
        made.add(triple)
    return made


@STEADY
@given(st.lists(triples, max_size=14), st.permutations(_BLANK), st.randoms(use_true_random=False))
def test_other_names_of_blank_nodes_and_another_order_are_no_difference(
    stated: list[Triple], names: list[BNode], chance: random.Random
) -> None:
    renamed = dict(zip(_BLANK, names, strict=True))
    again = [(renamed.get(s, s), p, renamed.get(o, o)) for s, p, o in stated]
    chance.shuffle(again)
    assert compare(graph(stated), graph(again)).changes == ()


@STEADY
@given(st.lists(ground, max_size=10), st.lists(ground, max_size=10))
def test_without_blank_nodes_nothing_differs_only_where_the_triples_are_the_same(old: list[Triple], new: list[Triple]) -> None:
    assert (compare(graph(old), graph(new)).changes == ()) == (set(old) == set(new))


@given(st.lists(triples, max_size=12), st.lists(triples, max_size=12), st.sets(st.sampled_from(_NAMES)))
@settings(STEADY, max_examples=200)
def test_the_difference_back_is_that_forth_inverted(old: list[Triple], new: list[Triple], others: set[URIRef]) -> None:
    called = {name: URIRef(f"{name}-other") for name in others}
    new = [(called.get(s, s), p, called.get(o, o)) for s, p, o in new]
    assert outline(compare(graph(new), graph(old)).changes) == inverted(compare(graph(old), graph(new)).changes)


@STEADY
@given(st.integers(0, 10_000), st.sets(st.integers(0, 29), max_size=30))
def test_iris_that_were_replaced_are_found_and_nothing_else_is_reported(seed: int, replaced: set[int]) -> None:
    old = vocabulary(30, seed)
    became = {URIRef(f"{E}c{i}"): URIRef(f"{E}renamed/{(i * 7) % 30}") for i in replaced}
    new: list[Triple] = [(became.get(s, s), p, became.get(o, o)) for s, p, o in old]
    found = compare(graph(old), graph(new)).changes
    assert {(change.kind, change.old, change.new) for change in found} == {(ChangeKind.RENAMED, a, b) for a, b in became.items()}
    assert all(change.similarity == 1 for change in found)


def vocabulary(size: int, seed: int = 0) -> list[Triple]:
    """An invented tree of concepts, each with words of its own, some with a remark in a blank node."""
    chance = random.Random(seed)
    made: list[Triple] = []
    for i in range(size):
        one = URIRef(f"{E}c{i}")
        made += [(one, RDF.type, SKOS.Concept), (one, SKOS.inScheme, URIRef(E + "scheme")), (one, SKOS.notation, Literal(i))]
        made += [(one, SKOS.prefLabel, Literal(f"概念{i}", lang="ja")), (one, SKOS.prefLabel, Literal(f"concept {i}", lang="en"))]
        made.append((one, SKOS.definition, Literal(f"第{i}の概念で、{chance.randrange(size)}にかかわるもの。", lang="ja")))
        if i:
            parent = URIRef(f"{E}c{i // 7}")
            made += [(one, SKOS.broader, parent), (parent, SKOS.narrower, one)]
        if i % 5 == 0:
            remark = BNode()
            made += [(one, SKOS.note, remark), (remark, RDF.value, Literal(f"注{i}", lang="ja"))]
    return made


def test_twice_the_triples_with_a_hundred_changes_take_twice_the_calls() -> None:
    costs = []
    for size in (750, 1_500):
        before, after = with_a_hundred_changes(size)
        costs.append(calls(partial(compare, before, after)))
        assert compare(before, after).counts == {ChangeKind.RENAMED: 40, ChangeKind.MOVED: 30, ChangeKind.RELABELLED: 30}
    assert costs[1] <= 2 * GROWTH * costs[0]


def with_a_hundred_changes(size: int) -> tuple[Graph, Graph]:
    """A vocabulary of that many concepts, before and after a hundred of them were renamed, moved or reworded."""
    old = vocabulary(size)
    leaves = random.Random(1).sample(range(size // 7 + 1, size), 100)
    names = [URIRef(f"{E}c{i}") for i in leaves]
    became = {name: URIRef(f"{name}-renamed") for name in names[:40]}
    moved, reworded = set(names[40:70]), set(names[70:])
    new = []
    for s, p, o in old:
        if o in moved and p == SKOS.narrower:
            continue
        if s in reworded and p == SKOS.definition:
            o = Literal(f"{o}など", lang=o.language)
        elif s in moved and p == SKOS.broader:
            o = URIRef(E + "c1")
        new.append((became.get(s, s), p, became.get(o, o)))
    return graph(old), graph(new)


# -- single claims -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "bump", "following"),
    [
        ("1.4.2", "zoo:Bird a owl:FunctionalProperty", "2.0.0"),
        ("0.4.2", "zoo:Bird a owl:FunctionalProperty", "0.5.0"),
        ("1.4.2", "zoo:Owl a owl:Class", "1.5.0"),
        ("1.4.2", 'zoo:Bird rdfs:label "鳥"@ja', "1.4.3"),
        ("1.4.2", "", "1.4.2"),
        ("2026-11", "zoo:Owl a owl:Class", ""),
    ],
)
def test_the_next_version_follows_from_the_largest_change(old: str, bump: str, following: str) -> None:
    head = "PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX zoo: <zoo:> "
    text = head + f'<zoo:> a owl:Ontology ; owl:versionInfo "{old}" . zoo:Bird a owl:Class . '
    before, after = (Graph().parse(data=data, format="turtle") for data in (text, text + (f"{bump} ." if bump else "")))
    assert compare(before, after).next_version == following


def test_a_graph_that_defines_no_terms_is_no_ontology() -> None:
    one = graph([(_NAMES[0], RDFS.label, _WORDS[0])])
    assert not compare(one, graph([])).is_ontology
    assert compare(one, graph([(_NAMES[0], RDF.type, OWL.Class)])).is_ontology


def test_reinstating_a_term_is_no_deprecation() -> None:
    for value, kind in ((True, ChangeKind.DEPRECATED), (False, ChangeKind.CHANGED)):
        new = graph([(_NAMES[0], RDF.type, OWL.Class), (_NAMES[0], OWL.deprecated, Literal(value))])
        (change,) = compare(graph([(_NAMES[0], RDF.type, OWL.Class)]), new).changes
        assert (change.kind, change.bump) == (kind, Bump.MINOR)


def test_blank_nodes_in_a_long_circle_or_chain_are_compared() -> None:
    ring = [BNode() for _ in range(1_500)]
    after = URIRef(E + "after")
    chain = [(a, after, b) for a, b in pairwise(ring)]
    for stated in (chain, [*chain, (ring[-1], after, ring[0])]):
        owned = [(_NAMES[0], after, ring[0]), *stated]
        assert compare(graph(owned), graph(reversed(owned))).changes == ()
        (change,) = compare(graph(owned), graph([*owned, (ring[0], RDF.value, Literal(1))])).changes
        assert (change.kind, change.old) == (ChangeKind.CHANGED, _NAMES[0])


Reported = list[tuple[str, str, str, list[tuple[str, int, int]]]]


def outline(changes: Iterable[Change]) -> Reported:
    """The changes without what depends on the direction: whose names stand in the details, and what breaks."""
    called = {change.new: change.old for change in changes if change.kind is ChangeKind.RENAMED}

    def one(change: Change) -> tuple[str, str, str, list[tuple[str, int, int]]]:
        about = [(str(called.get(d.predicate, d.predicate)), len(d.old), len(d.new)) for d in change.details]
        kind = ChangeKind.CHANGED if change.kind is ChangeKind.DEPRECATED else change.kind
        return kind, name(change.old), name(change.new), sorted(about)

    return sorted(one(change) for change in changes)


def inverted(changes: Iterable[Change]) -> Reported:
    changes = list(changes)
    forth = {change.old: change.new for change in changes if change.kind is ChangeKind.RENAMED}
    swap = {str(ChangeKind.ADDED): str(ChangeKind.REMOVED), str(ChangeKind.REMOVED): str(ChangeKind.ADDED)}
    names = {str(a): str(b) for a, b in forth.items()}
    return sorted(
        (swap.get(kind, kind), new, old, sorted((names.get(p, p), after, before) for p, before, after in details))
        for kind, old, new, details in outline(changes)
    )


def name(resource: URIRef | BNode | None) -> str:
    return "" if resource is None else "blank" if isinstance(resource, BNode) else str(resource)


def accept() -> None:
    for case in CASES:
        (case / "expected.txt").write_text(reported(case), encoding="utf-8")
        sys.stdout.write(f"{case.name}\n")


if __name__ == "__main__":
    if sys.argv[1:] != ["--accept"]:
        sys.exit("usage: python tests/diff/test_graphs.py --accept")
    accept()
