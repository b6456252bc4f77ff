"""Tables of weights, learned from real documents and read from `weights/`.

weights/<name>.tsv = { "#" remark | feature tab weight }        the row `(bias)` is added always
`python -m tests.published learn FOLDER` makes them anew from documents that are annotated by hand.
"""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from operator import mul

Features = dict[str, float]
"""What is seen of an item: named numbers, most of them 0 or 1."""
BIAS = "(bias)"
"""Row of what is added always."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: a weight for each feature by its name."""

    of: Mapping[str, float]
    """The weights; features that have none count nothing."""

    def log_odds(self, features: Mapping[str, float]) -> float:
        """The log odds of the outcome, given these features."""
        of = self.of
        weighed: float = sum(map(mul, features.values(), map(of.get, features, repeat(0.0))))
        return of.get(BIAS, 0.0) + weighed

    def reasons(self, features: Mapping[str, float]) -> list[tuple[str, float]]:
        """Features with what each adds to the log odds, the heaviest first."""
        found = [(name, value * self.of[name]) for name, value in features.items() if value and name in self.of]
        return sorted(found, key=lambda one: (-abs(one[1]), one[0]))


_REPLACED: ContextVar[Mapping[str, Weights]] = ContextVar("_GIVEN")


def weights(name: str) -> Weights:
    """The weights of that name."""
    replacements = _REPLACED.get(None)
    return replacements[name] if replacements is not None and name in replacements else _stored(name)


@contextmanager
def using(replacements: Mapping[str, Weights]) -> Iterator[None]:
    """Read with these weights, by name, instead of the stored ones: for measuring what was learned of some documents on others."""
    before = _REPLACED.set(replacements)
    try:
        yield
    finally:
        _REPLACED.reset(before)


@cache
def _stored(name: str) -> Weights:
    return Weights({feature: float(weight) for feature, weight in _rows(f"{name}.tsv")})


def _rows(name: str) -> list[list[str]]:
    place = files("shisaku.reading.likelihood").joinpath("weights").joinpath(name)
    lines = place.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def probability(log_odds: float) -> float:
    """The probability of log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
