"""Which entry a restated entry （再掲） repeats: word for word where one does, else the one that holds most of its words.

The original may print the restated words as a fragment inside a longer entry, or as an item in a bracket; so what is measured is
how much of the restated entry stands in the other, in pairs of neighbouring letters, and how long the longest common stretch is.
"""

import unicodedata
from collections import Counter
from dataclasses import dataclass

from shisaku.findings import Finding
from shisaku.plan import EXACT, PARTIAL, Evidence, Identification, Initiative, Measure
from shisaku.reading import rules
from shisaku.reading.evidence import common_words

_LEAST = 0.45
"""Share of its pairs of letters that an original must hold at least."""
_SURE = 0.9
_LONGEST = 1000
"""Letters of an entry that are compared for common stretches."""
_COMMON = 5000
"""Pairs of letters that more entries hold than this tell nothing."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    measure: Measure
    entry: Initiative
    letters: str
    pairs: Counter[str]


def identify(measures: tuple[Measure, ...]) -> tuple[tuple[Identification, ...], tuple[Finding, ...]]:
    """The original of every restated entry, and a finding for each that has none or more than one likely one."""
    originals = [_candidate(m, entry) for m in measures for entry in m.initiatives if not entry.restated]
    by_letters: dict[str, list[_Candidate]] = {}
    holding: dict[str, list[int]] = {}
    for position, candidate in enumerate(originals):
        by_letters.setdefault(candidate.letters, []).append(candidate)
        for pair in candidate.pairs:
            holding.setdefault(pair, []).append(position)
    labels = {candidate.entry.key: candidate.entry.label for candidate in originals}
    found: list[Identification] = []
    findings: list[Finding] = []
    for measure in measures:
        for entry in measure.initiatives:
            if entry.restated:
                wanted = _candidate(measure, entry)
                same = [c for c in by_letters.get(wanted.letters, []) if c.letters and c.measure.key != measure.key]
                result = _exact(wanted, same) if same else _partial(wanted, originals, holding)
                if result is None:
                    findings.append(rules.DANGLING_RESTATEMENT.at(entry.span, subject=entry.key, label=entry.label))
                    continue
                found.append(result)
                findings += _doubt(entry, result, labels)
    return tuple(found), tuple(findings)


def _candidate(measure: Measure, entry: Initiative) -> _Candidate:
    letters = "".join(c for c in unicodedata.normalize("NFKC", entry.label).casefold() if not c.isspace())
    return _Candidate(measure, entry, letters, Counter(letters[i : i + 2] for i in range(len(letters) - 1)))


def _exact(wanted: _Candidate, same: list[_Candidate]) -> Identification:
    """The first entry with the same words; those with the same marks go before the others."""
    ranked = sorted(same, key=lambda c: c.entry.marks != wanted.entry.marks)
    confidence = int(99 / len(same)) / 100
    evidence = Evidence("same-text", "元の取組と同じ文言", "the same words as the original", ranked[0].entry.span)
    rivals = tuple((other.entry.key, confidence) for other in ranked[1:4])
    kind = EXACT if ranked[0].entry.label == wanted.entry.label else PARTIAL
    return Identification(wanted.entry.key, ranked[0].entry.key, kind, confidence, (evidence,), rivals)


def _partial(wanted: _Candidate, originals: list[_Candidate], holding: dict[str, list[int]]) -> Identification | None:
    """The entry that holds most of the restated words; None where none holds `_LEAST` of them."""
    total = sum(wanted.pairs.values())
    shared: Counter[int] = Counter()
    for pair, count in wanted.pairs.items():
        positions = holding.get(pair, [])
        for position in positions if len(positions) <= _COMMON else ():
            shared[position] += min(count, originals[position].pairs[pair])
    scores = [
        (_score(wanted, originals[position], held / total), position)
        for position, held in shared.items()
        if held / total >= _LEAST and originals[position].measure.key != wanted.measure.key
    ]
    if not scores:
        return None
    ranked = sorted(scores, key=lambda pair: (-pair[0], pair[1]))
    weights = [score**8 for score, _ in ranked]
    best = originals[ranked[0][1]]
    confidence = int(100 * min(0.99, weights[0] / sum(weights) * min(1.0, ranked[0][0] + 0.3))) / 100
    words = common_words(best.entry.label[:_LONGEST], wanted.entry.label[:_LONGEST])
    ja, en = "".join(f"「{word}」" for word in words), ", ".join(f"“{word}”" for word in words)
    evidence = Evidence("shared-words", f"元の取組と同じ語がある: {ja}", f"shares words with the original: {en}", best.entry.span)
    rivals = tuple(
        (originals[position].entry.key, int(100 * weight / sum(weights)) / 100)
        for weight, (_, position) in zip(weights[1:4], ranked[1:4], strict=True)
    )
    return Identification(wanted.entry.key, best.entry.key, PARTIAL, confidence, (evidence,), rivals)


def _score(wanted: _Candidate, other: _Candidate, held: float) -> float:
    """Mean of the share of pairs held and of the share that the longest common stretch makes."""
    longest = max((len(word) for word in common_words(other.letters[:_LONGEST], wanted.letters[:_LONGEST], most=1)), default=0)
    return (held + longest / len(wanted.letters)) / 2


def _doubt(entry: Initiative, result: Identification, labels: dict[str, str]) -> list[Finding]:
    if result.confidence >= _SURE:
        return []
    rivals = ", ".join(f"「{labels[key]}」 {share:.2f}" for key, share in result.rivals) or "—"
    return [
        rules.UNCERTAIN_RESTATEMENT.at(
            entry.span,
            subject=entry.key,
            label=entry.label,
            original=labels[result.original],
            confidence=result.confidence,
            rivals=rivals,
        )
    ]
