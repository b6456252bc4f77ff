"""Characters of symbol fonts as the Unicode symbols that they print.

In such a font the letter `l` is a black circle. Word writes them as `w:sym`, as private characters U+F000 to U+F0FF, or as the letters themselves.
The tables have the symbols that serve as bullets, boxes, ticks, arrows and circled numbers (Unicode proposal L2/11-196 for the Wingdings fonts).
"""

import re

_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x3F: "✎", 0x46: "☞", 0x47: "☜", 0x4A: "☺", 0x52: "☀", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□",
    0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "☒", 0x7C: "❀", 0x9E: "·", 0x9F: "•", 0xA0: "●", 0xA1: "○",
    0xA2: "○", 0xA3: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xAC: "✶", 0xB2: "⟡", 0xD5: "⌫", 0xD8: "➢", 0xDC: "➲", 0xDF: "←",
    0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x80 + i: c for i, c in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x95: "·", 0x96: "•", 0x97: "●", 0x98: "●", 0x99: "○", 0x9A: "○", 0x9E: "⦿",
    0x9F: "▪", 0xA0: "■", 0xA2: "■", 0xA3: "□", 0xA4: "▫", 0xAE: "◆", 0xAF: "◇",
    **{0x69 + i: c for i, c in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
}  # fmt: skip
_WINGDINGS_3 = {
    0x70: "▲",
    0x71: "▼",
    0x72: "△",
    0x73: "▽",
    0x74: "◀",
    0x75: "▶",
    0x76: "◁",
    0x77: "▷",
    0x7B: "◀",
    0x7D: "▶",
    0x22: "←",
    0x23: "↑",
    0x24: "→",
    0x25: "↓",
}
_SYMBOL = {
    0xA8: "♦",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xA3: "≤",
    0xB4: "×",
    0xB7: "•",
    0xDE: "⇒",
    0x2D: "−",
}
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "symbol": _SYMBOL,
    "webdings": {0x34: "▶", 0x3D: "■", 0x61: "✓", 0x63: "□", 0x6E: "●"},
}
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_BULLET = "•"


def symbol(code: int, font: str) -> str:
    """The symbol that character `code` of `font` prints (private or plain); a bullet where the table has none for a symbol font."""
    table = _FONTS.get(font.strip().lower())
    private = 0xF000 <= code <= 0xF0FF
    if table is None:
        if not private:
            return chr(code) if 0 <= code < 0x110000 else ""
        table = _WINGDINGS
    low = code - 0xF000 if private else code
    return table.get(low) or (_BULLET if low > 0x20 else " ")


def printed_text(text: str, font: str) -> str:
    """`text` as it prints in `font`; private characters of symbol fonts are taken for Wingdings where the font is not known."""
    if font.strip().lower() in _FONTS:
        # Letters beyond Latin-1 are printed in another font.
        return "".join(
            symbol(ord(c), font) if (ord(c) < 0x100 and not c.isspace()) or 0xF000 <= ord(c) <= 0xF0FF else c for c in text
        )
    return _PRIVATE.sub(lambda match: symbol(ord(match.group()), font), text)


def bullet(text: str, font: str) -> str:
    """The bullet of a list's items: the letter o, which is used as a ring in monospaced fonts, as a ring."""
    character = printed_text(text.strip(), font)
    return "○" if character == "o" else character
