"""The original of a restated entry （再掲）: word for word where there is one, else the entry that holds most of its words.

The original may print the restated words as a fragment inside a longer entry, or as an item in a bracket; so what is measured is
how much of the restated entry is in the other, in pairs of neighbouring letters, and how long the longest common stretch is.
"""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, islice

from shisaku.messages import Message
from shisaku.model.findings import Finding
from shisaku.model.plan import EXACT, PARTIAL, Evidence, Identification, Initiative, Measure
from shisaku.reading import reading_rules
from shisaku.reading.evidence import common_words

_LEAST = 0.45
"""Share of its pairs of letters that an original must hold at least."""
_SURE = 0.9
_LONGEST = 1000
"""Letters of an entry that are compared for common stretches."""
_MOST_SAME = 200
"""Entries with the same words that are looked at; between more of them the choice would be a guess."""
_MOST_LOOKED = 300
"""Entries that are looked up by the pairs of letters they hold, the rarest pair first; an entry counts once a pair."""
_MOST_COMPARED = 30
"""Entries, those that share most, that are compared letter by letter."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    measure: Measure
    entry: Initiative
    letters: str
    pairs: Counter[str]


def identify(measures: tuple[Measure, ...]) -> tuple[tuple[Identification, ...], tuple[Finding, ...]]:
    """The original of every restated entry, and a finding for each that has none or more than one likely one."""
    if not any(entry.restated for measure in measures for entry in measure.initiatives):
        return (), ()
    originals = _Originals([_candidate(m, entry) for m in measures for entry in m.initiatives if not entry.restated])
    labels = {candidate.entry.key: candidate.entry.label for candidate in originals.all}
    found: list[Identification] = []
    findings: list[Finding] = []
    for measure in measures:
        for entry in measure.initiatives:
            if entry.restated:
                query = _candidate(measure, entry)
                same, count = originals.worded_like(query)
                result = _exact(query, same, count) if same else _partial(query, originals)
                if result is None:
                    findings.append(reading_rules.DANGLING_RESTATEMENT.at(entry.span, subject=entry.key, label=entry.label))
                    continue
                found.append(result)
                findings += _doubt(entry, result, labels)
    return tuple(found), tuple(findings)


def _candidate(measure: Measure, entry: Initiative) -> _Candidate:
    letters = "".join(c for c in unicodedata.normalize("NFKC", entry.label).casefold() if not c.isspace())
    return _Candidate(measure, entry, letters, Counter(letters[i : i + 2] for i in range(len(letters) - 1)))


class _Originals:
    """The entries that may be repeated, to be found by their words and by the pairs of letters that they hold."""

    def __init__(self, candidates: list[_Candidate]) -> None:
        self.all = candidates
        self._worded: dict[str, dict[str, list[_Candidate]]] = {}
        self._holding: dict[str, list[int]] = {}
        for position, candidate in enumerate(candidates):
            by_measure = self._worded.setdefault(candidate.letters, {})
            by_measure.setdefault(candidate.measure.key, []).append(candidate)
            for pair in candidate.pairs:
                self._holding.setdefault(pair, []).append(position)
        self._times = Counter(candidate.letters for candidate in candidates)

    def worded_like(self, query: _Candidate) -> tuple[list[_Candidate], int]:
        """The entries of other measures with the same words, in order, at most `_MOST_SAME`; and how many there are."""
        by_measure = self._worded.get(query.letters, {}) if query.letters else {}
        others = (candidates for measure, candidates in by_measure.items() if measure != query.measure.key)
        count = self._times[query.letters] - len(by_measure.get(query.measure.key, ()))
        return list(islice(chain.from_iterable(others), _MOST_SAME)), count

    def sharing(self, query: _Candidate) -> list[tuple[float, _Candidate]]:
        """Entries of other measures that hold at least `_LEAST` of the pairs of letters, each with the share that it holds."""
        shared: Counter[int] = Counter()
        left = _MOST_LOOKED
        for pair in sorted(query.pairs, key=lambda pair: len(self._holding.get(pair, ()))):
            for position in self._holding.get(pair, ())[:left]:
                shared[position] += query.pairs[pair]
                left -= 1
        elsewhere = (position for position in shared if self.all[position].measure.key != query.measure.key)
        likeliest = nsmallest(_MOST_COMPARED, elsewhere, key=lambda position: (-shared[position], position))
        total = query.pairs.total()
        held = [((query.pairs & self.all[position].pairs).total() / total, self.all[position]) for position in sorted(likeliest)]
        return [(share, candidate) for share, candidate in held if share >= _LEAST]


def _exact(query: _Candidate, same: list[_Candidate], count: int) -> Identification:
    """The first entry with the same words; those with the same marks go before the others; `count` have the same words."""
    ranked = sorted(same, key=lambda c: c.entry.marks != query.entry.marks)
    confidence = int(99 / count) / 100
    evidence = Evidence("same-text", Message("reading-same-words-original"), ranked[0].entry.span)
    rivals = tuple((other.entry.key, confidence) for other in ranked[1:4])
    kind = EXACT if ranked[0].entry.label == query.entry.label else PARTIAL
    return Identification(query.entry.key, ranked[0].entry.key, kind, confidence, (evidence,), rivals)


def _partial(query: _Candidate, originals: _Originals) -> Identification | None:
    """The entry that holds most of the restated words; None where none holds `_LEAST` of them."""
    ranked = sorted(
        ((_score(query, candidate, held), candidate) for held, candidate in originals.sharing(query)), key=lambda pair: -pair[0]
    )
    if not ranked:
        return None
    weights = [score**8 for score, _ in ranked]
    best = ranked[0][1]
    confidence = int(100 * min(0.99, weights[0] / sum(weights) * min(1.0, ranked[0][0] + 0.3))) / 100
    words = common_words(best.entry.label[:_LONGEST], query.entry.label[:_LONGEST])
    evidence = Evidence(
        "shared-words",
        Message(
            "reading-shares-words-original",
            words=Message.joined((Message("common-word", word=word) for word in words), "list-quoted"),
        ),
        best.entry.span,
    )
    rivals = tuple(
        (candidate.entry.key, int(100 * weight / sum(weights)) / 100)
        for weight, (_, candidate) in zip(weights[1:4], ranked[1:4], strict=True)
    )
    return Identification(query.entry.key, best.entry.key, PARTIAL, confidence, (evidence,), rivals)


def _score(query: _Candidate, other: _Candidate, held: float) -> float:
    """Mean of the share of pairs held and of the share that the longest common stretch makes."""
    longest = max((len(word) for word in common_words(other.letters[:_LONGEST], query.letters[:_LONGEST], most=1)), default=0)
    return (held + longest / len(query.letters)) / 2


def _doubt(entry: Initiative, result: Identification, labels: dict[str, str]) -> list[Finding]:
    if result.confidence >= _SURE:
        return []
    rivals = ", ".join(f"「{labels[key]}」 {share:.2f}" for key, share in result.rivals) or "—"
    return [
        reading_rules.UNCERTAIN_RESTATEMENT.at(
            entry.span,
            subject=entry.key,
            label=entry.label,
            original=labels[result.original],
            confidence=f"{result.confidence:.2f}",
            rivals=rivals,
        )
    ]
