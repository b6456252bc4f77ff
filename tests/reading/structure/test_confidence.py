"""How sure a place is: kinds that were not right often enough are never sure, likelier components surer, two decimals, cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.structure.inventing import document, heading, plan

from shisaku.formats.text_builder import BlockWords
from shisaku.messages import Message
from shisaku.model.details import Details
from shisaku.model.plan import Evidence
from shisaku.model.span import Span
from shisaku.reading.found import Found
from shisaku.reading.likelihood.confidence import (
    LINES,
    MOST,
    MOST_ELSEWHERE,
    ROWS,
    confidence,
    in_hundredths,
    kind_of,
    sureness,
)
from shisaku.reading.likelihood.learned import BIAS, Weights, using, weights
from shisaku.reading.likelihood.understanding import NOTHING_KNOWN, Understanding

ORIGINS = ("cells", "table", "stated", "printed")
CHANCES = st.floats(0, 1)


def found(origin: str, exists: float = 1.0, placed: float = 1.0, printed: str = "", basis: tuple[Evidence, ...] = ()) -> Found:
    return Found("港を直す", Span(0, 4), printed, "", Details(), (), exists, placed, basis, origin=origin)  # type: ignore[arg-type]


@given(st.sampled_from(ORIGINS), st.lists(st.sampled_from(ORIGINS), max_size=3), CHANCES, CHANCES, CHANCES, CHANCES)
def test_no_place_is_surer_than_its_kind_may_be(
    origin: str, above: list[str], exists: float, placed: float, right: float, all_found: float
) -> None:
    one = found(origin, exists, placed)
    share = confidence(one, [found(name, exists, placed) for name in above], Understanding(all_found, right))
    assert 0 <= share <= weights(MOST).of[kind_of(one)] <= 0.99
    assert share == in_hundredths(share)


@pytest.mark.parametrize("origin", ORIGINS)
def test_what_is_likelier_is_no_less_sure(origin: str) -> None:
    shares = [confidence(found(origin, exists), [], NOTHING_KNOWN) for exists in (0.1, 0.3, 0.5, 0.7, 0.9)]
    assert shares == sorted(shares)


@pytest.mark.parametrize("origin", ORIGINS)
def test_places_in_a_document_that_is_better_understood_are_surer(origin: str) -> None:
    shares = [confidence(found(origin, 0.8), [], Understanding(share, share)) for share in (0.7, 0.8, 0.9, 0.99)]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


SURE = {ROWS: Weights({BIAS: 9.0}), LINES: Weights({BIAS: 9.0}), MOST: Weights({ROWS: 0.99})}


def test_a_kind_that_the_table_does_not_name_is_never_sure() -> None:
    with using(SURE):
        assert confidence(found("cells"), [], NOTHING_KNOWN) == 0.99
        assert confidence(found("printed"), [], NOTHING_KNOWN) == MOST_ELSEWHERE < 0.9


def test_nothing_is_sure_in_a_document_that_is_not_understood() -> None:
    assert not Understanding(0.3, 1.0).understood
    with using(SURE):
        assert confidence(found("cells"), [], Understanding(0.3, 1.0)) == MOST_ELSEWHERE


def test_an_override_is_certain_in_any_document() -> None:
    overridden = found("printed", basis=(Evidence("editor-override", Message.of({"ja": "指定", "en": "settled"})),))
    assert confidence(overridden, [], Understanding(0.0, 0.0)) == 1.0


def test_a_place_is_as_doubtful_as_the_most_doubtful_above_it() -> None:
    row = sureness(found("table", 0.9), [found("printed", 0.2), found("stated", 0.9)], NOTHING_KNOWN)
    assert row["least exists"] == sureness(found("table", 0.2), [], NOTHING_KNOWN)["exists"]
    line = sureness(found("printed", 0.9, 0.8), [found("printed", 0.9, 0.3), found("stated", 0.9, 0.9)], NOTHING_KNOWN)
    assert line["least placed"] == sureness(found("printed", 0.9, 0.3), [], NOTHING_KNOWN)["placed"]


@pytest.mark.parametrize(
    ("number", "above", "prefix"),
    [("1-2", "1", 1), ("１－２", "基本目標１", 1), ("1.2.3", "1.2", 1), ("2-1", "1", 0), ("1", "1", 0)],
)
def test_a_number_may_begin_with_the_one_above(number: str, above: str, prefix: float) -> None:
    shown = sureness(found("printed", printed=number), [found("printed", printed=above)], NOTHING_KNOWN)
    assert shown["prefix"] == prefix
    assert shown["parent numbered"] == 1


def test_a_row_under_a_line_depends_on_how_likely_that_heads_anything() -> None:
    shown = sureness(found("table", 0.9), [found("printed", 0.3)], NOTHING_KNOWN)
    assert shown["heading exists"] < 0 < shown["exists"]
    assert "heading exists" not in sureness(found("table", 0.9), [found("table", 0.3)], NOTHING_KNOWN)
    assert sureness(found("table", 0.9), [found("table", 0.3)], NOTHING_KNOWN)["in one table"] == 1
    assert sureness(found("table", 0.9), [found("cells", 0.3)], NOTHING_KNOWN)["in one table"] == 0


@pytest.mark.parametrize(("share", "written"), [(0.8999, 0.89), (0.29, 0.29), (0.999, 0.99), (0.0, 0.0)])
def test_a_share_is_cut_and_never_rounded_up(share: float, written: float) -> None:
    assert in_hundredths(share) == written


def test_no_place_is_sure_in_documents_without_tables() -> None:
    text = "港の計画\n\n第１章 岸壁\n\n（１）岸壁を直す\n・石を積む\n・杭を打つ\n\n第２章 砂浜\n\n（１）砂を入れる\n・船を雇う\n・川を浚う\n"
    parts = [
        heading("基本目標１ 港", 2),
        heading("施策１ 岸壁を直す", 3),
        BlockWords("担当課：港湾課"),
        heading("施策２ 航路を浚う", 3),
    ]
    for made in (
        plan(text),
        plan(document(heading("港の計画"), *parts, heading("基本目標２ 浜", 2), heading("施策３ 砂を入れる", 3)), "some.docx"),
    ):
        assert made.placements
        assert len(made.placements) == sum(1 for _ in made.walk())
        assert all(placement.confidence < 0.9 for placement in made.placements)
