"""From which probability on items are taken for components: by what the document as a whole holds."""

import pytest

from shisaku.reading.likelihood.choosing import FEWEST, HIGHEST, LOWEST, LOWEST_OF_TEXT, bar


def test_in_a_document_of_sure_items_the_bar_is_the_highest() -> None:
    assert bar([0.95] * 20 + [0.05] * 20, plain=True) == HIGHEST


def test_in_a_document_whose_likeliest_items_are_unsure_the_bar_is_half_of_what_is_expected() -> None:
    chances = [0.3] * 10 + [0.01] * 10
    right, there = 3.0, 3.1
    assert bar(chances, plain=True) == pytest.approx(right / (10 + there))
    assert 0.01 < bar(chances, plain=True) < 0.3


def test_prose_of_which_nothing_is_likely_stays_empty() -> None:
    assert bar([0.1] * 50, plain=True) == LOWEST_OF_TEXT > 0.1
    assert bar([0.1] * 50, plain=False) == LOWEST > LOWEST_OF_TEXT


def test_a_letter_of_a_few_lines_is_too_short_to_compare() -> None:
    assert bar([0.24] * (FEWEST - 1), plain=True) == HIGHEST
    assert bar([0.24] * FEWEST, plain=True) < 0.24


def test_the_bar_does_not_hang_on_the_order_of_the_items() -> None:
    chances = [0.3, 0.1, 0.5] * 5
    assert bar(chances, plain=True) == bar(sorted(chances), plain=True)


def test_without_items_there_is_a_bar_all_the_same() -> None:
    assert bar([], plain=True) == HIGHEST
