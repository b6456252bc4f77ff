"""What reading costs grows no faster than the document.

Lines and calls of Python and steps of regular expressions are counted, so that the answer is the same on every machine.
"""

from collections.abc import Callable

import pytest
from tests.counting import calls, lines
from tests.patience import ending
from tests.regex_steps import steps

from shisaku.model.plan import Plan
from shisaku.model.source import Description, Source
from shisaku.reading.reader import read

GROWTH = 4.5
"""How much more may be executed for four times the text; linear is 4, quadratic 16; the rest is for numbers with more digits."""
SEARCH = 10_000_000
"""Calls at most where measures have to be arranged; a real overview of 20 measures needs a seventh."""
A_CHARACTER = 400
"""Lines at most a character where every character is a token."""
EACH = 200
"""Calls at most a character beside."""


def reading(text: str) -> Plan:
    return read(Source(text, "x.txt", Description("x"), "0" * 64, "utf-8"))


def executed(text: str, most: float) -> int:
    """Lines of Python executed to read `text`. Raises TooMuchWorkError as soon as they are more than `most`."""
    return lines(lambda: reading(text), most)


def matched(text: str, most: float) -> int:
    """Steps of regular expressions taken to read `text`. Raises TooMuchWorkError as soon as they are more than `most`."""
    return steps(lambda: reading(text), most)


def plenty(head: str, each: str, highest: int = 999) -> Callable[[int], str]:
    """A document of that head and `each` any number of times, `#` being a number from 1 to `highest` in turn."""

    def document(times: int) -> str:
        return head + "".join(each.replace("#", str(i % highest + 1)) for i in range(times))

    return document


def restated(label: str, own: str) -> Callable[[int], str]:
    """As many entries, worded `label`, as restatements of them, worded `own`, in two measures; `#` is their number."""

    def document(times: int) -> str:
        first = "".join(f"○{label.replace('#', f'{i:03}')}\n" for i in range(times))
        return "１ 里山\n" + first + "２ 川\n" + "".join(f"○{own.replace('#', f'{i:03}')}（再掲）\n" for i in range(times))

    return document


@pytest.mark.parametrize(
    "document",
    [
        plenty("１ 里山\n", "○\n"),
        plenty("１ 里山\n○植樹\n", "○  "),
        plenty("１ 里山\n", "○☆"),
        plenty("１ 里山\n", "○植樹"),
        plenty("１ 里山\n○", "林道の補修と苗木の育成に\n"),
        plenty("■ ", "林道の補修と苗木の育成に\n"),
        plenty("", "# 施策の#\n\n○取組の#\n\n"),
        plenty("", "#施策の#\n○取組の#\n\n"),
        plenty("", "里山の\n# 年を数え\n"),
        plenty("", "# 施策の#\n\n○取組の#\n\n文の終わり。\n\n○迷子の#\n\n"),
        plenty("", "Ⅰ 柱の#\n\n"),
        plenty("", "（注）#\n\n"),
        plenty("", "- # -\n\n"),
        plenty("", "文の#を結ぶ。\n\n"),
        plenty("Ⅰ 柱\n\n１ 里山\n\n○植樹\n\n", "■群の#\n\n"),
        plenty("Ⅰ 柱\n\n１ 里山\n\n○植樹\n\n", "■ 文の#を結ぶ。\n\n"),
        plenty("○：予算\n", "○：予算 ☆：制度\n"),
        plenty("主な事業\n\n", "○事業の#　5億円\n"),
        plenty("主な事業（単位：千円）\n\n", "里山の#　　5,000\n・補助の#を続ける\n"),
        plenty("", "里山の#を守り、苗木を育てる。山へ返す。\n\n"),
        plenty("", "第#章 里山\n\n１ 苗木\n\n（１）植樹\n\nア 柵の#\n\n柵を立てる。\n\n"),
        plenty("", "1.#.1.1.1 苗木の#\n\n柵を立てる。\n\n"),
        plenty("目次\n", "里山の# ……… #\n"),
        plenty("", "里山\n\n柵を立てる。\n\n"),
        plenty("", "里山の#\n森の計画\n- # -\n"),
        plenty("", "Principle #\n\nPlant trees. Keep them.\n\n"),
        plenty("", "里\u200b山の\u00ad保全の#\n"),
        plenty("", "里 山 の 保 全\n\n"),
        restated("里山の保全", "里山の保全"),
        restated("第#工区の里山の保全", "第#工区の里山の保全"),
        restated("第#工区の里山の保全", "第#工区の里山の保全の継続"),
    ],
    ids=[
        "marks a line each",
        "marks two spaces apart",
        "marks in a row",
        "entries in a row",
        "an entry over many lines",
        "a statement over many lines",
        "headings with entries",
        "numbers without a space",
        "figures at the head of wrapped lines",
        "entries under no measure",
        "pillars of one number",
        "words not understood",
        "page numbers",
        "purposes of the plan",
        "groups over one measure",
        "purposes over one measure",
        "legends",
        "sums",
        "sums in a column of their own",
        "paragraphs",
        "four levels of numbers",
        "compound numbers",
        "contents",
        "one heading again and again",
        "running heads",
        "unnumbered headings",
        "characters that do not show",
        "headings spaced letter by letter",
        "restatements of one entry's words",
        "restatements word for word",
        "restatements reworded",
    ],
)
def test_four_times_the_text_is_about_four_times_the_work(document: Callable[[int], str]) -> None:
    once = executed(document(100), most=2_500_000)
    assert executed(document(400), most=GROWTH * once) <= GROWTH * once


def distinct(length: int) -> str:
    """Kanji of which none is the same as its neighbours."""
    return "".join(chr(0x4E00 + i * 7919 % 15000) for i in range(length))


@pytest.mark.parametrize(
    "document",
    [
        lambda times: "-" * times + "林",
        lambda times: "１ 里山\n○植樹" + " " * times + "林\n",
        lambda times: "１ 里山\n○植樹" + "\u3000" * times + "（再掲）の林\n",
        lambda times: "林" + " " * times + "道",
        lambda times: "○" + " " * times + "林",
        lambda times: "第１" + "．" * times + "林",
        lambda times: "１" + " " * times + "林",
        lambda times: "（" * times,
        lambda times: "１ 里山\n○植樹" + "．" * times + "林\n",
        lambda times: ("林" + "-" * 280 + "林\n\n") * (times // 100),
        lambda times: "１ 里山\n○" + "（再掲" * times,
        lambda times: "林道の補修と苗木の育成にともに力を入れながら\n" * (times // 10),
        lambda times: "１ 里山\n○" + "林道の補修と苗木の育成にともに力を入れながら\n" * (times // 10),
        lambda times: f"１ 里山\n○{distinct(times)}\n２ 川\n○{distinct(times - 1)}（再掲）\n",
    ],
    ids=[
        "a rule and a word",
        "spaces within an entry",
        "wide spaces and saikei within an entry",
        "spaces within words",
        "spaces behind a mark",
        "separators behind a number",
        "spaces behind a number",
        "brackets",
        "dots that lead to no sum",
        "dashes that lead to no page",
        "saikei in open brackets",
        "words over many lines",
        "an entry over many lines",
        "a long restatement of a longer entry",
    ],
)
@pytest.mark.parametrize("cost", [matched, executed])
def test_a_pattern_that_nearly_fits_is_given_up_at_once(
    document: Callable[[int], str], cost: Callable[[str, float], int]
) -> None:
    once = cost(document(500), 2_500_000)
    assert cost(document(2_000), GROWTH * once) <= GROWTH * once


@pytest.mark.parametrize("character", ["林", "1", "○", " ", "。", "（", "Ⅰ", "I", "ア"])
def test_a_line_of_one_character_costs_no_more_than_its_length(character: str) -> None:
    def line(times: int) -> str:
        return "１ 里山\n○植樹\n\n" + character * times + "林"

    for cost in (matched, executed):
        once = cost(line(500), 2_500_000)
        assert cost(line(2_000), GROWTH * once) <= GROWTH * once
    with ending():
        reading(line(2_000_000))


@pytest.mark.parametrize(
    ("document", "times"),
    [
        (plenty("１ 里山\n", "○☆"), 10_000),
        (plenty("１ 里山\n", "○植"), 10_000),
        (plenty("１ 里山\n", "○\n"), 10_000),
        (plenty("", "# 施策の#\n\n○取組の#\n\n", highest=99), 1_200),
        (plenty("１ 里山\n○", "林道の補修と苗木の育成に\n"), 4_000),
    ],
    ids=[
        "20,000 marks in a row",
        "10,000 entries in a row",
        "10,000 marks on lines of their own",
        "1,200 headings",
        "an entry over 4,000 lines",
    ],
)
def test_a_hostile_document_costs_no_more_than_its_size(document: Callable[[int], str], times: int) -> None:
    quarter = executed(document(times // 4), most=A_CHARACTER * len(document(times // 4)))
    assert executed(document(times), most=GROWTH * quarter) <= GROWTH * quarter


@pytest.mark.parametrize(
    "text",
    [
        plenty("Ⅰ 柱\n\n", "■群の#\n\n# 施策の#\n\n○取組の#\n\n")(2_000),
        plenty("Ⅰ 柱\n\n", "■ 文の#を結ぶ。\n\n# 施策の#\n\n○取組の#\n\n")(2_000),
        plenty("", "Ⅰ 柱の#\n\n# 施策の#\n\n○取組の#\n\n")(1_000),
        plenty("Ⅰ 柱\n\n", "■群の#\n\n")(20) + plenty("", "# 施策の#\n\n○取組の#\n\n")(10),
        plenty("Ⅰ 柱\n\nⅡ 梁\n\nⅢ 壁\n\n", "■ 文の#を結ぶ。\n\n")(30) + plenty("", "# 施策の#\n\n○取組の#\n\n")(10),
        "Ⅰ 柱\n\nⅡ 梁\n\nⅢ 壁\n\nⅣ 床\n\nⅤ 窓\n\nⅥ 扉\n\n"
        + plenty("", "■ 文の#を結ぶ。\n\n■群の#の甲\n\n■群の#の乙\n\n")(6)
        + plenty("", "# 施策の#\n\n○取組の#\n\n")(14),
    ],
    ids=[
        "2,000 groups",
        "2,000 statements",
        "1,000 pillars",
        "20 groups that say nothing",
        "30 statements that say nothing",
        "6 pillars and 12 groups that say nothing",
    ],
)
def test_an_arrangement_without_evidence_is_given_up_in_time(text: str) -> None:
    most = SEARCH + EACH * len(text)
    assert calls(lambda: reading(text), most) <= most
