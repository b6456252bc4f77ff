"""Waits for a process, and ends it where it takes too long or, where the kernel has no limit for it, too much memory."""

import ctypes
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

_GLANCE = 0.2
"""Seconds between two measurements of memory that the kernel does not limit."""
_RUSAGE_SIZE, _RESIDENT = 96, 64
"""Of macOS's struct rusage_info_v0: its size in bytes, and the offset of ri_resident_size."""


def kernel_limits_memory() -> bool:
    """Whether RLIMIT_DATA limits the memory of a process: on Linux; macOS accepts the limit and ignores it, Windows has none."""
    return sys.platform.startswith("linux")


class Watch:
    """Ends `process` after `seconds`, or once it has more than `memory` bytes (0: not measured); a context manager."""

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float, memory: int) -> None:
        self.ended_for = ""
        """Reason for ending it: `seconds` or `memory_bytes`; empty where it was not ended."""
        self._process = process
        self._seconds = seconds
        self._memory = memory
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._wait, name="watching", daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *unused: object) -> None:
        self._done.set()
        self._thread.join()

    def _wait(self) -> None:
        if not self._memory:
            if not self._done.wait(self._seconds):
                self._end("seconds")
            return
        for _ in range(max(1, int(self._seconds / _GLANCE))):
            if self._done.wait(_GLANCE):
                return
            if resident(self._process.pid) > self._memory:
                self._end("memory_bytes")
                return
        self._end("seconds")

    def _end(self, why: str) -> None:
        self.ended_for = why
        self._process.kill()


def resident(pid: int) -> int:
    """Bytes of memory that a process of the same user has in use; 0 where that cannot be measured."""
    look: Callable[[int], int] = _by_libproc if sys.platform == "darwin" else _by_proc
    try:
        return look(pid)
    except (OSError, ValueError, AttributeError):
        return 0


def _by_proc(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * 4096


def _by_libproc(pid: int) -> int:
    usage = ctypes.create_string_buffer(_RUSAGE_SIZE)
    if ctypes.CDLL(None).proc_pid_rusage(pid, 0, usage):
        return 0
    return int.from_bytes(usage.raw[_RESIDENT : _RESIDENT + 8], sys.byteorder)
