"""`diff`: what differs between two versions of a graph, or two editions of a document."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.cli.command import FINDINGS, OK, command, option
from shisaku.cli.console import print_message
from shisaku.cli.options import format_option
from shisaku.errors import InputError
from shisaku.messages import Message, sentence

if TYPE_CHECKING:
    from rdflib import Graph

    from shisaku.diff.changes import GraphDiff
    from shisaku.model.succession import Editions
    from shisaku.pipeline import Context


@command(
    option("old", metavar="OLD", help="old"),
    option("new", metavar="NEW", help="new"),
    format_option(("text", "markdown", "json", "turtle"), "text"),
    option("--fail-on", dest="threshold", choices=("any", "breaking", "none"), default="any", help="threshold"),
    option("--retired", action="store_true", help="retired"),
)
def diff(options: Namespace) -> int:
    """Print what differs between two versions of an ontology or of a graph, or two editions of a document."""
    from shisaku.diff.diff_inputs import DOCUMENT, STANDARD_INPUT, graph_of, kind_of
    from shisaku.diff.diff_report import report
    from shisaku.diff.graph_diff import compare

    kinds = [kind_of(name) for name in (options.old, options.new)]
    if options.old == options.new == STANDARD_INPUT:
        raise InputError(Message("cli-standard-input-can-one-two"))
    if options.retired and DOCUMENT in kinds:
        raise InputError(Message("cli-retired-goes-two-graphs-plan"))
    if DOCUMENT in kinds:
        if kinds != [DOCUMENT, DOCUMENT]:
            raise InputError(Message("cli-compare-document-document-graph-graph"))
        return _diff_editions(options)
    found = compare(graph_of(options.old), graph_of(options.new))
    if options.retired:
        return _print_retired(found, options)
    sys.stdout.write(report(found, options.format, options.lang))
    differences = {"any": found.changes, "breaking": found.breaking, "none": ()}[options.threshold]
    return FINDINGS if differences else OK


def _print_retired(found: "GraphDiff", options: Namespace) -> int:
    """Print what to write into source.toml so that no IRI of a plan is lost."""
    from shisaku.diff.retired_table import retired_table

    sys.stdout.write(retired_table(found, options.lang))
    if not found.retired:
        print_message(sentence("cli-no-iri-retire", options.lang))
    return FINDINGS if found.retired and options.threshold != "none" else OK


def _diff_editions(options: Namespace) -> int:
    """Print what became of each component of a plan in its next edition."""
    from shisaku.editions.edition_report import changed, report
    from shisaku.pipeline import Context, compare
    from shisaku.project import find_project
    from shisaku.rdf.namespaces import PREFIXES, SUCCESSION
    from shisaku.rdf.turtle_writer import TurtleWriter

    context = Context.of(find_project())
    editions = compare(Path(options.old), Path(options.new), context)
    if options.format == "turtle":
        writer = TurtleWriter({**PREFIXES, "succession": str(SUCCESSION)})
        sys.stdout.write(writer.turtle(successions_of(editions, context)))
    else:
        sys.stdout.write(report(editions, options.format, options.lang))
    return FINDINGS if changed(editions, options.threshold) else OK


def successions_of(editions: "Editions", context: "Context") -> "Graph":
    """What became of each component, as a graph. Raises InputError where both editions have one identifier, and so the same IRIs."""
    from shisaku.graph.succession_writer import to_graph

    old, new = context.iris(editions.old), context.iris(editions.new)
    if old == new:
        raise InputError(Message("cli-both-editions-have-identifier-change", plan_id=old.plan_id))
    return to_graph(editions, old, new)
