"""Documents read and scored: invented ones by kind, language and format, real ones of a folder by their endings."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

from tests.npm.packages import NotToBeHadError

import shisaku
from shisaku.errors import InputError
from shisaku.model.plan import Plan
from shisaku.pipeline import Context

from .gold import Gold, load
from .kinds import Recipe, invent
from .scorer import SHARES, Score, score

BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Edges of the bins of confidence; the last bin holds 1 as well."""
TOGETHER = 10
"""Invented documents that a process makes and reads at a time."""
REAL = Path(__file__).resolve().parents[3] / "shared" / "samples" / "real"
"""Where real documents with their gold are, where they are there at all."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One document with its score."""

    name: str
    """Name of its file."""
    groups: tuple[str, ...]
    """What its figures are counted under, beside the whole."""
    score: Score
    """Its score."""
    failed: str = ""
    """Class of an error that no reader may end in; empty where there was none."""


@dataclass(slots=True)
class Figures:
    """Of many documents together."""

    documents: int = 0
    whole: Score = field(default_factory=Score)
    """Micro: everything counted together."""
    shares: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in SHARES})
    """Of each figure, the shares of the documents that have one."""
    failed: list[str] = field(default_factory=list)
    """Names of documents on which the reader broke down."""

    def add(self, one: Scored) -> None:
        """Count one document more."""
        self.documents += 1
        self.whole.add(one.score)
        for name in SHARES:
            share = one.score.share(name)
            if share is not None:
                self.shares[name].append(share)
        if one.failed:
            self.failed.append(f"{one.name}: {one.failed}")

    def micro(self, figure: str) -> float | None:
        """Share of everything counted together."""
        return self.whole.share(figure)

    def macro(self, figure: str) -> float | None:
        """Mean of the documents' shares, so that a long one counts as much as a short one."""
        shares = self.shares[figure]
        return sum(shares) / len(shares) if shares else None


Reader = Callable[[Path], Plan]


@cache
def _context() -> Context:
    return Context.load()


def read(path: Path) -> Plan:
    """The Plan that the reader makes of the file; the project's own words loaded once."""
    return shisaku.read(path, _context())


def scored(path: Path, gold: Gold, groups: tuple[str, ...], reader: Reader = read) -> Scored:
    """The document read and scored. What a reader refuses is a document without a Plan; any other error is reported, and scored so too."""
    try:
        return Scored(path.name, groups, score(gold, reader(path)))
    except InputError:
        return Scored(path.name, groups, score(gold, None))
    except Exception as error:  # a reader that breaks down has read nothing, and the others are still to be measured
        return Scored(path.name, groups, score(gold, None), f"{type(error).__name__}: {str(error)[:80]}")


def of_invented(recipes: Iterable[Recipe], left_out: set[str] | None = None, reader: Reader = read) -> Iterator[Scored]:
    """Invented documents with their scores; why a format cannot be made here goes into `left_out`."""
    left_out = set() if left_out is None else left_out
    with tempfile.TemporaryDirectory() as folder:
        for recipe in recipes:
            try:
                made = invent(recipe)
            except NotToBeHadError as error:
                left_out.add(f"{recipe.format}: {error}")
                continue
            path = Path(folder) / recipe.name
            path.write_bytes(made.data)
            yield scored(path, made.gold, (f"kind {recipe.kind}", f"format {recipe.format}", *_groups(path, made.gold)), reader)
            path.unlink()


def _groups(path: Path, gold: Gold) -> tuple[str, ...]:
    """The groups that every document is counted in, invented or real; the language of real ones is named where it is not Japanese."""
    return "plans" if gold.nodes else "no plan", f"file {path.suffix}", f"language {gold.language or 'ja'}"


def in_processes(recipes: Iterable[Recipe], real: Path | None, workers: int) -> tuple[list[Scored], list[Scored], set[str]]:
    """Invented and real documents with their scores, and which formats could not be made, by so many processes."""
    ordered = sorted(recipes, key=lambda one: (one.seed, one.format))
    parts = [ordered[at : at + TOGETHER] for at in range(0, len(ordered), TOGETHER)]
    paths = sorted(real.glob("*.gold.json")) if real is not None else []
    with ProcessPoolExecutor(workers) as pool:
        made = list(pool.map(_invented_part, parts))
        read = list(pool.map(_real_one, paths))
    left_out = {why for _, whys in made for why in whys}
    return [one for scores, _ in made for one in scores], [one for one in read if one is not None], left_out


def _invented_part(recipes: list[Recipe]) -> tuple[list[Scored], set[str]]:
    left_out: set[str] = set()
    return list(of_invented(recipes, left_out)), left_out


def _real_one(gold_path: Path) -> Scored | None:
    gold = load(gold_path)
    path = gold_path.parent / gold.document
    return scored(path, gold, _groups(path, gold)) if path.is_file() else None


def figures(documents: Iterable[Scored]) -> dict[str, Figures]:
    """Figures of all of them (`all`) and of each group, in alphabetical order."""
    found: dict[str, Figures] = {"all": Figures()}
    for one in documents:
        for group in ("all", *one.groups):
            found.setdefault(group, Figures()).add(one)
    return {"all": found.pop("all"), **dict(sorted(found.items()))}


def calibration(claims: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int, int]]:
    """Of each bin of confidence: its edges, how many components are in it, how many of them are found under the right parent."""
    pairs = list(claims)
    bins = []
    for low, high in pairwise(BINS):
        inside = [right for sure, right in pairs if low <= sure < high or sure == high == BINS[-1]]
        bins.append((low, high, len(inside), sum(inside)))
    return bins
