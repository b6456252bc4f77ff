import pytest

from shisaku.model.plan import LegendEntry
from shisaku.model.source import Span
from shisaku.reading.overview.overview_blocks import (
    Block,
    Entries,
    LegendLine,
    MarkedEntry,
    NumberedHeading,
    PageArtefact,
    StatementBlock,
    SubHeading,
    UnmarkedText,
    blocks,
)
from shisaku.reading.tokens.conventions import conventions
from shisaku.reading.tokens.lines import lines

BASE = "１ 里山\n○植樹\n\n２ 奥山\n○間伐\n\n"
"""Makes ○ a mark that opens entries; what a test is about is behind it."""


def found(text: str) -> tuple[Block, ...]:
    printed = lines(text)
    return blocks(printed, conventions(printed))


def behind(text: str) -> tuple[Block, ...]:
    """The blocks of `text` printed behind `BASE`, which makes four."""
    return found(BASE + text)[4:]


def only(text: str) -> Block:
    (block,) = behind(text)
    return block


def entries(text: str) -> list[tuple[str, str]]:
    block = only(text)
    assert isinstance(block, Entries)
    return [(entry.marks, entry.label) for entry in block.entries]


def test_a_numbered_heading_is_distinguished_from_its_pillar() -> None:
    pillar, measure = found("Ⅰ 森の国\n\n１ 里山\n○植樹")[:2]
    assert isinstance(pillar, NumberedHeading)
    assert isinstance(measure, NumberedHeading)
    assert (pillar.label, pillar.is_pillar, measure.label, measure.is_pillar) == ("森の国", True, "里山", False)


def test_a_wrapped_heading_is_put_together() -> None:
    heading = found("１ 里山と奥山をつな\nぐ回廊の整備\n\n○植樹")[0]
    assert isinstance(heading, NumberedHeading)
    assert heading.label == "里山と奥山をつなぐ回廊の整備"
    assert heading.span == Span(0, 17)


def test_lines_that_were_broken_before_a_dot_are_put_together() -> None:
    statement = only("■ 里山の手入れと奥山の見回りを進め、森林\n・山村の暮らしを守る。")
    assert isinstance(statement, StatementBlock)
    assert statement.text == "里山の手入れと奥山の見回りを進め、森林・山村の暮らしを守る。"
    assert entries("○里山の手入れと奥山の見回りと森林\n・山村の調べ") == [("○", "里山の手入れと奥山の見回りと森林・山村の調べ")]


def test_a_heading_ends_where_its_entries_open_on_the_next_line() -> None:
    heading, under = found("１ 里山\n○植樹")
    assert isinstance(heading, NumberedHeading)
    assert heading.label == "里山"
    assert under == Entries((MarkedEntry("○", "植樹", Span(5, 8), False),), Span(5, 8))


def test_sentences_right_under_a_heading_are_not_its_words() -> None:
    printed = found("１ 里山\n里山は国土の四割を占める。人が入らなくなって久しい。\n\n○植樹\n\n２ 漁港\n○桟橋")
    assert [type(block) for block in printed] == [NumberedHeading, StatementBlock, Entries, NumberedHeading, Entries]


def test_a_mark_with_words_that_do_not_end_in_a_full_stop_is_a_sub_heading() -> None:
    assert only("■森と人を結ぶ仕組み") == SubHeading("森と人を結ぶ仕組み", Span(len(BASE), len(BASE) + 10))


def test_words_that_end_in_a_full_stop_are_a_statement() -> None:
    assert only("■ 森を守る。") == StatementBlock("森を守る。", Span(len(BASE), len(BASE) + 7), marked=True)
    assert only("森を守る。") == StatementBlock("森を守る。", Span(len(BASE), len(BASE) + 5), marked=False)


def test_a_statement_wrapped_in_the_middle_of_a_word_is_put_together() -> None:
    statement = only("■ 森と人のあいだに新しい結\nびつきを育て、里の暮ら\nしを支える。")
    assert isinstance(statement, StatementBlock)
    assert statement.text == "森と人のあいだに新しい結びつきを育て、里の暮らしを支える。"


def test_a_grammatical_fault_is_preserved() -> None:
    statement = only("■ 里の暮らしの確保する。")
    assert isinstance(statement, StatementBlock)
    assert statement.text == "里の暮らしの確保する。"


def test_two_statements_on_lines_of_their_own_are_two() -> None:
    assert [type(block) for block in behind("■ 森を守る。\n■ 川を守る。")] == [StatementBlock, StatementBlock]


def test_several_entries_are_on_one_line() -> None:
    assert entries("○苗木の配布 ○下草の刈払い　○林道の補修") == [("○", "苗木の配布"), ("○", "下草の刈払い"), ("○", "林道の補修")]


def test_an_entry_runs_on_over_lines() -> None:
    assert entries("○苗木の配\n布 ○下草の\n刈払い") == [("○", "苗木の配布"), ("○", "下草の刈払い")]


def test_a_mark_alone_on_its_line_takes_the_words_of_the_next() -> None:
    assert entries("○\n苗木の配布\n○下草の刈払い") == [("○", "苗木の配布"), ("○", "下草の刈払い")]


def test_two_marks_on_two_lines_are_both_of_the_entry_behind_them() -> None:
    printed = lines("１ 里山\n○\n☆苗木の配布\n\n○：補助 ☆：法改正")
    block = blocks(printed, conventions(printed))[1]
    assert isinstance(block, Entries)
    assert [(entry.marks, entry.label) for entry in block.entries] == [("○☆", "苗木の配布")]


def test_an_entry_may_begin_with_a_figure() -> None:
    assert entries("○118番通報の普及 ○7か国語の案内") == [("○", "118番通報の普及"), ("○", "7か国語の案内")]


def test_a_restated_entry_spans_its_saikei_but_its_label_does_not() -> None:
    start = len(BASE)
    assert only("○植樹（再掲） ○間伐") == Entries(
        (MarkedEntry("○", "植樹", Span(start, start + 7), True), MarkedEntry("○", "間伐", Span(start + 8, start + 11), False)),
        Span(start, start + 11),
    )


def test_a_line_of_the_legend_is_no_entries() -> None:
    start = len(BASE)
    assert only("○：補助") == LegendLine((LegendEntry("○", "補助", Span(start, start + 4)),), Span(start, start + 4))


def test_a_legend_right_under_entries_ends_them() -> None:
    assert [type(block) for block in behind("○植樹\n○：補助")] == [Entries, LegendLine]


def test_a_line_that_begins_with_a_placeholder_is_plain_words() -> None:
    assert only("○○市の里山") == UnmarkedText("○○市の里山", Span(len(BASE), len(BASE) + 6))


@pytest.mark.parametrize("text", ["3", "- 3 -", "－３－", "――――", "p. 12", "3/14", "……", "3 / 14", "＝＝＝"])
def test_page_numbers_and_rules_are_page_artefacts(text: str) -> None:
    assert only(text) == PageArtefact(Span(len(BASE), len(BASE) + len(text)))


@pytest.mark.parametrize("text", ["12345", "3頁のとおり", "p. 森", "1/2/3", "里－山"])
def test_words_and_long_figures_are_no_page_artefacts(text: str) -> None:
    assert isinstance(only(text), UnmarkedText)


def test_a_mark_that_opens_no_entries_alone_is_a_page_artefact() -> None:
    assert only("■") == PageArtefact(Span(len(BASE), len(BASE) + 1))


def test_plain_words_are_prose() -> None:
    assert only("国土緑化の計画") == UnmarkedText("国土緑化の計画", Span(len(BASE), len(BASE) + 7))


@pytest.mark.parametrize(
    "text",
    [
        "\n\n" + BASE + "\n\n",
        "Ⅰ 森\n■森と人\n■ 森を守る。\n１ 里山\n○植樹 ○間伐\n○：補助 ☆：法\n- 1 -\n国土緑化の計画（令和８年度）",
        "\x00○\n\ufeff☆ ■\r○○市\x0b１ ○",
        BASE.replace("\n", "\r\n"),
    ],
    ids=["blank lines at both ends", "every kind", "control characters", "crlf"],
)
def test_the_blocks_hold_every_character_that_is_not_white_space_and_none_twice(text: str) -> None:
    spans = [block.span for block in found(text)]
    held = [at for span in spans for at in range(span.start, span.end)]
    assert len(held) == len(set(held))
    assert {at for at, character in enumerate(text) if not character.isspace()} <= set(held)
