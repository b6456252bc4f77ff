"""What kind a document is: an overview whose boxes may come in any order, or one that is read in printed order."""

import pytest

from shisaku.reading.document_kinds import is_overview, prints_sums
from shisaku.reading.tokens.conventions import conventions
from shisaku.reading.tokens.lines import lines

OVERVIEW = "浜の計画（2031年版）\n\n２ 松を植える\n○苗を配る\n\nⅠ 浜を守る\n\n１ 砂を入れる\n○船を雇う\n☆規則を改める\n\n３ 貝を数える\n○筏を組む\n"


def overview(text: str) -> bool:
    printed = lines(text)
    return is_overview(printed, conventions(printed))


def test_measures_numbered_once_with_entries_under_them_make_an_overview() -> None:
    assert overview(OVERVIEW)


def test_a_short_plan_whose_numbers_start_anew_is_read_in_printed_order() -> None:
    assert not overview("Ⅰ 浜\n\n１ 砂を入れる\n○船を雇う\n\n２ 貝を数える\n○筏を組む\n\nⅡ 丘\n\n１ 松を植える\n○苗を配る\n")


def test_one_duplicate_number_still_makes_an_overview() -> None:
    assert overview(OVERVIEW + "\n３ 道を直す\n○石を敷く\n")


@pytest.mark.parametrize(
    "text",
    [
        "Ⅰ 浜\n１ 砂\n○船\n２ 松\n○苗\n３ 貝\n○筏\nⅡ 丘\n１ 道\n○石\n２ 橋\n○杭\n３ 店\n○幟\n",
        "第１章 浜\n第１節 砂\n１ 船\n（１）帆\n（２）舵\n２ 杭\n（１）石\n第２節 松\n１ 苗\n（１）種\n",
        "１ 砂を入れる\n川から運び入れる。\n\n２ 松を植える\n風を防ぐ。\n\n３ 貝を数える\n筏を組んで数える。\n",
        "浜の砂\n\n砂の船　3億円\n\n丘の松\n\n松の苗　2億円\n",
        "砂を運ぶ。松を植える。\n",
        "",
    ],
    ids=["numbers start anew", "more levels", "prose under the numbers", "no numbers", "prose", "nothing"],
)
def test_other_documents_are_read_in_printed_order(text: str) -> None:
    assert not overview(text)


def test_words_that_begin_with_a_figure_make_no_further_level() -> None:
    assert overview(OVERVIEW.replace("○船を雇う", "○船を雇う\n3 隻までとする"))


@pytest.mark.parametrize(
    ("entry", "sums"),
    [("○苗を配る　3億円", True), ("○苗を配る", False), ("○上限２万円で苗を配る", False), ("苗を配る　3億円", False)],
)
def test_a_budget_prints_sums_behind_many_of_its_marked_lines(entry: str, sums: bool) -> None:
    assert prints_sums(lines("\n".join([entry] * 6))) is sums


def test_a_single_sum_among_entries_makes_no_budget() -> None:
    assert not prints_sums(lines("○苗を配る　3億円\n○船を雇う\n○筏を組む\n"))


def test_a_text_that_declares_a_unit_prints_sums() -> None:
    assert prints_sums(lines("（単位：千円）\n○苗を配る | 300 |\n○船を雇う | 120 |\n"))
