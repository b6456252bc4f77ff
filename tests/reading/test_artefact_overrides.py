"""Lines that overrides name as page artefacts."""

import pytest

from shisaku.model.plan import Plan
from shisaku.model.source import Description, Override, Source, Span
from shisaku.reading.reader import read

TEXT = "１ 里山の保全\n\n○苗木の植え付け\n\n禁無断転載\n\n"


def reading(names: str) -> Plan:
    return read(Source(TEXT, "x.txt", Description("x", overrides=(Override("furniture", names),)), "0" * 64, "utf-8"))


def test_a_line_that_begins_with_the_words_is_a_page_artefact() -> None:
    at = TEXT.index("禁")
    assert reading("禁無断").furniture == (Span(at, at + 5),)


@pytest.mark.parametrize("names", ["", " ", "\0", "\u200b", "禁煙"], ids=["none", "white space", "a control", "unseen", "others"])
def test_words_that_begin_no_line_leave_nothing_out_and_are_reported(names: str) -> None:
    plan = reading(names)
    assert plan.furniture == ()
    assert [finding.rule for finding in plan.findings if "override" in finding.rule] == ["reading/override-without-effect"]
