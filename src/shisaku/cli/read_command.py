"""`read`: what was read of a document, and why."""

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from shisaku.cli.command import FINDINGS, OK, command, option
from shisaku.cli.console import colour, print_finding, print_message, status, write_file
from shisaku.cli.options import OCR
from shisaku.errors import InputError
from shisaku.messages import Message, visible


@command(
    option("document", metavar="DOCUMENT", help="document"),
    option("--explain", action="store_true", help="read_explain"),
    option("--html", metavar="FILE", help="read_html"),
    OCR,
)
def read(options: Namespace) -> int:
    """Print the tree that was read of a document, or how each of its lines was classified; 1 where the reading has errors."""
    if options.html is not None and not options.explain:
        raise InputError(Message("cli-html-goes-explain"))
    from shisaku.explain.reading_report import counts as lines_counted
    from shisaku.explain.reading_report import report
    from shisaku.export.terminal_outline import counts, outline
    from shisaku.model.findings import Severity
    from shisaku.model.printed_tree import tree_of
    from shisaku.pipeline import Context, read_explained
    from shisaku.project import find_project

    with status(options.lang) as progress:
        progress(visible(options.document))
        context = replace(Context.of(find_project()), ocr=options.ocr)
        plan, lines = read_explained(Path(options.document), context)
    if options.html is not None:
        from shisaku.pages.reading_page import reading_page

        write_file(Path(options.html), reading_page(plan, lines, options.lang))
        print_message(visible(f"{options.document} → {options.html}"))
        print_message(lines_counted(lines, options.lang))
    elif options.explain:
        report(lines, options.lang, sys.stdout, colour(sys.stdout))
    else:
        outline(tree_of(plan), options.lang, sys.stdout, colour(sys.stdout), classes=True)
        print(counts(tree_of(plan), options.lang))
    errors = [finding for finding in plan.findings if finding.severity >= Severity.ERROR]
    for finding in errors:
        print_finding(finding, plan.source, options.lang)
    return FINDINGS if errors else OK
