"""Details of two editions in pairs: first equal ones, then those that differ in more and more keys."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")
Key = Callable[[T], Hashable]
Placed = list[tuple[int, T]]
"""Details with their indexes among those of their edition."""


def paired(old: Sequence[T], new: Sequence[T], *keys: Key[T], last: Key[T] | None = None) -> list[tuple[T | None, T | None]]:
    """Each detail of either edition once, with its partner or None: in the order of the newer edition, then removed ones.

    Partners agree in the first key; the unmatched ones in the second, and so on. With the key `last` the unmatched ones are
    paired in order where there are as many of them on both sides.
    """
    gone, come = list(enumerate(old)), list(enumerate(new))
    partner: dict[int, T] = {}
    for key in keys:
        gone, come = _pass(gone, come, key, partner)
    if last is not None:
        sizes = [Counter(last(value) for _, value in side) for side in (gone, come)]
        even = {key for key, size in sizes[0].items() if sizes[1][key] == size}
        before, after = ([found for found in side if last(found[1]) in even] for side in (gone, come))
        _pass(before, after, last, partner)
        gone = [found for found in gone if last(found[1]) not in even]
    return [*((partner.get(at), value) for at, value in enumerate(new)), *((value, None) for _, value in gone)]


def _pass(gone: Placed[T], come: Placed[T], key: Key[T], partner: dict[int, T]) -> tuple[Placed[T], Placed[T]]:
    """The unmatched details of both sides after pairing by one key, in order."""
    waiting: dict[Hashable, deque[tuple[int, T]]] = defaultdict(deque)
    for found in gone:
        waiting[key(found[1])].append(found)
    left = []
    for at, value in come:
        same = waiting[key(value)]
        if same:
            partner[at] = same.popleft()[1]
        else:
            left.append((at, value))
    return sorted((found for same in waiting.values() for found in same), key=lambda found: found[0]), left
