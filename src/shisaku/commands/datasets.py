"""Datasets: `build` of a tree of documents, and the store that `query --data` asks."""

import json
import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.commands.codes import FINE, FOUND, WRONG_USE
from shisaku.commands.telling import shows_progress, tell
from shisaku.dataset.dataset_layout import ENDING, existing, is_dataset
from shisaku.errors import InputError, Language, Message, QueryError, visible
from shisaku.model.findings import Severity
from shisaku.project import Project, find_project

if TYPE_CHECKING:
    from rich.progress import Progress

    from shisaku.dataset.dataset_build import BuildStep, Summary
    from shisaku.dataset.document_search import PassedOver
    from shisaku.sparql import TripleStore


def makes_dataset(options: Namespace) -> bool:
    """Whether a build makes a dataset: `-o` names one or ends in `.dataset`, or is given together with a folder of documents."""
    if options.command != "build" or options.output in (".", "-"):
        return False
    output = Path(options.output)
    return output.suffix == ENDING or is_dataset(output) or any(Path(source).is_dir() for source in options.source)


def build_dataset(options: Namespace) -> int:
    """Make a dataset, or bring it up to date; tell what became of each document."""
    from shisaku.dataset.dataset_build import build_dataset as build
    from shisaku.dataset.executors import executor_for
    from shisaku.dataset.sources import Making

    if options.summary or options.format != "turtle":
        ja = "データセットを作るときは -f と --summary は使えません。"
        raise InputError(Message(ja, "-f and --summary do not go with a dataset."))
    project = find_project()
    making = Making(replace(project, root=project.root.resolve()), options.base, options.engine, options.ocr)
    start = time.perf_counter()
    with _teller(options) as told, executor_for(options.cluster, options.jobs or _cores()) as executor:
        summary = build(Path(options.output), map(Path, options.source), making, told, executor)
    tell_passed_over(summary.passed_over, options)
    _summarise(summary, options, time.perf_counter() - start)
    if summary.manifest.failures:
        return WRONG_USE
    worst = max((severity for severity in Severity if summary.findings[severity.word]), default=0)
    return FOUND if worst >= options.fail_on else FINE


def store_asked(options: Namespace, project: Project, needed: bool = True) -> "TripleStore":
    """The store that queries are asked over: the graphs and datasets that the options name, else what is here.

    A single dataset is asked in its own store on disk, all others in memory. Where no data are here and none are `needed`, that is said
    and the store has the ontology alone. Raises InputError where there is nothing, where a file
    cannot be read, or where a plan is asked for that the dataset has not got.
    """
    from shisaku.dataset.arguments import data_of, nothing_built
    from shisaku.dataset.manifest import read_manifest
    from shisaku.dataset.store import open_store, plan_store, published
    from shisaku.sparql_questions import store_of

    if not (needed or options.data or project.graphs or project.datasets):
        tell(nothing_built(project).text(options.lang), options.lang)
        return store_of(project, ())
    data = data_of(options.data, project)
    (dataset,) = data.datasets if len(data.datasets) == 1 and not data.graphs else (None,)
    if options.plan or options.inferred:
        if dataset is None:
            ja = "--plan と --inferred は一つのデータセットとともに使います。"
            raise QueryError(Message(ja, "--plan and --inferred go with one dataset."))
        return plan_store(existing(dataset), options.plan or "", project, options.inferred)
    if dataset is not None:
        return open_store(existing(dataset))
    store = store_of(project, data.graphs)
    for layout in map(existing, data.datasets):
        for entry in read_manifest(layout).entries:
            store.load_ntriples(published(layout, entry).decode())
    return store


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _teller(options: Namespace) -> Iterator[Callable[["BuildStep"], None]]:
    """What is told of each document: a line of JSON, or its failure and, on a terminal, a bar."""
    if options.log == "json":
        yield _log
        return
    with _Bar(options.lang) as bar:
        yield bar


def _log(step: "BuildStep") -> None:
    """One line of JSON."""
    values: dict[str, object] = {
        "source": step.source,
        "status": step.status,
        "left": step.left,
        "seconds": round(step.seconds, 3),
    }
    if step.entry is not None:
        values |= {"plan": step.entry.plan, "triples": step.entry.triples, "findings": step.entry.findings}
    if step.failure is not None:
        values |= {"ja": step.failure.ja, "en": step.failure.en}
    print(json.dumps(values, ensure_ascii=False), file=sys.stderr)


def tell_passed_over(passed: tuple["PassedOver", ...], options: Namespace) -> None:
    """Tell which files in the folders were not read as documents, and why: the first of them, or as JSON each on a line."""
    from shisaku.dataset.document_search import list_of

    if options.log == "json":
        for one in passed:
            values = {"source": str(one.path), "status": "passed over", "ja": one.why.ja, "en": one.why.en}
            print(json.dumps(values, ensure_ascii=False), file=sys.stderr)
    elif (told := list_of(passed)) is not None:
        tell(told.text(options.lang), options.lang)


class _Bar:
    """Tells failures and, on a terminal, how many plans are made, how fast, and how long it will take."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang
        self._progress: Progress | None = None

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *unused: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def __call__(self, step: "BuildStep") -> None:
        if step.failure is not None:
            print(("エラー: " if self._lang == "ja" else "error: ") + _said(step.failure, self._lang), file=sys.stderr)
        if not shows_progress():
            return
        if self._progress is None:
            if not step.left:
                return
            self._progress = _progress(self._lang)
            self._progress.add_task("", total=step.left + (step.seconds > 0))
            self._progress.start()
        task = self._progress.tasks[0]
        self._progress.update(task.id, completed=(task.total or 0) - step.left)


def _progress(lang: Language) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Plans a second."""

        def render(self, task: Task) -> Text:
            rate = task.finished_speed or task.speed
            return Text("" if rate is None else f"{rate:.1f}/{'秒' if lang == 'ja' else 's'}")

    words = ("読み取り中", "残り") if lang == "ja" else ("building", "left")
    remaining = TextColumn(words[1]), TimeRemainingColumn()
    console = Console(stderr=True)
    return Progress(TextColumn(words[0]), BarColumn(), MofNCompleteColumn(), Rate(), *remaining, console=console, transient=True)


def _said(failure: object, lang: Language) -> str:
    return visible(str(getattr(failure, "ja" if lang == "ja" else "en")))


def _summarise(summary: "Summary", options: Namespace, seconds: float) -> None:
    counts, manifest = summary.counts, summary.manifest
    triples = sum(sum(entry.triples.values()) for entry in manifest.entries)
    if options.log == "json":
        values = {"plans": len(manifest.entries), "triples": triples, **counts, "findings": summary.findings}
        print(json.dumps({**values, "seconds": round(seconds, 3)}), file=sys.stderr)
        return
    found = summary.findings
    plans, (built, same, gone, failed) = (
        len(manifest.entries),
        (counts[name] for name in ("built", "unchanged", "removed", "failed")),
    )
    ja = f"{plans} プラン、{triples} トリプル → {options.output}（作成 {built}、変更なし {same}、削除 {gone}、失敗 {failed}；{seconds:.1f} 秒）\n"
    ja += f"所見: エラー {found['error']}、警告 {found['warning']}、情報 {found['info']}（各プランの report グラフにあります）"
    en = (
        f"{plans} plans, {triples} triples → {options.output} ({built} built, {same} unchanged, {gone} removed, {failed} failed; "
    )
    en += (
        f"{seconds:.1f} s)\nfindings: {found['error']} errors, {found['warning']} warnings, {found['info']} notes (in the graph "
    )
    tell(visible(ja if options.lang == "ja" else en + "report of each plan)"), options.lang)
