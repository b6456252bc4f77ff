"""How much likelier the words of a heading are over one component than over the average one.

Texts are compared by the parts of their words: pairs of kanji, triples of katakana, whole Latin words; pairs of hiragana, which
carry the grammar, count for less. Beside them stand the concepts that a lexicon finds in a text, so that other words for the same thing count
as the same, and letters that look alike by accident count for less. Parts are weighed by how rare they are in this document (inverse document frequency, Spärck Jones 1972) and
texts compared by the cosine. A measure is the mean of its heading and its entries, each of length one, so that a long list in one
entry does not drown the rest. Rows and columns are centred: what counts is whether a pair is closer than its two sides usually are.
"""

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from shisaku.reading.characters import shown
from shisaku.reading.lexicon import NO_LEXICON, Lexicon
from shisaku.reading.puzzle import Matrix

SHARPNESS = 16.0
"""Log-likelihood ratio per unit of cosine; found on overviews other than the ones in this repository."""
ENTRIES = 0.8
"""Weight of all entries of a measure together, its heading being 1."""
CONCEPT = 2.0
"""Weight of a concept that is mentioned, a pair of kanji being 1."""
RESTATED = 0.5
"""Weight of a restated entry: its words belong first of all where it comes from."""

PARTS = "shisaku character parts 2"
"""Name of the plain word resource, as recorded in the graph."""

_RUNS = re.compile(r"[一-鿿々〆ヶ]+|[ァ-ヺー]+|[A-Za-z][A-Za-z0-9.+]*|[0-9]+|[ぁ-ゖ]{2,}")
_GRAMMAR = 0.4
"""Weight of a pair of hiragana: some are words (がん, こども), most are endings, whose rarity weighs them down further."""
Vector = dict[str, float]
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What a measure says: its heading, and its entries with whether each is restated."""

    heading: str
    """The words of its heading."""
    entries: tuple[tuple[str, bool], ...]
    """The words of each entry, and whether it is restated."""


@dataclass(frozen=True, slots=True)
class Affinities:
    """Log-likelihood ratios between the components of one document."""

    measure_pillar: Matrix
    measure_group: Matrix
    measure_statement: Matrix
    group_pillar: Matrix
    statement_pillar: Matrix


def affinities(
    measures: list[MeasureWords], pillars: list[str], groups: list[str], statements: list[str], lexicon: Lexicon = NO_LEXICON
) -> Affinities:
    """Every pair's log-likelihood ratio; rows and columns in the order given."""
    headings = [[_weights(text, lexicon) for text in texts] for texts in (pillars, groups, statements)]
    bodies = [(_weights(m.heading, lexicon), [(_weights(text, lexicon), again) for text, again in m.entries]) for m in measures]
    rarity = _rarity([*(set(counts) for level in headings for counts in level), *(_union(body) for body in bodies)])
    vectors = [_measure(heading, entries, rarity) for heading, entries in bodies]
    pillar, group, statement = ([_unit(counts, rarity) for counts in level] for level in headings)
    return Affinities(
        _matrix(vectors, pillar),
        _matrix(vectors, group, somewhere=False),
        _matrix(vectors, statement),
        _matrix(group, pillar),
        _matrix(statement, pillar),
    )


def _weights(text: str, lexicon: Lexicon) -> Weights:
    """The parts of `text`, and the concepts that it mentions under a prefix of their own."""
    text = shown(text)
    return parts(text) | {f"concept:{name}": CONCEPT * weight for name, weight in lexicon.concepts(text).items()}


def parts(text: str) -> Weights:
    """The parts of the words of `text` with their weights; a long katakana word weighs less per triple."""
    counts: Weights = {}
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text)):
        if run[0].isascii():
            counts[run.casefold()] = counts.get(run.casefold(), 0.0) + 1
            continue
        width = 3 if "ァ" <= run[0] <= "ー" else 2
        pieces = [run[i : i + width] for i in range(max(1, len(run) - width + 1))]
        weight = 0.5 if len(run) == 1 else 1 / math.sqrt(len(pieces)) if width == 3 else 1.0
        weight = _GRAMMAR if run[0] <= "ゖ" else weight
        for piece in pieces:
            counts[piece] = counts.get(piece, 0.0) + weight
    return counts


def _union(body: tuple[Weights, list[tuple[Weights, bool]]]) -> set[str]:
    heading, entries = body
    return set(heading).union(*(counts for counts, _ in entries))


def _rarity(texts: list[set[str]]) -> Vector:
    frequency = Counter(part for text in texts for part in sorted(text))
    return {part: math.log(1 + len(texts) / count) for part, count in frequency.items()}


def _unit(counts: Weights, rarity: Vector) -> Vector:
    return _scaled({part: count * rarity[part] for part, count in counts.items()})


def _scaled(vector: Vector) -> Vector:
    length = math.sqrt(math.fsum(value * value for value in vector.values())) or 1.0
    return {part: value / length for part, value in vector.items()}


def _measure(heading: Weights, entries: list[tuple[Weights, bool]], rarity: Vector) -> Vector:
    mixed: Vector = dict(_unit(heading, rarity))
    weights = [RESTATED if restated else 1.0 for _, restated in entries]
    whole = sum(weights)
    for (counts, _), weight in zip(entries, weights, strict=True):
        for part, value in _unit(counts, rarity).items():
            mixed[part] = mixed.get(part, 0.0) + value * ENTRIES * weight / whole
    return _scaled(mixed)


def _matrix(rows: list[Vector], columns: list[Vector], somewhere: bool = True) -> Matrix:
    """Cosines, centred by column and, where every row belongs `somewhere` among the columns, by row, times `SHARPNESS`."""
    if not rows or not columns:
        return tuple(() for _ in rows)
    values = [[_dot(row, column) for column in columns] for row in rows]
    means = [math.fsum(row[j] for row in values) / len(rows) for j in range(len(columns))]
    centred = [[value - mean for value, mean in zip(row, means, strict=True)] for row in values]
    usual = [math.fsum(row) / len(row) if somewhere else 0.0 for row in centred]
    return tuple(tuple(SHARPNESS * (value - mean) for value in row) for row, mean in zip(centred, usual, strict=True))


def _dot(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(value * other[part] for part, value in one.items() if part in other)
