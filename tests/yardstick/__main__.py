"""`python -m tests.yardstick show SEED KIND`, `… try KIND [DOCUMENTS]`, `… bench [DOCUMENTS]`."""

import argparse
import difflib
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

from rich.console import Console

from shisaku.model.details import BudgetFigure
from shisaku.model.plan import Initiative, Plan

from .generator import DEV, KINDS, generate
from .gold import Money, Node, Sample, walk
from .measuring import cost, figures, reading
from .report import PLOT_FILE, table, write
from .scorer import SURE, Score, score, teds

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = 100
"""Documents a kind that figures are made from: about a minute on two cores."""


def outline(sample: Sample) -> list[str]:
    """The gold, a line a component."""
    depth: dict[int, int] = {}
    lines = [f"purpose of the plan: {text}" for text in sample.purposes]
    for node, parent in walk(sample.parts):
        depth[node.id] = 0 if parent is None else depth[parent.id] + 1
        lines += _lines(depth[node.id], node.kind, node, node.restates.label if node.restates else "")
    return lines


def outline_read(plan: Plan) -> list[str]:
    """What was read, in the same form."""
    depth = {"": -1}
    originals = {found.component: plan.find(found.original) for found in plan.identifications}
    lines = [f"purpose of the plan: {purpose.text}" for purpose in plan.details.purposes]
    for component, parent in plan.walk():
        depth[component.key] = depth[parent] + 1
        details = component.details
        node = Node(type(component).__name__, component.label, component.printed)
        node.marks = component.marks if isinstance(component, Initiative) else ""
        node.departments, node.tags = details.departments, details.tags
        node.references = tuple(reference.printed for reference in details.references)
        node.description = [passage.text for passage in details.description]
        node.purposes = [purpose.text for purpose in details.purposes]
        node.amount, node.previous = _money(details.amount), _money(details.previous)
        lines += _lines(depth[component.key], node.kind, node, getattr(originals.get(component.key), "label", ""))
    return lines


def _money(figure: BudgetFigure | None) -> Money | None:
    """A sum that was read, as the gold has it."""
    if figure is None:
        return None
    return Money(figure.printed, None if figure.amount is None else int(figure.amount), figure.approximate)


def _lines(depth: int, kind: str, node: Node, original: str) -> list[str]:
    indent = "  " * depth
    sums = " ".join(f"{{{a.printed}={a.yen}}}" for a in (node.amount, node.previous) if a is not None)
    notes = " ".join((*node.departments, *node.tags, *node.references))
    lines = [
        " ".join(
            filter(None, (f"{indent}{kind}", node.printed, node.marks, node.label, sums, notes, original and f"= {original}"))
        )
    ]
    return lines + [f"{indent}  “{text}”" for text in (*node.purposes, *node.description)]


def show(seed: int, kind: str) -> None:
    """Print a document, and its gold beside what was read."""
    sample = generate(kind, seed)
    plan = reading(sample)
    found = score(sample, plan)
    print(sample.text)
    print("=" * 40, "- gold, + read")
    print("\n".join(line for line in difflib.Differ().compare(outline(sample), outline_read(plan)) if not line.startswith("?")))
    print("=" * 40, f"teds {teds(sample, plan):.3f}, lost {found.lost}")
    print("\n".join(found.faults) or "no fault")


def attempt(kind: str, documents: int) -> None:
    """Read documents of the development seeds; print which are wrong in what, and shares."""
    whole, likeness = Score(), 0.0
    for seed in DEV[:documents]:
        sample = generate(kind, seed)
        plan = reading(sample)
        found = score(sample, plan)
        likeness += teds(sample, plan)
        whole.add(found)
        faults = Counter(fault.partition(":")[0] for fault in found.faults)
        if faults:
            print(f"{seed}: {', '.join(f'{name} {count}' for name, count in faults.most_common())}")
    for name, total in sorted(whole.totals.items()):
        print(f"{name:20} {whole.hits[name]:6} of {total:6} {whole.hits[name] / total:.3f}")
    print(f"teds {likeness / documents:.4f}, lost {whole.lost}")
    for part in ("Pillar", "MeasureGroup", "Measure", "Initiative", "Purpose", "Restatement"):
        mine = [claim for claim in whole.claims if claim.kind == part]
        sure = [claim for claim in mine if claim.confidence >= SURE]
        both, right = sum(claim.right for claim in sure), sum(claim.right for claim in mine)
        print(f"{part:12} right of sure {both}/{len(sure)}, sure of right {both}/{right}")


def bench(documents: int, workers: int) -> None:
    """Print the figures of all kinds from the seeds reserved for them, and write them, their plot and their tables into docs/."""
    # The plot's library is needed for nothing else, and slow to load.
    from .plot import reliability

    found = figures(list(KINDS), documents, workers)
    with ProcessPoolExecutor(workers) as pool:
        tasks = list(product(KINDS, (4, 1)))
        for (kind, megabytes), seconds in zip(tasks, pool.map(cost, *zip(*tasks, strict=True)), strict=True):
            found[kind].setdefault("cost", {})[str(megabytes)] = round(seconds, 2)
    Console().print(table(found))
    write(found, ROOT)
    reliability(found, ROOT / PLOT_FILE)


def main(arguments: list[str]) -> None:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m tests.yardstick")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("show", help="a document, its gold and what was read in it")
    one.add_argument("seed", type=int)
    one.add_argument("kind", choices=KINDS)
    many = commands.add_parser("try", help="shares and failures on the development seeds")
    many.add_argument("kind", choices=KINDS)
    many.add_argument("documents", type=int, nargs="?", default=50)
    whole = commands.add_parser("bench", help="the figures of docs/reading.md")
    whole.add_argument("documents", type=int, nargs="?", default=DOCUMENTS)
    whole.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    options = parser.parse_args(arguments)
    if options.command == "show":
        show(options.seed, options.kind)
    elif options.command == "try":
        attempt(options.kind, options.documents)
    else:
        bench(options.documents, options.workers)


if __name__ == "__main__":
    main(sys.argv[1:])
