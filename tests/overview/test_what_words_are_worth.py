"""How close words are: every step as the docstring of `shisaku.reading.overview.affinity` gives it, computed once more in plain terms."""

import itertools
import math
from collections import Counter

import pytest

from shisaku.messages import Message
from shisaku.reading.lexicon import NoLexicon
from shisaku.reading.overview.affinity import MeasureWords, affinities, parts


class Concepts(NoLexicon):
    """A lexicon of two concepts."""

    name = "two concepts"

    def label(self, concept: str) -> Message:
        return Message.of(concept)

    def concepts(self, text: str) -> dict[str, float]:
        return {name: weight for name, weight in (("森林", 1.0), ("河川", 0.5)) if name in text}


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("森林", {"森林": 1.0}),
        ("森林組合", {"森林": 1.0, "林組": 1.0, "組合": 1.0}),
        ("森林森林", {"森林": 2.0, "林森": 1.0}),
        ("森", {"森": 0.5}),
        ("カメラ", {"カメラ": 1.0}),
        ("カメラマン", {"カメラ": 1 / math.sqrt(3), "メラマ": 1 / math.sqrt(3), "ラマン": 1 / math.sqrt(3)}),
        ("カメ", {"カメ": 1.0}),
        ("カ", {"カ": 0.5}),
        ("こども", {"こど": 0.4, "ども": 0.4}),
        ("の", {}),
        ("ＤＸ dx 5G", {"dx": 2.0, "5": 1.0, "g": 1.0}),
        ("IoT", {"iot": 1.0}),
        ("森林のカメラ", {"森林": 1.0, "カメラ": 1.0}),
        ("ゖゖ", {"ゖゖ": 0.4}),
        ("ァァァ", {"ァァァ": 1.0}),
        ("ーーー", {"ーーー": 1.0}),
        ("、。", {}),
    ],
)
def test_words_are_taken_apart_by_their_script(text: str, weights: dict[str, float]) -> None:
    assert parts(text) == pytest.approx(weights)


MEASURES = [
    MeasureWords("森林の保全", (("森林の植樹", False), ("河川の清掃", True))),
    MeasureWords("森林の間伐", (("間伐材の利用", False), ("林道の点検", False))),
    MeasureWords("河川の清掃", ()),
    MeasureWords("橋", (("カメラの設置", True),)),
]
PILLARS = ["森林を守る", "河川を守る"]
GROUPS = ["森林の手入れ", "点検", "水辺"]
STATEMENTS = ["森林と林道に力を入れ、次の世代に渡す。", "河川の清掃を進める。"]

Vector = dict[str, float]


def weights(text: str) -> Vector:
    return {**parts(text), **{f"concept:{name}": 1.5 * weight for name, weight in Concepts().concepts(text).items()}}


def unit(counts: Vector, rarity: Vector) -> Vector:
    weighed = {part: count * rarity[part] for part, count in counts.items()}
    length = math.sqrt(sum(value**2 for value in weighed.values())) or 1.0
    return {part: value / length for part, value in weighed.items()}


def cosine(one: Vector, other: Vector) -> float:
    return sum(value * other.get(part, 0.0) for part, value in one.items())


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def expected() -> dict[str, list[list[float]]]:
    bodies = [set(weights(m.heading)).union(*(weights(text) for text, _ in m.entries)) for m in MEASURES]
    texts = [*(set(weights(text)) for text in (*PILLARS, *GROUPS, *STATEMENTS)), *bodies]
    frequency = Counter(part for text in texts for part in text)
    rarity = {part: math.log(1 + len(texts) / count) for part, count in frequency.items()}

    wholes, singles = [], []
    for measure in MEASURES:
        mixed = Counter(unit(weights(measure.heading), rarity))
        total = sum(0.5 if again else 1.0 for _, again in measure.entries)
        for text, again in measure.entries:
            for part, value in unit(weights(text), rarity).items():
                mixed[part] += value * 0.8 * (0.5 if again else 1.0) / total  # type: ignore[assignment]  # a Counter of floats
        length = math.sqrt(sum(value**2 for value in mixed.values()))
        wholes.append({part: value / length for part, value in mixed.items()})
        own = [measure.heading, *(text for text, again in measure.entries if not again)]
        singles.append([unit(weights(text), rarity) for text in own])

    def matrix(
        rows: list[Vector], nearest: list[list[Vector]], columns: list[Vector], somewhere: bool, background: list[Vector] | None
    ) -> list[list[float]]:
        def centred(values: list[list[float]]) -> list[list[float]]:
            usual = [mean([cosine(row, column) for row in background]) for column in columns] if background else None
            usual = usual or [mean([row[c] for row in values]) for c in range(len(columns))]
            out = [[value - usual[c] for c, value in enumerate(row)] for row in values]
            return [[value - (mean(row) if somewhere else 0.0) for value in row] for row in out]

        whole = centred([[cosine(row, column) for column in columns] for row in rows])
        near = centred([[max(cosine(text, column) for text in own) for column in columns] for own in nearest])
        mixed = [
            [1.9 * math.asinh(a / 0.125) + 1.1 * math.asinh(b / 0.125) for a, b in zip(x, y, strict=True)]
            for x, y in zip(whole, near, strict=True)
        ]
        return [[value - (mean(row) if somewhere else 0.0) for value in row] for row in mixed]

    pillar, group, statement = ([unit(weights(text), rarity) for text in level] for level in (PILLARS, GROUPS, STATEMENTS))
    pairs = [cosine(a, b) for i, a in enumerate(wholes) for j, b in enumerate(wholes) if i != j]
    kinship = [min(1.0, 12.0 * (cosine(a, b) - mean(pairs)) - 0.4) for a, b in itertools.pairwise(wholes)]
    return {
        "measure_pillar": matrix(wholes, singles, pillar, True, None),
        "measure_group": matrix(wholes, singles, group, False, None),
        "measure_statement": matrix(wholes, singles, statement, True, None),
        "group_pillar": matrix(group, [[vector] for vector in group], pillar, True, wholes),
        "statement_pillar": matrix(statement, [[vector] for vector in statement], pillar, True, None),
        "kinship": [kinship],
    }


@pytest.mark.parametrize("which", ["measure_pillar", "measure_group", "measure_statement", "group_pillar", "statement_pillar"])
def test_what_is_close_is_told_by_the_words_in_common(which: str) -> None:
    found = getattr(affinities(MEASURES, PILLARS, GROUPS, STATEMENTS, Concepts()), which)
    for row, wanted in zip(found, expected()[which], strict=True):
        assert row == pytest.approx(wanted)


def test_neighbours_are_akin_by_how_much_closer_they_are_than_any_two() -> None:
    found = affinities(MEASURES, PILLARS, GROUPS, STATEMENTS, Concepts())
    assert found.kinship == pytest.approx(expected()["kinship"][0])
    assert max(found.kinship) == 1.0


def test_of_many_entries_the_first_twenty_are_compared_one_by_one() -> None:
    many = tuple((f"item{n}", False) for n in range(30))
    near, far = ("item19", "item20")
    closeness = affinities([MeasureWords("海", many), MeasureWords("山", ())], [near, far], [], [])
    assert closeness.measure_pillar[0][0] > closeness.measure_pillar[0][1]


def test_where_there_is_nothing_to_compare_rows_are_empty() -> None:
    found = affinities([MeasureWords("海", ())], [], [], [])
    assert (found.measure_pillar, found.group_pillar, found.kinship) == (((),), (), ())


def test_a_measure_without_words_is_akin_to_none() -> None:
    assert affinities([MeasureWords("", ()), MeasureWords("海", ())], ["海"], [], []).kinship == (0.0,)
