"""How printed words are compared with the labels of a scheme: on their letters after NFKC, case folded, line breaks taken out."""

import re
import unicodedata
from functools import lru_cache

from rdflib.namespace import SKOS

LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
"""Properties whose values are the forms in which a concept is printed."""
_LETTER = re.compile(r"(?P<gap>\s*[\r\n]\s*)|[\s\S][ﾞﾟ]?")
"""A line break with the blanks around it, or a letter with the half-width voicing mark of the kana before it."""
_JOINED = re.compile("[\r\nﾞﾟ]")
"""Characters that are compared together with their neighbours."""
_KEPT = 8_192
"""Letters with cached comparison forms: more than the kanji in use."""
_BLANKS = re.compile(r"\s+")
_AROUND = " :;,.、。・*※"
"""Punctuation around a word that belongs to the layout: "担当:", "No.", "実績値※"."""
_BRACKETS = ("()", "[]", "{}", "【】", "〔〕", "〈〉", "《》", "「」", "『』")


def normalised(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The letters of `text` in comparison form, and for each where in `text` it begins and ends."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _LETTER.finditer(text):
        at, end = match.span()
        if match.lastgroup == "gap":
            if letters and is_latin(letters[-1]) and end < len(text) and is_latin(text[end]):
                letters.append(" ")
                places.append((at, end))
            continue
        for letter in _folded(match.group()):
            letters.append(letter)
            places.append((at, end))
    return "".join(letters), places


def normal_form(text: str) -> str:
    """The letters of `text` in comparison form."""
    return normalised(text)[0] if _JOINED.search(text) else "".join(map(_folded, text))


def whole_form(text: str) -> str:
    """Comparison form of a whole cell, field name or legend: `text` without layout.

    Left out are brackets around it, punctuation at its ends, and blanks, but for one between Latin letters: 【担　当　課】 is 担当課.
    """
    letters = _unwrapped(normal_form(text))
    return _BLANKS.sub(lambda gap: " " if _between_latin(letters, gap) else "", letters)


def is_latin(letter: str) -> bool:
    """Whether it is a letter A to Z or a digit, which do not end a word by themselves."""
    return letter.isascii() and letter.isalnum()


def _unwrapped(letters: str) -> str:
    words = letters.strip().strip(_AROUND)
    while len(words) > 2 and words[0] + words[-1] in _BRACKETS and words[0] not in words[1:]:
        words = words[1:-1].strip().strip(_AROUND)
    return words


def _between_latin(letters: str, gap: re.Match[str]) -> bool:
    at, end = gap.span()
    return at > 0 and end < len(letters) and is_latin(letters[at - 1]) and is_latin(letters[end])


@lru_cache(_KEPT)
def _folded(letter: str) -> str:
    """The comparison form of a letter, with its voicing mark where it has one."""
    return unicodedata.normalize("NFKC", letter).casefold()
