"""`show`: plans as trees."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from shisaku.cli.command import OK, command, option
from shisaku.cli.console import colour
from shisaku.cli.options import EXAMPLE, OCR, project_of
from shisaku.errors import InputError
from shisaku.messages import Message

if TYPE_CHECKING:
    from shisaku.model.printed_tree import PlanTree
    from shisaku.project import Project


@command(option("plan", nargs="*", metavar="PLAN", help="plan"), OCR, EXAMPLE)
def show(options: Namespace) -> int:
    """Print plans as trees: of documents as they are read, of graphs and datasets as they were built."""
    from shisaku.export.terminal_outline import counts, outline

    for tree in _trees(options, project_of(options)):
        outline(tree, options.lang, sys.stdout, colour(sys.stdout))
        print(counts(tree, options.lang))
    return OK


def _trees(options: Namespace, project: "Project") -> "Iterator[PlanTree]":
    """The tree of each plan that the options name. Raises InputError where a graph has none."""
    from shisaku.dataset.arguments import graph_files, plans_of
    from shisaku.graph.tree_reader import trees_in
    from shisaku.model.printed_tree import tree_of
    from shisaku.pipeline import Context, read
    from shisaku.rdf.graph_files import load_turtle

    found = plans_of(options.plan, project)
    context = replace(Context.of(project), ocr=options.ocr) if found.documents else None
    for path in found.documents:
        yield tree_of(read(path, context))
    with graph_files(found) as graphs:
        for path in graphs:
            trees = trees_in(load_turtle(path))
            if not trees:
                raise InputError(Message("common-there-no-plan", path=path))
            yield from trees
