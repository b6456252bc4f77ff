"""How likely a sequence of scripts is: what distinguishes text from the same bytes misread.

Each character belongs to one script, or kind of character. Of each kind it is known how much of a text it makes, how often it is
followed by its like, and among how many characters it chooses; rounded counts over Japanese administrative texts, and over English
ones that mention a Japanese word now and then.
"""

import math
from functools import cache

Transitions = dict[tuple[str, str], float]
"""Logarithm of the probability of a character of the second kind behind one of the first; `^` is before the text."""

_KINDS = {
    # kind: share, share followed by its like, characters, in a Japanese text; the same in a Western one
    "K": ((0.42, 0.60, 2000), (5e-4, 0.70, 2000)),  # kanji of JIS level 1
    "H": ((0.20, 0.50, 60), (3e-4, 0.60, 60)),  # hiragana
    "T": ((0.08, 0.78, 70), (3e-4, 0.78, 70)),  # katakana
    "P": ((0.065, 0.10, 35), (3e-4, 0.10, 35)),  # Japanese punctuation and marks
    "S": ((0.08, 0.30, 3), (0.16, 0.10, 3)),  # white space
    "D": ((0.035, 0.50, 10), (0.01, 0.40, 10)),  # digits
    "A": ((0.03, 0.75, 52), (0.75, 0.80, 52)),  # letters of ASCII
    "a": ((0.02, 0.07, 32), (0.04, 0.10, 32)),  # the rest of ASCII
    "F": ((0.02, 0.30, 70), (5e-4, 0.30, 70)),  # full-width letters and digits, Roman and circled numbers
    "h": ((4e-3, 0.90, 70), (1e-4, 0.90, 70)),  # half-width katakana
    "g": ((3e-3, 0.30, 900), (3e-4, 0.30, 900)),  # other characters of Windows-31J
    "R": ((1.5e-3, 0.20, 3390), (3e-5, 0.20, 3390)),  # kanji of JIS level 2
    "q": ((5e-4, 0.20, 8), (4e-3, 0.05, 8)),  # typographic quotes and dashes
    "L": ((3e-4, 0.30, 150), (1e-3, 0.15, 150)),  # letters with accents and other signs of Western Europe
    "c": ((1e-4, 0.85, 500), (1e-4, 0.85, 500)),  # Greek to Mongolian
    "k": ((1e-4, 0.70, 2500), (1e-4, 0.70, 2500)),  # Hangul
    "G": ((2e-4, 0.30, 10_000), (2e-4, 0.30, 10_000)),  # any other character
    "X": ((5e-5, 0.30, 14_000), (1e-6, 0.30, 14_000)),  # ideographs that no Japanese standard of the time knew
    "C": ((1e-6, 0.10, 10_000), (1e-7, 0.10, 10_000)),  # controls and private use
}
_JAPANESE_PUNCTUATION = frozenset("、。「」（）・『』【】〇々○☆※■□◆◇●◎：；〜～－ー％＆！？／＝＋△▲▽→，．")

_QUOTES = frozenset("‘’“”–—•…")


def _transitions(column: int) -> Transitions:
    kinds = {kind: values[column] for kind, values in _KINDS.items()}
    table: Transitions = {}
    for kind, (share, _, characters) in kinds.items():
        table["^", kind] = math.log(share / characters)
        for before, (other, stay, _) in kinds.items():
            table[before, kind] = math.log((stay if before == kind else (1 - stay) * share / (1 - other)) / characters)
    return table


JAPANESE = _transitions(0)
"""Of Japanese text."""
WESTERN = _transitions(1)
"""Of text in Latin letters."""


def scripts(text: str) -> str:
    """The kind of every character of `text`, a letter each."""
    return "".join(map(_kind, text))


@cache
def _kind(character: str) -> str:
    code = ord(character)
    if code < 0xA0:
        return _ascii(character)
    if "ぁ" <= character <= "ん":
        return "H"
    if "ァ" <= character <= "ヶ" or character == "ー":
        return "T"
    if character in _JAPANESE_PUNCTUATION:
        return "P"
    if "０" <= character <= "９" or "Ａ" <= character <= "ｚ" or "Ⅰ" <= character <= "Ⅻ" or "①" <= character <= "⑳":
        return "F"
    if "｡" <= character <= "ﾟ":
        return "h"
    if "一" <= character <= "鿿":
        return _kanji(character)
    return _other(character)


def _ascii(character: str) -> str:
    if character in " \t\r\n\f":
        return "S"
    if not " " < character < "\x7f":
        return "C"
    return "D" if character.isdigit() else "A" if character.isalpha() else "a"


def _kanji(character: str) -> str:
    try:
        found = character.encode("cp932")
    except UnicodeEncodeError:
        return "X"
    return "K" if found <= b"\x98\x72" else "R"


def _other(character: str) -> str:
    code = ord(character)
    if character == "　":
        return "S"
    if 0xE000 <= code <= 0xF8FF or code in (0xFFFD, 0xFFFE, 0xFFFF):
        return "C"
    if character in _QUOTES:
        return "q"
    if code < 0x250 or 0x2010 <= code <= 0x2030 or code in (0x20AC, 0x2122):
        return "L"
    if 0x370 <= code < 0x2000:
        return "c"
    if "가" <= character <= "힣":
        return "k"
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return "G"
    return "g"
