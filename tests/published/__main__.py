"""`python -m tests.published show KIND LANGUAGE FORMAT SEED`, `… write FOLDER`, `… try`, `… real FOLDER`, `… bench [DOCUMENTS]`,
`… learn FOLDER`, `… publishers FOLDER`.
"""

import argparse
import fnmatch
import os
import sys
from pathlib import Path

from tests.npm.packages import NotToBeHadError

from .bank import LANGUAGES
from .floors import SETTING, few, real_folder
from .gold import dump
from .kinds import DEV, FIGURES, KINDS, Recipe, invent, recipes
from .learning.command import learn, publishers
from .learning.folds import FOLDS
from .measuring import Scored, figures, in_processes, of_invented, scored
from .rendering.formats import AT_HAND, FORMATS
from .report import PAGE, tables, with_tables
from .scorer import SHARES

ROOT = Path(__file__).resolve().parents[2]


def show(recipe: Recipe, folder: Path) -> None:
    """Write a document with its gold into the folder, and print what is wrong with what is read in it."""
    made = invent(recipe)
    path = folder / recipe.name
    path.write_bytes(made.data)
    path.with_name(f"{recipe.name}.gold.json").write_text(dump(made.gold, recipe.kind), encoding="utf-8")
    one = scored(path, made.gold, ())
    print(path)
    _print(one)
    print("\n".join(one.score.faults) or "no fault")


def write(folder: Path, seeds: range) -> None:
    """Write documents of every kind with their gold into the folder, to be looked at or read by other means."""
    folder.mkdir(parents=True, exist_ok=True)
    left_out: set[str] = set()
    for recipe in recipes(seeds):
        try:
            made = invent(recipe)
        except NotToBeHadError as error:
            left_out.add(f"{recipe.format}: {error}")
            continue
        (folder / recipe.name).write_bytes(made.data)
        (folder / f"{recipe.name}.gold.json").write_text(dump(made.gold, recipe.kind), encoding="utf-8")
    _left_out(left_out)


def attempt(pattern: str, seeds: range) -> None:
    """Read invented documents of the development seeds whose names fit the pattern; print the shares of each."""
    chosen = [one for one in recipes(seeds, formats=AT_HAND) if fnmatch.fnmatch(one.name, pattern)]
    found = list(of_invented(chosen))
    for one in found:
        _print(one)
    if found:
        print(tables(figures(found), {}))


def real(folder: Path, pattern: str, workers: int) -> None:
    """Read real documents; print the shares of each, and of all."""
    _, found, _ = in_processes([], folder, workers)
    found = [one for one in found if fnmatch.fnmatch(one.name, pattern)]
    for one in found:
        _print(one)
    if found:
        print(tables(figures(found), {}).replace("invented", "real"))


def bench(documents: int, folder: Path | None, workers: int, into_page: bool) -> None:
    """Print the figures of all kinds from the seeds kept for them beside those of real documents; put the invented ones into the page."""
    if folder is None:
        print(f"Real documents are not measured: their folder is not there (--real FOLDER, or {SETTING}).")
    invented, read, left_out = in_processes(recipes(FIGURES[:documents]), folder, workers)
    _left_out(left_out)
    print(tables(figures(invented), figures(read) if read else {}))
    for one in (*invented, *read):
        if one.failed:
            print(f"The reader broke down: {one.name}: {one.failed}")
    if into_page:
        page = ROOT / PAGE
        page.write_text(with_tables(page.read_text(encoding="utf-8"), tables(figures(invented), {})), encoding="utf-8")


def _print(one: Scored) -> None:
    counts = one.score.counts
    shares = (f"{name} {counts[name]}/{counts[total]}" for name, total in SHARES.items() if counts[total])
    print(f"{one.name}: {', '.join(shares)}{' ' + one.failed if one.failed else ''}")


def _left_out(left_out: set[str]) -> None:
    for why in sorted(left_out):
        print(f"Left out: {why}.")


def main(arguments: list[str]) -> None:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m tests.published")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("show", help="write a document and its gold, and say what is read wrong in it")
    one.add_argument("kind", choices=KINDS)
    one.add_argument("language", choices=LANGUAGES)
    one.add_argument("format", choices=FORMATS)
    one.add_argument("seed", type=int)
    one.add_argument("--into", type=Path, default=Path())
    many = commands.add_parser("write", help="write documents of every kind with their gold")
    many.add_argument("folder", type=Path)
    many.add_argument("documents", type=int, nargs="?", default=1)
    some = commands.add_parser("try", help="shares of each document of the development seeds")
    some.add_argument("pattern", nargs="?", default="*")
    some.add_argument("documents", type=int, nargs="?", default=1)
    there = commands.add_parser("real", help="shares of each real document of a folder")
    there.add_argument("folder", type=Path)
    there.add_argument("pattern", nargs="?", default="*")
    commands.add_parser("few", help="shares of each document that the tests hold to floors")
    whole = commands.add_parser("bench", help="figures of invented and real documents beside each other")
    whole.add_argument("documents", type=int, nargs="?", default=3)
    whole.add_argument("--real", type=Path, default=real_folder())
    whole.add_argument("--write", action="store_true", help=f"put the figures of invented documents into {PAGE}")
    weights = commands.add_parser("learn", help="learn the reader's weights of a folder of documents with gold")
    weights.add_argument("folder", type=Path)
    weights.add_argument("--check", action="store_true", help="write nothing, say where the tables differ")
    others = commands.add_parser("publishers", help="figures of real documents, each without what was learned of its publisher")
    others.add_argument("folder", type=Path)
    others.add_argument("--folds", type=int, default=FOLDS, help="parts by publisher")
    others.add_argument(
        "--more", action="store_true", help="a learning curve, and what each group of features adds; takes minutes"
    )
    others.add_argument("--write", action="store_true", help=f"put them into {PAGE}")
    for command in (there, whole):
        command.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    options = parser.parse_args(arguments)
    if options.command == "show":
        show(Recipe(options.kind, options.language, options.format, options.seed), options.into)
    elif options.command == "write":
        write(options.folder, DEV[: options.documents])
    elif options.command == "try":
        attempt(options.pattern, DEV[: options.documents])
    elif options.command == "real":
        real(options.folder, options.pattern, options.workers)
    elif options.command == "learn":
        learn(options.folder, options.check)
    elif options.command == "publishers":
        publishers(options.folder, options.folds, options.more, ROOT if options.write else None)
    elif options.command == "few":
        found = list(of_invented(few()))
        for document in found:
            _print(document)
        print(tables(figures(found), {}))
    else:
        bench(options.documents, options.real, options.workers, options.write)


if __name__ == "__main__":
    main(sys.argv[1:])
