"""Brackets at the ends of words, and what is in them."""

from dataclasses import dataclass

from shisaku.reading.fields.stretch import Stretch
from shisaku.reading.text.characters import BRACKETS

PAIRS = {**BRACKETS, "｛": "｝"}
_MIXED = {"（": ")", "(": "）"}
_ENDS = "".join(dict.fromkeys([*PAIRS.values()]))
LONGEST = 240
"""Characters that a bracket may hold."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket at the head or the end of words."""

    inside: Stretch
    """What is in it, without white space at both ends."""
    sign: str
    """Its opening bracket."""
    start: int
    """Where it opens in the words."""
    end: int
    """Where it ends there."""


def at_end(words: Stretch) -> Bracket | None:
    """The bracket that ends `words`, a full stop behind it left out; None where none does."""
    stop = len(words.text[-8:].rstrip("。．. \t\n　"))
    end = len(words.text) - len(words.text[-8:]) + stop
    if end == 0 or words.text[end - 1] not in _ENDS:
        return None
    close, depth = words.text[end - 1], 0
    for at in range(end - 1, max(-1, end - LONGEST - 2), -1):
        character = words.text[at]
        if character == close:
            depth += 1
        elif PAIRS.get(character) == close or _MIXED.get(character) == close:
            depth -= 1
            if depth == 0:
                inside = words.part(at + 1, end - 1)
                return Bracket(inside, character, at, end) if inside.text else None
    return None


def at_head(words: Stretch) -> Bracket | None:
    """The bracket that `words` begin with; None where they do not."""
    sign = words.text[:1]
    close, depth = PAIRS.get(sign), 0
    if close is None:
        return None
    for at, character in enumerate(words.text[: LONGEST + 2]):
        depth += (character == sign) - (character == close or character == _MIXED.get(sign))
        if depth == 0:
            inside = words.part(1, at)
            return Bracket(inside, sign, 0, at + 1) if inside.text else None
    return None
