"""Documents split so that all of a publisher are together: what was learned of others is measured on them."""

from collections import defaultdict
from collections.abc import Sequence

from .samples import Sample

FOLDS = 8
"""Parts by default."""


def folds(samples: Sequence[Sample], parts: int) -> list[int]:
    """Of each sample the part that it is in, 0 to `parts` - 1: publishers with most items first, each where there are fewest yet."""
    weight: defaultdict[str, int] = defaultdict(int)
    for one in samples:
        weight[one.publisher] += len(one.items) + 1
    filled = [0] * parts
    part_of: dict[str, int] = {}
    for publisher in sorted(weight, key=lambda name: (-weight[name], name)):
        part = min(range(parts), key=lambda n: (filled[n], n))
        part_of[publisher] = part
        filled[part] += weight[publisher]
    return [part_of[one.publisher] for one in samples]
