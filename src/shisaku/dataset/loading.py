"""A new store that is filled beside the conversion, as plans get ready: else it would take a sixth of the time of a large build.

It is for builds that have workers; one that has none keeps to one processor.
"""

from collections.abc import Collection, Iterator
from queue import SimpleQueue
from shutil import rmtree
from threading import Thread

from shisaku.dataset.dataset_layout import DatasetLayout
from shisaku.dataset.manifest import ManifestEntry
from shisaku.errors import InputError
from shisaku.project import Project


class Loading:
    """The store of one number while it is filled; nobody knows of it before dataset.json names it."""

    def __init__(self, layout: DatasetLayout, number: int, project: Project) -> None:
        self.number = number
        """Of the store."""
        self._layout = layout
        self._project = project
        self._waiting: SimpleQueue[ManifestEntry | None] = SimpleQueue()
        self._given: dict[str, str] = {}
        self._failed = self._left = False
        self._thread = Thread(target=self._load, name="loading")
        self._thread.start()

    def put(self, entry: ManifestEntry) -> None:
        """Load a plan, whose file is there."""
        self._given[entry.plan] = entry.digest
        self._waiting.put(entry)

    def holds(self, entries: Collection[ManifestEntry]) -> bool:
        """Whether the store holds these plans and no other, now that there are no more; one that does not is removed."""
        wanted = {entry.plan: entry.digest for entry in entries}
        for entry in entries:
            if self._given.get(entry.plan) != entry.digest:
                self.put(entry)
        self._waiting.put(None)
        self._thread.join()
        if self._failed or self._given != wanted:
            rmtree(self._layout.store(self.number), ignore_errors=True)
            return False
        return True

    def leave(self) -> None:
        """Load no more; what was loaded is removed by the next build."""
        self._left = True
        self._waiting.put(None)
        self._thread.join()

    def _load(self) -> None:
        from shisaku.dataset.store import make_store

        try:
            make_store(self._layout, self.number, self._project, self._entries())
        except (InputError, OSError, RuntimeError):  # a plan that another document takes, a full disk: told when it is made again
            self._failed = True

    def _entries(self) -> Iterator[ManifestEntry]:
        for entry in iter(self._waiting.get, None):
            if self._left:
                return
            yield entry
