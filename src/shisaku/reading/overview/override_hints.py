"""What a person settled, as the search for an arrangement takes it: places that are much likelier than words and numbers say.

A settled place is given so much weight that it decides wherever the matter was open, and what is around it follows. Where a person
puts a single measure against the order of the numbers, that order still holds for the others: the search is run without the wish,
and only that measure is moved (afterwards, by `shisaku.reading.overrides.applied`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from shisaku.model.source import Override
from shisaku.reading.designation import PLAN_NAME, Designated, Register
from shisaku.reading.overview.inventory import Inventory
from shisaku.reading.overview.placement_problem import Matrix, OverviewArrangement, PlacementProblem
from shisaku.reading.tokens.numbering import Number

WEIGHT = 8.0
"""Log-likelihood ratio of a settled place: what was three thousand times less likely than the best is beyond the search."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A place that a person settled; indices are those of the inventory."""

    kind: str
    """`measure`, `group` or `purpose`."""
    index: int
    """Which one."""
    pillar: int | None = None
    """The pillar that it stands right under, or belongs to; None for a group's, or the plan's."""
    group: int | None = None
    """The group that a measure stands under."""


def wishes(found: Inventory, overrides: Sequence[Override]) -> tuple[Wish, ...]:
    """What `overrides` settle of places, as far as it is clear; what is not, `shisaku.reading.overrides.applied` tells."""
    settled = [o for o in overrides if o.parent is not None and o.kind in ("measure", "group", "purpose")]
    if not settled:
        return ()
    pillars = Register(Designated(str(i), p.heading.label, *_number(p.heading.number)) for i, p in enumerate(found.pillars))
    groups = Register(Designated(str(i), g.heading.label) for i, g in enumerate(found.groups))
    measures = Register(Designated(str(i), m.heading.label, *_number(m.heading.number)) for i, m in enumerate(found.measures))
    statements = Register(Designated(str(i), s.statement.text) for i, s in enumerate(found.statements))
    subjects = {"measure": measures, "group": groups, "purpose": statements}
    made = []
    for override in settled:
        assert override.parent is not None
        index = _only(subjects[override.kind], override.names)
        if index is None:
            continue
        pillar = None if override.parent == PLAN_NAME else _only(pillars, override.parent)
        within = override.kind == "measure" and pillar is None and override.parent != PLAN_NAME
        made.append(Wish(override.kind, index, pillar, _only(groups, override.parent) if within else None))
    return tuple(made)


def _number(number: Number) -> tuple[str, int]:
    return number.printed, number.value


def _only(register: Register, name: str) -> int | None:
    """The index of the one thing that `name` means; None where it means none or several."""
    found = register.find(name)
    return int(found[0]) if len(found) == 1 else None


def heeded(
    problem: PlacementProblem,
    wished: Sequence[Wish],
    arrange: Callable[[PlacementProblem], OverviewArrangement],
    unaided: OverviewArrangement,
) -> OverviewArrangement:
    """The best arrangement with every wish that the order of the numbers allows; `unaided` is the one without any."""
    granted = wished
    while granted:
        arrangement = arrange(guided(problem, granted))
        kept = [wish for wish in granted if _is_granted(wish, arrangement)]
        if len(kept) == len(granted):
            return arrangement
        granted = kept
    return unaided


def _is_granted(wish: Wish, arrangement: OverviewArrangement) -> bool:
    if wish.kind == "measure":
        pillar, group = arrangement.slots[wish.index]
        return group == wish.group if wish.group is not None else (pillar, group) == (wish.pillar, None)
    places = arrangement.group_pillars if wish.kind == "group" else arrangement.statement_pillars
    return places[wish.index] == wish.pillar


def guided(problem: PlacementProblem, wished: Iterable[Wish]) -> PlacementProblem:
    """The problem with the settled places made likelier."""
    measure_pillar, measure_group = _rows(problem.measure_pillar), _rows(problem.measure_group)
    group_pillar, statement_pillar = _rows(problem.group_pillar), _rows(problem.statement_pillar)
    for wish in wished:
        if wish.kind == "purpose":
            _weigh(statement_pillar[wish.index], wish.pillar)
        elif wish.kind == "group":
            _weigh(group_pillar[wish.index], wish.pillar)
        elif wish.group is not None:
            _weigh(measure_group[wish.index], wish.group)
        else:
            _weigh(measure_pillar[wish.index], wish.pillar)
            _weigh(measure_group[wish.index], None)
    return replace(
        problem,
        measure_pillar=_matrix(measure_pillar),
        measure_group=_matrix(measure_group),
        group_pillar=_matrix(group_pillar),
        statement_pillar=_matrix(statement_pillar),
    )


def _weigh(row: list[float], column: int | None) -> None:
    """Make one column of a row likelier; every one less likely where it is None."""
    for at in range(len(row)) if column is None else (column,):
        row[at] += -WEIGHT if column is None else WEIGHT


def _rows(matrix: Matrix) -> list[list[float]]:
    return [list(row) for row in matrix]


def _matrix(rows: list[list[float]]) -> Matrix:
    return tuple(tuple(row) for row in rows)
