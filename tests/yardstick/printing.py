"""How things are printed: numbers in every style, lines broken at the width of a box, entries packed into lines."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .gold import is_sign

_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_ASCII_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_KANJI = "一二三四五六七八九"
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def full(value: int | str) -> str:
    """Digits in full width."""
    return str(value).translate(_FULL)


def mixed(value: int) -> str:
    """One digit in full width, more in half, as overviews are typeset."""
    return full(value) if value < 10 else str(value)


def kanji(value: int) -> str:
    """In kanji digits."""
    tens, units = divmod(value, 10)
    return ("" if not tens else "十" if tens == 1 else _KANJI[tens - 1] + "十") + (_KANJI[units - 1] if units else "")


def circled(value: int) -> str:
    """In a circle, up to 50."""
    return chr(0x2460 + value - 1) if value <= 20 else chr(0x3251 + value - 21) if value <= 35 else chr(0x32B1 + value - 36)


@dataclass(frozen=True, slots=True)
class Numbering:
    """A style of numbers with what follows them."""

    name: str
    """Its family: roman, chapter, decimal, bracketed, half, circled, kana."""
    form: Callable[[int], str]
    """A number as printed."""
    separator: str
    """What is between number and words."""
    most: int = 99
    """The greatest number it can print."""

    def head(self, value: int, label: str) -> str:
        """Number and words; a space where words beginning with a digit would run into the number."""
        separator = self.separator or (" " if label[0].isdigit() and self.name == "decimal" else "")
        return f"{self.form(value)}{separator}{label}"


_FORMS: dict[str, tuple[tuple[Callable[[int], str], tuple[str, ...]], ...]] = {
    "roman": (
        (lambda n: _ROMAN[n - 1], (" ", "　", "．", ". ", "")),
        (lambda n: _ASCII_ROMAN[n - 1], (". ", ".", " ")),
    ),
    "chapter": (
        (lambda n: f"第{full(n)}章", (" ", "　")),
        (lambda n: f"第{n}章", (" ", "　")),
        (lambda n: f"第{kanji(n)}章", (" ", "　")),
        (lambda n: f"第{full(n)}", (" ", "　")),
        (lambda n: f"第{kanji(n)}", (" ", "　")),
    ),
    "section": (
        (lambda n: f"第{full(n)}節", (" ", "　")),
        (lambda n: f"第{n}節", (" ", "　")),
        (lambda n: f"第{kanji(n)}節", ("　",)),
    ),
    "decimal": (
        (full, (" ", "　", "．", "．　", "")),
        (str, (" ", ". ", ".", "．")),
        (mixed, (" ", "　", "．", "")),
    ),
    "bracketed": (
        (lambda n: f"（{full(n)}）", ("", " ", "　")),
        (lambda n: f"({n})", ("", " ")),
        (lambda n: f"（{n}）", ("", " ")),
    ),
    "half": ((lambda n: f"{full(n)}）", ("", " ", "　")), (lambda n: f"{n})", (" ",))),
    "circled": ((circled, ("", " ", "　")),),
    "kana": ((lambda n: _KANA[n - 1], (" ", "　", "．")), (lambda n: f"（{_KANA[n - 1]}）", ("", " "))),
}
_MOST = {"roman": 12, "circled": 50, "kana": len(_KANA)}


def numbering(random: Random, name: str) -> Numbering:
    """A style of that family."""
    form, separators = random.choice(_FORMS[name])
    # No space after the number is rarer than a space, so it weighs half.
    weights = [1 if separator == "" and name in ("decimal", "roman") else 2 for separator in separators]
    return Numbering(name, form, random.choices(separators, weights)[0], _MOST.get(name, 99))


def width(text: str) -> int:
    """Columns that `text` takes: two for what is full width."""
    return sum(0 if is_sign(c) else 2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrapped(text: str, columns: int, indent: str = "") -> str:
    """`text` broken at that width, in the middle of Japanese words, between Latin ones."""
    lines: list[str] = []
    line, taken = "", 0
    for character in text:
        taken += width(character)
        if taken > columns and not is_sign(character) and character not in "、。）」】":
            cut = _break(line + character)
            if cut:
                lines.append(line[:cut].rstrip(" "))
                line = indent + line[cut:].lstrip(" ")
                taken = width(line) + width(character)
        line += character
    return "\n".join([*lines, line])


def _break(text: str) -> int:
    """Where the line before the last character of `text` may be broken: not within a Latin word or a number."""
    at = len(text) - 1
    while at > 0 and (_solid(text[at]) and _solid(_printed_before(text, at))):
        at -= 1
    return at


def _printed_before(text: str, at: int) -> str:
    while at > 0 and is_sign(text[at - 1]):
        at -= 1
    return text[at - 1] if at else " "


def _solid(character: str) -> bool:
    return character.isascii() and not character.isspace()


def packed(pieces: list[str], columns: int, gap: str, random: Random, alone: float) -> str:
    """The pieces in lines of that width, several on a line unless they are alone; what is too long goes over lines."""
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if random.random() >= alone and width(lines[-1]) + width(gap) + width(piece) <= columns:
            lines[-1] += gap + piece
        else:
            lines.append(piece)
    return "\n".join(wrapped(line, columns) for line in lines)
