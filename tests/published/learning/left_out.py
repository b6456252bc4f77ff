"""The whole reader on documents of publishers that it learned nothing of."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256

from shisaku.errors import InputError
from shisaku.model.plan import Plan
from shisaku.reading.likelihood.learned import Weights, using
from shisaku.reading.reader import read
from shisaku.reading.structure.accounting import disjoint
from shisaku.reading.structure.structure_reader import StructureReading

from ..measuring import Figures, Scored, figures
from ..scorer import score
from .folds import FOLDS, folds
from .learner import COMPONENT, PARENT, Learner, walked
from .samples import Sample, Words

COUNTS = (10, 20, 40, 60)
"""Publishers of whom a learning curve is learned."""
OUTLINE = "outline"
"""Kind of place where the reading by numbers and types was believed."""
GROUPS: Mapping[str, tuple[str, ...]] = {
    "heads and numbers": (
        "named", "number ", "dotted", "compound", "large number", "code", "capital", "bullet", "dash", "dot", "marks", "note mark",
        "no head", "series", "follows", "alone", "framed words", "bracket at head", "in brackets",
    ),
    "type and place": (
        "larger", "much larger", "smaller", "bold", "bold lead", "coloured", "gap", "several lines", "many lines", "indented", "full",
    ),
    "sections and roles": ("role", "is ", "in section-role", "in passage-kind", "in header", "within ", "in no section", "field"),
    "neighbours": (
        "over sentence", "over bullet", "over number", "over field", "over sums", "over role", "over item", "over heading",
        "under ", "alike ", "gap below", "page turned", "first", "among first", "last", "prose around", "figures around",
        "heads around", "scraps around",
    ),
    "wording": ("says ", "class of actions"),
    "look as others": ("class ", "repeated", "often"),
    "document": ("document ", "few items", "many items", "late", "lang "),
    "details beside": ("sum beside", "tag beside", "pointer beside", "ends in brackets", "money", "percent", "year", "date"),
    "tables": ("has tables", "over table", "near over table", "looks as over tables"),
    "contents": ("in contents", "has contents", "leaders"),
}  # fmt: skip
"""Groups of features by the names that theirs are or begin with, those that end in a blank."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A component that was built."""

    kind: str
    """What it was found in and under: `stated under printed`."""
    sure: float
    """Confidence of its place."""
    right: bool
    """Whether it is found under the right parent."""
    publisher: str
    """Whose document it is of."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """All documents, each read with what was learned without its publisher."""

    scored: tuple[Scored, ...]
    """With their scores, under their formats."""
    claims: tuple[Claim, ...]
    """All components that were built."""

    def figures(self) -> dict[str, Figures]:
        """By format, and of all."""
        return figures(self.scored)


def left_out(samples: Sequence[Sample], known: Words, parts: int = FOLDS) -> LeftOut:
    """The documents in so many parts by publisher, each read with what was learned of the others."""
    learner = Learner(samples, known, parts)
    scored: list[Scored] = []
    claims: list[Claim] = []
    for at, sample in enumerate(learner.samples):
        reading = learner.reading(at)
        one, plan = _scored(sample, known, using(learner.learned(frozenset({learner.part_of[at]}))))
        scored.append(one)
        if plan is not None:
            kinds = _kinds(plan, reading)
            claims += [
                Claim(kind, sure, right, sample.publisher) for kind, (sure, right) in zip(kinds, one.score.claims, strict=True)
            ]
    return LeftOut(tuple(scored), tuple(claims))


def _scored(sample: Sample, known: Words, weights_used: AbstractContextManager[None]) -> tuple[Scored, Plan | None]:
    document = sample.source.document
    kind = "stated by elements" if sample.source.markup is not None else document.format if document is not None else "text"
    groups = (f"format {kind}", "plans" if sample.gold.nodes else "no plan")
    try:
        with weights_used:
            plan = read(sample.source, known.lexicon, known.profile)
    except InputError:
        return Scored(sample.name, groups, score(sample.gold, None)), None
    return Scored(sample.name, groups, score(sample.gold, plan)), plan


def _kinds(plan: Plan, reading: StructureReading | None) -> list[str]:
    """The kind of place of every component, in the order of the plan."""
    components = [component for component, _ in plan.walk()]
    if reading is None:
        return ["stated by elements"] * len(components)
    roots, _ = disjoint(reading.structure.roots, reading.structure.title.span if reading.structure.title else None)
    kinds = {
        found.span.end: f"{found.origin} under {above[-1].origin if above else 'the plan'}" for found, above in walked(roots)
    }
    if any(component.span.end not in kinds for component in components):
        return [OUTLINE] * len(components)
    return [kinds[component.span.end] for component in components]


# -- a learning curve, and what features are good for ------------------------------------------------------------------


def curve(samples: Sequence[Sample], known: Words, parts: int = FOLDS) -> Iterator[tuple[int, Figures]]:
    """Figures of all documents, each read with what was learned of so many other publishers, drawn by their digests."""
    part_of = folds(samples, parts)
    for count in COUNTS:
        found = Figures()
        for part in range(parts):
            others = {one.publisher for one, own in zip(samples, part_of, strict=True) if own != part and one.items}
            drawn = set(sorted(others, key=lambda name: sha256(f"{part} {name}".encode()).digest())[:count])
            learner = Learner([one for one in samples if one.publisher in drawn], known)
            replacements = {name: learner.weights(name) for name in (COMPONENT, PARENT)}
            for one in _read([one for one, own in zip(samples, part_of, strict=True) if own == part], known, replacements):
                found.add(one)
        yield count, found


def without_groups(samples: Sequence[Sample], known: Words, parts: int = FOLDS) -> Iterator[tuple[str, Figures]]:
    """Figures of all documents without their publishers: with all features, then with those of one group left out; parents stay."""
    whole = Learner(samples, known, parts)
    for group in ("", *GROUPS):
        learner = Learner(samples, known, parts, in_group(group)) if group else whole
        found = Figures()
        for part in range(parts):
            without = frozenset({part})
            replacements = {COMPONENT: learner.weights(COMPONENT, without), PARENT: whole.weights(PARENT, without)}
            there = [one for one, own in zip(whole.samples, whole.part_of, strict=True) if own == part]
            for one in _read(there, known, replacements):
                found.add(one)
        yield group or "none", found


def in_group(group: str) -> Callable[[str], bool]:
    """Whether a feature, or a part of a pair of them, is of that group."""
    names = GROUPS[group]

    def belongs(feature: str) -> bool:
        return any(
            part == name or (name.endswith(" ") and part.startswith(name)) for part in feature.split(" + ") for name in names
        )

    return belongs


def _read(samples: Sequence[Sample], known: Words, replacements: Mapping[str, Weights]) -> Iterator[Scored]:
    for sample in samples:
        yield _scored(sample, known, using(replacements))[0]
