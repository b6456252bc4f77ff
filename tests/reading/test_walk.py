"""A line is typed once: no module looks again for what another has found in it."""

import pytest
from tests.walk import Walk, walk

from shisaku.model.source import Description, Source
from shisaku.reading.reader import read

OVERVIEW = """港の計画

○：予算 ☆：条例

Ⅰ 港を守る

１ 岸壁の補強

○岸壁の点検と補修
☆岸壁の使用の届出

２ 桟橋の更新

○浮き桟橋の取替え
"""
IN_ORDER = """港の予算

第１章 港を守る

１ 岸壁の補強

（１）岸壁の点検　　300千円

（２）岸壁の補修　　500千円

２ 桟橋の更新

（１）浮き桟橋の取替え　　700千円
"""
_OF_LINES = ("marks.legend_entries", "amount_tokens.declared_unit", "numbering.is_number_alone")
"""What only lines have; numbers and marks are also looked for in names, and in the words of components."""


def walks(text: str) -> list[Walk]:
    """The walk of each line of a text that is read."""
    source = Source(text, "x.txt", Description("x"), "0" * 64, "utf-8")
    starts = [at for at, _ in enumerate(text) if text[at : at + 1].strip() and (not at or text[at - 1] == "\n")]
    return [walk(lambda: read(source), text[at : text.index("\n", at)], at) for at in starts]


def test_no_token_of_a_line_of_an_overview_is_looked_for_again() -> None:
    for found in walks(OVERVIEW):
        assert found.calls["reading.tokens.lines.Line.marks"] == 1
        assert found.again("reading.tokens.marks") == found.again("reading.tokens.numbering") == {}


@pytest.mark.parametrize("question", _OF_LINES)
def test_both_readings_of_a_text_share_what_its_lines_are(question: str) -> None:
    for found in walks(IN_ORDER):
        assert found.calls[f"reading.tokens.{question}"] == 1
