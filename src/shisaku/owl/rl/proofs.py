"""Proofs of triples and contradictions: a smallest tree of rules of OWL 2 RL that ends in stated triples.

From the triple, the rules are followed backwards to the relevant predicates and classes. From their stated triples, trees are grown in
order of size (Knuth, "A generalization of Dijkstra's algorithm", 1977), so that the first tree found for a triple is a smallest one,
and none has a cycle. Of trees of one size, the shallowest is taken, then that with the first rule and terms.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import chain

from rdflib import BNode, Graph, Literal
from rdflib.namespace import OWL, RDF
from rdflib.term import Node

from shisaku.errors import QueryError
from shisaku.messages import Message
from shisaku.owl.rl.rule_table import EntailmentRule, Pattern, Term, replacing, rules_under, variable
from shisaku.owl.syntax import read
from shisaku.rdf.triples import Triple

MOST_STEPS = 3_000_000
"""Most applications of rules before the search gives up: some fifteen seconds of work."""
_TOO_MUCH = Message("owl-there-too-many-data-follow")

_Signature = tuple[Node, Node | None]
"""A predicate and, if it is rdf:type, a class: the key of a rule's patterns."""
_Ids = tuple[int, int, int]
_Bound = dict[str, int]
_Size = tuple[int, int]
"""Triples in a tree, and its height."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A triple with its proof."""

    triple: Triple | None
    """The triple; None for a contradiction between the premises."""
    rule: str = ""
    """Name of the rule (OWL 2 Profiles, 4.3); empty for a stated triple."""
    axioms: tuple[Triple, ...] = ()
    """Triples of the ontology that the rule comes from; none for rules without axioms."""
    premises: tuple["Proof", ...] = ()
    """Proofs of the rule's body, in its order."""

    def leaves(self) -> Iterator["Proof"]:
        """Stated facts and axioms that it rests on."""
        if not self.rule:
            yield self
        for premise in self.premises:
            yield from premise.leaves()

    def size(self) -> int:
        """Number of triples in the tree, counted at each use."""
        return 1 + sum(premise.size() for premise in self.premises)


@dataclass(frozen=True, slots=True)
class _Step:
    """The last step of a smallest tree."""

    rule: EntailmentRule | None
    premises: tuple[_Ids, ...]


class Derivations:
    """Proofs of triples that follow from facts and ontology."""

    def __init__(self, facts: Graph, terms: Graph) -> None:
        """`facts`: the stated triples without the ontology; `terms`: the ontology."""
        self._facts = facts
        self._terms = terms
        self._runs: dict[frozenset[_Signature], _Run] = {}

    @cached_property
    def _rules(self) -> tuple[EntailmentRule, ...]:
        return rules_under(read(self._terms))

    @cached_property
    def _concluding(self) -> dict[_Signature, list[EntailmentRule]]:
        """Rules by the signature of their head."""
        found: dict[_Signature, list[EntailmentRule]] = defaultdict(list)
        for rule in self._rules:
            if rule.head is not None:
                found[_signature(rule.head)].append(rule)
        return found

    @cached_property
    def _equality(self) -> bool:
        """Whether any rule can infer owl:sameAs."""
        stated = any((None, OWL.sameAs, None) in graph for graph in (self._facts, self._terms))
        return stated or any(
            rule.head is not None and rule.head[1] == OWL.sameAs and not rule.name.startswith("eq-") for rule in self._rules
        )

    def proof(self, triple: Triple) -> Proof | None:
        """Return a smallest proof of `triple`; None if it does not follow."""
        if triple in self._facts or triple in self._terms:
            return Proof(triple)
        return self._run([_signature(triple)]).proof(triple)

    def contradictions(self) -> tuple[Proof, ...]:
        """Return the contradictions: a smallest proof for each axiom and triples that violate it, smallest first."""
        breaking = [rule for rule in self._rules if rule.head is None]
        seen: dict[tuple[str, tuple[Triple, ...]], list[frozenset[Triple | None]]] = defaultdict(list)
        found = []
        for proof in self._run([_signature(pattern) for rule in breaking for pattern in rule.body]).contradictions():
            # a proof that uses a superset of another one's leaves is only a detour
            leaves, known = frozenset(leaf.triple for leaf in proof.leaves()), seen[proof.rule, proof.axioms]
            if not any(other <= leaves for other in known):
                known.append(leaves)
                found.append(proof)
        return tuple(found)

    def about(self, subject: Node) -> tuple[Proof, ...]:
        """Return proofs of all inferred triples on `subject` without blank nodes, in a stable order."""
        signatures = [_signature(rule.head) for rule in self._rules if rule.head is not None]
        found = (proof for proof in self._run(signatures).inferred(subject) if not isinstance(_triple(proof)[2], BNode))
        return tuple(sorted(found, key=lambda proof: tuple(map(str, _triple(proof)))))

    def _run(self, signatures: Iterable[_Signature]) -> "_Run":
        """Inference restricted to what `signatures` depend on."""
        reached: dict[_Signature, None] = {}
        rules: dict[int, EntailmentRule] = {}
        added: list[EntailmentRule] = []
        waiting = list(signatures)
        while waiting:
            signature = waiting.pop()
            if signature in reached:
                continue
            reached[signature] = None
            concluding = [*self._concluding.get(signature, ())]
            if self._equality and signature[0] != OWL.sameAs:
                added_rules = list(replacing(("s", signature[0], signature[1] or "o")))
                added += added_rules
                waiting += [_signature(pattern) for rule in added_rules for pattern in rule.body]
            for rule in concluding:
                rules[id(rule)] = rule
                waiting += [_signature(pattern) for pattern in rule.body]
        key = frozenset(reached)
        if key not in self._runs:
            breaking = [rule for rule in self._rules if rule.head is None and all(_signature(p) in reached for p in rule.body)]
            triples = (triple for graph in (self._facts, self._terms) for triple in _of(graph, reached))
            self._runs[key] = _Run(triples, [*rules.values(), *added, *breaking])
        return self._runs[key]


def _of(graph: Graph, signatures: Iterable[_Signature]) -> Iterator[Triple]:
    """Triples of a graph with one of those signatures."""
    for predicate, cls in signatures:
        yield from graph.triples((None, predicate, cls))


def _triple(proof: Proof) -> Triple:
    assert proof.triple is not None
    return proof.triple


def _signature(pattern: Pattern | Triple) -> _Signature:
    _, p, o = pattern
    assert not variable(p)
    return (p, o if p == RDF.type and not variable(o) else None)  # type: ignore[return-value]


class _Run:
    """All triples that follow by some rules, with the last step of a smallest tree for each."""

    def __init__(self, facts: Iterable[Triple], rules: list[EntailmentRule]) -> None:
        facts = list(facts)
        terms = (term for rule in rules for pattern in (*rule.body, *([rule.head] if rule.head else [])) for term in pattern)
        constants = {term for term in terms if isinstance(term, Node)}
        self._terms: list[Node] = sorted({*chain.from_iterable(facts), *constants}, key=_order)
        self._numbers = {term: number for number, term in enumerate(self._terms)}
        self._literals = {number for number, term in enumerate(self._terms) if isinstance(term, Literal)}
        self._steps: dict[_Ids, _Step] = {}
        self._broken: dict[tuple[EntailmentRule, frozenset[_Ids]], tuple[_Size, _Step]] = {}
        self._sizes: dict[_Ids, _Size] = {}
        self._values: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._subjects: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._pairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._grow(facts, rules)

    def proof(self, triple: Triple) -> Proof | None:
        """Return the proof of a triple, or None."""
        try:
            s, p, o = (self._numbers[term] for term in triple)
        except KeyError:
            return None
        return self._proof((s, p, o)) if (s, p, o) in self._steps else None

    def inferred(self, subject: Node) -> Iterator[Proof]:
        """Return proofs of the inferred triples on a subject."""
        number = self._numbers.get(subject)
        yield from (self._proof(ids) for ids, step in self._steps.items() if ids[0] == number and step.rule is not None)

    def contradictions(self) -> Iterator[Proof]:
        """Return one proof for each set of triples that violates a rule."""
        found = sorted(self._broken.items(), key=lambda item: (item[1][0], item[0][0].name, item[1][1].premises))
        for (rule, _), (_, step) in found:
            yield Proof(None, rule.name, rule.axioms, tuple(self._proof(premise) for premise in step.premises))

    def _proof(self, ids: _Ids) -> Proof:
        step, (s, p, o) = self._steps[ids], ids
        triple = self._terms[s], self._terms[p], self._terms[o]
        if step.rule is None:
            return Proof(triple)
        return Proof(triple, step.rule.name, step.rule.axioms, tuple(self._proof(premise) for premise in step.premises))

    # -- growing trees in order of size --------------------------------------------------------------------------------

    def _grow(self, facts: list[Triple], rules: list[EntailmentRule]) -> None:
        numbered = [_Numbered(rule, self._numbers) for rule in rules]
        starting: dict[tuple[int, int | None], list[tuple[_Numbered, int]]] = defaultdict(list)
        type_ = self._numbers.get(RDF.type, -1)
        for rule in numbered:
            for at, (_, p, o) in enumerate(rule.body):
                assert isinstance(p, int)
                starting[p, o if p == type_ and isinstance(o, int) else None].append((rule, at))
        number = self._numbers
        # the order of the heap decides between trees of one size: stated triples, then the first rule, then the first premises
        heap: list[tuple[_Size, str, tuple[_Ids, ...], _Ids, int]]
        heap = [((1, 1), "", (), (number[s], number[p], number[o]), -1) for s, p, o in facts]
        heap += [
            ((1, 1), rule.rule.name, (), ids, n) for n, rule in enumerate(numbered) if not rule.body for ids in rule.heads({})
        ]
        heapify(heap)
        places = {id(rule): n for n, rule in enumerate(numbered)}
        steps = 0
        while heap:
            size, _, premises, ids, n = heappop(heap)
            if ids in self._steps:
                continue
            self._finish(ids, size, _Step(numbered[n].rule if n >= 0 else None, premises))
            _, p, o = ids
            for rule, at in chain(starting.get((p, None), ()), starting.get((p, o), ()) if p == type_ else ()):
                for bound in self._bindings(rule, at, ids):
                    steps += 1
                    if steps > MOST_STEPS:
                        raise QueryError(_TOO_MUCH)
                    found = tuple(rule.fill(pattern, bound) for pattern in rule.body)
                    below = [self._sizes[premise] for premise in found]
                    whole = 1 + sum(size for size, _ in below), 1 + max(height for _, height in below)
                    if rule.head is None:
                        self._broken.setdefault((rule.rule, frozenset(found)), (whole, _Step(rule.rule, found)))
                        continue
                    for head in rule.heads(bound):
                        if head not in self._steps and head[0] not in self._literals:
                            heappush(heap, (whole, rule.rule.name, found, head, places[id(rule)]))

    def _finish(self, ids: _Ids, size: _Size, step: _Step) -> None:
        s, p, o = ids
        self._steps[ids], self._sizes[ids] = step, size
        self._values[s, p].append(o)
        self._subjects[p, o].append(s)
        self._pairs[p].append((s, o))

    def _bindings(self, rule: "_Numbered", at: int, ids: _Ids) -> Iterator[_Bound]:
        """Bindings under which a rule's body holds, with the triple `ids` at position `at`."""
        bound = _matched(rule.body[at], ids, {})
        if bound is None:
            return
        rest = [pattern for n, pattern in enumerate(rule.body) if n != at]
        for found in self._joined(rest, bound):
            one, other = rule.rule.distinct or ("", "")
            if not one or found[one] != found[other]:
                yield found

    def _joined(self, patterns: list["_IdPattern"], bound: _Bound) -> Iterator[_Bound]:
        if not patterns:
            yield bound
            return
        # the pattern with the most bound terms comes next, so that few triples are examined
        best = max(patterns, key=lambda pattern: sum(isinstance(term, int) or term in bound for term in pattern))
        rest = [pattern for pattern in patterns if pattern is not best]
        s, p, o = (term if isinstance(term, int) else bound.get(term) for term in best)
        assert p is not None
        for ids in self._matching(s, p, o):
            more = _matched(best, ids, bound)
            if more is not None:
                yield from self._joined(rest, more)

    def _matching(self, s: int | None, p: int, o: int | None) -> Iterator[_Ids]:
        if s is not None and o is not None:
            if (s, p, o) in self._steps:
                yield s, p, o
        elif s is not None:
            yield from ((s, p, value) for value in self._values.get((s, p), ()))
        elif o is not None:
            yield from ((subject, p, o) for subject in self._subjects.get((p, o), ()))
        else:
            yield from ((subject, p, value) for subject, value in self._pairs.get(p, ()))


_IdPattern = tuple[int | str, int | str, int | str]


class _Numbered:
    """A rule with numbers for terms."""

    def __init__(self, rule: EntailmentRule, numbers: dict[Node, int]) -> None:
        def numbered(pattern: Pattern) -> _IdPattern:
            s, p, o = (_number(term, numbers) for term in pattern)
            return s, p, o

        self.rule = rule
        self.body = tuple(numbered(pattern) for pattern in rule.body)
        self.head = numbered(rule.head) if rule.head is not None else None

    def heads(self, bound: _Bound) -> Iterator[_Ids]:
        """The inferred triples; empty for a contradiction."""
        if self.head is not None:
            yield self.fill(self.head, bound)

    def fill(self, pattern: _IdPattern, bound: _Bound) -> _Ids:
        """Return the pattern with its variables replaced."""
        s, p, o = (term if isinstance(term, int) else bound[term] for term in pattern)
        return s, p, o


def _number(term: Term, numbers: dict[Node, int]) -> int | str:
    return numbers[term] if isinstance(term, Node) else term


def _matched(pattern: _IdPattern, ids: _Ids, bound: _Bound) -> _Bound | None:
    """`bound` with the values of the pattern's variables in a triple; None if it does not match."""
    found = bound
    for term, value in zip(pattern, ids, strict=True):
        if isinstance(term, int):
            if term != value:
                return None
        elif term not in found:
            found = {**found, term: value}
        elif found[term] != value:
            return None
    return found


def _order(term: Node) -> tuple[str, str, str, str]:
    """Sort key of terms; that of blank nodes is their name, which differs between runs."""
    if isinstance(term, Literal):
        return type(term).__name__, str(term), term.language or "", str(term.datatype or "")
    return type(term).__name__, str(term), "", ""
