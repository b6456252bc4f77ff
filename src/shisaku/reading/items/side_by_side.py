"""Entries of a list that are printed beside each other in one line: ① Dredge the channel ④ Mend the quay.

Lists are set in columns to save room, and what copies the words of a page puts the columns side by side.
"""

import re

from shisaku.reading.items.heads import Head
from shisaku.reading.tokens.numbering import Number, number_at_head

STYLES = frozenset({"circled", "bracketed"})
"""Styles of numbers that stand for themselves wherever they are printed; other figures in a line may be anything."""
_LEAST = 2
"""Letters of an entry at least."""
_PLACE = re.compile(r"(?<=[\s。；;])(?=[(（⑴-⒇①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴])")
_GOES_ON = re.compile(
    r"[^\s][、，,・/／:：~～〜\-–—]\s*$|(?:\b(?:and|or|in|of|to|see|under|with)|及び|並びに|および|または|又は|や|と|の|は|が|を|に)\s*$"
)
"""The end of words that go on behind it: the number there is one of a sentence."""
_COLUMN = re.compile(r"\s{2,}$|[;；。.]\s*$")
_LATIN_END = re.compile(r"[!-~]\s*$")


def may_hold(head: Head) -> bool:
    """Whether an item that opens so may hold further entries."""
    return head.number is not None and head.number.style in STYLES and not head.name and not head.bullet


def cuts(raw: str, head: Head) -> tuple[int, ...]:
    """Where further entries begin in the printed words `raw` of an item that opens with `head`; none where it is one entry."""
    if head.number is None or not may_hold(head):
        return ()
    found: list[tuple[int, Number]] = []
    for match in _PLACE.finditer(raw, 1):
        number = number_at_head(raw[match.start() :])
        if number is None or number.style != head.number.style:
            continue
        if number.value <= (found[-1][1] if found else head.number).value or not _parts(raw[: match.start()]):
            return ()
        found.append((match.start(), number))
    begins = (0, *(at for at, _ in found))
    ends = (*begins[1:], len(raw))
    if any(sum(map(str.isalnum, raw[start:end])) <= _LEAST for start, end in zip(begins, ends, strict=True)):
        return ()
    return begins[1:]


def _parts(before: str) -> bool:
    """Whether the words before a number are at their end."""
    if _GOES_ON.search(before):
        return False
    return _LATIN_END.search(before) is None or _COLUMN.search(before) is not None
