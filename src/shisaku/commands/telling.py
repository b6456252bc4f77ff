"""What every command says, and where: findings with their lines on one stream, progress on a terminal, files never half written."""

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.errors import Language, Place, unwritable, visible
from shisaku.model.findings import Finding, Severity
from shisaku.project import Project, example_project, find_project

if TYPE_CHECKING:
    from shisaku.check import Located
    from shisaku.pipeline import Build

MOST_TOLD = 200
"""Findings of one document that are printed; the report graph holds them all."""
MOST_ALIKE = 5
"""Of these, those of one rule that are no errors."""

_QUIET: ContextVar[bool] = ContextVar("quiet", default=False)
"""Whether messages that are neither findings nor errors are left out."""


@contextmanager
def quietly(quiet: bool) -> Iterator[None]:
    """Within it, messages that are neither findings nor errors are left out if `quiet`."""
    token = _QUIET.set(quiet)
    try:
        yield
    finally:
        _QUIET.reset(token)


def tell(text: str, lang: Language, error: bool = False) -> None:
    """A message, on the error stream."""
    if error:
        print(("エラー: " if lang == "ja" else "error: ") + text, file=sys.stderr)
    elif not _QUIET.get():
        print(text, file=sys.stderr)


def tell_findings(made: "Build", lang: Language) -> None:
    """The findings of a build, each with its line in the document; those beyond MOST_TOLD, or MOST_ALIKE of one rule, as a number."""
    alike: Counter[str] = Counter()
    told = 0
    for finding in made.findings:
        alike[finding.rule] += 1
        if told == MOST_TOLD or (alike[finding.rule] > MOST_ALIKE and finding.severity < Severity.ERROR):
            continue
        told += 1
        place = made.plan.source.place(finding.span) if finding.span is not None else None
        print(finding_text(finding, place, made.plan.source.path, lang, colour(sys.stderr)), file=sys.stderr)
    left = len(made.findings) - told
    if left > 0:
        most = ", ".join(f"{rule} {number}" for rule, number in alike.most_common() if number > MOST_ALIKE)
        ja, en = (f"（合計で {most}）", f" ({most} in all)") if most else ("", "")
        all_of_them = f"ほか {left} 件{ja}。-f trig の report グラフに全件があります。"
        tell(all_of_them if lang == "ja" else f"and {left} more{en}; -f trig writes all of them, in graph report", lang)


def located_text(located: "Located", lang: Language, colour: bool) -> str:
    """A finding with its place in the file and, where there is one, that of the words in the source document."""
    told = finding_text(located.finding, located.place, str(located.path), lang, colour)
    if located.related is None:
        return told
    words = "原文" if lang == "ja" else "source"
    return f"{told}\n  {words} {located.related}:\n{located.related.quote()}"


def finding_text(finding: Finding, place: Place | None, path: str, lang: Language, colour: bool) -> str:
    """`path:line:column: severity: message [rule]`, the resource by its label, then the line with a caret."""
    severity = finding.severity.word
    if colour:
        from shisaku.export.terminal_outline import coloured_severity

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


def shows_progress() -> bool:
    """Whether progress is shown: on a terminal, unless the user wants it quiet."""
    return sys.stderr.isatty() and not _QUIET.get()


def colour(stream: object) -> bool:
    """Whether `stream` is a terminal that wants colours (https://no-color.org)."""
    return bool(getattr(stream, "isatty", bool)()) and "NO_COLOR" not in os.environ


def project_of(options: Namespace) -> Project:
    """The project that a command works on: the one that comes with the package where the user asks for the example, which is said."""
    if not options.example:
        return find_project()
    project = example_project()
    names = ", ".join(path.parent.name for path in project.sources)
    tell(f"付属の例を使います：{names}" if options.lang == "ja" else f"using the example: {names}", options.lang)
    return project


@contextmanager
def along(names: list[str], lang: Language) -> Iterator[Iterable[str]]:
    """The names, a bar running along them on a terminal when there is more than one."""
    if len(names) < 2 or not shows_progress():
        yield names
        return
    from rich.console import Console
    from rich.progress import track

    text = "読み取り中" if lang == "ja" else "building"
    yield track(names, description=text, console=Console(stderr=True), transient=True)


@contextmanager
def status(lang: Language) -> Iterator[Callable[[str], None]]:
    """A function that is told what is being looked at, and shows it on a terminal."""
    if not shows_progress():
        yield lambda name: None
        return
    from rich.console import Console

    text = "確認中" if lang == "ja" else "checking"
    with Console(stderr=True).status(text) as status:
        yield lambda name: status.update(f"{text} {name}")


def write(target: Path, text: str) -> None:
    """Write `text` so that a file is never seen half written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(target)
    except OSError as error:
        raise unwritable(target, error) from error
