"""Reading keeps what it has reached on documents as they are published, invented ones and, where they are there, real ones."""

import pytest

from .floors import FLOORS, SETTING, fallen, few, floors, real_folder, unknown
from .measuring import REAL, Figures, figures, in_processes, of_invented
from .scorer import Score


def test_invented_documents_are_read_as_well_as_before() -> None:
    found = figures(of_invented(few()))["all"]
    assert found.failed == []
    assert fallen(found, floors("invented")) == {}


def test_real_documents_are_read_as_well_as_before() -> None:
    folder = real_folder()
    if folder is None:
        pytest.skip(f"no folder of real documents: neither {REAL} nor what {SETTING} names is there")
    _, read, _ = in_processes([], folder, 1)
    found = figures(read)["all"]
    assert found.failed == []
    assert fallen(found, floors("real")) == {}


def test_every_floor_is_of_a_figure() -> None:
    assert FLOORS.is_file()
    for name in ("invented", "real"):
        assert unknown(floors(name)) == set()


def test_a_figure_below_its_floor_and_one_above_its_ceiling_are_reported() -> None:
    half = Figures()
    half.shares["found"] = half.shares["junk"] = [0.5]
    assert fallen(half, {"found": 0.5, "junk": 0.5}) == {}
    assert fallen(half, {"found": 0.51, "junk": 0.49}) == {"found": (0.5, 0.51), "junk": (0.5, 0.49)}
    assert fallen(half, {"sums": 0.0}) == {"sums": (None, 0.0)}
    assert Score().share("found") is None
