"""Questions answered: `query`, and why a triple is there: `explain`."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.commands.codes import FINE, FOUND
from shisaku.commands.datasets import store_asked
from shisaku.commands.telling import project_of, tell
from shisaku.errors import Message, QueryError, visible
from shisaku.project import Project

if TYPE_CHECKING:
    from shisaku.saved_query import SavedQuery
    from shisaku.sparql_questions import SavedQuestions


def query(options: Namespace) -> int:
    """Answer a saved question or a query of the user's own, all questions, or list them."""
    from shisaku.export.answer_tables import answer_text, refuse_format
    from shisaku.rdf.namespaces import PREFIXES
    from shisaku.sparql import Answer, size_of

    project = project_of(options)
    _refuse_together(options)
    if options.all or (options.name is None and options.sparql is None):
        with _asking(project, options, needed=options.all) as asking:
            (_answer_all if options.all else _list_questions)(asking, project, options)
        return FINE
    # Mistakes are reported before data are read or a server is queried.
    question = _question(project, options)
    refuse_format(question.text, options.format)
    values = _settings(options.set)
    question.bindings(values)
    with _asking(project, options) as asking:
        answer = asking.answer(question, values)
    if not isinstance(answer, bool) and not size_of(answer):
        tell("0 件" if options.lang == "ja" else "no rows" if isinstance(answer, Answer) else "no triples", options.lang)
    sys.stdout.write(answer_text(answer, options.format, PREFIXES))
    return FINE


def _refuse_together(options: Namespace) -> None:
    """Raise QueryError where options are given that do not go together."""

    def refuse(wrong: bool, ja: str, en: str) -> None:
        if wrong:
            raise QueryError(Message(ja, en))

    asked = options.name is not None or options.sparql is not None
    refuse(
        options.all and (asked or bool(options.set) or options.format != "table"),
        "--all は名前、-e、--set、-f と一緒には使えません。",
        "--all cannot be combined with a name, -e, --set or -f.",
    )
    refuse(
        options.name is not None and options.sparql is not None,
        f"{options.name} と -e は一緒には使えません。",
        f"Give one query: {options.name} or -e, not both.",
    )
    refuse(
        bool(options.data and options.endpoint),
        "--data と --endpoint は一緒には使えません。",
        "--data and --endpoint do not go together.",
    )
    refuse(options.fetch and not options.endpoint, "--fetch は --endpoint とともに使います。", "--fetch goes with --endpoint.")


def _question(project: Project, options: Namespace) -> "SavedQuery":
    """The query of `-e`, on standard input for `-`, in the file of that name, else the saved question of that name."""
    from shisaku.rdf.rdf_files import ENDINGS
    from shisaku.saved_query import load_query, read_query
    from shisaku.sparql_questions import find_question

    if options.sparql is not None:
        return read_query(options.sparql.encode("utf-8", "surrogateescape"), Path("-e"))
    if options.name == "-":
        return read_query(sys.stdin.buffer.read(), Path("-"))
    path = Path(options.name)
    if path.suffix in ENDINGS:
        ja = f"{path} は質問ではなくデータのファイルです。--data {path} で渡してください（ファイルごとに --data を付けます）。"
        en = f"{path} is a data file, not a question. Pass it as --data {path}, one --data per file."
        raise QueryError(Message(ja, en))
    saved = path.suffix != ".rq" or (path.name == options.name and not path.is_file())
    return find_question(project, options.name) if saved else load_query(path)


@contextmanager
def _asking(project: Project, options: Namespace, needed: bool = True) -> Iterator["SavedQuestions"]:
    """Saved questions over the data that the options name; over none where none are here and none are `needed`, which is said."""
    from shisaku.commands.pushing import asking_there
    from shisaku.sparql_questions import SavedQuestions

    if options.endpoint:
        with asking_there(options) as asking:
            yield asking
    else:
        yield SavedQuestions(store_asked(options, project, needed))


def _answer_all(asking: "SavedQuestions", project: Project, options: Namespace) -> None:
    """A line for each question: how much its answer holds, or a dash and why it has none."""
    from shisaku.sparql import size_of
    from shisaku.sparql_questions import questions

    for question in questions(project):
        gap = "" if options.lang == "ja" else " "
        lacks = gap.join(lack.text(options.lang) for lack in _lacks(asking, question, project, options))
        answer = None if lacks else asking.answer(question)
        size = "-" if answer is None else str(answer).lower() if isinstance(answer, bool) else size_of(answer)
        reason = f"（{lacks}）" if lacks and options.lang == "ja" else f" ({lacks})" if lacks else ""
        print(f"{size:>4}  {question.name}  {question.summary.text(options.lang)}{reason}")


def _list_questions(asking: "SavedQuestions", project: Project, options: Namespace) -> None:
    """The questions with their parameters at the values that the data have; those without an answer apart, with the reason."""
    from shisaku.sparql_questions import questions

    apart = {}
    for question in questions(project):
        lacks = _lacks(asking, question, project, options)
        if lacks:
            apart[question] = lacks
            continue
        print(f"{question.name}\n    {question.summary.text(options.lang)}")
        values = asking.values(question)
        for parameter in question.parameters:
            print(f"    --set {visible(f'{parameter.name}={values[parameter.name]}')}  {parameter.label.text(options.lang)}")
    if apart:
        print("\nこのデータでは答えのない質問:" if options.lang == "ja" else "\nQuestions without an answer over these data:")
    for question, lacks in apart.items():
        print(f"{question.name}\n    {question.summary.text(options.lang)}")
        for lack in lacks:
            print(f"    {lack.text(options.lang)}")


def _lacks(asking: "SavedQuestions", question: "SavedQuery", project: Project, options: Namespace) -> tuple[Message, ...]:
    """What the data lack for a question to have an answer; nothing where there are no data at all."""
    any_data = options.data or options.endpoint or project.graphs or project.datasets
    return asking.lacks(question) if any_data else ()


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
    from shisaku.explain.answering import answer
    from shisaku.explain.explanation_data import gather

    words = [word for word in (options.subject, options.predicate, options.object) if word is not None]
    text = answer(gather(project_of(options), options.data, words), words, options.format, options.lang)
    if text is None:
        said = Message("記されておらず、導かれもしません。", "It is not stated, and does not follow.")
        tell(f"{visible(' '.join(words))}: {said.text(options.lang)}", options.lang)
        return FOUND
    sys.stdout.write(text)
    return FINE
