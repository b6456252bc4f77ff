"""From the character codes of a font to letters: ligatures, bullets of symbol fonts, white space, and codes without meaning."""

import re
from collections.abc import Sequence

HYPHENS = frozenset({0x02, 0xFFFE})
"""Code that PDFium reports for a hyphen at the end of a line."""
UNKNOWN = "\ufffd"
"""A letter whose character the file does not state."""
BULLET = "•"
"""A letter of a symbol font that is none of `_SYMBOLS`."""
_PLAIN = {
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", ""),
    **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029\u00a0\u202f\u205f", " "),
    **{chr(code): " " for code in range(0x2000, 0x200B)},
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
"""Characters that are white space, nothing, or several letters drawn as one. The rest stays as it is."""
_SYMBOLS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖",
    0x77: "◆", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xE8: "→",
    0xF0: "⇨", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒",
}  # fmt: skip
"""Wingdings' and Symbol's places in U+F000 to U+F0FF, as plain characters (Microsoft's table of Wingdings to Unicode)."""
_SYMBOL_FONT = re.compile(r"dings|symbol|bullet|ornament", re.IGNORECASE)


_ODD = frozenset((*range(0x20), *(ord(text) for text in _PLAIN)))


def are_odd(codes: Sequence[int]) -> bool:
    """Whether there is a code among them that is not its own character."""
    return max(codes) >= 0xD800 or not _ODD.isdisjoint(codes)


def letter(code: int, high: int = 0) -> str:
    """The character of that code, after a high surrogate `high`; empty for what is no letter, UNKNOWN for codes without meaning."""
    if high and 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
    if code in HYPHENS:
        return "-"
    if 0xE000 <= code <= 0xF8FF:
        return _SYMBOLS.get(code - 0xF000, BULLET)
    if not 0 < code <= 0x10FFFF or 0xD800 <= code < 0xE000:
        return UNKNOWN
    text = chr(code)
    return _PLAIN.get(text, UNKNOWN if code < 0x20 else text)


def is_symbol_font(name: str) -> bool:
    """Whether a font of that name holds symbols instead of letters."""
    return _SYMBOL_FONT.search(name) is not None
