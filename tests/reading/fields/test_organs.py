"""Lists of those in charge: where one name ends and the next begins."""

import pytest
from tests.reading.fields.making import known

from shisaku.reading.fields.organs import names, unbroken
from shisaku.reading.fields.stretch import Stretch


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Ministry of Harbours; Ministry of\nDunes and Beaches", ["Ministry of Harbours", "Ministry of\nDunes and Beaches"]),
        ("Ministry of Harbours, in the\nOffice of the Mayor", ["Ministry of Harbours, in the\nOffice of the Mayor"]),
        ("Harbour Office; Office for Dunes, Quays\nand Beaches", ["Harbour Office", "Office for Dunes, Quays\nand Beaches"]),
        ("Harbour Office\nDune Office", ["Harbour Office", "Dune Office"]),
        ("Harbour Office;\nDune Office", ["Harbour Office", "Dune Office"]),
        ("港湾課\n空港課", ["港湾課", "空港課"]),
    ],
)
def test_a_line_ends_a_name_only_where_one_may_end(text: str, listed: list[str]) -> None:
    assert [name.text for name in names(Stretch(text, 0), known())] == listed


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Lighthouse Keepers, Harbour Office.", "Harbour Office"),
        ("Harbour Office (HO).", "Harbour Office (HO)"),
        ("Harbour Office, Dunes Dept.", "Dunes Dept."),
        ("Harbour Office, Quays Inc.", "Quays Inc."),
    ],
)
def test_the_full_stop_of_a_sentence_is_no_part_of_a_name(text: str, last: str) -> None:
    assert names(Stretch(text, 0), known())[-1].text == last


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("警察・財務・厚\n労・海保", ["警察", "財務", "厚労", "海保"]),
        ("環境省、水\n産庁、警察庁", ["環境省", "水産庁", "警察庁"]),
        ("警察、\n財務、厚労", ["警察", "財務", "厚労"]),
        ("警察\n財務", ["警察", "財務"]),
    ],
)
def test_a_name_that_is_broken_at_the_edge_is_one(text: str, listed: list[str]) -> None:
    assert [unbroken(name.text) for name in names(Stretch(text, 0), known())] == listed
