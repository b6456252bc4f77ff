import pytest

from shisaku.reading.overview.inventory import Inventory, inventory
from shisaku.reading.overview.overview_blocks import blocks
from shisaku.reading.tokens.conventions import conventions
from shisaku.reading.tokens.lines import lines


def taken(text: str) -> Inventory:
    printed = lines(text)
    return inventory(blocks(printed, conventions(printed)))


def numbered(*numbers: int) -> str:
    return "\n\n".join(f"{number} 施策その{number}\n○取組その{number}" for number in numbers)


def rules_of(found: Inventory) -> list[tuple[str, str]]:
    return [(finding.rule, finding.message.verbatim("en")) for finding in found.findings]


def test_measures_and_pillars_are_in_order_of_number_not_of_text() -> None:
    found = taken("Ⅱ 川\n\n" + numbered(3, 1) + "\n\nⅠ 森\n\n" + numbered(2))
    assert [measure.key for measure in found.measures] == ["measure/1", "measure/2", "measure/3"]
    assert [pillar.heading.label for pillar in found.pillars] == ["森", "川"]


def test_a_measure_has_the_entries_that_follow_it_over_blank_lines() -> None:
    (measure,) = taken("１ 里山\n\n○植樹\n\n○間伐").measures
    assert [entry.label for entry in measure.entries] == ["植樹", "間伐"]


def test_a_page_number_between_entries_is_stepped_over() -> None:
    (measure,) = taken("１ 里山\n\n○植樹\n\n- 3 -\n\n○間伐").measures
    assert [entry.label for entry in measure.entries] == ["植樹", "間伐"]


def test_entries_behind_a_sub_heading_are_stray() -> None:
    found = taken("１ 里山\n\n○植樹\n\n■森と人\n\n○間伐")
    assert [entry.label for _, entry in found.stray] == ["間伐"]
    assert rules_of(found)[-1][0] == "reading/entry-without-measure"


def test_numbers_without_gaps_are_no_finding() -> None:
    assert taken("Ⅰ 森\n\n" + numbered(1, 2, 3)).findings == ()


def test_a_duplicate_number_stays_and_is_reported() -> None:
    found = taken(numbered(1, 2, 2, 3))
    assert [measure.key for measure in found.measures] == ["measure/1", "measure/2", "measure/2-2", "measure/3"]
    assert rules_of(found) == [("reading/duplicate-measure", "Duplicate measure number 2 (both kept). Check the source.")]


@pytest.mark.parametrize(
    ("numbers", "missing", "before"),
    [((1, 3), "2", 3), ((1, 2, 6), "3–5", 6), ((2, 3), "1", 2)],
    ids=["one", "several", "the first"],
)
def test_a_gap_in_the_numbers_is_reported_with_what_is_missing(numbers: tuple[int, ...], missing: str, before: int) -> None:
    expected = f"Gap in the measure numbers: {missing} is missing before {before}."
    assert rules_of(taken(numbered(*numbers))) == [("reading/measure-gap", expected)]


def test_pillars_have_gaps_and_doubles_of_their_own() -> None:
    found = taken("Ⅰ 森\n\n" + numbered(1) + "\n\nⅢ 川\n\n" + numbered(2) + "\n\nⅢ 海\n\n" + numbered(3))
    assert [rule for rule, _ in rules_of(found)] == ["reading/pillar-gap", "reading/duplicate-pillar"]
    assert [pillar.key for pillar in found.pillars] == ["pillar/1", "pillar/3", "pillar/3-2"]


def statements(text: str) -> tuple[list[str], list[str]]:
    found = taken(text)
    return [s.statement.text for s in found.statements], [s.statement.text for s in found.plan_statements]


def test_marked_statements_are_for_pillars_and_unmarked_ones_for_the_plan() -> None:
    assert statements("Ⅰ 森\n\n" + numbered(1) + "\n\n■ 森を守る。\n\n国土を守る。") == (["森を守る。"], ["国土を守る。"])


def test_unmarked_statements_are_open_where_none_is_marked_and_there_is_one_a_pillar() -> None:
    text = "Ⅰ 森\n\n" + numbered(1) + "\n\nⅡ 川\n\n" + numbered(2) + "\n\n森を守る。\n\n川を守る。"
    assert statements(text) == (["森を守る。", "川を守る。"], [])


def test_fewer_unmarked_statements_than_pillars_are_the_plans() -> None:
    text = "Ⅰ 森\n\n" + numbered(1) + "\n\nⅡ 川\n\n" + numbered(2) + "\n\n国土を守る。"
    assert statements(text) == ([], ["国土を守る。"])
