"""What is seen of an item: its series, the section that it is in, contents pages, what is printed beside it, tables below it."""

import pytest
from tests.reading.structure.inventing import document, heading, item, items_of, known

from shisaku.formats.text_builder import BlockWords
from shisaku.model.document import Document, DocumentPlace, Style
from shisaku.model.span import Span
from shisaku.reading.likelihood.features import features
from shisaku.reading.likelihood.learned import Features


def shown(made: Document | str, held: tuple[Span, ...] = (), apart: tuple[Span, ...] = ()) -> dict[str, Features]:
    """The features of every item, by its words."""
    found = items_of(made, apart=apart)
    text = made if isinstance(made, str) else made.text
    return {one.words: features for one, features in zip(found, features(found, text, known(), held), strict=True)}


def test_every_item_has_features_and_none_without_items() -> None:
    assert features((), "", known()) == []
    text = "港の計画\n\n１ 岸壁\n・岸壁を直す\n"
    found = items_of(text)
    assert len(features(found, text, known())) == len(found)


def test_values_are_finite_and_of_the_order_of_one() -> None:
    made = document(heading("港の計画"), *(item(f"岸壁{n}を直す。令和{n}年度 1,234千円" * 9) for n in range(30)))
    values = [value for one in features(items_of(made), made.text, known()) for value in one.values()]
    assert all(0 <= value <= 3 for value in values)


def test_a_number_follows_that_of_its_series() -> None:
    found = shown(document(*(heading(f"施策{n} {word}") for n, word in enumerate("岸波砂松", 1)), heading("施策９ 貝")))
    assert [found[word]["follows"] for word in "岸波砂松貝"] == [1, 1, 1, 1, 0]


def test_a_compound_number_follows_within_its_prefix_and_anew_under_the_next_one() -> None:
    numbers = ["1.1 Quays", "1.2 Basins", "2.1 Walls", "2.4 Dunes"]
    found = shown(document(*map(heading, numbers)))
    assert [found[words]["follows"] for words in ("Quays", "Basins", "Walls", "Dunes")] == [1, 1, 1, 0]


def test_a_label_alone_gives_its_role_to_what_is_under_it_until_the_next_heading() -> None:
    made = document(
        heading("施策１ 岸壁", 2), heading("現状と課題", 3), item("岸壁が古い"), heading("施策２ 航路", 2), item("航路を浚う")
    )
    found = shown(made)
    assert found["岸壁が古い"].get("in no section") is None
    assert found["航路を浚う"]["in no section"] == 1


def test_a_field_with_its_value_gives_no_role_to_what_is_behind_it() -> None:
    made = document(heading("施策１ 岸壁", 2), BlockWords("担当課：港湾課"), item("岸壁を直す"), item("杭を打つ"))
    found = shown(made)
    assert found["担当課：港湾課"]["field"] == 1
    assert found["岸壁を直す"]["in no section"] == found["杭を打つ"]["in no section"] == 1


def test_what_a_contents_page_names_is_found() -> None:
    contents = "目次\n岸壁を直す…………………… 3\n航路を浚う…………………… 5\n砂浜を守る…………………… 9\n\n"
    found = shown(contents + "１ 岸壁を直す\n　岸壁は古い。\n\n２ 波を見張る\n　波は高い。\n")
    assert found["岸壁を直す"]["in contents"] == 1
    assert found["波を見張る"]["in contents"] == 0
    assert found["波を見張る"]["has contents"] == 1


def test_sums_that_are_printed_beside_words_are_found() -> None:
    found = shown("港の予算\n\n岸壁の修繕　1,200万円　港湾課\n岸壁の話　港湾課\n")
    assert found["岸壁の修繕　1,200万円　港湾課"]["sum beside"] == 1
    assert found["岸壁の話　港湾課"]["sum beside"] == 0


def test_the_heading_over_a_table_with_components_is_found() -> None:
    made = document(
        heading("港の計画"),
        heading("岸壁", 2),
        [["事業名", "担当"], ["岸壁", "港湾課"]],
        heading("付録", 2),
        BlockWords("港は町の顔である。"),
    )
    spans = tuple(table.span for table in made.tables)
    found = shown(made, held=spans, apart=spans)
    assert {words: one["over table"] for words, one in found.items()} == {
        "港の計画": 0,
        "岸壁": 1,
        "付録": 0,
        "港は町の顔である。": 0,
    }
    assert all(one["has tables"] for one in found.values())


def test_sentences_and_words_are_distinguished_in_each_language() -> None:
    for words, sentence in (
        ("岸壁の修繕", 0),
        ("岸壁を直します。", 1),
        ("Repair of the quay", 0),
        ("The quay is repaired.", 1),
        ("항구 정비", 0),
        ("항구를 고친다.", 1),
    ):
        assert shown(document(BlockWords(words)))[words]["sentence"] == sentence, words


def test_sentences_without_a_number_are_distinguished_from_what_is_numbered() -> None:
    found = shown("1. Quays\n\nThe quays are old. They are mended.\n\n2. Basins\n\nThe basins are dredged.\n")
    prose, short, heading_ = (
        found[words] for words in ("The quays are old. They are mended.", "The basins are dredged.", "Quays")
    )
    assert prose["no head + two sentences"] == 1
    assert "no head + two sentences" not in short
    assert 0 < short["no head + sentence + document heads"] == short["document heads"] < 1
    assert not any(name.startswith("no head") for name in heading_)


def test_items_of_one_look_are_of_one_class() -> None:
    found = items_of(
        document(heading("施策１ 岸", 2), heading("施策２ 波", 2), heading("付録", 2), item("砂"), item("松"), item("貝", 2))
    )
    first, second, bare, one, other, deeper = (one.look for one in found)
    assert first == second
    assert one == other
    assert len({first, bare, one, deeper}) == 4


def _printed(*lines: tuple[str, float, float, str, str]) -> dict[str, Features]:
    """The features of lines of a page, each with its size, left edge, colour and the colour behind it."""
    return shown(
        document(
            *(
                BlockWords(
                    text,
                    "line",
                    place=DocumentPlace(1, (left, 20.0 * at, 300.0, 20.0 * at + size)),
                    style=Style(size, False, ink, fill),
                )
                for at, (text, size, left, ink, fill) in enumerate(lines)
            ),
            heading("終わり"),
        )
    )


def test_colours_and_edges_are_seen_against_those_of_most_of_the_text() -> None:
    grey = ("港は町の顔であり、船は町の足である。", 10.0, 50.0, "#505050", "")
    found = _printed(grey, ("岸壁", 10.0, 50.0, "#204060", ""), ("砂浜", 10.0, 70.0, "#505050", "#d0e0f0"))
    assert [found[grey[0]][name] for name in ("coloured", "on colour", "further in")] == [0, 0, 0]
    assert [found["岸壁"][name] for name in ("coloured", "on colour", "further in")] == [1, 0, 0]
    assert [found["砂浜"][name] for name in ("coloured", "on colour", "further in")] == [0, 1, 1]


@pytest.mark.parametrize(("size", "outside"), [(18.0, False), (10.0, True)])
def test_a_line_as_large_as_the_one_that_opened_a_section_ends_it(size: float, outside: bool) -> None:
    prose = "港は町の顔であり、船は町の足である。" * 3
    found = _printed(("はじめに", 18.0, 50.0, "", ""), (prose, 10.0, 50.0, "", ""), ("１ 岸壁", size, 50.0, "", ""))
    assert bool(found["岸壁"].get("within section-role front-matter")) is outside


@pytest.mark.parametrize(
    ("words", "caption"), [("Table 2: Boats", 1), ("図３ 船の数", 1), ("表１ 事業", 1), ("Tables and boats", 0), ("表の岸壁", 0)]
)
def test_captions_are_recognised_by_their_numbers(words: str, caption: int) -> None:
    assert shown(document(BlockWords(words)))[words]["caption"] == caption
