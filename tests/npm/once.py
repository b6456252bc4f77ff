"""What costs much to make is made once, however many processes want it."""

import fcntl
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """`folder`, made by `make` unless it is there. Whoever comes meanwhile waits; what was left half done is nowhere to be seen."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f".{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go when the file is closed, or the process ends
        if not folder.is_dir():
            with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
                made = Path(name) / "made"
                made.mkdir()
                make(made)
                made.rename(folder)
    return folder
