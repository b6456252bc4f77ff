"""Numbers that headings carry, in the styles that Japanese administrative documents use.

    heading  = number [separator] text
    number   = ("第" digits ("部" | "編" | "章" | "節" | "の柱" | "")) | roman | compound | decimal | bracketed | half-bracketed
             | circled | named | kanji | kana | letter | small roman
    roman    = "Ⅰ".."Ⅻ" | ASCII "I".."XII" followed by a separator
    compound = (roman | decimal) { ("-" | "－" | "ー" | ".") decimal }          e.g. １－２, Ⅰー１, 1.2.3

The order of the styles from the outermost level inwards follows 公用文作成の考え方 (文化審議会建議, 2022): 第１, １, （１）, ア;
Roman numerals are above Arabic ones, circled ones below brackets, in overviews as they are printed. It decides only where a
document does not show it itself.
"""

import re
import unicodedata
from dataclasses import dataclass

_KANJI_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_ROMAN = {"I": 1, "V": 5, "X": 10}
_WHITE_ON_BLACK = "❶❷❸❹❺❻❼❽❾❿⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴"
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"

_DIGITS = "[0-9０-９]"
_ORDINAL = rf"第\s?(?P<{{0}}>{_DIGITS}{{{{1,3}}}}|[一二三四五六七八九十]{{{{1,3}}}})(?![0-9０-９一二三四五六七八九十])"
_DASHES = "-－ー‐−—–―"
_BEFORE_FIGURE = rf"(?={_DIGITS}{{4}}\s?年|{_DIGITS}{{1,3}}\s?(?:世紀|つの|歳|人|か国|カ国|次))"
"""Words that begin with a figure: the full stop before them is that of the number, 43．2050年, and no decimal point."""
_ONE_LETTER = "[A-Za-zＡ-Ｚａ-ｚ](?![A-Za-zＡ-Ｚａ-ｚ])"
"""Of words such as 5G and 3D."""
_GAP = r"[\s．.：:、]*"
_OF_AN_OFFICE = "会|署|門|局|品|長(?![寿期])"
"""What makes a word of 部 that heads no part: 第１部会, 第一部長; not 第１部長寿社会."""
_COUNTED = "[部編章節期次号回条項子位種類者級代年月日弾ぁ-ん]|世[代紀]"
"""What makes a word of an ordinal that heads nothing: 第１種, 第５世代; not 第１世界に開かれた港."""

STYLES: tuple[tuple[str, str], ...] = (
    ("named", r"(?!Table|Figure|Box|Note)[A-Z][a-z]{2,11}\s(?P<named>[0-9]{1,3}|[IVX]{1,5})(?P<named_gap>[.:]\s+|\s[-–—]\s)"),
    ("part", _ORDINAL.format("part") + rf"\s?(?:部|編)(?!{_OF_AN_OFFICE})(?P<part_gap>{_GAP})"),
    ("chapter", _ORDINAL.format("chapter") + rf"\s?(?:章|の柱)(?P<chapter_gap>{_GAP})"),
    ("section", _ORDINAL.format("section") + rf"\s?節(?P<section_gap>{_GAP})"),
    (
        "ordinal",
        _ORDINAL.format("ordinal") + rf"(?P<ordinal_gap>[\s．.：:、]+|(?!{_COUNTED}))",
    ),
    ("roman", rf"(?P<roman>[Ⅰ-Ⅻ]|[IVX]{{1,5}}(?=[\s．.：:、]))(?P<roman_gap>{_GAP})(?![{_DASHES}]{_DIGITS})"),
    (
        "compound",
        rf"(?P<compound>(?:[Ⅰ-Ⅻ]|[IVX]{{1,5}}|{_DIGITS}{{1,2}})(?:[{_DASHES}.．]{_DIGITS}{{1,2}}){{1,3}})(?P<compound_gap>[．.、:：]?\s+|[．.、:：](?!{_DIGITS}))",
    ),
    (
        "decimal",
        rf"(?P<decimal>{_DIGITS}{{1,3}})(?![0-9０-９)）])(?P<decimal_gap>[．.、](?:(?![0-9０-９])|{_BEFORE_FIGURE})\s*|\s+|(?!{_ONE_LETTER}))",
    ),
    ("bracketed", rf"(?P<bracketed>[（(]\s?{_DIGITS}{{1,3}}\s?[）)]|[⑴-⒇])(?P<bracketed_gap>\s*)"),
    ("half-bracketed", rf"(?P<half>{_DIGITS}{{1,3}})[）)](?P<half_gap>\s*)"),
    ("circled", r"(?P<circled>[①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴])(?P<circled_gap>\s*)"),
    ("kanji", r"(?P<kanji>[一二三四五六七八九十]{1,3})(?P<kanji_gap>[．.、]\s*|\s+)"),
    ("bracketed-kana", r"[（(](?P<bkana>[ア-ンｱ-ﾝ])[）)](?P<bkana_gap>\s*)"),
    ("bracketed-letter", r"[（(](?P<bletter>[a-zａ-ｚ])[）)](?P<bletter_gap>\s*)"),
    ("kana", r"(?P<kana>[ア-ンｱ-ﾝ])(?P<kana_gap>[）)．.、]\s*|\s+)"),
    ("letter", r"(?P<letter>[a-zａ-ｚ])(?P<letter_gap>[）)．.]\s*)"),
    ("small-roman", r"(?P<sroman>[ⅰ-ⅻ])(?P<sroman_gap>[）)．.、]\s*|\s+)"),
)
"""Each style with its grammar, outermost level first."""

_COMPILED = {name: re.compile(pattern + r"(?=\S)") for name, pattern in STYLES}


def _from(first: str, last: str) -> str:
    """The characters from one to another."""
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


_FIGURES, _ROMANS = _from("0", "9") + _from("０", "９"), _from("Ⅰ", "Ⅻ") + "IVX"
_OPENINGS = {
    "named": _from("A", "Z"),
    "part": "第",
    "chapter": "第",
    "section": "第",
    "ordinal": "第",
    "roman": _ROMANS,
    "compound": _ROMANS + _FIGURES,
    "decimal": _FIGURES,
    "bracketed": "（(" + _from("⑴", "⒇"),
    "half-bracketed": _FIGURES,
    "circled": _from("①", "⑳") + _from("㉑", "㉟") + _from("㊱", "㊿") + _WHITE_ON_BLACK,
    "kanji": "一二三四五六七八九十",
    "bracketed-kana": "（(",
    "bracketed-letter": "（(",
    "kana": _from("ア", "ン") + _from("ｱ", "ﾝ"),
    "letter": _from("a", "z") + _from("ａ", "ｚ"),
    "small-roman": _from("ⅰ", "ⅻ"),
}
"""The characters that a number of each style may begin with."""
_PATTERNS = {
    letter: tuple((name, pattern) for name, pattern in _COMPILED.items() if letter in _OPENINGS[name])
    for letter in sorted(set("".join(_OPENINGS.values())))
}
"""For each character the styles of the numbers that may begin with it, outermost level first: most lines begin with none."""
RANK = {name: rank for rank, (name, _) in enumerate(STYLES)}
"""Level of each style; smaller is further out."""
ORDINALS = frozenset({"part", "chapter", "section", "ordinal"})
"""Styles that count headings in words."""
_ALONE = ORDINALS | {"roman", "bracketed"}
"""Styles whose numbers may be on a line of their own; other figures there are page numbers and the like."""
_LONGEST = 12
_NEVER_BARE = frozenset({"decimal", *ORDINALS})


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the head of a line."""

    style: str
    """Name of the style, a key of `RANK`."""
    value: int
    """Its value, from 1; of a compound number the last one's."""
    printed: str
    """As printed, brackets and separators left out for decimals, e.g. `１`, `Ⅲ`, `（２）`."""
    length: int
    """How many characters of the line the number takes, separator and white space included."""
    separated: bool
    """Whether a separator or white space follows it."""
    dotted: bool = False
    """Whether a full stop or comma follows it: １．"""
    outer: tuple[int, ...] = ()
    """Of a compound number, the values before the last: of Ⅰー１, (1,)."""


def number_at_head(text: str) -> Number | None:
    """The number that `text` begins with, if any, read in the first style that fits."""
    for style, pattern in _PATTERNS.get(text[:1], ()):
        match = pattern.match(text)
        if match is None:
            continue
        digits, gap = match.groups()
        *outer, value = _values(style, digits)
        if not value:
            continue
        printed = text[: match.end() - len(gap)].rstrip()
        dotted = gap.strip() in ("．", ".", "、")
        separated = bool(gap) or style not in _NEVER_BARE
        return Number(style, value, printed, match.end(), separated, dotted, tuple(v or 0 for v in outer) if outer else ())
    return None


def is_number_alone(text: str) -> bool:
    """Whether `text` is nothing but the number of a heading whose words are on the next line: 第５章."""
    number = number_at_head(text + " x") if len(text) <= _LONGEST else None
    return number is not None and number.length > len(text) and number.style in _ALONE


def _values(style: str, printed: str) -> list[int | None]:
    """Values of the digits, one but for compound numbers; None where they make no number (`IIV`)."""
    plain = unicodedata.normalize("NFKC", printed).strip("() ")
    if style == "small-roman":
        return [_roman(plain.upper())]
    if style == "compound":
        return [_value(part) for part in re.split(rf"[{_DASHES}.]", plain)]
    if style in ("letter", "bracketed-letter"):
        return [ord(plain) - ord("a") + 1]
    if style in ("kana", "bracketed-kana"):
        return [_KANA.index(plain) + 1 if plain in _KANA else None]
    return [_value(plain)]


def _value(plain: str) -> int | None:
    if plain in _WHITE_ON_BLACK:
        return _WHITE_ON_BLACK.index(plain) + 1
    if plain.isdigit():
        return int(plain)
    if set(plain) <= set(_ROMAN):
        return _roman(plain)
    return kanji_number(plain)


def _roman(letters: str) -> int | None:
    total = 0
    for here, following in zip(letters, [*letters[1:], ""], strict=True):
        value = _ROMAN[here]
        total += -value if _ROMAN.get(following, 0) > value else value
    written = ("X" * (total // 10)) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[total % 10]
    return total if written == letters else None


def kanji_number(digits: str) -> int | None:
    """The number that 二十三 or 百五 is; None where it is none."""
    for power, sign in ((100, "百"), (10, "十")):
        higher, found, lower = digits.rpartition(sign)
        if found:
            times, rest = _KANJI_DIGITS.get(higher or "一"), kanji_number(lower or "〇")
            return None if times is None or rest is None else times * power + rest
    return _KANJI_DIGITS.get(digits)
