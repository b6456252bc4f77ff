"""Each folder of tests/cases/ is a small document and its expected plan; the folder's name is the claim.

`python tests/test_cases.py --accept` writes every plan.json anew from what the reader makes of source.txt: review the diff.
"""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from shisaku.model.details import BudgetFigure, Details, FiscalYear, Indicator, PrintedPeriod, When
from shisaku.model.plan import Component, Initiative, Measure, MeasureGroup, Plan
from shisaku.pipeline import Context
from shisaku.reading.lexicon import Lexicon
from shisaku.reading.opening import open_source
from shisaku.reading.reader import read

CASES = sorted(path for path in Path(__file__).with_name("cases").iterdir() if path.is_dir())


@cache
def vocabulary() -> Lexicon:
    """What words mean, as every build has it."""
    return Context.load().ontology.vocabulary


def plan_of(case: Path) -> Plan:
    """What the reader makes of the document of a case."""
    return read(open_source(case / "source.txt"), vocabulary())


def when(time: When | None) -> str:
    """A time in a word: a fiscal year, the days of a period."""
    if isinstance(time, FiscalYear):
        return f"{time.country} {time.year}"
    return f"{time.start}/{time.end}" if isinstance(time, PrintedPeriod) else ""


def details_of(own: Details) -> dict[str, Any]:
    """Details of a component that come only from source.toml, or from a format with elements of its own."""

    def figure(one: BudgetFigure) -> list[Any]:
        parts = [[part.printed, part.funding_source] for part in one.parts]
        return [one.printed, when(one.when), one.kind, *([parts] if parts else [])]

    def indicator(one: Indicator) -> dict[str, Any]:
        values = [
            [v.kind, v.printed, None if v.number is None else str(v.number), v.comparator, when(v.when)] for v in one.values
        ]
        return {"label": one.label, "unit": one.unit, "direction": one.direction, "values": values}

    return {
        "kind": own.kind and [own.kind.printed, own.kind.concept],
        "visions": [[purpose.kind, purpose.text] for purpose in own.purposes if purpose.kind],
        "situations": [[passage.kind, passage.text] for passage in own.description if passage.kind],
        "roles": {one.printed: one.role for one in own.responsibilities if one.role},
        "for": [one.printed for one in own.target_groups],
        "periods": [[one.printed, when(one)] for one in own.periods],
        "deadlines": [[one.printed, when(one), one.precision] for one in own.deadlines],
        "figures": [figure(one) for one in own.budget] if any(one.kind for one in own.budget) else [],
        "indicators": [indicator(one) for one in own.indicators],
        "statuses": [[one.printed, one.status, when(one.when), one.reports_on] for one in own.statuses],
        "pointsTo": [[one.printed, one.kind, one.refers_to] for one in own.references if one.kind],
    }


def summary(plan: Plan) -> dict[str, Any]:
    """The plan in the form of its JSON: what is where, in which words, and what is wrong at which line and column."""
    where = plan.addresses()
    originals = {i.component: {"restates": where[i.original], "kind": i.kind} for i in plan.identifications}

    def sum_of(amount: BudgetFigure) -> list[str | int | None]:
        yen = None if amount.amount is None else int(amount.amount)
        return [amount.printed, yen, *(["about"] if amount.approximate else [])]

    def details(found: Component) -> dict[str, Any]:
        own = found.details
        summary = {
            "amount": own.amount and sum_of(own.amount),
            "previous": own.previous and sum_of(own.previous),
            "departments": list(own.departments),
            "tags": list(own.tags),
            "crossReferences": [reference.printed for reference in own.references],
            "description": [passage.text for passage in own.description],
            **details_of(own),
        }
        return {key: value for key, value in summary.items() if value}

    def entry(found: Initiative) -> dict[str, Any]:
        restated = originals.get(found.key, {"restates": None}) if found.restated else {}
        printed = {"printed": found.printed} if found.printed else {}
        return {"entry": found.label, "marks": found.marks, **printed, **restated, **details(found)}

    def part(found: Component) -> dict[str, Any]:
        if isinstance(found, Initiative):
            return entry(found)
        if isinstance(found, Measure):
            entries = [entry(one) for one in found.initiatives]
            return {"measure": found.printed, "label": found.label, **details(found), "entries": entries}
        parts = [part(one) for one in found.parts]
        if isinstance(found, MeasureGroup):
            printed = {"printed": found.printed} if found.printed else {}
            return {"group": found.label, **printed, **details(found), "parts": parts}
        purposes = [p.text for p in found.details.purposes]
        return {"pillar": found.printed, "label": found.label, "purposes": purposes, **details(found), "parts": parts}

    def finding(rule: str, line_and_column: str) -> str:
        return f"{line_and_column} {rule}" if line_and_column else rule

    places = [(f.rule, plan.source.place(f.span) if f.span is not None else None) for f in plan.findings]
    return {
        "title": plan.title if plan.title_span is not None else None,
        "edition": plan.edition,
        "legend": {legend.symbol: legend.meaning for legend in plan.legend},
        "purposes": [purpose.text for purpose in plan.details.purposes],
        **({"description": [passage.text for passage in plan.details.description]} if plan.details.description else {}),
        **{key: value for key, value in details_of(plan.details).items() if value},
        "parts": [part(one) for one in plan.parts],
        "findings": [finding(rule, f"{place.line}:{place.column}" if place else "") for rule, place in places],
        "furniture": [plan.source.quote(span) for span in plan.furniture],
        "unread": [plan.source.quote(span) for span in plan.unread],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_plan_is_that_of_the_gold(case: Path) -> None:
    expected = json.loads((case / "plan.json").read_text(encoding="utf-8"))
    assert summary(plan_of(case)) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_character_is_accounted_for_once(case: Path) -> None:
    plan = plan_of(case)
    claimed = [at for span in plan.claimed() for at in range(span.start, span.end)]
    assert len(claimed) == len(set(claimed))
    assert {at for at, character in enumerate(plan.source.text) if not character.isspace()} <= set(claimed)


def test_there_are_cases() -> None:
    assert len(CASES) >= 14


def accept() -> None:
    for case in CASES:
        text = json.dumps(summary(plan_of(case)), ensure_ascii=False, indent=2) + "\n"
        (case / "plan.json").write_text(text, encoding="utf-8")
        sys.stdout.write(f"{case.name}\n")


if __name__ == "__main__":
    if sys.argv[1:] != ["--accept"]:
        sys.exit("usage: python tests/test_cases.py --accept")
    accept()
