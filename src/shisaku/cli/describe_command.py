"""`describe`: data in VoID and DCAT."""

import sys
from argparse import Namespace
from pathlib import Path

from shisaku.cli.command import OK, command, option
from shisaku.cli.console import print_message, write_file
from shisaku.cli.options import EXAMPLE, project_of
from shisaku.messages import Message, visible


@command(
    option("data", nargs="*", metavar="PATH", help="data"),
    EXAMPLE,
    option("-o", "--output", default="-", metavar="FILE", help="file"),
)
def describe(options: Namespace) -> int:
    """Describe graphs by VoID and DCAT."""
    from shisaku.dataset.arguments import data_of, graph_files
    from shisaku.export.jsonld import read_context
    from shisaku.pages.dataset_description import description
    from shisaku.rdf.graph_files import load_turtle

    project = project_of(options)
    with graph_files(data_of(options.data, project)) as paths:
        names = [path.name for path in paths]
        text = description(((load_turtle(path), path.read_text(encoding="utf-8")) for path in paths), read_context(project))
    if options.output == "-":
        sys.stdout.write(text)
    else:
        write_file(Path(options.output), text)
        print_message(visible(f"{Message.joined(names).verbatim(options.lang)} → {options.output}"))
    return OK
