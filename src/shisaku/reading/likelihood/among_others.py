"""Features of an item among others: those that look like it, those around it, the tables below it, the whole document."""

import math
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from statistics import median

from shisaku.model.span import Span
from shisaku.reading.items.background import LINE, Background
from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.learned import Features
from shisaku.reading.tokens.paragraphs import cells

_AROUND = 6
"""Items before and behind one that are around it."""


def of_class(items: Sequence[Item], known: Background, found: list[Features]) -> None:
    """What the items that look alike show together."""
    for members in known.classes.values():
        count = len(members)
        share = count / len(items)
        sentences = sum(known.sentences[at] for at in members) / count
        lengths = median(cells(items[at].words) for at in members) / LINE[known.lang]
        distinct = len({known.keys[at] for at in members}) / count
        actions = sum(known.wordings[n] in ("action", "undertaking") for n in members) / count
        together = {
            "class share": share,
            "class size": math.log1p(count) / 5,
            "class alone": float(count == 1),
            "class sentences": sentences,
            "class long": float(lengths > 1.2),
            "class short": float(lengths < 0.3),
            "class repeats": float(distinct < 0.8),
            "class of actions": actions,
        }
        for at in members:
            found[at].update(together)
    for at, key in enumerate(known.keys):
        times = known.repeats[key] if key else 0
        if times > 1:
            found[at] |= {"repeated": 1.0, "often": float(times > 2)}


def of_neighbours(items: Sequence[Item], known: Background, found: list[Features]) -> None:
    """What is before and behind."""
    for at, item in enumerate(items):
        above, below = items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None
        own = item.look
        found[at] |= {
            "first": float(at == 0),
            "among first": float(0 < at < 4),
            "last": float(below is None),
            "alike above": float(above is not None and above.look == own),
            "alike below": float(below is not None and below.look == own),
            "over sentence": float(below is not None and known.sentences[at + 1] and not known.sentences[at]),
            "over bullet": float(below is not None and bool(below.head.bullet or below.head.marks) and not item.head.bullet),
            "over number": float(below is not None and bool(below.head.path) and not item.head.path),
            "over field": float(below is not None and known.fields[at + 1]),
            "over sums": float(below is not None and bool(known.beside[at + 1].budget)),
            "over role": float(below is not None and bool(known.roles[at + 1])),
            "over item": float(below is not None and below.kind == "item" and item.kind != "item"),
            "over heading": float(below is not None and below.kind == "heading"),
            "under sentence": float(above is not None and known.sentences[at - 1]),
            "under colon": float(above is not None and above.text.endswith((":", "："))),
            "under role": float(above is not None and bool(known.roles[at - 1])),
            "under short": float(above is not None and not known.sentences[at - 1] and cells(above.words) < 30),
            "gap below": float(below is not None and below.gap > 0),
            "page turned": float(above is not None and above.page != item.page),
        }
    _of_sections(items, known, found)


def over_tables(items: Sequence[Item], held: Sequence[Span], found: list[Features]) -> None:
    """Which items a table with components is right under, and which are near one."""
    if not held:
        return
    starts = [span.start for span in held]
    looks: Counter[str] = Counter()
    over = []
    for at, item in enumerate(items):
        end = items[at + 1].span.start if at + 1 < len(items) else sys.maxsize
        table = bisect_left(starts, item.span.end)
        over.append(table < len(starts) and starts[table] < end)
        looks[item.look] += over[-1]
    for at, item in enumerate(items):
        found[at] |= {
            "has tables": 1.0,
            "over table": float(over[at]),
            "near over table": float(any(over[at + 1 : at + 3])),
            "looks as over tables": float(looks[item.look] > 1),
        }


def _of_sections(items: Sequence[Item], known: Background, found: list[Features]) -> None:
    """What is in the section around: prose, figures, a list; which role the section has."""
    digits, scraps = ([one.get(name, 0.0) for one in found] for name in ("digits", "very short"))
    for at, shown in enumerate(found):
        first, behind = max(0, at - _AROUND), at + _AROUND + 1
        others = min(len(items), behind) - first - 1
        if others:
            shown["prose around"] = (sum(known.sentences[first:behind]) - known.sentences[at]) / others
            shown["figures around"] = sum(digits[first:at] + digits[at + 1 : behind]) / others
            shown["heads around"] = (sum(known.headed[first:behind]) - known.headed[at]) / others
            shown["scraps around"] = (sum(scraps[first:behind]) - scraps[at]) / others


def of_document(items: Sequence[Item], known: Background, found: list[Features]) -> None:
    """What the document is like as a whole."""
    prose = sum(known.sentences) / len(items)
    heads = sum(known.headed) / len(items)
    polite = sum(known.polite) / len(items)
    money = sum(one["money"] for one in found) / len(items)
    stated = sum(item.kind in ("heading", "item") for item in items) / len(items)
    together = {
        "document prose": prose,
        "document heads": heads,
        "document stated": stated,
        "document polite": polite,
        "document money": money,
        "few items": float(len(items) < 15),
        "many items": float(len(items) > 150),
    }
    for at, shown in enumerate(found):
        shown.update(together)
        shown["late"] = at / len(items)
