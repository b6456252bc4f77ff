"""A run over many inputs, each from a seed of its own, so that any of them can be made again."""

import sys
import tempfile
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.fuzz.documents import document
from tests.fuzz.octets import file_of, settings_of
from tests.fuzz.overrides import overrides_of
from tests.fuzz.properties import check_file, check_graph, check_text, source_of
from tests.patience import ending

GRAPHS = 500
"""One text in so many, from the first on, is made into a graph, which costs a hundred times as much as reading it."""
SETTLED = 0.25
"""Share of texts of which a person settles something."""
TWICE = 4
"""One text in so many is read twice."""


MOST_TOLD = 100
"""Failures that are told one by one."""


@dataclass
class Tally:
    """What became of the inputs."""

    kinds: Counter[str] = field(default_factory=Counter)
    """How many there were of each kind: `text`, `bytes`, `settings`; of them `refused`, with `overrides`, made into a `graph`."""
    failures: list[str] = field(default_factory=list)
    """Each failure: number of the input, what failed, and the input."""

    @property
    def inputs(self) -> int:
        """How many inputs were tried."""
        return sum(self.kinds[kind] for kind in ("text", "bytes", "settings"))


def run(seed: int, start: int, count: int, progress: int = 0) -> Tally:
    """Try inputs `start` to `start + count - 1` of that seed; every `progress` inputs a line on stderr says how far it is."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(start, start + count):
            try:
                with ending():
                    one(Random(f"{seed}:{number}"), Path(folder) / "source.txt", tally)
            except Exception as error:  # whatever is raised is what is looked for
                failed = traceback.extract_tb(error.__traceback__)[-1]
                where = f"{Path(failed.filename).name}:{failed.lineno}"
                tally.failures.append(f"input {seed}:{number}: {type(error).__name__} at {where}: {error}")
                if len(tally.failures) <= MOST_TOLD:
                    print(tally.failures[-1], file=sys.stderr, flush=True)
            if progress and (number + 1) % progress == 0:
                print(f"{number + 1} inputs of seed {seed}, {len(tally.failures)} failures", file=sys.stderr, flush=True)
    return tally


def one(random: Random, path: Path, tally: Tally) -> None:
    """Make one input and check all that holds of it."""
    lot = random.random()
    if lot < 0.6:
        tally.kinds["text"] += 1
        text = document(random)
        overrides = overrides_of(text, random) if random.random() < SETTLED else ()
        tally.kinds["overrides"] += bool(overrides)
        plan = check_text(source_of(text, overrides), twice=tally.kinds["text"] % TWICE == 1)
        if tally.kinds["graph"] * GRAPHS < tally.kinds["text"] and not any("\ud800" <= letter <= "\udfff" for letter in text):
            tally.kinds["graph"] += 1
            check_graph(plan)
        return
    kind = "bytes" if lot < 0.9 else "settings"
    tally.kinds[kind] += 1
    settings = settings_of(random) if kind == "settings" else None
    tally.kinds["refused"] += check_file(path, file_of(random), settings) is None
