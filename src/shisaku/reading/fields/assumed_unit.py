"""The unit of bare figures in fields of a text that declares none: 事業費：9,975（一般財源8,435）."""

import re
from decimal import Decimal
from statistics import median

from shisaku.reading.fields.field_lines import HEADER, field_line
from shisaku.reading.fields.money import number_of
from shisaku.reading.fields.stretch import FieldContext, Stretch, Unit, plain

_MONEY = frozenset({"budget", "last-year-budget"})
_LONGEST = 80
_FEWEST = 2
"""Fields that are needed at least: one figure may be anything."""
_WHOLE_YEN = 100_000
"""Half of the sums are less than this where they are in thousands of yen: what costs so many yen is no project."""
_BARE = re.compile(r"(?P<figure>[0-9][0-9,]*)(?:\s?\([^()]*\))?")
_LINE = re.compile(rf"^(?=[^\n]{{3,{_LONGEST}}}$)[^\n0-9０-９]{{2,20}}[:：]\s?[0-9０-９][^\n]*$", re.MULTILINE)
"""A short line with a figure right behind a colon."""


def assumed_unit(text: str, context: FieldContext) -> Unit | None:
    """Thousands of yen where several fields for sums print bare figures that are too small for yen, as municipalities print them; else None."""
    if context.profile.currency != "JPY":
        return None
    figures = []
    for line in _LINE.finditer(text):
        found = field_line(Stretch(line.group(), line.start()), context)
        if found is None or found.role.scheme != HEADER or found.role.concept not in _MONEY:
            continue
        bare = _BARE.fullmatch(plain(found.value.text).rstrip("| "))
        if bare is not None:
            figures.append(number_of(bare["figure"].strip(","), False))
    if len(figures) < _FEWEST or median(figures) >= _WHOLE_YEN:
        return None
    return Unit(Decimal(1000), "JPY")
