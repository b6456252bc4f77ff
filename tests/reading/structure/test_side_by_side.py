"""Entries of a list beside each other in one line are items each; numbers within a sentence part nothing."""

import pytest
from tests.reading.structure.inventing import items_of


def entries_in(text: str) -> list[str]:
    return [one.text for one in items_of(text)]


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("①岸壁の修繕 ③航路の浚渫", ["①岸壁の修繕", "③航路の浚渫"]),
        ("①岸壁の修繕　②航路の浚渫　③灯台の点検", ["①岸壁の修繕", "②航路の浚渫", "③灯台の点検"]),
        ("（１）岸壁の修繕　（４）航路の浚渫", ["（１）岸壁の修繕", "（４）航路の浚渫"]),
        ("①岸壁を直す。②航路を浚う。", ["①岸壁を直す。", "②航路を浚う。"]),
        ("(1) Mend the quay; (2) dredge the channel", ["(1) Mend the quay;", "(2) dredge the channel"]),
        ("(1) Mend the quay    (4) Dredge the channel", ["(1) Mend the quay", "(4) Dredge the channel"]),
    ],
)
def test_entries_beside_each_other_are_items_each(line: str, entries: list[str]) -> None:
    assert entries_in(line) == entries


@pytest.mark.parametrize(
    "line",
    [
        "①岸壁の修繕、②航路の浚渫",
        "①岸壁を直し、 ②航路を浚う",
        "①岸壁の修繕と ②航路の浚渫",
        "③岸壁の修繕 ②の続き",
        "①岸壁の修繕 （２）",
        "(1) Mend the quay of (2) the harbour",
        "岸壁の修繕 ②航路の浚渫",
        "第１号 ②航路の浚渫",
    ],
)
def test_numbers_within_words_part_nothing(line: str) -> None:
    assert entries_in(line) == [line]


def test_each_entry_has_its_number_and_its_place() -> None:
    text = "港の計画\n\n①岸壁の修繕　④航路の浚渫\n"
    found = items_of(text)[1:]
    assert [(one.head.printed, one.words) for one in found] == [("①", "岸壁の修繕"), ("④", "航路の浚渫")]
    assert [text[one.span.start : one.span.end] for one in found] == ["①岸壁の修繕", "④航路の浚渫"]
    assert [one.gap for one in found] == [1, 0]
