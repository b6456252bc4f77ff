"""How much of an invented document's gold a reader found, and whether it knew."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from shisaku.model.details import BudgetFigure
from shisaku.model.plan import PLAN_KEY, Initiative, Plan

from .gold import MEASURE, PILLAR, Money, Node, Sample, walk
from .trees import Tree, similarity

SURE = 0.9
"""A component of at least this confidence is claimed to be right."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the reader says, with how sure it is of it."""

    kind: str
    """Class of the component; `Purpose` and `Restatement` beside those."""
    confidence: float
    """The least of the placements of the component and of all that it is under."""
    right: bool
    """Whether it is in the gold, under the same parent."""


@dataclass(slots=True)
class Score:
    """Of one document, or of many together."""

    hits: Counter[str] = field(default_factory=Counter)
    """By figure: how many are right."""
    totals: Counter[str] = field(default_factory=Counter)
    """By figure: of how many."""
    claims: list[Claim] = field(default_factory=list)
    """Everything that was read."""
    lost: int = 0
    """Characters that nothing accounts for."""
    faults: list[str] = field(default_factory=list)
    """The faults, in words."""

    def note(self, figure: str, right: bool, fault: str = "") -> None:
        """Count one more."""
        self.hits[figure] += right
        self.totals[figure] += 1
        if not right and fault:
            self.faults.append(f"{figure}: {fault}")

    def add(self, other: "Score") -> None:
        """Count all that `other` counted."""
        self.hits.update(other.hits)
        self.totals.update(other.totals)
        self.claims += other.claims
        self.lost += other.lost

    def share(self, figure: str) -> float | None:
        """Share of right ones; None where there was nothing to be right about."""
        return self.hits[figure] / self.totals[figure] if self.totals[figure] else None


@dataclass(frozen=True, slots=True)
class _Read:
    """A component as read."""

    key: str
    kind: str
    parent: str
    start: int
    end: int


def score(sample: Sample, plan: Plan) -> Score:
    """How `plan` compares with the gold of `sample`."""
    return _Comparison(sample, plan).score()


class _Comparison:
    """One document's gold beside what was read."""

    def __init__(self, sample: Sample, plan: Plan) -> None:
        self.sample, self.plan, self.found = sample, plan, Score()
        self.read = [_Read(c.key, type(c).__name__, parent, c.span.start, c.span.end) for c, parent in plan.walk()]
        self.gold = list(walk(sample.parts))
        self.keys = self._matched()
        self.ids = {key: node for node, key in self.keys.items()}
        self.parents = {read.key: read.parent for read in self.read}
        self.sure = self._confidences()

    def _matched(self) -> dict[int, str]:
        """Id of each node that was read with the key of its component: it begins where the node does, or else holds its beginning."""
        keys: dict[int, str] = {}
        by_start = {read.start: read.key for read in self.read}
        for node, _ in self.gold:
            key = by_start.get(self.sample.spans[node.id][0])
            if key is not None:
                keys[node.id] = key
        taken = set(keys.values())
        left = [read for read in self.read if read.key not in taken]
        for node, _ in self.gold:
            if node.id not in keys and left:
                start = self.sample.spans[node.id][0]
                near = next((read for read in left if read.start <= start < read.end), None)
                if near is not None:
                    keys[node.id] = near.key
                    left.remove(near)
        return keys

    def _confidences(self) -> dict[str, float]:
        """Of each component: the least confidence on the way up."""
        own: dict[str, float] = {}
        for placement in self.plan.placements:
            own[placement.component] = min(own.get(placement.component, 1.0), placement.confidence)
        sure = {PLAN_KEY: 1.0}
        for read in self.read:
            sure[read.key] = min(sure[read.parent], own.get(read.key, 1.0))
        return sure

    def score(self) -> Score:
        """Everything that is counted."""
        found = self.found
        chains = self._tree()
        self._words()
        self._restatements(chains)
        self._purposes(chains)
        for read in self.read:
            node = self.ids.get(read.key)
            right = node is not None and chains[node]
            found.claims.append(Claim(read.kind, self.sure[read.key], right))
        spurious = [read for read in self.read if read.key not in self.ids]
        found.faults += [f"spurious: {self._name_of(read.key)}" for read in spurious]
        found.totals["exact"] = 1
        perfect = all(
            found.hits[name] == total for name, total in found.totals.items() if name not in ("exact", "title", "nothing claimed")
        )
        found.hits["exact"] = int(perfect and not spurious)
        if not self.gold:
            sure = any(self.sure[read.key] >= SURE for read in self.read)
            found.note("nothing claimed", not sure, "something is claimed of a text that is no plan")
        if self.sample.title:
            found.note("title", self.plan.title == self.sample.title, f"{self.plan.title} for {self.sample.title}")
        found.lost = _lost(self.plan)
        return found

    def _tree(self) -> dict[int, bool]:
        """Counts the right parents; by id whether class and all parents on the way up are right."""
        kinds = {read.key: read.kind for read in self.read}
        chains: dict[int, bool] = {}
        for node, parent in self.gold:
            key = self.keys.get(node.id)
            expected = PLAN_KEY if parent is None else self.keys.get(parent.id)
            fits = key is not None and kinds[key] == node.kind
            here = fits and key is not None and self.parents[key] == expected
            chains[node.id] = here and (parent is None or chains[parent.id])
            description = "not read" if key is None else f"{kinds[key]} under {self._name_of(self.parents[key])}"
            self.found.note(f"parent {node.kind}", here, f"{node.kind} {node.printed} {node.label}: {description}")
            if node.kind == MEASURE:
                self.found.note("measures", chains[node.id])
        return chains

    def _name_of(self, key: str) -> str:
        component = self.plan.find(key)
        return f"{key} {getattr(component, 'label', '')}" if key else "the plan"

    def _words(self) -> None:
        """Labels, numbers, marks and details of every node."""
        for node, _ in self.gold:
            key = self.keys.get(node.id)
            read = self.plan.find(key) if key is not None else None
            label = getattr(read, "label", None)
            self.found.note("labels", label == node.label, f"{label} for {node.label}")
            for name, expected, got in self._printed(node, read):
                if expected or got:
                    self.found.note(name, expected == got, f"{got} for {expected} {node.label}")

    def _printed(self, node: Node, read: object) -> list[tuple[str, object, object]]:
        details = getattr(read, "details", None)
        read_text = "".join(purpose.text for purpose in (details.purposes if details else ()))
        read_text += "".join(passage.text for passage in details.description) if details else ""
        expected = "".join(node.purposes) + "".join(node.description)
        got = (details.amount, details.previous) if details else (None, None)
        return [
            ("numbers", node.printed, getattr(read, "printed", "")),
            ("marks", node.marks, read.marks if isinstance(read, Initiative) else ""),
            ("amounts", _sums((node.amount, node.previous)), _sums(got)),
            ("departments", node.departments, details.departments if details else ()),
            ("tags", node.tags, details.tags if details else ()),
            (
                "references",
                tuple(map(_plain, node.references)),
                tuple(map(_plain, [one.printed for one in details.references])) if details else (),
            ),
            ("passages", _plain(expected), _plain(read_text)),
        ]

    def _restatements(self, chains: dict[int, bool]) -> None:
        """Which entry each restated one repeats."""
        identified = {found.component: found for found in self.plan.identifications}
        for node, _ in self.gold:
            found = identified.pop(self.keys.get(node.id, ""), None)
            if node.restates is None and found is None:
                continue
            original = None if node.restates is None else self.keys.get(node.restates.id)
            right = found is not None and found.original == original
            self.found.note("restatements", right, f"{node.label}: {self._name_of(found.original) if found else None}")
            if found is not None:
                self.found.claims.append(Claim("Restatement", found.confidence, right))
        for found in identified.values():
            self.found.note("restatements", False, self._name_of(found.component))
            self.found.claims.append(Claim("Restatement", found.confidence, right=False))

    def _purposes(self, chains: dict[int, bool]) -> None:
        """Which statement is the purpose of what. Where a document is no overview, any passage will do, and `passages` counts it."""
        if not self.sample.kind.startswith("slide"):
            return
        expected = {(_plain(text), PLAN_KEY) for text in self.sample.purposes}
        for node, _ in self.gold:
            if node.kind == PILLAR:
                expected |= {(_plain(text), self.keys.get(node.id)) for text in node.purposes}  # type: ignore[misc]
        placed = {p.component: p.confidence for p in self.plan.placements}
        got = {(_plain(purpose.text), parent): purpose.key for purpose, parent in self.plan.all_purposes()}
        for text, parent in sorted(expected | set(got), key=str):
            right = (text, parent) in expected and (text, parent) in got
            self.found.note("purposes", right, f"{parent}: {text} {'missing' if (text, parent) in expected else 'too many'}")
            if (text, parent) in got:
                self.found.claims.append(Claim("Purpose", placed.get(got[text, parent], 1.0), right))


def teds(sample: Sample, plan: Plan) -> float:
    """Tree-edit-distance similarity of gold and plan, with classes and words as names."""
    gold, read = Tree("plan"), Tree("plan")
    trees: dict[int, Tree] = {}
    for node, parent in walk(sample.parts):
        trees[node.id] = Tree((node.kind, node.label))
        (trees[parent.id] if parent is not None else gold).children.append(trees[node.id])
    by_key = {PLAN_KEY: read}
    for component, above in plan.walk():
        by_key[component.key] = Tree((type(component).__name__, component.label))
        by_key[above].children.append(by_key[component.key])
    return similarity(gold, read)


def _lost(plan: Plan) -> int:
    """Characters, white space apart, that nothing claims."""
    text, at, lost = plan.source.text, 0, 0
    for span in plan.claimed():
        lost += len(re.sub(r"\s", "", text[at : span.start]))
        at = max(at, span.end)
    return lost + len(re.sub(r"\s", "", text[at:]))


def _plain(text: str) -> str:
    """`text` without white space, width made one."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _yen(sum_: Money | BudgetFigure) -> int | None:
    if isinstance(sum_, Money):
        return sum_.yen
    return None if sum_.amount is None else int(sum_.amount)


def _sums(amounts: tuple[Money | BudgetFigure | None, Money | BudgetFigure | None]) -> tuple[object, ...]:
    """Sums in yen; where none is given yet, the words."""
    described = tuple(
        None if a is None else (_yen(a), a.approximate) if _yen(a) is not None else (_plain(a.printed), False) for a in amounts
    )
    return described if any(described) else ()
