"""File formats that are recognised and not read, each with what to do about it."""

from collections.abc import Mapping
from typing import NamedTuple

from shisaku.errors import InputError
from shisaku.messages import Message


class _Refused(NamedTuple):
    said: Message
    remedy: Message


def _saved_anew(message: Message, program: str, form: str) -> _Refused:
    return _Refused(message, Message("formats-open-and-save-anew", program=program, form=form))


REFUSED: Mapping[str, _Refused] = {
    "doc": _saved_anew(Message("formats-word-document-old-format-doc"), "Word", ".docx"),
    "xls": _saved_anew(Message("formats-excel-workbook-old-format-xls"), "Excel", ".xlsx"),
    "xlsb": _saved_anew(Message("formats-excel-workbook-binary-format-xlsb"), "Excel", ".xlsx"),
    "ppt": _saved_anew(Message("formats-powerpoint-slides-old-format-ppt"), "PowerPoint", ".pptx"),
    "jtd": _saved_anew(Message("formats-ichitaro-document"), "一太郎", ".docx"),
    "hwp": _saved_anew(Message("formats-hangul-document-hwp"), "한글", ".docx"),
    "hwpx": _saved_anew(Message("formats-hangul-document-hwpx"), "한글", ".docx"),
    "odf": _saved_anew(Message("formats-document-opendocument-format"), "LibreOffice", "Microsoft Office"),
    "rtf": _saved_anew(Message("formats-rich-text-rtf"), "Word", ".docx"),
    "epub": _saved_anew(Message("formats-e-book-epub"), "Calibre", ".docx"),
    "ole": _Refused(
        Message("formats-compound-file-old-office-programs"),
        Message("formats-save-docx-xlsx-pptx-pdf"),
    ),
    "encrypted": _Refused(
        Message("formats-office-file-encrypted-password"),
        Message("formats-open-take-password-off-save"),
    ),
    "postscript": _Refused(
        Message("formats-postscript"), Message("formats-make-pdf-example-ps-pdf")
    ),
    "image": _Refused(
        Message("formats-picture-without-letters"),
        Message("formats-make-pdf-letters-ocr-example"),
    ),
    "archive": _Refused(
        Message("formats-archive"), Message("formats-unpack-name-document-folder")
    ),
    "graph": _Refused(
        Message("formats-graph-rdf-xml"), Message("formats-use-shisaku-check-shisaku-query")
    ),
}  # fmt: skip
"""Formats that are not read, by their names in `shisaku.formats.sniffing`."""


def reason(kind: str) -> Message:
    """Why a file of that kind is not read, and what to do about it; without its name, which is printed before."""
    said, remedy = REFUSED[kind]
    if kind == "image":
        return Message("formats-picture-whose-words-cannot-read", remedy=remedy)
    return Message("formats-not-read", said=said, remedy=remedy)


def refusal(name: str, kind: str) -> InputError:
    """The error for a file of a kind that is not read."""
    why = reason(kind)
    return InputError(Message("formats-name-why", name=name, why=why))
