"""Whether the sums of rows add up to the totals that a table prints, as they do where each row was read correctly."""

from collections.abc import Sequence
from decimal import Decimal

from shisaku.messages import Message
from shisaku.model.details import BudgetFigure
from shisaku.model.plan import Evidence
from shisaku.reading.fields.stretch import FieldContext
from shisaku.reading.tables.column_roles import ColumnRoles
from shisaku.reading.tables.columns import Column
from shisaku.reading.tables.nodes import ComponentDraft
from shisaku.reading.tables.row_kinds import KeptRow
from shisaku.reading.tables.row_values import details_of

_FEWEST = 2


def prove(roles: ColumnRoles, rows: Sequence[KeptRow], made: Sequence[Sequence[ComponentDraft]], context: FieldContext) -> int:
    """Note on components that their sums add up to a printed total; how many totals were borne out.

    `made`: the components of each row. A total is that of the rows since the last one like it, or since the beginning.
    """
    money = next((column for column in roles.beside if column.role == "budget" and _is_own(column, context)), None)
    if money is None:
        return 0
    proven = 0
    since = 0
    sums: list[Decimal] = []
    for at, row in enumerate(rows):
        if row.kind != "total":
            continue
        total = _total(money, row, context)
        if total is None or total.amount is None:
            continue
        spans = [(since, at), (0, at)] if since else [(0, at)]
        for begin, end in spans:
            nodes = [node for row_nodes in made[begin:end] for node in row_nodes]
            parts = [amount for node in nodes if (amount := _amount(node)) is not None]
            if len(parts) >= _FEWEST and _equal(sum(parts, Decimal(0)), total.amount, len(parts), money, context):
                _note(nodes, total)
                proven += 1
                break
            if len(sums) >= _FEWEST and begin == 0 and _equal(sum(sums, Decimal(0)), total.amount, len(sums), money, context):
                proven += 1
                break
        sums.append(total.amount)
        since = at
    return proven


def _is_own(column: Column, context: FieldContext) -> bool:
    return column.year is None or context.year is None or column.year.year == context.year


def _total(money: Column, row: KeptRow, context: FieldContext) -> BudgetFigure | None:
    found = details_of([money], [row.row.cells[money.number]], context)
    return found.budget[0] if found.budget else None


def _amount(node: ComponentDraft) -> Decimal | None:
    return next((figure.amount for figure in node.details.budget if figure.when is None and not figure.funding_source), None)


def _equal(found: Decimal, total: Decimal, parts: int, money: Column, context: FieldContext) -> bool:
    """Whether sums add up, but for the rounding of each to the unit."""
    unit = money.unit or context.unit
    slack = unit.factor * parts / 2 if unit is not None and unit.factor > 1 else Decimal(0)
    return total != 0 and (found == total or abs(found - total) <= min(slack, abs(total) / 1000))


def _note(nodes: Sequence[ComponentDraft], total: BudgetFigure) -> None:
    why = Evidence(
        "sum-of-parts",
        Message("reading-sums-rows-add-up-total", nodes=len(nodes), printed=total.printed),
        total.span,
    )
    for node in nodes:
        node.proven = node.proven or why
        node.placed = 1 - (1 - node.placed) / 2
