"""Lines as administrations print them, and what is read beside their labels."""

from dataclasses import replace
from decimal import Decimal

from tests.reading.tables.making import schemes, summary

from shisaku.model.country_profiles import profile_of
from shisaku.model.details import Details
from shisaku.reading.fields.beside import split_line
from shisaku.reading.fields.field_lines import field_line
from shisaku.reading.fields.field_values import of_field
from shisaku.reading.fields.stretch import FieldContext, Stretch, Unit

BEFORE = "まえがき\n"
"""What is before each line, so that places are not counted from its own beginning."""


def known(country: str = "jp", unit: int = 0, year: int | None = None) -> FieldContext:
    """What is known of a document of that country; `unit`: what its bare figures count, in its own currency."""
    context = FieldContext(schemes(), profile_of(country), year)
    return replace(context, unit=Unit(Decimal(unit), context.profile.currency)) if unit else context


def beside(line: str, country: str = "jp", unit: int = 0, year: int | None = None) -> str:
    """The label of a line and what is printed beside it."""
    found = split_line(Stretch(line, len(BEFORE)), known(country, unit, year))
    _assert_places(line, found.details)
    return f"{found.label.text}{summary(found.details)}"


def field(line: str, country: str = "jp", unit: int = 0, year: int | None = None, lead: int = 0) -> str:
    """What a field line is for, and what it prints; empty where it is none."""
    context = known(country, unit, year)
    found = field_line(Stretch(line, len(BEFORE)), context, lead)
    if found is None:
        return ""
    details = of_field(found, context)
    _assert_places(line, details)
    return f"{found.role.concept}{summary(details)}"


def _assert_places(line: str, details: Details) -> None:
    """All values are where they say."""
    printed = [
        *((one.printed, one.span) for one in details.responsibilities),
        *((one.printed, one.span) for one in (*details.deadlines, *details.periods)),
        *((one.printed, one.span) for one in details.budget),
        *((one.printed, one.span) for one in details.statuses),
        *((one.printed, one.span) for one in details.references),
    ]
    text = BEFORE + line
    for words, span in printed:
        assert span is None or text[span.start : span.end].replace("\n", "") == words.replace("\n", "")
