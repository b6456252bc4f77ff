"""What a process gives up once its data are loaded, so that no query reaches a file or another server, whatever it says.

Two walls, either of which is enough for a store in memory: nothing is opened any more (RLIMIT_NOFILE), and no socket is made
(seccomp, on Linux). A store on disk opens its own files as it goes, so it has the second one only;
what asks another server for its answers has neither.
"""

import ctypes
import errno
import platform
import struct
import sys

_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Of each machine: its architecture as the kernel's audit names it, and the number of the system call `socket`."""
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
"""Instructions of the classic BPF: BPF_LD|BPF_W|BPF_ABS, BPF_JMP|BPF_JEQ|BPF_K, BPF_RET|BPF_K."""
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
"""Arguments of prctl(2)."""


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def enter_sandbox(memory: int, opens_files: bool, reaches_out: bool = False) -> bool:
    """Whether there is a wall: from here on there is no more memory than that, no core is left, and nothing outside is reached."""
    sockets = not reaches_out and _without_sockets()
    try:
        import resource
    except ImportError:
        return sockets
    files = not (opens_files or reaches_out)
    if files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    return sockets or files


def _without_sockets() -> bool:
    """Whether the kernel refuses every socket from here on."""
    known = _SOCKET.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None:
        return False
    architecture, number = known
    instructions = (
        (_LOAD, 0, 0, 4),  # the architecture
        (_EQUAL, 0, 3, architecture),
        (_LOAD, 0, 0, 0),  # the number of the call
        (_EQUAL, 0, 1, number),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    )
    program = _Program(len(instructions), b"".join(struct.pack("HBBI", *one) for one in instructions))
    call = ctypes.CDLL(None, use_errno=True).prctl
    done = (call(_NO_NEW_PRIVILEGES, 1, 0, 0, 0), call(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0))
    return done == (0, 0)
