"""`python -m tests.fuzz --inputs N --seed S [--start I]`: how many inputs were tried, and every failure.

Any input can be made again: `--start I --inputs 1`. A run that was stopped goes on from the last line it printed.
"""

import argparse
import sys

from tests.fuzz.campaign import run


def main() -> int:
    """Exit status 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Read documents that nobody would write.")
    parser.add_argument("--inputs", type=int, default=10_000, help="how many inputs (default: 10000)")
    parser.add_argument("--seed", type=int, default=1, help="what they are made from (default: 1)")
    parser.add_argument("--start", type=int, default=0, help="number of the first input (default: 0)")
    options = parser.parse_args()
    tally = run(options.seed, options.start, options.inputs, progress=10_000)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(tally.kinds.items()))
    print(f"{tally.inputs} inputs of seed {options.seed} from {options.start} on ({kinds}): {len(tally.failures)} failures")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
