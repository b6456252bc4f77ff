"""Errors for a file that could not be read to its end: what happened, which limit it was, and what to do."""

import signal

from shisaku.errors import InputError, Message
from shisaku.formats.limits import MEGABYTE, ReadingLimits

_SPLIT = Message("必要な部分だけのファイルに分けて渡してください。", "Split it, and name the parts that matter.")
_ANEW = Message(
    "元のファイルを入手し直すか、作ったソフトウェアで開いて保存し直してください。",
    "Get the file anew, or open it in the program that it is of and save it again.",
)
_WHAT = {
    "file_bytes": (Message("ファイルの大きさ", "size of the file"), _SPLIT),
    "memory_bytes": (Message("読むのに使えるメモリー", "memory for reading it"), _SPLIT),
    "processor_seconds": (Message("読むのに使えるプロセッサー時間", "processor time for reading it"), _SPLIT),
    "seconds": (Message("読むのを待つ時間", "time to wait for it"), _SPLIT),
    "characters": (Message("文字の数", "number of characters"), _SPLIT),
    "blocks": (Message("段落の数", "number of paragraphs"), _SPLIT),
    "cells": (Message("表のセルの数", "number of cells of tables"), _SPLIT),
    "pages": (Message("ページの数", "number of pages"), _SPLIT),
    "result_bytes": (Message("読み取った内容の大きさ", "size of what was read"), _SPLIT),
    "depth": (Message("入れ子の深さ", "depth of what is nested in it"), _ANEW),
}
"""The resource of each limit, and the remedy."""
_WANT = ("SIGABRT", "SIGTRAP", "SIGILL")
"""Signals by which C libraries end themselves where they get no memory."""


def beyond(name: str, limit: str, amount: int, limits: ReadingLimits) -> InputError:
    """The error for a file beyond a limit, named as its field of ReadingLimits; `amount` is how much it has, 0 if unknown."""
    what, remedy = _WHAT.get(limit, _WHAT["depth"])
    most = _shown(limit, getattr(limits, limit, amount))
    has = _shown(limit, amount) if amount and limit != "depth" else Message("", "")
    ja = (
        f"{name}: {what.ja}が上限（{most.ja}）を超える{'（' + has.ja + '）' if has.ja else ''}ため、読みませんでした。{remedy.ja}"
    )
    en = f"{name}: was not read, as it is beyond the limit on the {what.en}: {most.en}{' (it has ' + has.en + ')' if has.en else ''}. {remedy.en}"
    return InputError(Message(ja, en))


def crashed(name: str, status: int, limits: ReadingLimits) -> InputError:
    """The error for a reading process that ended by a signal, or by an unexpected exit code."""
    said = signal.Signals(-status).name if -status in set(signal.Signals) else f"exit code {status}"
    ja, en = f"{name}: 読み取るプログラムが途中で落ちました（{said}）。", f"{name}: what reads it crashed ({said})."
    if said in _WANT:
        most = _shown("memory_bytes", limits.memory_bytes)
        ja += f"メモリーの上限（{most.ja}）に達した可能性があります。"
        en += f" It may have come to the limit on memory, {most.en}."
    ja += f"ファイルが壊れているか、害をなすように作られています。{_ANEW.ja}"
    return InputError(Message(ja, f"{en} The file is damaged, or made to do harm. {_ANEW.en}"))


def failed(name: str, fault: str) -> InputError:
    """The error for an internal error of a reader; `fault` is the exception and its place."""
    ja = f"{name}: 読み取りの途中で内部エラーが起きました（{fault}）。再現するファイルを添えて知らせてください。"
    return InputError(Message(ja, f"{name}: reading it met an internal error ({fault}). Please report it with the file."))


def confused(name: str) -> InputError:
    """The error for a message of the reading process that no reader sends."""
    ja = f"{name}: 読み取るプログラムの答えが壊れています。ファイルが害をなすように作られている恐れがあります。"
    return InputError(Message(ja, f"{name}: what reads it gave an answer that makes no sense. The file may be made to do harm."))


def no_process(reason: str) -> InputError:
    """The error where no process can be started to read files in."""
    ja = f"ファイルを読むためのプロセスを起動できません（{reason}）。空きメモリーとプロセス数の上限を確かめてください。"
    return InputError(
        Message(ja, f"No process can be started to read files in ({reason}). Check free memory and the limit on processes.")
    )


def _shown(limit: str, amount: int | float) -> Message:
    """An amount with its unit."""
    if limit.endswith("_bytes"):
        size = f"{amount / MEGABYTE:,.0f} MB" if amount >= MEGABYTE else f"{amount:,} B"
        return Message(size, size)
    if limit.endswith("seconds"):
        return Message(f"{amount:,.0f} 秒", f"{amount:,.0f} s")
    return Message(f"{amount:,}", f"{amount:,}")
