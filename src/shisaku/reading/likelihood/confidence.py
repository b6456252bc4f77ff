"""Confidence that a component is one and is in the right place: two answers in one probability, measured on real documents.

A row of a table and a line are two kinds of evidence with a table of weights each (`rows`, `lines`). `most.tsv` limits the confidence of
each kind: 0.9 and more only where it was right in 95 of 100 cases at eight publishers or more that were left out.
"""

import math
import re
import unicodedata
from collections.abc import Sequence

from shisaku.model.plan import two_decimals
from shisaku.reading.found import Found
from shisaku.reading.likelihood.learned import Features, probability, weights
from shisaku.reading.likelihood.understanding import Understanding

ROWS, LINES = "rows", "lines"
"""Kinds of evidence, and of the tables of weights: rows of tables, and headings, items and lines."""
MOST = "most"
"""Table of how sure the places of each kind may be at most."""
MOST_ELSEWHERE = 0.89
"""How sure the place of any other kind may be at most."""
SURE = 0.9
"""Confidence from which a place is claimed to be right."""
_NEAR = 0.01
_CERTAIN = 0.99
_IN_TABLES = frozenset(("cells", "table"))
_NUMBERS = re.compile(r"[A-Za-z]*[0-9]+")


def kind_of(found: Found) -> str:
    """The kind of evidence that the place of a component rests on."""
    return ROWS if found.origin in _IN_TABLES else LINES


def sureness(found: Found, above: Sequence[Found], expected: Understanding) -> Features:
    """The features of the confidence in the place of a component.

    `above`: what it is under, outermost first, none for the plan; `expected`: how much of the document is expected to be understood.
    """
    shown = {"exists": _log_odds(found.exists), "document found": _log_odds(expected.found)}
    return {**shown, **(_of_row(found, above, expected) if kind_of(found) == ROWS else _of_line(found, above, expected))}


def _of_row(found: Found, above: Sequence[Found], expected: Understanding) -> Features:
    parent = above[-1] if above else None
    shown = {
        "least exists": _log_odds(min(one.exists for one in (*above, found))),
        "under the plan": float(parent is None),
        "document right": _log_odds(expected.right),
    }
    if parent is None or kind_of(parent) == ROWS:
        return {**shown, "in one table": float(parent is not None and parent.origin == found.origin)}
    return {**shown, "heading exists": _log_odds(parent.exists)}


def _of_line(found: Found, above: Sequence[Found], expected: Understanding) -> Features:
    parent = above[-1] if above else None
    own, over = _path(found), _path(parent) if parent is not None else []
    return {
        "placed": _log_odds(found.placed),
        "least placed": _log_odds(min(one.placed for one in (*above, found))),
        "parent exists": _log_odds(parent.exists) if parent is not None else 0.0,
        "under a row": float(parent is not None and kind_of(parent) == ROWS),
        "stated": float(found.origin == "stated"),
        "parent numbered": float(bool(parent is not None and parent.printed)),
        "prefix": float(bool(over) and len(own) > len(over) and own[: len(over)] == over),
        "document astray": expected.astray,
    }


def confidence(found: Found, above: Sequence[Found], expected: Understanding) -> float:
    """The probability that `found` is a component and belongs under the last of `above`, 0 to 0.99, in hundredths, cut.

    1 for an override. No place is claimed in a document that is expected not to be understood.
    """
    if found.placed == 1.0 and any(reason.basis == "editor-override" for reason in found.basis[:1]):
        return 1.0
    kind = kind_of(found)
    most = weights(MOST).of.get(kind, MOST_ELSEWHERE) if expected.understood else MOST_ELSEWHERE
    return in_hundredths(min(most, _CERTAIN, probability(weights(kind).log_odds(sureness(found, above, expected)))))


def in_hundredths(share: float) -> float:
    """`share` as it is written."""
    return float(two_decimals(share))


def _path(found: Found) -> list[str]:
    """The numbers that its number is made of, outermost first: 1, 2 for 1-2."""
    return _NUMBERS.findall(unicodedata.normalize("NFKC", found.printed))


def _log_odds(share: float) -> float:
    clamped = min(1 - _NEAR, max(_NEAR, share))
    return math.log(clamped / (1 - clamped))
