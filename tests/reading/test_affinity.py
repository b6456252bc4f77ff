import math
from collections.abc import Mapping

import pytest

from shisaku.messages import Message
from shisaku.reading.lexicon import NoLexicon
from shisaku.reading.overview.affinity import LITTLE, MOST_KINSHIP, NEAREST, WHOLE, MeasureWords, affinities, parts
from shisaku.reading.overview.placement_problem import Matrix


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("間伐材", {"間伐", "伐材"}),
        ("森の国", {"森", "国"}),
        ("里山の保全", {"里山", "保全"}),
        ("ダムと森", {"ダム", "森"}),
        ("バイオマス", {"バイオ", "イオマ", "オマス"}),
        ("Forest LiDAR", {"forest", "lidar"}),
        ("５Ｇと5G", {"5", "g"}),
        ("ﾊﾞｲｵ", {"バイオ"}),
        ("がんの", {"がん", "んの"}),
        ("森の、川を。", {"森", "川"}),
        ("", set()),
    ],
)
def test_texts_are_compared_by_pairs_of_kanji_and_hiragana_triples_of_katakana_and_latin_words(
    text: str, expected: set[str]
) -> None:
    assert set(parts(text)) == expected


def test_a_pair_of_hiragana_weighs_less_than_a_pair_of_kanji() -> None:
    assert parts("がん登録")["がん"] < parts("がん登録")["登録"]


def test_a_long_katakana_word_weighs_the_same_length_as_a_short_one() -> None:
    def length(text: str) -> float:
        return math.sqrt(sum(weight**2 for weight in parts(text).values()))

    assert length("バイオマスエネルギー") == pytest.approx(length("バイオ"))


def test_a_single_kanji_weighs_half_of_a_pair() -> None:
    assert parts("森") == {"森": 0.5}
    assert parts("森林") == {"森林": 1.0}


MEASURES = [
    MeasureWords("間伐材の利用", (("森林組合の支援", False),)),
    MeasureWords("漁港の浚渫", (("漁協の支援", False),)),
    MeasureWords("植樹の推進", (("森林公園の整備", False),)),
]


def near(matrix: Matrix, row: int, column: int) -> float:
    return matrix[row][column]


def test_a_measure_is_nearer_to_the_pillar_whose_words_it_shares() -> None:
    found = affinities(MEASURES, ["森林の再生", "漁港の再生"], [], []).measure_pillar
    assert near(found, 0, 0) > 0 > near(found, 0, 1)
    assert near(found, 1, 1) > 0 > near(found, 1, 0)


def test_what_is_close_to_one_of_two_is_as_far_from_the_other() -> None:
    found = affinities(MEASURES, ["森林の再生", "漁港の再生"], [], []).measure_pillar
    assert [math.fsum(row) for row in found] == pytest.approx([0, 0, 0])


def test_words_that_every_measure_shares_with_a_pillar_are_no_evidence() -> None:
    measures = [MeasureWords("港の支援", ()), MeasureWords("港の支援", ())]
    assert affinities(measures, ["港の支援", "森"], [], []).measure_pillar == ((0, 0), (0, 0))


def test_words_that_nothing_shares_are_no_evidence() -> None:
    found = affinities(MEASURES, ["宇宙", "地図"], [], []).measure_pillar
    assert all(value == pytest.approx(0) for row in found for value in row)


def test_a_restated_entry_pulls_less_than_one_of_its_own() -> None:
    def pull(restated: bool) -> float:
        measures = [MeasureWords("窓口の開設", (("漁港の浚渫", restated), ("案内板の設置", False))), MEASURES[0]]
        return affinities(measures, ["森林の再生", "漁港の再生"], [], []).measure_pillar[0][1]

    assert pull(restated=False) > pull(restated=True) > 0


def test_the_nearest_entry_counts_beside_the_measure_as_a_whole() -> None:
    def pull(*entries: str) -> float:
        measures = [MeasureWords("窓口の開設", tuple((entry, False) for entry in entries)), MEASURES[2]]
        return affinities(measures, ["漁港の浚渫", "森林の再生"], [], []).measure_pillar[0][0]

    assert pull("漁港の浚渫", "案内板の設置") > pull("漁港の設置", "案内板の浚渫")


def test_a_group_that_shares_words_with_a_pillar_is_near_it_although_every_other_group_is_nearer() -> None:
    groups = ["森林の再生", "再生林の森林", "林道"]
    found = affinities(MEASURES, ["森林と林道の再生", "漁港の改築"], groups, []).group_pillar
    assert all(row[0] > 0 > row[1] for row in found)


def test_neighbours_that_share_words_are_kin_and_those_that_share_none_are_strangers() -> None:
    measures = [MeasureWords(words, ()) for words in ("間伐材の利用", "間伐材の輸送", "漁港の浚渫", "漁港の浚渫", "植樹")]
    kin, strangers, same, _ = affinities(measures, [], [], []).kinship
    assert strangers < 0 < kin <= same == MOST_KINSHIP


def test_a_measure_without_words_is_neither_kin_nor_stranger() -> None:
    assert affinities([MEASURES[0], MeasureWords("", ()), MEASURES[1]], [], [], []).kinship == (0, 0)


def test_the_same_words_give_the_most_that_words_can_give() -> None:
    most = (WHOLE + NEAREST) * math.asinh(0.5 / LITTLE)
    measures = [MeasureWords("間伐材", ()), MeasureWords("浚渫土", ())]
    found = affinities(measures, ["間伐材", "浚渫土"], [], []).measure_pillar
    assert [list(row) for row in found] == [
        pytest.approx([most, -most]),
        pytest.approx([-most, most]),
    ]


def test_every_matrix_has_a_row_for_each_and_a_column_for_each() -> None:
    found = affinities(MEASURES, ["森", "海"], ["植樹", "漁協", "苗木", "岬"], ["森を守る。"])
    shapes = [
        [len(row) for row in matrix]
        for matrix in (
            found.measure_pillar,
            found.measure_group,
            found.measure_statement,
            found.group_pillar,
            found.statement_pillar,
        )
    ]
    assert shapes == [[2] * 3, [4] * 3, [1] * 3, [2] * 4, [2]]


def test_without_headings_the_rows_are_empty() -> None:
    assert affinities(MEASURES, [], [], []).measure_pillar == ((), (), ())


class Synonyms(NoLexicon):
    """A lexicon of one concept, 樹: 里山 and 植樹 mention it."""

    name = "樹"

    def concepts(self, text: str) -> Mapping[str, float]:
        return {"tree": 1.0} if "里山" in text or "植樹" in text else {}

    def label(self, concept: str) -> Message:
        return Message.of({"ja": "樹", "en": concept})


def test_other_words_for_one_thing_bring_a_measure_nearer() -> None:
    pillars = ["里山の再生", "漁港の再生"]
    by_letters = affinities(MEASURES, pillars, [], []).measure_pillar[2]
    by_concepts = affinities(MEASURES, pillars, [], [], Synonyms()).measure_pillar[2]
    assert by_concepts[0] > by_letters[0]
    assert by_concepts[1] < by_letters[1]
