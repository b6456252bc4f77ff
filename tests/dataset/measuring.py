"""What datasets cost, measured on invented plans: `python -m tests.dataset.measuring COUNT FOLDER`.

Each figure is of a process of its own: seconds on the clock, seconds of its CPU without that of its workers (which are no children of it,
see `shisaku.dataset.executors`), and the most memory that one process had so far.
The folder keeps sources and dataset, so that a dataset of thousands need not be made again.
"""

import resource
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from shutil import rmtree

from tests.yardstick.generator import FIGURES, KINDS, generate

from shisaku.dataset.dataset_layout import DatasetLayout
from shisaku.dataset.manifest import read_manifest

SUBSET = 60
"""Plans on which two workers are compared with one."""


def write_sources(folder: Path, number: int) -> None:
    """So many invented plans, of all kinds in turn, of twenty publishers and thirty years."""
    for seed, kind in islice(((seed, kind) for seed in FIGURES for kind in KINDS), number):
        place = folder / f"{kind}-{seed}"
        place.mkdir(parents=True, exist_ok=True)
        (place / "source.txt").write_text(generate(kind, seed).text, encoding="utf-8")
        settings = f'id = "{kind}-{seed}"\nyear = {2030 + seed % 30}\n[publisher]\nname = "第{seed % 20}庁"\n'
        (place / "source.toml").write_text(settings, encoding="utf-8")


def measure(what: str, *arguments: str | Path) -> float:
    """Run one command and print its cost; seconds on the clock."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    run = subprocess.run([sys.executable, "-m", "shisaku", *arguments], capture_output=True, text=True, check=False)
    seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode > 1:
        raise SystemExit(run.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:32} {seconds:8.2f} s {cpu:8.2f} s CPU {after.ru_maxrss / 1024:8.0f} MB", flush=True)
    return seconds


def touch(folder: Path, at: int) -> None:
    """Change one document of a tree."""
    path = sorted(folder.glob("*/source.txt"))[at]
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def store_size(folder: Path) -> str:
    """Bytes of the store of a dataset, and what they come to for each triple."""
    layout = DatasetLayout(folder)
    manifest = read_manifest(layout)
    size = sum(path.stat().st_size for path in layout.store(manifest.store).iterdir())
    triples = sum(sum(entry.triples.values()) for entry in manifest.entries)
    return f"{size / 1e6:.0f} MB, {triples} triples, {size / triples:.0f} bytes each"


def main(number: int, folder: Path) -> None:
    """Print all figures."""
    sources, dataset, part = folder / "sources", folder / "plans.dataset", folder / "part.dataset"
    write_sources(sources, number)
    measure(f"{number} plans, full", "build", sources, "-o", dataset)
    print(f"{'store':32} {store_size(dataset)}")
    for _ in range(3):
        measure("unchanged", "build", sources, "-o", dataset)
    for at in range(min(3, number)):
        touch(sources, at)
        measure("one changed", "build", sources, "-o", dataset)
    subset = sorted(sources.iterdir())[:: max(1, number // SUBSET)][:SUBSET]
    for jobs in ("1", "2", "1", "2"):
        rmtree(part, ignore_errors=True)
        measure(f"{len(subset)} plans, {jobs} worker(s)", "build", *subset, "-o", part, "-j", jobs)
    rmtree(part)
    for what in ("one plan, new", "one plan, unchanged"):
        measure(what, "build", subset[0], "-o", part)
    rmtree(part)
    question = "which-initiatives-last-several-editions"
    measure("a question over all", "query", question, "--data", dataset, "-f", "csv")
    measure("a question over one plan", "query", question, "--data", dataset, "--plan", subset[0].name, "-f", "csv")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
