"""The words of items: joined over line breaks, their brackets, their language, and how they are compared."""

import re
import unicodedata
from collections.abc import Sequence

from shisaku.reading.text.characters import BRACKETS

_JAPANESE = re.compile("[ぁ-ヿ一-鿿]+")
_HANGUL = re.compile("[가-힣]+")
_LETTERS = re.compile(r"[^\W\d_]+")


def framed(text: str) -> str:
    """The bracket that a line is in as a whole; empty where it is in none."""
    return text[0] if len(text) > 2 and BRACKETS.get(text[0]) == text[-1] else ""


def joined(words: str) -> str:
    """Words without line breaks: a space where Latin letters meet, nothing between Japanese ones."""
    pieces = [piece.strip() for piece in words.splitlines()]
    run = ""
    for piece in pieces:
        if run and piece and (run[-1].isascii() or _HANGUL.match(run[-1])) and (piece[0].isascii() or _HANGUL.match(piece[0])):
            run += " "
        run += piece
    return run


def language_of(texts: Sequence[str]) -> str:
    """`ja`, `ko`, or `en` for all that is written in Latin letters, by the letters that most of `texts` are written in."""
    sample = "".join(texts)[:200_000]
    letters, hangul, japanese = (sum(map(len, runs.findall(sample))) for runs in (_LETTERS, _HANGUL, _JAPANESE))
    if hangul > 0.2 * max(letters, 1):
        return "ko"
    return "ja" if japanese > 0.2 * max(letters, 1) else "en"


def key_of(text: str) -> str:
    """The letters of `text` by which it is compared: without number, punctuation, white space, width and case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
