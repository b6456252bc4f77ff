"""Weights and calibration of `shisaku.editions`, fitted on invented pairs of editions: `python -m tests.editions.editions_fitting`.

Prints what to write into likeness.py, division.py and editions.py. The weights of pairs are fitted over and over, as what speaks
for a pair depends on how likely its surroundings are; those of parts and the calibration follow.
"""

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tests.editions.editions_generator import DEV, Pair, pair

from shisaku.editions import division, likeness
from shisaku.editions import edition_comparison as editions
from shisaku.editions.comparable_components import Side, sides
from shisaku.editions.edition_comparison import Comparison
from shisaku.editions.likeness import Likeness
from shisaku.reading.lexicon import NO_LEXICON

PASSES = 4
Example = tuple[tuple[float, ...], bool]


def regression(examples: Sequence[Example], ridge: float) -> tuple[float, ...]:
    """Weights of a logistic regression (iteratively reweighted least squares), one decimal."""
    x = np.array([features for features, _ in examples])
    y = np.array([float(right) for _, right in examples])
    weights: NDArray[np.float64] = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        hessian = (x.T * (p * (1 - p))) @ x + ridge * np.eye(x.shape[1])
        weights = weights + np.linalg.solve(hessian, x.T @ (y - p) - ridge * weights)
    return tuple(round(float(weight), 1) for weight in weights)


def keys_of(side: Side, places: Sequence[int]) -> tuple[str, ...]:
    return tuple(side.items[at].key for at in places)


def pair_examples(one: Pair, made: Likeness) -> list[Example]:
    """Every pair that is looked at; those in splits and mergers are neither right nor wrong."""
    together = {(old[0], new[0]) for kind, old, new in one.gold if kind in ("continued", "renamed")}
    divided = {key for kind, old, new in one.gold if kind in ("split", "merged") for key in (*old, *new)}
    found = []
    for i, j in made.words:
        keys = made.old.items[i].key, made.new.items[j].key
        if not (keys[0] in divided and keys[1] in divided):
            found.append((made.features((i, j)), keys in together))
    return found


def part_examples(one: Pair, made: Comparison) -> list[Example]:
    """Every component that may be a part of another."""
    found = []
    for part in division.possible_parts(made.likeness, made.matched):
        whole, pieces = (made.old, made.new) if part.forward else (made.new, made.old)
        origin, key = whole.items[part.origin].key, pieces.items[part.part].key
        right = any(
            kind == ("split" if part.forward else "merged")
            and (old if part.forward else new) == (origin,)
            and key in (new if part.forward else old)
            for kind, old, new in one.gold
        )
        found.append((part.features, right))
    return found


def main() -> None:
    pairs = [pair(seed) for seed in DEV]
    both = [sides(one.old, one.new, NO_LEXICON) for one in pairs]
    for _ in range(PASSES):
        examples = [example for one, two in zip(pairs, both, strict=True) for example in pair_examples(one, Likeness(*two))]
        size = len(likeness.HEADING)
        likeness.HEADING = regression([example for example in examples if len(example[0]) == size], 0.5)
        likeness.LEAF = regression([example for example in examples if len(example[0]) != size], 0.5)
        print("HEADING =", likeness.HEADING, "\nLEAF =", likeness.LEAF, len(examples))
    for _ in range(2):
        parts = [example for one, two in zip(pairs, both, strict=True) for example in part_examples(one, Comparison(*two))]
        size = len(division.OF_HEADING)
        division.OF_HEADING = regression([example for example in parts if len(example[0]) == size], 0.3)
        division.OF_ENTRY = regression([example for example in parts if len(example[0]) != size], 0.3)
    print("OF_HEADING =", division.OF_HEADING, "\nOF_ENTRY =", division.OF_ENTRY, len(parts))
    reported: dict[str, list[Example]] = defaultdict(list)
    for one, two in zip(pairs, both, strict=True):
        made = Comparison(*two)
        for found in made.found:
            right = (found.kind, keys_of(made.old, found.old), keys_of(made.new, found.new)) in one.gold
            reported[editions.LIKE.get(found.kind, found.kind)].append(((found.odds, 1.0), right))
    for kind, cases in reported.items():
        slope, intercept = regression(cases, 2.0)
        wrong = sum(1 for _, right in cases if not right)
        print(
            f"{kind}: ({slope}, {intercept}),  {wrong} wrong of {len(cases)}, e.g. odds 2 -> {1 / (1 + math.exp(-2 * slope - intercept)):.2f}"
        )


if __name__ == "__main__":
    main()
