"""What marks and numbers mean where it is close: how often, how near, how long."""

from dataclasses import replace

import pytest
from tests.overview.test_what_words_are_worth import Concepts
from tests.overview.test_whole_conclusions import SHUFFLED, concluded, read

from shisaku.reading.overview.blocks import LONGEST_HEADING, Entries, Heading, Prose, Statement, SubHeading, blocks
from shisaku.reading.overview.conventions import Conventions, conventions
from shisaku.reading.text.lines import lines


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
    assert found[0] == (Heading, first + second if is_heading else first)
    assert (Prose in {kind for kind, _ in found}) is not is_heading


def test_a_sentence_within_the_lines_of_a_heading_ends_it() -> None:
    found = kinds("1 里山\n山を守る。川も守る\n○植樹\n\n2 奥山\n○間伐")
    assert found[:2] == [(Heading, "里山"), (Prose, "山を守る。川も守る")]


def test_blocks_are_told_by_their_marks_and_their_ends() -> None:
    found = kinds("■里山の国\n\n■山を守る。\n\n山を守る。\n\n1 里山\n○植樹\n○\n間伐（再掲）\n\n○：補助")
    assert [item for item in found if item[0] in (SubHeading, Statement, Heading, Entries)] == [
        (SubHeading, "里山の国"),
        (Statement, "山を守る。"),
        (Statement, "山を守る。"),
        (Heading, "里山"),
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
