"""What a line opens with: names of levels in five languages, numbers, codes, letters, bullets, marks, brackets."""

import pytest
from tests.reading.tables.making import schemes

from shisaku.reading.items.heads import NO_HEAD, Head, head_of


def head(text: str) -> Head:
    return head_of(text, schemes())


@pytest.mark.parametrize(
    ("text", "printed", "level", "path", "words"),
    [
        ("基本目標１ 港を直す", "基本目標１", "goal", ("1",), "港を直す"),
        ("基本目標Ⅱ　港を直す", "基本目標Ⅱ", "goal", ("2",), "港を直す"),
        ("目標一 港を直す", "目標一", "goal", ("1",), "港を直す"),
        ("基本施策１－２ 岸壁を直す", "基本施策１－２", "action", ("1", "2"), "岸壁を直す"),
        ("重点施策①：岸壁を直す", "重点施策①", "action", ("1",), "岸壁を直す"),
        ("取組方針（３）岸壁", "取組方針（３）", "principle", ("3",), "岸壁"),
        ("施策の方向１ 岸壁", "施策の方向１", "heading", ("1",), "岸壁"),
        ("【基本目標１】港を直す", "基本目標１", "goal", ("1",), "港を直す"),
        ("《重点施策②》 岸壁", "重点施策②", "action", ("2",), "岸壁"),
        ("Goal 2 – Clean water", "Goal 2", "goal", ("2",), "Clean water"),
        ("GOAL 1: Clean water", "GOAL 1", "goal", ("1",), "Clean water"),
        ("Strategic Goal 1: Clean water", "Strategic Goal 1", "goal", ("1",), "Clean water"),
        ("Objective 1.2: Clean water", "Objective 1.2", "objective", ("1", "2"), "Clean water"),
        ("Recommendation 12. Clean water", "Recommendation 12", "action", ("12",), "Clean water"),
        ("Priority No. 3: Clean water", "Priority No. 3", "heading", ("3",), "Clean water"),
        ("Pillar II: Clean water", "Pillar II", "heading", ("2",), "Clean water"),
        ("Action A: Clean water", "Action A", "action", ("A",), "Clean water"),
        ("Action 5", "Action 5", "action", ("5",), ""),
        ("Maßnahme 3: Radwege bauen", "Maßnahme 3", "action", ("3",), "Radwege bauen"),
        ("Ziel 1.2: Sauberes Wasser", "Ziel 1.2", "goal", ("1", "2"), "Sauberes Wasser"),
        ("Handlungsfeld 2 – Verkehr", "Handlungsfeld 2", "heading", ("2",), "Verkehr"),
        ("Axe 1 : Mobilité", "Axe 1", "heading", ("1",), "Mobilité"),
        ("Mesure 12 – Pistes cyclables", "Mesure 12", "action", ("12",), "Pistes cyclables"),
        ("Action n° 4 : Eau propre", "Action n° 4", "action", ("4",), "Eau propre"),
        ("목표 1 깨끗한 물", "목표 1", "goal", ("1",), "깨끗한 물"),
        ("추진과제 3. 하천 정비", "추진과제 3", "action", ("3",), "하천 정비"),
        ("과제 1-1 하천 정비", "과제 1-1", "action", ("1", "1"), "하천 정비"),
    ],
)
def test_the_name_of_a_level_and_its_number_are_the_head(
    text: str, printed: str, level: str, path: tuple[str, ...], words: str
) -> None:
    found = head(text)
    assert (found.printed, found.level, found.path, text[found.length :]) == (printed, level, path, words)


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ("第１章 港", ("1",), "港"),
        ("Ⅳ 港", ("4",), "港"),
        ("Ⅳ-2 港", ("4", "2"), "港"),
        ("１．港", ("1",), "港"),
        ("（１）港", ("1",), "港"),
        ("⑴ 港", ("1",), "港"),
        ("② 港", ("2",), "港"),
        ("❸ 港", ("3",), "港"),
        ("ⅱ 港", ("2",), "港"),
        ("ア 港", ("1",), "港"),
        ("(イ)港", ("2",), "港"),
        ("一、港", ("1",), "港"),
        ("3 Public transport", ("3",), "Public transport"),
        ("3.1 Public transport", ("3", "1"), "Public transport"),
        ("3.1.2 Public transport", ("3", "1", "2"), "Public transport"),
        ("1.0 Public transport", ("1", "0"), "Public transport"),
        ("b) Public transport", ("2",), "Public transport"),
        ("B. Public transport", ("B",), "Public transport"),
        ("B.2 Public transport", ("B", "2"), "Public transport"),
        ("T1.3 Public transport", ("T1", "3"), "Public transport"),
        ("AB-12 Public transport", ("AB", "12"), "Public transport"),
        ("C - Public transport", ("C",), "Public transport"),
    ],
)
def test_numbers_codes_and_letters_count_what_is_behind_them(text: str, path: tuple[str, ...], words: str) -> None:
    found = head(text)
    assert (found.path, text[found.length :]) == (path, words)


@pytest.mark.parametrize(
    "text",
    [
        "2027年度までに港を直す",
        "10年後の港",
        "3つの港",
        "１つの港",
        "5の重点プロジェクト",
        "30人が働く港",
        "12.5% of the boats",
        "3.5 million people",
        "1/3 of the boats",
        "12 new boats",
        "3 million people",
        "U.S. harbour plan",
        "5G networks",
        "-5 degrees",
        "I am the harbour master",
        "A good plan for boats",
        "目標 48件",
        "目標値 60",
        "Part 2 of this plan says",
        "Figure 3: Boats",
        "第２次計画",
        "港を直す",
        "【港を直す】",
        "",
    ],
)
def test_a_quantity_a_word_and_a_caption_are_no_head(text: str) -> None:
    assert head(text) == NO_HEAD


@pytest.mark.parametrize("bullet", ["•", "‣", "▪", "➢", "❖", "✓", "→", "■", "●", "·", "・"])
def test_bullets_open_an_item_with_and_without_a_blank(bullet: str) -> None:
    for gap in ("", " ", "\u3000"):
        text = f"{bullet}{gap}港を直す"
        found = head(text)
        assert (found.bullet, found.path, text[found.length :]) == (bullet, (), "港を直す")


@pytest.mark.parametrize("bullet", ["-", "–", "*", "—"])
def test_characters_of_words_are_bullets_only_before_a_blank(bullet: str) -> None:
    assert head(f"{bullet} Repair the quay").bullet == bullet
    assert head(f"{bullet}Repair the quay").bullet == ""


def test_the_letter_o_is_a_bullet_of_office_before_a_capital() -> None:
    assert head("o Repair the quay").bullet == "o"
    assert head("o repair the quay") == NO_HEAD


@pytest.mark.parametrize("letter", ["\uf0b7", "\uf0d8", "\uf06c", "\uf077", "\ufffd"])
def test_letters_of_symbol_fonts_are_one_bullet(letter: str) -> None:
    found = head(f"{letter} Repair the quay")
    assert found.bullet == head("\uf0a7Repair the quay").bullet != ""
    assert found.style == head("\uf0a7Repair the quay").style != ""


@pytest.mark.parametrize(("text", "words"), [("\uf0b7 1. Repair the quay", "Repair the quay"), ("➢ 2) 港", "港")])
def test_a_number_behind_a_bullet_is_read(text: str, words: str) -> None:
    found = head(text)
    assert found.bullet
    assert found.path
    assert text[found.length :] == words


@pytest.mark.parametrize(("text", "marks"), [("○港を直す", "○"), ("○☆ 港を直す", "○☆"), ("◎港を直す", "◎"), ("※港を直す", "※")])
def test_marks_are_distinguished_from_bullets(text: str, marks: str) -> None:
    found = head(text)
    assert (found.marks, found.bullet, text[found.length :]) == (marks, "", "港を直す")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("基本目標１ 港", "基本目標２ 海"),
        ("1.1 Water", "2.7 Roads"),
        ("A. Water", "C. Roads"),
        ("Goal 1: Water", "Goal 2: Roads"),
        ("• Water", "• Roads"),
    ],
)
def test_heads_of_one_level_have_one_style(one: str, other: str) -> None:
    assert head(one).style == head(other).style != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("基本目標１ 港", "施策１ 港"),
        ("1. Water", "1.1 Water"),
        ("（１）港", "１ 港"),
        ("① 港", "（１）港"),
        ("• Water", "- Water"),
    ],
)
def test_heads_of_several_levels_have_several_styles(one: str, other: str) -> None:
    assert head(one).style != head(other).style


@pytest.mark.parametrize("text", ["• 10 boats for the ferry", "- 5 MW from the tide", "・ 3 隻の船"])
def test_a_bare_figure_behind_a_bullet_is_a_quantity(text: str) -> None:
    found = head(text)
    assert (found.bullet, found.path) == (text[0], ())


def test_a_level_of_two_words_is_known_by_its_last_one() -> None:
    found = head("HARBOUR CONTRIBUTION #2: QUIET QUAYS")
    assert (found.level, found.path) == ("commitment", ("2",))
    assert head("Tidal Measure 4: Gates").level == head("Measure 4: Gates").level != ""
