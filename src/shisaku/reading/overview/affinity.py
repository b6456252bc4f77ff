"""Log-likelihood ratios of headings over components, from the similarity of their words.

Features of a text are parts of its words (pairs of kanji, triples of katakana, whole Latin words; pairs of hiragana, mostly grammar,
weigh less) and the concepts of a lexicon, so that synonyms count as equal. Features are weighted by inverse document frequency
(Spärck Jones 1972) within the document, and texts compared by the cosine.

A measure is compared twice: as a whole, by the mean of the unit vectors of its heading and entries, so that a long entry does not
dominate; and by its nearest text, as one entry may name outright what the others only serve. Rows and columns are centred: a pair
counts if it is closer than its two sides usually are. Neighbours in number are compared too: measures under one heading are often
worded alike.
"""

import itertools
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from shisaku.reading.lexicon import NO_LEXICON, Lexicon
from shisaku.reading.overview.placement_problem import Matrix
from shisaku.reading.text.characters import shown

WHOLE, NEAREST = 1.9, 1.1
"""Weights of the similarity of whole texts, and of the nearest text of a measure."""
LITTLE = 0.125
"""Cosine up to which similarity counts in proportion; above it, more adds ever less, as a shared word may be accidental."""
KINSHIP = 12.0
"""Log-likelihood ratio per unit of cosine of two measures; UNRELATED is subtracted from pairs of usual similarity."""
UNRELATED = 0.4
MOST_KINSHIP = 1.0
"""Upper limit: two measures may be worded alike and yet belong to different headings."""
ENTRIES = 0.8
"""Weight of all entries of a measure together, its heading being 1."""
CONCEPT = 1.5
"""Weight of a mentioned concept; a pair of kanji weighs 1."""
RESTATED = 0.5
"""Weight of a restated entry: its words belong first of all where it comes from."""

_MOST_TEXTS = 20
"""Most entries of a measure that are compared one by one; all of them count in its whole text."""
PARTS = "shisaku character parts 3"
"""Name of the plain word resource, as recorded in the graph."""

_RUNS = re.compile(r"[一-鿿々〆ヶ]+|[ァ-ヺー]+|[A-Za-z][A-Za-z0-9.+]*|[0-9]+|[ぁ-ゖ]{2,}")
_GRAMMAR = 0.4
"""Weight of a pair of hiragana: some are words (がん, こども), most are endings, whose rarity weighs them down further."""
Vector = dict[str, float]
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """The words of a measure."""

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
    kinship: tuple[float, ...]
    """For each measure but the last: log-likelihood ratio of one heading for it and the next one, against two."""


def affinities(
    measures: list[MeasureWords], pillars: list[str], groups: list[str], statements: list[str], lexicon: Lexicon = NO_LEXICON
) -> Affinities:
    """Return the log-likelihood ratio of every pair; rows and columns in the order of the arguments."""
    headings = [[_weights(text, lexicon) for text in texts] for texts in (pillars, groups, statements)]
    bodies = [(_weights(m.heading, lexicon), [(_weights(text, lexicon), again) for text, again in m.entries]) for m in measures]
    rarity = _rarity([*(set(counts) for level in headings for counts in level), *(_union(body) for body in bodies)])
    vectors = [_measure(heading, entries, rarity) for heading, entries in bodies]
    texts = [_texts(heading, entries, rarity) for heading, entries in bodies]
    pillar, group, statement = ([_unit(counts, rarity) for counts in level] for level in headings)
    return Affinities(
        _matrix(vectors, texts, pillar),
        _matrix(vectors, texts, group, somewhere=False),
        _matrix(vectors, texts, statement),
        _matrix(group, [[vector] for vector in group], pillar, background=vectors),
        _matrix(statement, [[vector] for vector in statement], pillar),
        _kinship(vectors),
    )


def _weights(text: str, lexicon: Lexicon) -> Weights:
    """Features of `text`: its parts, and under a prefix the concepts that it mentions."""
    text = shown(text)
    return parts(text) | {f"concept:{name}": CONCEPT * weight for name, weight in lexicon.concepts(text).items()}


def parts(text: str) -> Weights:
    """Return the parts of the words of `text` with their weights; a long katakana word weighs less per triple."""
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


def _texts(heading: Weights, entries: list[tuple[Weights, bool]], rarity: Vector) -> list[Vector]:
    """Vectors of the heading and of the first entries that are not restated."""
    own = (counts for counts, restated in entries if not restated)
    return [_unit(counts, rarity) for counts in (heading, *itertools.islice(own, _MOST_TEXTS))]


def _matrix(
    rows: list[Vector],
    texts: list[list[Vector]],
    columns: list[Vector],
    somewhere: bool = True,
    background: list[Vector] | None = None,
) -> Matrix:
    """Log-likelihood ratios from the cosines of whole rows and of the nearest of their `texts`.

    The usual similarity to a column is measured on the `background`, or else on the rows.
    """
    if not rows or not columns:
        return tuple(() for _ in rows)
    whole = [[_dot(row, column) for column in columns] for row in rows]
    nearest = [[max(_dot(text, column) for text in own) for column in columns] for own in texts]
    usual = _means([[_dot(row, column) for column in columns] for row in background]) if background else None
    rows_as_wholes, rows_at_nearest = (_centred(values, usual, somewhere) for values in (whole, nearest))
    mixed = [
        [WHOLE * _weighed(one) + NEAREST * _weighed(other) for one, other in zip(*pair, strict=True)]
        for pair in zip(rows_as_wholes, rows_at_nearest, strict=True)
    ]
    means = [math.fsum(row) / len(row) if somewhere else 0.0 for row in mixed]
    return tuple(tuple(value - mean for value in row) for row, mean in zip(mixed, means, strict=True))


def _weighed(cosine: float) -> float:
    """Weight of a cosine: proportional up to `LITTLE`, growing ever less above it."""
    return math.asinh(cosine / LITTLE)


def _centred(values: list[list[float]], usual: list[float] | None, somewhere: bool) -> list[list[float]]:
    """Values minus the mean of their column and, if every row belongs `somewhere` among the columns, of their row."""
    means = usual or _means(values)
    centred = [[value - mean for value, mean in zip(row, means, strict=True)] for row in values]
    return [[value - (math.fsum(row) / len(row) if somewhere else 0.0) for value in row] for row in centred]


def _means(values: list[list[float]]) -> list[float]:
    """The mean of each column."""
    return [math.fsum(column) / len(values) for column in zip(*values, strict=True)]


def _kinship(vectors: list[Vector]) -> tuple[float, ...]:
    """For each two neighbours, how much more similar they are than two measures usually are."""
    total: Vector = {}
    for vector in vectors:
        for part, value in vector.items():
            total[part] = total.get(part, 0.0) + value
    # The sum over all pairs is that of the squares of sums, less what each is to itself; every vector has the length one, or none.
    pairs = _dot(total, total) - math.fsum(_dot(vector, vector) for vector in vectors)
    usual = pairs / max(1, len(vectors) * (len(vectors) - 1))
    return tuple(
        min(MOST_KINSHIP, KINSHIP * (_dot(one, other) - usual) - UNRELATED) if one and other else 0.0
        for one, other in itertools.pairwise(vectors)
    )


def _dot(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(value * other[part] for part, value in one.items() if part in other)
