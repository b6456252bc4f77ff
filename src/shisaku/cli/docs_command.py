"""`docs`: the reference as pages."""

from argparse import Namespace
from pathlib import Path

from shisaku.cli.command import OK, command, option
from shisaku.cli.console import print_message
from shisaku.messages import sentence, visible


@command(option("-o", "--output", default="build/docs", metavar="DIR", help="folder"))
def docs(options: Namespace) -> int:
    """Write the reference as HTML pages."""
    from shisaku.pages.page_files import write_reference
    from shisaku.project import find_project

    number = write_reference(find_project(), Path(options.output))
    print_message(visible(f"{number} {sentence('cli-pages', options.lang)} → {options.output}"))
    return OK
