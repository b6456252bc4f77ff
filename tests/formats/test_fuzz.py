"""A few of the changed documents of `tests.formats.fuzz`, the same ones each time."""

from collections import Counter

import pytest
from tests.formats import fuzz
from tests.formats.fuzz import campaign, changed, originals, outcome

COUNT = 40


@pytest.mark.parametrize("name", ["html", "markdown", "xml", "csv", "docx", "pptx", "xlsx", "pdf"])
def test_whatever_a_file_holds_it_is_read_or_refused(name: str) -> None:
    found = Counter(outcome(name, seed) for seed in range(COUNT))
    assert found["read"] >= COUNT / 4
    assert found["read"] + found["refused"] + found["empty"] == COUNT


@pytest.mark.parametrize("name", ["html", "markdown", "xml", "csv", "docx", "pptx", "xlsx", "pdf"])
def test_a_plan_is_read_of_whatever_was_read_and_apart_as_here(name: str) -> None:
    found = Counter(outcome(name, seed, whole=True, apart=True) for seed in range(COUNT, COUNT + 10))
    assert found["read"] > 0


def test_a_campaign_reports_what_failed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert campaign(3, ["csv"]) == 0
    monkeypatch.setattr(fuzz, "assert_sound", lambda _: 1 / 0)
    assert campaign(3, ["csv"]) == 3
    reported = capsys.readouterr().out
    assert "csv 2\n" in reported
    assert "{'FAULT': 3}" in reported


def test_a_seed_says_what_is_changed() -> None:
    for name, data in originals().items():
        assert changed(name, 1) == changed(name, 1)
        assert len({changed(name, seed) for seed in range(10)} - {data}) >= 8
