"""What goes to a SPARQL server: `push`; and how a server is reached that `query` asks."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.commands.codes import FINE
from shisaku.commands.telling import project_of, shows_progress, tell
from shisaku.dataset.dataset_layout import is_dataset
from shisaku.errors import EndpointError, Language, visible

if TYPE_CHECKING:
    from shisaku.remote.endpoint import Endpoint
    from shisaku.remote.graph_push import Work
    from shisaku.remote.local_graphs import LocalGraph
    from shisaku.saved_query import SavedQuery
    from shisaku.sparql_questions import SavedQuestions


def push(options: Namespace) -> int:
    """Bring a server to hold what the files hold."""
    from shisaku.dataset.arguments import data_of
    from shisaku.remote import graph_push as pushing
    from shisaku.remote.local_graphs import local_graphs

    project = project_of(options)
    folders = [Path(name) for name in options.source] or list(data_of((), project).datasets)
    files = [path for folder in folders for path in _files(folder)] if folders else list(project.graphs)
    # The questions need the ontology and its vocabularies beside the plans, wherever they are asked.
    graphs = local_graphs({path.resolve(): path for path in (*files, *project.schemes)}.values())
    whole = options.delete and (not folders or any(folder.is_dir() for folder in folders))
    with endpoint_of(options, options.update_endpoint) as endpoint:
        work = pushing.plan_work(endpoint, options.base, graphs, whole)
        if options.dry_run:
            _tell_work(work)
        else:
            with _progress(work, options.lang) as progress:
                pushing.push(endpoint, options.base, work, progress)
        _summarise(work, endpoint, options)
    return FINE


def _files(source: Path) -> list[Path]:
    """The files that a SOURCE means: of a dataset the plans that are published, and not what a build that was ended left."""
    from shisaku.dataset.arguments import plan_files
    from shisaku.remote.local_graphs import files_of

    return plan_files(source) if is_dataset(source) else files_of(source)


@contextmanager
def endpoint_of(options: Namespace, update: str | None = None) -> Iterator["Endpoint"]:
    """The server that the options name, with the credentials of the environment; what is tried again is told."""
    from shisaku.remote.endpoint import Credentials, Endpoint, EndpointAddresses

    def notice(error: EndpointError, seconds: float) -> None:
        again = f"{seconds:g} 秒後にもう一度試します。" if options.lang == "ja" else f"Trying again in {seconds:g} s."
        tell(f"{error.text(options.lang)} {again}", options.lang)

    addresses = EndpointAddresses.of(options.endpoint, update, options.graph_store)
    with Endpoint(addresses, Credentials.from_environment(), options.timeout, notice=notice) as endpoint:
        yield endpoint


@contextmanager
def asking_there(options: Namespace) -> Iterator["SavedQuestions"]:
    """Saved questions over the graphs that were pushed to the server that the options name; a warning goes before answers that it may get wrong."""
    from shisaku.remote.querying import Graphs, doubt, fetched
    from shisaku.remote.server_state import asked_graphs
    from shisaku.sparql_questions import SavedQuestions

    with endpoint_of(options) as endpoint:
        graphs = asked_graphs(endpoint, options.base)

        def notice(question: "SavedQuery") -> None:
            doubted = doubt(endpoint, question)
            if doubted is not None:
                tell(doubted.text(options.lang), options.lang)

        if options.fetch:
            yield SavedQuestions(fetched(endpoint, graphs))
        else:
            yield SavedQuestions(Graphs(endpoint, graphs), notice)


def _tell_work(work: "Work") -> None:
    """A line for each graph that would travel or go."""
    for graph in work.send:
        print(visible(f"+ {graph.iri} {graph.triples}"))
    for name in work.drop:
        print(visible(f"- {name}"))


def _summarise(work: "Work", endpoint: "Endpoint", options: Namespace) -> None:
    from shisaku.remote.endpoint import shown

    sent, gone, same, triples = len(work.send), len(work.drop), work.unchanged, work.triples
    if options.lang == "ja":
        done = "送ることになるのは" if options.dry_run else "送ったグラフ"
        text = f"{done} {sent}（{triples} トリプル）、除くもの {gone}、そのまま {same}"
    else:
        done = "to send" if options.dry_run else "sent"
        text = f"graphs {done}: {sent} ({triples} triples), dropped: {gone}, unchanged: {same}"
    tell(f"{text} → {shown(endpoint.addresses.store)}", options.lang)
    if work.surplus:
        number = len(work.surplus)
        ja = f"手元にないグラフがサーバーに {number} あります。--delete で除きます。"
        en = f"graphs on the server that are not here: {number}; --delete drops them"
        tell(ja if options.lang == "ja" else en, options.lang)


@contextmanager
def _progress(work: "Work", lang: Language) -> Iterator[Callable[["LocalGraph"], None]]:
    """A function that is told of each graph that was published; on a terminal a bar runs along them."""
    if not shows_progress():
        yield lambda graph: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("送信中" if lang == "ja" else "pushing", total=work.triples)
        yield lambda graph: bar.update(task, advance=graph.triples)
