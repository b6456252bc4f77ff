"""What each command does: calls the one function that does it, and prints what came of it."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from shisaku.errors import InputError, Language, Message, Place, QueryError, ShisakuError, visible
from shisaku.findings import Finding, Severity
from shisaku.project import Project, find_project
from shisaku.source import is_ascii_iri

if TYPE_CHECKING:
    from shisaku.gate import Located
    from shisaku.pipeline import Build

FINE, FOUND, WRONG_USE, INTERNAL = 0, 1, 2, 3
"""Exit codes: nothing at or above --fail-on; something; wrong use or unreadable input; a fault of ours."""
MOST_TOLD = 200
"""Findings of one document that are printed; the report graph holds them all."""


def build(options: Namespace) -> int:
    """Build every source; write its graph; tell what was found."""
    from shisaku.pipeline import Workshop

    project = find_project()
    workshop = Workshop.of(project)
    taken: dict[str, str] = {}
    worst, unreadable = 0, False
    with _progress(options.source, options.lang) as sources:
        for name in sources:
            try:
                made = _build_one(name, options, workshop, project, taken)
            except ShisakuError as error:
                _tell(error.text(options.lang), options.lang, error=True)
                unreadable = True
                continue
            worst = max(worst, *(finding.severity for finding in made.findings), 0)
    if unreadable:
        return WRONG_USE
    return FOUND if worst >= options.fail_on else FINE


def _build_one(name: str, options: Namespace, workshop: object, project: Project, taken: dict[str, str]) -> "Build":
    from shisaku import pipeline
    from shisaku.publish.export import FORMATS

    assert isinstance(workshop, pipeline.Workshop)
    made = pipeline.build(Path(name), workshop, options.base)
    plan_id = made.iris.plan_id
    if plan_id in taken:
        ja = f"{name}: 識別子 {plan_id} は {taken[plan_id]} が使っています。source.toml の id を変えてください。"
        en = f"{name}: the identifier {plan_id} is taken by {taken[plan_id]}. Change the id in source.toml."
        raise InputError(Message(ja, en))
    taken[plan_id] = name
    text = _exported(made, options.format, project, workshop)
    if options.output == "-":
        sys.stdout.write(text)
    else:
        target = Path(options.output) / f"{plan_id}{FORMATS[options.format]}"
        _write(target, text)
        _tell(visible(f"{name} → {target}"), options.lang)
    _tell_findings(made, options.lang)
    if options.summary:
        _summarise(made, options.lang, sys.stderr if options.output == "-" else sys.stdout)
    return made


def _exported(made: "Build", form: str, project: Project, workshop: object) -> str:
    import json

    from shisaku.graph.namespaces import PREFIXES
    from shisaku.publish.export import export

    names = json.loads(project.context.read_text(encoding="utf-8")) if form == "json-ld" else {}
    return export(made.layers, made.graph, made.iris.plan, PREFIXES, names, form)


def _write(target: Path, text: str) -> None:
    """Write `text` so that a file is never seen half written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(Message(f"{target}: 書けません（{reason}）。", f"{target}: cannot be written ({reason}).")) from error


def _summarise(made: "Build", lang: Language, out: TextIO) -> None:
    from shisaku.publish.outline import conclusions, counts, outline, verdict

    outline(made.plan, lang, out, _colour(out))
    triples = {layer.rpartition("/")[2]: len(graph) for layer, graph in made.layers.items()}
    shown = ", ".join(f"{layer} {number}" for layer, number in triples.items())
    print(f"\n{counts(made.plan, lang)}\n{conclusions(made.plan, lang)}", file=out)
    print(f"{'トリプル' if lang == 'ja' else 'triples'}: {shown}\n{verdict(made.findings, lang)}", file=out)


def show(options: Namespace) -> int:
    """Print a plan as a tree."""
    from shisaku.pipeline import Workshop, read
    from shisaku.publish.outline import counts, outline

    project = find_project()
    workshop = Workshop.of(project)
    for name in options.plan or [path.parent.name for path in project.sources]:
        plan = read(_source_path(name, project), workshop)
        outline(plan, options.lang, sys.stdout, _colour(sys.stdout))
        print(counts(plan, options.lang))
    return FINE


def export(options: Namespace) -> int:
    """Write plans in another format."""
    from shisaku import pipeline
    from shisaku.publish.export import FORMATS

    project = find_project()
    workshop = pipeline.Workshop.of(project)
    names = options.plan or [path.parent.name for path in project.sources]
    if len(names) > 1 and options.output is None:
        ja, en = "複数のプランを書き出すには -o でフォルダーを指定します。", "Name a folder with -o to export several plans."
        raise InputError(Message(ja, en))
    for name in names:
        made = pipeline.build(_source_path(name, project), workshop, options.base)
        text = _exported(made, options.format, project, workshop)
        if options.output in (None, "-"):
            sys.stdout.write(text)
        else:
            _write(Path(options.output) / f"{made.iris.plan_id}{FORMATS[options.format]}", text)
    return FINE


def _source_path(name: str, project: Project) -> Path:
    """The document that `name` means: a file, or the identifier of a plan of the project."""
    known = project.source(name)
    return known if known.is_file() and not Path(name).is_file() else Path(name)


def query(options: Namespace) -> int:
    """Answer a saved question, all of them, or list them."""
    from shisaku.publish.questions import ask, find_question, questions, store_of
    from shisaku.publish.tables import answer_text

    project = find_project()
    if options.all and (options.name is not None or options.set or options.format != "table"):
        ja, en = "--all は名前、--set、-f と一緒には使えません。", "--all goes without a name, --set and -f."
        raise QueryError(Message(ja, en))
    if options.name is None and not options.all:
        return _list_questions(project, options)
    data = [Path(path) for path in options.data] if options.data else list(project.graphs)
    values = _settings(options.set)
    if options.all:
        store = store_of(project, data)
        for question in questions(project):
            answer = ask(store, question)
            print(f"{len(answer.rows):4}  {question.name}  {question.summary.text(options.lang)}")
        return FINE
    question = find_question(project, options.name)
    answer = ask(store_of(project, data), question, values)
    if not answer.rows:
        _tell("0 件" if options.lang == "ja" else "no rows", options.lang)
    sys.stdout.write(answer_text(answer, options.format))
    return FINE


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


def check(options: Namespace) -> int:
    """Check a project, or files: its ontology, data and questions."""
    from shisaku.gate import Selection, check_paths, check_project
    from shisaku.gate.reports import report
    from shisaku.publish.outline import verdict

    project = find_project()
    wanted = _reports(options.report)
    paths = [Path(path) for path in options.path]
    for path in paths:
        if not path.exists():
            raise InputError(Message(f"{path}: ありません。", f"{path}: does not exist."))
    selection = Selection(tuple(pattern for given in options.rules for pattern in given.split(",")))
    found: list[Located] = []
    with _status(options.lang) as progress:
        checked = check_paths(paths, project, progress, selection) if paths else check_project(project, progress, selection)
        for located in checked:
            found.append(located)
            if options.format == "human":
                print(_located_text(located, options.lang, _colour(sys.stdout)))
    findings = [located.finding for located in found]
    if options.format == "human":
        print(verdict(findings, options.lang))
    else:
        sys.stdout.write(report(found, options.format, options.lang, options.fail_on))
    for form, target in wanted:
        _write(target, report(found, form, options.lang, options.fail_on))
    unreadable = any(finding.rule == "syntax/unreadable" for finding in findings)
    if unreadable and options.path:
        return WRONG_USE
    return FOUND if any(finding.severity >= options.fail_on for finding in findings) else FINE


def docs(options: Namespace) -> int:
    """Write the reference as HTML pages."""
    from shisaku.site.write import write_reference

    number = write_reference(find_project(), Path(options.output))
    text = f"{number} ページ → {options.output}" if options.lang == "ja" else f"{number} pages → {options.output}"
    _tell(visible(text), options.lang)
    return FINE


def diff(options: Namespace) -> int:
    """Tell what differs between two versions of an ontology or of a graph."""
    from shisaku.comparison.graphs import compare
    from shisaku.comparison.inputs import DOCUMENT, STANDARD_INPUT, graph_of, kind_of
    from shisaku.comparison.report import report

    kinds = [kind_of(name) for name in (options.old, options.new)]
    if options.old == options.new == STANDARD_INPUT:
        raise InputError(Message("標準入力は一方だけに使えます。", "Standard input can be one of the two only."))
    if DOCUMENT in kinds:
        if kinds != [DOCUMENT, DOCUMENT]:
            ja = "文書は文書と、グラフはグラフと比べます。"
            raise InputError(Message(ja, "Compare a document with a document, or a graph with a graph."))
        return _diff_editions(options)
    found = compare(graph_of(options.old), graph_of(options.new))
    sys.stdout.write(report(found, options.format, options.lang))
    told = {"any": found.changes, "breaking": found.breaking, "none": ()}[options.threshold]
    return FOUND if told else FINE


def _diff_editions(options: Namespace) -> int:
    """Tell what became of each component of a plan in its next edition."""
    from shisaku.graph.editions import to_graph
    from shisaku.graph.namespaces import DEFAULT_BASE, PREFIXES, SUCCESSION, PlanIris
    from shisaku.pipeline import compare
    from shisaku.publish.editions import changed, report
    from shisaku.publish.turtle import TurtleWriter

    editions = compare(Path(options.old), Path(options.new))
    if options.format == "turtle":
        old, new = (PlanIris(DEFAULT_BASE, plan.source.description.id) for plan in (editions.old, editions.new))
        if old == new:
            ja = f"二つの版の識別子がどちらも {old.plan_id} です。文書名か source.toml の id を変えてください。"
            en = f"Both editions have the identifier {old.plan_id}. Change the name of a document, or id in its source.toml."
            raise InputError(Message(ja, en))
        sys.stdout.write(TurtleWriter({**PREFIXES, "succession": str(SUCCESSION)}).turtle(to_graph(editions, old, new)))
    else:
        sys.stdout.write(report(editions, options.format, options.lang))
    return FOUND if changed(editions, options.threshold) else FINE


def explain(options: Namespace) -> int:
    """Tell why a triple is there, or all that is known of a resource."""
    from shisaku.explanation.answering import answer
    from shisaku.explanation.material import gather

    words = [word for word in (options.subject, options.predicate, options.object) if word is not None]
    material = gather(find_project(), options.data, words)
    text = answer(material, words, options.format, options.lang)
    if text is None:
        said = Message("記されておらず、導かれもしません。", "It is not stated, and does not follow.")
        _tell(f"{visible(' '.join(words))}: {said.text(options.lang)}", options.lang)
        return FOUND
    sys.stdout.write(text)
    return FINE


def _reports(given: list[str]) -> list[tuple[str, Path]]:
    """Forms and files that `--report` names. Raises InputError where one is neither."""
    from shisaku.gate.reports import FORMS

    wanted = []
    for text in given:
        form, _, name = text.partition("=")
        if form not in FORMS[1:] or not name:
            known = ", ".join(FORMS[1:])
            ja = f"--report は 形式=ファイル の形で書きます（「{text}」）。形式は {known}。"
            raise InputError(Message(ja, f"--report takes format=file, not “{text}”. Formats: {known}."))
        wanted.append((form, Path(name)))
    return wanted


# -- telling -----------------------------------------------------------------------------------------------------------


def _tell_findings(made: "Build", lang: Language) -> None:
    for finding in made.findings[:MOST_TOLD]:
        place = made.plan.source.place(finding.span) if finding.span is not None else None
        _tell(_finding_text(finding, place, made.plan.source.path, lang, _colour(sys.stderr)), lang)
    left = len(made.findings) - MOST_TOLD
    if left > 0:
        _tell(
            f"ほか {left} 件（-f trig の report グラフに全件）" if lang == "ja" else f"and {left} more (-f trig: graph report)",
            lang,
        )


def _located_text(located: "Located", lang: Language, colour: bool) -> str:
    """A finding with its place in the file and, where there is one, that of the words in the source document."""
    told = _finding_text(located.finding, located.place, str(located.path), lang, colour)
    if located.related is None:
        return told
    words = "原文" if lang == "ja" else "source"
    return f"{told}\n  {words} {located.related}:\n{located.related.quote()}"


def _finding_text(finding: Finding, place: Place | None, path: str, lang: Language, colour: bool) -> str:
    """`path:line:column: severity: message [rule]`, the resource by its label, then the line with a caret."""
    from shisaku.publish.outline import coloured_severity

    severity = coloured_severity(finding.severity, colour)
    head = f"{place or visible(path)}: {severity}: {finding.message.text(lang)} [{finding.rule}]"
    label = visible(finding.label or "")
    if label and label not in finding.message.text(lang):
        head += f" 「{label}」" if lang == "ja" else f" “{label}”"
    told = [head] if place is None else [head, place.quote()]
    if finding.remedy:
        told.append("  source.toml に書けば確定します:" if lang == "ja" else "  To settle it, write into source.toml:")
        told += [f"    {line}" for line in finding.remedy.split("\n")]
    return "\n".join(told)


def _tell(text: str, lang: Language, error: bool = False) -> None:
    """A message, on the error stream."""
    prefix = ("エラー: " if lang == "ja" else "error: ") if error else ""
    print(prefix + text, file=sys.stderr)


def _colour(stream: object) -> bool:
    return bool(getattr(stream, "isatty", bool)()) and "NO_COLOR" not in os.environ


@contextmanager
def _progress(names: list[str], lang: Language) -> Iterator[Iterable[str]]:
    """The names, a bar running along them on a terminal when there is more than one."""
    if len(names) < 2 or not sys.stderr.isatty():
        yield names
        return
    from rich.console import Console
    from rich.progress import track

    text = "読み取り中" if lang == "ja" else "building"
    yield track(names, description=text, console=Console(stderr=True), transient=True)


@contextmanager
def _status(lang: Language) -> Iterator[Callable[[str], None]]:
    """A function that is told what is being looked at, and shows it on a terminal."""
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console

    text = "確認中" if lang == "ja" else "checking"
    with Console(stderr=True).status(text) as status:
        yield lambda name: status.update(f"{text} {name}")


def severity_of(word: str) -> int:
    """The threshold that a `--fail-on` word means; above every severity for `none`."""
    thresholds = {severity.word: int(severity) for severity in Severity}
    return {**thresholds, "warn": int(Severity.WARNING), "none": int(Severity.ERROR) + 1}[word]


def base_of(iri: str | None) -> str:
    """The base of the IRIs of plans: ours, or `iri` with a slash or hash at its end. Raises InputError where it is no ASCII IRI."""
    from shisaku.graph.namespaces import DEFAULT_BASE

    if iri is None:
        return DEFAULT_BASE
    if not is_ascii_iri(iri):
        ja, en = f"--base には ASCII の IRI を渡します（「{iri}」）。", f"--base takes an ASCII IRI, not “{iri}”."
        raise InputError(Message(ja, en))
    return iri if iri.endswith(("/", "#", ":")) else iri + "/"
