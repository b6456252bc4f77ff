"""`push`: graphs to a SPARQL server."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.cli.command import OK, command, option
from shisaku.cli.console import print_message, progress_bar
from shisaku.cli.options import EXAMPLE, base_of, endpoint_options, project_of
from shisaku.errors import EndpointError
from shisaku.messages import Message, sentence, visible

if TYPE_CHECKING:
    from shisaku.remote.endpoint import Endpoint
    from shisaku.remote.graph_push import Work


@command(
    option("source", nargs="*", metavar="SOURCE", help="push_source"),
    *endpoint_options(required=True),
    option("--update-endpoint", metavar="URL", help="update_endpoint"),
    option("--delete", action="store_true", help="delete"),
    option("--dry-run", action="store_true", help="dry_run"),
    EXAMPLE,
)
def push(options: Namespace) -> int:
    """Make a server hold the same graphs as the files."""
    from shisaku.dataset.arguments import data_of
    from shisaku.remote import graph_push as pushing
    from shisaku.remote.local_graphs import local_graphs

    base = base_of(options.base)
    project = project_of(options)
    folders = [Path(name) for name in options.source] or list(data_of((), project).datasets)
    files = [path for folder in folders for path in _files(folder)] if folders else list(project.graphs)
    # The questions need the ontology and its vocabularies beside the plans, on the server too.
    graphs = local_graphs({path.resolve(): path for path in (*files, *project.schemes)}.values())
    whole = options.delete and (not folders or any(folder.is_dir() for folder in folders))
    with endpoint_of(options, options.update_endpoint) as endpoint:
        work = pushing.plan_work(endpoint, base, graphs, whole)
        if options.dry_run:
            _print_work(work)
        else:
            with progress_bar(sentence("cli-pushing", options.lang), work.triples) as advance:
                pushing.push(endpoint, base, work, lambda graph: advance(graph.triples))
        _print_summary(work, endpoint, options)
    return OK


def _files(source: Path) -> list[Path]:
    """The files of a SOURCE: of a dataset the plans that are published, without the remains of an interrupted build."""
    from shisaku.dataset.arguments import plan_files
    from shisaku.dataset.dataset_layout import is_dataset
    from shisaku.remote.local_graphs import files_of

    return plan_files(source) if is_dataset(source) else files_of(source)


@contextmanager
def endpoint_of(options: Namespace, update: str | None = None) -> Iterator["Endpoint"]:
    """The server that the options name, with the credentials of the environment; every retry is reported."""
    from shisaku.remote.endpoint import Credentials, Endpoint, EndpointAddresses

    def report_retry(error: EndpointError, seconds: float) -> None:
        again = sentence("cli-trying-again", options.lang, seconds=f"{seconds:g}")
        print_message(f"{error.text(options.lang)} {again}")

    addresses = EndpointAddresses.of(options.endpoint, update, options.graph_store)
    with Endpoint(addresses, Credentials.from_environment(), options.timeout, notice=report_retry) as endpoint:
        yield endpoint


def _print_work(work: "Work") -> None:
    """Print a line for each graph that would be sent or dropped."""
    for graph in work.send:
        print(visible(f"+ {graph.iri} {graph.triples}"))
    for name in work.drop:
        print(visible(f"- {name}"))


def _print_summary(work: "Work", endpoint: "Endpoint", options: Namespace) -> None:
    from shisaku.remote.endpoint import shown

    sent, gone, same, triples = len(work.send), len(work.drop), work.unchanged, work.triples
    done = Message("cli-graphs-to-send" if options.dry_run else "cli-graphs-sent", sent=sent)
    summary = Message("cli-push-summary", done=done, triples=triples, gone=gone, same=same)
    print_message(f"{summary.verbatim(options.lang)} → {shown(endpoint.addresses.store)}")
    if work.surplus:
        number = len(work.surplus)
        message = Message("cli-graphs-server-not-here-delete", number=number)
        print_message(message.verbatim(options.lang))
