"""Documents that are made of articles hold no components."""

import pytest
from tests.reading.structure.inventing import items_of, plan, rules

from shisaku.reading.items.articles import is_of_articles

BYLAWS = """\
港湾施設の使用に関する要綱

（目的）
第１条　この要綱は、港湾施設の使用について必要な事項を定めるものとする。
（使用の許可）
第２条　施設を使用する者は、次に掲げるところにより許可を受けるものとする。
　（１）岸壁の使用　使用の10日前まで
　（２）上屋の使用　使用の20日前まで
（使用料）
第３条　使用料は、別に定める。
"""


def test_a_body_of_rules_holds_no_components_and_is_reported() -> None:
    found = plan(BYLAWS)
    assert found.parts == ()
    assert "reading/mostly-not-understood" in rules(found)


@pytest.mark.parametrize(
    ("numbers", "is_so"),
    [
        (["第１条", "第２条", "第３条"], True),
        (["第九条", "第十条", "第十一条", "第二十条"], True),
        (["第１条", "第２条"], False),
        (["第３条", "第12条", "第40条"], False),
        (["第１条例", "第２条例", "第３条例"], False),
    ],
)
def test_articles_go_on_from_each_other(numbers: list[str], is_so: bool) -> None:
    found = items_of("\n\n".join(f"{number} 港の使用は、市長が定める。" for number in numbers))
    assert is_of_articles(found) is is_so


def test_a_plan_that_quotes_a_law_is_none() -> None:
    quoted = "\n\n".join(f"第{number}条 市は、港を守る。" for number in (1, 2, 3))
    measures = "\n\n".join(f"({number}) 岸壁の補修を進める" for number in range(1, 40))
    assert not is_of_articles(items_of(f"{measures}\n\n{quoted}"))
