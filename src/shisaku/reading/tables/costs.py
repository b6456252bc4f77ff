"""Tables of costs: they name again what a table before them lists, with a sum for each."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from shisaku.model.details import Details
from shisaku.reading.found import Found
from shisaku.reading.tables.row_values import added

_FEWEST, _SHARE = 2, 0.5
"""How many rows of such a table name a component of the other, and which share of its rows."""

Costs = tuple[tuple[str, Details], ...]
"""Names with the sums beside them."""


def priced(found: Sequence[Found], costs: Costs) -> tuple[Found, ...] | None:
    """The components with the sums of a table of costs; None where that names others, or they have sums of their own."""
    sums = {_letters(name): details for name, details in costs}
    named = [one for root in found for one in root.walk() if _letters(one.label) in sums]
    if len(named) < max(_FEWEST, _SHARE * len(costs)) or any(one.details.budget for one in named):
        return None
    return tuple(_with_sums(root, sums) for root in found)


def _with_sums(found: Found, sums: dict[str, Details]) -> Found:
    details = sums.get(_letters(found.label))
    children = tuple(_with_sums(child, sums) for child in found.children)
    return replace(found, children=children, details=found.details if details is None else added(found.details, details))


def _letters(words: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", words).casefold() if letter.isalnum())
