"""`python -m tests.bench NAME...`: measures, prints, and writes docs/bench.json and docs/bench.md."""

import sys

from tests.bench import engines
from tests.bench.results import Section, keep

SECTIONS: dict[str, Section] = {"engines": engines.section}
"""By the name of a bench, what the page says of it; a new bench is added here and below."""


def main(names: list[str]) -> None:
    """Runs those benches."""
    measures = {"engines": engines.measure}
    for name in names or list(measures):
        found = measures[name]()
        keep(name, found, SECTIONS)
        print("\n".join(SECTIONS[name](found)))


if __name__ == "__main__":
    main(sys.argv[1:])
