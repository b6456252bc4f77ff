"""One build of a dataset at a time: a lock file with the process that holds it, worthless once that process is gone."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shisaku.dataset.dataset_layout import DatasetLayout, cannot_write
from shisaku.errors import InputError, Message


@contextmanager
def locked(layout: DatasetLayout) -> Iterator[None]:
    """Within it, nobody else builds the dataset. Raises InputError where somebody does."""
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
    """Make the lock file; a lock whose process is gone is put aside first."""
    mine = json.dumps({"host": socket.gethostname(), "pid": os.getpid(), "started": _started(os.getpid())})
    own = path.with_name(f"lock.{os.getpid()}")
    for _ in range(100):
        own.write_text(mine, encoding="utf-8")
        try:
            os.link(own, path)  # as O_EXCL, but nobody ever sees a lock without its holder in it
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
    """Remove the lock of a process that is gone, unless another build was quicker and it is already that build's."""
    aside = path.with_name(f"lock.stale.{os.getpid()}")
    with suppress(FileNotFoundError):
        path.rename(aside)
        if _holder(aside) != stale:
            with suppress(FileExistsError):
                os.link(aside, path)
        aside.unlink()


def _holder(path: Path) -> str | None:
    """What the lock says; None where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def _alive(holder: str) -> bool:
    """Whether the process that the lock names is still there; on another machine it is taken to be."""
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
    """When that process began, as Linux tells it, so that another one with its number is not taken for it; else nothing."""
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
    ja = f"{path.parent}: ほかの処理（{who}）が作成中です。終わってからもう一度実行してください。"
    ja += f"動いていないことが確かなら {path} を消してください。"
    en = f"{path.parent}: is being built by another process ({who}). Run it again when that is done;"
    return InputError(Message(ja, f"{en} if you are sure that it is gone, remove {path}."))
