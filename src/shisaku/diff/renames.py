"""Detects renames: resources of two versions paired by their descriptions.

    features(resource) = its statements (predicate, value)
                       | the references to it (subject, predicate)
                       | where it is used as predicate (subject, value)
    weight(feature)    = ln(1 + N / how many resources have it), N the number of resources
    similarity         = the shared part of the weights (Dice), statements and references apart, references counting at most as much
A pair is a rename where the similarity is above THRESHOLD and the shared features would single one resource out of N: the
A pair is a rename where the similarity is above THRESHOLD and what the two share would single one resource out of N: the
information ln((N + 1) / how many have it) of the shared features other than rdf:type adds up to ln(N + 1). Words that differ a
little share a part of their weight. Pairs that are each other's best come first; what they say of others then counts in the next
round, so that a whole tree is followed when its root is renamed.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF

from shisaku.diff.descriptions import Descriptions, Value
from shisaku.rdf.namespaces import local_name
from shisaku.rdf.quads import Triple

THRESHOLD = 0.5
"""Similarity above which a removed and an added resource are the same."""
ALIKE = 0.5
"""Share of common pairs of letters from which two texts count as versions of each other."""
ROUNDS = 12
"""Rounds in which found renames are used to find more."""
MOST_PAIRS = 2_500
"""Most pairs of one feature; a more common feature is not used."""

Feature = tuple[str, Value, Value]
"""Kinds of features: `says` predicate, value; `named by` subject, predicate; `used` subject, value."""
_STATEMENT, _NAMED_BY, _USED = "says", "named by", "used"
REVISES = (DCTERMS.replaces, PROV.wasRevisionOf)
"""Predicates by which a resource states its former name."""


@dataclass(frozen=True, slots=True)
class Rename:
    """A renamed IRI."""

    old: URIRef
    """The old IRI."""
    new: URIRef
    """The new IRI."""
    similarity: float
    """Similarity of the descriptions, 0 to 1, once every rename is known."""


def find_renames(original: Descriptions, after: Descriptions, triples: list[Triple]) -> tuple[tuple[Rename, ...], Descriptions]:
    """The renames between two versions, sorted, each IRI in one of them at most; and the old version under the new names.

    `triples` are those that `original` was made of.
    """
    before = original
    found: dict[URIRef, Rename] = {}
    for _ in range(ROUNDS):
        more = _stated(before, after) or _best(_Pairing(before, after, before.named - after.named, after.named - before.named))
        if not more:
            break
        found |= {rename.old: rename for rename in more}
        before = original.under_the_names_of(after, {rename.old: rename.new for rename in found.values()}, triples)
    if not found:
        return (), original
    news = frozenset(rename.new for rename in found.values())
    pairing = _Pairing(before, after, news, news)
    sure = (replace(found[iri], similarity=pairing.likeness(found[iri].new, found[iri].new)) for iri in sorted(found))
    return tuple(sure), before


def _stated(before: Descriptions, after: Descriptions) -> list[Rename]:
    """Renames that a version states itself: the new resource replaces the removed one, or the other way round."""
    gone, come = before.named - after.named, after.named - before.named
    stated = {(o, s) for s, p, o in after.triples if p in REVISES and s in come and o in gone}
    stated |= {(s, o) for s, p, o in before.triples if p in REVISES and s in gone and o in come}
    olds, news = Counter(a for a, _ in stated), Counter(b for _, b in stated)
    return [Rename(a, b, 1.0) for a, b in sorted(stated) if olds[a] == news[b] == 1]


def _best(pairing: "_Pairing") -> list[Rename]:
    """The pairs that are each other's unique best; where there is none, the best of the others, in order of IRIs."""
    pairs = sorted(pairing.pairs(), key=lambda pair: (-pair.similarity, pair.old, pair.new))
    tops: dict[URIRef, list[Rename]] = defaultdict(list)
    for pair in pairs:
        for iri in (pair.old, pair.new):
            if not tops[iri] or tops[iri][0].similarity == pair.similarity:
                tops[iri].append(pair)
    clear = [pair for pair in pairs if tops[pair.old] == [pair] == tops[pair.new]]
    if clear:
        return clear
    taken: set[URIRef] = set()
    chosen = []
    for pair in pairs:
        if not taken & {pair.old, pair.new}:
            chosen.append(pair)
            taken |= {pair.old, pair.new}
    return chosen


class _Pairing:
    """Candidate pairs of resources of two versions, with their similarity."""

    def __init__(self, before: Descriptions, after: Descriptions, gone: frozenset[URIRef], come: frozenset[URIRef]) -> None:
        self.size = max(len(before.about), len(after.about), 1)
        self._old, self._new = _features(before, gone), _features(after, come)
        needed = {f for of in (self._old, self._new) for features in of.values() for f in features}
        counts = [_frequency(side.triples, needed) for side in (before, after)]
        self._frequency = {feature: max(1, *(side[feature] for side in counts)) for feature in needed}
        names = [Counter(map(local_name, side)) for side in (gone, come)]
        self._same_name = {name: math.log1p(self.size / max(side[name] for side in names)) for name in names[0]}

    def pairs(self) -> Iterator[Rename]:
        """The pairs above the threshold."""
        for a, b in self._suggested():
            if self._is_distinctive(a, b):
                same_name = self._same_name[local_name(a)] if local_name(a) == local_name(b) else 0.0
                similarity = self.likeness(a, b, 2 * same_name)
                if similarity > THRESHOLD:
                    yield Rename(a, b, similarity)

    def _suggested(self) -> Iterable[tuple[URIRef, URIRef]]:
        """Pairs that share a feature that is not too common."""
        holders: dict[Feature, tuple[list[URIRef], list[URIRef]]] = defaultdict(lambda: ([], []))
        for side, features in enumerate((self._old, self._new)):
            for resource, own in features.items():
                for feature in own:
                    holders[feature][side].append(resource)
        return sorted(
            {(a, b) for olds, news in holders.values() if len(olds) * len(news) <= MOST_PAIRS for a in olds for b in news}
        )

    def _weight(self, feature: Feature) -> float:
        return math.log1p(self.size / self._frequency[feature])

    def _is_distinctive(self, a: URIRef, b: URIRef) -> bool:
        """Whether the shared features would distinguish one resource from all others."""
        old, new = self._old[a], self._new[b]
        known = [self._information(f) for f in old & new if f[1] != RDF.type]
        known += [share * min(self._information(f), self._information(g)) for f, g, share in _reworded(old - new, new - old)]
        return math.fsum(known) >= math.log(self.size + 1) * (1 - 1e-9)

    def _information(self, feature: Feature) -> float:
        return math.log((self.size + 1) / self._frequency[feature])

    def likeness(self, a: URIRef, b: URIRef, name: float = 0.0) -> float:
        """Similarity of two resources, from 0 to 1; `name` is the weight of the common part of their names."""
        old, new = self._old[a], self._new[b]
        partly = [share * (self._weight(f) + self._weight(g)) for f, g, share in _reworded(old - new, new - old)]
        own = math.fsum([2 * self._total(old & new, statements=True), *partly, name])
        own_total = math.fsum([self._total(old, statements=True), self._total(new, statements=True), name])
        references = 2 * self._total(old & new, statements=False)
        references_total = math.fsum([self._total(old, statements=False), self._total(new, statements=False)])
        counted = min(1.0, own_total / references_total) if references_total else 0.0
        total = own_total + counted * references_total
        return round((own + counted * references) / total, 6) if total else 0.0

    def _total(self, features: frozenset[Feature], statements: bool) -> float:
        return math.fsum(self._weight(f) for f in features if (f[0] == _STATEMENT) == statements)


def _features(side: Descriptions, resources: frozenset[URIRef]) -> dict[URIRef, frozenset[Feature]]:
    """Features of each of `resources`: its statements, references to it, and its uses as predicate."""
    found: dict[URIRef, set[Feature]] = {resource: set() for resource in resources}
    for s, p, o in side.triples:
        if s in found:
            found[s].add((_STATEMENT, p, o))
        if o in found and not isinstance(s, BNode):
            found[o].add((_NAMED_BY, s, p))
        if p in found:
            found[p].add((_USED, s, o))
    return {resource: frozenset(features) for resource, features in found.items()}


def _frequency(triples: Iterable[Triple], needed: set[Feature]) -> Counter[Feature]:
    """Number of resources with each of the `needed` features."""
    return Counter(f for s, p, o in triples for f in ((_STATEMENT, p, o), (_NAMED_BY, s, p), (_USED, s, o)) if f in needed)


def _reworded(old: frozenset[Feature], new: frozenset[Feature]) -> Iterator[tuple[Feature, Feature, float]]:
    """Texts of the same predicate and language that are versions of each other, with their common share."""
    sides: list[Mapping[object, list[Feature]]] = []
    for features in (old, new):
        texts: dict[object, list[Feature]] = defaultdict(list)
        for feature in features:
            kind, predicate, value = feature
            if kind == _STATEMENT and isinstance(value, Literal) and value.value is not None and isinstance(value.value, str):
                texts[predicate, value.language].append(feature)
        sides.append(texts)
    for key, olds in sides[0].items():
        news = sides[1].get(key, [])
        if len(olds) == 1 == len(news):
            share = _common(str(olds[0][2]), str(news[0][2]))
            if share >= ALIKE:
                yield olds[0], news[0], share


def _common(a: str, b: str) -> float:
    """Share of common pairs of neighbouring letters of two texts (Dice)."""
    first, second = _letters(a), _letters(b)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


@lru_cache(maxsize=100_000)
def _letters(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))
