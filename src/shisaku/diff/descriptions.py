"""The description of each resource in a graph, blank nodes named by their contents: so that two graphs can be compared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF

from shisaku.rdf.quads import Triple, ntriples

Resource = URIRef | BNode
"""A subject: named, or a blank node."""
Value = URIRef | BNode | Literal
"""An object."""
ROUNDS = 32
"""Depth to which blank nodes that refer to each other in a circle are distinguished."""
_THIS = BNode("this")


@dataclass(frozen=True)
class Descriptions:
    """A graph by resource. Blank nodes with the same contents are one."""

    triples: frozenset[Triple]
    """The triples, each blank node named after its contents."""

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> "Descriptions":
        """The descriptions in `triples`."""
        return cls(frozenset(_canonical(list(triples))))

    def under_the_names_of(
        self, after: "Descriptions", renamed: Mapping[URIRef, URIRef], triples: list[Triple]
    ) -> "Descriptions":
        """The same under the names of a later version: each IRI of `renamed` is replaced by its new one.

        `triples` are those that this was made of. A statement about a resource with an unchanged name is left as it is
        where the later version makes it too: an IRI may have been mentioned, without statements, before something else got it.
        """
        became: dict[Any, Any] = dict(renamed)
        plain = _canonical(triples)
        full = _canonical([(became.get(s, s), became.get(p, p), became.get(o, o)) for s, p, o in triples])
        found: set[Triple] = set()
        for old, new in zip(plain, full, strict=True):
            if old == new:
                found.add(new)
                continue
            s, p, o = new
            either = {old, new} if isinstance(s, BNode) else {(s, a, b) for a in {old[1], p} for b in {old[2], o}}
            found |= (either & after.triples) or {new}
        return Descriptions(frozenset(found))

    @cached_property
    def about(self) -> Mapping[Resource, Mapping[URIRef, frozenset[Value]]]:
        """Subject → predicate → values."""
        gathered: dict[Resource, dict[URIRef, set[Value]]] = defaultdict(lambda: defaultdict(set))
        for s, p, o in self.triples:
            gathered[s][p].add(o)
        return {s: {p: frozenset(values) for p, values in statements.items()} for s, statements in gathered.items()}

    @cached_property
    def named(self) -> frozenset[URIRef]:
        """The IRIs with statements."""
        return frozenset(s for s in self.about if isinstance(s, URIRef))

    @cached_property
    def unowned(self) -> frozenset[BNode]:
        """Blank nodes that cannot be reached from a named resource: axioms of their own."""
        pointed = {o for s, _, o in self.triples if isinstance(o, BNode) and s != o}
        tops = [s for s in self.about if isinstance(s, BNode) and s not in pointed]
        reached: set[Value] = set()
        open_ = [o for s in self.named for values in self.about[s].values() for o in values if isinstance(o, BNode)] + list(tops)
        while open_:
            here = open_.pop()
            if here not in reached:
                reached.add(here)
                open_ += [o for values in self.about.get(here, {}).values() for o in values if isinstance(o, BNode)]
        circles = [s for s in self.about if isinstance(s, BNode) and s not in reached]
        return frozenset([*tops, *circles])

    def values(self, subject: Value, predicate: URIRef) -> frozenset[Value]:
        """The values of `predicate` for `subject`."""
        if isinstance(subject, Literal):
            return frozenset()
        return self.about.get(subject, {}).get(predicate, frozenset())

    def members(self, head: Value) -> tuple[Value, ...] | None:
        """The members of an RDF list; None where `head` is none, or is not well formed."""
        found: list[Value] = []
        seen: set[Value] = set()
        while head != RDF.nil:
            first, rest = self.values(head, RDF.first), self.values(head, RDF.rest)
            if head in seen or len(first) != 1 or len(rest) != 1:
                return None
            seen.add(head)
            found += first
            (head,) = rest
        return tuple(found)


def _canonical(triples: list[Triple]) -> list[Triple]:
    """The triples, in their order, with blank nodes named by a digest of their contents; those with the same contents become one.

    A node is named once every blank node that it refers to is; the others refer to themselves in a circle, and are distinguished
    by colour refinement: by their statements within ROUNDS steps. Nothing depends on the names that the nodes had.
    """
    statements: dict[BNode, list[tuple[URIRef, Value]]] = defaultdict(list)
    for s, p, o in triples:
        for node in (s, o):
            if isinstance(node, BNode):
                statements[node]
        if isinstance(s, BNode):
            statements[s].append((p, o))
    if not statements:
        return triples
    names: dict[Value, BNode] = {}
    _name_trees(statements, names)
    circles = [node for node in statements if node not in names]
    names |= dict.fromkeys(circles, _THIS)
    for _ in range(ROUNDS if circles else 0):  # always as often, so that a name depends on nothing else
        names |= {node: _digest(statements[node], names) for node in circles}
    return [(names.get(s, s), p, names.get(o, o)) for s, p, o in triples]


def _name_trees(statements: Mapping[BNode, list[tuple[URIRef, Value]]], names: dict[Value, BNode]) -> None:
    """Name every node that leads into no circle, from the leaves up."""
    waiting = {node: sum(isinstance(o, BNode) for _, o in about) for node, about in statements.items()}
    referrers: dict[Value, list[BNode]] = defaultdict(list)
    for node, about in statements.items():
        for _, o in about:
            if isinstance(o, BNode):
                referrers[o].append(node)
    ready = [node for node, count in waiting.items() if count == 0]
    while ready:
        node = ready.pop()
        names[node] = _digest(statements[node], names)
        for referrer in referrers[node]:
            waiting[referrer] -= 1
            if waiting[referrer] == 0:
                ready.append(referrer)


def _digest(about: list[tuple[URIRef, Value]], names: Mapping[Value, BNode]) -> BNode:
    text = ntriples({(_THIS, p, names.get(o, o)) for p, o in about})
    return BNode("b" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24])
