import pytest

from shisaku.reading.tokens.conventions import Conventions, conventions
from shisaku.reading.tokens.lines import lines


def conventions_of(text: str) -> Conventions:
    return conventions(lines(text))


def headings(text: str) -> list[str]:
    printed = lines(text)
    return [printed[at].text for at in sorted(conventions_of(text).numbers)]


@pytest.mark.parametrize(
    ("text", "pillar", "measure"),
    [
        ("Ⅰ 森\n\n１ 里山\n○植樹\n\n２ 奥山\n○間伐", "roman", "decimal"),
        ("第１章 森\n\n（１）里山\n○植樹\n\n（２）奥山\n○間伐", "chapter", "bracketed"),
        ("１．森\n\n① 里山\n○植樹\n\n② 奥山\n○間伐", "decimal", "circled"),
        ("Ⅰ 森\n\n１）里山\n○植樹\n\n２）奥山\n○間伐", "roman", "half-bracketed"),
        ("第１ 森\n\nⅠ 里山\n○植樹\n\nⅡ 奥山\n○間伐", "ordinal", "roman"),
        ("I. 森\n\n1. 里山\n○植樹\n\n2. 奥山\n○間伐", "roman", "decimal"),
        ("１ 里山\n○植樹\n\n２ 奥山\n○間伐", None, "decimal"),
        ("Ⅰ 森\n\nⅡ 川\n\n里と海", "roman", None),
        ("里と海", None, None),
    ],
    ids=[
        "roman",
        "chapter",
        "decimal over circled",
        "half brackets",
        "ordinal over roman",
        "ascii roman",
        "one level",
        "pillars alone",
        "no numbers",
    ],
)
def test_measures_carry_the_style_that_entries_follow_and_pillars_the_next_one_out(
    text: str, pillar: str | None, measure: str | None
) -> None:
    assert (conventions_of(text).pillar_style, conventions_of(text).measure_style) == (pillar, measure)


def test_a_style_between_pillars_and_the_outermost_is_no_pillar() -> None:
    found = conventions_of("第１部 国土\n\nⅠ 森\n\n１ 里山\n○植樹\n\n２ 奥山\n○間伐")
    assert (found.pillar_style, found.measure_style) == ("roman", "decimal")


def test_a_mark_opens_entries_when_the_legend_explains_it() -> None:
    assert conventions_of("１ 里山\n○植樹\n\n☆：法改正 ○：補助").entry_marks == {"○", "☆"}


def test_a_mark_opens_entries_when_it_is_right_under_a_numbered_heading() -> None:
    assert conventions_of("１ 里山\n◆植樹\n\n２ 奥山\n\n◆間伐\n\n■森の国").entry_marks == {"◆"}


@pytest.mark.parametrize("circle", "○◯〇")
def test_the_circles_are_made_one(circle: str) -> None:
    assert conventions_of(f"１ 里山\n{circle}植樹").entry_marks == {"○"}


def test_where_there_is_a_legend_a_mark_that_is_once_under_a_heading_opens_no_entries() -> None:
    text = "Ⅰ 森\n■ 森を守る。\n\n１ 里山\n○植樹\n\n２ 奥山\n○間伐\n\n○：補助"
    assert conventions_of(text).entry_marks == {"○"}


@pytest.mark.parametrize(
    "text",
    [
        "2050年の里山",
        "118番通報",
        "３か所の里山",
        "100％の再生紙",
        "5つの里山",
        "20〜30の里山",
        "1次産業の振興",
        "1.5度の目標",
        "1．5度の目標",
    ],
)
def test_a_figure_that_counts_something_heads_nothing(text: str) -> None:
    assert headings(f"１ 里山\n○植樹\n\n{text}") == ["１ 里山"]


def test_a_heading_may_go_on_with_a_year() -> None:
    assert headings("14 里山\n○植樹\n\n15 2050年の奥山\n○間伐") == ["14 里山", "15 2050年の奥山"]


def test_a_number_without_a_space_is_a_heading_where_the_sequence_lacks_it_and_entries_follow() -> None:
    assert headings("１ 里山\n○植樹\n\n２奥山\n○間伐\n\n３ 川\n○清掃") == ["１ 里山", "２奥山", "３ 川"]


def test_a_number_without_a_space_is_none_where_the_sequence_has_it_already() -> None:
    assert headings("１ 里山\n○植樹\n\n２ 奥山\n○間伐\n\n２地域で始める\n○清掃") == ["１ 里山", "２ 奥山"]


def test_a_figure_at_the_head_of_a_wrapped_line_is_no_heading() -> None:
    text = "１ 里山\n○植樹\n\n■ 里山に人が集い、また\n3 地域が手を携える姿を目指す。"
    assert headings(text) == ["１ 里山"]


def test_full_and_half_width_figures_are_one_style() -> None:
    assert headings("９ 里山\n○植樹\n\n10 奥山\n○間伐") == ["９ 里山", "10 奥山"]


def test_numbers_deeper_than_the_measures_head_nothing() -> None:
    assert headings("Ⅰ 森\n\n１ 里山\n○植樹\n\n２ 奥山\n○間伐\n\n（１）細目のこと") == ["Ⅰ 森", "１ 里山", "２ 奥山"]


def test_pillars_may_be_numbered_without_a_space_where_their_numbers_open_boxes_and_count_from_one() -> None:
    text = "１森の国\n◆木を使う。\n\n（１）里山\n○植樹\n\n（２）奥山\n○間伐\n\n３次の代につなぐ川\n\n（３）清掃\n○堤\n\n２ 2050年の海"
    assert (conventions_of(text).pillar_style, conventions_of(text).measure_style) == ("decimal", "bracketed")
    assert [heading[0] for heading in headings(text)] == ["１", "（", "（", "３", "（", "２"]


@pytest.mark.parametrize(
    "opening",
    [
        "２地域で始める\n\n３地域に広げる",
        "１地域で始める",
        "１地域で始める\n\n１地域に広げる",
        "１次産業を守る\n\n２次産業を守る",
        "森\n１地域で始める\n２地域に広げる",
    ],
    ids=["not from one", "one alone", "one number twice", "words that count", "inside a box"],
)
def test_figures_without_a_space_that_are_no_sequence_of_boxes_head_no_pillars(opening: str) -> None:
    assert conventions_of(f"{opening}\n\n（１）里山\n○植樹\n\n（２）奥山\n○間伐").pillar_style is None


def test_a_stop_before_a_figure_is_that_of_the_number_where_the_other_numbers_have_one() -> None:
    text = "１．里山\n○植樹\n\n２．奥山\n○間伐\n\n３．５Ｇの森\n○基地局"
    numbers = conventions_of(text).numbers
    assert [(number.value, number.length) for number in numbers.values()] == [(1, 2), (2, 2), (3, 2)]


def test_a_decimal_point_stays_one_where_numbers_have_no_stop() -> None:
    assert headings("１ 里山\n○植樹\n\n２ 奥山\n○間伐\n\n1.5℃の森\n○植樹") == ["１ 里山", "２ 奥山"]


def test_a_dot_that_a_line_was_broken_before_opens_no_entries() -> None:
    assert conventions_of("１ 里山と奥山をつなぐ回廊の調査\n・整備\n○植樹").entry_marks == {"○"}


def test_a_number_without_a_space_heads_a_measure_whose_words_go_over_two_lines() -> None:
    text = "１里山\n○植樹\n\n２奥山と里山をつなぐ回廊の調査\n研究\n\n○間伐\n\n３川\n○清掃"
    assert headings(text) == ["１里山", "２奥山と里山をつなぐ回廊の調査", "３川"]
