"""`build` of a dataset: one folder with the graphs of many documents, brought up to date."""

import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.cli.command import FINDINGS, OK, USAGE_ERROR
from shisaku.cli.console import print_error, print_message, shows_progress
from shisaku.cli.options import base_of, severity_of
from shisaku.errors import InputError
from shisaku.messages import Language, Message, sentence, visible

if TYPE_CHECKING:
    from rich.progress import Progress

    from shisaku.dataset.dataset_build import BuildStep, Summary
    from shisaku.dataset.document_search import PassedOver


def makes_dataset(options: Namespace) -> bool:
    """Whether a build makes a dataset: `-o` names one or ends in `.dataset`, or is given together with a folder of documents."""
    from shisaku.dataset.dataset_layout import ENDING, is_dataset

    if options.output in (".", "-"):
        return False
    output = Path(options.output)
    return output.suffix == ENDING or is_dataset(output) or any(Path(source).is_dir() for source in options.source)


def build_dataset(options: Namespace) -> int:
    """Make a dataset, or bring it up to date, and print what became of each document."""
    from shisaku.dataset.dataset_build import build_dataset as build
    from shisaku.dataset.executors import executor_for
    from shisaku.dataset.sources import BuildConfig
    from shisaku.model.findings import Severity
    from shisaku.project import find_project

    base = options.base and base_of(options.base)
    if options.summary or options.format != "turtle":
        raise InputError(Message("cli-f-summary-do-not-go"))
    project = find_project()
    config = BuildConfig(replace(project, root=project.root.resolve()), base, options.engine, options.ocr)
    start = time.perf_counter()
    with _reporter(options) as report, executor_for(options.cluster, options.jobs or _cores()) as executor:
        summary = build(Path(options.output), map(Path, options.source), config, report, executor)
    print_passed_over(summary.passed_over, options)
    _print_summary(summary, options, time.perf_counter() - start)
    if summary.manifest.failures:
        return USAGE_ERROR
    worst = max((severity for severity in Severity if summary.findings[severity.word]), default=0)
    return FINDINGS if worst >= severity_of(options.fail_on) else OK


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _reporter(options: Namespace) -> "Iterator[Callable[[BuildStep], None]]":
    """A function that reports each document: as a line of JSON, or its failure and, on a terminal, progress."""
    if options.log == "json":
        yield _log
        return
    with _bar(options.lang) if shows_progress() else nullcontext() as bar:

        def report(step: "BuildStep") -> None:
            if step.failure is not None:
                print_error(step.failure.message.text(options.lang), options.lang)
            if bar is not None:
                _advance(bar, step)

        yield report


def _print_json(values: dict[str, object]) -> None:
    """Print a line of the log."""
    import json

    print(json.dumps(values, ensure_ascii=False), file=sys.stderr)


def _log(step: "BuildStep") -> None:
    values: dict[str, object] = {
        "source": step.source,
        "status": step.status,
        "left": step.left,
        "seconds": round(step.seconds, 3),
    }
    if step.entry is not None:
        values |= {"plan": step.entry.plan, "triples": step.entry.triples, "findings": step.entry.findings}
    if step.failure is not None:
        values |= step.failure.message.in_each_language()
    _print_json(values)


def _advance(bar: "Progress", step: "BuildStep") -> None:
    """Move the bar to `step`. The first one that leaves documents to read says how many there are."""
    if not bar.tasks and step.left:
        bar.add_task("", total=step.left + (step.seconds > 0))
    for task in bar.tasks:
        bar.update(task.id, completed=(task.total or 0) - step.left)


def _bar(lang: Language) -> "Progress":
    """A bar with the plans so far, their rate and the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Plans a second."""

        def render(self, task: Task) -> Text:
            rate = task.finished_speed or task.speed
            return Text("" if rate is None else f"{rate:.1f}/{sentence('cli-s', lang)}")

    label, left = (sentence(key, lang) for key in ("cli-building", "cli-left"))
    columns = TextColumn(label), BarColumn(), MofNCompleteColumn(), Rate(), TextColumn(left), TimeRemainingColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True)


def print_passed_over(passed: tuple["PassedOver", ...], options: Namespace) -> None:
    """Print which files in folders were not read as documents, and why: the first of them, or as JSON each on a line."""
    from shisaku.dataset.document_search import list_of

    if options.log == "json":
        for one in passed:
            _print_json({"source": str(one.path), "status": "passed over", **one.why.in_each_language()})
    elif (text := list_of(passed)) is not None:
        print_message(text.text(options.lang))


def _print_summary(summary: "Summary", options: Namespace, seconds: float) -> None:
    counts, found, plans = summary.counts, summary.findings, len(summary.manifest.entries)
    triples = sum(sum(entry.triples.values()) for entry in summary.manifest.entries)
    if options.log == "json":
        _print_json({"plans": plans, "triples": triples, **counts, "findings": found, "seconds": round(seconds, 3)})
        return
    built, same, gone, failed = (counts[name] for name in ("built", "unchanged", "removed", "failed"))
    errors, warnings, notes = (found[severity] for severity in ("error", "warning", "info"))
    message = Message(
        "cli-plans-triples-built-unchanged-removed",
        plans=plans,
        triples=triples,
        output=options.output,
        built=built,
        same=same,
        gone=gone,
        failed=failed,
        seconds=f"{seconds:.1f}",
        errors=errors,
        warnings=warnings,
        notes=notes,
    )
    print_message(visible(message.verbatim(options.lang)))
