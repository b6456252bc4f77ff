"""Detection of a file's format by its bytes: magic numbers, the parts of a package, the root of markup.

Nothing is unpacked and nothing parsed: a file of any content costs a few searches in its bytes.
"""

import re
import struct
from typing import NamedTuple

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"8BPS", "image"),
    (b"\x00\x00\x00\x0cjP  \r\n", "image"),
    (b"{\\rtf", "rtf"),
    (b"%!PS", "postscript"),
    (b"\x1f\x8b\x08", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"(\xb5/\xfd", "archive"),
)
"""First bytes of files of a format."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLE = (
    ("EncryptedPackage", "encrypted"),
    ("HwpSummaryInformation", "hwp"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("JSRV_SegmentInformation", "jtd"),
)
"""Streams of an OLE compound file, by the formats that have them."""
_IN_ZIP = (
    (b"word/document", "docx"),
    (b"ppt/presentation", "pptx"),
    (b"xl/workbook.bin", "xlsb"),
    (b"xl/workbook", "xlsx"),
    (b"Contents/section0.xml", "hwpx"),
    (b"content.xml", "odf"),  # the first member should state it, and does not where another program packed it
)
"""Beginnings of the names of members of a zip file, by the formats that have them."""
_MIMETYPE = re.compile(rb"mimetypeapplication/(vnd\.oasis\.opendocument|epub\+zip|hwp\+zip)")
_BY_MIMETYPE = {b"vnd.oasis.opendocument": "odf", b"epub+zip": "epub", b"hwp+zip": "hwpx"}
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_CENTRAL_HEAD = 46
"""Bytes of an entry of a zip file's directory before the name (APPNOTE 4.3.12)."""
_END_REACH = 22 + 65_535
"""Bytes at the end of a zip file in which the end record of its directory begins."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WIDE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_HEAD = 16_384
_NAME = re.compile(r"[A-Za-z_][\w.:-]*")
_SUBSET_END = re.compile(r"\]\s*>")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HTML = ("html", "head", "body")


class Root(NamedTuple):
    """Beginning of markup."""

    doctype: str = ""
    """Name in its `<!DOCTYPE`, in lower case; empty where it has none."""
    root: str = ""
    """Name of its first element without prefix; empty where it has none in its head."""
    declared: bool = False
    """Whether it begins with an XML declaration."""


def content_of(data: bytes) -> str:
    """The format that a file's bytes show, a name of the registry or of `shisaku.formats.refusals`; empty if they show none."""
    found = next((name for magic, name in _MAGIC if data.startswith(magic)), "")
    if found:
        return found
    if data.startswith(_OLE):
        return next((name for stream, name in _IN_OLE if stream.encode("utf-16-le") in data), "ole")
    if data.startswith(_LOCAL):
        return _package(data)
    if _is_picture(data):
        return "image"
    return _markup(data)


def looks_like_text(head: bytes) -> bool:
    """Whether the beginning of a file may be text in an encoding without zero bytes."""
    return _CONTROLS.search(head) is None


def root_of(data: bytes) -> Root:
    """The beginning of markup; empty where the file does not begin as markup does."""
    head = data[:_HEAD]
    codec = next((name for mark, name in (*_MARKS, *_WIDE) if head.startswith(mark)), "latin-1")
    return _root(head.decode(codec, "ignore").removeprefix("\ufeff"))


def _root(text: str) -> Root:
    at, doctype, declared = _behind_blanks(text, 0), "", False
    while text.startswith("<", at):
        if text.startswith("<?", at):
            declared = declared or text.startswith("<?xml", at)
            end = text.find("?>", at) + 2
        elif text.startswith("<!--", at):
            end = text.find("-->", at) + 3
        elif text.startswith("<!", at):
            end = _behind_doctype(text, at)
            name = _NAME.match(text, _behind_blanks(text, at + len("<!doctype")))
            doctype = name[0].lower() if name and text[at + 2 : at + 9].lower() == "doctype" else doctype
        else:
            name = _NAME.match(text, at + 1)
            return Root(doctype, name[0].rpartition(":")[2] if name else "", declared)
        if end <= at:  # the tag may be cut off at the end of the head
            break
        at = _behind_blanks(text, end)
    return Root(doctype, "", declared)


def _behind_doctype(text: str, at: int) -> int:
    close, subset = text.find(">", at), text.find("[", at)
    if close < 0:
        return 0
    if 0 <= subset < close:
        end = _SUBSET_END.search(text, subset)
        return end.end() if end else 0
    return close + 1


def _behind_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _markup(data: bytes) -> str:
    found = _root(_decoded_head(data))
    if found.doctype == "html" or found.root.lower() in _HTML:
        return "html"
    if found.root == "svg":
        return "image"
    if found.root == "RDF":
        return "graph"
    return "xml" if found.declared or found.doctype else ""


def _decoded_head(data: bytes) -> str:
    head = data[:_HEAD]
    codec = next((name for mark, name in (*_MARKS, *_WIDE) if head.startswith(mark)), "latin-1")
    text = head.decode(codec, "ignore")
    return text.removeprefix("\ufeff").removeprefix("\xef\xbb\xbf")


def _package(data: bytes) -> str:
    """The format of a zip package."""
    first = _MIMETYPE.search(data, 0, 200)
    if first:
        return _BY_MIMETYPE[first[1]]
    directory = _directory(data)
    return next((name for member, name in _IN_ZIP if _lists(directory, member)), "archive")


def _directory(data: bytes) -> bytes:
    """The directory of a zip file; where it has no end record, all of it, as a damaged one may still be known by its members."""
    at = data.rfind(_END, max(0, len(data) - _END_REACH))
    if at < 0 or at + 22 > len(data):
        return data
    size, start = struct.unpack_from("<II", data, at + 12)
    return data[start : start + size] if data.startswith(_CENTRAL, start) else data


def _lists(directory: bytes, member: bytes) -> bool:
    """Whether a directory has a member whose name begins so."""
    at = directory.find(member)
    while at >= 0:
        if directory.startswith(_CENTRAL, at - _CENTRAL_HEAD) or directory.startswith(_LOCAL, at - 30):
            return True
        at = directory.find(member, at + 1)
    return False


def _is_picture(data: bytes) -> bool:
    """Whether it is a picture whose mark is not at its beginning, or is too short to be one alone."""
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    heif = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif")
    bitmap = data.startswith(b"BM") and len(data) > 26 and struct.unpack_from("<I", data, 2)[0] == len(data)
    return webp or heif or bitmap
