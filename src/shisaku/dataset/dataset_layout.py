"""Paths in a dataset, and atomic writes of its files.

DATASET/
  dataset.json      contents of the dataset, version of its layout, and the current store; written last, in one step
  plans/<id>.nq     one plan: a comment that is its entry in dataset.json, then its named graphs; the lasting truth
  stores/<number>/  the Oxigraph store; never changed once dataset.json names it, and can be made again from the plans
  lock              the process of the running build
"""

import os
from dataclasses import dataclass
from pathlib import Path

from shisaku.errors import InputError
from shisaku.messages import Message

FORM = 1
"""Version of this layout."""
MANIFEST = "dataset.json"
"""The file that makes a folder a dataset."""
UNFINISHED = ".tmp"
"""Ending of a file that is being written."""
ENDING = ".dataset"
"""Ending of the name after `-o` that distinguishes a new dataset from a folder of graphs."""


@dataclass(frozen=True, slots=True)
class DatasetLayout:
    """The paths of one dataset."""

    root: Path
    """Its folder."""

    @property
    def plans(self) -> Path:
        """Folder of the plans."""
        return self.root / "plans"

    @property
    def stores(self) -> Path:
        """Folder of the Oxigraph stores: the current one and, during a build, the next."""
        return self.root / "stores"

    @property
    def manifest(self) -> Path:
        """The manifest."""
        return self.root / MANIFEST

    @property
    def lock(self) -> Path:
        """The lock."""
        return self.root / "lock"

    def plan(self, plan_id: str) -> Path:
        """The file of one plan."""
        return self.plans / f"{plan_id}.nq"

    def store(self, number: int) -> Path:
        """The store of that number."""
        return self.stores / str(number)

    def relative(self, path: Path) -> str:
        """`path` relative to the dataset, so that both can be moved together."""
        return Path(os.path.relpath(path.resolve(), self.root.resolve())).as_posix()


def is_dataset(folder: Path) -> bool:
    """Whether a folder is a dataset."""
    return (folder / MANIFEST).is_file()


def existing(folder: Path) -> DatasetLayout:
    """The dataset in `folder`. Raises InputError where there is none."""
    if not is_dataset(folder):
        raise InputError(Message("dataset-not-dataset-make-one-shisaku", folder=folder))
    return DatasetLayout(folder)


def prepare(folder: Path) -> DatasetLayout:
    """The folder of a dataset, made where there is none yet. Raises InputError where something else is there."""
    try:
        if not is_dataset(folder) and folder.exists():
            others = folder.is_dir() and {path.name.partition(".")[0] for path in folder.iterdir()} - {"plans", "stores", "lock"}
            if others or not folder.is_dir():
                raise InputError(Message("dataset-there-something-else-name-new", folder=folder))
        layout = DatasetLayout(folder)
        layout.plans.mkdir(parents=True, exist_ok=True)
        layout.stores.mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    return layout


def publish(target: Path, data: bytes) -> None:
    """Write `data` to `target` atomically: readers see the old or the new file, also after a power cut. Raises OSError."""
    beside = target.with_name(f"{target.name}{UNFINISHED}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def cannot_write(path: Path, error: OSError) -> InputError:
    """The error for a disk that is full or not writable."""
    reason = error.strerror or str(error)
    return InputError(Message("dataset-cannot-written-what-written-other", path=path, reason=reason))
