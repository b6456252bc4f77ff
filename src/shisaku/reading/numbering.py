"""Numbers that headings carry, in the styles that Japanese administrative documents use.

    heading  = number [separator] text
    number   = chapter | roman | decimal | bracketed | half-bracketed | circled
    chapter  = "第" (digits | kanji digits) ["章" | "節" | "部" | "編" | "の柱"]
    roman    = "Ⅰ".."Ⅻ" | ASCII "I".."XII" followed by a separator

The order of the styles from the outermost level inwards follows 公用文作成の考え方 (文化審議会建議, 2022): 第１, １, （１）, ア;
Roman numerals stand above Arabic ones, circled ones below brackets, in overviews as they are printed.
"""

import re
import unicodedata
from dataclasses import dataclass

_KANJI_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_ROMAN = {"I": 1, "V": 5, "X": 10}

STYLES: tuple[tuple[str, str], ...] = (
    ("chapter", r"第(?P<chapter>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?:章|節|部|編|の柱)?(?P<chapter_gap>[\s．.：:、]*)"),
    ("roman", r"(?P<roman>[Ⅰ-Ⅻ]|[IVX]{1,5}(?=[\s．.：:、]))(?P<roman_gap>[\s．.：:、]*)"),
    ("decimal", r"(?P<decimal>[0-9０-９]{1,3})(?![0-9０-９)）])(?P<decimal_gap>[．.、](?![0-9０-９])\s*|\s+|)"),
    ("bracketed", r"[（(](?P<bracketed>[0-9０-９]{1,3})[）)](?P<bracketed_gap>\s*)"),
    ("half-bracketed", r"(?P<half>[0-9０-９]{1,3})[）)](?P<half_gap>\s*)"),
    ("circled", r"(?P<circled>[①-⑳㉑-㉟㊱-㊿])(?P<circled_gap>\s*)"),
)
"""Each style with its grammar, outermost level first."""

_PATTERNS = tuple((name, re.compile(pattern + r"(?=\S)")) for name, pattern in STYLES)
RANK = {name: rank for rank, (name, _) in enumerate(STYLES)}
"""Level of each style; smaller is further out."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the head of a line."""

    style: str
    """Name of the style, a key of `RANK`."""
    value: int
    """Its value, from 1."""
    printed: str
    """As printed, brackets and separators left out for decimals, e.g. `１`, `Ⅲ`, `（２）`."""
    length: int
    """How many characters of the line the number takes, separator and white space included."""
    separated: bool
    """Whether a separator or white space follows it."""


def number_at_head(text: str) -> Number | None:
    """The number that `text` begins with, if any, read in the first style that fits."""
    for style, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None:
            continue
        digits, gap = (group for group in match.groups() if group is not None)
        value = _value(digits)
        if not value:
            continue
        printed = text[: match.end() - len(gap)].rstrip()
        return Number(style, value, printed, match.end(), separated=bool(gap) or style not in ("decimal", "chapter"))
    return None


def _value(printed: str) -> int | None:
    """Value of the digits; None where they make no number (`IIV`)."""
    plain = unicodedata.normalize("NFKC", printed)
    if plain.isdigit():
        return int(plain)
    if set(plain) <= set(_ROMAN):
        return _roman(plain)
    return _kanji(plain)


def _roman(letters: str) -> int | None:
    total = 0
    for here, following in zip(letters, [*letters[1:], ""], strict=True):
        value = _ROMAN[here]
        total += -value if _ROMAN.get(following, 0) > value else value
    written = ("X" * (total // 10)) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[total % 10]
    return total if written == letters else None


def _kanji(digits: str) -> int | None:
    tens, ten, units = digits.rpartition("十")
    if not ten:
        return _KANJI_DIGITS.get(digits)
    higher, lower = _KANJI_DIGITS.get(tens or "一"), _KANJI_DIGITS.get(units or "〇")
    return None if higher is None or lower is None else higher * 10 + lower
