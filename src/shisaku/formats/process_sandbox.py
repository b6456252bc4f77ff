"""Restrictions of a process before it opens an untrusted file: memory, time, files to write, other programs, the network.

    kernel      memory (RLIMIT_DATA), processor (RLIMIT_CPU), no file grows (RLIMIT_FSIZE), no core; on Linux no socket,
                no program, no access to other processes, no removing or renaming (seccomp)
    Python      an audit hook refuses the same on every other system, and names the refused operation

The hook stops Python code of a library, by mistake or by an unexpected feature; the kernel stops machine code that a file has
taken over. Where the kernel gives no memory limit (macOS, Windows) the parent watches the memory in use.
"""

import os
import sys
import time
from contextlib import suppress

from shisaku.formats.limits import ReadingLimits
from shisaku.system_calls import refuse

_REFUSED = (
    "socket", "execve", "execveat", "kill", "pidfd_send_signal", "truncate", "rename", "renameat", "renameat2", "unlink", "unlinkat",
    "ptrace", "process_vm_readv", "process_vm_writev", "io_uring_setup",
)  # fmt: skip
"""System calls that no reader makes."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_MODULES = ("socket.", "shutil.", "ftplib.", "smtplib.", "winreg.", "webbrowser.", "urllib.", "http.")
_EVENTS = frozenset(
    (
        *(
            "os.exec",
            "os.posix_spawn",
            "os.spawn",
            "os.system",
            "os.startfile",
            "os.fork",
            "os.forkpty",
            "subprocess.Popen",
            "pty.spawn",
        ),
        *(
            "os.kill",
            "os.killpg",
            "os.remove",
            "os.rename",
            "os.rmdir",
            "os.mkdir",
            "os.link",
            "os.symlink",
            "os.truncate",
            "os.chmod",
        ),
        *("os.chown", "os.utime"),
    )
)
"""Audit events (PEP 578) that are refused here."""


def enter_sandbox(limits: ReadingLimits) -> None:
    """Restrict this process: memory within the limit, nothing outside is reached, only open files are written."""
    with suppress(ImportError):
        import resource

        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_DATA, limits.memory_bytes)
    refuse(*_REFUSED)
    sys.addaudithook(_refuse)


def allow_seconds(seconds: int) -> None:
    """Let the kernel end this process once it has used the processor for so many seconds more."""
    with suppress(ImportError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        soft = int(time.process_time()) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _limit(kind: int, most: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        writes = isinstance(mode, str) and not set(mode).isdisjoint("wax+")
        if writes or (isinstance(flags, int) and flags & _WRITING):
            raise PermissionError(f"{event} for writing is refused to what reads a file")
    elif event in _EVENTS or event.startswith(_MODULES):
        raise PermissionError(f"{event} is refused to what reads a file")
