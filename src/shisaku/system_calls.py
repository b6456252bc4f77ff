"""Refuse system calls for the rest of a process, by a filter in the kernel (Linux, seccomp(2)).

A refused call fails with EACCES. The filter cannot be taken off, and child processes inherit it.
"""

import ctypes
import errno
import platform
import struct
import sys

_NUMBERS = {
    "socket": (41, 198),
    "execve": (59, 221),
    "kill": (62, 129),
    "truncate": (76, 45),
    "rename": (82, None),
    "unlink": (87, None),
    "ptrace": (101, 117),
    "unlinkat": (263, 35),
    "renameat": (264, 38),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "renameat2": (316, 276),
    "execveat": (322, 281),
    "pidfd_send_signal": (424, 424),
    "io_uring_setup": (425, 425),
}
"""Number of each call on x86_64 and on aarch64 (asm/unistd.h); None where there is no such call."""
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""AUDIT_ARCH_* of each machine, in the order of the numbers."""
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
"""Instructions of the classic BPF: BPF_LD|BPF_W|BPF_ABS, BPF_JMP|BPF_JEQ|BPF_K, BPF_JMP|BPF_JGE|BPF_K, BPF_RET|BPF_K."""
_X32 = 0x40000000
"""Numbers from here on are those of another interface to the same calls (x32), which nothing here uses."""
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
"""Arguments of prctl(2)."""


class _FilterProgram(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def refuse(*calls: str) -> bool:
    """Have the kernel refuse these system calls from now on; whether it does. Other systems and unknown machines cannot."""
    machine = platform.machine()
    if not sys.platform.startswith("linux") or machine not in _ARCHITECTURES:
        return False
    column = list(_ARCHITECTURES).index(machine)
    numbers = [number for call in calls if (number := _NUMBERS[call][column]) is not None]
    refused = 5 + len(numbers)  # index of the refusing instruction; a jump counts from the one behind it
    instructions = (
        (_LOAD, 0, 0, 4),  # the architecture
        (_EQUAL, 0, refused - 2, _ARCHITECTURES[machine]),  # on another architecture the numbers have other meanings
        (_LOAD, 0, 0, 0),  # the number of the call
        (_AT_LEAST, refused - 4, 0, _X32),
        *((_EQUAL, refused - 1 - at, 0, number) for at, number in enumerate(numbers, 4)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )
    program = _FilterProgram(len(instructions), b"".join(struct.pack("HBBI", *one) for one in instructions))
    call = ctypes.CDLL(None, use_errno=True).prctl
    done = (call(_NO_NEW_PRIVILEGES, 1, 0, 0, 0), call(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0))
    return done == (0, 0)
