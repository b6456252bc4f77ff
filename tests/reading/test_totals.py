"""Lines that add up those above them are no components, and their sums are nobody's."""

import pytest
from tests.reading.structure.inventing import assert_accounted_for, lexicon, plan

from shisaku.reading.tokens.lines import lines
from shisaku.reading.total_lines import totals

BUDGET = """\
令和８年度 主な事業

１ 港を直す
・岸壁の修繕　1,250千円　港湾課
・航路の浚渫　804千円　港湾課
・合計　2,054千円

２ 浜を守る
・砂を入れる　300千円
・柵を立てる　200千円
合　計　　500千円
"""


def found(text: str) -> list[str]:
    printed = lines(text)
    return [printed[at].text for at in sorted(totals(printed, lexicon()))]


@pytest.mark.parametrize(
    "total", ["合計　2,054千円", "・計　2,054千円", "（小計）2,054千円", "合　計：2,054千円", "Total: ¥2,054"]
)
def test_a_total_below_a_line_with_a_sum_is_found(total: str) -> None:
    assert found(f"・岸壁の修繕　1,250千円\n・航路の浚渫　804千円\n\n{total}\n") == [total]


def test_a_total_of_totals_is_found() -> None:
    assert found("岸壁　1,250千円\n小計　1,250千円\n合計　1,250千円\n") == ["小計　1,250千円", "合計　1,250千円"]


@pytest.mark.parametrize(
    "text",
    [
        "１ 港を直す\n合計　2,054千円\n",
        "岸壁　1,250千円\n合計した額は2,054千円である。\n",
        "岸壁　1,250千円\n合計　50隻\n",
        "岸壁　1,250千円\n時計の修繕　804千円\n",
        "合計　2,054千円\n",
    ],
)
def test_what_adds_nothing_up_is_no_total(text: str) -> None:
    assert found(text) == []


def test_totals_are_no_components_and_add_nothing_to_any() -> None:
    read = plan(BUDGET)
    assert {part.label: [int(figure.amount or 0) for figure in part.details.budget] for part, _ in read.walk()} == {
        "港を直す": [],
        "岸壁の修繕": [1_250_000],
        "航路の浚渫": [804_000],
        "浜を守る": [],
        "砂を入れる": [300_000],
        "柵を立てる": [200_000],
    }
    assert_accounted_for(read)
