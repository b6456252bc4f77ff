"""Builds a dataset from a tree of documents, or updates it.

1. plan     compare documents with those that plans were made of (by content): unchanged, or to be read
2. convert  read those, on any executor; each plan's file is written as soon as its quads are there
3. publish  make a store of all plans, begun during step 2 where most are new, then write dataset.json, which names it: until then
            readers see the previous state
4. tidy     remove files that dataset.json no longer names

A build may be interrupted at any moment: the next one finds the files of step 2 and goes on. Nothing heavy is imported for
unchanged documents.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import rmtree

from shisaku.dataset.conversion import Converted, Task, convert
from shisaku.dataset.dataset_layout import DatasetLayout, cannot_write, prepare, publish
from shisaku.dataset.document_search import PassedOver, find_documents
from shisaku.dataset.loading import Loading
from shisaku.dataset.lock import locked
from shisaku.dataset.manifest import Failure, Manifest, ManifestEntry, entries_on_disk, read_manifest, write_manifest
from shisaku.dataset.sources import BuildConfig, environment_digest, fingerprint, look_at, ontology_digest
from shisaku.errors import InputError, taken
from shisaku.messages import LANGUAGES, Message

_AHEAD = 64
"""Documents submitted to the executor at once: enough to keep any number of workers busy, few enough to be held in memory."""

BUILT, UNCHANGED, REMOVED, FAILED = "built", "unchanged", "removed", "failed"
"""Results of a document in a build."""


@dataclass(frozen=True, slots=True)
class BuildStep:
    """Progress of a build: one document done."""

    source: str
    """The document's path relative to the dataset."""
    status: str
    """Result: `BUILT`, `UNCHANGED`, `REMOVED` or `FAILED`."""
    left: int
    """Documents that are still to be read."""
    entry: ManifestEntry | None = None
    """Its plan, where it has one."""
    failure: Failure | None = None
    """Why it has none, or none of its present state."""
    seconds: float = 0.0
    """Seconds to read it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Result of a build."""

    manifest: Manifest
    """Contents of the dataset."""
    counts: Counter[str]
    """How many documents were built, unchanged, removed, failed."""
    passed_over: tuple[PassedOver, ...] = ()
    """Files in the folders that are no documents."""

    @property
    def findings(self) -> Counter[str]:
        """Number of findings of each severity, over all plans."""
        whole: Counter[str] = Counter()
        for entry in self.manifest.entries:
            whole.update(entry.findings)
        return whole


Report = Callable[[BuildStep], None]


def build_dataset(
    folder: Path, given: Iterable[Path], config: BuildConfig, report: Report = lambda step: None, executor: Executor | None = None
) -> Summary:
    """Build the dataset in `folder`, with a plan of every document in `given` and no other; `report` is called for each document.

    A single document is converted here, as no executor begins as quickly.
    Raises InputError where there are no documents, another build is running, or the disk is full.
    """
    found = find_documents(given)
    layout = prepare(folder)
    with locked(layout):
        try:
            published = read_manifest(layout)
            _tidy_stores(layout, published)
            work = _Work(layout, published, report)
            tasks = work.plan(found.documents, config)
            executor = executor if len(tasks) > 1 else None
            with work.loading(config, beside=executor is not None):
                for converted in _converted(tasks, executor):
                    work.take(converted)
                return replace(work.publish(config), passed_over=found.passed_over)
        except OSError as error:
            raise cannot_write(Path(error.filename or folder), error) from error


def _converted(tasks: list[Task], executor: Executor | None) -> Iterator[Converted]:
    """The results of all tasks, in the order in which they are ready."""
    if executor is None:
        yield from map(convert, tasks)
        return
    waiting, running = iter(tasks), set[Future[Converted]]()
    try:
        while True:
            for task in waiting:
                with _worker_at_work():
                    running.add(executor.submit(convert, task))
                if len(running) >= _AHEAD:
                    break
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                with _worker_at_work():
                    converted = future.result()
                yield converted
    finally:
        for future in running:
            future.cancel()


@contextmanager
def _worker_at_work() -> Iterator[None]:
    """Errors raised within it are those of the worker itself, as convert() raises nothing."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise InputError(Message("dataset-worker-ended-before-work-done", reason=reason)) from error


@dataclass
class _Work:
    """A build in progress."""

    layout: DatasetLayout
    published: Manifest
    report: Report
    entries: dict[str, ManifestEntry] = field(default_factory=dict)
    """The plan of each document."""
    failures: dict[str, Failure] = field(default_factory=dict)
    """Why a document has none, or none of its present state."""
    sources: dict[str, str] = field(default_factory=dict)
    """The document of each plan."""
    former: dict[str, ManifestEntry] = field(default_factory=dict)
    """The published plan of each document."""
    counts: Counter[str] = field(default_factory=Counter)
    left: int = 0
    store: Loading | None = None
    """A new store that is filled as plans get ready."""

    def plan(self, documents: Iterable[Path], config: BuildConfig) -> list[Task]:
        """The documents that have to be read, as tasks."""
        on_disk = list(entries_on_disk(self.layout, self.published))
        made = {(entry.source, entry.fingerprint): entry for entry in on_disk}
        digests = {entry.digest for entry in on_disk}
        self.former = {entry.source: entry for entry in self.published.entries if entry.digest in digests}
        shared, tasks = environment_digest(config), []
        for path in documents:
            source = self.layout.relative(path)
            try:
                document = look_at(path)
            except InputError as error:
                self._fail(Failure(source, Message.of({lang: error.text(lang) for lang in LANGUAGES})))
                continue
            digest = fingerprint(document, shared)
            if entry := made.get((source, digest)):
                self._add(entry)
            else:
                tasks.append(Task(document, source, digest, config))
        self.left = len(tasks)
        for source, entry in self.entries.items():
            self._report(BuildStep(source, UNCHANGED, self.left, entry))
        return tasks

    @contextmanager
    def loading(self, config: BuildConfig, beside: bool) -> Iterator[None]:
        """Fill a new store `beside` the conversion, where most of the plans are new."""
        if not beside or self.left <= len(self.entries):
            yield
            return
        self.store = Loading(self.layout, self.published.store + 1, config.project)
        for entry in self.entries.values():
            self.store.put(entry)
        try:
            yield
        finally:
            self.store.leave()

    def take(self, converted: Converted) -> None:
        """Write the result of a document, unless its identifier belongs to one whose name comes first."""
        self.left -= 1
        if isinstance(converted.outcome, Failure):
            self._fail(converted.outcome, converted.seconds)
            return
        entry = converted.outcome
        owner = self.sources.get(entry.plan, converted.source)
        if owner < converted.source:
            self._fail(_duplicate(entry.plan, converted.source, owner), converted.seconds)
            return
        if owner != converted.source:
            del self.entries[owner]
            self._fail(_duplicate(entry.plan, owner, converted.source))
        publish(self.layout.plan(entry.plan), converted.data)
        self._add(entry)
        if self.store is not None:
            self.store.put(entry)
        self._report(BuildStep(converted.source, BUILT, self.left, entry, seconds=converted.seconds))

    def publish(self, config: BuildConfig) -> Summary:
        """Write the store and dataset.json with the present plans; then remove files that they no longer name."""
        for source in self.failures:
            former = self.former.get(source)
            if former is not None and former.plan not in self.sources:
                self._add(former)  # the plan of an earlier state of the document is not lost
        entries = tuple(sorted(self.entries.values(), key=lambda entry: entry.plan))
        failures = tuple(self.failures[source] for source in sorted(self.failures))
        number, replaced = _store(self.layout, self.published, entries, config, self.store)
        if self.store is not None:
            self.store.leave()
        manifest = Manifest(entries, failures, ontology_digest(config.project), number, replaced)
        write_manifest(self.layout, manifest)
        for source in sorted(self.former.keys() - self.entries.keys() - self.failures.keys()):
            self._report(BuildStep(source, REMOVED, 0, self.former[source]))
        _tidy_plans(self.layout, manifest)
        _tidy_stores(self.layout, manifest)
        return Summary(manifest, self.counts)

    def _add(self, entry: ManifestEntry) -> None:
        self.entries[entry.source] = entry
        self.sources[entry.plan] = entry.source

    def _fail(self, failure: Failure, seconds: float = 0.0) -> None:
        self.failures[failure.source] = failure
        self._report(BuildStep(failure.source, FAILED, self.left, failure=failure, seconds=seconds))

    def _report(self, step: BuildStep) -> None:
        self.counts[step.status] += 1
        self.report(step)


def _duplicate(plan: str, source: str, owner: str) -> Failure:
    message = taken(source, plan, owner)
    return Failure(source, message)


def _store(
    layout: DatasetLayout, published: Manifest, entries: tuple[ManifestEntry, ...], config: BuildConfig, loaded: Loading | None
) -> tuple[int, int]:
    """The number of a store that holds these plans, and how many were replaced in it since it was made as a whole.

    Chosen in this order: the present store unchanged; the one loaded during the conversion; the present one with some plans
    replaced; a new one, where most plans would be replaced.
    """
    old = {entry.plan: entry.digest for entry in published.entries}
    new = {entry.plan: entry.digest for entry in entries}
    gone = [entry for entry in published.entries if new.get(entry.plan) != entry.digest]
    put = [entry for entry in entries if old.get(entry.plan) != entry.digest]
    usable = layout.store(published.store).is_dir() and published.ontology == ontology_digest(config.project)
    if usable and not gone and not put:
        return published.store, published.replaced
    if loaded is not None and loaded.holds(entries):
        return loaded.number, 0
    from shisaku.dataset.store import change_store, make_store

    number, replaced = published.store + 1, published.replaced + len(gone)
    if usable and max(len(put), replaced) <= len(entries) / 2:
        with suppress(OSError, RuntimeError):  # it may be damaged; a full disk is reported when the new one is made
            change_store(layout, published.store, number, gone, put)
            return number, replaced
        rmtree(layout.store(number), ignore_errors=True)
    make_store(layout, number, config.project, entries)
    return number, 0


def _tidy_plans(layout: DatasetLayout, manifest: Manifest) -> None:
    """Remove the files of plans that are not in the dataset, and unfinished ones."""
    named = {f"{entry.plan}.nq" for entry in manifest.entries}
    for path in layout.plans.iterdir():
        if path.name not in named:
            path.unlink()


def _tidy_stores(layout: DatasetLayout, manifest: Manifest) -> None:
    """Remove all stores but the current one: unfinished ones, and the previous one, which readers that have it open keep."""
    for path in layout.stores.iterdir():
        if path.name != str(manifest.store):
            rmtree(path)
