"""Justification of a conclusion: a minimal set of axioms that entails it.

Black box, after Kalyanpur, Parsia, Horridge and Sirin, "Finding all justifications of OWL DL entailments" (ISWC 2007): expand from the
names of the conclusion to their neighbours until it follows, then shrink. Shrinking halves the set (Junker, "QuickXplain", AAAI 2004),
so that a few axioms among many are found with few calls of the reasoner.
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
    """Axioms that entail a conclusion."""

    axioms: tuple[LogicalAxiom, ...]
    """The axioms."""
    minimal: bool
    """Whether none of them can be left out; False if the time limit was reached."""


class _OutOfTimeError(Exception):
    """The time limit of an explanation was reached."""


def justification(theory: Theory, entails: Entails, names: Iterable[URIRef], seconds: float = 10) -> Justification | None:
    """Return a minimal set of axioms that entails the conclusion on `names`; None if there is none, or none was found in time."""
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
    """Axioms around `names`, as many as the conclusion needs; nothing if it does not follow from all."""
    chosen: set[LogicalAxiom] = set()
    while True:
        # A fact is near by those it is about, not by its class or property: these have too many others.
        near = {axiom for axiom in theory.axioms if (axiom.individuals or axiom.names) & names or not axiom.names} | chosen
        if near == chosen:
            # No more neighbours; perhaps the reasoner named other terms.
            return theory.axioms if len(chosen) < len(theory.axioms) and holds(theory.axioms) else ()
        chosen = near
        ordered = tuple(axiom for axiom in theory.axioms if axiom in chosen)
        if holds(ordered):
            return ordered
        names = names.union(*(axiom.names for axiom in chosen))


def _shrunk(
    required: tuple[LogicalAxiom, ...],
    grown: bool,
    axioms: tuple[LogicalAxiom, ...],
    holds: Callable[[Sequence[LogicalAxiom]], bool],
) -> tuple[LogicalAxiom, ...]:
    """Those of `axioms` needed in addition to `required`; `grown`: `required` has grown since the last test."""
    if required and grown and holds(required):
        return ()
    if len(axioms) == 1:
        return axioms
    half = len(axioms) // 2
    first, second = axioms[:half], axioms[half:]
    of_second = _shrunk(required + first, bool(first), second, holds)
    of_first = _shrunk(required + of_second, bool(of_second), first, holds)
    return of_first + of_second
