"""Facts of a plan without an element in StratML: paragraphs of OtherInformation under the names of the ontology.

    shisaku:printedMarks ○☆

Plain prose is written beside them unchanged.
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
"""Identifier of an element without Identifier in that part of the standard."""
PLACES = "sequenceIndicator"
"""Of the plan: that SequenceIndicators only state the hierarchy, and are not printed."""
PRINTED_NUMBER = "printedNumber"
"""Number as printed, where the SequenceIndicator differs."""
PRINTED_MARKS = "printedMarks"
"""Marks as printed."""
RESTATES = "restates"
"""That it is printed as a restatement; the Identifier of its original, where that is known."""
COMPONENT_KIND = "componentKind"
"""Kind of the component in the document's own terms; a concept."""
PRINTED_KIND = "printedKind"
"""The same as printed."""
TAG = "tag"
"""A note in brackets."""
PERIOD = "hasPeriod"
"""When it is carried out, as printed."""
DEADLINE = "hasDeadline"
"""By when it is to be done, as printed."""
STATUS = "hasStatusReport"
"""Its status, as printed."""
REFERENCE = "hasReference"
"""Its references, as printed."""
BUDGET = "hasBudgetFigure"
"""Its budget, as printed; with its year, where that is not the plan's own."""
INDICATOR = "hasIndicator"
"""An indicator with its values, where the part of the standard has none."""
DIRECTION = "desiredDirection"
"""Direction that is desired of an indicator; a concept."""
CUMULATIVE = "cumulative"
"""Whether the values of an indicator add up: `true` or `false`."""
INDICATOR_KIND = "indicatorKind"
"""Kind of an indicator that the value chain has no stage for; a concept."""
PASSAGE_KINDS = frozenset({"situation", "issue", "expected-result", "risk"})
"""Kinds of prose with a name of their own."""
READ_BACK = PASSAGE_KINDS | {
    CLASS, EDITION, YEAR, ISSUED, LEGEND, IDENTIFIER, PLACES, PRINTED_NUMBER, PRINTED_MARKS, RESTATES, COMPONENT_KIND, PRINTED_KIND, TAG,
    PERIOD, DEADLINE, STATUS, REFERENCE, DIRECTION, CUMULATIVE, INDICATOR_KIND,
}  # fmt: skip
"""Remarks that are read back as values; the others are read as prose."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark."""

    name: str
    """Its name, one of `READ_BACK`."""
    value: str
    """Its words."""
    start: int
    """Offset of its words in the paragraph."""


def remark(name: str, value: str) -> str:
    """The paragraph of a remark."""
    return f"{PREFIX}{name} {value}".rstrip()


def remark_in(paragraph: str) -> Remark | None:
    """The remark in a paragraph; None where it is prose."""
    found = _REMARK.fullmatch(paragraph)
    if found is None or found["name"] not in READ_BACK:
        return None
    return Remark(found["name"], found["value"] or "", found.start("value") if found["value"] else len(paragraph))
