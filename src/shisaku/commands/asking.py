"""Questions answered: `query`, and why a triple is there: `explain`."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.commands.codes import FINE, FOUND
from shisaku.commands.datasets import store_asked
from shisaku.commands.telling import project_of, tell
from shisaku.errors import Message, QueryError, visible
from shisaku.project import Project, find_project

if TYPE_CHECKING:
    from shisaku.saved_query import SavedQuery
    from shisaku.sparql import Answer


def query(options: Namespace) -> int:
    """Answer a saved question, all of them, or list them."""
    from shisaku.publish.questions import questions
    from shisaku.publish.tables import answer_text

    project = find_project()
    if options.all and (options.name is not None or options.set or options.format != "table"):
        ja, en = "--all は名前、--set、-f と一緒には使えません。", "--all goes without a name, --set and -f."
        raise QueryError(Message(ja, en))
    if options.name is None and not options.all:
        return _list_questions(project, options)
    values = _settings(options.set)
    if options.all:
        with _asking(project, options) as ask:
            for question in questions(project):
                print(f"{len(ask(question, values).rows):4}  {question.name}  {question.summary.text(options.lang)}")
        return FINE
    question = _question(project, options.name)
    question.bindings(values)  # a value that does not fit is told before data are read or a server is asked
    with _asking(project, options) as ask:
        answer = ask(question, values)
    if not answer.rows:
        tell("0 件" if options.lang == "ja" else "no rows", options.lang)
    sys.stdout.write(answer_text(answer, options.format))
    return FINE


def _question(project: Project, name: str) -> "SavedQuery":
    """The saved question of that name; else the one in the file of that name, or on standard input for `-`."""
    from shisaku.publish.questions import find_question
    from shisaku.saved_query import load_query, read_query

    if name == "-":
        return read_query(sys.stdin.buffer.read(), Path("-"))
    path = Path(name)
    return load_query(path) if path.suffix == ".rq" and (path.is_file() or path.name != name) else find_question(project, name)


@contextmanager
def _asking(project: Project, options: Namespace) -> Iterator[Callable[["SavedQuery", dict[str, str]], "Answer"]]:
    """A function that answers saved questions over the data that the options name."""
    from shisaku.commands.pushing import asking_there
    from shisaku.publish.questions import ask, store_of

    if sum(map(bool, (options.data, options.endpoint, options.dataset))) > 1:
        ja = "--data、--endpoint、--dataset は一緒には使えません。"
        raise QueryError(Message(ja, "--data, --endpoint and --dataset do not go together."))
    if (options.plan or options.inferred) and not options.dataset:
        ja = "--plan と --inferred は --dataset とともに使います。"
        raise QueryError(Message(ja, "--plan and --inferred go with --dataset."))
    if options.fetch and not options.endpoint:
        raise QueryError(Message("--fetch は --endpoint とともに使います。", "--fetch goes with --endpoint."))
    if options.endpoint:
        with asking_there(options) as ask_there:
            yield ask_there
        return
    if options.dataset:
        store = store_asked(options, project)
    else:
        store = store_of(project, [Path(path) for path in options.data] if options.data else project.graphs)
    yield lambda question, values: ask(store, question, values)


def _list_questions(project: Project, options: Namespace) -> int:
    from shisaku.publish.questions import questions

    for question in questions(project):
        print(f"{question.name}\n    {question.summary.text(options.lang)}")
        for parameter in question.parameters:
            print(f"    --set {parameter.name}={parameter.default}  {parameter.label.text(options.lang)}")
    return FINE


def _settings(pairs: list[str]) -> dict[str, str]:
    values = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            ja, en = f"--set は 名前=値 の形で書きます（「{pair}」）。", f"--set takes name=value, not “{pair}”."
            raise QueryError(Message(ja, en))
        values[name] = value
    return values


def explain(options: Namespace) -> int:
    """Tell why a triple is there, or all that is known of a resource."""
    from shisaku.explanation.answering import answer
    from shisaku.explanation.material import gather

    words = [word for word in (options.subject, options.predicate, options.object) if word is not None]
    text = answer(gather(project_of(options), options.data, words), words, options.format, options.lang)
    if text is None:
        said = Message("記されておらず、導かれもしません。", "It is not stated, and does not follow.")
        tell(f"{visible(' '.join(words))}: {said.text(options.lang)}", options.lang)
        return FOUND
    sys.stdout.write(text)
    return FINE
