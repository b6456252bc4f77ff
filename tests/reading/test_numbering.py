import pytest

from shisaku.reading.tokens.numbering import RANK, Number, number_at_head


def head(text: str) -> Number:
    number = number_at_head(text)
    assert number is not None
    return number


@pytest.mark.parametrize(
    ("text", "style", "value", "printed", "rest"),
    [
        ("第１章 森林の保全", "chapter", 1, "第１章", "森林の保全"),
        ("第1 森林の保全", "ordinal", 1, "第1", "森林の保全"),
        ("第三節　漁港", "section", 3, "第三節", "漁港"),
        ("第十二章 漁港", "chapter", 12, "第十二章", "漁港"),
        ("第二十 漁港", "ordinal", 20, "第二十", "漁港"),
        ("第一の柱：漁港", "chapter", 1, "第一の柱", "漁港"),
        ("第２部漁港", "part", 2, "第２部", "漁港"),
        ("第１部長寿社会を支える", "part", 1, "第１部", "長寿社会を支える"),
        ("第１世界に開かれた港", "ordinal", 1, "第１", "世界に開かれた港"),
        ("Ⅳ 森林", "roman", 4, "Ⅳ", "森林"),
        ("Ⅻ．森林", "roman", 12, "Ⅻ", "森林"),
        ("Ⅰ森林", "roman", 1, "Ⅰ", "森林"),
        ("IV. 森林", "roman", 4, "IV", "森林"),
        ("XI 森林", "roman", 11, "XI", "森林"),
        ("１ 森林", "decimal", 1, "１", "森林"),
        ("１．森林", "decimal", 1, "１", "森林"),
        ("10 森林", "decimal", 10, "10", "森林"),
        ("１０　森林", "decimal", 10, "１０", "森林"),
        ("3. Forests", "decimal", 3, "3", "Forests"),
        ("7、森林", "decimal", 7, "7", "森林"),
        ("７森林", "decimal", 7, "７", "森林"),
        ("（２）森林", "bracketed", 2, "（２）", "森林"),
        ("(12) 森林", "bracketed", 12, "(12)", "森林"),
        ("⑴ 森林", "bracketed", 1, "⑴", "森林"),
        ("⒇森林", "bracketed", 20, "⒇", "森林"),
        ("❷ 森林", "circled", 2, "❷", "森林"),
        ("⓬森林", "circled", 12, "⓬", "森林"),
        ("ⅳ 森林", "small-roman", 4, "ⅳ", "森林"),
        ("ⅱ）森林", "small-roman", 2, "ⅱ", "森林"),
        ("1.2: Forests", "compound", 2, "1.2", "Forests"),
        ("５）森林", "half-bracketed", 5, "５）", "森林"),
        ("①森林", "circled", 1, "①", "森林"),
        ("⑳ 森林", "circled", 20, "⑳", "森林"),
        ("㉑森林", "circled", 21, "㉑", "森林"),
        ("㊿森林", "circled", 50, "㊿", "森林"),
    ],
)
def test_a_number_is_read_with_its_style_value_and_print(text: str, style: str, value: int, printed: str, rest: str) -> None:
    number = head(text)
    assert (number.style, number.value, number.printed, text[number.length :]) == (style, value, printed, rest)


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [("15 2050年の里山", 15, "2050年の里山"), ("３ ４Ｋの里山", 3, "４Ｋの里山"), ("8 100年の森", 8, "100年の森")],
)
def test_a_number_and_then_a_number_is_the_first_one(text: str, value: int, rest: str) -> None:
    number = head(text)
    assert (number.value, text[number.length :]) == (value, rest)


@pytest.mark.parametrize(
    "text",
    [
        "第１部会",
        "第２部署",
        "第１部長の話",
        "第３部門",
        "第５世代の港",
        "第２世紀の港",
        "第１種漁港",
        "第２類の港",
        "第三者の声",
        "",
        "森林",
        "１",
        "第一",
        "Ⅰ",
        "2050年の里山",
        "０ 森林",
        "（森林）",
        "第章",
        "IVY",
        "IIV. 森林",
        "VX 森林",
        "ⅯⅭ",
    ],
)
def test_what_is_no_number_with_words_behind_it_is_none(text: str) -> None:
    assert number_at_head(text) is None


@pytest.mark.parametrize("text", ["第十一二 森林", "第十十 森林", "第一二 森林", "第二三十 森林"])
def test_kanji_digits_that_make_no_number_are_none(text: str) -> None:
    assert number_at_head(text) is None


@pytest.mark.parametrize(
    ("text", "separated"),
    [
        ("１ 森林", True),
        ("１．森林", True),
        ("１森林", False),
        ("第１ 森林", True),
        ("第１森林", False),
        ("Ⅰ森林", True),
        ("①森林", True),
    ],
)
def test_whether_a_separator_follows_is_recorded_where_it_matters(text: str, separated: bool) -> None:
    assert head(text).separated is separated


def test_styles_are_from_the_outermost_inwards() -> None:
    outermost = ["named", "part", "chapter", "section", "ordinal", "roman", "compound", "decimal"]
    innermost = [
        "bracketed",
        "half-bracketed",
        "circled",
        "kanji",
        "bracketed-kana",
        "bracketed-letter",
        "kana",
        "letter",
        "small-roman",
    ]
    assert sorted(RANK, key=RANK.__getitem__) == [*outermost, *innermost]
