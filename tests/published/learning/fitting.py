"""Logistic regression with an L2 penalty, to the last digit that is kept, whatever library of linear algebra is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shisaku.reading.likelihood.learned import BIAS, Features, Weights

Numbers = NDArray[np.float64]
DIGITS = 3
"""Decimals of a weight."""
LEAST = 0.002
"""A weight below it is none."""
_LEAST_SPREAD = 1e-9
_CLOSE = 1e-9
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Table:
    """Cases with what they show: a row a case, a column a feature."""

    names: tuple[str, ...]
    """Features, in alphabetical order."""
    values: Numbers
    """What each case shows of each."""


def table(cases: Sequence[Features]) -> Table:
    """The table of these cases."""
    names = tuple(sorted({name for case in cases for name in case}))
    place = {name: at for at, name in enumerate(names)}
    values = np.zeros((len(cases), len(names)))
    for row, case in enumerate(cases):
        for name, value in case.items():
            values[row, place[name]] = value
    return Table(names, values)


def fit(cases: Table, right: Numbers, counts: Numbers, strength: float) -> Weights:
    """The weights that make what is `right` (0 or 1) likeliest; `counts`: what each case counts; the less `strength`, the less any weighs.

    Features are penalized as if all varied alike. Minimizes |w|²/2 + strength · Σ count · log loss, by Newton's method.
    """
    mean, spread = cases.values.mean(axis=0), cases.values.std(axis=0)
    varying = spread > _LEAST_SPREAD
    x = (cases.values[:, varying] - mean[varying]) / spread[varying]
    found, bias = _newton(x, right, strength * counts)
    found = found / spread[varying]
    bias -= float(found @ mean[varying])
    return rounded(dict(zip(np.array(cases.names)[varying].tolist(), found.tolist(), strict=True)), bias)


def _newton(x: Numbers, right: Numbers, counts: Numbers) -> tuple[Numbers, float]:
    whole = np.column_stack([x, np.ones(len(x))])
    penalty = np.ones(whole.shape[1])
    penalty[-1] = 0.0  # how common components are is not held to be even
    found: Numbers = np.zeros(whole.shape[1])
    cost = _cost(whole, right, counts, penalty, found)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-whole @ found))
        slope = whole.T @ (counts * (chance - right)) + penalty * found
        root = whole * np.sqrt(counts * chance * (1 - chance))[:, None]
        step = np.linalg.solve(root.T @ root + np.diag(penalty + 1e-12), slope)
        size = 1.0
        while (now := _cost(whole, right, counts, penalty, found - size * step)) > cost + _CLOSE and size > _CLOSE:
            size /= 2
        found, cost = found - size * step, now
        if np.abs(step).max() < _CLOSE:
            break
    return found[:-1], float(found[-1])


def _cost(whole: Numbers, right: Numbers, counts: Numbers, penalty: Numbers, found: Numbers) -> float:
    odds = whole @ found
    return float((penalty * found * found).sum() / 2 + (counts * (np.logaddexp(0.0, odds) - right * odds)).sum())


def rounded(found: Mapping[str, float], bias: float) -> Weights:
    """The weights as they are written down."""
    remaining = {name: round(weight, DIGITS) for name, weight in found.items() if abs(weight) >= LEAST}
    return Weights({BIAS: round(bias, DIGITS), **dict(sorted(remaining.items()))})
