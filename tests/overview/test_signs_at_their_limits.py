"""What marks and numbers mean where it is close: how often, how near, how long."""

from dataclasses import replace

import pytest
from tests.overview.test_limits_of_the_search import problem_of
from tests.overview.test_what_words_are_worth import Concepts
from tests.overview.test_whole_conclusions import SHUFFLED, concluded, read

from shisaku.reading.overview import placement
from shisaku.reading.overview.overview_blocks import (
    LONGEST_HEADING,
    Entries,
    NumberedHeading,
    StatementBlock,
    SubHeading,
    UnmarkedText,
    blocks,
)
from shisaku.reading.overview.search import arrange
from shisaku.reading.tokens.conventions import Conventions, conventions
from shisaku.reading.tokens.lines import lines


def signs(text: str) -> Conventions:
    return conventions(lines(text))


def test_a_stop_before_a_figure_makes_the_number_like_the_others() -> None:
    text = "１．里山\n○植樹\n\n２．奥山\n○間伐\n\n３．５Ｇの森\n○基地局"
    assert [(n.style, n.value, n.length, n.separated, n.dotted) for n in signs(text).numbers.values()] == [
        ("decimal", value, 2, True, True) for value in (1, 2, 3)
    ]


@pytest.mark.parametrize(("dotted", "length"), [((True, True, False), 1), ((True, True, True), 2)])
def test_a_stop_belongs_to_the_number_where_more_than_half_of_them_have_one(dotted: tuple[bool, ...], length: int) -> None:
    body = "\n\n".join(f"{n}{'．' if stop else ' '}里山\n○植樹{n}" for n, stop in enumerate(dotted, start=1))
    *_, last = signs(f"{body}\n\n4．5Ｇの森\n○基地局").numbers.values()
    assert (last.value, last.length) == (4, length)


@pytest.mark.parametrize(("times", "opens"), [(2, False), (3, True)])
def test_beside_a_legend_a_mark_opens_entries_from_three_times_on(times: int, opens: bool) -> None:
    body = "\n\n".join(f"{n} 里山{n}\n{'◆' if n <= times else '○'}植樹{n}" for n in range(1, 8))
    assert ("◆" in signs(f"{body}\n\n○：補助").entry_marks) is opens


@pytest.mark.parametrize(("times", "opens"), [(4, True), (3, False)])
def test_beside_a_legend_a_mark_opens_a_quarter_of_the_measures(times: int, opens: bool) -> None:
    body = "\n\n".join(f"{n} 里山{n}\n{'◆' if n <= times else '○'}植樹{n}" for n in range(1, 17))
    assert ("◆" in signs(f"{body}\n\n○：補助").entry_marks) is opens


@pytest.mark.parametrize(("times", "opens"), [(2, True), (1, False)])
def test_without_a_legend_a_mark_opens_a_tenth_of_the_measures(times: int, opens: bool) -> None:
    body = "\n\n".join(f"{n} 里山{n}\n{'◆' if n <= times else '○'}植樹{n}" for n in range(1, 21))
    assert ("◆" in signs(body).entry_marks) is opens


@pytest.mark.parametrize(("within", "opens"), [(1, False), (2, True)])
def test_a_mark_opens_entries_where_most_of_its_lines_stand_among_entries(within: int, opens: bool) -> None:
    among = "\n".join(f"◇間伐{n}" for n in range(within))
    alone = "\n\n".join(f"◇見出し{n}" for n in range(1))
    assert ("◇" in signs(f"1 里山\n○植樹\n{among}\n\n{alone}\n\n○：補助").entry_marks) is opens


def test_entries_are_looked_for_up_to_four_lines_below_a_heading() -> None:
    for between, found in ((3, {"◆"}), (4, set())):
        text = "1 里山を\n" + "守り育て\n" * between + "◆植樹"
        assert signs(text).entry_marks == found


def kinds(text: str) -> list[tuple[type, str]]:
    printed = lines(text)
    found = []
    for block in blocks(printed, conventions(printed)):
        words = getattr(block, "label", None) or getattr(block, "text", None) or ""
        if isinstance(block, Entries):
            words = "/".join(f"{entry.marks}{entry.label}" for entry in block.entries)
        found.append((type(block), words))
    return found


@pytest.mark.parametrize(("length", "is_heading"), [(LONGEST_HEADING, True), (LONGEST_HEADING + 1, False)])
def test_a_heading_over_several_lines_is_no_longer_than_its_limit(length: int, is_heading: bool) -> None:
    first, second = "山" * 20, "川" * (length - 22)
    found = kinds(f"1 {first}\n{second}\n\n○植樹\n\n2 奥山\n○間伐")
    assert found[0] == (NumberedHeading, first + second if is_heading else first)
    assert (UnmarkedText in {kind for kind, _ in found}) is not is_heading


def test_a_sentence_within_the_lines_of_a_heading_ends_it() -> None:
    found = kinds("1 里山\n山を守る。川も守る\n○植樹\n\n2 奥山\n○間伐")
    assert found[:2] == [(NumberedHeading, "里山"), (UnmarkedText, "山を守る。川も守る")]


def test_blocks_are_told_by_their_marks_and_their_ends() -> None:
    found = kinds("■里山の国\n\n■山を守る。\n\n山を守る。\n\n1 里山\n○植樹\n○\n間伐（再掲）\n\n○：補助")
    assert [item for item in found if item[0] in (SubHeading, StatementBlock, NumberedHeading, Entries)] == [
        (SubHeading, "里山の国"),
        (StatementBlock, "山を守る。"),
        (StatementBlock, "山を守る。"),
        (NumberedHeading, "里山"),
        (Entries, "○植樹/○間伐"),
    ]


def test_concepts_in_common_are_a_reason_beside_words_in_common() -> None:
    plan = read(SHUFFLED, Concepts())
    [first] = [made for made in plan.placements if made.component == "measure/1"]
    assert [reason.basis for reason in first.evidence][:3] == ["text-block", "shared-meaning", "shared-words"]
    assert plan.lexicon == "shisaku character parts 3, two concepts"
    without = read(SHUFFLED)
    assert "shared-meaning" not in concluded(without)
    assert concluded(replace(without)) == concluded(without)


@pytest.mark.parametrize(
    ("boxes", "pillar"),
    [
        (("１森の国", "２次産業を守る"), None),  # half of them count something
        (("１森の国", "２次産業を守る", "３川の国"), "decimal"),
        (("１森の国", "２川の国"), "decimal"),
    ],
)
def test_boxes_head_pillars_where_most_of_their_figures_are_surely_numbers(boxes: tuple[str, ...], pillar: str | None) -> None:
    opening = "\n\n".join(boxes)
    assert signs(f"{opening}\n\n（１）里山\n○植樹\n\n（２）奥山\n○間伐").pillar_style == pillar


def with_statements(number: int) -> str:
    said = "\n\n".join(f"里山{n}を守る。" for n in range(number))
    return f"Ⅰ 里山の国\n\n１ 里山の手入れ\n○植樹\n\n２ 里山の道\n○補修\n\nⅡ 川の国\n\n３ 川の手入れ\n○清掃\n\n{said}\n\n○：補助"


@pytest.mark.parametrize(("number", "for_pillars"), [(1, False), (2, True), (3, True), (4, False)])
def test_unmarked_statements_are_for_pillars_where_there_is_one_for_each_and_one_more(number: int, for_pillars: bool) -> None:
    concluded_on = [made for made in read(with_statements(number)).placements if made.component.startswith("purpose/")]
    assert bool(concluded_on) is for_pillars


def test_one_run_for_one_place_is_no_reason() -> None:
    plan = read("Ⅰ 里山の国\n\n１ 里山の手入れ\n○植樹\n\n２ 里山の道\n○補修\n\n○：補助")
    assert "run-count" not in {reason.basis for made in plan.placements for reason in made.evidence}


DOUBTFUL = "Ⅱ 未来への扉\n\n２ {}\n○くらしの窓口\n\nⅠ 希望への道\n\n１ 手紙の束\n○手紙の保存\n\n３ 遠い声\n○録音の保存\n\n○：補助"


def uncertain(label: str) -> list[str | None]:
    return [f.label for f in read(DOUBTFUL.format(label)).findings if f.rule == "reading/uncertain-placement"]


def test_a_conclusion_as_sure_as_the_limit_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    [confidence] = [m.confidence for m in read(DOUBTFUL.format("くらしの安心")).placements if m.component == "measure/2"]
    monkeypatch.setattr(placement, "SURE", confidence)
    assert uncertain("くらしの安心") == []
    monkeypatch.setattr(placement, "SURE", confidence + 0.01)
    assert uncertain("くらしの安心") == ["くらしの安心"]


def test_a_label_of_forty_characters_is_shown_whole() -> None:
    assert uncertain("安" * 40) == ["安" * 40]
    assert uncertain("安" * 41) == ["安" * 39 + "…"]


def test_either_order_is_weighed_where_both_are_as_likely() -> None:
    made = problem_of(7, measures=4, groups=1, statements=1)
    even, nearly = arrange(made, 0.5), arrange(made, 0.499999)
    assert even is not None
    assert nearly is not None
    assert even.in_order == pytest.approx(nearly.in_order, abs=1e-4)
    assert 0 < even.in_order < 1


@pytest.mark.parametrize(
    ("above", "dotted", "wrapped"),
    [
        ("海辺の道の整備と海辺の森の手入れ", "・補修", True),  # as wide as the widest line
        ("海辺の道の整備", "・補修", False),
        ("海辺の道の整備と海辺の森の手入れ", "・", False),  # a dot alone
        ("海辺の道の整備と海辺の森の手入れ。", "・補修", False),  # a sentence has ended
    ],
)
def test_a_line_that_begins_with_a_dot_runs_on_from_a_full_one(above: str, dotted: str, wrapped: bool) -> None:
    text = f"１ {above}\n{dotted}\n○植樹\n\n２ 海辺の町の整備と海辺の森の手入れ\n" + "○海辺の町の整備と海辺の森の手入\n" * 4
    assert bool(signs(text).wrapped) is wrapped
