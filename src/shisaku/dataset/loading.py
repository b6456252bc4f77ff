"""A new store that is filled during the conversion, as plans get ready; filled afterwards it would take a sixth of a large build.

Used in builds with workers; one without workers uses one processor only.
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
    """A store while it is filled; it is not visible before dataset.json names it."""

    def __init__(self, layout: DatasetLayout, number: int, project: Project) -> None:
        self.number = number
        """Number of the store."""
        self._layout = layout
        self._project = project
        self._waiting: SimpleQueue[ManifestEntry | None] = SimpleQueue()
        self._queued: dict[str, str] = {}
        self._failed = self._left = False
        self._thread = Thread(target=self._load, name="loading")
        self._thread.start()

    def put(self, entry: ManifestEntry) -> None:
        """Load a plan whose file is written."""
        self._queued[entry.plan] = entry.digest
        self._waiting.put(entry)

    def holds(self, entries: Collection[ManifestEntry]) -> bool:
        """Whether the store holds these plans and no other, after the last one; otherwise it is removed."""
        expected = {entry.plan: entry.digest for entry in entries}
        for entry in entries:
            if self._queued.get(entry.plan) != entry.digest:
                self.put(entry)
        self._waiting.put(None)
        self._thread.join()
        if self._failed or self._queued != expected:
            rmtree(self._layout.store(self.number), ignore_errors=True)
            return False
        return True

    def leave(self) -> None:
        """Stop loading; the next build removes what was loaded."""
        self._left = True
        self._waiting.put(None)
        self._thread.join()

    def _load(self) -> None:
        from shisaku.dataset.store import make_store

        try:
            make_store(self._layout, self.number, self._project, self._entries())
        except (InputError, OSError, RuntimeError):  # replaced by another document, full disk: reported later
            self._failed = True

    def _entries(self) -> Iterator[ManifestEntry]:
        for entry in iter(self._waiting.get, None):
            if self._left:
                return
            yield entry
