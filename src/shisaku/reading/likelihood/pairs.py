"""Features that mean more together than each alone."""

from itertools import groupby
from operator import itemgetter

from shisaku.reading.likelihood.learned import Features

_PAIRS = (
    ("no head", "short", "over sentence"),
    ("no head", "short", "over bullet"),
    ("no head", "middling", "over bullet"),
    ("no head", "bold", "over sentence"),
    ("no head", "gap", "over sentence"),
    ("no head", "gap", "over bullet"),
    ("no head", "larger"),
    ("no head", "two sentences"),
    ("no head", "sentence", "document heads"),
    ("in brackets", "over bullet"),
    ("in brackets", "over sentence"),
    ("bullet", "sentence"),
    ("bullet", "very short"),
    ("bullet", "short"),
    ("bullet", "long"),
    ("bullet", "in section-role"),
    ("bullet", "in passage-kind"),
    ("bullet", "in header"),
    ("bullet", "lang ja"),
    ("bullet", "bold lead"),
    ("kind item", "sentence"),
    ("kind item", "short"),
    ("kind item", "lang ja"),
    ("kind item", "in section-role"),
    ("kind item", "in passage-kind"),
    ("kind item", "in header"),
    ("kind item", "bold lead"),
    ("kind heading", "over sentence"),
    ("kind heading", "over item"),
    ("kind heading", "over heading"),
    ("kind heading", "role"),
    ("kind heading", "follows"),
    ("kind heading", "no head"),
    ("kind paragraph", "bold"),
    ("kind paragraph", "sentence"),
    ("kind paragraph", "follows"),
    ("follows", "sentence"),
    ("follows", "short"),
    ("follows", "over sentence"),
    ("follows", "long"),
    ("follows", "alike below"),
    ("follows", "lang en"),
    ("marks", "sentence"),
    ("marks", "note mark"),
    ("lang ja", "sentence"),
    ("lang ja", "ends in brackets"),
    ("over table", "short"),
    ("over table", "no head"),
    ("over table", "kind heading"),
    ("over table", "looks as over tables"),
    ("has tables", "kind heading"),
    ("has tables", "follows"),
    ("has tables", "bullet"),
    ("says action", "short"),
    ("says action", "middling"),
    ("says action", "bullet"),
    ("says action", "no head"),
    ("says action", "kind item"),
    ("says action", "kind heading"),
    ("says undertaking", "sentence"),
    ("says undertaking", "bullet"),
    ("says undertaking", "kind item"),
    ("says undertaking", "no head"),
    ("in contents", "follows"),
    ("in contents", "over sentence"),
)
"""Features that mean more together than each alone."""


_BY_FIRST = tuple(
    (first, tuple((names[1:], " + ".join(names)) for names in pairs)) for first, pairs in groupby(_PAIRS, key=itemgetter(0))
)
"""By the first feature of each pair the others, and what they are called together: an item shows few of the first ones."""


def put_pairs(found: Features) -> None:
    """Put down which of the pairs an item shows."""
    for first, pairs in _BY_FIRST:
        shown = found.get(first, 0.0)
        if not shown:
            continue
        for rest, together in pairs:
            value = min(shown, *(found.get(name, 0.0) for name in rest))
            if value:
                found[together] = value
