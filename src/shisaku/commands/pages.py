"""What people read in a browser: `docs`, `site`."""

import sys
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from shisaku.commands.codes import FINE
from shisaku.commands.comparing import different
from shisaku.commands.telling import project_of, tell, write
from shisaku.errors import visible
from shisaku.project import Project, find_project

if TYPE_CHECKING:
    from shisaku.model.succession import Editions
    from shisaku.pipeline import Context


def docs(options: Namespace) -> int:
    """Write the reference as HTML pages."""
    from shisaku.pages.page_files import write_reference

    number = write_reference(find_project(), Path(options.output))
    text = f"{number} ページ → {options.output}" if options.lang == "ja" else f"{number} pages → {options.output}"
    tell(visible(text), options.lang)
    return FINE


def _graphs_of_editions(project: Project, old: str, new: str, folder: Path) -> tuple[Path, ...]:
    from shisaku.pipeline import Context, compare

    context = Context.of(project)
    return graphs_of_editions(compare(Path(old), Path(new), context), context, folder)


def graphs_of_editions(editions: "Editions", context: "Context", folder: Path) -> tuple[Path, ...]:
    """Files below `folder` with the graphs of two editions, and of what became of each component. Raises as `different` does."""
    from shisaku.graph.succession_writer import to_graph
    from shisaku.pipeline import published
    from shisaku.rdf.namespaces import PREFIXES
    from shisaku.rdf.turtle_writer import TurtleWriter

    irises = tuple(map(context.iris, (editions.old, editions.new)))
    different(*irises)
    files = tuple(folder / f"{name}.ttl" for name in ("old", "new", "successions"))
    texts = (
        *(published(plan, context) for plan in (editions.old, editions.new)),
        TurtleWriter(PREFIXES).turtle(to_graph(editions, *irises)),
    )
    for path, text in zip(files, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return files


def site(options: Namespace) -> int:
    """Write the data of plans as a static site."""
    from shisaku.dataset.arguments import Inputs, data_of, graph_files
    from shisaku.pages.page_files import write_site

    project = project_of(options)
    given = Inputs() if options.editions and not options.data else data_of(options.data, project)
    with TemporaryDirectory() as made, graph_files(given) as data:
        if options.editions:
            old, new = options.editions
            data += _graphs_of_editions(project, old, new, Path(made))
        url = options.url if options.url.endswith("/") or not options.url else options.url + "/"
        number = write_site(project, Path(options.output), data, url)
    text = f"{number} ページ → {options.output}" if options.lang == "ja" else f"{number} pages → {options.output}"
    tell(visible(text), options.lang)
    return FINE


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
        write(Path(options.output), text)
        tell(visible(f"{'、'.join(names) if options.lang == 'ja' else ', '.join(names)} → {options.output}"), options.lang)
    return FINE
