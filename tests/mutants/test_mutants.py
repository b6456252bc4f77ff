"""Mutants of code: which are made, which are drawn, and how they are put in the place of the code."""

import ast
from pathlib import Path

import pytest
from tests.mutants.making import Mutants, sample, statement_lines
from tests.mutants.report import interval, page
from tests.mutants.rooms import PACKAGE, ROOMS, ROOT, room_named, room_of
from tests.mutants.running import Reach, swaps

CODE = '''\
"""A module."""

from functools import cache

Pair = tuple[int, int]
LIMIT = 3
TOLD = Rule("a/b", "誤り", f"wrong {LIMIT + 1}")


@cache
def below(number: int = 0) -> bool:
    """Whether it is below."""
    return number < LIMIT


class Box:
    size: int = 2

    @property
    def full(self) -> bool:
        return self.size >= LIMIT
'''


@pytest.fixture
def mutants(tmp_path: Path) -> Mutants:
    path = tmp_path / "code.py"
    path.write_text(CODE, encoding="utf-8")
    return Mutants(path)


def test_tables_defaults_and_decorated_functions_are_changed_and_sentences_are_not(mutants: Mutants) -> None:
    made = [mutants[number] for number in range(len(mutants))]
    assert {(m.line, m.before, m.after) for m in made if len(m.before) < 30} >= {
        (6, "3", "4"),
        (6, "LIMIT = 3", "LIMIT = None"),
        (7, "LIMIT + 1", "LIMIT - 1"),
        (11, "0", "1"),
        (13, "< LIMIT", "<= LIMIT"),
        (17, "2", "3"),
        (21, ">= LIMIT", "> LIMIT"),
    }
    assert {5, 10} & {m.line for m in made} == set()
    assert not [m for m in made if "誤" in m.before and m.before.startswith('"')]
    assert [mutants.line(number) for number in range(len(mutants))] == [m.line for m in made]


def test_a_mutant_is_the_module_with_one_change(mutants: Mutants) -> None:
    for number in range(len(mutants)):
        mutant = mutants[number]
        assert mutant.code != CODE
        ast.parse(mutant.code)
        changed = [n for n, (a, b) in enumerate(zip(CODE.split("\n"), mutant.code.split("\n"), strict=True), start=1) if a != b]
        assert changed == [mutant.line]


def test_a_sample_takes_of_each_module_its_share_and_is_drawn_by_its_seed() -> None:
    drawn = sample([100, 50, 10, 0], 16, 1)
    assert [len(numbers) for numbers in drawn] == [10, 5, 1, 0]
    assert drawn == sample([100, 50, 10, 0], 16, 1) != sample([100, 50, 10, 0], 16, 2)
    assert all(numbers == sorted(set(numbers)) for numbers in drawn)
    assert [len(numbers) for numbers in sample([1, 1, 1], 2, 1)] == [1, 1, 0]
    assert sample([2, 1], 99, 1) == [[0, 1], [0]]
    assert sample([0], 5, 1) == [[]]


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = interval(90, 100)
    assert (round(low, 4), round(high, 4)) == (0.8256, 0.9448)
    assert interval(0, 0) == (0.0, 1.0)
    assert round(interval(10, 10)[1], 6) == 1.0


def swapped(after: str) -> list[str] | None:
    found = swaps(compile(CODE, "code.py", "exec"), compile(after, "code.py", "exec"))
    return None if found is None else [old.co_qualname for old, _ in found]


def test_a_change_within_a_function_is_exchanged_and_one_outside_needs_an_import() -> None:
    assert swapped(CODE) == []
    assert swapped(CODE.replace("number < LIMIT", "number <= LIMIT")) == ["below"]
    assert swapped(CODE.replace("self.size >= LIMIT", "self.size > LIMIT")) == ["Box.full"]
    assert swapped(CODE.replace("LIMIT = 3", "LIMIT = 4")) is None
    assert swapped(CODE.replace("int = 0", "int = 1")) is None
    assert swapped(CODE.replace("size: int = 2", "size: int = 3")) is None


def test_lines_belong_to_their_statement_and_their_function() -> None:
    places = statement_lines("def f(a):\n    if a:\n        return g(\n            a)\n    return 1\nX = (1,\n  2)\n")
    assert places[2] == (range(2, 3), range(2, 6))
    assert places[4] == (range(3, 5), range(2, 6))
    assert places[7] == (range(6, 8), range(0))


def test_tests_that_run_the_line_come_before_those_that_run_the_function_cheapest_first() -> None:
    path = ROOT / "code.py"
    reach = Reach({str(path): {2: ["slow", "quick"], 5: ["other"]}}, {"slow": 2.0, "quick": 1.0, "other": 0.1, "far": 99.0})
    places = statement_lines("def f(a):\n    a()\n    if a:\n        b()\n    return 1\n")

    def tests(line: int, cold: bool = False) -> list[str]:
        return reach.tests_of(path, line, places, cold)

    assert tests(2) == ["quick", "slow"]
    assert tests(4) == ["other", "quick", "slow"]
    assert tests(2, cold=True) == ["other", "quick", "slow"]
    assert not reach.runs_at_import(path, places, 2)


def test_every_module_of_the_package_is_in_a_room_that_has_tests() -> None:
    assert [
        path for path in PACKAGE.rglob("*.py") if path.stem != "__init__" and path.name != "__main__.py" and room_of(path) is None
    ] == []
    assert all(room.test_files() for room in ROOMS)
    assert room_named("owl").measured
    with pytest.raises(LookupError, match="there is no room attic; there are model, sparql, owl"):
        room_named("attic")


def test_the_page_tells_the_score_of_each_room() -> None:
    text = page({"owl": {"possible": 1000, "tried": 200, "killed": 180, "seed": 3}})
    assert "| owl | 1000 | 200 | 180 | 0.900 | 0.85 to 0.93 | 3 |" in text
