"""Editions: what became of each component of a plan in a later edition, as a plain value that knows no RDF."""

from dataclasses import dataclass
from decimal import Decimal

from shisaku.model.details import When
from shisaku.model.plan import Evidence, Plan

CONTINUED, RENAMED, SPLIT, MERGED, NEW, DROPPED = "continued", "renamed", "split", "merged", "new", "dropped"
KINDS = (CONTINUED, RENAMED, SPLIT, MERGED, NEW, DROPPED)
"""Same words; same thing in other words; one became several; several became one; without predecessor; without successor."""
LEVELS = ("pillar", "group", "measure", "initiative", "purpose")
"""Levels that are compared, outermost first."""

Shares = tuple[tuple[str, float], ...]
"""Keys of components, each with its share of the probability, likeliest first."""


KIND, MARKS, TAG, AMOUNT, RESPONSIBLE, ROLE, TARGET_GROUP = (
    "kind",
    "marks",
    "tag",
    "amount",
    "responsible",
    "role",
    "target-group",
)
PERIOD, DEADLINE, INDICATOR, UNIT, VALUE, STATUS, REFERENCE = (
    *("period", "deadline", "indicator", "unit", "value", "status", "reference"),
)
ASPECTS = (
    *(KIND, MARKS, TAG, AMOUNT, RESPONSIBLE, ROLE, TARGET_GROUP, PERIOD, DEADLINE, INDICATOR, UNIT, VALUE, STATUS, REFERENCE),
)
"""Details of a component that can change while its words stay, in the order of reports."""


@dataclass(frozen=True, slots=True)
class DetailChange:
    """変更: a detail of a component that differs in the newer edition."""

    aspect: str
    """One of `ASPECTS`."""
    old: str
    """As printed in the older edition; empty where it has none. Of `ROLE`: the role."""
    new: str
    """As printed in the newer edition; empty where it has none. Of `ROLE`: the role."""
    of: str = ""
    """Its subject, as printed: the name of an indicator; of `ROLE`, who has it."""
    concept: str = ""
    """Which of its aspect: the role of one in charge, the kind of a sum or of an indicator's value."""
    source: str = ""
    """Of a sum: the source of the money, a concept or as printed; empty for the whole."""
    old_when: When | None = None
    """The time that it is for in the older edition; None for that of the edition, or none that is printed."""
    new_when: When | None = None
    """The same in the newer edition."""
    growth: Decimal | None = None
    """Growth of a sum as a share of the older one: 0.0714 for 7 %, negative where it shrank; None where that means nothing."""


@dataclass(frozen=True, slots=True)
class Move:
    """Old and new parent of a component."""

    origin: str
    """Key of its parent in the older edition; `PLAN_KEY` for the plan."""
    target: str
    """Key of its parent in the newer edition."""


@dataclass(frozen=True, slots=True)
class Succession:
    """後継の推定: what became of one or several components."""

    kind: str
    """One of `KINDS`."""
    level: str
    """One of `LEVELS`."""
    old: tuple[str, ...]
    """Keys in the older edition, in its order; none for `NEW`."""
    new: tuple[str, ...]
    """Keys in the newer edition, in its order; none for `DROPPED`."""
    confidence: float
    """Probability that it is right, 0 to 1, two decimals."""
    evidence: tuple[Evidence, ...]
    """The reasons, strongest first."""
    move: Move | None = None
    """Of what is continued or renamed under another heading: its parents."""
    old_rivals: Shares = ()
    """Other components of the older edition that were considered as predecessors."""
    new_rivals: Shares = ()
    """Other components of the newer edition that were considered as successors."""
    changes: tuple[DetailChange, ...] = ()
    """Of what is continued or renamed: changes of its details, in the order of `ASPECTS`."""

    @property
    def moved(self) -> bool:
        """Whether it has another parent than before."""
        return self.move is not None


@dataclass(frozen=True, slots=True)
class Editions:
    """Two editions of a plan and what became of everything in the older one."""

    old: Plan
    """The older edition."""
    new: Plan
    """The newer edition."""
    successions: tuple[Succession, ...]
    """Level by level; in the order of the newer edition, then dropped components in the order of the older one."""
    lexicon: str = ""
    """Name and version of the word resource that weighed the words."""
    changes: tuple[DetailChange, ...] = ()
    """Changes of the details of the plan as a whole."""

    def of(self, *kinds: str, level: str | None = None) -> tuple[Succession, ...]:
        """The successions of these kinds, of one level or of all, in order."""
        return tuple(s for s in self.successions if s.kind in kinds and level in (None, s.level))
