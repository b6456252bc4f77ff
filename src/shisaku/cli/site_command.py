"""`site`: the data of plans as a static site."""

from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from shisaku.cli.command import OK, command, option
from shisaku.cli.console import print_message
from shisaku.cli.diff_command import successions_of
from shisaku.cli.options import DATA, EXAMPLE, project_of
from shisaku.messages import sentence, visible

if TYPE_CHECKING:
    from shisaku.model.succession import Editions
    from shisaku.pipeline import Context


@command(
    option("-o", "--output", default="build/site", metavar="DIR", help="folder"),
    DATA,
    option("--url", default="", metavar="URL", help="url"),
    option("--editions", nargs=2, metavar=("OLD", "NEW"), help="editions"),
    EXAMPLE,
)
def site(options: Namespace) -> int:
    """Write the data of plans as a static site."""
    from shisaku.dataset.arguments import Inputs, data_of, graph_files
    from shisaku.pages.page_files import write_site

    project = project_of(options)
    inputs = Inputs() if options.editions and not options.data else data_of(options.data, project)
    with TemporaryDirectory() as folder, graph_files(inputs) as data:
        if options.editions:
            from shisaku.pipeline import Context, compare

            context, (old, new) = Context.of(project), map(Path, options.editions)
            data += graphs_of_editions(compare(old, new, context), context, Path(folder))
        url = options.url if options.url.endswith("/") or not options.url else options.url + "/"
        number = write_site(project, Path(options.output), data, url)
    print_message(visible(f"{number} {sentence('cli-pages', options.lang)} → {options.output}"))
    return OK


def graphs_of_editions(editions: "Editions", context: "Context", folder: Path) -> tuple[Path, ...]:
    """Files written below `folder`: the graphs of two editions, and of what became of each component.

    Raises InputError where both editions have one identifier.
    """
    from shisaku.pipeline import published
    from shisaku.rdf.namespaces import PREFIXES
    from shisaku.rdf.turtle_writer import TurtleWriter

    successions = successions_of(editions, context)
    texts = {
        "old": published(editions.old, context),
        "new": published(editions.new, context),
        "successions": TurtleWriter(PREFIXES).turtle(successions),
    }
    for name, text in texts.items():
        (folder / f"{name}.ttl").write_text(text, encoding="utf-8")
    return tuple(folder / f"{name}.ttl" for name in texts)
