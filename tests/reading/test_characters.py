"""What does not show, or looks like something else, hides no token from the reader and stays in what is reported."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.addressed import addressed

from shisaku.model.findings import Severity
from shisaku.model.plan import Component, Plan
from shisaku.model.source import Description, Source
from shisaku.reading.reader import read
from shisaku.reading.text.characters import matching, shown, skeleton

DOCUMENT = """\
浜のくらしの計画（令和８年度版）

○：予算 ☆：制度

Ⅰ 浜を守る

■ 浜の暮らしを守り、海とともに生きる。

１ 桟橋の補修
○桟橋の点検
○☆桟橋の改修

Ⅱ 市を開く

２ 市場の建て替え
○直売所の新設
○桟橋の点検（再掲）
"""
UNSEEN = "\x00\x07\x1b\x7f\x9f\xad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufe0f\ufeff\U000e0100"


def reading(text: str) -> Plan:
    return addressed(read(Source(text, "x.txt", Description("x"), "0" * 64, "utf-8")))


def bare(text: str) -> str:
    return "".join(letter for letter in text if letter not in UNSEEN)


def outline(plan: Plan) -> list[tuple[str, str, str, str]]:
    def about(component: Component) -> tuple[str, str]:
        return bare(getattr(component, "printed", "")), getattr(component, "marks", "")

    return [(component.key, bare(component.label), *about(component)) for component, _ in plan.walk()]


def assert_everything_is_claimed_once(plan: Plan) -> None:
    spans = plan.claimed()
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    claimed = {at for span in spans for at in range(span.start, span.end)}
    assert [at for at, letter in enumerate(plan.source.text) if at not in claimed and not letter.isspace()] == []


@pytest.mark.parametrize("letter", UNSEEN, ids=lambda letter: f"U+{ord(letter):04X}")
@pytest.mark.parametrize("where", ["before every line", "behind every line", "between all characters"])
def test_what_does_not_show_changes_nothing_that_is_read(letter: str, where: str) -> None:
    lines = DOCUMENT.split("\n")
    if where == "before every line":
        text = "\n".join(letter + line for line in lines)
    elif where == "behind every line":
        text = "\n".join(line + letter for line in lines)
    else:
        text = letter.join(DOCUMENT)
    plan = reading(text)
    assert outline(plan) == outline(reading(DOCUMENT))
    assert [(i.component, i.original) for i in plan.identifications] == [("measure/2/initiative/2", "measure/1/initiative/1")]
    assert_everything_is_claimed_once(plan)


@given(st.lists(st.tuples(st.integers(0, len(DOCUMENT)), st.sampled_from(UNSEEN)), max_size=12))
@settings(max_examples=150, derandomize=True, database=None)
def test_wherever_it_occurs_it_is_claimed_and_labels_are_as_printed(insertions: list[tuple[int, str]]) -> None:
    text = DOCUMENT
    for at, letter in sorted(insertions, reverse=True):
        text = text[:at] + letter + text[at:]
    plan = reading(text)
    assert outline(plan) == outline(reading(DOCUMENT))
    assert_everything_is_claimed_once(plan)
    for component, _ in plan.walk():
        assert component.label in plan.source.quote(component.span)
    assert plan.title in text


def test_a_label_keeps_what_does_not_show_inside_it() -> None:
    plan = reading(DOCUMENT.replace("市場の建て替え", "市\u202e場の建\u200bて替え\u200b"))
    assert plan.measures[1].label == "市\u202e場の建\u200bて替え"
    assert plan.source.quote(plan.measures[1].span) == "２ 市\u202e場の建\u200bて替え\u200b"


def test_a_line_that_shows_nothing_is_a_page_artefact() -> None:
    plan = reading(DOCUMENT.replace("Ⅱ 市", "\u200b \ufeff\n\nⅡ 市"))
    assert [plan.source.quote(span) for span in plan.furniture] == ["\u200b \ufeff"]


@pytest.mark.parametrize("between", [" \ufeff", "\ufeff ", " \u200b　", "\u2060"])
def test_what_does_not_show_beside_white_space_within_words_stays_in_its_place(between: str) -> None:
    plan = reading(DOCUMENT.replace("○桟橋の点検\n", f"○桟橋の{between}点検\n", 1))
    assert plan.initiatives[0].label == f"桟橋の{between}点検"


def test_what_does_not_show_at_the_head_of_a_line_that_runs_on_is_preserved() -> None:
    plan = reading(DOCUMENT.replace("○桟橋の点検\n", "○桟橋の\n\ufeff点検\n", 1))
    assert plan.initiatives[0].label == "桟橋の\ufeff点検"


def test_voicing_marks_apart_from_their_kana_are_read_and_preserved() -> None:
    text = DOCUMENT.replace("桟橋の点検（再掲）", "ふ\u3099い\u3099の点検（再掲）").replace(
        "○桟橋の点検\n", "○ぶい\u3099の点検\n", 1
    )
    plan = reading(text)
    assert plan.initiatives[-1].label == "ふ\u3099い\u3099の点検"
    assert plan.identifications[0].original == "measure/1/initiative/1"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("ﾃﾚﾜｰｸ", "テレワーク"),
        ("ｶﾞｽ･電気｡", "ガス・電気。"),
        ("⼭の⽇", "山の日"),
        ("⻑い⺠話", "長い民話"),
        ("ＡＩ", "ai"),
        ("里\u200b山\u00ad", "里山"),
        ("デ ジ タ ル 社 会", "デジタル社会"),
        ("ふ\u3099い", "ぶい"),
        ("Ⅳ", "iv"),
    ],
)
def test_look_alikes_match(text: str, same: str) -> None:
    assert matching(text) == matching(same)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("デ ジ タ ル 社 会", "デジタル社会"),
        ("Ⅰ　施 策 の 方 向", "Ⅰ　施策の方向"),
        ("施　策", "施策"),
        ("森と 川の 計画", "森と 川の 計画"),
        ("A B C", "A B C"),
        ("gov\xad\nernment", "gov\nernment"),
    ],
)
def test_words_spaced_letter_by_letter_are_compared_as_words(text: str, words: str) -> None:
    assert shown(text) == words


def test_a_soft_hyphen_at_the_end_of_a_line_joins_the_word() -> None:
    text = "Woodland plan (2031)\n\nI. Woods\n\n1 Keeping the under\xad\ngrowth\n○ Counting of trees\n"
    assert any(component.label == "Keeping the undergrowth" for component, _ in reading(text).walk())


def test_ordinary_text_is_its_own_skeleton() -> None:
    assert skeleton(DOCUMENT) is None


def test_the_skeleton_leads_back_to_the_text() -> None:
    text = "里\u200b山ふ\u3099⼭｡\n"
    shape = skeleton(text)
    assert shape is not None
    assert shape.text == "里山ぶ山。\n"
    assert [text[at] for at in shape.at[:-1]] == ["里", "山", "ふ", "⼭", "｡", "\n"]
    assert shape.at[-1] == len(text)


# -- what is reported ----------------------------------------------------------------------------------------------------


def test_what_turns_the_direction_of_text_is_a_warning_with_its_places() -> None:
    plan = reading(DOCUMENT.replace("桟橋の点検\n", "桟橋の\u202e点検\u202c\n").replace("直売所", "直\u202e売所"))
    (override, pop) = [finding for finding in plan.findings if finding.rule == "reading/deceptive-characters"]
    assert (override.severity, pop.severity) == (Severity.WARNING, Severity.WARNING)
    assert "2 of the control character U+202E RIGHT-TO-LEFT OVERRIDE (lines 10, 16)" in override.message.verbatim("en")
    assert "U+202C POP DIRECTIONAL FORMATTING" in pop.message.verbatim("ja")
    assert override.span is not None
    assert plan.source.quote(override.span) == "\u202e"


@pytest.mark.parametrize("letter", ["\xad", "\u200b", "\u2060", "\ufeff"])
def test_what_has_no_width_is_only_noted(letter: str) -> None:
    (finding,) = [
        f for f in reading(DOCUMENT.replace("浜を", f"浜{letter}を")).findings if f.rule == "reading/invisible-characters"
    ]
    assert finding.severity == Severity.INFO


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f"])
def test_controls_are_warnings(letter: str) -> None:
    rules = [f.rule for f in reading(DOCUMENT.replace("浜を", f"浜{letter}を")).findings]
    assert "reading/deceptive-characters" in rules


@pytest.mark.parametrize("text", ["辻\U000e0100さん", "👩\u200d🌾", "\t\x0c", "か\u3099"])
def test_what_belongs_to_a_character_is_not_reported(text: str) -> None:
    rules = [f.rule for f in reading(DOCUMENT.replace("浜を", text)).findings]
    assert not {"reading/deceptive-characters", "reading/invisible-characters"} & set(rules)
