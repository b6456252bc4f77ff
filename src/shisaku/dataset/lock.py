"""One build of a dataset at a time: a lock file with its process, stale once that process is gone."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shisaku.dataset.dataset_layout import DatasetLayout, cannot_write
from shisaku.errors import InputError
from shisaku.messages import Message


@contextmanager
def locked(layout: DatasetLayout) -> Iterator[None]:
    """Hold the lock of the dataset. Raises InputError where another build holds it."""
    try:
        _take(layout.lock)
    except OSError as error:
        raise cannot_write(layout.lock, error) from error
    try:
        yield
    finally:
        with suppress(OSError):
            layout.lock.unlink()


def _take(path: Path) -> None:
    """Make the lock file; a stale lock is removed first."""
    mine = json.dumps({"host": socket.gethostname(), "pid": os.getpid(), "started": _started(os.getpid())})
    own = path.with_name(f"lock.{os.getpid()}")
    for _ in range(100):
        own.write_text(mine, encoding="utf-8")
        try:
            os.link(own, path)  # as O_EXCL, but a lock is never visible without its holder in it
            return
        except FileExistsError:
            holder = _holder(path)
        finally:
            own.unlink(missing_ok=True)
        if holder is not None and _alive(holder):
            raise _held(path, holder)
        _put_aside(path, holder)
    raise _held(path, _holder(path))


def _put_aside(path: Path, stale: str | None) -> None:
    """Remove a stale lock, unless another build has already replaced it."""
    aside = path.with_name(f"lock.stale.{os.getpid()}")
    with suppress(FileNotFoundError):
        path.rename(aside)
        if _holder(aside) != stale:
            with suppress(FileExistsError):
                os.link(aside, path)
        aside.unlink()


def _holder(path: Path) -> str | None:
    """Contents of the lock; None where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def _alive(holder: str) -> bool:
    """Whether the process named in the lock is running; on another machine it is assumed to be."""
    try:
        values = json.loads(holder)
        host, pid, started = values["host"], int(values["pid"]), values["started"]
    except (ValueError, KeyError, TypeError):
        return False
    if host != socket.gethostname():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return bool(started == _started(pid))


def _started(pid: int) -> str:
    """Start time of that process on Linux, to detect a reused process number; empty elsewhere."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]


def _held(path: Path, holder: str | None) -> InputError:
    try:
        values = json.loads(holder or "")
        who = f"{values['host']}, pid {values['pid']}"
    except (ValueError, KeyError, TypeError):
        who = "?"
    return InputError(Message("dataset-built-by-another-process", folder=path.parent, who=who, path=path))
