"""What bare figures of fields count where a text says nothing of it."""

from dataclasses import replace

import pytest
from tests.reading.structure.inventing import known, learned

from shisaku.model.country_profiles import JAPAN
from shisaku.reading.fields.assumed_unit import assumed_unit
from shisaku.reading.structure.plan_assembly import plan_of

FIELDS = "◆ 岸壁の修繕\n予算額:9,975(国庫支出金1,540、一般財源8,435)\n\n◆ 航路の浚渫\n予算額:804\n"


def factor(text: str, country: str = "jp") -> int | None:
    unit = assumed_unit(text, known(country))
    return int(unit.factor) if unit is not None else None


def test_small_figures_of_several_fields_are_thousands_of_yen() -> None:
    assert factor(FIELDS) == 1000


@pytest.mark.parametrize(
    "text",
    [
        "予算額：9,975\n担当：港湾課\n",
        "予算額：9,975,000\n\n予算額：8,040,000\n",
        "予算額：150,000\n\n予算額：108,000\n",
        "予算額：9,975千円\n\n予算額：804万円\n",
        "隻数：9,975\n\n隻数：804\n",
        "",
    ],
)
def test_one_figure_large_ones_and_those_with_a_unit_prove_nothing(text: str) -> None:
    assert factor(text) is None


def test_elsewhere_figures_are_not_in_thousands() -> None:
    text = "Budget: 9,975\n\nBudget: 8,040\n"
    assert factor(text, "gb") is None
    assert assumed_unit(text, replace(known(), profile=replace(JAPAN, currency="USD"))) is None


def test_a_component_has_the_sum_of_its_field() -> None:
    text = "港の補正予算\n\n１ 岸壁の修繕\n予算額:9,975(国庫支出金1,540、一般財源8,435)\n岸壁を直します。\n\n２ 航路の浚渫\n予算額:804\n航路を浚います。\n"
    found = learned(text)
    plan = plan_of(found.source, found.structure)
    assert {part.label: [int(figure.amount or 0) for figure in part.details.budget] for part, _ in plan.walk()} == {
        "岸壁の修繕": [9_975_000],
        "航路の浚渫": [804_000],
    }
    assert "reading/unit-assumed" in [one.rule for one in plan.findings]
