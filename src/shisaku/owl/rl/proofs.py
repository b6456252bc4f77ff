"""Why a triple follows, or a contradiction: the smallest tree of rules of OWL 2 RL that ends in stated triples.

From the triple in question the rules are followed backwards to the predicates and classes that can matter to it; from the stated
triples of those, trees are then grown in order of their size (Knuth, "A generalization of Dijkstra's algorithm", 1977), so that the
first tree found for a triple is a smallest one, and none holds a circle. Of trees of one size the shallowest is taken, then that with
the first rule and terms.
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

from shisaku.errors import Message, QueryError
from shisaku.owl.rl.rule_table import EntailmentRule, Pattern, Term, replacing, rules_under, variable
from shisaku.owl.syntax import Triple, read

MOST_STEPS = 3_000_000
"""Most applications of rules before the search ends without a proof: some fifteen seconds of work."""
_TOO_MUCH = Message(
    "推論をたどるにはデータが大きすぎます。--data で、説明する部分だけのファイルを渡してください。",
    "There are too many data to follow inference through. Pass a file with the part to be explained to --data.",
)

_Signature = tuple[Node, Node | None]
"""A predicate and, where it is rdf:type, a class: what a rule's patterns are looked up by."""
_Ids = tuple[int, int, int]
_Bound = dict[str, int]
_Size = tuple[int, int]
"""Triples in a tree, and its height."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A triple and why it holds."""

    triple: Triple | None
    """What holds; None for a contradiction, which is what the premises make together."""
    rule: str = ""
    """Name of the rule (OWL 2 Profiles, 4.3); empty for what is stated."""
    axioms: tuple[Triple, ...] = ()
    """The statements of the ontology that make the rule; none for rules that need none."""
    premises: tuple["Proof", ...] = ()
    """What it rests on, in the order of the rule."""

    def leaves(self) -> Iterator["Proof"]:
        """What it rests on in the end: facts and axioms that are not inferred."""
        if not self.rule:
            yield self
        for premise in self.premises:
            yield from premise.leaves()

    def size(self) -> int:
        """Number of triples in the tree, each as often as it is used."""
        return 1 + sum(premise.size() for premise in self.premises)


@dataclass(frozen=True, slots=True)
class _Step:
    """The last step of a smallest tree."""

    rule: EntailmentRule | None
    premises: tuple[_Ids, ...]


class Derivations:
    """Proofs from stated triples under the axioms among them."""

    def __init__(self, facts: Graph, terms: Graph) -> None:
        """`facts`: all that needs no proof, the ontology aside; `terms`: the ontology."""
        self._facts = facts
        self._terms = terms
        self._runs: dict[frozenset[_Signature], _Run] = {}

    @cached_property
    def _rules(self) -> tuple[EntailmentRule, ...]:
        return rules_under(read(self._terms))

    @cached_property
    def _concluding(self) -> dict[_Signature, list[EntailmentRule]]:
        """Rules by what they conclude on."""
        found: dict[_Signature, list[EntailmentRule]] = defaultdict(list)
        for rule in self._rules:
            if rule.head is not None:
                found[_signature(rule.head)].append(rule)
        return found

    @cached_property
    def _equality(self) -> bool:
        """Whether anything can turn out to be the same as something else."""
        stated = any((None, OWL.sameAs, None) in graph for graph in (self._facts, self._terms))
        return stated or any(
            rule.head is not None and rule.head[1] == OWL.sameAs and not rule.name.startswith("eq-") for rule in self._rules
        )

    def proof(self, triple: Triple) -> Proof | None:
        """A smallest proof of `triple`; None where it does not follow."""
        if triple in self._facts or triple in self._terms:
            return Proof(triple)
        return self._run([_signature(triple)]).proof(triple)

    def contradictions(self) -> tuple[Proof, ...]:
        """What cannot be true together: a smallest proof for each axiom and stated triples that violate it, smallest first."""
        breaking = [rule for rule in self._rules if rule.head is None]
        seen: dict[tuple[str, tuple[Triple, ...]], list[frozenset[Triple | None]]] = defaultdict(list)
        found = []
        for proof in self._run([_signature(pattern) for rule in breaking for pattern in rule.body]).contradictions():
            # what rests on more than another does is only a way around
            leaves, known = frozenset(leaf.triple for leaf in proof.leaves()), seen[proof.rule, proof.axioms]
            if not any(other <= leaves for other in known):
                known.append(leaves)
                found.append(proof)
        return tuple(found)

    def about(self, subject: Node) -> tuple[Proof, ...]:
        """Proofs of all that follows on `subject`, blank nodes left out, in a stable order."""
        signatures = [_signature(rule.head) for rule in self._rules if rule.head is not None]
        found = (proof for proof in self._run(signatures).inferred(subject) if not isinstance(_triple(proof)[2], BNode))
        return tuple(sorted(found, key=lambda proof: tuple(map(str, _triple(proof)))))

    def _run(self, signatures: Iterable[_Signature]) -> "_Run":
        """Everything that follows and concerns `signatures`."""
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
    """The triples of a graph that have one of those signatures."""
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
    """All that follows from some triples by some rules, with the last step of a smallest tree for each."""

    def __init__(self, facts: Iterable[Triple], rules: list[EntailmentRule]) -> None:
        facts = list(facts)
        mentioned = (term for rule in rules for pattern in (*rule.body, *([rule.head] if rule.head else [])) for term in pattern)
        constants = {term for term in mentioned if isinstance(term, Node)}
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
        """The proof of a triple, None where there is none."""
        try:
            s, p, o = (self._numbers[term] for term in triple)
        except KeyError:
            return None
        return self._proof((s, p, o)) if (s, p, o) in self._steps else None

    def inferred(self, subject: Node) -> Iterator[Proof]:
        """Proofs of what follows on a subject."""
        number = self._numbers.get(subject)
        yield from (self._proof(ids) for ids, step in self._steps.items() if ids[0] == number and step.rule is not None)

    def contradictions(self) -> Iterator[Proof]:
        """One proof for each set of triples that break a rule."""
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
        # the heap's order decides between trees of one size: what is stated, then the first rule, then the first premises
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
            self._settle(ids, size, _Step(numbered[n].rule if n >= 0 else None, premises))
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

    def _settle(self, ids: _Ids, size: _Size, step: _Step) -> None:
        s, p, o = ids
        self._steps[ids], self._sizes[ids] = step, size
        self._values[s, p].append(o)
        self._subjects[p, o].append(s)
        self._pairs[p].append((s, o))

    def _bindings(self, rule: "_Numbered", at: int, ids: _Ids) -> Iterator[_Bound]:
        """Ways in which all of a rule's body holds, the triple `ids` at place `at` of it."""
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
        # the pattern that is bound most comes next, so that few triples are looked at
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
    """A rule whose terms are numbers."""

    def __init__(self, rule: EntailmentRule, numbers: dict[Node, int]) -> None:
        def numbered(pattern: Pattern) -> _IdPattern:
            s, p, o = (_number(term, numbers) for term in pattern)
            return s, p, o

        self.rule = rule
        self.body = tuple(numbered(pattern) for pattern in rule.body)
        self.head = numbered(rule.head) if rule.head is not None else None

    def heads(self, bound: _Bound) -> Iterator[_Ids]:
        """What follows; nothing for a contradiction."""
        if self.head is not None:
            yield self.fill(self.head, bound)

    def fill(self, pattern: _IdPattern, bound: _Bound) -> _Ids:
        """The triple that a pattern becomes."""
        s, p, o = (term if isinstance(term, int) else bound[term] for term in pattern)
        return s, p, o


def _number(term: Term, numbers: dict[Node, int]) -> int | str:
    return numbers[term] if isinstance(term, Node) else term


def _matched(pattern: _IdPattern, ids: _Ids, bound: _Bound) -> _Bound | None:
    """`bound` with the values of the pattern's variables in that triple; None where it does not match."""
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
    """What terms are sorted by; blank nodes by their names, which differ from run to run."""
    if isinstance(term, Literal):
        return type(term).__name__, str(term), term.language or "", str(term.datatype or "")
    return type(term).__name__, str(term), "", ""
