"""What every command prints: results go to standard output; messages, findings and progress to standard error."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.errors import Place, unwritable
from shisaku.messages import Language, Message, sentence, visible

if TYPE_CHECKING:
    from shisaku.check import Located
    from shisaku.model.findings import Finding
    from shisaku.model.source import Source
    from shisaku.pipeline import Build

MAX_FINDINGS = 200
"""Findings of one document that are printed; the report graph holds them all."""
MAX_PER_RULE = 5
"""Of these, findings of one rule that are not errors."""

_QUIET: ContextVar[bool] = ContextVar("quiet", default=False)
"""Whether only findings and errors are printed on standard error."""


@contextmanager
def quietly(quiet: bool) -> Iterator[None]:
    """Within it, neither messages nor progress are printed if `quiet`."""
    token = _QUIET.set(quiet)
    try:
        yield
    finally:
        _QUIET.reset(token)


def print_message(text: str) -> None:
    """Print a message."""
    if not _QUIET.get():
        print(text, file=sys.stderr)


def print_error(text: str, lang: Language) -> None:
    """Print an error."""
    print(sentence("cli-error", lang) + text, file=sys.stderr)


def print_findings(made: "Build", lang: Language) -> None:
    """Print the findings of a build, each with its line in the document; beyond MAX_FINDINGS, or MAX_PER_RULE of one rule, their number."""
    from shisaku.model.findings import Severity

    of_rule: Counter[str] = Counter()
    printed = 0
    for finding in made.findings:
        of_rule[finding.rule] += 1
        if printed == MAX_FINDINGS or (of_rule[finding.rule] > MAX_PER_RULE and finding.severity < Severity.ERROR):
            continue
        printed += 1
        print_finding(finding, made.plan.source, lang)
    left = len(made.findings) - printed
    if left > 0:
        most = ", ".join(f"{rule} {number}" for rule, number in of_rule.most_common() if number > MAX_PER_RULE)
        in_all = Message("cli-in-all", most=most) if most else ""
        print_message(sentence("cli-more-findings", lang, left=left, in_all=in_all))


def print_finding(finding: "Finding", source: "Source", lang: Language) -> None:
    """Print a finding, with its line in the document."""
    place = source.place(finding.span) if finding.span is not None else None
    print(_finding_text(finding, place, source.path, lang, colour(sys.stderr)), file=sys.stderr)


def located_text(located: "Located", lang: Language, colour: bool) -> str:
    """A finding with its place in the file and, where there is one, that of the words in the source document."""
    text = _finding_text(located.finding, located.place, str(located.path), lang, colour)
    if located.related is None:
        return text
    return f"{text}\n  {sentence('cli-source-short', lang)} {located.related}:\n{located.related.quote()}"


def _finding_text(finding: "Finding", place: Place | None, path: str, lang: Language, colour: bool) -> str:
    """`path:line:column: severity: message [rule]`, the resource by its label, then the line with a caret."""
    severity = finding.severity.word
    if colour:
        from shisaku.export.terminal_outline import coloured_severity

        severity = coloured_severity(finding.severity, colour)
    head = f"{place or visible(path)}: {severity}: {finding.message.text(lang)} [{finding.rule}]"
    label = visible(finding.label or "")
    if label and label not in finding.message.text(lang):
        head += sentence("cli-label", lang, label=label)
    lines = [head] if place is None else [head, place.quote()]
    if finding.remedy:
        lines.append(sentence("cli-settle-write-into-source-toml", lang))
        lines += [f"    {line}" for line in finding.remedy.split("\n")]
    return "\n".join(lines)


def colour(stream: object) -> bool:
    """Whether `stream` is a terminal that accepts colours (https://no-color.org)."""
    return bool(getattr(stream, "isatty", bool)()) and "NO_COLOR" not in os.environ


def shows_progress() -> bool:
    """Whether progress is shown: on a terminal, unless in quiet mode."""
    return sys.stderr.isatty() and not _QUIET.get()


@contextmanager
def progress_bar(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """A function that moves a bar on by so many of `total` steps; it does nothing where no progress is shown, or for one step."""
    if total < 2 or not shows_progress():
        yield lambda steps: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda steps: bar.advance(task, steps)


@contextmanager
def status(lang: Language) -> Iterator[Callable[[str], None]]:
    """A function that shows on a terminal the name of what is checked."""
    if not shows_progress():
        yield lambda name: None
        return
    from rich.console import Console

    text = sentence("cli-checking", lang)
    with Console(stderr=True).status(text) as status:
        yield lambda name: status.update(f"{text} {name}")


def write_file(target: Path, text: str) -> None:
    """Write `text` so that no reader sees a file half written. Raises InputError where it cannot be written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f".{target.name}.{os.getpid()}")
        unfinished.write_bytes(text.encode("utf-8"))
        unfinished.replace(target)
    except OSError as error:
        raise unwritable(target, error) from error
