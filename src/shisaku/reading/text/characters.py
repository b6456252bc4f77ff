"""Characters that do not show, or that look like others: the form of a text in which tokens are looked for.

Nothing here changes what is printed from a text: labels and quotes stay as they are (see `shisaku.reading.text.restoring`). What is read, and
what is compared, is freed of characters without a shape of their own (Unicode categories Cc and Cf, variation selectors) and of
look-alikes: half-width punctuation, radicals for whole characters, voicing marks apart from their kana.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e01ef"
)
"""Characters without a shape that are no white space, for use between the brackets of a pattern."""
BRACKETS = dict(zip("（(〔［[【《〈＜<", "）)〕］]】》〉＞>", strict=True))
"""Brackets that words may be in, each with the one that closes it."""
HYPHEN = "\xad"
"""The soft hyphen, which shows only where a line ends at it."""
_RADICALS = dict(zip("⺟⺠⺩⺶⻁⻄⻆⻑⻗⻘⻝⻡⻣⻤⻨⻩⻫⻭⻯⻲", "母民王羊虎西角長雨青食首骨鬼麦黄斉歯竜亀", strict=True))
"""Radicals of the block U+2E80 that PDF files put for whole characters; NFKC leaves them alone, those from U+2F00 on it replaces."""
_HALF_WIDTH = dict(zip("｡､･｢｣", "。、・「」", strict=True))
_LOOKALIKES = str.maketrans(
    _RADICALS | _HALF_WIDTH | {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0x2F00, 0x2FD6)}
)
_VOICED = "[か-とは-ほうカ-トハ-ホウワ-ヲ][\u3099\u309a]"
_DROPPED = re.compile(f"(?!(?<=[A-Za-z])\xad[ \t]*[\r\n])[{INVISIBLE}]")
"""A soft hyphen at the end of a line stays where a Latin word goes on in the next."""
_STRANGE = re.compile(f"[{INVISIBLE}{''.join(_RADICALS)}{''.join(_HALF_WIDTH)}\u2f00-\u2fd5\u3099\u309a]")
_PIECES = re.compile(f"(?P<dropped>{_DROPPED.pattern})|(?P<voiced>{_VOICED})")
_SPACED = re.compile(r"(?<!\S)[ぁ-ゖァ-ヺー一-鿿々〆](?:[ \u3000][ぁ-ゖァ-ヺー一-鿿々〆])+(?!\S)")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A text without what does not show, look-alikes made one; as a rule the text itself."""

    text: str
    """What is left."""
    at: Sequence[int]
    """Offset in the text of every character that is left, and behind the last one the length of the text."""


def skeleton(text: str) -> Skeleton | None:
    """The text in which tokens are looked for, its offsets leading back to the text; None where that is the text itself."""
    if not _STRANGE.search(text):
        return None
    pieces: list[str] = []
    at: list[int] = []
    start = 0
    for match in _PIECES.finditer(text):
        pieces.append(text[start : match.start()])
        at.extend(range(start, match.start()))
        if match["voiced"] is not None:
            pieces.append(unicodedata.normalize("NFC", match.group())[:1])
            at.append(match.start())
        start = match.end()
    pieces.append(text[start:])
    at.extend(range(start, len(text) + 1))
    return Skeleton("".join(pieces).translate(_LOOKALIKES), at)


def shown(text: str) -> str:
    """`text` as it is compared for words: without what does not show, and words spaced letter by letter (施 策) drawn together."""
    if _STRANGE.search(text):
        text = re.sub(f"[{INVISIBLE}]", "", unicodedata.normalize("NFC", text)).translate(_LOOKALIKES)
    return _SPACED.sub(lambda match: _BLANK.sub("", match.group()), text)


def matching(text: str) -> str:
    """The letters of `text` as they are compared: width, case, white space and what does not show make no difference."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", shown(text)).casefold())
