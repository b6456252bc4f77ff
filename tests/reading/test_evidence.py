from collections.abc import Mapping

import pytest

from shisaku.messages import Message
from shisaku.model.source import Span
from shisaku.reading import evidence
from shisaku.reading.evidence import common_words
from shisaku.reading.lexicon import NoLexicon
from shisaku.reading.overview import neighbour_evidence
from shisaku.reading.overview.inventory import FoundMeasure
from shisaku.reading.overview.overview_blocks import NumberedHeading
from shisaku.reading.tokens.numbering import Number


@pytest.mark.parametrize(
    ("text", "heading", "words"),
    [
        ("里山の保全", "里山を守る", ["里山"]),
        ("里山の保全と棚田の補修", "棚田と里山", ["棚田", "里山"]),
        ("森林公園の整備", "国立森林公園", ["森林公園"]),
        ("里山の保全", "灯台の点灯", []),
        ("森を守る", "森と海", []),
        ("する、される", "する、される", []),
        ("バイオマス発電", "バイオガス発電", ["発電"]),
        ("バイオ燃料", "バイオマス発電", []),
        ("LiDAR測量", "LiDAR観測", ["LiDAR"]),
        ("IC乗車券", "ICT測量", []),
        ("Li電池", "LiDAR測量", []),
        ("", "里山", []),
        ("里山", "", []),
    ],
)
def test_common_words_are_whole_stretches_of_at_least_two_letters(text: str, heading: str, words: list[str]) -> None:
    assert common_words(text, heading) == words


def test_common_words_are_the_longest_three() -> None:
    text = "水源林整備、海岸林、防雪林帯、里山"
    assert common_words(text, "里山と海岸林と防雪林帯と水源林整備") == ["水源林整備", "防雪林帯", "海岸林"]


@pytest.mark.parametrize("word", [evidence.shared_words, evidence.named_in_purpose])
def test_no_shared_words_are_no_reason(word: object) -> None:
    assert callable(word)
    assert word(["里山の保全"], "灯台の点灯", Span(0, 5)) is None


def test_shared_words_are_quoted_with_the_place_of_the_heading() -> None:
    reason = evidence.shared_words(["里山の保全", "棚田の補修"], "里山と棚田", Span(7, 12))
    assert reason is not None
    assert (reason.basis, reason.span) == ("shared-words", Span(7, 12))
    assert reason.message.verbatim("ja").endswith("「棚田」「里山」")
    assert reason.message.verbatim("en").endswith("“棚田”, “里山”")


def test_words_are_not_shared_across_two_entries() -> None:
    assert evidence.shared_words(["海岸", "林道"], "海岸林道", Span(0, 4)) is not None
    reason = evidence.shared_words(["海岸", "林道"], "岸林", Span(0, 2))
    assert reason is None


def found(number: int, at: int, end: int) -> FoundMeasure:
    heading = NumberedHeading(Number("decimal", number, str(number), 2, True), False, f"施策{number}", Span(at * 10, at * 10 + 5))
    return FoundMeasure(f"measure/{number}", at, end, heading, ())


MEASURES = [found(1, 4, 6), found(2, 6, 8), found(3, 0, 2)]
"""2 is right behind 1; 3 is at the head of the text."""


def test_a_run_of_numbers_is_named_by_its_ends() -> None:
    reason = neighbour_evidence.number_run(MEASURES, [0, 1, 2])
    assert (reason.basis, reason.message.verbatim("ja")) == ("number-continuity", "番号が1から3まで続く")


def test_a_run_of_one_names_its_number() -> None:
    assert neighbour_evidence.number_run(MEASURES, [1]).message.verbatim("en") == "by number, only 2 fits here"


@pytest.mark.parametrize(
    ("index", "neighbours"),
    [(0, [Span(60, 65)]), (1, [Span(40, 45)]), (2, [])],
    ids=["the one behind", "the one before", "neighbours by number alone"],
)
def test_neighbours_are_those_next_by_number_and_in_the_text(index: int, neighbours: list[Span]) -> None:
    assert [reason.span for reason in neighbour_evidence.neighbours(MEASURES, [0, 1, 2], index)] == neighbours


def test_a_neighbour_under_another_heading_is_no_reason() -> None:
    assert neighbour_evidence.neighbours(MEASURES, [1], 1) == []


def test_one_statement_each_is_a_reason_only_where_the_counts_agree() -> None:
    assert evidence.one_each(3, 2) is None
    reason = evidence.one_each(3, 3)
    assert reason is not None
    assert reason.message.verbatim("en") == "there are 3 purposes and 3 pillars"


class Trees(NoLexicon):
    """A lexicon of two concepts, each mentioned by one kind of tree or by the word for both."""

    name = "trees"
    _forms = (("杉", "cedar"), ("松", "pine"), ("針葉樹", "cedar"), ("針葉樹", "pine"))

    def concepts(self, text: str) -> Mapping[str, float]:
        return {concept: 1.0 for form, concept in self._forms if form in text}

    def label(self, concept: str) -> Message:
        return Message.of({"ja": {"cedar": "スギ", "pine": "マツ"}[concept], "en": concept})


def test_a_shared_concept_is_a_reason_that_names_it_in_both_languages() -> None:
    reason = evidence.shared_meaning(["杉の間伐", "松の防除"], "針葉樹を育てる", Span(3, 10), Trees())
    assert reason is not None
    assert (reason.basis, reason.span) == ("shared-meaning", Span(3, 10))
    assert reason.message.verbatim("ja").endswith("「スギ」「マツ」")
    assert reason.message.verbatim("en").endswith("“cedar”, “pine”")


def test_concepts_that_only_one_side_mentions_are_no_reason() -> None:
    assert evidence.shared_meaning(["杉の間伐"], "松を育てる", Span(0, 5), Trees()) is None
