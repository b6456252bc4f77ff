"""Why something follows: a smallest set of axioms that is enough for it.

Black box, after Kalyanpur, Parsia, Horridge and Sirin, "Finding all justifications of OWL DL entailments" (ISWC 2007): expand from the
names concerned to their neighbours until the conclusion follows, then shrink. Shrinking halves (Junker, "QuickXplain", AAAI 2004), so
that a few axioms among many are found with few questions to the reasoner.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic

from rdflib import Graph, URIRef

from shisaku.owl.consistency.theory import LogicalAxiom, Theory

Entails = Callable[[Graph], bool]
"""Whether the conclusion follows from a graph; more axioms never make it false."""


@dataclass(frozen=True, slots=True)
class Justification:
    """Axioms from which it follows."""

    axioms: tuple[LogicalAxiom, ...]
    """They are enough."""
    minimal: bool
    """Whether none of them can be left out; False where time ran out."""


class _OutOfTimeError(Exception):
    """The time set for an explanation is over."""


def justification(theory: Theory, entails: Entails, names: Iterable[URIRef], seconds: float = 10) -> Justification | None:
    """A smallest set of axioms from which the conclusion on `names` follows; None where it does not, or was not found in time."""
    end = monotonic() + seconds

    def holds(axioms: Sequence[LogicalAxiom]) -> bool:
        if monotonic() > end:
            raise _OutOfTimeError
        return entails(theory.of(axioms))

    enough: tuple[LogicalAxiom, ...] = ()
    try:
        enough = _expanded(theory, frozenset(names), holds)
        return Justification(_shrunk((), bool(enough), enough, holds), True) if enough else None
    except _OutOfTimeError:
        return Justification(enough, False) if enough else None


def _expanded(
    theory: Theory, names: frozenset[URIRef], holds: Callable[[Sequence[LogicalAxiom]], bool]
) -> tuple[LogicalAxiom, ...]:
    """Axioms around `names`, as far out as it takes; nothing where even all of them are not enough."""
    chosen: set[LogicalAxiom] = set()
    while True:
        # A fact is near by those it is about, not by its class or property: these have too many others.
        near = {axiom for axiom in theory.axioms if (axiom.individuals or axiom.names) & names or not axiom.names} | chosen
        if near == chosen:
            # The names did not lead to it; perhaps the reasoner named others.
            return theory.axioms if len(chosen) < len(theory.axioms) and holds(theory.axioms) else ()
        chosen = near
        ordered = tuple(axiom for axiom in theory.axioms if axiom in chosen)
        if holds(ordered):
            return ordered
        names = names.union(*(axiom.names for axiom in chosen))


def _shrunk(
    kept: tuple[LogicalAxiom, ...], grown: bool, axioms: tuple[LogicalAxiom, ...], holds: Callable[[Sequence[LogicalAxiom]], bool]
) -> tuple[LogicalAxiom, ...]:
    """Which of `axioms` are needed beside `kept`; `grown`: `kept` has grown since it was last tested."""
    if kept and grown and holds(kept):
        return ()
    if len(axioms) == 1:
        return axioms
    half = len(axioms) // 2
    first, second = axioms[:half], axioms[half:]
    of_second = _shrunk(kept + first, bool(first), second, holds)
    of_first = _shrunk(kept + of_second, bool(of_second), first, holds)
    return of_first + of_second
