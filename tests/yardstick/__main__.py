"""`python -m tests.yardstick show SEED KIND`, `… try KIND [COUNT]`, `… figures [COUNT]`."""

import argparse
import difflib
import sys
from collections import Counter

from shisaku.pipeline import Workshop
from shisaku.plan import Initiative, Plan
from shisaku.project import find_project
from shisaku.reading.lexicon import Lexicon
from shisaku.reading.reader import read
from shisaku.source import Description, Source

from .generator import DEV, KINDS, generate
from .gold import Node, Sample, walk
from .scorer import Score, score, teds


def reading(sample: Sample, lexicon: Lexicon) -> Plan:
    """What the reader makes of it."""
    return read(Source(sample.text, f"{sample.kind}-{sample.seed}.txt", Description("x"), "0" * 64, "utf-8"), lexicon)


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
    lines = [f"purpose of the plan: {purpose.text}" for purpose in plan.purposes]
    for component, parent in plan.walk():
        depth[component.key] = depth[parent] + 1
        details = component.details
        node = Node(type(component).__name__, component.label, component.printed)
        node.marks = component.marks if isinstance(component, Initiative) else ""
        node.departments, node.tags, node.references = details.departments, details.tags, details.cross_references
        node.description = [passage.text for passage in details.description]
        node.purposes = [purpose.text for purpose in getattr(component, "purposes", ())]
        node.amount, node.previous = details.amount, details.previous  # type: ignore[assignment]
        lines += _lines(depth[component.key], node.kind, node, getattr(originals.get(component.key), "label", ""))
    return lines


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


def show(seed: int, kind: str, lexicon: Lexicon) -> None:
    """Print a document, and what a person reads in it beside what was read."""
    sample = generate(kind, seed)
    plan = reading(sample, lexicon)
    found = score(sample, plan)
    print(sample.text)
    print("=" * 40, "- gold, + read")
    print("\n".join(line for line in difflib.Differ().compare(outline(sample), outline_read(plan)) if not line.startswith("?")))
    print("=" * 40, f"teds {teds(sample, plan):.3f}, lost {found.lost}")
    print("\n".join(found.faults) or "no fault")


def attempt(kind: str, count: int, lexicon: Lexicon) -> None:
    """Read `count` documents of the development seeds; print figures, and which documents are wrong."""
    whole, wrong, likeness = Score(), [], 0.0
    for seed in DEV[:count]:
        sample = generate(kind, seed)
        plan = reading(sample, lexicon)
        found = score(sample, plan)
        likeness += teds(sample, plan)
        whole.add(found)
        if not found.hits["exact"]:
            wrong.append((seed, Counter(fault.partition(":")[0] for fault in found.faults)))
    for seed, faults in wrong:
        print(f"{seed}: {', '.join(f'{name} {n}' for name, n in faults.most_common())}")
    print({name: f"{whole.hits[name]}/{total} {whole.hits[name] / total:.3f}" for name, total in sorted(whole.totals.items())})
    sure = [claim for claim in whole.claims if claim.confidence >= 0.9]
    right = [claim for claim in whole.claims if claim.right]
    print(f"teds {likeness / count:.4f}  lost {whole.lost}  claims {len(whole.claims)}")
    for kinds in (("Measure",), ("Pillar", "MeasureGroup", "Measure", "Initiative"), ("Purpose",), ("Restatement",)):
        mine, ok = [c for c in sure if c.kind in kinds], [c for c in right if c.kind in kinds]
        both = sum(c.right for c in mine)
        print(f"  {kinds}: right of sure {both}/{len(mine)}, sure of right {both}/{len(ok)}")


def main(arguments: list[str]) -> None:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m tests.yardstick")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("show", help="a document, its gold and what was read in it")
    one.add_argument("seed", type=int)
    one.add_argument("kind", choices=KINDS)
    many = commands.add_parser("try", help="figures and failures on the development seeds")
    many.add_argument("kind", choices=KINDS)
    many.add_argument("count", type=int, nargs="?", default=50)
    given = parser.parse_args(arguments)
    lexicon = Workshop.of(find_project()).ontology.vocabulary
    if given.command == "show":
        show(given.seed, given.kind, lexicon)
    else:
        attempt(given.kind, given.count, lexicon)


if __name__ == "__main__":
    main(sys.argv[1:])
