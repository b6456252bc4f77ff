"""Errors for a file that could not be read to its end: what happened, which limit it was, and what to do."""

import signal

from shisaku.errors import InputError
from shisaku.formats.limits import MEGABYTE, ReadingLimits
from shisaku.messages import Message

_SPLIT = Message("formats-split-name-parts-matter")
_ANEW = Message("formats-get-file-anew-open-program")
_WHAT = {
    "file_bytes": (Message("formats-size-file"), _SPLIT),
    "memory_bytes": (Message("formats-memory-reading"), _SPLIT),
    "processor_seconds": (Message("formats-processor-time-reading"), _SPLIT),
    "seconds": (Message("formats-time-wait"), _SPLIT),
    "characters": (Message("formats-number-characters"), _SPLIT),
    "blocks": (Message("formats-number-paragraphs"), _SPLIT),
    "cells": (Message("formats-number-cells-tables"), _SPLIT),
    "pages": (Message("formats-number-pages"), _SPLIT),
    "result_bytes": (Message("formats-size-what-read"), _SPLIT),
    "depth": (Message("formats-depth-what-nested"), _ANEW),
}
"""The resource of each limit, and the remedy."""
_WANT = ("SIGABRT", "SIGTRAP", "SIGILL")
"""Signals by which C libraries end themselves where they get no memory."""


def beyond(name: str, limit: str, amount: int, limits: ReadingLimits) -> InputError:
    """The error for a file beyond a limit, named as its field of ReadingLimits; `amount` is how much it has, 0 if unknown."""
    what, remedy = _WHAT.get(limit, _WHAT["depth"])
    most = _shown(limit, getattr(limits, limit, amount))
    has = _shown(limit, amount) if amount and limit != "depth" else Message.of("")
    return InputError(
        Message(
            "formats-not-read-beyond-limit",
            message=Message("formats-has", has=has) if has else "",
            name=name,
            what=what,
            most=most,
            remedy=remedy,
        )
    )


def crashed(name: str, status: int, limits: ReadingLimits) -> InputError:
    """The error for a reading process that ended by a signal, or by an unexpected exit code."""
    said = signal.Signals(-status).name if -status in set(signal.Signals) else f"exit code {status}"
    message = Message("formats-what-reads-crashed", name=name, said=said)
    if said in _WANT:
        most = _shown("memory_bytes", limits.memory_bytes)
        message = Message("formats-may-have-come-limit-memory", message=message, most=most)
    return InputError(Message("formats-damaged-or-made-to-do-harm", message=message, anew=_ANEW))


def failed(name: str, fault: str) -> InputError:
    """The error for an internal error of a reader; `fault` is the exception and its place."""
    return InputError(Message("formats-reading-met-internal-error-please", name=name, fault=fault))


def confused(name: str) -> InputError:
    """The error for a message of the reading process that no reader sends."""
    return InputError(Message("formats-what-reads-gave-answer-makes", name=name))


def no_process(reason: str) -> InputError:
    """The error where no process can be started to read files in."""
    return InputError(Message("formats-no-process-can-started-read", reason=reason))


def _shown(limit: str, amount: int | float) -> Message:
    """An amount with its unit."""
    if limit.endswith("_bytes"):
        size = f"{amount / MEGABYTE:,.0f} MB" if amount >= MEGABYTE else f"{amount:,} B"
        return Message.of(size)
    if limit.endswith("seconds"):
        return Message("formats-s", amount=f"{amount:,.0f}")
    return Message.of(f"{amount:,}")
