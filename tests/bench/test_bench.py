"""The page of figures is made of the figures that lie beside it, and growth is what it is called."""

import json

import pytest
from tests.bench.__main__ import BENCHES
from tests.bench.results import KEPT, PAGE, PICTURE, claims_of, page_of, picture_of
from tests.bench.timing import exponent, run


def test_the_page_is_made_of_the_figures_beside_it() -> None:
    known = json.loads(KEPT.read_text(encoding="utf-8"))
    assert PAGE.read_text(encoding="utf-8") == page_of(known, BENCHES)
    assert PICTURE.read_text(encoding="utf-8") == picture_of(claims_of(known, BENCHES))
    assert set(known) <= set(BENCHES)


@pytest.mark.parametrize("power", [0.0, 1.0, 2.0])
def test_an_exponent_is_the_power_that_time_grows_with(power: float) -> None:
    sizes = [10, 100, 1000]
    assert exponent(sizes, [3 * size**power for size in sizes]) == power


def test_a_process_is_measured_with_all_its_stages() -> None:
    made = run("tests.bench.stages", "compiled", "1", "growth")
    assert made.told["triples"] > 100
    stages = made.told["stages"]
    assert {"graph", "inference", "validation", "checks", "Turtle"} <= set(stages)
    assert 0 < sum(stages.values()) < made.seconds
    assert made.megabytes > 10
