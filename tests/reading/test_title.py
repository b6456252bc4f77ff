import pytest

from shisaku.model.source import Span
from shisaku.reading.title import LONGEST, Title, title_of


def prose(*texts: str) -> tuple[tuple[str, Span], ...]:
    return tuple((text, Span(1000 * i, 1000 * i + len(text))) for i, text in enumerate(texts))


@pytest.mark.parametrize(
    ("text", "title", "edition"),
    [
        ("国土緑化の計画（令和８年度版）", "国土緑化の計画", "令和８年度版"),
        ("国土緑化の計画 (2031)", "国土緑化の計画", "2031"),
        ("国土緑化の計画　【重点２０３１】", "国土緑化の計画", "重点２０３１"),
        ("国土（森と海）の計画（第２版）", "国土（森と海）の計画", "第２版"),
        ("国土緑化の計画", "国土緑化の計画", None),
        ("（案）", "（案）", None),
    ],
)
def test_the_edition_is_in_brackets_behind_the_title(text: str, title: str, edition: str | None) -> None:
    assert title_of(prose(text)) == (Title(title, edition, Span(0, len(text))), ())


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (("問合せ先の一覧", "国土緑化の計画（令和８年度版）"), "国土緑化の計画"),
        (("問合せ先の一覧", "令和８年度国土緑化の計画"), "令和８年度国土緑化の計画"),
        (("令和８年度の統計", "国土緑化の計画（緑化重点2031）"), "国土緑化の計画"),
        (("資料２", "国土緑化の計画"), "国土緑化の計画"),
        (("国土緑化の計画", "海岸清掃の計画"), "国土緑化の計画"),
        (("１０５０", "国土緑化の計画"), "国土緑化の計画"),
        (("海岸清掃の計画", "１９９９", "国土緑化の計画２０３１"), "国土緑化の計画２０３１"),
    ],
    ids=["edition with a year", "a year", "edition beats year", "too short", "else the first", "no year", "a wide year"],
)
def test_the_line_that_looks_most_like_a_title_is_the_title(texts: tuple[str, ...], title: str) -> None:
    found, _ = title_of(prose(*texts))
    assert found is not None
    assert found.text == title


def test_the_other_words_are_not_understood() -> None:
    _, others = title_of(prose("資料２", "国土緑化の計画", "問合せ先"))
    assert others == (Span(0, 3), Span(2000, 2004))


def test_a_document_without_plain_words_has_no_title() -> None:
    assert title_of(()) == (None, ())


def test_words_too_long_for_a_title_are_none() -> None:
    assert title_of(prose("森" * (LONGEST + 1))) == (None, (Span(0, LONGEST + 1),))


def test_a_long_line_is_no_title_beside_a_short_one() -> None:
    found, others = title_of(prose("令和８年度" + "森" * LONGEST, "国土緑化"))
    assert found is not None
    assert found.text == "国土緑化"
    assert others == (Span(0, LONGEST + 5),)
