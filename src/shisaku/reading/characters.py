"""Characters that do not show, or that show as others do: what is left of a line when it is compared.

Nothing here changes what is told of a text: labels and quotes stay as printed. Only what is compared, and what signs are looked for
in, is freed of characters without a shape of their own (Unicode categories Cc and Cf, variation selectors) and of look-alikes.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

INVISIBLE = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef"
"""Characters without a shape that are no white space, for use between the brackets of a pattern."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_RADICALS = dict(zip("⺟⺠⺩⺶⻁⻄⻆⻑⻗⻘⻝⻡⻣⻤⻨⻩⻫⻭⻯⻲", "母民王羊虎西角長雨青食首骨鬼麦黄斉歯竜亀", strict=True))
"""Radicals (U+2E80 to U+2EFF) that PDF files put for the whole characters, which NFKC leaves alone."""
_SIGNS = dict(zip("｡､･｢｣ｰ", "。、・「」ー", strict=True))
_LOOKALIKES = str.maketrans(_RADICALS | _SIGNS | {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0x2F00, 0x2FD6)})
_STRANGE = re.compile(f"[{INVISIBLE}{''.join(_RADICALS)}{''.join(_SIGNS)}\u2f00-\u2fd5]")
_JAPANESE = "ぁ-ゖァ-ヺー一-鿿々〆ヶ"
_SPACED = re.compile(rf"(?<![^\s])[{_JAPANESE}](?:[ \u3000]+[{_JAPANESE}])+(?![^\s])")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A line without what does not show, look-alikes made one; as a rule the line itself."""

    text: str
    """What is left."""
    at: Sequence[int]
    """Offset in the line of every character that is left, and behind the last one the length of the line."""


def skeleton(text: str) -> Skeleton:
    """What signs are looked for in; offsets in it lead back to the line."""
    if not _STRANGE.search(text):
        return Skeleton(text, range(len(text) + 1))
    kept = [(letter, offset) for offset, letter in enumerate(text) if not _INVISIBLE.match(letter)]
    shown = "".join(letter for letter, _ in kept).translate(_LOOKALIKES)
    return Skeleton(shown, (*(offset for _, offset in kept), len(text)))


def shown(text: str) -> str:
    """`text` without what does not show, look-alikes made one, words that are spaced letter by letter (施 策) drawn together."""
    plain = skeleton(text).text
    return _SPACED.sub(lambda match: _BLANK.sub("", match.group()), plain) if " " in plain or "\u3000" in plain else plain


def matching(text: str) -> str:
    """The letters of `text` as they are compared: width, case, white space and what does not show make no difference."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", skeleton(text).text).casefold())
