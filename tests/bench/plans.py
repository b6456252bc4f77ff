"""Invented plans, as many as are asked for; read once and kept below build/, as reading them is not what is measured."""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import count, islice

from tests.bench.timing import ROOT
from tests.yardstick.generator import FIGURES, generate
from tests.yardstick.measuring import reading

from shisaku.dataset.sources import BuildConfig, environment_digest
from shisaku.model.plan import Plan
from shisaku.pipeline import read
from shisaku.project import Project

KINDS = ("english", "prose")
"""Kinds of documents whose plans are small: 640 triples on the average, so that the reference comes to an end."""
REAL = ROOT / "data" / "sources" / "soumu-2021" / "source.txt"
_KEPT = ROOT / "build" / "bench"


def plans(number: int) -> list[Plan]:
    """That many different plans; none at all stands for the real one."""
    if number == 0:
        return [_real()]
    read_by = environment_digest(BuildConfig(Project(ROOT)))[:12]  # what other code has read may be something else
    path = _KEPT / f"plans-{number}-{read_by}.pickle"
    if not path.is_file():
        _KEPT.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(list(islice(_invented(), number))))
    return list(pickle.loads(path.read_bytes()))


def _invented() -> Iterator[Plan]:
    for seed in count(FIGURES.start):
        plan = reading(generate(KINDS[seed % len(KINDS)], seed))
        description = replace(plan.source.description, id=f"invented-{seed}")
        yield replace(plan, source=replace(plan.source, description=description))


@cache
def _real() -> Plan:
    return read(REAL)
