"""A dataset made from a tree of documents, or brought up to date with it.

1. plan     which documents are as they were when their plan was made (by content), which have to be read
2. convert  those, on any executor; each plan's file is written as soon as its quads are there
3. publish  a store of all plans, begun beside step 2 where most are new, then dataset.json, which names it: until then whoever
            asks is given what was published before
4. tidy     what is no longer named is removed

A build may be ended at any moment: the next one finds the files of step 2 and goes on. Nothing heavy is imported for documents
that are unchanged.
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
from shisaku.dataset.sources import Making, fingerprint, look_at, ontology_digest, surroundings
from shisaku.errors import InputError, Message, taken

_AHEAD = 64
"""Documents handed to the executor at once: enough for any number of workers to be busy, few enough to be kept in memory."""

BUILT, UNCHANGED, REMOVED, FAILED = "built", "unchanged", "removed", "failed"
"""What becomes of a document in a build."""


@dataclass(frozen=True, slots=True)
class BuildStep:
    """One document done."""

    source: str
    """The document, as seen from the dataset."""
    status: str
    """What became of it: `BUILT` and so on."""
    left: int
    """Documents that are still to be read."""
    entry: ManifestEntry | None = None
    """Its plan, where it has one."""
    failure: Failure | None = None
    """Why it has none, or none of its present state."""
    seconds: float = 0.0
    """Time taken to read it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build came to."""

    manifest: Manifest
    """What is in the dataset now."""
    counts: Counter[str]
    """How many documents were built, unchanged, removed, failed."""
    passed_over: tuple[PassedOver, ...] = ()
    """Files in the folders that are no documents."""

    @property
    def findings(self) -> Counter[str]:
        """How many findings of each severity the plans have together."""
        whole: Counter[str] = Counter()
        for entry in self.manifest.entries:
            whole.update(entry.findings)
        return whole


Told = Callable[[BuildStep], None]


def build_dataset(
    folder: Path, given: Iterable[Path], making: Making, told: Told = lambda step: None, executor: Executor | None = None
) -> Summary:
    """The dataset in `folder`, holding a plan of every document in `given` and no other; `told` hears of each document.

    A single document is converted here, as no executor begins as quickly.
    Raises InputError where there are no documents, somebody else builds the dataset, or the disk takes no more.
    """
    found = find_documents(given)
    layout = prepare(folder)
    with locked(layout):
        try:
            published = read_manifest(layout)
            _tidy_stores(layout, published)
            work = _Work(layout, published, told)
            tasks = work.plan(found.documents, making)
            executor = executor if len(tasks) > 1 else None
            with work.loading(making, beside=executor is not None):
                for converted in _converted(tasks, executor):
                    work.take(converted)
                return replace(work.publish(making), passed_over=found.passed_over)
        except OSError as error:
            raise cannot_write(Path(error.filename or folder), error) from error


def _converted(tasks: list[Task], executor: Executor | None) -> Iterator[Converted]:
    """Every task done, in the order in which they are ready."""
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
    """What is raised meanwhile is about the worker itself, as convert() raises nothing."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        said = " ".join(str(error).split()) or type(error).__name__
        ja = f"ワーカーが途中で終わりました（{said}）。出来たプランは残っています。-j を減らしてもう一度実行してください。"
        en = f"A worker ended before its work was done ({said}). What was built is kept; run it again with a lower -j."
        raise InputError(Message(ja, en)) from error


@dataclass
class _Work:
    """One build under way."""

    layout: DatasetLayout
    published: Manifest
    told: Told
    kept: dict[str, ManifestEntry] = field(default_factory=dict)
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

    def plan(self, documents: Iterable[Path], making: Making) -> list[Task]:
        """What has to be read."""
        on_disk = list(entries_on_disk(self.layout, self.published))
        made = {(entry.source, entry.fingerprint): entry for entry in on_disk}
        digests = {entry.digest for entry in on_disk}
        self.former = {entry.source: entry for entry in self.published.entries if entry.digest in digests}
        shared, tasks = surroundings(making), []
        for path in documents:
            source = self.layout.relative(path)
            try:
                document = look_at(path)
            except InputError as error:
                self._fail(Failure(source, error.text("ja"), error.text("en")))
                continue
            digest = fingerprint(document, shared)
            if entry := made.get((source, digest)):
                self._keep(entry)
            else:
                tasks.append(Task(document, source, digest, making))
        self.left = len(tasks)
        for source, entry in self.kept.items():
            self._tell(BuildStep(source, UNCHANGED, self.left, entry))
        return tasks

    @contextmanager
    def loading(self, making: Making, beside: bool) -> Iterator[None]:
        """Within it a new store is filled `beside` the conversion, where most of the plans are to be made anew."""
        if not beside or self.left <= len(self.kept):
            yield
            return
        self.store = Loading(self.layout, self.published.store + 1, making.project)
        for entry in self.kept.values():
            self.store.put(entry)
        try:
            yield
        finally:
            self.store.leave()

    def take(self, converted: Converted) -> None:
        """Write what came of a document, unless its identifier belongs to one whose name comes first."""
        self.left -= 1
        if isinstance(converted.outcome, Failure):
            self._fail(converted.outcome, converted.seconds)
            return
        entry = converted.outcome
        owner = self.sources.get(entry.plan, converted.source)
        if owner < converted.source:
            self._fail(_taken(entry.plan, converted.source, owner), converted.seconds)
            return
        if owner != converted.source:
            del self.kept[owner]
            self._fail(_taken(entry.plan, owner, converted.source))
        publish(self.layout.plan(entry.plan), converted.data)
        self._keep(entry)
        if self.store is not None:
            self.store.put(entry)
        self._tell(BuildStep(converted.source, BUILT, self.left, entry, seconds=converted.seconds))

    def publish(self, making: Making) -> Summary:
        """Make the store and dataset.json that name what there is now; then remove what is no longer named."""
        for source in self.failures:
            former = self.former.get(source)
            if former is not None and former.plan not in self.sources:
                self._keep(former)  # what was read of an earlier state of the document is not lost
        entries = tuple(sorted(self.kept.values(), key=lambda entry: entry.plan))
        failures = tuple(self.failures[source] for source in sorted(self.failures))
        number, replaced = _store(self.layout, self.published, entries, making, self.store)
        if self.store is not None:
            self.store.leave()
        manifest = Manifest(entries, failures, ontology_digest(making.project), number, replaced)
        write_manifest(self.layout, manifest)
        for source in sorted(self.former.keys() - self.kept.keys() - self.failures.keys()):
            self._tell(BuildStep(source, REMOVED, 0, self.former[source]))
        _tidy_plans(self.layout, manifest)
        _tidy_stores(self.layout, manifest)
        return Summary(manifest, self.counts)

    def _keep(self, entry: ManifestEntry) -> None:
        self.kept[entry.source] = entry
        self.sources[entry.plan] = entry.source

    def _fail(self, failure: Failure, seconds: float = 0.0) -> None:
        self.failures[failure.source] = failure
        self._tell(BuildStep(failure.source, FAILED, self.left, failure=failure, seconds=seconds))

    def _tell(self, step: BuildStep) -> None:
        self.counts[step.status] += 1
        self.told(step)


def _taken(plan: str, source: str, owner: str) -> Failure:
    message = taken(source, plan, owner)
    return Failure(source, message.ja, message.en)


def _store(
    layout: DatasetLayout, published: Manifest, entries: tuple[ManifestEntry, ...], making: Making, loaded: Loading | None
) -> tuple[int, int]:
    """The number of a store that holds these plans, and how many were replaced in it since it was made as a whole.

    The store there is, where it does; else the one that was loaded meanwhile; else that one with some plans replaced; else, where
    that would be most of them, a new one.
    """
    old = {entry.plan: entry.digest for entry in published.entries}
    new = {entry.plan: entry.digest for entry in entries}
    gone = [entry for entry in published.entries if new.get(entry.plan) != entry.digest]
    put = [entry for entry in entries if old.get(entry.plan) != entry.digest]
    usable = layout.store(published.store).is_dir() and published.ontology == ontology_digest(making.project)
    if usable and not gone and not put:
        return published.store, published.replaced
    if loaded is not None and loaded.holds(entries):
        return loaded.number, 0
    from shisaku.dataset.store import change_store, make_store

    number, replaced = published.store + 1, published.replaced + len(gone)
    if usable and max(len(put), replaced) <= len(entries) / 2:
        with suppress(OSError, RuntimeError):  # the store there is may be damaged; a full disk is told when the new one is made
            change_store(layout, published.store, number, gone, put)
            return number, replaced
        rmtree(layout.store(number), ignore_errors=True)
    make_store(layout, number, making.project, entries)
    return number, 0


def _tidy_plans(layout: DatasetLayout, manifest: Manifest) -> None:
    """Remove the files of plans that are not in the dataset, and unfinished ones."""
    named = {f"{entry.plan}.nq" for entry in manifest.entries}
    for path in layout.plans.iterdir():
        if path.name not in named:
            path.unlink()


def _tidy_stores(layout: DatasetLayout, manifest: Manifest) -> None:
    """Remove all stores but the current one: unfinished ones, and the one before, which is not lost to whoever has it open."""
    for path in layout.stores.iterdir():
        if path.name != str(manifest.store):
            rmtree(path)
