"""`python -m tests.published learn FOLDER`: weights anew, or where they differ; `… publishers FOLDER`: figures without the publisher."""

import sys
from collections.abc import Iterable
from pathlib import Path

from ..measuring import Figures
from .learner import NAMES, Learner, sample_counts
from .left_out import curve, left_out, without_groups
from .report import put_down, short, spread, tables
from .samples import samples, words
from .tables import as_text, differences, write


def learn(folder: Path, check: bool) -> None:
    """Learn of a folder's documents and write the tables; with `check` only say where they differ, and end with 1 where they do."""
    known = words()
    there = samples(folder, known)
    learner, amounts = Learner(there, known), sample_counts(there)
    learned = learner.learned()
    if not check:
        for path in write(learned, amounts):
            print(path)
        return
    found = [line for name in NAMES for line in differences(name, as_text(learned[name], amounts))]
    print("\n".join(found) or "The tables are what is learned of these documents.")
    if found:
        sys.exit(1)


def publishers(folder: Path, parts: int, more: bool, into: Path | None) -> None:
    """Print the figures of the whole reader on publishers left out; with `more` a learning curve and what features add; put them down."""
    known = words()
    there = samples(folder, known)
    found = left_out(there, known, parts)
    made = [tables(found, spread(found, {one.name: one.publisher for one in there}))]
    print(made[0], flush=True)
    if more:
        learned = [
            *_as_rows((str(count), one) for count, one in curve(there, known, parts)),
            ("all others", found.figures()["all"]),
        ]
        made.append(short("publishers learned of", learned))
        made.append(short("features left out", _as_rows(without_groups(there, known, parts))))
        print("", *made[1:], sep="\n\n")
    if into is not None:
        put_down("\n\n".join(made), found.claims, into)


def _as_rows(rows: Iterable[tuple[str, Figures]]) -> list[tuple[str, Figures]]:
    """The rows, each printed as soon as it is there, as all take minutes."""
    found = []
    for name, one in rows:
        print(
            f"{name}: found {one.micro('found'):.3f}, parent {one.micro('parent'):.3f}, junk {one.micro('junk'):.3f}", flush=True
        )
        found.append((name, one))
    return found
