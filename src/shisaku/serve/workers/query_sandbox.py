"""What a process gives up once its data are loaded, so that no query reaches a file or another server.

Two means, each enough for a store in memory: no file is opened any more (RLIMIT_NOFILE), and no socket is made (seccomp, on Linux).
A store on disk opens its files as it runs, so it has only the second; a process that sends queries to another server has neither.
"""

import ctypes
import errno
import platform
import struct
import sys

_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: the audit name of its architecture, and the number of the system call `socket`."""
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
"""Instructions of the classic BPF: BPF_LD|BPF_W|BPF_ABS, BPF_JMP|BPF_JEQ|BPF_K, BPF_RET|BPF_K."""
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
"""Arguments of prctl(2)."""


class _FilterProgram(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def enter_sandbox(memory: int, opens_files: bool, opens_sockets: bool = False) -> bool:
    """Limit memory to so many bytes, write no core, refuse files and sockets; whether either of the two is refused."""
    sockets = not opens_sockets and _refuse_sockets()
    try:
        import resource
    except ImportError:
        return sockets
    files = not (opens_files or opens_sockets)
    if files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    return sockets or files


def _refuse_sockets() -> bool:
    """Whether the kernel refuses every socket from now on."""
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
    program = _FilterProgram(len(instructions), b"".join(struct.pack("HBBI", *one) for one in instructions))
    call = ctypes.CDLL(None, use_errno=True).prctl
    done = (call(_NO_NEW_PRIVILEGES, 1, 0, 0, 0), call(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0))
    return done == (0, 0)
