"""What holds of any invented document, whatever its seed."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .generator import KINDS, TESTS, generate
from .gold import Sample, walk
from .measuring import reading
from .scorer import score
from .slide import slide

seeds = st.integers(TESTS.start, TESTS.stop - 1)
kinds = pytest.mark.parametrize("kind", KINDS)


def steady(examples: int) -> settings:
    """The same examples in every run, and no verdict on how long one takes."""
    return settings(max_examples=examples, derandomize=True, database=None)


@kinds
@given(seed=seeds)
@steady(8)
def test_no_character_of_any_document_is_lost(kind: str, seed: int) -> None:
    sample = generate(kind, seed)
    assert score(sample, reading(sample)).lost == 0


@kinds
@given(seed=seeds)
@steady(4)
def test_any_document_gives_the_same_plan_twice(kind: str, seed: int) -> None:
    assert generate(kind, seed).text == generate(kind, seed).text
    assert reading(generate(kind, seed)) == reading(generate(kind, seed))


@given(seed=seeds)
@steady(10)
def test_an_overview_reads_back_word_for_word_in_any_order_of_boxes(seed: int) -> None:
    in_order, in_any = slide(Random(f"slide {seed}"), seed, in_order=True), generate("slide", seed)
    gold = sorted((node.kind, node.printed, node.label) for node, _ in walk(in_order.parts))
    for sample in (in_order, in_any):
        plan = reading(sample)
        assert sorted((type(c).__name__, c.printed, c.label) for c, _ in plan.walk()) == gold


def shuffled(sample: Sample, order: Random) -> Sample:
    """The document with its boxes in another order; the gold's offsets are left behind."""
    boxes = sample.text.strip("\n").split("\n\n")
    order.shuffle(boxes)
    return replace(sample, text="\n\n".join(boxes))


@kinds
@given(seed=seeds, order=st.integers(0, 99))
@steady(4)
def test_no_character_is_lost_in_any_order_of_boxes(kind: str, seed: int, order: int) -> None:
    sample = shuffled(generate(kind, seed), Random(order))
    plan = reading(sample)
    at = 0
    for span in plan.claimed():
        assert sample.text[at : span.start].strip() == ""
        at = span.end
    assert sample.text[at:].strip() == ""
