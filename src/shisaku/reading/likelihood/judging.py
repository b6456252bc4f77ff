"""How likely each item of a document is a component: what it shows, what those that look like it show, what is above it.

features -> log odds -> made one for each list of the format -> half lent to what opens alike -> probability
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from shisaku.model.span import Span
from shisaku.reading.fields.stretch import FieldContext
from shisaku.reading.items.articles import is_of_articles
from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.choosing import HIGHEST
from shisaku.reading.likelihood.features import features
from shisaku.reading.likelihood.learned import Features, probability, weights
from shisaku.reading.likelihood.remark_lines import DUTY, REMARK, in_charge_of

_OWN = 0.5
"""What an item itself weighs against those with the same head."""
_NEVER, _APART = ("note", "artefact", REMARK, DUTY), 0.01
"""Kinds of items that are outside of the running text, or qualify others, and the probability that one is a component all the same."""


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """An item with its probability."""

    item: Item
    """The item."""
    features: Features
    """What it shows."""
    exists: float
    """Probability that it is a component of the plan."""


def judge(found: Sequence[Item], text: str, context: FieldContext, held: Sequence[Span]) -> tuple[JudgedItem, ...]:
    """Every item with the probability that it is a component; items that open alike lend each other certainty.

    What is listed behind those in charge of it is taken for one whatever else it looks like; of a body of rules nothing is.
    """
    shown = features(found, text, context, held)
    if is_of_articles(found):
        return tuple(JudgedItem(item, one, _APART) for item, one in zip(found, shown, strict=True))
    model = weights("component")
    chances = lent(found, [model.log_odds(one) for one in shown])
    listed = in_charge_of(found, shown, text, context)
    return tuple(
        JudgedItem(item, one, _APART if item.kind in _NEVER else max(exists, HIGHEST) if at in listed else exists)
        for at, (item, one, exists) in enumerate(zip(found, shown, chances, strict=True))
    )


def lent(found: Sequence[Item], odds: Sequence[float]) -> list[float]:
    """The probability of every item, of its own log odds and those of all that are of its kind and open as it does."""
    odds = _of_lists(found, odds)
    alike: defaultdict[str, list[float]] = defaultdict(list)
    for item, own in zip(found, odds, strict=True):
        alike[item.kind + item.head.style].append(own)
    means = {key: sum(values) / len(values) for key, values in alike.items()}
    return [
        probability(_OWN * own + (1 - _OWN) * means[item.kind + item.head.style]) for item, own in zip(found, odds, strict=True)
    ]


def _of_lists(found: Sequence[Item], odds: Sequence[float]) -> list[float]:
    """The log odds, those of the items of one list, as the format states it, made one."""
    made: list[float] = []
    for _, group in groupby(zip(found, odds, strict=True), key=lambda one: _list_of(one[0])):
        members = [own for _, own in group]
        together = sum(members) / len(members)
        made += [together] * len(members)
    return made


def _list_of(item: Item) -> tuple[int, str]:
    """What the items of one list have in common that are behind each other; nothing for others."""
    return (-1, item.look) if item.kind == "item" else (item.at, "")
