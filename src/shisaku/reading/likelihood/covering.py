"""Items that were not chosen as components, though their place shows that they are.

Headings of a look that is over components again and again, or that are counted and each are over some; and what is listed alike
under each of several.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from shisaku.model.span import Span
from shisaku.reading.items.item_text import key_of
from shisaku.reading.likelihood.judging import JudgedItem
from shisaku.reading.likelihood.remark_lines import DUTY, REMARK

LEAST = 2
"""Lines of one look that must be over components."""
_SHARE = 0.5
"""Share of the lines of a look that must."""
_LIKELY = 0.015
"""Mean probability of being a component that lines of such a look must have at least."""
_ABOVE = 5
"""Items above a table among which its heading is."""
_LEAST_OVER_TABLE = 0.1
"""Probability that the heading of a table must have at least."""
_LEAST_STATED = 0.15
"""Probability that a stated heading over components must have at least."""
_PROSE = ("sentence", "long", "very long", "ends in colon")
"""Features of what explains a heading, or leads to what is under it."""
_REACH = 3
"""Items between a heading and the first component under it at most, prose all of them."""
_SHARE_OF_NUMBERS = 2 / 3
"""Share of the items of a run of numbers that must be over components."""
_LIKELY_NUMBERS = 0.1
"""Mean probability of being a component that a run of numbers must have at least."""
_SURE_NUMBERS = 0.6
"""Mean probability of being a component from which what is listed under each of a run of numbers belongs to it."""
_SHARE_OF_LISTS = 0.75
"""Share of the items of such a run that have a list of that style under them."""
_LIKELY_ENTRIES = 0.05
"""Mean probability of being a component that the entries of such lists must have at least."""
_REACH_OF_NUMBERS = 20
"""Items behind the last number of a run among which a component is under it."""


def covering(judged: Sequence[JudgedItem], chosen: Sequence[int]) -> list[int]:
    """Places of items that are over components as headings do, and are none of those `chosen`."""
    taken = set(chosen)
    looks: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(judged):
        if at not in taken:
            looks[one.item.look].append(at)
    found: list[int] = []
    for members in looks.values():
        heading = [at for at in members if _may_head(judged[at]) and not _is_refrain(judged[at])]
        over = [at for at in heading if _covers(at, judged, taken)]
        likely = sum(judged[at].exists for at in members) / len(members)
        if len(over) >= LEAST and len(over) >= _SHARE * len(members) and likely >= _LIKELY:
            found += over
    return sorted(found)


def stated_headings(judged: Sequence[JudgedItem], chosen: Sequence[int]) -> list[int]:
    """Places of headings, as the format states them, that are over several components, and over headings that do."""
    taken = set(chosen)
    added: set[int] = set()
    over_them = set(taken)
    deepest = max((one.item.level for one in judged if one.item.kind == "heading"), default=0)
    for level in range(deepest, 0, -1):
        over: Counter[int] = Counter()
        last = -1
        for at, one in enumerate(judged):
            item = one.item
            if item.kind == "heading" and item.level <= level:
                last = at if item.level == level and _may_head(one) else -1
            elif last >= 0 and at in over_them:
                over[last] += 1
        added |= {at for at, count in over.items() if count >= LEAST and at not in taken and judged[at].exists >= _LEAST_STATED}
        over_them |= added
    return sorted(added)


def prefixed_headings(judged: Sequence[JudgedItem], chosen: Sequence[int]) -> list[int]:
    """Places of items whose number those of components below begin with, however unlikely: 1.2 over 1.2.1; the last such item above each.

    In real documents 98 of 104 such items are components, whatever their words.
    """
    taken = set(chosen)
    last: dict[tuple[str, ...], int] = {}
    found: set[int] = set()
    for at, one in enumerate(judged):
        path = one.item.head.path
        if at in taken:
            above = (last.get(path[:length]) for length in range(1, len(path)))
            found |= {place for place in above if place is not None and place not in taken}
        if path and _may_head(one):
            last[path] = at
    return sorted(found)


def numbered_headings(judged: Sequence[JudgedItem], chosen: Sequence[int]) -> list[int]:
    """Places of items whose numbers go on from each other (Ⅰ, Ⅱ; 第１章, 第２章) where each is over components in another style of numbers."""
    taken = set(chosen)
    found: list[int] = []
    for run in _runs(judged):
        ends = (*run[1:], min(len(judged), run[-1] + _REACH_OF_NUMBERS))
        over = [at for at, end in zip(run, ends, strict=True) if at in taken or _encloses(at, end, judged, taken)]
        added = [at for at in over if at not in taken]
        likely = sum(judged[at].exists for at in run) / len(run)
        if added and len(over) >= LEAST and len(over) >= _SHARE_OF_NUMBERS * len(run) and likely >= _LIKELY_NUMBERS:
            found += added
    return sorted(found)


def listed_entries(judged: Sequence[JudgedItem], chosen: Sequence[int]) -> list[int]:
    """Places of printed lines in one style that are listed under nearly each of several surely counted components."""
    taken = set(chosen)
    found: set[int] = set()
    for run in _runs(judged):
        if any(at not in taken for at in run) or sum(judged[at].exists for at in run) / len(run) < _SURE_NUMBERS:
            continue
        under: defaultdict[str, list[list[int]]] = defaultdict(list)
        for at, end in zip(run, (*run[1:], _end_of_last(run, judged)), strict=True):
            lists: defaultdict[str, list[int]] = defaultdict(list)
            for behind in range(at + 1, end):
                item = judged[behind].item
                if item.kind == "line" and (item.head.bullet or item.head.marks):
                    lists[item.head.style].append(behind)
            for style, entries in lists.items():
                under[style].append(entries)
        for lists_of_style in under.values():
            entries = [at for listed in lists_of_style for at in listed]
            likely = sum(judged[at].exists for at in entries) / len(entries)
            if (
                len(lists_of_style) >= max(LEAST, _SHARE_OF_LISTS * len(run))
                and len(entries) >= LEAST * len(run)
                and likely >= _LIKELY_ENTRIES
            ):
                found |= {at for at in entries if at not in taken}
    return sorted(found)


def _end_of_last(run: Sequence[int], judged: Sequence[JudgedItem]) -> int:
    """Where what is under the last of a run ends: as far behind it as what is under the others is long at most."""
    longest = max(after - at for at, after in pairwise(run))
    return min(len(judged), run[-1] + longest)


def _runs(judged: Sequence[JudgedItem]) -> Iterator[list[int]]:
    """Places of items of one style whose numbers go on from each other, two of them at least; from 1, but for 5.2, 5.3 of an excerpt."""
    open_runs: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for at, one in enumerate(judged):
        path = one.item.head.path
        if not path or not path[-1].isdigit() or not _may_head(one):
            continue
        key = one.item.kind + one.item.head.style, path[:-1]
        run = open_runs.get(key, [])
        if run and int(path[-1]) == int(judged[run[-1]].item.head.path[-1]) + 1:
            run.append(at)
            continue
        if len(run) >= LEAST:
            yield run
        open_runs[key] = [at] if path[-1] == "1" or len(path) > 1 else []
    yield from (run for run in open_runs.values() if len(run) >= LEAST)


def _encloses(at: int, end: int, judged: Sequence[JudgedItem], taken: set[int]) -> bool:
    """Whether the first component between an item and the next of its run is there, and is counted otherwise."""
    first = next((behind for behind in range(at + 1, end) if behind in taken), None)
    return first is not None and judged[first].item.head.style != judged[at].item.head.style


def _may_head(one: JudgedItem) -> bool:
    shown = one.features
    return not (
        shown.get("sentence")
        or shown.get("caption")
        or shown.get("role")
        or shown.get("field")
        or shown.get("long")
        or shown.get("very long")
    ) and bool(key_of(one.item.words))


def _is_refrain(one: JudgedItem) -> bool:
    """Whether a printed line comes again and again in the same words: what a list is about, not what it is of."""
    return one.item.kind == "line" and bool(one.features.get("often"))


def _covers(at: int, judged: Sequence[JudgedItem], taken: set[int]) -> bool:
    """Whether the next component is right under an item, nothing but prose between, and looks otherwise.

    Behind a stated heading any paragraph is prose, a motto too.
    """
    look, stated = judged[at].item.look, judged[at].item.kind == "heading"
    for behind in range(at + 1, min(len(judged), at + 1 + _REACH)):
        if behind in taken:
            return judged[behind].item.look != look
        between = judged[behind]
        may_part = stated and between.item.kind == "paragraph"
        if not may_part and between.item.kind not in (REMARK, DUTY) and not any(between.features.get(name) for name in _PROSE):
            return False
    return False


def over_tables(judged: Sequence[JudgedItem], chosen: Sequence[int], held: Sequence[Span]) -> list[int]:
    """Places of items that are the headings of tables with components, where no component is right above.

    That is what the format states for one, however unlikely, with nothing but prose between; else the likeliest line near.
    """
    taken = set(chosen)
    found: list[int] = []
    starts = [one.item.span.start for one in judged]
    before = 0
    for table in held:
        at = bisect_left(starts, table.start)
        near = range(max(before, at - _ABOVE), at)
        before = at
        if any(n in taken for n in near):
            continue
        if (stated := _heading_above(judged, near)) is not None:
            found.append(stated)
            continue
        likely = [
            n for n in near if _may_head(judged[n]) and not _is_refrain(judged[n]) and judged[n].exists >= _LEAST_OVER_TABLE
        ]
        if likely:
            found.append(max(likely, key=lambda n: (judged[n].exists, n)))
    return found if len(found) >= LEAST else []


def _heading_above(judged: Sequence[JudgedItem], near: Sequence[int]) -> int | None:
    """The last of the items `near`, those that are prose left out, where it is a stated heading."""
    last = next((n for n in reversed(near) if not any(judged[n].features.get(name) for name in _PROSE)), None)
    return last if last is not None and judged[last].item.kind == "heading" and _may_head(judged[last]) else None
