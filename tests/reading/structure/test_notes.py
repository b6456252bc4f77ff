"""Footnotes are distinguished from numbered lines by the words above that they are about."""

import pytest
from tests.reading.structure.inventing import items_of, plan, tree

from shisaku.reading.items.footnote_items import with_notes

NOTED = """\
港の計画

第１章 岸壁

（１）岸壁を直す
　石工1に頼み、石切り場2から石を運ぶ。

1 町に住む者をいう。
2 町の北にある。

（２）杭を打つ
　松の杭を打つ。

第２章 砂浜

（１）砂を入れる
　川から砂を運び入れる。

（２）松を植える
　苗を配る。
"""


def notes(text: str) -> list[str]:
    return [one.text for one in with_notes(items_of(text)) if one.kind == "note"]


def test_a_number_behind_a_noun_above_is_that_of_a_note() -> None:
    assert notes(NOTED) == ["1 町に住む者をいう。", "2 町の北にある。"]


def test_notes_are_no_components() -> None:
    assert [line.strip() for line in tree(plan(NOTED))] == [
        "第１章 岸壁",
        "（１） 岸壁を直す",
        "（２） 杭を打つ",
        "第２章 砂浜",
        "（１） 砂を入れる",
        "（２） 松を植える",
    ]


@pytest.mark.parametrize(
    "text",
    [
        NOTED.replace("石工1", "石工").replace("場2", "場"),
        "港の計画\n\n1 岸壁を直す\n2 杭を打つ\n",
        "地方自治法第1条による計画\n\n1 岸壁を直す\n",
        "岸壁の長さは100、杭は2本\n\n2 杭を打つ\n",
        "The CO2 plan\n\n2 Plant trees\n",
        "岸壁1を直す\n\n1．岸壁を直す\n",
        "岸壁1を直す\n\n施策1 岸壁を直す\n",
    ],
)
def test_other_numbered_lines_are_no_notes(text: str) -> None:
    assert notes(text) == []


def test_one_call_is_that_of_one_note() -> None:
    assert notes("石工1に頼む。\n\n1 町に住む者をいう。\n\n1 岸壁を直す\n") == ["1 町に住む者をいう。"]
