"""`export`: plans in another format."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.cli.command import OK, command, option
from shisaku.cli.console import write_file
from shisaku.cli.options import BASE, EXAMPLE, OCR, base_of, format_option, project_of
from shisaku.errors import InputError
from shisaku.export.export_formats import EXPORT_FORMATS
from shisaku.messages import Message

if TYPE_CHECKING:
    from shisaku.dataset.arguments import PlanGraphs
    from shisaku.pipeline import Build
    from shisaku.project import Project


@command(
    option("plan", nargs="*", metavar="PLAN", help="plan"),
    format_option(tuple(EXPORT_FORMATS), "turtle"),
    option("-o", "--output", metavar="DIR", help="output"),
    BASE,
    OCR,
    EXAMPLE,
)
def export(options: Namespace) -> int:
    """Write plans in another format: of documents, graphs or datasets."""
    base = base_of(options.base)
    project = project_of(options)
    output = None if options.output in (None, "-") else Path(options.output)
    only: str | None = None
    for made in _graphs(options, base, project):
        text = exported(made, options.format, project)
        if output is not None:
            write_file(output / f"{made.iris.plan_id}{EXPORT_FORMATS[options.format].ending}", text)
        elif only is None:
            only = text
        else:
            raise InputError(Message("cli-name-folder-o-export-several"))
    sys.stdout.write(only or "")
    return OK


def _graphs(options: Namespace, base: str, project: "Project") -> "Iterator[Build | PlanGraphs]":
    """The graphs of each plan that the options name."""
    from shisaku.dataset.arguments import plan_graphs, plans_of
    from shisaku.pipeline import Context, build

    found = plans_of(options.plan, project)
    context = replace(Context.of(project), ocr=options.ocr) if found.documents else None
    for path in found.documents:
        yield build(path, context, base)
    yield from plan_graphs(found)


def exported(made: "Build | PlanGraphs", form: str, project: "Project") -> str:
    """Return a plan in that format. Raises InputError where the format cannot hold it."""
    from shisaku.export.jsonld import read_context
    from shisaku.export.plan_export import PlanExport
    from shisaku.graph.tree_reader import trees_in
    from shisaku.model.fiscal_years import FiscalYears
    from shisaku.pipeline import Build

    export = PlanExport(
        made.iris.plan,
        made.graph,
        made.layers,
        lambda: read_context(project),
        lambda: made.plan if isinstance(made, Build) else trees_in(made.graph)[0],
        FiscalYears(project.country_profile.calendars).bounds,
    )
    return EXPORT_FORMATS[form].text(export)
