"""Footnotes among printed lines: numbered as headings may be, but their number is behind a word above as well.

窯元1に弟子を迎える。          1 町内で瓦を焼く者をいう。
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shisaku.reading.items.items import Item
from shisaku.reading.tokens.numbering import Number

_REACH = 40
"""Items above a note among which the word is that it is about."""
_CALL = re.compile(
    r"(?:(?<=[一-鿿々ァ-ヶー」）])(?<!第)|(?<=[a-z]{3}))(?P<number>[0-9]{1,3}|[０-９]{1,3})(?=[ぁ-ん、。，．）」\s,.;:]|$)(?![.,][0-9])"
)
"""A number right behind a noun: a kanji or a kana of foreign words, or a word in Latin letters, and before a particle or punctuation."""


def with_notes(items: Sequence[Item]) -> Iterator[Item]:
    """The items, footnotes marked as such; a number that follows a word is that of one note at most."""
    calls: dict[int, list[int]] = {}
    for at, item in enumerate(items):
        number = item.head.number
        called = calls.get(number.value, []) if number is not None and _may_be_note(item, number) else []
        if called and called[-1] >= at - _REACH:
            called.pop()
            yield replace(item, kind="note")
        else:
            yield item
        for found in _CALL.finditer(item.text, item.head_length):
            value = int(found["number"])
            if number is None or number.value != value:
                calls.setdefault(value, []).append(at)


def _may_be_note(item: Item, number: Number) -> bool:
    return (
        item.kind == "line"
        and number.style == "decimal"
        and number.separated
        and not (number.dotted or item.head.name or item.head.bullet or item.head.marks)
        and number.printed.isascii()
    )
