"""Which unnumbered rows are headings: inferred from spacing, length and neighbours, or from the type they are set in.

In a budget list the line under an item is its description; a heading is behind a blank line and before an item or another
heading. In prose a heading is a short row that is no sentence, behind a sentence and before a numbered row. Where the type of the
letters is known, a row in larger or bolder type than most is one.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from shisaku.reading.outline.outline_rows import OutlineRow
from shisaku.reading.tokens.page_artefacts import is_date

_LARGER = 1.08
_PUBLISHER = re.compile(r"\S{1,15}(?:都|道|府|県|市|区|町|村|省|庁|局|部|課|会議|本部|委員会|機構)")
"""A publisher on a line of its own, as on covers."""
_COVER = 4
"""Rows of a cover at most."""
_CAPTION = re.compile(
    r"[（(【]?(?:(?:図|表|資料|出典|注|備考)(?![一-鿿々ぁ-ゖ])|※)|.{0,12}[図表][0-9０-９／/：:－-]|■?第?[0-9０-９－-]+[図表]"
)
_ITEMS = ("numbered", "marked", "priced")
_LONGEST_OVER_PROSE = 40
_LONGEST_CHAIN = 4
_LEAST_LIST = 3


def is_caption(words: str) -> bool:
    """Whether that is the caption of a figure or table, its source, or a note."""
    return _CAPTION.match(words) is not None


def echoes(rows: Sequence[OutlineRow]) -> frozenset[int]:
    """Rows that repeat headings which follow: a contents list, or a heading that is printed twice in a row."""
    keys = ["".join(row.words.split()).casefold() if row.could_head else "" for row in rows]
    last = {key: index for index, key in enumerate(keys)}
    again = [bool(key) and last[key] > index and rows[index].kind in ("plain", "numbered") for index, key in enumerate(keys)]
    found: set[int] = set()
    run: list[int] = []
    for index in range(len(rows) + 1):
        if index < len(rows) and again[index]:
            if keys[index] == keys[index + 1]:
                found.add(index + 1)
            run.append(index)
            continue
        if len(run) >= _LEAST_LIST and len({keys[i] for i in run}) == len(run):
            found.update(run)
        run = []
    return frozenset(found)


def plain_headings(rows: Sequence[OutlineRow]) -> tuple[str, ...]:
    """Of each row the style of the unnumbered heading that it is; empty for a row that is none.

    Headings that follow each other directly are one under the other; the last of them heads what follows, so the style counts
    levels from the innermost outwards. In known type the style is the size and weight of the letters.
    """
    letters: Counter[tuple[float, bool]] = Counter()
    for row in rows:
        if row.words:
            letters[round(row.size, 1), row.bold] += len(row.words)
    body = letters.most_common(1)
    described = _are_described(rows)
    heads = [False] * len(rows)
    for index in range(len(rows) - 1, -1, -1):
        heads[index] = rows[index].kind == "plain" and _heads(rows, index, heads, described, body[0][0] if body else (0.0, False))
    first = next((index for index, row in enumerate(rows) if row.kind == "numbered"), None)
    if first is not None and first <= _COVER + 2 and not any(heads[first:]):
        heads = [False] * len(rows)  # a cover: its date and its publisher are before everything, and nothing like them later
    return tuple(_styles(rows, heads))


def _heads(rows: Sequence[OutlineRow], index: int, heads: Sequence[bool], described: bool, body: tuple[float, bool]) -> bool:
    row = rows[index]
    below = rows[index + 1] if index + 1 < len(rows) else None
    above = rows[index - 1] if index else None
    if not row.could_head or below is None or is_date(row.words) or is_caption(row.words) or row.full:
        return False
    if index < _COVER and _PUBLISHER.fullmatch(row.words):
        return False
    if row.size and row.size < body[0] / _LARGER:
        return False
    if row.size and (row.size > body[0] * _LARGER or (row.bold and not body[1])):
        return True
    opens = below.kind in _ITEMS or heads[index + 1]
    apart = above is None or (row.gap > 0 and not (row.turned and described and above.priced))
    if apart and opens:
        return True
    if above is not None and above.priced and below.priced and not apart:
        return not described
    if opens and above is not None and not above.priced and (above.is_sentence or above.details.description):
        return True
    short = len(row.words) <= _LONGEST_OVER_PROSE and not row.words.endswith((")", "）"))
    return apart and below.is_sentence and short


def _are_described(rows: Sequence[OutlineRow]) -> bool:
    """Whether a line right under a priced row describes it: most rows have one, or headings have numbers or blank lines."""
    pairs = list(itertools.pairwise(rows))
    followed = [below.kind == "plain" and not below.gap for row, below in pairs if row.priced]
    structured = any(row.kind == "numbered" or (row.kind == "plain" and row.gap > 0 and below.priced) for row, below in pairs)
    return structured or sum(followed) >= 0.5 * len(followed)


def _styles(rows: Sequence[OutlineRow], heads: Sequence[bool]) -> list[str]:
    styles = [""] * len(rows)
    index = 0
    while index < len(rows):
        end = index
        while end < len(rows) and heads[end]:
            end += 1
        chain = range(index, end)
        for place, at in enumerate(chain):
            level = min(end - index - place, _LONGEST_CHAIN)
            row = rows[at]
            styles[at] = f"type {row.size:.1f} {'bold' if row.bold else 'plain'}" if row.size else f"heading {level}"
        index = max(end, index + 1)
    return styles
