"""`build`: from documents to graphs."""

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from shisaku.cli.build_dataset import build_dataset, makes_dataset, print_passed_over
from shisaku.cli.command import FINDINGS, OK, USAGE_ERROR, command, option
from shisaku.cli.console import colour, print_error, print_findings, print_message, progress_bar, write_file
from shisaku.cli.export_command import exported
from shisaku.cli.options import BASE, ENGINE, FAIL_ON, OCR, base_of, format_option, log_option, positive, severity_of
from shisaku.errors import InputError, ShisakuError, taken
from shisaku.export.export_formats import EXPORT_FORMATS
from shisaku.messages import Language, sentence, visible

if TYPE_CHECKING:
    from shisaku.dataset.document_search import PassedOver
    from shisaku.pipeline import Build, Context
    from shisaku.project import Project


@command(
    option("source", nargs="+", metavar="SOURCE", help="source"),
    option("-o", "--output", default=".", metavar="DIR", help="build_output"),
    format_option(tuple(EXPORT_FORMATS), "turtle"),
    BASE,
    option("--summary", action="store_true", help="summary"),
    ENGINE,
    FAIL_ON,
    option("-j", "--jobs", type=positive(int), metavar="N", help="jobs"),
    option("--cluster", metavar="URL", help="cluster"),
    log_option("build_log"),
    OCR,
)
def build(options: Namespace) -> int:
    """Build every source, write its graph and print its findings."""
    if makes_dataset(options):
        return build_dataset(options)
    from shisaku.pipeline import Context
    from shisaku.project import find_project
    from shisaku.reading.opening import expect

    base, project = base_of(options.base), find_project()
    names, passed = _documents(options.source)
    if not options.ocr:
        expect(Path(names[0]))
    context = replace(Context.of(project), ocr=options.ocr)
    owners: dict[str, str] = {}
    worst, unreadable = 0, False
    with progress_bar(sentence("cli-building", options.lang), len(names)) as advance:
        for name in names:
            try:
                made = _build_one(name, options, base, context, project, owners)
                worst = max(worst, *(finding.severity for finding in made.findings), 0)
            except ShisakuError as error:
                print_error(error.text(options.lang), options.lang)
                unreadable = True
            advance(1)
    print_passed_over(passed, options)
    if unreadable:
        return USAGE_ERROR
    return FINDINGS if worst >= severity_of(options.fail_on) else OK


def _documents(sources: list[str]) -> tuple[list[str], tuple["PassedOver", ...]]:
    """The documents that were named and, in order, those in folders; and what else these hold. Raises InputError for a folder without any."""
    from shisaku.dataset.document_search import find_documents

    names: list[str] = []
    passed: list[PassedOver] = []
    for name in sources:
        if not Path(name).is_dir():
            names.append(name)
            continue
        found, root = find_documents([Path(name)]), Path(name).resolve()
        names += [
            str(Path(name) / path.relative_to(root)) if path.is_relative_to(root) else str(path) for path in found.documents
        ]
        passed += found.passed_over
    return list(dict.fromkeys(names)), tuple(passed)


def _build_one(
    name: str, options: Namespace, base: str, context: "Context", project: "Project", owners: dict[str, str]
) -> "Build":
    """Build one document and write its graph. `owners` holds the documents so far by plan; raises InputError where two have one plan."""
    from shisaku import pipeline

    made = pipeline.build(Path(name), context, base, options.engine)
    plan_id = made.iris.plan_id
    if plan_id in owners:
        raise InputError(taken(name, plan_id, owners[plan_id]))
    owners[plan_id] = name
    text = exported(made, options.format, project)
    if options.output == "-":
        sys.stdout.write(text)
    else:
        target = Path(options.output) / f"{plan_id}{EXPORT_FORMATS[options.format].ending}"
        write_file(target, text)
        print_message(visible(f"{name} → {target}"))
    print_findings(made, options.lang)
    if options.summary:
        _print_summary(made, options.lang, sys.stderr if options.output == "-" else sys.stdout)
    return made


def _print_summary(made: "Build", lang: Language, out: TextIO) -> None:
    from shisaku.export.terminal_outline import conclusions, counts, outline, verdict
    from shisaku.model.printed_tree import tree_of

    tree = tree_of(made.plan)
    outline(tree, lang, out, colour(out))
    triples = ", ".join(f"{layer.rpartition('/')[2]} {len(graph)}" for layer, graph in made.layers.items())
    print(f"\n{counts(tree, lang)}\n{conclusions(made.plan, lang)}", file=out)
    print(f"{sentence('cli-triples', lang)}: {triples}\n{verdict(made.findings, lang)}", file=out)
