"""Work is counted, and a pattern that is counted finds what `re` finds in as many steps as it takes."""

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting import TooMuchWorkError, calls, lines
from tests.regex_steps import Counted, Steps, counted_patterns

import shisaku.model.source

PATTERNS = [
    r"a", r"[^a]b", r".", r"a*b", r"a+?b", r"(a|b)*c", r"(?:ab|a)(?:c|bc)", r"(?>a+)b", r"a++b?", r"(?:ab?)++c", r"(?=ab)a", r"(?!ab)a",
    r"(?<=a)b", r"(?<!a)b", r"^a|b$", r"\ba", r"(?:a|ab)+$", r"(?:a?b?)*c", r"(?:a{1,2}?b){2,3}", r"(?i:A)b", r"\s*a", r"((a)|b)+?c", r"()*a", r"a*?$",
]  # fmt: skip


@given(st.sampled_from(PATTERNS), st.text("abcA \n", max_size=9), st.integers(0, 3))
def test_a_counted_pattern_finds_what_re_finds(pattern: str, text: str, pos: int) -> None:
    compiled = re.compile(pattern)
    counted = Counted(compiled, Steps(10_000))
    for name in ("match", "fullmatch", "search"):
        found, expected = getattr(counted, name)(text, pos), getattr(compiled, name)(text, pos)
        assert (found and found.span()) == (expected and expected.span())
    assert [found.span() for found in counted.finditer(text, pos)] == [found.span() for found in compiled.finditer(text, pos)]
    assert counted.sub("x", text) == compiled.sub("x", text)
    assert counted.split(text) == compiled.split(text)
    assert counted.findall(text) == compiled.findall(text)


@pytest.mark.parametrize(
    ("pattern", "times"),
    [("ab", 2), ("[^a]", 2), ("(?>a+)b|a+", 2), ("a+b", 4), (r"\s*b|a*c", 4), ("(?:a|b)*c", 4), ("a*a*b", 8)],
)
def test_steps_grow_as_the_work_of_re_does(pattern: str, times: int) -> None:
    numbers = []
    for length in (50, 100):
        steps = Steps(10_000_000)
        for _ in Counted(re.compile(pattern), steps).finditer("a" * length):
            pass
        numbers.append(steps.number)
    assert times * 0.8 < numbers[1] / numbers[0] < times * 1.2


def test_a_pattern_that_would_never_end_is_given_up() -> None:
    with pytest.raises(TooMuchWorkError):
        Counted(re.compile("(?:a+)+b"), Steps(10_000)).search("a" * 100)


def test_what_is_more_than_it_can_count_is_told() -> None:
    with pytest.raises(NotImplementedError):
        Counted(re.compile(r"(a)\1"), Steps(10)).search("aa")


def test_the_patterns_of_this_project_are_counted_for_a_while() -> None:
    before = shisaku.model.source.LINE_BREAK
    with counted_patterns(10_000) as steps:
        assert shisaku.model.source.LINE_BREAK is not before
        assert len(shisaku.model.source.LINE_BREAK.findall("a\nb\r\nc")) == 2
    assert steps.number > 5
    assert shisaku.model.source.LINE_BREAK is before


@pytest.mark.parametrize("count", [calls, lines])
def test_work_is_counted_and_given_up(count: "partial[int]") -> None:
    def work(times: int) -> None:
        for _ in range(times):
            len("a")

    few, many = count(partial(work, 100)), count(partial(work, 200))
    assert many - few in (100, 200)
    with pytest.raises(TooMuchWorkError):
        count(partial(work, 100), 50)
