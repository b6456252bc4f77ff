"""Many documents generated, read and scored, kind by kind; and what reading costs."""

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import count, pairwise
from typing import Any

from shisaku.model.plan import Plan
from shisaku.model.source import Description, Source
from shisaku.pipeline import Context
from shisaku.project import find_project
from shisaku.reading.lexicon import Lexicon
from shisaku.reading.reader import read

from .generator import FIGURES, generate
from .gold import Sample
from .scorer import SURE, Claim, Score, score, teds

BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Edges of the bins of confidence; the last bin holds 1 as well."""
COMPONENTS = ("Pillar", "MeasureGroup", "Measure", "Initiative")
MEGABYTE = 1_000_000
"""Bytes of UTF-8."""


@cache
def lexicon() -> Lexicon:
    """The words that the project knows the meaning of."""
    return Context.of(find_project()).ontology.vocabulary


def reading(sample: Sample) -> Plan:
    """What the reader makes of it."""
    return read(Source(sample.text, f"{sample.kind}-{sample.seed}.txt", Description("x"), "0" * 64, "utf-8"), lexicon())


def measured(kind: str, seeds: Iterable[int]) -> tuple[Score, list[float]]:
    """The score of all those documents together, and the similarity of each."""
    whole, likeness = Score(), []
    for seed in seeds:
        sample = generate(kind, seed)
        plan = reading(sample)
        whole.add(score(sample, plan))
        likeness.append(max(0.0, teds(sample, plan)))
    return whole, likeness


def _task(task: tuple[str, list[int]]) -> tuple[str, Score, list[float]]:
    return task[0], *measured(*task)


def figures(kinds: Sequence[str], documents: int, workers: int) -> dict[str, dict[str, Any]]:
    """Of each kind: its figures, from the seeds kept for them."""
    seeds = FIGURES[:documents]
    tasks = [(kind, list(seeds[at : at + 10])) for kind in kinds for at in range(0, documents, 10)]
    wholes = {kind: Score() for kind in kinds}
    likeness: dict[str, list[float]] = {kind: [] for kind in kinds}
    with ProcessPoolExecutor(workers) as pool:
        for kind, found, alike in pool.map(_task, tasks):
            wholes[kind].add(found)
            likeness[kind] += alike
    return {kind: summary(wholes[kind], likeness[kind]) for kind in kinds}


def summary(whole: Score, likeness: list[float]) -> dict[str, Any]:
    """The figures of one kind, rounded, in a form that goes into a file."""
    found: dict[str, Any] = {"documents": len(likeness), "teds": round(sum(likeness) / len(likeness), 4), "lost": whole.lost}
    found["shares"] = {name: [whole.hits[name], total] for name, total in sorted(whole.totals.items())}
    for name, kinds in (
        ("measures", ("Measure",)),
        ("components", COMPONENTS),
        ("purposes", ("Purpose",)),
        ("restatements", ("Restatement",)),
    ):
        found[f"calibration of {name}"] = calibration([claim for claim in whole.claims if claim.kind in kinds])
    return found


def calibration(claims: list[Claim]) -> dict[str, Any]:
    """How often claims are right, by how sure they are."""
    sure = [claim for claim in claims if claim.confidence >= SURE]
    right = [claim for claim in claims if claim.right]
    bins = []
    for low, high in pairwise(BINS):
        inside = [c for c in claims if low <= c.confidence < high or (high == BINS[-1] and c.confidence == high)]
        mean = sum(claim.confidence for claim in inside) / len(inside) if inside else None
        bins.append([low, high, len(inside), sum(claim.right for claim in inside), None if mean is None else round(mean, 4)])
    both = sum(claim.right for claim in sure)
    return {"right of sure": [both, len(sure)], "sure of right": [both, len(right)], "bins": bins}


def long_text(kind: str, size: int) -> str:
    """Documents of that kind one behind the other, as many as make `size` bytes."""
    texts, taken = [], 0
    for seed in count(FIGURES.start):
        text = generate(kind, seed).text
        texts.append(text)
        taken += len(text.encode())
        if taken >= size:
            break
    return "\n".join(texts).encode()[:size].decode(errors="ignore")


def cost(kind: str, megabytes: int) -> float:
    """Processor seconds that a text of that many megabytes takes to be read."""
    source = Source(long_text(kind, megabytes * MEGABYTE), f"{kind}.txt", Description("x"), "0" * 64, "utf-8")
    words = lexicon()
    start = time.process_time()
    read(source, words)
    return time.process_time() - start
