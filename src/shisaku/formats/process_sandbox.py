"""Restrictions of a process before it opens an untrusted file: memory, time, files to write, other programs, the network.

    kernel      memory (RLIMIT_DATA), processor (RLIMIT_CPU), no file grows (RLIMIT_FSIZE), no core; on Linux no socket,
                no program, no access to other processes, no removing or renaming (seccomp)
    Python      an audit hook refuses the same on every other system, and names the refused operation

The hook stops Python code of a library, by mistake or by an unexpected feature; the kernel stops machine code that a file has
taken over. Where the kernel gives no memory limit (macOS, Windows) the parent watches the memory in use.
"""

import ctypes
import os
import platform
import struct
import sys
import time
from contextlib import suppress

from shisaku.formats.limits import ReadingLimits

_REFUSED = {
    "x86_64": (0xC000003E, (41, 59, 62, 76, 82, 87, 101, 263, 264, 310, 311, 316, 322, 424, 425)),
    "aarch64": (0xC00000B7, (198, 221, 129, 45, 38, 35, 117, 270, 271, 276, 281, 424, 425)),
}
"""By machine: its architecture as the kernel's audit names it, and the numbers of `socket`, `execve`, `kill`, `truncate`, `rename*`,
`unlink*`, `ptrace`, `process_vm_*`, `execveat`, `pidfd_send_signal` and `io_uring_setup`."""
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
"""Instructions of the classic BPF: BPF_LD|BPF_W|BPF_ABS, BPF_JMP|BPF_JEQ|BPF_K, BPF_JMP|BPF_JGE|BPF_K, BPF_RET|BPF_K."""
_X32 = 0x40000000
"""Numbers from here on are those of another interface to the same calls (x32), which nothing here uses."""
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # EACCES
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
"""Arguments of prctl(2)."""
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


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def enter_sandbox(limits: ReadingLimits) -> None:
    """Restrict this process: memory within the limit, nothing outside is reached, only open files are written."""
    with suppress(ImportError):
        import resource

        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_DATA, limits.memory_bytes)
    _refuse_calls()
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


def _refuse_calls() -> None:
    """Have the kernel refuse system calls that no reader makes; on other systems and unknown machines only the hook applies."""
    known = _REFUSED.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None:
        return
    architecture, numbers = known
    refused = 5 + len(numbers)  # index of the refusing instruction; a jump counts from the one behind it
    instructions = (
        (_LOAD, 0, 0, 4),  # the architecture
        (_EQUAL, 0, refused - 2, architecture),  # on another architecture the numbers have other meanings
        (_LOAD, 0, 0, 0),  # the number of the call
        (_AT_LEAST, refused - 4, 0, _X32),
        *((_EQUAL, refused - 1 - at, 0, number) for at, number in enumerate(numbers, 4)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )
    program = _Program(len(instructions), b"".join(struct.pack("HBBI", *one) for one in instructions))
    call = ctypes.CDLL(None, use_errno=True).prctl
    call(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    call(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        writes = isinstance(mode, str) and not set(mode).isdisjoint("wax+")
        if writes or (isinstance(flags, int) and flags & _WRITING):
            raise PermissionError(f"{event} for writing is refused to what reads a file")
    elif event in _EVENTS or event.startswith(_MODULES):
        raise PermissionError(f"{event} is refused to what reads a file")
