"""`query`: saved questions and queries of the user's own."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.cli.command import OK, command, option
from shisaku.cli.console import print_message
from shisaku.cli.options import DATA, EXAMPLE, base_of, endpoint_options, format_option, project_of
from shisaku.cli.push_command import endpoint_of
from shisaku.errors import QueryError, ShisakuError
from shisaku.messages import Message, sentence, visible

if TYPE_CHECKING:
    from shisaku.project import Project
    from shisaku.sparql.questions import SavedQuestions
    from shisaku.sparql.saved_query import SavedQuery
    from shisaku.sparql.triple_store import TripleStore

_FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml", "turtle", "nt", "json-ld")


def _question_names(**unused: object) -> list[str]:
    """Names of the saved questions of the project, for a shell to offer; none where its settings cannot be read."""
    from shisaku.project import find_project

    try:
        return [path.stem for path in find_project().queries]
    except ShisakuError:
        return []


@command(
    option("name", nargs="?", metavar="NAME|FILE", help="name", completer=_question_names),
    option("--all", action="store_true", help="all"),
    option("--set", action="append", default=[], metavar="NAME=VALUE", help="set"),
    option("-e", "--sparql", metavar="TEXT", help="sparql"),
    format_option(_FORMATS, "table", "answer_format"),
    DATA,
    option("--plan", metavar="ID", help="query_plan"),
    option("--inferred", action="store_true", help="inferred"),
    *endpoint_options(required=False),
    option("--fetch", action="store_true", help="fetch"),
    EXAMPLE,
)
def query(options: Namespace) -> int:
    """Answer a saved question or a query of the user's own, all questions, or list them."""
    from shisaku.export.answer_tables import answer_text, refuse_format
    from shisaku.rdf.namespaces import PREFIXES
    from shisaku.sparql.answers import Answer, size_of

    base = base_of(options.base)
    project = project_of(options)
    _refuse_together(options)
    if options.all or (options.name is None and options.sparql is None):
        with _saved_questions(project, options, base, needed=options.all) as saved:
            (_answer_all if options.all else _list_questions)(saved, project, options)
        return OK
    # Mistakes are reported before data are read or a server is queried.
    question = _question(project, options)
    refuse_format(question.text, options.format)
    values = _settings(options.set)
    question.bindings(values)
    with _saved_questions(project, options, base) as saved:
        answer = saved.answer(question, values)
    if not isinstance(answer, bool) and not size_of(answer):
        print_message(
            (Message("cli-no-rows") if isinstance(answer, Answer) else Message("cli-no-triples")).verbatim(options.lang)
        )
    sys.stdout.write(answer_text(answer, options.format, PREFIXES))
    return OK


def _refuse_together(options: Namespace) -> None:
    """Raise QueryError where options cannot be combined."""

    def refuse(wrong: bool, message: Message) -> None:
        if wrong:
            raise QueryError(message)

    one_query = options.name is not None or options.sparql is not None
    refuse(
        options.all and (one_query or bool(options.set) or options.format != "table"),
        Message("cli-all-cannot-combined-name-e"),
    )
    refuse(
        options.name is not None and options.sparql is not None,
        Message("cli-give-one-query-e-not", name=options.name),
    )
    refuse(
        bool(options.data and options.endpoint),
        Message("cli-data-endpoint-do-not-go"),
    )
    refuse(options.fetch and not options.endpoint, Message("cli-fetch-goes-endpoint"))


def _question(project: "Project", options: Namespace) -> "SavedQuery":
    """The query of `-e`, of standard input for `-`, or of a file; else the saved question of that name."""
    from shisaku.rdf.rdf_files import ENDINGS
    from shisaku.sparql.questions import find_question
    from shisaku.sparql.saved_query import load_query, read_query

    if options.sparql is not None:
        return read_query(options.sparql.encode("utf-8", "surrogateescape"), Path("-e"))
    if options.name == "-":
        return read_query(sys.stdin.buffer.read(), Path("-"))
    path = Path(options.name)
    if path.suffix in ENDINGS:
        raise QueryError(Message("cli-data-file-not-question-pass", path=path))
    saved = path.suffix != ".rq" or (path.name == options.name and not path.is_file())
    return find_question(project, options.name) if saved else load_query(path)


@contextmanager
def _saved_questions(project: "Project", options: Namespace, base: str, needed: bool = True) -> "Iterator[SavedQuestions]":
    """Saved questions over the data, or the server, that the options name. Raises InputError where there are no data and they are `needed`."""
    from shisaku.sparql.questions import SavedQuestions

    if options.endpoint:
        with _questions_at_endpoint(options, base) as saved:
            yield saved
    else:
        yield SavedQuestions(_store(options, project, needed))


@contextmanager
def _questions_at_endpoint(options: Namespace, base: str) -> "Iterator[SavedQuestions]":
    """Saved questions over the graphs that were pushed to a server; a warning precedes answers that it may get wrong."""
    from shisaku.remote.querying import Graphs, doubt, fetched
    from shisaku.remote.server_state import queried_graphs
    from shisaku.sparql.questions import SavedQuestions

    with endpoint_of(options) as endpoint:
        graphs = queried_graphs(endpoint, base)

        def warn(question: "SavedQuery") -> None:
            warning = doubt(endpoint, question)
            if warning is not None:
                print_message(warning.text(options.lang))

        if options.fetch:
            yield SavedQuestions(fetched(endpoint, graphs))
        else:
            yield SavedQuestions(Graphs(endpoint, graphs), warn)


def _store(options: Namespace, project: "Project", needed: bool) -> "TripleStore":
    """The store with the graphs and datasets that the options name, else those of the project.

    A single dataset is read from its own store on disk, all others in memory. Where there are no data and none are `needed`, a message
    is printed and the store has the ontology alone. Raises InputError where there is nothing or a file cannot be read, QueryError where
    the options do not fit the data.
    """
    from shisaku.dataset.arguments import data_of, nothing_built
    from shisaku.dataset.dataset_layout import existing
    from shisaku.dataset.manifest import read_manifest
    from shisaku.dataset.store import open_store, plan_store, published
    from shisaku.sparql.questions import store_of

    if not (needed or options.data or project.graphs or project.datasets):
        print_message(nothing_built(project).text(options.lang))
        return store_of(project, ())
    data = data_of(options.data, project)
    (dataset,) = data.datasets if len(data.datasets) == 1 and not data.graphs else (None,)
    if options.plan or options.inferred:
        if dataset is None:
            raise QueryError(Message("cli-plan-inferred-go-one-dataset"))
        return plan_store(existing(dataset), options.plan or "", project, options.inferred)
    if dataset is not None:
        return open_store(existing(dataset))
    store = store_of(project, data.graphs)
    for layout in map(existing, data.datasets):
        for entry in read_manifest(layout).entries:
            store.load_ntriples(published(layout, entry).decode())
    return store


def _answer_all(saved: "SavedQuestions", project: "Project", options: Namespace) -> None:
    """A line for each question: how much its answer holds, or a dash and why it has none."""
    from shisaku.sparql.answers import size_of
    from shisaku.sparql.questions import questions

    for question in questions(project):
        lacks = Message.joined(_lacks(saved, question, project, options), "list-of-sentences").text(options.lang)
        answer = None if lacks else saved.answer(question)
        size = "-" if answer is None else str(answer).lower() if isinstance(answer, bool) else size_of(answer)
        reason = sentence("cli-in-brackets", options.lang, lacks=lacks) if lacks else ""
        print(f"{size:>4}  {question.name}  {question.summary.text(options.lang)}{reason}")


def _list_questions(saved: "SavedQuestions", project: "Project", options: Namespace) -> None:
    """The questions with their parameters and values that occur in the data; then those without an answer, with the reason."""
    from shisaku.sparql.questions import questions

    unanswered = {}
    for question in questions(project):
        lacks = _lacks(saved, question, project, options)
        if lacks:
            unanswered[question] = lacks
            continue
        print(f"{question.name}\n    {question.summary.text(options.lang)}")
        values = saved.values(question)
        for parameter in question.parameters:
            print(f"    --set {visible(f'{parameter.name}={values[parameter.name]}')}  {parameter.label.text(options.lang)}")
    if unanswered:
        print(sentence("cli-questions-without-answer-over-these", options.lang))
    for question, lacks in unanswered.items():
        print(f"{question.name}\n    {question.summary.text(options.lang)}")
        for lack in lacks:
            print(f"    {lack.text(options.lang)}")


def _lacks(saved: "SavedQuestions", question: "SavedQuery", project: "Project", options: Namespace) -> tuple[Message, ...]:
    """What the data lack for a question to have an answer; empty where there are no data at all."""
    any_data = options.data or options.endpoint or project.graphs or project.datasets
    return saved.lacks(question) if any_data else ()


def _settings(pairs: list[str]) -> dict[str, str]:
    """The values of `--set` by parameter. Raises QueryError for what is not `name=value`."""
    values = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise QueryError(Message("cli-set-takes-name-value-not", pair=pair))
        values[name] = value
    return values
