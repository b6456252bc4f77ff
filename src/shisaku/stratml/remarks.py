"""What a plan prints and StratML has no element for: paragraphs of OtherInformation under the names of the ontology.

    shisaku:printedMarks ○☆

Plain prose stands beside them as it is.
"""

import re
from dataclasses import dataclass

PREFIX = "shisaku:"
_REMARK = re.compile(rf"{PREFIX}(?P<name>[A-Za-z-]+)(?:\s+(?P<value>\S.*))?", re.DOTALL)

CLASS = "class"
"""Class of a component: `MeasureGroup`."""
EDITION = "edition"
"""Edition of the plan."""
YEAR = "year"
"""Fiscal year that it is the plan of."""
ISSUED = "issued"
"""When it was published, where that is no day."""
LEGEND = "legend"
"""A mark, and what it means."""
IDENTIFIER = "identifier"
"""Identifier of what has no Identifier in that part of the standard."""
PLACES = "sequenceIndicator"
"""Of the plan: that SequenceIndicators tell where something stands, and are not printed."""
PRINTED_NUMBER = "printedNumber"
"""Number as printed, where the SequenceIndicator is another."""
PRINTED_MARKS = "printedMarks"
"""Marks as printed."""
RESTATES = "restates"
"""That it is printed as a restatement; the Identifier of what it repeats, where that is known."""
COMPONENT_KIND = "componentKind"
"""What kind of component the document calls it; a concept."""
PRINTED_KIND = "printedKind"
"""The same as printed."""
TAG = "tag"
"""A note in brackets."""
PERIOD = "hasPeriod"
"""When it is carried out, as printed."""
DEADLINE = "hasDeadline"
"""By when it is to be done, as printed."""
STATUS = "hasStatusReport"
"""How far it is, as printed."""
REFERENCE = "hasReference"
"""What it points to, as printed."""
BUDGET = "hasBudgetFigure"
"""What it costs, as printed; with its year, where that is not the plan's own."""
INDICATOR = "hasIndicator"
"""An indicator with its values, where the part of the standard has none."""
DIRECTION = "desiredDirection"
"""Direction that is desired of an indicator; a concept."""
CUMULATIVE = "cumulative"
"""Whether the values of an indicator add up: `true` or `false`."""
INDICATOR_KIND = "indicatorKind"
"""Kind of an indicator that the value chain has no stage for; a concept."""
PASSAGE_KINDS = frozenset({"situation", "issue", "expected-result", "risk"})
"""Kinds of prose that stand under their own name."""
READ_BACK = PASSAGE_KINDS | {
    CLASS, EDITION, YEAR, ISSUED, LEGEND, IDENTIFIER, PLACES, PRINTED_NUMBER, PRINTED_MARKS, RESTATES, COMPONENT_KIND, PRINTED_KIND, TAG,
    PERIOD, DEADLINE, STATUS, REFERENCE, DIRECTION, CUMULATIVE, INDICATOR_KIND,
}  # fmt: skip
"""Remarks that become values again; the others are read as prose."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark."""

    name: str
    """What it says, one of `READ_BACK`."""
    value: str
    """Its words."""
    start: int
    """Offset of its words in the paragraph."""


def remark(name: str, value: str) -> str:
    """The paragraph that says it."""
    return f"{PREFIX}{name} {value}".rstrip()


def remark_in(paragraph: str) -> Remark | None:
    """The remark that a paragraph is; None where it is prose."""
    found = _REMARK.fullmatch(paragraph)
    if found is None or found["name"] not in READ_BACK:
        return None
    return Remark(found["name"], found["value"] or "", found.start("value") if found["value"] else len(paragraph))
