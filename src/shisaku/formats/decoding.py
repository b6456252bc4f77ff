"""From the bytes of a text format to its text."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|\A\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""",
    re.I,
)
_HEAD = 4096
"""Bytes that are searched for a declaration; the HTML standard searches 1024."""
_WIDER = {
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "ms_kanji": "cp932",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
}
"""Encodings by the names under which the Encoding Standard decodes them."""
_GUESSES = ("euc_jp", "cp932")
"""Encodings tried where none is declared and the text is not UTF-8, the stricter first."""
_SAMPLE = 4096
"""Bytes by which UTF-16 without a byte order mark is detected."""
_MOST_UNDECODED = 0.01
"""Share of undecodable characters beyond which a declared encoding is dropped."""


def decoded(data: bytes) -> tuple[str, str]:
    """The text of `data`, and the name of its encoding; U+FFFD replaces what the encoding cannot decode.

    A byte order mark decides first, then zeros as UTF-16 has them, then valid UTF-8 (no other text is by chance), then what HTML
    or XML declares, then a guess.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    if wide := utf16_of(data):
        return data.decode(wide, "replace"), wide
    if b"\x1b$" in data[:100_000] or b"\x1b(J" in data[:100_000]:
        return data.decode("iso2022_jp_2", "replace"), "iso-2022-jp"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    best = data.decode("utf-8", "replace"), "utf-8"
    for name in (*((declared,) if declared else ()), *_GUESSES):
        text = data.decode(name, "replace")
        if text.count("\ufffd") <= _MOST_UNDECODED * len(text):
            return text, name.replace("_", "-")
        if text.count("\ufffd") < best[0].count("\ufffd"):
            best = text, name.replace("_", "-")
    if best[0].count("\ufffd") > _MOST_UNDECODED * len(best[0]):
        return data.decode("cp1252", "replace"), "cp1252"
    return best


def utf16_of(data: bytes) -> str:
    """The encoding of UTF-16 with a byte order mark, or with zeros in every other byte of its ASCII characters; else empty."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if marked:
        return marked if marked.startswith("utf-16") else ""
    head = data[:_SAMPLE]
    zeros = head.count(0)
    for encoding, every_other in (("utf-16-le", head[1::2].count(0)), ("utf-16-be", head[::2].count(0))):
        if 16 * every_other > len(head) and 10 * every_other >= 9 * zeros:
            return encoding
    return ""


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return ""
    name = (match[1] or match[2]).decode("ascii").lower()
    name = _WIDER.get(name, name)
    try:
        name = codecs.lookup(name).name
        b"a".decode(name, "replace")  # some codecs return no text
    except (LookupError, ValueError):
        return ""
    # What can be read as ASCII up to the declaration is not UTF-16, whatever it declares.
    if name.startswith(("utf-16", "utf-32", "utf-7", "unicode", "raw")):
        return ""
    return _WIDER.get(name, name)
