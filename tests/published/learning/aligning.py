"""Which item of a document is which component of the gold, and under which other one it is."""

from collections.abc import Mapping, Sequence

from shisaku.reading.items.items import Item

from ..gold import Gold, GoldNode
from ..scorer import nearly, plain

LEAST = 4
"""Letters of a label that an item may begin with and say more behind it."""
_SAME, _NEARLY, _MOST, _BEGINS, _WITH_HEAD = 3.0, 2.5, 2.0, 1.5, 1.0
"""How well an item fits: all its words, nine tenths of them, a label and little more, a label and more, the same with its number."""
_AS_GOOD = 1.0
"""By how much an item may fit worse than the best one and be taken because it is the next in order."""


def aligned(gold: Gold, items: Sequence[Item], in_tables: Sequence[str]) -> dict[int, int]:
    """By the place of a component in the gold, the place of the item that it is.

    Those among the labels found `in_tables` are no items. Each item is one component, and components come in order where they can.
    """
    texts = [(plain(item.words), plain(item.text)) for item in items]
    left = [plain(label) for label in in_tables]
    found: dict[int, int] = {}
    used: set[int] = set()
    last = -1
    for at, node in enumerate(gold.nodes):
        labels = _labels(node)
        in_table = next((one for one in left if one and any(label == one or nearly(label, one) for label in labels)), None)
        if in_table is not None:
            left.remove(in_table)
            continue
        fits = {n: fit for n, (words, text) in enumerate(texts) if n not in used and words and (fit := _fit(labels, words, text))}
        if not fits:
            continue
        best = max(fits.values())
        good = [n for n, fit in fits.items() if fit >= best - _AS_GOOD]
        last = next((n for n in good if n > last), good[-1])
        used.add(last)
        found[at] = last
    return found


def _labels(node: GoldNode) -> list[str]:
    return [label for label in map(plain, (node.label, *node.or_labels)) if label]


def _fit(labels: Sequence[str], words: str, text: str) -> float:
    """How well an item with these words fits one of the labels; 0 where it does not."""
    return max((_fit_of(label, words, text) for label in labels), default=0.0)


def _fit_of(label: str, words: str, text: str) -> float:
    if label in (words, text):
        return _SAME
    if len(label) >= LEAST and words.startswith(label):
        return _MOST if 2 * len(label) > len(words) else _BEGINS
    if nearly(label, words):
        return _NEARLY
    return _WITH_HEAD if len(label) >= LEAST and text.startswith(label) else 0.0


def parents(gold: Gold, places: Mapping[int, int]) -> dict[int, int | None]:
    """By the place of an item that is a component, the place of its parent: the last one before it that has the parent's label.

    None where it is under nothing; -1 where its parent is no item.
    """
    by_label: dict[str, list[int]] = {}
    for at, place in places.items():
        by_label.setdefault(plain(gold.nodes[at].label), []).append(place)
    found: dict[int, int | None] = {}
    for at, place in places.items():
        node = gold.nodes[at]
        labels = [plain(label) for label in (node.parent, *node.or_parents) if label]
        before = [other for label in labels for other in by_label.get(label, ()) if other < place]
        found[place] = None if not labels else max(before, default=-1)
    return found
