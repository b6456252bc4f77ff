"""The name of a component, and its description in the same item."""

from dataclasses import replace

import pytest
from tests.reading.structure.inventing import document, heading, items_of, known
from tests.reading.tables.making import summary

from shisaku.formats.text_builder import BlockWords, StyledRun
from shisaku.model.span import Span
from shisaku.reading.items.component_labels import Named, blanked, named


def name_of(words: BlockWords, country: str = "jp") -> Named:
    made = document(words)
    (item,) = items_of(made)
    found = named(item, made.text, known(country))
    assert made.text[found.span.start : found.span.end].strip()
    return found


def description(found: Named) -> list[str]:
    return [passage.text for passage in found.details.description]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("施策１ 岸壁を直す", "岸壁を直す"),
        ("基本目標１：港を直す", "港を直す"),
        ("【基本目標１】港を直す", "港を直す"),
        ("（２）岸壁を直す", "岸壁を直す"),
        ("・岸壁を直す", "岸壁を直す"),
        ("○☆岸壁を直す", "岸壁を直す"),
        ("Goal 2 – Clean water", "Clean water"),
        ("3.1 Repair the quay", "Repair the quay"),
        ("• 1. Repair the quay", "Repair the quay"),
        ("岸壁を\n直す", "岸壁を直す"),
        ("Repair\nthe quay", "Repair the quay"),
    ],
)
def test_the_label_is_without_number_bullet_and_line_breaks(text: str, label: str) -> None:
    assert name_of(BlockWords(text)).label == label


@pytest.mark.parametrize("words", ["Anchor the ferry in the new harbour", "Act on storms"])
def test_a_number_on_a_line_of_its_own_is_no_part_of_the_label(words: str) -> None:
    text = f"Plan of the island\n\nAction 1\n\n{words}\n"
    (item,) = [one for one in items_of(text) if one.head.path]
    assert named(item, text, known("gb")).label == words


def test_the_span_begins_with_the_number() -> None:
    made = document(BlockWords("港の計画"), BlockWords("施策１ 岸壁を直す"))
    _, item = items_of(made)
    span = named(item, made.text, known()).span
    assert made.text[span.start : span.end] == "施策１ 岸壁を直す"


def test_words_in_bold_are_the_label_and_the_rest_describes_it() -> None:
    found = name_of(BlockWords((StyledRun("Repair the quay.", bold=True), StyledRun(" The timber is rotten in many places."))))
    assert found.label.rstrip(".") == "Repair the quay"
    assert description(found) == ["The timber is rotten in many places."]


def test_what_follows_a_colon_in_a_long_item_describes_it() -> None:
    rest = "The timber of the north quay is rotten in many places, and boats can no longer be moored there when the wind is strong, so that crews have to sail on."
    found = name_of(BlockWords(f"Repair the quay: {rest}"), "gb")
    assert (found.label, description(found)) == ("Repair the quay", [rest])


@pytest.mark.parametrize("dash", ["—", " —", "— "])
@pytest.mark.parametrize("end", [".", ".*"])
def test_what_follows_a_long_dash_describes_what_is_done(dash: str, end: str) -> None:
    found = name_of(
        BlockWords(f"Plant marram grass with the schools of the island{dash}this will hold the sand of the dunes in place{end}"),
        "gb",
    )
    assert found.label == "Plant marram grass with the schools of the island"
    assert description(found) == [f"this will hold the sand of the dunes in place{end}"]


@pytest.mark.parametrize(
    "text",
    [
        "Open the harbour to boats—such as trawlers, cutters and ferries of every size—all through the year.",
        "The sea wall—a plan for the northern shore of the island",
        "Open the harbour—by May.",
    ],
)
def test_a_long_dash_within_words_is_part_of_them(text: str) -> None:
    assert name_of(BlockWords(text), "gb").label == text


def test_a_colon_in_a_short_label_is_part_of_it() -> None:
    assert name_of(BlockWords("Harbour: quays and basins"), "gb").label == "Harbour: quays and basins"


@pytest.mark.parametrize(
    ("text", "label", "details"),
    [
        ("岸壁の修繕【港湾課】", "岸壁の修繕", " [@港湾課]"),
        ("岸壁の修繕　1,200万円　港湾課", "岸壁の修繕", " [@港湾課; 12,000,000]"),
        ("岸壁の修繕（担当：港湾課）", "岸壁の修繕", " [@港湾課]"),
        ("岸壁の修繕", "岸壁の修繕", ""),
    ],
)
def test_what_is_printed_beside_a_label_is_no_part_of_it(text: str, label: str, details: str) -> None:
    found = name_of(BlockWords(text))
    assert (found.label, summary(found.details)) == (label, details)


def test_a_label_that_looks_like_a_detail_stays_a_label() -> None:
    assert name_of(BlockWords("【港湾課】")).label == "【港湾課】"


@pytest.mark.parametrize("mark", ["（再掲）", "(再掲)", "（ 再 掲 ）"])
def test_a_restated_component_is_marked_and_its_label_is_not(mark: str) -> None:
    found = name_of(BlockWords(f"岸壁を直す{mark}"))
    assert (found.label, found.restated) == ("岸壁を直す", True)
    assert not name_of(BlockWords("岸壁を直す")).restated


def test_the_name_of_its_level_is_its_kind() -> None:
    kind = name_of(heading("基本目標１ 港を直す")).details.kind
    assert kind is not None
    assert (kind.concept, kind.printed) == ("goal", "基本目標")
    assert name_of(heading("１ 港を直す")).details.kind is None


def test_what_follows_a_wave_describes_the_name_and_ends_in_its_sum() -> None:
    found = name_of(BlockWords("２．灯台の修繕～灯りを替えるため、足場を組む費用などに1,200万円。"))
    assert (found.label, description(found)) == ("灯台の修繕", ["灯りを替えるため、足場を組む費用などに1,200万円。"])
    assert [figure.amount for figure in found.details.budget] == [12_000_000]


@pytest.mark.parametrize("text", ["４月～６月に灯台を修繕する。", "灯台の修繕～海を照らす～を始める。", "灯台の修繕～海を照らす"])
def test_a_stretch_of_time_and_a_subtitle_are_parts_of_the_name(text: str) -> None:
    assert description(name_of(BlockWords(text))) == []


def test_a_sum_in_the_middle_of_a_description_is_not_that_of_the_name() -> None:
    assert not name_of(BlockWords("灯台の修繕～800万円の基金で灯りを替えるための調べを始める。")).details.budget


def test_a_sentence_behind_a_colon_describes_the_name_before_it() -> None:
    found = name_of(BlockWords("Trim the wick: Look after the wick every evening before the sun goes down."), "gb")
    assert found.label == "Trim the wick"
    assert [one.text for one in found.details.description] == ["Look after the wick every evening before the sun goes down."]
    assert name_of(BlockWords("Trim the wick: every evening."), "gb").label == "Trim the wick: every evening."


def test_what_is_passed_over_within_an_item_is_no_word_of_it() -> None:
    text = "（１）浜の砂を運び、松を\n- 3 -\n植える"
    at = text.index("- 3 -")
    without = blanked(text, [Span(at, at + 5), Span(at + 1, at + 3)])
    assert without == text.replace("- 3 -", "     ")
    (item,) = items_of(document(BlockWords(text.replace("\n- 3 -\n", ""))))
    found = named(replace(item, span=Span(0, len(text))), without, known())
    assert found.label == "浜の砂を運び、松を植える"
    assert found.span.end == len(text)
