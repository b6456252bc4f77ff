"""What a StratML document says, it still says when it was read as a plan and written again as the same part."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.stratml.documents_of_any_shape import documents
from tests.stratml.standard import content, faults

from shisaku.export.stratml import stratml
from shisaku.reading.opening import open_source, source_of_text
from shisaku.reading.reader import read
from shisaku.stratml.elements import Part

DOCUMENTS = Path(__file__).parent / "documents"


@pytest.mark.parametrize("part", [1, 2])
def test_a_document_says_the_same_after_it_was_read_and_written(part: Part) -> None:
    path = DOCUMENTS / f"part{part}.xml"
    written = stratml(read(open_source(path)), part)
    assert content(written) == content(path.read_bytes())
    assert faults(written) == []


def _holds_for(document: str, part: Part) -> None:
    plan = read(source_of_text(document, "any.xml"))
    text, claimed = plan.source.text, plan.claimed()
    assert all(before.end <= after.start for before, after in pairwise(claimed))
    covered = {at for span in claimed for at in range(span.start, span.end)}
    assert [letter for at, letter in enumerate(text) if at not in covered and not letter.isspace()] == []
    written = stratml(plan, part)
    assert content(written) == content(document)
    assert faults(written) == []
    assert stratml(read(source_of_text(written, "any.xml")), part) == written


@settings(max_examples=30)
@given(documents(1))
def test_whatever_a_strategic_plan_says_is_kept_and_claimed_once(document: str) -> None:
    _holds_for(document, 1)


@settings(max_examples=30)
@given(documents(2))
def test_whatever_a_performance_plan_says_is_kept_and_claimed_once(document: str) -> None:
    _holds_for(document, 2)
