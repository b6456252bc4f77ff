"""File formats that are recognised and not read, each with what to do about it."""

from collections.abc import Mapping
from typing import NamedTuple

from shisaku.errors import InputError, Message


class _Refused(NamedTuple):
    said: Message
    remedy: Message


def _saved_anew(ja: str, en: str, program: str, form: str) -> _Refused:
    remedy_ja = f"{program} などで開き、{form} で保存し直したものを渡してください。"
    return _Refused(
        Message(ja, en), Message(remedy_ja, f"Open it (in {program}, for example), save it as {form}, and name that.")
    )


REFUSED: Mapping[str, _Refused] = {
    "doc": _saved_anew("旧形式（.doc）の Word 文書", "a Word document of the old format (.doc)", "Word", ".docx"),
    "xls": _saved_anew("旧形式（.xls）の Excel ブック", "an Excel workbook of the old format (.xls)", "Excel", ".xlsx"),
    "xlsb": _saved_anew("バイナリー形式（.xlsb）の Excel ブック", "an Excel workbook of the binary format (.xlsb)", "Excel", ".xlsx"),
    "ppt": _saved_anew("旧形式（.ppt）の PowerPoint スライド", "PowerPoint slides of the old format (.ppt)", "PowerPoint", ".pptx"),
    "jtd": _saved_anew("一太郎の文書", "an Ichitaro document", "一太郎", ".docx"),
    "hwp": _saved_anew("ハングル（.hwp）の文書", "a Hangul document (.hwp)", "한글", ".docx"),
    "hwpx": _saved_anew("ハングル（.hwpx）の文書", "a Hangul document (.hwpx)", "한글", ".docx"),
    "odf": _saved_anew("OpenDocument 形式の文書", "a document in OpenDocument format", "LibreOffice", "Microsoft Office"),
    "rtf": _saved_anew("リッチテキスト（.rtf）", "rich text (.rtf)", "Word", ".docx"),
    "epub": _saved_anew("電子書籍（EPUB）", "an e-book (EPUB)", "Calibre", ".docx"),
    "ole": _Refused(
        Message("古い Office などが使う複合ファイル", "a compound file, as old Office programs write"),
        Message("作ったソフトウェアで .docx、.xlsx、.pptx、PDF のどれかに保存し直してください。", "Save it as .docx, .xlsx, .pptx or PDF in the program that it is of."),
    ),
    "encrypted": _Refused(
        Message("パスワードで暗号化された Office のファイル", "an Office file that is encrypted with a password"),
        Message("開いてパスワードを外し、保存し直したものを渡してください。", "Open it, take the password off, save it, and name that."),
    ),
    "postscript": _Refused(
        Message("PostScript", "PostScript"), Message("PDF にして渡してください（例: ps2pdf）。", "Make a PDF of it (for example: ps2pdf).")
    ),
    "image": _Refused(
        Message("画像で、文字の情報", "a picture, without letters"),
        Message(
            "OCR で文字の入った PDF にして渡してください（例: ocrmypdf --image-dpi 300 画像 読める.pdf）。",
            "Make a PDF with letters by OCR (for example: ocrmypdf --image-dpi 300 PICTURE readable.pdf).",
        ),
    ),
    "archive": _Refused(
        Message("圧縮ファイル", "an archive"), Message("展開して、中の文書かフォルダーを指定してください。", "Unpack it and name a document or folder in it.")
    ),
    "graph": _Refused(
        Message("グラフ（RDF/XML）", "a graph (RDF/XML)"), Message("shisaku check か shisaku query を使ってください。", "Use shisaku check or shisaku query.")
    ),
}  # fmt: skip
"""Formats that are not read, by their names in `shisaku.formats.sniffing`."""


def reason(kind: str) -> Message:
    """Why a file of that kind is not read, and what to do about it; without its name, which is printed before."""
    said, remedy = REFUSED[kind]
    if kind == "image":
        return Message(f"画像なので、文字を読めません。{remedy.ja}", f"is a picture, whose words cannot be read. {remedy.en}")
    return Message(f"{said.ja}で、読めません。{remedy.ja}", f"is {said.en}, which is not read. {remedy.en}")


def refusal(name: str, kind: str) -> InputError:
    """The error for a file of a kind that is not read."""
    why = reason(kind)
    return InputError(Message(f"{name}: {why.ja}", f"{name}: {why.en}"))
