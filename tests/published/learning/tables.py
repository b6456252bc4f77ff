"""What was learned as tables: as text, in the package, and where two of them differ."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from shisaku.reading.likelihood.learned import BIAS, Weights

from .fitting import DIGITS

WEIGHTS = Path(__file__).resolve().parents[3] / "src" / "shisaku" / "reading" / "likelihood" / "weights"
"""Where the reader has them."""
_AGAIN = "Learn again (python -m tests.published learn FOLDER) when what items show, tables find or the documents change."


def as_text(weights: Weights, counts: Mapping[str, int]) -> str:
    """A table: what it was learned of and when to learn again, then a line a weight, in alphabetical order."""
    amounts = ", ".join(f"{number} {what}" for what, number in counts.items())
    rows = [(name, weight) for name, weight in sorted(weights.of.items()) if name != BIAS]
    lines = [f"# Learned of {amounts}. {_AGAIN}", "# feature\tweight"]
    lines += [f"{BIAS}\t{weights.of[BIAS]:.{DIGITS}f}"] if BIAS in weights.of else []
    return "\n".join([*lines, *(f"{name}\t{weight:.{DIGITS}f}" for name, weight in rows)]) + "\n"


def write(learned: Mapping[str, Weights], counts: Mapping[str, int], folder: Path = WEIGHTS) -> list[Path]:
    """Write every table; the files."""
    paths = []
    for name, weights in learned.items():
        path = folder / f"{name}.tsv"
        path.write_text(as_text(weights, counts), encoding="utf-8")
        paths.append(path)
    return paths


def differences(name: str, text: str, folder: Path = WEIGHTS) -> Iterator[str]:
    """Where the table of that name in the folder is not `text`, line by line."""
    path = folder / f"{name}.tsv"
    if not path.is_file():
        yield f"{name}: there is no table"
        return
    here, there = _rows(path.read_text(encoding="utf-8")), _rows(text)
    for feature in sorted({*here, *there}):
        stored, learned = here.get(feature, "none"), there.get(feature, "none")
        if stored != learned:
            yield f"{name}: {feature}: {stored} in the table, {learned} learned"


def _rows(text: str) -> dict[str, str]:
    """Weights by feature, and the remarks as they are."""
    lines = [line.partition("\t") for line in text.splitlines()]
    return {feature: weight for feature, _, weight in lines}
