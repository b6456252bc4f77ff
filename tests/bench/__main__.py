"""`python -m tests.bench NAME...`: measures, prints, and writes docs/bench.json, docs/bench.md and docs/bench.svg after each."""

import sys

from tests.bench import datasets, engines, growth, instructions, peers, places, processes, questions
from tests.bench.results import Bench, keep

BENCHES: dict[str, Bench] = {
    "engines": engines,
    "processes": processes,
    "questions": questions,
    "growth": growth,
    "places": places,
    "peers": peers,
    "instructions": instructions,
    "datasets": datasets,
}
"""By name, in the order of the page; a new bench is added here."""


def main(names: list[str]) -> None:
    """Runs those benches, or all."""
    for name in names or BENCHES:
        print(f"{name} ...", file=sys.stderr, flush=True)
        found = BENCHES[name].measure()
        keep(name, found, BENCHES)
        print("\n".join(BENCHES[name].section(found)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
